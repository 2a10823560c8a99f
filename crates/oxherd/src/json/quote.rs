//! The sentence that says it: read from the evidence when it is shown, never kept.

use crate::catch_up::location;
use crate::home::Home;
use crate::take;
use oxherd_ledger::DueView;
use oxherd_model::{EvidenceId, Fact};
use oxherd_reading::{Depth, Form, Reader};
use oxherd_store::Store;
use serde_json::{Value, json};

/// Letters of a quote.
const LETTERS_MAX: usize = 300;

/// Lines of a message that are looked through.
const LINES_MAX: usize = 400;

/// Pieces of evidence quoted for one answer.
const QUOTES_MAX: usize = 3;

/// Finds sentences in the evidence.
pub(crate) struct Quotes<'a> {
    home: &'a Home,
    store: &'a Store,
    reader: Reader,
}

impl<'a> Quotes<'a> {
    /// Over the evidence of a home.
    pub(crate) fn new(home: &'a Home, store: &'a Store) -> Self {
        Self { home, store, reader: Reader::new() }
    }

    /// What says that something is due: `[{evidence, quote}]`, the newest first.
    pub(crate) fn of_due(&self, view: &DueView<'_>) -> Value {
        let on = view.due.on;
        let wanted = |fact: &Fact| fact.date().is_some_and(|(_, day)| day == on);
        let digits = on.day().to_string();
        let newest = view.due.evidence.0.iter().take(QUOTES_MAX);
        newest
            .filter_map(|evidence| {
                let quote = self.quote(*evidence, &digits, &wanted)?;
                Some(json!({"evidence": evidence.to_string(), "quote": quote}))
            })
            .collect()
    }

    /// The first line or sentence that holds the digits and from which the fact is read.
    fn quote(
        &self,
        evidence: EvidenceId,
        digits: &str,
        wanted: &dyn Fn(&Fact) -> bool,
    ) -> Option<String> {
        let row = self.store.by_id(evidence).ok().flatten()?;
        let bytes = self.home.shelf().ok()?.original(location(row.place), &row.hash).ok()?;
        let text = Reader::text_of(&bytes, take::form_of(&row.media));
        let lines = text.lines().take(LINES_MAX).map(str::to_owned);
        let says = |piece: &String| {
            piece.contains(digits) && {
                let read = self.reader.read(piece.as_bytes(), Form::Text, Depth::Full);
                read.reading.facts.iter().any(wanted)
            }
        };
        let found = lines.chain(sentences(&text)).find(says)?;
        let words: Vec<&str> = found.split_whitespace().collect();
        Some(words.join(" ").chars().take(LETTERS_MAX).collect())
    }
}

/// The sentences of each paragraph, whatever lines they were broken into.
fn sentences(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split("\n\n").take(LINES_MAX).flat_map(|paragraph| {
        let flat = paragraph.split_whitespace().collect::<Vec<_>>().join(" ");
        flat.split_inclusive(". ").map(|s| s.trim().to_owned()).collect::<Vec<_>>()
    })
}
