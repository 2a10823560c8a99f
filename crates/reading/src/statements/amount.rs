//! Sums as banks write them.

use super::text;
use oxherd_model::Currency;
use rust_decimal::Decimal;

/// Digits of one sum.
const DIGITS_MAX: u32 = 18;

/// A sum as written: what stands before its decimals may still be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Sum {
    digits: i64,
    /// Digits after the last separator, where that may stand before decimals.
    decimals: u32,
    /// What the separators say.
    pub(super) mark: Mark,
    /// What is said of the direction.
    pub(super) sign: Option<Sign>,
    /// A currency beside the digits.
    pub(super) currency: Option<Currency>,
}

/// What the separators of a sum say of the decimal mark.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Mark {
    /// There is none.
    None,
    /// This one stands before decimals.
    Decimal(u8),
    /// This one groups thousands.
    Groups(u8),
    /// One separator before three digits: either.
    Open(u8),
}

/// Which way the money went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Sign {
    /// Into the account.
    In,
    /// Out of it.
    Out,
}

impl Sum {
    /// The sum with its sign; an open separator is a decimal mark if it is `mark`.
    pub(super) fn value(&self, mark: Option<u8>) -> Decimal {
        let unsigned = self.unsigned(mark);
        if self.sign == Some(Sign::Out) { -unsigned } else { unsigned }
    }

    /// The same without its sign.
    pub(super) fn unsigned(&self, mark: Option<u8>) -> Decimal {
        let scale = match self.mark {
            Mark::None | Mark::Groups(_) => 0,
            Mark::Decimal(_) => self.decimals,
            Mark::Open(open) if mark == Some(open) => self.decimals,
            Mark::Open(_) => 0,
        };
        Decimal::new(self.digits, scale)
    }
}

/// A sum of a format for machines, where a separator stands before decimals.
pub(super) fn plain(text: &str) -> Option<Decimal> {
    if let Some(value) = simple(text) {
        return Some(value);
    }
    let sum = read(text)?;
    let mark = if let Mark::Open(open) = sum.mark { Some(open) } else { None };
    Some(sum.value(mark))
}

/// `12.30`: a few digits with one point or comma among them, as nearly every file writes it.
fn simple(text: &str) -> Option<Decimal> {
    let (mut value, mut after) = (0_i64, None);
    if text.is_empty() || text.len() > 13 {
        return None;
    }
    for byte in text.bytes() {
        match byte {
            b'0'..=b'9' => {
                value = value * 10 + i64::from(byte - b'0');
                after = after.map(|count| count + 1);
            }
            b'.' | b',' if after.is_none() && value > 0 => after = Some(0),
            _ => return None,
        }
    }
    Some(Decimal::new(value, after.unwrap_or(0)))
}

/// Reads one cell that holds a sum and nothing else but its sign and currency.
pub(super) fn read(text: &str) -> Option<Sum> {
    let text = text.trim();
    if text.is_empty() || text.len() > 64 {
        return None;
    }
    let is_inner = |c: char| c.is_ascii_digit() || is_mark(c) || is_space(c);
    let first = text.find(|c: char| c.is_ascii_digit())?;
    let point = usize::from(text.get(..first)?.ends_with(['.', ',']));
    let (before, rest) = text.split_at_checked(first - point)?;
    let length = rest.find(|c| !is_inner(c)).unwrap_or(rest.len());
    let (inner, after) = rest.split_at_checked(length)?;
    let mut sum = digits(inner.trim_end_matches(is_space))?;
    beside(before, &mut sum)?;
    // `25,-` and `25.--` say that there are no cents.
    let cents = inner.ends_with(['.', ',']);
    let after = if cents { after.trim_start_matches(['-', '\u{2014}', '\u{2013}']) } else { after };
    beside(after, &mut sum)?;
    Some(sum)
}

const fn is_mark(c: char) -> bool {
    matches!(c, '.' | ',')
}

const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\'' | '\u{2019}' | '\u{a0}' | '\u{202f}' | '\u{2009}')
}

/// Digits with their separators.
fn digits(text: &str) -> Option<Sum> {
    let (mut value, mut count, mut after) = (0_i64, 0, 0);
    let (mut last, mut other, mut marks) = (None, None, 0);
    for c in text.chars() {
        if let Some(digit) = c.to_digit(10) {
            count += u32::from(value > 0 || digit > 0);
            value = value.checked_mul(10)?.checked_add(i64::from(digit))?;
            after += 1;
        } else if is_mark(c) {
            let mark = if c == '.' { b'.' } else { b',' };
            // Groups end where the decimals begin: no mark comes back after another.
            if other.is_some() || (marks > 0 && after != 3) {
                return None;
            }
            if last.is_some_and(|known| known != mark) {
                other = last;
            }
            (last, after, marks) = (Some(mark), 0, marks + 1);
        }
    }
    if count > DIGITS_MAX || after > 12 {
        return None;
    }
    let whole = u32::try_from(text.len()).unwrap_or(u32::MAX).saturating_sub(after + 1);
    let leads = value > 0 && (1..=3).contains(&whole) && !text.starts_with(['0', '.', ',']);
    let mark = match (last, other, marks, after) {
        (None, ..) => Mark::None,
        (Some(mark), Some(_), ..) => Mark::Decimal(mark),
        (Some(mark), None, 1, 3) if leads => Mark::Open(mark),
        (Some(mark), None, 1, _) => Mark::Decimal(mark),
        (Some(mark), None, _, 3) => Mark::Groups(mark),
        (Some(_), None, ..) => return None,
    };
    Some(Sum { digits: value, decimals: after, mark, sign: None, currency: None })
}

