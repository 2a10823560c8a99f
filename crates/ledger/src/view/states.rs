//! Where things and agreements stand at a day, and what runs costs.

use super::View;
use crate::agreements::is_single;
use crate::costs::{self, Yearly};
use crate::fold::index;
use crate::state::{Agreement, Thing, TimelineEntry, TimelineKind};
use jiff::civil::Date;
use jiff::{Timestamp, ToSpan};
use oxherd_model::{AgreementKind, AgreementState, Kind, Stage, ThingKind};

/// A running agreement that nothing was heard of for so long is no longer known to run.
const SILENT_DAYS: i32 = 800;

/// A term that ran out so many days ago without a sign of another is not known to go on. The first
/// bill or payment of a new term comes within its first month; two weeks more are for the post and
/// for the bank's statement.
const RAN_OUT_DAYS: i32 = 45;

/// A booking without a known day is over so many days after it was last heard of.
const BOOKING_DAYS: i32 = 180;

/// An offer that names no last day is good no more so many days after it was last heard of.
const OFFER_DAYS: i32 = 180;

/// What was sent so many days ago has come.
const SENT_DAYS: i32 = 21;

/// What was ordered so many days ago has come, although nobody wrote that it was sent.
const ORDERED_DAYS: i32 = 60;

/// What passed so that an agreement stands elsewhere than what was said last leaves it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Passed {
    /// The last day of what was to end.
    LastDay,
    /// The free time of a trial: it goes on and is paid for.
    Trial,
    /// A term of which it was said that it does not go on.
    Term,
    /// A term, without a word of another since: it may have ended.
    Silence,
    /// The last day of an offer, or the time for which one is usually good.
    Offer,
    /// The day of what was booked.
    Booked,
    /// A guarantee.
    Guarantee,
    /// Nothing yet: a guarantee runs from the day on which it is given.
    Given,
}

