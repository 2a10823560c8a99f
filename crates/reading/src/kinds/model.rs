//! A small table of word weights, learned by `cargo xtask train`, in whole numbers.
//!
//! The lists carry what is sure; the table says what single words and pairs of words of the subject
//! and the opening add. It is learned from the lists themselves and from the training half of the
//! project's corpus.

use super::Wording;
use super::cues::OPENING_WORDS;
use super::tally::Tally;
use crate::words::Words;
use oxherd_model::{CueSource, Kind};
use rustc_hash::FxHashMap;

/// Weights of words by kind.
#[derive(Debug)]
pub(super) struct Model {
    weights: FxHashMap<u64, Vec<(usize, i16)>>,
}

/// Words of a subject that are looked at.
const SUBJECT_WORDS: usize = 24;

/// Weights are kept in parts of a point.
const PARTS: i32 = 8;

/// Most points that the table may give or take from a kind.
const POINTS_MAX: [i32; 2] = [20, 12];

impl Default for Model {
    fn default() -> Self {
        let mut weights = FxHashMap::default();
        for line in include_str!("../../data/model/kinds.txt").lines() {
            let mut parts = line.split(' ');
            let Some(feature) = parts.next().filter(|f| !f.starts_with('#')) else {
                continue;
            };
            let by_kind: Vec<(usize, i16)> = parts
                .filter_map(|part| {
                    let (kind, weight) = part.split_once(':')?;
                    Some((kind.parse().ok()?, weight.parse().ok()?))
                })
                .collect();
            if !by_kind.is_empty() {
                weights.insert(hash(feature), by_kind);
            }
        }
        Self { weights }
    }
}

impl Model {
    /// Adds what single words and pairs say.
    pub(super) fn read(&self, wording: &Wording<'_>, tally: &mut Tally) {
        if self.weights.is_empty() {
            return;
        }
        let [subject_max, opening_max] = POINTS_MAX;
        for (words, most, source, points_max) in [
            (wording.subject, SUBJECT_WORDS, CueSource::Subject, subject_max),
            (wording.body, OPENING_WORDS, CueSource::Opening, opening_max),
        ] {
            let prefix = prefix(source);
            let mut sums = [0_i32; Kind::ALL.len()];
            each(words, most, prefix, |feature| {
                for (kind, weight) in self.weights.get(&feature).into_iter().flatten() {
                    if let Some(sum) = sums.get_mut(*kind) {
                        *sum += i32::from(*weight);
                    }
                }
            });
            for (kind, sum) in Kind::ALL.iter().zip(sums) {
                let points = (sum / PARTS).clamp(-points_max, points_max);
                if points != 0 {
                    tally.learned(*kind, source, points);
                }
            }
        }
    }
}

/// The letter before the features of a place.
fn prefix(source: CueSource) -> char {
    if source == CueSource::Subject { 's' } else { 'o' }
}

/// The features of a text as hashes: each word and each pair of neighbours.
fn each(words: &Words, most: usize, prefix: char, mut look: impl FnMut(u64)) {
    let mut before: Option<u64> = None;
    for word in words.all().iter().take(most) {
        let folded = words.folded(*word);
        if folded.bytes().all(|b| b.is_ascii_digit()) {
            before = None;
            continue;
        }
        let single =
            extend(extend(SEED, &[u8::try_from(prefix).unwrap_or(b's')]), folded.as_bytes());
        if prefix == 's' {
            look(single);
        }
        if let Some(before) = before {
            look(extend(extend(before, b"_"), folded.as_bytes()));
        }
        before = Some(single);
    }
}

/// The features of a text in writing, as `cargo xtask train` counts them.
pub(super) fn named(words: &Words, most: usize, prefix: char) -> Vec<String> {
    let mut before: Option<&str> = None;
    let mut features = Vec::new();
    for word in words.all().iter().take(most) {
        let folded = words.folded(*word);
        if folded.bytes().all(|b| b.is_ascii_digit()) {
            before = None;
            continue;
        }
        // A single word of the text says too little: there are too many of them.
        if prefix == 's' {
            features.push(format!("{prefix}{folded}"));
        }
        if let Some(before) = before {
            features.push(format!("{prefix}{before}_{folded}"));
        }
        before = Some(folded);
    }
    features
}

/// Both texts of a message in writing.
pub(super) fn features(wording: &Wording<'_>) -> Vec<String> {
    let mut features = named(wording.subject, SUBJECT_WORDS, 's');
    features.extend(named(wording.body, OPENING_WORDS, 'o'));
    features.sort_unstable();
    features.dedup();
    features
}

const SEED: u64 = 0xcbf2_9ce4_8422_2325;

fn hash(feature: &str) -> u64 {
    extend(SEED, feature.as_bytes())
}

/// FNV-1a, which can go on where it stopped.
fn extend(mut hash: u64, bytes: &[u8]) -> u64 {
    for byte in bytes {
        hash = (hash ^ u64::from(*byte)).wrapping_mul(0x0000_0100_0000_01b3);
    }
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_features_looked_up_are_those_that_are_written() {
        let words = Words::cut("Your order 12 was cancelled", 10);
        let mut looked = Vec::new();
        each(&words, 10, 's', |feature| looked.push(feature));
        let written: Vec<u64> = named(&words, 10, 's').iter().map(|f| hash(f)).collect();
        assert_eq!(looked, written);
    }
}
