//! Days that a text gives as a length of time: `30 days before it renews`, `one month's notice`, `within
//! 30 days of this letter`, `a trial of 14 days`, `serviced every year`.
//!
//! A length becomes a day only by another day of the same text, or by the day of the message where its
//! words say so; and only where the text does not name such a day itself.

mod again;
mod anniversary;
mod guarantee;
mod returned;
mod said;
mod steps;

use super::labels::{Labels, TermWord};
use super::page::Page;
use super::promises::{number_before, sentence};
use super::sorted::SortedPhrases;
use super::{Found, Sink, leaving, thousandths};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{Claim, DateRole, LengthRole, NoticeWay, TermUnit};
use said::statement;

/// Lengths of one text that are looked at.
const LENGTHS_MAX: usize = 12;

/// Words of one text that are looked at.
const CUES_MAX: usize = 600;

/// How far words of care stand from those of the guarantee that asks for it.
const CARE_REACH: usize = 220;

/// How sure such a day is, in thousandths: its role is said by the words, and is not weighed again.
const SURE: u16 = 750;

/// How sure the day of care on which a guarantee hangs is, in thousandths.
const CONDITION_SURE: u16 = 900;

/// Days ahead within which care that is asked for each year is named.
const CARE_DAYS: i32 = 400;

/// A notice is no longer than so many months, a least term no longer than so many.
const NOTICE_MONTHS_MAX: u16 = 6;
const TERM_MONTHS_MAX: u16 = 60;

/// A guarantee shorter than so many months is that of a repair.
const GUARANTEE_MONTHS_MIN: u16 = 24;

/// Bytes between a sum and the time that it is for.
const PRICE_REACH: usize = 3;

/// Bytes between words of paying and the time for it.
const PAY_REACH: usize = 40;

/// A bill that comes with a message was issued so many days before it at most.
const BILLED_DAYS: i32 = 60;

/// What words around a length say that it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// Notice to the end of a term.
    Notice,
    /// The same to a day that bills are due on elsewhere: `échéance`.
    Expiry,
    /// Leaving because of what the message says.
    Leave,
    /// From the message on.
    Message,
    /// From the day on which a change takes effect.
    Effect,
    /// The withdrawal that the law gives, or what is sent back: another matter.
    Withdraw,
    /// Free of charge at first.
    Trial,
    /// It has begun.
    Begun,
    /// How long it lasts at least.
    Term,
    /// Until when a bill is to be paid, and what makes it another matter: a discount, interest, money back.
    Pay,
    NoPay,
    /// From a delivery on.
    Goods,
    /// To the end of the month.
    MonthEnd,
    /// Care each year.
    Care,
    /// Each year, and a verb or noun of care: care where both stand in one sentence.
    Yearly,
    Serviced,
    /// The day on which a year of an agreement is over.
    Anniversary,
    /// That the supplier is to be told, and what comes behind `before` where that ends it.
    Tell,
    Renewing,
    /// On a condition.
    Only,
    /// A guarantee.
    Guarantee,
    /// The next time, and care of animals and people.
    Next,
    Treated,
    /// An agreement for a year, in one word.
    Annual,
    /// That an agreement lasts, right before the length; a bare `for`, and `at least` between.
    Lasts,
    For,
    Least,
    /// An agreement, that it begins, and words for `from` between that and its day.
    Contract,
    Begins,
    Since,
    /// Something else that lasts: a price, what is free, a further term.
    Aside,
    /// So long before, right behind the length, and words of ending in its sentence.
    Before,
    Ending,
    /// The same right before the length: `with a period of`.
    Delay,
    /// Notice that the supplier gives.
    Ours,
    /// A notice by letter, by anything else, and that sending it in time is enough.
    Post,
    NoPost,
    Sent,
    /// To the end of the term, and not to the day on which the next one begins.
    ToEnd,
    /// The day of a purchase, and what is guaranteed besides goods.
    Bought,
    Other,
    /// What comes behind: the next price.
    Then,
    /// The same, counted off by a number: `from the 7th month`.
    Nth,
    /// The first month, the first year.
    OneMonth,
    OneYear,
    /// To a day.
    Until,
}

