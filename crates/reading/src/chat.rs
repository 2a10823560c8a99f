//! Messages of an exported chat: what they stand below says with whom, when, from whom and which way.

use crate::charset;
use crate::document::{Document, Purpose};
use crate::words::Words;
use jiff::civil::DateTime;
use jiff::tz::Offset;
use oxherd_model::{ContentHash, Gap, Mailbox};

/// How a message that was taken out of its chat begins.
const BEGINS: &str = "chat with:";

/// Words of a name that are looked at.
const NAME_WORDS: usize = 12;

/// What a chat says in the place of a picture or file that was not exported: the beginning or the end
/// of the text, without marks and case.
const LEFT_OUT: [&str; 19] = [
    "<media omitted>",
    "<medien ausgeschlossen>",
    "<medien weggelassen>",
    "<m\u{e9}dias omis>",
    "<multimedia omitido>",
    "<archivo omitido>",
    "<media omessi>",
    "<media omesso>",
    "<media weggelaten>",
    "image omitted",
    "video omitted",
    "audio omitted",
    "document omitted",
    "bild weggelassen",
    "dokument weggelassen",
    "image absente",
    "imagen omitida",
    "immagine omessa",
    "afbeelding weggelaten",
];

/// What stands beside the name of a file that was exported with the chat.
const ENCLOSED: [&str; 8] = [
    "<attached:",
    "<anhang:",
    "<pi\u{e8}ce jointe",
    "<adjunto:",
    "<allegato:",
    "<bijgevoegd:",
    "<attach\u{e9}",
    "(file attached)",
];

/// What a message of a chat is beside its text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Said {
    /// A chat whose days could not be told.
    Undecided,
    /// The program says something, or only a file was sent.
    Nothing,
    /// Somebody of a firm, or the firm itself, writes to the owner.
    Firm,
    /// A person writes, or the owner.
    Person,
}

/// One message taken apart.
pub(crate) fn document(bytes: &[u8]) -> Document {
    let mut document = Document::default();
    let text = charset::decode(bytes);
    let Some(message) = Message::of(&text) else {
        document.plain(0, &text, Purpose::Found);
        let what = "which number of the days of this chat is the day and which the month cannot be told; \
                    write (day first) or (month first) into the name of its file and take it in again";
        document.gaps.push(Gap { what: what.to_owned(), at: None });
        return document;
    };
    document.header.date = message.at().and_then(|at| Offset::UTC.to_timestamp(at).ok());
    let from = message.field("from");
    let mailbox = |name: &str| Mailbox { name: name.to_owned(), address: String::new() };
    if message.field("way") == "sent" {
        document.header.recipients.push(mailbox(message.field("chat with")));
    } else if !from.is_empty() {
        document.header.from = Some(mailbox(from));
    }
    let words = message.text();
    document.called = Some(from.to_owned()).filter(|_| message.is_of_firm());
    if message.is_of_firm() && is_left_out(words) {
        let what = "a picture or file was sent here that the export left out; export the chat again with media";
        document.gaps.push(Gap { what: what.to_owned(), at: None });
    }
    if !message.field("owner").is_empty() {
        let what = "who of this chat is the owner cannot be told; say who lives here with oxherd init \
                    --person NAME=ADDRESS and take it in again";
        document.gaps.push(Gap { what: what.to_owned(), at: None });
    }
    document.plain(0, words, Purpose::Read);
    document
}

/// What makes two copies of a message one: whichever way a later export shows that it went, and
/// whatever the name of its file.
pub(crate) fn key(bytes: &[u8]) -> ContentHash {
    let text = charset::decode(bytes);
    let Some(message) = Message::of(&text) else { return ContentHash::of(bytes) };
    let fields = ["at", "from", "again"].map(|name| message.field(name));
    ContentHash::of(format!("chat\n{}\n{}", fields.join("\n"), message.text()).as_bytes())
}

/// What a message of a chat is, by what it stands below and by its text.
pub(crate) fn said(bytes: &[u8]) -> Said {
    let text = charset::decode(bytes);
    Message::of(&text).map_or(Said::Undecided, |message| message.said())
}

/// A message with the lines that it stands below.
struct Message<'t> {
    head: &'t str,
    raw: &'t str,
}

impl<'t> Message<'t> {
    fn of(text: &'t str) -> Option<Self> {
        let (head, raw) = text.split_once("\n\n")?;
        head.starts_with(BEGINS).then_some(Self { head, raw })
    }

    fn field(&self, name: &str) -> &'t str {
        let line = |line: &'t str| Some(line.strip_prefix(name)?.strip_prefix(':')?.trim());
        self.head.lines().find_map(line).unwrap_or_default()
    }

    fn at(&self) -> Option<DateTime> {
        self.field("at").parse().ok()
    }

    /// The text behind the stamp and the name.
    fn text(&self) -> &'t str {
        let from = self.field("from");
        let end = self.raw.find('\n').unwrap_or(self.raw.len());
        let line = self.raw.get(..end).unwrap_or_default();
        let named = line.find(from).filter(|_| !from.is_empty());
        let text = named.and_then(|at| self.raw.get(at + from.len()..));
        let colon = text.and_then(|text| text.split_once(':')).map(|(_, text)| text);
        // A line of the program stands behind the stamp.
        let behind = || line.split_once(['-', ']', '\u{2013}']).map_or(self.raw, |(_, text)| text);
        colon.unwrap_or_else(behind).trim_start_matches(is_mark_or_space)
    }

    fn said(&self) -> Said {
        let text = self.text();
        if self.field("way") == "program" || is_left_out(text) || is_enclosed(text) {
            Said::Nothing
        } else if self.is_of_firm() {
            Said::Firm
        } else {
            Said::Person
        }
    }

    /// Whether a firm sent it.
    fn is_of_firm(&self) -> bool {
        self.field("way") == "received" && is_firm(self.field("from"))
    }
}

