//! What the owner wrote, and what became of it.

use crate::mail::{Mail, books, day, gym, insurance, letter, mail, order};
use oxherd_ledger::{Act, RequestState, View, WatchFor};
use oxherd_model::{
    AgreementKind, AgreementState, Claim, DateRole, IdentifierRole, Kind, LetterAct, ReferenceRole,
    Stage,
};

fn stand(mails: &[Mail], on: &str) -> Vec<(Act, RequestState)> {
    let ledger = books(mails, on);
    let requests = View::new(&ledger, day(on)).requests();
    requests.iter().map(|r| (r.request.act, r.state)).collect()
}

fn state(mails: &[Mail], on: &str) -> AgreementState {
    let ledger = books(mails, on);
    View::new(&ledger, day(on)).agreement(ledger.agreements.first().unwrap()).state
}

fn ends() -> Mail {
    letter("2025-01-08", "ironbar.example", "Cancellation of my membership")
        .reference(ReferenceRole::Customer, "M-30871")
        .on(DateRole::End, "2025-01-31")
}

#[test]
fn a_cancellation_is_sent_then_overdue_then_answered() {
    let mails = [
        gym("2024-01-05", Kind::ContractPack),
        ends(),
        gym("2025-02-03", Kind::CancelConfirmed).on(DateRole::End, "2025-02-28"),
    ];
    assert!(stand(&mails, "2025-01-07").is_empty());
    assert_eq!(stand(&mails, "2025-01-08"), [(Act::Ended, RequestState::Sent)]);
    assert_eq!(stand(&mails, "2025-01-22"), [(Act::Ended, RequestState::Sent)]);
    assert_eq!(stand(&mails, "2025-01-23"), [(Act::Ended, RequestState::Overdue)]);
    assert_eq!(stand(&mails, "2025-02-03"), [(Act::Ended, RequestState::Answered)]);
    assert_eq!(state(&mails, "2025-01-07"), AgreementState::Active);
    assert_eq!(state(&mails, "2025-01-08"), AgreementState::Ending);
    assert_eq!(state(&mails, "2025-02-10"), AgreementState::Ending, "the supplier says when");
    assert_eq!(state(&mails, "2025-03-01"), AgreementState::Ended);
}

#[test]
fn what_is_withdrawn_from_is_over_when_that_is_confirmed_and_not_with_its_term() {
    let of = |on: &str, kind: Kind| {
        mail(on, "kiln.example", kind)
            .about(AgreementKind::Subscription, None)
            .reference(ReferenceRole::Contract, "KL-7001")
    };
    let bought = of("2025-07-15", Kind::ContractPack)
        .on(DateRole::Start, "2025-07-15")
        .on(DateRole::End, "2026-07-14")
        .on(DateRole::CancelBy, "2026-06-14");
    let leaves = |act: LetterAct| {
        letter("2025-07-20", "kiln.example", "KL-7001")
            .reference(ReferenceRole::Contract, "KL-7001")
            .says(Claim::Act { act, on: None })
    };
    let confirmed = of("2025-07-22", Kind::CancelConfirmed).on(DateRole::Other, "2025-07-20");
    let story = |act: LetterAct| [bought.clone(), leaves(act), confirmed.clone()];
    let withdrawn = story(LetterAct::Withdraw);
    assert_eq!(state(&withdrawn, "2025-07-21"), AgreementState::Ending);
    assert_eq!(state(&withdrawn, "2025-07-23"), AgreementState::Ended);
    assert_eq!(state(&story(LetterAct::Cancel), "2025-07-23"), AgreementState::Ending);
}

#[test]
fn a_confirmation_is_watched_until_its_day() {
    let mails = [gym("2024-01-05", Kind::ContractPack), ends()];
    let watched = |on: &str| {
        let ledger = books(&mails, on);
        let watches = View::new(&ledger, day(on)).watches();
        watches.iter().any(|w| w.what == WatchFor::Confirmation)
    };
    assert!(watched("2025-01-22") && !watched("2025-01-23"));
}

#[test]
fn who_writes_again_waits_for_the_same_answer() {
    let again = letter("2025-01-20", "ironbar.example", "My cancellation")
        .reference(ReferenceRole::Customer, "M-30871");
    let mails = [gym("2024-01-05", Kind::ContractPack), ends(), again];
    assert_eq!(stand(&mails, "2025-01-25"), [(Act::Ended, RequestState::Overdue)]);
}

#[test]
fn each_letter_is_told_by_its_subject() {
    for (subject, act) in [
        ("Kündigung meines Vertrags", Act::Ended),
        ("Withdrawal from my order", Act::Withdrew),
        ("Widerruf", Act::Withdrew),
        ("Reklamation", Act::Complained),
        ("Claim for a broken window", Act::Claimed),
        ("I have sold my car", Act::Sold),
        ("We are moving", Act::Moved),
        ("Umzug", Act::Moved),
    ] {
        let wrote = letter("2025-01-08", "kettle.example", subject);
        let mails = [order("2025-01-02", Kind::OrderConfirmed), wrote];
        assert_eq!(stand(&mails, "2025-01-08"), [(act, RequestState::Sent)], "{subject}");
    }
    let asked = letter("2025-01-08", "kettle.example", "Question about my order");
    assert!(stand(&[order("2025-01-02", Kind::OrderConfirmed), asked], "2025-01-08").is_empty());
    let stranger = letter("2025-01-08", "nobody.example", "Cancellation");
    assert!(stand(&[stranger], "2025-01-08").is_empty());
}

