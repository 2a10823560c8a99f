//! Agreements: found by their references, moved by named kinds of messages.

mod apart;
mod billed;
mod founding;
mod lasting;
mod renumbered;
mod sorts;
mod succeeded;
mod terms;

pub(crate) use apart::only;
use apart::{Fit, names_nothing};
pub(crate) use founding::{founds, is_whole_term};
use founding::{is_of_a_return, only_changes};
use lasting::is_lasting;
pub(crate) use lasting::{ends_with_agreement, is_over, is_single, names_agreement};
pub(crate) use sorts::{agreement_kind, speaks_of_a_vehicle, topics};
use sorts::{guarantee_end, guarantees};
pub(crate) use terms::ToldTerm;

use crate::fold::{Message, index, title};
use crate::leaving::Leaving;
use crate::packed::Packed;
use crate::state::{Agreement, Evidences, Ledger, Oddity, OddityKind};
use crate::stems;
use crate::suppliers::folded;
use crate::turns::TurnedBy;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, DateRole, Fact, IdentifierRole, Kind, Period,
    ReferenceRole, ThingKind, short_id,
};
use std::ops::RangeInclusive;

/// An offer is accepted within so many days.
const OFFER_DAYS: i64 = 120;

/// A purchase takes further messages of its seller that name nothing for so many days.
const PURCHASE_DAYS: i64 = 60;

/// A number read less surely than this, in thousandths, may number something else; one that is known has so many signs.
const SURE_LABEL: u16 = 500;
const NUMBER_MIN: usize = 6;

/// Papers under a new number within so many days after an end may be about what ended.
const SOON_AFTER_DAYS: i32 = 60;

/// Models of one order that are remembered.
const MODELS_MAX: usize = 4;

/// Key under which references of parcels are found whoever names them.
const ANY_SUPPLIER: u32 = u32::MAX;

impl Ledger {
    /// The agreement that a message names by a reference or answers.
    pub(crate) fn known_agreement(&self, message: &Message<'_>) -> Option<u32> {
        let kind = agreement_kind(message);
        let homes = self.homes_named(message);
        let (mut shared, mut placed) = (None, None);
        for (role, value) in message.references() {
            if matches!(role, ReferenceRole::Invoice | ReferenceRole::Case | ReferenceRole::Receipt)
            {
                continue;
            }
            let owner =
                if role == ReferenceRole::Tracking { ANY_SUPPLIER } else { message.supplier };
            let found = self.agreement_by_reference.get(&(owner, folded(value)));
            for agreement in found.into_iter().flatten().rev() {
                let Some(known) = self.agreements.get(index(*agreement)) else {
                    continue;
                };
                if role != ReferenceRole::Customer {
                    return Some(*agreement);
                }
                let same = known.kind == kind || kind == AgreementKind::Other;
                if same && !known.is_apart(message.reading) {
                    shared.get_or_insert(*agreement);
                }
                // One number of a customer for two homes: the one that is named.
                if known.thing.is_some_and(|thing| homes.contains(&thing)) {
                    placed.get_or_insert(*agreement);
                }
            }
        }
        placed
            .or_else(|| self.agreement_numbered(message.supplier, message.reading))
            .or(shared)
            .or_else(|| self.labelled_otherwise(message))
            .or_else(|| self.numbered_on(message))
            .or_else(|| self.carried(message))
            .or_else(|| self.billed_under(message))
            .or_else(|| self.threads.agreement(&message.reading.thread))
    }

    /// The agreement whose number a message names behind the label of another: a policy as an invoice, a case.
    fn labelled_otherwise(&self, message: &Message<'_>) -> Option<u32> {
        let per_document = |role| {
            matches!(
                role,
                ReferenceRole::Invoice
                    | ReferenceRole::Case
                    | ReferenceRole::Receipt
                    | ReferenceRole::Tracking
                    | ReferenceRole::Other
            )
        };
        // A number that the books know is known however unsurely it was read what it numbers.
        let unsure =
            message.reading.facts.iter().filter(|f| f.confidence.thousandths() < SURE_LABEL);
        let unsure = unsure.filter_map(Fact::reference);
        let unsure = unsure.filter(|(_, value)| value.len() >= NUMBER_MIN);
        let named = message.references().filter(|(role, _)| per_document(*role)).chain(unsure);
        // A parcel goes out for an order, under a subject that only names its number.
        let sent = matches!(message.kind, Kind::DeliveryUnderWay | Kind::Delivered);
        let lasts = |role| is_lasting(role) || sent && role == ReferenceRole::Order;
        let mut known = named.filter_map(|(_, value)| {
            let of = self.agreement_by_reference.get(&(message.supplier, folded(value)))?;
            of.iter().rev().copied().find(|at| {
                let known = self.agreements.get(index(*at));
                known.is_some_and(|a| {
                    a.references
                        .iter()
                        .any(|(role, of)| lasts(*role) && folded(of) == folded(value))
                })
            })
        });
        known.next()
    }

