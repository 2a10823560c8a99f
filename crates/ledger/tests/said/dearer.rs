//! More is charged than was agreed: what contradicts the price, what explains it, what closes it.

use crate::mail::{Mail, books, day, gym, letter, mail, pounds};
use oxherd_ledger::{Clash, View, WatchFor};
use oxherd_model::{
    AgreementKind, AmountRole, Branch, Claim, DateRole, Kind, LetterAct, Period, PledgedDeed,
    ReferenceRole,
};

const SORTS: [AgreementKind; 6] = [
    AgreementKind::Membership,
    AgreementKind::Subscription,
    AgreementKind::Insurance,
    AgreementKind::Rental,
    AgreementKind::Service,
    AgreementKind::Loan,
];

/// A message of `kiln.example` about one agreement.
fn kiln(on: &str, kind: Kind, sort: AgreementKind) -> Mail {
    mail(on, "kiln.example", kind).about(sort, None).reference(ReferenceRole::Contract, "KL-7001")
}

/// 30.00 a month from 10 January 2025.
fn agreed(sort: AgreementKind) -> Mail {
    let mut papers = kiln("2025-01-10", Kind::ContractPack, sort)
        .on(DateRole::Start, "2025-01-10")
        .sum(AmountRole::Price, "30.00");
    papers.reading.period = Some(Period::Month);
    papers
}

fn bank(on: &str, lines: &[(&str, &str)]) -> Mail {
    let shown: Vec<_> = lines.iter().map(|(on, sum)| (*on, *sum, "KILN", "KL-7001")).collect();
    mail(on, "bank.example", Kind::StatementUsage).shows(&shown)
}

fn bill(on: &str, sort: AgreementKind, sum: &str) -> Mail {
    kiln(on, Kind::Bill, sort)
        .reference(ReferenceRole::Invoice, &format!("R-{on}"))
        .sum(AmountRole::Total, sum)
}

/// Every contradiction of a price, whether it is open, and the price that is shown.
fn told(mails: &[Mail], on: &str) -> (Vec<bool>, String) {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let clashes = view.contradictions().into_iter().filter(|c| c.kind == Clash::PriceDiffers);
    let open = clashes.map(|c| c.closed_by.is_none()).collect();
    let price = view.agreement(ledger.agreements.first().unwrap()).price;
    (open, price.map(|p| p.money.value.normalize().to_string()).unwrap_or_default())
}

const RISE: [(&str, &str); 3] =
    [("2025-02-20", "-30.00"), ("2025-03-20", "-30.00"), ("2025-04-20", "-36.00")];

#[test]
fn the_bank_shows_more_than_was_agreed_of_every_sort() {
    for sort in SORTS {
        let mails = [agreed(sort), bank("2025-04-30", &RISE)];
        assert_eq!(told(&mails, "2025-05-01"), (vec![true], "30".to_owned()), "{sort:?}");
    }
    // Month after month it is one contradiction, and the price is still what was agreed.
    let on = [("2025-05-20", "-36.00"), ("2025-06-20", "-36.00"), ("2025-07-20", "-36.00")];
    let lines = [&RISE[..], &on[..]].concat();
    let mails = [agreed(AgreementKind::Membership), bank("2025-07-30", &lines)];
    assert_eq!(told(&mails, "2025-08-01"), (vec![true], "30".to_owned()));
}

#[test]
fn a_bill_above_the_price_contradicts_it_once_with_its_receipt_and_its_debit() {
    let sort = AgreementKind::Membership;
    let receipt = kiln("2025-04-21", Kind::PaymentDone, sort).sum(AmountRole::Paid, "36.00");
    let mails = [
        agreed(sort),
        bill("2025-04-10", sort, "36.00"),
        receipt,
        bank("2025-04-30", &RISE),
        bill("2025-05-10", sort, "36.00"),
    ];
    assert_eq!(told(&mails, "2025-05-12"), (vec![true], "30".to_owned()));
}

#[test]
fn what_varies_by_use_is_another_price_only_where_it_comes_twice() {
    let line = |branch: Option<Branch>| {
        let mut papers = agreed(AgreementKind::Telecom);
        papers.reading.branches.extend(branch);
        papers
    };
    let once = bank("2025-04-30", &RISE);
    let twice = bank("2025-05-30", &[RISE[1], RISE[2], ("2025-05-20", "-36.00")]);
    let other = bank("2025-05-30", &[RISE[1], RISE[2], ("2025-05-20", "-31.20")]);
    let of = |branch, bank: &Mail| told(&[line(branch), bank.clone()], "2025-06-01").0;
    assert_eq!(of(Some(Branch::Broadband), &once), [true]);
    for branch in [None, Some(Branch::Mobile)] {
        assert!(of(branch, &once).is_empty(), "calls");
        assert!(of(branch, &other).is_empty(), "calls");
        assert_eq!(of(branch, &twice), [true]);
    }
    let power = |bank: &Mail| told(&[agreed(AgreementKind::Energy), bank.clone()], "2025-06-01").0;
    assert!(power(&once).is_empty(), "a settlement");
    assert_eq!(power(&twice), [true], "another instalment");
}

