//! Which message a piece of evidence is, and what it was read as.

use crate::messages::{folder_of, kind_of, shape_of};
use crate::{HOUSEHOLD, Store, StoreError};
use oxherd_model::{ContentHash, EvidenceId, Folder, Kind, Shape};
use rusqlite::{OptionalExtension, Row, params};

/// What a list says of a message: cheap to look up, for lines that can be many.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Heading {
    /// The subject.
    pub subject: String,
    /// What it was read as.
    pub kind: Kind,
    /// How sure, in thousandths.
    pub confidence: u16,
    /// The role of the folder it lay in.
    pub folder: Folder,
    /// By what it is alike to others.
    pub shape: Option<Shape>,
}

impl Store {
    /// The message that a piece of evidence is: itself, or the one of which it is a copy. None when
    /// the evidence is not known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn message_of(&self, id: EvidenceId) -> Result<Option<EvidenceId>, StoreError> {
        let step = "look up the message of a copy";
        let sql = "SELECT one.hash, message.hash FROM message AS one
            JOIN message ON message.household = one.household
            AND message.content_head = one.content_head AND message.copy = 0
            WHERE one.household = ?1 AND one.hash_head = ?2";
        let both = |row: &Row<'_>| Ok((ContentHash(row.get(0)?), ContentHash(row.get(1)?)));
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        let found: Vec<(ContentHash, ContentHash)> = statement
            .query_map(params![HOUSEHOLD, head_of(id)], both)
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))?;
        Ok(found.into_iter().find(|(one, _)| one.id() == id).map(|(_, message)| message.id()))
    }

    /// Subject, kind and confidence of an evidence id, without what else is kept of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn heading_of(&self, id: EvidenceId) -> Result<Option<Heading>, StoreError> {
        let sql = "SELECT subject, kind, confidence, folder, shape FROM message
            WHERE household = ?1 AND hash_head = ?2 AND substr(hash, 1, 10) = ?3";
        let heading = |row: &Row<'_>| {
            Ok(Heading {
                subject: row.get(0)?,
                kind: kind_of(row.get(1)?),
                confidence: row.get(2)?,
                folder: folder_of(row.get(3)?),
                shape: shape_of(row.get(4)?),
            })
        };
        self.connection
            .prepare_cached(sql)
            .and_then(|mut s| {
                s.query_row(params![HOUSEHOLD, head_of(id), id.0.as_slice()], heading).optional()
            })
            .map_err(StoreError::at(&self.connection, "read what a message is"))
    }
}

/// The first eight bytes as the tables keep them.
fn head_of(id: EvidenceId) -> i64 {
    i64::from_be_bytes(id.0.first_chunk::<8>().copied().unwrap_or_default())
}
