//! What bookings match and what they do not, as tables.

mod told;

use super::payee::{Bare, Fit, Said, Wanted, for_people};
use super::series::{Bond, Paid, find, period};
use super::*;
use crate::entry::Entry;
use crate::household::Household;
use crate::word::Words;
use jiff::ToSpan;
use jiff::civil::date;
use oxherd_model::{
    AgreementKind, AgreementState, AmountRole, BookingStatus, Claim, Confidence, ContentHash,
    DateRole, Fact, Folder, Kind, Money, PartRef, Place, ReaderName, Reading, ReferenceRole,
    Statement,
};
use proptest::prelude::*;
use rust_decimal::Decimal;

const IBAN: &str = "DE89370400440532013000";

fn eur(cents: i64) -> Money {
    Money { value: Decimal::new(cents, 2), currency: Currency::EUR }
}

fn booking(on: Date, cents: i64, who: &str, purpose: &str) -> Booking {
    let some = |text: &str| (!text.is_empty()).then(|| text.to_owned());
    Booking {
        booked_on: on,
        value_on: None,
        money: eur(cents),
        status: BookingStatus::Booked,
        counterparty: some(who),
        counterparty_account: None,
        purpose: purpose.to_owned(),
        posting: None,
        mandate: None,
        creditor_id: None,
        end_to_end: None,
        bank_reference: None,
        place: Place { part: PartRef::Part(0), start: 0, end: 0 },
    }
}

fn statement(bookings: Vec<Booking>) -> Statement {
    let days = bookings.iter().map(|b| b.booked_on);
    Statement {
        account: Some(Account::Iban(IBAN.to_owned())),
        currency: Some(Currency::EUR),
        from: days.clone().min(),
        to: days.clone().max(),
        created_on: days.max(),
        bookings,
        ..Statement::default()
    }
}

fn reading(kind: Kind) -> Reading {
    let kind_confidence = Confidence::from_thousandths(950);
    Reading { kind, kind_confidence, ..Reading::of(ContentHash::of(b"")) }
}

/// A household's books in the making.
#[derive(Default)]
struct Books {
    ledger: Ledger,
    folded: u8,
}

impl Books {
    fn fold(&mut self, on: Date, firm: (&str, &str), reading: &Reading) {
        self.folded += 1;
        let entry = Entry {
            evidence: EvidenceId([self.folded; 10]),
            known_from: Some(on.at(12, 0, 0, 0).in_tz("UTC").unwrap().timestamp()),
            kind: reading.kind,
            folder: Folder::Ordinary,
            domain: Some(firm.0).filter(|d| !d.is_empty()),
            name: firm.1,
            from: "",
            subject: "",
            shape: None,
            reading: Some(reading),
            way: crate::Way::Written,
            signed: false,
        };
        self.ledger.fold(&entry, &Household::default(), &Words::default());
    }

    fn bank(&mut self, statement: Statement) {
        let on = statement.created_on.unwrap();
        let reading = Reading { statements: vec![statement], ..reading(Kind::StatementUsage) };
        self.fold(on, ("", ""), &reading);
    }

    fn mail(&mut self, on: Date, firm: (&str, &str), kind: Kind, claims: Vec<Claim>) {
        let at = Place { part: PartRef::Part(0), start: 0, end: 1 };
        let fact = |claim| Fact {
            claim,
            at,
            confidence: Confidence::from_thousandths(950),
            reader: ReaderName::Text,
        };
        let facts = claims.into_iter().map(fact).collect();
        self.fold(on, firm, &Reading { facts, ..reading(kind) });
    }

    fn bill(&mut self, on: Date, firm: (&str, &str), (cents, due): (i64, Date), invoice: &str) {
        let mut claims = vec![
            Claim::Amount { role: AmountRole::Due, money: eur(cents) },
            Claim::Date { role: DateRole::Due, value: due },
        ];
        if !invoice.is_empty() {
            let role = ReferenceRole::Invoice;
            claims.push(Claim::Reference { role, value: invoice.to_owned() });
        }
        self.mail(on, firm, Kind::Bill, claims);
    }

