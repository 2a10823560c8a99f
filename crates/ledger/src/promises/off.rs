//! Visits that are off, on another day, or to which nobody came: of which day, where the message does not name it.

use super::Promise;
use crate::fold::{Message, index};
use crate::state::Ledger;
use jiff::civil::Date;
use oxherd_model::{DateRole, DueKind, Kind, VisitNews};

/// Who calls off a visit without its day means one within so many days.
const AHEAD_DAYS: i32 = 45;

/// Who says without a day that nobody came speaks of a visit so many days ago at most.
const AGO_DAYS: i32 = 21;

impl Ledger {
    /// The days of the visits of its supplier of which a message says that they are off, on another day, or that
    /// nobody came.
    pub(crate) fn visits_off(&self, message: &Message<'_>) -> Vec<(Date, VisitNews)> {
        let told = &message.reading.visits;
        if told.is_empty() {
            return Vec::new();
        }
        let here = message.evidence();
        let open = self.promises.open.get(&message.supplier).into_iter().flatten();
        let open = open.filter_map(|number| self.promises.all.get(index(*number)));
        let open = open.filter(|p| matches!(p.about, Promise::Visit | Promise::Repair));
        let open = open.filter(|p| p.evidence.0.last() != Some(&here)).map(|p| p.by);
        let due = self.open_dues.of(message.supplier).iter();
        let due = due.filter_map(|number| self.dues.get(index(*number)));
        let due = due.filter(|d| d.what == DueKind::Appointment && d.closed_at.is_none());
        let due = due.filter(|d| d.evidence.0.last() != Some(&here)).map(|d| d.on);
        let days: Vec<Date> = open.chain(due).collect();
        let within = |day: &Date, most: i32| (0..=most).contains(&(*day - message.on).get_days());
        let since = |day: &Date| (0..=AGO_DAYS).contains(&(message.on - *day).get_days());
        let next = || days.iter().filter(|day| within(day, AHEAD_DAYS)).min().copied();
        let last = || days.iter().filter(|day| since(day)).max().copied();
        let of = told.iter().filter_map(|off| {
            let named = off.on.filter(|on| days.contains(on));
            let day = match off.news {
                VisitNews::CalledOff => named.or_else(|| next().filter(|_| off.on.is_none())),
                VisitNews::Missed => named.or_else(last),
                VisitNews::Moved => old(&days, message),
                VisitNews::Further => None,
            };
            Some((day?, off.news))
        });
        of.collect()
    }
}

/// The only visit ahead, where a message that sets one says that it is on another day.
fn old(days: &[Date], message: &Message<'_>) -> Option<Date> {
    let is_set = |kind: Kind| matches!(kind, Kind::AppointmentSet | Kind::AppointmentChanged);
    let beside = message.reading.secondary.iter().any(|kind| is_set(*kind));
    let mut ahead: Vec<Date> = days.iter().copied().filter(|day| *day >= message.on).collect();
    ahead.sort_unstable();
    ahead.dedup();
    let [only] = ahead.as_slice() else { return None };
    let here = message.dates(DateRole::Appointment).collect::<Vec<_>>();
    let other = here.iter().any(|day| day != only);
    (other && (is_set(message.kind) || beside)).then_some(*only)
}
