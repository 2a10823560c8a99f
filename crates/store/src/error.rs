//! What can go wrong with the store.

/// The store failed; the archive of evidence is not touched by that.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error("could not {step}")]
    Database {
        /// What was being done.
        step: &'static str,
        /// What the database said.
        #[source]
        source: rusqlite::Error,
    },
    /// Tables of another version.
    #[error(
        "the store was made by another version of the program (layout {found}, this one has {wanted}); run `oxherd rebuild`"
    )]
    Layout {
        /// The layout found.
        found: i64,
        /// The layout of this program.
        wanted: i64,
    },
    /// A stored value cannot be read.
    #[error("a stored {what} cannot be read; run `oxherd rebuild`")]
    Stored {
        /// What it is.
        what: &'static str,
    },
}

impl StoreError {
    pub(crate) fn at(step: &'static str) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| Self::Database { step, source }
    }

    /// Whether the file is not, or no longer, a database; it can be made again.
    pub fn is_damaged(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        matches!(self, Self::Database { source, .. }
            if matches!(source.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)))
    }

    /// Whether the disk is full.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::Database { source, .. }
            if source.sqlite_error_code() == Some(rusqlite::ErrorCode::DiskFull))
    }
}
