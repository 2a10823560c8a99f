//! Where an agreement stands: how it begins, is tried, and ends.
//!
//! Who ends something says so; a bill or a renewal that comes later ends nothing and moves no end.

mod undone;

use crate::agreements::{is_over, is_single, names_agreement, near};
use crate::contradictions::Asked;
use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::prices::{begins_anew, is_usage};
use crate::state::{Agreement, Asking, Due, Ledger};
use crate::stems;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, DateRole, DueKind, EvidenceId, Fact, Kind, Reading,
    ReferenceRole,
};

/// An ending said less surely than this, in thousandths, is none where the message may as well speak of
/// a term that begins or goes on.
const SURE_ENDING: u16 = 450;

/// From this sureness on, in thousandths, an ending needs no number, day or word of what ends.
const PLAIN_ENDING: u16 = 900;

/// A day of the end is likely from so many thousandths on.
const LIKELY_DAY: u16 = 300;

/// How sure it must be that an agreement does not go on by itself, in thousandths.
const SURE_RENEWAL: u16 = 700;

/// An ending is told at most so many days after its day.
const ENDED_DAYS: i32 = 92;

/// A term that ran out so many days ago without a sign of another is over when something new begins.
const RAN_OUT_DAYS: i32 = 45;

/// Whose word the end is that is known so far.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum EndBy {
    /// The owner wrote that it shall end; nobody confirmed it.
    Owner,
    /// The supplier, or nobody yet.
    Supplier,
}

impl Ledger {
    /// Whose word the end of an agreement is.
    pub(crate) fn end_is_by(&self, agreement: u32) -> EndBy {
        let known = self.agreements.get(index(agreement)).filter(|a| is_over(a.state));
        let ending = known.and_then(|a| a.ending);
        let of_owner = |evidence: EvidenceId| {
            self.requests.all.iter().any(|r| r.evidence.0.last() == Some(&evidence))
        };
        if ending.is_some_and(of_owner) { EndBy::Owner } else { EndBy::Supplier }
    }

    /// Closes the payments of an agreement that were announced for the time after its end.
    pub(crate) fn end_payments(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        let Some(number) = agreement.filter(|_| confirms_end(message)) else { return };
        let Some(known) = self.agreements.get(index(number)) else { return };
        // What was announced although it had ended is what is watched for, whoever confirms the end again.
        let first = known.ending == Some(message.evidence());
        let Some(end) = known.ended_on.filter(|_| is_over(known.state) && first) else { return };
        let from = Past { number, end, only_trials: false };
        self.close_payments(message.supplier, from, message.entry);
    }

    /// Closes the end of a trial that the owner ended, and what was to be taken for the time after it.
    pub(crate) fn end_trial_payments(&mut self, number: u32, entry: &Entry<'_>) {
        let Some(known) = self.agreements.get(index(number)) else { return };
        let Some(end) = known.ended_on.filter(|_| is_over(known.state)) else { return };
        let from = Past { number, end, only_trials: true };
        self.close_payments(known.supplier, from, entry);
    }

    fn close_payments(&mut self, supplier: u32, past: Past, entry: &Entry<'_>) {
        let Past { number, end, only_trials } = past;
        let metered = self.agreements.get(index(number)).is_some_and(|a| is_metered(a.kind));
        let of = |due: &Due| due.agreement == Some(number) && due.closed_at.is_none();
        let open: Vec<u32> = self.open_dues.of(supplier).to_vec();
        let follows = |due: &Due, what: &[DueKind]| {
            let mut others = open.iter().filter_map(|at| self.dues.get(index(*at)));
            others.any(|other| of(other) && what.contains(&other.what) && other.on <= due.on)
        };
        let ends = |due: &Due| {
            let billed = due.reference.is_some() || metered;
            // What is taken when a trial is over is taken on its last day or behind it.
            let tried = due.on >= end && follows(due, &[DueKind::TrialEnd]);
            let renewed = || follows(due, &[DueKind::Renewal, DueKind::TrialEnd]);
            let later =
                due.on > end && !only_trials && (due.asking == Asking::Collected || renewed());
            let payment = due.what == DueKind::Payment && !billed && (tried || later);
            of(due) && (payment || only_trials && due.what == DueKind::TrialEnd)
        };
        let over: Vec<u32> =
            open.iter().copied().filter(|at| self.dues.get(index(*at)).is_some_and(ends)).collect();
        for at in over {
            if let Some(due) = self.dues.get_mut(index(at)) {
                due.closed_at = entry.known_from;
                due.evidence.add(entry.evidence);
            }
        }
    }
}

