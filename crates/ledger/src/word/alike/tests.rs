use super::super::{Reach, Saying, Word, Words};
use super::*;
use oxherd_model::{
    Check, Claim, Confidence, ContentHash, PartRef, Place, ReaderName, ReferenceRole as Ref,
};

const SHOP: Looks<'static> = Looks {
    evidence: EvidenceId([1; 10]),
    kind: Kind::Promotion,
    folder: Folder::Ordinary,
    shape: Some(Shape(7)),
    domain: Some("larch.example"),
    name: "Larch & Loom",
    from: "post@larch.example",
};

fn other(number: u8) -> Looks<'static> {
    Looks { evidence: EvidenceId([number; 10]), ..SHOP }
}

fn said(number: u8, word: Word, of: &Looks<'_>) -> Saying {
    let example = Some(Example::of(of, None));
    Saying { id: EvidenceId([100 + number; 10]), example, ..Saying::new(word) }
}

fn kind(number: u8, of: &Looks<'_>, is: Kind) -> Saying {
    said(number, Word::Kind(of.evidence, is), of)
}

fn told(words: &Words, looks: &Looks<'_>) -> Option<Kind> {
    words.kind_of(looks).map(|told| told.is)
}

#[test]
fn a_kind_holds_for_the_same_shape_that_was_read_as_the_same_kind() {
    let words = Words::of(vec![kind(1, &SHOP, Kind::Bill)]);
    assert_eq!(told(&words, &other(2)), Some(Kind::Bill));
    assert_eq!(
        words.kind_of(&other(2)).unwrap().through,
        Some((EvidenceId([101; 10]), SHOP.evidence))
    );
    assert_eq!(words.kind_of(&SHOP).unwrap().through, None);
    assert_eq!(told(&words, &Looks { kind: Kind::Survey, ..other(2) }), None);
    assert_eq!(told(&words, &Looks { shape: Some(Shape(8)), ..other(2) }), None);
    assert_eq!(told(&words, &Looks { shape: None, ..other(2) }), None);
    let shapeless = Looks { shape: None, ..SHOP };
    let words = Words::of(vec![kind(1, &shapeless, Kind::Bill)]);
    assert_eq!((told(&words, &shapeless), told(&words, &other(2))), (Some(Kind::Bill), None));
}

#[test]
fn what_was_misread_before_stays_mended_when_the_message_itself_is_read_better() {
    let better = Looks { kind: Kind::Bill, ..SHOP };
    let saying = Saying { was: Some("promotion".to_owned()), ..kind(1, &better, Kind::Bill) };
    let words = Words::of(vec![saying]);
    assert_eq!(told(&words, &other(2)), Some(Kind::Bill));
    assert_eq!(told(&words, &Looks { kind: Kind::Survey, ..other(2) }), None);
}

#[test]
fn junk_is_alike_to_junk_only_and_what_the_owner_wrote_to_nothing() {
    let junk = |number| Looks { folder: Folder::Junk, ..other(number) };
    let words = Words::of(vec![kind(1, &SHOP, Kind::Bill)]);
    assert_eq!(told(&words, &junk(2)), None);
    let words = Words::of(vec![kind(1, &junk(1), Kind::Bill)]);
    assert_eq!(
        (told(&words, &junk(2)), told(&words, &other(3))),
        (Some(Kind::Bill), Some(Kind::Bill))
    );
    for folder in [Folder::Sent, Folder::Draft] {
        let own = Looks { folder, ..SHOP };
        let words = Words::of(vec![kind(1, &own, Kind::Bill)]);
        assert_eq!((told(&words, &own), told(&words, &other(2))), (Some(Kind::Bill), None));
        let words = Words::of(vec![kind(1, &SHOP, Kind::Bill)]);
        assert_eq!(told(&words, &Looks { folder, ..other(2) }), None);
    }
}

