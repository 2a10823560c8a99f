//! Whether a message says that work was done: that somebody came, that a thing was looked after or mended; and
//! that a visit is on another day.
//!
//! A reminder of work that is due and the report of work that was done share their nouns. The grammar tells
//! them apart: a participle of doing with what makes it perfect or passive (`was carried out`, `haben wir
//! ... gewartet`, `è stata eseguita`), a past tense of whoever did it, a line that only names what was done
//! (`Annual service carried out`), the heading of a report; neither denied, nor possible, nor under a
//! condition, nor asked for.

mod clause;
#[cfg(test)]
mod tests;

use crate::letters::Sentence;
use crate::lists;
use crate::values::{Found, Surroundings};
use crate::words::{Hit, Phrases, Words, as_index};
use clause::Clause;
use jiff::civil::Date;
use oxherd_model::{Done, Language, Work};

/// One file for each language, beside that of endings, whose grammar holds here too; whether participles stand
/// at the end of the sentence.
const FILES: [(&str, [&str; 2], bool); 6] = [
    ("en", [include_str!("../data/endings/en.txt"), include_str!("../data/done/en.txt")], false),
    ("de", [include_str!("../data/endings/de.txt"), include_str!("../data/done/de.txt")], true),
    ("fr", [include_str!("../data/endings/fr.txt"), include_str!("../data/done/fr.txt")], false),
    ("es", [include_str!("../data/endings/es.txt"), include_str!("../data/done/es.txt")], false),
    ("it", [include_str!("../data/endings/it.txt"), include_str!("../data/done/it.txt")], false),
    ("nl", [include_str!("../data/endings/nl.txt"), include_str!("../data/done/nl.txt")], true),
];

/// Verbs of one text that are looked at, and the words in which they stand.
const VERBS_MAX: usize = 60;
const WORDS_MAX: usize = 600;

/// What a phrase of the lists is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// `carried out`: needs to be told of what.
    Carried,
    /// `serviced`.
    Cared,
    /// `repaired`.
    Mended,
    /// The same in a past tense that needs nothing to make it one.
    CarriedPast,
    CaredPast,
    MendedPast,
    /// `was with you`, of whoever came.
    Came,
    /// `come`, with what makes it perfect.
    Come,
    /// `Service report`.
    Report,
    /// `Record of service`.
    CareReport,
    /// `moved`, `had to move`, `change to`: of a visit.
    Moved,
    Move,
    Change,
    /// `to complete`: tells nothing.
    Verb,
    /// What is looked after.
    Care,
    /// What is mended.
    Repair,
    /// What somebody comes for.
    Visit,
    /// What else is done: an order, a payment.
    Other,
    /// Who does it.
    Who,
    /// `we had to`.
    Force,
    /// What is the owner's.
    Your,
    /// The one of last time.
    Last,
    /// Something is asked of the owner.
    Ask,
    Perfect,
    /// `have`, right before its participle: `have it serviced` asks for it.
    Have,
    State,
    Will,
    May,
    If,
    Not,
}

impl Class {
    fn of(section: &str) -> Option<Self> {
        Some(match section {
            "carried" => Self::Carried,
            "cared" => Self::Cared,
            "mended" => Self::Mended,
            "carried_past" => Self::CarriedPast,
            "cared_past" => Self::CaredPast,
            "mended_past" => Self::MendedPast,
            "came" => Self::Came,
            "come" => Self::Come,
            "report" => Self::Report,
            "care_report" => Self::CareReport,
            "moved" => Self::Moved,
            "move" => Self::Move,
            "change" => Self::Change,
            "verb" => Self::Verb,
            "care" => Self::Care,
            "repair" => Self::Repair,
            "visit" => Self::Visit,
            "other" => Self::Other,
            "who" => Self::Who,
            "force" => Self::Force,
            "your" => Self::Your,
            "last" => Self::Last,
            "ask" => Self::Ask,
            "have" => Self::Have,
            _ => return Self::of_grammar(section),
        })
    }

