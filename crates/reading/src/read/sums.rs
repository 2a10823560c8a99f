//! Whether the lines of a listing add up to its total, where both are plain to see.

use crate::values::{Found, is_per_period};
use oxherd_model::{AmountRole, Claim, Confidence, Fact, Gap, Kind, Money, PartRef, ReaderName};
use rust_decimal::Decimal;

/// Rows of one listing that are added up.
const LINES_MAX: usize = 60;

/// Bytes of a line of a listing.
const LINE_BYTES_MAX: usize = 300;

/// Rows of a listing without cells that are enough to be one.
const PLAIN_ROWS_MIN: usize = 3;

/// How sure a sum is that stands for the whole of a message that asks for money, in thousandths.
const WHOLE_SURE: u16 = 600;

/// `Vehicle tax: £180`: the only sum is no part of another.
fn only_tax(text: &str, found: &mut [Found]) {
    let mut sums = found.iter_mut().filter(|f| f.claim.amount().is_some());
    let (Some(only), None) = (sums.next(), sums.next()) else { return };
    let end = only.end;
    if let Claim::Amount { role, .. } = &mut only.claim
        && *role == AmountRole::Tax
    {
        *role = if is_per_period(text, end) { AmountRole::Price } else { AmountRole::Total };
    }
}

/// What a message that asks for money or tells that it was paid is about is its largest sum, where none is called
/// the whole: `the charge of 5.99 was declined`.
pub(super) fn whole(text: &str, kind: Kind, found: &mut Vec<Found>) {
    use AmountRole as R;
    let asks = matches!(
        kind,
        Kind::Bill
            | Kind::Dunning
            | Kind::PaymentFailed
            | Kind::PaymentAhead
            | Kind::PaymentDone
            | Kind::RenewalNotice
            | Kind::RefundCredit
    );
    if asks {
        only_tax(text, found);
    }
    let sums = || found.iter().filter_map(|f| Some((f, f.claim.amount()?)));
    // What is as likely no whole as one says nothing yet.
    let unsure = |f: &Found| f.confidence.thousandths() < UNSURE;
    let known = |f: &Found, role: R| {
        role == R::Refund && kind != Kind::RefundCredit
            || role == R::Old && kind != Kind::Dunning
            || matches!(role, R::Total | R::Due) && !unsure(f)
            || matches!(role, R::Balance | R::Deposit | R::Discount)
    };
    if !asks || sums().any(|(f, (role, _))| known(f, role)) {
        return;
    }
    let may = |role: R| !matches!(role, R::Tax | R::Subtotal | R::Shipping | R::Old);
    let can = sums().filter(|(f, (role, _))| {
        may(*role)
            && !known(f, *role)
            && f.confidence.thousandths() < 960
            && !is_per_period(text, f.end)
    });
    let Some((largest, (role, money))) = can.max_by_key(|(_, (_, money))| money.value) else {
        return;
    };
    let one = sums().all(|(_, (_, other))| other.currency == money.currency);
    let alone = sums().all(|(_, (_, other))| other == money);
    if money.value.is_sign_positive() && one && (alone || kind == Kind::Dunning) {
        let (start, end) = (largest.start, largest.end);
        let confidence = Confidence::from_thousandths(WHOLE_SURE);
        let claim = Claim::Amount { role: R::Total, money };
        let at = found.partition_point(|f| f.start <= start);
        let here = |f: &&mut Found| (f.start, f.end) == (start, end);
        if matches!(role, R::Total | R::Due) {
            let told = found.iter_mut().filter(here).filter(|f| f.claim.amount().is_some());
            told.for_each(|f| f.confidence = confidence);
            return;
        }
        found.insert(at, Found { claim, start, end, confidence });
    }
}

/// A role that is less sure than this moves no book, in thousandths.
const UNSURE: u16 = 400;

