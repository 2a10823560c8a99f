//! Identifiers: numbers that name a thing, an account or a place, with their check digits.

use super::check_digits as check;
use super::labels::{self, Labels, Mark, NumberLabel};
use super::page::{Chunk, Page, is_space};
use super::references::{self, Written};
use super::{Sink, plates, served};
use crate::lists;
use crate::words::fold;
use oxherd_model::{Check, Claim, IdentifierRole, ReferenceRole};
use rustc_hash::FxHashSet;
use std::sync::LazyLock;

/// Finds what its form and its check digits make certain without a label.
pub(super) fn certain(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let mut floor = 0;
    for (_, chunk) in page.free() {
        if chunk.start < floor || !bounded(page, chunk) {
            continue;
        }
        let found = iban(page, labels, chunk)
            .or_else(|| one_chunk(page, labels, chunk))
            .or_else(|| cups(page, chunk))
            .or_else(|| plates::boat(page, chunk));
        if let Some((role, value, check, (start, end), confidence)) = found {
            floor = end;
            page.take(start, end);
            sink.add(Claim::Identifier { role, value, check }, (start, end), confidence);
        }
    }
}

/// Role, value, check, span and confidence in thousandths.
pub(super) type Named = (IdentifierRole, String, Check, (usize, usize), u16);

fn bounded(page: &Page<'_>, chunk: Chunk) -> bool {
    let open = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '_' | '@'));
    open(page.char_before(chunk.start)) && chunk.end - chunk.start <= 40
}

fn one_chunk(page: &Page<'_>, labels: &Labels, chunk: Chunk) -> Option<Named> {
    let text = page.of(chunk);
    let span = (chunk.start, chunk.end);
    let free = page.char_at(chunk.end).is_none_or(|c| !c.is_alphanumeric() && c != '_');
    if !free {
        return None;
    }
    if text.len() == 17 && check::vin_form(text) && check::vin(text) {
        return Some((IdentifierRole::Vin, text.to_owned(), Check::Pass, span, 880));
    }
    if check::vin_form(text) && is_of_a_vehicle(page, labels, chunk) {
        return Some((IdentifierRole::Vin, text.to_owned(), Check::None, span, 760));
    }
    let creditor =
        text.len() >= 12 && text.get(2..4).is_some_and(|d| d.bytes().all(|b| b.is_ascii_digit()));
    if creditor
        && text.bytes().take(2).all(|b| b.is_ascii_uppercase())
        && text.get(4..7) == Some("ZZZ")
        && check::creditor_id(text)
    {
        return Some((IdentifierRole::CreditorId, text.to_owned(), Check::Pass, span, 960));
    }
    let melo = text.len() == 33
        && text.starts_with("DE")
        && text.get(2..13)?.bytes().all(|b| b.is_ascii_digit());
    melo.then(|| (IdentifierRole::Meter, text.to_owned(), Check::None, span, 850))
}

/// Letters that the number of a vehicle has at least: outside of North America its check digit may be any sign
/// (ISO 3779).
const VIN_LETTERS: usize = 4;

/// Whether what has the form of a vehicle's number is one: no word right before it says what else it numbers.
fn is_of_a_vehicle(page: &Page<'_>, labels: &Labels, chunk: Chunk) -> bool {
    let letters = page.of(chunk).bytes().filter(u8::is_ascii_uppercase).count();
    let mut before = labels::before(&labels.numbers, chunk.start);
    let told = before.next().is_some_and(|mark| {
        let (_, line_end) = page.line_span(mark.start);
        let same = chunk.start < line_end;
        let near = chunk.start - mark.end <= LABEL_REACH;
        near && (same || page.line_at(mark.start) + 1 == page.line_at(chunk.start))
    });
    letters >= VIN_LETTERS && !told
}

/// Bytes between a label and what it numbers.
const LABEL_REACH: usize = 12;

