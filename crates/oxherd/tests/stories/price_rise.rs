//! The price rise: not the rise is due but the end of the right to leave free of charge; one leaves, one
//! haggles and stays.

use crate::kit::{Household, each, one};
use crate::shown::{agreement, before, clashes, days, due, dues_of, is_at_one, promises};
use crate::shown::{quotes, refund, requests};
use serde_json::{Value, json};

const GERMAN: &str = include_str!("mailboxes/price_rise_de.mbox");
const GERMAN_BANK: &str = include_str!("mailboxes/price_rise_de.xml");
const SPANISH: &str = include_str!("mailboxes/price_rise_es.mbox");
const SPANISH_SUMMER: &str = include_str!("mailboxes/price_rise_es_1.csv");
const SPANISH_AUTUMN: &str = include_str!("mailboxes/price_rise_es_2.csv");

/// What the bank shows of who stayed without a word.
const SPANISH_SILENCE: &str = "Fecha;Concepto;Importe\n\
    11/05/2026;RECIBO FIBRALIA COMUNICACIONES FB-770-2291;-32,90\n\
    10/06/2026;RECIBO FIBRALIA COMUNICACIONES FB-770-2291;-32,90\n\
    18/06/2026;COMPRA EDELMARKT 17 VALENCIA;-41,20\n\
    10/07/2026;RECIBO FIBRALIA COMUNICACIONES FB-770-2291;-35,90\n\
    31/07/2026;NOMINA COLEGIO LA SENDA;1760,00\n";

const LUMANETZ: &str = "lumanetz.example";
const FIBRALIA: &str = "fibralia.example";

fn german() -> Household {
    let miriam = "Miriam Kessler=miriam@kessler.example";
    crate::shown::household("DE", miriam, GERMAN, &[("quartal.xml", GERMAN_BANK)])
}

fn spanish(mails: &str, bank: &[(&str, &str)]) -> Household {
    crate::shown::household("ES", "Elena Prats=elena@prats.example", mails, bank)
}

/// What came until Elena would have written.
fn silent() -> &'static str {
    before(SPANISH, "oferta-2026@prats.example")
}

fn elena() -> Household {
    spanish(SPANISH, &[("verano.csv", SPANISH_SUMMER), ("otono.csv", SPANISH_AUTUMN)])
}

/// The last days of this year to end what runs with a supplier.
fn last_days(household: &Household, domain: &str, at: &str) -> Vec<String> {
    let dues = dues_of(household, domain, at);
    dues.into_iter().filter(|due| due.starts_with("cancel_by 2026-")).collect()
}

/// Whether the concern of the complaint is open.
#[track_caller]
fn concern_is_open(household: &Household, at: &str) -> bool {
    let letters = household.list(&["requests", "--at", at]);
    let complaint = one(&letters, "kind", "complaint");
    let matters = household.list(&["matters", "--at", at]);
    one(&matters, "id", complaint["matter"].as_str().expect("a matter"))["open"] == true
}

/// What the line costs, and what it will cost from when.
fn costs(household: &Household, domain: &str, at: &str) -> Value {
    let line = agreement(household, domain, at);
    let next = &line["next_price"];
    json!([line["price"]["value"], line["price"]["per"], next["value"], next["from"]])
}

#[test]
fn not_the_rise_is_due_but_the_last_day_to_leave_because_of_it() {
    let household = german();
    let line = agreement(&household, LUMANETZ, "2026-04-13");
    assert_eq!(line["cancel_by"], "2027-02-17", "{line}");
    assert_eq!(costs(&household, LUMANETZ, "2026-03-10"), json!(["39.95", "month", null, null]));
    assert_eq!(costs(&household, LUMANETZ, "2026-04-13"), json!(["39.95", "month", null, null]));
    for at in ["2026-04-15T12:00:00+02:00", "2026-04-22", "2026-05-01", "2026-05-06T12:00:00+02:00"]
    {
        let line = agreement(&household, LUMANETZ, at);
        assert_eq!((&line["kind"], &line["state"]), (&"telecom".into(), &"active".into()), "{at}");
        assert_eq!(line["cancel_by"], "2026-05-15", "{at}: {line}");
        assert_eq!(last_days(&household, LUMANETZ, at), ["cancel_by 2026-05-15"], "{at}");
        let due = due(&household, LUMANETZ, "cancel_by", at);
        assert!(quotes(&due, "says").contains("innerhalb von 30 Tagen"), "{due}");
        assert!(due["act_by"].as_str().is_some_and(|day| day <= "2026-05-15"), "{due}");
        let all = household.list(&["dues", "--at", at]);
        assert!(!each(&all, "on").contains(&"2026-06-01"), "{at}: {all:?}");
        assert!(!each(&all, "on").contains(&"2026-05-31"), "{at}: {all:?}");
        let prices = json!(["39.95", "month", "44.95", "2026-06-01"]);
        assert_eq!(costs(&household, LUMANETZ, at), prices, "{at}");
        is_at_one(&household, at);
    }
}

