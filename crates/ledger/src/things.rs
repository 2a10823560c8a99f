//! Things: found by strong identifiers, by products, by what an agreement is about.
//!
//! Strong identifiers assert a thing; anything weaker proposes one. Two identifiers of one role
//! are two things: two phones of one model stay two.

mod animals;
mod care;
mod goods;
pub(crate) mod homes;
pub(crate) mod lines;
mod named;
mod told;

use crate::agreements::{agreement_kind, founds};
use crate::filing::FiledAlike;
use crate::fold::{Message, further, index};
use crate::names::{FROM_NAME, KIND_NAME, MODEL_NAME, NOUN_NAME, OWN_NAME, SUPPLIER_NAME};
use crate::packed::Packed;
use crate::state::{Agreement, Ledger, Place, Supplier, Thing};
use crate::suppliers::folded;
use oxherd_model::{
    AgreementKind, Check, DateRole, Fact, IdentifierRole, Kind, ReferenceRole, Stage, ThingKind,
    TopicName, short_id,
};

/// Topic points that show what sort of thing a message is about.
const TOPIC_POINTS_MIN: u16 = 3;

/// Confidence of a thing asserted by an identifier with check digits or a label.
const ASSERTED: u16 = 950;
/// Confidence of a thing that an agreement is about.
const BY_AGREEMENT: u16 = 800;
/// How sure an identifier beside a label is at least, in thousandths.
const LABELLED: u16 = 850;

/// Days after the first message in which a change of holder is the owner's own registration.
const ARRIVAL_DAYS: i64 = 90;

/// Days after an order in which a number of its sort that somebody else names is that of the thing.
const BOUGHT_DAYS: i64 = 120;

/// What each further message of a lasting relation adds to the confidence.
const AGAIN: u16 = 30;

impl Ledger {
    /// The things that a message is about, the surest first.
    pub(crate) fn things_of(&mut self, message: &Message<'_>, known: Option<u32>) -> Vec<u32> {
        if let Some(told) = message.told_thing() {
            if let Some((word, _)) = told.through {
                let evidence = message.evidence();
                self.filing.alike.push(FiledAlike { evidence, thing: told.is.0.clone(), word });
            }
            return self
                .things
                .iter()
                .position(|t| t.id == told.is.0)
                .and_then(|i| u32::try_from(i).ok())
                .into_iter()
                .collect();
        }
        let things = self.by_identifiers(message, known);
        let mut things = self.replaced(message, things);
        if is_of_account(message) {
            return things;
        }
        if things.is_empty() {
            let bound = known.and_then(|a| self.agreements.get(index(a))).and_then(|a| a.thing);
            things = bound.map_or_else(|| self.by_products(message), |thing| vec![thing]);
        }
        if things.is_empty() {
            things = self.called_back(message).into_iter().collect();
        }
        if things.is_empty() {
            things = self.by_own_name(message).into_iter().collect();
        }
        if things.is_empty() {
            things = self.looked_after(message).into_iter().collect();
        }
        if things.is_empty() {
            things = self.by_subject(message).into_iter().collect();
        }
        for thing in &things {
            if things.len() == 1 {
                self.learn_names(message, *thing);
            }
            self.learn_stage(message, *thing);
        }
        things
    }