/// An IBAN, in one piece or in groups of four.
fn iban(page: &Page<'_>, labels: &Labels, chunk: Chunk) -> Option<Named> {
    let country = page.slice(chunk.start, chunk.start + 2);
    if !country.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let length = check::iban_length(country)?;
    let (value, end) = collect(page, chunk.start, length)?;
    let free = page.char_at(end).is_none_or(|c| !c.is_ascii_alphanumeric());
    let plain = value.len() == length && value.get(2..4)?.bytes().all(|b| b.is_ascii_digit());
    if !plain || !free {
        return None;
    }
    let span = (chunk.start, end);
    if check::mod_97(&value) {
        return Some((IdentifierRole::Iban, value, Check::Pass, span, 970));
    }
    // The length of its country in groups of four is that of nothing else.
    let labelled = labels::before(&labels.numbers, chunk.start)
        .next()
        .is_some_and(|mark| mark.what == NumberLabel::Iban && chunk.start - mark.end < 12);
    let spaced = page.char_at(chunk.start + 4).is_some_and(is_space)
        && page.char_at(chunk.start + 9).is_some_and(is_space);
    (labelled || spaced).then_some((IdentifierRole::Iban, value, Check::Fail, span, 600))
}

fn cups(page: &Page<'_>, chunk: Chunk) -> Option<Named> {
    if page.slice(chunk.start, chunk.start + 2) != "ES" {
        return None;
    }
    let (value, end) = collect(page, chunk.start, 20)?;
    let digits = value.get(2..18)?.bytes().all(|b| b.is_ascii_digit());
    if !digits || !check::cups(&value) {
        return None;
    }
    let tail = page.slice(end, end + 2);
    let point = tail.len() == 2
        && tail.starts_with(|c: char| c.is_ascii_digit())
        && tail.ends_with(|c: char| c.is_ascii_uppercase());
    let (value, end) = if point { (value + tail, end + 2) } else { (value, end) };
    Some((IdentifierRole::Meter, value, Check::Pass, (chunk.start, end), 970))
}

/// So many letters and digits, single spaces and dashes left out.
fn collect(page: &Page<'_>, start: usize, length: usize) -> Option<(String, usize)> {
    let mut value = String::with_capacity(length);
    let mut gap = false;
    for (at, c) in page.text.get(start..)?.char_indices().take(length * 2) {
        if c.is_ascii_alphanumeric() {
            value.push(c.to_ascii_uppercase());
            gap = false;
        } else if c == '\r' {
            // A line may be broken between two groups.
        } else if gap || !(is_space(c) && c != '\t' || matches!(c, '-' | '.' | '\n')) {
            return None;
        } else {
            gap = true;
        }
        if value.len() == length {
            return Some((value, start + at + 1));
        }
    }
    None
}

/// Finds what stands behind a label of its own.
pub(super) fn labelled(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    for mark in &labels.numbers {
        if mark.what == NumberLabel::Card {
            card(page, mark, sink);
            continue;
        }
        if matches!(
            mark.what,
            NumberLabel::Reference(..)
                | NumberLabel::AnyNumber
                | NumberLabel::Phone
                | NumberLabel::Line
                | NumberLabel::Address
                | NumberLabel::Iban
        ) {
            continue;
        }
        if matches!(mark.what, NumberLabel::Model | NumberLabel::Named)
            && let Some((start, end)) = model_cell(page, mark)
        {
            page.take(start, end);
            let value = page.slice(start, end).to_owned();
            let claim =
                Claim::Identifier { role: IdentifierRole::Model, value, check: Check::None };
            sink.add(claim, (start, end), 700);
            continue;
        }
        let Some(written) = references::behind(page, mark, references::Reach::Below) else {
            continue;
        };
        if page.span_is_taken(written.start, written.end) {
            continue;
        }
        if let Some((role, value, check, (start, end), confidence)) = judge(page, mark, &written) {
            page.take(start, end);
            sink.add(Claim::Identifier { role, value, check }, (start, end), confidence);
            if let Some((start, end)) = numbered_model(page, mark) {
                let (role, value) = (IdentifierRole::Model, page.slice(start, end).to_owned());
                sink.add(Claim::Identifier { role, value, check: Check::None }, (start, end), 700);
            }
        }
    }
    masked_cards(page, sink);
    served::read(page, labels, sink);
}

