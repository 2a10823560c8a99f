//! What a letter of the owner does.

use super::Act;
use crate::stems::{self, Deed};
use jiff::civil::Date;
use oxherd_model::{DateRole, Fact, LetterAct, Reading, Stage};

/// How sure an act must be, in thousandths.
const SURE_ACT: u16 = 500;

/// One act of a letter.
#[derive(Debug, Clone, Copy)]
pub(super) struct Done {
    pub(super) act: Act,
    /// From which day it is to hold, where that was read.
    pub(super) on: Option<Date>,
    /// Where a thing that is sold stands.
    pub(super) stage: Stage,
    /// Whether it was done by a button of the supplier's page.
    pub(super) by_button: bool,
}

/// What the owner did by a letter: as it was read, else by its subject.
pub(super) fn deeds(reading: &Reading) -> Vec<Done> {
    let does = |fact: &&Fact| fact.act().is_some_and(|(act, _)| !act.is_reply());
    let acts = || reading.facts.iter().filter(does);
    let data = stems::asks_for_data(&reading.subject).then_some(Done {
        act: Act::AskedForData,
        on: None,
        stage: Stage::Parting,
        by_button: false,
    });
    let only_asks = acts().all(is_request);
    if acts().next().is_none() {
        return data.or_else(|| by_subject(reading)).into_iter().collect();
    }
    // A subject that asks does nothing beside what the letter asks for.
    let only_asks = only_asks && !reading.subject.trim_end().ends_with('?');
    if only_asks && let Some(done) = data.or_else(|| by_subject(reading)) {
        return vec![done];
    }
    let by_button = stems::names_a_button(&reading.subject);
    let mut read: Vec<Done> = Vec::new();
    let sure = acts().filter(|fact| fact.confidence.thousandths() >= SURE_ACT);
    for (told, on) in sure.filter_map(Fact::act) {
        let Some(act) = act_of(told) else { continue };
        let gone = matches!(told, LetterAct::Sold | LetterAct::Died);
        let stage = if gone { Stage::Gone } else { Stage::Parting };
        match read.iter_mut().find(|known| known.act == act) {
            Some(known) => {
                known.on = known.on.or(on);
                known.stage = known.stage.max(stage);
            }
            None => {
                let on = on.or_else(|| day_of_end(reading));
                read.push(Done { act, on, stage, by_button });
            }
        }
    }
    read.extend(data);
    // Who complains asks for the money back as well; what is decided on is the complaint.
    if by_subject(reading).is_some_and(|done| done.act == Act::Complained) {
        let claims = read.iter_mut().filter(|done| done.act == Act::Claimed);
        claims.for_each(|done| done.act = Act::Complained);
    }
    // Who does something asks for what belongs to it, and so does who wants to stay.
    if keeps(reading) || read.iter().any(|done| done.act != Act::Asked) {
        read.retain(|done| done.act != Act::Asked);
    }
    read
}

/// Whether a letter says of itself what waits for an answer, whoever it goes to: who buys a thing owes none.
pub(super) fn binds_a_stranger(reading: &Reading) -> bool {
    let sure = reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_ACT);
    sure.filter_map(Fact::act).any(|(act, _)| {
        matches!(
            act,
            LetterAct::Cancel
                | LetterAct::Withdraw
                | LetterAct::Complain
                | LetterAct::Claim
                | LetterAct::Move
                | LetterAct::Died
                | LetterAct::Return
                | LetterAct::Bank
        )
    })
}

fn is_request(fact: &Fact) -> bool {
    fact.act().is_some_and(|(act, _)| act == LetterAct::Request)
}

/// Whether a letter says that an agreement is not to be ended.
pub(super) fn keeps(reading: &Reading) -> bool {
    let sure = reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_ACT);
    sure.filter_map(Fact::act).any(|(act, _)| act == LetterAct::Keep)
}

fn by_subject(reading: &Reading) -> Option<Done> {
    let subject = &reading.subject;
    let stage = if stems::is_done(subject) { Stage::Gone } else { Stage::Parting };
    let deed = stems::deed_of(subject).map(|deed| match deed {
        Deed::Ended => Act::Ended,
        Deed::Withdrew => Act::Withdrew,
        Deed::Claimed => Act::Claimed,
        Deed::Complained => Act::Complained,
        Deed::Sold => Act::Sold,
        Deed::Moved => Act::Moved,
    });
    // Not by its kind: the kinds were learned of what suppliers write.
    let act = deed?;
    let by_button = stems::names_a_button(subject);
    Some(Done { act, on: day_of_end(reading), stage, by_button })
}

/// What waits for an answer, of those acts that a letter can be read to be.
fn act_of(act: LetterAct) -> Option<Act> {
    match act {
        LetterAct::Cancel => Some(Act::Ended),
        LetterAct::Withdraw => Some(Act::Withdrew),
        LetterAct::Complain => Some(Act::Complained),
        LetterAct::Claim => Some(Act::Claimed),
        LetterAct::Move => Some(Act::Moved),
        LetterAct::Sell | LetterAct::Sold => Some(Act::Sold),
        LetterAct::Died => Some(Act::Died),
        LetterAct::Return => Some(Act::Returned),
        LetterAct::Request => Some(Act::Asked),
        LetterAct::Bank => Some(Act::NewBank),
        LetterAct::Keep
        | LetterAct::Ask
        | LetterAct::Accept
        | LetterAct::Admit
        | LetterAct::Refuse
        | LetterAct::Restore
        | LetterAct::Deny
        | LetterAct::Warn => None,
    }
}

/// The day that a letter gives for the end: the first one on or after that of the letter.
fn day_of_end(reading: &Reading) -> Option<Date> {
    let ends = |role| {
        matches!(role, DateRole::End | DateRole::Effective | DateRole::Expiry | DateRole::Other)
    };
    let written = reading.known_from.or(reading.sent_at);
    let written = written.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
    let dates = reading.facts.iter().filter_map(Fact::date);
    let ahead = dates.filter(|(role, day)| ends(*role) && written.is_none_or(|on| *day >= on));
    ahead.map(|(_, day)| day).min()
}
