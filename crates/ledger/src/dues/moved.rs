//! Dues whose day is another one now: a reminder with a new day, an appointment that was moved.

use crate::fold::{Message, index};
use crate::state::{Asking, Due, Ledger};
use crate::suppliers::folded;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{DateRole, DueKind, EventTold, Fact, Kind, ReaderName, VisitNews};

/// An appointment is moved to a day within so many days.
const MOVED_DAYS: i32 = 400;

/// The appointments that a message moves.
#[derive(Debug, Default)]
pub(super) struct Moved {
    /// The days on which they were.
    days: Vec<Date>,
    /// Their numbers.
    dues: Vec<u32>,
    /// The only one of them.
    pub(super) only: Option<u32>,
}

impl Moved {
    /// What the message is about, where it only says that an appointment is on another day.
    pub(super) fn about(
        &self,
        ledger: &Ledger,
        agreement: Option<u32>,
        thing: Option<u32>,
    ) -> (Option<u32>, Option<u32>) {
        let known = self.only.and_then(|at| ledger.dues.get(index(at)));
        let about = (agreement.or(known.and_then(|d| d.agreement)), thing);
        (about.0, about.1.or(known.and_then(|d| d.thing)))
    }

    /// The new day of an appointment: the one that is not the old one, whatever it is called.
    pub(super) fn choose(&self, message: &Message<'_>, stated: &mut Vec<(DueKind, Date)>) {
        // All days of an event that repeats are named, the new and those that stay.
        let visits = stated.iter().filter(|(what, _)| *what == DueKind::Appointment).count();
        if visits > 1 && !message.reading.events.is_empty() || changes_events(message) {
            return;
        }
        if message.kind != Kind::AppointmentChanged && self.days.is_empty() {
            return;
        }
        let old = |on: &Date| self.days.contains(on);
        let is_new = |(what, on): &(DueKind, Date)| *what == DueKind::Appointment && !old(on);
        if stated.iter().any(is_new) {
            stated.retain(|due| due.0 != DueKind::Appointment || is_new(due));
            return;
        }
        if let Some(on) = only_other_day(message, old) {
            stated.retain(|(what, _)| *what != DueKind::Appointment);
            stated.push((DueKind::Appointment, on));
        }
    }
}

/// The only day ahead that a message names beside the old one.
fn only_other_day(message: &Message<'_>, old: impl Fn(&Date) -> bool) -> Option<Date> {
    let limit = message.on.checked_add(MOVED_DAYS.days()).ok()?;
    let roles = [
        DateRole::Start,
        DateRole::End,
        DateRole::Effective,
        DateRole::Due,
        DateRole::Delivery,
        DateRole::Other,
    ];
    let named = roles.into_iter().flat_map(|role| message.dates(role));
    let mut days: Vec<Date> =
        named.filter(|on| *on >= message.on && *on <= limit && !old(on)).collect();
    days.sort_unstable();
    days.dedup();
    if let [only] = days.as_slice() { Some(*only) } else { None }
}

