use super::*;
use crate::{Laws, Place};
use jiff::civil::date;

fn days(place: &str, year: i16) -> Vec<String> {
    let place: Place = place.parse().unwrap();
    let calendar = Laws::built_in().unwrap().calendar(&place);
    calendar.holidays(year).iter().map(|holiday| holiday.on.strftime("%m-%d").to_string()).collect()
}

#[track_caller]
fn check(place: &str, year: i16, expected: &str) {
    assert_eq!(days(place, year).join(" "), expected, "{place} {year}");
}

#[test]
fn easter_falls_on_the_published_days() {
    let published = [
        "2024-03-31",
        "2025-04-20",
        "2026-04-05",
        "2027-03-28",
        "2028-04-16",
        "2029-04-01",
        "2030-04-21",
        "2031-04-13",
        "2038-04-25",
        "1943-04-25",
        "1818-03-22",
        "2285-03-22",
        "1954-04-18",
        "1981-04-19",
        "2000-04-23",
        "1961-04-02",
        "2100-03-28",
    ];
    for day in published {
        let day: Date = day.parse().unwrap();
        assert_eq!(easter(day.year()), Some(day));
    }
    assert_eq!(easter(1582), None);
}

#[test]
fn easter_is_a_sunday_between_22_march_and_25_april_in_every_year() {
    for year in 1583..=9998 {
        let day = easter(year).unwrap();
        assert_eq!(day.weekday(), Weekday::Sunday);
        assert!(day >= date(year, 3, 22) && day <= date(year, 4, 25), "{day}");
    }
}

#[test]
fn bank_holidays_of_england_are_those_that_were_published() {
    check("GB-ENG", 2020, "01-01 04-10 04-13 05-08 05-25 08-31 12-25 12-28");
    check("GB-ENG", 2021, "01-01 04-02 04-05 05-03 05-31 08-30 12-27 12-28");
    check("GB-ENG", 2022, "01-03 04-15 04-18 05-02 06-02 06-03 08-29 09-19 12-26 12-27");
    check("GB-WLS", 2023, "01-02 04-07 04-10 05-01 05-08 05-29 08-28 12-25 12-26");
    check("GB-ENG", 2026, "01-01 04-03 04-06 05-04 05-25 08-31 12-25 12-28");
    check("GB-ENG", 2027, "01-01 03-26 03-29 05-03 05-31 08-30 12-27 12-28");
}

#[test]
fn scotland_and_northern_ireland_have_their_own() {
    check("GB-SCT", 2022, "01-03 01-04 04-15 05-02 06-02 06-03 08-01 09-19 11-30 12-26 12-27");
    check("GB-SCT", 2023, "01-02 01-03 04-07 05-01 05-08 05-29 08-07 11-30 12-25 12-26");
    check("GB-SCT", 2026, "01-01 01-02 04-03 05-04 05-25 06-15 08-03 11-30 12-25 12-28");
    check("GB-NIR", 2026, "01-01 03-17 04-03 04-06 05-04 05-25 07-13 08-31 12-25 12-28");
    check("GB-NIR", 2024, "01-01 03-18 03-29 04-01 05-06 05-27 07-12 08-26 12-25 12-26");
}

#[test]
fn a_substitute_says_that_it_is_one() {
    let place: Place = "GB-ENG".parse().unwrap();
    let calendar = Laws::built_in().unwrap().calendar(&place);
    let kept = calendar.holiday_on(date(2022, 12, 27)).unwrap();
    assert_eq!((kept.name.as_str(), kept.substitute), ("Christmas Day", true));
    assert!(!calendar.holiday_on(date(2022, 12, 26)).unwrap().substitute);
    assert!(calendar.holiday_on(date(2022, 12, 25)).is_none());
}

