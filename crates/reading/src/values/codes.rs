//! References that show by their own form what they are: codes of letters, `#1042`, `INV-1042`.

use super::labels::{self, Labels, Mark, NumberLabel, Strength};
use super::page::Page;
use super::references::{Written, has_form, value_end};
use super::{Sink, Unnamed};
use oxherd_model::{Check, Claim, IdentifierRole, ReferenceRole};

/// Whether a value is a code of capital letters alone, and no word.
pub(super) fn letters(
    page: &Page<'_>,
    mark: &Mark<NumberLabel>,
    value: &Written,
    strength: Strength,
) -> bool {
    let text = page.slice(value.start, value.end);
    if !(6..=12).contains(&text.len()) || !text.bytes().all(|b| b.is_ascii_uppercase()) {
        return false;
    }
    // Beside a label in capitals everything is in capitals.
    let label = page.slice(mark.start, mark.end);
    let loud = label.chars().any(char::is_lowercase) || !label.is_ascii();
    let sure = strength == Strength::Strong && value.signed;
    let close = value.signed || page.slice(mark.end, value.start).trim().is_empty();
    loud && (sure || close && !like_a_word(text))
}

/// Whether letters could be a word: no pair that words hardly ever have, and vowels between.
fn like_a_word(text: &str) -> bool {
    let bytes = text.as_bytes();
    let vowel = |b: &u8| matches!(b, b'A' | b'E' | b'I' | b'O' | b'U' | b'Y');
    let mut run = 0_usize;
    for b in bytes {
        run = if vowel(b) { 0 } else { run + 1 };
        if run >= 5 {
            return false;
        }
    }
    let odd = bytes.windows(2).any(|pair| match pair {
        [a, b] if vowel(a) || vowel(b) => matches!((a, b), (b'Q', b) if *b != b'U'),
        [a, b] => {
            let rare = |c: &u8| matches!(c, b'J' | b'Q' | b'V' | b'W' | b'X' | b'Z');
            let known = matches!(
                pair,
                b"WN"
                    | b"WL"
                    | b"WR"
                    | b"WH"
                    | b"TW"
                    | b"SW"
                    | b"DW"
                    | b"ZW"
                    | b"RV"
                    | b"LV"
                    | b"NV"
                    | b"DV"
                    | b"SZ"
                    | b"CZ"
                    | b"TZ"
                    | b"RZ"
                    | b"LZ"
                    | b"NZ"
                    | b"ZZ"
                    | b"NJ"
                    | b"DJ"
                    | b"RW"
                    | b"WS"
                    | b"LW"
                    | b"XT"
                    | b"XP"
                    | b"XC"
                    | b"CK"
            );
            (rare(a) || rare(b)) && !known
                || matches!(pair, b"FP" | b"PF" | b"MK" | b"KM" | b"DG" | b"GD" | b"BK" | b"HB")
        }
        _ => false,
    });
    !odd && bytes.iter().any(vowel)
}

/// What the last word for a document before an offset is, within so many bytes.
pub(super) fn noun_before(labels: &Labels, at: usize, reach: usize) -> Option<ReferenceRole> {
    // The nearest label of a number decides: behind `serial number` nothing else is meant.
    let nearest = labels::before(&labels.numbers, at)
        .take_while(|mark| at - mark.end <= reach)
        .find(|mark| !is_passed_over(mark.what) && !is_case(mark.what))?;
    role_of(nearest.what)
}

/// Labels that say nothing of what a number further on numbers.
const fn is_passed_over(label: NumberLabel) -> bool {
    matches!(
        label,
        NumberLabel::AnyNumber | NumberLabel::Address | NumberLabel::Named | NumberLabel::Line
    )
}

const fn is_case(label: NumberLabel) -> bool {
    matches!(label, NumberLabel::Reference(ReferenceRole::Case, _))
}

pub(super) const fn role_of(label: NumberLabel) -> Option<ReferenceRole> {
    if let NumberLabel::Reference(role, _) = label { Some(role) } else { None }
}

