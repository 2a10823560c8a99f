//! What was promised to be brought, and by what it is kept; visits that are moved, held and due once.

use crate::mail::{Mail, books, day, letter, mail};
use oxherd_ledger::{Promise, PromiseState, View};
use oxherd_model::{
    AgreementKind, AmountRole, DateRole, Done, DueKind, IdentifierRole, Kind, ReferenceRole, Stage,
    ThingKind, Work,
};

fn states(mails: &[Mail], on: &str) -> Vec<(Promise, PromiseState, Option<i32>)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let mut all: Vec<_> =
        view.promises().iter().map(|p| (p.promise.about, p.state, p.late_by_days)).collect();
    all.reverse();
    all
}

fn dues(mails: &[Mail], on: &str, what: DueKind) -> Vec<String> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    view.dues().iter().filter(|d| d.due.what == what).map(|d| d.due.on.to_string()).collect()
}

fn recall(on: &str, kind: Kind) -> Mail {
    mail(on, "wheel.example", kind)
        .reference(ReferenceRole::Case, "RC-24-5512")
        .names(IdentifierRole::Serial, "WS2240071155")
}

#[test]
fn what_is_to_be_brought_back_is_not_back_when_it_is_fetched() {
    for (promise, fetched) in [
        ("Te lo devolveremos reparado antes del 25 de octubre", "Hemos recogido tu patinete"),
        ("Wir bringen das Rad bis zum 25. Oktober zurück", "Ihr Rad wurde abgeholt"),
        ("We will bring it back by 25 October", "We have collected your scooter"),
        ("Lo riporteremo entro il 25 ottobre", "Abbiamo ritirato il monopattino"),
    ] {
        let mails = [
            recall("2024-09-30", Kind::RecallSafety),
            recall("2024-10-03", Kind::CaseProgress).by("2024-10-25", promise),
            recall("2024-10-07", Kind::Delivered).subject(fetched),
            recall("2024-10-30", Kind::Delivered).subject("RC-24-5512"),
        ];
        let about = states(&mails, "2024-10-08")[0].0;
        assert_eq!(states(&mails, "2024-10-08"), [(about, PromiseState::Open, None)], "{promise}");
        assert_eq!(states(&mails, "2024-10-27"), [(about, PromiseState::Broken, None)]);
        assert_eq!(states(&mails, "2024-10-30"), [(about, PromiseState::Kept, Some(5))]);
        assert_eq!(dues(&mails, "2024-10-04", DueKind::Information), Vec::<String>::new());
    }
}

#[test]
fn a_slot_that_is_moved_is_promised_anew_and_can_be_missed() {
    let visit = |on: &str, kind| {
        mail(on, "tidy.example", kind).reference(ReferenceRole::Booking, "TH-88031")
    };
    let booked = visit("2023-04-20", Kind::AppointmentSet)
        .on(DateRole::Appointment, "2023-05-09")
        .by("2023-05-09", "Our engineer arrives on 9 May 2023 between 8am and 12pm");
    let moved = visit("2023-05-05", Kind::AppointmentChanged)
        .on(DateRole::Appointment, "2023-05-09")
        .on(DateRole::Appointment, "2023-05-11")
        .by(
            "2023-05-09",
            "Was: Tuesday 9 May 2023, 8am - 12pm Now: Thursday 11 May 2023, 8am - 12pm",
        )
        .by("2023-05-11", "Now: Thursday 11 May 2023, 8am - 12pm");
    let mut report = visit("2023-05-11", Kind::CaseDecision).subject("Service report");
    report.reading.came_at = Some(16 * 60 + 10);
    report.reading.done.push(Done { what: Work::Care, on: None });
    let mails = [booked, moved, report];
    let (kept, open) = (PromiseState::Withdrawn, PromiseState::Open);
    let visit = Promise::Visit;
    assert_eq!(states(&mails, "2023-05-06"), [(visit, kept, None), (visit, open, None)]);
    assert_eq!(dues(&mails, "2023-05-06", DueKind::Appointment), ["2023-05-11"]);
    let broken = (visit, PromiseState::Broken, None);
    assert_eq!(states(&mails, "2023-05-11"), [(visit, kept, None), broken]);
    // The report is in: nobody is expected any more.
    assert_eq!(dues(&mails, "2023-05-11", DueKind::Appointment), Vec::<String>::new());
}

