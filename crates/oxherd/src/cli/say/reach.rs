//! What a word is said of: which word is taken back, what was so before, and which messages it reaches.

use super::{Line, Refusal, See};
use crate::books::Books;
use crate::words::{concerned, in_words, kind_now, looks, named, reached, said, stands, subject};
use anyhow::Result;
use oxherd_ledger::{ReadValue, Saying, Thing, Word, in_force};
use oxherd_model::{DayOrder, EvidenceId, Reading};
use oxherd_store::{MessageRow, Store};
use std::collections::{BTreeMap, BTreeSet};

/// Digits of an id that are enough.
const ID_DIGITS_MIN: usize = 4;

/// The word that is to be taken back: the last one that stands, or one by the beginning of its id.
pub(super) fn undone(id: &str, books: &Books, store: &Store) -> Result<Result<Word, Refusal>> {
    let id = id.trim().to_ascii_lowercase();
    let none = |what: String| Ok(Err(Refusal::NotFound(what, See::Words)));
    if id.is_empty() {
        let stands = stands(store, Some(books.at))?;
        let of_mail =
            |saying: &&Saying| !matches!(saying.word, Word::Household(_) | Word::Noted(..));
        return match stands.iter().rev().find(of_mail) {
            Some(last) => Ok(Ok(Word::Undo(last.id))),
            None => {
                none("nothing that was said stands, so there is nothing to take back".to_owned())
            }
        };
    }
    if id.len() < ID_DIGITS_MIN {
        return none(format!(
            "{id:?} is too short for an id, {ID_DIGITS_MIN} digits of it are enough"
        ));
    }
    let said = said(store, Some(books.at))?;
    // A note is more than what it is about: it is not taken back.
    let said_so = said.iter().filter(|saying| !matches!(saying.word, Word::Noted(..)));
    let fitting = said_so.map(|saying| saying.id).filter(|of| of.to_string().starts_with(&id));
    let fitting: BTreeSet<EvidenceId> = fitting.collect();
    let mut fitting = fitting.into_iter();
    match (fitting.next(), fitting.next()) {
        (Some(only), None) if in_force(&said).contains(&only) => Ok(Ok(Word::Undo(only))),
        (Some(only), None) => none(format!("what was said as {only} is taken back already")),
        (Some(_), Some(_)) => Ok(Err(Refusal::Several(format!(
            "more than one thing that was said has the id {id:?}"
        )))),
        (None, _) => none(format!("nothing that was said has the id {id:?}")),
    }
}

/// What was so by our own reading before the owner said a word; what they said of the same before
/// does not count.
pub(super) fn was(word: &Word, books: &Books, store: &Store) -> Result<Option<String>> {
    let about = subject(word);
    let before = stands(store, Some(books.at))?;
    let before = before.into_iter().rev().find(|s| about.is_some() && subject(&s.word) == about);
    if let Some(before) = before.filter(|before| before.was.is_some()) {
        return Ok(before.was);
    }
    let row = word.evidence().map(|id| store.by_id(id)).transpose()?.flatten();
    Ok(match word {
        Word::Kind(..) => row.map(|row| row.kind.to_string()),
        Word::Order(..) => row.as_ref().and_then(open_order).map(|order| order.to_string()),
        Word::From(..) => row.map(|row| row.sender.domain.unwrap_or(row.sender.name)),
        Word::BelongsTo(message, _) => {
            let things = things_by_message(books);
            let of = things.get(message).map(|thing| format!("{} {}", thing.id, in_words(thing)));
            Some(of.unwrap_or_default())
        }
        Word::Called(target, _) | Word::Owned(target, _) => named(books, target),
        Word::Same(first, _) => named(books, first),
        Word::Value(message, wrong, _) => {
            let row = store.by_id(*message)?;
            row.and_then(|row| row.reading).and_then(|read| roles_of(&read, wrong))
        }
        Word::Stage(..)
        | Word::Noted(..)
        | Word::Household(_)
        | Word::Joined(..)
        | Word::Apart(_)
        | Word::Undo(_) => None,
    })
}

/// How the days of a statement were read that leave the order of their numbers open.
pub(super) fn open_order(row: &MessageRow) -> Option<DayOrder> {
    row.reading.as_ref()?.statements.iter().find_map(|statement| statement.open_order)
}

