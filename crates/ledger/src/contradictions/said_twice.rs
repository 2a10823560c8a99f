//! The same said in two ways: another end, another renewal, another price, a welcome and an end.

use super::{Clash, Passage, Said};
use crate::agreements::{around, is_single, near};
use crate::endings::end_day;
use crate::fold::{Message, index};
use crate::state::Ledger;
use jiff::civil::Date;
use oxherd_model::{DateRole, Kind, Period, ReferenceRole};

/// Two days for one end are at most so many days apart; further apart they are two ends.
const SAME_END_DAYS: i32 = 120;

/// The same of the day for which the owner asked: a notice may last a year.
const ASKED_END_DAYS: i32 = 400;

/// An end that is confirmed so many days after a welcome contradicts it.
const WELCOME_DAYS: i32 = 45;

/// Two bills of one sum within so many days are one, billed twice.
const TWICE_DAYS: i32 = 9;

impl Ledger {
    /// The end is confirmed again although the owner was greeted as a new customer in between.
    pub(super) fn end_confirmed_after_welcome(
        &mut self,
        message: &Message<'_>,
        number: u32,
        said: &Said,
    ) {
        // Who admits to be wrong, or corrects it, says nothing twice.
        if message.admits() || crate::stems::corrects(&message.reading.subject) {
            return;
        }
        self.end_on_another_day(message, number);
        let open = self.contradictions.open.get(&message.supplier).into_iter().flatten();
        let of = open.filter_map(|n| self.contradictions.all.get(index(*n)));
        let ago = |c: &super::Contradiction| {
            let span =
                c.at.zip(message.entry.known_from).map(|(then, now)| now.duration_since(then));
            span.is_some_and(|s| s.as_hours() / 24 <= i64::from(WELCOME_DAYS))
        };
        let mut welcomes = of
            .filter(|c| c.kind == Clash::WelcomeAfterEnd && c.agreement == Some(number) && ago(c));
        let Some(against) = welcomes.next_back().map(|c| c.says.clone()) else { return };
        // The same welcome is contradicted once.
        let of = self.contradictions.open.get(&message.supplier).into_iter().flatten();
        let mut of = of.filter_map(|n| self.contradictions.all.get(index(*n)));
        if of.any(|c| c.kind == Clash::SaidTwiceDifferently && c.against == against) {
            return;
        }
        self.clash(
            message,
            (Clash::SaidTwiceDifferently, Some(number), None),
            said.clone(),
            against,
        );
    }

    /// The supplier names another day for the end than it did before, or than the owner asked for.
    fn end_on_another_day(&mut self, message: &Message<'_>, number: u32) {
        let Some(day) = end_day(message, None) else { return };
        let ends = || self.contradictions.ends.get(&number).into_iter().flatten();
        let told = |owners: bool| {
            ends().find_map(|said| match said.what {
                Passage::Day(other) => {
                    Some((said, other)).filter(|_| self.is_owners(said) == owners)
                }
                Passage::Sum(_) | Passage::Line(..) | Passage::Subject => None,
            })
        };
        // The day for which the owner asked is the other side until the supplier has named one.
        let (before, most) = match told(false) {
            Some(before) => (Some(before), SAME_END_DAYS),
            None => (told(true), ASKED_END_DAYS),
        };
        let Some((said, other)) = before else { return };
        // The last day and the day after it are the same end.
        if near(day, other, 1) || !near(day, other, most) {
            return;
        }
        let against = vec![said.clone()];
        let says = Said { evidence: message.evidence(), what: Passage::Day(day) };
        self.clash(message, (Clash::DateDiffers, Some(number), None), says, against);
    }

    /// Whether the owner wrote it.
    pub(super) fn is_owners(&self, said: &Said) -> bool {
        self.requests.all.iter().any(|r| r.evidence.0.last() == Some(&said.evidence))
    }

    /// A price or bill that differs from what was said of the running agreement.
    pub(super) fn says_otherwise(&mut self, message: &Message<'_>, number: u32) {
        if let Some((says, against)) = self.another_price(message, number)
            && !self.is_above_already(number, &says, &against)
        {
            self.clash(message, (Clash::PriceDiffers, Some(number), None), says, vec![against]);
        }
        if let Some((says, against)) = self.billed_twice(message, number) {
            self.clash(message, (Clash::Other, Some(number), None), says, vec![against]);
        }
    }

    /// The same sum under two numbers within a few days.
    fn billed_twice(&self, message: &Message<'_>, number: u32) -> Option<(Said, Said)> {
        let known = self.agreements.get(index(number))?;
        let invoice = message.reference(ReferenceRole::Invoice)?;
        let total = message.total().filter(|_| message.kind == Kind::Bill)?;
        // Of what was bought in one order parts may cost the same: the whole is billed once.
        let most = known.charges.iter().map(|c| c.money.value).max();
        if is_single(known.kind) && most.is_none_or(|most| total.value < most) {
            return None;
        }
        let weekly = known.prices.iter().any(|p| p.price.per == Period::Week);
        let close = around(message.on, TWICE_DAYS);
        let other = known.charges.iter().rev().find(|c| {
            close.contains(&c.on)
                && c.evidence != message.evidence()
                && c.invoice.as_deref().is_some_and(|i| i != invoice)
                && c.money == total
        })?;
        let periods = |on: Date| message.dates(DateRole::Start).any(|start| start > on);
        if weekly || periods(other.on) {
            return None;
        }
        Some((
            Said { evidence: message.evidence(), what: Passage::Sum(total) },
            Said { evidence: other.evidence, what: Passage::Sum(total) },
        ))
    }
}
