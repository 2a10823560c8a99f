//! Who pretends to be a supplier of this household.
//!
//! Reading knows brands that everybody knows; only the books know whose policy this household holds
//! and from which domains its insurer wrote so far. Where the line is drawn stands in
//! `docs/decisions.md`.

mod look;

use crate::entry::Entry;
use crate::fold::{index, title};
use crate::household::Household;
use crate::state::{Ledger, Oddity, OddityKind, Supplier};
use crate::suppliers::{bare_label, first_label, folded};
use crate::things::is_strong;
use crate::word::Words;
use jiff::{SignedDuration, Timestamp};
use look::{Name, is_alike, label, look};
use oxherd_model::{
    AmountRole, Authentic, Check, DateRole, Fact, IdentifierRole, Kind, Reading, ReferenceRole,
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// A domain for which the own judge vouched so often is one that signs; of so many messages one that slipped
/// through unsigned does not change that.
const VOUCHED_MIN: u32 = 3;
const SLIPPED: u32 = 5;

/// A supplier or a domain that is known for less time has no history to be measured by.
const HISTORY_DAYS: i64 = 7;

/// Who said so much that moved the books is a supplier of its own.
const ESTABLISHED: u32 = 3;

/// Suppliers that are kept under one key; more have nothing in common but an ordinary word.
const SAME_KEY_MAX: usize = 48;

/// Domains of impostors that are remembered.
const PRETENDED_MAX: usize = 4_096;

/// Labels of a host that are looked at.
const LABELS_MAX: usize = 10;

/// A shorter name or label says too little of whom a message imitates.
const CLAIM_LETTERS_MIN: usize = 4;

/// Letters that a number needs to be nobody else's by accident.
const NUMBER_LETTERS_MIN: usize = 6;

/// A fact less sure than this, in thousandths, shows nothing.
const SURE: u16 = 400;

/// By what suppliers are found that a message may imitate.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Likenesses {
    /// Key of a name, a domain or a number to suppliers that said something.
    pub by_key: BTreeMap<String, Vec<u32>>,
    /// When a further domain of a supplier was met first.
    pub joined: BTreeMap<String, Option<Timestamp>>,
    /// Domains that impostors wrote from: nothing harmless that comes from them makes them known.
    pub pretended: BTreeSet<String>,
    /// How often the own judge vouched for a domain of a supplier, and how often nobody did.
    pub vouched: BTreeMap<String, (u32, u32)>,
}

/// What shows that a message pretends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Sign {
    /// It bears the name of the supplier.
    Name,
    /// It names a number under which the supplier files something.
    Reference,
    /// It names a thing that the supplier serves.
    Thing,
    /// The domain of the supplier stands within a host of somebody else.
    WithinHost,
    /// Its domain looks like that of the supplier.
    LookAlike,
    /// The supplier never wrote from its domain.
    NewDomain,
    /// Somebody vouches for its sender, and not the household's own receiving host.
    VouchedByStranger,
    /// It asks for money, or says where to pay it.
    AsksMoney,
    /// It asks for data or for a sign-in.
    AsksData,
    /// Its own domain signed it, verified with a key at hand.
    SignedByItself,
    /// Nobody vouches for its sender, as was done for what the supplier wrote before.
    Unvouched,
    /// It names an account that the supplier never named.
    NewAccount,
    /// Answers go where the supplier never let them go.
    AnswersElsewhere,
    /// The receiving host found that it is not from the domain it bears.
    Failed,
    /// Its links lead to none of the supplier's domains.
    LeadsElsewhere,
    /// It gives an address of the supplier for its sender's name, and comes from another.
    Address,
}

