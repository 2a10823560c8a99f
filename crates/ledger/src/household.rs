//! Who lives here: people, their addresses, country and time zone, and who receives their mail.

mod receiving;

pub use receiving::{Judge, ReceivingHost};

use crate::suppliers::folded;
use oxherd_model::{Receiving, Signer};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};

/// The household: what was said, completed by what the mail shows.
#[derive(Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Household {
    /// ISO 3166 letters.
    pub country: Option<String>,
    /// IANA time zone.
    pub zone: Option<String>,
    /// Who lives here.
    pub people: Vec<Person>,
    /// Who judges for them whether a sender is who it says, as they said themselves.
    pub judges: Vec<String>,
    /// Keys of domains that they have at hand, to verify signatures with.
    pub keys: Vec<PublicKey>,
    /// Hosts that receive their mail, as the mail shows.
    pub hosts: Vec<ReceivingHost>,
}

/// A person of the household.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Person {
    /// Name shown.
    pub name: String,
    /// Addresses in lower case.
    pub addresses: Vec<String>,
}

/// A key of a domain, as the domain published it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PublicKey {
    /// Whose it is.
    pub signer: Signer,
    /// The text of its record (RFC 6376 section 3.6.1).
    pub text: String,
}

/// Redacted: names and addresses never reach a log.
impl std::fmt::Debug for Household {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Household").field("people", &self.people.len()).finish_non_exhaustive()
    }
}

/// Redacted: names and addresses never reach a log.
impl std::fmt::Debug for Person {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Person(..)")
    }
}

/// How often an address received or, from a folder of sent mail, wrote.
#[derive(Clone, PartialEq, Eq)]
pub struct AddressVote {
    /// In lower case.
    pub address: String,
    /// A name seen with it, may be empty.
    pub name: String,
    /// Messages received.
    pub received: u64,
    /// Messages written, by their place in a folder of sent mail.
    pub sent: u64,
}

/// Redacted: addresses never reach a log.
impl std::fmt::Debug for AddressVote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("AddressVote(..)")
    }
}

/// An address with fewer messages than this share of the most addressed one is not taken for the
/// household's.
const SHARE_MIN: u64 = 12;

/// Fewer messages than this show nothing.
const RECEIVED_MIN: u64 = 3;

/// People that can be inferred.
const PEOPLE_MAX: usize = 6;

impl Household {
    /// Whether an address is one of theirs.
    pub fn owns(&self, address: &str) -> bool {
        self.people.iter().any(|p| p.addresses.iter().any(|a| a == address))
    }

    /// The person behind an address.
    pub fn person(&self, address: &str) -> Option<&Person> {
        self.people.iter().find(|p| p.addresses.iter().any(|a| a == address))
    }

    /// The person that a paper names: every word of their name stands in it.
    pub(crate) fn called(&self, name: &str) -> Option<&str> {
        let words = |name: &str| -> Vec<String> {
            let parts = name.split(|c: char| !c.is_alphanumeric());
            parts.map(folded).filter(|word| !word.is_empty()).collect()
        };
        let written = words(name);
        let is = |person: &&Person| {
            let own = words(&person.name);
            own.len() > 1 && own.iter().all(|word| written.contains(word))
        };
        self.people.iter().find(is).map(|person| person.name.as_str())
    }

    /// Whether a name is that of somebody who lives here, in whatever order.
    pub(crate) fn is_called(&self, name: &str) -> bool {
        let words = |name: &str| -> BTreeSet<String> {
            let parts = name.split(|c: char| !c.is_alphanumeric());
            parts.map(folded).filter(|word| !word.is_empty()).collect()
        };
        let written = words(name);
        written.len() > 1 && self.people.iter().any(|person| words(&person.name) == written)
    }

    /// Completes what was said by who received the mail.
    pub fn received(mut self, receipts: &[(Receiving, u64)]) -> Self {
        self.hosts = receiving::hosts(receipts);
        self
    }

    /// Completes what was said by what the mail shows: nobody named means that the addresses which
    /// receive most are theirs.
    pub fn completed(mut self, votes: &[AddressVote], country: &CountryVotes) -> Self {
        if self.people.is_empty() {
            self.people = people(votes);
        }
        if self.country.is_none() {
            self.country = self.zone.as_deref().and_then(country_of_zone).map(str::to_owned);
        }
        if self.country.is_none() {
            self.country = country.best();
        }
        if self.zone.is_none() {
            self.zone = self.country.as_deref().and_then(zone_of_country).map(str::to_owned);
        }
        self
    }
}

