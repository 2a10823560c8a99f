//! What was taken or sold wrongly and is put right: charges after an end, a part sent back, a bill sent twice; and
//! a letter that ends what was and begins what comes at the new home.

use crate::kit::{Household, each};
use crate::mail::{Mail, from_ada};
use serde_json::Value;

fn letter(from: &str, day: &str, subject: &str, body: &str) -> Mail {
    Mail::from(from, day, subject).to("Ada Quill <ada@quill.example>").body(body)
}

/// A club that takes money after its end, admits it, and gives it back: name, sender, and each letter.
type Club = (&'static str, &'static str, [(&'static str, &'static str); 4]);

const CLUBS: &[Club] = &[
    (
        "Flexwell",
        "Flexwell <members@flexwell.example>",
        [
            (
                "Your membership has been cancelled",
                "Hi Ada,\n\nwe confirm that your membership FG-2210 ends on 31 March 2025.\n",
            ),
            (
                "Payment received: £30.00",
                "Hi Ada,\n\nwe've taken £30.00 for your membership FG-2210 on 3 May 2025.\n",
            ),
            (
                "Re: your membership FG-2210",
                "Hi Ada,\n\nyou're right, that was our mistake. We'll refund £30.00 within 10 days.\n",
            ),
            (
                "Refund: £30.00",
                "Hi Ada,\n\nwe've refunded £30.00 for FG-2210 to your account today.\n",
            ),
        ],
    ),
    (
        "Fitwerk",
        "Fitwerk <service@fitwerk.example>",
        [
            (
                "Kündigungsbestätigung",
                "Guten Tag,\n\nwir bestätigen die Kündigung Ihrer Mitgliedschaft FG-2210 zum 31.03.2025.\n",
            ),
            (
                "Ihre Zahlung über 30,00 €",
                "Guten Tag,\n\nwir haben am 03.05.2025 30,00 € für Ihre Mitgliedschaft FG-2210 abgebucht.\n",
            ),
            (
                "AW: Ihre Mitgliedschaft FG-2210",
                "Guten Tag,\n\nSie haben recht, das war unser Fehler. Wir erstatten Ihnen die 30,00 € innerhalb von \
                 10 Tagen.\n",
            ),
            (
                "Erstattung über 30,00 €",
                "Guten Tag,\n\nwir haben Ihnen heute 30,00 € für FG-2210 erstattet.\n",
            ),
        ],
    ),
    (
        "Gimnasol",
        "Gimnasol <socios@gimnasol.example>",
        [
            (
                "Confirmación de baja",
                "Hola:\n\nte confirmamos la baja de tu abono FG-2210 con fecha 31 de marzo de 2025.\n",
            ),
            (
                "Pago recibido: 30,00 €",
                "Hola:\n\nel 3 de mayo de 2025 hemos cobrado 30,00 € por tu abono FG-2210.\n",
            ),
            (
                "Re: tu abono FG-2210",
                "Hola:\n\ntienes razón, fue un error nuestro. Te devolveremos los 30,00 € en un plazo de 10 días.\n",
            ),
            (
                "Devolución de 30,00 €",
                "Hola:\n\nhoy te hemos devuelto 30,00 € del abono FG-2210.\n",
            ),
        ],
    ),
];

