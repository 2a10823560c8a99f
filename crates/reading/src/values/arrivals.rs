//! When somebody or something came: `arrived at 16:05`, `Ankunft: 16:04 Uhr`, `delivered today at 14:47`.

use super::page::Page;
use super::slots;
use crate::words::fold;

/// Bytes around an hour in which it is said that it is one of coming.
const BEFORE: usize = 60;
const AFTER: usize = 40;

/// Numbers of one text that are looked at.
const NUMBERS_MAX: usize = 400;

/// Words of coming, folded: beginnings of words.
const CAME: &[&str] = &[
    "arriv",
    "came",
    "deliver",
    "turned up",
    "on site",
    "ankunft",
    "angekommen",
    "eingetroffen",
    "gekommen",
    "vor ort",
    "geliefert",
    "zugestellt",
    "aankomst",
    "aangekomen",
    "gearriveerd",
    "gekomen",
    "geleverd",
    "bezorgd",
    "est passe",
    "livre",
    "llegad",
    "llego",
    "entregad",
    "consegnat",
    "giunto",
    "giunta",
    "kommt nun",
    "komt nu",
    "delayed until",
    "delayed to",
];

/// Words behind which the hour is one that was agreed, wished for or is yet to come.
const AGREED: &[&str] = &[
    "instead of",
    "statt",
    "anstatt",
    "au lieu",
    "en lugar",
    "en vez",
    "invece",
    "in plaats",
    "supposed",
    "booked",
    "agreed",
    "vereinbart",
    "afgesproken",
    "prevu",
    "prevista",
    "previsto",
    "before",
];

/// The minute of the day at which a text says that somebody or something came.
pub(crate) fn came_at(page: &Page<'_>) -> Option<u16> {
    let numbers = page.chunks.iter().take(NUMBERS_MAX);
    numbers.filter(|chunk| chunk.digit == chunk.start).find_map(|chunk| {
        let (minute, end) = slots::single(page, chunk.start)?;
        let head = page.slice(page.around(chunk.start, BEFORE, 0).0, chunk.start);
        let tail = page.slice(end, page.around(end, 0, AFTER).1);
        // What another sentence says counts for that.
        let head = fold(last_sentence(head));
        let tail = fold(tail.split(['.', ';', '!', '?']).next().unwrap_or_default());
        let says = |text: &str| CAME.iter().any(|word| begins(text, word));
        let agreed = AGREED.iter().any(|word| begins(&head, word));
        ((says(&head) || says(&tail)) && !agreed).then_some(minute)
    })
}

/// What stands behind the last end of a sentence.
fn last_sentence(head: &str) -> &str {
    let mut ends = head
        .match_indices(['.', ';', '!', '?'])
        .filter(|(at, _)| head.get(at + 1..).is_some_and(|rest| rest.starts_with([' ', '\n'])));
    ends.next_back().map_or(head, |(at, sign)| head.get(at + sign.len()..).unwrap_or_default())
}

/// Whether a word of a folded text begins so.
fn begins(text: &str, word: &str) -> bool {
    text.match_indices(word).any(|(at, _)| {
        text.get(..at).is_some_and(|before| before.is_empty() || before.ends_with(' '))
    })
}
