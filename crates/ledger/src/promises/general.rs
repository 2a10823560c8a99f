//! What a supplier says of each case that may come, in its charter or its general terms: `we answer every complaint
//! within 10 working days`. It is a promise to this owner once they have such a case.

use crate::fold::Message;
use oxherd_model::{Kind, ReferenceRole};

/// Words for each case, whichever it is, folded.
const EACH: &str = "every each any all jede jeder jedes jeden jedem jegliche alle allen toute tout toutes tous chaque \
    toda todo todas todos cualquier cada ogni qualsiasi qualunque tutti tutte elk elke ieder iedere";

/// Beginnings of words for a case, folded.
const CASES: &[&str] = &[
    "complaint",
    "claim",
    "quer",
    "enquir",
    "inquir",
    "fault",
    "breakdown",
    "refund",
    "repair",
    "request",
    "message",
    "email",
    "call",
    "return",
    "beschwerde",
    "reklamation",
    "anfrage",
    "anliegen",
    "storung",
    "schaden",
    "nachricht",
    "ruckgabe",
    "rucksendung",
    "erstattung",
    "reparatur",
    "reclam",
    "demande",
    "panne",
    "sinistre",
    "courrier",
    "remboursement",
    "retour",
    "queja",
    "consulta",
    "averia",
    "siniestro",
    "solicitud",
    "mensaje",
    "incidencia",
    "devolucion",
    "richiest",
    "guast",
    "sinistr",
    "segnalazion",
    "messaggi",
    "rimbors",
    "klacht",
    "vraag",
    "vragen",
    "storing",
    "schade",
    "melding",
    "bericht",
    "verzoek",
];

/// Words for several of them that open a sentence, folded.
const SEVERAL: &str = "complaints claims queries enquiries inquiries faults refunds repairs requests returns \
    beschwerden reklamationen anfragen storungen ruckgaben rucksendungen erstattungen reparaturen reclamations \
    demandes pannes remboursements retours reclamaciones quejas consultas averias solicitudes incidencias \
    devoluciones reclami richieste guasti segnalazioni rimborsi klachten storingen meldingen terugbetalingen";

/// How a charter is headed, folded.
const HEADS: &[&str] = &[
    "our promise",
    "our commitment",
    "our charter",
    "our service standard",
    "our standards",
    "service charter",
    "service promise",
    "unser versprechen",
    "unser serviceversprechen",
    "unsere zusage",
    "servicegarantie",
    "servicestandard",
    "nos engagements",
    "notre engagement",
    "notre promesse",
    "charte de service",
    "nuestro compromiso",
    "nuestros compromisos",
    "carta de servicios",
    "carta de compromisos",
    "il nostro impegno",
    "i nostri impegni",
    "carta dei servizi",
    "onze belofte",
    "onze beloften",
    "ons servicecharter",
    "onze servicegarantie",
];

/// Words between `every` and the case.
const BETWEEN: usize = 2;

/// Words with which a sentence opens before it names several cases: `Our refunds`.
const OPENING: usize = 2;

/// Whether a folded sentence speaks of each case that may come.
pub(super) fn is_rule(folded: &str) -> bool {
    let words: Vec<&str> = folded.split_whitespace().collect();
    let is_in = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let is_case = |word: &&&str| CASES.iter().any(|stem| word.starts_with(stem));
    let each = words.iter().enumerate().any(|(at, word)| {
        let mut next = words.iter().skip(at + 1).take(BETWEEN);
        is_in(EACH, word) && next.any(|word| is_case(&word))
    });
    let several = words.iter().take(OPENING).any(|word| is_in(SEVERAL, word));
    each || several || HEADS.iter().any(|head| folded.contains(&format!(" {head} ")))
}

/// Whether the owner has a case of which a message may speak: it is of one, or answers something.
pub(super) fn is_of_a_case(message: &Message<'_>) -> bool {
    let of_a_case = matches!(
        message.kind,
        Kind::CaseProgress
            | Kind::CaseDecision
            | Kind::ComplaintFinal
            | Kind::InfoRequest
            | Kind::ReturnInstructions
            | Kind::RefundCredit
            | Kind::CancelConfirmed
            | Kind::ContractEnding
            | Kind::OrderTrouble
            | Kind::RecallSafety
            | Kind::DataRights
    );
    of_a_case
        || !message.reading.thread.is_empty()
        || message.reference(ReferenceRole::Case).is_some()
        || message.reference(ReferenceRole::Return).is_some()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::promises::conditions::folded;

    #[test]
    fn what_is_said_of_each_case_is_told_from_what_is_said_of_one() {
        for sentence in [
            "We answer every complaint within 10 working days",
            "Refunds are paid within 14 days of our decision",
            "Our promise: you hear from us within 2 working days",
            "Jede Beschwerde beantworten wir innerhalb von 10 Werktagen",
            "Beschwerden beantworten wir innerhalb von 10 Werktagen",
            "Nous répondons à toute réclamation sous 10 jours ouvrés",
            "Toute panne est réparée sous 2 jours ouvrés",
            "Respondemos a toda reclamación en un plazo de 10 días hábiles",
            "Cualquier avería se repara en 2 días hábiles",
            "Rispondiamo a ogni reclamo entro 10 giorni lavorativi",
            "Ogni guasto viene riparato entro 2 giorni lavorativi",
            "We beantwoorden elke klacht binnen 10 werkdagen",
            "Klachten behandelen we binnen 10 werkdagen",
        ] {
            assert!(is_rule(&folded(sentence)), "{sentence}");
        }
        for sentence in [
            "We will answer your complaint within 10 working days",
            "We will refund all of the £42.00 within 14 days",
            "Ihre Beschwerde beantworten wir innerhalb von 10 Werktagen",
            "Sie erhalten alle Unterlagen innerhalb von 5 Werktagen",
            "Nous répondrons à votre réclamation sous 10 jours ouvrés",
            "Le devolveremos todo el importe en un plazo de 10 días",
            "Risponderemo al suo reclamo entro 10 giorni lavorativi",
            "We beantwoorden uw klacht binnen 10 werkdagen",
        ] {
            assert!(!is_rule(&folded(sentence)), "{sentence}");
        }
    }
}
