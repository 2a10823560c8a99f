//! Names of animals.

use super::slice;
use crate::lists;
use crate::values::Found;
use crate::words::{Hit, Phrases, Word, Words, as_index, fold};
use oxherd_model::{Check, Claim, Confidence, IdentifierRole};
use rustc_hash::FxHashSet;

/// Finds the names of animals.
#[derive(Debug)]
pub(super) struct AnimalReader {
    phrases: Phrases,
    /// Words for sorts of animals, by what they are told by.
    species: FxHashSet<u64>,
}

/// What it takes for a word to be taken for a name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fit {
    /// Nothing more.
    Sure,
    /// The text speaks of animals elsewhere and says the name again.
    Again,
    /// The text speaks of animals elsewhere.
    Cued,
    /// The text is the record of an animal.
    Recorded,
}

/// What a phrase says about the word beside it.
const LEAD: u32 = 0;
const WEAK_LEAD: u32 = 1;
const TAIL: u32 = 2;
const WEAK_TAIL: u32 = 3;
const CUE: u32 = 4;
const GREETING: u32 = 5;
const VERB: u32 = 6;
const LABEL: u32 = 7;
const NAME_LABEL: u32 = 8;
const PATIENT: u32 = 9;
const RECORD: u32 = 10;

/// Names of one text.
const NAMES_MAX: usize = 4;

impl AnimalReader {
    pub(super) fn new() -> Self {
        let mut phrases = Phrases::new();
        for (number, list) in [
            (LEAD, LEADS),
            (WEAK_LEAD, WEAK_LEADS),
            (TAIL, TAILS),
            (WEAK_TAIL, WEAK_TAILS),
            (CUE, CUES),
            (GREETING, GREETINGS),
            (VERB, VERBS),
            (LABEL, LABELS),
            (NAME_LABEL, NAME_LABELS),
            (PATIENT, PATIENTS),
            (RECORD, RECORDS),
        ] {
            for phrase in list {
                phrases.add(phrase, number);
            }
        }
        let mut species = FxHashSet::default();
        for entry in lists::entries(include_str!("../../data/things/animals.txt")) {
            if let [word] = Words::cut(entry.phrase, usize::MAX).all() {
                species.insert(Words::key(*word));
            }
        }
        Self { phrases, species }
    }

    /// Adds the names that a text gives its animals.
    pub(super) fn read(
        &self,
        text: &str,
        words: &Words,
        (other, other_words): (&str, &Words),
        found: &mut Vec<Found>,
    ) {
        let mut seen = Seen::default();
        self.phrases.find(words, |hit| seen.note(text, words, hit, &self.species));
        if seen.candidates.is_empty() {
            return;
        }
        let mut around = Seen::default();
        self.phrases.find(other_words, |hit| around.note(other, other_words, hit, &self.species));
        let cues = seen.cues + around.cues;
        let mut names: Vec<&str> = Vec::new();
        let records = seen.records + around.records;
        for (word, fit) in &seen.candidates {
            let Some(name) = nominative(slice(text, *word), text, other) else { continue };
            let again = text.match_indices(name).chain(other.match_indices(name)).take(2).count();
            let fits = match fit {
                Fit::Sure => true,
                Fit::Again => cues > 0 && again > 1,
                Fit::Cued => cues > 0,
                Fit::Recorded => records > 0 && cues + records > 1,
            };
            let person = seen.people.contains(&name) || around.people.contains(&name);
            if !fits || person || names.contains(&name) {
                continue;
            }
            if names.len() >= NAMES_MAX {
                break;
            }
            names.push(name);
            let start = as_index(word.start);
            let claim = Claim::Identifier {
                role: IdentifierRole::Name,
                value: name.to_owned(),
                check: Check::None,
            };
            let confidence =
                Confidence::from_thousandths(if *fit == Fit::Sure { 700 } else { 620 });
            found.push(Found { claim, start, end: start + name.len(), confidence });
        }
    }
}

/// What was seen in one text.
#[derive(Debug, Default)]
struct Seen<'a> {
    /// Words that may be names.
    candidates: Vec<(Word, Fit)>,
    /// Names of those who are greeted.
    people: Vec<&'a str>,
    cues: usize,
    /// Words of the record of an animal: its chip, its breed.
    records: usize,
}

