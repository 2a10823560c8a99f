//! The shape of a message: what it has in common with the others of its sender that were made from
//! the same template.
//!
//! The shape is made of the sender, of whether the receiving host found it forged, and of the skeleton
//! of the subject. The skeleton is the subject with gaps where templates are filled in: what holds a
//! digit (order numbers, days, sums), names of months and of days of the week, currencies, what stands
//! between quotation marks, values and products that were read, the receiver's name, and a name where
//! one is called: `Ada, your parcel`, `Hello Ada!`, `Your parcel is coming, Ada`. Gaps beside each other
//! are one. Case, accents and punctuation do not matter.
//!
//! What cannot be told apart for sure stays a word, so two messages of one template may have two
//! shapes; two templates have one shape only where their subjects differ in such gaps alone. A subject
//! that is hardly more than gaps has no shape: it would be alike to anything.

use crate::sender::local_part;
use crate::values::names_of_the_calendar;
use crate::words::{Words, fold};
use oxherd_model::{Authentic, ContentHash, PartRef, Reading, Shape};
use rustc_hash::FxHashSet;
use std::collections::BTreeSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Bytes of a subject that are looked at.
const SUBJECT_MAX: usize = 1_000;

/// Words of a subject that are looked at.
const WORDS_MAX: usize = 60;

/// Letters that a subject must have beside its gaps.
const LETTERS_MIN: usize = 4;

/// Letters of a month or a day of the week: shorter ones are words of some other language.
const CALENDAR_LETTERS_MIN: usize = 3;

/// Letters of a part of a receiver's name.
const NAME_LETTERS_MIN: usize = 2;

/// Bytes between two quotation marks.
const QUOTE_MAX: usize = 160;

/// Products that are looked for in a subject.
const PRODUCTS_MAX: usize = 40;

static CALENDAR: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let long = |name: &String| name.chars().count() >= CALENDAR_LETTERS_MIN && !name.contains(' ');
    names_of_the_calendar().map(fold).filter(long).collect()
});

/// Words behind which somebody is called by name.
const GREETINGS: [&str; 24] = [
    "hi", "hello", "hey", "dear", "hallo", "hoi", "dag", "beste", "liebe", "lieber", "moin",
    "servus", "bonjour", "salut", "cher", "chere", "hola", "querida", "querido", "estimada",
    "estimado", "ciao", "cara", "caro",
];

/// Currencies that stand beside sums.
const CURRENCIES: [&str; 9] = ["eur", "gbp", "usd", "chf", "sek", "nok", "dkk", "pln", "czk"];

/// Quotation marks that open, with what closes them.
const QUOTES: [(char, &str); 5] = [
    ('"', "\""),
    ('\u{201c}', "\u{201d}\u{201c}"),
    ('\u{201e}', "\u{201c}\u{201d}"),
    ('\u{ab}', "\u{bb}"),
    ('\u{bb}', "\u{ab}"),
];

/// The shape of a message; none where the sender or the subject says too little.
pub fn shape(reading: &Reading) -> Option<Shape> {
    let sender = sender_key(reading)?;
    let skeleton = skeleton(reading);
    let letters = |word: &str| word.chars().filter(|c| c.is_alphabetic()).count();
    if skeleton.split(' ').map(letters).sum::<usize>() < LETTERS_MIN {
        return None;
    }
    let forged = reading.supplier.as_ref().is_some_and(|s| s.authentic == Authentic::Fail);
    let mark = if forged { "forged" } else { "" };
    let hash = ContentHash::of(format!("{sender}\n{mark}\n{skeleton}").as_bytes());
    hash.0.first_chunk::<8>().map(|head| Shape(u64::from_be_bytes(*head)))
}

/// Who sent it: the organisation's domain, else the address, else the name.
fn sender_key(reading: &Reading) -> Option<String> {
    let claim = reading.supplier.as_ref();
    let domain = claim.and_then(|claim| claim.domain.clone());
    let address = || reading.from.as_ref().map(|from| from.address.clone());
    let name = || claim.map(|claim| fold(&claim.name));
    let some = |text: &String| !text.is_empty();
    let key = domain.filter(some).or_else(|| address().filter(some)).or_else(name);
    key.filter(some).map(|key| key.to_lowercase())
}

/// The subject with gaps where a template is filled in.
fn skeleton(reading: &Reading) -> String {
    let subject = reading.subject.as_str();
    let subject = subject.get(..subject.floor_char_boundary(SUBJECT_MAX)).unwrap_or_default();
    let chunks = chunks(subject);
    let mut filled = quoted(subject);
    filled.extend(read_in_subject(reading));
    filled.extend(called(subject, &chunks));
    filled.extend(chunks.iter().filter(|c| has_digit(subject, c)).cloned());
    let names = receivers(reading);
    let words = Words::cut(subject, WORDS_MAX);
    let mut pieces: Vec<Option<&str>> = Vec::new();
    for word in words.all() {
        let folded = words.folded(*word);
        let (Ok(start), Ok(end)) = (usize::try_from(word.start), usize::try_from(word.end)) else {
            continue;
        };
        let gap = filled.iter().any(|f| f.start < end && start < f.end)
            || CALENDAR.contains(folded)
            || CURRENCIES.contains(&folded)
            || names.contains(folded)
            // `Ada's`
            || (folded == "s" && pieces.last() == Some(&None));
        pieces.push((!gap).then_some(folded));
    }
    for product in products(reading) {
        blank(&mut pieces, &product);
    }
    pieces.dedup_by(|a, b| a.is_none() && b.is_none());
    pieces.iter().map(|piece| piece.unwrap_or("#")).collect::<Vec<_>>().join(" ")
}

