//! Sentences that say in the future tense that the owner will be given a sum: by the form of the verb, not by
//! which verb it is.

use crate::words::fold;
use oxherd_model::Language;

/// Letters of a sentence that are looked at.
const SENTENCE_MAX: usize = 400;

/// A verb in the future has so many letters at least.
const VERB_MIN: usize = 6;

/// Words that end like a future and are none, folded.
const NOT_FUTURE: &[&str] =
    &["queremos", "estremo", "supremo", "extremo", "tendremos", "environs", "abbiamo"];

/// Verbs of giving whose present tense tells what is ahead, folded.
const GERMAN: &[&str] = &[
    "schreiben",
    "zahlen",
    "uberweisen",
    "erstatten",
    "verguten",
    "weisen",
    "bringen",
    "ersetzen",
    "entschadigen",
    "gewahren",
    "geben",
];
const DUTCH: &[&str] = &[
    "storten",
    "maken",
    "betalen",
    "keren",
    "vergoeden",
    "crediteren",
    "schrijven",
    "geven",
    "boeken",
];

/// Whether a sentence names a sum and says that it will be given: `le abonaremos`, `nous vous verserons`, `Le
/// verrà accreditato`, `wird Ihnen überwiesen`, `wordt aan u overgemaakt`.
pub(super) fn will_give(sentence: &str, language: Language) -> bool {
    let upper = sentence.to_uppercase();
    let sums = ["\u{20ac}", "\u{a3}", "$", "EUR", "GBP", "CHF", "USD"];
    let sum =
        upper.contains(|c: char| c.is_ascii_digit()) && sums.iter().any(|s| upper.contains(s));
    let cut = sentence.get(..sentence.floor_char_boundary(SENTENCE_MAX)).unwrap_or_default();
    let folded = fold(cut);
    let words: Vec<&str> = folded.split(' ').collect();
    let has = |any: &[&str]| words.iter().any(|word| any.contains(word));
    let ends = |any: &[&str]| {
        let long = |word: &&&str| word.len() >= VERB_MIN && !NOT_FUTURE.contains(*word);
        words.iter().filter(long).any(|word| any.iter().any(|end| word.ends_with(end)))
    };
    let told = match language.as_str() {
        "es" => {
            let you = has(&["le", "te", "les", "os", "su", "tu"]);
            ends(&["remos"]) || you && has(&["se", "sera", "seran", "recibira", "recibiras"])
        }
        "it" => ends(&["eremo", "iremo"]) || has(&["verra", "verranno", "ricevera", "riceverai"]),
        "fr" => {
            has(&["nous"]) && ends(&["rons"])
                || has(&["vous", "votre", "te"])
                    && has(&["sera", "seront", "recevrez", "parviendra"])
        }
        "de" => {
            let you =
                has(&["ihnen", "ihr", "ihrem", "dir", "deinem"]) && !folded.contains("von ihrem");
            you && (has(&["wird", "werden", "geht"]) || has(&["wir"]) && has(GERMAN))
        }
        "nl" => {
            let you = has(&["u", "uw", "je", "jouw"]) && !folded.contains("van uw");
            you && (has(&["wordt", "worden", "zal", "zullen"]) || has(&["wij", "we"]) && has(DUTCH))
        }
        "en" => {
            let going = has(&["we"]) && has(&["are", "re"]) && ends(&["ing"]);
            has(&["you", "your"]) && (has(&["will", "ll"]) && has(&["be"]) || going)
        }
        _ => false,
    };
    sum && told
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_that_will_be_given_is_told_by_the_form_of_the_verb() {
        for (language, sentence) in [
            ("es", "Le ingresaremos 42,00 \u{20ac} antes del 3 de mayo"),
            ("es", "Se le reintegrar\u{e1} el importe de 42,00 \u{20ac} antes del 3 de mayo"),
            ("it", "Le bonificheremo 42,00 \u{20ac} entro il 3 maggio"),
            ("it", "42,00 \u{20ac} Le verranno corrisposti entro il 3 maggio"),
            ("fr", "Nous vous virerons 42,00 \u{20ac} avant le 3 mai"),
            ("fr", "42,00 \u{20ac} vous seront vers\u{e9}s avant le 3 mai"),
            ("de", "42,00 EUR werden Ihnen bis zum 3. Mai angewiesen"),
            ("nl", "Er wordt uiterlijk 3 mei \u{20ac} 42,00 aan u uitgekeerd"),
            ("en", "\u{a3}42.00 will be sent to your account by 3 May"),
        ] {
            assert!(will_give(sentence, Language::from_code(language)), "{sentence}");
        }
        for (language, sentence) in [
            ("es", "Queremos recordarle su cita del 3 de mayo"),
            ("it", "Il tecnico verr\u{e0} il 3 maggio"),
            ("fr", "Nous verrons cela avant le 3 mai"),
            ("de", "Ihnen wird bis zum 3. Mai geantwortet"),
            ("nl", "U krijgt uiterlijk 3 mei antwoord"),
        ] {
            assert!(!will_give(sentence, Language::from_code(language)), "{sentence}");
        }
    }
}