impl<'a> Seen<'a> {
    fn note(&mut self, text: &'a str, words: &Words, hit: Hit, species: &FxHashSet<u64>) {
        let all = words.all();
        let (Some(first), Some(last)) = (all.get(hit.first), all.get(hit.last)) else { return };
        // `Invoice 12: Bruno`: a number may stand between.
        let number = all
            .get(hit.last + 1)
            .filter(|word| slice(text, **word).bytes().all(|b| b.is_ascii_digit()));
        let (end, at) = number.map_or((last.end, hit.last + 1), |n| (n.end, hit.last + 2));
        let next = || all.get(at).filter(|word| joined(text, end, word.start));
        match hit.phrase {
            CUE => self.cues += 1,
            RECORD => self.records += 1,
            LABEL | PATIENT | NAME_LABEL => {
                let begins = hit.phrase != NAME_LABEL || begins_cell(text, first.start);
                let name = begins.then(|| labelled(text, all, hit.last, species)).flatten();
                let fit = match hit.phrase {
                    LABEL => Fit::Sure,
                    PATIENT => Fit::Cued,
                    _ => Fit::Recorded,
                };
                self.candidates.extend(name.map(|word| (word, fit)));
            }
            GREETING => self.people.extend(next().map(|word| slice(text, *word))),
            LEAD | WEAK_LEAD => {
                let alone = hit.first == hit.last && hit.phrase == LEAD;
                let name = next().filter(|word| is_name(slice(text, **word)));
                let name = name.filter(|_| !is_of_a_product(text, all, at, alone.then_some(end)));
                self.candidates.extend(
                    name.map(|word| {
                        (*word, if hit.phrase == LEAD { Fit::Sure } else { Fit::Again })
                    }),
                );
            }
            VERB => {
                let name = hit.first.checked_sub(1).and_then(|at| all.get(at));
                let name = name.filter(|word| joined(text, word.end, first.start));
                let name = name.filter(|word| is_name(slice(text, **word)));
                self.candidates.extend(name.map(|word| (*word, Fit::Sure)));
            }
            _ => {
                // `Biscuit's booster`: the name stands before, in the genitive of its language.
                let at = hit.first.checked_sub(1);
                let name = at.and_then(|at| name_before(text, all, at, first.start));
                self.candidates.extend(
                    name.map(|word| {
                        (word, if hit.phrase == TAIL { Fit::Sure } else { Fit::Again })
                    }),
                );
            }
        }
    }
}

/// Words of plans, covers and shops, which are no names of animals; folded.
const NO_NAMES: &[&str] = &[
    "health",
    "plan",
    "plans",
    "insurance",
    "cover",
    "care",
    "club",
    "policy",
    "passport",
    "shop",
    "store",
    "food",
    "clinic",
    "hospital",
    "wellness",
    "wellbeing",
    "protect",
    "protection",
    "plus",
    "portal",
    "account",
    "travel",
    "lifetime",
    "premium",
    "basic",
    "gold",
    "silver",
    "bronze",
    "complete",
    "essential",
    "essentials",
    "direct",
    "online",
    "first",
    "rescue",
    "registration",
    "register",
    "microchip",
    "database",
    "owner",
    "parent",
    "benefit",
    "gesundheit",
    "gesundheitsplan",
    "versicherung",
    "krankenversicherung",
    "haftpflicht",
    "schutz",
    "vorsorge",
    "vorsorgeplan",
    "pass",
    "tarif",
    "paket",
    "sante",
    "assurance",
    "mutuelle",
    "formule",
    "carnet",
    "clinique",
    "prevention",
    "seguro",
    "salud",
    "clinica",
    "pasaporte",
    "bienestar",
    "salute",
    "assicurazione",
    "piano",
    "tessera",
    "passaporto",
    "benessere",
    "verzekering",
    "zorg",
    "zorgplan",
    "gezondheid",
    "gezondheidsplan",
    "paspoort",
    "kliniek",
    "dierenarts",
    "winkel",
    "pakket",
    "smart",
    "total",
    "comfort",
    "abo",
];

