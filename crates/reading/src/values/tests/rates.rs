//! Prices of a contract beside those of a measured unit, what rises by how much, and last days to act.

use super::{claims, expect};

#[test]
fn the_price_of_a_measured_unit_is_no_price_of_the_agreement() {
    for (language, text) in [
        ("de", "Arbeitspreis: 9,85 ct/kWh brutto\nMonatlicher Abschlag: 142,00 Euro"),
        ("en", "Unit rate: 24.50p per kWh\nMonthly direct debit: £96.00"),
        ("fr", "Prix du kWh : 0,2276 €/kWh\nMensualité : 88,00 €"),
        ("es", "Precio de la energía: 0,1432 €/kWh\nCuota mensual: 54,00 €"),
        ("it", "Prezzo gas: 0,54 €/Smc\nRata mensile: 61,00 €"),
        ("nl", "Leveringstarief: € 0,31 per kWh\nTermijnbedrag: € 120,00"),
    ] {
        let prices: Vec<String> =
            claims(language, text).into_iter().filter(|claim| claim.starts_with("price")).collect();
        assert_eq!(prices.len(), 1, "{text:?}: {prices:?}");
        assert!(!prices[0].contains(" 0."), "{text:?}: {prices:?}");
    }
}

#[test]
fn what_it_rises_by_is_not_the_old_price() {
    let text = "Your fee will go up by £4 to £38.99 a month from 1 June 2026.";
    expect("en", text, &["new 38.99 GBP"]);
    assert!(!claims("en", text).iter().any(|claim| claim.starts_with("old")));
    let text = "La cuota será de 33,00 € al mes (ahora 30,00 €).";
    expect("es", text, &["new 33.00 EUR", "old 30.00 EUR"]);
    let text = "Votre nouvelle cotisation annuelle est de 204,10 € (au lieu de 186,40 €).";
    expect("fr", text, &["new 204.10 EUR", "old 186.40 EUR"]);
}

#[test]
fn before_a_day_is_until_the_day_before() {
    for (language, text) in [
        ("en", "You can cancel before 12 June 2026 at no cost."),
        ("de", "Sie können vor dem 12.06.2026 kostenlos kündigen."),
        ("fr", "Vous pouvez résilier avant le 12 juin 2026."),
        ("es", "Puede cancelar antes del 12 de junio de 2026."),
        ("it", "Può disdire prima del 12 giugno 2026."),
        ("nl", "Je kunt opzeggen vóór 12 juni 2026."),
    ] {
        expect(language, text, &["cancel_by 2026-06-11"]);
    }
    expect("de", "Sie können bis zum 12.06.2026 kündigen.", &["cancel_by 2026-06-12"]);
    expect("en", "You can cancel until 12 June 2026.", &["cancel_by 2026-06-12"]);
}

#[test]
fn leaving_is_counted_from_the_message_or_from_the_change() {
    for (language, text, day) in [
        (
            "en",
            "The price changes on 1 May 2026. You can leave without penalty within 30 days of this notice.",
            "2026-05-03",
        ),
        (
            "en",
            "The new price takes effect on 1 May 2026. You may end your contract free of charge up to two months after the change takes effect.",
            "2026-07-01",
        ),
        (
            "fr",
            "À compter du 1er mai 2026 le prix change. Vous pouvez résilier votre contrat sans frais jusqu'à quatre mois après l'entrée en vigueur de la modification.",
            "2026-09-01",
        ),
        (
            "es",
            "A partir del 1 de mayo de 2026 el precio cambia. Puede darse de baja sin penalización en el plazo de un mes desde esta comunicación.",
            "2026-05-03",
        ),
        (
            "it",
            "Dal 1 maggio 2026 il prezzo cambia. Può recedere senza penali entro 30 giorni dalla ricezione di questa comunicazione.",
            "2026-05-03",
        ),
        (
            "nl",
            "De prijs wijzigt per 1 mei 2026. U kunt kosteloos opzeggen tot een maand na de wijziging.",
            "2026-06-01",
        ),
        (
            "de",
            "Zum 01.05.2026 erhöhen wir den Preis. Sie können den Vertrag innerhalb von drei Monaten nach Erhalt dieser Mitteilung kostenfrei kündigen.",
            "2026-07-03",
        ),
    ] {
        expect(language, text, &[&format!("cancel_by {day}")]);
    }
}

