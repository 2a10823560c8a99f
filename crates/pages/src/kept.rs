//! Texts that were made in this run: the search asks for the same documents as the reading did.

use crate::{Reason, Text};
use oxherd_model::ContentHash;
use rustc_hash::FxHashMap;
use std::sync::{Mutex, PoisonError};

/// Bytes of texts that are kept; after that nothing more is.
const BYTES_MAX: usize = 24 << 20;

/// What one entry costs beside its text.
const ENTRY_BYTES: usize = 128;

/// Texts by the hash of the document.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Entries>);

#[derive(Debug, Default)]
struct Entries {
    texts: FxHashMap<[u8; 32], Result<Text, Reason>>,
    bytes: usize,
}

impl Kept {
    pub(crate) fn get(&self, hash: &ContentHash) -> Option<Result<Text, Reason>> {
        let entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        entries.texts.get(&hash.0).cloned()
    }

    pub(crate) fn keep(&self, hash: &ContentHash, text: &Result<Text, Reason>) {
        let size = ENTRY_BYTES + text.as_ref().map_or(0, bytes_of);
        let mut entries = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        if entries.bytes + size <= BYTES_MAX && entries.texts.insert(hash.0, text.clone()).is_none()
        {
            entries.bytes += size;
        }
    }
}

fn bytes_of(text: &Text) -> usize {
    text.text.len() + text.enclosed.iter().map(String::len).sum::<usize>()
}
