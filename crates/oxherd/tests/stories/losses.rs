//! Evidence that was lost is noticed, said, and taken in again; books are never shown for it.

use crate::kit::{Answer, Household, bare, text};
use crate::mail::{Mail, bill, mbox, phone, small_household};
use std::path::{Path, PathBuf};

/// What every command advises then.
const REMEDY: &str = "restore the folder from a backup, then run: oxherd rebuild; without a backup, take the same mail in again: oxherd take PATH";

fn evidence_of(household: &Household) -> PathBuf {
    household.home().join("evidence")
}

/// Puts a copy of a folder in place of another.
fn put_back(copy: &Path, folder: &Path) {
    drop(std::fs::remove_dir_all(folder));
    std::fs::create_dir_all(folder).expect("a folder");
    for entry in std::fs::read_dir(copy).expect("a copy") {
        let entry = entry.expect("a file");
        std::fs::copy(entry.path(), folder.join(entry.file_name())).expect("a copy");
    }
}

/// A household with all of its books, whose evidence is that of its first five messages.
fn with_an_older_copy() -> Household {
    let household = Household::with(&small_household()[..5]);
    put_back(&evidence_of(&household), &household.path("older"));
    household.takes(&small_household());
    put_back(&evidence_of(&household), &household.path("newer"));
    put_back(&household.path("older"), &evidence_of(&household));
    household
}

fn takes_all(household: &Household) -> Answer {
    let path = household.file("all.mbox", mbox(&small_household()));
    household.run(&["take", text(&path), "--json"])
}

#[test]
fn evidence_that_was_deleted_is_missed_by_every_command_and_taken_in_again() {
    let household = Household::with(&small_household());
    let books = household.books();
    std::fs::remove_dir_all(evidence_of(&household)).expect("it is deleted");
    let missing = "evidence is missing: the books were made from 8 pieces, and 0 are in";
    for arguments in [
        &["things"][..],
        &["thing", "Fabia"],
        &["suppliers"],
        &["agreements"],
        &["dues"],
        &["gaps"],
        &["search", "electricity"],
        &["evidence", "0123456789"],
        &["say", "Fabia is gone"],
        &["init", "--country", "GB"],
        &["rebuild"],
    ] {
        let answer = household.run(arguments);
        answer.expect(2).says(missing).says(text(&evidence_of(&household))).says(REMEDY);
        assert_eq!(answer.out, "", "{arguments:?}");
    }
    let verdict = household.run(&["verify", "--json"]);
    let verdict = verdict.expect(3).says(missing).says(REMEDY).json();
    assert_eq!((&verdict["checked"], &verdict["missing"]), (&0.into(), &8.into()));
    assert_eq!(verdict["damaged"], 1);
    let taken = takes_all(&household);
    taken.expect(0).says(missing).says("the books are made again from what is there");
    assert_eq!(taken.json()["taken"], 8, "nothing of it is known already");
    assert_eq!(household.books(), books);
    assert_eq!(household.is_sound(), 8);
}

#[test]
fn an_older_copy_of_the_evidence_is_told_from_what_the_books_were_made_from() {
    let household = with_an_older_copy();
    let missing = "evidence is missing: the books were made from 8 pieces, and 5 are in";
    household.run(&["things"]).expect(2).says(missing).says(REMEDY);
    let verdict = household.run(&["verify", "--json"]);
    let verdict = verdict.expect(3).says(missing).json();
    assert_eq!((&verdict["checked"], &verdict["missing"]), (&5.into(), &3.into()));
    let people = household.run(&["verify"]);
    let words = "5 pieces of evidence checked; 1 place is damaged or missing (named above); \
                 restore it from a backup, then run: oxherd rebuild\n";
    assert_eq!(people.expect(3).out, words);
    let taken = takes_all(&household);
    let taken = taken.expect(0).says(missing).json();
    assert_eq!((&taken["taken"], &taken["known_already"]), (&3.into(), &5.into()));
    assert_eq!(household.books(), Household::with(&small_household()).books());
    assert_eq!(household.is_sound(), 8);
    let again = takes_all(&household);
    assert_eq!(again.expect(0).err, "", "it is said once");
    assert_eq!(again.json()["known_already"], 8);
}

