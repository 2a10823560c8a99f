//! What became of what was promised, at several days.

use crate::mail::{Mail, books, day, insurance, letter, mail, order};
use oxherd_ledger::{Promise, PromiseState, View, WatchFor};
use oxherd_model::{
    AgreementKind, AmountRole, Claim, DateRole, IdentifierRole, Kind, LetterAct, ReferenceRole,
    TermUnit, ThingKind,
};

/// How the promises stand on a day: sort, state, day of closing, days late.
fn stand(mails: &[Mail], on: &str) -> Vec<(Promise, PromiseState, Option<String>, Option<i32>)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let one = |p: &oxherd_ledger::PromiseView<'_>| {
        (p.promise.about, p.state, p.closed_on.map(|on| on.to_string()), p.late_by_days)
    };
    view.promises().iter().map(one).collect()
}

fn is_open(about: Promise) -> (Promise, PromiseState, Option<String>, Option<i32>) {
    (about, PromiseState::Open, None, None)
}

fn is_broken(about: Promise) -> (Promise, PromiseState, Option<String>, Option<i32>) {
    (about, PromiseState::Broken, None, None)
}

fn is_kept(about: Promise, on: &str) -> (Promise, PromiseState, Option<String>, Option<i32>) {
    (about, PromiseState::Kept, Some(on.to_owned()), None)
}

/// Monday, 2 February 2026: ten business days end on Monday, 16 February.
fn refund_promised() -> Mail {
    order("2026-02-02", Kind::ReturnInstructions).sum(AmountRole::Refund, "64.50").within(
        10,
        TermUnit::BusinessDay,
        "We will refund £64.50 to your card within 10 business days",
    )
}

#[test]
fn a_refund_is_open_until_its_day_then_broken_by_silence_then_kept_late() {
    let mails = [
        refund_promised(),
        order("2026-02-25", Kind::RefundCredit).sum(AmountRole::Refund, "64.50"),
    ];
    let about = Promise::Refund;
    assert!(stand(&mails, "2026-02-01").is_empty(), "nothing was promised yet");
    assert_eq!(stand(&mails, "2026-02-16"), [is_open(about)]);
    assert_eq!(stand(&mails, "2026-02-17"), [is_broken(about)]);
    let late = (about, PromiseState::Kept, Some("2026-02-25".to_owned()), Some(9));
    assert_eq!(stand(&mails, "2026-02-25"), std::slice::from_ref(&late));
    assert_eq!(stand(&mails, "2026-12-31"), [late]);
}

#[test]
fn the_bank_shows_that_a_refund_came_in_time_although_the_statement_came_later() {
    let statement = mail("2026-03-01", "bank.example", Kind::StatementUsage).shows(&[
        ("2026-02-13", "-64.50", "KETTLE", "another order"),
        ("2026-02-13", "64.50", "KETTLE LTD", "K-8812"),
    ]);
    let mails = [refund_promised(), statement];
    assert_eq!(stand(&mails, "2026-02-20"), [is_broken(Promise::Refund)]);
    assert_eq!(stand(&mails, "2026-03-01"), [is_kept(Promise::Refund, "2026-02-13")]);
}

#[test]
fn another_sum_or_another_promise_of_it_keeps_no_refund() {
    let other = order("2026-02-10", Kind::RefundCredit).sum(AmountRole::Refund, "5.00");
    assert_eq!(stand(&[refund_promised(), other], "2026-02-11"), [is_open(Promise::Refund)]);
    let again = order("2026-02-12", Kind::RefundCredit).sum(AmountRole::Refund, "64.50").within(
        5,
        TermUnit::BusinessDay,
        "Your refund of £64.50 will reach your card within 5 business days",
    );
    let mails = [refund_promised(), again];
    let open = [is_open(Promise::Refund), is_open(Promise::Refund)];
    assert_eq!(stand(&mails, "2026-02-13"), open);
    let elsewhere =
        mail("2026-02-12", "other.example", Kind::RefundCredit).sum(AmountRole::Refund, "64.50");
    assert_eq!(stand(&[refund_promised(), elsewhere], "2026-02-13"), [is_open(Promise::Refund)]);
}

