//! Terms that go on by themselves: where the running one ends, until when it can be left, and what a
//! guarantee asks for each year.

use super::View;
use crate::agreements::is_single;
use crate::fold::index;
use crate::leaving::{LeaveBy, Stretch};
use crate::state::{Agreement, Due, Thing};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, AgreementState, DueKind, EvidenceId, Period, Stage, TermUnit};

/// The running term of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Term {
    /// Its last day.
    pub last: Date,
    /// Months of a term, where they are known.
    pub months: Option<u16>,
    /// Whether a term lies before it.
    pub renewed: bool,
}

/// The last day to end an agreement, as its own words say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LastDay {
    /// The day.
    pub on: Date,
    /// What was said.
    pub said: LeaveBy,
    /// The renewal or end that it goes with.
    pub ends: Option<Date>,
    /// Whether it was said of an earlier term.
    pub rolled: bool,
    /// The notice from which it was counted, where no day was said.
    pub notice: Option<Stretch>,
}

/// Counts a notice back from an end.
pub type CountBack<'c> = &'c dyn Fn(Date, Stretch) -> Option<Date>;

/// Care without which a guarantee lapses.
#[derive(Debug, Clone, PartialEq)]
pub struct Care<'a> {
    /// The due of the care as it was said.
    pub said: &'a Due,
    /// The due of the end of the guarantee.
    pub guarantee: &'a Due,
    /// By when it is to be had next.
    pub on: Date,
    /// The last visit that is known.
    pub last: Option<Date>,
}

/// A term is followed for so many terms at most.
const TERMS_MAX: u16 = 600;

/// Early and late enough for a visit to be that of a year.
const YEAR_DAYS: i32 = 335;

impl<'a> View<'a> {
    /// The running term; none for what is done once, is over, or names no end.
    pub fn term(&self, agreement: &Agreement) -> Option<Term> {
        let runs = matches!(
            self.state(agreement),
            AgreementState::Active | AgreementState::Trial | AgreementState::Unknown
        );
        if is_single(agreement.kind) || !runs || agreement.ended_on.is_some() {
            return None;
        }
        let before_renewal = agreement.renews_on.and_then(|on| on.yesterday().ok());
        let mut said = [before_renewal, agreement.term_ends_on];
        if said.iter().all(Option::is_none) {
            let (last, months) = least_term(agreement)?;
            if last >= self.on {
                return Some(Term { last, months, renewed: false });
            }
            said = [Some(last), None];
        }
        let ahead = said.into_iter().flatten().filter(|on| *on >= self.on).min();
        let base = ahead.or_else(|| said.into_iter().flatten().max())?;
        let months = months_of_term(agreement);
        let started = agreement.started_on.and_then(|on| on.checked_add(1.months()).ok());
        let second = started.zip(months).is_some_and(|(_, months)| {
            let first = agreement.started_on.and_then(|on| later(on, months, 1));
            first.is_some_and(|first| first <= base)
        });
        if base >= self.on {
            return Some(Term { last: base, months, renewed: second });
        }
        let renews = goes_on(agreement);
        let (next, months_each) = (base.tomorrow().ok()?, months.filter(|_| renews)?);
        let ends =
            (1..TERMS_MAX).map_while(|times| later(next, months_each, times)?.yesterday().ok());
        let last = ends.into_iter().find(|last| *last >= self.on)?;
        Some(Term { last, months, renewed: true })
    }

    /// The last day to end it that its own words give, for the running term or the next.
    pub fn last_day(&self, agreement: &Agreement) -> Option<LastDay> {
        self.last_day_by(agreement, &counted_back)
    }