impl Sign {
    /// In words for people.
    pub const fn in_words(self) -> &'static str {
        match self {
            Self::Name => "it bears the name of the supplier",
            Self::Reference => "it names a number of an agreement with the supplier",
            Self::Thing => "it names a thing that the supplier serves",
            Self::WithinHost => "the supplier's domain is only the beginning of its host",
            Self::LookAlike => "its domain looks like the supplier's and is another",
            Self::NewDomain => "the supplier never wrote from its domain",
            Self::VouchedByStranger => {
                "somebody else than your receiving host vouches for its sender"
            }
            Self::AsksMoney => "it asks for money",
            Self::AsksData => "it asks for data",
            Self::SignedByItself => {
                "its own domain signed it, verified with the key at hand, and that is not the supplier's"
            }
            Self::Unvouched => "nobody vouches for its sender, as for all that it wrote before",
            Self::NewAccount => "it names an account that the supplier never named",
            Self::AnswersElsewhere => "answers go to a domain that is not the supplier's",
            Self::Failed => "your receiving host found that it is not from the domain it bears",
            Self::LeadsElsewhere => "its links lead to no domain of the supplier",
            Self::Address => "an address of the supplier stands in place of its sender's name",
        }
    }
}

/// Whom a message imitates, and what shows it.
#[derive(Debug)]
pub(crate) struct Pretence {
    supplier: u32,
    signs: Vec<Sign>,
}

/// What a message says of itself, as far as it matters here.
#[expect(clippy::struct_excessive_bools, reason = "independent findings, each yes or no")]
struct Claims<'a> {
    domain: &'a str,
    host: &'a str,
    label: String,
    name: Name,
    asks: Vec<Sign>,
    /// Whether the household's own judge says that it is from its domain, or its signature shows it.
    authentic: bool,
    /// Whether its domain signed it.
    signed: bool,
    /// Whether anybody says so.
    vouched: bool,
    /// Whether its domain has been known for a while for something else than pretending.
    known: bool,
    reading: &'a Reading,
}

impl Ledger {
    /// Whom a message only pretends to come from; none for what its supplier wrote, for what comes
    /// through a platform of senders, and for what the owner spoke of.
    pub(crate) fn pretence(
        &self,
        entry: &Entry<'_>,
        household: &Household,
        words: &Words,
    ) -> Option<Pretence> {
        let (reading, domain) = (entry.reading?, entry.domain?);
        let told = words.speak_of(&entry.looks());
        let claim = reading.supplier.as_ref()?;
        if told || claim.platform.is_some() || words.supplier_alias(domain).is_some() {
            return None;
        }
        let own = self.supplier_by_key.get(domain).copied();
        let finds = household.finds((reading, entry.signed));
        if let Some(supplier) = own.filter(|_| finds != Authentic::Pass)
            && let Some(signs) = self.forges(supplier, entry, finds)
        {
            return Some(Pretence { supplier, signs });
        }
        let met = own.and_then(|own| match self.likenesses.joined.get(domain) {
            Some(met) => Some(*met),
            None => self.suppliers.get(index(own)).map(|s| s.first_at),
        });
        let joined = self.likenesses.joined.contains_key(domain);
        let known = met.is_some_and(|met| is_old(met, entry.known_from))
            && !self.likenesses.pretended.contains(domain);
        if known && (joined || own.is_some_and(|own| self.is_established(own, entry.known_from))) {
            return None;
        }
        if let Some(supplier) = self.borrowed(entry) {
            return Some(Pretence { supplier, signs: vec![Sign::Address, Sign::NewDomain] });
        }
        let host = entry.from.rsplit_once('@').map_or(domain, |(_, host)| host);
        let claims = Claims {
            domain,
            host,
            label: label(domain),
            name: Name::of(entry.name),
            asks: asks(entry.kind, reading),
            authentic: finds == Authentic::Pass,
            signed: entry.signed,
            vouched: claim.authentic == Authentic::Pass,
            known,
            reading,
        };
        let mut candidates = self.candidates(&claims);
        candidates.retain(|c| own != Some(*c) || joined);
        candidates.into_iter().find_map(|supplier| {
            let known = self.suppliers.get(index(supplier))?;
            if !self.has_history(supplier, known, entry.known_from) {
                return None;
            }
            let signs = self.signs(&claims, (supplier, known))?;
            Some(Pretence { supplier, signs })
        })
    }

