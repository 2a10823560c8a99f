//! Every door by which mail comes in, and that nothing comes in twice.

use crate::kit::{Household, text};
use crate::mail::{Mail, bill, mbox, phone, small_household};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::io::Write;
use zip::write::SimpleFileOptions;

/// A bill whose text has lines that look like the beginning of a message.
fn tricky_bill() -> Mail {
    Mail::from(crate::mail::ENERGY, "2026-03-04", "Your electricity bill").body(
        "Amount due: \u{a3}84.20\nPayment due: 18 March 2026\n\nFrom April on you pay less.\n\
         >From May on even less.",
    )
}

fn gzipped(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::fast());
    encoder.write_all(bytes).expect("compressed");
    encoder.finish().expect("compressed")
}

fn zipped(entries: &[(&str, &[u8])]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, bytes) in entries {
        writer.start_file(*name, SimpleFileOptions::default()).expect("an entry");
        writer.write_all(bytes).expect("an entry");
    }
    writer.finish().expect("an archive").into_inner()
}

/// The message by every door that keeps its bytes.
fn every_door(household: &Household, message: &str) -> Vec<(&'static str, std::path::PathBuf)> {
    let mailbox = crate::mail::entry(message);
    let emlx = format!("{}\n{message}<?xml version=\"1.0\"?><plist/>", message.len());
    let takeout = zipped(&[
        ("Takeout/archive_browser.html", b"<html>index</html>"),
        ("Takeout/Mail/All mail Including Spam and Trash.mbox", mailbox.as_bytes()),
    ]);
    household.file("mail/new/.keep", "");
    std::fs::remove_file(household.path("mail/new/.keep")).expect("no file");
    household.file("mail/tmp/1700.half", "From: a@b.example\nTo: half of a del");
    household.file("mail/cur/1700000001.M1P2.host:2,RS", message);
    vec![
        ("mbox", household.file("box.mbox", &mailbox)),
        ("Maildir", household.path("mail")),
        ("eml", household.file("one.eml", message)),
        ("emlx", household.file("7.emlx", emlx)),
        ("mbox.gz", household.file("box.mbox.gz", gzipped(mailbox.as_bytes()))),
        ("eml.gz", household.file("one.eml.gz", gzipped(message.as_bytes()))),
        ("zip", household.file("takeout.zip", takeout)),
    ]
}

#[test]
fn the_same_bytes_by_any_door_are_one_piece_of_evidence() {
    let message = bill("2026-03-04", "84.20", "2026-07-18").lf();
    let household = Household::new();
    let mut first = true;
    for (door, path) in every_door(&household, &message) {
        let alone = Household::new();
        let taken = alone.takes_in(&path);
        assert!(taken["taken"].as_u64() >= Some(1), "{door}: {taken}");
        let id = alone.id_of("84.20");
        let raw = alone.run(&["evidence", &id, "--raw"]);
        assert_eq!(raw.expect(0).out, message, "byte for byte by {door}");
        let together = household.takes_in(&path);
        assert_eq!(together["taken"] == 0, !first && door != "zip", "{door}: {together}");
        first = false;
    }
    assert_eq!(household.messages_of("brightmoor.example"), 1);
    // The message and the page that lies in every Takeout archive.
    assert_eq!(household.is_sound(), 2);
}

#[test]
fn from_lines_quoted_by_a_mailbox_are_kept_as_they_are_and_make_no_other_message() {
    let household = Household::new();
    let message = tricky_bill().lf();
    let doors = every_door(&household, &message);
    let mailbox = &doors[0].1;
    household.takes_in(mailbox);
    let raw = household.run(&["evidence", &household.id_of("April"), "--raw"]).out;
    assert!(raw.contains("\n>From April on"), "the bytes of the file: {raw}");
    for (door, path) in &doors {
        household.takes_in(path);
        let messages = household.messages_of("brightmoor.example");
        assert_eq!(messages, 1, "by {door} it is the same message");
    }
    // As in the mailbox, as elsewhere, and the page that lies in every Takeout archive.
    assert_eq!(household.is_sound(), 3);
}

