//! Warnings of the law about what was sold or ended.

use super::{Clash, Passage, Said};
use crate::agreements::is_over;
use crate::fold::{Message, does, index};
use crate::state::Ledger;
use crate::stems;
use oxherd_model::{DateRole, Kind, LetterAct};

impl Message<'_> {
    /// Whether it warns of the law: that who has a thing must insure it, tax it or have a licence. Papers, bills
    /// and confirmations say so in their small print.
    pub(crate) fn warns(&self) -> bool {
        let bears_small_print = self.kind.is_of_money()
            || self.date(DateRole::End).is_some()
            || matches!(
                self.kind,
                Kind::Quote
                    | Kind::OrderConfirmed
                    | Kind::CancelConfirmed
                    | Kind::TransferConfirmed
                    | Kind::RenewalNotice
                    | Kind::TermsChange
            );
        stems::warns(&self.reading.subject)
            || !bears_small_print && does(self.reading, LetterAct::Warn)
    }
}

impl Ledger {
    /// What the law asks of who has a thing asks nothing of who sold it or ended its agreement.
    pub(super) fn warned(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        thing: Option<u32>,
    ) {
        let known = agreement.and_then(|a| self.agreements.get(index(a)));
        let over = known
            .is_some_and(|a| a.ended_on.is_some_and(|end| end < message.on) && is_over(a.state));
        let thing = thing.or_else(|| known.and_then(|a| a.thing));
        let parting = thing.and_then(|t| self.contradictions.partings.get(&t)).cloned();
        if !message.warns() || message.admits() || (!over && parting.is_none()) {
            return;
        }
        let ends = agreement.filter(|_| over).and_then(|a| self.contradictions.ends.get(&a));
        let mut against: Vec<Said> = ends.cloned().unwrap_or_default();
        against.extend(parting);
        against.retain(|said| said.evidence != message.evidence());
        let says = Said { evidence: message.evidence(), what: Passage::Subject };
        if !against.is_empty() {
            self.clash(message, (Clash::Other, agreement, thing), says, against);
        }
    }
}
