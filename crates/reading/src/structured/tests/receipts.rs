//! Things, promises, advertisements and the mail itself.

use super::{has, read, script, strongest};
use oxherd_model::{Kind, ThingKind, TopicName};

#[test]
fn a_vehicle_brings_its_number_and_its_promises() {
    let read = read(&script(
        r#"{"@type": "Car", "name": "Estate car", "model": {"name": "Kombi 2"},
        "vehicleIdentificationNumber": "1M8GDM9AXKP042788",
        "hasWarranty": {"@type": "WarrantyPromise", "durationOfWarranty": {"value": "2", "unitCode": "ANN"}},
        "hasMerchantReturnPolicy": {"@type": "MerchantReturnPolicy", "merchantReturnDays": 14},
        "offers": {"@type": "Offer", "price": 18900, "priceCurrency": "EUR", "priceValidUntil": "2026-12-31"}}"#,
    ));
    has(
        &read,
        &[
            "vin 1M8GDM9AXKP042788 pass",
            "model KOMBI2 none",
            "promise warranty Within { count: 2, unit: Year }",
            "promise return Within { count: 14, unit: Day }",
            "other 18900.00 EUR",
            "expiry 2026-12-31",
            "product 1 Estate car",
        ],
    );
    assert_eq!(read.topics[0].name, TopicName::Thing(ThingKind::Vehicle));
}

#[test]
fn a_promise_and_a_way_back_in_microdata() {
    let read = read(
        r#"<div itemscope itemtype="http://schema.org/Product"><span itemprop="name">Kettle</span>
        <meta itemprop="gtin13" content="4006381333932">
        <div itemprop="hasWarrantyPromise" itemscope itemtype="http://schema.org/WarrantyPromise">
        <meta itemprop="durationOfWarranty" content="P3Y"></div>
        <div itemprop="hasMerchantReturnPolicy" itemscope itemtype="http://schema.org/MerchantReturnPolicy">
        <meta itemprop="merchantReturnDays" content="2026-01-31"></div></div>"#,
    );
    has(
        &read,
        &[
            "gtin 4006381333932 fail",
            "promise warranty Within { count: 3, unit: Year }",
            "return_by 2026-01-31",
        ],
    );
}

#[test]
fn a_button_to_confirm_hints_at_a_new_account() {
    let read = read(&script(
        r#"{"@type": "EmailMessage", "publisher": {"@type": "Organization", "name": "Turmgarten"},
        "potentialAction": {"@type": "ConfirmAction", "name": "Confirm",
        "handler": {"@type": "HttpActionHandler", "url": "https://turmgarten.example/c?t=secret"}}}"#,
    ));
    assert_eq!(strongest(&read), (Kind::AccountSetup, 5));
    assert_eq!(read.merchant.as_deref(), Some("Turmgarten"));
    assert!(read.facts.is_empty(), "a secret link is no fact");
}

#[test]
fn other_buttons_hint_at_their_kinds() {
    for (action, kind) in [
        ("TrackAction", Kind::DeliveryUnderWay),
        ("RsvpAction", Kind::AppointmentSet),
        ("ReviewAction", Kind::Survey),
    ] {
        let html = format!(
            "<div itemscope itemtype='http://schema.org/EmailMessage'><div itemprop='potentialAction' \
             itemscope itemtype='http://schema.org/{action}'><meta itemprop='name' content='x'></div></div>"
        );
        assert_eq!(strongest(&read(&html)), (kind, 5), "{action}");
    }
    let view = script(
        r#"{"@type": "EmailMessage", "potentialAction": {"@type": "ViewAction", "url": "https://a.example"}}"#,
    );
    assert!(read(&view).kinds.is_empty());
}

#[test]
fn marks_for_advertisements_say_promotion() {
    let read = read(&script(
        r#"[{"@type": "Organization", "name": "Schuhstall", "url": "https://schuhstall.example"},
        {"@type": "EmailMessage", "subjectLine": "Sale"},
        {"@type": "DiscountOffer", "discountCode": "X", "availabilityEnds": "2026-11-30T23:59:00-08:00"}]"#,
    ));
    assert_eq!(strongest(&read), (Kind::Promotion, 8));
    assert_eq!(read.merchant.as_deref(), Some("Schuhstall"));
    has(&read, &["expiry 2026-11-30"]);
}
