//! What comes after an agreement under another number: a new tariff, and what is imposed after an end.

use super::{is_over, is_single, names_agreement, names_another, near};
use crate::fold::{Message, index};
use crate::state::{Agreement, Ledger};
use jiff::ToSpan;
use oxherd_model::{AgreementKind, AgreementState, DateRole, Kind};

/// A new term begins at most so many days before or after the old one ends.
const BESIDE_DAYS: i32 = 10;

/// What is imposed begins, or is paid, at most so many days beside the renewal that was announced for it.
const IMPOSED_DAYS: i32 = 5;

impl Ledger {
    /// The agreement that a message under a new number follows on: the only one of its sort with the supplier whose
    /// term ends where the new one begins. It ends with that; its id.
    pub(super) fn succeeded(
        &mut self,
        message: &Message<'_>,
        (kind, thing): (AgreementKind, Option<u32>),
    ) -> Option<String> {
        let tells = matches!(
            message.kind,
            Kind::PriceChange
                | Kind::TermsChange
                | Kind::RenewalNotice
                | Kind::ContractPack
                | Kind::OrderConfirmed
        );
        let numbered = message.references().any(|(role, _)| names_agreement(role));
        let start = [DateRole::Start, DateRole::Effective, DateRole::Renewal]
            .into_iter()
            .find_map(|role| message.date(role))
            .filter(|_| tells && numbered)?;
        let follows = |a: &Agreement| {
            let ends = a.term_ends_on.or(a.ended_on.filter(|_| is_over(a.state)));
            let kin = a.kind == kind || kind == AgreementKind::Other || a.is_named(message.reading);
            let things = thing.is_none() || a.thing.is_none() || a.thing == thing;
            !is_single(a.kind)
                && kin
                && things
                && !a.is_apart(message.reading)
                && names_another(message, a)
                && ends.is_some_and(|end| near(end, start, BESIDE_DAYS))
                && a.started_on.is_none_or(|began| !near(began, start, BESIDE_DAYS))
        };
        let of = self.agreements_of(message.supplier).filter(|(_, a)| follows(a));
        let of: Vec<u32> = of.map(|(number, _)| number).collect();
        let [number] = of.as_slice() else { return None };
        let number = *number;
        let known = self.agreements.get_mut(index(number))?;
        if !is_over(known.state) {
            known.state = AgreementState::Ending;
            known.ended_on = known.term_ends_on.or_else(|| start.checked_sub(1.days()).ok());
            known.ending = Some(message.evidence());
            known.renews_on = None;
        }
        Some(known.id.clone())
    }

    /// Whether a message under a new number is what a renewal announced that was none: it begins, or takes money, on
    /// that very day.
    pub(super) fn is_imposed_anew(&self, message: &Message<'_>, ended: u32) -> bool {
        let begins = matches!(
            message.kind,
            Kind::AccountSetup
                | Kind::ContractPack
                | Kind::OrderConfirmed
                | Kind::PaymentDone
                | Kind::PaymentAhead
                | Kind::Bill
        );
        let Some(announced) = self.renewal_imposed(message.supplier, ended).filter(|_| begins)
        else {
            return false;
        };
        let roles = [DateRole::Start, DateRole::Payment, DateRole::Effective];
        roles
            .into_iter()
            .filter_map(|role| message.date(role))
            .any(|on| near(on, announced, IMPOSED_DAYS))
    }
}
