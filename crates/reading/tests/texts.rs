//! Every text of a message is read or searched, what is not is said, and nothing is taken for another.

use oxherd_model::{
    AgreementKind, AmountRole, Claim, Fact, PartRef, Reading, ThingKind, TopicName,
};
use oxherd_reading::document::Opener;
use oxherd_reading::quote::quote;
use oxherd_reading::{Depth, Form, Read, Reader, SearchReader};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

/// A message of several parts, each with its own header fields.
fn mail(subtype: &str, parts: &[&str]) -> String {
    let mut mail = format!(
        "From: Reed & Rush <desk@reedrush.example>\nTo: o@quist.example\nSubject: Your roof\n\
         Date: Wed, 01 Apr 2026 08:00:00 +0000\nMIME-Version: 1.0\n\
         Content-Type: multipart/{subtype}; boundary=x\n\n"
    );
    for part in parts {
        mail.push_str(&format!("--x\n{part}\n"));
    }
    mail + "--x--\n"
}

fn read(mail: &str) -> Read {
    READER.read(mail.as_bytes(), Form::Mail, Depth::Full)
}

fn gaps(reading: &Reading) -> Vec<&str> {
    reading.gaps.iter().map(|gap| gap.what.as_str()).collect()
}

fn reference<'r>(reading: &'r Reading, wanted: &str) -> Option<&'r Fact> {
    let is = |f: &&Fact| matches!(&f.claim, Claim::Reference { value, .. } if value == wanted);
    reading.facts.iter().find(is)
}

const PICTURE: &str = "Content-Type: image/png\nContent-Disposition: inline; filename=a.png\n\
    Content-Transfer-Encoding: base64\n\niVBORw0KGgo=\n";

fn plain(text: &str) -> String {
    format!("Content-Type: text/plain; charset=utf-8\n\n{text}\n")
}

fn html(text: &str) -> String {
    format!("Content-Type: text/html; charset=utf-8\n\n{text}\n")
}

#[test]
fn the_text_behind_a_picture_is_read_and_found_and_quoted() {
    for form in [plain, html] {
        let (one, two) = (form("Here is the roof."), form("Your invoice number: RR-20417."));
        let mail = mail("mixed", &[&one, PICTURE, &two]);
        let reading = read(&mail).reading;
        let fact = reference(&reading, "RR-20417").expect("the second text is read");
        assert_eq!(fact.at.part, PartRef::Part(3));
        let quoted = quote(mail.as_bytes(), Form::Mail, fact.at).unwrap();
        assert_eq!(quoted, "Your invoice number: RR-20417.");
        let words = SearchReader::default().words(mail.as_bytes(), Form::Mail).text;
        assert!(words.contains("Here is the roof") && words.contains("RR-20417"), "{words}");
        assert!(gaps(&reading).is_empty(), "{:?}", reading.gaps);
    }
}

#[test]
fn a_message_that_begins_with_a_picture_is_judged_by_its_words() {
    let two = plain("Your invoice RR-20417 is attached. Please pay 119.00 EUR by 17 April 2026.");
    let mail = mail("mixed", &[&plain(" "), PICTURE, &two]);
    let document = Opener::default().mail(mail.as_bytes());
    assert!(document.main().unwrap().text.starts_with("Your invoice"));
    assert!(reference(&read(&mail).reading, "RR-20417").is_some());
}

#[test]
fn a_footer_of_a_list_beside_html_is_found() {
    let mail =
        mail("mixed", &[&html("<p>The roof leaks.</p>"), &plain("Roofers list, rules below")]);
    let words = SearchReader::default().words(mail.as_bytes(), Form::Mail).text;
    assert!(words.contains("roof leaks") && words.contains("Roofers list"), "{words}");
}

