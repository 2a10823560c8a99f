//! What cannot both hold, and what only seems so.

use crate::mail::{Mail, books, day, gym, insurance, letter, mail, order};
use oxherd_ledger::{Clash, View, WatchFor};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Claim, DateRole, DueKind, IdentifierRole, Kind,
    LetterAct, ReferenceRole,
};

/// The contradictions known on a day, the oldest first: sort and whether it stands.
fn clashes(mails: &[Mail], on: &str) -> Vec<(Clash, bool)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let mut all = view.contradictions();
    all.sort_by_key(|c| (c.at, c.kind));
    for c in &all {
        assert!(!c.says.is_empty() && !c.against.is_empty(), "both sides: {c:?}");
    }
    all.iter().map(|c| (c.kind, c.closed_by.is_none())).collect()
}

fn stands(kinds: &[Clash]) -> Vec<(Clash, bool)> {
    kinds.iter().map(|kind| (*kind, true)).collect()
}

/// A car, insured in 2024, sold and its insurance ended in June 2025.
fn sold() -> Vec<Mail> {
    vec![
        insurance("2024-06-12", Kind::ContractPack).sum(AmountRole::Price, "310.00"),
        mail("2025-06-28", "register.example", Kind::TransferConfirmed)
            .names(IdentifierRole::Registration, "AB12CDE")
            .subject("You are no longer the keeper of AB12CDE"),
        insurance("2025-07-02", Kind::CancelConfirmed).on(DateRole::End, "2025-07-02"),
    ]
}

fn with(mails: &[Mail], more: &[Mail]) -> Vec<Mail> {
    [mails, more].concat()
}

#[test]
fn the_four_mails_after_the_end_each_contradict_it() {
    let mails = with(
        &sold(),
        &[
            insurance("2026-05-20", Kind::RenewalNotice).on(DateRole::Renewal, "2026-06-12"),
            insurance("2026-06-12", Kind::ContractPack).subject("Thanks for signing up"),
            insurance("2026-06-14", Kind::CancelConfirmed).subject("Cancellation confirmed"),
            insurance("2026-06-15", Kind::InfoRequest)
                .subject("Driving without insurance is illegal"),
        ],
    );
    assert!(clashes(&mails, "2026-05-19").is_empty());
    assert_eq!(clashes(&mails, "2026-05-20"), stands(&[Clash::RenewalAfterEnd]));
    let all =
        [Clash::RenewalAfterEnd, Clash::WelcomeAfterEnd, Clash::SaidTwiceDifferently, Clash::Other];
    assert_eq!(clashes(&mails, "2026-06-15"), stands(&all));
    let ledger = books(&mails, "2026-06-15");
    assert_eq!(ledger.agreements.len(), 1, "nobody took out another insurance");
    let view = View::new(&ledger, day("2026-06-15"));
    assert_eq!(view.agreement(&ledger.agreements[0]).state, AgreementState::Ended);
}

#[test]
fn a_renewal_that_was_announced_before_the_end_or_crossed_it_is_judged_by_its_day() {
    let before = [
        insurance("2024-06-12", Kind::ContractPack),
        insurance("2025-05-20", Kind::RenewalNotice).on(DateRole::Renewal, "2025-06-12"),
        insurance("2025-06-01", Kind::CancelConfirmed).on(DateRole::End, "2025-06-11"),
    ];
    assert!(clashes(&before, "2026-01-01").is_empty());
    let after = insurance("2025-06-05", Kind::RenewalNotice).on(DateRole::Renewal, "2025-06-12");
    let mails = with(&before, &[after]);
    assert_eq!(clashes(&mails, "2025-06-06"), stands(&[Clash::RenewalAfterEnd]));
}

