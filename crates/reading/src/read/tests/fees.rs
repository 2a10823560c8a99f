//! Reminders that ask for a fee: what is due is the bill, never the fee.

use super::*;
use oxherd_model::Fact;

/// What is owed, by the sums that are sure enough to count, and the fees.
fn owed(reading: &Reading) -> (Vec<String>, Vec<String>) {
    let sure = reading.facts.iter().filter(|fact| fact.confidence.thousandths() >= 400);
    let (mut whole, mut fees) = (Vec::new(), Vec::new());
    for (role, money) in sure.filter_map(Fact::amount) {
        if matches!(role, AmountRole::Total | AmountRole::Due) {
            whole.push(money.value.to_string());
        } else if role == AmountRole::Fee {
            fees.push(money.value.to_string());
        }
    }
    whole.sort();
    whole.dedup();
    (whole, fees)
}

/// Reminders that add 10 to a bill: subject, body, the bill.
const ADDED: &[Mail] = &[
    (
        "Second reminder",
        "Dear Ruth,\n\nInvoice 77 for £64.00 is still unpaid. Please pay this plus the £10.00 late fee by 18 April 2024.",
        "64.00",
    ),
    (
        "Reminder",
        "Dear Ruth,\n\nInvoice 78 for £64.00 has not been paid. Please settle the outstanding amount together with a reminder fee of £10.00 by 18 April 2024.",
        "64.00",
    ),
    (
        "2. Zahlungserinnerung",
        "Sehr geehrte Frau Lorenz,\n\nleider konnten wir zu Rechnung 2024-3391 vom 01.02.2024 über 148,20 EUR noch keinen Eingang feststellen. Wir bitten Sie, den offenen Betrag zuzüglich 10,00 EUR Mahngebühr bis 18.04.2024 auszugleichen.",
        "148.20",
    ),
    (
        "Mahnung",
        "Guten Tag,\n\nunsere Rechnung 4711 über 148,20 EUR ist noch offen. Bitte überweisen Sie den Rechnungsbetrag sowie Mahnkosten von 10,00 EUR bis 18.04.2024.",
        "148.20",
    ),
    (
        "Deuxième relance",
        "Bonjour,\n\nLa facture GB-22 de 318,00 € reste impayée. Nous vous prions de régler cette somme, majorée de 10,00 € de frais de relance, avant le 18 avril 2024.",
        "318.00",
    ),
    (
        "Relance",
        "Bonjour,\n\nLa facture GB-23 de 318,00 € n'est toujours pas réglée. Merci de verser le montant dû ainsi que 10,00 € de pénalités de retard avant le 18 avril 2024.",
        "318.00",
    ),
    (
        "Segundo aviso",
        "Hola:\n\nLa factura 77 de 64,00 € sigue sin pagar. Abona el importe más 10,00 € de recargo antes del 18 de abril de 2024.",
        "64.00",
    ),
    (
        "Recordatorio de pago",
        "Hola:\n\nSeguimos sin recibir el pago de la factura 78 de 64,00 €. Rogamos abone el importe pendiente junto con 10,00 € de gastos antes del 18 de abril de 2024.",
        "64.00",
    ),
    (
        "Secondo sollecito",
        "Gentile signora,\n\nla fattura 118 di 240,00 € è ancora aperta. La preghiamo di versare l'importo, più 10,00 € di spese, entro il 18 aprile 2024.",
        "240.00",
    ),
    (
        "Sollecito di pagamento",
        "Gentile signora,\n\nla fattura 119 di 240,00 € risulta non pagata. La preghiamo di versare l'importo dovuto, oltre a 10,00 € di mora, entro il 18 aprile 2024.",
        "240.00",
    ),
    (
        "Aanmaning",
        "Geachte mevrouw,\n\nFactuur TB-9 van € 88,10 staat nog open. Wilt u dit bedrag, verhoogd met € 10,00 aanmaningskosten, betalen voor 18 april 2024?",
        "88.10",
    ),
    (
        "Aanmaning",
        "Geachte heer,\n\nFactuur TB-10 van € 88,10 is nog niet betaald. Wij verzoeken u het openstaande bedrag plus € 10,00 administratiekosten te voldoen voor 18 april 2024.",
        "88.10",
    ),
];

