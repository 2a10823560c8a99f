//! The owner's own word: what a person says or corrects. It is evidence, it wins, and it is applied
//! again whenever the books are made.

mod alike;
mod heard;
mod mend;
mod saying;

pub use alike::{Example, Looks, Numbers, Told, sender_key};
pub use heard::Words;
pub use mend::{Mend, ReadValue, ValueRole};
pub use saying::{Reach, Saying, in_force, standing};

use crate::household::{Household, Person, PublicKey};
use oxherd_model::{DayOrder, EvidenceId, Kind, Signer, Stage};

/// One thing that the owner said, in the form in which it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Word {
    /// A message is of this kind.
    Kind(EvidenceId, Kind),
    /// A message belongs to a thing.
    BelongsTo(EvidenceId, Target),
    /// A message comes from a supplier.
    From(EvidenceId, Target),
    /// A value that a message states is another, or something else.
    Value(EvidenceId, ReadValue, Mend),
    /// In the dates of a statement that leave it open, day or month stands first.
    Order(EvidenceId, DayOrder),
    /// A thing is theirs, or is not.
    Owned(Target, bool),
    /// A thing or supplier is called so.
    Called(Target, String),
    /// A thing is at this stage.
    Stage(Target, Stage),
    /// Two things or two suppliers are one: the first is the second.
    Same(Target, Target),
    /// A note of the owner speaks of this supplier and this thing, where they are named.
    Noted(EvidenceId, Option<Target>, Option<Target>),
    /// Who lives where.
    Household(Household),
    /// Two matters (`x...`) are one: the first is part of the second.
    Joined(Target, Target),
    /// A message, and what answers it, is another matter than it seems.
    Apart(EvidenceId),
    /// What was said before, by its evidence, is taken back.
    Undo(EvidenceId),
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
            Self::Value(e, wrong, mend) => {
                vec![wrong.what().to_owned(), e.to_string(), wrong.to_string(), mend.to_field()]
            }
            Self::Order(e, order) => {
                vec!["order".to_owned(), e.to_string(), order.to_string()]
            }
            Self::Owned(t, yes) => {
                vec!["owned".to_owned(), t.0.clone(), if *yes { "yes" } else { "no" }.to_owned()]
            }
            Self::Called(t, name) => vec!["called".to_owned(), t.0.clone(), name.clone()],
            Self::Stage(t, stage) => vec!["stage".to_owned(), t.0.clone(), stage.to_string()],
            Self::Same(a, b) => vec!["same".to_owned(), a.0.clone(), b.0.clone()],
            Self::Noted(e, supplier, thing) => {
                let named = |target: &Option<Target>| {
                    target.as_ref().map_or_else(String::new, |target| target.0.clone())
                };
                vec!["noted".to_owned(), e.to_string(), named(supplier), named(thing)]
            }
            Self::Household(household) => return household_line(household),
            Self::Joined(a, b) => vec!["joined".to_owned(), a.0.clone(), b.0.clone()],
            // Three fields at least, as what goes with a word stands behind them.
            Self::Apart(e) => vec!["apart".to_owned(), e.to_string(), "matter".to_owned()],
            Self::Undo(word) => vec!["undo".to_owned(), word.to_string()],
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

    /// The message that it speaks of; none for what is said of things, suppliers, people and words.
    pub fn evidence(&self) -> Option<EvidenceId> {
        match self {
            Self::Kind(evidence, _)
            | Self::BelongsTo(evidence, _)
            | Self::From(evidence, _)
            | Self::Noted(evidence, _, _)
            | Self::Apart(evidence)
            | Self::Order(evidence, _)
            | Self::Value(evidence, _, _) => Some(*evidence),
            Self::Owned(..)
            | Self::Called(..)
            | Self::Stage(..)
            | Self::Same(..)
            | Self::Household(..)
            | Self::Joined(..)
            | Self::Undo(_) => None,
        }
    }

    /// The same said of another piece of evidence: a word about a copy is about the message.
    pub fn said_of(self, message: EvidenceId) -> Self {
        match self {
            Self::Kind(_, kind) => Self::Kind(message, kind),
            Self::BelongsTo(_, thing) => Self::BelongsTo(message, thing),
            Self::From(_, supplier) => Self::From(message, supplier),
            Self::Value(_, wrong, mend) => Self::Value(message, wrong, mend),
            Self::Order(_, order) => Self::Order(message, order),
            Self::Noted(_, supplier, thing) => Self::Noted(message, supplier, thing),
            Self::Apart(_) => Self::Apart(message),
            other @ (Self::Owned(..)
            | Self::Called(..)
            | Self::Stage(..)
            | Self::Same(..)
            | Self::Household(..)
            | Self::Joined(..)
            | Self::Undo(_)) => other,
        }
    }
}

