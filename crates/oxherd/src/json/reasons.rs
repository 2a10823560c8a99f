//! The JSON of why something stands as it does.

use super::{ids, supplier};
use crate::books::Books;
use crate::why::{Answer, Because};
use oxherd_model::{EvidenceId, Kind};
use serde_json::{Value, json};

/// Whom a message imitates and why it was held back; null where it was not.
pub(crate) fn held_back(books: &Books, id: EvidenceId) -> Value {
    let odd = books.impostors().find(|(known, _)| *known == id).map(|(_, odd)| odd);
    odd.map_or(Value::Null, |odd| {
        let reasons: Vec<&str> = odd.signs.iter().map(|sign| sign.in_words()).collect();
        let imitates = supplier(books, odd.supplier);
        json!({"as": Kind::Suspect.as_str(), "imitates": imitates, "reasons": reasons})
    })
}

/// One answer of `why`.
pub(crate) fn answer(answer: &Answer) -> Value {
    let mut evidence = Vec::new();
    for id in answer.because.iter().flat_map(|row| &row.evidence) {
        if !evidence.contains(id) {
            evidence.push(*id);
        }
    }
    json!({
        "what": answer.what,
        "id": answer.id,
        "title": answer.title,
        "because": answer.because.iter().map(because).collect::<Value>(),
        "evidence": ids(&evidence),
    })
}

fn because(row: &Because) -> Value {
    let says: Value = row
        .says
        .iter()
        .map(|(id, quote)| json!({"evidence": id.to_string(), "quote": quote}))
        .collect();
    json!({
        "what": row.what,
        "is": row.is,
        "on": super::date(row.on),
        "why": row.why,
        "law": row.law,
        "evidence": ids(&row.evidence),
        "says": says,
    })
}
