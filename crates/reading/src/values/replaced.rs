//! Whether a text takes the place of one that was sent before: `this invoice replaces the one of 3 May`; and
//! whether its sum is a part of another: an instalment, a deposit, what remains.

use super::page::Page;
use super::promises::sentence;
use super::sorted::{Mark, SortedPhrases};
use oxherd_model::Stands;

/// Words of one text that are looked at.
const CUES_MAX: usize = 200;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../data/replaced.txt");

/// What words say of how a text stands to one before it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// It takes the place of one before it: `corrected invoice`.
    Whole,
    /// It does, where its sentence names what it takes the place of.
    Verb,
    /// What it takes the place of.
    What,
    /// What makes a sentence none that says so.
    Never,
    /// Its sum is a part of another.
    Part,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        Some(match word {
            "whole" => Self::Whole,
            "verb" => Self::Verb,
            "what" => Self::What,
            "never" => Self::Never,
            "part" => Self::Part,
            _ => return None,
        })
    }
}

/// Finds how a text stands to one before it; built once.
#[derive(Debug)]
pub(super) struct ReplacedReader {
    cues: SortedPhrases<Cue>,
}

impl ReplacedReader {
    pub(super) fn new() -> Self {
        Self { cues: SortedPhrases::new(CUES, Cue::of) }
    }

    /// How a text stands to one before it.
    pub(super) fn read(&self, page: &Page<'_>) -> Stands {
        let cues = self.cues.find(page.s, CUES_MAX);
        let says = |mark: &Mark<Cue>| {
            let (from, to) = sentence(page, mark.start, mark.end);
            let within =
                |sort: Cue| cues.iter().any(|c| c.sort == sort && from <= c.start && c.end <= to);
            let named = mark.sort == Cue::Whole || mark.sort == Cue::Verb && within(Cue::What);
            named && !within(Cue::Never)
        };
        if cues.iter().any(says) {
            Stands::Instead
        } else if cues.iter().any(|mark| mark.sort == Cue::Part) {
            Stands::Part
        } else {
            Stands::Alone
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::language::LanguageReader;
    use crate::values::Surroundings;
    use crate::words::Words;
    use oxherd_model::Language;

    fn stands(language: &str, text: &str) -> Stands {
        let words = Words::cut(text, 400);
        let read = LanguageReader::default().read(text, &words);
        let language = Language::from_code(language);
        assert!(read != Language::UNKNOWN || text.len() < 60, "{text}");
        let s = Surroundings {
            text,
            words: &words,
            language,
            sent_on: None,
            month_first: None,
            currency_hint: None,
        };
        ReplacedReader::new().read(&Page::new(&s))
    }

    #[test]
    fn a_text_takes_the_place_of_one_before_it_in_six_languages() {
        for (language, text) in [
            ("en", "This invoice replaces our invoice of 30 April 2026."),
            ("en", "Corrected invoice 8812"),
            ("en", "This letter supersedes our letter of 3 May."),
            ("de", "Diese Rechnung ersetzt die Rechnung vom 30.04.2026."),
            ("de", "Dieses Schreiben tritt an die Stelle unseres Schreibens vom 3. Mai."),
            ("de", "Rechnungskorrektur zur Rechnung 8812"),
            ("fr", "Cette facture annule et remplace celle du 30 avril 2026."),
            ("fr", "Ce courrier remplace notre courrier du 3 mai."),
            ("es", "Esta factura sustituye a la del 30 de abril de 2026."),
            ("es", "Este aviso reemplaza nuestro aviso del 3 de mayo."),
            ("it", "Questa fattura sostituisce la precedente del 30 aprile 2026."),
            ("it", "La presente annulla e sostituisce la fattura 8812."),
            ("nl", "Deze factuur vervangt onze factuur van 30 april 2026."),
            ("nl", "Deze brief komt in de plaats van onze brief van 3 mei."),
        ] {
            assert_eq!(stands(language, text), Stands::Instead, "{text}");
        }
    }

    #[test]
    fn what_is_exchanged_or_printed_no_more_replaces_no_message() {
        for (language, text) in [
            ("en", "We replaced the pump. Your invoice is attached."),
            ("en", "This email does not replace your invoice."),
            ("en", "Your online bill replaces the paper bill from now on."),
            ("en", "If you would like us to replace an invoice, call us."),
            ("de", "Wir haben den Filter ersetzt. Ihre Rechnung liegt bei."),
            ("de", "Diese E-Mail ersetzt nicht die Rechnung."),
            ("de", "Die digitale Rechnung ersetzt die Papierrechnung."),
            ("fr", "Le technicien remplace la pompe demain matin."),
            ("fr", "Ce message ne remplace pas votre facture."),
            ("es", "Este correo no sustituye a la factura."),
            ("it", "Questa mail non sostituisce la fattura."),
            ("nl", "Deze mail vervangt de factuur niet."),
        ] {
            assert_eq!(stands(language, text), Stands::Alone, "{text}");
        }
    }

    #[test]
    fn a_sum_is_a_part_of_another() {
        for (language, text) in [
            ("en", "Second of three instalments: \u{a3}40.00"),
            ("de", "Ihre 2. Rate: 40,00 \u{20ac}"),
            ("fr", "Acompte \u{e0} la commande : 40,00 \u{20ac}"),
            ("es", "Segunda cuota: 40,00 \u{20ac}"),
            ("it", "Acconto: 40,00 \u{20ac}"),
            ("nl", "Restbedrag: \u{20ac} 40,00"),
        ] {
            assert_eq!(stands(language, text), Stands::Part, "{text}");
        }
    }
}
