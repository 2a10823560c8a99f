//! Stories of the derived tables.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

use jiff::Timestamp;
use oxherd_model::{
    Confidence, ContentHash, Folder, Kind, Language, Mailbox, Reading, Receiving, Shape, Signer,
};
use oxherd_store::{Keep, KeptWord, NewMessage, Order, Snapshot, Store, StoreError, Where};

fn message(sequence: u64, second: i64, content: &str) -> NewMessage {
    let at = Timestamp::from_second(second).unwrap();
    let ann = Mailbox { name: "Ann Lee".to_owned(), address: "ann@home.example".to_owned() };
    let reading = Reading {
        kind: Kind::Bill,
        kind_confidence: Confidence::from_thousandths(900),
        from: Some(Mailbox { name: "Acme".to_owned(), address: "a@acme.example".to_owned() }),
        recipients: vec![ann],
        language: Language::EN,
        subject: format!("bill {sequence}"),
        sent_at: Some(at),
        known_from: Some(at),
        ..Reading::of(ContentHash::of(content.as_bytes()))
    };
    NewMessage {
        sequence,
        hash: ContentHash::of(format!("{sequence}").as_bytes()),
        place: Where { segment: 1, block: 0, record: 0, size: 10 },
        media: "mail".to_owned(),
        reading,
        delivered_hint: None,
        folder: Folder::Ordinary,
        shape: None,
        keep: Keep::Reading,
    }
}

fn subjects(store: &Store) -> Vec<String> {
    let mut subjects = Vec::new();
    let end = Order::at(Timestamp::MAX);
    store.each_after(Order::START, end, |row| subjects.push(row.subject)).unwrap();
    subjects
}

fn store() -> (tempfile::TempDir, Store) {
    let dir = tempfile::tempdir().unwrap();
    let store = Store::open(&dir.path().join("derived.sqlite")).unwrap();
    (dir, store)
}

#[test]
fn messages_come_back_in_the_order_of_the_fold() {
    let (_dir, mut store) = store();
    store.add(&[message(1, 300, "c"), message(2, 100, "a"), message(3, 200, "b")], &[]).unwrap();
    assert_eq!(subjects(&store), ["bill 2", "bill 3", "bill 1"]);
}

#[test]
fn two_copies_are_one_message_and_the_earlier_counts_whatever_came_first() {
    let (_dir, mut store) = store();
    store.add(&[message(1, 300, "same"), message(2, 100, "same")], &[]).unwrap();
    assert_eq!(subjects(&store), ["bill 2"]);
    let (_dir, mut store) = self::store();
    store.add(&[message(2, 100, "same")], &[]).unwrap();
    store.add(&[message(1, 300, "same")], &[]).unwrap();
    assert_eq!(subjects(&store), ["bill 2"]);
    assert_eq!(store.count().unwrap(), (2, 1));
}

#[test]
fn an_earlier_message_takes_later_snapshots_away() {
    let (_dir, mut store) = store();
    store.add(&[message(1, 100, "a"), message(2, 300, "b")], &[("covered", 2)]).unwrap();
    let last = Order { known_from: 300_000, hash: ContentHash::of(b"2") };
    store.keep_snapshot(&Snapshot { folded: 2, last, ledger: vec![7] }).unwrap();
    let end = Order::at(Timestamp::MAX);
    assert!(store.snapshot_until(end).unwrap().is_some());
    store.add(&[message(3, 400, "c")], &[]).unwrap();
    assert!(store.snapshot_until(end).unwrap().is_some());
    store.add(&[message(4, 200, "d")], &[]).unwrap();
    assert!(store.snapshot_until(end).unwrap().is_none());
    assert_eq!(store.mark("covered").unwrap(), Some(2));
}

