//! Splits what a phone's backup program writes of short messages and calls into its entries.
//!
//! The form is that of "SMS Backup & Restore": `<smses>` with `<sms .../>` and `<mms ...>...</mms>`
//! in it, or `<calls>` with `<call .../>`. An entry is handed over as it stands in the file, so a
//! later and longer export of the same phone brings only what is new.

use crate::Folder;
use memchr::memmem;
use std::io::{self, Read};
use std::ops::ControlFlow;

/// Bytes that are read at once.
const CHUNK: usize = 256 << 10;

/// One piece of an export.
#[derive(Debug, PartialEq, Eq)]
pub enum PhoneItem<'a> {
    /// A short message or a call, as it stands in the file.
    Entry {
        /// Its place in the file, counted from 1.
        number: u64,
        /// The element.
        bytes: &'a [u8],
    },
    /// An entry beyond the size limit; it was passed over.
    TooLarge {
        /// Its place in the file, counted from 1.
        number: u64,
    },
    /// The file ends within an entry.
    Torn {
        /// Its place in the file, counted from 1.
        number: u64,
    },
}

/// Whether a file begins as such an export does.
pub(crate) fn begins(head: &[u8]) -> bool {
    let start = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    start.starts_with(b"<")
        && [&b"<smses"[..], b"<calls"].iter().any(|root| {
            memmem::find(start, root)
                .and_then(|at| start.get(at + root.len()))
                .is_some_and(|byte| byte.is_ascii_whitespace() || *byte == b'>')
        })
}

/// The role of the folder that an entry would lie in if it were a mail.
pub(crate) fn folder(entry: &[u8]) -> Folder {
    let tag = entry.get(..end_of_tag(entry, 0, None).0).unwrap_or(entry);
    let is = |attribute: &[u8]| memmem::find(tag, attribute).is_some();
    if tag.starts_with(b"<call") {
        Folder::Ordinary
    } else if is(b" type=\"2\"") || is(b" msg_box=\"2\"") {
        Folder::Sent
    } else if is(b" type=\"3\"") || is(b" msg_box=\"3\"") {
        Folder::Draft
    } else {
        Folder::Ordinary
    }
}

/// What is looked for next.
#[derive(Debug, Clone, Copy)]
enum Seek {
    /// The beginning of a tag.
    Tag,
    /// The end of a tag, perhaps within quotes.
    TagEnd(Option<u8>),
    /// The end of a comment.
    CommentEnd,
    /// The end tag of an entry with content.
    Shut(&'static [u8]),
}

/// Splits an export and gives its entries to `each`, which may `Break` to end it.
///
/// # Errors
///
/// When reading fails. All that was read until then has been handed over.
pub fn split_phone_export(
    reader: &mut dyn Read,
    length_max: u64,
    each: &mut dyn FnMut(PhoneItem<'_>) -> ControlFlow<()>,
) -> io::Result<()> {
    let length_max = usize::try_from(length_max).unwrap_or(usize::MAX);
    let mut splitter =
        Splitter { window: Vec::new(), start: 0, scan: 0, seek: Seek::Tag, number: 0 };
    let mut result = Ok(());
    loop {
        while let Some(found) = splitter.step() {
            if found && splitter.hand_over(each).is_break() {
                return Ok(());
            }
        }
        if splitter.window.len().saturating_sub(splitter.start) > length_max {
            splitter.number += u64::from(splitter.is_entry());
            if splitter.is_entry()
                && each(PhoneItem::TooLarge { number: splitter.number }).is_break()
            {
                return Ok(());
            }
            splitter.pass_over();
        }
        match splitter.fill(reader) {
            Ok(0) => break,
            Ok(_) => {}
            Err(error) => {
                result = Err(error);
                break;
            }
        }
    }
    if splitter.is_entry() {
        let _ended = each(PhoneItem::Torn { number: splitter.number + 1 });
    }
    result
}

/// The end of the tag that begins before `from`, one past its `>`, and the quote that is open where
/// there is no end yet.
fn end_of_tag(bytes: &[u8], from: usize, mut quote: Option<u8>) -> (usize, Option<u8>) {
    let mut at = from;
    while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
        let found = match quote {
            Some(quote) => memchr::memchr(quote, rest),
            None => memchr::memchr3(b'"', b'\'', b'>', rest),
        };
        let Some(found) = found else { break };
        at += found + 1;
        match (quote, rest.get(found)) {
            (Some(_), _) => quote = None,
            (None, Some(b'>')) => return (at, None),
            (None, byte) => quote = byte.copied(),
        }
    }
    (bytes.len(), Some(quote.unwrap_or(0)))
}

struct Splitter {
    window: Vec<u8>,
    /// The `<` of the tag that is looked at.
    start: usize,
    /// Where looking goes on.
    scan: usize,
    seek: Seek,
    number: u64,
}

impl Splitter {
    /// Looks on: whether an entry is complete, or nothing where more has to be read.
    fn step(&mut self) -> Option<bool> {
        let rest = self.window.get(self.scan..).unwrap_or_default();
        match self.seek {
            Seek::Tag => {
                let Some(at) = memchr::memchr(b'<', rest) else {
                    self.scan = self.window.len();
                    self.start = self.scan;
                    return None;
                };
                self.start = self.scan + at;
                self.scan = self.start;
                let tag = self.window.get(self.start..).unwrap_or_default();
                if tag.len() < NAME_BYTES {
                    return None;
                }
                self.seek =
                    if tag.starts_with(b"<!--") { Seek::CommentEnd } else { Seek::TagEnd(None) };
                Some(false)
            }
            Seek::CommentEnd => self.after(b"-->").map(|()| false),
            Seek::TagEnd(quote) => {
                let (end, open) = end_of_tag(&self.window, self.scan, quote.filter(|q| *q != 0));
                self.scan = end;
                self.seek = Seek::TagEnd(open);
                open.is_none().then(|| self.tag_ended())
            }
            Seek::Shut(tag) => self.after(tag).map(|()| true),
        }
    }