impl Ledger {
    /// The appointments that a message moves: those of its agreement or thing, else the only one that
    /// is ahead with its supplier.
    pub(super) fn moved(
        &self,
        (message, meaning): (&Message<'_>, &Meaning),
        agreement: Option<u32>,
        thing: Option<u32>,
    ) -> Moved {
        let instead = is_set_instead(message);
        if message.kind != Kind::AppointmentChanged && !instead {
            return Moved::default();
        }
        let ahead = |due: &Due| {
            due.what == DueKind::Appointment
                && meaning.holds(due)
                && due.supplier == message.supplier
                && due.closed_at.is_none()
                && due.on >= message.on
        };
        let all: Vec<(u32, &Due)> = self
            .open_dues
            .of(message.supplier)
            .iter()
            .filter_map(|at| Some((*at, self.dues.get(index(*at))?)))
            .filter(|(_, due)| ahead(due))
            .collect();
        let near = |due: &Due| {
            agreement.is_some() && due.agreement == agreement
                || thing.is_some() && due.thing == thing
        };
        let only = if let [(at, _)] = all.as_slice() { Some(*at) } else { None };
        // Who sets a visit instead of another one names both days.
        let named: Vec<Date> = message.dates(DateRole::Appointment).collect();
        let meant = |due: &Due| !instead || named.contains(&due.on);
        let only = only.filter(|at| all.iter().any(|(of, due)| of == at && meant(due)));
        let of = all.iter().filter(|(at, due)| (near(due) || only == Some(*at)) && meant(due));
        let (dues, days) = of.map(|(at, due)| (*at, due.on)).unzip();
        Moved { days, dues, only }
    }

    /// Closes the visits instead of which a message sets another one.
    pub(super) fn set_instead(&mut self, message: &Message<'_>, moved: &Moved) {
        for at in moved.dues.iter().filter(|_| message.kind == Kind::AppointmentSet) {
            if let Some(due) = self.dues.get_mut(index(*at)) {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// Closes the visits that a message calls off; what it says of their days sets none.
    pub(super) fn off(
        &mut self,
        (message, meaning): (&Message<'_>, &Meaning),
        stated: &mut Vec<(DueKind, Date)>,
    ) {
        let told = &message.reading.visits;
        if told.is_empty() {
            return;
        }
        let named = told.iter().filter(|told| told.news == VisitNews::CalledOff);
        let known = self.visits_off(message);
        let known = known.into_iter().filter(|(_, news)| *news != VisitNews::Missed);
        let days: Vec<Date> =
            named.filter_map(|told| told.on).chain(known.map(|(day, _)| day)).collect();
        self.one_is_off(message, &days);
        stated.retain(|(what, on)| *what != DueKind::Appointment || !days.contains(on));
        for at in self.open_dues.of(message.supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(at)) else { continue };
            let of = due.what == DueKind::Appointment && days.contains(&due.on);
            if of && meaning.holds(due) && due.closed_at.is_none() && due.on >= message.on {
                due.closed_at = message.entry.known_from;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// Closes what calendars say is off: an event as a whole, or the day of it that is meant.
    pub(super) fn called_off(&mut self, message: &Message<'_>) {
        let at = message.entry.known_from;
        for number in self.open_dues.of(message.supplier).to_vec() {
            let Some(due) = self.dues.get_mut(index(number)) else { continue };
            let is_off = |event: &EventTold| {
                let day = event.instead_of;
                // A day that was moved before is called off by the day to which it was.
                let meant = day == Some(due.on) || event.off && event.on.contains(&due.on);
                is_of(event, due) && (meant || event.off && day.is_none())
            };
            let open = due.what == DueKind::Appointment && due.closed_at.is_none();
            if open && message.reading.events.iter().any(is_off) {
                due.closed_at = at;
                due.evidence.add(message.evidence());
            }
        }
    }

    /// Which visits a message means: a calendar those of its own events, words those whose day they name.
    pub(super) fn meaning(&self, message: &Message<'_>) -> Meaning {
        let reading = message.reading;
        let uids: Vec<String> = reading.events.iter().map(|event| folded(&event.uid)).collect();
        let told = reading.facts.iter().filter(|fact| fact.reader != ReaderName::Calendar);
        let mut named: Vec<Date> = told.filter_map(Fact::date).map(|(_, day)| day).collect();
        let open = self.open_dues.of(message.supplier).iter();
        let visits = open.filter_map(|at| self.dues.get(index(*at))).filter(|due| {
            due.what == DueKind::Appointment && due.closed_at.is_none() && due.on >= message.on
        });
        let visits: Vec<&Due> = visits.collect();
        named.retain(|day| visits.iter().any(|due| due.on == *day));
        let of_event =
            |due: &&Due| due.reference.as_deref().is_some_and(|of| uids.contains(&folded(of)));
        let known = visits.iter().any(of_event);
        Meaning { uids, known, named }
    }

    /// Closes what a due takes the place of: the same payment, asked for again with another day, and
    /// the same event of a calendar on another day.
    pub(super) fn replace(&mut self, message: &Message<'_>, due: &mut Due) {
        let single = matches!(due.what, DueKind::Payment | DueKind::Appointment);
        let one = |event: &EventTold| event.instead_of.is_some() && event.on.contains(&due.on);
        if !single || message.reading.events.iter().any(one) {
            return;
        }
        for at in self.open_dues.of(due.supplier).iter().copied() {
            let Some(known) = self.dues.get_mut(index(at)) else { continue };
            let here = known.evidence.0.contains(&message.evidence());
            if known.closed_at.is_some() || here || !is_replaced(known, due, message) {
                continue;
            }
            known.closed_at = message.entry.known_from;
            let again = message.kind == Kind::Dunning && known.on < message.on;
            if again || known.asking == Asking::Again {
                due.asking = Asking::Again;
            }
            due.thing = due.thing.or(known.thing);
            due.agreement = due.agreement.or(known.agreement);
            due.amount = due.amount.or(known.amount);
            let known = known.evidence.0.iter().copied();
            due.evidence.0.extend(known);
            due.evidence.0.truncate(crate::state::Evidences::MAX);
        }
    }
}

/// Whether a message sets a visit on one day instead of another that it names.
fn is_set_instead(message: &Message<'_>) -> bool {
    let mut days: Vec<Date> = message.dates(DateRole::Appointment).collect();
    days.sort_unstable();
    days.dedup();
    let changed = message.reading.secondary.contains(&Kind::AppointmentChanged);
    message.kind == Kind::AppointmentSet && changed && days.len() == 2
}

/// Whether a due is another day for what is known to be due.
fn is_replaced(known: &Due, due: &Due, message: &Message<'_>) -> bool {
    if known.what != due.what || known.supplier != due.supplier || known.on == due.on {
        return false;
    }
    let named = known.reference.as_deref().zip(due.reference.as_deref());
    let same = named.is_some_and(|(a, b)| folded(a) == folded(b));
    if due.what == DueKind::Appointment {
        return same;
    }
    let also = message.reading.secondary.iter();
    let reminds = message.kind.asks_again() || also.copied().any(Kind::asks_again);
    let asked = [known.amount, known.also];
    let sum = asked.into_iter().flatten().any(|sum| due.is_paid_by(sum));
    let of_one =
        known.agreement == due.agreement || known.agreement.is_none() || due.agreement.is_none();
    let later = known.on < due.on;
    // What was to be paid by a day is taken before it: no notice of the next debit says so.
    let settles = matches!(
        message.kind,
        Kind::AccountSetup | Kind::TransferConfirmed | Kind::CaseProgress | Kind::CaseDecision
    );
    let taken = |due: &Due| due.asking == Asking::Collected;
    if settles && taken(due) && !taken(known) {
        return sum && known.agreement == due.agreement && due.on < known.on;
    }
    // Instalments of one invoice are asked for one by one.
    same && (reminds || sum && message.kind == Kind::Bill)
        || reminds && sum && of_one && later && named.is_none()
}

/// Which visits a message means.
#[derive(Debug)]
pub(super) struct Meaning {
    /// The events that it brings.
    uids: Vec<String>,
    /// Whether one of them is among the visits ahead.
    known: bool,
    /// The days of visits ahead that its words name.
    named: Vec<Date>,
}

impl Meaning {
    /// Whether it may move or call off what is due: of a visit that a calendar set, another event says nothing,
    /// and who names the day of one visit means no other.
    pub(super) fn holds(&self, due: &Due) -> bool {
        if due.what != DueKind::Appointment {
            return true;
        }
        let named = self.named.contains(&due.on);
        match due.reference.as_deref().filter(|_| !self.uids.is_empty()) {
            Some(event) => self.uids.contains(&folded(event)) || !self.known && named,
            None if self.uids.is_empty() => self.named.is_empty() || named,
            None => !self.known,
        }
    }
}

fn is_of(event: &EventTold, due: &Due) -> bool {
    due.reference.as_deref().is_some_and(|known| folded(known) == folded(&event.uid))
}

/// The name of the event that is on a day, of those that a message brings.
pub(super) fn event_on(message: &Message<'_>, on: Date) -> Option<String> {
    let mut of = message.reading.events.iter().filter(|event| event.on.contains(&on));
    of.next().map(|event| event.uid.clone())
}

/// Whether a message tells something of events that were told before: that they are off, or of one of their days.
pub(super) fn changes_events(message: &Message<'_>) -> bool {
    message.reading.events.iter().any(EventTold::is_change)
}
