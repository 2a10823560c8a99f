//! Whether a message says that an agreement has ended, that it ends, or only that it could be ended.
//!
//! The grammar decides, not single words: a participle of ending with what makes it perfect or passive
//! (`has been`, `wurde`, `a été`), a verb that tells an end, a noun of ending that was carried out; about
//! an agreement, and neither denied, nor possible, nor under a condition. Verbs are looked for first and
//! everything else only in their sentence.

#[cfg(test)]
mod tests;

use super::Wording;
use crate::grammar::{Lists, Mark, Participle, PhraseClass, Spelled, has_accents};
use crate::letters::Sentence;
use crate::lists;
use crate::words::{Hit, Word, Words, as_index};
use oxherd_model::Language;

/// One file for each language; whether its participles stand at the end of the sentence.
const FILES: [(&str, &str, Participle); 6] = [
    ("en", include_str!("../../data/endings/en.txt"), Participle::Near),
    ("de", include_str!("../../data/endings/de.txt"), Participle::Last),
    ("fr", include_str!("../../data/endings/fr.txt"), Participle::Near),
    ("es", include_str!("../../data/endings/es.txt"), Participle::Near),
    ("it", include_str!("../../data/endings/it.txt"), Participle::Near),
    ("nl", include_str!("../../data/endings/nl.txt"), Participle::Last),
];

/// Verbs of one text that are looked at, and the words in which they stand.
const VERBS_MAX: usize = 40;
const WORDS_MAX: usize = 600;

/// Words between what makes a participle perfect and the participle: `est, à compter du 5 octobre 2024,
/// résilié`; more where it comes last.
const REACH: usize = 9;
const REACH_LAST: usize = 24;

/// Words between a verb and the agreement that it is about.
const OBJECT_REACH: usize = 16;

/// Words between a noun of ending and what carries it out.
const EFFECT_REACH: usize = 14;

/// Words between a part of an agreement and the agreement.
const PART_REACH: usize = 4;

/// Words right before a verb among which a negation counts.
const NOT_REACH: usize = 4;

/// Words from `until` to the number of its day.
const DAY_REACH: usize = 3;

/// Words of the body that count as its beginning, and those in which a wish may be named.
const BEGIN_WORDS: usize = 70;
const ASKED_WORDS: usize = 200;

/// A subject of more words is a sentence, not a headline.
const HEADLINE_MAX: usize = 9;

/// What a phrase of the lists is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Class {
    /// `cancelled`: needs what makes it perfect.
    Part,
    /// `ended`: tells a past end by itself.
    Done,
    /// `we are ending`.
    Now,
    /// `heben wir`, which needs `auf`.
    Split,
    /// `läuft`, which needs `aus` where its clause ends.
    Runs,
    /// `ends`.
    Ends,
    /// `last day with us`: names no agreement and needs none.
    Last,
    /// `cancellation`.
    Noun,
    /// `to cancel`: never tells an end.
    Verb,
    /// `is active`.
    Begun,
    /// `has been`.
    Perfect,
    /// `is`.
    State,
    /// `will be`.
    Will,
    /// `can`, `at any time`.
    May,
    If,
    Not,
    /// `my`: whoever writes so is no supplier.
    Own,
    /// `I`, and what makes it a supplier's all the same: `your`.
    Me,
    Your,
    /// A former agreement, or that of another.
    Old,
    /// What belongs to a split verb.
    Off,
    /// The same, of what runs.
    Out,
    /// What carries out an ending: `processed`.
    Effected,
    /// That the receiver wished it.
    Asked,
    /// What an agreement is called.
    Ours,
    /// The same, of what also is where one signs in.
    Account,
    /// What else may end: an order, a month.
    Other,
    /// A case or a request: it is closed.
    Case,
    /// A trial: it is cancelled as an agreement is, and ends by turning into one.
    Trial,
    /// `access`, `keep using`: with a day beside it what is left of what was ended.
    Still,
}

