//! Snapshots of the ledger: how they are kept, and how the nearest one is read while something else is done.

use super::MADE_WITH;
use crate::home::Home;
use anyhow::{Context, Result};
use oxherd_ledger::Ledger;
use oxherd_store::{Order, Snapshot, Store};
use std::sync::Arc;
use std::thread::JoinHandle;

/// The ledger of a snapshot, and the place of the last message in it.
pub(super) type Known = (Ledger, Order);

/// The nearest snapshot before a time, read by a thread of its own: the one who asks has the owner's words
/// and the household to look up meanwhile, or a message to read.
#[derive(Debug, Default)]
pub(crate) struct Ahead(Option<JoinHandle<Option<Read>>>);

/// What was read ahead, with what it was made with.
#[derive(Debug)]
struct Read {
    made_with: Option<i64>,
    known: Known,
}

impl Ahead {
    /// Begins to read the nearest snapshot that is not after `until`. The store is open already: while it is
    /// made or mended nobody else may read it.
    pub(crate) fn of(home: &Home, until: Order) -> Self {
        let home = home.clone();
        let read = move || {
            let store = home.store_to_read().ok().flatten()?;
            // All of it as of one moment: somebody else may be writing.
            store.hold().ok()?;
            let made_with = store.mark(MADE_WITH).ok()?;
            Some(Read { made_with, known: nearest(&store, until).ok().flatten()? })
        };
        Self(std::thread::Builder::new().spawn(read).ok())
    }

    /// What was read, if it is still what the store holds for this place.
    fn still(self, store: &Store, last: Order) -> Result<Option<Ledger>> {
        let read = self.0.and_then(|thread| thread.join().ok()).flatten();
        let made_with = store.mark(MADE_WITH)?;
        let still = |read: &Read| read.known.1 == last && read.made_with == made_with;
        Ok(read.filter(still).map(|read| read.known.0))
    }
}

/// The nearest snapshot that is not after `until`, as it was read ahead if it is the same.
pub(super) fn known(store: &Store, until: Order, ahead: Ahead) -> Result<Option<Known>> {
    let Some((last, _)) = store.snapshot_until(until)? else { return Ok(None) };
    match ahead.still(store, last)? {
        Some(ledger) => Ok(Some((ledger, last))),
        None => nearest(store, until),
    }
}

fn nearest(store: &Store, until: Order) -> Result<Option<Known>> {
    let Some((last, place)) = store.snapshot_until(until)? else { return Ok(None) };
    let ledger = unsealed(store.snapshot(place)?)
        .context("a snapshot of the ledger cannot be read; run `oxherd rebuild`")?;
    Ok(Some((ledger, last)))
}

/// Keeps the ledger as it is after a message.
pub(super) fn keep(store: &Store, ledger: &Ledger, last: Order) -> Result<()> {
    let bytes = postcard::to_allocvec(ledger).context("could not write a snapshot")?;
    let bytes = sealed(bytes);
    store.keep_snapshot(&Snapshot { folded: ledger.messages, last, ledger: bytes })?;
    Ok(())
}

/// A snapshot with its hash behind it: parts of it are unpacked when they are looked at, and by then it
/// is too late to find that the disk has changed them.
fn sealed(mut bytes: Vec<u8>) -> Vec<u8> {
    let hash = blake3::hash(&bytes);
    bytes.extend_from_slice(hash.as_bytes());
    bytes
}

/// The ledger of a snapshot, if it is as it was kept: one core checks it while another reads it in.
fn unsealed(mut bytes: Vec<u8>) -> Option<Ledger> {
    let (_, hash) = bytes.split_last_chunk::<{ blake3::OUT_LEN }>()?;
    let (hash, length) = (*hash, bytes.len().checked_sub(blake3::OUT_LEN)?);
    bytes.truncate(length);
    let bytes = Arc::new(bytes);
    let (kept, ledger) =
        rayon::join(|| blake3::hash(&bytes) == hash, || oxherd_ledger::unpack(&bytes));
    ledger.filter(|_| kept)
}