/// Words before numbers of the firm itself, and of places.
const REGISTERED: &[&str] = &[
    "vat",
    "company",
    "registered",
    "registration",
    "register",
    "charity",
    "tax",
    "eori",
    "phone",
    "telephone",
    "fax",
    "room",
    "page",
    "platform",
    "gate",
    "seat",
    "house",
    "flat",
    "ust",
    "ust-id",
    "hrb",
    "steuer",
    "handelsregister",
    "telefon",
    "zimmer",
    "seite",
    "gleis",
    "haus",
    "siret",
    "siren",
    "rcs",
    "tva",
    "téléphone",
    "page",
    "quai",
    "voie",
    "kvk",
    "btw",
    "kbo",
    "telefoon",
    "bus",
    "spoor",
    "cif",
    "nif",
    "registro",
    "teléfono",
    "piso",
    "iva",
    "piva",
    "rea",
    "telefono",
    "civico",
    "binario",
    "ip",
    "port",
    "firm",
    "fca",
    "licensed",
];

/// Whether the words before a bare word for a number name a number of the firm itself, or a place.
pub(super) fn is_registered(page: &Page<'_>, at: usize) -> bool {
    let head = page.slice(page.around(at, 40, 0).0, at).to_lowercase();
    let words = head.rsplit(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty());
    words.take(2).any(|word| REGISTERED.contains(&word))
}

/// Words before the number under which a firm pays tax.
const TAX: &[&str] = &[
    "vat", "tax", "ust", "ust-id", "ust-idnr", "ustid", "uid", "mwst", "tva", "iva", "piva", "nif",
    "cif", "btw", "moms", "nip", "nipc", "dic", "ico", "tin", "ein",
];

/// Whether a value is the number under which a firm pays tax (Directive 2006/112/EC, article 215: the
/// letters of a country first), which says nothing of what the customer has with it.
fn is_tax_number(page: &Page<'_>, start: usize, end: usize) -> bool {
    let text = page.slice(start, end);
    let (country, rest) = text.split_at_checked(2).unwrap_or_default();
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    let shaped = country.bytes().all(|b| b.is_ascii_uppercase())
        && (8..=12).contains(&rest.len())
        && digits >= 7
        && rest.bytes().all(|b| b.is_ascii_alphanumeric());
    if !shaped {
        return false;
    }
    let head = page.slice(page.around(start, 40, 0).0, start).to_lowercase();
    let words = head.rsplit(|c: char| !c.is_alphanumeric() && c != '-').filter(|w| !w.is_empty());
    let mut words = words.take(3);
    words.any(|word| TAX.contains(&word))
}

/// Names of the number that tells a bank's branch, beside which an account is one at that bank.
const SORT_CODES: [&str; 6] =
    ["sort code", "sort-code", "sortcode", "bankleitzahl", "blz", "routing number"];

/// Whether the code of a bank's branch stands beside an account's number: that account is where to
/// pay to, not what the customer has.
pub(super) fn is_beside_sort_code(page: &Page<'_>, start: usize, end: usize) -> bool {
    const BESIDE: usize = 40;
    let around = |from: usize, to: usize| {
        let text = page.slice(from, to).to_lowercase();
        SORT_CODES.iter().any(|name| text.contains(name))
    };
    around(page.around(start, BESIDE, 0).0, start) || around(end, page.around(end, 0, BESIDE).1)
}

/// Whether a bare word for a number stands so that no other word says what it numbers.
pub(super) fn opens(page: &Page<'_>, at: usize) -> bool {
    const SMALL: &[&str] = &[
        "the", "with", "under", "by", "its", "mit", "der", "unter", "med", "o", "avec", "le", "la",
        "con", "el", "il", "met", "het", "com", "s", "pod", "cu", "za", "med", "id",
    ];
    let head = page.slice(page.line_span(at).0, at).trim_end();
    match head.chars().next_back() {
        None | Some('(' | '[' | ',' | '|' | ':') => true,
        Some(_) => {
            let word = head.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
            SMALL.contains(&word.to_lowercase().as_str())
        }
    }
}

