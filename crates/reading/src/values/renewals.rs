//! Whether an agreement goes on by itself when its term is over: `renews automatically each year`,
//! `verlängert sich jeweils um ein Jahr`, `sans tacite reconduction`, `stopt automatisch`.
//!
//! What renews is said by a verb or a noun, that it does so by itself by words beside it in the same
//! clause; a negation counts where it stands at the verb, and not that of the condition (`unless you do
//! not wish to`, `wenn er nicht gekündigt wird`). What is only possible or asked says nothing.

use super::Sink;
use super::page::Page;
use super::sorted::SortedPhrases;
use crate::words::as_index;
use oxherd_model::Claim;

/// Words of one text that are looked at.
const CUES_MAX: usize = 400;

/// Bytes before and behind an anchor in which its clause is looked at.
const BEFORE: usize = 200;
const BEHIND: usize = 160;

/// Words between a renewal and what takes it back; a verb may come last.
const TAKEN_WORDS: usize = 6;

/// Words between `then` and how something may be left.
const THEN_WORDS: usize = 4;

/// A line so short ends what it says.
const LINE_MIN: usize = 50;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../data/renewals.txt");

/// What words around a renewal say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// By itself.
    Auto,
    /// Term after term, or for how long.
    Cycle,
    /// A verb that says by its form that it renews.
    Rolls,
    /// A verb that may be of anything that is renewed.
    Verb,
    /// What is named: a renewal.
    Noun,
    /// The same, which says by itself that it is automatic.
    Named,
    /// A verb whose other part stands at the end of its clause: `läuft ... weiter`, `loopt ... af`.
    Split,
    /// That part, where it goes on.
    Onward,
    /// The same, where it ends.
    Out,
    /// It ends.
    End,
    /// Nobody has to end it.
    Enough,
    /// Not.
    Not,
    /// Said of a renewal that there is none.
    Excluded,
    /// Without: what is named behind it, not what happens.
    Lack,
    /// On a condition.
    If,
    /// It was turned off.
    Off,
    /// A renewal that was announced was taken back.
    Taken,
    /// It is possible, or to be chosen.
    Can,
    /// It can be stopped, so it is there.
    Stop,
    /// Something else ends or is prolonged.
    Aside,
    /// What is brought, which ends with the agreement.
    Brought,
    /// A part of an agreement that ends alone.
    Lesser,
    /// Behind a label: not so.
    No,
    /// After a term.
    Then,
    /// It may be left from month to month, so it goes on.
    Leave,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "auto" => Self::Auto,
            "cycle" => Self::Cycle,
            "rolls" => Self::Rolls,
            "verb" => Self::Verb,
            "noun" => Self::Noun,
            "named" => Self::Named,
            "split" => Self::Split,
            "onward" => Self::Onward,
            "out" => Self::Out,
            "end" => Self::End,
            "enough" => Self::Enough,
            "not" => Self::Not,
            "lack" => Self::Lack,
            "excluded" => Self::Excluded,
            "if" => Self::If,
            "off" => Self::Off,
            "taken" => Self::Taken,
            "can" => Self::Can,
            "stop" => Self::Stop,
            "aside" => Self::Aside,
            "brought" => Self::Brought,
            "lesser" => Self::Lesser,
            "no" => Self::No,
            "then" => Self::Then,
            "leave" => Self::Leave,
            _ => return None,
        })
    }
}

type Mark = super::sorted::Mark<Cue>;

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct RenewalReader {
    cues: SortedPhrases<Cue>,
}

/// Whether it goes on by itself, and how sure that is, in thousandths.
type Told = (bool, u16);

impl RenewalReader {
    pub(super) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// Adds the surest that the text says of it.
    pub(super) fn read(&self, page: &Page<'_>, sink: &mut Sink) {
        let marks = self.cues.find(page.s, CUES_MAX);
        let mut best: Option<(Mark, Told)> = None;
        for mark in &marks {
            let text = Text { page, marks: &marks };
            let Some(told) = text.told(mark) else { continue };
            if best.is_none_or(|(_, (_, sure))| told.1 > sure) {
                best = Some((*mark, told));
            }
        }
        if let Some((mark, (automatic, sure))) = best {
            sink.add(Claim::Renewal { automatic }, (mark.start, mark.end), sure);
        }
    }
}

/// A text with its words of renewal.
struct Text<'a> {
    page: &'a Page<'a>,
    marks: &'a [Mark],
}

/// The clause of an anchor.
struct Clause<'a> {
    anchor: Mark,
    marks: Vec<&'a Mark>,
    /// Its last word.
    last: usize,
    /// Whether a condition opens it.
    conditional: bool,
}