#[test]
fn other_mail_is_taken_in_after_an_older_copy_was_put_back() {
    let household = with_an_older_copy();
    let new = [bill("2026-06-20", "1.00", "2026-07-20"), bill("2026-06-21", "2.00", "2026-07-21")];
    let path = household.file("new.mbox", mbox(&new));
    let taken = household.run(&["take", text(&path), "--json"]);
    assert_eq!(taken.expect(0).says("evidence is missing").json()["taken"], 2);
    assert_eq!(household.is_sound(), 7);
    assert_eq!(
        household.list(&["search", "electricity"]).len(),
        4,
        "and what it does not have is not found"
    );
}

#[test]
fn as_much_evidence_of_something_else_is_told_from_what_the_books_were_made_from() {
    let household = Household::with(&small_household());
    let other: Vec<Mail> =
        (1..=9).map(|n| phone("2026-02-05", &format!("TG-{n}"), "356938035643809")).collect();
    let other = Household::with(&other);
    put_back(&evidence_of(&other), &evidence_of(&household));
    let missing = "does not hold everything that the books were made from";
    household.run(&["things"]).expect(2).says("evidence is missing").says(missing);
    household.run(&["verify"]).expect(3).says(missing);
    let taken = takes_all(&household);
    assert_eq!(taken.expect(0).says(missing).json()["taken"], 8);
    assert_eq!(household.is_sound(), 17);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
}

#[test]
fn what_is_there_can_be_made_books_of_and_all_of_it_when_the_backup_is_found() {
    let household = with_an_older_copy();
    let made = household.run(&["rebuild", "--json"]);
    let made = made.expect(0).says("the books were made from 8 pieces, and 5 are in").json();
    assert_eq!((&made["readings"], &made["same_as_before"]), (&5.into(), &false.into()));
    assert_eq!(household.books(), Household::with(&small_household()[..5]).books());
    household.run(&["verify"]).expect(0);
    put_back(&household.path("newer"), &evidence_of(&household));
    assert_eq!(household.asks(&["rebuild"])["readings"], 8);
    assert_eq!(household.books(), Household::with(&small_household()).books());
    assert_eq!(household.is_sound(), 8);
}

#[test]
fn a_word_about_evidence_that_is_missing_is_not_kept() {
    let household = with_an_older_copy();
    household.run(&["say", "Nokia is gone"]).expect(2).says("evidence is missing");
    let verdict = household.run(&["verify", "--json"]).json();
    assert_eq!(verdict["checked"], 5, "nothing was added to the archive");
}

#[test]
fn damage_that_the_search_index_meets_is_named_once_with_what_to_do() {
    let household = Household::with(&small_household()[..5]);
    household.takes(&small_household());
    std::fs::remove_dir_all(household.home().join("index")).expect("no index");
    damage(&household);
    let path = household.file("new.mbox", mbox(&[bill("2026-06-20", "1.00", "2026-07-20")]));
    let taken = household.run(&["take", text(&path), "--json"]);
    taken.expect(0).says("damaged evidence in 00000001.seg").says("then run: oxherd rebuild");
    assert_eq!(taken.err.matches("damaged evidence").count(), 1, "{}", taken.err);
    assert_eq!(household.list(&["search", "electricity"]).len(), 2, "what is whole is found");
    let made = household.run(&["rebuild", "--json"]);
    assert_eq!(made.err.matches("damaged evidence").count(), 1, "{}", made.err);
}

/// Changes a byte within the payload of the first block of the archive, behind the headers of the
/// segment and of the block.
fn damage(household: &Household) {
    let segment = evidence_of(household).join("00000001.seg");
    let mut bytes = std::fs::read(&segment).expect("the archive");
    bytes[80 + 160] ^= 1;
    std::fs::write(&segment, bytes).expect("a damaged archive");
}

