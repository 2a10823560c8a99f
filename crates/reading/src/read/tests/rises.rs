//! News of a price: by how much it changes, what holds until then, what from then on, and what is no price of it.

use super::{Desk, Mail, days, sums};
use oxherd_model::{AmountRole, DateRole, Kind, Reading};

/// By how much a price rises or falls, with the sum that the reading gives for it.
const STEPS: &[(&str, Mail)] = &[
    ("3.00", ("en", "Your price", "From 1 May 2024 your monthly price goes up by just £3.00.")),
    ("3.00", ("en", "Your price", "From 1 May 2024 you pay £3.00 a month more.")),
    ("2.50", ("en", "Prices", "There is an increase of £2.50 a month on 1 May 2024.")),
    ("-4.00", ("en", "Price cut", "On 1 May 2024 your price falls by £4.00 a month.")),
    ("3.00", ("de", "Preise", "Ab dem 1. Mai 2024 erhöht sich Ihr Preis um 3,00 € im Monat.")),
    ("2.50", ("de", "Ihr Tarif", "Zum 1. Mai 2024 zahlen Sie monatlich 2,50 € mehr.")),
    ("-4.00", ("de", "Preise", "Ab 1. Mai 2024 sinkt Ihr Preis um monatlich 4,00 €.")),
    (
        "3.00",
        ("fr", "Votre tarif", "Le 1er mai 2024, votre abonnement augmente de 3,00 € par mois."),
    ),
    (
        "2.50",
        (
            "fr",
            "Votre tarif",
            "Dès le 1er mai 2024, vous paierez 2,50 € de plus par mois pour votre abonnement.",
        ),
    ),
    ("3.00", ("es", "Tu cuota", "Desde el 1 de mayo de 2024 tu cuota sube 3,00 € al mes.")),
    ("2.50", ("es", "Tu cuota", "Desde el 1 de mayo de 2024 pagarás 2,50 € más al mes.")),
    ("3.00", ("it", "Il canone", "Dal 1 maggio 2024 il canone aumenta di 3,00 € al mese.")),
    ("-4.00", ("it", "Il canone", "Dal 1 maggio 2024 il canone mensile scende di 4,00 €.")),
    ("3.00", ("nl", "Tarief", "Per 1 mei 2024 gaat je abonnement € 3,00 per maand omhoog.")),
    ("2.50", ("nl", "Tarief", "We verhogen je maandbedrag per 1 mei 2024 met € 2,50.")),
];

#[test]
fn by_how_much_a_price_changes_is_no_price() {
    let desk = Desk::new();
    for (step, (language, subject, body)) in STEPS {
        let reading = desk.read(subject, body);
        let rise = reading.rise.map(|rise| rise.value.to_string());
        assert_eq!(rise.as_deref(), Some(*step), "{language}: {body}");
        for role in [AmountRole::Price, AmountRole::New, AmountRole::Total] {
            assert!(sums(&reading, role).is_empty(), "{language}: {body}");
        }
    }
}

/// Sums that look like a step and are a price, or another thing.
const NO_STEPS: &[Mail] = &[
    ("en", "Your price", "Your price rises from £29.00 to £32.00 a month on 1 May 2024."),
    ("en", "Thank you", "We received your payment of £32.00 by card."),
    ("de", "Preise", "Ihr Preis erhöht sich zum 1. Mai 2024 auf 32,00 € im Monat."),
    ("fr", "Votre tarif", "Votre abonnement passe de 29,00 € à 32,00 € par mois le 1er mai 2024."),
    ("es", "Tu cuota", "Tu cuota sube a 32,00 € al mes el 1 de mayo de 2024."),
    ("it", "Il canone", "Il canone aumenta da 29,00 € a 32,00 € al mese dal 1 maggio 2024."),
    ("nl", "Tarief", "Je abonnement gaat van € 29,00 naar € 32,00 per maand."),
];

#[test]
fn a_price_that_rises_to_a_sum_rises_by_none() {
    let failing = Desk::new().failing(NO_STEPS, |reading| reading.rise.is_none());
    assert!(failing.is_empty(), "{failing:#?}");
}