impl View<'_> {
    /// As the owner said; else a service is gone when every agreement about it is over.
    pub(super) fn stage(&self, thing: &Thing, agreements: &[u32]) -> Stage {
        if let Some(said) = self.words.and_then(|words| words.stage(&thing.id)) {
            return said;
        }
        let by_agreement = matches!(
            thing.kind,
            ThingKind::Membership | ThingKind::DigitalService | ThingKind::Journey
        );
        let mut of = agreements.iter().filter_map(|a| self.ledger.agreements.get(index(*a)));
        let over = !agreements.is_empty() && of.all(|a| self.state(a) == AgreementState::Ended);
        if by_agreement && over {
            Stage::Gone
        } else if thing.kind == ThingKind::Home && self.is_ahead(thing, agreements) {
            Stage::Acquiring
        } else if thing.stage == Stage::Acquiring && self.has_come(thing) {
            Stage::InUse
        } else {
            thing.stage
        }
    }

    /// Whether a home is still to be moved to: the owner named a later day, or all that is known of it
    /// begins later.
    fn is_ahead(&self, thing: &Thing, agreements: &[u32]) -> bool {
        let told = self.ledger.moves.all.iter().rev().find(|told| {
            let to = self.ledger.things.get(index(told.to));
            to.is_some_and(|to| to.id == thing.id)
        });
        let mut of = agreements.iter().filter_map(|a| self.ledger.agreements.get(index(*a)));
        let later = |a: &Agreement| a.started_on.is_some_and(|start| start > self.on);
        told.is_some_and(|told| told.on > self.on) || !agreements.is_empty() && of.all(later)
    }

    /// What was ordered and not complained of for a while has come.
    fn has_come(&self, thing: &Thing) -> bool {
        let bought = |e: &&TimelineEntry| {
            matches!(
                e.kind,
                TimelineKind::Message(
                    Kind::OrderConfirmed
                        | Kind::DeliveryUnderWay
                        | Kind::Delivered
                        | Kind::OrderTrouble
                        | Kind::PaymentDone
                        | Kind::Bill
                )
            )
        };
        let Some(last) = thing.timeline.iter().rev().find(bought) else { return false };
        let sent = thing.timeline.iter().any(|e| {
            matches!(e.kind, TimelineKind::Message(Kind::DeliveryUnderWay | Kind::Delivered))
        });
        let days = if sent { SENT_DAYS } else { ORDERED_DAYS };
        let trouble = last.kind == TimelineKind::Message(Kind::OrderTrouble);
        !trouble && last.at.is_some_and(|at| self.is_since(day(at), days))
    }

    /// Where an agreement stands.
    pub fn state(&self, agreement: &Agreement) -> AgreementState {
        self.standing(agreement).0
    }

    /// The last day of an agreement that is on its way out, whatever term it was in.
    pub fn way_out(&self, agreement: &Agreement) -> Option<Date> {
        agreement.ended_on.filter(|_| self.state(agreement) == AgreementState::Ending)
    }

    /// Where an agreement stands, and what the time that passed has to do with it.
    pub fn standing(&self, agreement: &Agreement) -> (AgreementState, Option<Passed>) {
        use AgreementState as S;
        let ended = agreement.ended_on.is_some_and(|on| on < self.on);
        let lapsed = agreement.kind == AgreementKind::Booking && self.is_past(agreement);
        let tried = agreement.term_ends_on.is_some_and(|on| on < self.on);
        // A guarantee runs from when it is given until its last day and never goes on.
        let guaranteed =
            agreement.kind == AgreementKind::Warranty && agreement.term_ends_on.is_some();
        let by_time = match agreement.state {
            S::Active | S::Unknown if guaranteed && tried => Some((S::Ended, Passed::Guarantee)),
            S::Unknown if guaranteed => Some((S::Active, Passed::Given)),
            S::Ending if ended => Some((S::Ended, Passed::LastDay)),
            S::Active if lapsed => Some((S::Ended, Passed::Booked)),
            S::Active | S::Trial if self.is_through(agreement) => Some((S::Ended, Passed::Term)),
            S::Active | S::Trial if self.ran_out(agreement) => Some((S::Unknown, Passed::Silence)),
            S::Trial if tried => Some((S::Active, Passed::Trial)),
            S::Quoted if self.is_offered_no_more(agreement) => Some((S::Ended, Passed::Offer)),
            S::Quoted | S::Trial | S::Active | S::Ending | S::Ended | S::Unknown => None,
        };
        by_time.map_or((agreement.state, None), |(state, passed)| (state, Some(passed)))
    }

    /// Whether an offer is good no more: its last day has passed, or it named none and is old.
    fn is_offered_no_more(&self, agreement: &Agreement) -> bool {
        match agreement.term_ends_on {
            Some(last) => last < self.on,
            None => agreement.last_at.is_some_and(|at| self.is_since(day(at), OFFER_DAYS)),
        }
    }

    /// Whether a term is over of which it was said that it does not go on by itself, and no price of
    /// another is known.
    fn is_through(&self, agreement: &Agreement) -> bool {
        let fixed = agreement.auto_renews == Some(false) && !is_single(agreement.kind);
        let end = agreement.term_ends_on.filter(|end| fixed && *end < self.on);
        end.is_some_and(|end| !agreement.prices.iter().any(|price| price.from > end))
    }

    /// Whether a fixed term is over and nothing shows that another followed: nobody said that it
    /// renews, and neither mail nor bank was heard of it since.
    fn ran_out(&self, agreement: &Agreement) -> bool {
        let Some(end) = agreement.term_ends_on else { return false };
        let renews = agreement.auto_renews == Some(true)
            || agreement.renews_on.is_some_and(|on| on >= self.on);
        let heard = agreement.last_at.is_some_and(|at| day(at) > end)
            || agreement.charges.iter().any(|charge| charge.on > end)
            || agreement.prices.iter().any(|price| price.from > end);
        !is_single(agreement.kind) && !renews && !heard && self.is_since(end, RAN_OUT_DAYS)
    }

    /// A booking whose day is over; without a known day, half a year after it was last heard of.
    fn is_past(&self, agreement: &Agreement) -> bool {
        if let Some(end) = agreement.term_ends_on {
            return end < self.on;
        }
        agreement.last_at.is_some_and(|at| self.is_since(day(at), BOOKING_DAYS))
    }

    /// What one running agreement costs in a year, and what shows it.
    pub fn yearly_of(&self, agreement: &Agreement) -> Option<Yearly> {
        let running =
            matches!(self.state(agreement), AgreementState::Active | AgreementState::Ending);
        let silent = agreement.last_at.is_some_and(|at| self.is_since(day(at), SILENT_DAYS));
        if !running || silent || is_single(agreement.kind) {
            return None;
        }
        costs::yearly(agreement, self.on)
    }

    /// Whether more than so many days have passed since a day.
    fn is_since(&self, then: Date, days: i32) -> bool {
        then.checked_add(days.days()).is_ok_and(|limit| limit < self.on)
    }
}

fn day(at: Timestamp) -> Date {
    jiff::tz::Offset::UTC.to_datetime(at).date()
}
