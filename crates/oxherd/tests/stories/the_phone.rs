//! The phone: order, dispatch, delivery, an invoice as data, insurance, a recall of its battery. One thing, one line
//! of life.
//!
//! Once in German, once in French with a tablet.

use crate::kit::{Household, each};
use crate::mail::Mail;
use serde_json::Value;

/// The same story in one language.
struct Told {
    country: &'static str,
    shop: &'static str,
    insurer: &'static str,
    maker: &'static str,
    ordered: (&'static str, &'static str),
    sent: (&'static str, &'static str),
    delivered: (&'static str, &'static str),
    invoice: (&'static str, &'static str),
    insured: (&'static str, &'static str),
    offer: (&'static str, &'static str),
    recall: (&'static str, &'static str),
    name: &'static str,
}

const GERMAN: Told = Told {
    country: "DE",
    shop: "Kabelkontor <service@kabelkontor.example>",
    insurer: "Schirmherr Versicherung <post@schirmherr.example>",
    maker: "Veltro Produktsicherheit <sicherheit@veltro.example>",
    ordered: (
        "Ihre Bestellung KL-55120",
        "Hallo Ada Quill,\n\nvielen Dank f\u{fc}r Ihre Bestellung.\n\nBestellnummer: KL-55120\n\
         1 x Veltro Z8 128 GB Smartphone   599,00 EUR\nGesamtbetrag: 599,00 EUR",
    ),
    sent: (
        "Ihre Bestellung KL-55120 ist unterwegs",
        "Hallo Ada Quill,\n\nIhr Paket wurde an Wegpost \u{fc}bergeben.\n\nBestellnummer: KL-55120\n\
         Sendungsnummer: WP7781200345DE\nZustellung voraussichtlich am 6. M\u{e4}rz 2025",
    ),
    delivered: (
        "Zugestellt: Bestellung KL-55120",
        "Hallo Ada Quill,\n\nIhr Paket wurde heute zugestellt.\n\nBestellnummer: KL-55120\n\
         Veltro Z8 128 GB Smartphone",
    ),
    invoice: (
        "Ihre Rechnung KL-R-90017",
        "Hallo Ada Quill,\n\nim Anhang finden Sie Ihre Rechnung zur Bestellung KL-55120.",
    ),
    insured: (
        "Ihr Versicherungsschein SG-440281",
        "Guten Tag Ada Quill,\n\nvielen Dank f\u{fc}r Ihren Abschluss.\n\nVersichertes Ger\u{e4}t: Veltro Z8 128 GB\n\
         IMEI: 490154203237518\nVersicherungsscheinnummer: SG-440281\nBeginn: 11.03.2025\n\
         Beitrag: 4,99 EUR monatlich",
    ),
    offer: (
        "-20 % auf alle H\u{fc}llen!",
        "Nur bis Sonntag: 20 % Rabatt auf H\u{fc}llen. Jetzt sparen!",
    ),
    recall: (
        "Wichtiger Sicherheitshinweis: R\u{fc}ckruf des Akkus Veltro Z8",
        "Guten Tag,\n\nbei Akkus des Veltro Z8 besteht Brandgefahr. Wir rufen alle zwischen Januar und April 2025 \
         verkauften Ger\u{e4}te zur\u{fc}ck.\n\nBitte laden Sie das Ger\u{e4}t nicht mehr und lassen Sie den Akku bis zum \
         28. Februar 2026 kostenlos tauschen.",
    ),
    name: "Veltro Z8",
};

