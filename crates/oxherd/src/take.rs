//! Taking in: arrivals are hashed, read and packed by workers, kept and entered by one writer.
//!
//! What is reported as taken is on disk. Ctrl-C ends between two batches; what was kept stays and
//! the next run goes on.

pub(crate) mod whole;

use crate::clock::{self, Stopwatch};
use crate::papers::pages;
use crate::reader::reader;
use anyhow::{Context, Result, anyhow};
use crossbeam_channel::{Receiver, Sender, bounded};
use jiff::Timestamp;
use oxherd_evidence::{Archive, Envelope, Hashed, Location, Opening, Packed, Packer, RecordKind};
use oxherd_intake::{Arrival, Folder, Limits, Media, Sink, Unreadable};
use oxherd_ledger::{Target, Word};
use oxherd_model::{ContentHash, EvidenceId, Kind, Reading};
use oxherd_reading::shape::shape;
use oxherd_reading::structured::is_invoice;
use oxherd_reading::{Depth, Form, Note, Reader, statements};
use oxherd_store::{Keep, KeptWord, NewMessage, STATEMENT_MEDIA, Store, Where};
use rustc_hash::FxHashSet;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, AtomicU64, Ordering};

/// What taking in did.
#[derive(Debug, Default)]
pub(crate) struct Taken {
    /// New pieces of evidence.
    pub(crate) taken: u64,
    /// Known before.
    pub(crate) known_already: u64,
    /// What could not be taken in.
    pub(crate) unreadable: Vec<Unreadable>,
    /// Whether it was stopped before the end.
    pub(crate) stopped: bool,
    /// Milliseconds until everything was kept and read.
    pub(crate) keep_millis: u64,
    /// Milliseconds for the books.
    pub(crate) books_millis: u64,
    /// Milliseconds until the search index was complete.
    pub(crate) index_millis: u64,
    /// CPU milliseconds until the books were made, and until the search index was complete.
    pub(crate) cpu_millis: (Option<u64>, Option<u64>),
    watch: Option<Stopwatch>,
}

impl Taken {
    /// Called when the search index is complete.
    pub(crate) fn finish(&mut self) {
        self.index_millis = self.watch.map_or(0, Stopwatch::millis);
        self.cpu_millis.1 = clock::cpu_millis();
    }
}

