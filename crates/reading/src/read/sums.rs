//! Whether the lines of a listing add up to its total, where both are plain to see.

use crate::values::Found;
use oxherd_model::{AmountRole, Claim, Fact, Gap, Money, ReaderName};
use rust_decimal::Decimal;

/// Rows of one listing that are added up.
const LINES_MAX: usize = 60;

/// Bytes of a line of a listing.
const LINE_BYTES_MAX: usize = 300;

/// A line of a text that ends with a sum.
struct Row {
    role: AmountRole,
    money: Money,
}

/// Says so when the lines of a listing do not make its total.
///
/// Only a table counts: a head without numbers, below it rows of several cells with a sum at their
/// end, at last the total. Where anything stands between that is not understood, nothing is said.
pub(super) fn disagreement(text: &str, found: &[Found]) -> Option<String> {
    let is_sum = |value: &&Found| matches!(value.claim, Claim::Amount { .. });
    if found.iter().filter(is_sum).count() < 3 {
        return None;
    }
    let lines: Vec<(usize, &str)> = numbered(text).collect();
    let is_total = |row: &Row| matches!(row.role, AmountRole::Total | AmountRole::Subtotal);
    let (last, total) = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| row(*line, found).filter(is_total).map(|row| (at, row)))?;
    let mut rows: Vec<Row> = Vec::new();
    for line in lines.get(..last)?.iter().rev() {
        let (_, words) = *line;
        if let Some(row) = row(*line, found) {
            let added = words.contains('\t') && !is_taken_off(&row, words);
            if !added || row.money.currency != total.money.currency || rows.len() >= LINES_MAX {
                return None;
            }
            rows.push(row);
        } else if words.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        } else if words.contains('\t') {
            return judged(&rows, &total);
        }
    }
    None
}

/// Says so where the invoice that a PDF carries and the pages of the PDF name different totals: one of
/// them is not what was agreed, and people see the pages only.
pub(super) fn two_totals(facts: &[Fact]) -> Option<Gap> {
    let total = |fact: &Fact| fact.amount().filter(|(role, _)| *role == AmountRole::Total);
    let stated = |fact: &&Fact| fact.reader == ReaderName::SchemaOrg && fact.at.end == 0;
    let (carried, data) =
        facts.iter().filter(stated).find_map(|fact| Some((fact, total(fact)?.1)))?;
    let mut pages = facts
        .iter()
        .filter(|fact| fact.reader == ReaderName::Text && fact.at.part == carried.at.part);
    let page = pages.find_map(total).map(|(_, money)| money)?;
    let same = page.value == data.value || page.currency != data.currency;
    let what =
        format!("the invoice that a PDF carries says a total of {data}, its pages say {page}");
    (!same).then_some(Gap { what, at: Some(carried.at.part) })
}

/// Compares the sum of rows with the total; tax may be part of it or on top.
fn judged(rows: &[Row], total: &Row) -> Option<String> {
    let sum = |rows: &mut dyn Iterator<Item = &Row>| -> Decimal {
        rows.fold(Decimal::ZERO, |sum, row| sum.saturating_add(row.money.value))
    };
    let all = sum(&mut rows.iter());
    let untaxed = sum(&mut rows.iter().filter(|row| row.role != AmountRole::Tax));
    let says = total.money.value;
    let wrong = rows.len() > 1 && all != says && untaxed != says;
    wrong.then(|| format!("the lines make {all}, but the total says {says}"))
}

/// Lines with where they begin.
fn numbered(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split('\n').map(move |line| {
        let start = next;
        next += line.len() + 1;
        (start, line)
    })
}

/// A line at whose end a sum stands.
fn row((start, line): (usize, &str), found: &[Found]) -> Option<Row> {
    if line.len() > LINE_BYTES_MAX {
        return None;
    }
    let end = start + line.trim_end().len();
    let at = found.partition_point(|value| value.start < start);
    let here = found.get(at..)?.iter().take_while(|value| value.start < end);
    here.filter(|value| value.end == end).find_map(|value| {
        let (role, money) = value.claim.amount()?;
        Some(Row { role, money })
    })
}

/// Whether a sum does not add to the total, or may not.
fn is_taken_off(row: &Row, words: &str) -> bool {
    use AmountRole as R;
    let adds =
        matches!(row.role, R::Line | R::Price | R::Fee | R::Shipping | R::Tax | R::Other | R::New);
    !adds || row.money.value.is_sign_negative() || words.contains(['-', '\u{2212}', '\u{2013}'])
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};

    /// Gaps of a bill in the words of a letter.
    fn gaps(listing: &str) -> Vec<String> {
        let mail = format!(
            "From: Acme <a@acme.example>\nSubject: Your invoice\n\nDear Ms Hart,\n\nthank you for your \
             order. This is your invoice.\n\n{listing}\n\nKind regards\n"
        );
        let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        reading.gaps.into_iter().map(|gap| gap.what).collect()
    }

    #[test]
    fn lines_that_make_another_sum_than_the_total_are_told() {
        let listing = "Item\tAmount\nKettle\t30.00 GBP\nToaster\t20.00 GBP\nTotal\t60.00 GBP";
        assert_eq!(gaps(listing), ["the lines make 50.00, but the total says 60.00"]);
    }

    #[test]
    fn lines_that_add_up_and_what_is_not_plain_are_not_told() {
        for listing in [
            "Item\tAmount\nKettle\t30.00 GBP\nToaster\t20.00 GBP\nTotal\t50.00 GBP",
            "Item\tAmount\nKettle\t30.00 GBP\nToaster\t20.00 GBP\nof which VAT\t8.33 GBP\nTotal\t50.00 GBP",
            "Item\tAmount\nKettle\t30.00 GBP\nDiscount\t-5.00 GBP\nTotal\t25.00 GBP",
            "Item\tAmount\nKettle\t30.00 GBP\n2 cups at 5.00\nTotal\t40.00 GBP",
            "Kettle\t30.00 GBP\nToaster\t20.00 GBP\nTotal\t60.00 GBP",
            "Item\tAmount\nKettle\t30.00 GBP\nTotal\t60.00 GBP",
        ] {
            let told: Vec<String> = gaps(listing);
            assert!(!told.iter().any(|gap| gap.contains("the lines make")), "{listing}: {told:?}");
        }
    }
}
