//! Messages as they were read, one row each.

use crate::standing::{Tally, Vote};
use crate::{HOUSEHOLD, Store, StoreError, schema};
use jiff::Timestamp;
use oxherd_model::{ContentHash, EvidenceId, Folder, Kind, Reading, Shape};
use rusqlite::{Connection, OptionalExtension, Row, params};

/// Where the bytes of a piece of evidence lie in the archive.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Where {
    /// Number of the segment.
    pub segment: u32,
    /// Byte offset of the block in it.
    pub block: u64,
    /// Byte offset of the record in the block.
    pub record: u32,
    /// Bytes of the original.
    pub size: u64,
}

/// Who sent a message.
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct Sender {
    /// Organisational domain, or address.
    pub domain: Option<String>,
    /// Name shown.
    pub name: String,
    /// Address of From.
    pub address: String,
}

/// Redacted: addresses never reach a log.
impl std::fmt::Debug for Sender {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Sender(..)")
    }
}

/// A message to add.
#[derive(Debug)]
pub struct NewMessage {
    /// Its number in the archive, from 1.
    pub sequence: u64,
    /// Hash of the original bytes.
    pub hash: ContentHash,
    /// Where the bytes lie.
    pub place: Where,
    /// What form the bytes have.
    pub media: String,
    /// What it says.
    pub reading: Reading,
    /// When there is neither Received nor Date: the date of its mailbox line.
    pub delivered_hint: Option<Timestamp>,
    /// The role of the folder it lay in.
    pub folder: Folder,
    /// By what it is alike to others.
    pub shape: Option<Shape>,
    /// How much of the reading is kept.
    pub keep: Keep,
}

/// How much of a reading is kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Keep {
    /// Its row: what counting and lists need.
    Row,
    /// Every fact.
    Reading,
}

/// What adding changed.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Added {
    /// Earliest known-from of what was added, as a number of the table.
    pub earliest: Option<i64>,
}

/// A message as the fold takes it.
#[derive(Debug)]
pub struct MessageRow {
    /// Its number in the archive.
    pub sequence: u64,
    /// Hash of the original bytes.
    pub hash: ContentHash,
    /// When the owner could first have known it.
    pub known_from: Option<Timestamp>,
    /// What it is.
    pub kind: Kind,
    /// How sure, in thousandths.
    pub confidence: u16,
    /// The role of the folder it lay in; of its copies, the one that counts.
    pub folder: Folder,
    /// Who sent it.
    pub sender: Sender,
    /// The subject.
    pub subject: String,
    /// What form the bytes have.
    pub media: String,
    /// Whether an earlier piece of evidence is the same message.
    pub copy: bool,
    /// Where the bytes lie.
    pub place: Where,
    /// By what it is alike to others.
    pub shape: Option<Shape>,
    /// What it says; none for noise.
    pub reading: Option<Reading>,
}

/// A place in the order of the fold: known-from, then hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Order {
    /// Milliseconds since 1970; the smallest number when not known.
    pub known_from: i64,
    /// Hash of the original bytes.
    pub hash: ContentHash,
}

/// What is written when nothing is known of the time: before everything.
const NOT_KNOWN: i64 = i64::MIN;

impl Order {
    /// Before everything.
    pub const START: Self = Self { known_from: i64::MIN, hash: ContentHash([0; 32]) };

    /// The place of a time, after all that was known by then.
    pub fn at(time: Timestamp) -> Self {
        Self { known_from: time.as_millisecond(), hash: ContentHash([255; 32]) }
    }
}