/// Who is told how far it has come.
pub(crate) trait Progress: Sync {
    /// The archive was opened.
    fn opened(&self, _opening: &Opening) {}
    /// Evidence that the books were made from is missing; they are made again from what is there.
    fn lost(&self, _loss: &whole::Loss) {}
    /// How much there is, in bytes of input; who shows nothing does not ask, for counting takes time.
    fn expect(&self, _bytes: &dyn Fn() -> u64) {}
    /// So many bytes of input were looked at.
    fn bytes(&self, _bytes: u64) {}
    /// So many messages were kept.
    fn kept(&self, _messages: u64) {}
    /// A further step begins, with so many messages.
    fn step(&self, _what: &'static str, _messages: u64) {}
    /// A part of the archive cannot be read.
    fn damaged(&self, _damage: &oxherd_evidence::Damage) {}
    /// So many messages of the step are done.
    fn done(&self, _messages: u64) {}
    /// Whether the person wants to stop.
    fn stopped(&self) -> bool {
        false
    }
}

/// Tells nobody.
#[derive(Debug)]
pub(crate) struct Quiet;

impl Progress for Quiet {}

/// Bytes handed to a worker at once.
const BATCH_BYTES: usize = 768 << 10;
/// Messages handed to a worker at once.
const BATCH_MESSAGES: usize = 256;
/// Messages entered in one transaction.
const TRANSACTION_MESSAGES: usize = 2_048;
/// Batches that may wait.
const WAITING: usize = 6;

/// Takes in what lies below the paths.
pub(crate) fn take_in(
    paths: &[PathBuf],
    archive: &mut Archive,
    store: &mut Store,
    progress: &dyn Progress,
) -> Result<Taken> {
    let watch = Stopwatch::start();
    progress.expect(&|| oxherd_intake::survey(paths).bytes);
    let shared = Shared {
        reader: reader(),
        under_way: Mutex::default(),
        knows_some: store.mark("covered sequence")?.unwrap_or(0) > 0,
        known: AtomicU64::new(0),
        failed: AtomicBool::new(false),
        now: clock::now(),
        people: people(store)?,
    };
    let (to_workers, from_door) = bounded::<Vec<Arrival>>(WAITING);
    let (to_writer, from_workers) = bounded::<Batch>(WAITING);
    let checkers =
        (0..workers()).map(|_| store.another_to_read()).collect::<Result<Vec<_>, _>>()?;
    let mut taken = Taken { watch: Some(watch), ..Taken::default() };
    let shared = &shared;
    let result = std::thread::scope(|scope| {
        let door = scope.spawn(move || walk(paths, &to_workers, progress, shared));
        for checker in checkers {
            let (from_door, to_writer) = (from_door.clone(), to_writer.clone());
            scope.spawn(move || work(&checker, &from_door, &to_writer, shared));
        }
        drop((from_door, to_writer));
        let written = write(archive, store, &from_workers, progress, shared);
        drop(from_workers);
        let door = door.join().map_err(|_panic| anyhow!("the walk through the input failed"))?;
        written.map(|taken| (taken, door))
    });
    let (count, door) = result?;
    taken.taken = count;
    taken.known_already = shared.known.load(Ordering::Relaxed);
    taken.unreadable = door.unreadable;
    taken.stopped = door.stopped;
    taken.keep_millis = watch.millis();
    Ok(taken)
}

/// What the threads share.
struct Shared {
    reader: &'static Reader,
    /// Hashes met in this run.
    under_way: Mutex<FxHashSet<[u8; 16]>>,
    /// Whether anything was taken in before this run; else no hash has to be looked up.
    knows_some: bool,
    known: AtomicU64,
    failed: AtomicBool,
    now: Timestamp,
    /// Names of who lives here.
    people: Vec<String>,
}

/// Names of who lives here: of a chat, what they wrote is what the owner sent.
fn people(store: &Store) -> Result<Vec<String>> {
    let words = crate::books::words(store, None)?;
    let household = crate::books::household(store, &words)?;
    Ok(household.people.into_iter().map(|person| person.name).collect())
}

/// Threads that read.
pub(crate) fn workers() -> usize {
    std::thread::available_parallelism().map_or(2, |n| n.get().clamp(2, 8))
}

struct Door<'a> {
    to_workers: &'a Sender<Vec<Arrival>>,
    progress: &'a dyn Progress,
    shared: &'a Shared,
    batch: Vec<Arrival>,
    bytes: usize,
    end: DoorEnd,
}

#[derive(Default)]
struct DoorEnd {
    unreadable: Vec<Unreadable>,
    stopped: bool,
}

fn walk(
    paths: &[PathBuf],
    to_workers: &Sender<Vec<Arrival>>,
    progress: &dyn Progress,
    shared: &Shared,
) -> DoorEnd {
    let mut door =
        Door { to_workers, progress, shared, batch: Vec::new(), bytes: 0, end: DoorEnd::default() };
    for path in paths {
        if oxherd_intake::take_in_for(path, &Limits::default(), &shared.people, &mut door)
            .is_break()
        {
            break;
        }
    }
    door.hand_over();
    door.end
}

impl Door<'_> {
    fn hand_over(&mut self) {
        self.bytes = 0;
        let batch = std::mem::take(&mut self.batch);
        if !batch.is_empty() && self.to_workers.send(batch).is_err() {
            self.shared.failed.store(true, Ordering::Relaxed);
        }
    }
}

