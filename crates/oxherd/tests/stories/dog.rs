//! The dog and the cat: one animal, who serves it and who looks after it, what falls due, and its end.

use crate::kit::{Household, each, one};
use serde_json::Value;

const ENGLISH: &str = include_str!("mailboxes/dog_en.mbox");
const FRENCH: &str = include_str!("mailboxes/cat_fr.mbox");

fn with(who: &[&str], mails: &str) -> Household {
    let household = Household::new();
    household.run(&[&["init"], who, &["--at", "2024-01-01"]].concat()).expect(0);
    let mailbox = household.file("mail.mbox", mails);
    household.takes_in(&mailbox);
    household
}

fn bramble() -> Household {
    let who = ["--person", "Ada Quill=ada@quill.example", "--person", "Bo Quill=bo@quill.example"];
    with(&[&["--country", "GB"], &who[..]].concat(), ENGLISH)
}

fn noisette() -> Household {
    let lea = "L\u{e9}a Morel=lea@morel.example";
    let who = ["--person", lea, "--person", "Jules Morel=jules@morel.example"];
    with(&[&["--country", "FR"], &who[..]].concat(), FRENCH)
}

/// The only thing there is.
#[track_caller]
fn only(household: &Household, at: &str) -> Value {
    let things = household.list(&["things", "--at", at]);
    assert_eq!(things.len(), 1, "{at}: {things:?}");
    things[0].clone()
}

/// What falls due and when, without what may only be ended.
fn dues(household: &Household, at: &str) -> Vec<String> {
    let dues = household.list(&["dues", "--at", at]);
    let word = |due: &Value, field: &str| due[field].as_str().expect("a word").to_owned();
    let all = dues.iter().filter(|due| due["what"] != "cancel_by");
    all.map(|due| format!("{} {}", word(due, "what"), word(due, "on"))).collect()
}

/// Who has to be told to end: reference of the agreement, or its supplier.
fn to_be_ended(household: &Household, at: &str) -> Vec<String> {
    let agreements = household.list(&["agreements", "--at", at]);
    let ended = agreements.iter().filter(|a| a["to_be_ended"] == true);
    let mut names: Vec<String> =
        ended.map(|a| a["supplier"]["name"].as_str().expect("a name").to_owned()).collect();
    names.sort();
    names
}

fn kinds_and_states(household: &Household, at: &str) -> Vec<(String, String)> {
    let requests = household.list(&["requests", "--at", at]);
    let word = |r: &Value, field: &str| r[field].as_str().expect("a word").to_owned();
    let mut all: Vec<(String, String)> =
        requests.iter().map(|r| (word(r, "kind"), word(r, "state"))).collect();
    all.sort();
    all
}

#[test]
fn the_dog_is_one_animal_with_its_suppliers_and_carers() {
    let household = bramble();
    let dog = only(&household, "2026-04-23");
    assert_eq!((&dog["name"], &dog["kind"]), (&"Bramble".into(), &"animal".into()), "{dog}");
    assert_eq!(dog["identifiers"][0]["value"], "985112004773916");
    let suppliers = dog["suppliers"].as_array().expect("suppliers");
    for (name, role) in [
        ("Pawsworth Pet Insurance", "insurance"),
        ("Mossbank Vets", "service"),
        ("Bowlful", "subscription"),
        ("Tess Harrow Dog Walking", "service"),
    ] {
        assert_eq!(one(suppliers, "name", name)["roles"][0], role, "{name}");
    }
    let people = dog["people"].as_array().expect("people");
    assert_eq!(one(people, "person", "Ada Quill")["roles"][0], "owner", "{people:?}");
    assert!(one(people, "person", "Bo Quill")["roles"].to_string().contains("carer"));
    let suppliers = household.list(&["suppliers", "--at", "2026-04-23"]);
    for name in ["Mossbank Vets", "Chipkeep Register", "Bowlful"] {
        assert_eq!(one(&suppliers, "name", name)["modes"][0]["mode"], "customer", "{name}");
    }
}

#[test]
fn the_jabs_fall_due_each_year_and_a_booked_visit_covers_them() {
    let household = bramble();
    // The insurance renews each year on 20 May.
    let spring = ["renewal 2025-05-20", "service 2025-06-03"];
    assert_eq!(dues(&household, "2024-07-01"), spring);
    assert_eq!(dues(&household, "2025-05-10"), spring);
    assert_eq!(dues(&household, "2025-05-25"), ["appointment 2025-06-02"]);
    assert_eq!(dues(&household, "2025-06-10"), ["service 2026-06-02"]);
    let spring = dues(&household, "2026-05-13");
    assert_eq!(spring, ["renewal 2026-05-20", "appointment 2026-05-28"]);
    assert_eq!(dues(&household, "2026-06-10"), ["service 2027-05-28"]);
}

