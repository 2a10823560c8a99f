//! Until when a bill is to be paid that names no day.

use super::{Desk, Mail, days};
use oxherd_model::{DateRole, Kind};

/// Bills with the time that they give.
const BILLS: &[(&str, &str, &str)] = &[
    (
        "2024-04-03",
        "Votre facture F-118",
        "Bonjour,\n\nVeuillez trouver votre facture n° F-118 du 4 mars 2024 d'un montant de 418,00 €, à régler sous 30 jours.\n\nAlderley",
    ),
    (
        "2024-04-04",
        "Facture F-118",
        "Bonjour,\n\nFacture n° F-118\nMontant : 418,00 €\nConditions de règlement : 30 jours\n\nAlderley",
    ),
    (
        "2024-04-04",
        "Facture F-118",
        "Bonjour,\n\nFacture n° F-118\nTotal à payer : 418,00 €\nPaiement à 30 jours date de facture\n\nAlderley",
    ),
    (
        "2024-03-19",
        "Invoice F-118",
        "Hello,\n\nplease find invoice F-118 for £418.00, payable within 14 days.\n\nAlderley",
    ),
    (
        "2024-03-18",
        "Invoice F-118",
        "Hello,\n\nInvoice number: F-118\nInvoice date: 4 March 2024\nTotal: £418.00\nPayment terms: 14 days\n\nAlderley",
    ),
    (
        "2024-03-15",
        "Rechnung F-118",
        "Guten Tag,\n\nanbei Rechnung F-118 über 418,00 €, zahlbar innerhalb von 10 Tagen netto.\n\nAlderley",
    ),
    (
        "2024-03-18",
        "Rechnung F-118",
        "Guten Tag,\n\nRechnungsnummer: F-118\nRechnungsdatum: 04.03.2024\nGesamtbetrag: 418,00 €\nZahlungsziel: 14 Tage\n\nAlderley",
    ),
    (
        "2024-03-19",
        "Rechnung F-118",
        "Guten Tag,\n\nRechnung F-118 über 418,00 €. Bitte überweisen Sie den Betrag binnen 14 Tagen nach Rechnungseingang ohne Abzug.\n\nAlderley",
    ),
    (
        "2024-04-04",
        "Factura F-118",
        "Estimado cliente:\n\nAdjuntamos la factura F-118 por importe de 418,00 €, a pagar en un plazo de 30 días.\n\nAlderley",
    ),
    (
        "2024-04-04",
        "Factura F-118",
        "Estimado cliente:\n\nFactura n.º F-118\nTotal: 418,00 €\nForma de pago: transferencia a 30 días\n\nAlderley",
    ),
    (
        "2024-04-04",
        "Fattura F-118",
        "Gentile cliente,\n\nin allegato la fattura F-118 di 418,00 €, da pagare entro 30 giorni.\n\nAlderley",
    ),
    (
        "2024-04-04",
        "Fattura F-118",
        "Gentile cliente,\n\nFattura n. F-118\nTotale: 418,00 €\nPagamento: bonifico a 30 giorni data fattura\n\nAlderley",
    ),
    (
        "2024-03-19",
        "Factuur F-118",
        "Geachte klant,\n\nhierbij factuur F-118 van € 418,00, te voldoen binnen 14 dagen.\n\nAlderley",
    ),
    (
        "2024-03-19",
        "Factuur F-118",
        "Geachte klant,\n\nFactuurnummer: F-118\nTotaal: € 418,00\nBetalingstermijn: 14 dagen\n\nAlderley",
    ),
];

/// What is no time to pay in.
const OTHERS: &[Mail] = &[
    (
        "en",
        "Invoice F-118",
        "Hello,\n\ninvoice F-118 for £418.00 is taken by direct debit. You may query it within 14 days.",
    ),
    (
        "de",
        "Rechnung F-118",
        "Guten Tag,\n\nRechnung F-118 über 418,00 €. Bei Zahlung innerhalb von 10 Tagen 2 % Skonto.",
    ),
    (
        "fr",
        "Facture F-118",
        "Bonjour,\n\nFacture n° F-118 de 418,00 €. Le remboursement de l'avance suit sous 10 jours.",
    ),
    (
        "nl",
        "Factuur F-118",
        "Geachte klant,\n\nfactuur F-118 van € 418,00. Wij betalen u de borg binnen 14 dagen terug.",
    ),
];

#[test]
fn a_time_to_pay_in_is_counted_from_the_day_of_the_bill() {
    let desk = Desk::new();
    for (day, subject, body) in BILLS {
        let reading = desk.read(subject, body);
        assert_eq!(days(&reading, DateRole::Due), [*day], "{body}");
        assert_eq!(reading.kind, Kind::Bill, "{body}");
    }
    let failing = desk.failing(OTHERS, |reading| days(reading, DateRole::Due).is_empty());
    assert!(failing.is_empty(), "{failing:#?}");
}
