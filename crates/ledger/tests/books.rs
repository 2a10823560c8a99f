//! Stories of the fold: messages in, books out.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

use jiff::Timestamp;
use jiff::civil::{Date, date};
use oxherd_ledger::{Entry, Household, Ledger, Mend, Person, ReadValue, Target, View, Word, Words};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Authentic, Check, Claim, Confidence, ContentHash,
    Currency, DateRole, DueKind, Fact, Folder, Good, IdentifierRole, Kind, Language, Mailbox,
    Money, PartRef, Place, ReaderName, Reading, ReferenceRole, Stage, SupplierClaim, ThingKind,
    Topic, TopicName,
};
use proptest::prelude::*;

/// A message to fold, built sentence by sentence.
#[derive(Debug, Clone)]
struct Mail {
    at: Timestamp,
    folder: Folder,
    reading: Reading,
}

fn mail(day: Date, domain: &str, kind: Kind) -> Mail {
    let at = day.at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    let name = domain.split('.').next().unwrap().to_owned();
    let supplier = SupplierClaim {
        name: name.clone(),
        domain: Some(domain.to_owned()),
        platform: None,
        authentic: Authentic::Pass,
    };
    let reading = Reading {
        kind,
        kind_confidence: Confidence::from_thousandths(900),
        from: Some(Mailbox { name, address: format!("service@{domain}") }),
        supplier: Some(supplier),
        language: Language::EN,
        subject: format!("{kind} of {day}"),
        sent_at: Some(at),
        known_from: Some(at),
        ..Reading::of(ContentHash::of(format!("{day}{domain}{kind}").as_bytes()))
    };
    Mail { at, folder: Folder::Ordinary, reading }
}

impl Mail {
    fn says(mut self, claim: Claim) -> Self {
        let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
        let confidence = Confidence::from_thousandths(950);
        self.reading.facts.push(Fact { claim, at, confidence, reader: ReaderName::Text });
        self
    }

    fn about(mut self, agreement: AgreementKind, thing: Option<ThingKind>) -> Self {
        self.reading.topics.push(Topic { name: TopicName::Agreement(agreement), weight: 9 });
        if let Some(thing) = thing {
            self.reading.topics.push(Topic { name: TopicName::Thing(thing), weight: 8 });
        }
        self
    }

    fn reference(self, role: ReferenceRole, value: &str) -> Self {
        self.says(Claim::Reference { role, value: value.to_owned() })
    }

    fn names(self, role: IdentifierRole, value: &str) -> Self {
        self.says(Claim::Identifier { role, value: value.to_owned(), check: Check::Pass })
    }

    fn sum(self, role: AmountRole, value: &str) -> Self {
        let money = Money { value: value.parse().unwrap(), currency: Currency::GBP };
        self.says(Claim::Amount { role, money })
    }

    fn day(self, role: DateRole, value: Date) -> Self {
        self.says(Claim::Date { role, value })
    }

    fn lay_in(mut self, folder: Folder) -> Self {
        self.folder = folder;
        self
    }

    /// As sure of its kind as so many thousandths.
    fn sure(mut self, thousandths: u16) -> Self {
        self.reading.kind_confidence = Confidence::from_thousandths(thousandths);
        self
    }

    fn written_by_ann(mut self, authentic: Authentic) -> Self {
        self.reading.from =
            Some(Mailbox { name: "Ann".to_owned(), address: "ann@home.example".to_owned() });
        self.reading.recipients =
            vec![Mailbox { name: String::new(), address: "service@harbour.example".to_owned() }];
        self.reading.supplier.as_mut().unwrap().authentic = authentic;
        self
    }

    fn good(mut self, name: &str, quantity: u32) -> Self {
        let (kind, noun) = (ThingKind::Device, "Phone".to_owned());
        self.reading.goods.push(Good { name: name.to_owned(), quantity, kind, noun });
        self
    }

    fn hash(&self) -> ContentHash {
        ContentHash::of(format!("{:?}", self.reading.message).as_bytes())
    }
}

