//! The owner's own word: every form of it works, wins, and lasts.

use crate::kit::{Household, each, one};
use crate::mail::{INSURER, Mail, bill, car_insurance, mbox, phone, small_household};
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
        "undo",
        "undo ID",
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
fn a_thing_stands_where_its_owner_says_whatever_the_mail_says() {
    let household = Household::with(&small_household());
    let stands = |h: &Household, name: &str| h.asks(&["thing", name])["stage"].clone();
    assert_eq!(stands(&household, "Streamhall"), "gone", "its only agreement is over");
    said(&household, "Streamhall is in use", &|h| stands(h, "Streamhall") == "in_use");
    assert_eq!(stands(&household, "Phone"), "in_use", "what was ordered long ago has come");
    said(&household, "Phone is acquiring", &|h| stands(h, "Phone") == "acquiring");
}

#[test]
fn a_name_that_fits_two_is_asked_back_and_nothing_is_kept() {
    let mut mails = small_household();
    mails.push(phone("2026-01-06", "TG-101", "356938035643809"));
    mails.push(Mail::from("Brightmoor Gas <bills@moor-gas.example>", "2026-05-09", "Gas news"));
    let household = Household::with(&mails);
    let evidence = household.is_sound();
    let things = household.list(&["things"]);
    let phones: Vec<&Value> = things.iter().filter(|t| t["kind"] == "device").collect();
    assert_eq!(phones.len(), 2);
    for words in ["Phone is gone", "Fabia is the same as Phone", "Phone is called Mine"] {
        let answer = household.run(&["say", words]);
        answer.expect(2).says("\"Phone\" fits several things:");
        for phone in &phones {
            answer.says(phone["id"].as_str().expect("an id"));
        }
        answer.says("imei 356938035643809").says("say it with the one that is meant, by its id");
    }
    let id = household.id_of("91.50");
    household.run(&["say", &format!("{id} belongs to Phone")]).expect(2).says("several things");
    let suppliers = household.run(&["say", &format!("{id} is from Brightmoor")]);
    suppliers.expect(2).says("fits several suppliers").says("brightmoor.example");
    assert_eq!(household.is_sound(), evidence, "nothing was kept");
    household.says("356938035643809 is gone");
    household.says("Brightmoor Energy is called The electric people");
}

#[test]
fn a_supplier_that_nobody_knows_is_not_made_by_a_typing_error() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    let evidence = household.is_sound();
    let answer = household.run(&["say", &format!("{id} is from Fernleef Insurence")]);
    answer.expect(1).says("no supplier is called \"Fernleef Insurence\"");
    answer.says("the nearest: Fernleaf Insurance").says("is said by its domain");
    household.run(&["say", "Brightmoor Energy is gone"]).expect(1).says("no thing is called");
    assert_eq!(household.is_sound(), evidence, "nothing was kept");
    let moved = |h: &Household| h.messages_of("hedgerow.example") > 0;
    said(&household, &format!("{id} is from Hedgerow.example"), &moved);
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
    // What was said later does not count earlier.
    let then = ["--at", "2026-06-29"];
    let found =
        household.list(&[&["search", "kind:promotion", "from:moonbarrow"], &then[..]].concat());
    assert_eq!(found[0]["kind"], "promotion");
    household.run(&[&["search", "kind:bill", "from:moonbarrow"], &then[..]].concat()).expect(1);
}

#[test]
fn what_the_owner_said_of_a_message_is_shown_with_it() {
    let household = Household::with(&small_household());
    let (offer, energy) = (household.id_of("Offer"), household.id_of("91.50"));
    household.says(&format!("{offer} is a bill"));
    household.says(&format!("{energy} is from Fernleaf Insurance"));
    household.says(&format!("{energy} belongs to Fabia"));
    household.says(&format!("{energy} date 2026-07-18 is 2026-07-28"));
    let shown = household.asks(&["evidence", &offer]);
    assert_eq!(shown["reading"]["kind"], "bill");
    assert_eq!(
        shown["owner_said"],
        serde_json::json!([{"what": "kind", "was": "promotion", "is": "bill", "said_of": null}])
    );
    let page = household.run(&["evidence", &offer]).expect(0).out.clone();
    assert!(page.contains("you said") && page.contains("is bill, not promotion"), "{page}");
    let shown = household.asks(&["evidence", &energy]);
    assert_eq!(shown["reading"]["kind"], "bill");
    assert_eq!(shown["reading"]["supplier"]["domain"], "fernleaf.example");
    let said = shown["owner_said"].as_array().expect("what was said");
    assert_eq!(each(said, "what"), ["supplier", "thing", "date"]);
    assert_eq!(one(said, "what", "supplier")["was"]["domain"], "brightmoor.example");
    assert_eq!(one(said, "what", "thing")["is"]["name"], "Skoda Fabia");
    assert_eq!(one(said, "what", "date")["is"], "2026-07-28");
    let facts = shown["reading"]["facts"].as_array().expect("facts");
    assert_eq!(one(facts, "value", "2026-07-18")["owner_says"], "2026-07-28");
    let found = household.list(&["search", "91.50"]);
    assert_eq!(found[0]["supplier"]["domain"], "fernleaf.example");
    let page = household.run(&["search", "91.50"]).expect(0).out.clone();
    assert!(page.contains("Fernleaf Insurance"), "{page}");
    // Nothing of it was said by then.
    let then = household.asks(&["evidence", &energy, "--at", "2026-06-29"]);
    assert_eq!(then["owner_said"], serde_json::json!([]));
    assert_eq!(then["reading"]["supplier"]["domain"], "brightmoor.example");
}

