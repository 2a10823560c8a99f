//! What was said of how and until when an agreement may be left, and the days from which such windows
//! are counted.

use crate::agreements::{is_single, near};
use crate::dues;
use crate::fold::Message;
use crate::state::Agreement;
use crate::stems;
use jiff::civil::Date;
use jiff::{Span, ToSpan};
use oxherd_model::{
    AgreementKind, AmountRole, DateRole, EvidenceId, Fact, Kind, LengthRole, Money, NoticeWay,
    ReferenceRole, TermUnit,
};
use serde::{Deserialize, Serialize};

/// Announced changes that are remembered of one agreement, the newest.
const CHANGES_MAX: usize = 8;

/// Notices before a renewal that are remembered of one agreement, the newest.
const TOLD_MAX: usize = 4;

/// Papers that come so many days after the first sign of an agreement are those of its beginning.
const BEGINNING_DAYS: i32 = 60;

/// An order confirmed less surely than this, in thousandths, may as well be told with its delivery.
const SURE_ORDER: u16 = 700;

/// A delivery is told at most so many days after its day.
const CAME_DAYS: i32 = 15;

/// What was said of how an agreement may be left.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Leaving {
    /// The last day to end it that was said last.
    pub by: Option<LeaveBy>,
    /// Changes that were announced, in the order in which they were told.
    pub changes: Vec<Change>,
    /// When it was concluded: the first order or contract.
    pub concluded: Option<Known>,
    /// When the papers of its beginning arrived.
    pub papers: Option<Known>,
    /// When the first of what was bought arrived.
    pub came: Option<Known>,
    /// Since when the supplier knows that something comes back.
    pub returning: Option<Known>,
    /// When it was said that what was ordered will not come.
    pub called_off: Option<Known>,
    /// When what was bought went back to the supplier.
    pub sent_back: Option<Known>,
    /// When the supplier had it back, or spoke of the money for it.
    pub returned: Option<Known>,
    /// When the owner wrote that they keep it.
    pub kept: Option<Known>,
    /// When the supplier wrote that it will renew, the newest last.
    pub renewal_told: Vec<Known>,
    /// The notice that its words ask for, where they name no day.
    pub notice: Option<Stretch>,
    /// How long it lasts at least, where its words name no day.
    pub minimum: Option<Stretch>,
    /// How its words ask for a notice to be given.
    pub way: Option<NoticeWay>,
    /// For how long what was bought may be sent back, by the words of the shop.
    pub send_back: Option<SendBack>,
    /// Until when its price is to stay as it is, as it was said last.
    pub price_until: Option<Known>,
}

/// A time within which what was bought may be sent back.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SendBack {
    /// How long.
    pub within: Stretch,
    /// Whether it counts from the order, and not from the day on which it came.
    pub from_order: bool,
}

/// A length of time that was said without a day from which it counts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stretch {
    /// How many.
    pub count: u16,
    /// Of what.
    pub unit: TermUnit,
    /// Where it was read.
    pub evidence: EvidenceId,
}

impl Stretch {
    /// As days or months. Business days are taken for as many as they can be without holidays.
    pub(crate) fn span(self) -> Span {
        let count = i32::from(self.count);
        match self.unit {
            TermUnit::Hour => ((count + 23) / 24).days(),
            TermUnit::Day => count.days(),
            TermUnit::BusinessDay => {
                (count / 5 * 7 + if count % 5 > 0 { count % 5 + 2 } else { 0 }).days()
            }
            TermUnit::Week => count.weeks(),
            TermUnit::Month => count.months(),
            TermUnit::Year => count.years(),
        }
    }

    /// So long after a day.
    pub fn after(self, on: Date) -> Option<Date> {
        on.checked_add(self.span()).ok()
    }

    /// So long before a day.
    pub(crate) fn before(self, ends: Date) -> Option<Date> {
        ends.checked_sub(self.span()).ok()
    }

    /// Whether a last day was counted from this very end, or from the day before it: `to the end of the year`.
    fn counted_from(self, end: Date, on: Date) -> Option<Date> {
        let ends = [Some(end), end.yesterday().ok()];
        ends.into_iter().flatten().find(|end| self.before(*end) == Some(on))
    }
}

/// A last day to end an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LeaveBy {
    /// The day.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// The renewal or end that it goes with, where the same message says it.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub ends: Option<Date>,
    /// The notice from which the day was counted; none where the day itself was said.
    pub counted: Option<Stretch>,
    /// Where it was read.
    pub evidence: EvidenceId,
}

/// A day and what shows it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known {
    /// The day.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// Where it was read.
    pub evidence: EvidenceId,
}

