//! What the fold takes: one message as it was read.

use jiff::Timestamp;
use oxherd_model::{EvidenceId, Kind, Reading};

/// One message in the order of the fold. Noise comes without its reading.
#[derive(Debug, Clone)]
pub struct Entry<'a> {
    /// Names the evidence.
    pub evidence: EvidenceId,
    /// When the owner could first have known it.
    pub known_from: Option<Timestamp>,
    /// What it is.
    pub kind: Kind,
    /// Organisational domain or address of the sender.
    pub domain: Option<&'a str>,
    /// Name of the sender.
    pub name: &'a str,
    /// Address of From.
    pub from: &'a str,
    /// The subject.
    pub subject: &'a str,
    /// What it says; none for noise.
    pub reading: Option<&'a Reading>,
}