#[test]
fn a_refund_that_is_refused_is_taken_back_and_never_kept() {
    let refused = |on| {
        order(on, Kind::RefundCredit)
            .sum(AmountRole::Refund, "64.50")
            .says(Claim::Act { act: LetterAct::Deny, on: None })
    };
    let mails = [refund_promised(), refused("2026-02-09")];
    let withdrawn = Some("2026-02-09".to_owned());
    let (about, state, closed, _) = stand(&mails, "2026-02-10")[0].clone();
    assert_eq!((about, state, closed), (Promise::Refund, PromiseState::Withdrawn, withdrawn));
    // Behind its day it is broken, whatever is said of it.
    let late = [refund_promised(), refused("2026-02-20")];
    assert_eq!(stand(&late, "2026-02-21"), [is_broken(Promise::Refund)]);
    // A message that is only about money back gives none.
    let talk = order("2026-02-09", Kind::RefundCredit);
    assert_eq!(stand(&[refund_promised(), talk], "2026-02-10"), [is_open(Promise::Refund)]);
}

#[test]
fn one_payment_keeps_what_was_promised_twice() {
    let again = order("2026-02-12", Kind::CaseProgress).sum(AmountRole::Refund, "64.50").within(
        5,
        TermUnit::BusinessDay,
        "We will refund £64.50 to your card within 5 business days",
    );
    let paid = mail("2026-03-01", "bank.example", Kind::StatementUsage).shows(&[(
        "2026-02-20",
        "64.50",
        "KETTLE LTD",
        "K-8812",
    )]);
    let all = stand(&[refund_promised(), again, paid], "2026-03-02");
    let states: Vec<PromiseState> = all.iter().map(|(_, state, _, _)| *state).collect();
    assert_eq!(states, [PromiseState::Kept; 2], "{all:?}");
}

#[test]
fn a_promised_refund_is_watched_until_its_day() {
    let mails = [refund_promised()];
    let watched = |on: &str| {
        let ledger = books(&mails, on);
        let watches = View::new(&ledger, day(on)).watches();
        watches.iter().any(|w| w.what == WatchFor::Refund && w.until == day("2026-02-16"))
    };
    assert!(watched("2026-02-16") && !watched("2026-02-17"));
}

#[test]
fn a_delivery_is_kept_by_the_delivery_and_taken_back_by_a_delay_told_in_time() {
    let sent = order("2026-02-20", Kind::DeliveryUnderWay)
        .by("2026-02-26", "We will deliver your parcel by 26 February 2026");
    let came = order("2026-02-25", Kind::Delivered);
    assert_eq!(
        stand(&[sent.clone(), came], "2026-03-05"),
        [is_kept(Promise::Delivery, "2026-02-25")]
    );
    assert_eq!(stand(std::slice::from_ref(&sent), "2026-02-27"), [is_broken(Promise::Delivery)]);
    let delay = |on| order(on, Kind::OrderTrouble);
    let (_, state, closed, _) =
        stand(&[sent.clone(), delay("2026-02-24")], "2026-03-05")[0].clone();
    assert_eq!((state, closed), (PromiseState::Withdrawn, Some("2026-02-24".to_owned())));
    // Who tells it after the day has broken it all the same; what comes then is late.
    let late = [sent.clone(), delay("2026-02-28"), order("2026-03-02", Kind::Delivered)];
    assert_eq!(stand(&late, "2026-03-01"), [is_broken(Promise::Delivery)]);
    let (_, state, _, days) = stand(&late, "2026-03-05")[0].clone();
    assert_eq!((state, days), (PromiseState::Kept, Some(4)));
    // The same sentence again is the same promise.
    let again = order("2026-02-21", Kind::DeliveryUnderWay)
        .by("2026-02-26", "We will deliver your parcel by 26 February 2026");
    assert_eq!(stand(&[sent, again], "2026-02-22").len(), 1);
}

