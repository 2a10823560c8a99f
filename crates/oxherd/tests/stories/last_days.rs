//! The last day to end something, however its papers say the term and the notice; guarantees that are said by
//! their length; what is to be sent back; and trials that were cancelled.

use crate::kit::{Household, one};
use crate::mail::Mail;
use serde_json::Value;

/// The only agreement at a day.
fn agreement(home: &Household, at: &str) -> Value {
    let all = home.list(&["agreements", "--at", at]);
    assert_eq!(all.len(), 1, "{all:?}");
    all.into_iter().next().expect("one")
}

/// The days of the dues of a sort.
fn days(home: &Household, what: &str, at: &str) -> Vec<String> {
    let dues = home.list(&["dues", "--at", at]);
    let of = dues.iter().filter(|due| due["what"] == what);
    of.map(|due| due["on"].as_str().expect("a day").to_owned()).collect()
}

const STUDIO: &str = "Hexham Studio <info@hexham.example>";

/// The papers of a membership, in a country, with a sentence of their own.
fn papers(country: &str, said: &str) -> Mail {
    let (subject, price) = match country {
        "DE" => ("Ihre Mitgliedschaft", "Guten Tag Ada Quill,\n\n# Beitrag: 30,00 EUR im Monat."),
        "FR" => (
            "Votre abonnement à la salle de sport",
            "Bonjour Ada Quill,\n\n# Prix : 30,00 € par mois.",
        ),
        "ES" => ("Su abono de gimnasio", "Hola Ada Quill:\n\n# Cuota: 30,00 € al mes."),
        "IT" => ("Il tuo abbonamento", "Gentile Ada Quill,\n\n# Quota: 30,00 € al mese."),
        "NL" => ("Uw lidmaatschap", "Beste Ada Quill,\n\n# Contributie: € 30,00 per maand."),
        _ => ("Your gym membership", "Dear Ada Quill,\n\n# Price: £30.00 a month."),
    };
    Mail::from(STUDIO, "2025-01-25", subject).body(&price.replace('#', said))
}

/// The papers of a membership by country, and the last day that follows from them.
const SENTENCES: &[(&str, &str, &str)] = &[
    (
        "GB",
        "Your membership HX-881 starts on 1 February 2025 and runs for 12 months. Please give us 30 days notice before the end of the term.",
        "2026-01-01",
    ),
    (
        "GB",
        "Your 18-month contract HX-881 began on 1 February 2025. One month notice is required.",
        "2026-06-30",
    ),
    (
        "GB",
        "Your membership HX-881 starts on 1 February 2025. Minimum term: 24 months. Notice: 30 days.",
        "2027-01-01",
    ),
    (
        "DE",
        "Ihr Vertrag HX-881 läuft ab dem 1. Februar 2025 für zwei Jahre. Die Kündigungsfrist beträgt einen Monat zum Laufzeitende.",
        "2026-12-31",
    ),
    (
        "DE",
        "Ihre Mitgliedschaft Nr. 20881 läuft ab dem 01.02.2025 für 24 Monate. Kündigungsfrist: drei Monate zum Ende der Laufzeit.",
        "2026-10-31",
    ),
    (
        "FR",
        "Votre contrat HX-881 débute le 1er février 2025 pour une durée de 12 mois. Préavis : un mois.",
        "2025-12-31",
    ),
    (
        "FR",
        "Votre abonnement HX-881 est actif. Il débute le 1er février 2025 pour un an, avec un préavis d'un mois.",
        "2025-12-31",
    ),
    (
        "ES",
        "Su contrato HX-881 empieza el 1 de febrero de 2025 y tiene una duración de un año. Debe avisar con un mes de antelación.",
        "2025-12-31",
    ),
    (
        "IT",
        "Il contratto HX-881 inizia il 1 febbraio 2025 e dura un anno. Disdetta con preavviso di un mese.",
        "2025-12-31",
    ),
    (
        "NL",
        "Uw contract HX-881 gaat in op 1 februari 2025 voor de duur van één jaar. Opzegtermijn: één maand.",
        "2025-12-31",
    ),
];

