//! What lasts and what is done once, what names an agreement, and what goes with its end.

use oxherd_model::{AgreementKind, AgreementState, DueKind, ReferenceRole};

/// Whether a number of this role names an agreement.
pub(crate) fn names_agreement(role: ReferenceRole) -> bool {
    matches!(
        role,
        ReferenceRole::Order
            | ReferenceRole::Contract
            | ReferenceRole::Policy
            | ReferenceRole::Customer
            | ReferenceRole::Booking
            | ReferenceRole::Quote
    )
}

/// Numbers under which a contract runs.
pub(super) const fn is_lasting(role: ReferenceRole) -> bool {
    matches!(role, ReferenceRole::Policy | ReferenceRole::Contract | ReferenceRole::Customer)
}

/// Done once, not a term that runs.
pub(crate) fn is_single(kind: AgreementKind) -> bool {
    matches!(kind, AgreementKind::Purchase | AgreementKind::Booking)
}

pub(crate) fn is_over(state: AgreementState) -> bool {
    matches!(state, AgreementState::Ended | AgreementState::Ending)
}

/// What an ending takes away.
pub(crate) fn ends_with_agreement(what: DueKind) -> bool {
    matches!(what, DueKind::Renewal | DueKind::CancelBy | DueKind::TrialEnd)
}
