//! What was known at an earlier time, and nothing that came later.

use crate::kit::{Household, each};
use crate::kit_car::{STATEMENT, again, caravan, driven, household, sold};
use crate::mail::{Mail, bill, goodbye, small_household, welcome};

/// Days between the messages of the small household.
const DAYS: [&str; 5] = [
    "2026-01-10T00:00:00Z",
    "2026-03-01T00:00:00Z",
    "2026-03-06T00:00:00Z",
    "2026-05-01T00:00:00Z",
    "2026-06-10T00:00:00Z",
];

#[test]
fn as_of_an_earlier_time_the_answers_are_those_of_that_time() {
    let mails = small_household();
    // Who lives where is said, so that it does not depend on how much mail there is to infer from.
    let who = [
        "init",
        "--country",
        "GB",
        "--person",
        "Ada Quill=ada@quill.example",
        "--at",
        "2026-01-01",
    ];
    let all = Household::new();
    all.run(&who).expect(0);
    all.takes(&mails);
    for (day, known) in DAYS.iter().zip([1, 2, 4, 6, 7]) {
        let then = Household::new();
        then.run(&who).expect(0);
        then.takes(&mails[..known]);
        for command in
            ["things", "suppliers", "agreements", "dues", "search your", "search after:2025-01-01"]
        {
            let arguments: Vec<&str> = command.split(' ').chain(["--json", "--at", day]).collect();
            let looked_back = all.run(&arguments);
            assert_eq!(looked_back.out, then.run(&arguments).out, "{command} as of {day}");
        }
    }
}

#[test]
fn things_known_later_do_not_count() {
    let household = Household::with(&[welcome("2026-01-20"), goodbye("2026-03-20")]);
    let stage = |at: &str| household.asks(&["thing", "streamhall", "--at", at])["stage"].clone();
    assert_eq!(stage("2026-02-01"), "in_use");
    assert_eq!(stage("2026-06-01"), "gone");
    household.run(&["thing", "streamhall", "--at", "2026-01-19"]).expect(1);
}

#[test]
fn who_lives_here_is_the_same_at_every_time() {
    let household = Household::with(&small_household());
    // Said today, and so it is in answers as of any day before: it is how the mail is to be read.
    household.asks(&["init", "--zone", "Europe/Berlin", "--person", "Bo=bo@elsewhere.example"]);
    let found = household.list(&["search", "receipt", "--at", "2026-02-01"]);
    assert_eq!(found[0]["at"], "2026-01-20T09:00:00+01:00");
    let home = household.asks(&["thing", "home", "--at", "2026-03-06"]);
    let line = home["timeline"].as_array().expect("a timeline");
    assert!(!each(line, "kind").contains(&"owner_wrote"), "Ada is not of the household: {home}");
}

#[test]
fn a_message_is_known_from_its_receipt_and_not_from_its_date() {
    let late = bill("2026-03-04", "84.20", "2026-07-18").received("2026-03-09", "10:00:00");
    let household = Household::with(&[late]);
    let dues = |at: &str| household.list(&["dues", "--at", at]).len();
    assert_eq!(dues("2026-03-09T09:59:59Z"), 0);
    assert_eq!(dues("2026-03-09T10:00:00Z"), 1);
    let known = household.list(&["search", "electricity"]);
    assert_eq!(known[0]["at"], "2026-03-09T10:00:00+00:00");
}

#[test]
fn a_day_means_all_of_that_day_in_household_time() {
    // 23:30 of the 5th in Berlin, and half past midnight of the 6th.
    let before = bill("2026-03-05", "10.00", "2026-07-18").received("2026-03-05", "22:30:00");
    let after = bill("2026-03-06", "20.00", "2026-07-19").received("2026-03-05", "23:30:00");
    let household = Household::new();
    household.asks(&["init", "--zone", "Europe/Berlin", "--at", "2026-01-01"]);
    household.takes(&[before, after]);
    assert_eq!(each(&household.list(&["dues", "--at", "2026-03-05"]), "on"), ["2026-07-18"]);
    assert_eq!(household.list(&["dues", "--at", "2026-03-06"]).len(), 2);
}

