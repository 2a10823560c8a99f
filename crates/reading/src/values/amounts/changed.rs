//! The two sums of a change: what holds until then, what from then on, and by how much they differ.

use super::{LIMIT_SURE, Role, Sign, Sum, per_metered, per_period};
use crate::values::labels::{self, Cue, Labels};
use crate::values::page::Page;
use crate::values::promises::sentence;
use crate::values::rises::{Rises, Time, Way};
use oxherd_model::AmountRole;
use rust_decimal::Decimal;

/// What holds now stands behind what is to come: in brackets (`33 a month (now 30)`), or behind words that
/// take its place (`your new fee is 33 instead of 30`).
pub(super) fn of_today(page: &Page<'_>, sums: &[Sum], roles: &mut [Role]) {
    use AmountRole as R;
    for (at, pair) in sums.windows(2).enumerate() {
        let [new, now] = pair else { continue };
        let gap = page.text.get(new.end..now.start).unwrap_or_default().to_lowercase();
        let role = roles.get(at).map_or(R::Tax, |role| role.0);
        let whole = matches!(role, R::Total | R::Due) && is_called_new(page, new.start);
        let may = whole || matches!(role, R::New | R::Old | R::Price | R::Other);
        let short = gap.len() <= 60 && !gap.contains([';', '\n']) && !gap.contains(". ");
        let told = gap.split_once('(').is_some_and(|(_, said)| {
            let said = said.trim_matches(|c: char| !c.is_alphabetic());
            NOW.split(' ').any(|word| word == said)
        }) || INSTEAD.iter().any(|words| gap.contains(words));
        if !(may && short && told) || role == R::Old && !gap.contains('(') {
            continue;
        }
        for (at, role) in [(at, R::New), (at + 1, R::Old)] {
            if let Some(known) = roles.get_mut(at) {
                *known = (role, 900);
            }
        }
    }
}

/// Words for what holds now, in brackets.
const NOW: &str = "now today currently jetzt heute derzeit actuellement maintenant aujourd'hui ahora \
    actualmente hoy ora oggi nu";

/// Words before what is replaced.
const INSTEAD: &[&str] = &[
    "instead of",
    "rather than",
    "statt",
    "anstelle",
    "au lieu de",
    "en lugar de",
    "en vez de",
    "invece di",
    "anziché",
    "in plaats van",
];

/// Whether the words right before a sum call it new.
fn is_called_new(page: &Page<'_>, at: usize) -> bool {
    let head = page.slice(page.around(at, 60, 0).0, at).to_lowercase();
    let begins = ["new", "neue", "nouve", "nuev", "nuov", "nieuw", "künftig", "future", "futur"];
    head.split(|c: char| !c.is_alphabetic())
        .any(|word| begins.iter().any(|begin| word.starts_with(begin)))
}

/// `from 12 to 14 a month`, `12 instead of 14`: a change has an old price and a new one.
pub(super) fn old_and_new(
    page: &Page<'_>,
    labels: &Labels,
    (sums, gone): (&[Sum], &[bool]),
    roles: &mut [Role],
) {
    for (at, pair) in sums.windows(2).enumerate() {
        let [old, new] = pair else { continue };
        if gone.get(at..at + 2).is_some_and(|pair| pair.contains(&true)) {
            continue;
        }
        let Some(gap) = page.text.get(old.end..new.start) else {
            continue;
        };
        if gap.len() > 60 || gap.contains("\n\n") {
            continue;
        }
        // Of a measured unit no price of the agreement is made.
        if per_metered(page, new) || per_metered(page, old) {
            continue;
        }
        let joins = labels::from(&labels.cues, old.end)
            .iter()
            .take_while(|mark| mark.end <= new.start)
            .any(|mark| matches!(mark.what, Cue::RangeTo | Cue::AmountTo))
            || gap.contains(['→', '➔'])
            || gap.contains("->");
        let from = labels::before(&labels.cues, old.start)
            .take(2)
            .any(|mark| mark.what == Cue::RangeFrom && old.start - mark.end <= 14);
        let says_old = roles.get(at).is_some_and(|role| role.0 == AmountRole::Old);
        let says_new = roles.get(at + 1).is_some_and(|role| role.0 == AmountRole::New);
        let change = near_change(page, labels, old.start, new.end);
        let per = per_period(page, new.end) || per_period(page, old.end);
        // `It goes up by 4 to 39`: no price trebles.
        let by = !from && !says_old && old.number.decimal * Decimal::from(3) < new.number.decimal;
        // `92 instead of 84`: the words of both have said it already.
        let other_way = roles.get(at).is_some_and(|role| role.0 == AmountRole::New)
            && roles.get(at + 1).is_some_and(|role| role.0 == AmountRole::Old);
        if other_way {
            continue;
        }
        if joins && (says_old || says_new || (from && (change || per)) || by && change) {
            if let Some(role) = roles.get_mut(at) {
                *role = if by { (AmountRole::Other, LIMIT_SURE) } else { (AmountRole::Old, 900) };
            }
            if let Some(role) = roles.get_mut(at + 1) {
                *role = (AmountRole::New, 900);
            }
        }
    }
}

