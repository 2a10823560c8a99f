//! The questions of the ledger in France, Spain, Italy, the Netherlands, and further away.

use super::{case, day, laws};
use oxherd_law::{Anchor, Circumstance, Made, Right, Route, Span, Subject, Then, Unit};
use oxherd_model::AgreementKind;

#[track_caller]
fn only(answers: &oxherd_law::Answers) -> (&str, String) {
    assert_eq!(answers.answers.len(), 1, "{answers:#?}");
    let answer = answers.guard().unwrap();
    (answer.rule.as_deref().unwrap_or_default(), answer.day.to_string())
}

#[test]
fn a_french_supplier_writes_one_to_three_months_before_the_refusal() {
    let gym = case("FR", AgreementKind::Membership)
        .on(Anchor::RefusalDay, day("2026-11-30"))
        .on(Anchor::Notice, day("2027-02-10"));
    let answers = laws().renewal_notice_by(&gym);
    assert_eq!(only(&answers), ("E-FR-01", "2026-10-30".to_owned()));
    assert_eq!(answers.guard().unwrap().opens, Some(day("2026-08-30")));
    assert!(laws().ask(Right::Leave, &gym).is_empty());
    let untold = gym.with(Circumstance::NoNotice);
    assert_eq!(only(&laws().ask(Right::Leave, &untold)), ("E-FR-01", "2027-02-10".to_owned()));
}

#[test]
fn a_french_insurance_ends_a_month_after_notice_once_its_first_year_is_over() {
    let home = case("FR", AgreementKind::Insurance).on(Anchor::Notice, day("2026-01-31"));
    assert!(laws().ask(Right::Leave, &home).is_empty());
    let later = home.with(Circumstance::Renewed);
    assert_eq!(only(&laws().ask(Right::Leave, &later)), ("E-FR-03", "2026-02-28".to_owned()));
    let mortgage = case("FR", AgreementKind::Insurance)
        .with(Circumstance::Mortgage)
        .on(Anchor::Request, day("2026-05-04"));
    let answers = laws().ask(Right::LenderAnswer, &mortgage);
    assert_eq!(only(&answers), ("E-FR-05", "2026-05-20".to_owned()));
}

#[test]
fn a_late_french_renewal_letter_gives_twenty_days() {
    let car = case("FR", AgreementKind::Insurance)
        .with(Circumstance::LateNotice)
        .on(Anchor::RenewalNoticeSent, day("2026-12-01"));
    let answers = laws().cancel_by(&car, None);
    assert_eq!(only(&answers), ("E-FR-04", "2026-12-21".to_owned()));
    assert_eq!(answers.guard().unwrap().guard, day("2026-12-20"));
}

#[test]
fn french_telephony_can_be_left_until_four_months_after_the_change() {
    let phone = case("FR", AgreementKind::Telecom)
        .by(Route::Registered)
        .on(Anchor::ChangeNotice, day("2026-05-01"))
        .on(Anchor::ChangeEffect, day("2026-06-30"));
    let answers = laws().exit_by(&phone);
    let last = answers.answers.last().unwrap();
    assert_eq!((last.rule.as_deref(), last.day), (Some("E-FR-06"), day("2026-10-30")));
    assert_eq!(answers.guard().unwrap().rule.as_deref(), Some("E-EU-08"));
}

#[test]
fn a_french_repair_adds_six_months() {
    let phone = case("FR", AgreementKind::Purchase)
        .about(Subject::Goods)
        .with(Circumstance::Repaired)
        .on(Anchor::Conclusion, day("2025-08-31"))
        .on(Anchor::Delivery, day("2025-08-31"));
    let answers = laws().guarantee_until(&phone);
    assert_eq!(answers.guard().unwrap().day, day("2027-08-31"));
    assert_eq!(answers.answers.last().unwrap().day, day("2028-02-29"));
    // the two years are read in a source, the six months are from memory
    assert_eq!(answers.best().unwrap().rule.as_deref(), Some("E-EU-03"));
    let burden = laws().ask(Right::Burden, &phone);
    assert_eq!(burden.answers.last().unwrap().day, day("2027-08-31"));
}

#[test]
fn spanish_and_portuguese_goods_are_guaranteed_for_three_years() {
    for (home, rule) in [("ES", "E-ES-03"), ("PT", "E-PT-01"), ("SE", "E-SE-01")] {
        let tv = case(home, AgreementKind::Purchase)
            .about(Subject::Goods)
            .on(Anchor::Conclusion, day("2024-02-28"))
            .on(Anchor::Delivery, day("2024-02-29"));
        let answers = laws().guarantee_until(&tv);
        assert_eq!(only(&answers), (rule, "2027-02-28".to_owned()));
        assert!(answers.guard().unwrap().may_claim);
    }
}

