//! Whether a sentence tells how what goes on by itself is switched off: `turn off auto-renewal in your account`.

use super::has;

/// Words by which something is switched off, folded; a star stands for any ending.
const OFF: &[&str] = &[
    "turn",
    "switch",
    "disable*",
    "deactivat*",
    "stop",
    "deaktivier*",
    "schalte*",
    "ausschalt*",
    "abschalt*",
    "stell*",
    "beend*",
    "stopp*",
    "desactiv*",
    "arrete*",
    "coupe*",
    "supprim*",
    "annul*",
    "anul*",
    "cancel*",
    "quit*",
    "apag*",
    "disattiv*",
    "togli*",
    "spegn*",
    "blocc*",
    "ferm*",
    "zet",
    "schakel*",
    "uitzet*",
    "uitschakel*",
];

/// What is switched off, folded.
const RENEWAL: &[&str] = &[
    "renewal*",
    "auto renew*",
    "autorenew*",
    "verlangerung*",
    "autoverlangerung*",
    "renouvellement*",
    "reconduction*",
    "renovacion*",
    "autorrenovacion*",
    "prorroga*",
    "rinnovo*",
    "proroga*",
    "verlenging*",
];

/// Endings of participles, folded, by which one of those words tells what was done: `bereits deaktiviert`.
const DONE: &[&str] =
    &["iert", "beendet", "elled", "eled", "ivated", "abled", "ado", "ada", "ato", "ata"];

/// Words behind which a French verb is a participle, folded.
const HAVING: &[&str] = &["avez", "as", "a", "est", "ete", "avons"];

/// Whether a folded sentence tells how a renewal is switched off, not that it was.
pub(super) fn renewal_is(said: &str) -> bool {
    let words = || said.split(' ').filter(|word| !word.is_empty());
    let tells = |(before, word): (&str, &str)| {
        let having = before == "deja" || HAVING.contains(&before);
        let done = DONE.iter().any(|end| word.ends_with(end)) || having && word.ends_with('e');
        !done && has(word, OFF)
    };
    has(said, RENEWAL) && std::iter::once("").chain(words()).zip(words()).any(tells)
}
