//! The sentence around a word, and where its clauses begin.

use super::Letter;
use crate::words::{Word, Words, as_index};

/// Words before and behind that are looked at.
const BEFORE: usize = 60;
const BEHIND: usize = 60;

/// A shorter line is not broken for want of room.
const LINE_BROKEN: usize = 40;

/// Words of so many letters or fewer may be cut short by their full stop.
const SHORT: usize = 2;

/// Short words that are whole and may end a sentence: `verhuis ik`, `zeg ik mijn abonnement op`.
const WHOLE: &[&str] = &[
    "it", "me", "us", "up", "on", "in", "so", "do", "is", "go", "by", "we", "he", "an", "ab", "um",
    "zu", "ja", "da", "du", "es", "er", "op", "ik", "je", "u", "af", "in", "ze", "mij", "si", "lo",
    "la", "le", "no", "sí", "té", "tu", "te", "io", "i", "h",
];

/// A sentence of a text.
#[derive(Debug, Clone)]
pub(crate) struct Sentence<'a> {
    text: &'a str,
    all: &'a [Word],
    /// Its first and last word.
    pub(crate) first: usize,
    pub(crate) last: usize,
    /// Its bytes.
    pub(crate) span: (usize, usize),
    pub(crate) is_question: bool,
}

impl<'a> Sentence<'a> {
    /// The sentence that holds a word.
    pub(crate) fn around(text: &'a str, words: &'a Words, at: usize) -> Self {
        let all = words.all();
        let between = |at: usize| gap(text, all, at);
        let floor = at.saturating_sub(BEFORE);
        let first = (floor + 1..=at).rev().find(|at| ends(text, all, *at)).unwrap_or(floor);
        let ceiling = all.len().min(at + BEHIND);
        let next = (at + 1..ceiling).find(|at| ends(text, all, *at)).unwrap_or(ceiling);
        let last = next.saturating_sub(1).max(first);
        let start = all.get(first).map_or(0, |word| as_index(word.start));
        let end = all.get(last).map_or(text.len(), |word| as_index(word.end));
        let tail =
            if next < all.len() { between(next) } else { text.get(end..).unwrap_or_default() };
        let stop = tail.find(['.', '!', '?', '\n']).and_then(|at| tail.get(at..));
        let is_question = stop.is_some_and(|stop| stop.starts_with('?'));
        Self { text, all, first, last, span: (start, end), is_question }
    }

    /// Its words alone.
    pub(crate) fn words(&self) -> Words {
        let (start, end) = self.span;
        Words::cut(self.text.get(start..end).unwrap_or_default(), BEFORE + BEHIND)
    }

    /// Which of its words are numbers in digits.
    pub(crate) fn numbers(&self) -> impl Iterator<Item = usize> {
        let is_number = |word: &Word| {
            let own = self.text.get(as_index(word.start)..as_index(word.end)).unwrap_or_default();
            own.bytes().all(|b| b.is_ascii_digit())
        };
        let own = self.all.iter().enumerate().take(self.last + 1).skip(self.first);
        own.filter(move |(_, word)| is_number(word)).map(|(at, _)| at)
    }

    /// Whether it is to be filled in: `I/We (*)`.
    pub(crate) fn is_form(&self) -> bool {
        let (start, end) = self.span;
        let own = self.text.get(start..end).unwrap_or_default();
        own.contains("(*") || own.contains("/We") || own.contains("/wir")
    }

    /// Whether a comma, colon, dash or bracket stands before a word.
    pub(crate) fn clause_begins(&self, at: usize) -> bool {
        let gap = gap(self.text, self.all, at);
        gap.contains([',', ':', ';', '(', ')', '\u{2013}', '\u{2014}']) || gap.contains(" - ")
    }

    /// Whether a word stands in quotation marks.
    pub(crate) fn in_quotes(&self, letter: &Letter<'_>, at: usize) -> bool {
        let end = self.all.get(at).map_or(0, |word| as_index(word.start));
        // The mark may stand before the first word of the sentence.
        let (start, _) = self.span;
        let lead = self.first.checked_sub(1).map_or("", |_| gap(self.text, self.all, self.first));
        let marks = |text: &str| {
            let quotes = |c: &char| {
                matches!(c, '"' | '\u{201c}' | '\u{201d}' | '\u{201e}' | '\u{ab}' | '\u{bb}')
            };
            text.chars().filter(quotes).count()
        };
        let before = marks(lead) % 2 + marks(letter.text.get(start..end).unwrap_or_default());
        before % 2 == 1
    }
}

/// What stands between a word and the one before it.
fn gap<'a>(text: &'a str, all: &[Word], at: usize) -> &'a str {
    let end = all.get(at).map_or(0, |word| as_index(word.start));
    let start = at.checked_sub(1).and_then(|at| all.get(at)).map_or(0, |word| as_index(word.end));
    text.get(start..end).unwrap_or_default()
}

/// Whether a sentence ends before a word.
fn ends(text: &str, all: &[Word], at: usize) -> bool {
    let gap = gap(text, all, at);
    // Nearly every word stands behind a space alone.
    if gap == " " {
        return false;
    }
    if gap.contains(['!', '?', ';', '\u{2022}']) {
        return true;
    }
    let blank = gap.matches('\n').nth(1).is_some();
    blank || (gap.contains('\n') && broken(text, all, at)) || stopped(text, all, (at, gap))
}

/// Whether a full stop stands there that ends a sentence: not that of `31. Oktober`, `No. 4`, `z. B.`.
fn stopped(text: &str, all: &[Word], (at, gap): (usize, &str)) -> bool {
    let Some(stop) = gap.find('.') else { return false };
    if gap.get(stop + 1..).is_none_or(|rest| !rest.starts_with(char::is_whitespace)) {
        return false;
    }
    let word = at.checked_sub(1).and_then(|at| all.get(at));
    let word = word.and_then(|w| text.get(as_index(w.start)..as_index(w.end))).unwrap_or_default();
    let next = all.get(at).and_then(|w| text.get(as_index(w.start)..)).unwrap_or_default();
    let opens = next.starts_with(|c: char| c.is_uppercase() || !c.is_alphanumeric());
    // `Seriennr. 4711`, `contractnr. 12`.
    // What stands between a number and the stop is a sign: `18,90 €. We`.
    let short = stop == 0 && (word.chars().count() <= SHORT || word.ends_with("nr"));
    opens && (!short || WHOLE.contains(&word.to_lowercase().as_str()))
}

/// Whether a line ends before a word that was not broken for want of room.
fn broken(text: &str, all: &[Word], at: usize) -> bool {
    let Some(end) = at.checked_sub(1).and_then(|at| all.get(at)).map(|w| as_index(w.end)) else {
        return false;
    };
    let from = text.floor_char_boundary(end.saturating_sub(LINE_BROKEN));
    let short = from == 0 || text.get(from..end).is_some_and(|line| line.contains('\n'));
    let next = all.get(at).and_then(|w| text.get(as_index(w.start)..)).unwrap_or_default();
    short && next.starts_with(char::is_uppercase)
}
