//! Homes: two places are two homes, two spellings of one place are one.

use super::BY_AGREEMENT;
use crate::fold::{Message, index};
use crate::names::SUPPLIER_NAME;
use crate::state::{Ledger, Place, Thing};
use crate::stems;
use oxherd_model::{
    AgreementKind, Fact, IdentifierRole, Kind, Stage, ThingKind, TopicName, short_id,
};

/// An address beside a label is read this surely at least, in thousandths.
const LABELLED: u16 = 700;

/// One that only stands in a sentence.
const SPOKEN: u16 = 400;

/// Addresses of a message that are looked at.
const ADDRESSES_MAX: usize = 4;

/// Where a message says that what it is about is.
enum Spot {
    /// In a home that is known.
    Known(u32),
    /// In another one.
    Elsewhere(String),
    /// It does not say.
    Unsaid,
}

impl Ledger {
    /// The home that an agreement is about.
    pub(super) fn home_of(
        &mut self,
        message: &Message<'_>,
        agreement: AgreementKind,
    ) -> Option<u32> {
        match self.spot(message, agreement) {
            Spot::Known(home) => Some(home),
            Spot::Elsewhere(address) => self.another_home(&address),
            Spot::Unsaid => self
                .served(message, ThingKind::Home)
                .or_else(|| self.by_model(message, ThingKind::Home))
                .or_else(|| self.only(ThingKind::Home).filter(|_| super::holds(message)))
                .or_else(|| self.proposed(message, ThingKind::Home)),
        }
    }

    /// The home of a meter that is not known yet; none for what is no home, and for the first one.
    pub(super) fn home_of_meter(&mut self, message: &Message<'_>, kind: ThingKind) -> Option<u32> {
        if kind != ThingKind::Home {
            return None;
        }
        match self.spot(message, AgreementKind::Energy) {
            Spot::Known(home) => Some(home),
            Spot::Elsewhere(address) => self.another_home(&address),
            Spot::Unsaid => {
                self.served(message, ThingKind::Home).or_else(|| self.only(ThingKind::Home))
            }
        }
    }

    fn spot(&self, message: &Message<'_>, agreement: AgreementKind) -> Spot {
        let named: Vec<&str> = addresses(message).collect();
        let theirs = |thing: &Thing| thing.kind == ThingKind::Home && thing.owned != Some(false);
        let homes = || (0_u32..).zip(&self.things).filter(|(_, thing)| theirs(thing));
        let at = |thing: &Thing| {
            let known = thing.identifiers.iter().filter(|(r, _)| *r == IdentifierRole::Address);
            known.map(|(_, value)| value.clone()).collect::<Vec<_>>()
        };
        let here = |thing: &Thing| {
            at(thing).iter().any(|known| named.iter().any(|name| is_same_place(known, name)))
        };
        if let Some((home, _)) = homes().find(|(_, thing)| here(thing)) {
            return Spot::Known(home);
        }
        let lives = matches!(
            agreement,
            AgreementKind::Energy | AgreementKind::Water | AgreementKind::Rental
        ) || agreement == AgreementKind::Insurance
            && message.reading.topics.iter().any(|t| t.name == TopicName::Thing(ThingKind::Home));
        let placed = named.iter().find(|address| House::of(address).is_some());
        let unplaced = homes().any(|(_, thing)| at(thing).is_empty());
        match placed {
            Some(address) if lives && !unplaced && homes().next().is_some() => {
                Spot::Elsewhere((*address).to_owned())
            }
            Some(_) | None => Spot::Unsaid,
        }
    }

    /// The home of the household at an address that names a house.
    pub(crate) fn home_at(&self, address: &str) -> Option<u32> {
        let house = House::of(address)?;
        let at = |thing: &Thing| {
            let known = thing.identifiers.iter().filter(|(r, _)| *r == IdentifierRole::Address);
            known.filter_map(|(_, value)| House::of(value)).any(|known| known.is(&house))
        };
        let theirs = |thing: &Thing| thing.kind == ThingKind::Home && thing.owned != Some(false);
        let found = (0_u32..).zip(&self.things).find(|(_, thing)| theirs(thing) && at(thing));
        found.map(|(number, _)| number)
    }

