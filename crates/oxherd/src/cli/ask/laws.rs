//! The rules of law, as data with their reasons and sources.

use super::super::countries::country;
use super::super::{DONE, WRONG_USE, out};
use super::{Ask, Shown};
use crate::table::{Cell, Table};
use crate::{books, json};
use anyhow::Result;
use jiff::civil::Date;
use oxherd_law::{Laws, Place, Rule, Status};
use serde_json::{Value, json as shape};

impl Ask {
    /// The rules that are in force for the household, or for a country.
    pub(in super::super) fn laws(&self, country: Option<&str>, shown: Shown) -> Result<u8> {
        let laws = crate::laws::of(&self.home)?;
        let place = match country.map(|typed| typed_place(&laws, typed)) {
            Some(Err(wrong)) => {
                out::aside(&wrong);
                return Ok(WRONG_USE);
            }
            Some(Ok(place)) => Some(place),
            None if shown == Shown::All => None,
            None => self.place()?,
        };
        let today = self.day()?;
        let wanted = |rule: &&Rule| {
            place.as_ref().is_none_or(|place| laws.holds_in(&rule.place, place))
                && (shown == Shown::All || stands(rule, today))
        };
        let rules: Vec<&Rule> = laws.rules().filter(wanted).collect();
        if self.json {
            let shapes = rules.iter().map(|rule| rule_shape(rule, today)).collect();
            out::json(&Value::Array(shapes))?;
        } else if !rules.is_empty() {
            out::text(&table(&rules).render())?;
        }
        if let Some(none) = own_missing(&laws, place.as_ref(), &rules) {
            out::aside(&none);
        }
        if place.is_none() && shown == Shown::Present {
            out::aside(
                "where the household lives is not known; say it with: oxherd init --country GB",
            );
        }
        if !self.json && !rules.is_empty() {
            out::aside(&about(&laws, place.as_ref(), rules.len()));
        }
        Ok(DONE)
    }

    /// Where the household lives, as far as that is known.
    fn place(&self) -> Result<Option<Place>> {
        let Some(store) = self.home.store_to_read()? else { return Ok(None) };
        let household = books::household(&store, &books::words(&store, None)?)?;
        Ok(household.country.and_then(|code| code.parse().ok()))
    }

    /// The civil day of the question.
    fn day(&self) -> Result<Date> {
        Ok(books::zone_of_home(&self.home)?.to_datetime(self.at).date())
    }
}

/// A place as it was typed: a country that there is, perhaps with a part of it, or a union of countries
/// of which rules are known.
fn typed_place(laws: &Laws, typed: &str) -> Result<Place, String> {
    let place = typed.parse::<Place>().map_err(|error| format!("--country: {error}"))?;
    if laws.rules().any(|rule| rule.place.country() == place.country()) {
        return Ok(place);
    }
    country(place.country()).map_err(|wrong| format!("--country {wrong}"))?;
    Ok(place)
}

/// What is to be said where none of the rules that hold in a place is its own.
fn own_missing(laws: &Laws, place: Option<&Place>, rules: &[&Rule]) -> Option<String> {
    let place = place?;
    let own = "your own go into laws.txt in the data directory";
    if rules.is_empty() {
        return Some(format!(
            "no rule of law of {place} is known; see those of every country with: oxherd laws --all; {own}"
        ));
    }
    let of_country = |rule: &&&Rule| rule.place.country() == place.country();
    if !rules.iter().any(|rule| of_country(&rule)) {
        let name = rules.first().and_then(|rule| laws.place_name(&rule.place));
        let whose = name.unwrap_or("others");
        return Some(format!(
            "no rule of {place} itself is known: these are of the {whose}; {own}"
        ));
    }
    let part = place.region().is_some() && !rules.iter().any(|rule| rule.place == *place);
    part.then(|| format!("no rule of {place} alone is known: these are of {}", place.country()))
}

/// Whether a rule counts on a day; one that counts by the day of the contract counts for older ones
/// after it was replaced.
fn stands(rule: &Rule, today: Date) -> bool {
    let replaced = rule.status == Status::InForce
        && rule.by_conclusion
        && rule.from.is_none_or(|from| from <= today);
    rule.is_in_force(today) || replaced
}

fn rule_shape(rule: &Rule, today: Date) -> Value {
    let covers = &rule.covers;
    let when = covers.when.iter().map(|c| c.phrase());
    let unless = covers.unless.iter().map(|c| c.phrase());
    shape!({
        "id": rule.id,
        "place": rule.place.to_string(),
        "title": rule.title,
        "covers": {
            "agreements": covers.agreements.iter().map(|k| k.as_str()).collect::<Vec<_>>(),
            "not_agreements": covers.not_agreements.iter().map(|k| k.as_str()).collect::<Vec<_>>(),
            "about": covers.subjects.iter().map(|s| s.as_str()).collect::<Vec<_>>(),
            "made": covers.made.iter().map(|m| m.as_str()).collect::<Vec<_>>(),
            "when": when.collect::<Vec<_>>(),
            "unless": unless.collect::<Vec<_>>(),
            "exceptions": covers.exceptions,
        },
        "gives": rule.clauses.iter().map(ToString::to_string).collect::<Vec<_>>(),
        "way": rule.function.map(|function| function.phrase()),
        "why": why(rule),
        "source": rule.source,
        "urls": rule.urls,
        "in_force_from": rule.from.map(|day| day.to_string()),
        "in_force_until": rule.until.map(|day| day.to_string()),
        "counts_for": if rule.by_conclusion { "contracts concluded then" } else { "events then" },
        "status": rule.status.as_str(),
        "confidence": json::confidence(rule.confidence()),
        "certainty": rule.certainty.as_str(),
        "may_claim": rule.may_claim(),
        "checked_on": rule.checked_on.map(|day| day.to_string()),
        "needs_review": rule.needs_review(today),
        "instead_of": rule.instead_of,
        "notes": rule.notes,
        "evidence": [],
    })
}

/// What it says, how sure we are, and what may be done with it.
fn why(rule: &Rule) -> String {
    let may =
        if rule.may_claim() { "a claim may rest on it" } else { "it may remind, never claim" };
    format!("{} ({}): {}; {may}.", rule.source, rule.certainty.phrase(), rule.status.phrase())
}

fn table(rules: &[&Rule]) -> Table {
    let mut table = Table::new(&["rule", "place", "what it says", "sure", "source"], out::width());
    for rule in rules {
        let sure = Cell::new(rule.certainty.as_str());
        table.row(vec![
            Cell::new(rule.id.clone()).strong(),
            Cell::new(rule.place.to_string()),
            Cell::new(rule.title.clone()),
            if rule.may_claim() { sure } else { sure.faint() },
            Cell::new(rule.source.clone()).faint(),
        ]);
    }
    table
}

fn about(laws: &Laws, place: Option<&Place>, count: usize) -> String {
    let of = place.map_or_else(
        || "of every country that we know".to_owned(),
        |place| {
            let name = laws.place_name(place).map_or_else(|| place.to_string(), str::to_owned);
            format!("that {} in {name}", if count == 1 { "holds" } else { "hold" })
        },
    );
    let s = if count == 1 { "" } else { "s" };
    format!(
        "{count} rule{s} {of}; not legal advice: rules of low confidence may remind, never claim. Your own go into laws.txt in the data directory"
    )
}
