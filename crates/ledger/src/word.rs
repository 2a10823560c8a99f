//! The owner's own word: what a person says or corrects. It is evidence, it wins, and it is applied
//! again whenever the books are made.

use crate::household::{Household, Person};
use jiff::civil::Date;
use oxherd_model::{EvidenceId, Kind, Stage};
use std::collections::BTreeMap;

/// One thing that the owner said, in the form in which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// A message is of this kind.
    Kind(EvidenceId, Kind),
    /// A message belongs to a thing.
    BelongsTo(EvidenceId, Target),
    /// A message comes from a supplier.
    From(EvidenceId, Target),
    /// A date in a message is wrong; the right one, if said.
    Date(EvidenceId, Date, Option<Date>),
    /// A thing is theirs, or is not.
    Owned(Target, bool),
    /// A thing or supplier is called so.
    Called(Target, String),
    /// A thing is at this stage.
    Stage(Target, Stage),
    /// Two things or two suppliers are one: the first is the second.
    Same(Target, Target),
    /// Who lives where.
    Household(Household),
}

/// A thing (`t...`), a supplier (`s...`) or a supplier's domain, by its id.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Target(pub String);

/// A kept word that cannot be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ParseWordError(pub String);

impl std::fmt::Display for ParseWordError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "`{}` is not something that can be said", self.0)
    }
}

impl std::error::Error for ParseWordError {}

impl Word {
    /// The form in which it is kept: one line of words separated by tabs.
    pub fn to_line(&self) -> String {
        let fields = match self {
            Self::Kind(e, kind) => vec!["kind".to_owned(), e.to_string(), kind.to_string()],
            Self::BelongsTo(e, t) => vec!["belongs".to_owned(), e.to_string(), t.0.clone()],
            Self::From(e, t) => vec!["from".to_owned(), e.to_string(), t.0.clone()],
            Self::Date(e, wrong, right) => {
                let right = right.map_or_else(|| "wrong".to_owned(), |d| d.to_string());
                vec!["date".to_owned(), e.to_string(), wrong.to_string(), right]
            }
            Self::Owned(t, yes) => {
                vec!["owned".to_owned(), t.0.clone(), if *yes { "yes" } else { "no" }.to_owned()]
            }
            Self::Called(t, name) => vec!["called".to_owned(), t.0.clone(), name.clone()],
            Self::Stage(t, stage) => vec!["stage".to_owned(), t.0.clone(), stage.to_string()],
            Self::Same(a, b) => vec!["same".to_owned(), a.0.clone(), b.0.clone()],
            Self::Household(household) => return household_line(household),
        };
        let one_line = |f: String| f.replace(['\t', '\n', '\r'], " ");
        fields.into_iter().map(one_line).collect::<Vec<_>>().join("\t")
    }

    /// Reads the kept form.
    ///
    /// # Errors
    /// When the line is not of that form.
    pub fn from_line(line: &str) -> Result<Self, ParseWordError> {
        let kept = line.trim_end_matches(['\n', '\r']);
        if kept.contains(['\n', '\r']) {
            return Err(ParseWordError(line.to_owned()));
        }
        let fields: Vec<&str> = kept.split('\t').collect();
        parse(&fields).ok_or_else(|| ParseWordError(line.to_owned()))
    }

    /// The evidence that it speaks of; none for what is said of things, suppliers and people.
    pub fn evidence(&self) -> Option<EvidenceId> {
        match self {
            Self::Kind(evidence, _)
            | Self::BelongsTo(evidence, _)
            | Self::From(evidence, _)
            | Self::Date(evidence, _, _) => Some(*evidence),
            Self::Owned(..)
            | Self::Called(..)
            | Self::Stage(..)
            | Self::Same(..)
            | Self::Household(..) => None,
        }
    }