    /// The agreement whose number a parcel goes on with: `CP-9/14` is the fourteenth of `CP-9`.
    fn numbered_on(&self, message: &Message<'_>) -> Option<u32> {
        let sent = matches!(message.kind, Kind::DeliveryUnderWay | Kind::Delivered);
        let order = message.reference(ReferenceRole::Order).filter(|_| sent)?;
        let (of, turn) = order.rsplit_once(['/', '-'])?;
        let counted = (1..=3).contains(&turn.len()) && turn.bytes().all(|b| b.is_ascii_digit());
        let of = self.agreement_by_reference.get(&(message.supplier, folded(of)))?;
        let runs_on = |at: &u32| {
            let known = self.agreements.get(index(*at));
            known.is_some_and(|a| !is_single(a.kind))
        };
        of.iter().rev().copied().find(runs_on).filter(|_| counted)
    }

    /// The purchase whose order a carrier names beside its parcel.
    fn carried(&self, message: &Message<'_>) -> Option<u32> {
        let parcel = matches!(message.kind, Kind::DeliveryUnderWay | Kind::Delivered)
            && message.reference(ReferenceRole::Tracking).is_some();
        let order = message.reference(ReferenceRole::Order).filter(|_| parcel)?;
        let of = self.agreement_by_reference.get(&(ANY_SUPPLIER, folded(order)))?;
        let [only] = of.as_slice() else { return None };
        let known = self.agreements.get(index(*only))?;
        (known.kind == AgreementKind::Purchase).then_some(*only)
    }

    /// The agreement of a message: the known one, the only fitting one, or a new one.
    pub(crate) fn agreement_of(
        &mut self,
        message: &Message<'_>,
        known: Option<u32>,
        thing: Option<u32>,
    ) -> Option<u32> {
        let kind = self.kind_meant(message);
        let kind = self.kind_offered(message, kind);
        let kind =
            if self.is_sold_by(message, kind, thing) { AgreementKind::Purchase } else { kind };
        let found = match known.map_or_else(|| self.fitting(message, kind, thing), Fit::One) {
            Fit::One(found) => Some(found),
            Fit::None => None,
            Fit::Any => return None,
        };
        let before = found.and_then(|found| self.ended_before(message, found));
        let agreement = match found {
            Some(agreement) if before.is_none() => agreement,
            None if !founds(message, kind) => return None,
            Some(agreement) => {
                if message.kind != Kind::Quote {
                    self.ran_out(message, agreement);
                }
                self.new_agreement(message, kind, before)
            }
            None => {
                let before = self.succeeded(message, (kind, thing));
                self.new_agreement(message, kind, before)
            }
        };
        self.remember_references(message, agreement);
        self.shape(message, agreement, kind);
        Some(agreement)
    }

    /// Whether a bill is the first that is heard of a thing that it names by a number, and of no contract: it was
    /// sold by that.
    fn is_sold_by(&self, message: &Message<'_>, kind: AgreementKind, thing: Option<u32>) -> bool {
        let new = thing.and_then(|t| self.things.get(index(t))).is_some_and(|t| {
            t.timeline.is_empty()
                && t.found_by == crate::state::Place::Identifier
                && matches!(t.kind, ThingKind::Vehicle | ThingKind::Appliance | ThingKind::Device)
        });
        let bound = message.references().any(|(role, _)| names_agreement(role));
        kind == AgreementKind::Other
            && message.kind == Kind::Bill
            && new
            && !bound
            && message.reading.period.is_none()
    }