/// A change of price or terms that was announced.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Change {
    /// What changes.
    pub what: Changed,
    /// When it was told.
    #[serde(with = "oxherd_model::compact::date")]
    pub told_on: Date,
    /// From when it holds, where that is said.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub from: Option<Date>,
    /// The last day to leave because of it, where the supplier says so.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub leave_by: Option<Date>,
    /// The price before.
    pub old: Option<Money>,
    /// The price after.
    pub new: Option<Money>,
    /// Whether it was taken back since: nobody has to leave because of it.
    pub taken_back: bool,
    /// Where it was read.
    pub evidence: EvidenceId,
}

/// What changes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Changed {
    /// What it costs.
    Price,
    /// Anything else that was agreed.
    Terms,
}

impl Change {
    /// Whether it makes the agreement cheaper.
    pub fn is_cheaper(&self) -> bool {
        self.old
            .zip(self.new)
            .is_some_and(|(old, new)| old.currency == new.currency && new.value < old.value)
    }
}

impl Agreement {
    /// What a message says of how the agreement may be left; `old` is the price that held before it.
    pub(crate) fn learn_leaving(&mut self, message: &Message<'_>, old: Option<Money>) {
        self.learn_beginning(message);
        let known = Known { on: message.on, evidence: message.evidence() };
        if message.day().is_none() {
            return;
        }
        self.learn_goods(message, known);
        self.learn_lengths(message);
        let told = message.kind == Kind::RenewalNotice
            || message.reading.secondary.contains(&Kind::RenewalNotice);
        if told && self.leaving.renewal_told.last() != Some(&known) {
            self.leaving.renewal_told.push(known);
            let many = self.leaving.renewal_told.len().saturating_sub(TOLD_MAX);
            self.leaving.renewal_told.drain(..many);
        }
        let change = is_change(message.kind);
        // A new price that comes with the next term names the last day to leave before that.
        let by = message.date(DateRole::CancelBy);
        let renews =
            told && by.is_some_and(|by| message.dates(DateRole::Renewal).any(|on| on > by));
        if !change || renews {
            self.learn_last_day(message);
        }
        if change && !is_single(self.kind) {
            self.learn_change(message, old);
        }
    }

    /// What a message says of where goods are: with the owner, on their way back, with the supplier.
    fn learn_goods(&mut self, message: &Message<'_>, known: Known) {
        let bought = self.kind == AgreementKind::Purchase;
        if bought && is_delivered(message) {
            let said = message.date(DateRole::Delivery);
            let on = said.filter(|on| *on <= message.on && near(*on, message.on, CAME_DAYS));
            let came = Known { on: on.unwrap_or(message.on), ..known };
            self.leaving.came = self.leaving.came.or(Some(came));
        }
        if bought && self.leaving.came.is_none() && calls_off(message) {
            self.leaving.called_off = Some(known);
        }
        // What arrives with the customer is told in the words of what arrives with the supplier.
        let brought = matches!(message.kind, Kind::OrderConfirmed | Kind::DeliveryUnderWay);
        let there = self.leaving.came.or(self.leaving.returning).is_some();
        if there && !brought && !is_delivered(message) && dues::are_back(message) {
            self.leaving.returning = None;
            self.leaving.sent_back = self.leaving.sent_back.or(Some(known));
            self.leaving.returned = self.leaving.returned.or(Some(known));
        } else if message.kind == Kind::ReturnInstructions
            && self.leaving.returned.is_none()
            && !message.denies_money()
        {
            self.leaving.returning = self.leaving.returning.or(Some(known));
        } else if message.kind == Kind::RefundCredit {
            self.leaving.returning = None;
            // Who speaks of money back has no goods to wait for.
            let back = self.leaving.came.map(|_| known);
            self.leaving.sent_back = self.leaving.sent_back.or(back);
            self.leaving.returned = self.leaving.returned.or(back);
        }
    }

    /// Notice and least term as they are said, the newest.
    fn learn_lengths(&mut self, message: &Message<'_>) {
        let evidence = message.evidence();
        for (role, count, unit) in message.facts().filter_map(Fact::length) {
            let stretch = Some(Stretch { count, unit, evidence });
            match role {
                LengthRole::Notice | LengthRole::CountedNotice => self.leaving.notice = stretch,
                LengthRole::MinimumTerm => self.leaving.minimum = stretch,
                LengthRole::SendBack | LengthRole::SendBackOrdered => {
                    let from_order = role == LengthRole::SendBackOrdered;
                    let within = Stretch { count, unit, evidence };
                    self.leaving.send_back = Some(SendBack { within, from_order });
                }
                LengthRole::FirstPrice | LengthRole::Guarantee => {}
            }
        }
        self.leaving.way = message.reading.notice_way.or(self.leaving.way);
    }

