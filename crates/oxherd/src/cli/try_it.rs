//! `try`: the sample household.

use super::ask::{Ask, dues_table, sum, things_table};
use super::progress::Bar;
use super::{DONE, Global, out};
use crate::books::Books;
use crate::home::Home;
use crate::{flow, json, sample};
use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use oxherd_ledger::{OddityKind, ThingView};
use oxherd_model::{Money, Stage};
use serde_json::{Value, json as shape};
use std::path::Path;

/// The sample household lives in a home of its own.
#[derive(Debug, Args)]
pub(super) struct TryArgs {
    /// Port to serve it on, once this version has pages
    #[arg(long)]
    port: Option<u16>,
    /// Only print the summary
    #[arg(long)]
    no_serve: bool,
}

/// Dues shown in the summary.
const DUES_SHOWN: usize = 8;

/// Takes in the sample household and prints its summary.
pub(super) fn try_it(global: &Global, args: &TryArgs) -> Result<u8> {
    let dir = match &global.home {
        Some(dir) => dir.clone(),
        None => Home::find(None)?.dir().with_file_name("oxherd-try"),
    };
    let home = Home::find(Some(dir.clone()))?;
    let files = sample::unpack(&dir)?;
    let bar = Bar::new()?;
    let taken = flow::take_in(&home, &files, &bar)?;
    bar.end();
    let at = match global.at {
        Some(at) => at.instant(&home)?,
        None => sample::TODAY.parse::<Timestamp>().context("the sample's day cannot be read")?,
    };
    let ask = Ask { home, at, json: global.json };
    let (books, _store) = ask.books()?;
    if ask.json {
        out::json(&summary(&books, taken.taken + taken.known_already))?;
    } else {
        out::text(&page(&books, taken.taken + taken.known_already, &dir))?;
    }
    if args.port.is_some() && !args.no_serve {
        out::aside("this version has no pages to serve yet");
    }
    Ok(DONE)
}

fn summary(books: &Books, messages: u64) -> Value {
    let view = books.view();
    let things: Vec<Value> = view.things().iter().map(|t| json::thing(books, t)).collect();
    let dues: Vec<Value> = view.dues().iter().map(|d| json::due(books, d)).collect();
    let odd: Vec<Value> = oddities(books)
        .into_iter()
        .map(|(words, evidence)| shape!({"text": words, "evidence": evidence}))
        .collect();
    shape!({
        "at": json::instant(Some(books.at), &books.zone()),
        "messages": messages,
        "things": things,
        "dues": dues,
        "looks_wrong": odd,
        "evidence": [],
    })
}

fn page(books: &Books, messages: u64, dir: &Path) -> String {
    let view = books.view();
    let things = view.things();
    let present: Vec<&ThingView<'_>> = things.iter().filter(|t| t.stage != Stage::Gone).collect();
    let gone = things.len() - present.len();
    let people: Vec<&str> = books.household.people.iter().map(|p| p.name.as_str()).collect();
    let mut text = format!(
        "\nThe household of {} on {}: {} messages read, {} things, {} suppliers\n\n",
        people.join(" and "),
        books.on(),
        out::grouped(messages),
        present.len(),
        view.suppliers().iter().filter(|s| !s.roles.is_empty()).count(),
    );
    text.push_str(&things_table(books, &present).render());
    let total = total(&present);
    if !total.is_empty() {
        text.push_str(&format!("\nEverything together costs {total} a year"));
        text.push_str(&if gone > 0 {
            format!("; {gone} things are gone.\n")
        } else {
            ".\n".to_owned()
        });
    }
    let mut dues = view.dues();
    let more = dues.len().saturating_sub(DUES_SHOWN);
    dues.truncate(DUES_SHOWN);
    text.push_str("\nDue next\n");
    text.push_str(&dues_table(books, &dues).render());
    if more > 0 {
        text.push_str(&format!("and {more} more\n"));
    }
    let odd = oddities(books);
    if !odd.is_empty() {
        text.push_str("\nLooks wrong\n");
        for (words, _) in &odd {
            text.push_str(&format!("  {words}\n"));
        }
    }
    let home = dir.display();
    text.push_str(&format!(
        "\nTry next (the sample's today is {today}, so add --at):\n  oxherd --home {home} --at {today} thing octavia\n  oxherd --home {home} --at {today} dues\n  oxherd --home {home} search boiler warranty\nThen your own mail:\n  oxherd take ~/Mail\n",
        today = books.on()
    ));
    text
}

/// The yearly sum by currency, the largest first.
fn total(things: &[&ThingView<'_>]) -> String {
    let mut sums: Vec<Money> = Vec::new();
    for cost in things.iter().filter_map(|t| t.cost_per_year) {
        match sums.iter_mut().find(|m| m.currency == cost.currency) {
            Some(known) => known.value += cost.value,
            None => sums.push(cost),
        }
    }
    sums.sort_by_key(|m| std::cmp::Reverse(m.value));
    sums.into_iter().map(|m| sum(Some(m))).collect::<Vec<_>>().join(" and ")
}

/// What does not fit together, newest first, one line each.
fn oddities(books: &Books) -> Vec<(String, Vec<String>)> {
    let name = |number: Option<u32>| {
        let known = number.and_then(|n| books.ledger.suppliers.get(usize::try_from(n).ok()?));
        known.map_or_else(String::new, |s| s.name().to_owned())
    };
    let mut odd = Vec::new();
    for oddity in books.ledger.oddities.iter().rev() {
        let day =
            oddity.at.map(|at| books.zone().to_datetime(at).date().to_string()).unwrap_or_default();
        let supplier = name(oddity.supplier);
        let words = match oddity.kind {
            OddityKind::Impostor => {
                format!("{day}  \"{}\" pretends to come from {supplier}", oddity.title)
            }
            OddityKind::AfterTheEnd => {
                format!(
                    "{day}  {supplier} writes \"{}\" although the agreement is over",
                    oddity.title
                )
            }
        };
        odd.push((words, oddity.evidence.iter().map(ToString::to_string).collect()));
    }
    odd
}
