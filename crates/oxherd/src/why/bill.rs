//! Why a bill is to be paid, and whether it was, by its number.

use super::{Answer, Because, Reasons, folded};
use jiff::tz::TimeZone;
use oxherd_ledger::{Agreement, Asking, Charge, Due};
use oxherd_model::{DueKind, EvidenceId};

impl Reasons<'_> {
    /// Every bill of a number that is folded already: those that are charges of an agreement, else those of
    /// which only a day to pay is known.
    pub(super) fn bills(&self, number: &str) -> Vec<Answer> {
        if number.is_empty() {
            return Vec::new();
        }
        let is = |known: Option<&str>| known.is_some_and(|n| folded(n) == number);
        let mut bills: Vec<Answer> = Vec::new();
        for agreement in &self.books.ledger.agreements {
            for charge in agreement.charges.iter().filter(|charge| is(charge.invoice.as_deref())) {
                let due = self.due_of(charge, &is);
                bills.push(self.bill(agreement, charge, due));
            }
        }
        if bills.is_empty() {
            let dues = self.books.ledger.dues.iter();
            let owed =
                dues.filter(|due| due.what == DueKind::Payment && is(due.reference.as_deref()));
            bills.extend(owed.map(|due| self.owed(due)));
        }
        bills
    }

    /// The day by which a charge is to be paid, open or not.
    fn due_of(&self, charge: &Charge, is: &dyn Fn(Option<&str>) -> bool) -> Option<&Due> {
        self.books.ledger.dues.iter().find(|due| {
            due.what == DueKind::Payment
                && (is(due.reference.as_deref()) || due.evidence.0.contains(&charge.evidence))
        })
    }

    fn bill(&self, agreement: &Agreement, charge: &Charge, due: Option<&Due>) -> Answer {
        let who = self.supplier(agreement.supplier);
        let number = charge.invoice.clone().unwrap_or_default();
        let billed = Because {
            what: "billed",
            is: charge.money.to_string(),
            on: Some(charge.on),
            why: format!("{who} wrote so under {number}."),
            evidence: vec![charge.evidence],
            says: self.sum(charge.evidence, charge.money),
            ..Because::default()
        };
        let mut because = vec![billed];
        because.extend(due.map(|due| self.payable(due, &who)));
        because.push(self.paid(due, charge.paid_by, charge.evidence));
        Answer {
            what: "bill",
            id: charge.evidence.to_string(),
            title: format!("{number} of {who} ({})", agreement.id),
            because,
        }
    }

    /// A bill of which only the day is known by which it is to be paid.
    fn owed(&self, due: &Due) -> Answer {
        let who = self.supplier(due.supplier);
        let first = due.evidence.0.last().copied();
        let mut because = vec![self.payable(due, &who)];
        because.extend(first.map(|first| self.paid(Some(due), None, first)));
        Answer {
            what: "bill",
            id: first.map(|id| id.to_string()).unwrap_or_default(),
            title: format!("{} of {who}", due.reference.clone().unwrap_or_default()),
            because,
        }
    }

    fn payable(&self, due: &Due, who: &str) -> Because {
        let takes = if due.asking == Asking::Collected { "takes it on" } else { "names" };
        Because {
            what: DueKind::Payment.as_str(),
            is: due.on.to_string(),
            why: format!("{who} {takes} this day."),
            says: self.said(&due.evidence.0, &[due.on]),
            evidence: due.evidence.0.clone(),
            ..Because::default()
        }
    }

    /// Whether it was paid, and what shows that.
    fn paid(&self, due: Option<&Due>, by: Option<EvidenceId>, billed: EvidenceId) -> Because {
        let closed = due.and_then(|due| due.closed_at);
        let day = |at| self.zone().to_datetime(at).date();
        let (is, why, evidence) = match (by, closed) {
            (Some(by), _) => ("paid", "The bank shows that it was paid.", by),
            (None, Some(_)) => {
                let newest = due.and_then(|due| due.evidence.0.first()).copied();
                ("paid", "A receipt or the bank shows that it was paid.", newest.unwrap_or(billed))
            }
            (None, None) if due.is_some_and(|due| due.asking == Asking::Collected) => {
                ("open", "It is taken by itself, and nothing known shows that it was.", billed)
            }
            (None, None) => ("open", "Nothing known shows that it was paid.", billed),
        };
        Because {
            what: "state",
            is: is.to_owned(),
            on: closed.map(day),
            why: why.to_owned(),
            says: self.said(&[evidence], &[]),
            evidence: vec![evidence],
            ..Because::default()
        }
    }

    fn zone(&self) -> TimeZone {
        self.books.zone()
    }
}
