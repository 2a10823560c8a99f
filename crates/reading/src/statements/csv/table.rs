//! Where the table begins in a file, and which column holds what.

use super::roles::{Role, role};
use super::rows::{DELIMITERS, Row, Rows};
use crate::statements::amount::{self, Mark};
use crate::statements::{day, text};
use oxherd_model::{Account, Currency};

/// Rows within which the headings have to stand.
const PREAMBLE_MAX: usize = 60;
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
    let mut table = best.map(|(_, table)| table).or_else(|| bare(text))?;
    look(text, &mut table);
    Some(table)
}

/// A table whose headings are this row, and how many roles they name.
fn headed(row: &Row<'_>, delimiter: u8) -> Option<(usize, Table)> {
    if row.len() < 2 {
        return None;
    }
    let found = row.cells().zip(0..).filter_map(|(cell, at)| role(&cell).map(|role| (role, at)));
    let columns: Vec<(Role, usize)> = found.collect();
    let mut distinct: Vec<Role> = columns.iter().map(|(role, _)| *role).collect();
    distinct.sort_unstable();
    distinct.dedup();
    let sums = columns.iter().filter(|(role, _)| matches!(role, Role::Amount | Role::Net));
    let currency = sums.clone().find_map(|(_, at)| named(&row.cell(*at)));
    let (headings, rows) = (row.start, row.end);
    let table = Table { delimiter, headings, rows, columns, currency };
    table.is_usable().then_some((distinct.len(), table))
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
        } else if matches!(text::account(cell), Some(Account::Iban(_))) {
            self.accounts += 1;
        } else {
            self.letters += 1;
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
    let table = Table { delimiter, headings: 0, rows: 0, columns: found, currency: None };
    (table.is_usable() && table.column(Role::Booked).is_some()).then_some(table)
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
