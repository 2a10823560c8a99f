//! What holds for every day and every length.

use super::{laws, place};
use jiff::civil::{Date, date};
use oxherd_law::{Span, Unit};
use proptest::prelude::*;

fn any_day() -> impl Strategy<Value = Date> {
    (1990i16..2090, 1i8..=12, 1i8..=31)
        .prop_filter_map("a day that exists", |(y, m, d)| Date::new(y, m, d).ok())
}

fn any_home() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec!["DE-BY", "GB-SCT", "FR", "US", "NL", "IE", "SE", "AT", "ES-CT"])
}

proptest! {
    #[test]
    fn days_and_weeks_forward_and_back_are_inverse(day in any_day(), n in 0u16..2000, weeks: bool) {
        let home = place("DE");
        let calendar = laws().calendar(&home);
        let span = Span::new(n, if weeks { Unit::Week } else { Unit::Day });
        let there = span.after(day, &calendar).unwrap();
        prop_assert_eq!(span.before(there, &calendar), Ok(day));
    }

    #[test]
    fn business_days_are_inverse_from_one_business_day(
        day in any_day(), n in 1u16..60, home in any_home()
    ) {
        let home = place(home);
        let calendar = laws().calendar(&home);
        let day = calendar.next_business_day(day).unwrap();
        let span = Span::new(n, Unit::BusinessDay);
        let there = span.after(day, &calendar).unwrap();
        prop_assert!(calendar.is_business_day(there));
        prop_assert_eq!(span.before(there, &calendar), Ok(day));
    }

    #[test]
    fn months_back_never_leave_less_than_the_whole(day in any_day(), n in 0u16..400, years: bool) {
        let home = place("DE");
        let calendar = laws().calendar(&home);
        let span = Span::new(n, if years { Unit::Year } else { Unit::Month });
        let start = span.before(day, &calendar).unwrap();
        prop_assert!(span.after(start, &calendar).unwrap() <= day);
        let latest = span.latest_start(day).unwrap();
        prop_assert!(start <= latest);
        prop_assert!(span.after(latest, &calendar).unwrap() <= day);
        prop_assert!(span.after(latest.tomorrow().unwrap(), &calendar).unwrap() > day);
    }

    #[test]
    fn months_are_inverse_where_no_month_is_too_short(
        y in 1990i16..2090, m in 1i8..=12, d in 1i8..=28, n in 0u16..400
    ) {
        let home = place("DE");
        let calendar = laws().calendar(&home);
        let (day, span) = (date(y, m, d), Span::new(n, Unit::Month));
        let there = span.after(day, &calendar).unwrap();
        prop_assert_eq!(span.before(there, &calendar), Ok(day));
    }

    #[test]
    fn a_later_day_never_ends_earlier(day in any_day(), n in 0u16..60, home in any_home()) {
        let home = place(home);
        let calendar = laws().calendar(&home);
        for unit in Unit::ALL {
            let span = Span::new(n, *unit);
            let next = day.tomorrow().unwrap();
            prop_assert!(
                span.after(day, &calendar).unwrap() <= span.after(next, &calendar).unwrap()
            );
            prop_assert!(
                span.before(day, &calendar).unwrap() <= span.before(next, &calendar).unwrap()
            );
        }
    }

    #[test]
    fn the_next_business_day_is_one_and_near(day in any_day(), home in any_home()) {
        let home = place(home);
        let calendar = laws().calendar(&home);
        let next = calendar.next_business_day(day).unwrap();
        prop_assert!(calendar.is_business_day(next) && next >= day);
        prop_assert!((next - day).get_days() <= 6);
    }

    #[test]
    fn no_text_makes_the_reader_fail(text in "(?s).{0,300}") {
        let _said = laws().with(&text).is_ok();
    }

    #[test]
    fn no_mutation_of_a_rule_makes_the_reader_fail(cut in 0usize..400, put in "[ -~\n]{0,6}") {
        let good = "place: DE\nroll: next; BGB\nholiday: A = 1 may, in: BY\n[X-1]\ntitle: a\n\
            agreements: loan\nright: withdraw 14 d + 2 m after conclusion, act: send, for: goods\n\
            right: cancel at most 1..3 m before term_end, when: motor\nsource: s\nconfidence: low\n";
        let at = cut.min(good.len());
        let text = format!("{}{put}{}", &good[..at], &good[(at + put.len()).min(good.len())..]);
        let _said = laws().with(&text).is_ok();
    }
}
