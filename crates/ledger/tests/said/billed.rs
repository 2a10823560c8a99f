//! Two sums under the number of one bill, and what explains them.

use crate::mail::{Mail, books, day, mail};
use oxherd_ledger::{Clash, View};
use oxherd_model::{
    AgreementKind, AmountRole, Claim, DateRole, DueKind, Kind, LetterAct, ReferenceRole, Stands,
};

/// A bill of `tinsmith.example`, to be paid by the 20th of the month after.
fn bill(on: &str, number: &str, sum: &str, due: &str) -> Mail {
    mail(on, "tinsmith.example", Kind::Bill)
        .reference(ReferenceRole::Invoice, number)
        .sum(AmountRole::Total, sum)
        .on(DateRole::Due, due)
}

fn first() -> Mail {
    bill("2026-02-03", "T-118", "210.00", "2026-02-24")
}

fn second() -> Mail {
    bill("2026-02-17", "T-118", "264.00", "2026-03-10")
}

fn stands(mut mail: Mail, stands: Stands) -> Mail {
    mail.reading.stands = stands;
    mail
}

/// Of each contradiction whether it is open; the sums that are due.
fn told(mails: &[Mail], on: &str) -> (Vec<bool>, Vec<String>) {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let clashes = view.contradictions();
    for clash in &clashes {
        assert_eq!(clash.kind, Clash::SaidTwiceDifferently);
        assert!(!clash.says.is_empty() && !clash.against.is_empty(), "both sides");
    }
    let dues = view.dues().into_iter().filter(|d| d.due.what == DueKind::Payment);
    let dues = dues.filter_map(|d| d.due.amount).map(|sum| sum.value.to_string()).collect();
    (clashes.iter().map(|c| c.closed_by.is_none()).collect(), dues)
}

#[test]
fn one_number_with_two_sums_contradicts_itself_once() {
    assert_eq!(told(&[first(), second()], "2026-02-18").0, [true]);
    let again = bill("2026-02-19", "T-118", "264.00", "2026-03-10");
    let third = bill("2026-02-20", "T-118", "210.00", "2026-02-24");
    assert_eq!(told(&[first(), second(), again, third], "2026-02-21").0, [true]);
    // Less is another sum as well, where it is the whole of the bill.
    let less = bill("2026-02-17", "T-118", "180.00", "2026-03-10");
    assert_eq!(told(&[first(), less], "2026-02-18").0, [true]);
}

#[test]
fn what_asks_for_a_part_for_more_with_a_fee_or_for_another_bill_contradicts_nothing() {
    let left = mail("2026-02-17", "tinsmith.example", Kind::Bill)
        .reference(ReferenceRole::Invoice, "T-118")
        .sum(AmountRole::Due, "90.00");
    let partly = bill("2026-02-17", "T-118", "90.00", "2026-03-10").sum(AmountRole::Paid, "120.00");
    let fee = second().sum(AmountRole::Fee, "54.00");
    let named = second().sum(AmountRole::Other, "210.00");
    let apart = second().sum(AmountRole::Other, "54.00");
    let both = second().reference(ReferenceRole::Invoice, "T-119");
    let other = bill("2026-02-17", "T-119", "264.00", "2026-03-10");
    let late = bill("2027-02-03", "T-118", "264.00", "2027-02-24");
    let reminder = mail("2026-03-02", "tinsmith.example", Kind::Dunning)
        .reference(ReferenceRole::Invoice, "T-118")
        .sum(AmountRole::Due, "215.00");
    let credit = mail("2026-03-02", "tinsmith.example", Kind::RefundCredit)
        .reference(ReferenceRole::Invoice, "T-118")
        .sum(AmountRole::Refund, "30.00");
    let paid = mail("2026-03-02", "tinsmith.example", Kind::PaymentDone)
        .reference(ReferenceRole::Invoice, "T-118")
        .sum(AmountRole::Paid, "50.00");
    for (why, more) in [
        ("what is left", left),
        ("partly paid", partly),
        ("a fee", fee),
        ("names the sum of before", named),
        ("names what came on top", apart),
        ("of two bills", both),
        ("another bill", other),
        ("next year", late),
        ("an instalment", stands(second(), Stands::Part)),
        ("a reminder", reminder),
        ("a credit", credit),
        ("a part was paid", paid),
    ] {
        assert_eq!(told(&[first(), more], "2026-06-01").0, [false; 0], "{why}");
    }
}

#[test]
fn a_number_on_every_bill_of_a_contract_is_none_of_a_bill() {
    let month = |on: &str, sum: &str| {
        mail(on, "grid.example", Kind::Bill)
            .about(AgreementKind::Energy, None)
            .reference(ReferenceRole::Invoice, "77120")
            .sum(AmountRole::Due, sum)
    };
    let mails =
        [month("2026-01-05", "61.20"), month("2026-02-05", "74.80"), month("2026-03-05", "58.10")];
    assert_eq!(told(&mails, "2026-03-06").0, [false; 0]);
    let time = month("2026-01-20", "74.80").on(DateRole::Start, "2026-01-06");
    assert_eq!(told(&[month("2026-01-05", "61.20"), time], "2026-01-21").0, [false; 0]);
    let customer = month("2026-01-20", "74.80").reference(ReferenceRole::Customer, "77120");
    assert_eq!(told(&[month("2026-01-05", "61.20"), customer], "2026-01-21").0, [false; 0]);
}

#[test]
fn a_bill_that_takes_the_place_of_another_is_due_alone() {
    let instead = stands(second(), Stands::Instead);
    assert_eq!(told(&[first(), instead], "2026-02-18"), (vec![], vec!["264.00".into()]));
    let named = stands(
        bill("2026-02-17", "T-131", "264.00", "2026-03-10")
            .reference(ReferenceRole::Invoice, "T-118"),
        Stands::Instead,
    );
    assert_eq!(told(&[first(), named], "2026-02-18"), (vec![], vec!["264.00".into()]));
    let dated = stands(
        bill("2026-02-17", "T-131", "264.00", "2026-03-10").on(DateRole::Other, "2026-02-03"),
        Stands::Instead,
    );
    assert_eq!(told(&[first(), dated], "2026-02-18"), (vec![], vec!["264.00".into()]));
    // A bill of which nothing tells which one it replaces leaves what is due.
    let alone = stands(bill("2026-02-17", "T-131", "264.00", "2026-03-10"), Stands::Instead);
    assert_eq!(told(&[first(), alone], "2026-02-18").1.len(), 2);
    // It closes what was said twice, by its words or its subject.
    for last in [
        stands(bill("2026-02-25", "T-118", "230.00", "2026-03-17"), Stands::Instead),
        bill("2026-02-25", "T-118", "230.00", "2026-03-17").subject("Corrected bill T-118"),
    ] {
        let (clashes, dues) = told(&[first(), second(), last], "2026-02-26");
        assert_eq!((clashes, dues), (vec![false], vec!["230.00".to_owned()]));
    }
    let sorry = mail("2026-02-25", "tinsmith.example", Kind::CaseDecision)
        .reference(ReferenceRole::Invoice, "T-118")
        .says(Claim::Act { act: LetterAct::Admit, on: None });
    assert_eq!(told(&[first(), second(), sorry], "2026-02-26").0, [false]);
}
