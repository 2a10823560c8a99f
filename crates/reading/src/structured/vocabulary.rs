//! Which word of schema.org (and of its extensions for mail) means what to us.

use oxherd_model::{
    AgreementKind, AmountRole, DateRole, IdentifierRole, Kind, ReferenceRole, ThingKind, TopicName,
};

/// Types that are read in the same way.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Family {
    Order,
    Parcel,
    Invoice,
    /// A seat, bed or car on a journey, or a ticket.
    Travel,
    /// A visit to a table, or a taxi.
    Visit,
    Product,
    Offer,
    Warranty,
    ReturnPolicy,
    /// The mail itself.
    Message,
    Action,
    /// Marks for the tab of advertisements.
    Advertising,
    Organisation,
}

/// The family of a type, and the name of the type as people know it.
pub(super) fn family(kind: &str) -> Option<(Family, &'static str)> {
    TYPES.iter().find(|(name, ..)| name.eq_ignore_ascii_case(kind)).map(|(n, f)| (*f, *n))
}

#[rustfmt::skip]
const TYPES: &[(&str, Family)] = &[
    ("Order", Family::Order), ("OrderItem", Family::Offer),
    ("ParcelDelivery", Family::Parcel), ("Invoice", Family::Invoice),
    ("FlightReservation", Family::Travel), ("LodgingReservation", Family::Travel),
    ("TrainReservation", Family::Travel), ("BusReservation", Family::Travel),
    ("BoatReservation", Family::Travel), ("RentalCarReservation", Family::Travel),
    ("EventReservation", Family::Travel), ("ReservationPackage", Family::Travel),
    ("Reservation", Family::Travel), ("HotelReservation", Family::Travel),
    ("FoodEstablishmentReservation", Family::Visit), ("RestaurantReservation", Family::Visit),
    ("TaxiReservation", Family::Visit),
    ("Product", Family::Product), ("IndividualProduct", Family::Product),
    ("SomeProducts", Family::Product), ("Vehicle", Family::Product), ("Car", Family::Product),
    ("Motorcycle", Family::Product), ("MotorizedBicycle", Family::Product),
    ("Offer", Family::Offer), ("WarrantyPromise", Family::Warranty),
    ("MerchantReturnPolicy", Family::ReturnPolicy), ("EmailMessage", Family::Message),
    ("ConfirmAction", Family::Action), ("SaveAction", Family::Action),
    ("ViewAction", Family::Action), ("TrackAction", Family::Action),
    ("RsvpAction", Family::Action), ("ReviewAction", Family::Action),
    ("DiscountOffer", Family::Advertising), ("PromotionCard", Family::Advertising),
    ("Organization", Family::Organisation), ("Corporation", Family::Organisation),
    ("LocalBusiness", Family::Organisation), ("OnlineStore", Family::Organisation),
    ("OnlineBusiness", Family::Organisation),
];

/// What the bare presence of a type speaks for.
pub(super) fn bare_kind(family: Family, name: &str) -> Option<(Kind, i16)> {
    match family {
        Family::Order => Some((Kind::OrderConfirmed, 5)),
        Family::Parcel => Some((Kind::DeliveryUnderWay, 5)),
        Family::Invoice => Some((Kind::Bill, 5)),
        Family::Travel | Family::Visit => Some((Kind::OrderConfirmed, 5)),
        Family::Warranty => Some((Kind::WarrantyNotice, 5)),
        Family::Advertising => Some((Kind::Promotion, 8)),
        Family::Action => match name {
            "ConfirmAction" => Some((Kind::AccountSetup, 5)),
            "TrackAction" => Some((Kind::DeliveryUnderWay, 5)),
            "RsvpAction" => Some((Kind::AppointmentSet, 5)),
            "ReviewAction" => Some((Kind::Survey, 5)),
            _ => None,
        },
        Family::Product
        | Family::Offer
        | Family::ReturnPolicy
        | Family::Message
        | Family::Organisation => None,
    }
}

/// What a status says: kinds with their weight.
///
/// Accepts the address of the enumeration member, its bare name and the short form without the
/// name of the enumeration.
pub(super) fn status_kinds(family: Family, status: &str) -> &'static [(Kind, i16)] {
    let word: String = super::items::term(status)
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_lowercase())
        .collect();
    let bare = |prefix: &str| word.strip_prefix(prefix).unwrap_or(&word).to_owned();
    match family {
        Family::Order | Family::Parcel => order_status(&bare("order")),
        Family::Invoice => payment_status(&bare("payment")),
        Family::Travel | Family::Visit => reservation_status(family, &bare("reservation")),
        Family::Product
        | Family::Offer
        | Family::Warranty
        | Family::ReturnPolicy
        | Family::Message
        | Family::Action
        | Family::Advertising
        | Family::Organisation => &[],
    }
}

