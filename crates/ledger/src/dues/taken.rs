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

/// What the owner pays, at the beginning of a word.
const PAYMENT: &[&str] = &[
    "payment",
    "instalment",
    "installment",
    "premium ",
    "zahlung",
    "rate ",
    "beitrag",
    "paiement",
    "échéance",
    "mensualité",
    "cotisation",
    "pago",
    "cuota",
    "pagamento",
    "rata ",
    "betaling",
    "termijn",
];

/// How it leaves the owner's account, at the beginning of a word.
const LEAVES: &[&str] = &[
    "goes out",
    "go out",
    "leaves your",
    "leave your",
    "comes out of",
    "geht ab",
    "geht raus",
    "geht am",
    "part le",
    "partira le",
    "sortira",
    "sale el",
    "saldrá",
    "parte il",
    "partirà",
    "esce il",
    "gaat eraf",
    "gaat af",
    "gaat op",
];

/// What else may go out once it was paid, at the beginning of a word.
const GOODS: &[&str] = &[
    "order",
    "parcel",
    "package",
    "card ",
    "bestellung",
    "paket",
    "ware ",
    "sendung",
    "commande",
    "colis",
    "pedido",
    "paquete",
    "ordine",
    "pacco",
    "bestelling",
    "pakket",
];

/// Whom it goes to where the owner is paid, at the beginning of a word.
const TO_THE_OWNER: &[&str] = &[
    "to you",
    "to your",
    "an sie",
    "an dich",
    "auf ihr",
    "auf dein",
    "vers vous",
    "vers votre",
    "sur votre",
    "a su ",
    "a tu ",
    "al tuo",
    "al suo",
    "sul tuo",
    "sul suo",
    "naar je",
    "naar uw",
    "claim",
    "our payment",
    "unsere zahlung",
    "notre paiement",
    "nuestro pago",
    "nostro pagamento",
    "onze betaling",
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
    let taken = has(TAKES) && has(FROM);
    let leaves = has(PAYMENT) && has(LEAVES) && !has(TO_THE_OWNER) && !has(GOODS);
    (taken || leaves) && !has(GIVES)
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
            "Your final instalment of £18.20 goes out on 4 March",
            "The payment for April leaves your account on 2 April",
            "Die letzte Zahlung von 22,40 EUR geht am 4. März raus",
            "Le dernier paiement de 31 € part le 4 mars",
            "El último pago de 31 € sale el 4 de marzo",
            "L'ultimo pagamento di 31 € parte il 4 marzo",
            "De laatste betaling van € 31 gaat op 4 maart van je rekening",
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
            "Your parcel goes out on 4 March",
            "Once your payment clears, your order goes out on 4 March",
            "Après paiement, votre colis part le 4 mars",
            "Tras el pago, el pedido sale el 4 de marzo",
            "Your premium card goes out on 4 March",
            "Our payment of £60 for your claim goes out on 4 March",
            "The payment goes out to you on 4 March",
            "Unsere Zahlung geht am 4. März an Sie raus",
            "Notre paiement part le 4 mars",
            "La betaling gaat op 4 maart naar je rekening terug",
        ] {
            assert!(!takes_money(sentence), "{sentence}");
        }
    }
}