/// A line of a text that ends with a sum.
struct Row {
    /// Which of the values it is.
    at: usize,
    role: AmountRole,
    money: Money,
    /// Whether a rate stands in it: `VAT 20 %`.
    rated: bool,
}

/// Puts right what a column calls a line and is the sum of the lines above it, or what makes the total with the tax
/// below it.
pub(super) fn subtotals(text: &str, found: &mut [Found]) {
    if found.iter().filter(|value| is_sum(value)).count() < 4 {
        return;
    }
    let lines: Vec<(usize, &str)> = numbered(text).collect();
    // Between the lines and what is made of them most invoices leave some space.
    let written = lines.iter().filter(|line| !line.1.trim().is_empty());
    let rows = written.map(|line| row(*line, found).filter(|_| line.1.contains('\t')));
    let rows: Vec<Option<Row>> = rows.collect();
    let listings = rows.split(Option::is_none).map(|rows| rows.iter().flatten().collect());
    let mut put_right: Vec<(usize, AmountRole)> = Vec::new();
    for rows in listings {
        let rows: Vec<&Row> = rows;
        let Some(net) = subtotal(&rows) else { continue };
        put_right.push((net, AmountRole::Subtotal));
        let taxes = rows.iter().filter(|row| row.at > net && row.rated && is_line(row.role));
        put_right.extend(taxes.map(|row| (row.at, AmountRole::Tax)));
    }
    for (at, is) in put_right {
        if let Some(Claim::Amount { role, .. }) = found.get_mut(at).map(|value| &mut value.claim) {
            *role = is;
        }
    }
}

/// Which value of a listing is the sum of those before it.
fn subtotal(rows: &[&Row]) -> Option<usize> {
    use AmountRole as R;
    // The total may stand twice, as what it is and as what is to be paid.
    let totals = rows.iter().enumerate().filter(|(_, row)| matches!(row.role, R::Total | R::Due));
    totals.take(2).find_map(|(last, total)| within(rows.get(..last.min(LINES_MAX))?, total))
}

/// The same of the rows before a total.
fn within(rows: &[&Row], total: &Row) -> Option<usize> {
    use AmountRole as R;
    let sum = |rows: &[&Row]| {
        rows.iter().fold(Decimal::ZERO, |sum, row| sum.saturating_add(row.money.value))
    };
    if sum(rows) == total.money.value {
        // All of them are lines.
        return None;
    }
    let mut before = Decimal::ZERO;
    for (count, row) in rows.iter().enumerate() {
        let behind = rows.get(count + 1..)?;
        let made = row.money.value == before;
        let whole = row.money.value.saturating_add(sum(behind)) == total.money.value;
        let rated = |row: &Row| row.rated && is_line(row.role);
        let added = behind.iter().all(|row| comes_on_top(row.role) || rated(row));
        let taxed = added && behind.iter().any(|row| row.role == R::Tax || rated(row));
        let called = is_line(row.role) || row.role == R::Total;
        let many = count > 1;
        if called && count > 0 && (many && made && (whole || taxed) || whole && taxed) {
            return Some(row.at);
        }
        before = before.saturating_add(row.money.value);
    }
    None
}

/// Whether a role says no more than that a sum stands in a listing.
const fn is_line(role: AmountRole) -> bool {
    matches!(role, AmountRole::Line | AmountRole::Price | AmountRole::Other)
}

/// Whether sums of a role are added to the lines, or taken off them.
const fn comes_on_top(role: AmountRole) -> bool {
    use AmountRole as R;
    matches!(role, R::Tax | R::Shipping | R::Fee | R::Discount)
}

fn is_sum(value: &Found) -> bool {
    matches!(value.claim, Claim::Amount { .. })
}

