//! A supplier is held to what it wrote: a rise that it took back and that the bank pays all the same; an
//! ending whose words sound like another sort of agreement.

use crate::kit::{Household, one};

/// A message: from whom, when, subject, text.
fn mail(from: &str, date: &str, subject: &str, text: &str) -> String {
    let id: String = date.chars().filter(char::is_ascii_alphanumeric).collect();
    format!(
        "From x@post.example Thu Jan  1 00:00:00 2026\nReceived: from a.post.example by in.orlo.example; {date}\n\
         From: {from}\nTo: Ada Orlo <ada@orlo.example>\nSubject: {subject}\nDate: {date}\nMessage-ID: <{id}@post.example>\n\
         Content-Type: text/plain; charset=utf-8\n\n{text}\n\n"
    )
}

fn household(country: &str, mails: &[String]) -> Household {
    let household = Household::new();
    let who = ["init", "--country", country, "--person", "Ada Orlo=ada@orlo.example"];
    household.run(&who).expect(0);
    household.takes_in(&household.file("mail.mbox", mails.concat()));
    household
}

#[test]
fn a_rise_that_was_taken_back_in_writing_and_is_collected_all_the_same_contradicts_it() {
    const NET: &str = "Quayside Broadband <care@quayside-broadband.example>";
    let household = household(
        "GB",
        &[
            mail(
                NET,
                "Mon, 03 Feb 2025 09:00:00 +0000",
                "Your contract",
                "Hello Ada,\n\nContract number: QB-40217\nPrice: £28.50 a month\nStart date: 10 February 2025\n\nQuayside Broadband",
            ),
            mail(
                NET,
                "Mon, 01 Sep 2025 09:00:00 +0100",
                "A change to your price",
                "Hello Ada,\n\nthe price of your contract QB-40217 goes up from £28.50 to £33.00 a month on 1 November 2025.\n\nQuayside Broadband",
            ),
            mail(
                NET,
                "Thu, 18 Sep 2025 09:00:00 +0100",
                "Re: A change to your price",
                "Hello Ada,\n\nas agreed on the phone, your price for contract QB-40217 is £29.90 a month from 1 November 2025. The increase to £33.00 will not go ahead.\n\nQuayside Broadband",
            ),
        ],
    );
    household.takes_in(&household.file(
        "bank/november.csv",
        "Date,Description,Amount\n2025-11-03,QUAYSIDE TELECOM LTD QB-40217,-33.00\n2025-11-05,EDELMARKT 17 card,-41.20\n",
    ));
    let price = |at: &str| {
        let all = household.list(&["agreements", "--at", at]);
        one(&all, "kind", "telecom")["price"]["value"].clone()
    };
    assert_eq!(price("2025-10-01"), "28.50");
    assert_eq!(price("2025-12-01"), "29.90");
    assert!(household.list(&["contradictions", "--at", "2025-11-02"]).is_empty());
    let found = household.list(&["contradictions", "--at", "2025-12-01"]);
    let differs = one(&found, "kind", "price_differs");
    assert!(differs["says"].to_string().contains("33"), "{differs}");
    assert!(differs["against"].to_string().contains("29.90"), "{differs}");
    assert_eq!(found.len(), 1, "{found:?}");
}

#[test]
fn an_ending_is_of_the_only_agreement_that_runs_whatever_its_words_sound_like() {
    // `Palestra` is a gym; the firm sells an app.
    const APP: &str = "Palestra Zaino <ciao@palestrazaino.example>";
    let household = household(
        "IT",
        &[
            mail(
                APP,
                "Mon, 12 May 2025 09:00:00 +0200",
                "La tua prova gratuita",
                "Ciao Ada,\n\nPiano: Zaino Annuale\nProva gratuita: dal 12 maggio 2025 all'11 giugno 2025\nDopo la prova: 64,00 € all'anno\n\nPalestra Zaino è un servizio di Zaino S.r.l.",
            ),
            mail(
                APP,
                "Wed, 04 Jun 2025 09:00:00 +0200",
                "Conferma disdetta",
                "Ciao Ada,\n\nla tua disdetta è confermata. Potrai usare Palestra Zaino fino all'11 giugno 2025. Non ti addebiteremo nulla.\n\nPalestra Zaino",
            ),
        ],
    );
    let of = |at: &str| household.list(&["agreements", "--at", at]);
    let during = of("2025-05-20");
    assert_eq!((during.len(), &during[0]["state"]), (1, &"trial".into()), "{during:?}");
    let after = of("2025-07-01");
    assert_eq!((after.len(), &after[0]["state"]), (1, &"ended".into()), "{after:?}");
    assert!(household.list(&["dues", "--at", "2025-06-05"]).is_empty());
}

#[test]
fn what_the_bank_takes_above_the_agreed_price_is_no_price_and_closes_with_the_money_back() {
    const HALL: &str = "Turnhalle Kranich <info@turnhalle-kranich.example>";
    let household = household(
        "DE",
        &[
            mail(
                HALL,
                "Sat, 10 Jan 2026 10:00:00 +0100",
                "Deine Mitgliedschaft",
                "Hallo Ada,\n\nMitgliedsnummer: 662014\nBeginn: 10. Januar 2026\nMonatsbeitrag: 24,00 EUR\n\ndeine Mitgliedschaft im Fitnessstudio hat begonnen.\n\nTurnhalle Kranich",
            ),
            mail(
                HALL,
                "Mon, 20 Apr 2026 10:00:00 +0200",
                "Gutschrift",
                "Hallo Ada,\n\nzur Mitgliedsnummer 662014 haben wir dir heute 5,00 EUR gutgeschrieben.\n\nTurnhalle Kranich",
            ),
        ],
    );
    household.takes_in(&household.file(
        "bank/april.csv",
        "Buchungstag;Auftraggeber/Empfänger;Verwendungszweck;Betrag;Währung\n02.02.2026;Turnhalle Kranich;Mitglied 662014;-24,00;EUR\n02.03.2026;Turnhalle Kranich;Mitglied 662014;-24,00;EUR\n02.04.2026;Turnhalle Kranich;Mitglied 662014;-29,00;EUR\n",
    ));
    let at = |list: &str, at: &str| household.list(&[list, "--at", at]);
    assert!(at("contradictions", "2026-03-10").is_empty());
    let found = at("contradictions", "2026-04-10");
    let differs = one(&found, "kind", "price_differs");
    assert_eq!(differs["open"], true);
    assert!(differs["says"].to_string().contains("29"), "{differs}");
    assert!(differs["against"].to_string().contains("24,00"), "{differs}");
    for day in ["2026-04-10", "2026-05-10"] {
        let all = at("agreements", day);
        assert_eq!(one(&all, "kind", "membership")["price"]["value"], "24.00", "{day}");
    }
    let closed = at("contradictions", "2026-05-10");
    assert_eq!(one(&closed, "kind", "price_differs")["open"], false, "{closed:?}");
}
