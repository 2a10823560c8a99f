//! What is looked after under a guarantee: hours that were promised, care that is due, what was called back.

use crate::mail::{Mail, books, day, letter, mail, order};
use oxherd_ledger::{PromiseState, RequestState, View};
use oxherd_model::{
    AgreementKind, AmountRole, Claim, DateRole, DueKind, IdentifierRole, Kind, LetterAct,
    ReferenceRole, TermUnit, ThingKind,
};

const MAKER: &str = "stovepipe.example";

/// A guarantee of a stove, with the care on which it hangs.
fn guarantee() -> Mail {
    mail("2025-03-03", MAKER, Kind::WarrantyNotice)
        .about(AgreementKind::Warranty, Some(ThingKind::Appliance))
        .names(IdentifierRole::Serial, "SP77001")
        .on(DateRole::WarrantyEnd, "2030-03-02")
        .on(DateRole::ServiceDue, "2026-03-02")
}

fn booked(on: &str) -> Mail {
    mail(on, MAKER, Kind::AppointmentSet)
        .reference(ReferenceRole::Booking, "V-104")
        .on(DateRole::Appointment, "2026-02-10")
        .by("2026-02-10", "Our fitter comes on 10 February 2026 between 8am and 12pm")
}

fn states(mails: &[Mail], on: &str) -> Vec<PromiseState> {
    let ledger = books(mails, on);
    View::new(&ledger, day(on)).promises().iter().map(|p| p.state).collect()
}

fn dues(mails: &[Mail], on: &str) -> Vec<(DueKind, String)> {
    let ledger = books(mails, on);
    let open = ledger.dues.iter().filter(|due| due.closed_at.is_none());
    open.map(|due| (due.what, due.on.to_string())).collect()
}

#[test]
fn a_window_breaks_by_its_end_and_is_kept_within_it() {
    let came = |at: u16| {
        let mut report = mail("2026-02-10", MAKER, Kind::CaseDecision);
        report.reading.came_at = Some(at);
        vec![guarantee(), booked("2026-02-01"), report]
    };
    assert_eq!(states(&came(14 * 60 + 47), "2026-02-10"), [PromiseState::Broken]);
    assert_eq!(states(&came(11 * 60 + 30), "2026-02-10"), [PromiseState::Kept]);
}

#[test]
fn a_guarantee_stays_when_a_visit_is_booked_and_the_visit_is_under_its_thing() {
    let mails = [guarantee(), booked("2026-02-01")];
    let ledger = books(&mails, "2026-02-02");
    let of = |kind| ledger.agreements.iter().find(|a| a.kind == kind);
    let warranty = of(AgreementKind::Warranty).unwrap();
    assert_eq!(warranty.term_ends_on, Some(day("2030-03-02")));
    assert_eq!(ledger.things.len(), 1, "{:?}", ledger.things);
    let open = dues(&mails, "2026-02-02");
    assert!(open.contains(&(DueKind::Appointment, "2026-02-10".to_owned())), "{open:?}");
    assert!(!open.iter().any(|(what, _)| *what == DueKind::Service), "{open:?}");
}

#[test]
fn the_bill_of_a_visit_makes_no_car() {
    let bill = mail("2026-02-12", MAKER, Kind::Bill)
        .about(AgreementKind::Service, Some(ThingKind::Vehicle))
        .reference(ReferenceRole::Invoice, "F-77")
        .sum(AmountRole::Total, "95.00");
    let ledger = books(&[guarantee(), bill], "2026-02-13");
    assert_eq!(ledger.things.len(), 1, "{:?}", ledger.things);
}

#[test]
fn what_is_offered_for_a_case_or_from_a_booking_on_does_not_run_before() {
    let offers = [
        mail("2026-02-01", MAKER, Kind::WarrantyNotice).within(
            10,
            TermUnit::Day,
            "If our fitter misses the window we will pay you £20 within 10 days",
        ),
        mail("2026-02-02", MAKER, Kind::RecallSafety).within(
            2,
            TermUnit::Day,
            "We will contact you within 2 days of your booking",
        ),
        mail("2026-02-03", MAKER, Kind::Unclear).within(
            7,
            TermUnit::BusinessDay,
            "We will bring it back within 7 working days after collection",
        ),
    ];
    for offer in offers {
        let said = offer.reading.facts.clone();
        assert!(states(&[guarantee(), offer], "2026-03-01").is_empty(), "{said:?}");
    }
}

