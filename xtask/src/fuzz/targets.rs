//! What is fuzzed: the parsers of our own that read what strangers wrote, and our own stored forms.
//!
//! To add one: write a function from bytes to a number that says what it saw (how many messages,
//! which kind of error: the finer, the better the search), assert in it what must hold for any
//! input, and give it a line in [`TARGETS`]. Its seeds are small inputs that reach deep; its tokens
//! are the words of the format. Files of `corpus/` and `sample/` with one of the extensions are
//! seeds too.

mod dkim;
mod evidence;
mod intake;
mod reading;
mod statements;

/// A parser and how to reach it.
#[derive(Debug)]
pub(crate) struct Target {
    pub(crate) name: &'static str,
    /// Runs the parser; the number stands for what it saw, and a new number keeps the input.
    pub(crate) run: fn(&[u8]) -> u64,
    pub(crate) seeds: fn() -> Vec<Vec<u8>>,
    pub(crate) extensions: &'static [&'static str],
    pub(crate) tokens: &'static [&'static [u8]],
}

/// All targets, in the order of the flow.
pub(crate) const TARGETS: &[Target] = &[
    intake::MBOX,
    intake::EMLX,
    intake::PHONE,
    intake::CHAT,
    evidence::SEGMENT,
    reading::MESSAGE,
    reading::TEXT,
    reading::HTML,
    reading::STRUCTURED,
    dkim::SIGNED,
    dkim::RECORDS,
    statements::OFX,
    statements::CAMT,
    statements::MT940,
    statements::QIF,
    statements::CSV,
    statements::INVOICE,
    reading::PASS,
    reading::NOTE,
    reading::WORD,
];

/// One number for all that an answer consists of.
pub(crate) fn answer(parts: impl std::hash::Hash) -> u64 {
    use std::hash::{DefaultHasher, Hasher};
    let mut hasher = DefaultHasher::new();
    parts.hash(&mut hasher);
    hasher.finish()
}
