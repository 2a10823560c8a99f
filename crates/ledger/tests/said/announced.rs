//! One term announced twice: another day or a higher price, what corrects it, and what only looks so.

use crate::mail::{Mail, books, day, insurance, letter};
use oxherd_ledger::{Clash, View};
use oxherd_model::{AmountRole, Claim, DateRole, Kind, LetterAct, Period, ReferenceRole, Stands};

fn policy() -> Mail {
    let mut papers = insurance("2025-05-20", Kind::ContractPack)
        .on(DateRole::Start, "2025-06-01")
        .on(DateRole::End, "2026-05-31")
        .sum(AmountRole::Price, "110.00");
    papers.reading.period = Some(Period::Year);
    papers
}

/// A notice of renewal: when it came, the day that it names, and the price.
fn notice(on: &str, renews: &str, sum: &str) -> Mail {
    insurance(on, Kind::RenewalNotice).on(DateRole::Renewal, renews).sum(AmountRole::New, sum)
}

/// The contradictions: sort and whether it stands.
fn told(more: &[Mail], on: &str) -> Vec<(Clash, bool)> {
    let ledger = books(&[&[policy()], more].concat(), on);
    let all = View::new(&ledger, day(on)).contradictions();
    assert!(all.iter().all(|c| !c.says.is_empty() && !c.against.is_empty()), "both sides");
    all.iter().map(|c| (c.kind, c.closed_by.is_none())).collect()
}

fn first() -> Mail {
    notice("2026-04-20", "2026-06-01", "120.00")
}

#[test]
fn another_day_or_a_higher_price_for_one_term_contradicts_the_first_notice() {
    for (renews, sum, clash) in [
        ("2026-07-01", "120.00", Clash::DateDiffers),
        ("2026-05-20", "120.00", Clash::DateDiffers),
        ("2026-06-01", "132.00", Clash::PriceDiffers),
    ] {
        let second = notice("2026-04-27", renews, sum);
        assert_eq!(told(&[first(), second], "2026-04-28"), [(clash, true)], "{renews} {sum}");
    }
}

#[test]
fn a_notice_that_takes_the_place_of_the_first_contradicts_nothing_and_closes_what_was_said() {
    let second = || notice("2026-04-27", "2026-07-01", "132.00");
    let mut instead = second();
    instead.reading.stands = Stands::Instead;
    let admits = second().says(Claim::Act { act: LetterAct::Admit, on: None });
    let called = second().subject("Correction: your renewal");
    for corrected in [instead, admits, called] {
        assert_eq!(told(&[first(), corrected], "2026-04-28"), []);
    }
    let mut last = notice("2026-05-02", "2026-06-01", "120.00");
    last.reading.stands = Stands::Instead;
    assert_eq!(told(&[first(), second(), last], "2026-05-03"), [(Clash::DateDiffers, false)]);
}

#[test]
fn the_same_again_less_the_next_term_and_what_was_asked_for_contradict_nothing() {
    let again = notice("2026-05-10", "2026-06-01", "120.00");
    let eve = notice("2026-05-10", "2026-05-31", "120.00");
    let less = notice("2026-05-10", "2026-06-01", "112.00");
    let explained = notice("2026-05-10", "2026-06-01", "132.00").sum(AmountRole::Fee, "12.00");
    let both = notice("2026-05-10", "2026-06-01", "132.00").sum(AmountRole::Old, "120.00");
    let next = notice("2027-04-20", "2027-06-01", "132.00");
    let moved = notice("2026-05-10", "2026-07-01", "120.00").on(DateRole::Other, "2026-06-01");
    let mut monthly = notice("2026-05-10", "2026-07-01", "11.00");
    monthly.reading.period = Some(Period::Month);
    for (why, more) in [
        ("again", again),
        ("the last day", eve),
        ("less", less),
        ("what came on top", explained),
        ("both prices", both),
        ("next year", next),
        ("names both days", moved),
        ("by the month", monthly),
    ] {
        assert_eq!(told(&[first(), more], "2027-05-01"), [], "{why}");
    }
    let asked = letter("2026-04-22", "harbour.example", "Please add my son to P-100")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Request, on: None });
    let offer = notice("2026-04-27", "2026-06-01", "132.00");
    assert_eq!(told(&[first(), asked, offer], "2026-04-28"), []);
}
