//! How a run ends: 0 done, 1 not found, 2 wrong use, 3 done but not everything could be read.

use crate::kit::{Answer, Household, bare, text};
use crate::mail::{bill, small_household};
use std::process::Stdio;
use std::time::Duration;

#[test]
fn what_is_done_ends_with_0_and_says_what_to_do_next() {
    let household = Household::new();
    let path = household.file("mail.mbox", crate::mail::mbox(&small_household()));
    let answer = household.run(&["take", text(&path)]);
    answer.expect(0);
    assert!(answer.out.starts_with("8 taken in; "), "{}", answer.out);
    assert!(answer.out.contains("next: oxherd things"), "{}", answer.out);
    assert_eq!(answer.err, "");
    let again = household.run(&["take", text(&path)]);
    assert!(again.out.starts_with("0 taken in, 8 known already; "), "{}", again.out);
}

#[test]
fn what_is_not_found_ends_with_1_and_says_how_to_see_what_is_there() {
    let household = Household::with(&small_household());
    let thing = household.run(&["thing", "zeppelin", "--json"]);
    thing.expect(1).says("no thing is called \"zeppelin\"; see them all with: oxherd things");
    let evidence = household.run(&["evidence", "0123456789abcdef", "--json"]);
    evidence.expect(1).says("no evidence has the id \"0123456789abcdef\"");
    household.run(&["evidence", "01"]).expect(1).says("\"01\" is too short for an id, 4 digits");
    let search = household.run(&["search", "zeppelin"]);
    search.expect(1).says("nothing was found");
    let filed = household.run(&["search", "thing:zeppelin", "bill"]);
    filed.expect(1).says("no thing is called \"zeppelin\"");
    let said = household.run(&["say", "zeppelin is mine"]);
    said.expect(1).says("no thing or supplier is called \"zeppelin\"; see them with");
    let said = household.run(&["say", "0123456789 is a bill"]);
    said.expect(1).says("no evidence has the id \"0123456789\"");
    let said = household.run(&["say", "0123456789 belongs to Home"]);
    said.expect(1).says("no evidence has the id \"0123456789\"");
    for answer in [thing, evidence, filed, said] {
        assert_eq!(answer.out, "", "nothing on standard output");
    }
}

#[test]
fn wrong_use_ends_with_2_and_says_what_is_right() {
    let household = Household::with(&small_household());
    for (arguments, words) in [
        (&["thinks"][..], "unrecognized subcommand 'thinks'"),
        (&["take"], "<PATHS>..."),
        (&["thing"], "<NAME>..."),
        (&["thing", ""], "a value is required for '<NAME>...'"),
        (&["init", "--country", "GERMANY"], "as GB or DE, and not `GERMANY`"),
        (&["init", "--country", "ZZ"], "as GB or DE, and not `ZZ`"),
        (
            &["things", "--at", "yesterday"],
            "write a day as 2026-03-31, a time in household time as",
        ),
        (&["init", "--country", "England"], "--country takes the two letters of ISO 3166"),
        (
            &["init", "--zone", "Mars/Olympus"],
            "--zone Mars/Olympus is not a time zone; write it as",
        ),
        (
            &["init", "--person", "Ada=ada@quill.example,Bo=bo@quill.example"],
            "give it once for each, as --person Ann=ann@home.example --person Bo=bo@home.example",
        ),
        (&["init", "--person", "Ada"], "--person takes NAME=ADDRESS, as --person Ann=ann@"),
        (&["search", "bill", "--most", "0"], "write a number from 1 on"),
        (&["suspects", "--most", "0"], "write a number from 1 on"),
        (
            &["init", "--person", "=ada@quill.example"],
            "--person takes NAME=ADDRESS, as --person Ann",
        ),
        (&["say", "it", "rains"], "`it rains` is not something that can be said."),
        (&["say", "Home is sleepy"], "`Home is sleepy` is not something that can be said."),
        (
            &["search", "before:yesterday"],
            "`before:yesterday` is not understood: write before:YYYY",
        ),
    ] {
        household.run(arguments).expect(2).says(words);
    }
}

