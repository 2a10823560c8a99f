//! What the owner gives or sends, and whether a message says that it has arrived: `we have received your meter
//! reading`, `Ihre Retoure ist eingetroffen`; or brings it: the number that a meter shows, what is attached.

use super::page::Page;
use super::promises::sentence;
use super::sorted::{Mark, SortedPhrases};
use super::{Found, Surroundings};
use oxherd_model::{Claim, Handed, HandedHow, Handing};

/// Words of one text that are looked at.
const MARKS_MAX: usize = 160;

/// Digits of the number that a meter shows.
const DIGITS: std::ops::RangeInclusive<usize> = 3..=9;

/// Bytes behind the words in which the number that a meter shows is looked for.
const BEHIND: usize = 200;

/// `sort: phrase; phrase`, in six languages.
const LIST: &str = include_str!("../../data/handed.txt");

/// What words say of what is given.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sort {
    What(Handed),
    /// It arrived.
    Got,
    /// It is given here.
    Gives,
    /// What was to be sent back is back, and nothing else is said.
    Back,
    /// It is denied, asked for or hangs on something.
    Not,
}

impl Sort {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "reading" => Self::What(Handed::MeterReading),
            "goods" => Self::What(Handed::Goods),
            "papers" => Self::What(Handed::Papers),
            "answer" => Self::What(Handed::Answer),
            "all" => Self::What(Handed::All),
            "got" => Self::Got,
            "gives" => Self::Gives,
            "back" => Self::Back,
            "not" => Self::Not,
            _ => return None,
        })
    }
}

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct HandedReader {
    sorts: SortedPhrases<Sort>,
}

impl HandedReader {
    pub(super) fn new() -> Self {
        Self { sorts: SortedPhrases::new(LIST, Sort::of) }
    }

    /// Adds what a text says of what the owner gives to what was said before it, in the subject.
    pub(super) fn read(&self, s: &Surroundings<'_>, found: &[Found], out: &mut Vec<Handing>) {
        let marks = self.sorts.find(s, MARKS_MAX);
        if out.is_empty()
            && !marks.iter().any(|mark| matches!(mark.sort, Sort::What(_) | Sort::Back))
        {
            return;
        }
        let page = &Page::new(s);
        if out.iter().any(|h| h.what == Handed::MeterReading) && shows(page, 0, found) {
            add(out, Handing { what: Handed::MeterReading, how: HandedHow::Brought });
        }
        if out.iter().any(|h| h.what == Handed::All) && marks.iter().any(|m| m.sort == Sort::Got) {
            add(out, Handing { what: Handed::All, how: HandedHow::Arrived });
        }
        for noun in &marks {
            let what = match noun.sort {
                Sort::What(what) => what,
                Sort::Back => Handed::Goods,
                Sort::Got | Sort::Gives | Sort::Not => continue,
            };
            let (from, to) = sentence(page, noun.start, noun.end);
            let inside = |mark: &&Mark<Sort>| from <= mark.start && mark.end <= to;
            let has = |sort: Sort| marks.iter().filter(inside).any(|mark| mark.sort == sort);
            let asked = page.slice(to, to + 1) == "?";
            let told = || what == Handed::MeterReading && shows(page, noun.end, found);
            let given = || what != Handed::Goods && (has(Sort::Gives) || told());
            // `We have your payslips. You need not do anything else`: what came stands in another sentence.
            if what == Handed::All {
                let got = marks.iter().any(|m| m.sort == Sort::Got);
                let how = if got && !asked { HandedHow::Arrived } else { HandedHow::Named };
                add(out, Handing { what, how });
                continue;
            }
            let how = if asked || has(Sort::Not) {
                HandedHow::Named
            } else if has(Sort::Got) || noun.sort == Sort::Back {
                HandedHow::Arrived
            } else if given() {
                HandedHow::Brought
            } else {
                HandedHow::Named
            };
            add(out, Handing { what, how });
        }
    }
}

/// Of one sort that it arrived says more than that it is spoken of.
fn add(out: &mut Vec<Handing>, handing: Handing) {
    match out.iter_mut().find(|known| known.what == handing.what) {
        Some(known) => known.how = known.how.max(handing.how),
        None => out.push(handing),
    }
}

/// Whether a number stands behind a place that is none of a contract, a day, a sum or a call.
fn shows(page: &Page<'_>, at: usize, found: &[Found]) -> bool {
    let behind = page.slice(at, page.text.floor_char_boundary(at.saturating_add(BEHIND)));
    let taken = |start: usize, end: usize| {
        found.iter().any(|value| {
            let number = !matches!(value.claim, Claim::Promise { .. } | Claim::Act { .. });
            number && value.start < end && start < value.end
        })
    };
    let mut start = at;
    let between = |c: char| c.is_whitespace() || matches!(c, ':' | '=');
    behind.split_inclusive(between).any(|piece| {
        let word = piece.trim_end_matches(between);
        let (from, to) = (start, start + word.len());
        start += piece.len();
        let shown = word.trim_end_matches(|c: char| c.is_alphabetic() || "³.,;!".contains(c));
        let digits = shown.bytes().filter(u8::is_ascii_digit).count();
        let bare = shown.chars().all(|c| c.is_ascii_digit() || ".,".contains(c));
        bare && DIGITS.contains(&digits) && !taken(from, to)
    })
}