/// Payments after an end: of which agreement, and which end.
#[derive(Clone, Copy)]
struct Past {
    number: u32,
    end: Date,
    /// Whether only those count that follow a trial, as nobody confirmed the end yet.
    only_trials: bool,
}

impl Agreement {
    /// Whether a message after the end speaks of the agreement as one that runs.
    pub(crate) fn is_odd(&self, message: &Message<'_>) -> bool {
        let money = matches!(message.kind, Kind::Bill | Kind::PaymentAhead | Kind::PaymentDone);
        let last_bill = money
            && self.ended_on.is_some_and(|end| self.is_owed_for(&Asked::by(message, end), end));
        let welcomed = message.kind == Kind::AccountSetup
            && message.references().any(|(role, _)| names_agreement(role));
        (speaks_as_running(message.kind) || welcomed) && !is_single(self.kind) && !last_bill
    }

    /// Where it stands after a message.
    pub(crate) fn next_state(&self, message: &Message<'_>) -> AgreementState {
        let trial = message.date(DateRole::TrialEnd).is_some_and(|d| d >= message.on);
        let begins =
            matches!(message.kind, Kind::RenewalNotice | Kind::OrderConfirmed | Kind::ContractPack);
        let paid = matches!(message.kind, Kind::PaymentDone | Kind::Bill)
            && message.total().is_some_and(|sum| !sum.value.is_zero());
        let runs = message.kind.is_of_money()
            || matches!(
                message.kind,
                Kind::StatementUsage | Kind::PriceChange | Kind::DeliveryUnderWay | Kind::Delivered
            );
        // What is told of a trial while it lasts, its end and its price, does not end it.
        let told = self.term_ends_on.is_none_or(|end| end >= message.on);
        let tried = self.state == AgreementState::Trial && told && !paid;
        // Whatever its words sounded like, the first that is heard of it names the end of a trial.
        let heard = self.state == AgreementState::Unknown && !paid && message.kind != Kind::Quote;
        if message.kind == Kind::Quote && self.state == AgreementState::Unknown {
            AgreementState::Quoted
        } else if (begins || heard) && trial || tried {
            AgreementState::Trial
        } else if begins || runs || (message.kind == Kind::Unclear && message.speaks()) {
            AgreementState::Active
        } else {
            self.state
        }
    }

    /// An ending that a message says, or a day of it that is said later.
    pub(crate) fn learn_end(&mut self, message: &Message<'_>, by: EndBy) {
        if message.refuses_end() || message.restores() {
            return;
        }
        let cancelled = message.kind == Kind::OrderTrouble
            && !is_single(self.kind)
            && message.reading.secondary.first() == Some(&Kind::CancelConfirmed);
        let first = message.reading.secondary.first().is_some_and(|kind| kind.is_ending());
        let packed = message.kind == Kind::ContractPack && first;
        let other = !speaks_as_new(message.kind) && !speaks_as_running(message.kind);
        let beside = message.asked && confirms_end(message) && (packed || other);
        let said = message.kind.is_ending() || cancelled || beside;
        if said && self.is_meant(message) && !self.is_of_a_part(message) {
            self.end_as_said(message, by);
        } else if self.state == AgreementState::Ending && goes_on_about_end(message) {
            let ahead = message.date(DateRole::End).filter(|end| *end >= message.on);
            let open = self.ended_on.is_none() || by == EndBy::Owner || confirms_end(message);
            let ahead = ahead.filter(|_| self.ended_on.is_none_or(|end| end >= message.on));
            if let Some(end) = ahead.filter(|_| open) {
                self.ended_on = Some(end);
                self.ending = Some(message.evidence());
            }
        }
    }

