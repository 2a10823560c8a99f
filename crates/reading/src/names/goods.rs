//! Lasting goods in the lines of an order.

use oxherd_model::{Good, ThingKind};

/// Goods of one message.
const GOODS_MAX: usize = 12;
/// Letters of a product's name.
const LETTERS_MAX: usize = 80;
/// Rows below the head of a column.
const ROWS_MAX: usize = 8;

/// Adds one good, or more pieces of it.
pub(super) fn add(
    goods: &mut Vec<Good>,
    name: &str,
    quantity: u32,
    (kind, noun): (ThingKind, &str),
) {
    let known = goods.iter().any(|g| g.name == name);
    if !known && goods.len() < GOODS_MAX {
        goods.push(Good { name: name.to_owned(), quantity, kind, noun: noun.to_owned() });
    }
}

/// The goods named where a word for one stands: its own row, or the rows below it where it heads
/// a column.
pub(super) fn rows(text: &str, at: usize) -> Vec<(String, u32)> {
    let start = text.get(..at).and_then(|t| t.rfind('\n')).map_or(0, |b| b + 1);
    let rest = text.get(at..).unwrap_or_default();
    let end = at + rest.find(['\n', '\r']).unwrap_or(rest.len());
    let Some(line) = text.get(start..end) else { return Vec::new() };
    if let Some(found) = row(line, at - start) {
        return vec![found];
    }
    let cells: Vec<&str> = parts(line).collect();
    let heads = cells.len() > 1 && !line.bytes().any(|b| b.is_ascii_digit());
    let first = cells.first().is_some_and(|cell| line.find(cell).is_some_and(|c| c + start == at));
    if !(heads && first) {
        return Vec::new();
    }
    below(text.get(end..).unwrap_or_default(), cells.len())
}

/// The rows of a table: the first cell is the name, equal names are pieces of one.
fn below(text: &str, columns: usize) -> Vec<(String, u32)> {
    let mut found: Vec<(String, u32)> = Vec::new();
    for line in text.lines().skip(1).take(ROWS_MAX) {
        let cells: Vec<&str> = parts(line).collect();
        if cells.len() != columns {
            break;
        }
        let Some(name) = cells.first().and_then(|cell| named(cell)) else { break };
        match found.iter_mut().find(|(known, _)| *known == name) {
            Some((_, quantity)) => *quantity += 1,
            None => found.push((name, 1)),
        }
    }
    found
}

/// Cells of a row: parted by tabs, bars or two spaces.
fn parts(line: &str) -> impl Iterator<Item = &str> {
    line.split(['\t', '|'])
        .flat_map(|cell| cell.split("  "))
        .map(str::trim)
        .filter(|c| !c.is_empty())
}

/// A row with a sum or a number of pieces: its name and how many.
fn row(line: &str, at: usize) -> Option<(String, u32)> {
    let (counted, body) = leading(line.trim_start());
    let priced = has_sum(line);
    if !priced && counted.is_none() {
        return None;
    }
    // The cell that holds the word, not a note beside it.
    let before = line.get(..at)?;
    let cell = before.rfind(['\t', '|']).map_or(0, |b| b + 1);
    let body = if cell > 0 { line.get(cell..)? } else { body };
    let text = parts(body).next()?;
    let cells = parts(line).skip(1).find_map(|cell| cell.parse::<u32>().ok());
    let (name, trailing) = without_sum(text);
    let (inner, name) = leading(name);
    let quantity = counted.or(inner).or(trailing).or(cells.filter(|n| (1..100).contains(n)));
    Some((named(name)?, quantity.unwrap_or(1)))
}

/// A name that can be a product's: no sentence, no address.
fn named(text: &str) -> Option<String> {
    let name = text.trim_matches([' ', '-', '*', '\u{2022}', '"', ':', '\u{b7}', ',', '\u{a0}']);
    let letters = name.chars().count();
    let sentence = name.ends_with(['.', '!', '?']) || name.contains(". ") || name.contains('@');
    ((4..=LETTERS_MAX).contains(&letters) && !sentence && name.contains(char::is_alphabetic))
        .then(|| name.to_owned())
}

/// The name without the sum behind it, and the number of pieces that stands between.
fn without_sum(text: &str) -> (&str, Option<u32>) {
    let mut name = text;
    for mark in [": ", " @ ", " - ", " \u{2013} ", " = "] {
        if let Some((head, tail)) = name.rsplit_once(mark)
            && has_sum(tail)
        {
            name = head;
        }
    }
    if let Some(at) = name.find(['\u{20ac}', '\u{a3}', '$']) {
        name = name.get(..at).unwrap_or(name).trim_end();
    }
    let name = name.trim_end();
    // `Phone (2)`, `Phone x 2`.
    if let Some((head, count)) = name.strip_suffix(')').and_then(|n| n.rsplit_once('('))
        && let Ok(count) = count.parse()
    {
        return (head.trim_end(), Some(count));
    }
    if let Some((head, count)) = name.rsplit_once([' ', '\u{a0}'])
        && let Ok(count) = count.trim_start_matches(['x', '\u{d7}']).parse::<u32>()
    {
        let times =
            count < 100 && name.get(head.len()..).is_some_and(|t| t.contains(['x', '\u{d7}']));
        let marked = head
            .strip_suffix([' ', 'x', '\u{d7}'])
            .filter(|_| head.ends_with([' ', '\u{d7}']) || head.ends_with(" x"));
        if times {
            return (head.trim_end(), Some(count));
        }
        if let Some(head) = marked {
            return (head.trim_end(), Some(count));
        }
    }
    (name, None)
}

/// Whether a text holds a sum: digits with cents, or beside a sign of money.
fn has_sum(text: &str) -> bool {
    let bytes = text.as_bytes();
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    let cents = memchr::memchr2_iter(b'.', b',', bytes).any(|at| {
        at > 0
            && digit(at - 1)
            && digit(at + 1)
            && digit(at + 2)
            && !digit(at + 3)
            && !bytes.get(at + 3).is_some_and(|b| matches!(b, b'.' | b',' | b'/'))
    });
    cents
        || text.contains(['\u{20ac}', '\u{a3}', '$', '\u{a5}', '\u{20b9}'])
            && bytes.iter().any(u8::is_ascii_digit)
}

/// `2 x Phone` is two phones.
fn leading(line: &str) -> (Option<u32>, &str) {
    let line = line.trim_start_matches(['-', '*', '\u{2022}', ' ']);
    let digits = line.bytes().take_while(u8::is_ascii_digit).count();
    if digits == 0 || digits > 3 {
        return (None, line);
    }
    let (number, rest) = line.split_at(digits);
    let rest = rest.trim_start();
    let after = rest.strip_prefix(['x', 'X', '\u{d7}', '*']).filter(|a| a.starts_with(' '));
    match (after, number.parse()) {
        (Some(name), Ok(quantity)) if quantity > 0 => (Some(quantity), name.trim_start()),
        (Some(_) | None, _) => (None, line),
    }
}