fn reply_promised() -> Mail {
    mail("2026-03-02", "tollgate.example", Kind::CaseProgress)
        .reference(ReferenceRole::Case, "TC-5521")
        .within(5, TermUnit::BusinessDay, "We will reply within 5 working days")
}

#[test]
fn a_reply_is_an_answer_in_the_matter_and_not_any_mail() {
    let bill = mail("2026-03-04", "tollgate.example", Kind::Bill)
        .reference(ReferenceRole::Customer, "TB-1")
        .sum(AmountRole::Total, "30.00");
    let other = mail("2026-03-05", "tollgate.example", Kind::CaseDecision)
        .reference(ReferenceRole::Case, "TC-9999");
    let answer = mail("2026-03-12", "tollgate.example", Kind::CaseDecision)
        .reference(ReferenceRole::Case, "TC-5521");
    let mails = [reply_promised(), bill, other, answer];
    assert_eq!(stand(&mails, "2026-03-09"), [is_open(Promise::Reply)]);
    assert_eq!(stand(&mails, "2026-03-10"), [is_broken(Promise::Reply)]);
    let (_, state, closed, late) = stand(&mails, "2026-03-12")[0].clone();
    assert_eq!((state, closed, late), (PromiseState::Kept, Some("2026-03-12".to_owned()), Some(3)));
}

#[test]
fn a_person_of_the_supplier_who_writes_has_replied() {
    let mut person = mail("2026-03-04", "tollgate.example", Kind::Personal);
    person.reading.from = Some(oxherd_model::Mailbox {
        name: "Sam".to_owned(),
        address: "sam@tollgate.example".to_owned(),
    });
    let mails = [reply_promised(), person];
    assert_eq!(stand(&mails, "2026-03-05"), [is_kept(Promise::Reply, "2026-03-04")]);
}

fn visit(on: &str, kind: Kind) -> Mail {
    mail(on, "warmhall.example", kind)
        .about(AgreementKind::Service, Some(ThingKind::Appliance))
        .reference(ReferenceRole::Contract, "W-7")
        .names(IdentifierRole::Serial, "BX31407722")
}

fn visit_promised() -> Mail {
    visit("2026-03-02", Kind::AppointmentSet)
        .on(DateRole::Appointment, "2026-03-09")
        .by("2026-03-09", "Our engineer visits you on 9 March 2026 between 8am and 12pm")
}

#[test]
fn an_engineer_who_comes_at_another_hour_has_broken_the_promise() {
    let sorry = visit("2026-03-09", Kind::AppointmentSet)
        .by("2026-03-09", "our engineer arrived at 4pm today instead of between 8am and 12pm");
    let mails = [visit_promised(), sorry];
    let on_the_day = [(Promise::Visit, PromiseState::Broken, Some("2026-03-09".to_owned()), None)];
    assert_eq!(stand(&mails, "2026-03-08"), [is_open(Promise::Visit)]);
    assert_eq!(stand(&mails, "2026-03-09"), on_the_day);
    assert_eq!(stand(&mails, "2026-06-01"), on_the_day);
}

#[test]
fn a_visit_that_is_moved_in_time_is_taken_back_and_the_new_one_stands() {
    let moved = visit("2026-03-06", Kind::AppointmentChanged)
        .on(DateRole::Appointment, "2026-03-12")
        .by("2026-03-12", "Your new appointment is 12 March 2026 between 8am and 12pm");
    let done = visit("2026-03-14", Kind::Bill).sum(AmountRole::Total, "90.00");
    let mails = [visit_promised(), moved, done];
    let states = |on: &str| stand(&mails, on).into_iter().map(|p| p.1).collect::<Vec<_>>();
    assert_eq!(states("2026-03-07"), [PromiseState::Open, PromiseState::Withdrawn]);
    assert_eq!(states("2026-03-13"), [PromiseState::Broken, PromiseState::Withdrawn]);
    assert_eq!(states("2026-03-14"), [PromiseState::Kept, PromiseState::Withdrawn]);
    // Who calls off on the day itself has broken it.
    let mails = [visit_promised(), visit("2026-03-09", Kind::AppointmentChanged)];
    assert_eq!(stand(&mails, "2026-03-10")[0].1, PromiseState::Broken);
}