fn household() -> Household {
    Household {
        country: Some("GB".to_owned()),
        zone: Some("Europe/London".to_owned()),
        people: vec![Person {
            name: "Ann".to_owned(),
            addresses: vec!["ann@home.example".to_owned()],
        }],
        ..Household::default()
    }
}

fn fold_into(ledger: &mut Ledger, mails: &[Mail], words: &Words) {
    let mut mails: Vec<&Mail> = mails.iter().collect();
    mails.sort_by_key(|m| (m.at, m.hash()));
    for mail in mails {
        let reading = &mail.reading;
        let claim = reading.supplier.as_ref().unwrap();
        ledger.fold(
            &Entry {
                evidence: mail.hash().id(),
                known_from: Some(mail.at),
                kind: reading.kind,
                folder: mail.folder,
                domain: claim.domain.as_deref(),
                name: &claim.name,
                from: &reading.from.as_ref().unwrap().address,
                subject: &reading.subject,
                shape: None,
                reading: (!reading.kind.is_noise()).then_some(reading),
                way: oxherd_ledger::Way::Written,
                signed: false,
            },
            &household(),
            words,
        );
    }
}

fn books(mails: &[Mail]) -> Ledger {
    let mut ledger = Ledger::default();
    fold_into(&mut ledger, mails, &Words::default());
    ledger
}

fn insurance(day: Date, kind: Kind, policy: &str) -> Mail {
    mail(day, "harbour.example", kind)
        .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
        .reference(ReferenceRole::Policy, policy)
        .names(IdentifierRole::Registration, "AB12CDE")
}

#[test]
fn a_registration_makes_a_car_and_its_insurance_is_under_it() {
    let ledger = books(&[insurance(date(2025, 3, 1), Kind::ContractPack, "P-100")]);
    let view = View::new(&ledger, date(2025, 4, 1));
    let things = view.things();
    assert_eq!(things.len(), 1);
    assert_eq!((things[0].thing.kind, things[0].proposed), (ThingKind::Vehicle, false));
    assert_eq!(things[0].agreements.len(), 1);
    assert_eq!(ledger.agreements[0].kind, AgreementKind::Insurance);
    assert_eq!(view.agreement(&ledger.agreements[0]).state, AgreementState::Active);
}

#[test]
fn a_new_policy_number_each_year_is_one_agreement_with_a_history() {
    let ledger = books(&[
        insurance(date(2024, 3, 1), Kind::ContractPack, "P-100"),
        insurance(date(2025, 2, 10), Kind::RenewalNotice, "P-200"),
    ]);
    assert_eq!(ledger.agreements.len(), 1);
    assert_eq!(ledger.agreements[0].references.len(), 2);
}

#[test]
fn two_cars_of_one_make_stay_two() {
    let model = |m: Mail| m.names(IdentifierRole::Model, "Skoda Octavia");
    let second = mail(date(2025, 3, 2), "harbour.example", Kind::ContractPack)
        .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
        .reference(ReferenceRole::Policy, "P-101")
        .names(IdentifierRole::Registration, "XY34ZZZ");
    let ledger =
        books(&[model(insurance(date(2025, 3, 1), Kind::ContractPack, "P-100")), model(second)]);
    assert_eq!(ledger.things.len(), 2);
    assert!(ledger.things.iter().all(|t| t.name() == "Skoda Octavia"));
    assert_eq!(ledger.agreements.len(), 2);
}

