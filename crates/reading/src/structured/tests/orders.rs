use super::samples::{INVOICE, ORDER, ORDER_MICRODATA, PARCEL};
use super::{claims, has, read, script, strongest};
use oxherd_model::{AgreementKind, Kind, TopicName};

#[test]
fn an_order_in_a_script_is_read_with_lines_and_numbers() {
    let read = read(&script(ORDER));
    has(
        &read,
        &[
            "order LO-88213",
            "total 1249.90 EUR",
            "order 2026-03-02",
            "customer K-4410",
            "discount 20.00 EUR",
            "tax 199.56 EUR",
            "shipping 4.90 EUR",
            "line 619.95 EUR",
            "line 9.99 EUR",
            "product 2 Pendant lamp \"Mond\"",
            "product 1 Bulb E27",
            "gtin 4006381333931 pass",
            "serial MN771 none",
            "contact phone +49 30 5550100",
        ],
    );
    assert_eq!(read.facts.len(), 14, "{:#?}", claims(&read));
    assert_eq!(read.merchant.as_deref(), Some("Lampenhaus Osterloh"));
    assert_eq!(read.merchant_url.as_deref(), Some("https://lampenhaus.example"));
    assert_eq!(strongest(&read), (Kind::OrderConfirmed, 8));
    assert_eq!(read.kinds[0].words, "schema.org Order, OrderProcessing");
    assert_eq!(read.topics[0].name, TopicName::Agreement(AgreementKind::Purchase));
    assert!(read.gaps.is_empty(), "{:?}", read.gaps);
}

#[test]
fn a_fact_of_a_script_stands_where_its_value_stands() {
    let html = script(ORDER);
    let read = read(&html);
    let at = |line: &str| {
        let all = claims(&read);
        let fact = &read.facts[all.iter().position(|l| l == line).unwrap()];
        &html[fact.start..fact.end]
    };
    assert_eq!(at("order LO-88213"), "LO-88213");
    assert_eq!(at("total 1249.90 EUR"), "1.249,90 €");
    assert_eq!(at("line 9.99 EUR"), "9.99");
}

#[test]
fn an_order_in_microdata_is_read_with_nested_items() {
    let read = read(ORDER_MICRODATA);
    has(
        &read,
        &[
            "order BB-9 41",
            "order 2026-05-04",
            "product 3 Door bell brass",
            "line 34.50 GBP",
            "total 103.50 GBP",
        ],
    );
    assert_eq!(read.merchant.as_deref(), Some("Brass & Bell"));
    assert_eq!(read.merchant_url.as_deref(), Some("https://brassbell.example/"));
    assert_eq!(strongest(&read), (Kind::Delivered, 8));
    assert!(read.gaps.is_empty(), "{:?}", read.gaps);
    let place = &read.facts[0];
    assert_eq!(&ORDER_MICRODATA[place.start..place.end], "BB&#45;9 41");
}

#[test]
fn the_shop_and_not_the_carrier_is_the_merchant_of_a_parcel() {
    let read = read(&script(PARCEL));
    has(
        &read,
        &[
            "tracking 00340433 1612",
            "delivery 2026-03-05",
            "delivery 2026-03-07",
            "product 1 Pendant lamp",
            "order LO-88213",
        ],
    );
    assert_eq!(read.merchant.as_deref(), Some("Lampenhaus Osterloh"));
    assert_eq!(strongest(&read), (Kind::DeliveryUnderWay, 5));
    assert_eq!(read.kinds[1].words, "schema.org Order, OrderInTransit");
    assert!(!read.kinds.iter().any(|k| k.kind == Kind::OrderConfirmed));
}

#[test]
fn a_parcel_without_a_shop_names_its_carrier() {
    let read = read(
        r#"<div itemscope itemtype="https://schema.org/ParcelDelivery">
        <div itemprop="carrier" itemscope itemtype="https://schema.org/Organization">
        <span itemprop="name">Botenpost</span></div><span itemprop="trackingNumber">ZZ1</span></div>"#,
    );
    has(&read, &["tracking ZZ1"]);
    assert_eq!(read.merchant.as_deref(), Some("Botenpost"));
    assert_eq!(strongest(&read), (Kind::DeliveryUnderWay, 5));
}