    /// Things named by strong identifiers; several of different roles in one message are one thing.
    fn by_identifiers(&mut self, message: &Message<'_>, known: Option<u32>) -> Vec<u32> {
        let strong = self.told_identifiers(message);
        let mut things: Vec<u32> = Vec::new();
        let mut by_role: Vec<(IdentifierRole, u32)> = Vec::new();
        for (role, value) in &strong {
            let key = (*role, value.clone());
            let bare = bare_serial(*role, value).map(|bare| (*role, bare.to_owned()));
            let found = [Some(&key), bare.as_ref()].into_iter().flatten();
            let found = found.filter_map(|key| self.thing_by_identifier.get(key)).next().copied();
            let beside = by_role.iter().find(|(r, _)| r != role && same_sort(*r, *role));
            let beside = beside.map(|(_, thing)| *thing);
            let beside = beside.filter(|t| found != Some(*t) && self.lacks(*t, *role));
            if let (Some(found), Some(beside)) = (found, beside) {
                self.join(beside, found);
                things.retain(|t| *t != beside);
                by_role.iter_mut().filter(|(_, t)| *t == beside).for_each(|(_, t)| *t = found);
            }
            let thing = match found.or(beside) {
                Some(thing) => thing,
                None => match self.waiting_for(message, known, *role, &things) {
                    Some(thing) => thing,
                    None => self.new_by_identifier(message, *role, value),
                },
            };
            self.thing_by_identifier
                .extend([Some(key), bare].into_iter().flatten().map(|key| (key, thing)));
            let kind = kind_of_role(*role, message);
            if let Some(known) = self.things.get_mut(index(thing)) {
                if goods::is_of_no_kind(known) {
                    known.kind = kind;
                }
                let identifier = (*role, value.clone());
                if !known.identifiers.contains(&identifier) {
                    known.identifiers.push(identifier);
                }
                known.confidence = known.confidence.max(ASSERTED);
            }
            by_role.push((*role, thing));
            if !things.contains(&thing) {
                things.push(thing);
            }
        }
        things
    }

    /// A thing known by its order or agreement that has no identifier of this role yet.
    fn waiting_for(
        &self,
        message: &Message<'_>,
        known: Option<u32>,
        role: IdentifierRole,
        taken: &[u32],
    ) -> Option<u32> {
        let kinds = kinds_of_role(role);
        let order = message.reference(ReferenceRole::Order).map(folded);
        let fits = |number: u32, thing: &Thing| {
            (kinds.contains(&thing.kind) || goods::is_of_no_kind(thing))
                && !taken.contains(&number)
                && self.lacks(number, role)
        };
        let mut numbered = (0..).zip(&self.things);
        let by_order = order.as_ref().and_then(|order| {
            numbered.find(|(number, thing)| {
                matches!(&thing.found_by, Place::Product(o, _) if o == order)
                    && fits(*number, thing)
            })
        });
        let by_order = by_order.map(|(number, _)| number);
        let alone = || self.ordered_alone(order.as_deref()?, role, taken);
        let bought = || self.bought_as(known, role, taken);
        if let Some(number) = by_order.or_else(alone).or_else(bought) {
            return Some(number);
        }
        let bound = known.and_then(|a| self.agreements.get(index(a))).and_then(|a| a.thing);
        let bound = bound.filter(|b| self.things.get(index(*b)).is_some_and(|t| fits(*b, t)));
        bound
            .or_else(|| {
                let mut of = (0..).zip(&self.things).filter(|(n, t)| fits(*n, t));
                of.find(|(_, t)| {
                    let said = said_of(message, t) || animals::is_called(message, t);
                    t.owned != Some(false) && said
                })
                .map(|(n, _)| n)
            })
            .or_else(|| self.same_vehicle(message, role, &fits))
            .or_else(|| self.bought_of_late(message, &fits))
    }

    /// What was bought of late and has no number yet, for who insures or repairs it: one thing, or
    /// equal ones of one order.
    fn bought_of_late(
        &self,
        message: &Message<'_>,
        fits: &dyn Fn(u32, &Thing) -> bool,
    ) -> Option<u32> {
        if message.reference(ReferenceRole::Order).is_some() || stage_of(message) != Stage::InUse {
            return None;
        }
        let late = |thing: &Thing| is_bought_of_late(message, thing);
        let order = |thing: &Thing| match &thing.found_by {
            Place::Product(order, name) => Some((order.clone(), folded(name))),
            Place::Identifier | Place::Agreement => None,
        };
        let mut of = (0..).zip(&self.things).filter(|(n, t)| {
            t.owned != Some(false) && order(t).is_some() && fits(*n, t) && late(t)
        });
        let (first, thing) = of.next()?;
        of.all(|(_, other)| order(other) == order(thing)).then_some(first)
    }

