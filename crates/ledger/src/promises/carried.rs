//! What is promised and comes by another way than its supplier's own word: with a carrier, on a day to which it
//! was moved.

use super::{Closed, Ending, Promise};
use crate::fold::{Message, index};
use crate::state::Ledger;
use crate::stems::sends_a_thing;
use crate::suppliers::folded;
use jiff::civil::Date;
use oxherd_model::{DateRole, DueKind, Kind, ReferenceRole};

impl Ledger {
    /// The days of open visits that a message moves.
    pub(super) fn visits_moved(&self, message: &Message<'_>) -> Vec<Date> {
        let changed = Kind::AppointmentChanged;
        let moved = message.kind == changed
            || message.kind == Kind::AppointmentSet && message.reading.secondary.contains(&changed);
        if !moved {
            return Vec::new();
        }
        let open = self.promises.open.get(&message.supplier).into_iter().flatten();
        let of = open.filter_map(|number| self.promises.all.get(index(*number)));
        let visits = of.filter(|p| p.about == Promise::Visit).map(|p| p.by);
        // Of most visits only the day is known.
        let due = self.open_dues.of(message.supplier).iter();
        let due = due.filter_map(|number| self.dues.get(index(*number)));
        let due = due.filter(|d| d.what == DueKind::Appointment && d.closed_at.is_none());
        visits.chain(due.map(|d| d.on)).collect()
    }

    /// Keeps what a supplier promised in a matter by the carrier whose parcel is named there.
    pub(super) fn brought_by_carrier(&mut self, message: &Message<'_>) {
        if message.kind != Kind::Delivered {
            return;
        }
        let parcels = message.references().filter(|(role, _)| *role == ReferenceRole::Tracking);
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
