//! How the marked facts of `corpus/wordings` are read: found where they stand, and in their role.

use std::collections::BTreeMap;

use oxherd_model::{Claim, Fact, PartRef, Reading};

use crate::corpus::Share;
use crate::sureness::{Said, Sureness};
use crate::wordings::{Marked, Spot, Wording};

/// What was counted, by sort of fact.
#[derive(Default)]
pub(crate) struct MarkedFigures {
    by_sort: BTreeMap<String, Sort>,
    confused: BTreeMap<(String, String), usize>,
    /// Facts that were not found, with their words.
    pub(crate) missed: Vec<String>,
    /// How sure the roles are said to be.
    pub(crate) sureness: Sureness,
}

/// Of one sort.
#[derive(Default)]
struct Sort {
    found: Share,
    role: Share,
    spurious: usize,
}

impl MarkedFigures {
    /// Counts one message; fraud and advertising are not marked.
    pub(crate) fn count(&mut self, wording: &Wording, reading: &Reading) {
        let read: Vec<Seen> = reading.facts.iter().filter_map(seen).collect();
        for mark in &wording.marked {
            let words = wording.text(mark.spot).get(mark.span.0..mark.span.1).unwrap_or_default();
            let hits: Vec<&Seen> = read.iter().filter(|seen| seen.meets(mark)).collect();
            let sort = self.by_sort.entry(mark.sort.clone()).or_default();
            sort.found.count(usize::from(!hits.is_empty()), 1);
            let said: Vec<Said> = hits.iter().filter_map(|seen| seen.said).collect();
            self.sureness.count(&said, &[mark.role.as_str()]);
            if hits.is_empty() {
                self.missed.push(format!("{} {}/{}: {words}", wording.name, mark.sort, mark.role));
            } else if ["amount", "date", "reference", "identifier"].contains(&mark.sort.as_str()) {
                let right =
                    hits.iter().any(|seen| seen.role == mark.role && seen.sort == mark.sort);
                sort.role.count(usize::from(right), 1);
                if let (false, Some(seen)) = (right, hits.first()) {
                    let want = format!("{}/{}", mark.sort, mark.role);
                    let got = format!("{}/{}", seen.sort, seen.role);
                    *self.confused.entry((want, got)).or_default() += 1;
                }
            }
        }
        if wording.marked.is_empty() {
            return;
        }
        for seen in read.iter().filter(|s| matches!(s.sort, "amount" | "date" | "reference")) {
            if !wording.marked.iter().any(|mark| seen.meets(mark)) {
                self.by_sort.entry(seen.sort.to_owned()).or_default().spurious += 1;
            }
        }
    }

    /// Prints the figures.
    pub(crate) fn print(&self, misses: usize) {
        for (sort, figures) in &self.by_sort {
            println!(
                "  marked {sort}: found {}, role {}, not marked {}",
                figures.found.shown(),
                figures.role.shown(),
                figures.spurious
            );
        }
        let mut confused: Vec<_> = self.confused.iter().collect();
        confused.sort_by_key(|(_, count)| std::cmp::Reverse(**count));
        for ((want, got), count) in confused.into_iter().take(misses.min(30)) {
            println!("    {count} x {want} read as {got}");
        }
        for miss in self.missed.iter().take(misses) {
            println!("    not found: {miss}");
        }
    }
}

/// A fact that was read: its sort and role, and where.
struct Seen {
    sort: &'static str,
    role: &'static str,
    spot: Spot,
    span: (usize, usize),
    /// Its role and how sure, where it has one.
    said: Option<Said>,
}

impl Seen {
    /// Whether it stands on the mark; a reference and an identifier are both a number.
    fn meets(&self, mark: &Marked) -> bool {
        let number = |sort: &str| matches!(sort, "reference" | "identifier");
        let alike = self.sort == mark.sort || number(self.sort) && number(&mark.sort);
        alike && self.spot == mark.spot && self.span.0 < mark.span.1 && mark.span.0 < self.span.1
    }
}

fn seen(fact: &Fact) -> Option<Seen> {
    let (sort, role) = match &fact.claim {
        Claim::Amount { role, .. } => ("amount", role.as_str()),
        Claim::Date { role, .. } => ("date", role.as_str()),
        Claim::Reference { role, .. } => ("reference", role.as_str()),
        Claim::Identifier { role, .. } => ("identifier", role.as_str()),
        Claim::Promise { .. } => ("promise", ""),
        Claim::Product { .. } => ("product", ""),
        Claim::Contact { .. }
        | Claim::Act { .. }
        | Claim::Length { .. }
        | Claim::Renewal { .. } => return None,
    };
    let spot = match fact.at.part {
        PartRef::Subject => Spot::Subject,
        PartRef::Part(_) => Spot::Body,
        PartRef::Header => return None,
    };
    let at = |n: u32| usize::try_from(n).unwrap_or(usize::MAX);
    let span = (at(fact.at.start), at(fact.at.end));
    Some(Seen { sort, role, spot, span, said: Said::of(fact) })
}
