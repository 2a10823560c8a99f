//! A part of what is booked that is paid before: `please transfer the deposit of 50.00 by 14 July`, `the balance of
//! 202.00 is due by 26 July`.

use crate::fold::Message;
use jiff::civil::Date;
use oxherd_model::{AmountRole, DateRole, DueKind, Fact, Kind, Money};

/// Bytes between a sum and the day by which it is paid.
const REACH: u32 = 90;

/// Kinds that confirm what is booked, and ask for no money as a rule.
const fn confirms(kind: Kind) -> bool {
    matches!(kind, Kind::OrderConfirmed | Kind::ContractPack | Kind::AppointmentSet)
}

/// The parts that a confirmation asks for, each with its day.
pub(super) fn asked(message: &Message<'_>) -> Vec<(Date, Money)> {
    if !confirms(message.kind) {
        return Vec::new();
    }
    let days = message.facts().filter_map(|fact| {
        let (role, on) = fact.date()?;
        (role == DateRole::Due && on > message.on).then_some((fact, on))
    });
    let parts = days.filter_map(|(day, on)| {
        let sums = message.facts().filter_map(|sum| Some((apart(sum, day)?, sum.amount()?)));
        let (_, (role, money)) = sums.min_by_key(|(gap, _)| *gap)?;
        let part = matches!(role, AmountRole::Deposit | AmountRole::Balance);
        (part && money.value.is_sign_positive() && !money.value.is_zero()).then_some((on, money))
    });
    parts.collect()
}

/// What is asked for on a day.
pub(super) fn amount(message: &Message<'_>, (what, on): (DueKind, Date)) -> Option<Money> {
    let mut parts = asked(message).into_iter().filter(|_| what == DueKind::Payment);
    parts.find(|(day, _)| *day == on).map(|(_, money)| money)
}

/// Bytes between two facts of one part, where they stand beside each other.
fn apart(one: &Fact, other: &Fact) -> Option<u32> {
    let (one, other) = (one.at, other.at);
    let gap = if one.end <= other.start {
        other.start - one.end
    } else {
        one.start.saturating_sub(other.end)
    };
    (one.part == other.part && gap <= REACH).then_some(gap)
}