impl Text<'_> {
    /// What is said at words that may be of a renewal or an end.
    fn told(&self, mark: &Mark) -> Option<Told> {
        let covers = |m: &&Mark| matches!(m.sort, Cue::Noun | Cue::Named) && m.first == mark.first;
        match mark.sort {
            Cue::Noun | Cue::Named => self.named(&self.clause(*mark)?),
            Cue::Verb if self.marks.iter().any(|m| covers(&m)) => None,
            Cue::Rolls | Cue::Verb => {
                let told = Self::renews(&self.clause(*mark)?);
                told.filter(|(automatic, _)| *automatic || !self.is_a_choice(mark))
            }
            Cue::End => self.ends(&self.clause(*mark)?),
            Cue::Split => self.split(&self.clause(*mark)?),
            Cue::Leave => self.left_later(&self.clause(*mark)?),
            Cue::Then
            | Cue::Auto
            | Cue::Cycle
            | Cue::Enough
            | Cue::Not
            | Cue::Lack
            | Cue::Excluded
            | Cue::Onward
            | Cue::Out
            | Cue::If
            | Cue::Off
            | Cue::Taken
            | Cue::Can
            | Cue::Stop
            | Cue::Aside
            | Cue::Brought
            | Cue::Lesser
            | Cue::No => None,
        }
    }

    /// `If you prefer not to renew`, `ne pas renouveler`: what somebody may do, not what happens.
    fn is_a_choice(&self, mark: &Mark) -> bool {
        const INFINITIVES: [&str; 9] = [
            "ouveler", "conduire", "longer", "ovar", "rrogar", "ovare", "rogare", "längern",
            "lengen",
        ];
        let verb = self.page.slice(mark.start, mark.end).to_lowercase();
        let head = self
            .page
            .slice(self.page.text.floor_char_boundary(mark.start.saturating_sub(4)), mark.start);
        head.to_lowercase().ends_with(" to ") || INFINITIVES.iter().any(|end| verb.ends_with(end))
    }

    /// The clause around some words; none where it is asked.
    fn clause(&self, anchor: Mark) -> Option<Clause<'_>> {
        let text = self.page.text;
        let floor = text.ceil_char_boundary(anchor.start.saturating_sub(BEFORE));
        let ceiling = text.floor_char_boundary(anchor.end.saturating_add(BEHIND).min(text.len()));
        let head = self.page.slice(floor, anchor.start);
        let from = head
            .char_indices()
            .rev()
            .find(|(at, c)| parts(text, floor + at, *c))
            .map_or(floor, |(at, c)| floor + at + c.len_utf8());
        let tail = self.page.slice(anchor.end, ceiling);
        let to = tail
            .char_indices()
            .find(|(at, c)| parts(text, anchor.end + at, *c))
            .map_or(ceiling, |(at, _)| anchor.end + at);
        let stops = |c: char| matches!(c, '.' | '!' | '?' | '\n');
        if tail.chars().find(|c| stops(*c)) == Some('?') {
            return None;
        }
        let inside = |mark: &&Mark| mark.start >= from && mark.end <= to;
        let behind =
            self.marks.iter().filter(inside).find(|m| m.sort == Cue::If && m.start >= anchor.end);
        let to = behind.map_or(to, |mark| mark.start);
        let marks: Vec<&Mark> =
            self.marks.iter().filter(|m| m.start >= from && m.end <= to).collect();
        let conditional = marks.iter().any(|m| m.sort == Cue::If && m.end <= anchor.start);
        let words = self.page.s.words.all();
        let last = words.partition_point(|word| as_index(word.start) < to).saturating_sub(1);
        Some(Clause { anchor, marks, last, conditional })
    }

    /// `The automatic renewal`, `Auto-renewal: off`.
    fn named(&self, clause: &Clause<'_>) -> Option<Told> {
        let anchor = clause.anchor;
        if clause.is_taken_back() {
            return Some((false, 900));
        }
        let near = |m: &&Mark| m.sort == Cue::Auto && clause.words_to(m) <= 2;
        if anchor.sort == Cue::Noun && !clause.marks.iter().copied().any(|m| near(&m)) {
            return None;
        }
        if clause.denied(3, 0) || clause.has(Cue::Excluded) {
            return (!clause.conditional).then_some((false, 900));
        }
        // `Automatic renewal: no`; the adjective may stand behind.
        let behind = |m: &&Mark| m.sort == Cue::Auto && m.first == anchor.last + 1;
        let end = self.marks.iter().find(behind).map_or(anchor.end, |m| m.end);
        let label = |m: &Mark| {
            let between = self.page.slice(end, m.start);
            m.sort == Cue::No
                && (1..=4).contains(&between.len())
                && between.contains([':', '\t', '='])
        };
        if self.marks.iter().any(label) {
            return Some((false, 900));
        }
        if clause.has(Cue::Stop) {
            return Some((true, 800));
        }
        if clause.conditional || clause.possible() || clause.is_of_else() {
            return None;
        }
        Some((!clause.has(Cue::Off), 850))
    }

    /// `Läuft auf unbestimmte Zeit weiter`, `loopt automatisch af`.
    fn split(&self, clause: &Clause<'_>) -> Option<Told> {
        let behind = |m: &&&Mark| m.first > clause.anchor.last;
        let other = clause
            .marks
            .iter()
            .filter(behind)
            .find(|m| matches!(m.sort, Cue::Onward | Cue::Out))?;
        if other.sort == Cue::Out {
            return self.ends(clause);
        }
        let told = Self::renews(clause);
        let plain = !clause.conditional && !clause.is_of_else() && !clause.possible();
        told.or_else(|| plain.then_some((true, 700)))
    }

    /// `12 months, then month by month`, `24 Monate, danach monatlich kündbar`: what may be left later goes on.
    fn left_later(&self, clause: &Clause<'_>) -> Option<Told> {
        let before = |m: &&&Mark| m.sort == Cue::Then && m.last < clause.anchor.first;
        let then = clause.marks.iter().filter(before).any(|m| clause.words_to(m) <= THEN_WORDS);
        let plain = !clause.denied(3, 0) && !clause.is_of_else();
        (then && plain).then_some((true, 780))
    }

    /// `Ends automatically`, `endet, ohne dass es einer Kündigung bedarf`.
    fn ends(&self, clause: &Clause<'_>) -> Option<Told> {
        let auto = clause.marks.iter().any(|m| m.sort == Cue::Auto && clause.words_to(m) <= 4);
        let near = |m: &Mark| {
            m.start >= clause.anchor.start && m.start - clause.anchor.end.min(m.start) <= 90
        };
        let enough = self.marks.iter().any(|m| m.sort == Cue::Enough && near(m) && !self.opens(m));
        // Where nobody has to cancel, what it brings is what ends: `the delivery ends by itself`. A discount ends alone.
        let lesser = clause.is_of(&[Cue::Aside, Cue::Lesser]);
        let else_ends = lesser || clause.is_of_else() && !enough;
        if clause.conditional || else_ends || clause.possible() || !(auto || enough) {
            return None;
        }
        let denied = clause.denied(3, 2);
        Some(if denied && !enough { (true, 700) } else { (false, 850) })
    }
}

