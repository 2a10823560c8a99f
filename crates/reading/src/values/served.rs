//! What a supplier serves, beside things: a line of the telephone, a place, the name of a domain.

use super::Sink;
use super::labels::{self, Cue, Labels, NumberLabel};
use super::page::{Page, is_space};
use oxherd_model::{Check, Claim, IdentifierRole};

/// Of each sort so many are kept of one text.
const EACH_MAX: usize = 8;

/// Finds lines, places and names of domains.
pub(super) fn read(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    lines(page, labels, sink);
    places(page, labels, sink);
}

fn add(
    page: &Page<'_>,
    role: IdentifierRole,
    (start, end): (usize, usize),
    sure: u16,
    sink: &mut Sink,
) {
    page.take(start, end);
    let value = page.slice(start, end).to_owned();
    sink.add(Claim::Identifier { role, value, check: Check::None }, (start, end), sure);
}

/// The owner's own number: behind `line`, `your number`.
fn lines(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let of = labels.numbers.iter().filter(|mark| mark.what == NumberLabel::Line);
    for mark in of.take(EACH_MAX) {
        let (_, line_end) = page.around(mark.end, 0, 48);
        let tail = page.slice(mark.end, line_end);
        let gap = tail.find(|c: char| c.is_ascii_digit() || c == '+').unwrap_or(usize::MAX);
        let between = tail.get(..gap).unwrap_or("....");
        if between.contains(['.', ';', '!', '?']) || between.len() > 16 {
            continue;
        }
        let start = mark.end + gap;
        let Some(end) = phone_end(page, start, line_end) else { continue };
        if !page.span_is_taken(start, end) {
            add(page, IdentifierRole::Phone, (start, end), 820, sink);
        }
    }
}

/// Where a number of a line ends: 8 to 14 digits in groups.
fn phone_end(page: &Page<'_>, start: usize, limit: usize) -> Option<usize> {
    let (mut end, mut digits, mut gap) = (start, 0_usize, 0_usize);
    for (at, c) in page.slice(start, limit).char_indices().take(24) {
        if c.is_ascii_digit() {
            digits += 1;
            gap = 0;
            end = start + at + 1;
        } else if (is_space(c) || matches!(c, '+' | '-' | '/' | '.')) && gap < 2 {
            gap += 1;
        } else {
            break;
        }
    }
    let free = page.char_at(end).is_none_or(|c| !c.is_alphanumeric() && c != '\u{20ac}');
    (free && (8..=14).contains(&digits)).then_some(end)
}

/// Words that end the name of a street before its number, or open one.
const CLOSING: &[&str] = &[
    "strasse",
    "stra\u{df}e",
    "str",
    "weg",
    "gasse",
    "platz",
    "ring",
    "allee",
    "ufer",
    "damm",
    "steig",
    "grund",
    "wehr",
    "straat",
    "laan",
    "plein",
    "kade",
    "dreef",
    "kaai",
    "singel",
    "gracht",
    "steenweg",
    "rijk",
    "lei",
    "hof",
    "zeile",
    "stra\u{df}en",
];

/// English words behind the number and name of a street.
const ENGLISH: &[&str] = &[
    "road",
    "rd",
    "street",
    "st",
    "lane",
    "ln",
    "close",
    "cl",
    "avenue",
    "ave",
    "drive",
    "dr",
    "way",
    "court",
    "ct",
    "place",
    "pl",
    "terrace",
    "row",
    "rise",
    "crescent",
    "gardens",
    "mews",
    "yard",
    "square",
    "hill",
    "view",
    "walk",
    "cottages",
    "park",
    "grove",
    "green",
    "quay",
    "wharf",
    "brae",
    "wynd",
    "parade",
    "boulevard",
    "blvd",
    "fields",
    "mount",
    "vale",
];

