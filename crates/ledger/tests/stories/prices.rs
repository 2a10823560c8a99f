//! What a year costs follows from what runs and comes again, not from what came once.

use crate::kit::{Mail, books, mail};
use jiff::civil::{Date, date};
use oxherd_ledger::{Ledger, View};
use oxherd_model::{AgreementKind, AmountRole, Claim, DateRole, Kind, Period, ReferenceRole};

fn yearly(ledger: &Ledger, on: Date) -> Vec<String> {
    let view = View::new(ledger, on);
    let cost = |a| view.yearly_of(a).map(|cost| cost.money.to_string());
    ledger.agreements.iter().filter_map(cost).collect()
}

fn bill(day: Date, domain: &str, kind: AgreementKind, sum: &str) -> Mail {
    mail(day, domain, Kind::Bill)
        .about(kind, None)
        .reference(ReferenceRole::Customer, "7204118")
        .reference(ReferenceRole::Invoice, &format!("R-{day}"))
        .sum(AmountRole::Total, sum)
        .day(DateRole::Due, day)
}

fn tenancy() -> Mail {
    mail(date(2024, 2, 12), "landlord.example", Kind::ContractPack)
        .about(AgreementKind::Rental, None)
        .reference(ReferenceRole::Customer, "7204118")
        .day(DateRole::Start, date(2024, 3, 1))
        .sum(AmountRole::Price, "970.00")
        .per(Period::Month)
}

#[test]
fn what_comes_once_has_no_yearly_cost() {
    let kinds = [
        ("a repair", AgreementKind::Service, "320.00"),
        ("a fine", AgreementKind::Other, "60.00"),
        ("one bill of a quarter", AgreementKind::Energy, "133.20"),
        ("one bill for water", AgreementKind::Water, "80.00"),
        ("one bill of a telephone", AgreementKind::Telecom, "29.99"),
        ("rent of one month", AgreementKind::Rental, "895.00"),
    ];
    for (what, kind, sum) in kinds {
        let ledger = books(&[bill(date(2025, 5, 3), "somebody.example", kind, sum)]);
        assert_eq!(yearly(&ledger, date(2025, 6, 20)), [""; 0], "{what}");
    }
    let visits = [
        bill(date(2025, 2, 3), "garage.example", AgreementKind::Service, "54.85"),
        bill(date(2025, 5, 3), "garage.example", AgreementKind::Service, "411.20"),
    ];
    assert_eq!(yearly(&books(&visits), date(2025, 6, 20)), [""; 0], "two visits of a garage");
}

#[test]
fn what_the_law_threatens_with_is_no_price() {
    let warning = mail(date(2025, 5, 3), "register.example", Kind::ContractPack)
        .subject("Your vehicle shows no insurance")
        .about(AgreementKind::Insurance, None)
        .sum(AmountRole::Price, "1000.00");
    assert_eq!(yearly(&books(&[warning]), date(2025, 6, 20)), [""; 0]);
    let words = mail(date(2025, 5, 3), "register.example", Kind::ContractPack)
        .about(AgreementKind::Insurance, None)
        .sum(AmountRole::Price, "1000.00");
    assert_eq!(yearly(&books(&[words]), date(2025, 6, 20)), [""; 0], "nothing was agreed");
}

#[test]
fn a_telephone_may_cost_a_third_of_before() {
    let line = |day: Date, sum: &str| {
        mail(day, "telkara.example", Kind::Bill)
            .about(AgreementKind::Telecom, None)
            .reference(ReferenceRole::Customer, "33907718")
            .sum(AmountRole::Total, sum)
            .day(DateRole::Payment, day)
    };
    let plan = mail(date(2024, 2, 12), "telkara.example", Kind::ContractPack)
        .about(AgreementKind::Telecom, None)
        .reference(ReferenceRole::Customer, "33907718")
        .sum(AmountRole::Price, "83.20")
        .per(Period::Month);
    let ledger = books(&[plan, line(date(2025, 10, 27), "28.00")]);
    assert_eq!(yearly(&ledger, date(2025, 11, 2)), ["336.00 GBP"]);
}

