//! `--at`: the time as of which everything is judged.

use crate::books;
use crate::home::Home;
use anyhow::Result;
use jiff::civil::{Date, DateTime};
use jiff::{SignedDuration, Timestamp};

/// A time as typed: an instant, a time of day in household time, or a day, which means all of it there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum At {
    /// RFC 3339.
    Instant(Timestamp),
    /// A time of day, by the clock of the household.
    Clock(DateTime),
    /// A civil day.
    Day(Date),
}

impl At {
    /// The instant that is meant; a day ends when the next one begins.
    pub(super) fn instant(self, home: &Home) -> Result<Timestamp> {
        match self {
            Self::Instant(at) => Ok(at),
            Self::Clock(at) => Ok(at.to_zoned(books::zone_of_home(home)?)?.timestamp()),
            Self::Day(day) => {
                let next = day.tomorrow()?.to_zoned(books::zone_of_home(home)?)?.timestamp();
                Ok(next.checked_sub(SignedDuration::from_millis(1))?)
            }
        }
    }
}

/// What is taken, for whoever typed something else.
const FORMS: &str = "write a day as 2026-03-31, a time in household time as 2026-03-31T18:00, or with its \
    offset as 2026-03-31T18:00:00Z or 2026-03-31T18:00:00+02:00; a day means all of it, in household time";

/// Years in which days can be counted back and ahead.
const YEARS: std::ops::RangeInclusive<i16> = 1..=9_000;

/// Letters of a day: `2026-03-31`.
const DAY_LETTERS: usize = 10;

/// Understands a time as typed.
pub(super) fn at(typed: &str) -> Result<At, String> {
    let day = typed.parse::<Date>().ok().filter(|_| typed.len() == DAY_LETTERS);
    let clock = || typed.parse::<DateTime>().ok().filter(|_| is_bare_clock(typed));
    let at = day
        .map(At::Day)
        .or_else(|| typed.parse().ok().map(At::Instant))
        .or_else(|| clock().map(At::Clock))
        .ok_or_else(|| FORMS.to_owned())?;
    let year = match at {
        At::Day(day) => day.year(),
        At::Clock(at) => at.year(),
        At::Instant(at) => at.to_zoned(jiff::tz::TimeZone::UTC).year(),
    };
    if !YEARS.contains(&year) {
        return Err(format!("nothing is counted in that year; {FORMS}"));
    }
    Ok(at)
}

/// Whether a time has hours and minutes and neither an offset nor a zone, which would count for nothing.
fn is_bare_clock(typed: &str) -> bool {
    let signs = typed.get(DAY_LETTERS..).unwrap_or_default();
    signs.len() >= "T10:00".len()
        && signs.starts_with(['T', 't', ' '])
        && signs.bytes().skip(1).all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_day_and_an_instant_are_understood() {
        assert_eq!(at("2026-06-15"), Ok(At::Day(jiff::civil::date(2026, 6, 15))));
        for typed in [
            "2026-06-15T10:00:00Z",
            "2026-06-15T10:00Z",
            "2026-06-15 10:00:00Z",
            "2026-06-15t10:00:00.000z",
            "2026-06-15T12:00:00+02:00",
            "2026-06-15T12:00:00+02:00[Europe/Berlin]",
        ] {
            let wanted: Timestamp = "2026-06-15T10:00:00Z".parse().unwrap();
            assert_eq!(at(typed), Ok(At::Instant(wanted)), "{typed}");
        }
    }

    #[test]
    fn a_time_of_day_without_an_offset_is_by_the_clock_of_the_household() {
        let ten = jiff::civil::date(2026, 6, 15).at(10, 0, 0, 0);
        for typed in ["2026-06-15T10:00", "2026-06-15T10:00:00", "2026-06-15 10:00"] {
            assert_eq!(at(typed), Ok(At::Clock(ten)), "{typed}");
        }
    }

    #[test]
    fn anything_else_is_refused_with_what_is_taken() {
        for typed in [
            "",
            "now",
            "today",
            "20260615",
            "2026-06",
            "2026-02-30",
            "15/06/2026",
            "10:00",
            "2026-06-15Z",
            "2026-06-15T10",
            "2026-06-15T10:00[Europe/London]",
            "-2026-06-15",
            "2026-W23-1",
            "9999-12-31",
            "0000-01-01",
            "9999-12-30T00:00:00Z",
        ] {
            let wrong = at(typed).unwrap_err();
            assert!(wrong.contains("write a day as 2026-03-31"), "{typed}: {wrong}");
        }
    }
}
