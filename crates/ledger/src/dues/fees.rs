//! Reminders: with a fee the bill is settled with it or without it, and what was asked for again is owed until it is paid.

use crate::fold::{Message, index};
use crate::state::{Asking, Due, Ledger};
use crate::stems;
use crate::suppliers::folded;
use jiff::civil::Date;
use oxherd_model::{AmountRole, DateRole, DueKind, Kind, Money, ReferenceRole, Stage};

/// The other sum that pays what a reminder asks for: the whole without the fee, where the message names both, else the
/// bill with it.
pub(super) fn also(what: DueKind, amount: Option<Money>, message: &Message<'_>) -> Option<Money> {
    let kinds = || std::iter::once(message.kind).chain(message.reading.secondary.iter().copied());
    let reminds = kinds().any(|kind| matches!(kind, Kind::Dunning | Kind::PaymentFailed));
    let whole = amount.filter(|_| what == DueKind::Payment && reminds)?;
    let fee = message.amount(AmountRole::Fee).filter(|fee| fee.currency == whole.currency)?;
    let without = Money { value: whole.value.checked_sub(fee.value)?, ..whole };
    if !fee.value.is_sign_positive() || fee.value.is_zero() {
        return None;
    }
    if without.value.is_sign_positive() && message.amounts().any(|(_, sum)| sum == without) {
        return Some(without);
    }
    Some(Money { value: whole.value.checked_add(fee.value)?, ..whole })
}

/// How a message asks for what is due on a day: with the fee of a reminder it is asked for again.
pub(super) fn asking(
    (what, on): (DueKind, Date),
    also: Option<Money>,
    message: &Message<'_>,
) -> Asking {
    let mut taken = message.dates(DateRole::Payment).chain(super::takings(message));
    if also.is_some() {
        Asking::Again
    } else if what == DueKind::Payment && taken.any(|day| day == on) {
        Asking::Collected
    } else {
        Asking::Once
    }
}

impl Ledger {
    /// What is asked for again after its day, and without another one, is owed until it is paid.
    pub(super) fn remind(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        if message.kind != Kind::Dunning {
            return;
        }
        let (invoice, sum) = (message.reference(ReferenceRole::Invoice), message.total());
        for number in self.open_dues.of(message.supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let late = due.closed_at.is_none() && due.on < message.on;
            let named = invoice.map(folded).zip(due.reference.as_deref().map(folded));
            let of_one = due.agreement == agreement && sum.is_some_and(|sum| due.is_paid_by(sum));
            let same = named.map_or(of_one, |(asked, known)| asked == known);
            if due.what == DueKind::Payment && late && same {
                // What was to be taken was not.
                due.asking = Asking::Again;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// Whether a tax is asked for keeping what is kept no more.
    pub(super) fn is_taxed_no_more(&self, message: &Message<'_>, thing: Option<u32>) -> bool {
        let subject = &message.reading.subject;
        let kept = thing.and_then(|thing| self.things.get(index(thing)));
        kept.is_some_and(|thing| thing.stage == Stage::Gone)
            && stems::taxes_what_is_kept(subject)
            && !stems::comes_once(subject)
    }
}

impl Due {
    /// Asks for what a newer message asks for, where that names a sum.
    pub(super) fn asks_for(&mut self, newer: &Due) {
        if newer.amount.is_some() {
            (self.amount, self.also) = (newer.amount, newer.also);
        }
        if newer.asking == Asking::Again {
            self.asking = newer.asking;
        }
    }

    /// Whether a sum is what is asked for, with or without the fee of a reminder.
    pub(crate) fn is_paid_by(&self, sum: Money) -> bool {
        self.amount == Some(sum) || self.also == Some(sum)
    }
}
