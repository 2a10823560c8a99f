//! The boiler: a warranty that holds only with a yearly service, an engineer who came at four, and what the
//! supplier's own charter then owes.

use crate::kit::{Household, each, one};
use crate::shown::{clashes, days, is_at_one, promises, refund, requests, word};
use serde_json::{Value, json};

const ENGLISH: &str = include_str!("mailboxes/boiler_en.mbox");
const ENGLISH_BANK: &str = include_str!("mailboxes/boiler_en.csv");
const DUTCH: &str = include_str!("mailboxes/boiler_nl.mbox");
const DUTCH_BANK: &str = include_str!("mailboxes/boiler_nl.sta");

fn english() -> Household {
    let nora = "Nora Fairlie=nora@fairlie.example";
    crate::shown::household("GB", nora, ENGLISH, &[("autumn.csv", ENGLISH_BANK)])
}

/// Sanne noted at the door when the engineer came.
fn dutch() -> Household {
    let sanne = "Sanne de Wit=sanne@dewit.example";
    let household = crate::shown::household("NL", sanne, DUTCH, &[("oktober.sta", DUTCH_BANK)]);
    let words = "Monteur kwam pas om 16 uur in plaats van tussen 8 en 12";
    let when = "2026-10-06T16:20:00+02:00";
    household.asks(&["note", words, "--supplier", "De Ketelmeesters", "--at", when]);
    household
}

/// The only boiler there is.
#[track_caller]
fn boiler(household: &Household, at: &str) -> Value {
    one(&household.list(&["things", "--at", at]), "kind", "appliance").clone()
}

/// The care that is due and the visits that are booked, soonest first.
fn care(household: &Household, at: &str) -> Vec<String> {
    let dues = household.list(&["dues", "--at", at]);
    let of = dues.iter().filter(|due| due["what"] == "service" || due["what"] == "appointment");
    of.map(|due| format!("{} {}", word(due, "what"), word(due, "on"))).collect()
}

/// The day, value and state of the only promise of money.
fn money(household: &Household, at: &str) -> Value {
    let refund = refund(household, at);
    json!([refund["by"], refund["amount"]["value"], refund["state"], refund["closed_on"]])
}

/// The visits that were promised, in the order of their days.
fn visits(household: &Household, at: &str) -> Vec<String> {
    let all = promises(household, at);
    all.into_iter().filter(|promise| promise.starts_with("visit ")).collect()
}

/// What the owner claimed, with what became of it.
#[track_caller]
fn claim(household: &Household, at: &str) -> Value {
    one(&household.list(&["requests", "--at", at]), "kind", "claim").clone()
}

/// Whether the concern of the claim is still open.
#[track_caller]
fn concern_is_open(household: &Household, at: &str) -> bool {
    let claim = claim(household, at);
    let matters = household.list(&["matters", "--at", at]);
    let concern = one(&matters, "id", claim["matter"].as_str().expect("a matter"));
    concern["open"] == true
}

#[test]
fn the_service_is_due_before_the_warranty_lapses_and_a_booked_one_covers_it() {
    let household = english();
    assert!(care(&household, "2024-09-13").is_empty(), "nothing asked for it yet");
    assert_eq!(care(&household, "2024-09-20"), ["service 2025-09-12"]);
    assert_eq!(care(&household, "2025-08-17"), ["service 2025-09-12"]);
    assert_eq!(care(&household, "2025-08-20"), ["appointment 2025-09-02"]);
    for at in ["2025-09-10", "2026-05-10", "2026-07-10", "2026-08-02"] {
        // The maker's reminder makes no second due, and a letter that asks for a day books none.
        assert_eq!(care(&household, at), ["service 2026-09-02"], "{at}");
    }
    for at in ["2026-08-05", "2026-08-24T20:00:00+01:00"] {
        assert_eq!(care(&household, at), ["appointment 2026-08-25"], "{at}");
    }
    assert_eq!(care(&household, "2026-09-05"), ["service 2027-08-25"]);
}

