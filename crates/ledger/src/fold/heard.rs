//! The kind of a message as the books take it.

use super::{SURE_KIND, admits, does, is_forged};
use crate::agreements::is_whole_term;
use crate::entry::Entry;
use crate::state::Ledger;
use crate::stems::is_answer;
use oxherd_model::{DateRole, Fact, Folder, Kind, LetterAct, PledgedDeed, Reading, ReferenceRole};

/// The kind of a message as the books take it.
pub(super) fn heard_kind(entry: &Entry<'_>) -> Kind {
    let unsure = |r: &Reading| r.kind == entry.kind && r.kind_confidence.thousandths() < SURE_KIND;
    match entry.reading {
        // Who takes a claim back claims nothing.
        Some(reading)
            if entry.kind == Kind::Dunning
                && (admits(reading) || crate::stems::corrects(&reading.subject)) =>
        {
            Kind::CaseDecision
        }
        // Who says that no money comes back gives none.
        Some(reading) if entry.kind == Kind::RefundCredit && does(reading, LetterAct::Deny) => {
            Kind::CaseDecision
        }
        // Who only names a day ahead on which goods are delivered has not delivered them.
        Some(reading) if entry.kind == Kind::Delivered && comes_later(entry, reading) => {
            Kind::DeliveryUnderWay
        }
        // Who names all of a term confirms it, whatever the words sound like.
        Some(reading) if !entry.kind.is_noise() && unsure(reading) && is_whole_term(reading) => {
            Kind::ContractPack
        }
        Some(reading) if !entry.kind.is_noise() && unsure(reading) => Kind::Unclear,
        // Who greets a customer by the number of the contract advertises nothing.
        Some(reading) if reading.greets && reading.is_unsure_noise() && names_contract(reading) => {
            Kind::Unclear
        }
        // Who writes warmly and promises something by a day advertises nothing.
        Some(reading) if reading.is_doubtful_noise() && reading.pledges() => Kind::Unclear,
        Some(reading) if entry.kind == Kind::Personal && unsure(reading) && reading.pledges() => {
            Kind::Unclear
        }
        Some(_) | None => entry.kind,
    }
}

/// How sure a delivery must be that any day ahead beside it takes nothing from, in thousandths.
const SURE_DELIVERED: u16 = 600;

/// Whether it names days of a delivery, all of them ahead, and tells none as done; where it is hardly one, any day
/// ahead is that of the delivery.
fn comes_later(entry: &Entry<'_>, reading: &Reading) -> bool {
    let Some(known) = entry.known_from else { return false };
    let today = jiff::tz::Offset::UTC.to_datetime(known).date();
    let days = |wanted: &[DateRole]| -> Vec<_> {
        let of = reading.facts.iter().filter_map(Fact::date);
        of.filter(|(role, _)| wanted.contains(role)).map(|(_, on)| on).collect()
    };
    let told = days(&[DateRole::Delivery]);
    let hardly = reading.kind_confidence.thousandths() < SURE_DELIVERED;
    let told = if told.is_empty() && hardly {
        days(&[DateRole::Payment, DateRole::Other, DateRole::Appointment])
    } else {
        told
    };
    let done = reading.kept.iter().any(|kept| kept.deed == PledgedDeed::Delivery);
    !told.is_empty() && told.iter().all(|on| *on > today) && !done
}

/// Whether it names the number of a contract or policy.
fn names_contract(reading: &Reading) -> bool {
    let mut numbers = reading.facts.iter().filter_map(Fact::reference);
    numbers.any(|(role, _)| matches!(role, ReferenceRole::Contract | ReferenceRole::Policy))
}

impl Ledger {
    /// Whether a message that is written like one of a person promises what firms promise, from a domain of its
    /// own: who mends, pays back or answers is a supplier, whatever its tone.
    pub(super) fn is_a_tradesman(&self, entry: &Entry<'_>, kind: Kind) -> bool {
        let own = entry.domain.is_some_and(|domain| !domain.contains('@'));
        let known = || self.supplier_of_address(entry.from).is_some();
        let promises = |reading: &Reading| {
            let answers = !reading.thread.is_empty() || is_answer(&reading.subject);
            let told = reading.facts.iter().filter_map(Fact::pledge);
            let mut told = told.filter(|pledge| pledge.addressed);
            told.any(|p| answers || p.deed != PledgedDeed::Reply)
        };
        let ordinary = entry.folder != Folder::Sent && !is_forged(entry);
        let firm = kind == Kind::Personal && own && ordinary && !known();
        firm && entry.reading.is_some_and(promises)
    }
}
