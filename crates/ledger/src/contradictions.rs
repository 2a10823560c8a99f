//! Statements of suppliers that cannot both hold, both sides with their evidence.
//!
//! A false contradiction is worse than a missed one: who comes back, a last bill, a bill for the time
//! before the end and money that comes back are none.

use crate::agreements::{is_over, is_single};
use crate::endings::{confirms_end, end_day};
use crate::fold::{Message, index};
use crate::state::{Agreement, Asking, Ledger};
use crate::stems;
use jiff::Timestamp;
use jiff::civil::Date;
use oxherd_model::{AmountRole, DueKind, EvidenceId, Kind, Money, ReferenceRole, Stage};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod admitted;
mod announced;
mod billed;
mod booked;
mod claims;
mod dearer;
mod held;
mod owed;
mod said_twice;
mod settled;
mod warned;

pub use admitted::Admitted;
use admitted::{is_to_pay, only_promises};
pub use announced::Announced;
pub use billed::Billed;
pub use booked::Stay;
pub(crate) use dearer::{Charged, EARLY_DAYS, is_times};
pub(crate) use owed::{Asked, Time, Way};

/// A message that crossed another is at most so many days younger.
const CROSSING_DAYS: i32 = 3;

/// A welcome within so many days after a renewal that was none is not the owner's doing.
const IMPOSED_DAYS: i32 = 90;

/// Ends that are remembered of one agreement.
const ENDS_MAX: usize = 4;

/// Everything that was said and cannot both hold.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Contradictions {
    /// In the order in which they became known; never removed.
    pub all: Vec<Contradiction>,
    /// Of each supplier those that a message may still close.
    pub open: BTreeMap<u32, Vec<u32>>,
    /// Who said that an agreement ends, by its index, the first said first.
    pub ends: BTreeMap<u32, Vec<Said>>,
    /// Bills that came with the end of an agreement or after it and contradict nothing, by its index: what the
    /// bank takes for them is owed.
    pub owed: BTreeMap<u32, Vec<EvidenceId>>,
    /// What shows that a thing went to somebody else, by its index.
    pub partings: BTreeMap<u32, Said>,
    /// Payments that suppliers confirmed, by agreement, the newest last.
    pub paid: BTreeMap<u32, Vec<Paid>>,
    /// Terms that were announced, by agreement, the newest last.
    pub announced: BTreeMap<u32, Vec<Announced>>,
    /// Bills by their supplier, the newest last.
    pub billed: BTreeMap<u32, Vec<Billed>>,
    /// What suppliers claimed as overdue, for what the bank shows later.
    pub claimed: Vec<Claimed>,
    /// From when to when stays are booked, by agreement, as it was said first.
    pub stays: BTreeMap<u32, Stay>,
    /// Where suppliers admitted that they were wrong, by supplier, the newest last.
    pub admitted: BTreeMap<u32, Vec<Admitted>>,
}

/// Bills after the end of one agreement that are remembered.
const OWED_MAX: usize = 16;

impl Contradictions {
    /// Whether a message contradicts something.
    fn has(&self, message: EvidenceId) -> bool {
        self.all.iter().flat_map(|known| &known.says).any(|said| said.evidence == message)
    }

    /// Whether a message asked for what was owed still after the end of an agreement.
    pub(crate) fn is_owed(&self, agreement: u32, message: EvidenceId) -> bool {
        self.owed.get(&agreement).is_some_and(|bills| bills.contains(&message))
    }
}

/// Two statements that cannot both hold.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Contradiction {
    /// What sort.
    pub kind: Clash,
    /// Index of the supplier.
    pub supplier: u32,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// Index of the thing, where no agreement says it.
    pub thing: Option<u32>,
    /// When it was known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub at: Option<Timestamp>,
    /// What says so.
    pub says: Vec<Said>,
    /// What speaks against it.
    pub against: Vec<Said>,
    /// What took it back.
    pub closed_by: Option<EvidenceId>,
}

