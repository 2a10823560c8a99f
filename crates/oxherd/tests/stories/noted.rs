//! What the owner notes of a call or a visit: it is evidence, it is read, and what was promised in it is
//! followed.

use crate::kit::{Household, one, text};
use crate::mail::{Mail, bill, from_ada, small_household};
use serde_json::{Value, json};

const WATER: &str = "Halden Water <care@halden.example>";
const GYM: &str = "Springheel Gym <desk@springheel.example>";
const CALL: &str = "Rang Halden Water, Mrs Okafor: engineer comes 14 March between 8 and 12, refund of \
                    \u{a3}40 within 10 working days";

fn contract() -> Mail {
    Mail::from(WATER, "2025-11-03", "Your boiler cover contract").body(
        "Dear Ada,\n\nthank you for choosing our boiler cover. Your contract has started.\n\n\
         Contract number: HW-20418\nBoiler: Ferrum Eco 24\nStart date: 3 November 2025\n\
         Monthly fee: \u{a3}14.90",
    )
}

fn gym() -> Mail {
    Mail::from(GYM, "2025-02-03", "Welcome to Springheel: your membership contract").body(
        "Dear Ada,\n\nyour gym membership has started.\n\nMembership number: SG-20418\n\
         Start date: 3 February 2025\nMonthly fee: \u{a3}24.90",
    )
}

/// Notes something at a time, which must succeed.
fn note(household: &Household, at: &str, words: &str, more: &[&str]) -> Value {
    household.asks(&[&["note", words, "--at", at], more].concat())
}

/// A household whose owner rang the water works on 2 March.
fn called() -> (Household, Value) {
    let household = Household::of_ada(&[contract()]);
    let about = ["--supplier", "Halden Water", "--thing", "boiler", "--call"];
    let noted = note(&household, "2026-03-02T10:15:00Z", CALL, &about);
    (household, noted)
}

fn state(household: &Household, kind: &str, at: &str) -> String {
    let promises = household.list(&["promises", "--at", at]);
    let found = promises.iter().find(|p| p["kind"] == kind);
    found.map_or_else(String::new, |p| p["state"].as_str().expect("a state").to_owned())
}

#[test]
fn a_call_is_kept_as_evidence_with_what_it_changes() {
    let household = Household::of_ada(&[contract()]);
    let evidence = household.is_sound();
    let about = ["--supplier", "Halden Water", "--thing", "boiler", "--call", "01632 960017"];
    let dry = [&about[..], &["--dry-run"]].concat();
    let supposed = note(&household, "2026-03-02T10:15:00Z", CALL, &dry);
    assert_eq!(
        (household.is_sound(), &supposed["id"]),
        (evidence, &Value::Null),
        "nothing is kept"
    );
    let noted = note(&household, "2026-03-02T10:15:00Z", CALL, &about);
    assert_eq!(household.is_sound(), evidence + 1, "one piece of evidence");
    assert_eq!(supposed["changes"], noted["changes"], "the dry run shows what then happens");
    let changes = noted["changes"].as_array().expect("changes");
    let opened = |what: &str| {
        changes.iter().any(|c| {
            c["what"].as_str().is_some_and(|w| w.contains(what))
                && c["from"].is_null()
                && c["to"] == "open"
        })
    };
    assert!(opened("engineer comes 14 March between 8 and 12"), "{changes:?}");
    assert!(opened("refund of \u{a3}40"), "{changes:?}");
    assert!(opened("due appointment of Halden Water on 2026-03-14"), "{changes:?}");
    assert_eq!(
        (&noted["kind"], &noted["supplier"]["name"]),
        (&"appointment_set".into(), &"Halden Water".into())
    );
    // Noted again in the same words and moment, it is kept already.
    let again = note(&household, "2026-03-02T10:15:00Z", CALL, &about);
    assert_eq!((&again["id"], household.is_sound()), (&noted["id"], evidence + 1));
}

