//! Matters: everything about one running concern in one thread, across channels and suppliers.
//!
//! A matter is opened by what the owner wrote, by a case of a supplier, by an ending or by a
//! contradiction. What is about it joins by the thread of mail, by a number, by agreement, or by thing
//! and concern. Whether it is open is decided at the day of the question, not here.

use crate::requests::Act;
use crate::state::Ledger;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, EvidenceId, short_id};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod concern;
mod joining;
mod letters;
mod mail;
mod said;

pub(crate) use concern::bare_subject;
pub(crate) use letters::Written;

/// Everything that was or is a concern.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Matters {
    /// In the order in which they began; never removed.
    pub all: Vec<Matter>,
    /// Message-ID to matter, of messages that are in one.
    pub by_message: BTreeMap<String, u32>,
    /// Number of a case, claim, return or order to the newest matter that it names.
    pub by_number: BTreeMap<String, u32>,
    /// The newest matters of each agreement, by its index.
    pub by_agreement: BTreeMap<u32, Vec<u32>>,
    /// The newest matters of each supplier, by its index.
    pub by_supplier: BTreeMap<u32, Vec<u32>>,
    /// The newest matters of each thing, by its index.
    pub by_thing: BTreeMap<u32, Vec<u32>>,
    /// Request to the matter that it stands in, by their indices.
    pub by_request: BTreeMap<u32, u32>,
    /// The newest moves of the household.
    pub moves: Vec<u32>,
}

/// One running concern.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Matter {
    /// What sort.
    pub concern: Concern,
    /// Names the message that opened it, whichever of its copies counts.
    pub opened_by: EvidenceId,
    /// The subject of what opened it, without what mail programs put before it.
    pub title: String,
    /// When it began.
    #[serde(with = "oxherd_model::compact::date")]
    pub opened_on: Date,
    /// Indices of the suppliers that it is with, the first first.
    pub suppliers: Vec<u32>,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// Numbers of cases, claims, returns and orders, with the index of who names them.
    pub numbers: Vec<(Option<u32>, String)>,
    /// What is in it, oldest first; of very many the first and the newest.
    pub messages: Vec<InMatter>,
    /// How many messages are in it.
    pub count: u32,
    /// Whether the owner only asked something.
    pub asked: bool,
    /// Indices of the owner's requests in it.
    pub requests: Vec<u32>,
    /// Indices of the promises that were made in it.
    pub promises: Vec<u32>,
    /// Indices of the contradictions in it.
    pub contradictions: Vec<u32>,
    /// When something last came that leaves it open.
    #[serde(with = "oxherd_model::compact::date")]
    pub moved_on: Date,
    /// When anything last came.
    #[serde(with = "oxherd_model::compact::date")]
    pub last_on: Date,
    /// What settled it last, unless something came since that leaves it open.
    pub settled: Option<Settled>,
    /// Index of the matter that it became part of, because the owner said so.
    pub part_of: Option<u32>,
}

/// A message in a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct InMatter {
    /// The evidence.
    pub evidence: EvidenceId,
    /// Names the message, whichever of its copies counts.
    pub message: EvidenceId,
    /// When it was known.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
}

/// What settled a matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Settled {
    /// From which day on it is over.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// How.
    pub how: Outcome,
    /// What shows it.
    pub evidence: EvidenceId,
}

/// How a matter came to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Outcome {
    /// What was asked for was confirmed.
    Confirmed,
    /// It was decided.
    Decided,
    /// The owner was answered.
    Answered,
    /// Money came back.
    MoneyBack,
    /// What was to come came.
    Delivered,
    /// The visit took place.
    Held,
    /// The last bill came.
    LastBill,
    /// The owner took it back.
    TakenBack,
    /// The supplier took back what it had said.
    Corrected,
    /// Nothing was left to wait for, and nothing more came.
    Silence,
}

impl Outcome {
    /// In words, for scripts and people.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Confirmed => "confirmed",
            Self::Decided => "decided",
            Self::Answered => "answered",
            Self::MoneyBack => "money back",
            Self::Delivered => "delivered",
            Self::Held => "visit held",
            Self::LastBill => "last bill",
            Self::TakenBack => "taken back by the owner",
            Self::Corrected => "corrected by the supplier",
            Self::Silence => "silence",
        }
    }
}

/// What sort of concern.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Concern {
    /// Damage, or what is owed.
    Claim,
    /// A complaint.
    Complaint,
    /// An agreement ends.
    Ending,
    /// The household has a new address.
    Move,
    /// A thing went to somebody else.
    Sale,
    /// An animal or a person died.
    Death,
    /// Something is mended.
    Repair,
    /// Something ordered does not come as it should.
    Delivery,
    /// Something goes back, or money does.
    Refund,
    /// A recall.
    Recall,
    /// Data about the household.
    DataRequest,
    /// What was said or billed cannot be so.
    Dispute,
    /// Anything else that a supplier files as a case, or that the owner asked.
    Other,
}

