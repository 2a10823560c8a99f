//! Who comes between which hours, until when something is looked after, how long a guarantee runs, and what
//! stands at the foot.

use super::{claims, expect, read};
use oxherd_model::{Claim, PromiseTerm};

#[test]
fn hours_in_which_somebody_comes_are_a_promise_in_each_language() {
    for (language, text) in [
        ("en", "Our fitter calls on Thursday 16 April 2026, any time between 9 and 1pm."),
        ("en", "Visit date: 16 April 2026\nWindow: 10:30 to 13:00"),
        ("en", "We have you down for 16 April 2026 from 7.30am until 11am."),
        ("de", "Die Kollegin ist am 16.04.2026 zwischen 13 und 15 Uhr bei Ihnen."),
        ("de", "Datum: 16. April 2026\nUhrzeit: 7.30 bis 10.00 Uhr\nMonteurin: Frau Quast"),
        ("de", "Wir kommen am 16.04.2026, 14-16 Uhr."),
        ("fr", "Le plombier sera chez vous le 16 avril 2026 de 14h à 16h30."),
        ("fr", "Date : 16 avril 2026\nHoraire : 9h-11h"),
        ("fr", "Nous passerons le jeudi 16 avril 2026 entre 13 h et 15 h."),
        ("es", "El fontanero irá el 16 de abril de 2026 entre las 9 y las 11 h."),
        ("es", "Día: 16 de abril de 2026\nHora: 16:00 a 18:00"),
        ("es", "Pasaremos el jueves 16 de abril de 2026 de 10:00 a 12:00."),
        ("it", "L'idraulico passa il 16 aprile 2026 dalle 14 alle 16:30."),
        ("it", "Data: 16 aprile 2026\nOrario: 9:00 - 11:00"),
        ("it", "Saremo da Lei giovedì 16 aprile 2026 fra le ore 8 e le ore 10."),
        ("it", "Saremo da Lei giovedì 16 aprile 2026 dalle ore 8,30 alle ore 10,30."),
        ("nl", "De loodgieter is er op 16 april 2026 van 13.00 tot 15.30 uur."),
        ("nl", "Datum: 16 april 2026\nTijdvak: 9.00 - 11.00 uur"),
        ("nl", "We komen donderdag 16 april 2026 tussen 14 en 16 uur."),
    ] {
        let found = read(language, text).found;
        let said = found.iter().any(|f| {
            let by = PromiseTerm::By(jiff::civil::date(2026, 4, 16));
            matches!(&f.claim, Claim::Promise { term, .. } if *term == by)
        });
        assert!(said, "{text:?}: {:?}", claims(language, text));
    }
}

#[test]
fn hours_that_were_to_be_and_numbers_that_count_something_are_no_promise() {
    for (language, text) in [
        ("en", "On 3 April 2026 your fitter should have come between 9 and 12am."),
        ("de", "Am 03.04.2026 sollte Ihr Monteur zwischen 9 und 12 Uhr kommen."),
        ("fr", "Le 3 avril 2026 votre plombier devait passer entre 9h et 12h."),
        ("es", "El 3 de abril de 2026 su fontanero debía venir entre las 9 y las 12 h."),
        ("it", "Il 3 aprile 2026 il vostro idraulico doveva venire tra le 9 e le 12:00."),
        ("nl", "Op 3 april 2026 zou uw loodgieter tussen 9 en 12 uur komen."),
        ("en", "There was a fault on the line between 12.40 and 13.35 today."),
        ("de", "Heute gab es zwischen 12:40 und 13:35 Uhr eine Störung im Netz."),
        ("fr", "Il y a eu une coupure aujourd'hui entre 12h40 et 13h35."),
        ("es", "Hoy hubo una avería entre las 12:40 y las 13:35."),
        ("it", "Oggi c'è stato un guasto tra le 12:40 e le 13:35."),
        ("nl", "Vandaag was er een storing tussen 12.40 en 13.35 uur."),
        ("en", "From 16 April 2026 it takes between 8 and 12 days."),
        ("en", "From 16 April 2026 you pay between 8 and 12 €."),
        ("it", "Il canone passerà da 18,00 € a 21,00 € dal 16 aprile 2026."),
        ("fr", "La cotisation passera de 18,00 € à 21,00 € le 16 avril 2026."),
    ] {
        let found = read(language, text).found;
        let said = found
            .iter()
            .any(|f| matches!(&f.claim, Claim::Promise { term: PromiseTerm::By(_), .. }));
        assert!(!said, "{text:?}: {:?}", claims(language, text));
    }
}