#[test]
fn books_of_evidence_that_is_damaged_now_are_not_thrown_away() {
    let household = Household::with(&small_household());
    // Quotes are cut from the evidence, so those of what is damaged are not there.
    let things = household.list(&["things"]);
    damage(&household);
    let kept = household.run(&["rebuild", "--json"]);
    let kept = kept.expect(3).says("the books were left as they are").says("--readable").json();
    assert_eq!((&kept["readings"], &kept["damaged"]), (&0.into(), &1.into()));
    assert_eq!(kept["same_as_before"], true);
    assert_eq!(household.list(&["things"]), things);
    let made = household.run(&["rebuild", "--readable", "--json"]);
    let made = made.expect(3).says("damaged evidence in 00000001.seg").json();
    assert_eq!((&made["readings"], &made["same_as_before"]), (&0.into(), &false.into()));
    let taken = takes_all(&household);
    assert_eq!(taken.expect(0).json()["taken"], 8, "none of it is known already");
    assert_eq!(household.list(&["things"]), things);
}

#[test]
fn evidence_whose_books_are_gone_is_not_called_an_empty_home() {
    let household = Household::with(&small_household());
    let books = household.books();
    for name in ["derived.sqlite", "derived.sqlite-wal", "derived.sqlite-shm"] {
        drop(std::fs::remove_file(household.home().join(name)));
    }
    for command in [&["things"][..], &["dues"], &["search", "electricity"], &["init"]] {
        let answer = household.run(command);
        answer.expect(2).says("the books in").says("are gone, and 8 pieces of evidence are there");
        answer.says("make them again with: oxherd rebuild");
        assert_eq!(answer.out, "", "{command:?}");
    }
    household.run(&["rebuild"]).expect(0);
    assert_eq!(household.books(), books);
}

#[test]
fn a_search_index_that_is_gone_or_behind_is_said() {
    let household = Household::with(&small_household());
    std::fs::remove_dir_all(household.home().join("index")).expect("no index");
    let answer = household.run(&["search", "electricity"]);
    answer.expect(2).says("there is no search index in").says("oxherd rebuild");
    assert!(!household.home().join("index").exists(), "who only searches makes nothing");
    drop(oxherd_search::Index::open(&household.home().join("index")).expect("an empty index"));
    let answer = household.run(&["search", "electricity"]);
    answer.expect(1).says("of 8 pieces of evidence the first 0 are searchable");
    household.run(&["rebuild"]).expect(0);
    assert_eq!(household.list(&["search", "electricity"]).len(), 3);
}

#[test]
fn a_rebuild_removes_nothing_that_somebody_else_put_into_the_home() {
    let household = Household::with(&small_household());
    let diary = household.home().join("index").join("diary.txt");
    std::fs::write(&diary, "mine").expect("a file of the owner");
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(std::fs::read(&diary).expect("it is still there"), b"mine");
    assert_eq!(household.list(&["search", "electricity"]).len(), 3);
}

#[test]
fn as_of_a_day_before_all_mail_nothing_was_known_yet() {
    let household = Household::with(&small_household());
    let mut command = bare(&household.path(""));
    command.arg("--home").arg(household.home()).args(["--at", "2001-01-01", "things"]);
    let answer = Answer::of(command);
    answer.expect(0).says("nothing was known by 2001-01-01");
}

