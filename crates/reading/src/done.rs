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

use crate::grammar::{Lists, Participle, PhraseClass, Spelled, has_accents};
use crate::letters::Sentence;
use crate::lists;
use crate::values::{Found, Surroundings};
use clause::Clause;
use jiff::civil::Date;
use oxherd_model::{Done, Work};

/// One file for each language, beside that of endings, whose grammar holds here too; whether participles stand
/// at the end of the sentence.
const FILES: [(&str, [&str; 2], Participle); 6] = [
    (
        "en",
        [include_str!("../data/endings/en.txt"), include_str!("../data/done/en.txt")],
        Participle::Near,
    ),
    (
        "de",
        [include_str!("../data/endings/de.txt"), include_str!("../data/done/de.txt")],
        Participle::Last,
    ),
    (
        "fr",
        [include_str!("../data/endings/fr.txt"), include_str!("../data/done/fr.txt")],
        Participle::Near,
    ),
    (
        "es",
        [include_str!("../data/endings/es.txt"), include_str!("../data/done/es.txt")],
        Participle::Near,
    ),
    (
        "it",
        [include_str!("../data/endings/it.txt"), include_str!("../data/done/it.txt")],
        Participle::Near,
    ),
    (
        "nl",
        [include_str!("../data/endings/nl.txt"), include_str!("../data/done/nl.txt")],
        Participle::Last,
    ),
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
    /// `instead of` a day.
    Instead,
    /// `had`, `received`: of care.
    Got,
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
            "instead" => Self::Instead,
            "got" => Self::Got,
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
}

impl PhraseClass for Class {
    const MAY: Self = Self::May;

    fn leads(self) -> bool {
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
                | Self::Instead
                | Self::Got
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
    languages: Vec<Lists<Class>>,
}

impl Default for DoneReader {
    fn default() -> Self {
        let lists = FILES.iter().map(|(code, [grammar, own], participle)| {
            let mut lists = Lists::new(code, *participle);
            for entry in lists::entries(own) {
                match entry.section {
                    "care_tails" => lists.add_tail(Class::Care, entry.phrase),
                    "repair_tails" => lists.add_tail(Class::Repair, entry.phrase),
                    section => {
                        if let Some(class) = Class::of(section) {
                            lists.add(class, entry.phrase);
                        }
                    }
                }
            }
            let known = lists.phrases().to_vec();
            for entry in lists::entries(grammar).filter(|entry| !known.contains(&entry.phrase)) {
                if let Some(class) = Class::of_grammar(entry.section) {
                    lists.add(class, entry.phrase);
                }
            }
            lists
        });
        Self { languages: lists.collect() }
    }
}

/// A text while it is looked at.
struct Text<'a> {
    lists: &'a Lists<Class>,
    of: Spelled<'a>,
}

impl DoneReader {
    /// What a text tells.
    pub(crate) fn read(&self, s: &Surroundings<'_>) -> Vec<Told> {
        let Some(lists) = self.languages.iter().find(|l| l.language == s.language) else {
            return Vec::new();
        };
        let accented = has_accents(s.text);
        Text { lists, of: Spelled { text: s.text, words: s.words, accented } }.told()
    }

    /// Whether a text speaks of work: of what is looked after or mended, or of who comes for it.
    pub(crate) fn speaks_of_work(&self, s: &Surroundings<'_>) -> bool {
        let Some(lists) = self.languages.iter().find(|l| l.language == s.language) else {
            return false;
        };
        let mut works = false;
        lists.everywhere(s.words, |class, hit| {
            let word = s.words.all().get(hit.first);
            let trade = hit.last > hit.first
                || word.is_some_and(|word| !NO_TRADE.contains(&s.words.folded(*word)));
            works |= matches!(class, Class::Care | Class::Repair)
                || matches!(class, Class::Who | Class::Visit) && trade;
        });
        let tail = |folded: &str| lists.has_tail(folded);
        works || s.words.all().iter().take(WORDS_MAX).any(|word| tail(s.words.folded(*word)))
    }
}

/// Words for who does something, or for what is done, that every firm uses of itself; folded.
const NO_TRADE: &[&str] = &[
    "we",
    "we ve",
    "i",
    "team",
    "driver",
    "colleague",
    "work",
    "works",
    "job",
    "wir",
    "unser",
    "unsere",
    "kollege",
    "kollegin",
    "mitarbeiter",
    "mitarbeiterin",
    "kundendienst",
    "auftrag",
    "arbeit",
    "arbeiten",
    "nous",
    "notre",
    "nos",
    "equipe",
    "collegue",
    "prestation",
    "nosotros",
    "nuestro",
    "nuestra",
    "equipo",
    "companero",
    "companera",
    "servicio",
    "asistencia",
    "trabajo",
    "trabajos",
    "noi",
    "nostro",
    "nostra",
    "nostri",
    "collega",
    "squadra",
    "lavoro",
    "lavori",
    "wij",
    "onze",
    "medewerker",
    "werk",
    "opdracht",
];

impl Text<'_> {
    fn told(&self) -> Vec<Told> {
        let mut told: Vec<Told> = Vec::new();
        for (class, hit) in &self.lists.leading(self.of.words, (VERBS_MAX, WORDS_MAX)) {
            let class = *class;
            let sentence = Sentence::around(self.of.text, self.of.words, hit.first);
            let marks = self.lists.marks(self.of, &sentence);
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

/// The sentences in which work is told.
pub(crate) fn spans_of_work(told: &[Told]) -> Vec<(usize, usize)> {
    let work = told.iter().filter(|told| matches!(told.deed, Deed::Work(_)));
    work.map(|told| told.span).collect()
}

/// Whether work on what the owner has is told, and not only that somebody came.
pub(crate) fn is_own_work(told: &[Told]) -> bool {
    told.iter().any(|told| {
        told.of == Of::Own && matches!(told.deed, Deed::Work(Work::Care | Work::Repair))
    })
}

/// The sentences in which a visit is said to be on another day.
pub(crate) fn moves(told: &[Told]) -> Vec<(usize, usize)> {
    told.iter().filter(|told| told.deed == Deed::Moved).map(|told| told.span).collect()
}

/// Whether a visit is said to be on another day.
pub(crate) fn is_moved(told: &[Told]) -> bool {
    told.iter().any(|told| told.deed == Deed::Moved)
}
