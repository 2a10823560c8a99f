//! What becomes of an agreement of the books in several countries: each right, each country.

use super::Windows;
use crate::books::Books;
use jiff::civil::{Date, date};
use jiff::{Timestamp, tz::TimeZone};
use oxherd_law::Laws;
use oxherd_ledger::{
    Agreement, Change, Changed, Charge, Evidences, Household, Known, LeaveBy, Leaving, Ledger,
    Oddity, OddityKind, Packed, Place, Price, Stated, Thing,
};
use oxherd_model::{
    AgreementKind, AgreementState, Currency, DueKind, EvidenceId, Kind, Money, Period, Stage,
    ThingKind,
};

const MAIL: EvidenceId = EvidenceId([7; 10]);

fn at(day: Date) -> Timestamp {
    day.at(12, 0, 0, 0).to_zoned(TimeZone::UTC).unwrap().timestamp()
}

fn known(on: Date) -> Option<Known> {
    Some(Known { on, evidence: MAIL })
}

fn agreement(kind: AgreementKind, began: Date) -> Agreement {
    Agreement {
        id: "a1".to_owned(),
        supplier: 0,
        kind,
        topics: Vec::new(),
        for_vehicle: false,
        references: Vec::new(),
        models: Vec::new(),
        branches: Vec::new(),
        lines: Vec::new(),
        thing: None,
        state: AgreementState::Active,
        started_on: Some(began),
        term_ends_on: None,
        renews_on: None,
        auto_renews: None,
        cancel_by: None,
        leaving: Leaving::default(),
        ended_on: None,
        ending: None,
        turns: Vec::new(),
        successor_of: None,
        prices: Vec::new(),
        charges: Packed::default(),
        beyond: Vec::new(),
        people: Vec::new(),
        last_kind: Kind::ContractPack,
        first_at: Some(at(began)),
        last_at: Some(at(began)),
        evidence: Evidences(vec![MAIL]),
    }
}

/// Until the last day of a term that goes on by itself.
fn until(kind: AgreementKind, began: Date, last: Date) -> Agreement {
    Agreement {
        term_ends_on: Some(last),
        auto_renews: Some(true),
        last_at: Some(at(date(2026, 9, 1))),
        ..agreement(kind, began)
    }
}

fn thing(kind: ThingKind) -> Thing {
    Thing {
        id: "t1".to_owned(),
        names: vec![("It".to_owned(), 40_000)],
        owner_name: None,
        kind,
        stage: Stage::InUse,
        identifiers: Vec::new(),
        found_by: Place::Agreement,
        confidence: 900,
        owned: None,
        suppliers: vec![0],
        timeline: Packed::default(),
    }
}

fn books(country: &str, agreement: Agreement, things: Vec<Thing>, on: Date) -> Books {
    let mut ledger = Ledger::default();
    ledger.agreements.push(agreement);
    ledger.things = things;
    let household = Household { country: Some(country.to_owned()), ..Household::default() };
    Books { ledger, household, words: oxherd_ledger::Words::default(), at: at(on) }
}

/// `what day rule`, `?` behind a rule that may only remind.
fn windows_of(books: &Books) -> Vec<String> {
    let windows = Windows::of(books, Laws::built_in().unwrap());
    let shown = windows.shown(books, &[]);
    let words = shown.iter().map(|s| {
        let mark = if s.reason.may_claim { "" } else { "?" };
        format!("{} {} {}{mark}", s.due.what, s.due.on, s.reason.law.as_deref().unwrap_or("said"))
    });
    words.collect()
}

fn windows(country: &str, agreement: &Agreement, on: Date) -> Vec<String> {
    windows_of(&books(country, agreement.clone(), Vec::new(), on))
}

