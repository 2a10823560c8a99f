//! From an agreement of the books to a case of the law.

use super::{Bound, Inquiry};
use jiff::civil::Date;
use oxherd_law::{Anchor, Case, Circumstance, Made, Route, Subject};
use oxherd_ledger::Term;
use oxherd_model::{AgreementKind, AgreementState, ThingKind};

/// Months from which a term is a long one, and from which an insurance is one of several years.
const LONG_MONTHS: u16 = 12;
const MULTI_YEAR_MONTHS: u16 = 36;

impl Inquiry<'_> {
    /// What the law is to know of an agreement.
    pub(crate) fn case(&self, bound: Bound<'_>, term: Option<&Term>) -> Case {
        let agreement = bound.agreement;
        let leaving = &agreement.leaving;
        let mut case = Case::new(self.home.clone(), agreement.kind).by(route(agreement.kind));
        if let Some(subject) = subject(bound) {
            case = case.about(subject);
        }
        // Who confirms an order by mail sells at a distance, by a page.
        if agreement.kind == AgreementKind::Purchase && leaving.concluded.is_some() {
            case = case.made(Made::Online);
        }
        let concluded = leaving.concluded.map(|known| known.on);
        let came = leaving.came.map(|known| known.on);
        let days = [
            (Anchor::Conclusion, concluded.or(agreement.started_on)),
            (Anchor::Documents, leaving.papers.map(|known| known.on)),
            (Anchor::Start, agreement.started_on),
            (Anchor::Possession, came),
            (Anchor::Delivery, came),
            (Anchor::TermEnd, term.map(|term| term.last)),
            (Anchor::Renewal, term.and_then(|term| term.last.tomorrow().ok())),
            (Anchor::WithdrawalSent, leaving.returning.map(|known| known.on)),
        ];
        case = days
            .into_iter()
            .filter_map(with_day)
            .fold(case, |case, (anchor, day)| case.on(anchor, day));
        circumstances(bound, term).into_iter().fold(case, Case::with)
    }
}

fn with_day((anchor, day): (Anchor, Option<Date>)) -> Option<(Anchor, Date)> {
    day.map(|day| (anchor, day))
}

/// By which way a notice travels: a letter where that is still usual.
pub(super) const fn route(kind: AgreementKind) -> Route {
    match kind {
        AgreementKind::Rental | AgreementKind::Loan | AgreementKind::Insurance => Route::Post,
        AgreementKind::Energy
        | AgreementKind::Water
        | AgreementKind::Telecom
        | AgreementKind::Subscription
        | AgreementKind::Warranty
        | AgreementKind::Membership
        | AgreementKind::Service
        | AgreementKind::Purchase
        | AgreementKind::Booking
        | AgreementKind::Banking
        | AgreementKind::Other => Route::Email,
    }
}

/// What it is about, as far as the books show.
fn subject(bound: Bound<'_>) -> Option<Subject> {
    let digital = bound.thing.is_some_and(|thing| thing.kind == ThingKind::DigitalService);
    match bound.agreement.kind {
        AgreementKind::Purchase => Some(if digital { Subject::Digital } else { Subject::Goods }),
        AgreementKind::Warranty => Some(Subject::Service),
        AgreementKind::Subscription if digital => Some(Subject::Digital),
        AgreementKind::Subscription
        | AgreementKind::Insurance
        | AgreementKind::Energy
        | AgreementKind::Water
        | AgreementKind::Telecom
        | AgreementKind::Loan
        | AgreementKind::Rental
        | AgreementKind::Membership
        | AgreementKind::Service
        | AgreementKind::Booking
        | AgreementKind::Banking
        | AgreementKind::Other => None,
    }
}

fn circumstances(bound: Bound<'_>, term: Option<&Term>) -> Vec<Circumstance> {
    let insured = bound.agreement.kind == AgreementKind::Insurance;
    let thing = bound.thing.map(|thing| thing.kind).filter(|_| insured);
    let months = term.and_then(|term| term.months).unwrap_or_default();
    let all = [
        (Circumstance::Motor, thing == Some(ThingKind::Vehicle)),
        (Circumstance::Pet, thing == Some(ThingKind::Animal)),
        (Circumstance::Trial, bound.state == AgreementState::Trial),
        (Circumstance::Renewed, term.is_some_and(|term| term.renewed)),
        (Circumstance::LongTerm, months >= LONG_MONTHS),
        (Circumstance::MultiYear, months >= MULTI_YEAR_MONTHS),
    ];
    all.into_iter().filter(|(_, holds)| *holds).map(|(circumstance, _)| circumstance).collect()
}
