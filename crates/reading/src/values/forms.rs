//! References without a label of their own, told by their form: `TV2261993IT`, `HLR 5520 1187`,
//! `26/00418/HOU`, the code of a booking in a subject.

use super::Sink;
use super::codes::{noun_before, put};
use super::labels::Labels;
use super::page::{Chunk, Page};
use super::references::value_end;
use oxherd_model::ReferenceRole;

/// References of one text that are told by their form alone.
const EACH_MAX: usize = 20;

/// How far before a reference its noun may stand.
const REACH: usize = 90;

/// Finds the references that nothing but their form shows.
pub(super) fn read(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let mut found: Vec<(usize, usize, Form)> = Vec::new();
    let mut floor = 0;
    for (_, chunk) in page.free() {
        if chunk.start < floor || found.len() >= EACH_MAX {
            continue;
        }
        let of = communication(page, chunk)
            .or_else(|| grouped(page, chunk))
            .or_else(|| dense(page, chunk))
            .or_else(|| parted(page, labels, chunk));
        if let Some((start, end, form)) = of
            && start >= floor
            && !page.span_is_taken(start, end)
        {
            floor = end;
            found.push((start, end, form));
        }
    }
    for (start, end, form) in found {
        let noun = noun_before(labels, start, REACH);
        let role = noun.unwrap_or(match form {
            Form::Locator => ReferenceRole::Booking,
            Form::Parcel => ReferenceRole::Tracking,
            Form::Any => ReferenceRole::Other,
        });
        let sure = if noun.is_some() { 600 } else { 500 };
        put(page, role, (start, end), sure, sink);
    }
}

/// What a form alone says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The code of a booking.
    Locator,
    /// The form of the postal services (UPU S10).
    Parcel,
    Any,
}

type Formed = (usize, usize, Form);

/// A structured communication of a Belgian transfer: `+++291/1136/09228+++`.
fn communication(page: &Page<'_>, chunk: Chunk) -> Option<Formed> {
    let start = chunk.start.checked_sub(3)?;
    let text = page.slice(start, start + 20);
    let shape = |(at, b): (usize, u8)| match at {
        0..=2 | 17..=19 => matches!(b, b'+' | b'*'),
        6 | 11 => b == b'/',
        _ => b.is_ascii_digit(),
    };
    (text.len() == 20 && text.bytes().enumerate().all(shape)).then_some((
        start,
        start + 20,
        Form::Any,
    ))
}

/// `HLR 5520 1187`, `ZW 0041 8827 NL`, `JB00 5512 7716`: capitals, then groups of digits.
fn grouped(page: &Page<'_>, chunk: Chunk) -> Option<Formed> {
    const NONE: &[&str] = &[
        "EUR", "GBP", "USD", "CHF", "TEL", "FAX", "BIC", "IBAN", "VAT", "UST", "TVA", "HRB", "HRA",
        "BTW", "KVK", "IVA", "CIF", "NIF", "PO", "MAX", "MIN", "KW", "TOP", "DIN", "ISO", "UTC",
        "GMT", "SEK", "NOK", "DKK", "PLN", "MXN", "ARS", "CLP", "COP", "RCS", "APT", "FCA", "BOX",
    ];
    let text = page.of(chunk);
    let all_digits = chunk.digit == chunk.start && text.bytes().all(|b| b.is_ascii_digit());
    let start = if all_digits {
        let head = page.text.get(..chunk.start)?.strip_suffix(' ')?;
        let letters = head.bytes().rev().take(5).take_while(u8::is_ascii_uppercase).count();
        let start = head.len() - letters;
        let fits = (1..=4).contains(&letters) && !NONE.contains(&page.slice(start, head.len()));
        fits.then_some(start)?
    } else {
        let letters = chunk.digit - chunk.start;
        let capitals = page.slice(chunk.start, chunk.digit).bytes().all(|b| b.is_ascii_uppercase());
        ((1..=4).contains(&letters) && capitals).then_some(chunk.start)?
    };
    if !stands_free(page, start) {
        return None;
    }
    let (_, line_end) = page.line_span(start);
    let end = value_end(page, start, line_end)?;
    let value = page.slice(start, end);
    let groups = value.split(' ').filter(|g| g.bytes().any(|b| b.is_ascii_digit())).count();
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let fits = groups >= 2 && digits >= 6 && ends_free(page, end) && !super::is_registration(value);
    fits.then_some((start, end, if is_parcel(value) { Form::Parcel } else { Form::Any }))
}