    fn lacks(&self, thing: u32, role: IdentifierRole) -> bool {
        self.things
            .get(index(thing))
            .is_some_and(|t| t.identifiers.iter().all(|(known, _)| *known != role))
    }

    fn new_by_identifier(
        &mut self,
        message: &Message<'_>,
        role: IdentifierRole,
        value: &str,
    ) -> u32 {
        let kind = kind_of_role(role, message);
        if let Some(home) = self.home_of_meter(message, kind) {
            return home;
        }
        let id = short_id('t', &[role.as_str(), value]);
        let thing = self.new_thing(id, kind, Place::Identifier, ASSERTED);
        let supplier = self.suppliers.get(index(message.supplier)).map(Supplier::name);
        if let Some(supplier) = supplier.filter(|_| names_model_of(kind)) {
            let name = format!("{} from {supplier}", kind_name(kind));
            self.name(thing, &name, FROM_NAME);
        }
        thing
    }

    /// The animal whose name stands in the subject.
    fn by_own_name(&self, message: &Message<'_>) -> Option<u32> {
        let mut of = (0..).zip(&self.things).filter(|(_, thing)| {
            thing.kind == ThingKind::Animal
                && thing.owned != Some(false)
                && thing.is_called_in(&message.reading.subject)
        });
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }

    /// What an agreement is about: the home, the car, the dog, the service itself.
    fn by_subject(&mut self, message: &Message<'_>) -> Option<u32> {
        let agreement = self.kind_meant(message);
        let topic = thing_topic(message);
        let Some(kind) = subject_kind(agreement, topic) else {
            let cared = agreement == AgreementKind::Service && topic.is_none();
            let animal = self.served(message, ThingKind::Animal).filter(|_| cared);
            return animal.or_else(|| self.cared_for(message));
        };
        if agreement == AgreementKind::Telecom
            && let lines::ByLine::Is(found) = self.by_line(message, kind)
        {
            return found;
        }
        match kind {
            ThingKind::DigitalService | ThingKind::Membership => self.by_supplier(message, kind),
            ThingKind::Journey => self.by_booking(message),
            ThingKind::Home => self.home_of(message, agreement),
            ThingKind::Vehicle | ThingKind::Animal => self
                .by_animal(message, kind)
                .or_else(|| self.served(message, kind))
                .or_else(|| self.by_model(message, kind))
                .or_else(|| self.cared_for(message))
                .or_else(|| self.only(kind).filter(|_| holds(message)))
                .or_else(|| self.proposed(message, kind)),
            ThingKind::Appliance | ThingKind::Device => self
                .served(message, kind)
                .or_else(|| self.by_model(message, kind))
                .or_else(|| self.only_noun(message, kind))
                .or_else(|| self.cared_for(message))
                .or_else(|| self.proposed(message, kind)),
            ThingKind::Other => None,
        }
    }

    /// A service or membership is a thing by itself, named as its supplier.
    fn by_supplier(&mut self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        if let Some(bound) = self.bound_already(message).or_else(|| self.numbered_already(message))
        {
            return Some(bound);
        }
        let begins = lasting(message.kind) && founds(message, agreement_kind(message));
        if !begins && !asks(message) {
            return self.served(message, kind);
        }
        let supplier = self.suppliers.get(index(message.supplier))?;
        let id = short_id('t', &[kind.as_str(), &supplier.id]);
        let name = Supplier::name(supplier).to_owned();
        if let Some(found) = self.things.iter().position(|t| t.id == id) {
            return u32::try_from(found).ok();
        }
        let thing = self.new_thing(id, kind, Place::Agreement, BY_AGREEMENT);
        self.name(thing, &name, SUPPLIER_NAME);
        Some(thing)
    }

    /// The thing of the supplier's only agreement of this sort, whatever it is about.
    fn bound_already(&self, message: &Message<'_>) -> Option<u32> {
        let kind = agreement_kind(message);
        let of = self.agreements_of(message.supplier);
        let mut of = of.filter(|(_, a)| a.kind == kind).map(|(_, a)| a.thing);
        let first = of.next()?;
        of.next().is_none().then_some(first)?
    }