#[test]
fn a_bill_says_what_is_due_and_when() {
    let read = read(&script(INVOICE));
    has(
        &read,
        &[
            "customer 8800-12",
            "invoice R-2026-113",
            "total 70.00 USD",
            "due 20.00 USD",
            "due 2026-04-15",
            "start 2026-02-01",
            "end 2026-02-28",
        ],
    );
    assert_eq!(read.merchant.as_deref(), Some("Hillside Water"));
    assert_eq!(strongest(&read), (Kind::Bill, 8));
}

#[test]
fn a_bill_in_microdata_with_the_newer_name_of_the_due_date() {
    let read = read(
        r#"<table itemscope itemtype="http://schema.org/Invoice"><tr><td itemprop="paymentDueDate"
        content="2026-09-30">end of September<td><div itemprop="totalPaymentDue" itemscope
        itemtype="http://schema.org/PriceSpecification"><span itemprop="price">1'080.5</span>
        <meta itemprop="priceCurrency" content="chf"></div>
        <link itemprop="paymentStatus" href="https://schema.org/PaymentPastDue"></table>"#,
    );
    has(&read, &["due 2026-09-30", "total 1080.50 CHF"]);
    assert_eq!(strongest(&read), (Kind::Dunning, 8));
}

const STATUS: &[(&str, &str, &str, Kind)] = &[
    ("Order", "orderStatus", "OrderProcessing", Kind::OrderConfirmed),
    ("Order", "orderStatus", "https://schema.org/OrderInTransit", Kind::DeliveryUnderWay),
    ("Order", "orderStatus", "OrderPickupAvailable", Kind::DeliveryUnderWay),
    ("Order", "orderStatus", "http://schema.org/Delivered", Kind::Delivered),
    ("Order", "orderStatus", "OrderCancelled", Kind::OrderTrouble),
    ("Order", "orderStatus", "OrderProblem", Kind::OrderTrouble),
    ("Order", "orderStatus", "OrderPaymentDue", Kind::Bill),
    ("Invoice", "paymentStatus", "PaymentComplete", Kind::PaymentDone),
    ("Invoice", "paymentStatus", "PaymentDeclined", Kind::PaymentFailed),
    ("Invoice", "paymentStatus", "PaymentAutomaticallyApplied", Kind::PaymentAhead),
    ("FlightReservation", "reservationStatus", "ReservationConfirmed", Kind::OrderConfirmed),
    ("TrainReservation", "reservationStatus", "ReservationCancelled", Kind::OrderTrouble),
    ("TaxiReservation", "reservationStatus", "Cancelled", Kind::AppointmentChanged),
];

#[test]
fn every_status_leads_to_its_kind() {
    for (kind, key, status, expected) in STATUS {
        let json = format!(r#"{{"@type": "{kind}", "{key}": "{status}"}}"#);
        assert_eq!(strongest(&read(&script(&json))), (*expected, 8), "{kind} {status}");
    }
}

#[test]
fn a_returned_order_hints_at_both_ways_back() {
    let read = read(&script(
        r#"{"@type": "Order", "orderStatus": {"@id": "x", "name": "OrderReturned"}}"#,
    ));
    let kinds: Vec<Kind> = read.kinds.iter().map(|k| k.kind).collect();
    assert_eq!(kinds, [Kind::ReturnInstructions, Kind::RefundCredit]);
}

#[test]
fn an_unknown_status_is_said_and_the_type_still_counts() {
    let read = read(&script(r#"{"@type": "Order", "orderStatus": "OrderDreaming"}"#));
    assert_eq!(strongest(&read), (Kind::OrderConfirmed, 5));
    assert_eq!(read.gaps, ["the status `OrderDreaming` of schema.org `Order` is not known"]);
}

#[test]
fn a_paid_bill_inside_an_order_does_not_outweigh_it() {
    let read = read(&script(
        r#"{"@type": "Order", "orderStatus": "OrderProcessing", "partOfInvoice":
        {"@type": "Invoice", "paymentStatus": "PaymentComplete", "totalPaymentDue": {"price": 5, "priceCurrency": "EUR"}}}"#,
    ));
    assert_eq!(strongest(&read), (Kind::OrderConfirmed, 8));
    assert!(read.kinds.iter().any(|k| (k.kind, k.weight) == (Kind::PaymentDone, 5)));
    has(&read, &["total 5.00 EUR"]);
}
