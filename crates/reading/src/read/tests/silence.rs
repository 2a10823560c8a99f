//! The last day to leave, told by what silence does, and papers that are told by what binds.

use super::{Desk, Mail, days};
use oxherd_model::{CueSource, DateRole, Kind};

/// Mails in which who says nothing by 20 April 2024 goes on.
const GOES_ON: &[Mail] = &[
    (
        "en",
        "Your plan AP-4410",
        "Hello Toni,\n\nyour plan AP-4410 runs until 20 May 2024 and is extended by a year unless we hear from you by 20 April 2024.",
    ),
    (
        "en",
        "Another year of Alderley",
        "Hello Toni,\n\nif you would rather leave, drop us a line by 20 April 2024. Otherwise your plan is renewed on 20 May 2024.",
    ),
    (
        "de",
        "Ihr Tarif AP-4410",
        "Guten Tag,\n\nIhr Tarif AP-4410 läuft bis 20.05.2024 und verlängert sich, wenn Sie uns bis 20.04.2024 nichts anderes sagen.",
    ),
    (
        "fr",
        "Votre formule AP-4410",
        "Bonjour,\n\nsans nouvelles de votre part avant le 20 avril 2024, votre formule AP-4410 sera prolongée le 20 mai 2024.",
    ),
    (
        "es",
        "Su tarifa AP-4410",
        "Buenos días:\n\nsu tarifa AP-4410 vence el 20 de mayo de 2024 y se prorroga, salvo que nos diga lo contrario antes del 20 de abril de 2024.",
    ),
    (
        "it",
        "Il tuo piano AP-4410",
        "Ciao Toni,\n\nil 20 maggio 2024 rinnoveremo il tuo piano AP-4410. Se non vuoi continuare, scrivici entro il 20 aprile 2024.",
    ),
    (
        "nl",
        "Je bundel AP-4410",
        "Dag Toni,\n\nje bundel AP-4410 wordt op 20 mei 2024 verlengd, tenzij je vóór 20 april 2024 iets anders laat weten.",
    ),
];

/// Mails in which an answer is asked for that ends nothing.
const ANSWERS: &[Mail] = &[
    (
        "en",
        "Your meter",
        "Hello Toni,\n\nplease let us know your reading by 20 April 2024. We continue to bill monthly.",
    ),
    (
        "de",
        "Sommerfest",
        "Guten Tag,\n\nbitte sagen Sie uns bis 20.04.2024, ob Sie kommen. Weiteres folgt.",
    ),
    ("fr", "Votre dossier", "Bonjour,\n\nmerci de nous répondre avant le 20 avril 2024."),
    ("es", "Sus datos", "Buenos días:\n\nconfírmenos su teléfono antes del 20 de abril de 2024."),
    (
        "it",
        "Il tuo indirizzo",
        "Ciao Toni,\n\nconfermaci il tuo indirizzo entro il 20 aprile 2024.",
    ),
    ("nl", "Uw gegevens", "Dag Toni,\n\nstuur ons vóór 20 april 2024 uw gegevens."),
];

#[test]
fn the_day_by_which_silence_is_consent_is_the_last_one_to_leave() {
    let last = |reading: &oxherd_model::Reading| {
        days(reading, DateRole::CancelBy).iter().any(|day| day == "2024-04-20")
    };
    let failing = Desk::new().failing(GOES_ON, last);
    assert!(failing.is_empty(), "{failing:#?}");
}

#[test]
fn an_answer_that_is_asked_for_is_no_last_day_to_leave() {
    let none = |reading: &oxherd_model::Reading| days(reading, DateRole::CancelBy).is_empty();
    let failing = Desk::new().failing(ANSWERS, none);
    assert!(failing.is_empty(), "{failing:#?}");
}

/// Papers with few words.
const PAPERS: &[Mail] = &[
    ("en", "Alderley", "Start: 6 March 2024\nEnd: 5 March 2025\nPrice: £18.00 per month"),
    ("de", "Alderley", "Beginn: 06.03.2024\nEnde: 05.03.2025\nBeitrag: 18,00 € pro Monat"),
    ("fr", "Alderley", "Début : 6 mars 2024\nFin : 5 mars 2025\nPrix : 18,00 € par mois"),
    (
        "es",
        "Alderley",
        "Inicio: 6 de marzo de 2024\nFin: 5 de marzo de 2025\nPrecio: 18,00 € al mes",
    ),
    ("it", "Alderley", "Inizio: 6 marzo 2024\nFine: 5 marzo 2025\nPrezzo: 18,00 € al mese"),
    (
        "nl",
        "Alderley",
        "Ingangsdatum: 6 maart 2024\nEinddatum: 5 maart 2025\nPrijs: € 18,00 per maand",
    ),
];

