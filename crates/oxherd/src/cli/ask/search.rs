//! `search`: finding messages again.

use super::{Ask, known};
use crate::books::Books;
use crate::catch_up::location;
use crate::cli::{DONE, NOT_FOUND, out};
use crate::json;
use crate::papers::pages;
use crate::table::{Cell, Table};
use crate::take;
use crate::words::{kind_now, looks, reached, said, words};
use anyhow::Result;
use oxherd_ledger::{ThingView, View, Word};
use oxherd_model::Kind;
use oxherd_reading::{Reader, may_open};
use oxherd_search::{Covered, Found, Query};
use oxherd_store::{MessageRow, Store};
use serde_json::json as shape;
use std::collections::BTreeMap;

impl Ask {
    /// Finds messages.
    pub(in crate::cli) fn search(&self, words: &str, most: usize) -> Result<u8> {
        let (books, store) = self.books()?;
        let Some(store) = store else {
            return self.nothing_found();
        };
        let mut query = Query::parse(words, &books.zone())?;
        for kind in &query.kinds {
            kind.parse::<Kind>()?;
        }
        for filter in &query.unknown {
            out::aside(&format!(
                "`{filter}` is no filter, so its words are searched for; filters are from: kind: thing: before: after:"
            ));
        }
        let bound = self.at.checked_add(jiff::SignedDuration::from_secs(1)).unwrap_or(self.at);
        query.before = Some(query.before.map_or(bound, |before| before.min(bound)));
        let among = match &query.thing {
            Some(name) => match books.view().find_thing(name) {
                Some(thing) => Some(sequences(&store, &thing)?),
                None => {
                    out::aside(&format!(
                        "no thing is called {name:?}; see them all with: oxherd things"
                    ));
                    return Ok(NOT_FOUND);
                }
            },
            None => None,
        };
        // Copies are left out of the answer, so a few more are asked for.
        let limit = most.saturating_mul(2).saturating_add(1);
        let mut rows = Vec::new();
        for found in self.found(books, &store, (&query, among.as_deref()), limit)? {
            if let Some(mut row) = store.by_sequence(found.sequence)?.filter(|row| !row.copy) {
                row.kind = kind_now(&books.words, &row);
                if books.impostors().any(|(id, _)| id == row.hash.id()) {
                    row.kind = Kind::Suspect;
                }
                let snippet = self.snippet(&row, &query)?;
                rows.push((row, snippet));
            }
            if rows.len() > most {
                break;
            }
        }
        let more = rows.len() > most;
        rows.truncate(most);
        if rows.is_empty() {
            return self.nothing_found();
        }
        self.show_found(books, &rows)?;
        if more && !self.json {
            out::aside(&format!("these are the best {most}; see more with --most, or add a word"));
        }
        Ok(DONE)
    }

    /// What the index finds. It knows each message by one kind; what the owner said of kinds, and
    /// when, stands only in the words.
    pub(super) fn found(
        &self,
        books: &Books,
        store: &Store,
        (query, among): (&Query, Option<&[u64]>),
        most: usize,
    ) -> Result<Vec<Found>> {
        let index = self.home.index_to_read()?;
        self.tell_what_is_not_searchable(store, index.covered()?)?;
        let mut found = index.search(query, among, most)?;
        if query.kinds.is_empty() {
            return Ok(found);
        }
        let mut told: BTreeMap<u64, Kind> = BTreeMap::new();
        let all = words(store, None)?;
        for id in all.kinds().chain(books.words.kinds()) {
            if let Some(row) = store.by_id(id)? {
                told.insert(row.sequence, kind_now(&books.words, &row));
            }
        }
        // The index knows what is alike by all that was said until now.
        let then = if all == books.words { Vec::new() } else { said(store, None)? };
        for saying in then.iter().filter(|saying| matches!(saying.word, Word::Kind(..))) {
            let rows = reached(store, saying)?;
            told.extend(rows.iter().map(|row| (row.sequence, kind_now(&books.words, row))));
        }
        // The books know more of who pretends than a message by itself.
        for (id, _) in books.impostors() {
            if let Some(row) = store.by_id(id)? {
                told.insert(row.sequence, Kind::Suspect);
            }
        }
        found.retain(|f| !told.contains_key(&f.sequence));
        let wanted = |kind: Kind| query.kinds.iter().any(|k| k == kind.as_str());
        told.retain(|sequence, kind| {
            wanted(*kind) && among.is_none_or(|among| among.contains(sequence))
        });
        if !told.is_empty() {
            let any_kind = Query { kinds: Vec::new(), ..query.clone() };
            let sequences: Vec<u64> = told.into_keys().collect();
            found.extend(index.search(&any_kind, Some(&sequences), most)?);
            found.sort_by(|a, b| b.score.total_cmp(&a.score));
        }
        Ok(found)
    }

