//! Least terms and notice that are said in a sentence: `runs from 1 February 2025 for 12 months`, `dura un
//! anno`, `wenn er nicht einen Monat vor Ablauf gekündigt wird`, `con un mes de antelación`.
//!
//! The words that say what a length is stand right at it, and not anywhere in its sentence.

use super::{Cue, Length, Mark, Text};
use crate::values::page::Page;
use crate::values::promises::sentence;
use crate::values::{Found, dates, thousandths};
use jiff::civil::Date;
use oxherd_model::{Claim, DateRole, LengthRole, NoticeWay};

/// Bytes between a length and the words that say what it is: a space, a hyphen, a quote.
const GAP: usize = 4;

/// Bytes between `before` and the day.
const DAY_GAP: usize = 14;

/// Bytes between `before` and the renewal that is meant.
const RENEWING_REACH: usize = 40;

/// Sentences that a point behind a short number or an abbreviation seems to cut.
const PIECES: usize = 6;

/// Words for the supplier as who does something.
const OURS: [&str; 4] = ["we", "wir", "nous", "wij"];

/// How sure the day is from which a term is said to last, in thousandths.
const BEGUN_SURE: u16 = 880;

/// Abbreviations whose point ends no sentence.
const ABBREVIATIONS: &[&str] = &[
    "nr", "no", "n", "núm", "num", "ref", "réf", "rif", "art", "abs", "ca", "bzw", "inkl", "incl",
    "mr", "mrs", "ms",
];

/// The sentence around a place; the point of `1. Februar` and of `Nr. 5` ends none.
pub(super) fn statement(page: &Page<'_>, at: (usize, usize)) -> (usize, usize) {
    let (mut from, mut to) = sentence(page, at.0, at.1);
    for _ in 0..PIECES {
        let before = page.slice(0, from).trim_end();
        if from == 0 || before.len() >= from || !goes_on(before) {
            break;
        }
        from = sentence(page, before.len().saturating_sub(1), before.len()).0.min(before.len());
    }
    for _ in 0..PIECES {
        let here = page.slice(from, to + 1);
        if !here.ends_with('.') || !goes_on(here) {
            break;
        }
        let next = sentence(page, to + 1, to + 2).1;
        if next <= to {
            break;
        }
        to = next;
    }
    (from, to)
}

