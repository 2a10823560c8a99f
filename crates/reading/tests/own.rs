//! What is read of the owner's letters and of files that are no messages.

use jiff::civil::date;
use oxherd_model::{AmountRole, DateRole, Fact, Kind, LetterAct, PartRef};
use oxherd_reading::{Depth, Form, Read, Reader};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

fn letter(header: &str, body: &str) -> Read {
    let text = format!(
        "From: Ada Lane <ada@home.example>\nTo: service@firm.example\nSubject: Policy FP-220871\n\
         Date: Fri, 12 Sep 2025 10:00:00 +0200\nMessage-ID: <1@home.example>\n{header}\
         Content-Type: text/plain; charset=utf-8\n\n{body}"
    );
    READER.read(text.as_bytes(), Form::Mail, Depth::Signal)
}

fn acts(read: &Read) -> Vec<(LetterAct, Option<jiff::civil::Date>)> {
    read.reading.facts.iter().filter_map(Fact::act).collect()
}

#[test]
fn a_letter_does_what_it_says_itself() {
    let body = "Dear Sir or Madam,\n\nI want to cancel my policy FP-220871 with effect from \
        31 October 2025.\n\nKind regards\nAda Lane\n";
    let read = letter("", body);
    assert_eq!(acts(&read), [(LetterAct::Cancel, Some(date(2025, 10, 31)))]);
    let fact = read.reading.facts.iter().find(|f| f.act().is_some()).unwrap();
    assert!(matches!(fact.at.part, PartRef::Part(_)) && fact.at.end > fact.at.start);
    assert!(fact.confidence.thousandths() >= 900);
}

#[test]
fn what_is_quoted_or_denied_is_not_done() {
    let quoted = "Thanks, that is all I wanted to hear from you about it.\n\nOn 11 Sep 2025, Firm wrote:\n\
        > Please cancel my policy FP-220871.\n";
    assert_eq!(acts(&letter("", quoted)), []);
    let denied =
        "I would not like to cancel my policy FP-220871 with effect from 31 October 2025.\n";
    assert_eq!(acts(&letter("", denied)), [(LetterAct::Keep, None)]);
}

#[test]
fn mail_for_many_is_no_letter() {
    let body = "Please cancel my policy FP-220871.\n";
    assert_eq!(acts(&letter("", body)), [(LetterAct::Cancel, None)]);
    assert_eq!(acts(&letter("List-Unsubscribe: <https://x.example/u>\n", body)), []);
    assert_eq!(acts(&letter("Auto-Submitted: auto-generated\n", body)), []);
}

#[test]
fn files_that_are_no_messages_have_no_kind() {
    let garbage: Vec<u8> =
        (0..4_000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_le_bytes()[3]).collect();
    let card =
        b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ada Lane\r\nTEL:+44 20 7946 0000\r\nEND:VCARD\r\n";
    let rows: [(&[u8], Form); 4] = [
        (&garbage, Form::Other),
        (card, Form::Card),
        (b"hello there\n", Form::Text),
        (b"", Form::Text),
    ];
    for (bytes, form) in rows {
        let read = READER.read(bytes, form, Depth::Full);
        assert_eq!(read.reading.kind, Kind::Unclear, "{form:?}");
    }
}

fn invitation(method: &str) -> Read {
    let text = format!(
        "BEGIN:VCALENDAR\r\nVERSION:2.0\r\n{method}BEGIN:VEVENT\r\nUID:1\r\n\
         DTSTART:20251021T083000\r\nSUMMARY:Boiler service\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n"
    );
    READER.read(text.as_bytes(), Form::Calendar, Depth::Signal)
}

#[test]
fn a_calendar_by_itself_is_an_appointment() {
    for method in ["", "METHOD:PUBLISH\r\n", "METHOD:REQUEST\r\n"] {
        let read = invitation(method);
        assert_eq!(read.reading.kind, Kind::AppointmentSet, "{method}");
        let day = read.reading.facts.iter().filter_map(Fact::date).next();
        assert_eq!(day, Some((DateRole::Appointment, date(2025, 10, 21))), "{method}");
    }
    assert_eq!(invitation("METHOD:CANCEL\r\n").reading.kind, Kind::AppointmentChanged);
}

fn supplier(kind: &str, body: &str) -> Read {
    let text = format!(
        "From: Firm <service@firm.example>\nTo: ada@home.example\nSubject: {kind}\n\
         Date: Fri, 12 Sep 2025 10:00:00 +0200\nMessage-ID: <2@firm.example>\n\
         Content-Type: text/plain; charset=utf-8\n\n{body}\n"
    );
    READER.read(text.as_bytes(), Form::Mail, Depth::Full)
}

#[test]
fn the_learned_roles_do_not_undo_what_words_say() {
    let fined = supplier(
        "Your insurance is running out",
        "Driving without insurance is an offence. You could be fined up to £1,000.",
    );
    let roles: Vec<_> = fined.reading.facts.iter().filter_map(Fact::amount).map(|a| a.0).collect();
    assert_eq!(roles, [AmountRole::Other]);
    let policy = supplier(
        "Your car insurance documents",
        "Here is your policy FP-220871.\n\nCover ends: 13 September 2026\n",
    );
    let day = |read: &Read, role| {
        read.reading.facts.iter().filter_map(Fact::date).any(|(of, _)| of == role)
    };
    assert!(!day(&policy, DateRole::WarrantyEnd));
    let moved = supplier(
        "Your appointment has changed",
        "We've moved you to Tuesday 21 October at 8.30am instead.",
    );
    let on = (DateRole::Appointment, date(2025, 10, 21));
    assert!(moved.reading.facts.iter().filter_map(Fact::date).any(|d| d == on));
    assert!(!day(&moved, DateRole::End));
}
