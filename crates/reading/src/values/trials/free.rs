//! What is free for a length of time or until a day, and paid for a period from then on, is tried out: no word for a
//! trial is needed. `Your first month is on us. After that you pay £8.99 a month`.

use super::{FREE_MAX, Mark, Sort, around, number_of, span};
use crate::values::page::Page;
use crate::values::promises::sentence;
use crate::values::{Found, is_per_period};
use crate::words::as_index;
use jiff::Span;
use jiff::civil::Date;
use oxherd_model::{AmountRole, Claim, DateRole, LengthRole};

/// Bytes between a sum and the words for its period.
const PER_BYTES: usize = 40;

/// Words between what is free besides and that it is.
const ASIDE_WORDS: usize = 6;

/// Words of a sentence among which its length is looked for.
const WORDS_MAX: usize = 60;

/// What is free, and for how long where that is said as a length.
#[derive(Debug, Clone, Copy)]
pub(super) struct Free {
    pub(super) mark: Mark,
    pub(super) length: Option<Span>,
    /// The sum that is paid for each period afterwards, by its place among what was found.
    pub(super) sum: usize,
}

/// The day on which a free time that runs from today is over is the first that is paid, not that of a beginning.
pub(super) fn begins_to_cost(found: &mut [Found], free: &Free, sent_on: Option<Date>) {
    let over = sent_on.zip(free.length).and_then(|(sent, long)| sent.checked_add(long).ok());
    let Some(over) = over else { return };
    for value in found {
        if let Claim::Date { role: role @ DateRole::Start, value: on } = &mut value.claim
            && (*on - over).get_days().abs() <= 1
        {
            *role = DateRole::Payment;
        }
    }
}

/// What a text says is free at first and paid for a period then.
pub(super) fn told(page: &Page<'_>, marks: &[Mark], found: &[Found]) -> Option<Free> {
    let bound = |f: &Found| matches!(f.claim, Claim::Length { role: LengthRole::MinimumTerm, .. });
    if found.iter().any(bound) || !found.iter().any(is_paid_for) {
        return None;
    }
    let apart = |free: &Mark| {
        let over = |m: &Mark| m.start <= free.start && free.end <= m.end;
        let of_it = |m: &Mark| {
            m.last < free.first
                && free.first - m.last <= ASIDE_WORDS
                && !page.slice(m.end, free.start).contains([',', '.', ';', '!', '?', '\n'])
        };
        !marks.iter().any(|m| m.sort == Sort::Aside && (over(m) || of_it(m)))
    };
    let names_it = |m: &&Mark| m.sort == Sort::Free || m.sort.is_trial();
    let free = marks.iter().filter(names_it).filter(|m| apart(m)).take(FREE_MAX);
    free.into_iter().find_map(|mark| of_mark(page, marks, found, mark))
}

fn of_mark(page: &Page<'_>, marks: &[Mark], found: &[Found], mark: &Mark) -> Option<Free> {
    let own = sentence(page, mark.start, mark.end);
    let (from, to) = around(page, mark);
    let has = |sort: Sort, (from, to): (usize, usize)| {
        marks.iter().any(|m| m.sort == sort && m.start >= from && m.end <= to)
    };
    if has(Sort::Offer, own) {
        return None;
    }
    let length = length(page, own).or_else(|| super::length(page, mark));
    let until = || {
        let ends = |role| matches!(role, DateRole::End | DateRole::Expiry | DateRole::TrialEnd);
        let ahead = |f: &&Found| f.start >= own.0 && f.end <= own.1 && is_ahead(page, f);
        let inside = found.iter().filter(ahead).filter_map(|f| f.claim.date());
        inside.into_iter().any(|(role, _)| ends(role))
    };
    if length.is_none() && !until() && !paid_from(page, found, (from, to)) {
        return None;
    }
    let sum = found.iter().position(|f| {
        let fits = is_paid_for(f);
        let inside = f.start >= from && f.end <= to;
        // What follows stands behind it, or it is said to be the first of what is paid for.
        let then = || {
            has(Sort::After, (mark.start.min(f.start), f.start.max(mark.start)))
                || has(Sort::After, (f.end, to))
                || has(Sort::After, (from, mark.start)) && f.start > mark.start
                || has(Sort::First, own)
                || paid_from(page, found, (from, to))
        };
        fits && inside && is_for_a_period(page, marks, f, (from, to)) && then()
    })?;
    Some(Free { mark: *mark, length, sum })
}