#[test]
fn spanish_subscriptions_are_announced_15_days_before_the_charge() {
    let app = case("ES", AgreementKind::Subscription).on(Anchor::Charge, day("2026-03-10"));
    let answers = laws().renewal_notice_by(&app);
    assert_eq!(only(&answers), ("E-ES-01", "2026-02-23".to_owned()));
    assert!(answers.guard().unwrap().may_claim);
    let before = case("ES", AgreementKind::Subscription).on(Anchor::Charge, day("2025-12-20"));
    assert!(laws().renewal_notice_by(&before).is_empty());
}

#[test]
fn spanish_customer_service_answers_from_the_end_of_2026_on() {
    let asked = |on| {
        case("ES", AgreementKind::Energy)
            .with(Circumstance::LargeFirm)
            .on(Anchor::Complaint, day(on))
    };
    assert!(laws().complaint_answer_by(&asked("2026-12-27")).is_empty());
    let answers = laws().complaint_answer_by(&asked("2026-12-28"));
    assert_eq!(only(&answers), ("E-ES-02", "2027-01-20".to_owned()));
    let undue = asked("2026-12-28").with(Circumstance::UndueCharge);
    assert_eq!(only(&laws().complaint_answer_by(&undue)).1, "2027-01-05");
}

#[test]
fn italian_motor_cover_ends_by_itself_with_15_days_of_grace() {
    let car = case("IT", AgreementKind::Insurance)
        .with(Circumstance::Motor)
        .on(Anchor::TermEnd, day("2026-06-30"));
    assert_eq!(only(&laws().ask(Right::Grace, &car)), ("E-IT-01b", "2026-07-15".to_owned()));
    let goes_on = laws().goes_on(&car);
    assert!(goes_on.len() == 1 && goes_on[0].then == Then::Ends);
}

#[test]
fn what_renews_in_the_netherlands_ends_with_a_month() {
    let paper = case("NL", AgreementKind::Subscription).on(Anchor::Notice, day("2026-10-31"));
    let goes_on = laws().goes_on(&paper);
    assert_eq!(goes_on[0].then, Then::Open(Some(Span::new(1, Unit::Month))));
    assert!(!goes_on[0].may_claim);
    let renewed = paper.with(Circumstance::Renewed);
    assert_eq!(only(&laws().ask(Right::Leave, &renewed)), ("E-NL-01", "2026-11-30".to_owned()));
}

#[test]
fn states_of_the_united_states_have_their_own_rules() {
    let app = |home| {
        case(home, AgreementKind::Subscription)
            .with(Circumstance::LongTerm)
            .on(Anchor::Conclusion, day("2025-12-01"))
            .on(Anchor::ChangeEffect, day("2026-03-31"))
            .on(Anchor::TermEnd, day("2026-11-30"))
    };
    assert!(laws().change_notice_by(&app("US")).is_empty());
    let california = laws().change_notice_by(&app("US-CA"));
    assert_eq!(only(&california), ("E-US-03", "2026-03-24".to_owned()));
    assert_eq!(california.guard().unwrap().opens, Some(day("2026-03-01")));
    assert_eq!(only(&laws().change_notice_by(&app("US-NY"))).1, "2026-03-26");
    assert_eq!(only(&laws().renewal_notice_by(&app("US-NY"))).0, "E-US-04b");
}

#[test]
fn what_was_sold_at_an_american_door_is_cancelled_in_three_days() {
    let door = case("US", AgreementKind::Purchase)
        .made(Made::OffPremises)
        .on(Anchor::Conclusion, day("2026-07-02"));
    // Saturday counts, 3 July is kept as a holiday, Sunday does not count
    assert_eq!(only(&laws().withdraw_by(&door)), ("E-US-05b", "2026-07-07".to_owned()));
}

#[test]
fn a_swiss_order_on_a_page_gives_no_withdrawal() {
    let shop = case("CH", AgreementKind::Purchase)
        .made(Made::Online)
        .about(Subject::Goods)
        .on(Anchor::Conclusion, day("2026-07-02"))
        .on(Anchor::Possession, day("2026-07-06"));
    assert!(laws().withdraw_by(&shop).is_empty());
}

#[test]
fn a_country_of_which_we_know_nothing_gives_no_answer() {
    let shop = case("BR", AgreementKind::Purchase).on(Anchor::Possession, day("2026-07-06"));
    assert!(
        laws().withdraw_by(&shop).is_empty() && laws().rights(&shop, day("2026-07-06")).is_empty()
    );
}

#[test]
fn rights_that_hold_at_any_time_are_listed() {
    let home = case("GB", AgreementKind::Insurance);
    let rights: Vec<_> = laws()
        .rights(&home, day("2026-07-06"))
        .into_iter()
        .map(|(rule, clause)| (rule.id.as_str(), clause.right))
        .collect();
    assert!(rights.contains(&("E-UK-05", Right::StopAutoRenew)));
    let health = home.with(Circumstance::Health);
    let rights = laws().rights(&health, day("2026-07-06"));
    assert!(rights.iter().all(|(rule, _)| rule.id != "E-UK-05"));
}