    /// The thing of the only agreement with the supplier that bears a number of the message: a subscription whose
    /// end calls it a membership is one.
    fn numbered_already(&self, message: &Message<'_>) -> Option<u32> {
        let of = self.agreements_of(message.supplier);
        let numbered = |a: &Agreement| {
            message.references().any(|(_, value)| a.references.iter().any(|(_, own)| own == value))
        };
        let mut of = of.filter(|(_, a)| numbered(a)).map(|(_, a)| a);
        let first = of.next()?;
        let thing = first.thing.filter(|_| of.next().is_none())?;
        let kind = self.things.get(index(thing))?.kind;
        matches!(kind, ThingKind::Membership | ThingKind::DigitalService).then_some(thing)
    }

    fn by_booking(&mut self, message: &Message<'_>) -> Option<u32> {
        let supplier = self.suppliers.get(index(message.supplier))?;
        let booking = message.reference(ReferenceRole::Booking);
        let booking = booking.or_else(|| message.reference(ReferenceRole::Order)).map(folded)?;
        let id = short_id('t', &["journey", &supplier.id, &booking]);
        let name = format!("Journey with {}", Supplier::name(supplier));
        if let Some(found) = self.things.iter().position(|t| t.id == id) {
            return u32::try_from(found).ok();
        }
        let thing = self.new_thing(id, ThingKind::Journey, Place::Agreement, BY_AGREEMENT);
        self.name(thing, &name, SUPPLIER_NAME);
        Some(thing)
    }

    fn serves(&self, supplier: u32, kind: ThingKind) -> bool {
        self.things.iter().any(|t| t.kind == kind && t.suppliers.contains(&supplier))
    }

    /// The one thing of this kind that the supplier serves already.
    fn served(&self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        let mut of = (0..).zip(&self.things).filter(|(_, thing)| {
            thing.kind == kind
                && thing.owned != Some(false)
                && thing.suppliers.contains(&message.supplier)
        });
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }

    /// The household's only thing of a kind.
    fn only(&self, kind: ThingKind) -> Option<u32> {
        let theirs = |t: &Thing| t.kind == kind && t.owned != Some(false) && t.stage != Stage::Gone;
        let mut of = (0..).zip(&self.things).filter(|(_, thing)| theirs(thing));
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }

    fn proposed(&mut self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        let named = message.references().next().is_some();
        let another = kind != ThingKind::Appliance
            && kind != ThingKind::Device
            && self.things.iter().any(|t| t.kind == kind && t.owned != Some(false));
        if !lasting(message.kind) || !named || another {
            return None;
        }
        if let Some(bought) = self.bought_unnamed(message, kind) {
            return Some(bought);
        }
        let supplier = self.suppliers.get(index(message.supplier))?.id.clone();
        let noun = message.reading.nouns.first().cloned();
        let id = if kind == ThingKind::Home {
            short_id('t', &["home"])
        } else {
            let agreement = message.references().map(|(_, v)| folded(v)).next().unwrap_or_default();
            short_id('t', &[kind.as_str(), &supplier, &agreement])
        };
        if let Some(found) = self.things.iter().position(|t| t.id == id) {
            return u32::try_from(found).ok();
        }
        let thing = self.new_thing(id, kind, Place::Agreement, BY_AGREEMENT - 200);
        if kind == ThingKind::Home {
            self.name(thing, "Home", NOUN_NAME);
            if let Some(home) = self.things.get_mut(index(thing)) {
                home.confidence = BY_AGREEMENT;
            }
        } else if let Some(noun) = noun {
            self.name(thing, &noun, NOUN_NAME);
        }
        Some(thing)
    }

