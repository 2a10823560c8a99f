//! A price that holds at first and the one behind it, in every language.

use super::claims;

/// Texts of two prices, and the first one, how long it holds, and the second.
const STEPS: &[(&str, &str, [&str; 3])] = &[
    (
        "en",
        "You'll pay £22.00 a month for the first 6 months, then £34.00 a month.",
        ["22.00", "6 month", "34.00"],
    ),
    (
        "en",
        "Your first 3 months are £9.99 a month, rising to £19.99 a month after that.",
        ["9.99", "3 month", "19.99"],
    ),
    ("en", "£1.00 for the first month, then £8.00 a month.", ["1.00", "1 month", "8.00"]),
    (
        "en",
        "Monthly price: £20.00 until 30 September 2026, then £30.00 per month",
        ["20.00", "181 day", "30.00"],
    ),
    (
        "en",
        "Months 1 to 12 cost £25.00 a month; from month 13 it is £31.50 a month.",
        ["25.00", "12 month", "31.50"],
    ),
    (
        "de",
        "In den ersten 6 Monaten zahlen Sie 19,99 € monatlich, danach 39,99 € monatlich.",
        ["19.99", "6 month", "39.99"],
    ),
    ("de", "9,99 € pro Monat, ab dem 13. Monat 24,99 € pro Monat", ["9.99", "12 month", "24.99"]),
    (
        "de",
        "Preis: 5,00 € im Monat bis 30.09.2026, anschließend 15,00 € im Monat",
        ["5.00", "181 day", "15.00"],
    ),
    (
        "de",
        "Ohne Kündigung zahlen Sie drei Monate lang 2,99 € im Monat, danach 5,99 € im Monat.",
        ["2.99", "3 month", "5.99"],
    ),
    (
        "fr",
        "24,99 € par mois pendant 12 mois, puis 39,99 € par mois",
        ["24.99", "12 month", "39.99"],
    ),
    (
        "fr",
        "Les 6 premiers mois à 10,00 € par mois, ensuite 20,00 € par mois.",
        ["10.00", "6 month", "20.00"],
    ),
    (
        "fr",
        "Vous payez 14,99 € par mois, puis à partir du 13e mois 29,99 € par mois.",
        ["14.99", "12 month", "29.99"],
    ),
    (
        "es",
        "Pagarás 20,00 € al mes durante los 3 primeros meses y después 35,00 € al mes.",
        ["20.00", "3 month", "35.00"],
    ),
    ("es", "15,00 € al mes; a partir del 7.º mes, 25,00 € al mes", ["15.00", "6 month", "25.00"]),
    (
        "es",
        "El primer año la cuota es de 90,00 € al año, luego 120,00 € al año.",
        ["90.00", "1 year", "120.00"],
    ),
    (
        "it",
        "Il canone è di 19,90 € al mese per i primi 6 mesi, poi 29,90 € al mese.",
        ["19.90", "6 month", "29.90"],
    ),
    ("it", "9,90 € al mese fino al 30/09/2026, poi 14,90 € al mese", ["9.90", "181 day", "14.90"]),
    (
        "nl",
        "De eerste 6 maanden betaal je € 25,00 per maand, daarna € 42,50 per maand.",
        ["25.00", "6 month", "42.50"],
    ),
    ("nl", "€ 10,00 per maand, vanaf de 4e maand € 17,50 per maand", ["10.00", "3 month", "17.50"]),
    (
        "nl",
        "Je betaalt het eerste jaar € 60,00 per jaar en daarna € 84,00 per jaar.",
        ["60.00", "1 year", "84.00"],
    ),
];

#[test]
fn a_price_at_first_and_the_one_behind_it_are_told_apart() {
    let mut missed = Vec::new();
    for (language, text, [first, held, then]) in STEPS {
        let found = claims(language, text);
        let has = |wanted: &str| found.iter().any(|claim| claim.contains(wanted));
        let wanted =
            [format!("price {first}"), format!("first_price {held}"), format!("new {then}")];
        if !wanted.iter().all(|claim| has(claim)) {
            missed.push(format!("{text:?}: {wanted:?} not in {found:?}"));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn two_prices_that_do_not_follow_each_other_are_none() {
    let mut told = Vec::new();
    for (language, text) in [
        ("en", "Pay £10.00 a month with 30 days' notice, then return the box or pay £40.00."),
        ("en", "It costs £10.00 a month. Then there is a fee of £40.00 for the engineer."),
        ("en", "Try it free for 14 days, then pay £10.00 a month."),
        ("en", "Your bill of £10.00 is due on 1 May 2026, then £12.00 follows."),
        ("de", "Der Beitrag beträgt 10,00 € im Monat, ab dem 1. Mai 2026 sind es 12,00 €."),
        ("de", "Sie zahlen 10,00 € monatlich. Danach können Sie für 40,00 € ein Gerät kaufen."),
        ("fr", "Essai de 14 jours gratuit, puis 10,00 € par mois."),
        ("es", "La cuota es de 10,00 € al mes y el alta de 40,00 € se paga una vez."),
        ("it", "Il canone è di 10,00 € al mese; il modem costa 40,00 €."),
        ("nl", "Probeer 14 dagen gratis, daarna € 10,00 per maand."),
    ] {
        let found = claims(language, text);
        if found.iter().any(|claim| claim.contains("first_price")) {
            told.push(format!("{text:?}: {found:?}"));
        }
    }
    assert!(told.is_empty(), "{told:#?}");
}
