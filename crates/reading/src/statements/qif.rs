//! Quicken Interchange Format: one letter a line, `^` after each booking.
//!
//! It names no currency, and its dates and sums are in the way of the country where it was made, so
//! their order is found from all rows.

use super::amount::{self, Sum};
use super::day::{self, Written};
use super::entry::Entry;
use super::output::Output;
use super::text;
use super::votes::{DateVotes, FileOrder, MarkVotes};
use oxherd_model::{Balance, Currency, DayOrder, Money, Statement};
use rust_decimal::Decimal;

/// Reads every account of a file.
pub(super) fn read(text: &str, out: &mut Output<'_>) {
    let (mut dates, mut marks) = (DateVotes::default(), MarkVotes::default());
    for (_, line) in lines(text) {
        if let Some(value) = line.strip_prefix('D') {
            dates.add(day::read(value));
        } else if let Some(value) = line.strip_prefix(['T', 'U', '$']) {
            marks.add(amount::read(value));
        }
    }
    let order = dates.order(DayOrder::MonthFirst, out);
    let mark = marks.mark(out);
    let mut reader = Reader { out, order, mark, list: List::Skipped, open: None, row: None };
    reader.account(0, "");
    for (at, line) in lines(text) {
        reader.line(at, line);
    }
    reader.end_row(text.len());
    reader.end();
    if out.is_empty() {
        out.gap("the file holds no bookings of an account");
    }
}

/// Lines with their first byte, without the white space at their end.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut at = 0;
    text.split('\n').map(move |line| {
        let start = at;
        at += line.len() + 1;
        (start, line.trim_end())
    })
}

/// What the rows of a section are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum List {
    Bookings,
    Account,
    Securities,
    /// Categories, classes, budgets.
    Skipped,
}

#[derive(Debug, Default)]
struct Row {
    day: Option<Written>,
    sum: Option<Sum>,
    entry: Entry,
    memo: String,
    number: Option<String>,
    balance: Option<Decimal>,
}

struct Open {
    statement: Statement,
    start: usize,
}

struct Reader<'o, 't> {
    out: &'o mut Output<'t>,
    order: FileOrder,
    mark: Option<u8>,
    list: List,
    open: Option<Open>,
    row: Option<Row>,
}

impl Reader<'_, '_> {
    fn line(&mut self, at: usize, line: &str) {
        if let Some(header) = line.strip_prefix('!') {
            self.end_row(at);
            self.header(at, header);
            return;
        }
        let mut signs = line.chars();
        let Some(letter) = signs.next() else {
            return;
        };
        if letter == '^' {
            self.end_row(at + line.len());
            return;
        }
        if self.row.is_none() {
            let entry = Entry { start: at, ..Entry::default() };
            self.row = Some(Row { entry, ..Row::default() });
        }
        let mark = self.mark;
        if let Some(row) = &mut self.row {
            row.field(letter, signs.as_str(), mark);
        }
    }

    fn header(&mut self, at: usize, header: &str) {
        let folded = header.trim().to_ascii_lowercase();
        self.list = match folded.as_str() {
            "type:bank" | "type:cash" | "type:ccard" | "type:oth a" | "type:oth l" => {
                List::Bookings
            }
            "account" => List::Account,
            "type:invst" => List::Securities,
            _ if folded.starts_with("option:") || folded.starts_with("clear:") => self.list,
            _ if folded.starts_with("type:") => List::Skipped,
            _ => {
                self.out.gap_at(at, "a section of an unknown sort is left out");
                List::Skipped
            }
        };
    }

    /// Begins the bookings of an account.
    fn account(&mut self, start: usize, name: &str) {
        self.end();
        let account = text::account(name);
        let open_order = self.order.open;
        let statement = Statement { account, open_order, ..Statement::default() };
        self.open = Some(Open { statement, start });
    }

    fn end_row(&mut self, end: usize) {
        let Some(mut row) = self.row.take() else {
            return;
        };
        let start = row.entry.start;
        match self.list {
            List::Bookings => {}
            List::Account => {
                self.account(start, row.number.as_deref().unwrap_or_default());
                let balance = row.balance.map(|value| balance(value, None));
                if let Some(open) = &mut self.open {
                    open.statement.closing = balance;
                }
                return;
            }
            List::Securities => {
                self.out.gap_at(start, "a trade in securities is not read");
                return;
            }
            List::Skipped => return,
        }
        row.entry.end = end;
        row.entry.booked_on = row.day.and_then(|day| day.date(self.order.is));
        row.entry.value = row.sum.map(|sum| sum.value(self.mark));
        row.entry.purpose = text::tidy(&row.memo);
        row.entry.take_tags();
        row.entry.bank_reference = row.number.as_deref().and_then(text::reference);
        self.push(row.entry);
    }

