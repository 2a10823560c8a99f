//! What a firm pays for a visit that it misses: `if our technician misses the slot, we pay you 30 EUR`.
//!
//! It is a promise without a day, for a case that may never come. One with a day is read as any promise.

use super::page::Page;
use super::promises::{sentence, trimmed};
use super::sorted::{Mark, SortedPhrases};
use super::{Found, Sink};
use oxherd_model::{Claim, PromiseTerm, TermUnit};

/// Sums of one text that are looked at, and such promises of it.
const SUMS_MAX: usize = 40;
const CHARTERS_MAX: usize = 2;

/// Bytes of a question that such a promise answers.
const QUESTION_MAX: usize = 80;

/// How sure such a promise is, in thousandths.
const SURE: u16 = 700;

/// Words of one text that are looked at.
const CUES_MAX: usize = 400;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../data/charters.txt");

/// What words of such a promise say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// Opens a case, or says for what it is paid each time.
    Case,
    /// A visit that does not come about as agreed.
    Miss,
    /// Who comes, or when.
    Visit,
    /// The owner is paid.
    Pays,
    /// The owner as who misses it or pays.
    Owner,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "case" => Self::Case,
            "miss" => Self::Miss,
            "visit" => Self::Visit,
            "pays" => Self::Pays,
            "owner" => Self::Owner,
            _ => return None,
        })
    }
}

/// Finds such promises; built once.
#[derive(Debug)]
pub(super) struct CharterReader {
    cues: SortedPhrases<Cue>,
}

impl CharterReader {
    pub(super) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// Finds them around the sums of a text.
    pub(super) fn read(&self, page: &Page<'_>, sink: &mut Sink) {
        let mut sums = sink.found.iter().filter(|f| f.claim.amount().is_some()).peekable();
        if sums.peek().is_none() {
            return;
        }
        let cues = self.cues.find(page.s, CUES_MAX);
        let mut found: Vec<(Claim, (usize, usize))> = Vec::new();
        for value in sums.take(SUMS_MAX) {
            let (from, to) = with_question(page, sentence(page, value.start, value.end));
            let told = |span: &(usize, usize)| from <= span.0 && span.1 <= to;
            let is_promise = |f: &Found| matches!(f.claim, Claim::Promise { .. });
            let known = || sink.found.iter().any(|f| is_promise(f) && told(&(f.start, f.end)));
            let again = found.iter().any(|(_, span)| told(span));
            if again || found.len() >= CHARTERS_MAX || !is_charter(&cues, (from, to)) || known() {
                continue;
            }
            let term = PromiseTerm::Within { count: 0, unit: TermUnit::Day };
            let what = trimmed(page.slice(from, to));
            found.push((Claim::Promise { what, term, pledge: None }, (value.start, value.end)));
        }
        for (claim, span) in found {
            sink.add(claim, span, SURE);
        }
    }
}

/// Whether a sentence says what is paid for a visit that is missed, of which the text speaks; what the owner pays
/// who is not at home is none.
fn is_charter(cues: &[Mark<Cue>], (from, to): (usize, usize)) -> bool {
    let inside = cues.iter().filter(|mark| from <= mark.start && mark.end <= to);
    let has = |cue: Cue| inside.clone().any(|mark| mark.sort == cue);
    let visit = cues.iter().any(|mark| mark.sort == Cue::Visit);
    [Cue::Case, Cue::Miss, Cue::Pays].into_iter().all(has) && visit && !has(Cue::Owner)
}

/// A sentence with the short question before it that it answers: `Missed appointment? We give you £25`.
fn with_question(page: &Page<'_>, (from, to): (usize, usize)) -> (usize, usize) {
    let head = page.slice(page.around(from, QUESTION_MAX, 0).0, from);
    let Some(asked) = head.trim_end().strip_suffix('?') else { return (from, to) };
    let start = asked.rfind(['.', '!', '?']).map_or(0, |at| at + 1);
    (from - head.len() + start, to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageReader;
    use crate::values::Surroundings;
    use crate::words::Words;

    fn is_charter(sentence: &str) -> bool {
        let reader = CharterReader::new();
        let words = Words::cut(sentence, 200);
        let language = LanguageReader::default().read(sentence, &words);
        let s = Surroundings {
            text: sentence,
            words: &words,
            language,
            sent_on: None,
            month_first: None,
            currency_hint: None,
        };
        super::is_charter(&reader.cues.find(&s, CUES_MAX), (0, sentence.len()))
    }

    #[test]
    fn what_is_paid_for_a_missed_visit_is_told_in_each_language() {
        for sentence in [
            "If our technician misses the slot, we pay you 30 EUR",
            "We credit £20 for each appointment that we miss",
            "Hält unser Techniker den Termin nicht ein, zahlen wir: wenn er zu spät kommt, 30 EUR",
            "Sollte der Monteur das Zeitfenster verpassen, erhalten Sie 25 EUR",
            "Si notre technicien manque le rendez-vous, nous vous versons 30 €",
            "Pour chaque intervention en retard, vous recevez 20 €",
            "Si el técnico no acude a la cita, le abonamos 30 €",
            "Por cada cita incumplida recibirá 20 €",
            "Se il tecnico salta l'appuntamento, le riconosciamo 30 €",
            "Per ogni appuntamento mancato ricevi 20 €",
            "Als de monteur niet op tijd komt, krijgt u € 30",
            "Voor elke gemiste afspraak ontvangt u € 20",
            "Our promise: should we come outside the time slot, you get £25",
            "Unser Versprechen: Halten wir den Termin nicht ein, erhalten Sie 30,00 EUR",
            "Kommen wir nicht im vereinbarten Zeitfenster, schreiben wir Ihnen 25 EUR gut",
            "Si nous n'arrivons pas à l'heure du rendez-vous, nous vous dédommageons de 25 €",
            "En caso de retraso de la visita le indemnizamos con 25 €",
            "In caso di mancato appuntamento Le spetta un indennizzo di 25 €",
            "Komen wij buiten het afgesproken tijdvak, dan krijgt u € 25",
            "Bij een gemiste afspraak ontvangt u € 25",
        ] {
            assert!(is_charter(sentence), "{sentence}");
        }
        for sentence in [
            "The visit of our technician costs £30",
            "If you miss the deadline for payment we charge £10",
            "Der Techniker kommt am Montag, die Anfahrt kostet 30 EUR",
            "We pay you £30 within 5 days",
        ] {
            assert!(!is_charter(sentence), "{sentence}");
        }
    }
}