/// Says so when the lines of a listing do not make its total.
///
/// Only a table counts: a head without numbers, below it rows of several cells with a sum at their
/// end, at last the total; or such rows by themselves, their sums set off by spaces. Where anything stands
/// between that is not understood, nothing is said.
pub(super) fn disagreement(text: &str, found: &[Found]) -> Option<String> {
    if found.iter().filter(|value| is_sum(value)).count() < 3 {
        return None;
    }
    let lines: Vec<(usize, &str)> = numbered(text).collect();
    lines_and_total(&lines, found).or_else(|| net_and_total(&lines, found))
}

/// The same of the lines and the first sum that is made of them.
fn lines_and_total(lines: &[(usize, &str)], found: &[Found]) -> Option<String> {
    let is_total = |row: &Row| matches!(row.role, AmountRole::Total | AmountRole::Subtotal);
    let (last, total) = lines
        .iter()
        .enumerate()
        .find_map(|(at, line)| row(*line, found).filter(is_total).map(|row| (at, row)))?;
    let plain = !lines.get(last)?.1.contains('\t');
    let mut rows: Vec<Row> = Vec::new();
    for line in lines.get(..last)?.iter().rev() {
        let (_, words) = *line;
        if let Some(row) = row(*line, found) {
            let start = found.get(row.at).map_or(0, |value| value.start);
            let listed = if plain { is_set_off(*line, start) } else { words.contains('\t') };
            let added = listed && !is_taken_off(&row, words);
            if !added || row.money.currency != total.money.currency || rows.len() >= LINES_MAX {
                return None;
            }
            rows.push(row);
        } else if words.bytes().any(|byte| byte.is_ascii_digit()) {
            return None;
        } else if plain {
            return judged(&rows, &total).filter(|_| rows.len() >= PLAIN_ROWS_MIN);
        } else if words.contains('\t') {
            return judged(&rows, &total);
        }
    }
    None
}

/// How sure the total and what is added to the net sum are at least, in thousandths, before they are compared.
const TOTAL_SURE: u16 = 700;
const ADDED_SURE: u16 = 500;

/// A tax may be rounded for each line.
const ROUNDED: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The same of a net sum with the tax below it and the total below that. Where anything else stands between them, or
/// another total fits, nothing is said.
fn net_and_total(lines: &[(usize, &str)], found: &[Found]) -> Option<String> {
    use AmountRole as R;
    let sure = |row: &Row, least: u16| {
        found.get(row.at).is_some_and(|value| value.confidence.thousandths() >= least)
    };
    let mut rows = lines.iter().filter(|line| !line.1.trim().is_empty());
    let net = rows.by_ref().find_map(|line| row(*line, found).filter(|r| r.role == R::Subtotal))?;
    let mut added: Vec<Row> = Vec::new();
    let total = loop {
        let next = row(*rows.next()?, found)?;
        if next.money.currency != net.money.currency {
            return None;
        }
        if matches!(next.role, R::Total | R::Due) {
            break next;
        }
        let told = next.rated || sure(&next, ADDED_SURE);
        if !comes_on_top(next.role) || !told || added.len() >= LINES_MAX {
            return None;
        }
        added.push(next);
    };
    let taxed = added.iter().any(|row| row.role == R::Tax);
    // A tax may be part of the net sum, and what is saved may be told as news only.
    let sum = |without: &[R]| {
        let added = added.iter().filter(|row| !without.contains(&row.role));
        added.fold(net.money.value, |sum, row| {
            let off = row.role == R::Discount;
            sum.saturating_add(if off { -row.money.value.abs() } else { row.money.value })
        })
    };
    let ways: [&[R]; 4] = [&[], &[R::Tax], &[R::Discount], &[R::Tax, R::Discount]];
    let fits = |says: Decimal| ways.iter().any(|way| (sum(way) - says).abs() <= ROUNDED);
    let totals = found.iter().filter_map(|value| value.claim.amount());
    let mut totals = totals.filter(|(role, _)| matches!(role, R::Total | R::Due | R::Paid));
    if !taxed || !sure(&total, TOTAL_SURE) || totals.any(|(_, money)| fits(money.value)) {
        return None;
    }
    let (all, says) = (sum(&[]), total.money.value);
    Some(format!("the net sum and what is added make {all}, but the total says {says}"))
}

