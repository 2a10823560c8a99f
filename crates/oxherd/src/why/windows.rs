//! Why something is due by a day, and why something is waited for.

use super::{Answer, Because, Reasons};
use crate::json::promised::days_of_watch;
use crate::json::{due_id, watch_id};
use crate::windows::{Reason, Shown};
use oxherd_ledger::Watch;

impl Reasons<'_> {
    pub(super) fn due(&self, shown: &Shown<'_>) -> Answer {
        let due = shown.due.as_ref();
        let what = due.what.as_str().replace('_', " ");
        Answer {
            what: "due",
            id: due_id(self.books, due),
            title: format!("{what}: {} on {}", self.supplier(due.supplier), due.on),
            because: vec![self.due_row(shown)],
        }
    }

    /// The reason of a due, as it stands among others.
    pub(super) fn due_row(&self, shown: &Shown<'_>) -> Because {
        let due = shown.due.as_ref();
        let amount = due.amount.map(|sum| format!(", {sum}")).unwrap_or_default();
        Because {
            what: due.what.as_str(),
            is: format!("{}{amount}", due.on),
            why: shown.reason.why.clone(),
            law: shown.reason.law.clone(),
            evidence: due.evidence.0.clone(),
            says: self.said(&due.evidence.0, &shown.days),
            ..Because::default()
        }
    }

    pub(super) fn watch(&self, watch: &Watch, reason: &Reason) -> Answer {
        let what = watch.what.as_str().replace('_', " ");
        let of = watch.supplier.map(|s| format!(": {}", self.supplier(s))).unwrap_or_default();
        let because = Because {
            what: watch.what.as_str(),
            is: format!("until {}", watch.until),
            why: reason.why.clone(),
            law: reason.law.clone(),
            evidence: watch.evidence.clone(),
            says: self.said(&watch.evidence, &days_of_watch(self.books, watch)),
            ..Because::default()
        };
        Answer {
            what: "watch",
            id: watch_id(self.books, watch),
            title: format!("{what}{of}"),
            because: vec![because],
        }
    }
}
