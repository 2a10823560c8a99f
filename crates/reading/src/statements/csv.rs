//! Tables with one booking a row, as every bank writes them in its own way.
//!
//! The delimiter, the headings below a preamble, the meaning of each column, the order of dates and
//! the decimal mark are found from the file itself; what stays open is said.

mod group;
mod preamble;
mod roles;
mod rows;
mod table;

use super::amount::{self, Sign};
use super::day;
use super::entry::Entry;
use super::output::Output;
use super::text;
use super::votes::{DateVotes, FileOrder, MarkVotes};
use group::{Group, Sole};
use oxherd_model::{Account, BookingStatus, Currency, DayOrder};
use preamble::Around;
use roles::Role;
use rows::{Row, Rows};
use rust_decimal::Decimal;
use table::Table;

/// Accounts and currencies of one file.
const GROUPS_MAX: usize = 256;

/// Whether the beginning of a file has a table of bookings, with one at least.
pub(super) fn is_table(head: &str) -> bool {
    let Some(table) = table::find(head) else {
        return false;
    };
    let (mut rows, mut row) = (Rows::new(head, table.delimiter, table.rows), Row::default());
    let mut tried = 0;
    while tried < 10 && rows.next(&mut row) {
        if row.is_empty() {
            continue;
        }
        tried += 1;
        let day = table.day().and_then(|at| day::read(&row.cell(at)));
        if day.is_some() && table.sums().any(|at| amount::read(&row.cell(at)).is_some()) {
            return true;
        }
    }
    false
}

/// Reads every account of a file.
pub(super) fn read(text: &str, out: &mut Output<'_>) {
    let Some(table) = table::find(text) else {
        out.gap(
            "no row has the headings of a statement: a day and a sum; nothing of the file is read",
        );
        return;
    };
    if !table.is_sure {
        out.gap(
            "each row holds a day and a sum, below headings that are not known; name the columns (Date, \
             Description, and Amount, or Money out and Money in) and take it in again",
        );
        return;
    }
    let (order, mark, mut around) = survey(text, &table, out);
    let (mut rows, mut row) = (Rows::new(text, table.delimiter, table.rows), Row::default());
    let mut reader = Reader { table: &table, order: order.is, mark, groups: Vec::new(), last: 0 };
    while rows.next(&mut row) {
        if !row.is_empty() {
            reader.row(&row, &mut around, out);
        }
    }
    let sole = Sole { count: reader.groups.len(), order, mark };
    reader.groups.into_iter().for_each(|group| group.end(&around, sole, out));
    if out.is_empty() {
        out.gap("the table holds no bookings");
    }
}

/// What the preamble says, and what all rows say of dates and sums.
fn survey(text: &str, table: &Table, out: &mut Output<'_>) -> (FileOrder, Option<u8>, Around) {
    let mut around = Around::default();
    let (mut rows, mut row) = (Rows::new(text, table.delimiter, 0), Row::default());
    while rows.next(&mut row) && row.start < table.headings {
        preamble::take(&row, &mut around);
    }
    around.currency = around.currency.or(table.currency);
    let (mut dates, mut marks) = (DateVotes::default(), MarkVotes::default());
    let mut dollars = false;
    let day = table.day();
    let currency = table.column(Role::Currency);
    let mut rows = Rows::new(text, table.delimiter, table.rows);
    while !(dates.is_sure() && marks.is_sure()) && rows.next(&mut row) {
        dates.add(day.and_then(|at| day::read(&row.cell(at))));
        for at in table.sums() {
            let sum = amount::read(&row.cell(at));
            dollars |= sum.is_some_and(|sum| sum.currency == Some(Currency::USD));
            marks.add(sum);
        }
        dollars |= currency.is_some_and(|at| row.cell(at) == "USD");
    }
    let usual = if dollars { DayOrder::MonthFirst } else { DayOrder::DayFirst };
    (dates.order(usual, out), marks.mark(out), around)
}

struct Reader<'a> {
    table: &'a Table,
    order: DayOrder,
    mark: Option<u8>,
    groups: Vec<Group>,
    last: usize,
}

/// The sum of a row and what was written beside it.
#[derive(Debug, Clone, Copy)]
struct Found {
    value: Decimal,
    currency: Option<Currency>,
}

