//! Days that are told by their number alone, `on the 14th`, `mercredi 11`, `el día 8`, and weeks by theirs, `KW 14`,
//! `the week of 14 September`. Like those told by the calendar they are days only where something is promised.

use super::day::{self, Day};
use super::labels::{self, CalendarWord, Labels, Mark, TermWord};
use super::page::Page;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Such days of one text.
const NUMBERED_MAX: usize = 12;

/// How sure such a day is, in thousandths.
const SURE: u16 = 550;

/// Months ahead in which the day of a number is looked for.
const MONTHS: i64 = 3;

/// Bytes before a number in which it is said to be one of a day.
const HEAD: usize = 24;

/// Words right before the number of a day that are said of nothing else.
const DAY: &[(&str, &str)] = &[("es", "día"), ("it", "giorno"), ("nl", "dag")];

/// Articles before the number of a day, where nothing follows that it counts.
const ARTICLES: &[(&str, &str)] = &[
    ("de", "am"),
    ("de", "zum"),
    ("de", "den"),
    ("de", "dem"),
    ("fr", "le"),
    ("fr", "au"),
    ("es", "el"),
    ("es", "al"),
    ("it", "il"),
    ("it", "al"),
    ("nl", "de"),
    ("en", "the"),
];

/// Ends of numbers that stand in an order.
const ENDS: &[&str] = &["st", "nd", "rd", "th", "er", "ste", "de", "e", "º", "°"];

/// Finds them; dates are found already.
pub(super) fn read(page: &Page<'_>, labels: &Labels, dates: &[Day]) -> Vec<Day> {
    let Some(sent) = page.s.sent_on else { return Vec::new() };
    let mut found = Vec::new();
    for (_, chunk) in page.free() {
        let dated = dates.iter().any(|day| day.start < chunk.end && chunk.start < day.end);
        if found.len() >= NUMBERED_MAX || dated {
            continue;
        }
        found.extend(numbered(page, labels, chunk.start, sent));
    }
    found
}

