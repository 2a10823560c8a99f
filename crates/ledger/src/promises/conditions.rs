//! Promises that wait for something: `if our engineer is late`, `within 48 hours of your booking`.

use crate::fold::Message;
use jiff::civil::Date;
use oxherd_model::{DateRole, Kind, Language};

/// Words that open a condition, folded.
const CONDITIONS: &[&str] = &[
    "if",
    "should our",
    "should we",
    "should the",
    "unless",
    "in case",
    "in the event",
    "provided that",
    "once you",
    "as soon as you",
    "wenn",
    "falls",
    "sofern",
    "sollte",
    "sollten",
    "sobald",
    "im falle",
    "im storungsfall",
    "im schadensfall",
    "im schadenfall",
    "im garantiefall",
    "bei einer storung",
    "bei storungen",
    "bei beschwerden",
    "bei reklamationen",
    "bei einem ausfall",
    "bij een storing",
    "bij storingen",
    "bij klachten",
    "ante cualquier",
    "in the case of",
    "s il",
    "au cas ou",
    "en cas de",
    "en cas d",
    "des que vous",
    "des lors que",
    "lorsque",
    "en caso de",
    "siempre que",
    "una vez que",
    "qualora",
    "nel caso",
    "in caso di",
    "als u",
    "als je",
    "als wij",
    "als we",
    "als onze",
    "als de",
    "als het",
    "als er",
    "indien",
    "mocht",
    "mochten",
    "zodra",
    "in het geval",
];

/// The same, of words that are something else in another language.
const OWN: &[(&str, &str)] = &[
    ("fr", "si"),
    ("es", "si"),
    ("es", "cuando"),
    ("it", "se"),
    ("it", "quando"),
    ("nl", "wanneer"),
];

/// Words that say the same once more, folded.
const THAT_IS: &[&str] = &[
    "that is to say",
    "i e",
    "in other words",
    "das heisst",
    "d h",
    "soit",
    "c est a dire",
    "es decir",
    "o sea",
    "esto es",
    "cioe",
    "ossia",
    "vale a dire",
    "ovvero",
    "dus",
    "dat wil zeggen",
    "oftewel",
];

/// A span that ends so near the day of its sentence is counted to it.
const EXPLAINS_DAYS: i32 = 3;

/// Whether a span of a sentence only explains the day that the sentence names.
pub(super) fn explains(what: &str, (span, day): (Option<Date>, Date)) -> bool {
    let line = folded(what);
    let again = THAT_IS.iter().any(|words| holds(&line, words));
    let near = span.is_some_and(|last| (last - day).get_days().abs() <= EXPLAINS_DAYS);
    again || near
}

/// Where such a word opens no condition, folded.
const FINE: &[&str] = &[
    "if not earlier",
    "if not sooner",
    "if possible",
    "wenn nicht fruher",
    "wenn moglich",
    "si ce n est",
    "si possible",
    "se possibile",
    "si es posible",
    "indien mogelijk",
];

/// Words that count from a visit or from the day on which something is fetched, folded.
const COLLECTED: &[&str] = &[
    "after collection",
    "of collection",
    "from collection",
    "after pick up",
    "after pickup",
    "of pickup",
    "after we collect",
    "of collecting",
    "after your appointment",
    "after the visit",
    "after your visit",
    "of the visit",
    "after installation",
    "nach abholung",
    "ab abholung",
    "nach der abholung",
    "nach dem termin",
    "nach dem besuch",
    "nach einbau",
    "apres l enlevement",
    "apres la collecte",
    "apres enlevement",
    "de l enlevement",
    "apres le rendez vous",
    "apres la visite",
    "apres le passage",
    "dopo il ritiro",
    "dal ritiro",
    "dopo l appuntamento",
    "dopo l intervento",
    "dopo la visita",
    "tras la recogida",
    "desde la recogida",
    "despues de la recogida",
    "tras la visita",
    "tras la cita",
    "na het ophalen",
    "na ophalen",
    "nadat we",
    "nadat wij",
    "na de afspraak",
    "na het bezoek",
];

/// Words that count from a booking of the owner, folded.
const BOOKED: &[&str] = &[
    "of your booking",
    "of you booking",
    "of booking",
    "after booking",
    "after you book",
    "after you register",
    "of registering",
    "of your registration",
    "after your registration",
    "of your application",
    "nach ihrer buchung",
    "nach buchung",
    "nach ihrer anmeldung",
    "nach anmeldung",
    "nach registrierung",
    "nach ihrer registrierung",
    "apres votre reservation",
    "apres reservation",
    "apres votre inscription",
    "suivant votre inscription",
    "suivant votre reservation",
    "dalla prenotazione",
    "dopo la prenotazione",
    "dalla registrazione",
    "dopo la registrazione",
    "tras su reserva",
    "tras la reserva",
    "desde la reserva",
    "tras el registro",
    "desde el registro",
    "na uw boeking",
    "na boeking",
    "na je boeking",
    "na uw aanmelding",
    "na aanmelding",
    "na je aanmelding",
    "na registratie",
];

