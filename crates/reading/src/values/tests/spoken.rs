//! Days that are told by the calendar, in the sentence of who promises something by them. The message is of
//! Friday, 3 April 2026.

use super::{claims, read};
use oxherd_model::{Claim, PromiseTerm};

/// The days by which a text promises something.
fn days(language: &str, text: &str) -> Vec<String> {
    let found = read(language, text).found;
    let by = found.iter().filter_map(|f| {
        let Claim::Promise { term: PromiseTerm::By(day), .. } = &f.claim else { return None };
        Some(day.to_string())
    });
    by.collect()
}

#[test]
fn a_day_of_the_calendar_by_which_somebody_does_something_is_promised() {
    for (language, text, day) in [
        ("en", "We will send you the part by close of business Tuesday.", "2026-04-07"),
        ("en", "I'll get back to you by Tuesday.", "2026-04-07"),
        ("en", "We will call you early next week.", "2026-04-07"),
        ("en", "You will hear from us by the end of next week.", "2026-04-10"),
        ("en", "We will answer by the end of the month.", "2026-04-30"),
        ("en", "Our fitter will call on Tuesday next week between 8am and 12pm.", "2026-04-07"),
        ("de", "Wir melden uns bis Dienstag bei Ihnen.", "2026-04-07"),
        ("de", "Wir rufen Sie Anfang nächster Woche an.", "2026-04-07"),
        ("de", "Das Teil wird Ihnen bis Ende nächster Woche geliefert.", "2026-04-10"),
        ("de", "Wir antworten Ihnen bis Monatsende.", "2026-04-30"),
        ("de", "Ihre Bestellung wird bis Dienstag, 7. April 2026, geliefert.", "2026-04-07"),
        ("fr", "Je reviens vers vous d’ici mardi.", "2026-04-07"),
        ("fr", "La facture finale vous sera envoyée avant le 30/04.", "2026-04-30"),
        ("fr", "Nous vous appellerons en début de semaine prochaine.", "2026-04-07"),
        ("fr", "Vous recevrez la pièce d’ici la fin de la semaine prochaine.", "2026-04-10"),
        ("fr", "Nous vous rembourserons sous quinzaine.", "2026-04-18"),
        ("fr", "Notre plombier passera mardi entre 8h et 12h.", "2026-04-07"),
        ("es", "Le contestaremos antes del martes.", "2026-04-07"),
        ("es", "Le llamaremos a principios de la semana que viene.", "2026-04-07"),
        ("es", "Le devolveremos 42,00 € antes de fin de mes.", "2026-04-30"),
        ("es", "Su pedido se entregará antes del martes 7 de abril de 2026.", "2026-04-07"),
        ("es", "Nuestro fontanero pasará el martes entre las 8 y las 12.", "2026-04-07"),
        ("it", "Le risponderemo entro martedì.", "2026-04-07"),
        ("it", "La chiameremo a inizio della prossima settimana.", "2026-04-07"),
        ("it", "Le invieremo la fattura entro fine mese.", "2026-04-30"),
        ("it", "Le invieremo la fattura finale entro il 30/04.", "2026-04-30"),
        ("it", "Il nostro idraulico passerà martedì tra le 8 e le 12.", "2026-04-07"),
        ("nl", "U hoort uiterlijk dinsdag van ons.", "2026-04-07"),
        ("nl", "We bellen u begin volgende week.", "2026-04-07"),
        ("nl", "U ontvangt de nota voor het einde van de maand.", "2026-04-30"),
        ("nl", "U ontvangt de nota uiterlijk 30-04.", "2026-04-30"),
        ("nl", "Onze loodgieter komt dinsdag tussen 8 en 12 uur langs.", "2026-04-07"),
    ] {
        let all = || claims(language, text);
        assert!(days(language, text).iter().any(|said| said == day), "{text}: {:?}", all());
    }
}

