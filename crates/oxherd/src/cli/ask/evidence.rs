//! `evidence`: one piece of it, with what was read in it and what the owner said of it.

use super::{Ask, EvidenceForm, section};
use crate::books::Books;
use crate::catch_up::location;
use crate::cli::{DONE, NOT_FOUND, out};
use crate::json;
use crate::papers::pages;
use crate::reader::reader;
use crate::signatures::keys;
use crate::table::{Cell, Table};
use crate::take;
use anyhow::Result;
use oxherd_ledger::{Household, Reach, ReadValue, Saying, in_force};
use oxherd_model::{Authentic, Cue, CueSource, EvidenceId, Kind, Reading};
use oxherd_reading::Depth;
use oxherd_reading::dkim::{self, Finding, Signed};
use oxherd_store::{KeptWord, MessageRow, Store};
use serde_json::{Value, json as shape};

/// Digits of an id that are enough.
const ID_DIGITS_MIN: usize = 4;

impl Ask {
    /// One piece of evidence.
    pub(in crate::cli) fn evidence(&self, id: &str, form: EvidenceForm) -> Result<u8> {
        let (books, store) = self.books()?;
        let found = store.as_ref().map(|s| s.find(id)).transpose()?.unwrap_or_default();
        let words = store.as_ref().map(|s| s.find_words(id)).transpose()?.unwrap_or_default();
        if let ([], [word]) = (found.as_slice(), words.as_slice()) {
            return self.word((books, store.as_ref()), word, form);
        }
        let [row] = found.as_slice() else {
            let why = not_one(id, &found, &words);
            out::aside(&format!("{why}; ids stand behind every answer of --json and of search"));
            return Ok(NOT_FOUND);
        };
        let shelf = self.home.shelf()?;
        let bytes = self.home.shelf()?.original(location(row.place), &row.hash)?;
        if form == EvidenceForm::Raw {
            out::raw(&bytes)?;
            return Ok(DONE);
        }
        let record = crate::catch_up::record_of(&shelf, row.sequence, row.place)?;
        let mut read = reader().read_with(&bytes, take::form_of(&row.media), Depth::Full, pages());
        let signed = dkim::verify(&bytes, &read.reading, &keys(&books.household));
        let judged = judged(&books.household, &mut read.reading, &signed);
        let mut reading = json::reading(&record.source, &read, &signed);
        let id = row.hash.id();
        let of = store.as_ref().map(|store| message_of(store, id)).transpose()?.flatten();
        let of = of.as_ref().unwrap_or(row);
        if let Some(fields) = reading.as_object_mut() {
            fields.insert("evidence".to_owned(), shape!([id.to_string()]));
        }
        let said = json::said::over_reading(books, of, &read.reading, &mut reading);
        let instant = |at| json::instant(at, &books.zone());
        let answer = shape!({
            "id": id.to_string(),
            "hash": row.hash.to_string(),
            "channel": record.channel,
            "source": record.source,
            "received_at": instant(Some(record.received_at)),
            "known_from": instant(row.known_from),
            "size": row.place.size,
            "previous": record.previous,
            "copy_of": (of.hash.id() != id).then(|| of.hash.id().to_string()),
            "owner_said": said,
            "from": sender(row),
            "judged": judged,
            "held_back": json::reasons::held_back(books, of.hash.id()),
            "reading": reading,
            "evidence": [id.to_string()],
        });
        if self.json {
            out::json(&answer)?;
        } else {
            out::text(&evidence_page(&answer, &read, &signed))?;
        }
        Ok(DONE)
    }