impl Text<'_> {
    /// `Without cancellation you pay ...`: behind a stop it is the condition of what follows.
    fn opens(&self, mark: &Mark) -> bool {
        const WITHOUT: [&str; 6] = ["sans", "ohne", "senza", "zonder", "without", "sin"];
        let head = self.page.text.get(..mark.start).unwrap_or_default().trim_end();
        let begins = head.is_empty() || head.ends_with(['.', '!', '?', '\n']);
        let words = self.page.slice(mark.start, mark.end).to_lowercase();
        begins && WITHOUT.iter().any(|word| words.starts_with(word))
    }

    /// `Renews automatically each year`, `wird nicht verlängert`.
    fn renews(clause: &Clause<'_>) -> Option<Told> {
        let rolls = clause.anchor.sort == Cue::Rolls;
        let auto = clause.has(Cue::Auto);
        let cycle = clause.has(Cue::Cycle);
        if clause.is_of_else() {
            return None;
        }
        // The verb of the condition itself; after one without a comma only a finite verb is the clause's own.
        if clause.conditional && !rolls {
            return None;
        }
        let behind = if auto { 3 } else { 2 };
        let reach = if clause.conditional { 1 } else { 3 };
        if clause.denied(reach, behind) {
            return Some((false, if auto { 920 } else { 800 }));
        }
        if clause.possible() {
            return None;
        }
        match (auto, cycle) {
            (true, _) => Some((true, 910)),
            (false, true) => Some((true, 820)),
            (false, false) => rolls.then_some((true, 700)),
        }
    }
}