#[test]
fn an_unreadable_path_is_named_with_3_and_the_good_one_beside_it_is_taken() {
    let household = Household::new();
    let good = household
        .file("good.mbox", crate::mail::mbox(&[bill("2026-03-04", "84.20", "2026-03-18")]));
    let missing = household.path("nowhere.mbox");
    let answer = household.run(&["take", text(&missing), text(&good), "--json"]);
    answer.expect(3).says("nowhere.mbox: there is no such file or folder; check the path");
    let taken = answer.json();
    assert_eq!((&taken["taken"], &taken["unreadable"]), (&1.into(), &1.into()));
    assert_eq!(household.messages_of("brightmoor.example"), 1);
    let empty = household.path("empty");
    std::fs::create_dir(&empty).expect("a folder");
    household.run(&["read", text(&empty)]).expect(0).says("nothing was read: no message");
    let read = household.run(&["read", text(&missing), text(&good)]);
    read.expect(3).says("there is no such file or folder; check the path");
    assert_eq!(read.json_lines().len(), 1);
}

#[test]
fn damaged_evidence_is_named_with_3() {
    let household = Household::with(&small_household());
    let segment = household.home().join("evidence/00000001.seg");
    let mut bytes = std::fs::read(&segment).expect("the archive");
    let middle = bytes.len() / 2;
    bytes[middle] ^= 1;
    std::fs::write(&segment, bytes).expect("a damaged archive");
    let answer = household.run(&["verify"]);
    answer.expect(3);
    let remedy = "restore it from a backup, then run: oxherd rebuild";
    assert!(answer.out.contains(remedy), "{}", answer.out);
    assert!(!answer.err.is_empty(), "the damage is named");
}

#[test]
fn a_home_without_evidence_says_how_to_begin() {
    let household = Household::new();
    for command in ["things", "suppliers", "agreements", "dues", "gaps"] {
        let answer = household.run(&[command, "--json"]);
        answer.expect(0).says("nothing was taken in yet in").says("begin with: oxherd take PATH");
        assert_eq!(answer.out, "[]\n");
    }
    household.run(&["thing", "car"]).expect(1).says("nothing was taken in yet in");
    household.run(&["search", "car"]).expect(1).says("nothing was found");
    household.run(&["say", "car is mine"]).expect(1).says("begin with: oxherd take PATH");
    household
        .run(&["rebuild"])
        .expect(2)
        .says("there is no evidence here yet; take some in first: oxherd take PATH");
}

#[test]
fn an_empty_list_says_that_there_is_nothing_and_not_its_headings() {
    let household = Household::with(&[bill("2026-03-04", "84.20", "2026-03-18")]);
    for (command, words) in [
        (&["promises"][..], "nothing was promised"),
        (&["contradictions"], "nothing contradicts itself"),
        (&["requests"], "you asked for nothing"),
        (&["suspects"], "nothing was held back"),
        (&["gaps"], "everything that was taken in was understood"),
        (&["matters"], "nothing runs"),
    ] {
        let answer = household.run(command);
        answer.expect(0).says(words);
        assert_eq!(answer.out, "", "{command:?}");
    }
    // Where nothing was taken in, nothing else is said.
    let nobody = Household::new();
    for command in ["gaps", "dues", "mistakes", "things"] {
        let answer = nobody.run(&[command]);
        assert_eq!(answer.expect(0).out, "");
        assert_eq!(answer.err.lines().count(), 1, "{}", answer.err);
    }
}

#[test]
fn a_file_in_the_place_of_the_home_is_named_by_every_command() {
    let household = Household::new();
    let file = household.file("file", "not a folder");
    let mail = household.file("mail.mbox", crate::mail::mbox(&small_household()));
    for command in [&["things"][..], &["verify"], &["rebuild"], &["laws"], &["take", text(&mail)]] {
        let answer = household.run(&[command, &["--home", text(&file)]].concat());
        answer.expect(2).says("is no folder").says("--home DIR").says(text(&file));
    }
}

#[test]
fn a_home_in_a_folder_that_is_taken_in_is_no_new_evidence() {
    let household = Household::with(&[bill("2026-03-04", "84.20", "2026-03-18")]);
    let again = household.run(&["take", text(&household.path("")), "--json"]).expect(0).json();
    assert_eq!((&again["taken"], &again["known_already"]), (&0.into(), &1.into()));
    let itself = household.run(&["take", text(&household.home())]);
    itself.expect(3).says("a data directory of oxherd").says("take in the mail that it was made");
}