    fn new_thing(&mut self, id: String, kind: ThingKind, found_by: Place, confidence: u16) -> u32 {
        let number = u32::try_from(self.things.len()).unwrap_or(u32::MAX);
        self.things.push(Thing {
            id,
            names: vec![(kind_name(kind).to_owned(), KIND_NAME)],
            owner_name: None,
            kind,
            stage: Stage::Wanted,
            identifiers: Vec::new(),
            found_by,
            confidence,
            owned: None,
            suppliers: Vec::new(),
            timeline: Packed::default(),
        });
        number
    }

    fn name(&mut self, thing: u32, name: &str, class: u32) {
        if let Some(thing) = self.things.get_mut(index(thing)) {
            thing.call(name, class);
        }
    }

    /// The model of a thing, as the order said that it came with.
    pub(crate) fn learn_model(&mut self, thing: u32, model: &str) {
        let fits = self.things.get(index(thing)).is_some_and(|t| names_model_of(t.kind));
        if fits {
            self.name(thing, model, MODEL_NAME);
        }
    }

    /// What a message teaches of a thing: its names, weaker identifiers, its stage.
    fn learn_names(&mut self, message: &Message<'_>, thing: u32) {
        let Some(kind) = self.things.get(index(thing)).map(|t| t.kind) else {
            return;
        };
        for (role, value, _) in identifiers(message) {
            if role == IdentifierRole::Name && kind == ThingKind::Animal {
                self.name(thing, value, OWN_NAME);
            } else if role == IdentifierRole::Model && names_model_of(kind) {
                self.name(thing, value, MODEL_NAME);
            }
        }
        if let Some(line) = lines::line(message).filter(|_| kind == ThingKind::Device) {
            self.identify(thing, IdentifierRole::Phone, line);
        }
        if kind == ThingKind::Home {
            for address in homes::addresses(message) {
                if self.may_be_at(thing, address) {
                    self.identify(thing, IdentifierRole::Address, address);
                }
            }
        }
        self.learn_product_name(message, thing);
        self.learn_noun(message, thing, kind);
    }

    fn learn_stage(&mut self, message: &Message<'_>, thing: u32) {
        let of_contract = self.is_of_contract(message, thing);
        // Who keeps the rest of what was bought parts with nothing of it here.
        let returned = message.kind == Kind::ReturnInstructions;
        let bought = self.known_agreement(message).filter(|_| returned);
        let bought = bought.and_then(|number| self.agreements.get(index(number)));
        let kept = bought.is_some_and(|bought| bought.is_of_a_part(message));
        let Some(known) = self.things.get_mut(index(thing)) else {
            return;
        };
        let stage = if message.kind == Kind::TransferConfirmed && known.kind == ThingKind::Home {
            // Who confirms an address or a meter takes no home away: its holder's own letter, a sale or
            // the end of the tenancy does.
            homes::after_sale(message)
        } else if message.kind == Kind::TransferConfirmed && !homes::is_of_address(message) {
            if of_contract { Stage::InUse } else { after_transfer(known, message) }
        } else if kept {
            Stage::InUse
        } else {
            stage_of(message)
        };
        known.stage = further(known.stage, stage);
        if lasting(message.kind) {
            let again = (known.confidence + AGAIN).min(ASSERTED - 50);
            known.confidence = known.confidence.max(again);
        }
    }

    /// Whether a transfer is one of a contract about a thing, not of the thing: who insures, supplies or
    /// finances it knows who its customer is, and not who has it, unless it says that it was sold.
    fn is_of_contract(&self, message: &Message<'_>, thing: u32) -> bool {
        let contract = |kind: AgreementKind| {
            matches!(
                kind,
                AgreementKind::Insurance
                    | AgreementKind::Energy
                    | AgreementKind::Water
                    | AgreementKind::Telecom
                    | AgreementKind::Loan
                    | AgreementKind::Warranty
            )
        };
        let mut of = self.agreements_of(message.supplier);
        let binds = of.any(|(_, a)| a.thing == Some(thing) && contract(a.kind));
        message.kind == Kind::TransferConfirmed
            && binds
            && !crate::stems::is_done(&message.reading.subject)
    }

