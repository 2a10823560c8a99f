//! Sentences in which a supplier says that the owner is given money or goods, by verb, receiver and what is given.

use super::Line;

/// Verbs by which money is given.
const GIVES: &[&str] = &[
    "refund",
    "repay",
    "reimburs",
    "credit",
    "transfer",
    "pay ",
    "pays ",
    "paid ",
    "paying ",
    "remit",
    "sending",
    "offering",
    "compensat",
    "pay out",
    "send ",
    "issue",
    "return",
    "überweis",
    "überwies",
    "anweis",
    "erstatt",
    "rückerstatt",
    "gutschreib",
    "gutgeschrieb",
    "schreiben",
    "zahlen ",
    "zahlt ",
    "gezahlt",
    "auszahl",
    "ausgezahlt",
    "zurückzahl",
    "zurückgezahlt",
    "vergüt",
    "entschädig",
    "ausgleich",
    "ersetzen",
    "geht ",
    "zugeh",
    "zukomm",
    "gewähr",
    "bringen",
    "verser",
    "versé",
    "versons",
    "virer",
    "virons",
    "viré",
    "rembours",
    "crédit",
    "recrédit",
    "réglons",
    "réglé",
    "accord",
    "réglerons",
    "indemnis",
    "dédommag",
    "restitu",
    "rendrons",
    "payons",
    "paierons",
    "abonar",
    "abonad",
    "abonamos",
    "ingresar",
    "ingresad",
    "ingresamos",
    "reembols",
    "devolver",
    "devuelto",
    "devolvemos",
    "transferir",
    "transferid",
    "pagaremos",
    "enviaremos",
    "concede",
    "pagará",
    "pagado",
    "indemniz",
    "compens",
    "reintegr",
    "restituir",
    "realizaremos",
    "haremos",
    "accredit",
    "rimbors",
    "bonific",
    "versere",
    "versat",
    "versiamo",
    "verrà versat",
    "liquid",
    "riconosc",
    "pagheremo",
    "pagato",
    "restitu",
    "indennizz",
    "risarc",
    "corrispond",
    "corrispost",
    "eroghe",
    "erogat",
    "maken",
    "maakt",
    "overma",
    "overgema",
    "storten",
    "stort ",
    "gestort",
    "terugstort",
    "teruggestort",
    "betalen",
    "betaalt",
    "betaald",
    "uitbetal",
    "uitbetaald",
    "terugbetal",
    "terugbetaald",
    "vergoed",
    "crediter",
    "gecrediteerd",
    "keren",
    "uitgekeerd",
    "bijschrij",
    "bijgeschreven",
    "schrijven",
    "staat ",
    "staan ",
];

/// The owner, or what belongs to them, as whom it is given to.
const TO: &[&str] = &[
    "you ", "your ", "ihnen ", "ihr ", "ihrem ", "ihres ", "dir ", "dein ", "deinem ", "vous ",
    "votre ", "te ", "ton ", "le ", "les ", "su ", "tu ", "usted ", "ustedes ", "ti ", "suo ",
    "sua ", "tuo ", "tua ", "vi ", "vostro ", "u ", "uw ", "je ", "jou ", "jouw ",
];

/// Verbs of whoever is given something.
const RECEIVES: &[&str] = &[
    "receive",
    "you will get",
    "you ll get",
    "reach you",
    "be in your",
    "be with you",
    "erhalten",
    "bekommen",
    "recevrez",
    "recevras",
    "recevoir",
    "percevrez",
    "parviendr",
    "recibir",
    "percibir",
    "tendrá",
    "ricever",
    "otterr",
    "arriver",
    "ontvang",
    "krijg",
    "tegemoet",
    "geht ihnen",
    "gehen ihnen",
    "geht dir",
    "in your account",
    "auf ihrem konto",
    "auf deinem konto",
    "sur votre compte",
    "en su cuenta",
    "en tu cuenta",
    "sul suo conto",
    "sul tuo conto",
    "sul conto",
    "op uw rekening",
    "op je rekening",
];

/// Verbs of bringing goods and papers to the owner.
const BRINGS: &[&str] = &[
    "send",
    "post ",
    "in the post",
    "bring",
    "schick",
    "zusend",
    "zugesandt",
    "zugeschickt",
    "übersend",
    "übersandt",
    "envoi",
    "envoy",
    "enverr",
    "transmet",
    "adress",
    "expédi",
    "envia",
    "enví",
    "remitir",
    "mandar",
    "entreg",
    "invia",
    "invier",
    "inoltr",
    "recapit",
    "spedi",
    "sturen",
    "stuur",
    "zenden",
    "toegestuurd",
    "toegezonden",
    "bezorg",
];

