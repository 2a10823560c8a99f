//! Public holidays and business days.

mod day_rule;
#[cfg(test)]
mod tests;

pub(crate) use day_rule::condition;
pub use day_rule::{
    DayOfYear, DayRule, HolidayKind, HolidayRule, ParseHolidayError, Shift, easter,
};

use crate::span::{Direction, OutOfRange, Span, Unit};
use jiff::civil::{Date, Weekday};
use std::collections::{BTreeMap, BTreeSet};

/// The days on which a place rests.
///
/// Saturday and Sunday are no business days. Without rules there are no holidays.
#[derive(Debug, Clone)]
pub struct Calendar<'a> {
    rules: Vec<&'a HolidayRule>,
    region: Option<String>,
}

/// A day that is kept as a holiday.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Holiday {
    /// The day on which it is kept.
    pub on: Date,
    /// Its name.
    pub name: String,
    /// Whether it is kept on another day than its own because that one fell on a weekend.
    pub substitute: bool,
}

/// Which days of a week count.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Week {
    /// Monday to Friday.
    Five,
    /// Monday to Saturday.
    Six,
}

impl<'a> Calendar<'a> {
    /// A calendar of these rules for a part of the country, or for the country as a whole.
    pub fn new(rules: impl IntoIterator<Item = &'a HolidayRule>, region: Option<&str>) -> Self {
        let kept = rules.into_iter().filter(|rule| rule.is_kept_in(region)).collect();
        Self { rules: kept, region: region.map(str::to_owned) }
    }

    /// The part of the country for which it was made.
    pub fn region(&self) -> Option<&str> {
        self.region.as_deref()
    }

    /// The holidays of a year, in order. A substitute belongs to the year in which it is kept.
    pub fn holidays(&self, year: i16) -> Vec<Holiday> {
        let mut found = BTreeSet::new();
        for of in [year.saturating_sub(1), year, year.saturating_add(1)] {
            found.extend(self.kept(of));
        }
        found.into_iter().filter(|holiday| holiday.on.year() == year).collect()
    }

    /// The holiday that is kept on a day.
    pub fn holiday_on(&self, day: Date) -> Option<Holiday> {
        self.holidays(day.year()).into_iter().find(|holiday| holiday.on == day)
    }

    /// Whether it is Monday to Friday and no holiday.
    pub fn is_business_day(&self, day: Date) -> bool {
        !is_weekend(day) && self.holiday_on(day).is_none()
    }

    /// The day itself if it is a business day, else the next that is.
    pub fn next_business_day(&self, day: Date) -> Result<Date, OutOfRange> {
        if self.is_business_day(day) {
            return Ok(day);
        }
        Span::new(1, Unit::BusinessDay).after(day, self)
    }

    /// Goes so many days of the week on or back, holidays left out; the first day is not counted.
    pub(crate) fn step(
        &self,
        from: Date,
        count: u16,
        direction: Direction,
        week: Week,
    ) -> Result<Date, OutOfRange> {
        let mut years: BTreeMap<i16, BTreeSet<Date>> = BTreeMap::new();
        let mut day = from;
        let mut left = count;
        while left > 0 {
            let next = match direction {
                Direction::After => day.tomorrow(),
                Direction::Before => day.yesterday(),
            };
            day = next.or(Err(OutOfRange))?;
            let holidays = years.entry(day.year()).or_insert_with(|| {
                self.holidays(day.year()).into_iter().map(|holiday| holiday.on).collect()
            });
            let rests = match week {
                Week::Five => is_weekend(day),
                Week::Six => day.weekday() == Weekday::Sunday,
            };
            if !rests && !holidays.contains(&day) {
                left -= 1;
            }
        }
        Ok(day)
    }

    /// The holidays that the rules give to a year, some of which may be kept in the next one or in
    /// the one before.
    fn kept(&self, year: i16) -> Vec<Holiday> {
        let days = self.rules.iter().filter_map(|rule| Some((rule.in_year(year)?, *rule)));
        let mut days: Vec<(Date, &HolidayRule)> = days.collect();
        days.sort_by_key(|(day, _)| *day);
        let stays = |day: Date, rule: &HolidayRule| rule.shift == Shift::Stays || !is_weekend(day);
        let staying = days.iter().filter(|(day, rule)| stays(*day, rule));
        let mut taken: BTreeSet<Date> = staying.map(|(day, _)| *day).collect();
        let mut kept = vec![];
        for (day, rule) in days {
            let on = if stays(day, rule) { Some(day) } else { rule.shift.from(day, &taken) };
            let Some(on) = on else { continue };
            taken.insert(on);
            kept.push(Holiday { on, name: rule.name.clone(), substitute: on != day });
        }
        kept
    }
}

pub(crate) fn is_weekend(day: Date) -> bool {
    matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday)
}
