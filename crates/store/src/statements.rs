//! When files of statements and papers were known: at the end of a day, which the household's zone decides.

use crate::messages::{NewMessage, key_of, to_i64, to_u64};
use crate::{HOUSEHOLD, Store, StoreError, standing};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

/// Media of a file that is a statement of a bank.
pub const STATEMENT_MEDIA: &str = "statement";

impl Store {
    /// Files of statements are known from the end of the day on which they were made; `end_of` says
    /// when a day ends for the household. Says whether that moved any of them.
    ///
    /// # Errors
    /// When the database fails; then nothing was moved.
    pub fn date_statements(
        &self,
        end_of: impl Fn(Date) -> Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let step = "date the statements";
        let mut earliest: Option<i64> = None;
        let mut moved = Vec::new();
        for (sequence, made_on, known) in self.statements()? {
            let Some(end) = made_on.parse().ok().and_then(&end_of) else { continue };
            let end = end.as_millisecond();
            if end != known {
                moved.push((sequence, end));
                let first = end.min(known);
                earliest = Some(earliest.map_or(first, |e| e.min(first)));
            }
        }
        let Some(earliest) = earliest else { return Ok(false) };
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(StoreError::at(&self.connection, step))?;
        for (sequence, end) in moved {
            transaction
                .prepare_cached("UPDATE message SET known_from = ?2 WHERE id = ?1")
                .and_then(|mut s| s.execute((key_of(sequence), end)))
                .map_err(StoreError::at(&self.connection, step))?;
            transaction
                .prepare_cached("INSERT OR IGNORE INTO moved (household, sequence) VALUES (?1, ?2)")
                .and_then(|mut s| s.execute((HOUSEHOLD, to_i64(sequence))))
                .map_err(StoreError::at(&self.connection, step))?;
        }
        standing::drop_snapshots_from(&transaction, earliest)?;
        transaction.commit().map_err(StoreError::at(&self.connection, step))?;
        Ok(true)
    }

    /// What was moved since [`Store::forget_moved`]: numbers in the archive.
    ///
    /// # Errors
    /// When the database fails.
    pub fn moved(&self) -> Result<Vec<u64>, StoreError> {
        let step = "read which statements were moved";
        let sql = "SELECT sequence FROM moved WHERE household = ?1 ORDER BY sequence";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        statement
            .query_map([HOUSEHOLD], |row| Ok(to_u64(row.get(0)?)))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }

    /// Whoever follows the times of messages has heard of what was moved.
    ///
    /// # Errors
    /// When the database fails.
    pub fn forget_moved(&self) -> Result<(), StoreError> {
        self.connection
            .execute("DELETE FROM moved WHERE household = ?1", [HOUSEHOLD])
            .map(|_rows| ())
            .map_err(StoreError::at(&self.connection, "forget which statements were moved"))
    }

    /// Files of statements: number in the archive, day on which they were made, known from.
    fn statements(&self) -> Result<Vec<(u64, String, i64)>, StoreError> {
        let step = "date the statements";
        let sql = "SELECT s.sequence, s.made_on, m.known_from FROM statement s
            JOIN message m ON m.id = (s.household << 40 | s.sequence)
            WHERE s.household = ?1 ORDER BY s.sequence";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        statement
            .query_map([HOUSEHOLD], |row| Ok((to_u64(row.get(0)?), row.get(1)?, row.get(2)?)))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }
}

/// Media of other files whose own content says on which day they were made.
const PAPER_MEDIA: [&str; 3] = ["pdf", "pass", "picture"];

/// The day on which a file was made: that of its statements, else the one whose end it is known from.
fn made_on(message: &NewMessage) -> Option<Date> {
    if message.media == STATEMENT_MEDIA {
        return message.reading.statements.iter().filter_map(|s| s.created_on).max();
    }
    let known_from = message.reading.known_from;
    let known_from = known_from.filter(|_| PAPER_MEDIA.contains(&message.media.as_str()))?;
    Some(TimeZone::UTC.to_datetime(known_from).date())
}

/// Remembers on which day a file of statements or a paper was made.
pub(crate) fn remember(connection: &Connection, message: &NewMessage) -> Result<(), StoreError> {
    let Some(made_on) = made_on(message) else { return Ok(()) };
    let sql = "INSERT OR REPLACE INTO statement (household, sequence, made_on) VALUES (?1, ?2, ?3)";
    connection
        .prepare_cached(sql)
        .and_then(|mut s| {
            s.execute(params![HOUSEHOLD, to_i64(message.sequence), made_on.to_string()])
        })
        .map(|_rows| ())
        .map_err(StoreError::at(connection, "remember a statement"))
}
