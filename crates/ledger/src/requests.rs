//! What the owner wrote themself: ended, withdrew, claimed, complained, sold, moved.
//!
//! A letter opens a request that waits for its answer. The day until which it waits is our own
//! patience and no law.

use crate::contradictions::{Passage, Said};
use crate::endings::{confirms_end, end_day};
use crate::entry::Entry;
use crate::fold::{Message, index, promises_money};
use crate::leaving::Known;
use crate::matters::Written;
use crate::moves::Heard;
use crate::state::{Evidences, Ledger, TimelineEntry, TimelineKind};
use crate::statutes::Ground;
use crate::stems;
use crate::suppliers::folded;
use crate::turns::TurnedBy;
use crate::word::Words;
use answers::{asked_by, decides};
pub(crate) use answers::{puts_off, tells_paid};
use jiff::ToSpan;
use jiff::civil::Date;
use letters::Done;
use oxherd_model::{
    AgreementState, EvidenceId, Fact, IdentifierRole, Kind, Mailbox, Reading, Stage, ThingKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

mod answers;
mod letters;
mod noted;
mod unmet;

/// A confirmation is awaited for so many days.
const CONFIRM_DAYS: i64 = 14;

/// A decision of a claim or complaint is awaited for so many days.
const DECIDE_DAYS: i64 = 28;

/// So many days after its day nothing answers a request any more.
const FORGOTTEN_DAYS: i32 = 400;

/// Recipients of a letter that are looked at.
const RECIPIENTS_MAX: usize = 8;

/// Everything that the owner wrote to ask for or to tell.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Requests {
    /// In the order in which they were sent; never removed.
    pub all: Vec<Request>,
    /// Of each supplier those that wait for an answer.
    pub open: BTreeMap<u32, Vec<u32>>,
}

/// One letter of the owner, with what became of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Request {
    /// What the owner did by it.
    pub act: Act,
    /// Index of the supplier, where it went to one that is known.
    pub supplier: Option<u32>,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// When it was sent.
    #[serde(with = "oxherd_model::compact::date")]
    pub sent_on: Date,
    /// Until when an answer is awaited.
    #[serde(with = "oxherd_model::compact::date")]
    pub by: Date,
    /// Message-IDs of the letter and of those that followed it.
    pub letters: Vec<String>,
    /// The answer: its day and evidence.
    pub answered: Option<(Date, EvidenceId)>,
    /// The letter by which the owner took it back.
    pub taken_back: Option<EvidenceId>,
    /// Whether the answer refuses it.
    pub refused: bool,
    /// The letter, those that followed it, and the answer; the newest first.
    pub evidence: Evidences,
}

/// What the owner did by a letter.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Act {
    /// Ended an agreement.
    Ended,
    /// Withdrew from one.
    Withdrew,
    /// Claimed what is theirs.
    Claimed,
    /// Complained.
    Complained,
    /// Told that a thing was sold.
    Sold,
    /// Told that an animal or a person died.
    Died,
    /// Told a new address.
    Moved,
    /// Sent something back.
    Returned,
    /// Asked for the data about them, or for its deletion.
    AskedForData,
    /// Asked that something be done, given or answered.
    Asked,
    /// Told a new bank account or card.
    NewBank,
}