fn order_status(word: &str) -> &'static [(Kind, i16)] {
    match word {
        "processing" | "confirmed" | "placed" => &[(Kind::OrderConfirmed, 8)],
        "intransit" | "shipped" | "dispatched" | "outfordelivery" | "pickupavailable" => {
            &[(Kind::DeliveryUnderWay, 8)]
        }
        "delivered" => &[(Kind::Delivered, 8)],
        "cancelled" | "canceled" | "problem" | "delayed" => &[(Kind::OrderTrouble, 8)],
        // It may announce the way back or the money back: half a word for each.
        "returned" => &[(Kind::ReturnInstructions, 4), (Kind::RefundCredit, 4)],
        "paymentdue" => &[(Kind::Bill, 8)],
        _ => &[],
    }
}

fn reservation_status(family: Family, word: &str) -> &'static [(Kind, i16)] {
    match (word, family) {
        ("confirmed", Family::Visit) => &[(Kind::OrderConfirmed, 8), (Kind::AppointmentSet, 6)],
        ("confirmed", _) => &[(Kind::OrderConfirmed, 8)],
        ("cancelled" | "canceled", Family::Visit) => {
            &[(Kind::AppointmentChanged, 8), (Kind::OrderTrouble, 4)]
        }
        ("cancelled" | "canceled", _) => &[(Kind::OrderTrouble, 8), (Kind::AppointmentChanged, 5)],
        ("hold" | "pending", _) => &[(Kind::OrderConfirmed, 2)],
        _ => &[],
    }
}

fn payment_status(word: &str) -> &'static [(Kind, i16)] {
    match word {
        "due" => &[(Kind::Bill, 8)],
        "pastdue" => &[(Kind::Dunning, 8)],
        "complete" | "completed" | "paid" => &[(Kind::PaymentDone, 8)],
        "declined" | "failed" => &[(Kind::PaymentFailed, 8)],
        "automaticallyapplied" => &[(Kind::PaymentAhead, 8)],
        _ => &[],
    }
}

/// What the message is about.
pub(super) fn topics(family: Family, name: &str) -> &'static [TopicName] {
    const BOOKING: TopicName = TopicName::Agreement(AgreementKind::Booking);
    const JOURNEY: TopicName = TopicName::Thing(ThingKind::Journey);
    match family {
        Family::Order | Family::Parcel => &[TopicName::Agreement(AgreementKind::Purchase)],
        Family::Travel => &[BOOKING, JOURNEY],
        Family::Visit => &[BOOKING],
        Family::Warranty => &[TopicName::Agreement(AgreementKind::Warranty)],
        Family::Product => match name {
            "Vehicle" | "Car" | "Motorcycle" | "MotorizedBicycle" => {
                &[TopicName::Thing(ThingKind::Vehicle)]
            }
            _ => &[],
        },
        Family::Invoice
        | Family::Offer
        | Family::ReturnPolicy
        | Family::Message
        | Family::Action
        | Family::Advertising
        | Family::Organisation => &[],
    }
}

/// What a property holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    Reference(ReferenceRole),
    Date(DateRole),
    Amount(AmountRole),
    Identifier(IdentifierRole),
}

/// What a property of an item of this family holds.
pub(super) fn field(family: Family, property: &str) -> Option<Field> {
    let table = match family {
        Family::Order => ORDER,
        Family::Parcel => PARCEL,
        Family::Invoice => INVOICE,
        Family::Travel | Family::Visit => RESERVATION,
        Family::Product => PRODUCT,
        Family::Offer => OFFER,
        Family::Advertising => ADVERTISING,
        Family::Warranty
        | Family::ReturnPolicy
        | Family::Message
        | Family::Action
        | Family::Organisation => &[],
    };
    table.iter().find(|(name, _)| *name == property).map(|(_, field)| *field)
}

type Table = &'static [(&'static str, Field)];

#[rustfmt::skip]
const ORDER: Table = &[
    ("ordernumber", Field::Reference(ReferenceRole::Order)),
    ("confirmationnumber", Field::Reference(ReferenceRole::Order)),
    ("accountid", Field::Reference(ReferenceRole::Customer)),
    ("orderdate", Field::Date(DateRole::Order)),
    ("paymentdue", Field::Date(DateRole::Due)),
    ("paymentduedate", Field::Date(DateRole::Due)),
    ("price", Field::Amount(AmountRole::Total)),
    ("total", Field::Amount(AmountRole::Total)),
    ("totalprice", Field::Amount(AmountRole::Total)),
    ("totalpaymentdue", Field::Amount(AmountRole::Total)),
    ("subtotal", Field::Amount(AmountRole::Subtotal)),
    ("tax", Field::Amount(AmountRole::Tax)),
    ("totaltax", Field::Amount(AmountRole::Tax)),
    ("shipping", Field::Amount(AmountRole::Shipping)),
    ("shippingcost", Field::Amount(AmountRole::Shipping)),
    ("shippingrate", Field::Amount(AmountRole::Shipping)),
    ("discount", Field::Amount(AmountRole::Discount)),
];

