//! The owner's own word: every form of it works, wins, and lasts.

use crate::kit::{Household, each, one};
use crate::mail::{Mail, bill, car_insurance, mbox, phone, small_household};
use serde_json::Value;

/// What was said holds after a rebuild and after more mail; returns what it changed.
#[track_caller]
fn said(household: &Household, words: &str, holds: &dyn Fn(&Household) -> bool) -> Vec<Value> {
    assert!(!holds(household), "it is so before anything is said: {words}");
    let books = household.books();
    let evidence = household.is_sound();
    let supposed = household.asks(&["say", words, "--dry-run"]);
    assert_eq!(
        (household.is_sound(), household.books()),
        (evidence, books),
        "a dry run keeps nothing"
    );
    let done = household.says(words);
    assert_eq!(supposed["changes"], done["changes"], "the dry run shows what then happens");
    assert!(holds(household), "{words}: {done}");
    assert_eq!(household.is_sound(), evidence + 1, "a word is evidence");
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true, "{words}");
    assert!(holds(household), "{words} after a rebuild");
    household.takes(&[bill("2026-01-04", "70.00", "2026-01-18")]);
    assert!(holds(household), "{words} after more mail");
    let changes = done["changes"].as_array().expect("changes").clone();
    assert!(!changes.is_empty(), "it shows what it changes: {words}");
    changes
}

fn has_thing(household: &Household, field: &str, value: &str) -> bool {
    household.list(&["things"]).iter().any(|thing| thing[field] == value)
}

#[test]
fn help_shows_every_form() {
    let help = Household::new().run(&["say", "help"]).expect(0).out.clone();
    for form in [
        "THING is mine",
        "THING is not mine",
        "THING is called NAME",
        "THING is gone",
        "THING is the same as THING",
        "SUPPLIER is the same as SUPPLIER",
        "EVIDENCE is a KIND",
        "EVIDENCE belongs to THING",
        "EVIDENCE is from SUPPLIER",
        "SUPPLIER is called NAME",
        "EVIDENCE date 2026-03-04 is wrong",
        "EVIDENCE date 2026-03-04 is 2026-04-03",
    ] {
        assert!(help.contains(&format!("oxherd say {form}")), "{form}");
    }
}

#[test]
fn a_thing_is_not_mine_and_is_gone_from_the_things() {
    let household = Household::with(&small_household());
    said(&household, "Fabia is not mine", &|h| !has_thing(h, "kind", "vehicle"));
    household.run(&["thing", "fabia"]).expect(1);
    assert!(!each(&household.list(&["dues"]), "what").contains(&"renewal"), "its dues go with it");
}

#[test]
fn a_thing_is_mine_after_all_and_for_sure() {
    let household = Household::with(&small_household());
    let id = household.asks(&["thing", "fabia"])["id"].as_str().expect("an id").to_owned();
    household.says("Fabia is not mine");
    said(&household, &format!("{id} is mine"), &|h| has_thing(h, "kind", "vehicle"));
    let things = household.list(&["things"]);
    let car = one(&things, "kind", "vehicle");
    assert_eq!((&car["proposed"], car["confidence"].to_string()), (&false.into(), "1".to_owned()));
}

#[test]
fn a_thing_is_called_as_its_owner_calls_it() {
    let household = Household::with(&small_household());
    let changes =
        said(&household, "KX19ABC is called Blue Bell", &|h| has_thing(h, "name", "Blue Bell"));
    assert_eq!(
        (&changes[0]["from"], &changes[0]["to"]),
        (&"Skoda Fabia".into(), &"Blue Bell".into())
    );
    assert_eq!(household.asks(&["thing", "blue", "bell"])["kind"], "vehicle");
}

#[test]
fn a_thing_is_gone() {
    let household = Household::with(&small_household());
    let gone = |h: &Household| one(&h.list(&["things"]), "kind", "vehicle")["stage"] == "gone";
    said(&household, "Fabia is gone", &gone);
    let shown = household.run(&["things"]);
    assert!(!shown.out.contains("Fabia"), "{}", shown.out);
    shown.says("that are gone are not shown; see them with --all");
    assert!(household.run(&["things", "--all"]).out.contains("Fabia"));
}

#[test]
fn one_thing_is_the_same_as_another() {
    let household = Household::with(&[
        phone("2026-01-05", "TG-100", "490154203237518"),
        phone("2026-01-06", "TG-101", "356938035643809"),
    ]);
    let joined = |h: &Household| {
        let things = h.list(&["things"]);
        let mut phones = things.iter().filter(|t| t["kind"] == "device");
        let only = phones.next().expect("a phone");
        phones.next().is_none() && only["agreements"].as_array().map(Vec::len) == Some(2)
    };
    said(&household, "490154203237518 is the same as 356938035643809", &joined);
    let full = household.asks(&["thing", "356938035643809"]);
    assert_eq!(full["timeline"].as_array().map(Vec::len), Some(2));
    assert_eq!(full["identifiers"].as_array().map(Vec::len), Some(2));
    assert_eq!(household.asks(&["thing", "490154203237518"])["id"], full["id"]);
}

