//! Dates in a text, and what happens on each of them.

use super::day::{self, Day, Digits};
use super::labels::{self, CalendarWord, Cue, DateLabel, Labels, Mark};
use super::near::{self, Nearness, Seeker};
use super::page::{Page, is_space};
use super::{
    FOUND_MAX, Sink, asked, begins_a_word, care, deeds, leaving, months, numbered, product,
    promises, slots, spoken, starts, streets, unless,
};
use jiff::ToSpan;
use jiff::civil::Weekday;
use oxherd_model::{Claim, DateRole};

/// Finds every date.
pub(super) fn read(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let mut days = Vec::new();
    months::read(page, labels, &mut days);
    if !page.chunks.is_empty() {
        numeric(page, labels, &mut days);
        weeks(page, labels, &mut days);
    }
    if days.len() < FOUND_MAX {
        relative(page, labels, &mut days);
    }
    days.retain(|day| !streets::names(page, day));
    days.sort_by_key(|day| day.start);
    that_day(page, labels, &mut days);
    days.truncate(FOUND_MAX * 2);
    let roles = assign(page, labels, &days);
    let numbered = numbered::read(page, labels, &days);
    let known: Vec<Day> = days.iter().chain(&numbered).copied().collect();
    sink.spoken = spoken::read(page, labels, &known);
    sink.spoken.extend(numbered);
    for (day, (role, confidence)) in days.iter().zip(roles) {
        let Some(role) = role else {
            sink.spoken.extend(Some(*day).filter(|day| day.weak));
            continue;
        };
        let confidence = product(day.confidence, confidence);
        page.take(day.start, day.end);
        let value = last_day(page, day, role).unwrap_or_else(|| deeds::coming(page, day, role));
        sink.add(Claim::Date { role, value }, (day.start, day.end), confidence);
    }
}

/// The last day to act where something is to be done before a day: the one before it.
fn last_day(page: &Page<'_>, day: &Day, role: DateRole) -> Option<jiff::civil::Date> {
    let acts = matches!(role, DateRole::CancelBy | DateRole::WithdrawBy | DateRole::ReturnBy);
    let earlier = || day.date.yesterday().ok();
    if acts && says_before(page, day.start) && !unless::is_inclusive(page, (day.start, day.end)) {
        earlier()
    } else {
        None
    }
}

