//! Whether a message speaks of anything that was ordered or booked: trouble with it is trouble of an order; an
//! apology for a delay alone is not.

use super::Wording;
use crate::words::Words;
use oxherd_model::Language;

/// Beginnings of words, folded, of what is ordered, sent, stocked or booked.
const BEGIN: &[(&str, &[&str])] = &[
    (
        "en",
        &[
            "order",
            "deliver",
            "parcel",
            "packag",
            "ship",
            "dispatch",
            "despatch",
            "item",
            "stock",
            "courier",
            "booking",
            "reserv",
            "flight",
            "trip",
            "ticket",
            "event",
            "purchas",
            "product",
            "article",
            "goods",
            "carrier",
            "backorder",
            "undeliver",
            "checkout",
            "hotel",
            "tour",
        ],
    ),
    (
        "de",
        &[
            "bestell",
            "liefer",
            "paket",
            "sendung",
            "versand",
            "versend",
            "zustell",
            "artikel",
            "ware",
            "buchung",
            "reserv",
            "flug",
            "reise",
            "auftrag",
            "ticket",
            "lager",
            "unzustell",
            "nachliefer",
            "teilliefer",
            "veranstalt",
            "produkt",
            "nicht verfugbar",
            "ausverkauft",
            "storn",
        ],
    ),
    (
        "fr",
        &[
            "command",
            "livr",
            "colis",
            "expedi",
            "article",
            "reserv",
            "vol",
            "voyage",
            "billet",
            "stock",
            "produit",
            "transport",
            "achat",
            "envoi",
            "evenement",
            "concert",
            "sejour",
            "indisponible",
        ],
    ),
    (
        "es",
        &[
            "pedid",
            "entreg",
            "envio",
            "enviad",
            "paquete",
            "articul",
            "compra",
            "reserv",
            "vuelo",
            "viaje",
            "billete",
            "entrada",
            "existencia",
            "stock",
            "producto",
            "mercanc",
            "agotad",
            "orden",
            "evento",
        ],
    ),
    (
        "it",
        &[
            "ordin", "consegn", "spedi", "pacc", "articol", "acquist", "prenotaz", "volo", "viagg",
            "bigliett", "magazzin", "prodott", "merce", "corriere", "esaurit", "evento", "giacenz",
        ],
    ),
    (
        "nl",
        &[
            "bestel",
            "lever",
            "bezorg",
            "pakket",
            "zending",
            "verzend",
            "verzond",
            "artikel",
            "boeking",
            "reserver",
            "vlucht",
            "reis",
            "ticket",
            "voorraad",
            "product",
            "aankoop",
            "nalever",
            "order",
            "uitverkocht",
            "evenement",
        ],
    ),
];

/// Words of a text that are looked at.
const WORDS_MAX: usize = 800;

/// Whether it does, or its language has no list.
pub(super) fn speaks_of_any(wording: &Wording<'_>) -> bool {
    let language = wording.language;
    let Some((_, begin)) = BEGIN.iter().find(|(code, _)| Language::from_code(code) == language)
    else {
        return true;
    };
    let says = |words: &Words| {
        let mut first = words.all().iter().take(WORDS_MAX).map(|word| words.folded(*word));
        first.any(|word| begin.iter().any(|begin| word.starts_with(begin)))
    };
    says(wording.subject) || says(wording.body)
}
