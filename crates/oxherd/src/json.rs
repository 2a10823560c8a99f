//! The JSON that scripts rely on: one function a shape.

pub(crate) mod agreement;
pub(crate) mod lives;
pub(crate) mod matters;
pub(crate) mod promised;
pub(crate) mod quote;
pub(crate) mod reasons;
pub(crate) mod said;
mod statements;

use self::quote::Quotes;
use crate::books::Books;
use crate::windows::{Reason, Shown as ShownDue, Windows};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use oxherd_ledger::{Due, Held, Part, SupplierView, ThingView, View, Watch};
use oxherd_model::{
    AgreementKind, Claim, Confidence, Cue, EvidenceId, Fact, Gap, IdentifierRole, Money, PartRef,
    PromiseTerm, Reading, ThingKind, short_id,
};
use oxherd_reading::Read;
use oxherd_reading::dkim::Signed;
use oxherd_store::Store;
use serde_json::{Map, Value, json};
use std::str::FromStr;

/// An instant in RFC 3339 with the offset of the household's zone.
pub(crate) fn instant(at: Option<Timestamp>, zone: &TimeZone) -> Value {
    let Some(at) = at else { return Value::Null };
    let zoned = at.to_zoned(zone.clone());
    Value::String(zoned.strftime("%Y-%m-%dT%H:%M:%S%:z").to_string())
}

/// Money by the contract: decimal string and currency.
pub(crate) fn money(money: Option<Money>) -> Value {
    money.map_or(
        Value::Null,
        |money| json!({"value": money.shown().to_string(), "currency": money.currency.as_str()}),
    )
}

/// Evidence ids.
pub(crate) fn ids(evidence: &[EvidenceId]) -> Value {
    evidence.iter().map(|e| Value::String(e.to_string())).collect()
}

/// How sure, 0 to 1.
pub(crate) fn confidence(confidence: Confidence) -> Value {
    serde_json::Number::from_str(&confidence.to_string()).map_or(Value::Null, Value::Number)
}

/// A supplier by its index.
pub(crate) fn supplier(books: &Books, number: Option<u32>) -> Value {
    let known = number.and_then(|n| books.ledger.suppliers.get(usize::try_from(n).ok()?));
    known
        .map_or(Value::Null, |s| json!({"id": s.id, "name": s.name(), "domain": s.domains.first()}))
}

/// A thing's id by its index.
fn thing_id(books: &Books, number: Option<u32>) -> Value {
    thing_of(books, number).map_or(Value::Null, |t| json!(t.id))
}

fn thing_name(books: &Books, number: Option<u32>) -> Value {
    thing_of(books, number).map_or(Value::Null, |t| json!(t.name()))
}

fn thing_of(books: &Books, number: Option<u32>) -> Option<&oxherd_ledger::Thing> {
    books.ledger.things.get(usize::try_from(number?).ok()?)
}

fn thing_of_id<'a>(books: &'a Books, id: &str) -> Option<&'a oxherd_ledger::Thing> {
    books.ledger.things.iter().find(|thing| thing.id == id)
}

fn agreement_id(books: &Books, number: Option<u32>) -> Value {
    let known = number.and_then(|n| books.ledger.agreements.get(usize::try_from(n).ok()?));
    known.map_or(Value::Null, |a| json!(a.id))
}

/// One of `things`.
pub(crate) fn thing(books: &Books, view: &ThingView<'_>) -> Value {
    let thing = view.thing;
    let suppliers: Vec<Value> = view
        .suppliers
        .iter()
        .map(|(number, roles)| {
            let mut shape = supplier(books, Some(*number));
            if let Some(fields) = shape.as_object_mut() {
                fields.insert("roles".to_owned(), words(roles));
            }
            shape
        })
        .collect();
    let identifiers: Vec<Value> = thing
        .identifiers
        .iter()
        .map(|(role, value)| json!({"type": role.as_str(), "value": value}))
        .collect();
    let agreements: Vec<Value> =
        view.agreements.iter().map(|a| agreement_id(books, Some(*a))).collect();
    let sure = if thing.owned == Some(true) { 1000 } else { thing.confidence };
    json!({
        "id": thing.id,
        "name": thing.name(),
        "kind": thing.kind.as_str(),
        "stage": view.stage.as_str(),
        "identifiers": identifiers,
        "suppliers": suppliers,
        "people": people_of(view),
        "held_by": holders_of(books, view),
        "agreements": agreements,
        "cost_per_year": money(view.cost_per_year),
        "costs_per_year": view.costs_per_year.iter().map(|m| money(Some(*m))).collect::<Vec<_>>(),
        "confidence": confidence(Confidence::from_thousandths(sure)),
        "proposed": view.proposed,
        "evidence": ids(&view.evidence),
    })
}

