//! What is one and what is two: a car with its frame and its plate, what was bought and what is called back, who
//! is called by another number; and what the owner writes that they sold.

use crate::kit::{Household, each};
use crate::mail::{Mail, from_ada};
use serde_json::Value;

/// Language, the bill of the seller, the papers of the insurer.
const CARS: &[(&str, &str, &str)] = &[
    (
        "Invoice 2201",
        "Vehicle: Skoda Octavia Combi\nVIN: TMBJG7NE5J0123456\nTotal: £18,400.00",
        "Policy number: HM-77120\nVehicle: Skoda Octavia\nRegistration: LB19 XKD\nCover starts: 1 February 2026\nAnnual premium: £410.00",
    ),
    (
        "Rechnung 2201",
        "Fahrzeug: Skoda Octavia Combi\nFahrgestellnummer: TMBJG7NE5J0123456\nGesamtbetrag: 18.400,00 EUR",
        "Versicherungsnummer: HM-77120\nFahrzeug: Skoda Octavia\nKennzeichen: B-XK 4471\nBeginn: 01.02.2026\nJahresbeitrag: 410,00 EUR",
    ),
    (
        "Facture 2201",
        "Véhicule : Skoda Octavia Combi\nNuméro de châssis : TMBJG7NE5J0123456\nTotal TTC : 18 400,00 EUR",
        "Numéro de contrat : HM-77120\nVéhicule : Skoda Octavia\nImmatriculation : FT-482-KL\nDate d'effet : 1er février 2026\nPrime annuelle : 410,00 EUR",
    ),
    (
        "Factura 2201",
        "Vehículo: Skoda Octavia Combi\nBastidor: TMBJG7NE5J0123456\nTotal: 18.400,00 EUR",
        "Número de póliza: HM-77120\nVehículo: Skoda Octavia\nMatrícula: 4482 KLM\nFecha de efecto: 1 de febrero de 2026\nPrima anual: 410,00 EUR",
    ),
    (
        "Fattura 2201",
        "Veicolo: Skoda Octavia Combi\nNumero di telaio: TMBJG7NE5J0123456\nTotale: 18.400,00 EUR",
        "Numero di polizza: HM-77120\nVeicolo: Skoda Octavia\nTarga: FX 482 KL\nDecorrenza: 1° febbraio 2026\nPremio annuo: 410,00 EUR",
    ),
    (
        "Factuur 2201",
        "Voertuig: Skoda Octavia Combi\nChassisnummer: TMBJG7NE5J0123456\nTotaal: € 18.400,00",
        "Polisnummer: HM-77120\nVoertuig: Skoda Octavia\nKenteken: GX-482-K\nIngangsdatum: 1 februari 2026\nJaarpremie: € 410,00",
    ),
];

const CARS_OF: &str = "Autohaus Lenn <sales@lenncars.example>";
const COVER: &str = "Harbour Mutual <post@harbourm.example>";

fn vehicles(household: &Household, at: &str) -> Vec<Value> {
    let things = household.list(&["things", "--at", at]);
    things.into_iter().filter(|thing| thing["kind"] == "vehicle").collect()
}

#[test]
fn the_frame_of_a_bill_and_the_plate_of_a_policy_are_of_one_car() {
    for (subject, sold, insured) in CARS {
        let bill = Mail::from(CARS_OF, "2026-01-20", subject).body(&format!("{subject}\n{sold}"));
        let papers = Mail::from(COVER, "2026-01-28", "HM-77120").body(insured);
        let household = Household::with(&[bill, papers]);
        let cars = vehicles(&household, "2026-02-10");
        assert_eq!(cars.len(), 1, "{cars:?}");
        assert_eq!(cars[0]["identifiers"].as_array().map(Vec::len), Some(2), "{cars:?}");
    }
}

#[test]
fn cars_of_two_models_and_two_plates_of_one_model_stay_two() {
    let (subject, sold, insured) = CARS[0];
    let bill = Mail::from(CARS_OF, "2026-01-20", subject).body(&format!("{subject}\n{sold}"));
    let fabia =
        Mail::from(COVER, "2026-01-28", "HM-77120").body(&insured.replace("Octavia", "Fabia"));
    assert_eq!(vehicles(&Household::with(&[bill, fabia]), "2026-02-10").len(), 2);
    let first = Mail::from(COVER, "2026-01-20", "HM-77120").body(insured);
    let other = insured.replace("LB19 XKD", "LC21 ABE").replace("77120", "88230");
    let second = Mail::from(COVER, "2026-01-28", "HM-88230").body(&other);
    assert_eq!(vehicles(&Household::with(&[first, second]), "2026-02-10").len(), 2);
}

