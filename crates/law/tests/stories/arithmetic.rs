//! Worked examples of the statutes' arithmetic.

use super::{day, laws, place};
use oxherd_law::{Direction, Span, Unit};

/// `place | 14 d after 2026-03-05 = 2026-03-19`, one a line.
fn check(table: &str) {
    for line in table.lines().map(str::trim).filter(|line| !line.is_empty()) {
        let (home, sum) = line.split_once(" | ").unwrap();
        let (sum, expected) = sum.split_once(" = ").unwrap();
        let words: Vec<&str> = sum.split_whitespace().collect();
        let [count, unit, way, from] = words.as_slice() else { panic!("{line}") };
        let span = Span::new(count.parse().unwrap(), unit.parse::<Unit>().unwrap());
        let way = if *way == "after" { Direction::After } else { Direction::Before };
        let home = place(home);
        let calendar = laws().calendar(&home);
        assert_eq!(span.count_from(day(from), way, &calendar), Ok(day(expected)), "{line}");
    }
}

#[test]
fn days_and_weeks_leave_the_day_of_the_event_out() {
    check(
        "DE | 14 d after 2026-03-05 = 2026-03-19
         DE | 1 w after 2026-03-05 = 2026-03-12
         DE | 8 w after 2026-01-02 = 2026-02-27
         DE | 14 d after 2024-02-20 = 2024-03-05
         DE | 14 d after 2025-02-20 = 2025-03-06
         GB | 30 d after 2025-12-15 = 2026-01-14
         GB | 0 d after 2026-03-05 = 2026-03-05
         GB | 24 h after 2026-03-05 = 2026-03-06
         GB | 25 h after 2026-03-05 = 2026-03-07
         DE | 14 d before 2026-12-31 = 2026-12-17",
    );
}

#[test]
fn months_are_clipped_to_the_end_of_a_shorter_one() {
    check(
        "DE | 1 m after 2026-01-31 = 2026-02-28
         DE | 1 m after 2024-01-31 = 2024-02-29
         DE | 1 m after 2026-02-28 = 2026-03-28
         DE | 3 m after 2025-11-30 = 2026-02-28
         DE | 13 m after 2025-01-31 = 2026-02-28
         DE | 12 m after 2026-08-31 = 2027-08-31
         DE | 1 m before 2026-12-31 = 2026-11-30
         DE | 1 m before 2026-03-31 = 2026-02-28
         DE | 3 m before 2026-05-31 = 2026-02-28
         DE | 3 m before 2024-05-31 = 2024-02-29
         DE | 1 m before 2026-03-15 = 2026-02-15",
    );
}

#[test]
fn years_keep_the_day_and_the_29th_of_february_becomes_the_28th() {
    check(
        "DE | 2 y after 2024-02-29 = 2026-02-28
         DE | 4 y after 2024-02-29 = 2028-02-29
         DE | 2 y after 2026-07-01 = 2028-07-01
         GB | 6 y after 2020-02-29 = 2026-02-28
         DE | 1 y before 2024-02-29 = 2023-02-28",
    );
}

#[test]
fn business_days_leave_out_weekends_and_the_holidays_of_the_place() {
    check(
        "GB-ENG | 15 bd after 2026-03-23 = 2026-04-15
         GB-SCT | 15 bd after 2026-03-23 = 2026-04-14
         DE | 3 bd after 2026-12-23 = 2026-12-29
         DE | 1 bd before 2026-05-26 = 2026-05-22
         DE-BY | 1 bd after 2026-06-03 = 2026-06-05
         DE-NI | 1 bd after 2026-06-03 = 2026-06-04
         FR | 10 bd after 2026-05-04 = 2026-05-20
         US | 3 bd before 2026-07-06 = 2026-06-30
         US | 3 wd after 2026-07-02 = 2026-07-07
         DE | 6 wd after 2026-04-02 = 2026-04-11
         DE | 0 bd after 2026-12-25 = 2026-12-25",
    );
}

#[test]
fn counting_forward_finds_the_last_start_that_leaves_the_whole_month() {
    let month = Span::new(1, Unit::Month);
    for (end, start) in [
        ("2026-02-28", "2026-01-31"),
        ("2026-12-31", "2026-11-30"),
        ("2026-04-30", "2026-03-31"),
        ("2026-03-30", "2026-02-28"),
        ("2026-03-15", "2026-02-15"),
        ("2024-02-29", "2024-01-31"),
    ] {
        assert_eq!(month.latest_start(day(end)), Ok(day(start)), "{end}");
    }
}

#[test]
fn a_count_that_is_no_count_is_refused() {
    let home = place("DE");
    let calendar = laws().calendar(&home);
    let long = Span::new(oxherd_law::COUNT_MAX + 1, Unit::BusinessDay);
    assert!(long.after(day("2026-01-01"), &calendar).is_err());
    let years = Span::new(oxherd_law::COUNT_MAX, Unit::Year);
    assert!(years.after(day("2026-01-01"), &calendar).is_err());
}