impl Store {
    /// Adds messages in one transaction, with the marks that say how far the archive is covered.
    ///
    /// # Errors
    /// When the database fails; then nothing of it was added.
    pub fn add(
        &mut self,
        messages: &[NewMessage],
        marks: &[(&str, i64)],
    ) -> Result<Added, StoreError> {
        let Self { connection, senders } = self;
        let connection = &*connection;
        let transaction = connection
            .unchecked_transaction()
            .map_err(StoreError::at(connection, "begin adding messages"))?;
        let mut added = Added::default();
        let mut votes: Vec<Vote> = Vec::new();
        let mut tally = Tally::default();
        for message in messages {
            let sender = sender_id(&transaction, senders, &sender_of(&message.reading))?;
            insert(&transaction, message, sender, &mut added)?;
            crate::standing::vote(message, &mut votes);
            tally.count(message);
        }
        crate::standing::count_votes(&transaction, &votes)?;
        tally.keep(&transaction)?;
        if let Some(earliest) = added.earliest {
            crate::standing::drop_snapshots_from(&transaction, earliest)?;
        }
        for (name, value) in marks {
            schema::set_mark(&transaction, name, *value)?;
        }
        transaction.commit().map_err(StoreError::at(connection, "add messages"))?;
        Ok(added)
    }

    /// Another connection, that reads what was added.
    ///
    /// # Errors
    /// When the file cannot be opened.
    pub fn another_to_read(&self) -> Result<Self, StoreError> {
        let path = self.connection.path().unwrap_or_default();
        Self::open_to_read(std::path::Path::new(path))
    }