#[test]
fn a_further_term_is_told_by_its_own_end_while_the_confirmed_one_is_still_ahead() {
    let ending = [
        insurance("2024-06-12", Kind::ContractPack).sum(AmountRole::Price, "310.00"),
        insurance("2025-04-01", Kind::CancelConfirmed).on(DateRole::End, "2025-06-11"),
    ];
    let until = |end: &str| {
        insurance("2025-05-05", Kind::RenewalNotice)
            .on(DateRole::End, end)
            .sum(AmountRole::Price, "352.00")
    };
    let mails = with(&ending, &[until("2026-06-11")]);
    assert_eq!(clashes(&mails, "2025-05-06"), stands(&[Clash::RenewalAfterEnd]));
    let ledger = books(&mails, "2025-05-06");
    let view = View::new(&ledger, day("2025-05-06"));
    let line = view.agreement(&ledger.agreements[0]);
    assert_eq!(line.state, AgreementState::Ending);
    assert_eq!(line.price.map(|price| price.money.value.to_string()).as_deref(), Some("310.00"));
    // What says once more that it ends then, or a day later, renews nothing.
    for same in ["2025-06-11", "2025-06-12"] {
        assert!(clashes(&with(&ending, &[until(same)]), "2025-05-06").is_empty(), "{same}");
    }
}

#[test]
fn a_renewal_is_heard_although_the_papers_are_the_first_kind_of_its_message() {
    let papers = insurance("2026-05-20", Kind::ContractPack).beside(Kind::RenewalNotice);
    let renewal = papers.clone().on(DateRole::Renewal, "2026-06-12");
    assert_eq!(
        clashes(&with(&sold(), &[renewal]), "2026-05-20"),
        stands(&[Clash::RenewalAfterEnd])
    );
    let proof = papers.subject("Your proof of no claims");
    assert!(clashes(&with(&sold(), &[proof]), "2026-05-20").is_empty());
}

#[test]
fn what_goes_on_or_greets_after_an_end_is_heard_whatever_its_message_looks_like() {
    let told = |kind: Kind| insurance("2026-05-20", kind);
    for kind in [Kind::Moment, Kind::PaymentAhead, Kind::PriceChange] {
        let goes_on =
            told(kind).on(DateRole::Start, "2026-06-12").says(Claim::Renewal { automatic: true });
        let mails = with(&sold(), &[goes_on]);
        assert_eq!(clashes(&mails, "2026-05-20"), stands(&[Clash::RenewalAfterEnd]), "{kind}");
    }
    for kind in [Kind::Moment, Kind::InfoRequest, Kind::AccountSetup] {
        let mails = with(&sold(), &[told(kind).subject("You're in!").greets()]);
        assert_eq!(clashes(&mails, "2026-05-20"), stands(&[Clash::WelcomeAfterEnd]), "{kind}");
    }
    // The last bill carries the standing terms of all contracts.
    let bill = told(Kind::RefundCredit)
        .on(DateRole::Payment, "2026-06-12")
        .says(Claim::Renewal { automatic: true });
    assert!(clashes(&with(&sold(), &[bill]), "2026-05-20").is_empty());
}

#[test]
fn who_comes_back_contradicts_nothing() {
    let left = [
        gym("2024-01-05", Kind::ContractPack),
        gym("2025-01-10", Kind::CancelConfirmed).on(DateRole::End, "2025-02-28"),
    ];
    let back = [
        gym("2025-09-01", Kind::OrderConfirmed).subject("Welcome back, thanks for joining"),
        gym("2025-10-01", Kind::PaymentDone).sum(AmountRole::Paid, "30.00"),
    ];
    assert!(clashes(&with(&left, &back), "2025-12-01").is_empty());
    let contract = gym("2025-09-01", Kind::ContractPack)
        .subject("Your membership")
        .on(DateRole::Start, "2025-09-01");
    assert!(clashes(&with(&left, &[contract]), "2025-12-01").is_empty());
}

#[test]
fn a_second_agreement_with_the_same_supplier_contradicts_nothing() {
    let home = |on: &str, kind| {
        mail(on, "harbour.example", kind)
            .about(AgreementKind::Insurance, None)
            .reference(ReferenceRole::Policy, "H-700")
            .names(IdentifierRole::Address, "4 MILL LANE")
    };
    let mut mails = sold();
    mails.insert(0, home("2024-03-01", Kind::ContractPack));
    let more = [
        home("2026-02-10", Kind::RenewalNotice).on(DateRole::Renewal, "2026-03-01"),
        home("2026-03-01", Kind::PaymentDone).sum(AmountRole::Paid, "310.00"),
    ];
    assert!(clashes(&with(&mails, &more), "2026-06-01").is_empty());
}

