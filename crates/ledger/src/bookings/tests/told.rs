//! Payments of agreements that mail told of, under another name than the bank's.

use super::*;
use jiff::Span;
use oxherd_model::{Topic, TopicName};

/// A subscription for 9.90 a month that its supplier confirmed.
fn subscribed(books: &mut Books, firm: (&str, &str), mandate: Option<&str>) {
    let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
    let fact = |claim| Fact {
        claim,
        at,
        confidence: Confidence::from_thousandths(950),
        reader: ReaderName::Text,
    };
    let role = ReferenceRole::Mandate;
    let mandate = mandate.map(|value| Claim::Reference { role, value: value.to_owned() });
    let price = Claim::Amount { role: AmountRole::Price, money: eur(990) };
    let kind = TopicName::Agreement(AgreementKind::Subscription);
    let told = Reading {
        facts: mandate.into_iter().chain([price]).map(fact).collect(),
        period: Some(Period::Month),
        topics: vec![Topic { name: kind, weight: 9 }],
        ..reading(Kind::OrderConfirmed)
    };
    books.fold(date(2026, 1, 2), firm, &told);
}

/// What the bank shows eight times: to whom, how much, by which mandate, every so many months.
fn paid(who: &str, money: Money, mandate: Option<&str>, apart: Span) -> Statement {
    let day = |nth: i64| date(2026, 1, 5).checked_add(apart.checked_mul(nth).unwrap()).unwrap();
    let line = |nth| Booking {
        money: Money { value: -money.value, ..money },
        mandate: mandate.map(str::to_owned),
        ..booking(day(nth), 0, who, "abo")
    };
    statement((0..8).map(line).collect())
}

const HAIN: (&str, &str) = ("klanghain.example", "Klanghain");
const BORA: (&str, &str) = ("palestrabora.example", "Palestra Bora");

#[test]
fn what_mail_and_bank_tell_of_one_agreement_is_one() {
    let (short, long) = (Some("KH-1"), Some("KH-20417-7"));
    let month = Span::new().months(1);
    for (case, firm, told, who, sum, mandate, apart, agreements) in [
        ("a longer name", HAIN, None, "Klanghain Streaming GmbH", eur(990), None, month, 1),
        ("another form and place", BORA, None, "BORA SSD ARL TORINO", eur(990), None, month, 1),
        ("a name and a mandate", HAIN, None, "KLANGHAIN MUSIK AG", eur(990), short, month, 1),
        ("a mandate of its own", HAIN, long, "QX Services Ltd", eur(990), long, month, 1),
        ("the same at another price", HAIN, long, "QX Services Ltd", eur(1490), long, month, 1),
        (
            "a short one and the name",
            HAIN,
            short,
            "Klanghain Streaming",
            eur(1490),
            short,
            month,
            1,
        ),
        ("a short one and the price", HAIN, short, "QX Services Ltd", eur(1090), short, month, 1),
        ("a short one alone", HAIN, short, "QX Services Ltd", eur(4900), short, month, 2),
        ("another mandate", HAIN, long, "QX Services Ltd", eur(990), short, month, 2),
        ("another sum", HAIN, None, "Klanghain Streaming GmbH", eur(4900), None, month, 2),
        ("another rhythm", HAIN, None, "Klanghain Werke GmbH", eur(990), None, month * 3, 2),
        ("another name", HAIN, None, "Klangwald GmbH", eur(990), None, month, 2),
    ] {
        let mut books = Books::default();
        subscribed(&mut books, firm, told);
        books.bank(paid(who, sum, mandate, apart));
        let ledger = books.settled();
        let found: Vec<_> = ledger.agreements.iter().map(|a| a.charges.len()).collect();
        assert_eq!(found.len(), agreements, "{case}: {found:?}");
    }
    let pounds = Money { value: Decimal::new(990, 2), currency: Currency::GBP };
    let mut books = Books::default();
    subscribed(&mut books, HAIN, None);
    books.bank(paid("Klanghain Streaming GmbH", pounds, None, month));
    assert_eq!(books.settled().agreements.len(), 2, "another currency");
}

#[test]
fn who_is_paid_already_is_not_paid_under_another_name_too() {
    let mut books = Books::default();
    subscribed(&mut books, HAIN, None);
    let month = Span::new().months(1);
    books.bank(paid("KLANGHAIN", eur(990), None, month));
    let mut other = paid("Klanghain Instrumente KG", eur(990), None, month);
    other.account = Some(Account::Iban("DE02120300000000202051".to_owned()));
    books.bank(other);
    let ledger = books.settled();
    assert_eq!(ledger.agreements.len(), 2);
    assert!(ledger.agreements.iter().all(|a| a.charges.len() == 8));
}