    /// The home at an address, known or not.
    pub(crate) fn place(&mut self, address: &str) -> Option<u32> {
        self.home_at(address).or_else(|| self.another_home(address))
    }

    /// A home is at an address.
    pub(crate) fn is_at(&mut self, home: u32, address: &str) {
        self.identify(home, IdentifierRole::Address, address);
    }

    /// Whether an address can be one more spelling of that of a home.
    pub(super) fn may_be_at(&self, home: u32, address: &str) -> bool {
        let Some(home) = self.things.get(index(home)) else { return false };
        let mut known = home.identifiers.iter().filter(|(r, _)| *r == IdentifierRole::Address);
        known.all(|(_, known)| is_same_place(known, address))
    }

    /// A home beside those that are known: from now on each is called by its place.
    fn another_home(&mut self, address: &str) -> Option<u32> {
        let house = House::of(address)?;
        let id = short_id('t', &["home", &house.number, &house.street.join(" ")]);
        if let Some(found) = self.things.iter().position(|t| t.id == id) {
            return u32::try_from(found).ok();
        }
        let thing = self.new_thing(id, ThingKind::Home, Place::Agreement, BY_AGREEMENT);
        self.identify(thing, IdentifierRole::Address, address);
        for number in 0..=thing {
            let home = self.things.get(index(number)).filter(|t| t.kind == ThingKind::Home);
            let of = |t: &Thing| {
                let mut known = t.identifiers.iter().filter(|(r, _)| *r == IdentifierRole::Address);
                known.next().map(|(_, value)| format!("Home at {value}"))
            };
            if let Some(name) = home.and_then(of) {
                self.name(number, &name, SUPPLIER_NAME);
            }
        }
        Some(thing)
    }
}

/// The addresses that a message names as those of what it is about: beside a label, or in a paper of
/// the agreement itself.
pub(crate) fn addresses<'a>(message: &'a Message<'_>) -> impl Iterator<Item = &'a str> {
    let paper = matches!(
        message.kind,
        Kind::ContractPack
            | Kind::Bill
            | Kind::PriceChange
            | Kind::RenewalNotice
            | Kind::StatementUsage
            | Kind::TransferConfirmed
            | Kind::CancelConfirmed
    );
    let least = if paper { SPOKEN } else { LABELLED };
    let sure = message.reading.facts.iter().filter(move |f| f.confidence.thousandths() >= least);
    sure.filter_map(Fact::identifier)
        .filter(|(role, _, _)| *role == IdentifierRole::Address)
        .map(|(_, value, _)| value)
        .take(ADDRESSES_MAX)
}

/// Whether a change that is confirmed is one of an address, not of who has the thing.
pub(super) fn is_of_address(message: &Message<'_>) -> bool {
    addresses(message).next().is_some()
        || stems::deed_of(&message.reading.subject) == Some(stems::Deed::Moved)
}

/// The stage of a home that a change which is confirmed shows: only a sale takes it away.
pub(super) fn after_sale(message: &Message<'_>) -> Stage {
    let sold = stems::deed_of(&message.reading.subject) == Some(stems::Deed::Sold);
    let sold = sold && stems::is_done(&message.reading.subject);
    if sold { Stage::Gone } else { Stage::InUse }
}

/// A house: its number and the words of its street.
#[derive(Debug, PartialEq, Eq)]
struct House {
    number: String,
    street: Vec<String>,
}

