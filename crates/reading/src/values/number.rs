//! Numbers as people write them, in the ways of every country.

use super::page::is_space;
use rust_decimal::Decimal;

/// A number in a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Number {
    pub(super) end: usize,
    /// Its value where the decimal mark is certain or taken as the last separator.
    pub(super) decimal: Decimal,
    /// Its value where its one separator parts thousands.
    pub(super) thousands: Option<Decimal>,
    /// The decimal mark that it proves.
    pub(super) mark: Option<char>,
    /// The separator that may be either.
    pub(super) open: Option<char>,
}

#[derive(Default)]
struct Groups {
    first: usize,
    last: usize,
    count: usize,
    separator: Option<char>,
    mixed: usize,
    uneven: bool,
    /// Inner groups of two digits before any of three, and those of three, as India parts them.
    pairs: usize,
    threes: usize,
    mantissa: i128,
    digits: usize,
}

const DIGITS_MAX: usize = 18;

/// Reads the number that starts at `start`; a plain space parts thousands only where `spaces`.
pub(super) fn read(text: &str, start: usize, spaces: Spaces) -> Option<Number> {
    let tail = text.get(start..)?;
    let mut groups = Groups::default();
    let mut signs = tail.char_indices().peekable();
    let mut end = 0;
    while let Some((at, c)) = signs.peek().copied() {
        if let Some(digit) = c.to_digit(10) {
            groups.digit(digit)?;
            end = at + 1;
        } else if !groups.separator(c, tail.get(at + c.len_utf8()..).unwrap_or_default(), spaces) {
            break;
        }
        signs.next();
    }
    let number = groups.finish()?;
    let end = end + no_cents(tail.get(end..).unwrap_or_default());
    Some(Number { end: start + end, ..number })
}

/// Whether a plain space may part thousands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Spaces {
    /// As in France or Sweden.
    Part,
    /// A plain space ends a number.
    End,
}

impl Groups {
    fn digit(&mut self, digit: u32) -> Option<()> {
        self.digits += 1;
        self.last += 1;
        if self.count == 0 {
            self.first += 1;
        }
        self.mantissa = self.mantissa * 10 + i128::from(digit);
        (self.digits <= DIGITS_MAX).then_some(())
    }

    fn separator(&mut self, c: char, after: &str, spaces: Spaces) -> bool {
        let run = after.bytes().take_while(u8::is_ascii_digit).count();
        let fits = match c {
            '.' | ',' => run > 0,
            '\'' | '\u{2019}' => run == 3 || (run == 2 && self.count == 0),
            ' ' => spaces == Spaces::Part && run == 3 && self.only_spaces(),
            _ => is_space(c) && c != '\t' && run == 3 && self.only_spaces(),
        };
        if !fits || self.count > 6 {
            return false;
        }
        let c = if is_space(c) { ' ' } else { c };
        if self.separator.is_some_and(|s| s != c) {
            self.mixed += 1;
        }
        if self.count > 0 {
            self.uneven |= self.last != 3;
            self.pairs += usize::from(self.last == 2 && self.threes == 0);
            self.threes += usize::from(self.last == 3);
        }
        self.separator = Some(c);
        self.count += 1;
        self.last = 0;
        true
    }

    fn only_spaces(&self) -> bool {
        self.first <= 3 && self.separator.is_none_or(|s| s == ' ')
    }

    fn finish(&self) -> Option<Number> {
        let whole = Decimal::try_from_i128_with_scale(self.mantissa, 0).ok()?;
        let scaled = u32::try_from(self.last).ok();
        let scaled = scaled.and_then(|s| Decimal::try_from_i128_with_scale(self.mantissa, s).ok());
        let plain = |decimal, mark| Number { end: 0, decimal, thousands: None, mark, open: None };
        let Some(separator) = self.separator else {
            return Some(plain(whole, None));
        };
        let is_mark = matches!(separator, '.' | ',');
        match (self.count, self.mixed) {
            (1, _) if !is_mark && self.last == 3 => Some(plain(whole, None)),
            (1, _) if !is_mark => Some(plain(scaled?, None)),
            (1, _) if self.last == 3 && self.first <= 3 && !self.leading_zero() => Some(Number {
                thousands: Some(whole),
                open: Some(separator),
                ..plain(scaled?, None)
            }),
            (1, _) if self.last > 8 => None,
            (1, _) => Some(plain(scaled?, (self.last == 2).then_some(separator))),
            (_, 0) if self.last == 3 => Some(plain(whole, None)),
            (_, 1) if is_mark && !self.uneven && self.first <= 3 => {
                Some(plain(scaled?, Some(separator)))
            }
            (_, 1) if separator == '.' && self.is_indian() => Some(plain(scaled?, Some('.'))),
            _ => None,
        }
    }

    /// `1,23,456.00`: pairs, and three digits before the mark.
    const fn is_indian(&self) -> bool {
        self.first <= 2 && self.threes == 1 && self.pairs > 0 && self.pairs + 2 == self.count
    }

    fn leading_zero(&self) -> bool {
        let power = u32::try_from(self.last).ok().and_then(|p| 10_i128.checked_pow(p));
        power.is_some_and(|power| self.mantissa < power)
    }
}

/// Length of `,-`, `,--`, `.-` or `.—`, which say that there are no cents.
fn no_cents(after: &str) -> usize {
    [",--", ".--", ",\u{2014}", ".\u{2014}", ",\u{2013}", ".\u{2013}", ",-", ".-", ":-"]
        .into_iter()
        .find(|sign| after.starts_with(sign))
        .map_or(0, str::len)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str) -> Option<String> {
        let number = read(text, 0, Spaces::Part)?;
        (number.end == text.len()).then(|| number.decimal.to_string())
    }

    #[test]
    fn every_way_of_writing_reads_back() {
        for (text, expected) in [
            ("1,234.56", "1234.56"),
            ("1.234,56", "1234.56"),
            ("1'234.56", "1234.56"),
            ("1\u{2019}234\u{2019}567.50", "1234567.50"),
            ("1\u{202f}234,56", "1234.56"),
            ("1 234 567,8", "1234567.8"),
            ("12,5", "12.5"),
            ("25,-", "25"),
            ("1'200.\u{2014}", "1200"),
            ("1.234.567", "1234567"),
            ("0,3124", "0.3124"),
            ("0,312", "0.312"),
            ("1,23,456.00", "123456.00"),
            ("12,34,56,789.50", "123456789.50"),
            ("1,23,456", "123456"),
        ] {
            assert_eq!(value(text).as_deref(), Some(expected), "{text}");
        }
    }

    #[test]
    fn one_separator_before_three_digits_stays_open() {
        let number = read("1.234", 0, Spaces::End).unwrap();
        assert_eq!(number.open, Some('.'));
        assert_eq!(number.thousands, Some(Decimal::from(1234)));
        assert_eq!(number.decimal.to_string(), "1.234");
    }

    #[test]
    fn dates_and_addresses_are_no_numbers() {
        for text in
            ["03.04.2026", "10.4.26.1", "1.2.3", "1,23,45.6", "123,45,678.00", "1,234,56.00"]
        {
            assert_eq!(read(text, 0, Spaces::End), None, "{text}");
        }
    }
}
