//! The dues of the books and the windows in one list, each with its reason, none twice.

use super::{Reason, Window, Windows};
use crate::books::Books;
use jiff::civil::Date;
use oxherd_ledger::{Clash, Contradiction, Due, DueView, Passage};
use oxherd_model::{AgreementState, DueKind, Stage};
use std::borrow::Cow;

/// A due with its reason.
#[derive(Debug)]
pub(crate) struct Shown<'a> {
    /// What and when.
    pub(crate) due: Cow<'a, Due>,
    /// The day to go by, where it is another one.
    pub(crate) act_by: Option<Date>,
    /// Why.
    pub(crate) reason: Reason,
    /// The days that its quotes are about.
    pub(crate) days: Vec<Date>,
}

/// A guarantee of the law that ends later than in so many days is on the page of its thing, not yet in the
/// list of what is due: three years and a month.
const FAR_DAYS: i32 = 1127;

/// Two guarantees of one thing that end within so many days are one.
const SAME_GUARANTEE_DAYS: i32 = 31;

/// Everything that must still happen, soonest first.
pub(super) fn merged<'a>(
    windows: &'a Windows,
    books: &'a Books,
    dues: &[DueView<'a>],
) -> Vec<Shown<'a>> {
    let said = dues.iter().filter(|view| !is_counted(books, view.due));
    let mut shown: Vec<Shown<'a>> = said.map(|view| of_books(books, view.due)).collect();
    for window in &windows.dues {
        if let Some(same) = shown.iter_mut().find(|known| is_same(&known.due, &window.due)) {
            same.learn(window);
        } else if !shown.iter().any(|known| covers(known, &window.due)) {
            shown.push(Shown {
                due: Cow::Borrowed(&window.due),
                act_by: Some(window.act_by),
                reason: window.reason.clone(),
                days: window.days.clone(),
            });
        }
    }
    shown.sort_by_key(|s| (s.due.on, s.due.what, s.due.supplier));
    shown
}

/// Whether it is a last day that no supplier named: it was counted from a notice, and the window of the
/// agreement counts it with the calendar of the place.
fn is_counted(books: &Books, due: &Due) -> bool {
    let number = due.agreement.and_then(|n| usize::try_from(n).ok());
    let by = number.and_then(|n| books.ledger.agreements.get(n)).and_then(|a| a.leaving.by);
    due.what == DueKind::CancelBy && by.is_some_and(|by| by.counted.is_some() && by.on == due.on)
}

/// A due that a supplier named.
fn of_books<'a>(books: &Books, due: &'a Due) -> Shown<'a> {
    let supplier = usize::try_from(due.supplier).ok().and_then(|n| books.ledger.suppliers.get(n));
    let who = supplier.map_or("the supplier", |supplier| supplier.name());
    let tried = || {
        let agreement = due.agreement.and_then(|n| usize::try_from(n).ok());
        let agreement = agreement.and_then(|n| books.ledger.agreements.get(n));
        agreement.is_some_and(|a| a.state == AgreementState::Trial)
    };
    let trial = due.what == DueKind::TrialEnd && tried();
    let act_by = if trial { due.on.yesterday().ok().map(|day| day.max(books.on())) } else { None };
    let thing = due.thing.and_then(|n| usize::try_from(n).ok());
    let thing = thing.and_then(|n| books.ledger.things.get(n)).filter(|thing| {
        due.what == DueKind::CancelBy && matches!(thing.stage, Stage::Gone | Stage::Parting)
    });
    let why = if let Some(thing) = thing {
        format!("{} is gone: what {who} still has running for it is to be ended.", thing.name())
    } else if trial {
        format!("{who} names this day; from then on it costs money, so leave before it.")
    } else if let Some(was) = contested(books, due) {
        format!("{who} names this day, although {was}: the two contradict each other.")
    } else {
        format!("{who} names this day.")
    };
    Shown { due: Cow::Borrowed(due), act_by, reason: Reason::said(why), days: vec![due.on] }
}

/// Which end, in words, what names a due stands against.
fn contested(books: &Books, due: &Due) -> Option<String> {
    let after_end = |clash: &&Contradiction| {
        let kind = matches!(clash.kind, Clash::RenewalAfterEnd | Clash::ChargeAfterEnd);
        let said = clash.says.iter().any(|said| due.evidence.0.contains(&said.evidence));
        kind && said && clash.closed_by.is_none() && clash.agreement == due.agreement
    };
    let clash = books.ledger.contradictions.all.iter().find(after_end)?;
    let end = clash.against.iter().find_map(|said| match said.what {
        Passage::Day(end) => Some(end),
        Passage::Sum(_) | Passage::Line(..) | Passage::Subject => None,
    });
    let on = end.map_or_else(String::new, |end| format!(" on {end}"));
    Some(format!("its end{on} was confirmed"))
}

impl Shown<'_> {
    /// Whether it is too far ahead for the list of everything.
    pub(crate) fn is_far(&self, today: Date) -> bool {
        let by_law = self.reason.law.is_some() && self.due.what == DueKind::WarrantyEnd;
        by_law && (self.due.on - today).get_days() > FAR_DAYS
    }

    /// What a window knows more of the same due.
    fn learn(&mut self, window: &Window) {
        self.act_by = Some(window.act_by);
        self.reason = window.reason.clone();
        self.days.extend(window.days.iter().filter(|day| **day != self.due.on));
        let more: Vec<_> = window
            .due
            .evidence
            .0
            .iter()
            .filter(|id| !self.due.evidence.0.contains(id))
            .copied()
            .collect();
        if !more.is_empty() {
            self.due.to_mut().evidence.0.extend(more);
        }
    }
}

fn is_same(known: &Due, window: &Due) -> bool {
    let together = if window.what == DueKind::Service {
        known.thing == window.thing
    } else {
        known.agreement == window.agreement
    };
    known.what == window.what && known.on == window.on && together
}

/// Whether what the supplier said stands for a window of the law.
fn covers(known: &Shown<'_>, window: &Due) -> bool {
    let due = &known.due;
    let same_agreement = due.agreement.is_some() && due.agreement == window.agreement;
    let same_thing = due.thing.is_some() && due.thing == window.thing;
    let said = known.reason.law.is_none();
    match window.what {
        DueKind::WithdrawBy | DueKind::Return => said && same_agreement && due.what == window.what,
        DueKind::WarrantyEnd => {
            let apart = (due.on - window.on).get_days().abs();
            said && same_thing && due.what == window.what && apart <= SAME_GUARANTEE_DAYS
        }
        // A booked visit covers the care that it is for.
        DueKind::Service => {
            same_thing && matches!(due.what, DueKind::Appointment | DueKind::Service)
        }
        DueKind::CancelBy
        | DueKind::Payment
        | DueKind::Renewal
        | DueKind::TrialEnd
        | DueKind::Inspection
        | DueKind::Appointment
        | DueKind::Delivery
        | DueKind::Information
        | DueKind::Other => false,
    }
}
