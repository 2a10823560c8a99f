//! What was promised, and what the owner wrote: how it stands before and after each day.

use crate::kit::{Household, each, one};
use crate::mail::{Mail, from_ada, mbox};
use serde_json::Value;

const SHOP: &str = "Copperkettle <orders@copperkettle.example>";
const CARE: &str = "Tollgate Broadband <care@tollgate.example>";
const GYM: &str = "Springheel Gym <desk@springheel.example>";

fn order() -> Mail {
    Mail::from(SHOP, "2026-01-12", "Order confirmation CK-8812").body(
        "Dear Ada,\n\nthank you for your order.\n\nOrder number: CK-8812\n\
         Item: Copper kettle\nTotal: \u{a3}64.50",
    )
}

fn returned() -> Mail {
    Mail::from(SHOP, "2026-02-02", "Your return has been received").body(
        "Dear Ada,\n\nwe have received your return for order CK-8812. We will refund \u{a3}64.50 to \
         your card within 10 business days.\n\nOrder number: CK-8812",
    )
}

fn refund(household: &Household, at: &str) -> Value {
    let promises = household.list(&["promises", "--at", at]);
    one(&promises, "kind", "refund").clone()
}

#[test]
fn a_refund_within_ten_business_days_is_open_then_broken_then_kept_late() {
    let household = Household::of_ada(&[order(), returned()]);
    assert!(household.list(&["promises", "--at", "2026-02-01"]).is_empty());
    let open = refund(&household, "2026-02-16");
    assert_eq!((&open["state"], &open["by"]), (&"open".into(), &"2026-02-16".into()));
    assert_eq!((&open["made_on"], &open["source"]), (&"2026-02-02".into(), &"supplier".into()));
    assert!(open["closed_on"].is_null() && open["late_by_days"].is_null(), "{open}");
    assert_eq!(refund(&household, "2026-02-17")["state"], "broken");
    // The bank shows it later; the statement is known when its day is over.
    household.file(
        "bank/february.csv",
        "Date,Description,Amount\n2026-02-20,EDELMARKT 17 card,-41.20\n\
         2026-02-25,COPPERKETTLE CK-8812 refund,64.50\n2026-02-28,EDELMARKT 17 card,-12.00\n",
    );
    household.takes_in(&household.path("bank"));
    assert_eq!(refund(&household, "2026-02-27")["state"], "broken");
    let kept = refund(&household, "2026-03-02");
    assert_eq!((&kept["state"], &kept["closed_on"]), (&"kept".into(), &"2026-02-25".into()));
    assert_eq!(kept["late_by_days"], 9);
    assert_eq!(kept["evidence"].as_array().map(Vec::len), Some(2), "{kept}");
    assert_eq!(kept["id"], open["id"], "it is the same promise");
}

#[test]
fn when_a_journey_leaves_and_arrives_is_no_promise_to_bring_something() {
    let booked = |from: &str, subject: &str, body: &str| {
        Mail::from(from, "2026-04-02", subject).body(&format!("Ada Quill\n\n{body}\n"))
    };
    let train = "Fenrail <tickets@fenrail.example>";
    let mut mails = vec![
        booked(
            train,
            "Your booking FR-8831 is confirmed",
            "Booking reference: FR-8831\nDeparture: 20 May 2026 at 09:12\nArrival: 20 May 2026 at 12:40\nTotal: £48.00",
        ),
        booked(
            "Pension Klippe <info@pension-klippe.example>",
            "Buchungsbestätigung PK-4471",
            "Buchungsnummer: PK-4471\nAnreise: 12. Mai 2026\nAbreise: 15. Mai 2026\nGesamtbetrag: 240,00 EUR",
        ),
        booked(
            "Hôtel des Aulnes <reservation@hotel-aulnes.example>",
            "Confirmation de votre réservation HA-9021",
            "Réservation n° HA-9021\nArrivée : 12 mai 2026\nDépart : 15 mai 2026\nMontant total : 360,00 EUR",
        ),
        booked(
            "Alas del Sur <reservas@alasdelsur.example>",
            "Confirmación de su reserva AS-5520",
            "Localizador: AS-5520\nSalida: 25 de mayo de 2026 a las 15:00\nLlegada: 25 de mayo de 2026 a las 17:10\nTotal: \
             130,00 EUR\nFacturación en línea desde 48 horas antes de la salida.",
        ),
        booked(
            "Traghetti Verdi <booking@traghettiverdi.example>",
            "Conferma prenotazione TV-3090",
            "Numero di prenotazione: TV-3090\nPartenza: 2 giugno 2026 ore 8:30\nArrivo: 2 giugno 2026 ore 11:00\nTotale: \
             60,00 EUR",
        ),
        booked(
            "Veerhof <info@veerhof.example>",
            "Bevestiging van je boeking VH-1203",
            "Boekingsnummer: VH-1203\nAankomst: 8 juni 2026\nVertrek: 10 juni 2026\nTotaal: 180,00 EUR",
        ),
    ];
    mails.push(Mail::from(train, "2026-05-10", "Your train on 20 May leaves later").body(
        "Dear Ada,\n\nbooking FR-8831: because of works your train on 20 May 2026 will depart at 10:05 instead of 09:12 and \
         will arrive at 13:30.\n",
    ));
    let household = Household::of_ada(&mails);
    assert!(household.list(&["promises"]).is_empty(), "{:?}", household.list(&["promises"]));
    // What was lost on the way and is to be brought is promised.
    household.takes(&[Mail::from(train, "2026-05-22", "Your suitcase").body(
        "Dear Ada,\n\nbooking FR-8831: we found your suitcase and will deliver it to your home by 29 May 2026.\n",
    )]);
    let suitcase = household.list(&["promises"]);
    assert_eq!(each(&suitcase, "by"), ["2026-05-29"], "{suitcase:?}");
    // Who comes to work is promised, whatever the firm sells otherwise.
    household.takes(&[Mail::from(train, "2026-05-24", "Appointment confirmed: 3 June").body(
        "Dear Ada,\n\nyour appointment is booked. Our engineer will be with you on 3 June 2026 between 8am and 12 noon.\n",
    )]);
    let visit = household.list(&["promises"]);
    let visit = one(&visit, "kind", "visit");
    assert_eq!(visit["by"], "2026-06-03", "{visit}");
}

