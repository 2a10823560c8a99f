//! What an agreement cost at a time, one price after the other, and by how much each is dearer.

use crate::costs::{of_a_year, rhythm};
use crate::prices::is_usage;
use crate::state::{Agreement, Charge, Price};
use jiff::civil::Date;
use oxherd_model::{EvidenceId, Period};
use rust_decimal::Decimal;

/// A price and how it stands to the one before it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PriceStep {
    /// How much for how long.
    pub price: Price,
    /// From this day on; an announced one begins later than the day of the question.
    pub from: Date,
    /// By how many per cent it is dearer than the one before it, to a tenth; below nought it is cheaper. None
    /// for the first, and where the two cannot be compared.
    pub rise_percent: Option<Decimal>,
    /// Where it was read.
    pub evidence: EvidenceId,
}

/// Every price that an agreement had, has or is announced to have, by the day from which it holds: those
/// that were stated, and those that regular charges show.
pub fn price_history(agreement: &Agreement) -> Vec<PriceStep> {
    let runs_on = |from: Date| agreement.ended_on.is_none_or(|end| from <= end);
    let step = |price: Price, from: Date, evidence: EvidenceId| PriceStep {
        price,
        from,
        rise_percent: None,
        evidence,
    };
    let stated = agreement.prices.iter().filter(|p| runs_on(p.from));
    let mut all: Vec<PriceStep> = stated.map(|p| step(p.price, p.from, p.evidence)).collect();
    let last = all.iter().map(|p| p.from).max();
    let charges = agreement.agreed_charges();
    let usage = is_usage(agreement.kind);
    let charged = if usage { Vec::new() } else { charged(&charges) };
    let charged = charged.into_iter().filter(|(price, c)| {
        let of_sum = agreement.prices.iter().any(|p| p.price.money == price.money);
        runs_on(c.on) && last.is_none_or(|last| c.on > last) && !of_sum
    });
    all.extend(charged.map(|(price, c)| step(price, c.on, c.evidence)));
    // What was said last of a day holds.
    all.sort_by_key(|p| p.from);
    let mut history: Vec<PriceStep> = Vec::new();
    for next in all {
        history.pop_if(|known| known.from == next.from);
        if history.last().is_none_or(|known| known.price != next.price) {
            history.push(next);
        }
    }
    let before: Vec<Price> = history.iter().map(|p| p.price).collect();
    for (next, before) in history.iter_mut().skip(1).zip(before) {
        next.rise_percent = rise(before, next.price);
    }
    history
}

/// Prices that charges in a steady rhythm show, each with its first charge. What comes more often than each
/// year shows a price only when it comes twice.
fn charged(all: &[Charge]) -> Vec<(Price, &Charge)> {
    let Some(per) = rhythm(all).map(|price| price.per) else { return Vec::new() };
    let mut charges: Vec<&Charge> =
        all.iter().filter(|c| c.money.value.is_sign_positive()).collect();
    charges.sort_by_key(|c| c.on);
    let least = if per == Period::Year { 1 } else { 2 };
    let alike = charges.chunk_by(|a, b| a.money == b.money).filter(|run| run.len() >= least);
    alike.filter_map(|run| run.first()).map(|c| (Price { money: c.money, per }, *c)).collect()
}

/// By how many per cent a year of the second is dearer than one of the first.
fn rise(first: Price, second: Price) -> Option<Decimal> {
    let (old, new) = of_a_year(first).zip(of_a_year(second))?;
    let comparable = old.currency == new.currency && old.value > Decimal::ZERO;
    let by = (new.value - old.value) * Decimal::ONE_HUNDRED;
    comparable.then(|| {
        let mut percent = (by / old.value).round_dp(1);
        percent.rescale(1);
        percent
    })
}