/// The suppliers that hold the address of a home, whatever they serve.
fn holders_of(books: &Books, view: &ThingView<'_>) -> Vec<Value> {
    let held = |(number, held): (u32, &Held)| {
        let mut shape = supplier(books, Some(number));
        if let Some(fields) = shape.as_object_mut() {
            fields.insert("since".to_owned(), date(Some(held.since)));
            fields.insert("evidence".to_owned(), ids(&[held.evidence]));
        }
        shape
    };
    let holders = books.ledger.holders_of(view.number);
    holders.into_iter().filter(|_| view.thing.kind == ThingKind::Home).map(held).collect()
}

/// The addresses of the household that a supplier holds.
fn addresses_of(books: &Books, supplier: u32) -> Vec<Value> {
    let held = |held: &Held| {
        let home = thing_of(books, Some(held.home));
        let address = home.and_then(|home| {
            let mut known = home.identifiers.iter();
            known.find(|(role, _)| *role == IdentifierRole::Address).map(|(_, value)| value)
        });
        json!({
            "value": address,
            "thing": thing_id(books, Some(held.home)),
            "thing_name": thing_name(books, Some(held.home)),
            "since": date(Some(held.since)),
            "evidence": ids(&[held.evidence]),
        })
    };
    books.ledger.addresses_of(supplier).into_iter().map(held).collect()
}

/// Who of the household has to do with a thing: owner, payer, user, carer.
fn people_of(view: &ThingView<'_>) -> Vec<Value> {
    let shape = |(name, parts): &(String, Vec<Part>)| {
        let roles: Vec<&str> = parts.iter().map(|part| part.as_str()).collect();
        json!({"person": name, "roles": roles})
    };
    view.people.iter().map(shape).collect()
}

/// `thing NAME`: the same, with its line, dues, promises and moments.
pub(crate) fn thing_in_full(
    books: &Books,
    store: Option<&Store>,
    view: &ThingView<'_>,
    (windows, quotes): (&Windows, Option<&Quotes>),
) -> Value {
    let points = lives::points(books, store, view.thing);
    let dues: Vec<Value> = windows
        .shown(books, &books.view().dues())
        .iter()
        .filter(|d| d.due.thing == Some(view.number))
        .map(|d| due_quoted(books, d, quotes))
        .collect();
    let mut shape = thing(books, view);
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("timeline".to_owned(), lives::timeline(books, &points));
        fields.insert("costs".to_owned(), lives::costs(books, view));
        fields.insert("dues".to_owned(), Value::Array(dues));
        fields.insert("promises".to_owned(), promised::promises_of_thing(books, view.number));
        fields.insert("matters".to_owned(), matters::matters_of_thing(books, view.number));
        fields.insert(
            "watches".to_owned(),
            promised::watches_of_thing(books, windows, view.number, quotes),
        );
        fields.insert("moments".to_owned(), lives::moments(books, view.thing, &points));
    }
    shape
}

/// One of `suppliers`.
pub(crate) fn supplier_in_full(books: &Books, of_day: &View<'_>, view: &SupplierView) -> Value {
    let Some(known) =
        usize::try_from(view.supplier).ok().and_then(|n| books.ledger.suppliers.get(n))
    else {
        return Value::Null;
    };
    let modes: Vec<Value> = view
        .modes
        .iter()
        .map(|m| {
            json!({
                "person": m.person,
                "thing": thing_id(books, m.thing),
                "thing_name": thing_name(books, m.thing),
                "mode": m.mode.as_str(),
                "roles": m.parts.iter().map(|part| part.as_str()).collect::<Vec<_>>(),
            })
        })
        .collect();
    let things: Vec<Value> = view.things.iter().map(|t| thing_id(books, Some(*t))).collect();
    json!({
        "id": known.id,
        "name": known.name(),
        "domain": known.domains.first(),
        "domains": known.domains,
        "roles": words(&view.roles),
        "modes": modes,
        "addresses": addresses_of(books, view.supplier),
        "things": things,
        "messages": known.messages,
        // Attention is not followed up by this version: unknown, not none.
        "interruptions": Value::Null,
        "owner_minutes": Value::Null,
        "promises": promised::counts(of_day, view.supplier),
        "first_at": instant(known.first_at, &books.zone()),
        "last_at": instant(known.last_at, &books.zone()),
        "evidence": ids(&known.evidence.0),
    })
}

