//! Finding every change, and losing only what is really changed.

use crate::kit::{House, letter, letters};
use oxherd_evidence::{Position, Shelf};
use oxherd_model::ContentHash;
use std::fs;

#[test]
fn every_flipped_byte_is_found_and_costs_only_its_own_block() {
    let house = House::with(&[letters(0..3), letters(3..6), letters(6..9)]);
    let good = fs::read(house.segment()).unwrap();
    let begins = house.appended.iter().map(|done| done.locations[0].block_offset);
    let begins: Vec<usize> = begins.map(|offset| usize::try_from(offset).unwrap()).collect();
    for at in 0..good.len() {
        for flip in [0x01, 0x80] {
            let mut bad = good.clone();
            bad[at] ^= flip;
            fs::write(house.segment(), &bad).unwrap();
            let found = house.verify();
            assert!(!found.damaged.is_empty(), "byte {at} went unnoticed");
            let block = begins.iter().rposition(|begin| *begin <= at);
            assert!(found.checked >= if block.is_some() { 6 } else { 9 }, "byte {at}: {found:?}");
            let lost: u64 = found.damaged.iter().map(|damage| damage.records).sum();
            assert_eq!(found.checked + lost, 9, "byte {at}: {found:?}");
            for damage in &found.damaged {
                let Some(block) = block else {
                    assert_eq!(damage.sequence, None, "the header costs no record");
                    continue;
                };
                let first = u64::try_from(block).unwrap() * 3 + 1;
                let named = damage.sequence.unwrap();
                assert!((first..first + 3).contains(&named), "byte {at}: {damage:?}");
            }
        }
    }
}

/// A letter that does not compress, so that its bytes lie in the file as they are.
fn noise(seed: u64) -> Vec<u8> {
    let mut state = seed.wrapping_mul(0x9E37_79B9_7F4A_7C15) | 1;
    let step = |_| {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()
    };
    (0..500).flat_map(step).collect()
}

#[test]
fn a_changed_record_is_named_and_its_neighbours_are_saved() {
    let kept = [noise(1), noise(2), noise(3)];
    let house = House::with(&[kept.to_vec(), letters(0..2)]);
    let mut file = fs::read(house.segment()).unwrap();
    let needle = &kept[1][1000..1016];
    let at = file.windows(16).position(|sixteen| sixteen == needle).unwrap();
    file[at] ^= 4;
    fs::write(house.segment(), &file).unwrap();

    let found = house.verify();
    assert_eq!(found.checked, 4);
    assert_eq!(found.damaged.len(), 1);
    let hash = ContentHash::of(&kept[1]);
    assert_eq!(found.damaged[0].sequence, Some(2));
    assert_eq!(found.damaged[0].hash, Some(hash));

    let places = &house.appended[0].locations;
    let mut shelf = Shelf::open(house.dir()).unwrap();
    assert!(shelf.read(places[0]).is_err());
    assert_eq!(shelf.original(places[0], &ContentHash::of(&kept[0])).unwrap(), kept[0]);
    assert_eq!(shelf.original(places[2], &ContentHash::of(&kept[2])).unwrap(), kept[2]);
    assert!(shelf.original(places[1], &hash).is_err());
}

#[test]
fn a_stretch_of_zeros_over_several_blocks_is_counted() {
    let house = House::with(&[letters(0..3), letters(3..6), letters(6..9), letters(9..12)]);
    let mut file = fs::read(house.segment()).unwrap();
    let from = usize::try_from(house.appended[1].locations[0].block_offset).unwrap();
    let to = usize::try_from(house.appended[2].end.offset).unwrap();
    file[from..to].fill(0);
    fs::write(house.segment(), &file).unwrap();
    let found = house.verify();
    assert_eq!(found.checked, 6);
    assert_eq!((found.damaged[0].sequence, found.damaged[0].records), (Some(4), 6));
    assert_eq!(found.damaged.len(), 1);
}

#[test]
fn a_block_taken_out_is_missed() {
    let house = House::with(&[letters(0..3), letters(3..6), letters(6..9)]);
    let file = fs::read(house.segment()).unwrap();
    let from = usize::try_from(house.appended[1].locations[0].block_offset).unwrap();
    let to = usize::try_from(house.appended[1].end.offset).unwrap();
    fs::write(house.segment(), [&file[..from], &file[to..]].concat()).unwrap();
    let found = house.verify();
    assert_eq!(found.checked, 3);
    let lost: u64 = found.damaged.iter().map(|damage| damage.records).sum();
    assert_eq!(lost, 6, "{found:?}");
}

#[test]
fn records_gone_from_the_end_are_missed() {
    let house = House::with(&[letters(0..3), letters(3..6)]);
    let file = fs::read(house.segment()).unwrap();
    let to = usize::try_from(house.appended[0].end.offset).unwrap();
    fs::write(house.segment(), &file[..to]).unwrap();
    let found = house.verify();
    assert_eq!((found.damaged[0].sequence, found.damaged[0].records), (Some(4), 3));
    fs::remove_file(house.segment()).unwrap();
    let found = house.verify();
    assert_eq!((found.damaged[0].sequence, found.damaged[0].records), (Some(1), 6));
}

#[test]
fn the_walk_goes_on_behind_damage() {
    let house = House::with(&[letters(0..3), letters(3..6), letters(6..9)]);
    let mut file = fs::read(house.segment()).unwrap();
    let at = usize::try_from(house.appended[1].locations[0].block_offset).unwrap();
    for (byte, name) in [(at, "header"), (at + 130, "payload")] {
        file[byte] ^= 1;
        fs::write(house.segment(), &file).unwrap();
        let blocks: Vec<_> = Shelf::open(house.dir()).unwrap().blocks(Position::START).collect();
        assert_eq!(blocks.len(), 3, "{name}");
        assert!(blocks[1].is_err(), "{name}");
        let last = blocks[2].as_ref().unwrap();
        assert_eq!(last.bytes(&last.records[0]), letter(6), "{name}");
        file[byte] ^= 1;
    }
}

#[test]
fn a_block_inside_a_message_is_not_taken_for_one_of_the_archive() {
    let other = House::with(&[letters(100..103)]);
    let stolen = fs::read(other.segment()).unwrap();
    // Noise in front keeps the compressor from squeezing the stolen block.
    let message = [noise(1), stolen, noise(2)].concat();
    let house = House::with(&[vec![message], letters(0..2)]);
    let mut file = fs::read(house.segment()).unwrap();
    let magic = b"\xFFOXBLK\r\n";
    let seen = file.windows(8).filter(|eight| eight == magic).count();
    assert_eq!(seen, 3, "the stolen block lies in the file as it is");
    file[80] ^= 1;
    fs::write(house.segment(), &file).unwrap();
    let found = house.verify();
    assert_eq!(found.checked, 2);
    assert_eq!(found.damaged.len(), 1);
    assert_eq!((found.damaged[0].sequence, found.damaged[0].records), (Some(1), 1));
}
