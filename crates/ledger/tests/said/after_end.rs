//! What an end ends, what is owed after it, and how trials, prices and returns go on.

use crate::mail::{Mail, books, day, gym, insurance, letter, mail, pounds};
use oxherd_ledger::{Clash, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, DateRole, DueKind, IdentifierRole, Kind, Mode,
    Period, ReferenceRole, Stage, ThingKind,
};

fn clashes(mails: &[Mail], on: &str) -> Vec<Clash> {
    let ledger = books(mails, on);
    View::new(&ledger, day(on)).contradictions().iter().map(|c| c.kind).collect()
}

fn with(mails: &[Mail], more: &[Mail]) -> Vec<Mail> {
    [mails, more].concat()
}

fn dues(mails: &[Mail], on: &str, what: DueKind) -> Vec<String> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    view.dues().iter().filter(|d| d.due.what == what).map(|d| d.due.on.to_string()).collect()
}

fn shown(mails: &[Mail], on: &str, at: usize) -> (AgreementState, Mode, Option<String>) {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let one = view.agreement(ledger.agreements.get(at).unwrap());
    let price = one.price.map(|p| p.money.value.to_string());
    (one.state, one.mode, price)
}

/// What runs with `kiln.example`.
fn kiln(on: &str, kind: Kind, sort: AgreementKind) -> Mail {
    mail(on, "kiln.example", kind).about(sort, None).reference(ReferenceRole::Contract, "KL-7001")
}

fn monthly(mut mail: Mail, sum: &str) -> Mail {
    mail.reading.period = Some(Period::Month);
    mail.sum(AmountRole::Price, sum)
}

/// A contract of a sort at 20.00 a month from 5 January, ended for 31 May, and one debit.
fn ended(sort: AgreementKind, debit: (&str, &str)) -> Vec<Mail> {
    let (on, sum) = debit;
    vec![
        monthly(kiln("2025-01-05", Kind::ContractPack, sort), "20.00")
            .on(DateRole::Start, "2025-01-05"),
        kiln("2025-05-02", Kind::CancelConfirmed, sort).on(DateRole::End, "2025-05-31"),
        mail("2025-12-31", "bank.example", Kind::StatementUsage)
            .shows(&[(on, sum, "KILN", "KL-7001")]),
    ]
}

#[test]
fn the_bank_shows_what_was_taken_after_an_end_of_every_sort() {
    use AgreementKind as Sort;
    let fixed = [Sort::Subscription, Sort::Membership, Sort::Insurance, Sort::Rental];
    for sort in fixed {
        for (on, sum, clash) in [
            ("2025-05-05", "-20.00", false),
            ("2025-06-01", "-20.00", true),
            ("2025-06-02", "-20.00", true),
            ("2025-06-05", "-20.00", true),
            ("2025-06-05", "-22.00", true),
            ("2025-08-05", "-20.00", true),
            ("2025-06-10", "-7.50", false),
            ("2025-06-10", "20.00", false),
        ] {
            let found = clashes(&ended(sort, (on, sum)), "2025-12-31");
            assert_eq!(!found.is_empty(), clash, "{sort:?} {on} {sum}");
        }
    }
    for sort in [Sort::Energy, Sort::Water] {
        for (on, sum, clash) in [
            ("2025-06-05", "-20.00", true),
            ("2025-07-01", "-43.10", false),
            ("2025-07-20", "-8.20", false),
            ("2025-08-25", "-20.00", true),
            ("2025-11-05", "-43.10", true),
        ] {
            let found = clashes(&ended(sort, (on, sum)), "2025-12-31");
            assert_eq!(!found.is_empty(), clash, "{sort:?} {on} {sum}");
        }
    }
    for (on, sum, clash) in [
        ("2025-06-05", "-20.00", true),
        ("2025-06-20", "-23.90", false),
        ("2025-08-05", "-20.00", true),
    ] {
        let found = clashes(&ended(Sort::Telecom, (on, sum)), "2025-12-31");
        assert_eq!(!found.is_empty(), clash, "telecom {on} {sum}");
    }
}

