//! Who has, uses or pays what a message is about, as its papers name them: `Account holder: ...`.

use crate::body;
use crate::words::fold;
use oxherd_model::{NamedPart, NamedPerson};
use rustc_hash::FxHashMap;
use std::sync::LazyLock;

/// Lines of a text that are looked at, and bytes of each.
const LINES_MAX: usize = 400;
const LINE_MAX: usize = 120;

/// People of one message.
const PEOPLE_MAX: usize = 8;

/// Words of a label, and letters of a name.
const LABEL_WORDS: usize = 6;
const NAME_MAX: usize = 60;

/// Words of labels for who pays, folded.
const PAYERS: &[&str] = &[
    "payer",
    "billpayer",
    "zahler",
    "zahlerin",
    "beitragszahler",
    "beitragszahlerin",
    "rechnungsempfanger",
    "rechnungsempfangerin",
    "rechnungszahler",
    "kontoinhaber",
    "kontoinhaberin",
    "payeur",
    "payeuse",
    "pagador",
    "pagadora",
    "pagante",
    "pagatore",
    "betaler",
    "rekeninghouder",
    "rekeninghoudster",
    "kontobevollmachtigte",
    "account payer",
    "zahlungspflichtiger",
    "zahlungspflichtige",
    "beitragszahler",
    "payeur de la cotisation",
    "ordonnateur",
    "titolare del conto",
    "chi paga",
    "persona pagante",
    "quien paga",
    "premiebetaler",
    "bill to",
    "billed to",
    "invoice to",
    "billing contact",
    "rechnung an",
    "rechnungen an",
    "bezahlt von",
    "zahlt",
    "abbuchung von",
    "facturation",
    "facture a",
    "factures a",
    "facture au nom de",
    "facturation a",
    "facturar a",
    "factura a",
    "facturas a",
    "facturacion",
    "paga",
    "fattura a",
    "fatture a",
    "fatturazione",
    "fatturazione a",
    "factuuradres",
    "rechnungsadresse",
    "billing address",
    "adresse de facturation",
    "direccion de facturacion",
    "indirizzo di fatturazione",
    "factuur aan",
    "facturen aan",
    "facturatie",
    "betaalt",
];

/// Words for who uses it, folded.
const USERS: &[&str] = &[
    "user",
    "users",
    "driver",
    "drivers",
    "nutzer",
    "nutzerin",
    "hauptnutzer",
    "hauptnutzerin",
    "anschlussnutzer",
    "anschlussnutzerin",
    "fahrer",
    "fahrerin",
    "hauptfahrer",
    "hauptfahrerin",
    "utilisateur",
    "utilisatrice",
    "conducteur",
    "conductrice",
    "usuario",
    "usuaria",
    "conductor",
    "conductora",
    "utilizzatore",
    "utilizzatrice",
    "utente",
    "conducente",
    "gebruiker",
    "gebruikster",
    "hoofdgebruiker",
    "bestuurder",
    "bestuurster",
    "participant",
    "patient",
    "resident",
    "beneficiary",
    "pupil",
    "student",
    "member",
    "insured person",
    "person insured",
    "person covered",
    "person supported",
    "person cared for",
    "service user",
    "teilnehmer",
    "teilnehmerin",
    "patientin",
    "bewohner",
    "bewohnerin",
    "versicherte person",
    "betreute person",
    "betreuter",
    "begunstigter",
    "begunstigte",
    "schuler",
    "schulerin",
    "karteninhaber",
    "karteninhaberin",
    "beneficiaire",
    "abonne",
    "abonnee",
    "adherent",
    "adherente",
    "assure",
    "assuree",
    "personne assuree",
    "personne couverte",
    "personne aidee",
    "personne accompagnee",
    "eleve",
    "participante",
    "beneficiario",
    "beneficiaria",
    "persona asegurada",
    "asegurado",
    "asegurada",
    "persona atendida",
    "persona asistida",
    "persona cubierta",
    "alumno",
    "alumna",
    "socio",
    "socia",
    "paciente",
    "assistito",
    "assistita",
    "persona assistita",
    "persona assicurata",
    "persona seguita",
    "assicurato",
    "assicurata",
    "partecipante",
    "alunno",
    "alunna",
    "paziente",
    "iscritto",
    "iscritta",
    "deelnemer",
    "deelneemster",
    "verzekerde",
    "verzekerde persoon",
    "begunstigde",
    "bewoner",
    "bewoonster",
    "leerling",
    "lid",
    "clientnaam",
    "patiente",
    "player",
    "players",
    "rider",
    "riders",
    "wearer",
    "learner",
    "child",
    "occupant",
    "occupants",
    "gamer",
    "nutzende",
    "mitnutzer",
    "mitnutzerin",
    "spieler",
    "spielerin",
    "kind",
    "bewohnende",
    "utilisateurs",
    "utilisatrices",
    "joueur",
    "joueuse",
    "musicien",
    "musicienne",
    "enfant",
    "occupants",
    "usuarios",
    "usuarias",
    "conductores",
    "jugador",
    "jugadora",
    "menor",
    "utenti",
    "utilizzatori",
    "conducenti",
    "musicista",
    "bambino",
    "bambina",
    "gebruikers",
    "bestuurders",
    "speler",
    "speelster",
    "person equipped",
    "equipped person",
    "care recipient",
    "person using it",
    "wearers",
    "getragen von",
    "trager",
    "tragerin",
    "pflegebedurftige person",
    "gepflegte person",
    "nutzende person",
    "personne equipee",
    "personne utilisatrice",
    "porteur",
    "porteuse",
    "usager",
    "usagere",
    "persona usuaria",
    "persona beneficiaria",
    "portador",
    "portadora",
    "portatore",
    "portatrice",
    "fruitore",
    "fruitrice",
    "allievo",
    "allieva",
    "drager",
    "draagster",
    "zorgvrager",
    "hulpvrager",
];

