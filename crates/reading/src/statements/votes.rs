//! What all rows of a file together say of the order of its dates and of its decimal mark.

use super::amount::{Mark, Sum};
use super::day::Written;
use super::output::Output;
use jiff::civil::Date;
use oxherd_model::DayOrder;

/// How a gap begins that asks for the order of the dates of a file.
pub const OPEN_ORDER: &str = "the order of day and month in the dates stays open";

/// The order of the dates of a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct FileOrder {
    /// How they are read.
    pub(super) is: DayOrder,
    /// The same where nothing proves it.
    pub(super) open: Option<DayOrder>,
}

/// Days that tell the order of their numbers.
#[derive(Debug, Default)]
pub(super) struct DateVotes {
    /// Days that can only be read with the day first, and with the month first.
    proofs: (u32, u32),
    open: u32,
    /// Days that can be read in one way, whatever the order.
    sure: u32,
    day_first: Run,
    month_first: Run,
}

/// How well a reading of all days keeps them in order.
#[derive(Debug, Default)]
struct Run {
    last: Option<Date>,
    up: u32,
    down: u32,
}

impl Run {
    fn add(&mut self, date: Option<Date>) {
        let Some(date) = date else {
            return;
        };
        if let Some(last) = self.last {
            self.up += u32::from(date > last);
            self.down += u32::from(date < last);
        }
        self.last = Some(date);
    }

    /// Steps against the direction of the others.
    fn breaks(&self) -> u32 {
        self.up.min(self.down)
    }
}

impl DateVotes {
    /// Counts one day.
    pub(super) fn add(&mut self, day: Option<Written>) {
        let Some(day) = day else {
            return;
        };
        match day.proves() {
            Some(DayOrder::DayFirst) => self.proofs.0 += 1,
            Some(DayOrder::MonthFirst) => self.proofs.1 += 1,
            None if day.is_open() => self.open += 1,
            None => self.sure += 1,
        }
        self.day_first.add(day.date(DayOrder::DayFirst));
        self.month_first.add(day.date(DayOrder::MonthFirst));
    }

    /// Whether no further row can change the outcome.
    pub(super) const fn is_sure(&self) -> bool {
        let unproved = self.proofs.0 + self.proofs.1 + self.open == 0;
        self.proofs.0.abs_diff(self.proofs.1) >= 8 || (unproved && self.sure >= 200)
    }

    /// The order of the file; says so where no day proves it, and how the owner can say the other.
    pub(super) fn order(&self, usual: DayOrder, out: &mut Output<'_>) -> FileOrder {
        let (first, second) = self.proofs;
        let proved = |is| FileOrder { is, open: None };
        if first != second {
            let day = first > second;
            return proved(if day { DayOrder::DayFirst } else { DayOrder::MonthFirst });
        }
        if self.open == 0 && first == 0 {
            return proved(usual);
        }
        let (day, month) = (self.day_first.breaks(), self.month_first.breaks());
        let (order, by) = match day.cmp(&month) {
            std::cmp::Ordering::Less => (DayOrder::DayFirst, "by the order of the rows"),
            std::cmp::Ordering::Greater => (DayOrder::MonthFirst, "by the order of the rows"),
            std::cmp::Ordering::Equal => (usual, "by custom"),
        };
        let (taken, other) = match order {
            DayOrder::DayFirst => ("day", "months"),
            DayOrder::MonthFirst => ("month", "days"),
        };
        out.gap(&format!(
            "{OPEN_ORDER}; the {taken} is taken to stand first, {by}: compare one date with the bank's \
             own statement, and if it is not so: oxherd say EVIDENCE {other} stand first"
        ));
        FileOrder { is: order, open: Some(order) }
    }
}

/// Sums that tell their decimal mark.
#[derive(Debug, Default)]
pub(super) struct MarkVotes {
    points: u32,
    commas: u32,
    open: u32,
}

impl MarkVotes {
    /// Counts one sum.
    pub(super) fn add(&mut self, sum: Option<Sum>) {
        match sum.map(|sum| sum.mark) {
            Some(Mark::Decimal(b'.') | Mark::Groups(b',')) => self.points += 1,
            Some(Mark::Decimal(_) | Mark::Groups(_)) => self.commas += 1,
            Some(Mark::Open(_)) => self.open += 1,
            Some(Mark::None) | None => {}
        }
    }

    /// Whether no further row can change the outcome.
    pub(super) const fn is_sure(&self) -> bool {
        self.points.abs_diff(self.commas) >= 8
    }

    /// The decimal mark of the file; says so where nothing proves it.
    pub(super) fn mark(&self, out: &mut Output<'_>) -> Option<u8> {
        if self.points != self.commas {
            return Some(if self.points > self.commas { b'.' } else { b',' });
        }
        if self.open > 0 {
            out.gap(
                "sums such as 1.234 stay open in the file; their mark is taken to group thousands: \
                 compare one sum with the bank's own statement",
            );
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::super::{amount, day};
    use super::*;

    fn order(days: &[&str]) -> (DayOrder, usize) {
        let (mut votes, mut out) = (DateVotes::default(), Output::new(""));
        days.iter().for_each(|text| votes.add(day::read(text)));
        (votes.order(DayOrder::DayFirst, &mut out).is, out.finish().1.len())
    }

    #[test]
    fn one_proof_settles_the_order() {
        assert_eq!(order(&["01/02/2026", "02/28/2026"]), (DayOrder::MonthFirst, 0));
        assert_eq!(order(&["01/02/2026", "28/02/2026"]), (DayOrder::DayFirst, 0));
        assert_eq!(order(&["2026-02-01"]), (DayOrder::DayFirst, 0));
    }

    #[test]
    fn without_proof_rows_in_order_settle_it_and_it_is_said() {
        let days = ["01/09/2026", "01/10/2026", "02/01/2026", "02/03/2026"];
        assert_eq!(order(&days), (DayOrder::MonthFirst, 1));
        assert_eq!(order(&["01/02/2026"]), (DayOrder::DayFirst, 1));
    }

    #[test]
    fn sums_with_cents_settle_the_mark() {
        let (mut votes, mut out) = (MarkVotes::default(), Output::new(""));
        ["1.234", "5,10"].iter().for_each(|text| votes.add(amount::read(text)));
        assert_eq!(votes.mark(&mut out), Some(b','));
    }
}
