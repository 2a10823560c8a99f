//! Promises by the deed that their words name: what keeps them, moves them, and who may bring them.

use crate::mail::{Mail, books, day, mail};
use oxherd_ledger::{Promise, PromiseState, View};
use oxherd_model::{DateRole, DueKind, Kind, PledgedDeed, ReferenceRole};

fn states(mails: &[Mail], on: &str) -> Vec<(Promise, String, PromiseState, Option<i32>)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let shown = view.promises();
    let one = |p: &oxherd_ledger::PromiseView<'_>| {
        (p.promise.about, p.promise.by.to_string(), p.state, p.late_by_days)
    };
    let mut all: Vec<_> = shown.iter().map(one).collect();
    all.reverse();
    all
}

fn from_the_cobbler(on: &str, kind: Kind) -> Mail {
    mail(on, "cobbler.example", kind)
}

#[test]
fn a_repair_is_kept_by_the_word_that_it_is_done_and_late_by_its_day() {
    let promised = from_the_cobbler("2026-03-02", Kind::CaseProgress).pledges(
        "2026-03-12",
        "Your boots will be ready on 12 March",
        PledgedDeed::Repair,
    );
    let ready = from_the_cobbler("2026-03-16", Kind::Unclear).keeps(PledgedDeed::Repair, "Ready");
    let by = || "2026-03-12".to_owned();
    let open = states(std::slice::from_ref(&promised), "2026-03-10");
    assert_eq!(open, [(Promise::Repair, by(), PromiseState::Open, None)]);
    let broken = states(std::slice::from_ref(&promised), "2026-03-14");
    assert_eq!(broken, [(Promise::Repair, by(), PromiseState::Broken, None)]);
    let kept = states(&[promised, ready], "2026-03-17");
    assert_eq!(kept, [(Promise::Repair, by(), PromiseState::Kept, Some(4))]);
}

#[test]
fn a_delivery_that_is_set_on_another_day_is_promised_for_that_day_alone() {
    let first = from_the_cobbler("2026-03-02", Kind::DeliveryUnderWay)
        .on(DateRole::Delivery, "2026-03-12")
        .pledges("2026-03-12", "It arrives on 12 March", PledgedDeed::Delivery);
    let moved = from_the_cobbler("2026-03-11", Kind::OrderTrouble)
        .on(DateRole::Delivery, "2026-03-16")
        .sets_elsewhere("2026-03-16", "It now arrives on 16 March", PledgedDeed::Delivery);
    let mails = [first, moved];
    assert_eq!(
        states(&mails, "2026-03-13"),
        [
            (Promise::Delivery, "2026-03-12".to_owned(), PromiseState::Withdrawn, None),
            (Promise::Delivery, "2026-03-16".to_owned(), PromiseState::Open, None),
        ]
    );
    let ledger = books(&mails, "2026-03-11");
    let view = View::new(&ledger, day("2026-03-11"));
    let brought = view.dues().into_iter().filter(|d| d.due.what == DueKind::Delivery);
    let days: Vec<String> = brought.map(|d| d.due.on.to_string()).collect();
    assert_eq!(days, ["2026-03-16"]);
}

#[test]
fn a_day_by_which_papers_are_asked_for_is_none_of_a_promise() {
    let asks = from_the_cobbler("2026-03-02", Kind::InfoRequest)
        .on(DateRole::AnswerBy, "2026-03-20")
        .pledges("2026-03-20", "Your certificate by 20 March", PledgedDeed::Reply);
    assert_eq!(states(&[asks], "2026-03-10"), []);
}

#[test]
fn until_when_an_offer_stands_is_no_day_by_which_something_is_done() {
    let quote = mail("2026-02-05", "heating.example", Kind::Quote)
        .reference(ReferenceRole::Quote, "Q-0177")
        .on(DateRole::Expiry, "2026-02-28");
    let bound = "We shall stand by this offer until 28 February 2026";
    let repairs = "We will repair it by 20 February 2026";
    let promised = |mail: Mail| {
        let ledger = books(&[mail], "2026-02-06");
        View::new(&ledger, day("2026-02-06")).promises().len()
    };
    assert_eq!(promised(quote.clone().pledges("2026-02-28", bound, PledgedDeed::Repair)), 0);
    assert_eq!(promised(quote.pledges("2026-02-20", repairs, PledgedDeed::Repair)), 1);
}