/// `Model: EcoCompact 30`: the rest of its cell, where a sign parts the label from it and a number is
/// in it.
fn model_cell(page: &Page<'_>, mark: &Mark<NumberLabel>) -> Option<(usize, usize)> {
    let (_, line_end) = page.around(mark.end, 0, 60);
    let tail = page.slice(mark.end, line_end);
    let cell = tail.strip_prefix(':').or_else(|| tail.strip_prefix('\t'))?;
    let text = cell.trim_start();
    let start = line_end - text.len();
    let end = text.find(['\t', ',', ';', '(', '|']).unwrap_or(text.len());
    let name = text.get(..end)?;
    let name = name.split("  ").next().unwrap_or_default().trim_end_matches([' ', '.', '\r']);
    let words = name.split(' ').count();
    let fits = (3..=40).contains(&name.len())
        && words <= 5
        && name.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
        && name.bytes().any(|b| b.is_ascii_digit())
        && name.chars().any(char::is_alphabetic)
        && !page.span_is_taken(start, start + name.len());
    fits.then_some((start, start + name.len()))
}

/// Words before what has a number that are no part of its name, folded.
const BEFORE_NAMES: &[&str] = &[
    "the", "your", "our", "new", "this", "der", "die", "das", "den", "dem", "des", "le", "la",
    "votre", "ton", "notre", "nouveau", "nouvelle", "el", "su", "tu", "nuestro", "nuevo", "nueva",
    "il", "lo", "suo", "tuo", "nuovo", "nuova", "de", "het", "uw", "je", "jouw", "onze", "ons",
    "nieuwe",
];

/// Beginnings of the same that German bends, folded, and what may follow them.
const BENT: &[&str] =
    &["dies", "ihr", "dein", "euer", "eur", "unser", "mein", "sein", "ein", "neu"];
const BENDINGS: &[&str] = &["", "e", "em", "en", "er", "es"];

/// Common nouns of lasting things, folded word by word.
static NOUNS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let all = lists::entries(include_str!("../../data/things/durable.txt"));
    all.flat_map(|entry| entry.phrase.split(' ')).map(fold).collect()
});

/// Whether a word stands before names and is no part of one.
fn is_before_names(word: &str) -> bool {
    let word = fold(word);
    let bends = |stem: &str| word.strip_prefix(stem).is_some_and(|end| BENDINGS.contains(&end));
    BEFORE_NAMES.contains(&word.as_str()) || BENT.iter().any(|stem| bends(stem))
}

/// Whether a word is the common noun of a thing, in whatever case.
fn is_common(word: &str) -> bool {
    let word = fold(word);
    let plain = |ending: &str| word.strip_suffix(ending).is_some_and(|stem| NOUNS.contains(stem));
    ["", "s", "es", "n", "en", "e"].into_iter().any(plain)
}

/// Words of the longest name before a number in brackets.
const NAME_WORDS: usize = 4;

/// Words that join a name to the label of its number.
const WITH: &[&str] = &[
    " with",
    " with the",
    " mit",
    " mit der",
    " avec le",
    " portant le",
    " con el",
    " con",
    " con il",
    " met",
    " met het",
];

/// What stands before a bracket, or before `with` and its like, at the end of a line.
fn before_number(head: &str) -> Option<&str> {
    let head = head.trim_end();
    let joined = || WITH.iter().rev().find_map(|word| head.strip_suffix(word));
    head.strip_suffix('(').or_else(joined)
}

