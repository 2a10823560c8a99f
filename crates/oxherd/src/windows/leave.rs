//! The last day to end an agreement: with its term, in its trial, or because of a change.

use super::{Bound, Inquiry, Reason, Window, ahead, case, evidence};
use jiff::civil::Date;
use oxherd_law::{Act, Anchor, Circumstance, Right, Route, Span, Then, Unit};
use oxherd_ledger::{Agreement, Change, Changed, LastDay, Stretch, Term};
use oxherd_model::{AgreementKind, AgreementState, Confidence, DueKind, NoticeWay};

/// A term shorter than so many months comes round too often to stand among the dues by itself.
const LONG_ENOUGH_MONTHS: u16 = 3;

/// An agreement that nothing was heard of for so many days is not reminded of by law alone.
const SILENT_DAYS: i64 = 420;

/// What only renews, and of which no notice is known, is reminded of so many days before.
const RENEWAL_DAYS: i32 = 100;

/// A change is followed for so many days.
const CHANGE_DAYS: i32 = 400;

/// How sure it is that what renews by itself can be stopped until the day before.
const BEFORE_RENEWAL: Confidence = Confidence::from_thousandths(500);

/// The regular last day.
pub(crate) struct Leave {
    pub(crate) window: Window,
    /// Whether it stands among the dues.
    pub(crate) is_due: bool,
}

