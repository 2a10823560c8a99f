//! Numbers of parcels: those whose form and check digit speak for themselves, and those beside a
//! carrier's name.

use super::check_digits as check;
use super::identifiers::reference;
use super::labels::{Labels, NumberLabel};
use super::page::{Chunk, Page};
use super::{Sink, labels};
use oxherd_model::ReferenceRole;

/// Finds the numbers of parcels that no label named.
pub(super) fn read(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let mut speaks = None;
    for (_, chunk) in page.free() {
        let text = page.of(chunk);
        if !(10..=34).contains(&text.len()) || !free(page, chunk) {
            continue;
        }
        let confidence = match certain(text) {
            0 if text.bytes().all(|b| b.is_ascii_digit()) => {
                let near = *speaks.get_or_insert_with(|| speaks_of_parcels(page, labels));
                if near { plain(text) } else { 0 }
            }
            confidence => confidence,
        };
        if confidence > 0 {
            page.take(chunk.start, chunk.end);
            let claim = reference(text, ReferenceRole::Tracking);
            sink.add(claim, (chunk.start, chunk.end), confidence);
        }
    }
}

fn free(page: &Page<'_>, chunk: Chunk) -> bool {
    let part = |c: Option<char>| {
        c.is_some_and(|c| c.is_alphanumeric() || matches!(c, '_' | '-' | '/' | '@' | '.'))
    };
    let dotted = page.char_at(chunk.end) == Some('.')
        && page.char_at(chunk.end + 1).is_none_or(char::is_whitespace);
    !part(page.char_before(chunk.start)) && (dotted || !part(page.char_at(chunk.end)))
}

/// Confidence by form and check digit alone; nothing where the form is no carrier's.
fn certain(text: &str) -> u16 {
    let bytes = text.as_bytes();
    let digits = |from: usize, to: usize| {
        bytes.get(from..to).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    let upper = |from: usize, to: usize| {
        bytes.get(from..to).is_some_and(|part| part.iter().all(u8::is_ascii_uppercase))
    };
    let all_upper = bytes.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    let all_digits = digits(0, bytes.len());
    match (text.len(), text.get(..2).unwrap_or_default()) {
        (18, "1Z") if all_upper && check::ups(text) => 960,
        (13, _) if upper(0, 2) && digits(2, 11) && upper(11, 13) && check::s10(text) => 950,
        (15, "TB") if upper(2, 3) && digits(3, 15) => 850,
        (18 | 19, "JD") if digits(2, text.len()) => 850,
        (18 | 20, "JJ") if upper(2, 3) && digits(3, text.len()) => 900,
        (20, "00") if all_digits && text.starts_with("00340434") && check::gs1(text) => 930,
        (15, "3S") if all_upper => 780,
        (20..=22, "92" | "93" | "94" | "95") if all_digits && check::gs1(text) => 780,
        (16, _) if bytes.starts_with(b"H") && digits(11, 16) => 600,
        _ => 0,
    }
}

/// Digits alone, where the text speaks of a parcel.
fn plain(text: &str) -> u16 {
    match text.len() {
        12 if check::fedex_12(text) => 700,
        15 if check::fedex_15(text) => 650,
        10 if check::dhl_express(text) => 520,
        18 | 20 if check::gs1(text) => 650,
        14 => 420,
        _ => 0,
    }
}

fn speaks_of_parcels(page: &Page<'_>, labels: &Labels) -> bool {
    let all = labels::from(&labels.numbers, 0);
    let label = all
        .iter()
        .any(|mark| matches!(mark.what, NumberLabel::Reference(ReferenceRole::Tracking, _)));
    label && page.text.len() < 100_000
}
