//! Words of a text and phrases over them: the one way in which reading recognises wording.
//!
//! Text is cut into words once; phrases of every list are then found in one pass. Words are folded:
//! lower case, diacritics stripped (`für` is `fur`, `ß` is `ss`), apostrophes and hyphens separate.
//! A character of a script without spaces between words is a word by itself.

use rustc_hash::FxHashMap;

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
            if c.is_ascii_alphanumeric() {
                let word = open.get_or_insert_with(|| self.open_at(at));
                let letter = c.to_ascii_lowercase();
                self.folded.push(letter);
                word.hash.add(letter);
            } else if c.is_ascii() || !(c.is_alphanumeric() || is_mark(c)) {
                if let Some(word) = open.take() {
                    self.close(word, at);
                    if self.words.len() >= words_max {
                        return;
                    }
                }
            } else if stands_alone(c) {
                if let Some(word) = open.take() {
                    self.close(word, at);
                }
                self.push_alone(at, c);
            } else {
                let word = open.get_or_insert_with(|| self.open_at(at));
                fold_into(c, &mut self.folded, &mut word.hash);
            }
        }
        if let Some(word) = open {
            let end = base.saturating_add(u32::try_from(text.len()).unwrap_or(u32::MAX));
            self.close(word, end);
        }
    }

    /// The words of which `keep` says so, by their first byte, with the same offsets.
    pub fn only(&self, mut keep: impl FnMut(u32) -> bool) -> Self {
        let words = self.words.iter().filter(|word| keep(word.start)).copied().collect();
        Self { folded: self.folded.clone(), words }
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
        self.folded.get(as_index(word.folded_start)..as_index(word.folded_end)).unwrap_or_default()
    }

    fn open_at(&self, at: u32) -> Open {
        let folded = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        Open { start: at, folded, hash: WordHash::default() }
    }

    fn push_alone(&mut self, at: u32, c: char) {
        let mut open = self.open_at(at);
        self.folded.push(c);
        open.hash.add(c);
        self.close(open, at.saturating_add(u32::try_from(c.len_utf8()).unwrap_or(4)));
    }

    fn close(&mut self, open: Open, end: u32) {
        let folded_end = u32::try_from(self.folded.len()).unwrap_or(u32::MAX);
        if folded_end > open.folded {
            self.words.push(Word {
                start: open.start,
                end,
                folded_start: open.folded,
                folded_end,
                hash: open.hash.hash,
                stem: open.hash.stem(),
            });
        }
    }
}

#[derive(Clone, Copy)]
struct Open {
    start: u32,
    folded: u32,
    hash: WordHash,
}

/// The hash of a word and of its first letters, letter by letter.
#[derive(Default, Clone, Copy)]
struct WordHash {
    hash: u64,
    stem: u64,
    letters: usize,
}

impl WordHash {
    fn add(&mut self, letter: char) {
        let mixed = self.hash.rotate_left(5) ^ u64::from(letter);
        self.hash = mixed.wrapping_mul(0xf135_7aea_2e62_a9c5);
        self.letters += 1;
        if self.letters == STEM_LETTERS {
            self.stem = self.hash;
        }
    }

    fn stem(self) -> u64 {
        if self.letters < STEM_LETTERS { self.hash } else { self.stem }
    }
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
    begins: Begins,
}

/// Which words can begin a phrase, by a few bits of their hash: most words cannot, and that costs
/// one look into a table that stays in the cache.
#[derive(Debug, Default)]
struct Begins {
    exact: Vec<u64>,
    stem: Vec<u64>,
}

/// Words of 64 bits in each table of [`Begins`].
const BEGINS_WORDS: usize = 512;

impl Begins {
    fn place(hash: u64) -> (usize, u64) {
        let bits = hash >> 49;
        (usize::try_from(bits / 64).unwrap_or(0), 1 << (bits % 64))
    }

    fn mark(table: &mut Vec<u64>, hash: u64) {
        table.resize(BEGINS_WORDS, 0);
        let (at, bit) = Self::place(hash);
        if let Some(bits) = table.get_mut(at) {
            *bits |= bit;
        }
    }

    fn marked(table: &[u64], hash: u64) -> bool {
        let (at, bit) = Self::place(hash);
        table.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn may(&self, word: Word) -> bool {
        Self::marked(&self.exact, word.hash) || Self::marked(&self.stem, word.stem)
    }
}

impl Phrases {
    /// No phrases yet.
    pub fn new() -> Self {
        Self { ends: vec![Vec::new()], ..Self::default() }
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
        for (first, word) in words.words.iter().enumerate() {
            if !self.begins.may(*word) {
                continue;
            }
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
                        each(Hit { phrase: *phrase, first, last });
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
        if node == 0 {
            Begins::mark(&mut self.begins.exact, hash);
        }
        self.exact.insert((node, hash), child);
        child
    }

    fn prefix_child(&mut self, node: u32, letters: &str) -> u32 {
        let key = (node, stem_of(letters));
        let known = self.prefix.get(&key).and_then(|c| c.iter().find(|(l, _)| l == letters));
        if let Some((_, child)) = known {
            return *child;
        }
        if node == 0 {
            Begins::mark(&mut self.begins.stem, key.1);
        }
        let child = self.new_node();
        self.prefix.entry(key).or_default().push((letters.to_owned(), child));
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

fn stem_of(letters: &str) -> u64 {
    let mut hash = WordHash::default();
    letters.chars().take(STEM_LETTERS).for_each(|letter| hash.add(letter));
    hash.stem()
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

fn fold_into(c: char, folded: &mut String, hash: &mut WordHash) {
    let mut push = |letter: char| {
        folded.push(letter);
        hash.add(letter);
    };
    match c {
        'ß' | 'ẞ' => "ss".chars().for_each(push),
        'æ' | 'Æ' => "ae".chars().for_each(push),
        'œ' | 'Œ' => "oe".chars().for_each(push),
        '\u{300}'..='\u{36f}' => {}
        _ => c.to_lowercase().for_each(|l| push(base_letter(l))),
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
        assert_eq!(found(&["ihre rechnung*"], "ihre Rechnungsnummer"), ["ihre Rechnungsnummer"]);
        assert_eq!(found(&["ihre rechnung*"], "ihre Rechtslage"), Vec::<String>::new());
    }

    #[test]
    fn a_phrase_may_begin_with_a_star() {
        assert_eq!(
            found(&["rechnung* liegt"], "Die Rechnungskopie liegt bei"),
            ["Rechnungskopie liegt"]
        );
        assert_eq!(found(&["gültig*"], "ungültig, aber Gültigkeit"), ["Gültigkeit"]);
    }

    #[test]
    fn overlapping_phrases_are_all_found() {
        assert_eq!(
            found(&["your bill", "bill is ready", "bill"], "Your bill is ready"),
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
        let cut: Vec<&str> =
            words.all().iter().map(|w| &text[as_index(w.start)..as_index(w.end)]).collect();
        assert_eq!(cut, ["ä", "b", "cd"]);
    }
}