    /// Whether the tag that ends here is a whole entry.
    fn tag_ended(&mut self) -> bool {
        let tag = self.window.get(self.start..self.scan).unwrap_or_default();
        let shut = ENTRIES.iter().find(|(open, _)| begins_with(tag, open)).map(|(_, shut)| *shut);
        let empty = tag.ends_with(b"/>");
        self.seek = match shut {
            Some(shut) if !empty => Seek::Shut(shut),
            Some(_) | None => Seek::Tag,
        };
        shut.is_some() && empty
    }

    /// Goes on behind these bytes.
    fn after(&mut self, needle: &[u8]) -> Option<()> {
        let rest = self.window.get(self.scan..).unwrap_or_default();
        let Some(at) = memmem::find(rest, needle) else {
            // What is cut off here may be the beginning of it.
            let kept = self.window.len().saturating_sub(needle.len());
            self.scan = self.scan.max(kept);
            return None;
        };
        self.scan += at + needle.len();
        self.seek = Seek::Tag;
        Some(())
    }

    fn is_entry(&self) -> bool {
        let tag = self.window.get(self.start..).unwrap_or_default();
        !matches!(self.seek, Seek::Tag | Seek::CommentEnd)
            && ENTRIES.iter().any(|(open, _)| begins_with(tag, open))
    }

    fn hand_over(
        &mut self,
        each: &mut dyn FnMut(PhoneItem<'_>) -> ControlFlow<()>,
    ) -> ControlFlow<()> {
        self.number += 1;
        let bytes = self.window.get(self.start..self.scan).unwrap_or_default();
        each(PhoneItem::Entry { number: self.number, bytes })
    }

    /// What is too large is no tag; looking for one goes on behind it.
    fn pass_over(&mut self) {
        self.window.clear();
        (self.start, self.scan, self.seek) = (0, 0, Seek::Tag);
    }

    fn fill(&mut self, reader: &mut dyn Read) -> io::Result<usize> {
        let done = self.start.min(self.scan);
        self.window.drain(..done);
        self.start -= done;
        self.scan -= done;
        // The more there is, the more is read: moving what is kept stays cheap.
        let room = u64::try_from(CHUNK.max(self.window.len())).unwrap_or(u64::MAX);
        reader.take(room).read_to_end(&mut self.window)
    }
}

/// Bytes by which a comment and the name of an entry are told.
const NAME_BYTES: usize = 6;

/// How entries begin, and their end tags.
const ENTRIES: [(&[u8], &[u8]); 3] =
    [(b"<sms", b"</sms>"), (b"<mms", b"</mms>"), (b"<call", b"</call>")];

/// Whether a tag has this name, and not one that begins with it.
fn begins_with(tag: &[u8], open: &[u8]) -> bool {
    tag.starts_with(open) && tag.get(open.len()).is_some_and(u8::is_ascii_whitespace)
}

#[cfg(test)]
mod tests {
    use super::*;

