//! Chats that a phone exports are taken in message by message.

use crate::kit::{Household, each, one, text};
use crate::mail::{Mail, small_household};
use serde_json::{Value, json};
use std::io::Write;

const MARLOW: &str = "Marlow Plumbing <desk@marlow.example>";

/// Ada and a plumber, as a phone set to British English writes it.
const CHAT: &str = "01/03/2026, 09:02 - Messages and calls are end-to-end encrypted. Tap to learn more.\n\
    01/03/2026, 09:02 - Ada Quill: Hello, the boiler leaks again.\n\
    It is under the tap.\n\
    01/03/2026, 09:40 - Marlow Plumbing: Sorry to hear. Our engineer will visit on 14 March 2026 between 8am and 12pm.\n\
    01/03/2026, 09:41 - Marlow Plumbing: <Media omitted>\n\
    13/03/2026, 23:50 - Ada Quill: See you tomorrow\n";

const NAME: &str = "phone/WhatsApp Chat with Marlow Plumbing.txt";

fn household(mails: &[Mail]) -> Household {
    let household = Household::new();
    let who = ["init", "--country", "DE", "--person", "Ada Quill=ada@quill.example"];
    household.run(&[&who[..], &["--at", "2025-01-01"]].concat()).expect(0);
    if !mails.is_empty() {
        household.takes(mails);
    }
    household
}

fn booking() -> Mail {
    let subject = "Welcome to Marlow Plumbing: your maintenance contract";
    Mail::from(MARLOW, "2025-12-03", subject).body(
        "Dear Ada,\n\nthank you for choosing our boiler cover. Your contract has started.\n\n\
         Contract number: MP-7710\nStart date: 3 December 2025\nMonthly fee: \u{a3}9.90",
    )
}

fn promises(household: &Household, at: &str) -> Vec<String> {
    let promises = household.list(&["promises", "--at", at]);
    let shown = |p: &Value| format!("{} {} {}", p["kind"], p["by"], p["state"]).replace('"', "");
    promises.iter().map(shown).collect()
}

#[test]
fn a_chat_comes_in_message_by_message_and_a_longer_export_only_with_what_is_new() {
    let household = household(&[]);
    let path = household.file(NAME, CHAT);
    let taken = household.takes_in(&path);
    assert_eq!(taken["taken"], 5, "the words of the program are one of them");
    let found = household.list(&["search", "leaks"]);
    assert_eq!(found.len(), 1);
    assert_eq!(
        found[0]["at"], "2026-03-01T09:02:00+01:00",
        "by the clock where the household lives"
    );
    let id = found[0]["evidence"][0].as_str().expect("an id");
    let raw = household.run(&["evidence", id, "--raw"]).expect(0).out.clone();
    assert!(
        raw.ends_with(
            "01/03/2026, 09:02 - Ada Quill: Hello, the boiler leaks again.\nIt is under the tap."
        ),
        "{raw}"
    );
    assert!(household.takes_in(&path)["taken"] == 0, "taking in again takes nothing twice");
    household.file(NAME, format!("{CHAT}14/03/2026, 13:00 - Ada Quill: All done, thanks\n"));
    let again = household.takes_in(&path);
    assert_eq!((&again["taken"], &again["known_already"]), (&1.into(), &5.into()));
    // Renamed by the browser, and in an archive: it is the same chat.
    household.file("phone/WhatsApp Chat with Marlow Plumbing (2).txt", CHAT);
    assert_eq!(household.takes_in(&household.path("phone"))["taken"], 0);
    assert_eq!(household.is_sound(), 7);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
}

