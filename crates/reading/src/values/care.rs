//! Days by which something is to be looked after: the next vaccination, an inspection, a first service.
//!
//! Beside a bill such a day looks like one to pay by. What its sentence speaks of tells them apart.

use super::dates::Role;
use super::day::Day;
use super::labels::{Care, Labels, Mark};
use super::page::Page;
use super::promises::sentence;
use crate::words::fold;
use oxherd_model::DateRole;

/// How far from its day the words of care stand.
const BEFORE: usize = 130;
const BEHIND: usize = 60;

/// How far before a sentence the one stands that says what comes again.
const TOLD: usize = 140;

/// What comes next and is so many days ahead is not booked yet.
const FAR_DAYS: i32 = 90;

/// How sure such a day is, in thousandths.
const SURE: u16 = 900;

/// Beginnings of words that ask for money, folded.
const PAYS: &[&str] = &[
    "payable",
    "pay by",
    "be paid",
    "zahlbar",
    "zu zahlen",
    "zahlen bis",
    "begleich",
    "uberweis",
    "payer",
    "regler",
    "reglement",
    "payable",
    "pagar",
    "pague",
    "pagader",
    "abonar",
    "pagamento",
    "pagare",
    "saldare",
    "versare",
    "betal",
    "voldo",
    "overma",
];

/// Bytes before a day in which it is asked for.
const PAY_BYTES: usize = 40;

/// Whether the words right before a day say that it is one to pay by: of a service as of anything else.
pub(super) fn says_pay(page: &Page<'_>, day: &Day) -> bool {
    let (from, _) = page.around(day.start, PAY_BYTES, 0);
    let head = page.slice(from, day.start);
    let head =
        head.rsplit_once(['.', ';', '\n']).filter(|(_, rest)| rest.contains(char::is_alphabetic));
    let said = head.map_or_else(|| page.slice(from, day.start), |(_, rest)| rest);
    let folded = format!(" {}", fold(said));
    PAYS.iter().any(|word| folded.contains(&format!(" {word}")))
}

/// The role of a day, unless its sentence says that something is to be looked after by it.
pub(super) fn of(page: &Page<'_>, labels: &Labels, day: &Day, role: Role) -> Role {
    let Some(said) = role.0.filter(|_| !labels.care.is_empty()) else {
        return role;
    };
    let by = matches!(said, DateRole::Due | DateRole::AnswerBy);
    let open = matches!(
        said,
        DateRole::Payment
            | DateRole::Expiry
            | DateRole::End
            | DateRole::Other
            | DateRole::Renewal
            | DateRole::Effective
            | DateRole::Start
    );
    let ahead = page.s.sent_on.map(|sent| (day.date - sent).get_days());
    let far = said == DateRole::Appointment && ahead.is_some_and(|days| days >= FAR_DAYS);
    if !(by || open || far) || ahead.is_some_and(|days| days <= 0) {
        return role;
    }
    let (from, to) = sentence(page, day.start, day.end);
    let (line_start, line_end) = page.line_span(day.start);
    // Lines of a list are sentences of their own.
    let short = line_end - line_start < 60;
    let from =
        if short { from.max(line_start) } else { from }.max(day.start.saturating_sub(BEFORE));
    let to = if short { to.min(line_end) } else { to }.min(day.end + BEHIND);
    if by && says_pay(page, day) {
        return role;
    }
    let says = |marks: &[Mark<Care>]| marks.iter().any(|m| m.start >= from && m.end <= to);
    let asks = labels
        .deeds
        .iter()
        .filter(|m| m.start >= from && m.end <= to)
        .any(|m| matches!(m.what.role, DateRole::Due | DateRole::Payment));
    // `Biscuit had her jabs. The next ones are due on`: the sentence before says what of.
    let told = |m: &&Mark<Care>| m.end <= from && from - m.end <= TOLD;
    let goes_on = || says(&labels.next) && labels.care.iter().any(|m| told(&m));
    if (says(&labels.care) || by && goes_on()) && !asks && (by || says(&labels.next)) {
        return (Some(DateRole::ServiceDue), SURE);
    }
    role
}
