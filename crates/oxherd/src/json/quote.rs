//! The sentence that says it: read from the evidence when it is shown, never kept.

use crate::catch_up::location;
use crate::home::Home;
use crate::papers::pages;
use crate::take;
use jiff::civil::Date;
use oxherd_evidence::Shelf;
use oxherd_ledger::{Passage, Said};
use oxherd_model::{EvidenceId, Fact, LengthRole, Money};
use oxherd_reading::quote::quote_with;
use oxherd_store::{MessageRow, Store};
use serde_json::{Value, json};
use std::borrow::Cow;
use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

/// Pieces of evidence quoted for one answer.
const QUOTES_MAX: usize = 3;

/// Bytes of evidence that are held for quotes to come.
const AHEAD_MAX: usize = 32 << 20;

/// Finds sentences in the evidence.
pub(crate) struct Quotes {
    store: Store,
    shelf: Option<RefCell<Shelf>>,
    /// What was fetched ahead, with its original bytes.
    ahead: BTreeMap<EvidenceId, (MessageRow, Vec<u8>)>,
}

impl Quotes {
    /// Over the evidence of a home; none where nothing was taken in yet. Each core that quotes opens one
    /// of its own.
    pub(crate) fn of_home(home: &Home) -> Option<Self> {
        let store = home.store_to_read().ok().flatten()?;
        store.hold().ok()?;
        let shelf = home.shelf().ok().map(RefCell::new);
        Some(Self { store, shelf, ahead: BTreeMap::new() })
    }

