//! What papers, bills and notices say of an agreement, whatever they look like.

use crate::mail::{Mail, books, day, gym, insurance, letter, mail};
use oxherd_ledger::{Clash, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Claim, Confidence, DateRole, DueKind,
    IdentifierRole, Kind, LetterAct, Period, ReferenceRole, Stage,
};

fn unsure(mut mail: Mail, thousandths: u16) -> Mail {
    mail.reading.kind_confidence = Confidence::from_thousandths(thousandths);
    mail
}

fn clashes(mails: &[Mail], on: &str) -> Vec<Clash> {
    let ledger = books(mails, on);
    View::new(&ledger, day(on)).contradictions().iter().map(|c| c.kind).collect()
}

fn dues(mails: &[Mail], on: &str, what: DueKind) -> Vec<String> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    view.dues().iter().filter(|d| d.due.what == what).map(|d| d.due.on.to_string()).collect()
}

/// A policy that ended in May 2025.
fn ended() -> Vec<Mail> {
    vec![
        insurance("2021-04-20", Kind::ContractPack),
        insurance("2025-05-28", Kind::CancelConfirmed).on(DateRole::End, "2025-05-31"),
    ]
}

#[test]
fn papers_of_a_beginning_after_the_end_welcome_however_unsure_they_are() {
    let welcome = insurance("2026-04-02", Kind::Unclear).subject("Ihr Versicherungsschutz");
    let mut papers = welcome.clone().on(DateRole::Start, "2026-05-01");
    papers.reading.kind = Kind::ContractPack;
    let papers = unsure(papers, 358);
    assert_eq!(clashes(&[ended(), vec![papers]].concat(), "2026-04-03"), [Clash::WelcomeAfterEnd]);
    assert_eq!(clashes(&[ended(), vec![welcome]].concat(), "2026-04-03"), []);
    // A greeting that looks like a parcel, with the number of the policy behind another label.
    let aboard = mail("2026-05-12", "harbour.example", Kind::DeliveryUnderWay)
        .subject("Welkom aan boord!")
        .reference(ReferenceRole::Tracking, "P-100");
    assert_eq!(clashes(&[ended(), vec![aboard]].concat(), "2026-05-12"), [Clash::WelcomeAfterEnd]);
}

#[test]
fn a_bill_that_calls_the_number_of_a_policy_its_own_is_one_of_that_policy() {
    let bill = mail("2023-04-20", "harbour.example", Kind::Bill)
        .reference(ReferenceRole::Invoice, "P-100")
        .sum(AmountRole::Total, "286.40");
    let ledger = books(&[insurance("2021-04-20", Kind::ContractPack), bill], "2023-04-21");
    assert_eq!(ledger.agreements.len(), 1);
    assert_eq!(ledger.agreements[0].charges.len(), 1);
}

#[test]
fn a_trial_and_a_contract_begin_although_their_kind_is_unsure() {
    let trial = mail("2025-03-01", "words.example", Kind::RenewalNotice)
        .about(AgreementKind::Subscription, None)
        .on(DateRole::TrialEnd, "2025-03-15")
        .sum(AmountRole::Price, "59.88")
        .says(Claim::Renewal { automatic: true });
    let ledger = books(&[unsure(trial, 439)], "2025-03-02");
    let view = View::new(&ledger, day("2025-03-02"));
    assert_eq!(view.agreement(&ledger.agreements[0]).state, AgreementState::Trial);
    let mut stall = mail("2024-03-20", "stall.example", Kind::ContractPack)
        .about(AgreementKind::Rental, None)
        .on(DateRole::Start, "2024-04-01")
        .sum(AmountRole::Price, "345.00");
    stall.reading.period = Some(Period::Month);
    assert_eq!(books(&[unsure(stall, 477)], "2024-04-05").agreements.len(), 1);
    let letter = mail("2024-03-20", "advice.example", Kind::ContractPack)
        .about(AgreementKind::Rental, None)
        .sum(AmountRole::Price, "345.00");
    assert!(books(&[unsure(letter, 477)], "2024-04-05").agreements.is_empty());
}

#[test]
fn a_receipt_that_names_both_days_of_what_was_paid_sets_the_term_and_the_price() {
    let paid = gym("2025-03-15", Kind::PaymentDone)
        .sum(AmountRole::Paid, "59.88")
        .on(DateRole::Start, "2025-03-15")
        .on(DateRole::End, "2026-03-15");
    let ledger = books(&[paid], "2025-03-16");
    let one = &ledger.agreements[0];
    assert_eq!(one.term_ends_on, Some(day("2026-03-15")));
    let view = View::new(&ledger, day("2025-03-16"));
    let price = view.agreement(one).price.map(|p| (p.money.value.to_string(), p.per));
    assert_eq!(price, Some(("59.88".to_owned(), Period::Year)));
}

