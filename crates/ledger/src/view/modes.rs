//! Suppliers at a day, and how the household stands to them.

use super::{ModeView, SupplierView, View};
use crate::agreements::is_single;
use crate::fold::index;
use crate::people::Part;
use crate::state::{Agreement, TimelineKind};
use jiff::civil::Date;
use oxherd_model::{AgreementState, Kind, Mode, Stage};

impl View<'_> {
    /// Suppliers with something between them and the household, then those that only write; most
    /// messages first.
    pub fn suppliers(&self) -> Vec<SupplierView> {
        let mut views: Vec<SupplierView> =
            (0..).zip(&self.ledger.suppliers).map(|(number, _)| self.supplier(number)).collect();
        views.sort_by_key(|v| {
            let supplier = self.ledger.suppliers.get(index(v.supplier));
            let messages = supplier.map_or(0, |s| s.messages);
            (v.roles.is_empty(), std::cmp::Reverse(messages), v.supplier)
        });
        views
    }

    /// One supplier at the day.
    pub fn supplier(&self, number: u32) -> SupplierView {
        let mut view = SupplierView {
            supplier: number,
            roles: Vec::new(),
            things: self.things_served_by(number).to_vec(),
            modes: Vec::new(),
        };
        for (_, agreement) in self.ledger.agreements_of(number) {
            if !view.roles.contains(&agreement.kind) {
                view.roles.push(agreement.kind);
            }
            for (person, mode, parts) in self.people(agreement) {
                let (person, thing) = (person.map(str::to_owned), agreement.thing);
                let one = ModeView { person, thing, mode, parts };
                let same = |m: &&mut ModeView| m.person == one.person && m.thing == thing;
                match view.modes.iter_mut().find(same) {
                    Some(known) if closeness(mode) < closeness(known.mode) => *known = one,
                    Some(_) => {}
                    None => view.modes.push(one),
                }
            }
        }
        if view.modes.is_empty() {
            let things = self.things_served_by(number).iter();
            let served = things.filter_map(|thing| self.served_without_agreement(number, *thing));
            view.modes.extend(served);
        }
        if view.modes.is_empty() {
            let (mode, parts) = (Mode::Prospect, Vec::new());
            view.modes.push(ModeView { person: None, thing: None, mode, parts });
        }
        view
    }

    /// How the household stands to who serves a thing although no agreement is known: a register, a
    /// practice that was visited. An offer serves nothing.
    fn served_without_agreement(&self, supplier: u32, number: u32) -> Option<ModeView> {
        let thing = self.ledger.things.get(index(number))?;
        let served = thing.timeline.iter().any(|entry| {
            let offer = matches!(entry.kind, TimelineKind::Message(Kind::Quote | Kind::Unclear));
            entry.supplier == Some(supplier) && !offer
        });
        let mode = if thing.stage == Stage::Gone { Mode::Former } else { Mode::Customer };
        let (person, thing, parts) = (None, Some(number), Vec::new());
        served.then_some(ModeView { person, thing, mode, parts })
    }

    /// How each person stands to the supplier by one agreement, with their parts in it: who uses what
    /// another one has or pays is a user while it runs.
    fn people<'g>(&'g self, agreement: &'g Agreement) -> Vec<(Option<&'g str>, Mode, Vec<Part>)> {
        let mode = self.mode(agreement);
        let runs = matches!(mode, Mode::Customer | Mode::Returning);
        let mut people: Vec<(Option<&str>, Mode, Vec<Part>)> = Vec::new();
        for (name, parts) in agreement.parts() {
            let uses = runs && parts == [Part::User];
            people.push((Some(name), if uses { Mode::User } else { mode }, parts));
        }
        // Who used what was had before uses it again when they come back for the same.
        for name in self.users_before(agreement).into_iter().filter(|_| runs) {
            if !people.iter().any(|(known, _, _)| *known == Some(name)) {
                people.insert(0, (Some(name), Mode::User, vec![Part::User]));
            }
        }
        if people.is_empty() {
            people.push((None, mode, Vec::new()));
        }
        people
    }

    /// The users of the agreement before this one, of the same thing.
    fn users_before<'g>(&'g self, agreement: &Agreement) -> Vec<&'g str> {
        let Some(before) = &agreement.successor_of else { return Vec::new() };
        let mut with = self.ledger.agreements_of(agreement.supplier).map(|(_, other)| other);
        let before = with.find(|other| other.id == *before && other.thing == agreement.thing);
        let before = before.filter(|other| other.thing.is_some());
        let parts = before.map(Agreement::parts).unwrap_or_default();
        parts
            .into_iter()
            .filter(|(_, parts)| *parts == [Part::User])
            .map(|(name, _)| name)
            .collect()
    }

    /// The people of the household who have to do with a thing, with their parts.
    pub(super) fn people_of(&self, agreements: &[u32]) -> Vec<(String, Vec<Part>)> {
        let mut people: Vec<(&str, Vec<Part>)> = Vec::new();
        for agreement in agreements.iter().filter_map(|a| self.ledger.agreements.get(index(*a))) {
            for (name, parts) in agreement.parts() {
                match people.iter_mut().find(|(known, _)| *known == name) {
                    Some((_, known)) => known.extend(parts),
                    None => people.push((name, parts)),
                }
            }
        }
        for (_, parts) in &mut people {
            parts.sort_unstable();
            parts.dedup();
        }
        people.sort_by(|a, b| a.1.cmp(&b.1).then_with(|| a.0.cmp(b.0)));
        people.into_iter().map(|(name, parts)| (name.to_owned(), parts)).collect()
    }

    /// How the household stands to the supplier by one agreement.
    pub(super) fn mode(&self, agreement: &Agreement) -> Mode {
        // Whoever let an offer run out never was a customer by it.
        if agreement.state == AgreementState::Quoted {
            return Mode::Prospect;
        }
        match self.state(agreement) {
            AgreementState::Quoted => Mode::Prospect,
            AgreementState::Ended => Mode::Former,
            AgreementState::Trial
            | AgreementState::Active
            | AgreementState::Ending
            | AgreementState::Unknown => {
                if self.came_back(agreement) {
                    Mode::Returning
                } else {
                    Mode::Customer
                }
            }
        }
    }

    /// Whether the household had left this supplier before the agreement began: one had ended, and
    /// none ran on. What is bought or booked once neither binds nor ends, and a contract that follows
    /// on the day after another is no return.
    fn came_back(&self, agreement: &Agreement) -> bool {
        let Some(began) = began(agreement) else { return false };
        if is_single(agreement.kind) {
            return false;
        }
        let with = self.ledger.agreements_of(agreement.supplier).map(|(_, other)| other);
        let earlier = with.filter(|other| {
            other.id != agreement.id
                && !is_single(other.kind)
                && other.state != AgreementState::Quoted
                && self::began(other).is_some_and(|on| on < began)
        });
        let mut left = false;
        for other in earlier {
            let free = other.ended_on.or(other.term_ends_on).and_then(|end| end.tomorrow().ok());
            if self.state(other) != AgreementState::Ended || free.is_none_or(|on| on >= began) {
                return false;
            }
            left = true;
        }
        left
    }
}

/// The day an agreement began, or was first heard of.
fn began(agreement: &Agreement) -> Option<Date> {
    let heard = || agreement.first_at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
    agreement.started_on.or_else(heard)
}

/// What counts of several agreements with one supplier for one thing: the closest. A quote makes no
/// customer a prospect.
fn closeness(mode: Mode) -> u8 {
    match mode {
        Mode::Customer => 0,
        Mode::Returning => 1,
        Mode::User => 2,
        Mode::Former => 3,
        Mode::Prospect => 4,
    }
}