    fn settled(mut self) -> Ledger {
        self.ledger.obey(&Words::default());
        self.ledger
    }
}

const FIRM: (&str, &str) = ("fernmoor.example", "Fernmoor Garage Ltd");

#[test]
fn names_fit_as_banks_write_them_and_false_friends_do_not() {
    let name = Some(Fit::Name);
    for (bank, firm, expected) in [
        ("FERNMOOR GARAGE", "Fernmoor Garage Ltd", name),
        ("Fernmoor Garage GmbH & Co. KG", "Fernmoor Garage", name),
        ("MUELLER OPTIK E.V.", "M\u{fc}ller Optik", name),
        ("Mu\u{308}ller", "Meier", None),
        ("STREAMHALL.COM 4471", "Streamhall", name),
        ("Streamhall International B.V.", "Streamhall", name),
        ("STREAM HALL", "Streamhall", name),
        ("Kiln Lane Bakery", "Kiln Lane", name),
        ("NORDLICHT VERSICHERUNGSGESELLSC", "Nordlicht Versicherungsgesellschaft AG", name),
        ("Bluebird Insurance", "Bluebird Energy", Some(Fit::Loose)),
        ("Appleton Tree Nursery", "Appleton", Some(Fit::Loose)),
        ("Oak", "Oakwood", None),
        ("Energy Fernmoor", "Energy Brightmoor", None),
        ("Sam", "Samson", None),
        ("", "Samson", None),
        ("GmbH", "AG", None),
    ] {
        assert_eq!(Bare::of(bank).fit(&Bare::of(firm)), expected, "{bank} / {firm}");
        assert_eq!(Bare::of(firm).fit(&Bare::of(bank)), expected, "{firm} / {bank}");
    }
}

#[test]
fn a_number_is_found_however_it_is_written_and_no_part_of_another() {
    let said = |purpose: &str| {
        let kept = KeptBooking {
            account: 0,
            line: booking(date(2026, 3, 1), -1, "", purpose),
            evidence: EvidenceId([0; 10]),
            known_from: None,
        };
        Said::of(&kept)
    };
    for (purpose, number, expected) in [
        ("Invoice FG-20417 of March", "FG-20417", true),
        ("INVOICE FG20417", "FG-20417", true),
        ("FG 20417", "FG-20417", true),
        ("RE20417", "20417", true),
        ("Rg 20 41 7 danke", "20417", true),
        ("RG RE20 41 7 danke", "20417", true),
        ("Rg 2 0 4 1 7", "20417", false), // in five words
        ("Invoice 9204170", "20417", false),
        ("Invoice 12", "12", false),
        ("the garage", "garage", false),
        ("4471 902", "BM-4471902", false),
    ] {
        let named = Wanted::of(number).is_some_and(|number| said(purpose).names(&number));
        assert_eq!(named, expected, "{purpose} / {number}");
    }
}

#[test]
fn who_stands_behind_one_who_passes_money_on_is_paid() {
    let mut books = Books::default();
    let streamhall = ("streamhall.example", "Streamhall");
    books.bill(date(2026, 3, 1), streamhall, (999, date(2026, 3, 9)), "");
    let by = booking(date(2026, 3, 3), -999, "PayPal (Europe) S.a.r.l. et Cie", "Streamhall order");
    books.bank(statement(vec![by]));
    let ledger = books.settled();
    assert!(ledger.dues.get(0).unwrap().closed_at.is_some());
    assert_eq!(ledger.suppliers.len(), 1);
}

