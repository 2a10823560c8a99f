//! `note`: what the owner was told and did, in their own words.

use super::ask::Ask;
use super::say::{Line, Refusal, See, changes, facts_of, nearest, supplier, thing, words_of};
use super::{DONE, NOT_FOUND, WRONG_USE, out};
use crate::books::{self, Books};
use crate::reader::reader;
use crate::{flow, json};
use anyhow::Result;
use clap::Args;
use oxherd_model::Stage;
use oxherd_reading::{Depth, Form, Note};
use oxherd_store::Store;
use serde_json::{Value, json as shape};

/// What was said and done.
#[derive(Debug, Args)]
pub(super) struct NoteArgs {
    /// What was said and done, in your own words
    text: Vec<String>,
    /// Whom it speaks of: a name or id of `suppliers`; else whom the text names
    #[arg(long, value_name = "NAME")]
    supplier: Option<String>,
    /// What it is about: a name or id of `things`; else what the text names
    #[arg(long, value_name = "NAME")]
    thing: Option<String>,
    /// It tells of a telephone call: what they said, not what you saw
    #[arg(long, value_name = "NUMBER", num_args = 0..=1, default_missing_value = "")]
    call: Option<String>,
    /// Show what it would change, and keep nothing
    #[arg(long)]
    dry_run: bool,
}

/// Letters of a note.
const LETTERS_MAX: usize = 20_000;

/// A shorter name is not looked for in a text.
const NAME_LETTERS_MIN: usize = 3;

/// Keeps a note and shows what it changes.
pub(super) fn note(ask: &Ask, args: &NoteArgs) -> Result<u8> {
    let mut text = args.text.join(" ").trim().to_owned();
    let mut call = args.call.clone();
    if text.is_empty()
        && let Some(said) = call.replace(String::new()).filter(|said| !said.is_empty())
    {
        // `--call TEXT`: what stands there is the note.
        text = said;
    }
    let letters = text.chars().count();
    if letters == 0 {
        out::aside(
            "nothing was noted; say what happened: oxherd note \"Rang Acme: refund within 10 days\" --supplier Acme",
        );
        return Ok(WRONG_USE);
    }
    if letters > LETTERS_MAX {
        out::aside(&format!(
            "a note of {letters} letters is too long, {LETTERS_MAX} are kept; take the text in as a file: oxherd take FILE"
        ));
        return Ok(WRONG_USE);
    }
    let (books, store) = ask.books_and_store()?;
    let about = match about(args, &text, &books) {
        Ok(about) => about,
        Err(refusal) => return Ok(refused(refusal)),
    };
    let offset = books.zone().to_offset(ask.at);
    let call = args.call.as_ref().and(call);
    let note = Note { at: ask.at, offset, call, text, ..about };
    apply(ask, args, &(books, store), &note)
}

fn refused(refusal: Refusal) -> u8 {
    match refusal {
        Refusal::NotFound(what, see) => {
            out::aside(&format!("{what}; {}", see.commands()));
            NOT_FOUND
        }
        Refusal::Several(which) => {
            out::aside(&format!("{which}\nname the one that is meant by its id"));
            WRONG_USE
        }
        Refusal::NoRole { .. } | Refusal::OfMessage(_) | Refusal::NotUnderstood(_) => WRONG_USE,
    }
}

/// Keeps the note, or only supposes it, and shows what it changes.
fn apply(
    ask: &Ask,
    args: &NoteArgs,
    (books, store): &(Books, Option<Store>),
    note: &Note,
) -> Result<u8> {
    let laws = crate::laws::of(&ask.home)?;
    let bytes = note.to_bytes();
    let before = facts_of(books, &laws);
    let (id, after): (Value, Vec<Line>) = match store {
        Some(store) if args.dry_run => {
            (Value::Null, facts_of(&books::noting(&ask.home, store, ask.at, &bytes)?, &laws))
        }
        None if args.dry_run => (Value::Null, Vec::new()),
        Some(_) | None => {
            let id = flow::note(&ask.home, &bytes, ask.at)?;
            let Some(store) = ask.home.store_to_read()? else {
                return Ok(NOT_FOUND);
            };
            (shape!(id.to_string()), facts_of(&Books::at(&ask.home, &store, ask.at)?, &laws))
        }
    };
    show(ask, books, note, &(id, changes(&before, &after)))?;
    Ok(DONE)
}

fn show(ask: &Ask, books: &Books, note: &Note, (id, changes): &(Value, Vec<Value>)) -> Result<()> {
    let kind = reader().read(&note.to_bytes(), Form::Note, Depth::Signal).reading.kind;
    let key = oxherd_ledger::Target(note.supplier_key.clone());
    let told = (!note.supplier_key.is_empty()).then_some(&key);
    let number = told.and_then(|told| books.view().supplier_of(Some(told), None, ""));
    if ask.json {
        let evidence = if id.is_null() { shape!([]) } else { shape!([id]) };
        let named = |text: &str| (!text.is_empty()).then(|| text.to_owned());
        return out::json(&shape!({
            "id": id,
            "changes": changes,
            "kind": kind.as_str(),
            "supplier": json::supplier(books, number),
            "thing": named(&note.thing_id),
            "thing_name": named(&note.thing),
            "evidence": evidence,
        }));
    }
    let about: Vec<&str> =
        [note.supplier.as_str(), &note.thing].into_iter().filter(|n| !n.is_empty()).collect();
    let about = if about.is_empty() {
        "of no supplier and no thing that is known".to_owned()
    } else {
        about.join(", ")
    };
    let kind = kind.as_str().replace('_', " ");
    out::text(&format!("{kind}: {about}\n{}", words_of(id, changes)))
}

