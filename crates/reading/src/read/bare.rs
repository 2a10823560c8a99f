//! The kind of what is no message that a firm wrote: files without a header, letters of a person.

use super::{Judged, Reader};
use crate::chat::{self, Said};
use crate::document::Document;
use crate::kinds::Decision;
use crate::letters::{Letter, may_be_a_letter};
use crate::phone::Caller;
use crate::read::Form;
use crate::suspicion;
use oxherd_model::{Claim, Confidence, Cue, CueSource, Kind, LetterAct, Reading};

/// A file without a header whose kind is less sure than this, in thousandths, has none: its words were
/// weighed as if they were those of a message.
const SURE: u16 = 300;

/// A text of fewer words says nothing.
const WORDS_MIN: usize = 3;

/// How sure the kind of a file of data is, and that of a letter, in thousandths.
const STATED: u16 = 900;
const LETTER: u16 = 600;

/// How sure it is that a person writes in a chat, in thousandths.
const SURE_CHAT: u16 = 900;

/// From a number that nobody knows, what is less sure than this, in thousandths, was written by a person.
const SURE_OF_A_FIRM: u16 = 550;
const DIGITS_OF_A_FIRM: usize = 3;

impl Reader {
    /// Corrects the kind of what the tables know nothing of.
    pub(super) fn judge_form(
        &self,
        (form, bytes): (Form, &[u8]),
        document: &Document,
        judged: &mut Judged<'_>,
    ) {
        match form {
            Form::Mail => self.judge_letter(document, judged),
            // An answer to an invitation sets nothing.
            Form::Calendar if judged.found.kinds.is_empty() => unclear(&mut judged.reading),
            Form::Calendar => stated(judged, Kind::AppointmentSet, "a calendar"),
            Form::Invoice => stated(judged, Kind::Bill, "an electronic invoice"),
            Form::Card | Form::Other => unclear(&mut judged.reading),
            Form::Text | Form::Html | Form::Pdf | Form::Picture => {
                let said = judged.heard.as_ref().map_or(0, |h| h.body.len() + h.subject.len());
                let empty = said < WORDS_MIN && judged.found.facts.is_empty();
                let unsure = judged.reading.kind_confidence.thousandths() < SURE;
                if document.header.from.is_none() && (empty || unsure) {
                    unclear(&mut judged.reading);
                }
            }
            Form::Chat => judge_chat(bytes, &mut judged.reading),
            Form::Note => super::noted::judge(document, &mut judged.reading),
            Form::Phone => judge_phone(document, &mut judged.reading),
            Form::Statement | Form::Pass => {}
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
        let was_sent = document.header.received.is_none();
        let (text, words) = (heard.said.as_str(), &heard.body);
        let letter = Letter { text, words, found: &[], sent_on: None, was_sent: false };
        let acts = self.letters.read(&letter);
        let does = acts.iter().find(|f| {
            let Claim::Act { act, .. } = f.claim else { return false };
            // Firms ask for something in every advertisement.
            let asks = act == LetterAct::Request && !was_sent;
            let idle = matches!(act, LetterAct::Ask | LetterAct::Accept) || act.is_reply();
            !asks && !idle
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

/// What a person writes in a chat is personal; what its words are like stands second, for those who
/// know that the person is a supplier.
fn judge_chat(bytes: &[u8], reading: &mut Reading) {
    match chat::said(bytes) {
        Said::Undecided => unclear(reading),
        Said::Firm => {}
        Said::Nothing => {
            unclear(reading);
            reading.kind = Kind::Notification;
            reading.kind_confidence = Confidence::from_thousandths(SURE_CHAT);
        }
        Said::Person => personal(reading),
    }
}

/// What a person writes is personal, unless it is fraud.
fn personal(reading: &mut Reading) {
    if reading.kind == Kind::Suspect {
        return;
    }
    let alike = reading.kind_confidence.thousandths() >= SURE && !reading.kind.is_noise();
    reading.secondary = if alike { vec![reading.kind] } else { Vec::new() };
    reading.kind = Kind::Personal;
    reading.kind_confidence = Confidence::from_thousandths(SURE_CHAT);
    reading.why.clear();
}

/// A short message is personal where a person wrote it; a call is one with a person, whoever
/// they are: it says nothing itself.
fn judge_phone(document: &Document, reading: &mut Reading) {
    match document.caller {
        Some(Caller::Call) => {
            unclear(reading);
            reading.kind = Kind::Personal;
            reading.kind_confidence = Confidence::from_thousandths(STATED);
            let words = "a call".to_owned();
            let (kind, source) = (Kind::Personal, CueSource::Structured);
            reading.why = vec![Cue { kind, words, source, weight: 60 }];
        }
        Some(Caller::Contact | Caller::Owner) => personal(reading),
        Some(Caller::Number) => {
            let sure = reading.kind_confidence.thousandths() >= SURE_OF_A_FIRM;
            // A firm names a day, a sum or a number.
            let text = document.main().map_or("", |text| text.text.as_str());
            let named = text.bytes().filter(u8::is_ascii_digit).count() >= DIGITS_OF_A_FIRM;
            let firm = sure && named && !reading.kind.is_noise() && reading.kind != Kind::Moment;
            if !(firm || suspicion::leads_somewhere(document)) {
                personal(reading);
            }
        }
        Some(Caller::Firm) | None => {}
    }
}

/// A chat as a whole, whose days cannot be told, says nothing.
pub(super) fn finish_chat(bytes: &[u8], reading: &mut Reading) {
    reading.message = chat::key(bytes);
    if chat::said(bytes) == Said::Undecided {
        reading.facts.clear();
    }
}

fn unclear(reading: &mut Reading) {
    reading.kind = Kind::Unclear;
    reading.kind_confidence = Confidence::from_thousandths(0);
    reading.secondary.clear();
    reading.why.clear();
}

/// A file of data is what it says of itself, else what such files are as a rule: a calendar by itself
/// is a visit that was agreed.
fn stated(judged: &mut Judged<'_>, rule: Kind, what: &str) {
    if judged.found.facts.is_empty() && judged.found.attached.is_empty() {
        unclear(&mut judged.reading);
        return;
    }
    let said = judged.found.kinds.iter().max_by_key(|hint| hint.weight);
    let kind = said.map_or(rule, |hint| hint.kind);
    let words = said.map_or_else(|| what.to_owned(), |hint| hint.words.clone());
    let why = vec![Cue { kind, words, source: CueSource::Structured, weight: 60 }];
    let confidence = Confidence::from_thousandths(STATED);
    super::decide(&mut judged.reading, Decision { kind, confidence, secondary: Vec::new(), why });
}