#[test]
fn evidence_is_found_by_the_beginning_of_its_id() {
    let (_dir, mut store) = store();
    store.add(&[message(1, 100, "a")], &[]).unwrap();
    let id = ContentHash::of(b"1").id().to_string();
    assert_eq!(store.find(&id[..8]).unwrap().len(), 1);
    assert!(store.find("nothing").unwrap().is_empty());
    assert!(store.knows(&ContentHash::of(b"1")).unwrap());
}

#[test]
fn a_store_of_another_version_says_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("derived.sqlite");
    drop(Store::open(&path).unwrap());
    let connection = rusqlite::Connection::open(&path).unwrap();
    connection.pragma_update(None, "user_version", 99).unwrap();
    drop(connection);
    let error = Store::open(&path).unwrap_err();
    assert!(matches!(error, StoreError::Layout { found: 99, .. }));
    assert!(error.to_string().ends_with("run `oxherd rebuild`"));
}

fn folders(store: &Store) -> Vec<Folder> {
    let mut folders = Vec::new();
    let end = Order::at(Timestamp::MAX);
    store.each_after(Order::START, end, |row| folders.push(row.folder)).unwrap();
    folders
}

#[test]
fn the_folder_of_a_message_is_kept() {
    let (_dir, mut store) = store();
    let lay_in = |sequence, folder| NewMessage {
        folder,
        ..message(sequence, i64::try_from(sequence).unwrap(), &format!("{sequence}"))
    };
    let all: Vec<NewMessage> =
        (1..).zip(Folder::ALL).map(|(sequence, folder)| lay_in(sequence, *folder)).collect();
    store.add(&all, &[]).unwrap();
    assert_eq!(folders(&store), Folder::ALL);
}

#[test]
fn of_two_copies_the_folder_that_counts_is_kept_whatever_came_first() {
    let sent = || NewMessage { folder: Folder::Sent, ..message(1, 300, "same") };
    let draft = || NewMessage { folder: Folder::Draft, ..message(2, 100, "same") };
    for (first, second) in [(sent(), draft()), (draft(), sent())] {
        let (_dir, mut store) = store();
        store.add(&[first], &[]).unwrap();
        let last = Order { known_from: 200_000, hash: ContentHash::of(b"2") };
        store.keep_snapshot(&Snapshot { folded: 1, last, ledger: vec![7] }).unwrap();
        store.add(&[second], &[]).unwrap();
        assert_eq!(subjects(&store), ["bill 2"], "the earlier one stands for both");
        assert_eq!(folders(&store), [Folder::Sent]);
        let snapshot = store.snapshot_until(Order::at(Timestamp::MAX)).unwrap();
        assert!(snapshot.is_none(), "it was folded as a draft");
    }
}

#[test]
fn the_key_of_a_message_names_its_household_as_well() {
    let (dir, mut store) = store();
    store.add(&[message(7, 100, "a")], &[]).unwrap();
    let raw = rusqlite::Connection::open(dir.path().join("derived.sqlite")).unwrap();
    let key: i64 = raw.query_row("SELECT id FROM message", [], |row| row.get(0)).unwrap();
    assert_eq!((key >> 40, key & 0xff), (1, 7));
    assert_eq!(store.by_sequence(7).unwrap().unwrap().sequence, 7);
}

#[test]
fn what_has_a_number_in_the_archive_is_found_by_it_be_it_a_message_or_a_word() {
    let (_dir, mut store) = store();
    store.add(&[message(1, 100, "a")], &[]).unwrap();
    let place = Where { segment: 1, block: 80, record: 4, size: 12 };
    let at = Timestamp::UNIX_EPOCH;
    let word = |sequence| KeptWord {
        sequence,
        at,
        line: "owned".to_owned(),
        hash: ContentHash::of(b"word"),
        place,
    };
    store.keep_word(&word(2)).unwrap();
    assert_eq!(store.kept_as(1).unwrap().unwrap().0, ContentHash::of(b"1"));
    assert_eq!(store.kept_as(2).unwrap(), Some((ContentHash::of(b"word"), place)));
    assert_eq!(store.kept_as(3).unwrap(), None);
    assert!(store.knows_word(&ContentHash::of(b"word")).unwrap());
    store.keep_word(&word(3)).unwrap();
    let id = ContentHash::of(b"word").id().to_string();
    assert_eq!(store.find_words(&id).unwrap().len(), 1, "the same word twice is one");
}

