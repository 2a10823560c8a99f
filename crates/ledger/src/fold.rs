//! One step of the fold: what a message changes in the books.

mod cases;
mod heard;

use crate::endings::{Refusal, is_refused};
use crate::entry::{Entry, Way};
use crate::household::Household;
use crate::promises::{settles, visits};
use crate::state::{Ledger, TimelineEntry, TimelineKind};
use crate::stems::{
    brings_goods, brings_word, gives_money, is_about_answer, is_answer, is_received,
    names_a_sum_for_owner, sends,
};
use crate::suppliers::{folded, is_own_calendar};
use crate::things::is_strong;
use crate::word::{Target, Told, Word, Words};
use heard::heard_kind;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use oxherd_model::{
    AmountRole, Authentic, Check, DateRole, DueKind, EvidenceId, Fact, Folder, HandedHow, Kind,
    LetterAct, Money, PledgedDeed, PromiseTerm, Reading, ReferenceRole, Stage, TopicName, Work,
};

/// A message of a supplier that says something.
#[derive(Debug)]
pub(crate) struct Message<'a> {
    pub(crate) entry: &'a Entry<'a>,
    pub(crate) reading: &'a Reading,
    pub(crate) kind: Kind,
    pub(crate) supplier: u32,
    /// The civil day it was known, in household time.
    pub(crate) on: Date,
    /// Whom of the household it is addressed to.
    pub(crate) person: Option<&'a str>,
    /// Whether the owner wrote to this supplier what it may answer by an end.
    pub(crate) asked: bool,
    pub(crate) words: &'a Words,
}

/// A firm's name in a message that says something counts as much as in so many advertisements.
const SIGNAL_NAME: u32 = 4;

/// Topic points with which a message of no known kind is heard, when it asks for money by a day.
const TOPIC_POINTS_HEARD: u16 = 12;

/// How sure a promise must be in a message of no known kind, in thousandths.
const SURE_PROMISE: u16 = 650;

/// How sure a number of a message of no known kind must be, in thousandths.
const SURE_NAME: u16 = 850;

/// How sure a day to give something back must be, in thousandths.
const SURE_RETURN: u16 = 800;

/// A fact less sure than this, in thousandths, moves nothing in the books.
pub(crate) const SURE_FACT: u16 = 400;

/// A kind less sure than this, in thousandths, is none for the books: the message is heard as one of
/// no known kind, by what it names and asks.
const SURE_KIND: u16 = 400;

/// What it takes to fold a message that says something, beside one that says nothing.
const EFFORT_OF_SIGNAL: u64 = 5;

/// After so much effort the books are worth keeping as they stand: folding it again takes about half a
/// second.
const MILESTONE: u64 = 40_000;

/// Letters of a title.
const TITLE_LETTERS_MAX: usize = 120;

impl Ledger {
    /// Folds one message; entries come in the order of known-from, then hash.
    pub fn fold(&mut self, entry: &Entry<'_>, household: &Household, words: &Words) {
        let before = self.effort / MILESTONE;
        self.messages += 1;
        self.effort += 1;
        let mended = entry.reading.and_then(|reading| words.mended(&entry.looks(), reading));
        match &mended {
            Some(reading) => {
                let entry = Entry { reading: Some(reading), ..entry.clone() };
                self.hear(&entry, household, words);
            }
            None => self.hear(entry, household, words),
        }
        if self.effort / MILESTONE > before {
            self.milestone = self.messages;
        }
    }