pub(super) use returned::ReturnReader;

/// `sort: phrase; phrase`, in every language.
const CUES: &str = include_str!("../../data/lengths.txt");

impl Cue {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "notice" => Self::Notice,
            "expiry" => Self::Expiry,
            "leave" => Self::Leave,
            "message" => Self::Message,
            "effect" => Self::Effect,
            "withdraw" => Self::Withdraw,
            "trial" => Self::Trial,
            "begun" => Self::Begun,
            "term" => Self::Term,
            "pay" => Self::Pay,
            "nopay" => Self::NoPay,
            "goods" => Self::Goods,
            "monthend" => Self::MonthEnd,
            "care" => Self::Care,
            "yearly" => Self::Yearly,
            "serviced" => Self::Serviced,
            "anniversary" => Self::Anniversary,
            "tell" => Self::Tell,
            "renewing" => Self::Renewing,
            "only" => Self::Only,
            "guarantee" => Self::Guarantee,
            "next" => Self::Next,
            "treated" => Self::Treated,
            "annual" => Self::Annual,
            "lasts" => Self::Lasts,
            "for" => Self::For,
            "least" => Self::Least,
            "contract" => Self::Contract,
            "begins" => Self::Begins,
            "since" => Self::Since,
            "aside" => Self::Aside,
            "before" => Self::Before,
            "ending" => Self::Ending,
            "delay" => Self::Delay,
            "ours" => Self::Ours,
            "post" => Self::Post,
            "nopost" => Self::NoPost,
            "sent" => Self::Sent,
            "toend" => Self::ToEnd,
            "bought" => Self::Bought,
            "other" => Self::Other,
            "then" => Self::Then,
            "nth" => Self::Nth,
            "onemonth" => Self::OneMonth,
            "oneyear" => Self::OneYear,
            "until" => Self::Until,
            _ => return None,
        })
    }
}

type Mark = super::sorted::Mark<Cue>;

/// Finds the words; built once.
#[derive(Debug)]
pub(super) struct LengthReader {
    cues: SortedPhrases<Cue>,
}

impl LengthReader {
    pub(super) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// Adds the days that follow from lengths, and says how notice is to be given; every other day of the
    /// text is already found.
    pub(super) fn read(
        &self,
        page: &Page<'_>,
        labels: &Labels,
        sink: &mut Sink,
    ) -> Option<NoticeWay> {
        anniversary::last_days(page, sink);
        let last_day = |f: &Found| matches!(f.claim, Claim::Date { role: DateRole::CancelBy, .. });
        let sums = sink.found.iter().filter(|f| matches!(f.claim, Claim::Amount { .. })).count();
        let dated = sink.found.iter().any(last_day) || sums > 1;
        // `Your annual plan starts on 3 May`.
        let started = |f: &Found| matches!(f.claim, Claim::Date { role: DateRole::Start, .. });
        let dated = dated || sums == 1 && sink.found.iter().any(started);
        let dated = dated || anniversary::may_come_again(page, sink);
        if labels.terms.is_empty() && labels.care.is_empty() && !dated {
            return None;
        }
        let marks = self.cues.find(page.s, CUES_MAX);
        if marks.is_empty() {
            return None;
        }
        let mut text = Text { page, marks, sink };
        text.anniversaries();
        let lengths = lengths(page, labels);
        let held = text.steps(labels, &lengths);
        text.annual();
        for length in lengths {
            if held.is_none_or(|(from, to)| length.at.1 <= from || to <= length.at.0) {
                text.length(length);
            }
        }
        text.care();
        text.notice_way()
    }
}

/// The first lengths of a text.
fn lengths(page: &Page<'_>, labels: &Labels) -> Vec<Length> {
    let of = labels.terms.iter().enumerate().filter_map(|(at, mark)| {
        let TermWord::Unit(unit) = mark.what else { return None };
        let counted = |unit_start| number_before(page, labels, at, unit_start);
        let (count, start) =
            counted(mark.start).or_else(|| counted(before_the_first(page, mark.start)?))?;
        (count > 0).then_some(Length { count, unit, at: (start, mark.end) })
    });
    of.take(LENGTHS_MAX).collect()
}

