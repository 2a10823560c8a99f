//! Visits: promised with hours or without, kept, late, missed, called off, moved, and two that cannot both hold.

use crate::mail::{Mail, books, day, mail};
use oxherd_ledger::{Clash, PromiseState, View};
use oxherd_model::{AgreementKind, DateRole, DueKind, Kind, PledgedDeed, ReferenceRole, VisitNews};

fn roofer(on: &str, kind: Kind) -> Mail {
    mail(on, "roofer.example", kind)
}

/// Who comes on 12 May, at no hour that is named.
fn comes() -> Mail {
    roofer("2026-04-30", Kind::AppointmentSet).on(DateRole::Appointment, "2026-05-12").pledges(
        "2026-05-12",
        "Two of us come on 12 May",
        PledgedDeed::Visit,
    )
}

fn promises(mails: &[Mail], on: &str) -> Vec<(String, PromiseState)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let shown = view.promises();
    let mut all: Vec<_> = shown.iter().map(|p| (p.promise.by.to_string(), p.state)).collect();
    all.sort();
    all
}

fn visits(mails: &[Mail], on: &str) -> Vec<String> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let dues = view.dues().into_iter().filter(|d| d.due.what == DueKind::Appointment);
    dues.map(|d| d.due.on.to_string()).collect()
}

#[test]
fn a_visit_without_hours_is_promised_and_broken_by_silence() {
    let by = || "2026-05-12".to_owned();
    assert_eq!(promises(&[comes()], "2026-05-10"), [(by(), PromiseState::Open)]);
    assert_eq!(visits(&[comes()], "2026-05-10"), ["2026-05-12"]);
    assert_eq!(promises(&[comes()], "2026-05-13"), [(by(), PromiseState::Broken)]);
    let thanks = roofer("2026-05-12", Kind::Unclear).keeps(PledgedDeed::Visit, "All done at yours");
    assert_eq!(promises(&[comes(), thanks], "2026-05-13"), [(by(), PromiseState::Kept)]);
}

#[test]
fn a_visit_that_is_called_off_is_promised_and_due_no_more() {
    for named in [None, Some("2026-05-12")] {
        let off = roofer("2026-05-08", Kind::Unclear).tells(VisitNews::CalledOff, named);
        let mails = [comes(), off];
        let by = "2026-05-12".to_owned();
        assert_eq!(promises(&mails, "2026-05-09"), [(by, PromiseState::Withdrawn)]);
        assert_eq!(visits(&mails, "2026-05-09"), [""; 0]);
    }
    // Another day that is off is not that of the visit.
    let other = roofer("2026-05-08", Kind::Unclear).tells(VisitNews::CalledOff, Some("2026-05-20"));
    assert_eq!(visits(&[comes(), other], "2026-05-09"), ["2026-05-12"]);
}

#[test]
fn a_visit_that_is_moved_is_promised_and_due_on_the_new_day_alone() {
    let moved = roofer("2026-05-08", Kind::AppointmentSet)
        .on(DateRole::Appointment, "2026-05-19")
        .sets_elsewhere("2026-05-19", "We now come on 19 May", PledgedDeed::Visit);
    let mails = [comes(), moved];
    assert_eq!(
        promises(&mails, "2026-05-09"),
        [
            ("2026-05-12".to_owned(), PromiseState::Withdrawn),
            ("2026-05-19".to_owned(), PromiseState::Open),
        ]
    );
    assert_eq!(visits(&mails, "2026-05-09"), ["2026-05-19"]);
}

#[test]
fn a_visit_to_which_nobody_came_is_broken() {
    let sorry = roofer("2026-05-13", Kind::Unclear).tells(VisitNews::Missed, None);
    let states = promises(&[comes(), sorry], "2026-05-14");
    assert_eq!(states, [("2026-05-12".to_owned(), PromiseState::Broken)]);
}