impl Class {
    fn of(section: &str) -> Option<Self> {
        Some(match section {
            "part" => Self::Part,
            "done" => Self::Done,
            "now" => Self::Now,
            "split" => Self::Split,
            "runs" => Self::Runs,
            "ends" => Self::Ends,
            "last" => Self::Last,
            "noun" => Self::Noun,
            "verb" => Self::Verb,
            "begun" => Self::Begun,
            "perfect" => Self::Perfect,
            "state" => Self::State,
            "will" => Self::Will,
            "may" => Self::May,
            "if" => Self::If,
            "not" => Self::Not,
            "own" => Self::Own,
            "self" => Self::Me,
            "your" => Self::Your,
            "old" => Self::Old,
            "off" => Self::Off,
            "out" => Self::Out,
            "effected" => Self::Effected,
            "asked" => Self::Asked,
            "ours" => Self::Ours,
            "account" => Self::Account,
            "other" => Self::Other,
            "case" => Self::Case,
            "trial" => Self::Trial,
            "still" => Self::Still,
            _ => return None,
        })
    }
}

impl PhraseClass for Class {
    const MAY: Self = Self::May;

    fn leads(self) -> bool {
        matches!(
            self,
            Self::Part
                | Self::Done
                | Self::Now
                | Self::Split
                | Self::Runs
                | Self::Ends
                | Self::Last
                | Self::Noun
                | Self::Verb
                | Self::Begun
        )
    }

    /// What the receiver wished is said with the words of what was done.
    fn hides(self) -> bool {
        self != Self::Asked
    }
}

/// How an end is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Tense {
    /// It began: no ending at all.
    Begun,
    /// A trial of it began.
    Tried,
    /// It ends, or is going to.
    Announced,
    /// Whoever writes ends it.
    Ending,
    /// It has ended.
    Performed,
}

/// Where an end is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Place {
    /// Further down.
    Late,
    /// In the subject or at the beginning.
    Early,
}

/// That an agreement ends or has ended.
#[expect(clippy::struct_excessive_bools, reason = "each holds or not, whatever the other does")]
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) tense: Tense,
    pub(super) place: Place,
    /// Whether the receiver had asked for it.
    pub(super) asked: bool,
    /// Whether what ends may be used until a day.
    pub(super) left: bool,
}

/// What a message says of an ending.
#[derive(Debug, Default)]
pub(super) struct Endings {
    pub(super) told: Option<Ending>,
    /// Sentences of the body, by their first and last word, that speak of an ending as of something
    /// possible, denied or under a condition.
    pub(super) open: Vec<(usize, usize)>,
    /// Whether the language has a list.
    pub(super) known: bool,
}

/// Finds endings; built once.
#[derive(Debug)]
pub(super) struct EndingReader {
    languages: Vec<Lists<Class>>,
}

impl Default for EndingReader {
    fn default() -> Self {
        let lists = FILES.iter().map(|(code, list, participle)| {
            let mut lists = Lists::new(code, *participle);
            for entry in lists::entries(list) {
                match Class::of(entry.section) {
                    Some(class) => lists.add(class, entry.phrase),
                    None if entry.section == "tails" => lists.add_tail(Class::Ours, entry.phrase),
                    None => {}
                }
            }
            lists
        });
        Self { languages: lists.collect() }
    }
}

impl EndingReader {
    /// What a message says of an ending.
    pub(super) fn read(&self, wording: &Wording<'_>) -> Endings {
        let Some(lists) = self.languages.iter().find(|l| l.language == wording.language) else {
            return Endings::default();
        };
        let (subject, text) = (wording.subject_text, wording.text);
        let accented = has_accents(subject) || has_accents(text);
        let subject = Spelled { text: subject, words: wording.subject, accented };
        let body = Text::new(lists, Spelled { text, words: wording.body, accented }, Spot::Body);
        let head = Text { still: body.still, ..Text::new(lists, subject, Spot::Head) };
        let mut open = Vec::new();
        let mut all = head.told(Topic::Else, &mut Vec::new());
        all.extend(body.told(head.topic(), &mut open));
        let strongest = all.iter().max_by_key(|told| (told.tense, told.place));
        let told = strongest.map(|told| {
            let asked = head.asks() || body.asks();
            Ending { tense: told.tense, place: told.place, asked, left: body.still }
        });
        Endings { told, open, known: true }
    }

