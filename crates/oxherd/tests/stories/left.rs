//! What comes after leaving: goods go back, nothing is charged, what was asked is answered.

use crate::kit::Household;
use crate::mail::Mail;
use serde_json::Value;

const GUARD: &str = "Brightward Alarms <help@brightward.example>";

/// Papers, the confirmed end with the day by which the loaned box goes back, and the receipt of it.
const BOXES: [(&str, &str, &str, &str); 6] = [
    (
        "GB",
        "Contract BW-55120\nAlarm monitoring\nStart date: 3 March 2025\nMonthly price: \u{a3}24.00",
        "We confirm that your contract BW-55120 ends on 31 May 2026, as you asked. The control box and its sensors must be returned by 30 June 2026 to our shop (return number RT-7731).",
        "Thank you, we have your control box and the sensors (return number RT-7731). Nothing more is needed.",
    ),
    (
        "DE",
        "Vertragsnummer: BW-55120\nAlarmaufschaltung\nBeginn: 3. M\u{e4}rz 2025\nMonatspreis: 24,00 EUR",
        "Wir best\u{e4}tigen, dass Ihr Vertrag BW-55120 wie gew\u{fc}nscht am 31. Mai 2026 endet. Die Zentrale und ihre Melder m\u{fc}ssen bis zum 30. Juni 2026 zur\u{fc}ckgegeben werden (Retourennummer RT-7731).",
        "Danke, Zentrale und Melder sind bei uns (Retourennummer RT-7731). Es ist nichts mehr zu tun.",
    ),
    (
        "FR",
        "Contrat n\u{b0} : BW-55120\nT\u{e9}l\u{e9}surveillance\nDate d'effet : 3 mars 2025\nPrix : 24,00 \u{20ac} par mois",
        "Nous confirmons que votre contrat BW-55120 prend fin le 31 mai 2026, comme demand\u{e9}. La centrale et ses capteurs doivent \u{ea}tre restitu\u{e9}s au plus tard le 30 juin 2026 (num\u{e9}ro de retour : RT-7731).",
        "Merci, la centrale et les capteurs sont chez nous (num\u{e9}ro de retour : RT-7731). Il n'y a plus rien \u{e0} faire.",
    ),
    (
        "ES",
        "Contrato: BW-55120\nSistema de alarma\nInicio: 3 de marzo de 2025\nPrecio: 24,00 \u{20ac} al mes",
        "Confirmamos que su contrato BW-55120 finaliza el 31 de mayo de 2026, como ha solicitado. La centralita y sus sensores nos los pueden devolver a m\u{e1}s tardar el 30 de junio de 2026 (n\u{fa}mero de devoluci\u{f3}n RT-7731).",
        "Gracias, la centralita y los sensores ya est\u{e1}n aqu\u{ed} (n\u{fa}mero de devoluci\u{f3}n RT-7731). No hay nada m\u{e1}s que hacer.",
    ),
    (
        "IT",
        "Contratto: BW-55120\nImpianto di allarme\nDecorrenza: 3 marzo 2025\nCanone: 24,00 \u{20ac} al mese",
        "Confermiamo che il suo contratto BW-55120 termina il 31 maggio 2026, come richiesto. La centralina e i sensori vanno riconsegnati entro il 30 giugno 2026 al punto di ritiro di via Ponte 3 (codice reso RT-7731).",
        "Grazie, la centralina e i sensori sono arrivati da noi (codice reso RT-7731). Non resta altro da fare.",
    ),
    (
        "NL",
        "Contractnummer: BW-55120\nAlarmering\nIngangsdatum: 3 maart 2025\nPrijs: \u{20ac} 24,00 per maand",
        "Wij bevestigen dat uw contract BW-55120 op uw verzoek eindigt op 31 mei 2026. De centrale en de sensoren moeten uiterlijk 30 juni 2026 worden ingeleverd (retournummer RT-7731).",
        "Dank u, de centrale en de sensoren zijn bij ons (retournummer RT-7731). U hoeft niets meer te doen.",
    ),
];

/// The only one of a list.
fn only(list: Vec<Value>) -> Value {
    assert_eq!(list.len(), 1, "{list:?}");
    list.into_iter().next().unwrap_or_default()
}