    fn hear(&mut self, entry: &Entry<'_>, household: &Household, words: &Words) {
        self.arrive(civil_day(entry, household));
        if is_set_aside(entry, words) {
            return;
        }
        let told = words.kind_of(&entry.looks());
        let kind = told.map_or_else(|| heard_kind(entry), |told| told.is);
        if kind == Kind::Suspect {
            self.impostor(entry);
            return;
        }
        if entry.way == Way::Noted {
            self.noted(entry, kind, civil_day(entry, household), words);
            return;
        }
        let quiet = kind.is_noise() && kind != Kind::Unclear || household.owns(entry.from);
        if let Some(pretence) = self.pretence(entry, household, words).filter(|_| !quiet) {
            self.pretends(entry, pretence);
            return;
        }
        if let Some(reading) = entry.reading.filter(|_| kind != Kind::Personal) {
            self.keep_bookings(entry, reading, (household, words));
        }
        // What a phone sent names no sender.
        let unnamed = entry.from.is_empty() && entry.folder == Folder::Sent;
        if unnamed || household.owns(entry.from) {
            if entry.folder == Folder::Sent || !is_forged(entry) {
                let person = household.person(entry.from).map(|person| person.name.as_str());
                self.owner_wrote(entry, civil_day(entry, household), (words, person));
            }
            return;
        }
        let kind = if self.is_a_tradesman(entry, kind) { Kind::Unclear } else { kind };
        if kind == Kind::Personal && entry.folder != Folder::Sent && !is_forged(entry) {
            self.person_wrote(entry, civil_day(entry, household), words);
        }
        let kind = if self.is_of_supplier(entry, words) { in_chat(entry, kind) } else { kind };
        if entry.way == Way::Chat && kind == Kind::Unclear && !promises_an_answer(entry) {
            self.person_wrote(entry, civil_day(entry, household), words);
        }
        // Who lives here and writes from another address, be it what they forward, is no supplier.
        let ours =
            || household.is_called(entry.name) && words.supplier_of(&entry.looks()).is_none();
        if !matches!(kind, Kind::MailingList | Kind::Personal) && !ours() {
            self.supplier_wrote(entry, kind, household, words);
        }
    }

    /// What a supplier sent.
    fn supplier_wrote(
        &mut self,
        entry: &Entry<'_>,
        kind: Kind,
        household: &Household,
        words: &Words,
    ) {
        let told = words.supplier_of(&entry.looks()).map(|told| told.is);
        let told = told.as_ref().map(|target| target.0.as_str());
        // Who has no domain is told by its name.
        let (domain, called) = match told {
            Some(name) if !name.contains('.') => (None, name),
            Some(domain) => (Some(domain), entry.name),
            None => (entry.domain, entry.name),
        };
        if told.is_none() && is_own_calendar(entry, household) {
            return;
        }
        let invites = self.organizer(entry, household).filter(|_| told.is_none());
        let domain = domain.or(invites.as_deref());
        let met = domain.is_none_or(|domain| self.supplier_by_key.contains_key(domain));
        let named = if told.is_none() { self.named_by_phone(entry) } else { None };
        let Some(supplier) = named.or_else(|| self.supplier(domain, called, words)) else {
            return;
        };
        if let Some(domain) = domain.filter(|_| !met) {
            self.joins(supplier, domain, entry.known_from);
        }
        let asked = self.waits_for_end(supplier);
        let kind = self.kind_for(entry, kind, (supplier, asked));
        // What tells as done what was promised is no advertisement.
        let closes = |reading: &Reading| {
            reading.is_doubtful_noise() && self.closes_a_promise(supplier, reading)
        };
        let kind = if entry.reading.is_some_and(closes) { Kind::Unclear } else { kind };
        // What is short is of no known kind more often than not.
        let short = entry.way == Way::Chat && kind == Kind::Unclear;
        let promises = |r: &Reading| short && r.facts.iter().any(|fact| fact.promise().is_some());
        let heard = entry
            .reading
            .filter(|r| !kind.is_noise() || promises(r) || self.is_heard(kind, r, supplier));
        let name = if told.is_some() { "" } else { entry.name };
        self.met(supplier, (name, heard.is_some()), entry);
        if kind == Kind::Survey {
            self.asked_how_it_was(supplier, entry.evidence, civil_day(entry, household));
        }
        let Some(reading) = heard else { return };
        if told.is_none() {
            self.remember_likeness(entry, supplier, household);
        }
        let on = civil_day(entry, household);
        let reading = self.with_cases(reading, supplier, on);
        let reading = self.with_things(reading, supplier);
        let person = reading.recipients.iter().find_map(|to| household.person(&to.address));
        let person = person.map(|person| person.name.as_str());
        let message =
            Message { entry, reading: &reading, kind, supplier, on, person, asked, words };
        let agreement = self.signal(&message);
        self.people_named(&message, agreement, household);
    }