/// Whether a word that looks like a name is part of what a product is called: a word of products, one before such a
/// word, or, behind a word for animals that no owner stands before and no sign follows, one of several capitals.
fn is_of_a_product(text: &str, all: &[Word], at: usize, alone: Option<u32>) -> bool {
    let Some(word) = all.get(at) else { return false };
    let product = |word: Word| NO_NAMES.contains(&fold(slice(text, word)).as_str());
    let beside = all.get(at + 1).filter(|next| {
        text.get(as_index(word.end)..as_index(next.start)) == Some(" ")
            && slice(text, **next).starts_with(char::is_uppercase)
    });
    let unsigned = alone.is_some_and(|end| {
        text.get(as_index(end)..as_index(word.start)).is_some_and(|gap| gap.trim().is_empty())
    });
    product(*word) || beside.is_some_and(|next| unsigned || product(*next))
}

/// The name behind a label and its sign, alone or after a sort of animal: `Animal: cat, Juno`.
fn labelled(text: &str, all: &[Word], label: usize, species: &FxHashSet<u64>) -> Option<Word> {
    let (word, next) = (all.get(label)?, *all.get(label + 1)?);
    let gap = |from: u32, to: u32| text.get(as_index(from)..as_index(to)).unwrap_or("..");
    let sign = gap(word.end, next.start);
    if !(sign.contains([':', '\t']) && joined(text, word.end, next.start)) {
        return None;
    }
    let mut at = label + 1;
    if species.contains(&Words::key(next)) {
        at += 1;
        let parted = all.get(at).filter(|name| matches!(gap(next.end, name.start), ", " | " "));
        parted?;
    }
    let name = all.get(at).filter(|name| is_name(slice(text, **name)))?;
    // Two names are those of a person.
    let surname = all.get(at + 1).filter(|word| gap(name.end, word.start) == " ");
    let person = surname.is_some_and(|word| is_name(slice(text, *word)));
    (!person && !species.contains(&Words::key(*name))).then_some(*name)
}

/// Whether nothing stands before a label in its line or cell.
fn begins_cell(text: &str, start: u32) -> bool {
    let before = text.get(..as_index(start)).unwrap_or_default();
    let before = before.trim_end_matches([' ', '-', '*', '\u{2022}', '\u{b7}']);
    before.is_empty() || before.ends_with(['\n', '\t', '|'])
}

/// The name before a word: `Biscuit's`, `Biscuits`, `Rex'`.
fn name_before(text: &str, all: &[Word], at: usize, until: u32) -> Option<Word> {
    let word = *all.get(at)?;
    let written = slice(text, word);
    let gap = text.get(as_index(word.end)..as_index(until))?;
    if written == "s" && gap == " " {
        // The apostrophe parts the words.
        let name = *all.get(at.checked_sub(1)?)?;
        let mark = text.get(as_index(name.end)..as_index(word.start))?;
        return (matches!(mark, "'" | "\u{2019}") && is_name(slice(text, name))).then_some(name);
    }
    let genitive = written.ends_with("'s") || written.ends_with("\u{2019}s");
    let plain = written.ends_with('s') || matches!(gap, "' " | "\u{2019} ");
    (gap.len() <= 4 && gap.ends_with(' ') && (genitive || plain) && is_name(bare(written)))
        .then_some(word)
}

/// A name without its genitive.
fn bare(written: &str) -> &str {
    ["'s", "\u{2019}s"]
        .into_iter()
        .find_map(|ending| written.strip_suffix(ending))
        .unwrap_or(written)
}

fn joined(text: &str, from: u32, to: u32) -> bool {
    let between = text.get(as_index(from)..as_index(to)).unwrap_or("..");
    between.len() <= 4 && between.chars().all(|c| matches!(c, ' ' | ',' | ':' | '\t' | '\n'))
}

/// A word with one capital in front, as names are written.
fn is_name(written: &str) -> bool {
    (2..=14).contains(&written.chars().count())
        && written.starts_with(char::is_uppercase)
        && written.chars().all(char::is_alphabetic)
        && written.chars().skip(1).all(char::is_lowercase)
}