#[test]
fn what_was_taken_after_an_end_is_open_until_its_money_is_back() {
    let days = ["2025-02-24", "2025-05-03", "2025-05-07", "2025-05-12"];
    let mut mails = Vec::new();
    for (name, from, letters) in CLUBS {
        let currency = if *name == "Flexwell" { "GBP" } else { "EUR" };
        let welcome = format!(
            "Welcome. Your membership FG-2210 with {name} started on 3 March 2024. 30.00 {currency} a month.\n"
        );
        mails.push(letter(from, "2024-03-03", &format!("Welcome to {name}"), &welcome));
        let to = from.split(['<', '>']).nth(1).expect("an address");
        let leaves = "Hello,\n\nplease cancel my membership FG-2210.\n\nAda Quill\n";
        mails.push(from_ada("2025-02-20", to, "Cancelling membership FG-2210", leaves));
        for (day, (subject, body)) in days.iter().zip(letters) {
            mails.push(letter(from, day, subject, body));
        }
    }
    let household = Household::of_ada(&mails);
    let open = |supplier: &str, at: &str| -> Vec<bool> {
        let all = household.list(&["contradictions", "--at", at]);
        let of = all.iter().filter(|c| c["kind"] == "charge_after_end");
        of.filter(|c| c["supplier"]["name"] == supplier).map(|c| c["open"] == true).collect()
    };
    for (name, _, _) in CLUBS {
        assert_eq!(open(name, "2025-05-04"), [true], "{name}: taken");
        assert_eq!(open(name, "2025-05-09"), [true], "{name}: only promised");
        assert_eq!(open(name, "2025-05-14"), [false], "{name}: given back");
    }
}

fn order() -> Vec<Mail> {
    let shop = "Gadgetry <orders@gadgetry.example>";
    vec![
        letter(
            shop,
            "2025-02-20",
            "Order confirmed GA-55102",
            "Hi Ada,\n\nthanks for your order GA-55102.\n\nNovabook 14 laptop\t£820.00\nWireless mouse M2\t£25.00\n\
             Total\t£845.00\n",
        ),
        letter(
            shop,
            "2025-02-24",
            "Delivered: order GA-55102",
            "Hi Ada,\n\nyour order GA-55102 was delivered today.\n",
        ),
        from_ada(
            "2025-02-27",
            "orders@gadgetry.example",
            "Withdrawal: mouse from order GA-55102",
            "Hello,\n\nI withdraw from the purchase of the wireless mouse M2 in order GA-55102. I'm keeping the laptop. \
             Please refund £25.00.\n\nAda Quill\n",
        ),
        letter(
            shop,
            "2025-02-28",
            "Your return for order GA-55102",
            "Hi Ada,\n\nwe've accepted your withdrawal for the Wireless mouse M2. Please send it back before 14 March \
             2025. We'll refund £25.00 once we have it.\n",
        ),
        letter(
            shop,
            "2025-03-11",
            "Refund for order GA-55102",
            "Hi Ada,\n\nwe have refunded £25.00 for the Wireless mouse M2.\n",
        ),
    ]
}

#[test]
fn who_sends_a_part_back_keeps_the_rest() {
    let household = Household::of_ada(&order());
    for at in ["2025-03-01", "2025-04-01"] {
        let things = household.list(&["things", "--at", at]);
        assert_eq!(each(&things, "stage"), ["in_use"], "{at}: {things:#?}");
        let bought = household.list(&["agreements", "--at", at]);
        assert_eq!(each(&bought, "state"), ["active"], "{at}");
        assert_eq!(bought[0]["price"]["value"], "845.00", "{at}");
    }
    let dues = household.list(&["dues", "--at", "2025-03-01"]);
    assert!(dues.iter().any(|due| due["what"] == "return"), "{dues:#?}");
}

#[test]
fn an_order_that_is_billed_under_two_numbers_is_told() {
    let bill = |number: &str, day: &str| {
        letter(
            "Clearfern <bills@clearfern.example>",
            day,
            &format!("Invoice {number}"),
            &format!(
                "Hi Ada,\n\nyour invoice for order CF-4410 is ready.\n\nInvoice: {number}\nOrder: CF-4410\nTotal: \
                 £240.00\nDue by: 24 March 2025\n"
            ),
        )
    };
    let household =
        Household::of_ada(&[bill("R-25-0918", "2025-03-10"), bill("R-25-1027", "2025-03-12")]);
    assert!(household.list(&["contradictions", "--at", "2025-03-11"]).is_empty());
    let told = household.list(&["contradictions", "--at", "2025-03-14"]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["open"], true);
}

