//! What the owner said, put together with what is known of the messages that it speaks of.

use crate::books::Books;
use crate::take::NOTE_MEDIA;
use anyhow::Result;
use jiff::Timestamp;
use oxherd_ledger::{Example, Looks, Mend, Reach, Saying, Target, Thing, Word, Words, standing};
use oxherd_model::{DayOrder, EvidenceId, Kind, Reading};
use oxherd_store::{MessageRow, Store};
use std::collections::BTreeMap;

/// Everything that the owner said up to a time.
pub(crate) fn words(store: &Store, until: Option<Timestamp>) -> Result<Words> {
    Ok(Words::of(said(store, until)?))
}

/// What the owner said up to a time, oldest first, with what was taken back and the taking back.
pub(crate) fn said(store: &Store, until: Option<Timestamp>) -> Result<Vec<Saying>> {
    let mut said = Vec::new();
    for kept in store.words(until)? {
        if let Ok(saying) = Saying::from_line(&kept.line) {
            let saying = Saying { id: kept.hash.id(), at: kept.at, ..saying };
            said.push(about(store, saying, &BTreeMap::new())?);
        }
    }
    Ok(said)
}

/// What of it stands: without what was taken back.
pub(crate) fn stands(store: &Store, until: Option<Timestamp>) -> Result<Vec<Saying>> {
    Ok(standing(said(store, until)?))
}

/// A word with the message that it speaks of. A word about a copy is about the message; which of its
/// copies a message is can change with what is taken in later, so this is looked up whenever the words
/// are put together. Readings that are not kept are looked for in `in_full`.
pub(crate) fn about(
    store: &Store,
    saying: Saying,
    in_full: &BTreeMap<EvidenceId, Reading>,
) -> Result<Saying> {
    let Some(evidence) = saying.word.evidence() else { return Ok(saying) };
    let Some(message) = store.message_of(evidence)? else { return Ok(saying) };
    // What the owner noted is alike to nothing.
    let row = store.by_id(message)?.filter(|row| row.media != NOTE_MEDIA);
    let example = row.map(|row| {
        let reading = row.reading.as_ref().or_else(|| in_full.get(&message));
        Example::of(&looks(&row), reading)
    });
    Ok(Saying { word: saying.word.clone().said_of(message), example, ..saying })
}

/// A message as the owner's words look at it.
pub(crate) fn looks(row: &MessageRow) -> Looks<'_> {
    Looks {
        evidence: row.hash.id(),
        kind: row.kind,
        folder: row.folder,
        shape: row.shape,
        domain: row.sender.domain.as_deref(),
        name: &row.sender.name,
        from: &row.sender.address,
    }
}

/// The kind of a message: as the owner said, of it or of one alike, else as it was read.
pub(crate) fn kind_now(words: &Words, row: &MessageRow) -> Kind {
    words.kind_of(&looks(row)).map_or(row.kind, |told| told.is)
}

/// Messages of which something said may hold: the one that it speaks of first, without what they say.
/// None where it speaks of none.
pub(crate) fn reached(store: &Store, saying: &Saying) -> Result<Vec<MessageRow>> {
    let Some(message) = saying.word.evidence() else { return Ok(Vec::new()) };
    let Some(row) = store.by_id(message)? else { return Ok(Vec::new()) };
    let own = row.sequence;
    let mut rows = vec![row];
    let Some(example) = saying.example.as_ref().filter(|_| saying.reach == Reach::Alike) else {
        return Ok(rows);
    };
    let shape = match (&saying.word, example.shape) {
        (Word::Kind(..) | Word::Value(..), Some(shape)) => Some(shape),
        (Word::From(..), _) => None,
        (_, _) => return Ok(rows),
    };
    let candidates = store.candidates(&example.sender, shape)?;
    rows.extend(candidates.into_iter().map(|c| c.row).filter(|row| row.sequence != own));
    Ok(rows)
}

/// Messages that a word gives another kind than they had before it; what it takes back counts as well.
pub(crate) fn of_another_kind(
    store: &Store,
    word: EvidenceId,
    before: &Words,
) -> Result<Vec<MessageRow>> {
    let said = said(store, None)?;
    let now = Words::of(said.clone());
    let mut rows: BTreeMap<u64, MessageRow> = BTreeMap::new();
    for saying in concerned(&said, word) {
        if matches!(saying.word, Word::Kind(..)) {
            rows.extend(reached(store, saying)?.into_iter().map(|row| (row.sequence, row)));
        }
    }
    rows.retain(|_, row| kind_now(before, row) != kind_now(&now, row));
    Ok(rows.into_values().collect())
}