#[test]
fn what_was_taken_after_an_end_is_found_however_the_bank_calls_the_payee() {
    let of = |on: &str, kind| {
        let mail = mail(on, "kestrelo.example", kind).about(AgreementKind::Subscription, None);
        mail.reference(ReferenceRole::Contract, "KS-7001")
    };
    let taken = |payee: &str, sum: &str| {
        let mails = [
            monthly(of("2025-01-05", Kind::ContractPack), "20.00")
                .on(DateRole::Start, "2025-01-05"),
            of("2025-05-02", Kind::CancelConfirmed).on(DateRole::End, "2025-05-31"),
            mail("2025-12-31", "bank.example", Kind::StatementUsage).shows(&[(
                "2025-06-05",
                sum,
                payee,
                "card 0917",
            )]),
        ];
        !clashes(&mails, "2025-12-31").is_empty()
    };
    for payee in [
        "KESTRELO",
        "KESTRELO LTD",
        "KESTRELO MEDIA LTD",
        "KESTRELO BRISTOL GB",
        "PP*KESTRELO",
        "KESTRELO.EXAMPLE",
    ] {
        assert!(taken(payee, "-20.00"), "{payee}");
    }
    assert!(!taken("KESTRELO BRISTOL GB", "-3.80"), "a shop of that name, another sum");
    assert!(!taken("KESTRELSON BAKERY", "-20.00"), "another firm");
}

#[test]
fn what_is_billed_afterwards_is_billed_once_more() {
    let sort = AgreementKind::Telecom;
    let contract = monthly(kiln("2025-01-05", Kind::ContractPack, sort), "20.00")
        .on(DateRole::Start, "2025-01-05");
    let end = kiln("2025-05-02", Kind::CancelConfirmed, sort).on(DateRole::End, "2025-05-31");
    let bank = |days: &[&str]| {
        let lines: Vec<_> = days.iter().map(|on| (*on, "-20.00", "KILN", "KL-7001")).collect();
        mail("2025-12-31", "bank.example", Kind::StatementUsage).shows(&lines)
    };
    let of = |more: &[Mail]| clashes(&with(&[contract.clone(), end.clone()], more), "2025-12-31");
    let paid = ["2025-02-05", "2025-03-05", "2025-04-05", "2025-05-05", "2025-06-05"];
    assert!(of(&[bank(&paid)]).is_empty(), "each pays the month behind");
    assert_eq!(of(&[bank(&[&paid[..], &["2025-07-05"]].concat())]), [Clash::ChargeAfterEnd]);
    let bill = kiln("2025-06-03", Kind::Bill, sort)
        .reference(ReferenceRole::Invoice, "R-6")
        .sum(AmountRole::Total, "20.00");
    assert!(of(&[bill, bank(&["2025-06-11"])]).is_empty(), "a bill and its debit");
    let ahead = kiln("2025-06-03", Kind::PaymentAhead, sort)
        .on(DateRole::Payment, "2025-06-15")
        .sum(AmountRole::Total, "20.00");
    assert_eq!(of(&[ahead, bank(&["2025-06-15"])]), [Clash::ChargeAfterEnd], "one debit");
}

#[test]
fn a_debit_on_its_way_and_a_bill_of_before_are_owed() {
    let sort = AgreementKind::Membership;
    let contract = monthly(kiln("2025-01-30", Kind::ContractPack, sort), "20.00")
        .on(DateRole::Start, "2025-01-30");
    let end = kiln("2025-05-02", Kind::CancelConfirmed, sort).on(DateRole::End, "2025-05-31");
    let bank = |on: &str| {
        mail("2025-12-31", "bank.example", Kind::StatementUsage).shows(&[
            ("2025-04-30", "-20.00", "KILN", "KL-7001"),
            (on, "-20.00", "KILN", "KL-7001"),
        ])
    };
    let taken = |on: &str| clashes(&[contract.clone(), end.clone(), bank(on)], "2025-12-31");
    assert!(taken("2025-06-02").is_empty(), "the 30th was a Friday before the weekend");
    assert_eq!(taken("2025-06-30"), [Clash::ChargeAfterEnd]);
    let bill = kiln("2025-05-28", Kind::Bill, sort)
        .reference(ReferenceRole::Invoice, "R-5")
        .sum(AmountRole::Total, "20.00");
    let mails = [contract.clone(), end.clone(), bill, bank("2025-06-11")];
    assert!(clashes(&mails, "2025-12-31").is_empty(), "billed before the end");
}