#[test]
fn a_home_that_cannot_be_made_is_named() {
    let household = Household::new();
    let file = household.file("file", "not a folder");
    let path = household.file("mail.mbox", crate::mail::mbox(&small_household()));
    let inside = file.join("home");
    let answer = household.run(&["take", text(&path), "--home", text(&inside)]);
    answer.expect(2).says("could not make the data directory").says(text(&inside));
}

#[test]
fn without_a_terminal_nothing_asks_or_waits() {
    let household = Household::with(&small_household());
    let sample = household.path("sample");
    let tries = ["try", "--no-serve", "--home", text(&sample)];
    for arguments in [&["init"][..], &["things"], &tries, &["dues"]] {
        let mut command = household.command(arguments);
        // An input that stays open and never says anything.
        command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let input = child.stdin.take();
        Answer::wait(child, Duration::from_secs(90)).expect(0);
        drop(input);
    }
}

#[test]
fn the_home_may_come_from_the_environment() {
    let household = Household::with(&small_household());
    let mut command = bare(&household.path(""));
    command.env("OXHERD_HOME", household.home()).args(["things", "--json"]);
    let things = Answer::of(command);
    assert_eq!(things.expect(0).json().as_array().map(Vec::len), Some(4));
    // An empty name is none, as elsewhere in the environment.
    let mut command = bare(&household.path(""));
    command.env("OXHERD_HOME", "").args(["things"]);
    Answer::of(command).expect(0).says("nothing was taken in yet in");
}

#[test]
fn who_stops_listening_is_not_an_error() {
    let household = Household::with(&small_household());
    let mut command = household.command(&["agreements", "--json"]);
    command.stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    drop(child.stdout.take());
    let status = child.wait().expect("it ends");
    assert_eq!(status.code(), Some(0));
}

#[test]
fn two_at_once_do_not_write_into_one_archive() {
    let household = Household::new();
    let path = household.file("mail.mbox", crate::mail::mbox(&small_household()));
    household.takes_in(&path);
    // This process is the other one that writes: it holds the archive open.
    let archive = household.home().join("evidence");
    let held = oxherd_evidence::Archive::open(&archive).expect("the archive opens");
    household
        .run(&["take", text(&path), "--json"])
        .expect(2)
        .says("another process is writing to the archive in")
        .says("wait until it is done");
    household.run(&["things", "--json"]).expect(0);
    drop(held);
    household.takes_in(&path);
    assert_eq!(household.is_sound(), 8);
}

#[test]
fn derived_tables_that_are_damaged_can_be_made_again() {
    let household = Household::with(&small_household());
    let books = household.books();
    household
        .file("home/derived.sqlite", b"this is no database at all, not by any means".repeat(200));
    let answer = household.run(&["things", "--json"]);
    answer.expect(2).says("oxherd rebuild");
    household.run(&["rebuild"]).expect(0);
    assert_eq!(household.books(), books);
}

#[test]
fn a_search_index_that_is_lost_or_damaged_can_be_made_again() {
    let household = Household::with(&small_household());
    std::fs::remove_dir_all(household.home().join("index")).expect("no index");
    household.takes(&small_household()[..1]);
    assert_eq!(household.list(&["search", "electricity"]).len(), 3);
    household.file("home/index/meta.json", "{ broken");
    let answer = household.run(&["search", "electricity"]);
    answer.expect(2).says("`oxherd rebuild` makes it again");
    household.run(&["rebuild"]).expect(0);
    assert_eq!(household.list(&["search", "electricity"]).len(), 3);
}

#[test]
fn tables_and_an_index_that_cannot_be_opened_are_named_with_what_to_do() {
    let household = Household::with(&small_household());
    let tables = household.home().join("derived.sqlite");
    let kept = std::fs::read(&tables).expect("tables");
    std::fs::remove_file(&tables).expect("no tables");
    std::fs::create_dir(&tables).expect("a folder in their place");
    let answer = household.run(&["things"]);
    answer.expect(2).says("could not open the tables in").says(text(&tables));
    answer.says("check the disk and who may use this folder");
    std::fs::remove_dir(&tables).expect("no folder");
    std::fs::write(&tables, kept).expect("the tables");
    let index = household.home().join("index");
    std::fs::remove_dir_all(&index).expect("no index");
    std::fs::write(&index, "a file in its place").expect("a file");
    let answer = household.run(&["search", "electricity"]);
    answer.expect(2).says("of the search index cannot be used").says(text(&index));
    answer.says("check the disk and who may use it");
}
