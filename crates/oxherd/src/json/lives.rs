//! What stands on the line of a thing beside its dues: messages, moments.

use super::{confidence, ids, instant, money, supplier};
use crate::books::Books;
use oxherd_ledger::{Looks, Thing, ThingView, TimelineEntry, TimelineKind, YearCost};
use oxherd_model::{Confidence, EvidenceId, Kind, Money, short_id};
use oxherd_store::{Heading, Store};
use serde_json::{Value, json};

/// A point on the line of a thing, as it is shown.
#[derive(Debug)]
pub(crate) struct Point<'a> {
    /// What the books keep of it.
    pub(crate) entry: &'a TimelineEntry,
    /// The subject.
    pub(crate) title: Option<String>,
    /// The kind: as the owner said, else as it was read; none for what the owner wrote.
    pub(crate) kind: Option<Kind>,
    /// How sure that is.
    pub(crate) sure: Option<Confidence>,
}

impl Point<'_> {
    /// The kind as a word.
    pub(crate) fn word(&self) -> &'static str {
        self.kind.map_or("owner_wrote", Kind::as_str)
    }
}

/// Every point on the line of a thing, oldest first.
///
/// The books hear a kind that is too unsure as unclear; here it is shown as it was read, with how
/// sure that is.
pub(crate) fn points<'a>(books: &Books, store: Option<&Store>, thing: &'a Thing) -> Vec<Point<'a>> {
    let heading = |id: EvidenceId| store.and_then(|s| s.heading_of(id).ok().flatten());
    let point = |entry: &'a TimelineEntry| {
        let read = heading(entry.evidence);
        let (kind, sure) = match entry.kind {
            TimelineKind::OwnerWrote => (None, None),
            TimelineKind::Message(heard) => {
                let (kind, sure) = kind_of(books, entry.evidence, read.as_ref(), heard);
                (Some(kind), sure)
            }
        };
        Point { entry, title: read.map(|read| read.subject), kind, sure }
    };
    thing.timeline.iter().map(point).collect()
}

fn kind_of(
    books: &Books,
    evidence: EvidenceId,
    read: Option<&Heading>,
    heard: Kind,
) -> (Kind, Option<Confidence>) {
    let looks = read.map(|read| Looks {
        evidence,
        kind: read.kind,
        folder: read.folder,
        shape: read.shape,
        domain: None,
        name: "",
        from: "",
    });
    let said = looks.and_then(|looks| books.words.kind_of(&looks)).map(|told| told.is);
    match (said, read) {
        (Some(said), _) => (said, Some(Confidence::from_thousandths(1000))),
        (None, Some(read)) => (read.kind, Some(Confidence::from_thousandths(read.confidence))),
        (None, None) => (heard, None),
    }
}

/// `costs` of `thing`: what each year cost and is bound to cost, the first year first.
pub(super) fn costs(books: &Books, view: &ThingView<'_>) -> Value {
    let sums = |all: &[Money]| all.iter().map(|m| money(Some(*m))).collect::<Value>();
    let years = books.view().costs_by_year(view.number, &view.agreements);
    let one = |of: YearCost| {
        json!({
            "year": of.year,
            "paid": sums(&of.paid),
            "shown_by": of.shown_by.iter().map(|by| by.as_str()).collect::<Vec<_>>(),
            "committed": sums(&of.committed),
            "evidence": ids(&of.evidence),
        })
    };
    years.into_iter().map(one).collect()
}

/// `timeline` of `thing`.
pub(super) fn timeline(books: &Books, points: &[Point<'_>]) -> Value {
    let zone = books.zone();
    let one = |point: &Point<'_>| {
        json!({
            "at": instant(point.entry.at, &zone),
            "kind": point.word(),
            "kind_confidence": point.sure.map(confidence),
            "supplier": supplier(books, point.entry.supplier),
            "title": point.title,
            "evidence": [point.entry.evidence.to_string()],
        })
    };
    points.iter().map(one).collect()
}

/// Good words about a thing, the newest first: messages of that kind. Whom they are owed to, their
/// picture and whether the owner gave thanks is not known to this version.
pub(super) fn moments(books: &Books, thing: &Thing, points: &[Point<'_>]) -> Value {
    let zone = books.zone();
    let good = |point: &&Point<'_>| point.kind == Some(Kind::Moment);
    let one = |point: &Point<'_>| {
        let evidence = point.entry.evidence.to_string();
        json!({
            "id": short_id('m', &[&evidence]),
            "at": instant(point.entry.at, &zone),
            "thing": thing.id,
            "thing_name": thing.name(),
            "supplier": supplier(books, point.entry.supplier),
            "person": Value::Null,
            "words": point.title,
            "picture": Value::Null,
            "thanks": Value::Null,
            "evidence": [evidence],
        })
    };
    points.iter().rev().filter(good).map(one).collect()
}
