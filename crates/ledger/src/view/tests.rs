//! Where agreements and suppliers stand at a day.

use super::View;
use crate::leaving::{LeaveBy, Leaving, Stretch};
use crate::packed::Packed;
use crate::state::{
    Agreement, Asking, Due, Evidences, Ledger, Place, Price, Stated, Supplier, Thing,
};
use crate::word::{Target, Word, Words};
use jiff::ToSpan;
use jiff::civil::{Date, date};
use oxherd_model::{
    AgreementKind, AgreementState, Currency, DueKind, EvidenceId, IdentifierRole, Kind, Mode,
    Money, Period, Stage, TermUnit, ThingKind,
};
use rust_decimal::Decimal;

fn agreement(id: &str, kind: AgreementKind, began: Date) -> Agreement {
    let at = began.at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    Agreement {
        id: id.to_owned(),
        supplier: 0,
        kind,
        topics: Vec::new(),
        for_vehicle: false,
        references: Vec::new(),
        models: Vec::new(),
        branches: Vec::new(),
        lines: Vec::new(),
        thing: Some(0),
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
        first_at: Some(at),
        last_at: Some(at),
        evidence: Evidences::default(),
    }
}

fn ended(id: &str, kind: AgreementKind, began: Date, end: Date) -> Agreement {
    let state = AgreementState::Ending;
    Agreement { state, ended_on: Some(end), ..agreement(id, kind, began) }
}

fn books(agreements: Vec<Agreement>) -> Ledger {
    let mut ledger = Ledger::default();
    ledger.suppliers.push(Supplier {
        id: "s1".to_owned(),
        names: vec![("Acme".to_owned(), 1)],
        owner_name: None,
        domains: vec!["acme.example".to_owned()],
        messages: 1,
        signals: 1,
        first_at: None,
        last_at: None,
        disowned: false,
        evidence: Evidences::default(),
    });
    ledger.things.push(Thing {
        id: "t0123456789ab".to_owned(),
        names: vec![("Skoda Fabia".to_owned(), 40_000)],
        owner_name: None,
        kind: ThingKind::Membership,
        stage: Stage::InUse,
        identifiers: Vec::new(),
        found_by: Place::Agreement,
        confidence: 800,
        owned: None,
        suppliers: vec![0],
        timeline: Packed::default(),
    });
    for agreement in agreements {
        ledger.add_agreement(agreement);
    }
    ledger
}

fn modes(agreements: Vec<Agreement>, on: Date) -> Vec<Mode> {
    let ledger = books(agreements);
    View::new(&ledger, on).supplier(0).modes.iter().map(|m| m.mode).collect()
}

#[test]
fn a_quote_makes_no_customer_a_prospect() {
    let runs = agreement("a1", AgreementKind::Insurance, date(2025, 1, 1));
    let quote = Agreement {
        state: AgreementState::Quoted,
        ..agreement("a2", AgreementKind::Insurance, date(2025, 11, 1))
    };
    let on = date(2025, 12, 1);
    assert_eq!(modes(vec![runs.clone(), quote.clone()], on), [Mode::Customer]);
    assert_eq!(modes(vec![quote.clone(), runs], on), [Mode::Customer]);
    let over = ended("a3", AgreementKind::Insurance, date(2024, 1, 1), date(2024, 12, 31));
    assert_eq!(modes(vec![quote.clone(), over], on), [Mode::Former]);
    assert_eq!(modes(vec![quote], on), [Mode::Prospect]);
}

#[test]
fn who_comes_back_after_an_end_is_returning() {
    let kind = AgreementKind::Energy;
    let before = ended("a1", kind, date(2023, 1, 1), date(2023, 12, 31));
    let again = agreement("a2", kind, date(2025, 2, 1));
    assert_eq!(modes(vec![before.clone(), again.clone()], date(2025, 3, 1)), [Mode::Returning]);
    assert_eq!(modes(vec![before.clone(), again.clone()], date(2026, 3, 1)), [Mode::Returning]);
    // One that goes on from the day after the other is no return, nor is one more beside another.
    let next = agreement("a2", kind, date(2024, 1, 1));
    assert_eq!(modes(vec![before.clone(), next], date(2025, 3, 1)), [Mode::Customer]);
    let beside = agreement("a3", AgreementKind::Telecom, date(2022, 1, 1));
    let all = vec![before, again, Agreement { thing: None, ..beside }];
    assert_eq!(modes(all, date(2025, 3, 1)), [Mode::Customer, Mode::Customer]);
    // What is booked once ends without anybody leaving.
    let stay = |id, on: Date| Agreement {
        term_ends_on: Some(on),
        ..agreement(id, AgreementKind::Booking, on)
    };
    let stays = vec![stay("a1", date(2024, 6, 1)), stay("a2", date(2025, 6, 1))];
    assert_eq!(modes(stays, date(2025, 5, 1)), [Mode::Customer]);
}

