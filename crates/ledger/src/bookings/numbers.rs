//! Who is paid, by the number of an agreement in the text of a booking, whatever name stands beside it.

use super::KeptBooking;
use super::targets;
use crate::state::Ledger;
use crate::suppliers::folded;
use rustc_hash::FxHashMap;

/// Letters and digits that a number has at least to be nobody else's, and digits among them.
const LETTERS_MIN: usize = 7;
const DIGITS_MIN: usize = 4;

/// Words of a text that are looked at.
const WORDS_MAX: usize = 40;

/// Suppliers by the numbers of their agreements; none where two have the same.
#[derive(Debug, Default)]
pub(super) struct Numbers(FxHashMap<String, Option<u32>>);

impl Numbers {
    pub(super) fn of(ledger: &Ledger) -> Self {
        let mut all: FxHashMap<String, Option<u32>> = FxHashMap::default();
        for agreement in &ledger.agreements {
            for number in targets::numbers(agreement).map(folded).filter(|n| is_telling(n)) {
                let of = all.entry(number).or_insert(Some(agreement.supplier));
                *of = of.filter(|known| *known == agreement.supplier);
            }
        }
        Self(all)
    }

    /// The only supplier of which a booking names a number.
    pub(super) fn supplier(&self, booking: &KeptBooking) -> Option<u32> {
        let words = booking.line.purpose.split_whitespace().take(WORDS_MAX);
        let mut found = words.filter_map(|word| self.0.get(&folded(word)).copied().flatten());
        let first = found.next()?;
        found.all(|other| other == first).then_some(first)
    }
}

/// Whether a number is long enough to be nobody else's.
pub(super) fn is_telling(number: &str) -> bool {
    let digits = number.chars().filter(char::is_ascii_digit).count();
    number.chars().count() >= LETTERS_MIN && digits >= DIGITS_MIN
}
