//! Numbers by which one supplier files a case, in the mail of another one, and numbers of things, which number no
//! agreement.

use crate::state::Ledger;
use crate::suppliers::folded;
use jiff::civil::Date;
use oxherd_model::{
    BareNumber, Check, Claim, Confidence, Fact, IdentifierRole, ReaderName, Reading, ReferenceRole,
};
use std::borrow::Cow;

/// Signs of a number that nothing else has by chance.
const OF_THING_MIN: usize = 6;

/// How sure it is that a number that stands without a word for it is that of the case, in thousandths.
const SURE: u16 = 800;

impl Ledger {
    /// A reading in which the number of a thing that is known, or that the message itself calls one, is that of the
    /// thing, whatever it was read as: `please send the alarm button VU1-77 back` names no contract.
    pub(super) fn with_things<'r>(
        &self,
        reading: Cow<'r, Reading>,
        supplier: u32,
    ) -> Cow<'r, Reading> {
        let of_thing = |value: &str| self.number_of_a_thing(&reading, supplier, value);
        let misread = |fact: &Fact| fact.reference().and_then(|(_, value)| of_thing(value));
        if !reading.facts.iter().any(|fact| misread(fact).is_some()) {
            return reading;
        }
        let read: Vec<Option<(IdentifierRole, String)>> =
            reading.facts.iter().map(misread).collect();
        let mut own = reading.into_owned();
        for (fact, named) in own.facts.iter_mut().zip(read) {
            if let Some((role, value)) = named {
                fact.claim = Claim::Identifier { role, value, check: Check::None };
            }
        }
        Cow::Owned(own)
    }

    /// The number of a thing that a reference is: one that no agreement with the supplier has.
    fn number_of_a_thing(
        &self,
        reading: &Reading,
        supplier: u32,
        value: &str,
    ) -> Option<(IdentifierRole, String)> {
        let plain: String = value.chars().filter(char::is_ascii_alphanumeric).collect();
        let plain = plain.to_ascii_uppercase();
        let roles = [IdentifierRole::Serial, IdentifierRole::Imei, IdentifierRole::Chip];
        let own = |role: IdentifierRole| {
            let mut named = reading.facts.iter().filter_map(Fact::identifier);
            named.any(|(of, known, _)| of == role && known == plain)
        };
        let known = |role: IdentifierRole| {
            self.thing_by_identifier.contains_key(&(role, plain.clone())) || own(role)
        };
        let role = roles.into_iter().find(|role| known(*role))?;
        let files = self.agreement_by_reference.contains_key(&(supplier, folded(value)));
        (plain.len() >= OF_THING_MIN && !files).then_some((role, plain))
    }

    /// A reading in which the number under which another supplier files a case is that of the case, whatever it was
    /// read as: the garage that names it offers nothing under it and is no insurer.
    pub(super) fn with_cases<'r>(
        &self,
        reading: &'r Reading,
        supplier: u32,
        on: Date,
    ) -> Cow<'r, Reading> {
        let of_another = |value: &str| {
            let value = folded(value);
            self.matters.is_case_of_another(&value, supplier, on)
                && !self.agreement_by_reference.contains_key(&(supplier, value))
        };
        let misread = |fact: &Fact| {
            let named = fact.reference();
            named.is_some_and(|(role, value)| is_open(role) && of_another(value))
        };
        let bare = reading.numbers.iter().find(|number| of_another(&number.value));
        let wrong = reading.facts.iter().any(misread);
        if !wrong && bare.is_none() {
            return Cow::Borrowed(reading);
        }
        let mut own = reading.clone();
        for fact in own.facts.iter_mut().filter(|fact| misread(fact)) {
            if let Claim::Reference { role, .. } = &mut fact.claim {
                *role = ReferenceRole::Case;
            }
        }
        if let Some(BareNumber { value, at }) = bare {
            let claim = Claim::Reference { role: ReferenceRole::Case, value: value.clone() };
            let confidence = Confidence::from_thousandths(SURE);
            own.facts.push(Fact { claim, at: *at, confidence, reader: ReaderName::Text });
        }
        Cow::Owned(own)
    }
}

/// What a number may have been taken for: nobody orders or books under the number of a case.
const fn is_open(role: ReferenceRole) -> bool {
    matches!(
        role,
        ReferenceRole::Quote
            | ReferenceRole::Policy
            | ReferenceRole::Contract
            | ReferenceRole::Customer
            | ReferenceRole::Other
    )
}