/// Words for in whose name it is, folded.
const HOLDERS: &[&str] = &[
    "holder",
    "policyholder",
    "accountholder",
    "owner",
    "customer",
    "vertragsinhaber",
    "vertragsinhaberin",
    "vertragspartner",
    "vertragspartnerin",
    "versicherungsnehmer",
    "versicherungsnehmerin",
    "inhaber",
    "inhaberin",
    "tarifinhaber",
    "kunde",
    "kundin",
    "titulaire",
    "souscripteur",
    "souscriptrice",
    "client",
    "cliente",
    "titular",
    "tomador",
    "tomadora",
    "intestatario",
    "intestataria",
    "contraente",
    "contractant",
    "contractante",
    "contracthouder",
    "contracthoudster",
    "verzekeringnemer",
    "abonnee",
    "klant",
    "houder",
    "contracting party",
    "contract holder",
    "account name",
    "in the name of",
    "subscriber",
    "leaseholder",
    "auftraggeber",
    "auftraggeberin",
    "vertragsnehmer",
    "vertragsnehmerin",
    "anschlussinhaber",
    "anschlussinhaberin",
    "abonnent",
    "abonnentin",
    "mieter",
    "mieterin",
    "au nom de",
    "signataire",
    "locataire",
    "a nombre de",
    "contratante",
    "abonado",
    "abonada",
    "arrendatario",
    "arrendataria",
    "titolare",
    "a nome di",
    "sottoscrittore",
    "sottoscrittrice",
    "abbonato",
    "abbonata",
    "committente",
    "locatario",
    "locataria",
    "op naam van",
    "contractant",
    "opdrachtgever",
    "huurder",
    "tenaamgestelde",
    "hirer",
    "renter",
    "tenant",
    "tenants",
    "entleiher",
    "entleiherin",
    "preneur",
    "emprunteur",
    "inquilino",
    "inquilina",
    "conduttore",
    "lener",
];

/// Words beside `holder` that make it the one of an account at a bank, folded.
const ACCOUNTS: &[&str] = &[
    "bank", "debit", "compte", "cuenta", "conto", "konto", "rekening", "mandat", "mandato",
    "carte", "tarjeta", "carta", "bancaria", "bancario",
];

/// Words of labels that name no person, folded.
const NO_PERSON: &[&str] = &[
    "name", "id", "number", "no", "nr", "nummer", "numero", "code", "kennung", "passwort",
    "password", "email", "mail", "e", "guide", "since", "service", "type", "tarif", "number",
    "portal", "area", "bereich", "espace", "discount", "rabatt", "support", "karte", "card",
    "seit", "desde", "dal", "depuis",
];

/// Bytes of a line that names several.
const ROW_MAX: usize = 1_200;

