//! Reads the text form of the law.
//!
//! A text is a row of lines `key: value`; an indented line goes on with the value before it, `#`
//! begins a line that is left out. `place: DE` says whose law follows; `[E-DE-02]` begins a rule.
//! `data/README.md` has every key.

mod clause;
mod draft;
mod header;

pub(crate) use header::PlaceLaw;

use crate::calendar::ParseHolidayError;
use crate::laws::Laws;
use crate::place::{ParsePlaceError, Place};
use crate::word::UnknownWord;
use draft::Draft;
use std::collections::BTreeSet;

/// A text is at most so long.
const BYTES_MAX: usize = 1_000_000;
/// A text has at most so many rules.
const RULES_MAX: usize = 2_000;

/// A text of law that cannot be read: where and why.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}, line {line}: {problem}")]
pub struct LawError {
    /// The name of the text.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub problem: LawProblem,
}

/// What is wrong with a line.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum LawProblem {
    /// Neither a key with its value nor the beginning of a rule.
    #[error("neither `key: value` nor `[id of a rule]`; begin a comment with #")]
    NoKey,
    /// A key that does not exist here.
    #[error("there is no key `{0}` here; data/README.md of the law crate lists the keys")]
    UnknownKey(String),
    /// A key that stands twice in a rule.
    #[error("`{0}` stands twice; keep one")]
    KeyTwice(String),
    /// A word that is not in its list.
    #[error(transparent)]
    Word(#[from] UnknownWord),
    /// A kind of agreement that does not exist.
    #[error(transparent)]
    Agreement(#[from] oxherd_model::UnknownWord),
    /// Not a place.
    #[error(transparent)]
    Place(#[from] ParsePlaceError),
    /// Not a holiday.
    #[error(transparent)]
    Holiday(#[from] ParseHolidayError),
    /// Not a date.
    #[error("`{0}` is not a day; write it as 2026-06-19")]
    Day(String),
    /// Not a length of time.
    #[error("`{0}` is not a length of time; write 14 d, 10 bd, 6 wd, 8 w, 1 m, 2 y or 24 h")]
    Span(String),
    /// Not a period.
    #[error("`{0}` is not a period; write `14 d after conclusion` or `any time`")]
    Period(String),
    /// Not an id.
    #[error("`{0}` is not the id of a rule; use letters, digits and hyphens, at most 24")]
    Id(String),
    /// A rule lacks something.
    #[error("the rule {id} has no `{what}`; add it")]
    Missing {
        /// Which rule.
        id: String,
        /// Which key.
        what: &'static str,
    },
    /// A line of a place stands before any place.
    #[error("no place is said before this; begin with a line such as `place: DE`")]
    NoPlace,
    /// A rule stands twice in one text.
    #[error("the rule {0} stands twice; keep one")]
    RuleTwice(String),
    /// Too much.
    #[error("more than {BYTES_MAX} bytes or {RULES_MAX} rules; split the text or take some out")]
    TooLarge,
}

/// A key with its value, continued lines joined.
struct Entry<'a> {
    line: usize,
    key: &'a str,
    value: String,
}

/// What a line begins.
enum Item<'a> {
    Entry(Entry<'a>),
    Rule(usize, &'a str),
}

/// Reads a text into the laws; what it says wins over what they had.
pub(crate) fn read_into(laws: &mut Laws, file: &str, text: &str) -> Result<(), LawError> {
    let fail = |line: usize, problem| LawError { file: file.to_owned(), line, problem };
    if text.len() > BYTES_MAX {
        return Err(fail(1, LawProblem::TooLarge));
    }
    let mut place: Option<Place> = None;
    let mut draft: Option<Draft> = None;
    let mut seen = BTreeSet::new();
    for item in items(text).map_err(|line| fail(line, LawProblem::NoKey))? {
        match item {
            Item::Rule(line, id) => {
                close(laws, draft.take(), place.as_ref()).map_err(|(l, p)| fail(l, p))?;
                draft = Some(Draft::begin(line, id).map_err(|p| fail(line, p))?);
                if !seen.insert(id) {
                    return Err(fail(line, LawProblem::RuleTwice(id.to_owned())));
                }
                if seen.len() > RULES_MAX {
                    return Err(fail(line, LawProblem::TooLarge));
                }
            }
            Item::Entry(entry) if entry.key == "place" => {
                close(laws, draft.take(), place.as_ref()).map_err(|(l, p)| fail(l, p))?;
                place = Some(entry.value.parse().map_err(|p| fail(entry.line, Into::into(p)))?);
            }
            Item::Entry(entry) => match (&mut draft, &place) {
                (Some(draft), _) => draft.set(&entry).map_err(|p| fail(entry.line, p))?,
                (None, Some(place)) => {
                    header::set(laws, place, &entry).map_err(|p| fail(entry.line, p))?;
                }
                (None, None) => return Err(fail(entry.line, LawProblem::NoPlace)),
            },
        }
    }
    close(laws, draft, place.as_ref()).map_err(|(line, problem)| fail(line, problem))
}

/// Ends a rule and puts it in its place.
fn close(
    laws: &mut Laws,
    draft: Option<Draft>,
    place: Option<&Place>,
) -> Result<(), (usize, LawProblem)> {
    let Some(draft) = draft else {
        return Ok(());
    };
    let line = draft.line();
    let known = laws.rule(draft.id()).map(|rule| rule.place.clone());
    let place = place.cloned().or(known).ok_or((line, LawProblem::NoPlace))?;
    let checked = laws.place_law(&place).and_then(|law| law.checked_on);
    let rule = draft.end(&place, checked).map_err(|problem| (line, problem))?;
    laws.put(rule);
    Ok(())
}

/// Cuts a text into entries and beginnings of rules; an error is the line that is neither.
fn items(text: &str) -> Result<Vec<Item<'_>>, usize> {
    let mut items = vec![];
    for (number, line) in (1..).zip(text.lines()) {
        let trimmed = line.trim();
        if trimmed.is_empty() || trimmed.starts_with('#') {
            continue;
        }
        if line.starts_with([' ', '\t']) {
            let Some(Item::Entry(entry)) = items.last_mut() else {
                return Err(number);
            };
            entry.value.push(' ');
            entry.value.push_str(trimmed);
            continue;
        }
        if let Some(id) = trimmed.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
            items.push(Item::Rule(number, id));
            continue;
        }
        let (key, value) = trimmed.split_once(':').ok_or(number)?;
        let value = value.trim().to_owned();
        items.push(Item::Entry(Entry { line: number, key: key.trim_end(), value }));
    }
    Ok(items)
}

/// The words of a list, each of a closed list.
fn list<T: std::str::FromStr>(value: &str) -> Result<Vec<T>, LawProblem>
where
    LawProblem: From<T::Err>,
{
    value.split_whitespace().map(|word| word.parse().map_err(Into::into)).collect()
}
