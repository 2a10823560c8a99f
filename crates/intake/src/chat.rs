//! Splits an exported chat (`WhatsApp Chat with X.txt`, `_chat.txt`) into its messages.
//!
//! A line of such a file begins with a day and a time as the phone writes them, in the order of its
//! language: `12/03/2026, 14:05 - Name: text`, `[12.03.26, 14:05:33] Name: text`. Which number is
//! the day is found over the whole file. A message is handed over as it stands there, below lines
//! that say what the file around it told: with whom the chat is, when, from whom and which way. So
//! a later and longer export of the same chat brings only what is new.

mod stamp;
mod title;

use crate::Folder;
use jiff::civil::DateTime;
use stamp::{Numbers, Stamp};
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::ops::ControlFlow;

/// Letters of a name; a longer text before a colon is no name.
const NAME_LETTERS_MAX: usize = 80;

/// Names of one chat that are told apart.
const NAMES_MAX: usize = 2_000;

/// Lines at the beginning of a file by which a chat is told.
const LINES_LOOKED_AT: usize = 12;

/// What is known of a chat beside what stands in its file.
#[derive(Debug, Clone, Copy, Default)]
pub struct ChatPlace<'a> {
    /// Where the file lies: its path, with `!/` behind an archive.
    pub source: &'a str,
    /// Names of who lives here.
    pub people: &'a [String],
}

/// One piece of an export.
#[derive(Debug, PartialEq, Eq)]
pub enum ChatItem {
    /// A message, or a line of the program itself.
    Message {
        /// Its place in the file, counted from 1.
        number: u64,
        /// The message as it stands in the file, below what the file around it tells.
        bytes: Vec<u8>,
        /// The role of the folder that it would lie in if it were a mail.
        folder: Folder,
    },
    /// Whether the day or the month comes first cannot be told: the file as a whole.
    Undecided,
}

/// Whether a file is such an export, by its name and its first bytes.
pub(crate) fn begins(name: &str, head: &[u8]) -> bool {
    let text = String::from_utf8_lossy(head);
    let mut lines = text.lines().filter(|line| !line.trim().is_empty()).take(LINES_LOOKED_AT);
    let Some(first) = lines.next().and_then(stamp::read) else { return false };
    if title::is_of_whatsapp(name) {
        return true;
    }
    // By its content alone: at least two people's lines, the first line among the stamped ones.
    let said = |line: &str| stamp::read(line).is_some_and(|s| split_name(s.rest).is_some());
    let more = lines.filter(|line| said(line)).count();
    more + usize::from(split_name(first.rest).is_some()) >= 2
}

/// Splits an export and gives its messages to `each`, which may `Break` to end it.
pub fn split_chat(
    bytes: &[u8],
    place: ChatPlace<'_>,
    each: &mut dyn FnMut(ChatItem) -> ControlFlow<()>,
) {
    let text = String::from_utf8_lossy(bytes);
    let pieces = pieces(&text);
    let Some(order) = stamp::order_of(&numbers(&pieces), title::order_said(place.source)) else {
        let _ended = each(ChatItem::Undecided);
        return;
    };
    let title = title::of(place.source);
    let sides = Sides::of(&pieces, title.as_deref(), place.people);
    let mut met: BTreeMap<&str, u32> = BTreeMap::new();
    let mut untold = sides.untold;
    for (number, piece) in (1..).zip(&pieces) {
        let Some(at) = order.moment(&piece.stamp.numbers, piece.stamp.time) else { continue };
        let way = piece.name.map_or(Way::Program, |name| sides.way(name));
        let mut head = head_of(piece, title.as_deref(), at, way);
        if untold && way == Way::Unknown {
            head.push_str("owner: not told\n");
            untold = false;
        }
        // The same words twice within one minute are two messages.
        let times = met.entry(piece.raw).and_modify(|times| *times += 1).or_insert(1);
        if *times > 1 {
            let _written = writeln!(head, "again: {times}");
        }
        let entry = format!("{head}\n{}", piece.raw);
        let folder = if way == Way::Sent { Folder::Sent } else { Folder::Ordinary };
        let item = ChatItem::Message { number, bytes: entry.into_bytes(), folder };
        if each(item).is_break() {
            return;
        }
    }
}