impl Clause<'_> {
    fn has(&self, cue: Cue) -> bool {
        self.marks.iter().any(|mark| mark.sort == cue)
    }

    /// Whether something else is what ends or goes on: it stands before the anchor or right behind it.
    fn is_of_else(&self) -> bool {
        self.is_of(&[Cue::Aside, Cue::Brought])
    }

    fn is_of(&self, sorts: &[Cue]) -> bool {
        let mut asides = self.marks.iter().filter(|mark| sorts.contains(&mark.sort));
        asides.any(|m| self.words_to(m) <= if m.first < self.anchor.first { 5 } else { 3 })
    }

    /// Whether it was announced and is taken back: `we have withdrawn the renewal`.
    fn is_taken_back(&self) -> bool {
        let denied = |by: usize| self.marks.iter().any(|m| m.sort == Cue::Not && m.last < by);
        let taken = |m: &&Mark| {
            m.sort == Cue::Taken
                && self.words_to(m) <= TAKEN_WORDS
                && !denied(m.first.max(self.anchor.first))
        };
        let sure = !self.conditional && !self.has(Cue::Can) && !self.has(Cue::Stop);
        sure && self.marks.iter().copied().any(|m| taken(&m)) && !self.is_of_else()
    }

    /// Whether it is only said to be possible.
    fn possible(&self) -> bool {
        let can = |m: &&&Mark| m.sort == Cue::Can && m.end <= self.anchor.start;
        self.marks.iter().filter(can).any(|m| self.words_to(m) <= 4)
    }

    /// Words between the anchor and a mark.
    const fn words_to(&self, mark: &Mark) -> usize {
        if mark.last < self.anchor.first {
            self.anchor.first - mark.last - 1
        } else {
            mark.first.saturating_sub(self.anchor.last + 1)
        }
    }

    /// Whether it is denied: so many words before the anchor and the words beside it, between them, or so
    /// many behind.
    fn denied(&self, before: usize, behind: usize) -> bool {
        let beside = self.marks.iter().filter(|m| m.sort == Cue::Auto && self.words_to(m) <= 4);
        let (mut first, mut last) = (self.anchor.first, self.anchor.last);
        for mark in beside {
            first = first.min(mark.first);
            last = last.max(mark.last);
        }
        let noun = matches!(self.anchor.sort, Cue::Noun | Cue::Named);
        let denies = |m: &&&Mark| m.sort == Cue::Not || noun && m.sort == Cue::Lack;
        let nots = self.marks.iter().filter(denies);
        nots.filter(|m| !self.of_condition(m)).any(|m| {
            let near = m.first <= self.anchor.last.saturating_add(behind).max(last);
            m.last + before >= first && (near || self.at_its_end(m))
        })
    }

    /// `Verlängert sich nach dem ersten Jahr nicht`: in some languages the denial ends the clause.
    fn at_its_end(&self, not: &Mark) -> bool {
        let part = |m: &&&Mark| matches!(m.sort, Cue::Onward | Cue::Out);
        let split = self.marks.iter().filter(part).any(|m| m.first == not.last + 1);
        not.first > self.anchor.last
            && (not.last == self.last || split && not.last + 1 == self.last)
    }

    /// `If not`, `si no`, `als u niet`: the condition is denied, not what follows from it.
    fn of_condition(&self, not: &Mark) -> bool {
        let ifs = self.marks.iter().filter(|m| m.sort == Cue::If && m.last < not.first);
        ifs.map(|m| not.first - m.last).any(|words| words <= 3)
    }
}

/// Whether a character parts clauses.
fn parts(text: &str, at: usize, c: char) -> bool {
    let next = || text.get(at + c.len_utf8()..).and_then(|t| t.chars().next());
    let before = || text.get(..at).and_then(|t| t.chars().next_back());
    match c {
        ',' | ';' | ':' | '!' | '?' | '(' | ')' | '[' | ']' | '•' | '|' | '\t' | '–' | '—' => {
            true
        }
        '.' => {
            next().is_none_or(char::is_whitespace) && !before().is_some_and(|b| b.is_ascii_digit())
        }
        '-' => before() == Some(' ') && next() == Some(' '),
        '\n' => {
            let line = text.get(..at).map_or(0, |t| t.len() - t.rfind('\n').map_or(0, |n| n + 1));
            line < LINE_MIN || next().is_none_or(|n| matches!(n, '\n' | '\r' | '*' | '-' | '•'))
        }
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_of_a_known_sort() {
        for line in CUES.lines().filter(|line| !line.starts_with('#')) {
            let sort = line.split_once(": ").map(|(sort, _)| sort);
            let known = sort.and_then(|sort| Cue::of(sort.split('.').next().unwrap_or_default()));
            assert!(known.is_some(), "{line}");
        }
    }
}