#[test]
fn what_comes_next_is_care_and_no_payment() {
    for (language, text, day) in [
        ("en", "The next flu booster is due by 15 October 2026.", "2026-10-15"),
        ("en", "Her next jab is due around 5 February 2027.", "2027-02-05"),
        ("de", "Die nächste Impfung ist am 05.02.2027 fällig.", "2027-02-05"),
        ("de", "Auffrischung erforderlich bis spätestens 5. Februar 2027.", "2027-02-05"),
        ("fr", "Prochain rappel de vaccin : 5 février 2027", "2027-02-05"),
        ("es", "Próxima dosis: 05/02/2027", "2027-02-05"),
        ("it", "Il prossimo richiamo è previsto per il 5 febbraio 2027.", "2027-02-05"),
        ("nl", "De volgende enting is nodig rond 2 april 2027.", "2027-04-02"),
        ("nl", "De enting moet vóór 2 april 2027 herhaald worden.", "2027-04-02"),
    ] {
        expect(language, text, &[&format!("service_due {day}")]);
    }
    expect("en", "Please pay by 3 May 2026 for the booster.", &["due 2026-05-03"]);
}

#[test]
fn the_sum_of_the_year_before_is_the_old_one_beside_that_of_the_year_ahead() {
    let mut missed = Vec::new();
    for (language, text) in [
        ("en", "Premium 2026: 81.20 EUR\nPremium 2027: 92.70 EUR"),
        ("de", "Ihr Beitrag 2026: 81,20 EUR\nIhr Beitrag 2027: 92,70 EUR"),
        ("fr", "Cotisation annuelle 2026 : 81,20 €, 2027 : 92,70 €"),
        ("es", "Cuota del año 2026: 81,20 €\nCuota del año 2027: 92,70 €"),
        ("it", "Premio 2026: 81,20 €\nPremio 2027: 92,70 €"),
        ("nl", "Premie 2026: € 81,20\nPremie 2027: € 92,70"),
    ] {
        let found = claims(language, text);
        let old = found.iter().any(|claim| claim.starts_with("old 81.20"));
        let other = found.iter().any(|claim| claim.starts_with("old 92.70"));
        if !old || other {
            missed.push(format!("{text:?}: {found:?}"));
        }
    }
    // Years that are over are a list of what was paid; other labels are other things.
    for (language, text) in [
        ("de", "Beitrag 2024: 81,20 EUR\nBeitrag 2025: 92,70 EUR"),
        ("en", "Premium 2026: 81.20 EUR\nGround rent 2027: 92.70 EUR"),
        ("fr", "Facture F-2026 : 81,20 €\nFacture F-2027 : 92,70 €"),
        ("en", "Instalment 2026: £100.00\nInstalment 2027: £100.00\nBoth are payable in May"),
        ("en", "Fee 2026: £100.00\nFee 2027: £100.00"),
        ("de", "Rate 2026: 100,00 €\nRate 2027: 120,00 €\nBeide sind im Mai zu zahlen"),
        ("fr", "Acompte 2026 : 100,00 €\nAcompte 2027 : 120,00 €"),
        ("es", "Plazo 2026: 100,00 €\nPlazo 2027: 120,00 €"),
        ("it", "Rata 2026: 100,00 €\nRata 2027: 120,00 €"),
        ("nl", "Termijn 2026: € 100,00\nTermijn 2027: € 120,00"),
    ] {
        let found = claims(language, text);
        if found.iter().any(|claim| claim.starts_with("old ")) {
            missed.push(format!("not {text:?}: {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}