#[test]
fn what_a_letter_was_read_to_do_wins_over_its_subject() {
    let act = |act, on: Option<&str>| Claim::Act { act, on: on.map(day) };
    let wrote = letter("2025-01-08", "ironbar.example", "Re: Your membership")
        .reference(ReferenceRole::Customer, "M-30871")
        .says(act(LetterAct::Cancel, Some("2025-01-31")));
    let mails = [gym("2024-01-05", Kind::ContractPack), wrote];
    assert_eq!(stand(&mails, "2025-01-08"), [(Act::Ended, RequestState::Sent)]);
    assert_eq!(state(&mails, "2025-01-31"), AgreementState::Ending);
    assert_eq!(state(&mails, "2025-02-01"), AgreementState::Ended);
    let both = letter("2025-06-28", "harbour.example", "My car")
        .names(IdentifierRole::Registration, "AB12CDE")
        .reference(ReferenceRole::Policy, "P-100")
        .says(act(LetterAct::Sold, None))
        .says(act(LetterAct::Cancel, None));
    let mails = [insurance("2025-06-01", Kind::ContractPack), both];
    let two = [(Act::Ended, RequestState::Sent), (Act::Sold, RequestState::Sent)];
    assert_eq!(stand(&mails, "2025-06-28"), two);
    assert_eq!(state(&mails, "2025-06-28"), AgreementState::Ending);
    let asked = letter("2025-01-08", "ironbar.example", "Cancellation?")
        .reference(ReferenceRole::Customer, "M-30871")
        .says(act(LetterAct::Ask, None));
    let mails = [gym("2024-01-05", Kind::ContractPack), asked];
    assert!(stand(&mails, "2025-01-08").is_empty(), "who asks ends nothing");
}

#[test]
fn an_ending_that_the_owner_takes_back_is_none() {
    let keep = letter("2025-01-12", "ironbar.example", "Re: my membership")
        .reference(ReferenceRole::Customer, "M-30871")
        .says(Claim::Act { act: LetterAct::Keep, on: None });
    let mails = [gym("2024-01-05", Kind::ContractPack), ends(), keep.clone()];
    assert_eq!(state(&mails, "2025-01-11"), AgreementState::Ending);
    assert_eq!(state(&mails, "2025-03-01"), AgreementState::Active);
    assert_eq!(stand(&mails, "2025-03-01"), [(Act::Ended, RequestState::Closed)]);
    // What was confirmed is over.
    let confirmed = gym("2025-01-10", Kind::CancelConfirmed).on(DateRole::End, "2025-01-31");
    let mails = [gym("2024-01-05", Kind::ContractPack), ends(), confirmed, keep];
    assert_eq!(state(&mails, "2025-03-01"), AgreementState::Ended);
}

#[test]
fn an_answer_in_the_thread_counts_and_a_receipt_does_not() {
    let wrote = letter("2025-01-08", "kettle.example", "Complaint about order K-8812")
        .reference(ReferenceRole::Order, "K-8812");
    let receipt = mail("2025-01-09", "kettle.example", Kind::CaseProgress).answers(&wrote);
    let answer = mail("2025-01-15", "kettle.example", Kind::InfoRequest).answers(&wrote);
    let mails = [order("2025-01-02", Kind::OrderConfirmed), wrote, receipt, answer];
    assert_eq!(stand(&mails, "2025-01-10"), [(Act::Complained, RequestState::Sent)]);
    assert_eq!(stand(&mails, "2025-01-15"), [(Act::Complained, RequestState::Answered)]);
}

#[test]
fn a_thing_that_the_owner_sold_is_gone_and_what_hangs_on_it_is_to_be_ended() {
    let sold = letter("2025-06-28", "harbour.example", "I have sold the car AB12CDE")
        .names(IdentifierRole::Registration, "AB12CDE");
    let mails = [insurance("2025-06-01", Kind::RenewalNotice), sold];
    let ledger = books(&mails, "2025-06-28");
    let view = View::new(&ledger, day("2025-06-28"));
    assert_eq!(view.things()[0].stage, Stage::Gone);
    assert!(view.is_to_be_ended(&ledger.agreements[0]));
    assert_eq!(stand(&mails, "2025-06-28"), [(Act::Sold, RequestState::Sent)]);
    // A friend who is told of it is no supplier and owes no answer.
    let told = letter("2025-06-28", "friends.example", "I have sold the car AB12CDE")
        .names(IdentifierRole::Registration, "AB12CDE");
    let mails = [insurance("2025-06-01", Kind::RenewalNotice), told];
    let ledger = books(&mails, "2025-06-28");
    assert_eq!(View::new(&ledger, day("2025-06-28")).things()[0].stage, Stage::Gone);
    assert!(stand(&mails, "2025-06-28").is_empty());
}

#[test]
fn silence_after_the_day_that_the_owner_named_ends_it_all_the_same() {
    let mails = [gym("2024-01-05", Kind::ContractPack), ends()];
    assert_eq!(state(&mails, "2025-01-31"), AgreementState::Ending);
    assert_eq!(state(&mails, "2025-02-01"), AgreementState::Ended);
    assert_eq!(stand(&mails, "2025-02-01"), [(Act::Ended, RequestState::Overdue)]);
}
