//! The end of a time that is tried out before it is paid for: `your free month has started`, `the first
//! 14 days are on us`.
//!
//! A message names that day as the end of the trial, as the last day to cancel before anything is taken, as
//! the day from which it is paid, or not at all: then it is counted from the start.

mod free;

use super::page::Page;
use super::promises::sentence;
use super::sorted::SortedPhrases;
use super::{Found, Surroundings};
use crate::words::{as_index, fold};
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use oxherd_model::{AmountRole, Claim, Confidence, DateRole, LengthRole, TermUnit};

/// Words of one text that are looked at.
const MARKS_MAX: usize = 160;

/// How sure such a day is, in thousandths: said by the words, and counted.
const SAID: u16 = 860;
const COUNTED: u16 = 760;

/// A last day to cancel less sure than this was guessed.
const SURE_LAST_DAY: u16 = 700;

/// Words around those of the trial among which its length is looked for.
const REACH: usize = 7;

/// Words of the sentences of a trial among which its length is looked for.
const LENGTH_WORDS: usize = 60;

/// A trial is no longer than so many days ahead, and no longer than so many of a unit.
const DAYS_MAX: i32 = 370;
const COUNT_MAX: i64 = 400;

/// Bytes between a day and the trial that is said to end on it.
const ENDS_BYTES: usize = 48;

/// Words for nothing to pay that are looked at, bytes behind their sentence in which it is said what is paid later,
/// and bytes before a day in which it is said to be the last.
const FREE_MAX: usize = 8;
const PAID_BYTES: usize = 260;
const UNTIL_BYTES: usize = 28;

/// `sort: phrase; phrase`, in every language.
const LIST: &str = include_str!("../../data/trials.txt");

/// What words say of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// It is one, of whatever length.
    Trial,
    /// Of one month, of one week.
    Month,
    Week,
    /// Something costs nothing: a trial where its time and what comes after it are told.
    Free,
    /// It runs.
    Begun,
    /// It is only offered.
    Offer,
    /// The period of a price; it is paid then; the free time is the first.
    Per,
    After,
    First,
    /// It costs nothing and is no time: delivery, sending back.
    Aside,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "trial" => Self::Trial,
            "month" => Self::Month,
            "week" => Self::Week,
            "begun" => Self::Begun,
            "offer" => Self::Offer,
            "free" => Self::Free,
            "per" => Self::Per,
            "after" => Self::After,
            "first" => Self::First,
            "aside" => Self::Aside,
            _ => return None,
        })
    }

    const fn is_trial(self) -> bool {
        matches!(self, Self::Trial | Self::Month | Self::Week)
    }
}

type Mark = super::sorted::Mark<Sort>;

/// What a text says of a trial.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tried {
    /// Nothing.
    No,
    /// It speaks of one.
    Spoken,
    /// That one runs, and what is paid for each period behind it.
    Told,
}

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct TrialReader {
    sorts: SortedPhrases<Sort>,
}