    fn learn_beginning(&mut self, message: &Message<'_>) {
        // A parcel that comes with the number and the lines of its order was ordered from afar.
        let parcel = message.kind == Kind::Delivered
            && message.reading.secondary.contains(&Kind::OrderConfirmed)
            && message.references().any(|(role, _)| role == ReferenceRole::Order);
        let begins = parcel || matches!(message.kind, Kind::OrderConfirmed | Kind::ContractPack);
        let early = self.first_at.zip(message.entry.known_from).is_none_or(|(first, now)| {
            now.duration_since(first).as_hours() / 24 <= i64::from(BEGINNING_DAYS)
        });
        if !begins || !early {
            return;
        }
        let ordered = message.date(DateRole::Order).filter(|on| near(*on, message.on, CAME_DAYS));
        let Some(on) = ordered.filter(|on| *on <= message.on).or(message.day()) else { return };
        let known = Known { on, evidence: message.evidence() };
        self.leaving.concluded = self.leaving.concluded.or(Some(known));
        if message.kind == Kind::ContractPack {
            let papers = Known { on: message.on, ..known };
            self.leaving.papers = self.leaving.papers.or(Some(papers));
        }
    }

    fn learn_last_day(&mut self, message: &Message<'_>) {
        let Some(on) = message.date(DateRole::CancelBy) else { return };
        let ends = [DateRole::TrialEnd, DateRole::Renewal, DateRole::End, DateRole::Expiry]
            .into_iter()
            .chain((message.kind == Kind::RenewalNotice).then_some(DateRole::Start))
            .find_map(|role| message.dates(role).filter(|end| *end >= on).min());
        let evidence = message.evidence();
        let lengths = || message.facts().filter_map(Fact::length);
        let counted = lengths().find(|(role, ..)| *role == LengthRole::CountedNotice);
        let counted = counted.filter(|_| ends.is_some());
        let counted = counted.map(|(_, count, unit)| Stretch { count, unit, evidence });
        let from = counted.zip(ends).and_then(|(notice, end)| notice.counted_from(end, on));
        self.leaving.by = Some(LeaveBy { on, ends: from.or(ends), counted, evidence });
    }

    /// Takes back the new prices that were to hold from a day behind this one: who leaves would leave because of
    /// what is not to come.
    pub(crate) fn takes_back_rises(&mut self, on: Date) {
        for change in &mut self.leaving.changes {
            let ahead = change.from.is_none_or(|from| from > on);
            change.taken_back |= change.what == Changed::Price && ahead;
        }
    }

    fn learn_change(&mut self, message: &Message<'_>, old: Option<Money>) {
        let what = if message.kind == Kind::PriceChange { Changed::Price } else { Changed::Terms };
        let ahead = |role: DateRole| message.dates(role).find(|on| *on >= message.on);
        let from =
            [DateRole::Effective, DateRole::Start, DateRole::Renewal].into_iter().find_map(ahead);
        let new = message.amount(AmountRole::New).or_else(|| {
            self.prices.last().filter(|p| p.evidence == message.evidence()).map(|p| p.price.money)
        });
        let change = Change {
            what,
            told_on: message.on,
            from,
            leave_by: message.date(DateRole::CancelBy),
            old: message.amount(AmountRole::Old).or(old),
            new,
            taken_back: false,
            evidence: message.evidence(),
        };
        // Who says that a price stays changes none.
        if from.is_none() && new.is_some() && new == change.old {
            return;
        }
        // What answers a letter about a change, and names none, tells none.
        let names = from.is_some() || new.is_some() || change.leave_by.is_some();
        let known = self.leaving.changes.last().is_some_and(|known| known.what == what);
        if known && !names && stems::is_answer(&message.reading.subject) {
            return;
        }
        // A reminder of the same change is not another one.
        let same = |known: &&mut Change| known.what == what && known.from == from && from.is_some();
        if let Some(known) = self.leaving.changes.iter_mut().find(same) {
            known.leave_by = change.leave_by.or(known.leave_by);
            return;
        }
        self.leaving.changes.push(change);
        let many = self.leaving.changes.len().saturating_sub(CHANGES_MAX);
        self.leaving.changes.drain(..many);
    }
}

/// Whether a message says that goods were brought, beside what else it says.
fn is_delivered(message: &Message<'_>) -> bool {
    let reading = message.reading;
    let beside = message.kind == Kind::OrderConfirmed
        && reading.secondary.first() == Some(&Kind::Delivered)
        && reading.kind_confidence.thousandths() < SURE_ORDER
        && !message.dates(DateRole::Delivery).any(|on| on > message.on);
    message.kind == Kind::Delivered || beside
}

/// Whether a message says that an order will not come.
fn calls_off(message: &Message<'_>) -> bool {
    let undone = [Kind::CancelConfirmed, Kind::RefundCredit];
    let beside = message.reading.secondary.iter().any(|kind| undone.contains(kind));
    message.kind == Kind::CancelConfirmed || message.kind == Kind::OrderTrouble && beside
}

/// Kinds of messages that announce a change.
fn is_change(kind: Kind) -> bool {
    matches!(kind, Kind::PriceChange | Kind::TermsChange)
}
