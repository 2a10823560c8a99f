//! Warnings of the law: that what somebody has must be insured, taxed or licensed.
//!
//! A sentence on driving without insurance stands in the small print of every policy as well: what it means for
//! whom is for the ledger to say.

use super::page::Page;
use super::sorted::{Mark, SortedPhrases};
use super::{Found, Sink, Unnamed};
use oxherd_model::{Claim, LetterAct};

/// Words of one text that are looked at.
const CUES_MAX: usize = 100;

/// Bytes between what is missing and what the law says of it: a sentence, or one and the next.
const REACH: usize = 200;

/// How sure such a warning is, in thousandths.
const SURE: u16 = 750;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../data/warnings.txt");

/// What words of a warning say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// What is missing: `without insurance`.
    Without,
    /// What the law says of it: `an offence`.
    Law,
    /// Both: `must be insured`.
    Must,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "without" => Self::Without,
            "law" => Self::Law,
            "must" => Self::Must,
            _ => return None,
        })
    }
}

/// Finds warnings; built once.
#[derive(Debug)]
pub(super) struct WarningReader {
    cues: SortedPhrases<Cue>,
}

impl WarningReader {
    pub(super) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// Finds the first one of a text that names something by its number: no other can be about what is known.
    pub(super) fn read(&self, page: &Page<'_>, bare: &[Unnamed], sink: &mut Sink) {
        let numbers =
            |f: &Found| matches!(f.claim, Claim::Identifier { .. } | Claim::Reference { .. });
        if bare.is_empty() && !sink.found.iter().any(numbers) {
            return;
        }
        let cues = self.cues.find(page.s, CUES_MAX);
        if let Some(warning) = cues.iter().find(|mark| warns(&cues, mark)) {
            let claim = Claim::Act { act: LetterAct::Warn, on: None };
            sink.add(claim, (warning.start, warning.end), SURE);
        }
    }
}

/// Whether a mark stands for a warning, by itself or with what stands near it.
fn warns(cues: &[Mark<Cue>], mark: &Mark<Cue>) -> bool {
    let near = |other: &&Mark<Cue>| {
        other.start.saturating_sub(mark.end) <= REACH
            && mark.start.saturating_sub(other.end) <= REACH
    };
    let law = || cues.iter().filter(near).any(|other| other.sort == Cue::Law);
    mark.sort == Cue::Must || mark.sort == Cue::Without && law()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageReader;
    use crate::values::Surroundings;
    use crate::words::Words;

    fn warned(text: &str) -> bool {
        let reader = WarningReader::new();
        let words = Words::cut(text, 400);
        let language = LanguageReader::default().read(text, &words);
        let s = Surroundings {
            text,
            words: &words,
            language,
            sent_on: None,
            month_first: None,
            currency_hint: None,
        };
        let mut sink = Sink::default();
        let number = Unnamed { start: 0, end: 0, value: String::new() };
        reader.read(&Page::new(&s), &[number], &mut sink);
        !sink.found.is_empty()
    }

    #[test]
    fn who_is_told_what_the_law_asks_is_warned_in_six_languages() {
        for text in [
            "It is against the law to drive without insurance.",
            "Your trailer KV19 TRE appears to be uninsured. You may be fined.",
            "Every dog of this breed must be insured.",
            "Wer ein nicht versichertes Kraftrad f\u{fc}hrt, macht sich strafbar.",
            "F\u{fc}r Ihr Boot gilt Versicherungspflicht.",
            "Rouler sans assurance est un d\u{e9}lit.",
            "Tout v\u{e9}hicule doit \u{ea}tre assur\u{e9}, m\u{ea}me \u{e0} l\u{2019}arr\u{ea}t.",
            "Circular sin seguro es una infracci\u{f3}n muy grave.",
            "El veh\u{ed}culo debe estar asegurado.",
            "Circolare senza assicurazione \u{e8} vietato.",
            "Ogni veicolo deve essere assicurato.",
            "Rijden zonder verzekering is strafbaar.",
            "Elk voertuig op kenteken moet verzekerd zijn.",
        ] {
            assert!(warned(text), "{text}");
        }
    }

    #[test]
    fn who_is_told_that_a_cover_ended_is_not_warned() {
        for text in [
            "Your cover has ended and you are no longer insured with us.",
            "Mit diesem Tag sind Sie nicht mehr bei uns versichert. Wir danken f\u{fc}r Ihr Vertrauen.",
            "Votre v\u{e9}hicule n\u{2019}est plus assur\u{e9} par nos soins.",
            "Desde hoy su moto no est\u{e1} asegurada con nosotros.",
            "Da oggi la sua moto non \u{e8} assicurata presso di noi.",
            "Vanaf vandaag bent u niet meer verzekerd bij ons.",
            "Pay your parking fine online.",
        ] {
            assert!(!warned(text), "{text}");
        }
    }
}