#[test]
fn the_notice_of_the_law_counts_where_the_agreement_names_none() {
    let today = date(2026, 9, 25);
    let (began, last) = (date(2025, 1, 1), date(2026, 12, 31));
    for (country, kind, expected) in [
        ("DE", AgreementKind::Insurance, "cancel_by 2026-09-30 E-DE-05?"),
        ("ES", AgreementKind::Insurance, "cancel_by 2026-11-30 E-ES-03b?"),
        ("GB", AgreementKind::Insurance, "cancel_by 2026-12-31 E-UK-05"),
        ("NL", AgreementKind::Insurance, "cancel_by 2026-12-31 said?"),
        ("DE", AgreementKind::Membership, "cancel_by 2026-11-30 E-DE-02"),
        ("DE", AgreementKind::Telecom, "cancel_by 2026-11-30 E-DE-04?"),
        ("FR", AgreementKind::Membership, "cancel_by 2026-12-31 said?"),
    ] {
        let of = until(kind, began, last);
        assert_eq!(windows(country, &of, today), [expected], "{country} {kind}");
    }
}

#[test]
fn after_the_first_term_some_laws_let_one_leave_on_any_day() {
    let today = date(2026, 6, 1);
    for (country, kind, rule) in [
        ("DE", AgreementKind::Membership, Some("E-DE-02")),
        ("NL", AgreementKind::Subscription, Some("E-NL-01")),
        ("FR", AgreementKind::Insurance, Some("E-FR-03")),
        ("IT", AgreementKind::Membership, None),
        ("GB", AgreementKind::Membership, None),
    ] {
        let of = until(kind, date(2023, 1, 1), date(2023, 12, 31));
        let books = books(country, of, Vec::new(), today);
        let windows = Windows::of(&books, Laws::built_in().unwrap());
        let known = &books.ledger.agreements[0];
        let any = windows.any_day(known).and_then(|reason| reason.law.as_deref());
        assert_eq!(any, rule, "{country} {kind}");
        // Who cannot leave on any day has the day before the running term renews.
        let by = windows.leave(known).map(|window| window.due.on);
        assert_eq!(by, rule.is_none().then(|| date(2026, 12, 31)), "{country} {kind}");
    }
}

/// What is awaited (`until rule`), and why any day will do, where the notice before a renewal counts.
fn notices(country: &str, of: &Agreement, on: Date) -> (Vec<String>, Option<String>) {
    let books = books(country, of.clone(), Vec::new(), on);
    let windows = Windows::of(&books, Laws::built_in().unwrap());
    let awaited = windows.awaited().iter().map(|a| {
        let mark = if a.reason.may_claim { "" } else { "?" };
        format!("{} {}{mark}", a.watch.until, a.reason.law.as_deref().unwrap_or("said"))
    });
    let free = windows.any_day(&books.ledger.agreements[0]).and_then(|reason| reason.law.clone());
    (awaited.collect(), free)
}

#[test]
fn the_notice_that_the_law_asks_for_before_a_renewal_is_awaited() {
    let today = date(2026, 6, 1);
    let (began, last) = (date(2026, 1, 1), date(2026, 12, 31));
    for (country, kind, expected) in [
        ("FR", AgreementKind::Membership, Some("2026-11-30 E-FR-01")),
        ("FR", AgreementKind::Insurance, Some("2026-12-16 E-FR-04?")),
        ("ES", AgreementKind::Subscription, Some("2026-12-17 E-ES-01")),
        ("GB", AgreementKind::Telecom, Some("2026-12-21 E-UK-10")),
        ("GB", AgreementKind::Energy, Some("2026-11-19 E-UK-11?")),
        ("GB", AgreementKind::Membership, None),
        ("DE", AgreementKind::Membership, None),
    ] {
        let of = until(kind, began, last);
        let expected: Vec<String> = expected.into_iter().map(str::to_owned).collect();
        assert_eq!(notices(country, &of, today), (expected, None), "{country} {kind}");
        // It came, or it was said that nothing renews.
        let mut told = of.clone();
        told.leaving.renewal_told = known(date(2026, 10, 20)).into_iter().collect();
        assert_eq!(notices(country, &told, date(2026, 10, 25)).0, [""; 0], "{country} {kind}");
        let ends = Agreement { auto_renews: Some(false), ..of };
        assert_eq!(notices(country, &ends, today).0, [""; 0], "{country} {kind}");
    }
}

