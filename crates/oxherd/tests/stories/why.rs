//! Whatever is told can be asked why, and is answered with what was written.

use crate::kit::{Household, one};
use crate::mail::{Mail, from_ada};
use serde_json::{Value, json};

const CLUB: &str = "Ferrow Climbing Hall <desk@ferrow-climbing.example>";

fn letter(day: &str, subject: &str, body: &str) -> Mail {
    Mail::from(CLUB, day, subject).to("Ada Quill <ada@quill.example>").body(body)
}

fn household() -> Household {
    Household::of_ada(&[
        letter(
            "2025-01-06",
            "Welcome to Ferrow - membership FC-20418",
            "Hello Ada,\n\nMembership number: FC-20418\nStart date: 6 January 2025\nPrice: £34.00 a month\nMinimum term: 12 \
             months\nNotice: one month before the end of the term\n",
        ),
        from_ada(
            "2025-11-10",
            "Ferrow Climbing Hall <desk@ferrow-climbing.example>",
            "Cancellation of my membership FC-20418",
            "Hello,\n\nI hereby cancel my membership FC-20418 with effect from 5 January 2026. Please confirm.\n\nAda Quill\n",
        ),
        letter(
            "2025-11-13",
            "Your cancellation",
            "Hello Ada,\n\nwe confirm that your membership FC-20418 is cancelled and ends on 5 January 2026. We will refund \
             your deposit of £20.00 within 14 days of that.\n",
        ),
        letter(
            "2026-02-03",
            "Payment received",
            "Hello Ada,\n\nthank you, we have taken £34.00 for your membership FC-20418 today.\n",
        ),
    ])
}

fn rows(answer: &Value, what: &str) -> Vec<Value> {
    let all = answer["because"].as_array().expect("a list");
    all.iter().filter(|row| row["what"] == what).cloned().collect()
}

fn quotes(row: &Value) -> String {
    row["says"].to_string()
}

#[test]
fn every_state_of_an_agreement_has_its_cause_its_day_and_its_sentence() {
    let household = household();
    let asked = |at: &str| {
        let answers = household.list(&["why", "FC-20418", "--at", at]);
        assert_eq!(answers.len(), 1, "{answers:?}");
        answers.into_iter().next().expect("one answer")
    };
    let states = |at: &str| -> Vec<(Value, Value)> {
        let all = rows(&asked(at), "state");
        all.iter().map(|row| (row["is"].clone(), row["on"].clone())).collect()
    };
    assert_eq!(states("2025-02-01"), [(json!("active"), json!("2025-01-06"))]);
    let ending = (json!("ending"), json!("2025-11-10"));
    assert_eq!(states("2025-11-11").last(), Some(&ending));
    // The confirmation names the same day and changes nothing; then time does the rest.
    let over = states("2026-01-20");
    assert_eq!(over.first(), Some(&(json!("active"), json!("2025-01-06"))));
    assert!(over.contains(&ending), "{over:?}");
    assert_eq!(over.last(), Some(&(json!("ended"), json!("2026-01-06"))));
    let answer = asked("2026-01-20");
    let by_letter = rows(&answer, "state")[1].clone();
    assert!(
        by_letter["why"].as_str().is_some_and(|why| why.starts_with("You wrote")),
        "{by_letter}"
    );
    assert!(quotes(&by_letter).contains("5 January 2026"), "{by_letter}");
    let by_time = rows(&answer, "state").pop().expect("a state");
    assert!(by_time["why"].as_str().is_some_and(|why| why.contains("2026-01-05")), "{by_time}");
    // Every other row says why as well.
    let all = answer["because"].as_array().expect("a list");
    assert!(
        all.iter().all(|row| row["why"].as_str().is_some_and(|why| !why.is_empty())),
        "{answer}"
    );
    assert_eq!(rows(&answer, "mode")[0]["is"], "former");
    assert!(quotes(&rows(&answer, "started_on")[0]).contains("6 January 2025"), "{answer}");
    assert!(quotes(&rows(&answer, "price")[0]).contains("34.00"), "{answer}");
}

#[test]
fn agreements_carry_their_states_with_what_caused_them() {
    let household = household();
    let all = household.list(&["agreements", "--at", "2026-01-20"]);
    let states = one(&all, "reference", "FC-20418")["states"].as_array().expect("a list").clone();
    assert_eq!(states.last().expect("a state")["state"], "ended");
    assert!(states.iter().all(|s| s["evidence"].as_array().is_some_and(|ids| !ids.is_empty())));
}

#[test]
fn promises_contradictions_requests_and_matters_are_asked_by_their_id() {
    let household = household();
    let at = ["--at", "2026-03-20"];
    let first = |list: &str| {
        let all = household.list(&[&[list], at.as_slice()].concat());
        let id = all.first().unwrap_or_else(|| panic!("{list}"))["id"].as_str().map(str::to_owned);
        let id = id.expect("an id");
        let answers = household.list(&[&["why", &id], at.as_slice()].concat());
        assert_eq!(answers.len(), 1, "{list}");
        assert_eq!(answers[0]["id"], json!(id));
        answers[0].clone()
    };
    let promise = first("promises");
    assert!(quotes(&rows(&promise, "promised")[0]).contains("refund your deposit"), "{promise}");
    let state = rows(&promise, "state");
    assert!(state[0]["why"].as_str().is_some_and(|why| why.contains("nothing known")), "{state:?}");
    let clash = first("contradictions");
    assert!(quotes(&rows(&clash, "against")[0]).contains("5 January 2026"), "{clash}");
    assert_eq!(rows(&clash, "state")[0]["is"], "open");
    let request = first("requests");
    assert!(quotes(&rows(&request, "sent")[0]).contains("cancel my membership"), "{request}");
    assert_eq!(rows(&request, "state")[0]["is"], "answered");
    let matter = first("matters");
    assert!(!rows(&matter, "opened").is_empty(), "{matter}");
}

#[test]
fn what_is_asked_in_vain_says_where_ids_stand() {
    let household = household();
    household.run(&["why", "nobody"]).expect(1).says("ids stand in --json");
    let page = household.run(&["why", "Ferrow", "--at", "2026-01-20"]);
    page.expect(0);
}

#[test]
fn watches_say_what_they_wait_for_with_the_sentence_they_follow_from() {
    let household = household();
    let all = household.list(&["watches", "--at", "2026-01-20"]);
    let charge = one(&all, "what", "charge_after_end");
    assert!(charge["why"].as_str().is_some_and(|why| why.contains("2026-01-05")), "{charge}");
    assert!(charge["says"].to_string().contains("5 January 2026"), "{charge}");
}
