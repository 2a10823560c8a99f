//! What a message says and was read wrong: a day, a sum, a number, and what the owner says of it.
//!
//! That it has another role holds for messages of the same shape as well: for the fact that stands at the same
//! place among those of its role, where a message has as many of them. That it is wrong holds for those that
//! state the same value. Which value is right holds for one message only.

use super::ParseWordError;
use crate::suppliers::folded;
use jiff::civil::Date;
use oxherd_model::{
    AmountRole, Claim, Confidence, Currency, DateRole, Fact, IdentifierRole, Money, PromiseTerm,
    Reading, ReferenceRole,
};
use rust_decimal::Decimal;
use std::fmt;

/// What the owner's word is worth.
const SURE: Confidence = Confidence::from_thousandths(1_000);

/// A value that a message states, whatever it is to it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum ReadValue {
    /// A day.
    Date(Date),
    /// A sum; without a currency it is that of any.
    Amount(Decimal, Option<Currency>),
    /// A number under which a supplier files something.
    Reference(String),
    /// What names a thing itself.
    Identifier(String),
}

/// What a stated value really is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Mend {
    /// It is wrong, and the message says nothing in its place.
    Wrong,
    /// It is this one.
    Is(ReadValue),
    /// It has this role.
    Role(ValueRole),
}

/// The role of a stated value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ValueRole {
    /// Of a day.
    Date(DateRole),
    /// Of a sum.
    Amount(AmountRole),
    /// Of a number.
    Reference(ReferenceRole),
    /// Of what names a thing.
    Identifier(IdentifierRole),
}

/// Where in a message something stands: the first, second, ... of so many of its role.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Spot {
    role: ValueRole,
    nth: usize,
    of: usize,
}

impl ReadValue {
    /// The names under which values can be spoken of, in the kept form as in what is said.
    pub const WHATS: [&str; 4] = ["date", "amount", "reference", "identifier"];

    /// What sort of value it is: one of [`Self::WHATS`].
    pub const fn what(&self) -> &'static str {
        match self {
            Self::Date(_) => "date",
            Self::Amount(..) => "amount",
            Self::Reference(_) => "reference",
            Self::Identifier(_) => "identifier",
        }
    }

    /// Reads one of a sort.
    ///
    /// # Errors
    /// When the text is none of that sort.
    pub fn parse(what: &str, text: &str) -> Result<Self, ParseWordError> {
        let text = text.trim();
        let value = match what {
            "date" => text.parse().ok().map(Self::Date),
            "amount" => amount(text),
            "reference" => is_number(text).then(|| Self::Reference(text.to_owned())),
            "identifier" => is_number(text).then(|| Self::Identifier(text.to_owned())),
            _ => None,
        };
        value.ok_or_else(|| ParseWordError(format!("{what} {text}")))
    }

    /// The value that a claim states, with its role.
    pub fn of(claim: &Claim) -> Option<(Self, ValueRole)> {
        Some(match claim {
            Claim::Date { role, value } => (Self::Date(*value), ValueRole::Date(*role)),
            Claim::Amount { role, money } => {
                (Self::Amount(money.value, Some(money.currency)), ValueRole::Amount(*role))
            }
            Claim::Reference { role, value } => {
                (Self::Reference(value.clone()), ValueRole::Reference(*role))
            }
            Claim::Identifier { role, value, .. } => {
                (Self::Identifier(value.clone()), ValueRole::Identifier(*role))
            }
            Claim::Promise { .. }
            | Claim::Product { .. }
            | Claim::Contact { .. }
            | Claim::Act { .. }
            | Claim::Length { .. }
            | Claim::Renewal { .. } => return None,
        })
    }

    /// Whether it is the same value as another, however it is written.
    pub fn is(&self, other: &Self) -> bool {
        match (self, other) {
            (Self::Date(one), Self::Date(other)) => one == other,
            (Self::Amount(one, in_one), Self::Amount(other, in_other)) => {
                let same = in_one.zip(*in_other).is_none_or(|(one, other)| one == other);
                same && one == other
            }
            (Self::Reference(one), Self::Reference(other))
            | (Self::Identifier(one), Self::Identifier(other)) => folded(one) == folded(other),
            (_, _) => false,
        }
    }

    /// The names of the roles that a value of this sort can have.
    pub fn roles(&self) -> String {
        let names: Vec<&str> = match self {
            Self::Date(_) => DateRole::ALL.iter().map(|role| role.as_str()).collect(),
            Self::Amount(..) => AmountRole::ALL.iter().map(|role| role.as_str()).collect(),
            Self::Reference(_) => ReferenceRole::ALL.iter().map(|role| role.as_str()).collect(),
            Self::Identifier(_) => IdentifierRole::ALL.iter().map(|role| role.as_str()).collect(),
        };
        names.join(", ")
    }

    /// The role of a name, for values of this sort.
    pub fn role(&self, name: &str) -> Option<ValueRole> {
        match self {
            Self::Date(_) => name.parse().ok().map(ValueRole::Date),
            Self::Amount(..) => name.parse().ok().map(ValueRole::Amount),
            Self::Reference(_) => name.parse().ok().map(ValueRole::Reference),
            Self::Identifier(_) => name.parse().ok().map(ValueRole::Identifier),
        }
    }
}