#[test]
fn what_is_announced_asked_for_or_added_up_contradicts_nothing() {
    let sort = AgreementKind::Subscription;
    let taken = bank("2025-04-30", &RISE);
    let change = kiln("2025-03-01", Kind::PriceChange, sort)
        .sum(AmountRole::New, "36.00")
        .on(DateRole::Effective, "2025-04-15");
    let asked = letter("2025-03-25", "kiln.example", "Please put me on the large plan, KL-7001")
        .reference(ReferenceRole::Contract, "KL-7001")
        .says(Claim::Act { act: LetterAct::Request, on: None });
    let mut other = mail("2025-01-12", "kiln.example", Kind::ContractPack)
        .about(sort, None)
        .reference(ReferenceRole::Contract, "KL-7002")
        .sum(AmountRole::Price, "6.00");
    other.reading.period = Some(Period::Month);
    for (why, more) in [("announced", change), ("asked for", asked), ("two in one", other)] {
        let mails = [agreed(sort), more, taken.clone()];
        assert_eq!(told(&mails, "2025-05-01").0, Vec::<bool>::new(), "{why}");
    }
    let first = bank("2025-02-28", &[("2025-02-20", "-45.00")]);
    assert!(told(&[agreed(sort), first], "2025-03-01").0.is_empty(), "half of the first month");
    let beside = [RISE[1], ("2025-03-22", "-36.00")];
    assert!(told(&[agreed(sort), bank("2025-04-30", &beside)], "2025-05-01").0.is_empty());
    let named = bill("2025-04-10", sort, "36.00").sum(AmountRole::Shipping, "6.00");
    assert!(told(&[agreed(sort), named], "2025-04-11").0.is_empty(), "what was sent");
    let cheap = bank("2025-04-30", &[RISE[1], ("2025-04-20", "-27.00")]);
    assert!(told(&[agreed(sort), cheap], "2025-05-01").0.is_empty(), "less is no harm");
}

#[test]
fn it_closes_by_money_back_a_correction_or_an_announcement() {
    let sort = AgreementKind::Membership;
    let taken = bank("2025-04-30", &RISE);
    let credit =
        |sum: &str| kiln("2025-05-05", Kind::RefundCredit, sort).sum(AmountRole::Refund, sum);
    let word = kiln("2025-05-05", Kind::CaseDecision, sort)
        .says(Claim::Act { act: LetterAct::Admit, on: None });
    let late = kiln("2025-05-05", Kind::PriceChange, sort)
        .sum(AmountRole::New, "36.00")
        .on(DateRole::Effective, "2025-04-01");
    let back = |sum: &str| bank("2025-05-31", &[("2025-05-05", sum)]);
    for (what, closes) in [
        ("the whole", credit("36.00")),
        ("what was too much", credit("6.00")),
        ("the word of the supplier", word),
        ("too much, by the bank", back("6.00")),
        ("all of it, by the bank", back("36.00")),
    ] {
        let mails = [agreed(sort), taken.clone(), closes];
        assert_eq!(told(&mails, "2025-05-01").0, [true], "{what}");
        assert_eq!(told(&mails, "2025-06-01").0, [false], "{what}");
    }
    let mails = [agreed(sort), taken, credit("2.00")];
    assert_eq!(told(&mails, "2025-06-01").0, [true], "a credit for something else");
    let billed = [agreed(sort), bill("2025-04-10", sort, "36.00"), late];
    assert_eq!(told(&billed, "2025-05-01").0, [true]);
    assert_eq!(told(&billed, "2025-06-01").0, [false]);
}