const FRENCH: Told = Told {
    country: "FR",
    shop: "Le Comptoir Num\u{e9}rique <service@comptoir-numerique.example>",
    insurer: "Abriprotect <contact@abriprotect.example>",
    maker: "Orvane S\u{e9}curit\u{e9} <securite@orvane.example>",
    ordered: (
        "Votre commande KL-55120",
        "Bonjour Ada Quill,\n\nmerci pour votre commande.\n\nNum\u{e9}ro de commande : KL-55120\n\
         1 x Tablette Orvane T6 64 Go   599,00 \u{20ac}\nMontant total : 599,00 \u{20ac}",
    ),
    sent: (
        "Votre commande KL-55120 est exp\u{e9}di\u{e9}e",
        "Bonjour Ada Quill,\n\nvotre colis a \u{e9}t\u{e9} remis \u{e0} Transvite.\n\nNum\u{e9}ro de commande : KL-55120\n\
         Num\u{e9}ro de suivi : TV7781200345FR\nLivraison pr\u{e9}vue le 6 mars 2025",
    ),
    delivered: (
        "Commande KL-55120 livr\u{e9}e",
        "Bonjour Ada Quill,\n\nvotre colis a \u{e9}t\u{e9} livr\u{e9} aujourd\u{2019}hui.\n\n\
         Num\u{e9}ro de commande : KL-55120\nTablette Orvane T6 64 Go",
    ),
    invoice: (
        "Votre facture KL-R-90017",
        "Bonjour Ada Quill,\n\nvous trouverez ci-joint la facture de votre commande KL-55120.",
    ),
    insured: (
        "Votre contrat d\u{2019}assurance SG-440281",
        "Bonjour Ada Quill,\n\nmerci de votre souscription.\n\nAppareil assur\u{e9} : Orvane T6 64 Go\n\
         IMEI : 490154203237518\nNum\u{e9}ro de contrat : SG-440281\nDate d\u{2019}effet : 11/03/2025\n\
         Cotisation : 4,99 \u{20ac} par mois",
    ),
    offer: (
        "-20 % sur toutes les housses !",
        "Jusqu\u{2019}\u{e0} dimanche : 20 % de remise sur les housses.",
    ),
    recall: (
        "Important : rappel de la batterie de la tablette Orvane T6",
        "Bonjour,\n\nles batteries de l\u{2019}Orvane T6 pr\u{e9}sentent un risque d\u{2019}incendie. Nous rappelons tous les \
         appareils vendus entre janvier et avril 2025.\n\nNe rechargez plus l\u{2019}appareil et faites remplacer la \
         batterie gratuitement avant le 28 f\u{e9}vrier 2026.",
    ),
    name: "Orvane T6",
};

/// The invoice as data, UBL 2.1, with the number of the telephone.
fn invoice_of(told: &Told) -> String {
    let data = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\
         <Invoice xmlns=\"urn:oasis:names:specification:ubl:schema:xsd:Invoice-2\"><ID>KL-R-90017</ID>\
         <IssueDate>2025-03-06</IssueDate><DueDate>2025-03-20</DueDate>\
         <DocumentCurrencyCode>EUR</DocumentCurrencyCode><OrderReference><ID>KL-55120</ID></OrderReference>\
         <TaxTotal><TaxAmount currencyID=\"EUR\">95.64</TaxAmount></TaxTotal>\
         <LegalMonetaryTotal><TaxExclusiveAmount currencyID=\"EUR\">503.36</TaxExclusiveAmount>\
         <TaxInclusiveAmount currencyID=\"EUR\">599.00</TaxInclusiveAmount>\
         <PayableAmount currencyID=\"EUR\">599.00</PayableAmount></LegalMonetaryTotal>\
         <InvoiceLine><ID>1</ID><InvoicedQuantity>1</InvoicedQuantity><Item><Name>{}</Name>\
         <ItemInstance><SerialID>490154203237518</SerialID></ItemInstance></Item></InvoiceLine></Invoice>",
        told.name
    );
    format!(
        "--b\nContent-Type: text/plain; charset=utf-8\n\n{}\n--b\nContent-Type: application/xml; name=invoice.xml\n\
         Content-Disposition: attachment; filename=invoice.xml\n\n{data}\n--b--",
        told.invoice.1
    )
}

fn household(told: &Told) -> Household {
    let plain = |from: &str, day: &str, (subject, body): (&str, &str)| {
        Mail::from(from, day, subject).body(body)
    };
    Household::of_ada_in(
        told.country,
        &[
            plain(told.shop, "2025-03-03", told.ordered),
            plain(told.shop, "2025-03-04", told.sent),
            plain(told.shop, "2025-03-06", told.delivered),
            Mail::from(told.shop, "2025-03-07", told.invoice.0)
                .header("MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b")
                .body(&invoice_of(told)),
            plain(told.insurer, "2025-03-10", told.insured),
            plain(told.shop, "2025-06-20", told.offer)
                .header("List-Unsubscribe: <https://shop.example/u>\nPrecedence: bulk"),
            plain(told.maker, "2026-01-14", told.recall),
        ],
    )
}

