//! `say`: the owner's own word.

mod list;
mod matter;
mod reach;
mod refusal;

use super::ask::Ask;
use super::{DONE, NOT_FOUND, WRONG_USE, out};
use crate::books::Books;
use crate::catch_up::location;
use crate::papers::pages;
use crate::reader::reader;
use crate::windows::Windows;
use crate::{flow, take};
use anyhow::Result;
use clap::Args;
use oxherd_law::Laws;
use oxherd_ledger::{Mend, Reach, ReadValue, Saying, Supplier, Target, Word, in_force};
use oxherd_model::{DayOrder, EvidenceId, Kind, Stage, begins_short_id};
use oxherd_reading::Depth;
use oxherd_store::Store;
use reach::{OfMessage, Reached};
use refusal::refused;
pub(super) use refusal::{Refusal, See};
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

/// What is so.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "clap gives an option without a value as a bool")]
pub(super) struct SayArgs {
    /// As shown by: oxherd say help
    #[arg(required = true)]
    words: Vec<String>,
    /// Show what it would change, and keep nothing
    #[arg(long)]
    dry_run: bool,
    /// Of this message only, not of those alike
    #[arg(long)]
    only: bool,
}

const HELP: &str = "\
THING is a name or id of `things`, SUPPLIER of `suppliers`, MATTER an id of `matters`, EVIDENCE
the beginning of an id.
  oxherd say THING is mine                     oxherd say THING is not mine
  oxherd say THING is called NAME              oxherd say THING is gone
  oxherd say THING is the same as THING        oxherd say SUPPLIER is the same as SUPPLIER
  oxherd say EVIDENCE is a KIND                oxherd say EVIDENCE belongs to THING
  oxherd say EVIDENCE is from SUPPLIER         oxherd say SUPPLIER is called NAME
  oxherd say EVIDENCE date 2026-03-04 is wrong
  oxherd say EVIDENCE date 2026-03-04 is 2026-04-03
  oxherd say EVIDENCE date 2026-03-04 is renewal
  oxherd say EVIDENCE amount 17.00 is wrong    oxherd say EVIDENCE amount 17.00 is tax
  oxherd say EVIDENCE reference QX-1 is QX-7   oxherd say EVIDENCE identifier QX-1 is serial
  oxherd say EVIDENCE months stand first       oxherd say EVIDENCE days stand first
  oxherd say MATTER is the same as MATTER      oxherd say EVIDENCE is another matter
  oxherd say undo                              oxherd say undo ID
  oxherd say list
What is said is kept as evidence and wins over what was read. --dry-run only shows what it changes.
Which stands first in the dates of a statement can be said where `oxherd gaps` asks for it.
A kind, a supplier, a thing, the role of a value and the order of dates hold for all alike; --only says it
of this one alone. That a value is wrong holds for those alike that name the same value.
`list` shows what was said, each word with its ID; `undo` takes back the last, `undo ID` the one of that ID.
";

/// Suppliers listed where a name fits several.
const LISTED_MAX: usize = 12;

/// Messages alike that are listed for people.
const ALIKE_LISTED_MAX: usize = 12;

/// A word of so many letters at least may be the id of a message.
const ID_LETTERS_MIN: usize = 6;

/// Names shown that are like one that is not known.
const NEAR_MAX: usize = 3;

