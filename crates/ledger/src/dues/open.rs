//! Which dues a message may still close or move.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Numbers of open dues by the supplier that said them: most messages close only those of their own
/// supplier, and a large household has tens of thousands.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenDues(BTreeMap<u32, Vec<u32>>);

impl OpenDues {
    /// Adds one.
    pub(crate) fn add(&mut self, supplier: u32, due: u32) {
        self.0.entry(supplier).or_default().push(due);
    }

    /// Those of a supplier, the oldest first.
    pub(crate) fn of(&self, supplier: u32) -> &[u32] {
        self.0.get(&supplier).map_or(&[], Vec::as_slice)
    }

    /// Those of every supplier.
    pub(crate) fn all(&self) -> impl Iterator<Item = u32> + '_ {
        self.0.values().flatten().copied()
    }

    /// Forgets those of a supplier that are open no more.
    pub(super) fn retain(&mut self, supplier: u32, is_open: impl Fn(u32) -> bool) {
        if let Some(dues) = self.0.get_mut(&supplier) {
            dues.retain(|due| is_open(*due));
        }
    }
}
