//! Payments at a regular distance: how often, and whether they are of one size.

use crate::costs::turn;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::Period;
use rust_decimal::Decimal;

/// One payment of a series to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Paid {
    /// Which booking.
    pub(super) booking: u32,
    /// When.
    pub(super) on: Date,
    /// How much, above nought.
    pub(super) sum: Decimal,
}

/// Payments that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Series {
    /// By day.
    pub(super) paid: Vec<Paid>,
    /// How often.
    pub(super) per: Period,
}

/// Days between two payments of a period.
const DISTANCES: &[(Period, std::ops::RangeInclusive<i32>, usize)] = &[
    (Period::Week, 6..=8, 3),
    (Period::Month, 26..=35, 2),
    (Period::Quarter, 82..=100, 2),
    (Period::Year, 350..=380, 1),
];

/// Payments that a statement lacks between two that it has.
const MISSING_MAX: i32 = 2;

/// Sums in one stretch of payments that are looked at side by side.
const CLUSTERS_MAX: usize = 12;

/// Whether payments are known to belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// All are of one mandate.
    Mandate,
    /// Only the payee is the same.
    Payee,
}

/// The series in payments to one payee, by day.
pub(super) fn find(paid: &[Paid], bond: Bond) -> Vec<Series> {
    if let Some(series) = series(paid.to_vec(), bond) {
        return vec![series];
    }
    if bond == Bond::Mandate {
        return Vec::new();
    }
    let mut clusters: Vec<Vec<Paid>> = Vec::new();
    for one in paid {
        let apart = |c: &Vec<Paid>| {
            let last = c.last().map(|last| last.sum).filter(|sum| within(*sum, one.sum, 20))?;
            Some((last - one.sum).abs())
        };
        let like = (0..).zip(&clusters).filter_map(|(at, c)| apart(c).map(|apart| (apart, at)));
        let like: Option<usize> = like.min().map(|(_, at)| at);
        let full = clusters.len() >= CLUSTERS_MAX;
        match like.and_then(|at| clusters.get_mut(at)) {
            Some(cluster) => cluster.push(*one),
            None if full => {}
            None => clusters.push(vec![*one]),
        }
    }
    clusters.into_iter().filter_map(|cluster| series(cluster, bond)).collect()
}

fn series(paid: Vec<Paid>, bond: Bond) -> Option<Series> {
    let days: Vec<Date> = paid.iter().map(|p| p.on).collect();
    let per = period(&days)?;
    is_level(&paid, per, bond).then_some(Series { paid, per })
}

/// How often days come, if they come regularly.
pub(super) fn period(days: &[Date]) -> Option<Period> {
    let gap = |pair: &[Date]| match pair {
        [a, b] => a.until(*b).ok().map(|span| span.get_days()),
        _other => None,
    };
    let gaps: Vec<i32> = days.windows(2).filter_map(gap).collect();
    let found = DISTANCES.iter().find(|(_, days, least)| {
        let one = gaps.iter().filter(|gap| days.contains(gap)).count();
        let several = gaps.iter().filter(|gap| {
            (2..=MISSING_MAX + 1).any(|n| (days.start() * n..=days.end() * n).contains(*gap))
        });
        one >= *least && one * 3 >= gaps.len() * 2 && (one + several.count()) * 5 >= gaps.len() * 4
    });
    found.map(|(per, _, _)| *per)
}

/// Whether payments are of one size, apart from a small drift: shopping every week is none.
fn is_level(paid: &[Paid], per: Period, bond: Bond) -> bool {
    let steps = || {
        paid.windows(2).filter_map(|pair| match pair {
            [a, b] => Some((a.sum, b.sum)),
            _other => None,
        })
    };
    let all = |percent: i64| steps().all(|(a, b)| within(a, b, percent));
    let (count, equal) = (steps().count(), steps().filter(|(a, b)| a == b).count());
    if per == Period::Week {
        return equal + 1 >= count && all(40);
    }
    if per == Period::Year {
        return all(40);
    }
    all(6) || (equal * 2 >= count && all(40)) || (bond == Bond::Mandate && all(60))
}

/// Whether two sums differ by no more than so many hundredths of the smaller one.
pub(super) fn within(a: Decimal, b: Decimal, percent: i64) -> bool {
    let (least, most) = if a < b { (a, b) } else { (b, a) };
    let bound = least.checked_mul(Decimal::from(100 + percent));
    most.checked_mul(Decimal::ONE_HUNDRED).zip(bound).is_some_and(|(most, bound)| most <= bound)
}

impl Series {
    /// The day on which the next payment is expected.
    pub(super) fn next_on(&self) -> Option<Date> {
        self.paid.last().and_then(|last| turn(last.on, self.per, 1))
    }

    /// Whether an account that is known up to a day shows that the payments have stopped.
    pub(super) fn has_stopped(&self, known_to: Option<Date>) -> bool {
        let patience = match self.per {
            Period::Week | Period::Once => 10,
            Period::Month => 20,
            Period::Quarter => 40,
            Period::Year => 60,
        };
        let missed = self.next_on().and_then(|next| next.checked_add(patience.days()).ok());
        missed.zip(known_to).is_some_and(|(missed, known_to)| missed < known_to)
    }
}
