//! Reports of work that was done, and money that is promised in answers, in six languages.

use crate::kit::Household;
use crate::mail::Mail;
use serde_json::Value;

const FIRM: &str = "Brondal Heat <info@brondal.example>";

/// The answers of a household that has taken in this mail: these keys of each.
fn told(mails: &[Mail], question: &str, at: &str, keys: &[&str]) -> Vec<String> {
    let household = Household::new();
    let who = ["init", "--country", "DE", "--person", "Ada Quill=ada@quill.example"];
    household.run(&[&who[..], &["--at", "2024-01-01"]].concat()).expect(0);
    household.takes(mails);
    let of = |row: &Value| {
        let told = keys.iter().map(|key| row[key].as_str().unwrap_or_default());
        told.collect::<Vec<_>>().join(" ")
    };
    household.list(&[question, "--at", at]).iter().map(of).collect()
}

#[test]
fn the_report_of_a_visit_keeps_its_promise_in_each_language() {
    for (booked, visit, subject, report) in [
        (
            "Your visit",
            "Our mechanic will be with you on 12 May 2025 between 9am and 1pm.",
            "Work finished",
            "All done: your heat pump was looked over and serviced this morning.",
        ),
        (
            "Ihr Termin",
            "Unser Mechaniker kommt am 12.05.2025 zwischen 9 und 13 Uhr zu Ihnen.",
            "Erledigt",
            "Ihre W\u{e4}rmepumpe haben wir heute Vormittag durchgesehen und gewartet.",
        ),
        (
            "Votre rendez-vous",
            "Notre m\u{e9}canicien passera le 12 mai 2025 entre 9h et 13h.",
            "C'est fait",
            "Votre pompe \u{e0} chaleur a \u{e9}t\u{e9} contr\u{f4}l\u{e9}e et entretenue ce matin.",
        ),
        (
            "Su cita",
            "Nuestro mec\u{e1}nico pasar\u{e1} el 12 de mayo de 2025 entre las 9:00 y las 13:00.",
            "Trabajo terminado",
            "Esta ma\u{f1}ana hemos revisado y puesto a punto su bomba de calor.",
        ),
        (
            "Il Suo appuntamento",
            "Il nostro meccanico passer\u{e0} il 12 maggio 2025 tra le 9:00 e le 13:00.",
            "Lavoro concluso",
            "Questa mattina abbiamo controllato e pulito la Sua pompa di calore.",
        ),
        (
            "Uw afspraak",
            "Onze monteur komt op 12 mei 2025 tussen 9.00 en 13.00 uur.",
            "Klaar",
            "Vanochtend hebben we uw warmtepomp nagezien en onderhouden.",
        ),
    ] {
        let mails = [
            Mail::from(FIRM, "2025-05-01", booked).body(visit),
            Mail::from(FIRM, "2025-05-12", subject).body(report),
        ];
        let states = told(&mails, "promises", "2025-05-13", &["kind", "state"]);
        assert_eq!(states, ["visit kept"], "{report}");
    }
}

#[test]
fn money_that_an_answer_promises_is_awaited_in_each_language() {
    for (subject, says) in [
        (
            "Re: my complaint",
            "You are right. We are sending \u{20ac}35.00 to your account by 30 May 2025.",
        ),
        (
            "AW: meine Beschwerde",
            "Sie haben recht. Wir schreiben Ihrem Konto bis zum 30.05.2025 35,00 EUR gut.",
        ),
        (
            "RE: ma r\u{e9}clamation",
            "Vous avez raison. Nous vous virerons 35,00 \u{20ac} avant le 30 mai 2025.",
        ),
        (
            "RE: mi reclamaci\u{f3}n",
            "Tiene raz\u{f3}n. Le ingresaremos 35,00 \u{20ac} antes del 30 de mayo de 2025.",
        ),
        (
            "R: il mio reclamo",
            "Ha ragione. Le riconosceremo 35,00 \u{20ac} entro il 30 maggio 2025.",
        ),
        (
            "RE: mijn klacht",
            "U heeft gelijk. Wij storten \u{20ac} 35,00 op uw rekening, uiterlijk 30 mei 2025.",
        ),
    ] {
        let mails = [Mail::from(FIRM, "2025-05-16", subject).body(says)];
        let promised = told(&mails, "promises", "2025-05-17", &["kind", "by", "state"]);
        assert_eq!(promised, ["refund 2025-05-30 open"], "{says}");
        let dues = told(&mails, "dues", "2025-05-17", &["kind", "what"]);
        assert!(!dues.iter().any(|due| due.contains("payment")), "{says}: {dues:?}");
    }
}
