//! Which kind a message is, and what decided it.
//!
//! Cue lists, header fields, machine-readable data and a small table of word weights each give
//! points for kinds; the kind with most points is the answer. Signs of fraud are weighed apart and,
//! where they suffice, overrule everything else.

mod cues;
mod endings;
mod features;
mod goods;
mod headers;
mod model;
mod tally;

use crate::document::Document;
use crate::lists::{self, ListPlace};
use crate::structured::KindHint;
use crate::suspicion::SuspicionReader;
use crate::words::Words;
use cues::CueReader;
use endings::EndingReader;
pub use endings::Told;
use features::Field;
use headers::{HeaderReader, Marks};
pub use headers::{is_reply, talk_on_a_list};
use oxherd_model::{Authentic, Confidence, Cue, CueSource, Kind, Language, SupplierClaim};
use tally::Tally;

/// The words of a message by where they stand.
#[derive(Debug)]
pub struct Wording<'a> {
    /// Of the subject.
    pub subject: &'a Words,
    /// Of what the message says itself.
    pub body: &'a Words,
    /// Of the sender's name and the local part of its address.
    pub sender: &'a Words,
    /// The subject itself.
    pub subject_text: &'a str,
    /// The text that the words of the body were cut from.
    pub text: &'a str,
    /// The language they are in.
    pub language: Language,
}

/// The kind, and what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The main thing the message tells.
    pub kind: Kind,
    /// How sure.
    pub confidence: Confidence,
    /// Up to two more.
    pub secondary: Vec<Kind>,
    /// The strongest cues for the kind.
    pub why: Vec<Cue>,
}

/// Finds cues and weighs them.
#[derive(Debug, Default)]
pub struct KindReader {
    cues: CueReader,
    headers: HeaderReader,
    suspicion: SuspicionReader,
    endings: EndingReader,
}

/// Points of one machine-readable hint for each of its own.
const HINT_FACTOR: i32 = 3;

impl KindReader {
    /// Decides the kind of a message.
    pub fn decide(
        &self,
        document: &Document,
        wording: &Wording<'_>,
        supplier: Option<&SupplierClaim>,
        hints: &[KindHint],
    ) -> Decision {
        if let Some(decision) = talk_on_a_list(&document.header) {
            return decision;
        }
        let marks = self.headers.marks(document);
        let mut tally = self.listed(document, wording, hints, marks);
        let signs = self.suspicion.read(document, wording, supplier);
        tally.suspicion(signs);
        tally.decide(wording, &model::read(wording, marks))
    }

    /// Where the links of a message lead that is found not to be from its sender; nowhere for any other.
    pub fn leads_to(&self, document: &Document, supplier: Option<&SupplierClaim>) -> Vec<String> {
        let fails = supplier.is_some_and(|claim| claim.authentic == Authentic::Fail);
        if fails { self.suspicion.leads_to(document) } else { Vec::new() }
    }

    /// The sentences of a text that tell the end of an agreement, by their bytes; where it is not known that its
    /// message is of an end, the subject stands beside.
    pub fn endings(
        &self,
        (text, words): (&str, &Words),
        subject: Option<(&str, &Words)>,
        language: Language,
    ) -> Vec<Told> {
        self.endings.sentences((text, words), subject, language)
    }

    /// What a message is judged by, for `cargo xtask train`: points without the learned table, and
    /// the names of the features that the table may weigh, by field.
    pub fn evidence(
        &self,
        document: &Document,
        wording: &Wording<'_>,
        hints: &[KindHint],
    ) -> (Vec<(Kind, i32)>, Vec<Vec<String>>) {
        let marks = self.headers.marks(document);
        let tally = self.listed(document, wording, hints, marks);
        (tally.points(), features::named(wording, marks))
    }

    fn listed<'a>(
        &self,
        document: &Document,
        wording: &Wording<'_>,
        hints: &'a [KindHint],
        marks: Marks,
    ) -> Tally<'a> {
        let mut tally = Tally::new(marks, document);
        let endings = self.endings.read(wording);
        self.cues.read(wording, &endings.open, &mut tally);
        tally.endings(&endings);
        for hint in hints {
            let points = i32::from(hint.weight) * HINT_FACTOR;
            tally.add(hint.kind, &hint.words, CueSource::Structured, points);
        }
        headers::read(&document.header, wording, marks, &mut tally);
        tally
    }
}

/// Of so many features of each field all count in full; of more, each counts by the root of the share.
pub fn usual_features() -> [u32; 4] {
    [Field::Subject, Field::Body, Field::Sender, Field::Mark].map(Field::usual)
}

/// The phrases of the lists, for `cargo xtask train`.
///
/// With their kind and weight, the number of the field (subject, body) and the names of their
/// features; phrases for the sender and against a kind are left out.
pub fn listed_phrases() -> Vec<(Kind, i16, usize, Vec<String>)> {
    let mut phrases = Vec::new();
    for (_, list) in cues::CUE_LISTS {
        for entry in lists::entries(list) {
            let place = entry.place;
            let Ok(kind) = entry.section.parse() else {
                continue;
            };
            if entry.weight <= 0 || place == Some(ListPlace::Sender) {
                continue;
            }
            let words = Words::cut(entry.phrase, 20);
            phrases.push((kind, entry.weight, 0, features::names(Field::Subject, &words)));
            if place != Some(ListPlace::Subject) {
                phrases.push((kind, entry.weight, 1, features::names(Field::Body, &words)));
            }
        }
    }
    phrases
}