    const EXPORT: &str = "<?xml version='1.0' encoding='UTF-8' standalone='yes' ?>\n\
        <!-- made by a <sms program -->\n<smses count=\"3\" backup_set=\"a\">\n\
        <sms address=\"Quillpost\" date=\"1\" type=\"1\" body=\"5 &gt; 3 > 2 'it\" />\n\
        <mms date=\"2\" msg_box=\"2\"><parts><part ct=\"text/plain\" text=\"see </sms>\"/></parts></mms>\n\
        <sms address='+44' date='3' type=\"2\" body='\"quoted\" >'/></smses>";

    fn pieces(reader: &mut dyn Read, length_max: u64) -> Vec<String> {
        let mut pieces = Vec::new();
        split_phone_export(reader, length_max, &mut |item| {
            pieces.push(match item {
                PhoneItem::Entry { number, bytes } => {
                    format!("{number} {}", String::from_utf8_lossy(bytes))
                }
                PhoneItem::TooLarge { number } => format!("{number} too large"),
                PhoneItem::Torn { number } => format!("{number} torn"),
            });
            ControlFlow::Continue(())
        })
        .unwrap();
        pieces
    }

    /// Gives so many bytes at once.
    struct Drops<'a>(&'a [u8], usize);

    impl Read for Drops<'_> {
        fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
            let count = self.1.min(buffer.len()).min(self.0.len());
            buffer[..count].copy_from_slice(&self.0[..count]);
            self.0 = &self.0[count..];
            Ok(count)
        }
    }

    #[test]
    fn entries_come_out_as_they_stand_in_the_file() {
        let found = pieces(&mut EXPORT.as_bytes(), 1 << 20);
        assert_eq!(found.len(), 3, "{found:?}");
        assert!(found[0].starts_with("1 <sms address=\"Quillpost\"") && found[0].ends_with("/>"));
        assert!(found[1].starts_with("2 <mms ") && found[1].ends_with("</mms>"), "{found:?}");
        assert!(found[2].ends_with("'\"quoted\" >'/>"), "{found:?}");
        for drop in 1..9 {
            assert_eq!(pieces(&mut Drops(EXPORT.as_bytes(), drop), 1 << 20), found, "{drop}");
        }
    }

    #[test]
    fn an_export_that_is_cut_off_says_so_and_keeps_the_rest() {
        let cut = &EXPORT[..EXPORT.len() - 20];
        let found = pieces(&mut cut.as_bytes(), 1 << 20);
        assert_eq!((found.len(), found[2].as_str()), (3, "3 torn"));
    }

    #[test]
    fn an_entry_over_the_limit_is_passed_over() {
        let large =
            format!("<smses><sms body=\"{}\"/><sms date=\"2\"/></smses>", "x".repeat(600_000));
        assert_eq!(pieces(&mut large.as_bytes(), 300_000), ["1 too large", "2 <sms date=\"2\"/>"]);
    }

    #[test]
    fn what_the_phone_sent_lies_with_what_was_sent() {
        assert_eq!(folder(b"<sms type=\"2\" body=\"x\"/>"), Folder::Sent);
        assert_eq!(folder(b"<sms body=\" type='2' >\" type=\"1\"/>"), Folder::Ordinary);
        assert_eq!(folder(b"<mms msg_box=\"2\"><part/></mms>"), Folder::Sent);
        assert_eq!(folder(b"<call type=\"2\"/>"), Folder::Ordinary);
    }

    #[test]
    fn only_such_exports_are_taken_for_one() {
        assert!(begins(EXPORT.as_bytes()));
        assert!(begins(b"<calls count=\"1\">"));
        assert!(!begins(b"<feed><smsesx></feed>"));
        assert!(!begins(b"text <smses >"));
    }
}
