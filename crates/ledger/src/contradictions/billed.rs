//! Two sums under the number of one bill, and a bill that takes the place of another.
//!
//! One bill has one sum. What is asked for in parts, what is reminded of with a fee, what is credited and what is paid
//! in part names another sum and contradicts nothing; nor does a number that stands on every bill of a contract.

use super::{Clash, Passage, Said};
use crate::agreements::near;
use crate::fold::{Message, index};
use crate::state::Ledger;
use crate::suppliers::folded;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AmountRole, DateRole, DueKind, EvidenceId, Kind, Money, ReferenceRole, Stands,
};
use rust_decimal::Decimal;
use serde::{Deserialize, Serialize};

/// Bills that are remembered of one supplier.
const BILLS_MAX: usize = 8;

/// Sums that are remembered of one bill.
const SUMS_MAX: usize = 6;

/// Signs of the shortest number that is one of a bill.
const NUMBER_MIN: usize = 3;

/// Numbers begin anew each year: two bills of one number lie at most so many days apart.
const SAME_NUMBER_DAYS: i32 = 150;

/// What comes each month may bear the number of its contract: only within less than a month it is one bill.
const WITHIN_MONTH_DAYS: i32 = 27;

/// A bill that is replaced is at most so many days old.
const REPLACED_DAYS: i32 = 400;

/// A bill that a supplier sent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Billed {
    /// Its number, folded.
    pub invoice: String,
    /// When it was sent.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// The day that it bears, where it bears one.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub issued: Option<Date>,
    /// What it asks for.
    pub money: Money,
    /// Every sum that it names.
    pub sums: Vec<Money>,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// Where it was read.
    pub evidence: EvidenceId,
}

impl Ledger {
    /// Compares a bill with those of its supplier before it, and remembers it.
    pub(super) fn billed_anew(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        if self.bill_replaced(message) {
            self.remember_bill(message, agreement);
            return;
        }
        if !is_whole_bill(message) {
            return;
        }
        let found = self.billed_otherwise(message, agreement);
        if let Some((says, against)) = found {
            let about = (Clash::SaidTwiceDifferently, agreement, None);
            self.clash(message, about, says, vec![against]);
        }
        self.remember_bill(message, agreement);
    }

    fn remember_bill(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        let number = message.reference(ReferenceRole::Invoice).map(folded);
        let Some((invoice, money)) = number.zip(message.total()) else { return };
        if message.kind != Kind::Bill || invoice.len() < NUMBER_MIN {
            return;
        }
        let bills = self.contradictions.billed.entry(message.supplier).or_default();
        bills.push(Billed {
            invoice,
            on: message.on,
            issued: message.date(DateRole::Issued),
            money,
            sums: message.amounts().map(|(_, money)| money).take(SUMS_MAX).collect(),
            agreement,
            evidence: message.evidence(),
        });
        let many = bills.len().saturating_sub(BILLS_MAX);
        bills.drain(..many);
    }

    /// The same number with another sum, which nothing explains.
    fn billed_otherwise(
        &self,
        message: &Message<'_>,
        agreement: Option<u32>,
    ) -> Option<(Said, Said)> {
        let invoice = message.reference(ReferenceRole::Invoice).map(folded)?;
        let money = message.total().filter(|_| invoice.len() >= NUMBER_MIN)?;
        let bills = self.contradictions.billed.get(&message.supplier)?;
        let one = |known: &&Billed| {
            let apart = known.agreement.zip(agreement).is_some_and(|(one, two)| one != two);
            known.invoice == invoice && !apart
        };
        let known = bills.iter().rev().find(one)?;
        // Where bills bear different numbers, each has its own.
        let numbered = bills.iter().any(|other| other.invoice != invoice);
        let days = if numbered || !self.is_billed_again(agreement) {
            SAME_NUMBER_DAYS
        } else {
            WITHIN_MONTH_DAYS
        };
        let other = |role: ReferenceRole| {
            message.references().any(|(of, value)| of == role && folded(value) == invoice)
        };
        let of_contract = [ReferenceRole::Contract, ReferenceRole::Customer, ReferenceRole::Policy]
            .into_iter()
            .any(other);
        // A time that begins behind the bill before it is billed for the first time.
        let of_other_time = message.dates(DateRole::Start).any(|start| start > known.on);
        let told = bills.iter().any(|bill| one(&bill) && bill.money == money);
        if of_contract || of_other_time || told || !near(known.on, message.on, days) {
            return None;
        }
        is_another_sum(message, money, known).then_some((
            Said { evidence: message.evidence(), what: Passage::Sum(money) },
            Said { evidence: known.evidence, what: Passage::Sum(known.money) },
        ))
    }

    /// Whether an agreement is billed again and again.
    fn is_billed_again(&self, agreement: Option<u32>) -> bool {
        let known = agreement.and_then(|number| self.agreements.get(index(number)));
        known.is_some_and(|known| {
            !matches!(
                known.kind,
                AgreementKind::Purchase | AgreementKind::Service | AgreementKind::Booking
            )
        })
    }