#[test]
fn a_supplier_that_was_said_to_be_another_is_found_under_that_one() {
    let mut mails = small_household();
    mails.push(Mail::from(INSURER, "2026-05-09", "Quince"));
    let household = Household::with(&mails);
    household.says("Fernleaf Insurance is the same as Brightmoor Energy");
    let found = household.list(&["search", "Quince"]);
    assert_eq!(found[0]["supplier"]["name"], "Brightmoor Energy");
    let id = found[0]["evidence"][0].as_str().expect("an id");
    let shown = household.asks(&["evidence", id]);
    assert_eq!(shown["reading"]["supplier"]["id"], found[0]["supplier"]["id"]);
}

#[test]
fn a_supplier_that_is_known_only_by_name_is_found_with_its_messages() {
    // A platform sends for a merchant whose own domain nothing says.
    let household = Household::with(&[
        bill("2026-06-04", "91.50", "2026-07-18"),
        Mail::from(
            "Moss Pottery <receipts@stripe.com>",
            "2026-06-05",
            "Your receipt from Moss Pottery",
        )
        .body("Thank you for your payment.\n\nReceipt number: 2211-7\nAmount paid: \u{a3}18.00"),
    ]);
    let found = household.list(&["search", "Moss"]);
    assert_eq!(found[0]["supplier"]["name"], "Moss Pottery", "{found:?}");
    assert!(found[0]["supplier"]["domain"].is_null(), "{found:?}");
    let id = household.id_of("91.50");
    household.says(&format!("{id} is from Moss Pottery"));
    let found = household.list(&["search", "91.50"]);
    assert_eq!(found[0]["supplier"]["name"], "Moss Pottery", "{found:?}");
}

#[test]
fn a_word_on_a_copy_is_a_word_on_the_message() {
    let mail = bill("2026-06-04", "91.50", "2026-07-18");
    let household = Household::new();
    let mut ids = Vec::new();
    for mark in ["one", "two", "three"] {
        let copy = mail.clone().header(&format!("X-Filed: {mark}")).lf();
        ids.push(oxherd_model::ContentHash::of(copy.as_bytes()).id().to_string());
        household.file(&format!("Maildir/cur/{mark}.host:2,S"), copy);
    }
    household.takes_in(&household.path("Maildir"));
    let message = household.id_of("91.50");
    assert!(household.asks(&["evidence", &message])["copy_of"].is_null());
    ids.retain(|id| *id != message);
    assert_eq!(ids.len(), 2, "one of the three is the message");
    for (id, day) in ids.iter().zip(["2026-07-20", "2026-07-21"]) {
        assert_eq!(household.asks(&["evidence", id])["copy_of"], message.as_str());
        let done = household.says(&format!("{id} date 2026-07-18 is {day}"));
        assert_ne!(done["changes"], serde_json::json!([]), "{done}");
        assert_eq!(each(&household.list(&["dues"]), "on"), [day]);
    }
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
    let found = household.list(&["search", "thing:fabia"]);
    assert_eq!(found.len(), 4, "with every bill of the same account number: {found:?}");
}

#[test]
fn a_message_is_from_another_supplier() {
    let household = Household::with(&small_household());
    let id = household.id_of("91.50");
    let moved = |h: &Household| h.messages_of("fernleaf.example") > 1;
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

#[test]
fn a_kind_that_is_said_is_shown_as_a_change_and_a_date_that_was_not_read_is_refused() {
    let household = Household::with(&small_household());
    let found = household.list(&["search", "electricity"]);
    let id = found[0]["evidence"][0].as_str().expect("an id");
    let said = household.says(&format!("{id} is a statement usage"));
    let change = &said["changes"][0];
    assert_eq!((&change["from"], &change["to"]), (&"bill".into(), &"statement_usage".into()));
    let before = household.is_sound();
    let refused = household.run(&["say", &format!("{id} date 1999-01-01 is wrong")]);
    refused.expect(1).says("no date 1999-01-01 was read in this message; those that were:");
    assert_eq!(household.is_sound(), before, "nothing was kept");
}
