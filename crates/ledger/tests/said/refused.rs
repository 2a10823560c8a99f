//! A renewal that is refused, an agreement that is left in time, a contract that goes over to somebody else.

use crate::mail::{Mail, books, day, insurance, letter, mail, order};
use oxherd_ledger::{Act, Clash, PromiseState, RequestState, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, Claim, DateRole, DueKind, IdentifierRole, Kind,
    LetterAct, Period, Pledge, PledgedDeed, PromiseTerm, ReferenceRole, Stage, TermUnit,
};

fn dues(mails: &[Mail], on: &str) -> Vec<DueKind> {
    let ledger = books(mails, on);
    View::new(&ledger, day(on)).dues().iter().map(|d| d.due.what).collect()
}

fn state(mails: &[Mail], on: &str) -> (AgreementState, Option<String>) {
    let ledger = books(mails, on);
    let one = ledger.agreements.first().unwrap();
    (View::new(&ledger, day(on)).agreement(one).state, one.ended_on.map(|on| on.to_string()))
}

/// A policy with the notice that it will renew on 22 September.
fn renewing() -> Vec<Mail> {
    vec![
        insurance("2024-09-20", Kind::ContractPack)
            .on(DateRole::Start, "2024-09-22")
            .says(Claim::Renewal { automatic: true }),
        insurance("2025-08-25", Kind::RenewalNotice)
            .on(DateRole::Renewal, "2025-09-22")
            .on(DateRole::CancelBy, "2025-09-21")
            .sum(AmountRole::New, "418.90")
            .says(Claim::Renewal { automatic: true }),
    ]
}

fn own() -> Mail {
    letter("2025-09-11", "harbour.example", "Please do not renew P-100")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Cancel, on: None })
}

fn refused() -> Mail {
    insurance("2025-09-13", Kind::RenewalNotice).says(Claim::Renewal { automatic: false })
}

#[test]
fn a_renewal_that_is_refused_and_confirmed_ends_with_the_term_and_takes_its_dues_away() {
    let asked = [renewing(), vec![own(), refused().subject("About your policy")]].concat();
    // By telephone: the confirmation says so itself.
    let beside = refused().beside(Kind::CancelConfirmed).subject("Your policy");
    let headed = refused().subject("Votre contrat est résilié");
    let called = |confirmed: Mail| [renewing(), vec![confirmed]].concat();
    for mails in [asked, called(beside), called(headed)] {
        assert!(dues(&mails, "2025-08-26").contains(&DueKind::Renewal));
        assert_eq!(dues(&mails, "2025-09-14"), []);
        let end = Some("2025-09-22".to_owned());
        assert_eq!(state(&mails, "2025-09-14"), (AgreementState::Ending, end.clone()));
        assert_eq!(state(&mails, "2025-09-24"), (AgreementState::Ended, end));
    }
}

#[test]
fn a_notice_that_nothing_renews_by_itself_ends_nothing_before_somebody_asked() {
    let mails = [renewing(), vec![refused().subject("Time to renew")]].concat();
    assert_eq!(state(&mails, "2025-09-14").0, AgreementState::Active);
}

#[test]
fn who_leaves_by_the_last_day_has_nothing_to_leave_by_it_until_they_take_it_back() {
    let mails = [renewing(), vec![own()]].concat();
    assert!(dues(&mails, "2025-09-10").contains(&DueKind::CancelBy));
    assert!(!dues(&mails, "2025-09-11").contains(&DueKind::CancelBy));
    let keep = letter("2025-09-12", "harbour.example", "I keep P-100 after all")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Keep, on: None });
    let kept = [mails, vec![keep]].concat();
    assert!(dues(&kept, "2025-09-12").contains(&DueKind::CancelBy));
}

#[test]
fn a_contract_in_another_name_takes_no_car_away_and_a_sale_does() {
    let paper = |on: &str, kind, subject: &str| insurance(on, kind).subject(subject);
    let stage = |more: Mail| {
        let mails = [paper("2023-01-05", Kind::ContractPack, "Your policy"), more];
        books(&mails, "2025-05-01").things.first().unwrap().stage
    };
    let kind = Kind::TransferConfirmed;
    for subject in ["Umschreibung P-100", "Changement de titulaire", "New policyholder"] {
        assert_eq!(stage(paper("2025-03-29", kind, subject)), Stage::InUse, "{subject}");
    }
    assert_eq!(stage(paper("2025-03-29", kind, "Your car was sold")), Stage::Gone);
    let register = mail("2025-03-29", "register.example", kind)
        .names(IdentifierRole::Registration, "AB12CDE")
        .subject("Halterwechsel AB12CDE");
    assert_eq!(stage(register), Stage::Gone);
}

