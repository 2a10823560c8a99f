//! What a year of an agreement costs, as a person would work it out from its messages.

use crate::agreements::{is_over, is_single};
use crate::prices::{is_by_visit, is_like, is_usage};
use crate::state::{Agreement, Charge, Price};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, EvidenceId, Money, Period};
use rust_decimal::Decimal;
use std::borrow::Cow;

/// What a year costs, and how it is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Yearly {
    /// The sum.
    pub money: Money,
    /// What shows it.
    pub how: Shown,
    /// The messages that it follows from, newest first.
    pub evidence: Vec<EvidenceId>,
}

/// What shows the cost of a year.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shown {
    /// A price that was stated.
    Price,
    /// Charges that come in a steady rhythm, the last one taken for all.
    Rhythm,
    /// The bills of the last year, added up.
    Bills,
}

/// Charges looked at for a rhythm.
const RECENT: usize = 13;

/// Days of a year, give or take a few.
pub(crate) const A_YEAR: std::ops::RangeInclusive<i32> = 350..=380;

/// Charges within so many days before the day are those of the last year.
const LAST_YEAR_DAYS: i32 = 366;

/// Charges so many days apart are not for the same.
const APART_DAYS: i32 = 20;

/// What one agreement costs in a year.
pub(crate) fn yearly(agreement: &Agreement, on: Date) -> Option<Yearly> {
    if is_usage(agreement.kind)
        && let Some(cost) = used(agreement)
    {
        return Some(cost);
    }
    let stated = agreement.stated(on);
    let steady = rhythm(&agreement.agreed_charges());
    if stated.is_none_or(|s| !s.period_said)
        && steady.is_none()
        && let Some(steps) = stepped(agreement)
    {
        return Some(steps);
    }
    let usual = matches!(
        agreement.kind,
        AgreementKind::Insurance
            | AgreementKind::Warranty
            | AgreementKind::Membership
            | AgreementKind::Loan
            | AgreementKind::Rental
    ) && is_settled(agreement);
    let guessed = !usual && stated.is_some_and(|s| !s.period_said) && steady.is_none();
    if let Some(price) = price(agreement, on).filter(|_| !guessed) {
        let by_rhythm = steady == Some(price);
        let last = agreement.charges.last().filter(|_| by_rhythm).map(|c| c.evidence);
        let evidence = last.or(stated.map(|s| s.evidence)).into_iter().collect();
        let how = if by_rhythm { Shown::Rhythm } else { Shown::Price };
        return Some(Yearly { money: of_a_year(price)?, how, evidence });
    }
    if guessed && agreement.kind == AgreementKind::Subscription {
        return None;
    }
    let from = on.checked_sub(LAST_YEAR_DAYS.days()).ok()?;
    let of_year = || agreement.charges.iter().filter(|c| c.on > from && c.on <= on);
    // What came once has no period: a repair, a fine, the first bill of somebody new.
    let counts = !is_by_visit(agreement.kind) && is_repeated(of_year());
    added(of_year().filter(|_| counts))
}

/// Whether something shows that an agreement was made: a number of it, or its term. Without that a sum
/// beside words of insurance is none that comes again.
fn is_settled(agreement: &Agreement) -> bool {
    !agreement.references.is_empty()
        || agreement.renews_on.is_some()
        || agreement.term_ends_on.is_some()
        || agreement.auto_renews == Some(true)
}

/// Whether money was asked for more than once, and not for the same.
fn is_repeated<'a>(charges: impl Iterator<Item = &'a Charge>) -> bool {
    let asked = charges.filter(|c| c.money.value.is_sign_positive());
    let days: Vec<Date> = asked.map(|c| c.on).collect();
    let far = |(first, last): (&Date, &Date)| {
        first.checked_add(APART_DAYS.days()).is_ok_and(|early| *last >= early)
    };
    days.iter().min().zip(days.iter().max()).is_some_and(far)
}

/// A price for a year; none for what is paid once.
pub fn of_a_year(price: Price) -> Option<Money> {
    let times = match price.per {
        Period::Once => return None,
        Period::Week => 52,
        Period::Month => 12,
        Period::Quarter => 4,
        Period::Year => 1,
    };
    Some(Money { value: price.money.value * Decimal::from(times), ..price.money })
}