    /// Whether evidence with this hash is known.
    ///
    /// # Errors
    /// When the database fails.
    pub fn knows(&self, hash: &ContentHash) -> Result<bool, StoreError> {
        let sql = "SELECT 1 FROM message WHERE household = ?1 AND hash_head = ?2 AND hash = ?3";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut s| s.exists(params![HOUSEHOLD, head(hash), hash.0.as_slice()]))
            .map_err(StoreError::at(&self.connection, "look up evidence"))
    }

    /// The message of an evidence id, or of an unambiguous beginning of one.
    ///
    /// # Errors
    /// When the database fails.
    pub fn find(&self, id: &str) -> Result<Vec<MessageRow>, StoreError> {
        let Some((low, high)) = range_of(id) else {
            return Ok(Vec::new());
        };
        let sql = format!("{SELECT} WHERE m.household = ?1 AND m.hash_head BETWEEN ?2 AND ?3");
        let id = id.to_ascii_lowercase();
        let rows = self.select(&sql, params![HOUSEHOLD, low, high])?;
        Ok(rows.into_iter().filter(|row| row.hash.to_string().starts_with(&id)).take(3).collect())
    }

    /// The message of an evidence id.
    ///
    /// # Errors
    /// When the database fails.
    pub fn by_id(&self, id: EvidenceId) -> Result<Option<MessageRow>, StoreError> {
        // By the one head, not by a range: a range is planned anew with every value.
        let sql = format!("{SELECT} WHERE m.household = ?1 AND m.hash_head = ?2");
        let rows = self.select(&sql, params![HOUSEHOLD, head_of(id)])?;
        Ok(rows.into_iter().find(|row| row.hash.id() == id))
    }

    /// The message of a number in the archive.
    ///
    /// # Errors
    /// When the database fails.
    pub fn by_sequence(&self, sequence: u64) -> Result<Option<MessageRow>, StoreError> {
        let sql = format!("{SELECT} WHERE m.id = ?1");
        Ok(self.select(&sql, params![key_of(sequence)])?.into_iter().next())
    }

    /// The hash and the place of what has this number in the archive, be it a message or a word.
    ///
    /// # Errors
    /// When the database fails.
    pub fn kept_as(&self, sequence: u64) -> Result<Option<(ContentHash, Where)>, StoreError> {
        let sql = "SELECT hash, segment, block, record, size FROM message WHERE id = ?1
            UNION ALL SELECT hash, segment, block, record, size FROM word
            WHERE household = ?2 AND sequence = ?3";
        self.connection
            .prepare_cached(sql)
            .and_then(|mut s| {
                s.query_row(params![key_of(sequence), HOUSEHOLD, to_i64(sequence)], |row| {
                    let place = Where {
                        segment: row.get(1)?,
                        block: to_u64(row.get(2)?),
                        record: row.get(3)?,
                        size: to_u64(row.get(4)?),
                    };
                    Ok((ContentHash(row.get(0)?), place))
                })
                .optional()
            })
            .map_err(StoreError::at(&self.connection, "look up evidence"))
    }

    /// Calls `each` for messages after a place, in the order of the fold, copies left out.
    ///
    /// # Errors
    /// When the database fails or a stored reading cannot be read.
    pub fn each_after(
        &self,
        after: Order,
        until: Order,
        mut each: impl FnMut(MessageRow),
    ) -> Result<(), StoreError> {
        let sql = format!(
            "{SELECT} WHERE m.household = ?1 AND m.known_from >= ?2 AND m.known_from <= ?3
             AND m.copy = 0 ORDER BY m.known_from"
        );
        let mut statement = self
            .connection
            .prepare_cached(&sql)
            .map_err(StoreError::at(&self.connection, "read messages"))?;
        let mut rows = statement
            .query(params![HOUSEHOLD, after.known_from, until.known_from])
            .map_err(StoreError::at(&self.connection, "read messages"))?;
        let mut together: Vec<(Order, MessageRow)> = Vec::new();
        while let Some(row) =
            rows.next().map_err(StoreError::at(&self.connection, "read messages"))?
        {
            let row = message_row(&self.connection, row)?;
            let order = order_of(&row);
            if together.first().is_some_and(|(first, _)| first.known_from != order.known_from) {
                flush(&mut together, &mut each);
            }
            if order > after && order <= until {
                together.push((order, row));
            }
        }
        flush(&mut together, &mut each);
        Ok(())
    }

    /// Replaces the readings of messages, when more of them must be kept than was, in one transaction.
    ///
    /// # Errors
    /// When the database fails; then none of them was replaced.
    pub fn keep_readings(&self, readings: &[(u64, &Reading)]) -> Result<(), StoreError> {
        let step = "keep a reading";
        let transaction = self
            .connection
            .unchecked_transaction()
            .map_err(StoreError::at(&self.connection, step))?;
        for (sequence, reading) in readings {
            let blob = postcard::to_allocvec(reading)
                .map_err(|_postcard| StoreError::Stored { what: "reading" })?;
            transaction
                .prepare_cached("UPDATE message SET reading = ?2 WHERE id = ?1")
                .and_then(|mut s| s.execute(params![key_of(*sequence), blob]))
                .map_err(StoreError::at(&self.connection, step))?;
            crate::signatures::remember(&transaction, *sequence, reading)?;
        }
        transaction.commit().map_err(StoreError::at(&self.connection, step))
    }

    /// How many messages there are, and how many of them are copies.
    ///
    /// # Errors
    /// When the database fails.
    pub fn count(&self) -> Result<(u64, u64), StoreError> {
        self.connection
            .query_row(
                "SELECT count(*), coalesce(sum(copy), 0) FROM message WHERE household = ?1",
                [HOUSEHOLD],
                |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)),
            )
            .map(|(all, copies)| (to_u64(all), to_u64(copies)))
            .map_err(StoreError::at(&self.connection, "count messages"))
    }

    pub(crate) fn select(
        &self,
        sql: &str,
        parameters: impl rusqlite::Params,
    ) -> Result<Vec<MessageRow>, StoreError> {
        let step = "read messages";
        let mut statement =
            self.connection.prepare_cached(sql).map_err(StoreError::at(&self.connection, step))?;
        let mut rows =
            statement.query(parameters).map_err(StoreError::at(&self.connection, step))?;
        let mut found = Vec::new();
        while let Some(row) = rows.next().map_err(StoreError::at(&self.connection, step))? {
            found.push(message_row(&self.connection, row)?);
        }
        Ok(found)
    }
}