/// Words of the Romance languages before the name of a street.
const OPENING: &[&str] = &[
    "rue",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "impasse",
    "all\u{e9}e",
    "chemin",
    "place",
    "quai",
    "route",
    "rang",
    "chauss\u{e9}e",
    "clos",
    "passage",
    "square",
    "sentier",
    "calle",
    "c",
    "avenida",
    "avda",
    "plaza",
    "paseo",
    "camino",
    "carrera",
    "cra",
    "ronda",
    "traves\u{ed}a",
    "pasaje",
    "priv",
    "privada",
    "callej\u{f3}n",
    "via",
    "viale",
    "piazza",
    "corso",
    "vicolo",
    "largo",
    "strada",
    "contrada",
    "piazzale",
    "salita",
];

/// Addresses in the form of a street and a number; the postal address of a firm in its small print
/// stands beside its name, a telephone or a web site and is left out.
fn places(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let mut found: Vec<(usize, usize, u16)> = Vec::new();
    for (_, chunk) in page.free() {
        let text = page.of(chunk);
        let digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let house = chunk.digit == chunk.start
            && (1..=4).contains(&digits)
            && text.len() <= digits + 1
            && page.char_before(chunk.start).is_none_or(|c| c.is_whitespace() || c == '(');
        if !house || found.len() >= EACH_MAX || is_small_print(page, chunk.start) {
            continue;
        }
        let span = behind_number(page, chunk.start, chunk.end)
            .or_else(|| before_number(page, chunk.start, chunk.end));
        let Some((start, end)) = span else { continue };
        if found.last().is_some_and(|(_, last, _)| start < *last) {
            continue;
        }
        let line = page.line_span(start).0;
        let above = announced(page, line, start);
        let floor = above.unwrap_or(line);
        let labelled = labels::before(&labels.numbers, start)
            .take(3)
            .any(|m| m.what == NumberLabel::Address && m.start >= floor && start - m.end <= 40);
        // Who names its own place begins a line with it; that of the owner stands in a sentence.
        if labelled || above.is_some() || is_spoken_of(page, start) {
            found.push((start, end, if labelled { 800 } else { 560 }));
        }
    }
    for (start, end, sure) in found {
        if !page.span_is_taken(start, end) {
            add(page, IdentifierRole::Address, (start, end), sure, sink);
        }
    }
}

/// Where the line begins that announces with a colon a place which begins its own; nothing or an empty line
/// is between them.
fn announced(page: &Page<'_>, line: usize, start: usize) -> Option<usize> {
    let bare = page.slice(line, start).trim().is_empty();
    let mut next = line.checked_sub(1).filter(|_| bare)?;
    for _ in 0..=EMPTY_MAX {
        let (from, _) = page.line_span(next);
        let above = page.slice(from, next).trim_end();
        if !above.is_empty() {
            return above.ends_with(':').then_some(from);
        }
        next = from.checked_sub(1)?;
    }
    None
}

/// Empty lines between a place and what announces it.
const EMPTY_MAX: usize = 2;

/// Whether a small word leads to a place: `at 27 Plover Close`, `in der Hafenstraße 8`.
fn is_spoken_of(page: &Page<'_>, start: usize) -> bool {
    let floor = page.text.ceil_char_boundary(start.saturating_sub(24));
    let head = page.slice(floor, start);
    let Some(said) = head.strip_suffix([' ', '\n']) else { return false };
    let word = said.rsplit([' ', '\n']).next().unwrap_or_default();
    // A line may break behind a word that cannot stand without its place, and behind no other.
    let small = || head.ends_with(' ') && (1..=4).contains(&word.chars().count());
    word.chars().all(char::is_lowercase) && (small() || GOVERNING.contains(&word))
}