#[test]
fn a_note_is_shown_as_evidence_and_found() {
    let household = Household::of_ada(&[contract()]);
    let about = ["--supplier", "Halden Water", "--thing", "boiler", "--call", "01632 960017"];
    let noted = note(&household, "2026-03-02T10:15:00Z", CALL, &about);
    let id = noted["id"].as_str().expect("an id");
    let kept = household.asks(&["evidence", id]);
    assert_eq!(
        (&kept["channel"], &kept["known_from"]),
        (&"owner".into(), &"2026-03-02T10:15:00+00:00".into())
    );
    assert!(kept["from"].is_null(), "the supplier did not write it");
    let facts = kept["reading"]["facts"].as_array().expect("facts");
    let promise = facts.iter().find(|f| f["type"] == "promise").expect("a promise");
    assert_eq!((&promise["by"], &promise["reader"]), (&"2026-03-14".into(), &"owner".into()));
    let raw = household.run(&["evidence", id, "--raw"]).expect(0).out.clone();
    assert!(raw.starts_with("note of the owner\nat: 2026-03-02T10:15:00+00:00\n"), "{raw}");
    assert!(raw.ends_with(&format!("\n\n{CALL}\n")), "{raw}");
    for word in ["okafor", "01632", "halden"] {
        let found = household.list(&["search", word]);
        assert!(found.iter().any(|f| f["evidence"] == json!([id])), "{word}: {found:?}");
    }
}

#[test]
fn what_was_promised_on_the_telephone_is_broken_by_silence() {
    let (household, noted) = called();
    assert!(household.list(&["promises", "--at", "2026-03-02T10:00:00Z"]).is_empty(), "not yet");
    let open = household.list(&["promises", "--at", "2026-03-14"]);
    let visit = one(&open, "kind", "visit");
    assert_eq!((&visit["state"], &visit["by"]), (&"open".into(), &"2026-03-14".into()));
    assert_eq!(visit["supplier"]["name"], "Halden Water");
    assert_eq!(visit["evidence"], json!([noted["id"]]));
    assert_eq!(visit["thing"], noted["thing"], "it stands with its thing");
    let refund = one(&open, "kind", "refund");
    assert_eq!(
        (&refund["by"], &refund["amount"]["value"]),
        (&"2026-03-16".into(), &"40.00".into())
    );
    assert_eq!(state(&household, "visit", "2026-03-15"), "broken");
    assert_eq!(state(&household, "refund", "2026-03-16"), "open");
    assert_eq!(state(&household, "refund", "2026-03-17"), "broken");
    let dues = household.list(&["dues", "--at", "2026-03-10"]);
    assert_eq!(one(&dues, "what", "appointment")["on"], "2026-03-14");
    let boiler = household.asks(&["thing", "boiler", "--at", "2026-03-10"]);
    let line = boiler["timeline"].as_array().expect("a line");
    let last = line.last().expect("the note");
    assert_eq!(
        (&last["kind"], &last["evidence"]),
        (&"appointment_set".into(), &json!([noted["id"]]))
    );
    assert_eq!(last["title"].as_str().map(|t| t.starts_with("Rang Halden Water")), Some(true));
    let suppliers = household.list(&["suppliers", "--at", "2026-03-20"]);
    let water = one(&suppliers, "name", "Halden Water");
    assert_eq!(water["promises"], json!({"open": 0, "kept": 0, "broken": 2}));
    assert_eq!(water["messages"], 1, "a note is no message of the supplier");
}

#[test]
fn a_later_booking_keeps_what_was_promised_on_the_telephone() {
    let (household, _) = called();
    household.file(
        "bank/march.csv",
        "Date,Description,Amount\n2026-03-04,EDELMARKT 17 card,-41.20\n\
         2026-03-19,HALDEN WATER HW-20418 refund,40.00\n2026-03-31,EDELMARKT 17 card,-12.00\n",
    );
    household.takes_in(&household.path("bank"));
    assert_eq!(state(&household, "refund", "2026-03-12"), "open");
    assert_eq!(
        state(&household, "refund", "2026-03-30"),
        "broken",
        "the statement is not there yet"
    );
    let promises = household.list(&["promises", "--at", "2026-04-02"]);
    let refund = one(&promises, "kind", "refund");
    assert_eq!((&refund["state"], &refund["closed_on"]), (&"kept".into(), &"2026-03-19".into()));
    assert_eq!(refund["late_by_days"], 3);
}

#[test]
fn a_later_mail_moves_or_keeps_the_visit() {
    let moved = Mail::from(WATER, "2026-03-11", "Your appointment has been moved").body(
        "Dear Ada,\n\nyour appointment on 14 March 2026 has been moved. Your engineer will visit on 18 March \
         2026 between 8am and 12pm.\n\nContract number: HW-20418",
    );
    let (household, _) = called();
    household.takes(&[moved]);
    let states = |at: &str| {
        let mut states = household.list(&["promises", "--at", at]);
        states.retain(|p| p["kind"] == "visit");
        states.iter().map(|p| format!("{} {}", p["by"], p["state"])).collect::<Vec<_>>()
    };
    assert_eq!(states("2026-03-10"), ["\"2026-03-14\" \"open\""]);
    assert_eq!(states("2026-03-12"), ["\"2026-03-18\" \"open\"", "\"2026-03-14\" \"withdrawn\""]);
}

