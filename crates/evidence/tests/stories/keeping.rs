//! Keeping and finding again.

use crate::kit::{House, envelope, letter, letters, pack};
use oxherd_evidence::{
    Archive, Chain, Envelope, EvidenceError, Packer, Position, RecordKind, Shelf,
};
use oxherd_model::ContentHash;
use std::mem::size_of;

#[test]
fn what_was_kept_comes_back_byte_for_byte() {
    let kept = letters(0..500);
    let house = House::with(&[kept[..200].to_vec(), kept[200..].to_vec()]);
    assert_eq!(house.bytes(), kept);

    let mut shelf = Shelf::open(house.dir()).unwrap();
    let places = house.appended.iter().flat_map(|appended| &appended.locations);
    for (place, bytes) in places.zip(&kept).rev_pairs() {
        assert_eq!(shelf.read(place).unwrap(), bytes);
        assert_eq!(shelf.original(place, &ContentHash::of(&bytes)).unwrap(), bytes);
    }
    let verification = house.verify();
    assert_eq!(verification.checked, 500);
    assert!(verification.damaged.is_empty());
}

/// Backwards, so that every read leaves the block before.
trait RevPairs {
    fn rev_pairs(self) -> Vec<(oxherd_evidence::Location, Vec<u8>)>;
}

impl<'a, I: Iterator<Item = (&'a oxherd_evidence::Location, &'a Vec<u8>)>> RevPairs for I {
    fn rev_pairs(self) -> Vec<(oxherd_evidence::Location, Vec<u8>)> {
        let mut pairs: Vec<_> = self.map(|(place, bytes)| (*place, bytes.clone())).collect();
        pairs.reverse();
        pairs
    }
}

#[test]
fn the_walk_tells_the_same_places_and_chains_as_the_append() {
    let house = House::with(&[letters(0..30), letters(30..70)]);
    let all = house.all();
    let places: Vec<_> = house.appended.iter().flat_map(|done| done.locations.clone()).collect();
    let chains: Vec<_> = house.appended.iter().flat_map(|done| done.chains.clone()).collect();
    assert_eq!(all.iter().map(|(record, _)| record.location).collect::<Vec<_>>(), places);
    assert_eq!(all.iter().map(|(record, _)| record.chain).collect::<Vec<_>>(), chains);
    let sequences: Vec<u64> = all.iter().map(|(record, _)| record.sequence).collect();
    assert_eq!(sequences, (1..=70).collect::<Vec<_>>());
    assert_eq!(house.appended[1].first_sequence, 31);
    assert_eq!(all[3].0.envelope, envelope(&letter(3)));
}

#[test]
fn the_same_batches_in_another_order_give_another_chain_and_both_verify() {
    let (first, second) = (letters(0..10), letters(10..20));
    let one = House::with(&[first.clone(), second.clone()]);
    let other = House::with(&[second, first]);
    let (one, other) = (one.verify(), other.verify());
    assert_ne!(one.head, other.head);
    for verification in [one, other] {
        assert_eq!(verification.checked, 20);
        assert!(verification.damaged.is_empty());
    }
}

#[test]
fn the_chain_depends_on_records_and_not_on_how_they_were_batched() {
    let apart = House::with(&[letters(0..4), letters(4..9)]).verify();
    let together = House::with(&[letters(0..9)]).verify();
    assert_eq!(apart.head, together.head);
}

#[test]
fn an_empty_archive_verifies_and_reopens() {
    let house = House::with(&[]);
    let (archive, opening) = Archive::open(house.dir()).unwrap();
    assert_eq!((opening.records, opening.repaired, opening.missing), (0, None, 0));
    assert_eq!(archive.records(), 0);
    assert_eq!(archive.head(), Chain::start());
    assert_eq!(house.verify().head, Chain::start());
    assert!(house.verify().damaged.is_empty());
    assert!(house.bytes().is_empty());
}

#[test]
fn an_empty_batch_changes_nothing() {
    let house = House::with(&[letters(0..3), vec![]]);
    assert!(house.appended[1].locations.is_empty());
    assert_eq!(house.verify().checked, 3);
}

#[test]
fn reopening_goes_on_where_it_ended() {
    let house = House::with(&[letters(0..5)]);
    let head = house.verify().head;
    let (mut archive, opening) = Archive::open(house.dir()).unwrap();
    assert_eq!(opening.records, 5);
    assert_eq!(archive.head(), head);
    let appended = archive.append(pack(&letters(5..7))).unwrap();
    archive.sync().unwrap();
    assert_eq!(appended.first_sequence, 6);
    assert_eq!(archive.records(), 7);
    assert_eq!(house.bytes(), letters(0..7));
}

#[test]
fn a_record_without_bytes_is_a_record() {
    let house = House::with(&[vec![Vec::new(), letter(1), Vec::new()]]);
    assert_eq!(house.bytes(), [Vec::new(), letter(1), Vec::new()]);
    assert_eq!(house.verify().checked, 3);
    let mut shelf = Shelf::open(house.dir()).unwrap();
    assert!(shelf.read(house.appended[0].locations[2]).unwrap().is_empty());
}

#[test]
fn a_big_record_has_a_block_of_its_own() {
    let big: Vec<u8> =
        (0..3_000_000_u32).flat_map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()).collect();
    let house = House::with(&[vec![letter(0), big.clone(), letter(2)]]);
    assert_eq!(house.bytes(), [letter(0), big.clone(), letter(2)]);
    let places = &house.appended[0].locations;
    assert_ne!(places[0].block_offset, places[1].block_offset);
    assert_ne!(places[1].block_offset, places[2].block_offset);
    assert_eq!(Shelf::open(house.dir()).unwrap().read(places[1]).unwrap(), big);
    assert_eq!(house.verify().checked, 3);
}

