//! Which messages are about which concern, what opens one, what settles it, what leaves it open.

use super::{Concern, Outcome};
use crate::stems::{self, Deed, Topic};
use oxherd_model::{AgreementKind, Kind};

impl Concern {
    /// Whether a message of this kind can be about it, when agreement or thing are the same.
    pub(super) fn fits(self, kind: Kind) -> bool {
        // What any case is about.
        let case = [Kind::CaseProgress, Kind::CaseDecision, Kind::InfoRequest];
        case.contains(&kind) || self.kinds().contains(&kind)
    }

    /// Kinds of what is about it, beside those of any case.
    const fn kinds(self) -> &'static [Kind] {
        use Kind as K;
        match self {
            Self::Claim => &[
                K::AppointmentSet,
                K::AppointmentChanged,
                K::RefundCredit,
                K::ReturnInstructions,
                K::ComplaintFinal,
            ],
            Self::Repair => &[
                K::AppointmentSet,
                K::AppointmentChanged,
                K::DeliveryUnderWay,
                K::Delivered,
                K::OrderTrouble,
                K::ReturnInstructions,
                K::RefundCredit,
            ],
            Self::Complaint => &[K::ComplaintFinal, K::RefundCredit],
            Self::Ending => {
                &[K::CancelConfirmed, K::ContractEnding, K::ReturnInstructions, K::RefundCredit]
            }
            Self::Move => &[
                K::TransferConfirmed,
                K::AccountSetup,
                K::ContractPack,
                K::AppointmentSet,
                K::AppointmentChanged,
            ],
            Self::Sale | Self::Death => {
                &[K::CancelConfirmed, K::ContractEnding, K::TransferConfirmed, K::RefundCredit]
            }
            Self::Delivery => &[
                K::OrderTrouble,
                K::DeliveryUnderWay,
                K::Delivered,
                K::RefundCredit,
                K::ReturnInstructions,
                K::CancelConfirmed,
            ],
            Self::Refund => &[K::ReturnInstructions, K::RefundCredit, K::CancelConfirmed],
            Self::Recall => &[
                K::RecallSafety,
                K::AppointmentSet,
                K::AppointmentChanged,
                K::Delivered,
                K::RefundCredit,
                K::ReturnInstructions,
            ],
            Self::DataRequest => &[K::DataRights],
            Self::Dispute => &[K::Dunning, K::RefundCredit, K::ComplaintFinal],
            Self::Other => &[K::AppointmentSet, K::AppointmentChanged],
        }
    }

    /// How a message of this kind settles it.
    pub(super) fn settled_by(self, kind: Kind) -> Option<Outcome> {
        let decides = matches!(kind, Kind::CaseDecision | Kind::ComplaintFinal);
        let back = kind == Kind::RefundCredit;
        let ends = kind.is_ending();
        match self {
            Self::Claim | Self::Complaint | Self::Dispute | Self::Other if decides => {
                Some(Outcome::Decided)
            }
            Self::Repair | Self::Recall if decides => Some(Outcome::Decided),
            Self::Repair | Self::Recall | Self::Delivery if kind == Kind::Delivered => {
                Some(Outcome::Delivered)
            }
            Self::Repair | Self::Recall if kind == Kind::AppointmentSet => Some(Outcome::Held),
            Self::Ending | Self::Sale | Self::Death | Self::Delivery if ends => {
                Some(Outcome::Confirmed)
            }
            Self::Ending if kind == Kind::Bill => Some(Outcome::LastBill),
            Self::Sale | Self::Death if kind == Kind::TransferConfirmed => Some(Outcome::Confirmed),
            Self::Move
                if matches!(
                    kind,
                    Kind::TransferConfirmed | Kind::ContractPack | Kind::AccountSetup
                ) =>
            {
                Some(Outcome::Confirmed)
            }
            Self::DataRequest if kind == Kind::DataRights => Some(Outcome::Answered),
            Self::Complaint
            | Self::Move
            | Self::Sale
            | Self::Death
            | Self::DataRequest
            | Self::Other => None,
            Self::Claim
            | Self::Dispute
            | Self::Repair
            | Self::Recall
            | Self::Delivery
            | Self::Ending
            | Self::Refund => back.then_some(Outcome::MoneyBack),
        }
    }

    /// Whether a message of this kind leaves it open, or opens it again.
    pub(super) fn is_moved_by(self, kind: Kind) -> bool {
        let always = matches!(kind, Kind::InfoRequest | Kind::OrderTrouble | Kind::RecallSafety);
        let progress = kind == Kind::CaseProgress && !self.is_of_many() && self != Self::Ending;
        let moved = kind == Kind::AppointmentChanged
            && matches!(self, Self::Repair | Self::Recall | Self::Claim | Self::Other);
        let under_way =
            kind == Kind::DeliveryUnderWay && matches!(self, Self::Delivery | Self::Repair);
        always || progress || moved || under_way || kind == Kind::Dunning && self == Self::Dispute
    }

    /// Whether two concerns can be one: a damage is claimed and mended.
    pub(super) fn is_kin(self, other: Self) -> bool {
        let mends = |concern| matches!(concern, Self::Claim | Self::Repair);
        let goods = |concern| matches!(concern, Self::Delivery | Self::Refund);
        self == other
            || mends(self) && mends(other)
            || goods(self) && goods(other)
            || self == Self::Other
            || other == Self::Other
    }

    /// Whether who admits to be wrong in it puts it right by that: not what is yet to be done to a thing.
    pub(super) const fn may_be_admitted(self) -> bool {
        matches!(
            self,
            Self::Ending
                | Self::Dispute
                | Self::Complaint
                | Self::Claim
                | Self::Refund
                | Self::Other
        )
    }

    /// Whether every supplier answers for itself: one answer does not settle it for all.
    pub(crate) fn is_of_many(self) -> bool {
        matches!(self, Self::Move | Self::Sale | Self::Death)
    }
}