impl Act {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Ended => "cancellation",
            Self::Withdrew => "withdrawal",
            Self::Claimed => "claim",
            Self::Complained => "complaint",
            Self::Sold => "sale",
            Self::Died => "death",
            Self::Moved => "move",
            Self::Returned => "return",
            Self::AskedForData => "data_request",
            Self::Asked => "request",
            Self::NewBank => "bank_details",
        }
    }

    /// Whether a supplier confirms it, and silence is no answer.
    pub(crate) const fn waits_for_confirmation(self) -> bool {
        matches!(
            self,
            Self::Ended | Self::Withdrew | Self::Sold | Self::Died | Self::Moved | Self::NewBank
        )
    }

    fn patience(self) -> i64 {
        match self {
            Self::Ended
            | Self::Withdrew
            | Self::Sold
            | Self::Died
            | Self::Moved
            | Self::NewBank
            | Self::Asked
            | Self::Returned => CONFIRM_DAYS,
            Self::Claimed | Self::Complained | Self::AskedForData => DECIDE_DAYS,
        }
    }

    /// Whether a message of this kind is the answer that is awaited.
    fn is_answered_by(self, kind: Kind) -> bool {
        let ends = kind.is_ending();
        let decides =
            matches!(kind, Kind::CaseDecision | Kind::ComplaintFinal | Kind::RefundCredit);
        match self {
            Self::Ended => ends,
            Self::Withdrew | Self::Returned => {
                ends || matches!(
                    kind,
                    Kind::RefundCredit | Kind::ReturnInstructions | Kind::OrderTrouble
                )
            }
            Self::Claimed => {
                decides || matches!(kind, Kind::ReturnInstructions | Kind::AppointmentSet)
            }
            Self::Complained => decides || kind == Kind::AppointmentSet,
            Self::Sold | Self::Died => {
                ends || matches!(kind, Kind::TransferConfirmed | Kind::RefundCredit)
            }
            Self::AskedForData => decides || kind == Kind::DataRights,
            Self::Moved => {
                matches!(kind, Kind::TransferConfirmed | Kind::ContractPack | Kind::AccountSetup)
            }
            Self::Asked => {
                decides || matches!(kind, Kind::AppointmentSet | Kind::ReturnInstructions)
            }
            // What confirms it tells of no agreement: it is known by its subject.
            Self::NewBank => false,
        }
    }

    /// Whether a message refuses what was asked for by it: an end, or money that was claimed.
    fn is_refused_by(self, message: &Message<'_>) -> bool {
        match self {
            Self::Ended => message.refuses_end(),
            Self::Claimed | Self::Withdrew | Self::Returned => {
                message.denies_money() && !promises_money(message.reading)
            }
            Self::Complained
            | Self::Sold
            | Self::Died
            | Self::AskedForData
            | Self::Moved
            | Self::Asked
            | Self::NewBank => false,
        }
    }

    /// Whether whoever answers by the subject answers it, whatever they say: it asked anything.
    const fn is_answered_by_subject(self) -> bool {
        matches!(self, Self::Asked | Self::NewBank)
    }
}

/// Whether a message looks like one of a move beside whatever else it is: a policy that goes along is told with its
/// new price.
fn goes_along(message: &Message<'_>) -> bool {
    message.reading.secondary.contains(&Kind::TransferConfirmed)
}

impl Request {
    /// Whether it may be about an agreement, as far as both are known.
    fn may_be_of(&self, agreement: Option<u32>) -> bool {
        self.agreement.is_none() || agreement.is_none() || self.agreement == agreement
    }
}

/// Whom and what a letter is about.
#[derive(Clone, Copy)]
struct Addressed {
    supplier: Option<u32>,
    agreement: Option<u32>,
    thing: Option<u32>,
}

impl Ledger {
    /// What the owner wrote: it stands on the line of the thing it is about, and what they did by it
    /// counts; it is no supplier's message.
    pub(crate) fn owner_wrote(
        &mut self,
        entry: &Entry<'_>,
        on: Date,
        (words, person): (&Words, Option<&str>),
    ) {
        let Some(reading) = entry.reading else { return };
        let deeds = letters::deeds(reading);
        let mut about = self.addressed(reading);
        if about.supplier.is_none() && letters::binds_a_stranger(reading) {
            about.supplier = self.institution_written_to(reading, words);
        }
        let ends = about.agreement.is_none() && deeds.iter().any(|deed| deed.act == Act::Ended);
        if let Some(supplier) = about.supplier.filter(|_| ends) {
            about.agreement = self.ended_unheard((entry, on), reading, supplier, words);
        }
        self.given(entry, reading, about.supplier);
        if let Some(agreement) = about.agreement {
            self.owner_wrote_of(entry, reading, agreement);
        }
        if let Some(agreement) = about.agreement.filter(|_| letters::keeps(reading)) {
            if self.owner_keeps((entry.evidence, on), agreement) {
                self.request(entry, Act::Asked, about, on);
            }
            if let Some(known) = self.agreements.get_mut(index(agreement)) {
                known.leaving.kept = Some(Known { on, evidence: entry.evidence });
            }
        }
        // What is about nothing that is known does nothing.
        let known = about.supplier.is_some() || about.agreement.is_some() || about.thing.is_some();
        let deeds = deeds.into_iter().filter(|_| known);
        let promises = self.promises.all.len();
        let done: Vec<(Act, Option<u32>)> =
            deeds.map(|deed| (deed.act, self.owner_did((entry, on), deed, about, words))).collect();
        let ended = done.iter().any(|(act, _)| matches!(act, Act::Ended | Act::Withdrew));
        let moved = about.agreement.and_then(|a| self.agreements.get_mut(index(a)));
        if let (Some(agreement), Some(person)) = (moved.filter(|_| ended), person) {
            agreement.moved_by(person);
        }
        if let Some(supplier) = about.supplier {
            self.came_as_written((entry, on), reading, (supplier, about.agreement), words);
        }
        let apart = words.is_apart(entry.evidence);
        let about = (about.supplier, about.agreement, about.thing);
        let written = Written { entry, on, about, done, kind: None, apart };
        let matter = self.matter_of_letter(&written);
        self.promised_in(matter, promises);
    }

