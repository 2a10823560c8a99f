//! A due stands once: a newer day takes the place of the older one; what came back is over.

use crate::kit::{Mail, books, mail};
use jiff::civil::{Date, date};
use oxherd_ledger::{Ledger, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Claim, Confidence, ContactRole, DateRole, DueKind,
    EventTold, Fact, IdentifierRole, Kind, PartRef, Period, Place, ReaderName, ReferenceRole,
    Stage,
};

fn dues(ledger: &Ledger, on: Date) -> Vec<(DueKind, Date)> {
    View::new(ledger, on).dues().iter().map(|due| (due.due.what, due.due.on)).collect()
}

fn bill(day: Date, kind: Kind, due: Date) -> Mail {
    mail(day, "dentist.example", kind)
        .about(AgreementKind::Service, None)
        .sum(AmountRole::Due, "86.40")
        .day(DateRole::Due, due)
}

#[test]
fn a_reminder_with_a_new_day_takes_the_place_of_the_bill() {
    let numbered = |mail: Mail| mail.reference(ReferenceRole::Invoice, "2025-1180");
    let spelled = |mail: Mail| mail.reference(ReferenceRole::Invoice, "2025 1180");
    let first = || bill(date(2025, 9, 29), Kind::Bill, date(2025, 10, 30));
    let again = || bill(date(2025, 11, 12), Kind::Dunning, date(2025, 11, 26));
    for (what, mails) in [
        ("of one number", [numbered(first()), numbered(again())]),
        ("of one number in two spellings", [numbered(first()), spelled(again())]),
        ("of one sum", [first(), again()]),
        ("of one sum, where one is numbered", [numbered(first()), again()]),
    ] {
        let ledger = books(&mails);
        let stands = dues(&ledger, date(2025, 11, 13));
        assert_eq!(stands, [(DueKind::Payment, date(2025, 11, 26))], "{what}");
        let shown = ledger.dues.last().unwrap();
        assert_eq!(shown.evidence.0.len(), 2, "{what}: both are shown");
    }
}

#[test]
fn two_bills_of_one_sum_are_two_and_so_are_instalments() {
    let rent = |month: i8| bill(date(2025, month, 1), Kind::Bill, date(2025, month, 15));
    let two = books(&[rent(4), rent(5)]);
    assert_eq!(two.dues.iter().filter(|due| due.closed_at.is_none()).count(), 2);
    let other = bill(date(2025, 11, 12), Kind::Dunning, date(2025, 11, 26))
        .reference(ReferenceRole::Invoice, "2025-1181");
    let first = bill(date(2025, 10, 29), Kind::Bill, date(2025, 11, 20))
        .reference(ReferenceRole::Invoice, "2025-1180");
    assert_eq!(dues(&books(&[first, other]), date(2025, 11, 13)).len(), 2, "two numbers");
    let parts = mail(date(2025, 3, 1), "council.example", Kind::Bill)
        .about(AgreementKind::Service, None)
        .reference(ReferenceRole::Invoice, "CT-1")
        .sum(AmountRole::Due, "175.00")
        .day(DateRole::Due, date(2025, 4, 1))
        .day(DateRole::Due, date(2025, 5, 1));
    assert_eq!(dues(&books(&[parts]), date(2025, 3, 2)).len(), 2, "two parts of one invoice");
}

fn visit(day: Date, kind: Kind) -> Mail {
    mail(day, "garage.example", kind).about(AgreementKind::Service, None)
}

#[test]
fn a_journey_that_was_moved_is_kept_free_like_a_visit() {
    let begins = date(2025, 10, 21);
    for kind in [Kind::AppointmentSet, Kind::AppointmentChanged] {
        let moved = mail(date(2025, 10, 2), "ferry.example", kind).day(DateRole::Start, begins);
        assert_eq!(dues(&books(&[moved]), date(2025, 10, 3)), [(DueKind::Appointment, begins)]);
    }
    let stay = mail(date(2025, 10, 2), "hotel.example", Kind::OrderConfirmed);
    let stay = stay.day(DateRole::Start, begins).day(DateRole::End, date(2025, 10, 24));
    assert_eq!(dues(&books(&[stay]), date(2025, 10, 3)), [], "what is booked is no visit");
}

