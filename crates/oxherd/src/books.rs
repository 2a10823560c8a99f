//! The books at a time: the nearest snapshot, and the messages since, folded.

mod snapshots;

pub(crate) use self::snapshots::Ahead;
use self::snapshots::{keep, known};
use crate::clock::Stopwatch;
use crate::home::Home;
use crate::reader::reader;
use crate::signatures;
use crate::statutes;
use crate::take::{NOTE_MEDIA, word_of_note};
pub(crate) use crate::words::words;
use crate::words::{about, looks, said};
use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use oxherd_ledger::{
    AddressVote, CountryVotes, Entry, Household, Ledger, Oddity, OddityKind, Saying, View, Way,
    Words,
};
use oxherd_model::{ContentHash, EvidenceId, Folder, Reading};
use oxherd_reading::{Depth, Form, Note};
use oxherd_store::{Made, MessageRow, Order, Store};
use std::collections::BTreeMap;

/// The books of the household at a time.
#[derive(Debug)]
pub(crate) struct Books {
    /// What is known.
    pub(crate) ledger: Ledger,
    /// Who lives here.
    pub(crate) household: Household,
    /// What the owner said by then.
    pub(crate) words: Words,
    /// The time of the question.
    pub(crate) at: Timestamp,
}

/// Snapshots kept at most, the older ones further apart.
const SNAPSHOTS_MAX: u64 = 40;

/// What was folded since the last snapshot is kept from so much effort on, some dozens of messages:
/// folding fewer takes a question less time than writing the books of a large household takes.
const WORTH_KEEPING: u64 = 500;

/// Under this name the store keeps what the snapshots were made with.
const MADE_WITH: &str = "snapshots made with";

impl Books {
    /// What was held back because it only pretends to be of a supplier.
    pub(crate) fn impostors(&self) -> impl Iterator<Item = (EvidenceId, &Oddity)> {
        let all = self.ledger.oddities.iter().filter(|odd| odd.kind == OddityKind::Impostor);
        all.filter_map(|odd| Some((*odd.evidence.first()?, odd)))
    }

    /// The books as of `at`, by what was known then. Who lives here is no news that arrives but how
    /// the mail is to be read: it is the same at every time.
    pub(crate) fn at(home: &Home, store: &Store, at: Timestamp) -> Result<Self> {
        let until = Order::at(at);
        let ahead = Ahead::of(home, until);
        let all = words(store, None)?;
        let household = household(store, &all)?;
        let words = statutes::under(words(store, Some(at))?, home, &household);
        let usable = words.agree_on_the_mail(&all)
            && store.mark(MADE_WITH)? == Some(made_with(home, &all, &household));
        let with = With { household: &household, words: &words, in_full: &BTreeMap::new() };
        let begin = if usable { Begin::NearestSnapshot(ahead) } else { Begin::Nothing };
        let mut ledger = fold(store, until, with, begin, &mut |_folded| Ok(()))?;
        ledger.bring_to(day_of(at, &household));
        ledger.obey(&words);
        Ok(Self { ledger, household, words, at })
    }

    /// Empty books, when nothing was taken in.
    pub(crate) fn empty(at: Timestamp) -> Self {
        let (ledger, household, words) = Default::default();
        Self { ledger, household, words, at }
    }

    /// What they show.
    pub(crate) fn view(&self) -> View<'_> {
        View::new(&self.ledger, self.on()).by_word(&self.words)
    }

    /// The civil day of the question.
    pub(crate) fn on(&self) -> Date {
        day_of(self.at, &self.household)
    }

    /// The household's time zone.
    pub(crate) fn zone(&self) -> TimeZone {
        zone_of(&self.household)
    }
}

/// The time zone of a household.
pub(crate) fn zone_of(household: &Household) -> TimeZone {
    let zone = household.zone.as_deref().and_then(|z| TimeZone::get(z).ok());
    zone.unwrap_or(TimeZone::UTC)
}

/// The civil day of a time, where the household lives.
fn day_of(at: Timestamp, household: &Household) -> Date {
    zone_of(household).to_datetime(at).date()
}

/// The last moment of a day: what is known by the end of it is known then.
pub(crate) fn end_of(day: Date, zone: &TimeZone) -> Option<Timestamp> {
    let next = day.tomorrow().ok()?.to_zoned(zone.clone()).ok()?.timestamp();
    next.checked_sub(jiff::SignedDuration::from_millis(1)).ok()
}

/// The time zone of the household of a home, before any question; UTC when nothing is known.
pub(crate) fn zone_of_home(home: &Home) -> Result<TimeZone> {
    let Some(store) = home.store_to_read()? else {
        return Ok(TimeZone::UTC);
    };
    Ok(zone_of(&household(&store, &words(&store, None)?)?))
}

