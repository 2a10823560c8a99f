//! The last day to leave, where it is said as an exception: `unless you cancel by 14 June`, `tenzij je
//! uiterlijk 14 juni opzegt`, `zeg dan uiterlijk 28 maart op`.

use super::day::Day;
use super::page::Page;

/// Bytes before a day among which the exception is looked for, and behind it: verbs of some languages
/// come last.
const BEFORE: usize = 130;
const AFTER: usize = 60;

/// Words that open an exception.
const UNLESS: &[&str] = &[
    "unless",
    "if you don't",
    "if you do not",
    "sofern",
    "falls du nicht",
    "falls sie nicht",
    "wenn du nicht",
    "wenn sie nicht",
    "es sei denn",
    "außer du",
    "außer sie",
    "sauf",
    "à moins",
    "sans résiliation",
    "salvo",
    "a menos que",
    "si no",
    "excepto si",
    "a meno che",
    "se non",
    "tenzij",
    "als je niet",
    "als u niet",
    "zeg dan",
    "zeg je",
    "zegt u",
    "zeg uw",
    "zeg het",
];

/// Words that open a condition, and those for `not` that make it an exception: `wenn es nicht bis zum 31.05.
/// gekündigt wird`, `s'il n'est pas résilié avant le 31 mai`, `indien het niet voor 31 mei wordt opgezegd`.
const IFS: &[&str] = &[
    "if",
    "wenn",
    "falls",
    "si",
    "s'il",
    "s'ils",
    "lorsqu'il",
    "se",
    "qualora",
    "als",
    "indien",
    "wanneer",
];
const NOTS: &[&str] = &[
    "not", "isn't", "hasn't", "nobody", "nicht", "ne", "n'est", "n'a", "n'êtes", "n'avez", "no",
    "non", "niet",
];

/// Words between the two.
const NOT_WORDS: usize = 6;

/// Beginnings of words for what is done by whoever remains: what is not paid or sent back is no exception to that.
const REMAINS: &[&str] = &[
    "paid", "pay", "settle", "zahl", "bezahl", "begl", "eingeh", "eingang", "überw", "paie",
    "paye", "payé", "régl", "acquitt", "pag", "abona", "liquid", "salda", "betaal", "betal",
    "voldaan", "voldoe", "ontvang", "receiv", "erhalt", "reçu", "recib", "ricev",
];

/// Beginnings of words for leaving.
const LEAVES: &[&str] = &[
    "cancel",
    "end it",
    "end your",
    "stop",
    "terminat",
    "kündig",
    "gekündig",
    "widerruf",
    "beend",
    "abbestell",
    "résili",
    "annul",
    "désabonn",
    "baja",
    "anul",
    "rescind",
    "disd",
    "reced",
    "recess",
    "opzeg",
    "opgezeg",
    "zegt",
    "beëindig",
];

/// Beginnings of words for what comes where nobody leaves.
const TAKES: &[&str] = &[
    "charge",
    "charging",
    "take",
    "collect",
    "bill",
    "renew",
    "abbuch",
    "buchen",
    "abgebucht",
    "einzieh",
    "eingezogen",
    "berechn",
    "verläng",
    "kostet",
    "prélev",
    "prélèv",
    "débit",
    "factur",
    "renouv",
    "reconduit",
    "cobr",
    "carg",
    "renov",
    "prorrog",
    "addebit",
    "prelev",
    "rinnov",
    "fattur",
    "afschrij",
    "afgeschreven",
    "incass",
    "verleng",
    "brengen",
    "schrijv",
];

/// Whether a day is the last to leave, by an exception in whose clause it stands.
pub(super) fn leaves(page: &Page<'_>, day: &Day) -> bool {
    let Some((clause, tail)) = exception(page, day) else { return false };
    if is_else(&clause, &tail) {
        return false;
    }
    let says = |text: &str| LEAVES.iter().any(|stem| begins_a_word(text, stem));
    let parted = clause.starts_with("zeg") && tail.trim_start().starts_with("op");
    let ours = || tail.split(|c: char| !c.is_alphanumeric()).any(|word| OURS.contains(&word));
    parted || says(&clause) || says(&tail) && !ours()
}

/// Behind the day: what the supplier does then.
const OURS: &[&str] = &["we", "wir", "nous", "wij"];

/// Beginnings of words for calling off what is booked.
const CALLS_OFF: &[&str] = &[
    "cancel",
    "call off",
    "calling off",
    "storn",
    "absag",
    "rücktritt",
    "kündig",
    "annul",
    "résili",
    "anul",
    "disd",
    "opzeg",
    "afzeg",
];

/// Bytes before `free until` in which it is said what is free.
const FREE_BYTES: usize = 32;