#[test]
fn a_right_of_the_owner_and_what_the_owner_wrote_are_no_promises() {
    let guarantee = order("2026-02-02", Kind::OrderConfirmed)
        .within(2, TermUnit::Year, "warranty")
        .within(14, TermUnit::Day, "return");
    assert!(stand(&[guarantee], "2026-02-03").is_empty());
    let own = letter("2026-02-04", "kettle.example", "My order K-8812").within(
        5,
        TermUnit::BusinessDay,
        "I will send it back within 5 business days",
    );
    let mails = [order("2026-02-02", Kind::OrderConfirmed), own];
    assert!(stand(&mails, "2026-02-05").is_empty());
}

#[test]
fn promises_are_counted_for_their_supplier() {
    let mails = [refund_promised(), insurance("2026-02-03", Kind::ContractPack)];
    let ledger = books(&mails, "2026-02-17");
    let view = View::new(&ledger, day("2026-02-17"));
    let of = |s| view.promises_of(s).map(|p| p.state).collect::<Vec<_>>();
    assert_eq!(of(0), [PromiseState::Broken]);
    assert!(of(1).is_empty());
}

#[test]
fn what_a_person_of_a_known_supplier_promises_counts_by_its_sentence() {
    let asks = letter("2026-03-02", "tollgate.example", "Late again");
    for (what, about) in [
        ("We'll pay the £30.00 into your bank account by 20 March 2026", Promise::Refund),
        ("Die 30,00 € überweise ich Ihnen bis zum 20. März 2026", Promise::Refund),
        ("Je vous rembourse les 30,00 € au plus tard le 20 mars 2026", Promise::Refund),
        ("Le ingresaremos los 30,00 € antes del 20 de marzo de 2026", Promise::Refund),
        ("Le bonificheremo 30,00 € entro il 20 marzo 2026", Promise::Refund),
        ("We maken € 30,00 uiterlijk 20 maart 2026 aan je over", Promise::Refund),
        ("You'll hear from us by 20 March 2026", Promise::Reply),
        ("Den neuen Schein schicken wir Ihnen bis zum 20. März 2026", Promise::Other),
    ] {
        let mut person = mail("2026-03-04", "tollgate.example", Kind::Personal)
            .answers(&asks)
            .by("2026-03-20", what);
        person.reading.from = Some(oxherd_model::Mailbox {
            name: "Sam".to_owned(),
            address: "sam@tollgate.example".to_owned(),
        });
        let known = mail("2026-01-04", "tollgate.example", Kind::ContractPack)
            .about(AgreementKind::Service, None)
            .reference(ReferenceRole::Contract, "T-7");
        let mails = [known, asks.clone(), person];
        assert_eq!(stand(&mails, "2026-03-05"), [is_open(about)], "{what}");
    }
}

#[test]
fn a_promise_counts_whatever_the_kind_of_its_message() {
    for (kind, what, about) in [
        (
            Kind::TransferConfirmed,
            "Den Schein senden wir Ihnen bis zum 20.03.2026 zu",
            Promise::Other,
        ),
        (
            Kind::TransferConfirmed,
            "We will send you the new policy by 20 March 2026",
            Promise::Other,
        ),
        (
            Kind::TransferConfirmed,
            "Nous vous enverrons le certificat avant le 20 mars 2026",
            Promise::Other,
        ),
        (
            Kind::TransferConfirmed,
            "Le inviaremo il certificato entro il 20 marzo 2026",
            Promise::Other,
        ),
        (Kind::CaseDecision, "Je ontvangt uiterlijk 20 maart 2026 ons besluit", Promise::Reply),
        (
            Kind::CaseDecision,
            "Recibirá nuestra decisión antes del 20 de marzo de 2026",
            Promise::Reply,
        ),
    ] {
        let said = mail("2026-03-04", "tollgate.example", kind)
            .about(AgreementKind::Insurance, None)
            .reference(ReferenceRole::Policy, "T-7")
            .by("2026-03-20", what);
        assert_eq!(stand(&[said], "2026-03-05"), [is_open(about)], "{what}");
    }
}

