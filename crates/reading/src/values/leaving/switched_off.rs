//! Whether a sentence tells how what goes on by itself is switched off: `turn off auto-renewal in your account`.

use super::has;

/// Words by which something is switched off, folded; a star stands for any ending.
const OFF: &[&str] = &[
    "turn off",
    "turn",
    "switch off",
    "switch",
    "disable*",
    "deactivat*",
    "cancel",
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

/// Whether a folded sentence tells how a renewal is switched off.
pub(super) fn renewal_is(said: &str) -> bool {
    has(said, OFF) && has(said, RENEWAL)
}
