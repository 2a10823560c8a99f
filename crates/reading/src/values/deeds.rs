//! What happens on a day that has no label of its own: the words of its sentence say it.

use super::codes;
use super::dates::Role;
use super::day::Day;
use super::labels::{self, Deed, Labels, Mark};
use super::page::{Page, ROW_MAX};
use oxherd_model::{DateRole, ReferenceRole};

/// Bytes before a day in which its sentence is looked at.
const BEFORE: usize = 160;
/// The same behind it: verbs of some languages come last.
const AFTER: usize = 90;
/// How far above a day that stands alone the paper it dates may be named.
const PAPER: usize = 400;

/// Words that say no more than that something is to be done by a day.
const BARE: &[&str] = &[
    "by",
    "until",
    "till",
    "before",
    "no later than",
    "by no later than",
    "bis",
    "bis zum",
    "bis spätestens",
    "spätestens bis",
    "spätestens bis zum",
    "bis spätestens zum",
    "spätestens am",
    "spätestens zum",
    "vor dem",
    "bis einschließlich",
    "avant le",
    "jusqu'au",
    "au plus tard le",
    "d'ici le",
    "antes del",
    "hasta el",
    "hasta",
    "a más tardar el",
    "entro il",
    "fino al",
    "entro e non oltre il",
    "prima del",
    "uiterlijk",
    "uiterlijk op",
    "vóór",
    "voor",
    "tot",
    "tot en met",
    "t/m",
    "até",
    "antes de",
    "senast",
    "senest",
    "till och med",
    "til og med",
    "mennessä",
    "viimeistään",
    "do",
    "do dnia",
    "najpóźniej do",
    "nejpozději do",
    "най-късно до",
    "до",
    "pana la",
    "până la",
    "kadar",
];

/// What is to be done by a day whose label only says `by`.
pub(super) fn deadline(
    page: &Page<'_>,
    labels: &Labels,
    day: &Day,
    (role, label): (DateRole, &str),
) -> Option<DateRole> {
    let lower = label.to_lowercase();
    let bare = BARE.contains(&lower.as_str());
    let answer = role == DateRole::AnswerBy;
    if !bare && !answer {
        return None;
    }
    let fits = |deed: &Deed| deed.by && (bare || deed.role == DateRole::CancelBy);
    sentence(page, labels, day, fits)
}

/// What happens on a day without a label.
pub(super) fn unlabelled(page: &Page<'_>, labels: &Labels, day: &Day) -> Role {
    let fits = |deed: &Deed| !deed.by;
    let noun = || papers(page, labels, day);
    if let Some(role) = sentence(page, labels, day, fits) {
        return (Some(role), 800);
    }
    if day.weak {
        return (None, 0);
    }
    match noun() {
        Some((role, confidence)) => (Some(role), confidence),
        None => (Some(DateRole::Other), 600),
    }
}

/// The nearest fitting words of a day's sentence, those before it first.
fn sentence(
    page: &Page<'_>,
    labels: &Labels,
    day: &Day,
    fits: impl Fn(&Deed) -> bool,
) -> Option<DateRole> {
    if labels.deeds.is_empty() {
        return None;
    }
    let before = labels::before(&labels.deeds, day.start)
        .take_while(|mark| day.start - mark.end <= BEFORE)
        .find(|mark| fits(&mark.what));
    if let Some(mark) = before
        && one_sentence(page, mark.end, day.start)
    {
        return Some(mark.what.role);
    }
    let after: Option<&Mark<Deed>> = labels::from(&labels.deeds, day.end)
        .iter()
        .take_while(|mark| mark.start - day.end <= AFTER)
        .find(|mark| fits(&mark.what));
    after.filter(|mark| one_sentence(page, day.end, mark.start)).map(|mark| mark.what.role)
}

/// Whether nothing between two places ends a sentence, a paragraph or a cell.
fn one_sentence(page: &Page<'_>, start: usize, end: usize) -> bool {
    let gap = page.slice(start, end);
    if gap.contains(['\t', '!', '?', ';', '|', '\u{3002}', '\u{2022}']) {
        return false;
    }
    let ended = gap.match_indices('.').any(|(at, _)| ends(gap, at));
    !ended && wrapped(page, start, gap)
}

/// Whether a full stop ends a sentence: not that of `no. 12`, `3. May`, `12.50`.
fn ends(gap: &str, at: usize) -> bool {
    let next = gap.get(at + 1..).unwrap_or_default();
    let spaced = next.starts_with([' ', '\r', '\n']);
    let opens = next.trim_start().starts_with(|c: char| c.is_uppercase());
    let word = gap.get(..at).unwrap_or_default();
    let signs = word.chars().rev().take_while(|c| c.is_alphanumeric()).count();
    let digits = word.chars().rev().take_while(char::is_ascii_digit).count();
    let short = (1..=2).contains(&signs) || (signs == 3 && digits == 0);
    spaced && opens && !short
}

/// A line may be broken inside a sentence, if it is long enough for that.
fn wrapped(page: &Page<'_>, start: usize, gap: &str) -> bool {
    let Some(at) = gap.find('\n') else { return true };
    let rest = gap.get(at + 1..).unwrap_or_default();
    let (line_start, line_end) = page.line_span(start);
    line_end - line_start >= 45
        && !rest.trim_start_matches([' ', '\r']).starts_with('\n')
        && !rest.contains('\n')
}

/// The paper that a day dates: named in its sentence, or above where it stands alone.
fn papers(page: &Page<'_>, labels: &Labels, day: &Day) -> Option<(DateRole, u16)> {
    let (line_start, line_end) = page.line_span(day.start);
    let near = labels::before(&labels.numbers, day.start)
        .take_while(|mark| day.start - mark.end <= BEFORE)
        .find(|mark| codes::role_of(mark.what).is_some());
    if let Some(mark) = near
        && mark.end > line_start
        && one_sentence(page, mark.end, day.start)
        && let Some(role) = codes::role_of(mark.what).and_then(dates_of)
    {
        return Some((role, 700));
    }
    let left = page.slice(line_start, day.start);
    let right = page.slice(day.end, line_end);
    let is_empty = |side: &str| side.len() <= ROW_MAX && !side.chars().any(char::is_alphanumeric);
    if !is_empty(left) || !is_empty(right) {
        return None;
    }
    let noun = codes::noun_before(labels, day.start, PAPER)?;
    dates_of(noun).map(|role| (role, 640))
}

/// What the date of a paper is.
const fn dates_of(paper: ReferenceRole) -> Option<DateRole> {
    Some(match paper {
        ReferenceRole::Order => DateRole::Order,
        ReferenceRole::Invoice | ReferenceRole::Quote | ReferenceRole::CreditNote => {
            DateRole::Issued
        }
        ReferenceRole::Receipt => DateRole::Payment,
        ReferenceRole::Booking => DateRole::Start,
        ReferenceRole::Contract
        | ReferenceRole::Policy
        | ReferenceRole::Customer
        | ReferenceRole::Tracking
        | ReferenceRole::Case
        | ReferenceRole::Return
        | ReferenceRole::Mandate
        | ReferenceRole::Other => return None,
    })
}