    /// Of the sections that endings have, too.
    fn of_grammar(section: &str) -> Option<Self> {
        Some(match section {
            "perfect" => Self::Perfect,
            "state" => Self::State,
            "will" => Self::Will,
            "may" => Self::May,
            "if" => Self::If,
            "not" => Self::Not,
            _ => return None,
        })
    }

    const fn leads(self) -> bool {
        matches!(
            self,
            Self::Carried
                | Self::Cared
                | Self::Mended
                | Self::CarriedPast
                | Self::CaredPast
                | Self::MendedPast
                | Self::Came
                | Self::Come
                | Self::Report
                | Self::CareReport
                | Self::Moved
                | Self::Move
                | Self::Change
        )
    }
}

/// What is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Deed {
    Work(Work),
    /// A visit is on another day.
    Moved,
}

/// A deed in its sentence.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Told {
    deed: Deed,
    /// The bytes of its sentence.
    span: (usize, usize),
    of: Of,
}

/// Of what a deed is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Of {
    /// What the owner has.
    Own,
    /// The last time that it was done.
    Last,
    /// It does not say.
    Else,
}

/// Finds what was done; built once.
#[derive(Debug)]
pub(crate) struct DoneReader {
    languages: Vec<Lists>,
}

/// The phrases of one language.
#[derive(Debug)]
struct Lists {
    language: Language,
    last: bool,
    verbs: Phrases,
    around: Phrases,
    classes: Vec<Class>,
    /// Each phrase as the list spells it.
    spelled: Vec<&'static str>,
    /// Ends of compounds, folded: `Jahresinspektion`.
    tails: Vec<(Class, &'static str)>,
}

impl Default for DoneReader {
    fn default() -> Self {
        let lists = FILES.iter().map(|(code, [grammar, own], last)| {
            let language = Language::from_code(code);
            let mut lists = Lists {
                language,
                last: *last,
                verbs: Phrases::new(),
                around: Phrases::new(),
                classes: Vec::new(),
                spelled: Vec::new(),
                tails: Vec::new(),
            };
            for entry in lists::entries(own) {
                match entry.section {
                    "care_tails" => lists.tails.push((Class::Care, entry.phrase)),
                    "repair_tails" => lists.tails.push((Class::Repair, entry.phrase)),
                    section => lists.add(Class::of(section), entry.phrase),
                }
            }
            let known = lists.spelled.clone();
            for entry in lists::entries(grammar).filter(|entry| !known.contains(&entry.phrase)) {
                lists.add(Class::of_grammar(entry.section), entry.phrase);
            }
            lists
        });
        Self { languages: lists.collect() }
    }
}

impl Lists {
    fn add(&mut self, class: Option<Class>, phrase: &'static str) {
        let Some(class) = class else { return };
        let number = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        self.classes.push(class);
        self.spelled.push(phrase);
        if class.leads() {
            self.verbs.add(phrase, number);
        }
        self.around.add(phrase, number);
    }

    fn class(&self, hit: &Hit) -> Option<Class> {
        self.classes.get(as_index(hit.phrase)).copied()
    }
}

/// A phrase in a sentence, by its words.
#[derive(Debug, Clone, Copy)]
struct Mark {
    class: Class,
    first: usize,
    last: usize,
}

/// A text while it is looked at.
struct Text<'a> {
    lists: &'a Lists,
    text: &'a str,
    words: &'a Words,
    /// Whether it is written with accents.
    accented: bool,
}

impl DoneReader {
    /// What a text tells.
    pub(crate) fn read(&self, s: &Surroundings<'_>) -> Vec<Told> {
        let Some(lists) = self.languages.iter().find(|l| l.language == s.language) else {
            return Vec::new();
        };
        let accented = s.text.chars().any(is_accented);
        Text { lists, text: s.text, words: s.words, accented }.told()
    }
}

