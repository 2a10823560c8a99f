//! One bill has one sum: a second sum under its number contradicts it, in six languages, unless the bill says that it takes
//! the place of the first.

use crate::kit::{Household, each};
use crate::mail::Mail;
use serde_json::Value;

/// A firm, the subject of its bills, their text (number, sum, day), the sentence that replaces the first, and an
/// instalment.
struct Firm {
    from: &'static str,
    subject: &'static str,
    text: fn(&str, &str) -> String,
    sums: [&'static str; 2],
    days: [&'static str; 2],
    instead: &'static str,
    part: &'static str,
}

const FIRMS: &[Firm] = &[
    Firm {
        from: "Coppice Roofing <bills@coppice.example>",
        subject: "Invoice 3307",
        text: |sum, by| format!("Invoice number: 3307\nTotal: {sum}\nPlease pay by {by}."),
        sums: ["£184.00", "£231.00"],
        days: ["16 March 2026", "30 March 2026"],
        instead: "This invoice replaces our invoice of 2 March 2026.",
        part: "This is the second instalment.",
    },
    Firm {
        from: "Dachdecker Erlenhof <rechnung@erlenhof.example>",
        subject: "Rechnung 3307",
        text: |sum, by| format!("Rechnungsnummer: 3307\nGesamtbetrag: {sum}\nZahlbar bis {by}."),
        sums: ["184,00 €", "231,00 €"],
        days: ["16.03.2026", "30.03.2026"],
        instead: "Diese Rechnung ersetzt unsere Rechnung vom 02.03.2026.",
        part: "Dies ist die zweite Rate.",
    },
    Firm {
        from: "Toitures Belloc <factures@belloc.example>",
        subject: "Facture 3307",
        text: |sum, by| format!("Numéro de facture : 3307\nTotal : {sum}\nÀ payer avant le {by}."),
        sums: ["184,00 €", "231,00 €"],
        days: ["16 mars 2026", "30 mars 2026"],
        instead: "Cette facture annule et remplace celle du 2 mars 2026.",
        part: "Il s'agit de la deuxième mensualité.",
    },
    Firm {
        from: "Tejados Arenal <facturas@arenal.example>",
        subject: "Factura 3307",
        text: |sum, by| {
            format!("Número de factura: 3307\nTotal: {sum}\nFecha límite de pago: {by}")
        },
        sums: ["184,00 €", "231,00 €"],
        days: ["16 de marzo de 2026", "30 de marzo de 2026"],
        instead: "Esta factura sustituye a la del 2 de marzo de 2026.",
        part: "Es la segunda cuota.",
    },
    Firm {
        from: "Tetti Morandini <fatture@morandini.example>",
        subject: "Fattura 3307",
        text: |sum, by| format!("Numero fattura: 3307\nTotale: {sum}\nDa pagare entro il {by}."),
        sums: ["184,00 €", "231,00 €"],
        days: ["16 marzo 2026", "30 marzo 2026"],
        instead: "Questa fattura sostituisce quella del 2 marzo 2026.",
        part: "È la seconda rata.",
    },
    Firm {
        from: "Dakdekker Wilgenrood <facturen@wilgenrood.example>",
        subject: "Factuur 3307",
        text: |sum, by| format!("Factuurnummer: 3307\nTotaal: {sum}\nTe betalen vóór {by}."),
        sums: ["€ 184,00", "€ 231,00"],
        days: ["16 maart 2026", "30 maart 2026"],
        instead: "Deze factuur vervangt die van 2 maart 2026.",
        part: "Dit is de tweede termijn.",
    },
];

/// Both bills of every firm, the second with a further sentence.
fn bills(more: fn(&Firm) -> &'static str) -> Vec<Mail> {
    let mail = |firm: &Firm, day: &str, at: usize, more: &str| {
        let text = (firm.text)(firm.sums[at], firm.days[at]);
        Mail::from(firm.from, day, firm.subject).body(&format!("Ada Quill\n\n{more}\n\n{text}\n"))
    };
    let both = |firm| [mail(firm, "2026-03-02", 0, ""), mail(firm, "2026-03-09", 1, more(firm))];
    FIRMS.iter().flat_map(both).collect()
}

fn of<'a>(list: &'a [Value], firm: &Firm) -> Vec<&'a Value> {
    let name = firm.from.split(" <").next().expect("a name");
    list.iter().filter(|v| v["supplier"]["name"] == name).collect()
}

const AT: &str = "2026-03-10";

#[test]
fn another_sum_under_one_number_contradicts_the_first() {
    let household = Household::of_ada(&bills(|_| ""));
    let clashes = household.list(&["contradictions", "--at", AT]);
    for firm in FIRMS {
        let found = of(&clashes, firm);
        assert_eq!(found.len(), 1, "{}: {clashes:?}", firm.from);
        assert_eq!(found[0]["kind"], "said_twice_differently", "{}", firm.from);
        for (side, sum) in [("says", firm.sums[1]), ("against", firm.sums[0])] {
            let quotes = found[0][side].as_array().expect("a list");
            assert_eq!(each(quotes, "quote").len(), 1, "{}", firm.from);
            assert!(each(quotes, "quote")[0].contains(sum), "{}: {quotes:?}", firm.from);
        }
    }
}

#[test]
fn a_bill_that_replaces_one_is_due_alone_and_an_instalment_beside_it() {
    let household = Household::of_ada(&bills(|firm| firm.instead));
    assert!(household.list(&["contradictions", "--all", "--at", AT]).is_empty());
    let dues = household.list(&["dues", "--at", AT]);
    for firm in FIRMS {
        let found = of(&dues, firm);
        assert_eq!(found.len(), 1, "{}: {dues:?}", firm.from);
        assert_eq!(found[0]["amount"]["value"], "231.00", "{}", firm.from);
    }
    let household = Household::of_ada(&bills(|firm| firm.part));
    assert!(household.list(&["contradictions", "--all", "--at", AT]).is_empty());
}
