//! Splits an mbox (RFC 4155; the mboxo and mboxrd flavours) without reading its lines.
//!
//! Speed comes from searching for a line break and `From ` with one vectorised search and looking
//! at a line only there. Memory is one buffer that holds the current message and one chunk.

use std::io::{self, Read};
use std::ops::ControlFlow;

use memchr::memmem::Finder;

use crate::Limits;
use crate::from_line::{self, FIELD_NAME_MAX};

const CHUNK: usize = 1 << 20;
const NEEDLE: &[u8] = b"\nFrom ";
/// A separator is shorter (RFC 5322 allows 998 characters in a line).
const FROM_LINE_MAX: usize = 1024;
const BYTE_ORDER_MARK: &[u8] = b"\xEF\xBB\xBF";

/// One piece of an mbox.
#[derive(Debug, PartialEq, Eq)]
pub enum MboxItem<'a> {
    /// A message.
    Message {
        /// Its place in the file, counted from 1.
        number: u64,
        /// The `From ` line, without its line break.
        from_line: &'a [u8],
        /// The message as it is in the file: quoted `>From ` lines stay quoted.
        bytes: &'a [u8],
    },
    /// A message beyond the size limit; its bytes were passed over.
    TooLarge {
        /// Its place in the file, counted from 1.
        number: u64,
        /// The `From ` line, without its line break.
        from_line: &'a [u8],
        /// How many bytes it has.
        length: u64,
    },
    /// What stands before the first `From ` line.
    Junk {
        /// The bytes; empty when there are more than the size limit allows.
        bytes: &'a [u8],
        /// How many bytes there are.
        length: u64,
    },
}