impl Concern {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Claim => "claim",
            Self::Complaint => "complaint",
            Self::Ending => "ending",
            Self::Move => "move",
            Self::Sale => "sale",
            Self::Death => "death",
            Self::Repair => "repair",
            Self::Delivery => "delivery",
            Self::Refund => "refund",
            Self::Recall => "recall",
            Self::DataRequest => "data_request",
            Self::Dispute => "dispute",
            Self::Other => "other",
        }
    }
}

impl Matter {
    /// Messages that are kept of one matter, beside the first.
    const MESSAGES_MAX: usize = 300;

    /// Numbers that are kept of one matter.
    const NUMBERS_MAX: usize = 24;

    /// Suppliers that are kept of one matter.
    const SUPPLIERS_MAX: usize = 24;

    /// Stable id: made from the message that opened it, whichever of its copies counts.
    pub fn id(&self) -> String {
        id_of(self.opened_by)
    }

    /// A matter that a message opens, before the message is put into it.
    fn new(concern: Concern, title: &str, opening: InMatter) -> Self {
        Self {
            concern,
            opened_by: opening.message,
            title: crate::fold::title(title),
            opened_on: opening.on,
            suppliers: Vec::new(),
            agreement: None,
            thing: None,
            numbers: Vec::new(),
            messages: Vec::new(),
            count: 0,
            asked: false,
            requests: Vec::new(),
            promises: Vec::new(),
            contradictions: Vec::new(),
            moved_on: opening.on,
            last_on: opening.on,
            settled: None,
            part_of: None,
        }
    }

    /// Whether a message is in it.
    pub fn has(&self, evidence: EvidenceId) -> bool {
        self.messages.iter().any(|m| m.evidence == evidence)
    }

    fn add(&mut self, message: InMatter) {
        self.last_on = self.last_on.max(message.on);
        if self.has(message.evidence) {
            return;
        }
        self.count = self.count.saturating_add(1);
        self.messages.push(message);
        if self.messages.len() > Self::MESSAGES_MAX {
            self.messages.remove(1);
        }
    }

    fn with_supplier(&mut self, supplier: Option<u32>) {
        if let Some(supplier) = supplier
            && !self.suppliers.contains(&supplier)
            && self.suppliers.len() < Self::SUPPLIERS_MAX
        {
            self.suppliers.push(supplier);
        }
    }

    fn with_number(&mut self, number: (Option<u32>, String)) {
        if !self.numbers.contains(&number) && self.numbers.len() < Self::NUMBERS_MAX {
            self.numbers.push(number);
        }
    }
}

impl InMatter {
    /// The id of the matter that this message opens.
    fn id(&self) -> String {
        id_of(self.message)
    }
}

fn id_of(message: EvidenceId) -> String {
    short_id('x', &[&message.to_string()])
}

/// The concern of what the owner did by a letter.
const fn concern_of_act(act: Act, of: Option<AgreementKind>) -> Concern {
    match act {
        Act::Withdrew if matches!(of, Some(AgreementKind::Purchase)) => Concern::Refund,
        Act::Ended | Act::Withdrew => Concern::Ending,
        Act::Claimed => Concern::Claim,
        Act::Complained => Concern::Complaint,
        Act::Sold => Concern::Sale,
        Act::Died => Concern::Death,
        Act::Moved => Concern::Move,
        Act::Returned => Concern::Refund,
        Act::AskedForData => Concern::DataRequest,
        Act::Asked | Act::NewBank => Concern::Other,
    }
}

impl Ledger {
    /// The matter that a piece of evidence is in.
    pub fn matter_with(&self, evidence: EvidenceId) -> Option<&Matter> {
        self.matters.all.iter().find(|m| m.part_of.is_none() && m.has(evidence))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn of_very_many_messages_the_first_and_the_newest_are_kept() {
        let message = |number: u16| {
            let mut id = [0; 10];
            id[..2].copy_from_slice(&number.to_be_bytes());
            InMatter { evidence: EvidenceId(id), message: EvidenceId(id), on: date(2026, 3, 4) }
        };
        let mut matter = Matter::new(Concern::Claim, "Claim", message(0));
        (0..1_000).for_each(|number| matter.add(message(number)));
        matter.add(message(999));
        assert_eq!((matter.count, matter.messages.len()), (1_000, 300));
        assert_eq!(matter.messages.first(), Some(&message(0)));
        assert_eq!(matter.messages.last(), Some(&message(999)));
        assert_eq!(matter.id(), Matter::new(Concern::Claim, "", message(0)).id());
    }
}