/// That word comes from who writes.
const HEARS: &[&str] = &[
    "hear from us",
    "hear from me",
    "hoort",
    "hoor je",
    "hören sie",
    "hören von",
    "sie hören",
    "du hörst",
    "hörst du",
    "nos nouvelles",
    "noticias nuestras",
    "nuestras noticias",
    "nostre notizie",
    "notizie da noi",
];

/// What decides a case.
const DECISIONS: &[&str] = &[
    "decision",
    "outcome",
    "answer",
    "reply",
    "response",
    "bescheid",
    "entscheidung",
    "antwort",
    "rückmeldung",
    "ergebnis",
    "décision",
    "réponse",
    "decisión",
    "respuesta",
    "resolución",
    "decisione",
    "risposta",
    "esito",
    "besluit",
    "beslissing",
    "antwoord",
    "uitkomst",
];

/// Words of money beside a sum in figures.
const MONEY: &[&str] = &[
    "refund",
    "compensation",
    "balance",
    "reimbursement",
    "deposit",
    "the money",
    "erstattung",
    "betrag",
    "summe",
    "guthaben",
    "differenz",
    "entschädigung",
    "gutschrift",
    "geld ",
    "remboursement",
    "montant",
    "somme",
    "solde",
    "indemnité",
    "dédommagement",
    "avoir ",
    "reembolso",
    "importe",
    "saldo",
    "cantidad",
    "indemnización",
    "compensación",
    "dinero",
    "rimborso",
    "importo",
    "somma",
    "indennizzo",
    "risarcimento",
    "terugbetaling",
    "bedrag",
    "tegoed",
    "vergoeding",
    "schadevergoeding",
    "teruggave",
    "geld",
];

/// Verbs by which money is taken, and what asks the owner for it.
const TAKES: &[&str] = &[
    "collect",
    "charge",
    "in rechnung",
    "debit",
    "deduct",
    "take ",
    "taken",
    "please",
    "you pay",
    "you will pay",
    "you ll pay",
    "you owe",
    "abbuch",
    "abgebucht",
    "einzieh",
    "eingezogen",
    "belast",
    "sie zahlen",
    "zahlen sie",
    "bitte",
    "ihre zahlung",
    "prélev",
    "débit",
    "encaiss",
    "vous payez",
    "vous paierez",
    "vous réglerez",
    "merci de",
    "veuillez",
    "cobr",
    "cargar",
    "cargo ",
    "adeud",
    "pague ",
    "usted pagará",
    "por favor",
    "rogamos",
    "addebit",
    "preleva",
    "incass",
    "paghi ",
    "si prega",
    "la preghiamo",
    "afschrij",
    "afgeschrev",
    "incasser",
    "geïncasseerd",
    "u betaalt",
    "je betaalt",
    "gelieve",
    "graag",
];

/// What is answered and told, not given.
const ANSWERS: &[&str] = &[
    "answer",
    "reply",
    "response",
    "update",
    "decision",
    "news",
    "feedback",
    "message",
    "email",
    "e mail",
    "mail ",
    "letter",
    "confirmation",
    "information",
    "call",
    "offer",
    "quote",
    "invoice",
    "bill",
    "statement",
    "report",
    "antwort",
    "rückmeldung",
    "bescheid",
    "entscheidung",
    "nachricht",
    "bestätigung",
    "information",
    "anruf",
    "angebot",
    "rechnung",
    "bericht",
    "schreiben",
    "réponse",
    "décision",
    "nouvelle",
    "confirmation",
    "courrier",
    "appel",
    "offre",
    "devis",
    "facture",
    "rapport",
    "respuesta",
    "decisión",
    "noticia",
    "confirmación",
    "mensaje",
    "correo",
    "llamada",
    "oferta",
    "presupuesto",
    "factura",
    "informe",
    "risposta",
    "decisione",
    "riscontro",
    "notizi",
    "conferma",
    "messaggio",
    "chiamata",
    "offerta",
    "preventivo",
    "fattura",
    "antwoord",
    "reactie",
    "besluit",
    "bericht",
    "bevestiging",
    "telefoon",
    "offerte",
    "factuur",
    "terugkoppeling",
    "verslag",
    "uitkomst",
    "outcome",
    "résultat",
    "resultado",
    "esito",
    "ergebnis",
];