#[test]
fn a_recall_of_a_series_is_of_what_was_bought_of_it() {
    let order = "Order number: 88120\nItem: Brevia KX-420 dishwasher\nTotal: £429.00";
    let recalled = |subject: &str| {
        let bought = Mail::from(
            "Hobart Home <orders@hobarthome.example>",
            "2025-03-20",
            "Order confirmation 88120",
        )
        .body(order);
        let recall = Mail::from("Brevia <safety@brevia.example>", "2026-01-28", subject).body(
            "Important safety notice.\n\nWe are recalling dishwashers because of a risk of fire. Please stop using yours.",
        );
        let household = Household::with(&[bought, recall]);
        let things = household.list(&["things", "--at", "2026-02-10"]);
        assert_eq!(things.len(), 1, "{things:?}");
        let matters = household.list(&["matters", "--at", "2026-02-10"]);
        matters.iter().any(|matter| !matter["thing"].is_null())
    };
    assert!(recalled("Safety recall: Brevia KX-420"));
    assert!(recalled("Safety recall: KX-4 series dishwashers"));
    assert!(recalled("Safety recall: dishwashers made in 2024"));
    assert!(!recalled("Safety recall: KX-9 series"), "another series");
}

/// That a car was sold, to a club that its owner is a member of.
const SOLD: &[&str] = &[
    "I have sold my Mazda CX-5 to Mr Hallam on 3 May.",
    "Ich habe meinen Mazda CX-5 am 3. Mai an Herrn Hallam verkauft.",
    "J'ai vendu ma Mazda CX-5 à M. Hallam le 3 mai.",
    "He vendido mi Mazda CX-5 al señor Hallam el 3 de mayo.",
    "Ho venduto la mia Mazda CX-5 al signor Hallam il 3 maggio.",
    "Ik heb mijn Mazda CX-5 op 3 mei verkocht aan meneer Hallam.",
];

#[test]
fn a_car_that_the_owner_tells_a_club_to_have_sold_is_gone_and_not_the_club() {
    for letter in SOLD {
        let papers = Mail::from(COVER, "2026-01-28", "Your car insurance documents").body(
            "Policy number: HM-77120\nVehicle: Mazda CX-5\nRegistration: LB19 XKD\nCover starts: 1 February 2026\nAnnual premium: £410.00",
        );
        let club = "Mazda Drivers Club <hello@mazdadrivers.example>";
        let member = Mail::from(club, "2026-02-03", "Welcome to the club").body(
            "Your membership is confirmed.\n\nMember number: 20131\nMembership fee: £24.00 a year",
        );
        let told = from_ada("2026-05-04", club, "20131", letter);
        let household = Household::of_ada(&[papers, member, told]);
        let cars = vehicles(&household, "2026-05-02");
        assert_eq!(
            (each(&cars, "stage"), each(&cars, "name")),
            (vec!["in_use"], vec!["Mazda CX-5"])
        );
        let things = household.list(&["things", "--at", "2026-05-05"]);
        for thing in &things {
            let gone = thing["stage"] == "gone";
            assert_eq!(gone, thing["kind"] == "vehicle", "{letter}: {things:?}");
        }
    }
}

/// The label of a number, a subject that tells a new one, the sentence that does, the subject of a bill.
const NUMBERS: &[(&str, &str, &str, &str)] = &[
    (
        "Account number",
        "Your new account number",
        "Your new account number is 9930071.",
        "Your bill",
    ),
    (
        "Kundennummer",
        "Ihre neue Kundennummer",
        "Ihre neue Kundennummer lautet 9930071.",
        "Ihre Rechnung",
    ),
    (
        "Numéro client",
        "Votre nouveau numéro client",
        "Votre nouveau numéro client est le 9930071.",
        "Votre facture",
    ),
    (
        "Número de cliente",
        "Su nuevo número de cliente",
        "Su nuevo número de cliente es 9930071.",
        "Su factura",
    ),
    (
        "Codice cliente",
        "Il suo nuovo codice cliente",
        "Il suo nuovo codice cliente è 9930071.",
        "La sua bolletta",
    ),
    ("Klantnummer", "Uw nieuwe klantnummer", "Uw nieuwe klantnummer is 9930071.", "Uw nota"),
];

#[test]
fn a_customer_who_gets_a_new_number_keeps_their_agreement() {
    let water = "Tarnwasser <konto@tarnwasser.example>";
    for (label, subject, told, bills) in NUMBERS {
        let bill = |day: &str, number: &str| {
            let due = if day < "2026-06" { "20.04.2026" } else { "20.07.2026" };
            let text = format!(
                "{bills}\n\n{label}: {number}\nTotal: 88,20 EUR\nIBAN: DE02120300000000202051\nFällig am {due}"
            );
            Mail::from(water, day, bills).body(&text)
        };
        let news = Mail::from(water, "2026-05-05", subject).body(told);
        for mails in [
            vec![bill("2026-04-03", "4410-2207"), news, bill("2026-07-03", "9930071")],
            vec![bill("2026-04-03", "4410-2207"), bill("2026-07-03", "9930071")],
        ] {
            let household = Household::with(&mails);
            let agreements = household.list(&["agreements", "--at", "2026-07-10"]);
            assert_eq!(each(&agreements, "reference"), ["9930071"], "{agreements:?}");
        }
        // Two numbers billed in the same days are two contracts.
        let two = [bill("2026-04-03", "4410-2207"), bill("2026-04-05", "9930071")];
        let agreements = Household::with(&two).list(&["agreements", "--at", "2026-07-10"]);
        assert_eq!(agreements.len(), 2, "{agreements:?}");
    }
}
