//! The sample household: what its books say is what its facts table says.

use crate::kit::{Household, each, one};
use serde_json::Value;
use std::path::Path;

/// The day of the facts table.
const DAY: &str = "2026-11-14T20:00:00Z";

/// A household that took in the sample.
fn sample() -> Household {
    let household = Household::new();
    household.takes_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample"));
    household
}

fn books(household: &Household, what: &str) -> Vec<Value> {
    household.list(&[what, "--at", DAY])
}

/// The things that have not gone.
fn present(household: &Household) -> Vec<Value> {
    let mut things = books(household, "things");
    things.retain(|thing| thing["stage"] != "gone");
    things
}

/// The one thing with this identifier.
#[track_caller]
fn with_identifier<'a>(things: &'a [Value], value: &str) -> &'a Value {
    let has = |thing: &&Value| {
        each(thing["identifiers"].as_array().expect("a list"), "value").contains(&value)
    };
    let mut found = things.iter().filter(has);
    let first = found.next().unwrap_or_else(|| panic!("nothing has {value}: {things:?}"));
    assert!(found.next().is_none(), "two things have {value}");
    first
}

#[track_caller]
fn is_served_by(thing: &Value, domains: &[&str]) {
    let served = each(thing["suppliers"].as_array().expect("a list"), "domain");
    for domain in domains {
        assert!(served.contains(domain), "{} is served by {served:?}", thing["name"]);
    }
}

/// What an agreement costs in a year.
#[track_caller]
fn costs(agreements: &[Value], domain: &str, value: &str) {
    let mut of = agreements
        .iter()
        .filter(|a| a["supplier"]["domain"] == domain && a["cost_per_year"].is_object());
    let found = of.next().unwrap_or_else(|| panic!("nothing of {domain} costs anything"));
    assert_eq!(found["cost_per_year"]["value"], value, "{domain}");
    let shown = found["cost_shown_by"]["evidence"].as_array().expect("a list");
    assert!(!shown.is_empty(), "nothing shows the cost of {domain}");
    assert!(of.next().is_none(), "two agreements of {domain} cost something");
}

#[test]
fn every_thing_of_the_sample_stands_once_under_its_name() {
    let household = sample();
    let things = present(&household);
    let of = |kind: &str| things.iter().filter(|t| t["kind"] == kind).count();
    let counted =
        [of("vehicle"), of("home"), of("appliance"), of("device"), of("animal"), of("journey")];
    assert_eq!(counted, [1, 1, 2, 3, 1, 0], "{:?}", each(&things, "name"));
    for (identifier, name, kind) in [
        ("WX70HTF", "Skoda Octavia Estate", "vehicle"),
        ("TMBJJ7NXXLY084317", "Skoda Octavia Estate", "vehicle"),
        ("2200019483721", "Home", "home"),
        ("03120047118", "Weissbach WM8614E washing machine", "appliance"),
        ("359999172066532", "Orbis Nova 5 128 GB", "device"),
    ] {
        let thing = with_identifier(&things, identifier);
        assert_eq!((&thing["name"], &thing["kind"]), (&name.into(), &kind.into()));
        assert_eq!(thing["stage"], "in_use", "{name}");
    }
    assert_eq!(with_identifier(&things, "TH3023470081964")["kind"], "appliance");
    assert_eq!(with_identifier(&things, "LP324K0093317")["kind"], "device");
    assert_eq!(one(&things, "name", "Biscuit")["kind"], "animal");
    let names = each(&things, "name");
    for weak in ["Vehicle", "Appliance", "Device", "Animal", "Thing"] {
        assert!(!names.contains(&weak), "{names:?}");
    }
}

#[test]
fn the_things_of_the_sample_are_served_by_whom_they_are_served() {
    let household = sample();
    let things = present(&household);
    let car = with_identifier(&things, "WX70HTF");
    is_served_by(
        car,
        &[
            "marlowfinch-motors.example",
            "harbourline-insurance.example",
            "pennyfold.example",
            "vehicle-register.example",
        ],
    );
    is_served_by(
        with_identifier(&things, "2200019483721"),
        &[
            "brightfen-energy.example",
            "wexmoor-water.example",
            "loomfibre.example",
            "copperbeech-insurance.example",
            "millstow-borough.example",
            "stonebridge-bs.example",
        ],
    );
    let boiler = with_identifier(&things, "TH3023470081964");
    is_served_by(boiler, &["emberwell-heating.example", "thermara.example"]);
    let washer = with_identifier(&things, "03120047118");
    is_served_by(washer, &["pemberly.example", "weissbach-appliances.example"]);
    let recalled = with_identifier(&things, "359999172066532");
    is_served_by(recalled, &["telkara.example", "orbis-devices.example"]);
    let dog = one(&things, "name", "Biscuit");
    is_served_by(dog, &["fetchwell.example", "tannerylanevets.example"]);
}

