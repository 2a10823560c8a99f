//! What becomes of a term by what its papers say: it goes on by itself, or is over.

use crate::mail::{Mail, books, day, gym, insurance};
use oxherd_ledger::View;
use oxherd_model::{AgreementState, AmountRole, Claim, DateRole, Kind};

fn policy(renewal: Claim) -> Mail {
    insurance("2024-02-20", Kind::ContractPack)
        .on(DateRole::Start, "2024-03-01")
        .on(DateRole::End, "2025-02-28")
        .says(renewal)
}

fn stands(mails: &[Mail], on: &str) -> (AgreementState, Option<bool>, Option<String>) {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let agreement = ledger.agreements.first().unwrap();
    let last = view.term(agreement).map(|term| term.last.to_string());
    (view.agreement(agreement).state, agreement.auto_renews, last)
}

#[test]
fn what_goes_on_by_itself_has_a_next_term() {
    let papers = [policy(Claim::Renewal { automatic: true })];
    let (active, last) = (AgreementState::Active, |on: &str| Some(on.to_owned()));
    assert_eq!(stands(&papers, "2025-02-01"), (active, Some(true), last("2025-02-28")));
    assert_eq!(stands(&papers, "2026-08-01"), (active, Some(true), last("2027-02-28")));
}

#[test]
fn what_does_not_go_on_is_over_after_its_term() {
    let papers = [policy(Claim::Renewal { automatic: false })];
    let last = Some("2025-02-28".to_owned());
    assert_eq!(stands(&papers, "2025-02-28"), (AgreementState::Active, Some(false), last));
    assert_eq!(stands(&papers, "2025-03-01"), (AgreementState::Ended, Some(false), None));
}

#[test]
fn papers_of_a_further_term_open_one_that_would_have_ended() {
    let next = insurance("2025-02-20", Kind::ContractPack)
        .on(DateRole::Start, "2025-03-01")
        .on(DateRole::End, "2026-02-28");
    let (state, automatic, last) =
        stands(&[policy(Claim::Renewal { automatic: false }), next], "2025-06-01");
    assert_eq!((state, automatic), (AgreementState::Active, Some(false)));
    assert_eq!(last.as_deref(), Some("2026-02-28"));
}

#[test]
fn a_notice_of_renewal_says_that_it_goes_on_unless_it_says_otherwise() {
    let notice = |automatic: Option<bool>| {
        let notice =
            insurance("2025-01-28", Kind::RenewalNotice).on(DateRole::Renewal, "2025-03-01");
        automatic.map_or(notice.clone(), |automatic| notice.says(Claim::Renewal { automatic }))
    };
    assert_eq!(
        stands(&[policy(Claim::Renewal { automatic: true }), notice(None)], "2025-02-01").1,
        Some(true)
    );
    assert_eq!(
        stands(&[policy(Claim::Renewal { automatic: true }), notice(Some(false))], "2025-02-01").1,
        Some(false)
    );
}

#[test]
fn the_day_of_a_letter_that_tells_of_a_renewal_is_none_of_the_beginning() {
    let began = |first: Mail| books(&[first], "2026-02-01").agreements[0].started_on;
    let told = gym("2026-01-25", Kind::RenewalNotice).on(DateRole::Renewal, "2027-01-01");
    assert_eq!(began(told.beside(Kind::ContractPack)), None);
    let papers = gym("2026-01-25", Kind::ContractPack).sum(AmountRole::Price, "30.00");
    assert_eq!(began(papers.clone()), Some(day("2026-01-25")));
    assert_eq!(began(papers.beside(Kind::RenewalNotice)), None);
}