#[test]
fn the_instalment_to_come_stands_in_the_bill_of_the_year() {
    let power = |on: &str, kind| {
        mail(on, "power.example", kind)
            .about(AgreementKind::Energy, None)
            .reference(ReferenceRole::Customer, "7204118")
    };
    let mut contract = power("2024-02-12", Kind::ContractPack).sum(AmountRole::Price, "64.00");
    contract.reading.period = Some(Period::Month);
    let year = power("2025-03-20", Kind::StatementUsage)
        .sum(AmountRole::Total, "792.66")
        .sum(AmountRole::Due, "24.66")
        .sum(AmountRole::New, "67.00")
        .on(DateRole::Start, "2024-03-01")
        .on(DateRole::End, "2025-02-28")
        .on(DateRole::Effective, "2025-04-15");
    let mails = [contract, year];
    let price = |on: &str| {
        let ledger = books(&mails, on);
        let view = View::new(&ledger, day(on));
        view.agreement(&ledger.agreements[0]).price.map(|p| p.money.value.to_string())
    };
    assert_eq!(price("2025-04-10").as_deref(), Some("64.00"));
    assert_eq!(price("2025-04-20").as_deref(), Some("67.00"));
}

#[test]
fn debits_that_are_announced_from_a_day_on_are_due_on_that_day() {
    let ahead = gym("2021-05-18", Kind::PaymentAhead)
        .sum(AmountRole::Due, "18.95")
        .on(DateRole::Start, "2021-06-01");
    assert_eq!(dues(std::slice::from_ref(&ahead), "2021-05-19", DueKind::Payment), ["2021-06-01"]);
    let period = ahead.on(DateRole::End, "2021-06-30");
    assert_eq!(dues(&[period], "2021-05-19", DueKind::Payment), Vec::<String>::new());
}

#[test]
fn an_answer_that_asks_for_something_by_a_day_makes_it_due() {
    let asks = insurance("2025-09-29", Kind::TransferConfirmed)
        .beside(Kind::InfoRequest)
        .on(DateRole::Due, "2025-10-10");
    assert_eq!(dues(&[asks], "2025-09-30", DueKind::Information), ["2025-10-10"]);
    let gives = insurance("2025-09-29", Kind::CaseProgress)
        .beside(Kind::InfoRequest)
        .on(DateRole::Due, "2025-10-10")
        .by("2025-10-10", "We will pay the £40.00 to your account by 10 October 2025");
    assert_eq!(dues(&[gives], "2025-09-30", DueKind::Information), Vec::<String>::new());
}

#[test]
fn the_sum_of_a_rise_that_was_taken_back_is_another_price_on_a_bill_of_a_telephone_too() {
    let line = |on: &str, kind| {
        mail(on, "fibre.example", kind)
            .about(AgreementKind::Telecom, None)
            .reference(ReferenceRole::Contract, "RV-661908")
    };
    let monthly = |mut mail: Mail| {
        mail.reading.period = Some(Period::Month);
        mail
    };
    let rise = monthly(line("2023-09-18", Kind::PriceChange))
        .sum(AmountRole::Old, "24.90")
        .sum(AmountRole::New, "28.90")
        .on(DateRole::Effective, "2023-11-01");
    let kept = monthly(line("2023-10-05", Kind::CaseDecision))
        .subject("Re: your letter")
        .sum(AmountRole::Price, "24.90");
    let bill = |sum: &str| line("2023-11-20", Kind::Bill).sum(AmountRole::Total, sum);
    let begun = monthly(line("2022-10-20", Kind::ContractPack)).sum(AmountRole::Price, "24.90");
    let of =
        |sum: &str| clashes(&[begun.clone(), rise.clone(), kept.clone(), bill(sum)], "2023-11-21");
    assert_eq!(of("28.90"), [Clash::PriceDiffers]);
    assert_eq!(of("24.90"), []);
    assert_eq!(of("27.15"), [], "calls");
}

#[test]
fn what_is_asked_for_because_a_payment_failed_is_settled_by_the_payment() {
    let failed = gym("2025-02-20", Kind::PaymentFailed)
        .sum(AmountRole::Due, "10.99")
        .on(DateRole::AnswerBy, "2025-02-27");
    let paid = gym("2025-02-22", Kind::PaymentDone).sum(AmountRole::Total, "10.99");
    let mails = [failed, paid];
    assert_eq!(dues(&mails, "2025-02-21", DueKind::Information), ["2025-02-27"]);
    assert_eq!(dues(&mails, "2025-02-23", DueKind::Information), Vec::<String>::new());
}

#[test]
fn a_thing_that_is_being_sold_is_gone_when_its_insurance_is_confirmed_to_be_over() {
    let selling = letter("2025-05-24", "friends.example", "Our car")
        .names(IdentifierRole::Registration, "AB12CDE")
        .says(Claim::Act { act: LetterAct::Sell, on: None });
    let mails = [
        insurance("2021-04-20", Kind::ContractPack),
        selling,
        insurance("2025-06-02", Kind::CancelConfirmed).on(DateRole::End, "2025-05-31"),
    ];
    let stage = |on: &str| books(&mails, on).things[0].stage;
    assert_eq!(stage("2025-05-24"), Stage::Parting);
    assert_eq!(stage("2025-06-02"), Stage::Gone);
}