pub(crate) const SELECT: &str =
    "SELECT m.id, m.hash, m.known_from, m.kind, m.confidence, s.domain, s.name, s.address,
    m.subject, m.segment, m.block, m.record, m.size, m.reading, m.media, m.copy, m.folder, m.shape
    FROM message m JOIN sender s ON s.household = m.household AND s.id = m.sender";

fn message_row(connection: &Connection, row: &Row<'_>) -> Result<MessageRow, StoreError> {
    let blob: Option<Vec<u8>> =
        row.get(13).map_err(StoreError::at(connection, "read a message"))?;
    let reading = match blob {
        Some(blob) => Some(
            postcard::from_bytes(&blob)
                .map_err(|_postcard| StoreError::Stored { what: "reading" })?,
        ),
        None => None,
    };
    let message = row_only(row).map_err(StoreError::at(connection, "read a message"))?;
    Ok(MessageRow { reading, ..message })
}

/// A message without what it says.
pub(crate) fn row_only(row: &Row<'_>) -> rusqlite::Result<MessageRow> {
    let known: i64 = row.get(2)?;
    let kind: i64 = row.get(3)?;
    Ok(MessageRow {
        sequence: sequence_of(row.get(0)?),
        hash: ContentHash(row.get(1)?),
        known_from: (known != NOT_KNOWN).then(|| Timestamp::from_millisecond(known).ok()).flatten(),
        kind: kind_of(kind),
        confidence: row.get(4)?,
        folder: folder_of(row.get(16)?),
        sender: Sender { domain: row.get(5)?, name: row.get(6)?, address: row.get(7)? },
        subject: row.get(8)?,
        media: row.get(14)?,
        copy: row.get(15)?,
        place: Where {
            segment: row.get(9)?,
            block: to_u64(row.get(10)?),
            record: row.get(11)?,
            size: to_u64(row.get(12)?),
        },
        shape: shape_of(row.get(17)?),
        reading: None,
    })
}

fn order_of(row: &MessageRow) -> Order {
    let known_from = row.known_from.map_or(NOT_KNOWN, |at| at.as_millisecond());
    Order { known_from, hash: row.hash }
}

fn flush(together: &mut Vec<(Order, MessageRow)>, each: &mut impl FnMut(MessageRow)) {
    together.sort_by_key(|(order, _)| *order);
    for (_, row) in together.drain(..) {
        each(row);
    }
}

fn insert(
    connection: &Connection,
    message: &NewMessage,
    sender: i64,
    added: &mut Added,
) -> Result<(), StoreError> {
    let reading = &message.reading;
    let known = reading.known_from.or(message.delivered_hint);
    let known = known.map_or(NOT_KNOWN, |at| at.as_millisecond());
    let order = Order { known_from: known, hash: message.hash };
    let content = head(&reading.message);
    let twin = twin(connection, content)?;
    let copy = twin.as_ref().is_some_and(|twin| twin.order < order);
    let folder = twin.as_ref().map_or(message.folder, |t| t.folder.that_counts(message.folder));
    let blob = if message.keep == Keep::Reading {
        Some(postcard::to_allocvec(reading).map_err(|_e| StoreError::Stored { what: "reading" })?)
    } else {
        None
    };
    let sql = "INSERT INTO message (id, household, hash, hash_head, content_head, segment, block,
        record, size, known_from, kind, confidence, sender, copy, subject, reading, media, folder, shape)
        VALUES (?1,?2,?3,?4,?5,?6,?7,?8,?9,?10,?11,?12,?13,?14,?15,?16,?17,?18,?19)";
    let place = message.place;
    connection
        .prepare_cached(sql)
        .and_then(|mut s| {
            s.execute(params![
                key_of(message.sequence),
                HOUSEHOLD,
                message.hash.0.as_slice(),
                head(&message.hash),
                content,
                place.segment,
                to_i64(place.block),
                place.record,
                to_i64(place.size),
                known,
                kind_number(reading.kind),
                reading.kind_confidence.thousandths(),
                sender,
                copy,
                shortened(&reading.subject),
                blob,
                message.media,
                folder_number(folder),
                message.shape.map(shape_number),
            ])
        })
        .map_err(StoreError::at(connection, "add a message"))?;
    gaps(connection, message)?;
    if message.keep == Keep::Reading {
        crate::signatures::remember(connection, message.sequence, reading)?;
    }
    crate::statements::remember(connection, message)?;
    let mut first = known;
    if let Some(twin) = twin {
        twin.stands_beside(connection, order, folder)?;
        if folder != twin.folder {
            first = first.min(twin.order.known_from);
        }
    }
    added.earliest = Some(added.earliest.map_or(first, |e| e.min(first)));
    Ok(())
}