impl Text<'_> {
    fn told(&self) -> Vec<Told> {
        let mut verbs: Vec<Hit> = Vec::new();
        self.lists.verbs.find(self.words, |hit| {
            if verbs.len() < VERBS_MAX && hit.first < WORDS_MAX {
                verbs.push(hit);
            }
        });
        let mut told: Vec<Told> = Vec::new();
        for hit in &verbs {
            let Some(class) = self.lists.class(hit) else { continue };
            let sentence = Sentence::around(self.text, self.words, hit.first);
            let marks = self.marks(&sentence);
            let clause = Clause { text: self, sentence: &sentence, marks: &marks, class, hit };
            let has = |class: Class| marks.iter().any(|mark| mark.class == class);
            let of = if has(Class::Last) {
                Of::Last
            } else if has(Class::Your) {
                Of::Own
            } else {
                Of::Else
            };
            let deeds = clause.deeds().into_iter();
            told.extend(deeds.map(|deed| Told { deed, span: sentence.span, of }));
        }
        told
    }

    fn marks(&self, sentence: &Sentence<'_>) -> Vec<Mark> {
        let mut marks = Vec::new();
        let words = sentence.words();
        self.lists.around.find(&words, |hit| {
            if let Some(class) = self.lists.class(&hit)
                && self.is_spelled(sentence, &words, &hit)
            {
                let (first, last) = (sentence.first + hit.first, sentence.first + hit.last);
                marks.push(Mark { class, first, last });
            }
        });
        for (at, word) in words.all().iter().enumerate() {
            let folded = words.folded(*word);
            let is = |tail: &str| folded.len() > tail.len() && folded.ends_with(tail);
            let of = self.lists.tails.iter().find(|(_, tail)| is(tail));
            if let Some((class, _)) = of {
                let at = sentence.first + at;
                marks.push(Mark { class: *class, first: at, last: at });
            }
        }
        // `customer service` is no service.
        let within = |one: &Mark| {
            marks.iter().any(|other| {
                other.first <= one.first
                    && one.last <= other.last
                    && (other.first, other.last) != (one.first, one.last)
            })
        };
        marks.iter().filter(|mark| !within(mark)).copied().collect()
    }

    /// Whether a phrase stands there with its own accents: `wurde` and `würde`, `termine` and `terminé`.
    fn is_spelled(&self, sentence: &Sentence<'_>, words: &Words, hit: &Hit) -> bool {
        let ends = words.all().get(hit.first).zip(words.all().get(hit.last));
        let (base, _) = sentence.span;
        let text = ends.and_then(|(first, last)| {
            self.text.get(base + as_index(first.start)..base + as_index(last.end))
        });
        let listed = self.lists.spelled.get(as_index(hit.phrase));
        let accents = |text: &str| text.chars().any(is_accented);
        let (Some(text), Some(listed)) = (text, listed) else { return true };
        // `on 3 May` is no possibility.
        if text == "May" && hit.first > 0 {
            return false;
        }
        accents(text) == accents(listed) || !self.accented
    }
}

fn is_accented(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}

/// The work that was done, with the day that its sentence names. What only tells of last time needs a day.
pub(crate) fn dated(told: &[Told], found: &[Found], sent_on: Option<Date>) -> Vec<Done> {
    let mut done: Vec<Done> = Vec::new();
    for told in told {
        let Deed::Work(what) = told.deed else { continue };
        let (start, end) = told.span;
        let inside = found.iter().filter(|value| value.start >= start && value.end <= end);
        let days = inside.filter_map(|value| value.claim.date()).map(|(_, day)| day);
        let on = days.filter(|day| sent_on.is_none_or(|sent| *day <= sent)).max();
        if on.is_some() || told.of != Of::Last {
            done.push(Done { what, on });
        }
    }
    done
}

/// Whether work is told.
pub(crate) fn is_work(told: &[Told]) -> bool {
    told.iter().any(|told| matches!(told.deed, Deed::Work(_)))
}

/// Whether work on what the owner has is told, and not only that somebody came.
pub(crate) fn is_own_work(told: &[Told]) -> bool {
    told.iter().any(|told| {
        told.of == Of::Own && matches!(told.deed, Deed::Work(Work::Care | Work::Repair))
    })
}

/// Whether a visit is said to be on another day.
pub(crate) fn is_moved(told: &[Told]) -> bool {
    told.iter().any(|told| told.deed == Deed::Moved)
}
