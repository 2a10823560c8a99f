//! Sums whose thousands a plain space parts: `1 240,50 €`.

use crate::values::currency::{self, Unit};
use crate::values::labels::{self, Labels, NumberLabel, Strength};
use crate::values::number::{self, Number, Spaces};
use crate::values::page::{Page, is_space};
use rust_decimal::Decimal;

/// Languages in which a plain space parts thousands, and currencies of countries in which it does.
const LANGUAGES: [&str; 17] = [
    "fr", "sv", "nb", "no", "nn", "fi", "pl", "cs", "sk", "hu", "ru", "uk", "bg", "lv", "lt", "et",
    "da",
];
const CURRENCIES: [&str; 9] = ["PLN", "CZK", "HUF", "RUB", "UAH", "BGN", "SEK", "NOK", "DKK"];

/// Bytes between a label and its value.
const TOUCHES: usize = 3;

/// The number at a place with all its groups, where the space between them does not part two numbers: the
/// language writes so, or a currency stands beside it and it has cents, or its label stands right before it.
pub(super) fn read(page: &Page<'_>, labels: &Labels, start: usize) -> Option<Number> {
    if LANGUAGES.contains(&page.s.language.as_str()) {
        return number::read(page.text, start, Spaces::Part);
    }
    let whole = opens_groups(page, start).then(|| number::read(page.text, start, Spaces::Part));
    let whole = whole.flatten().filter(|whole| is_one(page, labels, start, whole));
    whole.or_else(|| number::read(page.text, start, Spaces::End))
}

/// Whether up to three digits, a plain space and three digits stand at a place.
fn opens_groups(page: &Page<'_>, start: usize) -> bool {
    let tail = page.text.as_bytes().get(start..).unwrap_or_default();
    let first = tail.iter().take_while(|b| b.is_ascii_digit()).count();
    let next = tail.get(first + 1..).unwrap_or_default();
    (1..=3).contains(&first)
        && tail.get(first) == Some(&b' ')
        && next.iter().take_while(|b| b.is_ascii_digit()).count() == 3
}

fn is_one(page: &Page<'_>, labels: &Labels, start: usize, number: &Number) -> bool {
    let beside = beside(page, start, number.end);
    let Some(unit) = beside.filter(|_| !is_numbered(page, labels, start)) else { return false };
    let country = unit.currency(page).is_some_and(|c| CURRENCIES.contains(&c.as_str()));
    let written = page.slice(start, number.end);
    let cents = number.decimal.scale() == 2 || written.ends_with(['-', '\u{2013}', '\u{2014}']);
    country || cents || is_labelled(page, labels, start)
}

/// The currency right beside a number.
fn beside(page: &Page<'_>, start: usize, end: usize) -> Option<Unit> {
    let near =
        |from: usize, to: usize| page.slice(from, to).chars().filter(|c| is_space(*c)).count() <= 1;
    let behind = currency::after(page, end).filter(|(_, unit_end)| near(end, *unit_end));
    let before = || currency::before(page, start).filter(|(_, unit)| near(*unit, start));
    behind
        .or_else(before)
        .map(|(unit, _)| unit)
        .or_else(|| dashed(page, end).then_some(Unit::Krone))
}

/// Whether the digits before the space are rather the number of something: `Nr. 3 120,00 €`.
fn is_numbered(page: &Page<'_>, labels: &Labels, start: usize) -> bool {
    let label = labels::before(&labels.numbers, start).next();
    label.is_some_and(|mark| {
        let weak = matches!(mark.what, NumberLabel::Reference(_, Strength::Weak));
        !weak && start - mark.end <= TOUCHES && !page.slice(mark.end, start).contains('\n')
    })
}

/// Whether the label of a sum stands right before it.
fn is_labelled(page: &Page<'_>, labels: &Labels, start: usize) -> bool {
    let label = labels::before(&labels.amounts, start).next();
    label.is_some_and(|mark| {
        start - mark.end <= TOUCHES && !page.slice(mark.end, start).contains(['\n', '\t'])
    })
}

/// Whether a number ended in `:-`, by which kronor without öre are told.
pub(super) fn dashed(page: &Page<'_>, end: usize) -> bool {
    page.slice(end.saturating_sub(2), end) == ":-" && !matches!(page.char_at(end), Some('(' | ')'))
}

