//! Where the books stand: snapshots of the ledger, what the owner said, who the mail is for, gaps.

use crate::messages::{NewMessage, Order, to_i64, to_u64};
use crate::{HOUSEHOLD, Store, StoreError};
use jiff::Timestamp;
use oxherd_model::{ContentHash, Kind};
use rusqlite::{Connection, OptionalExtension, params};

/// The ledger as it stood after a message, in a form that only its crate reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Snapshot {
    /// Messages folded.
    pub folded: u64,
    /// The last message folded.
    pub last: Order,
    /// The ledger.
    pub ledger: Vec<u8>,
}

/// How often an address was met.
#[derive(Clone, PartialEq, Eq)]
pub struct Vote {
    /// In lower case.
    pub address: String,
    /// A name seen with it.
    pub name: String,
    /// Messages received.
    pub received: u64,
    /// Messages written.
    pub sent: u64,
}

/// Redacted: addresses never reach a log.
impl std::fmt::Debug for Vote {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Vote(..)")
    }
}

impl Store {
    /// Keeps a snapshot.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep_snapshot(&self, snapshot: &Snapshot) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO snapshot (household, folded, known_from, hash, ledger)
            VALUES (?1, ?2, ?3, ?4, ?5)";
        let last = snapshot.last;
        self.connection
            .execute(
                sql,
                params![
                    HOUSEHOLD,
                    to_i64(snapshot.folded),
                    last.known_from,
                    last.hash.0.as_slice(),
                    snapshot.ledger
                ],
            )
            .map(|_rows| ())
            .map_err(StoreError::at("keep a snapshot of the ledger"))
    }

    /// The newest snapshot whose last message is not after `order`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn snapshot_until(&self, order: Order) -> Result<Option<Snapshot>, StoreError> {
        let sql = "SELECT folded, known_from, hash, ledger FROM snapshot
            WHERE household = ?1 AND (known_from < ?2 OR (known_from = ?2 AND hash <= ?3))
            ORDER BY folded DESC LIMIT 1";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut s| {
                let place = params![HOUSEHOLD, order.known_from, order.hash.0.as_slice()];
                s.query_row(place, |row| {
                    Ok(Snapshot {
                        folded: to_u64(row.get(0)?),
                        last: Order { known_from: row.get(1)?, hash: ContentHash(row.get(2)?) },
                        ledger: row.get(3)?,
                    })
                })
                .optional()
            })
            .map_err(StoreError::at("read a snapshot of the ledger"))
    }

    /// Throws away snapshots that stand after `order`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drop_snapshots_after(&self, order: Order) -> Result<(), StoreError> {
        let sql = "DELETE FROM snapshot WHERE household = ?1
            AND (known_from > ?2 OR (known_from = ?2 AND hash > ?3))";
        self.connection
            .execute(sql, params![HOUSEHOLD, order.known_from, order.hash.0.as_slice()])
            .map(|_rows| ())
            .map_err(StoreError::at("drop snapshots of the ledger"))
    }

    /// Keeps only every second of the older snapshots once there are more than `most`.
    ///
    /// # Errors
    /// When the database fails.
    pub fn thin_snapshots(&self, most: u64) -> Result<(), StoreError> {
        let step = "thin the snapshots of the ledger";
        let mut statement = self
            .connection
            .prepare("SELECT folded FROM snapshot WHERE household = ?1 ORDER BY folded")
            .map_err(StoreError::at(step))?;
        let all: Vec<i64> = statement
            .query_map([HOUSEHOLD], |row| row.get(0))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(step))?;
        if u64::try_from(all.len()).unwrap_or(0) <= most {
            return Ok(());
        }
        let last = all.len().saturating_sub(1);
        for (_, folded) in all.iter().enumerate().filter(|(i, _)| i % 2 == 0 && *i != last) {
            self.connection
                .execute("DELETE FROM snapshot WHERE household = ?1 AND folded = ?2", (HOUSEHOLD, folded))
                .map_err(StoreError::at(step))?;
        }
        Ok(())
    }

    /// Keeps a word of the owner.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep_word(&self, sequence: u64, at: Timestamp, line: &str) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO word (household, sequence, at, line) VALUES (?1, ?2, ?3, ?4)";
        self.connection
            .execute(sql, params![HOUSEHOLD, to_i64(sequence), at.as_millisecond(), line])
            .map(|_rows| ())
            .map_err(StoreError::at("keep a word of the owner"))
    }

    /// What the owner said up to a time, oldest first: number in the archive and line.
    ///
    /// # Errors
    /// When the database fails.
    pub fn words(&self, until: Option<Timestamp>) -> Result<Vec<(u64, String)>, StoreError> {
        let until = until.map_or(i64::MAX, |t| t.as_millisecond());
        let step = "read what the owner said";
        let mut statement = self
            .connection
            .prepare_cached(
                "SELECT sequence, line FROM word WHERE household = ?1 AND at <= ?2 ORDER BY at, sequence",
            )
            .map_err(StoreError::at(step))?;
        statement
            .query_map((HOUSEHOLD, until), |row| Ok((to_u64(row.get(0)?), row.get(1)?)))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(step))
    }

    /// The addresses that the mail names most.
    ///
    /// # Errors
    /// When the database fails.
    pub fn votes(&self) -> Result<Vec<Vote>, StoreError> {
        let step = "read who the mail is for";
        let sql = "SELECT address, name, received, sent FROM addressee WHERE household = ?1
            ORDER BY received + 20 * sent DESC, address LIMIT 40";
        let mut statement = self.connection.prepare_cached(sql).map_err(StoreError::at(step))?;
        statement
            .query_map([HOUSEHOLD], |row| {
                Ok(Vote {
                    address: row.get(0)?,
                    name: row.get(1)?,
                    received: to_u64(row.get(2)?),
                    sent: to_u64(row.get(3)?),
                })
            })
            .and_then(Iterator::collect)
            .map_err(StoreError::at(step))
    }

    /// What was taken in and not understood: number in the archive, what, part.
    ///
    /// # Errors
    /// When the database fails.
    pub fn gaps(&self) -> Result<Vec<(u64, String, String)>, StoreError> {
        let step = "read gaps";
        let sql = "SELECT sequence, what, part FROM gap WHERE household = ?1 ORDER BY sequence DESC, number";
        let mut statement = self.connection.prepare_cached(sql).map_err(StoreError::at(step))?;
        statement
            .query_map([HOUSEHOLD], |row| Ok((to_u64(row.get(0)?), row.get(1)?, row.get(2)?)))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(step))
    }
}

