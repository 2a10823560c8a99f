//! The sentence that says it: read from the evidence when it is shown, never kept.

use crate::catch_up::location;
use crate::home::Home;
use crate::take;
use oxherd_evidence::Shelf;
use oxherd_ledger::DueView;
use oxherd_model::{EvidenceId, Fact};
use oxherd_store::Store;
use serde_json::{Value, json};
use std::cell::RefCell;

/// Pieces of evidence quoted for one answer.
const QUOTES_MAX: usize = 3;

/// Finds sentences in the evidence.
pub(crate) struct Quotes<'a> {
    store: &'a Store,
    shelf: Option<RefCell<Shelf>>,
}

impl<'a> Quotes<'a> {
    /// Over the evidence of a home.
    pub(crate) fn new(home: &'a Home, store: &'a Store) -> Self {
        Self { store, shelf: home.shelf().ok().map(RefCell::new) }
    }

    /// What says that something is due: `[{evidence, quote}]`, the newest first.
    pub(crate) fn of_due(&self, view: &DueView<'_>) -> Value {
        let on = view.due.on;
        let wanted = |fact: &Fact| fact.date().is_some_and(|(_, day)| day == on);
        let newest = view.due.evidence.0.iter().take(QUOTES_MAX);
        newest
            .filter_map(|evidence| {
                let quote = self.quote(*evidence, &wanted)?;
                Some(json!({"evidence": evidence.to_string(), "quote": quote}))
            })
            .collect()
    }

    /// The sentence around the first such fact; the body says more than the subject.
    fn quote(&self, evidence: EvidenceId, wanted: &dyn Fn(&Fact) -> bool) -> Option<String> {
        let row = self.store.by_id(evidence).ok().flatten()?;
        let reading = row.reading.as_ref()?;
        let mut facts: Vec<&Fact> = reading.facts.iter().filter(|fact| wanted(fact)).collect();
        facts.sort_by_key(|fact| std::cmp::Reverse(fact.at.part));
        let mut shelf = self.shelf.as_ref()?.try_borrow_mut().ok()?;
        let bytes = shelf.original(location(row.place), &row.hash).ok()?;
        let form = take::form_of(&row.media);
        facts.into_iter().find_map(|fact| oxherd_reading::quote::quote(&bytes, form, fact.at))
    }
}