#[test]
fn what_the_owner_saw_keeps_or_breaks_a_visit() {
    let (household, _) = called();
    let about = ["--supplier", "Halden Water"];
    note(
        &household,
        "2026-03-14T13:00:00Z",
        "The engineer came at nine and fixed the boiler",
        &about,
    );
    assert_eq!(state(&household, "visit", "2026-03-14T12:00:00Z"), "open");
    assert_eq!(state(&household, "visit", "2026-03-14T14:00:00Z"), "kept");
    assert_eq!(state(&household, "visit", "2026-06-01"), "kept");
    let (household, _) = called();
    note(&household, "2026-03-14T13:00:00Z", "Nobody came, no engineer", &about);
    assert_eq!(state(&household, "visit", "2026-03-14T14:00:00Z"), "broken");
    let (household, _) = called();
    // That they say so on the telephone is no money; that it is there is.
    note(&household, "2026-03-09T13:00:00Z", "Halden Water: the refund has been paid", &["--call"]);
    assert_eq!(state(&household, "refund", "2026-03-10"), "open");
    note(&household, "2026-03-12T13:00:00Z", "Refund received from Halden Water", &[]);
    assert_eq!(state(&household, "refund", "2026-03-11"), "open");
    assert_eq!(state(&household, "refund", "2026-03-13"), "kept");
}

#[test]
fn what_the_owner_did_on_the_telephone_waits_for_its_confirmation() {
    let household = Household::of_ada(&[gym()]);
    let words = "Rang Springheel Gym and cancelled the contract to 31 March 2026";
    let noted = note(&household, "2026-03-02T10:15:00Z", words, &["--call"]);
    let at = |at: &str| {
        let requests = household.list(&["requests", "--at", at]);
        let agreements = household.list(&["agreements", "--at", at]);
        let state =
            |v: Option<&Value>| v.map_or("", |v| v["state"].as_str().unwrap_or("")).to_owned();
        (state(requests.first()), state(agreements.first()))
    };
    let told = |request: &str, agreement: &str| (request.to_owned(), agreement.to_owned());
    assert_eq!(at("2026-03-01"), told("", "active"));
    assert_eq!(at("2026-03-03"), told("sent", "ending"));
    let request = &household.list(&["requests", "--at", "2026-03-03"])[0];
    assert_eq!(
        (&request["kind"], &request["supplier"]["name"]),
        (&"cancellation".into(), &"Springheel Gym".into())
    );
    assert_eq!(request["evidence"], json!([noted["id"]]));
    assert_eq!(at("2026-03-17"), told("overdue", "ending"));
    let agreement = &household.list(&["agreements", "--at", "2026-03-03"])[0];
    assert_eq!(agreement["ended_on"], "2026-03-31");
    household.takes(&[Mail::from(GYM, "2026-03-20", "Your membership has been cancelled").body(
        "Dear Ada,\n\nwe confirm that your gym membership has been cancelled.\n\n\
         Membership number: SG-20418\nYour membership ends on 30 April 2026.",
    )]);
    assert_eq!(at("2026-03-21"), told("answered", "ending"), "the letter answers");
    assert_eq!(household.list(&["agreements", "--at", "2026-03-21"])[0]["ended_on"], "2026-04-30");
}

#[test]
fn what_a_supplier_says_on_the_telephone_ends_and_prices_nothing() {
    let household = Household::of_ada(&[
        gym(),
        from_ada(
            "2026-01-08",
            GYM,
            "Cancellation of my membership",
            "Hello,\n\nplease cancel my membership SG-20418 with effect from 31 January 2026.\n\nAda Quill",
        ),
    ]);
    let before = household.list(&["agreements", "--at", "2026-01-10"]);
    for words in [
        "Springheel Gym say they cancelled the contract to 15 January 2026",
        "Springheel Gym will raise the price to \u{a3}31.00 a month from 1 February 2026",
        "Springheel Gym: the contract renews on 3 February 2026 and can be cancelled by 20 January 2026",
    ] {
        note(&household, "2026-01-09T10:00:00Z", words, &["--call"]);
    }
    let after = household.list(&["agreements", "--at", "2026-01-10"]);
    for field in ["state", "ended_on", "price", "renews_on", "cancel_by", "references"] {
        assert_eq!(after[0][field], before[0][field], "{field}");
    }
    assert_eq!((after.len(), before.len()), (1, 1));
    assert_eq!(
        household.list(&["requests", "--at", "2026-01-10"])[0]["state"],
        "sent",
        "no letter came"
    );
}