    /// The sentences of a text that tell an ending, by their bytes; without a subject its message is of one.
    pub(super) fn sentences(
        &self,
        (text, words): (&str, &Words),
        subject: Option<(&str, &Words)>,
        language: Language,
    ) -> Vec<Told> {
        let Some(lists) = self.languages.iter().find(|l| l.language == language) else {
            return Vec::new();
        };
        let accented = has_accents(text);
        let body = Text::new(lists, Spelled { text, words, accented }, Spot::Body);
        let topic = subject.map_or(Topic::Agreement, |(text, words)| {
            let accented = accented || has_accents(text);
            Text::new(lists, Spelled { text, words, accented }, Spot::Head).topic()
        });
        let told = body.told(topic, &mut Vec::new()).into_iter();
        told.filter(|told| told.tense >= Tense::Announced).collect()
    }
}

/// An ending in its sentence.
#[derive(Debug, Clone, Copy)]
pub struct Told {
    tense: Tense,
    place: Place,
    /// The bytes of its sentence.
    pub span: (usize, usize),
    /// The bytes of what tells it.
    pub verb: (usize, usize),
}

impl Told {
    /// Whether it stands at the beginning.
    pub fn is_early(&self) -> bool {
        self.place == Place::Early
    }
}

/// What a subject is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Topic {
    /// An agreement, and nothing else.
    Agreement,
    Else,
}

/// Which of the two texts of a message is looked at.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Spot {
    Head,
    Body,
}

/// Subject or body while it is looked at.
struct Text<'a> {
    lists: &'a Lists<Class>,
    of: Spelled<'a>,
    spot: Spot,
    /// Whether the receiver may use something until a day: what was ended is that, by whatever name it goes.
    still: bool,
}

impl<'a> Text<'a> {
    fn new(lists: &'a Lists<Class>, of: Spelled<'a>, spot: Spot) -> Self {
        let text = Text { lists, of, spot, still: false };
        let still = spot == Spot::Body && text.is_left_until_a_day();
        Text { still, ..text }
    }

    /// Whether a sentence of a text says until which day something may still be used, and leaves that open by no
    /// condition.
    fn is_left_until_a_day(&self) -> bool {
        let mut places = Vec::new();
        self.lists.everywhere(self.of.words, |class, hit| {
            if class == Class::Still && hit.first < ASKED_WORDS {
                places.push(hit.first);
            }
        });
        places.into_iter().any(|at| {
            let sentence = Sentence::around(self.of.text, self.of.words, at);
            let said = self.of.text.get(sentence.span.0..sentence.span.1).unwrap_or_default();
            // `Until 16 May` is no condition.
            let words = self.of.words;
            let number =
                |word: &Word| words.folded(*word).starts_with(|c: char| c.is_ascii_digit());
            let day = |at: usize| words.all().iter().skip(at + 1).take(DAY_REACH).any(number);
            let open = |mark: &Mark<Class>| {
                mark.class == Class::Begun || mark.class == Class::If && !day(mark.last)
            };
            let dated = said.contains(|c: char| c.is_ascii_digit());
            let free = || !self.lists.marks(self.of, &sentence).iter().any(open);
            dated && !sentence.is_question && free()
        })
    }

    /// The endings that are told; the sentences that leave one open are added.
    fn told(&self, topic: Topic, open: &mut Vec<(usize, usize)>) -> Vec<Told> {
        let mut told = Vec::new();
        for (class, hit) in &self.lists.leading(self.of.words, (VERBS_MAX, WORDS_MAX)) {
            let class = *class;
            let sentence = Sentence::around(self.of.text, self.of.words, hit.first);
            let marks = self.lists.marks(self.of, &sentence);
            let clause = Clause { text: self, sentence: &sentence, marks: &marks, class, hit };
            match clause.tense(topic) {
                Some(tense) => {
                    let early = self.spot == Spot::Head || hit.first < BEGIN_WORDS;
                    let place = if early { Place::Early } else { Place::Late };
                    let words = self.of.words.all();
                    let ends = words.get(hit.first).zip(words.get(hit.last));
                    let verb = ends.map_or((0, 0), |(first, last)| {
                        (as_index(first.start), as_index(last.end))
                    });
                    told.push(Told { tense, place, span: sentence.span, verb });
                }
                None if clause.is_open() => open.push((sentence.first, sentence.last)),
                None => {}
            }
        }
        told
    }

