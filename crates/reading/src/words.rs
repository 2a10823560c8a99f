//! Words of a text and phrases over them: the one way in which reading recognises wording.
//!
//! Text is cut into words once; phrases of every list are then found in one pass. Words are folded:
//! lower case, diacritics stripped (`für` is `fur`, `ß` is `ss`), apostrophes and hyphens separate.
//! A character of a script without spaces between words is a word by itself.

pub(crate) mod hash;
mod plain;

use hash::{first_bytes, hash, mix, piece};
use plain::{Plain, PlainWord};
use rustc_hash::{FxBuildHasher, FxHashMap};
use std::collections::hash_map::Entry;
use std::ops::ControlFlow;

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
    /// The whole text in lower case, so that most words need no copy of their own; then the words
    /// that are spelled in another way, one behind the other.
    folded: String,
    words: Vec<Word>,
}

/// Letters of a prefix that are hashed: a pattern such as `rechnung*` needs at least so many.
const STEM_LETTERS: u32 = 4;

impl Words {
    /// Cuts `text`; at most `words_max` words are kept.
    pub fn cut(text: &str, words_max: usize) -> Self {
        let mut words = Self::default();
        words.append(text, 0, words_max);
        words
    }

    /// Cuts another text in the place of what was cut.
    fn cut_anew(&mut self, text: &str) {
        self.folded.clear();
        self.words.clear();
        self.append(text, 0, usize::MAX);
    }

    /// Cuts more text; offsets are counted from `base`.
    pub fn append(&mut self, text: &str, base: u32, words_max: usize) {
        let text = text.get(..text.floor_char_boundary(BYTES_MAX)).unwrap_or_default();
        let lower = to_u32(self.folded.len());
        self.folded.push_str(text);
        if let Some(own) = self.folded.get_mut(as_index(lower)..) {
            own.make_ascii_lowercase();
        }
        self.words.reserve((text.len() / BYTES_A_WORD).min(words_max));
        let cut = Cut { text, plain: text.is_ascii(), base, lower, words_max };
        let (blocks, tail) = text.as_bytes().as_chunks::<BLOCK>();
        let mut last = [0; BLOCK];
        last.iter_mut().zip(tail).for_each(|(to, from)| *to = *from);
        let mut open = None;
        for (first, block) in (0_u32..).step_by(BLOCK).zip(blocks.iter().chain([&last])) {
            let inside = inside_words(block);
            // A bit for each byte that is not what the byte before it is: runs begin and end there.
            let mut edges = inside ^ (inside << 1 | u64::from(open.is_some()));
            while edges != 0 {
                let at = first + edges.trailing_zeros();
                edges &= edges - 1;
                let Some(start) = open.take() else {
                    open = Some(at);
                    continue;
                };
                if self.run(&cut, start, at).is_break() {
                    return;
                }
            }
        }
    }

    /// Takes in a run of bytes that no ASCII character parts.
    fn run(&mut self, cut: &Cut<'_>, start: u32, end: u32) -> ControlFlow<()> {
        if !cut.plain {
            let run = cut.text.get(as_index(start)..as_index(end)).unwrap_or_default();
            if !run.is_ascii() {
                return self.spell(run, cut.base.saturating_add(start), cut.words_max);
            }
        }
        let (from, to) = (cut.lower.saturating_add(start), cut.lower.saturating_add(end));
        let place = (cut.base.saturating_add(start), cut.base.saturating_add(end));
        self.push(place, (from, to), plain_hashes(self.folded.as_bytes(), from, to));
        self.go_on(cut.words_max)
    }

    /// Cuts a run without any ASCII character that parts words.
    fn spell(&mut self, run: &str, base: u32, words_max: usize) -> ControlFlow<()> {
        let mut open: Option<(u32, usize)> = None;
        for (at, c) in run.char_indices() {
            let at = base.saturating_add(to_u32(at));
            if !(is_letter(c) || c.is_alphanumeric() || is_mark(c)) {
                if let Some(word) = open.take() {
                    self.close(word, at);
                    self.go_on(words_max)?;
                }
            } else if stands_alone(c) {
                if let Some(word) = open.take() {
                    self.close(word, at);
                }
                let word = (at, self.folded.len());
                self.folded.push(c);
                self.close(word, at.saturating_add(to_u32(c.len_utf8())));
            } else {
                open.get_or_insert((at, self.folded.len()));
                fold_into(c, &mut self.folded);
            }
        }
        if let Some(word) = open {
            self.close(word, base.saturating_add(to_u32(run.len())));
            self.go_on(words_max)?;
        }
        ControlFlow::Continue(())
    }

    const fn go_on(&self, words_max: usize) -> ControlFlow<()> {
        if self.words.len() < words_max {
            ControlFlow::Continue(())
        } else {
            ControlFlow::Break(())
        }
    }

