//! Words of a text and phrases over them: the one way in which reading recognises wording.
//!
//! Text is cut into words once; phrases of every list are then found in one pass. Words are folded:
//! lower case, diacritics stripped (`für` is `fur`, `ß` is `ss`), apostrophes and hyphens separate.
//! A character of a script without spaces between words is a word by itself.

use rustc_hash::{FxHashMap, FxHasher};
use std::hash::Hasher;

/// One word of a text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Word {
    /// First byte in the text it was cut from.
    pub start: u32,
    /// One past its last byte there.
    pub end: u32,
    folded_start: u32,
    folded_end: u32,
    hash: u64,
    stem: u64,
}

/// A text cut into folded words.
#[derive(Debug, Default, Clone)]
pub struct Words {
    folded: String,
    words: Vec<Word>,
}

/// Letters of a prefix that are hashed: a pattern such as `rechnung*` needs at least so many.
const STEM_LETTERS: usize = 4;

impl Words {
    /// Cuts `text`; at most `words_max` words are kept.
    pub fn cut(text: &str, words_max: usize) -> Self {
        let mut words = Self::default();
        words.append(text, 0, words_max);
        words
    }

    /// Cuts more text; offsets are counted from `base`.
    pub fn append(&mut self, text: &str, base: u32, words_max: usize) {
        let mut open: Option<Open> = None;
        for (at, c) in text.char_indices() {
            let at = base.saturating_add(u32::try_from(at).unwrap_or(u32::MAX));
            if c.is_alphanumeric() || is_mark(c) {
                if stands_alone(c) {
                    self.close(open.take(), at);
                    self.close(Some(self.open_at(at)), at);
                    self.push_alone(at, c);
                    continue;
                }
                let start = self.open_at(at);
                open.get_or_insert(start);
                fold_into(c, &mut self.folded);
            } else if open.is_some() {
                self.close(open.take(), at);
                if self.words.len() >= words_max {
                    return;
                }
            }
        }
        let end = base.saturating_add(u32::try_from(text.len()).unwrap_or(u32::MAX));
        self.close(open, end);
    }

    /// The words in order.
    pub fn all(&self) -> &[Word] {
        &self.words
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.words.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    /// A word in its folded spelling.
    pub fn folded(&self, word: Word) -> &str {
        self.folded
            .get(as_index(word.folded_start)..as_index(word.folded_end))
            .unwrap_or_default()
    }

    fn open_at(&self, at: u32) -> Open {
        Open {
            start: at,
            folded: u32::try_from(self.folded.len()).unwrap_or(u32::MAX),
        }
    }

    fn push_alone(&mut self, at: u32, c: char) {
        let open = self.open_at(at);
        self.folded.push(c);
        self.close(
            Some(open),
            at.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(4)),
        );
    }

    fn close(&mut self, open: Option<Open>, end: u32) {
        let Some(open) = open else { return };
        let folded_end = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        let Some(letters) = self.folded.get(as_index(open.folded)..) else {
            return;
        };
        if letters.is_empty() {
            return;
        }
        let (hash, stem) = (hash_of(letters), stem_of(letters));
        self.words.push(Word {
            start: open.start,
            end,
            folded_start: open.folded,
            folded_end,
            hash,
            stem,
        });
    }
}

struct Open {
    start: u32,
    folded: u32,
}

/// A phrase that was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hit {
    /// The number that the phrase was added under.
    pub phrase: u32,
    /// Index of its first word.
    pub first: usize,
    /// Index of its last word.
    pub last: usize,
}

/// Phrases over folded words, found all at once.
#[derive(Debug, Default)]
pub struct Phrases {
    exact: FxHashMap<(u32, u64), u32>,
    prefix: FxHashMap<(u32, u64), Vec<(String, u32)>>,
    ends: Vec<Vec<u32>>,
}

impl Phrases {
    /// No phrases yet.
    pub fn new() -> Self {
        Self {
            ends: vec![Vec::new()],
            ..Self::default()
        }
    }

