//! Several agreements with one supplier, told apart without a number; a new one under another number.

use crate::mail::{Mail, books, day, letter, mail};
use oxherd_ledger::{Act, View};
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, BareNumber, Branch, Claim, DateRole, IdentifierRole,
    Kind, LetterAct, PartRef, Period, Place, ReferenceRole, ThingKind,
};

/// A number that stands without a word for it.
fn bare(value: &str) -> BareNumber {
    let at = Place { part: PartRef::Subject, start: 0, end: 0 };
    BareNumber { value: value.to_owned(), at }
}

/// A message of `combine.example` about an agreement of one branch.
fn of(on: &str, kind: Kind, branch: Branch) -> Mail {
    let mut mail = mail(on, "combine.example", kind).about(branch.kind().unwrap(), None);
    mail.reading.branches = vec![branch];
    mail
}

fn begins(on: &str, branch: Branch, price: &str) -> Mail {
    let mut mail =
        of(on, Kind::ContractPack, branch).on(DateRole::Start, on).sum(AmountRole::Price, price);
    mail.reading.period = Some(Period::Month);
    mail
}

/// What runs or ended, by the day on which it began.
fn states(mails: &[Mail], on: &str) -> Vec<(String, AgreementState)> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let mut all: Vec<(String, AgreementState)> = ledger
        .agreements
        .iter()
        .map(|a| {
            let began = a.started_on.map(|on| on.to_string()).unwrap_or_default();
            (began, view.agreement(a).state)
        })
        .collect();
    all.sort();
    all
}

fn two() -> Vec<Mail> {
    vec![
        begins("2025-01-05", Branch::Broadband, "30.00"),
        begins("2025-02-05", Branch::Mobile, "10.00"),
    ]
}

const BOTH: [&str; 2] = ["2025-01-05", "2025-02-05"];

#[test]
fn an_end_is_that_of_the_agreement_whose_branch_it_names() {
    let end =
        of("2025-05-20", Kind::CancelConfirmed, Branch::Mobile).on(DateRole::End, "2025-06-01");
    let [broadband, mobile] = BOTH.map(str::to_owned);
    assert_eq!(
        states(&[two(), vec![end]].concat(), "2025-07-01"),
        [(broadband, AgreementState::Active), (mobile, AgreementState::Ended)]
    );
    // A loan is none of the insurances of the same house.
    let mails = [
        begins("2025-01-05", Branch::Contents, "9.00"),
        begins("2025-02-05", Branch::Loan, "210.00"),
    ];
    assert_eq!(states(&mails, "2025-07-01").len(), 2);
}

#[test]
fn what_names_none_of_several_is_that_of_its_price_or_of_none() {
    let paid = |sum: &str| {
        mail("2025-03-05", "combine.example", Kind::PaymentDone).sum(AmountRole::Paid, sum)
    };
    let charged = |sum: &str| {
        let ledger = books(&[two(), vec![paid(sum)]].concat(), "2025-03-06");
        ledger.agreements.iter().map(|a| a.charges.len()).collect::<Vec<usize>>()
    };
    assert_eq!(charged("10.00"), [0, 1]);
    assert_eq!(charged("17.00"), [0, 0]);
    let end = mail("2025-05-20", "combine.example", Kind::CancelConfirmed)
        .on(DateRole::End, "2025-06-01");
    let ended = states(&[two(), vec![end]].concat(), "2025-07-01");
    assert_eq!(ended, BOTH.map(|on| (on.to_owned(), AgreementState::Active)));
}

#[test]
fn lines_of_telephones_tell_agreements_apart() {
    let line = |mail: Mail, number: &str| mail.names(IdentifierRole::Phone, number);
    let end =
        of("2025-05-20", Kind::CancelConfirmed, Branch::Mobile).on(DateRole::End, "2025-06-01");
    let mails = [
        line(begins("2025-01-05", Branch::Mobile, "9.00"), "07700 900123"),
        line(begins("2025-02-05", Branch::Mobile, "12.00"), "07700 900456"),
        line(end, "+44 7700 900456"),
    ];
    let [first, second] = BOTH.map(str::to_owned);
    assert_eq!(
        states(&mails, "2025-07-01"),
        [(first, AgreementState::Active), (second, AgreementState::Ended)]
    );
}

#[test]
fn a_bundle_is_one_agreement_and_its_parts_are_spoken_of_alone() {
    let mut bundle = begins("2025-01-05", Branch::Broadband, "40.00");
    bundle.reading.branches = vec![Branch::Broadband, Branch::Television];
    let mut bill = of("2025-02-05", Kind::Bill, Branch::Broadband).sum(AmountRole::Due, "40.00");
    bill.reading.branches = vec![Branch::Television];
    assert_eq!(states(&[bundle, bill], "2025-03-01").len(), 1);
}

#[test]
fn a_known_number_is_found_without_a_label() {
    let policy = |on: &str, number: &str, branch| {
        begins(on, branch, "9.00").reference(ReferenceRole::Policy, number)
    };
    let mut end =
        mail("2025-05-20", "combine.example", Kind::ContractEnding).on(DateRole::End, "2025-06-01");
    end.reading.numbers = vec![bare("7712-331-02")];
    let mails = [
        policy("2025-01-05", "7712-331-01", Branch::Contents),
        policy("2025-02-05", "7712-331-02", Branch::Liability),
        end,
    ];
    let [first, second] = BOTH.map(str::to_owned);
    assert_eq!(
        states(&mails, "2025-07-01"),
        [(first, AgreementState::Active), (second, AgreementState::Ended)]
    );
}

