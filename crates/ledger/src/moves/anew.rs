//! Two confirmations in one letter: what is served at the old home ends, and the same is served at the new one
//! under the number of the customer.

use super::Moved;
use crate::agreements::is_over;
use crate::fold::{Message, index};
use crate::state::Ledger;
use jiff::civil::Date;
use oxherd_model::{AgreementState, DateRole};

/// What begins at the new home does so within so many days of the end at the old one.
const APART_DAYS: i32 = 45;

impl Ledger {
    /// Enters what a letter that confirms the end of an agreement says to begin at the new home.
    pub(super) fn begins_anew(&mut self, message: &Message<'_>, ended: u32, told: &Moved) {
        let named = self.homes_named(message).contains(&told.to);
        let Some(known) = self.agreements.get(index(ended)).filter(|a| named && is_over(a.state))
        else {
            return;
        };
        let Some(on) = known.ended_on.and_then(|end| begins_on(message, end)) else { return };
        let (kind, before) = (known.kind, known.id.clone());
        if self.agreements.iter().any(|a| a.successor_of.as_deref() == Some(before.as_str())) {
            return;
        }
        let next = self.follow_up(message, kind, before);
        if let Some(known) = self.agreements.get_mut(index(next)) {
            known.state = AgreementState::Active;
            known.started_on = Some(on);
            known.thing = told.from;
        }
        self.go(message, next, (told.to, Some(on)));
    }
}

/// The day on which a letter says that something begins, behind an end that it confirms.
fn begins_on(message: &Message<'_>, end: Date) -> Option<Date> {
    let roles = [DateRole::Start, DateRole::Effective, DateRole::End];
    let days = roles.into_iter().flat_map(|role| message.dates(role));
    let mut after = days.filter(|on| *on > end && (*on - end).get_days() <= APART_DAYS);
    after.next()
}
