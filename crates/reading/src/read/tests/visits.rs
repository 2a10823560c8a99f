//! Days on which somebody comes.

use super::{Desk, Mail, days};
use oxherd_model::{DateRole, Kind};

/// Bookings of work, with the hours of the arrival.
const BOOKED: &[Mail] = &[
    (
        "en",
        "Booking confirmed: boiler service",
        "Hello Toni,\n\nthanks for booking with us.\n\nDate: Wednesday 20 March 2024\nArrival window: 8am - 12 noon\nPrice: £95.00, payable after the visit\n\nAlderley",
    ),
    (
        "en",
        "Your engineer visit",
        "Hello,\n\nyour visit is confirmed. Our engineer will arrive between 1pm and 5pm on 20 March 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your repair booking RB-118",
        "Hi Toni,\n\nJob: washing machine repair\nTechnician arrival: 20 March 2024, 10:00 - 14:00\nAddress: 4 Mill Lane\n\nAlderley",
    ),
    (
        "en",
        "We have booked your chimney sweep",
        "Hello,\n\nAll set.\n\nService: chimney sweep\nDate: 20 March 2024\nArrival slot: 9:00-11:00\n\nAlderley",
    ),
    (
        "de",
        "Ihre Buchung ist bestätigt: Heizungswartung",
        "Guten Tag,\n\nvielen Dank für Ihre Buchung.\n\nDatum: Mittwoch, 20. März 2024\nAnkunft: zwischen 8 und 12 Uhr\nPreis: 95,00 €, zahlbar nach dem Besuch\n\nAlderley",
    ),
    (
        "de",
        "Buchungsbestätigung Kaminkehrer",
        "Guten Tag,\n\nTag: 20.03.2024\nAnkunftszeit: 8:00 - 10:00 Uhr\nLeistung: Kehrung\n\nAlderley",
    ),
    (
        "fr",
        "Réservation confirmée : entretien de votre poêle",
        "Bonjour,\n\nMerci pour votre réservation.\n\nDate : mercredi 20 mars 2024\nCréneau d'arrivée : 8 h - 12 h\nPrix : 95,00 €, à régler après la visite\n\nAlderley",
    ),
    (
        "fr",
        "Votre réservation",
        "Bonjour,\n\nPrestation : ramonage\nDate : 20/03/2024\nArrivée du technicien : entre 9 h et 11 h\n\nAlderley",
    ),
    (
        "es",
        "Reserva confirmada: revisión de la caldera",
        "Hola Toni:\n\nGracias por tu reserva.\n\nFecha: miércoles 20 de marzo de 2024\nFranja de llegada: 8:00 - 12:00\nPrecio: 95,00 €, a pagar tras la visita\n\nAlderley",
    ),
    (
        "es",
        "Tu reserva está confirmada",
        "Hola:\n\nServicio: limpieza de chimenea\nDía: 20/03/2024\nLlegada del técnico: entre las 9 y las 11\n\nAlderley",
    ),
    (
        "it",
        "Prenotazione confermata: manutenzione caldaia",
        "Gentile cliente,\n\ngrazie per la prenotazione.\n\nData: mercoledì 20 marzo 2024\nFascia di arrivo: 8 - 12\nPrezzo: 95,00 €, da pagare dopo la visita\n\nAlderley",
    ),
    (
        "it",
        "La sua prenotazione",
        "Gentile cliente,\n\nServizio: pulizia canna fumaria\nData: 20/03/2024\nArrivo del tecnico: tra le 9 e le 11\n\nAlderley",
    ),
    (
        "nl",
        "Boeking bevestigd: onderhoud cv-ketel",
        "Beste Toni,\n\nBedankt voor je boeking.\n\nDatum: woensdag 20 maart 2024\nAankomst: tussen 8 en 12 uur\nPrijs: € 95,00, te betalen na het bezoek\n\nAlderley",
    ),
    (
        "nl",
        "Uw boeking schoorsteenveger",
        "Geachte klant,\n\nDienst: schoorsteen vegen\nDatum: 20-03-2024\nAankomsttijd monteur: 9:00 - 11:00\n\nAlderley",
    ),
    (
        "en",
        "Confirmation of your plumber visit",
        "Dear Toni,\n\nThis confirms that one of our plumbers will be with you on Wednesday 20 March 2024, any time between 12:00 and 16:00.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Auftrag ist eingegangen",
        "Guten Tag,\n\nLeistung: Reparatur Spülmaschine\nEinsatztag: Mittwoch, 20.03.2024\nZeitraum: 12 bis 16 Uhr\n\nAlderley",
    ),
    (
        "fr",
        "Votre demande d'intervention",
        "Bonjour,\n\nNotre plombier viendra chez vous le mercredi 20 mars 2024 entre 12 h et 16 h.\n\nAlderley",
    ),
    (
        "es",
        "Confirmación de la visita",
        "Hola:\n\nNuestro fontanero irá a su casa el miércoles 20 de marzo de 2024, de 12:00 a 16:00.\n\nAlderley",
    ),
    (
        "it",
        "Conferma intervento",
        "Gentile cliente,\n\nil nostro idraulico sarà da lei mercoledì 20 marzo 2024 dalle 12 alle 16.\n\nAlderley",
    ),
    (
        "nl",
        "Bevestiging reparatie",
        "Beste Toni,\n\nonze loodgieter komt op woensdag 20 maart 2024 tussen 12 en 16 uur bij je langs.\n\nAlderley",
    ),
];