/// Whether a word for `before` stands right before a day, perhaps with the name of the day between.
pub(super) fn says_before(page: &Page<'_>, start: usize) -> bool {
    const BEFORE: [&str; 12] = [
        "before",
        "before the",
        "vor dem",
        "avant le",
        "avant",
        "antes del",
        "antes de",
        "antes del día",
        "prima del",
        "prima dell'",
        "vóór",
        "voor",
    ];
    let head = page.slice(page.around(start, 40, 0).0, start).to_lowercase();
    let head = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '*'));
    let without_day = head.rsplit_once(' ').map_or("", |(before, _)| before.trim_end_matches(','));
    [head, without_day].into_iter().any(|head| {
        BEFORE.iter().any(|word| {
            head.strip_suffix(word).is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    })
}

fn numeric(page: &Page<'_>, labels: &Labels, days: &mut Vec<Day>) {
    let mut floor = 0;
    let mut open = Vec::new();
    for (_, chunk) in page.free() {
        let start = chunk.digit;
        if start < floor || chunk.start != start {
            continue;
        }
        if let Some(day) = compact(page, labels, chunk.start, chunk.end) {
            days.push(day);
            continue;
        }
        if let Some(day) = month_alone(page, labels, chunk.start) {
            floor = day.end;
            days.push(day);
            continue;
        }
        let Some(digits) = day::digits(page, start) else {
            continue;
        };
        if !day::stands_free(page, start, digits.end) {
            continue;
        }
        floor = digits.end;
        match certain(page, digits) {
            Certainty::Day(day) => days.push(day),
            Certainty::Open => open.push(digits),
            Certainty::No => {}
        }
    }
    let vote = page.s.month_first.or_else(|| vote(page, days));
    days.extend(open.iter().filter_map(|digits| ambiguous(page, labels, *digits, vote)));
}

enum Certainty {
    Day(Day),
    /// The day and the month may be either way round.
    Open,
    No,
}

fn certain(page: &Page<'_>, d: Digits) -> Certainty {
    let [a, b, c] = d.parts;
    let [wa, wb, wc] = d.widths;
    let made = |date: Option<jiff::civil::Date>, confidence, weak| {
        date.map_or(Certainty::No, |date| {
            Certainty::Day(Day { start: d.start, end: d.end, date, confidence, weak })
        })
    };
    let cjk = !d.separator.is_ascii();
    match d.count {
        3 if wa == 4 && wb <= 2 && wc <= 2 => {
            made(day::year(page, a, wa).and_then(|y| day::date(y, b, c)), 970, false)
        }
        3 if wa <= 2 && wb <= 2 && (wc == 4 || wc == 2) && !cjk => {
            let Some(year) = day::year(page, c, wc) else {
                return Certainty::No;
            };
            let sure = if wc == 4 { 960 } else { 860 };
            if d.separator == '.' {
                let weak = wc == 2 && (wa == 1 || wb == 1) && versioned(page, d.start);
                return made(day::date(year, b, a), sure, weak);
            }
            match (a > 12, b > 12) {
                (true, false) => made(day::date(year, b, a), sure, wc == 2 && d.separator == '-'),
                (false, true) => made(day::date(year, a, b), sure, wc == 2 && d.separator == '-'),
                (false, false) if a == b => made(day::date(year, a, b), sure, wc == 2),
                (false, false) => Certainty::Open,
                (true, true) => Certainty::No,
            }
        }
        2 if cjk && wa <= 2 => made(day::nearest(page, a, b), 850, false),
        2 if d.separator == '.' && wa <= 2 && wb <= 2 && page.char_at(d.end) == Some('.') => {
            dotted_short(page, d)
        }
        2 if d.separator == '/' && wa <= 2 && wb <= 2 && (a > 12) != (b > 12) => {
            let (month, day) = if a > 12 { (b, a) } else { (a, b) };
            made(day::nearest(page, month, day), 700, true)
        }
        2 if d.separator == '/' && wa <= 2 && wb == 2 => Certainty::Open,
        // `uiterlijk 31-03`: no other language writes a day so.
        2 if d.separator == '-' && wb == 2 && page.s.language.as_str() == "nl" => {
            made(day::nearest(page, b, a), 700, true)
        }
        _ => Certainty::No,
    }
}

/// `03.04.` without a year.
fn dotted_short(page: &Page<'_>, d: Digits) -> Certainty {
    let [day, month, _] = d.parts;
    let after = page.char_at(d.end + 1);
    if after.is_some_and(char::is_alphanumeric) || d.widths == [1, 1, 0] && !dotted_language(page) {
        return Certainty::No;
    }
    let weak = !dotted_language(page);
    day::nearest(page, month, day).map_or(Certainty::No, |date| {
        Certainty::Day(Day { start: d.start, end: d.end + 1, date, confidence: 780, weak })
    })
}

fn dotted_language(page: &Page<'_>) -> bool {
    !matches!(page.s.language.as_str(), "en" | "fr" | "es" | "it" | "nl" | "pt" | "und")
}

/// Whether the word before is one of versions: `version 3.4.26`.
fn versioned(page: &Page<'_>, start: usize) -> bool {
    let head = page.slice(start.saturating_sub(12), start).to_lowercase();
    ["version", "ver.", "release", "v.", "firmware", "ios", "update"]
        .iter()
        .any(|word| head.trim_end().ends_with(word))
        || !dotted_language(page)
}

/// The day and month of the dates that are certain say how this sender writes them.
fn vote(page: &Page<'_>, days: &[Day]) -> Option<bool> {
    let (mut month, mut day) = (0, 0);
    for found in days {
        let text = page.slice(found.start, found.end);
        let Some((first, _)) = text.split_once('/') else {
            continue;
        };
        match first.parse::<i8>() {
            Ok(first) if first > 12 && first <= 31 => day += 1,
            Ok(first) if first == found.date.month() && found.date.day() > 12 => month += 1,
            Ok(_) | Err(_) => {}
        }
    }
    (month != day).then_some(month > day)
}

fn ambiguous(page: &Page<'_>, labels: &Labels, d: Digits, vote: Option<bool>) -> Option<Day> {
    let [a, b, c] = d.parts;
    let [_, _, wc] = d.widths;
    let dates = |month, day| match d.count {
        3 => day::date(day::year(page, c, wc)?, month, day),
        _ => day::nearest(page, month, day),
    };
    let (day_first, month_first) = (dates(b, a), dates(a, b));
    let weekday = weekday_before(page, labels, d.start);
    let fits =
        |date: Option<jiff::civil::Date>| date.is_some_and(|date| Some(date.weekday()) == weekday);
    let american = page.s.currency_hint.is_some_and(|c| c.as_str() == "USD");
    let (date, confidence) = match (fits(day_first), fits(month_first), vote) {
        (true, false, _) => (day_first, 950),
        (false, true, _) => (month_first, 950),
        (_, _, Some(true)) => (month_first, 900),
        (_, _, Some(false)) => (day_first, 900),
        (_, _, None) if page.s.language.as_str() == "en" && american => (month_first, 650),
        (_, _, None) if page.s.language.as_str() == "en" => (day_first, 600),
        (_, _, None) => (day_first, 850),
    };
    let weak = d.count == 2 || (wc == 2 && d.separator != '/');
    let confidence = if d.count == 2 { confidence.min(600) } else { confidence };
    Some(Day { start: d.start, end: d.end, date: date?, confidence, weak })
}

/// The weekday that stands right before an offset.
pub(super) fn weekday_before(page: &Page<'_>, labels: &Labels, at: usize) -> Option<Weekday> {
    let mark = labels::before(&labels.calendar, at).next()?;
    let CalendarWord::Weekday(number) = mark.what else {
        return None;
    };
    let gap = page.slice(mark.end, at);
    let near = gap.len() <= 8
        && gap
            .split(|c: char| !c.is_alphabetic())
            .all(|w| matches!(w, "" | "the" | "den" | "le" | "el" | "dem"));
    near.then(|| Weekday::from_monday_one_offset(number).ok()).flatten()
}

/// `20260403`, only beside a label.
fn compact(page: &Page<'_>, labels: &Labels, start: usize, end: usize) -> Option<Day> {
    let text = page.slice(start, end);
    if end - start != 8 || !text.starts_with("20") || !day::stands_free(page, start, end) {
        return None;
    }
    let part = |from, to| text.get(from..to).and_then(|t| t.parse::<u32>().ok());
    let date = day::date(i16::try_from(part(0, 4)?).ok()?, part(4, 6)?, part(6, 8)?)?;
    let mark = labels::before(&labels.dates, start).next()?;
    (start - mark.end <= 3).then_some(Day { start, end, date, confidence: 850, weak: true })
}

/// `Next service: 09/2027`: the last day of a month, where its label says that something is due or ends.
fn month_alone(page: &Page<'_>, labels: &Labels, start: usize) -> Option<Day> {
    let tail = page.slice(start, start + 7);
    let (month, year) = tail.split_once(['/', '.'])?;
    let end = start + month.len() + 1 + year.len().min(4);
    let year = year.get(..4).filter(|year| year.starts_with("20"))?;
    let mark = labels::before(&labels.dates, start).next()?;
    let says = matches!(
        mark.what,
        DateLabel::Role(DateRole::ServiceDue | DateRole::WarrantyEnd | DateRole::Expiry)
    );
    if !says || start - mark.end > 12 || !day::stands_free(page, start, end) {
        return None;
    }
    let first = day::date(year.parse().ok()?, month.parse().ok()?, 1)?;
    let date = first.last_of_month();
    Some(Day { start, end, date, confidence: 850, weak: true })
}

/// `KW 14`, `14. KW`, `week 14`: the Monday of that week.
fn weeks(page: &Page<'_>, labels: &Labels, days: &mut Vec<Day>) {
    let Some(sent) = page.s.sent_on else { return };
    for mark in labels.calendar.iter().filter(|mark| mark.what == CalendarWord::Week) {
        let Some((week, (start, end))) = numbered::week(page, mark) else { continue };
        let year = [sent.year(), sent.year() + 1, sent.year() - 1];
        let week = i8::try_from(week).ok();
        let date = year
            .into_iter()
            .filter_map(|y| jiff::civil::ISOWeekDate::new(y, week?, Weekday::Monday).ok())
            .map(jiff::civil::Date::from)
            .min_by_key(|date| (*date - sent).get_days().abs());
        if let Some(date) = date {
            days.push(Day { start, end, date, confidence: 500, weak: true });
        }
    }
}

/// `tomorrow`, `heute`, `next Friday`: counted from the day of the message.
fn relative(page: &Page<'_>, labels: &Labels, days: &mut Vec<Day>) {
    let Some(sent) = page.s.sent_on else { return };
    for pair in labels.calendar.iter().enumerate().take(500) {
        let (at, mark) = pair;
        let date = match mark.what {
            CalendarWord::Relative(count) => sent.checked_add(count.days()).ok(),
            CalendarWord::Next => labels.calendar.get(at + 1).and_then(|day| {
                let CalendarWord::Weekday(number) = day.what else {
                    return None;
                };
                let gap = page.text.get(mark.end..day.start)?;
                let weekday = Weekday::from_monday_one_offset(number).ok()?;
                let word = page.slice(mark.start, mark.end);
                let next = || {
                    if numbered::says_next(word) {
                        numbered::next_named(sent, weekday)
                    } else {
                        numbered::coming(sent, weekday)
                    }
                };
                (gap.len() <= 2).then(next).flatten()
            }),
            CalendarWord::Month(_)
            | CalendarWord::Weekday(_)
            | CalendarWord::Week
            | CalendarWord::That
            | CalendarWord::MonthPart(_)
            | CalendarWord::Soon(_) => None,
        };
        let greets = date.is_some() && numbered::greets(page, mark.start);
        let date = date.filter(|_| !greets);
        let covered =
            days.iter().any(|day| day.start <= mark.end + 12 && mark.start <= day.end + 3);
        if let Some(date) = date.filter(|_| !covered) {
            days.push(Day { start: mark.start, end: mark.end, date, confidence: 520, weak: true });
        }
    }
}

/// Bytes between a day and the words that mean it: `the tenancy ends on 30 April. The inspection is that day at 3`.
const THAT_BYTES: usize = 160;

/// `that day at 3pm`, `die dag om 14.00 uur`: the day that was named before, where an hour tells that something
/// happens then.
fn that_day(page: &Page<'_>, labels: &Labels, days: &mut Vec<Day>) {
    let that = labels.calendar.iter().filter(|mark| mark.what == CalendarWord::That);
    let meant: Vec<Day> = that
        .take(THAT_MAX)
        .filter_map(|mark| {
            let mut named = days.iter().filter(|day| !day.weak && day.end <= mark.start);
            let named = named.next_back().filter(|day| mark.start - day.end <= THAT_BYTES)?;
            let near = !page.slice(named.end, mark.start).contains("\n\n");
            let (start, end) = (mark.start, mark.end);
            let told =
                near && slots::first_hour(page, promises::sentence(page, start, end)).is_some();
            told.then_some(Day { start, end, date: named.date, confidence: 700, weak: true })
        })
        .collect();
    days.extend(meant);
    days.sort_by_key(|day| day.start);
}

/// Such words of one text.
const THAT_MAX: usize = 8;

pub(super) type Role = (Option<DateRole>, u16);

fn assign(page: &Page<'_>, labels: &Labels, days: &[Day]) -> Vec<Role> {
    let mut roles: Vec<Role> = Vec::with_capacity(days.len());
    let mut floor = 0;
    for (at, day) in days.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| days.get(at));
        let ranged = before.is_some_and(|before| is_range(page, labels, before, day));
        let moved = before.is_some_and(|before| {
            let lasts = lasts(page.slice(before.end, day.start));
            let both = !lasts && (ranged || is_joined(page, labels, before, day));
            both && (is_moved(page, labels, before) || moved_behind(page, labels, day))
        });
        let role = if moved {
            // The day that it was on before is over.
            roles.pop();
            roles.push((None, 0));
            (Some(DateRole::Appointment), 950)
        } else if ranged {
            if deeds::is_read_by(page, labels, day) {
                // Of the days within which something is asked for the last one counts.
                roles.pop();
                roles.push((None, 0));
                (Some(DateRole::AnswerBy), 860)
            } else if matches!(roles.last(), Some((Some(DateRole::Due), _))) {
                // Of the days within which something is to be paid the last one counts.
                open_range(roles.last_mut());
                (Some(DateRole::Due), 900)
            } else {
                open_range(roles.last_mut());
                (Some(deeds::guaranteed(page, labels, day, DateRole::End)), 950)
            }
        } else {
            let said = care::of(page, labels, day, single(page, labels, day, floor));
            asked::of(page, labels, day, said)
        };
        let role =
            if weekday_fits(page, labels, day) { role } else { (role.0, product(role.1, 700)) };
        roles.push(role);
        floor = day.end;
    }
    roles
}

