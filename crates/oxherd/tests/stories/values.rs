//! A value that was read wrong: a sum, a day or a number is another or something else. The role holds for all
//! messages alike, a right value for its own message, and both can be taken back.

use crate::kit::{Household, each, one};
use crate::mail::Mail;
use serde_json::Value;

/// A monthly bill of a firm that has words of its own for what it keeps of its customers.
fn locker(sent: &str, number: u32, kept: u32, due: &str) -> Mail {
    let subject = format!("Your Cove Lockers invoice no. {number}");
    Mail::from("Cove Lockers <accounts@covelockers.example>", sent, &subject).body(&format!(
        "Hello Ada,\n\nhere is your invoice for the locker.\n\nKey float: \u{a3}{kept}.00\n\
         Rent: \u{a3}24.00\nTotal due: \u{a3}24.00\nPlease pay by {due}.\n\
         Cover up to: \u{a3}500.00\nPayable under mandate CL-778100\n\nCove Lockers\n"
    ))
}

fn lockers() -> Household {
    Household::of_ada(&[
        locker("2026-03-02", 42, 90, "20 March 2026"),
        locker("2026-04-02", 43, 91, "20 April 2026"),
        locker("2026-05-02", 44, 92, "20 May 2026"),
    ])
}

fn id_of(household: &Household, number: &str) -> String {
    let found = household.list(&["search", "from:covelockers.example", "--most", "9"]);
    let of = found.iter().find(|m| m["title"].as_str().is_some_and(|t| t.ends_with(number)));
    of.expect("a bill")["evidence"][0].as_str().expect("an id").to_owned()
}

fn changes(answer: &Value) -> Vec<String> {
    let changes = answer["changes"].as_array().expect("changes");
    let word = |v: &Value| v.as_str().unwrap_or("nothing").to_owned();
    let one = |c: &Value| {
        let what = word(&c["what"]);
        let what = what.split_once(' ').map_or("", |(_, rest)| rest);
        let value = what.split_once(' ').map_or(what, |(_, rest)| rest).to_owned();
        format!("{value}: {} -> {}", word(&c["from"]), word(&c["to"]))
    };
    changes.iter().filter(|c| word(&c["what"]).starts_with("message")).map(one).collect()
}

#[test]
fn the_role_of_a_sum_holds_for_all_bills_alike_and_can_be_taken_back() {
    let household = lockers();
    let april = id_of(&household, "43");
    let supposed = household.asks(&["say", &april, "amount 91 is a deposit", "--dry-run"]);
    let done = household.says(&format!("{april} amount 91 is a deposit"));
    assert_eq!(supposed["changes"], done["changes"], "the dry run shows what then happens");
    let mended = changes(&done);
    for sum in ["90.00", "91.00", "92.00"] {
        let of = mended.iter().find(|line| line.starts_with(&format!("amount {sum} GBP: ")));
        assert!(of.is_some_and(|line| line.ends_with("-> deposit")), "{mended:?}");
    }
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(2), "March and May");
    let may = household.asks(&["evidence", &id_of(&household, "44")]);
    let facts = may["reading"]["facts"].as_array().expect("facts");
    assert_eq!(one(facts, "value", "92.00")["owner_says_role"], "deposit");
    assert_eq!(may["owner_said"][0]["said_of"], april.as_str());
    let mistakes = household.list(&["mistakes"]);
    assert_eq!(each(&mistakes, "what"), ["amount"]);
    assert_eq!(mistakes[0]["is"], "91 (deposit)");
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    household.says("undo");
    let may = household.asks(&["evidence", &id_of(&household, "44")]);
    assert_eq!(may["owner_said"], serde_json::json!([]));
    assert!(household.list(&["mistakes"]).is_empty());
}

#[test]
fn a_right_sum_is_of_one_bill_and_changes_what_falls_due() {
    let household = lockers();
    let due = |at: &str| -> Vec<String> {
        let dues = household.list(&["dues", "--at", at]);
        let of = dues.iter().filter(|d| d["what"] == "payment");
        of.map(|d| format!("{} {}", d["on"].as_str().unwrap(), d["amount"]["value"])).collect()
    };
    let now = "2026-05-03T12:00:00Z";
    assert!(due(now).contains(&"2026-05-20 \"24.00\"".to_owned()), "{:?}", due(now));
    let may = id_of(&household, "44");
    let done = household.asks(&["say", &may, "amount 24.00 is 42.00", "--at", now]);
    assert_eq!(done["also_mended"], serde_json::json!([]), "what is right is of one message");
    assert!(due(now).contains(&"2026-05-20 \"42.00\"".to_owned()), "{:?}", due(now));
    household.asks(&["say", &may, "date 2026-05-20 is 2026-05-27", "--at", "2026-05-03T12:01:00Z"]);
    assert!(due("2026-05-03T12:02:00Z").contains(&"2026-05-27 \"42.00\"".to_owned()));
    household.asks(&["say", &may, "date 2026-05-20 is wrong", "--at", "2026-05-03T12:03:00Z"]);
    let dues = due("2026-05-03T12:04:00Z");
    assert!(!dues.iter().any(|d| d.starts_with("2026-05-2") && d.contains("42.00")), "{dues:?}");
}

#[test]
fn what_stands_in_each_and_is_wrong_is_wrong_in_each() {
    let household = lockers();
    let march = id_of(&household, "42");
    let done = household.says(&format!("{march} amount 500 GBP is wrong"));
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(2), "{done}");
    household.says("undo");
    let done = household.asks(&["say", &march, "amount 500.00 is wrong", "--only"]);
    assert_eq!(done["also_mended"], serde_json::json!([]));
    let done = household.says(&format!("{march} amount 90 is wrong"));
    assert_eq!(done["also_mended"], serde_json::json!([]), "the others name other sums");
    let number = household.says(&format!("{march} reference CL778100 is CL-778109"));
    let mended = changes(&number);
    assert!(mended.iter().any(|line| line == "reference CL-778109: nothing -> mandate"));
}

#[test]
fn what_was_not_read_and_a_role_that_there_is_not_are_answered_with_what_there_is() {
    let household = lockers();
    let march = id_of(&household, "42");
    let none = household.run(&["say", &march, "amount 318.40 is wrong"]);
    none.expect(1).says("no amount 318.40 was read in this message").says("24.00 GBP");
    let none = household.run(&["say", &march, "amount 90 is a frobnicate"]);
    none.expect(2).says("behind `is` stands another amount, `wrong`, or what it is").says("tax");
    let none = household.run(&["say", &march, "date 4 March is wrong"]);
    none.expect(2).says("is not something that can be said");
    for said in ["is a frobnicate", "sum 90 is tax"] {
        let none = household.run(&["say", &march, said]);
        none.expect(2).says("of a message can be said a KIND").says("payment_ahead").says("amount");
    }
}
