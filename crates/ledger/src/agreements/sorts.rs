//! What sort of agreement a message speaks of.

use super::{ToldTerm, is_single};
use crate::fold::Message;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, DateRole, Fact, IdentifierRole, Kind, Period, ReferenceRole, ThingKind,
    TopicName,
};
/// Topic points that show what an agreement is.
const TOPIC_POINTS_MIN: u16 = 3;

/// Topic points of what is spoken of once, in passing.
const IN_PASSING: u32 = 5;

/// What sort of agreement a message speaks of.
pub(crate) fn agreement_kind(message: &Message<'_>) -> AgreementKind {
    if guarantees(message) {
        return AgreementKind::Warranty;
    }
    if sells_a_thing(message) {
        return AgreementKind::Purchase;
    }
    let runs = orders_what_runs(message);
    let topic = topics(message).map(|(kind, _)| kind).find(|kind| !runs || !is_single(*kind));
    if message.reference(ReferenceRole::Policy).is_some() {
        return AgreementKind::Insurance;
    }
    let journey =
        message.reading.topics.iter().any(|t| {
            t.weight >= TOPIC_POINTS_MIN && t.name == TopicName::Thing(ThingKind::Journey)
        });
    // The number of a visit is called that of a booking too.
    let booked =
        message.reference(ReferenceRole::Booking).is_some() && (journey || !is_visit(message.kind));
    if booked
        || (journey && matches!(message.kind, Kind::OrderConfirmed | Kind::AppointmentChanged))
    {
        return AgreementKind::Booking;
    }
    // Nothing of which a term is told is bought so that it is paid once.
    let term = ToldTerm::of(message.facts()).is_some();
    let continuing =
        (message.reading.period.is_some() || term) && topic.is_some_and(|t| !is_single(t));
    let goods = matches!(
        message.kind,
        Kind::OrderTrouble | Kind::DeliveryUnderWay | Kind::Delivered | Kind::ReturnInstructions
    );
    // An order that can be ended by a day, or is tried until one, goes on after it.
    let bound = [DateRole::CancelBy, DateRole::TrialEnd, DateRole::Renewal];
    let paid = matches!(message.kind, Kind::OrderConfirmed | Kind::PaymentDone | Kind::Bill);
    let bound = paid
        && message.reading.period.is_some_and(|per| per != Period::Once)
        && bound.into_iter().any(|role| message.date(role).is_some());
    if bound {
        let lasts = |t: &AgreementKind| !is_single(*t) && *t != AgreementKind::Banking;
        return topic.filter(lasts).unwrap_or(AgreementKind::Subscription);
    }
    // What is delivered once and paid once was bought, whatever its number is called.
    let once = message.kind == Kind::OrderConfirmed
        && message.reading.period.is_none()
        && message.date(DateRole::Delivery).is_some()
        && topic.is_none_or(|t| matches!(t, AgreementKind::Service | AgreementKind::Banking));
    let ordered = once
        || message.reference(ReferenceRole::Order).is_some() && !runs
        || (goods && message.reference(ReferenceRole::Tracking).is_some());
    if ordered && !continuing && !(term && topic.is_none()) {
        return AgreementKind::Purchase;
    }
    if topic == Some(AgreementKind::Energy) && is_care(message) {
        return AgreementKind::Service;
    }
    // An order of which a term is told goes on.
    let other = if term && ordered { AgreementKind::Subscription } else { AgreementKind::Other };
    let shown = topic.or_else(|| kind_of_branches(message));
    shown.or_else(|| usual(message.kind)).unwrap_or(other)
}

/// What an agreement is whose words show no sort, by what its message is.
fn usual(kind: Kind) -> Option<AgreementKind> {
    if kind == Kind::WarrantyNotice {
        Some(AgreementKind::Warranty)
    } else {
        is_visit(kind).then_some(AgreementKind::Service)
    }
}

/// Whether a message names an order by the number of its contract and pays by time: `Your order 417 is accepted.
/// Contract number: 417`, so much a month, is an order for what runs.
fn orders_what_runs(message: &Message<'_>) -> bool {
    let order = message.reference(ReferenceRole::Order);
    message.reading.period.is_some_and(|per| per != Period::Once)
        && order.is_some()
        && order == message.reference(ReferenceRole::Contract)
}

/// The kind that all branches have that a message names.
fn kind_of_branches(message: &Message<'_>) -> Option<AgreementKind> {
    let mut kinds = message.reading.branches.iter().map(|branch| branch.kind());
    let first = kinds.next()??;
    kinds.all(|kind| kind == Some(first)).then_some(first)
}

