//! Beginnings of words that tell what a line says where its kind alone does not: the subject of a
//! letter, the sentence of a promise.
//!
//! The reading gives a message one kind of a closed list. That a mail takes another back, warns of
//! the law or greets a new customer is no kind of that list, and what the owner wrote is none of its
//! kinds at all. These few stems are looked for in single lines only, never in whole texts.

mod done;
mod giving;
mod papers;
mod topics;

pub(crate) use done::{
    brings_back, comes_back, confirms_bank, fetches, gives_back, is_deposit, is_fetched,
    is_finished, is_missed, is_received,
};
pub(crate) use giving::{
    brings_goods, brings_it, brings_word, gives_money, has_sum, names_a_sum_for_owner, sends,
    sends_a_thing,
};
pub(crate) use papers::{Paper, is_new_number, papers, taxes_what_is_kept, travels};
pub(crate) use topics::{Topic, is_about_answer, is_about_deed, repairs, topic_of};

/// What the owner did by a letter, by its subject.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Deed {
    Ended,
    Withdrew,
    Claimed,
    Complained,
    Sold,
    Moved,
}

/// Letters of a line that are looked at.
const LINE_MAX: usize = 400;

const DEEDS: &[(Deed, &[&str])] = &[
    (
        Deed::Withdrew,
        &["withdraw", "widerruf", "widerrufe", "rétract", "desist", "recesso", "herroep"],
    ),
    (
        Deed::Sold,
        &[
            "sold",
            "sale of",
            "verkauf",
            "verkauft",
            "vendu",
            "vente de",
            "vendid",
            "venta de",
            "venduto",
            "vendita",
            "verkocht",
            "verkoop",
            "new owner",
            "new keeper",
            "neuer halter",
            "neuer besitzer",
            "halterwechsel",
            "besitzerwechsel",
            "changement de propriétaire",
            "nouveau propriétaire",
            "cambio de propietario",
            "nuevo dueño",
            "nuevo propietario",
            "cambio di proprietà",
            "nuovo proprietario",
            "nieuwe eigenaar",
        ],
    ),
    (
        Deed::Ended,
        &[
            "will end",
            "ends on",
            "ended",
            "endet",
            "beendet",
            "prend fin",
            "prendra fin",
            "eindigt",
            "cancel",
            "terminat",
            "end my",
            "ending my",
            "kündig",
            "gekündigt",
            "résili",
            "annul",
            "cancelaci",
            "anulaci",
            "dar de baja",
            "disdett",
            "opzeg",
            "opzegging",
        ],
    ),
    (
        Deed::Complained,
        &[
            "complain",
            "beschwer",
            "reklam",
            "réclam",
            "plainte",
            "reclamaci",
            "queja",
            "reclamo",
            "klacht",
        ],
    ),
    (
        Deed::Claimed,
        &[
            "claim",
            "schaden",
            "schadens",
            "sinistre",
            "siniestro",
            "sinistro",
            "schademeld",
            "gewährleist",
            "mangel",
            "mängel",
        ],
    ),
    (
        Deed::Moved,
        &[
            "moving",
            "we move",
            "moved house",
            "change of address",
            "new address",
            "umzug",
            "umgezogen",
            "adressänder",
            "neue adresse",
            "neue anschrift",
            "déménag",
            "changement d adresse",
            "nouvelle adresse",
            "nueva dirección",
            "nuevo domicilio",
            "cambio de domicilio",
            "cambio de dirección",
            "nuovo indirizzo",
            "cambio di indirizzo",
            "cambio indirizzo",
            "nieuw adres",
            "mudanza",
            "trasloco",
            "verhuiz",
            "adreswijzig",
        ],
    ),
];

/// Something is mended.
const MENDS: &[&str] = &[
    "repair",
    "reparatur",
    "instandsetz",
    "réparation",
    "reparac",
    "riparaz",
    "reparatie",
    "herstelling",
];

/// Data about the household.
const DATA: &[&str] = &[
    "data request",
    "subject access",
    "your data access",
    "gdpr",
    "dsgvo",
    "datenauskunft",
    "rgpd",
    "avg verzoek",
    "inzageverzoek",
    "droit d accès",
];

