//! Sums that stand beside each other for one year and the next: `Beitrag 2026: 121,40 / Beitrag 2027: 136,80`.

use super::Sink;
use super::page::Page;
use oxherd_model::{AmountRole, Claim, Language, Money};

/// Bytes before a sum in which its label stands.
const LABEL_BYTES: usize = 60;

/// Letters that a label has at least.
const LETTERS_MIN: usize = 3;

/// Words for parts of one sum, each of which is paid in its time. Advance payments are none: they are what is paid
/// month by month.
const PARTS: &[&str] = &[
    "instalment",
    "installment",
    "partpayment",
    "teilbetrag",
    "teilzahlung",
    "acompte",
    "versement",
    "plazo",
    "rata",
    "acconto",
    "termijn",
    "deelbetaling",
];

/// The same in one language, where the word is a price in another.
const PARTS_DE: &str = "rate";

/// Until this month the year that runs is the one that is told with the year before.
const EARLY_MONTH: i8 = 3;

/// A sum with its label and the year that stands in it.
struct OfYear {
    at: usize,
    label: String,
    year: i16,
    money: Money,
}

/// Makes the sum of the year before the old one where the same label names both years and the later one is ahead:
/// what was paid in years that are over is a list of payments.
pub(super) fn settle(page: &Page<'_>, sink: &mut Sink) {
    let Some(sent) = page.s.sent_on else { return };
    let ahead =
        |year: i16| year == sent.year() + 1 || year == sent.year() && sent.month() <= EARLY_MONTH;
    let sums = of_years(page, sink);
    // Parts of one sum are both to be paid.
    let part = |label: &str| {
        let german = page.s.language == Language::from_code("de") && label.ends_with(PARTS_DE);
        german || PARTS.iter().any(|word| label.ends_with(word))
    };
    for later in sums.iter().filter(|sum| ahead(sum.year) && !part(&sum.label)) {
        let before = |sum: &&OfYear| {
            sum.label == later.label && sum.year + 1 == later.year && sum.money != later.money
        };
        for earlier in sums.iter().filter(before) {
            if let Some(Claim::Amount { role, .. }) =
                sink.found.get_mut(earlier.at).map(|found| &mut found.claim)
                // Two lines of one bill are both to be paid.
                && *role != AmountRole::Line
            {
                *role = AmountRole::Old;
            }
        }
    }
}

/// The sums whose labels name a year.
fn of_years(page: &Page<'_>, sink: &Sink) -> Vec<OfYear> {
    let mut sums: Vec<OfYear> = Vec::new();
    let mut last = (0, String::new());
    for (at, found) in sink.found.iter().enumerate() {
        let Claim::Amount { role, money } = &found.claim else { continue };
        if !may_be_a_price(*role) {
            continue;
        }
        let line = page.slice(page.around(found.start, LABEL_BYTES, 0).0, found.start);
        let line = line.rsplit('\n').next().unwrap_or_default();
        let Some((before, year)) = labelled(line) else { continue };
        let letters = before.chars().filter(|c| c.is_alphabetic());
        let mut label: String = letters.flat_map(char::to_lowercase).collect();
        // `Cotisation 2026 : 221,40 €, 2027 : 236,80 €`: the second goes by the label of the first.
        if label.chars().count() < LETTERS_MIN && found.start.saturating_sub(last.0) < LABEL_BYTES {
            label.clone_from(&last.1);
        }
        if label.chars().count() >= LETTERS_MIN {
            last = (found.end, label.clone());
            sums.push(OfYear { at, label, year, money: *money });
        }
    }
    sums
}

const fn may_be_a_price(role: AmountRole) -> bool {
    matches!(
        role,
        AmountRole::Total
            | AmountRole::Due
            | AmountRole::Price
            | AmountRole::New
            | AmountRole::Line
            | AmountRole::Other
    )
}

/// What stands before the year of a label, behind the sum before it, and the year; nothing but a sign follows it.
fn labelled(line: &str) -> Option<(&str, i16)> {
    let head = line.trim_end_matches(|c: char| !c.is_alphanumeric());
    let split = head.len().checked_sub(4)?;
    let (before, year) = (head.get(..split)?, head.get(split..)?);
    let whole = !before.ends_with(|c: char| c.is_alphanumeric() || matches!(c, '.' | '/' | '-'));
    let year: i16 = year.parse().ok().filter(|year| (2000..2100).contains(year) && whole)?;
    let behind = before.rfind(|c: char| c.is_ascii_digit()).map_or(0, |at| at + 1);
    Some((before.get(behind..)?, year))
}