fn near_change(page: &Page<'_>, labels: &Labels, start: usize, end: usize) -> bool {
    let (line_start, line_end) = page.line_span(start);
    let floor = line_start.max(start.saturating_sub(160));
    labels::from(&labels.cues, floor)
        .iter()
        .take_while(|mark| mark.start < line_end.min(end + 80))
        .any(|mark| mark.what == Cue::Change)
}

/// A sum by which a price rises or falls is no price: which, and which way.
pub(super) fn rises_by(
    rises: &Rises<'_>,
    labels: &Labels,
    (sums, gone): (&[Sum], &[bool]),
    roles: &mut [Role],
) -> Option<(usize, Way)> {
    let mut found = None;
    let mut floor = 0;
    for (at, sum) in sums.iter().enumerate() {
        let next = sums.get(at + 1);
        let ceiling = next.map_or(usize::MAX, |next| next.start);
        let way = rises.by((sum.start, sum.end), (floor, ceiling));
        floor = sum.end;
        let (Some(way), Some(role)) = (way, roles.get_mut(at)) else { continue };
        // `2,50 € de plus` is a step, although what is more than a sum is a limit.
        let limit = role.1 >= LIMIT_SURE && rises.behind(sum.end, ceiling).is_none();
        let known = gone.get(at) == Some(&true) || limit;
        // `De 30 à 33`: that is where it comes from.
        let joined = next.is_some_and(|next| {
            let treble = sum.number.decimal * Decimal::from(3) < next.number.decimal;
            let mut to = labels::from(&labels.cues, sum.end).iter();
            let mut to = to.by_ref().take_while(|mark| mark.end <= next.start);
            !treble && to.any(|mark| matches!(mark.what, Cue::RangeTo | Cue::AmountTo))
        });
        if known || joined || role.0 == AmountRole::Old || sum.sign == Sign::Minus {
            continue;
        }
        *role = (AmountRole::Other, LIMIT_SURE);
        found = found.or(Some((at, way)));
    }
    found
}

/// Bytes between two sums of a change, and before the first.
const APART: usize = 170;
const AHEAD: usize = 120;

/// How sure the two sums of a change are, in thousandths.
const SURE: u16 = 900;