/// The roles that a value was read in.
fn roles_of(read: &Reading, value: &ReadValue) -> Option<String> {
    let read = read.facts.iter().filter_map(|fact| ReadValue::of(&fact.claim));
    let roles = read.filter(|(other, _)| value.is(other)).map(|(_, role)| role.to_string());
    let roles: BTreeSet<String> = roles.collect();
    (!roles.is_empty()).then(|| roles.into_iter().collect::<Vec<_>>().join(", "))
}

/// What a message states of a sort, each with its role, as the owner said that it is.
fn values(
    books: &Books,
    row: &MessageRow,
    what: &'static str,
    store: &Store,
) -> Result<Vec<OfMessage>> {
    let id = row.hash.id();
    let Some(read) = store.by_id(id)?.and_then(|row| row.reading) else { return Ok(Vec::new()) };
    let mended = books.words.mended(&looks(row), &read).unwrap_or(read);
    let stated = mended.facts.iter().filter_map(|fact| ReadValue::of(&fact.claim));
    let of_sort = stated.filter(|(value, _)| value.what() == what);
    let line = |(value, role): (ReadValue, _)| {
        (id, (format!("message {id} {what} {value}"), format!("{role}")))
    };
    Ok(of_sort.map(line).collect())
}

/// The thing on whose line each message stands.
fn things_by_message(books: &Books) -> BTreeMap<EvidenceId, &Thing> {
    let things = books.ledger.things.iter();
    things.flat_map(|thing| thing.timeline.iter().map(move |e| (e.evidence, thing))).collect()
}

/// What can change of messages by a word.
pub(super) struct Reached {
    words: Vec<Saying>,
}

/// What is so of one message.
pub(super) type OfMessage = (EvidenceId, Line);

impl Reached {
    /// By a word, and by what it takes back.
    pub(super) fn by(word: Saying, books: &Books, store: &Store) -> Result<Self> {
        let mut said = said(store, Some(books.at))?;
        let id = word.id;
        said.push(word);
        let words = concerned(&said, id).into_iter().cloned().collect();
        Ok(Self { words })
    }

    /// The message that was spoken of.
    pub(super) fn message(&self) -> Option<EvidenceId> {
        self.words.iter().find_map(|saying| saying.word.evidence())
    }

    /// What is so of every message that is reached, that message first.
    pub(super) fn lines(&self, books: &Books, store: &Store) -> Result<Vec<OfMessage>> {
        let mut lines = Vec::new();
        for saying in &self.words {
            let known = |row: &MessageRow| row.known_from.is_none_or(|at| at <= books.at);
            let line = |row: &MessageRow, what: &str, is: String| {
                let id = row.hash.id();
                (id, (format!("message {id} {what}"), is))
            };
            let word = &saying.word;
            if matches!(word, Word::BelongsTo(..)) {
                for (id, thing) in things_by_message(books) {
                    lines.push((id, (format!("message {id} thing"), in_words(thing))));
                }
            } else if let Word::Value(_, wrong, _) = word {
                for row in reached(store, saying)?.iter().filter(|row| known(row)) {
                    lines.extend(values(books, row, wrong.what(), store)?);
                }
            } else if matches!(word, Word::Kind(..) | Word::From(..)) {
                let of_kind = matches!(word, Word::Kind(..));
                let rows = reached(store, saying)?;
                let of_row = |row: &MessageRow| {
                    if of_kind {
                        line(row, "kind", kind_now(&books.words, row).to_string())
                    } else {
                        line(row, "supplier", supplier_now(books, row))
                    }
                };
                lines.extend(rows.iter().filter(|row| known(row)).map(of_row));
            }
        }
        Ok(lines)
    }
}

/// The supplier of a message by name: as the owner said, else as it was read.
fn supplier_now(books: &Books, row: &MessageRow) -> String {
    let told = books.words.supplier_of(&looks(row)).map(|told| told.is);
    let sender = &row.sender;
    let number = books.view().supplier_of(told.as_ref(), sender.domain.as_deref(), &sender.name);
    let known = number.and_then(|n| books.ledger.suppliers.get(usize::try_from(n).ok()?));
    match (known, told) {
        (Some(supplier), _) => supplier.name().to_owned(),
        (None, Some(told)) => told.0,
        (None, None) => sender.name.clone(),
    }
}