/// The books as they would be if the owner said one thing more.
pub(crate) fn supposing(
    home: &Home,
    store: &Store,
    at: Timestamp,
    saying: Saying,
) -> Result<Books> {
    let mut said = said(store, Some(at))?;
    said.push(about(store, saying, &BTreeMap::new())?);
    let words = Words::of(said.clone());
    let household = household(store, &words)?;
    let mut in_full = BTreeMap::new();
    crate::catch_up::full_readings(home, store, &words, &mut |readings| {
        in_full.extend(readings.into_iter().map(|(_, id, reading)| (id, reading)));
        Ok(())
    })?;
    // What the message says is known only now, and by that which others are alike to it.
    if let Some(last) = said.pop() {
        said.push(about(store, last, &in_full)?);
    }
    let words = statutes::under(Words::of(said), home, &household);
    let mut ledger = fold(
        store,
        Order::at(at),
        With { household: &household, words: &words, in_full: &in_full },
        Begin::Nothing,
        &mut |_folded| Ok(()),
    )?;
    ledger.bring_to(day_of(at, &household));
    ledger.obey(&words);
    Ok(Books { ledger, household, words, at })
}

/// The books as they would be with a note of the owner more, which is newer than all that they hold.
pub(crate) fn noting(home: &Home, store: &Store, at: Timestamp, note: &[u8]) -> Result<Books> {
    let hash = ContentHash::of(note);
    let mut said = said(store, Some(at))?;
    said.extend(Note::of(note).and_then(|note| word_of_note(&note, hash)).map(Saying::new));
    let words = Words::of(said);
    let household = household(store, &words)?;
    let words = statutes::under(words, home, &household);
    let none = BTreeMap::new();
    let with = With { household: &household, words: &words, in_full: &none };
    let mut ledger = fold(store, Order::at(at), with, Begin::Nothing, &mut |_folded| Ok(()))?;
    let reading = reader().read(note, Form::Note, Depth::Signal).reading;
    let entry = Entry {
        evidence: hash.id(),
        known_from: reading.known_from,
        kind: reading.kind,
        folder: Folder::Ordinary,
        domain: None,
        name: reading.supplier.as_ref().map_or("", |claim| &claim.name),
        from: "",
        subject: &reading.subject,
        shape: None,
        reading: Some(&reading),
        way: Way::Noted,
        signed: false,
    };
    ledger.fold(&entry, &household, &words);
    ledger.bring_to(day_of(at, &household));
    ledger.obey(&words);
    Ok(Books { ledger, household, words, at })
}

/// The order of what comes last.
pub(crate) fn the_end() -> Order {
    Order { known_from: i64::MAX, hash: Order::at(Timestamp::MAX).hash }
}

/// Folds what is new since the snapshot that was read ahead, and keeps snapshots; returns how long it took.
pub(crate) fn bring_up_to_date(home: &Home, store: &Store, ahead: Ahead) -> Result<u64> {
    let watch = Stopwatch::start();
    let words = words(store, None)?;
    let household = household(store, &words)?;
    let words = statutes::under(words, home, &household);
    signatures::follow(home, store, &household)?;
    store.date_statements(|made| {
        let zone = zone_of(&household);
        match made {
            Made::On(day) => end_of(day, &zone),
            Made::At(time) => zone.to_timestamp(time).ok(),
        }
    })?;
    let made_with = made_with(home, &words, &household);
    if store.mark(MADE_WITH)? != Some(made_with) {
        store.drop_snapshots()?;
        store.set_mark(MADE_WITH, made_with)?;
    }
    let mut last = Order::START;
    let mut kept = 0;
    let ledger = fold(
        store,
        the_end(),
        With { household: &household, words: &words, in_full: &BTreeMap::new() },
        Begin::NearestSnapshot(ahead),
        &mut |folded| match folded {
            Folded::Nothing(ledger) => {
                kept = ledger.effort;
                Ok(())
            }
            Folded::Another(ledger, order) => {
                last = order;
                if ledger.milestone != ledger.messages {
                    return Ok(());
                }
                kept = ledger.effort;
                keep(store, ledger, order)
            }
        },
    )?;
    if last > Order::START && ledger.effort >= kept + WORTH_KEEPING {
        store.drop_snapshots_between(ledger.milestone, ledger.messages)?;
        keep(store, &ledger, last)?;
    }
    store.thin_snapshots(SNAPSHOTS_MAX)?;
    Ok(watch.millis())
}

/// Who lives here: what was said, completed by what the mail shows.
pub(crate) fn household(store: &Store, words: &Words) -> Result<Household> {
    let votes: Vec<AddressVote> = store
        .votes()?
        .into_iter()
        .map(|v| AddressVote {
            address: v.address,
            name: v.name,
            received: v.received,
            sent: v.sent,
        })
        .collect();
    let mut country = CountryVotes::default();
    for (what, value, messages) in store.tallies()? {
        country.count(&what, &value, messages);
    }
    let household = words.household().clone().received(&store.receipts()?);
    Ok(household.completed(&votes, &country))
}