    /// Takes the end that a supplier confirms: its day wins over the one that the owner asked for, and
    /// what it confirms again moves no end that is past.
    fn end_as_said(&mut self, message: &Message<'_>, by: EndBy) {
        let known = self.ended_on.filter(|_| is_over(self.state));
        let said = end_day(message, self.started_on).or_else(|| self.end_of_term(message));
        self.ended_on = match (known, said) {
            (Some(_), Some(said)) if by == EndBy::Owner => Some(said),
            (Some(known), Some(said)) if known >= message.on => Some(known.min(said)),
            (Some(known), Some(_) | None) => Some(known),
            (None, said) => said.or(message.day()),
        };
        if known.is_none() || by == EndBy::Owner || self.ending.is_none() {
            self.ending = Some(message.evidence());
        }
        self.state = AgreementState::Ending;
        self.renews_on = None;
    }

    /// The end of the term that runs, for a message that only says that nothing follows it.
    fn end_of_term(&self, message: &Message<'_>) -> Option<Date> {
        let said = message.date(DateRole::Renewal);
        let term = [said, self.renews_on, self.term_ends_on].into_iter().flatten();
        let mut ahead = term.filter(|on| *on >= message.on);
        ahead.next().filter(|_| goes_on(message.reading) == Some(false))
    }

    /// Whether a message of an ending is about this very agreement: it names a number, a day of
    /// the end, or speaks of what the agreement is.
    fn is_meant(&self, message: &Message<'_>) -> bool {
        let end = message.date(DateRole::End).unwrap_or(message.on);
        // Who delivers or takes money after the day named does not end.
        let goes_on = [DateRole::Delivery, DateRole::Payment]
            .into_iter()
            .any(|role| message.dates(role).any(|on| on > end));
        if goes_on || begins_anew(message) || may_go_on(message) && !message.asked {
            return false;
        }
        // Nothing else runs with the supplier, or it would not have been met.
        let plain = message.kind.is_ending()
            && message.reading.kind_confidence.thousandths() >= PLAIN_ENDING;
        // A trial binds nobody: who confirms an end while it lasts ends it.
        let tried = self.state == AgreementState::Trial
            && message.reading.kind_confidence.thousandths() >= SURE_ENDING;
        plain
            || tried && message.kind == Kind::CancelConfirmed
            || message.references().next().is_some()
            || !message.reading.thread.is_empty()
            || message.date(DateRole::End).is_some()
            || message.date(DateRole::Expiry).is_some()
            || crate::agreements::topics(message).any(|(kind, _)| kind == self.kind)
    }

    /// The owner wrote that it shall end.
    pub(crate) fn owner_ends(&mut self, evidence: EvidenceId, written: Date, on: Option<Date>) {
        if is_over(self.state) || is_single(self.kind) {
            return;
        }
        // A trial that is ended in time ends with the trial.
        let tried = self.term_ends_on.filter(|_| self.state == AgreementState::Trial);
        self.state = AgreementState::Ending;
        self.ended_on = on.or(tried).or_else(|| self.end_in_time(written));
        self.ending = Some(evidence);
        self.renews_on = None;
    }

    /// Whether a letter asks for less than what was paid: it is about a part of what was bought.
    pub(crate) fn is_less_than_paid(&self, reading: &Reading) -> bool {
        let sums =
            reading.facts.iter().filter_map(Fact::amount).map(|(_, money)| money.value.abs());
        let paid = self.charges.iter().map(|c| c.money.value).max();
        let stated = self.prices.iter().map(|p| p.price.money.value).max();
        let whole = paid.max(stated);
        sums.max().zip(whole).is_some_and(|(asked, whole)| asked < whole)
    }

