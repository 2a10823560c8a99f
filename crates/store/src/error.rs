//! What can go wrong with the store, and what a person does then.

use rusqlite::{Connection, ErrorCode};
use std::path::Path;

/// The store failed; the archive of evidence is not touched by that.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The database said no.
    #[error("could not {step} in {path}; {}", remedy(.source))]
    Database {
        /// What was being done.
        step: &'static str,
        /// The file of the tables.
        path: String,
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
    pub(crate) fn at(
        connection: &Connection,
        step: &'static str,
    ) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| {
            let path = connection.path().unwrap_or("the store").to_owned();
            Self::Database { step, path, source }
        }
    }

    pub(crate) fn opening(path: &Path) -> impl FnOnce(rusqlite::Error) -> Self {
        move |source| {
            let path = path.display().to_string();
            Self::Database { step: "open the tables", path, source }
        }
    }

    /// Whether the file is not, or no longer, a database; it can be made again.
    pub fn is_damaged(&self) -> bool {
        use rusqlite::ErrorCode::{DatabaseCorrupt, NotADatabase};
        matches!(self, Self::Database { source, .. }
            if matches!(source.sqlite_error_code(), Some(DatabaseCorrupt | NotADatabase)))
    }

    /// Whether nothing may be written where the file is.
    pub(crate) fn is_read_only(&self) -> bool {
        matches!(self, Self::Database { source, .. } if matches!(
            source.sqlite_error_code(),
            Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied)
        ))
    }

    /// Whether the disk is full.
    pub fn is_disk_full(&self) -> bool {
        matches!(self, Self::Database { source, .. }
            if source.sqlite_error_code() == Some(ErrorCode::DiskFull))
    }
}

/// What to do when the database said no: by what it said.
fn remedy(source: &rusqlite::Error) -> &'static str {
    let code = source.sqlite_error_code();
    if matches!(code, Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked)) {
        "another run of oxherd holds it: wait until that is done, then try again"
    } else if matches!(code, Some(ErrorCode::DiskFull)) {
        "there is no room left on the disk"
    } else if matches!(code, Some(ErrorCode::DatabaseCorrupt | ErrorCode::NotADatabase)) {
        "it is damaged, the evidence beside it is not touched by that"
    } else if matches!(
        code,
        Some(
            ErrorCode::CannotOpen
                | ErrorCode::PermissionDenied
                | ErrorCode::ReadOnly
                | ErrorCode::SystemIoFailure
        )
    ) {
        "check the disk and who may use this folder"
    } else {
        "make it again from the evidence with: oxherd rebuild"
    }
}