/// Keeps what is said and shows what it changes.
pub(super) fn say(ask: &Ask, args: &SayArgs) -> Result<u8> {
    let said = args.words.join(" ");
    if said == "help" {
        if ask.json {
            out::json(&json!({"help": HELP, "evidence": []}))?;
        } else {
            out::text(HELP)?;
        }
        return Ok(DONE);
    }
    let (books, store) = ask.books()?;
    if said == "list" {
        return list::list(ask, books, store.as_ref());
    }
    let Some(store) = store else {
        return Ok(NOT_FOUND);
    };
    let undo = said.strip_prefix("undo").filter(|id| !id.trim().contains(' '));
    let undo = undo.filter(|id| id.is_empty() || id.starts_with(' '));
    let understood = match undo {
        Some(id) => reach::undone(id, books, &store)?,
        None => understand(&said, books, &store)?,
    };
    let word = match understood {
        Ok(word) => word,
        Err(refusal) => return Ok(refused(&said, &refusal)),
    };
    if let Some(why) = value_not_read(ask, &word, &store)?.or(not_open(&word, &store)?) {
        out::aside(&why);
        return Ok(NOT_FOUND);
    }
    let reach = if args.only { Reach::Only } else { Reach::Alike };
    let was = reach::was(&word, books, &store)?;
    let saying = Saying { reach, was, ..Saying::new(word) };
    if taken_back(ask, &saying, &store)? {
        out::aside("this was said and taken back at this very moment: say it at a later one");
        return Ok(WRONG_USE);
    }
    apply(ask, args, books, store, saying)
}

/// Whether the very same was said at this moment and does not stand any more.
fn taken_back(ask: &Ask, saying: &Saying, store: &Store) -> Result<bool> {
    let id = take::word_id(&saying.to_line(), ask.at);
    let said = crate::words::said(store, Some(ask.at))?;
    Ok(said.iter().any(|known| known.id == id) && !in_force(&said).contains(&id))
}

/// Keeps the word, or only supposes it, and shows what it changes.
fn apply(ask: &Ask, args: &SayArgs, books: &Books, store: Store, saying: Saying) -> Result<u8> {
    let line = saying.to_line();
    let saying = crate::words::about(&store, saying, &BTreeMap::new())?;
    let reached = Reached::by(saying.clone(), books, &store)?;
    let laws = crate::laws::of(&ask.home)?;
    let messages = reached.lines(books, &store)?;
    let facts = facts_of(books, &laws);
    let (id, after, store) = if args.dry_run {
        (Value::Null, crate::books::supposing(&ask.home, &store, ask.at, saying)?, store)
    } else {
        let now = ask.at;
        drop(store);
        let id = flow::say(&ask.home, &line, now)?;
        let Some(store) = ask.home.store_to_read()? else {
            return Ok(NOT_FOUND);
        };
        (json!(id.to_string()), Books::at(&ask.home, &store, now)?, store)
    };
    let messages_now = reached.lines(&after, &store)?;
    let mut shown = Shown::default();
    for (message, change) in changes_of_messages(&messages, &messages_now) {
        if Some(message) != reached.message() {
            shown.also_mended.push(message);
        }
        shown.changes.push(change);
    }
    shown.changes.extend(changes(&facts, &facts_of(&after, &laws)));
    show(ask, &id, &shown)?;
    Ok(DONE)
}

/// What a word changes.
#[derive(Default)]
struct Shown {
    /// Each change.
    changes: Vec<Value>,
    /// Messages that it mends beside the one that it is said of.
    also_mended: Vec<EvidenceId>,
}

/// What is so of each message now and was not before.
fn changes_of_messages(before: &[OfMessage], after: &[OfMessage]) -> Vec<(EvidenceId, Value)> {
    let was: BTreeMap<&str, &str> =
        before.iter().map(|(_, (what, is))| (what.as_str(), is.as_str())).collect();
    let is: BTreeMap<&str, &str> =
        after.iter().map(|(_, (what, is))| (what.as_str(), is.as_str())).collect();
    let mut seen: BTreeSet<&str> = BTreeSet::new();
    let mut changes = Vec::new();
    for (message, (what, _)) in before.iter().chain(after) {
        let what = what.as_str();
        let (from, to) = (was.get(what), is.get(what));
        if from != to && seen.insert(what) {
            changes.push((*message, json!({"what": what, "from": from, "to": to})));
        }
    }
    changes
}