    /// Who withdraws waits for no end of a term: it is over with the word of the supplier.
    pub(crate) fn withdrawn_at_once(&mut self, evidence: EvidenceId) {
        if self.ending == Some(evidence) {
            self.ended_on = None;
        }
    }

    /// The owner withdrew from a purchase: whether the goods have come or not, it is over with the money.
    pub(crate) fn owner_withdraws(&mut self, evidence: EvidenceId) {
        if self.kind == AgreementKind::Purchase && !is_over(self.state) {
            self.state = AgreementState::Ending;
            self.ending = Some(evidence);
        }
    }

    /// The day on which it ends for who wrote by the last day that was named for that: with the term that
    /// was named with it, else with that day.
    fn end_in_time(&self, written: Date) -> Option<Date> {
        let by = self.leaving.by.filter(|by| by.on >= written)?;
        Some(by.ends.or(self.term_ends_on).filter(|end| *end >= by.on).unwrap_or(by.on))
    }

    /// The day on which it was over before a message: it ended, or its term ran out and nothing more
    /// was heard of it.
    pub(crate) fn over_before(&self, message: &Message<'_>) -> Option<Date> {
        let ended = self.ended_on.filter(|_| is_over(self.state));
        let term = self.term_ends_on.filter(|end| {
            let heard = self.last_at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
            let silent = heard.is_none_or(|on| on <= *end || near(*end, on, RAN_OUT_DAYS));
            let charged =
                self.charges.iter().any(|c| c.on > *end && !near(*end, c.on, RAN_OUT_DAYS));
            silent && !charged && !near(*end, message.on, RAN_OUT_DAYS)
        });
        let ran_out = !is_over(self.state) && self.auto_renews != Some(true);
        let over = ended.or(term.filter(|_| ran_out));
        over.filter(|end| *end < message.on && !is_single(self.kind))
    }
}

/// Paid by what was used, with a last bill for it.
pub(crate) fn is_metered(kind: AgreementKind) -> bool {
    is_usage(kind) || kind == AgreementKind::Telecom
}

/// The last day that a message of an ending names: as such, or as the one from which the end holds.
pub(crate) fn end_day(message: &Message<'_>, started_on: Option<Date>) -> Option<Date> {
    // Who ends something names its last day; another day that lies behind is that of something
    // else, as is one long ago.
    let ahead = |role: DateRole| message.dates(role).find(|on| *on >= message.on);
    let late = |role: DateRole| {
        message.dates(role).find(|on| *on >= message.on || near(*on, message.on, ENDED_DAYS))
    };
    let sure = message.kind.is_ending()
        && message.reading.kind_confidence.thousandths() >= SURE_ENDING
        || message.told_kind();
    // `Cancelled from the 5th`: the day on which the end begins.
    let from = || late(DateRole::Start).filter(|on| sure && Some(*on) != started_on);
    late(DateRole::End)
        .or_else(|| late(DateRole::Effective))
        .or_else(|| ahead(DateRole::Expiry))
        .or_else(|| ahead(DateRole::TrialEnd))
        .or_else(from)
        .or_else(|| unsure_end(message).filter(|_| sure))
}

/// The end that is named less surely: what surely ends something names no other day.
fn unsure_end(message: &Message<'_>) -> Option<Date> {
    let told = message.reading.facts.iter().filter(|f| f.confidence.thousandths() >= LIKELY_DAY);
    let ends = told.filter_map(Fact::date).filter(|(role, _)| *role == DateRole::End);
    let days = ends.map(|(_, on)| on);
    days.filter(|on| near(*on, message.on, ENDED_DAYS)).min()
}

