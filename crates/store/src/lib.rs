//! The only SQL: what is derived from evidence, so that questions are answered at once.
//!
//! Everything here can be thrown away and made again from the archive of evidence. Every table is
//! keyed by household.

mod alike;
mod copies;
mod error;
mod messages;
mod schema;
mod signatures;
mod standing;
mod statements;

pub use alike::Candidate;
pub use copies::Heading;
pub use error::StoreError;
pub use messages::{Added, Keep, MessageRow, NewMessage, Order, Sender, Where};
pub use standing::{KeptAt, KeptWord, Snapshot, Vote};
pub use statements::{Made, STATEMENT_MEDIA};

use rusqlite::Connection;
use rustc_hash::FxHashMap;
use std::path::Path;

/// The household of an embedded installation.
pub const HOUSEHOLD: i64 = 1;

/// The derived tables of one household, on SQLite.
#[derive(Debug)]
pub struct Store {
    connection: Connection,
    senders: FxHashMap<(Option<String>, String, String), i64>,
}

/// Whether everything is in the database itself, nothing in the log beside it.
fn is_settled(path: &Path) -> bool {
    let mut log = path.as_os_str().to_owned();
    log.push("-wal");
    std::fs::metadata(log).map_or(true, |log| log.len() == 0)
}

impl Store {
    /// Opens or makes the store, for writing.
    ///
    /// # Errors
    /// When the file cannot be opened or was made by a newer version.
    pub fn open(path: &Path) -> Result<Self, StoreError> {
        let connection = Connection::open(path).map_err(StoreError::opening(path))?;
        schema::prepare(&connection)?;
        Ok(Self { connection, senders: FxHashMap::default() })
    }

    /// Opens an existing store for reading only.
    ///
    /// # Errors
    /// When the file cannot be opened or was made by another version.
    pub fn open_to_read(path: &Path) -> Result<Self, StoreError> {
        use rusqlite::OpenFlags;
        let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
        let opened = Connection::open_with_flags(path, flags)
            .map_err(StoreError::opening(path))
            .and_then(|connection| schema::check(&connection).map(|()| connection));
        let connection = match opened {
            Err(error) if error.is_read_only() && is_settled(path) => Self::unchanging(path)?,
            opened => opened?,
        };
        Ok(Self { connection, senders: FxHashMap::default() })
    }

    /// A connection to a file that nobody may write to, as on a backup: `SQLite` reads a database with a
    /// write-ahead log only where it may write, unless it is told that the file does not change.
    fn unchanging(path: &Path) -> Result<Connection, StoreError> {
        use rusqlite::OpenFlags;
        let mut name = String::from("file:");
        for c in path.to_string_lossy().chars() {
            match c {
                '%' => name.push_str("%25"),
                '?' => name.push_str("%3f"),
                '#' => name.push_str("%23"),
                c => name.push(c),
            }
        }
        name.push_str("?immutable=1");
        let flags = OpenFlags::SQLITE_OPEN_READ_ONLY
            | OpenFlags::SQLITE_OPEN_NO_MUTEX
            | OpenFlags::SQLITE_OPEN_URI;
        let connection =
            Connection::open_with_flags(name, flags).map_err(StoreError::opening(path))?;
        schema::check(&connection)?;
        Ok(connection)
    }

    /// From here on everything is answered as of one moment, for a reader who asks much: the file is locked
    /// once and not for each question.
    ///
    /// # Errors
    /// When the database fails.
    pub fn hold(&self) -> Result<(), StoreError> {
        self.connection
            .execute_batch("BEGIN")
            .map_err(StoreError::at(&self.connection, "hold the state of the store"))
    }

    /// A number kept under a name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn mark(&self, name: &str) -> Result<Option<i64>, StoreError> {
        use rusqlite::OptionalExtension;
        self.connection
            .prepare_cached("SELECT value FROM mark WHERE household = ?1 AND name = ?2")
            .and_then(|mut s| s.query_row((HOUSEHOLD, name), |row| row.get(0)).optional())
            .map_err(StoreError::at(&self.connection, "read a mark"))
    }

    /// Keeps a number under a name.
    ///
    /// # Errors
    /// When the database fails.
    pub fn set_mark(&self, name: &str, value: i64) -> Result<(), StoreError> {
        schema::set_mark(&self.connection, name, value)
    }

    /// Moves what is in the write-ahead log into the database, so that closing is quick.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settle(&self) -> Result<(), StoreError> {
        self.connection
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_row| Ok(()))
            .map_err(StoreError::at(&self.connection, "settle the store"))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_does_not_change_is_read_whatever_its_folder_is_called() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["plain", "50% #1? [a] \u{fc}"] {
            let folder = dir.path().join(name);
            std::fs::create_dir(&folder).unwrap();
            let path = folder.join("derived.sqlite");
            let store = Store::open(&path).unwrap();
            store.set_mark("bills", 7).unwrap();
            assert!(!is_settled(&path), "the log beside it holds the number");
            store.settle().unwrap();
            assert!(is_settled(&path));
            drop(store);
            let connection = Store::unchanging(&path).unwrap();
            let read = Store { connection, senders: FxHashMap::default() };
            assert_eq!(read.mark("bills").unwrap(), Some(7), "{name}");
            read.set_mark("bills", 8).unwrap_err();
        }
    }
}