#[test]
fn a_cancelled_trial_that_is_charged_is_charged_after_its_end() {
    let sort = AgreementKind::Subscription;
    let mut trial = kiln("2025-01-10", Kind::RenewalNotice, sort)
        .on(DateRole::TrialEnd, "2025-02-09")
        .on(DateRole::Start, "2025-01-10")
        .sum(AmountRole::New, "71.88");
    trial.reading.period = Some(Period::Year);
    let end = kiln("2025-02-06", Kind::CancelConfirmed, sort).on(DateRole::Expiry, "2025-02-09");
    let charge = |on: &str| kiln(on, Kind::PaymentDone, sort).sum(AmountRole::Paid, "71.88");
    let straddles =
        charge("2025-02-10").on(DateRole::Start, "2025-02-09").on(DateRole::End, "2026-02-08");
    for charge in [charge("2025-02-10"), straddles] {
        let mails = [trial.clone(), end.clone(), charge];
        assert!(clashes(&mails, "2025-02-09").is_empty());
        assert_eq!(clashes(&mails, "2025-02-10"), [Clash::ChargeAfterEnd]);
        assert_eq!(shown(&mails, "2025-02-10", 0).0, AgreementState::Ended);
    }
}

#[test]
fn an_instalment_announced_for_after_the_end_of_a_metered_contract_contradicts_it() {
    let sort = AgreementKind::Energy;
    let contract = monthly(kiln("2024-02-06", Kind::ContractPack, sort), "142.00");
    let end = kiln("2025-04-24", Kind::CancelConfirmed, sort).on(DateRole::End, "2025-05-31");
    let ahead = |sum: &str| {
        kiln("2025-06-02", Kind::PaymentAhead, sort)
            .on(DateRole::Payment, "2025-06-05")
            .sum(AmountRole::Total, sum)
    };
    let of = |mail: Mail| clashes(&[contract.clone(), end.clone(), mail], "2025-06-03");
    assert_eq!(of(ahead("142.00")), [Clash::ChargeAfterEnd]);
    assert_eq!(of(ahead("161.00")), [Clash::ChargeAfterEnd], "raised, but an instalment");
    assert!(of(ahead("61.35")).is_empty(), "the balance of what was used");
    let last = ahead("142.00").reference(ReferenceRole::Invoice, "S-1").subject("Your final bill");
    assert!(of(last).is_empty());
    let bill = kiln("2025-06-02", Kind::Bill, sort)
        .reference(ReferenceRole::Invoice, "S-1")
        .sum(AmountRole::Total, "142.00");
    assert!(of(bill.clone()).is_empty());
    assert_eq!(of(bill.on(DateRole::Start, "2025-06-01")), [Clash::ChargeAfterEnd]);
}

#[test]
fn a_later_bill_or_renewal_moves_neither_the_end_nor_the_price() {
    let policy = insurance("2023-03-14", Kind::ContractPack).sum(AmountRole::Price, "412.60");
    let own = letter("2025-08-01", "harbour.example", "Cancellation of policy P-100")
        .reference(ReferenceRole::Policy, "P-100");
    let confirmed = insurance("2025-08-08", Kind::CancelConfirmed)
        .on(DateRole::End, "2025-08-04")
        .sum(AmountRole::Refund, "171.92")
        .sum(AmountRole::Total, "171.92");
    let bill = insurance("2025-11-20", Kind::Bill)
        .sum(AmountRole::Total, "438.10")
        .on(DateRole::Payment, "2026-01-02")
        .on(DateRole::Start, "2026-01-01")
        .on(DateRole::End, "2026-12-31");
    let renewal = insurance("2025-11-21", Kind::RenewalNotice)
        .sum(AmountRole::New, "438.10")
        .on(DateRole::Renewal, "2026-01-01");
    let mails = [policy.clone(), own.clone(), confirmed, bill.clone(), renewal];
    let ledger = books(&mails, "2025-11-22");
    assert_eq!(ledger.agreements[0].ended_on, Some(day("2025-08-04")));
    let (state, _, price) = shown(&mails, "2025-11-22", 0);
    assert_eq!((state, price.as_deref()), (AgreementState::Ended, Some("412.60")));
    assert!(clashes(&mails, "2025-11-20").contains(&Clash::ChargeAfterEnd));
    assert!(clashes(&mails, "2025-11-22").contains(&Clash::RenewalAfterEnd));
    // Nobody confirmed it, and a bill names the end of its own period: that is no end of the contract.
    let ledger = books(&[policy, own, bill], "2025-11-22");
    assert_eq!(ledger.agreements[0].ended_on, None);
}

