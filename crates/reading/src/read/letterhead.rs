//! Who made a paper: the name in its head or foot, and the domain of its addresses.

use crate::chat;
use crate::sender::{SenderReader, host_of, organisation};
use crate::words::{Words, fold};

/// What a paper says of who made it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Letterhead {
    pub(super) name: Option<String>,
    pub(super) domain: Option<String>,
}

/// Bytes at either end of a paper in which its maker stands.
const ENDS: usize = 6_000;

/// Letters of a name.
const NAME_MAX: usize = 60;

/// Words of a name within which its legal form stands.
const FORM_WITHIN: usize = 8;

/// Pieces of a head among which the name of a firm stands that shows no legal form.
const HEAD_PIECES: usize = 6;

/// Words of a name without a legal form.
const NAME_WORDS: usize = 6;

/// Reads who made a paper, from its beginning and its end.
pub(super) fn read(text: &str) -> Letterhead {
    let head = text.get(..text.floor_char_boundary(ENDS)).unwrap_or_default();
    let rest = text.get(head.len()..).unwrap_or_default();
    let foot = rest.get(rest.ceil_char_boundary(rest.len().saturating_sub(ENDS))..);
    let both = [head, foot.unwrap_or_default()];
    let domain = domain(&both);
    Letterhead { name: name(&both, domain.as_deref()), domain }
}

/// The domain that stands most often in addresses of mail and web; the first of equals.
fn domain(texts: &[&str]) -> Option<String> {
    let senders = SenderReader::default();
    let mut counted: Vec<(String, usize)> = Vec::new();
    for token in texts.iter().flat_map(|text| text.split_whitespace()) {
        let Some(host) = host(token) else { continue };
        let own = organisation(&host);
        if senders.is_public(&format!("x@{own}")) || OTHERS.contains(&own.as_str()) {
            continue;
        }
        match counted.iter_mut().find(|(known, _)| *known == own) {
            Some((_, count)) => *count += 1,
            None => counted.push((own, 1)),
        }
    }
    let most = counted.iter().map(|(_, count)| *count).max()?;
    counted.into_iter().find(|(_, count)| *count == most).map(|(domain, _)| domain)
}

/// Sites that papers point to and that did not make them.
const OTHERS: &[&str] = &["europa.eu", "paypal.com", "facebook.com", "instagram.com"];

/// The host of an address of mail or web.
fn host(token: &str) -> Option<String> {
    let token = token.trim_matches(|c: char| !c.is_alphanumeric());
    let lower = token.to_ascii_lowercase();
    let bare = lower.split_once("://").map_or(lower.as_str(), |(_, rest)| rest);
    let bare = bare.trim_start_matches("mailto:");
    if bare.contains('@') {
        return host_of(bare).map(str::to_owned);
    }
    let is_web = lower.contains("://") || lower.starts_with("www.");
    let host = bare.split(['/', '?', '#', ':']).next()?;
    let sane = host.len() <= 253 && host.split('.').count() > 1 && !host.contains("..");
    (is_web && sane).then(|| host.to_owned())
}

/// The name of a firm: one with a legal form that is called as its domain is, else the first with a
/// legal form, else what stands first.
fn name(texts: &[&str], domain: Option<&str>) -> Option<String> {
    let label = domain.and_then(|domain| domain.split('.').next());
    let label = label.map(glued).filter(|label| label.len() > 2);
    let pieces = || {
        let cells = texts.iter().flat_map(|text| text.split(['\n', '\t']));
        cells.flat_map(|cell| cell.split([',', ';', '|', '\u{b7}', '\u{2022}'])).map(str::trim)
    };
    let is_own = |piece: &&str| {
        let (piece, label) = (glued(piece), label.as_deref().unwrap_or_default());
        !label.is_empty() && piece.len() > 2 && (piece.contains(label) || label.contains(&piece))
    };
    let firms = || pieces().filter(|piece| is_name(piece)).filter_map(firm);
    let plain = |piece: &&str| {
        let words = piece.split_whitespace().count();
        is_name(piece) && (1..=NAME_WORDS).contains(&words) && !piece.contains(['@', ':'])
    };
    let found = firms().find(is_own).or_else(|| firms().next());
    let found = found.or_else(|| pieces().filter(plain).find(is_own));
    // Without a domain the first line may as well be a title.
    let found = found.or_else(|| label.as_ref().and(pieces().find(plain)));
    let found = found.or_else(|| {
        let head = pieces().filter(|piece| !piece.is_empty()).take(HEAD_PIECES);
        let mut named = head.filter(plain).filter(|piece| is_plain_firm(piece));
        named.next()
    });
    found.map(str::to_owned)
}

/// Whether a piece of a head is the name of a firm by its trade: several words in capitals, none of which
/// says what the paper is.
fn is_plain_firm(piece: &str) -> bool {
    let words = Words::cut(piece, NAME_WORDS);
    let all = words.all();
    let title = all.iter().any(|word| {
        let word = words.folded(*word);
        TITLES.iter().any(|title| word.starts_with(title))
    });
    all.len() > 1
        && !title
        && piece.starts_with(char::is_uppercase)
        && !piece.bytes().any(|byte| byte.is_ascii_digit())
        && chat::is_firm(piece)
}