/// The name itself: `Brunos` is that of Bruno where Bruno stands beside it.
fn nominative<'a>(written: &'a str, text: &str, other: &str) -> Option<&'a str> {
    let name = bare(written);
    if name.len() < written.len() {
        return Some(name);
    }
    let short = name.strip_suffix('s').filter(|short| is_name(short));
    let alone = |text: &str, word: &str| {
        text.match_indices(word).any(|(at, _)| {
            let next = text.get(at + word.len()..).and_then(|t| t.chars().next());
            next.is_none_or(|c| !c.is_alphabetic())
        })
    };
    let short = short.filter(|short| alone(text, short) || alone(other, short));
    Some(short.unwrap_or(name))
}

/// Words after which an animal's name stands.
const LEADS: &[&str] = &[
    "your dog",
    "your cat",
    "your pet",
    "your puppy",
    "your kitten",
    "pet name",
    "pet's name",
    "name of pet",
    "pet",
    "ihr hund",
    "ihren hund",
    "ihres hundes",
    "ihrem hund",
    "ihre katze",
    "ihrer katze",
    "tiername",
    "name des tieres",
    "votre chien",
    "votre chat",
    "votre animal",
    "nom de l'animal",
    "su perro",
    "su gato",
    "su mascota",
    "nombre de la mascota",
    "il tuo cane",
    "il suo cane",
    "il tuo gatto",
    "nome dell'animale",
    "je hond",
    "uw hond",
    "je kat",
    "uw kat",
    "naam huisdier",
    "naam dier",
    "patient",
    "animal",
    "pet name",
    "microchip record for",
    "booster for",
    "vaccination for",
    "vaccinations for",
    "flea treatment for",
    "worming for",
    "kibble for",
    "croquettes pour",
    "croquettes de",
    "pâtée pour",
    "pienso para",
    "pienso de",
    "crocchette per",
    "crocchette di",
    "brokjes voor",
    "brokken voor",
    "natvoer voor",
    "impfung für",
    "impfung von",
    "vaccin de",
    "vaccination de",
    "vacuna de",
    "vaccino di",
    "vaccinatie van",
    "vaccinatie voor",
    "deinen hund",
    "deinem hund",
    "deine katze",
    "ton chien",
    "ton chat",
    "tu perro",
    "tu gato",
    "tu mascota",
    "je huisdier",
    "uw huisdier",
    // Behind any article: `del Suo cane`, `von Ihrer Hündin`.
    "suo cane",
    "sua cane",
    "suo gatto",
    "sua gatta",
    "suo cavallo",
    "suo animale",
    "tuo cane",
    "tuo gatto",
    "tua gatta",
    "tuo cavallo",
    "vostro cane",
    "vostro gatto",
    "ihr kater",
    "ihrem kater",
    "ihren kater",
    "ihre hündin",
    "ihrer hündin",
    "ihr pferd",
    "ihres pferdes",
    "deine hündin",
    "deiner katze",
    "deines hundes",
    "votre chienne",
    "votre chatte",
    "votre cheval",
    "su perra",
    "su gata",
    "su caballo",
    "tu perra",
    "tu gata",
    "your horse",
    "your rabbit",
    "your pony",
    "uw poes",
    "je poes",
    "uw kater",
    "uw paard",
    "je paard",
];

/// The same where the text speaks of animals elsewhere and says the name again.
const WEAK_LEADS: &[&str] = &[
    "for",
    "about",
    "für",
    "pour",
    "para",
    "per",
    "voor",
    "appointment",
    "invoice",
    "claim for",
    "termin für",
    "rendez-vous de",
    "afspraak voor",
    "brought",
    "seeing",
    "see",
];

/// Words before which an animal's name stands in the genitive.
const TAILS: &[&str] = &[
    "vaccination",
    "vaccinations",
    "booster",
    "boosters",
    "jabs",
    "microchip",
    "worming",
    "flea treatment",
    "vet",
    "neutering",
    "grooming",
    "collar",
    "lead",
    "paws",
    "tail",
    "impfung",
    "impfungen",
    "wurmkur",
    "impftermin",
    "futter",
    "vaccinatie",
    "ontworming",
    "voer",
];

/// The same where the text speaks of animals elsewhere and says the name again.
const WEAK_TAILS: &[&str] = &[
    "cover",
    "insurance",
    "policy",
    "food",
    "appointment",
    "check-up",
    "check up",
    "claim",
    "stay",
    "dental",
    "results",
    "prescription",
    "medication",
    "treatment",
    "teeth",
    "visit",
    "birthday",
    "versicherung",
    "termin",
    "behandlung",
    "afspraak",
    "eten",
    "verzekering",
    "bestelling",
];