#[test]
fn the_day_from_which_an_end_holds_is_its_day() {
    for (role, said, end) in [
        (DateRole::End, "2024-10-05", "2024-10-05"),
        (DateRole::Effective, "2024-10-05", "2024-10-05"),
        (DateRole::Effective, "2024-11-30", "2024-11-30"),
        (DateRole::Start, "2024-10-05", "2024-10-05"),
        (DateRole::Expiry, "2024-10-31", "2024-10-31"),
        (DateRole::Issued, "2024-10-02", "2024-10-08"),
        (DateRole::Start, "2024-01-01", "2024-10-08"),
        (DateRole::Effective, "2023-10-05", "2024-10-08"),
    ] {
        let first = insurance("2024-01-01", Kind::ContractPack).on(DateRole::Start, "2024-01-01");
        let mails = [first, insurance("2024-10-08", Kind::CancelConfirmed).on(role, said)];
        let ledger = books(&mails, "2024-10-09");
        assert_eq!(ledger.agreements[0].ended_on, Some(day(end)), "{role:?} {said}");
    }
}

#[test]
fn an_end_that_is_confirmed_again_moves_nothing() {
    let mails = [
        insurance("2020-09-04", Kind::ContractPack).on(DateRole::Start, "2020-09-04"),
        insurance("2021-09-06", Kind::CancelConfirmed).on(DateRole::Effective, "2021-09-04"),
        insurance("2022-08-04", Kind::CancelConfirmed).on(DateRole::End, "2022-09-03"),
        insurance("2022-08-05", Kind::CancelConfirmed),
    ];
    let ledger = books(&mails, "2022-08-06");
    assert_eq!(ledger.agreements[0].ended_on, Some(day("2021-09-04")));
}

#[test]
fn a_reminder_ends_no_trial() {
    let sort = AgreementKind::Subscription;
    let trial = kiln("2025-05-15", Kind::RenewalNotice, sort)
        .on(DateRole::TrialEnd, "2025-06-14")
        .sum(AmountRole::Price, "6.99");
    let paid = kiln("2025-06-14", Kind::PaymentDone, sort).sum(AmountRole::Paid, "6.99");
    let reminders = [
        kiln("2025-06-11", Kind::RenewalNotice, sort).on(DateRole::End, "2025-06-14"),
        kiln("2025-06-11", Kind::PaymentAhead, sort)
            .on(DateRole::Payment, "2025-06-15")
            .sum(AmountRole::Total, "6.99"),
        kiln("2025-06-11", Kind::PriceChange, sort)
            .on(DateRole::Effective, "2025-06-15")
            .sum(AmountRole::New, "6.99"),
        kiln("2025-06-11", Kind::ContractPack, sort).sum(AmountRole::Price, "6.99"),
    ];
    for reminder in reminders {
        let mails = [trial.clone(), reminder, paid.clone()];
        for (on, state) in [
            ("2025-05-16", AgreementState::Trial),
            ("2025-06-12", AgreementState::Trial),
            ("2025-06-16", AgreementState::Active),
        ] {
            assert_eq!(shown(&mails, on, 0).0, state, "{on}");
        }
    }
}

