//! Until when a right can be used: what the books know, turned into questions to the law.
//!
//! The ledger knows no statute and the law knows no household. Here an agreement becomes a case, an
//! answer becomes a due with its reason, and what the supplier says itself comes before what the law
//! says. Days that have passed are not due; a rule of which we are not sure may remind, and says so.

mod case;
mod goods;
mod leave;
mod notices;
mod shown;
#[cfg(test)]
mod tests;

pub(crate) use notices::Awaited;
pub(crate) use shown::Shown;

use crate::books::Books;
use jiff::civil::Date;
use oxherd_law::{Answer, Laws, Place};
use oxherd_ledger::{Agreement, Asking, Due, DueView, Evidences, Thing, View};
use oxherd_model::{AgreementState, Confidence, DueKind, EvidenceId, Money, Stage};
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Why something is due, and what it rests on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Reason {
    /// In words.
    pub(crate) why: String,
    /// The rule of law; none where the supplier or the agreement says it.
    pub(crate) law: Option<String>,
    /// How sure that is.
    pub(crate) confidence: Confidence,
    /// Whether a claim may rest on it; else it may only remind.
    pub(crate) may_claim: bool,
    /// What was taken for granted because nothing says it.
    pub(crate) assumes: Vec<String>,
}

/// A last day with its reason.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Window {
    /// The same shape as a due of the ledger.
    pub(crate) due: Due,
    /// The day to go by: with time for the way and a margin.
    pub(crate) act_by: Date,
    /// Why.
    pub(crate) reason: Reason,
    /// The days of the evidence from which it follows, for quoting.
    pub(crate) days: Vec<Date>,
}

/// Every window of a household at a day.
#[derive(Debug, Default)]
pub(crate) struct Windows {
    /// The next last day to end each agreement, by its id.
    leave: BTreeMap<String, Window>,
    /// Why those of which no day is the last can be ended on any, by the id of the agreement.
    any_day: BTreeMap<String, Reason>,
    /// Those that belong into the list of dues.
    dues: Vec<Window>,
    /// Notices before a renewal that the law asks for and that have not come yet.
    awaited: Vec<Awaited>,
}

/// From this confidence on, what was said by the supplier may be claimed.
const SAID: Confidence = Confidence::from_thousandths(900);

/// Agreements that one core asks the law about before it looks for more.
const PORTION: usize = 32;

/// No country: no law but that of our own margins.
const NOWHERE: &str = "ZZ";

/// The books and the law, side by side.
pub(crate) struct Inquiry<'a> {
    pub(crate) books: &'a Books,
    pub(crate) view: View<'a>,
    pub(crate) laws: &'a Laws,
    pub(crate) home: Place,
    pub(crate) on: Date,
}

/// An agreement with its number and its thing.
#[derive(Clone, Copy)]
pub(crate) struct Bound<'a> {
    pub(crate) number: u32,
    pub(crate) agreement: &'a Agreement,
    pub(crate) state: AgreementState,
    pub(crate) thing: Option<&'a Thing>,
}

impl Windows {
    /// Works them out.
    pub(crate) fn of(books: &Books, laws: &Laws) -> Self {
        let home = books.household.country.as_deref().and_then(|code| code.parse().ok());
        let Some(home) = home.or_else(|| NOWHERE.parse().ok()) else { return Self::default() };
        let inquiry = Inquiry { books, view: books.view(), laws, home, on: books.on() };
        let all: Vec<(u32, &Agreement)> = (0..).zip(&books.ledger.agreements).collect();
        let parts: Vec<Self> = all.par_chunks(PORTION).map(|some| inquiry.each(some)).collect();
        let mut windows = Self::default();
        parts.into_iter().for_each(|part| windows.append(part));
        windows.dues.extend(inquiry.contested());
        windows.dues.extend(inquiry.cares());
        // Care that nobody did is still to be done; any other window that is over is gone.
        let open = |due: &Due| due.on >= inquiry.on || due.what == DueKind::Service;
        windows.dues.retain(|window| open(&window.due));
        windows
    }

    /// Adds those of other agreements behind.
    fn append(&mut self, others: Self) {
        let Self { leave, any_day, dues, awaited } = others;
        self.leave.extend(leave);
        self.any_day.extend(any_day);
        self.dues.extend(dues);
        self.awaited.extend(awaited);
    }

    fn of_agreement(&mut self, inquiry: &Inquiry<'_>, bound: Bound<'_>) {
        let notice = inquiry.notice(bound);
        let mut regular = inquiry.regular_leave(bound);
        if let (Some(leave), Some(late)) = (&mut regular, notice.late()) {
            leave.window.reason.why.push_str(late);
        }
        self.awaited.extend(notice.awaited);
        let exits = inquiry.exits(bound);
        let all = regular.iter().map(|leave| &leave.window).chain(&exits);
        if let Some(free) = notice.untold {
            self.any_day.insert(bound.agreement.id.clone(), free);
        } else if let Some(soonest) = all.min_by_key(|window| (window.due.on, window.act_by)) {
            self.leave.insert(bound.agreement.id.clone(), soonest.clone());
        } else if let Some(reason) = inquiry.any_day(bound) {
            self.any_day.insert(bound.agreement.id.clone(), reason);
        }
        self.dues.extend(regular.filter(|leave| leave.is_due).map(|leave| leave.window));
        self.dues.extend(exits);
        self.dues.extend(inquiry.withdrawal(bound));
        let guarantees = inquiry.guarantees(bound);
        let returned = |window: &&Window| window.due.what == DueKind::Return;
        let by_law = guarantees.iter().find(returned).map(|window| window.due.on);
        let by_shop = inquiry.taken_back(bound);
        // Of two last days to give it back the later is told: listed first, it covers the other.
        let later =
            by_shop.as_ref().is_some_and(|shop| by_law.is_none_or(|law| law <= shop.due.on));
        if later {
            self.dues.extend(by_shop.into_iter().chain(guarantees));
        } else {
            self.dues.extend(guarantees.into_iter().chain(by_shop));
        }
        self.dues.extend(inquiry.send_back(bound));
    }