    /// Applies what the owner said of things and suppliers; called when a view is made.
    pub fn obey(&mut self, words: &Words) {
        self.settle_bookings(words);
        self.settle_claims();
        self.charges_paid_back();
        self.disputed();
        self.matters_of_bookings();
        self.file_all(words);
        for word in words.about() {
            match word {
                Word::Owned(target, owned) => {
                    if let Some(thing) = self.things.iter_mut().find(|t| t.id == target.0) {
                        thing.owned = Some(*owned);
                    } else if let Some(s) = self.suppliers.iter_mut().find(|s| s.id == target.0) {
                        s.disowned = !*owned;
                    }
                }
                Word::Called(target, name) => {
                    if let Some(thing) = self.things.iter_mut().find(|t| t.id == target.0) {
                        thing.owner_name = Some(name.clone());
                    } else if let Some(s) = self.suppliers.iter_mut().find(|s| s.id == target.0) {
                        s.owner_name = Some(name.clone());
                    }
                }
                Word::Stage(target, stage) => {
                    if let Some(thing) = self.things.iter_mut().find(|t| t.id == target.0) {
                        thing.stage = *stage;
                    }
                }
                Word::Same(first, second) => self.join_things(&first.0, &second.0),
                Word::Kind(..)
                | Word::BelongsTo(..)
                | Word::From(..)
                | Word::Value(..)
                | Word::Order(..)
                | Word::Noted(..)
                | Word::Household(..)
                | Word::Joined(..)
                | Word::Apart(_)
                | Word::Undo(_) => {}
            }
        }
        self.join_matters(words);
        self.end_with_things(words);
    }

    /// Whether a message of a chat is that of a supplier that is known, or that the owner named.
    fn is_of_supplier(&self, entry: &Entry<'_>, words: &Words) -> bool {
        entry.way == Way::Chat
            && (words.supplier_of(&entry.looks()).is_some()
                || self.supplier_called(entry.name).is_some())
    }

    /// What a message says in the books; the agreement that it is about.
    fn signal(&mut self, message: &Message<'_>) -> Option<u32> {
        self.effort += EFFORT_OF_SIGNAL;
        if let Some(supplier) = self.suppliers.get_mut(index(message.supplier)) {
            supplier.signals += 1;
        }
        let known = self.known_agreement(message);
        let things = self.things_of(message, known);
        let agreement = self.agreement_of(message, known, things.first().copied());
        self.end_undone(message, agreement);
        self.came_back(message, agreement);
        let things = match agreement {
            Some(agreement) => self.bind(message, agreement, things),
            None => things,
        };
        self.enter(message, &things);
        self.remember_filing(message, agreement, &things);
        if things.is_empty() && message.told_thing().is_some() {
            self.waiting.push(message.timeline_entry());
        }
        let before = self.before_message();
        self.contradict(message, agreement, &things);
        self.end_payments(message, agreement);
        self.answer_requests(message, agreement);
        self.learn_address(message, agreement);
        self.promises_of(message, agreement, single(&things));
        self.dues_of(message, agreement, things.first().copied());
        self.matter_of(message, (agreement, single(&things)), before);
        if let (Some(person), Some(agreement)) = (message.person, agreement)
            && let Some(known) = self.agreements.get_mut(index(agreement))
        {
            known.addressed(person, message.kind);
        }
        if let Some(id) = &message.reading.message_id
            && let Some(agreement) = agreement
        {
            self.threads.remember(id, agreement);
        }
        agreement
    }

    /// A supplier was met under a name, in a message that says something or not.
    fn met(&mut self, supplier: u32, (name, heard): (&str, bool), entry: &Entry<'_>) {
        let weight = if heard { SIGNAL_NAME } else { 1 };
        if let Some(known) = self.suppliers.get_mut(index(supplier)) {
            known.met((name, weight), entry.known_from, entry.evidence);
        }
    }

