//! Phrases of one language by what they are in a sentence: what readers of endings and of work done share.
//!
//! Verbs are looked for first, and everything else only in their sentence.

use crate::letters::Sentence;
use crate::words::{Hit, Phrases, Words, as_index, fold};
use oxherd_model::Language;

/// A text of so many characters without an accent is written without.
const ACCENTS_WITHIN: usize = 4_000;

/// What a phrase of the lists is.
pub(crate) trait PhraseClass: Copy + PartialEq {
    /// What is possible; `May` of a day is none.
    const MAY: Self;

    /// Whether its sentence is looked at because of it.
    fn leads(self) -> bool;

    /// Whether shorter phrases within it count no more.
    fn hides(self) -> bool {
        true
    }
}

/// Where the participle of a sentence stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Participle {
    /// Beside its auxiliary: `has been cancelled`.
    Near,
    /// At the end of the clause: `wurde … gekündigt`.
    Last,
}

/// The phrases of one language.
#[derive(Debug)]
pub(crate) struct Lists<C> {
    pub(crate) language: Language,
    pub(crate) participle: Participle,
    verbs: Phrases,
    around: Phrases,
    classes: Vec<C>,
    /// Each phrase as the list spells it.
    spelled: Vec<&'static str>,
    /// Ends of compounds, folded: `Hausratversicherung`, `Jahresinspektion`.
    tails: Vec<(C, String)>,
}

/// A phrase in a text, by its first and last word.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark<C> {
    pub(crate) class: C,
    pub(crate) first: usize,
    pub(crate) last: usize,
}

impl<C> Mark<C> {
    /// Words from another phrase to this one.
    pub(crate) const fn gap(&self, hit: &Hit) -> usize {
        if self.first > hit.last {
            self.first - hit.last
        } else {
            hit.first.saturating_sub(self.last)
        }
    }
}

/// A text that is looked at.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Spelled<'a> {
    pub(crate) text: &'a str,
    pub(crate) words: &'a Words,
    /// Whether the message is written with accents.
    pub(crate) accented: bool,
}

impl<C: PhraseClass> Lists<C> {
    pub(crate) fn new(code: &str, participle: Participle) -> Self {
        Self {
            language: Language::from_code(code),
            participle,
            verbs: Phrases::new(),
            around: Phrases::new(),
            classes: Vec::new(),
            spelled: Vec::new(),
            tails: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, class: C, phrase: &'static str) {
        let number = u32::try_from(self.classes.len()).unwrap_or(u32::MAX);
        self.classes.push(class);
        self.spelled.push(phrase);
        if class.leads() {
            self.verbs.add(phrase, number);
        }
        self.around.add(phrase, number);
    }

    pub(crate) fn add_tail(&mut self, class: C, tail: &str) {
        self.tails.push((class, fold(tail)));
    }

    /// Whether a folded word ends in one of the ends of compounds.
    pub(crate) fn has_tail(&self, word: &str) -> bool {
        self.tails.iter().any(|(_, tail)| word.ends_with(tail.as_str()))
    }

    /// The phrases that it has, as they were added.
    pub(crate) fn phrases(&self) -> &[&'static str] {
        &self.spelled
    }

    pub(crate) fn class(&self, hit: &Hit) -> Option<C> {
        self.classes.get(as_index(hit.phrase)).copied()
    }

    /// The first verbs among so many words, in their order.
    pub(crate) fn leading(&self, words: &Words, (verbs, within): (usize, usize)) -> Vec<(C, Hit)> {
        let mut found: Vec<(C, Hit)> = Vec::new();
        self.verbs.find(words, |hit| {
            if found.len() < verbs && hit.first < within {
                found.extend(self.class(&hit).map(|class| (class, hit)));
            }
        });
        found
    }

    /// Every phrase anywhere in a text, however it is spelled.
    pub(crate) fn everywhere(&self, words: &Words, mut each: impl FnMut(C, Hit)) {
        self.around.find(words, |hit| {
            if let Some(class) = self.class(&hit) {
                each(class, hit);
            }
        });
    }

    /// The phrases of a sentence that are within no longer one: `can confirm` is no possibility, `standing
    /// order` no order, `customer service` no service.
    pub(crate) fn marks(&self, of: Spelled<'_>, sentence: &Sentence<'_>) -> Vec<Mark<C>> {
        let mut marks = Vec::new();
        let words = sentence.words();
        self.around.find(&words, |hit| {
            if let Some(class) = self.class(&hit)
                && self.is_spelled(of, sentence, (&words, &hit, class))
            {
                let (first, last) = (sentence.first + hit.first, sentence.first + hit.last);
                marks.push(Mark { class, first, last });
            }
        });
        for (at, word) in words.all().iter().enumerate() {
            let folded = words.folded(*word);
            let is = |tail: &str| folded.len() > tail.len() && folded.ends_with(tail);
            if let Some((class, _)) = self.tails.iter().find(|(_, tail)| is(tail)) {
                let at = sentence.first + at;
                marks.push(Mark { class: *class, first: at, last: at });
            }
        }
        let within = |one: &Mark<C>| {
            marks.iter().filter(|other| other.class.hides()).any(|other| {
                other.first <= one.first
                    && one.last <= other.last
                    && (other.first, other.last) != (one.first, one.last)
            })
        };
        marks.iter().filter(|mark| !within(mark)).copied().collect()
    }

    /// Whether a phrase stands there with the accents that tell it from another: `wurde` and `würde`,
    /// `termine` and `terminé`, `e` and `è`. Of a text without any nothing is asked.
    fn is_spelled(
        &self,
        of: Spelled<'_>,
        sentence: &Sentence<'_>,
        (words, hit, class): (&Words, &Hit, C),
    ) -> bool {
        let ends = words.all().get(hit.first).zip(words.all().get(hit.last));
        let (base, _) = sentence.span;
        let text = ends.and_then(|(first, last)| {
            of.text.get(base + as_index(first.start)..base + as_index(last.end))
        });
        let listed = self.spelled.get(as_index(hit.phrase));
        let (Some(text), Some(listed)) = (text, listed) else { return true };
        // `on 3 May` is no possibility.
        let day = class == C::MAY && text == "May" && hit.first > 0;
        !day && (text.chars().any(is_accented) == listed.chars().any(is_accented) || !of.accented)
    }
}

/// Whether a text is written with accents.
pub(crate) fn has_accents(text: &str) -> bool {
    text.chars().take(ACCENTS_WITHIN).any(is_accented)
}

fn is_accented(c: char) -> bool {
    !c.is_ascii() && c.is_alphabetic()
}
