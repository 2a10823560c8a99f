//! Numbers by which one supplier files a case, in the mail of another one.

use crate::state::Ledger;
use crate::suppliers::folded;
use jiff::civil::Date;
use oxherd_model::{BareNumber, Claim, Confidence, Fact, ReaderName, Reading, ReferenceRole};
use std::borrow::Cow;

/// How sure it is that a number that stands without a word for it is that of the case, in thousandths.
const SURE: u16 = 800;

impl Ledger {
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