    /// The same, where whoever knows the calendar of the place counts a notice back from an end.
    pub fn last_day_by(&self, agreement: &Agreement, count: CountBack<'_>) -> Option<LastDay> {
        let Some(said) = agreement.leaving.by else { return self.by_notice(agreement, count) };
        let ends = said.ends.or_else(|| {
            let known = [agreement.renews_on, agreement.term_ends_on];
            known.into_iter().flatten().filter(|end| *end >= said.on).min()
        });
        let on = match said.counted.zip(ends) {
            Some((notice, ends)) => count(ends, notice)?,
            None => said.on,
        };
        let notice = said.counted;
        if on >= self.on {
            return Some(LastDay { on, said, ends, rolled: false, notice });
        }
        let runs = matches!(self.state(agreement), AgreementState::Active);
        let renews = goes_on(agreement);
        let months = months_of_term(agreement).filter(|_| runs && renews)?;
        if agreement.ended_on.is_some() {
            return None;
        }
        (1..TERMS_MAX).find_map(|times| {
            let next = ends.map(|first| later(first, months, times));
            let on = match (next, notice, ends) {
                (Some(next), Some(notice), _) => count(next?, notice)?,
                (Some(next), None, Some(first)) => before(next?, between(said.on, first))?,
                // Of a day that is said alone the same comes round: `by 30 November each year`.
                _ => later(said.on, months, times)?,
            };
            let last = LastDay { on, said, ends: next.flatten(), rolled: true, notice };
            (on >= self.on).then_some(last)
        })
    }

    /// The last day that follows from a notice of which no day was said: for the running term, and when
    /// that is too late for the next.
    fn by_notice(&self, agreement: &Agreement, count: CountBack<'_>) -> Option<LastDay> {
        let notice = agreement.leaving.notice?;
        let term = self.term(agreement)?;
        let renews = goes_on(agreement);
        let next = || {
            let months = term.months.filter(|_| renews)?;
            later(term.last.tomorrow().ok()?, months, 1)?.yesterday().ok()
        };
        let of = |last: Date| {
            // Words of a renewal are counted from its day, others from the last day of the term.
            let renewal = agreement.renews_on.is_some();
            let ends = if renewal { last.tomorrow().ok()? } else { last };
            let on = count(ends, notice)?;
            let (counted, evidence) = (Some(notice), notice.evidence);
            let said = LeaveBy { on, ends: Some(ends), counted, evidence };
            let day = LastDay { on, said, ends: Some(ends), rolled: false, notice: Some(notice) };
            (on >= self.on).then_some(day)
        };
        of(term.last).or_else(|| of(next()?))
    }

    /// What guarantees ask for: care that was said together with the end of a guarantee, as it falls due
    /// next.
    pub fn cares(&self) -> Vec<Care<'a>> {
        let mut cares: Vec<Care<'a>> = Vec::new();
        for guarantee in self.ledger.dues.of(DueKind::WarrantyEnd) {
            let Some(thing) = guarantee.thing.filter(|_| guarantee.closed_at.is_none()) else {
                continue;
            };
            let gone = |t: &Thing| t.owned == Some(false) || t.stage == Stage::Gone;
            if guarantee.on < self.on || self.ledger.things.get(index(thing)).is_some_and(gone) {
                continue;
            }
            let of_thing = || self.ledger.dues.iter().filter(move |d| d.thing == Some(thing));
            let together = |due: &&Due| {
                due.what == DueKind::Service
                    && due.on <= guarantee.on
                    && due.evidence.0.iter().any(|e| guarantee.evidence.0.contains(e))
            };
            let Some(said) = of_thing().filter(together).max_by_key(|due| due.on) else { continue };
            let visits = of_thing().filter(|due| due.what == DueKind::Appointment);
            let last = visits.map(|due| due.on).filter(|on| *on <= self.on).max();
            let Some(on) = self.next_care(said.on, last) else { continue };
            if on <= guarantee.on {
                cares.push(Care { said, guarantee, on, last });
            }
        }
        cares
    }

    /// A year after the last visit, else as it was said, and from then on each year.
    fn next_care(&self, said: Date, last: Option<Date>) -> Option<Date> {
        let of_this_time =
            |visit: &Date| said.checked_sub(YEAR_DAYS.days()).is_ok_and(|early| *visit >= early);
        match last.filter(of_this_time) {
            Some(visit) => visit.checked_add(1.years()).ok(),
            None => self.ahead(said, 12, 0),
        }
    }

    /// The first day ahead that is so many terms after a day, none or one at least.
    fn ahead(&self, from: Date, months: u16, least: u16) -> Option<Date> {
        let all = (least..TERMS_MAX).map_while(|times| later(from, months, times));
        all.into_iter().find(|on| *on >= self.on)
    }
}

