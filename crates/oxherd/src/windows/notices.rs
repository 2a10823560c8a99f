//! The notice before a renewal that the law asks for: until when it is awaited, and what follows when it did
//! not come.

use super::{Bound, Inquiry, Reason};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_law::{Anchor, Answer, Case, Circumstance, Right};
use oxherd_ledger::{Agreement, Watch, WatchFor};
use oxherd_model::AgreementState;

/// A shorter term comes round before a notice could be asked for.
const TERM_MONTHS: u16 = 6;

/// What was written so many months before the last day of a notice is that of this renewal.
const EARLY_MONTHS: i32 = 6;

/// A notice that is waited for.
#[derive(Debug, Clone)]
pub(crate) struct Awaited {
    /// In the shape of the other watches.
    pub(crate) watch: Watch,
    /// What it waits for, and by which rule.
    pub(crate) reason: Reason,
}

/// How it stands with the notice before a renewal.
#[derive(Debug, Default)]
pub(super) struct Notice {
    /// It is waited for.
    pub(super) awaited: Option<Awaited>,
    /// Its last day has passed and the renewal is ahead.
    late: Option<String>,
    /// The last renewal came without it, and the law lets the owner leave.
    pub(super) untold: Option<Reason>,
}

impl Notice {
    /// What follows if it does not come any more, for the end of a reason.
    pub(super) fn late(&self) -> Option<&str> {
        self.late.as_deref()
    }
}

impl Inquiry<'_> {
    /// How it stands with the notice before the next renewal, and with that before the last one.
    pub(super) fn notice(&self, bound: Bound<'_>) -> Notice {
        let agreement = bound.agreement;
        let renews = agreement.auto_renews == Some(true)
            || agreement.auto_renews.is_none() && agreement.renews_on.is_some();
        let runs = bound.state == AgreementState::Active && agreement.ended_on.is_none();
        let Some(term) = self.view.term(agreement).filter(|_| renews && runs) else {
            return Notice::default();
        };
        if term.months.is_some_and(|months| months < TERM_MONTHS) {
            return Notice::default();
        }
        let mut notice = Notice::default();
        if let Ok(next) = term.last.tomorrow() {
            self.before(bound, next, &mut notice);
        }
        let months = term.months.filter(|_| term.renewed);
        let last = months.and_then(|months| {
            term.last.tomorrow().ok()?.checked_sub(i32::from(months).months()).ok()
        });
        notice.untold = last.and_then(|renewed| self.untold(bound, renewed));
        notice
    }

    /// The notice before a renewal that is ahead.
    fn before(&self, bound: Bound<'_>, renews: Date, notice: &mut Notice) {
        let agreement = bound.agreement;
        let case = self.case_of_renewal(bound, renews);
        let answers = self.laws.renewal_notice_by(&case).answers;
        let Some(answer) = answers.iter().min_by_key(|a| (!a.may_claim, a.day)) else { return };
        if renews <= self.on || came(agreement, answer, renews) {
            return;
        }
        let who = self.supplier(agreement);
        if self.on <= answer.day {
            let what = format!("{who} has to write before it renews on {renews}:");
            notice.awaited = Some(Awaited {
                watch: Watch {
                    what: WatchFor::RenewalNotice,
                    until: answer.day,
                    supplier: Some(agreement.supplier),
                    agreement: Some(bound.number),
                    thing: agreement.thing,
                    evidence: agreement.evidence.0.first().copied().into_iter().collect(),
                },
                reason: Reason::law(&what, answer),
            });
        } else if answer.may_claim
            && was_known(agreement, answer)
            && let Some((rule, _)) = self.free_without(&case)
        {
            notice.late = Some(format!(
                " The notice before the renewal did not come by {}: if none came by post either, it can be \
                 ended on any day from {renews} on ({rule}).",
                answer.day
            ));
        }
    }

    /// Why the owner may leave on any day, where the last renewal came without the notice.
    fn untold(&self, bound: Bound<'_>, renewed: Date) -> Option<Reason> {
        let agreement = bound.agreement;
        let case = self.case_of_renewal(bound, renewed);
        let answers = self.laws.renewal_notice_by(&case).answers;
        let answer = answers.iter().find(|answer| answer.may_claim)?;
        if renewed > self.on || came(agreement, answer, renewed) || !was_known(agreement, answer) {
            return None;
        }
        let (rule, source) = self.free_without(&case)?;
        let who = self.supplier(agreement);
        let reason = Reason {
            why: format!(
                "{who} did not write before it renewed on {renewed}, as it had to by {}: it can be ended on \
                 any day, free of charge. {rule}: {source}.",
                answer.day
            ),
            law: Some(rule),
            confidence: answer.confidence,
            may_claim: true,
            assumes: Vec::new(),
        };
        Some(reason.assuming("no notice came by post either"))
    }

    /// The rule of which we are sure that lets the owner leave when no notice came, with its source.
    fn free_without(&self, case: &Case) -> Option<(String, String)> {
        let untold = case.clone().with(Circumstance::NoNotice).with(Circumstance::Renewed);
        let mut rights = self.laws.clauses_on(Right::Leave, &untold, self.on);
        let free = rights.find(|(rule, clause)| {
            clause.when.contains(&Circumstance::NoNotice) && rule.may_claim()
        });
        free.map(|(rule, _)| (rule.id.clone(), rule.source.clone()))
    }

    /// The case of one renewal. That it can be refused until the day before is what leaves the supplier
    /// most time.
    fn case_of_renewal(&self, bound: Bound<'_>, renews: Date) -> Case {
        let term = self.view.term(bound.agreement);
        let last = renews.yesterday().unwrap_or(renews);
        let case = self.case(bound, term.as_ref());
        [
            (Anchor::TermEnd, last),
            (Anchor::RefusalDay, last),
            (Anchor::Renewal, renews),
            (Anchor::Charge, renews),
        ]
        .into_iter()
        .fold(case, |case, (anchor, day)| case.on(anchor, day))
    }
}

/// Whether the supplier wrote before a renewal, in time or late.
fn came(agreement: &Agreement, answer: &Answer, renews: Date) -> bool {
    let early = answer.day.checked_sub(EARLY_MONTHS.months()).unwrap_or(answer.day);
    let told = &agreement.leaving.renewal_told;
    told.iter().any(|known| known.on >= early && known.on < renews)
}

/// Whether the mail knew the agreement when the notice could come first: else it may lie elsewhere.
fn was_known(agreement: &Agreement, answer: &Answer) -> bool {
    let opens = answer.opens.unwrap_or(answer.day);
    let began = agreement.first_at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
    began.is_some_and(|began| began <= opens)
}