#[test]
fn a_due_is_closed_by_its_payment_and_by_no_other() {
    let due = date(2026, 3, 20);
    for (case, on, cents, who, purpose, closes) in [
        ("name and sum", due, -8420, "FERNMOOR GARAGE", "thanks", true),
        ("late", due.saturating_add(30.days()), -8420, "Fernmoor Garage", "", true),
        ("number and sum", due, -8420, "Fox Collections", "invoice FG-20417", true),
        ("loose and near", due, -8420, "Fernmoor Holdings Trust", "", true),
        (
            "loose and far",
            due.saturating_add(20.days()),
            -8420,
            "Fernmoor Holdings Trust",
            "",
            false,
        ),
        ("sum alone", due, -8420, "Kiln Lane Bakery", "rolls", false),
        ("another sum", due, -8421, "Fernmoor Garage", "", false),
        ("the other way", due, 8420, "Fernmoor Garage", "", false),
        ("half a year later", due.saturating_add(170.days()), -8420, "Fernmoor Garage", "", false),
    ] {
        let mut books = Books::default();
        books.bill(date(2026, 3, 4), FIRM, (8420, due), "FG-20417");
        books.bank(statement(vec![booking(on, cents, who, purpose)]));
        let ledger = books.settled();
        assert_eq!(ledger.dues.get(0).unwrap().closed_at.is_some(), closes, "{case}");
        let ids = [EvidenceId([2; 10]), EvidenceId([1; 10])];
        assert_eq!(ledger.dues.get(0).unwrap().evidence.0, ids[usize::from(!closes)..], "{case}");
    }
}

#[test]
fn a_reminder_with_a_fee_is_settled_with_the_fee_or_without_it() {
    let sums = |sums: &[(AmountRole, i64)], due: Date| {
        let sums = sums.iter().map(|(role, cents)| (*role, eur(*cents)));
        let mut claims: Vec<Claim> =
            sums.map(|(role, money)| Claim::Amount { role, money }).collect();
        claims.push(Claim::Date { role: DateRole::Due, value: due });
        let role = ReferenceRole::Invoice;
        claims.push(Claim::Reference { role, value: "FG-20417".to_owned() });
        claims
    };
    let bill = [(AmountRole::Due, 8420), (AmountRole::Fee, 500)];
    let whole = [(AmountRole::Due, 8920), (AmountRole::Fee, 500), (AmountRole::Line, 8420)];
    for (case, asked, paid, closes) in [
        ("the bill", &bill[..], -8420, true),
        ("the bill with its fee", &bill[..], -8920, true),
        ("the fee alone", &bill[..], -500, false),
        ("another sum", &bill[..], -9420, false),
        ("the whole, which holds the fee", &whole[..], -8920, true),
        ("the bill of a whole", &whole[..], -8420, true),
    ] {
        let mut books = Books::default();
        books.bill(date(2026, 3, 4), FIRM, (8420, date(2026, 3, 20)), "FG-20417");
        let due = date(2026, 4, 20);
        books.mail(date(2026, 4, 4), FIRM, Kind::Dunning, sums(asked, due));
        books.bank(statement(vec![booking(date(2026, 4, 12), paid, "Fernmoor Garage", "")]));
        let ledger = books.settled();
        let open = ledger.dues.iter().filter(|due| due.closed_at.is_none()).count();
        assert_eq!(open, usize::from(!closes), "{case}");
        let unpaid = ledger.agreements.iter().flat_map(|a| a.charges.iter());
        let unpaid = unpaid.filter(|charge| charge.paid_by.is_none()).count();
        assert!(!closes || unpaid == 0, "{case}: {unpaid} sums still unpaid");
    }
}

#[test]
fn a_loose_name_counts_only_where_nothing_else_is_near() {
    let mut books = Books::default();
    books.bill(date(2026, 3, 4), FIRM, (8420, date(2026, 3, 20)), "");
    books.bill(
        date(2026, 3, 4),
        ("fernmoor-dairy.example", "Fernmoor Dairy"),
        (8420, date(2026, 3, 20)),
        "",
    );
    books.bank(statement(vec![booking(date(2026, 3, 20), -8420, "Fernmoor Trust", "")]));
    let ledger = books.settled();
    assert!(ledger.dues.iter().all(|d| d.closed_at.is_none()));
}