    /// The same said of another piece of evidence: a word about a copy is about the message.
    pub fn said_of(self, message: EvidenceId) -> Self {
        match self {
            Self::Kind(_, kind) => Self::Kind(message, kind),
            Self::BelongsTo(_, thing) => Self::BelongsTo(message, thing),
            Self::From(_, supplier) => Self::From(message, supplier),
            Self::Date(_, wrong, right) => Self::Date(message, wrong, right),
            other @ (Self::Owned(..)
            | Self::Called(..)
            | Self::Stage(..)
            | Self::Same(..)
            | Self::Household(..)) => other,
        }
    }
}

fn parse(fields: &[&str]) -> Option<Word> {
    let target = |text: &str| Target(text.to_owned());
    Some(match *fields {
        ["kind", evidence, kind] => Word::Kind(evidence.parse().ok()?, kind.parse().ok()?),
        ["belongs", evidence, thing] => Word::BelongsTo(evidence.parse().ok()?, target(thing)),
        ["from", evidence, supplier] => Word::From(evidence.parse().ok()?, target(supplier)),
        ["date", evidence, date, "wrong"] => {
            Word::Date(evidence.parse().ok()?, date.parse().ok()?, None)
        }
        ["date", evidence, date, right] => {
            Word::Date(evidence.parse().ok()?, date.parse().ok()?, Some(right.parse().ok()?))
        }
        ["owned", thing, "yes"] => Word::Owned(target(thing), true),
        ["owned", thing, "no"] => Word::Owned(target(thing), false),
        ["called", thing, name] => Word::Called(target(thing), name.to_owned()),
        ["stage", thing, stage] => Word::Stage(target(thing), stage.parse().ok()?),
        ["same", a, b] => Word::Same(target(a), target(b)),
        ["household", country, zone, ref people @ ..] => {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let person = |p: &&str| {
                let (name, addresses) = p.split_once('=')?;
                let addresses = addresses.split(',').map(str::to_lowercase).collect();
                Some(Person { name: name.to_owned(), addresses })
            };
            let people = people.iter().map(person).collect::<Option<Vec<_>>>()?;
            Word::Household(Household { country: some(country), zone: some(zone), people })
        }
        _ => return None,
    })
}

fn household_line(household: &Household) -> String {
    let one_line = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let country = one_line(household.country.as_deref().unwrap_or_default());
    let zone = one_line(household.zone.as_deref().unwrap_or_default());
    let mut line = format!("household\t{country}\t{zone}");
    for person in &household.people {
        let name = one_line(&person.name).replace('=', " ");
        line.push_str(&format!("\t{name}={}", one_line(&person.addresses.join(","))));
    }
    line
}

/// A firm that was said to be another, which is another again, is followed for so many steps.
const ALIAS_STEPS: usize = 8;

/// Everything that the owner said up to a time, the later winning.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Words {
    kinds: BTreeMap<EvidenceId, Kind>,
    things: BTreeMap<EvidenceId, Target>,
    suppliers: BTreeMap<EvidenceId, Target>,
    dates: BTreeMap<(EvidenceId, Date), Option<Date>>,
    aliases: BTreeMap<String, String>,
    about: Vec<Word>,
    household: Household,
}

impl Words {
    /// From everything said, oldest first.
    pub fn collect(said: impl IntoIterator<Item = Word>) -> Self {
        let mut words = Self::default();
        for word in said {
            words.hear(word);
        }
        words
    }

    fn hear(&mut self, word: Word) {
        match word {
            Word::Kind(evidence, kind) => {
                self.kinds.insert(evidence, kind);
            }
            Word::BelongsTo(evidence, thing) => {
                self.things.insert(evidence, thing);
            }
            Word::From(evidence, supplier) => {
                self.suppliers.insert(evidence, supplier);
            }
            Word::Date(evidence, wrong, right) => {
                self.dates.insert((evidence, wrong), right);
            }
            Word::Household(household) => self.hear_household(household),
            Word::Same(a, b) if !is_thing(&a) => {
                self.hear_alias(a.0.to_lowercase(), b.0.to_lowercase());
            }
            Word::Same(a, b) => {
                // Said the other way round later, the later one says which of them stays.
                let contrary = Word::Same(b.clone(), a.clone());
                self.about.retain(|said| *said != contrary);
                self.about.push(Word::Same(a, b));
            }
            Word::Owned(..) | Word::Called(..) | Word::Stage(..) => self.about.push(word),
        }
    }

