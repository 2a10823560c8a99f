//! What was due and is no more: a meter was read, goods are back, an invoice says that it is paid, a renewal was
//! taken back.

use crate::kit::Household;
use crate::mail::{Mail, from_ada};

const LAST: &str = "2026-05-14";

/// Language, what the supplier asks, its account, what the owner writes, what the supplier confirms.
const METERS: &[(&str, &str, &str, &str)] = &[
    (
        "en",
        "Please send us your meter reading by 14 May 2026. Account number: ZZ-884120",
        "Meter reading for ZZ-884120\n\nMy reading today: 48213 kWh",
        "Thank you, we have received your meter reading of 48213 kWh. Account number: ZZ-884120",
    ),
    (
        "de",
        "Bitte teilen Sie uns bis zum 14.05.2026 Ihren Zählerstand mit. Kundennummer: 5520914",
        "Zählerstand, Kundennummer 5520914\n\nStand heute: 48.213 kWh",
        "Ihr Zählerstand 48.213 kWh ist bei uns eingegangen. Kundennummer: 5520914",
    ),
    (
        "fr",
        "Merci de nous transmettre votre relevé de compteur au plus tard le 14 mai 2026. Numéro client : 77120034",
        "Relevé de compteur, client 77120034\n\nIndex : 48213 kWh",
        "Nous avons bien reçu votre relevé de compteur (48213 kWh). Numéro client : 77120034",
    ),
    (
        "es",
        "Le rogamos que nos envíe la lectura de su contador hasta el 14 de mayo de 2026. Número de cliente: 3390127",
        "Lectura del contador, cliente 3390127\n\nHoy marca 48213 kWh",
        "Hemos recibido la lectura de su contador. Número de cliente: 3390127",
    ),
    (
        "it",
        "La invitiamo a comunicarci la lettura del contatore entro il 14 maggio 2026. Codice cliente: 9910442",
        "Autolettura, cliente 9910442\n\nOggi segna 4821 smc",
        "Abbiamo ricevuto la sua autolettura. Codice cliente: 9910442",
    ),
    (
        "nl",
        "Wilt u uw meterstand uiterlijk 14 mei 2026 aan ons doorgeven? Klantnummer: 6601283",
        "Meterstand, klantnummer 6601283\n\nHij staat op 48213 kWh",
        "Wij hebben uw meterstand ontvangen. Klantnummer: 6601283",
    ),
];

fn supplier(language: &str) -> String {
    format!("Netz {language} <service@netz-{language}.example>")
}

/// The suppliers, by their language, with a due of a sort on a day.
fn waiting(household: &Household, what: &str, on: &str, at: &str) -> Vec<String> {
    let dues = household.list(&["dues", "--at", at]);
    let of = dues.iter().filter(|due| due["what"] == what && due["on"] == on);
    let domain = |due: &serde_json::Value| {
        let domain = due.pointer("/supplier/domain").and_then(|d| d.as_str()).unwrap_or_default();
        domain.trim_start_matches("netz-").trim_end_matches(".example").to_owned()
    };
    let mut names: Vec<String> = of.map(domain).collect();
    names.sort();
    names
}

const ALL: [&str; 6] = ["de", "en", "es", "fr", "it", "nl"];

fn asked_for_meters() -> Vec<Mail> {
    let asked = METERS.iter().map(|(language, asked, ..)| {
        Mail::from(&supplier(language), "2026-04-28", asked.split_once('.').unwrap_or_default().0)
            .body(asked)
    });
    asked.collect()
}

#[test]
fn a_meter_reading_that_the_owner_sent_is_asked_for_no_more() {
    let mut mails = asked_for_meters();
    for (language, _, letter, _) in METERS {
        let (subject, text) = letter.split_once("\n\n").expect("two parts");
        mails.push(from_ada("2026-05-03", &supplier(language), subject, text));
    }
    // A question about it gives nothing.
    mails.push(
        Mail::from(&supplier("ask"), "2026-04-28", "Your meter")
            .body("Please send us your meter reading by 14 May 2026. Account number: ZZ-1200"),
    );
    let question = "Hello,\n\nwhere do I find the meter reading on the new meter?\n\nAda";
    mails.push(from_ada("2026-05-03", &supplier("ask"), "A question", question));
    let household = Household::with(&mails);
    let before = waiting(&household, "information", LAST, "2026-05-01");
    assert_eq!(before.len(), 7, "{before:?}");
    assert_eq!(waiting(&household, "information", LAST, "2026-05-05"), ["ask"]);
}