    /// Says how much the index does not cover yet, as when taking in was cut off.
    fn tell_what_is_not_searchable(&self, store: &Store, covered: Covered) -> Result<()> {
        let end = u64::try_from(store.mark("covered sequence")?.unwrap_or(0)).unwrap_or(0);
        if covered.sequence < end {
            out::aside(&format!(
                "of {} pieces of evidence the first {} are searchable; the next `oxherd take` adds the rest, and so does: oxherd rebuild",
                out::grouped(end),
                out::grouped(covered.sequence),
            ));
        }
        Ok(())
    }

    fn nothing_found(&self) -> Result<u8> {
        if self.json {
            out::json(&shape!([]))?;
        }
        out::aside("nothing was found");
        Ok(NOT_FOUND)
    }

    fn snippet(&self, row: &MessageRow, query: &Query) -> Result<String> {
        let bytes = self.home.shelf()?.original(location(row.place), &row.hash)?;
        let pages = may_open(row.kind).then(pages);
        let words = Reader::text_of(&bytes, take::form_of(&row.media), pages);
        Ok(oxherd_search::snippet(&words, query))
    }

    fn show_found(&self, books: &Books, rows: &[(MessageRow, String)]) -> Result<()> {
        let zone = books.zone();
        let view = books.view();
        if self.json {
            let one = |(row, snippet): &(MessageRow, String)| {
                let supplier = supplier_of(books, &view, row);
                shape!({
                    "at": json::instant(row.known_from, &zone),
                    "supplier": json::supplier(books, supplier),
                    "kind": row.kind.as_str(),
                    "title": row.subject,
                    "snippet": snippet,
                    "evidence": [row.hash.id().to_string()],
                })
            };
            return out::json(&rows.iter().map(one).collect());
        }
        let mut text = String::new();
        for (row, snippet) in rows {
            let mut table = Table::new(&["", "", "", ""], out::width());
            let told = books.words.supplier_of(&looks(row));
            let told = told.and_then(|_| supplier_of(books, &view, row));
            let told = told.and_then(|number| known(&books.ledger.suppliers, number));
            let name = told.map_or(row.sender.name.as_str(), |supplier| supplier.name());
            let day = row.known_from.map(|at| zone.to_datetime(at).date().to_string());
            table.row(vec![
                Cell::new(day.unwrap_or_default()),
                Cell::new(name).strong(),
                Cell::new(row.subject.clone()),
                Cell::new(row.hash.id().to_string().chars().take(10).collect::<String>()).faint(),
            ]);
            text.push_str(&table.render());
            text.push_str(&format!(
                "    {}\n",
                crate::table::cut(snippet, out::width().unwrap_or(160))
            ));
        }
        out::text(&text)
    }
}

/// The numbers of the messages on a thing's line.
fn sequences(store: &Store, view: &ThingView<'_>) -> Result<Vec<u64>> {
    let mut sequences = Vec::new();
    for entry in view.thing.timeline.iter() {
        if let Some(row) = store.by_id(entry.evidence)? {
            sequences.push(row.sequence);
        }
    }
    Ok(sequences)
}

/// The supplier of a message: as the owner said, else as it was read.
fn supplier_of(books: &Books, view: &View<'_>, row: &MessageRow) -> Option<u32> {
    let told = books.words.supplier_of(&looks(row)).map(|told| told.is);
    // Whom it imitates has nothing to do with it.
    if told.is_none() && row.kind == Kind::Suspect {
        return None;
    }
    view.supplier_of(told.as_ref(), row.sender.domain.as_deref(), &row.sender.name)
}