#[test]
fn like_bills_of_several_months_each_take_their_own_payment() {
    for order in [[0, 1, 2], [2, 0, 1]] {
        let mut books = Books::default();
        for month in 1..=3 {
            books.bill(date(2026, month, 2), FIRM, (5000, date(2026, month, 18)), "");
        }
        let paid: Vec<Booking> =
            (1..=3).map(|m| booking(date(2026, m, 19), -5000, "Fernmoor Garage", "")).collect();
        books.bank(statement(order.iter().map(|at| paid[*at].clone()).collect()));
        let ledger = books.settled();
        assert!(ledger.dues.iter().all(|d| d.closed_at.is_some()));
        let charges = &ledger.agreements[0].charges;
        assert_eq!(charges.len(), 3, "{charges:?}");
        assert!(charges.iter().all(|c| c.paid_by.is_some()));
    }
}

#[test]
fn a_payment_that_mail_told_of_counts_once_with_both_as_evidence() {
    let mut books = Books::default();
    let receipt = vec![Claim::Amount { role: AmountRole::Paid, money: eur(1299) }];
    books.bank(statement(vec![
        booking(date(2026, 3, 1), -1299, "Fernmoor Garage", ""),
        booking(date(2026, 4, 1), -1299, "Fernmoor Garage", ""),
    ]));
    books.mail(date(2026, 4, 2), FIRM, Kind::PaymentDone, receipt);
    let ledger = books.settled();
    let charges = &ledger.agreements[0].charges;
    let seen: Vec<(Date, EvidenceId, Option<EvidenceId>)> =
        charges.iter().map(|c| (c.on, c.evidence, c.paid_by)).collect();
    let (bank, mail) = (EvidenceId([1; 10]), EvidenceId([2; 10]));
    assert_eq!(seen, [(date(2026, 3, 1), bank, Some(bank)), (date(2026, 4, 2), mail, Some(bank))]);
}

#[test]
fn a_refund_closes_the_return_that_it_is_for() {
    for (who, cents, closes) in [
        ("Fernmoor Garage", 8420, true),
        ("Kiln Lane Bakery", 8420, false),
        ("Fernmoor Garage", 31, false),
    ] {
        let mut books = Books::default();
        let order = |kind: Kind, more: Claim| {
            let reference =
                Claim::Reference { role: ReferenceRole::Order, value: "FG-77120".to_owned() };
            (kind, vec![reference, more])
        };
        let total = Claim::Amount { role: AmountRole::Total, money: eur(8420) };
        let by = Claim::Date { role: DateRole::ReturnBy, value: date(2026, 4, 1) };
        for (on, (kind, claims)) in [
            (date(2026, 3, 4), order(Kind::OrderConfirmed, total)),
            (date(2026, 3, 12), order(Kind::ReturnInstructions, by)),
        ] {
            books.mail(on, FIRM, kind, claims);
        }
        books.bank(statement(vec![booking(date(2026, 3, 30), cents, who, "refund")]));
        let ledger = books.settled();
        let due = ledger.dues.iter().find(|d| d.what == oxherd_model::DueKind::Return).unwrap();
        assert_eq!(due.closed_at.is_some(), closes, "{who} {cents}");
        let back = ledger.agreements[0].charges.iter().any(|c| c.money == eur(-8420));
        assert_eq!(back, closes, "{who} {cents}");
    }
}

fn monthly(cents: &[i64], who: &str) -> Vec<Booking> {
    let months = (1..).zip(cents);
    months.map(|(month, cents)| booking(date(2026, month, 3), -cents, who, "")).collect()
}