/// A piece of evidence and what in it is meant.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Said {
    /// Where it was read.
    pub evidence: EvidenceId,
    /// What to quote of it.
    pub what: Passage,
}

/// What of a piece of evidence is meant.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Passage {
    /// Where it names this day.
    Day(Date),
    /// Where it names this sum.
    Sum(Money),
    /// The line of a statement.
    Line(Date, Money),
    /// Its subject.
    Subject,
}

/// What sort of contradiction.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Clash {
    /// It is to renew although it ended.
    RenewalAfterEnd,
    /// Money is asked for or taken for the time after the end.
    ChargeAfterEnd,
    /// The owner is greeted as a new customer after the end.
    WelcomeAfterEnd,
    /// Money is claimed as overdue after the end.
    DunningAfterEnd,
    /// Money is claimed that was paid.
    DunningAfterPayment,
    /// Another price than was agreed.
    PriceDiffers,
    /// Two days for the same.
    DateDiffers,
    /// Two confirmations that cannot both hold.
    SaidTwiceDifferently,
    /// Anything else.
    Other,
}

impl Clash {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::RenewalAfterEnd => "renewal_after_end",
            Self::ChargeAfterEnd => "charge_after_end",
            Self::WelcomeAfterEnd => "welcome_after_end",
            Self::DunningAfterEnd => "dunning_after_end",
            Self::DunningAfterPayment => "dunning_after_payment",
            Self::PriceDiffers => "price_differs",
            Self::DateDiffers => "date_differs",
            Self::SaidTwiceDifferently => "said_twice_differently",
            Self::Other => "other",
        }
    }
}

/// A payment that a supplier confirmed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Paid {
    /// When.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// How much.
    pub money: Money,
    /// For which bill, where said.
    pub invoice: Option<String>,
    /// Where it was read.
    pub evidence: EvidenceId,
}

/// A sum that was claimed as overdue.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Claimed {
    /// Index of the agreement.
    pub agreement: u32,
    /// What was claimed, as a payment of it would be.
    pub bill: Paid,
    /// When it was known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub at: Option<Timestamp>,
}

impl Ledger {
    /// Whether a message that begins an agreement anew is no doing of the owner: it follows a renewal
    /// that was none, or is about a thing that is gone.
    pub(crate) fn is_imposed(&self, message: &Message<'_>, ended: u32) -> bool {
        let thing = self.agreements.get(index(ended)).and_then(|a| a.thing);
        let gone = thing.is_some_and(|t| self.contradictions.partings.contains_key(&t));
        let of = self.contradictions.open.get(&message.supplier).into_iter().flatten();
        let mut of = of.filter_map(|n| self.contradictions.all.get(index(*n)));
        let renewed = of.any(|c| {
            let ago =
                c.at.zip(message.entry.known_from).map(|(then, now)| now.duration_since(then));
            c.kind == Clash::RenewalAfterEnd
                && c.agreement == Some(ended)
                && ago.is_some_and(|ago| ago.as_hours() / 24 <= i64::from(IMPOSED_DAYS))
        });
        // Who orders does something; documents come by themselves.
        gone || renewed && message.kind != Kind::OrderConfirmed
    }

    /// The day on which an agreement that is over is to renew, by what contradicts its end.
    pub(crate) fn renewal_imposed(&self, supplier: u32, ended: u32) -> Option<Date> {
        let of = self.contradictions.open.get(&supplier).into_iter().flatten();
        let mut of = of.filter_map(|n| self.contradictions.all.get(index(*n)));
        of.find_map(|c| {
            let says = c.says.first().map(|said| said.what);
            let Some(Passage::Day(on)) = says else { return None };
            (c.kind == Clash::RenewalAfterEnd && c.agreement == Some(ended)).then_some(on)
        })
    }

