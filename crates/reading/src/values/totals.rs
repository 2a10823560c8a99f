//! Which sum of a listing is the total.

use super::amounts::{Role, per_period};
use super::page::Page;
use oxherd_model::{AmountRole, Currency};
use rust_decimal::Decimal;

/// Bytes between the total of the goods and the total of all.
const NEAR: usize = 400;

/// A sum where it stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Standing {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) value: Decimal,
    pub(super) currency: Currency,
}

/// Of two totals one below the other, where lines stand above, the first is that of the goods or one of the lines.
pub(super) fn one_total(sums: &[Standing], roles: &mut [Role]) {
    use AmountRole as R;
    let listed =
        |role: &Role| matches!(role.0, R::Line | R::Shipping | R::Tax | R::Discount | R::Fee);
    if !roles.iter().any(listed) {
        return;
    }
    let totals: Vec<usize> = (0..)
        .zip(roles.iter())
        .filter(|(_, role)| matches!(role.0, R::Total | R::Due))
        .map(|(at, _)| at)
        .collect();
    for pair in totals.windows(2) {
        let [first, last] = pair else { continue };
        let (Some(one), Some(two)) = (sums.get(*first), sums.get(*last)) else { continue };
        let goods = one.value < two.value
            && one.currency == two.currency
            && two.start.saturating_sub(one.end) <= NEAR
            && adds_up(sums, roles, (*first, *last));
        if goods && let Some(role) = roles.get_mut(*first) {
            *role = (R::Subtotal, role.1.min(800));
        }
    }
}

/// Whether the first total is that of the lines above it, or the second that of all between or of all above.
fn adds_up(sums: &[Standing], roles: &[Role], (first, last): (usize, usize)) -> bool {
    let (Some(one), Some(two)) = (sums.get(first), sums.get(last)) else { return false };
    let is_total = |at: usize| roles.get(at).is_some_and(|role| role.0 == AmountRole::Total);
    let lines =
        || sums.iter().zip(roles).take(first).filter(|(_, role)| role.0 == AmountRole::Line);
    let sum: Decimal = lines().map(|(sum, _)| sum.value).sum();
    let between: Decimal = sums.iter().take(last).skip(first + 1).map(|sum| sum.value).sum();
    let goods = sum == one.value || lines().any(|(sum, _)| sum.value == one.value);
    let whole = last > first + 1 && one.value + between == two.value;
    let all = !sum.is_zero() && sum + one.value + between == two.value;
    goods && is_total(first) && is_total(last) || whole || all
}

/// A sum that is paid and that of a smaller total and what is added to it is the whole: `Total pagado` below `Importe` and
/// `Comisión`.
pub(super) fn paid_whole(sums: &[Standing], roles: &mut [Role]) {
    use AmountRole as R;
    let at = |wanted: R| roles.iter().position(|role| role.0 == wanted);
    let (Some(total), Some(paid)) = (at(R::Total), at(R::Paid)) else { return };
    let (Some(one), Some(two)) = (sums.get(total), sums.get(paid)) else { return };
    let added = sums.iter().zip(roles.iter());
    let added: Decimal = added
        .filter(|(_, role)| matches!(role.0, R::Fee | R::Shipping | R::Tax | R::Deposit))
        .map(|(sum, _)| sum.value)
        .sum();
    let whole = !added.is_zero() && one.value + added == two.value;
    if whole && let Some(role) = roles.get_mut(total) {
        *role = (R::Subtotal, 800);
    }
}

/// The last sum of a listing that is that of the ones right above it is the total, whatever it is called.
fn sum_of_those_above(sums: &[Standing], roles: &[Role]) -> Option<usize> {
    use AmountRole as R;
    let last = sums.len().checked_sub(1)?;
    let whole = sums.get(last)?;
    let may = matches!(roles.get(last)?.0, R::Price | R::Line | R::Other | R::Subtotal);
    let mut sum = Decimal::ZERO;
    for (count, at) in (0..last).rev().enumerate() {
        let part = sums.get(at)?;
        let apart = part.currency != whole.currency || whole.start.saturating_sub(part.end) > NEAR;
        sum += part.value;
        if apart || sum > whole.value {
            return None;
        }
        if count >= 1 && sum == whole.value {
            return may.then_some(last);
        }
    }
    None
}