/// Whether a message confirms an end although its kind is another: it is said beside, and the subject
/// or a day of the end says so too.
pub(crate) fn confirms_end(message: &Message<'_>) -> bool {
    let beside = message.reading.secondary.iter().any(|kind| kind.is_ending());
    let told = stems::deed_of(&message.reading.subject) == Some(stems::Deed::Ended);
    // The papers of a term that ends by itself name both its days.
    let papers = matches!(message.kind, Kind::ContractPack | Kind::OrderConfirmed)
        && message.date(DateRole::Start).is_some();
    let undone = message.refuses_end() || message.restores();
    let ends = message.kind.is_ending()
        || stops_there(message)
        || beside && (told || !papers && message.date(DateRole::End).is_some());
    ends && !undone
}

/// Whether who moves is told that something ends at the old address: its last day, and nothing that goes on.
fn stops_there(message: &Message<'_>) -> bool {
    let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_LAST;
    let last = message.reading.facts.iter().filter(sure).filter_map(Fact::date);
    let ends = last.into_iter().any(|(role, _)| role == DateRole::End);
    let onward = [DateRole::Start, DateRole::Effective];
    let goes_on = onward.into_iter().any(|role| message.date(role).is_some());
    let priced =
        message.amounts().any(|(role, _)| matches!(role, AmountRole::New | AmountRole::Price));
    message.kind == Kind::TransferConfirmed && ends && !goes_on && !priced
}

/// How sure the day must be on which something ends at an address, in thousandths.
const SURE_LAST: u16 = 940;

/// Whether a notice about a renewal confirms that there will be none: it says that nothing goes on by itself,
/// and it is headed as an end or, where somebody asked for one, says so alone.
pub(crate) fn is_refused(entry: &Entry<'_>, by: Refusal) -> bool {
    let Some(reading) = entry.reading else { return false };
    let ended = reading.secondary.first() == Some(&Kind::CancelConfirmed)
        || stems::deed_of(&reading.subject) == Some(stems::Deed::Ended);
    // A price for a further term speaks of that.
    let sums = reading.facts.iter().filter_map(Fact::amount);
    let priced = sums.into_iter().any(|(role, _)| role == AmountRole::New);
    goes_on(reading) == Some(false) && !priced && (by == Refusal::Asked || ended)
}

/// Whether the owner asked a supplier to end something.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Refusal {
    /// They did, and wait for its word.
    Asked,
    /// Nothing is known of that.
    Unasked,
}

/// What a message surely says of going on by itself; who says both speaks of a renewal and of what stops it.
fn goes_on(reading: &Reading) -> Option<bool> {
    let sure = reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_RENEWAL);
    sure.filter_map(Fact::renewal).max()
}

/// Whether an ending is said so unsurely that the message may as well speak of a term that goes on.
fn may_go_on(message: &Message<'_>) -> bool {
    let told = message.told_kind();
    let unsure = message.reading.kind_confidence.thousandths() < SURE_ENDING;
    !told && unsure && message.reading.secondary.iter().any(|kind| speaks_as_new(*kind))
}

/// Whether a message that is none of an ending may say its day all the same.
fn goes_on_about_end(message: &Message<'_>) -> bool {
    let other = speaks_as_new(message.kind)
        || speaks_as_running(message.kind)
        || matches!(message.kind, Kind::StatementUsage | Kind::RefundCredit | Kind::Quote);
    !other || confirms_end(message) && message.reference(ReferenceRole::Invoice).is_none()
}

/// Kinds that speak of an agreement as one that runs.
fn speaks_as_running(kind: Kind) -> bool {
    kind.is_of_money()
        || matches!(kind, Kind::RenewalNotice | Kind::ContractPack | Kind::PriceChange)
}

/// Kinds that speak of a term that begins.
fn speaks_as_new(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::RenewalNotice | Kind::ContractPack | Kind::OrderConfirmed | Kind::PriceChange
    )
}
