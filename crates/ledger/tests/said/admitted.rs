//! An agreement that is over and goes on in the supplier's mails: one matter, until it admits to be wrong and the
//! money is back.

use crate::mail::{Mail, books, day, gym, insurance, letter, mail};
use oxherd_ledger::{Clash, RequestState, View};
use oxherd_model::{AgreementKind, AmountRole, Claim, DateRole, Kind, LetterAct, ReferenceRole};

fn with(mails: &[Mail], more: &[Mail]) -> Vec<Mail> {
    [mails, more].concat()
}

/// Sorts of the contradictions known on a day, the oldest first, with whether they stand.
fn clashes(mails: &[Mail], on: &str) -> Vec<(Clash, bool)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let mut all = view.contradictions();
    all.sort_by_key(|c| (c.at, c.kind));
    all.iter().map(|c| (c.kind, c.closed_by.is_none())).collect()
}

/// How many matters there are with suppliers on a day, and how many of them are open.
fn matters(mails: &[Mail], on: &str) -> (usize, usize) {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let all = view.matters();
    let with = all.iter().filter(|m| !m.matter.suppliers.is_empty());
    (with.clone().count(), with.filter(|m| m.is_open()).count())
}

fn admits(mail: Mail) -> Mail {
    mail.says(Claim::Act { act: LetterAct::Admit, on: None })
}

/// A car's insurance that ended in June 2025 and is to be renewed in the year after; the owner answers.
fn renewed() -> Vec<Mail> {
    let notice = insurance("2026-05-20", Kind::RenewalNotice)
        .subject("Your renewal")
        .on(DateRole::Renewal, "2026-06-12");
    let answer = letter("2026-05-21", "harbour.example", "Re: Your renewal")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Request, on: None })
        .answers(&notice);
    vec![
        insurance("2024-06-12", Kind::ContractPack).sum(AmountRole::Price, "310.00"),
        insurance("2025-07-02", Kind::CancelConfirmed).on(DateRole::End, "2025-07-02"),
        notice,
        answer,
    ]
}

fn complaint() -> Mail {
    letter("2026-06-20", "harbour.example", "Complaint about policy P-100")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Complain, on: None })
}

#[test]
fn what_the_owner_writes_about_an_ended_agreement_is_one_matter_with_its_end() {
    let welcome = insurance("2026-06-12", Kind::ContractPack).subject("Welcome to Harbour");
    let claim = letter("2026-06-25", "harbour.example", "What you took")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Claim, on: None })
        .sum(AmountRole::Total, "310.00");
    let mails = with(&renewed(), &[welcome, complaint(), claim]);
    for on in ["2026-05-20", "2026-05-21", "2026-06-12", "2026-06-20", "2026-06-25"] {
        assert_eq!(matters(&mails, on), (1, 1), "{on}");
    }
}

#[test]
fn who_admits_to_be_wrong_closes_what_it_said_and_the_matter() {
    let welcome = insurance("2026-06-12", Kind::ContractPack).subject("Welcome to Harbour");
    let sorry = |kind: Kind| {
        let mail = insurance("2026-06-28", kind).on(DateRole::End, "2025-07-02");
        admits(mail.subject("Your complaint").answers(&complaint()))
    };
    for kind in [Kind::CancelConfirmed, Kind::CaseDecision, Kind::Unclear, Kind::Bill] {
        let mails = with(&renewed(), &[welcome.clone(), complaint(), sorry(kind)]);
        let before = [(Clash::RenewalAfterEnd, true), (Clash::WelcomeAfterEnd, true)];
        assert_eq!(clashes(&mails, "2026-06-27"), before, "{kind}");
        let after = [(Clash::RenewalAfterEnd, false), (Clash::WelcomeAfterEnd, false)];
        assert_eq!(clashes(&mails, "2026-06-28"), after, "{kind}");
        assert_eq!(matters(&mails, "2026-06-28"), (1, 0), "{kind}");
        let ledger = books(&mails, "2026-06-28");
        let requests = View::new(&ledger, day("2026-06-28")).requests();
        assert!(requests.iter().all(|r| r.state == RequestState::Answered), "{kind}");
    }
}

#[test]
fn the_matter_waits_for_the_money_that_an_apology_promises() {
    let bank = |on: &str, lines: &[(&str, &str, &str, &str)]| {
        mail(on, "bank.example", Kind::StatementUsage).shows(lines)
    };
    let taken = bank("2026-06-15", &[("2026-06-12", "-310.00", "HARBOUR", "P-100")]);
    let sorry = admits(
        insurance("2026-06-28", Kind::CaseProgress)
            .subject("Re: your letter")
            .by("2026-07-10", "We will refund the £310.00 to your card by 10 July 2026"),
    );
    let back = bank("2026-07-20", &[("2026-07-14", "310.00", "HARBOUR", "P-100 REFUND")]);
    let mails = with(&renewed(), &[taken, complaint(), sorry, back]);
    assert!(clashes(&mails, "2026-06-27").contains(&(Clash::ChargeAfterEnd, true)));
    assert!(clashes(&mails, "2026-06-28").iter().all(|(_, open)| !open), "taken back");
    assert_eq!(matters(&mails, "2026-06-28"), (1, 1), "the money is not back");
    assert_eq!(matters(&mails, "2026-07-20"), (1, 0));
}