/// What somebody wants who asks for their data, and the data.
const WANTS: &[&str] = &[
    "delet",
    "erase",
    "erasing",
    "erasure",
    "remov",
    "access",
    "copy",
    "export",
    "lösch",
    "gelöscht",
    "auskunft",
    "kopie",
    "supprim",
    "suppression",
    "effac",
    "accès",
    "copie",
    "suprim",
    "supresión",
    "borra",
    "elimin",
    "acceso",
    "copia",
    "cancella",
    "accesso",
    "verwijder",
    "inzage",
    "wissen",
];
const PERSONAL: &[&str] = &[
    "data",
    "personal information",
    "daten",
    "personenbezogene",
    "données",
    "datos",
    "dati",
    "gegevens",
    "persoonsgegevens",
];

/// A button on the page of a supplier by which an agreement is ended.
const BUTTON: &[&str] = &[
    "button",
    "kündigungsbutton",
    "kündigungsschaltfläche",
    "schaltfläche",
    "bouton",
    "botón",
    "pulsante",
    "opzegknop",
    "knop",
];

/// A mail that takes another back.
const CORRECTIONS: &[&str] = &[
    "please ignore",
    "please disregard",
    "ignore our",
    "disregard our",
    "sent in error",
    "sent by mistake",
    "correction",
    "corrected",
    "we got it wrong",
    "apology for our",
    "korrektur",
    "berichtig",
    "gegenstandslos",
    "hinfällig",
    "sans objet",
    "sin efecto",
    "sollecito annullato",
    "aanmaning vervall",
    "aanmaning ingetrokken",
    "herinnering vervall",
    "versehentlich",
    "irrtümlich",
    "bitte ignorieren",
    "mahnung ignorieren",
    "erinnerung ignorieren",
    "rechnung ignorieren",
    "schreiben ignorieren",
    "mail ignorieren",
    "mahnung nicht beachten",
    "rechnung nicht beachten",
    "ne pas tenir compte",
    "ne tenez pas compte",
    "annule et remplace",
    "haga caso omiso",
    "no tenga en cuenta",
    "da ignorare",
    "non tenga conto",
    "te negeren",
    "niet meer van toepassing",
    "rectificat",
    "erratum",
    "par erreur",
    "rectificaci",
    "correcci",
    "corregid",
    "correzion",
    "corrett",
    "correctie",
    "gecorrigeerd",
    "korrigiert",
    "por error",
    "rettifica",
    "per errore",
    "rectificatie",
    "per vergissing",
    "abusievelijk",
];

/// What is asked for once: a settlement of what was used, arrears, a fine.
const ONCE: &[&str] = &[
    "nachzahlung",
    "nachforderung",
    "nebenkostenabrechnung",
    "betriebskostenabrechnung",
    "heizkostenabrechnung",
    "jahresabrechnung",
    "schlussrechnung",
    "abrechnung der",
    "bußgeld",
    "verwarnungsgeld",
    "einmalig",
    "settlement",
    "arrears",
    "one off",
    "back payment",
    "backdated",
    "balancing",
    "reconciliation",
    "final bill",
    "final invoice",
    "final statement",
    "final balance",
    "final account",
    "closing bill",
    "closing invoice",
    "closing statement",
    "last bill",
    "last invoice",
    "endabrechnung",
    "schlussabrechnung",
    "abschlussrechnung",
    "letzte rechnung",
    "restforderung",
    "facture de clôture",
    "facture de résiliation",
    "facture finale",
    "dernière facture",
    "solde de tout compte",
    "factura final",
    "factura de cierre",
    "factura de baja",
    "última factura",
    "liquidación final",
    "fattura di chiusura",
    "fattura finale",
    "ultima fattura",
    "slotnota",
    "slotfactuur",
    "eindfactuur",
    "laatste factuur",
    "penalty",
    "fine notice",
    "parking charge",
    "régularisation",
    "arriéré",
    "rappel de charges",
    "décompte",
    "amende",
    "regularizaci",
    "atrasos",
    "multa",
    "conguaglio",
    "arretrati",
    "afrekening",
    "eindafrekening",
    "nabetaling",
    "achterstallig",
    "boete",
];

/// A warning of what the law asks of who has the thing.
const WARNINGS: &[&str] = &[
    "offence",
    "illegal",
    "uninsured",
    "without insurance",
    "no insurance",
    "not insured",
    "be insured",
    "penalty",
    "prosecut",
    "strafbar",
    "straftat",
    "ordnungswidrig",
    "versicherungspflicht",
    "ohne versicherung",
    "unversichert",
    "kein versicherungsschutz",
    "sans assurance",
    "non assuré",
    "infraction",
    "sin seguro",
    "infracci",
    "senza assicurazione",
    "reato",
    "onverzekerd",
    "strafbaar",
];

