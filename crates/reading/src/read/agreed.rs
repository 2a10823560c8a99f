//! The kind of a message that its facts agree with.
//!
//! How sure words are of a kind goes by what speaks for the next one. Of two that are near each other (a visit set
//! and a service due, a new price and new terms) many words speak for both, so neither is sure although it must be
//! one of them. What the message names tells which.

use super::turned;
use crate::values::begins_a_word;
use crate::words::fold;
use jiff::civil::Date;
use oxherd_model::{
    AmountRole, DateRole, Fact, Kind, PledgedDeed, PromiseTerm, Reading, ReferenceRole,
};

/// A kind said less surely than this, in thousandths, is looked at.
const UNSURE: u16 = 550;

/// One of another sort only below this.
const GUESSED: u16 = 450;

/// How sure a fact must be, in thousandths; and the day of a visit, which little else is taken for.
const SURE_FACT: u16 = 700;
const SURE_VISIT: u16 = 500;

/// How sure the words of a day must be that are those of a visit and of nothing else, in thousandths.
const SURE_DAY: u16 = 850;

/// Makes an unsure kind sure that the facts agree with, and a message that only names the day of a visit one of it.
pub(super) fn settle(out: &mut Reading, sent_on: Option<Date>) {
    let Some(sent) = sent_on else { return };
    let sure = out.kind_confidence.thousandths();
    if sure < SURE_PARCEL && is_brought(out, sent) {
        turned::by_facts(out, Kind::Delivered, "a parcel and that it was brought");
        return;
    }
    if sure >= UNSURE {
        return;
    }
    let named = Named { facts: &out.facts, sent };
    if let Some(words) = named.agrees(out.kind) {
        let kind = out.kind;
        turned::by_facts(out, kind, words);
    } else if named.visit()
        && (is_booked(out) || sure < GUESSED && may_be_a_visit(out.kind) && named.sure_visit())
    {
        turned::by_facts(out, Kind::AppointmentSet, "the day of a visit");
    }
}

/// A parcel that is on its way less surely than this, in thousandths, may have been brought.
const SURE_PARCEL: u16 = 750;

/// Words for who carries parcels, folded: what is handed to them was not brought yet.
const CARRIERS: &[&str] = &[
    "carrier",
    "courier",
    "dhl",
    "dpd",
    "gls",
    "ups",
    "hermes",
    "royal mail",
    "evri",
    "spedit",
    "versand",
    "paketdienst",
    "zusteller",
    "transporteur",
    "transportista",
    "chronopost",
    "colissimo",
    "correos",
    "seur",
    "corriere",
    "vettore",
    "poste",
    "vervoerder",
    "bezorger",
    "postnl",
    "bpost",
    "transport",
];

/// Whether it names a parcel and says that it was brought, and of no day ahead.
fn is_brought(out: &Reading, sent: Date) -> bool {
    let may = matches!(
        out.kind,
        Kind::Delivered
            | Kind::DeliveryUnderWay
            | Kind::Unclear
            | Kind::Moment
            | Kind::Notification
    );
    let parcel = out.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_FACT);
    let mut numbers = parcel.filter_map(Fact::reference);
    let parcel = numbers.any(|(role, _)| role == ReferenceRole::Tracking);
    let ahead = out.facts.iter().filter_map(Fact::date).any(|(_, on)| on > sent);
    let told = out.kept.iter().any(|kept| {
        let words = fold(&kept.words);
        kept.deed == PledgedDeed::Delivery && !CARRIERS.iter().any(|who| begins_a_word(&words, who))
    });
    may && parcel && told && !ahead
}

/// Kinds that weigh nothing where few words decide and a visit is named.
const fn may_be_a_visit(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::Moment
            | Kind::PaymentFailed
            | Kind::Unclear
            | Kind::InfoRequest
            | Kind::AccountSetup
            | Kind::Dunning
    )
}

