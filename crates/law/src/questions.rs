//! The questions that are asked of the law.

use crate::answer::{Answer, Answers, Missing};
use crate::arithmetic::{Applying, Task};
use crate::case::{Case, Notice};
use crate::laws::Laws;
use crate::rule::{Clause, Length, Period, Rule};
use crate::span::{Direction, Span};
use crate::terms::{Anchor, Circumstance, Function, Made, Right, Roll, Status, Subject};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::Confidence;
use std::collections::BTreeSet;

/// How an agreement goes on when its first term is over and nobody said anything.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct GoesOn {
    /// The rule that says so.
    pub rule: String,
    /// What happens then.
    pub then: Then,
    /// The same in words, with the source.
    pub reason: String,
    /// How sure we are.
    pub confidence: Confidence,
    /// Whether a claim may rest on it.
    pub may_claim: bool,
}

/// What happens at the end of a term when nobody said anything.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Then {
    /// It ends.
    Ends,
    /// It is renewed for a term; its last day at the longest, if the end of the first is known.
    Renewed(Option<Date>),
    /// It goes on without an end, and ends with at most this notice on any day.
    Open(Option<Span>),
}

/// From this confidence on, what was read in an agreement may be claimed.
const CLAIM_FROM: Confidence = Confidence::from_thousandths(800);

