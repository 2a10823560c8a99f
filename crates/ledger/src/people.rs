//! Who of the household is what in an agreement: who has it in their name, who pays, who uses what it
//! is about, who looks after it.
//!
//! Papers name them: `account holder`, `user`, `payer`. Where they do not, it is read from whom the
//! messages are addressed to: suppliers write to each about their own part, the contract, money, use.

use crate::fold::{Message, index};
use crate::household::Household;
use crate::state::{AddressedPerson, Agreement, Ledger};
use oxherd_model::{AgreementKind, Kind, NamedPart};
use serde::{Deserialize, Serialize};

/// Who got fewer messages of an agreement may have got them by chance.
const USER_MESSAGES_MIN: u32 = 2;

/// What a person is in an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Part {
    /// It is in their name.
    Owner,
    /// They pay.
    Payer,
    /// They use what another one holds or pays.
    User,
    /// They bring or look after what is cared for.
    Carer,
}

impl Part {
    /// As scripts know it.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Owner => "owner",
            Self::Payer => "payer",
            Self::User => "user",
            Self::Carer => "carer",
        }
    }
}

/// Whether a message of this kind goes to who has the agreement in their name.
const fn is_of_contract(kind: Kind) -> bool {
    matches!(
        kind,
        Kind::OrderConfirmed
            | Kind::ContractPack
            | Kind::RenewalNotice
            | Kind::PriceChange
            | Kind::TermsChange
            | Kind::CancelConfirmed
            | Kind::ContractEnding
    )
}

impl Ledger {
    /// Learns who of the household has, uses or pays what a message is about, where it names them.
    pub(crate) fn people_named(
        &mut self,
        message: &Message<'_>,
        agreement: Option<u32>,
        household: &Household,
    ) {
        let named = &message.reading.people;
        let Some(known) = agreement.and_then(|a| self.agreements.get_mut(index(a))) else { return };
        let parts = [
            (NamedPart::Holder, Part::Owner),
            (NamedPart::User, Part::User),
            (NamedPart::Payer, Part::Payer),
        ];
        for (told, part) in parts {
            let of = named.iter().filter(|person| person.part == told);
            let people: Vec<&str> =
                of.filter_map(|person| household.called(&person.name)).collect();
            if !people.is_empty() {
                known.names(part, &people);
            }
        }
    }
}

impl Agreement {
    /// Counts whom a message is addressed to.
    pub(crate) fn addressed(&mut self, name: &str, kind: Kind) {
        self.met_person(name, |who| {
            who.messages += 1;
            who.of_money += u32::from(kind.is_of_money());
            who.of_contract += u32::from(is_of_contract(kind));
        });
    }

    /// Counts who moved it by a letter of their own: only who has it in their name can.
    pub(crate) fn moved_by(&mut self, name: &str) {
        self.met_person(name, |who| who.of_contract += 1);
    }

    /// Counts what was paid from an account of a person.
    pub(crate) fn paid_by(&mut self, name: &str, times: u32) {
        self.met_person(name, |who| who.paid += times);
    }

    fn met_person(&mut self, name: &str, count: impl FnOnce(&mut AddressedPerson)) {
        if let Some(who) = self.people.iter_mut().find(|who| who.name == name) {
            count(who);
            return;
        }
        let name = name.to_owned();
        let (messages, of_money, of_contract, paid) = (0, 0, 0, 0);
        let named = Vec::new();
        let mut who = AddressedPerson { name, messages, of_money, of_contract, paid, named };
        count(&mut who);
        self.people.push(who);
    }

    /// The people of it with their parts, who uses it first.
    pub fn parts(&self) -> Vec<(&str, Vec<Part>)> {
        // Whose account pays is surer than who is said to, and that than who is sent the bill.
        let payer = self.most(|who| who.paid).or_else(|| self.named(Part::Payer));
        let payer = payer.or_else(|| self.most(|who| who.of_money));
        let billed = || self.most(|who| who.of_money);
        let owner = self.named(Part::Owner).or_else(|| self.most(|who| who.of_contract));
        let owner = owner.or_else(billed);
        let told = self.named(Part::User).is_some();
        let owner = owner.or_else(|| self.most(|who| who.messages)).or(payer);
        let uses = |who: &&AddressedPerson| {
            let is = |of: Option<&AddressedPerson>| of.is_some_and(|of| of.name == who.name);
            let billed = who.of_money > 0 && payer.is_none_or(|payer| payer.paid == 0);
            if told {
                return who.named.contains(&Part::User) && !is(owner);
            }
            let other = payer.is_some() && !is(payer) && !is(owner);
            other && !billed && who.messages >= USER_MESSAGES_MIN
        };
        // Whom the papers name is what they say, even where others are only written to about care.
        let user = if told { Part::User } else { self.part_of_user() };
        let users = self.people.iter().filter(uses).map(|who| (who, user));
        let of = if self.named(Part::Owner).is_some() { Part::Owner } else { self.part_of_owner() };
        let owner = owner.map(|who| (who, of));
        let payer = payer.map(|who| (who, Part::Payer));
        let mut parts: Vec<(&str, Vec<Part>)> = Vec::new();
        for (who, part) in users.chain(owner).chain(payer) {
            match parts.iter_mut().find(|(name, _)| *name == who.name) {
                Some((_, known)) => known.push(part),
                None => parts.push((&who.name, vec![part])),
            }
        }
        parts
    }

    /// Whom the papers name with a part.
    fn named(&self, part: Part) -> Option<&AddressedPerson> {
        self.people.iter().find(|who| who.named.contains(&part))
    }

    /// The papers name people with a part, in place of those that they named before.
    fn names(&mut self, part: Part, people: &[&str]) {
        self.people.iter_mut().for_each(|who| who.named.retain(|known| *known != part));
        for name in people {
            self.met_person(name, |who| who.named.push(part));
        }
    }

    /// Who got the most of one sort of message, if anybody got any.
    fn most(&self, count: fn(&AddressedPerson) -> u32) -> Option<&AddressedPerson> {
        let rank = |who: &&AddressedPerson| {
            (count(who), who.of_money, who.messages, std::cmp::Reverse(who.name.clone()))
        };
        self.people.iter().filter(|who| count(who) > 0).max_by_key(rank)
    }

    /// Care is no property: who is written to about it looks after what it is about.
    const fn part_of_owner(&self) -> Part {
        if matches!(self.kind, AgreementKind::Service) { Part::Carer } else { Part::Owner }
    }

    const fn part_of_user(&self) -> Part {
        if matches!(self.kind, AgreementKind::Service) { Part::Carer } else { Part::User }
    }
}