#[test]
fn what_comes_again_and_again_is_proposed_as_an_agreement() {
    let mut books = Books::default();
    let mut all = monthly(&[2990, 2990, 2990, 3190], "STEINBOCK FITNESS GMBH");
    all.extend(monthly(&[5210, 1870, 9905, 4020], "EDELMARKT"));
    all.push(booking(date(2026, 4, 28), -350, "Kiln Lane Bakery", ""));
    books.bank(statement(all));
    let ledger = books.settled();
    assert_eq!(ledger.suppliers.len(), 1);
    assert_eq!(ledger.suppliers[0].name(), "Steinbock Fitness GmbH");
    let [agreement] = ledger.agreements.as_slice() else { panic!("one agreement") };
    assert_eq!(agreement.kind, AgreementKind::Membership);
    assert_eq!(agreement.state, AgreementState::Active);
    let prices: Vec<(Date, Money, Period)> =
        agreement.prices.iter().map(|p| (p.from, p.price.money, p.price.per)).collect();
    assert_eq!(
        prices,
        [
            (date(2026, 1, 3), eur(2990), Period::Month),
            (date(2026, 4, 3), eur(3190), Period::Month)
        ]
    );
    let recurring = ledger.recurring(0).unwrap();
    assert!(recurring.proposed);
    assert_eq!(recurring.next_on, Some(date(2026, 5, 3)));
}

#[test]
fn what_stopped_is_over() {
    let mut books = Books::default();
    let mut all = monthly(&[2990, 2990, 2990], "Steinbock Fitness");
    all.push(booking(date(2026, 6, 28), -350, "Kiln Lane Bakery", ""));
    books.bank(statement(all));
    let ledger = books.settled();
    assert_eq!(ledger.agreements[0].ended_on, Some(date(2026, 4, 3)));
    assert_eq!(ledger.recurring(0).unwrap().next_on, None);
}

#[test]
fn a_firm_that_writes_later_is_the_one_that_was_paid() {
    let mut books = Books::default();
    books.bank(statement(monthly(&[999, 999, 999, 999], "STREAMHALL.COM")));
    let receipt = vec![Claim::Amount { role: AmountRole::Paid, money: eur(999) }];
    books.mail(date(2026, 4, 4), ("streamhall.example", "Streamhall"), Kind::PaymentDone, receipt);
    let ledger = books.settled();
    assert_eq!(ledger.suppliers.len(), 1);
    assert_eq!(ledger.agreements.len(), 1);
    assert_eq!(ledger.agreements[0].charges.len(), 4);
    assert!(!ledger.recurring(0).unwrap().proposed);
}

#[test]
fn money_between_own_accounts_pays_nothing() {
    let mut books = Books::default();
    let other = "NL91ABNA0417164300";
    let mut all = monthly(&[10000, 10000, 10000, 10000], "Ottilie Quist");
    for one in &mut all {
        one.counterparty_account = Some(Account::Iban(other.to_owned()));
    }
    books.bank(statement(all));
    let savings = monthly(&[-10000, -10000, -10000, -10000], "Ottilie Quist");
    let account = Some(Account::Iban(other.to_owned()));
    books.bank(Statement { account, ..statement(savings) });
    assert!(books.settled().agreements.is_empty());
}

#[test]
fn distances_are_weeks_months_quarters_and_years() {
    let start = date(2026, 1, 31);
    let days = |span: jiff::Span, count: i64| -> Vec<Date> {
        (0..count).map(|n| start.saturating_add(span.checked_mul(n).unwrap())).collect()
    };
    for (days, expected) in [
        (days(7.days(), 5), Some(Period::Week)),
        (days(1.month(), 4), Some(Period::Month)),
        (days(3.months(), 3), Some(Period::Quarter)),
        (days(1.year(), 2), Some(Period::Year)),
        (days(1.day(), 9), None),
        (days(13.days(), 6), None),
        (days(1.month(), 2), None),
        (days(45.days(), 6), None),
    ] {
        assert_eq!(period(&days), expected, "{days:?}");
    }
}

