//! Letters and archives to tell stories with.

use jiff::Timestamp;
use oxherd_evidence::{
    Appended, Archive, Envelope, Packed, Packer, Position, Record, RecordKind, Shelf, Verification,
    verify,
};
use oxherd_model::ContentHash;
use std::path::{Path, PathBuf};

/// An invented letter, different for every number.
pub(crate) fn letter(number: u64) -> Vec<u8> {
    format!("Subject: letter {number}\r\n\r\nYour bill no. {number} is due.\r\n").into_bytes()
}

pub(crate) fn letters(numbers: std::ops::Range<u64>) -> Vec<Vec<u8>> {
    numbers.map(letter).collect()
}

pub(crate) fn envelope(bytes: &[u8]) -> Envelope {
    let size = u64::try_from(bytes.len()).unwrap();
    Envelope {
        kind: RecordKind::Original,
        hash: ContentHash::of(bytes),
        size,
        channel: "mbox".to_owned(),
        source: "old-mail.mbox".to_owned(),
        folder: "Inbox".to_owned(),
        media: "message/rfc822".to_owned(),
        received_at: Timestamp::from_second(1_700_000_000).unwrap(),
        delivered_hint: Timestamp::from_millisecond(-5).ok(),
    }
}

pub(crate) fn pack(letters: &[Vec<u8>]) -> Packed {
    let records: Vec<_> = letters.iter().map(|bytes| (envelope(bytes), bytes.as_slice())).collect();
    Packer::new().pack(&records).unwrap()
}

/// An archive folder, with batches of these letters in it, each one synced.
pub(crate) struct House {
    pub(crate) folder: tempfile::TempDir,
    pub(crate) appended: Vec<Appended>,
}

impl House {
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let appended = Vec::new();
        Self { folder, appended }
    }

    pub(crate) fn with(batches: &[Vec<Vec<u8>>]) -> Self {
        let mut house = Self::empty();
        let (mut archive, _) = Archive::open(house.dir()).unwrap();
        for batch in batches {
            house.appended.push(archive.append(pack(batch)).unwrap());
            archive.sync().unwrap();
        }
        house
    }

    pub(crate) fn dir(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn segment(&self) -> PathBuf {
        self.dir().join("00000001.seg")
    }

    pub(crate) fn tail(&self) -> PathBuf {
        self.dir().join("tail")
    }

    pub(crate) fn verify(&self) -> Verification {
        verify(self.dir(), &mut |_| {}).unwrap()
    }

    /// Every record with its bytes; fails on damage.
    pub(crate) fn all(&self) -> Vec<(Record, Vec<u8>)> {
        let shelf = Shelf::open(self.dir()).unwrap();
        let mut all = Vec::new();
        for block in shelf.blocks(Position::START) {
            let block = block.unwrap();
            let records = block.records.iter();
            all.extend(records.map(|record| (record.clone(), block.bytes(record).to_vec())));
        }
        all
    }

    pub(crate) fn bytes(&self) -> Vec<Vec<u8>> {
        self.all().into_iter().map(|(_, bytes)| bytes).collect()
    }
}