    /// The agreement of this supplier that a message without a known reference speaks of: of the
    /// same sort and thing if there is one, else the only one there is.
    fn fitting(&self, message: &Message<'_>, kind: AgreementKind, thing: Option<u32>) -> Fit {
        if is_single(kind) {
            return Fit::None;
        }
        if let Some(offer) = self.accepted(message, kind) {
            return Fit::One(offer);
        }
        // What the owner files elsewhere takes its agreement along, unless that names its thing.
        let told = message.words.files_alike(message.evidence()).is_some();
        let of_supplier = self.agreements_of(message.supplier).filter(|(number, a)| {
            // A guarantee is not what is done under it, nor what is paid for that.
            if (a.kind == AgreementKind::Warranty) != (kind == AgreementKind::Warranty)
                && message.kind != Kind::WarrantyNotice
            {
                return false;
            }
            let apart = a.is_apart(message.reading) || a.is_other_sort(message, kind);
            let renumbered = renumbers(message.kind)
                && thing.is_some()
                && a.thing == thing
                && a.kind == kind
                && !a.begins_beside(message);
            !is_single(a.kind)
                && (!apart || told)
                && (renumbered
                    || !names_another(message, a)
                    || self.is_imposed_anew(message, *number))
        });
        let goes_along = |number: u32| told && !self.filing.names_its_thing(number);
        let fits = |(number, a): &(u32, &Agreement)| {
            let thing_fits =
                thing.is_none() || a.thing.is_none() || a.thing == thing || goes_along(*number);
            let same = u8::from(a.thing.is_some() && a.thing == thing) * 2;
            let named = u8::from(a.is_named(message.reading)) * 4;
            ((named + same + u8::from(a.kind == kind), !is_over(a.state)), thing_fits)
        };
        let candidates: Vec<(u32, &Agreement)> = of_supplier.filter(|of| fits(of).1).collect();
        match candidates.as_slice() {
            [] => self
                .purchase_meant(message)
                .or_else(|| self.ended_alone(message))
                .or_else(|| self.renumbered(message, kind, thing))
                .map_or(Fit::None, Fit::One),
            [(only, _)] => Fit::One(*only),
            [..] => {
                let best = candidates.iter().map(|of| fits(of).0).max().unwrap_or_default();
                let top: Vec<(u32, &Agreement)> =
                    candidates.iter().filter(|of| fits(of).0 == best).copied().collect();
                match top.as_slice() {
                    [(only, _)] if best.0 > 0 => Fit::One(*only),
                    _ if !names_nothing(message) => Fit::None,
                    top => self.of_price(message, top).map_or(Fit::Any, Fit::One),
                }
            }
        }
    }

    /// The only offer of late that papers of the same sort follow.
    fn accepted(&self, message: &Message<'_>, kind: AgreementKind) -> Option<u32> {
        let papers =
            matches!(message.kind, Kind::OrderConfirmed | Kind::ContractPack | Kind::RenewalNotice);
        let late = |a: &Agreement| {
            let ago = a.last_at.zip(message.entry.known_from);
            ago.is_some_and(|(then, now)| now.duration_since(then).as_hours() / 24 <= OFFER_DAYS)
        };
        let mut of = self.agreements_of(message.supplier).filter(|(_, a)| {
            a.state == AgreementState::Quoted && a.kind == kind && late(a) && papers
        });
        let (first, offer) = of.next()?;
        let clash = names_another(message, offer) || offer.is_apart(message.reading);
        (of.next().is_none() && !clash).then_some(first)
    }

    /// What ends where nothing else runs, whatever its words sounded like: an ending that names neither a number
    /// nor what a thing is known by is of the only running agreement with the supplier.
    fn ended_alone(&self, message: &Message<'_>) -> Option<u32> {
        let named = message.references().any(|(role, _)| names_agreement(role))
            || message.reading.facts.iter().any(|fact| {
                fact.identifier().is_some_and(|(role, _, _)| crate::things::is_strong(role))
            });
        let mut of = self.agreements_of(message.supplier).filter(|(_, a)| {
            !is_over(a.state) && !is_single(a.kind) && a.kind != AgreementKind::Warranty
        });
        let meant = |a: &Agreement| !named && !a.is_apart(message.reading);
        let about = message.kind.is_ending() || only_changes(message);
        let (only, _) = of.next().filter(|(_, a)| about && meant(a))?;
        of.next().is_none().then_some(only)
    }