/// `Your alarm button Stillwell One (serial number SO1-77)`: the words with capitals before a bracket that opens with
/// the label of a serial number name the model, without the common noun before them; one alone is a common word.
fn numbered_model(page: &Page<'_>, mark: &Mark<NumberLabel>) -> Option<(usize, usize)> {
    let (from, _) = page.line_span(mark.start);
    let head = page.slice(from, mark.start);
    let numbers = matches!(mark.what, NumberLabel::Serial | NumberLabel::Vin);
    let name = before_number(head).filter(|_| numbers)?;
    let end = from + name.trim_end().len();
    let named = |word: &&str| {
        word.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit())
            && word.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '\''))
    };
    let words = page.slice(from, end).rsplit(' ').take(NAME_WORDS);
    let words: Vec<&str> = words.take_while(named).collect();
    let mut words: Vec<&str> =
        words.into_iter().take_while(|word| !is_before_names(word)).collect();
    while words.last().is_some_and(|word| is_common(word)) {
        words.pop();
    }
    // `Indoor Camera` says what it is, and not what it is called.
    if words.first().is_some_and(|word| is_common(word)) {
        return None;
    }
    let first = words.last().filter(|word| word.starts_with(char::is_uppercase))?;
    let length: usize = words.iter().map(|word| word.len()).sum::<usize>() + words.len() - 1;
    (words.len() >= 2 && !first.is_empty()).then_some((end - length, end))
}

fn normal(text: &str) -> String {
    text.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_uppercase()).collect()
}

fn judge(page: &Page<'_>, mark: &Mark<NumberLabel>, written: &Written) -> Option<Named> {
    let raw = page.slice(written.start, written.end);
    let value = normal(raw);
    let span = (written.start, written.end);
    let digits = value.bytes().all(|b| b.is_ascii_digit());
    let passed = |passes: bool| if passes { Check::Pass } else { Check::Fail };
    let sure = |check| if check == Check::Pass { 970 } else { 600 };
    let checked = |role, check| Some((role, value.clone(), check, span, sure(check)));
    match mark.what {
        NumberLabel::Vin => vin(raw, page.slice(mark.start, mark.end), (value, span)),
        NumberLabel::Imei if digits && matches!(value.len(), 14..=16) => {
            let check = if value.len() == 15 { passed(check::luhn(&value)) } else { Check::None };
            checked(IdentifierRole::Imei, check)
        }
        NumberLabel::Chip if digits => chip(value, span),
        NumberLabel::Gtin if digits && matches!(value.len(), 8 | 12..=14) => {
            checked(IdentifierRole::Gtin, passed(check::gs1(&value)))
        }
        NumberLabel::Gtin
            if digits
                && value.len() == 18
                && (value.starts_with("87") || value.starts_with("54")) =>
        {
            checked(IdentifierRole::Meter, passed(check::gs1(&value)))
        }
        NumberLabel::Creditor if value.len() >= 12 => {
            checked(IdentifierRole::CreditorId, passed(check::creditor_id(&value)))
        }
        NumberLabel::Mpan if digits => mpan(&value, span),
        NumberLabel::Mprn if digits && (6..=10).contains(&value.len()) => {
            Some((IdentifierRole::Meter, value, Check::None, span, 900))
        }
        NumberLabel::Malo if digits && value.len() == 11 => {
            checked(IdentifierRole::Meter, passed(check::market_location(&value)))
        }
        NumberLabel::Melo | NumberLabel::Malo | NumberLabel::MeterDigits | NumberLabel::Meter => {
            meter(mark.what, value, span)
        }
        NumberLabel::Serial => serial(raw, value, span),
        NumberLabel::Model => model(page, raw, span),
        NumberLabel::Registration => plates::labelled(page, written),
        NumberLabel::Imei | NumberLabel::Chip | NumberLabel::Gtin => None,
        NumberLabel::Creditor | NumberLabel::Mpan | NumberLabel::Mprn => None,
        NumberLabel::Iban | NumberLabel::Card | NumberLabel::Phone => None,
        NumberLabel::Line | NumberLabel::Address | NumberLabel::Named => None,
        NumberLabel::Reference(..) | NumberLabel::AnyNumber => None,
    }
}

