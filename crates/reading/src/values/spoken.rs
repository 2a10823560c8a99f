//! Days that are told by the calendar and not by a date: `by Friday`, `early next week`, `d'ici la fin du mois`.
//!
//! They are days only where somebody promises something by them: elsewhere such words are said of anything.

use super::day::Day;
use super::labels::{self, CalendarWord, Labels, Mark, MonthPart, Soon};
use super::numbered;
use super::page::Page;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};

/// Such days of one text.
const SPOKEN_MAX: usize = 20;

/// How sure such a day is, in thousandths.
const SURE: u16 = 600;

/// Letters of the name of a day of the week; what is shorter is something else as often.
const NAME_MIN: usize = 5;

/// Bytes between a word for `by` and its day.
const BY_REACH: usize = 32;

/// Words between them: `by this coming Friday,`.
const BY_WORDS: usize = 2;

/// Bytes between the name of a day and what tells it further: its date, its week.
const BESIDE: usize = 14;

/// Finds them; dates are found already.
pub(super) fn read(page: &Page<'_>, labels: &Labels, dates: &[Day]) -> Vec<Day> {
    let Some(sent) = page.s.sent_on else { return Vec::new() };
    let mut found = Vec::new();
    for (at, mark) in labels.calendar.iter().enumerate() {
        let date = match mark.what {
            CalendarWord::Soon(soon) if !tells_a_weekday(page, labels, at) => last(soon, sent),
            CalendarWord::Weekday(number) if is_said(page, labels, at, dates) => {
                weekday(page, labels, (at, number), sent)
            }
            CalendarWord::Soon(_)
            | CalendarWord::Weekday(_)
            | CalendarWord::Month(_)
            | CalendarWord::Relative(_)
            | CalendarWord::Next
            | CalendarWord::That
            | CalendarWord::Week
            | CalendarWord::MonthPart(_) => None,
        };
        let Mark { start, end, .. } = *mark;
        found.extend(date.map(|date| Day { start, end, date, confidence: SURE, weak: true }));
        if found.len() >= SPOKEN_MAX {
            break;
        }
    }
    found
}

/// Whether a day needs no word for `by`: `we will call you next week`, `je vous rappelle vendredi`.
pub(super) fn stands_alone(labels: &Labels, day: &Day) -> bool {
    let mark = labels::from(&labels.calendar, day.start).first();
    let stretch = |what| {
        matches!(
            what,
            CalendarWord::Soon(_)
                | CalendarWord::MonthPart(MonthPart::End)
                | CalendarWord::Weekday(_)
        )
    };
    mark.is_some_and(|mark| mark.start == day.start && stretch(mark.what))
}

/// Whether a day is the last of a stretch of time: `next week`, `this month`.
pub(super) fn is_stretch(labels: &Labels, start: usize) -> bool {
    let mark = labels::from(&labels.calendar, start).first();
    mark.is_some_and(|m| {
        let wide = matches!(
            m.what,
            CalendarWord::Soon(_) | CalendarWord::MonthPart(_) | CalendarWord::Week
        );
        m.start == start && wide
    })
}

/// Whether a word for `by` stands right before a day, perhaps with its name between.
pub(super) fn says_by(page: &Page<'_>, labels: &Labels, start: usize) -> bool {
    labels::before(&labels.by, start).next().is_some_and(|mark| {
        let gap = page.slice(mark.end, start);
        let plain = gap.chars().all(|c| c.is_alphabetic() || c.is_whitespace() || c == ',');
        gap.len() <= BY_REACH && plain && gap.split_whitespace().count() <= BY_WORDS
    })
}

/// The last day of a stretch of time, counted from that of the message: firms work until Friday.
fn last(soon: Soon, sent: Date) -> Option<Date> {
    let monday = sent.yesterday().ok()?.nth_weekday(1, Weekday::Monday).ok()?;
    let monday = if monday > sent { monday.checked_sub(1.week()).ok()? } else { monday };
    let on = |weeks: i64, days: i64| monday.checked_add(weeks.weeks().days(days)).ok();
    match soon {
        // What is said at a weekend of `this week` is said of its last day.
        Soon::ThisWeek => on(0, 4).filter(|friday| *friday >= sent).or_else(|| on(0, 6)),
        Soon::EarlyNextWeek => on(1, 1),
        Soon::MidNextWeek => on(1, 2),
        Soon::NextWeek => on(1, 4),
        Soon::ThisMonth => Some(sent.last_of_month()),
        Soon::NextMonth => Some(sent.checked_add(1.month()).ok()?.last_of_month()),
    }
}