/// Words right before a name that say what the person does, folded: `used by`, `läuft auf den Namen`.
const SPOKEN: &[(&str, NamedPart)] = &[
    ("in the name of", NamedPart::Holder),
    ("contract holder is", NamedPart::Holder),
    ("account holder is", NamedPart::Holder),
    ("policyholder is", NamedPart::Holder),
    ("used by", NamedPart::User),
    ("user is", NamedPart::User),
    ("driver is", NamedPart::User),
    ("paid by", NamedPart::Payer),
    ("paid for by", NamedPart::Payer),
    ("billed to", NamedPart::Payer),
    ("account of", NamedPart::Payer),
    ("auf den namen", NamedPart::Holder),
    ("auf den namen von", NamedPart::Holder),
    ("inhaber ist", NamedPart::Holder),
    ("inhaberin ist", NamedPart::Holder),
    ("genutzt von", NamedPart::User),
    ("benutzt von", NamedPart::User),
    ("nutzer ist", NamedPart::User),
    ("nutzerin ist", NamedPart::User),
    ("bezahlt von", NamedPart::Payer),
    ("gezahlt von", NamedPart::Payer),
    ("konto von", NamedPart::Payer),
    ("zahler ist", NamedPart::Payer),
    ("zahlerin ist", NamedPart::Payer),
    ("au nom de", NamedPart::Holder),
    ("titulaire est", NamedPart::Holder),
    ("utilise par", NamedPart::User),
    ("utilisee par", NamedPart::User),
    ("utilisateur est", NamedPart::User),
    ("utilisatrice est", NamedPart::User),
    ("paye par", NamedPart::Payer),
    ("payee par", NamedPart::Payer),
    ("regle par", NamedPart::Payer),
    ("reglee par", NamedPart::Payer),
    ("compte de", NamedPart::Payer),
    ("a nombre de", NamedPart::Holder),
    ("titular es", NamedPart::Holder),
    ("usada por", NamedPart::User),
    ("usado por", NamedPart::User),
    ("utilizada por", NamedPart::User),
    ("utilizado por", NamedPart::User),
    ("usuario es", NamedPart::User),
    ("usuaria es", NamedPart::User),
    ("pagada por", NamedPart::Payer),
    ("pagado por", NamedPart::Payer),
    ("cuenta de", NamedPart::Payer),
    ("a nome di", NamedPart::Holder),
    ("intestato a", NamedPart::Holder),
    ("intestata a", NamedPart::Holder),
    ("usato da", NamedPart::User),
    ("usata da", NamedPart::User),
    ("utilizzato da", NamedPart::User),
    ("utilizzata da", NamedPart::User),
    ("pagato da", NamedPart::Payer),
    ("pagata da", NamedPart::Payer),
    ("conto di", NamedPart::Payer),
    ("op naam van", NamedPart::Holder),
    ("contracthouder is", NamedPart::Holder),
    ("gebruikt door", NamedPart::User),
    ("gebruiker is", NamedPart::User),
    ("gebruikster is", NamedPart::User),
    ("betaald door", NamedPart::Payer),
    ("rekening van", NamedPart::Payer),
    ("worn by", NamedPart::User),
    ("driven by", NamedPart::User),
    ("bills go to", NamedPart::Payer),
    ("bill goes to", NamedPart::Payer),
    ("invoices go to", NamedPart::Payer),
    ("charged to", NamedPart::Payer),
    ("vertragspartnerin ist", NamedPart::Holder),
    ("vertragspartner ist", NamedPart::Holder),
    ("versicherungsnehmerin ist", NamedPart::Holder),
    ("versicherungsnehmer ist", NamedPart::Holder),
    ("getragen von", NamedPart::User),
    ("gefahren von", NamedPart::User),
    ("gerat tragt", NamedPart::User),
    ("rechnung geht an", NamedPart::Payer),
    ("rechnungen gehen an", NamedPart::Payer),
    ("rechnung bekommt", NamedPart::Payer),
    ("porte par", NamedPart::User),
    ("portee par", NamedPart::User),
    ("conduite par", NamedPart::User),
    ("factures sont adressees a", NamedPart::Payer),
    ("facture est adressee a", NamedPart::Payer),
    ("lo lleva", NamedPart::User),
    ("la lleva", NamedPart::User),
    ("lo usa", NamedPart::User),
    ("la usa", NamedPart::User),
    ("se cargan a", NamedPart::Payer),
    ("se cobran a", NamedPart::Payer),
    ("lo paga", NamedPart::Payer),
    ("la paga", NamedPart::Payer),
    ("los paga", NamedPart::Payer),
    ("lo porta", NamedPart::User),
    ("la porta", NamedPart::User),
    ("lo utilizza", NamedPart::User),
    ("la utilizza", NamedPart::User),
    ("le paga", NamedPart::Payer),
    ("addebitate a", NamedPart::Payer),
    ("addebitato a", NamedPart::Payer),
    ("gedragen door", NamedPart::User),
    ("bereden door", NamedPart::User),
    ("rekening gaat naar", NamedPart::Payer),
    ("factuur gaat naar", NamedPart::Payer),
    ("facturen gaan naar", NamedPart::Payer),
];