#[test]
fn the_warranty_runs_and_offers_bind_to_nothing() {
    let household = english();
    for at in ["2024-09-20", "2026-05-10", "2026-09-05"] {
        let agreements = household.list(&["agreements", "--at", at]);
        let warranty = one(&agreements, "reference", "CW-5520-8817");
        assert_eq!(warranty["kind"], "warranty", "{warranty}");
        assert_eq!(warranty["state"], "active", "{at}: {warranty}");
        assert_eq!(warranty["term_ends_on"], "2031-09-11", "{at}: {warranty}");
        assert_eq!(warranty["thing"], boiler(&household, at)["id"], "{at}: {warranty}");
        let bound = each(&agreements, "state");
        assert!(!bound.contains(&"trial"), "{at}: {agreements:?}");
    }
    assert!(days(&household, "trial_end", "2026-09-05").is_empty());
    let agreements = household.list(&["agreements", "--at", "2026-09-05"]);
    let dear = agreements.iter().find(|a| a["price"]["value"] == "30.00");
    assert!(dear.is_none(), "what comes back is no price: {dear:?}");
    let cover = agreements.iter().find(|a| a["supplier"]["domain"] == "hearthcover.example");
    assert!(cover.is_none(), "{cover:?}");
}

#[test]
fn the_engineer_came_at_four_and_the_broken_promise_is_on_record() {
    let household = english();
    assert_eq!(visits(&household, "2025-08-20"), ["visit 2025-09-02 open"]);
    assert_eq!(visits(&household, "2026-08-03"), ["visit 2025-09-02 kept"]);
    let booked = ["visit 2025-09-02 kept", "visit 2026-08-25 open"];
    assert_eq!(visits(&household, "2026-08-05"), booked);
    assert_eq!(visits(&household, "2026-08-24T20:00:00+01:00"), booked);
    assert_eq!(visits(&household, "2026-08-25T11:30:00+01:00"), booked);
    let broken = ["visit 2025-09-02 kept", "visit 2026-08-25 broken"];
    assert_eq!(visits(&household, "2026-08-25T18:00:00+01:00"), broken);
    assert_eq!(visits(&household, "2026-08-27"), broken);
    let all = household.list(&["promises", "--at", "2026-08-27"]);
    let visit = one(&all, "by", "2026-08-25");
    assert_eq!(visit["source"], "supplier", "{visit}");
    assert_eq!(visit["supplier"]["domain"], "bramleyheat.example", "{visit}");
    assert_eq!(visit["thing"], boiler(&household, "2026-08-27")["id"], "{visit}");
    assert!(visit["evidence"].as_array().is_some_and(|ids| ids.len() > 1), "{visit}");
}

#[test]
fn what_the_charter_promises_is_asked_for() {
    let household = english();
    assert_eq!(requests(&household, "2026-08-02"), ["request sent"]);
    assert_eq!(requests(&household, "2026-08-05"), ["request answered"]);
    let before = household.list(&["requests", "--at", "2026-08-25T20:00:00+01:00"]);
    assert!(!each(&before, "kind").contains(&"claim"), "{before:?}");
    let asked = claim(&household, "2026-08-27");
    assert_eq!(asked["state"], "sent", "{asked}");
    assert_eq!(asked["supplier"]["domain"], "bramleyheat.example", "{asked}");
    assert_eq!(asked["thing"], boiler(&household, "2026-08-27")["id"], "{asked}");
    assert!(concern_is_open(&household, "2026-08-27"));
    // What the charter pays is owed once nobody came in time, and not before.
    for at in ["2026-08-05", "2026-08-24", "2026-08-25T11:30:00+01:00"] {
        let owed = household.list(&["promises", "--at", at]);
        assert!(!each(&owed, "kind").contains(&"refund"), "{at}: {owed:?}");
    }
    let owed = refund(&household, "2026-08-27");
    assert_eq!((&owed["state"], &owed["source"]), (&"open".into(), &"charter".into()), "{owed}");
    assert_eq!(owed["amount"]["value"], "30.00", "{owed}");
    for at in ["2026-08-05", "2026-08-27", "2026-08-29", "2026-10-01"] {
        is_at_one(&household, at);
    }
}