#[test]
fn a_renewal_without_its_notice_frees_where_the_law_says_so_and_the_mail_would_show_it() {
    let of = until(AgreementKind::Membership, date(2025, 1, 1), date(2025, 12, 31));
    let after = date(2026, 3, 1);
    assert_eq!(notices("FR", &of, after).1.as_deref(), Some("E-FR-01"));
    assert_eq!(notices("FR", &of, date(2025, 12, 31)).1, None, "not before it renewed");
    // Between the last day of the notice and the renewal the reason says what follows.
    let books_of = |on| books("FR", of.clone(), Vec::new(), on);
    let late = books_of(date(2025, 12, 10));
    let windows = Windows::of(&late, Laws::built_in().unwrap());
    let why = &windows.leave(&late.ledger.agreements[0]).unwrap().reason.why;
    assert!(why.contains("2026-01-01") && why.contains("E-FR-01"), "{why}");
    // It rests on what nobody knows: a letter by post.
    let later = books_of(after);
    let windows = Windows::of(&later, Laws::built_in().unwrap());
    let reason = windows.any_day(&later.ledger.agreements[0]).unwrap();
    assert!(!reason.may_claim && reason.assumes.len() == 1, "{reason:?}");
    let mut told = of.clone();
    told.leaving.renewal_told = known(date(2025, 10, 20)).into_iter().collect();
    assert_eq!(notices("FR", &told, after).1, None, "it came");
    let younger = Agreement { first_at: Some(at(date(2025, 11, 20))), ..of.clone() };
    assert_eq!(notices("FR", &younger, after).1, None, "it may lie in mail that is not here");
    for country in ["ES", "GB", "IT"] {
        assert_eq!(notices(country, &of, after).1, None, "{country}");
    }
}

#[test]
fn a_motor_cover_that_ends_by_itself_has_no_last_day() {
    let mut of = until(AgreementKind::Insurance, date(2026, 1, 1), date(2026, 12, 31));
    of.thing = Some(0);
    of.auto_renews = None;
    let car = vec![thing(ThingKind::Vehicle)];
    let found = windows_of(&books("IT", of, car, date(2026, 6, 1)));
    assert!(found.is_empty(), "{found:?}");
}

#[test]
fn what_the_agreement_says_itself_comes_before_the_law_and_rolls() {
    let mut of = until(AgreementKind::Insurance, date(2025, 1, 1), date(2025, 12, 31));
    let ends = Some(date(2025, 12, 31));
    of.leaving.by = Some(LeaveBy { on: date(2025, 11, 30), ends, counted: None, evidence: MAIL });
    assert_eq!(windows("DE", &of, date(2025, 11, 30)), ["cancel_by 2025-11-30 said"]);
    assert_eq!(windows("DE", &of, date(2025, 12, 1)), ["cancel_by 2026-11-30 said?"]);
    assert_eq!(windows("DE", &of, date(2028, 1, 1)), ["cancel_by 2028-11-30 said?"]);
    let ended = Agreement { ended_on: Some(date(2025, 12, 31)), ..of.clone() };
    let ended = Agreement { state: AgreementState::Ending, ..ended };
    assert!(windows("DE", &ended, date(2025, 11, 1)).is_empty());
    // Without a country nothing of the law is known, but the words are.
    assert_eq!(windows("nowhere", &of, date(2025, 11, 1)), ["cancel_by 2025-11-30 said"]);
}

#[test]
fn a_short_term_stands_with_its_agreement_and_not_among_the_dues() {
    let mut of = until(AgreementKind::Subscription, date(2026, 1, 1), date(2026, 6, 30));
    of.started_on = None;
    let money = Money { value: "9.99".parse().unwrap(), currency: Currency::EUR };
    let price = Price { money, per: Period::Month };
    of.prices = vec![Stated { price, from: date(2026, 1, 1), period_said: true, evidence: MAIL }];
    let books = books("GB", of, Vec::new(), date(2026, 6, 10));
    let windows = Windows::of(&books, Laws::built_in().unwrap());
    let by = windows.leave(&books.ledger.agreements[0]).unwrap();
    assert_eq!(by.due.on, date(2026, 6, 30));
    assert!(windows.shown(&books, &[]).is_empty());
}