#[test]
fn short_papers_are_told_by_a_beginning_a_price_and_a_term() {
    let told = |reading: &oxherd_model::Reading| {
        let sure = reading.kind_confidence.thousandths() >= 550;
        reading.kind == Kind::ContractPack && sure
    };
    let desk = Desk::new();
    let failing = desk.failing(PAPERS, told);
    assert!(failing.is_empty(), "{failing:#?}");
    // What told it stands among the reasons.
    let mut read = PAPERS.iter().map(|(_, subject, body)| desk.read(subject, body));
    let by_facts = |reading: oxherd_model::Reading| {
        reading.why.first().is_some_and(|cue| cue.source == CueSource::Fact)
    };
    assert!(read.any(by_facts));
}

/// News of a price, of which one may leave within 30 days of 5 March 2024.
const WITHIN: &[Mail] = &[
    (
        "en",
        "Your plan",
        "Hello Toni,\n\nthe price of your plan rises to £23.00 on 1 May 2024. If you do not agree, you can cancel your plan within 30 days of this email, without any notice.",
    ),
    (
        "de",
        "Wichtige Information",
        "Guten Tag,\n\nder Preis steigt zum 1. Mai 2024 auf 23,00 €. Wenn Sie nicht einverstanden sind, können Sie Ihren Vertrag innerhalb von 30 Tagen nach Zugang dieser Mitteilung ohne Kosten und ohne Einhaltung einer Frist kündigen.",
    ),
    (
        "de",
        "Wichtige Information",
        "Guten Tag,\n\nder Preis steigt zum 1. Mai 2024 auf 23,00 €. Sie haben das Recht, den Vertrag binnen 30 Tagen nach Erhalt dieses Schreibens zu beenden.",
    ),
    (
        "fr",
        "Votre formule",
        "Bonjour,\n\nle prix passe à 23,00 € le 1er mai 2024. Vous pouvez résilier votre contrat dans les 30 jours suivant la réception de ce courrier.",
    ),
    (
        "es",
        "Su tarifa",
        "Buenos días:\n\nel precio pasa a 23,00 € el 1 de mayo de 2024. Si no está de acuerdo, puede rescindir su contrato en los 30 días siguientes a la recepción de este aviso.",
    ),
    (
        "it",
        "Il tuo piano",
        "Ciao Toni,\n\nil prezzo passa a 23,00 € dal 1° maggio 2024. Puoi recedere entro 30 giorni dalla ricezione di questa comunicazione.",
    ),
    (
        "nl",
        "Uw abonnement",
        "Beste Toni,\n\nde prijs wordt € 23,00 per 1 mei 2024. U kunt uw abonnement binnen 30 dagen na ontvangst van deze brief beëindigen.",
    ),
];

/// A length of time from a message that frees nobody.
const FREES_NOBODY: &[Mail] = &[
    (
        "en",
        "Your invoice",
        "Hello Toni,\n\nif you do not pay within 14 days of this letter, we can cancel your plan.",
    ),
    (
        "de",
        "Mahnung",
        "Guten Tag,\n\nzahlen Sie nicht innerhalb von 14 Tagen nach Erhalt dieses Schreibens, kündigen wir den Vertrag.",
    ),
    (
        "fr",
        "Votre dossier",
        "Bonjour,\n\nvous pouvez nous répondre dans les 14 jours suivant la réception de ce courrier.",
    ),
];

#[test]
fn who_may_go_within_so_many_days_of_a_message_has_a_last_day() {
    let last = |reading: &oxherd_model::Reading| {
        days(reading, DateRole::CancelBy).iter().any(|day| day == "2024-04-04")
    };
    let failing = Desk::new().failing(WITHIN, last);
    assert!(failing.is_empty(), "{failing:#?}");
    let none = |reading: &oxherd_model::Reading| days(reading, DateRole::CancelBy).is_empty();
    let failing = Desk::new().failing(FREES_NOBODY, none);
    assert!(failing.is_empty(), "{failing:#?}");
}
