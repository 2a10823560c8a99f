//! Dates with the name of a month, in the order of any language.

use super::day::{self, Day, skip, skip_back, small, small_before};
use super::labels::{self, CalendarWord, Labels, Mark, MonthPart};
use super::page::{Page, is_space};

/// Small words between the parts of a date: `3 de abril del 2026`, `2026 m. balandžio 3 d.`.
const LINKS: [&str; 18] = [
    "de", "del", "of", "do", "d", "la", "den", "the", "da", "di", "ngày", "tháng", "năm", "m",
    "gada", "г", "r", "év",
];

/// Finds days beside the names of months.
pub(super) fn read(page: &Page<'_>, labels: &Labels, days: &mut Vec<Day>) {
    let mut floor = 0;
    for (at, mark) in labels.calendar.iter().enumerate() {
        let CalendarWord::Month(month) = mark.what else {
            continue;
        };
        if mark.start < floor {
            continue;
        }
        let month = u32::try_from(month).unwrap_or(0);
        let found = around(page, mark, month, days)
            .or_else(|| part_of(page, labels, at, month))
            .or_else(|| whole(page, mark, month));
        if let Some(day) = found {
            floor = day.end;
            page.take(day.start, day.end);
            days.push(day);
        }
    }
}

/// The parts found on one side of a month.
#[derive(Debug, Clone, Copy)]
struct Side {
    day: Option<u32>,
    year: Option<i16>,
    edge: usize,
}

fn around(
    page: &Page<'_>,
    mark: &Mark<CalendarWord>,
    month: u32,
    days: &mut Vec<Day>,
) -> Option<Day> {
    let left = left_day(page, mark.start);
    let right = right_of(page, mark.end);
    let american = right.day.is_some() && right.year.is_some();
    let word = page.slice(mark.start, mark.end);
    if let Some((number, start)) = left
        && !american
    {
        let year = right_year(page, mark.end);
        let verb = matches!(word, "may" | "march" | "mar" | "set" | "dec" | "sat");
        if verb && year.is_none() && page.s.language.as_str() == "en" {
            return None;
        }
        let day = made(
            page,
            (start, year.map_or(mark.end, |y| y.1)),
            year.map(|y| y.0),
            (month, number),
        )?;
        range_start(page, day, month, days);
        return Some(day);
    }
    let number = right.day?;
    let verb = matches!(word, "may" | "march");
    if verb && page.s.language.as_str() == "en" && right.year.is_none() {
        return None;
    }
    let (year, start) = match right.year {
        Some(year) => (Some(year), mark.start),
        None => left_year(page, mark.start).map_or((None, mark.start), |(y, s)| (Some(y), s)),
    };
    made(page, (start, right.edge), year, (month, number))
}

fn made(
    page: &Page<'_>,
    (start, end): (usize, usize),
    year: Option<i16>,
    (month, number): (u32, u32),
) -> Option<Day> {
    let date = match year {
        Some(year) => day::date(year, month, number),
        None => day::nearest(page, month, number),
    };
    let confidence = if year.is_some() { 980 } else { 850 };
    Some(Day { start, end, date: date?, confidence, weak: false })
}

/// The number of the day left of a month, with what may stand between.
fn left_day(page: &Page<'_>, month_start: usize) -> Option<(u32, usize)> {
    let mut at = skip_links_back(page, month_start);
    let head = page.slice(at.saturating_sub(6), at);
    let head = if head.is_empty() { page.slice(at.saturating_sub(5), at) } else { head };
    let ending =
        ["st", "nd", "rd", "th", "er", "ère", "º", "°", "ª", "a", "ste", "de", "e", "-го", "-е"]
            .into_iter()
            .filter(|ending| {
                let stem = head.strip_suffix(ending);
                stem.is_some_and(|stem| stem.ends_with(|c: char| c.is_ascii_digit()))
            })
            .map(str::len)
            .max();
    at -= ending.unwrap_or(0);
    if ending.is_none() && matches!(page.char_before(at), Some('.' | '-' | '/' | '\u{2011}')) {
        at -= page.char_before(at).map_or(0, char::len_utf8);
    }
    let (value, start) = small_before(page, at)?;
    let digit_before = start > 0 && page.char_before(start - 1).is_some_and(|d| d.is_ascii_digit());
    let free = match page.char_before(start) {
        Some('.' | ',' | ':' | '/') => !digit_before,
        Some(c) => !c.is_ascii_alphanumeric(),
        None => true,
    };
    (free && at - start <= 2 && (1..=31).contains(&value)).then_some((value, start))
}