    /// Whether a message whose kind was not recognised says something all the same: it names a
    /// thing or an agreement that is known or for sure, asks for money by a day, or promises some.
    fn is_heard(&self, kind: Kind, reading: &Reading, supplier: u32) -> bool {
        let known = |fact: &Fact| {
            let thing = fact.identifier().is_some_and(|(role, value, _)| {
                self.thing_by_identifier.contains_key(&(role, value.to_owned()))
            });
            let agreement = fact.reference().is_some_and(|(_, value)| {
                self.agreement_by_reference.contains_key(&(supplier, folded(value)))
            });
            thing || agreement
        };
        let met = self.suppliers.get(index(supplier)).is_some_and(|s| s.signals > 0);
        let answers = met || !reading.thread.is_empty() || is_answer(&reading.subject);
        let gives = (answers || !reading.kind.is_noise())
            && (promises_money(reading) || promises_by_a_day(reading) || has_pledge(reading))
            || reading.pledges()
            || self.closes_a_promise(supplier, reading);
        let arrived = reading.handed.iter().any(|handing| handing.how == HandedHow::Arrived);
        let told = !reading.done.is_empty() || reading.ends_a_visit();
        let worked = met && (arrived || told);
        // What the owner was to send back has arrived.
        let waits = || {
            self.open_dues.of(supplier).iter().any(|number| {
                self.dues.get(index(*number)).is_some_and(|due| due.what == DueKind::Return)
            })
        };
        let back = is_received(&reading.subject) && waits();
        let admits = admits(reading) && self.waits_for_word(supplier);
        // What answers a letter by its thread or its subject is heard whatever it looks like.
        let replies = self.replies_to_letter(supplier, reading);
        kind == Kind::Unclear
            && (gives
                || worked
                || back
                || admits
                || replies
                || speaks(reading)
                || reading.facts.iter().any(known))
    }

    /// The kind of a message, knowing what runs with its supplier and what the owner waits for.
    fn kind_for(&self, entry: &Entry<'_>, kind: Kind, (supplier, asked): (u32, bool)) -> Kind {
        let refusal = if asked { Refusal::Asked } else { Refusal::Unasked };
        if kind == Kind::RenewalNotice && is_refused(entry, refusal) {
            return Kind::CancelConfirmed;
        }
        let unsure = kind == Kind::Unclear && entry.kind != Kind::Unclear;
        if !unsure && kind != Kind::Moment {
            return kind;
        }
        let named = || self.names_what_runs(entry, supplier);
        if (asked || named()) && is_likely_end(entry, kind) {
            return entry.kind;
        }
        if unsure && self.answers_likely(supplier, entry) {
            return entry.kind;
        }
        // Kind words that name what runs and a sum say more than thanks.
        let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_NAME;
        let facts = entry.reading.map_or(&[][..], |reading| &reading.facts);
        let sum = facts.iter().filter(sure).any(|f| f.amount().is_some());
        if kind == Kind::Moment && sum && named() { Kind::Unclear } else { kind }
    }

    /// Whether a message names by its number an agreement that has run for a while.
    fn names_what_runs(&self, entry: &Entry<'_>, supplier: u32) -> bool {
        let facts = entry.reading.map_or(&[][..], |reading| &reading.facts);
        let sure = facts.iter().filter(|fact| fact.confidence.thousandths() >= SURE_NUMBER);
        sure.filter_map(Fact::reference).any(|(role, value)| {
            let of = self.agreement_by_reference.get(&(supplier, folded(value)));
            let known = of.and_then(|of| self.agreements.get(index(*of.last()?)));
            let since = known.and_then(|a| a.first_at).zip(entry.known_from);
            let runs = since
                .is_some_and(|(first, now)| now.duration_since(first).as_hours() / 24 >= RUN_DAYS);
            role != ReferenceRole::Order && runs
        })
    }

    /// Puts the message on the line of each thing.
    fn enter(&mut self, message: &Message<'_>, things: &[u32]) {
        for thing in things {
            let Some(thing) = self.things.get_mut(index(*thing)) else {
                continue;
            };
            if !thing.suppliers.contains(&message.supplier) {
                thing.suppliers.push(message.supplier);
            }
            thing.timeline.push(message.timeline_entry());
        }
    }

