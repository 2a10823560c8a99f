//! Messages that go where the owner filed one alike: by its numbers while folding, and by its agreement
//! when the fold is done.
//!
//! A message that names no thing itself stands under the thing of its agreement. When the owner files
//! one of them under another thing, the agreement goes there, later messages follow it, and those that
//! came before follow as well.

use crate::fold::{Message, index};
use crate::state::Ledger;
use crate::word::{Numbers, Words};
use oxherd_model::EvidenceId;
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;

/// What follows the owner's word on the thing of a message.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Filing {
    /// Messages that stand under a thing because the owner said so of one alike.
    pub alike: Vec<FiledAlike>,
    /// Agreement and message, where the message stands under the thing of the agreement, or under
    /// none, and names none itself; like the next two only of senders of whose messages the owner
    /// filed one.
    by_agreement: Vec<(u32, EvidenceId)>,
    /// Agreements of which a message named its thing.
    naming: BTreeSet<u32>,
    /// Agreements of which the owner filed a message that names no thing itself.
    agreements: Vec<(u32, FiledAlike)>,
}

/// A message that stands under a thing because the owner said so of one alike.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiledAlike {
    /// The message.
    pub evidence: EvidenceId,
    /// Id of the thing.
    pub thing: String,
    /// The word.
    pub word: EvidenceId,
}

impl Ledger {
    /// Remembers what follows, or goes before, a message of which the owner said where it belongs.
    pub(crate) fn remember_filing(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        things: &[u32],
    ) {
        let looks = message.entry.looks();
        let Some(agreement) = agreement.filter(|_| message.words.file_some_of(&looks)) else {
            return;
        };
        if Numbers::of(message.reading).name_a_thing() {
            self.filing.naming.insert(agreement);
            return;
        }
        let evidence = message.evidence();
        if let Some((word, thing)) = message.words.files_alike(evidence) {
            let filed = FiledAlike { evidence, thing: thing.0.clone(), word };
            self.filing.agreements.push((agreement, filed));
        } else if let Some(known) = self.agreements.get(index(agreement))
            && message.told_thing().is_none()
            && things.first().copied() == known.thing
        {
            self.filing.by_agreement.push((agreement, evidence));
            if things.is_empty() {
                self.waiting.push(message.timeline_entry());
            }
        }
    }

    /// Files every message where the owner filed it, or one alike.
    pub(crate) fn file_all(&mut self, words: &Words) {
        for (evidence, target) in words.filed() {
            self.file(evidence, &target.0);
        }
        let filing = self.filing.clone();
        for alike in &filing.alike {
            self.file(alike.evidence, &alike.thing);
        }
        let goes_along = |(agreement, _): &&(u32, FiledAlike)| !filing.names_its_thing(*agreement);
        for (agreement, filed) in filing.agreements.iter().filter(goes_along) {
            // The thing may not have been known yet when its message was folded.
            let to = self.things.iter().position(|thing| thing.id == filed.thing);
            let to = to.and_then(|to| u32::try_from(to).ok());
            if let (Some(to), Some(known)) = (to, self.agreements.get_mut(index(*agreement))) {
                known.thing = Some(to);
            }
            for (_, evidence) in filing.by_agreement.iter().filter(|(of, _)| of == agreement) {
                if !self.stands_under(*evidence, &filed.thing) {
                    self.file(*evidence, &filed.thing);
                    self.filing.alike.push(FiledAlike { evidence: *evidence, ..filed.clone() });
                }
            }
        }
    }

    fn stands_under(&self, evidence: EvidenceId, thing: &str) -> bool {
        let thing = self.things.iter().find(|known| known.id == thing);
        thing.is_some_and(|known| known.timeline.iter().any(|entry| entry.evidence == evidence))
    }
}

impl Filing {
    /// Whether a message of an agreement named its thing.
    pub(crate) fn names_its_thing(&self, agreement: u32) -> bool {
        self.naming.contains(&agreement)
    }
}