/// Whom and what a note is about: as it was given, else as the text names it.
fn about(args: &NoteArgs, text: &str, books: &Books) -> Result<Note, Refusal> {
    let mut note = Note::default();
    let number = match &args.supplier {
        Some(name) => Some(supplier_of(name, books)?),
        None => named_supplier(text, books),
    };
    if let Some(number) = number {
        let known = usize::try_from(number).ok().and_then(|n| books.ledger.suppliers.get(n));
        note.supplier = known.map_or_else(String::new, |s| s.name().to_owned());
        note.supplier_key = books.view().key_of_supplier(number).unwrap_or_default().to_owned();
    }
    let id = match &args.thing {
        Some(name) => {
            let none =
                || Refusal::NotFound(format!("no thing is called {:?}", name.trim()), See::Things);
            Some(thing(name, books)?.ok_or_else(none)?.0)
        }
        None => named_thing(text, books),
    };
    if let Some(id) = id {
        let known = books.ledger.things.iter().find(|thing| thing.id == id);
        note.thing = known.map_or_else(String::new, |thing| thing.name().to_owned());
        note.thing_id = id;
    }
    Ok(note)
}

fn supplier_of(name: &str, books: &Books) -> Result<u32, Refusal> {
    if let Some((id, _)) = supplier(name, books)? {
        let at = books.ledger.suppliers.iter().position(|s| s.id == id.0);
        if let Some(number) = at.and_then(|at| u32::try_from(at).ok()) {
            return Ok(number);
        }
    }
    let near = nearest(name, books);
    let near = if near.is_empty() { near } else { format!("; the nearest: {near}") };
    let what = format!("no supplier is called {:?}{near}", name.trim());
    Err(Refusal::NotFound(what, See::Suppliers))
}

/// The only supplier that a text names, as it is written; of names within one another the longest.
fn named_supplier(text: &str, books: &Books) -> Option<u32> {
    let mut found: Vec<(u32, &str)> = Vec::new();
    for (number, known) in (0..).zip(&books.ledger.suppliers).filter(|(_, s)| !s.disowned) {
        let names = known.names.iter().map(|(name, _)| name.as_str()).chain([known.name()]);
        let named = names.filter(|name| stands_in(text, name)).max_by_key(|name| name.len());
        found.extend(named.map(|name| (number, name)));
    }
    only(&found)
}

/// The only thing that a text names by its name or an identifier, whatever the case.
fn named_thing(text: &str, books: &Books) -> Option<String> {
    let text = text.to_lowercase();
    let view = books.view();
    let things = view.things();
    let mut found: Vec<(usize, String)> = Vec::new();
    let present = |at: &(usize, &oxherd_ledger::ThingView<'_>)| at.1.stage != Stage::Gone;
    for (at, of) in things.iter().enumerate().filter(present) {
        let ids = of.thing.identifiers.iter().map(|(_, value)| value.as_str());
        let names = ids.chain([of.thing.name()]).map(str::to_lowercase);
        let named = names.filter(|name| stands_in(&text, name)).max_by_key(String::len);
        found.extend(named.map(|name| (at, name)));
    }
    let named: Vec<(usize, &str)> = found.iter().map(|(at, name)| (*at, name.as_str())).collect();
    let at = only(&named)?;
    things.get(at).map(|of| of.thing.id.clone())
}

/// The only one whose name is within no other's.
fn only<T: Copy>(found: &[(T, &str)]) -> Option<T> {
    let within = |name: &str| {
        found.iter().any(|(_, other)| other.len() > name.len() && other.contains(name))
    };
    let mut whole = found.iter().filter(|(_, name)| !within(name));
    let (first, _) = whole.next()?;
    whole.next().is_none().then_some(*first)
}

/// Whether a name stands in a text as words of its own.
fn stands_in(text: &str, name: &str) -> bool {
    let edge = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    name.chars().count() >= NAME_LETTERS_MIN
        && text.match_indices(name).any(|(at, _)| {
            let before = text.get(..at).and_then(|head| head.chars().next_back());
            let behind = text.get(at + name.len()..).and_then(|tail| tail.chars().next());
            edge(before) && edge(behind)
        })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_stands_in_a_text_as_words_of_its_own() {
        assert!(stands_in("Rang Halden Water, twice", "Halden Water"));
        assert!(!stands_in("Rang Halden Waterways", "Halden Water"));
        assert!(!stands_in("It is so", "It"));
    }

    #[test]
    fn of_names_within_one_another_the_longest_is_meant() {
        assert_eq!(only(&[(1, "Halden"), (2, "Halden Water")]), Some(2));
        assert_eq!(only(&[(1, "Halden"), (2, "Marlow")]), None);
        assert_eq!(only::<u32>(&[]), None);
    }
}
