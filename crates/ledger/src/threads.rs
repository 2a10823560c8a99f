//! To which agreement the newest messages belong, for the answers to them.

use serde::{Deserialize, Serialize};
use std::collections::VecDeque;

/// Messages remembered; who answers an older one names what it is about.
const REMEMBERED_MAX: usize = 16_384;

/// The newest messages that belong to an agreement, by their Message-ID (RFC 5322 section 3.6.4).
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Threads(VecDeque<(u64, u32)>);

impl Threads {
    /// A message belongs to an agreement.
    pub(crate) fn remember(&mut self, message_id: &str, agreement: u32) {
        if self.0.len() >= REMEMBERED_MAX {
            self.0.pop_front();
        }
        self.0.push_back((key(message_id), agreement));
    }

    /// The agreement that the message answered last belongs to, by the field References.
    pub(crate) fn agreement(&self, references: &[String]) -> Option<u32> {
        references.iter().rev().find_map(|id| {
            let wanted = key(id);
            self.0.iter().rev().find(|(known, _)| *known == wanted).map(|(_, agreement)| *agreement)
        })
    }
}

/// The identifiers themselves would be most of the books.
fn key(message_id: &str) -> u64 {
    let hash = blake3::hash(message_id.as_bytes());
    hash.as_bytes().first_chunk::<8>().map_or(0, |bytes| u64::from_be_bytes(*bytes))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_newest_messages_are_remembered_and_the_last_one_answered_counts() {
        let mut threads = Threads::default();
        let name = |number: u32| format!("<{number}@a.example>");
        for number in 0..20_000 {
            threads.remember(&name(number), number);
        }
        threads.remember(&name(19_000), 7);
        assert_eq!(threads.agreement(&[name(19_999), name(19_998)]), Some(19_998));
        assert_eq!(threads.agreement(&[name(19_998), "<none@a.example>".to_owned()]), Some(19_998));
        assert_eq!(threads.agreement(&[name(19_000)]), Some(7), "what was said last");
        assert_eq!(threads.agreement(&[name(3)]), None, "long ago");
        assert_eq!(threads.0.len(), REMEMBERED_MAX);
    }
}
