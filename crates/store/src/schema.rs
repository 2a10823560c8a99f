//! The tables.

use crate::{HOUSEHOLD, StoreError};
use rusqlite::config::DbConfig;
use rusqlite::{Connection, OptionalExtension};

/// Raised with every change of the tables or of what a stored reading looks like.
const LAYOUT: i64 = 13;

const TABLES: &str = "
CREATE TABLE IF NOT EXISTS mark (
    household INTEGER NOT NULL, name TEXT NOT NULL, value INTEGER NOT NULL,
    PRIMARY KEY (household, name)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS sender (
    household INTEGER NOT NULL, id INTEGER NOT NULL, domain TEXT, name TEXT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (household, id)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS message (
    -- Household and number in the archive in one: household << 40 | number.
    id INTEGER PRIMARY KEY, household INTEGER NOT NULL,
    hash BLOB NOT NULL, hash_head INTEGER NOT NULL, content_head INTEGER NOT NULL,
    segment INTEGER NOT NULL, block INTEGER NOT NULL, record INTEGER NOT NULL, size INTEGER NOT NULL,
    known_from INTEGER NOT NULL, kind INTEGER NOT NULL, confidence INTEGER NOT NULL,
    sender INTEGER NOT NULL, copy INTEGER NOT NULL, subject TEXT NOT NULL,
    media TEXT NOT NULL, folder INTEGER NOT NULL, shape INTEGER, reading BLOB);
CREATE INDEX IF NOT EXISTS message_hash ON message (household, hash_head);
CREATE INDEX IF NOT EXISTS message_content ON message (household, content_head);
CREATE INDEX IF NOT EXISTS message_known ON message (household, known_from);
CREATE INDEX IF NOT EXISTS message_alike ON message (household, sender, shape);
CREATE TABLE IF NOT EXISTS gap (
    household INTEGER NOT NULL, sequence INTEGER NOT NULL, number INTEGER NOT NULL,
    what TEXT NOT NULL, part TEXT NOT NULL,
    PRIMARY KEY (household, sequence, number)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS statement (
    household INTEGER NOT NULL, sequence INTEGER NOT NULL, made_on TEXT NOT NULL,
    PRIMARY KEY (household, sequence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS moved (
    household INTEGER NOT NULL, sequence INTEGER NOT NULL,
    PRIMARY KEY (household, sequence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS signature (
    -- Which key it was looked at with, none before that, and whether it vouches for the sender.
    household INTEGER NOT NULL, domain TEXT NOT NULL, selector TEXT NOT NULL, message INTEGER NOT NULL,
    key INTEGER, vouches INTEGER NOT NULL DEFAULT 0,
    PRIMARY KEY (household, domain, selector, message)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS addressee (
    household INTEGER NOT NULL, address TEXT NOT NULL, name TEXT NOT NULL,
    received INTEGER NOT NULL, sent INTEGER NOT NULL,
    PRIMARY KEY (household, address)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS tally (
    household INTEGER NOT NULL, what TEXT NOT NULL, value TEXT NOT NULL, messages INTEGER NOT NULL,
    PRIMARY KEY (household, what, value)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS word (
    household INTEGER NOT NULL, sequence INTEGER NOT NULL, at INTEGER NOT NULL, line TEXT NOT NULL,
    hash BLOB NOT NULL, segment INTEGER NOT NULL, block INTEGER NOT NULL, record INTEGER NOT NULL,
    size INTEGER NOT NULL,
    PRIMARY KEY (household, sequence)) WITHOUT ROWID;
CREATE TABLE IF NOT EXISTS snapshot (
    household INTEGER NOT NULL, folded INTEGER NOT NULL, known_from INTEGER NOT NULL,
    hash BLOB NOT NULL, ledger BLOB NOT NULL);
CREATE UNIQUE INDEX IF NOT EXISTS snapshot_folded ON snapshot (household, folded);
";

/// Sets up a connection and makes the tables.
pub(crate) fn prepare(connection: &Connection) -> Result<(), StoreError> {
    let setup = "PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA temp_store = FILE;
        PRAGMA cache_size = -49152; PRAGMA mmap_size = 1073741824; PRAGMA busy_timeout = 10000; PRAGMA wal_autocheckpoint = 4000;";
    connection.execute_batch(setup).map_err(StoreError::at(connection, "set up the store"))?;
    let found = layout(connection)?;
    if found != 0 && found != LAYOUT {
        return Err(StoreError::Layout { found, wanted: LAYOUT });
    }
    connection.execute_batch(TABLES).map_err(StoreError::at(connection, "make the tables"))?;
    connection
        .pragma_update(None, "user_version", LAYOUT)
        .map_err(StoreError::at(connection, "mark the layout"))?;
    set_statements(connection)
}

/// Sets up a connection that reads.
pub(crate) fn check(connection: &Connection) -> Result<(), StoreError> {
    let setup =
        "PRAGMA cache_size = -16384; PRAGMA mmap_size = 1073741824; PRAGMA busy_timeout = 10000;
        PRAGMA query_only = ON;";
    connection.execute_batch(setup).map_err(StoreError::at(connection, "set up the store"))?;
    let found = layout(connection)?;
    if found != LAYOUT {
        return Err(StoreError::Layout { found, wanted: LAYOUT });
    }
    set_statements(connection)
}

/// Statements are kept and planned once: by default `SQLite` plans one anew whenever a bound value changes that
/// its planner had looked at, which took a third of each look-up.
fn set_statements(connection: &Connection) -> Result<(), StoreError> {
    connection.set_prepared_statement_cache_capacity(64);
    connection
        .set_db_config(DbConfig::SQLITE_DBCONFIG_ENABLE_QPSG, true)
        .map(|_is_on| ())
        .map_err(StoreError::at(connection, "set up the store"))
}

fn layout(connection: &Connection) -> Result<i64, StoreError> {
    connection
        .query_row("PRAGMA user_version", [], |row| row.get(0))
        .optional()
        .map(Option::unwrap_or_default)
        .map_err(StoreError::at(connection, "read the layout"))
}

pub(crate) fn set_mark(connection: &Connection, name: &str, value: i64) -> Result<(), StoreError> {
    let sql = "INSERT INTO mark (household, name, value) VALUES (?1, ?2, ?3)
        ON CONFLICT (household, name) DO UPDATE SET value = excluded.value";
    connection
        .prepare_cached(sql)
        .and_then(|mut s| s.execute((HOUSEHOLD, name, value)))
        .map(|_rows| ())
        .map_err(StoreError::at(connection, "keep a mark"))
}
