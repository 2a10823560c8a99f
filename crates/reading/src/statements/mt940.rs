//! SWIFT MT940 and MT942, as banks hand them to customers.
//!
//! Fields begin a line with their tag between colons; all other lines continue a field. The text of
//! a booking (`:86:`) is free, has the numbered parts of German banks, or codes between slashes.

mod details;
mod line;

use super::day;
use super::entry::Entry;
use super::output::Output;
use super::{amount, text};
use jiff::civil::Date;
use oxherd_model::{Account, Balance, Currency, Money, Statement};

/// Reads every statement of a file.
pub(super) fn read(text: &str, out: &mut Output<'_>) {
    let mut reader = Reader { out, open: None, entry: None };
    for field in Fields::new(text) {
        reader.field(field);
    }
    reader.end();
    if out.is_empty() {
        out.gap("the file holds no statement of an account");
    }
}

/// One field: its tag, and what follows up to the next.
#[derive(Debug, Clone, Copy)]
struct Field<'t> {
    tag: &'t str,
    content: &'t str,
    start: usize,
    end: usize,
}

/// Goes over a text field by field.
struct Fields<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Fields<'t> {
    const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// The line at an offset, and where the next begins.
    fn line(&self, at: usize) -> Option<(&'t str, usize)> {
        let rest = self.text.get(at..).filter(|rest| !rest.is_empty())?;
        let length = memchr::memchr(b'\n', rest.as_bytes()).map_or(rest.len(), |n| n + 1);
        Some((rest.get(..length)?, at + length))
    }
}

/// The tag at the beginning of a line: `:61:`.
pub(super) fn tag(line: &str) -> Option<&str> {
    let rest = line.strip_prefix(':')?;
    let length = rest.bytes().take(4).position(|b| b == b':')?;
    let tag = rest.get(..length)?;
    let fits = tag.len() >= 2 && tag.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    fits.then_some(tag)
}

/// Whether a line ends a message.
fn is_end(line: &str) -> bool {
    let line = line.trim_end();
    line == "-" || line.starts_with("-}") || line.starts_with('{') || line.starts_with('\u{3}')
}

impl<'t> Iterator for Fields<'t> {
    type Item = Field<'t>;

    fn next(&mut self) -> Option<Field<'t>> {
        let (start, tag, mut end) = loop {
            let (line, next) = self.line(self.at)?;
            let lead = line.len() - line.trim_start_matches(|c: char| c.is_control()).len();
            match line.get(lead..).and_then(tag) {
                Some(tag) => break (self.at + lead, tag, next),
                None => self.at = next,
            }
        };
        self.at = end;
        while let Some((line, next)) = self.line(self.at) {
            if tag_or_end(line) {
                break;
            }
            (self.at, end) = (next, next);
        }
        let content = self.text.get(start + tag.len() + 2..end)?.trim_end();
        Some(Field { tag, content, start, end })
    }
}

fn tag_or_end(line: &str) -> bool {
    tag(line).is_some() || is_end(line)
}

#[derive(Debug, Default)]
struct Open {
    statement: Statement,
    start: usize,
    /// The day said for the making of the statement (`:13D:`).
    made_on: Option<Date>,
    /// What follows the closing balance speaks of the whole statement.
    state: State,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum State {
    #[default]
    Lines,
    Closed,
}

struct Reader<'o, 't> {
    out: &'o mut Output<'t>,
    open: Option<Open>,
    entry: Option<(Entry, String)>,
}

impl Reader<'_, '_> {
    fn field(&mut self, field: Field<'_>) {
        if field.tag == "20" {
            self.end();
        }
        if field.tag != "86" && field.tag != "NS" {
            self.end_entry();
        }
        let Open { statement, made_on, state, .. } =
            self.open.get_or_insert_with(|| Open { start: field.start, ..Open::default() });
        match field.tag {
            "25" | "25P" => statement.account = account(field.content),
            "13" | "13D" => *made_on = day::short(field.content),
            "34F" => {
                statement.currency = statement.currency.or_else(|| leading(field.content));
            }
            "60F" | "60M" => {
                let opening = self.balance(field);
                if let Some(open) = &mut self.open {
                    open.statement.opening = opening;
                }
                self.settle_currency();
            }
            "61" => self.line(field),
            "86" if *state == State::Lines => self.details(field),
            "62F" | "62M" => {
                *state = State::Closed;
                let closing = self.balance(field);
                if let Some(open) = &mut self.open {
                    open.statement.closing = closing.or(open.statement.closing);
                }
                self.settle_currency();
            }
            "NS" => {
                if let Some(name) = field.content.strip_prefix("22") {
                    statement.owner = statement.owner.take().or(text::filled(name));
                }
            }
            _ => {}
        }
    }

