//! The JSON of matters, and how they stand in words.

use super::{agreement_id, date, ids, supplier, thing_id, thing_name};
use crate::books::Books;
use oxherd_ledger::{Clash, Matter, MatterView, Outcome, Promise, Standing, Waits};
use oxherd_model::EvidenceId;
use serde_json::{Value, json};

/// One of `matters`.
pub(crate) fn matter(books: &Books, view: &MatterView<'_>) -> Value {
    let m = view.matter;
    let suppliers: Vec<Value> = m.suppliers.iter().map(|s| supplier(books, Some(*s))).collect();
    let requests: Vec<String> = m
        .requests
        .iter()
        .filter_map(|at| at_of(&books.ledger.requests.all, *at))
        .map(oxherd_ledger::Request::id)
        .collect();
    let promises: Vec<String> = m
        .promises
        .iter()
        .filter_map(|at| at_of(&books.ledger.promises.all, *at))
        .map(oxherd_ledger::Promised::id)
        .collect();
    let contradictions: Vec<String> = m
        .contradictions
        .iter()
        .filter_map(|at| at_of(&books.ledger.contradictions.all, *at))
        .map(oxherd_ledger::Contradiction::id)
        .collect();
    let (closed_on, closed_by) = match view.standing {
        Standing::Open(_) => (None, None),
        Standing::Closed(on, how, _) => (Some(on), Some(how.as_str())),
    };
    json!({
        "id": m.id(),
        "title": title(books, m),
        "kind": m.concern.as_str(),
        "thing": thing_id(books, view.thing),
        "thing_name": thing_name(books, view.thing),
        "agreement": agreement_id(books, m.agreement),
        "supplier": supplier(books, m.suppliers.first().copied()),
        "suppliers": suppliers,
        "open": view.is_open(),
        "opened_on": m.opened_on.to_string(),
        "closed_on": date(closed_on),
        "closed_by": closed_by,
        "why": why(books, view),
        "numbers": numbers(m),
        "messages": m.count,
        "requests": requests,
        "promises": promises,
        "contradictions": contradictions,
        "evidence": ids(&evidence(view)),
    })
}

/// The open matters of a thing.
pub(crate) fn matters_of_thing(books: &Books, thing: u32) -> Value {
    let all = books.view().matters();
    let of = all.iter().filter(|m| m.thing == Some(thing) && m.is_open());
    of.map(|m| matter(books, m)).collect()
}

/// The title of a matter: the subject of what opened it, else what and with whom.
pub(crate) fn title(books: &Books, matter: &Matter) -> String {
    if !matter.title.is_empty() {
        return matter.title.clone();
    }
    let first = matter.suppliers.first().and_then(|s| at_of(&books.ledger.suppliers, *s));
    let kind = matter.concern.as_str().replace('_', " ");
    first.map_or(kind.clone(), |s| format!("{kind}: {}", s.name()))
}

/// Why a matter is open, or how it came to its end.
pub(crate) fn why(books: &Books, view: &MatterView<'_>) -> String {
    match view.standing {
        Standing::Open(Waits::Answer(at)) => {
            let asked = at_of(&books.ledger.requests.all, at);
            asked.map_or_else(String::new, |r| {
                format!("the {} of {} waits for an answer", r.act.as_str(), r.sent_on)
            })
        }
        Standing::Open(Waits::Promise(at)) => {
            let promise = at_of(&books.ledger.promises.all, at);
            promise.map_or_else(String::new, |p| {
                let word = if p.by < books.on() { "was" } else { "is" };
                format!("{} {word} promised by {}", a_deed(p.about), p.by)
            })
        }
        Standing::Open(Waits::Clash(at)) => {
            let clash = at_of(&books.ledger.contradictions.all, at);
            clash.map_or_else(String::new, |c| {
                format!("{} was not put right", clash_in_words(c.kind))
            })
        }
        Standing::Open(Waits::Day(on, Outcome::Held)) => {
            let day = on.yesterday().unwrap_or(on);
            format!("the visit is on {day}")
        }
        Standing::Open(Waits::Day(on, _)) => format!("it ends on {on}"),
        Standing::Open(Waits::Word) => {
            format!("nothing settled it since {}", view.matter.last_on)
        }
        Standing::Closed(on, how, _) => format!("{} on {on}", how.as_str()),
    }
}

/// What contradicts itself, in words.
pub(crate) fn clash_in_words(kind: Clash) -> String {
    if kind == Clash::Other {
        return "a contradiction".to_owned();
    }
    kind.as_str().replace('_', " ")
}

/// The numbers by which it is known, each once.
fn numbers(matter: &Matter) -> Vec<&str> {
    let mut numbers: Vec<&str> = Vec::new();
    for (_, number) in &matter.numbers {
        if !numbers.contains(&number.as_str()) {
            numbers.push(number);
        }
    }
    numbers
}

/// Everything in a matter, the newest first, and what closed it where that is no message of it.
fn evidence(view: &MatterView<'_>) -> Vec<EvidenceId> {
    let closing = match view.standing {
        Standing::Closed(_, _, by) => by.filter(|by| !view.matter.has(*by)),
        Standing::Open(_) => None,
    };
    let messages = view.matter.messages.iter().rev().map(|message| message.evidence);
    closing.into_iter().chain(messages).collect()
}

fn at_of<T>(list: &[T], number: u32) -> Option<&T> {
    list.get(usize::try_from(number).ok()?)
}

/// What was promised, in words.
const fn a_deed(about: Promise) -> &'static str {
    match about {
        Promise::Refund => "a refund",
        Promise::Delivery => "a delivery",
        Promise::Reply => "a reply",
        Promise::Visit => "a visit",
        Promise::Repair => "a repair",
        Promise::Other => "something",
    }
}