#[test]
fn the_last_bill_and_money_back_contradict_nothing() {
    let mails = with(
        &sold(),
        &[
            insurance("2025-07-20", Kind::Bill).sum(AmountRole::Total, "17.40"),
            insurance("2025-07-22", Kind::RefundCredit).sum(AmountRole::Refund, "120.00"),
            insurance("2025-08-01", Kind::Bill)
                .sum(AmountRole::Total, "310.00")
                .on(DateRole::Start, "2025-06-12")
                .on(DateRole::End, "2025-07-02"),
        ],
    );
    assert!(clashes(&mails, "2026-01-01").is_empty());
    let power = |on: &str, kind| {
        mail(on, "power.example", kind)
            .about(AgreementKind::Energy, None)
            .reference(ReferenceRole::Customer, "7204118")
    };
    let mails = [
        power("2025-01-03", Kind::Bill).sum(AmountRole::Total, "80.00"),
        power("2025-03-01", Kind::CancelConfirmed).on(DateRole::End, "2025-03-31"),
        power("2025-04-20", Kind::Bill).sum(AmountRole::Total, "80.00"),
    ];
    assert!(clashes(&mails, "2025-06-01").is_empty(), "what was used is billed afterwards");
}

#[test]
fn a_charge_after_the_end_stands_until_its_money_comes_back() {
    let mails = [
        gym("2025-01-05", Kind::PaymentDone).sum(AmountRole::Paid, "30.00"),
        gym("2025-02-05", Kind::PaymentDone).sum(AmountRole::Paid, "30.00"),
        gym("2025-02-10", Kind::CancelConfirmed).on(DateRole::End, "2025-02-28"),
        gym("2025-03-05", Kind::PaymentDone).sum(AmountRole::Paid, "30.00"),
        gym("2025-03-09", Kind::RefundCredit).sum(AmountRole::Refund, "30.00"),
    ];
    assert!(clashes(&mails, "2025-03-04").is_empty());
    assert_eq!(clashes(&mails, "2025-03-05"), stands(&[Clash::ChargeAfterEnd]));
    assert_eq!(clashes(&mails, "2025-03-09"), [(Clash::ChargeAfterEnd, false)]);
}

#[test]
fn a_charge_that_only_the_bank_shows_contradicts_the_end() {
    let statement = mail("2026-06-20", "bank.example", Kind::StatementUsage).shows(&[
        ("2026-06-02", "-20.00", "KILN LANE BAKERY", "card"),
        ("2026-06-12", "-325.00", "HARBOUR", "insurance"),
    ]);
    let mails = with(&sold(), &[statement]);
    assert!(clashes(&mails, "2026-06-19").is_empty());
    assert_eq!(clashes(&mails, "2026-06-20"), stands(&[Clash::ChargeAfterEnd]));
    // Where another agreement runs, the money may be for that one.
    let other = mail("2025-09-01", "harbour.example", Kind::ContractPack)
        .about(AgreementKind::Insurance, None)
        .reference(ReferenceRole::Policy, "H-700")
        .names(IdentifierRole::Registration, "XY34ZZZ")
        .sum(AmountRole::Price, "325.00");
    assert!(clashes(&with(&mails, &[other]), "2026-06-20").is_empty());
}

#[test]
fn two_lines_of_one_statement_are_two_contradictions_with_an_id_each() {
    let statement = mail("2026-07-20", "bank.example", Kind::StatementUsage).shows(&[
        ("2026-06-12", "-325.00", "HARBOUR", "insurance"),
        ("2026-07-12", "-325.00", "HARBOUR", "insurance"),
    ]);
    let ledger = books(&with(&sold(), &[statement]), "2026-07-20");
    let all = View::new(&ledger, day("2026-07-20")).contradictions();
    let [first, second] = &all[..] else { panic!("two of them: {all:?}") };
    assert_ne!(first.id(), second.id());
}

