//! `try`: the sample household.

use super::ask::{Ask, dues_table, sum, sums, things_table};
use super::progress::Bar;
use super::{DONE, Global, WRONG_USE, out};
use crate::books::Books;
use crate::home::Home;
use crate::take::WORD_MEDIA;
use crate::windows::Windows;
use crate::{flow, json, sample};
use anyhow::{Context, Result};
use clap::Args;
use jiff::Timestamp;
use oxherd_evidence::Position;
use oxherd_ledger::{Oddity, OddityKind, ThingView};
use oxherd_model::{Kind, Stage};
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
    let (dir, whose) = match &global.home {
        Some(dir) => (dir.clone(), Whose::Given),
        None => (Home::usual()?.dir().with_file_name("oxherd-try"), Whose::Ours),
    };
    let home = Home::find(Some(dir.clone()))?;
    if let Some(other) = other_than_the_sample(&home, whose)? {
        let dir = dir.display();
        out::aside(&format!(
            "{dir} holds something else than the sample household ({other}), and keeps it; give an empty folder: oxherd try --home DIR"
        ));
        return Ok(WRONG_USE);
    }
    begin_anew(&home)?;
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
    let windows = ask.windows(books)?;
    if ask.json {
        out::json(&summary(books, &windows, taken.taken + taken.known_already))?;
    } else {
        out::text(&page(books, &windows, taken.taken + taken.known_already, &dir))?;
    }
    if args.port.is_some() && !args.no_serve {
        out::aside("this version has no pages to serve yet");
    }
    Ok(DONE)
}

/// Whose home the sample goes into.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Whose {
    /// The one that is made for it.
    Ours,
    /// One that was given with `--home`.
    Given,
}

/// The file that marks a home as one that was made for the sample.
const MARK: &str = "made-by-oxherd-try";

/// What would be lost if the home were emptied for the sample; nothing when it holds no more than
/// an earlier sample and what was said of it.
fn other_than_the_sample(home: &Home, whose: Whose) -> Result<Option<String>> {
    if whose == Whose::Given && !home.dir().join(MARK).exists() {
        let used = ["evidence", "derived.sqlite", "index", "mail"];
        let found = used.iter().find(|name| home.dir().join(name).exists());
        return Ok(found.map(|name| (*name).to_owned()));
    }
    if !home.evidence_path().exists() {
        return Ok(None);
    }
    let unpacked = home.dir().join("mail");
    // The folder may have been given in another form then, as from another folder.
    let ending = home.dir().file_name().map(|name| Path::new(name).join("mail"));
    let of_the_sample = |source: &str| {
        let folder = Path::new(source).parent();
        let same = |folder: &Path| ending.as_ref().is_some_and(|ending| folder.ends_with(ending));
        folder.is_some_and(|folder| folder == unpacked || same(folder))
    };
    for block in home.shelf()?.blocks(Position::START) {
        let Ok(block) = block else {
            return Ok(Some("evidence that cannot be read".to_owned()));
        };
        let mut envelopes = block.records.iter().map(|record| &record.envelope);
        let other = envelopes.find(|e| e.media != WORD_MEDIA && !of_the_sample(&e.source));
        if let Some(other) = other {
            return Ok(Some(other.source.clone()));
        }
    }
    Ok(None)
}

/// Takes away the sample of an earlier run, so that the summary is always that of the sample alone.
fn begin_anew(home: &Home) -> Result<()> {
    if home.evidence_path().exists() {
        // Fails when another run is writing to it.
        drop(home.archive()?);
    }
    home.forget_derived()?;
    for folder in [home.evidence_path(), home.dir().join("mail")] {
        match std::fs::remove_dir_all(&folder) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                return Err(error)
                    .with_context(|| format!("could not remove {}", folder.display()));
            }
            Ok(()) | Err(_) => {}
        }
    }
    std::fs::create_dir_all(home.dir())
        .and_then(|()| std::fs::write(home.dir().join(MARK), "emptied by every `oxherd try`\n"))
        .with_context(|| format!("could not make the data directory {}", home.dir().display()))
}

