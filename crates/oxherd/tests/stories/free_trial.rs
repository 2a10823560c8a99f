//! The free trial: the alarm comes while leaving is still free; who left is charged all the same, who stayed
//! has one agreement that goes on.

use crate::kit::{Household, one};
use crate::shown::{agreement, agreements, clashes, days, due, dues_of, is_at_one, quotes};
use crate::shown::{refund, requests};
use serde_json::Value;

const FRENCH: &str = include_str!("mailboxes/free_trial_fr.mbox");
const FRENCH_FEBRUARY: &str = include_str!("mailboxes/free_trial_fr_1.csv");
const FRENCH_MARCH: &str = include_str!("mailboxes/free_trial_fr_2.csv");
const ITALIAN: &str = include_str!("mailboxes/free_trial_it.mbox");
const ITALIAN_SPRING: &str = include_str!("mailboxes/free_trial_it_1.xml");
const ITALIAN_JUNE: &str = include_str!("mailboxes/free_trial_it_2.xml");

const FILMS: &str = "cinebrume.example";
const BOOKS: &str = "foliolibri.example";
const SPORT: &str = "ritmovivo.example";

fn french() -> Household {
    let bank = [("fevrier.csv", FRENCH_FEBRUARY), ("mars.csv", FRENCH_MARCH)];
    crate::shown::household("FR", "Hugo Verdier=hugo@verdier.example", FRENCH, &bank)
}

fn italian() -> Household {
    let bank = [("maggio.xml", ITALIAN_SPRING), ("giugno.xml", ITALIAN_JUNE)];
    crate::shown::household("IT", "Chiara Bellini=chiara@bellini.example", ITALIAN, &bank)
}

/// What became of the complaint or claim, however many the letter is read as.
fn objections(household: &Household, at: &str) -> Vec<String> {
    let all = requests(household, at);
    let objects = |r: &&String| r.starts_with("complaint ") || r.starts_with("claim ");
    let state = |r: &String| r.rsplit(' ').next().unwrap_or_default().to_owned();
    let mut states: Vec<String> = all.iter().filter(objects).map(state).collect();
    states.dedup();
    states
}

#[test]
fn before_the_trial_an_offer_of_one_is_nothing() {
    let household = french();
    let at = "2026-01-11";
    assert!(household.list(&["agreements", "--at", at]).is_empty());
    assert!(household.list(&["dues", "--at", at]).is_empty());
    assert!(household.list(&["promises", "--at", at]).is_empty());
    let italy = italian();
    let offered = agreements(&italy, "leggipoco.example", "2026-04-30");
    assert!(offered.is_empty(), "{offered:?}");
    assert!(dues_of(&italy, "leggipoco.example", "2026-04-30").is_empty());
}

#[test]
fn the_alarm_comes_while_leaving_is_still_free() {
    let household = french();
    // A reminder of the supplier and trials that others offer add nothing.
    for at in ["2026-01-13", "2026-01-25", "2026-02-03", "2026-02-05T12:00:00+01:00"] {
        assert_eq!(days(&household, "trial_end", at), ["2026-02-11"], "{at}");
        let due = due(&household, FILMS, "trial_end", at);
        assert!(due["act_by"].as_str().is_some_and(|day| day <= "2026-02-10"), "{due}");
        let trial = agreement(&household, FILMS, at);
        assert_eq!(trial["state"], "trial", "{at}: {trial}");
        assert_eq!(trial["kind"], "subscription", "{at}: {trial}");
        assert_eq!(trial["cancel_by"], "2026-02-10", "{at}: {trial}");
        assert_eq!(trial["reference"], "CB-4471902", "{at}: {trial}");
        is_at_one(&household, at);
    }
    let due = due(&household, FILMS, "trial_end", "2026-01-13");
    assert!(quotes(&due, "says").contains("11 f\u{e9}vrier 2026"), "{due}");
    assert!(agreements(&household, "gymsoleil.example", "2026-02-03").is_empty());
}

