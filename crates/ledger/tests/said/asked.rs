//! What the owner asked for or told, whom papers name, and what a missed visit costs.

use crate::mail::{Mail, books, day, gym, letter, mail, order};
use oxherd_ledger::{Act, Part, PromiseState, RequestState, Standing, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Claim, DateRole, DueKind, Kind, LetterAct, Mode,
    NamedPart, NamedPerson, ReferenceRole, TermUnit, ThingKind,
};

fn stand(mails: &[Mail], on: &str) -> Vec<(Act, RequestState)> {
    let ledger = books(mails, on);
    let requests = View::new(&ledger, day(on)).requests();
    requests.iter().map(|r| (r.request.act, r.state)).collect()
}

fn wrote(on: &str, subject: &str, act: LetterAct) -> Mail {
    letter(on, "ironbar.example", subject)
        .reference(ReferenceRole::Customer, "M-30871")
        .says(Claim::Act { act, on: None })
}

#[test]
fn what_a_letter_asks_for_waits_until_it_is_answered() {
    let asked = wrote("2025-01-08", "Your price increase", LetterAct::Request);
    let receipt = gym("2025-01-09", Kind::CaseProgress).answers(&asked);
    let later = gym("2025-01-10", Kind::TermsChange)
        .subject("Re: Your price increase")
        .by("2025-01-20", "We will look into it by 20 January");
    let answer = gym("2025-01-15", Kind::TermsChange).subject("Re: Your price increase");
    let mails = [gym("2024-01-05", Kind::ContractPack), asked, receipt, later, answer];
    assert_eq!(stand(&mails, "2025-01-14"), [(Act::Asked, RequestState::Sent)]);
    assert_eq!(stand(&mails, "2025-01-15"), [(Act::Asked, RequestState::Answered)]);
}

#[test]
fn who_does_something_asks_for_what_belongs_to_it() {
    let both = wrote("2025-01-08", "My membership", LetterAct::Cancel)
        .says(Claim::Act { act: LetterAct::Request, on: None });
    let mails = [gym("2024-01-05", Kind::ContractPack), both];
    assert_eq!(stand(&mails, "2025-01-08"), [(Act::Ended, RequestState::Sent)]);
    let named = wrote("2025-01-08", "Cancellation", LetterAct::Request);
    let mails = [gym("2024-01-05", Kind::ContractPack), named];
    assert_eq!(stand(&mails, "2025-01-08"), [(Act::Ended, RequestState::Sent)]);
    let asked = wrote("2025-01-08", "Cancellation?", LetterAct::Request);
    let mails = [gym("2024-01-05", Kind::ContractPack), asked];
    assert_eq!(stand(&mails, "2025-01-08"), [(Act::Asked, RequestState::Sent)]);
}

#[test]
fn a_new_account_is_confirmed_by_a_subject_that_says_so() {
    let told = || wrote("2025-01-08", "New account", LetterAct::Bank);
    for (subject, answers) in [
        ("Your bank details have been updated", true),
        ("Ihre Bankverbindung wurde geändert", true),
        ("Vos coordonnées bancaires ont été modifiées", true),
        ("Hemos actualizado tus datos bancarios", true),
        ("Le tue coordinate bancarie sono state aggiornate", true),
        ("Uw rekeningnummer is gewijzigd", true),
        ("Your card was declined", false),
        ("Your January statement", false),
    ] {
        let heard = gym("2025-01-12", Kind::AccountSetup).subject(subject);
        let mails = [gym("2024-01-05", Kind::ContractPack), told(), heard];
        let state = if answers { RequestState::Answered } else { RequestState::Sent };
        assert_eq!(stand(&mails, "2025-01-12"), [(Act::NewBank, state)], "{subject}");
    }
}

#[test]
fn whom_papers_name_has_uses_and_pays() {
    let mut pack = gym("2024-01-05", Kind::ContractPack);
    pack.reading.people =
        vec![NamedPerson { part: NamedPart::User, name: "Ms Ann Lee".to_owned() }];
    let ledger = books(&[pack.clone()], "2024-02-01");
    assert!(ledger.agreements[0].parts().is_empty(), "Ann alone is the name of many");
    let mut household = crate::mail::household();
    household.people[0].name = "Ann Lee".to_owned();
    let ledger = crate::mail::books_of(&[pack], "2024-02-01", &household);
    assert_eq!(ledger.agreements[0].parts(), [("Ann Lee", vec![Part::User])]);
}

