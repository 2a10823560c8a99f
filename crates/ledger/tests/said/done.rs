//! What was done settles what was due: visits, care, what was called back, what was asked for, what is paid.

use crate::mail::{Mail, books, day, letter, mail};
use oxherd_ledger::{Promise, PromiseState, View};
use oxherd_model::{
    AgreementKind, AmountRole, Confidence, DateRole, Done, DueKind, IdentifierRole, Kind,
    ReferenceRole, TermUnit, ThingKind, Work,
};
use std::slice::from_ref;

const MAKER: &str = "stovepipe.example";
const SWEEP: &str = "sootaway.example";

/// A report of work, with the day that it names.
fn report(on: &str, who: &str, work: Work, named: Option<&str>) -> Mail {
    let mut report = mail(on, who, Kind::CaseDecision);
    report.reading.done = vec![Done { what: work, on: named.map(day) }];
    report
}

fn booked(who: &str) -> Mail {
    mail("2026-02-01", who, Kind::AppointmentSet)
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
fn a_report_keeps_the_visit_of_its_day_and_breaks_that_of_a_day_before() {
    let kept = |report: Mail| states(&[booked(MAKER), report], "2026-02-20");
    assert_eq!(kept(report("2026-02-10", MAKER, Work::Visit, None)), [PromiseState::Kept]);
    // Who reports a day later and names no day was there as promised, for all that is known.
    assert_eq!(kept(report("2026-02-11", MAKER, Work::Care, None)), [PromiseState::Kept]);
    let named = |on| report("2026-02-13", MAKER, Work::Care, Some(on));
    assert_eq!(kept(named("2026-02-10")), [PromiseState::Kept]);
    assert_eq!(kept(named("2026-02-12")), [PromiseState::Broken]);
}

#[test]
fn who_asks_on_the_day_how_the_visit_was_came() {
    let asks = |on: &str| states(&[booked(MAKER), mail(on, MAKER, Kind::Survey)], "2026-02-20");
    assert_eq!(asks("2026-02-10"), [PromiseState::Kept]);
    assert_eq!(asks("2026-02-11"), [PromiseState::Kept]);
    // Later, or before, it asks about something else.
    assert_eq!(asks("2026-02-13"), [PromiseState::Broken]);
    assert_eq!(asks("2026-02-09"), [PromiseState::Broken]);
    assert_eq!(
        states(&[booked(MAKER), mail("2026-02-10", SWEEP, Kind::Survey)], "2026-02-20"),
        [PromiseState::Broken]
    );
}

#[test]
fn care_that_was_done_settles_the_care_that_was_due_whoever_did_it() {
    let guarantee = mail("2025-03-03", MAKER, Kind::WarrantyNotice)
        .about(AgreementKind::Warranty, Some(ThingKind::Appliance))
        .names(IdentifierRole::Serial, "SP77001")
        .on(DateRole::WarrantyEnd, "2030-03-02")
        .on(DateRole::ServiceDue, "2026-03-02");
    let has = |mails: &[Mail]| {
        dues(mails, "2026-02-20").iter().any(|(what, _)| *what == DueKind::Service)
    };
    let by = |who: &str| {
        report("2026-02-10", who, Work::Care, None).names(IdentifierRole::Serial, "SP77001")
    };
    assert!(has(from_ref(&guarantee)));
    assert!(!has(&[guarantee.clone(), by(MAKER)]));
    assert!(!has(&[guarantee.clone(), by(SWEEP)]));
    // By its number, whatever that was taken for.
    let numbered = report("2026-02-10", SWEEP, Work::Care, None)
        .reference(ReferenceRole::Contract, "SP-77001");
    assert!(!has(&[guarantee.clone(), numbered]));
    // What was mended was not looked after, and care of long ago is not that of this year.
    let mended = report("2026-02-10", SWEEP, Work::Repair, None);
    assert!(has(&[guarantee.clone(), mended.names(IdentifierRole::Serial, "SP77001")]));
    let early = report("2025-04-01", SWEEP, Work::Care, None);
    assert!(has(&[guarantee, early.names(IdentifierRole::Serial, "SP77001")]));
}

#[test]
fn the_last_day_of_a_recall_is_due_until_the_thing_is_mended() {
    let recall = mail("2026-03-02", MAKER, Kind::RecallSafety)
        .subject("Recall of your stove")
        .names(IdentifierRole::Serial, "SP77001")
        .on(DateRole::Other, "2026-09-30");
    let due = (DueKind::Information, "2026-09-30".to_owned());
    assert!(dues(from_ref(&recall), "2026-03-10").contains(&due));
    let mended =
        report("2026-04-02", MAKER, Work::Repair, None).names(IdentifierRole::Serial, "SP77001");
    let mails = [recall, mended];
    assert!(!dues(&mails, "2026-04-03").contains(&due));
    let ledger = books(&mails, "2026-04-03");
    let view = View::new(&ledger, day("2026-04-03"));
    assert!(view.matters().iter().all(|matter| !matter.is_open()), "{:?}", view.matters());
}

#[test]
fn what_was_asked_for_is_settled_by_the_answer_to_it() {
    let asks = mail("2026-03-02", MAKER, Kind::InfoRequest)
        .subject("We need your meter reading")
        .on(DateRole::AnswerBy, "2026-03-20");
    let open = |mails: &[Mail]| {
        dues(mails, "2026-03-10").iter().any(|(what, _)| *what == DueKind::Information)
    };
    assert!(open(from_ref(&asks)));
    let answer = letter("2026-03-05", MAKER, "Re: We need your meter reading");
    assert!(!open(&[asks.clone(), answer.clone().answers(&asks)]));
    assert!(!open(&[asks.clone(), answer]));
    assert!(open(&[asks, letter("2026-03-05", MAKER, "My stove smokes")]));
}

#[test]
fn money_that_is_promised_counts_whatever_its_message_looks_like() {
    for (kind, what) in [
        (Kind::OrderTrouble, "We will pay 25.00 EUR into your account within 5 working days"),
        (Kind::CaseDecision, "Wir zahlen Ihnen 25,00 EUR innerhalb von 5 Werktagen aus"),
        (Kind::RefundCredit, "Nous vous verserons 25,00 EUR sous 5 jours ouvrés"),
        (Kind::ComplaintFinal, "Le ingresaremos 25,00 EUR en 5 días hábiles"),
        (Kind::CaseProgress, "Le verseremo 25,00 EUR entro 5 giorni lavorativi"),
        (Kind::CaseDecision, "Wij maken 25,00 EUR binnen 5 werkdagen aan u over"),
    ] {
        let mut unsure = mail("2026-03-02", MAKER, kind)
            .subject("Re: nobody came")
            .sum(AmountRole::Total, "25.00")
            .within(5, TermUnit::BusinessDay, what);
        unsure.reading.kind_confidence = Confidence::from_thousandths(320);
        let ledger = books(&[unsure], "2026-03-03");
        let view = View::new(&ledger, day("2026-03-03"));
        let refunds: Vec<_> = view.promises().iter().map(|p| p.promise.about).collect();
        assert_eq!(refunds, [Promise::Refund], "{what}");
    }
    // The day by which the supplier pays is nobody's payment to it.
    let pays = mail("2026-03-02", MAKER, Kind::CaseProgress)
        .sum(AmountRole::Total, "25.00")
        .on(DateRole::Due, "2026-03-20")
        .by("2026-03-20", "We will pay 25.00 EUR into your account by 20 March 2026");
    assert!(!dues(&[pays], "2026-03-03").iter().any(|(what, _)| *what == DueKind::Payment));
}

#[test]
fn what_comes_in_its_place_is_a_delivery_and_comes_late() {
    let promised = mail("2026-03-02", MAKER, Kind::CaseProgress)
        .by("2026-03-09", "You will receive the replacement door by 9 March 2026");
    let came = mail("2026-03-13", MAKER, Kind::Delivered);
    let ledger = books(&[promised, came], "2026-03-14");
    let view = View::new(&ledger, day("2026-03-14"));
    let told: Vec<_> =
        view.promises().iter().map(|p| (p.promise.about, p.state, p.late_by_days)).collect();
    assert_eq!(told, [(Promise::Delivery, PromiseState::Kept, Some(4))]);
}

#[test]
fn an_announced_charge_stays_due_while_the_mails_contradict_each_other() {
    let policy = |on: &str, kind| mail(on, MAKER, kind).reference(ReferenceRole::Policy, "P-4471");
    let mails = [
        policy("2024-03-01", Kind::ContractPack)
            .about(AgreementKind::Insurance, None)
            .sum(AmountRole::Total, "80.00")
            .on(DateRole::Start, "2024-03-01"),
        policy("2025-02-01", Kind::CancelConfirmed).on(DateRole::End, "2025-02-28"),
        policy("2026-02-01", Kind::RenewalNotice)
            .sum(AmountRole::Total, "88.00")
            .on(DateRole::Renewal, "2026-03-01")
            .on(DateRole::Payment, "2026-03-01"),
        policy("2026-02-05", Kind::CancelConfirmed).on(DateRole::End, "2026-02-05"),
    ];
    let open = dues(&mails, "2026-02-06");
    assert!(open.contains(&(DueKind::Payment, "2026-03-01".to_owned())), "{open:?}");
}