#[test]
fn an_attached_text_is_read_and_is_less_sure_and_decides_no_kind() {
    let own = plain("Hello Ole, here are the papers. See you on Sunday, love, Ottilie");
    let file = "Your invoice number: RR-20417. Amount due: 119.00 EUR";
    let (kind, none) = {
        let reading = read(&mail("mixed", &[&own])).reading;
        (reading.kind, reference(&reading, "RR-20417").is_none())
    };
    assert!(none);
    for (name, media, body) in [
        ("a.txt", "text/plain", file.to_owned()),
        ("a.txt", "application/octet-stream", file.to_owned()),
        ("a.html", "text/html", format!("<head><title>x</title><p>{file}</p>")),
    ] {
        let attached = format!(
            "Content-Type: {media}; name={name}\nContent-Disposition: attachment; filename={name}\n\n{body}\n"
        );
        let mail = mail("mixed", &[&own, &attached]);
        let reading = read(&mail).reading;
        let fact = reference(&reading, "RR-20417").expect(name);
        assert_eq!((fact.at.part, reading.kind), (PartRef::Part(2), kind), "{name}");
        assert!(fact.confidence.thousandths() < 850, "{name}");
        let due = |f: &Fact| matches!(f.claim, Claim::Amount { role: AmountRole::Due, .. });
        assert!(reading.facts.iter().any(due), "{name}");
        assert!(quote(mail.as_bytes(), Form::Mail, fact.at).unwrap().contains("RR-20417"));
        assert!(
            SearchReader::default().words(mail.as_bytes(), Form::Mail).text.contains("RR-20417"),
            "{name}"
        );
        assert!(gaps(&reading).is_empty(), "{name}: {:?}", reading.gaps);
    }
}

#[test]
fn of_an_attached_table_the_words_are_found_and_the_rest_is_said() {
    let table = "Content-Type: text/csv; name=calls.csv\n\
        Content-Disposition: attachment; filename=calls.csv\n\nDay,Called,Minutes\n2026-03-01,Quarry,7\n";
    let mail = mail("mixed", &[&plain("Your calls are attached."), table]);
    let read = read(&mail);
    assert_eq!(
        gaps(&read.reading),
        ["an attachment was kept and only its words are found (text/csv)"]
    );
    assert!(SearchReader::default().words(mail.as_bytes(), Form::Mail).text.contains("Quarry"));
}

#[test]
fn another_form_of_the_same_text_is_no_attachment() {
    let amp = "Content-Type: text/x-amp-html; charset=utf-8\n\n<html amp4email>widgets</html>\n";
    let mail = mail("alternative", &[&plain("Your roof"), amp, &html("<p>Your roof</p>")]);
    assert!(gaps(&read(&mail).reading).is_empty());
    assert!(!SearchReader::default().words(mail.as_bytes(), Form::Mail).text.contains("widgets"));
}

#[test]
fn gaps_and_facts_of_attachments_name_their_media_type() {
    let pdf = "Content-Type: application/pdf; name=a.pdf\nContent-Disposition: attachment\n\
        Content-Transfer-Encoding: base64\n\nJVBERi0=\n";
    let read = read(&mail("mixed", &[&plain("See the papers."), pdf]));
    assert_eq!(gaps(&read.reading), ["an attachment was kept and not read (application/pdf)"]);
    assert_eq!(read.reading.gaps[0].at, Some(PartRef::Part(2)));
    assert_eq!(read.parts, [(1, "text/plain"), (2, "application/pdf")]);
}

#[test]
fn files_that_are_not_understood_stay_apart() {
    let key = |bytes: &[u8]| READER.read(bytes, Form::Other, Depth::Full).reading.message;
    assert_ne!(key(b"%PDF-1.7 one"), key(b"%PDF-1.7 two"));
    assert_eq!(key(b"%PDF-1.7 one"), key(b"%PDF-1.7 one"));
}

