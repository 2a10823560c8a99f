//! Messages alike: for which of them something said of one holds as well.
//!
//! - A **kind** holds for every message of the same shape (same sender, same template) that was read as
//!   the same kind.
//! - A **supplier** holds for every message of the same sender: the same domain (else address) and the
//!   same name shown.
//! - A **thing** holds for every message of the same sender that carries the same number of a contract,
//!   policy, order, booking or quote, or, where there is none of these, the same customer number; and
//!   that names no thing by an identifier that the first one does not name. It also holds for the
//!   messages of the same agreement that name no thing themselves (`filing.rs`).
//!
//! - The **order** of day and month in a statement that leaves it open holds for the statements of the same
//!   account, or, where the file names none, for all that name none.
//!
//! - The role of a **stated value** holds for every message of the same shape, for what stands at the same
//!   place there (`mend.rs`). That a value is wrong holds for those that state the same value: what stands in
//!   each is of the template, and what stands in one may be that message's own slip.
//!
//! What the mail program held to be junk is alike only to junk, and what the owner wrote to nothing.

use super::Target;
use super::mend::{self, Mend, ReadValue, Spot, ValueRole};
use crate::fold::SURE_FACT;
use crate::suppliers::folded;
use crate::things::is_strong;
use oxherd_model::{
    DayOrder, EvidenceId, Fact, Folder, IdentifierRole, Kind, Reading, ReferenceRole, Shape,
    Statement,
};
use std::collections::{BTreeMap, BTreeSet};

/// A message as the owner's words look at it.
#[derive(Clone, Copy)]
pub struct Looks<'a> {
    /// Names the evidence.
    pub evidence: EvidenceId,
    /// The kind as it was read.
    pub kind: Kind,
    /// The role of the folder it lay in.
    pub folder: Folder,
    /// By what it is alike to others.
    pub shape: Option<Shape>,
    /// Organisational domain or address of the sender.
    pub domain: Option<&'a str>,
    /// Name of the sender.
    pub name: &'a str,
    /// Address of From.
    pub from: &'a str,
}

/// Redacted: names and addresses never reach a log.
impl std::fmt::Debug for Looks<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Looks").field("evidence", &self.evidence).finish_non_exhaustive()
    }
}

/// Whether the owner wrote what lies in a folder.
fn is_own(folder: Folder) -> bool {
    matches!(folder, Folder::Sent | Folder::Draft)
}

impl Looks<'_> {
    /// By what its sender is told from others: domain, else address, else name.
    fn sender(&self) -> &str {
        sender_key(self.domain, self.from, self.name)
    }
}

/// By what a sender is told from others: its domain, else its address, else its name.
pub fn sender_key<'a>(domain: Option<&'a str>, address: &'a str, name: &'a str) -> &'a str {
    domain.unwrap_or(if address.is_empty() { name } else { address })
}

/// What the owner told of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Told<T> {
    /// What is so.
    pub is: T,
    /// The word said of another message that holds for this one too, and that message; none where it
    /// was said of this one.
    pub through: Option<(EvidenceId, EvidenceId)>,
}

impl<T> Told<T> {
    pub(super) fn directly(is: T) -> Self {
        Self { is, through: None }
    }
}

/// Numbers under which a supplier files something, and what things a message names by themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Numbers {
    agreements: BTreeSet<String>,
    customers: BTreeSet<String>,
    identifiers: BTreeSet<(IdentifierRole, String)>,
}

impl Numbers {
    /// Those of a reading; what is as likely wrong as right does not count.
    pub fn of(reading: &Reading) -> Self {
        let mut numbers = Self::default();
        let sure = |fact: &&Fact| fact.confidence.thousandths() >= SURE_FACT;
        for fact in reading.facts.iter().filter(sure) {
            match fact.reference() {
                Some((ReferenceRole::Customer, value)) => {
                    numbers.customers.insert(folded(value));
                }
                Some((role, value)) if names_one_thing(role) => {
                    numbers.agreements.insert(folded(value));
                }
                Some(_) | None => {}
            }
            if let Some((role, value, _)) = fact.identifier().filter(|(role, ..)| is_strong(*role))
            {
                numbers.identifiers.insert((role, value.to_owned()));
            }
        }
        numbers
    }

    /// Whether they name a thing by itself.
    pub(crate) fn name_a_thing(&self) -> bool {
        !self.identifiers.is_empty()
    }

    /// Whether what is said of the thing of a message with these numbers holds for one with others.
    fn bind(&self, others: &Self) -> bool {
        let shared = if self.agreements.is_empty() && others.agreements.is_empty() {
            !self.customers.is_disjoint(&others.customers)
        } else {
            !self.agreements.is_disjoint(&others.agreements)
        };
        shared && others.identifiers.is_subset(&self.identifiers)
    }
}