    /// Something that the owner said.
    fn word(
        &self,
        (books, store): (&Books, Option<&Store>),
        word: &KeptWord,
        form: EvidenceForm,
    ) -> Result<u8> {
        let mut shelf = self.home.shelf()?;
        if form == EvidenceForm::Raw {
            out::raw(&shelf.original(location(word.place), &word.hash)?)?;
            return Ok(DONE);
        }
        let record = crate::catch_up::record_of(&shelf, word.sequence, word.place)?;
        let saying = Saying::from_line(&word.line).ok();
        let said = saying.as_ref().map_or_else(|| word.line.clone(), |s| s.word.to_line());
        let said = said.replace('\t', " ");
        let only = saying.as_ref().is_some_and(|saying| saying.reach == Reach::Only);
        let all = store.map(|store| crate::words::said(store, Some(books.at))).transpose()?;
        let taken_back = all.is_some_and(|all| {
            let id = word.hash.id();
            all.iter().any(|known| known.id == id) && !in_force(&all).contains(&id)
        });
        let zone = books.zone();
        let answer = shape!({
            "id": word.hash.id().to_string(),
            "hash": word.hash.to_string(),
            "channel": record.channel,
            "source": record.source,
            "received_at": json::instant(Some(record.received_at), &zone),
            "known_from": json::instant(Some(word.at), &zone),
            "size": word.place.size,
            "previous": record.previous,
            "reading": {"said": said, "only": only, "taken_back": taken_back},
            "evidence": [word.hash.id().to_string()],
        });
        if self.json {
            out::json(&answer)?;
        } else {
            let mut text = evidence_head(&answer).render();
            let more = if only { ", of this one only" } else { "" };
            let back = if taken_back { ", and took it back" } else { "" };
            let said = saying.map_or(said, |s| crate::words::in_the_form_of_say(books, &s.word));
            text.push_str(&format!("you said: {said}{more}{back}\n"));
            out::text(&text)?;
        }
        Ok(DONE)
    }
}

/// Why an id is of no piece of evidence, or not of one.
fn not_one(id: &str, found: &[MessageRow], words: &[KeptWord]) -> String {
    let all: Vec<String> = found.iter().map(|row| row.hash.id().to_string()).collect();
    let words = words.iter().map(|word| word.hash.id().to_string());
    let all: Vec<String> = all.into_iter().chain(words).collect();
    if !all.is_empty() {
        format!("more than one piece of evidence has the id {id:?}: {}", all.join(", "))
    } else if id.len() < ID_DIGITS_MIN {
        format!("{id:?} is too short for an id, {ID_DIGITS_MIN} digits of it are enough")
    } else {
        format!("no evidence has the id {id:?}")
    }
}

/// The message that a piece of evidence is, itself or the one of which it is a copy.
fn message_of(store: &Store, id: EvidenceId) -> Result<Option<MessageRow>> {
    let message = store.message_of(id)?;
    Ok(message.map(|message| store.by_id(message)).transpose()?.flatten())
}

/// Who judged whether the sender of a message is who it says, and whether that was the household's own
/// receiving host. A stranger's word for the sender is taken out of the reading; that, and what became of
/// signatures with the keys at hand, is said among its reasons.
fn judged(household: &Household, reading: &mut Reading, signed: &[Signed]) -> Value {
    let by = reading.receiving.as_ref();
    let judged = by.map(
        |by| shape!({"by": by.judge, "receiving_host": by.host, "own": household.judges(Some(by))}),
    );
    let finds = household.finds((reading, signed.iter().any(|s| s.finding.vouches())));
    let judge = by.and_then(|by| by.judge.clone()).unwrap_or_default();
    let mut why = Vec::new();
    if let Some(claim) = reading.supplier.as_mut() {
        if claim.authentic == Authentic::Pass && finds != Authentic::Pass {
            let judge = name_of(&judge);
            why.push(format!("vouched for by {judge}, not by your receiving host"));
        }
        claim.authentic = finds;
    }
    why.extend(signed.iter().filter(|s| s.finding != Finding::NoKey).map(signed_in_words));
    reading.why.extend(why.into_iter().map(|words| Cue {
        kind: Kind::Suspect,
        words,
        source: CueSource::Header,
        weight: 0,
    }));
    judged.unwrap_or_default()
}

/// Who signed and what became of it, for people.
fn signed_in_words(signed: &Signed) -> String {
    format!("signed by {}: {}", signed.signer.domain, signed.finding.in_words())
}

/// A judge, or a host, may not name itself.
fn name_of(host: &str) -> &str {
    if host.is_empty() { "one that does not name itself" } else { host }
}

