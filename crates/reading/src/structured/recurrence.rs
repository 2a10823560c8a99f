//! The days of an event that repeats (iCalendar RFC 5545 sections 3.3.10 and 3.8.5).
//!
//! Rules are worked out by the library, in the time that the event is written in; what is added, left out
//! or put on another day counts by its civil day, because that is all that is read of an event.

use calcard::common::PartialDateTime;
use calcard::common::timezone::Tz;
use calcard::icalendar::{
    ICalendar, ICalendarComponent, ICalendarComponentType, ICalendarEntry, ICalendarFrequency,
    ICalendarParameterName, ICalendarPeriod, ICalendarProperty, ICalendarValue,
};
use jiff::ToSpan;
use jiff::civil::{Date, DateTime};
use std::str::FromStr;

/// Days that one event is read on, and years until which.
const DAYS_MAX: usize = 120;
const YEARS_MAX: i32 = 5;

/// Occurrences that are worked out from the first one on.
const OCCURRENCES_MAX: usize = 3_000;

/// Days before a calendar was made that its events are still read on.
const DAYS_BEFORE: i32 = 7;

/// Lines of a calendar that are looked at for when it was made.
const LINES_MAX: usize = 20_000;

/// The day on which a calendar was made, by the latest of its stamps (RFC 5545 section 3.8.7.2).
pub(crate) fn calendar_made_on(text: &str) -> Option<Date> {
    let stamps = text.lines().take(LINES_MAX).filter_map(|line| line.strip_prefix("DTSTAMP"));
    let day = |stamp: &str| {
        let (_, at) = stamp.rsplit_once(':')?;
        let number = |from: usize, to: usize| at.get(from..to)?.parse::<i8>().ok();
        Date::new(at.get(..4)?.parse().ok()?, number(4, 6)?, number(6, 8)?).ok()
    };
    stamps.filter_map(day).max()
}

/// On which days an event is.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Days {
    /// The days, in order.
    pub(super) on: Vec<Date>,
    /// What of it was not understood.
    pub(super) gap: Option<&'static str>,
}

const RULE: &str =
    "a calendar event repeats by a rule that is not understood; its first day is read";
const LATER: &str = "one day of a repeating calendar event is changed with all later ones; those are read as before";
const MORE: &str =
    "a calendar event goes on repeating; its days of five years and no more than 120 are read";

/// Whether an event is on more days than its first.
pub(super) fn repeats(event: &ICalendarComponent) -> bool {
    let any = |property| event.property(&property).is_some();
    any(ICalendarProperty::Rrule) || any(ICalendarProperty::Rdate)
}

/// The day of a repeating event that an event stands for (RECURRENCE-ID).
pub(super) fn instead_of(event: &ICalendarComponent) -> Option<Date> {
    let entry = event.property(&ICalendarProperty::RecurrenceId)?;
    moments(entry).next().and_then(written).map(DateTime::date)
}

/// The days of a repeating event; none where another event of its calendar stands in for a day of it.
///
/// They are counted from the day on which the calendar was made, if it says so, and moved by as many days as
/// the first one is `first` where it is written in universal time.
pub(super) fn days(
    event: &ICalendarComponent,
    first: Date,
    others: &[&ICalendarComponent],
) -> Days {
    let mut days = Days::default();
    let start = event.property(&ICalendarProperty::Dtstart).and_then(|e| moments(e).next());
    let Some((start, begins)) = start.and_then(|moment| Some((moment, written(moment)?))) else {
        days.gap = Some(RULE);
        return days;
    };
    let shift = begins.date().until(first).map_or(0, |span| span.get_days());
    let shifted = |day: Date| day.checked_add(shift.days()).unwrap_or(day);
    let mut on: Vec<Date> = vec![begins.date()];
    for rule in event.properties(&ICalendarProperty::Rrule).take(2) {
        match by_rule(event, start, rule) {
            Some(of_rule) => on.extend(of_rule),
            None => days.gap = Some(RULE),
        }
    }
    let named = |property| listed(event, &property);
    on.extend(named(ICalendarProperty::Rdate));
    let left_out = named(ICalendarProperty::Exdate);
    let replaced = others.iter().filter_map(|other| instead_of(other));
    let left_out: Vec<Date> = left_out.into_iter().chain(replaced).collect();
    on.retain(|day| !left_out.contains(day));
    if others.iter().any(|other| changes_later_ones(other)) {
        days.gap = Some(LATER);
    }
    on.sort_unstable();
    on.dedup();
    let made = event.property(&ICalendarProperty::Dtstamp).and_then(|e| moments(e).next());
    let made = made.and_then(written).map_or(begins.date(), DateTime::date);
    let early = made.checked_sub(DAYS_BEFORE.days()).unwrap_or(Date::MIN);
    let anchor = made.max(begins.date());
    let late = anchor.checked_add(YEARS_MAX.years()).unwrap_or(Date::MAX);
    on.retain(|day| *day >= early);
    let all = on.len();
    on.retain(|day| *day <= late);
    on.truncate(DAYS_MAX);
    if on.len() < all && days.gap.is_none() {
        days.gap = Some(MORE);
    }
    days.on = on.into_iter().map(shifted).collect();
    days
}

