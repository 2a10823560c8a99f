//! Consumer law as data, and the days that follow from it.
//!
//! The rules are in `data/`, one text for each jurisdiction, in our own words and with their
//! sources. [`Laws`] reads them and answers questions about a [`Case`]; an [`Answer`] carries the
//! rule, the sum in words and how sure we are. What we are not sure of may remind, never claim
//! ([`Rule::may_claim`]). Nothing here is legal advice, and nothing here reads a clock or a file.

mod answer;
mod arithmetic;
mod calendar;
mod case;
mod laws;
mod parse;
mod place;
mod questions;
mod rule;
mod span;
mod terms;
mod word;

pub use answer::{Answer, Answers, Missing};
pub use calendar::{
    Calendar, DayOfYear, DayRule, Holiday, HolidayKind, HolidayRule, ParseHolidayError, Shift,
    easter,
};
pub use case::{Case, Notice};
pub use laws::Laws;
pub use parse::{LawError, LawProblem};
pub use place::{ParsePlaceError, Place};
pub use questions::{GoesOn, Then};
pub use rule::{Clause, Covers, Length, Period, Rule};
pub use span::{COUNT_MAX, Direction, OutOfRange, Span, Unit};
pub use terms::{
    Act, Anchor, Bearer, Certainty, Circumstance, Function, Made, Right, Roll, Route, Status,
    Subject,
};
pub use word::UnknownWord;