#[test]
fn a_meter_reading_that_arrived_is_asked_for_no_more() {
    let mut mails = asked_for_meters();
    for (language, _, _, told) in METERS {
        let subject = told.split_once('.').unwrap_or_default().0;
        mails.push(Mail::from(&supplier(language), "2026-05-03", subject).body(told));
    }
    mails.push(
        Mail::from(&supplier("not"), "2026-04-28", "Your meter")
            .body("Please send us your meter reading by 14 May 2026. Account number: ZZ-1200"),
    );
    mails.push(
        Mail::from(&supplier("not"), "2026-05-03", "Your meter")
            .body("We have not received your meter reading yet. Account number: ZZ-1200"),
    );
    let household = Household::with(&mails);
    assert_eq!(waiting(&household, "information", LAST, "2026-05-01").len(), 7);
    assert_eq!(waiting(&household, "information", LAST, "2026-05-05"), ["not"]);
}

/// Language, what is to be sent back, that it is back.
const RETURNS: &[(&str, &str, &str)] = &[
    (
        "en",
        "Return number: FR-7781\nPlease send the lamp back by 20 May 2026 with the label attached.",
        "Your return FR-7781 has arrived at our warehouse. We will check it now.",
    ),
    (
        "de",
        "Retourennummer: FR-7781\nbitte senden Sie die Lampe bis zum 20.05.2026 zurück.",
        "Ihre Retoure FR-7781 ist in unserem Lager eingetroffen. Wir prüfen sie nun.",
    ),
    (
        "fr",
        "Numéro de retour : FR-7781\nMerci de nous renvoyer la lampe au plus tard le 20 mai 2026.",
        "Votre colis retour FR-7781 est bien arrivé dans notre entrepôt.",
    ),
    (
        "es",
        "Número de devolución: FR-7781\nDevuélvenos la lámpara hasta el 20 de mayo de 2026.",
        "Tu devolución FR-7781 ha llegado a nuestro almacén.",
    ),
    (
        "it",
        "Numero di reso: FR-7781\nRispedisci la lampada entro il 20 maggio 2026.",
        "Il tuo reso FR-7781 è arrivato nel nostro magazzino.",
    ),
    (
        "nl",
        "Retournummer: FR-7781\nStuur de lamp uiterlijk 20 mei 2026 terug.",
        "Je retour FR-7781 is bij ons aangekomen. We controleren hem nu.",
    ),
];

#[test]
fn goods_that_are_back_need_not_be_sent_back() {
    let mut mails = Vec::new();
    for (language, asked, back) in RETURNS {
        mails.push(Mail::from(&supplier(language), "2026-05-06", "FR-7781").body(asked));
        mails.push(Mail::from(&supplier(language), "2026-05-15", "FR-7781").body(back));
    }
    let (_, asked, _) = RETURNS[0];
    mails.push(Mail::from(&supplier("later"), "2026-05-06", "FR-7781").body(asked));
    let later = "Once we have received your return FR-7781, we will refund you.";
    mails.push(Mail::from(&supplier("later"), "2026-05-15", "FR-7781").body(later));
    let household = Household::with(&mails);
    assert_eq!(waiting(&household, "return", "2026-05-20", "2026-05-07").len(), 7);
    assert_eq!(waiting(&household, "return", "2026-05-20", "2026-05-16"), ["later"]);
}