    /// One key stands for another from now on. An earlier word by which that other stands for the
    /// first is taken back: else each would stand for the other.
    fn hear_alias(&mut self, key: String, other: String) {
        if key == other {
            return;
        }
        let mut at = other.clone();
        for _ in 0..ALIAS_STEPS {
            match self.aliases.get(&at) {
                Some(next) if *next == key => {
                    self.aliases.remove(&at);
                    break;
                }
                Some(next) => at = next.clone(),
                None => break,
            }
        }
        self.aliases.insert(key, other);
    }

    fn hear_household(&mut self, said: Household) {
        self.household.country = said.country.or_else(|| self.household.country.take());
        self.household.zone = said.zone.or_else(|| self.household.zone.take());
        if !said.people.is_empty() {
            self.household.people = said.people;
        }
    }

    /// Whether others say the same of everything but of who lives where.
    pub fn agree_on_the_mail(&self, others: &Self) -> bool {
        let of_mail = |words: &Self| Self { household: Household::default(), ..words.clone() };
        of_mail(self) == of_mail(others)
    }

    /// What was said of the household.
    pub fn household(&self) -> &Household {
        &self.household
    }

    /// Evidence that must be read in full because something was said of it.
    pub fn evidence(&self) -> impl Iterator<Item = EvidenceId> + '_ {
        self.kinds.keys().chain(self.things.keys()).chain(self.suppliers.keys()).copied()
    }

    /// The kind that the owner gave a message.
    pub fn kind(&self, evidence: EvidenceId) -> Option<Kind> {
        self.kinds.get(&evidence).copied()
    }

    /// Every message to which the owner gave a kind.
    pub fn kinds(&self) -> impl Iterator<Item = EvidenceId> + '_ {
        self.kinds.keys().copied()
    }

    /// The stage at which the owner said that a thing is.
    pub(crate) fn stage(&self, thing: &str) -> Option<Stage> {
        self.about.iter().rev().find_map(|word| match word {
            Word::Stage(target, stage) if target.0 == thing => Some(*stage),
            Word::Stage(..)
            | Word::Owned(..)
            | Word::Called(..)
            | Word::Same(..)
            | Word::Kind(..)
            | Word::BelongsTo(..)
            | Word::From(..)
            | Word::Date(..)
            | Word::Household(..) => None,
        })
    }

    /// What the owner said of the dates of a message: the wrong one and the right one, if said.
    pub fn dates(&self, evidence: EvidenceId) -> impl Iterator<Item = (Date, Option<Date>)> + '_ {
        let of = self.dates.iter().filter(move |((id, _), _)| *id == evidence);
        of.map(|((_, wrong), right)| (*wrong, *right))
    }

    /// The thing that the owner filed a message under.
    pub fn thing(&self, evidence: EvidenceId) -> Option<&Target> {
        self.things.get(&evidence)
    }

    /// Every message that the owner filed under a thing.
    pub(crate) fn filed(&self) -> impl Iterator<Item = (EvidenceId, &Target)> {
        self.things.iter().map(|(evidence, target)| (*evidence, target))
    }

    /// The supplier that the owner filed a message under.
    pub fn supplier(&self, evidence: EvidenceId) -> Option<&Target> {
        self.suppliers.get(&evidence)
    }

    /// A date as the owner corrected it; none when it is wrong and no right one was said.
    pub fn date(&self, evidence: EvidenceId, date: Date) -> Option<Date> {
        self.dates.get(&(evidence, date)).copied().unwrap_or(Some(date))
    }

    /// The supplier that this key stands for.
    pub(crate) fn supplier_alias(&self, key: &str) -> Option<String> {
        let mut key = self.aliases.get(key)?;
        for _ in 0..ALIAS_STEPS {
            match self.aliases.get(key) {
                Some(next) => key = next,
                None => break,
            }
        }
        Some(key.clone())
    }

    /// What was said of things and suppliers by their id.
    pub(crate) fn about(&self) -> &[Word] {
        &self.about
    }
}

