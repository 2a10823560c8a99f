//! `init`: who lives where.

use super::ask::Ask;
use super::countries::country;
use super::{DONE, WRONG_USE, out};
use crate::{books, flow};
use anyhow::Result;
use clap::Args;
use jiff::tz::TimeZone;
use oxherd_ledger::{Household, Judge, Person, PublicKey, ReceivingHost, Word};
use oxherd_reading::dkim::Record;
use oxherd_reading::structured::party;
use serde_json::{Value, json};
use std::io::{BufRead, IsTerminal};
use std::path::PathBuf;

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
    /// Who judges your mail: the name that stands first in Authentication-Results; repeat for more
    #[arg(long, value_name = "mx.provider.example")]
    receiving_host: Vec<String>,
    /// A file with keys by which domains sign their mail, as dig or a zone file prints them; repeat for
    /// more
    #[arg(long, value_name = "FILE")]
    dkim_key: Vec<PathBuf>,
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
    if said != Household::default() || !ask.home.exists()? {
        flow::say(&ask.home, &Word::Household(said).to_line(), ask.at)?;
    }
    let Some(store) = ask.home.store_to_read()? else {
        return Ok(DONE);
    };
    let mut words = books::words(&store, None)?;
    let mut household = books::household(&store, &words)?;
    drop(store);
    let may_ask = std::io::stdin().is_terminal() && out::is_watched() && !ask.json;
    let mut asking = Asking { input: std::io::stdin().lock(), say: &out::aside };
    if may_ask && let Some(answers) = asking.back(&household, words.household())? {
        flow::say(&ask.home, &Word::Household(answers).to_line(), ask.at)?;
        if let Some(store) = ask.home.store_to_read()? {
            words = books::words(&store, None)?;
            household = books::household(&store, &words)?;
        }
    }
    show(ask, &household, words.household())?;
    Ok(DONE)
}

fn said(args: &InitArgs) -> Result<Household, String> {
    let country = args.country.as_deref().map(country).transpose();
    let country = country.map_err(|wrong| format!("--country {wrong}"))?;
    let zone = args.zone.as_deref().map(zone).transpose();
    let zone = zone.map_err(|wrong| format!("--zone {wrong}"))?;
    let people = args.person.iter().map(|typed| person(typed)).collect::<Result<Vec<_>, _>>()?;
    let mut judges = Vec::new();
    for typed in &args.receiving_host {
        let judge = party(typed.trim()).ok_or_else(|| {
            let takes = "--receiving-host takes the name that your provider writes first in";
            format!("{takes} Authentication-Results, as mx.provider.example, and not `{typed}`")
        })?;
        if !judges.contains(&judge) {
            judges.push(judge);
        }
    }
    let keys = super::keys::at_hand(&args.dkim_key)?;
    let keys = keys.into_iter().map(|Record { signer, text }| PublicKey { signer, text }).collect();
    Ok(Household { country, zone, people, judges, keys, hosts: Vec::new() })
}

/// A person with their addresses as they were typed. A second name among the addresses is a second person, and no
/// address of the first.
fn person(typed: &str) -> Result<Person, String> {
    let takes = || "--person takes NAME=ADDRESS, as --person Ann=ann@home.example".to_owned();
    let (name, addresses) = typed.split_once('=').ok_or_else(takes)?;
    let addresses = addresses.split(',').map(|a| a.trim().to_lowercase()).filter(|a| !a.is_empty());
    let addresses: Vec<String> = addresses.collect();
    if let Some(other) = addresses.iter().find(|address| address.contains('=')) {
        let each =
            "--person takes one person; give it once for each, as --person Ann=ann@home.example";
        return Err(format!(
            "{each} --person Bo=bo@home.example, and not `{other}` behind a comma"
        ));
    }
    let name = name.trim().to_owned();
    if name.is_empty() || addresses.is_empty() || !addresses.iter().all(|a| a.contains('@')) {
        return Err(takes());
    }
    Ok(Person { name, addresses })
}

/// A time zone as it was typed.
fn zone(typed: &str) -> Result<String, String> {
    match TimeZone::get(typed) {
        Ok(_) => Ok(typed.to_owned()),
        Err(_) => Err(format!("{typed} is not a time zone; write it as Europe/London")),
    }
}

/// How often a question is asked again when its answer is not understood.
const ASKED_AGAIN: usize = 3;

/// On a terminal: what was only inferred is asked back; an empty answer means yes.
struct Asking<'a, I> {
    input: I,
    say: &'a dyn Fn(&str),
}

