//! The last day to leave that is told by what silence does: `continues for another year unless you tell us
//! otherwise by 30 November`, `si vous souhaitez arrêter, dites-le-nous avant le 15`.

use super::day::Day;
use super::page::Page;
use super::promises::sentence;
use super::sorted::SortedPhrases;
use super::{Found, Surroundings, deeds};
use oxherd_model::{Claim, Confidence, DateRole};

/// Words of one text that are looked at.
const MARKS_MAX: usize = 80;

/// How sure such a day is, in thousandths.
const SURE: u16 = 880;

/// `sort: phrase; phrase`, in six languages.
const LIST: &str = include_str!("../../data/silence.txt");

/// What words say of what follows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    /// Nothing is said against it, or it is.
    Contrary,
    /// Who reads it would rather leave.
    Wish,
    /// It goes on.
    Onward,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "contrary" => Self::Contrary,
            "wish" => Self::Wish,
            "onward" => Self::Onward,
            _ => return None,
        })
    }
}

type Mark = super::sorted::Mark<Sort>;

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct SilenceReader {
    sorts: SortedPhrases<Sort>,
}

impl SilenceReader {
    pub(super) fn new() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }

    /// Makes the day by which the owner is to speak the last one to leave, where silence lets it go on.
    pub(super) fn settle(&self, s: &Surroundings<'_>, found: &mut [Found]) {
        let may = |f: &Found| f.claim.date().is_some_and(|(role, _)| is_open(role));
        if !found.iter().any(may) {
            return;
        }
        let marks = self.sorts.find(s, MARKS_MAX);
        let speaks = marks.iter().any(|mark| mark.sort != Sort::Onward);
        if !speaks || !marks.iter().any(|mark| mark.sort == Sort::Onward) {
            return;
        }
        let page = &Page::new(s);
        let mut told = None;
        for value in found.iter_mut().filter(|f| may(f)) {
            if let Some(day) = day_of(value)
                && deeds::is_ahead(page, &day)
                && deeds::says_by(page, &day)
                && decides(page, &marks, &day)
                && let Claim::Date { role, .. } = &mut value.claim
            {
                *role = DateRole::CancelBy;
                let sure = value.confidence.thousandths().max(SURE);
                value.confidence = Confidence::from_thousandths(sure);
                told = Some(day);
            }
        }
        let Some(day) = told else { return };
        let (from, to) = sentence(page, day.start, day.end);
        for value in found.iter_mut().filter(|f| f.start >= from && f.end <= to) {
            // What silence brings, on the day that the same sentence names behind the last one to speak.
            if let Claim::Date { role: role @ DateRole::Other, value: on } = &mut value.claim
                && *on > day.date
            {
                *role = DateRole::Renewal;
                let sure = value.confidence.thousandths().max(SURE);
                value.confidence = Confidence::from_thousandths(sure);
            }
        }
    }
}

/// Roles that such a day has by the word before it alone.
const fn is_open(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::AnswerBy
            | DateRole::Due
            | DateRole::Other
            | DateRole::End
            | DateRole::Expiry
            | DateRole::Effective
    )
}

fn day_of(found: &Found) -> Option<Day> {
    let (_, date) = found.claim.date()?;
    let confidence = found.confidence.thousandths();
    Some(Day { start: found.start, end: found.end, date, confidence, weak: false })
}

/// Whether the sentence of a day says what silence does, or what to say to leave, and it or the one before
/// or behind it that it goes on.
fn decides(page: &Page<'_>, marks: &[Mark], day: &Day) -> bool {
    let (from, to) = sentence(page, day.start, day.end);
    let speaks = |mark: &Mark| mark.sort != Sort::Onward && mark.start >= from && mark.end <= to;
    if !marks.iter().any(speaks) {
        return false;
    }
    let (before, _) = sentence(page, from.saturating_sub(3), from.saturating_sub(3));
    let next = page.text.ceil_char_boundary(to.saturating_add(3));
    let (_, behind) = sentence(page, next.min(page.text.len()), next.min(page.text.len()));
    let near = before.min(from)..=behind.max(to);
    let onward = |mark: &&Mark| mark.sort == Sort::Onward && near.contains(&mark.start);
    marks.iter().find(onward).is_some()
}
