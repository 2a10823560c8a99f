//! Prices with the time that they pay for, and the day of their change.

use super::{Desk, Mail, days, sums};
use oxherd_model::{AmountRole, DateRole, Period};

/// Prices called by their time, in running text.
const PERIODIC: &[(&str, Period, &str, &str)] = &[
    (
        "60.00",
        Period::Year,
        "Ihre Mitgliedschaft",
        "Guten Tag,\n\nwillkommen im Verein! Der Jahresbeitrag von 60,00 € wird im März eingezogen.\n\nMitgliedsnummer: 217\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Willkommen",
        "Guten Tag,\n\nschön, dass Sie dabei sind. Ihr monatlicher Beitrag beträgt 14,50 €.\n\nKundennummer: 217\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Ihr Vertrag",
        "Guten Tag,\n\nIhr Vertrag 217 ist aktiv. Wir buchen den Monatsbeitrag in Höhe von 14,50 € jeweils am 1. ab.\n\nAlderley",
    ),
    (
        "45.00",
        Period::Quarter,
        "Ihr Vertrag",
        "Guten Tag,\n\nIhr Vertrag 217 ist aktiv. Der Quartalsbeitrag von 45,00 € ist vorab zu zahlen.\n\nAlderley",
    ),
    (
        "60.00",
        Period::Year,
        "Bienvenue au club",
        "Bonjour,\n\nBienvenue ! La cotisation annuelle de 60,00 € sera prélevée en mars.\n\nNuméro d'adhérent : 217\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Votre contrat",
        "Bonjour,\n\nVotre contrat 217 est actif. La mensualité de 14,50 € est prélevée le 5.\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Votre contrat",
        "Bonjour,\n\nVotre contrat 217 est actif. Vos échéances mensuelles s'élèvent à 14,50 €.\n\nAlderley",
    ),
    (
        "60.00",
        Period::Year,
        "Benvenuto",
        "Gentile cliente,\n\nil canone annuo di 60,00 € viene addebitato a marzo.\n\nNumero cliente: 217\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Il suo contratto",
        "Gentile cliente,\n\nil contratto 217 è attivo. La rata mensile è di 14,50 €.\n\nAlderley",
    ),
    (
        "60.00",
        Period::Year,
        "Il suo contratto",
        "Gentile cliente,\n\nil contratto 217 è attivo. La quota associativa annuale ammonta a 60,00 €.\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Uw contract",
        "Geachte klant,\n\nuw contract 217 is actief. Het maandbedrag van € 14,50 schrijven wij af op de 5e.\n\nAlderley",
    ),
    (
        "60.00",
        Period::Year,
        "Uw lidmaatschap",
        "Beste Toni,\n\nde contributie bedraagt € 60,00 per jaar. Lidnummer: 217\n\nAlderley",
    ),
    (
        "60.00",
        Period::Year,
        "Bienvenido al club",
        "Hola Toni:\n\nla cuota anual de 60,00 € se cobrará en marzo.\n\nNúmero de socio: 217\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Su contrato",
        "Estimado cliente:\n\nsu contrato 217 está activo. La cuota mensual asciende a 14,50 €.\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Su contrato",
        "Estimado cliente:\n\nsu contrato 217 está activo. La mensualidad de 14,50 € se carga el día 5.\n\nAlderley",
    ),
    (
        "60.00",
        Period::Year,
        "Welcome to the club",
        "Hello Toni,\n\nthe annual subscription of £60.00 will be collected in March.\n\nMembership number: 217\n\nAlderley",
    ),
    (
        "14.50",
        Period::Month,
        "Your contract",
        "Hello,\n\nyour contract 217 is active. The monthly fee of £14.50 is taken on the 5th.\n\nAlderley",
    ),
    (
        "60.00",
        Period::Year,
        "Your contract",
        "Hello,\n\nyour contract 217 is active. Your yearly premium comes to £60.00.\n\nAlderley",
    ),
];

