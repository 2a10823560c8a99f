//! Events that repeat are due on each of their days.

use crate::kit::{Household, each};

/// A calendar of a supplier with one event, and these lines in it.
fn calendar(method: &str, lines: &str) -> String {
    format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//x\r\nMETHOD:{method}\r\nBEGIN:VEVENT\r\n\
         UID:round@sootwell.example\r\nDTSTAMP:20260501T080000Z\r\n{lines}\r\n\
         SUMMARY:The chimney is swept\r\n\
         ORGANIZER;CN=Sootwell Sweeps:mailto:rounds@sootwell.example\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    )
}

const START: &str = "DTSTART;TZID=Europe/London:20260604T080000\r\n\
                     DTEND;TZID=Europe/London:20260604T100000\r\nSEQUENCE:0";

fn due(household: &Household, at: &str) -> Vec<String> {
    let dues = household.list(&["dues", "--at", at]);
    let visits: Vec<_> = dues.into_iter().filter(|due| due["what"] == "appointment").collect();
    each(&visits, "on").into_iter().map(str::to_owned).collect()
}

fn taken(household: &Household, name: &str, calendar: &str) {
    let path = household.file(name, calendar);
    household.takes_in(&path);
}

#[test]
fn a_visit_of_every_year_is_due_in_each_but_the_one_that_is_left_out() {
    let household = Household::with(&[]);
    let lines = format!(
        "{START}\r\nRRULE:FREQ=YEARLY;COUNT=4\r\nEXDATE;TZID=Europe/London:20270604T080000"
    );
    taken(&household, "yearly.ics", &calendar("PUBLISH", &lines));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-04"]);
    assert_eq!(due(&household, "2026-07-01"), ["2028-06-04"]);
    assert_eq!(due(&household, "2029-01-01"), ["2029-06-04"]);
    assert_eq!(household.list(&["gaps"]).len(), 0);
    assert_eq!(household.list(&["suppliers"])[0]["domain"], "sootwell.example");
}

#[test]
fn of_a_weekly_event_the_coming_weeks_are_shown_and_what_is_called_off_is_not() {
    let household = Household::with(&[]);
    let weekly = format!("{START}\r\nRRULE:FREQ=WEEKLY;UNTIL=20261231T000000Z");
    taken(&household, "weekly.ics", &calendar("REQUEST", &weekly));
    let next = ["2026-06-11", "2026-06-18", "2026-06-25", "2026-07-02", "2026-07-09"];
    assert_eq!(due(&household, "2026-06-05"), next);
    let one = "DTSTART;TZID=Europe/London:20260618T080000\r\nSEQUENCE:1\r\n\
               DTEND;TZID=Europe/London:20260618T100000\r\n\
               RECURRENCE-ID;TZID=Europe/London:20260618T080000";
    taken(&household, "off.ics", &calendar("CANCEL", one).replace("20260501T", "20260502T"));
    assert_eq!(
        due(&household, "2026-06-05"),
        ["2026-06-11", "2026-06-25", "2026-07-02", "2026-07-09"]
    );
    let all = START.replace("SEQUENCE:0", "SEQUENCE:2");
    let all = format!("{all}\r\nRRULE:FREQ=WEEKLY;UNTIL=20261231T000000Z");
    taken(&household, "over.ics", &calendar("CANCEL", &all).replace("20260501T", "20260503T"));
    assert_eq!(due(&household, "2026-06-05"), [""; 0]);
}

/// An event that is told apart by its name, with how often it was told before.
fn event(method: &str, (uid, title): (&str, &str), (sequence, start): (u8, &str)) -> String {
    let lines = format!("DTSTART;TZID=Europe/London:{start}\r\nSEQUENCE:{sequence}");
    calendar(method, &lines)
        .replace("round@sootwell.example", uid)
        .replace("The chimney is swept", title)
        .replace("20260501T", &format!("202605{:02}T", 1 + sequence))
}

const SWEEP: (&str, &str) = ("sweep@sootwell.example", "The chimney is swept");
const STOVE: (&str, &str) = ("stove@sootwell.example", "The stove is looked at");

#[test]
fn to_move_or_call_off_one_event_touches_no_other() {
    let household = Household::with(&[]);
    let tell = |name: &str, calendar: String| taken(&household, name, &calendar);
    tell("sweep.ics", event("REQUEST", SWEEP, (0, "20260604T080000")));
    tell("stove.ics", event("REQUEST", STOVE, (0, "20260610T080000")));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-04", "2026-06-10"]);
    tell("later.ics", event("REQUEST", SWEEP, (1, "20260608T080000")));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-08", "2026-06-10"]);
    tell("nobody.ics", event("CANCEL", ("x@sootwell.example", "No such"), (1, "20260610T080000")));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-08", "2026-06-10"]);
    tell("off.ics", event("CANCEL", SWEEP, (2, "20260608T080000")));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-10"]);
}

#[test]
fn a_series_is_called_off_as_a_whole_without_its_rule() {
    let household = Household::with(&[]);
    let weekly = format!("{START}\r\nRRULE:FREQ=WEEKLY;COUNT=4");
    taken(&household, "weekly.ics", &calendar("REQUEST", &weekly));
    taken(&household, "stove.ics", &event("REQUEST", STOVE, (0, "20260611T140000")));
    assert_eq!(due(&household, "2026-06-12"), ["2026-06-18", "2026-06-25"]);
    let all = START.replace("SEQUENCE:0", "SEQUENCE:1\r\nSTATUS:CANCELLED");
    taken(&household, "over.ics", &calendar("CANCEL", &all).replace("20260501T", "20260502T"));
    assert_eq!(due(&household, "2026-06-12"), [""; 0]);
    assert_eq!(due(&household, "2026-06-05"), ["2026-06-11"], "the stove is another event");
}

#[test]
fn events_of_one_file_are_told_apart() {
    let household = Household::with(&[]);
    let both = event("PUBLISH", SWEEP, (0, "20260604T080000")).replace(
        "END:VCALENDAR",
        "BEGIN:VEVENT\r\nUID:stove@sootwell.example\r\nDTSTAMP:20260501T080000Z\r\n\
         DTSTART;TZID=Europe/London:20260610T080000\r\nSUMMARY:The stove is looked at\r\n\
         ORGANIZER;CN=Sootwell Sweeps:mailto:rounds@sootwell.example\r\nEND:VEVENT\r\nEND:VCALENDAR",
    );
    taken(&household, "both.ics", &both);
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-04", "2026-06-10"]);
    taken(&household, "off.ics", &event("CANCEL", STOVE, (1, "20260610T080000")));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-04"]);
}

#[test]
fn the_answer_of_an_attendee_is_no_visit() {
    let household = Household::with(&[]);
    let path = household.file("no.ics", event("REPLY", SWEEP, (0, "20260604T080000")));
    household.takes_in(&path);
    assert_eq!(due(&household, "2026-06-01"), [""; 0]);
}

#[test]
fn what_an_attendee_proposes_moves_no_visit() {
    let household = Household::with(&[]);
    taken(&household, "set.ics", &event("REQUEST", SWEEP, (0, "20260604T080000")));
    taken(&household, "other.ics", &event("COUNTER", SWEEP, (0, "20260609T080000")));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-04"], "until the organiser agrees");
    taken(&household, "agreed.ics", &event("REQUEST", SWEEP, (1, "20260609T080000")));
    assert_eq!(due(&household, "2026-06-01"), ["2026-06-09"]);
}
