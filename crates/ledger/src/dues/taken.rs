//! Sentences in which a supplier says that it will take money: no promise, but a payment that is due.

/// Letters of a sentence that are looked at.
const SENTENCE_MAX: usize = 400;

/// What a supplier does that takes money, at the beginning of a word.
const TAKES: &[&str] = &[
    "take",
    "collect",
    "charge",
    "debit",
    "deduct",
    "abbuch",
    "buchen",
    "bucht",
    "belast",
    "einzieh",
    "ziehen",
    "zieht",
    "eingezogen",
    "abgebucht",
    "prélev",
    "prelev",
    "débit",
    "encaiss",
    "cobr",
    "cargar",
    "cargo",
    "domicili",
    "addebit",
    "preliev",
    "preleva",
    "incass",
    "afschrij",
    "afgeschrev",
    "schrijven",
    "schrijft",
    "incasser",
    "innen",
    "int ",
];

/// Where it takes it from, at the beginning of a word.
const FROM: &[&str] = &[
    "card",
    "account",
    "direct debit",
    "bank",
    "mastercard",
    "visa",
    "paypal",
    "karte",
    "kreditkart",
    "konto",
    "lastschrift",
    "carte",
    "compte",
    "prélèvement",
    "tarjeta",
    "cuenta",
    "carta",
    "conto",
    "rekening",
    "creditcard",
    "betaalpas",
    "pas ",
    "incasso",
    "sepa",
];

/// What is given, not taken.
const GIVES: &[&str] = &[
    "refund",
    "credit to",
    "back to",
    "pay you",
    "repay",
    "reimburs",
    "erstatt",
    "gutschr",
    "gutschreib",
    "überweis",
    "zurück",
    "auszahl",
    "rembours",
    "recrédit",
    "vous vers",
    "reembols",
    "devol",
    "abonar",
    "abono",
    "rimbors",
    "riaccredit",
    "accredit",
    "restitu",
    "terug",
    "vergoed",
    "not ",
    "no ",
    "nicht",
    "kein",
    "ne ",
    "pas de",
    "non ",
    "niet",
    "geen",
];

/// Whether a sentence says that money will be taken from an account or a card of the owner.
pub(crate) fn takes_money(sentence: &str) -> bool {
    let mut line = String::from(" ");
    for c in sentence.chars().take(SENTENCE_MAX) {
        if c.is_alphanumeric() {
            line.extend(c.to_lowercase());
        } else if !line.ends_with(' ') {
            line.push(' ');
        }
    }
    line.push(' ');
    let has = |stems: &[&str]| {
        stems.iter().any(|stem| {
            line.match_indices(stem)
                .any(|(at, _)| line.get(..at).is_some_and(|before| before.ends_with(' ')))
        })
    };
    has(TAKES) && has(FROM) && !has(GIVES)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn who_takes_money_from_an_account_promises_nothing() {
        for sentence in [
            "There is an extra charge of £9.40, which we will take from your card on 3 May",
            "The difference will be collected by Direct Debit on 14 March",
            "Den Mehrbeitrag von 12,80 EUR buchen wir am 01.04. von Ihrem Konto ab",
            "Die Differenz ziehen wir am 5. Juni per Lastschrift ein",
            "Le complément de 14 € sera prélevé sur votre compte le 4 juillet",
            "La diferencia se cargará en su tarjeta el 2 de mayo",
            "Cobraremos la diferencia en tu cuenta el 2 de mayo",
            "La differenza verrà addebitata sulla tua carta il 3 giugno",
            "Het verschil schrijven we op 4 mei af van je rekening",
            "De bijbetaling wordt op 4 mei van je rekening afgeschreven",
        ] {
            assert!(takes_money(sentence), "{sentence}");
        }
        for sentence in [
            "We will refund £22.75 to your bank account within 10 working days",
            "Wir überweisen das Guthaben auf Ihr Konto zurück",
            "Nous vous remboursons sur votre compte le 4 juillet",
            "Te devolveremos el importe en tu tarjeta",
            "Ti rimborseremo sulla carta entro il 3 giugno",
            "We schrijven het bedrag terug op je rekening",
            "We will not charge your card again",
            "Our driver will collect the parcel on 3 May",
        ] {
            assert!(!takes_money(sentence), "{sentence}");
        }
    }
}
