//! What the owner said of a message, put over what was read in it.

use super::{confidence, supplier, thing_of_id};
use crate::books::Books;
use crate::words::looks;
use oxherd_ledger::{Mend, ReadValue, Target, Told};
use oxherd_model::{Confidence, EvidenceId, Kind, Reading};
use oxherd_store::MessageRow;
use serde_json::{Map, Value, json};

/// Puts what the owner said of a message over its reading; returns what was said, each with what it
/// was before.
pub(crate) fn over_reading(
    books: &Books,
    message: &MessageRow,
    read: &Reading,
    reading: &mut Value,
) -> Value {
    let Some(fields) = reading.as_object_mut() else { return json!([]) };
    let words = &books.words;
    let looks = looks(message);
    let mut said = Vec::new();
    if let Some(told) = words.kind_of(&looks) {
        let kind = told.is;
        let was = fields.insert("kind".to_owned(), json!(kind.as_str()));
        let sure = confidence(Confidence::from_thousandths(1000));
        fields.insert("kind_confidence".to_owned(), sure);
        let is = json!(kind.as_str());
        said.push(through(json!({"what": "kind", "was": was, "is": is}), told.through));
    }
    let told = words.supplier_of(&looks);
    let was = of_books(books, told.as_ref().map(|told| &told.is), fields);
    if let (Some(told), Some(was)) = (told, was) {
        let is = fields.get("supplier").cloned();
        said.push(through(json!({"what": "supplier", "was": was, "is": is}), told.through));
    }
    if let Some(told) = words.thing_of(&looks, read) {
        let thing = told.is;
        let name = thing_of_id(books, &thing.0).map(|t| t.name());
        let is = json!({"id": thing.0, "name": name});
        let said_so = json!({"what": "thing", "was": Value::Null, "is": is});
        said.push(through(said_so, told.through));
    }
    said.extend(values_said(&words.mends(&looks, read), read, fields));
    Value::Array(said)
}

/// Puts what the owner said of values that were read beside them, and lists it, each value once.
fn values_said(
    mends: &[Option<Told<Mend>>],
    read: &Reading,
    fields: &mut Map<String, Value>,
) -> Vec<Value> {
    let mut said: Vec<Value> = Vec::new();
    let shown = fields.get_mut("facts").and_then(Value::as_array_mut);
    let shown = shown.into_iter().flatten().filter_map(Value::as_object_mut);
    for ((fact, shown), mend) in read.facts.iter().zip(shown).zip(mends) {
        let (Some(told), Some((value, role))) = (mend, ReadValue::of(&fact.claim)) else {
            continue;
        };
        let (was, is) = match &told.is {
            Mend::Wrong => (value.to_string(), None),
            Mend::Is(right) => (value.to_string(), Some(right.to_string())),
            Mend::Role(is) => (format!("{value} ({role})"), Some(format!("{value} ({is})"))),
        };
        if let Mend::Role(is) = told.is {
            shown.insert("owner_says_role".to_owned(), json!(is.to_string()));
        } else {
            shown.insert("owner_says".to_owned(), json!(is));
        }
        let one = through(json!({"what": value.what(), "was": was, "is": is}), told.through);
        if !said.contains(&one) {
            said.push(one);
        }
    }
    said
}

/// Adds of which other message it was said, where this one is alike to it.
fn through(mut said: Value, of: Option<(EvidenceId, EvidenceId)>) -> Value {
    if let Some(fields) = said.as_object_mut() {
        let of = of.map(|(_, message)| message.to_string());
        fields.insert("said_of".to_owned(), json!(of));
    }
    said
}

/// Puts the supplier of the books into a reading, which itself knows no ids; what was there before.
fn of_books(
    books: &Books,
    told: Option<&Target>,
    fields: &mut Map<String, Value>,
) -> Option<Value> {
    let was = fields.get("supplier")?.clone();
    let text = |name: &str| was.get(name).and_then(Value::as_str);
    let (domain, name) = (text("domain"), text("name").unwrap_or_default());
    // Whom a suspect imitates has nothing to do with it.
    let suspect =
        told.is_none() && fields.get("kind").is_some_and(|kind| kind == Kind::Suspect.as_str());
    let number = || books.view().supplier_of(told, domain, name);
    let known = supplier(books, if suspect { None } else { number() });
    let mut shape = was.as_object().cloned().unwrap_or_default();
    let mut taken = vec!["id"];
    if let Some(told) = told {
        // What stands until a message of it is known.
        shape.insert("name".to_owned(), json!(told.0));
        shape.insert("domain".to_owned(), json!(told.0));
        shape.entry("authentic").or_insert(json!("unknown"));
        shape.entry("platform").or_insert(Value::Null);
        taken.extend(["name", "domain"]);
    }
    for field in taken {
        if let Some(value) = known.get(field) {
            shape.insert(field.to_owned(), value.clone());
        }
    }
    if !shape.is_empty() {
        fields.insert("supplier".to_owned(), Value::Object(shape));
    }
    Some(was)
}
