//! Full disks and several segments, which need a disk of one's own making.

use super::Archive;
use crate::medium::{Disk, Medium};
use crate::{Envelope, EvidenceError, Packed, Packer, Position, RecordKind, Shelf, verify};
use jiff::Timestamp;
use oxherd_model::ContentHash;
use std::io;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};

/// A disk with room for so many more bytes.
#[derive(Debug)]
struct Small {
    disk: Disk,
    room: Arc<AtomicUsize>,
    stuck: Arc<AtomicBool>,
    unsure: Arc<AtomicBool>,
}

impl Medium for Small {
    fn turn_to(&mut self, path: &Path) -> io::Result<()> {
        self.disk.turn_to(path)
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let room = self.room.load(Ordering::SeqCst);
        let fits = bytes.len().min(room);
        self.disk.write_at(offset, &bytes[..fits])?;
        self.room.store(room - fits, Ordering::SeqCst);
        if fits < bytes.len() {
            return Err(io::ErrorKind::StorageFull.into());
        }
        Ok(())
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        if self.stuck.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::Other.into());
        }
        self.disk.cut(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        if self.unsure.load(Ordering::SeqCst) {
            return Err(io::ErrorKind::Other.into());
        }
        self.disk.sync()
    }
}

#[derive(Debug, Default, Clone)]
struct Knobs {
    room: Arc<AtomicUsize>,
    stuck: Arc<AtomicBool>,
    unsure: Arc<AtomicBool>,
}

impl Knobs {
    fn open(&self, dir: &Path) -> Archive {
        let Self { room, stuck, unsure } = self.clone();
        let disk = Disk::default();
        let medium = Box::new(Small { disk, room, stuck, unsure });
        Archive::open_on(medium, dir, 2000).unwrap().0
    }

    fn roomy() -> Self {
        let knobs = Self::default();
        knobs.room.store(1 << 20, Ordering::SeqCst);
        knobs
    }
}

fn letter(number: u32) -> Vec<u8> {
    format!("Subject: letter {number}\r\n\r\nhello\r\n").into_bytes()
}

fn pack(numbers: std::ops::Range<u32>) -> Packed {
    let letters: Vec<_> = numbers.map(letter).collect();
    let records: Vec<_> = letters
        .iter()
        .map(|bytes| {
            let envelope = Envelope {
                kind: RecordKind::Original,
                hash: ContentHash::of(bytes),
                size: u64::try_from(bytes.len()).unwrap(),
                channel: "mbox".to_owned(),
                source: String::new(),
                folder: String::new(),
                media: "message/rfc822".to_owned(),
                received_at: Timestamp::UNIX_EPOCH,
                delivered_hint: None,
            };
            (envelope, bytes.as_slice())
        })
        .collect();
    Packer::new().pack(&records).unwrap()
}

fn numbers(dir: &Path) -> Vec<Vec<u8>> {
    let shelf = Shelf::open(dir).unwrap();
    let blocks: Vec<_> = shelf.blocks(Position::START).map(Result::unwrap).collect();
    let letters = |block: &crate::Block| -> Vec<Vec<u8>> {
        block.records.iter().map(|record| block.bytes(record).to_vec()).collect()
    };
    blocks.iter().flat_map(letters).collect()
}

fn letters(numbers: std::ops::Range<u32>) -> Vec<Vec<u8>> {
    numbers.map(letter).collect()
}

#[test]
fn a_full_disk_leaves_the_archive_as_it_was_whatever_fitted() {
    let whole = usize::try_from(pack(3..6).stored_len()).unwrap();
    for room in 0..whole {
        let folder = tempfile::tempdir().unwrap();
        let knobs = Knobs::roomy();
        let mut archive = knobs.open(folder.path());
        archive.append(pack(0..3)).unwrap();
        let (end, head) = (archive.end(), archive.head());

        knobs.room.store(room, Ordering::SeqCst);
        let refused = archive.append(pack(3..6)).unwrap_err();
        assert!(matches!(refused, EvidenceError::DiskFull { .. }));
        assert!(refused.to_string().contains("free some space"));
        assert_eq!((archive.end(), archive.head(), archive.records()), (end, head, 3));
        let length = std::fs::metadata(folder.path().join("00000001.seg")).unwrap().len();
        assert_eq!(length, end.offset);
        assert_eq!(numbers(folder.path()), letters(0..3));

        knobs.room.store(1 << 20, Ordering::SeqCst);
        assert_eq!(archive.append(pack(3..6)).unwrap().first_sequence, 4);
        archive.sync().unwrap();
        let found = verify(folder.path(), &mut |_| {}).unwrap();
        assert_eq!((found.checked, found.damaged), (6, vec![]));
        assert_eq!(numbers(folder.path()), letters(0..6));
    }
}

