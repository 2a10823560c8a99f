//! Readers that count what passes and that give back what was looked at.

use std::cell::Cell;
use std::io::{self, Read, Seek, SeekFrom};
use std::rc::Rc;

/// How much of a file is looked at to tell what it is.
pub(crate) const HEAD: usize = 8 << 10;

/// Counts the bytes that were read.
pub(crate) struct Metered<R> {
    inner: R,
    count: Rc<Cell<u64>>,
}

impl<R> Metered<R> {
    pub(crate) fn new(inner: R, count: Rc<Cell<u64>>) -> Self {
        Self { inner, count }
    }
}

impl<R: Read> Read for Metered<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.count.set(self.count.get().saturating_add(length(count)));
        Ok(count)
    }
}

impl<R: Seek> Seek for Metered<R> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        self.inner.seek(position)
    }
}

/// A reader whose first bytes have been looked at and are read again.
pub(crate) struct Replay<'a> {
    head: Vec<u8>,
    given: usize,
    /// An error met while looking; it comes after the bytes before it.
    failed: Option<io::Error>,
    rest: &'a mut dyn Read,
}

impl<'a> Replay<'a> {
    /// Reads the first bytes.
    pub(crate) fn peek(rest: &'a mut dyn Read) -> Self {
        // Most messages are as long as this or shorter: one read takes them.
        let mut head = Vec::with_capacity(HEAD);
        let failed = Read::take(&mut *rest, length(HEAD)).read_to_end(&mut head).err();
        Self { head, given: 0, failed, rest }
    }

    /// The first bytes; all there are when they are fewer than [`HEAD`].
    pub(crate) fn head(&self) -> &[u8] {
        &self.head
    }

    /// Whether there is nothing to read, not even an error.
    pub(crate) fn is_empty(&self) -> bool {
        self.head.is_empty() && self.failed.is_none()
    }

    /// Reads everything up to `length_max` bytes.
    pub(crate) fn drain(mut self, length_max: u64) -> Drained {
        let mut bytes = std::mem::take(&mut self.head);
        let mut failed = self.failed.take();
        let space = length_max.saturating_add(1).saturating_sub(length(bytes.len()));
        if failed.is_none() && bytes.len() >= HEAD {
            failed = self.rest.take(space).read_to_end(&mut bytes).err();
        }
        if length(bytes.len()) > length_max {
            return Drained::TooLarge;
        }
        Drained::Whole { bytes, failed }
    }
}

/// What came out of a reader.
pub(crate) enum Drained {
    /// All that could be read, and the error that ended it early.
    Whole { bytes: Vec<u8>, failed: Option<io::Error> },
    /// More than the limit allows.
    TooLarge,
}

impl Read for Replay<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let mut left = self.head.get(self.given..).unwrap_or_default();
        if !left.is_empty() {
            let count = left.read(buffer)?;
            self.given += count;
            return Ok(count);
        }
        match self.failed.take() {
            Some(error) => Err(error),
            None => self.rest.read(buffer),
        }
    }
}

/// A length as a count of bytes.
pub(crate) fn length(count: usize) -> u64 {
    u64::try_from(count).unwrap_or(u64::MAX)
}