impl Sink for Door<'_> {
    fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()> {
        self.bytes += arrival.bytes.len();
        self.batch.push(arrival);
        if self.bytes >= BATCH_BYTES || self.batch.len() >= BATCH_MESSAGES {
            self.hand_over();
        }
        if self.progress.stopped() {
            self.end.stopped = true;
            return ControlFlow::Break(());
        }
        if self.shared.failed.load(Ordering::Relaxed) {
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn unreadable(&mut self, item: Unreadable) {
        self.end.unreadable.push(item);
    }

    fn progress(&mut self, bytes_done: u64) {
        self.progress.bytes(bytes_done);
    }
}

/// A batch that was read and packed.
struct Batch {
    packed: Result<Packed>,
    messages: Vec<(Envelope, Reading)>,
}

fn work(
    checker: &Store,
    from_door: &Receiver<Vec<Arrival>>,
    to_writer: &Sender<Batch>,
    shared: &Shared,
) {
    let mut packer = Packer::new();
    for arrivals in from_door {
        if shared.failed.load(Ordering::Relaxed) {
            continue;
        }
        let batch = read_batch(checker, &mut packer, arrivals, shared);
        let batch = match batch {
            Ok(Some(batch)) => batch,
            Ok(None) => continue,
            Err(error) => Batch { packed: Err(error), messages: Vec::new() },
        };
        if to_writer.send(batch).is_err() {
            shared.failed.store(true, Ordering::Relaxed);
        }
    }
}

fn read_batch(
    checker: &Store,
    packer: &mut Packer,
    arrivals: Vec<Arrival>,
    shared: &Shared,
) -> Result<Option<Batch>> {
    let mut new: Vec<(Envelope, Hashed<Vec<u8>>)> = Vec::with_capacity(arrivals.len());
    for mut arrival in arrivals {
        let original = Hashed::of(std::mem::take(&mut arrival.bytes));
        let hash = original.hash();
        let met = !meet(&hash, shared)?;
        if met || shared.knows_some && checker.knows(&hash)? {
            shared.known.fetch_add(1, Ordering::Relaxed);
            continue;
        }
        new.push((enveloped(arrival, &original, shared.now), original));
    }
    if new.is_empty() {
        return Ok(None);
    }
    let packed = {
        let records: Vec<(&Envelope, Hashed<&[u8]>)> =
            new.iter().map(|(envelope, original)| (envelope, original.borrowed())).collect();
        packer.pack_hashed(&records)?
    };
    let messages = new.into_iter().map(|(envelope, original)| {
        let form = form_of(&envelope.media);
        let read = shared.reader.read_with(original.bytes(), form, Depth::Signal, pages());
        (envelope, read.reading)
    });
    Ok(Some(Batch { packed: Ok(packed), messages: messages.collect() }))
}

/// Whether a hash is met for the first time in this run.
fn meet(hash: &ContentHash, shared: &Shared) -> Result<bool> {
    let head = hash.0.first_chunk::<16>().copied().unwrap_or_default();
    let mut under_way = shared.under_way.lock().map_err(|_poisoned| anyhow!("a worker failed"))?;
    Ok(under_way.insert(head))
}

/// What is known of an arrival whose bytes were taken out of it.
fn enveloped(arrival: Arrival, original: &Hashed<Vec<u8>>, now: Timestamp) -> Envelope {
    Envelope {
        kind: RecordKind::Original,
        hash: original.hash(),
        size: u64::try_from(original.bytes().len()).unwrap_or(u64::MAX),
        channel: arrival.channel.as_str().to_owned(),
        source: arrival.source,
        folder: arrival.folder.as_str().to_owned(),
        media: media_of(arrival.media.as_str(), original.bytes()).to_owned(),
        received_at: now,
        delivered_hint: arrival.delivered_hint,
    }
}

/// What a file is: one that no door knows may be a statement of a bank, which only reading can
/// tell.
pub(crate) fn media_of<'m>(media: &'m str, bytes: &[u8]) -> &'m str {
    let open = [Media::Text, Media::Other].iter().any(|m| m.as_str() == media);
    if open && statements::sniff(bytes).is_some() {
        STATEMENT_MEDIA
    } else if open && is_invoice(bytes) {
        INVOICE_MEDIA
    } else if open && oxherd_pages::sort(bytes) == Some(oxherd_pages::Sort::Picture) {
        Media::Picture.as_str()
    } else {
        media
    }
}

/// What an electronic invoice is kept as.
const INVOICE_MEDIA: &str = "invoice";

/// The form in which evidence of a media type is read.
pub(crate) fn form_of(media: &str) -> Form {
    match media {
        "mail" => Form::Mail,
        "calendar" => Form::Calendar,
        "card" => Form::Card,
        "html" => Form::Html,
        "text" => Form::Text,
        "pdf" => Form::Pdf,
        "pass" => Form::Pass,
        INVOICE_MEDIA => Form::Invoice,
        "phone" => Form::Phone,
        "chat" => Form::Chat,
        NOTE_MEDIA => Form::Note,
        "picture" => Form::Picture,
        STATEMENT_MEDIA => Form::Statement,
        _ => Form::Other,
    }
}

