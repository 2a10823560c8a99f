//! The archive of what arrived.

use std::fs;
use std::io;
use std::path::Path;
use std::thread;
use std::time::Duration;

use jiff::Timestamp;
use oxherd_evidence::{
    Archive, Envelope, EvidenceError, Opening, Packer, Position, RecordKind, Shelf, verify,
};
use oxherd_model::ContentHash;
use tempfile::TempDir;

use super::{Target, answer};

/// A segment file, with whatever is in it.
pub(crate) const SEGMENT: Target = Target {
    name: "segment",
    run: segment,
    seeds: || whole_segment().into_iter().collect(),
    extensions: &[],
    tokens: &[b"\x28\xb5\x2f\xfd", b"\x00\x00\x00\x00\x00\x00\x00\x00", b"\xff\xff\xff\xff"],
};

const FIRST: &str = "00000001.seg";

/// Reading never fails as a whole and never hands over bytes under a wrong hash; after the repair
/// at opening there is nothing more to repair, and what was readable before still is.
fn segment(input: &[u8]) -> u64 {
    let Ok(folder) = folder() else {
        return 0;
    };
    let Ok(()) = fs::write(folder.path().join(FIRST), input) else {
        return 0;
    };
    let before = readable(folder.path());
    let checked = verify(folder.path(), &mut |_| {}).map(|told| (told.checked, told.damaged.len()));
    assert!(checked.is_ok(), "verifying reports damage and does not fail: {checked:?}");
    let opened = opening(folder.path());
    let cut = opened.as_ref().ok().map(|opening| opening.repaired.is_some());
    if cut.is_some() {
        let again = opening(folder.path()).map(|opening| opening.repaired);
        assert!(matches!(again, Ok(None)), "opening repairs once: {again:?}");
        assert_eq!(readable(folder.path()), before, "opening loses nothing that was readable");
    }
    answer((checked.unwrap_or_default(), cut, before.len()))
}

/// Opens the archive and closes it again. A test beside this one may be starting a program at the very
/// moment: until that runs, it holds whatever lock this process held.
fn opening(folder: &Path) -> Result<Opening, EvidenceError> {
    let mut opened = Archive::open(folder);
    for _ in 0..LOCK_PATIENCE {
        if !matches!(opened, Err(EvidenceError::Busy { .. })) {
            break;
        }
        thread::sleep(Duration::from_millis(10));
        opened = Archive::open(folder);
    }
    opened.map(|(_, opening)| opening)
}

/// How often a lock is tried again.
const LOCK_PATIENCE: u32 = 200;

/// A folder in memory where there is one: opening syncs, and a disk allows few of that a second.
fn folder() -> io::Result<TempDir> {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir())
}

/// The hashes of all originals that can be read.
fn readable(folder: &Path) -> Vec<ContentHash> {
    let Ok(mut shelf) = Shelf::open(folder) else {
        return vec![];
    };
    let mut hashes = vec![];
    for block in shelf.blocks(Position::START).flatten() {
        for record in &block.records {
            let hash = record.envelope.hash;
            if let Ok(bytes) = shelf.original(record.location, &hash) {
                assert_eq!(ContentHash::of(&bytes), hash, "an original has the hash asked for");
                hashes.push(hash);
            }
        }
    }
    hashes
}

/// The first segment of an archive with a few records in two blocks.
fn whole_segment() -> anyhow::Result<Vec<u8>> {
    let folder = folder()?;
    let (mut archive, _) = Archive::open(folder.path())?;
    for letters in [&[&b"Subject: one\n\nHello"[..], b""][..], &[&b"Subject: two\n\n"[..]]] {
        let records: Vec<_> = letters.iter().map(|bytes| (envelope(bytes), *bytes)).collect();
        archive.append(Packer::new().pack(&records)?)?;
    }
    archive.sync()?;
    Ok(fs::read(folder.path().join(FIRST))?)
}

fn envelope(bytes: &[u8]) -> Envelope {
    Envelope {
        kind: RecordKind::Original,
        hash: ContentHash::of(bytes),
        size: u64::try_from(bytes.len()).unwrap_or(0),
        channel: "mbox".into(),
        source: "a.mbox#1".into(),
        folder: "ordinary".into(),
        media: "mail".into(),
        received_at: Timestamp::UNIX_EPOCH,
        delivered_hint: None,
    }
}