/// Whether what is filed under such a number is about one thing.
fn names_one_thing(role: ReferenceRole) -> bool {
    matches!(
        role,
        ReferenceRole::Contract
            | ReferenceRole::Policy
            | ReferenceRole::Order
            | ReferenceRole::Booking
            | ReferenceRole::Quote
    )
}

/// What is known of a message that the owner spoke of.
#[derive(Clone, PartialEq, Eq)]
pub struct Example {
    /// By what its sender is told from others, as it is written.
    pub sender: String,
    /// By what it is alike to others.
    pub shape: Option<Shape>,
    /// The kind as it is read now.
    pub kind: Kind,
    name: String,
    folder: Folder,
    numbers: Numbers,
    /// What it states, in the order of its facts.
    stated: Vec<Option<(ReadValue, ValueRole)>>,
    /// Accounts of its statements whose dates leave the order of day and month open.
    accounts: BTreeSet<String>,
}

/// Redacted: names and addresses never reach a log.
impl std::fmt::Debug for Example {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Example").field("shape", &self.shape).finish_non_exhaustive()
    }
}

impl Example {
    /// A message with what it says.
    pub fn of(looks: &Looks<'_>, reading: Option<&Reading>) -> Self {
        Self {
            sender: looks.sender().to_owned(),
            shape: looks.shape,
            kind: looks.kind,
            name: folded(looks.name),
            folder: looks.folder,
            numbers: reading.map(Numbers::of).unwrap_or_default(),
            stated: reading.map(mend::stated).unwrap_or_default(),
            accounts: reading.into_iter().flat_map(open_accounts).collect(),
        }
    }
}

fn open_accounts(reading: &Reading) -> impl Iterator<Item = String> {
    reading.statements.iter().filter(|s| s.open_order.is_some()).map(account)
}

/// By what the account of a statement is told from others.
fn account(statement: &Statement) -> String {
    statement.account.as_ref().map(|account| account.number().to_owned()).unwrap_or_default()
}

/// What was said of one message and holds for those alike.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Rule<T, By> {
    word: EvidenceId,
    message: EvidenceId,
    is: T,
    by: By,
    junk: bool,
}

impl<T: Clone + PartialEq, By> Rule<T, By> {
    /// Puts it behind all others. Where the newest says the same, that one still counts as who says it.
    fn join(self, rules: &mut Vec<Self>) {
        let same = rules.last().is_some_and(|last| last.is == self.is && last.junk == self.junk);
        rules.insert(rules.len() - usize::from(same), self);
    }

    /// Whether it reaches into the folder of a message that it is not itself about.
    fn reaches(&self, looks: &Looks<'_>) -> bool {
        !is_own(looks.folder) && (looks.folder != Folder::Junk || self.junk)
    }

    fn told(&self) -> Told<T> {
        Told { is: self.is.clone(), through: Some((self.word, self.message)) }
    }
}

/// For which kinds as they were read a kind holds, and whose messages they are.
#[derive(Debug, Clone, PartialEq, Eq)]
struct OfKind {
    sender: String,
    read_as: [Kind; 2],
}

/// Whose messages, and where in them.
#[derive(Debug, Clone, PartialEq, Eq)]
struct AtSpot {
    sender: String,
    value: ReadValue,
    spot: Spot,
}

/// Everything said that holds for messages alike; of several the newest comes last.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Alike {
    kinds: BTreeMap<Shape, Vec<Rule<Kind, OfKind>>>,
    suppliers: BTreeMap<String, Vec<Rule<Target, String>>>,
    things: BTreeMap<String, Vec<Rule<Target, Numbers>>>,
    stated: BTreeMap<Shape, Vec<Rule<Mend, AtSpot>>>,
    orders: BTreeMap<String, DayOrder>,
}

/// The word, and the message that it speaks of.
pub(super) type Of = (EvidenceId, EvidenceId);

impl Alike {
    /// A kind holds for messages alike. What was said of this message before does so no more.
    pub(super) fn kind(&mut self, (word, message): Of, is: Kind, of: Option<(&Example, Kind)>) {
        self.kinds.values_mut().for_each(|rules| rules.retain(|r| r.message != message));
        if let Some((example, was)) = of
            && let Some(shape) = example.shape.filter(|_| !is_own(example.folder))
        {
            let by = OfKind { sender: example.sender.clone(), read_as: [was, example.kind] };
            let rule = Rule { word, message, is, by, junk: example.folder == Folder::Junk };
            rule.join(self.kinds.entry(shape).or_default());
        }
    }

    /// A supplier holds for messages of the same sender.
    pub(super) fn supplier(&mut self, (word, message): Of, is: Target, of: Option<&Example>) {
        self.suppliers.values_mut().for_each(|rules| rules.retain(|r| r.message != message));
        if let Some(example) = of.filter(|e| !is_own(e.folder) && !e.sender.is_empty()) {
            let rule = Rule {
                word,
                message,
                is,
                by: example.name.clone(),
                junk: example.folder == Folder::Junk,
            };
            rule.join(self.suppliers.entry(example.sender.clone()).or_default());
        }
    }

