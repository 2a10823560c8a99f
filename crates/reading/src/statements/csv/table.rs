//! Where the table begins in a file, and which column holds what.

use super::roles::{Role, is_posting, role};
use super::rows::{DELIMITERS, Row, Rows};
use crate::statements::amount::{self, Mark, Sign};
use crate::statements::{day, text};
use oxherd_model::{Account, Currency};

/// Rows within which the headings have to stand.
const PREAMBLE_MAX: usize = 60;
/// Rows within which headings have to stand of which too few are known.
const HEADINGS_WITHIN: usize = 10;
/// Rows that are looked at for what a column holds.
const SAMPLE_MAX: usize = 30;

/// A table: its delimiter, its columns, and where its rows begin.
#[derive(Debug)]
pub(super) struct Table {
    pub(super) delimiter: u8,
    /// First byte of the headings, or of the first row where there are none.
    pub(super) headings: usize,
    /// First byte of the first row.
    pub(super) rows: usize,
    pub(super) columns: Vec<(Role, usize)>,
    /// A currency that the heading of the sums names.
    pub(super) currency: Option<Currency>,
    /// Whether it is sure which column says what was paid and which way: else the owner is asked.
    pub(super) is_sure: bool,
}

impl Table {
    /// The first column of a role.
    pub(super) fn column(&self, role: Role) -> Option<usize> {
        self.columns.iter().find(|(of, _)| *of == role).map(|(_, at)| *at)
    }

    fn has(&self, roles: &[Role]) -> bool {
        roles.iter().any(|role| self.column(*role).is_some())
    }

    /// Whether a row can be a booking at all.
    fn is_usable(&self) -> bool {
        self.has(&[Role::Booked, Role::Date, Role::Value])
            && self.has(&[Role::Amount, Role::Net, Role::Debit, Role::Credit])
            && (!self.has(&[Role::Goods]) || self.has(&[Role::Balance]))
    }

    /// The column of the day of booking.
    pub(super) fn day(&self) -> Option<usize> {
        let roles = [Role::Booked, Role::Date, Role::Value];
        roles.into_iter().find_map(|role| self.column(role))
    }

    /// The columns of sums.
    pub(super) fn sums(&self) -> impl Iterator<Item = usize> {
        let is_sum = |role: &Role| {
            matches!(role, Role::Amount | Role::Net | Role::Debit | Role::Credit | Role::Balance)
        };
        self.columns.iter().filter(move |(role, _)| is_sum(role)).map(|(_, at)| *at)
    }

    /// Gives a column another role.
    fn turn(&mut self, column: usize, role: Role) {
        for (of, at) in &mut self.columns {
            if *at == column {
                *of = role;
            }
        }
    }
}

/// Finds the table of a file: the row with the most headings, under any delimiter.
pub(super) fn find(text: &str) -> Option<Table> {
    let mut best: Option<(usize, Table)> = None;
    for delimiter in DELIMITERS {
        let (mut rows, mut row) = (Rows::new(text, delimiter, 0), Row::default());
        for _ in 0..PREAMBLE_MAX {
            if !rows.next(&mut row) {
                break;
            }
            let Some((score, table)) = headed(&row, delimiter) else {
                continue;
            };
            if best.as_ref().is_none_or(|(known, _)| score > *known) {
                best = Some((score, table));
            }
        }
    }
    let headed = best.map(|(_, table)| table);
    let mut table = headed.or_else(|| bare(text)).or_else(|| under_headings(text))?;
    look(text, &mut table);
    Some(table)
}

/// A table whose headings are this row, and how many roles they name.
fn headed(row: &Row<'_>, delimiter: u8) -> Option<(usize, Table)> {
    if row.len() < 2 {
        return None;
    }
    let found = row.cells().zip(0..).filter_map(|(cell, at)| role(&cell).map(|role| (role, at)));
    let mut columns: Vec<(Role, usize)> = found.collect();
    of_two_days(row, &mut columns);
    let mut distinct: Vec<Role> = columns.iter().map(|(role, _)| *role).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let sums = columns.iter().filter(|(role, _)| matches!(role, Role::Amount | Role::Net));
    let currency = sums.clone().find_map(|(_, at)| named(&row.cell(*at)));
    let (headings, rows) = (row.start, row.end);
    let table = Table { delimiter, headings, rows, columns, currency, is_sure: true };
    table.is_usable().then_some((distinct.len(), table))
}

