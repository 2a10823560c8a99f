//! Short messages and calls, as the backup program of a phone ("SMS Backup & Restore") writes them:
//! one element each.

use crate::charset;
use crate::chat;
use crate::document::{Document, Purpose};
use crate::statements::markup;
use jiff::Timestamp;
use memchr::memchr;
use oxherd_model::Mailbox;

/// Parts of one message of several that are looked at.
const PARTS_MAX: usize = 50;

/// How the program writes that it knows no name.
const NO_NAME: &[&str] = &["", "null", "(Unknown)"];

/// Digits of the shortest number that a person has; shorter ones are hired by firms.
const NUMBER_DIGITS_MIN: usize = 7;

/// Who is at the other end of an entry of a phone: what a mail tells by its header.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Caller {
    /// A call, by whomever: the phone wrote it down.
    Call,
    /// The owner writes.
    Owner,
    /// Somebody whom the owner has among the contacts, by no name of a firm.
    Contact,
    /// A number that nobody knows, of the length of a person's.
    Number,
    /// A firm: a sender of letters, a short number, a contact by the name of a firm.
    Firm,
}

impl Caller {
    fn of(name: &str, number: &str) -> Self {
        let digits = number.bytes().filter(u8::is_ascii_digit).count();
        if is_named(number) || chat::is_firm(name) {
            Self::Firm
        } else if !name.is_empty() {
            Self::Contact
        } else if digits < NUMBER_DIGITS_MIN {
            Self::Firm
        } else {
            Self::Number
        }
    }
}