#[test]
fn what_was_lent_goes_back_by_its_day_and_its_receipt_begins_nothing() {
    for (country, papers, end, receipt) in BOXES {
        let household = Household::of_ada_in(
            country,
            &[
                Mail::from(GUARD, "2025-03-01", "BW-55120").body(papers),
                Mail::from(GUARD, "2026-05-12", "BW-55120").body(end),
                Mail::from(GUARD, "2026-06-15", "RT-7731").body(receipt),
            ],
        );
        let back = household.list(&["dues", "--at", "2026-06-02"]);
        let back: Vec<_> = back.iter().filter(|due| due["what"] == "return").collect();
        assert_eq!(back.len(), 1, "{country}: {back:?}");
        assert_eq!(back[0]["on"], "2026-06-30", "{country}");
        let promised = household.list(&["promises", "--at", "2026-07-10"]);
        assert!(promised.is_empty(), "{country}: the owner brings it: {promised:?}");
        let until = only(household.list(&["agreements", "--at", "2026-05-20"]));
        assert_eq!(until["state"], "ending", "{country}");
        assert_eq!(until["term_ends_on"], "2026-05-31", "{country}");
        let after = only(household.list(&["agreements", "--at", "2026-07-10"]));
        assert_eq!(after["state"], "ended", "{country}: {after}");
    }
}

const SEARCH: &str = "Rootfinder <members@rootfinder.example>";

const ANNOUNCED: &str = "Your free month is nearly over. On 6 February 2026 we will take 12.95 EUR for membership RF-2204713 \
    for the first time, unless you cancel by 4 February 2026.";
const STARTED: &str = "Welcome to Rootfinder! Your 30 days are free.\n\nMember number: RF-2204713\nFree until: 5 February 2026\n\
    Then: 12.95 EUR a month, taken automatically.";
const STOPPED: &str = "We are sorry to see you go. Your membership RF-2204713 ends on 5 February 2026. Nothing will be charged.";

const LINE: &str = "Date,Description,Amount,Currency\n2026-01-20,Corner grocer,-33.10,EUR\n\
    2026-02-06,ROOTFINDER RF-2204713,-12.95,EUR\n";

#[test]
fn who_leaves_while_it_is_free_is_charged_after_the_end_even_for_what_was_announced() {
    let mails = [
        Mail::from(SEARCH, "2026-01-06", "Your free month has begun").body(STARTED),
        Mail::from(SEARCH, "2026-01-29", "One more free week").body(ANNOUNCED),
        Mail::from(SEARCH, "2026-02-03", "Your cancellation").body(STOPPED),
    ];
    let left = Household::of_ada_in("IE", &mails);
    left.takes_in(&left.file("bank.csv", LINE));
    let found = only(left.list(&["contradictions", "--at", "2026-02-14"]));
    assert_eq!(found["kind"], "charge_after_end", "{found}");
    assert_eq!(found["open"], true);

    let stayed = Household::of_ada_in("IE", &mails[..2]);
    stayed.takes_in(&stayed.file("bank.csv", LINE));
    let found = stayed.list(&["contradictions", "--at", "2026-02-14"]);
    assert!(found.is_empty(), "who stays pays: {found:?}");
}

#[test]
fn an_offer_that_bears_the_number_of_the_case_is_the_answer_that_was_promised() {
    for (country, receipt, offer) in [
        (
            "GB",
            "Your request has been registered under case number RC-90233. We will reply within 5 working days.",
            "RC-90233: we cannot leave the price as it was, but if you answer by 18 June 2026 you pay 21.90 a month for the next twelve months instead of 24.00.",
        ),
        (
            "IT",
            "La Sua richiesta \u{e8} stata registrata con il n. RC-90233. Le risponderemo entro 5 giorni lavorativi.",
            "RC-90233: non possiamo lasciare il canone com'era, ma se ci risponde entro il 18/06/2026 Le riserviamo 21,90 \u{20ac} al mese per 12 mesi invece di 24,00 \u{20ac}.",
        ),
        (
            "DE",
            "Ihre Anfrage ist unter der Vorgangsnummer RC-90233 erfasst. Wir antworten Ihnen innerhalb von 5 Werktagen.",
            "RC-90233: Den alten Preis k\u{f6}nnen wir nicht halten, aber wenn Sie bis 18.06.2026 antworten, k\u{f6}nnen wir Ihnen f\u{fc}r zw\u{f6}lf Monate 21,90 EUR im Monat anbieten statt 24,00 EUR.",
        ),
    ] {
        let household = Household::of_ada_in(
            country,
            &[
                Mail::from(GUARD, "2026-06-04", "RC-90233").body(receipt),
                Mail::from(GUARD, "2026-06-10", "RC-90233").body(offer),
            ],
        );
        let promised = only(household.list(&["promises", "--at", "2026-06-20"]));
        assert_eq!(promised["state"], "kept", "{country}: {promised}");
    }
}