    /// Quicken writes the opening balance as the first booking.
    fn push(&mut self, entry: Entry) {
        let Some(Open { statement, .. }) = &mut self.open else {
            return;
        };
        let opens = entry.counterparty.as_deref() == Some("Opening Balance");
        if opens && statement.opening.is_none() && statement.bookings.is_empty() {
            statement.opening = entry.value.map(|value| balance(value, entry.booked_on));
            return;
        }
        statement.bookings.extend(self.out.booking(entry, None));
    }

    fn end(&mut self) {
        if let Some(Open { statement, start }) = self.open.take()
            && (!statement.bookings.is_empty() || statement.opening.is_some())
        {
            self.out.gap_at(start, "the file names no currency");
            self.out.statement(statement, start);
        }
    }
}

fn balance(value: Decimal, on: Option<jiff::civil::Date>) -> Balance {
    Balance { on, money: Money { value, currency: Currency::NONE } }
}

impl Row {
    fn field(&mut self, letter: char, value: &str, mark: Option<u8>) {
        match letter {
            'D' => self.day = day::read(value),
            'T' => self.sum = amount::read(value),
            'U' => self.sum = self.sum.or_else(|| amount::read(value)),
            'P' => self.entry.counterparty = text::filled(value),
            'M' => self.memo(value),
            'N' => self.number = text::filled(value),
            'L' => self.entry.posting = text::filled(value),
            '$' => self.balance = self.balance.or(amount::read(value).map(|sum| sum.value(mark))),
            _ => {}
        }
    }

    fn memo(&mut self, value: &str) {
        if self.memo.len() < text::FIELD_MAX {
            if !self.memo.is_empty() {
                self.memo.push(' ');
            }
            self.memo.push_str(value);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::{StatementForm, read};
    use super::Currency;
    use jiff::civil::date;

    #[test]
    fn the_order_of_the_dates_is_found_from_all_rows() {
        let text = "!Type:Bank\nD03/04/2026\nT-12.50\nPLantern Loom\nMlamp oil\nN12\nLHome\n^\n\
            D25/04/2026\nT1,100.00\nPOttilie Quist\n^\n";
        let (statements, gaps) = read(StatementForm::Qif, text.as_bytes());
        let [oil, pay] = &statements[0].bookings[..] else { panic!("{statements:?}") };
        assert_eq!(oil.booked_on, date(2026, 4, 3));
        assert_eq!(oil.money.value.to_string(), "-12.50");
        assert_eq!(oil.money.currency, Currency::NONE);
        assert_eq!(oil.counterparty.as_deref(), Some("Lantern Loom"));
        assert_eq!((oil.purpose.as_str(), oil.posting.as_deref()), ("lamp oil", Some("Home")));
        assert_eq!(pay.money.value.to_string(), "1100.00");
        assert_eq!(gaps.len(), 1, "{gaps:?}");
        assert!(gaps[0].what.contains("no currency"));
    }

    #[test]
    fn an_order_that_nothing_proves_is_said() {
        let text = "!Type:CCard\nD1/ 2'26\nT-1\n^\nD2/ 2'26\nT-2\n^\nD3/ 2'26\nT-3\n^\n";
        let (statements, gaps) = read(StatementForm::Qif, text.as_bytes());
        assert_eq!(statements[0].bookings[2].booked_on, date(2026, 3, 2));
        assert!(gaps.iter().any(|g| g.what.contains("order of day and month")), "{gaps:?}");
    }

    #[test]
    fn accounts_and_opening_balances_are_kept_apart() {
        let text = "!Option:AutoSwitch\n!Account\nNHousehold\nTBank\n$90,00\n^\n!Type:Bank\n\
            D2026-01-02\nT100,00\nPOpening Balance\n^\nD2026-01-03\nT-10,00\n^\n!Account\nNCash\n^\n\
            !Type:Cash\nD2026-01-04\nTlots\n^\nD2026-01-05\nT-1,00\n^\n!Type:Cat\nNfood\n^\n!Type:Invst\nD1\n^\n";
        let (statements, gaps) = read(StatementForm::Qif, text.as_bytes());
        assert_eq!(statements.len(), 2);
        assert_eq!(statements[0].opening.unwrap().money.value.to_string(), "100.00");
        assert_eq!(statements[0].account.as_ref().unwrap().number(), "Household");
        assert!(
            gaps.iter().any(|g| g.what.starts_with("line 19: the sum of a booking")),
            "{gaps:?}"
        );
        assert!(gaps.iter().any(|g| g.what.contains("securities")));
        assert!(!gaps.iter().any(|g| g.what.contains("come to")), "{gaps:?}");
    }
}
