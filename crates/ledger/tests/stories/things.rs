//! What is owned: two homes, an animal, what was bought, and under which name it stands.

use crate::kit::{Mail, books, letter, mail};
use jiff::civil::{Date, date};
use oxherd_ledger::{Ledger, View};
use oxherd_model::{
    AgreementKind, AmountRole, Check, Claim, ContentHash, DateRole, Good, IdentifierRole, Kind,
    ReferenceRole, ThingKind, TopicName,
};

fn names(ledger: &Ledger) -> Vec<&str> {
    ledger.things.iter().filter(|t| t.owned != Some(false)).map(|t| t.name()).collect()
}

fn power(domain: &str, customer: &str, address: &str) -> Mail {
    mail(date(2025, 11, 18), domain, Kind::Bill)
        .about(AgreementKind::Energy, None)
        .reference(ReferenceRole::Customer, customer)
        .sum(AmountRole::Due, "48.90")
        .names(IdentifierRole::Address, address)
}

#[test]
fn two_places_are_two_homes_and_two_spellings_of_one_are_one() {
    for (what, first, second, homes) in [
        ("two places", "3 Orchard Row", "Harbour Cottage, 12 Quay Street", 2),
        ("one street", "3 Orchard Row", "5 Orchard Row", 2),
        ("with its town", "3 Orchard Row", "3 Orchard Row, Thornby TH4 2QA", 1),
        ("cut short", "Hauptstra\u{df}e 5", "Hauptstr. 5, 20357 Hamburg", 1),
        ("with the flat", "Rosenweg 8", "Rosenweg 8, 2. OG links", 1),
    ] {
        let one = power("ambergate.example", "850221", first);
        let two = power("seacoast.example", "2011873", second).distinct(second);
        let ledger = books(&[one, two]);
        let of = ledger.things.iter().filter(|t| t.kind == ThingKind::Home).count();
        assert_eq!(of, homes, "{what}: {:?}", names(&ledger));
        let about: Vec<_> = ledger.agreements.iter().map(|a| a.thing).collect();
        assert_eq!(about[0] == about[1], homes == 1, "{what}: {about:?}");
    }
}

#[test]
fn the_meters_and_the_tenancy_of_two_places_are_under_their_own_home() {
    let meter = |mail: Mail, number: &str| mail.names(IdentifierRole::Meter, number);
    let flat = mail(date(2025, 12, 1), "lettings.example", Kind::ContractPack)
        .about(AgreementKind::Rental, None)
        .reference(ReferenceRole::Contract, "T-4711")
        .names(IdentifierRole::Address, "Flat 4, 18 Canal Street");
    let water = mail(date(2025, 12, 2), "water.example", Kind::Bill)
        .about(AgreementKind::Water, None)
        .reference(ReferenceRole::Customer, "99120")
        .names(IdentifierRole::Address, "12 Quay St");
    let ledger = books(&[
        meter(power("ambergate.example", "850221", "3 Orchard Row"), "E21B77120"),
        meter(power("seacoast.example", "2011873", "12 Quay Street"), "K88S01223").distinct("2"),
        flat,
        water,
    ]);
    let homes =
        ["Home at 3 Orchard Row", "Home at 12 Quay Street", "Home at Flat 4, 18 Canal Street"];
    let mut of = names(&ledger);
    of.sort_unstable();
    let mut wanted = homes.to_vec();
    wanted.sort_unstable();
    assert_eq!(of, wanted);
    let about = |supplier: u32| {
        let of = ledger.agreements.iter().find(|a| a.supplier == supplier).unwrap();
        names(&ledger)[usize::try_from(of.thing.unwrap()).unwrap()]
    };
    assert_eq!(about(3), "Home at 12 Quay Street", "the water goes where it is delivered");
    for number in ["E21B77120", "K88S01223"] {
        let of = ledger.things.iter().filter(|t| t.identifiers.iter().any(|(_, v)| v == number));
        assert_eq!(of.count(), 1, "{number}");
    }
}

#[test]
fn a_home_without_an_address_takes_the_first_and_who_names_none_is_of_the_only_home() {
    let mut plain = power("ambergate.example", "850221", "");
    plain.reading.facts.retain(|fact| fact.identifier().is_none());
    let placed = power("seacoast.example", "2011873", "12 Quay Street").distinct("2");
    let ledger = books(&[plain, placed]);
    assert_eq!(names(&ledger), ["Home"]);
}

fn vet(day: Date, kind: Kind) -> Mail {
    mail(day, "hollybush.example", kind)
        .topic(TopicName::Thing(ThingKind::Animal), 4)
        .names(IdentifierRole::Name, "Mabel")
}