/// Whether a bill is for a thing that it names by its number, once, and speaks of insurance in passing: a yard
/// that sells a boat bids to insure it.
fn sells_a_thing(message: &Message<'_>) -> bool {
    let insured = |(kind, weight): (AgreementKind, u32)| {
        kind == AgreementKind::Insurance && weight <= IN_PASSING
    };
    let runs = [ReferenceRole::Policy, ReferenceRole::Contract, ReferenceRole::Customer];
    let term = [DateRole::Start, DateRole::End, DateRole::Renewal, DateRole::Expiry];
    let numbered = message.reading.facts.iter().filter_map(Fact::identifier);
    message.kind == Kind::Bill
        && topics(message).next().is_some_and(insured)
        && message.reading.period.is_none()
        && !message.references().any(|(role, _)| runs.contains(&role))
        && !term.into_iter().any(|role| message.date(role).is_some())
        && numbered.into_iter().any(|(role, _, _)| crate::things::is_strong(role))
}

/// Until when a guarantee runs, by a message that tells it: in a notice of a guarantee any end is that of it.
pub(super) fn guarantee_end(message: &Message<'_>) -> Option<Date> {
    let notice = message.kind == Kind::WarrantyNotice;
    let other = [DateRole::Expiry, DateRole::End].into_iter().filter(|_| notice);
    std::iter::once(DateRole::WarrantyEnd).chain(other).find_map(|role| message.date(role))
}

/// Whether a message tells until when a guarantee runs, and is no bill, order or policy that mentions one.
pub(super) fn guarantees(message: &Message<'_>) -> bool {
    let kinds = [Kind::WarrantyNotice, Kind::MaintenanceDue, Kind::AccountSetup, Kind::Unclear];
    let numbered = [ReferenceRole::Policy, ReferenceRole::Order, ReferenceRole::Invoice];
    let warrants = message.reading.kind == Kind::WarrantyNotice;
    kinds.contains(&message.kind)
        && guarantee_end(message).is_some_and(|end| end > message.on)
        && (warrants || !message.references().any(|(role, _)| numbered.contains(&role)))
}

/// Whether a message with words of energy is about what burns it, not about what comes in by a
/// meter: a boiler that is serviced.
fn is_care(message: &Message<'_>) -> bool {
    let weight = |name: TopicName| {
        let topic = message.reading.topics.iter().find(|t| t.name == name);
        topic.map_or(0, |t| t.weight)
    };
    let appliance = weight(TopicName::Thing(ThingKind::Appliance));
    let metered = message
        .reading
        .facts
        .iter()
        .filter_map(Fact::identifier)
        .any(|(r, _, _)| r == IdentifierRole::Meter);
    let energy = weight(TopicName::Agreement(AgreementKind::Energy));
    appliance > 0 && (appliance >= energy || is_visit(message.kind)) && !metered
}

/// Kinds of messages about someone coming, or about care.
fn is_visit(kind: Kind) -> bool {
    matches!(kind, Kind::MaintenanceDue | Kind::AppointmentSet | Kind::AppointmentChanged)
}

/// Whether its words speak of a vehicle, as those of breakdown cover do.
pub(crate) fn speaks_of_a_vehicle(message: &Message<'_>) -> bool {
    let vehicle = TopicName::Thing(ThingKind::Vehicle);
    let mut topics = message.reading.topics.iter();
    topics.any(|t| t.name == vehicle && t.weight >= TOPIC_POINTS_MIN)
}

/// What sorts of agreement its words speak of, strongest first. Bank words stand in every message
/// about money, so they count only where nothing else is spoken of.
pub(crate) fn topics<'a>(
    message: &'a Message<'_>,
) -> impl Iterator<Item = (AgreementKind, u32)> + 'a {
    let all = message.reading.topics.iter().filter_map(|t| match t.name {
        TopicName::Agreement(kind) if t.weight >= TOPIC_POINTS_MIN => {
            Some((kind, u32::from(t.weight)))
        }
        TopicName::Agreement(_) | TopicName::Thing(_) => None,
    });
    let weak =
        |kind: AgreementKind| matches!(kind, AgreementKind::Banking | AgreementKind::Purchase);
    let other = all.clone().any(|(kind, _)| !weak(kind));
    let trial = message.date(DateRole::TrialEnd).map(|_| (AgreementKind::Subscription, 6));
    trial.into_iter().chain(all.filter(move |(kind, _)| !(weak(*kind) && other)))
}
