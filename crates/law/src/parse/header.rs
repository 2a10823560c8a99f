//! Reads what is said of a place: its name, its holidays, how its periods end.

use super::{Entry, LawProblem, clause::one_span};
use crate::calendar::{DayRule, HolidayKind, HolidayRule, Shift, condition};
use crate::laws::Laws;
use crate::place::Place;
use crate::terms::{Act, Roll};
use jiff::civil::Date;

/// What is known of a place apart from its rules.
#[derive(Debug, Clone, Default)]
pub(crate) struct PlaceLaw {
    pub(crate) name: Option<String>,
    /// Countries in which its law holds too.
    pub(crate) members: Vec<String>,
    /// What happens to a period that ends on a weekend or holiday, and what says so.
    pub(crate) roll: Option<(Roll, String)>,
    pub(crate) holidays: Vec<HolidayRule>,
    /// Days on which banks settle nothing.
    pub(crate) bank_days: Vec<HolidayRule>,
    pub(crate) checked_on: Option<Date>,
}

pub(super) fn set(laws: &mut Laws, place: &Place, entry: &Entry<'_>) -> Result<(), LawProblem> {
    let value = entry.value.as_str();
    match entry.key {
        "name" => laws.place_mut(place).name = Some(value.to_owned()),
        "members" => {
            let members = value.split_whitespace().map(str::to_owned).collect();
            laws.place_mut(place).members = members;
        }
        "roll" => {
            let (roll, source) = value.split_once(';').unwrap_or((value, ""));
            laws.place_mut(place).roll = Some((roll.trim().parse()?, source.trim().to_owned()));
        }
        "holiday" => laws.place_mut(place).holidays.push(holiday(value)?),
        "bank" => laws.place_mut(place).bank_days.push(holiday(value)?),
        "checked" => laws.place_mut(place).checked_on = Some(day(value)?),
        "transport" => {
            let (route, span) = value.split_once(' ').unwrap_or((value, ""));
            laws.set_transport(route.parse()?, one_span(span)?);
        }
        "safety" => {
            let (act, span) = value.split_once(' ').unwrap_or((value, ""));
            laws.set_safety(act.parse::<Act>()?, one_span(span)?);
        }
        key => return Err(LawProblem::UnknownKey(key.to_owned())),
    }
    Ok(())
}

pub(super) fn day(value: &str) -> Result<Date, LawProblem> {
    let fault = || LawProblem::Day(value.chars().take(40).collect());
    value.parse().ok().ok_or_else(fault)
}

/// `Frauentag = 8 mar, in: MV, from: 2023`
fn holiday(text: &str) -> Result<HolidayRule, LawProblem> {
    let (name, rest) = text.split_once('=').ok_or(LawProblem::NoKey)?;
    let mut parts = rest.split(',').map(str::trim);
    let mut rule = HolidayRule {
        name: name.trim().to_owned(),
        day: parts.next().unwrap_or_default().parse::<DayRule>()?,
        shift: Shift::Stays,
        kind: HolidayKind::Public,
        regions: vec![],
        not_in: vec![],
        from: None,
        until: None,
        except: vec![],
        only_if: None,
        unless: None,
    };
    for part in parts {
        let (key, value) = part.split_once(':').ok_or(LawProblem::NoKey)?;
        let value = value.trim();
        let words = || value.split_whitespace();
        match key {
            "shift" => rule.shift = value.parse()?,
            "kind" => rule.kind = value.parse()?,
            "in" => rule.regions = words().map(str::to_owned).collect(),
            "not in" => rule.not_in = words().map(str::to_owned).collect(),
            "from" => rule.from = Some(year(value)?),
            "until" => rule.until = Some(year(value)?),
            "except" => rule.except = words().map(year).collect::<Result<_, _>>()?,
            "if" => rule.only_if = Some(condition(value)?),
            "unless" => rule.unless = Some(condition(value)?),
            _ => return Err(LawProblem::UnknownKey(key.to_owned())),
        }
    }
    Ok(rule)
}

fn year(value: &str) -> Result<i16, LawProblem> {
    let fault = || LawProblem::Day(value.chars().take(40).collect());
    value.parse().ok().filter(|year| (1583..=9998).contains(year)).ok_or_else(fault)
}
