//! The kind of a message that is told by what it asks the owner to do by a day.
//!
//! A clerk, a club and a town office write no template: few words by which a kind is weighed, and one sentence that
//! asks for something.

use super::turned;
use jiff::civil::Date;
use oxherd_model::{DateRole, Fact, Kind, PromiseTerm, Reading};

/// A kind said less surely than this, in thousandths, may be told by what is asked for.
const UNSURE: u16 = 650;

/// A kind that asks for something of its own is one only below this.
const GUESSED: u16 = 400;

/// How sure the day must be.
const SURE_DAY: u16 = 850;

/// Gives an unsure message the kind that its asking tells.
pub(super) fn settle(out: &mut Reading, sent_on: Option<Date>) {
    let Some(sent) = sent_on else { return };
    let sure = out.kind_confidence.thousandths();
    // Who orders something has a number for it.
    let ordered =
        out.kind == Kind::OrderConfirmed && out.facts.iter().any(|f| f.reference().is_some());
    let guessed = sure < GUESSED && !out.kind.is_noise();
    if sure >= UNSURE || ordered || !guessed && !may_be_another(out.kind) {
        return;
    }
    let asked = |wanted: DateRole| {
        out.facts.iter().any(|fact| {
            fact.confidence.thousandths() >= SURE_DAY
                && fact.date().is_some_and(|(role, on)| role == wanted && on > sent)
        })
    };
    let sum = out.facts.iter().any(|fact| fact.amount().is_some());
    let days: Vec<Date> = out.facts.iter().filter_map(Fact::promise).filter_map(by).collect();
    let ours = |wanted: DateRole| {
        out.facts
            .iter()
            .filter_map(Fact::date)
            .any(|(role, on)| role == wanted && days.contains(&on))
    };
    if ours(DateRole::AnswerBy) {
        return;
    }
    let told = if asked(DateRole::ReturnBy) {
        Some((Kind::ReturnInstructions, "a day by which something is to be given back"))
    } else if asked(DateRole::Due) && sum {
        let kind = if out.kind.asks_for_money() { out.kind } else { Kind::Bill };
        Some((kind, "a sum and the day by which it is to be paid"))
    } else if asked(DateRole::AnswerBy) {
        Some((Kind::InfoRequest, "a day by which something is asked for"))
    } else if asked(DateRole::ServiceDue) {
        Some((Kind::MaintenanceDue, "a day by which something is to be looked after"))
    } else {
        None
    };
    if let Some((kind, words)) = told {
        turned::by_facts(out, kind, words);
    }
}

/// The day by which something is promised.
fn by((_, term): (&str, PromiseTerm)) -> Option<Date> {
    match term {
        PromiseTerm::By(on) => Some(on),
        PromiseTerm::Within { .. } => None,
    }
}

/// Kinds for which a short letter is taken when few words decide; not what asks for something of its own, nor what
/// tells of an agreement.
const fn may_be_another(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::StatementUsage
            | Kind::Moment
            | Kind::Notification
            | Kind::Unclear
            | Kind::LimitNear
            | Kind::PriceChange
            | Kind::TransferConfirmed
            | Kind::PaymentDone
            | Kind::AppointmentSet
            | Kind::Quote
            | Kind::OrderConfirmed
            | Kind::Survey
    )
}