/// A word, and those that it takes back, however often taking back was taken back.
pub(crate) fn concerned(said: &[Saying], word: EvidenceId) -> Vec<&Saying> {
    let mut concerned = Vec::new();
    let mut next = Some(word);
    // From the newest to the oldest, so this ends.
    for saying in said.iter().rev() {
        if Some(saying.id) == next {
            concerned.push(saying);
            next = if let Word::Undo(before) = saying.word { Some(before) } else { None };
        }
    }
    concerned
}

/// What two words are both about, when the later one takes the place of the earlier.
pub(crate) fn subject(word: &Word) -> Option<(&'static str, String)> {
    Some(match word {
        Word::Kind(message, _) => ("kind", message.to_string()),
        Word::From(message, _) => ("supplier", message.to_string()),
        Word::BelongsTo(message, _) => ("thing", message.to_string()),
        Word::Value(message, wrong, _) => (wrong.what(), format!("{message} {wrong}")),
        Word::Order(message, _) => ("order of days", message.to_string()),
        Word::Called(target, _) => ("name", target.0.clone()),
        Word::Owned(target, _) => ("owned", target.0.clone()),
        Word::Same(first, _) => ("same", first.0.clone()),
        Word::Stage(..)
        | Word::Noted(..)
        | Word::Household(_)
        | Word::Joined(..)
        | Word::Apart(_)
        | Word::Undo(_) => return None,
    })
}

/// The name of a thing with what tells it from another of that name.
pub(crate) fn in_words(thing: &Thing) -> String {
    let identified = thing.identifiers.first().map(|(_, value)| format!(" ({value})"));
    format!("{}{}", thing.name(), identified.unwrap_or_default())
}

/// The name of a thing or supplier.
pub(crate) fn named(books: &Books, target: &Target) -> Option<String> {
    let thing = books.ledger.things.iter().find(|t| t.id == target.0).map(|t| t.name());
    let supplier = || {
        let by_id = books.ledger.suppliers.iter().find(|s| s.id == target.0);
        let by_key = || {
            let number = books.view().supplier_of(Some(target), None, "")?;
            books.ledger.suppliers.get(usize::try_from(number).ok()?)
        };
        by_id.or_else(by_key).map(|s| s.name())
    };
    thing.or_else(supplier).map(str::to_owned)
}

/// A word as it would be said again, with the names of what it speaks of and the ids that tell them apart.
pub(crate) fn in_the_form_of_say(books: &Books, word: &Word) -> String {
    let of = |target: &Target| match named(books, target) {
        Some(name) => format!("{name} ({})", target.0),
        None => target.0.clone(),
    };
    match word {
        Word::Kind(message, kind) => format!("{message} is a {}", kind.as_str().replace('_', " ")),
        Word::BelongsTo(message, thing) => format!("{message} belongs to {}", of(thing)),
        Word::From(message, supplier) => format!("{message} is from {}", of(supplier)),
        Word::Value(message, wrong, mend) => {
            let is = match mend {
                Mend::Wrong => "wrong".to_owned(),
                Mend::Is(right) => right.to_string(),
                Mend::Role(role) => role.to_string().replace('_', " "),
            };
            format!("{message} {} {wrong} is {is}", wrong.what())
        }
        Word::Order(message, DayOrder::DayFirst) => format!("{message} days stand first"),
        Word::Order(message, DayOrder::MonthFirst) => format!("{message} months stand first"),
        Word::Owned(target, true) => format!("{} is mine", of(target)),
        Word::Owned(target, false) => format!("{} is not mine", of(target)),
        Word::Called(target, name) => format!("{} is called {name}", target.0),
        Word::Stage(thing, stage) => {
            format!("{} is {}", of(thing), stage.as_str().replace('_', " "))
        }
        Word::Same(one, other) | Word::Joined(one, other) => {
            format!("{} is the same as {}", of(one), of(other))
        }
        Word::Noted(_, supplier, thing) => {
            let about: Vec<String> = [supplier, thing].into_iter().flatten().map(of).collect();
            format!("a note on {}", about.join(", "))
        }
        Word::Household(household) => {
            let people: Vec<&str> = household.people.iter().map(|p| p.name.as_str()).collect();
            let country =
                household.country.as_deref().map(|country| format!(" --country {country}"));
            let zone = household.zone.as_deref().map(|zone| format!(" --zone {zone}"));
            let people = (!people.is_empty()).then(|| format!(" --person {}", people.join(", ")));
            let judges = household.judges.iter().map(|host| format!(" --receiving-host {host}"));
            let keys = (!household.keys.is_empty()).then(|| " --dkim-key".to_owned());
            let said = [country, zone, people].into_iter().flatten().chain(judges).chain(keys);
            format!("init{}", said.collect::<String>())
        }
        Word::Apart(message) => format!("{message} is another matter"),
        Word::Undo(word) => format!("undo {word}"),
    }
}