/// Words that count from what has yet to come when papers say it: a claim, an end, what is sent back; folded.
const TO_COME: &[&str] = &[
    "of a complete",
    "of your complete",
    "of the complete",
    "of receiving",
    "of receipt of",
    "after receipt of",
    "after we receive",
    "after receiving",
    "of a claim",
    "of your claim",
    "after your claim",
    "of a request",
    "of your request",
    "of the end of",
    "after the end of",
    "of termination",
    "after termination",
    "after its return",
    "after the return",
    "of the return",
    "nach vollstandigem",
    "nach vollstandiger",
    "nach eingang",
    "nach erhalt",
    "nach vorlage",
    "ab eingang",
    "ab vorlage",
    "nach antrag",
    "nach ihrem antrag",
    "nach antragstellung",
    "nach schadenmeldung",
    "nach vertragsende",
    "nach ende des",
    "nach beendigung",
    "nach ruckgabe",
    "suivant la reception",
    "suivant reception",
    "apres reception",
    "des reception",
    "de la reception",
    "suivant votre demande",
    "apres votre demande",
    "de la demande",
    "suivant la fin",
    "apres la fin",
    "suivant la restitution",
    "suivent la restitution",
    "apres la restitution",
    "desde la solicitud",
    "tras la solicitud",
    "desde la recepcion",
    "tras la recepcion",
    "siguientes a la recepcion",
    "siguientes a la devolucion",
    "desde la devolucion",
    "tras la devolucion",
    "desde la finalizacion",
    "tras la finalizacion",
    "desde el fin",
    "tras el fin",
    "dalla richiesta",
    "dalla domanda",
    "dalla denuncia",
    "dalla ricezione",
    "dal ricevimento",
    "dopo la ricezione",
    "dalla fine",
    "dopo la fine",
    "dalla cessazione",
    "dalla restituzione",
    "dopo la restituzione",
    "na ontvangst",
    "na een volledige",
    "na volledige",
    "na uw aanvraag",
    "na je aanvraag",
    "na de aanvraag",
    "na het einde",
    "na afloop van",
    "na beeindiging",
    "na inlevering",
    "na teruggave",
];

/// Whether a message is one of the papers of an agreement: what they promise for a case holds for each to come.
const fn is_of_papers(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ContractPack
            | Kind::OrderConfirmed
            | Kind::AccountSetup
            | Kind::TermsChange
            | Kind::RenewalNotice
            | Kind::WarrantyNotice
            | Kind::Quote
    )
}

/// Whether a sentence promises only for a case that may never come.
pub(super) fn is_open(what: &str, language: Language) -> bool {
    let line = folded(what);
    let own = |(of, word): &(&str, &str)| *of == language.as_str() && holds(&line, word);
    let opens = CONDITIONS.iter().any(|words| holds(&line, words)) || OWN.iter().any(own);
    opens && !FINE.iter().any(|words| holds(&line, words))
}

/// The day from which a promise counts, where it is another than that of its message; none where that day
/// has yet to come and nobody knows it.
pub(super) fn counted_from(what: &str, message: &Message<'_>, made_on: Date) -> Option<Date> {
    let line = folded(what);
    if COLLECTED.iter().any(|words| holds(&line, words)) {
        let named =
            [DateRole::Appointment, DateRole::PickupBy, DateRole::Delivery, DateRole::Start];
        let mut days = named.into_iter().flat_map(|role| message.dates(role));
        return days.find(|day| *day >= made_on);
    }
    // What the owner has yet to send back counts from the day on which it is there.
    let sent_back = || message.dates(DateRole::ReturnBy).any(|on| on >= made_on);
    if (is_of_papers(message.kind) || sent_back())
        && TO_COME.iter().any(|words| holds(&line, words))
    {
        return None;
    }
    let booked = matches!(
        message.kind,
        Kind::OrderConfirmed | Kind::AppointmentSet | Kind::CaseProgress | Kind::AccountSetup
    );
    (booked || !BOOKED.iter().any(|words| holds(&line, words))).then_some(made_on)
}

/// Whether a folded line has some words as words.
fn holds(line: &str, words: &str) -> bool {
    line.match_indices(words).any(|(at, _)| {
        let before = line.get(..at).unwrap_or_default();
        let after = line.get(at + words.len()..).unwrap_or_default();
        before.ends_with(' ') && after.starts_with(' ')
    })
}

/// A line as words without accents, with a space around each.
pub(crate) fn folded(line: &str) -> String {
    let mut folded = String::with_capacity(line.len() + 2);
    folded.push(' ');
    for c in line.chars().flat_map(char::to_lowercase) {
        let base = match c {
            'à' | 'á' | 'â' | 'ä' => 'a',
            'ç' => 'c',
            'è' | 'é' | 'ê' | 'ë' => 'e',
            'ì' | 'í' | 'î' | 'ï' => 'i',
            'ñ' => 'n',
            'ò' | 'ó' | 'ô' | 'ö' => 'o',
            'ù' | 'ú' | 'û' | 'ü' => 'u',
            other if other.is_alphanumeric() => other,
            _ => ' ',
        };
        if base != ' ' || !folded.ends_with(' ') {
            folded.push(base);
        }
    }
    if !folded.ends_with(' ') {
        folded.push(' ');
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_promised_for_a_case_is_told_from_what_is_promised() {
        for (language, what) in [
            ("en", "If our plumber is late we will pay you £20 within 5 days"),
            ("de", "Falls unser Monteur zu spät kommt, zahlen wir Ihnen 20 Euro binnen 5 Tagen"),
            ("fr", "Si notre plombier est en retard, nous vous versons 20 € sous 5 jours"),
            ("es", "Si nuestro fontanero llega tarde le abonaremos 20 € en 5 días"),
            ("it", "Se il nostro idraulico è in ritardo le accrediteremo 20 € entro 5 giorni"),
            ("nl", "Als onze loodgieter te laat is, krijgt u binnen 5 dagen 20 euro"),
        ] {
            assert!(is_open(what, Language::from_code(language)), "{what}");
        }
        for (language, what) in [
            ("en", "We will pay you £20 within 5 days"),
            ("es", "Se le abonarán 20 € en 5 días"),
            ("it", "Si accrediteranno 20 € entro 5 giorni"),
            ("nl", "Als compensatie krijgt u binnen 5 dagen 20 euro"),
        ] {
            assert!(!is_open(what, Language::from_code(language)), "{what}");
        }
    }
}