fn skip_links_back(page: &Page<'_>, from: usize) -> usize {
    let mut at = skip_back(page, from);
    for _ in 0..2 {
        let head = page.text.get(..at).unwrap_or_default();
        let length: usize =
            head.chars().rev().take(6).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        let word = page.slice(at - length, at).to_lowercase();
        let before = page.char_before(at - length);
        if length == 0
            || !LINKS.contains(&word.as_str())
            || !before.is_some_and(|c| is_space(c) || c == '.')
        {
            break;
        }
        at = skip_back(page, at - length);
    }
    at
}

/// What follows a month: a day and perhaps a year, `3rd, 2026`.
fn right_of(page: &Page<'_>, month_end: usize) -> Side {
    let none = Side { day: None, year: None, edge: month_end };
    let at = after_mark(page, month_end);
    let Some((value, end)) = small(page, at) else {
        return none;
    };
    if end - at > 2 || !(1..=31).contains(&value) {
        return none;
    }
    let tail = page.text.get(end..).unwrap_or_default();
    let ending =
        ["st", "nd", "rd", "th"].into_iter().find(|e| tail.starts_with(e)).map_or(0, str::len);
    let end = end + ending;
    let tail = page.text.get(end..).unwrap_or_default();
    let mut signs = tail.chars();
    let inside = match (signs.next(), signs.next()) {
        (Some(c), _) if c.is_alphanumeric() && c.is_ascii() => true,
        (Some(':' | '.' | '%' | '€' | '/'), Some(c)) => c.is_ascii_digit(),
        _ => tail.starts_with(['%', '€', '£']),
    };
    // `Ab Mai 21,50 €`, `from June 30 euros`.
    let cents = tail
        .strip_prefix(',')
        .is_some_and(|rest| rest.bytes().take_while(u8::is_ascii_digit).count() == 2);
    let rest = tail.trim_start_matches(is_space);
    let money = ["€", "£", "EUR", "Eur", "eur"].iter().any(|unit| rest.starts_with(unit));
    if inside || cents || money {
        return none;
    }
    let year_at = skip(page, end + usize::from(tail.starts_with(',') || tail.starts_with('.')));
    let year = small(page, year_at)
        .filter(|(_, year_end)| year_end - year_at == 4 && free_end(page, *year_end))
        .and_then(|(year, year_end)| Some((day::year(page, year, 4)?, year_end)));
    Side { day: Some(value), year: year.map(|y| y.0), edge: year.map_or(end, |y| y.1) }
}

/// A year right of a month: `2026`, `de 2026`, `'26`, `-26`.
fn right_year(page: &Page<'_>, month_end: usize) -> Option<(i16, usize)> {
    let mut at = after_mark(page, month_end);
    for _ in 0..2 {
        let tail = page.text.get(at..)?;
        let length: usize =
            tail.chars().take(6).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
        if length == 0 || !LINKS.contains(&page.slice(at, at + length)) {
            break;
        }
        at = skip(page, at + length);
    }
    let (value, end) = small(page, at)?;
    let glued = matches!(page.char_before(at), Some('-' | '/' | '\'' | '\u{2019}'));
    let width = end - at;
    let fits = width == 4 || (width == 2 && glued);
    (fits && free_end(page, end)).then(|| day::year(page, value, width).map(|year| (year, end)))?
}

fn free_end(page: &Page<'_>, end: usize) -> bool {
    match page.char_at(end) {
        Some('.' | ',' | ':') => !page.char_at(end + 1).is_some_and(|d| d.is_ascii_digit()),
        Some(c) => !(c.is_ascii_alphanumeric() || c == '%'),
        None => true,
    }
}

/// Skips the point, comma or dash behind a month and the space after it.
fn after_mark(page: &Page<'_>, month_end: usize) -> usize {
    let c = page.char_at(month_end);
    let mark = c.filter(|c| matches!(c, '.' | ',' | '-' | '/' | '\'' | '\u{2019}' | '\u{2011}'));
    let at = skip(page, month_end + mark.map_or(0, char::len_utf8));
    let quote = page.char_at(at).filter(|c| matches!(c, '\'' | '\u{2019}'));
    at + quote.map_or(0, char::len_utf8)
}