/// Changes of a price on 1 May, with the right to leave before it.
const CHANGES: &[Mail] = &[
    (
        "fr",
        "Votre tarif évolue",
        "Bonjour,\n\nle tarif de votre abonnement AL-1002 va évoluer.\n\nTarif actuel : 29,99 € par mois\nNouveau tarif : 33,99 € par mois\nDate d'application : 1er mai 2024\n\nVous pouvez résilier sans frais avant le 30 avril 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Votre tarif évolue",
        "Bonjour,\n\nle tarif de votre abonnement AL-1002 va évoluer.\n\nTarif actuel : 29,99 € par mois\nNouveau tarif : 33,99 € par mois\nDate d'entrée en vigueur : 1er mai 2024\n\nVous pouvez résilier sans frais avant le 30 avril 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Votre tarif évolue",
        "Bonjour,\n\nle tarif de votre abonnement AL-1002 va évoluer.\n\nTarif actuel : 29,99 € par mois\nNouveau tarif : 33,99 € par mois\nPrise d'effet\n1er mai 2024\n\nVous pouvez résilier sans frais avant le 30 avril 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Votre tarif évolue",
        "Bonjour,\n\nle tarif de votre abonnement AL-1002 va évoluer.\n\nTarif actuel : 29,99 € par mois\nNouveau tarif : 33,99 € par mois\nÀ partir de : 1er mai 2024\n\nVous pouvez résilier sans frais avant le 30 avril 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your price is changing",
        "Hello,\n\nthe price of your plan AL-1002 is going to change.\n\nCurrent price: £29.99 a month\nNew price: £33.99 a month\nDate of change: 1 May 2024\n\nYou may leave without charge until 30 April 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your price is changing",
        "Hello,\n\nthe price of your plan AL-1002 is going to change.\n\nCurrent price: £29.99 a month\nNew price: £33.99 a month\nApplies from: 1 May 2024\n\nYou may leave without charge until 30 April 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your price is changing",
        "Hello,\n\nthe price of your plan AL-1002 is going to change.\n\nCurrent price: £29.99 a month\nNew price: £33.99 a month\nWhen it changes\n1 May 2024\n\nYou may leave without charge until 30 April 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your price is changing",
        "Hello,\n\nthe price of your plan AL-1002 is going to change.\n\nCurrent price: £29.99 a month\nNew price: £33.99 a month\nFrom: 1 May 2024\n\nYou may leave without charge until 30 April 2024.\n\nAlderley",
    ),
    (
        "en",
        "Your price is changing",
        "Hello,\n\nthe price of your plan AL-1002 is going to change.\n\nCurrent price: £29.99 a month\nNew price: £33.99 a month\nStart of new price: 1 May 2024\n\nYou may leave without charge until 30 April 2024.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Preis ändert sich",
        "Guten Tag,\n\nder Preis Ihres Tarifs AL-1002 ändert sich.\n\nBisheriger Preis: 29,99 € im Monat\nNeuer Preis: 33,99 € im Monat\nGültig ab: 1. Mai 2024\n\nSie können bis zum 30. April 2024 kostenfrei kündigen.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Preis ändert sich",
        "Guten Tag,\n\nder Preis Ihres Tarifs AL-1002 ändert sich.\n\nBisheriger Preis: 29,99 € im Monat\nNeuer Preis: 33,99 € im Monat\nDatum der Änderung: 1. Mai 2024\n\nSie können bis zum 30. April 2024 kostenfrei kündigen.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Preis ändert sich",
        "Guten Tag,\n\nder Preis Ihres Tarifs AL-1002 ändert sich.\n\nBisheriger Preis: 29,99 € im Monat\nNeuer Preis: 33,99 € im Monat\nInkrafttreten: 01.05.2024\n\nSie können bis zum 30. April 2024 kostenfrei kündigen.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Preis ändert sich",
        "Guten Tag,\n\nder Preis Ihres Tarifs AL-1002 ändert sich.\n\nBisheriger Preis: 29,99 € im Monat\nNeuer Preis: 33,99 € im Monat\nAb wann\n01.05.2024\n\nSie können bis zum 30. April 2024 kostenfrei kündigen.\n\nAlderley",
    ),
    (
        "de",
        "Ihr Preis ändert sich",
        "Guten Tag,\n\nder Preis Ihres Tarifs AL-1002 ändert sich.\n\nBisheriger Preis: 29,99 € im Monat\nNeuer Preis: 33,99 € im Monat\nWirksam ab: 01.05.2024\n\nSie können bis zum 30. April 2024 kostenfrei kündigen.\n\nAlderley",
    ),
    (
        "es",
        "Cambio de su tarifa",
        "Estimado cliente:\n\nla tarifa de su contrato AL-1002 va a cambiar.\n\nPrecio actual: 29,99 € al mes\nPrecio nuevo: 33,99 € al mes\nFecha de aplicación: 1 de mayo de 2024\n\nPuede darse de baja sin coste hasta el 30 de abril de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Cambio de su tarifa",
        "Estimado cliente:\n\nla tarifa de su contrato AL-1002 va a cambiar.\n\nPrecio actual: 29,99 € al mes\nPrecio nuevo: 33,99 € al mes\nEntrada en vigor: 1 de mayo de 2024\n\nPuede darse de baja sin coste hasta el 30 de abril de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Cambio de su tarifa",
        "Estimado cliente:\n\nla tarifa de su contrato AL-1002 va a cambiar.\n\nPrecio actual: 29,99 € al mes\nPrecio nuevo: 33,99 € al mes\nFecha del cambio\n1 de mayo de 2024\n\nPuede darse de baja sin coste hasta el 30 de abril de 2024.\n\nAlderley",
    ),
    (
        "it",
        "La sua tariffa cambia",
        "Gentile cliente,\n\nla tariffa del suo contratto AL-1002 sta per cambiare.\n\nPrezzo attuale: 29,99 € al mese\nNuovo prezzo: 33,99 € al mese\nData di decorrenza: 1 maggio 2024\n\nPuò recedere senza costi entro il 30 aprile 2024.\n\nAlderley",
    ),
    (
        "it",
        "La sua tariffa cambia",
        "Gentile cliente,\n\nla tariffa del suo contratto AL-1002 sta per cambiare.\n\nPrezzo attuale: 29,99 € al mese\nNuovo prezzo: 33,99 € al mese\nEntrata in vigore: 1 maggio 2024\n\nPuò recedere senza costi entro il 30 aprile 2024.\n\nAlderley",
    ),
    (
        "it",
        "La sua tariffa cambia",
        "Gentile cliente,\n\nla tariffa del suo contratto AL-1002 sta per cambiare.\n\nPrezzo attuale: 29,99 € al mese\nNuovo prezzo: 33,99 € al mese\nData di applicazione\n1 maggio 2024\n\nPuò recedere senza costi entro il 30 aprile 2024.\n\nAlderley",
    ),
    (
        "it",
        "La sua tariffa cambia",
        "Gentile cliente,\n\nla tariffa del suo contratto AL-1002 sta per cambiare.\n\nPrezzo attuale: 29,99 € al mese\nNuovo prezzo: 33,99 € al mese\nValido da: 1 maggio 2024\n\nPuò recedere senza costi entro il 30 aprile 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Uw tarief wijzigt",
        "Geachte klant,\n\nhet tarief van uw abonnement AL-1002 gaat veranderen.\n\nHuidig tarief: € 29,99 per maand\nNieuw tarief: € 33,99 per maand\nIngangsdatum: 1 mei 2024\n\nU kunt tot en met 30 april 2024 kosteloos opzeggen.\n\nAlderley",
    ),
    (
        "nl",
        "Uw tarief wijzigt",
        "Geachte klant,\n\nhet tarief van uw abonnement AL-1002 gaat veranderen.\n\nHuidig tarief: € 29,99 per maand\nNieuw tarief: € 33,99 per maand\nDatum van wijziging: 1 mei 2024\n\nU kunt tot en met 30 april 2024 kosteloos opzeggen.\n\nAlderley",
    ),
    (
        "nl",
        "Uw tarief wijzigt",
        "Geachte klant,\n\nhet tarief van uw abonnement AL-1002 gaat veranderen.\n\nHuidig tarief: € 29,99 per maand\nNieuw tarief: € 33,99 per maand\nGaat in op\n1 mei 2024\n\nU kunt tot en met 30 april 2024 kosteloos opzeggen.\n\nAlderley",
    ),
    (
        "nl",
        "Uw tarief wijzigt",
        "Geachte klant,\n\nhet tarief van uw abonnement AL-1002 gaat veranderen.\n\nHuidig tarief: € 29,99 per maand\nNieuw tarief: € 33,99 per maand\nVanaf: 1 mei 2024\n\nU kunt tot en met 30 april 2024 kosteloos opzeggen.\n\nAlderley",
    ),
];