/// The concern that a supplier's case is about, by its subject, else by its agreement.
pub(super) fn concern_of_case(subject: &str, agreement: Option<AgreementKind>) -> Concern {
    if let Some(named) = named_concern(subject) {
        return named;
    }
    match agreement {
        Some(AgreementKind::Insurance) => Concern::Claim,
        Some(AgreementKind::Warranty) => Concern::Repair,
        Some(
            AgreementKind::Energy
            | AgreementKind::Water
            | AgreementKind::Telecom
            | AgreementKind::Subscription
            | AgreementKind::Loan
            | AgreementKind::Rental
            | AgreementKind::Membership
            | AgreementKind::Service
            | AgreementKind::Purchase
            | AgreementKind::Booking
            | AgreementKind::Banking
            | AgreementKind::Other,
        )
        | None => Concern::Other,
    }
}

/// The concern that a subject names.
pub(super) fn named_concern(subject: &str) -> Option<Concern> {
    if stems::is_of_data(subject) {
        return Some(Concern::DataRequest);
    }
    let deed = stems::deed_of(subject).map(|deed| match deed {
        Deed::Ended => Concern::Ending,
        Deed::Withdrew => Concern::Refund,
        Deed::Claimed => Concern::Claim,
        Deed::Complained => Concern::Complaint,
        Deed::Sold => Concern::Sale,
        Deed::Moved => Concern::Move,
    });
    let mended = || stems::mends(subject).then_some(Concern::Repair);
    let topic = || match stems::topic_of(subject) {
        Some(Topic::Refund) => Some(Concern::Refund),
        Some(Topic::Delivery) => Some(Concern::Delivery),
        Some(Topic::Reply | Topic::Visit) | None => None,
    };
    deed.or_else(mended).or_else(topic)
}

/// A subject without what mail programs put before it.
pub(crate) fn bare_subject(subject: &str) -> &str {
    let mut rest = subject.trim();
    for _ in 0..PREFIXES_MAX {
        let Some((before, behind)) = rest.split_once(':') else { break };
        if !PREFIXES.contains(&before.trim().to_lowercase().as_str()) {
            break;
        }
        rest = behind.trim_start();
    }
    rest
}

/// Prefixes that are taken off one subject.
const PREFIXES_MAX: usize = 8;

/// What mail programs put before the subject of an answer or of what is passed on.
const PREFIXES: &[&str] =
    &["re", "fw", "fwd", "aw", "wg", "tr", "réf", "rép", "antw", "doorst", "rv", "r", "i", "rif"];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subject_loses_what_mail_programs_put_before_it() {
        assert_eq!(bare_subject("Re: AW: Your claim: an update"), "Your claim: an update");
        assert_eq!(bare_subject("Claim: news"), "Claim: news");
    }

    #[test]
    fn a_case_is_named_in_six_languages() {
        for (subject, concern) in [
            ("Your repair is booked in", Concern::Repair),
            ("Reparaturauftrag 4711", Concern::Repair),
            ("Votre sinistre du 3 mars", Concern::Claim),
            ("Uw klacht is ontvangen", Concern::Complaint),
            ("Su traslado: mudanza", Concern::Move),
            ("Riparazione in corso", Concern::Repair),
            ("Ihre Auskunft nach DSGVO", Concern::DataRequest),
        ] {
            assert_eq!(named_concern(subject), Some(concern), "{subject}");
        }
        assert_eq!(named_concern("Your ticket"), None);
    }
}