impl Care<'_> {
    /// What says so.
    pub fn evidence(&self) -> Vec<EvidenceId> {
        let mut all = self.said.evidence.0.clone();
        all.extend(self.guarantee.evidence.0.iter().filter(|e| !self.said.evidence.0.contains(e)));
        all
    }
}

/// Months of a term: from its first to its last day, else the period of its price, else what is usual.
fn months_of_term(agreement: &Agreement) -> Option<u16> {
    let whole = agreement.started_on.zip(agreement.term_ends_on);
    let exact = whole.and_then(|(start, last)| {
        let end = last.tomorrow().ok()?;
        (1..=120).find(|months| {
            let full = later(start, *months, 1);
            full == Some(end) || full == Some(last)
        })
    });
    let yearly = matches!(agreement.kind, AgreementKind::Insurance | AgreementKind::Warranty);
    let priced = || {
        let price = agreement.prices.iter().rev().find(|p| p.period_said)?;
        match price.price.per {
            Period::Month => Some(1),
            Period::Quarter => Some(3),
            Period::Year => Some(12),
            Period::Once | Period::Week => None,
        }
    };
    // An agreement that began long ago went through terms of its own since.
    let of_year = |months: u16| months.is_multiple_of(12) && (yearly || priced() == Some(12));
    let exact = exact.map(|months| if of_year(months) { 12 } else { months });
    // A line with a least term of two years is paid by the month.
    let longer = matches!(agreement.kind, AgreementKind::Telecom | AgreementKind::Energy);
    exact.or(yearly.then_some(12)).or_else(|| priced().filter(|months| !longer || *months > 3))
}

/// The last day of the term that an agreement has at least, and its months.
fn least_term(agreement: &Agreement) -> Option<(Date, Option<u16>)> {
    let Some(minimum) = agreement.leaving.minimum else {
        // Who pays by the year and is told that it goes on by itself has terms of a year.
        let months = months_of_term(agreement).filter(|months| *months == 12)?;
        let start = agreement.started_on.filter(|_| agreement.auto_renews == Some(true))?;
        return Some((later(start, months, 1)?.yesterday().ok()?, Some(months)));
    };
    let began = agreement.leaving.concluded.map(|known| known.on);
    let months = match minimum.unit {
        TermUnit::Month => Some(minimum.count),
        TermUnit::Year => minimum.count.checked_mul(12),
        TermUnit::Hour | TermUnit::Day | TermUnit::BusinessDay | TermUnit::Week => None,
    };
    let end = later(agreement.started_on.or(began)?, months?, 1)?;
    Some((end.yesterday().ok()?, months))
}

/// Whether it is known that it goes on by itself.
fn goes_on(agreement: &Agreement) -> bool {
    agreement.auto_renews.unwrap_or(agreement.renews_on.is_some())
}

/// So long before a day.
fn counted_back(ends: Date, notice: Stretch) -> Option<Date> {
    notice.before(ends)
}

fn later(from: Date, months: u16, times: u16) -> Option<Date> {
    let months = i32::from(months).checked_mul(i32::from(times))?;
    from.checked_add(months.months()).ok()
}

/// The time between a last day and the end that it goes with.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Notice {
    Months(i32),
    Days(i32),
}

/// In whole months where it comes to that, else in days.
fn between(by: Date, ends: Date) -> Notice {
    let whole =
        (1..=12).find(|months: &i32| ends.checked_sub(months.months()).is_ok_and(|on| on == by));
    whole.map_or_else(|| Notice::Days((ends - by).get_days()), Notice::Months)
}

fn before(ends: Date, notice: Notice) -> Option<Date> {
    match notice {
        Notice::Months(months) => ends.checked_sub(months.months()).ok(),
        Notice::Days(days) => ends.checked_sub(days.days()).ok(),
    }
}