/// The reference that names the agreement best: the newest policy or contract, else its order or
/// booking, else the customer.
pub(crate) fn main_reference(a: &oxherd_ledger::Agreement) -> Option<&str> {
    use oxherd_model::ReferenceRole as Role;
    let order =
        [Role::Policy, Role::Contract, Role::Booking, Role::Order, Role::Quote, Role::Customer];
    order.into_iter().find_map(|wanted| {
        a.references.iter().rev().find(|(role, _)| *role == wanted).map(|(_, v)| v.as_str())
    })
}

fn date(date: Option<jiff::civil::Date>) -> Value {
    date.map_or(Value::Null, |d| json!(d.to_string()))
}

/// Why, and what it rests on.
fn because(fields: &mut Map<String, Value>, reason: &Reason) {
    fields.insert("why".to_owned(), json!(reason.why));
    fields.insert("law".to_owned(), json!(reason.law));
    fields.insert("confidence".to_owned(), confidence(reason.confidence));
    fields.insert("may_claim".to_owned(), json!(reason.may_claim));
    fields.insert("assumes".to_owned(), json!(reason.assumes));
}

/// One of `dues`, with the sentences that say so.
pub(crate) fn due_quoted(books: &Books, shown: &ShownDue<'_>, quotes: Option<&Quotes>) -> Value {
    let mut shape = due(books, shown);
    if let (Some(fields), Some(quotes)) = (shape.as_object_mut(), quotes) {
        fields.insert("says".to_owned(), quotes.of(&shown.due.evidence.0, &shown.days));
    }
    shape
}

/// The id of a due, the same whenever the books are made.
pub(crate) fn due_id(books: &Books, due: &Due) -> String {
    let words = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let supplier = usize::try_from(due.supplier).ok();
    let supplier = supplier.and_then(|number| books.ledger.suppliers.get(number));
    let (agreement, thing) =
        (words(agreement_id(books, due.agreement)), words(thing_id(books, due.thing)));
    let sum = due.amount.map(|sum| sum.to_string()).unwrap_or_default();
    let on = due.on.to_string();
    let number = due.reference.as_deref().unwrap_or_default();
    let supplier = supplier.map_or("", |supplier| supplier.id.as_str());
    short_id('d', &[due.what.as_str(), &on, supplier, &agreement, &thing, &sum, number])
}

/// The id of something that is waited for.
pub(crate) fn watch_id(books: &Books, watch: &Watch) -> String {
    let words = |value: Value| value.as_str().unwrap_or_default().to_owned();
    let supplier = watch.supplier.and_then(|number| usize::try_from(number).ok());
    let supplier = supplier.and_then(|number| books.ledger.suppliers.get(number));
    let supplier = supplier.map_or("", |supplier| supplier.id.as_str());
    let (agreement, thing) =
        (words(agreement_id(books, watch.agreement)), words(thing_id(books, watch.thing)));
    let until = watch.until.to_string();
    short_id('w', &[watch.what.as_str(), &until, supplier, &agreement, &thing])
}

/// One of `dues`.
pub(crate) fn due(books: &Books, shown: &ShownDue<'_>) -> Value {
    let due = shown.due.as_ref();
    let mut shape = json!({
        "id": due_id(books, due),
        "what": due.what.as_str(),
        "on": due.on.to_string(),
        "act_by": date(shown.act_by.or(Some(due.on))),
        "thing": thing_id(books, due.thing),
        "thing_name": thing_name(books, due.thing),
        "agreement": agreement_id(books, due.agreement),
        "supplier": supplier(books, Some(due.supplier)),
        "amount": money(due.amount),
        "evidence": ids(&due.evidence.0),
    });
    if let Some(fields) = shape.as_object_mut() {
        because(fields, &shown.reason);
    }
    shape
}

fn words(kinds: &[AgreementKind]) -> Value {
    kinds.iter().map(|k| json!(k.as_str())).collect()
}

/// One line of `read`. Nothing is kept, so no evidence stands behind it.
pub(crate) fn reading(source: &str, read: &Read, signed: &[Signed]) -> Value {
    let r = &read.reading;
    let claim = r.supplier.as_ref().map(|s| {
        json!({"id": Value::Null, "name": s.name, "domain": s.domain, "authentic": s.authentic.as_str(),
            "platform": s.platform})
    });
    let sent_at = r.sent_at.or(r.known_from);
    json!({
        "source": source,
        "kind": r.kind.as_str(),
        "kind_confidence": confidence(r.kind_confidence),
        "secondary": r.secondary.iter().map(|k| k.as_str()).collect::<Vec<_>>(),
        "supplier": claim,
        "language": r.language.as_str(),
        "sent_at": instant(sent_at, &TimeZone::UTC),
        "subject": r.subject,
        "signatures": signed.iter().map(signature).collect::<Vec<_>>(),
        "facts": facts(r, &read.parts),
        "bookings": statements::bookings(r, &read.parts),
        "gaps": r.gaps.iter().map(|g| gap(g, &read.parts)).collect::<Vec<_>>(),
        "why": r.why.iter().map(cue).collect::<Vec<_>>(),
        "evidence": [],
    })
}