#[test]
fn fields_too_long_are_cut_and_said() {
    let long = "roof ".repeat(1_000_000);
    for field in [
        format!("Subject: {long}"),
        format!("From: \"{long}\" <a@b.example>"),
        format!("Message-ID: <{}@b.example>", "7".repeat(100_000)),
        format!("References: <{}@b.example>", "7".repeat(100_000)),
        format!("List-Unsubscribe: <https://b.example/{}>", "7".repeat(100_000)),
    ] {
        let mail = format!("To: o@quist.example\n{field}\n\nhello\n");
        let read = read(&mail);
        let reading = &read.reading;
        let name = field.split(':').next().unwrap();
        assert!(gaps(reading).iter().any(|gap| gap.starts_with("a header field of ")), "{name}");
        let from = reading.from.as_ref().map_or(0, |from| from.name.len() + from.address.len());
        let ids = reading.thread.iter().map(String::len).max().unwrap_or(0);
        let id = reading.message_id.as_ref().map_or(0, String::len);
        assert!(reading.subject.len().max(from).max(ids).max(id) <= 8_192, "{name}");
    }
    let usual = "From: a@b.example\nSubject: The roof\nMessage-ID: <1@b.example>\n\nhello\n";
    assert!(gaps(&read(usual).reading).is_empty());
}

#[test]
fn a_file_longer_than_is_read_is_said_whatever_its_form() {
    let long = "a roof \u{e4}\n".repeat(60_000);
    let calendar = format!("BEGIN:VCALENDAR\nBEGIN:VEVENT\nDESCRIPTION:{long}");
    for (form, bytes) in [
        (Form::Text, long.as_bytes()),
        (Form::Html, long.as_bytes()),
        (Form::Calendar, calendar.as_bytes()),
        (Form::Card, long.as_bytes()),
        (Form::Mail, long.as_bytes()),
    ] {
        let reading = READER.read(bytes, form, Depth::Full).reading;
        assert!(gaps(&reading).iter().any(|gap| gap.ends_with("was read in part")), "{form:?}");
    }
    let attached = format!("Content-Type: text/calendar; name=a.ics\n\n{calendar}\n");
    let reading = read(&mail("mixed", &[&plain("See you."), &attached])).reading;
    assert!(gaps(&reading).iter().any(|gap| gap.ends_with("was read in part")), "attached");
}

#[test]
fn words_beyond_those_looked_at_are_said() {
    let reading = read(&mail("mixed", &[&plain(&"roof ".repeat(30_000))])).reading;
    assert!(gaps(&reading).iter().any(|gap| gap.starts_with("of a text the first ")));
}

#[test]
fn a_text_in_windows_1252_keeps_its_euro_sign() {
    let reading = READER.read(b"Total: 12,50 \x80 f\xfcr Tee", Form::Text, Depth::Full).reading;
    let total = reading.facts.iter().find_map(|f| {
        let Claim::Amount { role: AmountRole::Total, money } = &f.claim else { return None };
        Some(money.to_string())
    });
    assert_eq!(total.as_deref(), Some("12.50 EUR"));
}

#[test]
fn a_journey_in_a_calendar_is_a_booking() {
    let flight = "Content-Type: text/calendar; method=PUBLISH; name=a.ics\n\nBEGIN:VCALENDAR\r\n\
        METHOD:PUBLISH\r\nBEGIN:VEVENT\r\nUID:1\r\nSUMMARY:Flight QX 417 to Oslo\r\n\
        DTSTART:20260613T080000Z\r\nDTEND:20260613T100000Z\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n";
    let reading = read(&mail("mixed", &[&plain("All is set. See below."), flight])).reading;
    let topics: Vec<TopicName> = reading.topics.iter().map(|topic| topic.name).collect();
    assert!(topics.contains(&TopicName::Agreement(AgreementKind::Booking)), "{topics:?}");
    assert!(topics.contains(&TopicName::Thing(ThingKind::Journey)), "{topics:?}");
}

#[test]
fn a_message_of_very_many_texts_is_bounded_and_said() {
    let one = plain(&"Your invoice number: RR-20417. ".repeat(400));
    let parts: Vec<&str> = std::iter::repeat_n(one.as_str(), 300).collect();
    let mail = mail("mixed", &parts);
    let reading = read(&mail).reading;
    let said = gaps(&reading);
    assert!(said.contains(&"texts after many others were kept and not read"), "{said:?}");
    assert!(said.contains(&"values are read from the first 8 further texts only"), "{said:?}");
    assert!(SearchReader::default().words(mail.as_bytes(), Form::Mail).text.len() < 1_500_000);
}