/// Words that may stand between a number and its unit: `6 premiers mois`, `3 primeros meses`.
const FIRST: &[&str] =
    &["premiers", "premières", "primeros", "primeras", "primi", "prime", "first"];

/// Where the word for `first` before a unit begins.
fn before_the_first(page: &Page<'_>, unit_start: usize) -> Option<usize> {
    let (from, _) = page.around(unit_start, FIRST_BYTES, 0);
    let head = page.slice(from, unit_start).trim_end();
    let word = FIRST.iter().find(|word| head.ends_with(*word))?;
    Some(from + head.len() - word.len())
}

/// Bytes of such a word and the space behind it.
const FIRST_BYTES: usize = 16;

/// So many of a unit, and where that stands.
#[derive(Debug, Clone, Copy)]
struct Length {
    count: u16,
    unit: TermUnit,
    at: (usize, usize),
}

/// A text while its lengths are read.
struct Text<'a, 'p> {
    page: &'a Page<'p>,
    marks: Vec<Mark>,
    sink: &'a mut Sink,
}

impl Text<'_, '_> {
    fn length(&mut self, length: Length) {
        if self.is_of_a_price(length) {
            return;
        }
        let (from, to) = statement(self.page, length.at);
        if let Some(on) = self.guarantee(length, (from, to)) {
            return self.add(DateRole::WarrantyEnd, on, length.at, SURE);
        }
        if let Some(on) = self.next_care(length, (from, to)) {
            return self.add(DateRole::ServiceDue, on, length.at, SURE);
        }
        let says = |cue: Cue| {
            self.marks.iter().any(|mark| mark.sort == cue && mark.start >= from && mark.end <= to)
        };
        // How long a guarantee lasts; whoever knows from when can count it.
        if says(Cue::Guarantee) && length.months().is_some_and(|m| m >= GUARANTEE_MONTHS_MIN) {
            self.without_a_day(LengthRole::Guarantee, length);
            return;
        }
        // `A term of 24 months, with one month's notice to its end`: the nearer words count.
        let nearest = |wanted: &[Cue]| {
            let of = self.marks.iter().filter(|mark| wanted.contains(&mark.sort));
            let inside = of.filter(|mark| mark.start >= from && mark.end <= to);
            inside.map(|mark| distance((mark.start, mark.end), length.at)).min()
        };
        let lasts = length.is_term() && self.lasts(length, (from, to));
        let term = nearest(&[Cue::Term]).or(lasts.then_some(0));
        let trial = || self.marks.iter().any(|mark| mark.sort == Cue::Trial);
        let right_at = length.is_notice() && self.is_notice_to_end(length, (from, to));
        let notice = nearest(&[Cue::Notice, Cue::Expiry])
            .filter(|_| length.is_notice() || length.is_of_a_trial() && trial())
            .or(right_at.then_some(0))
            .filter(|_| !says(Cue::Ours));
        let of_term =
            term.is_some_and(|term| notice.is_none_or(|notice| term < notice) && !right_at);
        let sent_on = self.page.s.sent_on;
        let frees = || leaving::may_leave_within(self.page, length.at);
        let found = if says(Cue::Trial) && says(Cue::Begun) {
            let start = self.day(&[DateRole::Start]).or(sent_on);
            start.and_then(|start| length.after(start)).map(|on| (DateRole::TrialEnd, on))
        } else if nearest(&[Cue::Message]).is_some() && !says(Cue::Withdraw) && frees() {
            sent_on.and_then(|sent| length.after(sent)).map(|on| (DateRole::CancelBy, on))
        } else if of_term && length.is_term() {
            if lasts {
                self.begins_its_term((from, to));
            }
            self.term_ends(length)
        } else if notice.is_some() {
            self.notice_by(length, (from, to))
        } else if says(Cue::Leave) && !says(Cue::Withdraw) {
            let (message, effect) = (nearest(&[Cue::Message]), nearest(&[Cue::Effect]));
            let after_effect = effect.is_some_and(|e| message.is_none_or(|m| e < m));
            let changes = || self.day(&[DateRole::Effective, DateRole::Start]);
            let from = if after_effect { changes() } else { sent_on.filter(|_| message.is_some()) };
            from.and_then(|from| length.after(from)).map(|on| (DateRole::CancelBy, on))
        } else if nearest(&[Cue::Pay]).is_some_and(|near| near <= PAY_REACH) && !says(Cue::NoPay) {
            self.pay_by(length, says)
        } else {
            None
        };
        if let Some((role, on)) = found {
            self.add(role, on, length.at, SURE);
        }
    }