/// Whether the name of a day of the week beside tells the day of a stretch: `Friday of next week`.
fn tells_a_weekday(page: &Page<'_>, labels: &Labels, at: usize) -> bool {
    let Some(mark) = labels.calendar.get(at) else { return false };
    let near = |other: Option<&Mark<CalendarWord>>| {
        other.is_some_and(|other| {
            is_named(page, other) && other.start.max(mark.start) <= other.end.min(mark.end) + BESIDE
        })
    };
    near(at.checked_sub(1).and_then(|at| labels.calendar.get(at)))
        || near(labels.calendar.get(at + 1))
}

/// The next day of that name, or that of the week beside it.
fn weekday(
    page: &Page<'_>,
    labels: &Labels,
    (at, number): (usize, i8),
    sent: Date,
) -> Option<Date> {
    let day = Weekday::from_monday_one_offset(number).ok()?;
    let mark = labels.calendar.get(at)?;
    let beside = [at.checked_sub(1), Some(at + 1)].into_iter().flatten();
    let later = beside.filter_map(|at| labels.calendar.get(at)).any(|other| {
        other.what == CalendarWord::Soon(Soon::NextWeek)
            && other.start.max(mark.start) <= other.end.min(mark.end) + BESIDE
            && !page.slice(other.end.min(mark.end), other.start.max(mark.start)).contains('.')
    });
    if later {
        let monday = last(Soon::EarlyNextWeek, sent)?.yesterday().ok()?;
        return monday.yesterday().ok()?.nth_weekday(1, day).ok();
    }
    let behind = page.slice(mark.end, page.around(mark.end, 0, BESIDE).1).to_lowercase();
    let before = page.slice(page.around(mark.start, BESIDE, 0).0, mark.start).to_lowercase();
    let last = before.trim_end().rsplit(char::is_whitespace).next().unwrap_or_default();
    if numbered::says_next(last) || numbered::is_next(&behind) {
        numbered::next_named(sent, day)
    } else {
        numbered::coming(sent, day)
    }
}

/// Whether the name of a day is written out and stands for one day: not `Monday to Friday`, not `Mondays`, not
/// `Friday, 5 March`, whose date is found.
fn is_said(page: &Page<'_>, labels: &Labels, at: usize, dates: &[Day]) -> bool {
    let Some(mark) = labels.calendar.get(at).filter(|mark| is_named(page, mark)) else {
        return false;
    };
    let beside = |other: &Mark<CalendarWord>| {
        matches!(other.what, CalendarWord::Weekday(_))
            && other.start != mark.start
            && other.start.max(mark.start) <= other.end.min(mark.end) + BESIDE
    };
    let near = at.saturating_sub(2)..=at + 2;
    let listed = near.filter_map(|at| labels.calendar.get(at)).any(beside);
    let dated = dates.iter().any(|day| {
        (mark.start..=mark.end + BESIDE).contains(&day.start)
            || (day.start..=day.end + BESIDE).contains(&mark.start)
    });
    !listed && !dated && !is_past(page, mark)
}

/// Whether a word beside the name of a day says that it is over: `last Friday`, `vendredi dernier`.
fn is_past(page: &Page<'_>, mark: &Mark<CalendarWord>) -> bool {
    const PAST: &[&str] = &[
        "last",
        "past",
        "previous",
        "letzten",
        "letzter",
        "vergangenen",
        "vorigen",
        "dernier",
        "dernière",
        "passé",
        "pasado",
        "último",
        "scorso",
        "scorsa",
        "vorige",
        "afgelopen",
        "laatste",
        "since",
        "seit",
        "depuis",
        "desde",
        "dal",
        "sinds",
    ];
    let (from, to) = page.around(mark.start, BESIDE, 0);
    let before = page.slice(from, to.min(mark.start)).to_lowercase();
    let behind = page.slice(mark.end, page.around(mark.end, 0, BESIDE).1).to_lowercase();
    let word = |c: char| !c.is_alphabetic();
    let last = before.trim_end().rsplit(word).next().unwrap_or_default();
    let next = behind.trim_start().split(word).next().unwrap_or_default();
    PAST.contains(&last) || PAST.contains(&next)
}

/// Whether a word is the name of a day of the week, written out, of one day and not of every such day.
fn is_named(page: &Page<'_>, mark: &Mark<CalendarWord>) -> bool {
    if !matches!(mark.what, CalendarWord::Weekday(_)) {
        return false;
    }
    let name = page.slice(mark.start, mark.end);
    let plural = matches!(page.s.language.as_str(), "en" | "de" | "fr") && name.ends_with('s');
    name.chars().count() >= NAME_MIN && !plural
}