/// A year left of a month: `2026. április`, `2026 m. balandžio`.
fn left_year(page: &Page<'_>, month_start: usize) -> Option<(i16, usize)> {
    let mut at = skip_back(page, month_start);
    at -= usize::from(page.char_before(at) == Some('.'));
    at = skip_links_back(page, at);
    at -= usize::from(matches!(page.char_before(at), Some('.' | '-')));
    let (value, start) = small_before(page, at)?;
    (at - start == 4).then(|| day::year(page, value, 4).map(|year| (year, start)))?
}

/// `1.–31. Mai 2026`: the day before the dash begins the range.
fn range_start(page: &Page<'_>, day: Day, month: u32, days: &mut Vec<Day>) {
    let head = page.text.get(..day.start).unwrap_or_default();
    let trimmed = head.trim_end_matches(is_space);
    let dash =
        ["-", "–", "—", " to", " bis", " au", " al", " tot", " t/m", " bis zum", " and", " und"]
            .into_iter()
            .find_map(|word| trimmed.strip_suffix(word));
    let Some(before) = dash else { return };
    let before = before.trim_end_matches(is_space);
    let end = before.strip_suffix(['.', 'º', '°']).unwrap_or(before).len();
    let end = ["st", "nd", "rd", "th", "er"]
        .into_iter()
        .find_map(|e| before.strip_suffix(e).filter(|b| b.ends_with(|c: char| c.is_ascii_digit())))
        .map_or(end, str::len);
    let Some((number, start)) = small_before(page, end) else {
        return;
    };
    let free = page.char_before(start).is_none_or(|c| is_space(c) || matches!(c, '(' | ':' | '\n'));
    if end - start > 2 || !free || number >= u32::try_from(day.date.day()).unwrap_or(0) {
        return;
    }
    if let Some(date) = day::date(day.date.year(), month, number) {
        page.take(start, before.len());
        days.push(Day { start, end: before.len(), date, ..day });
    }
}

/// `end of April`, `Ende April 2026`, `mid-April`: the last day of that part of the month, roughly.
fn part_of(page: &Page<'_>, labels: &Labels, at: usize, month: u32) -> Option<Day> {
    let mark = labels.calendar.get(at)?;
    let word = labels::before(&labels.calendar, mark.start).next()?;
    let CalendarWord::MonthPart(part) = word.what else { return None };
    let gap = page.slice(word.end, mark.start).trim();
    if !(matches!(gap, "" | "-") || LINKS.contains(&gap)) {
        return None;
    }
    let (year, end) = match right_year(page, mark.end) {
        Some((year, end)) => (year, end),
        None => (day::nearest(page, month, 28)?.year(), mark.end),
    };
    let date = match part {
        MonthPart::Early => day::date(year, month, EARLY)?,
        MonthPart::Middle => day::date(year, month, MIDDLE)?,
        MonthPart::End => day::date(year, month, 1)?.last_of_month(),
    };
    Some(Day { start: word.start, end, date, confidence: 450, weak: true })
}

/// Words right before a month from whose first day on something holds, folded.
const FROM: &[&str] = &[
    "from",
    "as of",
    "as from",
    "starting",
    "starting in",
    "ab",
    "a partir de",
    "a compter de",
    "a partir",
    "des",
    "desde",
    "a partire da",
    "da",
    "dal mese di",
    "vanaf",
    "met ingang van",
];

/// `From September`, `ab Juli 2026`: the first day of the month. Two months are a stretch.
fn whole(page: &Page<'_>, mark: &Mark<CalendarWord>, month: u32) -> Option<Day> {
    let head = page.slice(page.around(mark.start, FROM_BYTES, 0).0, mark.start);
    let head = crate::words::fold(head.trim_end());
    let right = |from: &&&str| {
        let rest = head.strip_suffix(**from);
        rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
    };
    FROM.iter().find(right)?;
    let (year, end) = match right_year(page, mark.end) {
        Some((year, end)) => (year, end),
        None => (day::nearest(page, month, 1)?.year(), mark.end),
    };
    let tail = page.slice(end, page.around(end, 0, FROM_BYTES).1);
    let tail = tail.trim_start();
    let stretch =
        ["to ", "until ", "bis ", "au ", "à ", "jusqu", "hasta ", "a ", "al ", "tot ", "-", "–"];
    if stretch.iter().any(|word| tail.starts_with(word)) {
        return None;
    }
    let date = day::date(year, month, 1)?;
    Some(Day { start: mark.start, end, date, confidence: 780, weak: false })
}

/// Bytes before a month in which the words stand from which on it counts, and behind it.
const FROM_BYTES: usize = 20;

/// The last days of the beginning and of the middle of a month.
const EARLY: u32 = 10;
const MIDDLE: u32 = 15;
