//! Reads one clause: `withdraw 14 d after conclusion, act: send, for: service`.

use super::{LawProblem, list};
use crate::rule::{Clause, Length, Period};
use crate::span::{COUNT_MAX, Direction, Span};
use crate::terms::{Act, Right};

pub(super) fn clause(text: &str) -> Result<Clause, LawProblem> {
    let mut parts = text.split(',').map(str::trim);
    let first: Vec<&str> = parts.next().unwrap_or_default().split_whitespace().collect();
    let (right, rest) = match first.as_slice() {
        [right, rest @ ..] => (right.parse::<Right>()?, rest),
        [] => return Err(LawProblem::Period(text.to_owned())),
    };
    let period = period(rest).ok_or_else(|| LawProblem::Period(rest.join(" ")))??;
    let mut clause = Clause {
        right,
        period,
        act: default_act(right),
        roll: None,
        subjects: vec![],
        when: vec![],
        unless: vec![],
    };
    for part in parts {
        let (key, value) = part.split_once(':').ok_or(LawProblem::NoKey)?;
        let value = value.trim();
        match key {
            "act" => clause.act = value.parse()?,
            "roll" => clause.roll = Some(value.parse()?),
            "for" => clause.subjects = list(value)?,
            "when" => clause.when = list(value)?,
            "unless" => clause.unless = list(value)?,
            _ => return Err(LawProblem::UnknownKey(key.to_owned())),
        }
    }
    Ok(clause)
}

/// A notice counts when it arrives, unless a rule says that sending is enough.
fn default_act(right: Right) -> Act {
    let notice = matches!(right, Right::Cancel | Right::ExitAfterChange | Right::ExitAfterLoss);
    if notice { Act::Receive } else { Act::Do }
}

/// None if the words have not the form of a period at all.
fn period(words: &[&str]) -> Option<Result<Period, LawProblem>> {
    if words == ["any", "time"] {
        return Some(Ok(Period::AnyTime));
    }
    let (length, direction, anchor) = match words {
        [length @ .., "after", anchor] => (length, Direction::After, anchor),
        [length @ .., "before", anchor] => (length, Direction::Before, anchor),
        _ => return None,
    };
    let read = || {
        let (length, anchor) = (read_length(length)?, anchor.parse()?);
        Ok(Period::Counted { length, direction, anchor })
    };
    Some(read())
}

fn read_length(words: &[&str]) -> Result<Length, LawProblem> {
    Ok(match words {
        ["at", "most", rest @ ..] => Length::AtMost(sum(rest)?),
        ["at", "least", rest @ ..] => Length::AtLeast(sum(rest)?),
        [range, unit] if range.contains("..") => {
            let (least, most) = range.split_once("..").unwrap_or_default();
            Length::Between(span(least, unit)?, span(most, unit)?)
        }
        spans => Length::Exactly(sum(spans)?),
    })
}

/// `14 d + 12 m`
fn sum(words: &[&str]) -> Result<Vec<Span>, LawProblem> {
    let read = words.split(|word| *word == "+").map(|part| match part {
        [count, unit] => span(count, unit),
        _ => Err(LawProblem::Span(words.join(" "))),
    });
    read.collect()
}

fn span(count: &str, unit: &str) -> Result<Span, LawProblem> {
    let fault = || LawProblem::Span(format!("{count} {unit}").chars().take(40).collect());
    let count_read = count.parse::<u16>().ok().filter(|count| *count <= COUNT_MAX);
    let unit_read = unit.parse().ok();
    let (count, unit) = count_read.zip(unit_read).ok_or_else(fault)?;
    Ok(Span::new(count, unit))
}

/// `4 bd`
pub(super) fn one_span(text: &str) -> Result<Span, LawProblem> {
    match text.split_whitespace().collect::<Vec<_>>().as_slice() {
        [count, unit] => span(count, unit),
        _ => Err(LawProblem::Span(text.chars().take(40).collect())),
    }
}