/// A vehicle (ISO 3779) or the hull of a boat (ISO 10087); frames of bicycles and old vehicles have numbers of
/// their makers' own.
fn vin(raw: &str, label: &str, (value, span): (String, (usize, usize))) -> Option<Named> {
    if check::hull_form(&value) {
        return Some((IdentifierRole::Vin, value, Check::None, span, 950));
    }
    // Three letters that mean something else as well.
    if matches!(label.to_lowercase().as_str(), "cin" | "hin") {
        return None;
    }
    if !check::vin_form(&value) {
        return if value.len() == 17 { None } else { serial(raw, value, span) };
    }
    let check = if check::vin(&value) { Check::Pass } else { Check::None };
    Some((IdentifierRole::Vin, value, check, span, 950))
}

/// An animal's transponder (ISO 11784): fifteen digits, or fewer as older ones have.
fn chip(value: String, span: (usize, usize)) -> Option<Named> {
    let sure = if value.len() == 15 { 950 } else { 620 };
    let fits = (9..=15).contains(&value.len());
    fits.then_some((IdentifierRole::Chip, value, Check::None, span, sure))
}

/// The core of an MPAN, alone or at the end of the 21 digits of the box.
fn mpan(value: &str, span: (usize, usize)) -> Option<Named> {
    let core = match value.len() {
        13 => value,
        21 => value.get(8..)?,
        _ => return None,
    };
    let check = if check::mpan(core) { Check::Pass } else { Check::Fail };
    let confidence = if check == Check::Pass { 970 } else { 600 };
    Some((IdentifierRole::Meter, core.to_owned(), check, span, confidence))
}

fn meter(label: NumberLabel, value: String, span: (usize, usize)) -> Option<Named> {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    let fits = if label == NumberLabel::MeterDigits {
        value.len() == digits && matches!(digits, 14 | 18)
    } else if label == NumberLabel::Melo {
        value.len() == 33
    } else {
        (6..=33).contains(&value.len()) && digits >= 4
    };
    let pod = value.starts_with("IT") && value.len() >= 14;
    let check = match label == NumberLabel::MeterDigits && digits == 18 {
        true if check::gs1(&value) => Check::Pass,
        true => Check::Fail,
        false => Check::None,
    };
    (fits || pod).then_some((IdentifierRole::Meter, value, check, span, 900))
}

fn serial(raw: &str, value: String, span: (usize, usize)) -> Option<Named> {
    let digits = raw.bytes().filter(u8::is_ascii_digit).count();
    let fits = value.len() >= 5 && digits >= 2;
    fits.then_some((IdentifierRole::Serial, value, Check::None, span, 900))
}

/// A model as one written value with a digit in it; one in several words is read by [`model_cell`].
fn model(page: &Page<'_>, raw: &str, (start, end): (usize, usize)) -> Option<Named> {
    let digits = raw.bytes().any(|b| b.is_ascii_digit());
    let free = page.char_at(end).is_none_or(|c| !c.is_alphanumeric());
    let fits = digits && free && (3..=24).contains(&raw.len());
    fits.then(|| (IdentifierRole::Model, raw.to_owned(), Check::None, (start, end), 700))
}