/// A signature and what became of it.
fn signature(signed: &Signed) -> Value {
    let Signed { signer, finding } = signed;
    json!({"domain": signer.domain, "selector": signer.selector, "result": finding.as_str(),
        "vouches": finding.vouches(), "words": finding.in_words()})
}

/// The facts of a reading.
pub(crate) fn facts(reading: &Reading, parts: &[(u16, &'static str)]) -> Vec<Value> {
    reading.facts.iter().map(|f| fact(f, parts)).collect()
}

fn fact(fact: &Fact, parts: &[(u16, &'static str)]) -> Value {
    let mut shape = match &fact.claim {
        Claim::Amount { role, money } => {
            json!({"type": "amount", "role": role.as_str(), "value": money.value.to_string(),
                "currency": money.currency.as_str()})
        }
        Claim::Date { role, value } => {
            json!({"type": "date", "role": role.as_str(), "value": value.to_string()})
        }
        Claim::Reference { role, value } => {
            json!({"type": "reference", "role": role.as_str(), "value": value})
        }
        Claim::Identifier { role, value, check } => {
            json!({"type": "identifier", "role": role.as_str(), "value": value, "check": check.as_str()})
        }
        Claim::Promise { what, term, pledge } => {
            let deed = pledge.map(|pledge| pledge.deed.as_str());
            match term {
                PromiseTerm::By(day) => {
                    json!({"type": "promise", "what": what, "deed": deed, "by": day.to_string()})
                }
                PromiseTerm::Within { count, unit } => {
                    let within = within(*count, unit.as_str());
                    json!({"type": "promise", "what": what, "deed": deed, "within": within})
                }
            }
        }
        Claim::Product { name, quantity } => {
            json!({"type": "product", "name": name, "quantity": quantity})
        }
        Claim::Contact { role, value } => {
            json!({"type": "contact", "role": role.as_str(), "value": value})
        }
        Claim::Length { role, count, unit } => {
            json!({"type": "length", "role": role.as_str(), "value": within(*count, unit.as_str())})
        }
        Claim::Renewal { automatic } => json!({"type": "renewal", "automatic": automatic}),
        Claim::Act { act, on } => {
            json!({"type": "act", "role": act.as_str(), "on": on.map(|on| on.to_string())})
        }
    };
    if let Some(fields) = shape.as_object_mut() {
        fields.insert("confidence".to_owned(), confidence(fact.confidence));
        fields.insert("reader".to_owned(), json!(fact.reader.as_str()));
        fields.insert(
            "at".to_owned(),
            json!({"part": part(fact.at.part, parts), "start": fact.at.start, "end": fact.at.end}),
        );
    }
    shape
}

/// A length of time that was said without a day, with where it was read.
fn within(count: u16, unit: &str) -> String {
    let plural = if count == 1 { "" } else { "s" };
    format!("{count} {}{plural}", unit.replace('_', " "))
}

fn part(part: PartRef, parts: &[(u16, &'static str)]) -> String {
    match part {
        PartRef::Subject => "subject".to_owned(),
        PartRef::Header => "header".to_owned(),
        PartRef::Part(number) => {
            let media = parts.iter().find(|(p, _)| *p == number).map_or("part", |(_, m)| m);
            let same = parts.iter().filter(|(p, m)| *m == media && *p < number).count();
            if same == 0 { media.to_owned() } else { format!("{media}#{}", same + 1) }
        }
    }
}

fn gap(gap: &Gap, parts: &[(u16, &'static str)]) -> Value {
    json!({"what": gap.what, "where": gap.at.map(|at| part(at, parts))})
}

fn cue(cue: &Cue) -> Value {
    json!({"kind": cue.kind.as_str(), "words": cue.words, "source": cue.source.as_str(), "weight": cue.weight})
}

/// The kinds of agreement that a supplier serves, for people.
pub(crate) fn roles_for_people(roles: &[AgreementKind]) -> String {
    roles.iter().map(|r| r.as_str()).collect::<Vec<_>>().join(", ")
}

/// A kind of thing, for people.
pub(crate) fn kind_for_people(kind: ThingKind) -> String {
    kind.as_str().replace('_', " ")
}