#[test]
fn where_a_sentence_names_a_day_the_day_is_meant_and_the_span_explains_it() {
    for what in [
        "We will refund you £33.99 within 10 days, that is to say by 14 March 2026",
        "Wir erstatten Ihnen 33,99 € innerhalb von 10 Tagen, spätestens bis zum 14. März 2026",
        "Nous vous remboursons les 33,99 € sous 10 jours, soit au plus tard le 14 mars 2026",
        "Le reembolsaremos 33,99 € en 10 días, es decir, antes del 14 de marzo de 2026",
        "Le rimborseremo 33,99 € entro 10 giorni, cioè entro il 14 marzo 2026",
        "We betalen u € 33,99 binnen 10 dagen terug, dus uiterlijk 14 maart 2026",
    ] {
        let said = order("2026-03-04", Kind::CaseDecision)
            .sum(AmountRole::Refund, "33.99")
            .within(10, TermUnit::Day, what)
            .by("2026-03-14", what);
        let ledger = books(&[said], "2026-03-05");
        let view = View::new(&ledger, day("2026-03-05"));
        let by: Vec<_> = view.promises().iter().map(|p| p.promise.by).collect();
        assert_eq!(by, [day("2026-03-14")], "{what}");
    }
}

#[test]
fn a_fee_is_promised_back_only_where_nothing_else_is_named() {
    let promised = |sums: &[(AmountRole, &str)], what: &str| {
        let mut said = order("2026-03-04", Kind::CaseDecision).by("2026-03-14", what);
        for (role, sum) in sums {
            said = said.sum(*role, sum);
        }
        let ledger = books(&[said], "2026-03-05");
        let view = View::new(&ledger, day("2026-03-05"));
        let sums: Vec<_> = view.promises().iter().map(|p| p.promise.sum).collect();
        sums.into_iter().flatten().map(|money| money.value.to_string()).collect::<Vec<_>>()
    };
    let fee = (AmountRole::Fee, "5.00");
    for what in [
        "After our fee of £5.00 you will get £35.00 back by 14 March 2026",
        "Nach Abzug der Gebühr von 5,00 € erstatten wir Ihnen 35,00 € bis zum 14. März 2026",
        "Après déduction des frais de 5,00 €, nous vous remboursons 35,00 € avant le 14 mars 2026",
    ] {
        assert_eq!(promised(&[fee, (AmountRole::Other, "35.00")], what), ["35.00"], "{what}");
    }
    let alone = "We will refund the fee of £5.00 by 14 March 2026";
    assert_eq!(promised(&[fee], alone), ["5.00"]);
}