/// Whether a line is a name without numbers and, behind some space, the sum that begins at `sum`.
fn is_set_off((start, words): (usize, &str), sum: usize) -> bool {
    let Some(name) = words.get(..sum.saturating_sub(start)) else { return false };
    let letters = name.chars().filter(|c| c.is_alphabetic()).count() > 1;
    name.ends_with("  ") && letters && !name.bytes().any(|byte| byte.is_ascii_digit())
}

/// Says so where an invoice as data and what people read name different totals: the pages of the PDF that carries it,
/// or the words of the message that it comes with, which stand in its own parts. One of them is not what was agreed.
pub(super) fn two_totals(facts: &[Fact], own: &[PartRef]) -> Option<Gap> {
    let total = |fact: &Fact| fact.amount().filter(|(role, _)| *role == AmountRole::Total);
    let is_data = |fact: &&Fact| {
        let carried = fact.at.end == 0 || !own.is_empty() && !own.contains(&fact.at.part);
        fact.reader == ReaderName::SchemaOrg && carried
    };
    let mut of_data = facts.iter().filter(is_data).filter_map(|fact| Some((fact, total(fact)?.1)));
    let (carried, data) = of_data.next()?;
    let read = |parts: &[PartRef]| {
        let read = facts.iter().filter(|fact| fact.reader == ReaderName::Text);
        read.filter(|fact| parts.contains(&fact.at.part)).collect::<Vec<&Fact>>()
    };
    let at = Some(carried.at.part);
    let pages = read(&[carried.at.part]);
    if let Some((_, page)) =
        pages.iter().find_map(|fact| total(fact)).filter(|_| carried.at.end == 0)
    {
        let what =
            format!("the invoice that a PDF carries says a total of {data}, its pages say {page}");
        // A credit note is written with a minus or without.
        let differs = page.value.abs() != data.value.abs() && page.currency == data.currency;
        if differs {
            return Some(Gap { what, at });
        }
    }
    // Of several invoices or totals nobody can tell which is meant.
    let one = of_data.all(|(_, other)| other == data);
    let whole = |fact: &&Fact| {
        let (role, money) = fact.amount()?;
        let whole = matches!(role, AmountRole::Total | AmountRole::Due);
        (whole && fact.confidence.thousandths() >= TOTAL_SURE).then_some(money)
    };
    let said: Vec<Money> = read(own).iter().filter_map(whole).collect();
    let first = said.first().filter(|first| one && said.iter().all(|other| other == *first))?;
    let within = facts.iter().filter(is_data).filter_map(Fact::amount);
    let known =
        |(_, money): (AmountRole, Money)| money == *first || money.currency != first.currency;
    let differs = !within.into_iter().any(known);
    let what =
        format!("the attached invoice says a total of {data}, the message itself says {first}");
    differs.then_some(Gap { what, at })
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
    let first = found.partition_point(|value| value.start < start);
    let here = found.iter().enumerate().skip(first).take_while(|(_, value)| value.start < end);
    here.filter(|(_, value)| value.end == end).find_map(|(at, value)| {
        let (role, money) = value.claim.amount()?;
        Some(Row { at, role, money, rated: line.contains('%') })
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
    use oxherd_model::AmountRole;

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
    fn lines_of_a_plain_text_are_added_up_too() {
        let listing =
            "Notebooks   \u{a3}4.50\nInk   \u{a3}22.00\nPostage   \u{a3}3.00\nTotal   \u{a3}41.80";
        assert_eq!(gaps(listing), ["the lines make 29.50, but the total says 41.80"]);
        let right = listing.replace("41.80", "29.50");
        assert_eq!(gaps(&right), [""; 0]);
    }

    #[test]
    fn what_is_made_of_the_lines_above_it_is_no_line() {
        for [head, net, tax, total] in [
            ["Leistung\tBetrag", "Zwischensumme", "MwSt 19 %", "Gesamtbetrag"],
            ["D\u{e9}signation\tMontant HT", "Total HT", "TVA 19 %", "Total TTC"],
            ["Descrizione\tImporto", "Imponibile", "IVA 19%", "Totale"],
            ["Concepto\tImporte", "Base imponible", "IVA 19%", "Total"],
            ["Omschrijving\tBedrag", "Totaal excl. btw", "Btw 19%", "Totaal incl. btw"],
        ] {
            let listing = |last: &str| {
                format!(
                    "{head}\nA\t102,00\nB\t217,00\n{net}\t319,00\n{tax}\t60,61\n{total}\t{last} EUR"
                )
            };
            assert_eq!(gaps(&listing("379,61")), [""; 0], "{head}");
            let twice = format!("{}\nA pagar\t379,61 EUR", listing("379,61"));
            assert_eq!(gaps(&twice), [""; 0], "{head}");
            // Most invoices leave some space between the lines and what is made of them.
            let apart =
                |last: &str| listing(last).replace(&format!("\n{net}"), &format!("\n\n\n{net}"));
            assert_eq!(gaps(&apart("379,61")), [""; 0], "{head}");
            let wrong = ["the net sum and what is added make 379.61, but the total says 397.61"];
            assert_eq!(gaps(&apart("397,61")), wrong, "{head}");
            assert_eq!(gaps(&listing("397,61")), wrong, "{head}");
            let net_is_wrong = apart("409,61").replace("319,00", "349,00");
            let wrong = ["the lines make 319.00, but the total says 349.00"];
            assert_eq!(gaps(&net_is_wrong), wrong, "{head}");
        }
    }

    #[test]
    fn what_is_added_to_a_net_sum_need_not_be_a_tax_on_top() {
        for listing in [
            "Subtotal\t84.00 GBP\nDelivery\t4.00 GBP\nVAT included\t14.67 GBP\nTotal\t88.00 GBP",
            "Subtotal\t84.00 GBP\nDiscount\t4.00 GBP\nVAT\t16.00 GBP\nTotal\t96.00 GBP",
            "Subtotal\t84.00 GBP\nVAT\t16.80 GBP\nGift card\t-50.00 GBP\nTotal\t50.80 GBP",
            "Subtotal\t84.00 GBP\nVAT\t16.80 GBP\nTotal savings\t5.00 GBP\nTotal\t100.80 GBP",
            "Subtotal\t84.00 GBP\nVAT\t16.81 GBP\nTotal\t100.80 GBP",
        ] {
            assert_eq!(gaps(listing), [""; 0], "{listing}");
        }
        let wrong = "Subtotal\t84.00 GBP\nDelivery\t4.00 GBP\nVAT\t16.00 GBP\nTotal\t140.00 GBP";
        assert_eq!(
            gaps(wrong),
            ["the net sum and what is added make 104.00, but the total says 140.00"]
        );
    }

    #[test]
    fn the_currency_of_a_column_is_that_of_its_sums() {
        let mail = |head: &str| {
            format!(
                "From: Acme <a@acme.example>\nSubject: Your invoice\n\nThis is your invoice.\n\n\
                 Description\t{head}\nService\t90.00\nValve\t30.00\nTotal\t120.00\n"
            )
        };
        let total = |head: &str| {
            let read = Reader::new().read(mail(head).as_bytes(), Form::Mail, Depth::Full).reading;
            let mut sums = read.facts.iter().filter_map(|fact| fact.amount());
            sums.find(|(role, _)| *role == AmountRole::Total).map(|(_, money)| money.to_string())
        };
        for head in ["Amount (GBP)", "Amount GBP", "Amount (\u{a3})", "Amount (in GBP)"] {
            assert_eq!(total(head).as_deref(), Some("120.00 GBP"), "{head}");
        }
        assert_eq!(total("Points"), None);
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
