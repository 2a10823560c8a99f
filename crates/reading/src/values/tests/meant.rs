//! Values that look like one thing and are another: cover that ends, fines, days that were moved.

use super::{claims, expect};

#[track_caller]
fn none(language: &str, text: &str, unwanted: &[&str]) {
    let found = claims(language, text);
    for claim in unwanted {
        let hit = found.iter().any(|f| f.starts_with(claim));
        assert!(!hit, "{claim} in {found:?} of {text:?}");
    }
}

#[test]
fn cover_that_ends_is_a_guarantee_only_where_one_is_spoken_of() {
    let policy = "Your car insurance policy FP-220871\nCover ends: 13 September 2026";
    expect("en", policy, &["end 2026-09-13"]);
    expect(
        "en",
        "Your two-year warranty.\nCover ends: 13 September 2026",
        &["warranty_end 2026-09-13"],
    );
    expect(
        "en",
        "Your protection plan\nCovered until 13 September 2026",
        &["warranty_end 2026-09-13"],
    );
    expect("de", "Kfz-Versicherung\nVersicherungsschutz bis: 13.09.2026", &["end 2026-09-13"]);
    expect("de", "Garantie bis: 13.09.2026", &["warranty_end 2026-09-13"]);
    expect("fr", "Assurance auto\nCouvert jusqu'au 13/09/2026", &["end 2026-09-13"]);
    expect("es", "Seguro de coche\nCobertura hasta el 13/09/2026", &["end 2026-09-13"]);
    expect("it", "Assicurazione auto\nCopertura fino al 13/09/2026", &["end 2026-09-13"]);
    expect("nl", "Autoverzekering\nDekking tot 13-09-2026", &["end 2026-09-13"]);
}

#[test]
fn fines_and_limits_are_no_sums_to_pay() {
    let rows = [
        ("en", "You could be fined up to £1,000."),
        ("en", "You could be fined up to £1,000 a year."),
        ("en", "Maximum cover £5,000."),
        ("en", "Excess: £250.00"),
        ("en", "Sum insured £40,000"),
        ("en", "A voucher worth up to £20 for you."),
        ("en", "Save up to £300 a year."),
        ("de", "Es droht ein Bußgeld von bis zu 1.000 €."),
        ("de", "Selbstbeteiligung: 150,00 €"),
        ("de", "Versicherungssumme 40.000 €"),
        ("de", "Sparen Sie bis zu 300 € im Jahr."),
        ("fr", "Vous risquez une amende de 1 000 €."),
        ("fr", "Remboursement jusqu'à 500 € par an."),
        ("fr", "Franchise : 150,00 €"),
        ("es", "Se expone a una multa de hasta 1.000 €."),
        ("es", "Franquicia: 150,00 €"),
        ("it", "Rischia una multa fino a 1.000 €."),
        ("it", "Franchigia: 150,00 €"),
        ("nl", "U riskeert een boete tot € 1.000."),
        ("nl", "Eigen risico: € 385,00"),
    ];
    for (language, text) in rows {
        none(language, text, &["total ", "due ", "price ", "paid "]);
    }
    expect("en", "Amount due £42.00. You may be fined up to £1,000.", &["due 42.00 GBP"]);
}