/// Whether the point at the end of a text ends no sentence.
fn goes_on(text: &str) -> bool {
    let Some(text) = text.strip_suffix('.') else { return false };
    let start =
        text.rfind(|c: char| !c.is_alphanumeric()).map_or(0, |at| text.ceil_char_boundary(at + 1));
    let word = text.get(start..).unwrap_or_default();
    let short = (1..=2).contains(&word.len()) && word.bytes().all(|b| b.is_ascii_digit());
    short || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

impl Text<'_, '_> {
    /// Whether words right at a length say that an agreement lasts so long.
    pub(super) fn lasts(&self, length: Length, whole: (usize, usize)) -> bool {
        let sorts = [Cue::Contract, Cue::Lasts, Cue::For];
        if self.behind(length.at.1, Cue::Contract) && !self.aside(length.at) {
            return true;
        }
        // `at least 12 months`, `una durata minima di 12 mesi`
        let start = self.before(length.at.0, Cue::Least).map_or(length.at.0, |mark| mark.start);
        let word = sorts.into_iter().skip(1).find_map(|sort| self.before(start, sort));
        let Some(word) = word.copied() else { return false };
        if self.aside((word.start, length.at.1)) {
            return false;
        }
        let (from, _) = whole;
        let in_front = |sort: Cue| {
            let mut all = self.marks.iter().rev();
            all.find(|m| m.sort == sort && m.start >= from && m.start <= word.start).copied()
        };
        if word.sort == Cue::Lasts {
            // `Die Garantie läuft 24 Monate.`
            return in_front(Cue::Contract).is_some() || in_front(Cue::Guarantee).is_none();
        }
        // A bare `for`: the agreement and that it begins stand before it, and nothing else that lasts.
        let Some(begins) = in_front(Cue::Begins) else { return false };
        let spoken = || self.marks.iter().any(|m| m.sort == Cue::Contract);
        let last = match in_front(Cue::Contract) {
            Some(contract) => contract.start.min(begins.start),
            // `It starts on 1 February 2025 for a year.`
            None if spoken() && self.only_a_day_between(begins, word) => begins.start,
            None => return false,
        };
        in_front(Cue::Aside).is_none_or(|aside| aside.start < last)
    }

    /// Whether one word is said of a day, and the other right behind that.
    fn only_a_day_between(&self, begins: Mark, word: Mark) -> bool {
        self.sink.found.iter().any(|f| {
            f.claim.date().is_some()
                && f.start > begins.end
                && f.end < word.start
                && self.are(&[Cue::Since], (begins.end, f.start))
                && self.is_blank(f.end, word.start)
        })
    }

    /// Whether words right at a length say that it is the notice by which something is ended.
    pub(super) fn is_notice_to_end(&self, length: Length, whole: (usize, usize)) -> bool {
        let inside = |m: &&Mark| m.start >= whole.0 && m.end <= whole.1;
        let ending = || self.marks.iter().filter(inside).any(|m| m.sort == Cue::Ending);
        let labelled = || {
            let label =
                self.marks.iter().rev().find(|m| m.sort == Cue::Ending && m.end <= length.at.0);
            label.is_some_and(|m| self.page.slice(m.end, length.at.0).trim() == ":")
        };
        let counted = |m: &Mark| matches!(m.sort, Cue::Message | Cue::Effect | Cue::Withdraw);
        let delay = || {
            let from = self.marks.iter().filter(inside).any(counted);
            self.before(length.at.0, Cue::Delay).is_some() && !from
        };
        let told = || self.is_told_before_renewal(length, whole);
        (self.behind(length.at.1, Cue::Before) || delay()) && (ending() || told()) || labelled()
    }

    /// `Tell us at least a month before the renewal date`: who is told so early wants no renewal.
    fn is_told_before_renewal(&self, length: Length, whole: (usize, usize)) -> bool {
        let mut before =
            self.marks.iter().filter(|m| m.sort == Cue::Before && m.start >= length.at.1);
        let Some(before) = before.next() else { return false };
        let renews = |m: &Mark| {
            let behind = m.start >= before.start && m.start - before.start <= RENEWING_REACH;
            m.sort == Cue::Renewing && behind && m.end <= whole.1
        };
        // `Let us know if you move, as we write to you a month before the renewal`: the supplier tells.
        let ours = |from: usize| {
            let between = self.page.slice(from, length.at.0).to_lowercase();
            let mut words = between.split(|c: char| !c.is_alphabetic());
            words.any(|word| OURS.contains(&word))
        };
        let tells = |m: &Mark| {
            m.sort == Cue::Tell && m.start >= whole.0 && m.end <= length.at.0 && !ours(m.end)
        };
        self.marks.iter().any(renews) && self.marks.iter().any(tells)
    }

    /// The day from which a term is said to last begins it, whatever role it had: `läuft ab dem 15.03.2025 für
    /// 24 Monate`.
    pub(super) fn begins_its_term(&mut self, whole: (usize, usize)) {
        let begins = |m: &&Mark| m.sort == Cue::Begins && m.start >= whole.0 && m.end <= whole.1;
        let verbs: Vec<Mark> = self.marks.iter().filter(begins).copied().collect();
        let day = self.sink.found.iter().position(|f| {
            let vague = f.claim.date().is_some_and(|(role, _)| {
                !matches!(role, DateRole::Birth | DateRole::Issued | DateRole::Order)
            });
            vague
                && verbs
                    .iter()
                    .any(|verb| f.start > verb.end && self.are(&[Cue::Since], (verb.end, f.start)))
        });
        let Some(found) = day.and_then(|at| self.sink.found.get_mut(at)) else { return };
        if let Claim::Date { role, .. } = &mut found.claim {
            *role = DateRole::Start;
            found.confidence = found.confidence.max(thousandths(BEGUN_SURE));
        }
    }

    /// The end before which notice is asked for, right behind its length: `10 working days before 31
    /// December`. That is no last day.
    pub(super) fn end_behind(&mut self, at: usize) -> Option<Date> {
        let mut marks = self.marks.iter().filter(|m| m.sort == Cue::Before && m.start >= at);
        let before = *marks.find(|m| m.start - at <= GAP && self.is_blank(at, m.start))?;
        let page = self.page;
        let near = |f: &&mut Found| {
            let behind = f.start >= before.end && f.start - before.end <= DAY_GAP;
            behind && !page.slice(before.end, f.start).contains(['.', ',', ';', '\n'])
        };
        let found = self.sink.found.iter_mut().filter(|f| f.claim.date().is_some()).find(near)?;
        let start = found.start;
        let Claim::Date { role, value } = &mut found.claim else { return None };
        if *role == DateRole::CancelBy {
            *role = DateRole::End;
            // Where something is to be done before a day, the one before it was read.
            *value = if dates::says_before(page, start) { value.tomorrow().ok()? } else { *value };
            found.confidence = found.confidence.max(thousandths(BEGUN_SURE));
        }
        Some(*value)
    }

    /// How notice is to be given, where the text asks for one.
    pub(super) fn notice_way(&self) -> Option<NoticeWay> {
        let asks = |f: &Found| {
            matches!(
                f.claim,
                Claim::Date { role: DateRole::CancelBy, .. }
                    | Claim::Length { role: LengthRole::Notice | LengthRole::CountedNotice, .. }
            )
        };
        if !self.sink.found.iter().any(asks) {
            return None;
        }
        let said = |sort: Cue| {
            self.marks.iter().filter(|mark| mark.sort == sort).any(|mark| {
                let (from, to) = statement(self.page, (mark.start, mark.end));
                let inside = |of: Cue| {
                    self.marks.iter().any(|m| m.sort == of && m.start >= from && m.end <= to)
                };
                let here = |f: &Found| asks(f) && f.start >= from && f.end <= to;
                let about = inside(Cue::Ending) || self.sink.found.iter().any(here);
                about && !inside(Cue::NoPost)
            })
        };
        match (said(Cue::Post), said(Cue::Sent)) {
            (true, true) => Some(NoticeWay::PostedLetter),
            (true, false) => Some(NoticeWay::Letter),
            (false, true) => Some(NoticeWay::Sent),
            (false, false) => None,
        }
    }

    /// Whether something else is said to last so long: a price, a guarantee, what is free.
    fn aside(&self, (from, to): (usize, usize)) -> bool {
        let from = from.saturating_sub(GAP);
        self.marks.iter().any(|m| m.sort == Cue::Aside && m.start >= from && m.start <= to + GAP)
    }

    fn before(&self, at: usize, sort: Cue) -> Option<&Mark> {
        let mut all = self.marks.iter().filter(|m| m.sort == sort && m.end <= at);
        all.find(|m| at - m.end <= GAP && self.is_blank(m.end, at))
    }

    fn behind(&self, at: usize, sort: Cue) -> bool {
        let mut all = self.marks.iter().filter(|m| m.sort == sort && m.start >= at);
        all.any(|m| m.start - at <= GAP && self.is_blank(at, m.start))
    }

    fn is_blank(&self, from: usize, to: usize) -> bool {
        let gap = self.page.slice(from, to);
        gap.chars().all(|c| c.is_whitespace() || matches!(c, '-' | '\'' | '’'))
    }
}
