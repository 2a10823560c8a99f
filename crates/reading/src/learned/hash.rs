// Shared with the build script, which has no crate around it: nothing but arithmetic stands here.

use super::word_hash::{hash, mix};

/// Bits of the filter before the slots of a table (a power of two).
pub(crate) const FILTER_BITS: u64 = 1 << 19;

/// The bit of a hash at which the number of its bit in the filter begins.
pub(crate) const FILTER_SHIFT: u32 = 13;

/// Parts the beginning of a word from the word itself.
const HEAD: u64 = 0x68;

/// Parts two words side by side from one.
const PAIR: u64 = 0x70;

/// One word of a field.
pub(crate) const fn of_word(field: u8, key: u64) -> u64 {
    spread(mix(mix(0, byte(field)), key))
}

/// The beginning of a word.
pub(crate) const fn of_head(field: u8, key: u64) -> u64 {
    spread(mix(mix(mix(0, byte(field)), HEAD), key))
}

/// Two words side by side.
pub(crate) const fn of_pair(field: u8, first: u64, second: u64) -> u64 {
    spread(mix(mix(mix(mix(0, byte(field)), PAIR), first), second))
}

/// A feature by the letter of its field and the rest of its name: `word`, `head*` or `one_two`.
pub(crate) fn of_words(field: u8, words: &str) -> u64 {
    if let Some(head) = words.strip_suffix('*') {
        of_head(field, key(head))
    } else if let Some((first, second)) = words.split_once('_') {
        of_pair(field, key(first), key(second))
    } else {
        of_word(field, key(words))
    }
}

/// The key of a word of this spelling.
pub(crate) fn key(word: &str) -> u64 {
    hash(word.as_bytes(), 0, u32::try_from(word.len()).unwrap_or(u32::MAX))
}

/// Any name, as it is spelled.
pub(crate) fn of_text(name: &str) -> u64 {
    spread(key(name))
}

/// The low bits of a product hang on few bits of its factors; all hang on all after this.
const fn spread(hash: u64) -> u64 {
    hash ^ hash >> 32
}

const fn byte(byte: u8) -> u64 {
    u64::from_le_bytes([byte, 0, 0, 0, 0, 0, 0, 0])
}
