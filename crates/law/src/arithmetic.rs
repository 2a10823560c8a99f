//! From a clause and a case to an answer, with the sum spelled out.

use crate::answer::{Answer, Missing};
use crate::calendar::Calendar;
use crate::case::Case;
use crate::laws::Laws;
use crate::place::Place;
use crate::rule::{Clause, Length, Period, Rule};
use crate::span::{Direction, OutOfRange, Span, Unit};
use crate::terms::{Act, Anchor, Bearer, Right, Roll, Route};
use jiff::civil::Date;

/// A clause that applies to a case, with what is assumed.
pub(crate) struct Applying<'a> {
    pub(crate) rule: &'a Rule,
    pub(crate) clause: &'a Clause,
    pub(crate) assumes: Vec<String>,
}

/// What a length of time comes to.
struct Counted {
    opens: Option<Date>,
    /// The day that the length gives, before it moves over a weekend.
    end: Date,
    /// The day on which the owner guards, where the length leaves more than one.
    early: Date,
}

/// A period with its anchor, ready to be counted.
pub(crate) struct Task<'a> {
    pub(crate) right: Right,
    pub(crate) act: Act,
    pub(crate) length: &'a Length,
    pub(crate) direction: Direction,
    pub(crate) anchor: Anchor,
    pub(crate) day: Date,
}

/// The day of an answer and the words for it.
pub(crate) struct Outcome {
    pub(crate) opens: Option<Date>,
    pub(crate) day: Date,
    pub(crate) strict: Date,
    pub(crate) guard: Date,
    pub(crate) reason: String,
}

impl Laws {
    /// The answer of a clause; none if the clause is kept at any time.
    pub(crate) fn answer(
        &self,
        applying: &Applying<'_>,
        case: &Case,
    ) -> Option<Result<Answer, Missing>> {
        let (rule, clause) = (applying.rule, applying.clause);
        let Period::Counted { length, direction, anchor } = &clause.period else {
            return None;
        };
        let missing = |needs| Missing { rule: Some(rule.id.clone()), right: clause.right, needs };
        let Some(day) = case.day(*anchor) else {
            return Some(Err(missing(Some(*anchor))));
        };
        let (right, act) = (clause.right, clause.act);
        let task = Task { right, act, length, direction: *direction, anchor: *anchor, day };
        let (roll, roll_source) = self.roll(&rule.place);
        let roll = (clause.roll.unwrap_or(roll), roll_source);
        let Ok(outcome) = self.work_out(&task, roll, case) else {
            return Some(Err(missing(None)));
        };
        Some(Ok(Answer {
            right,
            rule: Some(rule.id.clone()),
            opens: outcome.opens,
            day: outcome.day,
            strict: outcome.strict,
            guard: outcome.guard,
            act,
            reason: format!("{} {}", outcome.reason, rule.credit()),
            assumes: applying.assumes.clone(),
            confidence: rule.confidence(),
            may_claim: rule.may_claim() && applying.assumes.is_empty(),
        }))
    }

    /// Counts, moves over a weekend where the law says so, and keeps the margins.
    pub(crate) fn work_out(
        &self,
        task: &Task<'_>,
        (roll, roll_source): (Roll, &str),
        case: &Case,
    ) -> Result<Outcome, OutOfRange> {
        let calendar = self.calendar_for(task.right, case);
        let counted = task.count(&calendar)?;
        let mut reason = task.sum_in_words(&counted);
        let rolls = roll == Roll::Next
            && task.direction == Direction::After
            && task.right.bearer() != Bearer::Term;
        let mut day = counted.end;
        if rolls && !calendar.is_business_day(day) {
            day = calendar.next_business_day(day)?;
            reason.push_str(&format!(
                " That is {}; the period ends on the next business day, {}{}.",
                rest_in_words(&calendar, counted.end),
                show(day),
                if roll_source.is_empty() { String::new() } else { format!(" ({roll_source})") },
            ));
        }
        let guard = match task.right.bearer() {
            Bearer::Term => day,
            Bearer::Supplier if task.act == Act::Send => {
                self.transport(Route::Post).after(day, &calendar)?
            }
            Bearer::Supplier => day,
            Bearer::Owner => self.owner_guard(task, &counted, case, &mut reason)?,
        };
        Ok(Outcome { opens: counted.opens, day, strict: counted.early, guard, reason })
    }

    /// When the owner has to act so that it works even if the way is slow and no day is given.
    fn owner_guard(
        &self,
        task: &Task<'_>,
        counted: &Counted,
        case: &Case,
        reason: &mut String,
    ) -> Result<Date, OutOfRange> {
        let calendar = self.calendar_for(task.right, case);
        let (mut guard, kept) = self.kept(counted.early, (task.act, case.route()), &calendar)?;
        if task.direction == Direction::After {
            guard = guard.max(task.day);
        } else if task.counts_business_days() {
            // whoever counts in business days is closed on the others
            guard = last_business_day(guard, &calendar)?;
        }
        reason.push_str(&format!(" In law {}.", task.act.phrase()));
        if guard != counted.end {
            let of = if kept.is_empty() { "the shorter period".into() } else { kept.join(" and ") };
            reason.push_str(&format!(" Act by {}: that keeps {of}.", show(guard)));
        }
        Ok(guard)
    }

