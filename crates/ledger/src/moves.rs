//! Moving house: from which home to which and when, who knows the new address, and which agreements go
//! along.
//!
//! The owner tells each supplier by a letter of their own. A supplier that confirms serves the new home
//! from the day of the move, one that ends the agreement stays with the old one, one that answers with
//! the old address has not understood.

mod anew;

use crate::agreements::is_over;
use crate::contradictions::{Clash, Passage, Said};
use crate::endings::confirms_end;
use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::requests::Act;
use crate::state::{Agreement, Ledger, Thing};
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, DateRole, EvidenceId, Fact, IdentifierRole, Kind, Reading, Side, Stage,
    ThingKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Addresses of a letter that are looked at.
const ADDRESSES_MAX: usize = 6;

/// Addresses that are of no home as yet, of which the last are kept.
const STRANGE_MAX: usize = 200;

/// An address that stands in a letter, in thousandths.
const SPOKEN: u16 = 400;

/// What is known of moving, and who holds which address.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Moves {
    /// In the order in which they were told.
    pub all: Vec<Moved>,
    /// The move that a request tells, by the index of the request.
    pub by_request: BTreeMap<u32, u32>,
    /// The address that a supplier holds for an agreement, or for none: what it named last.
    pub held: BTreeMap<(u32, Option<u32>), Held>,
    /// Agreements that go to another home on a day: the agreement, the home.
    pub pending: Vec<Pending>,
    /// Addresses that suppliers named and that are of no home as yet.
    pub strange: Vec<Strange>,
}

/// An address that a supplier named before a home was known by it.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Strange {
    /// Index of the supplier, and of its agreement.
    pub by: (u32, Option<u32>),
    /// The address as it was named.
    pub address: String,
    /// When it was named.
    #[serde(with = "oxherd_model::compact::date")]
    pub since: Date,
    /// In what.
    pub evidence: EvidenceId,
}

/// Redacted: addresses never reach a log.
impl std::fmt::Debug for Strange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Strange(since {})", self.since)
    }
}

/// One move, as the owner told it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Moved {
    /// Index of the home that is left, where it is known.
    pub from: Option<u32>,
    /// Index of the new home.
    pub to: u32,
    /// From when.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// The letter that told it first.
    pub evidence: EvidenceId,
}

/// An address of the household that a supplier holds.
#[derive(Clone, PartialEq, Serialize, Deserialize)]
pub struct Held {
    /// Index of the home.
    pub home: u32,
    /// Since when it is known.
    #[serde(with = "oxherd_model::compact::date")]
    pub since: Date,
    /// What shows it.
    pub evidence: EvidenceId,
}

/// Redacted: addresses never reach a log.
impl std::fmt::Debug for Held {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Held(since {})", self.since)
    }
}

/// An agreement that goes to another home.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Pending {
    /// On this day.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// Index of the agreement.
    pub agreement: u32,
    /// Index of the home.
    pub home: u32,
}

/// What an answer says of the address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Heard {
    /// It names the new one.
    New,
    /// It names the old one only.
    Old,
    /// It names none of both.
    Neither,
}

impl Moves {
    /// What a message that names these homes says to a request.
    pub(crate) fn heard(&self, request: u32, homes: &[u32]) -> Heard {
        let told = self.by_request.get(&request).and_then(|at| self.all.get(index(*at)));
        match told {
            Some(told) if homes.contains(&told.to) => Heard::New,
            Some(told) if told.from.is_some_and(|from| homes.contains(&from)) => Heard::Old,
            Some(_) | None => Heard::Neither,
        }
    }
}

