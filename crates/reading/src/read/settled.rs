//! Bills that say that they are paid: `paid in full`, `Facture acquittée`, `Betrag dankend erhalten`.

use crate::body;
use crate::read::turned;
use crate::values::Found;
use crate::words::fold;
use oxherd_model::{AmountRole, Claim, Confidence, DateRole, Fact, Kind, Reading};

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
    "sollte",
    "sollten",
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

/// Participles of paying, folded.
const PAYS: &[&str] = &[
    "paid",
    "settled",
    "bezahlt",
    "beglichen",
    "gezahlt",
    "uberwiesen",
    "eingezogen",
    "abgebucht",
    "paye",
    "payee",
    "regle",
    "reglee",
    "acquitte",
    "acquittee",
    "solde",
    "soldee",
    "pagado",
    "pagada",
    "abonado",
    "abonada",
    "liquidado",
    "liquidada",
    "cobrado",
    "cobrada",
    "pagato",
    "pagata",
    "saldato",
    "saldata",
    "addebitato",
    "addebitata",
    "betaald",
    "voldaan",
    "afgeschreven",
    "geincasseerd",
];

/// Words shortly before them that say that it is over, folded.
const OVER: &[&str] = &[
    "already", "been", "bereits", "schon", "wurde", "deja", "ete", "ya", "sido", "fue", "gia",
    "stata", "stato", "risulta", "al", "reeds", "werd",
];

/// Words before them, beside those that deny, that make it a question, or that of another bill, folded.
const OTHER: &[&str] = &[
    "you",
    "have",
    "sie",
    "haben",
    "sollten",
    "sollte",
    "vous",
    "avez",
    "u",
    "je",
    "hebt",
    "heeft",
    "usted",
    "lei",
    "avete",
    "last",
    "previous",
    "earlier",
    "letzte",
    "vorige",
    "vorherige",
    "precedent",
    "precedente",
    "derniere",
    "anterior",
    "ultima",
    "ultimo",
    "laatste",
    "any",
    "refund",
    "erstattung",
    "gutschrift",
    "remboursement",
    "reembolso",
    "rimborso",
];

/// Words between what says that it is over and the participle; more where participles come last.
const BETWEEN: usize = 3;
const BETWEEN_LAST: usize = 8;

/// Those of languages where they do, folded.
const LAST: &[&str] = &["bereits", "schon", "wurde", "reeds", "werd"];

/// Words before a participle in which it is another bill or a question.
const OTHER_WITHIN: usize = 8;

/// `al` is `already` beside a Dutch verb, elsewhere `to the`.
fn is_over(word: &str, verb: &str) -> bool {
    let dutch = || ["betaald", "voldaan", "afgeschreven", "geincasseerd"].contains(&verb);
    OVER.contains(&word) && (word != "al" || dutch())
}

/// Whether the line says by its grammar that it was paid: `has already been settled`, `is al voldaan`.
fn was_paid(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    words.iter().enumerate().any(|(at, word)| {
        let before = |most: usize| words.get(at.saturating_sub(most)..at).unwrap_or_default();
        let denies = |word: &&str| NOT.contains(word) || OTHER.contains(word);
        PAYS.contains(word)
            && (before(BETWEEN).iter().any(|over| is_over(over, word))
                || before(BETWEEN_LAST).iter().any(|over| LAST.contains(over)))
            && !before(OTHER_WITHIN).iter().any(denies)
    })
}

/// Words before a participle of paying in a line that is only about that, folded: labels and means.
const STATUS: &[&str] = &[
    "status",
    "zahlungsstatus",
    "rechnungsstatus",
    "statut",
    "etat",
    "estado",
    "stato",
    "betaalstatus",
    "betalingsstatus",
    "card",
    "karte",
    "kreditkarte",
    "carte",
    "tarjeta",
    "carta",
    "creditcard",
    "betaalpas",
    "paypal",
    "visa",
    "mastercard",
    "ideal",
];

/// Words of such a line at most.
const STATUS_WORDS: usize = 8;

/// Whether the line is a stamp or a status: `PAID`, `Zahlungsart: Kreditkarte (bezahlt)`.
fn is_status(line: &str) -> bool {
    let words: Vec<&str> = line.split_whitespace().collect();
    let Some((last, before)) = words.split_last() else { return false };
    let denies = |word: &&str| NOT.contains(word) || OTHER.contains(word);
    PAYS.contains(last)
        && words.len() <= STATUS_WORDS
        && !before.iter().any(denies)
        && (before.is_empty() || before.iter().any(|word| STATUS.contains(word)))
}