fn is_thing(target: &Target) -> bool {
    target.0.len() == 13 && target.0.starts_with('t')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_said_is_kept_and_read_again() {
        let evidence = EvidenceId([7; 10]);
        let thing = Target("t0123456789ab".to_owned());
        let date = jiff::civil::date(2026, 3, 4);
        let household = Household {
            country: Some("GB".to_owned()),
            zone: None,
            people: vec![Person {
                name: "Ann".to_owned(),
                addresses: vec!["a@x.example".to_owned()],
            }],
        };
        for word in [
            Word::Kind(evidence, Kind::Bill),
            Word::BelongsTo(evidence, thing.clone()),
            Word::From(evidence, Target("acme.example".to_owned())),
            Word::Date(evidence, date, None),
            Word::Date(evidence, date, Some(jiff::civil::date(2026, 4, 3))),
            Word::Owned(thing.clone(), false),
            Word::Called(thing.clone(), "The old car".to_owned()),
            Word::Stage(thing.clone(), Stage::Gone),
            Word::Same(thing.clone(), thing),
            Word::Household(household),
        ] {
            assert_eq!(Word::from_line(&word.to_line()), Ok(word));
        }
        assert!(Word::from_line("kind\tnonsense").is_err());
    }

    #[test]
    fn the_later_word_wins() {
        let evidence = EvidenceId([7; 10]);
        let words =
            Words::collect([Word::Kind(evidence, Kind::Bill), Word::Kind(evidence, Kind::Quote)]);
        assert_eq!(words.kind(evidence), Some(Kind::Quote));
    }

    #[test]
    fn of_two_that_are_each_other_the_later_word_says_which_stays() {
        let target = |name: &str| Target(name.to_owned());
        let same = |a: &str, b: &str| Word::Same(target(a), target(b));
        let (a, b, c) = ("a.example", "b.example", "c.example");
        let words = Words::collect([same(a, b), same(b, a)]);
        assert_eq!(words.supplier_alias(b).as_deref(), Some(a));
        assert_eq!(words.supplier_alias(a), None);
        let words = Words::collect([same(a, b), same(b, c), same(c, a)]);
        assert_eq!(words.supplier_alias(c), Some(b.to_owned()));
        assert_eq!(words.supplier_alias(a), Some(b.to_owned()));
        assert_eq!(words.supplier_alias(b), None);
        let (s, t) = ("t0123456789ab", "tba9876543210");
        let words = Words::collect([same(s, t), same(t, s)]);
        assert_eq!(words.about(), [same(t, s)]);
    }

    #[test]
    fn what_is_said_of_the_household_changes_nothing_that_is_said_of_the_mail() {
        let (said, at_home) = (Word::Kind(EvidenceId([7; 10]), Kind::Bill), Household::default());
        let home = Word::Household(Household { country: Some("GB".to_owned()), ..at_home });
        let (some, more) = (Words::collect([said.clone()]), Words::collect([said, home]));
        assert!(some != more && some.agree_on_the_mail(&more));
        assert!(!some.agree_on_the_mail(&Words::default()));
    }

    #[test]
    fn a_word_about_a_copy_is_about_the_message() {
        let (copy, message) = (EvidenceId([7; 10]), EvidenceId([3; 10]));
        let word = Word::Kind(copy, Kind::Bill);
        assert_eq!(word.evidence(), Some(copy));
        assert_eq!(word.said_of(message), Word::Kind(message, Kind::Bill));
        let word = Word::Stage(Target("t0123456789ab".to_owned()), Stage::Gone);
        assert_eq!((word.evidence(), word.clone().said_of(message)), (None, word));
    }
}
