//! The JSON of why something stands as it does.

use super::ids;
use crate::why::{Answer, Because};
use serde_json::{Value, json};

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