/// Snapshots are good only for the same words, household and law, and for one version of the fold.
fn made_with(home: &Home, words: &Words, household: &Household) -> i64 {
    let text = format!("{} {words:?}{:?}", Ledger::VERSION, postcard_of(household));
    let hash =
        blake3::Hasher::new().update(text.as_bytes()).update(&statutes::mark(home)).finalize();
    i64::from_be_bytes(hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default())
}

fn postcard_of(household: &Household) -> Vec<u8> {
    serde_json::to_vec(household).unwrap_or_default()
}

/// What a fold is done with.
#[derive(Clone, Copy)]
struct With<'a> {
    household: &'a Household,
    words: &'a Words,
    /// Readings that are not kept, for supposing what a word about noise would change.
    in_full: &'a BTreeMap<EvidenceId, Reading>,
}

/// Where a fold begins.
enum Begin {
    Nothing,
    NearestSnapshot(Ahead),
}

/// How far a fold has come.
#[derive(Debug, Clone, Copy)]
enum Folded<'a> {
    /// Nothing but what it begins with.
    Nothing(&'a Ledger),
    /// Another message, of this place in the order.
    Another(&'a Ledger, Order),
}

/// Folds everything up to `until`, from a snapshot if those are usable.
fn fold(
    store: &Store,
    until: Order,
    with: With<'_>,
    begin: Begin,
    after_each: &mut dyn FnMut(Folded<'_>) -> Result<()>,
) -> Result<Ledger> {
    let known = match begin {
        Begin::Nothing => None,
        Begin::NearestSnapshot(ahead) => known(store, until, ahead)?,
    };
    let (mut ledger, after) = known.unwrap_or_else(|| (Ledger::default(), Order::START));
    let signed = signatures::vouched_for(store, with.household)?;
    let mut result = after_each(Folded::Nothing(&ledger));
    store.each_after(after, until, |row| {
        if result.is_ok() {
            let signed = signed.contains(&row.sequence);
            let entry = Entry { signed, ..entry(&row, with) };
            ledger.fold(&entry, with.household, with.words);
            let known_from = row.known_from.map_or(i64::MIN, |at| at.as_millisecond());
            let order = Order { known_from, hash: row.hash };
            result = after_each(Folded::Another(&ledger, order));
        }
    })?;
    result.map(|()| ledger)
}

fn entry<'a>(row: &'a MessageRow, with: With<'a>) -> Entry<'a> {
    let of = looks(row);
    // A reading stays when what was said of it is taken back, or is not said yet: it counts as little
    // then as that of other noise, of which none is kept.
    let told = row.reading.as_ref().is_some_and(Reading::is_doubtful_noise);
    let counts = crate::take::is_read(row.kind) || told || with.words.want_in_full(&of);
    let reading = row.reading.as_ref().or_else(|| with.in_full.get(&of.evidence));
    Entry {
        evidence: of.evidence,
        known_from: row.known_from,
        kind: row.kind,
        folder: row.folder,
        domain: of.domain,
        name: of.name,
        from: of.from,
        subject: &row.subject,
        shape: row.shape,
        reading: reading.filter(|_| counts),
        way: way_of(&row.media),
        signed: false,
    }
}

/// In what way evidence of a media type was said.
pub(crate) fn way_of(media: &str) -> Way {
    match media {
        NOTE_MEDIA => Way::Noted,
        "chat" => Way::Chat,
        _ => Way::Written,
    }
}

/// A fingerprint of everything derived, for comparing before and after a rebuild; none when there
/// is nothing yet or it cannot be read.
pub(crate) fn digest(home: &Home) -> Result<Option<[u8; 32]>> {
    let Ok(Some(store)) = home.store_to_read() else {
        return Ok(None);
    };
    let words = words(&store, None)?;
    let household = household(&store, &words)?;
    let mut hasher = blake3::Hasher::new();
    hasher.update(&postcard_of(&household));
    let end = Order::at(Timestamp::MAX);
    store.each_after(Order::START, end, |row| {
        hasher.update(&row.hash.0);
        hasher.update(row.kind.as_str().as_bytes());
        hasher.update(row.folder.as_str().as_bytes());
        hasher.update(&row.confidence.to_le_bytes());
        hasher.update(row.subject.as_bytes());
        hasher.update(row.sender.name.as_bytes());
        let told = row.reading.as_ref().is_some_and(Reading::is_doubtful_noise);
        let counts = crate::take::is_read(row.kind) || told || words.want_in_full(&looks(&row));
        if let Some(reading) = row.reading.as_ref().filter(|_| counts) {
            hasher.update(&postcard::to_allocvec(reading).unwrap_or_default());
        }
    })?;
    let ledger = Books::at(home, &store, Timestamp::MAX)?.ledger;
    hasher.update(&postcard::to_allocvec(&ledger).unwrap_or_default());
    Ok(Some(*hasher.finalize().as_bytes()))
}