    /// What shows that a message bears the very domain of a supplier and is not from it: money, data or answers
    /// are to go where they never went, and the receiving host found that it is not from there, or nobody vouches
    /// for what always was vouched for. Neither alone is more than clumsy: who forwards mail breaks its signature,
    /// and what is sent to the supplier itself reaches nobody else.
    fn forges(&self, supplier: u32, entry: &Entry<'_>, finds: Authentic) -> Option<Vec<Sign>> {
        let (reading, domain) = (entry.reading?, entry.domain?);
        let (vouched, slipped) = self.likenesses.vouched.get(domain).copied().unwrap_or_default();
        let failed = finds == Authentic::Fail;
        if !failed && (vouched < VOUCHED_MIN || slipped * SLIPPED > vouched) {
            return None;
        }
        let known = |key: String| {
            let of = self.likenesses.by_key.get(&key);
            of.is_some_and(|of| of.contains(&supplier))
        };
        let named = |to: &str| self.supplier_by_key.get(to) == Some(&supplier);
        let account = accounts(reading).any(|iban| !known(format!("a:{iban}")));
        let elsewhere = reading.answers_to.as_deref();
        let elsewhere = elsewhere.is_some_and(|to| !named(to) && !known(format!("o:{to}")));
        let asks = asks(entry.kind, reading);
        let led = &reading.leads_to;
        let away = !led.is_empty() && !led.iter().any(|to| named(to));
        let leads = failed && away && !asks.is_empty();
        let signs = [
            (failed, Sign::Failed),
            (!failed, Sign::Unvouched),
            (account, Sign::NewAccount),
            (elsewhere, Sign::AnswersElsewhere),
            (leads, Sign::LeadsElsewhere),
        ];
        let signs = signs.into_iter().filter(|(holds, _)| *holds).map(|(_, sign)| sign);
        (account || elsewhere || leads).then(|| signs.collect())
    }