    /// A thing holds for messages with the same numbers.
    pub(super) fn thing(&mut self, (word, message): Of, is: Target, of: Option<&Example>) {
        self.things.values_mut().for_each(|rules| rules.retain(|r| r.message != message));
        if let Some(example) = of.filter(|e| !is_own(e.folder) && !e.sender.is_empty()) {
            let rule = Rule {
                word,
                message,
                is,
                by: example.numbers.clone(),
                junk: example.folder == Folder::Junk,
            };
            rule.join(self.things.entry(example.sender.clone()).or_default());
        }
    }

    /// That a value is wrong, or what it is, holds for messages alike; which is right does not.
    pub(super) fn stated(
        &mut self,
        (word, message): Of,
        value: &ReadValue,
        is: &Mend,
        of: Option<&Example>,
    ) {
        let before = |r: &Rule<Mend, AtSpot>| r.message == message && r.by.value.is(value);
        self.stated.values_mut().for_each(|rules| rules.retain(|r| !before(r)));
        let example = of.filter(|e| !is_own(e.folder) && !matches!(is, Mend::Is(_)));
        let Some((example, shape)) = example.and_then(|e| Some((e, e.shape?))) else { return };
        let junk = example.folder == Folder::Junk;
        for spot in mend::spots(&example.stated, value) {
            let by = AtSpot { sender: example.sender.clone(), value: value.clone(), spot };
            let rule = Rule { word, message, is: is.clone(), by, junk };
            self.stated.entry(shape).or_default().push(rule);
        }
    }

    /// Whether the owner spoke of what is stated in a message alike.
    pub(super) fn state_some_of(&self, looks: &Looks<'_>) -> bool {
        looks.shape.is_some_and(|shape| self.stated.contains_key(&shape))
    }

    /// What was said of what stands at such a place of a message alike.
    pub(super) fn mend_of(
        &self,
        looks: &Looks<'_>,
        (value, spot): (&ReadValue, Spot),
    ) -> Option<Told<Mend>> {
        let rules = self.stated.get(&looks.shape?)?;
        let holds = |r: &&Rule<Mend, AtSpot>| {
            let other = r.message != looks.evidence && r.by.sender == looks.sender();
            let same_place =
                if r.is == Mend::Wrong { r.by.value.is(value) } else { r.by.spot == spot };
            other && same_place && r.reaches(looks)
        };
        rules.iter().rev().find(holds).map(Rule::told)
    }

    /// An order of day and month holds for statements of the same accounts.
    pub(super) fn order(&mut self, is: DayOrder, of: Option<&Example>) {
        let accounts = of.into_iter().flat_map(|example| &example.accounts);
        self.orders.extend(accounts.map(|account| (account.clone(), is)));
    }

    pub(super) fn order_of(&self, statement: &Statement) -> Option<DayOrder> {
        self.orders.get(&account(statement)).copied()
    }

    pub(super) fn kind_of(&self, looks: &Looks<'_>) -> Option<Told<Kind>> {
        let rules = self.kinds.get(&looks.shape?)?;
        let holds =
            |r: &&Rule<Kind, OfKind>| r.by.read_as.contains(&looks.kind) && r.reaches(looks);
        rules.iter().rev().find(holds).map(Rule::told)
    }

    pub(super) fn supplier_of(&self, looks: &Looks<'_>) -> Option<Told<Target>> {
        let rules = self.suppliers.get(looks.sender())?;
        let name = folded(looks.name);
        rules.iter().rev().find(|r| r.by == name && r.reaches(looks)).map(Rule::told)
    }

    pub(super) fn thing_of(&self, looks: &Looks<'_>, reading: &Reading) -> Option<Told<Target>> {
        let rules = self.things.get(looks.sender())?;
        let numbers = Numbers::of(reading);
        rules.iter().rev().find(|r| r.by.bind(&numbers) && r.reaches(looks)).map(Rule::told)
    }

    /// Whether the owner filed a message of this sender under a thing.
    pub(super) fn files_some_of(&self, looks: &Looks<'_>) -> bool {
        self.things.get(looks.sender()).is_some_and(|rules| !rules.is_empty())
    }

    /// The word by which a message is filed, and others that are alike to it.
    pub(super) fn files(&self, message: EvidenceId) -> Option<(EvidenceId, &Target)> {
        let mut rules = self.things.values().flatten();
        rules.find(|rule| rule.message == message).map(|rule| (rule.word, &rule.is))
    }

    /// Whose messages, and of which shape, have a kind now by which they are heard.
    pub(super) fn heard(&self) -> impl Iterator<Item = (&str, Shape)> {
        let rules =
            self.kinds.iter().flat_map(|(shape, rules)| rules.iter().map(move |r| (shape, r)));
        let heard = rules.filter(|(_, rule)| !rule.is.is_noise());
        heard.map(|(shape, rule)| (rule.by.sender.as_str(), *shape))
    }
}

#[cfg(test)]
mod tests;