/// Whether the word right before a bare word for a number is no document's, and a new part of its line begins
/// before it: `Bike: Fjell 8 (frame no. 118820)`, `la bici, candado n.º 77120`.
pub(super) fn numbers_else(page: &Page<'_>, labels: &Labels, at: usize) -> bool {
    let line = page.line_span(at).0;
    let head = page.slice(line, at).trim_end();
    let word = head.rsplit(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    if !word.chars().any(char::is_alphabetic) {
        return false;
    }
    let start = line + head.len() - word.len();
    let known = labels::before(&labels.numbers, at).find(|mark| !is_passed_over(mark.what));
    let from = known.map_or(line, |mark| mark.end).max(line);
    if from > start {
        return false;
    }
    // `Your contract: Home Plus no. 114-20417`: what stands behind a label is the document's own.
    let own = known.is_some_and(|mark| mark.end > line);
    let part = page.slice(from, start).trim_start();
    let part = part.strip_prefix([':', '|']).filter(|_| own).unwrap_or(part);
    part.contains(['(', '[', ',', ';', ':', '|', '\t'])
}

/// `#1042`, `№ 1042`: a number sign with a number of some length behind it.
pub(super) fn hashed(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let subject = page.lines.len() == 1;
    // The first byte of `№` is that of many signs.
    let signs = memchr::memchr2_iter(b'#', 0xe2, page.text.as_bytes())
        .filter_map(|at| Some((at, page.char_at(at).filter(|c| matches!(c, '#' | '№'))?)));
    for (at, sign) in signs.take(100) {
        let before = page.char_before(at);
        let free = before
            .is_none_or(|c| c.is_whitespace() || matches!(c, '[' | '(' | ':' | '\u{3000}'))
            || before.is_some_and(|c| !c.is_ascii() && c.is_alphabetic());
        let from = at + sign.len_utf8();
        let start = from + usize::from(page.char_at(from) == Some(' '));
        let (line_start, line_end) = page.line_span(at);
        let Some(end) = value_end(page, start, line_end).filter(|_| free) else { continue };
        if page.span_is_taken(start, end) {
            continue;
        }
        let text = page.slice(start, end);
        let digits = text.bytes().filter(u8::is_ascii_digit).count();
        let capitals = text.bytes().all(|b| b.is_ascii_uppercase());
        let code = capitals && (6..=12).contains(&text.len()) && (subject || !like_a_word(text));
        let long = digits >= if subject { 4 } else { 5 };
        if !(code || long && has_form(text)) || colour(text) && !subject {
            continue;
        }
        let noun = noun_before(labels, at, at - line_start);
        let role = match noun {
            // `Shipment notice #1042` numbers the order; a parcel's number says so beside it.
            Some(ReferenceRole::Tracking) => ReferenceRole::Order,
            Some(role) => role,
            None if before == Some('[') => ReferenceRole::Case,
            None => ReferenceRole::Order,
        };
        put(page, role, (start, end), if noun.is_some() { 820 } else { 650 }, sink);
    }
}

/// `#1a2b3c` of a style sheet that ran into the text.
fn colour(text: &str) -> bool {
    text.len() == 6
        && text.bytes().all(|b| b.is_ascii_hexdigit())
        && text.bytes().any(|b| b.is_ascii_alphabetic())
}

/// `INV-1042` alone on its line: its letters say what it is.
pub(super) fn alone(page: &Page<'_>, sink: &mut Sink) {
    let mut found = Vec::new();
    for (_, chunk) in page.free() {
        let (line_start, line_end) = page.line_span(chunk.start);
        let line = page.slice(line_start, line_end);
        if line.len() > 30 {
            continue;
        }
        let text = line.trim();
        let start = line_start + (line.len() - line.trim_start().len());
        let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
        let (prefix, number) = text.split_at_checked(letters).unwrap_or_default();
        let number = number.strip_prefix(['-', '/']).unwrap_or(number);
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        let plain = number.bytes().all(|b| b.is_ascii_digit() || matches!(b, b'-' | b'/'));
        if plain
            && digits >= 5
            && let Some(role) = by_prefix(prefix)
        {
            found.push((role, (start, start + text.len())));
        }
    }
    for (role, span) in found {
        if !page.span_is_taken(span.0, span.1) {
            put(page, role, span, 640, sink);
        }
    }
}

/// `HC-2019-447` in a sentence or a subject: capitals and digits parted by dashes.
pub(super) fn spoken(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let subject = page.lines.len() == 1;
    let digits_min = if subject { 3 } else { 4 };
    let bytes = page.text.as_bytes();
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'/' | b'.');
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut floor = 0;
    for (_, chunk) in page.free() {
        if chunk.start < floor || found.len() >= 40 {
            continue;
        }
        let head = bytes.get(floor..chunk.start).unwrap_or_default();
        let start = chunk.start - head.iter().rev().take(24).take_while(|b| part(b)).count();
        let tail = bytes.get(chunk.end..).unwrap_or_default();
        let end = chunk.end + tail.iter().take(24).take_while(|b| part(b)).count();
        floor = end;
        let text = page.slice(start, end).trim_end_matches(['.', '-', '/']);
        if is_code(text, digits_min) && stands_apart(page, start, start + text.len()) {
            found.push((start, start + text.len()));
        }
    }
    for (start, end) in found {
        if page.span_is_taken(start, end) {
            continue;
        }
        if names_a_thing(page, start) {
            let value = page.slice(start, end).chars().filter(|c| c.is_alphanumeric()).collect();
            let claim =
                Claim::Identifier { role: IdentifierRole::Serial, value, check: Check::None };
            page.take(start, end);
            sink.add(claim, (start, end), ROW_SURE);
            continue;
        }
        let noun = noun_before(labels, start, if subject { 120 } else { 45 });
        let bracket = matches!(page.char_before(start), Some('[' | '('));
        let role = match noun {
            Some(role) => role,
            None if subject && bracket => ReferenceRole::Case,
            None => ReferenceRole::Other,
        };
        put(page, role, (start, end), if subject || noun.is_some() { 640 } else { 520 }, sink);
    }
}