/// Language, the renewal that is announced, that it is taken back.
const RENEWALS: &[(&str, &str, &str)] = &[
    (
        "en",
        "Policy number: MC-55120\nYour policy renews automatically on 1 July 2026. We will take £240.00 from your card on 1 July 2026.",
        "As you asked, we have withdrawn the renewal of policy MC-55120. It ends on 30 June 2026.",
    ),
    (
        "de",
        "Versicherungsnummer: MC-55120\nIhre Police verlängert sich am 01.07.2026 automatisch. Den Beitrag von 240,00 € buchen wir am 01.07.2026 von Ihrem Konto ab.",
        "Wie gewünscht haben wir die Verlängerung der Police MC-55120 zurückgenommen. Der Vertrag endet am 30.06.2026.",
    ),
    (
        "fr",
        "Numéro de contrat : MC-55120\nVotre contrat sera renouvelé automatiquement le 1er juillet 2026. La cotisation de 240,00 € sera prélevée le 1er juillet 2026.",
        "Comme demandé, le renouvellement du contrat MC-55120 est annulé. Il prend fin le 30 juin 2026.",
    ),
    (
        "es",
        "Número de póliza: MC-55120\nSu póliza se renovará automáticamente el 1 de julio de 2026. Cobraremos 240,00 € en su cuenta el 1 de julio de 2026.",
        "Según lo solicitado, hemos anulado la renovación de la póliza MC-55120. Finaliza el 30 de junio de 2026.",
    ),
    (
        "it",
        "Numero di polizza: MC-55120\nLa polizza si rinnoverà automaticamente il 1° luglio 2026. Il premio di 240,00 € sarà addebitato il 1° luglio 2026.",
        "Come richiesto abbiamo annullato il rinnovo della polizza MC-55120. Scade il 30 giugno 2026.",
    ),
    (
        "nl",
        "Polisnummer: MC-55120\nUw verzekering wordt op 1 juli 2026 automatisch verlengd.",
        "Op uw verzoek hebben wij de verlenging van polis MC-55120 ingetrokken. De verzekering eindigt op 30 juni 2026.",
    ),
];

#[test]
fn a_renewal_that_is_taken_back_falls_due_no_more() {
    let mut mails = Vec::new();
    for (language, renews, taken) in RENEWALS {
        let subject = renews.split_once('\n').unwrap_or_default().0;
        let (from, letter) = (supplier(language), "MC-55120");
        mails.push(Mail::from(&from, "2026-05-25", subject).body(renews));
        mails.push(Mail::from(&from, "2026-06-02", letter).body(taken));
    }
    let household = Household::with(&mails);
    assert_eq!(waiting(&household, "renewal", "2026-07-01", "2026-05-26"), ALL);
    let after = household.list(&["dues", "--at", "2026-06-03"]);
    assert!(after.is_empty(), "{after:?}");
    let agreements = household.list(&["agreements", "--at", "2026-06-03"]);
    let ends = agreements.iter().filter(|a| a["ended_on"] == "2026-06-30").count();
    assert_eq!(ends, 6, "{agreements:?}");
}

/// Invoices with a day, and whether they are paid.
const BILLS: &[(&str, &str, bool)] = &[
    ("zero", "Total: £84.00\nDue date: 18 May 2026\nAmount paid: £84.00\nBalance due: £0.00", true),
    ("stamp", "Total £84.00\nDue date: 18 May 2026\nStatus: PAID", true),
    (
        "de",
        "Gesamtbetrag: 84,00 EUR\nFällig am: 18.05.2026\nZahlungsart: Kreditkarte (bezahlt)",
        true,
    ),
    (
        "fr",
        "Total TTC : 84,00 EUR\nÉchéance : 18/05/2026\nMode de règlement : carte bancaire - payée",
        true,
    ),
    ("es", "Total: 84,00 EUR\nVencimiento: 18/05/2026\nEstado: pagada", true),
    ("it", "Totale: 84,00 EUR\nScadenza: 18/05/2026\nStato: pagata", true),
    ("nl", "Totaal: 84,00 EUR\nVervaldatum: 18-05-2026\nStatus: betaald", true),
    ("open", "Total £84.00\nDue date: 18 May 2026\nStatus: not paid", false),
    (
        "part",
        "Total: £84.00\nAlready paid: £20.00\nBalance due: £64.00\nDue date: 18 May 2026",
        false,
    ),
];