/// Whether a value is a sum that may be paid for a period.
fn is_paid_for(found: &Found) -> bool {
    let sum = found.claim.amount();
    sum.is_some_and(|(role, money)| may_be_a_price(role) && !money.value.is_zero())
}

/// Whether a sum is the price of a period that is named beside it.
fn is_for_a_period(
    page: &Page<'_>,
    marks: &[Mark],
    sum: &Found,
    (from, to): (usize, usize),
) -> bool {
    let per = |m: &Mark| {
        let gap =
            if m.start >= sum.end { m.start - sum.end } else { sum.start.saturating_sub(m.end) };
        m.sort == Sort::Per && gap <= PER_BYTES && m.start >= from && m.end <= to
    };
    is_per_period(page.text, sum.end) || marks.iter().any(per)
}

/// Whether a stretch of text names a day to come on which something begins or is paid.
fn paid_from(page: &Page<'_>, found: &[Found], (from, to): (usize, usize)) -> bool {
    let paid = |role| {
        matches!(
            role,
            DateRole::Payment
                | DateRole::Due
                | DateRole::Renewal
                | DateRole::Effective
                | DateRole::Start
                | DateRole::TrialEnd
        )
    };
    let inside = found.iter().filter(|f| f.start >= from && f.end <= to && is_ahead(page, f));
    inside.filter_map(|f| f.claim.date()).any(|(role, _)| paid(role))
}

fn is_ahead(page: &Page<'_>, found: &Found) -> bool {
    found.claim.date().is_some_and(|(_, on)| page.s.sent_on.is_none_or(|sent| on > sent))
}

const fn may_be_a_price(role: AmountRole) -> bool {
    matches!(
        role,
        AmountRole::Price
            | AmountRole::New
            | AmountRole::Fee
            | AmountRole::Total
            | AmountRole::Due
            | AmountRole::Line
            | AmountRole::Other
    )
}

/// The length that a sentence names; not that of a notice or within which something is to be done.
fn length(page: &Page<'_>, (from, to): (usize, usize)) -> Option<Span> {
    const NOT: &[&str] = &[
        "before",
        "vor",
        "avant",
        "antes",
        "prima",
        "voor",
        "every",
        "alle",
        "each",
        "within",
        "innerhalb",
        "binnen",
        "sous",
        "entro",
        "jede",
        "jeden",
        "chaque",
        "cada",
        "ogni",
        "elke",
    ];
    let words = page.s.words;
    let inside = words.all().iter().filter(|w| as_index(w.start) >= from && as_index(w.end) <= to);
    let near: Vec<&str> = inside.map(|word| words.folded(*word)).take(WORDS_MAX).collect();
    (0..near.len()).find_map(|at| {
        let (number, unit) = (near.get(at)?, near.get(at + 1)?);
        let before = at.checked_sub(1).and_then(|at| near.get(at)).copied().unwrap_or_default();
        let behind = near.get(at + 2).copied().unwrap_or_default();
        let open = NOT.contains(&before) || NOT.contains(&behind);
        let count = number_of(number).or_else(|| FIRST.contains(number).then_some(1))?;
        span(count, unit).filter(|_| !open)
    })
}

/// The first of what is counted, folded.
const FIRST: &[&str] = &[
    "first", "erste", "ersten", "erster", "premier", "premiere", "primer", "primera", "primo",
    "prima", "eerste",
];