#[rustfmt::skip]
const PARCEL: Table = &[
    ("trackingnumber", Field::Reference(ReferenceRole::Tracking)),
    ("expectedarrivaluntil", Field::Date(DateRole::Delivery)),
    ("expectedarrivalfrom", Field::Date(DateRole::Delivery)),
    ("expectedarrival", Field::Date(DateRole::Delivery)),
];

#[rustfmt::skip]
const INVOICE: Table = &[
    ("accountid", Field::Reference(ReferenceRole::Customer)),
    ("invoicenumber", Field::Reference(ReferenceRole::Invoice)),
    ("confirmationnumber", Field::Reference(ReferenceRole::Invoice)),
    ("identifier", Field::Reference(ReferenceRole::Invoice)),
    ("paymentdue", Field::Date(DateRole::Due)),
    ("paymentduedate", Field::Date(DateRole::Due)),
    ("scheduledpaymentdate", Field::Date(DateRole::Payment)),
    ("invoicedate", Field::Date(DateRole::Issued)),
    ("datecreated", Field::Date(DateRole::Issued)),
    ("totalpaymentdue", Field::Amount(AmountRole::Total)),
    ("minimumpaymentdue", Field::Amount(AmountRole::Due)),
    ("price", Field::Amount(AmountRole::Total)),
    ("tax", Field::Amount(AmountRole::Tax)),
];

#[rustfmt::skip]
const RESERVATION: Table = &[
    ("reservationnumber", Field::Reference(ReferenceRole::Booking)),
    ("reservationid", Field::Reference(ReferenceRole::Booking)),
    ("confirmationnumber", Field::Reference(ReferenceRole::Booking)),
    ("bookingtime", Field::Date(DateRole::Order)),
    ("checkindate", Field::Date(DateRole::Start)),
    ("checkintime", Field::Date(DateRole::Start)),
    ("checkoutdate", Field::Date(DateRole::End)),
    ("checkouttime", Field::Date(DateRole::End)),
    ("pickuptime", Field::Date(DateRole::Start)),
    ("dropofftime", Field::Date(DateRole::End)),
    ("starttime", Field::Date(DateRole::Start)),
    ("startdate", Field::Date(DateRole::Start)),
    ("endtime", Field::Date(DateRole::End)),
    ("enddate", Field::Date(DateRole::End)),
    ("departuretime", Field::Date(DateRole::Start)),
    ("departureday", Field::Date(DateRole::Start)),
    ("departuredate", Field::Date(DateRole::Start)),
    ("arrivaltime", Field::Date(DateRole::End)),
    ("arrivaldate", Field::Date(DateRole::End)),
    ("totalprice", Field::Amount(AmountRole::Total)),
    ("price", Field::Amount(AmountRole::Total)),
];

#[rustfmt::skip]
const PRODUCT: Table = &[
    ("serialnumber", Field::Identifier(IdentifierRole::Serial)),
    ("vehicleidentificationnumber", Field::Identifier(IdentifierRole::Vin)),
    ("gtin", Field::Identifier(IdentifierRole::Gtin)),
    ("gtin8", Field::Identifier(IdentifierRole::Gtin)),
    ("gtin12", Field::Identifier(IdentifierRole::Gtin)),
    ("gtin13", Field::Identifier(IdentifierRole::Gtin)),
    ("gtin14", Field::Identifier(IdentifierRole::Gtin)),
    ("ean", Field::Identifier(IdentifierRole::Gtin)),
    ("model", Field::Identifier(IdentifierRole::Model)),
];

#[rustfmt::skip]
const OFFER: Table = &[
    ("serialnumber", Field::Identifier(IdentifierRole::Serial)),
    ("gtin", Field::Identifier(IdentifierRole::Gtin)),
    ("gtin13", Field::Identifier(IdentifierRole::Gtin)),
    ("validthrough", Field::Date(DateRole::Expiry)),
    ("pricevaliduntil", Field::Date(DateRole::Expiry)),
    ("price", Field::Amount(AmountRole::Line)),
];

#[rustfmt::skip]
const ADVERTISING: Table = &[
    ("availabilityends", Field::Date(DateRole::Expiry)),
    ("validthrough", Field::Date(DateRole::Expiry)),
];
