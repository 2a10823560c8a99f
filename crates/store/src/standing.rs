//! Where the books stand: snapshots of the ledger, what the owner said, who the mail is for, gaps.

use crate::messages::{NewMessage, Order, Where, to_i64, to_u64};
use crate::{HOUSEHOLD, Store, StoreError};
use jiff::Timestamp;
use oxherd_model::{ContentHash, Fact, Folder, Kind, Reading, Receiving};
use rusqlite::{Connection, MAIN_DB, OptionalExtension, params};
use std::collections::BTreeMap;

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

/// Where a snapshot is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct KeptAt(i64);

/// Something that the owner said, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct KeptWord {
    /// Its number in the archive.
    pub sequence: u64,
    /// When it was said.
    pub at: Timestamp,
    /// What was said, in the form in which it is kept.
    pub line: String,
    /// Hash of the original bytes.
    pub hash: ContentHash,
    /// Where the bytes lie.
    pub place: Where,
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
            .map_err(StoreError::at(&self.connection, "keep a snapshot of the ledger"))
    }

    /// The newest snapshot whose last message is not after `order`: the place of that message, and where
    /// the snapshot is kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn snapshot_until(&self, order: Order) -> Result<Option<(Order, KeptAt)>, StoreError> {
        let sql = "SELECT known_from, hash, rowid FROM snapshot
            WHERE household = ?1 AND (known_from < ?2 OR (known_from = ?2 AND hash <= ?3))
            ORDER BY folded DESC LIMIT 1";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut s| {
                let place = params![HOUSEHOLD, order.known_from, order.hash.0.as_slice()];
                s.query_row(place, |row| {
                    let last = Order { known_from: row.get(0)?, hash: ContentHash(row.get(1)?) };
                    Ok((last, KeptAt(row.get(2)?)))
                })
                .optional()
            })
            .map_err(StoreError::at(&self.connection, "find a snapshot of the ledger"))
    }

    /// A snapshot as it was kept.
    ///
    /// # Errors
    /// When the database fails.
    pub fn snapshot(&self, kept: KeptAt) -> Result<Vec<u8>, StoreError> {
        // As a column it would be put together once and copied once more.
        self.connection
            .blob_open(MAIN_DB, "snapshot", "ledger", kept.0, true)
            .and_then(|ledger| {
                let mut bytes = vec![0; ledger.len()];
                ledger.read_at_exact(&mut bytes, 0)?;
                Ok(bytes)
            })
            .map_err(StoreError::at(&self.connection, "read a snapshot of the ledger"))
    }

    /// Throws away every snapshot: what they were made with has changed.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drop_snapshots(&self) -> Result<(), StoreError> {
        drop_snapshots_from(&self.connection, i64::MIN)
    }

    /// Throws away snapshots whose number of messages is in a range.
    ///
    /// # Errors
    /// When the database fails.
    pub fn drop_snapshots_between(&self, low: u64, high: u64) -> Result<(), StoreError> {
        let sql = "DELETE FROM snapshot WHERE household = ?1 AND folded > ?2 AND folded < ?3";
        self.connection
            .execute(sql, params![HOUSEHOLD, to_i64(low), to_i64(high)])
            .map(|_rows| ())
            .map_err(StoreError::at(&self.connection, "drop snapshots of the ledger"))
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
            .map_err(StoreError::at(&self.connection, step))?;
        let all: Vec<i64> = statement
            .query_map([HOUSEHOLD], |row| row.get(0))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))?;
        if u64::try_from(all.len()).unwrap_or(0) <= most {
            return Ok(());
        }
        let last = all.len().saturating_sub(1);
        for (_, folded) in all.iter().enumerate().filter(|(i, _)| i % 2 == 0 && *i != last) {
            self.connection
                .execute(
                    "DELETE FROM snapshot WHERE household = ?1 AND folded = ?2",
                    (HOUSEHOLD, folded),
                )
                .map_err(StoreError::at(&self.connection, step))?;
        }
        Ok(())
    }

    /// Keeps a word of the owner.
    ///
    /// # Errors
    /// When the database fails.
    pub fn keep_word(&self, word: &KeptWord) -> Result<(), StoreError> {
        let sql = "INSERT OR REPLACE INTO word
            (household, sequence, at, line, hash, segment, block, record, size)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
        let place = word.place;
        self.connection
            .execute(
                sql,
                params![
                    HOUSEHOLD,
                    to_i64(word.sequence),
                    word.at.as_millisecond(),
                    word.line,
                    word.hash.0.as_slice(),
                    place.segment,
                    to_i64(place.block),
                    place.record,
                    to_i64(place.size)
                ],
            )
            .map(|_rows| ())
            .map_err(StoreError::at(&self.connection, "keep a word of the owner"))
    }

    /// Whether these very bytes are kept as a word of the owner.
    ///
    /// # Errors
    /// When the database fails.
    pub fn knows_word(&self, hash: &ContentHash) -> Result<bool, StoreError> {
        self.connection
            .prepare_cached("SELECT 1 FROM word WHERE household = ?1 AND hash = ?2")
            .and_then(|mut s| s.exists(params![HOUSEHOLD, hash.0.as_slice()]))
            .map_err(StoreError::at(&self.connection, "look up what the owner said"))
    }

    /// Words of the owner whose evidence id begins so; what was said twice in the same moment is one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find_words(&self, id: &str) -> Result<Vec<KeptWord>, StoreError> {
        let all = self.kept_words("ORDER BY sequence", i64::MAX)?;
        let id = id.to_ascii_lowercase();
        let mut found: Vec<KeptWord> = Vec::new();
        for word in all.into_iter().filter(|w| w.hash.to_string().starts_with(&id)) {
            if found.iter().all(|known| known.hash != word.hash) {
                found.push(word);
            }
        }
        found.truncate(3);
        Ok(found)
    }

    /// What the owner said up to a time, oldest first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn words(&self, until: Option<Timestamp>) -> Result<Vec<KeptWord>, StoreError> {
        let until = until.map_or(i64::MAX, |t| t.as_millisecond());
        self.kept_words("ORDER BY at, sequence", until)
    }

    fn kept_words(&self, order: &str, until: i64) -> Result<Vec<KeptWord>, StoreError> {
        let step = "read what the owner said";
        let sql = format!(
            "SELECT sequence, at, line, hash, segment, block, record, size FROM word
            WHERE household = ?1 AND at <= ?2 {order}"
        );
        let mut statement =
            self.connection.prepare_cached(&sql).map_err(StoreError::at(&self.connection, step))?;
        statement
            .query_map((HOUSEHOLD, until), |row| {
                Ok(KeptWord {
                    sequence: to_u64(row.get(0)?),
                    at: Timestamp::from_millisecond(row.get(1)?).unwrap_or(Timestamp::UNIX_EPOCH),
                    line: row.get(2)?,
                    hash: ContentHash(row.get(3)?),
                    place: Where {
                        segment: row.get(4)?,
                        block: to_u64(row.get(5)?),
                        record: row.get(6)?,
                        size: to_u64(row.get(7)?),
                    },
                })
            })
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }

    /// The addresses that the mail names most.
    ///
    /// # Errors
    /// When the database fails.
    pub fn votes(&self) -> Result<Vec<Vote>, StoreError> {
        let step = "read who the mail is for";
        let sql = "SELECT address, name, received, sent FROM addressee WHERE household = ?1
            ORDER BY received + 20 * sent DESC, address LIMIT 40";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
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
            .map_err(StoreError::at(&self.connection, step))
    }

    /// Languages, currencies and domain endings of what suppliers send: what, value, messages.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tallies(&self) -> Result<Vec<(String, String, u64)>, StoreError> {
        let step = "read what the mail shows of the country";
        let sql = "SELECT what, value, messages FROM tally
            WHERE household = ?1 AND what <> 'receiving'";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        statement
            .query_map([HOUSEHOLD], |row| Ok((row.get(0)?, row.get(1)?, to_u64(row.get(2)?))))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }

    /// Who received the mail for the household and who judged it there, counted.
    ///
    /// # Errors
    /// When the database fails.
    pub fn receipts(&self) -> Result<Vec<(Receiving, u64)>, StoreError> {
        let step = "read who receives the mail";
        let sql = "SELECT value, messages FROM tally WHERE household = ?1 AND what = 'receiving'";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        statement
            .query_map([HOUSEHOLD], |row| {
                let value: String = row.get(0)?;
                let (host, judge) = match value.split_once(' ') {
                    Some((host, judge)) => (host.to_owned(), Some(judge.to_owned())),
                    None => (value, None),
                };
                Ok((Receiving { host, judge }, to_u64(row.get(1)?)))
            })
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }

    /// What was taken in and not understood: number in the archive, what, part.
    ///
    /// # Errors
    /// When the database fails.
    pub fn gaps(&self) -> Result<Vec<(u64, String, String)>, StoreError> {
        let step = "read gaps";
        let sql = "SELECT sequence, what, part FROM gap WHERE household = ?1 ORDER BY sequence DESC, number";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        statement
            .query_map([HOUSEHOLD], |row| Ok((to_u64(row.get(0)?), row.get(1)?, row.get(2)?)))
            .and_then(Iterator::collect)
            .map_err(StoreError::at(&self.connection, step))
    }
}

