//! Sums that a supplier takes back: `the increase to 39.90 does not apply`.

use super::page::Page;

/// So far before and behind a sum its sentence is looked at.
const REACH: usize = 160;

/// What is taken back, by the beginnings of words.
const CHANGES: &[&str] = &[
    "increas",
    "rise",
    "raise",
    "change",
    "new price",
    "erhöh",
    "anpass",
    "anheb",
    "änderung",
    "neue preis",
    "neuen preis",
    "augment",
    "hausse",
    "nouveau",
    "révision",
    "aument",
    "subida",
    "incremento",
    "nuevo",
    "nuova",
    "nuovo",
    "rincaro",
    "adegua",
    "variazione",
    "verhog",
    "stijging",
    "wijziging",
    "nieuwe",
];

/// Words by which something falls away or was taken back.
const FALLS_AWAY: &[&str] = &[
    "no longer appl",
    "not apply",
    "not be appl",
    "n't apply",
    "not go ahead",
    "not going ahead",
    "not take effect",
    "withdraw",
    "called off",
    "been cancelled",
    "is cancelled",
    "taken back",
    "dropped",
    "entfällt",
    "entfallen",
    "hinfällig",
    "zurückgenommen",
    "nehmen wir zurück",
    "ziehen wir zurück",
    "nicht wirksam",
    "nicht in kraft",
    "gilt nicht",
    "gilt für sie nicht",
    "nicht umgesetzt",
    "nicht durchgeführt",
    "vom tisch",
    "verzichten wir",
    "wir verzichten",
    "ne s'appliqu",
    "ne sera pas appliqu",
    "n'aura pas lieu",
    "n'entrera pas",
    "est annulé",
    "sont annulé",
    "annulons",
    "est abandonné",
    "renonçons",
    "est retiré",
    "n'est plus",
    "sin efecto",
    "no se aplica",
    "no entrará",
    "no tendrá",
    "queda anulad",
    "se anula",
    "hemos anulado",
    "retiramos",
    "ya no",
    "non si applic",
    "non verrà applic",
    "non sarà applic",
    "non avrà",
    "non entrerà",
    "è annullat",
    "viene annullat",
    "annulliamo",
    "è revocat",
    "senza effetto",
    "rinunciamo",
    "decade",
    "vervalt",
    "vervallen",
    "gaat niet door",
    "geldt niet",
    "ingetrokken",
    "trekken we",
    "niet doorgevoerd",
    "zien we af",
    "zien wij af",
];

/// Words that make it a condition, at the beginning of the sentence or after a comma.
const CONDITIONS: &[&str] = &[
    "if ", "unless ", "when ", "wenn ", "falls ", "sofern ", "si ", "sauf ", "cuando ", "se ",
    "qualora ", "als ", "indien ", "tenzij ",
];

/// Whether the sentence of a sum takes the change to it back; of the sentence only what lies between
/// the sums beside it counts.
pub(super) fn is_withdrawn(
    page: &Page<'_>,
    (start, end): (usize, usize),
    (floor, ceiling): (usize, usize),
) -> bool {
    let floor = floor.max(start.saturating_sub(REACH));
    let floor = page.text.ceil_char_boundary(floor).min(start);
    let ceiling = page.text.floor_char_boundary(ceiling.min(end.saturating_add(REACH)));
    let (head, tail) = (page.slice(floor, start), page.slice(end, ceiling.max(end)));
    let begin = breaks(head).last().map_or(0, |at| at + 1);
    let stop = breaks(tail).next().unwrap_or(tail.len());
    let said = |text: &str| text.to_lowercase().replace(['\n', '\u{a0}'], " ").replace('’', "'");
    let head = said(head.get(begin..).unwrap_or_default());
    let tail = said(tail.get(..stop).unwrap_or_default());
    let both = |list: &[&str]| list.iter().any(|word| head.contains(word) || tail.contains(word));
    let head = head.trim_start();
    let open =
        CONDITIONS.iter().any(|word| head.starts_with(word) || head.contains(&format!(", {word}")));
    both(CHANGES) && both(FALLS_AWAY) && !open
}

/// Where sentences end.
fn breaks(text: &str) -> impl Iterator<Item = usize> + '_ {
    let ends = text.char_indices().zip(text.chars().skip(1).map(Some).chain([None]));
    ends.filter_map(|((at, c), next)| {
        let ends = matches!(c, '.' | '!' | '?') && next.is_none_or(char::is_whitespace);
        (ends || c == '\n' && next == Some('\n')).then_some(at)
    })
}
