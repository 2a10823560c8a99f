//! Terms as messages tell them, and what a bill says of one.

use crate::costs::A_YEAR;
use crate::fold::Message;
use crate::state::Agreement;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, DateRole, Fact, Kind};

/// A term of which both days are named, and whether it goes on behind them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct ToldTerm {
    first: Date,
    last: Date,
    /// Who says both speaks of a renewal and of what stops it.
    pub(crate) goes_on: bool,
}

impl ToldTerm {
    /// The term that facts tell.
    pub(crate) fn of<'a>(facts: impl Iterator<Item = &'a Fact>) -> Option<Self> {
        let (mut first, mut last, mut goes_on) = (None, None, None);
        for fact in facts {
            match fact.date() {
                Some((DateRole::Start, on)) => first = first.or(Some(on)),
                Some((DateRole::End, on)) => last = last.or(Some(on)),
                Some(_) | None => {}
            }
            goes_on = goes_on.max(fact.renewal());
        }
        Some(Self { first: first?, last: last?, goes_on: goes_on? })
    }

    /// Its days from the first to the last; none or fewer where it ends before it begins.
    pub(crate) fn days(self) -> i32 {
        (self.last - self.first).get_days()
    }
}

/// Whether a message says how long what is agreed lasts: papers do; of bills only those of a whole year, of what
/// is kept by the year (`rent for the year 1 April 2025 to 31 March 2026`). A member pays for a year of what goes on
/// unless the bill says otherwise, and so does who rents by papers that name no end.
pub(super) fn may_say(message: &Message<'_>, of: &Agreement) -> bool {
    if message.kind != Kind::Bill {
        return true;
    }
    let kept = of.kind == AgreementKind::Insurance
        || of.kind == AgreementKind::Membership && ToldTerm::of(message.facts()).is_some()
        || of.kind == AgreementKind::Rental
            && (of.started_on.is_none() || of.term_ends_on.is_some());
    let days = message.date(DateRole::Start).zip(message.date(DateRole::End));
    kept && days.is_some_and(|(start, end)| A_YEAR.contains(&(end - start).get_days()))
}
