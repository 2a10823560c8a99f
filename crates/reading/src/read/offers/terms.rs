//! Terms that a reminder of a renewal only offers: `if you renew with us now you will be covered until 11 June`,
//! `bleiben Sie bis 11. Juni versichert`, `zou u willen verlengen`.

use super::{OFFERS, sentence_around};
use crate::values::{Found, begins_a_word};
use oxherd_model::{Claim, Confidence, DateRole, Kind};

/// How sure it is that a day is only that of an offer, in thousandths.
const SURE: u16 = 900;

/// What somebody is bidden to do who may renew or stay, folded, where a sentence begins with it.
const BIDS: &[&str] = &[
    "renew",
    "stay",
    "keep",
    "extend",
    "verlangern sie",
    "verlangere",
    "bleiben sie",
    "bleib",
    "sichern sie",
    "sichere dir",
    "renouvelez",
    "renouvelle",
    "prolongez",
    "restez",
    "renueve",
    "renueva",
    "prorrogue",
    "siga",
    "sigue",
    "rinnova",
    "rinnovi",
    "rinnovate",
    "resta",
    "resti",
    "verleng",
    "blijf",
];

/// What could be, folded.
const MIGHT: &[&str] = &[
    "you could",
    "you would",
    "you d be",
    "by renewing",
    "konnten sie",
    "konntest du",
    "waren sie",
    "warst du",
    "mit einer verlangerung",
    "vous pourriez",
    "vous seriez",
    "tu pourrais",
    "tu serais",
    "en renouvelant",
    "podria",
    "estaria",
    "seguiria",
    "al renovar",
    "potrebbe",
    "potresti",
    "sarebbe",
    "saresti",
    "rinnovando",
    "kunt u",
    "u kunt",
    "kun je",
    "je kunt",
    "zou u",
    "zou je",
    "door te verlengen",
];

/// Words that open a condition, and who is meant by it, folded.
const IFS: &[&str] = &[
    "if", "when", "once", "should", "wenn", "falls", "sobald", "sollten", "solltest", "si", "als",
    "indien", "wanneer", "mocht", "zodra",
];
const YOU: &[&str] = &["you", "sie", "du", "vous", "tu", "u", "je", "jij"];

/// Beginnings of words for renewing, folded.
const RENEWS: &[&str] =
    &["renew", "stay", "verlanger", "bleib", "renouvel", "prolong", "rest", "verleng", "blijf"];

/// Conditions of languages whose verb tells who is meant, with the beginnings of their words for renewing.
const BY_VERB: &[(&[&str], &[&str])] = &[
    (&["si", "cuando"], &["renuev", "renov", "prorrog"]),
    (&["se", "quando", "qualora"], &["rinnov", "prorog"]),
];

/// Words by which a condition is that nothing is done, folded.
const NOTHING: &[&str] = &[
    "not", "don", "nothing", "nicht", "nichts", "ne", "n", "rien", "no", "nada", "non", "nulla",
    "niet", "niets",
];

/// Words of a condition up to its verb.
const IF_WORDS: usize = 7;

/// Makes the end of a term that a reminder of a renewal only offers a day that ends nothing.
pub(in crate::read) fn settle(text: &str, kind: Kind, found: &mut [Found]) {
    let goes_on = |f: &Found| matches!(f.claim, Claim::Renewal { automatic: true });
    if kind != Kind::RenewalNotice || found.iter().any(goes_on) {
        return;
    }
    for value in found.iter_mut() {
        let at = (value.start, value.end);
        let Claim::Date { role: role @ (DateRole::End | DateRole::Expiry), .. } = &mut value.claim
        else {
            continue;
        };
        if offers(&sentence_around(text, at)) {
            *role = DateRole::Other;
            value.confidence = Confidence::from_thousandths(SURE);
        }
    }
}