#[test]
fn who_comes_between_hours_is_expected_whatever_its_message_looks_like() {
    for (kind, what) in [
        (
            Kind::CaseProgress,
            "Recogeremos el patinete el lunes 7 de octubre entre las 17:00 y las 19:00",
        ),
        (Kind::RecallSafety, "Wir holen das Gerät am 7. Oktober zwischen 17:00 und 19:00 Uhr ab"),
        (Kind::OrderConfirmed, "Date: Monday 7 October 2024 Arrival window: 5pm - 7pm"),
    ] {
        let mail =
            recall("2024-10-03", kind).by("2024-10-07", what).on(DateRole::Delivery, "2024-10-07");
        assert_eq!(dues(&[mail], "2024-10-04", DueKind::Appointment), ["2024-10-07"], "{what}");
    }
}

#[test]
fn a_paper_that_is_promised_comes_with_the_message_that_brings_it() {
    let policy = |on: &str, kind| {
        mail(on, "harbour.example", kind)
            .about(AgreementKind::Insurance, None)
            .reference(ReferenceRole::Policy, "P-100")
    };
    for (promise, kind, subject) in [
        ("Le enviaremos el suplemento antes del 28 de agosto", Kind::ContractPack, "Su póliza"),
        (
            "Wir senden Ihnen die Bescheinigung bis zum 28. August zu",
            Kind::Unclear,
            "Ihre Bescheinigung P-100",
        ),
        (
            "Nous vous enverrons l'attestation avant le 28 août",
            Kind::AccountSetup,
            "Votre attestation",
        ),
        ("We will send you the final statement by 28 August", Kind::Bill, "Policy P-100"),
    ] {
        let mails = [
            policy("2023-03-01", Kind::ContractPack),
            policy("2023-08-18", Kind::CaseProgress).by("2023-08-28", promise),
            policy("2023-08-20", Kind::PaymentAhead).subject("Your direct debit"),
            policy("2023-09-06", kind).subject(subject),
        ];
        let late = states(&mails, "2023-09-06")[0].2;
        assert_eq!(states(&mails, "2023-08-29")[0].1, PromiseState::Broken, "{promise}");
        assert_eq!(
            (states(&mails, "2023-09-06")[0].1, late),
            (PromiseState::Kept, Some(9)),
            "{promise}"
        );
    }
}

#[test]
fn a_parcel_that_a_carrier_brings_keeps_what_was_promised_in_its_case() {
    let mails = [
        recall("2023-11-20", Kind::RecallSafety),
        recall("2023-11-24", Kind::CaseProgress)
            .by("2023-12-08", "We will send you the new battery by 8 December 2023"),
        recall("2023-12-05", Kind::DeliveryUnderWay)
            .reference(ReferenceRole::Tracking, "PB550099170021"),
        mail("2023-12-07", "parcel.example", Kind::Delivered)
            .reference(ReferenceRole::Tracking, "PB550099170021"),
    ];
    assert_eq!(states(&mails, "2023-12-07"), [(Promise::Other, PromiseState::Kept, None)]);
}

/// A boiler with the care that its maker names.
fn cared(on: &str, by: &str, due: &str) -> Mail {
    mail(on, by, Kind::MaintenanceDue)
        .about(AgreementKind::Service, Some(ThingKind::Appliance))
        .names(IdentifierRole::Serial, "NF9220417083")
        .on(DateRole::ServiceDue, due)
}

#[test]
fn one_care_that_two_firms_name_is_due_once_and_covered_by_a_booking_at_either() {
    let maker = cared("2023-03-01", "maker.example", "2023-05-17");
    let fitter = cared("2023-03-10", "fitter.example", "2023-05-18");
    let again = cared("2023-04-14", "maker.example", "2023-05-17");
    let mails = [maker.clone(), fitter, again];
    assert_eq!(dues(&mails, "2023-04-15", DueKind::Service), ["2023-05-17"]);
    let booked = mail("2023-04-20", "fitter.example", Kind::AppointmentSet)
        .about(AgreementKind::Service, Some(ThingKind::Appliance))
        .names(IdentifierRole::Serial, "NF9220417083")
        .on(DateRole::Appointment, "2023-05-09");
    let covered = [mails.to_vec(), vec![booked]].concat();
    assert_eq!(dues(&covered, "2023-04-21", DueKind::Service), Vec::<String>::new());
    // Whoever else is booked for it, by the noun of the thing.
    let mut elsewhere = mail("2023-04-20", "tidy.example", Kind::OrderConfirmed)
        .beside(Kind::AppointmentSet)
        .subject("Booking confirmed: heat pump service")
        .by("2023-05-09", "Date: 9 May 2023 Arrival window: 8am - 12 noon");
    let mut known = mails.to_vec();
    known[0].reading.nouns.push("Heat pump".to_owned());
    elsewhere.reading.nouns.push("Heat pump".to_owned());
    known.push(elsewhere);
    assert_eq!(dues(&known, "2023-04-21", DueKind::Service), Vec::<String>::new());
    let far = cared("2023-03-10", "fitter.example", "2023-07-30");
    assert_eq!(dues(&[maker, far], "2023-04-15", DueKind::Service), ["2023-05-17", "2023-07-30"]);
}