/// Why a value cannot be corrected: it was not read in the message.
fn value_not_read(ask: &Ask, word: &Word, store: &Store) -> Result<Option<String>> {
    let Word::Value(message, wrong, _) = word else { return Ok(None) };
    let Some(row) = store.by_id(*message)? else { return Ok(None) };
    let bytes = ask.home.shelf()?.original(location(row.place), &row.hash)?;
    let form = take::form_of(&row.media);
    let reading = reader().read_with(&bytes, form, Depth::Full, pages()).reading;
    let read = reading.facts.iter().filter_map(|fact| ReadValue::of(&fact.claim));
    let read: BTreeSet<ReadValue> =
        read.map(|(value, _)| value).filter(|value| value.what() == wrong.what()).collect();
    if read.iter().any(|value| wrong.is(value)) {
        return Ok(None);
    }
    let read: Vec<String> = read.iter().map(ToString::to_string).collect();
    let read = if read.is_empty() { "none".to_owned() } else { read.join(", ") };
    let what = wrong.what();
    Ok(Some(format!("no {what} {wrong} was read in this message; those that were: {read}")))
}

/// Why nothing can be said of the order of its dates: they leave nothing open.
fn not_open(word: &Word, store: &Store) -> Result<Option<String>> {
    let Word::Order(message, _) = word else { return Ok(None) };
    let row = store.by_id(*message)?;
    Ok(row.filter(|row| reach::open_order(row).is_none()).map(|_row| {
        "the order of day and month is not open there: it is asked for by `oxherd gaps` where it is".to_owned()
    }))
}

/// What can change: what it is of, and its value.
pub(super) type Line = (String, String);

/// What can change, line by line.
pub(super) fn facts_of(books: &Books, laws: &Laws) -> Vec<(String, String)> {
    let mut facts = Vec::new();
    let view = books.view();
    for thing in view.things() {
        let id = &thing.thing.id;
        facts.push((format!("thing {id} name"), thing.thing.name().to_owned()));
        facts.push((format!("thing {id} stage"), thing.stage.to_string()));
        facts.push((format!("thing {id} messages"), thing.thing.timeline.len().to_string()));
        facts.push((format!("thing {id} proposed"), thing.proposed.to_string()));
        if let Some(cost) = thing.cost_per_year {
            facts.push((format!("thing {id} cost per year"), cost.to_string()));
        }
    }
    for supplier in &books.ledger.suppliers {
        facts.push((format!("supplier {} name", supplier.id), supplier.name().to_owned()));
        facts.push((format!("supplier {} messages", supplier.id), supplier.messages.to_string()));
    }
    for agreement in view.agreements() {
        let id = &agreement.agreement.id;
        facts.push((format!("agreement {id} state"), agreement.state.to_string()));
        let thing = agreement
            .agreement
            .thing
            .and_then(|t| books.ledger.things.get(usize::try_from(t).ok()?));
        facts.push((
            format!("agreement {id} thing"),
            thing.map_or_else(String::new, |t| t.id.clone()),
        ));
    }
    for promise in view.promises() {
        let made = promise.promise;
        let what = format!("promise {}: {}, by {}", made.id(), made.what, made.by);
        facts.push((what, promise.state.as_str().to_owned()));
    }
    for request in view.requests() {
        let what = format!("request {}: {}", request.request.id(), request.request.act.as_str());
        facts.push((what, request.state.as_str().to_owned()));
    }
    for matter in view.matters() {
        let what = format!("matter {}", matter.matter.id());
        let messages = matter.matter.count;
        let stands = if matter.is_open() { "open" } else { "closed" };
        facts.push((what, format!("{messages} messages, {stands}")));
    }
    for due in Windows::of(books, laws).listed(books) {
        let supplier =
            books.ledger.suppliers.get(usize::try_from(due.due.supplier).unwrap_or(usize::MAX));
        let name = supplier.map_or("", |s| s.name());
        facts
            .push((format!("due {} of {name} on {}", due.due.what, due.due.on), "open".to_owned()));
    }
    facts
}