#[test]
fn term_and_notice_are_read_from_sentences_in_six_languages() {
    let mut wrong = Vec::new();
    for (country, said, expected) in SENTENCES {
        let home = Household::of_ada_in(country, &[papers(country, said)]);
        let found = agreement(&home, "2025-03-01");
        if found["cancel_by"] != *expected {
            wrong.push(format!("{said} {} {}", found["cancel_by"], found["cancel"]["why"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_day_that_is_said_without_a_year_comes_round_each_year() {
    let said = "Ihre Kfz-Versicherung Nr. K-448.221 beginnt am 1. Januar 2025. Der Jahresbeitrag beträgt 512,00 EUR. \
                Der Vertrag verlängert sich jeweils um ein Jahr, wenn er nicht einen Monat vor Ablauf gekündigt wird. \
                Die Kündigung muss uns spätestens am 30. November zugehen.";
    let from = "Talblick Versicherung <info@talblick.example>";
    let mail = Mail::from(from, "2024-12-10", "Ihre Kfz-Versicherung");
    let home = Household::of_ada_in("DE", &[mail.body(&format!("Guten Tag Ada Quill,\n\n{said}"))]);
    for (at, expected) in [
        ("2025-02-01", "2025-11-30"),
        ("2025-11-30", "2025-11-30"),
        ("2025-12-05", "2026-11-30"),
        ("2028-01-10", "2028-11-30"),
    ] {
        let policy = agreement(&home, at);
        assert_eq!(policy["cancel_by"], expected, "{at}: {policy}");
    }
}

/// A yearly membership that renews, with a sentence on its notice.
fn renewal(country: &str, said: &str) -> Household {
    let mail = match country {
        "FR" => (
            "Votre abonnement",
            "Bonjour Ada Quill,\n\nvotre abonnement n° 9901 sera reconduit le 1er janvier 2027. 300,00 € par an. ",
        ),
        "DE" => (
            "Ihre Mitgliedschaft",
            "Guten Tag Ada Quill,\n\nIhre Mitgliedschaft 9901 verlängert sich am 1. Januar 2027 um ein Jahr. 300,00 EUR im Jahr. ",
        ),
        _ => (
            "Your membership renews",
            "Dear Ada Quill,\n\nyour fitness membership HX-9901 renews on 1 January 2027. £300.00 a year. ",
        ),
    };
    let (subject, body) = mail;
    Household::of_ada_in(
        country,
        &[Mail::from(STUDIO, "2026-01-25", subject).body(&format!("{body}{said}"))],
    )
}

#[test]
fn business_days_of_a_notice_leave_out_the_public_holidays() {
    for (country, said, expected) in [
        // Christmas, and the Monday for Boxing Day.
        ("GB", "Please give us at least 10 working days notice before it renews.", "2026-12-16"),
        ("FR", "Préavis : 10 jours ouvrés.", "2026-12-17"),
        ("DE", "Kündigungsfrist: zehn Werktage vor der Verlängerung.", "2026-12-17"),
    ] {
        let home = renewal(country, said);
        let found = agreement(&home, "2026-02-01");
        assert_eq!(found["cancel_by"], expected, "{said} {found}");
        let why = found["cancel"]["why"].as_str().expect("words");
        assert!(!why.contains("names") && why.contains("10 business days"), "{why}");
        assert!(why.contains("2027-01-01"), "the sum is shown: {why}");
        assert_eq!(days(&home, "cancel_by", "2026-02-01"), [expected], "{said}");
        let late = days(&home, "cancel_by", "2026-12-18");
        assert!(!late.iter().any(|day| day.starts_with("2026")), "{said} {late:?}");
    }
}

#[test]
fn a_notice_by_letter_keeps_time_for_its_way() {
    for (country, said, by, act_by) in [
        // Four business days for the letter and three days as a margin, around Christmas.
        (
            "GB",
            "To cancel, post us a letter so that we receive it by Monday 28 December 2026.",
            "2026-12-28",
            "2026-12-18",
        ),
        (
            "GB",
            "To cancel, tell us by email by Monday 28 December 2026.",
            "2026-12-28",
            "2026-12-24",
        ),
        (
            "FR",
            "Préavis : dix jours, par lettre recommandée, le cachet de la poste faisant foi.",
            "2026-12-22",
            "2026-12-21",
        ),
    ] {
        let home = renewal(country, said);
        let found = agreement(&home, "2026-02-01");
        let days = (found["cancel_by"].as_str(), found["cancel"]["act_by"].as_str());
        assert_eq!(days, (Some(by), Some(act_by)), "{said} {found}");
    }
}

#[test]
fn a_guarantee_is_said_by_its_length() {
    let mut wrong = Vec::new();
    for (country, subject, said) in [
        (
            "GB",
            "Your oven guarantee",
            "Your oven Calder 60, serial number CO-991283, is guaranteed for 5 years from 10 January 2026.",
        ),
        (
            "GB",
            "Your oven guarantee",
            "Oven: Calder 60\nSerial number: CO-991283\nPurchase date: 10 January 2026\nGuarantee: 5 years",
        ),
        (
            "DE",
            "Garantie",
            "Für Ihren Backofen Calder 60, Seriennummer CO-991283, gilt eine Herstellergarantie von 5 Jahren ab dem 10. Januar 2026.",
        ),
        (
            "FR",
            "Votre garantie",
            "Votre four Calder 60, numéro de série CO-991283, est garanti 5 ans à compter du 10 janvier 2026.",
        ),
        (
            "ES",
            "Garantía",
            "Su horno Calder 60, número de serie CO-991283, tiene una garantía de 5 años desde el 10 de enero de 2026.",
        ),
        (
            "IT",
            "Garanzia",
            "Il Suo forno Calder 60, matricola CO-991283, è coperto da garanzia per 5 anni dal 10 gennaio 2026.",
        ),
        (
            "NL",
            "Garantie",
            "Op uw oven Calder 60, serienummer CO-991283, zit 5 jaar garantie vanaf 10 januari 2026.",
        ),
    ] {
        let from = "Calder Ovens <care@calder.example>";
        let mail = Mail::from(from, "2026-01-25", subject).body(&format!("Ada Quill,\n\n{said}"));
        let home = Household::of_ada_in(country, &[mail]);
        let things = home.list(&["things", "--at", "2026-02-01"]);
        let ends: Vec<String> = things
            .iter()
            .flat_map(|thing| {
                let id = thing["id"].as_str().expect("an id");
                let page = home.asks(&["thing", id, "--at", "2026-02-01"]);
                page["dues"].as_array().cloned().unwrap_or_default()
            })
            .filter(|due| due["what"] == "warranty_end")
            .filter_map(|due| due["on"].as_str().map(str::to_owned))
            .collect();
        if ends != ["2031-01-10"] {
            wrong.push(format!("{said} {ends:?}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn a_guarantee_of_months_on_the_bill_of_a_numbered_thing_ends_so_long_after_it() {
    for (country, said) in [
        (
            "GB",
            "Invoice number: AS-2025-88\nWashing machine Arno W7, serial number WM-30-44817\nTotal: \u{a3}489.00\nPaid by card.\nGuarantee: 24 months",
        ),
        (
            "DE",
            "Rechnungsnummer: AS-2025-88\nRechnungsdatum: 10.03.2025\nWaschmaschine Arno W7, Seriennummer WM-30-44817\nGesamtbetrag: 489,00 EUR\nBezahlt mit Karte.\nSie erhalten 24 Monate Garantie.",
        ),
        (
            "FR",
            "Facture : AS-2025-88\nLave-linge Arno W7, num\u{e9}ro de s\u{e9}rie WM-30-44817\nTotal : 489,00 \u{20ac}\nPay\u{e9} par carte.\nGarantie : 24 mois",
        ),
        (
            "ES",
            "Factura: AS-2025-88\nLavadora Arno W7, n\u{fa}mero de serie WM-30-44817\nTotal: 489,00 \u{20ac}\nGarant\u{ed}a: 24 meses",
        ),
        (
            "NL",
            "Factuur: AS-2025-88\nWasmachine Arno W7, serienummer WM-30-44817\nTotaal: \u{20ac} 489,00\nGarantie: 24 maanden",
        ),
    ] {
        let mail =
            Mail::from("Arno Shop <care@arno-shop.example>", "2025-03-10", "AS-2025-88").body(said);
        let home = Household::of_ada_in(country, &[mail]);
        assert_eq!(days(&home, "warranty_end", "2025-04-01"), ["2027-03-10"], "{said}");
    }
}

const GARDEN: &str = "Gartenwelt <shop@gartenwelt.example>";

#[test]
fn what_is_withdrawn_from_is_sent_back_until_it_is_there() {
    let home = Household::of_ada_in(
        "DE",
        &[
            Mail::from(GARDEN, "2026-03-01", "Ihre Bestellung 5512 ist da").body(
                "Hallo Ada Quill,\n\nIhre Bestellung 5512 wurde heute zugestellt.\n\nRasenmäher Schnitt 40   249,00 €\nGesamt   249,00 €",
            ),
            Mail::from("Ada Quill <ada@quill.example>", "2026-03-06", "Widerruf Bestellung 5512")
                .to(GARDEN)
                .body("Guten Tag,\n\nhiermit widerrufe ich den Kaufvertrag zur Bestellung 5512. Den Rasenmäher schicke ich morgen zurück.\n\nAda Quill"),
            Mail::from(GARDEN, "2026-03-10", "Ihre Rücksendung zu 5512")
                .body("Hallo Ada Quill, Ihre Rücksendung zur Bestellung 5512 ist bei uns eingegangen."),
        ],
    );
    assert!(days(&home, "return", "2026-03-05").is_empty());
    let dues = home.list(&["dues", "--at", "2026-03-07"]);
    let back = one(&dues, "what", "return");
    assert_eq!((&back["on"], &back["law"]), (&"2026-03-20".into(), &"E-EU-02".into()), "{back}");
    assert!(back["why"].as_str().is_some_and(|why| why.contains("2026-03-06")), "{back}");
    assert!(days(&home, "return", "2026-03-11").is_empty(), "it is there");
    assert!(days(&home, "warranty_end", "2026-03-11").is_empty(), "nobody owns it any more");
}

#[test]
fn an_order_that_was_called_off_leaves_nothing_to_send_back() {
    let shop = "Wheelhouse <orders@wheelhouse.example>";
    let order = Mail::from(shop, "2026-03-01", "Order WH-882 confirmed").body(
        "Hi Ada, thanks for your order WH-882: Pinnacle kids bike, £150.00. It will be with you by 12 March 2026.",
    );
    let off = Mail::from(shop, "2026-03-10", "Order WH-882 cancelled").body(
        "Hi Ada, we have had to cancel your order WH-882 because the bike is out of stock. We will refund £150.00 within 5 working days.",
    );
    let home = Household::of_ada_in("GB", &[order, off]);
    for what in ["return", "withdraw_by", "warranty_end"] {
        assert!(days(&home, what, "2026-03-12").is_empty(), "{what}");
    }
}

#[test]
fn a_cancelled_trial_is_over_in_six_languages() {
    let mut wrong = Vec::new();
    for (country, began, body, subject, off) in [
        (
            "GB",
            "Your free trial",
            "Hi Ada, your free 30-day trial of Tunely Premium has started. It ends on 1 April 2026; then £9.99 a month.",
            "Trial cancelled",
            "Hi Ada, we have cancelled your trial of Tunely Premium. You will not be charged.",
        ),
        (
            "DE",
            "Dein Gratis-Monat",
            "Hallo Ada, dein kostenloser Probemonat von Tunely Premium hat begonnen. Er endet am 1. April 2026, danach 9,99 € im Monat.",
            "Probemonat beendet",
            "Hallo Ada, du hast deinen Probemonat von Tunely Premium gekündigt. Es entstehen keine Kosten.",
        ),
        (
            "FR",
            "Votre essai gratuit",
            "Bonjour Ada, votre essai gratuit de Tunely Premium a commencé. Il prend fin le 1er avril 2026, puis 9,99 € par mois.",
            "Essai annulé",
            "Bonjour Ada, votre essai de Tunely Premium a bien été annulé. Vous ne serez pas débitée.",
        ),
        (
            "ES",
            "Tu prueba gratuita ha empezado",
            "Hola Ada: tu prueba gratuita de 30 días de Tunely Premium ha empezado. Termina el 1 de abril de 2026; después, 9,99 € al mes.",
            "Prueba cancelada",
            "Hola Ada: hemos cancelado tu prueba de Tunely Premium. No se te cobrará nada.",
        ),
        (
            "IT",
            "La tua prova gratuita è iniziata",
            "Ciao Ada, la tua prova gratuita di 30 giorni di Tunely Premium è iniziata. Termina il 1 aprile 2026; poi 9,99 € al mese.",
            "Prova annullata",
            "Ciao Ada, abbiamo annullato la tua prova di Tunely Premium. Non ti verrà addebitato nulla.",
        ),
        (
            "NL",
            "Je gratis proefmaand",
            "Hoi Ada, je gratis proefmaand van Tunely Premium is begonnen. Die eindigt op 1 april 2026, daarna € 9,99 per maand.",
            "Proefmaand stopgezet",
            "Hoi Ada, we hebben je proefmaand van Tunely Premium stopgezet. Er wordt niets afgeschreven.",
        ),
    ] {
        let from = "Tunely <hi@tunely.example>";
        let mails = [
            Mail::from(from, "2026-03-02", began).body(body),
            Mail::from(from, "2026-03-20", subject).body(off),
        ];
        let found = agreement(&Household::of_ada_in(country, &mails), "2026-03-21");
        if (&found["state"], &found["ended_on"]) != (&"ended".into(), &"2026-03-20".into()) {
            wrong.push(format!("{country}: {} {}", found["state"], found["ended_on"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn goods_that_are_known_only_by_their_delivery_can_be_withdrawn_from() {
    let shop = "Tuinhuis <orders@tuinhuis.example>";
    let came = Mail::from(shop, "2026-03-01", "Bestelling 5512 geleverd").body(
        "Hoi Ada,\n\nje bestelling 5512 is bezorgd.\n\nGrasmaaier Snip 40   € 249,00\nTotaal   € 249,00",
    );
    let letter =
        "Hallo,\n\nik maak gebruik van mijn herroepingsrecht voor bestelling 5512.\n\nAda Quill";
    let letter =
        Mail::from("Ada Quill <ada@quill.example>", "2026-03-06", "Herroeping bestelling 5512")
            .to(shop)
            .body(letter);
    let back = Mail::from(shop, "2026-03-09", "Retour ontvangen")
        .body("Hoi Ada, we hebben je retour van bestelling 5512 ontvangen.");
    let home = Household::of_ada_in("NL", &[came, letter, back]);
    assert_eq!(days(&home, "withdraw_by", "2026-03-05"), ["2026-03-15"]);
    assert!(days(&home, "withdraw_by", "2026-03-16").is_empty());
    assert_eq!(days(&home, "return", "2026-03-07"), ["2026-03-20"]);
    assert!(days(&home, "return", "2026-03-10").is_empty(), "it is there");
    // Whoever has the goods back and pays nothing is late.
    let promises = home.list(&["promises", "--at", "2026-04-10"]);
    let refund = one(&promises, "kind", "refund");
    assert_eq!(
        (&refund["state"], &refund["source"]),
        (&"broken".into(), &"law".into()),
        "{refund}"
    );
}

#[test]
fn care_that_nobody_had_stays_due_while_its_guarantee_runs() {
    let firm = "Warmbold Heizung <buero@warmbold.example>";
    let mails = [
        Mail::from(firm, "2022-10-10", "Garantie für Ihre Therme").body(
            "Guten Tag Ada Quill,\n\nam 7. Oktober 2022 haben wir bei Ihnen die Gastherme Ardo T20 (Seriennr. \
             AT-338102) in Betrieb genommen. Ardo gibt 5 Jahre Garantie, sofern die Therme jedes Jahr von einem \
             Fachbetrieb gewartet wird.",
        ),
        Mail::from(firm, "2023-10-02", "Wartung erledigt").body(
            "Guten Tag Ada Quill,\n\nwir haben Ihre Gastherme Ardo T20 (Seriennr. AT-338102) heute gewartet.",
        ),
    ];
    let home = Household::of_ada_in("DE", &mails);
    assert_eq!(days(&home, "warranty_end", "2022-11-01"), ["2027-10-07"]);
    for at in ["2024-09-01", "2024-11-01", "2026-01-05"] {
        assert_eq!(days(&home, "service", at), ["2024-10-02"], "{at}");
    }
    assert!(days(&home, "service", "2027-12-01").is_empty(), "there is no guarantee to lose");
}

#[test]
fn an_end_that_is_told_in_an_answer_ends_what_runs_on_its_day() {
    let club = "Crag Hall <club@craghall.example>";
    let mut wrong = Vec::new();
    for (country, began, told) in [
        (
            "GB",
            "Hi Ada, you're a member from today. Member number: 55120. £34.90 a month.",
            "Hi Ada, 30 June isn't possible, your membership 55120 will finish on 31 August 2025.",
        ),
        (
            "DE",
            "Hallo Ada, seit heute bist du Mitglied. Mitgliedsnummer: 55120. 34,90 Euro im Monat.",
            "Hallo Ada, der 30. Juni geht leider nicht, deine Mitgliedschaft 55120 endet am 31. August 2025.",
        ),
        (
            "FR",
            "Bonjour Ada, vous êtes membre depuis aujourd’hui. Numéro de membre : 55120. 34,90 € par mois.",
            "Bonjour Ada, votre dernier jour chez nous sera le 31 août 2025.",
        ),
        (
            "ES",
            "Hola Ada: ya eres socia. Número de socia: 55120. 34,90 € al mes.",
            "Hola Ada: tu cuota termina el 31 de agosto de 2025.",
        ),
        (
            "NL",
            "Hoi Ada, je bent vanaf vandaag lid. Lidnummer: 55120. 34,90 euro per maand.",
            "Hoi Ada, 30 juni lukt niet, je lidmaatschap 55120 stopt op 31 augustus 2025.",
        ),
    ] {
        let mails = [
            Mail::from(club, "2024-05-06", "Crag Hall").body(began),
            Mail::from(club, "2025-05-26", "Re: 55120").body(told),
        ];
        let home = Household::of_ada_in(country, &mails);
        let found = agreement(&home, "2025-05-27");
        let promised = home.list(&["promises", "--at", "2025-09-27"]);
        if found["ended_on"] != "2025-08-31" || found["state"] != "ending" || !promised.is_empty() {
            wrong.push(format!("{told}: {} {} {promised:?}", found["state"], found["ended_on"]));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
}

#[test]
fn what_is_to_be_done_before_a_renewal_is_done_on_a_business_day_and_late_is_said_to_be_late() {
    // Three days before Wednesday 30 December are a Sunday behind Christmas.
    for (country, said, today, act_by) in [
        (
            "GB",
            "To cancel, tell us by email by Wednesday 30 December 2026.",
            "2026-02-01",
            "2026-12-24",
        ),
        (
            "GB",
            "To cancel, tell us by email by Wednesday 30 December 2026.",
            "2026-12-29",
            "2026-12-29",
        ),
    ] {
        let home = renewal(country, said);
        let found = agreement(&home, today);
        assert_eq!(found["cancel"]["act_by"], act_by, "{found}");
        let why = found["cancel"]["why"].as_str().expect("words");
        assert_eq!(why.contains("that keeps"), act_by < "2026-12-25", "{why}");
        assert_eq!(why.contains("Act at once"), act_by > "2026-12-25", "{why}");
    }
    for country in ["GB", "FR"] {
        let home = renewal(country, "");
        let found = agreement(&home, "2026-02-01");
        let act_by = found["cancel"]["act_by"]
            .as_str()
            .map(|day| day.parse::<jiff::civil::Date>().expect("a day"));
        let rests = |day: jiff::civil::Date| {
            matches!(day.weekday(), jiff::civil::Weekday::Saturday | jiff::civil::Weekday::Sunday)
        };
        assert!(!act_by.is_some_and(rests), "{found}");
    }
}
