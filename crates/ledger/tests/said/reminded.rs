//! What was asked for again after its day is owed until it is paid, and what no longer concerns who lives here is not.

use crate::mail::{Mail, books, books_of, day, household, insurance, letter, mail};
use oxherd_ledger::{Ledger, Person, View};
use oxherd_model::{
    AgreementKind, AmountRole, Claim, DateRole, DueKind, IdentifierRole, Kind, LetterAct,
    ReferenceRole, ThingKind,
};

fn payments(mails: &[Mail], on: &str) -> Vec<String> {
    let ledger = books(mails, on);
    let view = View::new(&ledger, day(on));
    let dues = view.dues();
    let owed = dues.iter().filter(|d| d.due.what == DueKind::Payment);
    owed.map(|d| format!("{} {}", d.due.on, d.due.amount.unwrap().value)).collect()
}

fn mason(on: &str, kind: Kind) -> Mail {
    mail(on, "mason.example", kind)
        .about(AgreementKind::Service, None)
        .reference(ReferenceRole::Customer, "C-41")
        .reference(ReferenceRole::Invoice, "R-77")
}

fn bill() -> Mail {
    mason("2025-05-04", Kind::Bill).sum(AmountRole::Due, "86.40").on(DateRole::Due, "2025-05-18")
}

/// With a fee and another day.
fn reminder() -> Mail {
    mason("2025-06-01", Kind::Dunning)
        .sum(AmountRole::Total, "86.40")
        .sum(AmountRole::Fee, "5.00")
        .sum(AmountRole::Due, "91.40")
        .on(DateRole::Due, "2025-06-15")
}

#[test]
fn a_bill_that_was_asked_for_again_is_owed_until_it_is_paid() {
    let later = "2025-09-20";
    assert_eq!(payments(&[bill()], later), [""; 0], "nobody asked again");
    assert_eq!(payments(&[bill(), reminder()], later), ["2025-06-15 91.40"]);
    let plain = mason("2025-06-01", Kind::Dunning).sum(AmountRole::Due, "86.40");
    assert_eq!(payments(&[bill(), plain], later), ["2025-05-18 86.40"], "without another day");
    // A second fee takes the place of the first.
    let again = mason("2025-07-01", Kind::Dunning)
        .sum(AmountRole::Total, "86.40")
        .sum(AmountRole::Fee, "10.00")
        .sum(AmountRole::Due, "96.40")
        .on(DateRole::Due, "2025-07-15");
    assert_eq!(payments(&[bill(), reminder(), again], later), ["2025-07-15 96.40"]);
    let paid = mason("2025-09-10", Kind::PaymentDone).sum(AmountRole::Paid, "91.40");
    assert_eq!(payments(&[bill(), reminder(), paid], later), [""; 0], "a receipt");
    for (sum, what) in [("-91.40", "R-77"), ("-86.40", "R-77"), ("-91.40", "")] {
        let bank = mail("2025-09-11", "bank.example", Kind::StatementUsage).shows(&[(
            "2025-09-10",
            sum,
            "MASON",
            what,
        )]);
        assert_eq!(payments(&[bill(), reminder(), bank], later), [""; 0], "{sum} {what}");
    }
    assert_eq!(payments(&[bill(), reminder()], "2026-12-20"), [""; 0], "long forgotten");
}

#[test]
fn a_reminder_before_the_day_is_no_dun() {
    let early = mason("2025-05-12", Kind::Dunning)
        .sum(AmountRole::Due, "86.40")
        .on(DateRole::Due, "2025-05-18");
    assert_eq!(payments(&[bill(), early], "2025-09-20"), [""; 0]);
}

#[test]
fn a_tax_on_what_was_sold_is_owed_no_more() {
    let papers = insurance("2024-03-01", Kind::ContractPack);
    let mut sold = letter("2025-06-15", "harbour.example", "Car sold")
        .reference(ReferenceRole::Policy, "P-100")
        .says(Claim::Act { act: LetterAct::Sold, on: Some(day("2025-06-13")) });
    sold.reading.kind = Kind::Personal;
    for subject in [
        "Reminder: vehicle tax for AB12 CDE is due",
        "Ihre Kraftfahrzeugsteuer",
        "Avis : taxe annuelle sur les véhicules",
        "Impuesto de circulación 2025",
        "Bollo auto in scadenza",
        "Motorrijtuigenbelasting",
        "Parking in the High Street",
    ] {
        let tax = mail("2025-08-05", "office.example", Kind::Bill)
            .about(AgreementKind::Service, Some(ThingKind::Vehicle))
            .names(IdentifierRole::Registration, "AB12CDE")
            .sum(AmountRole::Due, "35.00")
            .on(DateRole::Due, "2025-08-31")
            .subject(subject);
        let owed = ["2025-08-31 35.00"];
        assert_eq!(payments(&[papers.clone(), tax.clone()], "2025-08-10"), owed, "{subject}");
        let after = payments(&[papers.clone(), sold.clone(), tax], "2025-08-10");
        let keeps = usize::from(subject.starts_with("Parking"));
        assert_eq!(after, owed[..keeps], "{subject}");
    }
}

#[test]
fn who_lives_here_and_writes_from_another_address_is_no_supplier() {
    let suppliers = |ledger: &Ledger| -> Vec<String> {
        ledger.suppliers.iter().map(|s| s.name().to_owned()).collect()
    };
    let mut people = household();
    people.people =
        vec![Person { name: "Ann Lee".to_owned(), addresses: vec!["ann@home.example".to_owned()] }];
    for (name, is) in [("Ann Lee", false), ("Lee, Ann", false), ("Ann", true), ("Ann Leeds", true)]
    {
        let mut mail = mail("2025-09-01", "work.example", Kind::PriceChange)
            .about(AgreementKind::Membership, Some(ThingKind::Membership))
            .subject("Fwd: your fees go up")
            .sum(AmountRole::New, "33.00");
        mail.reading.supplier.as_mut().unwrap().name = name.to_owned();
        let known = suppliers(&books_of(&[mail], "2025-09-02", &people));
        assert_eq!(!known.is_empty(), is, "{name}: {known:?}");
    }
}
