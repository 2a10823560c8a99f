//! The order and the portions in which mail is taken in change nothing.

use crate::kit::{Household, text};
use crate::mail::{Mail, bill, car_insurance, entry, from_ada, goodbye, offer, phone, welcome};
use proptest::prelude::*;
use proptest::test_runner::{Config, RngAlgorithm, TestRng, TestRunner};

/// Different splits and orders that are tried.
const CASES: u32 = 12;

/// About sixty messages of several suppliers, with copies, as they lie in a mailbox.
fn everything() -> Vec<String> {
    let mut mails: Vec<Mail> = Vec::new();
    for month in 1..=12 {
        let (sent, due) = (format!("2025-{month:02}-04"), format!("2025-{month:02}-18"));
        mails.push(bill(&sent, &format!("{}.20", 60 + month), &due).received(&sent, "08:00:07"));
    }
    for month in 1..=6 {
        mails.push(
            Mail::from("Ridgeway Broadband <billing@ridgeway.example>", &format!("2026-{month:02}-09"), "Your broadband bill")
                .body(&format!(
                    "Your broadband bill is ready.\n\nCustomer number: RW-5512\nAmount due: \u{a3}31.0{month}\n\
                     Payment due: 2{month} {} 2026",
                    ["January", "February", "March", "April", "May", "June"][month - 1]
                )),
        );
    }
    mails.push(phone("2025-03-05", "TG-100", "490154203237518"));
    mails.push(phone("2025-03-05", "TG-101", "356938035643809"));
    mails.push(welcome("2025-06-20"));
    mails.push(goodbye("2026-03-20"));
    mails.push(welcome("2026-04-20"));
    mails.push(car_insurance("2025-06-11", "KX19 ABC", "FL-7788123"));
    mails.push(car_insurance("2026-06-11", "KX19 ABC", "FL-7788124"));
    mails.push(car_insurance("2026-06-12", "LB21 XYZ", "FL-9900456"));
    mails.extend((0..12).map(|n| offer(&format!("2026-01-{:02}", n + 1), n)));
    let text = "Hello,\n\nabout account number BM-4471902: please check the meter.\n\nAda";
    mails.push(from_ada("2026-01-05", crate::mail::ENERGY, "My bill", text));
    let text = "Hello,\n\nI cancel my Streamhall subscription.\n\nAda";
    mails.push(from_ada("2026-03-19", crate::mail::STREAM, "Cancellation", text));
    mails.push(
        Mail::from("Ben <ben@friends.example>", "2026-03-19", "Sunday").body("See you then."),
    );
    // Nothing says when these came, or what they are called.
    mails
        .push(Mail::from("Nobody <nobody@odd.example>", "2026-01-01", "No date").dated("sometime"));
    mails.push(bill("2026-01-01", "10.00", "2026-07-09").dated("").id(""));
    let mut entries: Vec<String> = mails.iter().map(|mail| entry(&mail.lf())).collect();
    // The same bytes again, and the same messages in other bytes and through other hosts.
    entries.extend(mails.iter().step_by(9).map(|mail| entry(&mail.lf())));
    let other = mails.iter().step_by(5).map(|mail| entry(&mail.clone().header("X-Copy: yes").lf()));
    entries.extend(other);
    let later = mails.iter().skip(13).step_by(7);
    entries.extend(later.map(|mail| entry(&mail.clone().received("2026-06-20", "09:00:00").lf())));
    entries
}

/// The books after taking in these entries in these portions.
fn books_of(entries: &[String], portions: &[usize]) -> (Household, Vec<String>) {
    let household = Household::new();
    let mut from = 0;
    for (number, to) in portions.iter().copied().chain([entries.len()]).enumerate() {
        let to = to.clamp(from, entries.len());
        let path = household.file(&format!("{number}.mbox"), entries[from..to].concat());
        household.run(&["take", text(&path)]).expect(0);
        from = to;
    }
    let books = household.books();
    (household, books)
}

