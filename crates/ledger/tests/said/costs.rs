//! What a thing cost in each year, what it is bound to cost, and how its prices rose.

use crate::mail::{Mail, books, day, gym, insurance};
use oxherd_ledger::{PaidBy, View, YearCost, price_history};
use oxherd_model::{AmountRole, Claim, DateRole, Kind, LengthRole, Money, Period, TermUnit};

fn policy(paid: &str) -> Mail {
    insurance("2023-11-30", Kind::ContractPack)
        .on(DateRole::Start, "2023-12-03")
        .on(DateRole::End, "2024-12-02")
        .sum(AmountRole::Paid, paid)
        .sum(AmountRole::Other, "350.00") // the excess
        .says(Claim::Renewal { automatic: true })
}

fn renewal(on: &str, from: &str, old: &str, new: &str) -> Mail {
    insurance(on, Kind::RenewalNotice)
        .on(DateRole::Renewal, from)
        .sum(AmountRole::Old, old)
        .sum(AmountRole::New, new)
}

/// The prices with the day from which each holds and its rise.
fn steps(mails: &[Mail], on: &str) -> Vec<String> {
    let ledger = books(mails, on);
    let history = price_history(ledger.agreements.first().unwrap());
    let rise = |by: Option<_>| by.map_or_else(String::new, |by| format!(" {by}"));
    history
        .into_iter()
        .map(|s| format!("{} {}{}", s.from, s.price.money.value, rise(s.rise_percent)))
        .collect()
}

/// Each year with what was paid and what is still bound to be.
fn years(mails: &[Mail], on: &str) -> Vec<String> {
    let shown = |of: YearCost| {
        let sum =
            |all: &[Money]| all.first().map_or_else(|| "0".to_owned(), |m| m.value.to_string());
        let by: Vec<&str> = of.shown_by.iter().map(|by| by.as_str()).collect();
        format!("{} {} {} {}", of.year, sum(&of.paid), by.join("+"), sum(&of.committed))
    };
    all_years(mails, on).into_iter().map(shown).collect()
}

fn all_years(mails: &[Mail], on: &str) -> Vec<YearCost> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let all: Vec<u32> = (0..).take(ledger.agreements.len()).collect();
    view.costs_by_year(ledger.agreements.first().and_then(|a| a.thing).unwrap_or(u32::MAX), &all)
}

#[test]
fn each_price_stands_with_its_rise_and_an_excess_is_none() {
    let quoted = insurance("2023-11-28", Kind::Quote).sum(AmountRole::Price, "480.00");
    let mails = [
        quoted,
        policy("480.00"),
        renewal("2024-11-07", "2024-12-03", "480.00", "540.00"),
        renewal("2025-11-06", "2025-12-03", "540.00", "513.00"),
    ];
    assert_eq!(
        steps(&mails, "2026-01-10"),
        ["2023-11-28 480.00", "2024-12-03 540.00 12.5", "2025-12-03 513.00 -5.0"]
    );
}

#[test]
fn the_difference_of_two_prices_is_no_price() {
    let change = gym("2025-02-20", Kind::PriceChange)
        .on(DateRole::Effective, "2025-04-01")
        .sum(AmountRole::New, "3.00")
        .sum(AmountRole::Old, "34.00")
        .sum(AmountRole::New, "37.00");
    let mut joined = gym("2024-04-29", Kind::ContractPack)
        .on(DateRole::Start, "2024-05-01")
        .sum(AmountRole::Price, "34.00");
    joined.reading.period = Some(Period::Month);
    let steps = steps(&[joined, change], "2025-03-01");
    assert_eq!(steps, ["2024-05-01 34.00", "2025-04-01 37.00 8.8"]);
}

#[test]
fn a_price_that_only_a_renewal_names_held_in_the_term_before() {
    let mails = [renewal("2026-01-26", "2026-02-09", "80.00", "90.00")];
    assert_eq!(steps(&mails, "2026-03-01"), ["2025-02-09 80.00", "2026-02-09 90.00 12.5"]);
}

#[test]
fn charges_that_rise_show_prices_where_none_was_said() {
    let bill = |on: &str, sum: &str| gym(on, Kind::PaymentDone).sum(AmountRole::Total, sum);
    let months = ["2025-01-05", "2025-02-05", "2025-03-05", "2025-04-05", "2025-05-05"];
    let sums = ["20.00", "20.00", "20.00", "25.00", "25.00"];
    let mails: Vec<Mail> = months.into_iter().zip(sums).map(|(on, sum)| bill(on, sum)).collect();
    assert_eq!(steps(&mails, "2025-05-10"), ["2025-01-05 20.00", "2025-04-05 25.00 25.0"]);
}

#[test]
fn what_was_agreed_counts_as_paid_where_neither_bank_nor_bill_speaks_of_the_year() {
    let mails = [policy("480.00"), renewal("2024-11-07", "2024-12-03", "480.00", "540.00")];
    // The next term begins unless it is ended before: nothing binds to it yet.
    assert_eq!(
        years(&mails, "2025-01-10"),
        ["2023 480.00 agreed_price 0", "2024 540.00 agreed_price 0"]
    );
}

#[test]
fn bills_go_before_the_price_and_bookings_before_bills() {
    let bill = insurance("2024-12-05", Kind::Bill)
        .on(DateRole::Issued, "2024-12-05")
        .sum(AmountRole::Total, "550.00");
    let mails = [policy("480.00"), bill];
    let shown: Vec<Vec<PaidBy>> = all_years(&mails, "2025-01-10")
        .into_iter()
        .map(|of| of.shown_by.into_iter().collect())
        .collect();
    assert_eq!(shown, [vec![PaidBy::Price], vec![PaidBy::Bill]]);
    assert_eq!(years(&mails, "2025-01-10")[1], "2024 550.00 bill 0");
}

#[test]
fn what_cannot_be_left_yet_is_still_bound_to_be_paid() {
    let mut joined = gym("2025-01-10", Kind::ContractPack)
        .on(DateRole::Start, "2025-01-15")
        .sum(AmountRole::Price, "30.00")
        .says(Claim::Length { role: LengthRole::MinimumTerm, count: 12, unit: TermUnit::Month });
    joined.reading.period = Some(Period::Month);
    let paid = gym("2025-01-15", Kind::PaymentDone).sum(AmountRole::Total, "30.00");
    let mails = [joined, paid];
    assert_eq!(years(&mails, "2025-01-20"), ["2025 30.00 bill 330.00"]);
    assert_eq!(years(&mails, "2025-12-20"), ["2025 30.00 bill 0"]);
}