    /// The last day of a least term, from the day on which it begins.
    fn term_ends(&mut self, length: Length) -> Option<(DateRole, Date)> {
        let said = self.day(&[DateRole::End, DateRole::Renewal, DateRole::Expiry]);
        let start = self.day(&[DateRole::Start]).filter(|_| said.is_none());
        let last = start.and_then(|start| length.after(start)?.yesterday().ok());
        if said.is_none() && start.is_none() {
            self.without_a_day(LengthRole::MinimumTerm, length);
        }
        last.map(|on| (DateRole::End, on))
    }

    /// The last day to end it, so long before its end or renewal.
    fn notice_by(
        &mut self,
        length: Length,
        (from, to): (usize, usize),
    ) -> Option<(DateRole, Date)> {
        let says = |cue: Cue| {
            self.marks.iter().any(|mark| mark.sort == cue && mark.start >= from && mark.end <= to)
        };
        let (expiry, to_end) = (says(Cue::Expiry), says(Cue::ToEnd));
        let sent_on = self.page.s.sent_on;
        let ends = [DateRole::Renewal, DateRole::End, DateRole::Expiry, DateRole::TrialEnd];
        let behind = self.end_behind(length.at.1);
        let due = || self.day(&[DateRole::Due]).filter(|_| expiry);
        // `Six weeks to the end of the year`: the day before that on which the next term begins.
        let before = || self.day(&[DateRole::Renewal]).and_then(|on| on.yesterday().ok());
        let last = || self.day(&[DateRole::End, DateRole::Expiry]).or_else(before);
        let end = || if to_end { last() } else { None };
        let said = behind.or_else(end).or_else(|| self.day(&ends)).or_else(due);
        let ends = said.filter(|end| sent_on.is_none_or(|sent| *end > sent));
        if ends.is_none() && self.day(&[DateRole::CancelBy]).is_none() {
            self.without_a_day(LengthRole::Notice, length);
        }
        let last = ends.and_then(|end| length.before(end));
        // A day that lies behind is that of a stretch of time that was billed, or of an end that was told.
        let last = last.filter(|on| sent_on.is_none_or(|sent| *on > sent))?;
        if self.day(&[DateRole::CancelBy]).is_none() && length.unit != TermUnit::Hour {
            self.without_a_day(LengthRole::CountedNotice, length);
        }
        Some((DateRole::CancelBy, last))
    }

    /// Whether it is what a sum is for: `9.00 a month`.
    fn is_of_a_price(&self, length: Length) -> bool {
        let behind = |at: (usize, usize)| {
            at.1 <= length.at.0 && length.at.0 - at.1 <= PRICE_REACH && length.count == 1
        };
        let mut sums = self.sink.found.iter().filter(|f| matches!(f.claim, Claim::Amount { .. }));
        sums.any(|found| behind((found.start, found.end)))
    }

