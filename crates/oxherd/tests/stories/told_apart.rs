//! Several agreements with one supplier whose mails name no number, and an end that is refused or taken back.

use crate::kit::Household;
use crate::mail::{Mail, from_ada};

/// Language, what runs on, what ends, how the supplier says so; each with its subject.
const PAIRS: &[(&str, [&str; 3], [&str; 3])] = &[
    (
        "en",
        ["Your broadband contract", "Your mobile plan", "Your mobile plan has ended"],
        [
            "Your broadband contract starts on 12 January 2025. You pay £28.00 a month.",
            "Your mobile plan starts on 21 March 2025. It costs £12.00 a month.",
            "Your mobile plan ended on 14 June 2025, as you asked.",
        ],
    ),
    (
        "de",
        ["Ihr Stromliefervertrag", "Ihr Gasliefervertrag", "Bestätigung Ihrer Kündigung"],
        [
            "Ihr Stromliefervertrag beginnt am 12. Januar 2025. Der Abschlag beträgt 70,00 EUR im Monat.",
            "Ihr Gasliefervertrag beginnt am 21. März 2025. Der Abschlag beträgt 90,00 EUR im Monat.",
            "Hiermit bestätigen wir die Kündigung Ihres Gasvertrags zum 14. Juni 2025.",
        ],
    ),
    (
        "it",
        ["La tua fornitura luce", "La tua fornitura gas", "Conferma cessazione"],
        [
            "Il tuo contratto luce parte il 12 gennaio 2025. Costo: 40,00 € al mese.",
            "Il tuo contratto gas parte il 21 marzo 2025. Costo: 55,00 € al mese.",
            "Confermiamo la cessazione del contratto gas dal 14 giugno 2025.",
        ],
    ),
];

#[test]
fn an_end_takes_the_agreement_that_it_speaks_of_and_no_other() {
    for (language, subjects, bodies) in PAIRS {
        let from = format!("Netz {language} <service@netz-{language}.example>");
        let days = ["2025-01-10", "2025-03-20", "2025-06-15"];
        let mails: Vec<Mail> =
            (0..3).map(|at| Mail::from(&from, days[at], subjects[at]).body(bodies[at])).collect();
        let household = Household::with(&mails);
        let agreements = household.list(&["agreements", "--at", "2025-07-20"]);
        let mut states: Vec<(&str, &str)> = agreements
            .iter()
            .map(|a| (a["started_on"].as_str().unwrap_or(""), a["state"].as_str().unwrap_or("")))
            .collect();
        states.sort_unstable();
        assert_eq!(states, [("2025-01-12", "active"), ("2025-03-21", "ended")], "{language}");
    }
}

/// Language, the papers, the letter that ends, the answer that refuses, the letter that takes it back.
const REFUSED: &[(&str, &str, &str, &str, &str)] = &[
    (
        "en",
        "Your membership, customer number 40817, started on 1 February 2025. £29.90 a month.",
        "Please cancel my membership 40817 with effect from 31 October 2025.",
        "We are sorry, but we are unable to accept your cancellation of membership 40817 as of 31 October 2025.",
        "Please disregard my cancellation of membership 40817, I would like to stay.",
    ),
    (
        "de",
        "Ihre Mitgliedschaft, Kundennummer 40817, beginnt am 1. Februar 2025. 29,90 EUR im Monat.",
        "Hiermit kündige ich meine Mitgliedschaft 40817 zum 31.10.2025.",
        "Leider können wir Ihre Kündigung zum 31.10.2025 nicht annehmen. Kundennummer 40817.",
        "Ich nehme meine Kündigung der Mitgliedschaft 40817 zurück.",
    ),
    (
        "fr",
        "Votre abonnement, numéro client 40817, débute le 1er février 2025. 29,90 € par mois.",
        "Je résilie mon abonnement 40817 au 31 octobre 2025.",
        "Nous ne pouvons pas donner suite à votre résiliation au 31 octobre 2025. Numéro client 40817.",
        "Merci de ne pas tenir compte de ma demande de résiliation de l'abonnement 40817.",
    ),
    (
        "nl",
        "Je lidmaatschap, klantnummer 40817, gaat in op 1 februari 2025. € 29,90 per maand.",
        "Hierbij zeg ik mijn lidmaatschap 40817 op per 31 oktober 2025.",
        "We kunnen je opzegging per 31 oktober 2025 helaas niet verwerken. Klantnummer 40817.",
        "Ik trek mijn opzegging van lidmaatschap 40817 in.",
    ),
];

#[test]
fn an_end_that_is_refused_or_taken_back_ends_nothing() {
    for (language, papers, cancel, refusal, keep) in REFUSED {
        let address = format!("service@halle-{language}.example");
        let from = format!("Halle {language} <{address}>");
        let begun = Mail::from(&from, "2025-01-28", "40817").body(papers);
        let own = from_ada("2025-09-01", &address, "40817", cancel);
        let refused = Mail::from(&from, "2025-09-05", "40817")
            .received("2025-09-05", "08:00:05")
            .body(refusal);
        let kept = from_ada("2025-09-04", &address, "40817", keep);
        for (mails, request) in [
            ([begun.clone(), own.clone(), refused], "answered"),
            ([begun.clone(), own.clone(), kept], "closed"),
        ] {
            let household = Household::of_ada(&mails);
            let waits = household.list(&["agreements", "--at", "2025-09-02"]);
            assert_eq!(waits[0]["state"], "ending", "{language}");
            let agreements = household.list(&["agreements", "--at", "2025-11-15"]);
            let agreement = &agreements[0];
            assert_eq!(agreements.len(), 1, "{language} {agreements:?}");
            assert_eq!(agreement["state"], "active", "{language} {request}");
            assert!(agreement["ended_on"].is_null(), "{language}");
            let requests = household.list(&["requests", "--at", "2025-11-15"]);
            assert_eq!(requests[0]["state"], request, "{language} {requests:?}");
        }
    }
}