#[test]
fn what_was_sold_or_ended_is_gone() {
    let household = sample();
    let things = books(&household, "things");
    for gone in ["Triumph Street Twin", "Ironmill Fitness", "Oberrhein-Bote"] {
        assert_eq!(one(&things, "name", gone)["stage"], "gone", "{gone}");
    }
    let agreements = books(&household, "agreements");
    for (domain, ended_on) in
        [("ironmill.example", "2026-02-28"), ("oberrhein-bote.example", "2026-09-30")]
    {
        let agreement = agreements.iter().find(|a| a["supplier"]["domain"] == domain);
        let agreement = agreement.unwrap_or_else(|| panic!("nothing of {domain}"));
        assert_eq!(
            (&agreement["state"], &agreement["ended_on"]),
            (&"ended".into(), &ended_on.into())
        );
        assert!(agreement["cost_per_year"].is_null(), "{domain}");
    }
}

#[test]
fn a_year_of_the_sample_costs_what_its_messages_say() {
    let household = sample();
    let agreements = books(&household, "agreements");
    for (domain, value) in [
        ("harbourline-insurance.example", "618.40"),
        ("vehicle-register.example", "199.50"),
        ("waymark-breakdown.example", "112.00"),
        ("brightfen-energy.example", "2018.86"),
        ("wexmoor-water.example", "401.00"),
        ("loomfibre.example", "372.00"),
        ("copperbeech-insurance.example", "263.10"),
        ("millstow-borough.example", "2103.89"),
        ("stonebridge-bs.example", "14832.60"),
        ("millstow-wheelers.example", "38.00"),
        ("telkara.example", "336.00"),
        ("pocketshield.example", "113.88"),
        ("fetchwell.example", "502.56"),
        ("tidewatermuseum.example", "92.00"),
        ("nimbusbox.example", "89.99"),
        ("lanternplay.example", "119.88"),
    ] {
        costs(&agreements, domain, value);
    }
    let things = present(&household);
    let home = with_identifier(&things, "2200019483721");
    assert_eq!(home["cost_per_year"]["value"], "19991.45");
    let car = agreements
        .iter()
        .find(|a| a["supplier"]["domain"] == "harbourline-insurance.example")
        .expect("the insurance of the car");
    assert_eq!(car["next_price"]["value"], "702.55");
    assert_eq!(car["next_price"]["from"], "2026-12-03");
    assert_eq!(car["price"]["per"], "year");
}

#[test]
fn what_falls_due_next_in_the_sample_is_listed() {
    let household = sample();
    let dues = books(&household, "dues");
    let has = |what: &str, on: &str, domain: &str, amount: Value| {
        let found = dues.iter().any(|d| {
            d["what"] == what
                && d["on"] == on
                && d["supplier"]["domain"] == domain
                && d["amount"]["value"] == amount
        });
        assert!(found, "{what} on {on} of {domain}: {dues:?}");
    };
    has("delivery", "2026-11-17", "wegpakket.example", Value::Null);
    has("payment", "2026-11-18", "brightfen-energy.example", "173.33".into());
    has("cancel_by", "2026-11-19", "quillcast.example", Value::Null);
    has("trial_end", "2026-11-20", "quillcast.example", "7.99".into());
    has("appointment", "2026-11-24", "tannerylanevets.example", Value::Null);
    has("payment", "2026-12-01", "vehicle-register.example", "17.50".into());
    has("cancel_by", "2026-12-02", "harbourline-insurance.example", Value::Null);
    has("renewal", "2026-12-03", "harbourline-insurance.example", "702.55".into());
    let quillcast = dues.iter().filter(|d| d["supplier"]["domain"] == "quillcast.example");
    assert_eq!(quillcast.count(), 2, "a trial that ends is no renewal beside it");
    let collected = dues.iter().any(|d| d["on"] == "2026-11-10");
    assert!(!collected, "what a supplier takes by itself is never overdue");
    let renewal = one(&dues, "what", "renewal");
    let quote = renewal["says"][0]["quote"].as_str().expect("a quote");
    assert!(quote.contains("3 December 2026"), "{quote}");
    assert!(dues.iter().all(|d| d["evidence"].as_array().is_some_and(|e| !e.is_empty())));
}

#[test]
fn the_summary_says_in_plain_words_what_looks_wrong() {
    let household = Household::new();
    let answer = household.run(&["try", "--no-serve", "--at", DAY]);
    let page = &answer.expect(0).out;
    for words in [
        "Skoda Octavia Estate",
        "\u{a3}",
        "says that it is from Harbourline Insurance, and is not",
        "Kestrel Motorcycle Cover announces a renewal",
        "but the insurance ended on 2025-0",
        "2026-03-02: Ironmill Fitness took money",
        "but the membership ended on 2026-02-28",
    ] {
        assert!(page.contains(words), "{words:?} not in: {page}");
    }
    let tries: Vec<&str> = page.lines().filter(|l| l.contains("oxherd --home")).collect();
    assert_eq!(tries.len(), 3, "{page}");
    assert!(tries.iter().all(|line| line.contains("--at 2026-11-14")), "{tries:?}");
}