#[test]
fn a_change_frees_by_the_law_of_the_country_for_a_while() {
    let (told, from) = (date(2026, 5, 4), date(2026, 7, 1));
    let change = Change {
        what: Changed::Price,
        told_on: told,
        from: Some(from),
        leave_by: None,
        old: None,
        new: None,
        taken_back: false,
        evidence: MAIL,
    };
    for (country, kind, expected) in [
        ("GB", AgreementKind::Telecom, Some("cancel_by 2026-06-04 E-UK-10?")),
        ("DE", AgreementKind::Telecom, Some("cancel_by 2026-06-04 E-EU-08?")),
        ("FR", AgreementKind::Telecom, Some("cancel_by 2026-06-04 E-EU-08?")),
        ("ES", AgreementKind::Telecom, Some("cancel_by 2026-06-04 E-EU-08?")),
        ("NL", AgreementKind::Energy, Some("cancel_by 2026-07-01 E-EU-09?")),
        ("DE", AgreementKind::Energy, Some("cancel_by 2026-07-01 E-DE-07?")),
        ("DE", AgreementKind::Insurance, Some("cancel_by 2026-06-04 E-DE-06?")),
        ("IT", AgreementKind::Subscription, None),
        ("GB", AgreementKind::Energy, None),
    ] {
        let mut of = agreement(kind, date(2024, 1, 1));
        of.leaving.changes = vec![change.clone()];
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(windows(country, &of, date(2026, 5, 10)), expected, "{country} {kind}");
        assert!(windows(country, &of, date(2027, 1, 1)).is_empty(), "{country} {kind}");
        let said = Change { leave_by: Some(date(2026, 6, 20)), ..change.clone() };
        of.leaving.changes = vec![said];
        assert_eq!(windows(country, &of, date(2026, 5, 10)), ["cancel_by 2026-06-20 said"]);
    }
}

#[test]
fn words_about_data_free_nobody() {
    let change = Change {
        what: Changed::Terms,
        told_on: date(2026, 5, 4),
        from: None,
        leave_by: None,
        old: None,
        new: None,
        taken_back: false,
        evidence: MAIL,
    };
    let mut of = agreement(AgreementKind::Telecom, date(2024, 1, 1));
    of.leaving.changes = vec![change];
    assert!(windows("DE", &of, date(2026, 5, 10)).is_empty());
}

#[test]
fn a_new_contract_can_be_withdrawn_from_for_a_while() {
    let began = date(2026, 3, 2);
    for (country, kind, expected) in [
        ("GB", AgreementKind::Insurance, Some("withdraw_by 2026-03-16 E-UK-07?")),
        ("DE", AgreementKind::Insurance, Some("withdraw_by 2026-03-18 E-DE-10")),
        ("FR", AgreementKind::Telecom, Some("withdraw_by 2026-03-16 E-EU-01?")),
        ("ES", AgreementKind::Energy, Some("withdraw_by 2026-03-16 E-EU-01?")),
        ("IT", AgreementKind::Subscription, Some("withdraw_by 2026-03-16 E-EU-01?")),
        ("NL", AgreementKind::Membership, Some("withdraw_by 2026-03-16 E-EU-01?")),
        ("DE", AgreementKind::Rental, None),
        ("DE", AgreementKind::Booking, None),
        ("US", AgreementKind::Telecom, None),
    ] {
        let mut of = agreement(kind, began);
        of.leaving.concluded = known(began);
        of.leaving.papers = known(date(2026, 3, 4));
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(windows(country, &of, date(2026, 3, 10)), expected, "{country} {kind}");
        assert!(windows(country, &of, date(2026, 3, 20)).is_empty(), "{country} {kind}");
        of.leaving.concluded = None;
        assert!(windows(country, &of, date(2026, 3, 10)).is_empty(), "{country} {kind}");
    }
}

fn bought() -> Agreement {
    let mut of = agreement(AgreementKind::Purchase, date(2026, 3, 2));
    of.thing = Some(0);
    of.leaving.concluded = known(date(2026, 3, 2));
    of.leaving.came = known(date(2026, 3, 6));
    of
}