/// The tail of a card behind `ending in` and the like.
fn card(page: &Page<'_>, mark: &Mark<NumberLabel>, sink: &mut Sink) {
    let tail = page.slice(mark.end, page.around(mark.end, 0, 28).1);
    let skipped = tail
        .find(|c: char| {
            !(is_space(c)
                || matches!(
                    c,
                    '*' | '.' | 'x' | 'X' | '•' | '·' | ':' | '-' | '(' | '…' | '"' | '#'
                ))
        })
        .unwrap_or(tail.len());
    let masked = tail.get(..skipped).is_some_and(|t| t.contains(['*', '•', 'x', 'X', '…', '·']));
    let says = page.slice(mark.start, mark.end).contains(' ')
        || matches!(
            page.slice(mark.start, mark.end).to_lowercase().as_str(),
            "ending" | "endziffern" | "endung" | "endziffer"
        );
    let plain = tail.get(..skipped).is_some_and(|t| !t.contains(['#', '"', '-']) && t.len() <= 4);
    if masked || says {
        tail_of_card(page, mark.end + skipped, if masked { 930 } else { 880 }, sink);
    } else if plain && is_tail(page, mark.end + skipped) {
        tail_of_card(page, mark.end + skipped, 720, sink);
    } else if let Some(at) = bracketed(page, mark.end) {
        tail_of_card(page, at, 720, sink);
    }
}

/// `card on file (ends 2290)`, `Karte (Ende 0062)`: in a bracket right behind the word.
fn bracketed(page: &Page<'_>, from: usize) -> Option<usize> {
    let tail = page.slice(from, page.around(from, 0, 40).1);
    let (before, inner) = tail.split_once('(')?;
    let (inner, _) = inner.split_once(')')?;
    let digits = inner.bytes().rev().take_while(u8::is_ascii_digit).count();
    let words = inner.get(..inner.len() - digits)?;
    let fits = digits == 4 && words.len() <= 12 && before.split(' ').count() <= 4;
    let at = from + before.len() + 1 + words.len();
    (fits && !before.contains(['.', ',', ';'])).then_some(at)
}

/// Whether four digits behind the bare word for a card are its last ones: no year, no count.
fn is_tail(page: &Page<'_>, at: usize) -> bool {
    let digits = page.slice(at, at + 4);
    let year = digits.starts_with("19") || digits.starts_with("20");
    let after = page.text.get(at + 4..).unwrap_or_default();
    let number = after.strip_prefix(' ').is_some_and(|t| {
        t.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '\u{20ac}' | '\u{a3}' | '$'))
    });
    let glued = after.starts_with(['-', '/', '%', '\u{20ac}'])
        || after.starts_with(['.', ','])
            && after.get(1..2).is_some_and(|c| c.parse::<u8>().is_ok());
    digits.len() == 4 && digits.bytes().all(|b| b.is_ascii_digit()) && !year && !number && !glued
}

fn tail_of_card(page: &Page<'_>, start: usize, confidence: u16, sink: &mut Sink) {
    let digits = page.text.bytes().skip(start).take(5).take_while(u8::is_ascii_digit).count();
    let free = page.char_at(start + 4).is_none_or(|c| !c.is_alphanumeric());
    if digits == 4 && free && !page.span_is_taken(start, start + 4) {
        page.take(start, start + 4);
        let value = page.slice(start, start + 4).to_owned();
        let claim = Claim::Identifier { role: IdentifierRole::CardTail, value, check: Check::None };
        sink.add(claim, (start, start + 4), confidence);
    }
}

/// `**** 1234`, or letters X in the place of the stars.
fn masked_cards(page: &Page<'_>, sink: &mut Sink) {
    let mut found = Vec::new();
    for (_, chunk) in page.free() {
        let head = page.text.get(..chunk.start).unwrap_or_default();
        let trimmed = head.trim_end_matches([' ', '-', '\u{a0}']);
        let masks = trimmed
            .chars()
            .rev()
            .take(4)
            .filter(|c| matches!(c, '*' | '•' | '·' | 'X' | '●'))
            .count();
        let dots = head.ends_with("...") || head.ends_with('\u{2026}');
        let dots = dots && page.of(chunk).len() == 4;
        if (dots || masks == 4 && head.len() - trimmed.len() <= 2) && chunk.digit == chunk.start {
            found.push(chunk.start);
        }
    }
    for start in found {
        tail_of_card(page, start, 900, sink);
    }
}

/// A reference found by its own form.
pub(super) fn reference(value: &str, role: ReferenceRole) -> Claim {
    Claim::Reference { role, value: value.to_owned() }
}
