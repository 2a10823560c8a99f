//! The owner's letter that ends by its subject alone.

use super::{Reader, place};
use crate::document::Document;
use crate::letters::{Letter, may_be_a_letter};
use crate::values::Surroundings;
use oxherd_model::{Claim, Fact, LetterAct, ReaderName, Reading};

impl Reader {
    /// A letter that its writer headed `Kündigung` ends what it names, where its text does nothing that goes another way.
    pub(super) fn headed(
        &self,
        document: &Document,
        subject: &Surroundings<'_>,
        out: &mut Reading,
    ) {
        let was_sent = document.header.received.is_none();
        if !was_sent || !may_be_a_letter(document) || out.facts.iter().any(does_otherwise) {
            return;
        }
        let Surroundings { text, words, sent_on, .. } = *subject;
        let letter = Letter { text, words, found: &[], sent_on, was_sent };
        if self.letters.headed(&letter).is_none() {
            return;
        }
        let found = self.values.read(subject).found;
        let letter = Letter { found: &found, ..letter };
        let Some(found) = self.letters.headed(&letter) else { return };
        let at = place(document, None, found.start, found.end);
        let (claim, confidence) = (found.claim, found.confidence);
        out.facts.push(Fact { claim, at, confidence, reader: ReaderName::Text });
    }
}

/// Whether a letter does what goes another way than ending, or ends already. Who asks for a word of receipt, sold,
/// or moves, may end as well.
const fn does_otherwise(fact: &Fact) -> bool {
    let Claim::Act { act, .. } = fact.claim else { return false };
    !matches!(act, LetterAct::Request | LetterAct::Sold | LetterAct::Move | LetterAct::Died)
}