#[test]
fn two_phones_of_one_order_stay_two_and_take_their_numbers() {
    let order = mail(date(2025, 1, 2), "telkom.example", Kind::OrderConfirmed)
        .reference(ReferenceRole::Order, "T-77")
        .sum(AmountRole::Total, "398.00")
        .good("Aurora 5", 2);
    let one = mail(date(2025, 1, 5), "telkom.example", Kind::Delivered)
        .reference(ReferenceRole::Order, "T-77")
        .names(IdentifierRole::Imei, "490154203237518");
    let other = mail(date(2025, 1, 6), "telkom.example", Kind::Delivered)
        .reference(ReferenceRole::Order, "T-77")
        .names(IdentifierRole::Imei, "359999172044182");
    let ledger = books(&[order, one, other]);
    assert_eq!(ledger.things.len(), 2);
    assert!(ledger.things.iter().all(|t| t.identifiers.len() == 1 && t.name() == "Aurora 5"));
    assert!(ledger.things.iter().all(|t| t.stage == Stage::InUse));
}

#[test]
fn a_bill_is_due_until_it_is_paid() {
    let bill = |day: Date, due: Date| {
        mail(day, "power.example", Kind::Bill)
            .about(AgreementKind::Energy, None)
            .reference(ReferenceRole::Customer, "7204118")
            .reference(ReferenceRole::Invoice, "R-1")
            .sum(AmountRole::Total, "80.10")
            .day(DateRole::Due, due)
    };
    let first = bill(date(2025, 5, 1), date(2025, 5, 15));
    let ledger = books(std::slice::from_ref(&first));
    let dues = View::new(&ledger, date(2025, 5, 10));
    assert_eq!(dues.dues().len(), 1);
    assert_eq!(dues.dues()[0].due.what, DueKind::Payment);
    let paid = mail(date(2025, 5, 12), "power.example", Kind::PaymentDone)
        .reference(ReferenceRole::Invoice, "R-1")
        .sum(AmountRole::Paid, "80.10");
    let ledger = books(&[first, paid]);
    assert!(View::new(&ledger, date(2025, 5, 13)).dues().is_empty());
}

#[test]
fn monthly_bills_show_what_a_year_costs() {
    let bills: Vec<Mail> = (1..=6)
        .map(|month| {
            mail(date(2025, month, 3), "power.example", Kind::Bill)
                .about(AgreementKind::Energy, None)
                .reference(ReferenceRole::Customer, "7204118")
                .reference(ReferenceRole::Invoice, &format!("R-{month}"))
                .sum(AmountRole::Total, "50.00")
        })
        .collect();
    let ledger = books(&bills);
    let view = View::new(&ledger, date(2025, 6, 20));
    let things = view.things();
    assert_eq!(things[0].thing.kind, ThingKind::Home);
    assert_eq!(things[0].cost_per_year.unwrap().to_string(), "600.00 GBP");
}

#[test]
fn an_ended_agreement_that_is_spoken_of_as_running_looks_wrong() {
    let ledger = books(&[
        insurance(date(2024, 6, 12), Kind::ContractPack, "P-100"),
        insurance(date(2025, 7, 2), Kind::CancelConfirmed, "P-100")
            .day(DateRole::End, date(2025, 6, 30)),
        insurance(date(2026, 5, 20), Kind::RenewalNotice, "P-100"),
    ]);
    assert_eq!(ledger.oddities.len(), 1);
    let view = View::new(&ledger, date(2026, 6, 1));
    assert_eq!(view.agreement(&ledger.agreements[0]).state, AgreementState::Ended);
    assert!(view.dues().is_empty());
}

#[test]
fn suspects_are_never_folded_into_a_supplier() {
    let real = insurance(date(2025, 3, 1), Kind::ContractPack, "P-100");
    let mut fake = mail(date(2025, 3, 9), "harbour-secure.example", Kind::Suspect);
    fake.reading.supplier.as_mut().unwrap().name = "harbour".to_owned();
    let ledger = books(&[real, fake]);
    assert_eq!(ledger.suppliers.len(), 1);
    assert_eq!(ledger.suppliers[0].messages, 1);
    assert_eq!(ledger.oddities.len(), 1);
}

