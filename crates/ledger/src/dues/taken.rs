//! Sentences in which a supplier says that it will take money: no promise, but a payment that is due.

use crate::stems::Line;

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
    "kartenzahlung",
    "ratenzahlung",
    "lastschrift",
    "rate ",
    "beitrag",
    "paiement",
    "échéance",
    "mensualité",
    "prélèvement",
    "cotisation",
    "pago",
    "cuota",
    "pagamento",
    "rata ",
    "betaling",
    "kaartbetaling",
    "pinbetaling",
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

/// What else may go out once it was paid, at the beginning of a word; `for your order` tells what is paid.
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

/// Words that tell of a payment what it is for or how it is made, at the beginning of a word.
const OF: &[&str] = &[
    "for ", "of ", "by ", "für ", "per ", "mit ", "zu ", "zum ", "zur ", "pour ", "de ", "du ",
    "des ", "d ", "par ", "para ", "por ", "del ", "con ", "di ", "dell ", "della ", "dei ",
    "voor ", "van ", "met ",
];

/// Words between such a word and the goods: `for your new TV package`.
const OF_WORDS: usize = 3;

/// Whether a sentence says that money will be taken from an account or a card of the owner.
pub(crate) fn takes_money(sentence: &str) -> bool {
    let line = Line::of(sentence);
    // What the owner bears of a loss is kept back from what they get.
    if line.has(BORNE) && sentence.matches(['\u{20ac}', '\u{a3}', '$']).count() > 1 {
        return false;
    }
    let taken = line.has(TAKES) && line.has(FROM);
    let leaves = || !line.has(TO_THE_OWNER) && payment_leaves(&line);
    !line.has(GIVES) && (taken || leaves())
}

/// What the owner bears of a loss.
const BORNE: &[&str] = &[
    "excess ",
    "deductible ",
    "selbstbeteiligung ",
    "selbstbehalt ",
    "eigenanteil ",
    "franchise ",
    "franquicia ",
    "franchigia ",
    "scoperto ",
    "eigen risico ",
];

/// Whether what leaves is a payment, not goods once they are paid.
fn payment_leaves(line: &Line) -> bool {
    line.from(LEAVES).any(|verb| {
        let payments = line.from(PAYMENT).filter(|from| from.len() > verb.len());
        let Some(payment) = payments.last() else { return false };
        // The last payment before the verb, and what stands between the two.
        let between = payment.get(..payment.len() - verb.len()).unwrap_or_default();
        let between = Line::of(between);
        !between.from(GOODS).any(|goods| !is_of_payment(&between, goods))
    })
}

/// Whether the words from goods on belong to a payment before them: what it is for, not what goes out.
fn is_of_payment(between: &Line, goods: &str) -> bool {
    let words = |text: &str| text.split_whitespace().count();
    let mut of = between.from(OF).filter(|of| of.len() > goods.len());
    of.any(|of| {
        let head = of.get(..of.len() - goods.len()).unwrap_or_default();
        words(head) <= OF_WORDS && !head.contains(|c: char| c.is_ascii_digit())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_back_of_a_loss_is_not_taken_from_the_owner() {
        for sentence in [
            "From the £412.60 we take off your excess of £85.00 and will pay £327.60 into your account by 8 April",
            "Die Selbstbeteiligung von 85,00 € ziehen wir von der Summe ab und zahlen 327,60 € bis 8. April",
            "La franchise de 85,00 € est prélevée sur l'indemnité et 327,60 € suivent d'ici le 8 avril",
        ] {
            assert!(!takes_money(sentence), "{sentence}");
        }
        assert!(takes_money("We will take your excess of £85.00 from your card on 3 May"));
    }

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
            "Your standing order payment of £30.00 goes out on 4 April",
            "Your card payment of £30.00 goes out on 4 April",
            "The payment for your TV package goes out on 4 April",
            "The instalment for your new card goes out on 4 April",
            "Ihre Kartenzahlung über 30,00 EUR geht am 4. April raus",
            "Die Zahlung für Ihr TV-Paket geht am 4. April raus",
            "Le paiement de votre commande de 30,00 € part le 4 avril",
            "La mensualité de votre colis mensuel part le 4 avril",
            "El pago de su pedido sale el 4 de abril",
            "Il pagamento del tuo ordine parte il 4 aprile",
            "De betaling voor je tv-pakket gaat op 4 april van je rekening",
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
            "After payment for your order your parcel goes out on 4 April",
            "Nach Zahlung der Rechnung: Ihre Ware geht am 4. April raus",
            "Après paiement de 30 € votre colis part le 4 avril",
            "Dopo il pagamento, il pacco parte il 4 aprile",
            "Na betaling van je bestelling: je pakket gaat op 4 april op de post",
            "Your order goes out on 4 April, after your payment",
        ] {
            assert!(!takes_money(sentence), "{sentence}");
        }
    }
}