/// The sum that stands for a total where none is called so: what was paid, refunded, or the only
/// price.
pub(super) fn main(page: &Page<'_>, sums: &[Standing], roles: &[Role]) -> Option<usize> {
    use AmountRole as R;
    if roles.iter().any(|role| matches!(role.0, R::Total | R::Due | R::Old)) {
        return None;
    }
    let largest = |wanted: R| {
        let fits = (0..).zip(roles).filter(|(_, role)| role.0 == wanted && role.1 >= 600);
        fits.filter_map(|(at, _): (usize, _)| sums.get(at).map(|sum| (at, sum.value)))
            .max_by_key(|(_, value)| *value)
            .map(|(at, _)| at)
    };
    if let Some(at) = largest(R::Paid).or_else(|| largest(R::Refund)) {
        return Some(at);
    }
    if let Some(at) = sum_of_those_above(sums, roles) {
        return Some(at);
    }
    let first = sums.first()?;
    let only = sums.iter().all(|sum| sum.value == first.value && sum.currency == first.currency);
    let price = roles.iter().any(|role| matches!(role.0, R::Price | R::New | R::Fee));
    let once = sums.iter().all(|sum| !per_period(page, sum.end));
    (only && price && once).then_some(0)
}

#[cfg(test)]
mod tests {
    use crate::{Depth, Form, Reader};
    use oxherd_model::{AmountRole, Fact};

    /// The sums that a mail calls its total or what is due.
    fn totals(subject: &str, body: &str) -> Vec<String> {
        let mail = format!(
            "From: Alderley <service@alderley.example>\nSubject: {subject}\nDate: Mon, 04 May 2026 10:00:00 \
             +0200\nMIME-Version: 1.0\nContent-Type: text/plain; charset=utf-8\nContent-Transfer-Encoding: \
             8bit\n\n{body}\n"
        );
        let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        let sums = reading.facts.iter().filter_map(Fact::amount);
        let whole = sums.filter(|(role, _)| matches!(role, AmountRole::Total | AmountRole::Due));
        let mut whole: Vec<String> = whole.map(|(_, money)| money.value.to_string()).collect();
        whole.sort_unstable();
        whole.dedup();
        whole
    }

    #[test]
    fn the_total_is_the_sum_of_all_whatever_else_is_called_so() {
        let mut missed = Vec::new();
        for (subject, body, total) in [
            (
                "Recibo de aparcamiento",
                "Gracias.\n\nImporte: 2,60 €\nComisión: 0,25 €\nTotal pagado: 2,85 €",
                "2.85",
            ),
            (
                "Ricevuta sosta",
                "Ciao,\n\nImporto sosta: 3,12 €\nCommissione: 0,28 €\nTotale addebitato: 3,40 €",
                "3.40",
            ),
            (
                "Confirmation de commande",
                "Merci pour votre commande.\n\nProduits : 61,90 €\nLivraison : 5,50 €\nTVA totale : 11,23 €\nTotal payé : 67,40 €",
                "67.40",
            ),
            (
                "Preventivo infissi",
                "Gentile cliente,\n\nla nostra offerta per cinque finestre:\nTotale IVA 10% inclusa: 6.490,00 €",
                "6490.00",
            ),
            (
                "Your booking is confirmed",
                "Thank you!\n\nLake View Double  £260.00\n20 % VAT          £52.00\nPrice             £312.00",
                "312.00",
            ),
            (
                "Appel de fonds",
                "Madame,\n\ncharges générales : 371,20 €\ncharges cave : 11,13 €\nCotisation fonds travaux : 30,00 €\n\
                 Montant exigible : 412,33 €",
                "412.33",
            ),
            (
                "Aanmaning",
                "Geachte mevrouw,\n\nOpenstaand bedrag\t€ 382,20\nAanmaningskosten\t€ 9,00\nTotaal te betalen\t€ 391,20",
                "391.20",
            ),
            (
                "Autumn term fees",
                "Hi,\n\nthe fees for the 12 lessons come to £216, invoice SR-A26-031. Please pay by 18 May 2026.",
                "216",
            ),
            (
                "No hemos podido procesar tu pago",
                "Hola:\n\nEl cargo de 5,99 € de tu suscripción ha sido rechazado. Actualiza los datos de pago.",
                "5.99",
            ),
            (
                "Zahlungserinnerung",
                "Guten Tag,\n\ndie Rechnung 118 (58,34 €) ist noch offen. Nach dem 20. Mai berechnen wir 7,50 € Mahngebühr.",
                "58.34",
            ),
        ] {
            let told = totals(subject, body);
            if told != [total] {
                missed.push(format!("{subject}: {told:?}"));
            }
        }
        assert!(missed.is_empty(), "{missed:#?}");
    }

    #[test]
    fn a_code_with_letters_before_it_is_no_sum() {
        for (body, number) in [
            ("Order number: TL88301922", "TL88301922"),
            ("Customer number: KR 7714 0922-3", "KR 7714 0922-3"),
        ] {
            let mail = format!(
                "From: Alderley <a@alderley.example>\nSubject: Your return\n\nHello,\n\n{body}\n"
            );
            let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
            assert_eq!(reading.facts.iter().filter_map(Fact::amount).count(), 0, "{body}");
            let mut numbers = reading.facts.iter().filter_map(Fact::reference);
            assert!(numbers.any(|(_, value)| value == number), "{body}");
        }
        assert_eq!(totals("Your invoice", "Total: NOK 1250"), ["1250"]);
    }
}