#[test]
fn a_mistake_that_is_admitted_to_who_wrote_nothing_and_of_another_supplier_closes_nothing() {
    let other = admits(mail("2026-06-28", "kettle.example", Kind::CaseDecision));
    let mails = with(&renewed(), &[other]);
    assert_eq!(clashes(&mails, "2026-06-29"), [(Clash::RenewalAfterEnd, true)]);
}

#[test]
fn what_was_insured_is_claimed_after_the_end_as_a_matter_of_its_own() {
    let damage = letter("2025-07-20", "harbour.example", "Claim: hail on 28 June")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Claim, on: None })
        .sum(AmountRole::Total, "842.00");
    let mails = [
        insurance("2024-06-12", Kind::ContractPack).sum(AmountRole::Price, "310.00"),
        insurance("2025-07-02", Kind::CancelConfirmed).on(DateRole::End, "2025-07-02"),
        damage,
    ];
    assert_eq!(matters(&mails, "2025-07-21").0, 2);
}

#[test]
fn a_complaint_that_the_end_of_a_membership_was_charged_is_part_of_that_end() {
    let mails = [
        gym("2024-01-05", Kind::ContractPack).sum(AmountRole::Price, "30.00"),
        gym("2025-01-10", Kind::CancelConfirmed).on(DateRole::End, "2025-02-28"),
        letter("2025-03-20", "ironbar.example", "You took 30 pounds in March")
            .reference(ReferenceRole::Customer, "M-30871")
            .says(Claim::Act { act: LetterAct::Complain, on: None }),
    ];
    assert_eq!(matters(&mails, "2025-03-21"), (1, 1));
}

#[test]
fn a_payment_that_failed_and_is_asked_for_by_a_day_after_the_end_is_dunned() {
    let failed = insurance("2025-10-24", Kind::PaymentFailed)
        .beside(Kind::Dunning)
        .sum(AmountRole::Due, "310.00")
        .on(DateRole::Due, "2025-11-03");
    let mails = [
        insurance("2024-06-12", Kind::ContractPack).sum(AmountRole::Price, "310.00"),
        insurance("2025-07-02", Kind::CancelConfirmed).on(DateRole::End, "2025-07-02"),
        failed,
    ];
    assert_eq!(clashes(&mails, "2025-10-25"), [(Clash::DunningAfterEnd, true)]);
}

#[test]
fn a_deposit_that_comes_within_a_larger_sum_is_kept_by_it() {
    let rent = |on: &str, kind| {
        mail(on, "alarm.example", kind)
            .about(AgreementKind::Service, None)
            .reference(ReferenceRole::Contract, "AL-55")
    };
    let promised = rent("2025-05-24", Kind::CancelConfirmed)
        .on(DateRole::End, "2025-06-30")
        .sum(AmountRole::Refund, "50.00")
        .by("2025-07-31", "We will refund your deposit of £50.00 by 31 July 2025");
    let together = rent("2025-08-04", Kind::CaseProgress)
        .sum(AmountRole::Refund, "68.50")
        .by("2025-08-13", "We will refund £68.50 in all, deposit and July, by 13 August 2025");
    let bank = mail("2025-08-31", "bank.example", Kind::StatementUsage).shows(&[(
        "2025-08-11",
        "68.50",
        "ALARM",
        "AL-55",
    )]);
    let mails = [rent("2024-05-01", Kind::ContractPack), promised, together, bank];
    let ledger = books(&mails, "2025-09-01");
    let view = View::new(&ledger, day("2025-09-01"));
    let late: Vec<_> = view.promises().iter().map(|p| p.late_by_days).collect();
    assert_eq!(late, [None, Some(11)], "{:?}", view.promises());
}

#[test]
fn what_was_claimed_and_is_admitted_to_be_wrong_is_owed_no_more() {
    let dunned = insurance("2026-06-15", Kind::Dunning)
        .sum(AmountRole::Due, "310.00")
        .on(DateRole::Due, "2026-07-03");
    let sorry = admits(insurance("2026-06-28", Kind::CaseDecision).answers(&complaint()));
    let mails = with(&renewed(), &[dunned, complaint(), sorry]);
    let owed = |on: &str| {
        let ledger = books(&mails, on);
        let view = View::new(&ledger, day(on));
        view.dues().iter().any(|d| d.due.what == oxherd_model::DueKind::Payment)
    };
    assert!(owed("2026-06-16") && !owed("2026-06-28"));
}
