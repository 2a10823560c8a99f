//! What a message must say to be the first sign of an agreement.

use super::{ToldTerm, guarantees, is_single, names_agreement};
use crate::fold::Message;
use crate::things::holds;
use oxherd_model::{AgreementKind, AmountRole, DateRole, Fact, Kind, Reading, ReferenceRole};

/// What names no agreement must be this sure of its kind, in thousandths, to be the first sign of one.
const SURE_FOUNDING: u16 = 550;

/// Whether a message says by how much a price changes and nothing else of what it changes: there is one already.
pub(super) fn only_changes(message: &Message<'_>) -> bool {
    let priced = |role| matches!(role, AmountRole::New | AmountRole::Price | AmountRole::Total);
    matches!(message.kind, Kind::PriceChange | Kind::TermsChange)
        && message.reading.rise.is_some()
        && !message.amounts().any(|(role, _)| priced(role))
}

/// Whether a message can be the first sign of an agreement.
pub(crate) fn founds(message: &Message<'_>, kind: AgreementKind) -> bool {
    let by_carrier = message.reference(ReferenceRole::Order).is_none()
        && kind == AgreementKind::Purchase
        && matches!(message.kind, Kind::DeliveryUnderWay | Kind::Delivered);
    let named = message.references().any(|(role, _)| names_agreement(role));
    let always = message.kind.is_of_money()
        || matches!(
            message.kind,
            Kind::OrderConfirmed
                | Kind::ContractPack
                | Kind::StatementUsage
                | Kind::PriceChange
                | Kind::RenewalNotice
                | Kind::CancelConfirmed
                | Kind::ContractEnding
        );
    let goods =
        matches!(message.kind, Kind::DeliveryUnderWay | Kind::Delivered | Kind::OrderTrouble);
    let when_named = matches!(
        message.kind,
        Kind::Quote
            | Kind::WarrantyNotice
            | Kind::MaintenanceDue
            | Kind::AppointmentSet
            | Kind::RefundCredit
    );
    let when_running = matches!(
        message.kind,
        Kind::TermsChange
            | Kind::LimitNear
            | Kind::InfoRequest
            | Kind::ReturnInstructions
            | Kind::AccountSetup
            | Kind::CaseProgress
            | Kind::Unclear
    );
    let says = message.references().next().is_some() || message.amounts().next().is_some();
    if guarantees(message) {
        return true;
    }
    if is_of_a_return(message) {
        return false;
    }
    // Terms of which the price changes are a change of price.
    let always =
        always || message.kind == Kind::TermsChange && message.amount(AmountRole::New).is_some();
    let report = message.kind == Kind::StatementUsage && kind == AgreementKind::Other && !says;
    let runs = when_running && !is_single(kind) && kind != AgreementKind::Other;
    let asks = message.kind == Kind::Unclear && message.speaks();
    let told = message.told_kind();
    let always = (always || bears(message)) && !only_changes(message);
    let sure = told || is_sure_to_begin(message);
    (always && !report && (told || holds(message)) && (named || sure))
        || (asks && !is_single(kind))
        || named && (goods && !by_carrier || when_named || runs)
}

/// Whether it tells of what goes back or came back, under the number of its return: that begins nothing.
pub(super) fn is_of_a_return(message: &Message<'_>) -> bool {
    message.reference(ReferenceRole::Return).is_some() && message.amounts().next().is_none()
}

/// Whether what a message names begins something however unsure its kind is: its branch or the end of a trial with
/// what that costs, papers with a beginning, a price and its period, a yearly price for what it names by a number.
fn is_sure_to_begin(message: &Message<'_>) -> bool {
    let price = message.amount(AmountRole::Price).is_some();
    let tried = message.date(DateRole::TrialEnd).is_some_and(|on| on >= message.on);
    let lasts = message.reading.period.is_some();
    let papers = matches!(message.kind, Kind::ContractPack | Kind::OrderConfirmed)
        && message.date(DateRole::Start).is_some();
    let mut numbers = message.reading.facts.iter().filter_map(Fact::identifier);
    let of_thing = numbers.any(|(role, _, _)| crate::things::is_strong(role));
    // Only what goes on has a last day to leave.
    let leaves = message.kind == Kind::Bill && message.date(DateRole::CancelBy).is_some();
    bears(message)
        || price && leaves
        || message.reading.kind_confidence.thousandths() >= SURE_FOUNDING
        || price && (tried || lasts && (papers || of_thing))
}

/// How sure the values of a whole term must be, in thousandths.
const SURE_TERM: u16 = 700;

/// Whether a message looks like papers and names a term by its number, both of its days, its price and whether it
/// goes on by itself: however unsure its kind is, that is an agreement.
pub(crate) fn is_whole_term(reading: &Reading) -> bool {
    let papers = [Kind::OrderConfirmed, Kind::ContractPack, Kind::RenewalNotice];
    let looks = papers.contains(&reading.kind)
        || reading.secondary.iter().any(|kind| papers.contains(kind));
    let sure = || reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_TERM);
    let number = sure().filter_map(Fact::reference).any(|(role, _)| names_agreement(role));
    let term = ToldTerm::of(sure()).is_some_and(|term| term.days() > 0);
    let priced = |role| matches!(role, AmountRole::Price | AmountRole::Total);
    let costs = sure().filter_map(Fact::amount).any(|(role, _)| priced(role));
    looks && number && costs && term
}

/// Whether a message names its branch, the day on which that begins and what it costs; or all of a term: its number,
/// both of its days, what it costs and whether it goes on.
fn bears(message: &Message<'_>) -> bool {
    if is_whole_term(message.reading) {
        return true;
    }
    let begins =
        [DateRole::Start, DateRole::Effective].into_iter().any(|role| message.date(role).is_some());
    let costs = [AmountRole::Price, AmountRole::Total].into_iter();
    !message.reading.branches.is_empty()
        && message.reading.secondary.contains(&Kind::ContractPack)
        && begins
        && costs.into_iter().any(|role| message.amount(role).is_some())
}