impl Inquiry<'_> {
    /// The last day to end it with its term or in its trial: as it was said, else as the law gives it.
    pub(crate) fn regular_leave(&self, bound: Bound<'_>) -> Option<Leave> {
        let agreement = bound.agreement;
        let runs = matches!(bound.state, AgreementState::Active | AgreementState::Trial);
        let over = agreement.ended_on.is_some();
        // What ends by itself needs no word of its owner.
        if over || agreement.auto_renews == Some(false) {
            return None;
        }
        let term = self.view.term(agreement);
        if let Some(last) = self.own_last_day(agreement) {
            let short = term.and_then(|t| t.months).is_some_and(|m| m < LONG_ENOUGH_MONTHS);
            let is_due = !(short && (last.rolled || agreement.leaving.by.is_none()));
            return Some(Leave { window: self.said(bound, &last), is_due });
        }
        if !runs {
            return None;
        }
        if let Some(window) = self.trial(bound) {
            return Some(Leave { window, is_due: false });
        }
        let term = term?;
        let is_due = term.months.is_none_or(|months| months >= LONG_ENOUGH_MONTHS);
        let by_law = || self.by_law(bound, &term).filter(|_| is_due && self.was_heard(bound));
        if self.any_day(bound).is_some() {
            return None;
        }
        if let Some(window) = by_law() {
            return Some(Leave { window, is_due });
        }
        let window = self.before_renewal(bound, &term)?;
        let near = (window.due.on - self.on).get_days() <= RENEWAL_DAYS;
        Some(Leave { window, is_due: is_due && near })
    }

    /// Why an agreement whose first term is over can be ended on any day.
    pub(crate) fn any_day(&self, bound: Bound<'_>) -> Option<Reason> {
        let runs = matches!(bound.state, AgreementState::Active);
        let term = self.view.term(bound.agreement).filter(|term| runs && term.renewed)?;
        if self.own_last_day(bound.agreement).is_some() {
            return None;
        }
        let case = self.case(bound, Some(&term));
        let mut all = self.laws.goes_on(&case).into_iter();
        let goes = all.find(|goes| matches!(goes.then, Then::Open(_)))?;
        let reason = Reason {
            why: format!("After its first term it can be ended on any day: {}", goes.reason),
            law: Some(goes.rule),
            confidence: goes.confidence,
            may_claim: goes.may_claim,
            assumes: Vec::new(),
        };
        // How often it is paid says little of how long it binds at first.
        let agreement = bound.agreement;
        let known = agreement.term_ends_on.is_some()
            || agreement.renews_on.is_some()
            || agreement.leaving.minimum.is_some();
        Some(if known { reason } else { reason.assuming("no longer first term was agreed") })
    }

    /// The last day that the agreement's own words give, counted with the calendar of the place.
    fn own_last_day(&self, agreement: &Agreement) -> Option<LastDay> {
        let calendar = self.laws.calendar(&self.home);
        let count = |ends: Date, notice: Stretch| {
            Span::new(notice.count, notice.unit.into()).before(ends, &calendar).ok()
        };
        self.view.last_day_by(agreement, &count)
    }

    /// As the agreement's own words say it.
    fn said(&self, bound: Bound<'_>, last: &LastDay) -> Window {
        let (on, said) = (last.on, last.said);
        let (act_by, acting) = self.act_by(bound, last);
        let who = self.supplier(bound.agreement);
        let first = said.on;
        let with = said.ends.filter(|ends| *ends != first);
        let with = with.map_or_else(String::new, |ends| format!(" before {ends}"));
        let why = if let Some((notice, ends)) = last.notice.zip(last.ends) {
            let length = Span::new(notice.count, notice.unit.into());
            let business = length.unit == Unit::BusinessDay;
            let without = if business { ", without weekends and public holidays," } else { "" };
            format!(
                "{who} asks for notice of {length}; counted back from {ends}{without} that is {on}."
            )
        } else if last.rolled {
            format!(
                "{who} named {first} as the last day to end it{with}; it goes on by itself, so {on} is the next."
            )
        } else {
            format!("{who} names {on} as the last day to end it{with}.")
        };
        let mut reason = Reason::said(format!("{why}{acting}"));
        if last.rolled {
            reason = reason.assuming("the next term can be ended with the same notice");
        }
        let counted = last.notice.is_some();
        let days = [said.on].into_iter().chain(said.ends).filter(|_| !counted).collect();
        let what = (DueKind::CancelBy, on, act_by);
        self.window(bound, what, reason, (vec![said.evidence], days))
    }

    /// When to act to be in time on a last day, by the way that is asked for or else is usual, and words for
    /// what that keeps.
    fn act_by(&self, bound: Bound<'_>, last: &LastDay) -> (Date, String) {
        let way = bound.agreement.leaving.way;
        let letter = way.is_some_and(NoticeWay::is_letter);
        let route = if letter { Route::Post } else { case::route(bound.agreement.kind) };
        let sent = way.is_some_and(NoticeWay::is_kept_by_sending);
        let act = if sent { Act::Send } else { Act::Receive };
        let Some((act_by, kept)) = self.laws.act_by(last.on, (act, route), &self.home) else {
            return (last.on, String::new());
        };
        let how = if act == Act::Send { " It is enough to send it by then." } else { "" };
        if act_by < self.on {
            // What would have been kept is gone.
            return (
                self.on.min(last.on),
                format!("{how} Act at once: there is no time to spare."),
            );
        }
        (act_by, format!("{how} Act by {act_by}: that keeps {kept}."))
    }

    /// A trial is left before it ends.
    fn trial(&self, bound: Bound<'_>) -> Option<Window> {
        let agreement = bound.agreement;
        if bound.state != AgreementState::Trial {
            return None;
        }
        let due = self.books.ledger.dues.of(DueKind::TrialEnd).find(|due| {
            let of_this = due.agreement == Some(bound.number) && due.closed_at.is_none();
            of_this && due.on >= self.on
        })?;
        // What is taken on the day behind it leaves its last day free.
        let taken = due.on.tomorrow().ok();
        let paid =
            self.books.ledger.dues.of(DueKind::Payment).any(|payment| {
                payment.agreement == Some(bound.number) && Some(payment.on) == taken
            });
        let on = if paid { due.on } else { due.on.yesterday().ok()? }.max(self.on);
        let who = self.supplier(agreement);
        let why = format!(
            "The trial at {who} ends on {} and turns into a paid term; until {on} leaving is free.",
            due.on
        );
        let days = vec![due.on];
        let what = (DueKind::CancelBy, on, on);
        Some(self.window(bound, what, Reason::said(why), (due.evidence.0.clone(), days)))
    }

    /// As the law gives it, for the running term or, when that is too late, for the next.
    fn by_law(&self, bound: Bound<'_>, term: &Term) -> Option<Window> {
        let case = self.case(bound, Some(term));
        if self.laws.goes_on(&case).iter().any(|goes| goes.then == Then::Ends) {
            return None;
        }
        let answers = self.laws.cancel_by(&case, None);
        let (answer, on) =
            answers.answers.iter().find_map(|answer| Some((answer, ahead(answer, self.on)?)))?;
        let agreement = bound.agreement;
        let what = format!("To end it with its term at {}:", self.supplier(agreement));
        let shows = [agreement.leaving.papers, agreement.leaving.concluded];
        let ids = shows.into_iter().map(|known| known.map(|known| known.evidence));
        let ids = evidence(agreement.evidence.0.first().copied().into_iter().map(Some).chain(ids));
        let reason = Reason::law(&what, answer);
        let days = vec![term.last, term.last.tomorrow().ok()?];
        Some(self.window(bound, (DueKind::CancelBy, on, answer.guard), reason, (ids, days)))
    }

    /// What renews by itself and names no notice can be stopped until the day before.
    fn before_renewal(&self, bound: Bound<'_>, term: &Term) -> Option<Window> {
        let agreement = bound.agreement;
        let ends_otherwise = matches!(
            agreement.kind,
            AgreementKind::Loan
                | AgreementKind::Banking
                | AgreementKind::Rental
                | AgreementKind::Water
        );
        if agreement.auto_renews != Some(true) || ends_otherwise {
            return None;
        }
        let case = self.case(bound, Some(term));
        let stop = self.laws.clauses_on(Right::StopAutoRenew, &case, self.on).next();
        let renews = term.last.tomorrow().ok()?;
        let why = format!(
            "A further term begins at {} on {renews} and no notice was named: end it before that day.",
            self.supplier(agreement)
        );
        let reason = match stop {
            Some((rule, _)) => Reason {
                why: format!("{why} {}: {} ({}).", rule.id, rule.title, rule.source),
                law: Some(rule.id.clone()),
                confidence: rule.confidence(),
                may_claim: rule.may_claim(),
                assumes: Vec::new(),
            },
            None => Reason { confidence: BEFORE_RENEWAL, ..Reason::said(why) }
                .assuming("the agreement asks for no longer notice"),
        };
        let how = (Act::Receive, case::route(agreement.kind));
        let (act_by, _) = self.laws.act_by(term.last, how, &self.home)?;
        let ids = agreement.evidence.0.first().copied().into_iter().collect();
        let what = (DueKind::CancelBy, term.last, act_by);
        Some(self.window(bound, what, reason, (ids, vec![renews, term.last])))
    }

    fn was_heard(&self, bound: Bound<'_>) -> bool {
        bound
            .agreement
            .last_at
            .is_some_and(|last| self.books.at.duration_since(last).as_hours() / 24 <= SILENT_DAYS)
    }

    /// Leaving because of a change of price or terms.
    pub(crate) fn exits(&self, bound: Bound<'_>) -> Vec<Window> {
        let agreement = bound.agreement;
        let over = agreement.ended_on.is_some();
        let late = |change: &Change| (self.on - change.told_on).get_days() > CHANGE_DAYS;
        let changes = agreement.leaving.changes.iter();
        let changes = changes
            .filter(|change| !over && !change.taken_back && !change.is_cheaper() && !late(change));
        let windows = changes.filter_map(|change| {
            let window = match change.leave_by {
                Some(on) => self.exit_said(bound, change, on),
                None => self.exit_by_law(bound, change)?,
            };
            (window.due.on >= self.on).then(|| window.costing(change.new))
        });
        windows.collect()
    }

    fn exit_said(&self, bound: Bound<'_>, change: &Change, on: Date) -> Window {
        let who = self.supplier(bound.agreement);
        let why =
            format!("{who} names {on} as the last day to leave because of {}.", words(change));
        let how = (Act::Receive, case::route(bound.agreement.kind));
        let act_by = self.laws.act_by(on, how, &self.home).map_or(on, |(day, _)| day);
        let what = (DueKind::CancelBy, on, act_by);
        self.window(bound, what, Reason::said(why), (vec![change.evidence], vec![on]))
    }

    fn exit_by_law(&self, bound: Bound<'_>, change: &Change) -> Option<Window> {
        let kind = bound.agreement.kind;
        let heavy = matches!(
            kind,
            AgreementKind::Telecom | AgreementKind::Energy | AgreementKind::Insurance
        );
        // Words about data and the like come often and free nobody.
        if change.what == Changed::Terms && (!heavy || change.from.is_none()) {
            return None;
        }
        let mut case = self.case(bound, None).on(Anchor::ChangeNotice, change.told_on);
        if let Some(from) = change.from {
            case = case.on(Anchor::ChangeEffect, from);
        }
        if kind == AgreementKind::Insurance && change.what == Changed::Price {
            case = case.with(Circumstance::NoMoreCover);
        }
        let answers = self.laws.exit_by(&case);
        let (answer, on) =
            answers.answers.iter().find_map(|answer| Some((answer, ahead(answer, self.on)?)))?;
        let what =
            format!("If the change was not agreed beforehand, leave because of {}:", words(change));
        let mut reason =
            Reason::law(&what, answer).assuming("the agreement did not provide for the change");
        if kind == AgreementKind::Insurance {
            reason = reason.assuming("there is no more cover for it");
        }
        let days = change.from.into_iter().collect();
        let what = (DueKind::CancelBy, on, answer.guard);
        Some(self.window(bound, what, reason, (vec![change.evidence], days)))
    }
}

/// A change in words.
fn words(change: &Change) -> String {
    let what = match (change.what, change.new) {
        (Changed::Price, Some(new)) => format!("the new price of {new}"),
        (Changed::Price, None) => "the new price".to_owned(),
        (Changed::Terms, _) => "the new terms".to_owned(),
    };
    match change.from {
        Some(from) => format!("{what}, told on {}, from {from} on", change.told_on),
        None => format!("{what}, told on {}", change.told_on),
    }
}
