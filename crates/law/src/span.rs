//! Lengths of time and how they are counted.
//!
//! The day of the event is not counted; the period ends with the end of its last day (Reg. (EEC,
//! Euratom) 1182/71 art. 3; BGB §§ 187, 188). Months and years keep the day of the month, clipped
//! to the end of a shorter month. Counted backward, a month is never given short: with `n` months
//! before a day, `n` months after the answer is that day or an earlier one.

use crate::calendar::{Calendar, Week};
use crate::word::words;
use jiff::civil::Date;
use oxherd_model::TermUnit;
use std::fmt;

/// The largest count of a span: longer ones are mistakes.
pub const COUNT_MAX: u16 = 9_999;

words! {
    /// What a span is counted in.
    pub enum Unit ("unit") {
        Hour = "h", "hour";
        Day = "d", "day";
        BusinessDay = "bd", "business day";
        SixDayWeek = "wd", "day from Monday to Saturday";
        Week = "w", "week";
        Month = "m", "month";
        Year = "y", "year";
    }
}

impl From<TermUnit> for Unit {
    fn from(unit: TermUnit) -> Self {
        match unit {
            TermUnit::Hour => Self::Hour,
            TermUnit::Day => Self::Day,
            TermUnit::BusinessDay => Self::BusinessDay,
            TermUnit::Week => Self::Week,
            TermUnit::Month => Self::Month,
            TermUnit::Year => Self::Year,
        }
    }
}

/// So many of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Span {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: Unit,
}

/// A day outside the calendar, or a span too long to count.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the day is out of range")]
pub struct OutOfRange;

/// Which way a span is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Direction {
    /// Forward from the anchor.
    After,
    /// Backward from the anchor.
    Before,
}

impl Span {
    /// So many of a unit.
    pub const fn new(count: u16, unit: Unit) -> Self {
        Self { count, unit }
    }

    /// The last day of the span that starts at `day`; `day` itself is not counted.
    ///
    /// Hours are counted as whole days, rounded up.
    pub fn after(self, day: Date, calendar: &Calendar<'_>) -> Result<Date, OutOfRange> {
        self.count_from(day, Direction::After, calendar)
    }

    /// The last day that lies the whole span before `day`.
    pub fn before(self, day: Date, calendar: &Calendar<'_>) -> Result<Date, OutOfRange> {
        self.count_from(day, Direction::Before, calendar)
    }

    /// The last day from which this many calendar days, weeks, months or years forward do not pass
    /// `end`: for months it may be later than [`Self::before`], never earlier.
    pub fn latest_start(self, end: Date) -> Result<Date, OutOfRange> {
        let plain = Calendar::new([], None);
        let mut start = self.before(end, &plain)?;
        // a month is clipped by at most three days
        for _ in 0..3 {
            let next = start.tomorrow().or(Err(OutOfRange))?;
            if self.after(next, &plain)? > end {
                break;
            }
            start = next;
        }
        Ok(start)
    }

    /// Counts one way or the other.
    pub fn count_from(
        self,
        day: Date,
        direction: Direction,
        calendar: &Calendar<'_>,
    ) -> Result<Date, OutOfRange> {
        if self.count > COUNT_MAX {
            return Err(OutOfRange);
        }
        let count = i64::from(self.count);
        let length = match self.unit {
            Unit::BusinessDay => return calendar.step(day, self.count, direction, Week::Five),
            Unit::SixDayWeek => return calendar.step(day, self.count, direction, Week::Six),
            Unit::Hour => jiff::Span::new().try_days((count + 23) / 24),
            Unit::Day => jiff::Span::new().try_days(count),
            Unit::Week => jiff::Span::new().try_weeks(count),
            Unit::Month => jiff::Span::new().try_months(count),
            Unit::Year => jiff::Span::new().try_years(count),
        };
        let counted = length.and_then(|length| match direction {
            Direction::After => day.checked_add(length),
            Direction::Before => day.checked_sub(length),
        });
        counted.or(Err(OutOfRange))
    }
}

impl fmt::Display for Span {
    /// In words: `14 days`, `1 month`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let plural = if self.count == 1 { "" } else { "s" };
        match self.unit {
            Unit::SixDayWeek => write!(f, "{} day{plural} from Monday to Saturday", self.count),
            Unit::Hour | Unit::Day | Unit::BusinessDay | Unit::Week | Unit::Month | Unit::Year => {
                write!(f, "{} {}{plural}", self.count, self.unit.phrase())
            }
        }
    }
}