impl TrialReader {
    pub(super) fn new() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }

    /// Gives the day on which a trial ends its role, or adds it; every other day has its role by now. What the text
    /// says of a trial.
    pub(super) fn settle(&self, s: &Surroundings<'_>, found: &mut Vec<Found>) -> Tried {
        let marks = self.sorts.find(s, MARKS_MAX);
        let mut trials: Vec<Mark> = marks.iter().filter(|m| m.sort.is_trial()).copied().collect();
        let sum = || found.iter().any(|f| matches!(f.claim, Claim::Amount { .. }));
        let may_be_free = || marks.iter().any(|m| m.sort == Sort::Free) && sum();
        if trials.is_empty() && !may_be_free() {
            return Tried::No;
        }
        let page = &Page::new(s);
        // A subject alone does not say when it began.
        let whole = s.text.trim_end().contains('\n');
        // The free of a free trial says no more than its name.
        let apart = |free: &&Mark| !trials.iter().any(|t| t.start < free.end && free.start < t.end);
        let freed = marks.iter().filter(|mark| mark.sort == Sort::Free);
        let freed = freed.filter(apart).take(FREE_MAX);
        let dated = freed.into_iter().any(|mark| costs_nothing(page, mark, found));
        let free = free::told(page, &marks, found).filter(|_| whole);
        if let Some(free) = &free {
            free::begins_to_cost(found, free, s.sent_on);
        }
        trials.extend(free.filter(|free| free.mark.sort == Sort::Free).map(|free| free.mark));
        let Some(first) = trials.first().copied() else {
            return if dated { Tried::Spoken } else { Tried::No };
        };
        for trial in &trials {
            ends_with_its_sentence(page, &marks, trial, found);
        }
        begun_today(&marks, s.sent_on, found);
        begins_on_its_first_day(found, s.sent_on);
        let (from, to) = around(page, &first);
        let said = last_free_day(page, found, (from, to));
        let inside = |mark: &&Mark| mark.start >= from && mark.end <= to;
        let begun = marks.iter().filter(inside).find(|mark| mark.sort == Sort::Begun).copied();
        let begun = begun.filter(|_| whole);
        let offered = marks.iter().filter(inside).any(|mark| mark.sort == Sort::Offer);
        let begun = begun.filter(|_| !offered || free.is_some()).or(free.map(|free| free.mark));
        if let Some(begun) = begun.filter(|_| free.is_some() || !offered) {
            starts(&begun, s.sent_on, found);
        }
        let tried = free.map_or(Tried::Spoken, |_| Tried::Told);
        is_priced(found, free);
        if let Some(known) = found.iter_mut().find(|f| role_of(f) == Some(DateRole::TrialEnd)) {
            says_it_better(known, said);
            return tried;
        }
        let counted = || {
            let of_free = free.and_then(|free| free.length);
            let length = of_free.or_else(|| trials.iter().find_map(|trial| length(page, trial)));
            let length = length.or_else(|| days_beside(page, (from, to)))?;
            let start = day(found, DateRole::Start, |on| s.sent_on.is_none_or(|sent| on <= sent));
            start.or(s.sent_on)?.checked_add(length).ok().map(|on| (on, COUNTED))
        };
        let end =
            said.map(|on| (on, SAID)).or_else(|| if begun.is_some() { counted() } else { None });
        if let Some((value, sure)) = end {
            let claim = Claim::Date { role: DateRole::TrialEnd, value };
            let confidence = Confidence::from_thousandths(sure);
            found.push(Found { claim, start: first.start, end: first.end, confidence });
        }
        tried
    }
}

/// What was counted is less than what is said.
fn says_it_better(known: &mut Found, said: Option<Date>) {
    if let (Claim::Date { value, .. }, Some(said)) = (&mut known.claim, said)
        && known.confidence.thousandths() < SAID
    {
        *value = said;
    }
}

/// What is paid for each period behind a free time is the price, whatever else a first sum of that kind is called.
fn is_priced(found: &mut [Found], free: Option<free::Free>) {
    let Some(sum) = free.and_then(|free| found.get_mut(free.sum)) else { return };
    if let Claim::Amount { role, .. } = &mut sum.claim {
        *role = AmountRole::Price;
        let sure = sum.confidence.thousandths().max(SAID);
        sum.confidence = Confidence::from_thousandths(sure);
    }
}

/// `For 7 days it costs you nothing; on 19 May we start charging £4.99`: a time without its name is one that is
/// tried out where its length is told and a day on which that is over, beside what is paid then. Gives that day
/// its role.
fn costs_nothing(page: &Page<'_>, free: &Mark, found: &mut Vec<Found>) -> bool {
    let Some(sent) = page.s.sent_on else { return false };
    if found.iter().any(|f| role_of(f) == Some(DateRole::TrialEnd)) {
        return false;
    }
    let (from, to) = sentence(page, free.start, free.end);
    let to = page.around(to, 0, PAID_BYTES).1;
    let sum = found
        .iter()
        .any(|f| f.start >= from && f.end <= to && matches!(f.claim, Claim::Amount { .. }));
    let over = length(page, free).and_then(|length| sent.checked_add(length).ok());
    let open = over.is_none() && is_per_time(page.slice(from, to));
    if !sum || over.is_none() && !open {
        return false;
    }
    let (_, own) = sentence(page, free.start, free.end);
    let near = |on: Date| over.is_none_or(|over| (on - over).get_days().abs() <= 1);
    // Without its length only the last day that its own sentence names is that of a trial.
    let told = |f: &Found| over.is_some() || f.end <= own && is_last(page, f.start);
    let ahead = |on: Date| on > sent && (on - sent).get_days() <= DAYS_MAX;
    let day = found.iter_mut().find(|f| {
        // The stop of `18. März` ends no sentence.
        let inside = f.end >= from && f.end <= to && told(f);
        inside && f.claim.date().is_some_and(|(_, on)| near(on) && ahead(on))
    });
    let Some((day, on)) = day.and_then(|f| f.claim.date().map(|(_, on)| (f, on))) else {
        return false;
    };
    let (start, end) = (day.start, day.end);
    let lasts = is_last(page, start);
    let last = if lasts { Some(on) } else { on.yesterday().ok() };
    let Some(value) = last else { return false };
    if let Claim::Date { role, .. } = &mut day.claim {
        *role = if lasts { DateRole::TrialEnd } else { DateRole::Payment };
    }
    day.confidence = Confidence::from_thousandths(SAID);
    if !lasts {
        let claim = Claim::Date { role: DateRole::TrialEnd, value };
        found.push(Found { claim, start, end, confidence: Confidence::from_thousandths(SAID) });
    }
    true
}