/// One price until 1 May 2024 and one from then on.
const CHANGES: &[Mail] = &[
    (
        "en",
        "Prices",
        "Until now you have paid £29.00 a month. As of 1 May 2024 it is £32.00 a month.",
    ),
    ("en", "Prices", "Price today: £29.00 per month\nPrice from 1 May 2024: £32.00 per month"),
    ("en", "Your fee", "Your yearly fee was £29.00 and is £32.00 a year from 1 May 2024."),
    (
        "de",
        "Beitrag",
        "Aktuell zahlen Sie 29,00 € im Monat, ab 1. Mai 2024 sind es 32,00 € im Monat.",
    ),
    (
        "de",
        "Beitrag",
        "Ab dem 01.05.2024 steigt der Beitrag auf 32,00 €. Bis dahin bleibt es bei 29,00 € monatlich.",
    ),
    ("de", "Entgelt", "Der Jahresbeitrag war 29,00 € und beträgt ab 1. Mai 2024 32,00 € pro Jahr."),
    ("fr", "Tarif", "Tarif actuel : 29,00 €/mois\nTarif au 01/05/2024 : 32,00 €/mois"),
    (
        "fr",
        "Tarif",
        "Aujourd'hui vous payez 29,00 € par mois. À partir du 1er mai 2024 ce sera 32,00 € par mois.",
    ),
    (
        "es",
        "Cuota",
        "Hasta ahora pagabas 29,00 € al mes. Desde el 1 de mayo de 2024 serán 32,00 € al mes.",
    ),
    ("es", "Cuota", "Cuota vigente: 29,00 €/mes\nCuota desde el 01/05/2024: 32,00 €/mes"),
    (
        "it",
        "Canone",
        "Finora hai pagato 29,00 € al mese; dal 1 maggio 2024 saranno 32,00 € al mese.",
    ),
    ("it", "Canone", "Il canone annuo era di 29,00 € e dal 1 maggio 2024 è di 32,00 € all'anno."),
    (
        "nl",
        "Tarief",
        "Nu betaal je € 29,00 per maand; vanaf 1 mei 2024 wordt dat € 32,00 per maand.",
    ),
    (
        "nl",
        "Voorschot",
        "Oud voorschot: € 29,00 per maand\nNieuw voorschot vanaf 1 mei 2024: € 32,00 per maand",
    ),
];

fn is_change(reading: &Reading) -> bool {
    let on = [DateRole::Effective, DateRole::Start].map(|role| days(reading, role)).concat();
    reading.kind == Kind::PriceChange
        && on.contains(&"2024-05-01".to_owned())
        && sums(reading, AmountRole::Old) == ["29.00"]
        && sums(reading, AmountRole::New) == ["32.00"]
}

#[test]
fn of_two_prices_one_holds_until_then_and_one_from_then_on() {
    let failing = Desk::new().failing(CHANGES, is_change);
    assert!(failing.is_empty(), "{failing:#?}");
}

/// The new price beside its per cent.
const PER_CENT: &[Mail] = &[
    ("en", "Your price", "Prices rise by 5% on 1 May 2024, which makes £32.00 a month for you."),
    (
        "de",
        "Preise",
        "Der Preis steigt zum 1. Mai 2024 um fünf Prozent auf dann 32,00 € pro Monat.",
    ),
    (
        "fr",
        "Révision",
        "Nos prix augmentent de 5 % au 1er mai 2024, soit 32,00 € par mois pour vous.",
    ),
    ("es", "Revisión", "Los precios suben un 5 % el 1 de mayo de 2024: pagarás 32,00 € al mes."),
    ("it", "Adeguamento", "I prezzi aumentano del 5% dal 1 maggio 2024: pagherai 32,00 € al mese."),
    (
        "nl",
        "Aanpassing",
        "De prijzen stijgen per 1 mei 2024 met 5%. Je betaalt dan € 32,00 per maand.",
    ),
];

#[test]
fn what_a_per_cent_comes_to_is_the_new_price() {
    let failing = Desk::new().failing(PER_CENT, |reading| {
        reading.kind == Kind::PriceChange && sums(reading, AmountRole::New) == ["32.00"]
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// What something else begins at.
const LEAST: &[Mail] = &[
    ("en", "Extra", "The film option is available from £7.90 a month. Nothing changes for you."),
    (
        "de",
        "Option",
        "Die TV-Option gibt es ab 7,90 € im Monat. An Ihrem Vertrag ändert sich nichts.",
    ),
    ("fr", "Option", "L'option TV est disponible à partir de 7,90 € par mois."),
    ("es", "Opción", "La opción TV está disponible desde 7,90 € al mes."),
    ("it", "Opzione", "L'opzione TV parte da 7,90 € al mese."),
    ("nl", "Optie", "De tv-optie is er vanaf € 7,90 per maand."),
];

#[test]
fn what_something_begins_at_is_no_price_of_an_agreement() {
    let failing = Desk::new().failing(LEAST, |reading| {
        let roles = [AmountRole::Price, AmountRole::New];
        roles.into_iter().all(|role| sums(reading, role).is_empty())
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// A month from which a price holds.
const MONTHS: &[Mail] = &[
    ("en", "Garage", "The rent for your garage is £32.00 a month from May 2024."),
    ("de", "Garage", "Die Miete für Ihre Garage beträgt ab Mai 32,00 Euro monatlich."),
    ("fr", "Garage", "Le loyer de votre garage passe à 32,00 € par mois à partir de mai 2024."),
    ("es", "Garaje", "El alquiler de tu garaje será de 32,00 € al mes a partir de mayo de 2024."),
    ("it", "Box", "L'affitto del tuo box è di 32,00 € al mese a partire da maggio 2024."),
    ("nl", "Garage", "De huur van je garagebox is vanaf mei 2024 € 32,00 per maand."),
];

#[test]
fn a_month_from_which_something_holds_is_its_first_day() {
    let failing = Desk::new().failing(MONTHS, |reading| {
        let roles = [DateRole::Effective, DateRole::Start, DateRole::Other];
        roles.map(|role| days(reading, role)).concat() == ["2024-05-01"]
    });
    assert!(failing.is_empty(), "{failing:#?}");
}