/// `£1.2k`: thousands by their letter, behind a currency.
pub(super) fn in_thousands(page: &Page<'_>, number: Number, start: usize) -> Number {
    let mut behind = page.slice(number.end, page.around(number.end, 0, 8).1).chars();
    let thousand = matches!(behind.next(), Some('k' | 'K'))
        && behind.next().is_none_or(|c| !c.is_alphanumeric())
        && currency::before(page, start).is_some_and(|(_, unit)| unit < start);
    if !thousand || number.thousands.is_some() {
        return number;
    }
    let decimal = number.decimal * Decimal::ONE_THOUSAND;
    Number { end: number.end + 1, decimal: decimal.normalize(), mark: None, ..number }
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::Fact;

    /// Every sum of a mail.
    fn sums(body: &str) -> Vec<String> {
        let mail = format!(
            "From: Alderley <service@alderley.example>\nSubject: Alderley\nDate: Mon, 04 May 2026 10:00:00 \
             +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \
             8bit\n\n{body}\n"
        );
        let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        let mut sums: Vec<String> = reading
            .facts
            .iter()
            .filter_map(Fact::amount)
            .map(|(_, money)| money.to_string())
            .collect();
        sums.dedup();
        sums
    }

    #[test]
    fn a_space_parts_thousands_in_every_language() {
        let mut missed = Vec::new();
        for (body, sum) in [
            ("Hello, amount due: 1 240.50 USD by 15 December 2026.", "1240.50 USD"),
            ("Hello, your premium of £1 318.00 is due on 15 December 2026.", "1318.00 GBP"),
            ("Guten Tag, zu zahlen sind 1 240,50 € bis 15.12.2026.", "1240.50 EUR"),
            ("Guten Tag, Rechnungsbetrag: CHF 12 240.50.", "12240.50 CHF"),
            ("Bonjour, montant à payer : 1 240,50 € avant le 15/12/2026.", "1240.50 EUR"),
            ("Hola, importe a pagar: 1 240,50 € antes del 15/12/2026.", "1240.50 EUR"),
            ("Hola, importe a pagar: 1 240 € antes del 15/12/2026.", "1240.00 EUR"),
            ("Gentile cliente, importo da pagare 1 240,50 € entro il 15/12/2026.", "1240.50 EUR"),
            ("Beste, te betalen € 1 240,50 voor 15 december 2026.", "1240.50 EUR"),
            ("Dobrý den, částka k úhradě 1 240,50 Kč, splatnost 15. 12. 2026.", "1240.50 CZK"),
            ("Dzień dobry, Do zapłaty: 12 450,00 PLN do 15.12.2026.", "12450.00 PLN"),
            ("Tisztelt Ügyfelünk! Fizetendő összeg: 12 450 Ft.", "12450.00 HUF"),
            ("Hei, å betale: 1 249,00 kr innen 15.12.2026.", "1249.00 NOK"),
            ("Hei, å betale: kr 1 249,- innen 15.12.2026.", "1249.00 NOK"),
            ("Hej, att betala 1 249:- senast 2026-12-15.", "1249.00 SEK"),
            ("Hej, att betala 349:- senast 2026-12-15.", "349.00 SEK"),
            ("Dobrý deň, suma na úhradu 2 318,00 € do 15.12.2026.", "2318.00 EUR"),
            ("Hello, amount due: £1.2k by 15 December 2026.", "1200.00 GBP"),
        ] {
            let told = sums(body);
            if told != [sum] {
                missed.push(format!("{body}: {told:?}"));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn two_numbers_beside_each_other_are_not_one_sum() {
        for (body, sum) in [
            ("Guten Tag, Rechnung Nr. 17 450,00 EUR zu zahlen bis 15.12.2026.", "450.00 EUR"),
            ("Hello, invoice number 17 450.00 GBP is open.", "450.00 GBP"),
            ("Hello, ticket for 2 120 EUR in all.", "120.00 EUR"),
            ("Hello, we ran 5 kilometres for £120.", "120.00 GBP"),
            ("Hello, you have 3 items, £5kg of them.", ""),
        ] {
            let told = sums(body);
            assert!(
                !told.iter().any(|told| told.starts_with("17") || told.starts_with("2120")),
                "{body}"
            );
            assert!(sum.is_empty() || told == [sum], "{body}: {told:?}");
        }
        assert_eq!(sums("Hello, see you at 12:-) in the garden."), [""; 0]);
    }
}
