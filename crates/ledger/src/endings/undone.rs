//! An end that is refused or taken back: the agreement goes on, or ends on another day.

use super::EndBy;
use crate::agreements::is_over;
use crate::contradictions::{Clash, Passage, Said};
use crate::fold::{Message, index};
use crate::requests::{Act, Request};
use crate::state::Ledger;
use crate::turns::TurnedBy;
use jiff::civil::Date;
use oxherd_model::{AgreementState, DateRole, EvidenceId};

impl Ledger {
    /// What a supplier refuses or takes back of an end.
    pub(crate) fn end_undone(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        let over = |a: &u32| self.agreements.get(index(*a)).filter(|a| is_over(a.state)).is_some();
        let Some(number) = agreement.filter(over) else { return };
        let by = self.end_is_by(number);
        if message.refuses_end() && by == EndBy::Owner {
            self.end_refused(message, number);
        } else if message.restores() {
            self.end_restored(message, number, by);
        }
    }

    /// An end that the owner asked for is refused: it ends on the later day that is named, or not at all.
    fn end_refused(&mut self, message: &Message<'_>, number: u32) {
        let Some(known) = self.agreements.get_mut(index(number)) else { return };
        let later = |on: &Date| *on >= message.on && known.ended_on.is_none_or(|asked| *on > asked);
        let Some(on) = message.dates(DateRole::End).filter(later).max() else {
            self.runs_again(number, TurnedBy::Message(message.kind), message.place());
            return;
        };
        let stood = known.stood();
        known.ended_on = Some(on);
        known.term_ends_on = Some(on);
        known.ending = Some(message.evidence());
        known.turned(stood, TurnedBy::Message(message.kind), message.place());
        self.contradictions.ends.remove(&number);
        self.end_said(number, Said { evidence: message.evidence(), what: Passage::Day(on) });
    }

    /// An end is taken back by the supplier: it goes on, unless it was over and nobody had asked for that.
    fn end_restored(&mut self, message: &Message<'_>, number: u32, by: EndBy) {
        let Some(known) = self.agreements.get(index(number)) else { return };
        let over = known.ended_on.is_some_and(|end| end < message.on);
        let wanted = by == EndBy::Owner || known.leaving.kept.is_some();
        if wanted || !over {
            self.runs_again(number, TurnedBy::Message(message.kind), message.place());
            return;
        }
        let against = self.contradictions.ends.get(&number).cloned().unwrap_or_default();
        let says = Said { evidence: message.evidence(), what: Passage::Subject };
        if !against.is_empty() {
            self.clash(message, (Clash::RenewalAfterEnd, Some(number), None), says, against);
        }
    }

    /// The owner takes back an ending, at once where nobody confirmed it yet; whether the supplier is still to agree.
    pub(crate) fn owner_keeps(
        &mut self,
        (evidence, on): (EvidenceId, Date),
        agreement: u32,
    ) -> bool {
        let Some(known) = self.agreements.get(index(agreement)) else { return false };
        if !is_over(known.state) {
            return false;
        }
        let (ending, supplier) = (known.ending, known.supplier);
        let undone = |letter: Option<&EvidenceId>| ending.is_some() && letter.copied() == ending;
        let mut taken = Vec::new();
        for (number, request) in (0_u32..).zip(self.requests.all.iter_mut()) {
            let of = request.act == Act::Ended && request.agreement == Some(agreement);
            let open = request.answered.is_none() || request.refused;
            if of && open && (request.refused || undone(request.evidence.0.last())) {
                request.taken_back = Some(evidence);
                request.evidence.add(evidence);
                taken.push(number);
            }
        }
        if let Some(open) = self.requests.open.get_mut(&supplier) {
            open.retain(|number| !taken.contains(number));
        }
        if !taken.is_empty() {
            self.runs_again(agreement, TurnedBy::OwnerStays, (evidence, Some(on)));
        }
        taken.is_empty()
    }

    /// What was to end goes on.
    fn runs_again(&mut self, number: u32, by: TurnedBy, place: (EvidenceId, Option<Date>)) {
        let Some(known) = self.agreements.get_mut(index(number)) else { return };
        let stood = known.stood();
        known.state = AgreementState::Active;
        known.ended_on = None;
        known.ending = None;
        known.turned(stood, by, place);
        self.contradictions.ends.remove(&number);
        let of = |r: &&Request| r.act == Act::Ended && r.agreement == Some(number);
        let letters: Vec<EvidenceId> = self
            .requests
            .all
            .iter()
            .filter(of)
            .filter_map(|r| r.evidence.0.last().copied())
            .collect();
        for letter in letters {
            self.may_be_left_again(number, letter);
        }
    }
}
