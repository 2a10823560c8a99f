//! What a message says that cannot hold after an end, and what it may say all the same.

use super::{Clash, Passage};
use crate::agreements::near;
use crate::fold::Message;
use crate::prices::is_usage;
use crate::state::{Agreement, Charge};
use crate::stems;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, DateRole, Kind, ReferenceRole};

/// Who bills what was used sends a last bill within so many days after the end.
const LAST_BILL_DAYS: i32 = 70;

/// Another sum than the usual one is a last bill within so many days after the end.
const SETTLING_DAYS: i32 = 45;

/// A period that is billed lies at most so many days before the end.
const PERIOD_DAYS: i32 = 100;

/// A payment that was on its way is told at most so many days after the end.
const TOLD_DAYS: i32 = 1;

/// What a message says that cannot hold after an end, and where it says so.
pub(super) fn after_end(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    renewal(message, end).or_else(|| money(message, end)).or_else(|| welcome(message, end))
}

fn after(message: &Message<'_>, role: DateRole, end: Date) -> Option<Date> {
    message.dates(role).find(|on| *on > end)
}

fn renewal(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    let told = message.kind == Kind::RenewalNotice;
    let carries = told
        || message.kind == Kind::ContractPack
        || message.reading.secondary.contains(&Kind::RenewalNotice);
    let begins = after(message, DateRole::Renewal, end).or_else(|| {
        let roles = [DateRole::Start, DateRole::Payment];
        roles.into_iter().filter(|_| told).find_map(|role| after(message, role, end))
    });
    let what = match begins {
        Some(on) if carries => Passage::Day(on),
        None if told && end < message.on => Passage::Subject,
        Some(_) | None => return None,
    };
    Some((Clash::RenewalAfterEnd, what))
}

fn money(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    let past = end < message.on;
    let sum = message.total().map_or(Passage::Subject, Passage::Sum);
    let ahead = message.kind == Kind::PaymentAhead
        && (past || after(message, DateRole::Payment, end).is_some());
    let taken = matches!(message.kind, Kind::Bill | Kind::PaymentDone | Kind::PaymentFailed)
        && past
        && message.total().is_some();
    if ahead || taken {
        Some((Clash::ChargeAfterEnd, sum))
    } else if message.kind == Kind::Dunning && past {
        Some((Clash::DunningAfterEnd, sum))
    } else if message.kind == Kind::PriceChange && past {
        Some((Clash::Other, sum))
    } else {
        None
    }
}

fn welcome(message: &Message<'_>, end: Date) -> Option<(Clash, Passage)> {
    let subject = &message.reading.subject;
    let papers = matches!(message.kind, Kind::ContractPack | Kind::OrderConfirmed);
    let starts = after(message, DateRole::Start, end).filter(|_| papers).map(Passage::Day);
    let greeted = (papers || message.kind == Kind::AccountSetup) && stems::greets(subject)
        || message.kind == Kind::Moment && stems::welcomes(subject);
    let what = starts.or(greeted.then_some(Passage::Subject)).filter(|_| end < message.on);
    what.map(|what| (Clash::WelcomeAfterEnd, what))
}

impl Agreement {
    /// Whether a bill or payment after the end is for the time before it.
    pub(super) fn is_last_bill(&self, message: &Message<'_>, end: Date) -> bool {
        let later = [DateRole::Start, DateRole::Renewal]
            .into_iter()
            .any(|role| after(message, role, end).is_some());
        let of_late = |on: Date| on <= end && near(on, end, PERIOD_DAYS);
        let before = [DateRole::End, DateRole::Start]
            .into_iter()
            .any(|role| message.dates(role).any(of_late));
        if before && !later {
            return true;
        }
        let invoice = message.reference(ReferenceRole::Invoice);
        let billed = |c: &Charge| {
            c.on <= end && c.evidence != message.evidence() && c.invoice.as_deref() == invoice
        };
        if invoice.is_some() && self.charges.iter().any(billed) {
            return true;
        }
        let metered = is_usage(self.kind) || self.kind == AgreementKind::Telecom;
        let days = if metered { LAST_BILL_DAYS } else { SETTLING_DAYS };
        let soon = near(end, message.on, days) && !later;
        let told = near(end, message.on, TOLD_DAYS);
        soon && (metered || told || !self.is_usual(message))
    }

    /// Whether a message asks for the sum that the agreement costs, or names none.
    fn is_usual(&self, message: &Message<'_>) -> bool {
        let Some(total) = message.total() else { return true };
        let charged =
            self.charges.iter().filter(|c| c.evidence != message.evidence()).map(|c| c.money);
        self.prices.iter().map(|p| p.price.money).chain(charged).any(|money| money == total)
    }
}