/// Letters and digits without a gap: `BWS10342`, `FC004418829IT`, `6Q11908834571`; in a subject also
/// the code of a booking, `K8XW2M`.
fn dense(page: &Page<'_>, chunk: Chunk) -> Option<Formed> {
    let text = page.of(chunk);
    let bytes = text.as_bytes();
    let digits = bytes.iter().filter(|b| b.is_ascii_digit()).count();
    let capitals = bytes.iter().filter(|b| b.is_ascii_uppercase()).count();
    if !stands_free(page, chunk.start)
        || !ends_free(page, chunk.end)
        || digits + capitals != bytes.len()
        || capitals == 0
        || super::is_registration(text)
    {
        return None;
    }
    let switches = bytes
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.is_ascii_digit() != b.is_ascii_digit()))
        .count();
    let lead = chunk.digit - chunk.start;
    let long = digits >= 5
        && bytes.len() <= 20
        && (switches <= 2 && lead <= 6 && bytes.len() >= 6 || bytes.len() >= 9);
    let subject = page.lines.len() == 1;
    if long {
        let form = if is_parcel(text) { Form::Parcel } else { Form::Any };
        return Some((chunk.start, chunk.end, form));
    }
    let locator = subject && bytes.len() == 6 && (switches >= 2) && capitals >= 3;
    locator.then_some((chunk.start, chunk.end, Form::Locator))
}

/// Digits parted by strokes, dashes or points, where a noun stands near or a year shows a file.
fn parted(page: &Page<'_>, labels: &Labels, chunk: Chunk) -> Option<Formed> {
    if !stands_free(page, chunk.start) {
        return None;
    }
    let tail = page.slice(chunk.start, page.around(chunk.start, 0, 30).1);
    let run = tail
        .bytes()
        .take_while(|b| {
            b.is_ascii_digit() || b.is_ascii_uppercase() || matches!(b, b'-' | b'/' | b'.')
        })
        .count();
    let text = tail.get(..run)?.trim_end_matches(['-', '/', '.']);
    let end = chunk.start + text.len();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let marks = text.bytes().filter(|b| !b.is_ascii_alphanumeric()).count();
    if marks == 0 || digits < 5 || !ends_free(page, end) || is_season(text) || is_small(text) {
        return None;
    }
    let line = page.line_span(chunk.start).0;
    let near = noun_before(labels, chunk.start, REACH.min(chunk.start - line)).is_some();
    let filed = text.contains('/') && text.split(['/', '-', '.']).any(is_year) && digits >= 6;
    let subject = page.lines.len() == 1 && digits >= 6;
    (near || filed || subject).then_some((chunk.start, end, Form::Any))
}

fn is_year(text: &str) -> bool {
    text.len() == 4 && (text.starts_with("19") || text.starts_with("20"))
}

/// `2025/26`: two years, or hours.
fn is_season(text: &str) -> bool {
    let mut parts = text.split(['/', '-']);
    let (first, second, third) = (parts.next(), parts.next(), parts.next());
    let years = |a: &str, b: &str| is_year(a) && (is_year(b) || b.len() == 2);
    third.is_none() && first.zip(second).is_some_and(|(a, b)| years(a, b))
}

/// A range or a version of small numbers, an address of a host, thousands: `8.30-17.00`, `1.2.3`,
/// `198.51.100.42`, `18.440`.
fn is_small(text: &str) -> bool {
    let small = text.split(['-', '/', '.']).all(|part| part.len() <= 2);
    let bare = text.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    let host = bare && text.split('.').count() == 4 && text.split('.').all(|part| part.len() <= 3);
    let thousands = bare
        && text.split('.').skip(1).all(|part| part.len() == 3)
        && text.split('.').next().is_some_and(|part| part.len() <= 3);
    let month = text.len() <= 7 && text.split('/').count() == 2;
    let month = month && text.split('/').next().is_some_and(|m| m.len() <= 2);
    small || host || thousands || month && text.rsplit('/').next().is_some_and(is_year)
}

/// Two letters, nine digits, two letters.
fn is_parcel(text: &str) -> bool {
    let flat: Vec<u8> = text.bytes().filter(|b| *b != b' ').collect();
    flat.len() == 13
        && flat.iter().enumerate().all(|(at, b)| match at {
            0 | 1 | 11 | 12 => b.is_ascii_uppercase(),
            _ => b.is_ascii_digit(),
        })
}

/// Whether nothing is glued in front.
fn stands_free(page: &Page<'_>, start: usize) -> bool {
    page.char_before(start).is_none_or(|c| {
        c.is_whitespace()
            || matches!(c, '(' | '[' | '"' | '\u{ab}' | '\u{201e}' | '\u{201c}' | ':' | '#' | '\'')
    })
}

/// Whether nothing is glued behind.
fn ends_free(page: &Page<'_>, end: usize) -> bool {
    let dotted =
        page.char_at(end) == Some('.') && page.char_at(end + 1).is_some_and(char::is_alphanumeric);
    !dotted
        && page.char_at(end).is_none_or(|c| {
            !c.is_alphanumeric() && !matches!(c, '@' | '_' | '=' | '%' | '/' | '-' | '\u{20ac}')
        })
}