#[test]
fn an_appointment_that_was_moved_stands_on_its_new_day_only() {
    let set = visit(date(2025, 10, 2), Kind::AppointmentSet)
        .names(IdentifierRole::Registration, "AB12CDE")
        .day(DateRole::Appointment, date(2025, 10, 16));
    let changed = || visit(date(2025, 10, 14), Kind::AppointmentChanged);
    let (old, new) = (date(2025, 10, 16), date(2025, 10, 21));
    for (what, moved) in [
        ("told as an appointment", changed().day(DateRole::Appointment, new)),
        (
            "told beside the old day",
            changed().day(DateRole::Appointment, old).day(DateRole::Appointment, new),
        ),
        ("told as some day", changed().day(DateRole::End, new)),
        (
            "told as some day beside the old",
            changed().day(DateRole::Other, old).day(DateRole::End, new),
        ),
    ] {
        let ledger = books(&[set.clone(), moved]);
        assert_eq!(dues(&ledger, date(2025, 10, 15)), [(DueKind::Appointment, new)], "{what}");
        assert_eq!(ledger.dues.last().unwrap().thing, Some(0), "{what}: it is that of the car");
    }
    let cancelled = books(&[set.clone(), changed()]);
    assert_eq!(dues(&cancelled, date(2025, 10, 15)), [], "no day is named any more");
    let later = visit(date(2025, 10, 3), Kind::AppointmentSet)
        .day(DateRole::Appointment, date(2025, 12, 1));
    let two = books(&[set, later, changed()]);
    assert_eq!(dues(&two, date(2025, 10, 15)).len(), 2, "nobody knows which of two is meant");
}

/// An event of a calendar.
fn event(day: Date, on: Date) -> Mail {
    let mut event = visit(day, Kind::AppointmentSet);
    event.reading.supplier = None;
    event.reading.from = None;
    let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
    let claims = [
        Claim::Date { role: DateRole::Appointment, value: on },
        Claim::Reference { role: ReferenceRole::Other, value: "uid-1".to_owned() },
        Claim::Contact { role: ContactRole::Email, value: "Dave@garage.example".to_owned() },
    ];
    let uid = "uid-1".to_owned();
    event.reading.events.push(EventTold { uid, on: vec![on], off: false, instead_of: None });
    for claim in claims {
        let confidence = Confidence::from_thousandths(950);
        event.reading.facts.push(Fact { claim, at, confidence, reader: ReaderName::Calendar });
    }
    event
}

#[test]
fn a_calendar_file_makes_an_appointment_with_who_invites() {
    let ledger = books(&[event(date(2025, 10, 2), date(2025, 10, 16))]);
    let appointment = [(DueKind::Appointment, date(2025, 10, 16))];
    assert_eq!(dues(&ledger, date(2025, 10, 3)), appointment);
    assert_eq!(ledger.suppliers[0].domains, ["garage.example"]);
    let moved = event(date(2025, 10, 9), date(2025, 10, 21));
    let ledger = books(&[event(date(2025, 10, 2), date(2025, 10, 16)), moved]);
    assert_eq!(dues(&ledger, date(2025, 10, 10)), [(DueKind::Appointment, date(2025, 10, 21))]);
    let known = visit(date(2025, 9, 1), Kind::Bill).sum(AmountRole::Total, "54.85");
    let ledger = books(&[known, event(date(2025, 10, 2), date(2025, 10, 16))]);
    assert_eq!(ledger.suppliers.len(), 1, "who is known is not another one");
    let mut own = event(date(2025, 10, 2), date(2025, 10, 16));
    let by = Claim::Contact { role: ContactRole::Email, value: "ann@home.example".to_owned() };
    own.reading.facts.retain(|fact| fact.contact().is_none());
    own = own.says(by);
    own.reading.facts.last_mut().unwrap().reader = ReaderName::Calendar;
    assert!(books(&[own]).suppliers.is_empty(), "who lives here is no supplier");
}

