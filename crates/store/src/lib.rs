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
pub use standing::{KeptWord, Snapshot, Vote};
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
        let connection =
            Connection::open_with_flags(path, flags).map_err(StoreError::opening(path))?;
        schema::check(&connection)?;
        Ok(Self { connection, senders: FxHashMap::default() })
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