fn people(votes: &[AddressVote]) -> Vec<Person> {
    let weight = |v: &AddressVote| v.received + 20 * v.sent;
    let most = votes.iter().map(weight).max().unwrap_or(0);
    let mut chosen: Vec<&AddressVote> = votes
        .iter()
        .filter(|v| weight(v) >= RECEIVED_MIN && weight(v) * 100 >= most * SHARE_MIN)
        .collect();
    chosen.sort_by_key(|v| (std::cmp::Reverse(weight(v)), v.address.clone()));
    let mut people: Vec<Person> = Vec::new();
    for vote in chosen.into_iter().take(PEOPLE_MAX) {
        let name = if vote.name.is_empty() || vote.name.contains('@') {
            vote.address.split('@').next().unwrap_or_default().to_owned()
        } else {
            vote.name.clone()
        };
        match people.iter_mut().find(|p| p.name.eq_ignore_ascii_case(&name)) {
            Some(person) => person.addresses.push(vote.address.clone()),
            None => people.push(Person { name, addresses: vec![vote.address.clone()] }),
        }
    }
    people
}

/// What speaks for a country: languages, currencies and domain endings of what suppliers send.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct CountryVotes(BTreeMap<&'static str, u64>);

impl CountryVotes {
    /// Counts messages with a domain ending (`uk`), a currency (`GBP`) or a language (`en`).
    pub fn count(&mut self, what: &str, value: &str, messages: u64) {
        let fits = |c: &&Country| match what {
            "ending" => c.ending == value,
            "currency" => c.currency == value && value != "EUR",
            "language" => c.language == value,
            _ => false,
        };
        let points = match what {
            "ending" => 3,
            "currency" => 2,
            _ => 1,
        };
        if let Some(country) = COUNTRIES.iter().find(fits) {
            *self.0.entry(country.code).or_default() += points * messages;
        }
    }

    /// The country with most votes.
    pub fn best(&self) -> Option<String> {
        let best = self.0.iter().max_by_key(|(code, votes)| (**votes, std::cmp::Reverse(*code)))?;
        Some((*best.0).to_owned())
    }
}

struct Country {
    code: &'static str,
    ending: &'static str,
    language: &'static str,
    currency: &'static str,
    zone: &'static str,
}

/// The usual zone of a country.
pub fn zone_of_country(code: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|c| c.code == code).map(|c| c.zone)
}

/// The country of a zone.
pub fn country_of_zone(zone: &str) -> Option<&'static str> {
    COUNTRIES.iter().find(|c| c.zone == zone).map(|c| c.code)
}

const fn country(
    code: &'static str,
    ending: &'static str,
    language: &'static str,
    currency: &'static str,
    zone: &'static str,
) -> Country {
    Country { code, ending, language, currency, zone }
}

const COUNTRIES: &[Country] = &[
    country("GB", "uk", "en", "GBP", "Europe/London"),
    country("DE", "de", "de", "EUR", "Europe/Berlin"),
    country("FR", "fr", "fr", "EUR", "Europe/Paris"),
    country("ES", "es", "es", "EUR", "Europe/Madrid"),
    country("IT", "it", "it", "EUR", "Europe/Rome"),
    country("NL", "nl", "nl", "EUR", "Europe/Amsterdam"),
    country("IE", "ie", "", "EUR", "Europe/Dublin"),
    country("AT", "at", "", "EUR", "Europe/Vienna"),
    country("BE", "be", "", "EUR", "Europe/Brussels"),
    country("CH", "ch", "", "CHF", "Europe/Zurich"),
    country("PT", "pt", "pt", "EUR", "Europe/Lisbon"),
    country("SE", "se", "sv", "SEK", "Europe/Stockholm"),
    country("DK", "dk", "da", "DKK", "Europe/Copenhagen"),
    country("NO", "no", "nb", "NOK", "Europe/Oslo"),
    country("FI", "fi", "fi", "EUR", "Europe/Helsinki"),
    country("PL", "pl", "pl", "PLN", "Europe/Warsaw"),
    country("CZ", "cz", "cs", "CZK", "Europe/Prague"),
    country("US", "us", "", "USD", "America/New_York"),
    country("CA", "ca", "", "CAD", "America/Toronto"),
    country("AU", "au", "", "AUD", "Australia/Sydney"),
];

#[cfg(test)]
mod tests {
    use super::*;

    fn vote(address: &str, name: &str, received: u64) -> AddressVote {
        AddressVote { address: address.to_owned(), name: name.to_owned(), received, sent: 0 }
    }

    #[test]
    fn the_addresses_that_receive_most_are_the_household() {
        let votes = [
            vote("a@x.example", "Ann", 90),
            vote("b@x.example", "Bo", 30),
            vote("list@y.example", "", 2),
        ];
        let household = Household::default().completed(&votes, &CountryVotes::default());
        assert!(household.owns("a@x.example") && household.owns("b@x.example"));
        assert!(!household.owns("list@y.example"));
    }

    #[test]
    fn what_was_said_is_kept() {
        let said = Household { country: Some("DE".to_owned()), ..Household::default() };
        let household = said.completed(&[], &CountryVotes::default());
        assert_eq!(household.zone.as_deref(), Some("Europe/Berlin"));
    }

    #[test]
    fn pounds_and_uk_domains_speak_for_great_britain() {
        let mut votes = CountryVotes::default();
        votes.count("ending", "uk", 3);
        votes.count("language", "de", 4);
        votes.count("currency", "EUR", 400);
        assert_eq!(votes.best().as_deref(), Some("GB"));
    }
}