    /// What a message says that cannot hold beside what was said before, and what it takes back.
    pub(crate) fn contradict(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        things: &[u32],
    ) {
        self.take_back(message, agreement);
        self.billed_anew(message, agreement);
        self.learn_parting(message, things);
        if let Some(number) = agreement {
            let known = self.agreements.get(index(number));
            let ending = |a: &Agreement| {
                let again = is_over(a.state) && !is_single(a.kind) && confirms_end(message);
                a.ending == Some(message.evidence()) || again
            };
            if known.is_some_and(ending) {
                self.ends_again(message, number);
            } else {
                self.after_the_end(message, number);
            }
            self.learn_owed(message, number);
            self.announced_anew(message, number);
            let undoes = message.refuses_end() || message.restores();
            if !message.admits() && !undoes {
                self.says_otherwise(message, number);
                self.another_stay(message, number);
                self.rises_too_soon(message, number);
            }
            self.learn_held_price(message, number);
            self.learn_payment(message, number);
        }
        self.warned(message, agreement, things.first().copied());
    }

    /// Remembers that a thing went to somebody else.
    fn learn_parting(&mut self, message: &Message<'_>, things: &[u32]) {
        let [thing] = things else { return };
        let gone = self.things.get(index(*thing)).is_some_and(|t| t.stage == Stage::Gone);
        if message.kind == Kind::TransferConfirmed && gone {
            let said = Said { evidence: message.evidence(), what: Passage::Subject };
            self.contradictions.partings.entry(*thing).or_insert(said);
        }
    }

    /// An end, or one more confirmation of it.
    fn ends_again(&mut self, message: &Message<'_>, number: u32) {
        let day = end_day(message, None);
        let what = day.map_or(Passage::Subject, Passage::Day);
        let said = Said { evidence: message.evidence(), what };
        self.end_confirmed_after_welcome(message, number, &said);
        self.end_said(number, said);
    }

    /// Remembers who said that an agreement ends.
    pub(crate) fn end_said(&mut self, number: u32, said: Said) {
        let ends = self.contradictions.ends.entry(number).or_default();
        if ends.len() < ENDS_MAX && !ends.contains(&said) {
            ends.push(said);
        }
    }

    /// What speaks of an agreement that is over, or will be by then, as one that runs.
    fn after_the_end(&mut self, message: &Message<'_>, number: u32) {
        let Some(known) = self.agreements.get(index(number)) else { return };
        let Some(end) = known.ended_on.filter(|_| is_over(known.state) && !is_single(known.kind))
        else {
            return;
        };
        let against = self.contradictions.ends.get(&number).cloned().unwrap_or_default();
        // A letter of the owner that nobody confirmed yet binds nobody before its day.
        if end >= message.on && against.iter().all(|said| self.is_owners(said)) {
            return;
        }
        if against.is_empty()
            || message.admits()
            || stems::corrects(&message.reading.subject)
            || message.warns()
        {
            return;
        }
        let Some((kind, what)) = claims::after_end(message, end) else { return };
        let paid = kind == Clash::ChargeAfterEnd || kind == Clash::DunningAfterEnd;
        let owed = || known.is_owed_for(&Asked::by(message, end), end);
        if paid && (owed() || self.is_owed(message, number)) {
            return;
        }
        let says = Said { evidence: message.evidence(), what };
        self.clash(message, (kind, Some(number), None), says, against);
    }

    /// Remembers a bill that came when the supplier had said the end, and that contradicts nothing.
    fn learn_owed(&mut self, message: &Message<'_>, number: u32) {
        let known = self.agreements.get(index(number));
        let over = known.is_some_and(|a| a.ended_on.is_some() && is_over(a.state));
        let numbered = || message.reference(ReferenceRole::Invoice).is_some();
        // What looks unsure is a bill by its number.
        let kind = message.kind;
        let unsure = kind.is_ending() || kind == Kind::Unclear;
        let asks = kind.asks_for_money() || unsure && numbered();
        let gives = message.admits() || message.amount(AmountRole::Refund).is_some();
        let told = message.total().is_none() || self.contradictions.has(message.evidence());
        if !over || !asks || gives || told {
            return;
        }
        let mut ends = self.contradictions.ends.get(&number).into_iter().flatten();
        if ends.any(|said| !self.is_owners(said)) {
            let owed = self.contradictions.owed.entry(number).or_default();
            if owed.len() < OWED_MAX {
                owed.push(message.evidence());
            }
        }
    }