#[test]
fn a_car_that_was_sold_on_the_telephone_is_gone() {
    let household = Household::with(&small_household());
    let words = "told Fernleaf Insurance I sold the car";
    let about = ["--thing", "Fabia", "--supplier", "Fernleaf Insurance", "--call"];
    note(&household, "2026-06-20T10:00:00Z", words, &about);
    let stage = |at: &str| {
        let things = household.list(&["things", "--at", at]);
        one(&things, "kind", "vehicle")["stage"].as_str().expect("a stage").to_owned()
    };
    assert_eq!(
        (stage("2026-06-19"), stage("2026-06-21")),
        ("in_use".to_owned(), "gone".to_owned())
    );
    let requests = household.list(&["requests"]);
    assert_eq!(one(&requests, "kind", "sale")["supplier"]["name"], "Fernleaf Insurance");
}

#[test]
fn a_note_that_names_its_supplier_and_thing_needs_no_options() {
    let household = Household::with(&small_household());
    let noted = household.asks(&[
        "note",
        "Fernleaf Insurance will call me back by 10 July 2026 about the Skoda Fabia",
    ]);
    assert_eq!(noted["supplier"]["name"], "Fernleaf Insurance");
    assert_eq!(noted["thing_name"], "Skoda Fabia");
    assert_eq!(state(&household, "reply", "2026-07-01"), "open");
    let bare = household.asks(&["note", "Gave the spare key to the neighbour"]);
    assert_eq!(
        (&bare["kind"], &bare["supplier"], &bare["thing"]),
        (&"personal".into(), &Value::Null, &Value::Null)
    );
    assert_eq!(bare["changes"], json!([]));
    assert_eq!(household.list(&["search", "spare", "key"]).len(), 1);
    let own = household.asks(&["note", "Changed the filter", "--thing", "Fabia"]);
    let line = household.asks(&["thing", "Fabia"])["timeline"].clone();
    let line = line.as_array().expect("a line");
    let point = line.iter().find(|point| point["evidence"] == json!([own["id"]]));
    assert_eq!(point.map(|point| &point["kind"]), Some(&"personal".into()));
}

#[test]
fn a_note_is_corrected_by_say_and_survives_a_rebuild() {
    let (household, noted) = called();
    household.takes(&[gym(), bill("2026-03-01", "70.00", "2026-03-15")]);
    let id = noted["id"].as_str().expect("an id");
    let shown = || {
        let mut books = household.books();
        books.extend(
            ["promises", "requests"].map(|c| household.run(&[c, "--json"]).expect(0).out.clone()),
        );
        books
    };
    let before = shown();
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(shown(), before);
    household.says(&format!("{id} is from Springheel Gym"));
    let promises = household.list(&["promises"]);
    assert_eq!(promises.len(), 2);
    assert!(promises.iter().all(|p| p["supplier"]["name"] == "Springheel Gym"), "{promises:?}");
    let words = format!("{id} date 2026-03-14 is 2026-03-15");
    household.asks(&["say", &words, "--at", "2026-03-05T09:00:00Z"]);
    let appointment = |at: &str| {
        let dues = household.list(&["dues", "--at", at]);
        one(&dues, "what", "appointment")["on"].as_str().expect("a day").to_owned()
    };
    assert_eq!(appointment("2026-03-04"), "2026-03-14", "before it was said");
    assert_eq!(appointment("2026-03-10"), "2026-03-15");
    household.says(&format!("{id} is a personal"));
    let kept = household.asks(&["evidence", id]);
    assert_eq!(kept["reading"]["kind"], "personal");
    assert_eq!(household.list(&["search", "okafor"])[0]["kind"], "personal");
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
}

