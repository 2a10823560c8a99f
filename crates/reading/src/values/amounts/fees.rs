//! What is asked for on top of a bill: `the open amount plus 5.00 for this reminder`.

use super::{Role, Sum};
use crate::values::labels::{self, AmountLabel, Labels};
use crate::values::page::Page;
use oxherd_model::AmountRole;
use rust_decimal::Decimal;

/// Sums that are looked at.
const SUMS_MAX: usize = 20;

/// Bytes between a bill and what comes on top of it.
const APART: usize = 400;

/// Bytes between the words that add a sum and the sum.
const ADDS: usize = 36;

/// Bytes between a sum and the word for a fee: `12,00 € di spese`.
const NAMES: usize = 12;

/// A label that touches its sum holds whatever follows.
const TOUCHES: usize = 4;

/// How sure it is that a sum is a fee, and that what it comes on top of is what is owed, in thousandths.
const FEE_SURE: u16 = 900;
const BILL_SURE: u16 = 850;

/// A fee is never the whole: the words for what is owed that stand before it mean the bill that it comes on top of. It
/// is no change of a price either, which `known` says of each sum.
pub(super) fn on_top(
    page: &Page<'_>,
    labels: &Labels,
    (sums, values): (&[Sum], &[(Decimal, bool)]),
    (roles, known): (&mut [Role], &mut [bool]),
) {
    for at in 1..sums.len().min(SUMS_MAX) {
        let Some((bill, told)) = fee(page, labels, (sums, values), roles, at) else { continue };
        let taken = roles.get(at).map(|role| role.0).filter(|role| is_whole(*role));
        if let Some(role) = roles.get_mut(at) {
            *role = (AmountRole::Fee, FEE_SURE);
        }
        if let Some(known) = known.get_mut(at) {
            *known = true;
        }
        let owed = taken.or(Some(AmountRole::Due).filter(|_| told == Told::Added));
        if let Some(role) = roles.get_mut(bill)
            && let Some(owed) = owed
            && !is_whole(role.0)
            && role.0 != AmountRole::Paid
        {
            *role = (owed, BILL_SURE);
        }
    }
}

/// How a sum is told to be a fee.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// It is added to what is asked for.
    Added,
    /// It is only called so.
    Named,
}

const fn is_whole(role: AmountRole) -> bool {
    matches!(role, AmountRole::Total | AmountRole::Due)
}

/// The bill that a sum comes on top of, and how that is told.
fn fee(
    page: &Page<'_>,
    labels: &Labels,
    (sums, values): (&[Sum], &[(Decimal, bool)]),
    roles: &[Role],
    at: usize,
) -> Option<(usize, Told)> {
    use AmountRole as R;
    let (sum, role, value) = (sums.get(at)?, roles.get(at)?, values.get(at)?.0);
    let may = |role: R| {
        matches!(role, R::Total | R::Due | R::Other | R::Price | R::Line | R::Fee | R::Balance)
    };
    let named = is_named(page, labels, sum);
    // `Without payment by 14 May, 40 € costs of collection`: the word between means the bill.
    let may_be = may(role.0) || named && matches!(role.0, R::Paid | R::Tax);
    if !may_be || role.1 >= super::LIMIT_SURE {
        return None;
    }
    let before = (0..at).rev().find(|one| {
        let larger = values.get(*one).is_some_and(|other| other.0 > value);
        // `we have not had your payment of 64.00`.
        let owed = |role: R| may(role) && role != R::Fee || role == R::Paid;
        let owed = roles.get(*one).is_some_and(|role| owed(role.0));
        let near = sums.get(*one).is_some_and(|other| {
            other.currency == sum.currency && sum.start.saturating_sub(other.end) <= APART
        });
        larger && owed && near
    })?;
    let floor = sums.get(at - 1)?.end;
    let told = if is_added(page, labels, (floor, sum.start))
        && (named || is_asked(labels, (floor, sum.start)))
    {
        Told::Added
    } else if named && !touches(labels, sum) {
        Told::Named
    } else {
        return None;
    };
    Some((before, told))
}

/// Whether the word for a fee stands right behind a sum: `5,00 EUR Mahngebühr`.
fn is_named(page: &Page<'_>, labels: &Labels, sum: &Sum) -> bool {
    let behind = labels::from(&labels.amounts, sum.end).iter().take(2);
    let mut fees = behind.filter(|mark| mark.what == AmountLabel::Role(AmountRole::Fee));
    fees.next().is_some_and(|mark| {
        let gap = page.text.get(sum.end..mark.start).unwrap_or("\n");
        let plain = gap.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '\'' | '\u{a0}'));
        gap.len() <= NAMES && plain && gap.split_whitespace().count() <= 1
    })
}

/// Whether the words before a sum add it to what is asked for.
fn is_added(page: &Page<'_>, labels: &Labels, (floor, start): (usize, usize)) -> bool {
    let Some(adds) = labels::before(&labels.added, start).next() else { return false };
    let gap = page.slice(adds.end, start);
    if adds.start < floor || gap.len() > ADDS || gap.contains(['.', ';', ':', '\n', '\t']) {
        return false;
    }
    let mut between = labels::before(&labels.amounts, start).take_while(|m| m.start >= adds.end);
    between.all(|mark| mark.what == AmountLabel::Role(AmountRole::Fee))
}

/// Whether what is asked for is named before the words that add a sum to it, or the sum is called a fee behind them.
fn is_asked(labels: &Labels, (floor, start): (usize, usize)) -> bool {
    let mut named = labels::before(&labels.amounts, start).take_while(|m| m.start >= floor).take(4);
    named.any(|mark| match mark.what {
        AmountLabel::Role(role) => is_whole(role) || role == AmountRole::Fee,
        AmountLabel::Skip | AmountLabel::Limit | AmountLabel::UpTo => false,
    })
}

/// Whether the label of a sum stands right before it.
fn touches(labels: &Labels, sum: &Sum) -> bool {
    let label = labels::before(&labels.amounts, sum.start).next();
    label.is_some_and(|mark| sum.start - mark.end <= TOUCHES)
}