/// Another piece of evidence that is the same message, and is not itself a copy.
struct Twin {
    id: i64,
    order: Order,
    folder: Folder,
}

impl Twin {
    /// Marks the later of the two as the copy; the earlier one tells where the message lay.
    fn stands_beside(
        &self,
        connection: &Connection,
        new_one: Order,
        folder: Folder,
    ) -> Result<(), StoreError> {
        let is_copy = self.order > new_one;
        if !is_copy && folder == self.folder {
            return Ok(());
        }
        let sql = "UPDATE message SET copy = ?2, folder = ?3 WHERE id = ?1";
        connection
            .prepare_cached(sql)
            .and_then(|mut s| s.execute(params![self.id, is_copy, folder_number(folder)]))
            .map(|_rows| ())
            .map_err(StoreError::at(connection, "mark a copy"))
    }
}

fn twin(connection: &Connection, content: i64) -> Result<Option<Twin>, StoreError> {
    let sql = "SELECT id, known_from, hash, folder FROM message
        WHERE household = ?1 AND content_head = ?2 AND copy = 0";
    connection
        .prepare_cached(sql)
        .and_then(|mut s| {
            s.query_row((HOUSEHOLD, content), |row| {
                let order = Order { known_from: row.get(1)?, hash: ContentHash(row.get(2)?) };
                Ok(Twin { id: row.get(0)?, order, folder: folder_of(row.get(3)?) })
            })
            .optional()
        })
        .map_err(StoreError::at(connection, "look up a message"))
}

fn gaps(connection: &Connection, message: &NewMessage) -> Result<(), StoreError> {
    let sql = "INSERT OR REPLACE INTO gap (household, sequence, number, what, part) VALUES (?1,?2,?3,?4,?5)";
    for (number, gap) in (0_i64..).zip(&message.reading.gaps) {
        let part = gap.at.map_or_else(String::new, |at| format!("{at:?}"));
        connection
            .prepare_cached(sql)
            .and_then(|mut s| {
                s.execute(params![HOUSEHOLD, to_i64(message.sequence), number, gap.what, part])
            })
            .map_err(StoreError::at(connection, "keep a gap"))?;
    }
    Ok(())
}

fn sender_of(reading: &Reading) -> Sender {
    let claim = reading.supplier.as_ref();
    Sender {
        domain: claim.and_then(|c| c.domain.clone()),
        name: claim.map(|c| c.name.clone()).unwrap_or_default(),
        address: reading.from.as_ref().map(|f| f.address.clone()).unwrap_or_default(),
    }
}

type SenderIds = rustc_hash::FxHashMap<(Option<String>, String, String), i64>;

fn sender_id(
    connection: &Connection,
    known: &mut SenderIds,
    sender: &Sender,
) -> Result<i64, StoreError> {
    if known.is_empty() {
        load_senders(connection, known)?;
    }
    let key = (sender.domain.clone(), sender.name.clone(), sender.address.clone());
    if let Some(id) = known.get(&key) {
        return Ok(*id);
    }
    let id = i64::try_from(known.len()).unwrap_or(i64::MAX) + 1;
    connection
        .prepare_cached(
            "INSERT INTO sender (household, id, domain, name, address) VALUES (?1,?2,?3,?4,?5)",
        )
        .and_then(|mut s| {
            s.execute(params![HOUSEHOLD, id, sender.domain, sender.name, sender.address])
        })
        .map_err(StoreError::at(connection, "add a sender"))?;
    known.insert(key, id);
    Ok(id)
}