pub(super) fn changes(before: &[(String, String)], after: &[(String, String)]) -> Vec<Value> {
    let (known, now) = (by_name(before), by_name(after));
    let mut changes = Vec::new();
    for (what, from) in before {
        let to = now.get(what.as_str()).copied();
        if to != Some(from) {
            changes.push(json!({"what": what, "from": from, "to": to}));
        }
    }
    for (what, to) in after {
        if !known.contains_key(what.as_str()) {
            changes.push(json!({"what": what, "from": Value::Null, "to": to}));
        }
    }
    changes
}

/// Values by what they are of; of two that have one name, the first.
fn by_name(facts: &[(String, String)]) -> BTreeMap<&str, &str> {
    facts.iter().rev().map(|(what, value)| (what.as_str(), value.as_str())).collect()
}

fn show(ask: &Ask, id: &Value, shown: &Shown) -> Result<()> {
    let also_mended: Vec<String> = shown.also_mended.iter().map(ToString::to_string).collect();
    if ask.json {
        let evidence = if id.is_null() { json!([]) } else { json!([id]) };
        let changes = &shown.changes;
        return out::json(&json!({
            "id": id, "changes": changes, "also_mended": also_mended, "evidence": evidence
        }));
    }
    // Of very many messages alike some are listed, the rest is counted.
    let unlisted: BTreeSet<&str> =
        also_mended.iter().skip(ALIKE_LISTED_MAX).map(String::as_str).collect();
    let is_listed = |change: &&Value| {
        let what = change.get("what").and_then(Value::as_str).unwrap_or_default();
        what.split(' ').nth(1).is_none_or(|id| !unlisted.contains(id))
    };
    let listed: Vec<Value> = shown.changes.iter().filter(is_listed).cloned().collect();
    let mut text = words_of(id, &listed);
    let more = u64::try_from(shown.changes.len() - listed.len()).unwrap_or(0);
    if more > 0 {
        text.push_str(&format!("  and {} more messages alike\n", out::grouped(more)));
    }
    out::text(&text)
}

/// What was kept and what it changes, in words.
pub(super) fn words_of(id: &Value, changes: &[Value]) -> String {
    let mut text = match id.as_str() {
        Some(id) => format!("kept as evidence {id}\n"),
        None => "nothing was kept; it would change:\n".to_owned(),
    };
    let words = |v: Option<&Value>| v.and_then(Value::as_str).unwrap_or("nothing").to_owned();
    for change in changes {
        let (what, from, to) =
            (words(change.get("what")), words(change.get("from")), words(change.get("to")));
        text.push_str(&format!("  {what}: {from} -> {to}\n"));
    }
    if changes.is_empty() {
        text.push_str("  nothing else changes\n");
    }
    text
}