fn weekday_fits(page: &Page<'_>, labels: &Labels, day: &Day) -> bool {
    weekday_before(page, labels, day.start).is_none_or(|weekday| weekday == day.date.weekday())
}

fn single(page: &Page<'_>, labels: &Labels, day: &Day, floor: usize) -> Role {
    if unless::leaves(page, day) || leaving::may_leave(page, day) {
        return (Some(DateRole::CancelBy), 900);
    }
    let role = labelled(page, labels, day, floor);
    if starts::is_first_taking(page, day, role.0) {
        return (Some(DateRole::Payment), 900);
    }
    role
}

/// The role of a day by its label, else by its sentence.
fn labelled(page: &Page<'_>, labels: &Labels, day: &Day, floor: usize) -> Role {
    let found = label_of(page, labels, day, floor);
    let Some((Mark { what, start, end }, near)) = found else {
        return bare(page, labels, day);
    };
    let role = match what {
        // What is issued is not issued on a day ahead: `den 18.04.`, `Datum:` of a visit.
        DateLabel::Role(DateRole::Issued) if deeds::is_ahead(page, day) => {
            return bare(page, labels, day);
        }
        DateLabel::Role(DateRole::CancelBy) if unless::comes_else(page, day) => {
            return deeds::unlabelled(page, labels, day);
        }
        DateLabel::Role(DateRole::TrialEnd) if unless::calls_off(page, start) => DateRole::CancelBy,
        DateLabel::Role(DateRole::AnswerBy)
            if deeds::is_for_goods(page, day, page.slice(start, end)) =>
        {
            DateRole::ReturnBy
        }
        DateLabel::Role(role) => deeds::visit_or_delivery(page, labels, day, role),
        DateLabel::Period => return (Some(DateRole::Start), 700),
        DateLabel::Cover => covered(page, labels, start),
        // Only the day behind such words is the old one.
        DateLabel::Moved if near == Nearness::Right => {
            return deeds::unlabelled(page, labels, day);
        }
        DateLabel::Moved => return (None, 0),
    };
    let to = role == DateRole::End && end - start <= TO_BYTES;
    if to && is_only_on(page, day, page.slice(start, end)) {
        return bare(page, labels, day);
    }
    if to && is_moved(page, labels, day) {
        return (Some(DateRole::Appointment), 900);
    }
    if let Some(role) = deeds::deadline(page, labels, day, (role, page.slice(start, end))) {
        return (Some(role), 860);
    }
    let role = deeds::guaranteed(page, labels, day, role);
    let confidence = match near {
        Nearness::Left(gap) if gap <= 6 => 980,
        Nearness::Left(gap) if gap <= 30 => 920,
        Nearness::Left(_) => 780,
        Nearness::Above => 900,
        Nearness::Head => 880,
        Nearness::Right => return bare(page, labels, day),
    };
    (Some(role), confidence)
}

