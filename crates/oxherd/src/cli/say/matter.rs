//! What the owner says of matters: that two are one, that a message is another one.

use super::{Refusal, See};
use crate::books::Books;
use oxherd_ledger::{Target, Word};
use oxherd_model::EvidenceId;

/// Letters of an id of a matter that are enough.
const ID_LETTERS_MIN: usize = 5;

/// Both sides of a word that says of two matters that they are one.
pub(super) fn of_both<'a>(first: &'a str, rest: &'a str) -> Option<(&'a str, &'a str)> {
    let other = rest.strip_prefix("the same as ")?;
    let (one, other) = (first.trim(), other.trim());
    (is_id(one) && is_id(other)).then_some((one, other))
}

/// Two matters are one.
pub(super) fn same(one: &str, other: &str, books: &Books) -> Result<Word, Refusal> {
    let (first, second) = (matter(one, books)?, matter(other, books)?);
    if first == second {
        let what = format!("{one} and {other} are one matter already");
        return Err(Refusal::NotFound(what, See::Matters));
    }
    Ok(Word::Joined(first, second))
}

/// A message is another matter than the one that it is in.
pub(super) fn apart(evidence: EvidenceId, books: &Books) -> Result<Word, Refusal> {
    let known = books.ledger.matter_with(evidence);
    let none = |what: &str| Refusal::NotFound(format!("{evidence} is {what}"), See::Matters);
    let known = known.ok_or_else(|| none("in no matter as it is"))?;
    if known.count == 1 {
        return Err(none("a matter of its own already"));
    }
    Ok(Word::Apart(evidence))
}

fn matter(id: &str, books: &Books) -> Result<Target, Refusal> {
    let all = books.ledger.matters.all.iter().filter(|m| m.part_of.is_none());
    let found: Vec<String> = all.map(|m| m.id()).filter(|known| known.starts_with(id)).collect();
    match found.as_slice() {
        [] => Err(Refusal::NotFound(format!("no matter has the id {id:?}"), See::Matters)),
        [only] => Ok(Target(only.clone())),
        [..] => Err(Refusal::Several(format!(
            "more than one matter has the id {id:?}: {}",
            found.join(", ")
        ))),
    }
}

/// Whether a text is the beginning of an id of a matter.
fn is_id(text: &str) -> bool {
    let digits = text.strip_prefix('x').unwrap_or_default();
    text.len() >= ID_LETTERS_MIN
        && !digits.is_empty()
        && digits.chars().all(|c| c.is_ascii_hexdigit())
}
