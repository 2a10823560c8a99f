//! The end that the subject of a letter declares by itself: `Kündigung FL-90812`.

use super::{Class, LESS_SURE, Letter, LetterReader, Sentence};
use crate::values::Found;
use crate::words::as_index;
use oxherd_model::{Claim, Confidence, LetterAct};

/// Words of such a subject.
const WORDS_MAX: usize = 14;

/// Words before its noun: `my formal`.
const HEAD_WITHIN: usize = 3;

impl LetterReader {
    /// The end that a subject declares: a noun for it at the head, and then only what ends, and from when.
    pub fn headed(&self, subject: &Letter<'_>) -> Option<Found> {
        let words = subject.words.all();
        if words.len() > WORDS_MAX {
            return None;
        }
        let mut languages: Vec<usize> = Vec::new();
        self.around.find(subject.words, |hit| {
            let entry = self.entries.get(as_index(hit.phrase));
            let ending = entry.filter(|e| e.class == Class::Ending && hit.first <= HEAD_WITHIN);
            languages.extend(ending.map(|e| e.language));
        });
        if languages.is_empty() {
            return None;
        }
        let sentence = Sentence::around(subject.text, subject.words, 0);
        languages.into_iter().find_map(|language| {
            let marks = self.marks(&sentence, language);
            let leads = |at: usize| {
                let skips = |m: &&super::Mark| {
                    matches!(m.class, Class::The | Class::Filler) && m.first == at
                };
                marks.iter().find(skips).map_or(at, |m| m.last + 1)
            };
            let head = leads(leads(0));
            let noun = marks.iter().filter(|m| m.class == Class::Ending && m.first == head);
            let noun = noun.max_by_key(|m| m.last)?;
            let says = |m: &super::Mark| {
                matches!(
                    m.class,
                    Class::Not | Class::If | Class::Unless | Class::Other | Class::And
                )
            };
            let goes_on = noun.last >= sentence.last
                || sentence.clause_begins(noun.last + 1)
                || is_number(subject, noun.last + 1)
                || marks.iter().any(|m| {
                    matches!(m.class, Class::Of | Class::The | Class::Ours)
                        && m.first == noun.last + 1
                });
            if sentence.is_question || marks.iter().any(says) || !goes_on {
                return None;
            }
            let (first, last) = (words.get(head)?, words.get(noun.last)?);
            let mut days = subject.found.iter().filter_map(|f| f.claim.date().map(|(_, on)| on));
            let on = days.find(|on| subject.sent_on.is_none_or(|sent| *on >= sent));
            Some(Found {
                claim: Claim::Act { act: LetterAct::Cancel, on },
                start: as_index(first.start),
                end: as_index(last.end),
                confidence: Confidence::from_thousandths(LESS_SURE),
            })
        })
    }
}

/// Whether a word holds a digit, as numbers of agreements do.
fn is_number(letter: &Letter<'_>, at: usize) -> bool {
    let word = letter.words.all().get(at);
    let own = word.and_then(|w| letter.text.get(as_index(w.start)..)).unwrap_or_default();
    let own = own.split_whitespace().next().unwrap_or_default();
    own.bytes().any(|b| b.is_ascii_digit())
}