/// The role of a day without a label: by the deed that is to be done before it, else by its sentence.
fn bare(page: &Page<'_>, labels: &Labels, day: &Day) -> Role {
    let before = says_before(page, day.start);
    let deed = || deeds::deadline(page, labels, day, (DateRole::Other, "before"));
    // Where the word is no label of its own, as `by` in English, it counts for what the owner is to do.
    let asked = |role: &DateRole| matches!(role, DateRole::ReturnBy | DateRole::AnswerBy);
    let by = || deed().filter(asked).filter(|_| deeds::is_asked_by(page, labels, day));
    match if before { deed() } else { by() } {
        Some(role) => (Some(role), 860),
        None => deeds::unlabelled(page, labels, day),
    }
}

/// Bytes of a label that only says `to`: `auf den`, `au`, `naar`.
const TO_BYTES: usize = 9;

/// Bytes before a day in which it is said that something ends or lasts.
const LASTS_BYTES: usize = 120;

/// Whether `au` and `al` before a day only say on which it is: nothing in the sentence ends or lasts until then.
fn is_only_on(page: &Page<'_>, day: &Day, label: &str) -> bool {
    const LASTS: &[&str] = &[
        "resili", "fin", "cess", "termin", "clotur", "ferm", "arret", "coup", "desactiv", "expir",
        "echeance", "jusqu", "valab", "valid", "du", "depuis", "conge", "depart", "cours", "court",
        "periode", "disdett", "scad", "chiu", "disattiv", "dal", "dall", "recess", "recedo",
        "conclu", "disd", "baja", "cancel", "extin", "venc", "caduc", "resol", "rescin", "desde",
        "del", "cierr", "periodo", "vigen", "interr", "suspen",
    ];
    if !matches!(label.to_lowercase().as_str(), "au" | "al") {
        return false;
    }
    let (from, _) = promises::sentence(page, day.start, day.end);
    let from = from.max(page.around(day.start, LASTS_BYTES, 0).0);
    let head = crate::words::fold(page.slice(from, day.start));
    !LASTS.iter().any(|stem| begins_a_word(&head, stem))
}

