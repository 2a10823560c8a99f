//! A verb of doing in its sentence.

use super::{Class, Deed, Text};
use crate::grammar::{Mark, Participle};
use crate::letters::Sentence;
use crate::words::Hit;
use oxherd_model::{Language, Work};

/// Words between what makes a participle perfect and the participle; more where it comes last.
const REACH: usize = 9;
const REACH_LAST: usize = 24;

/// The same of `have`.
const HAVE_REACH: usize = 1;

/// Words between a verb and what it was done to.
const OBJECT_REACH: usize = 16;

/// Words between who did it and the verb.
const WHO_REACH: usize = 8;

/// Words before a verb among which a negation counts.
const NOT_REACH: usize = 4;

/// A line of more words is a sentence, not a heading or an entry.
const LINE_MAX: usize = 12;

/// The same of an entry, which may name hours and numbers before it.
const ENTRY_MAX: usize = 16;

/// Words between the two words of an entry: `Service of 4 May carried out`.
const ENTRY_REACH: usize = 6;

/// Words behind `instead of` among which its day stands.
const DAY_WORDS: usize = 5;

/// Words between a verb of having and the care that was had.
const GOT_REACH: usize = 6;

/// Words before care that make it what something else is for, folded.
const FOR: &[&str] = &[
    "for", "about", "zu", "zur", "zum", "fur", "an", "pour", "para", "a", "al", "alla", "per",
    "voor", "over", "tot",
];

/// Whose the care was, in English, and who does not have it done to them.
const OWN: &[&str] = &["her", "his", "its", "their", "your", "the"];
const WE: &[&str] = &["we", "i", "d", "you"];

/// A verb in its sentence.
pub(super) struct Clause<'a> {
    pub(super) text: &'a Text<'a>,
    pub(super) sentence: &'a Sentence<'a>,
    pub(super) marks: &'a [Mark<Class>],
    pub(super) class: Class,
    pub(super) hit: &'a Hit,
}

