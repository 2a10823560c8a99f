//! Things that were bought by name: one for each durable good of an order.

use super::{is_bought_of_late, thing_topic};
use crate::agreements::agreement_kind;
use crate::fold::{Message, index};
use crate::names::{NOUN_NAME, PRODUCT_NAME, words};
use crate::state::{Agreement, Ledger, Place, Thing};
use crate::suppliers::folded;
use oxherd_model::{
    AgreementKind, AmountRole, Fact, IdentifierRole, Kind, ReaderName, Reading, ReferenceRole,
    Stage, ThingKind, short_id,
};
use rust_decimal::Decimal;

/// One order of so many equal things is taken apart; more is a stock, not things.
const QUANTITY_MAX: u32 = 4;

/// Goods below this price are not followed up as things.
const DURABLE_PRICE_MIN: i64 = 25;

/// What costs at least so much and is named by a word that nobody knows may be a thing all the same.
const UNKNOWN_PRICE_MIN: i64 = 150;

/// Confidence of a thing that was bought by name.
const BY_PRODUCT: u16 = 700;

/// Confidence of a thing of which nobody knows what it is.
const BY_PRICE: u16 = 550;

/// Names that an order gives are read this surely at least, in thousandths.
const SURE_NAME: u16 = 500;

/// What was bought.
struct Bought<'a> {
    name: &'a str,
    quantity: u32,
    kind: ThingKind,
    noun: Option<&'a str>,
    confidence: u16,
}

impl Ledger {
    /// Durable goods of an order, one thing each.
    pub(super) fn by_products(&mut self, message: &Message<'_>) -> Vec<u32> {
        let bought = matches!(
            message.kind,
            Kind::OrderConfirmed
                | Kind::Bill
                | Kind::PaymentDone
                | Kind::DeliveryUnderWay
                | Kind::Delivered
        );
        let order = message.reference(ReferenceRole::Order).map(folded);
        // An order without a number that was read is told by the message itself.
        let alone =
            (message.kind == Kind::OrderConfirmed).then(|| message.reading.message.to_string());
        let Some(order) = order.or(alone).filter(|_| bought) else {
            return Vec::new();
        };
        let mut things = Vec::new();
        for good in goods(message) {
            for copy in 0..good.quantity.clamp(1, QUANTITY_MAX) {
                things.push(self.by_product(&order, &good, copy));
            }
        }
        things
    }

    fn by_product(&mut self, order: &str, good: &Bought<'_>, copy: u32) -> u32 {
        let id = short_id('t', &[order, &folded(good.name), &copy.to_string()]);
        if let Some(found) = self.things.iter().position(|t| t.id == id) {
            return u32::try_from(found).unwrap_or(u32::MAX);
        }
        let place = Place::Product(order.to_owned(), good.name.to_owned());
        let thing = self.new_thing(id, good.kind, place, good.confidence);
        self.name(thing, good.name, PRODUCT_NAME);
        if let Some(noun) = good.noun {
            self.name(thing, noun, NOUN_NAME);
        }
        thing
    }

    /// The only thing that was bought of late of which nobody knows what it is, for who insures or
    /// repairs something: now it is known what sort it is.
    pub(super) fn bought_unnamed(&mut self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        let moves = matches!(kind, ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device);
        let fits =
            |t: &Thing| is_of_no_kind(t) && t.owned != Some(false) && is_bought_of_late(message, t);
        let mut of = (0..).zip(&self.things).filter(|(_, t)| moves && fits(t));
        let (first, _) = of.next()?;
        if of.next().is_some() {
            return None;
        }
        self.things.get_mut(index(first))?.kind = kind;
        Some(first)
    }

    /// The only thing that the subject of a letter names: by its product, by the first words of that,
    /// or by what it is where the household has one of its sort.
    pub(crate) fn thing_written_of(&self, reading: &Reading) -> Option<u32> {
        let subject = words(&reading.subject);
        let theirs = |t: &Thing| t.owned != Some(false) && t.stage != Stage::Gone;
        let only = |fits: &dyn Fn(&Thing) -> bool| {
            let mut of = (0..).zip(&self.things).filter(|(_, t)| theirs(t) && fits(t));
            let (first, _) = of.next()?;
            of.next().is_none().then_some(first)
        };
        let begun = |thing: &Thing| {
            let mut names = thing.names.iter().filter(|(_, weight)| *weight >= PRODUCT_NAME);
            names.any(|(name, _)| {
                let name = words(name);
                let head = name.get(..2).filter(|head| head.concat().chars().count() >= 8);
                head.is_some_and(|head| subject.windows(2).any(|pair| pair == head))
            })
        };
        let sort = |thing: &Thing| {
            let nouns = thing.names.iter().filter(|(_, weight)| *weight >= NOUN_NAME);
            reading
                .nouns
                .first()
                .is_some_and(|noun| nouns.into_iter().any(|(name, _)| name == noun))
        };
        only(&|thing| thing.is_named_in(&reading.subject))
            .or_else(|| only(&begun))
            .or_else(|| only(&sort))
    }