fn summary(books: &Books, windows: &Windows, messages: u64) -> Value {
    let view = books.view();
    let things: Vec<Value> = view.things().iter().map(|t| json::thing(books, t)).collect();
    let dues = windows.listed(books);
    let dues: Vec<Value> = dues.iter().map(|d| json::due(books, d)).collect();
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

fn page(books: &Books, windows: &Windows, messages: u64, dir: &Path) -> String {
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
    text.push_str(&cost(books, gone));
    let mut dues = windows.listed(books);
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
            text.push_str(&format!("- {words}\n"));
        }
    }
    let home = dir.display();
    text.push_str(&format!(
        "\nTry next (the sample's today is {today}, so add --at):\n  oxherd --home {home} --at {today} thing octavia\n  oxherd --home {home} --at {today} dues\n  oxherd --home {home} --at {today} search boiler warranty\nThen your own mail:\n  oxherd take ~/Mail\n",
        today = books.on()
    ));
    text
}

/// What everything costs, and what of it is about no one thing.
fn cost(books: &Books, gone: usize) -> String {
    let view = books.view();
    let total = view.all_costs_per_year();
    if total.is_empty() {
        return String::new();
    }
    let mut text = format!("\nEverything together costs {} a year", sums(&total));
    let apart: Vec<String> = books
        .ledger
        .agreements
        .iter()
        .filter(|a| a.thing.is_none())
        .filter_map(|a| Some((a, view.yearly_of(a)?)))
        .map(|(a, cost)| {
            let supplier = supplier_name(books, Some(a.supplier));
            format!("{supplier} ({}) {}", a.kind, sum(Some(cost.money)))
        })
        .collect();
    if !apart.is_empty() {
        text.push_str(&format!(", with what is about no one thing: {}", apart.join(", ")));
    }
    text.push_str(".\n");
    if gone > 0 {
        let (is, them) = if gone == 1 { ("is", "it") } else { ("are", "them") };
        text.push_str(&format!("{gone} more {is} gone; `things --all` shows {them}\n"));
    }
    text
}

fn supplier_name(books: &Books, number: Option<u32>) -> String {
    let known = number.and_then(|n| books.ledger.suppliers.get(usize::try_from(n).ok()?));
    known.map_or_else(String::new, |s| s.name().to_owned())
}

/// What does not fit together, newest first, one line each.
fn oddities(books: &Books) -> Vec<(String, Vec<String>)> {
    let one = |odd: &Oddity| {
        let day = odd.at.map(|at| books.zone().to_datetime(at).date().to_string());
        let words = format!("{}: {}", day.unwrap_or_default(), in_words(books, odd));
        (words, odd.evidence.iter().map(ToString::to_string).collect())
    };
    books.ledger.oddities.iter().rev().map(one).collect()
}

fn in_words(books: &Books, odd: &Oddity) -> String {
    let supplier = supplier_name(books, odd.supplier);
    let title = &odd.title;
    match odd.kind {
        OddityKind::Impostor if supplier.is_empty() => {
            format!("\"{title}\" is a fraud; do not answer and do not pay")
        }
        OddityKind::Impostor => {
            let says =
                format!("\"{title}\" says that it is from {supplier}, and is not; do not pay");
            if odd.signs.len() < 2 {
                return says;
            }
            let why: Vec<&str> = odd.signs.iter().map(|sign| sign.in_words()).collect();
            format!("{says} ({})", why.join(", "))
        }
        OddityKind::AfterTheEnd => {
            let agreement =
                odd.agreement.and_then(|n| books.ledger.agreements.get(usize::try_from(n).ok()?));
            let ended = agreement.and_then(|a| a.ended_on);
            let since = ended.map_or_else(|| "before".to_owned(), |day| format!("on {day}"));
            let kind = agreement.map_or("agreement", |a| a.kind.as_str());
            format!("{supplier} {} (\"{title}\"), but the {kind} ended {since}", does(odd.said))
        }
    }
}

/// What a supplier does with a message after the end.
fn does(kind: Kind) -> &'static str {
    if kind == Kind::RenewalNotice {
        "announces a renewal"
    } else if kind == Kind::ContractPack {
        "sends a new contract"
    } else if kind == Kind::AccountSetup {
        "welcomes you"
    } else if kind == Kind::PaymentDone {
        "took money"
    } else if kind == Kind::PaymentAhead {
        "will take money"
    } else if kind == Kind::Bill {
        "sends a bill"
    } else if kind.asks_again() {
        "demands money"
    } else {
        "writes as if it ran on"
    }
}