#[test]
fn messages_that_are_alike_are_found_by_sender_and_shape_and_copies_are_not() {
    let (_dir, mut store) = store();
    let of = |sequence, content: &str, from: &str, shape| {
        let mut one = message(sequence, 100, content);
        one.reading.from =
            Some(Mailbox { name: "Acme".to_owned(), address: format!("a@{from}.example") });
        one.keep = if sequence == 2 { Keep::Row } else { Keep::Reading };
        NewMessage { shape: Some(Shape(shape)), ..one }
    };
    let high = u64::MAX - 3;
    let mails = [
        of(1, "a", "acme", high),
        of(2, "b", "acme", high),
        of(3, "b", "acme", high),
        of(4, "c", "acme", 7),
        of(5, "d", "other", high),
    ];
    store.add(&mails, &[]).unwrap();
    let found = |sender: &str, shape: Option<u64>| -> Vec<(u64, bool)> {
        let found = store.candidates(sender, shape.map(Shape)).unwrap();
        assert!(found.iter().all(|c| c.row.reading.is_none()));
        found.iter().map(|c| (c.row.sequence, c.is_read)).collect()
    };
    let mut both = found("a@acme.example", Some(high));
    let copy = both.pop().unwrap().0;
    assert!(both == [(1, true)] && (copy == 2 || copy == 3), "the copy is not found");
    assert_eq!(found("a@acme.example", None).len(), 3);
    assert_eq!(found("a@other.example", Some(high)), [(5, true)]);
    assert!(found("acme.example", None).is_empty());
    assert_eq!(store.outline(5).unwrap().unwrap().shape, Some(Shape(high)));
}

#[test]
fn statements_that_were_moved_are_remembered_until_somebody_heard_of_it() {
    let (_dir, mut store) = store();
    let created_on = Some(jiff::civil::date(2026, 3, 31));
    let mut file = message(1, 100, "a");
    file.media = oxherd_store::STATEMENT_MEDIA.to_owned();
    file.reading.statements =
        vec![oxherd_model::Statement { created_on, ..oxherd_model::Statement::default() }];
    store.add(&[file], &[]).unwrap();
    let end = Timestamp::from_second(1_775_000_000).unwrap();
    assert!(store.date_statements(|_| Some(end)).unwrap());
    assert_eq!(store.moved().unwrap(), [1]);
    assert!(!store.date_statements(|_| Some(end)).unwrap());
    assert_eq!(store.moved().unwrap(), [1], "nobody heard of it yet");
    store.forget_moved().unwrap();
    assert!(store.moved().unwrap().is_empty());
}

#[test]
fn an_error_says_which_file_and_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let path = dir.path().join("nowhere").join("derived.sqlite");
    let error = Store::open(&path).unwrap_err().to_string();
    let (what, then) = error.split_once("; ").unwrap();
    assert_eq!(what, format!("could not open the tables in {}", path.display()));
    assert_eq!(then, "check the disk and who may use this folder");
    let (dir, mut store) = store();
    let raw = rusqlite::Connection::open(dir.path().join("derived.sqlite")).unwrap();
    raw.execute_batch("DROP TABLE gap; DROP TABLE message").unwrap();
    let error = store.add(&[message(1, 100, "a")], &[]).unwrap_err().to_string();
    assert!(error.contains("derived.sqlite; make it again from the evidence"), "{error}");
    let file = dir.path().join("none.sqlite");
    std::fs::write(&file, b"this is no database at all, not by any means".repeat(200)).unwrap();
    let error = Store::open(&file).unwrap_err().to_string();
    assert!(error.contains("none.sqlite; it is damaged, the evidence beside it"), "{error}");
}