#[test]
fn an_animal_that_is_called_by_its_name_is_a_thing() {
    let due = vet(date(2025, 5, 1), Kind::MaintenanceDue).day(DateRole::Due, date(2025, 5, 30));
    let set =
        vet(date(2025, 5, 6), Kind::AppointmentSet).day(DateRole::Appointment, date(2025, 5, 20));
    let paid = mail(date(2025, 5, 20), "hollybush.example", Kind::PaymentDone)
        .topic(TopicName::Agreement(AgreementKind::Banking), 3)
        .reference(ReferenceRole::Receipt, "30118")
        .sum(AmountRole::Paid, "48.00");
    let policy = mail(date(2025, 5, 25), "furrow.example", Kind::ContractPack)
        .subject("Welcome Mabel! Your policy FP-220871")
        .about(AgreementKind::Insurance, None)
        .reference(ReferenceRole::Policy, "FP-220871");
    let ledger = books(&[due.clone(), set, paid, policy]);
    assert_eq!(names(&ledger), ["Mabel"]);
    let view = View::new(&ledger, date(2025, 6, 1));
    assert!(!view.things()[0].proposed, "three messages call it by its name");
    let kinds: Vec<_> = ledger.agreements.iter().map(|a| a.kind).collect();
    assert_eq!(kinds, [AgreementKind::Service, AgreementKind::Insurance], "a vet is no bank");
    assert!(ledger.agreements.iter().any(|a| a.thing == Some(0)), "it is insured");
    let alone = books(&[due]);
    assert!(View::new(&alone, date(2025, 5, 2)).things()[0].proposed, "one message only proposes");
}

#[test]
fn the_number_of_a_chip_is_that_of_the_animal_of_this_name() {
    let first = vet(date(2025, 5, 1), Kind::MaintenanceDue).day(DateRole::Due, date(2025, 5, 30));
    let policy = mail(date(2025, 5, 25), "furrow.example", Kind::ContractPack)
        .about(AgreementKind::Insurance, Some(ThingKind::Animal))
        .reference(ReferenceRole::Policy, "FP-220871")
        .names(IdentifierRole::Name, "Mabel")
        .names(IdentifierRole::Chip, "977200009123456");
    let ledger = books(&[first, policy]);
    assert_eq!(names(&ledger), ["Mabel"]);
    assert_eq!(ledger.things[0].suppliers.len(), 2);
}

#[test]
fn two_animals_of_one_vet_are_two() {
    let other = mail(date(2025, 6, 1), "hollybush.example", Kind::MaintenanceDue)
        .topic(TopicName::Thing(ThingKind::Animal), 4)
        .names(IdentifierRole::Name, "Rex")
        .day(DateRole::Due, date(2025, 6, 30));
    let first = vet(date(2025, 5, 1), Kind::MaintenanceDue).day(DateRole::Due, date(2025, 5, 30));
    assert_eq!(names(&books(&[first, other])), ["Mabel", "Rex"]);
}

#[test]
fn a_bank_stays_a_bank() {
    let bank = mail(date(2025, 5, 20), "bank.example", Kind::ContractPack)
        .about(AgreementKind::Banking, None)
        .reference(ReferenceRole::Customer, "700120")
        .sum(AmountRole::Balance, "48.00");
    assert_eq!(books(&[bank]).agreements[0].kind, AgreementKind::Banking);
}

fn order(product: &str, quantity: u32, total: &str) -> Mail {
    mail(date(2025, 4, 2), "shop.example", Kind::OrderConfirmed)
        .product(product, quantity)
        .sum(AmountRole::Total, total)
}

#[test]
fn what_was_bought_and_lasts_is_a_thing_under_its_name() {
    let numbered = |mail: Mail| mail.reference(ReferenceRole::Order, "5518");
    let known = |mut mail: Mail, name: &str| {
        let (kind, noun) = (ThingKind::Vehicle, "Bicycle".to_owned());
        mail.reading.goods.push(Good { name: name.to_owned(), quantity: 1, kind, noun });
        mail
    };
    let bike = "Merrow Voyager hybrid bike";
    for (what, mail, expected) in [
        ("a word that is known", numbered(known(order(bike, 1, "640.00"), bike)), vec![bike]),
        ("without a number", known(order(bike, 1, "640.00"), bike), vec![bike]),
        (
            "a name alone",
            numbered(order("Falke Trekking 400", 1, "899.00")),
            vec!["Falke Trekking 400"],
        ),
        ("two of a name", numbered(order("Tessel P4", 2, "598.00")), vec!["Tessel P4"; 2]),
        ("what is cheap", numbered(order("Amaryllis", 1, "24.95")), vec![]),
        ("two products", numbered(order("Dress", 1, "300.00").product("Shoes", 1)), vec![]),
        ("what is used up", numbered(order("Wine", 12, "300.00")), vec![]),
    ] {
        let ledger = books(&[mail]);
        assert_eq!(names(&ledger), expected, "{what}");
        let all = View::new(&ledger, date(2025, 6, 2)).things();
        assert!(all.iter().all(|thing| thing.proposed), "{what}: nobody confirmed it");
    }
}