/// Bytes before a day within which it is said that something was moved to it.
const MOVED_BYTES: usize = 70;

/// The same behind it.
const MOVED_BEHIND_BYTES: usize = 24;

/// Whether the words before a day say that something agreed is moved to it.
fn is_moved(page: &Page<'_>, labels: &Labels, day: &Day) -> bool {
    let near = labels::before(&labels.cues, day.start).take(4);
    let near = near.filter(|mark| day.start - mark.end <= MOVED_BYTES);
    near.filter(|mark| mark.what == Cue::Moved)
        .any(|mark| !page.slice(mark.end, day.start).contains([';', '!', '?', '\t']))
}

/// The same behind a day, where verbs come last.
fn moved_behind(page: &Page<'_>, labels: &Labels, day: &Day) -> bool {
    let near = labels::from(&labels.cues, day.end).iter().take(3);
    let mut near = near.take_while(|mark| mark.start <= day.end + MOVED_BEHIND_BYTES);
    near.any(|mark| {
        mark.what == Cue::Moved && !page.slice(day.end, mark.start).contains(['.', ';', '\n'])
    })
}

/// Whether words between two days say that something goes on from one to the other: no move is told so.
fn lasts(gap: &str) -> bool {
    const UNTIL: [&str; 7] = ["bis", "tot", "until", "jusqu", "hasta", "fino", "t/m"];
    UNTIL.iter().any(|word| gap.contains(word))
}

