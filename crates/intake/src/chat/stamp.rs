//! The day and the time before a message of a chat.

use jiff::civil::{Date, DateTime, Time};

/// Three numbers of a day, as they stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Numbers {
    parts: [i16; 3],
    /// Digits of the first one.
    first_digits: usize,
    sign: char,
}

/// What stands before a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Stamp<'t> {
    pub(super) numbers: Numbers,
    pub(super) time: Time,
    /// The line behind it.
    pub(super) rest: &'t str,
}

/// In which order a day is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum DayOrder {
    DayFirst,
    MonthFirst,
}

/// Words between a day and its time.
const AT: [&str; 7] = [",", "\u{e0}", "at", "um", "a las", "alle", "om"];

/// Halves of the day, longest first; whether it is the second one.
const HALVES: [(&str, bool); 8] = [
    ("a. m.", false),
    ("p. m.", true),
    ("a.m.", false),
    ("p.m.", true),
    ("a.\u{a0}m.", false),
    ("p.\u{a0}m.", true),
    ("am", false),
    ("pm", true),
];

/// Reads the stamp at the beginning of a line.
pub(super) fn read(line: &str) -> Option<Stamp<'_>> {
    let line = line.trim_start_matches(is_mark);
    let (rest, boxed) = match line.strip_prefix('[') {
        Some(rest) => (rest, true),
        None => (line, false),
    };
    let (numbers, rest) = day(rest)?;
    let rest = behind_day(rest)?;
    let (time, rest) = time(rest)?;
    let rest = if boxed {
        rest.trim_start_matches(is_gap).strip_prefix(']')?
    } else {
        let dash = rest.trim_start_matches(is_gap);
        let behind = dash.strip_prefix(['-', '\u{2013}'])?;
        (dash.len() < rest.len() && behind.starts_with(is_gap)).then_some(behind)?
    };
    let parted = rest.trim_start_matches(|c| is_gap(c) && !is_mark(c));
    // A day that no order makes a day of is none.
    let may = |order: DayOrder| order.day(&numbers).is_some();
    let is_day = may(DayOrder::DayFirst) || may(DayOrder::MonthFirst);
    is_day.then_some(Stamp { numbers, time, rest: parted })
}

/// Marks of direction, and of the beginning of a file.
pub(super) const fn is_mark(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A name without marks around it.
pub(super) fn unmarked(name: &str) -> &str {
    name.trim_matches(|c: char| is_mark(c) || c.is_whitespace())
}

fn is_gap(c: char) -> bool {
    matches!(c, ' ' | '\u{a0}' | '\u{202f}' | '\u{2009}') || is_mark(c)
}

/// Up to so many digits.
fn number(text: &str, digits_max: usize) -> Option<(i16, usize, &str)> {
    let digits = text.bytes().take(digits_max + 1).take_while(u8::is_ascii_digit).count();
    let value = text.get(..digits).filter(|_| digits <= digits_max)?.parse().ok()?;
    Some((value, digits, text.get(digits..)?))
}

fn day(text: &str) -> Option<(Numbers, &str)> {
    let (first, first_digits, rest) = number(text, 4)?;
    let sign = rest.chars().next().filter(|c| matches!(c, '/' | '.' | '-'))?;
    let (second, digits, rest) = number(rest.strip_prefix(sign)?, 2)?;
    let (third, third_digits, rest) = number(rest.strip_prefix(sign)?, 4)?;
    let year = if first_digits == 4 { third_digits <= 2 } else { matches!(third_digits, 2 | 4) };
    let fits = digits > 0 && year && matches!(first_digits, 1 | 2 | 4);
    let numbers = Numbers { parts: [first, second, third], first_digits, sign };
    fits.then_some((numbers, rest))
}

/// What stands between a day and its time; at least a space.
fn behind_day(text: &str) -> Option<&str> {
    let bare = text.trim_start_matches(is_gap);
    let word = AT.iter().find_map(|word| bare.strip_prefix(word));
    let rest = word.unwrap_or(bare);
    let behind = rest.trim_start_matches(is_gap);
    (behind.len() < rest.len() || behind.len() < text.len() && word.is_none()).then_some(behind)
}

fn time(text: &str) -> Option<(Time, &str)> {
    let (hour, digits, rest) = number(text, 2)?;
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | '.'))?;
    let (minute, two, mut rest) = number(rest.strip_prefix(sign)?, 2)?;
    if digits == 0 || two != 2 {
        return None;
    }
    let mut second = 0;
    if let Some((value, 2, behind)) = rest.strip_prefix(sign).and_then(|rest| number(rest, 2)) {
        (second, rest) = (value, behind);
    }
    let (hour, rest) = by_half(hour, rest)?;
    let small = |n: i16| i8::try_from(n).ok();
    let time = Time::new(small(hour)?, small(minute)?, small(second)?, 0).ok()?;
    Some((time, rest))
}

