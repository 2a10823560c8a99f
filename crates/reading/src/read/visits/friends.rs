//! Whether who writes `I'll come on Monday` is a tradesman or a friend. A tradesman says what that costs: `that will be
//! €60`; a sum of anything else is none of the visit's. A friend comes to dinner, whatever the tickets were.

use crate::values::{Found, begins_a_word};
use crate::words::fold;
use oxherd_model::Claim;

/// Bytes from the promise to come to what it costs, and those before the sum in which that is said.
const NEAR: usize = 160;
const HEAD: usize = 64;

/// Words that tell what something costs, folded.
const COSTS: &[&str] = &[
    "cost",
    "costs",
    "price",
    "charge",
    "charges",
    "call",
    "fee",
    "fees",
    "be",
    "s",
    "kosten",
    "kostet",
    "kostenpunkt",
    "preis",
    "macht",
    "berechne",
    "anfahrt",
    "anfahrtskosten",
    "arbeitslohn",
    "cout",
    "coute",
    "coutera",
    "prix",
    "fera",
    "fait",
    "est",
    "tarif",
    "deplacement",
    "coste",
    "cuesta",
    "costara",
    "precio",
    "seran",
    "son",
    "cobro",
    "tarifa",
    "desplazamiento",
    "costo",
    "costa",
    "costera",
    "prezzo",
    "saranno",
    "sono",
    "tariffa",
    "uscita",
    "kost",
    "prijs",
    "wordt",
    "reken",
    "tarief",
    "voorrijkosten",
];

/// Words that may stand beside them, folded: who names the tickets speaks of what those cost.
const BESIDE: &[&str] = &[
    "it",
    "that",
    "this",
    "the",
    "my",
    "will",
    "ll",
    "is",
    "i",
    "about",
    "around",
    "total",
    "all",
    "in",
    "out",
    "das",
    "es",
    "der",
    "die",
    "mein",
    "ich",
    "ca",
    "etwa",
    "rund",
    "insgesamt",
    "dann",
    "dafur",
    "zusammen",
    "cela",
    "c",
    "le",
    "la",
    "ce",
    "mon",
    "environ",
    "au",
    "tout",
    "el",
    "mi",
    "unos",
    "en",
    "il",
    "mio",
    "circa",
    "tutto",
    "totale",
    "de",
    "het",
    "dat",
    "mijn",
    "ik",
    "ongeveer",
    "totaal",
];

/// What friends come for, folded.
const FOR_COMPANY: &[&str] = &[
    "to dinner",
    "for dinner",
    "to lunch",
    "for lunch",
    "for supper",
    "for coffee",
    "for a coffee",
    "for tea",
    "for a drink",
    "for drinks",
    "for a beer",
    "for your birthday",
    "to your party",
    "zum essen",
    "zum abendessen",
    "zum mittagessen",
    "zum kaffee",
    "auf einen kaffee",
    "auf ein bier",
    "zum grillen",
    "zum geburtstag",
    "zu deinem geburtstag",
    "zu deiner feier",
    "pour diner",
    "pour le diner",
    "pour dejeuner",
    "pour le dejeuner",
    "pour un cafe",
    "prendre un cafe",
    "boire un verre",
    "pour l apero",
    "pour ton anniversaire",
    "a cenar",
    "para cenar",
    "a comer",
    "para comer",
    "a merendar",
    "un cafe",
    "por tu cumpleanos",
    "a tu fiesta",
    "a cena",
    "per cena",
    "a pranzo",
    "per pranzo",
    "per un caffe",
    "un caffe",
    "per l aperitivo",
    "per il tuo compleanno",
    "alla tua festa",
    "uur eten",
    "om te eten",
    "komen eten",
    "mee eten",
    "te eten",
    "op de koffie",
    "voor een borrel",
    "borrelen",
    "voor je verjaardag",
    "op je feest",
];

/// Whether a promise to come is one of company.
pub(super) fn is_company(claim: &Claim) -> bool {
    let Claim::Promise { what, .. } = claim else { return false };
    let folded = fold(what);
    FOR_COMPANY.iter().any(|words| begins_a_word(&folded, words))
}

/// Whether a sum behind a promise to come is told as what it costs.
pub(super) fn tell_costs(text: &str, found: &[Found], comes: &Found) -> bool {
    let behind = |f: &&Found| f.claim.amount().is_some() && f.start >= comes.start;
    let near = |f: &&Found| f.start.saturating_sub(comes.end) <= NEAR;
    found.iter().filter(behind).filter(near).any(|f| is_cost(text, f.start))
}

/// Whether the clause right before a sum says nothing but that it is what something costs.
fn is_cost(text: &str, at: usize) -> bool {
    let from = text.ceil_char_boundary(at.saturating_sub(HEAD));
    let head = text.get(from..at).unwrap_or_default();
    // A colon, the sign of a currency, the point of `ca.`.
    let head = head.trim_end_matches(|c: char| !c.is_alphanumeric());
    let clause = head.rsplit(['.', '!', '?', '\n', ',', ';', '(']).next().unwrap_or_default();
    let folded = fold(clause);
    let words = || folded.split(' ').filter(|word| !word.is_empty());
    let costs = words().any(|word| COSTS.contains(&word));
    costs && words().all(|word| COSTS.contains(&word) || BESIDE.contains(&word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_clause_of_nothing_but_words_of_cost_tells_what_it_costs() {
        for text in [
            "That will be €60",
            "It'll be about £60",
            "The call-out is £60",
            "Kosten 60 €",
            "Kosten: ca. 60 €",
            "Das macht dann 60 €",
            "Coût : 60 €",
            "Ça fera 60 €",
            "Coste 60 €",
            "Serán unos 60 €",
            "Costo 60 €",
            "Saranno circa 60 €",
            "Kosten € 60",
            "Dat wordt € 60",
        ] {
            let at = text.find(['€', '£', '6']).unwrap();
            assert!(is_cost(text, at), "{text}");
        }
        for text in [
            "The concert tickets were £60",
            "The tickets cost £60",
            "You owe me £60",
            "Kosten für die Karten waren 60 €",
            "Die Karten kosten 60 €",
            "Les billets ont coûté 60 €",
            "Las entradas son 60 €",
            "I biglietti costano 60 €",
            "De kaartjes kosten € 60",
        ] {
            let at = text.find(['€', '£', '6']).unwrap();
            assert!(!is_cost(text, at), "{text}");
        }
    }
}