#[test]
fn of_two_visits_only_the_one_moves_whose_day_is_named() {
    let (first, second, new) = (date(2025, 10, 16), date(2025, 12, 1), date(2025, 10, 21));
    let set = |day: Date, on: Date| {
        visit(day, Kind::AppointmentSet)
            .names(IdentifierRole::Registration, "AB12CDE")
            .day(DateRole::Appointment, on)
    };
    let changed = visit(date(2025, 10, 14), Kind::AppointmentChanged)
        .names(IdentifierRole::Registration, "AB12CDE")
        .day(DateRole::Other, first)
        .day(DateRole::Appointment, new);
    let ledger = books(&[set(date(2025, 10, 2), first), set(date(2025, 10, 3), second), changed]);
    let left = dues(&ledger, date(2025, 10, 15));
    assert_eq!(left, [(DueKind::Appointment, new), (DueKind::Appointment, second)]);
}

#[test]
fn a_purchase_that_was_paid_back_is_over_and_its_goods_are_gone() {
    let of = |day: Date, kind: Kind| {
        mail(day, "shop.example", kind).reference(ReferenceRole::Order, "88-13907")
    };
    let order = of(date(2025, 11, 20), Kind::OrderConfirmed)
        .sum(AmountRole::Total, "449.00")
        .product("Kessler W7 washing machine", 1)
        .noun("Washing machine");
    let came = of(date(2025, 11, 22), Kind::Delivered).names(IdentifierRole::Serial, "KW75521");
    let back =
        of(date(2025, 11, 28), Kind::ReturnInstructions).reference(ReferenceRole::Return, "R-5510");
    let refund = |sum: &str| of(date(2025, 12, 4), Kind::RefundCredit).sum(AmountRole::Refund, sum);
    let stands = |mails: &[Mail]| {
        let ledger = books(mails);
        let view = View::new(&ledger, date(2025, 12, 10));
        let state = view.agreement(&ledger.agreements[0]).state;
        (state, ledger.things.iter().map(|thing| thing.stage).collect::<Vec<_>>())
    };
    let (ended, active) = (AgreementState::Ended, AgreementState::Active);
    let all = |sum: &str| vec![order.clone(), came.clone(), back.clone(), refund(sum)];
    assert_eq!(stands(&all("449.00")), (ended, vec![Stage::Gone]), "in full");
    assert_eq!(stands(&all("429.00")), (ended, vec![Stage::Gone]), "without what sending cost");
    assert_eq!(stands(&all("50.00")), (active, vec![Stage::Parting]), "in part");
    let kept = [order.clone(), came.clone(), refund("449.00")];
    assert_eq!(stands(&kept), (ended, vec![Stage::InUse]), "who need not send it back keeps it");
    let never = [order, refund("449.00")];
    assert_eq!(stands(&never).0, ended, "what was never sent");
}

#[test]
fn what_runs_renews_on_a_day_ahead_or_on_none_that_is_known() {
    let notice = |domain: &str, kind: AgreementKind| {
        mail(date(2025, 3, 1), domain, Kind::RenewalNotice)
            .about(kind, None)
            .reference(ReferenceRole::Policy, "P-100200")
            .sum(AmountRole::New, "120.00")
            .day(DateRole::Renewal, date(2025, 4, 18))
    };
    let renews = |mails: &[Mail], on: Date| {
        let ledger = books(mails);
        View::new(&ledger, on).agreement(&ledger.agreements[0]).renews_on
    };
    let policy = [notice("pets.example", AgreementKind::Insurance)];
    assert_eq!(renews(&policy, date(2025, 4, 1)), Some(date(2025, 4, 18)));
    assert_eq!(renews(&policy, date(2025, 4, 18)), Some(date(2025, 4, 18)));
    assert_eq!(renews(&policy, date(2025, 11, 15)), Some(date(2026, 4, 18)), "it rolled");
    let monthly = mail(date(2025, 3, 1), "films.example", Kind::OrderConfirmed)
        .about(AgreementKind::Subscription, None)
        .reference(ReferenceRole::Customer, "7204118")
        .sum(AmountRole::Price, "8.99")
        .per(Period::Month)
        .day(DateRole::Renewal, date(2025, 4, 3));
    let monthly = [monthly];
    assert_eq!(renews(&monthly, date(2025, 11, 15)), Some(date(2025, 12, 3)), "by the month");
    let unknown = mail(date(2025, 3, 1), "paper.example", Kind::OrderConfirmed)
        .about(AgreementKind::Subscription, None)
        .reference(ReferenceRole::Customer, "7204118")
        .day(DateRole::Renewal, date(2025, 4, 3));
    assert_eq!(renews(&[unknown], date(2025, 11, 15)), None, "nobody knows how long it lasts");
}

