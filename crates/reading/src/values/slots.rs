//! The hours between which somebody comes: `between 8 and 12`, `8:00–12:00`, `dalle ore 8 alle ore 12`.

use super::labels::{self, CalendarWord, Labels, TermWord};
use super::page::Page;
use crate::words::fold;

/// Bytes of two hours with what joins them.
const SLOT_MAX: usize = 60;

/// Numbers of one sentence that are looked at.
const NUMBERS_MAX: usize = 24;

/// Words that join two hours, folded.
const JOINS: &[&str] = &[
    "",
    "and",
    "to",
    "till",
    "til",
    "until",
    "und",
    "bis",
    "en",
    "tot",
    "et",
    "a",
    "e",
    "y",
    "alle",
    "and the",
    "e le",
    "y las",
    "a las",
    "alle ore",
    "e le ore",
    "ore",
    "et les",
    "tot en met",
];

/// Words that stand right before the first of two hours, folded.
const OPENS: &[&str] =
    &["ore", "las", "le", "uhr", "between", "zwischen", "tussen", "entre", "tra", "fra"];

/// Words at the end of a label of hours, folded.
const LABELS: &[&str] = &[
    "arrival",
    "window",
    "slot",
    "time",
    "ankunft",
    "uhrzeit",
    "zeitfenster",
    "zeitraum",
    "zeit",
    "arrivee",
    "creneau",
    "horaire",
    "heure",
    "llegada",
    "franja",
    "horario",
    "horaria",
    "hora",
    "arrivo",
    "fascia",
    "oraria",
    "orario",
    "ora",
    "aankomst",
    "tijdvak",
    "tijdslot",
    "tijd",
    "tijdstip",
    "tecnico",
    "technicien",
    "techniker",
    "monteur",
];

/// Words of what was to be and was not, or is over; folded.
const OVER: &[&str] = &[
    "was supposed",
    "were supposed",
    "was meant to",
    "were meant to",
    "should have",
    "was due to",
    "were due to",
    "was to come",
    "was booked",
    "did not",
    "didn t",
    "there was",
    "there were",
    "has been restored",
    "es gab",
    "gab es",
    "kam es",
    "kam es zu",
    "il y a eu",
    "s est produit",
    "s est produite",
    "hubo",
    "se produjo",
    "c e stato",
    "c e stata",
    "si e verificato",
    "si e verificata",
    "er was",
    "was er",
    "heeft zich voorgedaan",
    "never came",
    "nobody came",
    "no one came",
    "missed",
    "sollte",
    "sollten",
    "hatte",
    "hatten",
    "niemand",
    "ist nicht",
    "zou",
    "zouden",
    "had moeten",
    "niemand kwam",
    "niet gekomen",
    "devait",
    "devaient",
    "aurait du",
    "n est pas venu",
    "personne",
    "doveva",
    "dovevano",
    "avrebbe dovuto",
    "nessuno",
    "non e",
    "debia",
    "debian",
    "deberia haber",
    "tenia que",
    "iba a",
    "no ha",
    "no vino",
    "nadie",
];

/// Where the hours of a sentence end that stand for a time to wait at home; none where it names none, or tells
/// of what was to be.
pub(super) fn end(page: &Page<'_>, labels: &Labels, (from, to): (usize, usize)) -> Option<usize> {
    let first = page.chunks.partition_point(|chunk| chunk.start < from);
    let inside = page.chunks.iter().skip(first).take_while(|chunk| chunk.end <= to);
    let found = inside.take(NUMBERS_MAX).find_map(|chunk| {
        let one = hour(page, chunk.start)?;
        let two = joined(page, one.end)?;
        let fits =
            two.end <= to + 4 && two.end - chunk.start <= SLOT_MAX && one.minute < two.minute;
        let told = one.told || two.told || opened(page, labels, chunk.start);
        let counts = !two.told && counts_something(page, labels, two.end);
        (fits && told && !counts && free(page, chunk.start)).then_some(two.end)
    });
    found.filter(|_| !is_over(page.slice(from, to)))
}

/// The rows of a listing from that of a day to that of its hours, and where these end: `Date | 14 March`, below it
/// `Time slot | 8:00 - 12:00`.
pub(super) fn below(page: &Page<'_>, labels: &Labels, at: usize) -> Option<(usize, usize, usize)> {
    let first = page.line_at(at);
    let short = |line: usize| page.line(line).trim().len() <= LISTED_MAX;
    let plain = |line: usize| !page.line(line).trim_end().ends_with(['.', '!', '?']);
    let mut rows = (first..page.lines.len())
        .take(LISTED_LINES)
        .take_while(|line| short(*line) && plain(*line))
        .filter(|line| *line > first && !page.line(*line).trim().is_empty())
        .take(LISTED_ROWS);
    let from = page.lines.get(first)?.start;
    rows.find_map(|row| {
        let line = page.lines.get(row)?;
        let named = labels::from(&labels.calendar, line.start).first();
        // Hours of each day of the week are those of an office.
        let office = named.is_some_and(|mark| {
            mark.end <= line.end && matches!(mark.what, CalendarWord::Weekday(_))
        });
        let hours = Some((line.start, line.end)).filter(|_| !office);
        hours.and_then(|row| end(page, labels, row)).map(|end| (from, line.end, end))
    })
}