const fn is_mark(c: char) -> bool {
    matches!(c, '\u{feff}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}')
}

fn is_mark_or_space(c: char) -> bool {
    is_mark(c) || c.is_whitespace()
}

fn plain(text: &str) -> String {
    text.trim_matches(is_mark_or_space).chars().take(200).collect::<String>().to_lowercase()
}

fn is_left_out(text: &str) -> bool {
    LEFT_OUT.contains(&plain(text).as_str())
}

/// Whether a text names only a file.
fn is_enclosed(text: &str) -> bool {
    let text = plain(text);
    let marked = ENCLOSED.iter().any(|mark| text.starts_with(mark) || text.ends_with(mark));
    marked && !text.contains('\n')
}

/// Words that stand in the names of firms and in those of no persons: legal forms and trades. One that
/// ends with a star is the beginning of a word, one that begins with it the end.
const FIRM: &str = include_str!("../data/senders/firm_words.txt");

/// Whether a name is that of a firm and of no private person.
pub(crate) fn is_firm(name: &str) -> bool {
    let words = Words::cut(name, NAME_WORDS);
    let mut listed = FIRM.lines().map(str::trim).filter(|l| !l.is_empty() && !l.starts_with('#'));
    listed.any(|pattern| {
        words.all().iter().any(|word| {
            let word = words.folded(*word);
            match (pattern.strip_suffix('*'), pattern.strip_prefix('*')) {
                (Some(begin), _) => word.starts_with(begin),
                (None, Some(end)) => word.ends_with(end),
                (None, None) => word == pattern,
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Depth, Form, Reader};

    fn entry(with: &str, way: &str, from: &str, text: &str) -> String {
        format!(
            "chat with: {with}\nat: 2026-03-12T14:05:00\nway: {way}\nfrom: {from}\n\n\
             \u{200e}[12/03/2026, 14:05:00] {from}: {text}"
        )
    }

    fn read(entry: &str) -> oxherd_model::Reading {
        Reader::new().read(entry.as_bytes(), Form::Chat, Depth::Full).reading
    }

    #[test]
    fn what_a_firm_writes_in_a_chat_is_read_as_its_message() {
        let text =
            "Your parcel QP123456789GB is out for delivery today & arrives between 10:00 and 12:00";
        let read = read(&entry("Quill Courier", "received", "Quill Courier", text));
        assert_eq!(read.supplier.expect("a firm").name, "Quill Courier");
        assert_eq!(read.kind.as_str(), "delivery_under_way", "{:?}", read.why);
        assert_eq!(read.known_from.unwrap().to_string(), "2026-03-12T14:05:00Z");
        let start = read.facts.iter().find(|f| f.reference().is_some()).expect("a number").at.start;
        assert_eq!(text.find("QP"), Some(usize::try_from(start).unwrap()));
    }

    #[test]
    fn what_a_person_writes_is_personal_and_what_the_owner_sent_has_no_sender() {
        let theirs =
            read(&entry("Granny Jo", "received", "Granny Jo", "See you on 14 March at 3pm"));
        assert_eq!((theirs.kind.as_str(), theirs.supplier), ("personal", None));
        let own = entry("Marlow Plumbing", "sent", "Ada", "I cancel my contract on 30 April 2026");
        let own = read(&own);
        assert_eq!((own.from, own.supplier), (None, None));
        assert_eq!(own.recipients[0].name, "Marlow Plumbing");
        assert!(own.facts.iter().any(|f| f.act().is_some()), "{:?}", own.facts);
    }

    #[test]
    fn what_was_left_out_and_what_the_program_says_is_no_message() {
        let left =
            read(&entry("Marlow Plumbing", "received", "Marlow Plumbing", "<Media omitted>"));
        assert_eq!((left.kind.as_str(), left.gaps.len()), ("notification", 1));
        let left = read(&entry("Granny Jo", "received", "Granny Jo", "\u{200e}image omitted"));
        assert_eq!((left.kind.as_str(), left.gaps.len()), ("notification", 0));
        let own = "chat with: Bo\nat: 2026-03-12T14:05:00\nway: program\n\n12/03/2026, 14:05 - Messages \
                   are end-to-end encrypted.";
        assert_eq!(read(own).kind.as_str(), "notification");
    }

    #[test]
    fn a_chat_whose_days_cannot_be_told_is_found_and_asks() {
        let read = read("03/04/2026, 10:00 - Bo: pay \u{a3}40 by 05/06/2026\n");
        assert_eq!((read.kind.as_str(), read.gaps.len()), ("unclear", 1));
        assert!(read.facts.is_empty() && read.gaps[0].what.contains("(day first)"));
    }

    #[test]
    fn firms_are_told_from_people_by_their_names() {
        for firm in [
            "Marlow Plumbing",
            "Halden Water",
            "Autohaus Brandt",
            "Elektro Voss GmbH",
            "Taller Ruiz",
        ] {
            assert!(is_firm(firm), "{firm}");
        }
        for person in ["Granny Jo", "Ada Quill", "+44 1632 960017", "Bo", "Anna M\u{fc}ller", ""] {
            assert!(!is_firm(person), "{person}");
        }
    }

    #[test]
    fn hostile_entries_are_survived() {
        for text in [
            "",
            "chat with:",
            "chat with: a\n\n",
            "chat with: a\nat: x\nfrom: \nway: received\n\n:",
            "chat with: a\nfrom: a\n\naaa",
        ] {
            let _read = read(text);
        }
    }
}