/// Whether a text names a price for a time, folded.
fn is_per_time(said: &str) -> bool {
    const TIMES: &[&str] = &[
        "a month",
        "per month",
        "monthly",
        "a year",
        "per year",
        "yearly",
        "im monat",
        "pro monat",
        "monatlich",
        "im jahr",
        "pro jahr",
        "jahrlich",
        "par mois",
        "par an",
        "al mes",
        "al ano",
        "al mese",
        "all anno",
        "per maand",
        "per jaar",
        "maandelijks",
    ];
    let said = format!(" {} ", fold(said));
    TIMES.iter().any(|time| said.contains(&format!(" {time} ")))
}

/// Whether a day is told as the last of something.
fn is_last(page: &Page<'_>, start: usize) -> bool {
    const UNTIL: [&str; 9] =
        ["until", "till", "up to", "through", "bis", "jusqu", "hasta", "fino", "tot"];
    let head = fold(page.slice(page.around(start, UNTIL_BYTES, 0).0, start));
    UNTIL.iter().any(|word| super::begins_a_word(&head, word))
}

/// `Cancel at least 24 hours before the end of the trial`: the last safe day is before the day of that end.
pub(super) fn last_safe(found: &mut [Found]) {
    let end = day(found, DateRole::TrialEnd, |_| true);
    let hours = found.iter().position(|f| {
        matches!(f.claim, Claim::Length { role: LengthRole::Notice, unit: TermUnit::Hour, .. })
    });
    let Some((end, at)) = end.zip(hours) else { return };
    if day(found, DateRole::CancelBy, |_| true).is_some() {
        return;
    }
    let Some(notice) = found.get_mut(at) else { return };
    let Claim::Length { count, .. } = notice.claim else { return };
    let days = i64::from(count).saturating_add(23) / 24;
    if let Ok(value) = end.checked_sub(days.days()) {
        notice.claim = Claim::Date { role: DateRole::CancelBy, value };
    }
}

/// A trial that is said to begin on the day of its message does not end on it.
fn begun_today(marks: &[Mark], sent_on: Option<Date>, found: &mut [Found]) {
    for value in found {
        let begun = |mark: &&Mark| {
            mark.sort == Sort::Begun && mark.start <= value.start && value.end <= mark.end
        };
        let said = marks.iter().find(begun).is_some();
        if let Claim::Date { role, value: day } = &mut value.claim
            && said
            && Some(*day) == sent_on
        {
            *role = DateRole::Start;
        }
    }
}

/// A trial that runs began on the day of the message that says so, where it names no other.
fn starts(begun: &Mark, sent_on: Option<Date>, found: &mut Vec<Found>) {
    let known = found.iter().any(|f| role_of(f) == Some(DateRole::Start));
    let Some(value) = sent_on.filter(|_| !known) else { return };
    found.push(Found {
        claim: Claim::Date { role: DateRole::Start, value },
        start: begun.start,
        end: begun.end,
        confidence: Confidence::from_thousandths(COUNTED),
    });
}

