//! Sums that the supplier gives.

use super::{Desk, Mail, days, sums};
use oxherd_model::{AmountRole, DateRole};

/// Money given back, in the words of an answer.
const GIVEN: &[Mail] = &[
    (
        "de",
        "Ihre Reklamation",
        "Guten Tag,\n\nSie haben recht, der Betrag wurde falsch berechnet. Wir überweisen Ihnen die 3,00 € bis zum 15.03.2024.\n\nAlderley Netz",
    ),
    (
        "de",
        "Gutschrift",
        "Guten Tag,\n\nwir schreiben Ihnen 12,40 € gut. Der Betrag wird mit der nächsten Rechnung verrechnet.\n\nAlderley Netz",
    ),
    (
        "en",
        "Your complaint",
        "Hello,\n\nyou are right, the amount was wrong. We will transfer the £3.00 to you by 15 March 2024.\n\nAlderley Net",
    ),
    (
        "en",
        "About your bill",
        "Hello,\n\nwe have looked at your bill. We are giving you the £12.40 back and will pay it into your account by 15 March 2024.\n\nAlderley Net",
    ),
    (
        "fr",
        "Votre réclamation",
        "Bonjour,\n\nVous avez raison, le montant prélevé était erroné. Nous vous versons les 3,00 € avant le 15 mars 2024.\n\nAlderley",
    ),
    (
        "fr",
        "Votre facture",
        "Bonjour,\n\nUne erreur s'est glissée dans votre facture. Nous vous rendons 12,40 € par virement.\n\nAlderley",
    ),
    (
        "es",
        "Su reclamación",
        "Buenos días:\n\nTiene razón, el importe era incorrecto. Le transferimos los 3,00 € antes del 15 de marzo de 2024.\n\nAlderley",
    ),
    (
        "es",
        "Su factura",
        "Buenos días:\n\nHubo un error en su factura. Le abonamos 12,40 € en su cuenta.\n\nAlderley",
    ),
    (
        "it",
        "Il suo reclamo",
        "Gentile cliente,\n\nha ragione, l'importo era errato. Le bonifichiamo i 3,00 € entro il 15 marzo 2024.\n\nAlderley",
    ),
    (
        "it",
        "La sua fattura",
        "Gentile cliente,\n\nc'è stato un errore nella fattura. Le accreditiamo 12,40 € sul conto.\n\nAlderley",
    ),
    (
        "nl",
        "Uw klacht",
        "Geachte klant,\n\nu hebt gelijk, het bedrag klopte niet. Wij maken u de € 3,00 uiterlijk 15 maart 2024 over.\n\nAlderley",
    ),
    (
        "nl",
        "Uw factuur",
        "Geachte klant,\n\ner zat een fout in uw factuur. Wij storten € 12,40 op uw rekening.\n\nAlderley",
    ),
    (
        "en",
        "Sorry about the mix-up",
        "Hello,\n\nwe charged you twice. £18.00 has been put back on your card and will show by 15 March 2024.\n\nAlderley",
    ),
    (
        "de",
        "Entschuldigung",
        "Guten Tag,\n\nwir haben zu viel abgebucht. 18,00 € erhalten Sie bis zum 15.03.2024 zurück.\n\nAlderley",
    ),
    (
        "fr",
        "Toutes nos excuses",
        "Bonjour,\n\nNous avons trop prélevé. 18,00 € vous seront recrédités avant le 15 mars 2024.\n\nAlderley",
    ),
    (
        "es",
        "Disculpas",
        "Hola:\n\nLe hemos cobrado de más. Recibirá 18,00 € en su cuenta antes del 15 de marzo de 2024.\n\nAlderley",
    ),
    (
        "it",
        "Le nostre scuse",
        "Gentile cliente,\n\nabbiamo addebitato troppo. Riceverà 18,00 € sul suo conto entro il 15 marzo 2024.\n\nAlderley",
    ),
    (
        "nl",
        "Excuses",
        "Beste Toni,\n\nwe hebben te veel afgeschreven. Je krijgt € 18,00 terug, uiterlijk 15 maart 2024 op je rekening.\n\nAlderley",
    ),
];

/// What the owner pays.
const ASKED: &[Mail] = &[
    (
        "en",
        "Your bill",
        "Hello,\n\nyour bill is £12.40. We ask you to pay it into our account by 15 March 2024.",
    ),
    ("de", "Ihre Rechnung", "Guten Tag,\n\nbitte überweisen Sie uns 12,40 € bis zum 15.03.2024."),
    (
        "fr",
        "Votre facture",
        "Bonjour,\n\nNous vous remercions de nous verser 12,40 € avant le 15 mars 2024.",
    ),
    (
        "es",
        "Su factura",
        "Buenos días:\n\nLe rogamos que nos abone 12,40 € antes del 15 de marzo de 2024.",
    ),
    (
        "it",
        "La sua fattura",
        "Gentile cliente,\n\nLe chiediamo di versare 12,40 € entro il 15 marzo 2024.",
    ),
    (
        "nl",
        "Uw factuur",
        "Geachte klant,\n\nwij verzoeken u € 12,40 uiterlijk 15 maart 2024 over te maken.",
    ),
];

#[test]
fn what_the_supplier_gives_is_neither_a_price_nor_asked_for() {
    let desk = Desk::new();
    let failing = desk.failing(GIVEN, |reading| {
        !sums(reading, AmountRole::Refund).is_empty()
            && sums(reading, AmountRole::Price).is_empty()
            && sums(reading, AmountRole::Due).is_empty()
            && days(reading, DateRole::Due).is_empty()
            && !reading.kind.asks_for_money()
    });
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(ASKED, |reading| sums(reading, AmountRole::Refund).is_empty());
    assert!(failing.is_empty(), "{failing:#?}");
}