/// Who judged a message, for people.
fn judged_in_words(judged: &Value) -> Option<String> {
    let host = name_of(judged.get("receiving_host")?.as_str()?);
    let own = judged.get("own").and_then(Value::as_bool);
    let Some(judge) = judged.get("by").and_then(Value::as_str) else {
        return Some(format!("nobody; it was received by {host}"));
    };
    let whose = match own {
        Some(true) => "your receiving host",
        Some(false) => "not your receiving host",
        None => "whether that is your receiving host is not known yet",
    };
    Some(format!("{}, {whose}", name_of(judge)))
}

/// Who a message says that it is from, as it stands in it.
fn sender(row: &MessageRow) -> Value {
    let sender = &row.sender;
    // Whom a note speaks of did not write it.
    let nobody = sender.name.is_empty() && sender.address.is_empty();
    if nobody || row.media == take::NOTE_MEDIA {
        return Value::Null;
    }
    shape!({"name": sender.name, "address": sender.address})
}

fn evidence_head(answer: &Value) -> Table {
    let mut head = Table::new(&["", ""], out::width());
    for field in
        ["id", "hash", "channel", "source", "received_at", "known_from", "size", "previous"]
    {
        head.row(vec![Cell::new(field).faint(), Cell::new(field_of(answer, field))]);
    }
    head
}

fn evidence_page(answer: &Value, read: &oxherd_reading::Read, signed: &[Signed]) -> String {
    let mut head = evidence_head(answer);
    let reading = &read.reading;
    if let Some(from) = answer.get("from").filter(|from| from.is_object()) {
        let address = field_of(from, "address");
        let address = if address.is_empty() { address } else { format!("<{address}>") };
        let from = format!("{} {address}", field_of(from, "name"));
        head.row(vec![Cell::new("from").faint(), Cell::new(from.trim().to_owned())]);
    }
    if let Some(judged) = answer.get("judged").and_then(judged_in_words) {
        head.row(vec![Cell::new("judged by").faint(), Cell::new(judged)]);
    }
    for Signed { signer, finding } in signed {
        let words = format!("{} ({}): {}", signer.domain, signer.selector, finding.in_words());
        head.row(vec![Cell::new("signed by").faint(), Cell::new(words)]);
    }
    head.row(vec![Cell::new("subject").faint(), Cell::new(reading.subject.clone()).strong()]);
    let kind = format!("{} ({})", reading.kind, reading.kind_confidence);
    head.row(vec![Cell::new("kind").faint(), Cell::new(kind)]);
    if let Some(held) = answer.get("held_back").filter(|held| held.is_object()) {
        let imitates = held.get("imitates").map(|of| field_of(of, "name")).unwrap_or_default();
        let reasons = held.get("reasons").and_then(Value::as_array).into_iter().flatten();
        let reasons: Vec<&str> = reasons.filter_map(Value::as_str).collect();
        let words = format!("as a suspect that imitates {imitates}: {}", reasons.join("; "));
        head.row(vec![Cell::new("held back").faint(), Cell::new(words).warn()]);
    }
    for said in answer.get("owner_said").and_then(Value::as_array).into_iter().flatten() {
        head.row(vec![Cell::new("you said").faint(), Cell::new(said_in_words(said)).strong()]);
    }
    if let Some(message) = answer.get("copy_of").and_then(Value::as_str) {
        head.row(vec![Cell::new("copy of").faint(), Cell::new(message)]);
    }
    let mut text = head.render();
    let mut why = Table::new(&["because of", "in", "weight"], out::width());
    for cue in &reading.why {
        why.row(vec![
            Cell::new(cue.words.clone()),
            Cell::new(cue.source.as_str()),
            Cell::new(cue.weight.to_string()).right(),
        ]);
    }
    section(&mut text, &why);
    let mut facts = Table::new(&["fact", "role", "value", "sure", "at"], out::width());
    for fact in json::facts(reading, &read.parts) {
        facts.row(fact_cells(&fact));
    }
    section(&mut text, &facts);
    text
}