impl<I: BufRead> Asking<'_, I> {
    fn back(&mut self, inferred: &Household, said: &Household) -> Result<Option<Household>> {
        let mut answers = inferred.clone();
        let mut asked = false;
        if said.country.is_none() {
            asked = true;
            let guess = inferred.country.as_deref().unwrap_or("?");
            let answer = self.answer(&format!("country [{guess}]:"), &|typed| {
                country(typed).map_err(|wrong| format!("the country {wrong}"))
            })?;
            answers.country = answer.or(answers.country);
        }
        if said.zone.is_none() {
            asked = true;
            let guess = inferred.zone.as_deref().unwrap_or("?");
            let answer = self.answer(&format!("time zone [{guess}]:"), &zone)?;
            answers.zone = answer.or(answers.zone);
        }
        if said.people.is_empty() && !inferred.people.is_empty() {
            asked = true;
            let guess =
                inferred.people.iter().map(|p| format!("{}={}", p.name, p.addresses.join(",")));
            let guess = guess.collect::<Vec<_>>().join("; ");
            let words = format!("people [{guess}] (enter to keep, or say them with --person):");
            let answer = self.answer(&words, &|typed| Ok(typed.to_owned()))?;
            if answer.is_some() {
                (self.say)("people are said with: oxherd init --person NAME=ADDRESS,...");
            }
        }
        Ok(asked.then_some(answers))
    }

    /// What is answered; none when the answer is empty, or not understood again and again.
    fn answer(
        &mut self,
        question: &str,
        understand: &dyn Fn(&str) -> Result<String, String>,
    ) -> Result<Option<String>> {
        for _ in 0..ASKED_AGAIN {
            (self.say)(question);
            let mut line = String::new();
            self.input.read_line(&mut line)?;
            let typed = line.trim();
            if typed.is_empty() {
                return Ok(None);
            }
            match understand(typed) {
                Ok(answer) => return Ok(Some(answer)),
                Err(wrong) => (self.say)(&wrong),
            }
        }
        (self.say)(
            "left as it is; say it later with: oxherd init --country GB --zone Europe/London",
        );
        Ok(None)
    }
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
            "receiving_hosts": receiving_hosts(household),
            "dkim_keys": super::keys::shape(household),
            "inferred": {
                "country": said.country.is_none(),
                "zone": said.zone.is_none(),
                "people": said.people.is_empty(),
                "receiving_hosts": said.judges.is_empty(),
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
    for judge in &household.judges {
        text.push_str(&format!("receives   judged by {judge}\n"));
    }
    for host in household.hosts.iter().filter(|_| household.judges.is_empty()) {
        let name = if host.name.is_empty() { "a host without a name" } else { &host.name };
        text.push_str(&format!("receives   {name}, {}{}\n", judged(host), mark(false)));
    }
    text.push_str(&super::keys::page(household));
    text.push_str("next: oxherd take PATH, with a mailbox, a folder or a Takeout archive\n");
    out::text(&text)
}

/// Who judges the household's mail, each with the host at which it does; what was said holds at all.
fn receiving_hosts(household: &Household) -> Vec<Value> {
    if !household.judges.is_empty() {
        let said = household.judges.iter();
        return said.map(|judge| json!({"host": Value::Null, "judges": [judge]})).collect();
    }
    let one = |host: &ReceivingHost| {
        let judges = match &host.judge {
            Judge::One(judge) => json!([judge]),
            Judge::Nobody => json!([]),
            Judge::Any => Value::Null,
        };
        json!({"host": host.name, "judges": judges})
    };
    household.hosts.iter().map(one).collect()
}

fn judged(host: &ReceivingHost) -> String {
    match &host.judge {
        Judge::One(judge) if judge.is_empty() => "which judges without its name".to_owned(),
        Judge::One(judge) if *judge == host.name => "which judges itself".to_owned(),
        Judge::One(judge) => format!("judged by {judge}"),
        Judge::Nobody => "which does not judge who a sender is".to_owned(),
        Judge::Any => "judged by several, so that none can be told to be its own".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::cell::RefCell;

    /// What is kept and what is said when a person at a terminal types this.
    fn asked(typed: &str) -> (Household, Vec<String>) {
        let inferred = Household { zone: Some("Europe/London".to_owned()), ..Household::default() };
        let heard = RefCell::new(Vec::new());
        let say = |words: &str| heard.borrow_mut().push(words.to_owned());
        let mut asking = Asking { input: typed.as_bytes(), say: &say };
        let answers = asking.back(&inferred, &Household::default()).unwrap().unwrap();
        (answers, heard.into_inner())
    }

    #[test]
    fn each_person_is_said_by_themselves() {
        let two = person("Ann Lee=ann@lee.example, Ann@Work.example").unwrap();
        assert_eq!(two.addresses, ["ann@lee.example", "ann@work.example"]);
        let wrong = person("Ann Lee=ann@lee.example,Bo Lee=bo@lee.example").unwrap_err();
        assert!(wrong.contains("give it once for each"), "{wrong}");
        assert!(wrong.contains("`bo lee=bo@lee.example`"), "{wrong}");
        for typed in ["ann@lee.example", "=ann@lee.example", "Ann=", "Ann=ann", "Ann=a@x.example,b"]
        {
            let wrong = person(typed).unwrap_err();
            assert!(wrong.starts_with("--person takes NAME=ADDRESS"), "{typed}: {wrong}");
        }
    }

    #[test]
    fn an_answer_that_is_no_country_or_zone_is_said_and_asked_again() {
        let (answers, heard) = asked("GERMANY\nde\nBerlin\nEurope/Berlin\n");
        assert_eq!(answers.country.as_deref(), Some("DE"));
        assert_eq!(answers.zone.as_deref(), Some("Europe/Berlin"));
        let wrong = "the country takes the two letters of ISO 3166, as GB or DE, and not `GERMANY`";
        assert_eq!(heard[1], wrong);
        assert_eq!(heard[2], "country [?]:");
        assert_eq!(heard[4], "Berlin is not a time zone; write it as Europe/London");
    }

    #[test]
    fn an_answer_that_is_never_understood_leaves_what_was_inferred_and_says_so() {
        let (answers, heard) = asked("x\ny\nz\n\n");
        assert_eq!((answers.country, answers.zone.as_deref()), (None, Some("Europe/London")));
        let left = "left as it is; say it later with: oxherd init --country GB";
        assert!(heard.iter().any(|words| words.starts_with(left)), "{heard:?}");
    }

    #[test]
    fn who_answers_nothing_keeps_what_was_inferred() {
        let (answers, _heard) = asked("");
        assert_eq!((answers.country, answers.zone.as_deref()), (None, Some("Europe/London")));
    }
}