    /// The seller's only purchase of late, for a receipt or a visit that names nothing.
    fn purchase_meant(&self, message: &Message<'_>) -> Option<u32> {
        let about_goods = matches!(
            message.kind,
            Kind::PaymentDone
                | Kind::Delivered
                | Kind::DeliveryUnderWay
                | Kind::OrderTrouble
                | Kind::AppointmentSet
                | Kind::RefundCredit
                | Kind::ReturnInstructions
        );
        if !about_goods || message.references().any(|(role, _)| names_agreement(role)) {
            return None;
        }
        let late = |a: &Agreement| {
            let ago = a.last_at.zip(message.entry.known_from);
            ago.is_some_and(|(then, now)| now.duration_since(then).as_hours() / 24 <= PURCHASE_DAYS)
        };
        let mut of = self
            .agreements_of(message.supplier)
            .filter(|(_, a)| a.kind == AgreementKind::Purchase && late(a));
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }

    /// The agreements of a supplier, the first known first.
    pub(crate) fn agreements_of(&self, supplier: u32) -> impl Iterator<Item = (u32, &Agreement)> {
        let of = self.agreements_by_supplier.get(&supplier);
        let number = of.into_iter().flatten().copied();
        number.filter_map(|number| Some((number, self.agreements.get(index(number))?)))
    }

    /// Enters an agreement; its number.
    pub(crate) fn add_agreement(&mut self, agreement: Agreement) -> u32 {
        let number = u32::try_from(self.agreements.len()).unwrap_or(u32::MAX);
        self.agreements_by_supplier.entry(agreement.supplier).or_default().push(number);
        self.agreements.push(agreement);
        number
    }

    /// The agreement before this one, when the message begins anew what had ended: who orders again has
    /// another agreement, under whatever number, and so has who gets papers under a new number long after
    /// the term. An offer to who left is one to somebody new.
    fn ended_before(&self, message: &Message<'_>, found: u32) -> Option<String> {
        let known = self.agreements.get(index(found)).filter(|_| !is_of_a_return(message))?;
        let over = known.over_before(message)?;
        let starts = || message.date(DateRole::Start).is_some_and(|on| on > over);
        let ended = is_over(known.state) || known.auto_renews == Some(false);
        // Papers that name no beginning begin on their day; soon after an end they may be about that.
        let late = || is_over(known.state) && !near(over, message.on, SOON_AFTER_DAYS);
        let renumbered = names_another(message, known) && (starts() || late());
        let ordered = message.kind == Kind::OrderConfirmed && ended;
        let packed = message.kind == Kind::ContractPack && ended && starts();
        let papers = matches!(message.kind, Kind::OrderConfirmed | Kind::ContractPack);
        let begins = ordered || packed || papers && renumbered;
        let offered = message.kind == Kind::Quote && founds(message, known.kind);
        // Who came back by their own choice is greeted as such, and told what is taken how often.
        let again = is_over(known.state)
            && stems::greets_again(&message.reading.subject)
            && message.reading.period.is_some()
            && message.amount(AmountRole::Price).is_some();
        let anew = (begins || again) && !self.is_imposed(message, found) || offered;
        anew.then(|| known.id.clone())
    }

    /// What is offered to who left, without a thing or a number of another sort, is what they had.
    fn kind_offered(&self, message: &Message<'_>, kind: AgreementKind) -> AgreementKind {
        let mut of = self.agreements_of(message.supplier).map(|(_, a)| a);
        let Some(first) = of.next().filter(|_| message.kind == Kind::Quote) else { return kind };
        let one = of.all(|a| a.kind == first.kind) && !is_single(first.kind);
        let policy = message.reference(ReferenceRole::Policy).is_some();
        let another = policy || message.reading.facts.iter().any(|f| f.identifier().is_some());
        if one && is_over(first.state) && !another { first.kind } else { kind }
    }

    /// A term that nothing followed is over once something new begins.
    fn ran_out(&mut self, message: &Message<'_>, agreement: u32) {
        let Some(known) = self.agreements.get_mut(index(agreement)) else { return };
        if let Some(end) = known.over_before(message).filter(|_| !is_over(known.state)) {
            let before = known.stood();
            known.state = AgreementState::Ending;
            known.ended_on = Some(end);
            known.turned(before, TurnedBy::TermOver(message.kind), message.place());
        }
    }

    /// An agreement that takes the place of another one, with the numbers that a message names.
    pub(crate) fn follow_up(
        &mut self,
        message: &Message<'_>,
        kind: AgreementKind,
        before: String,
    ) -> u32 {
        let next = self.new_agreement(message, kind, Some(before));
        self.remember_references(message, next);
        if let Some(known) = self.agreements.get_mut(index(next)) {
            known.evidence.add(message.evidence());
            known.last_at = message.entry.known_from;
        }
        next
    }

