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

/// Asks everything that has an id why it stands as it does: each reason has words and says what says so, none
/// begins in days to come, and states stand in the order of time. Returns what was asked.
#[track_caller]
fn all_is_answered(household: &Household, at: &str) -> Vec<String> {
    let mut asked = Vec::new();
    for list in
        ["agreements", "promises", "contradictions", "requests", "matters", "dues", "watches"]
    {
        for one in household.list(&[list, "--at", at]) {
            let id = one["id"].as_str().expect("an id").to_owned();
            let answers = household.list(&["why", &id, "--at", at]);
            assert_eq!(answers.len(), 1, "{list} {id}");
            let answer = &answers[0];
            assert_eq!(answer["id"], json!(id));
            let mut last = String::new();
            for row in answer["because"].as_array().expect("reasons") {
                assert!(row["why"].as_str().is_some_and(|why| why.len() > 5), "{list}: {answer}");
                let quoted = row["says"].as_array().is_some_and(|says| !says.is_empty());
                assert!(quoted || row["is"] == "user", "{list}: {row} of {answer}");
                let on = row["on"].as_str().unwrap_or_default();
                assert!(on <= at, "{list}: {row} is of days to come");
                if row["what"] == "state" && !on.is_empty() {
                    assert!(last.as_str() <= on, "{list}: states out of order in {answer}");
                    last = on.to_owned();
                }
            }
            asked.push(format!("{} {}", answer["what"].as_str().unwrap_or_default(), one["state"]));
        }
    }
    asked
}

/// To Ada, from somebody.
fn to_ada(from: &str, day: &str, subject: &str, body: &str) -> Mail {
    Mail::from(from, day, subject).to("Ada Quill <ada@quill.example>").body(body)
}

/// A membership that ends, of which the confirmation comes when its last day is over.
fn a_gym() -> Vec<Mail> {
    let gym = "Lindhof Sport <service@lindhof-sport.example>";
    vec![
        to_ada(
            gym,
            "2025-01-06",
            "Willkommen bei Lindhof - Mitgliedschaft LS-88213",
            "Hallo Ada,\n\nMitgliedsnummer: LS-88213\nBeginn: 6. Januar 2025\nBeitrag: 29,90 EUR im Monat\nMindestlaufzeit: \
             12 Monate\nKündigungsfrist: ein Monat zum Ende der Laufzeit\n",
        ),
        from_ada(
            "2025-11-10",
            gym,
            "Kündigung meiner Mitgliedschaft LS-88213",
            "Guten Tag,\n\nhiermit kündige ich meine Mitgliedschaft LS-88213 zum 5. Januar 2026.\n\nAda Quill\n",
        ),
        to_ada(
            gym,
            "2026-01-09",
            "Ihre Kündigung",
            "Hallo Ada,\n\nwir bestätigen Ihre Kündigung der Mitgliedschaft LS-88213 zum 5. Januar 2026.\n",
        ),
        to_ada(
            gym,
            "2026-02-02",
            "Ihr Beitrag Februar",
            "Hallo Ada,\n\nwir haben 29,90 EUR für Ihre Mitgliedschaft LS-88213 eingezogen.\n",
        ),
    ]
}

/// An offer, a trial, a renewal, an order, a bill and a visit.
fn others() -> Vec<Mail> {
    vec![
        to_ada(
            "Nordhafen Versicherung <post@nordhafen.example>",
            "2026-05-02",
            "Ihr Angebot zur Hausratversicherung, Angebotsnummer NH-A-771",
            "Guten Tag Ada Quill,\n\nIhr Angebot: Hausratversicherung\nAngebotsnummer: NH-A-771\nJahresbeitrag: 118,00 \
             EUR\nDas Angebot gilt bis zum 31.05.2026.\n",
        ),
        to_ada(
            "Filmbach <hallo@filmbach.example>",
            "2026-06-01",
            "Ihr Probemonat hat begonnen",
            "Hallo Ada,\n\nIhr kostenloser Probemonat bei Filmbach läuft bis zum 1. Juli 2026. Danach kostet das Abo 8,99 \
             EUR im Monat und verlängert sich monatlich.\n",
        ),
        to_ada(
            "Assurances Belcourt <contact@belcourt.example>",
            "2026-01-10",
            "Avis d'échéance de votre contrat ABC-4410",
            "Bonjour Ada,\n\nvotre contrat d'assurance habitation ABC-4410 arrive à échéance le 28 février 2027 et sera \
             renouvelé le 1er mars 2027. Cotisation : 224,00 EUR. Vous pouvez résilier jusqu'au 31 janvier 2027.\n",
        ),
        to_ada(
            "Électro Vallon <sav@electro-vallon.example>",
            "2026-06-02",
            "Votre commande EV-30117 est confirmée",
            "Bonjour Ada,\n\nCommande n° EV-30117\nLave-linge Arvor L7 : 449,00 EUR\nTotal : 449,00 EUR\nLivraison prévue le \
             6 juin 2026.\n",
        ),
        to_ada(
            "Hof Buchenau <info@hof-buchenau.example>",
            "2026-06-10",
            "Rechnung RE-77 81",
            "Guten Tag Ada Quill,\n\nRechnungsnummer: RE-77 81\nRechnungsdatum: 10.06.2026\nGemüsekiste\nGesamtbetrag: 48,60 \
             EUR\nBitte zahlen Sie bis zum 24.06.2026.\n",
        ),
        to_ada(
            "Praxis Dr. Sommer <praxis@dr-sommer.example>",
            "2026-06-12",
            "Ihr Termin am 3. Juli",
            "Guten Tag,\n\nIhr Termin ist am 3. Juli 2026 um 10:30 Uhr.\n",
        ),
    ]
}

