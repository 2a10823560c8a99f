//! What a firm says in passing, in words of its own: that money came, what it proposes, until when one may
//! withdraw, what goes back.

use super::{Desk, Mail, days};
use oxherd_model::{DateRole, Fact, Kind};

/// That a first payment has come, and when the work is: nothing is to be paid on that day.
const ARRIVED: &[Mail] = &[
    (
        "en",
        "Deposit received",
        "Your transfer of £890.00 has arrived today. See you on 14 March 2024!",
    ),
    (
        "de",
        "Anzahlung eingegangen",
        "Ihre Überweisung über 890,00 EUR ist heute angekommen, danke. Wir sehen uns am 14. März 2024!",
    ),
    (
        "fr",
        "Acompte reçu",
        "Votre virement de 890,00 € est bien arrivé aujourd'hui. Nous nous voyons le 14 mars 2024 !",
    ),
    (
        "es",
        "Señal recibida",
        "Hemos recibido su transferencia de 890,00 €. ¡Nos vemos el 14 de marzo de 2024!",
    ),
    (
        "it",
        "Caparra ricevuta",
        "Il suo bonifico di 890,00 € è arrivato oggi. Ci vediamo il 14 marzo 2024!",
    ),
    (
        "nl",
        "Aanbetaling ontvangen",
        "Je overboeking van € 890,00 is binnen. We zien je op 14 maart 2024!",
    ),
];

#[test]
fn that_money_arrived_is_a_payment_and_the_day_of_the_visit_none() {
    let failing = Desk::new().failing(ARRIVED, |reading| {
        reading.kind == Kind::PaymentDone
            && !days(reading, DateRole::Payment).contains(&"2024-03-14".to_owned())
            && days(reading, DateRole::Due).is_empty()
    });
    assert!(failing.is_empty(), "{failing:#?}");
}

/// What is proposed and until when that stands.
const PROPOSED: &[Mail] = &[
    (
        "en",
        "What we talked about",
        "As discussed, here is our proposal: the alarm pendant with service at £24.50 a month. The proposal is valid until 31 March 2024. Take your time.",
    ),
    (
        "de",
        "Unser Gespräch",
        "Wie besprochen schlagen wir Ihnen vor: Hausnotruf mit Betreuung für 24,50 EUR im Monat. Dieser Vorschlag gilt bis 31. März 2024.",
    ),
    (
        "fr",
        "Suite à notre échange",
        "Voici notre proposition : le médaillon avec téléassistance à 24,50 € par mois. Cette proposition est valable jusqu'au 31 mars 2024.",
    ),
    (
        "es",
        "Lo que comentamos",
        "Le proponemos el colgante con teleasistencia por 24,50 € al mes. Esta propuesta es válida hasta el 31 de marzo de 2024.",
    ),
    (
        "it",
        "Quello che ci siamo detti",
        "Le proponiamo il ciondolo con teleassistenza a 24,50 € al mese. Questa proposta è valida fino al 31 marzo 2024.",
    ),
    (
        "nl",
        "Ons gesprek",
        "Ons voorstel: de alarmknop met personenalarmering voor € 24,50 per maand. Dit voorstel is geldig tot 31 maart 2024.",
    ),
];

#[test]
fn a_proposal_with_a_last_day_is_a_quote() {
    let failing = Desk::new().failing(PROPOSED, |reading| reading.kind == Kind::Quote);
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Until when a purchase may be withdrawn from, told behind the day.
const WITHDRAWN: &[Mail] = &[
    (
        "de",
        "Rechnung F-0933",
        "Viel Freude damit! Gefällt es doch nicht, können Sie den Kauf bis zum 4. April 2024 ohne Angabe von Gründen widerrufen.",
    ),
    (
        "en",
        "Invoice F-0933",
        "Enjoy it! Not happy? Until 4 April 2024 you can change your mind without giving a reason.",
    ),
    (
        "fr",
        "Facture F-0933",
        "Bonne découverte ! Vous pouvez jusqu'au 4 avril 2024 vous rétracter sans donner de motif.",
    ),
    (
        "es",
        "Factura F-0933",
        "¡Que la disfrute! Puede hasta el 4 de abril de 2024 desistir de la compra sin dar motivos.",
    ),
    (
        "it",
        "Fattura F-0933",
        "Buon divertimento! Fino al 4 aprile 2024 può ripensarci senza dare spiegazioni.",
    ),
    (
        "nl",
        "Factuur F-0933",
        "Veel plezier! Bevalt het niet, dan kun je de koop tot en met 4 april 2024 zonder opgaaf van reden herroepen.",
    ),
];

#[test]
fn the_last_day_to_withdraw_is_known_by_the_verb_behind_it() {
    let failing = Desk::new()
        .failing(WITHDRAWN, |reading| days(reading, DateRole::WithdrawBy) == ["2024-04-04"]);
    assert!(failing.is_empty(), "{failing:#?}");
}

/// What the owner may send or bring back by a day: nobody else promises that.
const GOES_BACK: &[Mail] = &[
    (
        "en",
        "Your pendant",
        "The pendant ZP-90213 must be returned by 15 April 2024; you can post it to us free of charge.",
    ),
    (
        "de",
        "Ihr Gerät",
        "Das Gerät ZP-90213 ist bis zum 15. April 2024 zurückzugeben, Sie können es auch vorbeibringen.",
    ),
    (
        "fr",
        "Votre appareil",
        "L'appareil ZP-90213 doit être renvoyé au plus tard le 15 avril 2024.",
    ),
    (
        "es",
        "Su terminal",
        "El terminal ZP-90213 nos lo pueden enviar o traer a la oficina a más tardar el 15 de abril de 2024.",
    ),
    (
        "it",
        "Il suo apparecchio",
        "L'apparecchio ZP-90213 va restituito entro il 15 aprile 2024 in negozio.",
    ),
    (
        "nl",
        "Uw alarmknop",
        "De alarmknop ZP-90213 moet uiterlijk 15 april 2024 worden geretourneerd.",
    ),
];

#[test]
fn what_the_owner_owes_back_has_its_day_and_is_promised_by_nobody() {
    let failing = Desk::new().failing(GOES_BACK, |reading| {
        let promised = reading.facts.iter().any(|fact| fact.promise().is_some());
        days(reading, DateRole::ReturnBy) == ["2024-04-15"] && !promised
    });
    assert!(failing.is_empty(), "{failing:#?}");
    let ours = [("en", "Repair", "We will return your bicycle by 15 April 2024.")];
    let failing = Desk::new()
        .failing(&ours, |reading| reading.facts.iter().any(|f| Fact::promise(f).is_some()));
    assert!(failing.is_empty(), "what the supplier returns is promised: {failing:#?}");
}