#[test]
fn a_debit_right_after_the_end_is_judged_by_the_month_that_it_names() {
    let contract = |on: &str, kind| {
        mail(on, "kiln.example", kind)
            .about(AgreementKind::Service, None)
            .reference(ReferenceRole::Contract, "KL-7001")
    };
    let of = |text: &str| {
        let mut begun = contract("2025-01-05", Kind::ContractPack)
            .on(DateRole::Start, "2025-01-05")
            .sum(AmountRole::Price, "20.00");
        begun.reading.period = Some(Period::Month);
        let lines: Vec<(&str, &str, &str, &str)> = ["2025-03-05", "2025-04-05", "2025-05-05"]
            .iter()
            .map(|on| (*on, "-20.00", "KILN", "KL-7001"))
            .chain([("2025-07-03", "-20.00", "KILN", text)])
            .collect();
        let mails = [
            begun,
            contract("2025-05-24", Kind::CancelConfirmed).on(DateRole::End, "2025-06-30"),
            mail("2025-07-31", "bank.example", Kind::StatementUsage).shows(&lines),
        ];
        let ledger = books(&mails, "2025-08-01");
        ledger.contradictions.all.iter().any(|c| c.kind == Clash::ChargeAfterEnd)
    };
    for text in
        ["KL-7001 CANONE LUGLIO", "KL-7001 Beitrag Juli 2025", "KL-7001 juillet", "KL-7001 07/2025"]
    {
        assert!(of(text), "{text}");
    }
    for text in ["KL-7001 cuota junio", "KL-7001 Beitrag Juni 2025", "KL-7001 06/2025"] {
        assert!(!of(text), "{text}");
    }
}

#[test]
fn who_took_money_after_the_end_is_told_by_a_number_that_nobody_else_has() {
    let of = |text: &str| {
        let contract = |on: &str, kind| {
            mail(on, "kiln.example", kind)
                .about(AgreementKind::Service, None)
                .reference(ReferenceRole::Contract, "KL-2025-7001")
        };
        let mails = [
            contract("2025-01-05", Kind::ContractPack).sum(AmountRole::Price, "20.00"),
            contract("2025-05-24", Kind::CancelConfirmed).on(DateRole::End, "2025-06-30"),
            mail("2025-07-31", "bank.example", Kind::StatementUsage).shows(&[(
                "2025-07-21",
                "-20.00",
                "COOPERATIVE NORTH",
                text,
            )]),
        ];
        let ledger = books(&mails, "2025-08-01");
        ledger.contradictions.all.iter().any(|c| c.kind == Clash::ChargeAfterEnd)
    };
    assert!(of("DIRECT DEBIT KL-2025-7001 JULY"));
    assert!(!of("DIRECT DEBIT KL-2025-7009 JULY"));
}

#[test]
fn a_letter_to_an_institution_that_never_wrote_waits_for_its_answer() {
    let told = |to: &str| {
        let mut letter = letter("2025-08-14", "x.example", "Cambio de domicilio")
            .says(Claim::Act { act: LetterAct::Move, on: None });
        letter.reading.recipients[0].address = to.to_owned();
        letter
    };
    let stand = |mails: &[Mail], on: &str| {
        let ledger = books(mails, on);
        let requests = View::new(&ledger, day(on)).requests();
        requests.iter().map(|r| (r.request.act, r.state)).collect::<Vec<_>>()
    };
    let bank = told("clientes@cajanorte.example");
    assert_eq!(
        stand(std::slice::from_ref(&bank), "2025-08-15"),
        [(Act::Moved, RequestState::Sent)]
    );
    let done = mail("2025-08-25", "cajanorte.example", Kind::TransferConfirmed);
    assert_eq!(stand(&[bank, done], "2025-08-25"), [(Act::Moved, RequestState::Answered)]);
    let numbered = told("oficina4711@cajanorte.example").names(IdentifierRole::CardTail, "7730");
    assert_eq!(stand(&[numbered], "2025-08-15"), [(Act::Moved, RequestState::Sent)]);
    for friend in ["maria.lopez@correo.example", "lola@correo.example"] {
        assert_eq!(stand(&[told(friend)], "2025-08-15"), [], "{friend}");
    }
}

/// The membership that the owner ends, and what the supplier answers.
fn asked_to_end(answer: Mail) -> Vec<Mail> {
    let own = letter("2025-09-01", "ironbar.example", "Cancellation")
        .reference(ReferenceRole::Customer, "M-30871")
        .says(Claim::Act { act: LetterAct::Cancel, on: Some(day("2025-10-31")) });
    let begun =
        crate::mail::gym("2025-02-01", Kind::ContractPack).on(DateRole::Start, "2025-02-01");
    vec![begun, own, answer]
}

fn answer(act: LetterAct) -> Mail {
    crate::mail::gym("2025-09-05", Kind::CaseDecision).says(Claim::Act { act, on: None })
}

#[test]
fn an_end_that_is_refused_is_none_or_comes_later() {
    let refused = asked_to_end(answer(LetterAct::Refuse).on(DateRole::End, "2025-10-31"));
    assert_eq!(state(&refused, "2025-11-15"), (AgreementState::Active, None));
    let ledger = books(&refused, "2025-09-06");
    assert!(ledger.requests.all[0].answered.is_some() && ledger.requests.all[0].refused);
    assert!(ledger.contradictions.all.is_empty());
    let later =
        answer(LetterAct::Refuse).on(DateRole::End, "2025-10-31").on(DateRole::End, "2026-01-31");
    let end = Some("2026-01-31".to_owned());
    assert_eq!(state(&asked_to_end(later), "2025-11-15"), (AgreementState::Ending, end));
}

