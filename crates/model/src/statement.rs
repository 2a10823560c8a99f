//! What a bank says that went in and out of an account.

use crate::word::words;
use crate::{Currency, Money, Place};
use jiff::civil::Date;
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};
use std::fmt;

/// One account over one stretch of time, as the bank wrote it down.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Statement {
    /// Whose bookings these are.
    pub account: Option<Account>,
    /// Currency of the account; `None` where the file names none.
    pub currency: Option<Currency>,
    /// Holder of the account, as written.
    pub owner: Option<String>,
    /// What the account held before the first booking.
    pub opening: Option<Balance>,
    /// What it held after the last.
    pub closing: Option<Balance>,
    /// First day that it covers, as said, else the day of the first booking.
    #[serde(with = "crate::compact::maybe_date")]
    pub from: Option<Date>,
    /// Last day that it covers, as said, else the day of the last booking.
    #[serde(with = "crate::compact::maybe_date")]
    pub to: Option<Date>,
    /// The day on which it was made by its own content: creation or closing date, else last booking.
    #[serde(with = "crate::compact::maybe_date")]
    pub created_on: Option<Date>,
    /// What went in and out, in the order of the file.
    pub bookings: Vec<Booking>,
    /// How its days were read, where nothing in the file proves the order of their numbers.
    pub open_order: Option<DayOrder>,
}

words! {
    /// The order of day and month in a date of numbers.
    pub enum DayOrder ("order of day and month") {
        /// 3 April is 03/04.
        DayFirst = "day_first",
        /// 3 April is 04/03.
        MonthFirst = "month_first",
    }
}

impl Statement {
    /// The same with its days in this order; none where they are in it, or where the file proves its order.
    pub fn in_order(&self, order: DayOrder) -> Option<Self> {
        self.open_order.filter(|taken| *taken != order)?;
        let mut other = Self { open_order: Some(order), ..self.clone() };
        let of_statement = [&mut other.from, &mut other.to, &mut other.created_on];
        let of_balances = [&mut other.opening, &mut other.closing].into_iter().flatten();
        of_statement.into_iter().flatten().for_each(turn);
        of_balances.filter_map(|balance| balance.on.as_mut()).for_each(turn);
        for booking in &mut other.bookings {
            turn(&mut booking.booked_on);
            booking.value_on.as_mut().into_iter().for_each(turn);
        }
        Some(other)
    }
}

/// Day and month change places, where that is a day.
fn turn(date: &mut Date) {
    if let Ok(turned) = Date::new(date.year(), date.day(), date.month()) {
        *date = turned;
    }
}

/// One line of a statement.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Booking {
    /// The day on which it was entered.
    #[serde(with = "crate::compact::date")]
    pub booked_on: Date,
    /// The day from which it counts for interest.
    #[serde(with = "crate::compact::maybe_date")]
    pub value_on: Option<Date>,
    /// The sum; negative is money that left the account. Its currency is [`Currency::NONE`] where
    /// the file names none.
    pub money: Money,
    /// Whether it has happened.
    pub status: BookingStatus,
    /// Who paid or was paid, as written.
    pub counterparty: Option<String>,
    /// Their account.
    pub counterparty_account: Option<Account>,
    /// What it was for, in the words of whoever ordered it.
    pub purpose: String,
    /// What the bank calls this sort of booking: its text, or a code of ISO 20022, SWIFT or OFX.
    pub posting: Option<String>,
    /// Reference of the direct debit mandate.
    pub mandate: Option<String>,
    /// SEPA creditor identifier.
    pub creditor_id: Option<String>,
    /// Reference that whoever ordered it gave for the whole way.
    pub end_to_end: Option<String>,
    /// Number under which the bank files it.
    pub bank_reference: Option<String>,
    /// Where it stands in the decoded file; the part is always the first.
    pub place: Place,
}

/// What an account held at the end of a day, or before its first booking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The day, as said.
    #[serde(with = "crate::compact::maybe_date")]
    pub on: Option<Date>,
    /// The sum; negative is owed to the bank.
    pub money: Money,
}

/// What names an account.
#[derive(Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Account {
    /// International number (ISO 13616) with agreeing check digits, upper case, without spaces.
    Iban(String),
    /// Any other number.
    Other {
        /// Sort code, routing number or BIC of the bank.
        bank: Option<String>,
        /// As written, without spaces.
        number: String,
    },
}

words! {
    /// Whether a booking has happened.
    pub enum BookingStatus ("status of a booking") {
        /// Entered: it counts in the balance.
        Booked = "booked",
        /// Announced or reserved: it does not count yet.
        Pending = "pending",
        /// For information only: it never counts.
        Information = "information",
    }
}

impl Statement {
    /// Sum of what was entered; `None` where it is too large for a decimal.
    pub fn booked_sum(&self) -> Option<Decimal> {
        let booked = self.bookings.iter().filter(|b| b.status == BookingStatus::Booked);
        booked.map(|b| b.money.value).try_fold(Decimal::ZERO, Decimal::checked_add)
    }
}

impl Account {
    /// The number itself.
    pub fn number(&self) -> &str {
        match self {
            Self::Iban(number) | Self::Other { number, .. } => number,
        }
    }
}

/// Redacted: names and sums never reach a log.
impl fmt::Debug for Statement {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Statement({:?} to {:?}, {} bookings)", self.from, self.to, self.bookings.len())
    }
}

/// Redacted: names and sums never reach a log.
impl fmt::Debug for Booking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Booking({}, {:?})", self.booked_on, self.place)
    }
}

/// Redacted: account numbers never reach a log.
impl fmt::Debug for Account {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Account(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::PartRef;
    use jiff::civil::date;

    fn statement(currency: Currency) -> Statement {
        let money = |cents| Money { value: Decimal::new(cents, 2), currency };
        let booking = |cents, status| Booking {
            booked_on: date(2026, 3, 4),
            value_on: None,
            money: money(cents),
            status,
            counterparty: Some("Kiln Lane Bakery".to_owned()),
            counterparty_account: Some(Account::Iban("NL91ABNA0417164300".to_owned())),
            purpose: "rolls".to_owned(),
            posting: None,
            mandate: None,
            creditor_id: None,
            end_to_end: None,
            bank_reference: None,
            place: Place { part: PartRef::Part(0), start: 0, end: 9 },
        };
        Statement {
            account: None,
            currency: None,
            owner: None,
            opening: Some(Balance { on: None, money: money(1000) }),
            closing: None,
            from: None,
            to: None,
            created_on: None,
            bookings: vec![
                booking(-250, BookingStatus::Booked),
                booking(-100, BookingStatus::Pending),
            ],
            open_order: None,
        }
    }

    #[test]
    fn what_is_only_announced_does_not_count() {
        assert_eq!(statement(Currency::NONE).booked_sum(), Some(Decimal::new(-250, 2)));
    }

    #[test]
    fn no_name_and_no_number_is_printed_for_a_log() {
        let printed = format!("{:?}", statement(Currency::EUR).bookings);
        assert!(!printed.contains("Kiln") && !printed.contains("NL91"), "{printed}");
    }
}