impl Clause<'_> {
    /// What it tells.
    pub(super) fn deeds(&self) -> Vec<Deed> {
        if self.sentence.is_question || !self.is_whole() || self.has(Class::If) {
            return Vec::new();
        }
        match self.class {
            Class::Carried | Class::CarriedPast => self.carried(),
            Class::Cared | Class::CaredPast => self.done(Work::Care),
            Class::Mended | Class::MendedPast => self.done(Work::Repair),
            Class::Came | Class::Come => self.came(),
            Class::Report | Class::CareReport => self.report(),
            Class::Moved | Class::Move | Class::Change => self.moved(),
            Class::Instead => self.instead(),
            Class::Got => self.got(),
            Class::Verb
            | Class::Care
            | Class::Repair
            | Class::Visit
            | Class::Other
            | Class::Who
            | Class::Force
            | Class::Your
            | Class::Last
            | Class::Ask
            | Class::Perfect
            | Class::Have
            | Class::State
            | Class::Will
            | Class::May
            | Class::If
            | Class::Not => Vec::new(),
        }
    }

    /// Whether the verb is no part of a longer phrase.
    fn is_whole(&self) -> bool {
        let own = |m: &&Mark<Class>| m.class == self.class;
        self.marks.iter().filter(own).any(|m| m.first == self.hit.first && m.last == self.hit.last)
    }

    fn has(&self, class: Class) -> bool {
        self.marks.iter().any(|mark| mark.class == class)
    }

    /// Whether something of a class is near enough to be what it was done to.
    fn is_near(&self, class: Class) -> bool {
        let mut of = self.marks.iter().filter(|m| m.class == class);
        of.any(|m| m.gap(self.hit) <= OBJECT_REACH)
    }

    /// The nearest of what can be done.
    fn object(&self) -> Option<&Mark<Class>> {
        let nouns = [Class::Care, Class::Repair, Class::Visit, Class::Other];
        let of = self.marks.iter().filter(|m| nouns.contains(&m.class));
        of.filter(|m| m.gap(self.hit) <= OBJECT_REACH).min_by_key(|m| m.gap(self.hit))
    }

    /// What is carried out: care and repairs say more than that somebody came.
    fn carried(&self) -> Vec<Deed> {
        let Some(object) = self.object().filter(|_| self.is_performed()) else {
            return Vec::new();
        };
        let is = |class: Class| {
            object.class == class || object.class == Class::Visit && self.is_near(class)
        };
        let work = if object.class == Class::Other {
            return Vec::new();
        } else if is(Class::Care) {
            Work::Care
        } else if is(Class::Repair) {
            Work::Repair
        } else {
            Work::Visit
        };
        vec![Deed::Work(work)]
    }

    /// What was looked after or mended, where that is no card and no contract.
    fn done(&self, work: Work) -> Vec<Deed> {
        let other = self.object().is_some_and(|object| object.class == Class::Other);
        if other || !self.is_performed() { Vec::new() } else { vec![Deed::Work(work)] }
    }

    /// Who came is named: parcels arrive too.
    fn came(&self) -> Vec<Deed> {
        let who = self.marks.iter().any(|m| m.class == Class::Who && m.gap(self.hit) <= WHO_REACH);
        let over = self.class == Class::Came && !self.will_before() && !self.denied()
            || self.class == Class::Come && self.is_performed();
        if who && over { vec![Deed::Work(Work::Visit)] } else { Vec::new() }
    }

    /// The heading of a report, or a sentence that hands it over.
    fn report(&self) -> Vec<Deed> {
        let open = [Class::Ask, Class::May, Class::Not, Class::Will];
        if open.into_iter().any(|class| self.has(class)) {
            return Vec::new();
        }
        let cares = self.class == Class::CareReport || self.has(Class::Care);
        let mends = self.has(Class::Repair) && !cares;
        let mut deeds = vec![Deed::Work(Work::Visit)];
        deeds.extend(cares.then_some(Deed::Work(Work::Care)));
        deeds.extend(mends.then_some(Deed::Work(Work::Repair)));
        deeds
    }

    /// A visit that the supplier moved or had to move.
    fn moved(&self) -> Vec<Deed> {
        let visit =
            self.marks.iter().any(|m| m.class == Class::Visit && m.gap(self.hit) <= OBJECT_REACH);
        let headline = self.text.of.words.len() <= LINE_MAX;
        let told = if self.class == Class::Move {
            self.has(Class::Force)
        } else {
            let free = !self.has(Class::May) && !self.has(Class::Ask);
            let over = self.class == Class::Change || self.is_performed();
            free && (headline || over)
        };
        if visit && told && !self.denied() { vec![Deed::Moved] } else { Vec::new() }
    }

    /// A visit on another day than the one behind `instead of`.
    fn instead(&self) -> Vec<Deed> {
        let words = self.text.of.words.all().iter().skip(self.hit.last + 1).take(DAY_WORDS);
        let number = |text: &str| text.starts_with(|c: char| c.is_ascii_digit());
        let day = words.into_iter().any(|word| number(self.text.of.words.folded(*word)));
        let of = [Class::Visit, Class::Who, Class::Care, Class::Repair];
        let visit = self.marks.iter().any(|mark| of.contains(&mark.class));
        let open = self.has(Class::May) || self.has(Class::Ask);
        if day && visit && !open { vec![Deed::Moved] } else { Vec::new() }
    }

    /// Care that somebody had: it stands right beside the verb, and is not what an invitation is for.
    fn got(&self) -> Vec<Deed> {
        let near = |m: &&Mark<Class>| m.class == Class::Care && m.gap(self.hit) <= GOT_REACH;
        let Some(care) = self.marks.iter().filter(near).min_by_key(|m| m.gap(self.hit)) else {
            return Vec::new();
        };
        let word = |at: Option<usize>| {
            let word = at.and_then(|at| self.text.of.words.all().get(at));
            word.map_or("", |word| self.text.of.words.folded(*word))
        };
        let for_it = FOR.contains(&word(care.first.checked_sub(1)));
        let before = word(self.hit.first.checked_sub(1));
        let english = self.text.lists.language == Language::EN;
        let owned = (self.hit.last + 1..care.first).any(|at| OWN.contains(&word(Some(at))));
        let past = english && owned && !WE.contains(&before) && !self.will_before();
        let told = if english { past } else { self.is_performed() };
        if told && !for_it && !self.denied() { vec![Deed::Work(Work::Care)] } else { Vec::new() }
    }

    /// Whether a verb tells what is over: by what makes it perfect, by its tense, or as an entry of a list.
    fn is_performed(&self) -> bool {
        if self.denied() {
            return false;
        }
        if matches!(self.class, Class::CarriedPast | Class::CaredPast | Class::MendedPast) {
            return !self.has(Class::May);
        }
        let nearest = self.auxiliary();
        match nearest.map(|m| m.class) {
            Some(Class::Perfect | Class::State | Class::Have) => {
                !nearest.is_some_and(|m| self.may_be(m))
            }
            Some(_) => false,
            None => self.is_past_of_somebody() || self.is_entry(),
        }
    }

    /// What makes a participle perfect or future: the nearest before it or, where it comes last, right
    /// behind it.
    fn auxiliary(&self) -> Option<&Mark<Class>> {
        let last = self.text.lists.participle == Participle::Last;
        let reach = if last { REACH_LAST } else { REACH };
        let kinds = [Class::Perfect, Class::Have, Class::State, Class::Will, Class::May];
        let of = |m: &&Mark<Class>| kinds.contains(&m.class);
        let within = |m: &&Mark<Class>| {
            let most = if m.class == Class::Have { HAVE_REACH } else { reach };
            self.hit.first - m.last <= most + 1
        };
        let behind = |m: &&Mark<Class>| m.first == self.hit.last + 1 && last;
        let behind = self.marks.iter().filter(of).find(behind);
        let before = self.marks.iter().filter(of).filter(|m| m.last < self.hit.first);
        behind.or_else(|| before.filter(within).max_by_key(|m| m.last))
    }

    /// `may have been`, `need to have`.
    fn may_be(&self, aux: &Mark<Class>) -> bool {
        self.marks.iter().any(|m| m.class == Class::May && m.last + 1 == aux.first)
    }

    /// `our engineer serviced`: English has one form for both.
    fn is_past_of_somebody(&self) -> bool {
        let before = |m: &&Mark<Class>| m.class == Class::Who && m.last < self.hit.first;
        let near = |m: &Mark<Class>| self.hit.first - m.last <= WHO_REACH;
        let english = self.text.lists.language == Language::EN;
        english && !self.will_before() && self.marks.iter().filter(before).any(near)
    }

    /// `Annual service carried out, no faults`.
    fn is_entry(&self) -> bool {
        let words = self.sentence.last - self.sentence.first;
        let open = [Class::Will, Class::May, Class::Ask, Class::Have];
        let open = open.into_iter().any(|class| self.has(class));
        let near = self.object().is_some_and(|object| object.gap(self.hit) <= ENTRY_REACH);
        words < ENTRY_MAX && !open && near
    }

    fn will_before(&self) -> bool {
        let ahead = |m: &Mark<Class>| matches!(m.class, Class::Will | Class::May);
        self.marks.iter().any(|m| ahead(m) && m.last < self.hit.first)
    }

    /// A negation right before the verb, or between it and what makes it perfect.
    fn denied(&self) -> bool {
        let from = self.hit.first.saturating_sub(NOT_REACH);
        let from = self.auxiliary().map_or(from, |aux| aux.first.min(from));
        let before = |m: &Mark<Class>| m.first >= from && m.last <= self.hit.first;
        self.marks.iter().any(|m| m.class == Class::Not && before(m))
    }
}
