//! `say`: the owner's own word.

use super::ask::Ask;
use super::{DONE, NOT_FOUND, WRONG_USE, out};
use crate::books::Books;
use crate::flow;
use anyhow::Result;
use clap::Args;
use oxherd_ledger::{Target, Word};
use oxherd_model::{EvidenceId, Kind, Stage};
use oxherd_store::Store;
use serde_json::{Value, json};

/// What is so.
#[derive(Debug, Args)]
pub(super) struct SayArgs {
    /// As shown by: oxherd say help
    #[arg(required = true)]
    words: Vec<String>,
    /// Show what it would change, and keep nothing
    #[arg(long)]
    dry_run: bool,
}

const HELP: &str = "\
THING is a name or id of `things`, SUPPLIER of `suppliers`, EVIDENCE the beginning of an id.
  oxherd say THING is mine                     oxherd say THING is not mine
  oxherd say THING is called NAME              oxherd say THING is gone
  oxherd say THING is the same as THING        oxherd say SUPPLIER is the same as SUPPLIER
  oxherd say EVIDENCE is a KIND                oxherd say EVIDENCE belongs to THING
  oxherd say EVIDENCE is from SUPPLIER         oxherd say SUPPLIER is called NAME
  oxherd say EVIDENCE date 2026-03-04 is wrong
  oxherd say EVIDENCE date 2026-03-04 is 2026-04-03
What is said is kept as evidence and wins over what was read. --dry-run only shows what it changes.
";

/// Why something said was not understood.
enum Refusal {
    NotFound(String),
    NotUnderstood,
}

/// Keeps what is said and shows what it changes.
pub(super) fn say(ask: &Ask, args: &SayArgs) -> Result<u8> {
    let said = args.words.join(" ");
    if said == "help" {
        out::text(HELP)?;
        return Ok(DONE);
    }
    let (books, store) = ask.books()?;
    let Some(store) = store else {
        return Ok(NOT_FOUND);
    };
    let word = match understand(&said, &books, &store)? {
        Ok(word) => word,
        Err(Refusal::NotFound(what)) => {
            out::aside(&format!(
                "{what}; see them with: oxherd things, oxherd suppliers, oxherd search"
            ));
            return Ok(NOT_FOUND);
        }
        Err(Refusal::NotUnderstood) => {
            out::aside(&format!("`{said}` is not something that can be said.\n{HELP}"));
            return Ok(WRONG_USE);
        }
    };
    let before = facts_of(&books);
    let (id, after) = if args.dry_run {
        (Value::Null, facts_of(&crate::books::supposing(&ask.home, &store, ask.at, word)?))
    } else {
        let now = ask.at;
        drop(store);
        let id = flow::say(&ask.home, &word.to_line(), now)?;
        let Some(store) = ask.home.store_to_read()? else {
            return Ok(NOT_FOUND);
        };
        (json!(id.to_string()), facts_of(&Books::at(&store, now)?))
    };
    show(ask, &id, &changes(&before, &after))?;
    Ok(DONE)
}

/// What can change, line by line.
fn facts_of(books: &Books) -> Vec<(String, String)> {
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
    for due in view.dues() {
        let supplier =
            books.ledger.suppliers.get(usize::try_from(due.due.supplier).unwrap_or(usize::MAX));
        let name = supplier.map_or("", |s| s.name());
        facts
            .push((format!("due {} of {name} on {}", due.due.what, due.due.on), "open".to_owned()));
    }
    facts
}

fn changes(before: &[(String, String)], after: &[(String, String)]) -> Vec<Value> {
    let value = |facts: &[(String, String)], what: &str| {
        facts.iter().find(|(w, _)| w == what).map(|(_, value)| value.clone())
    };
    let mut changes = Vec::new();
    for (what, from) in before {
        let to = value(after, what);
        if to.as_ref() != Some(from) {
            changes.push(json!({"what": what, "from": from, "to": to}));
        }
    }
    for (what, to) in after {
        if value(before, what).is_none() {
            changes.push(json!({"what": what, "from": Value::Null, "to": to}));
        }
    }
    changes
}

fn show(ask: &Ask, id: &Value, changes: &[Value]) -> Result<()> {
    if ask.json {
        let evidence = if id.is_null() { json!([]) } else { json!([id]) };
        return out::json(&json!({"id": id, "changes": changes, "evidence": evidence}));
    }
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
    out::text(&text)
}