#[test]
fn after_a_word_the_search_index_goes_on_where_it_was_and_reads_nothing_again() {
    let household = Household::with(&small_household());
    let covered = || {
        let index = oxherd_search::Index::open(&household.home().join("index")).expect("an index");
        index.covered().expect("how far it has come")
    };
    let before = covered();
    let end = std::fs::metadata(evidence_of(&household).join("00000001.seg")).expect("a file");
    assert_eq!((before.sequence, before.offset), (8, end.len()));
    household.says("Fabia is gone");
    // Were the first block read again, its damage would be named.
    damage(&household);
    let path = household.file("new.mbox", mbox(&[bill("2026-06-20", "1.00", "2026-07-20")]));
    let taken = household.run(&["take", text(&path), "--json"]);
    assert_eq!(taken.expect(0).err, "");
    assert_eq!(covered().sequence, 10);
}

#[test]
fn a_home_where_nothing_was_kept_yet_is_not_called_damaged() {
    let household = Household::new();
    for command in ["verify", "rebuild"] {
        let answer = household.run(&[command]);
        answer
            .expect(2)
            .says("there is no evidence here yet; take some in first: oxherd take PATH");
        assert_eq!(answer.out, "");
    }
}

#[test]
fn the_same_word_of_the_same_moment_is_kept_once_and_shown() {
    let household = Household::with(&small_household());
    let first = household.says("Fabia is called The red one");
    let again = household.says("The red one is called The red one");
    assert_eq!(first["id"], again["id"], "{first} {again}");
    assert_eq!(household.is_sound(), 9);
    let id = first["id"].as_str().expect("an id");
    let shown = household.asks(&["evidence", id]);
    assert!(shown["reading"]["said"].as_str().is_some_and(|s| s.ends_with("The red one")));
}

/// `try` as somebody whose own home is named by the environment.
fn tries(household: &Household, arguments: &[&str]) -> Answer {
    let mut command = bare(&household.path(""));
    command.env("OXHERD_HOME", household.home()).args(["try", "--no-serve", "--json"]);
    command.args(arguments);
    Answer::of(command)
}

#[test]
fn the_sample_never_goes_into_the_home_that_the_environment_names() {
    let household = Household::with(&small_household());
    let books = household.books();
    let first = tries(&household, &[]);
    assert!(first.expect(0).json()["messages"].as_u64() > Some(300));
    assert_eq!(household.is_sound(), 8, "nothing was added");
    assert_eq!(household.books(), books);
    assert!(!household.home().join("mail").exists());
}

#[test]
fn every_try_begins_with_the_sample_alone() {
    let household = Household::new();
    let first = tries(&household, &[]);
    let messages = first.expect(0).json()["messages"].clone();
    let home = household.path(".local/share/oxherd-try");
    household.run(&["init", "--country", "DE", "--home", text(&home)]).expect(0);
    let again = tries(&household, &[]).expect(0).json();
    assert_eq!(again["messages"], messages);
    assert_eq!(again, first.json(), "what was said of the last one is gone");
    let verdict = household.run(&["verify", "--json", "--home", text(&home)]).json();
    assert_eq!(verdict["checked"], messages);
    let given = household.path("sample");
    for form in [text(&given), "sample", "./sample"] {
        let answer = tries(&household, &["--home", form]);
        assert_eq!(answer.expect(0).json()["messages"], messages);
    }
}

#[test]
fn a_home_with_other_evidence_is_never_emptied_for_the_sample() {
    let household = Household::with(&small_household());
    let books = household.books();
    let home = household.home();
    let answer = tries(&household, &["--home", text(&home)]);
    answer.expect(2).says("holds something else than the sample household").says("give an empty");
    assert_eq!(household.books(), books);
    assert_eq!(household.is_sound(), 8);
    // A home that was made for the sample, and into which somebody took mail of their own.
    let other = household.path("sample");
    tries(&household, &["--home", text(&other)]).expect(0);
    let path = household.file("own.mbox", mbox(&small_household()));
    household.run(&["take", text(&path), "--home", text(&other)]).expect(0);
    tries(&household, &["--home", text(&other)]).expect(2).says("own.mbox");
    let found = household.run(&["search", "FL-7788123", "--json", "--home", text(&other)]);
    assert_eq!(found.expect(0).json().as_array().map(Vec::len), Some(1));
}