#[test]
fn what_was_too_much_several_times_comes_back_in_one_sum() {
    let sort = AgreementKind::Rental;
    let taken = bank("2025-05-30", &[RISE[1], RISE[2], ("2025-05-20", "-36.00")]);
    let sorry = |sum: &str| {
        kiln("2025-06-02", Kind::PaymentAhead, sort).sum(AmountRole::Refund, sum).pledges(
            "2025-06-12",
            &format!("We will refund £{sum} by 12 June"),
            PledgedDeed::Refund,
        )
    };
    let back = |sum: &str| {
        let line = [("2025-06-10", sum, "KILN HIRE LTD REFUND", "KL-7001")];
        mail("2025-06-30", "bank.example", Kind::StatementUsage).shows(&line)
    };
    let story =
        |sum: &str, on: &str| told(&[agreed(sort), taken.clone(), sorry(sum), back(sum)], on).0;
    assert_eq!(story("12.00", "2025-06-03"), [true], "only promised");
    assert_eq!(story("12.00", "2025-07-01"), [false], "twice what was too much");
    assert_eq!(story("60.00", "2025-07-01"), [true], "more than was ever taken");
    assert_eq!(story("5.00", "2025-07-01"), [true], "for something else");
}

#[test]
fn the_watch_for_a_price_ends_with_what_it_waited_for() {
    let sort = AgreementKind::Insurance;
    let renewal = kiln("2025-12-15", Kind::RenewalNotice, sort)
        .sum(AmountRole::New, "220.00")
        .on(DateRole::Renewal, "2026-01-10");
    let mut first = kiln("2025-01-05", Kind::ContractPack, sort).sum(AmountRole::Price, "200.00");
    first.reading.period = Some(Period::Year);
    let taken = |sum: &str| bank("2026-01-13", &[("2026-01-12", sum)]);
    let watched = |sum: &str, on: &str| {
        let ledger = books(&[first.clone(), renewal.clone(), taken(sum)], on);
        let watches = View::new(&ledger, day(on)).watches();
        watches.iter().any(|w| w.what == WatchFor::PriceAbove)
    };
    assert!(watched("-260.00", "2026-01-11"));
    assert!(!watched("-260.00", "2026-01-14"));
    assert!(watched("-220.00", "2026-01-14"));
}

#[test]
fn a_rise_by_a_sum_is_added_to_the_price_that_is_known() {
    let sort = AgreementKind::Telecom;
    let news = |by: &str, per: Period| {
        let mut news = mail("2025-04-20", "kiln.example", Kind::PriceChange)
            .on(DateRole::Effective, "2025-06-01")
            .sum(AmountRole::Other, by.trim_start_matches('-'));
        news.reading.rise = Some(pounds(by));
        news.reading.period = Some(per);
        news
    };
    let price = |mails: &[Mail]| told(mails, "2025-06-02").1;
    assert_eq!(price(&[agreed(sort), news("3.00", Period::Month)]), "33");
    assert_eq!(price(&[agreed(sort), news("-4.00", Period::Month)]), "26");
    assert_eq!(price(&[agreed(sort), news("3.00", Period::Year)]), "30", "another time");
    // Nothing is known that it could be added to, and it begins no agreement.
    let alone = books(&[news("3.00", Period::Month)], "2025-06-02");
    assert!(alone.agreements.is_empty());
    // What it comes to is said beside it.
    let both = news("3.00", Period::Month).sum(AmountRole::New, "35.00");
    assert_eq!(price(&[agreed(sort), both]), "35");
}

/// 36.00 from 1 May on, and the owner may leave because of it until 20 April.
fn announced() -> Mail {
    kiln("2025-04-01", Kind::PriceChange, AgreementKind::Subscription)
        .on(DateRole::Effective, "2025-05-01")
        .on(DateRole::CancelBy, "2025-04-20")
        .sum(AmountRole::Old, "30.00")
        .sum(AmountRole::New, "36.00")
}

#[test]
fn a_rise_that_is_taken_back_frees_nobody_and_its_sum_is_beyond_what_was_agreed() {
    let sort = AgreementKind::Subscription;
    let stays = kiln("2025-04-10", Kind::CaseDecision, sort)
        .subject("Re: KL-7001")
        .sum(AmountRole::Other, "30.00");
    // Of the months between nobody kept a bill.
    let mails = [agreed(sort), bill("2025-01-20", sort, "30.00"), announced(), stays];
    let ledger = books(&mails, "2025-04-11");
    assert!(ledger.agreements[0].leaving.changes.iter().all(|change| change.taken_back));
    let billed: Vec<Mail> = mails.into_iter().chain([bill("2025-05-20", sort, "36.00")]).collect();
    assert_eq!(told(&billed, "2025-05-21"), (vec![true], "30".to_owned()));
}

#[test]
fn another_price_named_with_the_end_of_the_term_holds_after_it() {
    let sort = AgreementKind::Subscription;
    let mut papers = agreed(sort).on(DateRole::End, "2025-12-31");
    papers.reading.period = Some(Period::Month);
    let mut next = kiln("2025-11-20", Kind::RenewalNotice, sort)
        .on(DateRole::End, "2025-12-31")
        .sum(AmountRole::Price, "36.00");
    next.reading.period = Some(Period::Month);
    let mails = [papers, next];
    assert_eq!(told(&mails, "2025-11-21").1, "30");
    assert_eq!(told(&mails, "2026-01-02").1, "36");
}