/// Bytes of a row of a listing, its lines and its rows below a day that are looked at.
const LISTED_MAX: usize = 60;
const LISTED_LINES: usize = 9;
const LISTED_ROWS: usize = 4;

/// The minute of the first single hour of a sentence that is none of what was to be.
pub(super) fn first_hour(page: &Page<'_>, (from, to): (usize, usize)) -> Option<u16> {
    let first = page.chunks.partition_point(|chunk| chunk.start < from);
    let mut inside = page.chunks.iter().skip(first).take_while(|chunk| chunk.end <= to);
    let hour = inside.by_ref().take(NUMBERS_MAX).find_map(|chunk| single(page, chunk.start));
    hour.map(|(minute, _)| minute).filter(|_| !is_over(page.slice(from, to)))
}

/// The minute of the day of an hour that its form shows to be one and that opens no time of several hours,
/// and where it ends.
pub(super) fn single(page: &Page<'_>, start: usize) -> Option<(u16, usize)> {
    let one = hour(page, start).filter(|one| one.told && free(page, start))?;
    let before = page.slice(page.around(start, 24, 0).0, start);
    let ends = before.trim_end().ends_with(['-', '\u{2013}']);
    let joined = joined(page, one.end).is_some() || ends;
    (!joined).then_some((u16::try_from(one.minute).ok()?, one.end))
}

/// The minute of the first of two hours by the clock with what joins them, and where the second ends.
pub(super) fn first_of_two(page: &Page<'_>, start: usize) -> Option<(u16, usize)> {
    let one = hour(page, start).filter(|_| free(page, start))?;
    let two = joined(page, one.end).filter(|two| two.told && one.minute < two.minute)?;
    Some((u16::try_from(one.minute).ok()?, two.end))
}

/// The minute of the day of a bare number that words before it make an hour, and where it ends: `alle 16`.
pub(super) fn bare(page: &Page<'_>, labels: &Labels, start: usize) -> Option<(u16, usize)> {
    let one = hour(page, start).filter(|one| !one.told && free(page, start))?;
    let counts = counts_something(page, labels, one.end) || joined(page, one.end).is_some();
    (!counts).then_some((u16::try_from(one.minute).ok()?, one.end))
}

fn is_over(sentence: &str) -> bool {
    let folded = fold(sentence);
    OVER.iter().any(|words| super::has_phrase(&folded, words))
}

/// One hour of the clock.
struct Hour {
    minute: u32,
    end: usize,
    /// Whether its form says that it is one.
    told: bool,
}

/// `8`, `8:30`, `08.00 uur`, `8h`, `8am`.
fn hour(page: &Page<'_>, start: usize) -> Option<Hour> {
    let tail = page.slice(start, page.around(start, 0, SLOT_MAX).1);
    let digits = tail.bytes().take_while(u8::is_ascii_digit).count();
    let hours: u32 =
        tail.get(..digits)?.parse().ok().filter(|hours| digits <= 2 && *hours <= 24)?;
    let mut at = digits;
    let mut minute = 0;
    let rest = tail.get(at..)?;
    // `Ore 8,30`.
    let comma = || rest.strip_prefix(',').filter(|_| says_hours(page, start));
    let split = rest.strip_prefix([':', '.', 'h', 'H']).or_else(comma);
    let minutes =
        split.and_then(|rest| rest.get(..2)).filter(|m| m.bytes().all(|b| b.is_ascii_digit()));
    if let Some(minutes) = minutes.and_then(|m| m.parse::<u32>().ok()).filter(|m| *m < 60) {
        minute = minutes;
        at += 3;
    }
    let written = at > digits;
    let behind = tail.get(at..)?;
    // `20,00` and `20 €` are none.
    let part =
        behind.strip_prefix(',').is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()));
    if part || behind.trim_start_matches([' ', '\u{a0}']).starts_with(['€', '£', '$']) {
        return None;
    }
    // `8.00.2023` and `12.5 %` are no hours.
    if behind.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '/' | '%'))
        || behind.starts_with('.')
            && behind.get(1..2).is_some_and(|c| c != " " && c != "m" && c != "\n")
    {
        return None;
    }
    // `15.02., 15.05. und 15.08.` are days.
    let dotted = rest.starts_with('.') && written;
    let listed = |rest: &str| {
        let rest = rest.trim_start_matches(' ');
        rest.starts_with(',') || rest.starts_with(char::is_lowercase)
    };
    if dotted && behind.strip_prefix('.').is_some_and(listed) {
        return None;
    }
    let spaces = behind.len() - behind.trim_start_matches([' ', '\u{a0}']).len();
    let word = behind.get(spaces..)?.to_lowercase();
    const UNITS: [&str; 11] =
        ["a.m.", "p.m.", "am", "pm", "uhr", "uur", "o'clock", "noon", "hrs", "h", "u."];
    let unit = UNITS.iter().find(|unit| {
        word.strip_prefix(**unit).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    });
    let hours = match unit {
        Some(&("pm" | "p.m.")) => hours % 12 + 12,
        Some(&("am" | "a.m.")) => hours % 12,
        Some(_) | None => hours,
    };
    let mut end = start + at + unit.map_or(0, |unit| spaces + unit.len());
    // `16 h 10`.
    if unit == Some(&"h")
        && !written
        && let Some(more) = minutes_behind(page.slice(end, page.around(end, 0, 8).1))
    {
        minute = more;
        end += 3;
    }
    Some(Hour { minute: hours * 60 + minute, end, told: written || unit.is_some() })
}