/// Counts who a message is for, and who wrote it when it lay in a folder of sent mail.
pub(crate) fn vote(message: &NewMessage, votes: &mut Vec<Vote>) {
    let reading = &message.reading;
    let mut count = |address: &str, name: &str, received: u64, sent: u64| {
        match votes.iter_mut().find(|v| v.address == address) {
            Some(known) => {
                known.received += received;
                known.sent += sent;
                known.name = better_name(&known.name, name);
            }
            None => votes.push(Vote {
                address: address.to_owned(),
                name: better_name("", name),
                received,
                sent,
            }),
        }
    };
    if message.in_sent_folder
        && let Some(from) = &reading.from
    {
        count(&from.address, &from.name, 0, 1);
    }
    if !matches!(reading.kind, Kind::MailingList | Kind::Suspect)
        && !message.in_sent_folder
        && let Some(first) = reading.recipients.first()
    {
        let name = reading.recipients.iter().find(|r| r.address == first.address && !r.name.is_empty());
        count(&first.address, name.map_or("", |r| r.name.as_str()), 1, 0);
    }
}

/// The name that wins whatever the order of arrival: longest with a space, then by letters.
fn better_name(a: &str, b: &str) -> String {
    let key = |name: &str| {
        let proper = name.contains(' ') && !name.contains('@') && name.chars().count() <= 40;
        (proper, !name.contains('@') && !name.is_empty(), std::cmp::Reverse(name.to_owned()))
    };
    if key(a) >= key(b) { a.to_owned() } else { b.to_owned() }
}

pub(crate) fn count_votes(connection: &Connection, votes: &[Vote]) -> Result<(), StoreError> {
    let step = "count who the mail is for";
    for vote in votes {
        let known: Option<String> = connection
            .prepare_cached("SELECT name FROM addressee WHERE household = ?1 AND address = ?2")
            .and_then(|mut s| s.query_row((HOUSEHOLD, &vote.address), |row| row.get(0)).optional())
            .map_err(StoreError::at(step))?;
        let name = better_name(&known.unwrap_or_default(), &vote.name);
        let sql = "INSERT INTO addressee (household, address, name, received, sent) VALUES (?1,?2,?3,?4,?5)
            ON CONFLICT (household, address) DO UPDATE SET name = excluded.name,
            received = received + excluded.received, sent = sent + excluded.sent";
        connection
            .prepare_cached(sql)
            .and_then(|mut s| {
                s.execute(params![
                    HOUSEHOLD,
                    vote.address,
                    name,
                    to_i64(vote.received),
                    to_i64(vote.sent)
                ])
            })
            .map_err(StoreError::at(step))?;
    }
    Ok(())
}
