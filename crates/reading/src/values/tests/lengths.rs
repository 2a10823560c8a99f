//! Notice and least terms of which no day is said, in every language.

use super::{claims, expect, read};

/// Notes a text in which the length was not found.
fn check(missed: &mut Vec<String>, language: &str, text: &str, expected: &str) {
    let found = claims(language, text);
    if !found.iter().any(|claim| claim == expected) {
        missed.push(format!("{text:?}: {expected} not in {found:?}"));
    }
}

#[test]
fn notice_without_a_day_is_a_length() {
    let mut missed = Vec::new();
    for (language, text, expected) in [
        ("en", "Please give us 30 days' notice if you want to leave.", "notice 30 day"),
        ("en", "You can cancel with one month's notice.", "notice 1 month"),
        ("en", "Notice period: 4 weeks", "notice 4 week"),
        (
            "en",
            "To end your contract you need to give us three months' notice in writing.",
            "notice 3 month",
        ),
        ("de", "Die Kündigungsfrist beträgt einen Monat zum Ende der Laufzeit.", "notice 1 month"),
        ("de", "Kündigungsfrist: 3 Monate", "notice 3 month"),
        ("de", "Der Vertrag ist mit einer Frist von vier Wochen kündbar.", "notice 4 week"),
        ("de", "Kündigungsfrist ein Monat zum Ende der Laufzeit", "notice 1 month"),
        ("fr", "Le préavis est de deux mois avant l'échéance.", "notice 2 month"),
        ("fr", "Vous pouvez résilier moyennant un préavis d'un mois.", "notice 1 month"),
        ("fr", "Préavis de résiliation : 10 jours", "notice 10 day"),
        ("es", "Puede darse de baja con un preaviso de 15 días.", "notice 15 day"),
        ("es", "Plazo de preaviso: un mes", "notice 1 month"),
        ("es", "Debe comunicarlo con dos meses de antelación a la renovación.", "notice 2 month"),
        ("it", "È possibile recedere con un preavviso di 30 giorni.", "notice 30 day"),
        ("it", "Termine di disdetta: due mesi", "notice 2 month"),
        ("nl", "De opzegtermijn is één maand.", "notice 1 month"),
        ("nl", "U kunt opzeggen met een opzegtermijn van 30 dagen.", "notice 30 day"),
    ] {
        check(&mut missed, language, text, expected);
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_least_term_without_a_day_is_a_length() {
    let mut missed = Vec::new();
    for (language, text, expected) in [
        ("en", "Minimum term: 24 months", "minimum_term 24 month"),
        ("en", "Price: £9.00 a month\nMinimum term: 24 months", "minimum_term 24 month"),
        ("de", "Preis: 9,00 € pro Monat\nMindestlaufzeit: 24 Monate", "minimum_term 24 month"),
        ("fr", "Prix : 9,00 € par mois\nDurée d'engagement : 12 mois", "minimum_term 12 month"),
        ("en", "Your contract has a minimum term of 18 months.", "minimum_term 18 month"),
        ("de", "Die Mindestlaufzeit beträgt 24 Monate.", "minimum_term 24 month"),
        ("de", "Vertragslaufzeit: 12 Monate", "minimum_term 12 month"),
        ("de", "Mindestvertragslaufzeit zwei Jahre", "minimum_term 2 year"),
        ("fr", "Durée d'engagement : 12 mois", "minimum_term 12 month"),
        ("fr", "Votre forfait comporte un engagement de 24 mois.", "minimum_term 24 month"),
        ("es", "Permanencia: 12 meses", "minimum_term 12 month"),
        ("es", "El contrato tiene una permanencia mínima de 24 meses.", "minimum_term 24 month"),
        ("it", "Durata minima: 24 mesi", "minimum_term 24 month"),
        ("it", "Il contratto ha una durata minima di 12 mesi.", "minimum_term 12 month"),
        ("nl", "Minimale looptijd: 12 maanden", "minimum_term 12 month"),
        ("nl", "De contractduur is twee jaar.", "minimum_term 2 year"),
        // Rows of a summary of a contract.
        ("en", "Duration: 24 months", "minimum_term 24 month"),
        ("de", "Laufzeit: 24 Monate", "minimum_term 24 month"),
        ("fr", "Durée : 12 mois", "minimum_term 12 month"),
        ("es", "Duración: 12 meses", "minimum_term 12 month"),
        ("it", "Durata: 12 mesi", "minimum_term 12 month"),
        ("nl", "Looptijd: 24 maanden", "minimum_term 24 month"),
    ] {
        check(&mut missed, language, text, expected);
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn both_are_told_apart_in_one_sentence() {
    expect(
        "en",
        "There is a minimum term of 12 months and one month's notice.",
        &["minimum_term 12 month", "notice 1 month"],
    );
    expect(
        "de",
        "Mindestlaufzeit 24 Monate, Kündigungsfrist drei Monate zum Laufzeitende",
        &["minimum_term 24 month", "notice 3 month"],
    );
    expect(
        "fr",
        "Engagement de 12 mois, préavis d'un mois.",
        &["minimum_term 12 month", "notice 1 month"],
    );
}

#[test]
fn what_becomes_a_day_and_what_is_another_matter_is_no_length() {
    for (language, text) in [
        (
            "en",
            "Your policy renews on 10 August 2026. Please give us 30 days' notice if you want to leave.",
        ),
        ("de", "Vertragsbeginn: 01.03.2026\nDie Mindestlaufzeit beträgt 24 Monate."),
        ("en", "You can return it within 14 days of delivery."),
        ("en", "We are giving you notice that prices change in 30 days."),
        ("de", "Ihre Waschmaschine hat zwei Jahre Garantie."),
        ("fr", "Livraison sous 10 jours."),
        ("fr", "La durée de la garantie est de 24 mois."),
        ("en", "There is no minimum term and no notice period."),
    ] {
        let found = claims(language, text);
        let length =
            |claim: &&String| claim.starts_with("notice ") || claim.starts_with("minimum_term ");
        assert_eq!(found.iter().find(length), None, "{text}");
    }
}

/// Sentences that say how long an agreement lasts at least.
const TERMS: &[(&str, &str, &str)] = &[
    (
        "en",
        "Your contract 88-1 starts on 1 February 2025 and runs for 12 months.",
        "end 2026-01-31",
    ),
    ("en", "Your 18-month contract 88-1 began on 1 February 2025.", "end 2026-07-31"),
    ("en", "You have signed up for a 24-month plan.", "minimum_term 24 month"),
    ("en", "The initial period of your membership is 12 months.", "minimum_term 12 month"),
    ("de", "Sie haben sich für 24 Monate gebunden.", "minimum_term 24 month"),
    ("de", "Die Vertragsdauer beträgt 2 Jahre.", "minimum_term 2 year"),
    ("fr", "Forfait avec engagement 12 mois.", "minimum_term 12 month"),
    ("fr", "Il est conclu pour une durée initiale de douze mois.", "minimum_term 12 month"),
    ("es", "El contrato tiene un período inicial de 12 meses.", "minimum_term 12 month"),
    ("it", "Il vincolo contrattuale è di 24 mesi.", "minimum_term 24 month"),
    ("nl", "Je zit 24 maanden vast aan dit contract.", "minimum_term 24 month"),
    (
        "en",
        "Your membership began on 1 February 2025 for an initial term of 12 months.",
        "end 2026-01-31",
    ),
    (
        "en",
        "Your broadband plan is live from 1 February 2025; the agreement lasts two years.",
        "end 2027-01-31",
    ),
    ("en", "Your membership began on 1 February 2025 for 12 months.", "end 2026-01-31"),
    ("en", "Your plan is active. It starts on 1 February 2025 for a year.", "end 2026-01-31"),
    ("de", "Ihr Vertrag 88-1 läuft ab dem 1. Februar 2025 für zwei Jahre.", "end 2027-01-31"),
    (
        "de",
        "Deine Mitgliedschaft Nr. 20817 läuft ab dem 15.03.2025 für 24 Monate.",
        "end 2027-03-14",
    ),
    (
        "de",
        "Der Vertrag beginnt am 01.02.2025 und läuft über mindestens 12 Monate.",
        "end 2026-01-31",
    ),
    ("de", "Ihr Vertrag wurde für die Dauer von 24 Monaten geschlossen.", "minimum_term 24 month"),
    ("de", "Der Tarif hat eine feste Laufzeit von zwei Jahren.", "minimum_term 2 year"),
    (
        "fr",
        "Votre contrat 88-1 débute le 1er février 2025 pour une durée de 12 mois.",
        "end 2026-01-31",
    ),
    ("fr", "Votre abonnement prend effet le 1er février 2025 pour un an.", "end 2026-01-31"),
    ("fr", "Vous êtes engagé pour 24 mois.", "minimum_term 24 month"),
    ("fr", "C'est un contrat de 12 mois.", "minimum_term 12 month"),
    (
        "es",
        "Su contrato 88-1 empieza el 1 de febrero de 2025 y tiene una duración de un año.",
        "end 2026-01-31",
    ),
    (
        "es",
        "Su póliza de hogar entra en vigor el 1 de febrero de 2025 por un año prorrogable.",
        "end 2026-01-31",
    ),
    ("es", "El contrato dura 12 meses.", "minimum_term 12 month"),
    ("it", "Il suo contratto 88-1 inizia il 1 febbraio 2025 e dura un anno.", "end 2026-01-31"),
    (
        "it",
        "Il tuo abbonamento n. 55120 decorre dal 1° febbraio 2025 e dura 12 mesi.",
        "end 2026-01-31",
    ),
    ("it", "Il contratto decorre dal 1 febbraio 2025 per la durata di due anni.", "end 2027-01-31"),
    (
        "nl",
        "Uw contract 88-1 gaat in op 1 februari 2025 voor de duur van één jaar.",
        "end 2026-01-31",
    ),
    ("nl", "Je contract is ingegaan op 1 juni 2025 en loopt drie jaar.", "end 2028-05-31"),
    ("nl", "Je hebt een abonnement van 24 maanden.", "minimum_term 24 month"),
];

#[test]
fn a_least_term_is_said_in_a_sentence() {
    let mut missed = Vec::new();
    for (language, text, expected) in TERMS {
        check(&mut missed, language, text, expected);
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_time_in_which_the_owner_may_leave_is_no_promise_of_the_supplier() {
    for (language, text) in [
        ("en", "You can end the contract within one month of receiving this letter."),
        ("de", "Sie können innerhalb eines Monats nach Zugang dieser Mitteilung kündigen."),
        ("fr", "Vous pouvez résilier dans le mois qui suit la réception de ce courrier."),
        ("es", "Puede rescindir el contrato en el plazo de un mes desde esta carta."),
        ("it", "Può recedere entro un mese dal ricevimento della presente."),
        ("nl", "U kunt binnen een maand na ontvangst van deze brief opzeggen."),
    ] {
        let found = claims(language, text);
        assert!(!found.iter().any(|claim| claim.starts_with("promise")), "{text}: {found:?}");
    }
    let found = claims("de", "Wir erstatten Ihnen den Betrag innerhalb eines Monats.");
    assert!(found.iter().any(|claim| claim.starts_with("promise")), "{found:?}");
}

#[test]
fn what_else_lasts_so_long_is_no_least_term() {
    let mut wrong = Vec::new();
    for (language, text) in [
        ("en", "Your contract starts on 1 February 2025 with free delivery for 3 months."),
        ("en", "Your plan starts on 1 February 2025 and the price is fixed for 12 months."),
        ("en", "Your policy renews for another 12 months."),
        ("en", "This appliance is guaranteed for 24 months."),
        ("en", "The engineer has worked for us for 12 months."),
        ("en", "The road works start on 1 February 2025 for 3 months."),
        ("de", "Ihr Vertrag beginnt am 1. Februar 2025, der Preis gilt für 12 Monate."),
        ("de", "Ihr Vertrag verlängert sich um weitere 12 Monate."),
        ("de", "Der Vertrag läuft noch 3 Monate."),
        ("de", "Die Garantie läuft 24 Monate."),
        ("fr", "Votre abonnement débute le 1er février 2025, gratuit pour 3 mois."),
        ("fr", "Une remise de 5,00 € pendant 12 mois."),
        ("es", "Su contrato empieza el 1 de febrero de 2025 con un descuento por 12 meses."),
        ("it", "L'abbonamento inizia il 1 febbraio 2025, con lo sconto per 12 mesi."),
        ("nl", "Je contract begint op 1 februari 2025 met korting voor 12 maanden."),
    ] {
        let found = claims(language, text);
        let term =
            |claim: &&String| claim.starts_with("end ") || claim.starts_with("minimum_term ");
        wrong.extend(found.iter().find(term).map(|claim| format!("{text:?}: {claim}")));
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn notice_is_said_in_a_sentence() {
    let mut missed = Vec::new();
    for (language, text, expected) in [
        ("en", "Notice: 30 days.", "notice 30 day"),
        ("en", "One month notice is required.", "notice 1 month"),
        (
            "en",
            "To leave, cancel at least two months before the end of the term.",
            "notice 2 month",
        ),
        (
            "en",
            "Your cancellation must reach us 5 business days before the renewal date.",
            "notice 5 business_day",
        ),
        (
            "de",
            "Er verlängert sich, wenn er nicht einen Monat vor Ablauf gekündigt wird.",
            "notice 1 month",
        ),
        (
            "de",
            "Die Kündigung muss zehn Werktage vorher bei uns eingehen.",
            "notice 10 business_day",
        ),
        ("de", "Kündigung: drei Monate zum Ende der Laufzeit", "notice 3 month"),
        ("de", "Du kannst mit einer Frist von einem Monat kündigen.", "notice 1 month"),
        ("en", "You must give us at least two months' written notice.", "notice 2 month"),
        ("es", "Puede resolver el contrato con una antelación mínima de 30 días.", "notice 30 day"),
        ("nl", "Opzeggen kan met een termijn van één maand.", "notice 1 month"),
        ("fr", "La résiliation doit nous parvenir deux mois avant la fin.", "notice 2 month"),
        ("fr", "Vous pouvez résilier un mois à l'avance.", "notice 1 month"),
        ("es", "Debe avisar con un mes de antelación.", "notice 1 month"),
        ("es", "Para darse de baja avise 15 días antes.", "notice 15 day"),
        ("it", "La disdetta va inviata almeno 30 giorni prima.", "notice 30 day"),
        ("it", "Può recedere con due mesi di anticipo.", "notice 2 month"),
        ("nl", "U kunt opzeggen als u dat een maand van tevoren doet.", "notice 1 month"),
        (
            "nl",
            "Het contract moet twee maanden voor de einddatum opgezegd worden.",
            "notice 2 month",
        ),
    ] {
        check(&mut missed, language, text, expected);
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn notice_that_the_supplier_gives_is_not_asked_of_the_owner() {
    for (language, text) in [
        ("en", "We will give you 30 days' notice before any change."),
        ("de", "Über Änderungen informieren wir Sie sechs Wochen vorher."),
        ("fr", "Nous vous informerons un mois avant toute modification."),
        ("en", "The engineer will call you 30 days before the service."),
        (
            "de",
            "Sie können binnen einer Frist von vier Wochen nach Zugang dieser Mitteilung kündigen.",
        ),
    ] {
        let found = claims(language, text);
        assert_eq!(found.iter().find(|c| c.starts_with("notice ")), None, "{text}");
    }
}

#[test]
fn the_last_day_without_a_year_is_the_next_one() {
    // The texts are sent in April 2026.
    expect(
        "de",
        "Die Kündigung muss uns spätestens am 30. März zugehen.",
        &["cancel_by 2027-03-30"],
    );
    expect("en", "Cancel by 30 March each year.", &["cancel_by 2027-03-30"]);
    expect("de", "Kündigen Sie bis 30.03.26.", &["cancel_by 2026-03-30"]);
}

#[test]
fn a_notice_is_counted_back_from_the_day_behind_it_and_that_is_no_last_day() {
    let mut missed = Vec::new();
    for (language, text) in [
        (
            "en",
            "We must receive your notice to cancel at least 10 working days before 31 December 2026.",
        ),
        ("de", "Die Kündigung muss uns zehn Werktage vor dem 31. Dezember 2026 zugehen."),
        ("fr", "La résiliation doit nous parvenir 10 jours ouvrés avant le 31 décembre 2026."),
        ("es", "La baja debe llegarnos 10 días hábiles antes del 31 de diciembre de 2026."),
        ("it", "La disdetta deve arrivare 10 giorni lavorativi prima del 31 dicembre 2026."),
        ("nl", "De opzegging moet 10 werkdagen voor 31 december 2026 binnen zijn."),
    ] {
        for expected in ["counted_notice 10 business_day", "cancel_by 2026-12-17", "end 2026-12-31"]
        {
            check(&mut missed, language, text, expected);
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn the_way_of_a_notice_is_read() {
    let way = |language: &str, text: &str| {
        let way = read(language, text).notice_way;
        way.map_or((false, false), |way| (way.is_letter(), way.is_kept_by_sending()))
    };
    for (language, text, expected) in [
        (
            "en",
            "To cancel, post us a letter so that we receive it by 28 December 2026.",
            (true, false),
        ),
        ("de", "Kündigungsfrist: sechs Wochen, per Einschreiben.", (true, false)),
        (
            "fr",
            "La résiliation doit nous parvenir par lettre recommandée deux mois avant la fin.",
            (true, false),
        ),
        (
            "fr",
            "La résiliation doit être envoyée 10 jours avant l'échéance, le cachet de la poste faisant foi.",
            (true, true),
        ),
        (
            "es",
            "Puede darse de baja por carta certificada con un mes de antelación.",
            (true, false),
        ),
        ("it", "La disdetta va inviata con raccomandata almeno 30 giorni prima.", (true, true)),
        (
            "nl",
            "U kunt per aangetekende brief opzeggen met een opzegtermijn van 30 dagen.",
            (true, false),
        ),
        // Where a mail does as well nobody has to go to the post office; and a bill by post is no notice.
        ("en", "Give us 30 days' notice by post or email.", (false, false)),
        (
            "de",
            "Sie können per Brief oder E-Mail mit einer Frist von vier Wochen kündigen.",
            (false, false),
        ),
        ("en", "Notice: 30 days. We send your bills by post.", (false, false)),
    ] {
        assert_eq!(way(language, text), expected, "{text}");
    }
}

#[test]
fn a_guarantee_of_so_many_years_ends_where_its_beginning_is_said() {
    let mut missed = Vec::new();
    for (language, text) in [
        ("en", "Your oven is guaranteed for 5 years from 10 January 2026."),
        ("en", "It comes with a 5-year guarantee from 10 January 2026."),
        ("en", "Purchase date: 10 January 2026\nPrice: £899.00\nGuarantee: 5 years"),
        (
            "de",
            "Für Ihren Backofen gilt eine Herstellergarantie von 5 Jahren ab dem 10. Januar 2026.",
        ),
        ("de", "Auf das Gerät geben wir 5 Jahre Garantie ab 10.01.2026."),
        ("de", "Kaufdatum: 10.01.2026\nGarantie: 5 Jahre"),
        ("fr", "Votre chaudière est garantie 5 ans à compter du 10 janvier 2026."),
        ("es", "Tiene una garantía de 5 años desde el 10 de enero de 2026."),
        ("it", "La caldaia è coperta da garanzia per 5 anni dal 10 gennaio 2026."),
        ("it", "Data di acquisto: 10 gennaio 2026\nGaranzia: 60 mesi"),
        ("nl", "Op uw oven zit 5 jaar garantie vanaf 10 januari 2026."),
        ("nl", "Aankoopdatum: 10 januari 2026\nGarantie: 5 jaar"),
    ] {
        check(&mut missed, language, text, "warranty_end 2031-01-10");
    }
    assert!(missed.is_empty(), "{missed:#?}");
    for (language, text) in [
        ("en", "From 10 January 2026 your price is guaranteed for 2 years."),
        ("de", "Garantie auf den Preis für 24 Monate ab dem 10. Januar 2026."),
        ("fr", "Le prix est garanti 2 ans à compter du 10 janvier 2026."),
        ("en", "All our ovens have a guarantee of 5 years."),
        ("en", "Your contract runs for 2 years from 10 January 2026."),
    ] {
        let found = claims(language, text);
        assert_eq!(found.iter().find(|c| c.starts_with("warranty_end")), None, "{text}");
    }
}
