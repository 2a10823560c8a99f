//! What tells agreements of one supplier apart where no number does: what they are for, and the line of a telephone.

use super::{is_over, is_single, names_agreement, near};
use crate::fold::{Message, SURE_FACT, index};
use crate::state::{Agreement, Ledger};
use crate::suppliers::folded;
use crate::things::lines;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, DateRole, Fact, Kind, Reading, ReferenceRole, TopicName};

/// Branches and lines that are remembered of one agreement.
const MARKS_MAX: usize = 8;

/// What a message without a known number may be about.
pub(super) enum Fit {
    /// This agreement.
    One(u32),
    /// None that is known.
    None,
    /// One of several, and nothing says which.
    Any,
}

/// Papers under two numbers that begin within so many days are of two agreements.
const BEGIN_BESIDE_DAYS: i32 = 60;

impl Agreement {
    /// Whether papers tell a beginning of their own near that of this agreement, for a term that is not its own: what
    /// begins anew under another number does so after a while.
    pub(super) fn begins_beside(&self, message: &Message<'_>) -> bool {
        let papers = matches!(message.kind, Kind::ContractPack | Kind::OrderConfirmed);
        let begins = message.date(DateRole::Start).filter(|_| papers);
        let near_by = |(a, b): (Date, Date)| a != b && near(a, b, BEGIN_BESIDE_DAYS);
        begins.zip(self.started_on).is_some_and(near_by)
    }

    /// Whether a text speaks of another agreement than this one: of another branch, another line.
    pub(crate) fn is_apart(&self, reading: &Reading) -> bool {
        let branches = &reading.branches;
        let of_other = if self.branches.is_empty() {
            is_plain(self.kind)
                && branches.iter().all(|b| b.kind().is_some_and(|k| is_plain(k) && k != self.kind))
        } else {
            !branches.iter().any(|branch| self.branches.contains(branch))
        };
        let line = named_line(reading).filter(|_| self.has_lines());
        !branches.is_empty() && of_other || line.is_some_and(|line| !self.has_line(line))
    }

    /// Whether a text names what this agreement is for, or its line.
    pub(crate) fn is_named(&self, reading: &Reading) -> bool {
        let branch = reading.branches.iter().any(|branch| self.branches.contains(branch));
        let line = named_line(reading).is_some_and(|line| self.has_line(line));
        (branch || line) && !self.is_apart(reading)
    }

    /// Whether papers of one sort are none of an agreement of another.
    pub(super) fn is_other_sort(&self, message: &Message<'_>, kind: AgreementKind) -> bool {
        let papers = matches!(message.kind, Kind::ContractPack | Kind::OrderConfirmed);
        papers && is_plain(kind) && is_plain(self.kind) && kind != self.kind
    }

    /// Remembers what a message of the agreement names it by.
    pub(super) fn learn_marks(&mut self, message: &Message<'_>) {
        for branch in &message.reading.branches {
            if !self.branches.contains(branch) && self.branches.len() < MARKS_MAX {
                self.branches.push(*branch);
            }
        }
        let line = named_line(message.reading).filter(|line| !self.has_line(line));
        if let Some(line) = line.filter(|_| self.lines.len() < MARKS_MAX) {
            self.lines.push(line.to_owned());
        }
    }

    fn has_lines(&self) -> bool {
        !self.lines.is_empty() && self.kind == AgreementKind::Telecom
    }

    fn has_line(&self, line: &str) -> bool {
        self.lines.iter().any(|known| lines::same(known, line))
    }
}

impl Ledger {
    /// The agreement of a supplier whose number stands in a text without a word for what it numbers.
    pub(crate) fn agreement_numbered(&self, supplier: u32, reading: &Reading) -> Option<u32> {
        let named = |at: &u32, value: &str| {
            let known = self.agreements.get(index(*at));
            known.is_some_and(|a| {
                a.references.iter().any(|(role, of)| names_agreement(*role) && folded(of) == value)
            })
        };
        reading.numbers.iter().map(|number| folded(&number.value)).find_map(|value| {
            let of = self.agreement_by_reference.get(&(supplier, value.clone()))?;
            of.iter().rev().copied().find(|at| named(at, &value))
        })
    }

    /// The agreement with a supplier that a letter of the owner speaks of where it names no number: what it names
    /// otherwise, else the only one that runs, else the only one.
    pub(crate) fn agreement_spoken_of(&self, supplier: u32, reading: &Reading) -> Option<u32> {
        let all = || self.agreements_of(supplier).filter(|(_, a)| !a.is_apart(reading));
        let runs = |a: &Agreement| !is_over(a.state) && !is_single(a.kind);
        let numbered =
            reading.facts.iter().filter_map(Fact::identifier).find_map(|(role, value, _)| {
                self.thing_by_identifier.get(&(role, value.to_owned())).copied()
            });
        let thing = numbered.or_else(|| self.thing_written_of(reading));
        let topic = reading.topics.iter().find_map(|t| match t.name {
            TopicName::Agreement(kind) => Some(kind),
            TopicName::Thing(_) => None,
        });
        only(all().filter(|(_, a)| a.is_named(reading) && runs(a)))
            .or_else(|| only(all().filter(|(_, a)| a.is_named(reading))))
            .or_else(|| only(all().filter(|(_, a)| runs(a) && thing.is_some() && a.thing == thing)))
            .or_else(|| only(all().filter(|(_, a)| runs(a) && Some(a.kind) == topic)))
            .or_else(|| only(all().filter(|(_, a)| runs(a))))
            .or_else(|| only(all()))
            .map(|(number, _)| number)
    }

    /// Which of several agreements a message may be about that names none of them: the only one of its price.
    pub(super) fn of_price(&self, message: &Message<'_>, of: &[(u32, &Agreement)]) -> Option<u32> {
        let total = message.total().filter(|sum| !sum.value.is_zero())?;
        let priced =
            |a: &Agreement| a.stated(message.on).is_some_and(|stated| stated.price.money == total);
        only(of.iter().filter(|(_, a)| !is_over(a.state) && priced(a))).map(|(number, _)| *number)
    }
}

/// Whether a message names nothing by which an agreement is told from another, and begins none.
pub(super) fn names_nothing(message: &Message<'_>) -> bool {
    let begins = matches!(
        message.kind,
        Kind::OrderConfirmed | Kind::ContractPack | Kind::Quote | Kind::AccountSetup
    );
    let facts = || message.reading.facts.iter();
    let numbered =
        facts().filter_map(Fact::reference).any(|(role, _)| role != ReferenceRole::Other);
    let thing = facts()
        .any(|fact| fact.identifier().is_some_and(|(role, _, _)| crate::things::is_strong(role)));
    !begins && !numbered && !thing && message.reading.branches.is_empty()
}

/// Kinds that no supplier's words mix up with another.
const fn is_plain(kind: AgreementKind) -> bool {
    matches!(
        kind,
        AgreementKind::Insurance
            | AgreementKind::Energy
            | AgreementKind::Water
            | AgreementKind::Telecom
            | AgreementKind::Loan
    )
}

/// The line of a telephone that a text names as the customer's.
fn named_line(reading: &Reading) -> Option<&str> {
    lines::named(reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_FACT))
}

/// The only one of some.
pub(crate) fn only<T>(mut of: impl Iterator<Item = T>) -> Option<T> {
    let first = of.next()?;
    of.next().is_none().then_some(first)
}
