//! Stories of the derived tables.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

use jiff::Timestamp;
use oxherd_model::{Confidence, ContentHash, Kind, Language, Mailbox, Reading};
use oxherd_store::{Keep, NewMessage, Order, Snapshot, Store, StoreError, Where};

fn message(sequence: u64, second: i64, content: &str) -> NewMessage {
    let at = Timestamp::from_second(second).unwrap();
    let ann = Mailbox { name: "Ann Lee".to_owned(), address: "ann@home.example".to_owned() };
    let reading = Reading {
        kind: Kind::Bill,
        kind_confidence: Confidence::from_thousandths(900),
        secondary: Vec::new(),
        why: Vec::new(),
        from: Some(Mailbox { name: "Acme".to_owned(), address: "a@acme.example".to_owned() }),
        recipients: vec![ann],
        supplier: None,
        language: Language::EN,
        subject: format!("bill {sequence}"),
        sent_at: Some(at),
        known_from: Some(at),
        message: ContentHash::of(content.as_bytes()),
        message_id: None,
        thread: Vec::new(),
        topics: Vec::new(),
        nouns: Vec::new(),
        goods: Vec::new(),
        period: None,
        facts: Vec::new(),
        statements: Vec::new(),
        gaps: Vec::new(),
    };
    NewMessage {
        sequence,
        hash: ContentHash::of(format!("{sequence}").as_bytes()),
        place: Where { segment: 1, block: 0, record: 0, size: 10 },
        media: "mail".to_owned(),
        reading,
        delivered_hint: None,
        in_sent_folder: false,
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
