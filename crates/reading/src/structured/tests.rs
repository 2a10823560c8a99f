//! Stories: what a supplier sends, and what is read from it.

mod arrivals;
mod calendars;
mod cards;
mod faults;
mod hostile;
mod invoices;
mod orders;
mod profiles;
mod receipts;
mod reservations;
mod samples;
mod values;

use super::{Structured, schema_org};
use oxherd_model::{Claim, Kind};

fn read(html: &str) -> Structured {
    let mut out = Structured::default();
    schema_org(html, &mut out);
    out
}

fn script(json: &str) -> String {
    format!("<html><body><script type=\"application/ld+json\">{json}</script>Hello</body></html>")
}

/// Every claim as a short line, in the order found.
fn claims(read: &Structured) -> Vec<String> {
    read.facts.iter().map(|f| line(&f.claim)).collect()
}

fn line(claim: &Claim) -> String {
    match claim {
        Claim::Amount { role, money } => format!("{role} {money}"),
        Claim::Date { role, value } => format!("{role} {value}"),
        Claim::Reference { role, value } => format!("{role} {value}"),
        Claim::Identifier { role, value, check } => format!("{role} {value} {check}"),
        Claim::Promise { what, term, .. } => format!("promise {what} {term:?}"),
        Claim::Product { name, quantity } => format!("product {quantity} {name}"),
        Claim::Contact { role, value } => format!("contact {role} {value}"),
        Claim::Act { act, .. } => format!("act {act}"),
        Claim::Length { role, count, unit } => format!("{role} {count} {unit}"),
        Claim::Renewal { automatic } => format!("renews {automatic}"),
    }
}

#[track_caller]
fn has(read: &Structured, lines: &[&str]) {
    let all = claims(read);
    for line in lines {
        assert!(all.iter().any(|l| l == line), "no `{line}` in {all:#?}, gaps {:?}", read.gaps);
    }
}

#[track_caller]
fn strongest(read: &Structured) -> (Kind, i16) {
    let hint = read.kinds.iter().max_by_key(|h| h.weight).expect("a hint of a kind");
    (hint.kind, hint.weight)
}
