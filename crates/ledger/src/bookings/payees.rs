//! The names that bookings pay, each once, and the suppliers that they fit.

use super::payee::{self, Bare, Fit, Said};
use crate::fold::index;
use crate::state::Ledger;
use rustc_hash::FxHashMap;
use std::cell::OnceCell;

/// Letters under which names are looked up.
const START_LETTERS: usize = 2;

/// Names of suppliers, and of those who were paid.
#[derive(Debug)]
pub(super) struct Payees {
    /// Names of each supplier.
    names: Vec<Vec<Bare>>,
    /// Suppliers by the beginning of a name.
    by_start: FxHashMap<String, Vec<u32>>,
    /// Who was paid, by name.
    numbers: FxHashMap<Bare, u32>,
    /// The suppliers that the name of each who was paid fits, once they were looked for.
    fits: Vec<OnceCell<Vec<(u32, Fit)>>>,
}

fn start(key: &str) -> &str {
    key.char_indices().nth(START_LETTERS).map_or(key, |(end, _)| key.get(..end).unwrap_or(key))
}

impl Payees {
    /// Those of the books; nobody was paid yet.
    pub(super) fn of(ledger: &Ledger) -> Self {
        let names: Vec<Vec<Bare>> = ledger.suppliers.iter().map(payee::names_of).collect();
        let mut by_start: FxHashMap<String, Vec<u32>> = FxHashMap::default();
        for (number, of) in (0_u32..).zip(&names) {
            for name in of {
                // Banks turn names round, so every word of them may come first.
                for first in name.words.iter().map(String::as_str).chain([name.key()]) {
                    let list = by_start.entry(start(first).to_owned()).or_default();
                    if list.last() != Some(&number) {
                        list.push(number);
                    }
                }
            }
        }
        Self { names, by_start, numbers: FxHashMap::default(), fits: Vec::new() }
    }

    /// All names of suppliers.
    pub(super) fn known(&self) -> impl Iterator<Item = &Bare> {
        self.names.iter().flatten()
    }

    /// The number of one who was paid.
    pub(super) fn number(&mut self, payee: &Bare) -> u32 {
        if let Some(number) = self.numbers.get(payee) {
            return *number;
        }
        let number = u32::try_from(self.fits.len()).unwrap_or(u32::MAX);
        self.numbers.insert(payee.clone(), number);
        self.fits.push(OnceCell::new());
        number
    }

    /// The names of a supplier.
    fn names_of(&self, supplier: u32) -> &[Bare] {
        self.names.get(index(supplier)).map(Vec::as_slice).unwrap_or_default()
    }

    /// The suppliers that the name of who was paid fits, by their number.
    fn named(&self, said: &Said) -> &[(u32, Fit)] {
        let Some(cell) = self.fits.get(index(said.payee_number)) else { return &[] };
        cell.get_or_init(|| {
            let near = self.near(said.payee.words.iter().map(String::as_str), said.payee.key());
            let fit =
                |of: u32| self.names_of(of).iter().filter_map(|name| said.payee.fit(name)).max();
            near.into_iter().filter_map(|of| fit(of).map(|fit| (of, fit))).collect()
        })
    }

    /// Suppliers of which a name begins as one of these words does, by their number.
    fn near<'w>(&self, words: impl Iterator<Item = &'w str>, key: &'w str) -> Vec<u32> {
        let lists = words.chain([key]).filter_map(|w| self.by_start.get(start(w)));
        let mut near: Vec<u32> = lists.flatten().copied().collect();
        near.sort_unstable();
        near.dedup();
        near
    }

    /// How well who was paid fits a supplier.
    pub(super) fn fit(&self, said: &Said, supplier: u32) -> Option<Fit> {
        let named = self.named(said);
        let at = named.binary_search_by_key(&supplier, |(of, _)| *of).ok();
        let by_name = at.and_then(|at| named.get(at)).map(|(_, fit)| *fit);
        said.fit(by_name, self.names_of(supplier))
    }

    /// Suppliers whose names fit so well or better.
    pub(super) fn fitting(&self, said: &Said, least: Fit) -> Vec<u32> {
        if least == Fit::Name && !said.passes_on && !said.is_unnamed() {
            let named = self.named(said).iter();
            return named.filter(|(_, fit)| *fit >= least).map(|(of, _)| *of).collect();
        }
        let behind = said.purpose.iter().filter(|_| said.passes_on);
        let words = said.payee.words.iter().chain(behind).map(String::as_str);
        let mut near = self.near(words, said.payee.key());
        near.retain(|of| self.fit(said, *of) >= Some(least));
        near
    }

    /// Suppliers whose name is like that of who was paid, at least by the word that tells it from others of its
    /// trade: too little by itself.
    pub(super) fn alike(&self, said: &Said) -> Vec<u32> {
        let near = self.near(said.payee.words.iter().map(String::as_str), said.payee.key());
        let alike = |of: &u32| {
            let names = self.names_of(*of).iter();
            names.clone().any(|name| said.payee.is_alike(name)) || self.fit(said, *of).is_some()
        };
        near.into_iter().filter(alike).collect()
    }

    /// The only supplier whose name fits; the very same name wins over one that is like it.
    pub(super) fn by_name(&self, said: &Said) -> Option<u32> {
        let key = said.payee.key();
        let found = self.fitting(said, Fit::Name);
        let same = |s: &&u32| self.names_of(**s).iter().any(|n| n.key() == key);
        match found.as_slice() {
            [only] => Some(*only),
            _several => found.iter().find(same).copied(),
        }
    }
}
