//! Registration marks of vehicles: beside a label, or where the text speaks of a vehicle.

use super::identifiers::Named;
use super::labels::{self, Cue, Labels};
use super::page::{Chunk, Page};
use super::references::Written;
use super::{Sink, Unnamed};
use oxherd_model::{Check, Claim, IdentifierRole};

/// Signs that a mark has at least where nothing says that it is one.
const LONG: usize = 5;

/// Bytes of the longest mark of a boat.
const BOAT_BYTES: usize = 26;

/// How far words of vehicles reach.
const REACH: usize = 160;

/// The mark behind its label; any country's form will do.
pub(super) fn labelled(page: &Page<'_>, written: &Written) -> Option<Named> {
    let (_, line_end) = page.line_span(written.start);
    let (value, end, form) = longest(page, written.start, line_end)?;
    let confidence = match form {
        Form::Own => 950,
        Form::Loose => 780,
    };
    Some((IdentifierRole::Registration, value, Check::None, (written.start, end), confidence))
}

/// Marks of one text without a word of a vehicle that are kept.
const UNTOLD_MAX: usize = 8;

/// Finds marks in sentences about vehicles; what has the form of one where no word says so, for who knows it.
pub(super) fn read(page: &Page<'_>, labels: &Labels, sink: &mut Sink) -> Vec<Unnamed> {
    let spoken = labels.cues.iter().any(|mark| mark.what == Cue::Vehicle);
    let mut found = Vec::new();
    let mut untold: Vec<Unnamed> = Vec::new();
    let mut floor = 0;
    for (_, chunk) in page.free() {
        let sure = british(page, chunk);
        let start = mark_start(page, chunk);
        let told = sure || spoken && about_vehicles(labels, start);
        if start < floor {
            continue;
        }
        if !(told || opens_cell(page, start)) {
            untold.extend(looks_like(page, start).filter(|_| untold.len() < UNTOLD_MAX));
            continue;
        }
        let (_, line_end) = page.line_span(start);
        if let Some((value, end, Form::Own)) = longest(page, start, line_end)
            && (told || stands_alone(page, start, end))
        {
            floor = end;
            found.push((value, start, end));
        }
    }
    for (value, start, end) in found {
        page.take(start, end);
        let role = IdentifierRole::Registration;
        sink.add(Claim::Identifier { role, value, check: Check::None }, (start, end), 720);
    }
    untold
}

/// A mark in a country's form, without its dashes.
fn looks_like(page: &Page<'_>, start: usize) -> Option<Unnamed> {
    let (_, line_end) = page.line_span(start);
    let (value, end, form) = longest(page, start, line_end)?;
    let letters = value.bytes().filter(u8::is_ascii_uppercase).count();
    let own = form == Form::Own && value.len() >= LONG && letters >= 2;
    own.then_some(Unnamed { value, start, end })
}

/// The mark that a text begins with, and where it ends.
pub(super) fn first(text: &str) -> Option<(String, usize)> {
    let (value, end, form) = longest_of(text.lines().next().unwrap_or_default())?;
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    (form == Form::Own && value.len() >= LONG && digits >= 2).then_some((value, end))
}

/// `7ª-BA-3-112-19`: the mark of a Spanish boat: its list, province, district, number and year.
pub(super) fn boat(page: &Page<'_>, chunk: Chunk) -> Option<Named> {
    let text = page.slice(chunk.start, page.text.floor_char_boundary(chunk.start + BOAT_BYTES));
    let (list, rest) = text.split_at_checked(1).filter(|(list, _)| matches!(*list, "6" | "7"))?;
    let rest = rest.strip_prefix(['ª', 'ᵃ', 'a'])?;
    let mut value = String::from(list);
    let mut rest = rest.strip_prefix(['-', ' '])?;
    for (at, most) in [2, 2, 5, 4].into_iter().enumerate() {
        let group = rest.bytes().take_while(u8::is_ascii_alphanumeric).count();
        let (sign, tail) = rest.split_at_checked(group)?;
        let right = |b: u8| if at == 0 { b.is_ascii_uppercase() } else { b.is_ascii_digit() };
        if !(1..=most).contains(&group) || !sign.bytes().all(right) {
            return None;
        }
        value.push_str(sign);
        if at == 3 {
            let free = tail.chars().next().is_none_or(|c| !c.is_alphanumeric() && c != '-');
            let span = (chunk.start, chunk.start + text.len() - tail.len());
            let year = group == 2 || group == 4;
            let named = (IdentifierRole::Registration, value, Check::None, span, 950);
            return (free && year).then_some(named);
        }
        rest = tail.strip_prefix(['-', '/'])?;
    }
    None
}

