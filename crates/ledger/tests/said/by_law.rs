//! What is owed by law, as the fold asks it of whoever knows the law.

use crate::mail::{Mail, books_under, day, gym, letter, mail, order};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_ledger::{Cause, Ground, Owed, Promise, PromiseState, Source, Statutes, View, Words};
use oxherd_model::{
    AgreementKind, AmountRole, DateRole, IdentifierRole, Kind, TermUnit, ThingKind,
};
use std::sync::Arc;

/// A law that rests on 16 February and lets everything be owed in so many days.
#[derive(Debug)]
struct Plain(i32);

impl Statutes for Plain {
    fn business_days_after(&self, day: Date, count: u16) -> Option<Date> {
        let mut on = day;
        let mut left = count;
        while left > 0 {
            on = on.tomorrow().ok()?;
            let rests =
                on.weekday().to_monday_zero_offset() > 4 || on == crate::mail::day("2026-02-16");
            left -= u16::from(!rests);
        }
        Some(on)
    }

    fn owed(&self, cause: &Cause) -> Option<Owed> {
        let by = cause.on.checked_add(self.0.days()).ok()?;
        let (what, why) =
            (format!("{:?}", cause.ground), format!("{:?} {}", cause.kind, cause.came.is_some()));
        Some(Owed { by, what, rule: "R-1".to_owned(), why })
    }
}

/// How the promises stand on a day: deed, source, by, state.
fn stand(mails: &[Mail], on: &str) -> Vec<(Promise, Source, String, PromiseState)> {
    let ledger = books_under(mails, on, &Words::default().under(Arc::new(Plain(14))));
    let view = View::new(&ledger, day(on));
    let one = |p: &oxherd_ledger::PromiseView<'_>| {
        (p.promise.about, p.promise.source, p.promise.by.to_string(), p.state)
    };
    view.promises().iter().map(one).collect()
}

fn law(about: Promise, by: &str, state: PromiseState) -> (Promise, Source, String, PromiseState) {
    (about, Source::Law, by.to_owned(), state)
}

#[test]
fn business_days_are_those_of_the_law() {
    let promised = order("2026-02-02", Kind::ReturnInstructions)
        .sum(AmountRole::Refund, "64.50")
        .within(10, TermUnit::BusinessDay, "We will refund within 10 business days");
    let open = (Promise::Refund, Source::Supplier, "2026-02-17".to_owned(), PromiseState::Open);
    assert_eq!(stand(&[promised], "2026-02-16"), [open]);
}

fn withdraws(on: &str) -> Mail {
    letter(on, "kettle.example", "Withdrawal from my order K-8812")
        .reference(oxherd_model::ReferenceRole::Order, "K-8812")
}

#[test]
fn what_is_owed_after_a_withdrawal_is_broken_by_silence_and_kept_by_the_money() {
    let mails = [order("2026-03-02", Kind::OrderConfirmed), withdraws("2026-03-05")];
    let by = "2026-03-19";
    assert_eq!(stand(&mails, "2026-03-04"), []);
    assert_eq!(stand(&mails, by), [law(Promise::Refund, by, PromiseState::Open)]);
    assert_eq!(stand(&mails, "2026-03-20"), [law(Promise::Refund, by, PromiseState::Broken)]);
    let mut paid = mails.to_vec();
    paid.push(order("2026-03-12", Kind::RefundCredit).sum(AmountRole::Refund, "64.50"));
    assert_eq!(stand(&paid, "2026-03-20"), [law(Promise::Refund, by, PromiseState::Kept)]);
    // Written twice, it is one.
    let mut twice = mails.to_vec();
    twice.push(withdraws("2026-03-10"));
    assert_eq!(stand(&twice, "2026-03-11"), [law(Promise::Refund, by, PromiseState::Open)]);
}

#[test]
fn a_promise_of_the_supplier_stands_for_the_law_where_it_is_earlier() {
    let answer = |days| {
        order("2026-03-06", Kind::CaseProgress).within(days, TermUnit::Day, "we will refund you")
    };
    let mails =
        |days| [order("2026-03-02", Kind::OrderConfirmed), withdraws("2026-03-05"), answer(days)];
    let own = |by: &str| (Promise::Refund, Source::Supplier, by.to_owned(), PromiseState::Open);
    assert_eq!(stand(&mails(5), "2026-03-07"), [own("2026-03-11")]);
    let both = [own("2026-04-05"), law(Promise::Refund, "2026-03-19", PromiseState::Open)];
    assert_eq!(stand(&mails(30), "2026-03-07"), both);
}

