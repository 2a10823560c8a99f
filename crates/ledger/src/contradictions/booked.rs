//! Two visits or two stays that cannot both hold: another day for what was set, and nothing that moves it.

use super::{Clash, Passage, Said};
use crate::fold::{Message, index};
use crate::state::{Due, Ledger};
use crate::stems;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, DateRole, DueKind, EvidenceId, Kind, VisitNews};
use serde::{Deserialize, Serialize};

/// Two days for one visit lie at most so many days apart: what comes again each week is no slip.
const SLIP_DAYS: i32 = 3;

/// From when to when something is booked.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stay {
    /// First day.
    #[serde(with = "oxherd_model::compact::date")]
    pub from: Date,
    /// Last day.
    #[serde(with = "oxherd_model::compact::date")]
    pub to: Date,
    /// Where it was said.
    pub evidence: EvidenceId,
}

impl Ledger {
    /// A visit on another day at the very hour of one that was set, and both are ahead.
    pub(crate) fn two_visits(&mut self, message: &Message<'_>, due: &Due) {
        if due.what != DueKind::Appointment || sets_anew(message) {
            return;
        }
        let alike = |known: &&Due| {
            let apart = (known.on - due.on).get_days().abs();
            let one = |a: Option<u32>, b: Option<u32>| a.is_none() || b.is_none() || a == b;
            known.what == DueKind::Appointment
                && known.closed_at.is_none()
                && known.on >= message.on
                && known.reference.is_none()
                && known.minute.is_some()
                && known.minute == due.minute
                && (1..=SLIP_DAYS).contains(&apart)
                && one(known.agreement, due.agreement)
                && one(known.thing, due.thing)
                && !known.evidence.0.contains(&message.evidence())
        };
        let open = self.open_dues.of(due.supplier).iter();
        let mut open = open.filter_map(|at| self.dues.get(index(*at))).filter(alike);
        let Some(known) = open.next().filter(|_| due.reference.is_none()) else { return };
        let Some(evidence) = known.evidence.0.first().copied() else { return };
        let against = vec![Said { evidence, what: Passage::Day(known.on) }];
        let says = Said { evidence: message.evidence(), what: Passage::Day(due.on) };
        let about = (Clash::DateDiffers, due.agreement.or(known.agreement), due.thing);
        self.clash(message, about, says, against);
    }

    /// What was booked from one day to another is told with other days.
    pub(super) fn another_stay(&mut self, message: &Message<'_>, number: u32) {
        let booked = |kind: AgreementKind| kind == AgreementKind::Booking;
        let of = self.agreements.get(index(number)).is_some_and(|a| booked(a.kind));
        let Some((from, to)) = stay_of(message).filter(|_| of) else { return };
        let new = Stay { from, to, evidence: message.evidence() };
        let known = self.contradictions.stays.insert(number, new);
        let Some(known) = known.filter(|known| (known.from, known.to) != (from, to)) else {
            return;
        };
        if sets_anew(message) || known.from < message.on {
            return;
        }
        let (old, day) = if known.from == from { (known.to, to) } else { (known.from, from) };
        let against = vec![Said { evidence: known.evidence, what: Passage::Day(old) }];
        let says = Said { evidence: message.evidence(), what: Passage::Day(day) };
        self.clash(message, (Clash::DateDiffers, Some(number), None), says, against);
    }

    /// Of two visits that cannot both hold one is off: the other holds.
    pub(crate) fn one_is_off(&mut self, message: &Message<'_>, days: &[Date]) {
        let Some(open) = self.contradictions.open.get_mut(&message.supplier) else { return };
        let all = &mut self.contradictions.all;
        open.retain(|number| {
            let Some(known) = all.get_mut(index(*number)) else { return false };
            let mut sides = known.says.iter().chain(&known.against);
            let named = |said: &Said| matches!(said.what, Passage::Day(on) if days.contains(&on));
            if known.kind == Clash::DateDiffers && sides.any(named) {
                known.closed_by = Some(message.evidence());
            }
            known.closed_by.is_none()
        });
    }
}

/// Whether a message says itself that what it sets takes the place of something, or stands beside it.
fn sets_anew(message: &Message<'_>) -> bool {
    let changed = Kind::AppointmentChanged;
    let told = message.reading.visits.iter().any(|told| told.news != VisitNews::Missed);
    message.kind == changed
        || told
        || message.admits()
        || stems::corrects(&message.reading.subject)
        || matches!(message.kind, Kind::OrderTrouble | Kind::ServiceDisruption)
}

/// The only first day and the only last day that a message names.
fn stay_of(message: &Message<'_>) -> Option<(Date, Date)> {
    let only = |role: DateRole| {
        let mut days: Vec<Date> = message.dates(role).collect();
        days.sort_unstable();
        days.dedup();
        if let [day] = days.as_slice() { Some(*day) } else { None }
    };
    let (from, to) = (only(DateRole::Start)?, only(DateRole::End)?);
    (from < to).then_some((from, to))
}