    /// The supplier whose address a message gives for its sender's name, from another domain: mail programs show
    /// the name alone, and nobody who is honest writes so.
    fn borrowed(&self, entry: &Entry<'_>) -> Option<u32> {
        let shown = entry.reading?.from.as_ref()?.name.to_lowercase();
        let own = entry.domain.and_then(|domain| self.supplier_by_key.get(domain));
        let made_of = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | '+' | '@');
        let addresses = shown.split(|c| !made_of(c)).filter_map(|word| {
            let (_, host) = word.trim_matches(['.', '-']).split_once('@')?;
            Some((word, host))
        });
        let whose = |(address, host): (&str, &str)| {
            let below = host.match_indices('.').filter_map(|(dot, _)| host.get(dot + 1..));
            let keys = [address, host].into_iter().chain(below);
            keys.take(LABELS_MAX).find_map(|key| self.supplier_by_key.get(key)).copied()
        };
        addresses.filter_map(whose).find(|supplier| own != Some(supplier))
    }

    /// Counts a message that pretends: it moves nothing and is filed under nobody.
    pub(crate) fn pretends(&mut self, entry: &Entry<'_>, pretence: Pretence) {
        self.suspects += 1;
        if let Some(domain) = entry.domain
            && !self.supplier_by_key.contains_key(domain)
            && self.likenesses.pretended.len() < PRETENDED_MAX
        {
            self.likenesses.pretended.insert(domain.to_owned());
        }
        self.oddities.push(Oddity {
            kind: OddityKind::Impostor,
            supplier: Some(pretence.supplier),
            agreement: None,
            at: entry.known_from,
            said: Kind::Suspect,
            title: title(entry.subject),
            signs: pretence.signs,
            evidence: vec![entry.evidence],
        });
    }

    /// A message that reading found to pretend: never filed under the supplier it imitates.
    pub(crate) fn impostor(&mut self, entry: &Entry<'_>) {
        let claims = folded(entry.name);
        let name = Name::of(entry.name);
        let long = claims.len() >= CLAIM_LETTERS_MIN;
        let first = name.first.as_ref().map(|word| format!("n:{word}"));
        let of = first.and_then(|key| self.likenesses.by_key.get(&key));
        let imitated = of.into_iter().flatten().filter(|_| long).find(|number| {
            let known = self.suppliers.get(index(**number));
            known.is_some_and(|s| s.names.iter().any(|(known, _)| is_within(&claims, known)))
        });
        let Some(supplier) = imitated.copied() else {
            self.suspects += 1;
            return;
        };
        self.pretends(entry, Pretence { supplier, signs: vec![Sign::Name] });
    }

    /// Keeps by what a supplier may be imitated that said something.
    pub(crate) fn remember_likeness(
        &mut self,
        entry: &Entry<'_>,
        supplier: u32,
        household: &Household,
    ) {
        if let (Some(domain), Some(reading)) = (entry.domain, entry.reading) {
            let passes = household.finds((reading, entry.signed)) == Authentic::Pass;
            let count = self.likenesses.vouched.entry(domain.to_owned()).or_default();
            let count = if passes { &mut count.0 } else { &mut count.1 };
            *count = count.saturating_add(1);
        }
        let mut keys: Vec<String> = Vec::new();
        keys.extend(Name::of(entry.name).first.map(|word| format!("n:{word}")));
        if let Some(domain) = entry.domain.filter(|d| !d.contains('@')) {
            keys.extend(keys_of_label(&label(domain)));
        }
        if let Some(reading) = entry.reading {
            keys.extend(numbers(reading).map(|number| format!("r:{number}")));
            keys.extend(accounts(reading).map(|iban| format!("a:{iban}")));
            keys.extend(cases(reading));
            keys.extend(reading.answers_to.iter().map(|to| format!("o:{to}")));
        }
        for key in keys {
            let of = self.likenesses.by_key.entry(key).or_default();
            if of.len() < SAME_KEY_MAX && !of.contains(&supplier) {
                of.push(supplier);
            }
        }
    }

    /// A further domain of a supplier is known from its first message on.
    pub(crate) fn joins(&mut self, supplier: u32, domain: &str, at: Option<Timestamp>) {
        if self.suppliers.get(index(supplier)).is_some_and(|s| s.domains.len() > 1) {
            self.likenesses.joined.entry(domain.to_owned()).or_insert(at);
        }
    }

    /// Suppliers that a message may imitate, the first known first.
    fn candidates(&self, claims: &Claims<'_>) -> BTreeSet<u32> {
        let mut keys: Vec<String> = keys_of_label(&claims.label);
        keys.extend(claims.name.first.as_ref().map(|word| format!("n:{word}")));
        keys.extend(numbers(claims.reading).map(|number| format!("r:{number}")));
        let by_key = keys.iter().filter_map(|key| self.likenesses.by_key.get(key)).flatten();
        let mut all: BTreeSet<u32> = by_key.copied().collect();
        all.extend(within(claims.host).filter_map(|d| self.supplier_by_key.get(d)).copied());
        all
    }

    /// Whether a supplier has been one of the household's for a while, under a domain of its own.
    fn has_history(&self, number: u32, supplier: &Supplier, now: Option<Timestamp>) -> bool {
        let lasts = self.agreements_by_supplier.contains_key(&number) || supplier.signals > 1;
        lasts
            && supplier.signals > 0
            && !supplier.disowned
            && supplier.domains.iter().any(|domain| !domain.contains('@'))
            && is_old(supplier.first_at, now)
    }

    /// Whether a supplier is so well known itself that it need not be held against others.
    fn is_established(&self, number: u32, now: Option<Timestamp>) -> bool {
        let known = self.suppliers.get(index(number));
        known.is_some_and(|s| s.signals >= ESTABLISHED && self.has_history(number, s, now))
    }

    /// What shows that a message pretends to be of a supplier; none if it does not.
    fn signs(&self, claims: &Claims<'_>, of: (u32, &Supplier)) -> Option<Vec<Sign>> {
        let (number, supplier) = of;
        let mut others = supplier.domains.iter().filter(|d| *d != claims.domain);
        let within = others.clone().any(|d| within(claims.host).any(|part| part == d));
        let same_look = |known: &str| {
            let same = label(known) == claims.label && claims.label.len() >= CLAIM_LETTERS_MIN;
            same && first_label(known) != first_label(claims.domain)
        };
        let copied = others.clone().any(|d| same_look(d));
        let alike = copied || others.clone().any(|d| is_alike(&label(d), &claims.label));
        let named = self.bears_name(claims, supplier);
        let refers =
            numbers(claims.reading).any(|n| self.agreement_by_reference.contains_key(&(number, n)));
        let serves = self.names_thing_of(claims.reading, number);
        let knows = refers || serves;
        let unnamed = claims.name.is_empty();
        let asks = !claims.asks.is_empty();
        let looks = copied || within;
        let claimed = named && !claims.known || alike && (named || knows || unnamed);
        let by_number = refers && unnamed && !claims.known;
        if !(looks || asks && (claimed || by_number)) {
            return None;
        }
        // A further domain of the same firm writes in its own name, of what only the firm knows.
        let bare = bare_label(claims.domain);
        let further = !looks && others.any(|d| bare_label(d) == bare);
        if further && claims.authentic && (knows && !presses(claims) || !asks) {
            return None;
        }
        let all = [
            (named, Sign::Name),
            (refers, Sign::Reference),
            (serves, Sign::Thing),
            (within, Sign::WithinHost),
            (alike, Sign::LookAlike),
            (true, Sign::NewDomain),
            (claims.vouched && !claims.authentic, Sign::VouchedByStranger),
            (claims.signed, Sign::SignedByItself),
        ];
        let signs = all.into_iter().filter(|(holds, _)| *holds).map(|(_, sign)| sign);
        Some(signs.chain(claims.asks.iter().copied()).collect())
    }

    /// Whether a message bears the name of a supplier: the one it is shown by, or one that stands in
    /// its domain too. The name of somebody who works there is not the firm's.
    fn bears_name(&self, claims: &Claims<'_>, supplier: &Supplier) -> bool {
        let labels: Vec<String> = supplier.domains.iter().map(|d| label(d)).collect();
        let firm = |name: &str| {
            let first = Name::of(name).first;
            name == supplier.name()
                || first.is_some_and(|word| labels.iter().any(|label| label.contains(&word)))
        };
        let mut names = supplier.names.iter().map(|(name, _)| name).filter(|name| firm(name));
        names.any(|name| Name::of(name).is_that_of(&claims.name))
    }

    fn names_thing_of(&self, reading: &Reading, supplier: u32) -> bool {
        let mut named = reading.facts.iter().filter_map(Fact::identifier);
        named.any(|(role, value, check)| {
            let key = (role, value.to_owned());
            let thing = self.thing_by_identifier.get(&key);
            let thing = thing.and_then(|thing| self.things.get(index(*thing)));
            is_strong(role)
                && check != Check::Fail
                && thing.is_some_and(|thing| thing.suppliers.contains(&supplier))
        })
    }
}