/// What stands between spaces.
fn chunks(subject: &str) -> Vec<Range<usize>> {
    let mut chunks = Vec::new();
    let mut start = None;
    for (at, c) in subject.char_indices().chain([(subject.len(), ' ')]) {
        match (c.is_whitespace(), start) {
            (true, Some(from)) => {
                chunks.push(from..at);
                start = None;
            }
            (false, None) => start = Some(at),
            (true, None) | (false, Some(_)) => {}
        }
    }
    chunks.truncate(WORDS_MAX);
    chunks
}

fn has_digit(subject: &str, chunk: &Range<usize>) -> bool {
    subject.get(chunk.clone()).is_some_and(|text| text.chars().any(char::is_numeric))
}

/// What stands between quotation marks: the name of what was bought or watched.
fn quoted(subject: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut rest = 0;
    for (at, c) in subject.char_indices() {
        let Some((_, closing)) = QUOTES.iter().find(|(open, _)| *open == c).filter(|_| at >= rest)
        else {
            continue;
        };
        let inside = at + c.len_utf8();
        let text = subject.get(inside..).unwrap_or_default();
        if let Some(length) = text.find(|c| closing.contains(c)).filter(|n| *n <= QUOTE_MAX) {
            found.push(at..inside + length);
            rest = inside + length + 1;
        }
    }
    found
}

/// Values that were read in the subject.
fn read_in_subject(reading: &Reading) -> impl Iterator<Item = Range<usize>> + '_ {
    let index = |at: u32| usize::try_from(at).unwrap_or(usize::MAX);
    let here = reading.facts.iter().filter(|fact| fact.at.part == PartRef::Subject);
    here.map(move |fact| index(fact.at.start)..index(fact.at.end))
}

/// Names by which somebody is called at the beginning or the end, or behind a greeting.
fn called(subject: &str, chunks: &[Range<usize>]) -> Vec<Range<usize>> {
    let text = |chunk: &Range<usize>| subject.get(chunk.clone()).unwrap_or_default();
    let name = |chunk: &Range<usize>| {
        let bare = text(chunk).trim_end_matches([',', '!', '?', '.', ':']);
        bare.chars().next().is_some_and(char::is_uppercase) && bare.chars().all(char::is_alphabetic)
    };
    let ends = |chunk: &Range<usize>| text(chunk).ends_with([',', '!', ':']);
    let mut found = Vec::new();
    match chunks {
        [first, _, _, ..] if text(first).ends_with(',') && name(first) => found.push(first.clone()),
        [hello, one, rest @ ..] if GREETINGS.contains(&fold(text(hello)).as_str()) && name(one) => {
            if ends(one) || rest.is_empty() {
                found.push(one.clone());
            } else if let Some(two) = rest.first().filter(|two| name(two) && ends(two)) {
                found.extend([one.clone(), two.clone()]);
            }
        }
        _ => {}
    }
    if let [_, before, last] | [.., before, last] = chunks
        && text(before).ends_with(',')
        && name(last)
    {
        found.push(last.clone());
    }
    found
}

/// The parts of the names of those who received it.
fn receivers(reading: &Reading) -> BTreeSet<String> {
    let mut names = BTreeSet::new();
    for to in &reading.recipients {
        for text in [to.name.as_str(), local_part(&to.address)] {
            let folded = fold(text);
            let long = |part: &&str| part.chars().count() >= NAME_LETTERS_MIN;
            names.extend(folded.split(' ').filter(long).map(str::to_owned));
        }
    }
    names
}

/// What was bought, as folded words.
fn products(reading: &Reading) -> impl Iterator<Item = Vec<String>> + '_ {
    let facts = reading.facts.iter().filter_map(|fact| fact.product()).map(|(name, _)| name);
    let goods = reading.goods.iter().map(|good| good.name.as_str());
    let names = goods.chain(facts).take(PRODUCTS_MAX);
    names.map(|name| fold(name).split(' ').map(str::to_owned).collect())
}

/// Makes a gap wherever these words stand one behind the other.
fn blank(pieces: &mut [Option<&str>], product: &[String]) {
    let same = |window: &[Option<&str>]| {
        window.iter().zip(product).all(|(piece, word)| *piece == Some(word.as_str()))
    };
    if product.is_empty() || product.iter().all(String::is_empty) {
        return;
    }
    for start in 0..pieces.len() {
        let end = start + product.len();
        if let Some(window) = pieces.get_mut(start..end)
            && same(window)
        {
            window.fill(None);
        }
    }
}

#[cfg(test)]
mod tests;
