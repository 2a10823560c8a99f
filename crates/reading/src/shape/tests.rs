use super::*;
use oxherd_model::{
    Claim, Confidence, Fact, Kind, Mailbox, Place, ReaderName, ReferenceRole, SupplierClaim,
};

fn message(subject: &str) -> Reading {
    let claim = SupplierClaim {
        name: "Larch & Loom".to_owned(),
        domain: Some("larchloom.example".to_owned()),
        platform: None,
        authentic: Authentic::Unknown,
    };
    Reading {
        kind: Kind::Promotion,
        supplier: Some(claim),
        subject: subject.to_owned(),
        recipients: vec![Mailbox {
            name: "Ada Quill".to_owned(),
            address: "ada@quill.example".to_owned(),
        }],
        ..Reading::of(ContentHash::of(subject.as_bytes()))
    }
}

fn of(subject: &str) -> Option<Shape> {
    shape(&message(subject))
}

#[test]
fn numbers_days_months_and_sums_are_gaps() {
    for (one, other) in [
        ("Your bill for March 2026", "Your bill for April 2026"),
        ("Your bill of 4 March", "Your bill of 17 May 2027"),
        ("Ihre Rechnung für Januar", "Ihre Rechnung für Oktober"),
        ("Votre facture de février 2026", "Votre facture de juillet 2026"),
        ("Order LL-1001 is on its way", "Order LX-77-2b is on its way"),
        ("You paid EUR 12.30 on Monday", "You paid 4,00 \u{20ac} on Friday"),
        ("Statement 1/2026", "STATEMENT 11/2027"),
    ] {
        assert_eq!(of(one), of(other), "{one} | {other}");
        assert!(of(one).is_some(), "{one}");
    }
}

#[test]
fn names_of_receivers_and_of_who_is_called_are_gaps() {
    let to_ben = |subject: &str| {
        let to = Mailbox { name: String::new(), address: "ben.quill@quill.example".to_owned() };
        shape(&Reading { recipients: vec![to], ..message(subject) })
    };
    assert_eq!(of("Ada, your parcel is here"), to_ben("Ben, your parcel is here"));
    assert_eq!(of("The parcel for Ada is here"), to_ben("The parcel for Ben is here"));
    assert_eq!(of("Ada's parcel is here"), to_ben("Ben's parcel is here"));
    // One who is not among the receivers, where it is clear that a name stands.
    assert_eq!(of("Ada, your parcel is here"), of("Zoe, your parcel is here"));
    assert_eq!(of("Hallo Ada, dein Paket kommt"), of("Hallo Jörg, dein Paket kommt"));
    assert_eq!(of("Your parcel is here, Ada!"), of("Your parcel is here, Zoe!"));
    // Where it is not clear, the shapes differ: too short rather than too far.
    assert_ne!(of("The parcel for Zoe is here"), of("The parcel for Max is here"));
}

#[test]
fn what_is_quoted_and_what_was_read_is_a_gap() {
    assert_eq!(of("Sent: \"Oak shelf\""), of("Sent: \u{201c}Brass lamp, large\u{201d}"));
    assert_eq!(of("Versandt: \u{201e}Lampe\u{201c}"), of("Versandt: \u{bb}Regal\u{ab}"));
    let subject = "Your booking QXZRTP is confirmed";
    let at = subject.find("QXZRTP").and_then(|at| u32::try_from(at).ok()).unwrap();
    let fact = Fact {
        claim: Claim::Reference { role: ReferenceRole::Booking, value: "QXZRTP".to_owned() },
        at: Place { part: PartRef::Subject, start: at, end: at + 6 },
        confidence: Confidence::from_thousandths(900),
        reader: ReaderName::Text,
    };
    let one = Reading { facts: vec![fact], ..message(subject) };
    assert_eq!(skeleton(&one), "your booking # is confirmed");
    let bought = |name: &str| {
        let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
        let claim = Claim::Product { name: name.to_owned(), quantity: 1 };
        let confidence = Confidence::from_thousandths(900);
        let facts = vec![Fact { claim, at, confidence, reader: ReaderName::Text }];
        shape(&Reading { facts, ..message(&format!("Dispatched: {name}")) })
    };
    assert_eq!(bought("Oak shelf"), bought("Brass lamp"));
}

#[test]
fn another_template_of_the_same_shop_has_another_shape() {
    let subjects = [
        "Your bill for March 2026",
        "Your statement for March 2026",
        "Reminder: your bill for March 2026",
        "Your bill is ready",
        "Your order LL-1001",
        "Your order LL-1001 is on its way",
        "Your order LL-1001 was cancelled",
        "20% off all lamps",
        "20% off all shelves",
        "How was your order LL-1001?",
        "Re: Your order LL-1001",
    ];
    let shapes: BTreeSet<Shape> = subjects.iter().filter_map(|subject| of(subject)).collect();
    assert_eq!(shapes.len(), subjects.len());
}

#[test]
fn another_sender_and_a_forged_one_have_another_shape() {
    let one = message("Your bill for March");
    let with = |change: &dyn Fn(&mut SupplierClaim)| {
        let mut other = one.clone();
        change(other.supplier.as_mut().unwrap());
        shape(&other)
    };
    assert_ne!(shape(&one), with(&|s| s.domain = Some("larch-loom.example".to_owned())));
    assert_ne!(shape(&one), with(&|s| s.authentic = Authentic::Fail));
    assert_eq!(shape(&one), with(&|s| s.authentic = Authentic::Pass));
    assert_eq!(shape(&one), with(&|s| s.name = "Larch & Loom Billing".to_owned()));
}

#[test]
fn a_subject_that_is_hardly_more_than_gaps_has_no_shape() {
    for subject in ["", "12345", "Ada", "March 2026", "FW: 12", "\"Oak shelf\" 3", "Re: Ada, 12"] {
        assert_eq!(of(subject), None, "{subject}");
    }
    assert!(of("Invoice 12").is_some());
    assert_eq!(shape(&Reading { supplier: None, ..message("Your bill for March") }), None);
}

#[test]
fn any_text_has_a_skeleton() {
    let long = "a, \u{201e}b ".repeat(100_000);
    for subject in [long.as_str(), "\u{201c}", ",", " , ", "\u{0}", "\u{1F600} 1", "Ada,"] {
        assert!(skeleton(&message(subject)).len() < 2_000);
    }
}
