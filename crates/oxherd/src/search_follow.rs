//! The search index follows the evidence: whatever it does not cover yet is added.

use crate::catch_up::location;
use crate::home::Home;
use crate::papers::pages;
use crate::take::{self, Progress};
use crate::words::{kind_now, words};
use anyhow::Result;
use crossbeam_channel::{Receiver, bounded};
use oxherd_evidence::{Block, Damage, Position, RecordKind, Shelf};
use oxherd_model::Kind;
use oxherd_reading::{Form, SearchReader, Searchable, may_open};
use oxherd_search::{Covered, Words, Writer};
use oxherd_store::{MessageRow, Store};
use std::collections::BTreeMap;

/// Blocks that may wait for a worker.
const WAITING: usize = 4;

/// Messages between two commits; what is not committed is added again after a crash.
const COMMIT_MESSAGES: u64 = 100_000;

/// Adds what is missing; returns how many messages.
pub(crate) fn follow(home: &Home, store: &Store, progress: &dyn Progress) -> Result<u64> {
    again(home, store, Vec::new())?;
    let index = home.index()?;
    let covered = index.covered()?;
    let end = u64::try_from(store.mark("covered sequence")?.unwrap_or(0)).unwrap_or(0);
    if covered.sequence == end {
        return Ok(0);
    }
    let mut writer = index.writer()?;
    let covered = if covered.sequence < end {
        covered
    } else {
        // It followed an archive that is not here any more.
        writer.forget_all()?;
        Covered::NOTHING
    };
    progress.step("making it searchable", end.saturating_sub(covered.sequence));
    let words = words(store, None)?;
    let mut adding = Adding { writer, store, words, covered, added: 0, uncommitted: 0 };
    add_what_follows(&home.shelf()?, &mut adding, progress)?;
    let Adding { mut writer, covered, added, .. } = adding;
    writer.commit(covered)?;
    writer.finish()?;
    Ok(added)
}

/// Makes messages findable as they are now: those that have another kind by what the owner said, and
/// statements whose day ends at another time than it did.
pub(crate) fn again(home: &Home, store: &Store, mut rows: Vec<MessageRow>) -> Result<()> {
    for sequence in store.moved()? {
        rows.extend(store.by_sequence(sequence)?);
    }
    if rows.is_empty() {
        return Ok(());
    }
    let index = home.index()?;
    let covered = index.covered()?;
    // What is not covered yet is added as it is then.
    rows.retain(|row| row.sequence <= covered.sequence && take::is_searchable(&row.media));
    if !rows.is_empty() {
        let said = words(store, None)?;
        let mut shelf = home.shelf()?;
        let reader = SearchReader::default();
        let mut writer = index.writer()?;
        for row in rows {
            let bytes = shelf.original(location(row.place), &row.hash)?;
            let words = found_by(&reader, &bytes, &row.media, || Some(row.kind));
            writer.forget(row.sequence);
            writer.add(&Words {
                sequence: row.sequence,
                at: row.known_from,
                kind: kind_now(&said, &row).as_str(),
                from: &words.from,
                subject: &words.subject,
                text: &words.text,
            })?;
        }
        writer.commit(covered)?;
        writer.finish()?;
    }
    store.forget_moved()?;
    Ok(())
}

/// The words of one message.
struct Page {
    sequence: u64,
    words: Searchable,
}

/// What a block of the archive gives.
enum Leaf {
    Pages(Vec<Page>, Covered),
    Damaged(Damage),
}