/// `Until now you paid 30 a month; from 1 June it is 33.50`: of two sums for a time one holds now, the other then.
pub(super) fn now_and_then(
    (page, rises): (&Page<'_>, &Rises<'_>),
    (sums, gone): (&[Sum], &[bool]),
    roles: &mut [Role],
) {
    let mut floor = 0;
    for (at, pair) in sums.windows(2).enumerate() {
        let [a, b] = pair else { continue };
        let from = floor.max(page.around(a.start, AHEAD, 0).0);
        floor = a.end;
        let open = |at: usize| {
            gone.get(at) != Some(&true) && roles.get(at).is_some_and(|role| may_change(*role))
        };
        let per = per_period(page, a.end) || per_period(page, b.end);
        let priced = [at, at + 1].into_iter().filter_map(|at| roles.get(at));
        let of =
            |role: &Role| matches!(role.0, AmountRole::Price | AmountRole::Old | AmountRole::New);
        let priced = per || priced.into_iter().any(of);
        let metered = per_metered(page, a) || per_metered(page, b);
        if !(open(at) && open(at + 1) && priced) || metered || !are_alike(a, b) {
            continue;
        }
        // In `5 € 9` both sums have the sign.
        if b.start.checked_sub(a.end).is_none_or(|apart| apart > APART) {
            continue;
        }
        let (first, _) = sentence(page, a.start, a.end);
        let called = || match roles.get(at).map(|role| role.0) {
            Some(AmountRole::New) => Some(Time::Then),
            Some(AmountRole::Old) => Some(Time::Now),
            _ => None,
        };
        let time = rises.time((from.max(first), a.start)).or_else(called);
        // `It will be 25.90 (24.90 until now)`: what stands in brackets is told behind its sum.
        let bracket = in_brackets(page, rises, (a, b));
        let first = || bracket.filter(|of| *of == Time::Now).map(|_| Time::Then);
        let times = (time.or_else(first), rises.time((a.end, b.start)).or(bracket));
        let (old, new) = match times {
            (Some(Time::Now), Some(Time::Then)) => (at, at + 1),
            (Some(Time::Then), Some(Time::Now)) => (at + 1, at),
            _ => continue,
        };
        for (at, role) in [(old, AmountRole::Old), (new, AmountRole::New)] {
            if let Some(known) = roles.get_mut(at) {
                *known = (role, SURE);
            }
        }
    }
}

/// The time of a sum in brackets, by the words behind it: `(24,90 € jusqu'à présent)`.
fn in_brackets(page: &Page<'_>, rises: &Rises<'_>, (a, b): (&Sum, &Sum)) -> Option<Time> {
    let opens = page
        .slice(a.end, b.start)
        .trim_end_matches(|c: char| !c.is_ascii_punctuation())
        .ends_with('(');
    let tail = page.slice(b.end, page.around(b.end, 0, BRACKET).1);
    let close = tail.find(')').filter(|_| opens)?;
    rises.time((b.end, b.end + close))
}

/// Bytes behind a sum in which its bracket closes.
const BRACKET: usize = 40;

/// `Prices rise by 5 per cent, which makes 31.50 a month`: the only sum for a time in news of a change is the new
/// price; right behind words of a least one it is none.
pub(super) fn told_alone((page, rises): (&Page<'_>, &Rises<'_>), sums: &[Sum], roles: &mut [Role]) {
    let mut floor = 0;
    for (at, sum) in sums.iter().enumerate() {
        let (first, last) = sentence(page, sum.start, sum.end);
        let from = floor.max(page.around(sum.start, APART, 0).0);
        floor = sum.end;
        let known = roles.get(at).copied().unwrap_or((AmountRole::Tax, LIMIT_SURE));
        let per = per_period(page, sum.end);
        let next = sums.get(at + 1).is_some_and(|next| next.start < last);
        if !per || !may_change(known) || known.0 == AmountRole::Old && known.1 >= SURE {
            continue;
        }
        let changes = rises.changes((from, last));
        let role = if !changes && !next && rises.is_least((first.max(from), sum.start)) {
            (AmountRole::Other, LIMIT_SURE)
        } else if changes && rises.time((from, sum.start)) == Some(Time::Then) {
            (AmountRole::New, SURE)
        } else {
            continue;
        };
        if let Some(known) = roles.get_mut(at) {
            *known = role;
        }
    }
}

/// Whether a sum that has a role may be that of a change.
const fn may_change((role, sure): Role) -> bool {
    use AmountRole as R;
    match role {
        // A per cent beside a sum makes it no tax.
        R::Total | R::Due | R::Fee | R::Old | R::New | R::Paid | R::Price | R::Deposit | R::Tax => {
            true
        }
        R::Other => sure < LIMIT_SURE,
        R::Line | R::Subtotal | R::Shipping | R::Discount | R::Refund | R::Balance => false,
    }
}

/// Whether two sums can be the same price at two times.
fn are_alike(a: &Sum, b: &Sum) -> bool {
    let twice = |of: &Sum| of.number.decimal + of.number.decimal;
    a.currency == b.currency
        && a.scale == b.scale
        && a.number.decimal != b.number.decimal
        && a.number.decimal <= twice(b)
        && b.number.decimal <= twice(a)
}