/// Which way a message went.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Way {
    Sent,
    Received,
    Unknown,
    /// The program itself says something.
    Program,
}

impl Way {
    const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Received => "received",
            Self::Unknown => "unknown",
            Self::Program => "program",
        }
    }
}

/// A message with the lines that follow its first one.
struct Piece<'t> {
    stamp: Stamp<'t>,
    /// Who wrote it; none for a line of the program.
    name: Option<&'t str>,
    raw: &'t str,
}

fn numbers(pieces: &[Piece<'_>]) -> Vec<(Numbers, jiff::civil::Time)> {
    pieces.iter().map(|piece| (piece.stamp.numbers, piece.stamp.time)).collect()
}

/// What a text is made of. What stands before the first stamp belongs to it.
fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut starts: Vec<(usize, Stamp<'_>)> = Vec::new();
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if let Some(stamp) = stamp::read(line.trim_end_matches(['\r', '\n'])) {
            starts.push((at, stamp));
        }
        at += line.len();
    }
    let ends: Vec<usize> =
        starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect();
    let mut first = 0;
    let mut pieces = Vec::with_capacity(starts.len());
    for ((_, stamp), end) in starts.into_iter().zip(ends) {
        let raw = text.get(first..end).unwrap_or_default().trim_end_matches(['\r', '\n']);
        pieces.push(Piece { name: split_name(stamp.rest).map(|(name, _)| name), stamp, raw });
        first = end;
    }
    pieces
}

/// `Name: text` in two.
fn split_name(rest: &str) -> Option<(&str, &str)> {
    let (name, text) = rest.split_once(": ").or_else(|| Some((rest.strip_suffix(':')?, "")))?;
    let name = stamp::unmarked(name);
    let named =
        !name.is_empty() && name.chars().take(NAME_LETTERS_MAX + 1).count() <= NAME_LETTERS_MAX;
    named.then_some((name, text))
}

fn head_of(piece: &Piece<'_>, title: Option<&str>, at: DateTime, way: Way) -> String {
    let mut head = format!("chat with: {}\n", title.unwrap_or_default());
    // A string takes everything.
    let _written = writeln!(head, "at: {at}\nway: {}", way.as_str());
    if let Some(name) = piece.name {
        let _written = writeln!(head, "from: {name}");
    }
    head
}

/// Who of a chat is the owner. Names are folded.
struct Sides {
    /// The owner's side.
    ours: BTreeSet<String>,
    /// The other one, where the chat is called after them.
    theirs: Option<String>,
    /// Whether it cannot be told who the owner is.
    untold: bool,
}

impl Sides {
    fn of(pieces: &[Piece<'_>], title: Option<&str>, people: &[String]) -> Self {
        let mut names: BTreeSet<String> = BTreeSet::new();
        for name in pieces.iter().filter_map(|piece| piece.name) {
            names.insert(folded(name));
            if names.len() >= NAMES_MAX {
                break;
            }
        }
        let title = title.map(folded);
        let theirs = title.clone().filter(|title| names.remove(title));
        let mut ours: BTreeSet<String> =
            names.iter().filter(|name| is_one_of(name, people)).cloned().collect();
        // Of two it is the one who is not the chat's title.
        if ours.is_empty() && title.is_some() && names.len() == 1 {
            ours.append(&mut names);
        }
        let untold = ours.is_empty() && !names.is_empty();
        Self { ours, theirs, untold }
    }

    fn way(&self, name: &str) -> Way {
        let name = folded(name);
        if self.ours.contains(&name) {
            Way::Sent
        } else if self.untold && self.theirs.as_ref() != Some(&name) {
            Way::Unknown
        } else {
            Way::Received
        }
    }
}

/// Whether a name is one of the household's: the whole name, or the first name of one of them.
fn is_one_of(name: &str, people: &[String]) -> bool {
    let people: Vec<String> = people.iter().map(|person| folded(person)).collect();
    let first = |person: &&String| person.split(' ').next() == Some(name);
    people.iter().any(|person| person == name) || people.iter().filter(first).count() == 1
}

/// A name without marks and case, its words parted by one space.
fn folded(name: &str) -> String {
    let plain: String = name.chars().filter(|c| !stamp::is_mark(*c)).collect();
    plain.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

#[cfg(test)]
mod tests;