/// Where a table of a card has the day of the purchase and that of the posting, the posting is the booking, and the
/// purchase is the day from which it counts.
fn of_two_days(row: &Row<'_>, columns: &mut [(Role, usize)]) {
    let booked = |(role, _): &&(Role, usize)| *role == Role::Booked;
    let posted = columns.iter().filter(booked).find(|(_, at)| is_posting(&row.cell(*at)));
    let Some(posted) = posted.map(|(_, at)| *at) else { return };
    let mut valued = columns.iter().any(|(role, _)| *role == Role::Value);
    for (role, _) in columns.iter_mut().filter(|(role, at)| *role == Role::Booked && *at != posted)
    {
        *role = if valued { Role::Aside } else { Role::Value };
        valued = true;
    }
}

/// A currency within a heading: `Betrag (EUR)`.
fn named(heading: &str) -> Option<Currency> {
    let words =
        heading.split(|c: char| !c.is_alphabetic() && !"\u{20ac}\u{a3}$".contains(c)).skip(1);
    words.filter(|word| !word.is_empty()).find_map(amount::currency)
}

/// What one column holds, row by row.
#[derive(Debug, Default, Clone, Copy)]
struct Content {
    filled: usize,
    days: usize,
    sums: usize,
    cents: usize,
    accounts: usize,
    letters: usize,
    /// Letters of a currency, and sums beside which one stands.
    codes: usize,
    marked: usize,
    /// Sums with a minus.
    minus: usize,
}

/// A table without headings: two rows and more, each with a day and a sum with decimals.
fn bare(text: &str) -> Option<Table> {
    DELIMITERS.into_iter().find_map(|delimiter| {
        let (mut rows, mut row) = (Rows::new(text, delimiter, 0), Row::default());
        let mut columns: Vec<Content> = Vec::new();
        let mut count = 0;
        while count < SAMPLE_MAX && rows.next(&mut row) {
            if row.is_empty() {
                continue;
            }
            if row.len() < 3 || (count > 0 && row.len() != columns.len()) {
                return None;
            }
            columns.resize(row.len(), Content::default());
            columns.iter_mut().zip(row.cells()).for_each(|(column, cell)| column.add(&cell));
            count += 1;
        }
        (count >= 2).then(|| by_content(&columns, count, delimiter))?
    })
}

impl Content {
    fn add(&mut self, cell: &str) {
        if cell.is_empty() {
            return;
        }
        self.filled += 1;
        if day::read(cell).is_some() {
            self.days += 1;
        } else if let Some(sum) = amount::read(cell) {
            self.sums += 1;
            self.cents += usize::from(matches!(sum.mark, Mark::Decimal(_)));
            self.marked += usize::from(sum.currency.is_some());
            self.minus += usize::from(sum.sign == Some(Sign::Out));
        } else if matches!(text::account(cell), Some(Account::Iban(_))) {
            self.accounts += 1;
        } else {
            self.letters += 1;
            self.codes += usize::from(cell.len() == 3 && text::currency(cell).is_some());
        }
    }

    const fn all(self, count: usize) -> bool {
        self.filled > 0 && self.filled == count
    }
}

fn by_content(columns: &[Content], count: usize, delimiter: u8) -> Option<Table> {
    let mut found = Vec::new();
    let (mut days, mut sums) = (0, 0);
    for (column, at) in columns.iter().zip(0..) {
        let role = if column.all(column.days) && column.filled == count {
            days += 1;
            if days == 1 { Role::Booked } else { Role::Value }
        } else if column.all(column.sums) && column.cents * 2 > count {
            sums += 1;
            if sums == 1 { Role::Amount } else { Role::Balance }
        } else if column.all(column.accounts) {
            Role::SomeAccount
        } else if column.letters * 2 > count {
            Role::Purpose
        } else {
            continue;
        };
        found.push((role, at));
    }
    let columns = found;
    let table = Table { delimiter, headings: 0, rows: 0, columns, currency: None, is_sure: true };
    (table.is_usable() && table.column(Role::Booked).is_some()).then_some(table)
}

/// A table below headings of which too few are known: two rows and more, each with a day and a sum with
/// decimals in the same column.
fn under_headings(text: &str) -> Option<Table> {
    DELIMITERS.into_iter().find_map(|delimiter| {
        let (mut rows, mut row) = (Rows::new(text, delimiter, 0), Row::default());
        for _ in 0..HEADINGS_WITHIN {
            if !rows.next(&mut row) {
                return None;
            }
            let words = |cell: &str| {
                let is_word = cell.contains(char::is_alphabetic) && amount::read(cell).is_none();
                cell.is_empty() || is_word && day::read(cell).is_none()
            };
            if row.len() > 2 && row.cells().all(|cell| words(&cell)) {
                return below(text, &row, delimiter);
            }
        }
        None
    })
}