#[test]
fn two_bills_at_a_usual_distance_show_a_period() {
    let pairs = [
        ("two months", [date(2025, 4, 3), date(2025, 5, 3)], ["29.99"; 2], "359.88"),
        ("two quarters", [date(2025, 2, 3), date(2025, 5, 5)], ["30.00"; 2], "120.00"),
        ("two years", [date(2024, 5, 3), date(2025, 5, 4)], ["54.85"; 2], "54.85"),
    ];
    for (what, days, sums, year) in pairs {
        let bills: Vec<Mail> = days
            .into_iter()
            .zip(sums)
            .map(|(day, sum)| bill(day, "somebody.example", AgreementKind::Telecom, sum))
            .collect();
        let cost = yearly(&books(&bills), date(2025, 6, 1));
        assert_eq!(cost, [format!("{year} GBP")], "{what}");
    }
    let used = [
        bill(date(2025, 4, 3), "power.example", AgreementKind::Energy, "50.00"),
        bill(date(2025, 5, 3), "power.example", AgreementKind::Energy, "60.00"),
    ];
    assert_eq!(yearly(&books(&used), date(2025, 6, 1)), ["660.00 GBP"]);
}

#[test]
fn a_settlement_is_no_new_rent() {
    for (what, sum, subject) in [
        ("much less", "143.22", "Nebenkostenabrechnung 2024"),
        ("much less, without a word", "143.22", "For your flat"),
        ("of the size of the rent", "812.40", "Betriebskostenabrechnung 2024"),
        ("arrears", "950.00", "Arrears of 2024"),
    ] {
        let settled = mail(date(2025, 11, 14), "landlord.example", Kind::Bill)
            .subject(subject)
            .about(AgreementKind::Rental, None)
            .reference(ReferenceRole::Customer, "7204118")
            .sum(AmountRole::Due, sum)
            .day(DateRole::Due, date(2025, 12, 15));
        let ledger = books(&[tenancy(), settled]);
        assert_eq!(yearly(&ledger, date(2025, 12, 1)), ["11640.00 GBP"], "{what}");
        assert!(ledger.dues.iter().any(|due| due.on == date(2025, 12, 15)), "{what}");
    }
    let dearer = mail(date(2025, 11, 1), "landlord.example", Kind::Bill)
        .about(AgreementKind::Rental, None)
        .reference(ReferenceRole::Customer, "7204118")
        .sum(AmountRole::Due, "1010.00")
        .day(DateRole::Due, date(2025, 11, 3));
    assert_eq!(yearly(&books(&[tenancy(), dearer]), date(2025, 12, 1)), ["12120.00 GBP"]);
}

#[test]
fn an_offer_changes_nothing_of_what_runs() {
    let quote = mail(date(2025, 11, 14), "landlord.example", Kind::Quote)
        .about(AgreementKind::Rental, None)
        .reference(ReferenceRole::Customer, "7204118")
        .day(DateRole::Start, date(2025, 12, 1))
        .sum(AmountRole::Price, "1400.00")
        .per(Period::Month);
    let ledger = books(&[tenancy(), quote.clone()]);
    assert_eq!(yearly(&ledger, date(2025, 12, 20)), ["11640.00 GBP"]);
    assert_eq!(yearly(&books(&[quote]), date(2025, 12, 20)), [""; 0], "nor is it one alone");
}

fn line_bill(day: Date, sum: &str) -> Mail {
    bill(day, "telkara.example", AgreementKind::Telecom, sum)
}

#[test]
fn bills_that_are_missing_make_no_year_of_a_month() {
    let papers = mail(date(2023, 9, 12), "telkara.example", Kind::ContractPack)
        .about(AgreementKind::Telecom, None)
        .reference(ReferenceRole::Customer, "7204118")
        .sum(AmountRole::Price, "29.99")
        .per(Period::Month);
    let bills = [line_bill(date(2023, 10, 5), "29.99"), line_bill(date(2024, 10, 5), "39.99")];
    let ledger = books(&[papers, bills[0].clone(), bills[1].clone()]);
    assert_eq!(yearly(&ledger, date(2024, 10, 20)), ["479.88 GBP"]);
}

#[test]
fn what_is_credited_on_a_bill_is_no_lower_price() {
    let papers = mail(date(2024, 9, 12), "telkara.example", Kind::ContractPack)
        .about(AgreementKind::Telecom, None)
        .reference(ReferenceRole::Customer, "7204118")
        .sum(AmountRole::Price, "39.99")
        .per(Period::Month);
    let wrong = line_bill(date(2025, 3, 5), "44.99");
    let credited = line_bill(date(2025, 4, 5), "34.99")
        .sum(AmountRole::Price, "39.99")
        .sum(AmountRole::Refund, "-5.00");
    let ledger = books(&[papers, wrong, credited]);
    assert_eq!(yearly(&ledger, date(2025, 5, 1)), ["479.88 GBP"]);
}