impl fmt::Display for ReadValue {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(day) => day.fmt(f),
            Self::Amount(sum, None) => sum.fmt(f),
            Self::Amount(sum, Some(currency)) => write!(f, "{sum} {currency}"),
            Self::Reference(number) | Self::Identifier(number) => f.write_str(number),
        }
    }
}

impl fmt::Display for ValueRole {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Date(role) => role.fmt(f),
            Self::Amount(role) => role.fmt(f),
            Self::Reference(role) => role.fmt(f),
            Self::Identifier(role) => role.fmt(f),
        }
    }
}

/// A sum with or without its currency behind it.
fn amount(text: &str) -> Option<ReadValue> {
    let (sum, currency) = match text.split_once(' ') {
        Some((sum, currency)) => (sum, Some(currency.trim().parse().ok()?)),
        None => (text, None),
    };
    sum.parse().ok().map(|sum| ReadValue::Amount(sum, currency))
}

fn is_number(text: &str) -> bool {
    !text.is_empty() && !text.contains(['\t', '\n', '\r'])
}

impl Mend {
    /// The kept form.
    pub(super) fn to_field(&self) -> String {
        match self {
            Self::Wrong => "wrong".to_owned(),
            Self::Is(right) => right.to_string(),
            Self::Role(role) => format!("role {role}"),
        }
    }

    /// Reads the kept form.
    pub(super) fn from_field(wrong: &ReadValue, field: &str) -> Option<Self> {
        if field == "wrong" {
            return Some(Self::Wrong);
        }
        if let Some(role) = field.strip_prefix("role ") {
            return wrong.role(role).map(Self::Role);
        }
        ReadValue::parse(wrong.what(), field).ok().map(Self::Is)
    }

    /// The fact as it really is; none when it is wrong.
    fn apply(&self, fact: &Fact) -> Option<Fact> {
        let claim = match self {
            Self::Wrong => return None,
            Self::Is(right) => valued(fact.claim.clone(), right),
            Self::Role(role) => with_role(fact.claim.clone(), *role),
        };
        Some(Fact { claim, confidence: SURE, ..fact.clone() })
    }
}

fn valued(mut claim: Claim, right: &ReadValue) -> Claim {
    match (&mut claim, right) {
        (Claim::Date { value, .. }, ReadValue::Date(day)) => *value = *day,
        (Claim::Amount { money, .. }, ReadValue::Amount(sum, currency)) => {
            *money = Money { value: *sum, currency: currency.unwrap_or(money.currency) };
        }
        (Claim::Reference { value, .. }, ReadValue::Reference(number))
        | (Claim::Identifier { value, .. }, ReadValue::Identifier(number)) => {
            value.clone_from(number);
        }
        (_, _) => {}
    }
    claim
}

fn with_role(mut claim: Claim, said: ValueRole) -> Claim {
    match (&mut claim, said) {
        (Claim::Date { role, .. }, ValueRole::Date(said)) => *role = said,
        (Claim::Amount { role, .. }, ValueRole::Amount(said)) => *role = said,
        (Claim::Reference { role, .. }, ValueRole::Reference(said)) => *role = said,
        (Claim::Identifier { role, .. }, ValueRole::Identifier(said)) => *role = said,
        (_, _) => {}
    }
    claim
}