/// What messages show of the household: of its country those of suppliers, of who receives for it all.
#[derive(Debug, Default)]
pub(crate) struct Tally(BTreeMap<(&'static str, String), u64>);

impl Tally {
    /// Counts one message.
    pub(crate) fn count(&mut self, message: &NewMessage) {
        if message.folder == Folder::Junk {
            return;
        }
        let reading = &message.reading;
        self.count_receiving(reading, message.folder);
        if reading.kind.is_noise() {
            return;
        }
        let mut one = |what, value: &str| *self.0.entry((what, value.to_owned())).or_default() += 1;
        one("language", reading.language.as_str());
        let domain = reading.supplier.as_ref().and_then(|s| s.domain.as_deref());
        if let Some((_, ending)) = domain.and_then(|d| d.rsplit_once('.')) {
            one("ending", ending);
        }
        let mut sums = reading.facts.iter().filter_map(Fact::amount);
        let currency = sums.next().map(|(_, money)| money.currency);
        if let Some(currency) = currency {
            one("currency", currency.as_str());
        }
    }

    /// What the owner wrote was received by others, and of a fraud everything may be made up.
    fn count_receiving(&mut self, reading: &Reading, folder: Folder) {
        let by_owner = matches!(folder, Folder::Sent | Folder::Draft);
        let Some(by) = reading.receiving.as_ref() else { return };
        if by_owner || reading.kind == Kind::Suspect {
            return;
        }
        let value = match by.judge.as_ref() {
            Some(judge) => format!("{} {judge}", by.host),
            None => by.host.clone(),
        };
        *self.0.entry(("receiving", value)).or_default() += 1;
    }

    /// Adds to what was counted before.
    pub(crate) fn keep(&self, connection: &Connection) -> Result<(), StoreError> {
        let sql = "INSERT INTO tally (household, what, value, messages) VALUES (?1, ?2, ?3, ?4)
            ON CONFLICT (household, what, value) DO UPDATE SET messages = messages + excluded.messages";
        for ((what, value), messages) in &self.0 {
            connection
                .prepare_cached(sql)
                .and_then(|mut s| s.execute(params![HOUSEHOLD, what, value, to_i64(*messages)]))
                .map_err(StoreError::at(connection, "count what the mail shows of the country"))?;
        }
        Ok(())
    }
}

/// Throws away snapshots whose last message is not before a time.
pub(crate) fn drop_snapshots_from(
    connection: &Connection,
    known_from: i64,
) -> Result<(), StoreError> {
    connection
        .prepare_cached("DELETE FROM snapshot WHERE household = ?1 AND known_from >= ?2")
        .and_then(|mut s| s.execute((HOUSEHOLD, known_from)))
        .map(|_rows| ())
        .map_err(StoreError::at(connection, "drop snapshots of the ledger"))
}

/// Counts who a message is for, and who wrote it when it lay in a folder of sent mail.
pub(crate) fn vote(message: &NewMessage, votes: &mut Vec<Vote>) {
    let reading = &message.reading;
    let mut count = |address: &str, name: &str, received: u64, sent: u64| match votes
        .iter_mut()
        .find(|v| v.address == address)
    {
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
    };
    // What the owner wrote, sent or not, names the others as its recipients.
    let by_owner = matches!(message.folder, Folder::Sent | Folder::Draft);
    if by_owner && let Some(from) = &reading.from {
        count(&from.address, &from.name, 0, 1);
    }
    if !matches!(reading.kind, Kind::MailingList | Kind::Suspect)
        && !by_owner
        && message.folder != Folder::Junk
        && let Some(first) = reading.recipients.first()
    {
        let name =
            reading.recipients.iter().find(|r| r.address == first.address && !r.name.is_empty());
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
            .map_err(StoreError::at(connection, step))?;
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
            .map_err(StoreError::at(connection, step))?;
    }
    Ok(())
}
