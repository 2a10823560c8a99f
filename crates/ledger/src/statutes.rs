//! What the fold asks of the law: business days, and what a supplier owes because of what happened.
//!
//! The ledger knows no statute. Whoever knows the law of the household answers ([`Statutes`]); where
//! nobody does, business days are Monday to Friday and nothing is owed by law.

use crate::promises::Promise;
use jiff::ToSpan;
use jiff::civil::{Date, Weekday};
use oxherd_model::{AgreementKind, ThingKind};
use serde::{Deserialize, Serialize};
use std::sync::Arc;

/// The law of a household, as far as the fold asks. Equal questions get equal answers.
pub trait Statutes: std::fmt::Debug + Send + Sync {
    /// The day after so many business days, without the public holidays of the place.
    fn business_days_after(&self, day: Date, count: u16) -> Option<Date>;

    /// What a supplier owes because of what happened, where we are sure enough of it to claim it.
    fn owed(&self, cause: &Cause) -> Option<Owed>;
}

/// What happened, as far as the books know it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Cause {
    /// What.
    pub ground: Ground,
    /// On which day.
    pub on: Date,
    /// What kind of agreement it is about.
    pub kind: AgreementKind,
    /// What sort of thing the agreement is about.
    pub thing: Option<ThingKind>,
    /// When the agreement was concluded.
    pub concluded: Option<Date>,
    /// Whether an order was confirmed by mail: it was made at a distance, on a page.
    pub ordered: bool,
    /// When the goods had come.
    pub came: Option<Date>,
    /// When the goods were sent back.
    pub sent_back: Option<Date>,
}

/// On what ground something is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Ground {
    /// The owner withdrew.
    Withdrew,
    /// The owner ended it by the supplier's own button.
    EndedByButton,
    /// The owner complained.
    Complained,
    /// The owner asked for data about them, or for its deletion.
    AskedForData,
    /// Goods were ordered and no day was agreed.
    Ordered,
}

impl Ground {
    /// What sort of deed is owed.
    pub const fn about(self) -> Promise {
        match self {
            Self::Withdrew => Promise::Refund,
            Self::EndedByButton | Self::Complained | Self::AskedForData => Promise::Reply,
            Self::Ordered => Promise::Delivery,
        }
    }
}

/// What is owed by law.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Owed {
    /// By which day.
    #[serde(with = "oxherd_model::compact::date")]
    pub by: Date,
    /// What, in words.
    pub what: String,
    /// The rule.
    pub rule: String,
    /// The sum and the source, in words.
    pub why: String,
}

/// The law that a fold is done under, if somebody knows it.
#[derive(Clone, Default)]
pub(crate) struct Under(pub(crate) Option<Arc<dyn Statutes>>);

/// What the law says is nothing that the owner said: words are the same under any law.
impl PartialEq for Under {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Under {}

impl std::fmt::Debug for Under {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Under(..)")
    }
}

impl Under {
    /// The day after so many business days.
    pub(crate) fn business_days_after(&self, day: Date, count: u16) -> Option<Date> {
        match &self.0 {
            Some(law) => law.business_days_after(day, count),
            None => weekdays_after(day, count),
        }
    }

    pub(crate) fn owed(&self, cause: &Cause) -> Option<Owed> {
        self.0.as_ref()?.owed(cause)
    }
}

/// The day after so many days from Monday to Friday.
fn weekdays_after(day: Date, count: u16) -> Option<Date> {
    let rests = |day: Date| matches!(day.weekday(), Weekday::Saturday | Weekday::Sunday);
    let mut day = day;
    while rests(day) {
        day = day.yesterday().ok()?;
    }
    day = day.checked_add((i64::from(count / 5) * 7).days()).ok()?;
    let mut left = count % 5;
    while left > 0 {
        day = day.tomorrow().ok()?;
        left -= u16::from(!rests(day));
    }
    Some(day)
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn without_a_law_business_days_are_monday_to_friday() {
        let monday = date(2026, 3, 2);
        assert_eq!(weekdays_after(monday, 5), Some(date(2026, 3, 9)));
        assert_eq!(weekdays_after(monday, 10), Some(date(2026, 3, 16)));
        assert_eq!(weekdays_after(date(2026, 3, 6), 1), Some(date(2026, 3, 9)));
        let saturday = date(2026, 3, 7);
        assert_eq!(weekdays_after(saturday, 1), Some(date(2026, 3, 9)));
        assert_eq!(weekdays_after(saturday, 2), Some(date(2026, 3, 10)));
        assert_eq!(weekdays_after(saturday, 5), Some(date(2026, 3, 13)));
    }
}