#[test]
fn german_holidays_are_national_and_those_of_the_laender() {
    check("DE", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 12-25 12-26");
    check(
        "DE-BY",
        2026,
        "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-03 11-01 12-25 12-26",
    );
    check("DE-SN", 2026, "01-01 04-03 04-06 05-01 05-14 05-25 10-03 10-31 11-18 12-25 12-26");
    check("DE-HH", 2017, "01-01 04-14 04-17 05-01 05-25 06-05 10-03 10-31 12-25 12-26");
    check("DE-BE", 2025, "01-01 03-08 04-18 04-21 05-01 05-08 05-29 06-09 10-03 12-25 12-26");
    check("DE-TH", 2024, "01-01 03-29 04-01 05-01 05-09 05-20 09-20 10-03 10-31 12-25 12-26");
}

#[test]
fn penance_day_is_the_wednesday_before_23_november() {
    for (year, day) in [(2022, "11-16"), (2024, "11-20"), (2025, "11-19"), (2028, "11-22")] {
        assert!(days("DE-SN", year).contains(&day.to_owned()), "{year}");
    }
}

#[test]
fn holidays_of_the_neighbours_in_known_years() {
    check("FR", 2026, "01-01 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25");
    check(
        "FR-67",
        2026,
        "01-01 04-03 04-06 05-01 05-08 05-14 05-25 07-14 08-15 11-01 11-11 12-25 12-26",
    );
    check("BE", 2024, "01-01 04-01 05-01 05-09 05-20 07-21 08-15 11-01 11-11 12-25");
    check("LU", 2025, "01-01 04-21 05-01 05-09 05-29 06-09 06-23 08-15 11-01 12-25 12-26");
    check(
        "AT",
        2026,
        "01-01 01-06 04-03 04-06 05-01 05-14 05-25 06-04 08-15 10-26 11-01 12-08 12-25 12-26",
    );
    check("CH", 2026, "01-01 01-02 04-03 04-06 05-14 05-25 08-01 12-25 12-26");
    check("NL", 2025, "01-01 04-18 04-21 04-26 05-05 05-29 06-09 12-25 12-26");
    check("NL", 2026, "01-01 04-03 04-06 04-27 05-05 05-14 05-25 12-25 12-26");
}

#[test]
fn holidays_of_the_south_and_the_east_in_known_years() {
    check("ES", 2026, "01-01 01-06 04-02 04-03 05-01 08-15 10-12 11-01 12-06 12-08 12-25");
    check("IT", 2025, "01-01 01-06 04-21 04-25 05-01 06-02 08-15 11-01 12-08 12-25 12-26");
    check("IT", 2027, "01-01 01-06 03-29 04-25 05-01 06-02 08-15 10-04 11-01 12-08 12-25 12-26");
    check(
        "PT",
        2026,
        "01-01 04-03 04-05 04-25 05-01 06-04 06-10 08-15 10-05 11-01 12-01 12-08 12-25",
    );
    check("PT", 2014, "01-01 04-18 04-20 04-25 05-01 06-10 08-15 12-08 12-25");
    check(
        "PL",
        2024,
        "01-01 01-06 03-31 04-01 05-01 05-03 05-19 05-30 08-15 11-01 11-11 12-25 12-26",
    );
    assert!(days("PL", 2025).contains(&"12-24".to_owned()));
}

#[test]
fn irish_holidays_with_the_rule_of_st_brigid() {
    check("IE", 2026, "01-01 02-02 03-17 04-06 05-04 06-01 08-03 10-26 12-25 12-26");
    check("IE", 2022, "01-01 03-17 03-18 04-18 05-02 06-06 08-01 10-31 12-25 12-26");
    assert_eq!(date(2030, 2, 1).weekday(), Weekday::Friday);
    assert_eq!(days("IE", 2030).get(1).map(String::as_str), Some("02-01"));
}

#[test]
fn federal_holidays_are_observed_on_friday_or_monday() {
    check("US", 2021, "01-01 01-18 02-15 05-31 06-18 07-05 09-06 10-11 11-11 11-25 12-24 12-31");
    check("US", 2022, "01-17 02-21 05-30 06-20 07-04 09-05 10-10 11-11 11-24 12-26");
    check("US-CA", 2026, "01-01 01-19 02-16 05-25 06-19 07-03 09-07 10-12 11-11 11-26 12-25");
}

#[test]
fn banks_of_the_euro_area_close_on_six_days() {
    let calendar = Laws::built_in().unwrap().bank_calendar();
    let days: Vec<String> = calendar.holidays(2026).iter().map(|h| h.on.to_string()).collect();
    assert_eq!(
        days,
        ["2026-01-01", "2026-04-03", "2026-04-06", "2026-05-01", "2026-12-25", "2026-12-26"]
    );
    assert!(calendar.is_business_day(date(2026, 5, 25)));
}

#[test]
fn a_place_without_holidays_still_has_weekends() {
    let place: Place = "SE".parse().unwrap();
    let calendar = Laws::built_in().unwrap().calendar(&place);
    assert!(calendar.holidays(2026).is_empty());
    assert!(!calendar.is_business_day(date(2026, 11, 21)));
    assert_eq!(calendar.next_business_day(date(2026, 11, 21)), Ok(date(2026, 11, 23)));
}

#[test]
fn the_ends_of_the_calendar_are_survived() {
    let place: Place = "GB-ENG".parse().unwrap();
    let calendar = Laws::built_in().unwrap().calendar(&place);
    for year in [Date::MIN.year(), 0, 1582, 9998, Date::MAX.year()] {
        calendar.holidays(year);
    }
    assert_eq!(calendar.next_business_day(Date::MAX), Ok(Date::MAX));
    assert_eq!(Span::new(1, Unit::BusinessDay).after(Date::MAX, &calendar), Err(OutOfRange));
    assert_eq!(Span::new(1, Unit::Month).before(Date::MIN, &calendar), Err(OutOfRange));
}