#[test]
fn a_bill_for_a_boat_that_speaks_of_insurance_is_none() {
    let bill = mail("2018-05-07", "yard.example", Kind::Bill)
        .reference(ReferenceRole::Invoice, "2018-041")
        .names(IdentifierRole::Vin, "NLWJF58012C515")
        .sum(AmountRole::Total, "18750.00");
    let mut bill = bill.about(AgreementKind::Insurance, None);
    bill.reading.topics[0].weight = 4;
    let ledger = books(&[bill], "2018-05-08");
    assert_eq!(ledger.agreements[0].kind, AgreementKind::Purchase);
    assert_eq!(ledger.things[0].kind, ThingKind::Vehicle);
    let view = View::new(&ledger, day("2018-05-08"));
    assert!(view.all_costs_per_year().is_empty());
}

#[test]
fn of_two_days_in_one_sentence_about_a_moved_visit_the_new_one_is_promised() {
    let what = "L'appuntamento del 12/03/2024 è spostato a giovedì 14 marzo, dalle 8:00 alle 12:00";
    let visit = |on: &str, kind| {
        mail(on, "scale.example", kind)
            .reference(ReferenceRole::Booking, "SC-770")
            .on(DateRole::Appointment, "2024-03-12")
    };
    let moved = visit("2024-03-11", Kind::AppointmentChanged)
        .on(DateRole::Appointment, "2024-03-14")
        .by("2024-03-12", what)
        .by("2024-03-14", what);
    let mails = [visit("2024-02-26", Kind::AppointmentSet), moved];
    assert_eq!(states(&mails, "2024-03-13"), [(Promise::Visit, PromiseState::Open, None)]);
    assert_eq!(states(&mails, "2024-03-15"), [(Promise::Visit, PromiseState::Broken, None)]);
}

#[test]
fn a_visit_on_another_day_instead_of_one_that_is_named_takes_its_place() {
    let smith = |on: &str| mail(on, "smith.example", Kind::AppointmentSet);
    let mails = [
        smith("2024-07-01").on(DateRole::Appointment, "2024-07-18"),
        smith("2024-07-17")
            .beside(Kind::AppointmentChanged)
            .on(DateRole::Appointment, "2024-07-23")
            .on(DateRole::Appointment, "2024-07-18"),
    ];
    assert_eq!(dues(&mails, "2024-07-17", DueKind::Appointment), ["2024-07-23"]);
}

#[test]
fn what_is_fetched_on_a_day_and_brought_back_by_another_are_two_promises() {
    let what =
        "We'll collect the laptop on Thursday 14 August and have it back to you by 29 August";
    let approved =
        recall("2025-08-11", Kind::CaseDecision).by("2025-08-14", what).by("2025-08-29", what);
    let mut report = recall("2025-09-02", Kind::CaseDecision);
    report.reading.done.push(Done { what: Work::Repair, on: None });
    let mails = [approved, report];
    let (fetched, back) = (Promise::Visit, Promise::Delivery);
    let open = PromiseState::Open;
    assert_eq!(states(&mails, "2025-08-12"), [(fetched, open, None), (back, open, None)]);
    assert_eq!(states(&mails, "2025-08-30")[1], (back, PromiseState::Broken, None));
    assert_eq!(states(&mails, "2025-09-02")[1], (back, PromiseState::Kept, Some(4)));
}

