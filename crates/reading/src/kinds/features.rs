//! What the learned table can weigh: words, beginnings of words and pairs of neighbours, by where
//! they stand, and marks of the sending.

use super::{Marks, Wording};
use crate::learned::hash::{self, of_head, of_pair, of_word};
use crate::words::{Word, Words, as_index};

/// Where a feature stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Subject,
    Body,
    Sender,
    Mark,
}

impl Field {
    /// The letter before the features of the field.
    const fn letter(self) -> u8 {
        match self {
            Self::Subject => b's',
            Self::Body => b'b',
            Self::Sender => b'f',
            Self::Mark => b'm',
        }
    }

    /// Words that are looked at.
    const fn most(self) -> usize {
        match self {
            Self::Subject => 24,
            Self::Body => 220,
            Self::Sender => 12,
            Self::Mark => 0,
        }
    }

    /// So many features of the field count in full; of more, each counts less.
    pub(super) const fn usual(self) -> u32 {
        match self {
            Self::Subject => 8,
            Self::Body => 64,
            Self::Sender | Self::Mark => 4,
        }
    }
}

/// One feature: its hash and the words it is made of.
#[derive(Debug, Clone, Copy)]
pub(super) struct Feature {
    pub(super) hash: u64,
    pub(super) first: usize,
    pub(super) last: usize,
    begins: bool,
}

impl Feature {
    /// A mark, which stands nowhere.
    pub(super) const fn mark(hash: u64) -> Self {
        Self { hash, first: 0, last: 0, begins: false }
    }
}

/// Letters of the beginning of a word that count as its stem, and the least letters a word has
/// beyond which it is looked at.
const STEM_LETTERS: u32 = 6;

/// Every word with a digit is the same word.
const NUMBER: &str = "0";

/// Calls `look` with every feature of a text.
pub(super) fn each(field: Field, words: &Words, mut look: impl FnMut(Feature)) {
    let (letter, number) = (field.letter(), hash::key(NUMBER));
    let mut before: Option<u64> = None;
    for (at, word) in words.all().iter().take(field.most()).enumerate() {
        let counts = has_digit(words.folded(*word));
        let key = if counts { number } else { Words::key(*word) };
        look(Feature { hash: of_word(letter, key), first: at, last: at, begins: false });
        if !counts && let Some(head) = words.key_of_head(*word, STEM_LETTERS) {
            look(Feature { hash: of_head(letter, head), first: at, last: at, begins: true });
        }
        if let Some(before) = before {
            let hash = of_pair(letter, before, key);
            look(Feature { hash, first: at.saturating_sub(1), last: at, begins: false });
        }
        before = Some(key);
    }
}

/// Calls `look` with the hash of every mark.
pub(super) fn each_mark(marks: Marks, mut look: impl FnMut(u64, &'static str)) {
    for name in marks.names() {
        look(hash::of_words(Field::Mark.letter(), name), name);
    }
}

/// The features of a message in writing, by field, each once.
pub(super) fn named(wording: &Wording<'_>, marks: Marks) -> Vec<Vec<String>> {
    let mut all: Vec<Vec<String>> = [
        (Field::Subject, wording.subject),
        (Field::Body, wording.body),
        (Field::Sender, wording.sender),
    ]
    .into_iter()
    .map(|(field, words)| names(field, words))
    .collect();
    let mut marked = Vec::new();
    each_mark(marks, |_, name| marked.push(format!("{}{name}", char::from(Field::Mark.letter()))));
    all.push(marked);
    all
}

/// The features of one text in writing, each once.
pub(super) fn names(field: Field, words: &Words) -> Vec<String> {
    let mut names = Vec::new();
    each(field, words, |feature| {
        names.push(format!("{}{}", char::from(field.letter()), shown(words, feature, "_")));
    });
    names.sort_unstable();
    names.dedup();
    names
}

/// The words of a feature.
pub(super) fn shown(words: &Words, feature: Feature, between: &str) -> String {
    let word = |at: usize| words.all().get(at).map_or("", |word| spelled(words, *word));
    let first = word(feature.first);
    if feature.begins {
        format!("{}*", stem(first).unwrap_or(first))
    } else if feature.first == feature.last {
        first.to_owned()
    } else {
        format!("{first}{between}{}", word(feature.last))
    }
}

fn spelled(words: &Words, word: Word) -> &str {
    let folded = words.folded(word);
    if has_digit(folded) { NUMBER } else { folded }
}

fn has_digit(folded: &str) -> bool {
    folded.bytes().any(|b| b.is_ascii_digit())
}

/// The beginning of a longer word.
fn stem(spelled: &str) -> Option<&str> {
    let (end, _) = spelled.char_indices().nth(as_index(STEM_LETTERS))?;
    spelled.get(..end)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_features_looked_up_are_those_that_are_written() {
        let words = Words::cut("Your order A12 was cancelled; la réservation über Straßenbahn", 20);
        let mut looked = Vec::new();
        each(Field::Subject, &words, |feature| looked.push(feature.hash));
        looked.sort_unstable();
        let mut written: Vec<u64> = names(Field::Subject, &words)
            .iter()
            .map(|name| hash::of_words(name.as_bytes()[0], &name[1..]))
            .collect();
        written.sort_unstable();
        assert_eq!(looked, written);
        assert!(names(Field::Subject, &words).contains(&"sorder_0".to_owned()));
        assert!(names(Field::Subject, &words).contains(&"scancel*".to_owned()));
    }
}
