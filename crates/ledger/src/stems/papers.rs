//! Papers that suppliers promise and send, by their names.

use super::Line;

/// A sort of paper.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Paper {
    /// A contract or policy, or what is added to one.
    Contract,
    /// A certificate or confirmation.
    Proof,
    /// A bill or statement.
    Bill,
    /// A decision or report.
    Decision,
    /// A form, a label, a link: what the owner needs to go on.
    Form,
}

const PAPERS: &[(Paper, &[&str])] = &[
    (
        Paper::Contract,
        &[
            "policy",
            "policies",
            "endorsement",
            "contract",
            "agreement",
            "schedule",
            "police",
            "versicherungsschein",
            "nachtrag",
            "vertrag",
            "avenant",
            "contrat",
            "póliza",
            "poliza",
            "suplemento",
            "contrato",
            "polizza",
            "appendice",
            "contratto",
            "polis",
            "aanhangsel",
            "overeenkomst",
            "vertragsunterlagen",
            "document",
            "unterlagen",
            "documento",
            "documentación",
            "documentazione",
            "conditions particulières",
        ],
    ),
    (
        Paper::Proof,
        &[
            "certificate",
            "confirmation",
            "proof",
            "receipt",
            "letter of",
            "bescheinigung",
            "bestätigung",
            "nachweis",
            "zertifikat",
            "urkunde",
            "quittung",
            "attestation",
            "certificat",
            "justificatif",
            "confirmation",
            "reçu",
            "quitus",
            "certificado",
            "justificante",
            "confirmación",
            "recibo",
            "attestat",
            "certificat",
            "conferma",
            "ricevuta",
            "quietanza",
            "certificaat",
            "bewijs",
            "bevestiging",
            "verklaring",
        ],
    ),
    (
        Paper::Bill,
        &[
            "invoice",
            "bill",
            "statement",
            "rechnung",
            "abrechnung",
            "schlussrechnung",
            "endrechnung",
            "jahresrechnung",
            "endabrechnung",
            "jahresabrechnung",
            "facture",
            "relevé",
            "décompte",
            "factura",
            "liquidación",
            "extracto",
            "fattura",
            "estratto",
            "conguaglio",
            "factuur",
            "afrekening",
            "eindafrekening",
            "eindfactuur",
            "eindnota",
            "slotfactuur",
            "jaarafrekening",
            "jaarnota",
            "nota ",
        ],
    ),
    (
        Paper::Decision,
        &[
            "decision",
            "report",
            "assessment",
            "entscheidung",
            "bescheid",
            "bericht",
            "gutachten",
            "décision",
            "rapport",
            "compte rendu",
            "decisión",
            "resolución",
            "informe",
            "decisione",
            "relazione",
            "perizia",
            "referto",
            "besluit",
            "beslissing",
            "verslag",
        ],
    ),
    (
        Paper::Form,
        &[
            "form ",
            "forms",
            "label",
            "link",
            "instruction",
            "details",
            "questionnaire",
            "login",
            "formular",
            "etikett",
            "anleitung",
            "angaben",
            "formulaire",
            "étiquette",
            "lien ",
            "instructions",
            "formulario",
            "etiqueta",
            "enlace",
            "instrucciones",
            "modulo",
            "etichetta",
            "istruzioni",
            "formulier",
            "etiket",
            "instructies",
            "gegevens",
        ],
    ),
];

/// The sorts of paper that a line names.
pub(crate) fn papers(line: &str) -> impl Iterator<Item = Paper> {
    let line = Line::of(line);
    PAPERS.iter().filter(move |(_, stems)| line.has(stems)).map(|(paper, _)| *paper)
}

/// What is new or changes, at the beginning of a word.
const NEW: &[&str] = &[
    "new ",
    "chang",
    "neu",
    "änder",
    "umstell",
    "nouveau",
    "nouvel",
    "nuev",
    "cambi",
    "nuov",
    "nieuw",
    "wijzig",
    "gewijzigd",
    "system",
    "système",
    "sistem",
];

/// Whether a subject speaks of something new or changed: of a number beside it, that it is another.
pub(crate) fn is_new_number(subject: &str) -> bool {
    Line::of(subject).has(NEW)
}

/// What is owed to the public for keeping something.
const TAXES: &[&str] = &[
    "vehicle tax",
    "vehicle duty",
    "car tax",
    "road tax",
    "motor tax",
    "dog licence",
    "dog tax",
    "kraftfahrzeugsteuer",
    "kfz steuer",
    "hundesteuer",
    "taxe sur le véhicule",
    "taxe sur les véhicules",
    "taxe annuelle sur le véhicule",
    "taxe annuelle sur les véhicules",
    "taxe véhicule",
    "vignette auto ",
    "impuesto de circulación",
    "impuesto sobre vehículos",
    "impuesto sobre el vehículo",
    "bollo auto",
    "tassa automobilistica",
    "tassa auto ",
    "motorrijtuigenbelasting",
    "wegenbelasting",
    "hondenbelasting",
];

/// Whether a subject speaks of a tax on what one keeps.
pub(crate) fn taxes_what_is_kept(subject: &str) -> bool {
    Line::of(subject).has(TAXES)
}

/// What one travels in, and that it leaves.
const TRAVELS: &[&str] = &[
    "train ",
    "trains ",
    "flight",
    "ferry",
    "coach ",
    "bus ",
    "depart ",
    "departs",
    "departure",
    "zug ",
    "flug",
    "fähre",
    "abfahr",
    "abflug",
    "vol ",
    "bateau",
    "traversier",
    "départ ",
    "tren ",
    "vuelo",
    "autobús",
    "salida",
    "sale a las",
    "treno",
    "volo ",
    "traghetto",
    "autobus",
    "pullman",
    "partenza",
    "trein",
    "vlucht",
    "veerboot",
    "vertrek",
];

/// Whether a sentence speaks of a train, a flight, a ferry, or of leaving.
pub(crate) fn travels(sentence: &str) -> bool {
    Line::of(sentence).has(TRAVELS)
}
