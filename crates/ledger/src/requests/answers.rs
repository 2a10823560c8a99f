//! By when a letter of the owner asks for its answer, and what is one.

use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::state::Ledger;
use crate::stems;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AmountRole, DateRole, Fact, Kind, PromiseTerm, Reading, TermUnit};

/// A day until which a letter asks for its answer lies at most so many days ahead.
const ASKED_DAYS: i32 = 90;

/// Whether a message about a case decides it: it says what comes of it, and puts nobody off with an answer
/// that is yet to come.
pub(super) fn decides(message: &Message<'_>) -> bool {
    let decided = [Kind::CaseDecision, Kind::ComplaintFinal, Kind::RefundCredit];
    let beside = message.reading.secondary.iter().any(|kind| decided.contains(kind));
    let promised = || message.reading.facts.iter().filter_map(Fact::promise).map(|(what, _)| what);
    let waits = promised().any(stems::is_about_answer);
    let gives = promised().any(|what| is_deed(what) && !stems::sends(what));
    !waits && (beside || gives)
}

/// Whether a message only says by when something will be seen to.
pub(crate) fn puts_off(message: &Message<'_>) -> bool {
    let promised = message.reading.facts.iter().filter_map(Fact::promise);
    let dated = |term: &PromiseTerm| !matches!(term, PromiseTerm::Within { count: 0, .. });
    let mut promised = promised.filter(|(_, term)| dated(term)).peekable();
    promised.peek().is_some() && !promised.any(|(what, _)| is_deed(what))
}

/// Whether a message says that what was open is paid.
pub(crate) fn tells_paid(message: &Message<'_>) -> bool {
    let kinds = [Kind::CaseProgress, Kind::CaseDecision, Kind::AccountSetup, Kind::Unclear];
    kinds.contains(&message.kind)
        && message.reading.secondary.contains(&Kind::PaymentDone)
        && message.amount(AmountRole::Paid).is_some()
}

/// Whether a sentence promises what was asked for: money, goods, papers or a visit, and no answer.
fn is_deed(what: &str) -> bool {
    stems::is_about_deed(what)
        || !stems::is_about_answer(what)
            && (stems::gives_money(what)
                || stems::names_a_sum_for_owner(what)
                || stems::brings_goods(what)
                || stems::sends(what))
}

/// By when a letter asks for its answer: a day ahead, or so many days from the letter.
pub(super) fn asked_by(reading: &Reading, on: Date) -> Option<Date> {
    let last = on.checked_add(ASKED_DAYS.days()).ok()?;
    let days = reading.facts.iter().filter_map(Fact::date);
    let asks = |role: DateRole| matches!(role, DateRole::AnswerBy | DateRole::Due);
    let named = days.filter(|(role, _)| asks(*role)).map(|(_, day)| day);
    let terms = reading.facts.iter().filter_map(Fact::promise);
    let within = terms.filter_map(|(_, term)| match term {
        PromiseTerm::Within { count, unit: TermUnit::Day } => {
            on.checked_add(i64::from(count).days()).ok()
        }
        PromiseTerm::Within { count, unit: TermUnit::Week } => {
            on.checked_add(i64::from(count).weeks()).ok()
        }
        PromiseTerm::Within { .. } | PromiseTerm::By(_) => None,
    });
    // Terms of a letter are as often those of what it quotes: a day says more.
    let ahead = |day: &Date| *day > on && *day <= last;
    named.filter(ahead).min().or_else(|| within.filter(ahead).min())
}

impl Ledger {
    /// Whether a message answers a letter of the owner that waits, and does not only say that it came.
    pub(crate) fn replies_to_letter(&self, supplier: u32, reading: &Reading) -> bool {
        let open = self.requests.open.get(&supplier).into_iter().flatten();
        let mut letters = open.filter_map(|number| self.requests.all.get(index(*number)));
        let answers = stems::is_answer(&reading.subject);
        let receipt = reading.kind == Kind::CaseProgress;
        !receipt
            && letters.any(|r| answers || r.letters.iter().any(|id| reading.thread.contains(id)))
    }

    /// Whether a message of no sure kind answers by its subject a letter that waits: it is heard as what it
    /// looks most like, where that is an answer.
    pub(crate) fn answers_likely(&self, supplier: u32, entry: &Entry<'_>) -> bool {
        let answers = matches!(
            entry.kind,
            Kind::CaseProgress
                | Kind::CaseDecision
                | Kind::ComplaintFinal
                | Kind::RefundCredit
                | Kind::ReturnInstructions
        );
        let waits = self.requests.open.get(&supplier).is_some_and(|open| !open.is_empty());
        let answered = entry.reading.is_some_and(|r| stems::is_answer(&r.subject));
        answers && waits && answered
    }
}
