//! Notice and least terms of which no day is said, in every language.

use super::{claims, expect};

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