/// Whether something has been known for a while.
fn is_old(first: Option<Timestamp>, now: Option<Timestamp>) -> bool {
    let (Some(first), Some(now)) = (first, now) else { return true };
    now.duration_since(first) >= SignedDuration::from_hours(HISTORY_DAYS * 24)
}

/// Domains that stand within a host without being its end.
fn within(host: &str) -> impl Iterator<Item = &str> {
    let starts = std::iter::once(0).chain(host.match_indices('.').map(|(at, _)| at + 1));
    starts.take(LABELS_MAX).flat_map(move |start| {
        let rest = host.get(start..).unwrap_or_default();
        let ends = rest.match_indices('.').map(|(at, _)| at).skip(1).take(LABELS_MAX);
        ends.filter_map(move |end| rest.get(..end))
    })
}

/// By its beginning and by its end a label is found that differs in a letter or two.
fn keys_of_label(label: &str) -> Vec<String> {
    let letters: Vec<char> = label.chars().collect();
    if letters.len() < CLAIM_LETTERS_MIN {
        return Vec::new();
    }
    let head: String = letters.iter().take(3).collect();
    let tail: String = letters.iter().rev().take(3).collect();
    vec![format!("p:{head}"), format!("s:{tail}")]
}

/// Numbers under which a supplier files an agreement.
fn numbers(reading: &Reading) -> impl Iterator<Item = String> + '_ {
    let sure = reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE);
    let files = |role| {
        matches!(role, ReferenceRole::Policy | ReferenceRole::Contract | ReferenceRole::Customer)
    };
    sure.filter_map(Fact::reference)
        .filter(move |(role, _)| files(*role))
        .map(|(_, value)| folded(value))
        .filter(|number| number.len() >= NUMBER_LETTERS_MIN)
}

