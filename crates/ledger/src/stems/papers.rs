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

/// Words for papers with which German and Dutch words of several parts end: `Übernahmeformular`, `lidmaatschapsbewijs`.
const COMPOUNDS: &[(Paper, &[&str])] = &[
    (Paper::Proof, &["bescheinigung", "bewijs", "verklaring", "urkunde"]),
    (
        Paper::Form,
        &["formular", "formulare", "formulier", "formulieren", "etikett", "etiket", "vragenlijst"],
    ),
];

/// The sorts of paper that a line names.
pub(crate) fn papers(line: &str) -> impl Iterator<Item = Paper> {
    let line = Line::of(line);
    let ends = |paper: Paper, line: &Line| {
        let of = COMPOUNDS.iter().filter(|(of, _)| *of == paper).flat_map(|(_, heads)| *heads);
        of.into_iter().any(|head| line.0.split(' ').any(|word| word.ends_with(head)))
    };
    let names = move |paper: Paper, stems: &[&str]| line.has(stems) || ends(paper, &line);
    PAPERS.iter().filter(move |(paper, stems)| names(*paper, stems)).map(|(paper, _)| *paper)
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn papers_are_known_by_the_end_of_a_word_of_several_parts() {
        for (line, paper) in [
            ("U ontvangt uiterlijk 3 mei het verhuisformulier", Paper::Form),
            ("Sie erhalten bis zum 3. Mai das Übernahmeformular", Paper::Form),
            ("U krijgt uiterlijk 3 mei uw lidmaatschapsbewijs", Paper::Proof),
            ("Sie bekommen bis zum 3. Mai die Spendenbescheinigung", Paper::Proof),
            ("You will receive the transfer form by 3 May", Paper::Form),
            ("Vous recevrez le formulaire de reprise avant le 3 mai", Paper::Form),
            ("Recibirá el formulario de cambio antes del 3 de mayo", Paper::Form),
            ("Riceverà il modulo di voltura entro il 3 maggio", Paper::Form),
        ] {
            assert!(papers(line).any(|of| of == paper), "{line}");
        }
        for line in ["Der Platz ist unförmig", "Het formele besluit", "You will receive it"] {
            assert!(!papers(line).any(|of| of == Paper::Form), "{line}");
        }
    }
}