#[test]
fn a_quote_for_work_costs_what_it_comes_to_once() {
    let quote = |kind: AgreementKind| {
        mail(date(2024, 2, 5), "heating.example", Kind::Quote)
            .about(kind, None)
            .reference(ReferenceRole::Quote, "Q-0177")
            .sum(AmountRole::Total, "27480.00")
    };
    for kind in [AgreementKind::Other, AgreementKind::Service, AgreementKind::Water] {
        let ledger = books(&[quote(kind)]);
        let view = View::new(&ledger, date(2024, 2, 10));
        let price = view.agreement(&ledger.agreements[0]).price.unwrap();
        assert_eq!((price.money.value.to_string().as_str(), price.per), ("27480.00", Period::Once));
        assert!(yearly(&ledger, date(2024, 2, 10)).is_empty(), "{kind:?}");
    }
}

#[test]
fn a_quote_for_what_runs_by_nature_is_no_payment_at_once() {
    for (kind, per) in [
        (AgreementKind::Insurance, Period::Year),
        (AgreementKind::Membership, Period::Year),
        (AgreementKind::Rental, Period::Month),
        (AgreementKind::Telecom, Period::Month),
    ] {
        let quote = mail(date(2024, 2, 5), "harbour.example", Kind::Quote)
            .about(kind, None)
            .reference(ReferenceRole::Quote, "Q-01778")
            .sum(AmountRole::Total, "312.00");
        let ledger = books(&[quote]);
        let view = View::new(&ledger, date(2024, 2, 10));
        let price = view.agreement(&ledger.agreements[0]).price.unwrap();
        assert_eq!((price.money.value.to_string().as_str(), price.per), ("312.00", per));
    }
}

#[test]
fn what_a_season_costs_is_paid_once_and_rent_by_the_month_however_long_the_lease_is() {
    let per = |kind: AgreementKind, last: Date| {
        let papers = mail(date(2025, 9, 20), "lets.example", Kind::ContractPack)
            .about(kind, None)
            .reference(ReferenceRole::Contract, "C-204417")
            .day(DateRole::Start, date(2025, 10, 1))
            .day(DateRole::End, last)
            .says(Claim::Renewal { automatic: false })
            .sum(AmountRole::Price, "850.00");
        let ledger = books(&[papers]);
        let view = View::new(&ledger, date(2025, 12, 1));
        view.agreement(&ledger.agreements[0]).price.unwrap().per
    };
    let (half, year, two) = (date(2026, 3, 31), date(2026, 9, 30), date(2027, 9, 30));
    for kind in [AgreementKind::Rental, AgreementKind::Telecom, AgreementKind::Loan] {
        assert_eq!(per(kind, half), Period::Month, "{kind:?}");
    }
    assert_eq!(per(AgreementKind::Subscription, half), Period::Once);
    assert_eq!(per(AgreementKind::Membership, half), Period::Once);
    assert_eq!(per(AgreementKind::Subscription, year), Period::Year);
    assert_eq!(per(AgreementKind::Subscription, two), Period::Month, "the usual period");
}

#[test]
fn a_bill_for_a_whole_year_says_until_when_what_is_rented_runs() {
    let rent = |kind: AgreementKind, end: Date| {
        let bill = bill(date(2025, 3, 2), "plots.example", kind, "42.50");
        let ledger = books(&[bill.day(DateRole::Start, date(2025, 4, 1)).day(DateRole::End, end)]);
        ledger.agreements[0].term_ends_on
    };
    let (year, quarter) = (date(2026, 3, 31), date(2025, 6, 30));
    assert_eq!(rent(AgreementKind::Rental, year), Some(year));
    assert_eq!(rent(AgreementKind::Rental, quarter), None, "a part of what runs");
    assert_eq!(rent(AgreementKind::Energy, year), None, "a time that was measured");
    assert_eq!(rent(AgreementKind::Membership, year), None, "a member for longer than a bill");
}

#[test]
fn a_bill_for_a_year_ends_no_tenancy_whose_papers_name_no_end() {
    let papers = mail(date(2025, 3, 2), "plots.example", Kind::ContractPack)
        .about(AgreementKind::Rental, None)
        .reference(ReferenceRole::Customer, "7204118")
        .day(DateRole::Start, date(2025, 4, 1))
        .sum(AmountRole::Price, "42.50")
        .per(Period::Year);
    let year = |first: Date, last: Date| {
        let bill = bill(first, "plots.example", AgreementKind::Rental, "42.50");
        bill.day(DateRole::Start, first).day(DateRole::End, last)
    };
    let next = year(date(2026, 4, 1), date(2027, 3, 31));
    let ledger = books(&[papers.clone(), next.clone()]);
    assert_eq!(ledger.agreements[0].term_ends_on, None);
    // Papers that name one are followed by the bill of the next year.
    let ledger = books(&[papers.day(DateRole::End, date(2026, 3, 31)), next]);
    assert_eq!(ledger.agreements[0].term_ends_on, Some(date(2027, 3, 31)));
}