    /// A person of a supplier wrote: an answer, where one is waited for.
    fn person_wrote(&mut self, entry: &Entry<'_>, on: Date, words: &Words) {
        let Some(reading) = entry.reading else { return };
        let by_chat = || self.supplier_called(entry.name).filter(|_| entry.way == Way::Chat);
        if let Some(supplier) = self.supplier_of_address(entry.from).or_else(by_chat) {
            self.answered_in_person(supplier, entry.evidence, on);
            self.answered_by_person(supplier, reading, (entry.evidence, on));
            let matter = self.matter_of_person(supplier, entry, on);
            // What somebody of a known supplier promises counts by its sentence, not by the tone of the mail.
            let owed = self.promises.all.len();
            let agreement = self.agreement_noted(reading, supplier, None);
            let kind = Kind::Unclear;
            let message =
                Message { entry, reading, kind, supplier, on, person: None, asked: false, words };
            self.take_back(&message, agreement);
            self.promises_of(&message, agreement, None);
            // Who comes is expected on that day, and who calls off no more.
            if reading.ends_a_visit() || visits(&message).next().is_some() {
                self.dues_of(&message, agreement, None);
            }
            self.promised_in(matter, owed);
        }
    }

    /// Puts a message under the thing that the owner named, wherever it was filed.
    pub(crate) fn file(&mut self, evidence: EvidenceId, id: &str) {
        let Some(to) = self.things.iter().position(|t| t.id == id) else { return };
        let mut entries: Vec<TimelineEntry> = Vec::new();
        for (_, thing) in self.things.iter_mut().enumerate().filter(|(at, _)| *at != to) {
            if !thing.timeline.iter().any(|entry| entry.evidence == evidence) {
                continue;
            }
            let (gone, kept) = std::mem::take(&mut *thing.timeline)
                .into_iter()
                .partition(|entry: &TimelineEntry| entry.evidence == evidence);
            *thing.timeline = kept;
            entries.extend::<Vec<_>>(gone);
        }
        entries.extend(self.waiting.iter().filter(|e| e.evidence == evidence).cloned());
        let Some(thing) = self.things.get_mut(to) else { return };
        if let Some(entry) = entries.into_iter().next()
            && !thing.timeline.iter().any(|e| e.evidence == evidence)
        {
            thing.suppliers.extend(entry.supplier.filter(|s| !thing.suppliers.contains(s)));
            thing.timeline.push(entry);
            thing.timeline.sort_by_key(|e| (e.at, e.evidence));
        }
        let to = u32::try_from(to).ok();
        let about = |list: &crate::state::Evidences| list.0.contains(&evidence);
        self.dues.iter_mut().filter(|d| about(&d.evidence)).for_each(|d| d.thing = to);
        self.promises.all.iter_mut().filter(|p| about(&p.evidence)).for_each(|p| p.thing = to);
        self.agreements
            .iter_mut()
            .filter(|a| about(&a.evidence) && (a.thing.is_none() || a.evidence.0.len() == 1))
            .for_each(|a| a.thing = to);
    }

    fn join_things(&mut self, first: &str, second: &str) {
        let at = |ledger: &Self, id: &str| ledger.things.iter().position(|t| t.id == id);
        let number = |at: Option<usize>| at.and_then(|n| u32::try_from(n).ok());
        let (from, to) = (number(at(self, first)), number(at(self, second)));
        if let (Some(from), Some(to)) = (from, to) {
            self.join(from, to);
        }
    }

    /// The first thing is the second: everything that is known of it goes there.
    pub(crate) fn join(&mut self, from: u32, to: u32) {
        if from == to {
            return;
        }
        let Some(gone) = self.things.get(index(from)).cloned() else { return };
        let Some(kept) = self.things.get_mut(index(to)) else { return };
        for (name, weight) in gone.names {
            match kept.names.iter_mut().find(|(known, _)| folded(known) == folded(&name)) {
                Some((_, times)) => *times = (*times).max(weight),
                None => kept.names.push((name, weight)),
            }
        }
        kept.identifiers.extend(gone.identifiers);
        kept.confidence = kept.confidence.max(gone.confidence);
        kept.stage = kept.stage.max(gone.stage);
        for supplier in gone.suppliers {
            if !kept.suppliers.contains(&supplier) {
                kept.suppliers.push(supplier);
            }
        }
        kept.timeline.extend(gone.timeline.iter().cloned());
        kept.timeline.sort_by_key(|e| (e.at, e.evidence));
        if let Some(gone) = self.things.get_mut(index(from)) {
            gone.owned = Some(false);
            gone.timeline.clear();
            gone.identifiers.clear();
        }
        self.thing_by_identifier.values_mut().filter(|t| **t == from).for_each(|t| *t = to);
        self.agreements
            .iter_mut()
            .filter(|a| a.thing == Some(from))
            .for_each(|a| a.thing = Some(to));
        self.dues.iter_mut().filter(|d| d.thing == Some(from)).for_each(|d| d.thing = Some(to));
        self.join_said(from, to);
    }
}