/// Parcels, with the same.
const BROUGHT: &[Mail] = &[
    (
        "en",
        "Your delivery is on its way",
        "Hello,\n\nyour parcel arrives on Wednesday 20 March 2024.\nArrival window: 8am - 12 noon\nTracking number: AB123456789\n\nAlderley",
    ),
    (
        "de",
        "Ihre Lieferung kommt",
        "Guten Tag,\n\nIhr Paket kommt am 20.03.2024.\nAnkunft: zwischen 8 und 12 Uhr\nSendungsnummer: AB123456789\n\nAlderley",
    ),
    (
        "fr",
        "Votre colis arrive",
        "Bonjour,\n\nVotre colis arrive le 20 mars 2024.\nCréneau : 8 h - 12 h\nNuméro de suivi : AB123456789\n\nAlderley",
    ),
];

/// Visits moved from 12 March to 14 March.
const MOVED: &[Mail] = &[
    (
        "en",
        "A change to your appointment",
        "Hi Toni,\n\nour hygienist is off sick, so we have had to move your check-up from Tuesday 12 March to Thursday 14 March 2024 at 9:40am. Sorry for the short notice.\n\nAlderley Dental",
    ),
    (
        "en",
        "Appointment update",
        "Dear Toni,\n\nYour appointment on 12 March 2024 has been moved to 14 March 2024 at 10:15.\n\nAlderley",
    ),
    (
        "en",
        "Your service visit",
        "Hello,\n\nwe need to reschedule your boiler service. Instead of 12 March 2024 our engineer will now come on 14 March 2024 between 8 and 12.\n\nAlderley",
    ),
    (
        "en",
        "New date for your MOT",
        "Hello,\n\nyour MOT is no longer on 12 March 2024. New date: 14 March 2024, 8.30am.\n\nAlderley Garage",
    ),
    (
        "de",
        "Änderung Ihres Termins",
        "Guten Tag,\n\nwegen Krankheit müssen wir Ihren Termin vom 12. März auf den 14. März 2024, 9:40 Uhr verlegen.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Termin",
        "Guten Tag,\n\nIhr Termin am 12.03.2024 wurde auf den 14.03.2024 um 10:15 Uhr verschoben.\n\nAlderley",
    ),
    (
        "de",
        "Neuer Termin für die Wartung",
        "Guten Tag,\n\nstatt am 12.03.2024 kommt unser Monteur nun am 14.03.2024 zwischen 8 und 12 Uhr.\n\nAlderley",
    ),
    (
        "de",
        "Terminverschiebung",
        "Guten Tag,\n\nBisheriger Termin: 12.03.2024, 9 Uhr\nNeuer Termin: 14.03.2024, 10 Uhr\n\nAlderley",
    ),
    (
        "fr",
        "Changement de votre rendez-vous",
        "Bonjour,\n\nNous avons dû déplacer votre rendez-vous du mardi 12 mars au jeudi 14 mars 2024 à 9 h 40.\n\nAlderley",
    ),
    (
        "fr",
        "Votre rendez-vous",
        "Bonjour,\n\nVotre rendez-vous du 12 mars 2024 est reporté au 14 mars 2024 à 10 h 15.\n\nAlderley",
    ),
    (
        "fr",
        "Nouvelle date",
        "Bonjour,\n\nAu lieu du 12 mars 2024, notre technicien passera le 14 mars 2024 entre 8 h et 12 h.\n\nAlderley",
    ),
    (
        "es",
        "Cambio de tu cita",
        "Hola Toni:\n\nhemos tenido que mover tu cita del martes 12 de marzo al jueves 14 de marzo de 2024 a las 9:40.\n\nAlderley",
    ),
    (
        "es",
        "Tu cita",
        "Hola:\n\nTu cita del 12 de marzo de 2024 se ha aplazado al 14 de marzo de 2024 a las 10:15.\n\nAlderley",
    ),
    (
        "es",
        "Nueva fecha de la revisión",
        "Hola:\n\nEn lugar del 12 de marzo de 2024, nuestro técnico irá el 14 de marzo de 2024 entre las 8 y las 12.\n\nAlderley",
    ),
    (
        "it",
        "Modifica del suo appuntamento",
        "Gentile cliente,\n\nabbiamo dovuto spostare il suo appuntamento da martedì 12 marzo a giovedì 14 marzo 2024 alle 9:40.\n\nAlderley",
    ),
    (
        "it",
        "Il suo appuntamento",
        "Gentile cliente,\n\nil suo appuntamento del 12 marzo 2024 è stato rinviato al 14 marzo 2024 alle ore 10:15.\n\nAlderley",
    ),
    (
        "it",
        "Nuova data",
        "Gentile cliente,\n\nanziché il 12 marzo 2024 il nostro tecnico verrà il 14 marzo 2024 tra le 8 e le 12.\n\nAlderley",
    ),
    (
        "nl",
        "Wijziging van uw afspraak",
        "Geachte klant,\n\nwij hebben uw afspraak moeten verplaatsen van dinsdag 12 maart naar donderdag 14 maart 2024 om 9.40 uur.\n\nAlderley",
    ),
    (
        "nl",
        "Uw afspraak",
        "Beste Toni,\n\nJe afspraak van 12 maart 2024 is verzet naar 14 maart 2024 om 10.15 uur.\n\nAlderley",
    ),
    (
        "nl",
        "Nieuwe datum onderhoud",
        "Beste klant,\n\nIn plaats van 12 maart 2024 komt onze monteur op 14 maart 2024 tussen 8 en 12 uur.\n\nAlderley",
    ),
    (
        "en",
        "Your appointment",
        "Hi,\n\nDue to illness we must postpone your appointment. It was Tuesday 12 March and is now Thursday 14 March 2024 at 9.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Termin wird verschoben",
        "Guten Tag,\n\nleider fällt Ihr Termin am 12. März aus. Wir haben Sie für den 14. März 2024, 9 Uhr eingetragen.\n\nAlderley",
    ),
    (
        "fr",
        "Votre rendez-vous est décalé",
        "Bonjour,\n\nLe rendez-vous prévu le 12 mars est décalé au 14 mars 2024 à 9 h.\n\nAlderley",
    ),
    (
        "es",
        "Hemos cambiado su cita",
        "Hola:\n\nSu cita prevista para el 12 de marzo pasa al 14 de marzo de 2024 a las 9:00.\n\nAlderley",
    ),
    (
        "it",
        "Appuntamento spostato",
        "Gentile cliente,\n\nl'appuntamento previsto per il 12 marzo slitta al 14 marzo 2024 alle 9.\n\nAlderley",
    ),
    (
        "nl",
        "Afspraak verschoven",
        "Beste Toni,\n\nde afspraak die gepland stond op 12 maart schuift door naar 14 maart 2024 om 9 uur.\n\nAlderley",
    ),
];