#[test]
fn who_comes_after_the_hours_is_late_by_so_many_minutes() {
    let slot =
        |what: &str| {
            roofer("2026-04-30", Kind::AppointmentSet)
                .on(DateRole::Appointment, "2026-05-12")
                .pledges("2026-05-12", what, PledgedDeed::Visit)
        };
    let late = |what: &str, came_at: u16| {
        let mut report = roofer("2026-05-12", Kind::CaseDecision);
        report.reading.came_at = Some(came_at);
        let ledger = books(&[slot(what), report], "2026-05-13");
        ledger.promises.all[0].late_minutes
    };
    assert_eq!(late("We come between 08:00 and 12:00", 16 * 60), Some(240));
    assert_eq!(late("We come between 08:00 and 12:00", 11 * 60), None);
    assert_eq!(late("We come in the morning", 16 * 60), Some(240));
    // Who is expected at an hour is not late at once.
    assert_eq!(late("We come at 11:00", 11 * 60 + 5), None);
    assert_eq!(late("We come at 11:00", 12 * 60), Some(60));
}

fn eye_test(on: &str, set_for: &str) -> Mail {
    mail(on, "optician.example", Kind::AppointmentSet).at(set_for, 630)
}

fn clashes(mails: &[Mail], on: &str) -> Vec<(Clash, bool)> {
    let ledger = books(mails, on);
    ledger.contradictions.all.iter().map(|c| (c.kind, c.closed_by.is_none())).collect()
}

#[test]
fn two_visits_that_cannot_both_hold_contradict_each_other() {
    let two = [eye_test("2026-04-02", "2026-05-12"), eye_test("2026-04-16", "2026-05-13")];
    assert_eq!(clashes(&two, "2026-04-20"), [(Clash::DateDiffers, true)]);
    // One of them is off: the other holds.
    let off = mail("2026-04-17", "optician.example", Kind::Unclear)
        .tells(VisitNews::CalledOff, Some("2026-05-13"));
    let [one, other] = two;
    assert_eq!(clashes(&[one, other, off], "2026-04-20"), [(Clash::DateDiffers, false)]);
}

#[test]
fn a_visit_that_is_moved_stands_beside_another_or_comes_each_week_contradicts_none() {
    let first = || eye_test("2026-04-02", "2026-05-12");
    let moved = eye_test("2026-04-16", "2026-05-13").tells(VisitNews::Moved, None);
    assert_eq!(clashes(&[first(), moved.clone()], "2026-04-20"), []);
    assert_eq!(visits(&[first(), moved], "2026-04-20"), ["2026-05-13"]);
    let further = eye_test("2026-04-16", "2026-05-13").tells(VisitNews::Further, None);
    assert_eq!(clashes(&[first(), further], "2026-04-20"), []);
    let weekly = eye_test("2026-04-16", "2026-05-19");
    assert_eq!(clashes(&[first(), weekly], "2026-04-20"), []);
}

#[test]
fn a_stay_with_other_days_contradicts_what_was_booked() {
    let stay = |on: &str, from: &str, to: &str| {
        mail(on, "inn.example", Kind::OrderConfirmed)
            .about(AgreementKind::Booking, None)
            .reference(ReferenceRole::Booking, "LK-5521")
            .on(DateRole::Start, from)
            .on(DateRole::End, to)
    };
    let booked = || stay("2026-04-02", "2026-06-12", "2026-06-15");
    let other = stay("2026-04-16", "2026-06-13", "2026-06-16");
    assert_eq!(clashes(&[booked(), other.clone()], "2026-04-20"), [(Clash::DateDiffers, true)]);
    let moved = other.tells(VisitNews::Moved, None);
    assert_eq!(clashes(&[booked(), moved], "2026-04-20"), []);
    let same = stay("2026-04-16", "2026-06-12", "2026-06-15");
    assert_eq!(clashes(&[booked(), same], "2026-04-20"), []);
}