impl Message<'_> {
    /// The sum that the message is about.
    pub(crate) fn total(&self) -> Option<Money> {
        let order: &[AmountRole] = if self.kind == Kind::RefundCredit {
            &[AmountRole::Refund, AmountRole::Total, AmountRole::Paid]
        } else if crate::prices::steps(self).is_some() {
            &[AmountRole::Price]
        } else if matches!(self.kind, Kind::PriceChange | Kind::RenewalNotice) {
            &[AmountRole::New, AmountRole::Total, AmountRole::Due, AmountRole::Price]
        } else if self.kind == Kind::PaymentDone {
            &[AmountRole::Paid, AmountRole::Total, AmountRole::Due]
        } else {
            &[AmountRole::Due, AmountRole::Total, AmountRole::Paid, AmountRole::Price]
        };
        // What is left to pay may be nothing: that is no sum of anything.
        let sums = || order.iter().filter_map(|role| self.amount(*role));
        sums().find(|money| !money.value.is_zero()).or_else(|| sums().next())
    }

    /// The first date of a role.
    pub(crate) fn date(&self, wanted: DateRole) -> Option<Date> {
        self.dates(wanted).next()
    }

    /// Every date of a role.
    pub(crate) fn dates(&self, wanted: DateRole) -> impl Iterator<Item = Date> + '_ {
        self.facts()
            .filter_map(Fact::date)
            .filter(move |(role, _)| *role == wanted)
            .map(|(_, value)| value)
    }

    /// The first sum of a role.
    pub(crate) fn amount(&self, wanted: AmountRole) -> Option<Money> {
        self.amounts().find(|(role, _)| *role == wanted).map(|(_, money)| money)
    }

    /// Every sum, the surest first.
    pub(crate) fn amounts(&self) -> impl Iterator<Item = (AmountRole, Money)> + '_ {
        self.facts().filter_map(Fact::amount)
    }

    /// Every reference.
    pub(crate) fn references(&self) -> impl Iterator<Item = (ReferenceRole, &str)> + '_ {
        self.facts().filter_map(Fact::reference)
    }

    /// The facts that move the books; what is as likely wrong as right does not.
    pub(crate) fn facts(&self) -> impl Iterator<Item = &Fact> + '_ {
        self.reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_FACT)
    }

    /// The first reference of a role.
    pub(crate) fn reference(&self, wanted: ReferenceRole) -> Option<&str> {
        self.references().find(|(role, _)| *role == wanted).map(|(_, value)| value)
    }

    /// Its point on the line of a thing.
    pub(crate) fn timeline_entry(&self) -> TimelineEntry {
        TimelineEntry {
            at: self.entry.known_from,
            kind: TimelineKind::Message(self.kind),
            supplier: Some(self.supplier),
            evidence: self.entry.evidence,
        }
    }

    /// The day on which it says that some work was done: the one that it names, else its own.
    pub(crate) fn done_on(&self, work: Work) -> Option<Date> {
        let mut done = self.reading.done.iter().filter(|done| done.what == work);
        done.next().map(|done| done.on.unwrap_or(self.on))
    }

    /// The civil day it was known; none for a message of which no time is known.
    pub(crate) fn day(&self) -> Option<Date> {
        self.entry.known_from.map(|_| self.on)
    }

    /// Where it was read, and the day on which it was known.
    pub(crate) fn place(&self) -> (EvidenceId, Option<Date>) {
        (self.evidence(), self.day())
    }

    /// Whether the owner gave it its kind, or one alike.
    pub(crate) fn told_kind(&self) -> bool {
        self.words.kind_of(&self.entry.looks()).is_some()
    }

    /// The thing that the owner filed it under, or one alike.
    pub(crate) fn told_thing(&self) -> Option<Told<Target>> {
        self.words.thing_of(&self.entry.looks(), self.reading)
    }

    /// Whether it admits that its supplier was wrong, or that the owner is right.
    pub(crate) fn admits(&self) -> bool {
        admits(self.reading)
    }

    /// Whether it refuses an end that was asked for.
    pub(crate) fn refuses_end(&self) -> bool {
        does(self.reading, LetterAct::Refuse)
    }

    /// Whether it takes an end back.
    pub(crate) fn restores(&self) -> bool {
        does(self.reading, LetterAct::Restore)
    }

    /// Whether it says that money that was asked for or promised is not given back.
    pub(crate) fn denies_money(&self) -> bool {
        does(self.reading, LetterAct::Deny)
    }

    /// Whether it says something although its kind was not recognised.
    pub(crate) fn speaks(&self) -> bool {
        speaks(self.reading)
    }

    /// The evidence that it is.
    pub(crate) fn evidence(&self) -> EvidenceId {
        self.entry.evidence
    }
}