#[test]
fn two_prices_to_one_payee_are_two_series() {
    let mut paid: Vec<Paid> = Vec::new();
    for month in 1..=5 {
        for (day, cents) in [(3, 499), (17, 1599)] {
            let booking = u32::try_from(paid.len()).unwrap();
            paid.push(Paid { booking, on: date(2026, month, day), sum: Decimal::new(cents, 2) });
        }
    }
    let found = find(&paid, Bond::Payee);
    assert_eq!(found.len(), 2);
    assert!(found.iter().all(|s| s.per == Period::Month && s.paid.len() == 5));
}

#[test]
fn a_statement_without_a_number_is_of_the_account_whose_bookings_it_shows() {
    let all = monthly(&[2990, 1200, 870, 3190], "Steinbock Fitness");
    let unnamed = || Statement { account: None, currency: None, ..statement(all.clone()) };
    let named = || statement(all.clone());
    for order in [[true, false], [false, true]] {
        let mut books = Books::default();
        for is_named in order {
            let mut one = if is_named { named() } else { unnamed() };
            if !is_named {
                one.bookings.iter_mut().for_each(|b| b.purpose = "card".to_owned());
            }
            books.bank(one);
        }
        assert_eq!(books.ledger.bookings.accounts.len(), 1);
        assert_eq!(books.ledger.bookings.kept.len(), 4);
    }
}

#[test]
fn where_no_field_has_the_name_the_purpose_begins_with_it() {
    let mut books = Books::default();
    books.bill(date(2026, 3, 4), FIRM, (8420, date(2026, 3, 20)), "");
    let mut all = monthly(&[2990, 2990, 2990, 2990], "");
    for (one, tail) in all.iter_mut().zip(["", " 0107", " REF 81", " thanks"]) {
        one.purpose = format!("STEINBOCK FITNESS GMBH membership{tail}");
    }
    all.push(booking(date(2026, 3, 19), -8420, "", "FERNMOOR GARAGE LTD card 4411"));
    all.push(booking(date(2026, 3, 20), -8420, "", "card at Kiln Lane, not at any garage"));
    books.bank(statement(all));
    let ledger = books.settled();
    assert!(ledger.dues.get(0).unwrap().closed_at.is_some());
    let gym = ledger.agreements.iter().find(|a| a.kind == AgreementKind::Membership).unwrap();
    assert_eq!(gym.charges.len(), 4);
    assert_eq!(
        ledger.suppliers[usize::try_from(gym.supplier).unwrap()].name(),
        "Steinbock Fitness"
    );
}

#[test]
fn names_in_capitals_are_written_as_people_do() {
    assert_eq!(for_people("SQ *KILN LANE BAKERY"), "Kiln Lane Bakery");
    assert_eq!(for_people("BMW BANK AG"), "BMW Bank AG");
    assert_eq!(for_people("STEINBOCK GYM GMBH"), "Steinbock Gym GmbH");
}

/// A booking as one form of statement or another writes it.
fn as_written(b: &Booking, form: u8) -> Booking {
    let mut b = b.clone();
    match form % 4 {
        0 => {}
        1 => b.counterparty = b.counterparty.map(|c| c.to_uppercase()),
        2 => b.purpose = format!("{} {}", b.counterparty.take().unwrap_or_default(), b.purpose),
        _ => {
            b.bank_reference = None;
            b.purpose.push_str(" 0000");
        }
    }
    b
}

type Line = (Date, Money);

fn kept_lines(ledger: &Ledger) -> Vec<(Line, Option<String>)> {
    let mut lines: Vec<(Line, Option<String>)> = ledger
        .bookings
        .kept
        .iter()
        .map(|b| {
            (
                (b.line.booked_on, b.line.money),
                b.line.counterparty.as_ref().map(|c| c.to_lowercase()),
            )
        })
        .collect();
    lines.sort_by(|a, b| (a.0.0, a.0.1.value, &a.1).cmp(&(b.0.0, b.0.1.value, &b.1)));
    lines
}

