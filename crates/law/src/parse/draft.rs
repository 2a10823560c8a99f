//! A rule while it is being read.

use super::{Entry, LawProblem, clause::clause, header::day, list};
use crate::place::Place;
use crate::rule::{Clause, Covers, Rule};
use crate::terms::{Certainty, Function, Status};
use jiff::civil::Date;
use std::collections::BTreeSet;

/// An id is at most so long.
const ID_MAX: usize = 24;
/// Keys that may stand more than once.
const REPEATED: [&str; 3] = ["right", "url", "note"];

#[derive(Default)]
pub(super) struct Draft {
    line: usize,
    id: String,
    region: Option<String>,
    title: Option<String>,
    covers: Covers,
    clauses: Vec<Clause>,
    function: Option<Function>,
    source: Option<String>,
    urls: Vec<String>,
    from: Option<Date>,
    until: Option<Date>,
    by_conclusion: bool,
    status: Option<Status>,
    certainty: Option<Certainty>,
    checked_on: Option<Date>,
    instead_of: Vec<String>,
    notes: Vec<String>,
    keys: BTreeSet<String>,
}

impl Draft {
    pub(super) fn begin(line: usize, id: &str) -> Result<Self, LawProblem> {
        let fits = (1..=ID_MAX).contains(&id.len())
            && id.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
        if !fits {
            return Err(LawProblem::Id(id.chars().take(40).collect()));
        }
        Ok(Self { line, id: id.to_owned(), ..Self::default() })
    }

    pub(super) fn line(&self) -> usize {
        self.line
    }

    pub(super) fn id(&self) -> &str {
        &self.id
    }

    pub(super) fn set(&mut self, entry: &Entry<'_>) -> Result<(), LawProblem> {
        let value = entry.value.as_str();
        if !self.keys.insert(entry.key.to_owned()) && !REPEATED.contains(&entry.key) {
            return Err(LawProblem::KeyTwice(entry.key.to_owned()));
        }
        match entry.key {
            "title" => self.title = Some(value.to_owned()),
            "source" => self.source = Some(value.to_owned()),
            "region" => self.region = Some(value.to_owned()),
            "right" => self.clauses.push(clause(value)?),
            "function" => self.function = Some(value.parse()?),
            "url" => self.urls.push(value.to_owned()),
            "note" => self.notes.push(value.to_owned()),
            "from" => self.from = Some(day(value)?),
            "until" => self.until = Some(day(value)?),
            "counts" if value == "conclusion" => self.by_conclusion = true,
            "counts" if value == "event" => self.by_conclusion = false,
            "counts" => return Err(LawProblem::Period(value.to_owned())),
            "status" => self.status = Some(value.parse()?),
            "confidence" => self.certainty = Some(value.parse()?),
            "checked" => self.checked_on = Some(day(value)?),
            "instead" => self.instead_of = value.split_whitespace().map(str::to_owned).collect(),
            key => return self.set_cover(key, value),
        }
        Ok(())
    }

    fn set_cover(&mut self, key: &str, value: &str) -> Result<(), LawProblem> {
        let covers = &mut self.covers;
        match key {
            "agreements" => covers.agreements = list(value)?,
            "not" => covers.not_agreements = list(value)?,
            "for" => covers.subjects = list(value)?,
            "made" => covers.made = list(value)?,
            "when" => covers.when = list(value)?,
            "unless" => covers.unless = list(value)?,
            "except" => covers.exceptions = Some(value.to_owned()),
            _ => return Err(LawProblem::UnknownKey(key.to_owned())),
        }
        Ok(())
    }

    /// The rule, if nothing is missing.
    pub(super) fn end(self, place: &Place, checked: Option<Date>) -> Result<Rule, LawProblem> {
        let id = self.id;
        let missing = |what| LawProblem::Missing { id: id.clone(), what };
        let filled = |text: Option<String>| text.filter(|text| !text.is_empty());
        let title = filled(self.title).ok_or_else(|| missing("title"))?;
        let source = filled(self.source).ok_or_else(|| missing("source"))?;
        let certainty = self.certainty.ok_or_else(|| missing("confidence"))?;
        let status = self.status.unwrap_or(Status::InForce);
        let says = !self.clauses.is_empty() || self.function.is_some() || !self.notes.is_empty();
        if status == Status::InForce && !says {
            return Err(missing("right"));
        }
        let place = match self.region {
            Some(region) => format!("{}-{region}", place.country()).parse()?,
            None => place.clone(),
        };
        Ok(Rule {
            id,
            place,
            title,
            covers: self.covers,
            clauses: self.clauses,
            function: self.function,
            source,
            urls: self.urls,
            from: self.from,
            until: self.until,
            by_conclusion: self.by_conclusion,
            status,
            certainty,
            checked_on: self.checked_on.or(checked),
            instead_of: self.instead_of,
            notes: self.notes,
        })
    }
}
