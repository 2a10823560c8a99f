//! Which of the days in a confirmed end is its day.

use super::{Desk, Mail, days};
use oxherd_model::DateRole;

/// Confirmations that name the day on which the notice came beside the end on 31 March 2024.
const RECEIVED: &[Mail] = &[
    (
        "en",
        "Cancellation confirmed",
        "Dear Ms Vale,\n\nwe received your cancellation on 4 March 2024. Your contract AL-7 ends on 31 March 2024.",
    ),
    (
        "en",
        "Cancellation confirmed",
        "Dear Ms Vale,\n\nthank you for your letter of 2 March 2024. Your contract AL-7 will end on 31 March 2024.",
    ),
    (
        "de",
        "Kündigungsbestätigung",
        "Guten Tag,\n\nIhre Kündigung vom 2. März 2024 ist am 4. März 2024 bei uns eingegangen. Ihr Vertrag AL-7 endet am 31. März 2024.",
    ),
    (
        "fr",
        "Confirmation de résiliation",
        "Bonjour,\n\nnous avons bien reçu votre demande de résiliation le 4 mars 2024. Votre contrat AL-7 prendra fin le 31 mars 2024.",
    ),
    (
        "es",
        "Confirmación de baja",
        "Hola:\n\nhemos recibido tu solicitud de baja el 4 de marzo de 2024. Tu contrato AL-7 finalizará el 31 de marzo de 2024.",
    ),
    (
        "it",
        "Conferma della disdetta",
        "Buongiorno,\n\nabbiamo ricevuto la Sua disdetta il 4 marzo 2024. Il contratto AL-7 terminerà il 31 marzo 2024.",
    ),
    (
        "nl",
        "Bevestiging van uw opzegging",
        "Beste mevrouw Vale,\n\nwij hebben uw opzegging op 4 maart 2024 ontvangen. Uw contract AL-7 eindigt op 31 maart 2024.",
    ),
];

/// Confirmations of an end that lies behind.
const OVER: &[Mail] = &[
    (
        "en",
        "Cancellation confirmed",
        "Dear Ms Vale,\n\nwe have received your request and your contract AL-7 ended on 1 March 2024.",
    ),
    (
        "de",
        "Kündigungsbestätigung",
        "Guten Tag,\n\nwir haben Ihre Kündigung erhalten. Ihr Vertrag AL-7 endete am 1. März 2024.",
    ),
];

#[test]
fn the_day_on_which_a_notice_came_is_not_the_end() {
    let desk = Desk::new();
    let wrong = desk.failing(RECEIVED, |reading| days(reading, DateRole::End) == ["2024-03-31"]);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), RECEIVED.len(), wrong.join("\n"));
    let wrong = desk.failing(OVER, |reading| days(reading, DateRole::End) == ["2024-03-01"]);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), OVER.len(), wrong.join("\n"));
}

/// Notices that say until when it is to be told that nothing is to go on: before 1 April 2024.
const LEAVES: &[Mail] = &[
    (
        "en",
        "Your policy renews on 1 May 2024",
        "Dear Ms Vale,\n\nyour policy AL-7 renews on 1 May 2024 at £16.05 a month. Don't want to renew? Let us know before 1 April 2024.",
    ),
    (
        "de",
        "Ihr Beitrag ab 1. Mai 2024",
        "Guten Tag,\n\nIhr Vertrag AL-7 verlängert sich am 1. Mai 2024 um ein Jahr. Wenn Sie nicht verlängern möchten, sagen Sie uns vor dem 1. April 2024 Bescheid.",
    ),
    (
        "fr",
        "Votre cotisation au 1er mai 2024",
        "Bonjour,\n\nvotre contrat AL-7 sera renouvelé le 1er mai 2024. Vous ne souhaitez pas le renouveler ? Prévenez-nous avant le 1er avril 2024.",
    ),
    (
        "es",
        "Tu prima desde el 1 de mayo de 2024",
        "Hola:\n\ntu póliza AL-7 se renueva el 1 de mayo de 2024. Si no quieres renovar, avísanos antes del 1 de abril de 2024.",
    ),
    (
        "it",
        "Il premio dal 1 maggio 2024",
        "Buongiorno,\n\nla polizza AL-7 si rinnova il 1 maggio 2024. Se non vuole rinnovare, ce lo comunichi prima del 1 aprile 2024.",
    ),
    (
        "nl",
        "Uw premie per 1 mei 2024",
        "Beste mevrouw Vale,\n\nop 1 mei 2024 wordt polis AL-7 met een jaar verlengd. Wilt u niet verlengen? Laat het ons dan weten vóór 1 april 2024.",
    ),
];

/// What is to be told by a day and is no leave.
const STAYS: &[Mail] = &[
    (
        "de",
        "Ihr Termin",
        "Guten Tag,\n\nmöchten Sie einen anderen Monteur? Sagen Sie uns vor dem 1. April 2024 Bescheid.",
    ),
    (
        "nl",
        "Uw afspraak",
        "Beste mevrouw Vale,\n\nwilt u een andere monteur? Laat het ons dan weten vóór 1 april 2024.",
    ),
];

#[test]
fn the_day_by_which_one_tells_not_to_go_on_is_the_last_to_leave() {
    let desk = Desk::new();
    let last = |reading: &oxherd_model::Reading| days(reading, DateRole::CancelBy);
    let wrong = desk.failing(LEAVES, |reading| last(reading) == ["2024-03-31"]);
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), LEAVES.len(), wrong.join("\n"));
    let wrong = desk.failing(STAYS, |reading| last(reading).is_empty());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), STAYS.len(), wrong.join("\n"));
}

