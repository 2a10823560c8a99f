//! What is read of a note of the owner beside what is read of every text.
//!
//! A note tells in few words what somebody else said, and what the owner did: `engineer comes 14 March
//! between 8 and 12, refund of £40 within 10 working days; told them I sold the car`. Promises are
//! read clause by clause, acts of the owner where the clause says that it was they who did it, and
//! what came or did not come as the owner saw it.

mod clauses;
mod parted;
mod stems;

use crate::document::Document;
use crate::note::Note;
use clauses::{Clause, Source, Topic};
use jiff::civil::Date;
use oxherd_model::{
    Claim, Confidence, ContentHash, Cue, CueSource, DateRole, Fact, Kind, LetterAct, PartRef,
    Place, PromiseTerm, ReaderName, Reading,
};

/// How sure a promise of a note is, and an act of the owner, in thousandths.
const PROMISE: u16 = 780;
const ACT: u16 = 850;

/// How sure a kind is that the clauses of a note tell, and one that nothing tells, in thousandths.
const TOLD: u16 = 800;
const PERSONAL: u16 = 900;

/// How sure the kind of a note must be that its words are like.
const ALIKE: u16 = 600;

/// Letters of the title that a note is given.
const TITLE_MAX: usize = 90;

/// Bytes of the words of a promise.
const WHAT_MAX: usize = 160;

/// What a note is called, and its kind before anything that it says is read: kinds are learned of what
/// suppliers write, so one that is not sure is none.
pub(super) fn judge(document: &Document, reading: &mut Reading) {
    let text = document.main().map_or("", |text| text.text.as_str());
    reading.subject = title(text);
    let sure = reading.kind_confidence.thousandths() >= ALIKE;
    if reading.kind.is_noise() || !sure {
        reading.kind = Kind::Personal;
        reading.kind_confidence = Confidence::from_thousandths(PERSONAL);
        reading.secondary.clear();
        reading.why.clear();
    }
}

/// Completes the reading of a note.
pub(super) fn finish(bytes: &[u8], document: &Document, reading: &mut Reading) {
    let Some(note) = Note::of(bytes) else {
        reading.facts.clear();
        return;
    };
    let Some(text) = document.main() else { return };
    let clauses = clauses::of(&text.text, &note.supplier);
    let place = |clause: &Clause| Place {
        part: PartRef::Part(text.part),
        start: super::to_u32(clause.start),
        end: super::to_u32(clause.end),
    };
    // Two notes of one moment are one only where everything agrees.
    reading.message = ContentHash::of(bytes);
    let source = if note.call.is_some() { Source::Telephone } else { Source::Eyes };
    // What a note asks is asked of nobody.
    reading.facts.retain(|fact| fact.act().is_none_or(|(act, _)| act != LetterAct::Request));
    drop_what_nobody_did(reading, &clauses, source);
    until_the_day(&text.text, reading, &clauses);
    name_days(reading, &clauses, note.on(), place);
    let told = promises(&text.text, reading, &clauses, place);
    let acts: Vec<Fact> =
        clauses.iter().filter_map(|clause| act(reading, clause, place(clause))).collect();
    for fact in acts.into_iter().chain(told) {
        let known = |f: &Fact| f.act().is_some() && f.act().map(|a| a.0) == fact.act().map(|a| a.0);
        if !reading.facts.iter().any(known) {
            reading.facts.push(fact);
        }
    }
    roles(reading, &clauses);
    kinds(&text.text, reading, (&clauses, source));
}

/// The first sentence of a text, shortened.
fn title(text: &str) -> String {
    let line = text.trim().lines().next().unwrap_or_default();
    let short: String = line.chars().take(TITLE_MAX).collect();
    if short.len() < line.len() { format!("{}\u{2026}", short.trim_end()) } else { short }
}

/// The clause around the place of a fact.
fn around<'c>(clauses: &'c [Clause], fact: &Fact) -> Option<&'c Clause> {
    if !matches!(fact.at.part, PartRef::Part(_)) {
        return None;
    }
    let start = usize::try_from(fact.at.start).unwrap_or(usize::MAX);
    clauses.iter().find(|clause| (clause.start..clause.end).contains(&start))
}

/// An act that a letter would do by its words is done by a note only where the owner says that it was
/// told; and what the owner will do, or asked for, is no promise of the supplier.
fn drop_what_nobody_did(reading: &mut Reading, clauses: &[Clause], source: Source) {
    reading.facts.retain(|fact| {
        let clause = around(clauses, fact);
        if fact.act().is_some() {
            return clause.is_some_and(|clause| {
                !clause.is_open() && (source == Source::Telephone || clause.is_told())
            });
        }
        fact.promise().is_none()
    });
}

/// What somebody else does before a day is not what the owner may do on the day before it at the latest.
fn until_the_day(text: &str, reading: &mut Reading, clauses: &[Clause]) {
    const BEFORE: &[&str] =
        &["before", "vor dem", "avant le", "antes del", "prima del", "voor", "v\u{f3}\u{f3}r"];
    for fact in &mut reading.facts {
        let promised = around(clauses, fact).is_some_and(|c| c.topic.is_some() && c.promises());
        let start = usize::try_from(fact.at.start).unwrap_or(usize::MAX);
        let Claim::Date { role, value } = &mut fact.claim else { continue };
        let acts = matches!(*role, DateRole::CancelBy | DateRole::WithdrawBy | DateRole::ReturnBy);
        let head = text.get(..start).unwrap_or_default().trim_end().to_lowercase();
        if acts && promised && BEFORE.iter().any(|words| head.ends_with(words)) {
            *role = DateRole::Other;
            *value = value.tomorrow().unwrap_or(*value);
        }
    }
}