    /// The day by which a bill is to be paid: so long after the day on which it was issued.
    fn pay_by(&self, length: Length, says: impl Fn(Cue) -> bool) -> Option<(DateRole, Date)> {
        let sent = self.page.s.sent_on?;
        let billed = self.sink.found.iter().any(|f| matches!(f.claim, Claim::Amount { .. }));
        if !billed || !length.is_a_time_to_pay() {
            return None;
        }
        let recent = |on: &Date| (0..=BILLED_DAYS).contains(&(sent - *on).get_days());
        let from = if says(Cue::Goods) {
            self.day(&[DateRole::Delivery])?
        } else {
            self.day(&[DateRole::Issued]).filter(recent).unwrap_or(sent)
        };
        let on = length.after(from)?;
        Some((DateRole::Due, if says(Cue::MonthEnd) { on.last_of_month() } else { on }))
    }

    /// Notice or a least term of which the text names no day: whoever knows the agreement can count it.
    fn without_a_day(&mut self, role: LengthRole, length: Length) {
        let known =
            self.sink.found.iter().any(
                |found| matches!(found.claim, Claim::Length { role: known, .. } if known == role),
            );
        if !known {
            let Length { count, unit, at } = length;
            self.sink.add(Claim::Length { role, count, unit }, at, SURE);
        }
    }

    /// A guarantee that asks for care each year.
    fn care(&mut self) {
        if self.on_condition() {
            return;
        }
        let near = |care: &&Mark| {
            self.marks.iter().any(|mark| {
                mark.sort == Cue::Guarantee && mark.start.abs_diff(care.start) <= CARE_REACH
            })
        };
        let care = |mark: &&Mark| mark.sort == Cue::Care || self.is_yearly_care(mark);
        let care = self.marks.iter().filter(care).find(near).copied();
        let Some(care) = care else { return };
        let from = [
            DateRole::Start,
            DateRole::Appointment,
            DateRole::Delivery,
            DateRole::Order,
            DateRole::Issued,
        ];
        let sent_on = self.page.s.sent_on;
        // A day that is told ahead is that of the care, or nobody knows whose: none is made up beside it.
        if self.tells_ahead() {
            return;
        }
        let said = self.day(&from).filter(|on| sent_on.is_none_or(|sent| *on <= sent));
        let from = said.or(sent_on);
        if let Some(on) = from.and_then(|from| from.checked_add(1.years()).ok()) {
            self.add(DateRole::ServiceDue, on, (care.start, care.end), SURE);
        }
    }

    /// Whether the sentence of a word of care says that it comes each year: `is serviced by a dealer every year`.
    fn is_yearly_care(&self, mark: &Mark) -> bool {
        mark.sort == Cue::Serviced && self.beside(mark, &[Cue::Yearly]).is_some()
    }

    /// The first mark of some sorts in the sentence of another.
    fn beside(&self, mark: &Mark, sorts: &[Cue]) -> Option<&Mark> {
        let (from, to) = sentence(self.page, mark.start, mark.end);
        let mut inside = self.marks.iter().filter(|m| m.start >= from && m.end <= to);
        inside.find(|m| sorts.contains(&m.sort))
    }

    /// `Valid only if it is serviced, for the first time by 12 March`: a day behind the condition on which a
    /// guarantee holds is that of the care, not the end of the guarantee.
    fn on_condition(&mut self) -> bool {
        let care = self.marks.iter().find(|mark| {
            let cared = matches!(mark.sort, Cue::Serviced | Cue::Care);
            cared
                && self.beside(mark, &[Cue::Only, Cue::Yearly]).is_some()
                && self.beside(mark, &[Cue::Guarantee]).is_some()
        });
        let Some((care, sent)) = care.copied().zip(self.page.s.sent_on) else { return false };
        let opens = self.beside(&care, &[Cue::Only, Cue::Yearly, Cue::Serviced, Cue::Care]);
        let opens = opens.map_or(care.start, |mark| mark.start);
        let (_, to) = sentence(self.page, care.start, care.end);
        let last = sent.checked_add(CARE_DAYS.days()).unwrap_or(Date::MAX);
        let found = self.sink.found.iter_mut().find(|f| {
            let ahead = f.claim.date().is_some_and(|(_, on)| on > sent && on <= last);
            ahead && f.start >= opens && f.end <= to
        });
        let Some(found) = found else { return false };
        if let Claim::Date { role, .. } = &mut found.claim {
            *role = DateRole::ServiceDue;
        }
        found.confidence = thousandths(CONDITION_SURE);
        true
    }