#[test]
fn a_draft_is_the_owners_and_junk_tells_nothing_of_the_household() {
    let (_dir, mut store) = store();
    let lay_in = |sequence, folder| NewMessage { folder, ..message(sequence, 100, "a") };
    store.add(&[lay_in(1, Folder::Draft), lay_in(2, Folder::Junk)], &[]).unwrap();
    let votes = store.votes().unwrap();
    let [vote] = votes.as_slice() else { panic!("{votes:?}") };
    assert_eq!((vote.address.as_str(), vote.received, vote.sent), ("a@acme.example", 0, 1));
    assert_eq!(store.tallies().unwrap(), [("language".to_owned(), "en".to_owned(), 1)]);
}

#[test]
fn who_received_the_mail_and_who_judged_it_is_counted_over_what_was_received() {
    let (_dir, mut store) = store();
    let by = |judge: Option<&str>| Receiving {
        host: "post.example".to_owned(),
        judge: judge.map(str::to_owned),
    };
    let through = |sequence: u64, judge: Option<&str>| {
        let mut message = message(sequence, 100, &sequence.to_string());
        message.reading.receiving = Some(by(judge));
        message
    };
    let own = || Some("post.example");
    let mut last = through(5, None);
    last.reading.kind = Kind::Promotion;
    let mut sent = through(6, own());
    sent.folder = Folder::Sent;
    let mut junk = through(7, own());
    junk.folder = Folder::Junk;
    let mut fraud = through(8, own());
    fraud.reading.kind = Kind::Suspect;
    store.add(&[message(1, 100, "a"), through(2, own()), through(3, Some("")), sent], &[]).unwrap();
    store.add(&[through(4, own()), last, junk, fraud], &[]).unwrap();
    let mut counted = store.receipts().unwrap();
    counted.sort_by_key(|(by, _)| by.judge.clone());
    assert_eq!(counted, [(by(None), 1), (by(Some("")), 1), (by(own()), 2)]);
}

#[test]
fn what_became_of_a_signature_is_kept_with_the_key_it_was_looked_at_with() {
    let (_dir, mut store) = store();
    let signer = |domain: &str| Signer { domain: domain.to_owned(), selector: "s1".to_owned() };
    let (acme, relay) = (signer("acme.example"), signer("relay.example"));
    let signed = |sequence: u64, signers: &[&Signer]| {
        let mut message = message(sequence, 100, &sequence.to_string());
        message.reading.signers = signers.iter().map(|s| (*s).clone()).collect();
        message
    };
    let noise = NewMessage { keep: Keep::Row, ..signed(4, &[&acme]) };
    store
        .add(&[signed(1, &[&acme, &relay, &acme]), signed(2, &[&acme]), message(3, 1, "x")], &[])
        .unwrap();
    store.add(&[noise], &[]).unwrap();
    let left = |key: i64, after: u64| -> Vec<u64> {
        store.signed_by((&acme, key), after, 9).unwrap().iter().map(|row| row.sequence).collect()
    };
    assert_eq!((left(7, 0), left(7, 1)), (vec![1, 2], vec![2]));
    store.keep_verdicts((&acme, 7), &[(1, true), (2, false)]).unwrap();
    assert_eq!((left(7, 0), left(8, 0)), (vec![], vec![1, 2]), "another key is another look");
    assert_eq!(store.vouched_for((&acme, 7)).unwrap(), [1]);
    assert_eq!(store.vouched_for((&acme, 8)).unwrap(), []);
    assert_eq!(store.vouched_for((&relay, 7)).unwrap(), []);
    let Some(row) = store.by_sequence(4).unwrap() else { panic!("it was added") };
    assert_eq!(row.reading, None);
    store.keep_readings(&[(4, &signed(4, &[&acme]).reading)]).unwrap();
    assert_eq!(left(7, 0), [4], "read in full, it is signed as well");
}