/// Parts of an address that name rooms of a house.
const ROOMS: &[&str] = &[
    "apartment",
    "apartamento",
    "apartement",
    "appartement",
    "appt",
    "apt",
    "bus",
    "etage",
    "flat",
    "floor",
    "interno",
    "og",
    "eg",
    "piso",
    "planta",
    "room",
    "scala",
    "stock",
    "suite",
    "top",
    "unit",
    "whg",
    "wohnung",
    "\u{e9}tage",
];

/// Words that streets of all names share.
const SORTS: &[&str] = &[
    "ave",
    "avenue",
    "av",
    "boulevard",
    "bd",
    "blvd",
    "calle",
    "cl",
    "close",
    "court",
    "ct",
    "de",
    "del",
    "della",
    "der",
    "des",
    "die",
    "dr",
    "drive",
    "du",
    "gardens",
    "la",
    "lane",
    "le",
    "les",
    "ln",
    "pl",
    "place",
    "rd",
    "road",
    "row",
    "rue",
    "square",
    "sq",
    "st",
    "str",
    "straat",
    "strasse",
    "street",
    "terrace",
    "the",
    "van",
    "via",
    "way",
];

impl House {
    /// Of an address in whatever form; none where no number of a house stands in it.
    fn of(address: &str) -> Option<Self> {
        let lower = address.to_lowercase().replace("stra\u{df}e", "str").replace("strasse", "str");
        let mut number: Option<String> = None;
        let mut street: Vec<String> = Vec::new();
        for part in lower.split([',', ';', '\n']).take(8) {
            let words: Vec<&str> =
                part.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).collect();
            if words.iter().any(|word| ROOMS.contains(word)) && number.is_none() && words.len() < 4
            {
                continue;
            }
            for word in &words {
                let digits = word.bytes().take_while(u8::is_ascii_digit).count();
                if digits > 0 && digits < 5 && number.is_none() {
                    number = word.get(..digits).map(str::to_owned);
                } else if digits == 0 && word.chars().count() > 2 && !SORTS.contains(word) {
                    street.push((*word).to_owned());
                }
            }
            if number.is_some() && !street.is_empty() {
                break;
            }
            if number.is_none() {
                // The name of a house before its street.
                street.clear();
            }
        }
        let number = number.filter(|_| !street.is_empty())?;
        Some(Self { number, street })
    }

    fn is(&self, other: &Self) -> bool {
        let alike = |a: &str, b: &str| {
            let short = a.chars().count().min(b.chars().count());
            a == b || short >= 4 && (a.starts_with(b) || b.starts_with(a))
        };
        self.number == other.number
            && self.street.iter().any(|a| other.street.iter().any(|b| alike(a, b)))
    }
}

/// Whether two addresses are those of one house, however they are spelled; one that names no house is
/// that of any.
fn is_same_place(a: &str, b: &str) -> bool {
    match (House::of(a), House::of(b)) {
        (Some(a), Some(b)) => a.is(&b),
        (None, _) | (_, None) => true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_place_are_one_and_other_places_are_others() {
        for (a, b, same) in [
            ("3 Orchard Row", "3 ORCHARD ROW, Thornby TH4 2QA", true),
            ("12 Quay Street", "Harbour Cottage, 12 Quay St.", true),
            ("Flat 4, 18 Canal Street", "18 Canal Street", true),
            ("Rosenweg 8", "Rosenweg 8, 2. OG links, 20357 Hamburg", true),
            ("Hauptstra\u{df}e 5", "Hauptstr. 5", true),
            ("8, rue des Lilas", "8 rue des Lilas", true),
            ("20357 Hamburg, Rosenweg 8", "Rosenweg 8", true),
            ("3 Orchard Row", "12 Quay Street", false),
            ("3 Orchard Row", "4 Orchard Row", false),
            ("3 Orchard Row, Thornby", "3 Quay Row, Thornby", false),
            ("Rosenweg 8", "Tulpenweg 8", false),
        ] {
            assert_eq!(is_same_place(a, b), same, "{a} / {b}");
        }
    }
}
