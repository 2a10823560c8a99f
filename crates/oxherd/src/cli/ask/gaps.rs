//! `gaps`: what was taken in and not understood.

use super::Ask;
use crate::books::Books;
use crate::catch_up::record_of;
use crate::cli::{DONE, out};
use crate::table::{Cell, Table};
use anyhow::Result;
use oxherd_evidence::Shelf;
use oxherd_reading::statements::OPEN_ORDER;
use oxherd_store::{MessageRow, Store};
use serde_json::{Value, json as shape};

/// What a gap is in.
struct Whole {
    row: MessageRow,
    /// Its subject, or the file it came in where it has none.
    name: String,
}

impl Ask {
    /// What was taken in and not understood.
    pub(in crate::cli) fn gaps(&self) -> Result<u8> {
        let (books, store) = self.books()?;
        let gaps = store.as_ref().map(Store::gaps).transpose()?.unwrap_or_default();
        let mut shapes = Vec::new();
        let mut table = Table::new(&["what", "where", "evidence"], out::width());
        // A message can have very many gaps; it is looked up once.
        let mut last: Option<(u64, Option<Whole>)> = None;
        let shelf = if gaps.is_empty() { None } else { Some(self.home.shelf()?) };
        for (sequence, what, part) in gaps {
            if last.as_ref().is_none_or(|(known, _)| *known != sequence) {
                let row = store.as_ref().map(|s| s.by_sequence(sequence)).transpose()?.flatten();
                last = Some((sequence, row.map(|row| whole(row, shelf.as_ref()))));
            }
            let Some((_, Some(whole))) = &last else {
                continue;
            };
            if whole.row.known_from.is_some_and(|at| at > self.at) {
                continue;
            }
            if what.starts_with(OPEN_ORDER) && is_ordered(books, &whole.row) {
                continue;
            }
            let id = whole.row.hash.id().to_string();
            let place = match part.as_str() {
                "" => whole.name.clone(),
                part => format!("{} of {}", place_in_words(part), whole.name),
            };
            shapes.push(shape!({"what": what, "where": place, "evidence": [id]}));
            let head: String = id.chars().take(10).collect();
            table.row(vec![Cell::new(what), Cell::new(place), Cell::new(head).faint()]);
        }
        if self.json {
            out::json(&Value::Array(shapes))?;
        } else {
            Self::list(books, &table, "everything that was taken in was understood")?;
        }
        Ok(DONE)
    }
}

/// Whether the owner said which of day and month stands first in the dates of a statement.
fn is_ordered(books: &Books, row: &MessageRow) -> bool {
    let statements = row.reading.iter().flat_map(|reading| &reading.statements);
    let mut open = statements.filter(|statement| statement.open_order.is_some());
    open.all(|statement| books.words.day_order(row.hash.id(), statement).is_some())
}

fn whole(row: MessageRow, shelf: Option<&Shelf>) -> Whole {
    if !row.subject.trim().is_empty() {
        return Whole { name: row.subject.clone(), row };
    }
    // Evidence that cannot be read is `verify`'s to tell.
    let record = shelf.and_then(|shelf| record_of(shelf, row.sequence, row.place).ok());
    let name = record.map_or_else(|| "a message without a subject".to_owned(), |r| r.source);
    Whole { row, name }
}

/// Where something was not understood, as it is kept (`Part(2)`), in words.
fn place_in_words(part: &str) -> String {
    part.to_lowercase().replace('(', " ").replace(')', "")
}
