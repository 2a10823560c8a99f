//! Purchases that were paid back, and what went back with them.

use crate::agreements::is_over;
use crate::fold::{Message, index};
use crate::state::{Agreement, Ledger, Place, Thing};
use crate::suppliers::folded;
use crate::turns::TurnedBy;
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
        // What the owner withdrew from ends with the money.
        let over = is_over(known.state) && known.ended_on.is_some();
        if known.kind != AgreementKind::Purchase || over {
            return;
        }
        let goods = self.goods_of(known);
        let stage = |thing: &u32| self.things.get(index(*thing)).map(|t| t.stage);
        let sent_back = goods.iter().any(|thing| stage(thing) == Some(Stage::Parting))
            || known.references.iter().any(|(role, _)| *role == ReferenceRole::Return);
        if !known.is_refunded(if sent_back { Least::Goods } else { Least::All }) {
            return;
        }
        if let Some(known) = self.agreements.get_mut(index(number)) {
            let before = known.stood();
            known.state = AgreementState::Ending;
            known.ended_on = message.day();
            known.turned(before, TurnedBy::PaidBack(message.kind), message.place());
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

/// How much of what was paid must have come back.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Least {
    /// What was sent back, perhaps without what its sending cost.
    Goods,
    /// Everything.
    All,
}

impl Agreement {
    /// Whether a message is about a part of what was bought: the most that it names is less than was paid.
    pub(crate) fn is_of_a_part(&self, message: &Message<'_>) -> bool {
        let sums = message.amounts().map(|(_, money)| money).filter(|m| !m.value.is_zero());
        let most = sums.max_by_key(|money| money.value.abs());
        let Some(most) = most.filter(|_| self.kind == AgreementKind::Purchase) else {
            return false;
        };
        let asked = self.charges.iter().map(|c| c.money).filter(|m| m.value.is_sign_positive());
        let asked = asked.filter(|money| money.currency == most.currency).map(|money| money.value);
        let stated = self.stated(message.on).map(|stated| stated.price.money);
        let stated = stated.filter(|money| money.currency == most.currency);
        let paid = asked.max().or(stated.map(|money| money.value)).unwrap_or_default();
        most.value.abs() * Decimal::ONE_HUNDRED < paid * Decimal::from(IN_FULL)
    }

    /// Whether what was paid came back.
    fn is_refunded(&self, least: Least) -> bool {
        let mut back = self.charges.iter().filter(|c| c.money.value.is_sign_negative());
        let all: Decimal = back.clone().map(|c| -c.money.value).sum();
        let Some(last) = back.next_back() else { return false };
        let asked = self.charges.iter().filter(|c| c.money.currency == last.money.currency);
        let asked: Decimal = asked.map(|c| c.money.value).filter(Decimal::is_sign_positive).sum();
        match least {
            Least::Goods => all * Decimal::ONE_HUNDRED >= asked * Decimal::from(IN_FULL),
            Least::All => !asked.is_zero() && all >= asked,
        }
    }
}
