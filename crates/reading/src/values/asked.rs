//! What a supplier asks for by a day: something to be given back, a paper, an answer; by the verb, by what it is
//! done to and by who does it, in whatever polite form.

mod back;

use super::ahead::Ahead;
use super::dates::Role;
use super::day::Day;
use super::labels::Labels;
use super::page::Page;
use super::promises::sentence;
use super::{begins_a_word, care, deeds, unless};
use crate::words::fold;
pub(super) use back::owes_back;
use oxherd_model::DateRole;

/// How sure such a day is, in thousandths.
const SURE: u16 = 880;

/// Bytes around a day in which its sentence is looked at.
const BEFORE: usize = 200;
const AFTER: usize = 90;

/// Words of so many letters end compounds.
const COMPOUND_MIN: usize = 6;

/// Beginnings of verbs of giving something back, folded.
const BACK: &[&str] = &[
    "return",
    "abgebe",
    "abzugeb",
    "abgegeb",
    "zuruckschick",
    "zuruckzuschick",
    "zuruckgeschick",
    "zurucksend",
    "zuruckzusend",
    "zuruckgesandt",
    "zuruckgesend",
    "zuruckgeb",
    "zuruckzugeb",
    "zuruckgegeb",
    "zuruckbring",
    "zuruckzubring",
    "zuruckgebracht",
    "retournier",
    "retour",
    "ruckgabe",
    "rucksend",
    "restitu",
    "renvoy",
    "renvoi",
    "retourn",
    "rendre",
    "rendu",
    "rapporter",
    "rapportez",
    "ramener",
    "ramenez",
    "devolv",
    "devuelv",
    "devuelt",
    "reenvi",
    "retorn",
    "entregar",
    "entregue",
    "rispedi",
    "riconsegn",
    "render",
    "resa",
    "reso",
    "riaver",
    "riportar",
    "riporti",
    "teruggest",
    "terugst",
    "terugbreng",
    "teruggebracht",
    "teruggev",
    "teruggegev",
    "terugzend",
    "inlever",
    "ingelever",
    "in te leveren",
];

/// Words that together say the same, folded: the one where the other is in the sentence too.
const BACK_PARTED: &[(&str, &[&str])] = &[
    (
        "back",
        &[
            "send",
            "sent",
            "bring",
            "brought",
            "post",
            "posted",
            "give",
            "have",
            "had",
            "be",
            "hand",
            "drop",
            "receive",
            "receiving",
            "received",
            "get",
        ],
    ),
    ("in", &["hand", "handed", "handing"]),
    (
        "zuruck",
        &[
            "geben", "gib", "gebt", "senden", "sende", "schicken", "schick", "schicke", "bringen",
            "bring",
        ],
    ),
    ("wieder", &["uns", "zukommen", "vorliegen", "abgeben"]),
    ("rendez", &["nous", "le", "la", "les", "votre", "vos"]),
    ("indietro", &["mandar", "mandarci", "inviarci", "avere", "dare", "mandi", "invii"]),
    (
        "terug",
        &[
            "sturen", "stuur", "stuurt", "brengen", "breng", "brengt", "geven", "geef", "bezorgen",
            "zenden",
        ],
    ),
    ("weer", &["ons"]),
    ("retour", &["nous", "votre", "sturen", "stuur", "ons"]),
];

/// Phrases with those words that say something else, folded.
const NOT_BACK: &[&str] = &[
    "get back to",
    "come back",
    "call back",
    "rendez vous",
    "money back",
    "return call",
    "return flight",
    "return home",
    "retour de vacances",
    "de retour",
    "return to the office",
    "will return",
    "en retour",
    "return train",
];

/// Beginnings of words for papers that prove something, folded.
const PAPERS: &[&str] = &[
    "copy of",
    "copies of",
    "certificate",
    "proof of",
    "proof",
    "document",
    "evidence",
    "passport",
    "statement of",
    "kopie",
    "ausweiskopie",
    "urkunde",
    "sterbeurkunde",
    "geburtsurkunde",
    "nachweis",
    "unterlage",
    "bescheinigung",
    "beleg",
    "dokument",
    "vollmacht",
    "kaufvertrag",
    "erbschein",
    "copie",
    "certificat",
    "justificatif",
    "attestation",
    "piece d",
    "pieces",
    "acte de",
    "procuration",
    "extrait",
    "copia",
    "certificado",
    "justificante",
    "documentacion",
    "escritura",
    "acta de",
    "contrato de compraventa",
    "certificato",
    "documentazione",
    "attestazione",
    "attestato",
    "prova di",
    "delega",
    "atto di",
    "akte",
    "overlijdensakte",
    "bewijs",
    "aankoopbewijs",
    "verkoopbewijs",
    "stukken",
    "afschrift",
    "verklaring",
    "machtiging",
    "kentekenbewijs",
];