#[test]
fn a_sum_called_by_its_time_is_a_price() {
    let desk = Desk::new();
    for (value, period, subject, body) in PERIODIC {
        let reading = desk.read(subject, body);
        assert_eq!(sums(&reading, AmountRole::Price), [*value], "{body}");
        assert_eq!(reading.period, Some(*period), "{body}");
    }
}

#[test]
fn what_is_paid_to_the_owner_each_month_is_no_price() {
    let desk = Desk::new();
    let body = "Guten Tag,\n\nIhre Anwartschaft entspricht einer monatlichen Rente von 287,42 Euro.\n\nAlderley";
    assert!(sums(&desk.read("Renteninformation", body), AmountRole::Price).is_empty());
}

#[test]
fn a_change_of_price_has_its_day_whatever_its_label() {
    let failing = Desk::new().failing(CHANGES, |reading| {
        let on = [DateRole::Effective, DateRole::Start].map(|role| days(reading, role)).concat();
        on == ["2024-05-01"]
            && sums(reading, AmountRole::Old) == ["29.99"]
            && sums(reading, AmountRole::New) == ["33.99"]
            && !days(reading, DateRole::CancelBy).contains(&"2024-05-01".to_owned())
            && days(reading, DateRole::CancelBy).len() == 1
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Prices with a slash.
const SLASHED: &[(Period, &str, &str)] = &[
    (Period::Month, "Bienvenue", "Hello,\n\nFormule : Solo\nPrix : 9,90 € / mois\n\nAlderley"),
    (
        Period::Month,
        "Welcome to Alderley",
        "Hello,\n\nPlan: Solo\nAmount: £10.99/month\n\nAlderley",
    ),
    (Period::Month, "Willkommen", "Hello,\n\nTarif: Solo\nPreis: 9,90 €/Monat\n\nAlderley"),
    (Period::Month, "Bienvenido", "Hello,\n\nPlan: Solo\nPrecio: 9,90 €/mes\n\nAlderley"),
    (Period::Year, "Benvenuto", "Hello,\n\nPiano: Solo\nPrezzo: 9,90 € / anno\n\nAlderley"),
    (Period::Month, "Welkom", "Hello,\n\nAbonnement: Solo\nPrijs: € 9,90 / maand\n\nAlderley"),
];

#[test]
fn a_slash_parts_a_price_from_its_time() {
    let desk = Desk::new();
    for (period, subject, body) in SLASHED {
        assert_eq!(desk.read(subject, body).period, Some(*period), "{body}");
    }
}

/// Prices for four weeks, of which a month is the nearest period.
const FOUR_WEEKS: &[Mail] = &[
    ("en", "Your contract", "Contract number: TM-22041\nYour plan costs £7.99 every 4 weeks."),
    ("de", "Ihr Vertrag", "Vertragsnummer: TM-22041\nIhr Tarif kostet 7,99 € alle 4 Wochen."),
    (
        "fr",
        "Votre contrat",
        "Numéro de contrat : TM-22041\nVotre forfait coûte 7,99 € toutes les 4 semaines.",
    ),
    ("es", "Su contrato", "Número de contrato: TM-22041\nSu tarifa cuesta 7,99 € cada 4 semanas."),
    (
        "it",
        "La tua offerta è attiva",
        "Numero contratto TM-22041\nLa tua offerta è attiva dal 5 marzo 2024. Costo: 7,99 € ogni 4 settimane.",
    ),
    ("nl", "Uw contract", "Contractnummer: TM-22041\nUw abonnement kost € 7,99 per 4 weken."),
];

#[test]
fn what_is_paid_every_four_weeks_is_paid_by_the_month() {
    let desk = Desk::new();
    let monthly = |reading: &oxherd_model::Reading| {
        reading.period == Some(Period::Month)
            && reading
                .facts
                .iter()
                .filter_map(oxherd_model::Fact::amount)
                .any(|(_, m)| m.value.to_string() == "7.99")
    };
    let failing = desk.failing(FOUR_WEEKS, monthly);
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Receipts without a word for their price that name when the same is paid again.
const RECEIPTS: &[Mail] = &[
    (
        "en",
        "Your receipt from Cloudnest",
        "Receipt\nOrder ID MX7712\n\nCloudnest+ 200 GB\nRenews 5 April 2024\n£2.99\n\nTotal £2.99",
    ),
    (
        "de",
        "Ihr Beleg",
        "Beleg\n\nWolkennest+ 200 GB\nVerlängert sich am 5. April 2024\n2,99 €\n\nGesamt 2,99 €\nBestell-ID MX7712",
    ),
    (
        "fr",
        "Votre reçu",
        "Reçu\n\nNuage+ 200 Go\nRenouvellement le 5 avril 2024\n2,99 €\n\nTotal 2,99 €\nN° de commande MX7712",
    ),
    (
        "es",
        "Tu recibo",
        "Recibo\n\nNube+ 200 GB\nSe renueva el 5 de abril de 2024\n2,99 €\n\nTotal 2,99 €\nN.º de pedido MX7712",
    ),
    (
        "it",
        "La tua ricevuta",
        "Ricevuta\n\nNuvola+ 200 GB\nSi rinnova il 5 aprile 2024\n2,99 €\n\nTotale 2,99 €\nID ordine MX7712",
    ),
    (
        "nl",
        "Je bon",
        "Bon\n\nWolk+ 200 GB\nWordt verlengd op 5 april 2024\n€ 2,99\n\nTotaal € 2,99\nBestelnummer MX7712",
    ),
];

#[test]
fn a_receipt_that_names_the_next_payment_tells_what_it_paid_for() {
    let desk = Desk::new();
    let failing = desk.failing(RECEIPTS, |reading| reading.period == Some(Period::Month));
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn two_sums_that_share_their_sign_are_read_without_harm() {
    let reading = Desk::new()
        .read("Price", "now 5\u{20ac}9 a month, then \u{20ac}7\u{20ac}8 from 1 June 2024");
    assert!(!reading.facts.is_empty());
}