#[test]
fn who_left_in_time_has_nothing_more_to_do() {
    let household = french();
    let at = "2026-02-05T22:00:00+01:00";
    assert_eq!(requests(&household, at), ["cancellation sent"]);
    assert_eq!(agreement(&household, FILMS, at)["state"], "ending");
    assert!(dues_of(&household, FILMS, at).is_empty());
    for at in ["2026-02-07", "2026-02-10", "2026-02-11"] {
        assert_eq!(requests(&household, at), ["cancellation answered"], "{at}");
        assert!(dues_of(&household, FILMS, at).is_empty(), "{at}");
        is_at_one(&household, at);
    }
    assert_eq!(agreement(&household, FILMS, "2026-02-10")["state"], "ending");
    let watches = household.list(&["watches", "--at", "2026-02-07"]);
    let watch = one(&watches, "what", "charge_after_end");
    assert_eq!(watch["supplier"]["domain"], FILMS, "{watch}");
    let over = agreement(&household, FILMS, "2026-02-12T05:00:00+01:00");
    assert_eq!((&over["state"], &over["ended_on"]), (&"ended".into(), &"2026-02-11".into()));
    is_at_one(&household, "2026-02-12T05:00:00+01:00");
}

#[test]
fn the_charge_after_the_cancelled_trial_contradicts_the_confirmation_until_it_is_back() {
    let household = french();
    // The receipt tells of it at once; the bank tells of the same money and adds none.
    for at in ["2026-02-12T08:00:00+01:00", "2026-02-14", "2026-02-16"] {
        assert_eq!(clashes(&household, FILMS, at), ["charge_after_end open"], "{at}");
    }
    for at in ["2026-02-12T08:00:00+01:00", "2026-02-18", "2026-03-01"] {
        assert_eq!(clashes(&household, FILMS, at).len(), 1, "{at}");
        let over = agreement(&household, FILMS, at);
        assert_eq!(over["state"], "ended", "a charge revives nothing, {at}: {over}");
    }
    let all = household.list(&["contradictions", "--at", "2026-02-16"]);
    assert!(!quotes(&all[0], "says").is_empty(), "{all:?}");
    assert!(!quotes(&all[0], "against").is_empty(), "{all:?}");
}

#[test]
fn the_money_that_was_taken_after_the_trial_is_asked_for_and_comes_back() {
    let household = french();
    assert!(objections(&household, "2026-02-12T20:00:00+01:00").is_empty());
    assert_eq!(objections(&household, "2026-02-14"), ["sent"]);
    assert_eq!(objections(&household, "2026-02-18"), ["answered"]);
    assert!(household.list(&["promises", "--at", "2026-02-16"]).is_empty(), "nobody promised yet");
    let owed = refund(&household, "2026-02-18");
    assert_eq!((&owed["by"], &owed["state"]), (&"2026-03-03".into(), &"open".into()), "{owed}");
    assert_eq!(owed["amount"]["value"], "11.99", "{owed}");
    assert_eq!(refund(&household, "2026-03-04")["state"], "broken", "nothing shows it yet");
    let paid = refund(&household, "2026-04-01");
    assert_eq!((&paid["state"], &paid["closed_on"]), (&"kept".into(), &"2026-03-02".into()));
    assert_eq!(clashes(&household, FILMS, "2026-04-01"), ["charge_after_end closed"]);
    // Who is asked to come back is no customer.
    assert_eq!(agreement(&household, FILMS, "2026-04-01")["mode"], "former");
    assert!(dues_of(&household, FILMS, "2026-04-01").is_empty());
}