/// How sure the number of a thing in its row is, in thousandths.
const ROW_SURE: u16 = 760;

/// Labels of the row of a thing, folded.
const THINGS: &[&str] = &[
    "device",
    "appliance",
    "product",
    "item covered",
    "covered device",
    "insured device",
    "gerat",
    "versichertes gerat",
    "appareil",
    "appareil couvert",
    "produit",
    "aparato",
    "dispositivo",
    "equipo",
    "producto",
    "apparecchio",
    "prodotto",
    "apparaat",
    "toestel",
    "verzekerd apparaat",
    "product verzekerd",
];

/// Whether a code stands behind the name of a thing in the row of that: `Device: Fjell 14, NF14-24A-009912`.
fn names_a_thing(page: &Page<'_>, start: usize) -> bool {
    let (line, _) = page.line_span(start);
    let head = page.slice(line, start);
    let Some((label, name)) = head.split_once([':', '\t']) else { return false };
    let label = crate::words::fold(label);
    let named = name.trim_end().ends_with([',', '(']) && name.contains(char::is_alphabetic);
    named && THINGS.contains(&label.trim())
}

/// Numbers without a label that are kept of one text.
const BARE_MAX: usize = 16;

/// Numbers that stand in a sentence without a word for what they number: who knows them finds them again.
pub(super) fn bare(page: &Page<'_>) -> Vec<Unnamed> {
    let mut all: Vec<Unnamed> = Vec::new();
    let mut floor = 0;
    for (_, chunk) in page.free().filter(|(_, chunk)| chunk.end - chunk.start <= 24) {
        if chunk.start < floor || all.len() >= BARE_MAX {
            continue;
        }
        let head = page.text.as_bytes().get(floor..chunk.start).unwrap_or_default();
        let glued =
            head.iter().rev().take(24).take_while(|b| b.is_ascii_alphanumeric() || **b == b'-');
        let start = chunk.start - glued.count();
        let Some(end) = value_end(page, start, page.line_span(start).1) else { continue };
        floor = end;
        let text = page.slice(start, end);
        if is_number(text) && stands_apart(page, start, end) && !all.iter().any(|n| n.value == text)
        {
            all.push(Unnamed { value: text.to_owned(), start, end });
        }
    }
    all
}