    /// A new agreement with the numbers that a message names.
    pub(crate) fn found(&mut self, message: &Message<'_>, kind: AgreementKind) -> u32 {
        let number = self.new_agreement(message, kind, None);
        self.remember_references(message, number);
        number
    }

    fn new_agreement(
        &mut self,
        message: &Message<'_>,
        kind: AgreementKind,
        successor_of: Option<String>,
    ) -> u32 {
        let supplier = self.suppliers.get(index(message.supplier)).map_or("", |s| s.id.as_str());
        let reference = message.references().find(|(role, _)| names_agreement(*role));
        let reference = reference.filter(|_| successor_of.is_none());
        let reference =
            reference.map_or_else(|| message.reading.message.to_string(), |(_, v)| folded(v));
        self.add_agreement(Agreement {
            id: short_id('a', &[supplier, kind.as_str(), &reference]),
            supplier: message.supplier,
            kind,
            topics: Vec::new(),
            for_vehicle: false,
            references: Vec::new(),
            models: Vec::new(),
            branches: Vec::new(),
            lines: Vec::new(),
            thing: None,
            state: AgreementState::Unknown,
            started_on: None,
            term_ends_on: None,
            renews_on: None,
            auto_renews: None,
            cancel_by: None,
            leaving: Leaving::default(),
            ended_on: None,
            ending: None,
            turns: Vec::new(),
            successor_of,
            prices: Vec::new(),
            charges: Packed::default(),
            beyond: Vec::new(),
            people: Vec::new(),
            last_kind: message.kind,
            first_at: message.entry.known_from,
            last_at: None,
            evidence: Evidences::default(),
        })
    }

    fn remember_references(&mut self, message: &Message<'_>, agreement: u32) {
        let Some(known) = self.agreements.get_mut(index(agreement)) else {
            return;
        };
        for (role, value) in message.references() {
            let per_document = matches!(
                role,
                ReferenceRole::Invoice
                    | ReferenceRole::Case
                    | ReferenceRole::Receipt
                    | ReferenceRole::CreditNote
                    | ReferenceRole::Other
            );
            if per_document {
                continue;
            }
            let owner =
                if role == ReferenceRole::Tracking { ANY_SUPPLIER } else { message.supplier };
            let shared = (role == ReferenceRole::Order).then_some(ANY_SUPPLIER);
            for owner in [Some(owner), shared].into_iter().flatten() {
                let list = self.agreement_by_reference.entry((owner, folded(value))).or_default();
                if !list.contains(&agreement) {
                    list.push(agreement);
                }
            }
            let known_as = |of: &str| of == value || folded(of) == folded(value);
            if !known.references.iter().any(|(r, v)| *r == role && known_as(v)) {
                known.references.push((role, value.to_owned()));
            }
        }
    }

    /// Moves the agreement by what the message says.
    fn shape(&mut self, message: &Message<'_>, agreement: u32, kind: AgreementKind) {
        let by = self.end_is_by(agreement);
        let owed = self.is_owed(message, agreement);
        let Some(known) = self.agreements.get_mut(index(agreement)) else {
            return;
        };
        let over = known.ended_on.is_some_and(|d| d < message.on) && is_over(known.state);
        if over && !owed && known.is_odd(message) {
            let before = known.ending.or_else(|| known.evidence.0.first().copied());
            self.oddities.push(Oddity {
                kind: OddityKind::AfterTheEnd,
                supplier: Some(message.supplier),
                agreement: Some(agreement),
                at: message.entry.known_from,
                said: message.kind,
                title: title(&message.reading.subject),
                signs: Vec::new(),
                evidence: [Some(message.evidence()), before].into_iter().flatten().collect(),
            });
        }
        known.evidence.add(message.evidence());
        known.learn_kind(message, kind);
        known.learn_marks(message);
        known.last_at = message.entry.known_from;
        known.last_kind = message.kind;
        let before = known.stood();
        let offered = known.state == AgreementState::Quoted;
        if !is_over(known.state) {
            known.state = known.next_state(message);
        }
        if offered && known.state != AgreementState::Quoted {
            // Until when an offer was good is no term of what it led to.
            known.term_ends_on = None;
        }
        known.learn_end(message, by);
        known.turned(before, TurnedBy::Message(message.kind), message.place());
        known.term(message);
        let price = known.stated(message.on).map(|stated| stated.price.money);
        known.learn_money(message);
        known.learn_leaving(message, price);
    }

