//! The kind of what is no message that a firm wrote: files without a header, letters of a person.

use super::{Judged, Reader};
use crate::document::Document;
use crate::kinds::Decision;
use crate::letters::{Letter, may_be_a_letter};
use crate::read::Form;
use oxherd_model::{Claim, Confidence, Cue, CueSource, Kind, LetterAct, Reading};

/// A file without a header whose kind is less sure than this, in thousandths, has none: its words were
/// weighed as if they were those of a message.
const SURE: u16 = 400;

/// A text of fewer words says nothing.
const WORDS_MIN: usize = 3;

/// How sure the kind of a calendar is, and that of a letter, in thousandths.
const CALENDAR: u16 = 900;
const LETTER: u16 = 600;

impl Reader {
    /// Corrects the kind of what the tables know nothing of.
    pub(super) fn judge_form(&self, form: Form, document: &Document, judged: &mut Judged<'_>) {
        match form {
            Form::Mail => self.judge_letter(document, judged),
            Form::Calendar => calendar(judged),
            Form::Card | Form::Other => unclear(&mut judged.reading),
            Form::Text | Form::Html | Form::Pdf | Form::Picture => {
                let said = judged.heard.as_ref().map_or(0, |h| h.body.len() + h.subject.len());
                let empty = said < WORDS_MIN && judged.found.facts.is_empty();
                let unsure = judged.reading.kind_confidence.thousandths() < SURE;
                if document.header.from.is_none() && (empty || unsure) {
                    unclear(&mut judged.reading);
                }
            }
            Form::Statement | Form::Pass | Form::Phone => {}
        }
    }

    /// A person's letter that does something is kept, whatever advertisement its words are like.
    fn judge_letter(&self, document: &Document, judged: &mut Judged<'_>) {
        let reading = &mut judged.reading;
        let kept = matches!(reading.kind, Kind::Personal | Kind::Suspect | Kind::MailingList);
        let Some(heard) = judged.heard.as_ref().filter(|_| reading.kind.is_noise() && !kept) else {
            return;
        };
        if !may_be_a_letter(document) {
            return;
        }
        let letter = Letter { text: &heard.said, words: &heard.body, found: &[], sent_on: None };
        let acts = self.letters.read(&letter);
        let does = acts.iter().find(|f| {
            let Claim::Act { act, .. } = f.claim else { return false };
            !matches!(act, LetterAct::Ask | LetterAct::Accept)
        });
        let Some(act) = does else { return };
        let words = heard.said.get(act.start..act.end).unwrap_or_default().to_owned();
        reading.kind = Kind::Personal;
        reading.kind_confidence = Confidence::from_thousandths(LETTER);
        reading.secondary.clear();
        reading.why =
            vec![Cue { kind: Kind::Personal, words, source: CueSource::Fact, weight: 20 }];
    }
}

fn unclear(reading: &mut Reading) {
    reading.kind = Kind::Unclear;
    reading.kind_confidence = Confidence::from_thousandths(0);
    reading.secondary.clear();
    reading.why.clear();
}

/// A calendar by itself is a visit that was agreed, unless it says that it is another thing.
fn calendar(judged: &mut Judged<'_>) {
    if judged.found.facts.is_empty() {
        unclear(&mut judged.reading);
        return;
    }
    let said = judged.found.kinds.iter().max_by_key(|hint| hint.weight);
    let kind = said.map_or(Kind::AppointmentSet, |hint| hint.kind);
    let words = said.map_or_else(|| "a calendar".to_owned(), |hint| hint.words.clone());
    let why = vec![Cue { kind, words, source: CueSource::Structured, weight: 60 }];
    let confidence = Confidence::from_thousandths(CALENDAR);
    super::decide(&mut judged.reading, Decision { kind, confidence, secondary: Vec::new(), why });
}
