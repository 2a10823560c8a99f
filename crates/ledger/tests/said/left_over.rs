//! What is left when something is over: cover for a car that was sold, letters after the end, money that is still
//! to come back, claims that are taken back.

use crate::mail::{Mail, books, day, gym, insurance, letter, mail};
use oxherd_ledger::{Clash, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Claim, DateRole, DueKind, IdentifierRole, Kind,
    LetterAct, ReferenceRole, ThingKind,
};

fn clashes(mails: &[Mail], on: &str) -> Vec<(Clash, bool)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    view.contradictions().iter().map(|c| (c.kind, c.closed_by.is_none())).collect()
}

fn renews(mail: Mail) -> Mail {
    mail.says(Claim::Renewal { automatic: true })
}

/// What runs with `kiln.example`.
fn kiln(on: &str, kind: Kind) -> Mail {
    mail(on, "kiln.example", kind)
        .about(AgreementKind::Subscription, None)
        .reference(ReferenceRole::Contract, "KL-7001")
}

#[test]
fn a_membership_for_breakdowns_goes_with_the_car_and_a_gym_does_not() {
    let car = |mail: Mail| mail.names(IdentifierRole::Registration, "AB12CDE");
    let rescue = car(mail("2024-04-03", "roadhelp.example", Kind::ContractPack)
        .about(AgreementKind::Membership, Some(ThingKind::Vehicle))
        .reference(ReferenceRole::Customer, "88-2104")
        .sum(AmountRole::Price, "54.00"));
    let club = car(gym("2024-04-02", Kind::ContractPack).sum(AmountRole::Price, "90.00"));
    let gone = mail("2025-08-05", "register.example", Kind::TransferConfirmed)
        .names(IdentifierRole::Registration, "AB12CDE")
        .subject("You are no longer the keeper of AB12CDE");
    let insured = insurance("2024-04-02", Kind::ContractPack).sum(AmountRole::Price, "310.00");
    let ledger = books(&[rescue, club, insured, gone], "2025-08-06");
    let view = View::new(&ledger, day("2025-08-06"));
    let left = ledger.agreements.iter().filter(|a| view.is_to_be_ended(a));
    let mut left: Vec<&str> = left
        .filter_map(|a| ledger.suppliers.get(usize::try_from(a.supplier).ok()?))
        .map(|s| s.name())
        .collect();
    left.sort_unstable();
    assert_eq!(left, ["harbour", "roadhelp"]);
}

#[test]
fn a_new_price_after_the_end_is_nothing_to_leave_for() {
    let rise = |on: &str| {
        insurance(on, Kind::PriceChange)
            .sum(AmountRole::New, "345.00")
            .on(DateRole::CancelBy, "2026-01-01")
            .on(DateRole::Effective, "2026-01-01")
    };
    let begun = insurance("2024-06-12", Kind::ContractPack).sum(AmountRole::Price, "310.00");
    let ended = insurance("2025-09-18", Kind::CancelConfirmed).on(DateRole::End, "2025-09-13");
    let leave = |mails: &[Mail]| {
        let ledger = books(mails, "2025-12-01");
        let view = View::new(&ledger, day("2025-12-01"));
        view.dues().iter().filter(|d| d.due.what == DueKind::CancelBy).count()
    };
    assert_eq!(leave(&[begun.clone(), rise("2025-11-27")]), 1);
    assert_eq!(leave(&[begun, ended, rise("2025-11-27")]), 0);
}

