//! Which numbers of a message name things.

use super::strong_identifiers;
use crate::fold::Message;
use crate::state::Ledger;
use oxherd_model::{IdentifierRole, Kind, Reading};

/// Signs that a number has at least by which a thing is known without a word for what it numbers.
const NUMBER_MIN: usize = 5;

impl Ledger {
    /// The identifiers that name things in a message: an unlabelled number that is not known names
    /// none beside one of its role that is, nor in a message of no known kind.
    pub(super) fn told_identifiers(&self, message: &Message<'_>) -> Vec<(IdentifierRole, String)> {
        let strong = strong_identifiers(message);
        let known = |role: IdentifierRole, value: &str| {
            self.thing_by_identifier.contains_key(&(role, value.to_owned()))
        };
        let told = |(role, value, labelled): &(IdentifierRole, String, bool)| {
            let better = |(r, v, l): &(IdentifierRole, String, bool)| {
                r == role && v != value && (*l || known(*r, v))
            };
            known(*role, value)
                || *labelled
                || (message.kind != Kind::Unclear && !strong.iter().any(better))
        };
        let named =
            strong.iter().filter(|s| told(s)).map(|(role, value, _)| (*role, value.clone()));
        let mut named: Vec<(IdentifierRole, String)> = named.collect();
        // What the books know is known wherever it stands.
        for key in self.numbers_known(message.reading) {
            if !named.contains(&key) {
                named.push(key);
            }
        }
        named
    }

    /// The numbers without a word for what they number that are those of known things: marks of vehicles, chips, long
    /// numbers of a maker.
    fn numbers_known(&self, reading: &Reading) -> impl Iterator<Item = (IdentifierRole, String)> {
        let roles = [
            IdentifierRole::Registration,
            IdentifierRole::Vin,
            IdentifierRole::Chip,
            IdentifierRole::Serial,
        ];
        let keys =
            reading.numbers.iter().map(|n| &n.value).filter(|n| n.len() >= NUMBER_MIN).flat_map(
                move |number| {
                    let flat: String = number.chars().filter(|c| c.is_alphanumeric()).collect();
                    roles
                        .into_iter()
                        .flat_map(move |role| [(role, number.clone()), (role, flat.clone())])
                },
            );
        keys.filter(|key| self.thing_by_identifier.contains_key(key))
    }

    /// Whether a message names a known vehicle by its mark without a word for that.
    pub(crate) fn is_marked(&self, message: &Message<'_>) -> bool {
        self.numbers_known(message.reading).any(|(role, _)| role == IdentifierRole::Registration)
    }
}