#[test]
fn promises_are_counted_with_their_supplier() {
    let household = Household::of_ada(&[order(), returned()]);
    let counts = |at: &str| {
        let suppliers = household.list(&["suppliers", "--at", at]);
        one(&suppliers, "name", "Copperkettle")["promises"].clone()
    };
    let counted =
        |open, kept, broken| serde_json::json!({"open": open, "kept": kept, "broken": broken});
    assert_eq!(counts("2026-02-01"), counted(0, 0, 0));
    assert_eq!(counts("2026-02-10"), counted(1, 0, 0));
    assert_eq!(counts("2026-02-20"), counted(0, 0, 1));
    let table = household.run(&["promises", "--at", "2026-02-20"]).expect(0).out.clone();
    assert!(table.contains("broken") && table.contains("Copperkettle"), "{table}");
}

#[test]
fn the_engineer_who_comes_late_has_broken_a_promise() {
    let household = Household::of_ada(&[
        Mail::from(CARE, "2026-03-02", "Your engineer visit").body(
            "Dear Ada,\n\nyour engineer will visit on 9 March 2026 between 8am and 12pm.\n\n\
             Account number: TB-3301",
        ),
        Mail::from(CARE, "2026-03-09", "Sorry we were late").body(
            "Dear Ada,\n\nwe are sorry that our engineer arrived at 4pm today instead of between 8am \
             and 12pm.\n\nAccount number: TB-3301",
        ),
    ]);
    let states = |at: &str| {
        let promises = household.list(&["promises", "--at", at]);
        each(&promises, "state").into_iter().map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(states("2026-03-08"), ["open"]);
    assert_eq!(states("2026-03-09T20:00:00Z"), ["broken"]);
    assert_eq!(states("2026-06-01"), ["broken"]);
}

#[test]
fn who_comes_at_four_is_late_and_what_the_charter_pays_is_owed_in_each_language() {
    for (slot, charter, report) in [
        (
            "our engineer will visit on 9 March 2026 between 8am and 12pm.",
            "If we miss the slot, we credit you \u{a3}30.00.",
            "Our engineer attended today at 4pm. Sorry for the delay.",
        ),
        (
            "unser Techniker kommt am 9. M\u{e4}rz 2026 zwischen 8 und 12 Uhr zu Ihnen.",
            "Halten wir den Termin nicht ein, erhalten Sie 30,00 EUR.",
            "Unser Techniker war heute um 16 Uhr bei Ihnen und hat die Heizung repariert.",
        ),
        (
            "notre technicien passera chez vous le 9 mars 2026 entre 8h et 12h.",
            "En cas de retard, nous vous versons 30,00 \u{20ac}.",
            "Notre technicien est intervenu \u{e0} 16h00. La chaudi\u{e8}re est r\u{e9}par\u{e9}e.",
        ),
        (
            "nuestro t\u{e9}cnico ir\u{e1} a su domicilio el 9 de marzo de 2026 entre las 8 y las 12 h.",
            "Si el t\u{e9}cnico llega tarde, le abonamos 30,00 \u{20ac}.",
            "El t\u{e9}cnico acudi\u{f3} hoy a las 16:00 y repar\u{f3} su caldera.",
        ),
        (
            "il tecnico passer\u{e0} da Lei il 9 marzo 2026 tra le 8 e le 12.",
            "In caso di ritardo ricever\u{e0} un indennizzo di 30,00 \u{20ac}.",
            "Il tecnico \u{e8} passato oggi alle 16 e ha riparato la caldaia.",
        ),
        (
            "onze monteur komt op 9 maart 2026 tussen 8 en 12 uur bij u langs.",
            "Komen wij te laat, dan krijgt u \u{20ac} 30,00.",
            "Onze monteur is vandaag om 16.00 uur langs geweest en heeft de ketel gerepareerd.",
        ),
    ] {
        let household = Household::of_ada(&[
            Mail::from(CARE, "2026-03-02", "Boiler")
                .body(&format!("Ada Quill,\n\n{slot}\n\n{charter}")),
            Mail::from(CARE, "2026-03-09", "Boiler").body(&format!("Ada Quill,\n\n{report}")),
        ]);
        let promises = household.list(&["promises", "--at", "2026-03-12"]);
        let visit =
            promises.iter().find(|p| p["kind"] == "visit").unwrap_or_else(|| panic!("{slot}"));
        let late = (&visit["state"], &visit["late_by_minutes"]);
        assert_eq!(late, (&"broken".into(), &240.into()), "{report}");
        let owed = promises.iter().find(|p| p["source"] == "charter");
        let owed = owed.unwrap_or_else(|| panic!("{charter}"));
        assert_eq!((&owed["state"], &owed["amount"]["value"]), (&"open".into(), &"30.00".into()));
    }
}

fn leaves() -> Vec<Mail> {
    vec![
        Mail::from(GYM, "2025-02-03", "Welcome to Springheel: your membership contract").body(
            "Dear Ada,\n\nyour gym membership has started.\n\nMembership number: SG-20418\n\
             Start date: 3 February 2025\nMonthly fee: \u{a3}24.90",
        ),
        from_ada(
            "2026-01-08",
            GYM,
            "Cancellation of my membership",
            "Hello,\n\nplease cancel my membership SG-20418 with effect from 31 January 2026. Please \
             confirm in writing.\n\nAda Quill",
        ),
        Mail::from(GYM, "2026-02-04", "Your membership has been cancelled").body(
            "Dear Ada,\n\nwe confirm that your gym membership has been cancelled.\n\n\
             Membership number: SG-20418\nYour membership ends on 28 February 2026.",
        ),
    ]
}

#[test]
fn what_ada_ended_herself_waits_for_its_confirmation() {
    let household = Household::of_ada(&leaves());
    let at = |at: &str| {
        let requests = household.list(&["requests", "--at", at]);
        let agreements = household.list(&["agreements", "--at", at]);
        let gym = &agreements[0];
        let state = requests.first().map(|r| r["state"].as_str().expect("a state").to_owned());
        (state.unwrap_or_default(), gym["state"].as_str().expect("a state").to_owned())
    };
    let told = |request: &str, agreement: &str| (request.to_owned(), agreement.to_owned());
    assert_eq!(at("2026-01-07"), told("", "active"));
    assert_eq!(at("2026-01-09"), told("sent", "ending"));
    assert_eq!(at("2026-01-22"), told("sent", "ending"));
    assert_eq!(at("2026-01-23"), told("overdue", "ending"));
    assert_eq!(at("2026-02-05"), told("answered", "ending"));
    assert_eq!(at("2026-03-01"), told("answered", "ended"));
    let request = &household.list(&["requests", "--at", "2026-02-05"])[0];
    assert_eq!((&request["kind"], &request["by"]), (&"cancellation".into(), &"2026-01-22".into()));
    assert_eq!(request["supplier"]["name"], "Springheel Gym");
    let watches = household.list(&["watches", "--at", "2026-01-09"]);
    assert_eq!(one(&watches, "what", "confirmation")["until"], "2026-01-22");
    let table = household.run(&["requests", "--at", "2026-01-23"]).expect(0).out.clone();
    assert!(table.contains("overdue") && table.contains("cancellation"), "{table}");
}

#[test]
fn promises_contradictions_and_requests_do_not_depend_on_the_order_of_arrival() {
    let mut mails = leaves();
    mails.extend([order(), returned()]);
    mails.push(Mail::from(GYM, "2026-03-20", "Payment received").body(
        "Dear Ada,\n\nthank you for your payment.\n\nMembership number: SG-20418\n\
         Payment received: \u{a3}24.90\nPayment date: 20 March 2026",
    ));
    let commands = ["promises", "contradictions", "requests", "watches"];
    let shown = |household: &Household| {
        commands.map(|command| household.run(&[command, "--json"]).expect(0).out.clone())
    };
    let whole = Household::of_ada(&mails);
    let kinds = whole.list(&["contradictions"]);
    assert_eq!(each(&kinds, "kind"), ["charge_after_end", "date_differs"], "{kinds:?}");
    let pieces = Household::of_ada(&[]);
    for (number, mail) in mails.iter().enumerate().rev() {
        let path = pieces.file(&format!("{number}.mbox"), mbox(std::slice::from_ref(mail)));
        pieces.takes_in(&path);
    }
    assert_eq!(shown(&whole), shown(&pieces));
    assert_eq!(whole.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(shown(&whole), shown(&pieces));
}

#[test]
fn where_nothing_was_taken_in_the_lists_are_empty() {
    let household = Household::new();
    for command in ["promises", "contradictions", "requests", "watches"] {
        assert!(household.list(&[command]).is_empty(), "{command}");
    }
}

#[test]
fn who_only_tells_the_hour_at_which_the_fitter_came_tells_by_how_much_it_was_late() {
    let lifts = "Tarn Lifts <office@tarnlifts.example>";
    let set = Mail::from(lifts, "2026-03-02", "Stairlift visit TL-5521").body(
        "Dear Ada, our fitter Joe will call on Thursday 5 March 2026 between 1pm and 3pm to look at your stairlift.\n\
         If we do not keep to the slot we credit you \u{a3}25.",
    );
    let came = Mail::from(lifts, "2026-03-05", "Today's visit TL-5521").body(
        "Dear Ada, Joe got to you at 4.45pm today, sorry about that. The rail has been greased and all is well.",
    );
    let household = Household::of_ada(&[set, came]);
    let promises = household.list(&["promises", "--at", "2026-03-06"]);
    let visit = one(&promises, "kind", "visit");
    assert_eq!((&visit["state"], &visit["late_by_minutes"]), (&"broken".into(), &105.into()));
    assert_eq!(one(&promises, "kind", "refund")["source"], "charter");
    let page = household.run(&["promises", "--at", "2026-03-06"]).expect(0).out.clone();
    assert!(page.contains("105 min"), "{page}");
}

/// The subject of a mail and what it says.
type Told = (&'static str, &'static str);

/// A bill, its receipt, a reminder all the same, and that it was a mistake: country, sender and what each says.
const REMINDED: &[(&str, &str, [Told; 4])] = &[
    (
        "ES",
        "Aguas Brezo <facturas@aguasbrezo.example>",
        [
            ("Factura", "tu factura 77 de 62,00 \u{20ac} vence el 5 de marzo de 2026."),
            ("Pago recibido", "hemos recibido tu pago de 62,00 \u{20ac} de la factura 77."),
            (
                "Impago",
                "la factura 77 de 62,00 \u{20ac} sigue sin pagar. Paga antes del 20 de marzo de 2026.",
            ),
            (
                "Disculpas",
                "nuestro aviso del 12 de marzo fue un error: la factura 77 est\u{e1} pagada.",
            ),
        ],
    ),
    (
        "IT",
        "Acque Brughiera <fatture@acquebrughiera.example>",
        [
            ("Bolletta", "la bolletta 77 di 62,00 euro scade il 5 marzo 2026."),
            (
                "Pagamento ricevuto",
                "abbiamo ricevuto il tuo pagamento di 62,00 euro per la bolletta 77.",
            ),
            (
                "Sollecito",
                "la bolletta 77 di 62,00 euro risulta ancora da pagare. Paga entro il 20 marzo 2026.",
            ),
            (
                "Scuse",
                "il nostro sollecito del 12 marzo \u{e8} partito per sbaglio: \u{e8} tutto saldato.",
            ),
        ],
    ),
];

#[test]
fn a_reminder_that_its_firm_takes_back_leaves_neither_contradiction_nor_due() {
    let days = ["2026-02-10", "2026-02-25", "2026-03-12", "2026-03-14"];
    for (country, firm, said) in REMINDED {
        let mails: Vec<Mail> = days
            .iter()
            .zip(said)
            .map(|(day, (subject, body))| {
                Mail::from(firm, day, subject).body(&format!("Ada,\n\n{body}"))
            })
            .collect();
        let household = Household::new();
        let who = ["init", "--country", country, "--person", "Ada Quill=ada@quill.example"];
        household.run(&[&who[..], &["--at", "2024-01-01"]].concat()).expect(0);
        household.takes(&mails);
        let stand = |at: &str| {
            let all = household.list(&["contradictions", "--at", at]);
            let open = all.iter().filter(|c| c["open"] == true).count();
            let dues = household.list(&["dues", "--at", at]);
            (open, dues.iter().filter(|d| d["what"] == "payment").count())
        };
        assert_eq!(stand("2026-03-13"), (1, 0), "{country}: what was paid is not due again");
        assert_eq!(stand("2026-03-15"), (0, 0), "{country}");
        assert!(household.list(&["promises", "--at", "2026-04-30"]).is_empty(), "{country}");
    }
}
