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

/// Words by which a sentence goes on with what the one before asks for again and again, folded.
const FIRST: &[&str] = &[
    "the first time",
    "for the first time",
    "first time",
    "the first one",
    "das erste mal",
    "erstmals",
    "zum ersten mal",
    "la premiere fois",
    "pour la premiere fois",
    "la primera vez",
    "por primera vez",
    "la prima volta",
    "per la prima volta",
    "de eerste keer",
    "voor het eerst",
    "voor de eerste keer",
];

/// Words for what is to be had every year, folded.
const YEARLY: &[&str] = &[
    "once a year",
    "every year",
    "each year",
    "yearly",
    "annual",
    "einmal im jahr",
    "einmal jahrlich",
    "jahrlich",
    "jedes jahr",
    "une fois par an",
    "chaque annee",
    "tous les ans",
    "una vez al ano",
    "cada ano",
    "todos los anos",
    "una volta l anno",
    "una volta all anno",
    "ogni anno",
    "een keer per jaar",
    "eens per jaar",
    "elk jaar",
    "ieder jaar",
    "jaarlijks",
];

/// Bytes of the sentence before that is looked at.
const YEARLY_BYTES: usize = 240;

/// Whether a day is the first by which something is to be had that a guarantee asks for each year: `... is serviced
/// once a year. The first time by 19 October`.
fn is_first_of_each_year(page: &Page<'_>, day: &Day) -> bool {
    let ahead = page.s.sent_on.is_none_or(|sent| day.date > sent);
    let (from, _) = sentence(page, day.start, day.end);
    let head = fold(page.slice(from, day.start));
    if !ahead || !FIRST.iter().any(|words| head.starts_with(words)) {
        return false;
    }
    let before = fold(page.slice(page.around(from, YEARLY_BYTES, 0).0, from));
    YEARLY.iter().any(|words| before.contains(words)) && !says_pay(page, day)
}

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
    if role.0.is_some() && is_first_of_each_year(page, day) {
        return (Some(DateRole::ServiceDue), SURE);
    }
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