fn german_household() -> Household {
    let household = Household::new();
    let who = ["init", "--country", "DE", "--person", "Ada Quill=ada@quill.example"];
    household.run(&[&who[..], &["--at", "2024-01-01"]].concat()).expect(0);
    household.takes(&[a_gym(), others()].concat());
    household
}

#[test]
fn whatever_has_an_id_is_answered_with_reasons_and_sentences_in_two_languages_and_at_any_time() {
    let english = household();
    let german = german_household();
    for at in ["2025-02-01", "2025-11-30", "2026-01-20", "2026-03-20"] {
        all_is_answered(&english, at);
    }
    let mut asked = Vec::new();
    for at in ["2025-11-30", "2026-01-20", "2026-06-20", "2026-12-30"] {
        asked.extend(all_is_answered(&german, at));
    }
    for known in ["active", "ending", "ended", "trial"] {
        assert!(asked.contains(&format!("agreement \"{known}\"")), "{known}: {asked:?}");
    }
    for what in ["promise", "contradiction", "request", "matter", "due", "watch"] {
        assert!(asked.iter().any(|a| a.starts_with(what)), "{what}: {asked:?}");
    }
}

#[test]
fn a_bill_is_asked_by_its_number_however_it_is_spelled() {
    let household = german_household();
    for number in ["RE-77 81", "re7781", "RE 7781"] {
        let answers = household.list(&["why", number, "--at", "2026-06-20"]);
        assert_eq!(answers.len(), 1, "{number}: {answers:?}");
        let bill = &answers[0];
        assert_eq!(bill["what"], "bill");
        assert_eq!(rows(bill, "billed")[0]["is"], "48.60 EUR");
        assert!(quotes(&rows(bill, "billed")[0]).contains("48,60 EUR"), "{bill}");
        assert_eq!(rows(bill, "payment")[0]["is"], "2026-06-24");
        assert_eq!(rows(bill, "state")[0]["is"], "open");
    }
}

#[test]
fn who_has_no_agreement_is_answered_with_what_else_is_known_of_them() {
    let household = german_household();
    let answers = household.list(&["why", "Dr. Sommer", "--at", "2026-06-20"]);
    let due = answers.iter().find(|answer| answer["what"] == "due").expect("the visit");
    assert!(quotes(&rows(due, "appointment")[0]).contains("3. Juli 2026"), "{due}");
    // By what says so.
    let mail = household.id_of("Sommer");
    let by_mail = household.list(&["why", &mail, "--at", "2026-06-20"]);
    assert!(by_mail.iter().any(|answer| answer["what"] == "due"), "{by_mail:?}");
    // Once that is over, nothing stands of them, and that is said.
    let nothing = household.run(&["why", "Dr. Sommer", "--at", "2028-01-01"]);
    nothing.expect(1).says("is known by 1 message (oxherd search from:dr-sommer.example)");
    // Of whom there is an agreement, it comes first, and what else there is is named.
    let page = household.run(&["why", "Lindhof", "--at", "2026-03-20"]);
    page.expect(0).says("can also be asked why, by its id").says("contradiction c");
    assert!(page.out.starts_with("agreement "), "{}", page.out);
}

#[test]
fn a_price_to_come_is_not_said_to_hold_since_then() {
    let household = german_household();
    let trial = household.list(&["why", "Filmbach", "--at", "2026-06-20"]);
    let price = &rows(&trial[0], "price")[0];
    assert_eq!((&price["is"], &price["on"]), (&json!("8.99 EUR a month"), &Value::Null), "{price}");
}