    /// The next last day to end an agreement.
    pub(crate) fn leave(&self, agreement: &Agreement) -> Option<&Window> {
        self.leave.get(&agreement.id)
    }

    /// Why an agreement can be ended on any day, where it can.
    pub(crate) fn any_day(&self, agreement: &Agreement) -> Option<&Reason> {
        self.any_day.get(&agreement.id)
    }

    /// Notices before a renewal that are waited for.
    pub(crate) fn awaited(&self) -> &[Awaited] {
        &self.awaited
    }

    /// What the list of dues shows.
    pub(crate) fn listed<'a>(&'a self, books: &'a Books) -> Vec<Shown<'a>> {
        let mut all = self.shown(books, &books.view().dues());
        all.retain(|shown| !shown.is_far(books.on()));
        all
    }

    /// The dues of the books and those that follow from terms and law, soonest first.
    pub(crate) fn shown<'a>(&'a self, books: &'a Books, dues: &[DueView<'a>]) -> Vec<Shown<'a>> {
        shown::merged(self, books, dues)
    }
}

impl Inquiry<'_> {
    /// The windows of some agreements, in their order.
    fn each(&self, agreements: &[(u32, &Agreement)]) -> Windows {
        let mut windows = Windows::default();
        for (number, agreement) in agreements.iter().copied() {
            if self.is_disowned(agreement) {
                continue;
            }
            let thing = self.thing(agreement.thing);
            let state = self.view.state(agreement);
            windows.of_agreement(self, Bound { number, agreement, state, thing });
        }
        windows
    }

    fn thing(&self, number: Option<u32>) -> Option<&Thing> {
        self.books.ledger.things.get(usize::try_from(number?).ok()?)
    }

    /// Whether the owner said that it is none of theirs, or its thing is gone.
    fn is_disowned(&self, agreement: &Agreement) -> bool {
        let supplier = usize::try_from(agreement.supplier)
            .ok()
            .and_then(|number| self.books.ledger.suppliers.get(number));
        let gone = |t: &Thing| t.owned == Some(false) || t.stage == Stage::Gone;
        supplier.is_some_and(|s| s.disowned) || self.thing(agreement.thing).is_some_and(gone)
    }

    /// How the supplier is called.
    fn supplier(&self, agreement: &Agreement) -> &str {
        let number = usize::try_from(agreement.supplier).ok();
        number.and_then(|n| self.books.ledger.suppliers.get(n)).map_or("the supplier", |s| s.name())
    }

    /// A window of an agreement.
    pub(crate) fn window(
        &self,
        bound: Bound<'_>,
        (what, on, act_by): (DueKind, Date, Date),
        reason: Reason,
        (evidence, days): (Vec<EvidenceId>, Vec<Date>),
    ) -> Window {
        let agreement = bound.agreement;
        Window {
            due: Due {
                what,
                on,
                thing: agreement.thing,
                agreement: Some(bound.number),
                supplier: agreement.supplier,
                amount: None,
                also: None,
                asking: Asking::Once,
                reference: None,
                closed_at: None,
                asked_in: None,
                minute: None,
                evidence: Evidences(evidence),
            },
            act_by: act_by.min(on).max(self.on.min(on)),
            reason,
            days,
        }
    }
}

impl Window {
    pub(crate) fn costing(mut self, amount: Option<Money>) -> Self {
        self.due.amount = amount;
        self
    }
}

impl Reason {
    /// What the supplier says itself.
    pub(crate) fn said(why: String) -> Self {
        Self { why, law: None, confidence: SAID, may_claim: true, assumes: Vec::new() }
    }

    /// What the law says, after words on what it is about.
    pub(crate) fn law(what: &str, answer: &Answer) -> Self {
        Self {
            why: format!("{what} {}", answer.reason),
            law: answer.rule.clone(),
            confidence: answer.confidence,
            may_claim: answer.may_claim,
            assumes: answer.assumes.clone(),
        }
    }

    /// The same, taking one thing more for granted: then no claim may rest on it.
    pub(crate) fn assuming(mut self, what: &str) -> Self {
        self.assumes.push(what.to_owned());
        self.may_claim = false;
        self
    }
}

/// The day of an answer that is ahead: under the strictest reading, else as the rule gives it.
pub(crate) fn ahead(answer: &Answer, today: Date) -> Option<Date> {
    [answer.strict, answer.day].into_iter().find(|day| *day >= today)
}

/// Ids without the doubles, in their order.
pub(crate) fn evidence(of: impl IntoIterator<Item = Option<EvidenceId>>) -> Vec<EvidenceId> {
    let mut all: Vec<EvidenceId> = Vec::new();
    for id in of.into_iter().flatten() {
        if !all.contains(&id) {
            all.push(id);
        }
    }
    all
}