#[test]
fn an_offer_ends_with_its_last_day_and_gives_none_to_what_it_led_to() {
    let offer = mail("2025-01-08", "ironbar.example", Kind::Quote)
        .about(AgreementKind::Membership, Some(ThingKind::Membership))
        .reference(ReferenceRole::Quote, "Q-1")
        .sum(AmountRole::Price, "20.00")
        .on(DateRole::Expiry, "2025-01-31");
    let ledger = books(std::slice::from_ref(&offer), "2025-03-01");
    let state = |on: &str| {
        let view = View::new(&ledger, day(on));
        let view = view.agreement(&ledger.agreements[0]);
        (view.state, view.mode)
    };
    assert_eq!(state("2025-01-31"), (AgreementState::Quoted, Mode::Prospect));
    assert_eq!(state("2025-02-01"), (AgreementState::Ended, Mode::Prospect));
    let pack = gym("2025-01-20", Kind::ContractPack).on(DateRole::Start, "2025-02-01");
    let ledger = books(&[offer, pack], "2025-03-01");
    assert_eq!(ledger.agreements.len(), 1);
    let view = View::new(&ledger, day("2025-03-01"));
    assert_eq!(view.agreement(&ledger.agreements[0]).state, AgreementState::Active);
    assert_eq!(ledger.agreements[0].term_ends_on, None);
}

#[test]
fn the_last_bill_is_due_and_what_was_to_hold_after_the_end_never_held() {
    let rise = gym("2025-01-05", Kind::PriceChange)
        .sum(AmountRole::Old, "20.00")
        .sum(AmountRole::New, "25.00")
        .on(DateRole::Effective, "2025-03-01");
    let ended = gym("2025-01-20", Kind::CancelConfirmed).on(DateRole::End, "2025-02-15");
    let last = gym("2025-02-20", Kind::ContractEnding)
        .sum(AmountRole::Total, "12.00")
        .on(DateRole::Payment, "2025-03-03");
    let mails =
        [gym("2024-01-05", Kind::ContractPack).sum(AmountRole::Price, "20.00"), rise, ended, last];
    let ledger = books(&mails, "2025-03-02");
    let view = View::new(&ledger, day("2025-03-02"));
    let dues: Vec<_> = view.dues().iter().map(|d| (d.due.what, d.due.on)).collect();
    assert_eq!(dues, [(DueKind::Payment, day("2025-03-03"))]);
    let price = ledger.agreements[0].prices.first().map(|p| p.price.money.value.to_string());
    assert_eq!(price.as_deref(), Some("20.00"));
    assert_eq!(
        view.agreement(&ledger.agreements[0]).price.map(|p| p.money),
        Some(crate::mail::pounds("20.00"))
    );
}

#[test]
fn what_is_to_go_back_is_gone_when_it_arrived() {
    let ends = gym("2025-01-20", Kind::CancelConfirmed)
        .on(DateRole::End, "2025-02-15")
        .on(DateRole::ReturnBy, "2025-03-01");
    let dues = |mails: &[Mail]| -> Vec<DueKind> {
        let ledger = books(mails, "2025-02-25");
        View::new(&ledger, day("2025-02-25")).dues().iter().map(|d| d.due.what).collect()
    };
    let pack = gym("2024-01-05", Kind::ContractPack);
    assert_eq!(dues(&[pack.clone(), ends.clone()]), [DueKind::Return]);
    for (subject, arrived) in [
        ("We've received your router", true),
        ("Ihre Rücksendung ist eingegangen", true),
        ("Nous avons bien reçu votre box", true),
        ("Hemos recibido su router", true),
        ("Abbiamo ricevuto il modem", true),
        ("We hebben je modem ontvangen", true),
        ("Votre matériel nous est bien parvenu", true),
        ("Il Suo modem ci è pervenuto", true),
        ("Su equipo nos ha llegado", true),
        ("We've received your payment", false),
        ("Your request was received", false),
        ("Wir haben Ihre Rücksendung noch nicht erhalten", false),
    ] {
        let told = gym("2025-02-20", Kind::CaseProgress).subject(subject);
        let left = dues(&[pack.clone(), ends.clone(), told]);
        assert_eq!(left.is_empty(), arrived, "{subject}");
    }
}

