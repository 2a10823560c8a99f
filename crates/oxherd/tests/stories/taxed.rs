//! What is due is the whole, whatever share of it the tax is.

use crate::kit::{Household, each};
use crate::mail::Mail;

#[test]
fn a_bill_with_ten_in_a_hundred_of_tax_is_due_with_its_total() {
    for (subject, lines) in [
        (
            "Invoice 7",
            "Net: 170.00 EUR\nVAT 10%: 17.00 EUR\nTotal: 187.00 EUR\nPlease pay by 10 July 2026",
        ),
        (
            "Rechnung 7",
            "Netto: 170,00 EUR\n10 % USt: 17,00 EUR\nGesamtbetrag: 187,00 EUR\nZahlbar bis 10.07.2026",
        ),
        (
            "Facture 7",
            "Total HT : 170,00 \u{20ac}\nTVA 10 % : 17,00 \u{20ac}\nTotal TTC : 187,00 \u{20ac}\n\u{c0} r\u{e9}gler avant le 10/07/2026",
        ),
        (
            "Factura 7",
            "Base imponible: 170,00 \u{20ac}\nIVA 10%: 17,00 \u{20ac}\nTotal: 187,00 \u{20ac}\nVencimiento: 10/07/2026",
        ),
        (
            "Fattura 7",
            "Imponibile: 170,00 \u{20ac}\nIVA 10%: 17,00 \u{20ac}\nTotale: 187,00 \u{20ac}\nScadenza: 10/07/2026",
        ),
        (
            "Factuur 7",
            "Subtotaal: \u{20ac} 170,00\nBtw 10%: \u{20ac} 17,00\nTotaal: \u{20ac} 187,00\nTe betalen voor 10-07-2026",
        ),
    ] {
        let mail = Mail::from("Copper Sons <bills@coppersons.example>", "2026-06-10", subject);
        let household = Household::with(&[mail.body(lines)]);
        let dues = household.list(&["dues"]);
        assert_eq!(each(&dues, "on"), ["2026-07-10"], "{subject}: {dues:?}");
        assert_eq!(dues[0]["amount"]["value"], "187.00", "{subject}");
    }
}