#[test]
fn one_month_that_is_taken_twice_contradicts_itself_until_the_money_is_back() {
    let sort = AgreementKind::Membership;
    let twice = |lines: &[(&str, &str)], more: Vec<Mail>| -> Vec<bool> {
        let mut mails = vec![agreed(sort)];
        mails.extend(more);
        mails.push(bank("2025-04-30", lines));
        let ledger = books(&mails, "2025-05-01");
        let view = View::new(&ledger, day("2025-05-01"));
        let clashes = view.contradictions().into_iter().filter(|c| c.kind == Clash::Other);
        clashes.map(|c| c.closed_by.is_none()).collect()
    };
    let month = ("2025-02-10", "-30.00");
    for again in ["2025-03-10", "2025-03-11", "2025-03-17"] {
        let lines = [month, ("2025-03-10", "-30.00"), (again, "-30.00"), ("2025-04-10", "-30.00")];
        assert_eq!(twice(&lines, vec![]), [true], "{again}");
    }
    let back = [month, ("2025-03-10", "-30.00"), ("2025-03-11", "-30.00"), ("2025-03-20", "30.00")];
    assert_eq!(twice(&back, vec![]), [false]);
    let each_month = [month, ("2025-03-10", "-30.00"), ("2025-04-10", "-30.00")];
    assert_eq!(twice(&each_month, vec![]), [false; 0]);
    // Two contracts of one price take each their own.
    let mut other = mail("2025-01-12", "kiln.example", Kind::ContractPack)
        .about(sort, None)
        .reference(ReferenceRole::Contract, "KL-8002")
        .on(DateRole::Start, "2025-01-12")
        .sum(AmountRole::Price, "30.00");
    other.reading.period = Some(Period::Month);
    let both = [month, ("2025-03-10", "-30.00"), ("2025-03-12", "-30.00")];
    assert_eq!(twice(&both, vec![other]), [false; 0]);
    // So do two that nobody wrote of: there are two each month.
    let pairs = [
        ("2025-02-10", "-30.00"),
        ("2025-02-12", "-30.00"),
        ("2025-03-10", "-30.00"),
        ("2025-03-12", "-30.00"),
    ];
    assert_eq!(twice(&pairs, vec![]), [false; 0]);
}

/// As `bank`, of a table that has no field for who was paid.
fn table(on: &str, lines: &[(&str, &str)]) -> Mail {
    let shown: Vec<_> =
        lines.iter().map(|(on, sum)| (*on, *sum, "", "KILN DIRECT DEBIT 77")).collect();
    let mut mail = mail(on, "bank.example", Kind::StatementUsage).shows(&shown);
    let bookings = mail.reading.statements.iter_mut().flat_map(|s| &mut s.bookings);
    bookings.for_each(|b| b.counterparty = None);
    mail
}

/// Whether each contradiction of a debit that was taken twice is open.
fn twice(lines: &[(&str, &str)], per: Period) -> Vec<bool> {
    let mut papers = agreed(AgreementKind::Membership);
    papers.reading.period = Some(per);
    let ledger = books(&[papers, table("2026-01-31", lines)], "2026-02-01");
    let view = View::new(&ledger, day("2026-02-01"));
    let clashes = view.contradictions().into_iter().filter(|c| c.kind == Clash::Other);
    clashes.map(|c| c.closed_by.is_none()).collect()
}

#[test]
fn what_a_table_without_payees_shows_to_be_taken_twice_contradicts_itself() {
    let months = ["2025-02-10", "2025-03-10", "2025-04-10", "2025-05-10", "2025-06-10"];
    let with = |more: &[(&str, &str)]| {
        let taken = months.iter().map(|on| (*on, "-30.00"));
        let mut lines: Vec<(&str, &str)> = taken.chain(more.iter().copied()).collect();
        lines.sort_by_key(|(on, _)| *on);
        twice(&lines, Period::Month)
    };
    assert_eq!(with(&[]), [false; 0]);
    for again in ["2025-04-10", "2025-04-11", "2025-04-14", "2025-04-22", "2025-04-25"] {
        assert_eq!(with(&[(again, "-30.00")]), [true], "{again}");
    }
    // Twice in a year is no rhythm of pairs.
    let often = [("2025-03-11", "-30.00"), ("2025-05-12", "-30.00"), ("2025-07-10", "-30.00")];
    assert_eq!(with(&often), [true, true]);
    assert_eq!(with(&[("2025-04-14", "-30.00"), ("2025-04-17", "30.00")]), [false]);
    // The same sum from somebody else is not its money.
    assert_eq!(with(&[("2025-04-14", "-30.00"), ("2025-04-17", "-30.01")]), [true]);
}