fn understand(said: &str, books: &Books, store: &Store) -> Result<Result<Word, Refusal>> {
    if let Some((first, what, rest)) = of_value(said) {
        let evidence = evidence(first, store)?;
        return Ok(evidence.and_then(|evidence| mended(evidence, what, rest)));
    }
    let ordered = |said: &str, which: &str| {
        said.strip_suffix("first")
            .and_then(|s| s.trim_end().strip_suffix("stand"))
            .and_then(|s| s.trim_end().strip_suffix(which).map(|first| first.trim_end().to_owned()))
    };
    for (which, order) in [("months", DayOrder::MonthFirst), ("days", DayOrder::DayFirst)] {
        if let Some(first) = ordered(said, which) {
            return Ok(evidence(&first, store)?.map(|evidence| Word::Order(evidence, order)));
        }
    }
    if let Some((first, name)) = said.split_once(" belongs to ") {
        let evidence = evidence(first, store)?;
        return Ok(evidence.and_then(|evidence| {
            let thing = thing(name, books)?.ok_or_else(|| {
                Refusal::NotFound(format!("no thing is called {:?}", name.trim()), See::Things)
            })?;
            Ok(Word::BelongsTo(evidence, thing))
        }));
    }
    if let Some((first, name)) = said.split_once(" is from ") {
        let evidence = evidence(first, store)?;
        return Ok(evidence.and_then(|evidence| Ok(Word::From(evidence, sender(name, books)?))));
    }
    let Some((first, rest)) = said.split_once(" is ") else {
        return Ok(Err(Refusal::NotUnderstood(nothing_is(said))));
    };
    if matches!(rest.trim(), "another matter" | "a matter of its own") {
        let evidence = evidence(first, store)?;
        return Ok(evidence.and_then(|evidence| matter::apart(evidence, books)));
    }
    if let Some((one, other)) = matter::of_both(first, rest) {
        return Ok(matter::same(one, other, books));
    }
    let kind = rest.trim_start_matches("a ").trim_start_matches("an ").replace(' ', "_");
    if let Ok(kind) = kind.parse::<Kind>() {
        return Ok(evidence(first, store)?.map(|evidence| Word::Kind(evidence, kind)));
    }
    let told = about(first, rest, books);
    // Whoever names a message is told what can be said of one.
    if matches!(told, Err(Refusal::NotFound(..))) {
        let mut words = first.split_whitespace();
        let id = words.next().unwrap_or_default();
        if id.len() >= ID_LETTERS_MIN && evidence(id, store)?.is_ok() {
            let word = words.next().unwrap_or(rest.trim());
            return Ok(Err(Refusal::OfMessage(word.to_owned())));
        }
    }
    Ok(told)
}

/// Why nothing is said where no word says what is so.
fn nothing_is(said: &str) -> String {
    let mut words = said.split_whitespace().skip(1);
    let sort = words.next().unwrap_or_default();
    if ReadValue::WHATS.contains(&sort) {
        return format!(
            "what is so of the {sort} is missing: behind its value stands `is wrong`, `is` and another {sort}, or `is` \
             and its role"
        );
    }
    "no word of it says what is so: it takes `is` or `belongs to`, or is `undo` or `list`"
        .to_owned()
}

/// The evidence, what sort of value of it is spoken of, and what is said of it.
fn of_value(said: &str) -> Option<(&str, &'static str, &str)> {
    let (first, rest) = said.trim_start().split_once(' ')?;
    let (sort, rest) = rest.trim_start().split_once(' ')?;
    let what = ReadValue::WHATS.into_iter().find(|what| *what == sort)?;
    rest.contains(" is ").then_some((first, what, rest))
}

/// A value of a message that is wrong, is another, or has another role.
fn mended(evidence: EvidenceId, what: &str, said: &str) -> Result<Word, Refusal> {
    let parts = said.split_once(" is ");
    let (wrong, right) = parts.ok_or_else(|| Refusal::no_value(said, what))?;
    let wrong = ReadValue::parse(what, wrong).map_err(|_none| Refusal::no_value(wrong, what))?;
    let right = right.trim();
    let article = ["a ", "an ", "the "].iter().find_map(|article| right.strip_prefix(article));
    let role = article.unwrap_or(right).replace(' ', "_");
    let no_role =
        || Refusal::NoRole { word: right.to_owned(), what: what.to_owned(), roles: wrong.roles() };
    let mend = match wrong.role(&role) {
        _ if right == "wrong" => Mend::Wrong,
        Some(role) => Mend::Role(role),
        None if article.is_some() => return Err(no_role()),
        None => match ReadValue::parse(what, right) {
            Ok(right) => Mend::Is(right),
            Err(_) => return Err(no_role()),
        },
    };
    Ok(Word::Value(evidence, wrong, mend))
}