/// Goods, without what they are: what comes in the place of something, a part, a device.
const GOODS: &[&str] = &[
    "replacement",
    "spare",
    "part ",
    "parts ",
    "battery",
    "device",
    "unit ",
    "product",
    "item",
    "router",
    "card ",
    "charger",
    "ersatz",
    "austausch",
    "neue ",
    "neuen ",
    "neues ",
    "akku",
    "gerät",
    "teil ",
    "teile ",
    "artikel",
    "karte",
    "remplacement",
    "nouvel ",
    "nouveau ",
    "nouvelle batterie",
    "neuf ",
    "neuve ",
    "pièce",
    "batterie",
    "appareil",
    "article",
    "carte ",
    "sustitu",
    "repuesto",
    "recambio",
    "reemplazo",
    "nuevo ",
    "nueva ",
    "batería",
    "aparato",
    "artículo",
    "tarjeta",
    "sostitut",
    "ricambio",
    "nuovo ",
    "nuova ",
    "batteria",
    "apparecchio",
    "prodotto",
    "articolo",
    "carta ",
    "vervang",
    "nieuwe ",
    "accu",
    "toestel",
    "onderdeel",
    "artikel",
    "kaart",
    "lader",
];

/// Whether a sentence says that the owner is given money.
pub(crate) fn gives_money(sentence: &str) -> bool {
    let line = Line::of(sentence);
    let sum = has_sum(sentence);
    let gives = line.has(GIVES) && line.has(TO) && (sum || line.has(MONEY));
    let receives = line.has(RECEIVES) && (sum || line.has(MONEY) && !line.has(ANSWERS));
    (gives || receives) && !line.has(TAKES)
}

/// Whether a sentence names a sum for the owner and nothing that takes it: what settles a case gives.
pub(crate) fn names_a_sum_for_owner(sentence: &str) -> bool {
    let line = Line::of(sentence);
    has_sum(sentence) && line.has(TO) && !line.has(TAKES)
}

/// Whether a sentence says that the owner gets goods, and not an answer about them.
pub(crate) fn brings_goods(sentence: &str) -> bool {
    let line = Line::of(sentence);
    let comes = line.has(RECEIVES) || line.has(ARRIVES);
    comes && line.has(GOODS) && !line.has(ANSWERS) && !has_sum(sentence)
}

/// Verbs of goods that come to the owner.
const ARRIVES: &[&str] = &[
    " arrives ",
    " arrive ",
    " arriving ",
    " with you ",
    "trifft ",
    "treffen ",
    "eintreffen ",
    " kommt an",
    "ankommen",
    " arrivera ",
    " arrivent ",
    " arriveront ",
    " llega ",
    " llegará ",
    " llegan ",
    " arriva ",
    " arriverà ",
    " arrivano ",
    " aankomen",
    " komt aan",
    " binnen bij u ",
];

/// Beginnings of sentences in which the owner gets what the one before named.
const IT: &[&str] = &[
    "you ll have it ",
    "you will have it ",
    "you should have it ",
    "it ll be with you ",
    "it will be with you ",
    "it should be with you ",
    "it ll go to ",
    "it will go to ",
    "sie haben es ",
    "sie haben ihn ",
    "sie haben das geld ",
    "du hast es ",
    "vous l aurez ",
    "tu l auras ",
    "vous les aurez ",
    "lo tendrá ",
    "lo tendrás ",
    "los tendrá ",
    "los tendrás ",
    "los verás ",
    "los verá ",
    "lo verás ",
    "lo avrà ",
    "lo avrai ",
    "li avrà ",
    "li avrai ",
    "li vedrà ",
    "u heeft het ",
    "je hebt het ",
    "u hebt het ",
    "dat heeft u ",
    "dat heb je ",
];

/// Whether a sentence says that the owner gets what the one before it named, and names nothing itself.
pub(crate) fn brings_it(sentence: &str) -> bool {
    let line = Line::of(sentence);
    IT.iter().any(|begin| line.0.trim_start().starts_with(begin))
}

/// Whether a sentence says that word comes to the owner, whatever it will be about.
pub(crate) fn brings_word(sentence: &str) -> bool {
    let line = Line::of(sentence);
    line.has(HEARS) || line.has(RECEIVES) && line.has(DECISIONS) && !has_sum(sentence)
}

/// Whether a sentence says that something is sent to the owner, goods or papers.
pub(crate) fn sends(sentence: &str) -> bool {
    let line = Line::of(sentence);
    let brought = line.has(BRINGS) && line.has(TO);
    let received = || line.has(RECEIVES) && super::papers(sentence).next().is_some();
    (brought || received()) && !line.has(TAKES)
}

/// Whether a sentence says that goods or papers are sent to the owner, and no answer.
pub(crate) fn sends_a_thing(sentence: &str) -> bool {
    let decides = super::papers(sentence).any(|paper| paper == super::Paper::Decision);
    sends(sentence) && !decides && !Line::of(sentence).has(ANSWERS)
}

