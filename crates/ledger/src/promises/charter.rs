//! What a supplier pays for a visit that it misses, said before: `if our technician misses the slot, we
//! pay you 30 EUR`. Once evidence shows that a visit was missed it is owed, as if it were said then.

use super::{Promise, Promised, Source, by_day, conditions, sum_of, without_separators};
use crate::fold::{Message, index};
use crate::state::{Evidences, Ledger};
use crate::stems;
use jiff::civil::Date;
use oxherd_model::{EvidenceId, Fact, Money, PromiseTerm, TermUnit};
use serde::{Deserialize, Serialize};

/// What is owed without a day that was named is awaited for so many days: patience, not law.
const AWAITED_DAYS: u16 = 30;

/// Charters that are kept, the newest.
const CHARTERS_MAX: usize = 200;

/// What a supplier said that it pays for a visit that it misses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charter {
    /// Index of the supplier.
    pub supplier: u32,
    /// Index of the agreement, where it was said of one.
    pub agreement: Option<u32>,
    /// What, in its words.
    pub what: String,
    /// How much.
    pub sum: Money,
    /// How soon, counted from the missed visit.
    pub term: PromiseTerm,
    /// When it was said.
    #[serde(with = "oxherd_model::compact::date")]
    pub said_on: Date,
    /// Where.
    pub evidence: EvidenceId,
}

/// The sum that the words name, however sure its role is.
fn sum_in(what: &str, message: &Message<'_>) -> Option<Money> {
    let bare = without_separators(what);
    let written = |money: &Money| bare.contains(&format!("{:.2}", money.value).replace('.', ""));
    let sums = message.reading.facts.iter().filter_map(Fact::amount);
    sums.map(|(_, money)| money).find(written).or_else(|| sum_of(what, message))
}

impl Ledger {
    /// Keeps what a message says is paid for a visit that is missed.
    pub(super) fn learn_charters(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        for (what, term) in message.reading.facts.iter().filter_map(Fact::promise) {
            let within = matches!(term, PromiseTerm::Within { .. });
            let undated = matches!(term, PromiseTerm::Within { count: 0, .. });
            let open = undated || conditions::is_open(what, message.reading.language);
            let Some(sum) = sum_in(what, message).filter(|_| within && open) else { continue };
            if !undated && !stems::is_missed(what) {
                continue;
            }
            let term = match term {
                PromiseTerm::Within { count: 0, .. } => {
                    PromiseTerm::Within { count: AWAITED_DAYS, unit: TermUnit::Day }
                }
                PromiseTerm::Within { .. } | PromiseTerm::By(_) => term,
            };
            let (supplier, evidence) = (message.supplier, message.evidence());
            let charters = &mut self.promises.charters;
            charters.retain(|c| c.supplier != supplier || c.agreement != agreement);
            if charters.len() >= CHARTERS_MAX {
                charters.remove(0);
            }
            let (what, said_on) = (what.to_owned(), message.on);
            charters.push(Charter { supplier, agreement, what, sum, term, said_on, evidence });
        }
    }

    /// What is owed because a visit was missed, as the message shows.
    pub(super) fn owed_by_charter(
        &mut self,
        message: &Message<'_>,
        supplier: u32,
        (agreement, thing): (Option<u32>, Option<u32>),
    ) {
        let fits = |c: &&Charter| {
            let same = c.agreement.is_none() || agreement.is_none() || c.agreement == agreement;
            c.supplier == supplier && same && c.said_on <= message.on
        };
        let Some(charter) = self.promises.charters.iter().rev().find(fits).cloned() else { return };
        let Some(by) = by_day(charter.term, message.on, message.words.law()) else { return };
        let promised = |p: &Promised| {
            let money = p.about == Promise::Refund && p.sum == Some(charter.sum);
            p.supplier == supplier && money && p.closed.is_none()
        };
        let open = self.promises.open.get(&supplier).into_iter().flatten();
        if open.filter_map(|n| self.promises.all.get(index(*n))).any(promised) {
            return;
        }
        let number = u32::try_from(self.promises.all.len()).unwrap_or(u32::MAX);
        self.promises.open.entry(supplier).or_default().push(number);
        self.promises.all.push(Promised {
            supplier,
            agreement: agreement.or(charter.agreement),
            thing,
            about: Promise::Refund,
            what: charter.what,
            by,
            made_on: message.on,
            sum: Some(charter.sum),
            case: None,
            message: None,
            source: Source::Charter,
            of_charter: true,
            law: None,
            closed: None,
            late_minutes: None,
            evidence: Evidences(vec![message.evidence(), charter.evidence]),
        });
    }

    /// Whether a promise names the day for what is owed already: it takes its place.
    pub(super) fn stands_for_charter(&mut self, promise: &Promised) -> bool {
        let open = self.promises.open.get(&promise.supplier).into_iter().flatten();
        for number in open {
            let Some(known) = self.promises.all.get_mut(index(*number)) else { continue };
            let same = known.of_charter
                && promise.about == Promise::Refund
                && (promise.sum.is_none() || promise.sum == known.sum);
            if same {
                let mut evidence = promise.evidence.clone();
                evidence.0.append(&mut known.evidence.0);
                let sum = promise.sum.or(known.sum);
                *known = Promised { evidence, sum, ..promise.clone() };
                return true;
            }
        }
        false
    }
}