/// Keys of the numbers of single dealings: a case, an order, a booking.
pub(crate) fn cases(reading: &Reading) -> impl Iterator<Item = String> + '_ {
    let of_one =
        |role| matches!(role, ReferenceRole::Case | ReferenceRole::Order | ReferenceRole::Booking);
    let named = reading.facts.iter().filter_map(Fact::reference);
    let own = named.filter(move |(role, _)| of_one(*role)).map(|(_, value)| folded(value));
    own.filter(|number| number.len() >= NUMBER_LETTERS_MIN).map(|number| format!("c:{number}"))
}

/// What a message asks for.
fn asks(kind: Kind, reading: &Reading) -> Vec<Sign> {
    let sure = || reading.facts.iter().filter(|f| f.confidence.thousandths() >= SURE);
    let sum = || sure().filter_map(Fact::amount).filter(|(_, money)| !money.value.is_zero());
    let owed = sum().any(|(role, _)| role == AmountRole::Due);
    let by = sure().filter_map(Fact::date).any(|(role, _)| role == DateRole::Due);
    // Who threatens with an end and names a sum wants it.
    let bills = kind.asks_for_money() || matches!(kind, Kind::RenewalNotice | Kind::ContractEnding);
    let account = has_account(reading);
    let money = owed || account || (bills || by) && sum().next().is_some() || duns(kind, reading);
    let data = matches!(kind, Kind::InfoRequest | Kind::SecurityNotice | Kind::RefundCredit);
    let all = [(money, Sign::AsksMoney), (data, Sign::AsksData)];
    all.into_iter().filter(|(asked, _)| *asked).map(|(_, sign)| sign).collect()
}

/// Whether a message says to which account to pay.
fn has_account(reading: &Reading) -> bool {
    accounts(reading).next().is_some()
}

/// The accounts that a message names.
fn accounts(reading: &Reading) -> impl Iterator<Item = &str> {
    let named = reading.facts.iter().filter_map(Fact::identifier);
    let ibans =
        named.filter(|(role, _, check)| *role == IdentifierRole::Iban && *check != Check::Fail);
    ibans.map(|(_, value, _)| value)
}

fn duns(kind: Kind, reading: &Reading) -> bool {
    kind.asks_again() || reading.secondary.iter().copied().any(Kind::asks_again)
}

/// Whether a message asks its reader to do something, and does not only tell what will be collected.
fn presses(claims: &Claims<'_>) -> bool {
    let reading = claims.reading;
    let owed = reading.facts.iter().filter_map(Fact::amount);
    // What a failed payment says is said in nearly the same words of one to come.
    let duns = reading.kind != Kind::PaymentAhead && duns(reading.kind, reading);
    claims.asks.contains(&Sign::AsksData)
        || has_account(reading)
        || duns
        || reading.kind == Kind::Bill
        || owed.into_iter().any(|(role, _)| role == AmountRole::Due)
}

/// Whether of what is claimed and what is known one holds the other.
fn is_within(claims: &str, known: &str) -> bool {
    let known = folded(known);
    let (claims, known) = (look(claims), look(&known));
    known.len() >= CLAIM_LETTERS_MIN && (claims.contains(&known) || known.contains(&claims))
}