impl Ledger {
    /// The owner told a supplier of a new address.
    pub(crate) fn moves(
        &mut self,
        entry: &Entry<'_>,
        (request, agreement): (u32, Option<u32>),
        (day, on): (Option<Date>, Date),
    ) {
        let Some(reading) = entry.reading else { return };
        let bound = agreement.and_then(|a| self.agreements.get(index(a))).and_then(|a| a.thing);
        let bound = bound.filter(|home| self.is_home(*home));
        let sides = Sides::of(reading);
        let (mut old, mut new): (Vec<u32>, Option<String>) = (bound.into_iter().collect(), None);
        let mut fresh = None;
        for address in addresses(reading).filter(|address| !sides.left.contains(address)) {
            let taken = sides.taken.contains(&address);
            match self.home_at(address).filter(|home| !taken || Some(*home) != bound) {
                Some(home) if Some(home) == bound => {}
                Some(home) if self.is_lived_in(home, on) && !taken => old.push(home),
                Some(home) => fresh = fresh.or(Some(home)),
                None => new = new.or_else(|| Some(address.to_owned())),
            }
        }
        let left = sides.left.first().and_then(|address| self.home_left(address));
        // The old home may not be known by its address: the first one named is the new one then.
        let Some(to) = fresh.or_else(|| new.and_then(|address| self.place(&address))) else {
            return;
        };
        let old: Vec<u32> = left.into_iter().chain(old).collect();
        let others = |home: &u32| *home != to;
        let from = old.first().copied().filter(others).or_else(|| self.left_behind(to));
        let known = self.moves.all.iter().position(|told| told.to == to);
        let at = match known.and_then(|at| Some((at, self.moves.all.get_mut(at)?))) {
            Some((at, told)) => {
                told.on = day.unwrap_or(told.on);
                told.from = told.from.or(from);
                at
            }
            None => {
                let evidence = entry.evidence;
                self.moves.all.push(Moved { from, to, on: day.unwrap_or(on), evidence });
                self.moves.all.len().saturating_sub(1)
            }
        };
        let at = u32::try_from(at).unwrap_or(u32::MAX);
        self.moves.by_request.insert(request, at);
        if let Some(home) = from.and_then(|from| self.things.get_mut(index(from))) {
            home.stage = home.stage.max(Stage::Parting);
        }
        self.hold_strange();
    }

    /// Whether a letter that something is sold can mean this thing: a home only by its address.
    pub(crate) fn may_be_sold(&self, entry: &Entry<'_>, thing: u32) -> bool {
        let named = entry.reading.into_iter().flat_map(addresses);
        let mut homes = named.filter_map(|address| self.home_at(address));
        !self.is_home(thing) || homes.any(|home| home == thing)
    }

    fn is_home(&self, thing: u32) -> bool {
        let known = self.things.get(index(thing));
        known.is_some_and(|t| t.kind == ThingKind::Home && t.owned != Some(false))
    }

    /// The home at an address that a letter says is left: known by it, the only one of which no address is known, or
    /// one that nobody named before.
    fn home_left(&mut self, address: &str) -> Option<u32> {
        if let Some(home) = self.home_at(address) {
            return Some(home);
        }
        let placed = |t: &Thing| t.identifiers.iter().any(|(r, _)| *r == IdentifierRole::Address);
        let mut homes = (0..).zip(&self.things);
        let unplaced = homes.find(|(number, t)| self.is_home(*number) && !placed(t));
        match unplaced.map(|(number, _)| number) {
            Some(home) => {
                self.is_at(home, address);
                Some(home)
            }
            None => self.place(address),
        }
    }

    /// Whether something about a home had begun by a day.
    fn is_lived_in(&self, home: u32, on: Date) -> bool {
        let of = |a: &&Agreement| a.thing == Some(home);
        let begun = |a: &Agreement| a.started_on.is_none_or(|start| start <= on);
        self.agreements.iter().filter(of).any(begun)
    }

    /// The only other home that is not gone.
    fn left_behind(&self, to: u32) -> Option<u32> {
        let stays =
            |number: u32, t: &Thing| number != to && self.is_home(number) && t.stage != Stage::Gone;
        let mut homes = (0..).zip(&self.things).filter(|(number, t)| stays(*number, t));
        let (first, _) = homes.next()?;
        homes.next().is_none().then_some(first)
    }

    /// The homes of the household that a message names by their address.
    pub(crate) fn homes_named(&self, message: &Message<'_>) -> Vec<u32> {
        let mut homes: Vec<u32> = Vec::new();
        for home in addresses(message.reading).filter_map(|address| self.home_at(address)) {
            if !homes.contains(&home) {
                homes.push(home);
            }
        }
        homes
    }

