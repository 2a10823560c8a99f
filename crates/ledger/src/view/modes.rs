//! Suppliers at a day, and how the household stands to them.

use super::{ModeView, SupplierView, View};
use crate::agreements::is_single;
use crate::fold::index;
use crate::state::Agreement;
use jiff::civil::Date;
use oxherd_model::{AgreementState, Mode};

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
            for (person, mode) in self.people(agreement) {
                let (person, thing) = (person.map(str::to_owned), agreement.thing);
                match view.modes.iter_mut().find(|m| m.person == person && m.thing == thing) {
                    Some(known) if closeness(mode) < closeness(known.mode) => known.mode = mode,
                    Some(_) => {}
                    None => view.modes.push(ModeView { person, thing, mode }),
                }
            }
        }
        if view.modes.is_empty() {
            view.modes.push(ModeView { person: None, thing: None, mode: Mode::Prospect });
        }
        view
    }

    /// How each person stands to the supplier by one agreement: who its messages mostly go to, and who
    /// uses what another one pays for.
    fn people<'g>(&self, agreement: &'g Agreement) -> Vec<(Option<&'g str>, Mode)> {
        let mode = self.mode(agreement);
        let mut people: Vec<(Option<&str>, Mode)> = Vec::new();
        if matches!(mode, Mode::Customer | Mode::Returning) {
            people.extend(agreement.users().map(|name| (Some(name), Mode::User)));
        }
        let main = agreement.person();
        if main.is_some() && people.iter().any(|(name, _)| *name == main) {
            // The one who pays is the customer.
            let payer = agreement.people.iter().max_by_key(|who| who.of_money);
            people.push((payer.map(|who| who.name.as_str()), mode));
        } else {
            people.push((main, mode));
        }
        people
    }

    /// How the household stands to the supplier by one agreement.
    pub(super) fn mode(&self, agreement: &Agreement) -> Mode {
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
                && self.state(other) != AgreementState::Quoted
                && self::began(other).is_some_and(|on| on < began)
        });
        let mut left = false;
        for other in earlier {
            let free = other.ended_on.and_then(|end| end.tomorrow().ok());
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
