//! Promises, contradictions, requests and what is waited for, at a day.

use super::View;
use crate::contradictions::{Clash, Contradiction, Passage, Said};
use crate::fold::index;
use crate::promises::{Ending, Promise, Promised};
use crate::requests::Request;
use crate::state::Agreement;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AgreementState, EvidenceId, Stage, short_id};

/// After an end, a charge is watched for so many days, and as long after a renewal that was none.
const CHARGE_DAYS: i32 = 60;

/// A price that was said is watched for so many days from its beginning.
const PRICE_DAYS: i32 = 45;

/// Where a promise stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum PromiseState {
    /// Its day has not passed.
    Open,
    /// It was done, in time or late.
    Kept,
    /// Its day has passed and nothing shows that it was done, or it was done otherwise.
    Broken,
    /// It was taken back or moved in time.
    Withdrawn,
}

impl PromiseState {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::Kept => "kept",
            Self::Broken => "broken",
            Self::Withdrawn => "withdrawn",
        }
    }
}

/// A promise as shown.
#[derive(Debug)]
pub struct PromiseView<'a> {
    /// Its index.
    pub number: u32,
    /// The promise.
    pub promise: &'a Promised,
    /// Where it stands at the day.
    pub state: PromiseState,
    /// When it was closed by evidence.
    pub closed_on: Option<Date>,
    /// How many days after its day it was done.
    pub late_by_days: Option<i32>,
}

/// Where a request stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum RequestState {
    /// It waits for its answer.
    Sent,
    /// It was answered.
    Answered,
    /// Its day has passed without an answer.
    Overdue,
    /// The owner took it back.
    Closed,
}

impl RequestState {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Sent => "sent",
            Self::Answered => "answered",
            Self::Overdue => "overdue",
            Self::Closed => "closed",
        }
    }
}

/// A request as shown.
#[derive(Debug)]
pub struct RequestView<'a> {
    /// Its index.
    pub number: u32,
    /// The request.
    pub request: &'a Request,
    /// Where it stands at the day.
    pub state: RequestState,
}

/// What is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum WatchFor {
    /// A charge on the statement after the end.
    ChargeAfterEnd,
    /// A promised refund that does not come.
    Refund,
    /// A confirmation that does not come after the owner ended something.
    Confirmation,
    /// A charge above the price that was said.
    PriceAbove,
    /// The notice that the law asks for before a renewal.
    RenewalNotice,
}

impl WatchFor {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::ChargeAfterEnd => "charge_after_end",
            Self::Refund => "refund",
            Self::Confirmation => "confirmation",
            Self::PriceAbove => "price_above",
            Self::RenewalNotice => "renewal_notice",
        }
    }
}

/// Something that is waited for until a day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watch {
    /// What.
    pub what: WatchFor,
    /// Until when.
    pub until: Date,
    /// Index of the supplier.
    pub supplier: Option<u32>,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// What it follows from.
    pub evidence: Vec<EvidenceId>,
}

impl Promised {
    /// Stable id.
    pub fn id(&self) -> String {
        let made = self.evidence.0.last().map(ToString::to_string).unwrap_or_default();
        short_id('p', &[&made, &self.what, &self.by.to_string()])
    }
}

impl Request {
    /// Stable id.
    pub fn id(&self) -> String {
        let sent = self.evidence.0.last().map(ToString::to_string).unwrap_or_default();
        short_id('r', &[&sent, self.act.as_str()])
    }
}

impl Contradiction {
    /// Stable id.
    pub fn id(&self) -> String {
        // A statement has many lines: each is told by its day and its sum.
        let place = |said: &Said| match said.what {
            Passage::Line(on, money) => format!("{} {on} {money}", said.evidence),
            Passage::Day(_) | Passage::Sum(_) | Passage::Subject => said.evidence.to_string(),
        };
        let says = self.says.iter().chain(&self.against).map(place);
        let says: Vec<String> =
            std::iter::once(self.kind.as_str().to_owned()).chain(says).collect();
        short_id('c', &says.iter().map(String::as_str).collect::<Vec<_>>())
    }
}

