//! The days of a term in the papers of an agreement.
//!
//! `Échéance`, `vencimiento`, `scadenza`, `vervaldatum` name the day by which a bill is to be paid, and on a
//! policy the day on which it runs out; `Date d'effet` and `per 15 juni` are in the papers of an agreement
//! its beginning, elsewhere the day of a change. What the paper is and the days beside tell.

use crate::roles::Around;
use crate::values::Found;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{Claim, Confidence, DateRole, Kind};

/// Words for the day on which something matures, at the end of a label.
const MATURITY: &[&str] = &[
    "échéance",
    "echéance",
    "vencimiento",
    "vence",
    "vence el",
    "scadenza",
    "scade il",
    "scadenza il",
    "vervaldatum",
    "vervaldag",
    "ablauf",
    "läuft ab am",
];

/// A term lasts so many days at least in the papers of an agreement, and elsewhere.
const TERM_DAYS: i32 = 25;
const ELSEWHERE_DAYS: i32 = 80;

/// A policy that names no beginning runs out so many days after its message at least.
const AHEAD_DAYS: i32 = 150;

/// How sure such a day is, in thousandths.
const SURE: u16 = 820;

/// Gives the days of a term their roles.
pub(super) fn settle(found: &mut [Found], around: &Around<'_>) {
    let papers = matches!(
        around.kind,
        Kind::ContractPack | Kind::AccountSetup | Kind::OrderConfirmed | Kind::WarrantyNotice
    );
    if papers {
        beginnings(found, around.sent_on);
    }
    let days = |role: DateRole| {
        let dates = found.iter().filter_map(|f| f.claim.date());
        dates.filter(move |(known, _)| *known == role).map(|(_, day)| day).min()
    };
    let begins = days(DateRole::Start).or_else(|| days(DateRole::Effective));
    let asks = matches!(around.kind, Kind::Dunning | Kind::PaymentFailed | Kind::PaymentDone);
    let least = if papers { TERM_DAYS } else { ELSEWHERE_DAYS };
    let from = begins
        .map(|on| (on, least))
        .or(around.sent_on.filter(|_| papers).map(|on| (on, AHEAD_DAYS)));
    let Some(first) = from.and_then(|(on, days)| on.checked_add(days.days()).ok()) else { return };
    if asks {
        return;
    }
    for value in found {
        let start = value.start;
        if let Claim::Date { role, value: day } = &mut value.claim
            && matches!(
                role,
                DateRole::Due | DateRole::Payment | DateRole::Renewal | DateRole::Other
            )
            && *day >= first
            && matures(around.text, start)
        {
            *role = DateRole::End;
            value.confidence = Confidence::from_thousandths(SURE);
        }
    }
}

/// What takes effect in the papers of an agreement is the agreement, where they name no other beginning.
fn beginnings(found: &mut [Found], sent_on: Option<Date>) {
    let begins = |f: &Found| matches!(f.claim, Claim::Date { role: DateRole::Start, .. });
    if found.iter().any(begins) {
        return;
    }
    let effective =
        |f: &&mut Found| matches!(f.claim, Claim::Date { role: DateRole::Effective, .. });
    let Some(first) = found.iter_mut().find(effective) else { return };
    if let Claim::Date { role, value } = &mut first.claim
        && sent_on.is_none_or(|sent| (*value - sent).get_days().abs() <= 400)
    {
        *role = DateRole::Start;
    }
}

/// Whether the words before a day on its line end with one for its maturity.
fn matures(text: &str, at: usize) -> bool {
    let head = text.get(..at).unwrap_or_default();
    let line = head.rfind('\n').map_or(0, |end| end + 1);
    let from = text.ceil_char_boundary(line.max(at.saturating_sub(60)));
    let label = text.get(from..at).unwrap_or_default().to_lowercase();
    let label = label.trim_end_matches(|c: char| !c.is_alphabetic());
    MATURITY.iter().any(|word| label.ends_with(word))
}