/// Whether a confirmed order is that of a service at a day.
fn is_booked(out: &Reading) -> bool {
    let beside = [Kind::MaintenanceDue, Kind::AppointmentSet, Kind::AppointmentChanged];
    out.kind == Kind::OrderConfirmed && beside.iter().any(|kind| out.secondary.contains(kind))
}

/// What a message names for sure.
struct Named<'a> {
    facts: &'a [Fact],
    sent: Date,
}

impl Named<'_> {
    fn sure(&self, least: u16) -> impl Iterator<Item = &Fact> {
        self.facts.iter().filter(move |fact| fact.confidence.thousandths() >= least)
    }

    /// A day ahead of a role.
    fn ahead(&self, wanted: DateRole) -> bool {
        let mut days = self.sure(SURE_FACT).filter_map(Fact::date);
        days.any(|(role, day)| role == wanted && day > self.sent)
    }

    fn sum(&self, wanted: AmountRole) -> bool {
        self.sure(SURE_FACT).filter_map(Fact::amount).any(|(role, _)| role == wanted)
    }

    fn number(&self, wanted: &[ReferenceRole]) -> bool {
        let mut numbers = self.sure(SURE_FACT).filter_map(Fact::reference);
        numbers.any(|(role, _)| wanted.contains(&role))
    }

    /// Whether it names the day of a visit, today or ahead, and nothing that comes or is to be paid by a day.
    fn visit(&self) -> bool {
        let mut days = self.sure(SURE_VISIT).filter_map(Fact::date);
        days.any(|(role, day)| role == DateRole::Appointment && day >= self.sent)
            && !self.ahead(DateRole::Delivery)
            && !self.ahead(DateRole::Due)
    }

    /// Whether it names the day of a visit beside another one of which a visit is spoken.
    fn moved(&self) -> bool {
        let days = self.facts.iter().filter_map(Fact::date);
        let mut days = days.filter(|(role, _)| *role == DateRole::Appointment).map(|(_, day)| day);
        let first = days.next();
        self.visit() && first.is_some() && days.any(|day| Some(day) != first)
    }

    /// Whether nothing else can be meant: its words are sure, or somebody promises to come that day.
    fn sure_visit(&self) -> bool {
        let promised = |day: Date| {
            let mut told = self.sure(SURE_FACT).filter_map(Fact::promise);
            told.any(|(_, term)| term == PromiseTerm::By(day))
        };
        self.facts.iter().any(|fact| {
            fact.date().is_some_and(|(role, day)| {
                let sure = fact.confidence.thousandths();
                let told = sure >= SURE_DAY || sure >= SURE_VISIT && promised(day);
                role == DateRole::Appointment && day >= self.sent && told
            })
        })
    }

    /// A new price, and the old one or the day from which it holds.
    fn price(&self) -> bool {
        let before = self.sum(AmountRole::Old) || self.ahead(DateRole::Effective);
        self.sum(AmountRole::New) && before
    }

    /// Why the facts agree with a kind.
    fn agrees(&self, wanted: Kind) -> Option<&'static str> {
        use AmountRole as A;
        use DateRole as D;
        let parcel = || self.number(&[ReferenceRole::Tracking, ReferenceRole::Order]);
        let (_, _, words) = [
            (Kind::AppointmentSet, self.visit(), "the day of a visit"),
            (Kind::AppointmentChanged, self.moved(), "the day of a visit, and another one"),
            (Kind::PriceChange, self.price(), "a new price, and the old one or its day"),
            (Kind::Bill, self.sum(A::Due) && self.ahead(D::Due), "a sum and the day it is due"),
            (
                Kind::PaymentAhead,
                self.sum(A::Due) && self.ahead(D::Payment),
                "a sum and the day it is taken",
            ),
            (
                Kind::DeliveryUnderWay,
                self.ahead(D::Delivery) && parcel(),
                "a parcel and the day it comes",
            ),
            (Kind::MaintenanceDue, self.ahead(D::ServiceDue), "the day a service is due"),
        ]
        .into_iter()
        .find(|(kind, holds, _)| *kind == wanted && *holds)?;
        Some(words)
    }
}