/// Splits an mbox into its messages and gives them to `each`, which may `Break` to end it.
///
/// A separator is a line `From address date` at the start or after an empty line; that empty line
/// belongs to no message. Line breaks may be LF or CRLF.
///
/// # Errors
///
/// When reading fails. All that was read until then has been handed over, the torn message at the
/// end included.
pub fn split_mbox<R: Read>(
    reader: R,
    limits: &Limits,
    each: &mut dyn FnMut(MboxItem<'_>) -> ControlFlow<()>,
) -> io::Result<()> {
    split_in_chunks(reader, CHUNK, limits.message_bytes_max, each)
}

fn split_in_chunks<R: Read>(
    reader: R,
    chunk: usize,
    length_max: u64,
    each: &mut dyn FnMut(MboxItem<'_>) -> ControlFlow<()>,
) -> io::Result<()> {
    let mut splitter = Splitter {
        window: Window::new(reader, chunk),
        finder: Finder::new(NEEDLE),
        length_max: usize::try_from(length_max).unwrap_or(usize::MAX),
        scan: 0,
        open: Open { start: 0, body: 2, number: 0, passed_over: None },
    };
    match splitter.run(each) {
        ControlFlow::Break(()) => Ok(()),
        ControlFlow::Continue(()) => splitter.window.failed.map_or(Ok(()), Err),
    }
}

/// The part of the input that is in memory.
struct Window<R> {
    reader: R,
    buffer: Vec<u8>,
    filled: usize,
    chunk: usize,
    ended: bool,
    failed: Option<io::Error>,
}

impl<R: Read> Window<R> {
    /// The window begins with two line breaks that are not in the input, so that the start of the
    /// file is a line after an empty one like any other.
    fn new(reader: R, chunk: usize) -> Self {
        let buffer = b"\n\n".to_vec();
        Self { reader, filled: buffer.len(), buffer, chunk, ended: false, failed: None }
    }

    fn bytes(&self) -> &[u8] {
        self.buffer.get(..self.filled).unwrap_or_default()
    }

    /// Judges the line at this place.
    ///
    /// Newer exports of Google and old ones of Netscape leave the date out (`From 123@xxx`,
    /// `From -`); such a line counts when a header field follows at once.
    fn judged(&self, line: usize, length: usize) -> Verdict {
        let rest = self.bytes().get(line..).unwrap_or_default();
        let text = rest.get(..length).unwrap_or_default();
        if from_line::read(text).is_some() {
            return Verdict::Separator;
        }
        if !from_line::is_bare(text) {
            return Verdict::Text;
        }
        let next = rest.get(length + 1..).unwrap_or_default();
        let breaks = memchr::memchr(b'\n', next).is_some();
        if next.len() < FIELD_NAME_MAX && !breaks && !self.ended {
            Verdict::Unclear
        } else if from_line::field_name(next).is_some() {
            Verdict::Separator
        } else {
            Verdict::Text
        }
    }

    fn drop_front(&mut self, count: usize) {
        if count > 0 {
            self.buffer.copy_within(count..self.filled, 0);
            self.filled -= count;
        }
    }

    fn fill(&mut self) {
        let wanted = self.filled + self.chunk;
        if self.buffer.len() < wanted {
            self.buffer.resize(wanted, 0);
        }
        let space = self.buffer.get_mut(self.filled..wanted).unwrap_or_default();
        loop {
            match self.reader.read(space) {
                Ok(0) => self.ended = true,
                Ok(count) => self.filled += count,
                Err(error) if error.kind() == io::ErrorKind::Interrupted => continue,
                Err(error) => {
                    self.failed = Some(error);
                    self.ended = true;
                }
            }
            return;
        }
    }
}

/// The item that is being collected; the numbers are places in the window.
struct Open {
    start: usize,
    body: usize,
    number: u64,
    passed_over: Option<PassedOver>,
}

/// A message too large to be kept: its `From ` line and how much of it has left the window.
struct PassedOver {
    from_line: Vec<u8>,
    gone: u64,
}

/// Where an item ends and the next one begins.
struct Separator {
    end: usize,
    line: usize,
    body: usize,
}

struct Splitter<R> {
    window: Window<R>,
    finder: Finder<'static>,
    length_max: usize,
    /// Everything before this place has been searched.
    scan: usize,
    open: Open,
}

impl<R: Read> Splitter<R> {
    fn run(&mut self, each: &mut dyn FnMut(MboxItem<'_>) -> ControlFlow<()>) -> ControlFlow<()> {
        self.skip_byte_order_mark();
        loop {
            if let Some(separator) = self.next_separator() {
                self.close(separator.end, each)?;
                let number = self.open.number + 1;
                let Separator { line: start, body, .. } = separator;
                self.open = Open { start, body, number, passed_over: None };
            } else if self.window.ended {
                return self.close(end_of_last(self.window.bytes()), each);
            } else {
                self.make_room();
                self.window.fill();
            }
        }
    }

    fn skip_byte_order_mark(&mut self) {
        while !self.window.ended && self.window.filled < 2 + BYTE_ORDER_MARK.len() {
            self.window.fill();
        }
        if self.window.bytes().get(2..).is_some_and(|bytes| bytes.starts_with(BYTE_ORDER_MARK)) {
            self.window.buffer.copy_within(5..self.window.filled, 2);
            self.window.filled -= BYTE_ORDER_MARK.len();
        }
    }

    /// The next separator in the window; `None` when more input is needed.
    fn next_separator(&mut self) -> Option<Separator> {
        let bytes = self.window.bytes();
        loop {
            let Some(hit) = self.finder.find(bytes.get(self.scan..)?) else {
                // The last bytes may be the first ones of a separator.
                self.scan = self.scan.max(bytes.len().saturating_sub(NEEDLE.len() - 1));
                return None;
            };
            let at = self.scan + hit;
            self.scan = at + 1;
            let Some(end) = end_before_blank_line(bytes, at) else {
                continue;
            };
            let line = at + 1;
            let rest = bytes.get(line..)?;
            let length = match memchr::memchr(b'\n', rest.get(..FROM_LINE_MAX).unwrap_or(rest)) {
                Some(length) => length,
                None if rest.len() >= FROM_LINE_MAX => continue,
                None if self.window.ended => rest.len(),
                None => {
                    self.scan = at;
                    return None;
                }
            };
            match self.window.judged(line, length) {
                Verdict::Text => {}
                Verdict::Unclear => {
                    self.scan = at;
                    return None;
                }
                Verdict::Separator => {
                    let body = (line + length + 1).min(bytes.len());
                    // The line break after a `From ` line may already be the one before the next.
                    self.scan = body.saturating_sub(1);
                    return Some(Separator { end, line, body });
                }
            }
        }
    }

    /// Hands over the open item, which ends at `end`.
    fn close(
        &self,
        end: usize,
        each: &mut dyn FnMut(MboxItem<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        let Open { start, body, number, passed_over } = &self.open;
        let bytes = self.window.bytes().get(*body..end).unwrap_or_default();
        let gone = passed_over.as_ref().map_or(0, |passed| passed.gone);
        let length = gone.saturating_add(u64::try_from(bytes.len()).unwrap_or(u64::MAX));
        let fits = passed_over.is_none() && bytes.len() <= self.length_max;
        if *number == 0 {
            let bytes = if fits { bytes } else { &[] };
            return if length == 0 {
                ControlFlow::Continue(())
            } else {
                each(MboxItem::Junk { bytes, length })
            };
        }
        let from_line = match passed_over {
            Some(passed) => passed.from_line.as_slice(),
            None => without_break(self.window.bytes().get(*start..*body).unwrap_or_default()),
        };
        each(if fits {
            MboxItem::Message { number: *number, from_line, bytes }
        } else {
            MboxItem::TooLarge { number: *number, from_line, length }
        })
    }

    /// Lets go of what is no longer needed before more is read.
    fn make_room(&mut self) {
        if self.open.passed_over.is_none() {
            let start = self.open.start;
            self.window.drop_front(start);
            self.open.start = 0;
            self.open.body -= start;
            self.scan = self.scan.saturating_sub(start);
            // The item ends at the earliest one byte before the place of the search.
            if self.scan.saturating_sub(self.open.body) <= self.length_max.saturating_add(2) {
                return;
            }
            let line = self.window.bytes().get(..self.open.body).unwrap_or_default();
            let from_line = without_break(line).to_vec();
            self.open.passed_over = Some(PassedOver { from_line, gone: 0 });
        }
        // Two bytes before the search tell whether a line is empty.
        let dropped = self.scan.saturating_sub(2);
        let of_the_body = dropped.saturating_sub(self.open.body);
        if let Some(passed) = &mut self.open.passed_over {
            passed.gone =
                passed.gone.saturating_add(u64::try_from(of_the_body).unwrap_or(u64::MAX));
        }
        self.open.body = self.open.body.saturating_sub(dropped);
        self.window.drop_front(dropped);
        self.scan -= dropped;
    }
}

/// What a line that begins with `From ` is.
enum Verdict {
    Separator,
    Text,
    /// The line after it is needed and has not been read yet.
    Unclear,
}

/// Where the text before an empty line ends; `at` is the line break of that line, if it is empty.
fn end_before_blank_line(bytes: &[u8], at: usize) -> Option<usize> {
    let before = bytes.get(..at)?;
    if before.ends_with(b"\n") {
        Some(at)
    } else if before.ends_with(b"\n\r") {
        Some(at - 1)
    } else {
        None
    }
}

/// The end of the last message: an empty line at the end of the file parts it from nothing.
fn end_of_last(bytes: &[u8]) -> usize {
    let at = bytes.len().saturating_sub(1);
    let blank = bytes.ends_with(b"\n").then(|| end_before_blank_line(bytes, at)).flatten();
    blank.unwrap_or(bytes.len())
}

fn without_break(line: &[u8]) -> &[u8] {
    let line = line.strip_suffix(b"\n").unwrap_or(line);
    line.strip_suffix(b"\r").unwrap_or(line)
}

#[cfg(test)]
mod tests;