/// The table below a row of headings, by what its columns hold.
fn below(text: &str, headings: &Row<'_>, delimiter: u8) -> Option<Table> {
    let (mut rows, mut row) = (Rows::new(text, delimiter, headings.end), Row::default());
    let mut columns = vec![Content::default(); headings.len()];
    let mut count = 0;
    while count < SAMPLE_MAX && rows.next(&mut row) {
        if row.is_empty() {
            continue;
        }
        if row.len() != columns.len() {
            return None;
        }
        columns.iter_mut().zip(row.cells()).for_each(|(column, cell)| column.add(&cell));
        count += 1;
    }
    if count < 2 {
        return None;
    }
    let called: Vec<Option<Role>> = headings.cells().map(|cell| role(&cell)).collect();
    let mut found: Vec<(Role, usize)> = Vec::new();
    let mut sure = false;
    for ((column, said), at) in columns.iter().zip(called).zip(0..) {
        let has = |roles: &[Role]| found.iter().any(|(role, _)| roles.contains(role));
        let days = column.all(column.days);
        let sums = column.filled > 0 && column.sums == column.filled && column.cents > 0;
        let is = match said {
            Some(said @ (Role::Booked | Role::Date | Role::Value)) if days => said,
            Some(said @ (Role::Balance | Role::Debit | Role::Credit)) if sums => said,
            Some(Role::Goods) => return None,
            _ if days && column.filled == count => {
                if has(&[Role::Booked, Role::Date]) {
                    Role::Value
                } else {
                    Role::Booked
                }
            }
            _ if sums && column.filled == count && !has(&[Role::Amount]) => Role::Amount,
            _ if column.codes > 0 && column.codes == column.filled => Role::Currency,
            Some(said) if column.letters * 2 > count => said,
            None if column.letters * 2 > count => Role::Purpose,
            Some(_) | None => continue,
        };
        sure |= is == Role::Amount && column.minus > 0;
        found.push((is, at));
    }
    let has = |role| found.iter().any(|(of, _)| *of == role);
    sure |= has(Role::Debit) && has(Role::Credit);
    // What is paid in or out by turns, in columns of unknown names, is asked as well.
    let turns = || {
        let part = |c: &&Content| c.sums > 0 && c.sums == c.filled && c.cents > 0;
        let parts = columns.iter().filter(part).filter(|c| c.filled < count);
        parts.map(|c| c.filled).sum::<usize>() >= count
    };
    if !has(Role::Amount) && !sure && turns() {
        let at = columns.iter().position(|c| c.sums > 0 && c.sums == c.filled && c.cents > 0)?;
        found.push((Role::Amount, at));
    }
    let currency = headings.cells().find_map(|cell| named(&cell));
    let (start, rows) = (headings.start, headings.end);
    let table = Table { delimiter, headings: start, rows, columns: found, currency, is_sure: sure };
    table.is_usable().then_some(table)
}

/// Settles by the first rows what headings leave open.
fn look(text: &str, table: &mut Table) {
    let (mut rows, mut row) = (Rows::new(text, table.delimiter, table.rows), Row::default());
    let (mut accounts, mut codes) = (Vec::new(), 0);
    let (account, value) = (table.column(Role::SomeAccount), table.column(Role::Value));
    let mut count = 0;
    while count < SAMPLE_MAX && rows.next(&mut row) {
        if row.len() < 2 || row.is_empty() {
            continue;
        }
        count += 1;
        if let Some(at) = account {
            accounts.push(row.cell(at).into_owned());
        }
        let cell = value.map(|at| row.cell(at)).unwrap_or_default();
        codes += usize::from(cell.len() == 3 && text::currency(&cell).is_some());
    }
    // `Valuta` is a day in German and a currency in Swedish and Dutch.
    if let Some(at) = value
        && codes > 0
        && codes * 2 >= count
    {
        table.turn(at, Role::Currency);
    }
    if let Some(at) = account {
        accounts.sort_unstable();
        accounts.dedup();
        let one = accounts.len() == 1 && accounts.first().is_some_and(|a| !a.is_empty());
        let own = one && count > 1 && table.column(Role::OwnAccount).is_none();
        table.turn(at, if own { Role::OwnAccount } else { Role::CounterAccount });
    }
}