    /// Puts the agreement under its thing; a message about an agreement is about its thing.
    pub(crate) fn bind(
        &mut self,
        message: &Message<'_>,
        agreement: u32,
        things: Vec<u32>,
    ) -> Vec<u32> {
        let marked = self.is_marked(message);
        let Some(known) = self.agreements.get_mut(index(agreement)) else {
            return things;
        };
        known.for_vehicle |= marked;
        // What was said of this message only moves no agreement.
        let told = message.words.files_alike(message.evidence()).is_some()
            || message.told_thing().is_some_and(|told| told.through.is_some());
        let animal = |thing: &u32| {
            self.things.get(index(*thing)).is_some_and(|t| t.kind == ThingKind::Animal)
        };
        // Whoever looks after an animal serves it, whatever it is called.
        if known.kind == AgreementKind::Other && things.first().is_some_and(animal) {
            known.kind = AgreementKind::Service;
        }
        match (known.thing, things.first()) {
            (_, Some(first)) if told => known.thing = Some(*first),
            (None, Some(first)) => known.thing = Some(*first),
            (Some(thing), None) => return vec![thing],
            (None, None) => {
                known.learn_models(message);
                known.learn_product(message);
            }
            (Some(_), Some(_)) => {}
        }
        self.learn_models(agreement, &things);
        things
    }
}

impl Agreement {
    /// Remembers what an order is for until a number of the thing is known.
    fn learn_models(&mut self, message: &Message<'_>) {
        if self.kind != AgreementKind::Purchase || self.models.len() >= MODELS_MAX {
            return;
        }
        let models = message.reading.facts.iter().filter_map(Fact::identifier);
        for (_, value, _) in models.filter(|(role, _, _)| *role == IdentifierRole::Model) {
            if !self.models.iter().any(|known| folded(known) == folded(value)) {
                self.models.push(value.to_owned());
            }
        }
    }

    /// What sort it is shows in all its messages together.
    fn learn_kind(&mut self, message: &Message<'_>, main: AgreementKind) {
        self.for_vehicle |= speaks_of_a_vehicle(message);
        // A guarantee stays one whoever comes to mend what it is for.
        let guarantee = self.kind == AgreementKind::Warranty && main != AgreementKind::Insurance;
        if is_single(self.kind) || guarantee {
            return;
        }
        let said = [(main, 4)].into_iter().chain(topics(message));
        let counts = |kind: AgreementKind| {
            let burns = main == AgreementKind::Service && kind == AgreementKind::Energy;
            let paid = main != AgreementKind::Banking && kind == AgreementKind::Banking;
            kind != AgreementKind::Other && !is_single(kind) && !burns && !paid
        };
        for (kind, points) in said.filter(|(kind, _)| counts(*kind)) {
            match self.topics.iter_mut().find(|(known, _)| *known == kind) {
                Some((_, sum)) => *sum += points,
                None => self.topics.push((kind, points)),
            }
        }
        if let Some((kind, _)) =
            self.topics.iter().max_by_key(|(kind, sum)| (*sum, std::cmp::Reverse(*kind)))
        {
            self.kind = *kind;
        }
    }

    /// Whether a message is one of the papers with which it begins: the first that is heard of it may
    /// speak of its renewal already.
    fn is_begun_by(&self, message: &Message<'_>) -> bool {
        let first = self.first_at == message.entry.known_from;
        let beside = message.reading.kind == Kind::ContractPack
            || message.reading.secondary.contains(&Kind::ContractPack);
        matches!(message.kind, Kind::OrderConfirmed | Kind::ContractPack)
            || matches!(message.kind, Kind::RenewalNotice | Kind::Unclear) && first && beside
    }

    /// Learns whether it goes on by itself.
    fn goes_on(&mut self, message: &Message<'_>) {
        // Who says both speaks of a renewal and of what stops it.
        let said = message.reading.facts.iter().filter_map(Fact::renewal).max();
        let notice = (message.kind == Kind::RenewalNotice).then_some(true);
        // Who was told that nothing goes on by itself and is then only invited to stay is bound by no notice.
        let never = self.auto_renews.filter(|renews| !renews);
        let never = never.filter(|_| message.date(DateRole::Renewal).is_none());
        self.auto_renews = said.or(never).or(notice).or(self.auto_renews);
    }

