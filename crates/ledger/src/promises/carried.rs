//! What is promised and comes by another way than its supplier's own word: with a carrier, on a day to which it
//! was moved.

use super::close::came_late;
use super::{Closed, Ending, Promise};
use crate::agreements::near;
use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::state::Ledger;
use crate::stems::sends_a_thing;
use crate::suppliers::folded;
use crate::word::Words;
use jiff::civil::Date;
use oxherd_model::{DateRole, DueKind, Fact, Kind, Reading, ReferenceRole};

/// Who waited in vain writes of it within so many days.
const WRITTEN_DAYS: i32 = 7;

/// Numbers of a sender shorter than this may be anybody's.
const NUMBER_MIN: usize = 6;

/// Whether a message moves the visit of a day: it says so for sure, or looks like that and names the day.
pub(super) fn moves(message: &Message<'_>, day: Date) -> bool {
    let changed = Kind::AppointmentChanged;
    let beside = message.reading.secondary.contains(&changed);
    let named = || message.reading.facts.iter().filter_map(Fact::date).any(|(_, on)| on == day);
    message.kind == changed
        || message.kind == Kind::AppointmentSet && beside
        || message.kind == Kind::Unclear && message.reading.kind == changed && named()
}

impl Ledger {
    /// The days of open visits that a message moves.
    pub(super) fn visits_moved(&self, message: &Message<'_>) -> Vec<Date> {
        let open = self.promises.open.get(&message.supplier).into_iter().flatten();
        let of = open.filter_map(|number| self.promises.all.get(index(*number)));
        let visits = of.filter(|p| p.about == Promise::Visit).map(|p| p.by);
        // Of most visits only the day is known.
        let due = self.open_dues.of(message.supplier).iter();
        let due = due.filter_map(|number| self.dues.get(index(*number)));
        let due = due.filter(|d| d.what == DueKind::Appointment && d.closed_at.is_none());
        visits.chain(due.map(|d| d.on)).filter(|day| moves(message, *day)).collect()
    }

    /// Breaks a visit by what the owner writes to who promised it: that somebody came after the hours that were
    /// named, on that day or soon after it.
    pub(crate) fn came_as_written(
        &mut self,
        (entry, on): (&Entry<'_>, Date),
        reading: &Reading,
        (supplier, agreement): (u32, Option<u32>),
        words: &Words,
    ) {
        if reading.came_at.is_none() || entry.known_from.is_none() {
            return;
        }
        let kind = Kind::Personal;
        let message =
            Message { entry, reading, kind, supplier, on, person: None, asked: false, words };
        let open = self.promises.open.get(&supplier).cloned().unwrap_or_default();
        for number in open {
            let Some(promise) = self.promises.all.get_mut(index(number)) else { continue };
            let same = promise.agreement.is_none()
                || agreement.is_none()
                || promise.agreement == agreement;
            let told = promise.about == Promise::Visit
                && promise.by <= on
                && near(promise.by, on, WRITTEN_DAYS)
                && came_late(promise, &message);
            if !told || !same {
                continue;
            }
            let about = (promise.agreement, promise.thing);
            let closed = Closed { how: Ending::Broken, on: promise.by, evidence: entry.evidence };
            promise.close(closed);
            if let Some(open) = self.promises.open.get_mut(&supplier) {
                open.retain(|known| *known != number);
            }
            self.owed_by_charter(&message, supplier, about);
        }
    }

    /// Keeps what a supplier promised in a matter by the carrier whose parcel is named there.
    pub(super) fn brought_by_carrier(&mut self, message: &Message<'_>) {
        if message.kind != Kind::Delivered {
            return;
        }
        // A carrier names its own number of a parcel, and the sender's for what it brings.
        let parcels = message.references().filter(|(role, value)| {
            let of_sender = matches!(role, ReferenceRole::Case | ReferenceRole::Order);
            *role == ReferenceRole::Tracking || of_sender && value.len() >= NUMBER_MIN
        });
        let mut of = parcels.filter_map(|(_, value)| self.matters.by_number.get(&folded(value)));
        let Some(matter) = of.next().and_then(|at| self.matters.all.get(index(*at))) else {
            return;
        };
        let said = message.date(DateRole::Delivery).filter(|on| *on <= message.on);
        for number in matter.promises.clone() {
            let Some(promise) = self.promises.all.get_mut(index(number)) else { continue };
            let sent = promise.about == Promise::Other && sends_a_thing(&promise.what);
            let awaited = (promise.about == Promise::Delivery || sent)
                && promise.closed.is_none()
                && !promise.is_by_law()
                && promise.supplier != message.supplier
                && promise.made_on <= message.on;
            if !awaited {
                continue;
            }
            let on = said.filter(|on| *on >= promise.made_on).unwrap_or(message.on);
            let supplier = promise.supplier;
            promise.close(Closed { how: Ending::Kept, on, evidence: message.evidence() });
            if let Some(open) = self.promises.open.get_mut(&supplier) {
                open.retain(|known| *known != number);
            }
        }
    }
}