#[test]
fn a_price_that_stays_and_an_offer_for_more_are_nothing_to_do() {
    let household = german();
    for at in ["2026-03-10", "2026-03-25", "2026-04-13"] {
        assert!(dues_of(&household, "nordhafenstrom.example", at).is_empty(), "{at}");
        assert!(!days(&household, "cancel_by", at).contains(&"2026-03-31".to_owned()), "{at}");
        assert!(promises(&household, at).is_empty(), "{at}");
    }
}

#[test]
fn haggling_is_answered_and_ends_nothing() {
    let household = german();
    assert!(requests(&household, "2026-04-19").is_empty());
    assert_eq!(requests(&household, "2026-04-21"), ["request sent"]);
    assert_eq!(requests(&household, "2026-04-25"), ["request answered"]);
    for at in ["2026-04-21", "2026-04-25", "2026-05-01"] {
        let line = agreement(&household, LUMANETZ, at);
        assert_eq!(line["state"], "active", "{at}: {line}");
        assert_eq!(line["to_be_ended"], false, "{at}: {line}");
        assert_eq!(line["ended_on"], Value::Null, "{at}: {line}");
        assert!(promises(&household, at).is_empty(), "{at}");
    }
}

#[test]
fn leaving_in_time_ends_it_before_the_new_price_begins() {
    let household = german();
    assert_eq!(requests(&household, "2026-05-07"), ["cancellation sent", "request answered"]);
    assert_eq!(agreement(&household, LUMANETZ, "2026-05-07")["state"], "ending");
    let left = dues_of(&household, LUMANETZ, "2026-05-07");
    assert_eq!(left, ["payment 2026-05-12"], "she has ended it, and the line is still to be paid");
    let at = "2026-05-12";
    assert_eq!(requests(&household, at), ["cancellation answered", "request answered"]);
    let line = agreement(&household, LUMANETZ, at);
    assert_eq!((&line["state"], &line["cancel_by"]), (&"ending".into(), &Value::Null), "{line}");
    assert!(dues_of(&household, LUMANETZ, at).contains(&"return 2026-06-14".to_owned()));
    let matters = household.list(&["matters", "--at", at]);
    assert_eq!(one(&matters, "kind", "ending")["open"], true, "{matters:?}");
    assert_eq!(agreement(&household, LUMANETZ, "2026-05-31")["state"], "ending");
    let line = agreement(&household, LUMANETZ, "2026-06-01");
    assert_eq!((&line["state"], &line["ended_on"]), (&"ended".into(), &"2026-05-31".into()));
    assert!(dues_of(&household, LUMANETZ, "2026-06-11").is_empty(), "the router is back");
}

#[test]
fn who_left_never_paid_the_new_price() {
    let household = german();
    // The new price never was: nothing was charged after the end, and an offer binds to nothing.
    let late = "2026-07-02";
    let line = agreement(&household, LUMANETZ, late);
    assert_eq!((&line["state"], &line["mode"]), (&"ended".into(), &"former".into()), "{line}");
    assert_eq!(line["price"]["value"], "39.95", "{line}");
    assert!(dues_of(&household, LUMANETZ, late).is_empty());
    for at in ["2026-05-07", "2026-05-12", "2026-06-01", "2026-06-11", late] {
        is_at_one(&household, at);
    }
    assert!(promises(&household, late).is_empty());
}