#[test]
fn a_call_a_repair_and_a_last_bill_are_promised_by_their_words() {
    for (what, about) in [
        ("We will call you by 20 March 2026", Promise::Reply),
        ("We'll have the boiler fixed by 20 March 2026", Promise::Other),
        ("You will receive your final bill by 20 March 2026", Promise::Other),
        ("Wir rufen Sie bis zum 20. März 2026 an", Promise::Reply),
        ("Wir reparieren die Heizung bis zum 20. März 2026", Promise::Other),
        ("Die Schlussrechnung erhalten Sie bis zum 20. März 2026", Promise::Other),
        ("Das Teil wird Ihnen bis zum 20. März 2026 geliefert", Promise::Delivery),
        ("Je vous tiens au courant avant le 20 mars 2026", Promise::Reply),
        ("Nous nous engageons à réparer la chaudière avant le 20 mars 2026", Promise::Other),
        ("Vous recevrez la facture finale avant le 20 mars 2026", Promise::Other),
        ("Le llamaremos antes del 20 de marzo de 2026", Promise::Reply),
        ("La caldera quedará reparada antes del 20 de marzo de 2026", Promise::Other),
        ("Recibirá la factura final antes del 20 de marzo de 2026", Promise::Other),
        ("La chiameremo entro il 20 marzo 2026", Promise::Reply),
        ("La caldaia sarà riparata entro il 20 marzo 2026", Promise::Other),
        ("Riceverà la fattura finale entro il 20 marzo 2026", Promise::Other),
        ("We bellen u uiterlijk 20 maart 2026", Promise::Reply),
        ("De ketel wordt uiterlijk 20 maart 2026 gerepareerd", Promise::Other),
        ("U ontvangt de eindafrekening uiterlijk 20 maart 2026", Promise::Other),
    ] {
        let said = mail("2026-03-04", "tollgate.example", Kind::ContractPack)
            .about(AgreementKind::Service, None)
            .reference(ReferenceRole::Contract, "T-7")
            .by("2026-03-20", what);
        assert_eq!(stand(&[said], "2026-03-05"), [is_open(about)], "{what}");
    }
}

#[test]
fn what_a_charter_says_of_every_complaint_is_promised_to_who_has_one() {
    for what in [
        "We answer every complaint within 10 working days",
        "Jede Beschwerde beantworten wir innerhalb von 10 Werktagen",
        "Nous répondons à toute réclamation sous 10 jours ouvrés",
        "Respondemos a toda reclamación en un plazo de 10 días hábiles",
        "Rispondiamo a ogni reclamo entro 10 giorni lavorativi",
        "We beantwoorden elke klacht binnen 10 werkdagen",
    ] {
        let said = |on, kind| {
            mail(on, "tollgate.example", kind)
                .about(AgreementKind::Service, None)
                .reference(ReferenceRole::Contract, "T-7")
                .within(10, TermUnit::BusinessDay, what)
        };
        let welcome = said("2026-03-02", Kind::ContractPack);
        assert!(stand(&[welcome], "2026-03-03").is_empty(), "{what}");
        // Who has complained is meant.
        let receipt = said("2026-03-02", Kind::CaseProgress);
        assert_eq!(stand(&[receipt], "2026-03-03"), [is_open(Promise::Reply)], "{what}");
    }
    // What is said of this owner's own matter counts beside it.
    let both = mail("2026-03-02", "tollgate.example", Kind::ContractPack)
        .about(AgreementKind::Service, None)
        .reference(ReferenceRole::Contract, "T-7")
        .within(2, TermUnit::BusinessDay, "We answer every complaint within 2 working days")
        .by("2026-03-20", "We will reply to your question by 20 March 2026");
    assert_eq!(stand(&[both], "2026-03-10"), [is_open(Promise::Reply)]);
}

#[test]
fn a_visit_is_moved_by_what_looks_like_it_and_names_its_day() {
    let moved = |on: &str, old: &str| {
        visit(on, Kind::AppointmentChanged)
            .unsure()
            .on(DateRole::Appointment, old)
            .on(DateRole::Appointment, "2026-03-12")
            .by("2026-03-12", "New date: 12 March 2026, new time slot: 13:00 - 17:00")
    };
    let states = |mails: &[Mail]| -> Vec<PromiseState> {
        stand(mails, "2026-03-07").into_iter().map(|p| p.1).collect()
    };
    let mails = [visit_promised(), moved("2026-03-06", "2026-03-09")];
    assert_eq!(states(&mails), [PromiseState::Open, PromiseState::Withdrawn]);
    let mails = [visit_promised(), moved("2026-03-06", "2026-03-10")];
    assert_eq!(states(&mails), [PromiseState::Open, PromiseState::Open]);
}