#[test]
fn the_fee_of_a_reminder_is_not_what_is_due() {
    let desk = Desk::new();
    let mut missed = Vec::new();
    for (subject, body, bill) in ADDED {
        let reading = desk.read(subject, body);
        let told = owed(&reading);
        if told != (vec![(*bill).to_owned()], vec!["10.00".to_owned()]) {
            missed.push(format!("{subject}: {body:.70} {} {told:?}", reading.kind));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn a_fee_that_is_only_threatened_is_not_due_and_the_bill_is() {
    let desk = Desk::new();
    let mut missed = Vec::new();
    for (subject, body, bill) in [
        (
            "Second reminder",
            "Dear Ruth,\n\nInvoice 77 for £64.00 is still unpaid. If you do not pay by 18 April 2024, a £40.00 late fee will be added.",
            "64.00",
        ),
        (
            "2. Mahnung",
            "Guten Tag,\n\nunsere Rechnung 4711 über 148,20 EUR ist noch offen. Zahlen Sie nicht bis 18.04.2024, kommen 40,00 EUR Inkassokosten hinzu.",
            "148.20",
        ),
        (
            "Deuxième relance",
            "Bonjour,\n\nLa facture GB-22 de 318,00 € reste impayée. Sans paiement avant le 18 avril 2024, 40,00 € de frais de recouvrement seront ajoutés.",
            "318.00",
        ),
        (
            "Segundo aviso",
            "Hola:\n\nLa factura 77 de 64,00 € sigue sin pagar. Si no la abona antes del 18 de abril de 2024, se sumarán 40,00 € de recargo.",
            "64.00",
        ),
        (
            "Secondo sollecito",
            "Gentile signora,\n\nla fattura 118 di 240,00 € è ancora aperta. Senza pagamento entro il 18 aprile 2024 si aggiungeranno 40,00 € di spese.",
            "240.00",
        ),
        (
            "Tweede herinnering",
            "Geachte heer,\n\nFactuur TB-9921 van € 88,10 staat nog open. Betaalt u niet binnen 14 dagen, dan komen daar € 40,00 incassokosten bij.",
            "88.10",
        ),
    ] {
        let reading = desk.read(subject, body);
        let (whole, _) = owed(&reading);
        if whole != [bill] {
            missed.push(format!("{subject}: {body:.70} {} {whole:?}", reading.kind));
        }
    }
    assert!(missed.is_empty(), "{missed:#?}");
}

#[test]
fn what_only_looks_like_a_fee_on_top_stays_what_it_is() {
    let desk = Desk::new();
    for (subject, body, whole) in [
        (
            "Your bill",
            "Dear Ruth,\n\nCity Plus £12.00\nTotal due £12.00 by 18 April 2024.",
            "12.00",
        ),
        (
            "Ihre Rechnung",
            "Guten Tag,\n\nIhr Tarif Komfort Plus kostet 30,00 €. Zu zahlen: 12,00 € bis 18.04.2024.",
            "12.00",
        ),
        (
            "Facture",
            "Bonjour,\n\nVotre abonnement Plus.\nMontant à payer : 12,00 € avant le 18 avril 2024.",
            "12.00",
        ),
        (
            "Aanmaning",
            "Geachte mevrouw,\n\nOpenstaand bedrag: € 382,20\nAanmaningskosten: € 9,00\nTotaal te betalen: € 391,20",
            "391.20",
        ),
        (
            "Mahnung",
            "Guten Tag,\n\nOffener Betrag 148,20 EUR zuzüglich Mahngebühr 5,00 EUR, Gesamtforderung: 153,20 EUR bis 18.04.2024.",
            "153.20",
        ),
    ] {
        let (owed, _) = owed(&desk.read(subject, body));
        assert!(owed.contains(&whole.to_owned()), "{subject}: {owed:?}");
    }
}