#[test]
fn any_split_and_any_order_gives_the_same_books() {
    let entries = everything();
    let (first, books) = books_of(&entries, &[]);
    assert!(books[0].contains("KX19ABC") && books[0].contains("490154203237518"), "{}", books[0]);
    let count = entries.len();
    let shuffled = Just(entries).prop_shuffle();
    let cuts = prop::collection::vec(0..count, 0..4).prop_map(|mut cuts| {
        cuts.sort_unstable();
        cuts
    });
    let config =
        Config { failure_persistence: None, max_shrink_iters: 24, ..Config::with_cases(CASES) };
    let dice = TestRng::deterministic_rng(RngAlgorithm::ChaCha);
    let mut runner = TestRunner::new_with_rng(config, dice);
    let result = runner.run(&(shuffled, cuts), |(entries, cuts)| {
        let (_household, other) = books_of(&entries, &cuts);
        for (one, other) in books.iter().zip(&other) {
            prop_assert_eq!(one, other);
        }
        Ok(())
    });
    result.unwrap_or_else(|why| panic!("{why}"));
    let rebuilt = first.asks(&["rebuild"]);
    assert_eq!(rebuilt["same_as_before"], true, "{rebuilt}");
    assert_eq!(first.books(), books, "a rebuild changes nothing");
}

#[test]
fn what_the_owner_said_holds_whatever_came_first() {
    let entries = everything();
    let half = entries.len() / 2;
    let say = |household: &Household| {
        household.says("490154203237518 is called Ada's phone");
        household.says("KX19ABC is called The blue one");
        household.says("LB21XYZ is not mine");
    };
    let (early, _books) = books_of(&entries[..half], &[]);
    let path = early.file("rest.mbox", entries[half..].concat());
    early.run(&["take", text(&path)]).expect(0);
    say(&early);
    let (late, _books) = books_of(&entries, &[]);
    say(&late);
    assert_eq!(early.books(), late.books());
    assert_eq!(early.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(early.books(), late.books());
}

#[test]
fn what_was_said_of_one_copy_holds_when_another_becomes_the_message() {
    // A mailbox, and beside it a Maildir of the same messages with a field that a program added: known
    // from the same time, so the smaller hash is the message. Some change over, whoever comes first.
    let mails: Vec<Mail> = (1..=8)
        .map(|n| bill(&format!("2026-0{n}-04"), &format!("9{n}.50"), &format!("2026-09-1{n}")))
        .chain([offer("2026-03-07", 1), car_insurance("2026-06-11", "KX19 ABC", "FL-7788123")])
        .collect();
    let boxed = |household: &Household| household.takes(&mails);
    let filed = |household: &Household| {
        for (number, mail) in mails.iter().enumerate() {
            let mail = mail.clone().header("X-Filed: yes").lf();
            household.file(&format!("Maildir/cur/{number}.host:2,S"), mail);
        }
        household.takes_in(&household.path("Maildir"))
    };
    let speaks = |household: &Household| {
        for number in 1..=6 {
            let id = household.id_of(&format!("9{number}.50"));
            let words = match number {
                1 => "is a newsletter".to_owned(),
                2 => "belongs to Fabia".to_owned(),
                3 => "is from Fernleaf Insurance".to_owned(),
                _ => format!("date 2026-09-1{number} is 2026-10-1{number}"),
            };
            household.asks(&["say", &format!("{id} {words}"), "--only"]);
        }
        household.says(&format!("{} is a bill", household.id_of("Offer")));
    };
    let at = "2026-09-01";
    let books = |household: &Household| {
        ["things", "suppliers", "agreements", "dues", "thing Fabia"].map(|command| {
            let arguments: Vec<&str> = command.split(' ').chain(["--json", "--at", at]).collect();
            household.run(&arguments).expect(0).out.clone()
        })
    };
    let (first, second, late) = (Household::new(), Household::new(), Household::new());
    boxed(&first);
    speaks(&first);
    filed(&first);
    filed(&second);
    speaks(&second);
    boxed(&second);
    boxed(&late);
    filed(&late);
    speaks(&late);
    assert_eq!(books(&first), books(&late));
    assert_eq!(books(&second), books(&late));
    for household in [first, second, late] {
        let dues = household.list(&["dues", "--at", at]);
        let days = crate::kit::each(&dues, "on");
        assert!(days.contains(&"2026-10-14") && !days.contains(&"2026-09-14"), "{days:?}");
        let before = books(&household);
        assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
        assert_eq!(books(&household), before);
    }
}

#[test]
fn old_mail_taken_in_late_is_put_in_its_place() {
    let years: Vec<Mail> = (1..=12)
        .map(|m| bill(&format!("2025-{m:02}-04"), "50.00", &format!("2025-{m:02}-18")))
        .collect();
    let forward = Household::with(&years);
    let backward = Household::new();
    for mail in years.iter().rev() {
        backward.takes(std::slice::from_ref(mail));
    }
    assert_eq!(backward.books(), forward.books());
}
