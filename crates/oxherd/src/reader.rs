//! The reader of this process: its lists are loaded once, whoever asks.

use oxherd_reading::Reader;
use std::sync::OnceLock;

/// The one reader; the first to ask waits until its lists are loaded.
pub(crate) fn reader() -> &'static Reader {
    static READER: OnceLock<Reader> = OnceLock::new();
    READER.get_or_init(Reader::new)
}

/// Begins to load the lists beside what a command does before it reads.
pub(crate) fn begin() {
    std::thread::spawn(reader);
}