#[test]
fn who_stays_pays_the_new_price_and_cannot_leave_free_any_more() {
    let household = spanish(silent(), &[("julio.csv", SPANISH_SILENCE)]);
    assert!(last_days(&household, FIBRALIA, "2026-05-19").is_empty());
    assert_eq!(costs(&household, FIBRALIA, "2026-05-19"), json!(["32.90", "month", null, null]));
    for at in ["2026-05-20T12:00:00+02:00", "2026-06-01", "2026-06-19"] {
        assert_eq!(last_days(&household, FIBRALIA, at), ["cancel_by 2026-06-19"], "{at}");
        let due = due(&household, FIBRALIA, "cancel_by", at);
        assert!(quotes(&due, "says").contains("en el plazo de 30 d\u{ed}as"), "{due}");
        let all = household.list(&["dues", "--at", at]);
        assert!(!each(&all, "on").contains(&"2026-07-01"), "{at}: {all:?}");
        let prices = json!(["32.90", "month", "35.90", "2026-07-01"]);
        assert_eq!(costs(&household, FIBRALIA, at), prices, "{at}");
        is_at_one(&household, at);
    }
    assert!(last_days(&household, FIBRALIA, "2026-06-20").is_empty());
    assert_eq!(agreement(&household, FIBRALIA, "2026-07-02")["state"], "active");
    // The new charge is the one that was announced.
    for at in ["2026-07-02", "2026-08-01"] {
        let line = agreement(&household, FIBRALIA, at);
        assert_eq!(line["price"]["value"], "35.90", "{at}: {line}");
        is_at_one(&household, at);
    }
}

#[test]
fn the_price_that_was_haggled_for_counts_and_its_charge_contradicts_nothing() {
    let household = elena();
    assert_eq!(requests(&household, "2026-06-03"), ["request sent"]);
    assert_eq!(requests(&household, "2026-06-09"), ["request answered"]);
    for at in ["2026-06-03", "2026-06-08"] {
        assert_eq!(last_days(&household, FIBRALIA, at), ["cancel_by 2026-06-19"], "{at}");
    }
    let agreed = json!(["32.90", "month", "33.90", "2026-07-01"]);
    assert_eq!(costs(&household, FIBRALIA, "2026-06-13"), agreed);
    assert!(last_days(&household, FIBRALIA, "2026-06-20").is_empty());
    for at in ["2026-07-05", "2026-08-01"] {
        let line = agreement(&household, FIBRALIA, at);
        assert_eq!(line["price"]["value"], "33.90", "{at}: {line}");
        assert_eq!(line["state"], "active", "{at}: {line}");
    }
    for at in ["2026-06-13", "2026-07-05", "2026-08-01"] {
        is_at_one(&household, at);
        assert!(promises(&household, at).is_empty(), "{at}");
    }
}

#[test]
fn a_charge_above_the_agreed_price_is_a_contradiction() {
    let household = elena();
    for at in ["2026-08-04", "2026-08-15", "2026-08-19"] {
        assert_eq!(clashes(&household, FIBRALIA, at), ["price_differs open"], "{at}");
    }
    // That the supplier admits it is not yet the money: the concern stays open.
    for at in ["2026-08-21", "2026-09-10"] {
        assert_eq!(clashes(&household, FIBRALIA, at).len(), 1, "{at}");
        assert!(concern_is_open(&household, at), "{at}");
    }
    let all = household.list(&["contradictions", "--at", "2026-08-04"]);
    assert!(quotes(&all[0], "says").contains("35,90"), "{all:?}");
    assert!(quotes(&all[0], "against").contains("33,90"), "{all:?}");
}

#[test]
fn what_was_taken_too_much_is_complained_of_and_comes_back() {
    let household = elena();
    assert!(requests(&household, "2026-08-13").contains(&"complaint sent".to_owned()));
    assert!(requests(&household, "2026-08-21").contains(&"complaint answered".to_owned()));
    let owed = refund(&household, "2026-08-21");
    assert_eq!((&owed["by"], &owed["state"]), (&"2026-09-05".into(), &"open".into()), "{owed}");
    assert_eq!(owed["amount"]["value"], "2.00", "{owed}");
    assert_eq!(refund(&household, "2026-09-06")["state"], "broken", "nothing shows it yet");
    let paid = refund(&household, "2026-10-01");
    assert_eq!((&paid["state"], &paid["closed_on"]), (&"kept".into(), &"2026-09-03".into()));
    assert_eq!(clashes(&household, FIBRALIA, "2026-10-01"), ["price_differs closed"]);
    let line = agreement(&household, FIBRALIA, "2026-10-01");
    assert_eq!(line["price"]["value"], "33.90", "{line}");
}