/// Whether what is free until a day is to call something off: `Stornierung kostenlos bis`, `annuleren is gratis tot`.
pub(super) fn calls_off(page: &Page<'_>, label: usize) -> bool {
    let head = one_line(page.slice(page.around(label, FREE_BYTES, 0).0, label));
    let head = head.rsplit(['.', '!', '?', ';', ',', '\n']).next().unwrap_or_default();
    CALLS_OFF.iter().any(|stem| begins_a_word(head, stem))
}

/// Whether a day is that of what comes where nobody leaves: `unless you cancel, on 14 June we will charge`.
pub(super) fn comes_else(page: &Page<'_>, day: &Day) -> bool {
    exception(page, day).is_some_and(|(clause, tail)| is_else(&clause, &tail))
}

fn is_else(clause: &str, tail: &str) -> bool {
    let behind = clause.rsplit_once(',').map(|(_, main)| main).unwrap_or_default();
    let takes = |text: &str| TAKES.iter().any(|stem| begins_a_word(text, stem));
    clause.contains(',') && (takes(behind) || takes(tail))
}

/// The words of an exception up to a day, and those behind the day.
fn exception(page: &Page<'_>, day: &Day) -> Option<(String, String)> {
    let from = page.text.ceil_char_boundary(day.start.saturating_sub(BEFORE));
    let head = one_line(page.slice(from, day.start));
    let head = head.rsplit(['.', '!', '?', ';', '\n']).next().unwrap_or_default();
    let opened = UNLESS.iter().filter_map(|word| head.rfind(word)).max().or_else(|| denied(head));
    let clause = opened.and_then(|at| head.get(at..))?;
    let to = page.text.floor_char_boundary(day.end.saturating_add(AFTER));
    let tail = one_line(page.slice(day.end, to.max(day.end)));
    let tail = tail.split(['.', '!', '?', ';', ',', '\n']).next().unwrap_or_default();
    Some((clause.to_owned(), tail.to_owned()))
}

/// Where the last condition with `not` in it begins.
fn denied(head: &str) -> Option<usize> {
    let mut condition = None;
    let mut at = 0;
    for (place, word) in head.split(' ').enumerate() {
        let plain = word.replace('\u{2019}', "'");
        let plain = plain.trim_matches(|c: char| !c.is_alphanumeric());
        if IFS.contains(&plain) {
            condition = Some((at, place, false));
        } else if NOTS.contains(&plain)
            && let Some((_, opened, not)) = &mut condition
        {
            *not |= place - *opened <= NOT_WORDS;
        }
        at += word.len() + 1;
    }
    let (at, _, not) = condition?;
    let clause = head.get(at..)?;
    let remains = REMAINS.iter().any(|stem| begins_a_word(clause, stem));
    (not && !remains).then_some(at)
}

/// In lower case, with only paragraphs parted.
fn one_line(text: &str) -> String {
    let text = text.to_lowercase().replace("\r\n", "\n");
    text.replace("\n\n", "\u{0}").replace('\n', " ").replace('\u{0}', "\n")
}

/// Whether words stand in a folded text; behind a star the last of them may go on.
pub(crate) fn has_phrase(text: &str, phrase: &str) -> bool {
    let (words, goes_on) = phrase.strip_suffix('*').map_or((phrase, false), |stem| (stem, true));
    let free = |c: Option<char>| c.is_none_or(|c| c == ' ');
    text.match_indices(words).any(|(at, _)| {
        let behind = || text.get(at + words.len()..).and_then(|tail| tail.chars().next());
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        free(before) && (goes_on || free(behind()))
    })
}

/// Whether a word of a text begins so.
pub(crate) fn begins_a_word(text: &str, stem: &str) -> bool {
    text.match_indices(stem).any(|(at, _)| {
        let before = text.get(..at).and_then(|head| head.chars().next_back());
        before.is_none_or(|c| !c.is_alphanumeric())
    })
}

/// Whether the day itself still counts: `avant le 14 juin inclus`, `on or before 14 June`.
pub(super) fn is_inclusive(page: &Page<'_>, (start, end): (usize, usize)) -> bool {
    const SAID: &[&str] =
        &["inclus", "inclusive", "included", "einschlie", "compreso", "incluido", "incluso"];
    const BOTH: &[&str] = &["on or before", "by or before", "v\u{f3}\u{f3}r of op", "voor of op"];
    let to = page.text.floor_char_boundary(end.saturating_add(24));
    let tail = page.slice(end, to.max(end)).to_lowercase();
    let tail = tail.trim_start_matches(|c: char| !c.is_alphabetic());
    let head = page.slice(page.around(start, 32, 0).0, start).to_lowercase();
    SAID.iter().any(|word| tail.starts_with(word)) || BOTH.iter().any(|words| head.contains(words))
}