    fn owner_wrote_of(&mut self, entry: &Entry<'_>, reading: &Reading, agreement: u32) {
        let Some(known) = self.agreements.get_mut(index(agreement)) else { return };
        known.evidence.add(entry.evidence);
        let (supplier, thing) = (known.supplier, known.thing);
        if let Some(thing) = thing.and_then(|t| self.things.get_mut(index(t))) {
            thing.timeline.push(TimelineEntry {
                at: entry.known_from,
                kind: TimelineKind::OwnerWrote,
                supplier: Some(supplier),
                evidence: entry.evidence,
            });
        }
        if let Some(id) = &reading.message_id {
            self.threads.remember(id, agreement);
        }
    }

    /// Moves the books by what the owner did, and opens the request that waits for its answer.
    fn owner_did(
        &mut self,
        (entry, on): (&Entry<'_>, Date),
        deed: Done,
        about: Addressed,
        words: &Words,
    ) -> Option<u32> {
        if matches!(deed.act, Act::Ended | Act::Withdrew)
            && let Some(number) = about.agreement
            && let Some(known) = self.agreements.get_mut(index(number))
        {
            let before = known.ending;
            let asked = deed.on.filter(|day| *day >= on);
            let stood = known.stood();
            let tried = known.state == AgreementState::Trial;
            known.owner_ends(entry.evidence, on, asked);
            if deed.act == Act::Withdrew && asked.is_none() && !tried {
                known.withdrawn_at_once(entry.evidence);
            }
            let part = entry.reading.is_some_and(|reading| known.is_less_than_paid(reading));
            if deed.act == Act::Withdrew && !part {
                known.owner_withdraws(entry.evidence);
            }
            known.turned(stood, TurnedBy::OwnersLetter, (entry.evidence, Some(on)));
            if known.ending != before {
                let what = asked.map_or(Passage::Subject, Passage::Day);
                self.end_said(number, Said { evidence: entry.evidence, what });
                self.left_in_time(entry, on, number);
                self.end_trial_payments(number, entry);
            }
        }
        // Who died is no thing, but an animal is.
        let died = |thing: &u32| {
            let known = self.things.get(index(*thing));
            known.is_some_and(|t| deed.act == Act::Died && t.kind == ThingKind::Animal)
        };
        let sells = |thing: &u32| deed.act == Act::Sold && self.may_be_sold(entry, *thing);
        let sold = entry.reading.filter(|_| deed.act == Act::Sold);
        let thing = sold.map_or(about.thing, |reading| self.thing_sold(reading, about.thing));
        let about = Addressed { thing: thing.or(about.thing), ..about };
        if let Some(thing) = thing.filter(|thing| sells(thing) || died(thing)) {
            self.sold(entry, thing, deed.stage);
        }
        // Who is no supplier owes no answer.
        about.supplier?;
        let request = self.request(entry, deed.act, about, on);
        if deed.act == Act::Moved {
            let day = deed.on.filter(|day| *day >= on);
            self.moves(entry, (request, about.agreement), (day, on));
        }
        if let Some(number) = about.agreement.filter(|_| deed.act == Act::Returned) {
            if let Some(known) = self.agreements.get_mut(index(number)) {
                let back = Known { on, evidence: entry.evidence };
                known.leaving.sent_back = known.leaving.sent_back.or(Some(back));
            }
            self.had_come(number, (entry.evidence, on));
            self.owed_after_return(number, words);
        }
        let of_end = deed.by_button.then_some(Ground::EndedByButton);
        self.owed_for_letter(entry, request, of_end, words);
        Some(request)
    }

    fn sold(&mut self, entry: &Entry<'_>, thing: u32, stage: Stage) {
        let Some(known) = self.things.get_mut(index(thing)) else { return };
        known.stage = known.stage.max(stage);
        if stage == Stage::Gone {
            let said = Said { evidence: entry.evidence, what: Passage::Subject };
            self.contradictions.partings.entry(thing).or_insert(said);
        }
    }

    fn request(&mut self, entry: &Entry<'_>, act: Act, about: Addressed, on: Date) -> u32 {
        let id = entry.reading.and_then(|r| r.message_id.clone());
        let open = about.supplier.and_then(|s| self.requests.open.get(&s)).into_iter().flatten();
        let same = |r: &Request| {
            r.act == act
                && (r.agreement == about.agreement
                    || r.agreement.is_none()
                    || about.agreement.is_none())
        };
        let all = &mut self.requests.all;
        for number in open {
            if let Some(known) = all.get_mut(index(*number)).filter(|r| same(r)) {
                // Who writes again waits for the same answer.
                known.evidence.add(entry.evidence);
                known.letters.extend(id);
                return *number;
            }
        }
        let asked = entry.reading.and_then(|reading| asked_by(reading, on));
        let by = asked.or_else(|| on.checked_add(act.patience().days()).ok()).unwrap_or(on);
        let number = u32::try_from(all.len()).unwrap_or(u32::MAX);
        if let Some(supplier) = about.supplier {
            self.requests.open.entry(supplier).or_default().push(number);
        }
        all.push(Request {
            act,
            supplier: about.supplier,
            agreement: about.agreement,
            thing: about.thing,
            sent_on: on,
            by,
            letters: id.into_iter().collect(),
            answered: None,
            taken_back: None,
            refused: false,
            evidence: Evidences(vec![entry.evidence]),
        });
        number
    }

    /// Closes the requests that a message answers; an end that is confirmed takes the supplier's day.
    pub(crate) fn answer_requests(&mut self, message: &Message<'_>, agreement: Option<u32>) {
        if !self.requests.open.contains_key(&message.supplier) {
            return;
        }
        let homes = self.homes_named(message);
        let (mut moved, mut misread, mut confirmed) = (Vec::new(), None, None);
        let mut answered = Vec::new();
        let Some(open) = self.requests.open.get_mut(&message.supplier) else { return };
        let all = &mut self.requests.all;
        // Who answers by the subject and most likely decides is heard, where something waits for it.
        let answers_subject = stems::is_answer(&message.reading.subject);
        let unclear = message.kind == Kind::Unclear;
        let ends = confirms_end(message);
        let undoes = message.refuses_end() || message.restores();
        let bank = stems::confirms_bank(&message.reading.subject);
        // Who says that money will come, or that it will not, answers who claimed some.
        let money = promises_money(message.reading) || message.denies_money();
        let (waits, admits, paid) = (puts_off(message), message.admits(), tells_paid(message));
        let [case, set] = [Kind::CaseProgress, Kind::AppointmentSet].map(|k| k == message.kind);
        open.retain(|number| {
            let Some(request) = all.get_mut(index(*number)) else { return false };
            let last = request.by.checked_add(FORGOTTEN_DAYS.days()).unwrap_or(Date::MAX);
            let thread = request.letters.iter().any(|id| message.reading.thread.contains(id));
            let same = request.may_be_of(agreement);
            let decided = case && decides(message);
            let receipt = case && !decided;
            let of_it = agreement.is_some() && request.agreement == agreement;
            let meant = request.act.is_answered_by(message.kind)
                || unclear
                    && (answers_subject || of_it)
                    && request.act.is_answered_by(message.reading.kind)
                || decided && (answers_subject || of_it)
                || request.act == Act::Ended && (ends || undoes)
                || request.act == Act::Moved && (ends || goes_along(message)) && of_it
                || request.act == Act::Claimed && money
                || request.act == Act::NewBank && (bank || paid)
                || admits && !request.act.waits_for_confirmation()
                || answers_subject && !receipt && request.act.is_answered_by_subject();
            // Who says by when they will see to it has not; who names the day of the visit has.
            let later = waits && !admits && !set && request.act.is_answered_by_subject();
            let mut answers = (meant && same || thread && !receipt) && !later;
            if request.act == Act::Moved {
                let heard = self.moves.heard(*number, &homes);
                let old = meant && same && heard == Heard::Old && !ends;
                misread = misread.or(old.then_some(*number));
                let unsaid = heard == Heard::Neither || ends;
                answers = answers && unsaid || heard == Heard::New;
                moved.extend(answers.then_some(*number));
            }
            if answers {
                answered.push((request.sent_on, request.agreement));
                request.answered = Some((message.on, message.evidence()));
                request.evidence.add(message.evidence());
                request.refused = request.act.is_refused_by(message);
                let ended = request.act == Act::Ended && ends;
                confirmed = request.agreement.filter(|_| ended).or(confirmed);
            }
            !answers && message.on <= last
        });
        for (since, agreement) in answered {
            self.replied(message, since, agreement);
        }
        moved.into_iter().for_each(|request| self.moves_along(message, request, agreement));
        self.answers_settle(message, (misread, confirmed));
    }

    /// What follows from answers: an address that was not understood, an end that was confirmed.
    fn answers_settle(
        &mut self,
        message: &Message<'_>,
        (misread, confirmed): (Option<u32>, Option<u32>),
    ) {
        if let Some(request) = misread {
            self.misunderstood(message, request);
        }
        if let Some(agreement) = confirmed {
            self.ends_as_confirmed(message, agreement);
        }
    }

    /// An end that is confirmed takes the supplier's day.
    fn ends_as_confirmed(&mut self, message: &Message<'_>, agreement: u32) {
        let day = end_day(message, None);
        let known = self.agreements.get_mut(index(agreement));
        if let (Some(known), Some(day)) = (known, day.filter(|day| *day >= message.on)) {
            known.ended_on = Some(day);
        }
    }

    /// Whether a letter of the owner to this supplier waits that an end may answer.
    pub(crate) fn waits_for_end(&self, supplier: u32) -> bool {
        let mut open = self.requests.open.get(&supplier).into_iter().flatten();
        open.any(|number| {
            let request = self.requests.all.get(index(*number));
            request.is_some_and(|r| r.act.waits_for_confirmation() && r.act != Act::NewBank)
        })
    }

    /// A person of a supplier wrote: that is an answer to a letter of the same thread, and to the only
    /// one that waits.
    pub(crate) fn answered_by_person(
        &mut self,
        supplier: u32,
        reading: &Reading,
        (evidence, on): (EvidenceId, Date),
    ) {
        let Some(open) = self.requests.open.get_mut(&supplier) else { return };
        let all = &mut self.requests.all;
        let mut answered = Vec::new();
        open.retain(|number| {
            let Some(request) = all.get_mut(index(*number)) else { return false };
            let thread = request.letters.iter().any(|id| reading.thread.contains(id));
            if thread {
                request.answered = Some((on, evidence));
                request.evidence.add(evidence);
                answered.push(*number);
            }
            !thread
        });
        for request in answered {
            self.owed_was_answered(request, on, evidence);
        }
    }

    /// Whom and what a letter is about.
    fn addressed(&self, reading: &Reading) -> Addressed {
        let by_thread = self.threads.agreement(&reading.thread);
        let agreement = by_thread.or_else(|| self.agreement_written_of(reading));
        let known = agreement.and_then(|a| self.agreements.get(index(a)));
        let to = || {
            let to = reading.recipients.iter().take(RECIPIENTS_MAX);
            to.into_iter().find_map(|r| self.supplier_written_to(r))
        };
        let named =
            reading.facts.iter().filter_map(Fact::identifier).find_map(|(role, value, _)| {
                self.thing_by_identifier
                    .get(&(role, value.to_owned()))
                    .copied()
                    .filter(|_| role != IdentifierRole::Address)
            });
        Addressed {
            supplier: known.map(|a| a.supplier).or_else(to),
            agreement,
            thing: named
                .or_else(|| known.and_then(|a| a.thing))
                .or_else(|| self.thing_written_of(reading)),
        }
    }

    /// The agreement that a letter of the owner speaks of: by a reference in it, among the
    /// suppliers it was sent to, else by what it names of them.
    fn agreement_written_of(&self, reading: &Reading) -> Option<u32> {
        let suppliers: Vec<u32> = reading
            .recipients
            .iter()
            .take(RECIPIENTS_MAX)
            .filter_map(|r| self.supplier_written_to(r))
            .collect();
        for (_, value) in reading.facts.iter().filter_map(Fact::reference) {
            for supplier in &suppliers {
                let key = (*supplier, folded(value));
                if let Some(found) = self.agreement_by_reference.get(&key).and_then(|a| a.last()) {
                    return Some(*found);
                }
            }
        }
        let numbered = suppliers.iter().find_map(|s| self.agreement_numbered(*s, reading));
        numbered.or_else(|| self.agreement_spoken_of(*suppliers.first()?, reading))
    }

    /// The supplier behind a recipient; of a chat or a short message, who has its name.
    fn supplier_written_to(&self, to: &Mailbox) -> Option<u32> {
        if to.address.contains('@') {
            return self.supplier_of_address(&to.address);
        }
        self.supplier_called(&to.name)
    }

    pub(crate) fn supplier_of_address(&self, address: &str) -> Option<u32> {
        if let Some(known) = self.supplier_by_key.get(address) {
            return Some(*known);
        }
        let (_, host) = address.rsplit_once('@')?;
        let domain = psl::domain_str(host).unwrap_or(host);
        self.supplier_by_key.get(domain).copied()
    }
}
