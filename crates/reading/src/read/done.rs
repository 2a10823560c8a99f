//! What a message says was done makes it the report of that, whatever its nouns look like.

use crate::done::{self, Told};
use crate::values::Found;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{Confidence, Cue, CueSource, DateRole, Fact, Kind, Reading, Work};

/// What was done so many days ago is told; what lies further back is history.
const TOLD_DAYS: i32 = 45;

/// How sure such a kind is at least, in thousandths, and its points.
const SURE: u16 = 650;
const POINTS: i16 = 20;

/// A kind less sure than this, in thousandths, gives way to what is said to be done.
const UNSURE: u16 = 600;

/// Kinds that the words of work look like where their grammar is left out.
const fn is_vague(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ServiceDisruption
            | Kind::Delivered
            | Kind::DeliveryUnderWay
            | Kind::CaseProgress
            | Kind::OrderConfirmed
            | Kind::OrderTrouble
            | Kind::StatementUsage
            | Kind::WarrantyNotice
            | Kind::Moment
            | Kind::Notification
    )
}

/// Keeps the work that one text tells.
pub(super) fn take(told: &[Told], found: &[Found], sent_on: Option<Date>, out: &mut Reading) {
    for done in done::dated(told, found, sent_on) {
        match out.done.iter_mut().find(|known| known.what == done.what) {
            Some(known) => known.on = [known.on, done.on].into_iter().flatten().min(),
            None => out.done.push(done),
        }
    }
}

/// Makes a message that looks like what is to come the report of what was done, and one that looks like a
/// visit that is set the news that it was moved: by what its subject and its body tell.
pub(super) fn settle(
    (subject, body): (&[Told], &[Told]),
    sent_on: Option<Date>,
    out: &mut Reading,
) {
    let moved = done::is_moved(subject) || done::is_moved(body);
    let headed = done::is_work(subject);
    let dates = || out.facts.iter().filter_map(Fact::date);
    let ahead = |wanted: DateRole| {
        dates().any(|(role, on)| role == wanted && sent_on.is_some_and(|sent| on > sent))
    };
    let told = |work: Work| {
        let since = sent_on.and_then(|sent| sent.checked_sub(TOLD_DAYS.days()).ok());
        let recent = |on: Date| since.is_none_or(|since| on >= since);
        out.done.iter().any(|done| done.what == work && done.on.is_none_or(recent))
    };
    let work = told(Work::Care) || told(Work::Repair);
    let booked = ahead(DateRole::Appointment);
    let is = |kind: Kind| out.kind == kind;
    // A recall tells of others that were mended before: its own report speaks of what the owner has.
    let own = headed || done::is_own_work(body);
    let unsure = out.kind_confidence.thousandths() < UNSURE && !out.kind.is_noise();
    let reports = is(Kind::MaintenanceDue) && work
        || is(Kind::AppointmentSet) && (work || told(Work::Visit))
        || is(Kind::RecallSafety) && work && !asks(sent_on, out) && (own || is_dated(out))
        || unsure && is_vague(out.kind) && work;
    let kind = if is(Kind::AppointmentSet) && moved {
        Kind::AppointmentChanged
    } else if reports && !booked || is(Kind::Unclear) && work && headed {
        Kind::CaseDecision
    } else {
        return;
    };
    let words = if kind == Kind::AppointmentChanged {
        "a visit is said to be on another day"
    } else {
        "work is said to be done"
    };
    if out.kind != Kind::Unclear && out.kind != Kind::RecallSafety {
        out.secondary.insert(0, out.kind);
    }
    out.secondary.retain(|beside| *beside != kind);
    out.secondary.truncate(2);
    out.kind = kind;
    out.kind_confidence = out.kind_confidence.max(Confidence::from_thousandths(SURE));
    let source = CueSource::Body;
    out.why.insert(0, Cue { kind, words: words.to_owned(), source, weight: POINTS });
}

/// Whether a day is ahead until which something may be asked.
fn asks(sent_on: Option<Date>, out: &Reading) -> bool {
    let mut dates = out.facts.iter().filter_map(Fact::date);
    dates.any(|(_, on)| sent_on.is_some_and(|sent| on > sent))
}

/// Whether work is told with its day.
fn is_dated(out: &Reading) -> bool {
    out.done.iter().any(|done| done.what != Work::Visit && done.on.is_some())
}