/// Beginnings of words by which papers are asked for, folded.
const ASKS: &[&str] = &[
    "need",
    "require",
    "send",
    "provide",
    "submit",
    "upload",
    "supply",
    "forward",
    "let us have",
    "missing",
    "outstanding",
    "benotig",
    "brauch",
    "fehl",
    "reich",
    "send",
    "schick",
    "zukommen",
    "vorleg",
    "vorzuleg",
    "ubermitt",
    "einreich",
    "einzureich",
    "nachreich",
    "nachzureich",
    "erbitten",
    "bitten",
    "bitte",
    "faut",
    "besoin",
    "transmet",
    "envoy",
    "fourn",
    "adress",
    "parvenir",
    "recevoir",
    "joindre",
    "produire",
    "merci",
    "manque",
    "necesit",
    "envi",
    "remit",
    "aport",
    "adjunt",
    "llegar",
    "facilit",
    "present",
    "falta",
    "precis",
    "serve",
    "servono",
    "occorr",
    "invi",
    "fornir",
    "forni",
    "trasme",
    "perveni",
    "mandar",
    "alleg",
    "manca",
    "necessi",
    "nodig",
    "ontvang",
    "stuur",
    "stur",
    "aanlever",
    "aan te lever",
    "toestur",
    "toe te stur",
    "indien",
    "opstur",
    "zend",
    "ontbre",
    "verzoek",
];

/// Beginnings of words for an answer, folded.
const ANSWERS: &[&str] = &[
    "know",
    "reply",
    "respond",
    "answer",
    "decide",
    "accept",
    "bescheid",
    "mitteil",
    "mitzuteil",
    "teilen sie",
    "teil uns",
    "teile uns",
    "antwort",
    "ruckmeld",
    "zusag",
    "zuzusag",
    "annehm",
    "anzunehm",
    "annahme",
    "entscheid",
    "melden sie",
    "melde dich",
    "repond",
    "reponse",
    "savoir",
    "dites",
    "confirm",
    "indiqu",
    "accept",
    "retour de votre part",
    "respuesta",
    "digan",
    "diga",
    "comuniq",
    "comunic",
    "avis",
    "hagan",
    "haga",
    "saber",
    "decid",
    "acept",
    "sapere",
    "rispond",
    "rispost",
    "conferm",
    "accett",
    "accogl",
    "weten",
    "antwoord",
    "reage",
    "bevestig",
    "akkoord",
    "doorgeven",
];

/// Who asks, with the verb, folded: such a sentence does not say what the supplier itself will do.
const REQUESTS: &[&str] = &[
    "we ask",
    "we would ask",
    "we kindly ask",
    "we request",
    "we would be grateful",
    "we d be grateful",
    "we need",
    "we require",
    "we must have",
    "we expect",
    "we still need",
    "we have to have",
    "we will need",
    "we ll need",
    "we must receive",
    "wir bitten",
    "bitten wir",
    "mochten wir sie bitten",
    "benotigen wir",
    "wir benotigen",
    "brauchen wir",
    "wir brauchen",
    "erwarten wir",
    "wir erwarten",
    "fehlt uns",
    "fehlen uns",
    "nous vous prions",
    "nous vous demandons",
    "nous vous invitons",
    "nous vous remercions",
    "nous vous saurions",
    "vous saurions gre",
    "vous prions de",
    "nous avons besoin",
    "il nous faut",
    "nous faut",
    "nous attendons",
    "le rogamos",
    "te rogamos",
    "les rogamos",
    "le pedimos",
    "te pedimos",
    "le agradecemos",
    "le agradeceremos",
    "le agradeceriamos",
    "necesitamos",
    "precisamos",
    "la preghiamo",
    "ti preghiamo",
    "vi preghiamo",
    "le chiediamo",
    "ti chiediamo",
    "vi chiediamo",
    "la invitiamo",
    "ci serve",
    "ci servono",
    "ci occorre",
    "wij verzoeken",
    "we verzoeken",
    "verzoeken wij",
    "verzoeken we",
    "wij vragen",
    "we vragen",
    "vragen wij",
    "vragen we",
    "wij ontvangen graag",
    "ontvangen wij",
    "ontvangen we",
    "hebben wij",
    "hebben we",
    "zien wij graag",
    "verwachten wij",
];