fn numbered(page: &Page<'_>, labels: &Labels, start: usize, sent: Date) -> Option<Day> {
    let (number, digits) = day::small(page, start)?;
    let alone = page.char_before(start).is_none_or(|c| c.is_whitespace() || c == '\'');
    if digits - start > 2 || !(1..=31).contains(&number) || !alone {
        return None;
    }
    let tail = page.slice(digits, page.around(digits, 0, HEAD).1);
    let ending = ENDS.iter().filter(|end| {
        let rest = tail.strip_prefix(**end);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let end = digits + ending.map(|end| end.len()).max().unwrap_or(0);
    let named = named_before(page, labels, start);
    if counts(page, labels, end) || !(named.is_some() || introduced(page, (start, digits), end)) {
        return None;
    }
    let date = next(sent, number, named)?;
    Some(Day { start, end, date, confidence: SURE, weak: true })
}

/// The day of the week that stands right before a number: `mercredi 11`, `Friday the 14th`, `Freitag, den 15.`.
fn named_before(page: &Page<'_>, labels: &Labels, start: usize) -> Option<Weekday> {
    let mark = labels::before(&labels.calendar, start).next()?;
    let CalendarWord::Weekday(number) = mark.what else { return None };
    let gap = page.slice(mark.end, start);
    let plain = gap.split(|c: char| !c.is_alphanumeric()).all(|word| {
        matches!(word, "" | "the" | "den" | "dem" | "de" | "le" | "il" | "día" | "giorno" | "el")
    });
    let near = gap.len() <= 10 && plain && !gap.contains('\n');
    near.then(|| Weekday::from_monday_one_offset(number).ok()).flatten()
}

/// Whether words before a number say that it is one of a day.
fn introduced(page: &Page<'_>, (start, digits): (usize, usize), end: usize) -> bool {
    let head = page.slice(page.around(start, HEAD, 0).0, start).to_lowercase();
    let language = page.s.language.as_str();
    let before = |words: &[(&str, &str)]| {
        words.iter().any(|(of, word)| {
            let rest = head.trim_end().strip_suffix(word);
            *of == language && rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    };
    let tail = page.slice(end, page.around(end, 0, HEAD).1);
    let stopped = tail.starts_with('.');
    let rest = tail.trim_start_matches('.');
    let closed = rest.is_empty() || rest.starts_with([',', ';', '!', ')', '\n']);
    let ordered = end > digits || language == "de" && stopped;
    // German nouns begin with a capital: `am 3. Versuch`.
    let lower = rest.trim_start().starts_with(char::is_lowercase) && ordered;
    let ends = match language {
        "en" | "nl" => ordered && (closed || stopped || lower),
        "de" => ordered && (closed || lower),
        _ => closed || stopped && rest.starts_with([' ', '\n']),
    };
    before(DAY) || before(ARTICLES) && ends
}

/// Whether what follows a number makes it one of something else: of a month, an hour, a sum, things.
fn counts(page: &Page<'_>, labels: &Labels, end: usize) -> bool {
    let near = |start: usize| start >= end && start - end <= 5;
    let month = labels::from(&labels.calendar, end).first();
    let month = month.is_some_and(|m| near(m.start) && matches!(m.what, CalendarWord::Month(_)));
    let unit = labels::from(&labels.terms, end).first();
    let unit = unit.is_some_and(|m| near(m.start) && matches!(m.what, TermWord::Unit(_)));
    let tail = page.slice(end, page.around(end, 0, 8).1);
    let next = tail.trim_start().to_lowercase();
    let mut signs = tail.chars();
    let decimal =
        matches!(signs.next(), Some(',' | '.')) && signs.next().is_some_and(|c| c.is_ascii_digit());
    let sign = next.starts_with(['€', '£', '$', '%', ':', '/', '-', '\u{2013}']) || decimal;
    let hour = ["h", "uhr", "uur", "am", "pm", "eur", "ore", "heures", "kg", "x "];
    let hour = hour.iter().any(|word| {
        let rest = next.strip_prefix(word);
        rest.is_some_and(|rest| !rest.starts_with(char::is_alphabetic) || *word == "x ")
    });
    month || unit || sign || hour || tail.starts_with(char::is_alphanumeric)
}

/// The next day with a number in its month, and that name.
fn next(sent: Date, number: u32, name: Option<Weekday>) -> Option<Date> {
    let number = i8::try_from(number).ok()?;
    (0..=MONTHS).find_map(|months| {
        let month = sent.first_of_month().checked_add(months.months()).ok()?;
        let day = Date::new(month.year(), month.month(), number).ok()?;
        (day >= sent && name.is_none_or(|name| day.weekday() == name)).then_some(day)
    })
}

/// Words right before the name of a day that make it one of next week, where this one is about to come.
const NEXT: &[&str] =
    &["next", "nächsten", "nächster", "nächste", "nächstem", "volgende", "próximo", "prossimo"];

/// The same right behind it.
const NEXT_BEHIND: &[&str] = &["prochain", "prossimo", "que viene", "próximo", "prossima"];

/// A day of the name that is said to be the next one lies at least so many days ahead.
const NEXT_DAYS: i32 = 3;

/// Whether a word says that the next day of a name is meant, and not the one that is coming.
pub(super) fn says_next(word: &str) -> bool {
    NEXT.contains(&word.to_lowercase().as_str())
}

/// Whether words behind the name of a day say the same.
pub(super) fn is_next(behind: &str) -> bool {
    NEXT_BEHIND.iter().any(|words| behind.trim_start().starts_with(words))
}

/// The first day of a name that comes.
pub(super) fn coming(sent: Date, name: Weekday) -> Option<Date> {
    sent.nth_weekday(1, name).ok()
}

/// The next day of a name: who says `next Wednesday` on a Tuesday does not mean tomorrow.
pub(super) fn next_named(sent: Date, name: Weekday) -> Option<Date> {
    let day = coming(sent, name)?;
    let near = (day - sent).get_days() < NEXT_DAYS && day.weekday() != sent.weekday();
    if near { day.checked_add(1.week()).ok() } else { Some(day) }
}

/// Words right before a word for tomorrow that make it one for the morning.
const MORNING: &[&str] = &[
    "guten", "heute", "gestern", "schönen", "jeden", "am", "goede", "deze", "buena", "buenas",
    "la", "esta", "cada", "una", "de", "der",
];

/// Whether `morgen`, `mañana` is the morning: `Guten Morgen`, `por la mañana`.
pub(super) fn greets(page: &Page<'_>, start: usize) -> bool {
    let word = page.slice(start, page.around(start, 0, 8).1).to_lowercase();
    let morning = word.starts_with("morgen") || word.starts_with("mañana");
    let head = page.slice(page.around(start, 12, 0).0, start).to_lowercase();
    let last = head.trim_end().rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    morning && MORNING.contains(&last)
}

/// The number of a week beside its word, and where both stand.
pub(super) fn week(page: &Page<'_>, mark: &Mark<CalendarWord>) -> Option<(u32, (usize, usize))> {
    let own = page.slice(mark.start, mark.end);
    let upper = own.starts_with(char::is_uppercase);
    let common = upper || page.s.language.as_str() != "en";
    let at = day::skip(page, mark.end);
    if let Some((week, end)) = day::small(page, at) {
        let fits = common && end - at <= 2 && end > mark.end && day::stands_free(page, at, end);
        return fits.then_some((week, (mark.start, end)));
    }
    // `46. Kalenderwoche`.
    let before = day::skip_back(page, mark.start);
    let stop = before.checked_sub(1).filter(|_| page.char_before(before) == Some('.'))?;
    let (week, start) = day::small_before(page, stop)?;
    let fits = upper && stop - start <= 2 && day::stands_free(page, start, stop);
    fits.then_some((week, (start, mark.end)))
}

/// Words before a day that make it the first of a week.
const WEEK_OF: &[&str] = &[
    "week of",
    "week commencing",
    "week beginning",
    "week starting",
    "w/c",
    "woche vom",
    "woche ab dem",
    "woche ab",
    "semaine du",
    "semana del",
    "settimana del",
    "settimana dal",
    "week van",
    "week vanaf",
];

/// The Friday of the week that a day stands for: firms work until then; else the day itself.
pub(super) fn last_of_week(page: &Page<'_>, labels: &Labels, (start, day): (usize, Date)) -> Date {
    let head = page.slice(page.around(start, HEAD, 0).0, start).to_lowercase();
    let head = head.trim_end().trim_end_matches(" the").trim_end();
    let monday = head.strip_suffix("monday").map_or(head, str::trim_end);
    let of = WEEK_OF.iter().any(|words| monday.ends_with(words));
    let mark = labels::from(&labels.calendar, start).iter().take(2);
    let by_number = mark.clone().any(|mark| {
        mark.what == CalendarWord::Week && mark.start < start + HEAD && is_number(page, mark, start)
    });
    let friday = || day.checked_add(4.days()).ok();
    let monday = day.weekday() == Weekday::Monday;
    if monday && (of || by_number) { friday().unwrap_or(day) } else { day }
}

/// Whether a day is told by a word for a week and its number.
fn is_number(page: &Page<'_>, mark: &Mark<CalendarWord>, start: usize) -> bool {
    week(page, mark).is_some_and(|(_, span)| span.0 == start)
}