#[test]
fn a_tenth_that_is_no_part_is_not_what_is_due() {
    let whole = |value: &str, due: Date| {
        mail(date(2025, 9, 1), "plumber.example", Kind::Bill)
            .about(AgreementKind::Service, None)
            .sum(AmountRole::Total, value)
            .day(DateRole::Due, due)
    };
    let due = date(2025, 10, 4);
    let (of, other) = (|sum: &str| whole(sum, due), |m: Mail, s: &str| m.sum(AmountRole::Other, s));
    for (what, bill, sum) in [
        ("ten in a hundred", of("187.00").sum(AmountRole::Tax, "17.00"), "187.00"),
        (
            "a tax that was not told, each month",
            other(other(of("69.30"), "63.00"), "6.30").per(Period::Month),
            "69.30",
        ),
        ("one of twelve pieces", of("54.00").sum(AmountRole::Price, "4.50"), "54.00"),
        ("a line", of("89.00").sum(AmountRole::Line, "8.90").per(Period::Year), "89.00"),
        ("ten parts", of("890.00").sum(AmountRole::Price, "89.00").per(Period::Month), "89.00"),
        (
            "a first part and nine more",
            other(of("2007.02").sum(AmountRole::Price, "200.55"), "202.07").per(Period::Month),
            "200.55",
        ),
    ] {
        let ledger = books(&[bill]);
        let asked: Vec<String> =
            ledger.dues.iter().filter_map(|due| Some(due.amount?.value.to_string())).collect();
        assert_eq!(asked, [sum], "{what}");
        let year =
            ledger.agreements.iter().flat_map(|a| &a.prices).any(|p| p.price.per == Period::Year);
        assert_eq!(year, what.contains("part"), "{what}");
    }
}

#[test]
fn a_deposit_that_a_booking_asks_for_is_due_on_its_day() {
    let booked = |on: Date| {
        mail(on, "kennel.example", Kind::OrderConfirmed)
            .about(AgreementKind::Booking, None)
            .reference(ReferenceRole::Booking, "KP-204")
            .sum(AmountRole::Total, "252.00")
            .day(DateRole::Start, date(2025, 8, 2))
    };
    let at = |fact: Claim, start: u32| Fact {
        claim: fact,
        at: Place { part: PartRef::Part(0), start, end: start + 6 },
        confidence: Confidence::from_thousandths(930),
        reader: ReaderName::Text,
    };
    let part = |role: AmountRole, gap: u32| {
        let mut mail = booked(date(2025, 7, 7));
        let money = oxherd_model::Money {
            value: "50.00".parse().unwrap(),
            currency: oxherd_model::Currency::GBP,
        };
        mail.reading.facts.push(at(Claim::Amount { role, money }, 500));
        let due = Claim::Date { role: DateRole::Due, value: date(2025, 7, 14) };
        mail.reading.facts.push(at(due, 506 + gap));
        let ledger = books(&[mail]);
        let of = ledger.dues.iter().filter(|due| due.what == DueKind::Payment);
        of.map(|due| (due.on, due.amount.map(|m| m.value.to_string()))).collect::<Vec<_>>()
    };
    let asked = [(date(2025, 7, 14), Some("50.00".to_owned()))];
    assert_eq!(part(AmountRole::Deposit, 20), asked);
    assert_eq!(part(AmountRole::Balance, 20), asked);
    assert!(part(AmountRole::Deposit, 400).is_empty(), "elsewhere");
    assert!(part(AmountRole::Paid, 20).is_empty(), "paid already");
}