#[test]
fn another_parcel_of_the_same_carrier_opens_no_delivery_that_is_over() {
    let trouble = order("2025-01-08", Kind::OrderTrouble).subject("Your order is delayed");
    let came = order("2025-01-12", Kind::Delivered).reference(ReferenceRole::Tracking, "T-1");
    let carrier = |on: &str, kind: Kind| mail(on, "vans.example", kind);
    let brought = carrier("2025-01-12", Kind::Delivered)
        .reference(ReferenceRole::Order, "K-8812")
        .reference(ReferenceRole::Tracking, "T-1");
    let other = carrier("2025-03-03", Kind::DeliveryUnderWay)
        .by("2025-03-04", "Your parcel will be delivered tomorrow");
    let mails = [order("2025-01-02", Kind::OrderConfirmed), trouble, brought, came, other];
    let ledger = books(&mails, "2025-04-01");
    let view = View::new(&ledger, day("2025-04-01"));
    let open: Vec<String> = view
        .matters()
        .iter()
        .filter(|m| matches!(m.standing, Standing::Open(_)))
        .map(|m| m.matter.title.clone())
        .collect();
    assert!(open.is_empty(), "{open:?}");
}

/// A visit that was to come between hours, and what the report of its day says of it.
fn visit(came_at: u16, charter: Mail) -> Vec<(String, PromiseState)> {
    let booked = mail("2025-03-03", "boilers.example", Kind::AppointmentSet)
        .on(DateRole::Appointment, "2025-03-10")
        .by("2025-03-10", "Our engineer will visit between 08:00 and 12:00");
    let mut report = mail("2025-03-10", "boilers.example", Kind::AppointmentSet);
    report.reading.came_at = Some(came_at);
    let ledger = books(&[charter, booked, report], "2025-03-12");
    let view = View::new(&ledger, day("2025-03-12"));
    let sum = |p: &oxherd_ledger::PromiseView<'_>| {
        p.promise.sum.map_or_else(String::new, |sum| sum.value.to_string())
    };
    view.promises().iter().map(|p| (sum(p), p.state)).collect()
}

#[test]
fn what_is_paid_for_a_missed_visit_is_owed_once_it_was_missed() {
    let said = |count: u16| {
        mail("2025-01-03", "boilers.example", Kind::ContractPack)
            .about(AgreementKind::Service, None)
            .reference(ReferenceRole::Contract, "B-77120")
            .sum(AmountRole::Refund, "30.00")
            .within(count, TermUnit::Day, "If our engineer misses the appointment we pay you 30.00")
    };
    for count in [0, 20] {
        let late = visit(16 * 60, said(count));
        assert!(late.contains(&("30.00".to_owned(), PromiseState::Open)), "{late:?}");
        let in_time = visit(9 * 60, said(count));
        assert!(!in_time.iter().any(|(sum, _)| sum == "30.00"), "{in_time:?}");
    }
}

#[test]
fn what_arrived_is_gone_although_the_message_is_of_no_known_kind() {
    let ends = gym("2025-01-20", Kind::CancelConfirmed)
        .on(DateRole::End, "2025-02-15")
        .on(DateRole::ReturnBy, "2025-03-01");
    let pack = gym("2024-01-05", Kind::ContractPack);
    for (subject, arrived) in [
        ("Your router has arrived", true),
        ("Ihr Router ist bei uns eingetroffen", true),
        ("Nous avons bien reçu votre box", true),
        ("Su router ha llegado", true),
        ("Il modem ci è pervenuto", true),
        ("Je modem is aangekomen", true),
        ("We received your message", false),
    ] {
        let mut came = gym("2025-02-20", Kind::Unclear).subject(subject);
        came.reading.facts.clear();
        let ledger = books(&[pack.clone(), ends.clone(), came], "2025-02-25");
        let view = View::new(&ledger, day("2025-02-25"));
        let open = view.dues().iter().any(|d| d.due.what == DueKind::Return);
        assert_eq!(open, !arrived, "{subject}");
    }
}

/// A new card told to who sends boxes, and who answers.
fn card_told() -> Mail {
    letter("2025-01-20", "veg.example", "New card for VV-30912")
        .reference(ReferenceRole::Customer, "VV-30912")
        .says(Claim::Act { act: LetterAct::Bank, on: None })
}

fn box_of_the_week() -> Mail {
    mail("2024-05-01", "veg.example", Kind::ContractPack)
        .about(AgreementKind::Subscription, None)
        .reference(ReferenceRole::Customer, "VV-30912")
}

