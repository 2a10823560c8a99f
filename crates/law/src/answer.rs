//! What comes back from a question: a day, the rule it rests on, and why.

use crate::rule::Rule;
use crate::terms::{Act, Anchor, Bearer, Certainty, Right};
use jiff::civil::Date;
use oxherd_model::Confidence;

/// One answer to a question.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Answer {
    /// What it is about.
    pub right: Right,
    /// The rule it rests on; none for what the agreement itself says.
    pub rule: Option<String>,
    /// The first day, where there is a window.
    pub opens: Option<Date>,
    /// The last day that the rule gives; for a right of the kind that begins, its first day.
    pub day: Date,
    /// The day under the strictest reading: of a length that is given as a range, the one that leaves the
    /// owner least time, and without an extension over a weekend.
    pub strict: Date,
    /// The day to go by. For the owner: to act by, with time for the way and a margin, and without
    /// leaning on an extension over a weekend. For a supplier: nothing is late before it is over.
    pub guard: Date,
    /// What keeps it.
    pub act: Act,
    /// The arithmetic and the source, in words.
    pub reason: String,
    /// What was taken for granted because it was not said.
    pub assumes: Vec<String>,
    /// How sure we are of what it rests on.
    pub confidence: Confidence,
    /// Whether a claim may rest on it. What is not, may remind.
    pub may_claim: bool,
}

/// A rule that would answer if more were known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Missing {
    /// Which rule; none for the agreement's own notice.
    pub rule: Option<String>,
    /// What it would answer.
    pub right: Right,
    /// The day that is not known; none if it is known and the sum is out of range.
    pub needs: Option<Anchor>,
}

/// Every answer to a question, the one to act on first in front.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Answers {
    /// The answers, by the day to go by.
    pub answers: Vec<Answer>,
    /// Rules that would answer if more were known.
    pub missing: Vec<Missing>,
}

impl Answers {
    /// The earliest credible day: what to guard on.
    pub fn guard(&self) -> Option<&Answer> {
        self.answers.first()
    }

    /// The answer that is best for the owner, among those on which a claim may rest if there are
    /// any.
    pub fn best(&self) -> Option<&Answer> {
        let firm = self.answers.iter().filter(|answer| answer.may_claim);
        best_of(firm).or_else(|| best_of(self.answers.iter()))
    }

    /// Whether nothing answers.
    pub fn is_empty(&self) -> bool {
        self.answers.is_empty()
    }

    pub(crate) fn sort(&mut self) {
        self.answers.sort_by(|a, b| (a.guard, a.day, &a.rule).cmp(&(b.guard, b.day, &b.rule)));
    }
}

fn best_of<'a>(answers: impl Iterator<Item = &'a Answer>) -> Option<&'a Answer> {
    answers.reduce(|best, next| {
        let better =
            if later_is_better(best.right) { next.day > best.day } else { next.day < best.day };
        if better { next } else { best }
    })
}

/// Whether the owner gains by a later day.
fn later_is_better(right: Right) -> bool {
    match right.bearer() {
        Bearer::Owner => true,
        Bearer::Supplier => false,
        Bearer::Term => matches!(right, Right::Burden | Right::Updates | Right::Grace),
    }
}

impl Rule {
    /// Where it comes from and what may be done with it, as the end of a reason.
    pub(crate) fn credit(&self) -> String {
        let caution = match self.certainty {
            Certainty::High | Certainty::Medium => "",
            Certainty::Low => "; from memory of the statute, so a reminder and no claim",
        };
        format!("{}: {}{caution}.", self.id, self.source)
    }
}
