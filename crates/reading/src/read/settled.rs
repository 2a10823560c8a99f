//! Bills that say that they are paid: `paid in full`, `Facture acquittée`, `Betrag dankend erhalten`.

use crate::body;
use crate::words::fold;
use oxherd_model::{AmountRole, Claim, Fact, Kind, Reading};

/// Words that say so, folded.
const PAID: &[&str] = &[
    "paid in full",
    "paid with thanks",
    "paid by card",
    "paid by credit card",
    "paid by direct debit",
    "paid by bank transfer",
    "paid by paypal",
    "paid with",
    "already paid",
    "already been paid",
    "no payment is due",
    "no payment is required",
    "no payment required",
    "nothing to pay",
    "nothing further to pay",
    "bereits bezahlt",
    "bereits beglichen",
    "dankend erhalten",
    "bezahlt per",
    "bezahlt mit",
    "bezahlt am",
    "ist bezahlt",
    "wurde bezahlt",
    "keine zahlung erforderlich",
    "bitte nicht uberweisen",
    "zahlbetrag 0 00",
    "facture acquittee",
    "acquittee le",
    "acquitte",
    "regle par",
    "reglee par",
    "regle le",
    "paye par",
    "payee par",
    "deja regle",
    "deja reglee",
    "deja paye",
    "aucun reglement",
    "aucun paiement",
    "rien a regler",
    "ya pagada",
    "factura pagada",
    "pagado con",
    "pagada con",
    "pagado mediante",
    "pagada mediante",
    "pagado por",
    "abonado con",
    "abonada con",
    "no tiene que pagar",
    "no tienes que pagar",
    "ningun pago pendiente",
    "gia pagato",
    "gia pagata",
    "pagato con",
    "pagata con",
    "pagato mediante",
    "pagato tramite",
    "fattura pagata",
    "fattura quietanzata",
    "quietanzata",
    "gia saldato",
    "gia saldata",
    "saldato con",
    "saldata con",
    "nulla da pagare",
    "nulla e dovuto",
    "nessun pagamento",
    "reeds voldaan",
    "is voldaan",
    "voldaan per",
    "voldaan via",
    "voldaan met",
    "al betaald",
    "reeds betaald",
    "betaald met",
    "betaald via",
    "betaald per",
    "niets te betalen",
    "niets meer te betalen",
];

/// Words before those that deny them or make them hang on something, folded.
const NOT: &[&str] = &[
    "not",
    "isn",
    "hasn",
    "yet",
    "if",
    "unless",
    "until",
    "once",
    "can",
    "may",
    "must",
    "nicht",
    "noch",
    "wenn",
    "falls",
    "sobald",
    "kann",
    "konnen",
    "muss",
    "pas",
    "si",
    "peut",
    "doit",
    "etre",
    "no",
    "puede",
    "debe",
    "ser",
    "non",
    "se",
    "puo",
    "deve",
    "essere",
    "niet",
    "nog",
    "als",
    "kan",
    "kunt",
    "worden",
    "moet",
    "part",
    "deposit",
    "anzahlung",
    "teilweise",
    "acompte",
    "anticipo",
    "acconto",
    "aanbetaling",
    "werden",
];

/// Words before that are looked at.
const BEFORE: usize = 4;

/// Lines of a text that are looked at, and bytes of each.
const LINES_MAX: usize = 400;
const LINE_MAX: usize = 400;

/// The sum of a bill that says that it is paid, and where it says so.
pub(super) fn paid(text: &str, out: &Reading) -> Option<(Claim, (usize, usize))> {
    let sums = || out.facts.iter().filter_map(Fact::amount);
    let of = |wanted: AmountRole| sums().find(|(role, _)| *role == wanted).map(|(_, money)| money);
    if out.kind != Kind::Bill || of(AmountRole::Paid).is_some() {
        return None;
    }
    let money = of(AmountRole::Due).or_else(|| of(AmountRole::Total))?;
    let mut start = 0;
    for line in body::lines(text).take(LINES_MAX) {
        let end = start + line.trim_end().len();
        if line.len() <= LINE_MAX && says_paid(line) {
            return Some((Claim::Amount { role: AmountRole::Paid, money }, (start, end)));
        }
        start += line.len();
    }
    None
}

fn says_paid(line: &str) -> bool {
    let line = format!(" {} ", fold(line));
    PAID.iter().any(|words| {
        line.match_indices(&format!(" {words} ")).any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default();
            !before.rsplit(' ').take(BEFORE).any(|word| NOT.contains(&word))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_bill_that_is_paid_says_so_in_each_language() {
        for line in [
            "This invoice has already been paid, thank you.",
            "Betrag dankend erhalten",
            "Réglé par carte bancaire le 3 mars",
            "Factura pagada con tarjeta",
            "Pagato con carta il 3 marzo",
            "De factuur is voldaan via iDEAL",
        ] {
            assert!(says_paid(line), "{line}");
        }
        for line in [
            "The bill can be paid by card",
            "Die Rechnung ist noch nicht bezahlt am Schalter",
            "La facture doit être réglée par virement",
            "La fattura può essere pagata con carta",
            "Deposit paid by card",
            "De factuur kan worden betaald via iDEAL",
        ] {
            assert!(!says_paid(line), "{line}");
        }
    }
}