#[test]
fn a_charge_stands_until_the_money_that_an_apology_promises_is_back() {
    let bank = |on: &str, lines: &[(&str, &str, &str, &str)]| {
        mail(on, "bank.example", Kind::StatementUsage).shows(lines)
    };
    let complaint = letter("2025-07-08", "kiln.example", "You took 20 pounds after the end")
        .reference(ReferenceRole::Contract, "KL-7001")
        .says(Claim::Act { act: LetterAct::Complain, on: None });
    let sorry = kiln("2025-07-10", Kind::ComplaintFinal)
        .subject("Re: You took 20 pounds after the end")
        .says(Claim::Act { act: LetterAct::Admit, on: None });
    let promised = sorry
        .clone()
        .sum(AmountRole::Refund, "20.00")
        .by("2025-07-24", "We will refund the £20.00 by 24 July 2025");
    let story = |answer: Mail| {
        vec![
            kiln("2025-01-05", Kind::ContractPack).sum(AmountRole::Price, "20.00"),
            kiln("2025-05-02", Kind::CancelConfirmed).on(DateRole::End, "2025-05-31"),
            bank("2025-07-07", &[("2025-07-05", "-20.00", "KILN", "KL-7001")]),
            complaint.clone(),
            answer,
            bank("2025-07-31", &[("2025-07-23", "20.00", "KILN", "KL-7001 REFUND")]),
        ]
    };
    let charged = |answer: &Mail, on: &str| clashes(&story(answer.clone()), on);
    assert_eq!(charged(&promised, "2025-07-09"), [(Clash::ChargeAfterEnd, true)]);
    assert_eq!(charged(&promised, "2025-07-12"), [(Clash::ChargeAfterEnd, true)], "only promised");
    assert_eq!(charged(&promised, "2025-08-01"), [(Clash::ChargeAfterEnd, false)]);
    assert_eq!(charged(&sorry, "2025-07-12"), [(Clash::ChargeAfterEnd, false)], "left at that");
}

#[test]
fn what_a_parcel_says_was_taken_after_the_end_contradicts_it() {
    let parcel = |on: &str| {
        mail(on, "kiln.example", Kind::DeliveryUnderWay)
            .reference(ReferenceRole::Order, "KL-7001/14")
            .sum(AmountRole::Paid, "20.00")
    };
    let begun = kiln("2025-01-05", Kind::ContractPack).sum(AmountRole::Price, "20.00");
    let ended = kiln("2025-05-02", Kind::CancelConfirmed).on(DateRole::End, "2025-05-02");
    let mails = [begun.clone(), ended, parcel("2025-06-06")];
    assert_eq!(clashes(&mails, "2025-06-07"), [(Clash::ChargeAfterEnd, true)]);
    let ledger = books(&mails, "2025-06-07");
    assert_eq!(ledger.agreements.len(), 1, "a parcel of the series founds no purchase");
    assert!(clashes(&[begun, parcel("2025-06-06")], "2025-06-07").is_empty());
}

#[test]
fn a_paid_start_that_is_announced_after_a_trial_was_left_contradicts_its_end() {
    let trial = kiln("2025-01-06", Kind::RenewalNotice)
        .on(DateRole::TrialEnd, "2025-01-19")
        .sum(AmountRole::Price, "95.88");
    let left = kiln("2025-01-17", Kind::CancelConfirmed).on(DateRole::End, "2025-01-19");
    let told = |on: &str| {
        mail(on, "kiln.example", Kind::RenewalNotice)
            .about(AgreementKind::Subscription, None)
            .on(DateRole::TrialEnd, "2025-01-19")
            .sum(AmountRole::Price, "95.88")
    };
    let after = |mail: Mail| clashes(&[trial.clone(), left.clone(), mail], "2025-01-18");
    assert_eq!(after(renews(told("2025-01-18"))), [(Clash::RenewalAfterEnd, true)]);
    assert!(after(told("2025-01-18")).is_empty(), "that it ends is true");
    assert!(clashes(&[trial, renews(told("2025-01-16")), left], "2025-01-18").is_empty());
}

#[test]
fn a_claim_that_is_taken_back_is_none_and_closes_the_one_before() {
    let bill = |on: &str, kind: Kind| {
        mail(on, "power.example", kind)
            .about(AgreementKind::Energy, None)
            .reference(ReferenceRole::Contract, "E-1")
            .reference(ReferenceRole::Invoice, "R-417")
            .sum(AmountRole::Total, "46.18")
    };
    let paid = mail("2025-12-15", "bank.example", Kind::StatementUsage).shows(&[(
        "2025-12-10",
        "-46.18",
        "POWER",
        "R-417",
    )]);
    let mails = |last: Option<&str>| {
        let mut mails = vec![
            bill("2025-11-28", Kind::Bill).on(DateRole::Due, "2025-12-12"),
            paid.clone(),
            bill("2025-12-22", Kind::Dunning).subject("Reminder: invoice R-417"),
        ];
        mails.extend(last.map(|subject| bill("2026-01-05", Kind::Dunning).subject(subject)));
        mails
    };
    let standing = [(Clash::DunningAfterPayment, true)];
    assert_eq!(clashes(&mails(None), "2026-01-06"), standing);
    for subject in [
        "Please disregard our reminder R-417",
        "Mahnung R-417 ist gegenstandslos",
        "Relance R-417 sans objet",
        "El recordatorio R-417 queda sin efecto",
        "Rettifica: sollecito R-417",
        "Aanmaning vervallen: R-417",
    ] {
        let found = clashes(&mails(Some(subject)), "2026-01-06");
        assert_eq!(found, [(Clash::DunningAfterPayment, false)], "{subject}");
    }
    let again = clashes(&mails(Some("Second reminder: invoice R-417")), "2026-01-06");
    assert_eq!(again.len(), 2, "a second reminder is one");
}