fn year() -> Agreement {
    let money = Money { value: Decimal::from(120), currency: Currency::GBP };
    let price = Price { money, per: Period::Year };
    let stated =
        Stated { price, from: date(2024, 3, 1), period_said: true, evidence: EvidenceId([0; 10]) };
    Agreement {
        term_ends_on: Some(date(2025, 2, 28)),
        prices: vec![stated],
        ..agreement("a1", AgreementKind::Insurance, date(2024, 3, 1))
    }
}

fn stands(agreement: Agreement, on: Date) -> (AgreementState, bool) {
    let ledger = books(vec![agreement]);
    let view = View::new(&ledger, on);
    let shown = view.agreements().into_iter().next().unwrap();
    (shown.state, shown.yearly.is_some())
}

#[test]
fn a_term_that_ran_out_without_a_sign_of_another_is_not_known_to_run() {
    assert_eq!(stands(year(), date(2025, 4, 14)), (AgreementState::Active, true));
    assert_eq!(stands(year(), date(2025, 4, 15)), (AgreementState::Unknown, false));
    let tried = Agreement { state: AgreementState::Trial, ..year() };
    assert_eq!(stands(tried.clone(), date(2025, 3, 10)), (AgreementState::Active, true));
    assert_eq!(stands(tried, date(2025, 6, 1)), (AgreementState::Unknown, false));
}

#[test]
fn a_term_goes_on_where_something_says_so() {
    let on = date(2025, 6, 1);
    let runs = (AgreementState::Active, true);
    let renewed = Agreement { auto_renews: Some(true), ..year() };
    assert_eq!(stands(renewed, on), runs);
    let ahead = Agreement { renews_on: Some(date(2026, 3, 1)), ..year() };
    assert_eq!(stands(ahead, on), runs);
    let heard = date(2025, 3, 5).at(9, 0, 0, 0).in_tz("UTC").unwrap().timestamp();
    assert_eq!(stands(Agreement { last_at: Some(heard), ..year() }, on), runs);
    let mut priced = year();
    let next = Stated { from: date(2025, 3, 1), ..priced.prices[0].clone() };
    priced.prices.push(next);
    assert_eq!(stands(priced, on), runs);
    // What was bought does not run out.
    let bought = Agreement { kind: AgreementKind::Purchase, ..year() };
    assert_eq!(stands(bought, on).0, AgreementState::Active);
}

#[test]
fn the_owner_says_where_a_thing_stands_and_the_mail_does_not() {
    let over = ended("a1", AgreementKind::Membership, date(2024, 1, 1), date(2024, 12, 31));
    let ledger = books(vec![over]);
    let stage = |words: &Words| {
        let view = View::new(&ledger, date(2025, 6, 1)).by_word(words);
        view.things()[0].stage
    };
    assert_eq!(stage(&Words::default()), Stage::Gone);
    for said in [Stage::InUse, Stage::Acquiring, Stage::Parting] {
        let word = Word::Stage(Target("t0123456789ab".to_owned()), said);
        assert_eq!(stage(&Words::collect([word])), said);
    }
}

#[test]
fn two_things_that_a_name_fits_as_well_are_both_found() {
    let mut ledger = books(Vec::new());
    let mut other = ledger.things[0].clone();
    other.id = "tba9876543210".to_owned();
    other.names[0].0 = "Skoda Fabia Estate".to_owned();
    ledger.things.push(other);
    let view = View::new(&ledger, date(2025, 6, 1));
    let found = |name| view.find_things(name).iter().map(|t| t.number).collect::<Vec<_>>();
    assert_eq!(found("Skoda"), [0, 1]);
    assert_eq!(found("skoda fabia"), [0]);
    assert_eq!(found("Estate"), [1]);
    assert_eq!(found("tba9876543210"), [1]);
    assert_eq!(found("zeppelin"), [0_u32; 0]);
}