/// Longer words that govern a place: what one leaves, or where something is served.
const GOVERNING: &[&str] = &[
    "leave",
    "leaving",
    "vacate",
    "vacating",
    "supply",
    "supplies",
    "serves",
    "covers",
    "verlasse",
    "verlassen",
    "beliefern",
    "versorgen",
    "quitte",
    "quittons",
    "alimente",
    "dessert",
    "dejamos",
    "suministra",
    "abastece",
    "lascio",
    "lasciamo",
    "serve",
    "fornisce",
    "verlaat",
    "verlaten",
    "levert",
    // Where something stands.
    "situated",
    "located",
    "situ\u{e9}",
    "situ\u{e9}e",
    "situ\u{e9}s",
    "sise",
    "gelegen",
    "situada",
    "situado",
    "ubicada",
    "ubicado",
    "situata",
    "situato",
    "ubicata",
    "ubicato",
];

/// Whether a line is that of a firm's own address.
fn is_small_print(page: &Page<'_>, at: usize) -> bool {
    let (start, end) = page.around(at, 160, 160);
    let line = page.slice(start, end);
    let signs =
        ["@", "www.", "GmbH", " Ltd", "Limited", " AG", " S.A.", " B.V.", " SL", "\u{2022}"];
    signs.iter().any(|sign| line.contains(sign)) || line.matches(" | ").count() > 1
}

/// Capitalised words from an offset on, with how many of them: `27 Plover Close`.
fn behind_number(page: &Page<'_>, start: usize, end: usize) -> Option<(usize, usize)> {
    let (_, line_end) = page.around(start, 0, 90);
    let tail = page.slice(end, line_end);
    let tail = tail.strip_prefix(',').unwrap_or(tail);
    let mut at = line_end - tail.len();
    let mut last = None;
    let mut opened = false;
    for (count, word) in tail.split(' ').skip(1).take(7).enumerate() {
        at += 1;
        let bare = word.trim_end_matches([',', '.', ';', ':', ')', '?', '!']);
        let lower = bare.to_lowercase();
        opened |= count == 0 && OPENING.contains(&lower.as_str());
        let small =
            lower.chars().count() <= 3 || lower.starts_with("d'") || lower.starts_with("l'");
        let capital = bare.starts_with(char::is_uppercase);
        if !(capital || opened && (count == 0 || small)) || bare.is_empty() {
            break;
        }
        let closes = count > 0 && ENGLISH.contains(&lower.as_str());
        if closes || opened && count > 0 && capital {
            last = Some(at + bare.len());
        }
        at += word.len();
        if bare.len() < word.len() && (closes || opened) {
            break;
        }
    }
    last.map(|last| (start, last))
}

/// `Lerchenweg 3`, `calle Mayor 21`, `via Cavour 31`: the street before the number.
fn before_number(page: &Page<'_>, number: usize, end: usize) -> Option<(usize, usize)> {
    let (floor, line_end) = page.around(number, 48, 60);
    let head = page.slice(floor, number).strip_suffix(' ')?;
    let mut at = floor + head.len();
    for (count, word) in head.rsplit(' ').take(6).enumerate() {
        let start = at - word.len();
        let bare = word.trim_start_matches(['(', '"', '\u{201e}']).trim_end_matches(['.', ',']);
        let lower = bare.trim_end_matches('/').to_lowercase();
        let capital = bare.starts_with(char::is_uppercase);
        let closing = count == 0 && capital && CLOSING.iter().any(|w| lower.ends_with(w));
        let opening = count > 0 && OPENING.contains(&lower.as_str());
        if closing && lower.chars().count() >= 5 || opening {
            let start =
                start + (word.len() - word.trim_start_matches(['(', '"', '\u{201e}']).len());
            return Some((start, with_town(page, end, line_end)));
        }
        let comma = count > 0 && word.ends_with([',', ';', ':', '.']) && bare.len() > 3;
        if bare.is_empty() || comma || (count == 0 && !capital) {
            return None;
        }
        at = start.checked_sub(1)?;
    }
    None
}