#[test]
fn a_correction_closes_what_it_takes_back_and_nothing_of_others() {
    let renewal = insurance("2026-05-20", Kind::RenewalNotice).on(DateRole::Renewal, "2026-06-12");
    let sorry = insurance("2026-05-22", Kind::CaseProgress).subject("Please ignore our last mail");
    let mails = with(&sold(), &[renewal.clone(), sorry]);
    assert_eq!(clashes(&mails, "2026-05-21"), stands(&[Clash::RenewalAfterEnd]));
    assert_eq!(clashes(&mails, "2026-05-22"), [(Clash::RenewalAfterEnd, false)]);
    let elsewhere = gym("2026-05-22", Kind::CaseProgress).subject("Please ignore our last mail");
    let mails = with(&sold(), &[renewal, elsewhere]);
    assert_eq!(clashes(&mails, "2026-05-22"), stands(&[Clash::RenewalAfterEnd]));
}

fn bill(on: &str, invoice: &str) -> Mail {
    gym(on, Kind::Bill).reference(ReferenceRole::Invoice, invoice).sum(AmountRole::Total, "30.00")
}

fn paid(on: &str, invoice: &str) -> Mail {
    gym(on, Kind::PaymentDone)
        .reference(ReferenceRole::Invoice, invoice)
        .sum(AmountRole::Paid, "30.00")
}

fn dunned(on: &str, invoice: &str) -> Mail {
    gym(on, Kind::Dunning).reference(ReferenceRole::Invoice, invoice).sum(AmountRole::Due, "30.00")
}

#[test]
fn dunning_for_what_was_paid_contradicts_the_receipt() {
    let mails = [bill("2025-03-01", "R-3"), paid("2025-03-10", "R-3"), dunned("2025-03-20", "R-3")];
    assert_eq!(clashes(&mails, "2025-03-20"), stands(&[Clash::DunningAfterPayment]));
    // For another bill, or on the way at the same time, it does not.
    let other = [bill("2025-03-01", "R-3"), paid("2025-03-10", "R-3"), dunned("2025-03-20", "R-4")];
    assert!(clashes(&other, "2025-03-20").is_empty());
    let crossed =
        [bill("2025-03-01", "R-3"), paid("2025-03-10", "R-3"), dunned("2025-03-12", "R-3")];
    assert!(clashes(&crossed, "2025-03-20").is_empty());
}

#[test]
fn a_bill_is_paid_at_once_where_nothing_is_left_to_pay_or_what_was_bought_was_paid_whole() {
    let reminded = |bill: Mail, claim: Mail| {
        let bill = bill.reference(ReferenceRole::Invoice, "INV-3");
        let bill = bill.sum(AmountRole::Total, "30.00").sum(AmountRole::Paid, "30.00");
        let claim = claim.reference(ReferenceRole::Invoice, "INV-3").sum(AmountRole::Due, "30.00");
        clashes(&[bill, claim], "2025-03-20")
    };
    let runs = || gym("2025-03-01", Kind::Bill);
    let claim = || gym("2025-03-19", Kind::Dunning);
    let told = stands(&[Clash::DunningAfterPayment]);
    assert_eq!(reminded(runs().sum(AmountRole::Due, "0.00"), claim()), told);
    // What was paid is the sum of the last bill.
    assert_eq!(reminded(runs().sum(AmountRole::Due, "30.00"), claim()), []);
    assert_eq!(reminded(runs(), claim()), []);
    let (bought, claim) = (order("2025-03-01", Kind::Bill), || order("2025-03-19", Kind::Dunning));
    assert_eq!(reminded(bought.clone(), claim()), told);
    assert_eq!(reminded(bought.clone().sum(AmountRole::Due, "30.00"), claim()), []);
    assert_eq!(reminded(bought.on(DateRole::Due, "2025-03-15"), claim()), []);
}