/// What is due of a sort, by day.
fn days(home: &Household, what: &str, at: &str) -> Vec<String> {
    let dues = home.list(&["dues", "--at", at]);
    let of = dues.iter().filter(|due| due["what"] == what);
    of.filter_map(|due| due["on"].as_str().map(str::to_owned)).collect()
}

/// What runs, by its kind and supplier.
fn running(home: &Household, kind: &str, at: &str) -> usize {
    let all = home.list(&["agreements", "--at", at]);
    all.iter().filter(|a| a["kind"] == kind && a["state"] == "active").count()
}

#[test]
fn from_the_order_to_the_recall_it_is_one_thing_with_one_line_of_life() {
    for told in [&GERMAN, &FRENCH] {
        let home = household(told);
        for at in ["2025-03-05", "2025-03-12", "2025-06-21", "2026-01-20"] {
            let things = home.list(&["things", "--at", at]);
            assert_eq!(things.len(), 1, "{} {at}: {things:?}", told.country);
            let name = things.first().and_then(|thing| thing["name"].as_str()).unwrap_or_default();
            assert!(name.contains(told.name), "{name}");
        }
        let thing = home.asks(&["thing", told.name, "--at", "2026-01-20"]);
        let line: Vec<Value> = thing["timeline"].as_array().cloned().unwrap_or_default();
        let said = each(&line, "kind").join(" ");
        for kind in ["order_confirmed", "delivered", "recall_safety"] {
            assert!(said.contains(kind), "{}: {said}", told.country);
        }
        let served: Vec<Value> = home.list(&["suppliers", "--at", "2026-01-20"]);
        assert!(served.len() >= 2, "shop and insurer: {served:?}");
    }
}

#[test]
fn what_may_still_be_done_ends_with_its_day() {
    for told in [&GERMAN, &FRENCH] {
        let home = household(told);
        assert_eq!(days(&home, "delivery", "2025-03-05"), ["2025-03-06"], "{}", told.country);
        assert!(days(&home, "delivery", "2025-03-08").is_empty());
        assert_eq!(days(&home, "payment", "2025-03-12"), ["2025-03-20"], "{}", told.country);
        // Fourteen days from the delivery, Directive 2011/83/EU, article 9.
        let back = days(&home, "withdraw_by", "2025-03-12");
        assert!(back.contains(&"2025-03-20".to_owned()), "{}: {back:?}", told.country);
        let later = days(&home, "withdraw_by", "2025-04-20");
        assert!(!later.contains(&"2025-03-20".to_owned()));
        // Two years of conformity, Directive (EU) 2019/771, article 10.
        let guaranteed = days(&home, "warranty_end", "2026-01-20");
        let ends = guaranteed.iter().any(|on| on.starts_with("2027-03-0"));
        assert!(ends, "{}: {guaranteed:?}", told.country);
        assert_eq!(running(&home, "insurance", "2025-03-12"), 1, "{}", told.country);
    }
}

#[test]
fn the_recall_is_a_matter_of_the_thing_with_its_last_day_and_nothing_before_it_is() {
    for told in [&GERMAN, &FRENCH] {
        let home = household(told);
        assert!(home.list(&["matters", "--at", "2025-12-31"]).iter().all(|m| m["open"] == false));
        let open = home.list(&["matters", "--at", "2026-01-20"]);
        let open: Vec<&Value> = open.iter().filter(|m| m["open"] == true).collect();
        assert_eq!(open.len(), 1, "{}: {open:?}", told.country);
        let dues = home.list(&["dues", "--at", "2026-01-20"]);
        let last = dues.iter().any(|due| due["on"] == "2026-02-28");
        assert!(last, "{}: {dues:?}", told.country);
        assert!(home.list(&["contradictions", "--at", "2026-01-20"]).is_empty());
    }
}