#[test]
fn the_mark_of_a_known_vehicle_is_known_without_a_word_for_it() {
    let pack = |on: &str, firm: &str, number: &str| {
        mail(on, firm, Kind::ContractPack)
            .reference(ReferenceRole::Contract, number)
            .sum(AmountRole::Price, "60.00")
    };
    let insured = pack("2024-01-02", "crane.example", "KR-1")
        .about(AgreementKind::Insurance, Some(ThingKind::Vehicle))
        .names(IdentifierRole::Registration, "BAQ77");
    let mut towed = pack("2024-01-03", "comet.example", "PK-2")
        .about(AgreementKind::Membership, None)
        .on(DateRole::Start, "2024-01-01");
    towed.reading.period = Some(Period::Year);
    towed.reading.numbers = vec![bare("BAQ77")];
    let mut other = pack("2024-01-04", "third.example", "ZZ-9");
    other.reading.numbers = vec![bare("BAQ78")];
    let mut sold = mail("2025-03-04", "office.example", Kind::TransferConfirmed);
    sold.reading.numbers = vec![bare("BAQ77")];
    let ledger = books(&[insured, towed, other, sold], "2025-03-05");
    let car = ledger.agreements[0].thing.unwrap();
    assert_eq!(ledger.agreements[1].thing, Some(car));
    assert_eq!(ledger.agreements[2].thing, None);
    assert_eq!(ledger.things.iter().filter(|t| t.kind == ThingKind::Vehicle).count(), 1);
    let view = View::new(&ledger, day("2025-03-05"));
    let to_be_ended: Vec<bool> = ledger.agreements.iter().map(|a| view.is_to_be_ended(a)).collect();
    assert_eq!(to_be_ended, [true, true, false]);
}

#[test]
fn the_owner_ends_what_the_letter_names() {
    let mut own = letter("2025-05-10", "combine.example", "Cancellation")
        .says(Claim::Act { act: LetterAct::Cancel, on: Some(day("2025-06-01")) });
    own.reading.branches = vec![Branch::Mobile];
    let mails = [two(), vec![own]].concat();
    let ledger = books(&mails, "2025-05-11");
    let request = &ledger.requests.all[0];
    let ended = request.agreement.map(|at| ledger.agreements[usize::try_from(at).unwrap()].state);
    assert_eq!((request.act, ended), (Act::Ended, Some(AgreementState::Ending)));
    let [broadband, mobile] = BOTH.map(str::to_owned);
    assert_eq!(
        states(&mails, "2025-05-11"),
        [(broadband, AgreementState::Active), (mobile, AgreementState::Ending)]
    );
}

#[test]
fn a_tariff_under_a_new_number_follows_the_one_that_runs_out() {
    let tariff = |on: &str, kind, number: &str, start: &str| {
        of(on, kind, Branch::Gas)
            .reference(ReferenceRole::Contract, number)
            .on(DateRole::Start, start)
            .sum(AmountRole::Price, "96.00")
    };
    let old = tariff("2024-01-05", Kind::ContractPack, "G-771", "2024-02-01")
        .on(DateRole::End, "2026-01-31");
    let told = |start: &str| {
        let new = tariff("2026-01-05", Kind::PriceChange, "G-902", start);
        let ledger = books(&[old.clone(), new], "2026-02-10");
        let first = ledger.agreements[0].clone();
        let second = ledger.agreements.get(1).and_then(|a| a.successor_of.clone());
        (first.ended_on.map(|on| on.to_string()), second == Some(first.id))
    };
    assert_eq!(told("2026-02-01"), (Some("2026-01-31".to_owned()), true));
    // A second supply that begins in between follows nothing.
    assert_eq!(told("2025-06-01"), (None, false));
}

#[test]
fn what_a_renewal_that_was_none_announced_is_no_new_agreement() {
    let policy = |on: &str, kind| {
        mail(on, "harbour.example", kind)
            .about(AgreementKind::Insurance, None)
            .reference(ReferenceRole::Policy, "PF-100200")
    };
    let renewed = policy("2026-02-03", Kind::RenewalNotice)
        .on(DateRole::Renewal, "2026-03-03")
        .sum(AmountRole::Due, "489.20");
    let greeted = |paid: &str| {
        mail("2026-03-03", "harbour.example", Kind::AccountSetup)
            .subject("Thanks for joining us")
            .about(AgreementKind::Insurance, None)
            .reference(ReferenceRole::Policy, "PF-999333")
            .on(DateRole::Payment, paid)
    };
    let agreements = |paid: &str| {
        let mails = [
            policy("2024-03-01", Kind::ContractPack).on(DateRole::Start, "2024-03-03"),
            policy("2025-08-14", Kind::CancelConfirmed).on(DateRole::End, "2025-08-09"),
            renewed.clone(),
            greeted(paid),
        ];
        let ledger = books(&mails, "2026-03-04");
        (ledger.agreements.len(), ledger.contradictions.all.len())
    };
    assert_eq!(agreements("2026-03-03"), (1, 2));
    assert_eq!(agreements("2026-06-20").1, 1);
}

#[test]
fn of_two_policies_of_one_branch_the_owner_ends_that_of_the_thing_that_the_letter_names() {
    let car = |on: &str, plate: &str| {
        begins(on, Branch::Vehicle, "400.00").names(IdentifierRole::Registration, plate)
    };
    let mut own = letter("2025-05-10", "combine.example", "Cancellation")
        .names(IdentifierRole::Registration, "AB12CDE")
        .says(Claim::Act { act: LetterAct::Cancel, on: Some(day("2025-06-01")) });
    own.reading.branches = vec![Branch::Vehicle];
    let mails = [car("2025-01-05", "AB12CDE"), car("2025-02-05", "KX04LMN"), own];
    let [first, second] = BOTH.map(str::to_owned);
    assert_eq!(
        states(&mails, "2025-05-11"),
        [(first, AgreementState::Ending), (second, AgreementState::Active)]
    );
}