/// Adds what comes after the place that is covered, in the order of the archive.
fn add_what_follows(shelf: &Shelf, adding: &mut Adding<'_>, progress: &dyn Progress) -> Result<()> {
    let covered = adding.covered;
    let from = Position { segment: covered.segment, offset: covered.offset };
    let reader = SearchReader::default();
    let lookers = [adding.store.another_to_read()?, adding.store.another_to_read()?];
    std::thread::scope(|scope| {
        let (to_worker, from_shelf) = bounded::<(u64, Result<Block, Damage>)>(WAITING);
        let (to_writer, from_worker) = bounded::<(u64, Leaf)>(WAITING);
        for looker in lookers {
            let (from_shelf, to_writer, reader) = (from_shelf.clone(), to_writer.clone(), &reader);
            scope.spawn(move || {
                for (number, block) in from_shelf {
                    let leaf = match block {
                        Ok(block) => leaf(&block, covered.sequence, reader, &looker),
                        Err(damage) => Leaf::Damaged(damage),
                    };
                    if to_writer.send((number, leaf)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((from_shelf, to_writer));
        scope.spawn(move || {
            for numbered in (0..).zip(shelf.blocks(from)) {
                if to_worker.send(numbered).is_err() {
                    return;
                }
            }
        });
        adding.all(&from_worker, progress)
    })
}

fn leaf(block: &Block, covered: u64, reader: &SearchReader, store: &Store) -> Leaf {
    let mut pages = Vec::with_capacity(block.records.len());
    for record in &block.records {
        let envelope = &record.envelope;
        let new = record.sequence > covered && envelope.kind == RecordKind::Original;
        if !new {
            continue;
        }
        let media = take::media_of(&envelope.media, block.bytes(record));
        if take::is_searchable(media) {
            // What cannot be looked up is searched without the papers that it brings.
            let kind = || store.outline(record.sequence).ok().flatten().map(|row| row.kind);
            let words = found_by(reader, block.bytes(record), media, kind);
            pages.push(Page { sequence: record.sequence, words });
        }
    }
    let sequence = block.records.last().map_or(block.first_sequence, |r| r.sequence);
    let Position { segment, offset } = block.next;
    Leaf::Pages(pages, Covered { sequence: sequence.max(covered), segment, offset })
}

/// What a message is found by, with the papers that were opened when it was read.
fn found_by(
    reader: &SearchReader,
    bytes: &[u8],
    media: &str,
    kind: impl FnOnce() -> Option<Kind>,
) -> Searchable {
    let form = take::form_of(media);
    let open = SearchReader::may_hold_pages(bytes, form)
        && (form != Form::Mail || kind().is_some_and(may_open));
    reader.words_with(bytes, form, open.then(pages))
}

/// Pages are added in the order of the archive, so that what is committed is covered without a hole.
struct Adding<'a> {
    writer: Writer,
    store: &'a Store,
    words: oxherd_ledger::Words,
    covered: Covered,
    added: u64,
    uncommitted: u64,
}

impl Adding<'_> {
    fn all(&mut self, leaves: &Receiver<(u64, Leaf)>, progress: &dyn Progress) -> Result<()> {
        let mut early = BTreeMap::new();
        let mut turn = 0;
        for (number, leaf) in leaves {
            early.insert(number, leaf);
            while let Some(leaf) = early.remove(&turn) {
                turn += 1;
                match leaf {
                    Leaf::Pages(pages, covered) => {
                        progress.done(self.add(&pages)?);
                        self.covered = covered;
                    }
                    Leaf::Damaged(damage) => progress.damaged(&damage),
                }
                if self.uncommitted >= COMMIT_MESSAGES {
                    self.writer.commit(self.covered)?;
                    self.uncommitted = 0;
                }
            }
        }
        Ok(())
    }

    fn add(&mut self, pages: &[Page]) -> Result<u64> {
        for page in pages {
            let Some(row) = self.store.outline(page.sequence)? else { continue };
            self.writer.add(&Words {
                sequence: page.sequence,
                at: row.known_from,
                kind: kind_now(&self.words, &row).as_str(),
                from: &page.words.from,
                subject: &page.words.subject,
                text: &page.words.text,
            })?;
        }
        let count = u64::try_from(pages.len()).unwrap_or(0);
        self.added += count;
        self.uncommitted += count;
        Ok(count)
    }
}
