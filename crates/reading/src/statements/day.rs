//! Days as banks write them.

use jiff::civil::Date;
use oxherd_model::DayOrder;

/// A day as written: the order of its numbers may still be open.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Written {
    /// There is one way to read it.
    Sure(Date),
    /// Day and month, in either order, and the year.
    Open(i8, i8, i16),
}

impl Written {
    /// The day in this order.
    pub(super) fn date(self, order: DayOrder) -> Option<Date> {
        match (self, order) {
            (Self::Sure(date), _) => Some(date),
            (Self::Open(first, second, year), DayOrder::DayFirst) => date(year, second, first),
            (Self::Open(first, second, year), DayOrder::MonthFirst) => date(year, first, second),
        }
    }

    /// The order that this day proves by itself.
    pub(super) fn proves(self) -> Option<DayOrder> {
        match self {
            Self::Open(first, second, _) if first > 12 && second <= 12 => Some(DayOrder::DayFirst),
            Self::Open(first, second, _) if second > 12 && first <= 12 => {
                Some(DayOrder::MonthFirst)
            }
            Self::Open(..) | Self::Sure(_) => None,
        }
    }

    /// Whether the two orders give different days.
    pub(super) fn is_open(self) -> bool {
        matches!(self, Self::Open(first, second, _) if first <= 12 && second <= 12 && first != second)
    }
}

fn date(year: i16, month: i8, day: i8) -> Option<Date> {
    (1950..=2150).contains(&year).then(|| Date::new(year, month, day).ok())?
}

/// A year of two digits.
const fn full_year(year: i16) -> i16 {
    match year {
        0..=79 => 2000 + year,
        80..=99 => 1900 + year,
        _ => year,
    }
}

fn number<N: std::str::FromStr>(digits: &str) -> Option<N> {
    (digits.bytes().all(|b| b.is_ascii_digit()) && !digits.is_empty())
        .then(|| digits.parse().ok())?
}

/// `2026-04-03`, with or without a time behind it (ISO 8601).
pub(super) fn iso(text: &str) -> Option<Date> {
    let text = text.trim_start();
    if let (Some("-"), Some("-")) = (text.get(4..5), text.get(7..8)) {
        let (year, month, day) = (text.get(..4)?, text.get(5..7)?, text.get(8..10)?);
        return date(number(year)?, number(month)?, number(day)?);
    }
    basic(text)
}

/// `20260403`, with or without a time behind it.
pub(super) fn basic(text: &str) -> Option<Date> {
    let text = text.trim_start();
    date(number(text.get(..4)?)?, number(text.get(4..6)?)?, number(text.get(6..8)?)?)
}

/// `260403` (SWIFT).
pub(super) fn short(text: &str) -> Option<Date> {
    let year = full_year(number(text.get(..2)?)?);
    date(year, number(text.get(2..4)?)?, number(text.get(4..6)?)?)
}

/// `0403` (SWIFT), in the year that brings it nearest to another day.
pub(super) fn near(text: &str, other: Date) -> Option<Date> {
    let (month, day) = (number(text.get(..2)?)?, number(text.get(2..4)?)?);
    let years = [other.year() - 1, other.year(), other.year() + 1];
    let distance = |d: &Date| other.until(*d).map_or(i32::MAX, |span| span.get_days().abs());
    years.into_iter().filter_map(|year| date(year, month, day)).min_by_key(distance)
}

/// Reads one cell that holds a day, perhaps with a time behind it.
pub(super) fn read(text: &str) -> Option<Written> {
    let text = text.trim();
    if text.len() < 5 || text.len() > 40 {
        return None;
    }
    let bytes = text.as_bytes();
    let lead = bytes.iter().take_while(|b| b.is_ascii_digit()).count();
    match lead {
        8 | 12 | 14 => return compact(text),
        0..=2 | 4 => {}
        _ => return None,
    }
    if text.bytes().any(|b| b.is_ascii_alphabetic() && b != b'T' && b != b'Z') || !text.is_ascii() {
        return spoken(text);
    }
    let separator = bytes.get(lead).copied().filter(|b| b"./- '".contains(b))?;
    let is_break = |c: char| !c.is_ascii_digit();
    let mut parts = text.split(is_break).filter(|part| !part.is_empty());
    let (first, second, third) = (parts.next()?, parts.next()?, parts.next()?);
    if first.len() == 4 {
        return date(number(first)?, number(second)?, number(third)?).map(Written::Sure);
    }
    if !matches!((second.len(), third.len()), (1 | 2, 2 | 4)) {
        return None;
    }
    let year = full_year(number(third)?);
    let (a, b): (i8, i8) = (number(first)?, number(second)?);
    if a > 31 && third.len() == 2 {
        return date(full_year(i16::from(a)), b, number(third)?).map(Written::Sure);
    }
    if separator == b'.' || a == b {
        return date(year, b, a).map(Written::Sure);
    }
    let valid = date(year, b, a).or_else(|| date(year, a, b));
    valid.map(|_| Written::Open(a, b, year))
}