/// What is stated in a reading, each with its role, in the order of its facts; facts of other sorts are none.
pub(super) fn stated(reading: &Reading) -> Vec<Option<(ReadValue, ValueRole)>> {
    reading.facts.iter().map(|fact| ReadValue::of(&fact.claim)).collect()
}

/// Where a value stands among others of its role.
pub(super) fn spots(all: &[Option<(ReadValue, ValueRole)>], value: &ReadValue) -> Vec<Spot> {
    let at = |place: usize| spot(all, place);
    let is = |(_, stated): &(usize, &Option<(ReadValue, ValueRole)>)| {
        stated.as_ref().is_some_and(|(stated, _)| value.is(stated))
    };
    all.iter().enumerate().filter(is).filter_map(|(place, _)| at(place)).collect()
}

/// Where the fact of a number stands among others of its role.
pub(super) fn spot(all: &[Option<(ReadValue, ValueRole)>], place: usize) -> Option<Spot> {
    let (_, role) = all.get(place)?.as_ref()?;
    let alike = |stated: &&Option<(ReadValue, ValueRole)>| {
        stated.as_ref().is_some_and(|(_, other)| other == role)
    };
    let nth = all.iter().take(place).filter(alike).count();
    Some(Spot { role: *role, nth, of: all.iter().filter(alike).count() })
}

/// A reading with its facts as they really are; a promise has its day with them.
pub(super) fn mended<'a>(
    reading: &Reading,
    mends: impl Fn(usize) -> Option<&'a Mend>,
    days: impl Fn(Date) -> Option<&'a Mend>,
) -> Reading {
    let mut facts = Vec::with_capacity(reading.facts.len());
    for (place, fact) in reading.facts.iter().enumerate() {
        match (mends(place), &fact.claim) {
            (Some(mend), _) => facts.extend(mend.apply(fact)),
            (None, Claim::Promise { term: PromiseTerm::By(day), .. }) => {
                facts.extend(promised(fact, days(*day)));
            }
            (None, _) => facts.push(fact.clone()),
        }
    }
    Reading { facts, ..reading.clone() }
}

/// A promise by a day of which the owner said something.
fn promised(fact: &Fact, mend: Option<&Mend>) -> Option<Fact> {
    let mut fact = fact.clone();
    match (mend, &mut fact.claim) {
        (Some(Mend::Wrong), _) => return None,
        (Some(Mend::Is(ReadValue::Date(right))), Claim::Promise { term, .. }) => {
            *term = PromiseTerm::By(*right);
        }
        (_, _) => {}
    }
    Some(fact)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn a_value_is_found_however_it_is_written() {
        let said = |what, text| ReadValue::parse(what, text).unwrap();
        assert!(said("amount", "17.00").is(&said("amount", "17 EUR")));
        assert!(!said("amount", "17 GBP").is(&said("amount", "17 EUR")));
        assert!(said("reference", "qx 44-1").is(&said("reference", "QX44-1")));
        assert!(!said("date", "2026-03-04").is(&ReadValue::Date(date(2026, 4, 3))));
        for (what, text) in [("date", "4 March"), ("amount", "a lot"), ("reference", " ")] {
            assert!(ReadValue::parse(what, text).is_err(), "{what} {text}");
        }
    }

    #[test]
    fn a_place_is_told_by_the_role_and_how_many_have_it() {
        let sum = |cents: i64, role| {
            Some((ReadValue::Amount(Decimal::new(cents, 2), None), ValueRole::Amount(role)))
        };
        let day = Some((ReadValue::Date(date(2026, 3, 4)), ValueRole::Date(DateRole::Due)));
        let one = [sum(1_700, AmountRole::Due), day, None, sum(18_700, AmountRole::Due)];
        let of_tax = spots(&one, &ReadValue::Amount(Decimal::from(17), None));
        assert_eq!(of_tax, [Spot { role: ValueRole::Amount(AmountRole::Due), nth: 0, of: 2 }]);
        assert_eq!(spot(&one, 3).map(|spot| spot.nth), Some(1));
        assert_eq!(spot(&one, 2), None);
    }
}