#[test]
fn the_day_by_which_care_is_to_be_done_is_no_payment() {
    for (language, text) in [
        ("en", "The first service must be carried out by 12 March 2027."),
        ("en", "Your annual service is due by 12 March 2027, or the guarantee ends."),
        ("de", "Die erste Wartung muss bis spätestens 12.03.2027 erfolgen."),
        ("de", "Die jährliche Inspektion ist bis zum 12.03.2027 fällig."),
        ("fr", "Le premier entretien doit être fait avant le 12 mars 2027."),
        ("es", "La primera revisión debe hacerse antes del 12 de marzo de 2027."),
        ("it", "Il primo tagliando va fatto entro il 12 marzo 2027."),
        ("nl", "De eerste onderhoudsbeurt moet uiterlijk 12 maart 2027 gedaan zijn."),
    ] {
        expect(language, text, &["service_due 2027-03-12"]);
    }
    let paid = claims("en", "Please pay for the service by 12 May 2026.");
    assert!(!paid.iter().any(|claim| claim.starts_with("service_due")), "{paid:?}");
    expect("de", "Nächste Wartung fällig: 03/2027", &["service_due 2027-03-31"]);
}

#[test]
fn a_guarantee_ends_on_the_day_that_its_line_names() {
    for (language, text) in [
        ("en", "Warranty: 5 years, until 2 April 2031"),
        ("en", "Your 5 year guarantee runs from 3 April 2026 to 2 April 2031."),
        ("de", "Garantie: 5 Jahre auf alle Teile, bis 02.04.2031"),
        ("fr", "Garantie : 5 ans pièces, jusqu'au 2 avril 2031"),
        ("es", "Garantía: 5 años, hasta el 2 de abril de 2031"),
        ("it", "Garanzia: 5 anni, con scadenza il 2 aprile 2031"),
        ("nl", "Garantie: 5 jaar op onderdelen, tot en met 2 april 2031"),
    ] {
        expect(language, text, &["warranty_end 2031-04-02"]);
    }
}

#[test]
fn what_is_brought_is_no_visit_and_who_comes_is_no_parcel() {
    for (language, text) in [
        ("en", "Your delivery is booked for Thursday 16 April 2026."),
        ("fr", "La livraison est prévue le 16 avril 2026."),
        ("nl", "Afleverdatum: 16 april 2026"),
    ] {
        expect(language, text, &["delivery 2026-04-16"]);
    }
    for (language, text) in [
        ("it", "Il tecnico arriverà il 16 aprile 2026."),
        ("es", "Nuestro técnico llegará el 16 de abril de 2026."),
        ("en", "Our engineer will arrive on 16 April 2026."),
    ] {
        expect(language, text, &["appointment 2026-04-16"]);
    }
}

#[test]
fn numbers_of_laws_and_registers_and_hours_of_a_friday_are_nothing_of_the_reader() {
    for (language, text) in [
        ("it", "Informativa ai sensi del Reg. UE n. 2016/679"),
        ("fr", "Conformément au règlement (UE) 2016/679"),
        ("es", "Ley 34/2002 y Reglamento (UE) 2016/679"),
        ("de", "nach VO (EU) 2016/679"),
        ("nl", "Verordening (EU) 2016/679"),
        ("en", "Regulation (EU) 2016/679"),
        ("es", "C.I.F. A-20112233"),
        ("it", "REA TO-112233"),
        ("nl", "AFM-vergunning 12001122"),
        ("en", "Company Reg. CD12345"),
        ("de", "WEEE-Reg.-Nr. DE 11223344"),
        ("fr", "ORIAS 07 001 122"),
    ] {
        assert_eq!(claims(language, text), [""; 0], "{text:?}");
    }
    let hours = claims("de", "Mo-Do 9-17 Uhr, Fr 9-12 Uhr");
    assert_eq!(hours, ["hours Mo-Do 9-17 Uhr, Fr 9-12 Uhr"]);
    assert_eq!(claims("de", "Fr 9-12 Uhr"), [""; 0]);
    expect("de", "Sie zahlen Fr 9.50", &["total 9.50 CHF"]);
}