fn understand(said: &str, books: &Books, store: &Store) -> Result<Result<Word, Refusal>> {
    if let Some((first, date)) = said.split_once(" date ") {
        return of_date(first, date, store);
    }
    if let Some((first, thing)) = said.split_once(" belongs to ") {
        let Some(evidence) = evidence(first, store)? else {
            return Ok(missing("evidence", first));
        };
        return Ok(match thing_id(thing, books) {
            Some(thing) => Ok(Word::BelongsTo(evidence, thing)),
            None => Err(Refusal::NotFound(format!("no thing is called {thing:?}"))),
        });
    }
    if let Some((first, supplier)) = said.split_once(" is from ") {
        let Some(evidence) = evidence(first, store)? else {
            return Ok(missing("evidence", first));
        };
        let key = supplier_key(supplier, books).unwrap_or_else(|| Target(supplier.to_lowercase()));
        return Ok(Ok(Word::From(evidence, key)));
    }
    let Some((first, rest)) = said.split_once(" is ") else {
        return Ok(Err(Refusal::NotUnderstood));
    };
    let kind = rest.trim_start_matches("a ").trim_start_matches("an ").replace(' ', "_");
    if let Ok(kind) = kind.parse::<Kind>() {
        return Ok(match evidence(first, store)? {
            Some(evidence) => Ok(Word::Kind(evidence, kind)),
            None => Err(Refusal::NotFound(format!("no evidence has the id {first:?}"))),
        });
    }
    Ok(about(first, rest, books))
}

fn missing(what: &str, name: &str) -> Result<Word, Refusal> {
    Err(Refusal::NotFound(format!("no {what} has the id {name:?}")))
}

fn of_date(first: &str, date: &str, store: &Store) -> Result<Result<Word, Refusal>> {
    let Some(evidence) = evidence(first, store)? else {
        return Ok(missing("evidence", first));
    };
    let Some((wrong, right)) = date.split_once(" is ") else {
        return Ok(Err(Refusal::NotUnderstood));
    };
    let right = match right.trim() {
        "wrong" => Some(None),
        day => day.parse().ok().map(Some),
    };
    Ok(match (wrong.trim().parse(), right) {
        (Ok(wrong), Some(right)) => Ok(Word::Date(evidence, wrong, right)),
        (_, _) => Err(Refusal::NotUnderstood),
    })
}

/// Something said of a thing or a supplier.
fn about(name: &str, rest: &str, books: &Books) -> Result<Word, Refusal> {
    let thing = thing_id(name, books);
    let supplier = supplier_key(name, books);
    let not_found = || Refusal::NotFound(format!("no thing or supplier is called {name:?}"));
    let supplier_id = supplier_id(name, books);
    if let Some(other) = rest.strip_prefix("the same as ") {
        return match (thing, thing_id(other, books), supplier, supplier_key(other, books)) {
            (Some(a), Some(b), _, _) => Ok(Word::Same(a, b)),
            (_, _, Some(a), Some(b)) => Ok(Word::Same(a, b)),
            (_, _, _, _) => Err(not_found()),
        };
    }
    let target = thing.or(supplier_id).ok_or_else(not_found)?;
    if let Some(called) = rest.strip_prefix("called ") {
        return Ok(Word::Called(target, called.trim().to_owned()));
    }
    match rest {
        "mine" | "ours" => Ok(Word::Owned(target, true)),
        "not mine" | "not ours" => Ok(Word::Owned(target, false)),
        stage => match stage.replace(' ', "_").parse::<Stage>() {
            Ok(stage) => Ok(Word::Stage(target, stage)),
            Err(_) => Err(Refusal::NotUnderstood),
        },
    }
}

fn evidence(id: &str, store: &Store) -> Result<Option<EvidenceId>> {
    let found = store.find(id.trim())?;
    Ok(match found.as_slice() {
        [row] => Some(row.hash.id()),
        [] | [..] => None,
    })
}

fn thing_id(name: &str, books: &Books) -> Option<Target> {
    books.view().find_thing(name.trim()).map(|t| Target(t.thing.id.clone()))
}

fn supplier_of<'a>(name: &str, books: &'a Books) -> Option<&'a oxherd_ledger::Supplier> {
    let name = name.trim();
    let exact = |s: &&oxherd_ledger::Supplier| {
        s.id == name || s.name().eq_ignore_ascii_case(name) || s.domains.iter().any(|d| d == name)
    };
    let part =
        |s: &&oxherd_ledger::Supplier| s.name().to_lowercase().contains(&name.to_lowercase());
    let suppliers = &books.ledger.suppliers;
    suppliers.iter().find(exact).or_else(|| suppliers.iter().find(part))
}

fn supplier_key(name: &str, books: &Books) -> Option<Target> {
    let supplier = supplier_of(name, books)?;
    let key = supplier.domains.first().cloned();
    key.or_else(|| {
        let number = books.ledger.suppliers.iter().position(|s| s.id == supplier.id)?;
        let number = u32::try_from(number).ok()?;
        books.ledger.supplier_by_key.iter().find(|(_, n)| **n == number).map(|(k, _)| k.clone())
    })
    .map(Target)
}

fn supplier_id(name: &str, books: &Books) -> Option<Target> {
    supplier_of(name, books).map(|s| Target(s.id.clone()))
}
