//! The first day on which a sum is taken that is taken again and again: `by Direct Debit each month, starting on 1
//! June`, `Abschlag 64,00 €, erstmals am 15.03.`.

use super::day::Day;
use super::deeds;
use super::page::Page;
use super::promises::sentence;
use crate::words::fold;
use oxherd_model::DateRole;

/// Bytes before a day in which it is said to be the first.
const FIRST_BYTES: usize = 48;

/// That money is taken, folded; a star stands for any ending.
const TAKES: &[&str] = &[
    "we will collect",
    "we ll collect",
    "we collect",
    "will be collected",
    "is collected",
    "be taken",
    "we will take",
    "we ll take",
    "debit*",
    "direct debit",
    "charge your",
    "charge you",
    "be charged",
    "instalment*",
    "abgebucht",
    "eingezogen",
    "buchen",
    "abbuch*",
    "ziehen",
    "einzieh*",
    "einzug*",
    "lastschrift*",
    "sepa",
    "abschlag*",
    "rate",
    "raten",
    "prelev*",
    "debit*",
    "mensualite*",
    "echeance*",
    "encaiss*",
    "cobr*",
    "cargar*",
    "cargo*",
    "adeud*",
    "domicili*",
    "recibo*",
    "cuota*",
    "addebit*",
    "prelev*",
    "incass*",
    "rata",
    "rate",
    "afgeschreven",
    "afschrij*",
    "schrijven",
    "incass*",
    "geincasseerd",
    "termijn*",
];

/// That a day is the first of several, whatever stands beside it; folded.
const FIRST: &[&str] = &[
    "starting",
    "starting on",
    "starting from",
    "beginning",
    "beginning on",
    "first on",
    "for the first time on",
    "first time on",
    "first collection on",
    "first payment on",
    "the first on",
    "the first one on",
    "erstmals",
    "erstmals am",
    "erstmals zum",
    "erstmalig",
    "erstmalig am",
    "erstmalig zum",
    "zum ersten mal",
    "zum ersten mal am",
    "das erste mal am",
    "beginnend am",
    "beginnend mit dem",
    "pour la premiere fois",
    "pour la premiere fois le",
    "la premiere fois le",
    "la premiere le",
    "le premier le",
    "en commencant le",
    "por primera vez",
    "por primera vez el",
    "la primera el",
    "el primero el",
    "empezando el",
    "comenzando el",
    "per la prima volta",
    "per la prima volta il",
    "la prima il",
    "la prima volta il",
    "il primo il",
    "iniziando il",
    "a cominciare dal",
    "voor het eerst",
    "voor het eerst op",
    "de eerste keer op",
    "voor de eerste keer op",
    "te beginnen op",
    "beginnend op",
];

/// Of these roles is the first day of something that is taken.
const fn is_open(role: DateRole) -> bool {
    matches!(
        role,
        DateRole::Start | DateRole::End | DateRole::Other | DateRole::Effective | DateRole::Due
    )
}

/// Whether a day ahead is the first on which a sum is taken.
pub(super) fn is_first_taking(page: &Page<'_>, day: &Day, role: Option<DateRole>) -> bool {
    let open = role.is_none_or(is_open);
    if !open || !deeds::is_ahead(page, day) || !says_first(page, day) {
        return false;
    }
    let (from, to) = sentence(page, day.start, day.end);
    let said = format!(" {} ", fold(page.slice(from, to)));
    TAKES.iter().any(|phrase| match phrase.strip_suffix('*') {
        Some(stem) => said.contains(&format!(" {stem}")),
        None => said.contains(&format!(" {phrase} ")),
    })
}

fn says_first(page: &Page<'_>, day: &Day) -> bool {
    let head = fold(page.slice(page.around(day.start, FIRST_BYTES, 0).0, day.start));
    // The name of the day may stand between.
    let short = head.rsplit_once(' ').map_or("", |(before, _)| before);
    [head.as_str(), short].into_iter().any(|head| {
        FIRST.iter().any(|word| {
            let rest = head.strip_suffix(word);
            rest.is_some_and(|rest| rest.is_empty() || rest.ends_with(' '))
        })
    })
}