#[test]
fn what_papers_say_of_each_claim_to_come_is_promised_for_no_day() {
    let papers = |from: &str, subject: &str, body: &str| letter(from, "2025-03-28", subject, body);
    let household = Household::of_ada(&[
        papers(
            "Pawlett <hello@pawlett.example>",
            "Your policy PP-77",
            "Dear Ada,\n\nwelcome. Policy PP-77 starts on 1 April 2025, £120.00 a year. We reimburse vet fees within 20 \
             days of a complete claim.\n",
        ),
        papers(
            "Pfotenschutz <hallo@pfotenschutz.example>",
            "Ihr Vertrag PP-78",
            "Guten Tag,\n\nwillkommen. Der Vertrag PP-78 beginnt am 1. April 2025, 120,00 € im Jahr. Tierarztkosten \
             erstatten wir innerhalb von 20 Tagen nach vollständigem Antrag.\n",
        ),
        papers(
            "Zampasana <ciao@zampasana.example>",
            "La tua polizza PP-79",
            "Ciao Ada,\n\nbenvenuta. La polizza PP-79 decorre dal 1 aprile 2025, 120,00 € all'anno. Rimborsiamo le \
             spese veterinarie entro 20 giorni dalla richiesta completa.\n",
        ),
    ]);
    let promises = household.list(&["promises", "--at", "2025-04-01"]);
    let refunds: Vec<&Value> = promises.iter().filter(|p| p["kind"] == "refund").collect();
    assert!(refunds.is_empty(), "{refunds:#?}");
}

#[test]
fn a_supply_that_ends_at_the_old_home_and_begins_at_the_new_one_goes_along() {
    let supplier = "Voltora <service@voltora.example>";
    let household = Household::of_ada(&[
        letter(
            supplier,
            "2024-02-25",
            "Your electricity supply",
            "Hi Ada,\n\nyour supply is active at 14 Mill Lane, Hexford. Customer number 7204418. Meter 8812004.\n",
        ),
        from_ada(
            "2025-07-14",
            "service@voltora.example",
            "Change of address from 1 September 2025 - 7204418",
            "Hello,\n\nwe are moving on 1 September 2025. Our new address will be:\n\n3 Orchard Close, Barnley\n\nPlease \
             update your records (7204418) and confirm. Our current address, 14 Mill Lane, Hexford, is valid until 31 \
             August 2025.\n\nAda Quill\n",
        ),
        letter(
            supplier,
            "2025-09-05",
            "Re: Change of address from 1 September 2025 - 7204418",
            "Hi Ada,\n\nyour supply at 14 Mill Lane, Hexford ended on 31 August 2025. Your new supply at 3 Orchard Close, \
             Barnley started on 1 September 2025 under the same customer number 7204418.\n",
        ),
        letter(
            supplier,
            "2025-11-10",
            "Your bill 25-771204",
            "Hi Ada,\n\nhere is your bill for the supply at 14 Mill Lane, Hexford, customer number 7204418.\n\nPeriod: 1 \
             October 2025 - 31 October 2025\nAmount due: £41.20\nDue: 30 November 2025\n",
        ),
    ]);
    let homes = |at: &str| -> Vec<(String, String)> {
        let things = household.list(&["things", "--at", at]);
        let mut of: Vec<_> = things
            .iter()
            .map(|t| (t["name"].as_str().unwrap_or_default().to_owned(), t["stage"].to_string()))
            .collect();
        of.sort();
        of
    };
    let stage = |at: &str, street: &str| {
        homes(at).into_iter().find(|(name, _)| name.contains(street)).map(|(_, stage)| stage)
    };
    assert_eq!(stage("2025-07-20", "Orchard").as_deref(), Some("\"acquiring\""));
    assert_eq!(stage("2025-09-10", "Orchard").as_deref(), Some("\"in_use\""));
    assert_eq!(stage("2025-09-10", "Mill Lane").as_deref(), Some("\"gone\""));
    let supplies = household.list(&["agreements", "--at", "2025-09-10"]);
    let mut states = each(&supplies, "state");
    states.sort_unstable();
    assert_eq!(states, ["active", "ended"], "{supplies:#?}");
    // A bill for what ended is one for the old home, under the same number.
    let told = household.list(&["contradictions", "--at", "2025-11-11"]);
    assert_eq!(told.len(), 1, "{told:#?}");
}