/// `, 38999 Harztal`: the town behind the number of a house.
fn with_town(page: &Page<'_>, end: usize, line_end: usize) -> usize {
    let tail = page.slice(end, line_end);
    let Some(town) = tail.strip_prefix(", ") else { return end };
    let digits = town.bytes().take_while(u8::is_ascii_digit).count();
    let name = town.get(digits..).unwrap_or_default();
    let name = if digits > 0 { name.strip_prefix(' ').unwrap_or_default() } else { name };
    let name = if digits == 4 { behind_letters(name) } else { name };
    let letters: usize =
        name.chars().take_while(|c| c.is_alphabetic() || *c == '-').map(char::len_utf8).sum();
    let capital = name.starts_with(char::is_uppercase);
    if capital && matches!(digits, 0 | 4 | 5) && letters >= 3 {
        end + 2 + (town.len() - name.len()) + letters
    } else {
        end
    }
}

/// Behind the two letters of a Dutch post code: `6824 KR Arnhem`.
fn behind_letters(name: &str) -> &str {
    let letters = name.bytes().take_while(u8::is_ascii_uppercase).count();
    let behind = name.get(2..).and_then(|rest| rest.strip_prefix(' '));
    behind.filter(|_| letters == 2).unwrap_or(name)
}

/// Names of domains in a text that speaks of them; called for texts without any digit as well.
pub(super) fn domains(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let told = labels.cues.iter().any(|mark| mark.what == Cue::Domain);
    let subject = page.lines.len() == 1;
    if !told && !subject {
        return;
    }
    let bytes = page.text.as_bytes();
    let part = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.');
    let (mut floor, mut count) = (0, 0);
    for dot in memchr::memchr_iter(b'.', bytes) {
        if dot < floor || count >= EACH_MAX {
            continue;
        }
        let head = bytes.get(floor..dot).unwrap_or_default();
        let start = dot - head.iter().rev().take(63).take_while(|b| part(b)).count();
        let tail = bytes.get(dot..).unwrap_or_default();
        let run = tail.iter().take(64).take_while(|b| part(b)).count();
        floor = dot + run;
        let name = page.slice(start, dot + run).trim_end_matches(['.', '-']);
        let end = start + name.len();
        let ending = name.rsplit('.').next().unwrap_or_default();
        let plain = ending.len() >= 2
            && ending.bytes().all(|b| b.is_ascii_lowercase())
            && name.len() >= ending.len() + 4
            && name.split('.').all(|label| !label.is_empty())
            && name.split('.').count() <= 3
            && !name.bytes().any(|b| b.is_ascii_uppercase());
        let before = page.char_before(start);
        let after = page.char_at(end);
        let bare = before
            .is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '"' | '\u{201e}' | ':'))
            && after.is_none_or(|c| !matches!(c, '/' | '@' | '_' | '='));
        let known = ENDINGS.contains(&ending) || told;
        let placed = told
            || before.is_none()
            || head_of(page, start).trim_end().ends_with([':', '\u{fc}'])
            || [" f\u{fc}r ", " for ", " pour ", " para ", " per ", " voor "]
                .iter()
                .any(|word| head_of(page, start).ends_with(word));
        if plain && bare && known && placed && !name.starts_with("www.") {
            count += 1;
            let sure = if told { 720 } else { 520 };
            add(page, IdentifierRole::Domain, (start, end), sure, sink);
        }
    }
}

/// The few bytes before an offset.
fn head_of<'a>(page: &Page<'a>, at: usize) -> &'a str {
    page.slice(page.around(at, 12, 0).0, at)
}

/// Endings of names that are sold to everybody.
const ENDINGS: &[&str] = &[
    "com", "net", "org", "info", "eu", "de", "at", "ch", "uk", "ie", "fr", "be", "nl", "es", "it",
    "pt", "shop", "online", "me", "io", "app", "dev", "co", "us", "ca", "au", "nz", "mx", "cl",
    "ar", "example",
];
