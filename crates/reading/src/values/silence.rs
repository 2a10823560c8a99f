//! The last day to leave that is told by what silence does: `continues for another year unless you tell us
//! otherwise by 30 November`, `si vous souhaitez arrêter, dites-le-nous avant le 15`.

use super::day::Day;
use super::page::Page;
use super::promises::sentence;
use super::sorted::SortedPhrases;
use super::{Found, Surroundings, deeds};
use jiff::civil::Date;
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
        let days: Vec<(usize, Day)> = found
            .iter()
            .enumerate()
            .filter(|(_, f)| may(f))
            .filter_map(|(at, f)| Some((at, day_of(f)?)))
            .filter(|(_, day)| deeds::is_ahead(page, day) && deeds::says_by(page, day))
            .collect();
        let spoken: Vec<Spoken> = days.iter().filter_map(|of| decides(page, &marks, of)).collect();
        for one in &spoken {
            // Of two days in a sentence the one beside the words decides.
            let nearer = |other: &Spoken| other.sentence == one.sentence && other.gap < one.gap;
            if !spoken.iter().any(nearer) {
                give_roles(found, one);
            }
        }
    }
}

/// A day by which the owner is to speak, or another one of its sentence.
struct Spoken {
    /// Its place among what was found, and the day.
    at: usize,
    on: Date,
    sentence: (usize, usize),
    /// Bytes to the words that say what silence does.
    gap: usize,
}

/// Makes a day the last one to leave; a later one of its sentence is what silence brings.
fn give_roles(found: &mut [Found], spoken: &Spoken) {
    let (from, to) = spoken.sentence;
    for (at, value) in found.iter_mut().enumerate() {
        let inside = value.start >= from && value.end <= to;
        let Claim::Date { role, value: on } = &mut value.claim else { continue };
        if at == spoken.at {
            *role = DateRole::CancelBy;
        } else if inside && *role == DateRole::Other && *on > spoken.on {
            *role = DateRole::Renewal;
        } else {
            continue;
        }
        let sure = value.confidence.thousandths().max(SURE);
        value.confidence = Confidence::from_thousandths(sure);
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
            | DateRole::Renewal
    )
}

fn day_of(found: &Found) -> Option<Day> {
    let (_, date) = found.claim.date()?;
    let confidence = found.confidence.thousandths();
    Some(Day { start: found.start, end: found.end, date, confidence, weak: false })
}

/// A day whose sentence says what silence does, or what to say to leave, where it or the one before or
/// behind it says that it goes on.
fn decides(page: &Page<'_>, marks: &[Mark], (at, day): &(usize, Day)) -> Option<Spoken> {
    let (from, to) = sentence(page, day.start, day.end);
    let speaks = |mark: &&Mark| mark.sort != Sort::Onward && mark.start >= from && mark.end <= to;
    let gap = |mark: &Mark| {
        let before = day.start.saturating_sub(mark.end);
        if mark.start >= day.end { mark.start - day.end } else { before }
    };
    let gap = marks.iter().filter(speaks).map(gap).min()?;
    let (before, _) = sentence(page, from.saturating_sub(3), from.saturating_sub(3));
    let next = page.text.ceil_char_boundary(to.saturating_add(3)).min(page.text.len());
    let (_, behind) = sentence(page, next, next);
    let near = before.min(from)..=behind.max(to);
    let onward = |mark: &Mark| mark.sort == Sort::Onward && near.contains(&mark.start);
    let spoken = Spoken { at: *at, on: day.date, sentence: (from, to), gap };
    marks.iter().any(onward).then_some(spoken)
}