#[test]
fn who_answers_under_the_same_subject_answers_whatever_its_message_looks_like() {
    let mut sorted =
        mail("2025-01-21", "veg.example", Kind::Unclear).subject("Re: New card for VV-30912");
    sorted.reading.kind_confidence = oxherd_model::Confidence::from_thousandths(380);
    let answered = [(Act::NewBank, RequestState::Answered)];
    assert_eq!(stand(&[box_of_the_week(), card_told(), sorted], "2025-01-22"), answered);
    let receipt =
        mail("2025-01-21", "veg.example", Kind::CaseProgress).subject("We got your message");
    let sent = [(Act::NewBank, RequestState::Sent)];
    assert_eq!(stand(&[box_of_the_week(), card_told(), receipt], "2025-01-22"), sent);
}

#[test]
fn who_takes_the_money_with_the_new_card_has_it_and_nothing_is_due() {
    let failed = mail("2025-02-11", "veg.example", Kind::PaymentFailed)
        .reference(ReferenceRole::Customer, "VV-30912")
        .sum(AmountRole::Due, "21.00")
        .on(DateRole::Due, "2025-02-25");
    let taken = mail("2025-02-14", "veg.example", Kind::CaseProgress)
        .beside(Kind::PaymentDone)
        .reference(ReferenceRole::Customer, "VV-30912")
        .sum(AmountRole::Paid, "21.00");
    let mails = [box_of_the_week(), card_told(), failed, taken];
    let due = |on: &str| {
        let ledger = books(&mails, on);
        View::new(&ledger, day(on)).dues().iter().any(|d| d.due.what == DueKind::Payment)
    };
    assert!(due("2025-02-12") && !due("2025-02-14"));
    assert_eq!(stand(&mails, "2025-02-15"), [(Act::NewBank, RequestState::Answered)]);
}

#[test]
fn a_claim_and_the_number_that_it_gets_are_one_matter() {
    let cover = |on: &str, kind| {
        mail(on, "shield.example", kind)
            .about(AgreementKind::Insurance, None)
            .reference(ReferenceRole::Policy, "SDC-0447-1162")
    };
    // Under the number of the policy no case is known, whatever it is called.
    let claim = letter("2025-08-05", "shield.example", "Claim on SDC-0447-1162")
        .reference(ReferenceRole::Policy, "SDC-0447-1162")
        .reference(ReferenceRole::Case, "SDC-0447-1162")
        .says(Claim::Act { act: LetterAct::Claim, on: None });
    let got = mail("2025-08-06", "shield.example", Kind::CaseProgress)
        .subject("We've got your claim - CL-77120")
        .reference(ReferenceRole::Case, "CL-77120");
    let mails = [cover("2024-12-10", Kind::ContractPack), claim, got];
    let ledger = books(&mails, "2025-08-07");
    assert_eq!(ledger.matters.all.len(), 1, "{:?}", ledger.matters.all);
    // An answer under the same subject is one with its letter, whatever its words name.
    let late = letter("2025-03-14", "shield.example", "Ritardo del tecnico, richiesta indennizzo")
        .says(Claim::Act { act: LetterAct::Claim, on: None });
    let taken = mail("2025-03-18", "shield.example", Kind::CaseProgress)
        .subject("Re: Ritardo del tecnico, richiesta indennizzo")
        .reference(ReferenceRole::Case, "R-2024-0177");
    let mails = [cover("2024-12-10", Kind::ContractPack), late, taken];
    let ledger = books(&mails, "2025-03-19");
    assert_eq!(ledger.matters.all.len(), 1, "{:?}", ledger.matters.all);
}

#[test]
fn who_had_a_contract_for_a_year_and_has_another_two_years_later_is_back() {
    let school = |on: &str, number: &str| {
        mail(on, "school.example", Kind::ContractPack)
            .about(AgreementKind::Service, None)
            .reference(ReferenceRole::Contract, number)
    };
    let mails = [
        school("2022-09-05", "AM-2022-0714")
            .on(DateRole::Start, "2022-09-12")
            .on(DateRole::End, "2023-06-30")
            .says(Claim::Renewal { automatic: false }),
        school("2025-09-02", "AM-2025-0391").on(DateRole::Start, "2025-09-15"),
    ];
    let ledger = books(&mails, "2025-09-03");
    let view = View::new(&ledger, day("2025-09-03"));
    let modes: Vec<Mode> = ledger.agreements.iter().map(|a| view.agreement(a).mode).collect();
    assert_eq!(modes, [Mode::Former, Mode::Returning]);
}
