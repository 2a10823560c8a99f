//! How much there is, told without writing.

use crate::kit::{House, letter, letters};
use oxherd_evidence::{Archive, Position, Shelf, records};
use oxherd_model::ContentHash;
use std::fs;

#[test]
fn the_number_of_records_is_told_with_the_hint_and_without_and_nothing_is_written() {
    let house = House::with(&[letters(0..3), letters(3..6)]);
    let bytes = fs::read(house.segment()).unwrap();
    assert_eq!(records(house.dir()).unwrap(), 6);
    fs::remove_file(house.tail()).unwrap();
    assert_eq!(records(house.dir()).unwrap(), 6);
    let torn = [bytes.as_slice(), b"half of a block"].concat();
    fs::write(house.segment(), &torn).unwrap();
    assert_eq!(records(house.dir()).unwrap(), 6);
    assert_eq!(fs::read(house.segment()).unwrap(), torn, "nothing is cut");
    assert!(!house.tail().exists(), "nothing is noted");
}

#[test]
fn an_archive_that_is_gone_has_no_records() {
    let house = House::empty();
    assert_eq!(records(house.dir()).unwrap(), 0);
    assert_eq!(records(&house.dir().join("nowhere")).unwrap(), 0);
    drop(Archive::open(house.dir()).unwrap());
    assert_eq!(records(house.dir()).unwrap(), 0);
}

#[test]
fn an_older_copy_that_was_put_back_and_went_on_does_not_hold_what_the_other_had() {
    let house = House::with(&[letters(0..3)]);
    let older = fs::read(house.segment()).unwrap();
    let (mut archive, _) = Archive::open(house.dir()).unwrap();
    let at = archive.append(crate::kit::pack(&letters(3..6))).unwrap().locations[2].block();
    archive.sync().unwrap();
    drop(archive);
    let hash = ContentHash::of(&letter(5));
    let holds = |hash: &ContentHash| Shelf::open(house.dir()).unwrap().holds(6, at, hash);
    assert!(holds(&hash));
    assert!(!holds(&ContentHash::of(b"another")));
    fs::write(house.segment(), &older).unwrap();
    assert!(!holds(&hash), "nothing is there");
    let (mut archive, opening) = Archive::open(house.dir()).unwrap();
    assert_eq!(opening.missing, 3);
    archive.append(crate::kit::pack(&letters(10..14))).unwrap();
    archive.sync().unwrap();
    assert!(!holds(&hash), "something else is there");
    assert_eq!(records(house.dir()).unwrap(), 7);
}

#[test]
fn damage_in_a_block_is_no_proof_that_its_records_are_gone() {
    let house = House::with(&[letters(0..3), letters(3..6)]);
    let mut bytes = fs::read(house.segment()).unwrap();
    let last = bytes.len() - 1;
    bytes[last] ^= 1;
    fs::write(house.segment(), &bytes).unwrap();
    let at = house.appended[1].locations[0].block();
    let shelf = Shelf::open(house.dir()).unwrap();
    assert!(shelf.holds(6, at, &ContentHash::of(&letter(5))));
    assert!(!shelf.holds(7, at, &ContentHash::of(&letter(6))));
    assert!(!shelf.holds(6, Position { segment: 9, offset: 0 }, &ContentHash::of(&letter(5))));
}
