//! Promises that are counted from the end of what was agreed: `within six weeks of your contract ending`,
//! `within 10 days of check-out`.

/// Words from which days are counted.
const COUNTED: &str = "after following of from nach ab après suivant suivent tras después desde dopo dalla \
    dal dall na vanaf";

/// The end of something agreed.
const ENDS: &str = "end ends ending expiry expires termination terminates vertragsende ende endet \
    beendigung laufzeitende lieferende mitgliedschaftsende fin terme expiration finalización término \
    terminación extinción fine cessazione conclusione chiusura einde afloop beëindiging einddatum \
    contracteinde checkout departure vacating auszug auszugs auszugstag abreise wohnungsübergabe \
    schlüsselübergabe schlüsselrückgabe départ sortie déménagement salida desalojo partenza uscita riconsegna \
    rilascio vertrek sleuteloverdracht oplevering";

/// What is written in two words or as one: `check-out`, `move out`.
const OUT: [&str; 6] = ["check", "checking", "move", "moving", "moved", "checked"];

/// Words between the two: an article, whose it is, what it is.
const BETWEEN: usize = 4;

/// Whether a sentence counts from an end.
pub(super) fn counts(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let words: Vec<&str> =
        lower.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    let is_in = |list: &str, word: &str| list.split_whitespace().any(|known| known == word);
    let leaves = |at: usize| {
        words.get(at).is_some_and(|word| OUT.contains(word)) && words.get(at + 1) == Some(&"out")
    };
    let counted = words.iter().enumerate().filter(|(_, word)| is_in(COUNTED, word));
    let mut behind = counted.map(|(at, _)| words.iter().enumerate().skip(at + 1).take(BETWEEN));
    behind.any(|mut next| next.any(|(at, word)| is_in(ENDS, word) || leaves(at)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_end_is_counted_from_in_six_languages() {
        for sentence in [
            "Your deposit is returned within 10 days of check-out",
            "You get your deposit back within two weeks after you move out",
            "Die Kaution erhalten Sie binnen vier Wochen nach dem Auszug",
            "Le d\u{e9}p\u{f4}t vous est rendu sous un mois apr\u{e8}s votre d\u{e9}part",
            "La fianza se devuelve en 30 d\u{ed}as desde la salida",
            "Il deposito viene reso entro 30 giorni dalla riconsegna delle chiavi",
            "De borg krijgt u binnen veertien dagen na uw vertrek terug",
            "We will send your final bill within six weeks of your contract ending",
            "You will get your deposit back within 10 days following the expiry of the lease",
            "Wir erstatten Ihnen den Rest innerhalb von 14 Tagen nach dem Ende der Laufzeit",
            "Die Schlussrechnung erhalten Sie vier Wochen nach Vertragsende",
            "dans les quatre semaines suivant la fin du contrat",
            "dans un délai de 30 jours après le terme de votre abonnement",
            "en un plazo de 10 días desde el fin del contrato",
            "en los 15 días después de la terminación del servicio",
            "entro 10 giorni dalla cessazione del contratto",
            "entro un mese dalla fine del rapporto",
            "binnen zes weken na het einde van uw contract",
            "binnen tien dagen na beëindiging van het abonnement",
        ] {
            assert!(counts(sentence), "{sentence}");
        }
        for sentence in [
            "We will answer within five working days of receiving your message",
            "Wir antworten innerhalb von fünf Tagen nach Eingang Ihrer Nachricht",
            "Vous serez remboursé sous 10 jours à compter de la réception",
            "Te responderemos en un plazo de dos días desde la recepción",
            "Riceverà una risposta entro 5 giorni dal ricevimento",
            "Binnen vijf werkdagen na ontvangst hoort u van ons",
        ] {
            assert!(!counts(sentence), "{sentence}");
        }
    }
}