/// Whether a sentence names a sum with its currency.
pub(crate) fn has_sum(sentence: &str) -> bool {
    let upper = sentence.to_uppercase();
    let signs = ["€", "£", "$", "EUR", "GBP", "CHF", "USD", "POUND"];
    upper.chars().any(|c| c.is_ascii_digit()) && signs.iter().any(|sign| upper.contains(sign))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_that_is_given_is_told_from_money_that_is_taken() {
        for sentence in [
            "We will pay £84.50 into your bank account within 5 working days",
            "We'll send £20 to your account by 3 May",
            "You should receive £84.50 by 3 May",
            "Wir zahlen Ihnen 84,50 EUR innerhalb von 5 Werktagen aus",
            "Den Betrag schreiben wir Ihrem Konto bis zum 3. Mai gut",
            "Sie erhalten 84,50 € bis zum 3. Mai zurück",
            "Nous vous virerons 84,50 € sous 5 jours ouvrés",
            "Une indemnité de 84,50 € vous sera versée avant le 3 mai",
            "Vous recevrez 84,50 € avant le 3 mai",
            "Le ingresaremos 84,50 € en su cuenta antes del 3 de mayo",
            "Se le reintegrará la cantidad de 84,50 € antes del 3 de mayo",
            "Recibirá 84,50 € antes del 3 de mayo",
            "Le verseremo 84,50 € sul Suo conto entro il 3 maggio",
            "L'importo Le sarà corrisposto entro il 3 maggio",
            "Riceverà 84,50 € entro il 3 maggio",
            "Wij maken € 84,50 binnen 5 werkdagen aan u over",
            "Het bedrag wordt uiterlijk 3 mei op uw rekening gestort",
            "U ontvangt € 84,50 uiterlijk 3 mei",
        ] {
            assert!(gives_money(sentence), "{sentence}");
        }
        for sentence in [
            "Please pay £84.50 by 3 May",
            "We will collect £84.50 from your account on 3 May",
            "Wir buchen 84,50 EUR am 3. Mai von Ihrem Konto ab",
            "Le montant de 84,50 € sera prélevé sur votre compte le 3 mai",
            "Cobraremos 84,50 € en su cuenta el 3 de mayo",
            "Addebiteremo 84,50 € sul Suo conto il 3 maggio",
            "We schrijven op 3 mei € 84,50 van uw rekening af: afschrijving",
            "We will answer you within 5 working days",
            "You will receive our decision within 5 working days",
            "Sie erhalten innerhalb von 5 Werktagen eine Antwort",
        ] {
            assert!(!gives_money(sentence), "{sentence}");
        }
    }

    #[test]
    fn word_that_comes_is_told_from_what_it_will_be_about() {
        for sentence in [
            "You'll hear from us by 3 May whether we refund the fee",
            "You will receive our decision by 3 May",
            "Sie hören bis zum 3. Mai von uns, ob wir erstatten",
            "Unseren Bescheid erhalten Sie bis zum 3. Mai",
            "Vous aurez de nos nouvelles avant le 3 mai",
            "Vous recevrez notre décision avant le 3 mai",
            "Tendrá noticias nuestras antes del 3 de mayo",
            "Recibirá nuestra resolución antes del 3 de mayo",
            "Avrà nostre notizie entro il 3 maggio",
            "Riceverà l'esito entro il 3 maggio",
            "U hoort uiterlijk 3 mei of wij vergoeden",
            "U ontvangt uiterlijk 3 mei onze beslissing",
        ] {
            assert!(brings_word(sentence), "{sentence}");
        }
        for sentence in [
            "You will receive £20.00 by 3 May, that is our decision",
            "Sie erhalten 20,00 € bis zum 3. Mai",
            "Vous recevrez la pièce avant le 3 mai",
            "Recibirá 20,00 € antes del 3 de mayo",
            "Riceverà il ricambio entro il 3 maggio",
            "U ontvangt de lader uiterlijk 3 mei",
        ] {
            assert!(!brings_word(sentence), "{sentence}");
        }
    }

    #[test]
    fn goods_that_come_are_told_from_answers() {
        for sentence in [
            "You will receive the replacement charger by 3 May",
            "Sie erhalten das Ersatzgerät bis zum 3. Mai",
            "Vous recevrez la pièce de remplacement avant le 3 mai",
            "Recibirá la batería de repuesto antes del 3 de mayo",
            "Riceverà il ricambio entro il 3 maggio",
            "U ontvangt de nieuwe lader uiterlijk 3 mei",
        ] {
            assert!(brings_goods(sentence), "{sentence}");
        }
        for sentence in [
            "You will receive our answer about the replacement by 3 May",
            "Sie erhalten bis zum 3. Mai eine Nachricht zum Ersatzgerät",
            "U ontvangt uiterlijk 3 mei bericht over de nieuwe lader",
        ] {
            assert!(!brings_goods(sentence), "{sentence}");
        }
    }
}