/// A line that ended on 31 March, its last bill and what the bank shows of that; then one charge too many.
#[test]
fn the_last_bill_is_taken_without_a_contradiction_and_the_next_one_is_none() {
    let told = [
        (
            "IT",
            "Benvenuto in Telelinea: ecco il riepilogo del suo contratto internet.\n\nContratto n. LF-2290184\nDecorrenza: 01/03/2023\nCanone: 27,90 \u{20ac} al mese",
            (
                "Conferma della disdetta",
                "abbiamo registrato la sua disdetta. Il contratto LF-2290184 della linea fibra cesser\u{e0} il 31/03/2025.",
            ),
            (
                "Fattura di chiusura contratto LF-2290184",
                "Fattura di chiusura n. 202503-90412, periodo 01/03/2025 - 31/03/2025. Importo totale: 27,90 \u{20ac}. Verr\u{e0} addebitato il 04/04/2025.",
            ),
            "Data;Descrizione;Importo;Divisa\n04/03/2025;SDD TELELINEA LF-2290184;-27,90;EUR\n04/04/2025;SDD TELELINEA fattura 202503-90412;-27,90;EUR\n",
            "Data;Descrizione;Importo;Divisa\n23/05/2025;SDD TELELINEA LF-2290184;-27,90;EUR\n",
        ),
        (
            "ES",
            "Bienvenida a Telelinea: este es el resumen de su contrato de fibra.\n\nN.\u{ba} de contrato: LF-2290184\nFecha de inicio: 01/03/2023\nCuota: 27,90 \u{20ac} al mes",
            (
                "Hemos tramitado su baja",
                "hemos tramitado su baja. Su contrato LF-2290184 finalizar\u{e1} el 31/03/2025.",
            ),
            (
                "Factura final contrato LF-2290184",
                "Factura final n.\u{ba} 202503-90412, periodo 01/03/2025 a 31/03/2025. Importe total: 27,90 \u{20ac}. Se cargar\u{e1} en su cuenta el 04/04/2025.",
            ),
            "Fecha;Concepto;Importe;Divisa\n04/03/2025;RECIBO TELELINEA LF-2290184;-27,90;EUR\n04/04/2025;RECIBO TELELINEA 202503-90412;-27,90;EUR\n",
            "Fecha;Concepto;Importe;Divisa\n23/05/2025;RECIBO TELELINEA LF-2290184;-27,90;EUR\n",
        ),
    ];
    for (country, papers, end, bill, bank, again) in told {
        let firm = "Telelinea <clienti@telelinea.example>";
        let mail = |day: &str, (subject, body): (&str, &str)| {
            Mail::from(firm, day, subject).body(&format!("Ada Quill,\n\n{body}"))
        };
        let home = Household::of_ada_in(
            country,
            &[
                mail("2023-03-01", ("Telelinea 30", papers)),
                mail("2025-02-20", end),
                mail("2025-03-31", bill),
            ],
        );
        home.takes_in(&home.file("march.csv", bank));
        let clashes = |at: &str| {
            let found = home.list(&["contradictions", "--at", at]);
            found.iter().filter(|c| c["kind"] == "charge_after_end").count()
        };
        assert_eq!(clashes("2025-05-01"), 0, "{country}: its last bill");
        home.takes_in(&home.file("may.csv", again));
        assert_eq!(clashes("2025-06-01"), 1, "{country}: one too many");
    }
}