    /// The words of which `keep` says so, by their first byte, with the same offsets.
    pub fn only(&self, mut keep: impl FnMut(u32) -> bool) -> Self {
        let mut words = Vec::with_capacity(self.words.len());
        words.extend(self.words.iter().filter(|word| keep(word.start)));
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
        self.spelled(word.folded_start, word.folded_end)
    }

    fn spelled(&self, from: u32, to: u32) -> &str {
        self.folded.get(as_index(from)..as_index(to)).unwrap_or_default()
    }

    /// What a word is told by: equal for words of equal folded spelling.
    pub(crate) const fn key(word: Word) -> u64 {
        word.hash
    }

    /// The key of the first letters of a word that has more, as a word of that spelling would have it.
    pub(crate) fn key_of_head(&self, word: Word, letters: u32) -> Option<u64> {
        let (from, to) = (word.folded_start, word.folded_end);
        if to - from <= letters {
            return None;
        }
        let bytes = self.folded.as_bytes();
        let eight = piece(bytes, from);
        if first_bytes(eight, letters + 1) & HIGH_BITS == 0 {
            return Some(mix(0, first_bytes(eight, letters)));
        }
        let (head, _) = self.folded(word).char_indices().nth(as_index(letters))?;
        Some(hash(bytes, from, from + to_u32(head)))
    }

    /// Ends a word whose spelling is the last that was written.
    fn close(&mut self, (start, from): (u32, usize), end: u32) {
        let (from, to) = (to_u32(from), to_u32(self.folded.len()));
        if to > from {
            let head = self.spelled(from, to).char_indices().nth(as_index(STEM_LETTERS));
            let head = head.map_or(to, |(at, _)| from + to_u32(at));
            let bytes = self.folded.as_bytes();
            let hashes = (hash(bytes, from, to), hash(bytes, from, head));
            self.push((start, end), (from, to), hashes);
        }
    }

    fn push(&mut self, place: (u32, u32), folded: (u32, u32), (hash, stem): (u64, u64)) {
        let ((start, end), (folded_start, folded_end)) = (place, folded);
        self.words.push(Word { start, end, folded_start, folded_end, hash, stem });
    }
}

/// The hashes of an ASCII word and of its first letters: as [`hash()`] has them, but most words are
/// short enough to be one piece.
fn plain_hashes(text: &[u8], from: u32, to: u32) -> (u64, u64) {
    let piece = piece(text, from);
    let whole =
        if to - from <= 8 { mix(0, first_bytes(piece, to - from)) } else { hash(text, from, to) };
    let stem =
        if to - from > STEM_LETTERS { mix(0, first_bytes(piece, STEM_LETTERS)) } else { whole };
    (whole, stem)
}

/// The bit that no ASCII byte has, in each byte of a piece.
const HIGH_BITS: u64 = 0x8080_8080_8080_8080;

/// A text that is being cut.
struct Cut<'a> {
    text: &'a str,
    /// Whether it is ASCII.
    plain: bool,
    /// What offsets are counted from.
    base: u32,
    /// Where the text in lower case begins.
    lower: u32,
    words_max: usize,
}

/// Bytes of one text that are cut; far more than any text has, and so few that offsets fit.
const BYTES_MAX: usize = 1 << 28;

/// Bytes of text for each word that room is made for.
const BYTES_A_WORD: usize = 6;

/// Bytes of lists for each word that leads anywhere new.
const BYTES_A_NODE: usize = 14;

/// Bytes that are looked at in one go.
const BLOCK: usize = 64;

/// A bit for each byte that no ASCII character but a letter or digit is.
fn inside_words(block: &[u8; BLOCK]) -> u64 {
    let (pieces, _) = block.as_chunks();
    pieces.iter().rev().fold(0, |bits, piece| bits << 8 | inside(u64::from_le_bytes(*piece)))
}

/// The same for eight bytes at once: a byte below 128 has its high bit set by adding 128 less `n`
/// where it is `n` or more.
const fn inside(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    const HIGH: u64 = 128 * EACH;
    let low = bytes & !HIGH;
    let lower = low | (0x20 * EACH);
    let letters = (lower + (128 - 97) * EACH) & !(lower + (128 - 123) * EACH);
    let digits = (low + (128 - 48) * EACH) & !(low + (128 - 58) * EACH);
    let high = (letters | digits | bytes) & HIGH;
    // The high bits, gathered into the highest byte.
    (high >> 7).wrapping_mul(0x0102_0408_1020_4080) >> 56
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
    nodes: Vec<Node>,
    /// Phrases that end at a node, each with the place of the next that ends there.
    ends: Vec<(u32, u32)>,
    begins: Begins,
    /// The words of the phrase that is being added: lists have tens of thousands of phrases.
    scratch: Words,
}