fn write(
    archive: &mut Archive,
    store: &mut Store,
    from_workers: &Receiver<Batch>,
    progress: &dyn Progress,
    shared: &Shared,
) -> Result<u64> {
    let mut taken = 0;
    let mut waiting: Vec<NewMessage> = Vec::new();
    let result = from_workers.iter().try_for_each(|batch| {
        let appended = archive.append(batch.packed?)?;
        let sequences = appended.first_sequence..;
        for ((sequence, place), (envelope, reading)) in
            sequences.zip(appended.locations).zip(batch.messages)
        {
            waiting.push(new_message(sequence, place, &envelope, reading));
        }
        if waiting.len() >= TRANSACTION_MESSAGES {
            taken += enter(archive, store, &mut waiting, progress)?;
        }
        Ok::<(), anyhow::Error>(())
    });
    if result.is_err() {
        shared.failed.store(true, Ordering::Relaxed);
    }
    let rest = enter(archive, store, &mut waiting, progress);
    result.and(rest).map(|rest| taken + rest)
}

/// Makes sure that the evidence is on disk, then enters what it says.
fn enter(
    archive: &mut Archive,
    store: &mut Store,
    waiting: &mut Vec<NewMessage>,
    progress: &dyn Progress,
) -> Result<u64> {
    let Some(last) = waiting.last().map(|m| m.sequence) else {
        return Ok(0);
    };
    archive.sync()?;
    store
        .add(waiting, &marks(archive, last))
        .context("the evidence is kept; what it says is entered at the next run")?;
    let count = u64::try_from(waiting.len()).unwrap_or(0);
    waiting.clear();
    progress.kept(count);
    Ok(count)
}