/// Ends that a supplier tells, whatever the rest of the message looks like.
const TOLD: &[Mail] = &[
    (
        "en",
        "Re: Membership 55",
        "Dear Ms Vale,\n\nWe've processed this for you. Your membership will finish on 31 March 2024.",
    ),
    (
        "en",
        "Re: 55",
        "Dear Ms Vale,\n\nthe 10th isn't possible I'm afraid, your membership 55 ends on 31 March 2024.",
    ),
    (
        "de",
        "Re: Mitgliedschaft 55",
        "Hallo,\n\nder 10. März geht leider nicht, deine Mitgliedschaft 55 endet am 31. März 2024.",
    ),
    ("de", "Ihr Vertrag", "Guten Tag,\n\nIhr Vertrag AL-7 lief am 31. März 2024 aus."),
    (
        "fr",
        "Re : Mon abonnement",
        "Bonjour,\n\nle 10 mars n'est pas possible, votre abonnement se termine le 31 mars 2024.",
    ),
    ("fr", "Re : 55", "Bonjour,\n\nvotre dernier jour chez nous sera le 31 mars 2024."),
    ("es", "Tu contrato", "Hola:\n\ntu contrato AL-7 de fibra terminará el 31 de marzo de 2024."),
    ("es", "Re: Gimnasio", "Hola:\n\nhecho. Serás socia hasta el 31 de marzo de 2024."),
    ("it", "Contratto", "Buongiorno,\n\nil suo contratto AL-7 cessa il 31 marzo 2024."),
    ("it", "Re: tessera", "Ciao,\n\nfatto. Sarai socia fino al 31 marzo 2024."),
    ("nl", "Re: Contract", "Hoi,\n\nuw contract AL-7 loopt af op 31 maart 2024."),
    ("nl", "Re: lidmaatschap", "Hoi,\n\ngeregeld. Je blijft lid tot en met 31 maart 2024."),
];

/// What ends and goes on, begins, or is only a part of an agreement.
const GOES_ON: &[Mail] = &[
    (
        "en",
        "Your contract",
        "Dear Ms Vale,\n\nyour contract starts on 1 April 2024 and ends on 31 March 2025. £20.00 a month.",
    ),
    (
        "en",
        "Your policy",
        "Dear Ms Vale,\n\nyour policy ends on 31 March 2024. We will renew it automatically for £300.00.",
    ),
    ("de", "Ihr Vertrag", "Guten Tag,\n\ndie Preisgarantie Ihres Vertrags endet am 31. März 2024."),
    (
        "fr",
        "Votre contrat",
        "Bonjour,\n\nvotre contrat arrive à échéance le 31 mars 2024. Il sera reconduit tacitement.",
    ),
    (
        "es",
        "Tu contrato",
        "Hola:\n\ntu contrato termina el 31 de marzo de 2024 y se prorroga por un año.",
    ),
    (
        "it",
        "Il tuo contratto",
        "Ciao,\n\nil tuo contratto termina il 31 marzo 2024 e si rinnova per un anno.",
    ),
    (
        "nl",
        "Je contract",
        "Hoi,\n\nde looptijd van je contract eindigt op 31 maart 2024. Daarna zeg je op wanneer je wilt.",
    ),
];

#[test]
fn an_end_that_is_told_with_its_day_is_one_whatever_the_message_looks_like() {
    let desk = Desk::new();
    let failing = desk.failing(TOLD, |reading| {
        reading.kind.is_ending()
            && reading.kind_confidence.thousandths() >= 600
            && days(reading, DateRole::End) == ["2024-03-31"]
            && days(reading, DateRole::Renewal).is_empty()
            && reading.facts.iter().all(|fact| fact.promise().is_none())
    });
    assert!(failing.is_empty(), "{failing:#?}");
    let failing = desk.failing(GOES_ON, |reading| !reading.kind.is_ending());
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Ends that are told with what is given back.
const GIVEN_BACK: &[Mail] = &[
    (
        "en",
        "Your membership ends",
        "Dear Ms Vale,\n\nwe confirm that your membership AL-7 ends on 31 March 2024. We will refund £34.00 within 10 days.",
    ),
    (
        "de",
        "Ihre Mitgliedschaft",
        "Guten Tag,\n\nwir bestätigen, dass Ihre Mitgliedschaft AL-7 am 31. März 2024 endet. Wir erstatten 34,00 EUR innerhalb von 10 Tagen.",
    ),
    (
        "fr",
        "Fin de votre adhésion",
        "Bonjour,\n\nnous confirmons que votre adhésion AL-7 prend fin le 31 mars 2024. Nous vous rembourserons 34,00 € sous 10 jours.",
    ),
    (
        "it",
        "Il suo abbonamento termina",
        "Buongiorno,\n\nconfermiamo che il suo abbonamento AL-7 termina il 31 marzo 2024. Rimborseremo 34,00 € entro 10 giorni.",
    ),
];

/// Renewals that name what they cost.
const RENEWED: &[Mail] = &[(
    "en",
    "Your membership ends soon",
    "Dear Ms Vale,\n\nyour membership AL-7 ends on 31 March 2024 and renews for £34.00.",
)];

#[test]
fn an_end_with_money_back_is_an_end_and_no_renewal() {
    let desk = Desk::new();
    let wrong = desk.failing(GIVEN_BACK, |reading| reading.kind.is_ending());
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), GIVEN_BACK.len(), wrong.join("\n"));
    let wrong = desk.failing(RENEWED, |reading| !reading.kind.is_ending());
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
