//! What the accounts of the household say: each booking kept once, and what it pays.
//!
//! Folding a statement only keeps its bookings. What they pay, close and show is worked out when a
//! view is made, from everything known by then: so it does not matter whether a bill was known
//! before or after the statement that shows its payment.

mod dearer;
mod holders;
mod keep;
mod named_time;
mod numbers;
mod payee;
mod payees;
mod promised;
mod recurring;
mod series;
mod settle;
mod targets;
mod told;
mod twice;

#[cfg(test)]
mod tests;

use crate::state::Ledger;
use jiff::Timestamp;
use jiff::civil::Date;
use oxherd_model::{Account, Booking, Currency, EvidenceId, Period};
use serde::{Deserialize, Serialize};
use std::fmt;

/// Accounts of the household and what was booked on them.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Bookings {
    /// By index; never removed.
    pub accounts: Vec<BankAccount>,
    /// Each booking once, in the order in which they were met.
    pub kept: Vec<KeptBooking>,
    /// Agreements that are paid at regular distances; worked out for a view.
    #[serde(skip)]
    pub recurring: Vec<Recurring>,
}

/// An account of the household.
#[derive(Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct BankAccount {
    /// Numbers that name it; empty while no statement named it.
    pub numbers: Vec<Account>,
    /// Its holder, as written.
    pub owner: Option<String>,
    /// Whose of the household it is, where that is known.
    pub person: Option<String>,
    /// Its currency, where a statement said it.
    pub currency: Option<Currency>,
    /// First day that a statement covers.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub from: Option<Date>,
    /// Last day that a statement covers.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub to: Option<Date>,
}

/// A booking that was kept.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct KeptBooking {
    /// Index of the account.
    pub account: u32,
    /// What the statements say of it, its sum in a currency, the day from which it counts only where
    /// that is another than the day on which it was entered.
    pub line: Booking,
    /// The first statement that showed it.
    pub evidence: EvidenceId,
    /// When that was known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub known_from: Option<Timestamp>,
}

/// An agreement that is paid at regular distances.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Recurring {
    /// Index of the agreement.
    pub agreement: u32,
    /// How often.
    pub per: Period,
    /// When the next payment is expected; none when the payments have stopped.
    pub next_on: Option<Date>,
    /// How many payments show it.
    pub payments: u32,
    /// Known only from the bank: no mail explains it, and the owner has not confirmed it.
    pub proposed: bool,
}

impl Ledger {
    /// How an agreement is paid, where the bank shows that.
    pub fn recurring(&self, agreement: u32) -> Option<&Recurring> {
        self.bookings.recurring.iter().find(|r| r.agreement == agreement)
    }
}

/// Redacted: names and sums never reach a log.
impl fmt::Debug for BankAccount {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "BankAccount({:?} to {:?})", self.from, self.to)
    }
}

/// Redacted: names and sums never reach a log.
impl fmt::Debug for KeptBooking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "KeptBooking({})", self.line.booked_on)
    }
}
