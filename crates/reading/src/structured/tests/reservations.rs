use super::samples::FLIGHT;
use super::{has, read, script, strongest};
use oxherd_model::{AgreementKind, Kind, ThingKind, TopicName};

#[test]
fn a_flight_keeps_the_days_it_was_written_with() {
    let read = read(&script(FLIGHT));
    has(&read, &["booking QX7PLM", "start 2026-06-30", "end 2026-07-01", "product 1 N7 412"]);
    assert_eq!(read.merchant.as_deref(), Some("Nordwind Air"));
    assert_eq!(strongest(&read), (Kind::OrderConfirmed, 8));
    let topics: Vec<TopicName> = read.topics.iter().map(|t| t.name).collect();
    assert!(topics.contains(&TopicName::Agreement(AgreementKind::Booking)));
    assert!(topics.contains(&TopicName::Thing(ThingKind::Journey)));
}

#[test]
fn a_flight_in_microdata_with_the_other_name_of_the_number() {
    let read = read(
        r#"<div itemscope itemtype="http://schema.org/FlightReservation">
        <meta itemprop="reservationId" content="AB12CD"/>
        <div itemprop="reservationFor" itemscope itemtype="http://schema.org/Flight">
          <meta itemprop="flightNumber" content="N7 9"/>
          <meta itemprop="departureTime" content="2026-08-01T06:00"/></div></div>"#,
    );
    has(&read, &["booking AB12CD", "product 1 N7 9", "start 2026-08-01"]);
}

#[test]
fn a_hotel_is_the_merchant_unless_someone_sold_the_night() {
    let hotel = r#""@type": "LodgingReservation", "reservationNumber": 445566,
        "checkinDate": "2026-07-10", "checkoutTime": "2026-07-12T11:00:00-05:00",
        "totalPrice": "310", "priceCurrency": "EUR",
        "reservationFor": {"@type": "LodgingBusiness", "name": "Pension Seeblick", "telephone": "tel:+43 1 5550"}"#;
    let direct = read(&script(&format!("{{{hotel}}}")));
    has(
        &direct,
        &[
            "booking 445566",
            "start 2026-07-10",
            "end 2026-07-12",
            "total 310.00 EUR",
            "contact phone +43 1 5550",
            "product 1 Pension Seeblick",
        ],
    );
    assert_eq!(direct.merchant.as_deref(), Some("Pension Seeblick"));
    let sold = read(&script(&format!(r#"{{{hotel}, "broker": {{"name": "Bettenbörse"}}}}"#)));
    assert_eq!(sold.merchant.as_deref(), Some("Bettenbörse"));
}

#[test]
fn each_way_to_travel_gives_number_and_days() {
    let table = [
        (
            "TrainReservation",
            r#""reservationFor": {"@type": "TrainTrip", "trainNumber": "ICE 7", "departureTime": "2026-02-03T08:00", "arrivalTime": "2026-02-03T12:00", "provider": {"name": "Schnellbahn"}}"#,
            "product 1 ICE 7",
            "Schnellbahn",
        ),
        (
            "BusReservation",
            r#""reservationFor": {"@type": "BusTrip", "busNumber": "N42", "departureTime": "2026-02-03", "busCompany": {"name": "Schnellbahn"}}"#,
            "product 1 N42",
            "Schnellbahn",
        ),
        (
            "BoatReservation",
            r#""reservationFor": {"@type": "BoatTrip", "name": "Night ferry", "departureTime": "2026-02-03T22:00", "provider": "Schnellbahn"}"#,
            "product 1 Night ferry",
            "Schnellbahn",
        ),
        (
            "RentalCarReservation",
            r#""pickupTime": "2026-02-03T10:00", "dropoffTime": "2026-02-09", "reservationFor": {"@type": "RentalCar", "name": "Small car", "rentalCompany": {"name": "Schnellbahn"}}"#,
            "product 1 Small car",
            "Schnellbahn",
        ),
        (
            "EventReservation",
            r#""provider": {"name": "Schnellbahn"}, "reservationFor": {"@type": "MusicEvent", "name": "Brass night", "startDate": "2026-02-03T20:00"}"#,
            "product 1 Brass night",
            "Schnellbahn",
        ),
        (
            "FoodEstablishmentReservation",
            r#""startTime": "2026-02-03T19:30", "partySize": "4", "reservationFor": {"@type": "FoodEstablishment", "name": "Schnellbahn"}"#,
            "product 1 Schnellbahn",
            "Schnellbahn",
        ),
        (
            "TaxiReservation",
            r##""pickupTime": "2026-02-03T05:00", "provider": {"name": "Schnellbahn"}, "reservationFor": "Taxi""##,
            "product 1 Taxi",
            "Schnellbahn",
        ),
    ];
    for (kind, rest, product, merchant) in table {
        let json = format!(
            r#"{{"@type": ["{kind}"], "reservationNumber": ["B-1"], "reservationStatus": "Confirmed", {rest}}}"#
        );
        let read = read(&script(&json));
        has(&read, &["booking B-1", "start 2026-02-03", product]);
        assert_eq!(read.merchant.as_deref(), Some(merchant), "{kind}");
        assert_eq!(strongest(&read), (Kind::OrderConfirmed, 8), "{kind}");
    }
}

#[test]
fn every_reservation_type_is_read_from_microdata() {
    for kind in [
        "TrainReservation",
        "BusReservation",
        "BoatReservation",
        "RentalCarReservation",
        "EventReservation",
        "FoodEstablishmentReservation",
        "TaxiReservation",
        "LodgingReservation",
    ] {
        let html = format!(
            "<DIV ITEMSCOPE ITEMTYPE=http://schema.org/{kind}><span itemprop=reservationNumber>M1</span>\
             <meta itemprop=startTime content=2026-02-03><link itemprop=reservationStatus \
             href=http://schema.org/ReservationConfirmed></DIV>"
        );
        let read = read(&html);
        has(&read, &["booking M1", "start 2026-02-03"]);
        assert_eq!(strongest(&read), (Kind::OrderConfirmed, 8), "{kind}");
    }
}

#[test]
fn a_bare_cancellation_is_enough() {
    let read = read(&script(
        r#"{"@type": "BusReservation", "reservationNumber": "B9", "reservationStatus": "http://schema.org/ReservationCancelled"}"#,
    ));
    has(&read, &["booking B9"]);
    assert_eq!(strongest(&read), (Kind::OrderTrouble, 8));
}
