//! The law, asked as the ledger asks it.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

#[cfg(test)]
mod arithmetic;
#[cfg(test)]
mod data;
#[cfg(test)]
mod neighbours;
#[cfg(test)]
mod owner;
#[cfg(test)]
mod properties;
#[cfg(test)]
mod questions;

use jiff::civil::Date;
use oxherd_law::{Case, Laws, Place};
use oxherd_model::AgreementKind;

fn laws() -> &'static Laws {
    Laws::built_in().unwrap()
}

fn place(text: &str) -> Place {
    text.parse().unwrap()
}

fn day(text: &str) -> Date {
    text.parse().unwrap()
}

fn case(home: &str, agreement: AgreementKind) -> Case {
    Case::new(place(home), agreement)
}