#[test]
fn what_the_owner_said_later_does_not_count_earlier() {
    let household = Household::with(&small_household());
    household.asks(&["say", "Fabia is called Bluebell", "--at", "2026-06-20T10:00:00Z"]);
    let name = |at: &str| household.list(&["things", "--at", at]);
    assert!(each(&name("2026-06-19"), "name").contains(&"Skoda Fabia"));
    assert!(each(&name("2026-06-21"), "name").contains(&"Bluebell"));
}

#[test]
fn a_message_without_any_date_is_known_from_its_mailbox_line() {
    let household = Household::with(&[bill("2026-01-01", "10.00", "2026-07-18").dated("no day")]);
    let found = household.list(&["search", "electricity"]);
    assert_eq!(found[0]["at"], "2026-01-05T10:00:00+00:00");
}

#[test]
fn a_message_of_which_no_time_is_known_is_not_lost() {
    let household = Household::new();
    let mail = bill("2026-01-01", "10.00", "2026-07-18").dated("no day");
    household.file("in/one.eml", mail.lf());
    household.takes_in(&household.path("in"));
    assert_eq!(household.messages_of("brightmoor.example"), 1);
    let found = household.list(&["search", "electricity"]);
    assert!(found[0]["at"].is_null(), "unknown is null: {found:?}");
    assert_eq!(household.list(&["dues"]).len(), 1);
}

#[test]
fn mail_from_the_future_waits_for_its_day() {
    let future = Mail::from(crate::mail::ENERGY, "2031-01-01", "Your electricity bill from afar")
        .body("Amount due: \u{a3}1.00\nPayment due: 5 January 2031");
    let household = Household::with(&[future]);
    assert_eq!(household.messages_of("brightmoor.example"), 0);
    let later = household.list(&["suppliers", "--at", "2031-01-02"]);
    assert_eq!(later[0]["messages"], 1);
}

/// Every list of the books.
const LISTS: [&str; 10] = [
    "things",
    "suppliers",
    "agreements",
    "dues",
    "promises",
    "contradictions",
    "requests",
    "watches",
    "matters",
    "gaps",
];

/// The law of the fold: what is asked as of a time is what would have been said then, whatever came later.
fn looks_back_truly(country: &str, mails: &[(&str, Mail)], statement: Option<(&str, &str)>) {
    let all = household(country, &[mails.iter().map(|(_, mail)| mail.clone()).collect()]);
    if let Some((_, text)) = statement {
        all.takes_in(&all.file("bank/one.ofx", text));
    }
    // Just before each third message, and after the last.
    let days = mails.iter().map(|(day, _)| *day).step_by(3).skip(1).chain(["2025-12-31"]);
    for day in days {
        let at = format!("{day}T00:30:00Z");
        let known = |of: &str| of < day;
        let then: Vec<Mail> =
            mails.iter().filter(|(of, _)| known(of)).map(|(_, mail)| mail.clone()).collect();
        let then = household(country, &[then]);
        if let Some((_, text)) = statement.filter(|(of, _)| known(of)) {
            then.takes_in(&then.file("bank/one.ofx", text));
        }
        for list in LISTS {
            let asked = [list, "--json", "--at", &at];
            assert_eq!(all.run(&asked).out, then.run(&asked).out, "{list} as of {at}");
        }
    }
}

#[test]
fn every_list_as_of_any_time_is_that_of_who_had_only_what_was_known_then() {
    let days = [
        "2019-04-02",
        "2019-04-05",
        "2024-03-08",
        "2024-05-14",
        "2024-05-17",
        "2025-03-10",
        "2025-04-05",
        "2025-04-07",
        "2025-04-08",
    ];
    let first = again(days[5], days[6], days[7], days[8]);
    let mails = [driven(), sold(), first].concat();
    let mails: Vec<(&str, Mail)> = days.into_iter().zip(mails).collect();
    looks_back_truly("GB", &mails, Some(("2025-04-11", STATEMENT)));
}

#[test]
fn and_so_it_is_in_german() {
    let days = [
        "2018-03-12",
        "2018-03-20",
        "2023-09-04",
        "2023-09-06",
        "2024-08-05",
        "2024-09-06",
        "2024-09-09",
        "2024-09-10",
    ];
    let mails: Vec<(&str, Mail)> = days.into_iter().zip(caravan()).collect();
    looks_back_truly("DE", &mails, None);
}
