//! Whether money that is asked for or taken after an end is for the time before it.
//!
//! The same rule judges what mail asks for and what the bank shows. A last bill, arrears and a payment
//! that was on its way are owed; the same instalment once more, after the end, is not.

use crate::agreements::near;
use crate::costs::{self, turn};
use crate::endings::is_metered;
use crate::fold::Message;
use crate::prices::is_usage;
use crate::state::{Agreement, Charge};
use crate::stems;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, DateRole, EvidenceId, Kind, Money, Period, ReferenceRole};
use rust_decimal::Decimal;

/// Who bills what was used sends a last bill within so many days after the end.
const LAST_BILL_DAYS: i32 = 70;

/// Who bills a fixed sum for the month behind does so within so many days.
const ARREARS_DAYS: i32 = 35;

/// Another sum than the usual one is a last bill within so many days after the end.
const SETTLING_DAYS: i32 = 45;

/// What is called a settlement is one so long after the end.
const CALLED_DAYS: i32 = 120;

/// What a tenant used is settled within so many days: a year and what its working out takes.
const TENANCY_DAYS: i32 = 460;

/// A period that is billed lies at most so many days before the end.
const PERIOD_DAYS: i32 = 100;

/// A payment is late by so many days when it falls on a weekend or holidays.
const LATE_DAYS: i32 = 5;

/// A sum for a quarter or a year may be late by so many days.
const LATE_OF_YEAR_DAYS: i32 = 20;

/// Where no rhythm is known, a payment that was on its way is told at most so many days after the end.
const TOLD_DAYS: i32 = 1;

/// The same, in the books of the bank.
const BOOKED_DAYS: i32 = 5;

/// So many hundredths above the usual sum is the usual sum, raised.
const RAISED_PERCENT: i64 = 40;

/// Periods that are followed from a beginning.
const TURNS_MAX: i32 = 1200;

/// Money that is asked for, announced or taken.
#[derive(Debug)]
pub(crate) struct Asked<'a> {
    /// The day on which it is asked for or taken.
    pub(crate) on: Date,
    /// How much, where that is said.
    pub(crate) sum: Option<Money>,
    /// How it came.
    pub(crate) way: Way,
    /// The time that it says it is for.
    pub(crate) time: Time,
    /// Number of the bill.
    pub(crate) invoice: Option<&'a str>,
    /// Whether it is called a settlement, arrears, a last bill.
    pub(crate) comes_once: bool,
    /// Where it was read.
    pub(crate) evidence: EvidenceId,
}

/// How money is asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Way {
    /// By a bill.
    Billed,
    /// It is said that it will be taken.
    Announced,
    /// It is said to have been taken.
    Told,
    /// The bank shows it.
    Booked,
}

/// What time money is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Time {
    /// The time before the end.
    Before,
    /// The time after it, or most of it.
    After,
    /// It does not say.
    Unsaid,
}

impl<'a> Asked<'a> {
    /// What a message asks for.
    pub(crate) fn by(message: &'a Message<'_>, end: Date) -> Self {
        let way = if matches!(message.kind, Kind::PaymentAhead | Kind::RenewalNotice) {
            Way::Announced
        } else if matches!(message.kind, Kind::PaymentDone | Kind::PaymentFailed) {
            Way::Told
        } else {
            Way::Billed
        };
        let ahead = [DateRole::Payment, DateRole::Due]
            .into_iter()
            .find_map(|role| message.dates(role).find(|on| *on >= message.on));
        let on = ahead.filter(|_| way == Way::Announced).unwrap_or(message.on);
        Self {
            on,
            sum: message.total(),
            way,
            time: time(message, end),
            invoice: message.reference(ReferenceRole::Invoice),
            comes_once: stems::comes_once(&message.reading.subject),
            evidence: message.evidence(),
        }
    }

    /// Whether a charge is another one than what is judged. A statement shows many.
    fn is_another(&self, charge: &Charge) -> bool {
        if self.way == Way::Booked { charge.on < self.on } else { charge.evidence != self.evidence }
    }
}