#[test]
fn the_hour_at_which_somebody_came_is_read_in_each_language() {
    for (language, text) in [
        ("en", "Our fitter arrived at 4.10pm, we are sorry."),
        ("de", "Ankunft: 16:10 Uhr, Abfahrt: 17:00 Uhr"),
        ("fr", "Heure d'arrivée : 16h10"),
        ("es", "Hora de llegada: 16:10"),
        ("it", "Il tecnico è arrivato alle 16:10."),
        ("nl", "Aankomst 16.10 uur"),
        ("en", "Our roofer attended at 4.10pm."),
        ("en", "On site: 16:10\nOff site: 17:00"),
        ("de", "Unser Maler traf um 16.10 Uhr bei Ihnen ein."),
        ("de", "Die Kollegin konnte erst um 16:10 Uhr zu Ihnen kommen."),
        ("fr", "Le couvreur s'est présenté chez vous à 16h10."),
        ("fr", "Il n'a pu venir qu'à 16 h 10."),
        ("es", "El pintor acudió a las 16:10 y se marchó a las 17:00."),
        ("es", "No pudo llegar hasta las 16.10."),
        ("it", "Siamo stati da Lei oggi alle 16:10."),
        ("it", "L'imbianchino è potuto venire solo alle 16.10."),
        ("nl", "Onze schilder stond om 16.10 uur bij u voor de deur."),
        ("nl", "De schilder kon pas om 16.10 uur bij u zijn."),
    ] {
        assert_eq!(read(language, text).came_at, Some(16 * 60 + 10), "{text:?}");
    }
    for (language, text) in [
        ("en", "The glazier came at four rather than in the morning."),
        ("de", "Um kurz vor vier am Nachmittag war der Glaser bei Ihnen."),
        ("fr", "Le vitrier est arrivé à quatre heures de l'après-midi."),
        ("es", "El cristalero llegó a las cuatro de la tarde."),
        ("it", "Il vetraio è arrivato alle quattro del pomeriggio."),
        ("it", "Il vetraio è passato alle 16."),
        ("nl", "De glaszetter kwam pas om vier uur 's middags."),
    ] {
        assert_eq!(read(language, text).came_at, Some(16 * 60), "{text:?}");
    }
    for (language, text) in [
        ("en", "Your fitter will be there between 8am and 12pm."),
        ("en", "Please call us before 4.10pm."),
        ("de", "Ihr Termin war um 8:00 Uhr vereinbart."),
        ("de", "Um 16:10 Uhr war alles fertig."),
        ("fr", "Le technicien est reparti à 16h10."),
        ("it", "Il lavoro è finito alle 16:10."),
    ] {
        assert_eq!(read(language, text).came_at, None, "{text:?}");
    }
}

#[test]
fn the_hours_of_a_visit_may_stand_in_a_row_below_its_day() {
    for (language, text) in [
        (
            "en",
            "Your visit is booked.\n\nDate\t16 April 2026\n\nTime slot\t8:00 - 12:00\n\nEngineer\tRob Hale",
        ),
        (
            "de",
            "Ihr Termin steht fest.\n\nDatum\t16.04.2026\n\nTechniker\tRolf Hase\n\nZeitfenster\t8:00 - 12:00",
        ),
        ("fr", "Votre rendez-vous est pris.\n\nDate\t16/04/2026\n\nCréneau\t8h00 - 12h00"),
        ("es", "Su cita está confirmada.\n\nFecha\t16/04/2026\n\nFranja horaria\t8:00 - 12:00"),
        (
            "it",
            "Il suo appuntamento è fissato.\n\nData\n\n16/04/2026\n\nFascia oraria\n\n8:00 - 12:00",
        ),
        ("nl", "Uw afspraak staat vast.\n\nDatum\t16-04-2026\n\nTijdvak\t8:00 - 12:00"),
    ] {
        let found = read(language, text).found;
        let by = PromiseTerm::By(jiff::civil::date(2026, 4, 16));
        let said = found.iter().any(|f| {
            matches!(&f.claim, Claim::Promise { term, what, .. } if *term == by && what.contains("12"))
        });
        assert!(said, "{text:?}: {:?}", claims(language, text));
    }
    // The hours of an office belong to no day, and prose below a listing is none of it.
    for text in [
        "Datum\t16.04.2026\n\nMontag bis Freitag\t8:00 - 17:00",
        "Datum\t16.04.2026\n\nUnser Telefon ist für alle Ihre Fragen besetzt, und zwar immer von 8:00 - 17:00 Uhr.",
    ] {
        let found = read("de", text).found;
        let said = found.iter().any(|f| matches!(f.claim, Claim::Promise { .. }));
        assert!(!said, "{text:?}: {:?}", claims("de", text));
    }
}