/// Whether the word right before a number says that it is an hour of the clock: `dalle ore 8,30`.
fn says_hours(page: &Page<'_>, start: usize) -> bool {
    let head = page.slice(page.around(start, HOURS_BYTES, 0).0, start);
    matches!(fold(head).split(' ').next_back(), Some("ore" | "h"))
}

/// Bytes of that word.
const HOURS_BYTES: usize = 6;

/// Two digits behind a space that are the minutes of an hour, and count nothing.
fn minutes_behind(text: &str) -> Option<u32> {
    let rest = text.strip_prefix([' ', '\u{a0}'])?;
    let (digits, behind) = rest.split_at_checked(2)?;
    let ends = behind.is_empty() || behind.starts_with(['.', ',', ';', '\n', ')']);
    let ends = ends || behind.strip_prefix(' ').is_some_and(|b| b.starts_with(char::is_lowercase));
    let minutes = digits.parse().ok().filter(|minutes| *minutes < 60)?;
    (ends && digits.bytes().all(|b| b.is_ascii_digit())).then_some(minutes)
}

/// The second hour, where only a dash or a word for `to` parts it from the first.
fn joined(page: &Page<'_>, at: usize) -> Option<Hour> {
    let tail = page.slice(at, page.around(at, 0, 24).1);
    let digit = tail.find(|c: char| c.is_ascii_digit())?;
    let gap = tail.get(..digit)?;
    let dash = gap.trim_matches([' ', '\u{a0}']);
    let word = fold(gap);
    let joins = matches!(dash, "-" | "\u{2013}" | "\u{2014}" | "à" | "/") || !word.is_empty();
    (joins && JOINS.contains(&word.as_str())).then(|| hour(page, at + digit)).flatten()
}

/// Whether words before a number say that hours follow: `between 8 and 12`.
fn opened(page: &Page<'_>, labels: &Labels, start: usize) -> bool {
    let head = page.slice(page.around(start, 24, 0).0, start);
    let word = fold(head);
    let last = word.rsplit(' ').next().unwrap_or_default();
    let between = labels::before(&labels.terms, start)
        .take(2)
        .any(|mark| mark.what == TermWord::Between && start - mark.end <= 4);
    let labelled = head.trim_end().ends_with(':') && LABELS.contains(&last);
    between || labelled || OPENS.contains(&last)
}

/// Whether a number is followed by what it counts: `between 8 and 12 days`, `8 and 12 May`.
fn counts_something(page: &Page<'_>, labels: &Labels, end: usize) -> bool {
    let near = |start: usize| start >= end && start - end <= 3;
    let month = labels::from(&labels.calendar, end).first();
    let month = month.is_some_and(|m| near(m.start) && matches!(m.what, CalendarWord::Month(_)));
    let unit = labels::from(&labels.terms, end).first();
    let unit = unit.is_some_and(|m| near(m.start) && matches!(m.what, TermWord::Unit(_)));
    let sign = page.slice(end, end + 4);
    month || unit || sign.trim_start().starts_with(['€', '£', '$', '%'])
}

/// Whether a number is not the tail of another one or of a word.
fn free(page: &Page<'_>, start: usize) -> bool {
    page.char_before(start)
        .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '/' | '€' | '£' | '$'))
}
