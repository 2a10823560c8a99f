//! Statements whose dates leave open which of day and month stands first: asked, answered, taken back.

use crate::kit::{Household, each};
use serde_json::Value;

/// A table of a bank that writes the month first; no row proves it.
fn table(rows: &[(&str, &str)]) -> String {
    let rows = rows.iter().map(|(day, sum)| format!("{day},SPRINGHEEL GYM LTD,-{sum}\n"));
    format!("Date,Description,Amount\n{}", rows.collect::<String>())
}

fn household() -> Household {
    let household = Household::new();
    let who = ["init", "--country", "GB", "--person", "Ada Quill=ada@quill.example"];
    household.run(&[&who[..], &["--at", "2026-01-01"]].concat()).expect(0);
    let winter =
        table(&[("01/05/2026", "24.90"), ("02/05/2026", "24.90"), ("03/05/2026", "24.90")]);
    household.takes_in(&household.file("winter.csv", winter));
    household
}

/// What `gaps` asks of the order of dates, with the file that it asks of.
fn asked(household: &Household) -> Vec<Value> {
    let mut gaps = household.list(&["gaps"]);
    gaps.retain(|gap| {
        gap["what"].as_str().is_some_and(|what| what.contains("order of day and month"))
    });
    gaps
}

fn memberships(household: &Household) -> Vec<Value> {
    household.list(&["agreements", "--at", "2026-07-01"])
}

#[test]
fn an_open_order_of_dates_is_asked_and_the_answer_holds_for_the_account() {
    let household = household();
    let open = asked(&household);
    let [question] = &open[..] else { panic!("{open:?}") };
    let words = question["what"].as_str().expect("words");
    assert!(words.contains("the day is taken to stand first"), "{words}");
    assert!(words.ends_with("oxherd say EVIDENCE months stand first"), "{words}");
    assert!(memberships(&household).is_empty(), "three days in May are no membership by the month");

    let id = question["evidence"][0].as_str().expect("an id").to_owned();
    let tried = household.asks(&["say", "--dry-run", &id, "months", "stand", "first"]);
    assert!(tried["id"].is_null() && tried["changes"] != Value::Array(Vec::new()), "{tried}");
    assert_eq!(asked(&household).len(), 1, "what is only tried answers nothing");

    household.says(&format!("{id} months stand first"));
    let found = memberships(&household);
    assert_eq!(each(&found, "next_payment_on"), ["2026-04-05"], "{found:?}");
    assert!(asked(&household).is_empty());

    // The next table of the same account needs no second answer.
    let spring =
        table(&[("04/05/2026", "24.90"), ("05/05/2026", "24.90"), ("06/05/2026", "26.90")]);
    household.takes_in(&household.file("spring.csv", spring));
    assert!(asked(&household).is_empty());
    let found = memberships(&household);
    assert_eq!(found[0]["price"]["value"], "26.90", "{found:?}");
    let [mistake] = &household.list(&["mistakes"])[..] else { panic!("one error") };
    assert_eq!((&mistake["was"], &mistake["is"]), (&"day_first".into(), &"month_first".into()));

    let page = household.run(&["mistakes"]).expect(0).out.clone();
    assert!(page.contains("1 error of ours that you corrected (1 order of days)"), "{page}");

    household.says("undo");
    assert_eq!(asked(&household).len(), 2, "what is taken back is asked again");
    household.is_sound();
}

#[test]
fn an_order_that_is_proved_cannot_be_said_otherwise() {
    let household = household();
    let proved = table(&[("25/03/2026", "24.90"), ("25/04/2026", "24.90")]);
    household.takes_in(&household.file("proved.csv", proved));
    let id = household.id_of("statement 2026-03-25");
    household.run(&["say", &id, "months", "stand", "first"]).expect(1).says("is not open there");
    let nothing = household.run(&["say", "ffffffffff", "days", "stand", "first"]);
    nothing.expect(1);
}
