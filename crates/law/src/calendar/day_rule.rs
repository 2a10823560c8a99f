//! How a holiday finds its day.

use super::is_weekend;
use crate::word::words;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use std::collections::BTreeSet;
use std::str::FromStr;

words! {
    /// What happens to a holiday on a weekend.
    pub enum Shift ("shift") {
        Stays = "stays", "it stays where it is";
        Next = "next", "it is kept on the next day that is free of holidays and no weekend";
        Nearest = "nearest", "Saturday is kept on Friday, Sunday on Monday";
    }
}

words! {
    /// How far a holiday reaches.
    pub enum HolidayKind ("kind of holiday") {
        Public = "public", "a public holiday by law";
        Usual = "usual", "kept in most parts of the country";
        Deadline = "deadline", "a business day to most, but one on which no period ends";
    }
}

/// One holiday, in the years and parts of the country in which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HolidayRule {
    /// Its name.
    pub name: String,
    /// How it finds its day.
    pub day: DayRule,
    /// What happens on a weekend.
    pub shift: Shift,
    /// How far it reaches.
    pub kind: HolidayKind,
    /// The parts of the country that keep it; none means all.
    pub regions: Vec<String>,
    /// The parts of the country that do not keep it.
    pub not_in: Vec<String>,
    /// The first year in which it is kept.
    pub from: Option<i16>,
    /// The last year in which it is kept.
    pub until: Option<i16>,
    /// Years in which it is left out.
    pub except: Vec<i16>,
    /// Kept only in years in which this day is this weekday.
    pub only_if: Option<(DayOfYear, Weekday)>,
    /// Left out in years in which this day is this weekday.
    pub unless: Option<(DayOfYear, Weekday)>,
}

/// A day and month.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct DayOfYear {
    month: i8,
    day: i8,
}

/// How a holiday finds its day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DayRule {
    /// The same day each year.
    Fixed(DayOfYear),
    /// So many days after Easter Sunday.
    Easter(i16),
    /// The n-th weekday of a month; -1 is the last.
    Nth(i8, Weekday, i8),
    /// The last such weekday before a day.
    Before(Weekday, DayOfYear),
    /// Once.
    Once(Date),
}

/// A holiday that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum ParseHolidayError {
    /// The day cannot be read.
    #[error(
        "`{0}` is not a day; write `1 may`, `easter -2`, `first monday of may`, \
         `wednesday before 23 nov` or `2026-06-15`"
    )]
    Day(String),
    /// A condition cannot be read.
    #[error("`{0}` is not a condition; write `if: 1 feb is friday`")]
    Condition(String),
}

/// Easter Sunday by the Gregorian computus (Meeus, after the rule of 1876 in Nature).
pub fn easter(year: i16) -> Option<Date> {
    let y = i32::from(year);
    if y < 1583 {
        return None;
    }
    let (century, in_century, golden) = (y / 100, y % 100, y % 19);
    let moved = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - moved + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let sum = epact + weekday - 7 * late + 114;
    let (month, day) = (i8::try_from(sum / 31).ok()?, i8::try_from(sum % 31 + 1).ok()?);
    Date::new(year, month, day).ok()
}

impl HolidayRule {
    pub(crate) fn is_kept_in(&self, region: Option<&str>) -> bool {
        let named = |list: &[String]| region.is_some_and(|region| list.iter().any(|r| r == region));
        (self.regions.is_empty() || named(&self.regions)) && !named(&self.not_in)
    }

    /// Its own day in a year, before any substitute.
    pub fn in_year(&self, year: i16) -> Option<Date> {
        let is = |(day, weekday): (DayOfYear, Weekday)| {
            day.in_year(year).is_some_and(|date| date.weekday() == weekday)
        };
        let kept = self.from.is_none_or(|from| from <= year)
            && self.until.is_none_or(|until| year <= until)
            && !self.except.contains(&year)
            && self.only_if.is_none_or(is)
            && !self.unless.is_some_and(is);
        kept.then(|| self.day.in_year(year)).flatten()
    }
}