fn parse(fields: &[&str]) -> Option<Word> {
    let target = |text: &str| Target(text.to_owned());
    Some(match *fields {
        ["kind", evidence, kind] => Word::Kind(evidence.parse().ok()?, kind.parse().ok()?),
        ["belongs", evidence, thing] => Word::BelongsTo(evidence.parse().ok()?, target(thing)),
        ["from", evidence, supplier] => Word::From(evidence.parse().ok()?, target(supplier)),
        [what, evidence, wrong, mend] if ReadValue::WHATS.contains(&what) => {
            let wrong = ReadValue::parse(what, wrong).ok()?;
            let mend = Mend::from_field(&wrong, mend)?;
            Word::Value(evidence.parse().ok()?, wrong, mend)
        }
        ["order", evidence, order] => Word::Order(evidence.parse().ok()?, order.parse().ok()?),
        ["owned", thing, "yes"] => Word::Owned(target(thing), true),
        ["owned", thing, "no"] => Word::Owned(target(thing), false),
        ["called", thing, name] => Word::Called(target(thing), name.to_owned()),
        ["stage", thing, stage] => Word::Stage(target(thing), stage.parse().ok()?),
        ["same", a, b] => Word::Same(target(a), target(b)),
        ["joined", a, b] => Word::Joined(target(a), target(b)),
        ["apart", evidence, "matter"] => Word::Apart(evidence.parse().ok()?),
        ["undo", word] => Word::Undo(word.parse().ok()?),
        ["noted", evidence, supplier, thing] => {
            let named = |text: &str| (!text.is_empty()).then(|| target(text));
            Word::Noted(evidence.parse().ok()?, named(supplier), named(thing))
        }
        ["household", country, zone, ref people @ ..] => {
            let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            let said =
                Household { country: some(country), zone: some(zone), ..Household::default() };
            Word::Household(with_people(said, people)?)
        }
        _ => return None,
    })
}

/// Before a judge of the household; a person has an equals sign.
const JUDGE: &str = "receiving ";

/// Before a key of the household.
const KEY: &str = "dkim-key ";

/// People, who judges for them, and what keys they have at hand.
fn with_people(mut household: Household, fields: &[&str]) -> Option<Household> {
    for field in fields {
        if let Some(key) = field.strip_prefix(KEY) {
            household.keys.push(key_of(key)?);
        } else if let Some((name, addresses)) = field.split_once('=') {
            let addresses = addresses.split(',').map(str::to_lowercase).collect();
            household.people.push(Person { name: name.to_owned(), addresses });
        } else {
            household.judges.push(field.strip_prefix(JUDGE)?.to_owned());
        }
    }
    Some(household)
}

/// Selector, domain and record of a key.
fn key_of(field: &str) -> Option<PublicKey> {
    let (selector, rest) = field.split_once(' ')?;
    let (domain, text) = rest.split_once(' ')?;
    let signer = Signer { domain: domain.to_owned(), selector: selector.to_owned() };
    let is_name = |text: &str| !text.is_empty() && !text.contains(char::is_whitespace);
    (is_name(selector) && is_name(domain)).then(|| PublicKey { signer, text: text.to_owned() })
}