#[test]
fn a_reminder_that_was_a_mistake_takes_its_claim_and_its_due_with_it() {
    let dunned = || dunned("2025-03-20", "R-3").on(DateRole::Due, "2025-03-30");
    let sorry = gym("2025-03-22", Kind::Dunning)
        .reference(ReferenceRole::Invoice, "R-3")
        .says(Claim::Act { act: LetterAct::Admit, on: None });
    let open = |mails: &[Mail], on: &str| {
        let ledger = books(mails, on);
        let due = |d: &oxherd_ledger::DueView<'_>| d.due.what == DueKind::Payment;
        View::new(&ledger, day(on)).dues().iter().filter(|d| due(d)).count()
    };
    let told = [bill("2025-03-01", "R-3"), paid("2025-03-10", "R-3"), dunned()];
    assert_eq!(open(&told, "2025-03-21"), 0, "what was paid is not to be paid again");
    assert_eq!(open(&[bill("2025-03-01", "R-3"), dunned()], "2025-03-21"), 1);
    let both = with(&told, std::slice::from_ref(&sorry));
    assert_eq!(clashes(&both, "2025-03-22"), [(Clash::DunningAfterPayment, false)]);
    assert_eq!(open(&both, "2025-03-23"), 0);
    // Where nothing contradicted it, it is taken back as well.
    let alone = with(&[bill("2025-03-01", "R-3"), dunned()], &[sorry]);
    assert_eq!((clashes(&alone, "2025-03-22").len(), open(&alone, "2025-03-23")), (0, 0));
}

#[test]
fn dunning_for_what_the_bank_shows_as_paid_contradicts_the_statement() {
    let mails = [
        bill("2025-03-01", "R-3"),
        dunned("2025-03-20", "R-3"),
        mail("2025-04-01", "bank.example", Kind::StatementUsage).shows(&[(
            "2025-03-10",
            "-30.00",
            "IRONBAR",
            "R-3 M-30871",
        )]),
    ];
    assert!(clashes(&mails, "2025-03-31").is_empty());
    assert_eq!(clashes(&mails, "2025-04-01"), stands(&[Clash::DunningAfterPayment]));
}

#[test]
fn dunning_after_the_end_is_odd_unless_a_bill_of_before_is_owed() {
    let end = gym("2025-04-10", Kind::CancelConfirmed).on(DateRole::End, "2025-04-30");
    let owed = bill("2025-04-02", "R-4").on(DateRole::Due, "2025-04-16");
    let claim = gym("2025-07-20", Kind::Dunning).sum(AmountRole::Due, "30.00");
    let before = [bill("2025-03-01", "R-3"), paid("2025-03-10", "R-3"), end];
    let mails = with(&before, std::slice::from_ref(&claim));
    assert_eq!(clashes(&mails, "2025-07-20")[0].0, Clash::DunningAfterEnd);
    assert!(clashes(&with(&before, &[owed, claim]), "2025-07-20").is_empty());
}

#[test]
fn a_price_above_what_was_announced_contradicts_it() {
    let renewal = insurance("2025-05-20", Kind::RenewalNotice)
        .sum(AmountRole::New, "300.00")
        .on(DateRole::Renewal, "2025-06-12");
    let first = insurance("2024-06-12", Kind::ContractPack);
    let taken = |sum: &str| insurance("2025-06-13", Kind::PaymentDone).sum(AmountRole::Paid, sum);
    let clashed = |sum: &str| clashes(&[first.clone(), renewal.clone(), taken(sum)], "2025-07-01");
    assert_eq!(clashed("345.00"), stands(&[Clash::PriceDiffers]));
    assert!(clashed("300.00").is_empty());
    assert!(clashed("280.00").is_empty(), "less is no harm");
    assert!(clashed("29.00").is_empty(), "an instalment is another sum");
}

