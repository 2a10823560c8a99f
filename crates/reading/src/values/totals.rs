//! Which sum of a listing is the total.

use super::amounts::{Role, per_period};
use super::page::Page;
use oxherd_model::{AmountRole, Currency};
use rust_decimal::Decimal;

/// Bytes between the total of the goods and the total of all.
const NEAR: usize = 400;

/// A sum where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) currency: Currency,
}

/// Of two totals one below the other, where lines stand above, the first is that of the goods.
pub(super) fn one_total(sums: &[Standing], roles: &mut [Role]) {
    let listed = |role: &Role| {
        use AmountRole as R;
        matches!(role.0, R::Line | R::Shipping | R::Tax | R::Discount | R::Fee)
    };
    if !roles.iter().any(listed) {
        return;
    }
    let totals: Vec<usize> = (0..)
        .zip(roles.iter())
        .filter(|(_, role)| role.0 == AmountRole::Total)
        .map(|(at, _)| at)
        .collect();
    for pair in totals.windows(2) {
        let [first, last] = pair else { continue };
        let (Some(one), Some(two)) = (sums.get(*first), sums.get(*last)) else { continue };
        let goods = one.value < two.value
            && one.currency == two.currency
            && two.start.saturating_sub(one.end) <= NEAR
            && adds_up(sums, roles, (*first, *last));
        if goods && let Some(role) = roles.get_mut(*first) {
            *role = (AmountRole::Subtotal, role.1.min(800));
        }
    }
}

/// Whether the first total is that of the lines above it, or the second that of all between.
fn adds_up(sums: &[Standing], roles: &[Role], (first, last): (usize, usize)) -> bool {
    let (Some(one), Some(two)) = (sums.get(first), sums.get(last)) else { return false };
    let lines =
        || sums.iter().zip(roles).take(first).filter(|(_, role)| role.0 == AmountRole::Line);
    let sum: Decimal = lines().map(|(sum, _)| sum.value).sum();
    let between: Decimal = sums.iter().take(last).skip(first + 1).map(|sum| sum.value).sum();
    sum == one.value
        || lines().any(|(sum, _)| sum.value == one.value)
        || one.value + between == two.value
}

/// The sum that stands for a total where none is called so: what was paid, refunded, or the only
/// price.
pub(super) fn main(page: &Page<'_>, sums: &[Standing], roles: &[Role]) -> Option<usize> {
    use AmountRole as R;
    if roles.iter().any(|role| matches!(role.0, R::Total | R::Due | R::Old)) {
        return None;
    }
    let largest = |wanted: R| {
        let fits = (0..).zip(roles).filter(|(_, role)| role.0 == wanted && role.1 >= 600);
        fits.filter_map(|(at, _): (usize, _)| sums.get(at).map(|sum| (at, sum.value)))
            .max_by_key(|(_, value)| *value)
            .map(|(at, _)| at)
    };
    if let Some(at) = largest(R::Paid).or_else(|| largest(R::Refund)) {
        return Some(at);
    }
    let first = sums.first()?;
    let only = sums.iter().all(|sum| sum.value == first.value && sum.currency == first.currency);
    let price = roles.iter().any(|role| matches!(role.0, R::Price | R::New));
    let once = sums.iter().all(|sum| !per_period(page, sum.end));
    (only && price && once).then_some(0)
}