    fn learn_noun(&mut self, message: &Message<'_>, thing: u32, kind: ThingKind) {
        let fits = matches!(
            kind,
            ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device | ThingKind::Animal
        );
        if let Some(noun) = message.reading.nouns.first().filter(|_| fits) {
            self.name(thing, noun, NOUN_NAME);
        }
    }

    fn identify(&mut self, thing: u32, role: IdentifierRole, value: &str) {
        if let Some(thing) = self.things.get_mut(index(thing)) {
            let identifier = (role, value.to_owned());
            if !thing.identifiers.contains(&identifier) && thing.identifiers.len() < 12 {
                thing.identifiers.push(identifier);
            }
        }
    }
}

/// Whether a thing was first heard of not long before a message.
fn is_bought_of_late(message: &Message<'_>, thing: &Thing) -> bool {
    let first = thing.timeline.iter().find_map(|e| e.at);
    first
        .zip(message.entry.known_from)
        .is_some_and(|(then, now)| now.duration_since(then).as_hours() / 24 <= BOUGHT_DAYS)
}

/// The name of a thing of which nothing else is known.
fn kind_name(kind: ThingKind) -> &'static str {
    match kind {
        ThingKind::Vehicle => "Vehicle",
        ThingKind::Home => "Home",
        ThingKind::Appliance => "Appliance",
        ThingKind::Device => "Device",
        ThingKind::Animal => "Animal",
        ThingKind::Membership => "Membership",
        ThingKind::DigitalService => "Digital service",
        ThingKind::Journey => "Journey",
        ThingKind::Other => "Thing",
    }
}

/// Whether a message names a known thing by its product: in the subject, as a model or as goods.
fn said_of(message: &Message<'_>, thing: &Thing) -> bool {
    let subject = std::iter::once(message.reading.subject.as_str());
    let models = identifiers(message)
        .filter(|(role, _, _)| *role == IdentifierRole::Model)
        .map(|(_, value, _)| value);
    let products = message.reading.facts.iter().filter_map(Fact::product).map(|(name, _)| name);
    subject.chain(models).chain(products).any(|text| thing.is_named_in(text))
}

/// Every identifier that a message names.
fn identifiers<'a>(
    message: &'a Message<'_>,
) -> impl Iterator<Item = (IdentifierRole, &'a str, Check)> + 'a {
    message.reading.facts.iter().filter_map(Fact::identifier)
}

/// Identifiers that assert a thing, with whether check digits or a label make them sure.
fn strong_identifiers(message: &Message<'_>) -> Vec<(IdentifierRole, String, bool)> {
    let mut strong: Vec<(IdentifierRole, String, bool)> = Vec::new();
    for fact in &message.reading.facts {
        let Some((role, value, check)) = fact.identifier() else {
            continue;
        };
        let confidence = fact.confidence.thousandths();
        let sure = check == Check::Pass || confidence >= 700;
        let again = strong.iter().any(|(r, v, _)| *r == role && v == value);
        if role == IdentifierRole::Registration && is_of_register(message) {
            continue;
        }
        if is_strong(role) && sure && check != Check::Fail && !again {
            strong.push((role, value.to_owned(), check == Check::Pass || confidence >= LABELLED));
        }
    }
    strong
}

/// Whether a number of registration is that of an animal in its register, not that of a car.
fn is_of_register(message: &Message<'_>) -> bool {
    let chip = identifiers(message).any(|(role, _, _)| role == IdentifierRole::Chip);
    let topic = thing_topic(message);
    topic == Some(ThingKind::Animal) || chip && topic != Some(ThingKind::Vehicle)
}

/// Whether an identifier of this role names a thing by itself.
pub(crate) fn is_strong(role: IdentifierRole) -> bool {
    matches!(
        role,
        IdentifierRole::Registration
            | IdentifierRole::Vin
            | IdentifierRole::Imei
            | IdentifierRole::Serial
            | IdentifierRole::Chip
            | IdentifierRole::Meter
    )
}

/// Whether identifiers of two roles can name one thing.
fn same_sort(a: IdentifierRole, b: IdentifierRole) -> bool {
    kinds_of_role(a).iter().any(|kind| kinds_of_role(b).contains(kind))
}

fn kinds_of_role(role: IdentifierRole) -> &'static [ThingKind] {
    match role {
        IdentifierRole::Registration | IdentifierRole::Vin => &[ThingKind::Vehicle],
        IdentifierRole::Imei => &[ThingKind::Device],
        IdentifierRole::Serial => &[ThingKind::Device, ThingKind::Appliance],
        IdentifierRole::Chip => &[ThingKind::Animal],
        IdentifierRole::Meter | IdentifierRole::Address => &[ThingKind::Home],
        IdentifierRole::Model
        | IdentifierRole::Iban
        | IdentifierRole::CreditorId
        | IdentifierRole::Phone
        | IdentifierRole::Gtin
        | IdentifierRole::Name
        | IdentifierRole::CardTail
        | IdentifierRole::Domain => &[],
    }
}

