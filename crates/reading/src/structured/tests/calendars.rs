use super::samples::VISIT;
use super::{Structured, claims, has, strongest};
use crate::structured::calendar;
use oxherd_model::{Kind, ReaderName};

fn read(ics: &str, zone: Option<&str>) -> Structured {
    let mut out = Structured::default();
    calendar(ics, zone, &mut out);
    out
}

#[test]
fn a_visit_is_an_appointment_with_the_supplier_as_organizer() {
    let read = read(VISIT, None);
    has(
        &read,
        &[
            "appointment 2026-03-12",
            "end 2026-03-13",
            "product 1 Boiler service",
            "other visit-77@kesselwerk.example",
            "address GARTENWEG 12, CELLE none",
            "contact email termin@kesselwerk.example",
        ],
    );
    assert_eq!(read.merchant.as_deref(), Some("Kesselwerk Nord"));
    assert_eq!(strongest(&read), (Kind::AppointmentSet, 8));
    assert!(read.facts.iter().all(|f| f.reader == ReaderName::Calendar));
    let start = &read.facts[0];
    assert_eq!(&VISIT[start.start..start.end], "20260312T2330");
}

#[test]
fn universal_time_is_put_on_the_day_of_the_zone() {
    let read = read(VISIT, Some("Europe/Berlin"));
    assert_eq!(claims(&read)[0], "appointment 2026-03-13");
    assert!(!claims(&read).iter().any(|l| l.starts_with("end")), "same day there");
    let odd = VISIT.replace("METHOD:", "X-WR-TIMEZONE:Nowhere\r\nMETHOD:");
    assert_eq!(
        claims(&super::calendars::read(&odd, Some("Europe/Berlin")))[0],
        "appointment 2026-03-13"
    );
    let own = VISIT.replace("METHOD:", "X-WR-TIMEZONE:America/New_York\r\nMETHOD:");
    let read = super::calendars::read(&own, Some("Europe/Berlin"));
    assert_eq!(claims(&read)[0], "appointment 2026-03-12");
}

#[test]
fn a_time_with_its_own_zone_keeps_its_day() {
    let ics = VISIT
        .replace("DTSTART:20260312T233000Z", "DTSTART;TZID=Europe/Berlin:20260312T233000")
        .replace("DTEND:20260313T003000Z", "DURATION:PT1H");
    assert_eq!(claims(&read(&ics, Some("Asia/Tokyo")))[0], "appointment 2026-03-12");
}

#[test]
fn a_cancelled_or_later_visit_is_a_change() {
    let cancelled = VISIT.replace("METHOD:REQUEST", "METHOD:CANCEL");
    assert_eq!(strongest(&read(&cancelled, None)), (Kind::AppointmentChanged, 8));
    let status = VISIT.replace("SEQUENCE:0", "STATUS:CANCELLED");
    assert_eq!(strongest(&read(&status, None)), (Kind::AppointmentChanged, 8));
    let moved = VISIT.replace("SEQUENCE:0", "SEQUENCE:2");
    assert_eq!(strongest(&read(&moved, None)), (Kind::AppointmentChanged, 7));
    let reply = VISIT.replace("METHOD:REQUEST", "METHOD:REPLY");
    assert!(read(&reply, None).kinds.is_empty());
}

#[test]
fn whole_days_end_on_their_last_day() {
    let ics = VISIT
        .replace("DTSTART:20260312T233000Z", "DTSTART;VALUE=DATE:20260312")
        .replace("DTEND:20260313T003000Z", "DTEND;VALUE=DATE:20260315")
        .replace("Boiler service", "Hotel am Wall");
    let read = read(&ics, Some("Europe/Berlin"));
    has(&read, &["start 2026-03-12", "end 2026-03-14", "product 1 Hotel am Wall"]);
    assert_eq!(strongest(&read), (Kind::OrderConfirmed, 8));
    assert!(!claims(&read).iter().any(|l| l.starts_with("address")));
}

#[test]
fn a_task_asks_for_an_answer_and_a_repetition_is_said() {
    let task = "BEGIN:VCALENDAR\nBEGIN:VTODO\nUID:t1\nDUE:20260601T120000\nSUMMARY:Send reading\n\
                END:VTODO\nEND:VCALENDAR\n";
    has(&read(task, None), &["answer_by 2026-06-01"]);
    let weekly = VISIT.replace("SEQUENCE:0", "RRULE:FREQ=SECONDLY;COUNT=4000000000");
    let read = read(&weekly, None);
    let gap = "a calendar event repeats by a rule that is not understood; its first day is read";
    assert_eq!(read.gaps, [gap]);
    has(&read, &["appointment 2026-03-12"]);
}

/// Days of an event with these lines in it.
fn days(lines: &str) -> Vec<String> {
    let event =
        VISIT.replace("DTSTART:20260312T233000Z", "DTSTART;TZID=Europe/Berlin:20260312T080000");
    let event = event.replace("DTEND:20260313T003000Z", "DTEND;TZID=Europe/Berlin:20260312T090000");
    let read = read(&event.replace("SEQUENCE:0", lines), None);
    assert_eq!(read.gaps, [""; 0], "{lines}");
    let days =
        claims(&read).into_iter().filter_map(|c| Some(c.strip_prefix("appointment ")?.to_owned()));
    days.collect()
}

