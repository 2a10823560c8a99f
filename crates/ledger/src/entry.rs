//! What the fold takes: one message as it was read.

use jiff::Timestamp;
use oxherd_model::{EvidenceId, Folder, Kind, Reading};

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
    /// What it says; none for most noise.
    pub reading: Option<&'a Reading>,
}
