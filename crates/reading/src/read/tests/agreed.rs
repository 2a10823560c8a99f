//! Messages whose words say little of their kind, and whose facts say it.

use super::{Desk, Mail};
use oxherd_model::{CueSource, Kind, Reading};

/// A visit is set, in words that speak of other things as well.
const VISITS: &[Mail] = &[
    (
        "en",
        "Biscuit's appointment",
        "Hi Toni,\n\nno problem, Biscuit's booster is down for Tuesday 12 March 2024 at 9.40am with Dr Hale.",
    ),
    (
        "en",
        "Booking confirmed: annual service KL-4410",
        "Dear Toni,\n\nyour annual service is booked.\n\nBooking reference: KL-4410\nDate: Tuesday 12 March 2024\nArrival: between 9am and 11am\nHeat pump: Norvane 9\nPrice: £88.00",
    ),
    (
        "de",
        "Terminbestätigung Wartung KL-4410",
        "Guten Tag,\n\nIhr Termin zur jährlichen Wartung ist eingetragen.\n\nTermin-Nr.: KL-4410\nDatum: Dienstag, 12.03.2024\nZeitfenster: zwischen 8 und 10 Uhr\nGerät: Norvane 9",
    ),
    (
        "fr",
        "Notre technicienne passe mardi",
        "Bonjour Madame,\n\nNadège viendra installer votre borne le mardi 12 mars 2024, entre 8 h et 10 h. Une prise libre suffit.",
    ),
    (
        "es",
        "Confirmación: revisión anual KL-4410",
        "Buenos días:\n\nsu revisión anual está reservada.\n\nReserva: KL-4410\nFecha: martes 12 de marzo de 2024\nFranja: entre las 9 y las 11\nAparato: Norvane 9",
    ),
    (
        "it",
        "Conferma manutenzione KL-4410",
        "Buongiorno,\n\nla manutenzione annuale è fissata.\n\nPrenotazione: KL-4410\nData: martedì 12 marzo 2024\nFascia: tra le 9 e le 11\nApparecchio: Norvane 9",
    ),
    (
        "nl",
        "Bevestiging afspraak onderhoud warmtepomp",
        "Beste Toni,\n\nuw afspraak voor het jaarlijks onderhoud staat gepland.\n\nAfspraaknummer: KL-4410\nDatum: dinsdag 12 maart 2024\nTijdvak: tussen 9.00 en 11.00 uur\nToestel: Norvane 9",
    ),
];

/// A new price under a subject that says nothing of it.
const PRICES: &[Mail] = &[
    (
        "en",
        "Important information about your plan",
        "Dear Toni,\n\nrunning our network costs more. We are therefore raising the monthly price of your plan from £20.00 to £23.00 from 1 May 2024. Your plan stays as it is.",
    ),
    (
        "de",
        "Wichtige Information zu Ihrem Vertrag",
        "Guten Tag,\n\nder Betrieb ist teurer geworden. Deshalb erhöhen wir den monatlichen Preis zum 1. Mai 2024 von bisher 20,00 € auf 23,00 €. An Ihren Leistungen ändert sich nichts.",
    ),
    (
        "fr",
        "Information importante sur votre contrat",
        "Bonjour,\n\nnos coûts ont augmenté. Le prix mensuel de votre formule passera de 20,00 € à 23,00 € à compter du 1er mai 2024. Vos services ne changent pas.",
    ),
    (
        "es",
        "Información importante sobre su contrato",
        "Hola:\n\nnuestros costes han subido. El precio mensual de su tarifa pasará de 20,00 € a 23,00 € a partir del 1 de mayo de 2024.",
    ),
    (
        "it",
        "Informazioni importanti sul tuo contratto",
        "Ciao Toni,\n\ni nostri costi sono aumentati. Il prezzo mensile passerà da 20,00 € a 23,00 € dal 1° maggio 2024.",
    ),
    (
        "nl",
        "Belangrijke informatie over uw contract",
        "Beste Toni,\n\nonze kosten zijn gestegen. De maandprijs gaat per 1 mei 2024 van € 20,00 naar € 23,00. Aan uw pakket verandert niets.",
    ),
];

/// Days that are named and are no visit.
const NO_VISITS: &[Mail] = &[
    (
        "en",
        "What's on in March",
        "Hello,\n\nthe spring fair opens on Tuesday 12 March 2024 at 10am. Tickets are on sale now, come and see the animals!",
    ),
    (
        "de",
        "Ihre Rechnung KL-4410",
        "Guten Tag,\n\nfür den Termin am 12.03.2024 um 9 Uhr berechnen wir 88,00 €. Bitte überweisen Sie den Betrag bis 20.03.2024.",
    ),
    (
        "fr",
        "Votre colis",
        "Bonjour,\n\nvotre colis KL44108812 sera livré le mardi 12 mars 2024 entre 8 h et 10 h.",
    ),
];

fn sure_of(kind: Kind) -> impl Fn(&Reading) -> bool {
    move |reading| reading.kind == kind && reading.kind_confidence.thousandths() >= 550
}

#[test]
fn a_visit_is_told_by_its_day_where_words_speak_for_several_kinds() {
    let desk = Desk::new();
    let failing = desk.failing(VISITS, sure_of(Kind::AppointmentSet));
    assert!(failing.is_empty(), "{failing:#?}");
    let mut read = VISITS.iter().map(|(_, subject, body)| desk.read(subject, body));
    let by_facts = |r: Reading| r.why.first().is_some_and(|cue| cue.source == CueSource::Fact);
    assert!(read.any(by_facts), "what told it stands among the reasons");
}

#[test]
fn a_new_price_is_told_by_the_old_one_beside_it() {
    let failing = Desk::new().failing(PRICES, sure_of(Kind::PriceChange));
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn a_day_of_something_else_makes_no_visit() {
    let no_visit = |reading: &Reading| reading.kind != Kind::AppointmentSet;
    let failing = Desk::new().failing(NO_VISITS, no_visit);
    assert!(failing.is_empty(), "{failing:#?}");
}