#[test]
fn what_the_owner_sent_is_no_message_of_a_supplier() {
    let mut letter = mail(date(2025, 4, 1), "home.example", Kind::Personal);
    letter.reading.from =
        Some(Mailbox { name: "Ann".to_owned(), address: "ann@home.example".to_owned() });
    let ledger = books(&[insurance(date(2025, 3, 1), Kind::ContractPack, "P-100"), letter]);
    assert_eq!(ledger.suppliers.len(), 1);
    assert_eq!(ledger.suppliers[0].messages, 1);
}

#[test]
fn drafts_junk_and_forged_letters_move_nothing() {
    let policy = insurance(date(2025, 3, 1), Kind::ContractPack, "P-100");
    let ends = |authentic| {
        mail(date(2025, 4, 1), "home.example", Kind::CancelConfirmed)
            .written_by_ann(authentic)
            .reference(ReferenceRole::Policy, "P-100")
    };
    let end = |letter: Mail| {
        let ledger = books(&[policy.clone(), letter]);
        ledger.agreements[0].state
    };
    assert_eq!(end(ends(Authentic::Unknown).lay_in(Folder::Sent)), AgreementState::Ending);
    assert_eq!(end(ends(Authentic::Unknown)), AgreementState::Ending, "a copy to herself");
    assert_eq!(end(ends(Authentic::Unknown).lay_in(Folder::Draft)), AgreementState::Active);
    assert_eq!(end(ends(Authentic::Fail)), AgreementState::Active, "somebody else wrote it");
    let junk = insurance(date(2025, 5, 1), Kind::CancelConfirmed, "P-100").lay_in(Folder::Junk);
    assert_eq!(end(junk.clone()), AgreementState::Active);
    let mut ledger = Ledger::default();
    let said = Words::collect([Word::Kind(junk.hash().id(), Kind::CancelConfirmed)]);
    fold_into(&mut ledger, &[policy.clone(), junk], &said);
    assert_eq!(ledger.agreements[0].state, AgreementState::Ending, "the owner says that it counts");
}

#[test]
fn who_orders_again_after_the_end_has_another_agreement() {
    let gym = |day, kind| {
        mail(day, "ironbar.example", kind)
            .about(AgreementKind::Membership, Some(ThingKind::Membership))
            .reference(ReferenceRole::Customer, "M-30871")
    };
    let ledger = books(&[
        gym(date(2024, 1, 5), Kind::ContractPack),
        gym(date(2025, 1, 10), Kind::CancelConfirmed).day(DateRole::End, date(2025, 2, 28)),
        gym(date(2025, 9, 1), Kind::OrderConfirmed),
        gym(date(2025, 10, 1), Kind::PaymentDone).sum(AmountRole::Paid, "30.00"),
    ]);
    let [first, second] = ledger.agreements.as_slice() else { panic!("two agreements") };
    assert_eq!(second.successor_of.as_ref(), Some(&first.id));
    assert_ne!(first.id, second.id);
    assert_eq!((first.state, second.state), (AgreementState::Ending, AgreementState::Active));
    assert!(ledger.oddities.is_empty(), "what is paid for the second is no charge after the end");
}

#[test]
fn what_is_as_likely_wrong_as_right_moves_nothing() {
    let unsure = |claim: Claim| {
        let mut message =
            mail(date(2025, 3, 1), "walker.example", Kind::OrderConfirmed).says(claim);
        for fact in &mut message.reading.facts {
            fact.confidence = Confidence::from_thousandths(390);
        }
        message
    };
    let number = Claim::Reference { role: ReferenceRole::Booking, value: "NL1234".to_owned() };
    let ledger = books(&[unsure(number)]);
    assert!(ledger.agreements.iter().all(|a| a.references.is_empty()));
    let car = insurance(date(2025, 3, 1), Kind::ContractPack, "P-100");
    let thanks = mail(date(2025, 4, 2), "museum.example", Kind::OrderConfirmed)
        .about(AgreementKind::Other, Some(ThingKind::Vehicle));
    let ledger = books(&[car.clone(), thanks.clone()]);
    assert_eq!(ledger.things[0].suppliers.len(), 1, "who names nothing and asks nothing does not");
    let thanks = thanks.day(DateRole::Start, date(2025, 4, 2));
    let ledger = books(&[car.clone(), thanks.clone().sure(300)]);
    assert_eq!(ledger.things[0].suppliers.len(), 1, "a museum does not serve the car");
    assert_eq!(ledger.agreements.len(), 1);
    assert_eq!(books(&[car, thanks]).things[0].suppliers.len(), 2, "who is sure of it does");
}