#[test]
fn a_term_that_goes_on_by_itself_ends_with_each_of_its_terms() {
    let renewed = Agreement { auto_renews: Some(true), ..year() };
    let last = |on: Date| {
        let ledger = books(vec![renewed.clone()]);
        View::new(&ledger, on).term(&ledger.agreements[0]).map(|term| (term.last, term.renewed))
    };
    assert_eq!(last(date(2025, 2, 28)), Some((date(2025, 2, 28), false)));
    // Both ends of February are the end of it.
    assert_eq!(last(date(2025, 3, 1)), Some((date(2026, 2, 28), true)));
    assert_eq!(last(date(2027, 3, 1)), Some((date(2028, 2, 29), true)));
    // One that began years before its term ends is of as many terms.
    let grown = Agreement { term_ends_on: Some(date(2026, 2, 28)), ..renewed.clone() };
    let ledger = books(vec![grown]);
    let term = View::new(&ledger, date(2026, 6, 1)).term(&ledger.agreements[0]);
    assert_eq!(term.map(|term| (term.last, term.months)), Some((date(2027, 2, 28), Some(12))));
    // What only ends has no further term, and what is done once has none at all.
    let ledger = books(vec![Agreement { auto_renews: None, ..year() }]);
    assert_eq!(View::new(&ledger, date(2025, 3, 1)).term(&ledger.agreements[0]), None);
    let bought = Agreement { kind: AgreementKind::Purchase, ..year() };
    let ledger = books(vec![bought]);
    assert_eq!(View::new(&ledger, date(2025, 1, 1)).term(&ledger.agreements[0]), None);
}

/// A length of time as it was said.
fn stretch(count: u16, unit: TermUnit) -> Option<Stretch> {
    Some(Stretch { count, unit, evidence: EvidenceId([0; 10]) })
}

#[test]
fn a_least_term_without_a_day_is_counted_from_the_beginning() {
    let term = |minimum: Option<Stretch>, on: Date| {
        let leaving = Leaving { minimum, ..Leaving::default() };
        let line = Agreement { term_ends_on: None, leaving, ..year() };
        let ledger = books(vec![line]);
        let term = View::new(&ledger, on).term(&ledger.agreements[0]);
        term.map(|term| (term.last, term.months, term.renewed))
    };
    let began = year().started_on.unwrap();
    let last = |months: i32| began.checked_add(months.months()).unwrap().yesterday().unwrap();
    for (minimum, months) in [
        (stretch(24, TermUnit::Month), 24),
        (stretch(2, TermUnit::Year), 24),
        (stretch(18, TermUnit::Month), 18),
    ] {
        let expected = Some((last(months), u16::try_from(months).ok(), false));
        assert_eq!(term(minimum, began), expected);
        assert_eq!(term(minimum, last(months)), expected);
    }
    assert_eq!(term(stretch(30, TermUnit::Day), began), None);
    assert_eq!(term(None, began), None);
}

#[test]
fn notice_without_a_day_is_counted_back_from_the_end_of_the_term() {
    let last_day = |notice: Option<Stretch>, renews: Option<bool>, on: Date| {
        let leaving = Leaving { notice, ..Leaving::default() };
        let ends = Some(date(2025, 12, 31));
        let of = Agreement { term_ends_on: ends, auto_renews: renews, leaving, ..year() };
        let of = Agreement { started_on: Some(date(2025, 1, 1)), ..of };
        let ledger = books(vec![of]);
        View::new(&ledger, on).last_day(&ledger.agreements[0]).map(|last| last.on)
    };
    let early = date(2025, 6, 1);
    for (notice, expected) in [
        (stretch(1, TermUnit::Month), date(2025, 11, 30)),
        (stretch(3, TermUnit::Month), date(2025, 9, 30)),
        (stretch(4, TermUnit::Week), date(2025, 12, 3)),
        (stretch(30, TermUnit::Day), date(2025, 12, 1)),
        (stretch(10, TermUnit::BusinessDay), date(2025, 12, 17)),
    ] {
        assert_eq!(last_day(notice, None, early), Some(expected), "{notice:?}");
        assert_eq!(last_day(notice, None, expected), Some(expected), "{notice:?}");
        // Too late for this term: that of the next, where it goes on by itself.
        let later = expected.tomorrow().unwrap();
        assert_eq!(last_day(notice, None, later), None, "{notice:?}");
        let next = last_day(notice, Some(true), later).unwrap();
        assert_eq!((next.year(), next.month()), (2026, expected.month()), "{notice:?}");
    }
    assert_eq!(last_day(None, Some(true), early), None);
}

