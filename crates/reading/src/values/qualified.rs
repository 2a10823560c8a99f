//! Labels of sums of two words, one of which only describes the other: `Total incl. VAT`, `TVA totale`.

use super::labels::{self, AmountLabel, Labels, Mark};
use super::page::Page;
use oxherd_model::AmountRole;

/// Bytes between the label of a whole and the tax that it holds.
const BETWEEN: usize = 24;

/// Words that say that a tax is or is not in a sum, before the word for the tax.
const BEFORE: &[&str] =
    &["incl", "inkl", "inc.", "einschl", "ttc", "inclus", "excl", "ohne", "before", "zzgl"];

/// The same behind it.
const BEHIND: &[&str] =
    &["incl", "inkl", "enthalten", "inbegriffen", "compris", "inclus", "inbegrepen", "comprend"];

/// `Total incl. 19 % VAT 119.00`, `Totale IVA 10% inclusa: 119,00`: the tax only describes the label before it.
pub(super) fn including(
    page: &Page<'_>,
    labels: &Labels,
    tax: &Mark<AmountLabel>,
    sum: usize,
) -> Option<Mark<AmountLabel>> {
    let says = |words: &[&str], text: &str| {
        let lower = text.to_lowercase();
        words.iter().any(|word| lower.contains(word))
    };
    let behind = page.text.get(tax.end..sum).unwrap_or_default();
    let held = behind.len() <= BETWEEN && says(BEHIND, behind);
    let whole = page.slice(tax.start, tax.end).to_lowercase().starts_with("total");
    if held && whole {
        // `Totale IVA` alone is the tax.
        return Some(Mark { what: AmountLabel::Role(AmountRole::Total), ..*tax });
    }
    let outer = labels::before(&labels.amounts, tax.start)
        .find(|m| matches!(m.what, AmountLabel::Role(_)))?;
    let between = page.text.get(outer.end..tax.start).unwrap_or_default();
    if between.len() > BETWEEN || between.contains('\n') {
        return None;
    }
    (says(BEFORE, between) || held).then_some(*outer)
}

/// The label before words that only describe it.
pub(super) fn skipped(
    page: &Page<'_>,
    labels: &Labels,
    skip: &Mark<AmountLabel>,
) -> Option<Mark<AmountLabel>> {
    let outer = labels::before(&labels.amounts, skip.start).next()?;
    let gap = page.text.get(outer.end..skip.start)?;
    let named = matches!(outer.what, AmountLabel::Role(_));
    let near = gap.len() <= 12 && !gap.contains('\n') && named;
    near.then_some(*outer)
}

/// `TVA totale`, `IVA total`, `Versand gesamt`: the part before the word for the whole is what is summed up.
pub(super) fn part(
    page: &Page<'_>,
    labels: &Labels,
    whole: &Mark<AmountLabel>,
) -> Option<Mark<AmountLabel>> {
    use AmountRole as R;
    let part = labels::before(&labels.amounts, whole.start).next()?;
    let (line, _) = page.line_span(whole.start);
    let is_part =
        matches!(part.what, AmountLabel::Role(R::Tax | R::Shipping | R::Fee | R::Discount));
    let beside = page.text.get(part.end..whole.start) == Some(" ");
    // A part opens its line or cell; in a sentence it belongs to another sum.
    let head = page.slice(line, part.start);
    let opens = head.is_empty() || head.ends_with(['\t', '|', '*', ' ']) && head.trim().len() <= 2;
    (is_part && beside && opens).then_some(*part)
}