#[test]
fn what_a_maildir_has_in_tmp_is_not_a_message_yet() {
    let household = Household::new();
    let doors = every_door(&household, &tricky_bill().lf());
    let taken = household.takes_in(&doors[1].1);
    assert_eq!((&taken["taken"], &taken["unreadable"]), (&1.into(), &0.into()));
}

#[test]
fn an_mbox_with_crlf_gives_the_messages_with_crlf() {
    let household = Household::new();
    let mails = small_household();
    let path = household.file("dos.mbox", mbox(&mails).replace('\n', "\r\n"));
    let taken = household.takes_in(&path);
    assert_eq!(taken["taken"], 8, "{taken}");
    let id = household.id_of("Fabia");
    let raw = household.run(&["evidence", &id, "--raw"]).out;
    assert_eq!(raw, mails[7].crlf());
    assert_eq!(household.list(&["things"]).len(), 4);
}

#[test]
fn the_same_message_in_other_bytes_is_two_pieces_of_evidence_and_one_message() {
    let household = Household::new();
    let mails = small_household();
    household.takes(&mails);
    let books = household.books();
    for (number, mail) in mails.iter().enumerate() {
        household.file(&format!("copies/cur/{number}.host:2,S"), mail.crlf());
    }
    let taken = household.takes_in(&household.path("copies"));
    assert_eq!(taken["taken"], 8, "other bytes are other evidence: {taken}");
    assert_eq!(household.is_sound(), 16);
    assert_eq!(household.messages_of("brightmoor.example"), 2);
    let counted = |books: &[String]| -> Vec<serde_json::Value> {
        serde_json::from_str::<Vec<serde_json::Value>>(&books[1])
            .expect("suppliers")
            .iter()
            .map(|s| serde_json::json!([s["domain"], s["messages"], s["things"]]))
            .collect()
    };
    assert_eq!(counted(&household.books()), counted(&books));
}

#[test]
fn taking_in_again_takes_nothing_twice() {
    let household = Household::with(&small_household());
    let before = household.books();
    let again = household.takes(&small_household());
    assert_eq!((&again["taken"], &again["known_already"]), (&0.into(), &8.into()));
    assert_eq!(household.books(), before);
    assert_eq!(household.is_sound(), 8);
}

#[test]
fn only_what_is_new_is_taken_from_a_mailbox_that_grew() {
    let household = Household::with(&small_household()[..5]);
    let grown = household.takes(&small_household());
    assert_eq!((&grown["taken"], &grown["known_already"]), (&3.into(), &5.into()));
    assert_eq!(household.books(), Household::with(&small_household()).books());
}

#[test]
fn a_folder_of_anything_is_taken_and_what_is_odd_in_it_is_named() {
    let household = Household::new();
    household.file("in/box", mbox(&small_household()));
    household.file("in/deep/er/one.eml", bill("2026-05-04", "80.00", "2026-05-18").lf());
    household.file("in/empty.eml", "");
    household.file("in/junk.bin", [0, 159, 146, 150, 0, 1, 2, 3]);
    let torn = phone("2026-02-05", "TG-200", "356938035643809").lf();
    household.file("in/torn.eml", &torn[..torn.len() - 30]);
    #[cfg(unix)]
    std::os::unix::fs::symlink(household.path("in"), household.path("in/deep/loop"))
        .expect("a link");
    let answer = household.run(&["take", text(&household.path("in")), "--json"]);
    answer.expect(3).says("empty.eml: the file is empty; delete it or fetch it again");
    let taken = answer.json();
    assert_eq!((&taken["taken"], &taken["unreadable"]), (&11.into(), &1.into()));
    assert_eq!(household.messages_of("brightmoor.example"), 3);
    assert_eq!(household.messages_of("tollgate.example"), 2, "the torn message is kept");
    assert_eq!(household.list(&["gaps"]).len(), 1, "the junk");
    assert_eq!(household.is_sound(), 11);
}