    /// Adds one phrase; a word that ends in `*` stands for every word with that prefix of at least
    /// four letters. A phrase without words is not added.
    pub fn add(&mut self, phrase: &str, number: u32) {
        let mut node = 0;
        for pattern in phrase.split_whitespace() {
            let starred = pattern.ends_with('*');
            let words = Words::cut(pattern.trim_end_matches('*'), usize::MAX);
            let last = words.len().saturating_sub(1);
            for (index, word) in words.all().iter().enumerate() {
                let folded = words.folded(*word);
                node = if starred && index == last && folded.chars().count() >= STEM_LETTERS {
                    self.prefix_child(node, folded)
                } else {
                    self.exact_child(node, word.hash)
                };
            }
        }
        if node != 0
            && let Some(ends) = self.ends.get_mut(as_index(node))
        {
            ends.push(number);
        }
    }

    /// Calls `each` for every phrase in `words`, by its first word, shorter phrases first.
    pub fn find(&self, words: &Words, mut each: impl FnMut(Hit)) {
        let (mut nodes, mut next) = (Vec::with_capacity(8), Vec::with_capacity(8));
        for first in 0..words.len() {
            nodes.clear();
            nodes.push(0);
            for (last, word) in words.words.iter().enumerate().skip(first) {
                self.step(&nodes, words, *word, &mut next);
                std::mem::swap(&mut nodes, &mut next);
                if nodes.is_empty() {
                    break;
                }
                for node in &nodes {
                    for phrase in self.ends.get(as_index(*node)).into_iter().flatten() {
                        each(Hit {
                            phrase: *phrase,
                            first,
                            last,
                        });
                    }
                }
            }
        }
    }

    fn step(&self, nodes: &[u32], words: &Words, word: Word, next: &mut Vec<u32>) {
        next.clear();
        for node in nodes {
            if let Some(child) = self.exact.get(&(*node, word.hash)) {
                next.push(*child);
            }
            for (letters, child) in self.prefix.get(&(*node, word.stem)).into_iter().flatten() {
                if words.folded(word).starts_with(letters.as_str()) {
                    next.push(*child);
                }
            }
        }
    }

    fn exact_child(&mut self, node: u32, hash: u64) -> u32 {
        if let Some(child) = self.exact.get(&(node, hash)) {
            return *child;
        }
        let child = self.new_node();
        self.exact.insert((node, hash), child);
        child
    }

    fn prefix_child(&mut self, node: u32, letters: &str) -> u32 {
        let key = (node, stem_of(letters));
        let known = self
            .prefix
            .get(&key)
            .and_then(|c| c.iter().find(|(l, _)| l == letters));
        if let Some((_, child)) = known {
            return *child;
        }
        let child = self.new_node();
        self.prefix
            .entry(key)
            .or_default()
            .push((letters.to_owned(), child));
        child
    }

    fn new_node(&mut self) -> u32 {
        self.ends.push(Vec::new());
        u32::try_from(self.ends.len() - 1).unwrap_or(u32::MAX)
    }
}

/// Folds a whole text: words in folded spelling with single spaces between.
pub fn fold(text: &str) -> String {
    let words = Words::cut(text, usize::MAX);
    let mut folded = String::with_capacity(text.len());
    for word in words.all() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(words.folded(*word));
    }
    folded
}

pub(crate) fn as_index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn hash_of(letters: &str) -> u64 {
    let mut hasher = FxHasher::default();
    hasher.write(letters.as_bytes());
    hasher.finish()
}

fn stem_of(letters: &str) -> u64 {
    let end = letters
        .char_indices()
        .nth(STEM_LETTERS)
        .map_or(letters.len(), |(at, _)| at);
    hash_of(letters.get(..end).unwrap_or(letters))
}

/// Combining marks of scripts whose words need them (Thai, Khmer, Devanagari, Arabic vowels).
const fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{900}'..='\u{dff}' | '\u{e31}'..='\u{e4e}')
}

/// Scripts that put no spaces between words.
const fn stands_alone(c: char) -> bool {
    matches!(c, '\u{e00}'..='\u{eff}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}')
}