    /// What an order names together with its number is called as the order calls it. A car is known by
    /// its plate, and what is bought for it is not the car.
    pub(super) fn learn_product_name(&mut self, message: &Message<'_>, thing: u32) {
        let Some(known) = self.things.get(index(thing)) else { return };
        let nameless = known.names.iter().all(|(_, weight)| *weight < NOUN_NAME);
        let numbered = known
            .identifiers
            .iter()
            .all(|(role, _)| matches!(role, IdentifierRole::Serial | IdentifierRole::Imei));
        let lasts =
            matches!(known.kind, ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device);
        if message.kind != Kind::OrderConfirmed || !nameless || !numbered || !lasts {
            return;
        }
        if let Some((name, _)) = only_product(message) {
            self.name(thing, name, PRODUCT_NAME);
        }
    }

    /// What an order of one product is for is called so, where nothing better is known.
    pub(crate) fn learn_models(&mut self, agreement: u32, things: &[u32]) {
        let Some(known) = self.agreements.get_mut(index(agreement)) else { return };
        let [model] = known.models.as_slice() else { return };
        let model = model.clone();
        if things.len() == 1 {
            known.models.clear();
        }
        let nameless = |thing: &Thing| thing.names.iter().all(|(_, weight)| *weight < NOUN_NAME);
        for thing in things {
            let fits = self.things.get(index(*thing)).is_some_and(nameless);
            if things.len() == 1 || fits {
                self.learn_model(*thing, &model);
            }
        }
    }
}

impl Agreement {
    /// Remembers the one product that an order names, for a number of it that is met later. What is
    /// bought for a car is not the car.
    pub(crate) fn learn_product(&mut self, message: &Message<'_>) {
        let for_car = thing_topic(message) == Some(ThingKind::Vehicle);
        if self.kind != AgreementKind::Purchase || !self.models.is_empty() || for_car {
            return;
        }
        if let Some((name, _)) = only_product(message) {
            self.models.push(name.to_owned());
        }
    }
}

/// Whether a thing was bought by name and nobody knows what sort it is.
pub(super) fn is_of_no_kind(thing: &Thing) -> bool {
    thing.kind == ThingKind::Other && matches!(thing.found_by, Place::Product(..))
}

/// The durable goods that a message names: those whose words are known, else the only product of an
/// order that costs enough.
fn goods<'a>(message: &'a Message<'_>) -> Vec<Bought<'a>> {
    let known = message.reading.goods.iter().map(|good| Bought {
        name: &good.name,
        quantity: good.quantity,
        kind: good.kind,
        noun: Some(&good.noun),
        confidence: BY_PRODUCT,
    });
    let known: Vec<Bought<'_>> = known.filter(|_| !cheap(message)).collect();
    if !known.is_empty() || message.kind != Kind::OrderConfirmed {
        return known;
    }
    let of_goods =
        matches!(agreement_kind(message), AgreementKind::Purchase | AgreementKind::Other);
    let Some((name, quantity)) = only_product(message).filter(|_| of_goods) else {
        return known;
    };
    if !is_dear(message, quantity) || message.reading.period.is_some() {
        return known;
    }
    let sort = thing_topic(message).filter(|kind| {
        matches!(kind, ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device)
    });
    let noun = message.reading.nouns.first().filter(|_| sort.is_some());
    vec![Bought {
        name,
        quantity,
        kind: sort.unwrap_or(ThingKind::Other),
        noun: noun.map(String::as_str),
        confidence: if sort.is_some() { BY_PRODUCT } else { BY_PRICE },
    }]
}

/// The product of an order of one product.
fn only_product<'a>(message: &'a Message<'_>) -> Option<(&'a str, u32)> {
    let facts = message.reading.facts.iter();
    let sure = facts
        .filter(|f| f.confidence.thousandths() >= SURE_NAME && f.reader != ReaderName::Calendar);
    let mut products = sure.filter_map(Fact::product);
    let (name, quantity) = products.next()?;
    let same = products.all(|(other, _)| folded(other) == folded(name));
    (same && name.chars().any(char::is_alphabetic)).then_some((name, quantity))
}

/// Whether every sum of the message is too small for goods that last.
fn cheap(message: &Message<'_>) -> bool {
    let mut sums = prices(message);
    let limit = Decimal::from(DURABLE_PRICE_MIN);
    let first = sums.next();
    first.is_some_and(|sum| sum < limit) && sums.all(|sum| sum < limit)
}

/// Whether one of so many costs enough to be a thing whatever it is.
fn is_dear(message: &Message<'_>, quantity: u32) -> bool {
    let limit = Decimal::from(UNKNOWN_PRICE_MIN) * Decimal::from(quantity.max(1));
    prices(message).max().is_some_and(|sum| sum >= limit) && quantity <= QUANTITY_MAX
}

fn prices<'a>(message: &'a Message<'_>) -> impl Iterator<Item = Decimal> + 'a {
    let counts = |role| matches!(role, AmountRole::Total | AmountRole::Line | AmountRole::Due);
    message.amounts().filter(move |(role, _)| counts(*role)).map(|(_, m)| m.value)
}