#[test]
fn one_supplier_is_the_same_as_another() {
    let mut mails = small_household();
    mails.push(
        Mail::from("Brightmoor Gas <bills@brightmoor-gas.example>", "2026-05-09", "Your gas bill")
            .body("Your gas bill is ready.\n\nAccount number: BG-1\nAmount due: \u{a3}20.00\nPayment due: 20 July 2026"),
    );
    let household = Household::with(&mails);
    let joined = |h: &Household| {
        let suppliers = h.list(&["suppliers"]);
        !each(&suppliers, "domain").contains(&"brightmoor-gas.example")
    };
    said(&household, "Brightmoor Gas is the same as Brightmoor Energy", &joined);
    let suppliers = household.list(&["suppliers"]);
    let both = one(&suppliers, "domain", "brightmoor.example");
    let domains = both["domains"].as_array().expect("domains");
    assert!(domains.contains(&"brightmoor-gas.example".into()), "{both}");
    assert_eq!(household.messages_of("brightmoor.example"), 4);
}

#[test]
fn a_supplier_is_called_as_its_owner_calls_it() {
    let household = Household::with(&small_household());
    let called =
        |h: &Household| each(&h.list(&["suppliers"]), "name").contains(&"The electric people");
    said(&household, "Brightmoor Energy is called The electric people", &called);
}

#[test]
fn a_message_is_of_another_kind() {
    let household = Household::with(&small_household());
    let id = household.id_of("Offer");
    let binds = |h: &Household| {
        let agreements = h.list(&["agreements"]);
        agreements.iter().any(|a| a["supplier"]["domain"] == "moonbarrow.example")
    };
    said(&household, &format!("{} is a bill", &id[..10]), &binds);
}

#[test]
fn the_kind_that_the_owner_said_is_shown_and_searched_for() {
    let household = Household::with(&small_household());
    let id = household.id_of("Offer");
    household.says(&format!("{id} is a bill"));
    assert_eq!(household.list(&["search", "Offer"])[0]["kind"], "bill");
    assert_eq!(household.list(&["search", "kind:bill", "from:moonbarrow"]).len(), 1);
    household.run(&["search", "kind:promotion", "from:moonbarrow"]).expect(1);
}

#[test]
fn a_message_that_was_taken_for_a_bill_is_none_and_its_due_goes() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    let gone = |h: &Household| !each(&h.list(&["dues"]), "on").contains(&"2026-07-18");
    said(&household, &format!("{id} is a newsletter"), &gone);
}

#[test]
fn a_message_belongs_to_a_thing() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    let filed = |h: &Household| {
        let car = h.asks(&["thing", "fabia"]);
        car["timeline"]
            .as_array()
            .expect("a timeline")
            .iter()
            .any(|e| e["evidence"][0] == id.as_str())
    };
    said(&household, &format!("{id} belongs to Fabia"), &filed);
    assert_eq!(household.list(&["search", "thing:fabia"]).len(), 2);
}

#[test]
fn a_message_is_from_another_supplier() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    let moved = |h: &Household| h.messages_of("fernleaf.example") == 2;
    said(&household, &format!("{id} is from Fernleaf Insurance"), &moved);
}

#[test]
fn a_date_is_wrong_and_gone_from_the_dues() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    let gone = |h: &Household| !each(&h.list(&["dues"]), "on").contains(&"2026-07-18");
    said(&household, &format!("{id} date 2026-07-18 is wrong"), &gone);
}

#[test]
fn a_date_is_another_one() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    let moved = |h: &Household| each(&h.list(&["dues"]), "on").contains(&"2026-07-28");
    said(&household, &format!("{id} date 2026-07-18 is 2026-07-28"), &moved);
    assert!(!each(&household.list(&["dues"]), "on").contains(&"2026-07-18"));
}

#[test]
fn the_later_word_wins() {
    let household = Household::with(&small_household());
    household.asks(&["say", "Fabia is called One", "--at", "2026-06-20T10:00:00Z"]);
    household.asks(&["say", "One is called Two", "--at", "2026-06-21T10:00:00Z"]);
    assert!(has_thing(&household, "name", "Two"));
    household.asks(&["rebuild"]);
    assert!(has_thing(&household, "name", "Two"));
}

#[test]
fn the_same_word_twice_is_no_harm() {
    let household = Household::with(&small_household());
    household.says("Fabia is called Bluebell");
    let books = household.books();
    let again = household.says("Bluebell is called Bluebell");
    assert_eq!(again["changes"], serde_json::json!([]));
    assert_eq!(household.books(), books);
    household.is_sound();
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
}

#[test]
fn many_words_and_more_mail_and_a_rebuild_agree() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    for words in [
        "Fabia is called Bluebell",
        "Streamhall is mine",
        &format!("{id} date 2026-07-18 is 2026-07-28"),
        "Moonbarrow is called The shop",
    ] {
        household.says(words);
    }
    household.takes(&[car_insurance("2026-06-12", "LB21 XYZ", "FL-9900456")]);
    household.says("LB21XYZ is not mine");
    let books = household.books();
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(household.books(), books);
}

#[test]
fn what_was_said_is_shown_to_people() {
    let household = Household::with(&small_household());
    let answer = household.run(&["say", "Fabia is called Bluebell"]);
    let page = &answer.expect(0).out;
    assert!(page.starts_with("kept as evidence "), "{page}");
    assert!(page.contains(": Skoda Fabia -> Bluebell"), "{page}");
    let supposed = household.run(&["say", "--dry-run", "Bluebell", "is", "gone"]);
    assert!(supposed.out.starts_with("nothing was kept; it would change:\n"), "{}", supposed.out);
    let path = household.file("same.mbox", mbox(&small_household()));
    household.takes_in(&path);
    assert!(has_thing(&household, "name", "Bluebell"));
}