/// Words of who acts, folded, where it is the supplier; by language.
const WE: &[(&str, &[&str])] = &[
    ("en", &["we will", "we ll", "we shall", "we are going to", "we aim", "we can", "we are"]),
    ("de", &["wir", "ich"]),
    ("fr", &["nous vous", "nous allons"]),
    ("es", &["vamos a"]),
    ("it", &["provvederemo"]),
    ("nl", &["wij", "we", "ik"]),
];

/// What the supplier needs, folded, and by which verbs it is to come.
const NEEDS: &[&str] = &[
    "we need you",
    "we still need",
    "we need your",
    "we need the",
    "we need a",
    "benotigen wir",
    "wir benotigen",
    "brauchen wir",
    "wir brauchen",
    "fehlt uns",
    "fehlen uns",
    "il nous faut",
    "il nous manque",
    "nous avons besoin",
    "necesitamos",
    "nos falta",
    "nos faltan",
    "ci serve",
    "ci servono",
    "ci occorre",
    "ci manca",
    "hebben wij nog",
    "hebben we nog",
    "missen wij",
    "missen we",
];
const SENDS: &[&str] = &[
    "send", "post", "upload", "provide", "submit", "schick", "send", "reich", "lad", "ubermitt",
    "envoy", "transmet", "adress", "fourn", "envi", "mand", "remit", "aport", "invi", "trasmett",
    "carichi", "carica", "stuur", "stuurt", "sturen", "upload", "lever",
];

/// Words for leaving without paying for it, folded: for free, and out.
const FREE: &[&str] = &[
    "without charge",
    "without penalty",
    "without paying",
    "without a fee",
    "without any fee",
    "without fee",
    "free of charge",
    "penalty free",
    "at no cost",
    "without cost",
    "without exit",
    "kostenlos",
    "kostenfrei",
    "ohne kosten",
    "ohne gebuhr",
    "ohne zusatzliche kosten",
    "gebuhrenfrei",
    "sans frais",
    "sans penalite",
    "sans indemnite",
    "sans cout",
    "gratuitement",
    "sin coste",
    "sin penalizacion",
    "sin gastos",
    "sin cargo",
    "sin pagar",
    "gratuitamente",
    "senza costi",
    "senza penali",
    "senza spese",
    "senza oneri",
    "gratuitamente",
    "kosteloos",
    "zonder kosten",
    "boetevrij",
    "zonder boete",
    "gratis",
];
const OUT: &[&str] = &[
    "end the",
    "end your",
    "leave us",
    "leave your",
    "leave the",
    "leave without",
    "you can leave",
    "you may leave",
    "walk away",
    "get out of",
    "exit your",
    "exit the",
    "terminate",
    "cancel",
    "switch away",
    "losen",
    "aussteigen",
    "verlassen",
    "kundig",
    "raus",
    "beenden",
    "zurucktreten",
    "wechseln",
    "mettre fin",
    "quitter",
    "partir",
    "resili",
    "sortir du",
    "denoncer",
    "marchar",
    "irte",
    "irse",
    "dejar",
    "dejarnos",
    "abandonar",
    "salir",
    "rescind",
    "darte de baja",
    "darse de baja",
    "cancelar",
    "lasciar",
    "andarsene",
    "andartene",
    "uscire",
    "reced",
    "disd",
    "van je contract",
    "van uw contract",
    "vertrekken",
    "weggaan",
    "stoppen",
    "opstappen",
    "opzeg",
    "beeindig",
    "overstappen",
];

/// Words of money, which is given back by another rule, folded.
const MONEY: &[&str] = &[
    "deposit", "refund", "amount", "money", "kaution", "pfand", "betrag", "guthaben", "geld",
    "caution", "depot", "montant", "somme", "fianza", "deposito", "importe", "dinero", "cauzione",
    "importo", "somma", "borg", "waarborg", "bedrag", "cheque",
];

/// Whether a sentence asks for something: what it names is then done by the owner.
pub(super) fn requests(sentence: &str) -> bool {
    let folded = fold(sentence);
    REQUESTS.iter().any(|words| begins_a_word(&folded, words))
}