/// Something said of a thing or a supplier; a thing comes first.
fn about(name: &str, rest: &str, books: &Books) -> Result<Word, Refusal> {
    if let Some(other) = rest.strip_prefix("the same as ") {
        return same(name, other, books);
    }
    let thing = thing(name, books)?;
    if let Ok(stage) = rest.replace(' ', "_").parse::<Stage>() {
        let none =
            || Refusal::NotFound(format!("no thing is called {:?}", name.trim()), See::Things);
        return Ok(Word::Stage(thing.ok_or_else(none)?, stage));
    }
    let is_thing = thing.is_some();
    let target = match thing {
        Some(thing) => thing,
        None => supplier(name, books)?.map(|(id, _)| id).ok_or_else(|| nothing_called(name))?,
    };
    if let Some(called) = rest.strip_prefix("called ").map(str::trim).filter(|c| !c.is_empty()) {
        return Ok(Word::Called(target, called.to_owned()));
    }
    match rest {
        "mine" | "ours" => Ok(Word::Owned(target, true)),
        "not mine" | "not ours" => Ok(Word::Owned(target, false)),
        _ => {
            let name =
                crate::words::named(books, &target).unwrap_or_else(|| name.trim().to_owned());
            let of = if is_thing { Refusal::of_thing } else { Refusal::of_supplier };
            Err(of(rest.trim(), &name))
        }
    }
}

/// Two things are one, or else two suppliers.
fn same(name: &str, other: &str, books: &Books) -> Result<Word, Refusal> {
    match (thing(name, books), thing(other, books)) {
        (Ok(Some(one)), Ok(Some(other))) => return two(one, other, name),
        (Ok(None), _) | (_, Ok(None)) => {}
        (Err(several), _) | (_, Err(several)) => return Err(several),
    }
    let key = |name: &str| {
        supplier(name, books)?.and_then(|(_, key)| key).ok_or_else(|| nothing_called(name))
    };
    two(key(name)?, key(other)?, name)
}

/// What is one already cannot become one.
fn two(one: Target, other: Target, name: &str) -> Result<Word, Refusal> {
    if one == other {
        let name = name.trim();
        return Err(Refusal::NotUnderstood(format!("both names are of {name} already")));
    }
    Ok(Word::Same(one, other))
}

fn nothing_called(name: &str) -> Refusal {
    let what = format!("no thing or supplier is called {:?}", name.trim());
    Refusal::NotFound(what, See::ThingsAndSuppliers)
}

/// The message of an id; a word about a copy is about the message.
fn evidence(id: &str, store: &Store) -> Result<Result<EvidenceId, Refusal>> {
    let id = id.trim();
    let found = store.find(id)?;
    Ok(match found.as_slice() {
        [row] => {
            let evidence = row.hash.id();
            Ok(store.message_of(evidence)?.unwrap_or(evidence))
        }
        [] => Err(Refusal::NotFound(format!("no evidence has the id {id:?}"), See::Evidence)),
        [..] => {
            let ids: Vec<String> = found.iter().map(|row| row.hash.id().to_string()).collect();
            let ids = ids.join(", ");
            Err(Refusal::Several(format!(
                "more than one piece of evidence has the id {id:?}: {ids}"
            )))
        }
    })
}

/// The thing of a name. Whose word would be kept under the wrong one is asked which is meant.
pub(super) fn thing(name: &str, books: &Books) -> Result<Option<Target>, Refusal> {
    let name = name.trim();
    let found = books.view().find_things(name);
    match found.as_slice() {
        [] => Ok(None),
        [only] => Ok(Some(Target(only.thing.id.clone()))),
        [..] => {
            let lines = found.iter().map(|view| {
                let named =
                    view.thing.identifiers.iter().map(|(role, value)| format!(", {role} {value}"));
                format!("  {}  {}{}", view.thing.id, view.thing.name(), named.collect::<String>())
            });
            Err(several("things", name, lines))
        }
    }
}