#[test]
fn two_days_for_one_end_contradict_each_other() {
    let first = gym("2024-01-05", Kind::ContractPack);
    let end = |on: &str, day: &str| gym(on, Kind::CancelConfirmed).on(DateRole::End, day);
    let mails = [first.clone(), end("2025-01-10", "2025-01-31"), end("2025-01-14", "2025-02-28")];
    assert_eq!(clashes(&mails, "2025-01-14"), stands(&[Clash::DateDiffers]));
    // Who corrects the second takes it back, and contradicts nothing by it.
    let right = end("2025-01-20", "2025-01-31").subject("Correction: the end of your membership");
    let corrected = with(&mails, &[right]);
    assert_eq!(clashes(&corrected, "2025-01-20"), [(Clash::DateDiffers, false)]);
    // The last day and the day after it are the same end.
    let same = [first.clone(), end("2025-01-10", "2025-01-31"), end("2025-01-14", "2025-02-01")];
    assert!(clashes(&same, "2025-01-20").is_empty());
    let wish = letter("2025-01-08", "ironbar.example", "Cancellation of M-30871")
        .reference(ReferenceRole::Customer, "M-30871")
        .on(DateRole::End, "2025-01-31");
    let same = [first.clone(), wish.clone(), end("2025-01-14", "2025-02-01")];
    assert!(clashes(&same, "2025-01-20").is_empty());
    // The owner asked for one day and gets another one: that of the supplier is the end.
    let mails = [first, wish, end("2025-01-14", "2025-02-28")];
    assert_eq!(clashes(&mails, "2025-01-20"), stands(&[Clash::DateDiffers]));
    assert_eq!(books(&mails, "2025-01-20").agreements[0].ended_on, Some(day("2025-02-28")));
}

#[test]
fn one_sum_under_two_numbers_within_days_is_billed_twice() {
    let mails = [bill("2025-03-01", "R-3"), bill("2025-03-04", "R-4")];
    assert_eq!(clashes(&mails, "2025-03-05"), stands(&[Clash::Other]));
    assert!(
        clashes(&[bill("2025-03-01", "R-3"), bill("2025-03-04", "R-3")], "2025-03-05").is_empty()
    );
    assert!(
        clashes(&[bill("2025-03-01", "R-3"), bill("2025-04-01", "R-4")], "2025-04-05").is_empty()
    );
}

#[test]
fn what_a_thing_that_is_gone_leaves_behind_is_to_be_ended() {
    let insured = insurance("2024-06-12", Kind::RenewalNotice).on(DateRole::Renewal, "2024-07-01");
    let sold = sold();
    let mails = [insured, sold[1].clone(), sold[2].clone()];
    let to_end = |on: &str| {
        let ledger = books(&mails, on);
        let view = View::new(&ledger, day(on));
        let due = view.dues().iter().any(|d| d.due.what == DueKind::CancelBy);
        (view.is_to_be_ended(&ledger.agreements[0]), due)
    };
    assert_eq!(to_end("2025-06-27"), (false, false));
    assert_eq!(to_end("2025-06-28"), (true, true), "the car is sold, its insurance runs");
    assert_eq!(to_end("2025-07-02"), (false, false), "ended");
}

#[test]
fn a_warning_of_the_law_is_void_for_who_sold_the_thing() {
    let warning = mail("2025-08-01", "register.example", Kind::InfoRequest)
        .names(IdentifierRole::Registration, "AB12CDE")
        .subject("AB12CDE appears to have no insurance");
    let mails = with(&sold(), std::slice::from_ref(&warning));
    assert_eq!(clashes(&mails, "2025-08-01"), stands(&[Clash::Other]));
    let own = [insurance("2024-06-12", Kind::ContractPack), warning];
    assert!(clashes(&own, "2025-08-01").is_empty(), "who has the car is rightly warned");
}

#[test]
fn a_charge_is_watched_after_the_end_and_longer_after_a_renewal_that_was_none() {
    let renewal = insurance("2025-08-20", Kind::RenewalNotice).on(DateRole::Renewal, "2025-09-12");
    let mails = with(&sold(), &[renewal]);
    let until = |on: &str| {
        let ledger = books(&mails, on);
        let watches = View::new(&ledger, day(on)).watches();
        let found = watches.iter().find(|w| w.what == WatchFor::ChargeAfterEnd).map(|w| w.until);
        found.map(|on| on.to_string())
    };
    assert_eq!(until("2025-07-03").as_deref(), Some("2025-08-31"));
    assert_eq!(until("2025-08-20").as_deref(), Some("2025-11-11"));
    assert_eq!(until("2025-11-12"), None);
}