#[test]
fn what_is_asked_what_is_over_and_when_somebody_is_there_is_no_promise() {
    for (language, text) in [
        ("en", "Please send us the form by Tuesday."),
        ("en", "We need your answer by Tuesday."),
        ("en", "We are here Monday to Friday and will help you."),
        ("en", "Thank you for calling last Tuesday, we will keep your note."),
        ("de", "Bitte senden Sie uns das Formular bis Dienstag."),
        ("de", "Wir sind montags bis freitags für Sie da."),
        ("de", "Am letzten Dienstag haben wir Sie nicht erreicht und werden es vermerken."),
        ("fr", "Merci de nous répondre avant mardi."),
        ("fr", "Nous vous remercions de bien vouloir nous envoyer le formulaire d’ici mardi."),
        ("fr", "Du lundi au vendredi, nous vous répondrons avec plaisir."),
        ("es", "Envíenos el formulario antes del martes, por favor."),
        ("es", "Le atenderemos de lunes a viernes."),
        ("it", "La preghiamo di inviarci il modulo entro martedì."),
        ("it", "Le risponderemo dal lunedì al venerdì."),
        ("nl", "Stuur ons het formulier voor dinsdag."),
        ("nl", "Wij beantwoorden uw vraag van maandag tot vrijdag."),
    ] {
        assert_eq!(days(language, text), [""; 0], "{text}");
    }
}

#[test]
fn who_has_complained_is_answered_in_time() {
    for text in [
        "Ihre Beschwerde beantworten wir innerhalb von 5 Werktagen.",
        "Die Bearbeitung Ihrer Beschwerde dauert 5 Werktage.",
    ] {
        let said = claims("de", text);
        assert!(said.iter().any(|claim| claim.starts_with("promise Within")), "{text}: {said:?}");
    }
    let text = "Eine Beschwerde können Sie innerhalb von 5 Werktagen einlegen.";
    assert!(!claims("de", text).iter().any(|claim| claim.starts_with("promise")), "{text}");
}

#[test]
fn who_asks_for_patience_and_says_by_when_promises_it() {
    for (language, text) in [
        ("en", "We ask you to bear with us and will reply by Tuesday."),
        ("de", "Wir bitten um Geduld und melden uns bis Dienstag."),
        ("fr", "Nous vous demandons un peu de patience et nous vous répondrons avant mardi."),
        ("es", "Le rogamos paciencia y le contestaremos antes del martes."),
        ("it", "Le chiediamo pazienza e le risponderemo entro martedì."),
        ("nl", "Wij vragen uw geduld en wij antwoorden u voor dinsdag."),
    ] {
        assert_eq!(days(language, text), ["2026-04-07"], "{text}");
    }
}

#[test]
fn money_that_comes_back_is_promised_by_its_day_and_money_that_is_taken_is_not() {
    for (language, text) in [
        ("en", "I can confirm that we will refund the £42.00 by 12 April 2026."),
        ("en", "You should see the £42.00 back in your account by 12 April 2026."),
        ("de", "Ich bestätige, dass wir die 42,00 EUR bis zum 12.04.2026 zurücküberweisen."),
        ("fr", "Je vous confirme que nous vous rembourserons 42,00 € avant le 12 avril 2026."),
        ("es", "Tendrá los 42,00 € en su cuenta antes del 12 de abril de 2026."),
        ("it", "Troverà i 42,00 € sul conto entro il 12 aprile 2026."),
        ("nl", "Ik bevestig dat wij de € 42,00 uiterlijk 12 april 2026 terugbetalen."),
    ] {
        assert_eq!(days(language, text), ["2026-04-12"], "{text}: {:?}", claims(language, text));
    }
    for (language, text) in [
        ("en", "We will collect £42.00 from your account on 12 April 2026."),
        ("de", "Wir buchen 42,00 EUR bis zum 12.04.2026 von Ihrem Konto ab."),
        ("it", "Le addebiteremo 42,00 € entro il 12 aprile 2026."),
        ("nl", "We schrijven € 42,00 uiterlijk 12 april 2026 van uw rekening af."),
    ] {
        assert_eq!(days(language, text), [""; 0], "{text}: {:?}", claims(language, text));
    }
}
