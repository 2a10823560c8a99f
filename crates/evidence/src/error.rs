//! What can go wrong, said so that a person knows what to do.

use crate::place::Position;
use oxherd_model::ContentHash;
use std::io;
use std::path::{Path, PathBuf};

/// Why the archive could not do what was asked.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum EvidenceError {
    /// A file could not be opened, read, listed or created.
    #[error("cannot {doing} {}; check the disk and who may use this folder", .path.display())]
    Io {
        /// What was attempted.
        doing: &'static str,
        /// Where.
        path: PathBuf,
        /// Why not.
        source: io::Error,
    },
    /// Another process has the archive open for writing.
    #[error("another process is writing to the archive in {}; wait until it is done or stop it", .dir.display())]
    Busy {
        /// The folder of the archive.
        dir: PathBuf,
    },
    /// No room for what was to be appended; the archive is as it was before.
    #[error("no room left for {}; free some space and try again: nothing kept before is lost", .path.display())]
    DiskFull {
        /// The segment that could not grow.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The append failed; the archive is as it was before.
    #[error("cannot write to {}; check the disk and try again: nothing kept before is lost", .path.display())]
    Write {
        /// The segment that could not grow.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// The system could not say that the bytes reached the disk.
    #[error("cannot tell what reached the disk in {}; check the disk, then open the archive again", .path.display())]
    Sync {
        /// The segment in question.
        path: PathBuf,
        /// What the system said.
        source: io::Error,
    },
    /// An earlier failure left the end of the archive unknown to this writer.
    #[error("the archive in {} stopped after a failed write; open it again to go on", .dir.display())]
    Stopped {
        /// The folder of the archive.
        dir: PathBuf,
    },
    /// A segment was written by a newer version.
    #[error("{} has format version {version}, newer than this program; update the program", .path.display())]
    Newer {
        /// The segment.
        path: PathBuf,
        /// Its version.
        version: u32,
    },
    /// One record is larger than the archive keeps.
    #[error(
        "a record of {size} bytes is larger than the archive keeps (at most {most}); leave it out or split it"
    )]
    TooLarge {
        /// Its size.
        size: u64,
        /// The most that is kept.
        most: u64,
    },
    /// The words around a record are too long.
    #[error(
        "the envelope of {hash} takes {size} bytes, at most {most} are kept; shorten its source or folder name"
    )]
    EnvelopeTooLong {
        /// Which record.
        hash: ContentHash,
        /// The size of its envelope.
        size: u64,
        /// The most that is kept.
        most: u64,
    },
    /// A batch holds more than one append may write.
    #[error("a batch of more than {most} bytes cannot be packed; pack fewer records at a time")]
    BatchTooLarge {
        /// The most that one batch may hold.
        most: u64,
    },
    /// The envelope does not belong to the bytes.
    #[error(
        "the envelope of {hash} does not fit its bytes ({what}); make it from the bytes that are kept"
    )]
    Mismatch {
        /// The hash in the envelope.
        hash: ContentHash,
        /// What differs.
        what: &'static str,
    },
    /// The compressor refused.
    #[error("cannot compress a block; pack the batch again")]
    Compress(#[source] io::Error),
    /// What is kept there cannot be read.
    #[error("{0}; verify the archive to see what else is affected")]
    Damaged(#[from] Damage),
}

impl EvidenceError {
    /// For `map_err` after a file operation.
    pub(crate) fn io(doing: &'static str, path: &Path) -> impl FnOnce(io::Error) -> Self {
        move |source| Self::Io { doing, path: path.to_owned(), source }
    }

    /// A failed write, told apart by whether there was room.
    pub(crate) fn write(path: &Path, source: io::Error) -> Self {
        let path = path.to_owned();
        if matches!(source.kind(), io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded) {
            Self::DiskFull { path, source }
        } else {
            Self::Write { path, source }
        }
    }
}

/// One place of the archive that is not as it was written.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("damaged evidence in {position}: {what}")]
pub struct Damage {
    /// The first record affected, where it is known.
    pub sequence: Option<u64>,
    /// How many records from there on are affected; 0 where none is, or it cannot be told.
    pub records: u64,
    /// The content hash of that record, where it is known.
    pub hash: Option<ContentHash>,
    /// Where the damaged block (or header) begins.
    pub position: Position,
    /// What is wrong.
    pub what: String,
}