#[test]
fn what_a_plumber_promises_in_a_chat_is_followed() {
    let household = household(&[booking()]);
    let path = household.file(NAME, CHAT);
    household.takes_in(&path);
    assert!(promises(&household, "2026-02-28").is_empty());
    assert_eq!(promises(&household, "2026-03-02"), ["visit 2026-03-14 open"]);
    assert_eq!(promises(&household, "2026-03-14"), ["visit 2026-03-14 open"]);
    assert_eq!(promises(&household, "2026-03-15"), ["visit 2026-03-14 broken"], "by silence");
    let suppliers = household.list(&["suppliers"]);
    let marlow = one(&suppliers, "domain", "marlow.example");
    assert_eq!(marlow["messages"], 3, "the mail and two messages of the chat: {marlow}");
    assert_eq!(suppliers.len(), 1, "one supplier by mail and by chat: {suppliers:?}");
    let gaps = household.list(&["gaps"]);
    let left: Vec<&str> =
        each(&gaps, "what").into_iter().filter(|w| w.contains("left out")).collect();
    assert_eq!(left.len(), 1, "{gaps:?}");
    // A later message of the chat moves it.
    let moved = "12/03/2026, 08:00 - Marlow Plumbing: Your appointment has been moved. Our engineer will visit on \
                 18 March 2026 between 8am and 12pm.\n";
    let (first, last) = CHAT.split_at(CHAT.find("13/03/2026").expect("the last message"));
    household.file(NAME, format!("{first}{moved}{last}"));
    assert_eq!(household.takes_in(&path)["taken"], 1);
    let later = promises(&household, "2026-03-13");
    assert_eq!(later, ["visit 2026-03-18 open", "visit 2026-03-14 withdrawn"]);
    assert_eq!(
        promises(&household, "2026-03-11"),
        ["visit 2026-03-14 open"],
        "what was known then"
    );
}

#[test]
fn what_the_owner_writes_in_a_chat_is_their_letter() {
    let household = household(&[booking()]);
    let cancel = "02/04/2026, 10:00 - Ada Quill: I cancel my contract MP-7710 with effect from 30 April 2026\n";
    let path = household.file(NAME, format!("{CHAT}{cancel}"));
    household.takes_in(&path);
    let requests = household.list(&["requests", "--at", "2026-04-03"]);
    let request = one(&requests, "kind", "cancellation");
    assert_eq!(
        (&request["state"], &request["supplier"]["name"]),
        (&"sent".into(), &"Marlow Plumbing".into())
    );
    assert!(household.list(&["requests", "--at", "2026-04-01"]).is_empty());
    let agreement = &household.list(&["agreements", "--at", "2026-04-03"])[0];
    assert_eq!(
        (&agreement["state"], &agreement["ended_on"]),
        (&"ending".into(), &"2026-04-30".into())
    );
}

#[test]
fn a_promise_of_a_call_is_kept_by_a_later_message_of_the_chat() {
    let household = household(&[booking()]);
    let words = "Marlow Plumbing will send me a reply by 5 March 2026";
    household.asks(&["note", words, "--call", "--at", "2026-03-02T10:00:00Z"]);
    let answer = "04/03/2026, 16:00 - Marlow Plumbing: About your request: your case MP-3 has been decided and closed.\n";
    let (first, last) = CHAT.split_at(CHAT.find("13/03/2026").expect("the last message"));
    let path = household.file(NAME, format!("{first}{answer}{last}"));
    household.takes_in(&path);
    let reply = |at: &str| {
        let promises = household.list(&["promises", "--at", at]);
        one(&promises, "kind", "reply")["state"].as_str().expect("a state").to_owned()
    };
    assert_eq!((reply("2026-03-03"), reply("2026-03-05")), ("open".to_owned(), "kept".to_owned()));
    assert_eq!(reply("2026-06-01"), "kept");
}

#[test]
fn private_chats_are_found_and_move_nothing() {
    let household = Household::with(&small_household());
    let books = household.books();
    let path = household.file(
        "phone/WhatsApp Chat with Granny Jo.txt",
        "13/03/2026, 09:02 - Granny Jo: Please pay me \u{a3}40 by 20 March 2026, see you on 22 March at 3pm\n\
         13/03/2026, 09:03 - Ada Quill: I cancel my policy FL-88102\n",
    );
    household.takes_in(&path);
    assert_eq!(household.books(), books);
    let found = household.list(&["search", "granny"]);
    assert_eq!((found.len(), &found[0]["kind"]), (1, &"personal".into()));
    // The owner says that it is a supplier after all.
    let id = found[0]["evidence"][0].as_str().expect("an id").to_owned();
    household.says(&format!("{id} is from granny-jo.example"));
    assert!(each(&household.list(&["suppliers"]), "domain").contains(&"granny-jo.example"));
}