    fn term(&mut self, message: &Message<'_>) {
        let over = self.ended_on.is_some();
        // Who confirms that a time was paid names its days.
        let paid = message.kind == Kind::PaymentDone
            && message.date(DateRole::Start).is_some()
            && message.date(DateRole::End).is_some();
        // A receipt of a year names its next day.
        let yearly = message.kind == Kind::PaymentDone
            && message.reading.period == Some(Period::Year)
            && message.dates(DateRole::Renewal).any(|on| on > message.on);
        let sets_term = paid
            || yearly
            || matches!(
                message.kind,
                Kind::ContractPack
                    | Kind::OrderConfirmed
                    | Kind::RenewalNotice
                    | Kind::Quote
                    | Kind::Bill
            )
            || self.is_begun_by(message);
        // An offer sets no term of what runs.
        let offered = message.kind == Kind::Quote && self.state != AgreementState::Quoted;
        if sets_term && !over && !offered {
            let papers = self.is_begun_by(message);
            let start = message.date(DateRole::Start);
            let start = start.or_else(|| message.date(DateRole::Effective).filter(|_| papers));
            if message.kind != Kind::Bill {
                self.started_on = self.started_on.or(start);
            }
            if terms::may_say(message, self) {
                let end = message.date(DateRole::End).or_else(|| message.date(DateRole::Expiry));
                self.term_ends_on = end.filter(|end| *end > message.on).or(self.term_ends_on);
            }
            self.renews_on = message.date(DateRole::Renewal).or(self.renews_on);
        }
        if self.kind == AgreementKind::Warranty && !over {
            self.started_on = self.started_on.or(message.date(DateRole::Start));
            self.term_ends_on = guarantee_end(message).or(self.term_ends_on);
        }
        if !over && !offered {
            self.goes_on(message);
        }
        if message.kind == Kind::RenewalNotice && !over {
            let said = message.date(DateRole::Renewal).or_else(|| message.date(DateRole::Start));
            self.renews_on = said.or(self.renews_on);
            if let Some(end) = message.date(DateRole::TrialEnd) {
                self.term_ends_on = Some(end);
            }
        } else if self.state == AgreementState::Trial && !over {
            let end = message.dates(DateRole::TrialEnd).find(|end| *end >= message.on);
            self.term_ends_on = end.or(self.term_ends_on);
        }
        // The day to leave because of a change is not that of every term.
        if !matches!(message.kind, Kind::PriceChange | Kind::TermsChange) {
            self.cancel_by = message.date(DateRole::CancelBy).or(self.cancel_by);
        }
        if self.started_on.is_none() && self.is_begun_by(message) {
            // The day of a letter that tells of a renewal is none of the beginning.
            let renews = message.kind == Kind::RenewalNotice
                || message.reading.secondary.contains(&Kind::RenewalNotice);
            self.started_on = message.date(DateRole::Order).or(message.day().filter(|_| !renews));
        }
    }
}

/// Whether two days are at most so many days apart.
pub(crate) fn near(a: Date, b: Date, days: i32) -> bool {
    let (early, late) = if a < b { (a, b) } else { (b, a) };
    early.checked_add(days.days()).is_ok_and(|limit| late <= limit)
}

/// The days so near to one, for comparing it with many: reckoning with days costs more than comparing.
pub(crate) fn around(day: Date, days: i32) -> RangeInclusive<Date> {
    let first = day.checked_sub(days.days()).unwrap_or(Date::MIN);
    first..=day.checked_add(days.days()).unwrap_or(Date::MAX)
}

/// Messages in which a supplier gives an agreement a new number.
fn renumbers(kind: Kind) -> bool {
    matches!(kind, Kind::RenewalNotice | Kind::ContractPack | Kind::Bill | Kind::OrderConfirmed)
}

/// Whether a message names another agreement than this one.
fn names_another(message: &Message<'_>, agreement: &Agreement) -> bool {
    let mut same = false;
    let mut other = false;
    for (role, value) in message.references().filter(|(role, _)| names_agreement(*role)) {
        let value = folded(value);
        for (_, known) in agreement.references.iter().filter(|(r, _)| *r == role) {
            let known = folded(known);
            if known == value || begins(&known, &value) {
                same = true;
            } else {
                other = true;
            }
        }
    }
    other && !same
}

/// One is the beginning of the other: the same number, cut short.
fn begins(a: &str, b: &str) -> bool {
    a.len().min(b.len()) >= 6 && (a.starts_with(b) || b.starts_with(a))
}
