//! The `From ` line that parts the messages of an mbox (RFC 4155, appendix A).
//!
//! The form is `From address date`, the date as of asctime. Real writers vary it: a zone before
//! or after the year, no seconds, a date as in a mail header, ISO 8601, blanks in the address.

use jiff::Timestamp;
use jiff::civil::{Date, DateTime, Time};
use jiff::tz::Offset;

/// What a `From ` line tells.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct FromLine {
    /// When the message was delivered, where the date can be read. UTC when it has no zone.
    pub(crate) delivered: Option<Timestamp>,
}

const MONTHS: [&str; 12] =
    ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];

/// Zone names in hours east of Greenwich (RFC 5322, section 4.3, and the European ones).
const ZONES: [(&str, i8); 22] = [
    ("GMT", 0),
    ("UTC", 0),
    ("UT", 0),
    ("Z", 0),
    ("WET", 0),
    ("WEST", 1),
    ("BST", 1),
    ("CET", 1),
    ("MET", 1),
    ("MEZ", 1),
    ("CEST", 2),
    ("MEST", 2),
    ("MESZ", 2),
    ("EET", 2),
    ("EEST", 3),
    ("EST", -5),
    ("EDT", -4),
    ("CST", -6),
    ("CDT", -5),
    ("MST", -7),
    ("PST", -8),
    ("PDT", -7),
];

/// Reads a line that begins with `From `; `None` when it is a sentence, not a separator.
pub(crate) fn read(line: &[u8]) -> Option<FromLine> {
    let rest = line.strip_prefix(b"From ")?;
    let mut words: Vec<&str> = rest
        .split(u8::is_ascii_whitespace)
        .filter(|word| !word.is_empty())
        .map(|word| std::str::from_utf8(word).unwrap_or("?"))
        .collect();
    if let Some(remote) = words.iter().rposition(|word| *word == "remote")
        && words.get(remote + 1) == Some(&"from")
    {
        words.truncate(remote);
    }
    dated(&words).or_else(|| addressed(&words))
}

/// Whether a line is `From ` and an address, or what stands for one, and no more.
pub(crate) fn is_bare(line: &[u8]) -> bool {
    let rest = line.strip_prefix(b"From ").unwrap_or_default().trim_ascii();
    rest == b"-" || (memchr::memchr(b'@', rest).is_some() && rest.iter().all(u8::is_ascii_graphic))
}

/// A header field with a longer name is none.
pub(crate) const FIELD_NAME_MAX: usize = 80;

/// The name of the header field that the text begins with (RFC 5322, section 2.2).
///
/// Blanks before the colon are allowed as of old.
pub(crate) fn field_name(text: &[u8]) -> Option<&str> {
    let colon = memchr::memchr(b':', text.get(..FIELD_NAME_MAX).unwrap_or(text))?;
    let name = text.get(..colon)?.trim_ascii_end();
    let printable = !name.is_empty() && name.iter().all(u8::is_ascii_graphic);
    printable.then(|| std::str::from_utf8(name).ok()).flatten()
}

/// The date at the end of the words, in one of the known orders.
fn dated(words: &[&str]) -> Option<FromLine> {
    if let Some(last) = words.last()
        && last.contains('T')
        && let Ok(delivered) = last.parse::<Timestamp>()
    {
        return Some(FromLine { delivered: Some(delivered) });
    }
    let at = words.iter().rposition(|word| clock(word).is_some())?;
    let time = clock(words.get(at)?)?;
    let before = words.get(..at)?;
    let after = words.get(at + 1..)?;
    let (date, zones) = match before {
        [.., month_name, day_number]
            if month(month_name).is_some() && day(day_number).is_some() =>
        {
            let year_at = after.iter().position(|word| year(word).is_some())?;
            let year = year(after.get(year_at)?)?;
            let zones: Vec<&str> =
                after.iter().enumerate().filter(|(i, _)| *i != year_at).map(|(_, w)| *w).collect();
            (Date::new(year, month(month_name)?, day(day_number)?).ok()?, zones)
        }
        [.., day_number, month_name, year_number] if month(month_name).is_some() => {
            let date = Date::new(year(year_number)?, month(month_name)?, day(day_number)?).ok()?;
            (date, after.to_vec())
        }
        [.., iso] => (iso.parse::<Date>().ok()?, after.to_vec()),
        [] => return None,
    };
    let offset = offset(&zones)?;
    let delivered = offset.to_timestamp(DateTime::from_parts(date, time)).ok();
    Some(FromLine { delivered })
}

/// An address first, then a time and a year in an order nobody thought of.
fn addressed(words: &[&str]) -> Option<FromLine> {
    let address = words.first()?;
    let plausible = address.contains('@') || matches!(*address, "-" | "MAILER-DAEMON");
    let timed = words.iter().any(|word| clock(word).is_some());
    let yeared = words.iter().any(|word| year(word).is_some());
    (plausible && timed && yeared && words.len() <= 10).then_some(FromLine { delivered: None })
}

fn month(word: &str) -> Option<i8> {
    let at = MONTHS.iter().position(|name| word.eq_ignore_ascii_case(name))?;
    i8::try_from(at + 1).ok()
}

