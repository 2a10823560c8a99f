//! The search index follows the evidence: whatever it does not cover yet is added.

use crate::home::Home;
use crate::take::{self, Progress};
use anyhow::Result;
use crossbeam_channel::bounded;
use oxherd_evidence::{Block, Position, RecordKind};
use oxherd_reading::{Reader, Searchable};
use oxherd_search::{Words, Writer};
use oxherd_store::Store;

/// Blocks that may wait for a worker.
const WAITING: usize = 4;

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
        let (to_worker, from_shelf) = bounded::<Block>(WAITING);
        let (to_writer, from_worker) = bounded::<Vec<Page>>(WAITING);
        for _ in 0..2 {
            let (from_shelf, to_writer, reader) = (from_shelf.clone(), to_writer.clone(), &reader);
            scope.spawn(move || {
                for block in from_shelf {
                    if to_writer.send(pages(&block, covered, reader)).is_err() {
                        return;
                    }
                }
            });
        }
        drop((from_shelf, to_writer));
        scope.spawn(move || {
            for block in shelf.blocks(from).flatten() {
                if to_worker.send(block).is_err() {
                    return;
                }
            }
        });
        add(&mut writer, store, &from_worker, progress)
    })?;
    writer.commit(end)?;
    writer.finish()?;
    Ok(added)
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
        if new && take::is_searchable(&envelope.media) {
            let words = reader.words(block.bytes(record), take::form_of(&envelope.media));
            pages.push(Page { sequence: record.sequence, words });
        }
    }
    pages
}

fn add(
    writer: &mut Writer,
    store: &Store,
    from_worker: &crossbeam_channel::Receiver<Vec<Page>>,
    progress: &dyn Progress,
) -> Result<u64> {
    let mut added = 0;
    for pages in from_worker {
        let count = u64::try_from(pages.len()).unwrap_or(0);
        for page in pages {
            let Some((known_from, kind)) = store.when_and_kind(page.sequence)? else {
                continue;
            };
            writer.add(&Words {
                sequence: page.sequence,
                at: known_from,
                kind: kind.as_str(),
                from: &page.words.from,
                subject: &page.words.subject,
                text: &page.words.text,
            })?;
        }
        added += count;
        progress.done(count);
    }
    Ok(added)
}
