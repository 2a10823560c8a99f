//! How an agreement came to stand where it stands: each change of its state with what caused it.

use crate::state::Agreement;
use jiff::civil::Date;
use oxherd_model::{AgreementState, EvidenceId, Kind};
use serde::{Deserialize, Serialize};

/// Changes that are remembered of one agreement, the last ones.
const TURNS_MAX: usize = 40;

/// A change of where an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Turn {
    /// Where it stood then.
    pub to: AgreementState,
    /// The last day, where it was to end.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub ends: Option<Date>,
    /// What caused it.
    pub by: TurnedBy,
    /// Where that was read.
    pub evidence: EvidenceId,
    /// The day on which it was known.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub on: Option<Date>,
}

/// What changes where an agreement stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TurnedBy {
    /// A message of the supplier, by its kind.
    Message(Kind),
    /// A letter of the owner that ends it.
    OwnersLetter,
    /// A letter of the owner that takes the ending back.
    OwnerStays,
    /// A booking of the bank that pays for it.
    Booking,
    /// Its term had run out before something new began.
    TermOver(Kind),
    /// The whole price came back.
    PaidBack(Kind),
    /// Payments that came at regular distances stopped.
    PaymentsStopped,
}

/// Where an agreement stood before something was heard.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Stood(AgreementState, Option<Date>);

impl Agreement {
    /// Where it stands, to be compared later.
    pub(crate) const fn stood(&self) -> Stood {
        Stood(self.state, self.ended_on)
    }

    /// Whether it was ended before the trial turned into something that is paid for.
    pub(crate) fn was_left_in_trial(&self, end: Date) -> bool {
        let over =
            |turn: &&Turn| !matches!(turn.to, AgreementState::Ending | AgreementState::Ended);
        let last = self.turns.iter().rfind(over);
        last.is_some_and(|turn| turn.to == AgreementState::Trial)
            && self.term_ends_on.is_none_or(|last| end <= last)
    }

    /// Remembers what moved it from where it stood; nothing where it still stands there.
    pub(crate) fn turned(
        &mut self,
        before: Stood,
        by: TurnedBy,
        (evidence, on): (EvidenceId, Option<Date>),
    ) {
        let first = self.turns.is_empty() && self.state != AgreementState::Unknown;
        if self.stood() == before && !first {
            return;
        }
        if self.turns.len() >= TURNS_MAX {
            self.turns.remove(0);
        }
        self.turns.push(Turn { to: self.state, ends: self.ended_on, by, evidence, on });
    }
}
