//! Messages that show by their terms that an agreement runs, whatever they sound like: who is numbered as a customer
//! and told a price for a period has a contract, even where the words are those of an offer or of a periodical.

use super::{Heard, Judged, Reader, currency_of, sent_on};
use crate::document::Document;
use crate::values::{Found, Surroundings};
use oxherd_model::{AmountRole, Claim, Confidence, Cue, CueSource, DateRole, Kind, ReferenceRole};

/// How sure it is then, in thousandths: for papers of an agreement, and for what sounded like something else.
const SURE: u16 = 700;
const LESS_SURE: u16 = 620;

/// Advertising that is surer than this stays advertising.
const SOUNDS_MAX: u16 = 850;

/// A number, a day or a sum less sure than this tells nothing.
const NUMBER_MIN: u16 = 350;
const DAY_MIN: u16 = 800;
const SUM_MIN: u16 = 450;

/// What a text names of an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Term {
    /// The owner's number as a customer, of the contract or the policy.
    Number,
    /// A price for a period.
    Price,
    /// The day from which it runs.
    Start,
    /// The day on which a time to try it out ends.
    Trial,
    /// The day on which it ends, renews, or can be ended at the latest.
    End,
}

impl Reader {
    /// Decides once more where the terms of an agreement say what the words left open.
    pub(super) fn by_its_terms(&self, document: &Document, judged: &mut Judged<'_>) {
        let reading = &judged.reading;
        let sure = reading.kind_confidence.thousandths();
        let Some(was) = class_of(reading.kind, sure) else { return };
        let Some(heard) = judged.heard.as_ref().filter(|_| !is_for_many(document)) else { return };
        let terms = self.terms(document, heard, judged);
        let has = |term: Term| terms.contains(&term);
        let known = match was {
            Was::Papers => {
                let told = [Term::Number, Term::Price, Term::Start].into_iter().filter(|t| has(*t));
                (told.count() >= 2).then_some((Kind::ContractPack, SURE))
            }
            Was::Trial => {
                (has(Term::Trial) && has(Term::Price)).then_some((Kind::RenewalNotice, SURE))
            }
            // What begins and has no end is not ending, whatever is said of how to end it.
            Was::Ending => {
                let begins = has(Term::Start) && has(Term::Price) && !has(Term::End);
                begins.then_some((Kind::ContractPack, LESS_SURE))
            }
            Was::Else => {
                (has(Term::Number) && has(Term::Price)).then_some((Kind::ContractPack, LESS_SURE))
            }
        };
        let Some((kind, sure)) = known else { return };
        let reading = &mut judged.reading;
        reading.secondary.retain(|also| *also != kind);
        reading.kind = kind;
        reading.kind_confidence = Confidence::from_thousandths(sure);
        let words = "a number, a price for a period or a first day".to_owned();
        reading.why.retain(|cue| cue.kind == kind);
        reading.why.insert(0, Cue { kind, words, source: CueSource::Body, weight: 12 });
    }

    fn terms(&self, document: &Document, heard: &Heard, judged: &Judged<'_>) -> Vec<Term> {
        let of = Surroundings {
            text: &heard.said,
            words: &heard.body,
            language: heard.language,
            sent_on: sent_on(document),
            month_first: None,
            currency_hint: currency_of(judged.reading.supplier.as_ref()),
        };
        let found = self.values.read(&of).found;
        let per = self.names.period_beside(of.text, of.words, &found).is_some();
        let named = found.iter().filter_map(term_of);
        named.filter(|term| per || *term != Term::Price).collect()
    }
}

/// What a value of a text says of an agreement.
fn term_of(found: &Found) -> Option<Term> {
    let sure = |least: u16| found.confidence.thousandths() >= least;
    match &found.claim {
        Claim::Reference { role, value } => {
            (is_number(*role, value) && sure(NUMBER_MIN)).then_some(Term::Number)
        }
        Claim::Amount { role, .. } => (is_price(*role) && sure(SUM_MIN)).then_some(Term::Price),
        Claim::Date { role: DateRole::Start, .. } => sure(DAY_MIN).then_some(Term::Start),
        Claim::Date { role: DateRole::TrialEnd, .. } => sure(DAY_MIN).then_some(Term::Trial),
        Claim::Date {
            role: DateRole::End | DateRole::Expiry | DateRole::Renewal | DateRole::CancelBy,
            ..
        } => Some(Term::End),
        Claim::Date { .. }
        | Claim::Identifier { .. }
        | Claim::Contact { .. }
        | Claim::Product { .. }
        | Claim::Promise { .. }
        | Claim::Act { .. }
        | Claim::Length { .. }
        | Claim::Renewal { .. } => None,
    }
}

/// What a message seemed to be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Was {
    /// Papers of an agreement, not for sure, or an account that is set up.
    Papers,
    /// A notice of a renewal, not for sure.
    Trial,
    /// The end of a contract, not for sure.
    Ending,
    /// Advertising, a periodical, a greeting.
    Else,
}

/// What a kind leaves open; nothing for most.
fn class_of(kind: Kind, sure: u16) -> Option<Was> {
    let unsure = sure < SURE;
    let sounds = [Kind::Promotion, Kind::Newsletter, Kind::Moment, Kind::Notification];
    if kind == Kind::AccountSetup || kind == Kind::ContractPack && unsure {
        Some(Was::Papers)
    } else if kind == Kind::RenewalNotice && unsure {
        Some(Was::Trial)
    } else if kind == Kind::ContractEnding && unsure {
        Some(Was::Ending)
    } else {
        (sounds.contains(&kind) && sure < SOUNDS_MAX).then_some(Was::Else)
    }
}

/// Whether the header says that it went to many.
fn is_for_many(document: &Document) -> bool {
    let header = &document.header;
    header.list_unsubscribe.is_some()
        || header.list_id.is_some()
        || header.bulk
        || header.list_post
        || matches!(header.precedence.as_str(), "bulk" | "list" | "junk")
}

/// Whether a reference is the number by which an agreement or its owner is known.
fn is_number(role: ReferenceRole, value: &str) -> bool {
    let ours =
        matches!(role, ReferenceRole::Customer | ReferenceRole::Contract | ReferenceRole::Policy);
    ours && value.bytes().filter(u8::is_ascii_digit).count() >= 3
}

const fn is_price(role: AmountRole) -> bool {
    matches!(role, AmountRole::Price | AmountRole::Total | AmountRole::Due | AmountRole::New)
}