#[test]
fn a_day_with_hours_on_which_work_is_done_is_that_of_a_visit() {
    let desk = Desk::new();
    let failing = desk.failing(BOOKED, |reading| {
        days(reading, DateRole::Appointment) == ["2024-03-20"]
            && days(reading, DateRole::Delivery).is_empty()
            && reading.kind == Kind::AppointmentSet
    });
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(BROUGHT, |reading| {
        days(reading, DateRole::Delivery) == ["2024-03-20"]
            && days(reading, DateRole::Appointment).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// A car that is put down for work at a workshop.
const PUT_DOWN: &[Mail] = &[
    (
        "en",
        "Your car is booked in",
        "Hello Toni,\n\nyour Skoda Fabia is booked in for its service on Wednesday 20 March 2024 at 9:30. The price is £139.00, payable on collection.\n\nAlderley Motors",
    ),
    (
        "de",
        "Ihr Werkstatttermin",
        "Guten Tag,\n\nIhr Skoda Fabia ist am 20. März 2024 um 9:30 Uhr zur Inspektion angemeldet. Der Preis beträgt 189,00 EUR, zahlbar bei Abholung.\n\nWerkstatt Alderley",
    ),
    (
        "fr",
        "Votre passage à l'atelier",
        "Bonjour,\n\nvotre Skoda Fabia est inscrite pour la révision le 20 mars 2024 à 9h30. Le prix est de 189,00 €, à régler à la reprise.\n\nGarage Alderley",
    ),
    (
        "es",
        "Su coche en el taller",
        "Hola:\n\nsu Skoda Fabia está apuntado para la revisión el 20 de marzo de 2024 a las 9:30. El precio es de 189,00 €, a pagar al recogerlo.\n\nTaller Alderley",
    ),
    (
        "it",
        "La sua auto in officina",
        "Buongiorno,\n\nla Sua Skoda Fabia è prenotata per il tagliando il 20 marzo 2024 alle 9:30. Il prezzo è di 189,00 €, da pagare al ritiro.\n\nOfficina Alderley",
    ),
    (
        "nl",
        "Uw auto in de werkplaats",
        "Beste Toni,\n\nuw Skoda Fabia is ingepland voor de beurt op 20 maart 2024 om 9.30 uur. De prijs is € 189,00, te betalen bij het ophalen.\n\nGarage Alderley",
    ),
];

#[test]
fn a_day_with_an_hour_for_which_a_car_is_put_down_is_that_of_a_visit() {
    let desk = Desk::new();
    let failing =
        desk.failing(PUT_DOWN, |reading| days(reading, DateRole::Appointment) == ["2024-03-20"]);
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn of_the_two_days_of_a_visit_that_is_moved_the_new_one_stands() {
    let failing = Desk::new().failing(MOVED, |reading| {
        days(reading, DateRole::Appointment) == ["2024-03-14"]
            && reading.kind == Kind::AppointmentChanged
            && !reading
                .facts
                .iter()
                .filter_map(oxherd_model::Fact::date)
                .any(|(_, day)| day.day() == 12)
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Visits that answer a message about care.
const ANSWERED: &[Mail] = &[
    (
        "en",
        "Re: Annual service of your boiler",
        "Hi Toni,\n\nthanks for your message. Dave will be with you on Wednesday 20 March 2024 between 8am and 12 noon.\n\nAlderley",
    ),
    (
        "de",
        "Re: Jahreswartung",
        "Guten Tag,\n\ndanke für Ihre Nachricht. Herr Krause kommt am Mittwoch, 20. März 2024 zwischen 8 und 12 Uhr.\n\nAlderley",
    ),
    (
        "fr",
        "Re: Entretien annuel",
        "Bonjour,\n\nMerci de votre message. Gaëlle passera le mercredi 20 mars 2024 entre 8 h et 12 h.\n\nAlderley",
    ),
    (
        "es",
        "Re: Revisión anual de la caldera",
        "Hola Toni:\n\nGracias por tu mensaje. Pablo irá el miércoles 20 de marzo de 2024 entre las 8:00 y las 12:00.\n\nAlderley",
    ),
    (
        "it",
        "Re: Manutenzione annuale",
        "Gentile cliente,\n\ngrazie del messaggio. Luca verrà mercoledì 20 marzo 2024 tra le 8 e le 12.\n\nAlderley",
    ),
    (
        "nl",
        "Re: Jaarlijks onderhoud",
        "Beste Toni,\n\ndank voor je bericht. Sjoerd komt woensdag 20 maart 2024 tussen 8 en 12 uur.\n\nAlderley",
    ),
];

/// Visits moved to 14 March, with their hours.
const HOURS: &[Mail] = &[
    (
        "it",
        "Modifica appuntamento",
        "Hello,\n\nL'appuntamento del 12/03/2024 è spostato a giovedì 14 marzo 2024, sempre dalle 8:00 alle 12:00.\n\nAlderley",
    ),
    (
        "fr",
        "Changement de rendez-vous",
        "Hello,\n\nVotre rendez-vous du 12 mars 2024 est décalé au 14 mars 2024, toujours entre 8 h et 12 h.\n\nAlderley",
    ),
    (
        "de",
        "Terminänderung",
        "Hello,\n\nIhr Termin am 12.03.2024 wird auf den 14.03.2024 verlegt, weiterhin zwischen 8 und 12 Uhr.\n\nAlderley",
    ),
];

/// Streets that are named after a day.
const STREETS: &[Mail] = &[
    (
        "de",
        "Ihr Termin",
        "Guten Tag,\n\nIhr Termin ist am 20. März 2024 um 10 Uhr. Wir sind in der Straße des 17. Juni 135, Berlin.\n\nAlderley",
    ),
    (
        "it",
        "Il suo appuntamento",
        "Gentile cliente,\n\nil suo appuntamento è il 20 marzo 2024 alle 10. Ci trova in Via 4 Novembre 12, Roma.\n\nAlderley",
    ),
    (
        "es",
        "Su cita",
        "Hola:\n\nSu cita es el 20 de marzo de 2024 a las 10:00. Estamos en Plaza del 2 de Mayo 4, Madrid.\n\nAlderley",
    ),
    (
        "fr",
        "Votre rendez-vous",
        "Bonjour,\n\nVotre rendez-vous est le 20 mars 2024 à 10 h, au 5 rue du 8 mai 1945, Lyon.\n\nAlderley",
    ),
    (
        "es",
        "Su cita",
        "Hola:\n\nSu cita es el 20 de marzo de 2024 a las 10:00. Calle Mayo 3, Madrid.\n\nAlderley",
    ),
];

/// Called off on 12 March, or moved, to 14 March.
const OFF: &[Mail] = &[
    (
        "de",
        "Unser Termin",
        "Guten Tag,\n\nich muss den Termin am 12. März leider absagen. Ersatz: Donnerstag, 14. März 2024, 10 Uhr.\n\nHufschmied Alderley",
    ),
    (
        "fr",
        "Ton cours est déplacé",
        "Bonjour,\n\nTon cours du mardi 12 mars est déplacé au jeudi 14 mars 2024 à 10h30.\n\nAlderley",
    ),
];

fn promised(reading: &oxherd_model::Reading) -> Vec<String> {
    let terms = reading.facts.iter().filter_map(oxherd_model::Fact::promise);
    let days = terms.filter_map(|(_, term)| match term {
        oxherd_model::PromiseTerm::By(on) => Some(on.to_string()),
        oxherd_model::PromiseTerm::Within { .. } => None,
    });
    days.collect()
}

#[test]
fn who_answers_with_a_day_and_hours_comes_on_it() {
    let failing = Desk::new().failing(ANSWERED, |reading| {
        days(reading, DateRole::Appointment) == ["2024-03-20"]
            && reading.kind == Kind::AppointmentSet
            && promised(reading) == ["2024-03-20"]
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn what_is_moved_or_called_off_is_promised_for_its_new_day_alone() {
    let desk = Desk::new();
    let failing = desk.failing(HOURS, |reading| promised(reading) == ["2024-03-14"]);
    assert!(failing.is_empty(), "{failing:#?}");
    let failing =
        desk.failing(OFF, |reading| days(reading, DateRole::Appointment) == ["2024-03-14"]);
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn a_day_that_a_street_is_named_after_is_no_day() {
    let failing = Desk::new().failing(STREETS, |reading| {
        let dates = reading.facts.iter().filter_map(oxherd_model::Fact::date);
        let issued = |role| role == DateRole::Issued;
        dates.filter(|(role, _)| !issued(*role)).count() == 1
            && days(reading, DateRole::Appointment) == ["2024-03-20"]
            && days(reading, DateRole::Issued) == ["2024-03-05"]
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Moved from 12 March, which the subject names, to 14 March.
const HEADED: &[Mail] = &[
    (
        "en",
        "Change of concert Tuesday 12 March 2024",
        "Dear guest,\n\nthe concert on Tuesday 12 March 2024, 7 pm, has to be moved. The new date is Thursday 14 March 2024, 7 pm. Your ticket stays valid.\n\nAlderley",
    ),
    (
        "de",
        "Verlegung der Vorstellung am Dienstag, 12.03.2024",
        "Guten Tag,\n\ndas Konzert am Dienstag, 12.03.2024, 19:00 Uhr wird leider verlegt. Neuer Termin ist Donnerstag, der 14.03.2024, 19:00 Uhr. Ihre Karte gilt weiter.\n\nAlderley",
    ),
    (
        "fr",
        "Report de votre séance du mardi 12 mars 2024",
        "Bonjour,\n\nla séance du mardi 12 mars 2024 à 19 h est reportée. La nouvelle date est le jeudi 14 mars 2024 à 19 h.\n\nAlderley",
    ),
    (
        "es",
        "Cambio de la función del martes 12 de marzo de 2024",
        "Hola:\n\nla función del martes 12 de marzo de 2024 a las 20:00 se tiene que aplazar. La nueva fecha es el jueves 14 de marzo de 2024 a las 20:00.\n\nAlderley",
    ),
    (
        "it",
        "Rinvio dello spettacolo del 12 marzo 2024",
        "Buongiorno,\n\nlo spettacolo di martedì 12 marzo 2024 alle 19 è rinviato. La nuova data è giovedì 14 marzo 2024 alle 19.\n\nAlderley",
    ),
    (
        "nl",
        "Verplaatsing voorstelling 12 maart 2024",
        "Beste klant,\n\nde voorstelling van dinsdag 12 maart 2024 om 20.00 uur wordt verplaatst. De nieuwe datum is donderdag 14 maart 2024, 20.00 uur.\n\nAlderley",
    ),
];

#[test]
fn a_subject_that_names_what_was_moved_tells_no_other_day() {
    let failing = Desk::new().failing(HEADED, |reading| {
        let dates = reading.facts.iter().filter_map(oxherd_model::Fact::date);
        let of_visit = |role| matches!(role, DateRole::Appointment | DateRole::Start);
        let mut told: Vec<String> =
            dates.filter(|(role, _)| of_visit(*role)).map(|(_, on)| on.to_string()).collect();
        told.dedup();
        reading.kind == Kind::AppointmentChanged && told == ["2024-03-14"]
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// The subject tells the new day, and the text the old one alone.
const AIMED: &[Mail] = &[
    (
        "en",
        "Your appointment was moved to 18 March 2024",
        "Dear Toni,\n\nyour appointment on 11 March 2024 at 9:00 had to be moved. Details are in your account.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Termin wurde auf den 18. März 2024 verlegt",
        "Guten Tag,\n\nIhr Termin am 11. März 2024 um 9:00 Uhr musste verschoben werden. Alles Weitere finden Sie in Ihrem Konto.\n\nAlderley",
    ),
    (
        "fr",
        "Votre rendez-vous est reporté au 18 mars 2024",
        "Bonjour,\n\nvotre rendez-vous du 11 mars 2024 à 9 h a dû être reporté. Les détails sont dans votre compte.\n\nAlderley",
    ),
    (
        "es",
        "Su cita se ha trasladado al 18 de marzo de 2024",
        "Hola:\n\nsu cita del 11 de marzo de 2024 a las 9:00 se ha tenido que aplazar. Los detalles están en su cuenta.\n\nAlderley",
    ),
    (
        "it",
        "Il tuo appuntamento è spostato al 18 marzo 2024",
        "Buongiorno,\n\nil tuo appuntamento dell'11 marzo 2024 alle 9:00 è stato rinviato. I dettagli sono nel tuo account.\n\nAlderley",
    ),
    (
        "nl",
        "Uw afspraak is verplaatst naar 18 maart 2024",
        "Beste klant,\n\nuw afspraak op 11 maart 2024 om 9.00 uur moest worden verplaatst. De gegevens staan in uw account.\n\nAlderley",
    ),
];

#[test]
fn a_subject_that_names_the_new_day_keeps_it() {
    let failing = Desk::new().failing(AIMED, |reading| {
        let dates = reading.facts.iter().filter_map(oxherd_model::Fact::date);
        dates.into_iter().any(|(_, on)| on.to_string() == "2024-03-18")
    });
    assert!(failing.is_empty(), "{failing:#?}");
}