#[test]
fn an_order_that_names_a_number_names_the_thing_too() {
    let bike = order("Falke Trekking 400", 1, "899.00")
        .reference(ReferenceRole::Order, "5518")
        .names(IdentifierRole::Serial, "FT400M2291");
    let cover = mail(date(2025, 4, 15), "velosicher.example", Kind::ContractPack)
        .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
        .noun("Bicycle")
        .reference(ReferenceRole::Contract, "VS-30991")
        .names(IdentifierRole::Serial, "FT400M2291");
    assert_eq!(names(&books(&[bike.clone(), cover.clone()])), ["Falke Trekking 400"]);
    let framed = bike.topic(TopicName::Thing(ThingKind::Vehicle), 4);
    let ledger = books(&[framed, cover]);
    assert_eq!(names(&ledger), ["Falke Trekking 400"]);
    assert_eq!(ledger.things[0].kind, ThingKind::Vehicle, "the number of a frame");
}

#[test]
fn who_insures_what_was_bought_of_late_tells_what_it_is() {
    let bike = order("Falke Trekking 400", 1, "899.00").reference(ReferenceRole::Order, "5518");
    let cover = mail(date(2025, 4, 15), "velosicher.example", Kind::ContractPack)
        .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
        .noun("Bicycle")
        .reference(ReferenceRole::Contract, "VS-30991");
    let ledger = books(&[bike, cover]);
    assert_eq!(names(&ledger), ["Falke Trekking 400"]);
    assert_eq!(ledger.things[0].kind, ThingKind::Vehicle);
}

#[test]
fn a_number_that_is_met_later_is_that_of_what_was_bought() {
    let sent = mail(date(2025, 4, 4), "shop.example", Kind::DeliveryUnderWay)
        .reference(ReferenceRole::Order, "5518")
        .says(imei("352099001761481"))
        .says(imei("352099001761523"));
    for (what, total) in [("worth a line of their own", "598.00"), ("too cheap for one", "99.00")] {
        let two = order("Tessel P4 128GB", 2, total).reference(ReferenceRole::Order, "5518");
        let ledger = books(&[two, sent.clone()]);
        assert_eq!(names(&ledger), ["Tessel P4 128GB"; 2], "{what}");
        assert!(ledger.things.iter().all(|t| t.kind == ThingKind::Device), "{what}");
        assert!(ledger.things.iter().all(|t| t.identifiers.len() == 1), "{what}");
    }
    let tyres = order("Winter tyres", 4, "320.00")
        .reference(ReferenceRole::Order, "77")
        .topic(TopicName::Thing(ThingKind::Vehicle), 4);
    let fitted = mail(date(2025, 4, 9), "shop.example", Kind::Bill)
        .reference(ReferenceRole::Order, "77")
        .names(IdentifierRole::Registration, "AB12CDE");
    let ledger = books(&[tyres, fitted]);
    let car = ledger.things.iter().find(|t| !t.identifiers.is_empty());
    assert!(car.is_none_or(|t| t.name() != "Winter tyres"), "{:?}", names(&ledger));
}

fn imei(value: &str) -> Claim {
    let (role, check) = (IdentifierRole::Imei, Check::Pass);
    Claim::Identifier { role, value: value.to_owned(), check }
}

#[test]
fn two_cars_of_one_insurer_are_called_as_each_of_its_papers_says() {
    let policy = |day: Date, number: &str, plate: &str, model: &str| {
        mail(day, "harbour.example", Kind::ContractPack)
            .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
            .reference(ReferenceRole::Policy, number)
            .names(IdentifierRole::Registration, plate)
            .names(IdentifierRole::Model, model)
    };
    let ledger = books(&[
        policy(date(2024, 9, 5), "KW/77120", "VE19KLM", "Vauxtor Corsaire"),
        policy(date(2025, 3, 5), "KW/90455", "VA70PLD", "Lodra Mira"),
    ]);
    assert_eq!(names(&ledger), ["Vauxtor Corsaire", "Lodra Mira"]);
}

#[test]
fn the_name_of_an_agreement_does_not_change_with_another_copy_of_its_message() {
    let bill = mail(date(2025, 5, 1), "dentist.example", Kind::Bill)
        .about(AgreementKind::Service, None)
        .sum(AmountRole::Due, "86.40");
    let copy = Mail { evidence: ContentHash::of(b"the same by another door"), ..bill.clone() };
    let (one, other) = (books(&[bill]), books(&[copy]));
    assert_eq!(one.agreements[0].id, other.agreements[0].id);
    let bike = order("Falke Trekking 400", 1, "899.00");
    let copy = Mail { evidence: ContentHash::of(b"the same by another door"), ..bike.clone() };
    assert_eq!(books(&[bike]).things[0].id, books(&[copy]).things[0].id);
}

#[test]
fn a_letter_that_tells_of_a_sale_is_about_the_thing_that_its_subject_names() {
    let bike = order("Falke Trekking 400", 1, "899.00").reference(ReferenceRole::Order, "5518");
    let sold =
        letter(date(2025, 9, 20), "uwe@elbmail.example", "I have sold my Falke Trekking 400");
    let ledger = books(&[bike, sold]);
    assert_eq!(ledger.things[0].stage, oxherd_model::Stage::Gone);
}
