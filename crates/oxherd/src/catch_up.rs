//! Reading evidence that the derived tables do not cover: after a crash, after a new version of the
//! program, or for a rebuild. The result is the same as if it had been read when it was taken.

use crate::home::Home;
use crate::papers::pages;
use crate::reader::reader;
use crate::take::{self, NOTE_MEDIA, Progress, WORD_MEDIA};
use crate::words::{looks, words};
use anyhow::{Result, anyhow};
use crossbeam_channel::bounded;
use oxherd_evidence::{Block, Damage, Position, RecordKind};
use oxherd_ledger::Words;
use oxherd_model::{EvidenceId, Reading};
use oxherd_reading::{Depth, Reader};
use oxherd_store::{KeptWord, MessageRow, NewMessage, Store};
use std::collections::BTreeMap;

/// Blocks that may wait for a worker.
const WAITING: usize = 4;

/// Reads and enters evidence after the place that is covered.
pub(crate) fn read_what_is_missing(
    home: &Home,
    store: &mut Store,
    progress: &dyn Progress,
) -> Result<u64> {
    let from = covered(store)?;
    let shelf = home.shelf()?;
    let mut blocks = shelf.blocks(from).peekable();
    if blocks.peek().is_none() {
        return Ok(0);
    }
    progress.step("reading evidence", 0);
    let reader = reader();
    let read = std::thread::scope(|scope| {
        let (to_worker, from_shelf) = bounded::<(u64, Result<Block, Damage>)>(WAITING);
        let (to_writer, from_worker) = bounded::<(u64, Chapter)>(WAITING);
        for _ in 0..2 {
            let (from_shelf, to_writer, reader) = (from_shelf.clone(), to_writer.clone(), reader);
            scope.spawn(move || {
                for (number, block) in from_shelf {
                    if to_writer.send((number, chapter(block, reader))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((from_shelf, to_writer));
        let source = scope.spawn(move || {
            for numbered in (0_u64..).zip(blocks) {
                if to_worker.send(numbered).is_err() {
                    return;
                }
            }
        });
        let result = enter_in_order(store, &from_worker, progress);
        drop(from_worker);
        let _ended = source.join();
        result
    })?;
    read_in_full(home, store)?;
    Ok(read)
}

/// What a block says.
#[derive(Default)]
struct Chapter {
    messages: Vec<NewMessage>,
    words: Vec<KeptWord>,
    damage: Option<Damage>,
    next: Option<(u64, Position)>,
}

fn chapter(block: Result<Block, Damage>, reader: &Reader) -> Chapter {
    let block = match block {
        Ok(block) => block,
        Err(damage) => return Chapter { damage: Some(damage), ..Chapter::default() },
    };
    let mut chapter = Chapter::default();
    for record in &block.records {
        let bytes = block.bytes(record);
        let envelope = &record.envelope;
        if envelope.kind != RecordKind::Original {
            continue;
        }
        if envelope.media == WORD_MEDIA {
            if let Some((at, line)) = take::word_of(bytes) {
                chapter.words.push(KeptWord {
                    sequence: record.sequence,
                    at,
                    line: line.to_owned(),
                    hash: envelope.hash,
                    place: take::place_of(record.location),
                });
            }
            continue;
        }
        if envelope.media == NOTE_MEDIA {
            let word = take::noted(bytes, envelope.hash, record.sequence, record.location);
            chapter.words.extend(word);
        }
        // What was taken in before its form was known is read now.
        let media = take::media_of(&envelope.media, bytes).to_owned();
        let read = reader.read_with(bytes, take::form_of(&media), Depth::Signal, pages());
        let reading = read.reading;
        let mut message = take::new_message(record.sequence, record.location, envelope, reading);
        message.media = media;
        chapter.messages.push(message);
    }
    let last = block.records.last().map_or(block.first_sequence, |r| r.sequence);
    chapter.next = Some((last, block.next));
    chapter
}

fn enter_in_order(
    store: &mut Store,
    from_worker: &crossbeam_channel::Receiver<(u64, Chapter)>,
    progress: &dyn Progress,
) -> Result<u64> {
    let mut early = BTreeMap::new();
    let (mut turn, mut read) = (0, 0);
    let mut waiting: Vec<NewMessage> = Vec::new();
    let mut place = None;
    for (number, chapter) in from_worker {
        early.insert(number, chapter);
        while let Some(chapter) = early.remove(&turn) {
            turn += 1;
            waiting.extend(chapter.messages);
            for word in &chapter.words {
                store.keep_word(word)?;
            }
            if let Some(damage) = &chapter.damage {
                progress.damaged(damage);
            }
            place = chapter.next.or(place);
        }
        if waiting.len() >= 2_048 {
            read += enter(store, &mut waiting, place, progress)?;
        }
    }
    read += enter(store, &mut waiting, place, progress)?;
    Ok(read)
}

fn enter(
    store: &mut Store,
    waiting: &mut Vec<NewMessage>,
    place: Option<(u64, Position)>,
    progress: &dyn Progress,
) -> Result<u64> {
    let Some((last, next)) = place else {
        return Ok(0);
    };
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    let marks = [
        ("covered sequence", number(last)),
        ("covered segment", i64::from(next.segment)),
        ("covered offset", number(next.offset)),
    ];
    store.add(waiting, &marks)?;
    let count = u64::try_from(waiting.len()).unwrap_or(0);
    waiting.clear();
    progress.done(count);
    Ok(count)
}

/// Where the derived tables end.
fn covered(store: &Store) -> Result<Position> {
    let (segment, offset) = (store.mark("covered segment")?, store.mark("covered offset")?);
    Ok(match (segment, offset) {
        (Some(segment), Some(offset)) => Position {
            segment: u32::try_from(segment).unwrap_or(1),
            offset: u64::try_from(offset).unwrap_or(0),
        },
        (_, _) => Position::START,
    })
}

/// Evidence of which the owner said something, and what is alike to it, is read in full, whatever
/// kind it seemed to be.
pub(crate) fn read_in_full(home: &Home, store: &Store) -> Result<()> {
    let words = words(store, None)?;
    full_readings(home, store, &words, &mut |readings| {
        let kept: Vec<(u64, &Reading)> = readings.iter().map(|(s, _, r)| (*s, r)).collect();
        Ok(store.keep_readings(&kept)?)
    })
}

/// Messages that are read again at once.
const AGAIN_MESSAGES: usize = 1_024;

/// A reading that was not kept: number in the archive, id, reading.
pub(crate) type InFull = (u64, EvidenceId, Reading);

/// Hands over full readings of what the words are about, and of what is alike, where none is kept.
pub(crate) fn full_readings(
    home: &Home,
    store: &Store,
    words: &Words,
    each: &mut dyn FnMut(Vec<InFull>) -> Result<()>,
) -> Result<()> {
    let mut missing: BTreeMap<u64, MessageRow> = BTreeMap::new();
    for id in words.evidence() {
        let row = store.by_id(id)?.filter(|row| row.reading.is_none());
        missing.extend(row.map(|row| (row.sequence, row)));
    }
    for (sender, shape) in words.heard_alike() {
        let candidates = store.candidates(sender, Some(shape))?;
        let wanted = candidates.into_iter().filter(|c| !c.is_read).map(|c| c.row);
        let wanted = wanted.filter(|row| words.want_in_full(&looks(row)));
        missing.extend(wanted.map(|row| (row.sequence, row)));
    }
    if missing.is_empty() {
        return Ok(());
    }
    // In the order of the archive, so that each block of it is opened once.
    let rows: Vec<MessageRow> = missing.into_values().collect();
    let reader = reader();
    for rows in rows.chunks(AGAIN_MESSAGES) {
        each(read_again(home, rows, reader)?)?;
    }
    Ok(())
}

/// Reads messages of the archive in full, on two threads where there are many.
fn read_again(home: &Home, rows: &[MessageRow], reader: &Reader) -> Result<Vec<InFull>> {
    let one = |rows: &[MessageRow]| -> Result<Vec<InFull>> {
        let mut shelf = home.shelf()?;
        let read = |row: &MessageRow| {
            let bytes = shelf.original(location(row.place), &row.hash)?;
            let form = take::form_of(&row.media);
            let mut reading = reader.read_with(&bytes, form, Depth::Full, pages()).reading;
            reading.kind = row.kind;
            Ok((row.sequence, row.hash.id(), reading))
        };
        rows.iter().map(read).collect()
    };
    let (first, second) = rows.split_at(rows.len() / 2);
    let (first, second) = std::thread::scope(|scope| {
        let other = scope.spawn(|| one(second));
        (one(first), other.join())
    });
    let second = second.map_err(|_panic| anyhow!("reading again failed"))?;
    let mut readings = first?;
    readings.extend(second?);
    Ok(readings)
}

/// Where the archive finds a message.
pub(crate) fn location(place: oxherd_store::Where) -> oxherd_evidence::Location {
    oxherd_evidence::Location {
        segment: place.segment,
        block_offset: place.block,
        record_offset: place.record,
        size: u32::try_from(place.size).unwrap_or(u32::MAX),
    }
}

/// What the archive says of a message beside its bytes.
#[derive(Debug)]
pub(crate) struct RecordFacts {
    /// The door it came through.
    pub(crate) channel: String,
    /// Where it was found.
    pub(crate) source: String,
    /// When it was taken in.
    pub(crate) received_at: jiff::Timestamp,
    /// The chain value before it.
    pub(crate) previous: String,
}

/// Looks up a message's record in the archive.
pub(crate) fn record_of(
    shelf: &oxherd_evidence::Shelf,
    sequence: u64,
    place: oxherd_store::Where,
) -> Result<RecordFacts> {
    let at = Position { segment: place.segment, offset: place.block };
    let Some(block) = shelf.blocks(at).next() else {
        anyhow::bail!("the evidence is not where it was kept; run: oxherd verify");
    };
    let block = block?;
    let mut previous = block.before.to_string();
    for record in &block.records {
        if record.sequence == sequence {
            let envelope = &record.envelope;
            return Ok(RecordFacts {
                channel: envelope.channel.clone(),
                source: envelope.source.clone(),
                received_at: envelope.received_at,
                previous,
            });
        }
        previous = record.chain.to_string();
    }
    anyhow::bail!("the evidence is not where it was kept; run: oxherd verify")
}