/// Whether only words for `to` stand between two days, of which those of sums are some: `auf den`.
fn is_joined(page: &Page<'_>, labels: &Labels, before: &Day, day: &Day) -> bool {
    let gap = page.slice(before.end, day.start);
    let cues = labels::from(&labels.cues, before.end).iter();
    let mut cues = cues.take_while(|mark| mark.end <= day.start);
    let joins = cues.any(|mark| matches!(mark.what, Cue::AmountTo | Cue::RangeTo));
    joins && gap.len() <= 30 && before.end < day.start && !gap.contains(['\n', ';'])
}

/// What ends when cover ends: a guarantee, where one is spoken of and no insurance, or in the same line.
fn covered(page: &Page<'_>, labels: &Labels, at: usize) -> DateRole {
    let speaks = |cue: Cue| labels.cues.iter().filter(move |mark| mark.what == cue);
    let (start, end) = page.line_span(at);
    let beside = |mark: &Mark<Cue>| start <= mark.start && mark.end <= end;
    let own = speaks(Cue::Warranty).any(beside);
    let text = speaks(Cue::Warranty).next().is_some() && speaks(Cue::Insurance).next().is_none();
    if own || text { DateRole::WarrantyEnd } else { DateRole::End }
}

/// The label of a day; a mere preposition counts only right before it.
fn label_of(
    page: &Page<'_>,
    labels: &Labels,
    day: &Day,
    floor: usize,
) -> Option<(Mark<DateLabel>, Nearness)> {
    let mut start = day.start;
    for _ in 0..3 {
        let seeker = Seeker { start, end: day.end, floor };
        let (mark, near) = near::label(page, &labels.dates, seeker)?;
        let Nearness::Left(_) = near else {
            return Some((mark, near));
        };
        let gap = page.slice(mark.end, day.start);
        let preposition = mark.end - mark.start <= 5 && !gap.starts_with(':');
        let close = gap.len() <= 14
            && gap.split_whitespace().count() <= 1
            && !gap.bytes().any(|b| b.is_ascii_digit());
        if !preposition || close {
            return Some((mark, Nearness::Left(gap.len())));
        }
        start = mark.start;
    }
    None
}