    fn settle_currency(&mut self) {
        if let Some(Open { statement, .. }) = &mut self.open {
            let stated = statement.opening.or(statement.closing).map(|b| b.money.currency);
            statement.currency = statement.currency.or(stated);
        }
    }

    fn line(&mut self, field: Field<'_>) {
        let mut entry = Entry { start: field.start, end: field.end, ..Entry::default() };
        line::read(field.content, &mut entry);
        self.entry = Some((entry, String::new()));
    }

    fn details(&mut self, field: Field<'_>) {
        match &mut self.entry {
            Some((entry, details)) => {
                entry.end = field.end;
                if details.len() < text::FIELD_MAX {
                    if !details.is_empty() {
                        details.push('\n');
                    }
                    details.push_str(field.content);
                }
            }
            None => self.out.gap_at(field.start, "a text stands without its booking"),
        }
    }

    fn balance(&mut self, field: Field<'_>) -> Option<Balance> {
        let found = balance(field.content);
        if found.is_none() {
            self.out.gap_at(field.start, "a balance could not be read");
        }
        found
    }

    fn end_entry(&mut self) {
        let (Some((mut entry, details)), Some(open)) = (self.entry.take(), &mut self.open) else {
            return;
        };
        details::read(&details, &mut entry);
        if let Some(Account::Iban(iban)) = &entry.counterparty_account
            && open.statement.account.as_ref().is_some_and(|own| own.number() == iban)
        {
            entry.counterparty_account = None;
        }
        open.statement.bookings.extend(self.out.booking(entry, open.statement.currency));
    }

    fn end(&mut self) {
        self.end_entry();
        let Some(Open { mut statement, start, made_on, .. }) = self.open.take() else {
            return;
        };
        if statement.account.is_none() {
            self.out.gap_at(start, "the statement names no account");
        }
        if statement.currency.is_none() {
            self.out.gap_at(start, "the statement names no currency");
        }
        statement.created_on = made_on;
        self.out.statement(statement, start);
    }
}

/// `C260331EUR1234,56`.
fn balance(content: &str) -> Option<Balance> {
    let content = content.lines().next()?.trim();
    let sign = content.get(..1)?;
    let on = day::short(content.get(1..7)?)?;
    let currency = text::currency(content.get(7..10)?)?;
    let value = amount::plain(content.get(10..)?)?;
    let value = match sign {
        "C" => value,
        "D" => -value,
        _ => return None,
    };
    Some(Balance { on: Some(on), money: Money { value, currency } })
}

/// The letters of a currency at the beginning.
fn leading(content: &str) -> Option<Currency> {
    content.get(..3).and_then(text::currency)
}

/// `IBAN`, `bank/number`, or a number alone; the currency may stand behind it.
fn account(content: &str) -> Option<Account> {
    let content = content.lines().next()?.trim();
    let bare = without_currency(content);
    for candidate in [content, bare] {
        if let Some(Account::Iban(iban)) = text::account(candidate) {
            return Some(Account::Iban(iban));
        }
    }
    let parts: Vec<&str> = content.split('/').map(str::trim).filter(|p| !p.is_empty()).collect();
    let ibans = parts.iter().filter_map(|part| text::account(without_currency(part)));
    if let Some(iban) = ibans.into_iter().find(|a| matches!(a, Account::Iban(_))) {
        return Some(iban);
    }
    match parts.as_slice() {
        [bank, number, ..] => text::account_at(text::filled(bank), without_currency(number)),
        _ => text::account(bare),
    }
}

/// A number without the letters of a currency behind it.
fn without_currency(number: &str) -> &str {
    let split = number.len().checked_sub(3).and_then(|at| number.split_at_checked(at));
    let Some((bare, letters)) = split else {
        return number;
    };
    let bare = bare.trim_end();
    let cut = letters.bytes().all(|b| b.is_ascii_uppercase())
        && bare.ends_with(|c: char| c.is_ascii_digit());
    if cut { bare } else { number }
}

#[cfg(test)]
mod tests;