    /// Whether a bill of the time of the agreement is still to be paid.
    pub(crate) fn is_owed(&self, message: &Message<'_>, agreement: u32) -> bool {
        let total = message.total();
        let open = self.open_dues.of(message.supplier);
        let mut open = open.iter().filter_map(|at| self.dues.get(index(*at)));
        open.any(|due| {
            due.agreement == Some(agreement)
                && due.what == DueKind::Payment
                && due.closed_at.is_none()
                && due.asking != Asking::Collected
                && due.on <= message.on
                && (due.amount == total || due.amount.is_none() || total.is_none())
        })
    }

    /// Enters a contradiction.
    pub(crate) fn clash(
        &mut self,
        message: &Message<'_>,
        (kind, agreement, thing): (Clash, Option<u32>, Option<u32>),
        says: Said,
        against: Vec<Said>,
    ) {
        if self.is_told(message.supplier, agreement, &says, &against) {
            return;
        }
        let number = u32::try_from(self.contradictions.all.len()).unwrap_or(u32::MAX);
        self.contradictions.open.entry(message.supplier).or_default().push(number);
        self.contradictions.all.push(Contradiction {
            kind,
            supplier: message.supplier,
            agreement,
            thing,
            at: message.entry.known_from,
            says: vec![says],
            against,
            closed_by: None,
        });
    }

    /// Closes what a message takes back: all of it by a correction or by who admits to be wrong, a charge by
    /// its refund.
    pub(crate) fn take_back(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        let corrects = message.admits() || stems::corrects(&message.reading.subject);
        if corrects {
            self.admitted(message, agreement);
        }
        let mut taken = self.reminders_taken_back(message, agreement);
        let open = self.contradictions.open.entry(message.supplier).or_default();
        let (all, agreements) = (&mut self.contradictions.all, &self.agreements);
        let sum = message.amount(AmountRole::Refund).or_else(|| message.total());
        let refunds = message.kind == Kind::RefundCredit && !only_promises(message);
        // What was taken is not settled by the word that it will come back.
        let owed = corrects && !refunds && is_to_pay(message);
        let explains = dearer::announces(message);
        open.retain(|number| {
            let Some(known) = all.get_mut(index(*number)) else { return false };
            let same =
                agreement.is_none() || known.agreement.is_none() || known.agreement == agreement;
            let charged = matches!(known.kind, Clash::ChargeAfterEnd | Clash::PriceDiffers);
            let whole = || known.says.iter().any(|s| s.is_of(sum));
            let beyond = || known.is_beyond_by(sum, known.periods_until(agreements, message.on));
            let given = refunds && charged && (whole() || beyond());
            let explained = explains && known.is_named_by(message);
            let waits = owed && known.kind == Clash::ChargeAfterEnd;
            if same && (corrects && !waits || given || explained) {
                known.closed_by = Some(message.evidence());
                taken.extend(known.says.iter().map(|said| said.evidence));
            }
            known.closed_by.is_none()
        });
        if open.is_empty() {
            self.contradictions.open.remove(&message.supplier);
        }
        self.takes_back_claims(message, &taken);
    }
}

impl Contradiction {
    /// The day on which it was known.
    pub(crate) fn told_on(&self) -> Option<Date> {
        self.at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date())
    }
}

impl Said {
    /// Whether it is about this sum, or names none.
    fn is_of(&self, sum: Option<Money>) -> bool {
        match self.what {
            Passage::Sum(said) | Passage::Line(_, said) => {
                sum.is_none_or(|sum| sum.value == said.value.abs() && sum.currency == said.currency)
            }
            Passage::Day(_) | Passage::Subject => true,
        }
    }
}