fn fold_into(c: char, folded: &mut String) {
    if c.is_ascii() {
        folded.push(c.to_ascii_lowercase());
        return;
    }
    match c {
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        '\u{300}'..='\u{36f}' => {}
        _ => c.to_lowercase().for_each(|l| folded.push(base_letter(l))),
    }
}

/// The base letter of a Latin letter with a diacritic; any other character as it is.
const fn base_letter(c: char) -> char {
    match c {
        'à'..='å' | 'ā' | 'ă' | 'ą' | 'ǎ' => 'a',
        'ç' | 'ć' | 'ĉ' | 'ċ' | 'č' => 'c',
        'ď' | 'đ' | 'ð' => 'd',
        'è'..='ë' | 'ē' | 'ĕ' | 'ė' | 'ę' | 'ě' => 'e',
        'ĝ' | 'ğ' | 'ġ' | 'ģ' => 'g',
        'ì'..='ï' | 'ĩ' | 'ī' | 'ĭ' | 'į' | 'ı' => 'i',
        'ķ' => 'k',
        'ĺ' | 'ļ' | 'ľ' | 'ł' => 'l',
        'ñ' | 'ń' | 'ņ' | 'ň' => 'n',
        'ò'..='ö' | 'ø' | 'ō' | 'ŏ' | 'ő' => 'o',
        'ŕ' | 'ŗ' | 'ř' => 'r',
        'ś' | 'ŝ' | 'ş' | 'š' | 'ș' => 's',
        'ţ' | 'ť' | 'ț' => 't',
        'ù'..='ü' | 'ũ' | 'ū' | 'ŭ' | 'ů' | 'ű' | 'ų' => 'u',
        'ý' | 'ÿ' => 'y',
        'ź' | 'ż' | 'ž' => 'z',
        _ => c,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(phrases: &[&str], text: &str) -> Vec<String> {
        let mut list = Phrases::new();
        for (number, phrase) in (0..).zip(phrases) {
            list.add(phrase, number);
        }
        let words = Words::cut(text, usize::MAX);
        let mut out = Vec::new();
        list.find(&words, |hit| {
            let (first, last) = (words.all()[hit.first], words.all()[hit.last]);
            out.push(text[as_index(first.start)..as_index(last.end)].to_owned());
        });
        out
    }

    #[test]
    fn phrases_are_found_whatever_the_case_and_diacritics() {
        assert_eq!(
            found(&["für ihre bestellung"], "Danke FUR  Ihre\nBestellung!"),
            ["FUR  Ihre\nBestellung"]
        );
        assert_eq!(
            found(&["date d'échéance"], "Date d\u{2019}\u{c9}CH\u{c9}ANCE :"),
            ["Date d\u{2019}\u{c9}CH\u{c9}ANCE"]
        );
        assert_eq!(found(&["strasse"], "Straße"), ["Straße"]);
    }

    #[test]
    fn a_star_stands_for_any_ending() {
        assert_eq!(
            found(&["ihre rechnung*"], "ihre Rechnungsnummer"),
            ["ihre Rechnungsnummer"]
        );
        assert_eq!(
            found(&["ihre rechnung*"], "ihre Rechtslage"),
            Vec::<String>::new()
        );
    }

    #[test]
    fn overlapping_phrases_are_all_found() {
        assert_eq!(
            found(
                &["your bill", "bill is ready", "bill"],
                "Your bill is ready"
            ),
            ["Your bill", "bill", "bill is ready"]
        );
    }

    #[test]
    fn words_without_spaces_are_found_inside_text() {
        assert_eq!(found(&["订单"], "您的订单已发货"), ["订单"]);
    }

    #[test]
    fn offsets_point_into_the_text() {
        let text = "ä b—cd";
        let words = Words::cut(text, usize::MAX);
        let cut: Vec<&str> = words
            .all()
            .iter()
            .map(|w| &text[as_index(w.start)..as_index(w.end)])
            .collect();
        assert_eq!(cut, ["ä", "b", "cd"]);
    }
}