#[test]
fn what_was_announced_for_after_an_end_is_due_no_more() {
    let sort = AgreementKind::Subscription;
    let mails = [
        monthly(kiln("2025-02-20", Kind::RenewalNotice, sort), "12.99")
            .on(DateRole::TrialEnd, "2025-03-06"),
        kiln("2025-03-06", Kind::PaymentAhead, sort)
            .on(DateRole::Payment, "2025-04-06")
            .sum(AmountRole::Total, "12.99"),
        kiln("2025-03-20", Kind::CancelConfirmed, sort).on(DateRole::End, "2025-04-05"),
    ];
    assert_eq!(dues(&mails, "2025-03-07", DueKind::Payment), ["2025-04-06"]);
    assert!(dues(&mails, "2025-03-21", DueKind::Payment).is_empty());
    // What was announced after the end is watched for, although the end is confirmed again.
    let again = [
        kiln("2026-03-06", Kind::PaymentAhead, sort)
            .on(DateRole::Payment, "2026-04-06")
            .sum(AmountRole::Total, "12.99"),
        kiln("2026-03-08", Kind::CancelConfirmed, sort),
    ];
    assert_eq!(dues(&with(&mails, &again), "2026-03-09", DueKind::Payment), ["2026-04-06"]);
    // A bill with its number is owed, whenever it is due.
    let bill = kiln("2025-03-10", Kind::Bill, sort)
        .reference(ReferenceRole::Invoice, "R-9")
        .on(DateRole::Due, "2025-04-10")
        .sum(AmountRole::Due, "12.99");
    let mails = [mails[0].clone(), bill, mails[2].clone()];
    assert_eq!(dues(&mails, "2025-03-21", DueKind::Payment), ["2025-04-10"]);
}

#[test]
fn the_price_of_before_holds_until_the_change() {
    let sort = AgreementKind::Subscription;
    let mut change = kiln("2025-05-02", Kind::PriceChange, sort)
        .on(DateRole::Start, "2025-06-12")
        .sum(AmountRole::Old, "11.99")
        .sum(AmountRole::New, "14.49");
    change.reading.period = Some(Period::Month);
    let charge = |on: &str| kiln(on, Kind::PaymentDone, sort).sum(AmountRole::Paid, "14.49");
    let price = |on: &str| shown(&[change.clone(), charge("2025-06-12")], on, 0).2;
    assert_eq!(price("2025-05-03").as_deref(), Some("11.99"));
    assert_eq!(price("2025-06-13").as_deref(), Some("14.49"));
    let taken = |on: &str| clashes(&[change.clone(), charge(on)], "2025-12-31");
    assert_eq!(taken("2025-05-12"), [Clash::PriceDiffers]);
    assert!(taken("2025-06-12").is_empty());
    let bank = |on: &str| {
        let bank = mail("2025-12-30", "bank.example", Kind::StatementUsage);
        clashes(&[change.clone(), bank.shows(&[(on, "-14.49", "KILN", "KL-7001")])], "2025-12-31")
    };
    assert_eq!(bank("2025-05-12"), [Clash::PriceDiffers]);
    assert!(bank("2025-06-10").is_empty(), "the debit of the new term comes a little early");
    assert!(bank("2025-07-12").is_empty());
}

#[test]
fn a_supplier_that_keeps_the_price_keeps_it() {
    let contract = monthly(gym("2024-01-08", Kind::ContractPack), "34.99");
    let mut change = gym("2025-02-17", Kind::PriceChange)
        .on(DateRole::Start, "2025-04-08")
        .sum(AmountRole::New, "38.99");
    change.reading.period = Some(Period::Month);
    let asked = letter("2025-02-20", "ironbar.example", "Fee increase M-30871");
    let kept = gym("2025-02-25", Kind::CaseDecision)
        .answers(&asked)
        .on(DateRole::End, "2026-04-08")
        .sum(AmountRole::Fee, "34.99");
    let taken = gym("2025-04-09", Kind::PaymentDone).sum(AmountRole::Paid, "38.99");
    let price = |mails: &[Mail]| shown(mails, "2025-04-08", 0).2;
    assert_eq!(price(&[contract.clone(), change.clone()]).as_deref(), Some("38.99"));
    let mails = [contract, change, asked, kept, taken];
    assert_eq!(price(&mails).as_deref(), Some("34.99"));
    assert_eq!(clashes(&mails, "2025-04-10"), [Clash::PriceDiffers]);
    let bank = mail("2025-04-30", "bank.example", Kind::StatementUsage).shows(&[(
        "2025-04-08",
        "-38.99",
        "IRONBAR",
        "M-30871",
    )]);
    let [contract, change, asked, kept, _] = mails;
    let mails = [contract, change, asked, kept, bank];
    assert_eq!(clashes(&mails, "2025-05-01"), [Clash::PriceDiffers]);
}

