//! Stories of search.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

use jiff::Timestamp;
use jiff::tz::TimeZone;
use oxherd_search::{Covered, Index, Query, Words};

const END: Covered = Covered { sequence: 3, segment: 2, offset: 4_711 };

fn index() -> (tempfile::TempDir, Index) {
    let dir = tempfile::tempdir().unwrap();
    let index = Index::open(dir.path()).unwrap();
    let mut writer = index.writer().unwrap();
    let messages = [
        (
            "Your boiler service",
            "The annual service of your boiler is due",
            "Acme Heating a@acme.example",
            "maintenance_due",
        ),
        (
            "Votre facture",
            "Le montant à régler est de 12 euros",
            "Énergie Lune f@lune.example",
            "bill",
        ),
        ("Lunch?", "service annual, not the phrase", "Ann ann@home.example", "personal"),
    ];
    for (sequence, (subject, text, from, kind)) in (1..).zip(messages) {
        let at = Timestamp::from_second(i64::try_from(sequence).unwrap() * 86_400).ok();
        writer.add(&Words { sequence, at, kind, from, subject, text }).unwrap();
    }
    writer.commit(END).unwrap();
    writer.finish().unwrap();
    (dir, index)
}

fn found(index: &Index, typed: &str) -> Vec<u64> {
    let query = Query::parse(typed, &TimeZone::UTC).unwrap();
    let mut found: Vec<u64> =
        index.search(&query, None, 10).unwrap().iter().map(|f| f.sequence).collect();
    found.sort_unstable();
    found
}

#[test]
fn words_phrases_and_filters_find_what_they_should() {
    let (_dir, index) = index();
    for (typed, expected) in [
        ("boiler", vec![1]),
        ("\"annual service\"", vec![1]),
        ("service annual", vec![1, 3]),
        ("facture", vec![2]),
        ("regler", vec![2]),
        ("énergie", vec![2]),
        ("from:acme", vec![1]),
        ("from:ann@home.example", vec![3]),
        ("kind:bill", vec![2]),
        ("after:1970-01-03", vec![2, 3]),
        ("before:1970-01-03", vec![1]),
        ("boil*", vec![1]),
        ("nothing of the kind", vec![]),
    ] {
        assert_eq!(found(&index, typed), expected, "{typed}");
    }
}

#[test]
fn the_index_says_how_far_it_has_come_and_is_opened_again() {
    let (dir, index) = index();
    assert_eq!(index.covered().unwrap(), END);
    drop(index);
    let index = Index::open(dir.path()).unwrap();
    assert_eq!(index.covered().unwrap(), END);
    assert_eq!(index.search(&Query::default(), Some(&[2]), 10).unwrap().len(), 1);
}

#[test]
fn a_message_is_added_again_in_place_of_what_was_known_of_it() {
    let (_dir, index) = index();
    let mut writer = index.writer().unwrap();
    writer.forget(2);
    let at = Timestamp::from_second(90 * 86_400).ok();
    let from = "f@lune.example";
    writer
        .add(&Words { sequence: 2, at, kind: "quote", from, subject: "Votre facture", text: "" })
        .unwrap();
    writer.commit(END).unwrap();
    writer.finish().unwrap();
    for (typed, expected) in [
        ("facture", vec![2]),
        ("kind:bill", vec![]),
        ("kind:quote", vec![2]),
        ("after:1970-03-01", vec![2]),
        ("before:1970-01-04", vec![1]),
    ] {
        assert_eq!(found(&index, typed), expected, "{typed}");
    }
    let mut writer = index.writer().unwrap();
    writer.forget_all().unwrap();
    writer.commit(Covered::NOTHING).unwrap();
    writer.finish().unwrap();
    assert_eq!(index.covered().unwrap(), Covered::NOTHING);
    assert!(found(&index, "facture").is_empty());
}

#[test]
fn an_error_says_which_folder_and_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let file = dir.path().join("file");
    std::fs::write(&file, "no folder").unwrap();
    let folder = file.join("index");
    let error = Index::open(&folder).unwrap_err().to_string();
    assert!(error.contains(&*folder.to_string_lossy()), "{error}");
    assert!(error.contains("check the disk and who may use it, then try again"), "{error}");
    let (dir, index) = index();
    drop(index);
    std::fs::write(dir.path().join("meta.json"), "{ broken").unwrap();
    let error = Index::open(dir.path()).unwrap_err().to_string();
    assert!(error.contains(&*dir.path().to_string_lossy()), "{error}");
    assert!(error.ends_with("`oxherd rebuild` makes it again"), "{error}");
}