#[test]
fn an_archive_of_the_phone_tells_the_title() {
    let household = household(&[booking()]);
    let chat = "\u{200e}[01.03.26, 09:02:11] Marlow Plumbing: \u{200e}Messages and calls are end-to-end encrypted.\r\n\
        [01.03.26, 09:02:12] Ada: Hello\r\n\
        [01.03.26, 09:40:00] Marlow Plumbing: Our engineer will visit on 14 March 2026 between 8am and 12pm.\r\n\
        \u{200e}[01.03.26, 09:41:00] Marlow Plumbing: \u{200e}<attached: 00000004-PHOTO.jpg>\r\n";
    let path = household.path("WhatsApp Chat - Marlow Plumbing.zip");
    let mut zip = zip::ZipWriter::new(std::fs::File::create(&path).expect("a file"));
    zip.start_file("_chat.txt", zip::write::SimpleFileOptions::default()).expect("an entry");
    zip.write_all(chat.as_bytes()).expect("its text");
    zip.finish().expect("an archive");
    assert_eq!(household.takes_in(&path)["taken"], 4);
    assert_eq!(promises(&household, "2026-03-02"), ["visit 2026-03-14 open"]);
    assert_eq!(household.list(&["suppliers"]).len(), 1);
}

#[test]
fn a_chat_whose_days_cannot_be_told_asks_and_an_answer_in_its_name_tells() {
    let household = household(&[booking()]);
    let chat = "03/04/2026, 09:02 - Marlow Plumbing: Our engineer will visit on 14 April 2026 between 8am and 12pm.\n\
        05/06/2026, 09:02 - Ada Quill: Thanks\n";
    let path = household.file("open/WhatsApp Chat with Marlow Plumbing.txt", chat);
    assert_eq!(household.takes_in(&path)["taken"], 1, "it is kept as a whole");
    let gaps = household.list(&["gaps"]);
    assert!(each(&gaps, "what").iter().any(|w| w.contains("(day first)")), "{gaps:?}");
    assert!(promises(&household, "2026-06-30").is_empty());
    assert_eq!(household.list(&["search", "engineer"]).len(), 1);
    let said = household.file("said/WhatsApp Chat with Marlow Plumbing (day first).txt", chat);
    assert_eq!(household.takes_in(&said)["taken"], 2);
    assert_eq!(promises(&household, "2026-04-05"), ["visit 2026-04-14 open"]);
}

#[test]
fn who_the_owner_is_cannot_always_be_told_and_is_asked() {
    let household = Household::new();
    let chat = "13/03/2026, 09:02 - Bo: Hello\n13/03/2026, 09:03 - Ada Quill: Hi\n";
    let path = household.file("phone/_chat.txt", chat);
    assert_eq!(household.takes_in(&path)["taken"], 2);
    let gaps = household.list(&["gaps"]);
    let asked = each(&gaps, "what")
        .into_iter()
        .filter(|w| w.contains("who of this chat is the owner"))
        .count();
    assert_eq!(asked, 1, "asked once: {gaps:?}");
    household.asks(&["init", "--person", "Ada Quill=ada@quill.example"]);
    assert_eq!(household.takes_in(&path)["taken"], 2, "now it is known which way they went");
    let found = household.list(&["search", "hello"]);
    let copy = found[0]["evidence"][0].as_str().expect("an id");
    assert_eq!(found.len(), 1, "they are copies of the same messages: {found:?} {copy}");
}

#[test]
fn what_only_looks_like_a_chat_is_a_text_and_hostile_ones_are_survived() {
    let household = Household::new();
    let folder = household.path("odd");
    for (name, bytes) in [
        ("WhatsApp Chat with Bo.txt", "shopping list\nbread\n".to_owned()),
        ("notes.txt", "13/03/2026, 09:02 - Bo: one line is no chat\n".to_owned()),
        (
            "WhatsApp Chat with Cy.txt",
            format!("13/03/2026, 09:02 - Cy: {}\n", "x ".repeat(300_000)),
        ),
        ("WhatsApp Chat with Di.txt", "13/03/2026, 09:02 - Di: a\n".repeat(3_000)),
        (
            "WhatsApp Chat with Ed.txt",
            "[13/03/2026, 09:02:00] \u{202e}Ed\u{0}: \u{0}\n99/99/9999, 99:99 - x: y\n".to_owned(),
        ),
    ] {
        household.file(&format!("odd/{name}"), bytes);
    }
    let taken = household.run(&["take", text(&folder), "--json"]);
    assert!(matches!(taken.status, Some(0 | 3)), "{}", taken.err);
    assert!(taken.json()["taken"].as_u64().is_some_and(|n| n > 3_000), "{}", taken.out);
    assert_eq!(household.list(&["search", "bread"]).len(), 1);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(household.asks(&["verify"])["damaged"], json!(0));
}