/// How far the derived tables cover the archive.
fn marks(archive: &Archive, last: u64) -> [(&'static str, i64); 3] {
    let end = archive.end();
    let number = |n: u64| i64::try_from(n).unwrap_or(i64::MAX);
    [
        ("covered sequence", number(last)),
        ("covered segment", i64::from(end.segment)),
        ("covered offset", number(end.offset)),
    ]
}

/// A message for the store.
pub(crate) fn new_message(
    sequence: u64,
    place: Location,
    envelope: &Envelope,
    reading: Reading,
) -> NewMessage {
    NewMessage {
        sequence,
        hash: envelope.hash,
        place: Where { size: envelope.size, ..place_of(place) },
        media: envelope.media.clone(),
        delivered_hint: envelope.delivered_hint,
        folder: envelope.folder.parse().unwrap_or_default(),
        shape: shape(&reading).filter(|_| envelope.media != NOTE_MEDIA),
        keep: if is_told(&reading) { Keep::Reading } else { Keep::Row },
        reading,
    }
}

/// A place of the archive as the store keeps it.
pub(crate) fn place_of(place: Location) -> Where {
    Where {
        segment: place.segment,
        block: place.block_offset,
        record: place.record_offset,
        size: u64::from(place.size),
    }
}

/// Whether everything that a message says is kept. Noise is counted; of what a person wrote, and of
/// what was not recognised, everything is kept.
pub(crate) fn is_read(kind: Kind) -> bool {
    !kind.is_noise() || matches!(kind, Kind::Personal | Kind::Unclear)
}

/// The same of what may have been taken for noise and promises something.
pub(crate) fn is_told(reading: &Reading) -> bool {
    is_read(reading.kind) || reading.is_doubtful_noise()
}

/// Media of what the owner noted.
pub(crate) const NOTE_MEDIA: &str = "note";

/// Media of what the owner said.
pub(crate) const WORD_MEDIA: &str = "word";

/// Keeps something that the owner said as evidence; what was said in the very same words and moment
/// is kept already.
pub(crate) fn keep_word(
    archive: &mut Archive,
    store: &mut Store,
    line: &str,
    at: Timestamp,
) -> Result<EvidenceId> {
    let bytes = word_bytes(line, at);
    let hash = ContentHash::of(&bytes);
    if store.knows_word(&hash)? {
        return Ok(hash.id());
    }
    let envelope = by_owner(("say", WORD_MEDIA), &bytes, hash, at);
    let (sequence, place) = append_one(archive, &envelope, &bytes)?;
    let line = line.to_owned();
    store.keep_word(&KeptWord { sequence, at, line, hash, place: place_of(place) })?;
    for (name, value) in marks(archive, sequence) {
        store.set_mark(name, value)?;
    }
    Ok(hash.id())
}

/// What is known of something that the owner gave by a command.
fn by_owner(
    (command, media): (&str, &str),
    bytes: &[u8],
    hash: ContentHash,
    at: Timestamp,
) -> Envelope {
    Envelope {
        kind: RecordKind::Original,
        hash,
        size: u64::try_from(bytes.len()).unwrap_or(0),
        channel: "owner".to_owned(),
        source: command.to_owned(),
        folder: Folder::Ordinary.as_str().to_owned(),
        media: media.to_owned(),
        received_at: clock::now(),
        delivered_hint: Some(at),
    }
}

/// Appends one piece of evidence, on disk when this returns: its number and its place.
fn append_one(archive: &mut Archive, envelope: &Envelope, bytes: &[u8]) -> Result<(u64, Location)> {
    let packed = Packer::new().pack(&[(envelope.clone(), bytes)])?;
    let appended = archive.append(packed)?;
    archive.sync()?;
    let place = *appended.locations.first().context("the archive kept nothing")?;
    Ok((appended.first_sequence, place))
}

/// The bytes as which something that the owner said is kept.
fn word_bytes(line: &str, at: Timestamp) -> Vec<u8> {
    format!("{at}\t{line}\n").into_bytes()
}

/// The id of something that the owner said at a time.
pub(crate) fn word_id(line: &str, at: Timestamp) -> EvidenceId {
    ContentHash::of(&word_bytes(line, at)).id()
}

/// Keeps a note of the owner: a message that is read, and what the owner says that it is about.
pub(crate) fn keep_note(
    archive: &mut Archive,
    store: &mut Store,
    bytes: &[u8],
    at: Timestamp,
) -> Result<EvidenceId> {
    let hash = ContentHash::of(bytes);
    if store.knows(&hash)? {
        return Ok(hash.id());
    }
    let envelope = by_owner(("note", NOTE_MEDIA), bytes, hash, at);
    let (sequence, place) = append_one(archive, &envelope, bytes)?;
    if let Some(word) = noted(bytes, hash, sequence, place) {
        store.keep_word(&word)?;
    }
    let reading = reader().read(bytes, Form::Note, Depth::Signal).reading;
    let message = new_message(sequence, place, &envelope, reading);
    store.add(&[message], &marks(archive, sequence))?;
    Ok(hash.id())
}

/// What the owner says with a note of what it is about.
pub(crate) fn noted(
    bytes: &[u8],
    hash: ContentHash,
    sequence: u64,
    place: Location,
) -> Option<KeptWord> {
    let note = Note::of(bytes)?;
    let line = word_of_note(&note, hash)?.to_line();
    Some(KeptWord { sequence, at: note.at, line, hash, place: place_of(place) })
}

/// The supplier and the thing of a note, as something that the owner said.
pub(crate) fn word_of_note(note: &Note, hash: ContentHash) -> Option<Word> {
    let named = |key: &str| (!key.is_empty()).then(|| Target(key.to_owned()));
    let (supplier, thing) = (named(&note.supplier_key), named(&note.thing_id));
    let any = supplier.is_some() || thing.is_some();
    any.then(|| Word::Noted(hash.id(), supplier, thing))
}

/// The time and the words of a kept word.
pub(crate) fn word_of(bytes: &[u8]) -> Option<(Timestamp, &str)> {
    let text = std::str::from_utf8(bytes).ok()?;
    // Tabs at the end are fields left empty.
    let (at, line) = text.trim_end_matches(['\n', '\r']).split_once('\t')?;
    Some((at.parse().ok()?, line))
}

/// Media whose text is searched.
pub(crate) fn is_searchable(media: &str) -> bool {
    form_of(media) != Form::Other
}