/// `20260403` or `03042026`.
fn compact(text: &str) -> Option<Written> {
    let day_first = || {
        let (day, month, year) = (text.get(..2)?, text.get(2..4)?, text.get(4..8)?);
        date(number(year)?, number(month)?, number(day)?)
    };
    basic(text).or_else(day_first).map(Written::Sure)
}

/// With the name of a month: `3 Apr 2026`, `April 3, 2026`, `03-abr-26`.
fn spoken(text: &str) -> Option<Written> {
    let is_break = |c: char| !c.is_alphanumeric();
    let (mut month, mut numbers) = (None, [None, None]);
    for part in text.split(is_break).filter(|part| !part.is_empty()).take(5) {
        if let Some(found) = number::<i16>(part) {
            let free = numbers.iter_mut().find(|n| n.is_none());
            if let Some(free) = free {
                *free = Some(found);
            }
        } else if month.is_none() {
            month = named(part);
        }
    }
    let (first, second) = (numbers.first().copied()??, numbers.get(1).copied()??);
    let (year, day) = if first > 31 { (first, second) } else { (full_year(second), first) };
    date(year, month?, i8::try_from(day).ok()?).map(Written::Sure)
}

/// The number of a month by the beginning of its name in six languages.
fn named(word: &str) -> Option<i8> {
    let folded: String = word.chars().flat_map(char::to_lowercase).take(4).collect();
    let short: String = folded.chars().take(3).collect();
    Some(match short.as_str() {
        "jan" | "ene" | "gen" => 1,
        "feb" | "fév" | "fev" => 2,
        "mar" | "mär" | "mrz" | "mrt" | "maa" | "mae" => 3,
        "apr" | "avr" | "abr" => 4,
        "may" | "mai" | "mei" | "mag" => 5,
        "jun" | "giu" => 6,
        "jui" => match folded.as_str() {
            "juin" => 6,
            _ => 7,
        },
        "jul" | "lug" => 7,
        "aug" | "aoû" | "aou" | "ago" => 8,
        "sep" | "set" => 9,
        "oct" | "okt" | "ott" => 10,
        "nov" => 11,
        "dec" | "dez" | "déc" | "dic" => 12,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date as day;

    #[test]
    fn every_way_of_writing_reads_back() {
        let third = Some(Written::Sure(day(2026, 4, 3)));
        for text in [
            "2026-04-03",
            "2026/4/3",
            "2026-04-03T09:30:00Z",
            "2026-04-03 09:30",
            "03.04.2026",
            "3.4.26",
            "03.04.2026 23:59",
            "20260403",
            "03042026",
            "3 Apr 2026",
            "April 3, 2026",
            "03-abr-26",
            "3 avr. 2026",
            "3. April 2026",
        ] {
            assert_eq!(read(text), third, "{text}");
        }
        assert_eq!(read("03/04/2026"), Some(Written::Open(3, 4, 2026)));
        assert_eq!(read("03-04-26"), Some(Written::Open(3, 4, 2026)));
        assert_eq!(
            read(" 4/ 3'26").and_then(|d| d.date(DayOrder::MonthFirst)),
            Some(day(2026, 4, 3))
        );
    }

    #[test]
    fn what_is_no_day_is_none() {
        for text in ["", "12.30", "31.02.2026", "2026", "12/2026", "1234567890", "Kiln Lane", "1-2"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }

    #[test]
    fn a_number_above_twelve_proves_the_order() {
        assert_eq!(read("25/12/2026").unwrap().proves(), Some(DayOrder::DayFirst));
        assert_eq!(read("12/25/2026").unwrap().proves(), Some(DayOrder::MonthFirst));
        assert_eq!(read("05/04/2026").unwrap().proves(), None);
        assert!(read("05/04/2026").unwrap().is_open());
    }

    #[test]
    fn a_booking_day_without_year_is_near_its_value_day() {
        assert_eq!(near("1231", day(2026, 1, 2)), Some(day(2025, 12, 31)));
        assert_eq!(near("0102", day(2025, 12, 31)), Some(day(2026, 1, 2)));
        assert_eq!(near("0229", day(2025, 3, 1)), Some(day(2024, 2, 29)));
    }
}
