use crate::structured::value;
use oxherd_model::Check;

#[test]
fn sums_are_read_exactly_in_every_notation() {
    let table = [
        ("$70.00", "70.00", "USD"),
        ("1.234,56 €", "1234.56", "EUR"),
        ("1,234.56", "1234.56", ""),
        ("1.234.567,8 EUR", "1234567.8", "EUR"),
        ("1 234,50\u{a0}zł", "1234.50", "PLN"),
        ("CHF 1'080.05", "1080.05", "CHF"),
        ("1.234 €", "1234", "EUR"),
        ("1.234", "1.234", ""),
        ("1,234", "1234", ""),
        ("0,999 €", "0.999", "EUR"),
        ("12,5", "12.5", ""),
        ("70,- €", "70", "EUR"),
        ("-20.00", "-20.00", ""),
        ("(20.00)", "-20.00", ""),
        ("£.50", "0.50", "GBP"),
        ("Fr.50", "50", "CHF"),
        ("5 pro Jahr", "5", ""),
        ("1e2", "100", ""),
        ("0.1", "0.1", ""),
        ("12345678901234.99", "12345678901234.99", ""),
        ("19.99 TBD", "19.99", ""),
        ("5 kr", "5", ""),
    ];
    for (text, expected, currency) in table {
        let (sum, found) = value::sum(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(sum.to_string(), expected, "{text}");
        assert_eq!(found.map(|c| c.to_string()).unwrap_or_default(), currency, "{text}");
    }
}

#[test]
fn what_is_no_single_sum_is_none() {
    for text in
        ["", "free", "10%", "10 - 20 EUR", "1.23.4", "999999999999999999999999", "1e999", "1,2,3"]
    {
        assert_eq!(value::sum(text), None, "{text}");
    }
}

#[test]
fn days_are_read_as_written() {
    let table = [
        ("2026-11-21", "2026-11-21"),
        ("2026-11-21T23:59:59-11:00", "2026-11-21"),
        ("2026-11-21 08:00", "2026-11-21"),
        ("20261121T080000Z", "2026-11-21"),
        ("2026/1/2", "2026-01-02"),
        ("21.11.2026", "2026-11-21"),
        ("21/11/2026", "2026-11-21"),
        ("11/21/2026", "2026-11-21"),
        ("Sat, 21 Nov 2026 08:00:00 +0100", "2026-11-21"),
        ("November 21st, 2026", "2026-11-21"),
    ];
    for (text, expected) in table {
        let day = value::day(text).unwrap_or_else(|| panic!("{text}"));
        assert_eq!(day.to_string(), expected, "{text}");
    }
    for text in ["", "2026-13-01", "2026-02-30", "03/04/2026", "0001-01-01", "2026-11", "soon", "-"]
    {
        assert_eq!(value::day(text), None, "{text}");
    }
}

#[test]
fn check_digits_tell_typing_faults() {
    assert_eq!(value::gtin_check("4006381333931"), Check::Pass);
    assert_eq!(value::gtin_check("4006381333913"), Check::Fail);
    assert_eq!(value::vin_check("1M8GDM9AXKP042788"), Check::Pass);
    assert_eq!(value::vin_check("WVWZZZ1JZXW000001"), Check::None);
    assert_eq!(value::vin_check("WVWZZZ1JZXW00OOO1"), Check::Fail);
    assert_eq!(value::vin_check("SHORT"), Check::Fail);
}

#[test]
fn counts_are_one_unless_they_are_counts() {
    for (text, expected) in
        [("3", 3), ("2.0", 2), ("0", 1), ("-4", 1), ("many", 1), ("999999999999", 1)]
    {
        assert_eq!(value::quantity(text), expected, "{text}");
    }
}

#[test]
fn terms_are_read_in_both_spellings() {
    assert_eq!(
        value::duration("P24M").map(|(n, u)| (n, u.to_string())),
        Some((24, "month".to_owned()))
    );
    assert_eq!(
        value::duration("PT48H").map(|(n, u)| (n, u.to_string())),
        Some((48, "hour".to_owned()))
    );
    assert_eq!(value::duration("P1Y6M"), None);
    assert_eq!(value::duration("two years"), None);
}