#[test]
fn a_last_day_keeps_its_distance_from_the_end_of_each_term() {
    let last_day = |by: Date, ends: Date, on: Date| {
        let leaving = Leaving {
            by: Some(LeaveBy {
                on: by,
                ends: Some(ends),
                counted: None,
                evidence: EvidenceId([0; 10]),
            }),
            ..Leaving::default()
        };
        let agreement = Agreement { auto_renews: Some(true), leaving, ..year() };
        let ledger = books(vec![agreement]);
        let last = View::new(&ledger, on).last_day(&ledger.agreements[0]);
        last.map(|last| (last.on, last.rolled))
    };
    // In months where it comes to months: the end of February is one before the end of March.
    let (by, ends) = (date(2025, 2, 28), date(2025, 3, 31));
    assert_eq!(last_day(by, ends, date(2025, 2, 28)), Some((by, false)));
    assert_eq!(last_day(by, ends, date(2025, 3, 1)), Some((date(2026, 2, 28), true)));
    assert_eq!(last_day(by, ends, date(2027, 3, 1)), Some((date(2028, 2, 29), true)));
    // Else in days.
    let (by, ends) = (date(2025, 3, 17), date(2025, 3, 31));
    assert_eq!(last_day(by, ends, date(2025, 4, 1)), Some((date(2026, 3, 17), true)));
}

#[test]
fn a_day_that_was_counted_is_counted_anew_from_each_end_with_the_calendar_of_the_place() {
    let last_day = |on: Date| {
        let counted = stretch(10, TermUnit::BusinessDay);
        let (by, ends) = (date(2025, 3, 17), Some(date(2025, 3, 31)));
        let by = Some(LeaveBy { on: by, ends, counted, evidence: EvidenceId([0; 10]) });
        let leaving = Leaving { by, ..Leaving::default() };
        let agreement = Agreement { auto_renews: Some(true), leaving, ..year() };
        let ledger = books(vec![agreement]);
        let count = |ends: Date, _: Stretch| ends.checked_sub(16.days()).ok();
        let last = View::new(&ledger, on).last_day_by(&ledger.agreements[0], &count);
        last.map(|last| (last.on, last.rolled, last.notice.is_some()))
    };
    assert_eq!(last_day(date(2025, 3, 15)), Some((date(2025, 3, 15), false, true)));
    // What was counted without the holidays is too late.
    assert_eq!(last_day(date(2025, 3, 16)), Some((date(2026, 3, 15), true, true)));
}

#[test]
fn a_last_day_that_was_said_without_an_end_comes_round_with_each_term() {
    let last_day = |renews: Option<bool>, on: Date| {
        let by = date(2025, 11, 30);
        let by = Some(LeaveBy { on: by, ends: None, counted: None, evidence: EvidenceId([0; 10]) });
        let leaving = Leaving { by, ..Leaving::default() };
        let of = Agreement { term_ends_on: None, auto_renews: renews, leaving, ..year() };
        let of = Agreement { kind: AgreementKind::Insurance, renews_on: None, ..of };
        let ledger = books(vec![of]);
        View::new(&ledger, on).last_day(&ledger.agreements[0]).map(|last| last.on)
    };
    let said = date(2025, 11, 30);
    assert_eq!(last_day(Some(true), said), Some(said));
    assert_eq!(last_day(Some(true), date(2025, 12, 5)), Some(date(2026, 11, 30)));
    assert_eq!(last_day(None, date(2025, 12, 5)), None, "nothing says that it goes on");
}