fn household_line(household: &Household) -> String {
    let one_line = |text: &str| text.replace(['\t', '\n', '\r'], " ");
    let one_word = |text: &str| text.replace(char::is_whitespace, "");
    let country = one_line(household.country.as_deref().unwrap_or_default());
    let zone = one_line(household.zone.as_deref().unwrap_or_default());
    let mut line = format!("household\t{country}\t{zone}");
    for person in &household.people {
        let name = one_line(&person.name).replace('=', " ");
        let name = name.trim_start_matches(KEY);
        line.push_str(&format!("\t{name}={}", one_line(&person.addresses.join(","))));
    }
    for judge in &household.judges {
        line.push_str(&format!("\t{JUDGE}{}", one_line(judge).replace('=', " ")));
    }
    for PublicKey { signer, text } in &household.keys {
        let (selector, domain) = (one_word(&signer.selector), one_word(&signer.domain));
        line.push_str(&format!("\t{KEY}{selector} {domain} {}", one_line(text)));
    }
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxherd_model::AmountRole;

    #[test]
    fn what_is_said_is_kept_and_read_again() {
        let evidence = EvidenceId([7; 10]);
        let thing = Target("t0123456789ab".to_owned());
        let stated = |what, text| ReadValue::parse(what, text).unwrap();
        let day = stated("date", "2026-03-04");
        let tax = ValueRole::Amount(AmountRole::Tax);
        let household = Household {
            country: Some("GB".to_owned()),
            zone: None,
            people: vec![Person {
                name: "Ann".to_owned(),
                addresses: vec!["a@x.example".to_owned()],
            }],
            judges: vec!["post.example".to_owned()],
            keys: vec![PublicKey {
                signer: Signer { domain: "x.example".to_owned(), selector: "s1".to_owned() },
                text: "v=DKIM1; k=rsa; p=AQAB".to_owned(),
            }],
            hosts: Vec::new(),
        };
        for word in [
            Word::Kind(evidence, Kind::Bill),
            Word::BelongsTo(evidence, thing.clone()),
            Word::From(evidence, Target("acme.example".to_owned())),
            Word::Value(evidence, day.clone(), Mend::Wrong),
            Word::Value(evidence, stated("amount", "17.00 EUR"), Mend::Role(tax)),
            Word::Value(
                evidence,
                stated("reference", "QX 1"),
                Mend::Is(stated("reference", "QX 7")),
            ),
            Word::Order(evidence, DayOrder::MonthFirst),
            Word::Value(evidence, day, Mend::Is(stated("date", "2026-04-03"))),
            Word::Owned(thing.clone(), false),
            Word::Called(thing.clone(), "The old car".to_owned()),
            Word::Stage(thing.clone(), Stage::Gone),
            Word::Same(thing.clone(), thing),
            Word::Noted(evidence, None, Some(Target("t0123456789ab".to_owned()))),
            Word::Household(household),
            Word::Joined(Target("x0123456789ab".to_owned()), Target("xba9876543210".to_owned())),
            Word::Apart(evidence),
            Word::Undo(evidence),
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
        let looks = Looks {
            evidence,
            kind: Kind::Unclear,
            folder: oxherd_model::Folder::Ordinary,
            shape: None,
            domain: None,
            name: "",
            from: "",
        };
        assert_eq!(words.kind_of(&looks).map(|told| told.is), Some(Kind::Quote));
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
    fn a_key_that_is_said_takes_the_place_of_none_but_its_own() {
        let key = |selector: &str, text: &str| PublicKey {
            signer: Signer { domain: "x.example".to_owned(), selector: selector.to_owned() },
            text: text.to_owned(),
        };
        let said = |keys: &[PublicKey]| {
            Word::Household(Household { keys: keys.to_vec(), ..Household::default() })
        };
        let words = Words::collect([
            said(&[key("b", "1"), key("a", "1")]),
            said(&[key("b", "2")]),
            Word::Household(Household {
                zone: Some("Europe/Paris".to_owned()),
                ..Household::default()
            }),
        ]);
        assert_eq!(words.household().keys, [key("a", "1"), key("b", "2")]);
        for wrong in ["dkim-key a", "dkim-key a b", "dkim-key  b c", "dkim-key a\u{a0}x b c"] {
            let line = format!("household\t\t\t{wrong}");
            assert!(Word::from_line(&line).is_err(), "{wrong}");
        }
        let name = "dkim-key a b c".to_owned();
        let person = Person { name, addresses: vec!["a@x.example".to_owned()] };
        let line =
            Word::Household(Household { people: vec![person], ..Household::default() }).to_line();
        assert_eq!(line, "household\t\t\ta b c=a@x.example", "no name is taken for a key");
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