/// Who writes under a name of letters is no person's number.
fn is_named(number: &str) -> bool {
    number.chars().any(char::is_alphabetic)
}

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
    let caller = Caller::of(&name, &number);
    if sent {
        document.header.recipients.push(other);
    } else {
        document.header.from = Some(other);
    }
    // Whom a call went to is a firm as well as who called.
    if caller == Caller::Firm && (call || !sent) {
        let called = if is_named(&number) { &number } else { &name };
        document.called = Some(called.clone()).filter(|called| !called.is_empty());
    }
    document.caller = Some(match (call, sent) {
        (true, _) => Caller::Call,
        (false, true) => Caller::Owner,
        (false, false) => caller,
    });
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

    fn sms(address: &str, contact: &str, body: &str) -> oxherd_model::Reading {
        let sms = format!(
            "<sms address=\"{address}\" date=\"1772445600000\" type=\"1\" body=\"{body}\" \
             contact_name=\"{contact}\" />"
        );
        Reader::new().read(sms.as_bytes(), Form::Phone, Depth::Full).reading
    }

    #[test]
    fn what_a_person_writes_by_phone_is_personal_and_no_fraud() {
        for body in [
            "Shall I bring the ladder back on Sunday?",
            "ok",
            "Kommst du heute noch vorbei?",
            "Stehe vor der Haust\u{fc}r",
            "Tu peux r\u{e9}cup\u{e9}rer les enfants ?",
            "J'arrive dans dix minutes",
            "\u{bf}Quedamos el domingo?",
            "Ya estoy en casa",
            "Passi tu dal fornaio?",
            "Sono quasi arrivata",
            "Zullen we morgen wandelen?",
            "Ben bijna thuis",
        ] {
            for contact in ["(Unknown)", "Aunt Rosie"] {
                let read = sms("+441632960455", contact, body);
                assert_eq!(read.kind.as_str(), "personal", "{contact}: {body}: {:?}", read.why);
                assert_eq!(read.supplier, None, "{body}");
            }
        }
    }

    #[test]
    fn what_a_firm_writes_by_phone_is_what_it_says() {
        for (address, body, kind) in [
            (
                "70330",
                "Your Northmere bill of \u{a3}31.20 is ready. We will collect it on 4 October 2026.",
                "bill",
            ),
            (
                "Brunnwerk",
                "Ihre Rechnung \u{fc}ber 48,20 EUR wird am 05.10.2026 abgebucht.",
                "payment_ahead",
            ),
            (
                "SourceVive",
                "Votre facture de 51,30 EUR sera pr\u{e9}lev\u{e9}e le 06/10/2026",
                "payment_ahead",
            ),
            ("AguaClara", "Su factura de 44,15 EUR se cargar\u{e1} el 29/09/2026", "payment_ahead"),
            ("FonteViva", "La bolletta di 88,10 euro scade il 06/10/2026", "bill"),
            (
                "Waterlei",
                "Uw factuur van 41,90 euro wordt op 2 oktober afgeschreven.",
                "payment_ahead",
            ),
            (
                "DrOkafor",
                "Reminder: appointment with Dr Okafor on Thu 24 Sep at 09:15",
                "appointment_set",
            ),
            (
                "+441632960456",
                "Reminder: your dental appointment is on 24 September 2026 at 10:45. Reply C to cancel.",
                "appointment_set",
            ),
        ] {
            let read = sms(address, "(Unknown)", body);
            let money = ["bill", "payment_ahead"];
            let alike = money.contains(&kind) && money.contains(&read.kind.as_str());
            assert!(alike || read.kind.as_str() == kind, "{body}: {} {:?}", read.kind, read.why);
        }
    }

    #[test]
    fn a_short_message_that_leads_to_where_its_sender_is_not_is_suspect() {
        for (address, body) in [
            (
                "+441632960457",
                "Swift parcel: we could not deliver your item. Pay \u{a3}1.99 at http://swift-parcel-desk.top/pay",
            ),
            (
                "+441632960457",
                "Swift parcel: we could not deliver your item. Pay \u{a3}1.99 at swift-parcel-desk.top/pay",
            ),
            (
                "+491632960457",
                "Ihr Paket wartet. Zahlen Sie 1,99 EUR Zollgeb\u{fc}hr: https://paket-zoll.click/de",
            ),
            (
                "+33163296045",
                "Votre colis est en attente. R\u{e9}glez 1,99 EUR de frais : https://colis-suivi.top/fr",
            ),
            (
                "+34632960457",
                "Su paquete est\u{e1} retenido. Pague 1,99 EUR de tasas en https://paquete-aduana.top/es",
            ),
            (
                "+39632960457",
                "Il suo pacco \u{e8} fermo. Paghi 1,99 EUR qui: https://pacco-dogana.click/it",
            ),
            (
                "+31632960457",
                "Uw pakket wordt vastgehouden. Betaal 1,99 EUR via https://pakket-douane.top/nl",
            ),
            (
                "PayPal",
                "Your PayPal account is limited. Verify at https://paypal-review.click/login",
            ),
            (
                "Quayside",
                "Your account has been locked. Confirm your details at https://quayside-secure.top/login",
            ),
            ("60606", "Netflix: payment failed. Update your card at http://93.184.216.34/n"),
        ] {
            let read = sms(address, "(Unknown)", body);
            assert_eq!(read.kind.as_str(), "suspect", "{body}: {} {:?}", read.kind, read.why);
        }
    }

    #[test]
    fn a_call_is_a_call_and_names_a_firm_but_no_person() {
        for (way, number, name, firm) in [
            ("1", "+441632960455", "(Unknown)", None),
            ("2", "08001632960", "Thornwick Appliances", Some("Thornwick Appliances")),
            ("3", "+441632960455", "Aunt Rosie", None),
        ] {
            let call = format!(
                "<call number=\"{number}\" duration=\"412\" date=\"1772445600000\" type=\"{way}\" contact_name=\"{name}\"/>"
            );
            let read = Reader::new().read(call.as_bytes(), Form::Phone, Depth::Full).reading;
            assert_eq!(read.kind.as_str(), "personal", "{name}");
            assert_eq!(read.supplier.map(|s| s.name).as_deref(), firm, "{name}");
        }
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
