//! The words by which lines of goods are told.

use super::piece::Piece;
use crate::lists;
use crate::roles::Around;
use crate::words::{Word, Words, as_index};
use rustc_hash::FxHashMap;

/// What a word says of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sort {
    /// A product follows.
    Label,
    /// A plan, a course or a title follows.
    Plan,
    /// What a parcel holds follows.
    Contents,
    /// May head the column of names.
    Head,
    /// Heads the column that counts.
    Quantity,
    /// Heads another column.
    Column,
    /// No product, wherever it stands.
    Not,
    /// What sending costs.
    Sending,
    /// No product where the name begins with it.
    NotFirst,
}

/// Phrases by their first word.
#[derive(Debug, Default)]
pub(super) struct Vocabulary {
    exact: FxHashMap<u64, Vec<Phrase>>,
    /// Beginnings of words, by their first letters.
    prefixes: FxHashMap<[u8; STEM], Vec<(String, Sort)>>,
}

/// The other words of a phrase.
#[derive(Debug)]
struct Phrase {
    rest: Vec<u64>,
    sort: Sort,
}

/// Bytes of a beginning that are compared first.
const STEM: usize = 4;

impl Vocabulary {
    pub(super) fn new() -> Self {
        let mut vocabulary = Self::default();
        for entry in lists::entries(include_str!("../../../data/things/products.txt")) {
            if let Some(sort) = sort_of(entry.section) {
                vocabulary.add(entry.phrase, sort);
            }
        }
        vocabulary
    }

    fn add(&mut self, phrase: &str, sort: Sort) {
        let words = Words::cut(phrase.trim_end_matches('*'), usize::MAX);
        let Some((first, rest)) = words.all().split_first() else { return };
        if phrase.ends_with('*') {
            let letters = words.folded(*first);
            if let Some(stem) = letters.as_bytes().first_chunk() {
                self.prefixes.entry(*stem).or_default().push((letters.to_owned(), sort));
            }
            return;
        }
        let rest = rest.iter().map(|word| Words::key(*word)).collect();
        self.exact.entry(Words::key(*first)).or_default().push(Phrase { rest, sort });
    }

    /// The index of the word that a piece begins with.
    pub(super) fn index(&self, around: &Around<'_>, piece: Piece<'_>) -> Option<usize> {
        let words = around.words.all();
        let index = words.partition_point(|word| as_index(word.start) < piece.at);
        words.get(index).filter(|word| as_index(word.start) == piece.at).map(|_| index)
    }

    /// The longest phrase of one of these sorts that begins at a word, and where it ends.
    pub(super) fn at(
        &self,
        around: &Around<'_>,
        index: usize,
        sorts: &[Sort],
    ) -> Option<(Sort, usize)> {
        let words = around.words.all();
        let first = words.get(index)?;
        let phrases = self.exact.get(&Words::key(*first))?;
        let fits = |phrase: &&Phrase| {
            let behind = words.get(index + 1..).unwrap_or_default();
            let known = |(key, word): (&u64, &Word)| *key == Words::key(*word);
            sorts.contains(&phrase.sort)
                && behind.len() >= phrase.rest.len()
                && phrase.rest.iter().zip(behind).all(known)
        };
        let longest = phrases.iter().filter(fits).max_by_key(|phrase| phrase.rest.len())?;
        let last = words.get(index + longest.rest.len())?;
        Some((longest.sort, as_index(last.end)))
    }

    /// What sort of words make a name that of costs, of people, of work or of days.
    pub(super) fn no_product(&self, around: &Around<'_>, name: Piece<'_>) -> Option<Sort> {
        let words = around.words.all();
        let first = words.partition_point(|word| as_index(word.start) < name.at);
        let own = words.get(first..).unwrap_or_default();
        let own = own.iter().take_while(|word| as_index(word.start) < name.end());
        (first..).zip(own).find_map(|(index, word)| {
            let folded = around.words.folded(*word);
            let begins = folded.as_bytes().first_chunk().and_then(|stem| self.prefixes.get(stem));
            let mut begins = begins.into_iter().flatten();
            let begins = begins.find(|(letters, _)| folded.starts_with(letters.as_str()));
            // `Delivery bag` and `bag for delivery`: costs of sending begin with their word.
            let sorts: &[Sort] = if index == first {
                &[Sort::Not, Sort::NotFirst, Sort::Sending]
            } else {
                &[Sort::Not]
            };
            let phrase = self.at(around, index, sorts).filter(|(_, end)| *end <= name.end());
            begins.map(|(_, sort)| *sort).or(phrase.map(|(sort, _)| sort))
        })
    }
}

fn sort_of(section: &str) -> Option<Sort> {
    Some(match section {
        "label" => Sort::Label,
        "label.plan" => Sort::Plan,
        "label.contents" => Sort::Contents,
        "head" => Sort::Head,
        "quantity" => Sort::Quantity,
        "column" => Sort::Column,
        "not" => Sort::Not,
        "sending" => Sort::Sending,
        "not.first" => Sort::NotFirst,
        _ => return None,
    })
}