    fn topic(&self) -> Topic {
        if self.of.words.is_empty() {
            return Topic::Else;
        }
        let first = Sentence::around(self.of.text, self.of.words, 0);
        let marks = self.lists.marks(self.of, &first);
        let has = |class: Class| marks.iter().any(|mark| mark.class == class);
        let other = has(Class::Other) || has(Class::Old) || has(Class::Own);
        let ours = has(Class::Ours) || has(Class::Account) || has(Class::Noun);
        if ours && !other { Topic::Agreement } else { Topic::Else }
    }

    /// Whether it says that the receiver wished it.
    fn asks(&self) -> bool {
        let mut asks = false;
        self.lists.everywhere(self.of.words, |class, hit| {
            asks = asks || class == Class::Asked && hit.first < ASKED_WORDS;
        });
        asks
    }
}

/// A verb in its sentence.
struct Clause<'a> {
    text: &'a Text<'a>,
    sentence: &'a Sentence<'a>,
    marks: &'a [Mark<Class>],
    class: Class,
    hit: &'a Hit,
}

impl Clause<'_> {
    /// How the verb tells an end, if it does.
    fn tense(&self, topic: Topic) -> Option<Tense> {
        let mine = self.has(Class::Own) || self.has(Class::Me) && !self.has(Class::Your);
        if self.sentence.is_question || mine || !self.is_whole() {
            return None;
        }
        let tense = match self.class {
            Class::Part => self.participle()?,
            Class::Done => Tense::Performed,
            Class::Now => Tense::Ending,
            Class::Split => self.after(Class::Off, REACH_LAST).map(|_| Tense::Ending)?,
            Class::Runs => self.runs_out().then_some(Tense::Ending)?,
            Class::Ends | Class::Last => Tense::Announced,
            Class::Noun => self.carried_out()?,
            Class::Begun => Tense::Begun,
            Class::Verb
            | Class::Perfect
            | Class::State
            | Class::Will
            | Class::May
            | Class::If
            | Class::Not
            | Class::Own
            | Class::Me
            | Class::Your
            | Class::Old
            | Class::Off
            | Class::Out
            | Class::Effected
            | Class::Asked
            | Class::Ours
            | Class::Account
            | Class::Other
            | Class::Case
            | Class::Trial
            | Class::Still => return None,
        };
        let tense = match tense {
            Tense::Begun if self.noun() == Some(Class::Trial) => Tense::Tried,
            Tense::Begun | Tense::Tried | Tense::Announced | Tense::Ending | Tense::Performed => {
                tense
            }
        };
        let free = !self.denied() && !self.under_a_condition(tense);
        let possible =
            !matches!(tense, Tense::Performed | Tense::Begun | Tense::Tried) && self.may();
        (free && !possible && self.is_about_an_agreement(topic)).then_some(tense)
    }

    /// Whether the verb is no part of a longer one: `ended` within `has ended`.
    fn is_whole(&self) -> bool {
        let own = |m: &&Mark<Class>| m.class == self.class;
        self.marks.iter().filter(own).any(|m| m.first == self.hit.first && m.last == self.hit.last)
    }

    /// Whether the sentence speaks of an ending that is possible, denied or under a condition.
    fn is_open(&self) -> bool {
        let denied = self.class != Class::Noun && self.denied();
        let bare = self.class == Class::Verb;
        if self.class == Class::Begun {
            return false;
        }
        bare || self.may() || self.has(Class::If) || denied || self.sentence.is_question
    }

    fn has(&self, class: Class) -> bool {
        self.marks.iter().any(|mark| mark.class == class)
    }

    /// A possibility, told anywhere in the sentence before the verb, or right behind it: `opzeggen kan`,
    /// `beendet werden kann`.
    fn may(&self) -> bool {
        let near = self.hit.last + NOT_REACH;
        let is = |m: &&Mark<Class>| m.class == Class::May && m.first <= near;
        self.marks.iter().any(|m| is(&m))
    }

    /// What makes a participle perfect or future: the nearest before it or, where it comes last, right
    /// behind it.
    fn participle(&self) -> Option<Tense> {
        let reach = if self.text.lists.participle == Participle::Last { REACH_LAST } else { REACH };
        let kinds = [Class::Perfect, Class::State, Class::Will, Class::May];
        let of = |m: &&Mark<Class>| kinds.contains(&m.class);
        let before = self.marks.iter().filter(of).filter(|m| m.last < self.hit.first);
        let before = before.filter(|m| self.hit.first - m.last <= reach + 1);
        let behind = |m: &&Mark<Class>| {
            m.first == self.hit.last + 1 && self.text.lists.participle == Participle::Last
        };
        let behind = self.marks.iter().filter(of).find(behind);
        let nearest = behind.or_else(|| before.max_by_key(|m| m.last));
        match nearest.map(|m| m.class) {
            Some(Class::Perfect | Class::State) if nearest.is_some_and(|m| self.may_be(m)) => None,
            Some(Class::Perfect | Class::State) => Some(Tense::Performed),
            Some(Class::Will) => Some(Tense::Announced),
            None if self.is_headline() => Some(Tense::Performed),
            None | Some(_) => None,
        }
    }

    /// `may have been`.
    fn may_be(&self, aux: &Mark<Class>) -> bool {
        self.marks.iter().any(|m| m.class == Class::May && m.last + 1 == aux.first)
    }

    /// Whether only `is` makes it perfect: rules of an agreement speak so too.
    fn is_stated(&self) -> bool {
        self.class == Class::Part
            && !self.marks.iter().any(|m| m.class == Class::Perfect && m.first < self.hit.first)
    }

    /// `Policy ZZ-10 closed`.
    fn is_headline(&self) -> bool {
        self.text.spot == Spot::Head && self.text.of.words.len() <= HEADLINE_MAX
    }

    /// A noun of ending with what carries it out.
    fn carried_out(&self) -> Option<Tense> {
        let near = |m: &Mark<Class>| m.gap(self.hit) <= EFFECT_REACH;
        let effected = self.marks.iter().any(|m| m.class == Class::Effected && near(m));
        (effected && !self.may()).then_some(Tense::Performed)
    }

    /// The nearest of some phrases behind the verb.
    /// `Läuft zum 30. Juni aus`, not `läuft ab dem 1. Juli`: what belongs to the verb closes its clause.
    fn runs_out(&self) -> bool {
        let Some(out) = self.after(Class::Out, REACH_LAST) else { return false };
        let Some(word) = self.text.of.words.all().get(out.last) else { return false };
        let behind = self.text.of.text.get(as_index(word.end)..).unwrap_or_default();
        let behind = behind.trim_start_matches([' ', '\t']);
        let joins =
            ["und ", "en ", "sofern ", "wenn ", "weil ", "da ", "omdat ", "tenzij ", "als "];
        behind.is_empty()
            || behind.starts_with(['.', ',', ';', ':', '!', ')', '\n', '\r'])
            || joins.iter().any(|join| behind.starts_with(join))
    }

    fn after(&self, class: Class, reach: usize) -> Option<&Mark<Class>> {
        let of = |m: &&Mark<Class>| m.class == class && m.first > self.hit.last;
        self.marks.iter().filter(of).find(|m| m.first - self.hit.last <= reach)
    }

    /// A negation right before the verb, or between it and what makes it perfect.
    fn denied(&self) -> bool {
        let aux = self.marks.iter().filter(|m| {
            matches!(m.class, Class::Perfect | Class::State | Class::Will)
                && m.last < self.hit.first
                && self.hit.first - m.last <= REACH
        });
        let from = self.hit.first.saturating_sub(NOT_REACH);
        let from = aux.map(|m| m.first).min().map_or(from, |aux| aux.min(from));
        let until = self.hit.last + 1;
        let near = |m: &&Mark<Class>| m.class == Class::Not && m.first >= from && m.last <= until;
        self.marks.iter().filter(near).any(|m| !self.is_of_a_clause_before(m))
    }

    /// `The 30th is not possible, your membership ends on the 31st`: what is denied is another clause, behind which
    /// the agreement is named anew.
    fn is_of_a_clause_before(&self, not: &Mark<Class>) -> bool {
        if not.last >= self.hit.first {
            return false;
        }
        let words = self.text.of.words.all();
        let comma = |at: usize| {
            let (word, next) = (words.get(at)?, words.get(at + 1)?);
            let gap = self.text.of.text.get(as_index(word.end)..as_index(next.start))?;
            gap.contains([',', ';', ':', '\u{2013}']).then_some(at)
        };
        let parted = (not.last..self.hit.first).rev().find_map(comma);
        let named = |at: usize| {
            let of = |m: &&Mark<Class>| matches!(m.class, Class::Ours | Class::Account);
            self.marks.iter().filter(of).any(|m| m.first > at && m.last < self.hit.first)
        };
        parted.is_some_and(named)
    }

    /// A condition before the verb; of what did not happen yet, anywhere in the sentence.
    fn under_a_condition(&self, tense: Tense) -> bool {
        let before = |m: &&Mark<Class>| m.class == Class::If && m.first < self.hit.first;
        let any = (tense != Tense::Performed || self.is_stated()) && self.has(Class::If);
        any || self.marks.iter().any(|m| before(&m))
    }

    /// `The fixed price of your contract ends`: what ends is only a part of the agreement.
    fn is_of_a_part(&self, noun: &Mark<Class>) -> bool {
        const OF: &[&str] = &[
            "of", "ihres", "ihrer", "deines", "deiner", "des", "der", "eures", "vom", "de", "du",
            "d", "del", "della", "dell", "di", "dello", "van",
        ];
        let words = self.text.of.words;
        let links = |part: &Mark<Class>| {
            let between = words.all().get(part.last + 1..noun.first).unwrap_or_default();
            between.first().is_some_and(|word| OF.contains(&words.folded(*word)))
        };
        let before = |m: &&Mark<Class>| {
            m.class == Class::Other && m.last < noun.first && noun.first - m.last <= PART_REACH
        };
        self.marks.iter().filter(before).any(links)
    }

    /// The nearest noun.
    fn nearest_noun(&self) -> Option<&Mark<Class>> {
        let nouns = [Class::Ours, Class::Account, Class::Other, Class::Case, Class::Trial];
        let gap = |m: &Mark<Class>| m.gap(self.hit);
        let of = self.marks.iter().filter(|m| nouns.contains(&m.class) && gap(m) <= OBJECT_REACH);
        let of = of.filter(|m| self.class != Class::Noun || m.class != Class::Case);
        of.min_by_key(|m| (m.class == Class::Case, gap(m)))
    }

    fn noun(&self) -> Option<Class> {
        self.nearest_noun().map(|noun| noun.class)
    }

    /// Whether the nearest noun is that of an agreement that is not a former one; without a noun, whether
    /// the subject names one.
    fn is_about_an_agreement(&self, topic: Topic) -> bool {
        let Some(noun) = self.nearest_noun() else {
            let told = matches!(self.class, Class::Part | Class::Done) && self.text.still;
            return topic == Topic::Agreement || self.class == Class::Last || told;
        };
        let old = |m: &Mark<Class>| {
            m.class == Class::Old && m.last < noun.first && noun.first - m.last <= 2
        };
        let former = self.marks.iter().any(old) || self.is_of_a_part(noun);
        let runs = matches!(self.class, Class::Split | Class::Runs);
        let tried = !runs && !matches!(self.class, Class::Done | Class::Ends | Class::Last);
        let of_agreements = noun.class == Class::Ours
            || noun.class == Class::Account && self.class != Class::Begun
            || noun.class == Class::Trial && tried;
        of_agreements && !former
    }
}
