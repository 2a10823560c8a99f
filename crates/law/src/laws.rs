//! All the law there is, and what holds in a place.

use crate::calendar::{Calendar, HolidayRule};
use crate::parse::{LawError, PlaceLaw, read_into};
use crate::place::Place;
use crate::rule::Rule;
use crate::span::{Span, Unit};
use crate::terms::{Act, Right, Roll, Route, Status};
use jiff::civil::Date;
use std::collections::{BTreeMap, BTreeSet};
use std::sync::LazyLock;

/// The rules, the holidays and the margins.
#[derive(Debug, Clone, Default)]
pub struct Laws {
    rules: BTreeMap<String, Rule>,
    /// Ids of the rules with a clause on a right: few give one at all, and each agreement asks for several.
    giving: BTreeMap<Right, BTreeSet<String>>,
    places: BTreeMap<Place, PlaceLaw>,
    transport: BTreeMap<Route, Span>,
    safety: BTreeMap<Act, Span>,
}

/// The union whose law its members share.
const UNION: &str = "EU";

macro_rules! sheets {
    ($($name:literal),+ $(,)?) => {
        [$(($name, include_str!(concat!("../data/", $name)))),+]
    };
}

/// Each file of the data with its text.
pub(crate) const SHEETS: [(&str, &str); 17] = sheets!(
    "everywhere.txt",
    "eu.txt",
    "at.txt",
    "be.txt",
    "ch.txt",
    "de.txt",
    "es.txt",
    "fr.txt",
    "gb.txt",
    "ie.txt",
    "it.txt",
    "lu.txt",
    "nl.txt",
    "pl.txt",
    "pt.txt",
    "se.txt",
    "us.txt",
);

static BUILT_IN: LazyLock<Result<Laws, LawError>> = LazyLock::new(|| {
    let mut laws = Laws::default();
    for (name, text) in SHEETS {
        read_into(&mut laws, name, text)?;
    }
    Ok(laws)
});

impl Laws {
    /// The law that comes with the product.
    ///
    /// It is read at the first use; a test holds that it can be read.
    pub fn built_in() -> Result<&'static Self, LawError> {
        BUILT_IN.as_ref().map_err(Clone::clone)
    }

    /// The texts of the law that comes with the product, each with its name.
    pub fn sheets() -> impl Iterator<Item = (&'static str, &'static str)> {
        SHEETS.into_iter()
    }

    /// These laws and what the owner's text says, which wins.
    ///
    /// A rule with a known id takes the place of that rule as a whole; without a line `place:` it
    /// keeps its place. `status: off` switches a rule off. Holidays are added.
    pub fn with(&self, text: &str) -> Result<Self, LawError> {
        self.with_named("the owner's rules", text)
    }

    /// The same, with a name for the text that errors show.
    pub fn with_named(&self, name: &str, text: &str) -> Result<Self, LawError> {
        let mut laws = self.clone();
        read_into(&mut laws, name, text)?;
        Ok(laws)
    }

    /// Every rule, in the order of the ids.
    pub fn rules(&self) -> impl Iterator<Item = &Rule> {
        self.rules.values()
    }

    /// The rule of an id.
    pub fn rule(&self, id: &str) -> Option<&Rule> {
        self.rules.get(id)
    }

    /// The rules with a clause on a right, by id.
    pub(crate) fn giving(&self, right: Right) -> impl Iterator<Item = &Rule> {
        let ids = self.giving.get(&right).into_iter().flatten();
        ids.filter_map(|id| self.rules.get(id))
    }

    /// The rules that are to be looked up again.
    pub fn to_review(&self, today: Date) -> impl Iterator<Item = &Rule> {
        self.rules().filter(move |rule| rule.needs_review(today))
    }

    /// The rules that are not in force yet on a day, those with a day first.
    pub fn coming(&self, today: Date) -> Vec<&Rule> {
        let awaited = |rule: &&Rule| match rule.status {
            Status::InForce => rule.from.is_some_and(|from| from > today),
            Status::Expected => true,
            Status::NotLaw | Status::Off => false,
        };
        let mut coming: Vec<&Rule> = self.rules().filter(awaited).collect();
        coming.sort_by_key(|rule| (rule.from.is_none(), rule.from));
        coming
    }

    /// The name of a place, if we know its law.
    pub fn place_name(&self, place: &Place) -> Option<&str> {
        self.place_law(place)?.name.as_deref()
    }

    /// The public holidays of a place, those of its part included.
    pub fn calendar(&self, place: &Place) -> Calendar<'_> {
        let rules: &[HolidayRule] = self.place_law(place).map_or(&[], |law| &law.holidays);
        Calendar::new(rules, place.region())
    }

    /// The days on which the payment system of the euro settles nothing (TARGET closing days).
    pub fn bank_calendar(&self) -> Calendar<'_> {
        let union = self.places.iter().find(|(place, _)| place.country() == UNION);
        let rules: &[HolidayRule] = union.map_or(&[], |(_, law)| &law.bank_days);
        Calendar::new(rules, None)
    }

    /// How long a notice may be under way.
    pub fn transport(&self, route: Route) -> Span {
        self.transport.get(&route).copied().unwrap_or(Span::new(5, Unit::BusinessDay))
    }

    /// The margin that is kept before a last day.
    pub fn safety(&self, act: Act) -> Span {
        self.safety.get(&act).copied().unwrap_or(Span::new(3, Unit::Day))
    }

    /// Whether the law of `of` holds for somebody who lives in `home`.
    pub fn holds_in(&self, of: &Place, home: &Place) -> bool {
        if of.country() == home.country() {
            return of.region().is_none() || of.region() == home.region();
        }
        let members = self.place_law(of).map(|law| law.members.as_slice()).unwrap_or_default();
        members.iter().any(|member| member == home.country())
    }

    /// What happens to a forward period that ends on a weekend or holiday, and what says so.
    ///
    /// A place that says nothing of it has no extension.
    pub(crate) fn roll(&self, of: &Place) -> (Roll, &str) {
        let said = self.place_law(of).and_then(|law| law.roll.as_ref());
        said.map_or((Roll::Never, ""), |(roll, source)| (*roll, source.as_str()))
    }

    pub(crate) fn place_law(&self, place: &Place) -> Option<&PlaceLaw> {
        self.places.get(&place.whole())
    }

    pub(crate) fn place_mut(&mut self, place: &Place) -> &mut PlaceLaw {
        self.places.entry(place.whole()).or_default()
    }

    pub(crate) fn put(&mut self, rule: Rule) {
        self.giving.values_mut().for_each(|ids| {
            ids.remove(&rule.id);
        });
        for clause in &rule.clauses {
            self.giving.entry(clause.right).or_default().insert(rule.id.clone());
        }
        self.rules.insert(rule.id.clone(), rule);
    }

    pub(crate) fn set_transport(&mut self, route: Route, span: Span) {
        self.transport.insert(route, span);
    }

    pub(crate) fn set_safety(&mut self, act: Act, span: Span) {
        self.safety.insert(act, span);
    }
}