/// The last words of those.
const SPOKEN_LAST: &[&str] = &[
    "of",
    "is",
    "by",
    "to",
    "namen",
    "von",
    "ist",
    "de",
    "est",
    "par",
    "es",
    "por",
    "di",
    "a",
    "da",
    "van",
    "door",
    "tr\u{e4}gt",
    "an",
    "bekommt",
    "lleva",
    "usa",
    "paga",
    "porta",
    "utilizza",
    "naar",
    "\u{e0}",
];

/// The people that a text names with their part: by labels, of which a line may have several, else in sentences.
pub(crate) fn read(text: &str) -> Vec<NamedPerson> {
    let mut people: Vec<NamedPerson> = Vec::new();
    for line in body::lines(text).take(LINES_MAX) {
        let line = line.trim();
        if line.len() > ROW_MAX || people.len() >= PEOPLE_MAX {
            continue;
        }
        if line.contains([':', '\t']) {
            pieces(line).into_iter().for_each(|piece| labelled(piece, &mut people));
        }
        spoken(line, &mut people);
    }
    people.truncate(PEOPLE_MAX);
    people
}

/// The parts of a line that may have a label each: its sentences, and what follows a comma where it has a label.
fn pieces(line: &str) -> Vec<&str> {
    let mut pieces = Vec::new();
    for sentence in line.split([';', '|', '\u{b7}', '(']).flat_map(|part| part.split(". ")) {
        let mut start = 0;
        for (at, _) in sentence.match_indices(", ") {
            let rest = sentence.get(at + 2..).unwrap_or_default();
            let label = rest.split_once(':').map(|(label, _)| label);
            if label.is_some_and(|label| part_of(label).is_some() && !label.contains(',')) {
                pieces.push(sentence.get(start..at).unwrap_or_default());
                start = at + 2;
            }
        }
        pieces.push(sentence.get(start..).unwrap_or_default().trim_end_matches('.'));
    }
    pieces
}

fn labelled(piece: &str, people: &mut Vec<NamedPerson>) {
    if piece.len() > LINE_MAX {
        return;
    }
    let Some((label, value)) = piece.split_once([':', '\t']) else { return };
    let Some(part) = part_of(label) else { return };
    let value = value.trim().trim_start_matches([':', '\t', ' ']);
    let value = value.split(['(', ')', '\t']).next().unwrap_or_default();
    for name in names(value) {
        add(people, NamedPerson { part, name: name.to_owned() });
    }
}

/// A name right behind words that say what the person does.
fn spoken(line: &str, people: &mut Vec<NamedPerson>) {
    // `Au nom d'Ann Lee`.
    let line = line.replace(" d'", " de ").replace(" d\u{2019}", " de ");
    let words: Vec<&str> = line.split_whitespace().collect();
    let named = |at: usize| {
        let word = words.get(at).copied().unwrap_or_default();
        word.starts_with(char::is_uppercase) && !word.contains(|c: char| c.is_ascii_digit())
    };
    for at in 1..words.len() {
        if !named(at) || !named(at + 1) {
            continue;
        }
        let last = words.get(at - 1).map(|word| word.to_lowercase()).unwrap_or_default();
        if !SPOKEN_LAST.contains(&last.as_str()) {
            continue;
        }
        let before = words.get(at.saturating_sub(4)..at).unwrap_or_default().join(" ");
        let before = format!(" {}", fold(&before));
        let part = SPOKEN.iter().find(|(said, _)| before.ends_with(&format!(" {said}")));
        // `Kontoinhaberin ist`: the words end compounds.
        let part = part.or_else(|| {
            SPOKEN.iter().find(|(said, _)| said.starts_with("inhaber") && before.ends_with(said))
        });
        let Some((said, part)) = part else { continue };
        let account = said.starts_with("inhaber") && before.contains("konto");
        let part = if account { NamedPart::Payer } else { *part };
        let mut name: Vec<&str> = Vec::new();
        for word in words.iter().skip(at).take(NAME_WORDS) {
            let own = word.trim_matches(|c: char| !c.is_alphabetic());
            if !own.starts_with(char::is_uppercase) {
                break;
            }
            name.push(own);
            if !word.ends_with(char::is_alphabetic) {
                break;
            }
        }
        if name.len() >= 2 {
            add(people, NamedPerson { part, name: name.join(" ") });
        }
    }
}