/// Words behind the name of an animal that something is to be done for.
const VERBS: &[&str] = &[
    "is due for his booster",
    "is due for her booster",
    "is due for his vaccination",
    "is due for her vaccination",
    "is due for his jabs",
    "is due for her jabs",
    "is due a booster",
    "is due his booster",
    "is due her booster",
    "muss geimpft werden",
    "sollte geimpft werden",
    "doit être vacciné",
    "doit être vaccinée",
    "debe vacunarse",
    "deve essere vaccinato",
    "moet gevaccineerd worden",
    "is toe aan een vaccinatie",
];

/// Words that show that a text is about animals kept at home.
const CUES: &[&str] = &[
    "dog",
    "dogs",
    "puppy",
    "cat",
    "cats",
    "kitten",
    "pet",
    "pets",
    "vet",
    "vets",
    "veterinary",
    "booster",
    "kennel",
    "kennels",
    "cattery",
    "microchip",
    "worming",
    "hund",
    "hunde",
    "katze",
    "tierarzt",
    "tierarztpraxis",
    "haustier",
    "chien",
    "vétérinaire",
    "perro",
    "veterinario",
    "cane",
    "gatto",
    "veterinaria",
    "hond",
    "honden",
    "kat",
    "dierenarts",
    "huisdier",
    "brokken",
];

/// Words before the name of a person.
const GREETINGS: &[&str] = &[
    "hi",
    "hello",
    "dear",
    "hey",
    "hallo",
    "liebe",
    "lieber",
    "guten tag",
    "bonjour",
    "cher",
    "chère",
    "hola",
    "ciao",
    "gentile",
    "beste",
    "dag",
    "mr",
    "mrs",
    "ms",
    "frau",
    "herr",
    "from",
    "regards",
    "thanks",
];

/// Labels of an animal's name, before a colon or in the cell before it.
const LABELS: &[&str] = &[
    "dog",
    "cat",
    "horse",
    "your pet",
    "pet's name",
    "dog's name",
    "cat's name",
    "horse's name",
    "animal's name",
    "animal name",
    "name of animal",
    "name of your pet",
    "insured pet",
    "tier",
    "hund",
    "katze",
    "pferd",
    "haustier",
    "rufname",
    "name ihres tieres",
    "name deines tieres",
    "name des hundes",
    "name der katze",
    "hundename",
    "katzenname",
    "versichertes tier",
    "chien",
    "chienne",
    "chatte",
    "cheval",
    "animal de compagnie",
    "nom du chien",
    "nom du chat",
    "nom de votre animal",
    "animal assuré",
    "perro",
    "perra",
    "gato",
    "gata",
    "caballo",
    "mascota",
    "nombre del animal",
    "nombre del perro",
    "nombre del gato",
    "nombre de su mascota",
    "nombre de tu mascota",
    "mascota asegurada",
    "animale",
    "cane",
    "gatto",
    "gatta",
    "cavallo",
    "nome animale",
    "nome del cane",
    "nome del gatto",
    "nome del tuo animale",
    "animale assicurato",
    "dier",
    "hond",
    "kat",
    "poes",
    "paard",
    "huisdier",
    "roepnaam",
    "naam van het dier",
    "naam van je huisdier",
    "naam van uw huisdier",
    "naam hond",
    "naam kat",
    "verzekerd dier",
];

/// The same where the text speaks of animals elsewhere.
const PATIENTS: &[&str] =
    &["patientin", "patiënt", "patiente", "paciente", "paziente", "tierpatient", "protégé"];

/// Labels of any name.
const NAME_LABELS: &[&str] = &["name", "nom", "nombre", "nome", "naam"];

/// Labels in the record of an animal.
const RECORDS: &[&str] = &[
    "breed",
    "species",
    "microchip",
    "chip",
    "chip number",
    "rasse",
    "tierart",
    "transponder",
    "chipnummer",
    "race",
    "espèce",
    "puce",
    "raza",
    "especie",
    "razza",
    "specie",
    "ras",
    "diersoort",
];