/// The hour of a whole day, by what stands behind the time.
fn by_half(hour: i16, rest: &str) -> Option<(i16, &str)> {
    let behind = rest.trim_start_matches(is_gap);
    let half = HALVES.iter().find_map(|(half, second)| {
        let begin = behind.get(..half.len())?;
        let fits = begin.eq_ignore_ascii_case(half);
        fits.then_some((*second, behind.get(half.len()..)?))
    });
    match half {
        Some((second, after)) if (1..=12).contains(&hour) => {
            Some((hour % 12 + if second { 12 } else { 0 }, after))
        }
        Some(_) => None,
        None => Some((hour, behind.strip_prefix("Uhr").unwrap_or(rest))),
    }
}

impl DayOrder {
    /// The day that three numbers stand for.
    pub(super) fn day(self, numbers: &Numbers) -> Option<Date> {
        let [first, second, third] = numbers.parts;
        let (year, month, day) = if numbers.first_digits == 4 {
            (first, second, third)
        } else if self == Self::DayFirst {
            (third, second, first)
        } else {
            (third, first, second)
        };
        let year = if year < 100 { year + 2000 } else { year };
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    }

    /// The moment, as clocks showed it where the phone was.
    pub(super) fn moment(self, numbers: &Numbers, time: Time) -> Option<DateTime> {
        Some(self.day(numbers)?.to_datetime(time))
    }
}

/// In which order the days of a file are written: by a number that can be no month, else by which
/// order makes them go on, else as the name of the file says; none where that cannot be told.
pub(super) fn order_of(all: &[(Numbers, Time)], said: Option<DayOrder>) -> Option<DayOrder> {
    let fits = |order: DayOrder| all.iter().all(|(numbers, _)| order.day(numbers).is_some());
    match (fits(DayOrder::DayFirst), fits(DayOrder::MonthFirst)) {
        (true, false) => return Some(DayOrder::DayFirst),
        (false, true) => return Some(DayOrder::MonthFirst),
        (false, false) => return None,
        (true, true) => {}
    }
    // With points or dashes, and with the year first, there is one order only.
    let open = |n: &Numbers| n.sign == '/' && n.first_digits < 4;
    if !all.iter().any(|(numbers, _)| open(numbers)) {
        return Some(DayOrder::DayFirst);
    }
    let same = |(n, _): &(Numbers, Time)| DayOrder::DayFirst.day(n) == DayOrder::MonthFirst.day(n);
    if all.iter().all(same) {
        return Some(DayOrder::DayFirst);
    }
    let (day, month) = (steps_back(all, DayOrder::DayFirst), steps_back(all, DayOrder::MonthFirst));
    match day.cmp(&month) {
        std::cmp::Ordering::Less => Some(DayOrder::DayFirst),
        std::cmp::Ordering::Greater => Some(DayOrder::MonthFirst),
        std::cmp::Ordering::Equal => said,
    }
}

/// How often a message would be older than the one before it.
fn steps_back(all: &[(Numbers, Time)], order: DayOrder) -> usize {
    let moments = || all.iter().map(|(numbers, time)| order.moment(numbers, *time));
    moments().zip(moments().skip(1)).filter(|(before, after)| after < before).count()
}