#[test]
fn meeting_the_same_bytes_again_keeps_no_second_copy() {
    let bytes = letter(0);
    let again = Envelope { kind: RecordKind::Again, folder: "Archive".into(), ..envelope(&bytes) };
    let erased = Envelope { kind: RecordKind::Erased, ..envelope(&bytes) };
    let mut packer = Packer::new();
    let none: &[u8] = &[];
    let packed = packer.pack(&[(envelope(&bytes), &bytes), (again.clone(), none), (erased, none)]);
    let house = House::empty();
    let (mut archive, _) = Archive::open(house.dir()).unwrap();
    let appended = archive.append(packed.unwrap()).unwrap();
    assert_eq!(appended.locations[1].size, 0);
    let all = house.all();
    assert_eq!(all[1].0.envelope, again);
    assert!(all[1].1.is_empty());
    assert_eq!(all[2].0.envelope.kind, RecordKind::Erased);
    assert_eq!(house.verify().checked, 3);
}

#[test]
fn an_envelope_that_does_not_fit_its_bytes_is_refused() {
    let bytes = letter(0);
    let wrong = [
        Envelope { size: 1, ..envelope(&bytes) },
        Envelope { hash: ContentHash([7; 32]), ..envelope(&bytes) },
        Envelope { kind: RecordKind::Again, ..envelope(&bytes) },
    ];
    for envelope in wrong {
        let refused = Packer::new().pack(&[(envelope, &bytes)]).unwrap_err();
        assert!(matches!(refused, EvidenceError::Mismatch { .. }), "{refused}");
    }
    let long = Envelope { folder: "f".repeat(70_000), ..envelope(&bytes) };
    let refused = Packer::new().pack(&[(long, &bytes)]).unwrap_err();
    assert!(matches!(refused, EvidenceError::EnvelopeTooLong { .. }), "{refused}");
}

#[test]
fn a_packer_goes_on_after_a_refusal() {
    let (good, bad) = (letter(0), letter(1));
    let mut packer = Packer::new();
    let mixed = [(envelope(&good), good.as_slice()), (envelope(&good), bad.as_slice())];
    assert!(packer.pack(&mixed).is_err());
    let packed = packer.pack(&[(envelope(&good), &good)]).unwrap();
    assert_eq!(packed.record_count(), 1);
    let house = House::empty();
    Archive::open(house.dir()).unwrap().0.append(packed).unwrap();
    assert_eq!(house.bytes(), [good]);
}

#[test]
fn a_second_writer_is_refused_and_told_why() {
    let house = House::empty();
    let first = Archive::open(house.dir()).unwrap();
    let refused = Archive::open(house.dir()).unwrap_err();
    assert!(matches!(refused, EvidenceError::Busy { .. }));
    assert!(refused.to_string().starts_with("another process is writing"));
    drop(first);
    assert!(Archive::open(house.dir()).is_ok());
}

#[test]
fn a_reader_sees_what_a_writer_appended_a_moment_ago() {
    let house = House::empty();
    let (mut archive, _) = Archive::open(house.dir()).unwrap();
    let mut shelf = Shelf::open(house.dir()).unwrap();
    let mut from = Position::START;
    for number in 0..50 {
        let appended = archive.append(pack(&letters(number..number + 1))).unwrap();
        assert_eq!(shelf.read(appended.locations[0]).unwrap(), letter(number));
        let blocks: Vec<_> = shelf.blocks(from).map(Result::unwrap).collect();
        assert_eq!(blocks.len(), 1);
        from = blocks[0].next;
        assert_eq!(from, appended.end);
    }
    assert_eq!(house.verify().checked, 50);
}

#[test]
fn readers_walk_while_a_writer_writes() {
    let house = House::empty();
    let (mut archive, _) = Archive::open(house.dir()).unwrap();
    std::thread::scope(|scope| {
        let reader = scope.spawn(|| {
            let (mut seen, mut from) = (0, Position::START);
            while seen < 2000 {
                for block in Shelf::open(house.dir()).unwrap().blocks(from) {
                    let block = block.unwrap();
                    seen += block.records.len();
                    from = block.next;
                }
                assert!(house.verify().damaged.is_empty());
            }
            seen
        });
        for batch in 0..200 {
            archive.append(pack(&letters(batch * 10..batch * 10 + 10))).unwrap();
        }
        assert_eq!(reader.join().unwrap(), 2000);
    });
}

#[test]
fn everything_can_move_to_another_thread() {
    fn moves<T: Send>() {}
    moves::<Packer>();
    moves::<oxherd_evidence::Packed>();
    moves::<Archive>();
    moves::<Shelf>();
}

#[test]
fn a_location_stays_small() {
    assert!(size_of::<oxherd_evidence::Location>() <= 24);
}

#[test]
fn a_place_that_is_none_is_said() {
    let house = House::with(&[letters(0..3)]);
    let mut shelf = Shelf::open(house.dir()).unwrap();
    let good = house.appended[0].locations[1];
    for wrong in [
        oxherd_evidence::Location { segment: 9, ..good },
        oxherd_evidence::Location { block_offset: 81, ..good },
        oxherd_evidence::Location { block_offset: u64::MAX, ..good },
        oxherd_evidence::Location { record_offset: u32::MAX, ..good },
        oxherd_evidence::Location { size: u32::MAX, ..good },
    ] {
        assert!(shelf.read(wrong).is_err());
    }
    assert!(shelf.original(good, &ContentHash::of(&letter(9))).is_err());
    assert_eq!(shelf.read(good).unwrap(), letter(1));
}