/// Signs, brackets and currencies on one side of the digits; `None` for other words.
fn beside(text: &str, sum: &mut Sum) -> Option<()> {
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        let mut length = c.len_utf8();
        match c {
            '-' | '\u{2212}' | '\u{2013}' | '(' => sum.sign = Some(Sign::Out),
            '+' => sum.sign = Some(Sign::In),
            ')' | '*' => {}
            c if is_space(c) => {}
            _ => {
                let end = rest.find(|c: char| is_space(c) || "+-()*".contains(c));
                length = end.unwrap_or(rest.len());
                word(rest.get(..length)?, sum)?;
            }
        }
        rest = rest.get(length..)?;
    }
    Some(())
}

fn word(word: &str, sum: &mut Sum) -> Option<()> {
    match direction(word) {
        Some(sign) => sum.sign = Some(sign),
        None => sum.currency = Some(currency(word)?),
    }
    Some(())
}

/// Letters and words that say the direction: English, German, French, Spanish, Italian, Dutch.
pub(super) fn direction(text: &str) -> Option<Sign> {
    let folded = text.trim().trim_end_matches('.').to_lowercase();
    Some(match folded.as_str() {
        "c" | "cr" | "crdt" | "credit" | "h" | "haben" | "gutschrift" | "+" | "bij" | "in"
        | "crédit" | "abono" | "haber" | "avere" | "accredito" | "credito" | "crédito" | "a"
        | "money in" | "eingang" | "deposit" => Sign::In,
        "d" | "dr" | "dbit" | "debit" | "s" | "soll" | "lastschrift" | "belastung" | "-" | "af"
        | "out" | "débit" | "cargo" | "debe" | "dare" | "addebito" | "debito" | "débito"
        | "money out" | "ausgang" | "withdrawal" => Sign::Out,
        _ => return None,
    })
}

/// A sign or the letters of a currency.
pub(super) fn currency(text: &str) -> Option<Currency> {
    let code = match text.trim_matches(|c: char| c == '.' || is_space(c)) {
        "€" | "Euro" | "euro" | "EURO" | "Euros" | "euros" => "EUR",
        "£" => "GBP",
        "$" | "US$" => "USD",
        "Fr" | "SFr" => "CHF",
        "kr" => return None,
        letters if letters.bytes().all(|b| b.is_ascii_uppercase()) => letters,
        _ => return None,
    };
    text::currency(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        read(text).map(|sum| sum.value(None).to_string())
    }

    #[test]
    fn every_way_of_writing_reads_back() {
        for (text, expected) in [
            ("12.30", "12.30"),
            ("-12,30", "-12.30"),
            ("1.234,56", "1234.56"),
            ("1,234.56", "1234.56"),
            ("1'234.50", "1234.50"),
            ("1\u{202f}234,56 €", "1234.56"),
            ("12,00-", "-12.00"),
            ("(12.00)", "-12.00"),
            ("12,00 S", "-12.00"),
            ("12.00 CR", "12.00"),
            ("$ -7.00", "-7.00"),
            ("-£7.00", "-7.00"),
            ("EUR 5", "5"),
            ("25,-", "25"),
            ("500,", "500"),
            (",50", "0.50"),
            ("1.234.567", "1234567"),
            ("-1,234,567.8", "-1234567.8"),
            ("0.125", "0.125"),
            ("000000000473,17", "473.17"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn what_is_no_sum_is_none() {
        for text in ["", "-", "Kiln", "12 rolls", "03.04.2026", "1,23,45", "1.2,3.4", "9e9"] {
            assert_eq!(value(text), None, "{text}");
        }
        assert_eq!(value(&"9".repeat(40)), None);
    }

    #[test]
    fn one_separator_before_three_digits_stays_open() {
        let sum = read("1.234").unwrap();
        assert_eq!(sum.mark, Mark::Open(b'.'));
        assert_eq!(sum.value(Some(b'.')).to_string(), "1.234");
        assert_eq!(sum.value(Some(b',')).to_string(), "1234");
    }
}