const SHOP: &str = "Brightglass <orders@brightglass.example>";
const CARRIER: &str = "Swiftvan <tracking@swiftvan.example>";

#[test]
fn what_a_carrier_brings_for_an_order_named_in_the_subject_alone_can_be_sent_back_from_that_day() {
    for (country, order, sent, brought) in [
        (
            "IE",
            "Thank you, your order is confirmed.\n\nOrder: BG-7719042\n1 x Camera Optivale X3 849.00 EUR\nTotal: 849.00 EUR",
            (
                "Off it goes: BG-7719042",
                "Your parcel left our warehouse this evening with Swiftvan, tracking number CV88102236IE.",
            ),
            "Your parcel CV88102236IE was delivered on 10 May 2026 at 14:21.",
        ),
        (
            "FR",
            "Votre commande est confirm\u{e9}e.\n\nCommande : BG-7719042\n1 x Appareil photo Optivale X3 849,00 \u{20ac}\nTotal : 849,00 \u{20ac}",
            (
                "C'est parti pour BG-7719042",
                "Votre colis a quitt\u{e9} notre entrep\u{f4}t ce soir. Il est confi\u{e9} \u{e0} Swiftvan, suivi CV88102236FR.",
            ),
            "Votre colis CV88102236FR a \u{e9}t\u{e9} livr\u{e9} le 10 mai 2026 \u{e0} 14 h 21.",
        ),
    ] {
        let household = Household::of_ada_in(
            country,
            &[
                Mail::from(SHOP, "2026-05-03", "BG-7719042").body(order),
                Mail::from(SHOP, "2026-05-05", sent.0).body(sent.1),
                Mail::from(CARRIER, "2026-05-10", "CV88102236").body(brought),
            ],
        );
        let dues = household.list(&["dues", "--at", "2026-05-12"]);
        let back: Vec<_> = dues.iter().filter(|due| due["what"] == "withdraw_by").collect();
        assert_eq!(back.len(), 1, "{country}: {dues:?}");
        assert_eq!(back[0]["on"], "2026-05-24", "{country}");
    }
}

#[test]
fn an_order_under_the_number_of_its_contract_that_is_paid_by_the_month_is_no_purchase() {
    for (country, subject, papers) in [
        (
            "DE",
            "Ihr Auftrag BW-20417 ist angenommen",
            "Vertragsnummer: BW-20417\nBeginn: 14. Juni 2025\nEntgelt: 27,50 Euro im Monat\nGer\u{e4}t (leihweise): Brightward Basis, Seriennummer BWB-77-0932\nEnde: jederzeit, mit einem Monat Frist zum Monatsletzten",
        ),
        (
            "GB",
            "Your order BW-20417 is accepted",
            "Contract number: BW-20417\nStart date: 14 June 2025\nPrice: \u{a3}27.50 a month\nUnit (on loan): Brightward Base, serial number BWB-77-0932\nEnd: at any time with one month's notice",
        ),
    ] {
        let mail = Mail::from(GUARD, "2025-06-08", subject).body(papers);
        let household = Household::of_ada_in(country, &[mail]);
        let known = only(household.list(&["agreements", "--at", "2025-06-20"]));
        assert_ne!(known["kind"], "purchase", "{country}: {known}");
        assert_eq!(known["state"], "active", "{country}");
        assert_eq!(known["price"]["per"], "month", "{country}");
    }
}
