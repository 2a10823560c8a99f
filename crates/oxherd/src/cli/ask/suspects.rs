//! What was held back as a suspect, whom it imitates, and why.

use super::{Ask, known};
use crate::books::Books;
use crate::catch_up::location;
use crate::cli::{DONE, out};
use crate::json;
use crate::papers::pages;
use crate::reader::reader;
use crate::table::{Cell, Table};
use crate::take;
use anyhow::Result;
use oxherd_model::Kind;
use oxherd_reading::{Depth, Reader};
use oxherd_search::Query;
use oxherd_store::{MessageRow, Store};
use serde_json::{Value, json as shape};

/// A message that was held back.
struct HeldBack {
    row: MessageRow,
    /// Index of the supplier that it imitates.
    imitates: Option<u32>,
    /// Why, in words.
    reasons: Vec<String>,
}

impl Ask {
    /// Messages that pretend, the newest first: those that read as such, and those that the books held back.
    pub(in crate::cli) fn suspects(&self, most: usize) -> Result<u8> {
        let (books, store) = self.books()?;
        let held = match &store {
            Some(store) => self.held_back(books, store, most)?,
            None => Vec::new(),
        };
        if self.json {
            out::json(&held.iter().map(|one| in_json(books, one)).collect())?;
            return Ok(DONE);
        }
        let mut table = Table::new(&["on", "subject", "from", "imitates", "why"], out::width());
        for one in &held {
            let on = one.row.known_from.map(|at| books.zone().to_datetime(at).date().to_string());
            let imitates = one.imitates.and_then(|s| known(&books.ledger.suppliers, s));
            table.row(vec![
                Cell::new(on.unwrap_or_default()),
                Cell::new(one.row.subject.clone()).strong(),
                Cell::new(one.row.sender.address.clone()),
                Cell::new(imitates.map_or("", |s| s.name())),
                Cell::new(one.reasons.join("; ")),
            ]);
        }
        Self::list(books, &table, "nothing was held back")?;
        Ok(DONE)
    }

    fn held_back(&self, books: &Books, store: &Store, most: usize) -> Result<Vec<HeldBack>> {
        let mut rows: Vec<MessageRow> = Vec::new();
        for id in books.impostors().map(|(id, _)| id) {
            rows.extend(store.by_id(id)?);
        }
        let query = Query { kinds: vec![Kind::Suspect.as_str().to_owned()], ..Query::default() };
        for found in self.found(books, store, (&query, None), most)? {
            rows.extend(store.by_sequence(found.sequence)?);
        }
        rows.retain(|row| !row.copy && row.known_from.is_none_or(|at| at <= self.at));
        rows.sort_by_key(|row| (std::cmp::Reverse(row.known_from), row.sequence));
        rows.dedup_by_key(|row| row.sequence);
        rows.truncate(most);
        let reader = reader();
        rows.into_iter().map(|row| self.reasons(books, reader, row)).collect()
    }

    fn reasons(&self, books: &Books, reader: &Reader, row: MessageRow) -> Result<HeldBack> {
        let id = row.hash.id();
        let mut reasons = Vec::new();
        let odd = books.impostors().find(|(known, _)| *known == id).map(|(_, odd)| odd);
        if let Some(odd) = odd {
            reasons.extend(odd.signs.iter().map(|sign| sign.in_words().to_owned()));
        }
        if row.kind == Kind::Suspect {
            let bytes = self.home.shelf()?.original(location(row.place), &row.hash)?;
            let read = reader.read_with(&bytes, take::form_of(&row.media), Depth::Full, pages());
            let cues = read.reading.why.into_iter().filter(|cue| cue.kind == Kind::Suspect);
            reasons.extend(cues.map(|cue| cue.words));
        }
        Ok(HeldBack { row, imitates: odd.and_then(|odd| odd.supplier), reasons })
    }
}

fn in_json(books: &Books, one: &HeldBack) -> Value {
    shape!({
        "at": json::instant(one.row.known_from, &books.zone()),
        "title": one.row.subject,
        "from": {"name": one.row.sender.name, "address": one.row.sender.address},
        "imitates": json::supplier(books, one.imitates),
        "reasons": one.reasons,
        "evidence": [one.row.hash.id().to_string()],
    })
}
