//! A year that is paid in parts.

use super::is_near;
use crate::fold::Message;
use oxherd_model::{AmountRole, Fact, Kind, Money, Period};
use rust_decimal::Decimal;

/// Numbers of equal instalments of a year.
const INSTALMENTS: std::ops::RangeInclusive<i64> = 9..=12;

/// What a year costs and what is paid at a time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Instalments {
    /// The whole.
    pub(crate) whole: Money,
    /// The usual part.
    pub(crate) part: Money,
}

/// A sum that is exactly so many times another of the same message, or that with a first part of
/// its own, where a time is named that the parts are paid for: a year paid in instalments.
pub(crate) fn instalments(message: &Message<'_>) -> Option<Instalments> {
    let asks = matches!(message.kind, Kind::Bill | Kind::PaymentAhead | Kind::RenewalNotice);
    let recurs = message.reading.period.is_some_and(|period| period != Period::Once);
    let all = || message.reading.facts.iter().filter_map(Fact::amount);
    if !asks || !recurs || all().count() > 8 {
        return None;
    }
    let sums: Vec<Money> = all().map(|(_, m)| m).filter(|m| m.value > Decimal::ONE).collect();
    let paid = |m: &Money| all().any(|(role, sum)| sum == *m && is_paid_by_itself(role));
    let whole = *sums.iter().filter(|m| paid(m)).max_by_key(|m| m.value)?;
    // Ten in a hundred of tax are the eleventh part of the whole.
    let on_top = |m: &Money| sums.iter().any(|net| net.value + m.value == whole.value);
    // Beside a first part of its own even what looks like a line is a part.
    let line = |m: &Money| all().any(|(role, sum)| sum == *m && role == AmountRole::Line);
    let smaller = || {
        let of = sums.iter().filter(|m| m.currency == whole.currency);
        of.filter(|m| m.value + m.value < whole.value && (paid(m) || line(m)) && !on_top(m))
    };
    for part in smaller() {
        for times in INSTALMENTS {
            let equal = paid(part) && part.value * Decimal::from(times) == whole.value;
            let rest = whole.value - part.value * Decimal::from(times - 1);
            let other = rest != part.value;
            let first = other && smaller().any(|m| m.value == rest && is_near(*m, *part));
            if equal || first {
                return Some(Instalments { whole, part: *part });
            }
        }
    }
    None
}

/// Whether a sum of this role can be paid by itself: what makes up another cannot, nor what was before.
const fn is_paid_by_itself(role: AmountRole) -> bool {
    match role {
        AmountRole::Total
        | AmountRole::Due
        | AmountRole::Fee
        | AmountRole::New
        | AmountRole::Deposit
        | AmountRole::Paid
        | AmountRole::Price
        | AmountRole::Other => true,
        AmountRole::Line
        | AmountRole::Subtotal
        | AmountRole::Tax
        | AmountRole::Shipping
        | AmountRole::Discount
        | AmountRole::Old
        | AmountRole::Refund
        | AmountRole::Balance => false,
    }
}
