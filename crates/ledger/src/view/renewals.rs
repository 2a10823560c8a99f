//! When what runs renews next.

use super::View;
use crate::agreements::is_single;
use crate::state::Agreement;
use jiff::civil::Date;
use oxherd_model::AgreementState;

impl View<'_> {
    /// When an agreement renews next: the day that was said, once that is past the one on which the
    /// following term begins. None where it is over, or where nothing tells how long a term lasts.
    pub fn renews_on(&self, agreement: &Agreement) -> Option<Date> {
        let said = agreement.renews_on?;
        let runs = matches!(
            self.state(agreement),
            AgreementState::Active | AgreementState::Trial | AgreementState::Quoted
        );
        if said >= self.on {
            return Some(said);
        }
        if !runs || is_single(agreement.kind) || agreement.auto_renews == Some(false) {
            return None;
        }
        let next = self.term(agreement)?.last.tomorrow().ok()?;
        (next >= self.on).then_some(next)
    }
}
