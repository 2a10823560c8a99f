//! Guarantees that count from the day on which a thing came or was put in, care that comes again, terms of a year.

use super::{Desk, Mail, days};
use oxherd_model::DateRole;

/// Guarantees of six years for what came or was put in on 5 February or today.
const GUARANTEED: &[(Mail, &str)] = &[
    (
        (
            "en",
            "Your boiler",
            "Hi,\n\nwe have registered your Heatmax 24 boiler, fitted on 5 February 2024. The guarantee runs for six years as long as it is serviced every year.",
        ),
        "2030-02-05",
    ),
    (
        (
            "en",
            "Delivered",
            "Hi,\n\nyour Nova washing machine was delivered today. It comes with a six-year guarantee.",
        ),
        "2030-03-05",
    ),
    (
        (
            "de",
            "Ihre Heizung",
            "Guten Tag,\n\nam 5. Februar 2024 haben wir bei Ihnen die Gastherme Ardo (Seriennr. AT-338102) in Betrieb genommen. Ardo gibt 6 Jahre Garantie, sofern sie jedes Jahr gewartet wird.",
        ),
        "2030-02-05",
    ),
    (
        (
            "de",
            "Geliefert",
            "Guten Tag,\n\nIhr Trockner wurde heute geliefert. Sie haben sechs Jahre Herstellergarantie.",
        ),
        "2030-03-05",
    ),
    (
        (
            "fr",
            "Votre garantie",
            "Bonjour,\n\nnous avons enregistré votre chaudière Caldor, installée le 5 février 2024. Elle est garantie 6 ans, à condition d'être entretenue chaque année.",
        ),
        "2030-02-05",
    ),
    (
        (
            "es",
            "Garantía de tu caldera",
            "Hola:\n\nhemos registrado tu caldera Nova 24, instalada el 5 de febrero de 2024. La garantía es de 6 años, siempre que se revise una vez al año.",
        ),
        "2030-02-05",
    ),
    (
        (
            "it",
            "La garanzia della caldaia",
            "Ciao,\n\nabbiamo registrato la tua caldaia Fuoco, installata il 5 febbraio 2024. La garanzia dura 6 anni, a patto che un tecnico la controlli ogni anno.",
        ),
        "2030-02-05",
    ),
    (
        (
            "nl",
            "Bezorgd",
            "Hoi,\n\nje wasmachine is vandaag om 15.40 uur bezorgd. Je hebt zes jaar fabrieksgarantie.",
        ),
        "2030-03-05",
    ),
];

/// What is still to come, and what is guaranteed to nobody in particular.
const NOT_YET: &[Mail] = &[
    (
        "en",
        "Order",
        "Hi,\n\nthank you for your order. Your kettle comes with a 3-year guarantee and will be delivered on 12 March 2024.",
    ),
    (
        "de",
        "Info",
        "Guten Tag,\n\nam 5. Februar 2024 haben wir Ihre Anfrage erhalten. Auf neue Geräte geben wir 5 Jahre Garantie.",
    ),
];

#[test]
fn a_guarantee_of_so_many_years_counts_from_the_day_on_which_it_came_or_was_put_in() {
    let desk = Desk::new();
    for (mail, end) in GUARANTEED {
        let failing = desk.failing(std::slice::from_ref(mail), |reading| {
            days(reading, DateRole::WarrantyEnd) == [*end]
        });
        assert!(failing.is_empty(), "{end}: {failing:#?}");
    }
    let failing = desk.failing(NOT_YET, |r| days(r, DateRole::WarrantyEnd).is_empty());
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Care that was had today and is due again in a year.
const AGAIN: &[Mail] = &[
    ("en", "Rex", "Hi,\n\nwe vaccinated Rex today. The next booster is due in one year."),
    (
        "de",
        "Minka",
        "Hallo,\n\nwir haben Minka heute geimpft. Die nächste Impfung ist in einem Jahr fällig.",
    ),
    (
        "fr",
        "Mina",
        "Bonjour,\n\nnous avons vacciné Mina aujourd'hui. Le prochain rappel est à faire dans un an.",
    ),
    ("es", "Luna", "Hola:\n\nhoy hemos vacunado a Luna. La próxima toca en un año."),
    ("it", "Leo", "Ciao,\n\noggi abbiamo vaccinato Leo. Il prossimo richiamo è tra un anno."),
    (
        "nl",
        "Bo",
        "Hoi,\n\nwe hebben Bo vandaag ingeënt. Over een jaar is de volgende prik aan de beurt.",
    ),
    ("en", "Boiler", "Hi,\n\nwe serviced your boiler today. The next service is due in 12 months."),
];

/// What comes again and is no care.
const NO_CARE: &[Mail] = &[
    ("en", "Points", "Hi,\n\nyour next points expire in one year."),
    ("en", "Plan", "Hi,\n\nwe serviced your boiler today. Your next payment is due in one month."),
    ("de", "Termin", "Hallo,\n\nunser nächster Newsletter kommt in einem Monat."),
];

#[test]
fn care_that_comes_again_after_a_time_is_due_after_it() {
    let desk = Desk::new();
    let failing = desk.failing(AGAIN, |r| days(r, DateRole::ServiceDue) == ["2025-03-05"]);
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(NO_CARE, |r| days(r, DateRole::ServiceDue).is_empty());
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Agreements of a year from 1 April 2024.
const YEARS: &[Mail] = &[
    ("en", "Your plan", "Hi,\n\nyour annual membership starts on 1 April 2024 and costs £60.00."),
    ("de", "Dein Abo", "Hallo,\n\ndein Jahresabo beginnt am 1. April 2024 und kostet 60 Euro."),
    (
        "fr",
        "Votre abonnement",
        "Bonjour,\n\nvotre abonnement annuel débute le 1er avril 2024 et coûte 60 €.",
    ),
    (
        "es",
        "Tu contrato",
        "Hola:\n\ntu suscripción anual empieza el 1 de abril de 2024 y cuesta 60 €.",
    ),
    (
        "it",
        "Il tuo abbonamento",
        "Ciao,\n\nil tuo abbonamento annuale parte il 1 aprile 2024 e costa 60 euro.",
    ),
    ("nl", "Je abonnement", "Hoi,\n\nje jaarabonnement begint op 1 april 2024 en kost 60 euro."),
    (
        "nl",
        "Je glasvezel",
        "Hoi,\n\nje abonnement loopt vanaf 1 april 2024. Je betaalt 42,50 euro per maand en zit er een jaar aan vast.",
    ),
];

#[test]
fn an_agreement_for_a_year_in_one_word_has_a_term_of_a_year() {
    let desk = Desk::new();
    let failing = desk.failing(YEARS, |r| days(r, DateRole::End) == ["2025-03-31"]);
    assert!(failing.is_empty(), "{failing:#?}");
    let notice: &[Mail] = &[(
        "es",
        "Tu trastero",
        "Hola:\n\nel contrato de tu trastero empieza el 1 de abril de 2024 y dura un año; se renueva por años salvo aviso con 30 días de antelación. Pagas 45 € al mes.",
    )];
    let failing = desk.failing(notice, |r| days(r, DateRole::CancelBy) == ["2025-03-01"]);
    assert!(failing.is_empty(), "{failing:#?}");
}