impl DayOfYear {
    fn in_year(self, year: i16) -> Option<Date> {
        Date::new(year, self.month, self.day).ok()
    }
}

impl DayRule {
    fn in_year(self, year: i16) -> Option<Date> {
        match self {
            Self::Fixed(day) => day.in_year(year),
            Self::Easter(offset) => easter(year)?.checked_add(i64::from(offset).days()).ok(),
            Self::Nth(n, weekday, month) => {
                Date::new(year, month, 1).ok()?.nth_weekday_of_month(n, weekday).ok()
            }
            Self::Before(weekday, day) => day.in_year(year)?.nth_weekday(-1, weekday).ok(),
            Self::Once(date) => (date.year() == year).then_some(date),
        }
    }
}

impl Shift {
    /// Where a holiday on a weekend is kept, given the days that are taken.
    pub(super) fn from(self, day: Date, taken: &BTreeSet<Date>) -> Option<Date> {
        match self {
            Self::Stays => Some(day),
            Self::Nearest if day.weekday() == Weekday::Saturday => day.yesterday().ok(),
            Self::Nearest => day.tomorrow().ok(),
            Self::Next => {
                let mut on = day;
                // a weekend and the holidays around it are shorter than two weeks
                for _ in 0..14 {
                    if !is_weekend(on) && !taken.contains(&on) {
                        return Some(on);
                    }
                    on = on.tomorrow().ok()?;
                }
                None
            }
        }
    }
}

impl FromStr for DayRule {
    type Err = ParseHolidayError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let fault = || ParseHolidayError::Day(text.chars().take(60).collect());
        let words: Vec<&str> = text.split_whitespace().collect();
        let read = match words.as_slice() {
            ["easter"] => Some(Self::Easter(0)),
            ["easter", offset] => {
                offset.parse().ok().filter(|o| (-80..=80).contains(o)).map(Self::Easter)
            }
            [nth, weekday, "of", month] => nth_word(nth)
                .zip(weekday_word(weekday))
                .zip(month_word(month))
                .map(|((n, weekday), month)| Self::Nth(n, weekday, month)),
            [weekday, "before", day, month] => weekday_word(weekday)
                .zip(day_of_year(day, month))
                .map(|(weekday, day)| Self::Before(weekday, day)),
            [day, month] => day_of_year(day, month).map(Self::Fixed),
            [date] => date.parse().ok().map(Self::Once),
            _ => None,
        };
        read.ok_or_else(fault)
    }
}

/// Reads `1 feb is friday`.
pub(crate) fn condition(text: &str) -> Result<(DayOfYear, Weekday), ParseHolidayError> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let read = match words.as_slice() {
        [day, month, "is", weekday] => day_of_year(day, month).zip(weekday_word(weekday)),
        _ => None,
    };
    read.ok_or_else(|| ParseHolidayError::Condition(text.chars().take(60).collect()))
}

fn day_of_year(day: &str, month: &str) -> Option<DayOfYear> {
    let (month, day) = (month_word(month)?, day.parse().ok()?);
    // a leap year has every day that there is
    Date::new(2024, month, day).ok().map(|_| DayOfYear { month, day })
}

fn nth_word(word: &str) -> Option<i8> {
    let known = [("first", 1), ("second", 2), ("third", 3), ("fourth", 4), ("last", -1)];
    known.into_iter().find_map(|(name, n)| (name == word).then_some(n))
}

fn month_word(word: &str) -> Option<i8> {
    let known =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    (1..).zip(known).find_map(|(n, name)| (name == word).then_some(n))
}

fn weekday_word(word: &str) -> Option<Weekday> {
    let known = [
        ("monday", Weekday::Monday),
        ("tuesday", Weekday::Tuesday),
        ("wednesday", Weekday::Wednesday),
        ("thursday", Weekday::Thursday),
        ("friday", Weekday::Friday),
        ("saturday", Weekday::Saturday),
        ("sunday", Weekday::Sunday),
    ];
    known.into_iter().find_map(|(name, weekday)| (name == word).then_some(weekday))
}