proptest! {
    #[test]
    fn overlapping_statements_in_any_order_give_the_same_bookings(
        made in prop::collection::vec((0_i64..40, 1_i64..4, 0_usize..4), 1..40),
        cuts in prop::collection::vec((0_i64..40, 1_i64..40, 0_u8..4), 1..6),
        shuffle in any::<prop::sample::Index>(),
    ) {
        let firms = ["Kiln Lane Bakery", "Fernmoor Garage", "Steinbock Fitness", "Quill Water"];
        let truth: Vec<Booking> = made
            .iter()
            .map(|(day, euros, firm)| {
                let on = date(2026, 3, 1).saturating_add(day.days());
                booking(on, -euros * 100, firms[*firm], &format!("thanks {}", firms[*firm]))
            })
            .collect();
        let cut = |from: i64, length: i64, form: u8| {
            let first = date(2026, 3, 1).saturating_add(from.days());
            let last = first.saturating_add(length.days());
            let within = truth.iter().filter(|b| b.booked_on >= first && b.booked_on <= last);
            statement(within.map(|b| as_written(b, form)).collect())
        };
        let whole = cut(0, 60, 0);
        let mut statements: Vec<Statement> = cuts.iter().map(|(a, b, f)| cut(*a, *b, *f)).collect();
        statements.push(whole.clone());
        statements.retain(|s| !s.bookings.is_empty());
        let fold = |all: &[Statement]| {
            let mut books = Books::default();
            all.iter().for_each(|s| books.bank(s.clone()));
            kept_lines(&books.ledger)
        };
        let expected = fold(&[whole]);
        prop_assert_eq!(expected.len(), truth.len());
        prop_assert_eq!(&fold(&statements), &expected);
        let turn = shuffle.index(statements.len());
        statements.rotate_left(turn);
        statements.reverse();
        prop_assert_eq!(fold(&statements), expected);
    }
}

#[test]
fn a_name_is_found_behind_what_the_bank_writes_before_it_and_in_another_order() {
    let fit = |purpose: &str, name: &str| {
        let line = booking(date(2026, 3, 4), -4200, "", purpose);
        let evidence = EvidenceId([1; 10]);
        let said = Said::of(&KeptBooking { account: 0, line, evidence, known_from: None });
        let name = Bare::of(name);
        said.fit(said.payee.fit(&name), &[name])
    };
    for purpose in [
        "PAGAMENTO CARTA 6640 MERIGGIO ASSICURAZIONI",
        "COMPRA TARJ. 2290 ASSICURAZIONI MERIGGIO",
        "DEVOLUCION TARJ. 2290 ASSICURAZIONI MERIGGIO",
        "VIR SEPA RECU ASSICURAZIONI MERIGGIO SPA GESTE 23-0307",
        "ABONO ASSICURAZIONI MERIGGIO",
        "TRANSFERENCIA DE ASSICURAZIONI MERIGGIO, S.A.",
        "SEPA-Lastschrift Assicurazioni Meriggio S.p.A.",
        "Betaalautomaat 14:22 pasnr. 013 ASSICURAZIONI MERIGGIO",
        "DIRECT DEBIT TO ASSICURAZIONI MERIGGIO",
    ] {
        assert_eq!(fit(purpose, "Assicurazioni Meriggio"), Some(Fit::Name), "{purpose}");
    }
    let cut = fit("CARTA 6640 MERIGGIO ASS.NI", "Assicurazioni Meriggio");
    assert_eq!(cut, Some(Fit::Loose), "one telling word");
    for other in ["CARTA 6640 ASSICURAZIONI TRAMONTE", "ASSICURAZIONI", "MERIGGIANO BAR"] {
        assert_eq!(fit(other, "Assicurazioni Meriggio"), None, "{other}");
    }
}