/// `You have 30 days`, in the sentence behind that of the trial; no notice `before` its end.
fn days_beside(page: &Page<'_>, (from, to): (usize, usize)) -> Option<Span> {
    const NOT: &[&str] =
        &["before", "vor", "avant", "antes", "prima", "voor", "every", "alle", "each", "within"];
    let words = page.s.words;
    let inside = words.all().iter().filter(|w| as_index(w.start) >= from && as_index(w.end) <= to);
    let near: Vec<&str> = inside.map(|word| words.folded(*word)).take(LENGTH_WORDS).collect();
    near.windows(4).chain(near.get(near.len().saturating_sub(3)..)).find_map(|four| match four {
        [before, number, unit, rest @ ..] => {
            let open = NOT.contains(before) || rest.first().is_some_and(|word| NOT.contains(word));
            span(number_of(number)?, unit).filter(|_| !open)
        }
        [..] => None,
    })
}

/// The sentence of a trial and the one behind it, which says what comes after.
fn around(page: &Page<'_>, trial: &Mark) -> (usize, usize) {
    let (from, to) = sentence(page, trial.start, trial.end);
    let next = page.text.get(to..).unwrap_or_default();
    let skipped = next.find(|c: char| c.is_alphanumeric()).unwrap_or(0);
    let begins = to + skipped;
    let (_, behind) = sentence(page, begins, begins);
    (from, behind.max(to))
}

/// What ends in a sentence that speaks of a trial is the trial: not the agreement, nor an offer of one.
fn ends_with_its_sentence(page: &Page<'_>, marks: &[Mark], trial: &Mark, found: &mut [Found]) {
    let (from, to) = sentence(page, trial.start, trial.end);
    let says = |sort: Sort| marks.iter().any(|m| m.sort == sort && m.start >= from && m.end <= to);
    if says(Sort::Offer) {
        return;
    }
    // `Your trial is active. It ends on ...`.
    let ends = |f: &Found| matches!(role_of(f), Some(DateRole::End | DateRole::Expiry));
    let ended = found.iter().any(|f| ends(f) && f.start >= from && f.end <= to);
    let goes_on = says(Sort::Begun) || goes_on_with_it(page, to);
    let to = if goes_on && !ended { around(page, trial).1 } else { to };
    for found in found {
        let behind = found.start >= trial.end && found.end <= to.saturating_add(1);
        let before = found.end <= trial.start && ends_between(page, found, trial);
        let ahead = page.s.sent_on.is_none_or(|sent| {
            found
                .claim
                .date()
                .is_some_and(|(_, on)| on >= sent && (on - sent).get_days() <= DAYS_MAX)
        });
        if let Claim::Date { role, .. } = &mut found.claim
            && (matches!(role, DateRole::End | DateRole::Expiry) && behind
                || may_end(*role) && before)
            && ahead
        {
            *role = DateRole::TrialEnd;
            let sure = found.confidence.thousandths().max(SAID);
            found.confidence = Confidence::from_thousandths(sure);
        }
    }
}

/// Roles that a day may have at first on which a trial is said to end behind it.
const fn may_end(role: DateRole) -> bool {
    matches!(role, DateRole::End | DateRole::Expiry | DateRole::Other | DateRole::Effective)
}

/// Whether a verb of ending stands beside a trial right behind a day: `on 3 May your free month ends`.
fn ends_between(page: &Page<'_>, found: &Found, trial: &Mark) -> bool {
    const ENDS: &[&str] = &[
        "end",
        "expire",
        "lauft",
        "ablauft",
        "termin",
        "expir",
        "prend fin",
        "s acheve",
        "finaliz",
        "acab",
        "caduc",
        "finis",
        "scad",
        "conclu",
        "eindig",
        "loopt",
        "verloop",
        "stopt",
        "afloop",
    ];
    let between = page.slice(found.end, trial.start);
    if between.len() > ENDS_BYTES || between.contains(['.', ';', '!', '?']) {
        return false;
    }
    let gap = fold(between);
    let tail = page.slice(trial.end, page.around(trial.end, 0, ENDS_BYTES / 2).1);
    let tail = tail.split(['.', ';', '!', '?', '\n']).next().unwrap_or_default();
    let says = |text: &str| ENDS.iter().any(|stem| super::begins_a_word(text, stem));
    says(&gap) || says(&fold(tail))
}

/// Words with which a sentence speaks of what the one before it named, folded.
const IT: &[&str] = &[
    "it", "er", "sie", "es", "diese", "dieser", "il", "elle", "celui", "celle", "termina",
    "finaliza", "acaba", "vence", "scade", "finisce", "deze", "die", "dit", "hij", "ze",
];