    /// Fetches what a long list will quote, in the order in which it lies: evidence is kept in blocks, and
    /// a block that holds many of them is unpacked once.
    pub(crate) fn fetching<'e>(mut self, lists: impl Iterator<Item = &'e [EvidenceId]>) -> Self {
        let wanted: BTreeSet<EvidenceId> =
            lists.flat_map(|evidence| evidence.iter().take(QUOTES_MAX)).copied().collect();
        let row = |id: EvidenceId| Some((id, self.store.by_id(id).ok().flatten()?));
        let mut rows: Vec<(EvidenceId, MessageRow)> = wanted.into_iter().filter_map(row).collect();
        rows.sort_by_key(|(_, row)| row.sequence);
        let mut held = 0;
        for (id, row) in rows {
            let Some(bytes) = self.original(&row) else { continue };
            held += bytes.len();
            if held > AHEAD_MAX {
                break;
            }
            self.ahead.insert(id, (row, bytes));
        }
        self
    }

    fn original(&self, row: &MessageRow) -> Option<Vec<u8>> {
        let mut shelf = self.shelf.as_ref()?.try_borrow_mut().ok()?;
        shelf.original(location(row.place), &row.hash).ok()
    }

    /// What says that something happens on one of some days: `[{evidence, quote}]`, the newest first.
    /// Without a day it is notice that was said. Where a message names none of them, its subject has to do.
    pub(crate) fn of(&self, evidence: &[EvidenceId], days: &[Date]) -> Value {
        let said = self.sentences(evidence, days).into_iter();
        said.map(|(id, quote)| json!({"evidence": id.to_string(), "quote": quote})).collect()
    }

    /// The same sentences, each with where it stands.
    pub(crate) fn sentences(
        &self,
        evidence: &[EvidenceId],
        days: &[Date],
    ) -> Vec<(EvidenceId, String)> {
        let notice = |fact: &Fact| {
            days.is_empty()
                && fact.length().is_some_and(|(role, _, _)| role != LengthRole::MinimumTerm)
        };
        let wanted =
            |fact: &Fact| fact.date().is_some_and(|(_, day)| days.contains(&day)) || notice(fact);
        let newest = evidence.iter().take(QUOTES_MAX);
        newest
            .filter_map(|evidence| {
                let quote = self.quote(*evidence, &wanted).or_else(|| self.subject(*evidence))?;
                Some((*evidence, quote))
            })
            .collect()
    }

    /// Whether a piece of evidence names a day.
    pub(crate) fn names(&self, evidence: EvidenceId, day: Date) -> bool {
        let row = self.store.by_id(evidence).ok().flatten();
        let reading = row.and_then(|row| row.reading);
        reading.is_some_and(|r| r.facts.iter().filter_map(Fact::date).any(|(_, on)| on == day))
    }

    /// Whether a piece of evidence says something of a sort.
    pub(crate) fn has(&self, evidence: EvidenceId, wanted: &dyn Fn(&Fact) -> bool) -> bool {
        let row = self.store.by_id(evidence).ok().flatten();
        row.and_then(|row| row.reading).is_some_and(|r| r.facts.iter().any(wanted))
    }

    /// The sentence of a letter that says what its writer does, else its subject.
    pub(crate) fn of_act(&self, evidence: EvidenceId) -> Option<String> {
        let said = self.quote(evidence, &|fact| fact.act().is_some());
        said.or_else(|| self.subject(evidence))
    }

    /// What a piece of evidence says, cut from the place of what is meant; its subject where that
    /// cannot be found.
    pub(crate) fn of_said(&self, said: &Said) -> Option<String> {
        let found = match said.what {
            Passage::Day(day) => {
                self.quote(said.evidence, &|fact| fact.date().is_some_and(|(_, on)| on == day))
            }
            Passage::Sum(sum) => self.quote(said.evidence, &|fact| {
                fact.amount().is_some_and(|(_, money)| money.value.abs() == sum.value.abs())
            }),
            Passage::Line(on, money) => self.line(said.evidence, on, money),
            Passage::Subject => None,
        };
        found.or_else(|| self.subject(said.evidence))
    }

    /// The line of a statement that shows a booking, in words.
    fn line(&self, evidence: EvidenceId, on: Date, money: Money) -> Option<String> {
        let row = self.store.by_id(evidence).ok().flatten()?;
        let reading = row.reading.as_ref()?;
        let mut lines = reading.statements.iter().flat_map(|s| &s.bookings);
        let line = lines.find(|b| b.booked_on == on && b.money.value == money.value)?;
        let who = line.counterparty.as_deref().unwrap_or_default();
        let sum = line.money.value.to_string();
        let words = [&on.to_string(), who, &line.purpose, &sum].map(str::to_owned);
        Some(words.into_iter().filter(|w| !w.is_empty()).collect::<Vec<_>>().join(" "))
    }

    fn subject(&self, evidence: EvidenceId) -> Option<String> {
        let heading = self.store.heading_of(evidence).ok().flatten()?;
        Some(heading.subject).filter(|subject| !subject.is_empty())
    }

    /// The sentence around the first such fact; the body says more than the subject.
    fn quote(&self, evidence: EvidenceId, wanted: &dyn Fn(&Fact) -> bool) -> Option<String> {
        if let Some((row, bytes)) = self.ahead.get(&evidence) {
            return cut(row, wanted, || Some(Cow::Borrowed(bytes)));
        }
        let row = self.store.by_id(evidence).ok().flatten()?;
        cut(&row, wanted, || self.original(&row).map(Cow::Owned))
    }
}

/// The sentence of a message around the first such fact.
fn cut<'b>(
    row: &MessageRow,
    wanted: &dyn Fn(&Fact) -> bool,
    original: impl FnOnce() -> Option<Cow<'b, [u8]>>,
) -> Option<String> {
    let reading = row.reading.as_ref()?;
    let mut facts: Vec<&Fact> = reading.facts.iter().filter(|fact| wanted(fact)).collect();
    facts.sort_by_key(|fact| std::cmp::Reverse(fact.at.part));
    let bytes = original()?;
    let form = take::form_of(&row.media);
    // The texts of papers cost a program's run: they are asked when nothing else says it.
    [None, Some(pages())]
        .into_iter()
        .find_map(|pages| facts.iter().find_map(|fact| quote_with(&bytes, form, fact.at, pages)))
}
