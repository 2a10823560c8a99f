//! For how long a shop takes back what was bought, and what else goes back or comes back within a time, in six languages.

use super::claims;

const TAKEN_BACK: &[(&str, &str, &str)] = &[
    ("en", "You can return any item within 45 days of receiving it.", "send_back"),
    ("en", "Not satisfied? Return it within 45 days for a full refund.", "send_back"),
    ("en", "45-day returns on everything.", "send_back"),
    ("en", "Returns are free for 45 days after ordering.", "send_back_ordered"),
    ("de", "Sie haben 45 Tage Rückgaberecht nach Erhalt der Ware.", "send_back"),
    ("de", "Gefällt nicht? 45 Tage Zeit zum Zurückschicken.", "send_back"),
    ("de", "Umtausch innerhalb von 45 Tagen ab Kaufdatum.", "send_back_ordered"),
    ("fr", "Retours gratuits pendant 45 jours après réception.", "send_back"),
    (
        "fr",
        "Vous avez 45 jours à compter de la commande pour changer d'avis et la renvoyer.",
        "send_back_ordered",
    ),
    ("es", "Dispones de 45 días desde que lo recibes para su devolución.", "send_back"),
    ("es", "Plazo de devolución: 45 días desde la fecha de compra.", "send_back_ordered"),
    ("it", "Hai 45 giorni dal ricevimento per il reso.", "send_back"),
    ("it", "Restituzione gratuita entro 45 giorni dall'acquisto.", "send_back_ordered"),
    ("nl", "Retour sturen kan tot 45 dagen na ontvangst.", "send_back"),
    ("nl", "Je hebt 45 dagen bedenktijd na aankoop.", "send_back_ordered"),
];

const ANOTHER_MATTER: &[(&str, &str)] = &[
    ("en", "We refund you within 20 days of receiving your return."),
    ("en", "Returns are processed within 20 days."),
    ("en", "Please return the old boiler within 21 days."),
    ("en", "If it is not collected, the parcel is returned to the sender after 20 days."),
    ("en", "Sale items cannot be returned after 30 days."),
    ("en", "You have 14 days to return it."),
    ("en", "We return your call within 20 days."),
    ("de", "Nach Eingang der Rücksendung erstatten wir innerhalb von 20 Tagen."),
    ("de", "Retouren werden innerhalb von 20 Tagen bearbeitet."),
    ("de", "Das Paket geht nach 20 Tagen an den Absender zurück."),
    ("de", "Bitte senden Sie das Altgerät innerhalb von 21 Tagen zurück."),
    ("fr", "Nous remboursons sous 20 jours après réception de votre retour."),
    ("fr", "Les retours sont traités sous 20 jours."),
    ("es", "Reembolsamos en 20 días tras recibir la devolución."),
    ("es", "Las devoluciones se tramitan en 20 días."),
    ("it", "Rimborsiamo entro 20 giorni dal ricevimento del reso."),
    ("it", "I resi vengono elaborati entro 20 giorni."),
    ("nl", "Wij betalen binnen 20 dagen na ontvangst van je retour terug."),
    ("nl", "Retouren worden binnen 20 dagen verwerkt."),
];

fn said(language: &str, text: &str) -> Vec<String> {
    let all = claims(language, text).into_iter();
    all.filter(|claim| claim.contains("send_back") || claim.contains("promise")).collect()
}

#[test]
fn a_shop_says_for_how_long_it_takes_goods_back() {
    for (language, text, role) in TAKEN_BACK {
        let found = said(language, text);
        assert_eq!(found.len(), 1, "{text}: {found:?}");
        assert!(found[0].split(' ').any(|word| word == *role), "{text}: {found:?}");
    }
}

#[test]
fn what_is_paid_back_worked_on_or_has_to_go_back_is_another_matter() {
    for (language, text) in ANOTHER_MATTER {
        let found = claims(language, text);
        assert!(!found.iter().any(|claim| claim.contains("send_back")), "{text}: {found:?}");
    }
}