#[test]
fn a_receipt_answers_no_complaint_and_a_decision_does() {
    let complains =
        letter("2026-03-05", "ironbar.example", "Complaint about my membership M-30871")
            .reference(oxherd_model::ReferenceRole::Customer, "M-30871");
    let receipt = gym("2026-03-06", Kind::CaseProgress).answers(&complains).within(
        2,
        TermUnit::Day,
        "we will get back to you",
    );
    let mut mails = vec![gym("2026-01-02", Kind::ContractPack), complains, receipt];
    let of_law = |mails: &[Mail], on: &str| -> Vec<_> {
        stand(mails, on).into_iter().filter(|promise| promise.1 == Source::Law).collect()
    };
    let by = "2026-03-19";
    assert_eq!(of_law(&mails, "2026-03-18"), [law(Promise::Reply, by, PromiseState::Open)]);
    mails.push(gym("2026-03-18", Kind::ComplaintFinal));
    assert_eq!(of_law(&mails, "2026-03-20"), [law(Promise::Reply, by, PromiseState::Kept)]);
}

#[test]
fn a_person_who_answers_in_the_thread_has_answered() {
    let asks = letter("2026-03-05", "ironbar.example", "Please delete my personal data")
        .reference(oxherd_model::ReferenceRole::Customer, "M-30871");
    let person = mail("2026-03-07", "ironbar.example", Kind::Personal).answers(&asks);
    let mails = [gym("2026-01-02", Kind::ContractPack), asks, person];
    let open = law(Promise::Reply, "2026-03-19", PromiseState::Open);
    assert_eq!(stand(&mails, "2026-03-06"), [open]);
    let kept = law(Promise::Reply, "2026-03-19", PromiseState::Kept);
    assert_eq!(stand(&mails, "2026-03-20"), [kept]);
}

fn device(on: &str, kind: Kind) -> Mail {
    order(on, kind)
        .about(AgreementKind::Purchase, Some(ThingKind::Device))
        .names(IdentifierRole::Imei, "490154203237518")
}

#[test]
fn goods_are_awaited_by_law_only_where_no_day_was_named_and_nothing_was_sent() {
    let by = "2026-03-16";
    let ordered = device("2026-03-02", Kind::OrderConfirmed);
    let open = law(Promise::Delivery, by, PromiseState::Open);
    assert_eq!(stand(std::slice::from_ref(&ordered), "2026-03-10"), [open]);
    let broken = law(Promise::Delivery, by, PromiseState::Broken);
    assert_eq!(stand(std::slice::from_ref(&ordered), "2026-03-17"), [broken]);
    let quiet = |more: Mail| stand(&[ordered.clone(), more], "2026-03-17");
    assert_eq!(quiet(device("2026-03-09", Kind::Delivered)), []);
    assert_eq!(quiet(device("2026-03-09", Kind::DeliveryUnderWay)), []);
    let dated = device("2026-03-09", Kind::OrderTrouble).on(DateRole::Delivery, "2026-04-20");
    assert!(quiet(dated).iter().all(|promise| promise.1 == Source::Supplier));
    assert_eq!(quiet(withdraws("2026-03-03")).len(), 1, "only the money is owed");
    // What cannot be touched, and what names its day, is not awaited by law.
    assert_eq!(stand(&[order("2026-03-02", Kind::OrderConfirmed)], "2026-03-10"), []);
    let named = ordered.on(DateRole::Delivery, "2026-03-20");
    assert!(stand(&[named], "2026-03-10").iter().all(|promise| promise.1 == Source::Supplier));
}

#[test]
fn without_a_law_nothing_is_owed_by_law() {
    let mails = [order("2026-03-02", Kind::OrderConfirmed), withdraws("2026-03-05")];
    let ledger = books_under(&mails, "2026-03-10", &Words::default());
    assert!(View::new(&ledger, day("2026-03-10")).promises().is_empty());
    assert_eq!(Ground::Withdrew.about(), Promise::Refund);
}