    /// Whether a day within a good year from the message is named that can be the one of the care.
    fn tells_ahead(&self) -> bool {
        let Some(sent) = self.page.s.sent_on else { return false };
        let last = sent.checked_add(CARE_DAYS.days()).unwrap_or(Date::MAX);
        let can = |role| {
            matches!(
                role,
                DateRole::Expiry | DateRole::End | DateRole::Other | DateRole::Appointment
            )
        };
        let mut days = self.sink.found.iter().filter_map(|found| found.claim.date());
        days.any(|(role, day)| can(role) && day > sent && day <= last)
    }

    fn add(&mut self, role: DateRole, value: Date, at: (usize, usize), sure: u16) {
        if self.day(&[role]).is_none() {
            self.sink.add(Claim::Date { role, value }, at, sure);
        }
    }

    /// The first day found of the first of some roles.
    fn day(&self, roles: &[DateRole]) -> Option<Date> {
        let of = |wanted: DateRole| {
            let mut dates = self.sink.found.iter().filter_map(|found| found.claim.date());
            dates.find(|(role, _)| *role == wanted).map(|(_, value)| value)
        };
        roles.iter().copied().find_map(of)
    }
}

/// Bytes between two spans.
fn distance(one: (usize, usize), other: (usize, usize)) -> usize {
    if one.1 <= other.0 { other.0 - one.1 } else { one.0.saturating_sub(other.1) }
}

impl Length {
    /// In months, where it is counted so.
    fn months(self) -> Option<u16> {
        match self.unit {
            TermUnit::Month => Some(self.count),
            TermUnit::Year => self.count.checked_mul(12),
            TermUnit::Hour | TermUnit::Day | TermUnit::BusinessDay | TermUnit::Week => None,
        }
    }

    fn is_term(self) -> bool {
        self.months().is_some_and(|months| months <= TERM_MONTHS_MAX)
    }

    fn is_notice(self) -> bool {
        match self.unit {
            TermUnit::Day | TermUnit::BusinessDay => self.count <= NOTICE_MONTHS_MAX * 31,
            TermUnit::Week => self.count <= NOTICE_MONTHS_MAX * 4,
            TermUnit::Month => self.count <= NOTICE_MONTHS_MAX,
            TermUnit::Hour | TermUnit::Year => false,
        }
    }

    /// Notice to the end of a trial is counted in hours.
    fn is_of_a_trial(self) -> bool {
        self.unit == TermUnit::Hour && (1..=96).contains(&self.count)
    }

    fn is_a_time_to_pay(self) -> bool {
        match self.unit {
            TermUnit::Day | TermUnit::BusinessDay => (3..=120).contains(&self.count),
            TermUnit::Week => self.count <= 12,
            TermUnit::Month => self.count <= 3,
            TermUnit::Hour | TermUnit::Year => false,
        }
    }

    fn span(self) -> jiff::Span {
        let count = i64::from(self.count);
        match self.unit {
            TermUnit::Hour => ((count + 23) / 24).days(),
            TermUnit::Day => count.days(),
            // Without the holidays of a place a week is five of them.
            TermUnit::BusinessDay => (count / 5 * 7 + count % 5).days(),
            TermUnit::Week => count.weeks(),
            TermUnit::Month => count.months(),
            TermUnit::Year => count.years(),
        }
    }

    fn after(self, day: Date) -> Option<Date> {
        day.checked_add(self.span()).ok()
    }

    fn before(self, day: Date) -> Option<Date> {
        day.checked_sub(self.span()).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_the_list_is_of_a_known_sort() {
        for line in CUES.lines().filter(|line| !line.starts_with('#')) {
            let word =
                line.split_once(": ").map(|(word, _)| word.split('.').next().unwrap_or(word));
            let known = word.and_then(Cue::of);
            assert!(known.is_some(), "{line}");
        }
    }
}