#[test]
fn the_compensation_is_confirmed_and_comes() {
    let household = english();
    let answered = claim(&household, "2026-08-29");
    assert_eq!(answered["state"], "answered", "{answered}");
    assert_eq!(answered["answered_on"], "2026-08-28", "{answered}");
    // Ten working days, of which the bank holiday on 31 August is none.
    let open = json!(["2026-09-14", "30.00", "open", null]);
    assert_eq!(money(&household, "2026-08-29"), open);
    assert_eq!(money(&household, "2026-09-14"), open);
    let owed = refund(&household, "2026-09-14");
    assert_eq!(owed["matter"], claim(&household, "2026-09-14")["matter"], "{owed}");
    assert!(concern_is_open(&household, "2026-09-14"));
    assert_eq!(refund(&household, "2026-09-15")["state"], "broken");
    // The statement is known at the end of September and shows that it came in time.
    let kept = json!(["2026-09-14", "30.00", "kept", "2026-09-09"]);
    assert_eq!(money(&household, "2026-10-01"), kept);
    assert!(!concern_is_open(&household, "2026-10-01"));
    let suppliers = household.list(&["suppliers", "--at", "2026-10-01"]);
    let counted = &one(&suppliers, "domain", "bramleyheat.example")["promises"];
    assert_eq!(counted, &json!({"open": 0, "kept": 2, "broken": 1}));
}

#[test]
fn one_page_tells_the_engineer_at_the_door_what_they_need() {
    let household = english();
    let at = "2026-08-25T07:30:00+01:00";
    let page = household.asks(&["thing", "boiler", "--at", at]);
    assert!(word(&page, "name").contains("Vela 28"), "{page}");
    assert_eq!((&page["kind"], &page["stage"]), (&"appliance".into(), &"in_use".into()));
    let numbers = page["identifiers"].as_array().expect("identifiers");
    assert_eq!(one(numbers, "type", "serial")["value"], "CV28447091836");
    let serve = each(page["suppliers"].as_array().expect("suppliers"), "domain");
    assert!(serve.contains(&"calderhot.example"), "{serve:?}");
    assert!(serve.contains(&"bramleyheat.example"), "{serve:?}");
    let due = page["dues"].as_array().expect("dues");
    assert_eq!(one(due, "what", "appointment")["on"], "2026-08-25");
    let ends = due.iter().any(|d| d["what"] == "warranty_end" && d["on"] == "2031-09-11");
    assert!(ends, "{due:?}");
    let line = each(page["timeline"].as_array().expect("a line"), "title");
    for title in [
        "Your new boiler: installation complete, invoice BH-I-2291",
        "Your Calderhot warranty is registered",
        "Service record and receipt: Calderhot Vela 28",
        "Annual service, and an odd fault",
        "Booking confirmed: annual boiler service BH-90417",
    ] {
        assert!(line.contains(&title), "{title} not in {line:?}");
    }
    let promised = page["promises"].as_array().expect("promises");
    assert_eq!(one(promised, "by", "2026-08-25")["state"], "open");
}

#[test]
fn in_dutch_the_service_is_due_moved_and_done() {
    let household = dutch();
    assert!(care(&household, "2024-11-05").is_empty(), "nothing asked for it yet");
    assert_eq!(care(&household, "2024-11-10"), ["service 2025-11-04"]);
    assert_eq!(care(&household, "2025-03-01"), ["service 2025-11-04"]);
    assert_eq!(care(&household, "2025-10-10"), ["appointment 2025-10-21"]);
    assert_eq!(care(&household, "2025-11-01"), ["service 2026-10-21"]);
    assert_eq!(care(&household, "2026-09-02"), ["service 2026-10-21"]);
    assert_eq!(care(&household, "2026-09-08"), ["appointment 2026-09-29"]);
    assert_eq!(care(&household, "2026-09-26"), ["appointment 2026-10-06"]);
    assert_eq!(care(&household, "2026-10-08"), ["service 2027-10-06"]);
}