/// The price that holds at a day: the one stated last, unless charges of a steady rhythm show
/// another since.
pub(crate) fn price(agreement: &Agreement, on: Date) -> Option<Price> {
    // What is asked for or taken after the end is no price of what ended.
    let end = agreement.ended_on.filter(|_| is_over(agreement.state));
    let stated = agreement.stated(end.map_or(on, |end| end.min(on)));
    let known = agreement.agreed_charges();
    let until = end.map(|end| known.iter().filter(move |c| c.on <= end).cloned());
    let until: Option<Vec<Charge>> = until.map(Iterator::collect);
    let charges = until.as_deref().unwrap_or(&known);
    let charged = rhythm(charges);
    if is_usage(agreement.kind) {
        return charged.filter(|_| is_even(charges)).or(stated.map(|s| s.price));
    }
    let last = charges.last().map(|c| c.on);
    if let Some(stated) = stated {
        let newer = last.is_some_and(|last| last > stated.from);
        let every = stated.period_said || stepped(agreement).is_none();
        let said = if every { stated.price } else { Price { per: Period::Once, ..stated.price } };
        // Where bills are missing, a sum for a month seems to come each year.
        let of_its_time = |charged: Price| {
            let like = stated.period_said && is_like(charged.money, said.money);
            if like { Price { per: said.per, ..charged } } else { charged }
        };
        return charged.filter(|_| newer).map(of_its_time).or(Some(said));
    }
    charged.or_else(|| {
        // What came back of it is no price.
        let single = is_single(agreement.kind);
        let positive = |c: &&Charge| c.money.value.is_sign_positive();
        let asked = charges.iter().rev().find(positive).filter(|_| single);
        let only = asked.or(charges.last().filter(positive))?;
        let per = match agreement.kind {
            AgreementKind::Insurance => Period::Year,
            AgreementKind::Purchase | AgreementKind::Booking => Period::Once,
            AgreementKind::Energy
            | AgreementKind::Water
            | AgreementKind::Telecom
            | AgreementKind::Subscription
            | AgreementKind::Warranty
            | AgreementKind::Loan
            | AgreementKind::Rental
            | AgreementKind::Membership
            | AgreementKind::Service
            | AgreementKind::Banking
            | AgreementKind::Other => return None,
        };
        Some(Price { money: only.money, per })
    })
}

impl Agreement {
    /// What was charged, without what is beyond the agreed price: that is no price.
    pub(crate) fn agreed_charges(&self) -> Cow<'_, [Charge]> {
        if self.beyond.is_empty() {
            return Cow::Borrowed(self.charges.as_slice());
        }
        self.charges.iter().filter(|c| !self.beyond.contains(&c.money)).cloned().collect()
    }
}

/// The day so many periods after another; none for what is paid once.
pub(crate) fn turn(from: Date, per: Period, times: i32) -> Option<Date> {
    let span = match per {
        Period::Once => return None,
        Period::Week => times.weeks(),
        Period::Month => times.months(),
        Period::Quarter => times.checked_mul(3)?.months(),
        Period::Year => times.years(),
    };
    from.checked_add(span).ok()
}

/// What was used in a year: as many of the last bills as make one.
fn used(agreement: &Agreement) -> Option<Yearly> {
    let recent = recent(&agreement.charges);
    let days = beat(&recent, Pair::Shows)?;
    let wanted: usize = match days {
        6..=8 => 52,
        26..=35 => 12,
        80..=100 => 4,
        170..=195 => 2,
        days if A_YEAR.contains(&days) => 1,
        _other => return None,
    };
    let last = recent.get(recent.len().saturating_sub(wanted)..).unwrap_or_default();
    let mut sum = added(last.iter().copied())?;
    let of = i64::try_from(last.len()).ok()?;
    if last.len() < wanted {
        let scale = Decimal::from(i64::try_from(wanted).ok()?) / Decimal::from(of);
        sum.money.value = (sum.money.value * scale).round_dp(2);
    }
    Some(sum)
}

/// Sums of one currency added up.
fn added<'a>(charges: impl Iterator<Item = &'a Charge>) -> Option<Yearly> {
    let charges: Vec<&Charge> = charges.collect();
    let currency = charges.last()?.money.currency;
    let of = || charges.iter().filter(|c| c.money.currency == currency);
    let value = of().map(|c| c.money.value).sum();
    // One statement can show many charges.
    let mut evidence: Vec<EvidenceId> = Vec::new();
    for shown in of().rev().flat_map(|c| [Some(c.evidence), c.paid_by]).flatten() {
        if !evidence.contains(&shown) {
            evidence.push(shown);
        }
    }
    Some(Yearly { money: Money { value, currency }, how: Shown::Bills, evidence })
}