/// What the owner said of a message, with what it says itself.
fn said_in_words(said: &Value) -> String {
    let named = |field: &str| {
        let value = said.get(field).unwrap_or(&Value::Null);
        let name = value.get("name").and_then(Value::as_str).or(value.as_str());
        name.map(str::to_owned)
    };
    let of = said.get("said_of").and_then(Value::as_str);
    let of = of.map(|of| format!(", as you said of {of}")).unwrap_or_default();
    let told = match (field_of(said, "what").as_str(), named("was"), named("is")) {
        (what, Some(was), None) if ReadValue::WHATS.contains(&what) => {
            format!("the {what} {was} is wrong")
        }
        // A note is read as of whom the owner said.
        (what, Some(was), Some(is)) if was == is => format!("the {what} is {is}"),
        (what, Some(was), Some(is)) => format!("the {what} is {is}, not {was}"),
        (what, None, is) | (what, Some(_), is) => {
            format!("the {what} is {}", is.unwrap_or_default())
        }
    };
    format!("{told}{of}")
}

fn fact_cells(fact: &Value) -> Vec<Cell> {
    let at = fact.get("at").map(|at| format!("{} {}", field_of(at, "part"), field_of(at, "start")));
    [
        field_of(fact, "type"),
        field_of(fact, "role"),
        value_in_words(fact),
        field_of(fact, "confidence"),
        at.unwrap_or_default(),
    ]
    .into_iter()
    .map(Cell::new)
    .collect()
}

/// What a fact says, for people; each sort keeps it in fields of its own.
fn value_in_words(fact: &Value) -> String {
    let field = |name: &str| match fact.get(name) {
        None | Some(Value::Null) => None,
        Some(_) => Some(field_of(fact, name)).filter(|words| !words.is_empty()),
    };
    match field_of(fact, "type").as_str() {
        "act" => field("on").map_or_else(|| "no day named".to_owned(), |on| format!("on {on}")),
        "renewal" if fact.get("automatic") == Some(&Value::Bool(true)) => {
            "goes on by itself".to_owned()
        }
        "renewal" => "ends with its term".to_owned(),
        "promise" => {
            let by = field("by").map(|by| format!("by {by}"));
            let within = field("within").map(|within| format!("within {within}"));
            let words = [field("what"), by, within].into_iter().flatten();
            words.collect::<Vec<_>>().join(", ")
        }
        "product" => {
            let quantity =
                field("quantity").map(|number| format!("{number} x ")).unwrap_or_default();
            format!("{quantity}{}", field("name").unwrap_or_default())
        }
        "amount" => {
            let currency = field("currency").map(|code| format!(" {code}")).unwrap_or_default();
            format!("{}{currency}", field("value").unwrap_or_default())
        }
        _ => field("value").or_else(|| field("name")).unwrap_or_default(),
    }
}

/// A field of an answer as words.
fn field_of(answer: &Value, name: &str) -> String {
    answer
        .get(name)
        .map_or_else(String::new, |v| v.as_str().map_or_else(|| v.to_string(), str::to_owned))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_sort_of_fact_says_something_to_people() {
        for (fact, words) in [
            (shape!({"type": "act", "role": "cancel", "on": "2026-01-05"}), "on 2026-01-05"),
            (shape!({"type": "act", "role": "ask", "on": null}), "no day named"),
            (shape!({"type": "renewal", "automatic": true}), "goes on by itself"),
            (shape!({"type": "renewal", "automatic": false}), "ends with its term"),
            (shape!({"type": "length", "role": "notice", "value": "1 month"}), "1 month"),
            (
                shape!({"type": "promise", "what": "we refund", "by": "2026-02-01"}),
                "we refund, by 2026-02-01",
            ),
            (
                shape!({"type": "promise", "what": "we refund", "by": null, "within": "14 days"}),
                "we refund, within 14 days",
            ),
            (shape!({"type": "product", "name": "Lamp", "quantity": 2}), "2 x Lamp"),
            (shape!({"type": "product", "name": "Lamp", "quantity": null}), "Lamp"),
            (
                shape!({"type": "amount", "role": "total", "value": "5.00", "currency": "EUR"}),
                "5.00 EUR",
            ),
            (shape!({"type": "amount", "role": "line", "value": "5.00", "currency": null}), "5.00"),
            (shape!({"type": "date", "role": "due", "value": "2026-03-04"}), "2026-03-04"),
        ] {
            assert_eq!(value_in_words(&fact), words, "{fact}");
        }
    }
}