#[test]
fn a_number_that_comes_after_the_order_gets_the_name_that_the_order_gave() {
    let order =
        |day, kind| mail(day, "bookshop.example", kind).reference(ReferenceRole::Order, "30447719");
    let ledger = books(&[
        order(date(2025, 3, 5), Kind::OrderConfirmed)
            .names(IdentifierRole::Model, "Lumen Reader 3"),
        order(date(2025, 3, 7), Kind::DeliveryUnderWay)
            .names(IdentifierRole::Serial, "LP324K009331"),
    ]);
    assert_eq!(ledger.things.len(), 1);
    assert_eq!(ledger.things[0].name(), "Lumen Reader 3");
}

#[test]
fn the_owners_word_wins_over_what_was_read() {
    let bill = mail(date(2025, 5, 1), "power.example", Kind::Bill)
        .about(AgreementKind::Energy, None)
        .reference(ReferenceRole::Customer, "7204118")
        .day(DateRole::Due, date(2025, 5, 15));
    let evidence = bill.hash().id();
    let mut ledger = Ledger::default();
    let wrong = Word::Value(
        evidence,
        ReadValue::Date(date(2025, 5, 15)),
        Mend::Is(ReadValue::Date(date(2025, 6, 15))),
    );
    fold_into(&mut ledger, std::slice::from_ref(&bill), &Words::collect([wrong]));
    assert_eq!(View::new(&ledger, date(2025, 5, 2)).dues()[0].due.on, date(2025, 6, 15));

    let id = ledger.things[0].id.clone();
    ledger.obey(&Words::collect([Word::Called(Target(id.clone()), "Flat".to_owned())]));
    assert_eq!(ledger.things[0].name(), "Flat");
    ledger.obey(&Words::collect([Word::Owned(Target(id), false)]));
    assert!(View::new(&ledger, date(2025, 5, 2)).things().is_empty());
}

fn some_mails() -> Vec<Mail> {
    let mut mails = vec![
        insurance(date(2024, 3, 1), Kind::ContractPack, "P-100"),
        insurance(date(2025, 2, 10), Kind::RenewalNotice, "P-200"),
        insurance(date(2025, 7, 2), Kind::CancelConfirmed, "P-200"),
        mail(date(2025, 1, 2), "telkom.example", Kind::OrderConfirmed)
            .reference(ReferenceRole::Order, "T-77")
            .good("Aurora 5", 2),
    ];
    for month in 1..=9 {
        let bill = mail(date(2025, month, 3), "power.example", Kind::Bill)
            .about(AgreementKind::Energy, None)
            .reference(ReferenceRole::Customer, "7204118")
            .sum(AmountRole::Total, "50.00")
            .day(DateRole::Due, date(2025, month, 17));
        mails.push(bill);
        mails.push(mail(date(2025, month, 9), "shop.example", Kind::Promotion));
    }
    mails
}

proptest! {
    /// Folding a prefix, keeping a snapshot, and folding the rest gives the same as folding all.
    #[test]
    fn a_snapshot_and_the_rest_give_the_same(cut in 0_usize..22) {
        let mut mails = some_mails();
        mails.sort_by_key(|m| (m.at, m.hash()));
        let words = Words::default();
        let whole = books(&mails);
        let (prefix, rest) = mails.split_at(cut.min(mails.len()));
        let mut part = Ledger::default();
        fold_into(&mut part, prefix, &words);
        let bytes = postcard::to_allocvec(&part).unwrap();
        let mut again: Ledger = postcard::from_bytes(&bytes).unwrap();
        fold_into(&mut again, rest, &words);
        prop_assert_eq!(again, whole);
    }
}

