//! The text of a booking (`:86:`).

use crate::statements::entry::Entry;
use crate::statements::text;

/// Signs of one numbered part of German banks; a full one goes on in the next without a space.
const PART_SIGNS: usize = 27;
/// Signs of one line of SWIFT.
const LINE_SIGNS: usize = 65;

/// Reads the text of a booking into it.
pub(super) fn read(details: &str, entry: &mut Entry) {
    // A reference in the line of the booking is the bank's customer's own, if no tag says better.
    let (stated, kind) = (entry.end_to_end.take(), entry.posting.take());
    match separator(details) {
        Some((code, separator)) => numbered(details, code, separator, entry),
        None => entry.purpose = text::tidy(&joined(details, LINE_SIGNS)),
    }
    entry.take_tags();
    entry.end_to_end = entry.end_to_end.take().or(stated);
    entry.posting = entry.posting.take().or(kind);
}

/// The code of the transaction, and the sign before numbered parts: `166?00`.
fn separator(details: &str) -> Option<(&str, char)> {
    let digits = details.bytes().take(3).take_while(u8::is_ascii_digit).count();
    let (code, rest) = details.split_at_checked(if digits == 3 { 3 } else { 0 })?;
    let mut signs = rest.chars();
    let separator = signs.next().filter(|c| c.is_ascii_punctuation() && !matches!(c, '/' | ':'))?;
    let parts = rest.split(separator).skip(1).take(30);
    let numbered = parts.filter(|part| number(part).is_some()).count();
    let fits = number(signs.as_str()).is_some() && (digits == 3 || numbered > 1);
    fits.then_some((code, separator))
}

/// The number of a part and its text.
fn number(part: &str) -> Option<(u8, &str)> {
    let (digits, text) = part.split_at_checked(2)?;
    let number = digits.bytes().all(|b| b.is_ascii_digit()).then(|| digits.parse().ok())??;
    Some((number, text))
}

/// Lines put together: where one is full, a word may go on in the next.
fn joined(lines: &str, full: usize) -> String {
    let mut whole = String::with_capacity(lines.len());
    let mut open = false;
    for line in lines.split('\n') {
        let line = line.trim_end_matches('\r');
        if open {
            whole.push(' ');
        }
        whole.push_str(line);
        open = line.chars().count() < full;
    }
    whole
}

fn numbered(details: &str, code: &str, separator: char, entry: &mut Entry) {
    let content = details.replace(['\r', '\n'], "");
    let content = content.get(code.len()..).unwrap_or_default();
    let (mut purpose, mut name) = (Parts::default(), Parts::default());
    let (mut account, mut posting) = (None, None);
    let mut last = None;
    for part in content.split(separator).skip(1) {
        let (number, text) = match (number(part), last) {
            (Some((number, text)), _) => (number, text),
            // The sign itself stands in a text.
            (None, Some(last)) => (last, part),
            (None, None) => continue,
        };
        last = Some(number);
        match number {
            0 => posting = text::filled(text),
            20..=29 | 60..=63 => purpose.add(text),
            31 | 38 => account = account.or(text::account(text)),
            32 | 33 => name.add(text),
            _ => {}
        }
    }
    entry.purpose = text::tidy(&purpose.whole);
    entry.counterparty = text::filled(&name.whole);
    entry.counterparty_account = account;
    let code = text::filled(code);
    entry.posting = posting.or(code);
}

/// Parts put together, with the signs of the last one.
#[derive(Debug, Default)]
struct Parts {
    whole: String,
    last: usize,
}

impl Parts {
    /// Adds one part: whether the one before is full decides whether a space fits between.
    fn add(&mut self, part: &str) {
        if self.whole.len() > text::FIELD_MAX {
            return;
        }
        let is_tag = part.as_bytes().get(4) == Some(&b'+');
        if !self.whole.is_empty() && (self.last < PART_SIGNS || is_tag) {
            self.whole.push(' ');
        }
        self.whole.push_str(part);
        self.last = part.chars().count();
    }
}
