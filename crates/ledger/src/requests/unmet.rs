//! Letters of the owner to who never wrote to them: a bank that is told the new address.

use crate::agreements::{agreement_kind, is_single};
use crate::entry::Entry;
use crate::fold::{Message, index};
use crate::state::Ledger;
use crate::suppliers::folded;
use crate::word::Words;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AgreementState, IdentifierRole, Kind, Mailbox, Reading, ReferenceRole,
};

/// What the addresses begin with behind which an office answers, not a person.
const OFFICES: &[&str] = &[
    "info",
    "service",
    "kund",
    "support",
    "help",
    "contact",
    "kontakt",
    "contatt",
    "client",
    "klant",
    "custom",
    "care",
    "hello",
    "hola",
    "hallo",
    "bonjour",
    "office",
    "buero",
    "büro",
    "admin",
    "billing",
    "account",
    "verwalt",
    "vertrag",
    "abo",
    "leser",
    "secretar",
    "sekretariat",
    "segreteria",
    "servic",
    "serviz",
    "atencion",
    "relation",
    "reclam",
    "complain",
    "beschwerde",
    "mitglied",
    "member",
    "socios",
    "soci",
    "leden",
    "adherent",
    "polic",
    "poliz",
    "claims",
    "schaden",
    "sinistr",
    "siniestr",
    "team",
    "shop",
    "order",
    "bestell",
    "commande",
    "pedido",
    "ordini",
    "workshop",
    "werkstatt",
    "atelier",
    "taller",
    "officina",
    "werkplaats",
];

/// The same, where it is the whole of a part of the address: firms greet by it.
const GREETINGS: &[&str] =
    &["hi", "hey", "hoi", "hej", "moin", "ciao", "salut", "servus", "mail", "post", "team"];

impl Ledger {
    /// Whom a letter goes to that does something, where nothing is known of them: an office, or who knows the
    /// owner by a number. A person is no supplier.
    pub(super) fn institution_written_to(
        &mut self,
        reading: &Reading,
        words: &Words,
    ) -> Option<u32> {
        let [to] = reading.recipients.as_slice() else { return None };
        let (local, host) = to.address.rsplit_once('@')?;
        let firm = is_office(local) || is_named_as_host(to, host);
        if !firm && (is_of_person(to) || !names_a_number(reading)) {
            return None;
        }
        let domain = psl::domain_str(host)?.to_owned();
        self.supplier(Some(&domain), &to.name, words)
    }

    /// The agreement that a letter ends of which nothing was heard before: it names its number or what it is for,
    /// and nothing else runs with whom it goes to.
    pub(super) fn ended_unheard(
        &mut self,
        (entry, on): (&Entry<'_>, Date),
        reading: &Reading,
        supplier: u32,
        words: &Words,
    ) -> Option<u32> {
        let kind = Kind::Unclear;
        let message =
            Message { entry, reading, kind, supplier, on, person: None, asked: false, words };
        let kind = agreement_kind(&message);
        let named = message.references().any(|(role, _)| {
            matches!(
                role,
                ReferenceRole::Policy | ReferenceRole::Contract | ReferenceRole::Customer
            )
        });
        let lasts = !is_single(kind) && kind != AgreementKind::Warranty;
        let meant = lasts && (named || kind != AgreementKind::Other);
        if !meant || self.agreements_of(supplier).any(|(_, a)| !is_single(a.kind)) {
            return None;
        }
        let number = self.found(&message, kind);
        let known = self.agreements.get_mut(index(number))?;
        known.state = AgreementState::Active;
        known.last_at = entry.known_from;
        Some(number)
    }
}

fn is_office(local: &str) -> bool {
    let words = local.split(['.', '-', '_', '+']);
    words.into_iter().any(|word| {
        GREETINGS.contains(&word) || OFFICES.iter().any(|office| word.starts_with(office))
    })
}

/// Whether who is written to bears the name of the domain, and not one of their own before it.
fn is_named_as_host(to: &Mailbox, host: &str) -> bool {
    let domain = psl::domain_str(host).unwrap_or_default();
    let own = folded(domain.split('.').next().unwrap_or_default());
    let name = folded(&to.name);
    !is_of_person(to) && name.len() >= HOST_MIN && own.starts_with(&name)
}

/// Names of domains shorter than this are words of anything.
const HOST_MIN: usize = 4;

/// Whether an address looks like that of a person: two words, or those of its name.
fn is_of_person(to: &Mailbox) -> bool {
    let local = to.address.split('@').next().unwrap_or_default().to_lowercase();
    let mut name = to.name.split(|c: char| !c.is_alphanumeric()).filter(|word| word.len() > 1);
    local.contains(['.', '_']) || name.any(|word| local.contains(&word.to_lowercase()))
}

/// Whether a letter names a number under which its receiver knows who wrote it.
fn names_a_number(reading: &Reading) -> bool {
    reading.facts.iter().any(|fact| {
        let number = fact.reference().is_some_and(|(role, _)| {
            matches!(
                role,
                ReferenceRole::Policy
                    | ReferenceRole::Contract
                    | ReferenceRole::Customer
                    | ReferenceRole::Order
                    | ReferenceRole::Booking
                    | ReferenceRole::Invoice
            )
        });
        number
            || fact.identifier().is_some_and(|(role, _, _)| {
                matches!(role, IdentifierRole::CardTail | IdentifierRole::Iban)
            })
    })
}