/// Whether the sentence behind another goes on about the same: `It ends on`, `Er endet am`, `Termina el`.
fn goes_on_with_it(page: &Page<'_>, to: usize) -> bool {
    let next = page.text.get(to..).unwrap_or_default();
    let next = next.trim_start_matches(|c: char| !c.is_alphanumeric());
    let word = next.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    IT.contains(&fold(word).as_str())
}

/// The last day to cancel, or the day before the first that is paid for, of the sentences of a trial.
fn last_free_day(page: &Page<'_>, found: &[Found], (from, to): (usize, usize)) -> Option<Date> {
    let sent = page.s.sent_on?;
    let ahead = |on: Date| on > sent && (on - sent).get_days() <= DAYS_MAX;
    let sure = |f: &&Found| f.confidence.thousandths() >= SURE_LAST_DAY;
    let leave = found.iter().filter(sure).filter_map(|f| f.claim.date());
    let mut leave = leave.filter(|(role, on)| *role == DateRole::CancelBy && ahead(*on));
    if let Some((_, on)) = leave.next() {
        return Some(on);
    }
    let paid =
        [DateRole::Payment, DateRole::Due, DateRole::Renewal, DateRole::Effective, DateRole::Start];
    let days = found.iter().filter(|f| f.start >= from && f.end <= to);
    let days = days.filter_map(|f| f.claim.date().map(|(role, on)| (role, on, f.start)));
    let first = days.filter(|(role, on, _)| paid.contains(role) && ahead(*on));
    let (_, on, at) = first.min_by_key(|(_, on, _)| *on)?;
    // `Free until 5 March`: that day is still free.
    if is_last(page, at) { Some(on) } else { on.yesterday().ok() }
}

/// A trial that ends later begins on the day of its message, if that was taken for its end.
fn begins_on_its_first_day(found: &mut [Found], sent_on: Option<Date>) {
    let Some(sent) = sent_on else { return };
    let is_end = |f: &Found| role_of(f) == Some(DateRole::TrialEnd);
    let later = |f: &Found| is_end(f) && f.claim.date().is_some_and(|(_, on)| on > sent);
    if !found.iter().any(later) {
        return;
    }
    for value in found.iter_mut().filter(|f| is_end(f) && !later(f)) {
        if let Claim::Date { role, .. } = &mut value.claim {
            *role = DateRole::Start;
        }
    }
}

fn role_of(found: &Found) -> Option<DateRole> {
    found.claim.date().map(|(role, _)| role)
}

fn day(found: &[Found], wanted: DateRole, fits: impl Fn(Date) -> bool) -> Option<Date> {
    let mut days = found.iter().filter_map(|found| found.claim.date());
    days.find(|(role, on)| *role == wanted && fits(*on)).map(|(_, on)| on)
}

/// How long a trial lasts, by its own word or by a number near it.
fn length(page: &Page<'_>, trial: &Mark) -> Option<Span> {
    let words = page.s.words;
    let (first, last) = (trial.first, trial.last);
    let (from, to) = sentence(page, trial.start, trial.end);
    let range = first.saturating_sub(REACH)..=last + REACH;
    let near: Vec<&str> = range
        .filter_map(|at| words.all().get(at))
        .filter(|word| as_index(word.start) >= from && as_index(word.end) <= to)
        .map(|word| words.folded(*word))
        .collect();
    let pairs = near.windows(2).find_map(|pair| match pair {
        [number, unit] => span(number_of(number)?, unit),
        [..] => None,
    });
    // `Les deux premières semaines`, `die ersten beiden Wochen`.
    let apart = || {
        near.windows(3).find_map(|three| match three {
            [number, first, unit] if is_first(first) => span(number_of(number)?, unit),
            [first, number, unit] if is_first(first) => span(number_of(number)?, unit),
            [..] => None,
        })
    };
    let pairs = apart().or(pairs);
    let joined = || near.iter().find_map(|word| joined(word));
    pairs.or_else(joined).or_else(|| match trial.sort {
        Sort::Month => Some(1.month()),
        Sort::Week => Some(1.week()),
        Sort::Trial
        | Sort::Begun
        | Sort::Offer
        | Sort::Free
        | Sort::Per
        | Sort::After
        | Sort::First
        | Sort::Aside => None,
    })
}