/// Whether a folded sentence offers a further term.
fn offers(sentence: &str) -> bool {
    let sentence = sentence.trim_start();
    let bids = BIDS.iter().any(|bid| {
        let rest = sentence.strip_prefix(bid);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
    });
    let says = |phrases: &[&str]| phrases.iter().any(|words| begins_a_word(sentence, words));
    bids || says(MIGHT) || says(OFFERS) || is_on_condition(sentence)
}

/// Whether the condition of a folded sentence is that the owner renews.
fn is_on_condition(sentence: &str) -> bool {
    let words: Vec<&str> = sentence.split(' ').filter(|word| !word.is_empty()).collect();
    let by_you = |before: &[&str]| before.iter().any(|word| YOU.contains(word));
    // `Si la póliza se renueva` is said of the policy.
    let by_verb = |before: &[&str]| !matches!(before.last(), Some(&("se" | "si")));
    is_said(&words, (IFS, RENEWS), by_you)
        || BY_VERB.iter().any(|(ifs, renews)| is_said(&words, (ifs, renews), by_verb))
}

/// Whether words say a condition with its verb, where nothing between the two denies it and this holds of it.
fn is_said(
    words: &[&str],
    (ifs, verbs): (&[&str], &[&str]),
    holds: impl Fn(&[&str]) -> bool,
) -> bool {
    let opened = words.iter().enumerate().filter(|(_, word)| ifs.contains(word));
    opened.into_iter().any(|(at, _)| {
        let clause = words.get(at + 1..).unwrap_or_default();
        let clause = clause.get(..IF_WORDS).unwrap_or(clause);
        let verb = clause.iter().position(|word| verbs.iter().any(|stem| word.starts_with(stem)));
        let before = verb.and_then(|verb| clause.get(..verb));
        before.is_some_and(|words| !words.iter().any(|w| NOTHING.contains(w)) && holds(words))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::fold;

    #[test]
    fn a_further_term_on_condition_or_at_a_bidding_is_offered() {
        for sentence in [
            "If you renew with us now you will be covered until 11 June 2026",
            "Renew today and you are covered until 11 June 2026",
            "You could be covered until 11 June 2026 for \u{a3}352.00",
            "Wenn Sie jetzt verl\u{e4}ngern, sind Sie bis zum 11. Juni 2026 versichert",
            "Bleiben Sie bis zum 11. Juni 2026 versichert",
            "Si vous renouvelez d\u{e8}s maintenant, vous serez couvert jusqu'au 11 juin 2026",
            "Renouvelez aujourd'hui et soyez couvert jusqu'au 11 juin 2026",
            "Si renueva ahora, estar\u{e1} asegurada hasta el 11 de junio de 2026",
            "Renueve hoy y siga asegurada hasta el 11 de junio de 2026",
            "Se rinnovi adesso sarai coperta fino all'11 giugno 2026",
            "Rinnova oggi e resta coperta fino all'11 giugno 2026",
            "Als u nu verlengt, bent u verzekerd tot 11 juni 2026",
            "Verleng vandaag nog en blijf verzekerd tot 11 juni 2026",
        ] {
            assert!(offers(&fold(sentence)), "{sentence}");
        }
        for sentence in [
            "Your cover continues until 11 June 2026",
            "If you do nothing, your policy renews and runs until 11 June 2026",
            "We will renew your policy until 11 June 2026",
            "Ihre Police wurde verl\u{e4}ngert und l\u{e4}uft nun bis zum 11. Juni 2026",
            "Wenn Sie nicht k\u{fc}ndigen, verl\u{e4}ngert sich die Police bis zum 11. Juni 2026",
            "Votre contrat a \u{e9}t\u{e9} renouvel\u{e9} et court d\u{e9}sormais jusqu'au 11 juin 2026",
            "Si no cancela, la p\u{f3}liza se renueva hasta el 11 de junio de 2026",
            "La tua polizza si rinnova fino all'11 giugno 2026",
            "Se non disdici, la polizza si rinnova fino all'11 giugno 2026",
            "Uw polis wordt verlengd tot 11 juni 2026",
        ] {
            assert!(!offers(&fold(sentence)), "{sentence}");
        }
    }
}
