//! Files that nobody wrote in good faith.

use crate::kit::House;
use oxherd_evidence::{Archive, Chain, Position, Shelf};
use proptest::prelude::{ProptestConfig, any, prop};
use proptest::proptest;
use std::fs;

/// Reads the archive in every way there is.
fn survive(segment: &[u8], tail: &[u8]) {
    let house = House::empty();
    fs::write(house.segment(), segment).unwrap();
    fs::write(house.tail(), tail).unwrap();
    house.verify();
    let mut shelf = Shelf::open(house.dir()).unwrap();
    let blocks: Vec<_> = shelf.blocks(Position::START).collect();
    for record in blocks.iter().flatten().flat_map(|block| &block.records) {
        drop(shelf.original(record.location, &record.envelope.hash));
    }
    let (archive, opening) = Archive::open(house.dir()).unwrap();
    assert_eq!(archive.records(), opening.records);
}

/// A block header as an attacker who knows the format would write it, at the first place.
fn header(lengths: [u32; 3], first: u64, payload: &[u8]) -> Vec<u8> {
    let mut out = b"\xFFOXBLK\r\n".to_vec();
    lengths.iter().for_each(|length| out.extend(length.to_le_bytes()));
    out.extend([0; 4]);
    out.extend(first.to_le_bytes());
    out.extend(Chain::start().bytes());
    out.extend([9; 32]);
    out.extend(&blake3::hash(payload).as_bytes()[..16]);
    let placed = [&1_u32.to_le_bytes()[..], &80_u64.to_le_bytes(), &out].concat();
    out.extend(&blake3::hash(&placed).as_bytes()[..16]);
    out
}

fn segment_header() -> Vec<u8> {
    fs::read(House::with(&[]).segment()).unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_bytes_are_survived(
        segment in prop::collection::vec(any::<u8>(), 0..2000),
        tail in prop::collection::vec(any::<u8>(), 0..200),
    ) {
        survive(&segment, &tail);
        survive(&[segment_header(), segment].concat(), &tail);
    }

    #[test]
    fn a_forged_block_with_valid_checksums_is_survived(
        lengths in any::<[u32; 3]>(),
        first in any::<u64>(),
        raw in prop::collection::vec(any::<u8>(), 0..300),
        honest in any::<[bool; 3]>(),
        compress in any::<bool>(),
    ) {
        let payload = if compress { zstd::bulk::compress(&raw, 1).unwrap() } else { raw.clone() };
        let true_length = u32::try_from(payload.len()).unwrap();
        let true_raw = u32::try_from(raw.len()).unwrap();
        let [mut compressed, mut size, mut count] = lengths;
        if honest[0] { compressed = true_length; }
        if honest[1] { size = true_raw; }
        if honest[2] { count %= 4; }
        let block = header([compressed, size, count], first, &payload);
        survive(&[segment_header(), block, payload].concat(), &[]);
    }
}

#[test]
fn a_bomb_stays_within_its_header() {
    let zeros = vec![0; 64 << 20];
    let payload = zstd::bulk::compress(&zeros, 1).unwrap();
    let compressed = u32::try_from(payload.len()).unwrap();
    for raw in [0, 1000, 64 << 20, 256 << 20, u32::MAX] {
        let block = header([compressed, raw, 1], 1, &payload);
        survive(&[segment_header(), block, payload.clone()].concat(), &[]);
    }
}

#[test]
fn a_file_full_of_magic_is_searched_in_one_go() {
    let magic = b"\xFFOXBLK\r\n".repeat(100_000);
    survive(&[segment_header(), magic].concat(), &[]);
}

#[test]
fn strange_names_in_the_folder_are_not_segments() {
    let house = House::with(&[crate::kit::letters(0..3)]);
    for name in ["00000000.seg", "1.seg", "0000000a.seg", "000000001.seg", "+0000001.seg", ".seg"] {
        fs::write(house.dir().join(name), b"no").unwrap();
    }
    let (_archive, opening) = Archive::open(house.dir()).unwrap();
    assert_eq!((opening.records, opening.repaired), (3, None));
    assert!(house.verify().damaged.is_empty());
}