    /// Remembers which address a supplier has, and moves what it confirms.
    pub(crate) fn learn_address(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        if message.day().is_none() {
            return;
        }
        let homes = self.homes_named(message);
        let told = self.moves.all.iter().map(|told| told.to);
        let new = told.rev().find(|to| homes.contains(to));
        if let Some(home) = new.or_else(|| homes.last().copied()) {
            self.hold(message, agreement, home);
        } else if let Some(address) = addresses(message.reading).last() {
            let (by, since) = ((message.supplier, agreement), message.on);
            self.moves.strange.retain(|known| known.by != by);
            if self.moves.strange.len() >= STRANGE_MAX {
                self.moves.strange.remove(0);
            }
            let (address, evidence) = (address.to_owned(), message.evidence());
            self.moves.strange.push(Strange { by, address, since, evidence });
        }
        self.hold_strange();
        let changed = message.kind == Kind::TransferConfirmed && !confirms_end(message);
        if let (Some(number), true) = (agreement, changed) {
            self.goes_elsewhere(message, number);
        }
    }

    fn hold(&mut self, message: &Message<'_>, agreement: Option<u32>, home: u32) {
        let held = Held { home, since: message.on, evidence: message.evidence() };
        self.moves.held.remove(&(message.supplier, None));
        let known = self.moves.held.entry((message.supplier, agreement)).or_insert(held.clone());
        if known.home != home {
            *known = held;
        }
    }

    /// Who named an address before a home was known by it holds that home.
    fn hold_strange(&mut self) {
        if self.moves.strange.is_empty() {
            return;
        }
        for known in std::mem::take(&mut self.moves.strange) {
            match self.home_at(&known.address) {
                Some(home) => {
                    let held = Held { home, since: known.since, evidence: known.evidence };
                    self.moves.held.entry(known.by).or_insert(held);
                }
                None => self.moves.strange.push(known),
            }
        }
    }

    /// A supplier says by itself that what it serves is another place now.
    fn goes_elsewhere(&mut self, message: &Message<'_>, agreement: u32) {
        let bound = self.agreements.get(index(agreement)).and_then(|a| a.thing);
        let Some(bound) = bound.filter(|home| self.is_home(*home)) else { return };
        let mut named = crate::things::homes::addresses(message).map(str::to_owned);
        let Some(address) = named.next() else { return };
        if named.next().is_some() || self.home_at(&address) == Some(bound) {
            return;
        }
        let pending = self.moves.pending.iter().any(|p| p.agreement == agreement);
        let placed = self.things.get(index(bound)).is_some_and(|home| {
            home.identifiers.iter().any(|(role, _)| *role == IdentifierRole::Address)
        });
        if pending || !placed {
            return;
        }
        if let Some(home) = self.home_at(&address).or_else(|| self.place(&address)) {
            self.go(message, agreement, (home, None));
        }
    }

    /// An answer to a letter that told a new address: the agreement goes along unless it ends.
    pub(crate) fn moves_along(
        &mut self,
        message: &Message<'_>,
        request: u32,
        agreement: Option<u32>,
    ) {
        let told =
            self.moves.by_request.get(&request).and_then(|at| self.moves.all.get(index(*at)));
        let Some(told) = told.cloned() else { return };
        let asked = self.requests.all.get(index(request)).and_then(|r| r.agreement);
        let agreement = agreement.or(asked);
        if confirms_end(message) {
            if let Some(ended) = agreement {
                self.begins_anew(message, ended, &told);
            }
            return;
        }
        self.hold(message, agreement, told.to);
        if let Some(number) = agreement {
            let of = self.agreements.get(index(number));
            let bound = of.filter(|a| !is_over(a.state)).map(|a| (a.thing, a.kind));
            let here = bound.is_some_and(|(thing, kind)| {
                thing.is_some() && thing == told.from || thing.is_none() && is_of_home(kind)
            });
            if here {
                self.go(message, number, (told.to, Some(told.on)));
            }
        }
        self.understood(message);
    }

