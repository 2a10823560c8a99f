//! Two of a kind stay two.

use crate::kit::{Household, each};
use crate::mail::{Mail, PHONES, car_insurance, phone};
use serde_json::Value;

fn of_kind(household: &Household, kind: &str) -> Vec<Value> {
    let mut things = household.list(&["things"]);
    things.retain(|thing| thing["kind"] == kind);
    things
}

fn identifiers(things: &[Value]) -> Vec<&str> {
    let mut all: Vec<&str> = things
        .iter()
        .flat_map(|thing| each(thing["identifiers"].as_array().expect("a list"), "value"))
        .collect();
    all.sort_unstable();
    all
}

#[test]
fn two_phones_of_one_model_in_two_orders_stay_two() {
    let household = Household::with(&[
        phone("2026-01-05", "TG-100", "490154203237518"),
        phone("2026-01-06", "TG-101", "356938035643809"),
    ]);
    let phones = of_kind(&household, "device");
    assert_eq!(phones.len(), 2, "{phones:?}");
    assert_eq!(identifiers(&phones), ["356938035643809", "490154203237518"]);
}

#[test]
fn two_phones_of_one_model_in_one_order_stay_two() {
    let household =
        Household::with(&[Mail::from(PHONES, "2026-01-05", "Order confirmation TG-100").body(
            "Thank you for your order.\n\nOrder number: TG-100\nItem: Nokia G42 smartphone\n\
             IMEI: 490154203237518\n\nItem: Nokia G42 smartphone\nIMEI: 356938035643809\n\
             \nTotal: \u{a3}358.00",
        )]);
    assert_eq!(identifiers(&of_kind(&household, "device")), ["356938035643809", "490154203237518"]);
    assert_eq!(of_kind(&household, "device").len(), 2);
}

#[test]
fn later_mail_about_one_phone_is_filed_under_that_one() {
    let household = Household::with(&[
        phone("2026-01-05", "TG-100", "490154203237518"),
        phone("2026-01-06", "TG-101", "356938035643809"),
        Mail::from(
            "Glassdoctor <hi@glassdoctor.example>",
            "2026-02-10",
            "Your phone repair: receipt",
        )
        .body(
            "Your phone repair is done. Thank you for your payment.\n\nOrder number: GD-77\n\
                 Device: Nokia G42 smartphone\nIMEI: 356938035643809\nTotal paid: \u{a3}60.00",
        ),
    ]);
    let phones = of_kind(&household, "device");
    assert_eq!(phones.len(), 2, "{phones:?}");
    let repaired: Vec<_> = phones
        .iter()
        .filter(|p| {
            each(p["suppliers"].as_array().expect("a list"), "domain")
                .contains(&"glassdoctor.example")
        })
        .collect();
    assert_eq!(repaired.len(), 1, "{phones:?}");
    assert_eq!(repaired[0]["identifiers"][0]["value"], "356938035643809");
}

#[test]
fn two_cars_of_one_make_stay_two() {
    let household = Household::with(&[
        car_insurance("2026-06-11", "KX19 ABC", "FL-7788123"),
        car_insurance("2026-06-12", "LB21 XYZ", "FL-9900456"),
    ]);
    let cars = of_kind(&household, "vehicle");
    assert_eq!(cars.len(), 2, "{cars:?}");
    assert_eq!(identifiers(&cars), ["KX19ABC", "LB21XYZ"]);
    let agreements = household.list(&["agreements"]);
    assert_eq!(agreements.len(), 2, "{agreements:?}");
    assert_ne!(agreements[0]["thing"], agreements[1]["thing"]);
}

#[test]
fn one_car_in_two_spellings_of_its_plate_stays_one() {
    let household = Household::with(&[
        car_insurance("2026-06-11", "KX19 ABC", "FL-7788123"),
        car_insurance("2026-06-12", "KX19ABC", "FL-7788123"),
    ]);
    assert_eq!(of_kind(&household, "vehicle").len(), 1);
}
