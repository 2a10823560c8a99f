//! A supplier with words of its own is read by its format: the sample beside it shows it.

use oxherd_model::{Claim, DateRole, Kind, ReferenceRole};
use oxherd_reading::{Depth, Form, Reader};

#[test]
fn a_format_reads_what_the_general_lists_cannot() {
    let mail = include_bytes!("../../../corpus/kittiwake-line/crossing/message.eml");
    let reading = Reader::new().read(mail, Form::Mail, Depth::Full).reading;
    assert_eq!(reading.kind, Kind::OrderConfirmed);
    assert_eq!(reading.supplier.as_ref().unwrap().name, "Kittiwake Line");
    assert!(reading.facts.iter().any(|f| matches!(&f.claim,
        Claim::Reference { role: ReferenceRole::Booking, value } if value == "KW7-33Q")));
    assert!(reading.facts.iter().any(|f| matches!(f.claim,
        Claim::Date { role: DateRole::Start, value } if value == jiff::civil::date(2026, 6, 13))));
}

#[test]
fn an_impostor_is_not_read_by_the_format_of_whom_it_imitates() {
    let mail = include_str!("../../../corpus/kittiwake-line/crossing/message.eml");
    let fake = mail.replace("dkim=pass", "dkim=fail").replace("dmarc=pass", "dmarc=fail");
    let reading = Reader::new().read(fake.as_bytes(), Form::Mail, Depth::Full).reading;
    let weights: Vec<i16> = reading.why.iter().map(|cue| cue.weight).collect();
    assert!(!weights.is_empty() && !weights.contains(&100), "{weights:?}");
    let by_format = reading.facts.iter().any(|f| {
        let Claim::Reference { role, value } = &f.claim else { return false };
        *role == ReferenceRole::Booking && value == "KW7-33Q" && f.confidence.thousandths() >= 970
    });
    assert!(!by_format, "{:?}", reading.facts);
}
