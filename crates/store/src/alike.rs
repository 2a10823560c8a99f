//! Messages that are alike: of one sender, or of one sender and one shape.

use crate::messages::{MessageRow, SELECT, key_of, row_only, shape_number};
use crate::{HOUSEHOLD, Store, StoreError};
use oxherd_model::Shape;
use rusqlite::params;

/// A message that may be alike to another, without what it says.
#[derive(Debug)]
pub struct Candidate {
    /// Its row; the reading is left out.
    pub row: MessageRow,
    /// Whether its reading is kept.
    pub is_read: bool,
}

impl Store {
    /// Messages of a sender, and of one shape where that is given: those that something said of one of
    /// them may hold for. `sender` is its domain, else its address, else its name. Copies are left out.
    ///
    /// # Errors
    /// When the database fails.
    pub fn candidates(
        &self,
        sender: &str,
        shape: Option<Shape>,
    ) -> Result<Vec<Candidate>, StoreError> {
        let step = "look up messages that are alike";
        // By the index over sender and shape; nothing of the readings is touched.
        let select = SELECT.replace("m.reading,", "m.reading IS NOT NULL,");
        let of_shape = if shape.is_some() { "AND m.shape = ?3" } else { "AND ?3 IS NULL" };
        let sql = format!(
            "{select} WHERE m.household = ?1 AND m.copy = 0 AND m.sender IN (
                SELECT id FROM sender WHERE household = ?1
                AND coalesce(domain, nullif(address, ''), name) = ?2)
             {of_shape} ORDER BY m.id"
        );
        let mut statement =
            self.connection.prepare_cached(&sql).map_err(StoreError::at(&self.connection, step))?;
        statement
            .query_map(params![HOUSEHOLD, sender, shape.map(shape_number)], |row| {
                Ok(Candidate { row: row_only(row)?, is_read: row.get(13)? })
            })
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }

    /// The message of a number in the archive, without what it says.
    ///
    /// # Errors
    /// When the database fails.
    pub fn outline(&self, sequence: u64) -> Result<Option<MessageRow>, StoreError> {
        use rusqlite::OptionalExtension;
        let select = SELECT.replace("m.reading,", "m.reading IS NOT NULL,");
        let sql = format!("{select} WHERE m.id = ?1");
        self.connection
            .prepare_cached(&sql)
            .and_then(|mut s| s.query_row([key_of(sequence)], row_only).optional())
            .map_err(StoreError::at(&self.connection, "read a message"))
    }
}