/// How sure a number must be by which a message names what ends, in thousandths.
const SURE_NUMBER: u16 = 700;

/// What is said to end so many days after it was first heard of is not what just began.
const RUN_DAYS: i64 = 30;

/// An ending said less surely than this, in thousandths, is none even where one is waited for.
const LIKELY_END: u16 = 250;

/// Whether a message that was not recognised for sure is the end that is waited for: it looks most like
/// one, and names its day.
fn is_likely_end(entry: &Entry<'_>, kind: Kind) -> bool {
    let ends = entry.kind.is_ending();
    let likely = |r: &Reading| {
        r.kind == entry.kind
            && r.kind_confidence.thousandths() >= LIKELY_END
            && r.facts.iter().any(|fact| {
                let ends = |role| matches!(role, DateRole::End | DateRole::Effective);
                let end = fact.date().is_some_and(|(role, _)| ends(role));
                end && fact.confidence.thousandths() >= SURE_NAME
            })
    };
    kind == Kind::Unclear && ends && entry.reading.is_some_and(likely)
}

/// Whether a message lies where it says nothing: a draft was never sent, and what the mail program held
/// to be junk counts only where the owner spoke of it.
fn is_set_aside(entry: &Entry<'_>, words: &Words) -> bool {
    match entry.folder {
        Folder::Draft => true,
        Folder::Junk => entry.kind != Kind::Suspect && !words.speak_of(&entry.looks()),
        Folder::Ordinary | Folder::Sent | Folder::Trash => false,
    }
}

/// Whether the receiving host found that the sender is not who it says.
fn is_forged(entry: &Entry<'_>) -> bool {
    let claim = entry.reading.and_then(|reading| reading.supplier.as_ref());
    claim.is_some_and(|claim| claim.authentic == Authentic::Fail)
}

/// How sure it must be that a message admits a mistake, in thousandths.
const SURE_ADMITTED: u16 = 700;

/// Whether a message admits that who wrote it was wrong.
pub(crate) fn admits(reading: &Reading) -> bool {
    does(reading, LetterAct::Admit)
}

/// Whether a message surely does something.
pub(crate) fn does(reading: &Reading, wanted: LetterAct) -> bool {
    let sure = reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE_ADMITTED);
    sure.filter_map(Fact::act).any(|(act, _)| act == wanted)
}

/// Whether a message says that an answer will come: then it is none.
fn promises_an_answer(entry: &Entry<'_>) -> bool {
    let facts = entry.reading.map_or(&[][..], |reading| &reading.facts);
    facts.iter().filter_map(Fact::promise).any(|(what, _)| is_about_answer(what))
}

/// Whether a sentence of a message surely promises money, whatever its message is.
pub(crate) fn promises_money(reading: &Reading) -> bool {
    let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_PROMISE;
    let sum = reading.facts.iter().any(|fact| fact.amount().is_some());
    let refund = |fact: &Fact| fact.pledge().is_some_and(|p| p.deed == PledgedDeed::Refund);
    let mut told = reading.facts.iter().filter(sure);
    sum && told.any(|fact| {
        let what = fact.promise().map(|(what, _)| what);
        let gives =
            |what: &str| gives_money(what) || settles(reading.kind) && names_a_sum_for_owner(what);
        refund(fact) || what.is_some_and(gives)
    })
}