#[test]
fn what_was_lent_is_gone_when_it_is_back_after_the_end() {
    let lent = |on: &str, kind| {
        mail(on, "alarm.example", kind)
            .about(AgreementKind::Service, Some(ThingKind::Device))
            .reference(ReferenceRole::Contract, "AL-5500")
    };
    for subject in [
        "We've received the pendant back, thank you",
        "Violoncelle restitué",
        "Gerät zurückerhalten",
    ] {
        let mails = [
            lent("2021-05-18", Kind::ContractPack).names(IdentifierRole::Serial, "BP4009281"),
            lent("2023-06-12", Kind::CancelConfirmed)
                .on(DateRole::End, "2023-07-12")
                .on(DateRole::ReturnBy, "2023-07-26"),
            mail("2023-07-20", "alarm.example", Kind::CaseProgress).subject(subject),
        ];
        let stage = |on: &str| books(&mails, on).things[0].stage;
        assert_eq!(stage("2023-07-19"), Stage::InUse, "{subject}");
        assert_eq!(stage("2023-07-20"), Stage::Gone, "{subject}");
    }
}

#[test]
fn what_was_lent_is_gone_although_no_day_was_named_to_bring_it_back() {
    let lent = |on: &str, kind| {
        mail(on, "luthier.example", kind)
            .about(AgreementKind::Rental, Some(ThingKind::Device))
            .reference(ReferenceRole::Contract, "LP-3390")
    };
    let mails = [
        lent("2022-09-08", Kind::ContractPack).names(IdentifierRole::Serial, "MR340817"),
        lent("2023-06-22", Kind::CancelConfirmed).on(DateRole::End, "2023-06-30"),
        lent("2023-06-30", Kind::Unclear).subject("Violoncelle restitué"),
    ];
    assert_eq!(books(&mails, "2023-06-29").things[0].stage, Stage::InUse);
    assert_eq!(books(&mails, "2023-06-30").things[0].stage, Stage::Gone);
}

#[test]
fn care_that_nobody_did_is_still_due_a_while_after_its_day() {
    let mails = [cared("2023-03-01", "maker.example", "2023-05-17")];
    assert_eq!(dues(&mails, "2023-06-01", DueKind::Service), ["2023-05-17"]);
    assert_eq!(dues(&mails, "2023-08-01", DueKind::Service), Vec::<String>::new());
}

#[test]
fn who_writes_that_somebody_came_too_late_tells_that_the_slot_was_missed() {
    let booked = mail("2024-09-06", "thermo.example", Kind::AppointmentSet)
        .on(DateRole::Appointment, "2024-09-24")
        .by("2024-09-24", "Gwen passera le mardi 24 septembre 2024 entre 8h et 12h");
    let written = |came: u16| {
        let mut letter = letter("2024-09-24", "thermo.example", "Retard de ce jour");
        letter.reading.came_at = Some(came);
        letter
    };
    let of = |came: u16| states(&[booked.clone(), written(came)], "2024-09-24")[0].1;
    assert_eq!(of(16 * 60 + 10), PromiseState::Broken);
    assert_eq!(of(11 * 60), PromiseState::Open);
}

#[test]
fn the_bill_by_which_a_numbered_thing_is_first_heard_of_sold_it() {
    let bill = |on: &str, number: &str| {
        mail(on, "yard.example", Kind::Bill)
            .reference(ReferenceRole::Invoice, number)
            .names(IdentifierRole::Vin, "DENKP22418C808")
            .sum(AmountRole::Total, "14900.00")
    };
    let ledger = books(&[bill("2021-04-12", "2021-0388")], "2021-05-01");
    assert_eq!(ledger.agreements[0].kind, AgreementKind::Purchase);
}

#[test]
fn a_carrier_that_names_the_number_of_the_sender_keeps_what_it_promised() {
    let carrier = |number: &str| {
        mail("2024-10-30", "van.example", Kind::Delivered)
            .on(DateRole::Delivery, "2024-10-30")
            .reference(ReferenceRole::Tracking, "VN-88120457")
            .reference(ReferenceRole::Case, number)
    };
    for (number, kept) in [("RC-24-5512", PromiseState::Kept), ("QX-11-9933", PromiseState::Broken)]
    {
        let mails = [
            recall("2024-09-30", Kind::RecallSafety),
            recall("2024-10-03", Kind::CaseProgress)
                .by("2024-10-25", "You will receive the new battery by 25 October"),
            carrier(number),
        ];
        assert_eq!(states(&mails, "2024-10-31")[0].1, kept, "{number}");
    }
}