/// Beginnings of words that say what a paper is or to whom it goes, folded.
const TITLES: &[&str] = &[
    "invoice",
    "receipt",
    "statement",
    "quot",
    "estimate",
    "order",
    "bill",
    "policy",
    "certificat",
    "report",
    "reminder",
    "notice",
    "customer",
    "dear",
    "rechnung",
    "quittung",
    "beleg",
    "angebot",
    "mahnung",
    "auftrag",
    "bericht",
    "kunde",
    "herr",
    "frau",
    "protokoll",
    "vertrag",
    "facture",
    "recu",
    "devis",
    "releve",
    "contrat",
    "attestation",
    "rapport",
    "client",
    "monsieur",
    "madame",
    "factura",
    "recibo",
    "presupuesto",
    "contrato",
    "cliente",
    "informe",
    "albaran",
    "fattura",
    "ricevuta",
    "preventivo",
    "contratto",
    "rapporto",
    "bolletta",
    "factuur",
    "bon",
    "offerte",
    "contract",
    "klant",
    "rapport",
    "polis",
    "poliza",
    "polizza",
    "police",
];

/// Whether a piece of a line may be a name at all.
fn is_name(piece: &str) -> bool {
    let letters = piece.chars().filter(|c| c.is_alphabetic()).count();
    let digits = piece.chars().filter(char::is_ascii_digit).count();
    letters >= 3 && digits * 3 <= letters && piece.chars().count() <= NAME_MAX
}

/// The name of a firm up to its legal form; none without one.
fn firm(piece: &str) -> Option<&str> {
    let (mut end, mut next) = (None, 0);
    for (count, word) in piece.split(' ').take(FORM_WITHIN).enumerate() {
        next += word.len() + usize::from(count > 0);
        // Short ones are words of some language, too.
        let written = word.starts_with(char::is_uppercase) || word.contains('.') || word.len() > 4;
        if count > 0 && written && FORMS.contains(&bare(word).as_str()) {
            end = Some(next);
        }
    }
    piece.get(..end?)
}

/// A word as it is compared: no dots, lower case.
fn bare(word: &str) -> String {
    word.chars().filter(|c| c.is_alphanumeric()).collect::<String>().to_lowercase()
}

fn glued(text: &str) -> String {
    fold(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

/// Legal forms of firms, without dots.
const FORMS: &[&str] = &[
    "gmbh", "mbh", "ag", "kg", "kgaa", "ohg", "gbr", "ug", "ek", "eg", "se", "ltd", "limited",
    "plc", "llp", "llc", "inc", "corp", "sa", "sas", "sasu", "sarl", "sàrl", "eurl", "scop", "srl",
    "spa", "sl", "slu", "sau", "bv", "nv", "vof", "ab", "as", "asa", "aps", "oy", "oyj", "sro",
    "kft", "zrt", "lda", "doo", "eood", "ood", "sia", "uab", "pty", "ev", "gesmbh", "bvba", "srls",
    "zoo",
];

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str) -> (Option<String>, Option<String>) {
        let Letterhead { name, domain } = read(text);
        (name, domain)
    }

    fn is(text: &str, name: &str, domain: Option<&str>) {
        assert_eq!(found(text), (Some(name.to_owned()), domain.map(str::to_owned)));
    }

    #[test]
    fn the_maker_stands_in_head_or_foot() {
        is(
            "Wasserwerk Quellental GmbH \u{b7} Am Wehr 4 \u{b7} 12345 Quellental\n\nAnna Beispiel\n\nRechnung\n\n\
             www.wasserwerk-quellental.example\tservice@wasserwerk-quellental.example",
            "Wasserwerk Quellental GmbH",
            Some("wasserwerk-quellental.example"),
        );
        is(
            "Facture n\u{b0} 12\nClient : Jeanne Martin, jeanne@gmail.com\nMontant 12,00 \u{20ac}\n\n\
             Plomberie du Lac SARL au capital de 1000 \u{20ac}\ncontact@plomberiedulac.example",
            "Plomberie du Lac SARL",
            Some("plomberiedulac.example"),
        );
        is(
            "Fen Road Garage\nMOT invoice\nhttps://fenroadgarage.example/pay",
            "Fen Road Garage",
            Some("fenroadgarage.example"),
        );
    }

    #[test]
    fn a_firm_that_is_called_as_its_domain_wins_over_a_customer() {
        is(
            "Customer: Hart Ltd\nQuarry Lane Tools Ltd\nsales@quarrylane.example",
            "Quarry Lane Tools Ltd",
            Some("quarrylane.example"),
        );
    }

    #[test]
    fn a_maker_without_a_legal_form_is_told_by_its_trade() {
        for (head, name) in [
            (
                "The Mill Lane Veterinary Practice\n1 Mill Lane\n\nInvoice 12",
                "The Mill Lane Veterinary Practice",
            ),
            ("Garage du Moulin\n3 rue des Saules, 69000 Lyon\n\nFACTURE 12", "Garage du Moulin"),
            ("Schreinerei Holzapfel\nAm Bach 2\nRechnung 12", "Schreinerei Holzapfel"),
            ("Fietsenmakerij Waterkant\nFactuur\t12", "Fietsenmakerij Waterkant"),
            ("Taller Hermanos Pozo\nFactura 12", "Taller Hermanos Pozo"),
            ("Officina Fratelli Neri\nFattura 12", "Officina Fratelli Neri"),
        ] {
            is(head, name, None);
        }
        for title in [
            "Service report\n12",
            "Vehicle service invoice\n1",
            "Bank statement\n3",
            "Jane Hart\nInvoice 7",
        ] {
            assert_eq!(found(title), (None, None), "{title}");
        }
    }

    #[test]
    fn a_paper_without_a_maker_names_none() {
        assert_eq!(found("Notes of the evening\nbring bread"), (None, None));
        assert_eq!(found(""), (None, None));
    }
}
