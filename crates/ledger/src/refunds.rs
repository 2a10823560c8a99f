//! Purchases that were paid back, and what went back with them.

use crate::agreements::is_over;
use crate::fold::{Message, index};
use crate::state::{Agreement, Ledger, Place, Thing};
use crate::suppliers::folded;
use oxherd_model::{AgreementKind, AgreementState, Kind, ReferenceRole, Stage};
use rust_decimal::Decimal;

/// What was returned is paid back in full where at least so many hundredths of it are: what its
/// sending cost often is not.
const IN_FULL: i64 = 80;

impl Ledger {
    /// Ends a purchase that was paid back in full; what was to go back, or never came, is gone.
    pub(crate) fn came_back(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        if message.kind != Kind::RefundCredit {
            return;
        }
        let Some(number) = agreement else { return };
        let Some(known) = self.agreements.get(index(number)) else { return };
        if known.kind != AgreementKind::Purchase || is_over(known.state) {
            return;
        }
        let goods = self.goods_of(known);
        let stage = |thing: &u32| self.things.get(index(*thing)).map(|t| t.stage);
        let returned = goods.iter().any(|thing| stage(thing) == Some(Stage::Parting));
        if !known.is_refunded(returned) {
            return;
        }
        if let Some(known) = self.agreements.get_mut(index(number)) {
            known.state = AgreementState::Ending;
            known.ended_on = message.day();
            known.ending = Some(message.evidence());
        }
        for thing in goods {
            let thing = self.things.get_mut(index(thing));
            let away = |t: &&mut Thing| matches!(t.stage, Stage::Acquiring | Stage::Parting);
            if let Some(thing) = thing.filter(away) {
                thing.stage = Stage::Gone;
            }
        }
    }

    /// The things that a purchase brought.
    fn goods_of(&self, purchase: &Agreement) -> Vec<u32> {
        let of = |role: &ReferenceRole| *role == ReferenceRole::Order;
        let orders = purchase.references.iter().filter(|(role, _)| of(role));
        let orders: Vec<String> = orders.map(|(_, value)| folded(value)).collect();
        let bought = |(number, thing): &(u32, &Thing)| {
            let ordered = match &thing.found_by {
                Place::Product(order, _) => orders.contains(order),
                Place::Identifier | Place::Agreement => false,
            };
            ordered || purchase.thing == Some(*number)
        };
        (0..).zip(&self.things).filter(bought).map(|(number, _)| number).collect()
    }
}

impl Agreement {
    /// Whether what was paid came back.
    fn is_refunded(&self, returned: bool) -> bool {
        let returned =
            returned || self.references.iter().any(|(role, _)| *role == ReferenceRole::Return);
        let back = self.charges.iter().filter(|c| c.money.value.is_sign_negative());
        let Some(currency) = back.clone().map(|c| c.money.currency).last() else { return false };
        let back: Decimal = back.map(|c| -c.money.value).sum();
        let asked = self.charges.iter().filter(|c| c.money.currency == currency);
        let asked: Decimal = asked.map(|c| c.money.value).filter(Decimal::is_sign_positive).sum();
        let hundredths = if returned { Decimal::from(IN_FULL) } else { Decimal::ONE_HUNDRED };
        (returned || !asked.is_zero()) && back * Decimal::ONE_HUNDRED >= asked * hundredths
    }
}
