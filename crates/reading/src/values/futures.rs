//! What a firm will do, by the ending of the verb: languages of Rome form the future by it.

/// Words of a sentence that are looked at.
const WORDS_MAX: usize = 60;

/// Words between `nous` and its verb: pronouns of what is done and to whom.
const BETWEEN: usize = 3;

/// Letters of the shortest verb with its ending.
const VERB_MIN: usize = 6;

/// What will be, can be or must be is nothing that is done; `queremos` is no future.
const NO_DEED: &[&str] = &[
    "serons",
    "pourrons",
    "devrons",
    "aurons",
    "seremos",
    "podremos",
    "deberemos",
    "queremos",
    "saremo",
    "avremo",
    "faremos",
];

/// Words right before a verb that deny it.
const NOT: &[&str] = &["no", "non", "ne", "nunca", "mai"];

/// Whether a sentence says what its writers will do: `nous la traiterons`, `lo tramitaremos`, `provvederemo`.
pub(super) fn we_shall(sentence: &str) -> bool {
    let lower = sentence.to_lowercase();
    let words = lower.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty());
    let (mut we, mut before) = (BETWEEN + 1, "");
    for word in words.take(WORDS_MAX) {
        let long = word.len() >= VERB_MIN && !NO_DEED.contains(&word) && !NOT.contains(&before);
        let french = word.ends_with("rons") && we < BETWEEN;
        let other =
            ["aremos", "eremos", "iremos", "eremo", "iremo"].iter().any(|e| word.ends_with(e));
        if long && (french || other) {
            return true;
        }
        we = if word == "nous" { 0 } else { we + 1 };
        before = word;
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_future_of_we_is_told_by_its_ending() {
        for sentence in [
            "Nous la traiterons avant le 23 septembre",
            "Nous vous le confirmerons",
            "Lo tramitaremos antes del 3 de mayo",
            "Le llamaremos el lunes",
            "Provvederemo entro il 3 maggio",
            "La ricontatteremo entro il 3 maggio",
        ] {
            assert!(we_shall(sentence), "{sentence}");
        }
        for sentence in [
            "Nous serons fermés avant le 3 mai",
            "Les environs de la ville",
            "Queremos su respuesta antes del 3 de mayo",
            "No cobraremos nada",
            "Saremo chiusi fino al 3 maggio",
            "We will be closed",
            "Il est extremo",
        ] {
            assert!(!we_shall(sentence), "{sentence}");
        }
    }
}