/// The role of a day by which something is asked for, else the one that it has.
pub(super) fn of(page: &Page<'_>, labels: &Labels, day: &Day, role: Role) -> Role {
    use DateRole as R;
    let Some(known) = role.0 else { return role };
    let open = matches!(
        known,
        R::CancelBy
            | R::Due
            | R::AnswerBy
            | R::Other
            | R::End
            | R::Expiry
            | R::Effective
            | R::ReturnBy
            | R::Renewal
    );
    if !open || !deeds::is_ahead(page, day) || !deeds::says_by(page, day) {
        return role;
    }
    let (from, to) = sentence(page, day.start, day.end);
    let from = page.text.ceil_char_boundary(from.max(day.start.saturating_sub(BEFORE)));
    let to = page.text.floor_char_boundary(to.min(day.end + AFTER)).max(day.end);
    let said = page.slice(from, to);
    let folded = fold(said);
    let says = |stems: &[&str]| stems.iter().any(|stem| begins_a_word(&folded, stem));
    let requested = requests(said);
    if !requested && is_done_by_us(page, (from, to), day) {
        return role;
    }
    let before = page.text.floor_char_boundary(from.saturating_sub(BEFORE));
    let needs = |folded: &str| NEEDS.iter().any(|words| begins_a_word(folded, words));
    let needed = || needs(&folded);
    let told = || page.slice(before, from);
    let needed_before = || says(SENDS) && (requests(told()) || needs(&fold(told())));
    let paper = says_paper(&folded) && (requested || says(ASKS)) || needed() || needed_before();
    let money = says(MONEY) || said.contains(['€', '£', '$']);
    let free = says(FREE) && says(OUT) && !says(&["return"]);
    if free && !matches!(known, R::ReturnBy | R::AnswerBy) && !is_given_back(&folded) {
        return (Some(R::CancelBy), SURE);
    }
    if paper && !unless::leaves(page, day) && !care::says_pay(page, day) {
        return (Some(R::AnswerBy), SURE);
    }
    if is_given_back(&folded) && !money {
        return (Some(R::ReturnBy), SURE);
    }
    let vague = matches!(known, R::Due | R::Other | R::End | R::Expiry | R::Effective);
    if vague
        && says(ANSWERS)
        && !money
        && !care::says_pay(page, day)
        && !deeds::leaves(page, labels, day)
    {
        return (Some(R::AnswerBy), SURE);
    }
    let loose = matches!(known, R::Other | R::End | R::Expiry);
    if loose && deeds::leaves(page, labels, day) {
        return (Some(R::CancelBy), SURE);
    }
    role
}

/// Whether the clause of a day tells what the supplier itself will do.
fn is_done_by_us(page: &Page<'_>, (from, to): (usize, usize), day: &Day) -> bool {
    let head = page.slice(from, day.start).rsplit(',').next().unwrap_or_default();
    let tail = page.slice(day.end, to).split(',').next().unwrap_or_default();
    let clause = format!("{head} {tail}");
    let folded = fold(&clause);
    let own = WE.iter().find(|(language, _)| *language == page.s.language.as_str());
    let acts = own.is_some_and(|(_, words)| {
        let padded = format!(" {folded} ");
        words.iter().any(|word| padded.contains(&format!(" {word} ")))
    });
    acts && !is_politely_asked(&folded) || Ahead::new(&clause, page.s.language).we_shall()
}

/// Whether a paper is named, perhaps as the end of a compound: `Abmeldebescheinigung`, `vrijwaringsbewijs`.
fn says_paper(folded: &str) -> bool {
    PAPERS.iter().any(|stem| {
        begins_a_word(folded, stem) || stem.len() >= COMPOUND_MIN && folded.contains(stem)
    })
}

fn is_given_back(folded: &str) -> bool {
    if NOT_BACK.iter().any(|words| begins_a_word(folded, words)) {
        return false;
    }
    let words: Vec<&str> = folded.split(' ').collect();
    let parted = BACK_PARTED
        .iter()
        .any(|(word, with)| words.contains(word) && words.iter().any(|other| with.contains(other)));
    parted || BACK.iter().any(|stem| begins_a_word(folded, stem)) || back::comes_to_us(folded)
}

/// `Can we have ... back`, `dürfen wir Sie bitten`, `Wir sind dankbar, wenn Sie`: what the supplier does is wait.
fn is_politely_asked(folded: &str) -> bool {
    const WAITS: &[&str] = &[
        "grateful",
        "appreciate",
        "look forward to",
        "freuen uns",
        "a nous",
        "could we have",
        "can we have",
        "may we have",
        "may we ask",
        "back to us",
        "returned to us",
        "with us",
        "bei uns",
        "an uns",
        "wenn sie uns",
        "wenn du uns",
        "dankbar",
        "durfen wir",
        "konnten sie",
        "konnen sie",
        "geben sie",
        "senden sie",
        "schicken sie",
        "bringen sie",
        "lassen sie",
        "gib uns",
        "nous retourner",
        "nous renvoyer",
        "nous restituer",
        "nous rendre",
        "vouloir",
        "voudrez",
        "aan ons",
        "bij ons",
        "wilt u",
        "wil je",
        "kunt u",
        "kun je",
        "mogen wij",
        "mogen we",
        "stelt u",
        "zou u",
        "laat ons",
        "laat u ons",
    ];
    WAITS.iter().any(|words| begins_a_word(folded, words))
}