#[test]
fn an_invoice_that_says_that_it_is_paid_asks_for_nothing() {
    let mut mails = Vec::new();
    for (name, text, _) in BILLS {
        let subject = match *name {
            "de" => "Rechnung 5531",
            "fr" => "Facture 5531",
            "es" => "Factura 5531",
            "it" => "Fattura 5531",
            "nl" => "Factuur 5531",
            _ => "Invoice 5531",
        };
        let body = format!("{subject}\n\n{text}\n");
        mails.push(Mail::from(&supplier(name), "2026-05-04", subject).body(&body));
    }
    let household = Household::with(&mails);
    assert_eq!(waiting(&household, "payment", "2026-05-18", "2026-05-05"), ["open", "part"]);
    let agreements = household.list(&["agreements", "--at", "2026-05-05"]);
    assert!(!agreements.iter().any(|a| a["price"]["value"] == "0.00"), "{agreements:?}");
}

#[test]
fn a_bill_that_is_credited_tells_no_price() {
    let from = "Netz Hall <service@netzhall.example>";
    let mails = [
        Mail::from(from, "2025-02-01", "Your broadband contract").body(
            "Contract number: NH-10223\nBroadband 100\nStart: 1 February 2025\nPrice: £30.00 a month",
        ),
        Mail::from(from, "2025-06-03", "Your broadband bill").body(
            "Contract number: NH-10223\nInvoice number: 7711\nAmount due: £75.00\nDue 20 June 2025",
        ),
        Mail::from(from, "2025-06-10", "Credit note")
            .body("Contract number: NH-10223\nInvoice 7711 was wrong. We have credited you £75.00."),
    ];
    let household = Household::with(&mails);
    let price = |at: &str| {
        let agreements = household.list(&["agreements", "--at", at]);
        agreements[0]["price"]["value"].clone()
    };
    assert_eq!((price("2025-06-05"), price("2025-07-01")), ("75.00".into(), "30.00".into()));
}

#[test]
fn a_bank_that_tells_of_a_transfer_for_a_bill_clears_it_by_its_number_and_sum() {
    let told = [
        (
            "Il tuo pagamento \u{e8} andato a buon fine",
            "Fattura n. 288/2023\nImporto totale: 2.980,00 \u{20ac}\nDa pagare entro il 31/10/2023",
            "Il bonifico di 2.980,00 euro a favore di Sartori, causale \"Fattura n. 288/2023\", \u{e8} stato eseguito.",
            "Il bonifico di 980,00 euro a favore di Sartori, causale \"Fattura n. 288/2023\", \u{e8} stato eseguito.",
        ),
        (
            "Best\u{e4}tigung Ihrer Zahlung",
            "Rechnungsnummer: 2023-0288\nGesamtbetrag: 2.980,00 EUR\nZahlbar bis 31.10.2023",
            "Ihre \u{dc}berweisung \u{fc}ber 2.980,00 EUR an Sartori, Rechnungsnummer 2023-0288, wurde ausgef\u{fc}hrt.",
            "Ihre \u{dc}berweisung \u{fc}ber 980,00 EUR an Sartori, Rechnungsnummer 2023-0288, wurde ausgef\u{fc}hrt.",
        ),
    ];
    for (subject, bill, paid, part) in told {
        for (words, open) in [(paid, 0), (part, 1)] {
            let home = Household::of_ada_in(
                "IT",
                &[
                    Mail::from("Sartori Impianti <info@sartori.example>", "2023-10-12", "288/2023")
                        .body(&format!("Ada Quill,\n\n{bill}")),
                    Mail::from("Banca Lago <avvisi@bancalago.example>", "2023-10-30", subject)
                        .body(&format!("Ada Quill,\n\n{words}")),
                ],
            );
            let dues = home.list(&["dues", "--at", "2023-10-31"]);
            let asked = dues.iter().filter(|due| due["what"] == "payment").count();
            assert_eq!(asked, open, "{words}\n{dues:?}");
        }
    }
}