/// What time a message says that its sum is for.
fn time(message: &Message<'_>, end: Date) -> Time {
    let of_late = |on: &Date| *on <= end && near(*on, end, PERIOD_DAYS);
    let after = |role: DateRole| message.dates(role).any(|on| on > end);
    let starts = message.dates(DateRole::Start).filter(of_late).max();
    let ends = message.dates(DateRole::End).filter(|on| *on > end).min();
    // A period that only begins before the end is for the time after it.
    let mostly_after = starts.zip(ends).is_some_and(|(start, last)| {
        let before = start.until(end).map_or(0, |span| span.get_days());
        let beyond = end.until(last).map_or(0, |span| span.get_days());
        beyond > before + 1
    });
    let before = [DateRole::End, DateRole::Start]
        .into_iter()
        .any(|role| message.dates(role).any(|on| of_late(&on)));
    if after(DateRole::Start) || after(DateRole::Renewal) || mostly_after {
        Time::After
    } else if before {
        Time::Before
    } else {
        Time::Unsaid
    }
}

impl Agreement {
    /// Whether money after the end is for the time before it.
    pub(crate) fn is_owed_for(&self, asked: &Asked<'_>, end: Date) -> bool {
        match asked.time {
            Time::Before => return true,
            Time::After => return false,
            Time::Unsaid => {}
        }
        if asked.on <= end && asked.way != Way::Announced || self.billed_before(asked, end) {
            return true;
        }
        if self.is_price_of_later(asked, end) {
            return false;
        }
        if asked.comes_once && near(end, asked.on, CALLED_DAYS.max(self.settling_days())) {
            return true;
        }
        let metered = is_metered(self.kind);
        if !self.knows_sums(asked) {
            let days = match (metered, asked.way) {
                (true, _) => LAST_BILL_DAYS,
                (false, Way::Booked) => BOOKED_DAYS,
                (false, Way::Billed | Way::Announced | Way::Told) => TOLD_DAYS,
            };
            return near(end, asked.on, days) && asked.on >= end;
        }
        if self.is_usual(asked) {
            self.is_late_turn(asked, end) || metered && self.is_last_of_month(asked, end)
        } else {
            near(end, asked.on, self.settling_days())
        }
    }

    /// Whether a sum is the price that was announced for the time after the end, and no other.
    fn is_price_of_later(&self, asked: &Asked<'_>, end: Date) -> bool {
        let Some(sum) = asked.sum else { return false };
        let later =
            self.leaving.changes.iter().any(|change| {
                change.new == Some(sum) && change.from.is_some_and(|from| from > end)
            });
        later && !self.charges.iter().any(|c| asked.is_another(c) && c.money == sum && c.on <= end)
    }

    /// How long after its end another sum than the usual one may be asked for.
    fn settling_days(&self) -> i32 {
        if is_metered(self.kind) {
            LAST_BILL_DAYS
        } else if self.kind == AgreementKind::Rental {
            TENANCY_DAYS
        } else {
            SETTLING_DAYS
        }
    }

    /// Whether a bill of that number is known from before the end.
    fn billed_before(&self, asked: &Asked<'_>, end: Date) -> bool {
        let billed = |c: &Charge| {
            c.on <= end && c.evidence != asked.evidence && c.invoice.as_deref() == asked.invoice
        };
        asked.invoice.is_some() && self.charges.iter().any(billed)
    }