#[test]
fn lasting_goods_have_a_guarantee_and_other_things_have_none() {
    let on = date(2026, 4, 20);
    for (country, expected) in [
        ("DE", "warranty_end 2028-03-06 E-EU-03"),
        ("FR", "warranty_end 2028-03-06 E-EU-03"),
        ("ES", "warranty_end 2029-03-06 E-ES-03"),
        ("GB", "warranty_end 2032-03-06 E-UK-02?"),
    ] {
        let found = windows_of(&books(country, bought(), vec![thing(ThingKind::Device)], on));
        assert_eq!(found, [expected], "{country}");
        let pass = windows_of(&books(country, bought(), vec![thing(ThingKind::Journey)], on));
        assert!(pass.is_empty(), "{country}: {pass:?}");
    }
    let mut sent = bought();
    sent.leaving.came = None;
    let found = windows_of(&books("DE", sent, vec![thing(ThingKind::Device)], on));
    assert_eq!(found, ["warranty_end 2028-03-02 E-EU-03?"], "counted from the order");
}

#[test]
fn what_goes_back_is_sent_in_time_and_has_no_guarantee() {
    let mut of = bought();
    of.leaving.returning = known(date(2026, 3, 12));
    let found = windows_of(&books("DE", of, vec![thing(ThingKind::Device)], date(2026, 3, 15)));
    // Only the day is known from which the goods were on their way, not that of the letter.
    assert_eq!(found, ["return 2026-03-26 E-EU-02?"]);
}

#[test]
fn only_money_that_was_taken_after_an_end_is_had_back_from_the_bank() {
    let money = Money { value: "31.00".parse().unwrap(), currency: Currency::EUR };
    let taken =
        Charge { on: date(2026, 5, 4), money, invoice: None, evidence: MAIL, paid_by: None };
    let gym = Agreement {
        state: AgreementState::Ending,
        ended_on: Some(date(2026, 3, 31)),
        charges: Packed::of(vec![taken]),
        beyond: Vec::new(),
        ..agreement(AgreementKind::Membership, date(2024, 1, 1))
    };
    let on = date(2026, 5, 10);
    assert!(windows("DE", &gym, on).is_empty(), "a debit alone is no reason");
    let odd = Oddity {
        kind: OddityKind::AfterTheEnd,
        supplier: Some(0),
        agreement: Some(0),
        at: Some(at(date(2026, 5, 5))),
        said: Kind::PaymentDone,
        title: String::new(),
        signs: Vec::new(),
        evidence: vec![MAIL],
    };
    for (country, expected) in [("DE", Some("other 2026-06-29 E-EU-07?")), ("GB", None)] {
        let mut books = books(country, gym.clone(), Vec::new(), on);
        books.ledger.oddities.push(odd.clone());
        let expected: Vec<&str> = expected.into_iter().collect();
        assert_eq!(windows_of(&books), expected, "{country}");
        let windows = Windows::of(&books, Laws::built_in().unwrap());
        let sums: Vec<_> = windows.shown(&books, &[]).iter().map(|s| s.due.amount).collect();
        assert!(sums.iter().all(|sum| *sum == Some(money)));
    }
}

#[test]
fn the_owner_disowned_it_and_nothing_is_due() {
    let mut it = thing(ThingKind::Device);
    it.owned = Some(false);
    assert!(windows_of(&books("DE", bought(), vec![it], date(2026, 3, 10))).is_empty());
}

#[test]
fn every_window_goes_by_a_day_that_is_neither_past_nor_too_late() {
    let mut of = until(AgreementKind::Insurance, date(2025, 1, 1), date(2026, 12, 31));
    of.leaving.concluded = known(date(2026, 9, 1));
    let mut day = date(2026, 9, 1);
    while day < date(2027, 2, 1) {
        let books = books("DE", of.clone(), Vec::new(), day);
        let windows = Windows::of(&books, Laws::built_in().unwrap());
        for shown in windows.shown(&books, &[]) {
            assert!(shown.due.on >= day, "{shown:?}");
            assert!(shown.act_by.is_some_and(|act| act >= day && act <= shown.due.on), "{shown:?}");
            assert!(!shown.due.evidence.0.is_empty() && shown.due.what != DueKind::Renewal);
        }
        day = day.tomorrow().unwrap();
    }
}
