//! What is typed otherwise than it is meant: the word that is wrong is named, with what could stand there.

use crate::kit::{Household, text};
use crate::mail::{from_ada, small_household};

#[test]
fn what_cannot_be_said_names_the_word_that_is_wrong() {
    let household = Household::with(&small_household());
    let evidence = household.is_sound();
    let bill = household.id_of("91.50");
    for (words, named, instead) in [
        ("Fabia was sold".to_owned(), "no word of it says what is so", "`belongs to`"),
        (
            "Fabia is sleepy".to_owned(),
            "it is \"sleepy\"",
            "called NAME, the same as THING, wanted",
        ),
        ("Brightmoor Energy is gone by".to_owned(), "it is \"gone by\"", "the same as SUPPLIER"),
        (format!("{bill} is bil"), "\"bil\" is not understood", "payment_ahead"),
        (format!("{bill} sum 91.50 is tax"), "\"sum\" is not understood", "amount"),
        (format!("{bill} date 2026-06-20"), "what is so of the date is missing", "`is wrong`"),
        (
            format!("{bill} date 2026-99-99 is wrong"),
            "\"2026-99-99\" cannot be a date",
            "evidence ID",
        ),
        (format!("{bill} amount 91.50 is taxx"), "\"taxx\" is no amount", "subtotal"),
        ("Fabia is the same as Fabia".to_owned(), "both names are of Fabia already", "say help"),
    ] {
        household.run(&["say", &words]).expect(2).says(named).says(instead);
    }
    for (words, see) in [
        ("Fabbia is mine".to_owned(), "oxherd things --all, oxherd suppliers --all"),
        (format!("{bill} belongs to Fabbia"), "oxherd things --all"),
        (format!("{bill} is from Fabbia"), "oxherd suppliers --all"),
        ("0123456789 is a bill".to_owned(), "behind every answer of --json"),
        ("undo".to_owned(), "nothing to take back; see what was said with: oxherd say list"),
        ("undo 0123".to_owned(), "has the id \"0123\"; see what was said with: oxherd say list"),
        ("undo 01".to_owned(), "\"01\" is too short for an id"),
    ] {
        household.run(&["say", &words]).expect(1).says(see);
    }
    assert_eq!(household.is_sound(), evidence, "nothing was kept");
}

#[test]
fn what_was_said_is_listed_with_the_ids_by_which_it_is_taken_back() {
    let household = Household::with(&small_household());
    assert!(household.list(&["say", "list"]).is_empty());
    household.run(&["say", "list"]).expect(0).says("nothing was said yet; see how with");
    let bill = household.id_of("91.50");
    let called = household.says("Fabia is called The car")["id"].clone();
    let kind = household.asks(&["say", &format!("{bill} is a promotion"), "--only"])["id"].clone();
    let listed = household.list(&["say", "list"]);
    let said: Vec<(&str, bool)> = listed
        .iter()
        .map(|word| (word["said"].as_str().unwrap_or_default(), word["only"] == true))
        .collect();
    assert_eq!(said[0], (format!("{bill} is a promotion").as_str(), true));
    assert!(said[1].0.ends_with(" is called The car") && !said[1].1, "{said:?}");
    assert_eq!((&listed[0]["id"], &listed[1]["id"]), (&kind, &called));
    assert_eq!(listed[0]["evidence"], serde_json::json!([kind, bill]));
    assert!(listed.iter().all(|word| word["stands"] == true), "{listed:?}");
    // For people: the beginning of each id, which is enough to take it back.
    let page = household.run(&["say", "list"]);
    page.expect(0).says("take one back with: oxherd say undo ID");
    let id = called.as_str().expect("an id").get(..10).expect("ten digits").to_owned();
    assert!(page.out.contains(&id), "{}", page.out);
    household.says(&format!("undo {id}"));
    let after = household.list(&["say", "list"]);
    let stands = |id: &serde_json::Value| {
        after.iter().find(|word| word["id"] == *id).map(|word| word["stands"] == true)
    };
    assert_eq!((stands(&called), stands(&kind)), (Some(false), Some(true)));
    assert!(household.run(&["say", "list"]).out.contains("taken back"));
    // As of before it was said, it was not.
    assert!(household.list(&["say", "list", "--at", "2026-06-01"]).is_empty());
    // Our errors say where the words are.
    household.run(&["mistakes"]).expect(0).says("oxherd say list");
}

#[test]
fn the_beginning_of_an_id_is_enough_wherever_one_is_asked_for() {
    let household = Household::with(&small_household());
    let (things, suppliers) = (household.list(&["things"]), household.list(&["suppliers"]));
    let beginning = |one: &serde_json::Value| one["id"].as_str().expect("an id")[..6].to_owned();
    let (thing, supplier) = (beginning(&things[0]), beginning(&suppliers[0]));
    assert_eq!(household.asks(&["thing", &thing])["id"], things[0]["id"]);
    household.asks(&["say", &format!("{thing} is called Mine"), "--dry-run"]);
    household.asks(&["say", &format!("{supplier} is called Theirs"), "--dry-run"]);
    assert!(!household.list(&["why", &supplier]).is_empty());
}

#[test]
fn a_time_of_day_without_an_offset_is_by_the_clock_of_the_household() {
    let household = Household::with(&small_household());
    for typed in ["2026-06-15T10:00", "2026-06-15 10:00:00"] {
        household.run(&["things", "--at", typed]).expect(0);
    }
    let zoned = household.run(&["things", "--at", "2026-06-15T10:00[Europe/London]"]);
    zoned.expect(2).says("2026-03-31T18:00:00Z");
    household.run(&["things", "--at", "9999-12-31"]).expect(2).says("nothing is counted in that");
    household.run(&["things", "--at", "-2026-06-15"]).expect(2).says("write a day as 2026-03-31");
    household.run(&["search", "after:2026-06-15T10:00"]).expect(2).says("write after:YYYY-MM-DD");
}

#[test]
fn where_nothing_lies_nothing_is_taken_in_and_nothing_is_searchable() {
    let household = Household::new();
    let empty = household.path("empty");
    std::fs::create_dir(&empty).expect("a folder");
    let answer = household.run(&["take", text(&empty)]);
    assert_eq!(
        answer.expect(0).out,
        "nothing was taken in: no message and no file was found there\n"
    );
    let missing = household.run(&["take", text(&household.path("missing"))]);
    missing.expect(3).says("there is no such file or folder");
    assert_eq!(missing.out, "nothing was taken in\n");
}

#[test]
fn an_act_in_a_letter_says_on_which_day_or_that_none_was_named() {
    let household = Household::of_ada(&[from_ada(
        "2026-03-02",
        "Ostrava Judo Club <desk@ostrava-judo.example>",
        "Cancellation of membership OJ-5521",
        "Hello,\n\nI hereby cancel my membership OJ-5521 with effect from 30 April 2026.\n\nAda Quill\n",
    )]);
    let page = household.run(&["evidence", &household.id_of("OJ-5521")]).expect(0).out.clone();
    let act = page.lines().find(|line| line.starts_with("act ")).unwrap_or_default();
    assert!(act.contains("cancel") && act.contains("on 2026-04-30"), "{page}");
}
