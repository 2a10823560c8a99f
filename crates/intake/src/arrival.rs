//! What comes through a door, and who receives it.

use std::ops::ControlFlow;

use jiff::Timestamp;
use oxherd_model::Folder;

/// One message or file as it was found.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Arrival {
    /// The message or file, byte for byte, without what the container put around it.
    pub bytes: Vec<u8>,
    /// The form it was found in.
    pub channel: Channel,
    /// Where it was found: the path as given, `#n` in an mbox, `!/inner/name` in an archive.
    pub source: String,
    /// What the bytes are.
    pub media: Media,
    /// The role of the folder that it lay in.
    pub folder: Folder,
    /// When the mail store says that it was delivered (the date of an mbox `From ` line).
    pub delivered_hint: Option<Timestamp>,
}

/// The form in which an arrival was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Channel {
    /// One of many messages in an mbox file.
    Mbox,
    /// A file in a Maildir.
    Maildir,
    /// A file that is one RFC 5322 message.
    Eml,
    /// A message of Apple Mail.
    Emlx,
    /// An iCalendar file.
    Calendar,
    /// A vCard file.
    Card,
    /// An entry of an export of a phone.
    Phone,
    /// A message of an exported chat.
    Chat,
    /// Any other file.
    File,
}

impl Channel {
    /// The word for this channel in stored data and output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mbox => "mbox",
            Self::Maildir => "maildir",
            Self::Eml => "eml",
            Self::Emlx => "emlx",
            Self::Calendar => "calendar",
            Self::Card => "card",
            Self::Phone => "phone",
            Self::Chat => "chat",
            Self::File => "file",
        }
    }
}

/// What the bytes of an arrival are, judged by content and file name.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Media {
    /// An RFC 5322 message.
    Mail,
    /// iCalendar (RFC 5545).
    Calendar,
    /// vCard (RFC 6350).
    Card,
    /// An HTML page.
    Html,
    /// Plain text.
    Text,
    /// A PDF document.
    Pdf,
    /// A short message or a call, as the backup program of a phone writes it.
    Phone,
    /// A message of an exported chat, below lines that say where it stood; or a chat as a whole.
    Chat,
    /// A wallet pass.
    Pass,
    /// A PNG, JPEG or TIFF.
    Picture,
    /// Anything else.
    Other,
}

impl Media {
    /// The word for this kind of content in stored data and output.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Mail => "mail",
            Self::Calendar => "calendar",
            Self::Card => "card",
            Self::Html => "html",
            Self::Text => "text",
            Self::Pdf => "pdf",
            Self::Phone => "phone",
            Self::Chat => "chat",
            Self::Pass => "pass",
            Self::Picture => "picture",
            Self::Other => "other",
        }
    }
}

/// Something that was found but could not be taken in, or only in part.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Unreadable {
    /// Where it is, written as in [`Arrival::source`].
    pub source: String,
    /// What is the matter.
    pub what: String,
    /// What a person can do about it.
    pub remedy: String,
}

/// Bounds on what hostile or broken input may cost.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Limits {
    /// A larger message or file is named, not taken in.
    pub message_bytes_max: u64,
    /// Folders nested deeper are named, not entered.
    pub depth_max: usize,
    /// One archive may expand to this many bytes, archives inside it included.
    pub archive_expansion_bytes_max: u64,
    /// One archive may have this many entries.
    pub archive_entries_max: u64,
    /// An archive may expand to this many times its own size (small ones have some grace).
    pub expansion_ratio_max: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            message_bytes_max: 128 << 20,
            depth_max: 64,
            archive_expansion_bytes_max: 256 << 30,
            archive_entries_max: 1_000_000,
            expansion_ratio_max: 200,
        }
    }
}

/// Receives what comes through a door.
pub trait Sink {
    /// Takes one arrival; `Break` ends the whole intake.
    fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()>;

    /// Hears of something that could not be taken in.
    fn unreadable(&mut self, item: Unreadable);

    /// Hears how many bytes of the input have been dealt with since the last call.
    fn progress(&mut self, bytes_done: u64) {
        let _ = bytes_done;
    }
}