impl Laws {
    /// Every clause that applies to the case on a day, whatever it is about.
    pub fn rights<'a>(&'a self, case: &Case, today: Date) -> Vec<(&'a Rule, &'a Clause)> {
        Right::ALL.iter().flat_map(|right| self.clauses_on(*right, case, today)).collect()
    }

    /// Every clause on a right that applies to the case on a day.
    pub fn clauses_on<'a>(
        &'a self,
        right: Right,
        case: &Case,
        today: Date,
    ) -> impl Iterator<Item = (&'a Rule, &'a Clause)> + use<'a> {
        let all = self.applying(right, case).into_iter();
        let all = all.map(|applying| (applying.rule, applying.clause));
        all.filter(move |(rule, _)| rule.by_conclusion || rule.is_in_force(today))
    }

    /// The ways to act that the law gives on a day, each with its rule.
    pub fn functions<'a>(&'a self, case: &Case, today: Date) -> Vec<(&'a Rule, Function)> {
        let rules = self.rules().filter(|rule| self.covers(rule, case).is_some());
        let rules = rules.filter(|rule| {
            let counts =
                if rule.by_conclusion { case.day(Anchor::Conclusion) } else { Some(today) };
            counts.is_none_or(|day| rule.is_in_force(day))
        });
        rules.filter_map(|rule| Some((rule, rule.function?))).collect()
    }

    /// Answers about one right.
    pub fn ask(&self, right: Right, case: &Case) -> Answers {
        let mut answers = Answers::default();
        for applying in self.applying(right, case) {
            match self.answer(&applying, case) {
                Some(Ok(answer)) => answers.answers.push(answer),
                Some(Err(missing)) => answers.missing.push(missing),
                None => {} // at any time: `rights` shows it
            }
        }
        let answered: BTreeSet<Option<String>> =
            answers.answers.iter().map(|answer| answer.rule.clone()).collect();
        answers.missing.retain(|missing| !answered.contains(&missing.rule));
        answers.sort();
        answers
    }

    /// The last day to end the agreement with its term: what it says itself, and what the law lets
    /// it ask at most.
    ///
    /// The law's longest notice is left out where the agreement asks for a shorter one.
    pub fn cancel_by(&self, case: &Case, own: Option<Notice>) -> Answers {
        let mut answers = self.ask(Right::Cancel, case);
        match own.map(|notice| self.own_notice(case, notice)) {
            Some(Ok(own)) => {
                answers.answers.retain(|answer| answer.day >= own.day);
                answers.answers.push(own);
            }
            Some(Err(missing)) => answers.missing.push(missing),
            None => {}
        }
        answers.sort();
        answers
    }

    /// The last day to withdraw, insurance and credit included (cooling-off).
    pub fn withdraw_by(&self, case: &Case) -> Answers {
        self.ask(Right::Withdraw, case)
    }

    /// The last day to send goods back after a withdrawal.
    pub fn send_back_by(&self, case: &Case) -> Answers {
        self.ask(Right::SendBack, case)
    }

    /// By when the money is to be paid back after a withdrawal.
    pub fn repaid_by(&self, case: &Case) -> Answers {
        self.ask(Right::Repay, case)
    }

    /// Until when the legal guarantee lasts.
    pub fn guarantee_until(&self, case: &Case) -> Answers {
        self.ask(Right::Guarantee, case)
    }

    /// Until when the bank pays a direct debit back.
    pub fn debit_refund_by(&self, case: &Case) -> Answers {
        self.ask(Right::DebitRefund, case)
    }

    /// The last day to leave because of a change of price or terms.
    pub fn exit_by(&self, case: &Case) -> Answers {
        self.ask(Right::ExitAfterChange, case)
    }

    /// By when the supplier must have announced a change.
    pub fn change_notice_by(&self, case: &Case) -> Answers {
        self.ask(Right::ChangeNotice, case)
    }

    /// By when the supplier must have written before a renewal.
    pub fn renewal_notice_by(&self, case: &Case) -> Answers {
        self.ask(Right::RenewalNotice, case)
    }

    /// By when a request about personal data is to be answered.
    pub fn data_answer_by(&self, case: &Case) -> Answers {
        self.ask(Right::DataAnswer, case)
    }

    /// By when a complaint is to be answered for good.
    pub fn complaint_answer_by(&self, case: &Case) -> Answers {
        self.ask(Right::ComplaintAnswer, case)
    }

    /// How the agreement goes on after its first term.
    pub fn goes_on(&self, case: &Case) -> Vec<GoesOn> {
        let renewed = case.clone().with(Circumstance::Renewed);
        let rights = [Right::Leave, Right::RenewalTerm, Right::NoRenewal];
        let mut found: Vec<GoesOn> = vec![];
        for applying in rights.into_iter().flat_map(|right| self.applying(right, &renewed)) {
            let clause = applying.clause;
            if clause.right == Right::Leave && !clause.when.contains(&Circumstance::Renewed) {
                continue;
            }
            found.push(self.how_it_goes_on(&applying, &renewed));
        }
        found
    }

    fn how_it_goes_on(&self, applying: &Applying<'_>, case: &Case) -> GoesOn {
        let (rule, clause) = (applying.rule, applying.clause);
        let then = if clause.right == Right::NoRenewal {
            Then::Ends
        } else if clause.right == Right::RenewalTerm {
            let answer = self.answer(applying, case).and_then(Result::ok);
            Then::Renewed(answer.map(|answer| answer.day))
        } else {
            Then::Open(longest(&clause.period))
        };
        GoesOn {
            rule: rule.id.clone(),
            then,
            reason: format!("{clause}. {}", rule.credit()),
            confidence: rule.confidence(),
            may_claim: rule.may_claim() && applying.assumes.is_empty(),
        }
    }

    fn own_notice(&self, case: &Case, notice: Notice) -> Result<Answer, Missing> {
        let missing = |needs| Missing { rule: None, right: Right::Cancel, needs };
        let Some(day) = case.day(Anchor::TermEnd) else {
            return Err(missing(Some(Anchor::TermEnd)));
        };
        let task = Task {
            right: Right::Cancel,
            act: notice.act,
            length: &Length::Exactly(vec![notice.span]),
            direction: Direction::Before,
            anchor: Anchor::TermEnd,
            day,
        };
        let outcome = self.work_out(&task, (Roll::Never, ""), case).or(Err(missing(None)))?;
        Ok(Answer {
            right: Right::Cancel,
            rule: None,
            opens: outcome.opens,
            day: outcome.day,
            strict: outcome.strict,
            guard: outcome.guard,
            act: notice.act,
            reason: format!("{} The agreement says so.", outcome.reason),
            assumes: vec![],
            confidence: notice.confidence,
            may_claim: notice.confidence >= CLAIM_FROM,
        })
    }

    /// The clauses on a right that apply, without those in whose place another stands.
    fn applying<'a>(&'a self, right: Right, case: &Case) -> Vec<Applying<'a>> {
        let mut found: Vec<Applying<'a>> = vec![];
        for rule in self.giving(right) {
            let Some(assumes) = self.covers(rule, case) else { continue };
            for clause in rule.clauses.iter().filter(|clause| clause.right == right) {
                let applies = clause_applies(rule, clause, case);
                found.extend(applies.map(|more| {
                    let assumes = assumes.iter().cloned().chain(more).collect();
                    Applying { rule, clause, assumes }
                }));
            }
        }
        let replaced: BTreeSet<&String> =
            found.iter().flat_map(|applying| &applying.rule.instead_of).collect();
        found.retain(|applying| !replaced.contains(&applying.rule.id));
        found
    }

    /// Whether a rule covers a case, and what it takes for granted in doing so.
    fn covers(&self, rule: &Rule, case: &Case) -> Option<Vec<String>> {
        let covers = &rule.covers;
        let kinds = &covers.agreements;
        let fits = rule.status == Status::InForce
            && (kinds.is_empty() || kinds.contains(&case.agreement()))
            && !covers.not_agreements.contains(&case.agreement())
            && self.holds_in(&rule.place, case.home())
            && has_all(case, &covers.when)
            && has_none(case, &covers.unless);
        if !fits {
            return None;
        }
        let mut assumes = subject_fits(&covers.subjects, case)?;
        assumes.extend(made_fits(&covers.made, case)?);
        Some(assumes)
    }
}