#[test]
fn a_truncated_last_message_of_an_mbox_is_kept() {
    let household = Household::new();
    let whole = mbox(&small_household());
    let path = household.file("torn.mbox", &whole[..whole.len() - 60]);
    let taken = household.takes_in(&path);
    assert_eq!((&taken["taken"], &taken["unreadable"]), (&8.into(), &0.into()));
    assert_eq!(household.id_of("Fabia").len(), 20);
}

#[test]
fn a_truncated_archive_gives_what_it_holds_and_is_named() {
    let household = Household::new();
    let whole = gzipped(mbox(&small_household()).as_bytes());
    let path = household.file("torn.mbox.gz", &whole[..whole.len() - 12]);
    let answer = household.run(&["take", text(&path), "--json"]);
    answer.expect(3).says("torn.mbox.gz: ");
    assert_eq!(answer.json()["taken"], 8, "the last one as far as it goes");
}

#[cfg(unix)]
#[test]
fn a_file_that_may_not_be_read_is_named() {
    use std::os::unix::fs::PermissionsExt;
    let household = Household::new();
    household.file("in/good.eml", small_household()[2].lf());
    let locked = household.file("in/locked.eml", small_household()[6].lf());
    std::fs::set_permissions(&locked, std::fs::Permissions::from_mode(0o000))
        .expect("a right less");
    if std::fs::read(&locked).is_ok() {
        eprintln!("skipped: this user may read everything");
        return;
    }
    let answer = household.run(&["take", text(&household.path("in")), "--json"]);
    answer.expect(3).says("locked.eml: no permission to read it; give your user the right");
    assert_eq!(answer.json()["taken"], 1);
}

#[cfg(unix)]
#[test]
fn a_pipe_is_named_and_not_waited_for() {
    let household = Household::new();
    household.file("in/good.eml", small_household()[2].lf());
    let made = std::process::Command::new("mkfifo").arg(household.path("in/pipe")).status();
    if !made.is_ok_and(|status| status.success()) {
        eprintln!("skipped: no mkfifo here");
        return;
    }
    let answer = household.run(&["take", text(&household.path("in")), "--json"]);
    answer.expect(3).says("pipe: neither a file nor a folder; save its content as a file");
    assert_eq!(answer.json()["taken"], 1);
}

#[test]
fn the_folder_that_a_message_lay_in_is_kept_and_kept_after_a_rebuild() {
    use oxherd_model::Folder;
    let household = Household::new();
    let mails = small_household();
    let folders = [
        ("in/cur/1", Folder::Ordinary),
        ("in/.Sent/cur/2", Folder::Sent),
        ("in/.Drafts/cur/3", Folder::Draft),
        ("in/.Junk/cur/4", Folder::Junk),
        ("in/.Trash/cur/5", Folder::Trash),
    ];
    for ((name, _), mail) in folders.iter().zip(&mails) {
        household.file(&format!("{name}.host:2,S"), mail.lf());
        let maildir = household.path(name).parent().expect("cur").with_file_name("new");
        std::fs::create_dir_all(maildir).expect("a Maildir");
    }
    household.takes_in(&household.path("in"));
    for _ in 0..2 {
        let store = oxherd_store::Store::open(&household.home().join("derived.sqlite"));
        let mut kept = Vec::new();
        let (start, end) =
            (oxherd_store::Order::START, oxherd_store::Order::at(jiff::Timestamp::MAX));
        store.expect("tables").each_after(start, end, |row| kept.push(row.folder)).expect("rows");
        assert_eq!(kept, folders.map(|(_, folder)| folder), "in the order of their days");
        household.asks(&["rebuild"]);
    }
}