/// Words of a name.
const NAME_WORDS: usize = 4;

fn add(people: &mut Vec<NamedPerson>, person: NamedPerson) {
    if people.len() < PEOPLE_MAX && !people.contains(&person) {
        people.push(person);
    }
}

/// Words between two names.
const AND: &[&str] = &[" and ", " & ", " und ", " et ", " y ", " e ", " ed ", " en ", " + "];

/// The names at the beginning of a value; behind the first thing that is none stands something else.
fn names(value: &str) -> Vec<&str> {
    let mut parts: Vec<&str> = value.split(',').collect();
    for word in AND {
        parts = parts.into_iter().flat_map(|part| part.split(word)).collect();
    }
    parts.into_iter().map(str::trim).take_while(|name| is_name(name)).collect()
}

/// What a word or phrase of a label says, as bits.
const PAYER: u8 = 1;
const USER: u8 = 2;
const HOLDER: u8 = 4;
const ACCOUNT: u8 = 8;
const NOBODY: u8 = 16;

/// The phrases of the lists above by their first word, each with what it says.
static LABELS: LazyLock<FxHashMap<&'static str, Vec<(&'static str, u8)>>> = LazyLock::new(|| {
    let lists = [
        (PAYERS, PAYER),
        (USERS, USER),
        (HOLDERS, HOLDER),
        (ACCOUNTS, ACCOUNT),
        (NO_PERSON, NOBODY),
    ];
    let mut labels: FxHashMap<&str, Vec<(&str, u8)>> = FxHashMap::default();
    for (list, bit) in lists {
        for phrase in list {
            let first = phrase.split(' ').next().unwrap_or_default();
            labels.entry(first).or_default().push((phrase, bit));
        }
    }
    labels
});

fn part_of(label: &str) -> Option<NamedPart> {
    // The label is folded only where it is short enough: most lines with a colon are not.
    if label.split_whitespace().nth(LABEL_WORDS).is_some() {
        return None;
    }
    let label = fold(label);
    let (mut says, mut at) = (0, 0);
    for (number, word) in label.split(' ').enumerate() {
        if number == LABEL_WORDS {
            return None;
        }
        let rest = label.get(at..).unwrap_or_default();
        for (phrase, bit) in LABELS.get(word).into_iter().flatten() {
            let behind = rest.strip_prefix(phrase);
            if behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(' ')) {
                says |= bit;
            }
        }
        at += word.len() + 1;
    }
    let has = |bit: u8| says & bit != 0;
    if has(PAYER) {
        Some(NamedPart::Payer)
    } else if has(USER) {
        (!has(NOBODY)).then_some(NamedPart::User)
    } else if has(HOLDER) && !has(NOBODY) {
        Some(if has(ACCOUNT) { NamedPart::Payer } else { NamedPart::Holder })
    } else {
        None
    }
}