fn longest(period: &Period) -> Option<Span> {
    match period {
        Period::AnyTime => None,
        Period::Counted { length, .. } => match length {
            Length::Exactly(spans) | Length::AtMost(spans) | Length::AtLeast(spans) => {
                spans.first().copied()
            }
            Length::Between(_, most) => Some(*most),
        },
    }
}

/// Whether a clause applies and is in force, and what that takes for granted.
fn clause_applies(rule: &Rule, clause: &Clause, case: &Case) -> Option<Vec<String>> {
    if !has_all(case, &clause.when) || !has_none(case, &clause.unless) {
        return None;
    }
    let mut assumes = subject_fits(&clause.subjects, case)?;
    let anchor = match &clause.period {
        Period::AnyTime => None,
        Period::Counted { anchor, .. } => Some(*anchor),
    };
    let counts = if rule.by_conclusion { Some(Anchor::Conclusion) } else { anchor };
    if let Some(day) = counts.and_then(|anchor| case.day(anchor)) {
        return rule.is_in_force(day).then_some(assumes);
    }
    let limited = rule.from.is_some() || rule.until.is_some();
    if rule.by_conclusion && limited && !surely_concluded_later(rule, anchor, case) {
        assumes.push(in_force_in_words(rule));
    }
    Some(assumes)
}

/// Whether something that follows soon on the conclusion came a year or more after the rule began.
fn surely_concluded_later(rule: &Rule, anchor: Option<Anchor>, case: &Case) -> bool {
    let soon = [
        Anchor::Documents,
        Anchor::Possession,
        Anchor::Delivery,
        Anchor::Supply,
        Anchor::Purchase,
        Anchor::Start,
    ];
    let day = anchor.filter(|anchor| soon.contains(anchor)).and_then(|anchor| case.day(anchor));
    let from = rule.from.and_then(|from| from.checked_add(1.years()).ok());
    rule.until.is_none() && day.zip(from).is_some_and(|(day, from)| day >= from)
}

fn in_force_in_words(rule: &Rule) -> String {
    let from = rule.from.map(|day| format!(" on or after {day}")).unwrap_or_default();
    let until = rule.until.map(|day| format!(" on or before {day}")).unwrap_or_default();
    format!("it was concluded{from}{until}")
}

/// None if it is known and does not fit; what is assumed if it is not known.
fn subject_fits(list: &[Subject], case: &Case) -> Option<Vec<String>> {
    fits_or_assumed(list, case.subject(), |words| {
        let phrases: Vec<&str> = words.iter().map(|word| word.phrase()).collect();
        format!("it is about {}", phrases.join(" or "))
    })
}

/// None if it is known and does not fit; what is assumed if it is not known.
fn made_fits(list: &[Made], case: &Case) -> Option<Vec<String>> {
    fits_or_assumed(list, case.way_made(), |words| {
        let phrases: Vec<&str> = words.iter().map(|word| word.phrase()).collect();
        format!("it was made {}", phrases.join(" or "))
    })
}

fn fits_or_assumed<T: Copy + PartialEq>(
    list: &[T],
    known: Option<T>,
    assumed: impl Fn(&[T]) -> String,
) -> Option<Vec<String>> {
    match known {
        _ if list.is_empty() => Some(vec![]),
        Some(known) => list.contains(&known).then(Vec::new),
        None => Some(vec![assumed(list)]),
    }
}

fn has_all(case: &Case, circumstances: &[Circumstance]) -> bool {
    circumstances.iter().all(|circumstance| case.has(*circumstance))
}

fn has_none(case: &Case, circumstances: &[Circumstance]) -> bool {
    !circumstances.iter().any(|circumstance| case.has(*circumstance))
}