    /// Takes back the bill instead of which a message comes: nothing is due for it, it was no cost, and no sum stands
    /// against it. Whether there is one.
    fn bill_replaced(&mut self, message: &Message<'_>) -> bool {
        let corrects = message.reading.stands == Stands::Instead
            || crate::stems::corrects(&message.reading.subject);
        if !corrects || message.kind != Kind::Bill {
            return false;
        }
        let Some(bills) = self.contradictions.billed.get_mut(&message.supplier) else {
            return false;
        };
        let Some(at) = replaced(bills, message) else { return false };
        let old = bills.remove(at);
        let mut gone = vec![old.evidence];
        // What was said under that number twice is said no more.
        gone.extend(bills.iter().filter(|b| b.invoice == old.invoice).map(|b| b.evidence));
        bills.retain(|bill| bill.invoice != old.invoice);
        for number in self.open_dues.of(message.supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let of = due.what == DueKind::Payment && due.closed_at.is_none();
            if of && due.evidence.0.iter().any(|evidence| gone.contains(evidence)) {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
        let known = old.agreement.and_then(|number| self.agreements.get_mut(index(number)));
        if let Some(known) = known {
            known.charges.retain(|c| !gone.contains(&c.evidence) || c.paid_by.is_some());
        }
        self.close_said_twice(message, &gone);
        true
    }

    /// Closes what two bills said differently, by the bill that takes their place.
    fn close_said_twice(&mut self, message: &Message<'_>, gone: &[EvidenceId]) {
        let Some(open) = self.contradictions.open.get_mut(&message.supplier) else { return };
        let all = &mut self.contradictions.all;
        open.retain(|number| {
            let Some(known) = all.get_mut(index(*number)) else { return false };
            let of = |said: &Said| gone.contains(&said.evidence);
            let sides = known.says.iter().any(of) && known.against.iter().any(of);
            if known.kind == Clash::SaidTwiceDifferently && sides {
                known.closed_by = Some(message.evidence());
            }
            known.closed_by.is_none()
        });
    }
}

/// Where the bill stands instead of which a message comes: the one of its number, of a number that it names, or of a
/// day that it names; else the only one.
fn replaced(bills: &[Billed], message: &Message<'_>) -> Option<usize> {
    let numbers = || message.references().filter(|(role, _)| *role == ReferenceRole::Invoice);
    let named: Vec<String> = numbers().map(|(_, value)| folded(value)).collect();
    let recent = |bill: &Billed| near(bill.on, message.on, REPLACED_DAYS);
    let dated = |bill: &Billed| {
        message
            .facts()
            .filter_map(oxherd_model::Fact::date)
            .any(|(_, on)| on < message.on && (on == bill.on || bill.issued == Some(on)))
    };
    let last =
        |wanted: &dyn Fn(&Billed) -> bool| bills.iter().rposition(|b| recent(b) && wanted(b));
    last(&|bill| named.contains(&bill.invoice)).or_else(|| last(&dated))
}

/// Whether a message is the bill of a whole sum, and says nothing of another.
fn is_whole_bill(message: &Message<'_>) -> bool {
    let mut numbers: Vec<String> = message
        .references()
        .filter(|(role, _)| *role == ReferenceRole::Invoice)
        .map(|(_, value)| folded(value))
        .collect();
    numbers.sort_unstable();
    numbers.dedup();
    let other = [Kind::RefundCredit, Kind::PaymentFailed];
    message.kind == Kind::Bill
        && numbers.len() == 1
        && message.reading.stands == Stands::Alone
        && !message.reading.secondary.iter().any(|kind| other.contains(kind))
        && !message.admits()
        && message.amount(AmountRole::Refund).is_none()
        && message.amount(AmountRole::Fee).is_none()
        && message.total().is_some_and(|sum| sum.value.is_sign_positive() && !sum.value.is_zero())
        && crate::prices::instalments(message).is_none()
}

/// Whether a bill asks for another sum than the one before it, and neither of them explains it by what it names. What
/// is less may be what is left: then it has to be the whole of the bill.
fn is_another_sum(message: &Message<'_>, money: Money, known: &Billed) -> bool {
    let here: Vec<Money> = message.amounts().map(|(_, sum)| sum).collect();
    let less = money.value < known.money.value;
    let left = message.amount(AmountRole::Paid).is_some()
        || message.amount(AmountRole::Total).is_none_or(|whole| whole != money);
    let apart = (money.value - known.money.value).abs();
    let explained = here.iter().chain(&known.sums).any(|sum| sum.value == apart);
    let named = here.contains(&known.money) || known.sums.contains(&money);
    let rest = less && left;
    let other = money.currency == known.money.currency && apart > Decimal::ONE;
    other && !named && !explained && !rest
}