/// `AB12 CDE`: the British form since 2001, which nothing else has.
fn british(page: &Page<'_>, chunk: Chunk) -> bool {
    let text = page.slice(chunk.start, chunk.start + 8);
    let shape = |at: usize, b: u8| match at {
        0 | 1 | 5..=7 => b.is_ascii_uppercase(),
        2 | 3 => b.is_ascii_digit(),
        _ => b == b' ',
    };
    text.len() == 8
        && text.bytes().enumerate().all(|(at, b)| shape(at, b))
        && page.char_at(chunk.start + 8).is_none_or(|c| !c.is_alphanumeric())
        && page.char_before(chunk.start).is_none_or(|c| !c.is_alphanumeric())
        && begins(text)
}

/// Whether a mark can open what stands by itself: a line, a cell, a bracket.
fn opens_cell(page: &Page<'_>, start: usize) -> bool {
    let head = page.slice(page.line_span(start).0, start);
    head.is_empty() || head.ends_with(['(', '\t']) || head.ends_with(", ")
}

/// A mark in two parts or three with dashes that stands by itself, as nothing else is written.
fn stands_alone(page: &Page<'_>, start: usize, end: usize) -> bool {
    let text = page.slice(start, end);
    let parts: Vec<&str> = text.split(['-', ' ']).collect();
    let letters = parts.iter().filter(|p| p.bytes().all(|b| b.is_ascii_uppercase())).count();
    let digits = parts.iter().filter(|p| p.bytes().all(|b| b.is_ascii_digit())).count();
    let closed = page.char_at(end).is_none_or(|c| matches!(c, ')' | ',' | '\n' | '\t' | '\r'));
    if page.char_before(start) == Some('(') && page.char_at(end) == Some(')') {
        return in_brackets(text);
    }
    closed && text.contains('-') && parts.len() == 3 && letters >= 1 && letters + digits == 3
}

/// Whether what fills a pair of brackets has a form that marks alone have, parted by dashes or not: `(1234 KBC)`,
/// `(AB123CD)`, `(KI-AB 1234)`.
fn in_brackets(text: &str) -> bool {
    let flat: String = text.chars().filter(|c| c.is_alphanumeric()).collect();
    let shape: String = flat.chars().map(|c| if c.is_ascii_digit() { '9' } else { 'A' }).collect();
    matches!(shape.as_str(), "9999AAA" | "AA999AA" | "AA99AAA")
        || text.contains('-') && (shape.len() >= 6 || text.contains(' '))
}

fn about_vehicles(labels: &Labels, at: usize) -> bool {
    let after = labels::from(&labels.cues, at).iter().take(3);
    let near = |start: usize| start.abs_diff(at) <= REACH;
    labels::before(&labels.cues, at)
        .take(3)
        .chain(after)
        .any(|m| m.what == Cue::Vehicle && near(m.start))
}

/// German marks begin with letters in words of their own: `B-MW 1234`, `HH AB 123`.
fn mark_start(page: &Page<'_>, chunk: Chunk) -> usize {
    let mut start = chunk.start;
    for _ in 0..2 {
        let head = page.text.get(..start).unwrap_or_default();
        let body = head.strip_suffix([' ', '-']).unwrap_or(head);
        let letters: usize =
            body.chars().rev().take(4).take_while(|c| c.is_uppercase()).map(char::len_utf8).sum();
        let before = body.get(..body.len() - letters).and_then(|b| b.chars().next_back());
        let few = (1..=3).contains(&page.slice(body.len() - letters, body.len()).chars().count());
        if body.len() == head.len() || !few || before.is_some_and(char::is_alphanumeric) {
            break;
        }
        start = body.len() - letters;
    }
    start
}

