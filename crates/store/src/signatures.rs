//! Who signed messages, and what became of it with the keys at hand.
//!
//! Only of messages whose reading is kept: of others nothing is folded.

use crate::messages::{MessageRow, SELECT, key_of, sequence_of};
use crate::{HOUSEHOLD, Store, StoreError};
use oxherd_model::{Reading, Signer};
use rusqlite::{Connection, params};

impl Store {
    /// Messages after a number in the archive that say they are signed by somebody and were not looked
    /// at with this key of theirs, at most so many.
    ///
    /// # Errors
    /// When the database fails or a stored reading cannot be read.
    pub fn signed_by(
        &self,
        (signer, key): (&Signer, i64),
        after: u64,
        most: u32,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let sql = format!(
            "{SELECT} WHERE m.id > ?5 AND m.id IN (
                SELECT message FROM signature WHERE household = ?1 AND domain = ?2
                AND selector = ?3 AND key IS NOT ?4)
             ORDER BY m.id LIMIT ?6"
        );
        let (domain, selector) = (&signer.domain, &signer.selector);
        self.select(&sql, params![HOUSEHOLD, domain, selector, key, key_of(after), most])
    }

    /// Keeps for messages whether the signature of somebody vouches for their sender, by this key.
    ///
    /// # Errors
    /// When the database fails; then nothing of it was kept.
    pub fn keep_verdicts(
        &self,
        (signer, key): (&Signer, i64),
        verdicts: &[(u64, bool)],
    ) -> Result<(), StoreError> {
        let failed = || StoreError::at(&self.connection, "keep what became of signatures");
        let transaction = self.connection.unchecked_transaction().map_err(failed())?;
        let sql = "UPDATE signature SET key = ?5, vouches = ?6
            WHERE household = ?1 AND domain = ?2 AND selector = ?3 AND message = ?4";
        for (sequence, vouches) in verdicts {
            let (domain, selector) = (&signer.domain, &signer.selector);
            let row = params![HOUSEHOLD, domain, selector, key_of(*sequence), key, vouches];
            transaction.prepare_cached(sql).and_then(|mut s| s.execute(row)).map_err(failed())?;
        }
        transaction.commit().map_err(failed())
    }

    /// Numbers in the archive of messages for whose sender the signature of somebody vouches, by this
    /// key.
    ///
    /// # Errors
    /// When the database fails.
    pub fn vouched_for(&self, (signer, key): (&Signer, i64)) -> Result<Vec<u64>, StoreError> {
        let step = "read what became of signatures";
        let sql = "SELECT message FROM signature WHERE household = ?1 AND domain = ?2
            AND selector = ?3 AND key = ?4 AND vouches = 1";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        let of = params![HOUSEHOLD, signer.domain, signer.selector, key];
        statement
            .query_map(of, |row| Ok(sequence_of(row.get(0)?)))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }
}

/// Enters who says to have signed a message, or another reading of it.
pub(crate) fn remember(
    connection: &Connection,
    sequence: u64,
    reading: &Reading,
) -> Result<(), StoreError> {
    let sql = "INSERT OR IGNORE INTO signature (household, domain, selector, message)
        VALUES (?1, ?2, ?3, ?4)";
    for signer in &reading.signers {
        let row = params![HOUSEHOLD, signer.domain, signer.selector, key_of(sequence)];
        connection
            .prepare_cached(sql)
            .and_then(|mut s| s.execute(row))
            .map_err(StoreError::at(connection, "keep who signed a message"))?;
    }
    Ok(())
}