#[test]
fn money_that_goes_to_the_owner_is_no_payment_of_theirs() {
    let granted = mail("2026-02-12", MAKER, Kind::CaseProgress)
        .sum(AmountRole::Refund, "40.00")
        .sum(AmountRole::Total, "40.00")
        .on(DateRole::Due, "2026-02-28");
    assert!(!dues(&[guarantee(), granted], "2026-02-13").iter().any(|d| d.0 == DueKind::Payment));
    let bill = |paid: bool| {
        let bill = order("2026-02-12", Kind::Bill)
            .sum(AmountRole::Total, "40.00")
            .on(DateRole::Due, "2026-02-28");
        if paid { bill.sum(AmountRole::Paid, "40.00") } else { bill }
    };
    assert!(dues(&[bill(false)], "2026-02-13").iter().any(|d| d.0 == DueKind::Payment));
    assert!(!dues(&[bill(true)], "2026-02-13").iter().any(|d| d.0 == DueKind::Payment));
}

/// The owner asks for the exchange of what was called back.
fn recalled() -> Vec<Mail> {
    let recall = mail("2026-03-02", MAKER, Kind::RecallSafety)
        .subject("Recall of your stove")
        .names(IdentifierRole::Serial, "SP77001")
        .reference(ReferenceRole::Case, "RC-26-4");
    let asks = letter("2026-03-05", MAKER, "My stove, recall RC-26-4")
        .names(IdentifierRole::Serial, "SP77001")
        .reference(ReferenceRole::Case, "RC-26-4")
        .says(Claim::Act { act: LetterAct::Claim, on: None })
        .on(DateRole::AnswerBy, "2026-03-19");
    vec![guarantee(), recall, asks]
}

#[test]
fn a_letter_waits_until_its_own_day_and_what_decides_in_its_thread_answers_it() {
    let mut mails = recalled();
    let state = |mails: &[Mail], on: &str| {
        let ledger = books(mails, on);
        let view = View::new(&ledger, day(on));
        view.requests().first().map(|r| (r.state, r.request.by))
    };
    assert_eq!(state(&mails, "2026-03-10"), Some((RequestState::Sent, day("2026-03-19"))));
    assert_eq!(state(&mails, "2026-03-20"), Some((RequestState::Overdue, day("2026-03-19"))));
    let receipt = mail("2026-03-05", MAKER, Kind::CaseProgress).answers(&mails[2]).within(
        5,
        TermUnit::BusinessDay,
        "We will reply to you within 5 working days",
    );
    mails.push(receipt);
    assert_eq!(state(&mails, "2026-03-10").map(|s| s.0), Some(RequestState::Sent));
    let granted = mail("2026-03-18", MAKER, Kind::CaseProgress)
        .answers(&mails[2])
        .by("2026-03-30", "The new stove will be delivered on 30 March 2026");
    mails.push(granted);
    assert_eq!(state(&mails, "2026-03-19").map(|s| s.0), Some(RequestState::Answered));
    let ledger = books(&mails, "2026-03-19");
    let view = View::new(&ledger, day("2026-03-19"));
    let reply = view.promises().into_iter().find(|p| p.promise.what.contains("reply")).unwrap();
    assert_eq!((reply.state, reply.late_by_days), (PromiseState::Kept, Some(6)));
}

#[test]
fn what_came_for_something_called_back_goes_on_as_it() {
    let mut mails = recalled();
    let came = mail("2026-03-30", MAKER, Kind::Delivered)
        .subject("Your new stove has been delivered")
        .reference(ReferenceRole::Case, "RC-26-4")
        .names(IdentifierRole::Serial, "SP77001")
        .names(IdentifierRole::Serial, "SP90002");
    mails.push(came);
    let ledger = books(&mails, "2026-04-01");
    let owned: Vec<_> = ledger.things.iter().filter(|t| t.owned != Some(false)).collect();
    assert_eq!(owned.len(), 1, "{owned:?}");
    assert_eq!(owned[0].identifiers.len(), 2);
    let view = View::new(&ledger, day("2026-04-01"));
    assert!(view.matters().iter().all(|m| !m.is_open()), "{:?}", view.matters());
}
