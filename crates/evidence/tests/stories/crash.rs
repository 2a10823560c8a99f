//! Power cuts and interrupted writes.

use crate::kit::{House, letters, pack};
use oxherd_evidence::Archive;
use std::fs;

/// Cuts the archive at every length of its last block; the hint is as `hint` leaves it.
fn cut_everywhere(hint: impl Fn(&House), promised: u64) {
    let house = House::with(&[letters(0..3), letters(3..6)]);
    let file = fs::read(house.segment()).unwrap();
    let begin = house.appended[0].end.offset;
    let from = usize::try_from(begin).unwrap();
    for length in from..file.len() {
        fs::write(house.segment(), &file[..length]).unwrap();
        hint(&house);
        let (mut archive, opening) = Archive::open(house.dir()).unwrap();
        assert_eq!(opening.records, 3);
        assert_eq!(opening.missing, promised.saturating_sub(3), "length {length}");
        if length == from {
            assert_eq!(opening.repaired, None);
        } else {
            let repair = opening.repaired.unwrap();
            assert_eq!((repair.segment, repair.offset), (1, begin));
            assert_eq!(repair.cut_bytes, u64::try_from(length - from).unwrap());
            assert_eq!(fs::read(&repair.kept_in).unwrap(), &file[from..length]);
        }
        assert_eq!(house.bytes(), letters(0..3));
        archive.append(pack(&letters(6..8))).unwrap();
        archive.sync().unwrap();
        drop(archive);
        let found = house.verify();
        assert_eq!((found.checked, found.damaged), (5, vec![]), "length {length}");
        assert_eq!(house.bytes(), [letters(0..3), letters(6..8)].concat());
    }
}

#[test]
fn a_torn_tail_behind_the_promise_is_cut_and_said() {
    let before = House::with(&[letters(0..3)]);
    let hint = fs::read(before.tail()).unwrap();
    cut_everywhere(|house| fs::write(house.tail(), &hint).unwrap(), 3);
}

#[test]
fn a_torn_tail_is_cut_without_any_hint() {
    cut_everywhere(|house| fs::remove_file(house.tail()).unwrap(), 0);
}

#[test]
fn a_torn_tail_of_promised_records_is_cut_and_they_are_said_to_be_missing() {
    let whole = House::with(&[letters(0..3), letters(3..6)]);
    let hint = fs::read(whole.tail()).unwrap();
    cut_everywhere(|house| fs::write(house.tail(), &hint).unwrap(), 6);
}

#[test]
fn a_damaged_hint_costs_nothing_but_time() {
    let house = House::with(&[letters(0..3), letters(3..6)]);
    let hint = fs::read(house.tail()).unwrap();
    for at in 0..hint.len() {
        let mut bad = hint.clone();
        bad[at] ^= 1;
        fs::write(house.tail(), &bad).unwrap();
        let (archive, opening) = Archive::open(house.dir()).unwrap();
        assert_eq!((opening.records, opening.repaired), (6, None));
        drop(archive);
        assert_eq!(fs::read(house.tail()).unwrap(), hint, "the hint is written anew");
    }
}

#[test]
fn a_crash_between_append_and_sync_keeps_the_whole_blocks() {
    let house = House::with(&[letters(0..3)]);
    {
        let (mut archive, _) = Archive::open(house.dir()).unwrap();
        archive.append(pack(&letters(3..6))).unwrap();
        archive.append(pack(&letters(6..9))).unwrap();
        // The writer goes away without a sync, so the hint still says three records.
    }
    let (archive, opening) = Archive::open(house.dir()).unwrap();
    assert_eq!((opening.records, opening.repaired, opening.missing), (9, None, 0));
    assert_eq!(archive.head(), house.verify().head);
    assert_eq!(house.bytes(), letters(0..9));
}

#[test]
fn blocks_behind_a_hole_in_the_unpromised_part_are_cut_with_it() {
    let house = House::with(&[letters(0..3)]);
    let hint = fs::read(house.tail()).unwrap();
    let (mut archive, _) = Archive::open(house.dir()).unwrap();
    let torn = archive.append(pack(&letters(3..6))).unwrap();
    archive.append(pack(&letters(6..9))).unwrap();
    drop(archive);
    // After a power cut a later page can be on disk where an earlier one is not.
    let mut file = fs::read(house.segment()).unwrap();
    let from = usize::try_from(torn.locations[0].block_offset).unwrap();
    file[from..from + 140].fill(0);
    fs::write(house.segment(), &file).unwrap();
    fs::write(house.tail(), &hint).unwrap();
    let (_archive, opening) = Archive::open(house.dir()).unwrap();
    assert_eq!(opening.records, 3);
    let kept = fs::read(opening.repaired.unwrap().kept_in).unwrap();
    assert_eq!(kept, &file[from..]);
    assert!(house.verify().damaged.is_empty());
}

#[test]
fn old_damage_is_never_mistaken_for_a_torn_tail() {
    let house = House::with(&[letters(0..3), letters(3..6), letters(6..9)]);
    let mut file = fs::read(house.segment()).unwrap();
    let at = usize::try_from(house.appended[1].locations[0].block_offset).unwrap();
    for byte in [at, at + 130, 0] {
        file[byte] ^= 1;
        fs::write(house.segment(), &file).unwrap();
        fs::remove_file(house.tail()).unwrap();
        let (archive, opening) = Archive::open(house.dir()).unwrap();
        assert_eq!((opening.records, opening.repaired), (9, None));
        assert_eq!(archive.end(), house.appended[2].end);
        file[byte] ^= 1;
    }
}

#[test]
fn a_segment_that_was_hardly_begun_is_put_aside() {
    for begun in [0, 1, 79, 80] {
        let house = House::with(&[letters(0..3)]);
        fs::write(house.dir().join("00000002.seg"), vec![0; begun]).unwrap();
        let (mut archive, opening) = Archive::open(house.dir()).unwrap();
        assert_eq!(opening.records, 3);
        assert_eq!(opening.repaired.unwrap().segment, 2);
        archive.append(pack(&letters(3..4))).unwrap();
        drop(archive);
        assert_eq!(house.bytes(), letters(0..4));
        assert!(house.verify().damaged.is_empty());
    }
}

#[test]
fn verify_does_not_count_an_interrupted_append_as_damage() {
    let house = House::with(&[letters(0..3), letters(3..6)]);
    let one = House::with(&[letters(0..3)]);
    let file = fs::read(house.segment()).unwrap();
    fs::write(one.segment(), &file[..file.len() - 1]).unwrap();
    let found = one.verify();
    assert_eq!((found.checked, found.damaged.len()), (3, 0));
}

#[test]
fn a_newer_archive_is_left_alone() {
    let house = House::with(&[letters(0..3)]);
    let mut file = fs::read(house.segment()).unwrap();
    file[8] = 2;
    let checksum = blake3::hash(&file[..64]);
    file[64..80].copy_from_slice(&checksum.as_bytes()[..16]);
    fs::write(house.segment(), &file).unwrap();
    let refused = Archive::open(house.dir()).unwrap_err().to_string();
    assert!(refused.contains("version 2"), "{refused}");
    assert_eq!(fs::read(house.segment()).unwrap(), file);
    assert!(house.verify().damaged[0].what.contains("newer"));
}
