//! What is known of one agreement when a question is asked of the law.

use crate::place::Place;
use crate::span::Span;
use crate::terms::{Act, Anchor, Circumstance, Made, Route, Subject};
use jiff::civil::Date;
use oxherd_model::{AgreementKind, Confidence};
use std::collections::{BTreeMap, BTreeSet};

/// What is known of one agreement.
///
/// What is not said is not held against the owner: a rule that asks for it applies with an
/// assumption that the answer names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Case {
    home: Place,
    agreement: AgreementKind,
    subject: Option<Subject>,
    made: Option<Made>,
    route: Option<Route>,
    days: BTreeMap<Anchor, Date>,
    circumstances: BTreeSet<Circumstance>,
}

/// The notice that an agreement itself asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Notice {
    /// How long before the end of the term.
    pub span: Span,
    /// What keeps it.
    pub act: Act,
    /// How sure whoever read it is.
    pub confidence: Confidence,
}

impl Case {
    /// An agreement of a household that lives in `home`.
    pub fn new(home: Place, agreement: AgreementKind) -> Self {
        Self {
            home,
            agreement,
            subject: None,
            made: None,
            route: None,
            days: BTreeMap::new(),
            circumstances: BTreeSet::new(),
        }
    }

    /// Says what it is about.
    #[must_use]
    pub fn about(mut self, subject: Subject) -> Self {
        self.subject = Some(subject);
        self
    }

    /// Says how it was made.
    #[must_use]
    pub fn made(mut self, made: Made) -> Self {
        self.made = Some(made);
        self
    }

    /// Says by which way a notice would travel; without it a letter is assumed.
    #[must_use]
    pub fn by(mut self, route: Route) -> Self {
        self.route = Some(route);
        self
    }

    /// Says a day from which periods are counted.
    #[must_use]
    pub fn on(mut self, anchor: Anchor, day: Date) -> Self {
        self.days.insert(anchor, day);
        self
    }

    /// Says a circumstance.
    #[must_use]
    pub fn with(mut self, circumstance: Circumstance) -> Self {
        self.circumstances.insert(circumstance);
        self
    }

    /// Where the household lives.
    pub fn home(&self) -> &Place {
        &self.home
    }

    /// What kind of agreement it is.
    pub fn agreement(&self) -> AgreementKind {
        self.agreement
    }

    /// What it is about, if it was said or if the kind of agreement leaves no doubt.
    pub fn subject(&self) -> Option<Subject> {
        self.subject.or(match self.agreement {
            AgreementKind::Insurance
            | AgreementKind::Energy
            | AgreementKind::Water
            | AgreementKind::Telecom
            | AgreementKind::Loan
            | AgreementKind::Rental
            | AgreementKind::Membership
            | AgreementKind::Service
            | AgreementKind::Booking
            | AgreementKind::Banking => Some(Subject::Service),
            AgreementKind::Subscription
            | AgreementKind::Warranty
            | AgreementKind::Purchase
            | AgreementKind::Other => None,
        })
    }

    /// How it was made, if known.
    pub fn way_made(&self) -> Option<Made> {
        self.made
    }

    /// By which way a notice would travel; a letter is the slowest that is usual.
    pub fn route(&self) -> Route {
        self.route.unwrap_or(Route::Post)
    }

    /// A day from which periods are counted, if known.
    pub fn day(&self, anchor: Anchor) -> Option<Date> {
        self.days.get(&anchor).copied()
    }

    /// Whether a circumstance was said.
    pub fn has(&self, circumstance: Circumstance) -> bool {
        self.circumstances.contains(&circumstance)
    }
}