#[test]
fn a_rhythm_a_late_debit_and_a_second_try_are_not_taken_twice() {
    let of = |days: &[&str]| {
        let lines: Vec<(&str, &str)> = days.iter().map(|on| (*on, "-30.00")).collect();
        twice(&lines, Period::Month)
    };
    for (why, days) in [
        ("each fortnight", &["2025-03-01", "2025-03-15", "2025-03-29", "2025-04-12"][..]),
        ("each week", &["2025-03-01", "2025-03-08", "2025-03-15", "2025-03-22"][..]),
        ("late", &["2025-02-01", "2025-03-01", "2025-04-27", "2025-05-01", "2025-06-01"][..]),
        ("moved", &["2025-02-01", "2025-03-01", "2025-04-01", "2025-04-16", "2025-05-16"][..]),
        ("at the beginning", &["2025-01-27", "2025-02-01", "2025-03-01", "2025-04-01"][..]),
        ("not yet told", &["2025-02-01", "2025-03-01", "2025-04-01", "2025-04-16"][..]),
    ] {
        assert_eq!(of(days), [false; 0], "{why}");
    }
    let failed = [
        ("2025-02-10", "-30.00"),
        ("2025-03-10", "-30.00"),
        ("2025-03-12", "30.00"),
        ("2025-03-16", "-30.00"),
    ];
    assert_eq!(twice(&failed, Period::Month), [false; 0], "tried again");
    let years = [("2025-03-01", "-30.00"), ("2025-03-05", "-30.00")];
    assert_eq!(twice(&years, Period::Year), [true]);
}

#[test]
fn a_rise_before_the_day_until_which_the_price_was_to_stay_contradicts_that() {
    let papers = gym("2025-08-20", Kind::ContractPack)
        .on(DateRole::Start, "2025-09-01")
        .sum(AmountRole::Price, "29.00")
        .keeps_price_until("2027-08-31");
    let rise = |from: &str, to: &str| {
        gym("2026-04-20", Kind::PriceChange)
            .on(DateRole::Effective, from)
            .sum(AmountRole::Old, "29.00")
            .sum(AmountRole::New, to)
    };
    let found = |rise: Mail| {
        let ledger = books(&[papers.clone(), rise], "2026-04-25");
        let all = View::new(&ledger, day("2026-04-25")).contradictions();
        all.iter().map(|c| c.kind).collect::<Vec<_>>()
    };
    assert_eq!(found(rise("2026-06-01", "33.00")), [Clash::PriceDiffers]);
    assert_eq!(found(rise("2027-09-01", "33.00")), [], "behind the day");
    assert_eq!(found(rise("2026-06-01", "27.00")), [], "a lower price");
    let held = rise("2027-09-01", "33.00").keeps_price_until("2028-08-31");
    assert_eq!(found(held), [], "its own day");
}

#[test]
fn the_first_sum_after_a_rise_is_not_above_the_risen_price_either() {
    let sort = AgreementKind::Subscription;
    let rise = || {
        kiln("2026-03-20", Kind::PriceChange, sort)
            .on(DateRole::Effective, "2026-05-01")
            .sum(AmountRole::Old, "30.00")
            .sum(AmountRole::New, "33.00")
    };
    for (sum, clashes) in [("30.00", vec![]), ("33.00", vec![]), ("36.00", vec![true])] {
        for on in ["2026-05-04", "2026-05-10", "2026-06-10"] {
            let mails = [agreed(sort), rise(), bill(on, sort, sum)];
            assert_eq!(told(&mails, "2026-06-11").0, clashes, "{sum} billed on {on}");
            let mails = [agreed(sort), rise(), bank("2026-06-11", &[(on, &format!("-{sum}"))])];
            assert_eq!(told(&mails, "2026-06-12").0, clashes, "{sum} taken on {on}");
        }
    }
    // What begins with a new contract may hold what is paid once.
    let mut papers = agreed(sort).on(DateRole::Start, "2026-05-01");
    papers.reading.facts.retain(|f| f.date().is_none_or(|(_, on)| on == day("2026-05-01")));
    let mails = [papers, bill("2026-05-10", sort, "36.00")];
    assert_eq!(told(&mails, "2026-06-11").0, [false; 0]);
}