#[test]
fn a_letter_that_tells_a_sale_and_ends_what_hung_on_it_does_both() {
    let both = letter("2025-03-03", "harbour.example", "Policy P-100: car sold, please end it")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Sold, on: Some(day("2025-03-01")) })
        .says(Claim::Act { act: LetterAct::Cancel, on: None });
    let begun = insurance("2024-06-12", Kind::ContractPack).sum(AmountRole::Price, "310.00");
    let ended = insurance("2025-03-06", Kind::CancelConfirmed)
        .on(DateRole::End, "2025-03-01")
        .answers(&both);
    let renewal = insurance("2026-04-28", Kind::RenewalNotice).on(DateRole::Renewal, "2026-06-12");
    let mails = [begun, both, ended, renewal];
    let matters = |on: &str| {
        let ledger = books(&mails, on);
        let view = View::new(&ledger, day(on));
        let all = view.matters();
        let with = all.iter().filter(|m| !m.matter.suppliers.is_empty());
        (with.clone().count(), with.filter(|m| m.is_open()).count())
    };
    assert_eq!(matters("2025-03-04"), (1, 1));
    assert_eq!(matters("2025-03-07"), (1, 0));
    assert_eq!(matters("2026-04-29"), (1, 1), "the same one is open again");
    let ledger = books(&mails, "2025-03-07");
    let acts = ledger.requests.all.iter().map(|r| (r.act.as_str(), r.answered.is_some()));
    let acts: Vec<(&str, bool)> = acts.collect();
    assert_eq!(acts, [("sale", true), ("cancellation", true)]);
}

#[test]
fn a_renewal_notice_is_settled_with_the_money_that_was_taken_for_it() {
    let bank = |on: &str, lines: &[(&str, &str, &str, &str)]| {
        mail(on, "bank.example", Kind::StatementUsage).shows(lines)
    };
    let mails = [
        kiln("2025-01-05", Kind::ContractPack).sum(AmountRole::Price, "20.00"),
        kiln("2025-05-02", Kind::CancelConfirmed).on(DateRole::End, "2025-05-31"),
        kiln("2025-06-20", Kind::RenewalNotice).on(DateRole::Renewal, "2025-07-01"),
        bank("2025-07-07", &[("2025-07-05", "-20.00", "KILN", "KL-7001")]),
        bank("2025-08-31", &[("2025-08-02", "20.00", "KILN", "KL-7001 REFUND")]),
    ];
    let open = |on: &str| clashes(&mails, on).iter().filter(|(_, open)| *open).count();
    assert_eq!((open("2025-06-21"), open("2025-07-08"), open("2025-09-01")), (1, 2, 0));
}

#[test]
fn the_first_that_is_heard_of_a_trial_makes_it_one_whatever_it_looks_like() {
    for kind in [Kind::PaymentFailed, Kind::PaymentAhead, Kind::PriceChange, Kind::ContractPack] {
        let mails = [mail("2025-01-05", "listen.example", kind)
            .about(AgreementKind::Subscription, None)
            .reference(ReferenceRole::Customer, "LK-883204")
            .on(DateRole::TrialEnd, "2025-02-03")
            .sum(AmountRole::New, "11.99")];
        let ledger = books(&mails, "2025-01-06");
        assert_eq!(ledger.agreements[0].state, AgreementState::Trial, "{kind}");
    }
}
