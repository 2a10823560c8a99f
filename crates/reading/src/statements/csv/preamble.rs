//! What stands above and below a table: account, holder, period, balances.

use super::roles::{fold, holds};
use super::rows::Row;
use crate::statements::amount::{self, Sum};
use crate::statements::{day, text};
use oxherd_model::{Account, Currency};

/// What is said around the table.
#[derive(Debug, Default)]
pub(super) struct Around {
    pub(super) account: Option<Account>,
    pub(super) owner: Option<String>,
    pub(super) currency: Option<Currency>,
    pub(super) opening: Option<Stated>,
    pub(super) closing: Option<Stated>,
    pub(super) period: Option<(day::Written, day::Written)>,
    pub(super) made_on: Option<day::Written>,
}

/// A balance as stated.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stated {
    pub(super) sum: Sum,
    pub(super) on: Option<day::Written>,
}

const OPENING: &[&str] = &[
    "opening balance",
    "previous balance",
    "starting balance",
    "anfangssaldo",
    "alter kontostand",
    "anfangskontostand",
    "solde initial",
    "ancien solde",
    "saldo inicial",
    "saldo iniziale",
    "beginsaldo",
];
const CLOSING: &[&str] = &[
    "closing balance",
    "ending balance",
    "current balance",
    "balance",
    "endsaldo",
    "neuer kontostand",
    "kontostand",
    "saldo",
    "solde",
    "nouveau solde",
    "saldo final",
    "saldo finale",
    "eindsaldo",
];
const OWNER: &[&str] = &[
    "kontoinhaber",
    "inhaber",
    "kunde",
    "account holder",
    "customer",
    "titulaire",
    "titular",
    "intestatario",
    "rekeninghouder",
];
const ACCOUNT: &[&str] = &[
    "iban",
    "kontonummer",
    "konto",
    "girokonto",
    "tagesgeldkonto",
    "account number",
    "account",
    "numero de compte",
    "compte",
    "numero de cuenta",
    "cuenta",
    "conto",
    "rekening",
    "rekeningnummer",
];
const PERIOD: &[&str] =
    &["zeitraum", "period", "statement period", "date range", "periode", "periodo", "von bis"];
const MADE: &[&str] = &[
    "erstellt",
    "erstellungsdatum",
    "exportiert",
    "abgerufen",
    "created",
    "generated",
    "exported",
    "telecharge",
    "edite",
    "genere",
    "generado",
    "fecha de emision",
    "generato",
    "aangemaakt",
    "datum export",
];
const CURRENCY: &[&str] =
    &["wahrung", "waehrung", "currency", "devise", "divisa", "moneda", "munt"];

/// Takes what a row beside the table says; says whether that was anything.
pub(super) fn take(row: &Row<'_>, around: &mut Around) -> bool {
    let cells: Vec<_> = row.cells().filter(|cell| !cell.is_empty()).take(12).collect();
    let Some(first) = cells.first() else {
        return true;
    };
    // A label may stand in one cell with its value.
    let (label, rest) = first.split_once(':').unwrap_or((first, ""));
    let folded = fold(label);
    let is = |words: &[&str]| words.iter().any(|word| holds(&folded, word));
    let values = || {
        let beside = cells.iter().skip(1).map(|cell| cell.trim());
        std::iter::once(rest.trim()).chain(beside).filter(|value| !value.is_empty())
    };
    let iban = cells.iter().filter_map(|cell| text::account(cell));
    if let Some(iban) = iban.into_iter().find(|a| matches!(a, Account::Iban(_))) {
        around.account = around.account.take().or(Some(iban));
        return true;
    }
    if is(OPENING) {
        around.opening = around.opening.or(stated(label, values()));
        return around.opening.is_some();
    }
    if is(CLOSING) {
        around.closing = around.closing.or(stated(label, values()));
        return around.closing.is_some();
    }
    let value = values().next();
    if is(PERIOD) || (folded.contains(" von ") && folded.contains(" bis ")) {
        around.period = around.period.or_else(|| period(&cells.join(" ")));
    } else if is(MADE) {
        around.made_on = around.made_on.or_else(|| values().find_map(first_day));
    } else if is(OWNER) {
        around.owner = around.owner.take().or_else(|| value.and_then(text::filled));
    } else if is(CURRENCY) {
        around.currency = around.currency.or_else(|| value.and_then(text::currency));
    } else if is(ACCOUNT) {
        around.account = around.account.take().or_else(|| value.and_then(number));
    } else {
        return false;
    }
    true
}

/// An account number: mostly digits.
fn number(value: &str) -> Option<Account> {
    let digits = value.bytes().filter(u8::is_ascii_digit).count();
    (digits >= 4).then(|| text::account(value))?
}

fn stated<'a>(label: &str, values: impl Iterator<Item = &'a str>) -> Option<Stated> {
    let (mut sum, mut on) = (None, first_day(label));
    for value in values {
        match amount::read(value) {
            Some(found) if day::read(value).is_none() => {
                let known: &mut Sum = sum.get_or_insert(found);
                known.currency = known.currency.or(found.currency);
            }
            _ => on = on.or_else(|| first_day(value)),
        }
        if let (Some(sum), Some(currency)) = (&mut sum, text::currency(value)) {
            sum.currency = sum.currency.or(Some(currency));
        }
    }
    sum.map(|sum| Stated { sum, on })
}

fn days(text: &str) -> impl Iterator<Item = day::Written> {
    text.split(|c: char| c.is_whitespace() || c == ',')
        .filter(|w| w.len() >= 6)
        .filter_map(day::read)
}

fn first_day(text: &str) -> Option<day::Written> {
    days(text).next()
}

fn period(text: &str) -> Option<(day::Written, day::Written)> {
    let mut days = days(text);
    Some((days.next()?, days.next()?))
}