#[test]
fn in_dutch_the_boiler_is_one_with_its_number_and_its_warranty() {
    let household = dutch();
    for at in ["2024-11-10", "2025-12-01", "2026-10-06T07:30:00+02:00"] {
        let ketel = boiler(&household, at);
        assert!(word(&ketel, "name").contains("Nova 24"), "{at}: {ketel}");
        let numbers = ketel["identifiers"].as_array().expect("identifiers");
        assert_eq!(one(numbers, "type", "serial")["value"], "WN2466017742", "{at}: {ketel}");
        let agreements = household.list(&["agreements", "--at", at]);
        let warranty = one(&agreements, "kind", "warranty");
        assert_eq!(warranty["state"], "active", "{at}: {warranty}");
        assert_eq!(warranty["term_ends_on"], "2034-11-04", "{at}: {warranty}");
        assert_eq!(warranty["thing"], ketel["id"], "{at}: {warranty}");
    }
}

#[test]
fn in_dutch_a_visit_that_was_moved_is_not_broken_and_one_at_four_is() {
    let household = dutch();
    let of_old = "visit 2025-10-21 kept";
    assert_eq!(visits(&household, "2026-09-02"), [of_old]);
    assert_eq!(visits(&household, "2026-09-08"), [of_old, "visit 2026-09-29 open"]);
    let moved = [of_old, "visit 2026-09-29 withdrawn", "visit 2026-10-06 open"];
    assert_eq!(visits(&household, "2026-09-26"), moved);
    assert_eq!(visits(&household, "2026-09-30"), moved);
    assert_eq!(visits(&household, "2026-10-06T11:00:00+02:00"), moved);
    let broken = [of_old, "visit 2026-09-29 withdrawn", "visit 2026-10-06 broken"];
    assert_eq!(visits(&household, "2026-10-06T16:30:00+02:00"), broken, "the owner's note");
    assert_eq!(visits(&household, "2026-10-06T20:00:00+02:00"), broken);
    assert_eq!(visits(&household, "2026-10-08"), broken);
    for at in ["2026-09-26", "2026-10-08", "2026-11-01"] {
        is_at_one(&household, at);
    }
}

#[test]
fn in_dutch_what_the_charter_promises_is_asked_for() {
    let household = dutch();
    assert_eq!(requests(&household, "2026-09-04"), ["request sent"]);
    assert_eq!(requests(&household, "2026-09-08"), ["request answered"]);
    assert_eq!(requests(&household, "2026-10-06T20:00:00+02:00"), ["request answered"]);
    assert_eq!(requests(&household, "2026-10-08"), ["claim sent", "request answered"]);
    assert_eq!(requests(&household, "2026-10-10"), ["claim answered", "request answered"]);
    for at in ["2026-09-08", "2026-09-30", "2026-10-06T11:00:00+02:00"] {
        let owed = household.list(&["promises", "--at", at]);
        assert!(!each(&owed, "kind").contains(&"refund"), "{at}: {owed:?}");
    }
    let owed = refund(&household, "2026-10-08");
    assert_eq!((&owed["state"], &owed["source"]), (&"open".into(), &"charter".into()), "{owed}");
    assert_eq!(owed["amount"]["value"], "25.00", "{owed}");
}

#[test]
fn in_dutch_the_compensation_comes_after_the_promised_day() {
    let household = dutch();
    let open = json!(["2026-10-16", "25.00", "open", null]);
    assert_eq!(money(&household, "2026-10-10"), open);
    assert_eq!(money(&household, "2026-10-16"), open);
    assert_eq!(refund(&household, "2026-10-17")["state"], "broken");
    assert!(concern_is_open(&household, "2026-10-17"));
    let kept = refund(&household, "2026-11-01");
    assert_eq!((&kept["state"], &kept["late_by_days"]), (&"kept".into(), &4.into()), "{kept}");
    assert_eq!(kept["closed_on"], "2026-10-20", "{kept}");
    assert!(clashes(&household, "ketelmeesters.example", "2026-11-01").is_empty());
}