/// The days of a rule; none where it counts hours or less, or cannot be worked out.
fn by_rule(
    event: &ICalendarComponent,
    start: &PartialDateTime,
    rule: &ICalendarEntry,
) -> Option<Vec<Date>> {
    let Some(ICalendarValue::RecurrenceRule(said)) = rule.values.first() else { return None };
    let by_the_day = [
        ICalendarFrequency::Daily,
        ICalendarFrequency::Weekly,
        ICalendarFrequency::Monthly,
        ICalendarFrequency::Yearly,
    ];
    if !by_the_day.contains(&said.freq) || said.rscale.is_some() {
        return None;
    }
    let until = match said.until.as_ref() {
        Some(until) => Some(local(event, start, until)?),
        None => None,
    };
    let mut said = said.clone();
    said.until = None;
    let mut floating = start.clone();
    (floating.tz_hour, floating.tz_minute) = (None, None);
    let entry = |name: ICalendarProperty, value: ICalendarValue| {
        ICalendarEntry::new(name).with_value(value)
    };
    let alone = ICalendarComponent {
        component_type: ICalendarComponentType::VEvent,
        entries: vec![
            entry(ICalendarProperty::Dtstart, ICalendarValue::PartialDateTime(Box::new(floating))),
            entry(ICalendarProperty::Rrule, ICalendarValue::RecurrenceRule(said)),
        ],
        component_ids: Vec::new(),
    };
    let alone = ICalendar { components: vec![alone] };
    let expanded = alone.expand_dates(Tz::Floating, OCCURRENCES_MAX);
    if !expanded.errors.is_empty() {
        return None;
    }
    let at = |of: String| of.get(..19).and_then(|at| at.parse::<DateTime>().ok());
    let all = expanded.events.iter().filter_map(|event| at(event.start.naive_local().to_string()));
    Some(all.take_while(|at| until.is_none_or(|until| *at <= until)).map(DateTime::date).collect())
}

/// Until when a rule goes, in the time that the event is written in; of a bare day all of it.
fn local(
    event: &ICalendarComponent,
    start: &PartialDateTime,
    until: &PartialDateTime,
) -> Option<DateTime> {
    let at = written(until)?;
    if until.hour.is_none() {
        return Some(at.date().at(23, 59, 59, 0));
    }
    let universal = |moment: &PartialDateTime| moment.tz_hour == Some(0);
    if !universal(until) || universal(start) {
        return Some(at);
    }
    let entry = event.property(&ICalendarProperty::Dtstart)?;
    let zone = entry.parameters(&ICalendarParameterName::Tzid).find_map(|p| p.as_text());
    let Some(zone) = zone.and_then(|name| Tz::from_str(name).ok()) else {
        // A day of zones lies between them at most.
        return Some(at.date().at(23, 59, 59, 0));
    };
    let moment = until.to_date_time_with_tz(zone)?.with_timezone(&zone).naive_local().to_string();
    moment.get(..19)?.parse().ok()
}

/// The days that a property lists.
fn listed(event: &ICalendarComponent, property: &ICalendarProperty) -> Vec<Date> {
    let entries = event.properties(property).take(OCCURRENCES_MAX);
    let all = entries.flat_map(|entry| entry.values.iter()).take(OCCURRENCES_MAX);
    let moment = |value: &ICalendarValue| {
        if let ICalendarValue::PartialDateTime(moment) = value {
            return written(moment);
        }
        let ICalendarValue::Period(period) = value else { return None };
        let (ICalendarPeriod::Range { start, .. } | ICalendarPeriod::Duration { start, .. }) =
            period;
        written(start)
    };
    all.filter_map(moment).map(DateTime::date).collect()
}

fn changes_later_ones(event: &ICalendarComponent) -> bool {
    let entry = event.property(&ICalendarProperty::RecurrenceId);
    entry.is_some_and(|e| e.parameters(&ICalendarParameterName::Range).next().is_some())
}

fn moments(entry: &ICalendarEntry) -> impl Iterator<Item = &PartialDateTime> {
    entry.values.iter().filter_map(|value| {
        let ICalendarValue::PartialDateTime(moment) = value else { return None };
        Some(moment.as_ref())
    })
}

/// A moment as it is written, whatever its zone.
fn written(moment: &PartialDateTime) -> Option<DateTime> {
    let small = |number: u8| i8::try_from(number).ok();
    let year = i16::try_from(moment.year?).ok()?;
    let day = Date::new(year, small(moment.month?)?, small(moment.day?)?).ok()?;
    let [hour, minute] = [moment.hour, moment.minute].map(|n| n.and_then(small).unwrap_or(0));
    let at = DateTime::new(day.year(), day.month(), day.day(), hour, minute, 0, 0);
    at.ok()
}