/// Whether two days are the ends of a range: only a dash or a word for `to` between them.
fn is_range(page: &Page<'_>, labels: &Labels, before: &Day, day: &Day) -> bool {
    let Some(gap) = page.text.get(before.end..day.start) else {
        return false;
    };
    if gap.len() > 40 || before.date > day.date || gap.contains("\n\n") {
        return false;
    }
    let bare = gap.trim_matches(|c: char| is_space(c) || c == '\n' || c == '\r');
    if matches!(bare, "-" | "–" | "—" | "→" | "~" | "～" | "/" | "to" | "bis") {
        return true;
    }
    // A weekday or a time may stand beside the word.
    let word = labels::from(&labels.cues, before.end)
        .iter()
        .take_while(|mark| mark.end <= day.start)
        .find(|mark| mark.what == Cue::RangeTo);
    let Some(word) = word else { return false };
    let rest = [page.slice(before.end, word.start), page.slice(word.end, day.start)];
    let short = rest.iter().all(|part| part.len() <= 16 && !part.contains(['.', ';', '\n']));
    let and = matches!(page.slice(word.start, word.end), "and" | "und" | "et" | "y" | "e" | "en");
    short && (!and || from_before(labels, before.start))
}

fn from_before(labels: &Labels, at: usize) -> bool {
    labels::before(&labels.cues, at)
        .take(3)
        .any(|mark| mark.what == Cue::RangeFrom && at - mark.end <= 16)
}

/// The first day of a range begins something, whatever its own label said.
fn open_range(role: Option<&mut Role>) {
    let Some(role) = role else { return };
    let kept = matches!(role.0, Some(DateRole::Delivery | DateRole::Appointment | DateRole::Birth));
    if !kept {
        *role = (Some(DateRole::Start), 950);
    }
}
