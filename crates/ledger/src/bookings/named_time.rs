//! The time that the text of a booking says it is for: `July`, `07/2021`, `01.07.2021-31.07.2021`.

use crate::agreements::near;
use crate::contradictions::Time;
use jiff::ToSpan;
use jiff::civil::Date;

/// Words of a text that are looked at.
const WORDS_MAX: usize = 60;

/// A time that is named lies at most so many days around its booking.
const AROUND_DAYS: i32 = 200;

/// The months as whole words, folded; one row for each.
const MONTHS: [&[&str]; 12] = [
    &["january", "januar", "jaenner", "jänner", "janvier", "enero", "gennaio", "januari"],
    &["february", "februar", "fevrier", "février", "febrero", "febbraio", "februari"],
    &["march", "märz", "maerz", "marz", "mars", "marzo", "maart"],
    &["april", "avril", "abril", "aprile"],
    &["mai", "mayo", "maggio", "mei", "may"],
    &["june", "juni", "juin", "junio", "giugno"],
    &["july", "juli", "juillet", "julio", "luglio"],
    &["august", "aout", "août", "agosto", "augustus"],
    &["september", "septembre", "septiembre", "settembre"],
    &["october", "oktober", "octobre", "octubre", "ottobre"],
    &["november", "novembre", "noviembre"],
    &["december", "dezember", "decembre", "décembre", "diciembre", "dicembre"],
];

/// What time a booking says that it is for, by its text.
pub(super) fn named(purpose: &str, booked_on: Date, end: Date) -> Time {
    let Some((first, last)) = span(purpose, booked_on) else { return Time::Unsaid };
    if !near(first, booked_on, AROUND_DAYS) {
        Time::Unsaid
    } else if first > end {
        Time::After
    } else if last <= end || near(first, end, 31) {
        Time::Before
    } else {
        Time::Unsaid
    }
}

/// The first and the last day of the time that a text names.
fn span(purpose: &str, booked_on: Date) -> Option<(Date, Date)> {
    let words: Vec<&str> = purpose.split_whitespace().take(WORDS_MAX).collect();
    let numbers = words.iter().find_map(|word| numbered(word));
    numbers.or_else(|| {
        words
            .iter()
            .enumerate()
            .find_map(|(at, word)| {
                let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
                let month = MONTHS.iter().position(|names| names.contains(&word.as_str()))?;
                let month = i8::try_from(month + 1).ok()?;
                let year = words.get(at + 1).and_then(|next| year(next.trim_matches(['.', ','])));
                year.map_or_else(
                    || nearest(month, booked_on),
                    |year| Date::new(year, month, 1).ok(),
                )
            })
            .map(|first| (first, first.last_of_month()))
    })
}

/// A month without a year is the one nearest to the booking.
fn nearest(month: i8, booked_on: Date) -> Option<Date> {
    let of = |years: i32| {
        let year = booked_on.checked_add(years.years()).ok()?.year();
        Date::new(year, month, 1).ok()
    };
    let all = [of(-1), of(0), of(1)].into_iter().flatten();
    all.min_by_key(|first| (*first - booked_on).get_days().abs())
}

/// `07/2021`, `2021-07`, `01.07.2021-31.07.2021`, `01.07.-31.07.2021`; a day alone is none.
fn numbered(word: &str) -> Option<(Date, Date)> {
    let word = word.trim_matches(|c: char| !c.is_ascii_digit());
    let parts: Vec<&str> =
        word.split(['.', '/', '-', '–']).filter(|part| !part.is_empty()).collect();
    let numbers: Vec<i16> = parts.iter().map_while(|part| part.parse().ok()).collect();
    let day = |day: i16, month: i16, year: i16| {
        Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
    };
    let month = |month: i16, year: i16| {
        let first = day(1, month, year)?;
        Some((first, first.last_of_month()))
    };
    if numbers.len() != parts.len() {
        return None;
    }
    match *numbers.as_slice() {
        [m, y] if y >= YEAR_MIN => month(m, y),
        [y, m] if y >= YEAR_MIN => month(m, y),
        [d, m, dd, mm, y] if y >= YEAR_MIN => Some((day(d, m, y)?, day(dd, mm, y)?)),
        [d, m, y, dd, mm, yy] if y >= YEAR_MIN => Some((day(d, m, y)?, day(dd, mm, yy)?)),
        [y, m, d, yy, mm, dd] if y >= YEAR_MIN => Some((day(d, m, y)?, day(dd, mm, yy)?)),
        [..] => None,
    }
}

/// Years before are none of a booking.
const YEAR_MIN: i16 = 1990;

fn year(word: &str) -> Option<i16> {
    let digits = word.bytes().all(|b| b.is_ascii_digit());
    let year: i16 = word.parse().ok().filter(|_| digits)?;
    match word.len() {
        4 if year >= YEAR_MIN => Some(year),
        2 => Some(2000 + year),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn the_text_of_a_booking_names_the_time_that_it_is_for() {
        let (end, booked) = (date(2021, 6, 30), date(2021, 7, 5));
        for after in [
            "SDD VS-1805 CANONE LUGLIO",
            "Beitrag Juli 2021",
            "Cotisation juillet",
            "CUOTA JULIO 21",
            "Contributie 07/2021",
            "Abo 2021-07",
            "Miete 01.07.2021-31.07.2021",
            "Miete 01.07.-31.07.2021",
        ] {
            assert_eq!(named(after, booked, end), Time::After, "{after}");
        }
        for before in ["CANONE GIUGNO", "Beitrag 06.2021", "Rent June 2021", "premie mei"] {
            assert_eq!(named(before, booked, end), Time::Before, "{before}");
        }
        for unsaid in ["M-30871", "KARTE 05.07.2021 12:03", "Augustiner Brauhaus", "2019-07", "07"]
        {
            assert_eq!(named(unsaid, booked, end), Time::Unsaid, "{unsaid}");
        }
        assert_eq!(named("Fee January", date(2022, 1, 4), date(2021, 12, 31)), Time::After);
        assert_eq!(named("Fee December", date(2022, 1, 4), date(2021, 12, 31)), Time::Before);
    }
}