fn is_first(word: &str) -> bool {
    ["first", "erst", "premier", "primer", "prim", "eerst"]
        .iter()
        .any(|stem| word.starts_with(stem))
}

fn number_of(word: &str) -> Option<i64> {
    const NUMBERS: [(&[&str], i64); 8] = [
        (&["one", "first", "ein", "eine", "einen", "einem", "un", "une", "una", "uno", "een"], 1),
        (&["two", "zwei", "beiden", "deux", "dos", "due", "twee"], 2),
        (&["three", "drei", "trois", "tres", "tre", "drie"], 3),
        (&["four", "vier", "quatre", "cuatro", "quattro"], 4),
        (&["six", "sechs", "seis", "sei", "zes"], 6),
        (&["seven", "sieben", "sept", "siete", "sette", "zeven"], 7),
        (&["ten", "zehn", "dix", "diez", "dieci", "tien"], 10),
        (&["fourteen", "vierzehn", "quatorze", "catorce", "quattordici", "veertien"], 14),
    ];
    let said = || NUMBERS.iter().find(|(words, _)| words.contains(&word)).map(|(_, n)| *n);
    let number = word.parse::<i64>().ok().or_else(said)?;
    (1..=COUNT_MAX).contains(&number).then_some(number)
}

/// So many of what a word counts, in its folded spelling.
fn span(count: i64, unit: &str) -> Option<Span> {
    const DAYS: &[&str] = &["day", "tag", "jour", "dia", "giorn", "dag", "daag"];
    const WEEKS: &[&str] = &["week", "weken", "woch", "semain", "seman", "settiman"];
    const MONTHS: &[&str] = &["month", "monat", "mois", "mes", "maand"];
    let is = |stems: &[&str]| stems.iter().any(|stem| unit.starts_with(stem));
    if unit.starts_with("fortnight") {
        Some(count.checked_mul(2)?.weeks())
    } else if is(WEEKS) {
        Some(count.weeks())
    } else if is(MONTHS) {
        Some(count.months())
    } else if is(DAYS) {
        Some(count.days())
    } else {
        None
    }
}

/// `einmonatige`, `zweiwochige`.
fn joined(word: &str) -> Option<Span> {
    const BEGINS: [(&str, i64); 5] =
        [("ein", 1), ("zwei", 2), ("drei", 3), ("vier", 4), ("sechs", 6)];
    BEGINS.iter().find_map(|(begin, count)| {
        let unit = word.strip_prefix(begin)?;
        let long = ["monatig", "wochig", "tagig"].iter().any(|stem| unit.starts_with(stem));
        if long { span(*count, unit) } else { None }
    })
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::{DateRole, Fact};

    fn end_of_trial(body: &str) -> Option<String> {
        let mail = format!(
            "From: Alderley <service@alderley.example>\nSubject: Alderley\nDate: Wed, 07 Jan 2026 10:00:00 \
             +0100\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \
             8bit\n\n{body}\n"
        );
        let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        let mut dates = reading.facts.iter().filter_map(Fact::date);
        dates.find(|(role, _)| *role == DateRole::TrialEnd).map(|(_, on)| on.to_string())
    }

    #[test]
    fn a_trial_ends_on_the_day_that_stands_before_it_too() {
        for body in [
            "Hello, on 12 January 2026 your free trial ends. After that Alderley costs £8.99 a month.",
            "Hallo, am 12. Januar 2026 endet Ihr Probemonat. Danach kostet Alderley 8,99 € im Monat.",
            "Bonjour, le 12 janvier 2026 se termine votre période d'essai. Ensuite 8,99 € par mois.",
            "Hola, el 12 de enero de 2026 termina tu periodo de prueba. Después cuesta 8,99 € al mes.",
            "Ciao, il 12 gennaio 2026 finisce il tuo periodo di prova. Da quel giorno costa 8,99 € al mese.",
            "Hallo, op 12 januari 2026 eindigt je proefperiode. Daarna kost Alderley € 8,99 per maand.",
        ] {
            assert_eq!(end_of_trial(body).as_deref(), Some("2026-01-12"), "{body}");
        }
        let begun = "Hello, on 12 January 2026 we will show you how the free trial works.";
        assert_eq!(end_of_trial(begun), None);
    }
}