#[test]
fn a_trial_that_nobody_ended_goes_on_as_one_agreement() {
    let household = italian();
    for at in ["2026-04-08", "2026-04-12", "2026-04-19", "2026-04-20"] {
        let ends = due(&household, SPORT, "trial_end", at);
        assert_eq!(ends["on"], "2026-04-21", "{at}: {ends}");
        assert!(ends["act_by"].as_str().is_some_and(|day| day <= "2026-04-20"), "{at}: {ends}");
        let trial = agreement(&household, SPORT, at);
        assert_eq!(
            (&trial["state"], &trial["mode"]),
            (&"trial".into(), &"customer".into()),
            "{at}"
        );
        assert_eq!(trial["cancel_by"], "2026-04-20", "{at}: {trial}");
    }
    for at in ["2026-04-22", "2026-06-02", "2026-07-02"] {
        let paid = agreement(&household, SPORT, at);
        assert_eq!(paid["state"], "active", "{at}: {paid}");
        assert_eq!(
            (&paid["price"]["value"], &paid["price"]["per"]),
            (&"79.00".into(), &"year".into())
        );
        assert_eq!(paid["renews_on"], "2027-04-21", "{at}: {paid}");
        assert_eq!(paid["cancel_by"], "2027-04-20", "{at}: {paid}");
        let dues = dues_of(&household, SPORT, at);
        assert!(!dues.contains(&"trial_end 2026-04-21".to_owned()), "{at}: {dues:?}");
        assert!(clashes(&household, SPORT, at).is_empty(), "it was announced: {at}");
    }
}

#[test]
fn a_trial_ended_by_a_click_has_nothing_more_to_do() {
    let household = italian();
    for at in ["2026-04-11", "2026-04-30", "2026-05-03"] {
        let ends = due(&household, BOOKS, "trial_end", at);
        assert_eq!(ends["on"], "2026-05-10", "{at}: {ends}");
        let trial = agreement(&household, BOOKS, at);
        assert_eq!(trial["state"], "trial", "{at}: {trial}");
        assert_eq!(trial["cancel_by"], "2026-05-09", "{at}: {trial}");
    }
    for at in ["2026-05-05", "2026-05-07", "2026-05-10"] {
        assert_eq!(agreement(&household, BOOKS, at)["state"], "ending", "{at}");
        assert!(dues_of(&household, BOOKS, at).is_empty(), "an offer to stay is nothing, {at}");
    }
    let over = agreement(&household, BOOKS, "2026-05-11");
    assert_eq!((&over["state"], &over["ended_on"]), (&"ended".into(), &"2026-05-10".into()));
}

#[test]
fn a_charge_that_only_the_bank_tells_of_is_found_and_comes_back() {
    let household = italian();
    // The statement was made on 1 June; before its day is over nobody knows.
    for at in ["2026-05-11", "2026-05-31"] {
        is_at_one(&household, at);
    }
    assert_eq!(clashes(&household, BOOKS, "2026-06-02T08:00:00+02:00"), ["charge_after_end open"]);
    assert_eq!(agreement(&household, BOOKS, "2026-06-02")["state"], "ended");
    assert_eq!(objections(&household, "2026-06-03"), ["sent"]);
    assert_eq!(objections(&household, "2026-06-06"), ["answered"]);
    let owed = refund(&household, "2026-06-06");
    assert_eq!((&owed["by"], &owed["state"]), (&"2026-06-19".into(), &"open".into()), "{owed}");
    assert_eq!(refund(&household, "2026-06-20")["state"], "broken");
    let paid = refund(&household, "2026-07-02");
    assert_eq!((&paid["state"], &paid["closed_on"]), (&"kept".into(), &"2026-06-17".into()));
    assert_eq!(clashes(&household, BOOKS, "2026-07-02"), ["charge_after_end closed"]);
    assert_eq!(agreement(&household, BOOKS, "2026-07-02")["cancel"], Value::Null);
}

#[test]
fn what_costs_nothing_until_a_charge_may_be_left_the_day_before_it() {
    let shelf = crate::mail::Mail::from(
        "Shelfwise <hello@shelfwise.example>",
        "2025-03-03",
        "Your photo shelf is ready",
    );
    let shelf = shelf.body(
        "Hi Ada,\n\nFor 10 days it costs you nothing; on 13 March 2025 we start charging £6.50 a month to your card, \
         unless you cancel before that. Customer number SW-551203.\n\nShelfwise\n",
    );
    let household = Household::of_ada(&[shelf]);
    let trials = household.list(&["agreements", "--at", "2025-03-04"]);
    let trial = one(&trials, "state", "trial");
    assert_eq!(trial["cancel_by"], "2025-03-12", "{trial}");
    let paid = household.list(&["agreements", "--at", "2025-03-20"]);
    assert!(paid.iter().all(|a| a["state"] != "trial"), "{paid:#?}");
}
