//! What the fold takes: one message as it was read.

use crate::word::Looks;
use jiff::Timestamp;
use oxherd_model::{EvidenceId, Folder, Kind, Reading, Shape};

/// One message in the order of the fold. Noise comes without its reading, apart from what is personal
/// or unclear and what the owner spoke of.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Names the evidence.
    pub evidence: EvidenceId,
    /// When the owner could first have known it.
    pub known_from: Option<Timestamp>,
    /// What it is.
    pub kind: Kind,
    /// The role of the folder it lay in.
    pub folder: Folder,
    /// Organisational domain or address of the sender.
    pub domain: Option<&'a str>,
    /// Name of the sender.
    pub name: &'a str,
    /// Address of From.
    pub from: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// By what it is alike to others.
    pub shape: Option<Shape>,
    /// What it says; none for most noise.
    pub reading: Option<&'a Reading>,
    /// In what way it was said.
    pub way: Way,
    /// Whether the domain of its sender signed it, verified with a key at hand.
    pub signed: bool,
}

/// In what way something was said to the owner.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Way {
    /// Its sender wrote it.
    #[default]
    Written,
    /// In a chat, whose name the owner gave it.
    Chat,
    /// The owner noted it.
    Noted,
}

impl<'a> Entry<'a> {
    /// As the owner's words look at it.
    pub(crate) fn looks(&self) -> Looks<'a> {
        Looks {
            evidence: self.evidence,
            kind: self.kind,
            folder: self.folder,
            shape: self.shape,
            domain: self.domain,
            name: self.name,
            from: self.from,
        }
    }
}