#[test]
fn who_comes_back_long_after_has_another_agreement() {
    let policy = |on: &str, kind: Kind, number: &str| {
        mail(on, "harbour.example", kind)
            .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
            .reference(ReferenceRole::Policy, number)
            .names(IdentifierRole::Registration, "AB12CDE")
    };
    let first = policy("2023-06-12", Kind::ContractPack, "KM-4471")
        .on(DateRole::Start, "2023-06-20")
        .on(DateRole::End, "2024-06-19");
    let back = policy("2026-03-02", Kind::ContractPack, "KM-6120")
        .on(DateRole::Start, "2026-03-08")
        .on(DateRole::End, "2027-03-07");
    let mails = [first.clone(), back];
    let ledger = books(&mails, "2026-03-09");
    assert_eq!(ledger.agreements.len(), 2);
    assert_eq!(ledger.agreements[1].successor_of.as_ref(), Some(&ledger.agreements[0].id));
    assert_eq!(shown(&mails, "2026-03-09", 0).0, AgreementState::Ended);
    assert_eq!(shown(&mails, "2026-03-09", 1).1, Mode::Returning);
    // The next year's papers under a new number are the same insurance.
    let next = policy("2024-06-02", Kind::ContractPack, "KM-5002")
        .on(DateRole::Start, "2024-06-20")
        .on(DateRole::End, "2025-06-19");
    assert_eq!(books(&[first, next], "2024-07-01").agreements.len(), 1);
}

#[test]
fn papers_under_a_new_number_long_after_an_end_rename_nothing_although_they_name_no_beginning() {
    let line = |on: &str, kind: Kind, number: &str| {
        mail(on, "chirp.example", kind)
            .about(AgreementKind::Telecom, Some(ThingKind::Device))
            .reference(ReferenceRole::Contract, number)
            .names(IdentifierRole::Phone, "07700900123")
    };
    let mails = [
        monthly(line("2023-02-01", Kind::ContractPack, "CM-11"), "12.00"),
        line("2024-03-02", Kind::CancelConfirmed, "CM-11").on(DateRole::End, "2024-03-31"),
        monthly(line("2026-04-02", Kind::ContractPack, "CM-77"), "14.00"),
    ];
    let ledger = books(&mails, "2026-04-03");
    let numbers = |at: usize| -> Vec<&str> {
        ledger.agreements[at].references.iter().map(|(_, number)| number.as_str()).collect()
    };
    assert_eq!(numbers(0), ["CM-11"]);
    assert_eq!(numbers(1), ["CM-77"]);
    assert_eq!(ledger.agreements[1].successor_of.as_ref(), Some(&ledger.agreements[0].id));
    let (state, mode, price) = shown(&mails, "2026-04-03", 1);
    assert_eq!((state, mode), (AgreementState::Active, Mode::Returning));
    assert_eq!(price.as_deref(), Some("14.00"));
    assert_eq!(ledger.agreements[1].started_on, Some(day("2026-04-02")));
    assert_eq!(shown(&mails, "2026-04-03", 0).0, AgreementState::Ended);
}

#[test]
fn an_offer_to_who_left_is_one_to_somebody_new() {
    let mails = [
        gym("2020-09-07", Kind::ContractPack),
        gym("2021-12-01", Kind::CancelConfirmed).on(DateRole::End, "2021-12-31"),
        gym("2024-01-08", Kind::Quote)
            .reference(ReferenceRole::Quote, "Q-55")
            .sum(AmountRole::Price, "29.00"),
        gym("2024-01-20", Kind::ContractPack)
            .reference(ReferenceRole::Quote, "Q-55")
            .on(DateRole::Start, "2024-02-01"),
    ];
    assert_eq!(shown(&mails, "2024-01-09", 0).0, AgreementState::Ended);
    assert_eq!(shown(&mails, "2024-01-09", 1).0, AgreementState::Quoted);
    let (state, mode, _) = shown(&mails, "2024-02-02", 1);
    assert_eq!((state, mode), (AgreementState::Active, Mode::Returning));
    assert_eq!(books(&mails, "2024-02-02").agreements.len(), 2);
}

