//! How sure a reading says to be of its facts, against what is right. Each value that the labels name is counted once,
//! by the surest role that it is said to have: labels give one role to what a careful person may call by two.

use std::collections::BTreeMap;

use oxherd_model::{Claim, Fact, PartRef};

use crate::corpus::Share;

/// Roles of which fewer were said are not shown by themselves.
const SHOWN_MIN: usize = 8;

/// From here on it is said to be sure.
const SURE_TENTHS: u16 = 8;

/// What was counted.
#[derive(Default)]
pub(crate) struct Sureness {
    /// By sort of value and tenth.
    by_sort: BTreeMap<(&'static str, u16), Share>,
    /// By role and tenth.
    by_role: BTreeMap<(&'static str, &'static str, u16), Share>,
    /// What is said to be sure to eight tenths and more and is something else, by what it is.
    taken: BTreeMap<(&'static str, &'static str, String), usize>,
}

/// A role that a value is said to have.
#[derive(Clone, Copy)]
pub(crate) struct Said {
    /// What sort of value it is.
    pub(crate) sort: &'static str,
    /// The role.
    pub(crate) role: &'static str,
    /// How sure.
    pub(crate) thousandths: u16,
}

impl Said {
    /// What a fact says; none for what has no role.
    pub(crate) fn of(fact: &Fact) -> Option<Self> {
        let header = fact.at.part == PartRef::Header;
        let (sort, role) = match &fact.claim {
            Claim::Amount { role, .. } => ("amount", role.as_str()),
            // The day of the header is read from no words.
            Claim::Date { role, .. } if header => ("header's day", role.as_str()),
            Claim::Date { role, .. } => ("date", role.as_str()),
            Claim::Reference { role, .. } => ("reference", role.as_str()),
            Claim::Identifier { role, .. } => ("identifier", role.as_str()),
            Claim::Promise { .. }
            | Claim::Product { .. }
            | Claim::Contact { .. }
            | Claim::Act { .. }
            | Claim::Length { .. }
            | Claim::Renewal { .. } => return None,
        };
        Some(Self { sort, role, thousandths: fact.confidence.thousandths() })
    }
}

impl Sureness {
    /// Counts a value that the labels name, with the roles that it is said to have and those that the labels give.
    pub(crate) fn count(&mut self, said: &[Said], labels: &[&str]) {
        let Some(surest) = said.iter().max_by_key(|said| said.thousandths) else { return };
        let tenth = surest.thousandths / 100;
        let as_sure = said.iter().filter(|said| said.thousandths / 100 == tenth);
        let hit = as_sure.clone().find(|said| labels.contains(&said.role));
        let Said { sort, role, .. } = *hit.unwrap_or(surest);
        let right = usize::from(hit.is_some());
        if right == 0 && tenth >= SURE_TENTHS {
            let is = labels.first().copied().unwrap_or_default().to_owned();
            *self.taken.entry((sort, role, is)).or_default() += 1;
        }
        self.by_sort.entry((sort, tenth)).or_default().count(right, 1);
        self.by_role.entry((sort, role, tenth)).or_default().count(right, 1);
    }

    /// Prints the table, most sure first.
    pub(crate) fn print(&self, misses: usize) {
        println!("  roles of labelled values, by how sure they are said to be:");
        for ((sort, tenth), share) in self.by_sort.iter().rev() {
            println!("    {sort} 0.{tenth} and more: right {}", share.shown());
        }
        for ((sort, role, tenth), share) in self.by_role.iter().rev() {
            if share.of() >= SHOWN_MIN {
                println!("      {sort}/{role} 0.{tenth}: {}", share.shown());
            }
        }
        let mut taken: Vec<_> = self.taken.iter().collect();
        taken.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((sort, role, is), count) in taken.into_iter().take(misses) {
            println!("    {count} x surely {sort}/{role}, and labelled {is}");
        }
    }

    /// Right of what is said of a sort at so many tenths.
    #[cfg(test)]
    pub(crate) fn of(&self, sort: &'static str, tenth: u16) -> Share {
        self.by_sort.get(&(sort, tenth)).copied().unwrap_or_default()
    }
}