fn kind_of_role(role: IdentifierRole, message: &Message<'_>) -> ThingKind {
    let kinds = kinds_of_role(role);
    // The number of a frame: what has no plate and is no device.
    let plated = || {
        let mut named = identifiers(message);
        named.any(|(r, _, _)| matches!(r, IdentifierRole::Registration | IdentifierRole::Vin))
    };
    if role == IdentifierRole::Serial
        && thing_topic(message) == Some(ThingKind::Vehicle)
        && !plated()
    {
        return ThingKind::Vehicle;
    }
    match thing_topic(message) {
        Some(topic) if kinds.contains(&topic) => topic,
        Some(_) | None => kinds.first().copied().unwrap_or(ThingKind::Other),
    }
}

fn thing_topic(message: &Message<'_>) -> Option<ThingKind> {
    message.reading.topics.iter().find_map(|t| match t.name {
        TopicName::Thing(kind) if t.weight >= TOPIC_POINTS_MIN => Some(kind),
        TopicName::Thing(_) | TopicName::Agreement(_) => None,
    })
}

/// The thing that an agreement is about.
fn subject_kind(agreement: AgreementKind, topic: Option<ThingKind>) -> Option<ThingKind> {
    match agreement {
        AgreementKind::Energy | AgreementKind::Water | AgreementKind::Rental => {
            Some(ThingKind::Home)
        }
        AgreementKind::Membership => Some(ThingKind::Membership),
        AgreementKind::Booking => Some(ThingKind::Journey),
        AgreementKind::Subscription => match topic {
            Some(ThingKind::Animal) => Some(ThingKind::Animal),
            Some(ThingKind::Membership) => Some(ThingKind::Membership),
            Some(
                ThingKind::Vehicle
                | ThingKind::Home
                | ThingKind::Appliance
                | ThingKind::Device
                | ThingKind::DigitalService
                | ThingKind::Journey
                | ThingKind::Other,
            )
            | None => Some(ThingKind::DigitalService),
        },
        AgreementKind::Telecom => match topic {
            Some(ThingKind::Device) => Some(ThingKind::Device),
            Some(_) | None => Some(ThingKind::Home),
        },
        AgreementKind::Insurance
        | AgreementKind::Warranty
        | AgreementKind::Service
        | AgreementKind::Loan => {
            topic.filter(|t| !matches!(t, ThingKind::Journey | ThingKind::DigitalService))
        }
        AgreementKind::Purchase => None,
        AgreementKind::Banking => None,
        AgreementKind::Other => topic.filter(|t| {
            matches!(
                t,
                ThingKind::Vehicle | ThingKind::Animal | ThingKind::Home | ThingKind::Appliance
            )
        }),
    }
}

/// Kinds of messages that show a lasting relation, not a passing one.
fn lasting(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::ContractPack
            | Kind::OrderConfirmed
            | Kind::Bill
            | Kind::PaymentAhead
            | Kind::PaymentDone
            | Kind::StatementUsage
            | Kind::PriceChange
            | Kind::RenewalNotice
            | Kind::MaintenanceDue
            | Kind::WarrantyNotice
            | Kind::TermsChange
            | Kind::RecallSafety
            | Kind::CancelConfirmed
            | Kind::PaymentFailed
    )
}