/// Whether a value can be the name of a person: two words and more, without digits.
fn is_name(value: &str) -> bool {
    let words = value.split_whitespace().filter(|w| w.chars().any(char::is_alphabetic)).count();
    let plain = !value.chars().any(|c| c.is_ascii_digit() || matches!(c, '@' | '/' | '<'));
    words >= 2 && plain && value.len() <= NAME_MAX
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_name_who_has_uses_and_pays_in_each_language() {
        use NamedPart::{Holder, Payer, User};
        let several: [(&str, &[(NamedPart, &str)]); 6] = [
            ("Users: Ann Lee, Bo Lee", &[(User, "Ann Lee"), (User, "Bo Lee")]),
            ("Teilnehmerin: Bo Lee, Norderdeich 5, 25813 Husum", &[(User, "Bo Lee")]),
            ("Rechnung an: Cy Lee", &[(Payer, "Cy Lee")]),
            ("Usuarios: Ann Lee y Bo Lee", &[(User, "Ann Lee"), (User, "Bo Lee")]),
            (
                "\u{c9}l\u{e8}ve : Bo Lee, violoncelle, cycle 1\nFacturation : Cy Lee",
                &[(User, "Bo Lee"), (Payer, "Cy Lee")],
            ),
            ("Hirer: Ann Lee\nPlayer: Bo Lee", &[(Holder, "Ann Lee"), (User, "Bo Lee")]),
        ];
        for (text, expected) in several {
            let found: Vec<_> = read(text).into_iter().map(|p| (p.part, p.name)).collect();
            let expected: Vec<_> = expected.iter().map(|(p, n)| (*p, (*n).to_owned())).collect();
            assert_eq!(found, expected, "{text}");
        }
        let rows: [(&str, [NamedPart; 3]); 6] = [
            (
                "Account holder: Ann Lee\nMain user: Bo Lee\nBill payer: Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Vertragsinhaber: Ann Lee\nNutzerin: Bo Lee\nAbweichender Zahler: Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Titulaire : Ann Lee\nUtilisatrice de la ligne : Bo Lee\nTitulaire du compte : Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Titular del contrato: Ann Lee\nUsuaria de la l\u{ed}nea: Bo Lee\nPagadora: Cy Lee",
                [Holder, User, Payer],
            ),
            (
                "Intestataria: Ann Lee\nUtilizzatore: Bo Lee\nIntestatario del conto: Cy Lee",
                [Holder, User, Payer],
            ),
            ("Contracthouder: Ann Lee\nGebruiker: Bo Lee\nBetaler: Cy Lee", [Holder, User, Payer]),
        ];
        for (text, parts) in rows {
            let found: Vec<NamedPart> = read(text).iter().map(|person| person.part).collect();
            assert_eq!(found, parts, "{text}");
        }
        assert_eq!(read("Policyholder:\tMr Bo Lee (born 1980)")[0].name, "Mr Bo Lee");
        for text in [
            "User name: ann lee",
            "Customer number: 123",
            "Nome utente: ann",
            "Customer service: Ann Lee",
            "We thank the driver: he was quick",
            "Benutzername: Ann Lee",
        ] {
            let found = read(text);
            assert!(found.is_empty() || text.starts_with("We"), "{text}: {found:?}");
        }
    }

    #[test]
    fn one_line_or_sentence_names_several() {
        use NamedPart::{Holder, Payer, User};
        for text in [
            "Ihr Vertrag beginnt am 5. Januar. Vertragsinhaber: Ann Lee. Nutzerin: Bo Lee. Kontoinhaberin: Cy Lee.",
            "Your contract is in the name of Ann Lee, used by Bo Lee and paid by Cy Lee.",
            "Der Vertrag l\u{e4}uft auf den Namen Ann Lee, Nutzerin ist Bo Lee, Kontoinhaberin ist Cy Lee.",
            "La ligne est au nom de Ann Lee, utilis\u{e9}e par Bo Lee et pay\u{e9}e par Cy Lee.",
            "Titular: Ann Lee, usuaria de la l\u{ed}nea: Bo Lee, titular de la cuenta: Cy Lee",
            "Su contrato est\u{e1} a nombre de Ann Lee. Usuario de la l\u{ed}nea: Bo Lee. Titular de la cuenta de cargo: Cy Lee.",
            "Il contratto \u{e8} intestato a Ann Lee, la linea \u{e8} usata da Bo Lee, pagata da Cy Lee.",
            "Het contract staat op naam van Ann Lee, wordt gebruikt door Bo Lee en betaald door Cy Lee.",
        ] {
            let found: Vec<_> = read(text).into_iter().map(|p| (p.part, p.name)).collect();
            let expected = [(Holder, "Ann Lee"), (User, "Bo Lee"), (Payer, "Cy Lee")];
            for (part, name) in expected {
                assert!(found.contains(&(part, name.to_owned())), "{text}: {found:?}");
            }
            assert_eq!(found.len(), 3, "{text}: {found:?}");
        }
    }
}