#[test]
fn an_address_that_is_confirmed_takes_no_home_away() {
    let line = |on: &str, kind: Kind| {
        mail(on, "quick.example", kind)
            .about(AgreementKind::Telecom, None)
            .reference(ReferenceRole::Contract, "55-310")
    };
    let power = mail("2025-01-10", "power.example", Kind::ContractPack)
        .about(AgreementKind::Energy, None)
        .reference(ReferenceRole::Contract, "E-1")
        .sum(AmountRole::Price, "80.00");
    let mails = [
        power,
        line("2025-01-20", Kind::ContractPack).names(IdentifierRole::Address, "14 Brae Gardens"),
        line("2025-06-05", Kind::TransferConfirmed).subject("Your details have been changed"),
    ];
    let ledger = books(&mails, "2025-06-06");
    assert!(ledger.things.iter().all(|t| t.stage < Stage::Parting));
    assert!(dues(&mails, "2025-06-06", DueKind::CancelBy).is_empty());
}

#[test]
fn a_premium_that_will_be_taken_is_due_and_no_promise() {
    let mails = [
        insurance("2025-01-04", Kind::ContractPack),
        insurance("2025-06-04", Kind::TransferConfirmed)
            .subject("Your change of address")
            .sum(AmountRole::Total, "18.20")
            .by("2025-06-27", "An extra premium of £18.20, which we will take from your card"),
    ];
    assert_eq!(dues(&mails, "2025-06-05", DueKind::Payment), ["2025-06-27"]);
    let ledger = books(&mails, "2025-06-05");
    assert!(ledger.promises.all.is_empty());
    assert_eq!(ledger.dues.last().unwrap().amount, Some(pounds("18.20")));
}

#[test]
fn a_membership_outlives_the_car_and_a_one_off_bill_leaves_nothing_to_end() {
    let car = |mail: Mail| mail.names(IdentifierRole::Registration, "AB12CDE");
    let club = car(gym("2024-04-02", Kind::ContractPack).sum(AmountRole::Price, "90.00"));
    let workshop = car(mail("2025-06-10", "workshop.example", Kind::Bill))
        .about(AgreementKind::Service, Some(ThingKind::Vehicle))
        .reference(ReferenceRole::Invoice, "2025-0871")
        .sum(AmountRole::Total, "389.40");
    let gone = mail("2025-08-05", "register.example", Kind::TransferConfirmed)
        .names(IdentifierRole::Registration, "AB12CDE")
        .subject("You are no longer the keeper of AB12CDE");
    let insured = insurance("2024-04-02", Kind::ContractPack).sum(AmountRole::Price, "310.00");
    let mails = [club, insured, workshop, gone];
    let ledger = books(&mails, "2025-08-06");
    let view = View::new(&ledger, day("2025-08-06"));
    let left: Vec<AgreementKind> =
        ledger.agreements.iter().filter(|a| view.is_to_be_ended(a)).map(|a| a.kind).collect();
    assert_eq!(left, [AgreementKind::Insurance]);
}

/// A membership by the year that was left, and what is taken once its owner is greeted anew.
fn back(subject: &str) -> Vec<Mail> {
    let year = kiln("2024-05-17", Kind::ContractPack, AgreementKind::Membership);
    let mut again =
        monthly(kiln("2025-11-03", Kind::PaymentDone, AgreementKind::Membership), "12.00");
    again.reading.subject = subject.to_owned();
    let again = again.sum(AmountRole::Total, "12.00");
    vec![
        year.on(DateRole::Start, "2024-05-17").sum(AmountRole::Price, "89.00"),
        kiln("2025-05-02", Kind::CancelConfirmed, AgreementKind::Membership)
            .on(DateRole::End, "2025-05-16"),
        again,
    ]
}

#[test]
fn who_came_back_is_a_customer_again_and_is_charged_rightly() {
    for subject in [
        "So good to have you back",
        "Welcome back, Toni",
        "Schön, dass Sie wieder da sind",
        "Quel plaisir de vous retrouver",
        "Bienvenido de nuevo",
        "Bentornata",
        "Welkom terug",
    ] {
        let mails = back(subject);
        assert_eq!(clashes(&mails, "2025-11-04"), [], "{subject}");
        let (state, mode, price) = shown(&mails, "2025-11-04", 1);
        assert_eq!((state, mode), (AgreementState::Active, Mode::Returning), "{subject}");
        assert_eq!(price.as_deref(), Some("12.00"), "{subject}");
    }
    assert_eq!(clashes(&back("Your payment"), "2025-11-04"), [Clash::ChargeAfterEnd]);
}