#[test]
fn what_cannot_be_tidied_at_once_is_tidied_before_the_next_append() {
    let folder = tempfile::tempdir().unwrap();
    let knobs = Knobs::roomy();
    let mut archive = knobs.open(folder.path());
    archive.append(pack(0..3)).unwrap();
    knobs.room.store(200, Ordering::SeqCst);
    knobs.stuck.store(true, Ordering::SeqCst);
    archive.append(pack(3..6)).unwrap_err();
    archive.append(pack(3..6)).unwrap_err();
    knobs.room.store(1 << 20, Ordering::SeqCst);
    knobs.stuck.store(false, Ordering::SeqCst);
    archive.append(pack(3..4)).unwrap();
    assert_eq!(numbers(folder.path()), letters(0..4));
    assert!(verify(folder.path(), &mut |_| {}).unwrap().damaged.is_empty());
}

#[test]
fn a_failed_sync_stops_the_writer_until_the_archive_is_opened_again() {
    let folder = tempfile::tempdir().unwrap();
    let knobs = Knobs::roomy();
    let mut archive = knobs.open(folder.path());
    archive.append(pack(0..3)).unwrap();
    knobs.unsure.store(true, Ordering::SeqCst);
    assert!(matches!(archive.sync(), Err(EvidenceError::Sync { .. })));
    knobs.unsure.store(false, Ordering::SeqCst);
    assert!(matches!(archive.sync(), Err(EvidenceError::Stopped { .. })));
    assert!(matches!(archive.append(pack(3..4)), Err(EvidenceError::Stopped { .. })));
    drop(archive);
    let mut archive = knobs.open(folder.path());
    archive.append(pack(3..4)).unwrap();
    assert_eq!(numbers(folder.path()), letters(0..4));
}

#[test]
fn an_archive_goes_on_over_many_segments() {
    let folder = tempfile::tempdir().unwrap();
    let knobs = Knobs::roomy();
    let mut places = Vec::new();
    for turn in 0..10 {
        let mut archive = knobs.open(folder.path());
        for batch in 0..3 {
            let first = turn * 9 + batch * 3;
            places.extend(archive.append(pack(first..first + 3)).unwrap().locations);
        }
        archive.sync().unwrap();
    }
    assert!(places.last().unwrap().segment > 3);
    assert_eq!(numbers(folder.path()), letters(0..90));
    let mut shelf = Shelf::open(folder.path()).unwrap();
    for (place, bytes) in places.iter().zip(letters(0..90)) {
        assert_eq!(shelf.read(*place).unwrap(), bytes);
    }
    let found = verify(folder.path(), &mut |_| {}).unwrap();
    assert_eq!((found.checked, found.damaged), (90, vec![]));

    std::fs::remove_file(folder.path().join("00000002.seg")).unwrap();
    let found = verify(folder.path(), &mut |_| {}).unwrap();
    assert_eq!(found.damaged.len(), 1);
    assert_eq!(found.checked + found.damaged[0].records, 90);
    let (archive, opening) = Archive::open(folder.path()).unwrap();
    assert_eq!((archive.records(), opening.repaired), (90, None));
}

#[test]
fn no_room_for_a_new_segment_is_no_harm() {
    for room in [0, 40, 79] {
        let folder = tempfile::tempdir().unwrap();
        let knobs = Knobs::roomy();
        let mut archive = knobs.open(folder.path());
        let mut count = 0;
        while archive.end().offset + pack(count..count + 3).stored_len() <= 2000 {
            archive.append(pack(count..count + 3)).unwrap();
            count += 3;
        }
        knobs.room.store(room, Ordering::SeqCst);
        let refused = archive.append(pack(count..count + 3)).unwrap_err();
        assert!(matches!(refused, EvidenceError::DiskFull { .. }));
        assert_eq!(archive.end().segment, 1);
        assert!(!folder.path().join("00000002.seg").exists());
        knobs.room.store(1 << 20, Ordering::SeqCst);
        archive.append(pack(count..count + 3)).unwrap();
        assert_eq!(archive.end().segment, 2);
        archive.sync().unwrap();
        assert_eq!(numbers(folder.path()), letters(0..count + 3));
        assert!(verify(folder.path(), &mut |_| {}).unwrap().damaged.is_empty());
    }
}

#[test]
fn a_segment_that_is_gone_from_the_middle_is_noticed() {
    let folder = tempfile::tempdir().unwrap();
    let dir = folder.path();
    let mut archive = Knobs::roomy().open(dir);
    for batch in 0..60 {
        archive.append(pack(batch * 4..batch * 4 + 4)).unwrap();
        archive.sync().unwrap();
    }
    drop(archive);
    let segments = crate::segment::numbers(dir).unwrap();
    assert!(segments.len() >= 4, "{segments:?}");
    assert_eq!(crate::ends_of_missing_segments(dir).unwrap(), []);
    let second = crate::segment::Segment::open(dir, 2).unwrap().header().unwrap().unwrap();
    let third = crate::segment::Segment::open(dir, 3).unwrap().header().unwrap().unwrap();
    std::fs::remove_file(crate::segment::path(dir, 1)).unwrap();
    let first_gone = second.first_sequence - 1;
    assert_eq!(crate::ends_of_missing_segments(dir).unwrap(), [first_gone]);
    std::fs::remove_file(crate::segment::path(dir, 2)).unwrap();
    let second_gone = third.first_sequence - 1;
    assert_eq!(crate::ends_of_missing_segments(dir).unwrap(), [second_gone]);
    assert_eq!(crate::records(dir).unwrap(), 240, "the end is there");
}
