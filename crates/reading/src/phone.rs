//! Short messages and calls, as the backup program of a phone ("SMS Backup & Restore") writes them:
//! one element each.

use crate::charset;
use crate::document::{Document, Purpose};
use crate::statements::markup;
use jiff::Timestamp;
use memchr::memchr;
use oxherd_model::Mailbox;

/// Parts of one message of several that are looked at.
const PARTS_MAX: usize = 50;

/// How the program writes that it knows no name.
const NO_NAME: &[&str] = &["", "null", "(Unknown)"];

/// One short message or call taken apart.
pub(crate) fn document(bytes: &[u8]) -> Document {
    let mut document = Document::default();
    let text = charset::decode(bytes);
    let Some(tag) = tags(&text).next() else { return document };
    let call = tag.starts_with("<call");
    let number = attribute(tag, if call { "number" } else { "address" }).unwrap_or_default();
    let name = attribute(tag, "contact_name").unwrap_or_default();
    let name = if NO_NAME.contains(&name.as_str()) { String::new() } else { name };
    let millis = attribute(tag, "date").and_then(|date| date.parse().ok());
    document.header.date = millis.and_then(|ms| Timestamp::from_millisecond(ms).ok());
    let sent = ["type", "msg_box"].iter().any(|name| attribute(tag, name).as_deref() == Some("2"));
    let other = Mailbox { name: name.clone(), address: number.clone() };
    if sent {
        document.header.recipients.push(other);
    } else {
        // Who writes under a name of letters is no person's number.
        let named = number.chars().any(char::is_alphabetic);
        document.called = Some(if named { number.clone() } else { name.clone() });
        document.called = document.called.take().filter(|called| !called.is_empty());
        document.header.from = Some(other);
    }
    let said = if call { call_in_words(tag, &name, &number) } else { said(tag, &text) };
    document.plain(0, &said, Purpose::Read);
    document
}

/// What a message says: its body, or its parts of text.
fn said(tag: &str, text: &str) -> String {
    if let Some(body) = attribute(tag, "body") {
        return body;
    }
    let parts = tags(text).filter(|tag| tag.starts_with("<part")).take(PARTS_MAX);
    let plain = parts.filter(|part| attribute(part, "ct").as_deref() == Some("text/plain"));
    plain.filter_map(|part| attribute(part, "text")).collect::<Vec<_>>().join("\n")
}

/// A call has no words of its own; who, and how long, is what is looked for.
fn call_in_words(tag: &str, name: &str, number: &str) -> String {
    let seconds: u64 = attribute(tag, "duration").and_then(|d| d.parse().ok()).unwrap_or(0);
    let way = match attribute(tag, "type").as_deref() {
        Some("1") => "call from",
        Some("2") => "call to",
        Some("3") => "missed call from",
        Some("4") => "voicemail from",
        Some("5") => "rejected call from",
        Some(_) | None => "call with",
    };
    let who = if name.is_empty() { number.to_owned() } else { format!("{name} ({number})") };
    let length = match seconds {
        0 => String::new(),
        1..60 => format!(", {seconds} seconds"),
        _ => format!(", {} minutes", seconds.div_ceil(60)),
    };
    format!("{way} {who}{length}")
}

/// The start tags of a text; a `>` within quotes ends none.
fn tags(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = text;
    std::iter::from_fn(move || {
        let start = memchr(b'<', rest.as_bytes())?;
        let tag = rest.get(start..)?;
        let mut quote = None;
        let end = tag.bytes().position(|byte| {
            match (quote, byte) {
                (None, b'"' | b'\'') => quote = Some(byte),
                (Some(open), _) if open == byte => quote = None,
                (None, b'>') => return true,
                (_, _) => {}
            }
            false
        });
        let end = end.map_or(tag.len(), |end| end + 1);
        rest = tag.get(end..).unwrap_or_default();
        tag.get(..end)
    })
}

/// An attribute of a start tag, its references resolved.
fn attribute(tag: &str, name: &str) -> Option<String> {
    markup::attribute(tag, name).map(|value| markup::resolve(value).into_owned())
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::DateRole;

    #[test]
    fn a_short_message_is_read_as_a_mail_is() {
        let sms = "<sms protocol=\"0\" address=\"Quillpost\" date=\"1772445600000\" type=\"1\" \
            body=\"Your parcel QP123456789GB is out for delivery today &amp; arrives between 10:00 \
            and 12:00 &#55357;&#56832;\" contact_name=\"(Unknown)\" />";
        let read = Reader::new().read(sms.as_bytes(), Form::Phone, Depth::Full);
        let supplier = read.reading.supplier.expect("a sender");
        assert_eq!((supplier.name.as_str(), supplier.domain), ("Quillpost", None));
        assert_eq!(read.reading.kind.as_str(), "delivery_under_way", "{:?}", read.reading.why);
        assert_eq!(read.reading.known_from.unwrap().to_string(), "2026-03-02T10:00:00Z");
        assert!(read.reading.facts.iter().any(|f| f.reference().is_some()));
        let text = Reader::text_of(sms.as_bytes(), Form::Phone, None);
        assert!(text.contains("& arrives") && text.contains('\u{1f600}'), "{text}");
    }

    #[test]
    fn parts_of_text_are_read_and_what_the_phone_sent_has_no_sender() {
        let mms = "<mms date=\"1772445600000\" msg_box=\"2\" address=\"+441632960017\"><parts>\
            <part ct=\"application/smil\" text=\"&lt;smil/&gt;\"/><part ct=\"text/plain\" \
            text=\"I cancel my policy on 2026-04-30\"/></parts></mms>";
        let read = Reader::new().read(mms.as_bytes(), Form::Phone, Depth::Full).reading;
        assert_eq!((read.supplier, read.recipients.len()), (None, 1));
        let days: Vec<(DateRole, String)> =
            read.facts.iter().filter_map(|f| f.date()).map(|(r, d)| (r, d.to_string())).collect();
        assert!(days.iter().any(|(_, day)| day == "2026-04-30"), "{days:?}");
    }

    #[test]
    fn a_call_says_with_whom_and_how_long() {
        let call = "<call number=\"+441632960017\" duration=\"181\" date=\"1772445600000\" \
            type=\"2\" contact_name=\"Marlow Plumbing\" />";
        let text = Reader::text_of(call.as_bytes(), Form::Phone, None);
        assert!(text.contains("call to Marlow Plumbing (+441632960017), 4 minutes"), "{text}");
    }

    #[test]
    fn broken_elements_are_survived() {
        for broken in
            ["", "<sms", "<sms body=", "<sms body=\"x", "<sms date=\"x\" body=\"&#xD83D;&\"/>"]
        {
            let read = Reader::new().read(broken.as_bytes(), Form::Phone, Depth::Full);
            assert!(read.reading.facts.is_empty(), "{broken}");
        }
    }
}
