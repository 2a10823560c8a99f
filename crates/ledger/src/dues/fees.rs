//! Reminders with a fee: the bill is settled with the fee or without it.

use crate::fold::Message;
use crate::state::Due;
use oxherd_model::{AmountRole, DueKind, Kind, Money};

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

impl Due {
    /// Asks for what a newer message asks for, where that names a sum.
    pub(super) fn asks_for(&mut self, newer: &Due) {
        if newer.amount.is_some() {
            (self.amount, self.also) = (newer.amount, newer.also);
        }
    }

    /// Whether a sum is what is asked for, with or without the fee of a reminder.
    pub(crate) fn is_paid_by(&self, sum: Money) -> bool {
        self.amount == Some(sum) || self.also == Some(sum)
    }
}
