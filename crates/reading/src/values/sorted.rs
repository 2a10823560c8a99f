//! Lists that say of each phrase what sort it is, and the places of a text where they stand.
//!
//! A line is `sort: phrase; phrase`, or `sort.fr: phrase` for words that are of the sort in one language alone.

use super::Surroundings;
use crate::words::{Phrases, as_index};
use oxherd_model::Language;

/// Words of one sort at their place.
#[derive(Debug, Clone, Copy)]
pub(super) struct Mark<S> {
    pub(super) sort: S,
    /// Bytes.
    pub(super) start: usize,
    pub(super) end: usize,
    /// Words.
    pub(super) first: usize,
    pub(super) last: usize,
}

/// Finds the phrases of a list; built once.
#[derive(Debug)]
pub(super) struct SortedPhrases<S> {
    phrases: Phrases,
    /// What each line of the list says, and in which language alone.
    sorts: Vec<(S, Option<&'static str>)>,
}

impl<S: Copy> SortedPhrases<S> {
    /// Of a list; a line of a sort that `of` does not know is left out.
    pub(super) fn new(list: &'static str, of: impl Fn(&str) -> Option<S>) -> Self {
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

    /// The first places of a text where they stand, at most so many, by their first and last word.
    pub(super) fn find(&self, s: &Surroundings<'_>, most: usize) -> Vec<Mark<S>> {
        let all = s.words.all();
        let mut marks = Vec::new();
        self.phrases.find(s.words, |hit| {
            let ends = all.get(hit.first).zip(all.get(hit.last));
            let Some(((first, last), (sort, only))) =
                ends.zip(self.sorts.get(as_index(hit.phrase)))
            else {
                return;
            };
            let own = only.is_none_or(|code| s.language == Language::from_code(code));
            if own && marks.len() < most {
                let (start, end) = (as_index(first.start), as_index(last.end));
                marks.push(Mark { sort: *sort, start, end, first: hit.first, last: hit.last });
            }
        });
        marks
    }
}
