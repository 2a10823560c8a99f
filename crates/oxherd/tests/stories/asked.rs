//! A new account told to three suppliers: one confirms, one puts off and is late, one says nothing; a
//! visit that was missed costs what was said before; a phone that one holds, another uses, a third pays.

use crate::kit::{Household, one};
use serde_json::Value;

/// A message: who, to whom, when, subject, text.
fn mail((from, to): (&str, &str), date: &str, subject: &str, text: &str) -> String {
    let letters = |text: &str| text.replace(|c: char| !c.is_ascii_alphanumeric(), "");
    let id = format!("{}.{}", letters(date), letters(subject));
    let sent = from.contains("weber.example");
    let received = if sent {
        String::new()
    } else {
        format!("Received: from mx.weber.example by in.weber.example; {date}\n")
    };
    format!(
        "From sender@post.example Thu Jan  1 00:00:00 2026\n{received}From: {from}\nTo: {to}\nSubject: {subject}\nDate: {date}\n\
         Message-ID: <{id}@post.example>\nContent-Type: text/plain; charset=utf-8\n\n{text}\n\n"
    )
}

const INA: &str = "Ina Weber <ina@weber.example>";
const POWER: &str = "Stadtstrom Auental <service@auental-strom.example>";
const GYM: &str = "Kletterhalle Fels <info@kletterhalle-fels.example>";
const CARE: &str = "Haustechnik Brandl <service@brandl-technik.example>";
const PHONE: &str = "Funkwerk Mobil <kunden@funkwerk-mobil.example>";

fn household() -> Household {
    let household = Household::new();
    let people = ["Ina Weber=ina@weber.example", "Rolf Weber=rolf@weber.example"];
    let who = ["init", "--country", "DE", "--zone", "Europe/Berlin", "--at", "2025-01-01"];
    let people: Vec<&str> = people.iter().flat_map(|p| ["--person", p]).collect();
    household.run(&[&who[..], &people[..]].concat()).expect(0);
    let told = |to: &str, reference: &str| {
        let text = format!(
            "Guten Tag,\n\nich habe die Bank gewechselt. Bitte buchen Sie {reference} ab März von meinem neuen Konto ab:\n\nDE02 1203 0000 0000 2020 51\n\nIna Weber"
        );
        mail(
            (INA, to),
            "Mon, 02 Feb 2026 18:00:00 +0100",
            &format!("Neues Konto, {reference}"),
            &text,
        )
    };
    let mails = [
        mail(
            (POWER, INA),
            "Mon, 03 Mar 2025 09:00:00 +0100",
            "Willkommen: Ihr Stromvertrag",
            "Guten Tag,\n\nVertragsnummer: AS-77120\nLieferbeginn: 01.04.2025\nAbschlag: 61,00 EUR monatlich per Lastschrift\n\nStadtstrom Auental",
        ),
        mail(
            (GYM, INA),
            "Tue, 04 Mar 2025 09:00:00 +0100",
            "Deine Mitgliedschaft",
            "Hallo Ina,\n\ndeine Mitgliedschaft ist bestätigt.\n\nMitgliedsnummer: 40127\n24,00 EUR monatlich per Lastschrift\n\nKletterhalle Fels",
        ),
        mail(
            (CARE, INA),
            "Wed, 05 Mar 2025 09:00:00 +0100",
            "Ihr Wartungsvertrag",
            "Guten Tag,\n\nVertragsnummer: WB-2201\nWartung der Gastherme, 12,00 EUR monatlich ab 01.04.2025\n\nSollte unser Techniker das Zeitfenster verpassen, erhalten Sie 30,00 EUR.\n\nHaustechnik Brandl",
        ),
        mail(
            (PHONE, INA),
            "Thu, 06 Mar 2025 09:00:00 +0100",
            "Ihre Vertragsunterlagen",
            "Guten Tag,\n\nVertragsnummer: FM-5512\nVertragsinhaberin: Ina Weber\nNutzer: Rolf Weber\nTarif: Funk Klein, 7,00 EUR monatlich\nVertragsbeginn: 10.03.2025\n\nFunkwerk Mobil",
        ),
        told(POWER, "AS-77120"),
        told(GYM, "40127"),
        told(CARE, "WB-2201"),
        mail(
            (GYM, INA),
            "Wed, 04 Feb 2026 09:00:00 +0100",
            "Deine neue Bankverbindung ist gespeichert und bestätigt",
            "Hallo Ina,\n\ndeine neue Bankverbindung für die Mitgliedschaft 40127 ist gespeichert.\n\nKletterhalle Fels",
        ),
        mail(
            (POWER, INA),
            "Thu, 05 Feb 2026 09:00:00 +0100",
            "AW: Neues Konto, AS-77120",
            "Guten Tag,\n\nwir haben Ihre Nachricht zum Vertrag AS-77120 erhalten. Wir werden sie bis zum 16.02.2026 bearbeiten und Ihnen antworten.\n\nStadtstrom Auental",
        ),
    ];
    let mailbox = household.file("mail.mbox", mails.concat());
    household.takes_in(&mailbox);
    household
}

fn state(household: &Household, name: &str, at: &str) -> String {
    let requests = household.list(&["requests", "--at", at]);
    let of = |r: &&Value| r["kind"] == "bank_details" && r["supplier"]["name"] == name;
    let mut of = requests.iter().filter(of);
    let state = of.next().map(|r| r["state"].as_str().unwrap_or_default().to_owned());
    assert!(of.next().is_none(), "{requests:?}");
    state.unwrap_or_default()
}

#[test]
fn who_was_told_a_new_account_confirms_puts_off_or_stays_silent() {
    let household = household();
    let at = "2026-02-06";
    assert_eq!(state(&household, "Kletterhalle Fels", at), "answered");
    assert_eq!(state(&household, "Stadtstrom Auental", at), "sent");
    assert_eq!(state(&household, "Haustechnik Brandl", at), "sent");
    assert_eq!(state(&household, "Haustechnik Brandl", "2026-03-01"), "overdue");
    let agreements = household.list(&["agreements", "--at", at]);
    let ended = |a: &&Value| a["state"] == "ended" || a["state"] == "ending";
    assert!(!agreements.iter().any(|a| ended(&a)), "no end was told: {agreements:?}");
    let promises = household.list(&["promises", "--at", "2026-02-20"]);
    let late = promises.iter().any(|p| p["by"] == "2026-02-16" && p["state"] == "broken");
    assert!(late, "{promises:?}");
}

#[test]
fn papers_name_who_holds_a_phone_and_who_uses_it() {
    let household = household();
    let suppliers = household.list(&["suppliers", "--at", "2025-06-01"]);
    let modes = one(&suppliers, "name", "Funkwerk Mobil")["modes"].clone();
    let mode = |name: &str| {
        let of = modes.as_array().expect("a list").iter();
        let mut of = of.filter(|m| m["person"].to_string().contains(name));
        of.next().map(|m| m["mode"].clone()).unwrap_or_default()
    };
    assert_eq!((mode("Ina"), mode("Rolf")), ("customer".into(), "user".into()), "{modes}");
}