fn day(word: &str) -> Option<i8> {
    let word = word.trim_end_matches(',');
    (word.len() <= 2).then(|| word.parse().ok()).flatten()
}

fn year(word: &str) -> Option<i16> {
    let digits = word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    digits.then(|| word.parse().ok()).flatten().filter(|year| (1970..=2200).contains(year))
}

/// `12:08` or `12:08:34`.
fn clock(word: &str) -> Option<Time> {
    if !word.bytes().all(|byte| byte.is_ascii_digit() || byte == b':') {
        return None;
    }
    let mut parts = word
        .split(':')
        .map(|part| if (1..=2).contains(&part.len()) { part.parse::<i8>().ok() } else { None });
    let hour = parts.next()??;
    let minute = parts.next()??;
    let second = parts.next().map_or(Some(0), |second| second)?;
    if parts.next().is_some() {
        return None;
    }
    // A leap second is the last one of its minute.
    Time::new(hour, minute, second.min(59), 0).ok()
}

/// The offset that the words after the time give; `None` when one of them is no zone.
fn offset(words: &[&str]) -> Option<Offset> {
    if words.len() > 2 {
        return None;
    }
    let mut found = None;
    for word in words {
        let offset = zone(word.trim_matches(|c| c == '(' || c == ')'))?;
        found = found.or(Some(offset));
    }
    Some(found.unwrap_or(Offset::UTC))
}

fn zone(word: &str) -> Option<Offset> {
    if let Some((sign, digits)) = word
        .strip_prefix('+')
        .map(|digits| (1, digits))
        .or_else(|| word.strip_prefix('-').map(|digits| (-1, digits)))
    {
        let digits = digits.replace(':', "");
        let number = (digits.len() == 4).then(|| digits.parse::<i32>().ok()).flatten()?;
        let seconds = (number / 100) * 3600 + (number % 100) * 60;
        return Some(Offset::from_seconds(sign * seconds).unwrap_or(Offset::UTC));
    }
    if let Some((_, hours)) = ZONES.iter().find(|(name, _)| *name == word) {
        return Some(Offset::constant(*hours));
    }
    // An unknown name in capitals is still a zone; its offset is anybody's guess.
    let name = (2..=5).contains(&word.len()) && word.bytes().all(|byte| byte.is_ascii_uppercase());
    name.then_some(Offset::UTC)
}

#[cfg(test)]
mod tests {
    use super::read;

    fn delivered(line: &str) -> Option<String> {
        read(line.as_bytes()).map(|from| from.delivered.map_or(String::new(), |at| at.to_string()))
    }

    #[test]
    fn the_usual_dates_are_read() {
        for (line, expected) in [
            ("From a@example.org Fri Jul  8 12:08:34 2011", "2011-07-08T12:08:34Z"),
            ("From - Sat Jan 01 00:00:00 2000", "2000-01-01T00:00:00Z"),
            ("From 157@xxx Mon Jan 01 12:00:00 +0000 2018", "2018-01-01T12:00:00Z"),
            ("From a@example.org Fri Jul  8 12:08:34 2011 +0200", "2011-07-08T10:08:34Z"),
            ("From a@example.org Fri Jul  8 12:08:34 CEST 2011", "2011-07-08T10:08:34Z"),
            ("From a@example.org Fri Jul  8 12:08 2011", "2011-07-08T12:08:00Z"),
            ("From a@example.org Fri, 8 Jul 2011 12:08:34 -0500 (EST)", "2011-07-08T17:08:34Z"),
            ("From a@example.org 2011-07-08T12:08:34+02:00", "2011-07-08T10:08:34Z"),
            ("From a@example.org 2011-07-08 12:08:34", "2011-07-08T12:08:34Z"),
            ("From someone at example.org  Mon Jan  3 10:11:12 2011", "2011-01-03T10:11:12Z"),
            ("From a!b Fri Jul  8 12:08:34 2011 remote from c", "2011-07-08T12:08:34Z"),
            ("From  Fri Jul  8 12:08:34 2011", "2011-07-08T12:08:34Z"),
            ("From \"a b\"@example.org Fri Jul  8 12:08:60 2011\r", "2011-07-08T12:08:59Z"),
        ] {
            assert_eq!(delivered(line).as_deref(), Some(expected), "{line}");
        }
    }

    #[test]
    fn an_odd_date_after_an_address_parts_without_a_hint() {
        assert_eq!(delivered("From a@example.org 08.07.2011 2011 12:08:34").as_deref(), Some(""));
    }

    #[test]
    fn sentences_are_no_separators() {
        for line in [
            "From here on the contract runs for a year",
            "From 10:30 on Monday we are closed",
            "From Jan 5 10:30 2024 on we are closed",
            "From the year 2024 at 10:30 sharp",
            "From ",
            "From: a@example.org Fri Jul  8 12:08:34 2011",
            "From a@example.org",
            "From a@example.org Fri Jul  8 99:08:34 2011",
        ] {
            assert_eq!(delivered(line), None, "{line}");
        }
    }
}