#[test]
fn a_moved_appointment_is_on_its_new_day() {
    let rows = [
        ("en", "We've moved you to Tuesday 21 October at 8.30am instead."),
        ("en", "Your appointment has been moved from 14 October 2026 to 21 October 2026."),
        ("en", "Your visit is now on 21 October 2026 instead of 14 October 2026."),
        ("de", "Ihr Termin wurde vom 14.10.2026 auf den 21.10.2026 verschoben."),
        ("de", "Wir haben Ihren Termin verschoben auf den 21.10.2026 statt 14.10.2026."),
        ("fr", "Votre rendez-vous est déplacé du 14/10/2026 au 21/10/2026."),
        ("fr", "Rendez-vous le 21/10/2026 au lieu du 14/10/2026."),
        ("es", "Su cita ha sido aplazada del 14/10/2026 al 21/10/2026."),
        ("es", "Su cita es el 21/10/2026 en lugar del 14/10/2026."),
        ("it", "L'appuntamento è stato spostato dal 14/10/2026 al 21/10/2026."),
        ("it", "Appuntamento il 21/10/2026 anziché il 14/10/2026."),
        ("nl", "Uw afspraak is verplaatst van 14-10-2026 naar 21-10-2026."),
        ("nl", "Afspraak op 21-10-2026 in plaats van 14-10-2026."),
    ];
    let mut wrong = Vec::new();
    for (language, text) in rows {
        let found = claims(language, text);
        let new = found.iter().any(|f| f == "appointment 2026-10-21");
        let old = found.iter().any(|f| f.ends_with("2026-10-14"));
        if !new || old || found.iter().any(|f| f.starts_with("end ")) {
            wrong.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_goes_on_is_not_moved() {
    expect("en", "You moved in on 3 May 2025 and rent runs to 4 June 2027.", &["end 2027-06-04"]);
    let floor = "Das Parkett wird vom 04.05.2026 bis 06.05.2026 verlegt.";
    expect("de", floor, &["start 2026-05-04", "end 2026-05-06"]);
}

#[test]
fn a_balance_to_pay_and_an_answer_have_their_days() {
    expect(
        "fr",
        "Solde de 450,00 € à régler avant le 4 mars 2026",
        &["due 450.00 EUR", "due 2026-03-04"],
    );
    expect("de", "Restbetrag von 450,00 € zu zahlen bis 04.05.2026", &["due 2026-05-04"]);
    expect("de", "Zustimmung bis zum 30.09.2026", &["answer_by 2026-09-30"]);
    expect("de", "Wir bitten um Ihre Zustimmung bis zum 30.09.2026.", &["answer_by 2026-09-30"]);
}

#[test]
fn a_rise_in_words_has_an_old_price_and_a_new_one() {
    let rows = [
        ("en", "Your plan goes from £27.99 to £29.99 on 1 May 2026.", "GBP"),
        ("en", "The price of your plan is going up from £27.99 to £29.99 a month.", "GBP"),
        ("de", "Ihr Beitrag steigt von 27,99 € auf 29,99 €.", "EUR"),
        ("de", "Der Preis erhöht sich ab 1. Mai von 27,99 € auf 29,99 € im Monat.", "EUR"),
        ("fr", "Votre abonnement passe de 27,99 € à 29,99 €.", "EUR"),
        ("es", "Su cuota pasa de 27,99 € a 29,99 €.", "EUR"),
        ("it", "Il canone passa da 27,99 € a 29,99 €.", "EUR"),
        ("nl", "Uw abonnement gaat van € 27,99 naar € 29,99.", "EUR"),
    ];
    let mut wrong = Vec::new();
    for (language, text, currency) in rows {
        let found = claims(language, text);
        let has = |role: &str, sum: &str| found.contains(&format!("{role} {sum} {currency}"));
        if !has("old", "27.99") || !has("new", "29.99") {
            wrong.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn the_number_of_a_frame_is_that_of_a_thing() {
    let rows = [
        ("en", "Frame number: FT400M2291"),
        ("de", "Rahmennummer FT400M2291"),
        ("de", "Bestellung\nRahmennummer: FT400M2291"),
        ("fr", "Numéro de cadre : FT400M2291"),
        ("es", "Número de bastidor: FT400M2291"),
        ("it", "Numero di telaio: FT400M2291"),
        ("nl", "Framenummer: FT400M2291"),
    ];
    for (language, text) in rows {
        expect(language, text, &["serial FT400M2291 none"]);
        none(language, text, &["order "]);
    }
}

#[test]
fn money_and_word_that_come_by_a_day_are_promised() {
    for (language, text) in [
        ("en", "You'll hear from us by 4 May 2026."),
        ("en", "I'll put the \u{a3}60.00 into your account by 4 May 2026."),
        ("de", "Die 60 \u{20ac} \u{fc}berweise ich dir bis zum 4. Mai 2026."),
        ("de", "Der Ersatzschl\u{fc}ssel geht Ihnen bis sp\u{e4}testens 4. Mai 2026 zu."),
        (
            "fr",
            "Votre d\u{e9}p\u{f4}t de garantie de 40,00 \u{20ac} vous sera rembours\u{e9} au plus tard le 4 mai 2026.",
        ),
        (
            "fr",
            "Nous vous rembourserons votre d\u{e9}p\u{f4}t de garantie de 40,00 \u{20ac} au plus tard le 4 mai 2026.",
        ),
        ("fr", "Vous aurez de nos nouvelles avant le 4 mai 2026."),
        ("es", "Te devolver\u{e9} el dinero antes del 4 de mayo de 2026."),
        ("es", "Tendr\u{e1} noticias nuestras antes del 4 de mayo de 2026."),
        ("it", "Il deposito cauzionale Le verr\u{e0} reso entro il 4 maggio 2026."),
        ("it", "Avr\u{e0} nostre notizie entro il 4 maggio 2026."),
        ("nl", "U hoort uiterlijk 4 mei 2026 van ons."),
        ("nl", "Het bedrag staat uiterlijk 4 mei 2026 op uw rekening."),
        ("nl", "We storten het bedrag uiterlijk 4 mei 2026 op je rekening."),
        ("nl", "We maken \u{20ac} 40,00 uiterlijk 4 mei 2026 over."),
    ] {
        let found = claims(language, text);
        assert!(found.iter().any(|f| f.starts_with("promise By(2026-05-0")), "{text}: {found:?}");
    }
}

#[test]
fn goods_asked_back_by_a_day_are_to_be_returned() {
    for text in [
        "La preghiamo di restituirci il pulsante entro il 4 maggio 2026.",
        "La preghiamo di rispedirci il modem entro il 4 maggio 2026.",
        "Vi chiediamo di riportare il contatore entro il 4 maggio 2026.",
    ] {
        expect("it", text, &["return_by 2026-05-04"]);
    }
}

#[test]
fn what_is_free_to_call_off_until_a_day_is_no_trial() {
    let mut missed = Vec::new();
    for (language, text) in [
        ("en", "Your stay is booked. Cancelling is free until 26 May 2026."),
        ("de", "Ihr Stellplatz ist gebucht. Stornierung kostenlos bis 26.05.2026."),
        ("de", "Absagen gratis bis 26.05.2026, danach 80 %."),
        ("fr", "Votre séjour est réservé. Annulation : gratuit jusqu'au 26 mai 2026."),
        ("es", "Su estancia está reservada. Anulación gratis hasta el 26 de mayo de 2026."),
        ("it", "Il soggiorno è prenotato. Disdetta gratis fino al 26 maggio 2026."),
        ("nl", "Uw verblijf is geboekt. Annuleren is gratis tot 26 mei 2026."),
    ] {
        let found = claims(language, text);
        let by = found.iter().any(|c| c == "cancel_by 2026-05-26");
        if !by || found.iter().any(|c| c.starts_with("trial_end")) {
            missed.push(format!("{text:?}: {found:?}"));
        }
    }
    for (language, text) in [
        ("en", "Your channel is free until 26 May 2026."),
        ("en", "Calls to mobiles are free until 26 May 2026."),
        ("de", "Das Paket ist kostenlos bis 26.05.2026."),
        ("nl", "Het pakket is gratis tot 26 mei 2026."),
    ] {
        let found = claims(language, text);
        if !found.iter().any(|c| c == "trial_end 2026-05-26") {
            missed.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn the_mark_of_a_spanish_boat_is_its_registration() {
    for (language, text, value) in [
        ("es", "Matrícula: 6ª-VA-2-87-15", "6VA28715"),
        ("es", "Te vendo la barca (matrícula 7ª-PM-1-1204-2009) con su motor.", "7PM112042009"),
        ("en", "The boat 7ª-MA-4-31-08 is insured.", "7MA43108"),
        ("de", "Boot mit Kennzeichen 6ª-CA-1-903-21", "6CA190321"),
    ] {
        expect(language, text, &[&format!("registration {value} none")]);
    }
    for text in ["Planta 7ª-B-2", "El 6ª-VA-2 del plano", "7ª-VA-22222-87-15-9"] {
        let found = claims("es", text);
        assert!(!found.iter().any(|c| c.starts_with("registration")), "{found:?} of {text}");
    }
}

#[test]
fn what_stands_before_a_serial_number_in_brackets_is_the_model() {
    for (language, text, model) in [
        (
            "en",
            "Your alarm button Stillwell One (serial number ST1-66120) comes by post.",
            "Stillwell One",
        ),
        (
            "de",
            "Ihr Rauchmelder Brandwart Duo 2 (Seriennummer BW2-40917) ist aktiv.",
            "Brandwart Duo 2",
        ),
        (
            "de",
            "Die Wartung Ihrer Gastherme Ardo T20 (Seriennummer AT2-40917) steht an.",
            "Ardo T20",
        ),
        ("en", "Your Washing Machine Lavaro 700 (serial number LV7-40917) is ready.", "Lavaro 700"),
        (
            "fr",
            "Votre médaillon Clairvoix Deux (n° de série CV2-55120) arrive demain.",
            "Clairvoix Deux",
        ),
        ("es", "Su colgante Vozfiel Uno (número de serie VF1-20118) está activo.", "Vozfiel Uno"),
        (
            "it",
            "Il nuovo bracciale Chiarasalute Tre (n. di serie CS3-11820) arriva domani.",
            "Chiarasalute Tre",
        ),
        ("nl", "Uw alarmknop Zekerstem Plus (serienummer ZP-90213) is actief.", "Zekerstem Plus"),
        (
            "nl",
            "Je Brinkhof Last E7 met framenummer BRV24K009317 staat op jouw naam.",
            "Brinkhof Last E7",
        ),
        (
            "de",
            "Ihr Hellrad Tour 5 mit der Rahmennummer HT5-40917 ist registriert.",
            "Hellrad Tour 5",
        ),
        (
            "en",
            "Your Ashgrove Trek 9 with frame number AT9-40917 is registered.",
            "Ashgrove Trek 9",
        ),
    ] {
        expect(language, text, &[&format!("model {model} none")]);
    }
    none("en", "Your router (serial number ST1-66120) comes by post.", &["model"]);
    none("de", "Ihr Router (Seriennummer ST1-66120) kommt per Post.", &["model"]);
    none("de", "In Ihrem Rauchmelder (Seriennummer ST1-66120) ist die Batterie leer.", &["model"]);
    none("de", "Das Display Ihres Fernsehers (Seriennummer ST1-66120) ist da.", &["model"]);
    none("en", "Your Indoor Camera (serial number ST1-66120) is on its way.", &["model"]);
    none("en", "Your Washing Machine (serial number ST1-66120) is ready.", &["model"]);
}