impl Reader<'_> {
    fn row(&mut self, row: &Row<'_>, around: &mut Around, out: &mut Output<'_>) {
        let day = self.table.day().and_then(|at| day::read(&row.cell(at)));
        let booked_on = day.and_then(|day| day.date(self.order));
        let found = self.sum(row);
        let (Some(booked_on), Some(found)) = (booked_on, found) else {
            self.other(row, around, out);
            return;
        };
        let mut entry = Entry {
            booked_on: Some(booked_on),
            value: Some(found.value),
            start: row.start,
            end: row.end,
            ..Entry::default()
        };
        self.fill(row, &mut entry);
        let currency = found.currency.or_else(|| self.currency(row)).or(around.currency);
        entry.currency = currency;
        let account =
            self.table.column(Role::OwnAccount).map(|at| row.cell(at)).unwrap_or_default();
        let Some(group) = self.group(&account, currency, row.start) else {
            out.gap_at(row.start, "more accounts than one file can hold; the row is left out");
            return;
        };
        let balance = self.table.column(Role::Balance).and_then(|at| amount::read(&row.cell(at)));
        let balance = balance.map(|sum| sum.value(self.mark));
        if let Some(booking) = out.booking(entry, None)
            && let Some(group) = self.groups.get_mut(group)
        {
            group.push(booking, balance, row.start);
        }
    }

    /// A row that is no booking: a balance below the table, the headings again, or a gap.
    fn other(&self, row: &Row<'_>, around: &mut Around, out: &mut Output<'_>) {
        let headings = self.table.columns.iter();
        let again =
            headings.filter(|(role, at)| roles::role(&row.cell(*at)) == Some(*role)).count();
        if again > 1 && again * 2 > self.table.columns.len() {
            return;
        }
        let filled = row.cells().filter(|cell| !cell.is_empty()).count();
        if filled <= 4 && preamble::take(row, around) {
            return;
        }
        let day = self.table.day().map(|at| row.cell(at)).unwrap_or_default();
        let what = match day::read(&day) {
            Some(_) => "the sum of a row could not be read; the row is left out",
            None => "a row holds no day in its place; it is left out",
        };
        out.gap_at(row.start, what);
    }

    fn sum(&self, row: &Row<'_>) -> Option<Found> {
        let read = |role| {
            let at = self.table.column(role)?;
            amount::read(&row.cell(at))
        };
        if let Some(sum) = read(Role::Net).or_else(|| read(Role::Amount)) {
            let sign = self.table.column(Role::Sign);
            let stated = sign.and_then(|at| amount::direction(&row.cell(at)));
            let value = match stated {
                Some(Sign::Out) if sum.sign != Some(Sign::Out) => -sum.unsigned(self.mark),
                Some(Sign::In) if sum.sign.is_none() => sum.unsigned(self.mark),
                _ => sum.value(self.mark),
            };
            return Some(Found { value, currency: sum.currency });
        }
        // Columns for each direction: a nought in one of them says nothing.
        let (debit, credit) = (read(Role::Debit), read(Role::Credit));
        let worth = |sum: &amount::Sum| !sum.unsigned(self.mark).is_zero();
        let sum = match (debit.filter(worth), credit.filter(worth)) {
            (Some(_), Some(_)) => return None,
            (Some(debit), None) => {
                Found { value: -debit.unsigned(self.mark), currency: debit.currency }
            }
            (None, Some(credit)) => {
                Found { value: credit.value(self.mark), currency: credit.currency }
            }
            (None, None) => {
                let nought = debit.or(credit)?;
                Found { value: Decimal::ZERO, currency: nought.currency }
            }
        };
        Some(sum)
    }

    /// The currency of the column behind the sum, else before it.
    fn currency(&self, row: &Row<'_>) -> Option<Currency> {
        let sum = self.table.sums().next().unwrap_or(0);
        let columns = self.table.columns.iter().filter(|(role, _)| *role == Role::Currency);
        let near = columns.min_by_key(|(_, at)| (*at < sum, at.abs_diff(sum)))?;
        let cell = row.cell(near.1);
        amount::currency(&cell).or_else(|| text::currency(&cell))
    }

    fn fill(&self, row: &Row<'_>, entry: &mut Entry) {
        let (mut payee, mut payer, mut bank) = (None, None, None);
        let mut purpose = String::new();
        for (role, at) in &self.table.columns {
            let cell = row.cell(*at);
            if cell.is_empty() {
                continue;
            }
            match role {
                Role::Value => {
                    entry.value_on = day::read(&cell).and_then(|day| day.date(self.order));
                }
                Role::Counterparty => keep(&mut entry.counterparty, text::filled(&cell)),
                Role::Payee => keep(&mut payee, text::filled(&cell)),
                Role::Payer => keep(&mut payer, text::filled(&cell)),
                Role::CounterAccount => keep(&mut entry.counterparty_account, text::account(&cell)),
                Role::Bank => keep(&mut bank, text::filled(&cell)),
                Role::Purpose if status(&cell).is_some() => entry.status = status(&cell),
                Role::Purpose => join(&mut purpose, &cell),
                Role::Posting => keep(&mut entry.posting, text::filled(&cell)),
                Role::Mandate => keep(&mut entry.mandate, text::reference(&cell)),
                Role::Creditor => keep(&mut entry.creditor_id, text::reference(&cell)),
                Role::EndToEnd => keep(&mut entry.end_to_end, text::reference(&cell)),
                Role::Reference => keep(&mut entry.bank_reference, text::reference(&cell)),
                Role::Status => entry.status = status(&cell),
                Role::Booked
                | Role::Date
                | Role::Amount
                | Role::Net
                | Role::Debit
                | Role::Credit
                | Role::Sign
                | Role::Balance
                | Role::Currency
                | Role::SomeAccount
                | Role::OwnAccount
                | Role::OwnName
                | Role::Aside
                | Role::Goods => {}
            }
        }
        let outgoing = entry.value.is_some_and(|value| value.is_sign_negative());
        let sides = if outgoing { payee.or(payer) } else { payer.or(payee) };
        keep(&mut entry.counterparty, sides);
        if let Some(Account::Other { bank: named, .. }) = &mut entry.counterparty_account {
            *named = bank;
        }
        entry.purpose = text::tidy(&purpose);
        entry.take_tags();
    }

    /// The statement that a row belongs to.
    fn group(&mut self, account: &str, currency: Option<Currency>, start: usize) -> Option<usize> {
        let letters = currency.as_ref().map_or("", Currency::as_str);
        let is = |group: &Group| group.key.0 == account && group.key.1 == letters;
        if self.groups.get(self.last).is_some_and(is) {
            return Some(self.last);
        }
        let known = self.groups.iter().position(is);
        self.last = match known {
            Some(at) => at,
            None if self.groups.len() < GROUPS_MAX => {
                self.groups.push(Group::new((account.to_owned(), letters.to_owned()), start));
                self.groups.len() - 1
            }
            None => return None,
        };
        Some(self.last)
    }
}

/// Words that say whether a booking has happened.
fn status(cell: &str) -> Option<BookingStatus> {
    if cell.len() > 40 {
        return None;
    }
    Some(match cell.to_lowercase().as_str() {
        "pending" | "vorgemerkt" | "umsatz vorgemerkt" | "en attente" | "pendiente"
        | "in sospeso" | "in behandeling" | "authorised" | "authorized" | "reserved"
        | "uncleared" => BookingStatus::Pending,
        "declined" | "failed" | "reverted" | "cancelled" | "canceled" | "denied" | "rejected"
        | "expired" | "abgelehnt" | "storniert" | "voided" => BookingStatus::Information,
        "gebucht" | "umsatz gebucht" | "completed" | "booked" | "posted" | "cleared"
        | "settled" => BookingStatus::Booked,
        _ => return None,
    })
}

/// The first column of a sort stands.
fn keep<T>(known: &mut Option<T>, found: Option<T>) {
    if known.is_none() {
        *known = found;
    }
}

fn join(text: &mut String, more: &str) {
    if text.len() < text::FIELD_MAX {
        if !text.is_empty() {
            text.push(' ');
        }
        text.push_str(more);
    }
}

#[cfg(test)]
mod tests;