#[test]
fn care_that_a_guarantee_asks_for_falls_due_a_year_after_each_visit_until_it_ends() {
    let letter = EvidenceId([1; 10]);
    let due = |what, on, evidence| Due {
        what,
        on,
        thing: Some(0),
        agreement: None,
        supplier: 0,
        amount: None,
        also: None,
        asking: Asking::Once,
        reference: None,
        closed_at: None,
        asked_in: None,
        minute: None,
        evidence: Evidences(vec![evidence]),
    };
    let mut ledger = books(Vec::new());
    let dues = [
        due(DueKind::WarrantyEnd, date(2030, 4, 1), letter),
        due(DueKind::Service, date(2026, 4, 2), letter),
        // Not said together with the guarantee.
        due(DueKind::Service, date(2026, 9, 9), EvidenceId([2; 10])),
    ];
    ledger.dues.extend(dues);
    let next = |ledger: &Ledger, on: Date| {
        View::new(ledger, on).cares().iter().map(|care| care.on).collect::<Vec<_>>()
    };
    assert_eq!(next(&ledger, date(2026, 1, 1)), [date(2026, 4, 2)]);
    assert_eq!(next(&ledger, date(2026, 5, 1)), [date(2027, 4, 2)]);
    assert!(next(&ledger, date(2029, 5, 1)).is_empty(), "it would be after the end");
    ledger.dues.push(due(DueKind::Appointment, date(2026, 3, 18), EvidenceId([3; 10])));
    assert_eq!(next(&ledger, date(2026, 3, 1)), [date(2026, 4, 2)], "not yet had");
    assert_eq!(next(&ledger, date(2026, 5, 1)), [date(2027, 3, 18)]);
}

#[test]
fn a_thing_is_found_by_its_former_name_its_address_and_what_people_call_its_kind() {
    let mut ledger = books(Vec::new());
    ledger.things[0].owner_name = Some("The blue one".to_owned());
    ledger.things[0].names.push(("Skoda Fabia with house parking".to_owned(), 2));
    let mut home = ledger.things[0].clone();
    home.id = "tba9876543210".to_owned();
    home.names = vec![("Home".to_owned(), 40_000)];
    home.owner_name = None;
    home.kind = ThingKind::Home;
    home.identifiers = vec![(IdentifierRole::Address, "3 Orchard Row, Selby".to_owned())];
    ledger.things[0].kind = ThingKind::Vehicle;
    ledger.things.push(home);
    let view = View::new(&ledger, date(2025, 6, 1));
    let found = |name| view.find_things(name).iter().map(|t| t.number).collect::<Vec<_>>();
    for name in ["Fabia", "skoda fabia", "Fahrzeug", "voiture"] {
        assert_eq!(found(name), [0], "{name}");
    }
    for name in ["Orchard Row", "Wohnung", "flat"] {
        assert_eq!(found(name), [1], "{name}");
    }
    // Part of a word of a former name is nobody's name.
    assert_eq!(found("abi"), [0_u32; 0]);
}

#[test]
fn who_uses_what_another_one_pays_for_is_a_user() {
    let stands = |messages: &[(&str, Kind)]| {
        let mut line = agreement("a1", AgreementKind::Telecom, date(2025, 1, 1));
        messages.iter().for_each(|(name, kind)| line.addressed(name, *kind));
        let ledger = books(vec![line]);
        let modes = View::new(&ledger, date(2025, 6, 1)).supplier(0).modes;
        let mut modes: Vec<(String, Mode)> =
            modes.into_iter().map(|m| (m.person.unwrap_or_default(), m.mode)).collect();
        modes.sort();
        modes
    };
    let (edda, runa) = ("Edda", "Runa");
    let of = |name: &str, mode| (name.to_owned(), mode);
    // The mother uses the phone, the daughter pays.
    let used = [(edda, Kind::LimitNear), (edda, Kind::StatementUsage), (edda, Kind::AccountSetup)];
    let paid = [(runa, Kind::Bill), (runa, Kind::PaymentDone)];
    let both = [&used[..], &paid].concat();
    assert_eq!(stands(&both), [of(edda, Mode::User), of(runa, Mode::Customer)]);
    // Where nobody is asked for money nobody is known to pay for another.
    assert_eq!(stands(&used), [of(edda, Mode::Customer)]);
    // One message may have gone astray.
    assert_eq!(stands(&[&used[..1], &paid].concat()), [of(runa, Mode::Customer)]);
}
