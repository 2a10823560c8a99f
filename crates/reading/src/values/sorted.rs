//! Lists that say of each phrase what sort it is, and the places of a text where they stand.
//!
//! A line is `sort: phrase; phrase`, or `sort.fr: phrase` for words that are of the sort in one language alone.

use super::Surroundings;
use crate::words::{Hit, Phrases, Words, as_index};
use oxherd_model::Language;

/// Words of one sort at their place.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Mark<S> {
    pub(crate) sort: S,
    /// Bytes.
    pub(crate) start: usize,
    pub(crate) end: usize,
    /// Words.
    pub(crate) first: usize,
    pub(crate) last: usize,
}

/// Finds the phrases of a list; built once.
#[derive(Debug)]
pub(crate) struct SortedPhrases<S> {
    phrases: Phrases,
    /// What each line of the list says, and in which language alone.
    sorts: Vec<(S, Option<&'static str>)>,
}

impl<S: Copy> SortedPhrases<S> {
    /// Of a list; a line of a sort that `of` does not know is left out.
    pub(crate) fn new(list: &'static str, of: impl Fn(&str) -> Option<S>) -> Self {
        let (mut phrases, mut sorts) = (Phrases::new(), Vec::new());
        for (sort, line) in list.lines().filter_map(|line| line.split_once(": ")) {
            let (word, language) = sort.split_once('.').map_or((sort, None), |(w, l)| (w, Some(l)));
            let Some(sort) = of(word) else { continue };
            let number = u32::try_from(sorts.len()).unwrap_or(u32::MAX);
            sorts.push((sort, language));
            line.split("; ").for_each(|phrase| phrases.add(phrase, number));
        }
        Self { phrases, sorts }
    }

    /// Every place where one stands, with its sort; words of one language alone are found in texts of it.
    pub(crate) fn hits(&self, words: &Words, language: Language, mut each: impl FnMut(S, Hit)) {
        self.phrases.find(words, |hit| {
            let known = self.sorts.get(as_index(hit.phrase));
            let own = |only: &str| language == Language::from_code(only);
            if let Some((sort, _)) = known.filter(|(_, only)| only.is_none_or(own)) {
                each(*sort, hit);
            }
        });
    }

    /// The first places of a text where they stand, at most so many, by their first and last word.
    pub(crate) fn find(&self, s: &Surroundings<'_>, most: usize) -> Vec<Mark<S>> {
        let all = s.words.all();
        let mut marks = Vec::new();
        self.hits(s.words, s.language, |sort, Hit { first, last, .. }| {
            if let Some((begins, ends)) = all.get(first).zip(all.get(last))
                && marks.len() < most
            {
                let (start, end) = (as_index(begins.start), as_index(ends.end));
                marks.push(Mark { sort, start, end, first, last });
            }
        });
        marks
    }
}