/// Days that are named by their place in the week, where no other day is named: `tomorrow`, `on Friday`.
fn name_days(
    reading: &mut Reading,
    clauses: &[Clause],
    on: Date,
    place: impl Fn(&Clause) -> Place,
) {
    for clause in clauses.iter().filter(|clause| clause.topic.is_some()) {
        let inside = |fact: &Fact| {
            fact.date().is_some() && around(clauses, fact).is_some_and(|c| c.start == clause.start)
        };
        let Some(value) = clauses::day_of_week(&clause.line, on) else { continue };
        if reading.facts.iter().any(inside) {
            continue;
        }
        reading.facts.push(Fact {
            claim: Claim::Date { role: DateRole::Other, value },
            at: place(clause),
            confidence: Confidence::from_thousandths(PROMISE),
            reader: ReaderName::Owner,
        });
    }
}

/// What clauses promise: of each topic with a day or a length of time ahead.
fn promises(
    text: &str,
    reading: &Reading,
    clauses: &[Clause],
    place: impl Fn(&Clause) -> Place,
) -> Vec<Fact> {
    let mut told = Vec::new();
    for clause in clauses {
        if clause.topic.is_none() || !clause.promises() {
            continue;
        }
        let inside = |fact: &&Fact| {
            let start = usize::try_from(fact.at.start).unwrap_or(usize::MAX);
            (clause.start..clause.end).contains(&start) && matches!(fact.at.part, PartRef::Part(_))
        };
        let dates = reading.facts.iter().filter(inside).filter_map(Fact::date);
        let day = dates.filter(|(role, _)| may_be_promised(*role)).map(|(_, day)| day).next();
        let term = day.map(PromiseTerm::By).or_else(|| clauses::within(&clause.line));
        let Some(term) = term else { continue };
        let words = text.get(clause.start..clause.end).unwrap_or_default();
        told.push(Fact {
            claim: Claim::Promise { what: shortened(words), term, pledge: clause.pledge() },
            at: place(clause),
            confidence: Confidence::from_thousandths(PROMISE),
            reader: ReaderName::Owner,
        });
    }
    told
}

fn shortened(words: &str) -> String {
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let end = words.floor_char_boundary(WHAT_MAX);
    words.get(..end).unwrap_or_default().trim_matches([',', ';', ' ']).to_owned()
}

const fn may_be_promised(role: DateRole) -> bool {
    !matches!(role, DateRole::Birth | DateRole::Issued | DateRole::Order)
}

/// What the owner did, as a clause tells it.
fn act(reading: &Reading, clause: &Clause, at: Place) -> Option<Fact> {
    let act = clause.deed()?;
    let dates = reading.facts.iter().filter(|fact| {
        fact.at.part == at.part && at.start <= fact.at.start && fact.at.start < at.end
    });
    let sent = reading.sent_at.map(|at| jiff::tz::Offset::UTC.to_datetime(at).date());
    let ahead = dates.filter_map(Fact::date).map(|(_, day)| day);
    let on =
        ahead.filter(|day| act == LetterAct::Sold || sent.is_none_or(|sent| *day >= sent)).min();
    Some(Fact {
        claim: Claim::Act { act, on },
        at,
        confidence: Confidence::from_thousandths(ACT),
        reader: ReaderName::Owner,
    })
}

/// What happens on the days that clauses name: a visit is an appointment, what comes is a delivery.
fn roles(reading: &mut Reading, clauses: &[Clause]) {
    for fact in &mut reading.facts {
        let clause = around(clauses, fact);
        let Claim::Date { role, .. } = &mut fact.claim else { continue };
        let Some(topic) = clause.filter(|c| c.promises()).and_then(|c| c.topic) else { continue };
        match topic {
            Topic::Visit => *role = DateRole::Appointment,
            Topic::Delivery => *role = DateRole::Delivery,
            Topic::Refund | Topic::Reply => *role = DateRole::Other,
            Topic::Other => {}
        }
    }
}

/// The kinds that the clauses tell: what the owner saw, else what was promised, in the order of the text.
fn kinds(text: &str, reading: &mut Reading, (clauses, source): (&[Clause], Source)) {
    let mut told: Vec<(Kind, &Clause)> = Vec::new();
    let promised: Vec<Place> =
        reading.facts.iter().filter(|f| f.promise().is_some()).map(|f| f.at).collect();
    for clause in clauses {
        let start = super::to_u32(clause.start);
        let promises = promised.iter().any(|place| place.start == start);
        let kind = clause.seen(source).or_else(|| clause.promised().filter(|_| promises));
        if let Some(kind) = kind
            && told.iter().all(|(known, _)| *known != kind)
        {
            told.push((kind, clause));
        }
    }
    let Some((kind, clause)) = told.first().copied() else { return };
    let words = shortened(text.get(clause.start..clause.end).unwrap_or_default());
    reading.kind = kind;
    reading.kind_confidence = Confidence::from_thousandths(TOLD);
    reading.secondary = told.iter().skip(1).take(2).map(|(kind, _)| *kind).collect();
    reading.why = vec![Cue { kind, words, source: CueSource::Fact, weight: 40 }];
}

#[cfg(test)]
mod tests;
