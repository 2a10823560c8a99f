//! Whose account it is that pays an agreement.

use super::Bookings;
use crate::entry::Entry;
use crate::fold::index;
use crate::household::Household;
use crate::state::Ledger;
use crate::suppliers::folded;
use std::collections::BTreeMap;

/// The person of the household whose account a statement is of: the only one whose whole name its
/// holder has, else the one whom it was sent to.
pub(super) fn person(
    owner: Option<&str>,
    entry: &Entry<'_>,
    household: &Household,
) -> Option<String> {
    let Some(owner) = owner else {
        let to = entry.reading.map_or(&[][..], |reading| &reading.recipients);
        let person = to.iter().find_map(|to| household.person(&to.address))?;
        return Some(person.name.clone());
    };
    let words = |text: &str| -> Vec<String> {
        text.split(|c: char| !c.is_alphanumeric()).map(folded).filter(|w| !w.is_empty()).collect()
    };
    let of = words(owner);
    let has = |name: &str| {
        let name = words(name);
        !name.is_empty() && name.iter().all(|word| of.contains(word))
    };
    let mut people = household.people.iter().filter(|person| has(&person.name));
    let first = people.next()?;
    people.next().is_none().then(|| first.name.clone())
}

impl Ledger {
    /// Whose accounts pay which agreements, from the bookings that were found to be of them.
    pub(super) fn learn_payers(
        &mut self,
        bookings: &Bookings,
        given: impl Iterator<Item = (u32, u32)>,
    ) {
        let mut paid: BTreeMap<(u32, u32), u32> = BTreeMap::new();
        for (booking, agreement) in given {
            let kept = bookings.kept.get(index(booking));
            if let Some(kept) = kept.filter(|kept| kept.line.money.value.is_sign_negative()) {
                *paid.entry((agreement, kept.account)).or_default() += 1;
            }
        }
        for ((agreement, account), times) in paid {
            let account = bookings.accounts.get(index(account));
            let person = account.and_then(|account| account.person.as_deref());
            if let (Some(person), Some(known)) = (person, self.agreements.get_mut(index(agreement)))
            {
                known.paid_by(person, times);
            }
        }
    }
}