/// A greeting of who is thought to be a new customer.
const GREETINGS: &[&str] = &[
    "welcome",
    "thanks for",
    "thank you for",
    "signing up",
    "joining",
    "your new",
    "willkommen",
    "begrüß",
    "vielen dank",
    "ihr neuer",
    "ihre neue",
    "bienvenue",
    "merci",
    "bienvenid",
    "gracias",
    "benvenut",
    "grazie",
    "welkom",
    "bedankt",
];

/// Whether a subject answers another.
pub(crate) fn is_answer(subject: &str) -> bool {
    Line::of(subject).is_answer()
}

/// What the owner did, by the subject of their letter. An answer says what the other one wrote about.
pub(crate) fn deed_of(subject: &str) -> Option<Deed> {
    let line = Line::of(subject);
    if line.is_answer() {
        return None;
    }
    DEEDS.iter().find(|(_, stems)| line.has(stems)).map(|(deed, _)| *deed)
}

/// Whether a subject says that something is over, not that it will be: sold, not for sale.
pub(crate) fn is_done(subject: &str) -> bool {
    const DONE: &[&str] = &[
        "sold",
        "verkauft",
        "vendu",
        "vendid",
        "venduto",
        "verkocht",
        "new owner",
        "new keeper",
        "neuer halter",
        "neuer besitzer",
        "nouveau propriétaire",
        "nuevo dueño",
        "nuevo propietario",
        "nuovo proprietario",
        "nieuwe eigenaar",
        "changement de propriétaire",
    ];
    Line::of(subject).has(DONE)
}

/// Whether the sentence of a promise counts from the end of what was agreed, not from the day on which it
/// was written.
pub(crate) fn counts_from_end(sentence: &str) -> bool {
    const FROM_END: &[&str] = &[
        "after the end",
        "after your tenancy",
        "after the tenancy",
        "after your contract",
        "after the contract",
        "after you leave",
        "after you move out",
        "after you have moved out",
        "after check out",
        "after moving out",
        "of the end of",
        "of the tenancy ending",
        "nach ende",
        "nach dem ende",
        "nach vertragsende",
        "nach beendigung",
        "nach mietende",
        "nach auszug",
        "nach ihrem auszug",
        "nach dem auszug",
        "nach ablauf",
        "nach der übergabe",
        "après la fin",
        "après votre départ",
        "après la remise des clés",
        "après la restitution des clés",
        "après la sortie",
        "après l état des lieux de sortie",
        "tras la finalización",
        "tras el fin",
        "tras la entrega de llaves",
        "después de la finalización",
        "desde la finalización",
        "desde la entrega de llaves",
        "dopo la fine",
        "dopo la cessazione",
        "dopo il rilascio",
        "dalla fine",
        "dal rilascio",
        "na afloop",
        "na het einde",
        "na einde",
        "na oplevering",
        "na de oplevering",
        "na uw vertrek",
    ];
    Line::of(sentence).has(FROM_END)
}

/// Whether a subject says that something is mended.
pub(crate) fn mends(subject: &str) -> bool {
    Line::of(subject).has(MENDS)
}

/// Whether a subject speaks of data about the household.
pub(crate) fn is_of_data(subject: &str) -> bool {
    Line::of(subject).has(DATA)
}

/// Whether a subject of the owner asks for the data about them, or for its deletion.
pub(crate) fn asks_for_data(subject: &str) -> bool {
    let line = Line::of(subject);
    !line.is_answer() && (line.has(DATA) || line.has(WANTS) && line.has(PERSONAL))
}

/// Whether a line names the button by which an agreement is ended.
pub(crate) fn names_a_button(line: &str) -> bool {
    Line::of(line).has(BUTTON)
}

/// Whether a subject takes back what was said before.
pub(crate) fn corrects(subject: &str) -> bool {
    Line::of(subject).has(CORRECTIONS)
}

/// Whether a subject speaks of money that is asked for once.
pub(crate) fn comes_once(subject: &str) -> bool {
    Line::of(subject).has(ONCE)
}

/// Whether a subject warns of the law.
pub(crate) fn warns(subject: &str) -> bool {
    Line::of(subject).has(WARNINGS)
}

/// Whether a subject greets a new customer.
pub(crate) fn greets(subject: &str) -> bool {
    Line::of(subject).has(GREETINGS)
}

/// Whether a subject is that of an answer.
pub(crate) fn answers(subject: &str) -> bool {
    Line::of(subject).is_answer()
}

