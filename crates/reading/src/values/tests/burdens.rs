//! What is said of a day and is no promise to the owner: nobody can break it. The message is of Friday, 3 April 2026.

use super::read;
use oxherd_model::{Claim, LetterAct};

fn promises(language: &str, text: &str) -> bool {
    read(language, text).found.iter().any(|f| matches!(f.claim, Claim::Promise { .. }))
}

fn denies(language: &str, text: &str) -> bool {
    let denied = |claim: &Claim| matches!(claim, Claim::Act { act: LetterAct::Deny, .. });
    read(language, text).found.iter().any(|f| denied(&f.claim))
}

#[test]
fn an_agreement_that_takes_its_course_promises_nothing() {
    for (language, text) in [
        ("en", "Your lease will finish on 30 June 2026."),
        ("en", "Your cover is due to lapse on 30 June 2026."),
        ("de", "Ihr Wartungsvertrag wird am 30. Juni 2026 enden."),
        ("de", "Deine Jahresmitgliedschaft läuft am 30. Juni 2026 aus."),
        ("fr", "Votre forfait arrivera à échéance le 30 juin 2026."),
        ("fr", "Votre bail prendra fin le 30 juin 2026."),
        ("es", "Su póliza finalizará el 30 de junio de 2026."),
        ("es", "Tu abono comenzará el 1 de mayo de 2026."),
        ("it", "Il suo abbonamento parte il 1° maggio 2026."),
        ("it", "La polizza arriva alla fine il 30 giugno 2026."),
        ("nl", "Uw zorgverzekering zal op 1 mei 2026 ingaan."),
        ("nl", "Je jaarabonnement zal op 30 juni 2026 aflopen."),
    ] {
        assert!(!promises(language, text), "{text}");
    }
}

#[test]
fn money_that_is_taken_and_what_comes_of_no_payment_are_threats_and_no_promises() {
    for (language, text) in [
        ("en", "Your bill for March is £41.20. We will collect it on 20 April 2026."),
        ("en", "Without payment within 7 days we will instruct bailiffs."),
        ("de", "Bleibt Ihre Zahlung aus, werden wir den Vorgang am 20. April 2026 abgeben."),
        ("de", "Ohne Zahlung innerhalb von 7 Tagen werden wir Ihren Anschluss sperren."),
        ("fr", "Faute de règlement sous 8 jours, nous saisirons un huissier."),
        ("fr", "Nous débiterons votre compte le 20 avril 2026."),
        ("es", "De no abonar el recibo en 7 días, suspenderemos el suministro."),
        ("es", "Pasaremos el recibo el 20 de abril de 2026."),
        ("it", "In mancanza di pagamento entro 8 giorni affideremo la pratica al legale."),
        ("nl", "Zonder betaling binnen 7 dagen zullen wij een deurwaarder inschakelen."),
    ] {
        assert!(!promises(language, text), "{text}");
    }
}

#[test]
fn a_change_that_was_set_down_promises_nothing_for_the_day_from_which_it_holds() {
    for (language, text) in [
        ("en", "We have changed your address to 2 Elm Row from 1 May 2026."),
        ("de", "Wir haben Ihre Anschrift zum 1. Mai 2026 aktualisiert: Ulmenweg 2."),
        ("fr", "Nous avons mis à jour vos coordonnées à compter du 1er mai 2026."),
        ("es", "Hemos actualizado su domicilio desde el 1 de mayo de 2026."),
        ("it", "Abbiamo aggiornato il suo indirizzo dal 1° maggio 2026: via Olmo 2."),
        ("nl", "We hebben uw adres per 1 mei 2026 aangepast."),
    ] {
        assert!(!promises(language, text), "{text}");
    }
}

#[test]
fn what_is_done_for_the_owner_beside_all_that_is_promised() {
    for (language, text) in [
        ("en", "Your cover ends on 30 April 2026 and we will refund you £20.00 by 8 May 2026."),
        (
            "en",
            "We will return your deposit of £90.00 within 10 days after the end of the tenancy.",
        ),
        ("en", "We will send you your new policy by 17 April 2026."),
        ("de", "Wir senden Ihnen den neuen Mietvertrag bis zum 17. April 2026 zu."),
        ("de", "Wir überweisen 900 Euro bis zum 17. April 2026."),
        ("fr", "Nous virons 900 € avant le 17 avril 2026."),
        ("fr", "Nous vous enverrons votre contrat sous 8 jours."),
        ("es", "Transferimos 900 € antes del 17 de abril de 2026."),
        ("es", "Te enviaremos la póliza en un plazo de 7 días."),
        ("it", "Le rimborseremo 20,00 euro entro il 17 aprile 2026."),
        ("nl", "Wij vergoeden 900 euro voor 17 april 2026."),
        ("nl", "U ontvangt uw polis binnen 7 dagen."),
    ] {
        assert!(promises(language, text), "{text}");
    }
    assert!(!promises("de", "Wir bitten Sie, 900 Euro bis zum 17. April 2026 zu überweisen."));
}

#[test]
fn a_refund_that_is_refused_or_taken_back_is_told_from_one_that_is_only_late() {
    for (language, text) in [
        ("en", "We are unable to refund the £45.00 to you."),
        ("en", "We have to withdraw our offer of a refund."),
        ("de", "Die 45,00 Euro können wir Ihnen nicht zurückzahlen."),
        ("de", "Wir nehmen unsere Zusage einer Erstattung zurück."),
        ("fr", "Nous ne vous rembourserons pas les 45,00 €."),
        ("fr", "Votre demande de remboursement est refusée."),
        ("es", "No te devolveremos los 45,00 €."),
        ("es", "El reembolso de 45,00 € no procede."),
        ("it", "Dobbiamo ritirare la nostra promessa di rimborso."),
        ("it", "Il rimborso di 45,00 euro non è dovuto."),
        ("nl", "We kunnen u de 45,00 euro niet terugbetalen."),
        ("nl", "U heeft geen recht op terugbetaling van de 45,00 euro."),
    ] {
        assert!(denies(language, text), "{text}");
    }
    for (language, text) in [
        ("en", "We have not yet refunded the £45.00 to you."),
        ("en", "We cannot refund your £45.00 before the parcel is here."),
        ("de", "Die Erstattung von 45,00 Euro ist noch nicht erfolgt."),
        ("de", "Wir haben Ihnen 45,00 Euro erstattet. Sie müssen nichts weiter tun."),
        ("fr", "Vos 45,00 € ne sont pas encore remboursés."),
        ("es", "Te hemos devuelto 45,00 €. No tienes que hacer nada."),
        ("it", "Se non restituisce la merce, non rimborseremo i 45,00 euro."),
        ("nl", "De terugbetaling van 45,00 euro duurt niet langer dan 5 dagen."),
    ] {
        assert!(!denies(language, text), "{text}");
    }
}