/// Whether a message of no known kind says something for sure.
fn asks(message: &Message<'_>) -> bool {
    message.kind == Kind::Unclear && message.speaks()
}

/// The digits of a serial number behind the letters that some write before it and others take for its label:
/// `FD 0312 0047 118`, `FD number: 0312 0047 118`.
fn bare_serial(role: IdentifierRole, value: &str) -> Option<&str> {
    let bare = value.trim_start_matches(|c: char| c.is_ascii_alphabetic());
    let letters = value.len() - bare.len();
    let long = bare.len() >= SERIAL_DIGITS_MIN && bare.bytes().all(|b| b.is_ascii_digit());
    (role == IdentifierRole::Serial && (1..=SERIAL_LETTERS_MAX).contains(&letters) && long)
        .then_some(bare)
}

/// Digits by which a serial number is one without its letters, and letters before it.
const SERIAL_DIGITS_MIN: usize = 9;
const SERIAL_LETTERS_MAX: usize = 3;

/// Whether a message names or asks something: a number, a sum, a day on which something must happen.
/// A friend who writes of a meter does not, nor a letter of advice on car insurance.
pub(crate) fn holds(message: &Message<'_>) -> bool {
    let days = [
        DateRole::Due,
        DateRole::Payment,
        DateRole::Renewal,
        DateRole::TrialEnd,
        DateRole::CancelBy,
        DateRole::Start,
        DateRole::End,
        DateRole::ServiceDue,
        DateRole::Appointment,
        DateRole::Delivery,
    ];
    message.references().next().is_some()
        || identifiers(message).next().is_some()
        || message.amounts().next().is_some()
        || days.into_iter().any(|role| message.date(role).is_some())
}

/// Messages about an account at a supplier, not about what it serves.
fn is_of_account(message: &Message<'_>) -> bool {
    let begins = message.reading.secondary.contains(&Kind::ContractPack)
        || message.reading.period.is_some()
        || message.reference(ReferenceRole::Contract).is_some();
    matches!(message.kind, Kind::OneTimeCode | Kind::SecurityNotice | Kind::Moment)
        || (message.kind == Kind::AccountSetup
            && !begins
            && !registers(message)
            && homes::addresses(message).next().is_none())
}

/// Whether a message says the number of a thing that was entered somewhere: a chip, a chassis, a serial number.
fn registers(message: &Message<'_>) -> bool {
    identifiers(message).any(|(role, _, check)| is_strong(role) && check != Check::Fail)
}

fn names_model_of(kind: ThingKind) -> bool {
    matches!(kind, ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device)
}

/// A change of holder soon after a thing was first heard of is how it came; later, how it went.
fn after_transfer(thing: &Thing, message: &Message<'_>) -> Stage {
    let first = thing.timeline.iter().find_map(|e| e.at);
    let held = match (first, message.entry.known_from) {
        (Some(first), Some(now)) => now.duration_since(first).as_hours() / 24,
        (_, _) => 0,
    };
    if held > ARRIVAL_DAYS { Stage::Gone } else { Stage::InUse }
}

/// The stage that a message shows at least. Who asks for a thing to repair it does not take it away.
fn stage_of(message: &Message<'_>) -> Stage {
    let kind = message.kind;
    let sold = || {
        message.reference(ReferenceRole::Return).is_some()
            || matches!(agreement_kind(message), AgreementKind::Purchase | AgreementKind::Rental)
    };
    if kind == Kind::Quote {
        Stage::Wanted
    } else if matches!(kind, Kind::OrderConfirmed | Kind::OrderTrouble | Kind::DeliveryUnderWay) {
        Stage::Acquiring
    } else if kind == Kind::ReturnInstructions && sold() {
        Stage::Parting
    } else {
        Stage::InUse
    }
}
