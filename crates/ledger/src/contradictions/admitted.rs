//! Where a supplier admits that it was wrong: what it takes back by that, and what was told already.

use super::Said;
use crate::fold::{Message, index, promises_money};
use crate::promises::conditions::folded;
use crate::state::Ledger;
use crate::stems::is_about_answer;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AmountRole, EvidenceId, Fact, Kind};
use serde::{Deserialize, Serialize};

/// Admissions that are remembered of one supplier.
const ADMITTED_MAX: usize = 8;

/// What the bank shows so long before it was admitted to be wrong was meant by that.
const MEANT_MONTHS: i32 = 8;

/// A supplier admitted that it was wrong.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Admitted {
    /// Index of the agreement, where it was about one.
    pub agreement: Option<u32>,
    /// When.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// Where it was read.
    pub evidence: EvidenceId,
    /// Whether it says that money will come back: until it does, what was taken is not settled.
    pub pays_back: bool,
}

/// Whether a message says that it will give money back.
pub(super) fn is_to_pay(message: &Message<'_>) -> bool {
    let promised =
        || message.facts().filter_map(Fact::promise).any(|(what, _)| !is_about_answer(what));
    promises_money(message.reading) || message.amount(AmountRole::Refund).is_some() && promised()
}

/// Words of a tense in which money was given already, folded.
const GIVEN: &[&str] = &[
    " have ",
    " ve ",
    " has been ",
    " was ",
    " were ",
    " haben ",
    " habe ",
    " wurde ",
    " wurden ",
    " avons ",
    " a ete ",
    " hemos ",
    " ha sido ",
    " se ha ",
    " abbiamo ",
    " e stato ",
    " hebben ",
    " is ",
    " heb ",
];

/// Whether a message of a refund only says that it will come: a sentence that names the sum promises it, and
/// none of it is said to be given.
pub(super) fn only_promises(message: &Message<'_>) -> bool {
    let Some(sum) = message.total() else { return false };
    let sum = sum.value.abs().normalize().to_string();
    let figures = |text: &str| text.chars().filter(char::is_ascii_digit).collect::<String>();
    let (whole, named) = (figures(&sum), |what: &str| figures(what));
    let promised = |what: &str| {
        let line = folded(what);
        named(what).contains(&whole) && !GIVEN.iter().any(|words| line.contains(words))
    };
    message.facts().filter_map(Fact::promise).any(|(what, _)| promised(what))
}

impl Ledger {
    /// Remembers that a supplier admits to be wrong.
    pub(super) fn admitted(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        let of = self.contradictions.admitted.entry(message.supplier).or_default();
        let back = message.kind == Kind::RefundCredit && !only_promises(message);
        let pays_back = !back && is_to_pay(message);
        let evidence = message.evidence();
        of.push(Admitted { agreement, on: message.on, evidence, pays_back });
        let many = of.len().saturating_sub(ADMITTED_MAX);
        of.drain(..many);
    }

    /// Whether a message admitted to be wrong and said that money will come back.
    pub(super) fn is_to_be_paid_back(&self, supplier: u32, by: EvidenceId) -> bool {
        let of = self.contradictions.admitted.get(&supplier).into_iter().flatten();
        of.into_iter().any(|admitted| admitted.pays_back && admitted.evidence == by)
    }

    /// What admitted that money that was taken on a day should not have been, and left it at that.
    pub(crate) fn admitted_since(
        &self,
        supplier: u32,
        agreement: u32,
        taken_on: Date,
    ) -> Option<EvidenceId> {
        let last = taken_on.checked_add(MEANT_MONTHS.months()).ok()?;
        let of = self.contradictions.admitted.get(&supplier)?.iter();
        let mut meant = of.filter(|admitted| {
            !admitted.pays_back
                && admitted.agreement.is_none_or(|of| of == agreement)
                && (taken_on..=last).contains(&admitted.on)
        });
        meant.next().map(|admitted| admitted.evidence)
    }

    /// Whether the owner wrote to a supplier what waits for its word, or something it said does not hold.
    pub(crate) fn waits_for_word(&self, supplier: u32) -> bool {
        let asked = self.requests.open.get(&supplier).is_some_and(|open| !open.is_empty());
        asked || self.contradictions.open.get(&supplier).is_some_and(|open| !open.is_empty())
    }

    /// Whether two messages contradict each other already: one pair is told once.
    pub(super) fn is_told(
        &self,
        supplier: u32,
        agreement: Option<u32>,
        says: &Said,
        against: &[Said],
    ) -> bool {
        let open = self.contradictions.open.get(&supplier).into_iter().flatten();
        let mut known = open.filter_map(|number| self.contradictions.all.get(index(*number)));
        let has = |side: &[Said], of: EvidenceId| side.iter().any(|said| said.evidence == of);
        known.any(|c| {
            let same = c.agreement == agreement;
            let pair = |other: &Said| {
                has(&c.says, says.evidence) && has(&c.against, other.evidence)
                    || has(&c.says, other.evidence) && has(&c.against, says.evidence)
            };
            same && against.iter().any(pair)
        })
    }
}