/// How well a mark fits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Form {
    /// The form in use in a country.
    Own,
    /// Letters and digits as a mark may have.
    Loose,
}

/// The longest mark that starts at an offset, of up to three groups.
fn longest(page: &Page<'_>, start: usize, line_end: usize) -> Option<(String, usize, Form)> {
    let found = longest_of(page.text.get(start..line_end)?);
    found.map(|(value, end, form)| (value, start + end, form))
}

/// Whether a text begins with a mark in the form of a country, letters and digits parted.
pub(super) fn begins(text: &str) -> bool {
    first(text).is_some()
}

fn longest_of(text: &str) -> Option<(String, usize, Form)> {
    let opens = |c: char| c.is_ascii_digit() || (c.is_uppercase() && c.is_alphabetic());
    if !text.starts_with(opens) {
        return None;
    }
    let mut value = String::new();
    let mut shape = String::new();
    let mut best = None;
    let mut signs = text.char_indices().take(14).peekable();
    while let Some((at, c)) = signs.next() {
        let next = signs.peek().map(|(_, c)| *c);
        if opens(c) {
            value.push(c);
            shape.push(if c.is_ascii_digit() { '9' } else { 'A' });
        } else if matches!(c, ' ' | '-' | '\u{a0}' | '·' | '.')
            && !shape.ends_with('-')
            && next.is_some_and(|n| n.is_ascii_digit() || n.is_uppercase())
        {
            shape.push('-');
            continue;
        } else {
            break;
        }
        let closed = next.is_none_or(|n| !n.is_alphanumeric());
        if closed && let Some(form) = form(&value, &shape) {
            let better = form == Form::Own || !matches!(best, Some((_, _, Form::Own)));
            if better {
                best = Some((value.clone(), at + c.len_utf8(), form));
            }
        }
    }
    best
}

fn form(value: &str, shape: &str) -> Option<Form> {
    let flat: String = shape.chars().filter(|c| *c != '-').collect();
    let without = |letters: &str| !value.chars().any(|c| letters.contains(c));
    let own = match flat.as_str() {
        // United Kingdom since 2001 and before, Ireland.
        "AA99AAA" => {
            without("IQ")
                && !matches!(value.get(2..4), Some("00" | "01" | "50"))
                && !value.get(..2)?.contains('Z')
        }
        "A999AAA" | "A99AAA" | "AAA999A" | "AAA99A" => {
            shape.matches('-').count() <= 1 || shape == "AAA-99-A"
        }
        // France and Italy; a British postcode has two groups.
        "AA999AA" => without("IOU") && shape != "AA99-9AA",
        // Spain.
        "9999AAA" => without("AEIOUQ"),
        // The Netherlands: six signs in three groups.
        // Belgium: a figure in front.
        "9AAA999" => shape == "9-AAA-999",
        "AA999A" | "99AAA9" | "9AAA99" | "A999AA" | "99AA99" | "AA99AA" | "99AAAA" | "AAAA99"
        | "9AA999" | "AA9999" | "9999AA" => shape.matches('-').count() == 2,
        _ => german(shape),
    };
    if own {
        return Some(Form::Own);
    }
    let digits = flat.matches('9').count();
    let letters = flat.len() - digits;
    let loose = (4..=9).contains(&flat.len()) && digits >= 1 && (1..=6).contains(&letters);
    loose.then_some(Form::Loose)
}

/// `B-MW 1234`, `HH-AB 123E`: an area, one or two letters, up to four digits.
fn german(shape: &str) -> bool {
    let body = shape.strip_suffix('A').filter(|b| b.ends_with('9')).unwrap_or(shape);
    let mut groups = body.split('-');
    let (area, letters) = (groups.next().unwrap_or_default(), groups.next().unwrap_or_default());
    let digits = groups.next();
    let (letters, digits) = match digits {
        Some(digits) => (letters, digits),
        None => letters.split_at_checked(letters.matches('A').count()).unwrap_or_default(),
    };
    let only = |text: &str, sign: char, most: usize| {
        !text.is_empty() && text.len() <= most && text.chars().all(|c| c == sign)
    };
    groups.next().is_none() && only(area, 'A', 3) && only(letters, 'A', 2) && only(digits, '9', 4)
}
