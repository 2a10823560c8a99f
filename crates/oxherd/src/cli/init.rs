//! `init`: who lives where.

use super::ask::Ask;
use super::{DONE, WRONG_USE, out};
use crate::{books, flow};
use anyhow::Result;
use clap::Args;
use jiff::tz::TimeZone;
use oxherd_ledger::{Household, Person, Word};
use serde_json::{Value, json};
use std::io::{BufRead, IsTerminal};

/// What is not given is inferred from the mail, and asked back on a terminal.
#[derive(Debug, Args)]
pub(super) struct InitArgs {
    /// Country, two letters of ISO 3166
    #[arg(long, value_name = "GB")]
    country: Option<String>,
    /// Time zone, as Europe/London
    #[arg(long, value_name = "ZONE")]
    zone: Option<String>,
    /// A person and their addresses; repeat for each person
    #[arg(long, value_name = "NAME=ADDRESS,...")]
    person: Vec<String>,
}

/// Keeps what is said and shows the household.
pub(super) fn init(ask: &Ask, args: &InitArgs) -> Result<u8> {
    let said = match said(args) {
        Ok(said) => said,
        Err(wrong) => {
            out::aside(&wrong);
            return Ok(WRONG_USE);
        }
    };
    if said != Household::default() || !ask.home.exists() {
        flow::say(&ask.home, &Word::Household(said).to_line(), ask.at)?;
    }
    let Some(store) = ask.home.store_to_read()? else {
        return Ok(DONE);
    };
    let words = books::words(&store, None)?;
    let mut household = books::household(&store, &words)?;
    drop(store);
    let may_ask = std::io::stdin().is_terminal() && out::is_watched() && !ask.json;
    if may_ask && let Some(answers) = asked_back(&household, words.household())? {
        flow::say(&ask.home, &Word::Household(answers.clone()).to_line(), ask.at)?;
        household = answers;
    }
    show(ask, &household, words.household())?;
    Ok(DONE)
}

fn said(args: &InitArgs) -> Result<Household, String> {
    let country = args.country.as_ref().map(|c| c.to_uppercase());
    if country.as_ref().is_some_and(|c| c.len() != 2 || !c.bytes().all(|b| b.is_ascii_uppercase()))
    {
        return Err("--country takes the two letters of ISO 3166, as GB or DE".to_owned());
    }
    if let Some(zone) = &args.zone
        && TimeZone::get(zone).is_err()
    {
        return Err(format!("--zone {zone} is not a time zone; write it as Europe/London"));
    }
    let person = |text: &String| {
        let (name, addresses) = text.split_once('=')?;
        let addresses: Vec<String> = addresses
            .split(',')
            .map(|a| a.trim().to_lowercase())
            .filter(|a| a.contains('@'))
            .collect();
        (!addresses.is_empty()).then(|| Person { name: name.trim().to_owned(), addresses })
    };
    let people = args.person.iter().map(person).collect::<Option<Vec<_>>>();
    let people = people.ok_or("--person takes NAME=ADDRESS, as --person Ann=ann@home.example")?;
    Ok(Household { country, zone: args.zone.clone(), people })
}

/// On a terminal: what was only inferred is asked back; an empty answer means yes.
fn asked_back(inferred: &Household, said: &Household) -> Result<Option<Household>> {
    let mut answers = inferred.clone();
    let mut input = std::io::stdin().lock();
    let mut asked = false;
    let mut question = |words: &str| -> Result<String> {
        out::aside(words);
        let mut line = String::new();
        input.read_line(&mut line)?;
        Ok(line.trim().to_owned())
    };
    if said.country.is_none() {
        asked = true;
        let guess = inferred.country.as_deref().unwrap_or("?");
        let answer = question(&format!("country [{guess}]:"))?;
        if !answer.is_empty() {
            answers.country = Some(answer.to_uppercase());
        }
    }
    if said.zone.is_none() {
        asked = true;
        let guess = inferred.zone.as_deref().unwrap_or("?");
        let answer = question(&format!("time zone [{guess}]:"))?;
        if TimeZone::get(&answer).is_ok() {
            answers.zone = Some(answer);
        }
    }
    if said.people.is_empty() && !inferred.people.is_empty() {
        asked = true;
        let guess = inferred.people.iter().map(|p| format!("{}={}", p.name, p.addresses.join(",")));
        let guess = guess.collect::<Vec<_>>().join("; ");
        let answer =
            question(&format!("people [{guess}] (enter to keep, or say them with --person):"))?;
        if !answer.is_empty() {
            out::aside("people are said with: oxherd init --person NAME=ADDRESS,...");
        }
    }
    Ok(asked.then_some(answers))
}

fn show(ask: &Ask, household: &Household, said: &Household) -> Result<()> {
    if ask.json {
        let people: Vec<Value> = household
            .people
            .iter()
            .map(|p| json!({"name": p.name, "addresses": p.addresses}))
            .collect();
        return out::json(&json!({
            "country": household.country,
            "zone": household.zone,
            "people": people,
            "inferred": {
                "country": said.country.is_none(),
                "zone": said.zone.is_none(),
                "people": said.people.is_empty(),
            },
            "evidence": [],
        }));
    }
    let mark = |said: bool| if said { "" } else { "  (inferred)" };
    let unknown = "not known yet; it is inferred when mail is taken in";
    let mut text = format!(
        "country    {}{}\ntime zone  {}{}\n",
        household.country.as_deref().unwrap_or(unknown),
        mark(said.country.is_some() || household.country.is_none()),
        household.zone.as_deref().unwrap_or(unknown),
        mark(said.zone.is_some() || household.zone.is_none()),
    );
    for person in &household.people {
        let mark = mark(!said.people.is_empty());
        text.push_str(&format!(
            "person     {}  {}{mark}\n",
            person.name,
            person.addresses.join(", ")
        ));
    }
    text.push_str("next: oxherd take PATH, with a mailbox, a folder or a Takeout archive\n");
    out::text(&text)
}
