//! When files of statements and papers were known, at the end of a day, and messages of chats, by the
//! clock of a phone: the household's zone decides both.

use crate::messages::{NewMessage, key_of, to_i64, to_u64};
use crate::{HOUSEHOLD, Store, StoreError, standing};
use jiff::Timestamp;
use jiff::civil::{Date, DateTime};
use jiff::tz::TimeZone;
use rusqlite::{Connection, params};

/// Media of a file that is a statement of a bank.
pub const STATEMENT_MEDIA: &str = "statement";

/// What a piece of evidence says itself of when it was made.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Made {
    /// On this day.
    On(Date),
    /// When clocks showed this.
    At(DateTime),
}

impl Made {
    fn of(text: &str) -> Option<Self> {
        // A time is parted from its day by a T (ISO 8601); a day alone would be read of both.
        if text.contains('T') {
            text.parse().map(Self::At).ok()
        } else {
            text.parse().map(Self::On).ok()
        }
    }
}

impl Store {
    /// Files of statements are known from the end of the day on which they were made, messages of
    /// chats from when they were sent; `known` says when that was for the household. Says whether that
    /// moved any of them.
    ///
    /// # Errors
    /// When the database fails; then nothing was moved.
    pub fn date_statements(
        &self,
        known_from: impl Fn(Made) -> Option<Timestamp>,
    ) -> Result<bool, StoreError> {
        let step = "date the statements";
        let mut earliest: Option<i64> = None;
        let mut moved = Vec::new();
        for (sequence, made_on, known) in self.statements()? {
            let Some(end) = Made::of(&made_on).and_then(&known_from) else { continue };
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

/// Media of messages of chats: read as if clocks showed the time of UTC.
const CHAT_MEDIA: &str = "chat";

/// The day on which a file was made: that of its statements, else the one whose end it is known from. A
/// message of a chat has a time as well.
fn made_on(message: &NewMessage) -> Option<String> {
    if message.media == STATEMENT_MEDIA {
        let days = message.reading.statements.iter().filter_map(|s| s.created_on);
        return days.max().map(|day| day.to_string());
    }
    let at = TimeZone::UTC.to_datetime(message.reading.known_from?);
    let paper = PAPER_MEDIA.contains(&message.media.as_str());
    let chat = message.media == CHAT_MEDIA;
    if chat { Some(at.to_string()) } else { paper.then(|| at.date().to_string()) }
}

/// Remembers on which day a file of statements or a paper was made.
pub(crate) fn remember(connection: &Connection, message: &NewMessage) -> Result<(), StoreError> {
    let Some(made_on) = made_on(message) else { return Ok(()) };
    let sql = "INSERT OR REPLACE INTO statement (household, sequence, made_on) VALUES (?1, ?2, ?3)";
    connection
        .prepare_cached(sql)
        .and_then(|mut s| s.execute(params![HOUSEHOLD, to_i64(message.sequence), made_on]))
        .map(|_rows| ())
        .map_err(StoreError::at(connection, "remember a statement"))
}