#[test]
fn a_repeating_event_is_on_every_day_of_it() {
    assert_eq!(
        days("RRULE:FREQ=YEARLY;COUNT=3\nEXDATE;TZID=Europe/Berlin:20270312T080000"),
        ["2026-03-12", "2028-03-12"]
    );
    assert_eq!(
        days("RRULE:FREQ=WEEKLY;BYDAY=TH;UNTIL=20260326T070000Z"),
        ["2026-03-12", "2026-03-19", "2026-03-26"]
    );
    assert_eq!(days("RRULE:FREQ=MONTHLY;BYDAY=2TH;COUNT=2"), ["2026-03-12", "2026-04-09"]);
    assert_eq!(
        days("RDATE;VALUE=DATE:20260401\nRDATE;TZID=Europe/Berlin:20260415T080000"),
        ["2026-03-12", "2026-04-01", "2026-04-15"]
    );
}

#[test]
fn a_day_of_a_repeating_event_that_is_moved_or_called_off_is_another_or_none() {
    let other = |lines: &str| {
        format!(
            "RRULE:FREQ=WEEKLY;COUNT=4\nEND:VEVENT\nBEGIN:VEVENT\nUID:visit-77@kesselwerk.example\n{lines}"
        )
    };
    let moved = other(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260319T080000\nDTSTART;TZID=Europe/Berlin:20260320T080000",
    );
    let mut on = days(&moved);
    on.sort();
    assert_eq!(on, ["2026-03-12", "2026-03-20", "2026-03-26", "2026-04-02"]);
    let off = other(
        "RECURRENCE-ID;TZID=Europe/Berlin:20260319T080000\nDTSTART;TZID=Europe/Berlin:20260319T080000\nSTATUS:CANCELLED",
    );
    assert_eq!(days(&off), ["2026-03-12", "2026-03-26", "2026-04-02"]);
}

#[test]
fn what_repeats_without_end_is_read_for_some_years_and_that_is_said() {
    let daily = VISIT.replace("SEQUENCE:0", "RRULE:FREQ=DAILY");
    let read = read(&daily, Some("Europe/Berlin"));
    assert_eq!(claims(&read).iter().filter(|c| c.starts_with("appointment ")).count(), 120);
    assert!(read.gaps[0].contains("goes on repeating"), "{:?}", read.gaps);
    has(&read, &["appointment 2026-03-13", "appointment 2026-07-10"]);
}

#[test]
fn schema_org_inside_an_event_is_read() {
    let data = "STRUCTURED-DATA;FMTTYPE=application/ld+json;VALUE=TEXT:{\"@type\":\"Order\"\\,\
                \"orderNumber\":\"E-5\"}\r\nSEQUENCE:0";
    let read = read(&VISIT.replace("SEQUENCE:0", data), None);
    has(&read, &["order E-5", "appointment 2026-03-12"]);
}

#[test]
fn what_is_no_calendar_is_a_gap() {
    for text in ["", "hello\nworld\n", "BEGIN:VCALENDAR\nEND:VCALENDAR\n", "BEGIN:VCARD\nFN:x\n"] {
        let read = read(text, None);
        assert_eq!(read.gaps, ["a calendar without an event that could be read"], "{text:?}");
    }
    let torn = &VISIT[..VISIT.find("DTEND").unwrap()];
    has(&read(torn, None), &["appointment 2026-03-12"]);
}

#[test]
fn an_event_without_a_readable_start_is_a_gap() {
    let read = read(&VISIT.replace("DTSTART:20260312T233000Z", "DTSTART:20269999T000000Z"), None);
    assert!(!read.gaps.is_empty());
    has(&read, &["other visit-77@kesselwerk.example"]);
}

/// Uid, days, whether it is off, and the day of the series that is meant.
fn events(ics: &str) -> Vec<String> {
    let told = read(ics, None).events.into_iter().map(|event| {
        let on: Vec<String> = event.on.iter().map(ToString::to_string).collect();
        let off = if event.off { " off" } else { "" };
        let one = event.instead_of.map(|day| format!(" for {day}")).unwrap_or_default();
        format!("{} {}{off}{one}", event.uid, on.join(" "))
    });
    told.collect()
}

#[test]
fn events_are_told_apart_by_their_uid() {
    let two = VISIT.replace(
        "BEGIN:VEVENT",
        "BEGIN:VEVENT\r\nUID:first\r\nDTSTART:20260301T080000\r\nSUMMARY:Fitting\r\n\
         END:VEVENT\r\nBEGIN:VEVENT",
    );
    let own = "visit-77@kesselwerk.example";
    assert_eq!(events(&two), ["first 2026-03-01".to_owned(), format!("{own} 2026-03-12")]);
    let off = VISIT.replace("METHOD:REQUEST", "METHOD:CANCEL");
    assert_eq!(events(&off), [format!("{own} 2026-03-12 off")], "all of it");
    let one = off.replace("SEQUENCE:0", "RECURRENCE-ID:20260319T080000");
    assert_eq!(events(&one), [format!("{own} 2026-03-12 off for 2026-03-19")], "a day of it");
}

#[test]
fn an_answer_or_a_proposal_sets_no_visit() {
    for method in ["REPLY", "REFRESH", "COUNTER", "DECLINECOUNTER"] {
        let answer = VISIT.replace("METHOD:REQUEST", &format!("METHOD:{method}"));
        let read = read(&answer, None);
        assert!(read.events.is_empty(), "{method}");
        assert!(!claims(&read).iter().any(|c| c.starts_with("appointment")), "{method}");
    }
}