/// Where words read so far lead.
#[derive(Debug)]
struct Node {
    /// Places of the first and the last phrase that end here.
    ends: (u32, u32),
    /// Which words can come next, by a few bits of their hash, as in [`Begins`].
    exact: u64,
    stem: u64,
}

/// No place.
const NONE: u32 = u32::MAX;

impl Default for Node {
    fn default() -> Self {
        Self { ends: (NONE, NONE), exact: 0, stem: 0 }
    }
}

/// Which words can begin a phrase, by a few bits of their hash: most words cannot, and that costs
/// one look into a table that stays in the cache.
#[derive(Debug)]
struct Begins {
    exact: Box<[u64; BEGINS_WORDS]>,
    stem: Box<[u64; BEGINS_WORDS]>,
}

/// Words of 64 bits in each table of [`Begins`].
const BEGINS_WORDS: usize = 2_048;

impl Default for Begins {
    fn default() -> Self {
        Self { exact: Box::new([0; BEGINS_WORDS]), stem: Box::new([0; BEGINS_WORDS]) }
    }
}

/// Whether a word may lead on as it is, and whether by its first letters.
type May = (bool, bool);

impl Begins {
    fn place(hash: u64) -> (usize, u64) {
        (usize::try_from(hash >> 53).unwrap_or(0), 1 << (hash >> 47 & 63))
    }

    fn mark(table: &mut [u64; BEGINS_WORDS], hash: u64) {
        let (at, bit) = Self::place(hash);
        if let Some(bits) = table.get_mut(at) {
            *bits |= bit;
        }
    }

    fn marked(table: &[u64; BEGINS_WORDS], hash: u64) -> bool {
        let (at, bit) = Self::place(hash);
        table.get(at).is_some_and(|bits| bits & bit != 0)
    }

    fn may(&self, word: Word) -> May {
        (Self::marked(&self.exact, word.hash), Self::marked(&self.stem, word.stem))
    }
}

impl Node {
    const fn bit(hash: u64) -> u64 {
        1 << (hash >> 58)
    }

    const fn may(&self, word: Word) -> May {
        let exact = self.exact & Self::bit(word.hash) != 0;
        (exact, self.stem & Self::bit(word.stem) != 0)
    }
}

impl Phrases {
    /// No phrases yet.
    pub fn new() -> Self {
        Self::with_room_for(0)
    }

    /// No phrases yet, and room for those of lists of so many bytes: to grow a large table costs as much as to fill it.
    pub(crate) fn with_room_for(bytes: usize) -> Self {
        let words = bytes / BYTES_A_NODE;
        let mut nodes = Vec::with_capacity(words + 1);
        nodes.push(Node::default());
        let exact = FxHashMap::with_capacity_and_hasher(words, FxBuildHasher);
        Self { exact, nodes, ..Self::default() }
    }

    /// Adds one phrase; a word that ends in `*` stands for every word with that prefix of at least
    /// four letters. A phrase without words is not added.
    pub fn add(&mut self, phrase: &str, number: u32) {
        let node = match Plain::of(phrase) {
            Some(plain) => plain.words().fold(0, |node, word| self.lead_plain(node, word)),
            None => self.lead_any(phrase),
        };
        if node != 0 {
            self.end(node, number);
        }
    }

    /// Where a phrase of any spelling leads.
    fn lead_any(&mut self, phrase: &str) -> u32 {
        let mut node = 0;
        let mut words = std::mem::take(&mut self.scratch);
        if phrase.contains('*') {
            for pattern in phrase.split_whitespace() {
                words.cut_anew(pattern.trim_end_matches('*'));
                // Only the last word of a pattern stands for all that begin so.
                let starred = words.all().last().filter(|_| pattern.ends_with('*')).copied();
                node = self.lead(node, &words, starred);
            }
        } else {
            words.cut_anew(phrase);
            node = self.lead(node, &words, None);
        }
        self.scratch = words;
        node
    }

    /// Where one word of a plain phrase leads from a node.
    fn lead_plain(&mut self, node: u32, word: PlainWord<'_>) -> u32 {
        let (hash, stem) = plain_hashes(word.phrase, word.from, word.to);
        if word.starred && word.to - word.from >= STEM_LETTERS {
            self.prefix_child(node, word.letters(), stem)
        } else {
            self.exact_child(node, hash)
        }
    }

    /// Notes that a phrase ends at a node, behind those that end there already.
    fn end(&mut self, node: u32, number: u32) {
        let Some(node) = self.nodes.get_mut(as_index(node)) else { return };
        let place = to_u32(self.ends.len());
        self.ends.push((number, NONE));
        if let Some((_, next)) = self.ends.get_mut(as_index(node.ends.1)) {
            *next = place;
        } else {
            node.ends.0 = place;
        }
        node.ends.1 = place;
    }