/// A line without what it asks: `Have you already paid?`.
fn without_questions(line: &str) -> String {
    let told = |piece: &str| {
        if !piece.ends_with('?') {
            return piece.to_owned();
        }
        let stop = [". ", "! "].iter().filter_map(|stop| piece.rfind(stop)).max();
        stop.and_then(|at| piece.get(..=at)).unwrap_or_default().to_owned()
    };
    line.split_inclusive('?').map(told).collect()
}

/// Whether a line says that what it stands on is paid.
pub(crate) fn says_paid(line: &str) -> bool {
    let line = format!(" {} ", fold(&without_questions(line)));
    if was_paid(&line) || is_status(&line) {
        return true;
    }
    PAID.iter().any(|words| {
        line.match_indices(&format!(" {words} ")).any(|(at, _)| {
            let before = line.get(..at).unwrap_or_default();
            !before.rsplit(' ').take(BEFORE).any(|word| NOT.contains(&word))
        })
    })
}

/// How sure a sum is at least that its words say is given, in thousandths.
const GIVEN: u16 = 900;

/// A day by which the supplier gives money is none by which the owner pays.
pub(super) fn not_owed(text: &str, found: &mut [Found]) {
    let given = |f: &&Found| {
        let back = matches!(f.claim, Claim::Amount { role: AmountRole::Refund, .. });
        back && f.confidence.thousandths() >= GIVEN
    };
    let given: Vec<(usize, usize)> =
        found.iter().filter(given).map(|f| (f.start, f.end)).take(8).collect();
    let beside = |(start, end): (usize, usize)| {
        given.iter().any(|(from, to)| {
            let gap = if *to <= start { text.get(*to..start) } else { text.get(end..*from) };
            gap.is_some_and(|gap| {
                !gap.contains([';', '!', '?']) && !gap.contains(". ") && !gap.contains("\n\n")
            })
        })
    };
    for value in found {
        if let Claim::Date { role: role @ (DateRole::Due | DateRole::Payment), .. } =
            &mut value.claim
            && beside((value.start, value.end))
        {
            *role = DateRole::Other;
            value.confidence = Confidence::from_thousandths(GIVEN);
        }
    }
}

/// A message whose only sum is given to the owner asks for nothing and states no price.
pub(super) fn given(out: &mut Reading) {
    let asks = matches!(
        out.kind,
        Kind::Bill | Kind::PaymentAhead | Kind::PaymentFailed | Kind::Dunning | Kind::PaymentDone
    );
    let sums = || {
        let of = out.facts.iter().filter_map(|fact| Some((fact.amount()?, fact.confidence)));
        of.map(|((role, money), sure)| (role, money, sure.thousandths()))
    };
    let back = sums().find(|(role, _, sure)| *role == AmountRole::Refund && *sure >= GIVEN);
    let Some((_, back, _)) = back.filter(|_| asks) else { return };
    if sums().all(|(_, money, _)| money == back) {
        turned::into(out, Kind::RefundCredit, "the only sum is given to the owner");
        out.secondary.retain(|kind| !kind.asks_for_money());
    }
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
            "The amount of £20.00 has been settled by card.",
            "Your order was paid for, and this bill is already settled",
            "Der Betrag von 20,00 EUR wurde am 3. Mai von Ihrem Konto abgebucht",
            "Die Rechnung ist bereits beglichen.",
            "Le montant de 20,00 € a été réglé lors de la commande.",
            "Cette facture est déjà soldée.",
            "El importe de 20,00 € ya ha sido abonado.",
            "La factura fue pagada el 3 de mayo.",
            "L'importo di 20,00 € è già stato addebitato sulla carta.",
            "La fattura risulta saldata.",
            "Het bedrag van € 20,00 is al voldaan.",
            "Het totaalbedrag is reeds afgeschreven.",
            "Status: PAID",
            "Zahlungsart: Kreditkarte (bezahlt)",
            "Règlement : carte bancaire - payée",
            "Estado: pagada",
            "Stato: pagata",
            "Betaalstatus: voldaan",
            "BEZAHLT",
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
            "Have you already paid? Then please ignore this",
            "If this has already been paid, please ignore it",
            "Haben Sie bereits bezahlt? Dann ist nichts zu tun",
            "Sollte der Betrag bereits bezahlt sein, ist nichts zu tun",
            "Avez-vous déjà payé ?",
            "Si ya ha sido pagada, ignore este aviso",
            "Heeft u al betaald? Dan hoeft u niets te doen",
            "Your last bill has been paid",
            "Das Geld wird am 3. Mai abgebucht",
            "Status: not yet paid",
            "Status: nicht bezahlt",
            "Zahlungsart: Kreditkarte",
            "Stato: non pagata",
            "Per carta: importo che deve essere pagato",
            "El importe será cobrado el 3 de mayo",
        ] {
            assert!(!says_paid(line), "{line}");
        }
    }
}