    /// What was asked for before, apart from what is judged.
    fn sums<'a>(&'a self, asked: &'a Asked<'_>) -> impl Iterator<Item = Money> + 'a {
        let charged = self.charges.iter().filter(|c| asked.is_another(c));
        let stated = self.prices.iter().filter(|p| p.evidence != asked.evidence);
        let all = stated.map(|p| p.price.money).chain(charged.map(|c| c.money));
        all.filter(|m| m.value > Decimal::ZERO)
    }

    fn knows_sums(&self, asked: &Asked<'_>) -> bool {
        self.sums(asked).next().is_some()
    }

    /// Whether it is the sum that comes again and again, or no sum is said. Of what is paid by fixed
    /// sums, one that is a little higher is the same, raised; of what is paid by use, one that is only
    /// announced and alike is an instalment.
    fn is_usual(&self, asked: &Asked<'_>) -> bool {
        let Some(sum) = asked.sum else { return true };
        let metered = is_metered(self.kind);
        let raised = |m: Money| {
            let bound = m.value * Decimal::from(100 + RAISED_PERCENT);
            sum.currency == m.currency
                && sum.value > m.value
                && sum.value * Decimal::ONE_HUNDRED <= bound
        };
        let announced = asked.way == Way::Announced && asked.invoice.is_none();
        self.sums(asked).any(|m| m == sum || (!metered || announced) && raised(m))
    }

    /// Whether the usual sum is that of the last turn before the end, a little late.
    fn is_late_turn(&self, asked: &Asked<'_>, end: Date) -> bool {
        let of_sum = self.prices.iter().filter(|p| Some(p.price.money) == asked.sum);
        // A price that only begins with the end, as after a trial, was never owed.
        if of_sum.map(|p| p.from).min().is_some_and(|from| from >= end) {
            return false;
        }
        let per = self.stated(end).filter(|p| p.period_said).map(|p| p.price.per);
        let per = per.or_else(|| costs::rhythm(&self.charges).map(|price| price.per));
        let Some(per) = per.filter(|per| *per != Period::Once) else {
            let days = if asked.way == Way::Booked { BOOKED_DAYS } else { TOLD_DAYS };
            return asked.on >= end && near(end, asked.on, days);
        };
        let before = self.charges.iter().filter(|c| {
            asked.is_another(c) && c.on <= end && c.on < asked.on && c.money.value > Decimal::ZERO
        });
        let last = before.map(|c| c.on).max();
        let Some(from) = last.or(self.started_on) else { return false };
        // What was paid is paid; what only began was not.
        let first = i32::from(last.is_some());
        let turns = (first..TURNS_MAX).map_while(|times| turn(from, per, times));
        let due = turns.take_while(|on| *on < end).last();
        due.is_some_and(|due| near(due, asked.on, late(per)))
    }

    /// Whether the first payment came a month after the beginning: each pays the month behind.
    fn is_paid_afterwards(&self, asked: &Asked<'_>) -> bool {
        let before = self.charges.iter().filter(|c| asked.is_another(c));
        let first = before.filter(|c| c.money.value > Decimal::ZERO).map(|c| c.on).min();
        let apart = self.started_on.zip(first).and_then(|(start, first)| start.until(first).ok());
        apart.is_some_and(|span| (25..=45).contains(&span.get_days()))
    }

    /// Whether the usual sum may be the bill for the last month: it is billed afterwards, and once.
    fn is_last_of_month(&self, asked: &Asked<'_>, end: Date) -> bool {
        let again = self.charges.iter().any(|c| {
            asked.is_another(c)
                && c.on > end
                && c.on < asked.on
                && asked.sum.is_none_or(|sum| sum == c.money)
                && !near(c.on, asked.on, LATE_DAYS)
        });
        let billed = asked.way == Way::Billed;
        let days = if is_usage(self.kind) { LAST_BILL_DAYS } else { ARREARS_DAYS };
        // Nobody announces a last bill as the instalment of a month.
        let afterwards =
            !is_usage(self.kind) && asked.way != Way::Announced && self.is_paid_afterwards(asked);
        if !billed && !afterwards {
            return false;
        }
        !again && near(end, asked.on, days)
    }
}

fn late(per: Period) -> i32 {
    match per {
        Period::Once | Period::Week | Period::Month => LATE_DAYS,
        Period::Quarter | Period::Year => LATE_OF_YEAR_DAYS,
    }
}