    /// The business day on which the owner has to act to be in time on a last day, and what that keeps, in words.
    pub fn act_by(&self, last: Date, how: (Act, Route), place: &Place) -> Option<(Date, String)> {
        let calendar = self.calendar(place);
        let (guard, kept) = self.kept(last, how, &calendar).ok()?;
        Some((last_business_day(guard, &calendar).ok()?, kept.join(" and ")))
    }

    /// A last day less the margin and the time for the way, with both in words.
    fn kept(
        &self,
        last: Date,
        (act, route): (Act, Route),
        calendar: &Calendar<'_>,
    ) -> Result<(Date, Vec<String>), OutOfRange> {
        let safety = self.safety(act);
        let mut guard = safety.before(last, calendar)?;
        let mut kept = vec![];
        if safety.count > 0 {
            kept.push(format!("{safety} as a margin"));
        }
        let way = self.transport(route);
        if act == Act::Receive && way.count > 0 {
            guard = way.before(last_business_day(guard, calendar)?, calendar)?;
            kept.push(format!("{way} for the way {}", route.phrase()));
        }
        Ok((guard, kept))
    }

    /// Banks of the euro area keep their own calendar.
    fn calendar_for(&self, right: Right, case: &Case) -> Calendar<'_> {
        let union = "EU".parse().is_ok_and(|union| self.holds_in(&union, case.home()));
        if right == Right::DebitStop && union {
            self.bank_calendar()
        } else {
            self.calendar(case.home())
        }
    }
}

impl Task<'_> {
    fn counts_business_days(&self) -> bool {
        match self.length {
            Length::Exactly(spans) | Length::AtMost(spans) | Length::AtLeast(spans) => {
                spans.iter().any(|span| span.unit == Unit::BusinessDay)
            }
            Length::Between(least, most) => {
                [least, most].iter().any(|span| span.unit == Unit::BusinessDay)
            }
        }
    }

    fn count(&self, calendar: &Calendar<'_>) -> Result<Counted, OutOfRange> {
        let one = |spans: &[Span]| {
            let mut days = spans.iter();
            days.try_fold(self.day, |day, span| span.count_from(day, self.direction, calendar))
        };
        let (least, most) = match self.length {
            Length::Exactly(spans) | Length::AtMost(spans) | Length::AtLeast(spans) => {
                let end = one(spans)?;
                return Ok(Counted { opens: None, end, early: end });
            }
            Length::Between(least, most) => (one(&[*least])?, one(&[*most])?),
        };
        Ok(match (self.direction, self.right.bearer()) {
            (Direction::After, Bearer::Owner) => Counted { opens: None, end: least, early: least },
            (Direction::After, Bearer::Supplier | Bearer::Term) => {
                Counted { opens: Some(least), end: most, early: least }
            }
            (Direction::Before, Bearer::Owner) => Counted { opens: None, end: least, early: most },
            (Direction::Before, Bearer::Supplier | Bearer::Term) => {
                Counted { opens: Some(most), end: least, early: most }
            }
        })
    }

    /// `14 days after the goods arrived (Thu 2026-03-05, not counted) end on Thu 2026-03-19.`
    fn sum_in_words(&self, counted: &Counted) -> String {
        let (anchor, from) = (self.anchor.phrase(), show(self.day));
        let length = self.length.to_string();
        let end = show(counted.end);
        let mut words = match (self.direction, counted.opens) {
            (Direction::After, _) => {
                format!("{length} after {anchor} ({from}, not counted): until {end}.")
            }
            (Direction::Before, Some(opens)) => {
                format!("{length} before {anchor} ({from}): from {} to {end}.", show(opens))
            }
            (Direction::Before, None) => format!("{length} before {anchor} ({from}): {end}."),
        };
        if let Some(strict) = self.longer_by_clipping(counted.end) {
            words.push_str(&format!(
                " Counted forward, {} would still leave the whole time; do not lean on it.",
                show(strict)
            ));
        }
        if counted.early != counted.end && self.direction == Direction::Before {
            words.push_str(&format!(" Where it is the longest: {}.", show(counted.early)));
        }
        words
    }

    /// The last day from which the same months forward still do not pass the anchor, where short
    /// months make it later than counting backward does.
    fn longer_by_clipping(&self, end: Date) -> Option<Date> {
        let span = match self.length {
            Length::Exactly(spans) | Length::AtMost(spans) | Length::AtLeast(spans) => {
                spans.first().filter(|_| spans.len() == 1)?
            }
            Length::Between(..) => return None,
        };
        let owner_counts_back =
            self.direction == Direction::Before && self.right.bearer() == Bearer::Owner;
        let clips = matches!(span.unit, Unit::Month | Unit::Year);
        (owner_counts_back && clips)
            .then(|| span.latest_start(self.day).ok())
            .flatten()
            .filter(|strict| *strict > end)
    }
}

fn last_business_day(day: Date, calendar: &Calendar<'_>) -> Result<Date, OutOfRange> {
    if calendar.is_business_day(day) {
        return Ok(day);
    }
    Span::new(1, Unit::BusinessDay).before(day, calendar)
}

fn rest_in_words(calendar: &Calendar<'_>, day: Date) -> String {
    calendar.holiday_on(day).map_or_else(|| "a weekend".to_owned(), |holiday| holiday.name)
}

/// `Thu 2026-03-05`
fn show(day: Date) -> String {
    day.strftime("%a %Y-%m-%d").to_string()
}
