//! The search index follows the evidence: whatever it does not cover yet is added.

use crate::catch_up::location;
use crate::home::Home;
use crate::take::{self, Progress};
use anyhow::Result;
use crossbeam_channel::bounded;
use oxherd_evidence::{Block, Position, RecordKind};
use oxherd_model::{EvidenceId, Kind};
use oxherd_reading::{Reader, Searchable};
use oxherd_search::{Words, Writer};
use oxherd_store::Store;

/// Blocks that may wait for a worker.
const WAITING: usize = 4;

/// Messages between two commits; what is not committed is added again after a crash.
const COMMIT_MESSAGES: u64 = 100_000;

/// Adds what is missing; returns how many messages.
pub(crate) fn follow(home: &Home, store: &Store, progress: &dyn Progress) -> Result<u64> {
    let index = home.index()?;
    let covered = index.covered()?;
    let end = u64::try_from(store.mark("covered sequence")?.unwrap_or(0)).unwrap_or(0);
    if covered >= end {
        return Ok(0);
    }
    progress.step("making it searchable", end - covered);
    let from = store.by_sequence(covered)?.map_or(Position::START, |row| Position {
        segment: row.place.segment,
        offset: row.place.block,
    });
    let mut writer = index.writer()?;
    let shelf = home.shelf()?;
    let reader = Reader::new();
    let added = std::thread::scope(|scope| {
        let (to_worker, from_shelf) = bounded::<(u64, Block)>(WAITING);
        let (to_writer, from_worker) = bounded::<(u64, Vec<Page>)>(WAITING);
        for _ in 0..2 {
            let (from_shelf, to_writer, reader) = (from_shelf.clone(), to_writer.clone(), &reader);
            scope.spawn(move || {
                for (number, block) in from_shelf {
                    if to_writer.send((number, pages(&block, covered, reader))).is_err() {
                        return;
                    }
                }
            });
        }
        drop((from_shelf, to_writer));
        scope.spawn(move || {
            for numbered in (0..).zip(shelf.blocks(from).flatten()) {
                if to_worker.send(numbered).is_err() {
                    return;
                }
            }
        });
        add_in_order(&mut writer, store, &from_worker, progress)
    })?;
    writer.commit(end)?;
    writer.finish()?;
    Ok(added)
}

/// Makes one message findable as the kind that the owner gave it.
pub(crate) fn again(home: &Home, store: &Store, evidence: EvidenceId, kind: Kind) -> Result<()> {
    let Some(row) = store.by_id(evidence)? else { return Ok(()) };
    let index = home.index()?;
    let covered = index.covered()?;
    let bytes = home.shelf()?.original(location(row.place), &row.hash)?;
    let words = Reader::new().words(&bytes, take::form_of(&row.media));
    let mut writer = index.writer()?;
    writer.forget(row.sequence);
    writer.add(&Words {
        sequence: row.sequence,
        at: row.known_from,
        kind: kind.as_str(),
        from: &words.from,
        subject: &words.subject,
        text: &words.text,
    })?;
    writer.commit(covered)?;
    writer.finish()?;
    Ok(())
}

/// The words of one message.
struct Page {
    sequence: u64,
    words: Searchable,
}

fn pages(block: &Block, covered: u64, reader: &Reader) -> Vec<Page> {
    let mut pages = Vec::with_capacity(block.records.len());
    for record in &block.records {
        let envelope = &record.envelope;
        let new = record.sequence > covered && envelope.kind == RecordKind::Original;
        if !new {
            continue;
        }
        let media = take::media_of(&envelope.media, block.bytes(record));
        if take::is_searchable(media) {
            let words = reader.words(block.bytes(record), take::form_of(media));
            pages.push(Page { sequence: record.sequence, words });
        }
    }
    pages
}

/// Adds pages in the order of the archive, so that what is committed is covered without a hole.
fn add_in_order(
    writer: &mut Writer,
    store: &Store,
    from_worker: &crossbeam_channel::Receiver<(u64, Vec<Page>)>,
    progress: &dyn Progress,
) -> Result<u64> {
    let mut early = std::collections::BTreeMap::new();
    let (mut turn, mut added, mut uncommitted) = (0, 0, 0);
    for (number, pages) in from_worker {
        early.insert(number, pages);
        while let Some(pages) = early.remove(&turn) {
            turn += 1;
            let count = add(writer, store, &pages)?;
            added += count;
            uncommitted += count;
            progress.done(count);
            if let Some(last) = pages.last().filter(|_| uncommitted >= COMMIT_MESSAGES) {
                writer.commit(last.sequence)?;
                uncommitted = 0;
            }
        }
    }
    Ok(added)
}

fn add(writer: &mut Writer, store: &Store, pages: &[Page]) -> Result<u64> {
    for page in pages {
        let Some((known_from, kind)) = store.when_and_kind(page.sequence)? else { continue };
        writer.add(&Words {
            sequence: page.sequence,
            at: known_from,
            kind: kind.as_str(),
            from: &page.words.from,
            subject: &page.words.subject,
            text: &page.words.text,
        })?;
    }
    Ok(u64::try_from(pages.len()).unwrap_or(0))
}
