//! The day of an end that a message confirms or announces.
//!
//! `With effect from`, `zum`, `à compter du`, `per` name the day of a change elsewhere; in the sentence that
//! tells an end they name the end.

use crate::roles::{Around, Spot};
use crate::values::Found;
use jiff::civil::Date;
use oxherd_model::{Claim, Confidence, DateRole, Kind};

/// How sure such a day is, in thousandths.
const SURE: u16 = 880;

/// An end is no further from its message than so many days.
const DAYS_MAX: i32 = 800;

/// Whether a text is one of a message of an end.
pub(super) fn is_ending(around: &Around<'_>) -> bool {
    around.spot == Spot::Body && matches!(around.kind, Kind::CancelConfirmed | Kind::ContractEnding)
}

/// Gives the day in a sentence that tells an end its role, where no day has it yet.
pub(super) fn settle(found: &mut [Found], told: &[(usize, usize)], sent_on: Option<Date>) {
    let known = |f: &Found| {
        let end = matches!(f.claim, Claim::Date { role: DateRole::End, .. });
        end && (f.confidence.thousandths() >= SURE || told.iter().any(|span| is_in(f, *span)))
    };
    if let Some(end) = found.iter_mut().find(|f| known(f)) {
        raise(end);
        return;
    }
    let fits = |f: &Found| {
        f.claim.date().is_some_and(|(role, on)| {
            may_be_an_end(role)
                && sent_on.is_none_or(|sent| (on - sent).get_days().abs() <= DAYS_MAX)
        })
    };
    let at = told.iter().find_map(|span| found.iter().position(|f| is_in(f, *span) && fits(f)));
    if let Some(found) = at.and_then(|at| found.get_mut(at)) {
        if let Claim::Date { role, .. } = &mut found.claim {
            *role = DateRole::End;
        }
        raise(found);
    }
}

fn is_in(found: &Found, (start, end): (usize, usize)) -> bool {
    found.start >= start && found.end <= end
}

fn raise(found: &mut Found) {
    let sure = found.confidence.thousandths().max(SURE);
    found.confidence = Confidence::from_thousandths(sure);
}

/// Roles of a day that words around it give where an end is told.
const fn may_be_an_end(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::Effective
            | DateRole::Start
            | DateRole::Expiry
            | DateRole::Issued
            | DateRole::Due
            | DateRole::Renewal
            | DateRole::CancelBy
            | DateRole::TrialEnd
            | DateRole::Other
    )
}