#[test]
fn offers_for_dogs_give_no_due_no_agreement_and_no_thing() {
    let household = bramble();
    let before = household.asks(&["dues", "--at", "2026-03-10"]);
    assert_eq!(household.asks(&["dues", "--at", "2026-03-19"]), before);
    let agreements = household.list(&["agreements", "--at", "2026-03-19"]);
    assert!(agreements.iter().all(|a| a["supplier"]["name"] != "Snoutmarket"), "{agreements:?}");
    only(&household, "2026-03-19");
    let suppliers = household.list(&["suppliers", "--at", "2026-03-19"]);
    assert_eq!(one(&suppliers, "name", "Snoutmarket")["modes"][0]["mode"], "prospect");
}

#[test]
fn when_the_dog_died_what_hangs_on_it_is_to_be_ended() {
    let household = bramble();
    assert_eq!(only(&household, "2026-11-08")["stage"], "in_use");
    assert!(to_be_ended(&household, "2026-11-08").is_empty());
    let at = "2026-11-12";
    assert_eq!(only(&household, at)["stage"], "gone");
    // The insurer was told to end; the vet has nothing to be ended.
    assert_eq!(to_be_ended(&household, at), ["Bowlful", "Tess Harrow Dog Walking"]);
    let insured =
        one(&household.list(&["agreements", "--at", at]), "reference", "PW-7730915").clone();
    assert_eq!(insured["state"], "ending", "{insured}");
    assert!(dues(&household, at).is_empty(), "no jab is due any more");
    let asked = kinds_and_states(&household, at);
    let of = |kind: &str| asked.iter().filter(|(known, _)| known == kind).count();
    assert_eq!((of("death"), of("cancellation"), of("move")), (2, 1, 0), "{asked:?}");
    let matters = household.list(&["matters", "--at", at]);
    let concern = one(&matters, "kind", "death");
    assert_eq!(concern["suppliers"].as_array().map(Vec::len), Some(2), "{concern}");
    let later = "2026-11-25";
    let insured =
        one(&household.list(&["agreements", "--at", later]), "reference", "PW-7730915").clone();
    assert_eq!((&insured["state"], &insured["ended_on"]), (&"ended".into(), &"2026-11-07".into()));
    assert_eq!(insured["price"]["value"], "24.90", "what comes back is no price");
    assert_eq!(to_be_ended(&household, later), ["Bowlful", "Tess Harrow Dog Walking"]);
    let late: Vec<Value> = household.list(&["dues", "--at", later]);
    assert!(each(&late, "what").contains(&"cancel_by"), "it is still to be ended: {late:?}");
    let promises = household.list(&["promises", "--at", later]);
    assert_eq!(one(&promises, "kind", "refund")["by"], "2026-11-27");
}

#[test]
fn a_cat_in_france_is_cared_for_alike_and_goes_to_a_new_owner() {
    let household = noisette();
    assert_eq!(dues(&household, "2025-04-10"), ["service 2025-05-05"]);
    assert_eq!(dues(&household, "2025-04-23"), ["appointment 2025-04-29"]);
    let spring = dues(&household, "2026-03-01");
    assert_eq!(spring, ["renewal 2026-03-25", "service 2026-04-29"]);
    let cat = only(&household, "2026-03-01");
    assert_eq!((&cat["name"], &cat["stage"]), (&"Noisette".into(), &"in_use".into()));
    let people = cat["people"].as_array().expect("people");
    assert!(one(people, "person", "Jules Morel")["roles"].to_string().contains("carer"), "{cat}");
    let at = "2026-09-10";
    assert_eq!(only(&household, at)["stage"], "gone");
    assert!(to_be_ended(&household, at).contains(&"Gamelle & Cie".to_owned()));
    let insured =
        one(&household.list(&["agreements", "--at", at]), "reference", "MA-5518830").clone();
    assert_eq!(insured["state"], "ending");
    let asked = kinds_and_states(&household, at);
    assert!(asked.iter().all(|(kind, _)| kind == "sale" || kind == "cancellation"), "{asked:?}");
    let matters = household.list(&["matters", "--at", at]);
    assert_eq!(each(&matters, "kind"), ["sale"], "one concern: {matters:?}");
    let after = kinds_and_states(&household, "2026-09-16");
    assert!(after.contains(&("sale".to_owned(), "answered".to_owned())), "{after:?}");
    assert!(household.list(&["contradictions", "--at", "2026-09-16"]).is_empty());
}
