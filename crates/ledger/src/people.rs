//! Who of the household is what in an agreement: who has it in their name, who pays, who uses what it
//! is about, who looks after it.
//!
//! Suppliers write to each about their own part: papers of the contract, money, use. Nobody says it
//! in so many words, so it is read from whom the messages are addressed to.

use crate::state::{AddressedPerson, Agreement};
use oxherd_model::{AgreementKind, Kind};

/// Who got fewer messages of an agreement may have got them by chance.
const USER_MESSAGES_MIN: u32 = 2;

/// What a person is in an agreement.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
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
        let mut who = AddressedPerson { name, messages: 0, of_money: 0, of_contract: 0, paid: 0 };
        count(&mut who);
        self.people.push(who);
    }

    /// The people of it with their parts, who uses it first.
    pub fn parts(&self) -> Vec<(&str, Vec<Part>)> {
        // Whose account pays is surer than who is sent the bill.
        let payer = self.most(|who| who.paid).or_else(|| self.most(|who| who.of_money));
        let billed = || self.most(|who| who.of_money);
        let owner = self.most(|who| who.of_contract).or_else(billed);
        let owner = owner.or_else(|| self.most(|who| who.messages)).or(payer);
        let uses = |who: &&AddressedPerson| {
            let is = |of: Option<&AddressedPerson>| of.is_some_and(|of| of.name == who.name);
            let billed = who.of_money > 0 && payer.is_none_or(|payer| payer.paid == 0);
            let other = payer.is_some() && !is(payer) && !is(owner);
            other && !billed && who.messages >= USER_MESSAGES_MIN
        };
        let users = self.people.iter().filter(uses).map(|who| (who, self.part_of_user()));
        let owner = owner.map(|who| (who, self.part_of_owner()));
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