    fn go(&mut self, message: &Message<'_>, agreement: u32, (home, on): (u32, Option<Date>)) {
        let said = [DateRole::Start, DateRole::Effective].into_iter().find_map(|r| message.date(r));
        let on = on.or(said).unwrap_or(message.on);
        self.moves.pending.retain(|p| p.agreement != agreement);
        self.moves.pending.push(Pending { on, agreement, home });
        self.arrive(message.on);
    }

    /// What a supplier answers to a letter about a new address has the old one.
    pub(crate) fn misunderstood(&mut self, message: &Message<'_>, request: u32) {
        let Some(asked) = self.requests.all.get(index(request)) else { return };
        let letter = asked.evidence.0.last().copied();
        let agreement = asked.agreement;
        let Some(letter) = letter else { return };
        let says = Said { evidence: message.evidence(), what: Passage::Subject };
        let against = vec![Said { evidence: letter, what: Passage::Subject }];
        self.clash(message, (Clash::Other, agreement, None), says, against);
    }

    /// Closes what was said with the old address, once the new one is understood.
    fn understood(&mut self, message: &Message<'_>) {
        let moved: Vec<EvidenceId> = self
            .requests
            .all
            .iter()
            .filter(|r| r.act == Act::Moved && r.supplier == Some(message.supplier))
            .flat_map(|r| r.evidence.0.clone())
            .collect();
        let Some(open) = self.contradictions.open.get_mut(&message.supplier) else { return };
        let all = &mut self.contradictions.all;
        open.retain(|number| {
            let Some(known) = all.get_mut(index(*number)) else { return false };
            let of_move = known.against.iter().any(|said| moved.contains(&said.evidence));
            if known.kind == Clash::Other && of_move {
                known.closed_by = Some(message.evidence());
            }
            known.closed_by.is_none()
        });
    }

    /// When a home is left, with what says so.
    pub(crate) fn leaves(&self, home: u32) -> Option<(Date, EvidenceId)> {
        let told = self.moves.all.iter().rev().find(|told| told.from == Some(home));
        told.map(|told| (told.on, told.evidence))
    }

    /// Whether an agreement goes along to the new home.
    pub(crate) fn goes_along(&self, agreement: &Agreement) -> bool {
        let mut of = self.agreements_of(agreement.supplier);
        let number = of.find(|(_, a)| a.id == agreement.id).map(|(number, _)| number);
        number.is_some_and(|number| self.is_told_of_move(number))
    }

    /// Whether a supplier was told of a move: an agreement with it is not to be ended.
    pub(crate) fn is_told_of_move(&self, agreement: u32) -> bool {
        let told = |number: &u32| {
            let request = self.requests.all.get(index(*number));
            request.is_some_and(|r| r.agreement == Some(agreement))
        };
        self.moves.by_request.keys().any(told)
            || self.moves.pending.iter().any(|p| p.agreement == agreement)
    }

    /// Brings the books to a day: agreements are about the new home from the day of the move, and the
    /// old one is gone when nothing is rented there any more.
    pub fn arrive(&mut self, on: Date) {
        let due = |p: &Pending| p.on <= on;
        if self.moves.pending.iter().any(due) {
            let (come, wait) = std::mem::take(&mut self.moves.pending).into_iter().partition(due);
            self.moves.pending = wait;
            let come: Vec<Pending> = come;
            come.iter().for_each(|pending| self.come(pending));
        }
        let left: Vec<u32> = self
            .moves
            .all
            .iter()
            .filter(|told| told.on <= on)
            .filter_map(|told| told.from)
            .collect();
        let come = self.moves.all.iter().filter(|told| told.on <= on).map(|told| told.to);
        for home in come.collect::<Vec<u32>>() {
            if let Some(home) = self.things.get_mut(index(home)) {
                home.stage = home.stage.max(Stage::InUse);
            }
        }
        for home in left {
            let rented = self.agreements.iter().any(|a| {
                let over = is_over(a.state) && a.ended_on.is_some_and(|end| end < on);
                a.thing == Some(home) && a.kind == AgreementKind::Rental && !over
            });
            if let Some(home) = self.things.get_mut(index(home)).filter(|_| !rented) {
                home.stage = Stage::Gone;
            }
        }
    }