    /// The phrases that end at a node, as they were added.
    fn ends(&self, node: &Node) -> impl Iterator<Item = u32> {
        let end = |place: u32| self.ends.get(as_index(place));
        std::iter::successors(end(node.ends.0), move |(_, next)| end(*next)).map(|end| end.0)
    }

    /// Where the words of a part of a phrase lead from a node; one of them may stand for all that begin so.
    fn lead(&mut self, mut node: u32, words: &Words, starred: Option<Word>) -> u32 {
        for word in words.all() {
            let folded = words.folded(*word);
            let stem = starred == Some(*word);
            node = if stem && folded.chars().count() >= as_index(STEM_LETTERS) {
                self.prefix_child(node, folded, word.stem)
            } else {
                self.exact_child(node, word.hash)
            };
        }
        node
    }

    /// Calls `each` for every phrase in `words`, by its first word, shorter phrases first.
    pub fn find(&self, words: &Words, mut each: impl FnMut(Hit)) {
        let (mut nodes, mut next) = (Vec::new(), Vec::new());
        for (first, word) in words.words.iter().enumerate() {
            let may = self.begins.may(*word);
            if may == (false, false) {
                continue;
            }
            nodes.clear();
            self.step(0, may, (words, *word), &mut nodes);
            let mut last = first;
            while !nodes.is_empty() {
                for node in nodes.iter().filter_map(|node| self.nodes.get(as_index(*node))) {
                    for phrase in self.ends(node) {
                        each(Hit { phrase, first, last });
                    }
                }
                last += 1;
                let Some(word) = words.words.get(last) else { break };
                next.clear();
                for number in &nodes {
                    if let Some(node) = self.nodes.get(as_index(*number)) {
                        self.step(*number, node.may(*word), (words, *word), &mut next);
                    }
                }
                std::mem::swap(&mut nodes, &mut next);
            }
        }
    }

    fn step(
        &self,
        node: u32,
        (exact, stem): May,
        (words, word): (&Words, Word),
        next: &mut Vec<u32>,
    ) {
        if exact {
            next.extend(self.exact.get(&(node, word.hash)));
        }
        if stem {
            for (letters, child) in self.prefix.get(&(node, word.stem)).into_iter().flatten() {
                if words.folded(word).starts_with(letters.as_str()) {
                    next.push(*child);
                }
            }
        }
    }

    fn exact_child(&mut self, node: u32, hash: u64) -> u32 {
        let child = to_u32(self.nodes.len());
        match self.exact.entry((node, hash)) {
            Entry::Occupied(known) => return *known.get(),
            Entry::Vacant(place) => place.insert(child),
        };
        self.nodes.push(Node::default());
        if node == 0 {
            Begins::mark(&mut self.begins.exact, hash);
        } else if let Some(node) = self.nodes.get_mut(as_index(node)) {
            node.exact |= Node::bit(hash);
        }
        child
    }

    fn prefix_child(&mut self, node: u32, letters: &str, stem: u64) -> u32 {
        let key = (node, stem);
        let known = self.prefix.get(&key).and_then(|c| c.iter().find(|(l, _)| l == letters));
        if let Some((_, child)) = known {
            return *child;
        }
        if node == 0 {
            Begins::mark(&mut self.begins.stem, stem);
        } else if let Some(node) = self.nodes.get_mut(as_index(node)) {
            node.stem |= Node::bit(stem);
        }
        let child = self.new_node();
        self.prefix.entry(key).or_default().push((letters.to_owned(), child));
        child
    }

    fn new_node(&mut self) -> u32 {
        self.nodes.push(Node::default());
        u32::try_from(self.nodes.len() - 1).unwrap_or(u32::MAX)
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

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

pub(crate) fn as_index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

/// Letters of Latin-1 and its first extensions, told without looking into tables.
const fn is_letter(c: char) -> bool {
    matches!(c, 'a'..='z' | '\u{c0}'..='\u{d6}' | '\u{d8}'..='\u{f6}' | '\u{f8}'..='\u{17f}')
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
    match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' => folded.push(c.to_ascii_lowercase()),
        'ß' | 'ẞ' => folded.push_str("ss"),
        'æ' | 'Æ' => folded.push_str("ae"),
        'œ' | 'Œ' => folded.push_str("oe"),
        '\u{300}'..='\u{36f}' => {}
        'ß'..='ö' | 'ø'..='ÿ' => folded.push(base_letter(c)),
        _ => folded.extend(c.to_lowercase().map(base_letter)),
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