/// Whether a sentence of a message surely promises goods, papers or word by a day that it names.
fn promises_by_a_day(reading: &Reading) -> bool {
    let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_PROMISE;
    let mut told = reading.facts.iter().filter(sure).filter_map(Fact::promise);
    told.any(|(what, term)| {
        matches!(term, PromiseTerm::By(_))
            && (sends(what) || brings_goods(what) || brings_word(what))
    })
}

/// Whether a message promises a deed, by its words.
fn has_pledge(reading: &Reading) -> bool {
    let sure = |f: &&Fact| f.confidence.thousandths() >= SURE_PROMISE;
    reading.facts.iter().filter(sure).any(|fact| fact.pledge().is_some())
}

/// What a supplier says in a chat: not that it is personal, but what its words are like.
fn in_chat(entry: &Entry<'_>, kind: Kind) -> Kind {
    let alike = entry.reading.and_then(|reading| reading.secondary.first().copied());
    if kind == Kind::Personal { alike.unwrap_or(Kind::Unclear) } else { kind }
}

/// Whether the facts of a message name a thing or an agreement for sure, or ask for money by a day.
fn speaks(reading: &Reading) -> bool {
    let named = reading.facts.iter().any(|fact| {
        let sure = fact.confidence.thousandths() >= SURE_NAME;
        let number = fact.reference().is_some_and(|(role, _)| {
            let roles = [ReferenceRole::Policy, ReferenceRole::Contract, ReferenceRole::Customer];
            roles.contains(&role)
        });
        let thing = fact
            .identifier()
            .is_some_and(|(role, _, check)| is_strong(role) && check != Check::Fail);
        sure && (number || thing)
    });
    // Who asks for goods back by a day is heard.
    let asks_back = reading.facts.iter().any(|fact| {
        let back = fact.date().is_some_and(|(role, _)| role == DateRole::ReturnBy);
        back && fact.confidence.thousandths() >= SURE_RETURN
    });
    let topic = reading
        .topics
        .iter()
        .any(|t| t.weight >= TOPIC_POINTS_HEARD && matches!(t.name, TopicName::Agreement(_)));
    let asks = |role| matches!(role, DateRole::Due | DateRole::Payment | DateRole::Renewal);
    let day = reading.facts.iter().filter_map(Fact::date).any(|(role, _)| asks(role));
    let sum = reading
        .facts
        .iter()
        .any(|f| f.amount().is_some() && f.confidence.thousandths() >= SURE_NAME);
    named || asks_back || (topic && day && sum) || (sum && tries_out(reading))
}

/// Whether a message says for sure that something is tried out from now until a day.
fn tries_out(reading: &Reading) -> bool {
    let days = |wanted: DateRole| {
        let facts = reading.facts.iter();
        facts.filter(move |f| f.date().is_some_and(|(role, _)| role == wanted))
    };
    let ends = days(DateRole::TrialEnd).any(|f| f.confidence.thousandths() >= SURE_NAME);
    ends && days(DateRole::Start).next().is_some()
}

/// The only one of a list.
fn single(things: &[u32]) -> Option<u32> {
    if let [only] = things { Some(*only) } else { None }
}

/// A stage never goes back by itself.
pub(crate) fn further(stage: Stage, next: Stage) -> Stage {
    stage.max(next)
}

/// A subject as a title: shortened at a character.
pub(crate) fn title(subject: &str) -> String {
    subject.chars().take(TITLE_LETTERS_MAX).collect()
}

pub(crate) fn index(number: u32) -> usize {
    usize::try_from(number).unwrap_or(usize::MAX)
}

fn civil_day(entry: &Entry<'_>, household: &Household) -> Date {
    let zone = household.zone.as_deref().and_then(|z| TimeZone::get(z).ok());
    let zone = zone.unwrap_or(TimeZone::UTC);
    entry.known_from.map_or(Date::ZERO, |at| zone.to_datetime(at).date())
}