    /// Brings the books to the day of a question: as [`Self::arrive`], and a rented home is left with
    /// its tenancy where there is another one.
    pub fn bring_to(&mut self, on: Date) {
        self.arrive(on);
        let mut rented: BTreeMap<u32, Option<Date>> = BTreeMap::new();
        for agreement in self.agreements.iter().filter(|a| a.kind == AgreementKind::Rental) {
            let Some(home) = agreement.thing.filter(|home| self.is_home(*home)) else { continue };
            let end = agreement.ended_on.filter(|_| is_over(agreement.state));
            let last = rented.entry(home).or_insert(end);
            *last = last.zip(end).map(|(known, end)| known.max(end));
        }
        for (home, end) in rented {
            let another = (0..).zip(&self.things).any(|(number, t)| {
                number != home && self.is_home(number) && t.stage < Stage::Parting
            });
            let Some(end) = end.filter(|_| another) else { continue };
            let stage = if end < on { Stage::Gone } else { Stage::Parting };
            if let Some(known) = self.things.get_mut(index(home)) {
                known.stage = known.stage.max(stage);
            }
        }
    }

    fn come(&mut self, pending: &Pending) {
        let Some(known) = self.agreements.get_mut(index(pending.agreement)) else { return };
        known.thing = Some(pending.home);
        let supplier = known.supplier;
        let of = Some(pending.agreement);
        let open = self.dues.iter_mut().filter(|d| d.agreement == of && d.closed_at.is_none());
        open.for_each(|due| due.thing = Some(pending.home));
        if let Some(home) = self.things.get_mut(index(pending.home)) {
            home.stage = home.stage.max(Stage::InUse);
            if !home.suppliers.contains(&supplier) {
                home.suppliers.push(supplier);
            }
        }
    }

    /// Suppliers that hold the address of a home, with what shows it.
    pub fn holders_of(&self, home: u32) -> Vec<(u32, &Held)> {
        let of = self.moves.held.iter().filter(|(_, held)| held.home == home);
        let mut holders: Vec<(u32, &Held)> = Vec::new();
        for ((supplier, _), held) in of {
            if !holders.iter().any(|(known, _)| known == supplier) {
                holders.push((*supplier, held));
            }
        }
        holders
    }

    /// The homes whose address a supplier holds.
    pub fn addresses_of(&self, supplier: u32) -> Vec<&Held> {
        let mut held: Vec<&Held> = Vec::new();
        for (_, one) in self.moves.held.range((supplier, None)..=(supplier, Some(u32::MAX))) {
            if !held.iter().any(|known| known.home == one.home) {
                held.push(one);
            }
        }
        held
    }
}

/// The addresses that are named, the surest first.
fn addresses(reading: &Reading) -> impl Iterator<Item = &str> {
    let sure = reading.facts.iter().filter(|f| f.confidence.thousandths() >= SPOKEN);
    sure.filter_map(Fact::identifier)
        .filter(|(role, _, _)| *role == IdentifierRole::Address)
        .map(|(_, value, _)| value)
        .take(ADDRESSES_MAX)
}

/// The addresses of a letter by the side of a move on which it says that they are.
struct Sides<'a> {
    left: Vec<&'a str>,
    taken: Vec<&'a str>,
}

impl<'a> Sides<'a> {
    fn of(reading: &'a Reading) -> Self {
        let on = |side: Side| {
            let own = reading.sides.iter().filter(move |sided| sided.side == side);
            own.map(|sided| sided.place.as_str()).take(ADDRESSES_MAX).collect()
        };
        Self { left: on(Side::Left), taken: on(Side::Taken) }
    }
}

/// Agreements about where one lives.
const fn is_of_home(kind: AgreementKind) -> bool {
    matches!(kind, AgreementKind::Energy | AgreementKind::Water | AgreementKind::Telecom)
}
