//! What a thing costs: paid and bound to be paid in each year, and by how much its prices rose.

use crate::kit::{Household, one};
use crate::mail::Mail;
use serde_json::{Value, json};

const INSURER: &str = "Pellbrook Insurance <policies@pellbrook-insurance.example>";
const BREAKDOWN: &str = "Tarnwheel Rescue <members@tarnwheel-rescue.example>";

fn letter(from: &str, day: &str, subject: &str, body: &str) -> Mail {
    Mail::from(from, day, subject).to("Ada Quill <ada@quill.example>").body(body)
}

fn household() -> Household {
    let household = Household::of_ada(&[
        letter(
            INSURER,
            "2023-11-30",
            "Welcome to Pellbrook - policy PB-CAR-771204",
            "Your policy documents\n\nPolicy number: PB-CAR-771204\nVehicle: Fiat Panda, registration AB12 CDE\nPeriod of \
             cover: 3 December 2023 to 2 December 2024\nPremium paid by card: £480.00\nTotal excess: £350.00\n\nWe will \
             renew your policy for you next year unless you tell us not to.\n",
        ),
        letter(
            INSURER,
            "2024-11-07",
            "Your car insurance renewal",
            "Your policy PB-CAR-771204 for AB12 CDE renews on 3 December 2024.\n\nLast year you paid: £480.00\nYour \
             renewal price: £540.00\n\nIf you do not want to renew, tell us by 2 December 2024.\n",
        ),
        letter(
            BREAKDOWN,
            "2024-12-05",
            "Welcome to Tarnwheel Rescue",
            "Your membership of Tarnwheel Rescue for AB12 CDE\n\nMembership number: TW 6620 418\nStart date: 10 December \
             2024\nPrice: £9.00 a month\nMinimum term: 12 months\n",
        ),
    ]);
    household.takes_in(&household.file(
        "bank/year.csv",
        "Date,Description,Amount\n2024-12-03,PELLBROOK INSURANCE PB-CAR-771204,-540.00\n\
         2024-12-10,TARNWHEEL RESCUE TW 6620 418,-9.00\n2025-01-10,TARNWHEEL RESCUE TW 6620 418,-9.00\n\
         2025-02-10,TARNWHEEL RESCUE TW 6620 418,-9.00\n",
    ));
    household
}

fn costs(household: &Household, at: &str) -> Vec<Value> {
    let thing = household.asks(&["thing", "AB12CDE", "--at", at]);
    thing.get("costs").and_then(Value::as_array).cloned().unwrap_or_default()
}

fn pounds(value: &str) -> Value {
    json!([{"value": value, "currency": "GBP"}])
}

#[test]
fn each_year_shows_what_was_paid_by_what_and_what_cannot_be_got_out_of() {
    let household = household();
    let known = costs(&household, "2025-03-01");
    let of = |year: i64| known.iter().find(|of| of["year"] == year).expect("the year").clone();
    // Nobody billed the first premium: it is what was agreed. The bank shows the second.
    assert_eq!(
        (of(2023)["paid"].clone(), of(2023)["shown_by"][0].clone()),
        (pounds("480.00"), json!("agreed_price"))
    );
    assert_eq!(
        (of(2024)["paid"].clone(), of(2024)["shown_by"].clone()),
        (pounds("549.00"), json!(["booking"]))
    );
    // Of the twelve months at least, nine are to come; the insurance can still be left.
    assert_eq!(
        (of(2025)["paid"].clone(), of(2025)["committed"].clone()),
        (pounds("18.00"), pounds("81.00"))
    );
    assert!(known.iter().all(|of| of["evidence"].as_array().is_some_and(|ids| !ids.is_empty())));
    // Before the statement was known nothing of it counts.
    let before = costs(&household, "2024-12-20");
    let year = before.iter().find(|of| of["year"] == 2024).expect("the year");
    assert!(!year["shown_by"].as_array().expect("a list").contains(&json!("booking")), "{year}");
}

#[test]
fn prices_stand_with_their_rise_and_the_excess_is_none() {
    let household = household();
    let all = household.list(&["agreements", "--at", "2025-03-01"]);
    let steps: Vec<(Value, Value)> = one(&all, "kind", "insurance")["prices"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|step| (step["value"].clone(), step["rise_percent"].clone()))
        .collect();
    assert_eq!(steps, [(json!("480.00"), Value::Null), (json!("540.00"), json!("12.5"))]);
    let page = household.run(&["thing", "AB12CDE", "--at", "2025-03-01"]);
    let page = &page.expect(0).out;
    assert!(page.contains("still bound to pay") && page.contains("+12.5 %"), "{page}");
}
