//! One rule of law, as data.

use crate::place::Place;
use crate::span::{Direction, Span};
use crate::terms::{
    Act, Anchor, Certainty, Circumstance, Function, Made, Right, Roll, Status, Subject,
};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{AgreementKind, Confidence};
use std::fmt;

/// A rule of law: what it covers, what it gives, where it stands, how sure we are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rule {
    /// The name under which everybody refers to it, such as `E-DE-02`.
    pub id: String,
    /// Whose law it is; `EU` for that of the Union, with a region for a state's own.
    pub place: Place,
    /// What it says, in our own words.
    pub title: String,
    /// What it covers.
    pub covers: Covers,
    /// What it gives or asks, in the order of the data.
    pub clauses: Vec<Clause>,
    /// A way to act that it gives.
    pub function: Option<Function>,
    /// The statute and its article.
    pub source: String,
    /// Pages on which it was read.
    pub urls: Vec<String>,
    /// In force from then.
    pub from: Option<Date>,
    /// In force until then.
    pub until: Option<Date>,
    /// Whether `from` and `until` count for the day on which the contract was concluded, and not
    /// for the day of the event.
    pub by_conclusion: bool,
    /// Where it stands.
    pub status: Status,
    /// How sure we are.
    pub certainty: Certainty,
    /// When it was last looked up.
    pub checked_on: Option<Date>,
    /// Rules whose clauses on the same right it takes the place of.
    pub instead_of: Vec<String>,
    /// What else is to be known.
    pub notes: Vec<String>,
}

/// What a rule covers. An empty list means everything.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Covers {
    /// Kinds of agreement.
    pub agreements: Vec<AgreementKind>,
    /// Kinds of agreement that it leaves out.
    pub not_agreements: Vec<AgreementKind>,
    /// What they are about.
    pub subjects: Vec<Subject>,
    /// How they were made.
    pub made: Vec<Made>,
    /// Circumstances that must be there.
    pub when: Vec<Circumstance>,
    /// Circumstances that must not be there.
    pub unless: Vec<Circumstance>,
    /// What is left out, in words.
    pub exceptions: Option<String>,
}

/// One thing that a rule gives or asks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Clause {
    /// What.
    pub right: Right,
    /// When.
    pub period: Period,
    /// What keeps it.
    pub act: Act,
    /// What happens if it ends on a weekend or holiday; none means what the place does.
    pub roll: Option<Roll>,
    /// What it is about; empty means everything.
    pub subjects: Vec<Subject>,
    /// Circumstances that must be there.
    pub when: Vec<Circumstance>,
    /// Circumstances that must not be there.
    pub unless: Vec<Circumstance>,
}

/// When a clause is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Period {
    /// At any time.
    AnyTime,
    /// Counted from a day.
    Counted {
        /// How long.
        length: Length,
        /// Which way.
        direction: Direction,
        /// From which day.
        anchor: Anchor,
    },
}

/// How long a period is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Length {
    /// Exactly so long; several spans are counted one after the other.
    Exactly(Vec<Span>),
    /// So long or shorter.
    AtMost(Vec<Span>),
    /// So long or longer.
    AtLeast(Vec<Span>),
    /// Between the two.
    Between(Span, Span),
}

/// After so many days a rule is to be looked up again.
const REVIEW_DAYS: i64 = 365;

impl Rule {
    /// Whether a claim may rest on it: it is in force and was read in a source. Other rules may
    /// remind, and never claim.
    pub fn may_claim(&self) -> bool {
        self.status == Status::InForce && self.certainty != Certainty::Low
    }

    /// How sure we are, as a number.
    pub const fn confidence(&self) -> Confidence {
        self.certainty.confidence()
    }

    /// Whether it is to be looked up again: it is awaited, or was not looked up for a year.
    pub fn needs_review(&self, today: Date) -> bool {
        let old = self.checked_on.is_none_or(|checked| {
            checked.checked_add(REVIEW_DAYS.days()).is_ok_and(|until| until < today)
        });
        self.status == Status::Expected || old
    }

    /// Whether it is in force on a day.
    pub fn is_in_force(&self, day: Date) -> bool {
        self.status == Status::InForce
            && self.from.is_none_or(|from| from <= day)
            && self.until.is_none_or(|until| day <= until)
    }
}

impl Certainty {
    /// As a number: low is as good as a guess for whoever wants to act on it.
    pub const fn confidence(self) -> Confidence {
        match self {
            Self::High => Confidence::from_thousandths(950),
            Self::Medium => Confidence::from_thousandths(800),
            Self::Low => Confidence::from_thousandths(500),
        }
    }
}

impl fmt::Display for Length {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let joined = |spans: &[Span]| {
            spans.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
        };
        match self {
            Self::Exactly(spans) => f.write_str(&joined(spans)),
            Self::AtMost(spans) => write!(f, "at most {}", joined(spans)),
            Self::AtLeast(spans) => write!(f, "at least {}", joined(spans)),
            Self::Between(least, most) => write!(f, "{} to {most}", least.count),
        }
    }
}

impl fmt::Display for Clause {
    /// In words: `withdraw without giving a reason: 14 days after the goods arrived`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: ", self.right.phrase())?;
        match &self.period {
            Period::AnyTime => f.write_str("at any time")?,
            Period::Counted { length, direction, anchor } => {
                let way = match direction {
                    Direction::After => "after",
                    Direction::Before => "before",
                };
                write!(f, "{length} {way} {}", anchor.phrase())?;
            }
        }
        for circumstance in &self.when {
            write!(f, "; if {}", circumstance.phrase())?;
        }
        for circumstance in &self.unless {
            write!(f, "; unless {}", circumstance.phrase())?;
        }
        Ok(())
    }
}