#[test]
fn a_note_of_an_earlier_time_stands_in_its_place() {
    let household = Household::of_ada(&[contract(), gym()]);
    let about = ["--supplier", "Halden Water"];
    note(&household, "2026-05-02T10:00:00Z", "Halden Water will call me back tomorrow", &about);
    note(&household, "2026-03-02T10:15:00Z", CALL, &about);
    assert_eq!(household.list(&["promises", "--at", "2026-04-01"]).len(), 2);
    assert_eq!(household.list(&["promises", "--at", "2026-05-03"]).len(), 3);
    let day = note(&household, "2026-04-01", "Halden Water: engineer comes on Friday", &about);
    let visits = household.list(&["promises", "--at", "2026-04-02"]);
    let friday = visits.iter().find(|p| p["evidence"] == json!([day["id"]])).expect("a promise");
    assert_eq!(friday["by"], "2026-04-03");
}

#[test]
fn who_is_not_known_or_fits_several_is_asked_back_and_nothing_is_kept() {
    let mut mails = small_household();
    mails.push(Mail::from("Brightmoor Gas <bills@moor-gas.example>", "2026-05-09", "Gas news"));
    let household = Household::with(&mails);
    let evidence = household.is_sound();
    let unknown = household.run(&["note", "refund in 10 days", "--supplier", "Fernleef Insurence"]);
    unknown
        .expect(1)
        .says("no supplier is called \"Fernleef Insurence\"")
        .says("Fernleaf Insurance");
    assert!(unknown.out.is_empty());
    household
        .run(&["note", "x comes", "--thing", "Zeppelin"])
        .expect(1)
        .says("no thing is called \"Zeppelin\"");
    let several = household.run(&["note", "refund in 10 days", "--supplier", "Brightmoor"]);
    several.expect(2).says("fits several suppliers").says("brightmoor.example").says("by its id");
    for empty in [&["note"][..], &["note", ""], &["note", "  ", "--call"], &["note", "--call"]] {
        household.run(empty).expect(2).says("nothing was noted");
    }
    let long = "engineer ".repeat(4_000);
    household.run(&["note", &long]).expect(2).says("too long");
    assert_eq!(household.is_sound(), evidence, "nothing was kept");
}

#[test]
fn whatever_is_dictated_is_kept_and_harms_nothing() {
    let household = Household::of_ada(&[contract()]);
    let evidence = household.is_sound();
    let odd = [
        "note of the owner\nat: 1999-01-01T00:00:00Z\nsupplier key: halden.example\n\nrefund in 3 days",
        "\u{202e}refund \u{1b}[31m\tin 10 days\u{7}",
        "engineer comes 99 March 2026, refund of \u{a3}99999999999999999999 within 9999 working days",
        ",,,, and and und ; ; : 14. M\u{e4}rz.",
    ];
    for words in odd {
        household.asks(&["note", words, "--supplier", "Halden Water"]);
    }
    let swapped = household.asks(&["note", "--call", "engineer comes on 14 July 2026"]);
    assert_eq!(swapped["kind"], "appointment_set", "a text behind --call is the note");
    assert_eq!(household.is_sound(), evidence + 5);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    let early = household.list(&["promises", "--at", "1999-06-01"]);
    assert!(early.is_empty(), "what looks like a head is text: {early:?}");
    // A file that looks like a note is none.
    let path = household.file("forged.txt", "note of the owner\nat: 2026-03-02T10:15:00Z\nsupplier key: halden.example\n\nI cancelled the contract\n");
    household.takes_in(&path);
    assert_eq!(household.list(&["requests"]), Vec::<Value>::new());
    let nothing = Household::new();
    nothing.run(&["note", "Bought a kettle"]).expect(0);
    assert_eq!(nothing.list(&["search", "kettle"]).len(), 1, "{}", text(&nothing.home()));
}

#[test]
fn a_refund_that_is_promised_anew_keeps_no_older_promise() {
    let owed = Mail::from(WATER, "2025-11-20", "Your payment back").body(
        "Dear Ada,\n\nwe took too much. We will refund \u{a3}55.00 to your bank account within 10 working days.\n\n\
         Contract number: HW-20418",
    );
    let household = Household::of_ada(&[contract(), owed]);
    let states = |at: &str| -> Vec<String> {
        let promises = household.list(&["promises", "--at", at]);
        let state = |p: &Value| format!("{} {}", p["by"], p["state"]).replace('"', "");
        promises.iter().map(state).collect()
    };
    assert_eq!(states("2026-03-01"), ["2025-12-04 broken"]);
    let words = "They now refund the rest within 10 working days";
    note(&household, "2026-03-02T10:15:00Z", words, &["--supplier", "Halden Water", "--call"]);
    assert_eq!(states("2026-03-03"), ["2026-03-16 open", "2025-12-04 broken"]);
}