/// Four digits that are no year, or a code of capitals and digits.
fn is_number(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let coded = digits > 0
        && text.bytes().any(|b| b.is_ascii_uppercase())
        && text.contains(['-', '/'])
        && !text.bytes().any(|b| b.is_ascii_lowercase());
    digits >= 4 && !year || coded
}

/// Capitals first, digits later, at least one dash or stroke between.
fn is_code(text: &str, digits_min: usize) -> bool {
    const NORMS: &[&str] = &[
        "ISO", "EN", "DIN", "IEC", "RFC", "UTF", "COVID", "CVE", "RAL", "USB", "IP", "BS", "GMT",
        "UTC", "WLAN", "HTTP", "MP", "A", "B",
    ];
    let letters = text.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let shaped = text
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/' | b'.'));
    shaped
        && (1..=6).contains(&letters)
        && text.len() <= 24
        && digits >= digits_min
        && text.contains(['-', '/'])
        && !NORMS.contains(&text.get(..letters).unwrap_or_default())
        && !super::is_registration(text)
}

/// Whether nothing is glued to a code: no address, no path, no longer word.
fn stands_apart(page: &Page<'_>, start: usize, end: usize) -> bool {
    let before = page.char_before(start);
    let after = page.char_at(end);
    before.is_none_or(|c| {
        c.is_whitespace() || matches!(c, '(' | '[' | '"' | '\u{201e}' | '\u{201c}' | ':')
    }) && after.is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '@' | '_' | '=' | '%'))
}

/// Letters that firms put before the numbers of their papers.
fn by_prefix(letters: &str) -> Option<ReferenceRole> {
    Some(match letters {
        "INV" | "RE" | "RG" | "R" | "FA" | "FV" | "FAC" | "FACT" | "FT" | "RNG" => {
            ReferenceRole::Invoice
        }
        "CN" | "GS" | "AV" | "NC" | "CM" => ReferenceRole::CreditNote,
        "RC" | "REC" | "RCPT" | "RCT" => ReferenceRole::Receipt,
        "SO" | "ORD" | "PO" | "BE" | "CMD" | "AB" => ReferenceRole::Order,
        "Q" | "QT" | "QU" | "AN" | "EST" => ReferenceRole::Quote,
        _ => return None,
    })
}

/// Adds a reference, unless it is a number under which a firm pays tax.
pub(super) fn put(
    page: &Page<'_>,
    role: ReferenceRole,
    (start, end): (usize, usize),
    confidence: u16,
    sink: &mut Sink,
) {
    page.take(start, end);
    if is_tax_number(page, start, end) {
        return;
    }
    let value = page.slice(start, end).trim_end_matches(['.', '-', '/', '_']).to_owned();
    let span = (start, start + value.len());
    sink.add(Claim::Reference { role, value }, span, confidence);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::values::Surroundings;
    use crate::words::Words;
    use oxherd_model::Language;

    #[test]
    fn numbers_without_a_label_are_kept_for_who_knows_them() {
        let numbers = |text: &str| {
            let words = Words::cut(text, 1_000);
            let all = bare(&Page::new(&Surroundings {
                text,
                words: &words,
                language: Language::DE,
                sent_on: None,
                month_first: None,
                currency_hint: None,
            }));
            all.into_iter().map(|number| number.value).collect::<Vec<_>>()
        };
        assert_eq!(numbers("die Privathaftpflicht 7712-331-02 endet"), ["7712-331-02"]);
        assert_eq!(numbers("je reisverzekering 550012-B is klaar"), ["550012-B"]);
        assert_eq!(numbers("your breakdown cover NB-3 is cancelled"), ["NB-3"]);
        assert!(numbers("im Jahr 2026 und am Tag 17, für 3 Jahre").is_empty());
    }
}
