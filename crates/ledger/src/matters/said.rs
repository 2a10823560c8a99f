//! What is added to the matters when the fold is done: contradictions that the bank shows, and which
//! matters are one because the owner said so.

use super::mail::is_after_end;
use super::{Concern, InMatter, Matter};
use crate::fold::index;
use crate::state::Ledger;
use crate::word::{Target, Word, Words};
use jiff::civil::Date;
use jiff::tz::Offset;
use std::collections::{BTreeMap, BTreeSet};

impl Ledger {
    /// Puts what the bank contradicts into its matter: the end that it speaks against, else one of its
    /// own.
    pub(crate) fn matters_of_bookings(&mut self) {
        let known: BTreeSet<u32> =
            self.matters.all.iter().flat_map(|m| m.contradictions.iter().copied()).collect();
        for at in super::mail::since(0, self.contradictions.all.len()) {
            if known.contains(&at) {
                continue;
            }
            let Some(clash) = self.contradictions.all.get(index(at)).cloned() else { continue };
            let (Some(known_at), Some(says)) = (clash.at, clash.says.first()) else { continue };
            let on = Offset::UTC.to_datetime(known_at).date();
            let evidence = says.evidence;
            let message = InMatter { evidence, message: evidence, on };
            let ended = clash.agreement.filter(|_| is_after_end(&clash));
            let ending = ended.and_then(|a| self.matters.ending_of(a));
            let thing = clash.agreement.and_then(|a| self.agreements.get(index(a))?.thing);
            let number = ending.unwrap_or_else(|| {
                let name = self.suppliers.get(index(clash.supplier)).map_or("", |s| s.name());
                let concern = if ended.is_some() { Concern::Ending } else { Concern::Dispute };
                let mut matter = Matter::new(concern, name, message);
                matter.agreement = clash.agreement;
                matter.thing = clash.thing.or(thing);
                self.matters.all.push(matter);
                u32::try_from(self.matters.all.len() - 1).unwrap_or(u32::MAX)
            });
            let Some(matter) = self.matters.all.get_mut(index(number)) else { continue };
            matter.add(message);
            matter.with_supplier(Some(clash.supplier));
            matter.contradictions.push(at);
            if matter.settled.is_none_or(|settled| settled.on <= on) {
                matter.settled = None;
                matter.moved_on = matter.moved_on.max(on);
            }
        }
    }

    /// Matters that are one because the owner said so. A matter is found by the id of any message in
    /// it, so that an older message that is taken in later takes nothing from what was said.
    pub(crate) fn join_matters(&mut self, words: &Words) {
        let said = || words.about().iter().filter(|word| matches!(word, Word::Joined(..)));
        if said().next().is_none() {
            return;
        }
        let mut by_id: BTreeMap<String, usize> = BTreeMap::new();
        for (at, matter) in self.matters.all.iter().enumerate() {
            by_id.extend(matter.messages.iter().map(|message| (message.id(), at)));
        }
        for (at, matter) in self.matters.all.iter().enumerate() {
            by_id.insert(matter.id(), at);
        }
        let mut into: Vec<usize> = (0..self.matters.all.len()).collect();
        for word in words.about() {
            if let Word::Joined(Target(first), Target(second)) = word
                && let (Some(from), Some(to)) = (by_id.get(first), by_id.get(second))
            {
                let (from, to) = (root(&into, *from), root(&into, *to));
                if let Some(of) = into.get_mut(from).filter(|_| from != to) {
                    *of = to;
                }
            }
            // Said to be another matter later, it is no part of what it was joined with.
            if let Word::Apart(evidence) = word
                && let Some(at) = self.matters.all.iter().position(|m| m.has(*evidence))
                && let Some(of) = into.get_mut(at)
            {
                *of = at;
            }
        }
        for at in 0..into.len() {
            let to = root(&into, at);
            if to != at {
                self.matters.merge(at, to);
            }
        }
    }
}

/// The matter that one is part of in the end.
fn root(into: &[usize], at: usize) -> usize {
    let mut at = at;
    for _ in 0..into.len() {
        match into.get(at) {
            Some(next) if *next != at => at = *next,
            Some(_) | None => break,
        }
    }
    at
}

impl super::Matters {
    fn merge(&mut self, from: usize, to: usize) {
        let part_of = u32::try_from(to).ok();
        let Some(gone) = self.all.get_mut(from) else { return };
        let part = gone.clone();
        gone.part_of = part_of;
        let Some(kept) = self.all.get_mut(to) else { return };
        kept.settled = later(kept, &part);
        kept.opened_on = kept.opened_on.min(part.opened_on);
        kept.moved_on = kept.moved_on.max(part.moved_on);
        kept.agreement = kept.agreement.or(part.agreement);
        kept.thing = kept.thing.or(part.thing);
        part.suppliers.iter().for_each(|supplier| kept.with_supplier(Some(*supplier)));
        part.messages.iter().for_each(|message| kept.add(*message));
        kept.messages.sort_by_key(|message| message.on);
        part.numbers.into_iter().for_each(|number| kept.with_number(number));
        kept.requests.extend(part.requests);
        kept.promises.extend(part.promises);
        kept.contradictions.extend(part.contradictions);
    }
}

/// What settles two matters that are one: the later, unless the other one moved on since.
fn later(one: &Matter, other: &Matter) -> Option<super::Settled> {
    let holds = |settled: Option<super::Settled>, beside: &Matter, moved: Date| {
        settled.filter(|s| beside.settled.is_some() || s.on >= moved)
    };
    let first = holds(one.settled, other, other.moved_on);
    let second = holds(other.settled, one, one.moved_on);
    first.into_iter().chain(second).max_by_key(|settled| settled.on)
}