/// Whether a subject greets a new customer in so many words, whatever the kind of its message.
pub(crate) fn welcomes(subject: &str) -> bool {
    const WELCOMES: &[&str] = &[
        "welcome to",
        "signing up",
        "joining",
        "for renewing",
        "willkommen",
        "bienvenue",
        "bienvenid",
        "benvenut",
        "welkom",
    ];
    Line::of(subject).has(WELCOMES)
}

/// Whether a subject greets somebody who came back.
pub(crate) fn greets_again(subject: &str) -> bool {
    const AGAIN: &[&str] = &[
        "welcome back",
        "have you back",
        "see you back",
        "you are back",
        "you re back",
        "willkommen zurück",
        "willkommen zurueck",
        "wieder da sind",
        "wieder da bist",
        "wieder dabei",
        "wieder bei uns",
        "bon retour",
        "de retour parmi nous",
        "de retour chez nous",
        "vous retrouver",
        "te retrouver",
        "de vuelta",
        "de nuevo con nosotros",
        "bienvenido de nuevo",
        "bienvenida de nuevo",
        "bentornat",
        "di nuovo con noi",
        "welkom terug",
        "weer terug bent",
        "weer terug bij",
        "er weer bij",
    ];
    Line::of(subject).has(AGAIN)
}

/// A line in lower case, its words parted by one space, one before the first and one behind the last.
pub(crate) struct Line(String);

impl Line {
    pub(crate) fn of(text: &str) -> Self {
        let mut line = String::from(" ");
        for c in text.chars().take(LINE_MAX) {
            if c.is_alphanumeric() {
                line.extend(c.to_lowercase());
            } else if !line.ends_with(' ') {
                line.push(' ');
            }
        }
        // So that a whole word is found at the end too.
        if !line.ends_with(' ') {
            line.push(' ');
        }
        Self(line)
    }

    /// Whether a word begins with one of the stems.
    pub(crate) fn has(&self, stems: &[&str]) -> bool {
        self.from(stems).next().is_some()
    }

    /// What stands from each word on that begins with one of the stems.
    pub(crate) fn from<'a>(&'a self, stems: &'a [&str]) -> impl Iterator<Item = &'a str> {
        let words = self.0.match_indices(' ').filter_map(|(at, _)| self.0.get(at + 1..));
        words.filter(|words| {
            // Most stems are told apart by their first letter.
            let first = words.as_bytes().first();
            let begins = |stem: &&str| stem.as_bytes().first() == first && words.starts_with(*stem);
            stems.iter().any(begins)
        })
    }

    fn is_answer(&self) -> bool {
        [" re ", " aw ", " antw ", " sv ", " r ", " rif ", " rv ", " fwd ", " fw ", " wg "]
            .iter()
            .any(|p| self.0.starts_with(p))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stem_begins_a_word() {
        assert_eq!(topic_of("your membership lasts"), None);
        assert_eq!(topic_of("we will refund the sum"), Some(Topic::Refund));
        assert_eq!(deed_of("Kündigung meines Vertrags"), Some(Deed::Ended));
        assert_eq!(deed_of("I have sold my car"), Some(Deed::Sold));
        assert_eq!(deed_of("Re: Your cancellation"), None);
        for corrected in [
            "Please ignore our last email",
            "Bitte Mahnung ignorieren",
            "Merci de ne pas tenir compte de notre relance",
            "Haga caso omiso de nuestro aviso",
            "Sollecito da ignorare",
            "Onze herinnering is niet meer van toepassing",
        ] {
            assert!(corrects(corrected), "{corrected}");
        }
        for not in ["Your bill", "Bitte nicht ignorieren: letzte Mahnung"] {
            assert!(!corrects(not), "{not}");
        }
        for asks in [
            "Request for erasure of my personal data",
            "Subject access request",
            "Auskunft \u{fc}ber meine Daten nach Art. 15 DSGVO",
            "Bitte l\u{f6}schen Sie meine Daten",
            "Suppression de mes donn\u{e9}es personnelles",
            "Supresi\u{f3}n de mis datos",
            "Cancellazione dei miei dati",
            "Verwijdering van mijn persoonsgegevens",
        ] {
            assert!(asks_for_data(asks), "{asks}");
        }
        for not in ["Re: your data request", "Mobile data is not working", "Copy of my bill"] {
            assert!(!asks_for_data(not), "{not}");
        }
        assert!(warns("Fahren ohne Versicherungsschutz ist strafbar"));
    }
}
