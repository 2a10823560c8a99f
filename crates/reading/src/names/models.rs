//! Makes of vehicles with their models.

use super::slice;
use crate::values::{self, Found};
use crate::words::{Hit, Words, as_index};
use oxherd_model::{Check, Claim, Confidence, IdentifierRole};

/// Words of a model after its make.
const MODEL_WORDS_MAX: usize = 3;

/// `Skoda Octavia Estate`: a make in capitals with what follows it, up to a registration mark, a
/// year or a measure.
pub(super) fn model(text: &str, words: &Words, hit: Hit) -> Option<Found> {
    let first = words.all().get(hit.first)?;
    if !slice(text, *first).starts_with(char::is_uppercase) {
        return None;
    }
    let mut end = as_index(words.all().get(hit.last)?.end);
    let mut taken = 0;
    let mut last = "";
    for word in words.all().iter().skip(hit.last + 1).take(MODEL_WORDS_MAX) {
        let (start, stop) = (as_index(word.start), as_index(word.end));
        let written = slice(text, *word);
        let joined = matches!(text.get(end..start), Some(" " | "-" | ""));
        let after = text.get(stop..).unwrap_or_default();
        if !joined
            || written.chars().count() > 14
            || !(of_a_model(written, after, (taken, last))
                || is_joined(text.get(end..start), written, last))
            || values::is_registration(text.get(start..).unwrap_or_default())
        {
            break;
        }
        end = stop;
        last = written;
        taken += 1;
    }
    if taken == 0 {
        return None;
    }
    let start = as_index(first.start);
    let value = text.get(start..end)?.to_owned();
    let claim = Claim::Identifier { role: IdentifierRole::Model, value, check: Check::None };
    Some(Found { claim, start, end, confidence: Confidence::from_thousandths(750) })
}

/// Signs between a model and its mark: a space, a comma, a bracket.
const BETWEEN: [&str; 4] = [" ", ", ", " (", "\u{a0}"];

/// How sure it is that a mark right behind a model is that of the vehicle, in thousandths.
const MARKED: u16 = 800;

/// `Renault Clio AB-123-CD`: the registration mark right behind a model.
pub(super) fn mark(text: &str, model: &Found) -> Option<Found> {
    let behind = text.get(model.end..)?;
    let gap = BETWEEN.into_iter().find(|gap| {
        let rest = behind.strip_prefix(gap);
        rest.is_some_and(|rest| rest.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit()))
    })?;
    let start = model.end + gap.len();
    let (value, length) = values::registration(text.get(start..)?)?;
    let claim = Claim::Identifier { role: IdentifierRole::Registration, value, check: Check::None };
    let confidence = Confidence::from_thousandths(MARKED);
    Some(Found { claim, start, end: start + length, confidence })
}

/// `CX-5`: a number that a hyphen joins to the letters before it.
fn is_joined(between: Option<&str>, written: &str, last: &str) -> bool {
    between == Some("-")
        && written.len() <= 4
        && written.bytes().all(|b| b.is_ascii_digit())
        && (1..=4).contains(&last.len())
        && last.bytes().all(|b| b.is_ascii_uppercase())
}

/// Whether a word can belong to the name of a model.
fn of_a_model(written: &str, after: &str, (taken, last): (usize, &str)) -> bool {
    if written.starts_with(char::is_uppercase) {
        return true;
    }
    let digits = written.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 {
        return false;
    }
    let measured = after.starts_with(['.', ','])
        && after.get(1..).is_some_and(|a| a.starts_with(|c: char| c.is_ascii_digit()));
    let year = written.len() == 4 && (written.starts_with("19") || written.starts_with("20"));
    let short = digits == written.len() && digits <= 2;
    let series = taken == 0 || matches!(last, "Model" | "Series" | "Serie" | "Klasse");
    !measured && !year && (!short || series)
}