#[test]
fn an_end_that_is_taken_back_goes_on() {
    let keep = letter("2025-09-10", "ironbar.example", "I stay after all")
        .reference(ReferenceRole::Customer, "M-30871")
        .says(Claim::Act { act: LetterAct::Keep, on: None });
    let later = answer(LetterAct::Refuse).on(DateRole::End, "2026-01-31");
    let kept = [asked_to_end(later), vec![keep.clone()]].concat();
    assert_eq!(state(&kept, "2026-02-15"), (AgreementState::Active, None));
    // What was confirmed goes on once the supplier agrees to that.
    let confirmed =
        crate::mail::gym("2025-09-05", Kind::CancelConfirmed).on(DateRole::End, "2025-10-31");
    let asked = [asked_to_end(confirmed), vec![keep]].concat();
    assert_eq!(state(&asked, "2025-09-11").0, AgreementState::Ending);
    let restored = crate::mail::gym("2025-09-12", Kind::CaseDecision)
        .says(Claim::Act { act: LetterAct::Restore, on: None });
    let goes_on = [asked, vec![restored]].concat();
    assert_eq!(state(&goes_on, "2025-11-15"), (AgreementState::Active, None));
}

#[test]
fn a_claim_is_answered_by_who_confirms_the_end_and_promises_the_rest_or_refuses_it() {
    let own = letter("2025-10-06", "harbour.example", "Sale of AB12 CDE")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Cancel, on: None })
        .says(Claim::Act { act: LetterAct::Claim, on: None });
    let ended = insurance("2025-10-10", Kind::CancelConfirmed).on(DateRole::End, "2025-10-04");
    let what = "Die Erstattung von 98,30 EUR \u{fc}berweisen wir innerhalb von 10 Werktagen";
    let term = PromiseTerm::Within { count: 10, unit: TermUnit::BusinessDay };
    let pledge = Pledge { deed: PledgedDeed::Refund, instead: false, addressed: true };
    let paid = ended.clone().sum(AmountRole::Refund, "98.30").says(Claim::Promise {
        what: what.to_owned(),
        term,
        pledge: Some(pledge),
    });
    let denied = ended.clone().says(Claim::Act { act: LetterAct::Deny, on: None });
    for (answer, is, refused) in [
        (paid, RequestState::Answered, false),
        (denied, RequestState::Answered, true),
        (ended, RequestState::Sent, false),
    ] {
        let mails = [insurance("2024-09-20", Kind::ContractPack), own.clone(), answer];
        let ledger = books(&mails, "2025-10-11");
        let view = View::new(&ledger, day("2025-10-11"));
        let of = |act: Act| view.requests().into_iter().find(|r| r.request.act == act).unwrap();
        assert_eq!((of(Act::Claimed).state, of(Act::Claimed).request.refused), (is, refused));
        assert_eq!(of(Act::Ended).state, RequestState::Answered);
    }
}

#[test]
fn who_ends_it_with_the_move_needs_no_word_of_the_new_address() {
    let own = letter("2025-10-06", "harbour.example", "Moving")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Move, on: None })
        .says(Claim::Act { act: LetterAct::Cancel, on: None });
    let ended = insurance("2025-10-10", Kind::CancelConfirmed).on(DateRole::End, "2025-10-31");
    let mails = [insurance("2024-09-20", Kind::ContractPack), own, ended];
    let ledger = books(&mails, "2025-11-20");
    let view = View::new(&ledger, day("2025-11-20"));
    let states: Vec<_> = view.requests().into_iter().map(|r| r.state).collect();
    assert_eq!(states, [RequestState::Answered; 2]);
}

#[test]
fn what_is_sent_back_had_come_and_a_return_that_is_refused_is_sent_by_nobody() {
    let bought = order("2026-04-06", Kind::OrderConfirmed)
        .about(AgreementKind::Purchase, None)
        .by("2026-04-10", "Your order will be delivered by 10 April");
    let back = letter("2026-04-13", "kettle.example", "Return of K-8812")
        .reference(ReferenceRole::Order, "K-8812")
        .says(Claim::Act { act: LetterAct::Return, on: None });
    let refused = order("2026-04-20", Kind::ReturnInstructions)
        .says(Claim::Act { act: LetterAct::Deny, on: None });
    let promised = |mails: &[Mail], on: &str| -> Vec<PromiseState> {
        let ledger = books(mails, on);
        View::new(&ledger, day(on)).promises().iter().map(|p| p.state).collect()
    };
    let alone = [bought.clone()];
    assert_eq!(promised(&alone, "2026-04-14"), [PromiseState::Broken]);
    let sent = [bought.clone(), back.clone()];
    assert_eq!(promised(&sent, "2026-04-14"), [PromiseState::Kept]);
    let ledger = books(&[bought, back, refused], "2026-04-21");
    assert!(ledger.agreements.first().unwrap().leaving.returning.is_none());
}