#[test]
fn two_identifiers_met_apart_and_then_together_are_one_car() {
    let vin = mail(date(2025, 1, 1), "register.example", Kind::ContractPack)
        .names(IdentifierRole::Vin, "TMBJJ7NXXLY084317");
    let both = mail(date(2025, 4, 1), "garage.example", Kind::Bill)
        .names(IdentifierRole::Registration, "AB12CDE")
        .names(IdentifierRole::Vin, "TMBJJ7NXXLY084317");
    let ledger = books(&[vin, insurance(date(2025, 3, 1), Kind::ContractPack, "P-100"), both]);
    let view = View::new(&ledger, date(2025, 5, 1));
    let things = view.things();
    assert_eq!(things.len(), 1);
    assert_eq!((things[0].thing.identifiers.len(), things[0].thing.timeline.len()), (2, 3));
    assert!(ledger.agreements.iter().all(|a| a.thing == ledger.agreements[0].thing));
}

#[test]
fn what_is_said_of_leaving_is_kept_apart_from_the_day_of_a_change() {
    let (first, rise) = (date(2025, 2, 10), date(2025, 6, 2));
    let renewal = insurance(first, Kind::RenewalNotice, "P-100")
        .day(DateRole::Renewal, date(2025, 3, 20))
        .day(DateRole::CancelBy, date(2025, 2, 20));
    let change = insurance(rise, Kind::PriceChange, "P-100")
        .day(DateRole::Effective, date(2025, 8, 1))
        .day(DateRole::CancelBy, date(2025, 7, 2))
        .sum(AmountRole::Old, "300.00")
        .sum(AmountRole::New, "330.00");
    let again = insurance(date(2025, 6, 20), Kind::PriceChange, "P-100")
        .day(DateRole::Effective, date(2025, 8, 1));
    let ledger = books(&[renewal, change, again]);
    let leaving = &ledger.agreements[0].leaving;
    let by = leaving.by.unwrap();
    assert_eq!((by.on, by.ends), (date(2025, 2, 20), Some(date(2025, 3, 20))));
    assert_eq!(leaving.changes.len(), 1, "a reminder is no other change");
    let change = &leaving.changes[0];
    assert_eq!((change.told_on, change.from), (rise, Some(date(2025, 8, 1))));
    assert_eq!(change.leave_by, Some(date(2025, 7, 2)));
    assert!(!change.is_cheaper());
    let next = View::new(&ledger, date(2025, 6, 20)).last_day(&ledger.agreements[0]).unwrap();
    assert_eq!((next.on, next.rolled), (date(2026, 2, 20), true));
}

#[test]
fn an_order_begins_and_its_goods_come_on_days_of_their_own() {
    let of = |day: Date, kind: Kind| {
        mail(day, "telkom.example", kind)
            .about(AgreementKind::Purchase, None)
            .reference(ReferenceRole::Order, "T-78")
    };
    let came = of(date(2025, 1, 6), Kind::Delivered).day(DateRole::Delivery, date(2025, 1, 5));
    let mut mails = vec![of(date(2025, 1, 2), Kind::OrderConfirmed), came];
    let leaving = books(&mails).agreements[0].leaving.clone();
    assert_eq!(leaving.concluded.map(|known| known.on), Some(date(2025, 1, 2)));
    assert_eq!(leaving.came.map(|known| known.on), Some(date(2025, 1, 5)));
    mails.push(of(date(2025, 1, 8), Kind::ReturnInstructions));
    let back = books(&mails).agreements[0].leaving.returning;
    assert_eq!(back.map(|known| known.on), Some(date(2025, 1, 8)));
    mails.push(of(date(2025, 1, 20), Kind::RefundCredit).sum(AmountRole::Refund, "20.00"));
    assert_eq!(books(&mails).agreements[0].leaving.returning, None);
}