/// A delivery every so many weeks: the smallest gap shows how many, the longer ones are multiples
/// of it where messages are missing.
fn stepped(agreement: &Agreement) -> Option<Yearly> {
    let recent = recent(&agreement.charges);
    let gaps = gaps(&recent);
    let least = *gaps.iter().min()?;
    let near = |days: i32, to: i32| (days - to).abs() * 10 <= to;
    let short: Vec<i32> = gaps.iter().copied().filter(|days| near(*days, least)).collect();
    let multiple = |days: i32| {
        let times = (days + least / 2) / least;
        near(days, least * times)
    };
    let regular = gaps.iter().filter(|days| multiple(**days)).count();
    let weeks = (least + 3) / 7;
    if short.len() < 2 || regular * 5 < gaps.len() * 4 || weeks < 2 || !is_level(&recent) {
        return None;
    }
    let last = recent.last()?;
    let value = last.money.value * Decimal::from(52) / Decimal::from(weeks);
    let money = Money { value: value.round_dp(2), ..last.money };
    Some(Yearly { money, how: Shown::Rhythm, evidence: vec![last.evidence] })
}

/// The last charges by day, without money that came back.
fn recent(charges: &[Charge]) -> Vec<&Charge> {
    let asked = charges.iter().filter(|c| c.money.value.is_sign_positive());
    // They are in the order of their days but for what came late: most are looked at and not sorted.
    if charges.is_sorted_by_key(|c| c.on) {
        let mut of: Vec<&Charge> = asked.rev().take(RECENT).collect();
        of.reverse();
        return of;
    }
    let mut of: Vec<&Charge> = asked.collect();
    of.sort_by_key(|c| c.on);
    let before = of.len().saturating_sub(RECENT);
    of.drain(..before);
    of
}

fn gaps(charges: &[&Charge]) -> Vec<i32> {
    let between = |pair: &[&Charge]| match pair {
        [a, b] => b.on.since(a.on).ok().map(|span| span.get_days()),
        _other => None,
    };
    charges.windows(2).filter_map(between).filter(|days| *days > 3).collect()
}

/// Whether two charges a month apart show a rhythm by themselves.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Pair {
    Shows,
    ShowsNothing,
}

/// The days between most of the charges, if they come in a steady rhythm.
fn beat(charges: &[&Charge], pair: Pair) -> Option<i32> {
    let mut gaps = gaps(charges);
    gaps.sort_unstable();
    let two = |days: i32| days > 80 || pair == Pair::Shows && (26..=35).contains(&days);
    let steady = gaps.len() >= 2 || gaps.first().is_some_and(|days| two(*days));
    let median = *gaps.get(gaps.len() / 2)?;
    let regular = gaps.iter().filter(|days| (**days - median).abs() * 5 <= median).count();
    (steady && regular * 5 >= gaps.len() * 3).then_some(median)
}

/// The last sum of charges that come in a steady rhythm.
pub(crate) fn rhythm(charges: &[Charge]) -> Option<Price> {
    let of = recent(charges);
    let even = of.windows(2).all(|pair| matches!(pair, [a, b] if a.money == b.money));
    let pair = if even { Pair::Shows } else { Pair::ShowsNothing };
    let days = beat(&of, pair).filter(|_| is_level(&of))?;
    let per = match days {
        6..=8 => Period::Week,
        26..=35 => Period::Month,
        80..=100 => Period::Quarter,
        days if A_YEAR.contains(&days) => Period::Year,
        _other => return None,
    };
    Some(Price { money: of.last()?.money, per })
}

/// Whether the last charges are of one size: visits to a vet come often and are no price.
fn is_level(charges: &[&Charge]) -> bool {
    let last = charges.get(charges.len().saturating_sub(4)..).unwrap_or_default();
    let sums = || last.iter().map(|c| c.money.value);
    match (sums().min(), sums().max()) {
        (Some(least), Some(most)) => most < least * Decimal::from(2),
        (None, _) | (_, None) => false,
    }
}

/// Whether the last charges are the same: a part payment, not what was used.
fn is_even(charges: &[Charge]) -> bool {
    let of = recent(charges);
    let last = of.get(of.len().saturating_sub(3)..).unwrap_or_default();
    last.len() == 3 && last.windows(2).all(|pair| matches!(pair, [a, b] if a.money == b.money))
}
