//! Lines of telephones: what has a number is found again by it, whoever serves it.

use crate::fold::Message;
use crate::state::{Ledger, Thing};
use oxherd_model::{Fact, IdentifierRole, ThingKind};

/// Digits at the end that are the same however the beginning is written: `+44 7700`, `07700`.
const TAIL: usize = 8;

/// What the number of a line tells of the thing.
pub(super) enum ByLine {
    /// It is this one, or none for sure.
    Is(Option<u32>),
    /// Nothing: other signs decide.
    Unknown,
}

impl Ledger {
    /// What a message about a telephone is about: what has the line that it names; else the only one
    /// that the supplier serves, unless that is known to have another line. [`ByLine::Unknown`] where nothing of
    /// it is known.
    pub(super) fn by_line(&mut self, message: &Message<'_>, kind: ThingKind) -> ByLine {
        let named = line(message);
        let theirs = |thing: &Thing| thing.kind == ThingKind::Device && thing.owned != Some(false);
        if let Some(line) = named {
            let mut of = (0..).zip(&self.things).filter(|(_, t)| theirs(t) && has(t, line));
            if let Some((found, _)) = of.next() {
                return ByLine::Is(Some(found));
            }
        }
        if !self.serves(message.supplier, ThingKind::Device) {
            return ByLine::Unknown;
        }
        let served = self.served(message, ThingKind::Device);
        let other = |number: u32| {
            let thing = self.things.get(crate::fold::index(number));
            thing.is_some_and(|t| named.is_some_and(|line| has_lines(t) && !has(t, line)))
        };
        match served {
            Some(number) if other(number) && kind == ThingKind::Device => {
                ByLine::Is(self.proposed(message, ThingKind::Device))
            }
            Some(number) if other(number) => ByLine::Unknown,
            Some(_) | None => ByLine::Is(served),
        }
    }
}

/// The line that a message names as the customer's.
pub(super) fn line<'a>(message: &'a Message<'_>) -> Option<&'a str> {
    named(message.reading.facts.iter())
}

/// The line that is named as the customer's, where one only is.
pub(crate) fn named<'a>(facts: impl Iterator<Item = &'a Fact>) -> Option<&'a str> {
    let mut lines = facts
        .filter_map(Fact::identifier)
        .filter(|(role, value, _)| *role == IdentifierRole::Phone && !is_of_service(value));
    let (_, first, _) = lines.next()?;
    lines.all(|(_, other, _)| same(first, other)).then_some(first)
}

/// Whether a number is one that firms are called by, free or at a rate of its own: no customer has one.
fn is_of_service(number: &str) -> bool {
    const NATIONAL: &[&str] = &[
        "0800", "0808", "0805", "0810", "0820", "0825", "0844", "0845", "0870", "0871", "0890",
        "0891", "0900", "0901", "0906", "0909", "0180", "0137", "00800", "1800", "1890",
    ];
    let digits: String = number.chars().filter(char::is_ascii_digit).collect();
    // Spain and Italy write no nought before 800, 900 and 902.
    let nine =
        digits.len() == 9 && ["800", "900", "901", "902"].iter().any(|p| digits.starts_with(p));
    nine || NATIONAL.iter().any(|prefix| digits.starts_with(prefix))
}

fn has_lines(thing: &Thing) -> bool {
    thing.identifiers.iter().any(|(role, _)| *role == IdentifierRole::Phone)
}

fn has(thing: &Thing, line: &str) -> bool {
    thing
        .identifiers
        .iter()
        .any(|(role, known)| *role == IdentifierRole::Phone && same(known, line))
}

/// Whether two spellings are those of one line.
pub(crate) fn same(a: &str, b: &str) -> bool {
    let tail = |text: &str| {
        let digits: Vec<char> = text.chars().filter(char::is_ascii_digit).collect();
        digits.get(digits.len().saturating_sub(TAIL)..).map(<[char]>::to_vec)
    };
    let (a, b) = (tail(a), tail(b));
    a == b && a.is_some_and(|digits| digits.len() == TAIL)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_that_firms_are_called_by_is_nobodys_line() {
        for number in ["08081 570 880", "0800 111 999", "900 123 456", "0180 5 123456"] {
            assert!(is_of_service(number), "{number}");
        }
        for number in
            ["07700 900417", "+34 612 345 678", "0171 5550123", "06 12 34 56 78", "0151 23456"]
        {
            assert!(!is_of_service(number), "{number}");
        }
    }

    #[test]
    fn spellings_of_one_line_are_one_and_other_lines_are_others() {
        assert!(same("07700 900417", "+44 7700 900417"));
        assert!(same("612 345 678", "+34612345678"));
        assert!(!same("07700 900417", "07700 900418"));
        assert!(!same("417", "417"), "the end of a number is none");
    }
}