/// The id of the supplier of a name, and the key by which it is found.
pub(super) fn supplier(
    name: &str,
    books: &Books,
) -> Result<Option<(Target, Option<Target>)>, Refusal> {
    let name = name.trim();
    let exact = |s: &Supplier| {
        begins_short_id(&s.id, name)
            || s.name().eq_ignore_ascii_case(name)
            || s.domains.iter().any(|d| d == name)
    };
    let wanted = name.to_lowercase();
    let part = |s: &Supplier| !wanted.is_empty() && s.name().to_lowercase().contains(&wanted);
    let fitting = |fits: &dyn Fn(&Supplier) -> bool| -> Vec<(u32, &Supplier)> {
        (0..).zip(&books.ledger.suppliers).filter(|(_, s)| fits(s)).collect()
    };
    let mut found = fitting(&exact);
    if found.is_empty() {
        found = fitting(&part);
    }
    match found.as_slice() {
        [] => Ok(None),
        [(number, only)] => {
            let key = books.view().key_of_supplier(*number).map(|key| Target(key.to_owned()));
            Ok(Some((Target(only.id.clone()), key)))
        }
        [..] => {
            let lines = found
                .iter()
                .take(LISTED_MAX)
                .map(|(_, s)| format!("  {}  {}, {}", s.id, s.name(), s.domains.join(", ")));
            Err(several("suppliers", name, lines))
        }
    }
}

fn several(what: &str, name: &str, lines: impl Iterator<Item = String>) -> Refusal {
    let lines: Vec<String> = lines.collect();
    Refusal::Several(format!("{name:?} fits several {what}:\n{}", lines.join("\n")))
}

/// Who sent a message: a supplier that is known, or a domain of one that is not known yet.
fn sender(name: &str, books: &Books) -> Result<Target, Refusal> {
    let name = name.trim();
    if let Some((_, Some(key))) = supplier(name, books)? {
        return Ok(key);
    }
    if is_host(name) {
        return Ok(Target(name.to_lowercase()));
    }
    let near = nearest(name, books);
    let near = if near.is_empty() { near } else { format!("; the nearest: {near}") };
    let domain = "one that is not known yet is said by its domain";
    let what = format!("no supplier is called {name:?}{near}; {domain}");
    Err(Refusal::NotFound(what, See::Suppliers))
}

/// Whether a text can be a domain or an address.
fn is_host(text: &str) -> bool {
    let host = text.rsplit('@').next().unwrap_or(text);
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || c == '-');
    host.contains('.') && host.split('.').all(label) && !text.contains(char::is_whitespace)
}

/// The names most like one that is not known.
pub(super) fn nearest(name: &str, books: &Books) -> String {
    let wanted = pairs(name);
    let mut near: Vec<(usize, &str)> = Vec::new();
    for supplier in &books.ledger.suppliers {
        let own = pairs(supplier.name());
        let both = wanted.intersection(&own).count();
        // Half of the pairs of letters in common.
        if both > 0 && both * 4 >= wanted.len() + own.len() {
            near.push((both, supplier.name()));
        }
    }
    near.sort_by_key(|(both, name)| (std::cmp::Reverse(*both), *name));
    near.into_iter().take(NEAR_MAX).map(|(_, name)| name).collect::<Vec<_>>().join(", ")
}

/// Neighbouring letters, whatever their case.
fn pairs(text: &str) -> BTreeSet<(char, char)> {
    let letters: Vec<char> = text.to_lowercase().chars().filter(|c| c.is_alphanumeric()).collect();
    letters.iter().copied().zip(letters.iter().copied().skip(1)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_is_told_from_a_name() {
        for host in ["acme.example", "bills.acme.co.uk", "ann@acme.example", "m\u{fc}ller.example"]
        {
            assert!(is_host(host), "{host}");
        }
        for name in ["Acme", "St. Mary", "acme.", ".example", "acme..example", "A. B"] {
            assert!(!is_host(name), "{name}");
        }
    }
}