impl<'a> View<'a> {
    /// Every promise, the newest first.
    pub fn promises(&self) -> Vec<PromiseView<'a>> {
        let all = (0..).zip(&self.ledger.promises.all);
        let heard = all
            .filter(|(_, p)| p.is_listed(self.on) && !self.is_disowned(Some(p.supplier), p.thing));
        let mut shown: Vec<PromiseView<'a>> =
            heard.map(|(number, promise)| self.promise(number, promise)).collect();
        shown.reverse();
        shown
    }

    /// The promises of one supplier.
    pub fn promises_of(&self, supplier: u32) -> impl Iterator<Item = PromiseView<'a>> {
        let all = (0..).zip(&self.ledger.promises.all);
        let of = all.filter(move |(_, p)| {
            p.supplier == supplier
                && p.is_listed(self.on)
                && !self.is_disowned(Some(p.supplier), p.thing)
        });
        of.map(|(number, promise)| self.promise(number, promise))
    }

    fn promise(&self, number: u32, promise: &'a Promised) -> PromiseView<'a> {
        let Some(closed) = promise.closed else {
            let state = if promise.by < self.on && !promise.hangs() {
                PromiseState::Broken
            } else {
                PromiseState::Open
            };
            return PromiseView { number, promise, state, closed_on: None, late_by_days: None };
        };
        let late = promise.by.until(closed.on).map_or(0, |span| span.get_days());
        let (state, late) = match closed.how {
            Ending::Kept => (PromiseState::Kept, Some(late).filter(|days| *days > 0)),
            Ending::Broken => (PromiseState::Broken, Some(late).filter(|days| *days > 0)),
            Ending::Withdrawn => (PromiseState::Withdrawn, None),
        };
        PromiseView { number, promise, state, closed_on: Some(closed.on), late_by_days: late }
    }

    /// Every contradiction, the newest first; open ones before those that were taken back.
    pub fn contradictions(&self) -> Vec<&'a Contradiction> {
        let all = self.ledger.contradictions.all.iter();
        let mut all: Vec<&Contradiction> =
            all.filter(|c| !self.is_disowned(Some(c.supplier), self.thing_of(c))).collect();
        all.sort_by_key(|c| (c.closed_by.is_some(), std::cmp::Reverse(c.at), c.kind));
        all
    }

    /// The thing that a contradiction is about.
    pub fn thing_of(&self, contradiction: &Contradiction) -> Option<u32> {
        let of = contradiction.agreement.and_then(|a| self.ledger.agreements.get(index(a)));
        contradiction.thing.or_else(|| of.and_then(|a| a.thing))
    }

    /// What the owner wrote, the newest first.
    pub fn requests(&self) -> Vec<RequestView<'a>> {
        let all = (0..).zip(&self.ledger.requests.all);
        let shape = |(number, request)| {
            let state = self.request(request);
            RequestView { number, request, state }
        };
        let mut shown: Vec<RequestView<'a>> = all.map(shape).collect();
        shown.reverse();
        shown
    }

    fn request(&self, request: &Request) -> RequestState {
        if request.taken_back.is_some() {
            RequestState::Closed
        } else if request.answered.is_some() {
            RequestState::Answered
        } else if request.by < self.on {
            RequestState::Overdue
        } else {
            RequestState::Sent
        }
    }

    /// What is waited for, soonest first.
    pub fn watches(&self) -> Vec<Watch> {
        let refunds = self.promises().into_iter().filter(|p| p.promise.about == Promise::Refund);
        let refunds = refunds.filter(|p| p.state == PromiseState::Open).map(|p| Watch {
            what: WatchFor::Refund,
            until: p.promise.by,
            supplier: Some(p.promise.supplier),
            agreement: p.promise.agreement,
            thing: p.promise.thing,
            evidence: p.promise.evidence.0.clone(),
        });
        let asked = self.requests().into_iter().filter(|r| r.state == RequestState::Sent);
        let ended = asked.filter(|r| r.request.act.waits_for_confirmation());
        let confirmations = ended.map(|r| Watch {
            what: WatchFor::Confirmation,
            until: r.request.by,
            supplier: r.request.supplier,
            agreement: r.request.agreement,
            thing: r.request.thing,
            evidence: r.request.evidence.0.clone(),
        });
        let mut all: Vec<Watch> = refunds.chain(confirmations).collect();
        for (number, agreement) in (0_u32..).zip(&self.ledger.agreements) {
            all.extend(self.charge_watched(number, agreement));
            all.extend(self.price_watched(number, agreement));
        }
        all.retain(|watch| {
            watch.until >= self.on && !self.is_disowned(watch.supplier, watch.thing)
        });
        all.sort_by_key(|w| (w.until, w.what, w.supplier, w.agreement));
        all
    }

    /// After an end: that nothing is charged any more, longer where a renewal was announced all the same.
    fn charge_watched(&self, number: u32, agreement: &Agreement) -> Option<Watch> {
        let ends = self.ledger.contradictions.ends.get(&number)?;
        let over = matches!(self.state(agreement), AgreementState::Ending | AgreementState::Ended);
        let end = agreement.ended_on.filter(|_| over)?;
        let of = self.ledger.contradictions.all.iter();
        let announced = of.filter(|c| c.agreement == Some(number) && c.closed_by.is_none());
        let renewals =
            announced.filter(|c| matches!(c.kind, Clash::RenewalAfterEnd | Clash::ChargeAfterEnd));
        let day = |c: &Contradiction| {
            c.says.iter().find_map(|s| match s.what {
                Passage::Day(on) | Passage::Line(on, _) => Some(on),
                Passage::Sum(_) | Passage::Subject => None,
            })
        };
        let mut evidence: Vec<EvidenceId> = ends.iter().map(|s| s.evidence).collect();
        let mut last = end;
        for renewal in renewals {
            last = day(renewal).or(renewal.told_on()).map_or(last, |on| last.max(on));
            evidence.splice(0..0, renewal.says.iter().map(|s| s.evidence));
        }
        Some(Watch {
            what: WatchFor::ChargeAfterEnd,
            until: last.checked_add(CHARGE_DAYS.days()).ok()?,
            supplier: Some(agreement.supplier),
            agreement: Some(number),
            thing: agreement.thing,
            evidence,
        })
    }

    /// After a price was said: that no more is charged when its term begins.
    fn price_watched(&self, number: u32, agreement: &Agreement) -> Option<Watch> {
        let running =
            matches!(self.state(agreement), AgreementState::Active | AgreementState::Trial);
        let said = agreement.prices.last().filter(|p| running && p.period_said)?;
        // What it waited for has happened: the contradiction tells of it.
        let of = self.ledger.contradictions.all.iter();
        let mut above = of.filter(|c| c.kind == Clash::PriceDiffers && c.closed_by.is_none());
        let told = |c: &Contradiction| {
            c.agreement == Some(number) && c.against.iter().any(|s| s.evidence == said.evidence)
        };
        if above.any(told) {
            return None;
        }
        let before = said.from.checked_sub(PRICE_DAYS.days()).ok()?;
        (before <= self.on).then_some(Watch {
            what: WatchFor::PriceAbove,
            until: said.from.checked_add(PRICE_DAYS.days()).ok()?,
            supplier: Some(agreement.supplier),
            agreement: Some(number),
            thing: agreement.thing,
            evidence: vec![said.evidence],
        })
    }

    /// Since a thing is gone, its running agreements are to be ended.
    pub fn is_to_be_ended(&self, agreement: &Agreement) -> bool {
        let thing = agreement.thing.and_then(|t| self.ledger.things.get(index(t)));
        let gone = thing.is_some_and(|t| {
            let said = self.words.and_then(|words| words.stage(&t.id));
            matches!(said.unwrap_or(t.stage), Stage::Gone | Stage::Parting)
        });
        let runs = matches!(
            self.state(agreement),
            AgreementState::Trial | AgreementState::Active | AgreementState::Unknown
        );
        let told = || self.ledger.goes_along(agreement);
        let left = thing.is_some_and(|t| crate::partings::goes_with(agreement, t));
        gone && runs && left && crate::partings::binds(agreement) && !told()
    }

    pub(super) fn is_disowned(&self, supplier: Option<u32>, thing: Option<u32>) -> bool {
        let supplier = supplier.and_then(|s| self.ledger.suppliers.get(index(s)));
        let thing = thing.and_then(|t| self.ledger.things.get(index(t)));
        supplier.is_some_and(|s| s.disowned) || thing.is_some_and(|t| t.owned == Some(false))
    }
}