#[test]
fn the_newest_word_wins_and_a_word_on_the_same_message_takes_the_place_of_the_one_before() {
    let (first, second) = (kind(1, &SHOP, Kind::Bill), kind(2, &other(2), Kind::Dunning));
    let words = Words::of(vec![first.clone(), second.clone()]);
    assert_eq!(told(&words, &other(3)), Some(Kind::Dunning));
    assert_eq!(told(&words, &SHOP), Some(Kind::Bill));
    let words = Words::of(vec![second.clone(), first.clone()]);
    assert_eq!(told(&words, &other(3)), Some(Kind::Bill));
    let only = Saying { reach: Reach::Only, ..kind(3, &SHOP, Kind::Quote) };
    let words = Words::of(vec![first.clone(), only]);
    assert_eq!((told(&words, &SHOP), told(&words, &other(3))), (Some(Kind::Quote), None));
    let undo = Saying { id: EvidenceId([9; 10]), ..Saying::new(Word::Undo(second.id)) };
    let words = Words::of(vec![first.clone(), second, undo]);
    assert_eq!(words, Words::of(vec![first]));
}

#[test]
fn who_says_the_same_again_is_not_who_said_it() {
    let words = Words::of(vec![kind(1, &SHOP, Kind::Bill), kind(2, &other(2), Kind::Bill)]);
    assert_eq!(
        words.kind_of(&other(3)).unwrap().through,
        Some((EvidenceId([101; 10]), SHOP.evidence))
    );
}

#[test]
fn a_supplier_holds_for_the_same_sender_with_the_same_name() {
    let from = Word::From(SHOP.evidence, Target("oak.example".to_owned()));
    let words = Words::of(vec![said(1, from, &SHOP)]);
    let is = |looks: &Looks<'_>| words.supplier_of(looks).is_some();
    assert!(is(&SHOP) && is(&other(2)));
    assert!(is(&Looks { shape: None, kind: Kind::Bill, from: "x@larch.example", ..other(2) }));
    assert!(is(&Looks { name: "LARCH & LOOM", ..other(2) }));
    assert!(!is(&Looks { name: "Ivy & Co", ..other(2) }), "another one of the same mailer");
    assert!(!is(&Looks { domain: Some("larch.test"), ..other(2) }));
}

fn reading(references: &[(Ref, &str)], plates: &[&str]) -> Reading {
    let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
    let fact = |claim| Fact {
        claim,
        at,
        confidence: Confidence::from_thousandths(950),
        reader: ReaderName::Text,
    };
    let numbers = references
        .iter()
        .map(|(role, value)| Claim::Reference { role: *role, value: (*value).to_owned() });
    let plates = plates.iter().map(|value| Claim::Identifier {
        role: IdentifierRole::Registration,
        value: (*value).to_owned(),
        check: Check::None,
    });
    let facts = numbers.chain(plates).map(fact).collect();
    Reading { facts, ..Reading::of(ContentHash::of(b"")) }
}

#[test]
fn a_thing_holds_for_the_same_number_unless_another_thing_is_named() {
    let word = Word::BelongsTo(SHOP.evidence, Target("t0123456789ab".to_owned()));
    let policy = reading(&[(Ref::Policy, "P-1"), (Ref::Customer, "C-1")], &["KX19ABC"]);
    let with = |reading: &Reading| {
        let example = Some(Example::of(&SHOP, Some(reading)));
        Words::of(vec![Saying { example, ..Saying::new(word.clone()) }])
    };
    let words = with(&policy);
    let is = |words: &Words, reading: &Reading| words.thing_of(&other(2), reading).is_some();
    assert!(is(&words, &reading(&[(Ref::Policy, "p 1")], &[])));
    assert!(is(&words, &policy));
    assert!(!is(&words, &reading(&[(Ref::Policy, "P-1")], &["LB21XYZ"])));
    assert!(!is(&words, &reading(&[(Ref::Policy, "P-2"), (Ref::Customer, "C-1")], &[])));
    assert!(!is(&words, &reading(&[(Ref::Customer, "C-1")], &[])), "a customer has several things");
    assert!(!is(&words, &reading(&[(Ref::Invoice, "P-1")], &[])));
    let elsewhere = Looks { domain: Some("ivy.example"), ..other(2) };
    assert!(words.thing_of(&elsewhere, &policy).is_none());
    let words = with(&reading(&[(Ref::Customer, "C-1")], &[]));
    assert!(is(&words, &reading(&[(Ref::Customer, "C-1"), (Ref::Invoice, "9")], &[])));
    assert!(!is(&words, &reading(&[(Ref::Customer, "C-1"), (Ref::Policy, "P-1")], &[])));
    let words = with(&reading(&[], &[]));
    assert!(!is(&words, &reading(&[], &[])), "nothing is shared");
    assert!(words.thing_of(&SHOP, &reading(&[], &[])).is_some());
}