fn load_senders(connection: &Connection, known: &mut SenderIds) -> Result<(), StoreError> {
    let step = "read senders";
    let mut statement = connection
        .prepare_cached("SELECT id, domain, name, address FROM sender WHERE household = ?1")
        .map_err(StoreError::at(connection, step))?;
    let rows = statement
        .query_map([HOUSEHOLD], |row| Ok(((row.get(1)?, row.get(2)?, row.get(3)?), row.get(0)?)))
        .map_err(StoreError::at(connection, step))?;
    for row in rows {
        let (key, id) = row.map_err(StoreError::at(connection, step))?;
        known.insert(key, id);
    }
    Ok(())
}

/// The first eight bytes of a hash as a number.
fn head(hash: &ContentHash) -> i64 {
    i64::from_be_bytes(hash.0.first_chunk::<8>().copied().unwrap_or_default())
}

fn head_of(id: EvidenceId) -> i64 {
    i64::from_be_bytes(id.0.first_chunk::<8>().copied().unwrap_or_default())
}

/// The range of heads that begin with these hexadecimal digits.
fn range_of(id: &str) -> Option<(i64, i64)> {
    let digits: String = id.chars().take(16).collect();
    if digits.len() < 4 || !id.chars().all(|c| c.is_ascii_hexdigit()) {
        return None;
    }
    let low = u64::from_str_radix(&format!("{digits:0<16}"), 16).ok()?;
    let high = u64::from_str_radix(&format!("{digits:f<16}"), 16).ok()?;
    Some((i64::from_be_bytes(low.to_be_bytes()), i64::from_be_bytes(high.to_be_bytes())))
}

fn shortened(subject: &str) -> &str {
    let end = subject.char_indices().nth(200).map_or(subject.len(), |(at, _)| at);
    subject.get(..end).unwrap_or(subject)
}

fn kind_number(kind: Kind) -> i64 {
    let at = Kind::ALL.iter().position(|k| *k == kind);
    at.and_then(|at| i64::try_from(at).ok()).unwrap_or(0)
}

pub(crate) fn kind_of(number: i64) -> Kind {
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    Kind::ALL.get(at).copied().unwrap_or(Kind::Unclear)
}

fn folder_number(folder: Folder) -> i64 {
    let at = Folder::ALL.iter().position(|f| *f == folder);
    at.and_then(|at| i64::try_from(at).ok()).unwrap_or(0)
}

pub(crate) fn folder_of(number: i64) -> Folder {
    let at = usize::try_from(number).unwrap_or(usize::MAX);
    Folder::ALL.get(at).copied().unwrap_or_default()
}

/// A shape as the tables keep it.
pub(crate) fn shape_number(shape: Shape) -> i64 {
    i64::from_be_bytes(shape.0.to_be_bytes())
}

pub(crate) fn shape_of(number: Option<i64>) -> Option<Shape> {
    number.map(|number| Shape(u64::from_be_bytes(number.to_be_bytes())))
}

/// Bits of the number in the archive within the key of a message; the household's are above them.
const SEQUENCE_BITS: u32 = 40;

/// The key of a message: household and number in the archive in one, so that messages of several
/// households can stand in one table and a look-up still costs one step.
pub(crate) fn key_of(sequence: u64) -> i64 {
    (HOUSEHOLD << SEQUENCE_BITS) | to_i64(sequence)
}

/// The number in the archive within a key.
pub(crate) fn sequence_of(key: i64) -> u64 {
    to_u64(key & ((1 << SEQUENCE_BITS) - 1))
}

pub(crate) fn to_i64(number: u64) -> i64 {
    i64::try_from(number).unwrap_or(i64::MAX)
}

pub(crate) fn to_u64(number: i64) -> u64 {
    u64::try_from(number).unwrap_or(0)
}
