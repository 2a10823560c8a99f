//! A price that was to stay until a day and is to rise before it.

use super::{Clash, Passage, Said};
use crate::fold::{Message, index};
use crate::leaving::Known;
use crate::state::Ledger;
use oxherd_model::{AmountRole, DateRole, Kind};

impl Ledger {
    /// Remembers until when the price of an agreement is to stay; an offer holds nothing of what runs.
    pub(super) fn learn_held_price(&mut self, message: &Message<'_>, number: u32) {
        let Some(on) = message.reading.price_until.filter(|_| message.kind != Kind::Quote) else {
            return;
        };
        if let Some(known) = self.agreements.get_mut(index(number)) {
            known.leaving.price_until = Some(Known { on, evidence: message.evidence() });
        }
    }

    /// A higher price that is to hold from a day until which the price was to stay.
    pub(super) fn rises_too_soon(&mut self, message: &Message<'_>, number: u32) {
        let announces =
            matches!(message.kind, Kind::PriceChange | Kind::TermsChange | Kind::RenewalNotice);
        let Some(known) = self.agreements.get(index(number)).filter(|_| announces) else { return };
        let held = known.leaving.price_until.filter(|held| held.evidence != message.evidence());
        let Some(held) = held else { return };
        let ahead = |role| message.dates(role).find(|on| *on >= message.on);
        let from = [DateRole::Effective, DateRole::Start, DateRole::Renewal];
        let from = from.into_iter().find_map(ahead).unwrap_or(message.on);
        let here =
            || known.prices.iter().find(|p| p.evidence == message.evidence() && p.from == from);
        let new = message.amount(AmountRole::New).or_else(|| here().map(|p| p.price.money));
        let before = known
            .prices
            .iter()
            .rev()
            .find(|p| p.from <= message.on && p.evidence != message.evidence());
        let old = before.map(|p| p.price.money).or_else(|| message.amount(AmountRole::Old));
        let Some((new, old)) = new.zip(old) else { return };
        if from <= held.on && new.currency == old.currency && new.value > old.value {
            let says = Said { evidence: message.evidence(), what: Passage::Sum(new) };
            let against = Said { evidence: held.evidence, what: Passage::Day(held.on) };
            self.clash(message, (Clash::PriceDiffers, Some(number), None), says, vec![against]);
        }
    }
}
