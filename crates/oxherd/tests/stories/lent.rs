//! What was lent and comes back, what ends by itself, who comes to work, and who asks for what was paid at once.

use crate::kit::{Household, one};
use crate::mail::Mail;

const HELPLINE: &str = "Stillwell Helpline <care@stillwell-helpline.example>";

#[test]
fn the_number_of_what_was_lent_is_that_of_the_thing_and_its_return_is_over_once_it_is_back() {
    let household = Household::of_ada_in(
        "GB",
        &[
            Mail::from(HELPLINE, "2022-01-17", "Your contract SW-30218").body(
                "Dear Ada,\n\nthank you for choosing us.\n\nContract: SW-30218\nStart date: 1 February 2022\n\
                 Price: \u{a3}24.00 a month\nNotice: 30 days at any time\n\nYour alarm button Stillwell One (serial number ST1-66120) comes by post.\n\nStillwell Helpline",
            ),
            Mail::from(HELPLINE, "2023-09-15", "Your contract SW-30218 ends").body(
                "Dear Ada,\n\nas you asked, your contract SW-30218 ends on 11 October 2023. Please send the alarm button ST1-66120 back by 25 October 2023 with the label attached.\n\nStillwell Helpline",
            ),
            Mail::from(HELPLINE, "2023-10-20", "Alarm button received").body(
                "Dear Ada,\n\nwe confirm that the alarm button ST1-66120 is here. The return is complete.\n\nStillwell Helpline",
            ),
        ],
    );
    let back = |at: &str| {
        let dues = household.list(&["dues", "--at", at]);
        dues.iter().filter(|due| due["what"] == "return").count()
    };
    assert_eq!((back("2023-10-01"), back("2023-10-21")), (1, 0));
    let agreements = household.list(&["agreements", "--at", "2023-10-01"]);
    let agreement = one(&agreements, "reference", "SW-30218");
    assert!(!agreement["references"].to_string().contains("ST1"), "{agreement}");
}

#[test]
fn a_season_that_does_not_go_on_is_over_and_the_next_one_is_a_return() {
    const FARM: &str = "Les Paniers Verts <bonjour@paniers-verts.example>";
    let season = |sent: &str, number: &str, from: &str, to: &str, price: &str| {
        Mail::from(FARM, sent, &format!("Votre abonnement {number}")).body(&format!(
            "Bonjour Ada Quill,\n\nnous avons bien re\u{e7}u votre commande.\n\nAbonnement : {number}\nValidit\u{e9} : du {from} au {to}\nPrix : {price} \u{20ac}\n\n\
             L'abonnement n'est pas reconduit automatiquement.\n\nLes Paniers Verts"
        ))
    };
    let household = Household::of_ada_in(
        "FR",
        &[
            season("2022-09-05", "PV-2223-41", "15/10/2022", "31/05/2023", "168,00"),
            Mail::from(FARM, "2023-05-20", "Gardez vos paniers").body(
                "Bonjour,\n\nvos paniers vous attendent : confirmez votre abonnement pour la saison 2023/24 avant le 15 juin 2023.\n\nLes Paniers Verts",
            ),
            season("2025-09-10", "PV-2526-77", "18/10/2025", "31/05/2026", "189,00"),
        ],
    );
    let at = |day: &str| household.list(&["agreements", "--at", day]);
    assert_eq!(one(&at("2023-02-01"), "reference", "PV-2223-41")["state"], "active");
    assert_eq!(one(&at("2023-08-01"), "reference", "PV-2223-41")["state"], "ended");
    let back = at("2025-11-02");
    let season = one(&back, "reference", "PV-2526-77");
    assert_eq!((&season["state"], &season["mode"]), (&"active".into(), &"returning".into()));
    assert_eq!(season["price"]["value"], "189.00");
    assert_eq!(season["price"]["per"], "once");
}

#[test]
fn a_boat_is_known_by_its_mark_and_gone_once_it_was_sold() {
    const SURE: &str = "Bahia Seguros <clientes@bahia-seguros.example>";
    let sold = Mail::from("Ada Quill <ada@quill.example>", "2025-06-03", "Re: Lancha en venta")
        .to("Marc Soler <marc.soler@soler.example>")
        .body("Hola Marc:\n\ntrato hecho: te vendo la lancha (matr\u{ed}cula 6\u{aa}-VA-2-87-15) por 7.400 \u{20ac}. El 7 de junio te la entrego.\n\nAda");
    let household = Household::of_ada_in(
        "ES",
        &[
            Mail::from(SURE, "2023-04-12", "Su p\u{f3}liza de embarcaci\u{f3}n EM-118204").body(
                "Estimada Ada:\n\nle damos la bienvenida.\n\nP\u{f3}liza: EM-118204\nEmbarcaci\u{f3}n: Bayliner VR4\nMatr\u{ed}cula: 6\u{aa}-VA-2-87-15\nEfecto: 15/04/2023\nVencimiento: 14/04/2026\nPrima total anual: 186,40 \u{20ac}\n\nBahia Seguros",
            ),
            sold,
            Mail::from(SURE, "2025-06-10", "Anulaci\u{f3}n de su p\u{f3}liza EM-118204").body(
                "Estimada Ada:\n\npor la venta de la embarcaci\u{f3}n 6\u{aa}-VA-2-87-15 hemos anulado su p\u{f3}liza EM-118204 con efecto 09/06/2025.\n\nBahia Seguros",
            ),
        ],
    );
    let boat = |at: &str| {
        let things = household.list(&["things", "--at", at]);
        one(&things, "kind", "vehicle").clone()
    };
    assert_eq!(boat("2024-01-01")["identifiers"][0]["value"], "6VA28715");
    assert_eq!(boat("2024-01-01")["stage"], "in_use");
    assert_eq!(boat("2025-06-20")["stage"], "gone");
}

#[test]
fn a_reminder_of_a_bill_that_says_that_it_was_paid_at_once_contradicts_it_until_it_is_taken_back() {
    const SHOP: &str = "Lauschwerk <service@lauschwerk.example>";
    let household = Household::of_ada_in(
        "DE",
        &[
            Mail::from(SHOP, "2024-03-04", "Ihre Bestellung LW-40917").body(
                "Guten Tag Ada Quill,\n\nvielen Dank f\u{fc}r Ihre Bestellung.\n\nBestellnummer: LW-40917\nArtikel: Kopfh\u{f6}rer Auris 5\nGesamtbetrag: 289,00 \u{20ac}\n\nLauschwerk",
            ),
            Mail::from(SHOP, "2024-03-07", "Rechnung RE-2024-1180").body(
                "Guten Tag,\n\nanbei die Rechnung zu Ihrer Bestellung LW-40917.\n\nRechnungsnummer: RE-2024-1180\nGesamtbetrag: 289,00 \u{20ac}\nBereits bezahlt: 289,00 \u{20ac}\nNoch zu zahlen: 0,00 \u{20ac}\n\nLauschwerk",
            ),
            Mail::from(SHOP, "2024-04-02", "Zahlungserinnerung Rechnung RE-2024-1180").body(
                "Guten Tag,\n\nunsere Rechnung RE-2024-1180 \u{fc}ber 289,00 \u{20ac} ist noch offen. Bitte \u{fc}berweisen Sie den Betrag binnen 7 Tagen.\n\nLauschwerk",
            ),
            Mail::from(SHOP, "2024-04-04", "Unsere Zahlungserinnerung zu RE-2024-1180 war ein Fehler").body(
                "Guten Tag,\n\ndurch einen Fehler in unserem System haben Sie eine Zahlungserinnerung erhalten. Ihre Rechnung RE-2024-1180 ist bezahlt; bitte betrachten Sie die Erinnerung als gegenstandslos. Wir bitten um Entschuldigung.\n\nLauschwerk",
            ),
        ],
    );
    let found = household.list(&["contradictions", "--at", "2024-04-03"]);
    assert_eq!(one(&found, "kind", "dunning_after_payment")["open"], true);
    let found = household.list(&["contradictions", "--at", "2024-04-06"]);
    assert_eq!(one(&found, "kind", "dunning_after_payment")["open"], false);
    assert_eq!(household.list(&["agreements", "--at", "2024-04-06"]).len(), 1);
}

#[test]
fn who_writes_i_come_and_what_it_costs_is_expected_on_that_day() {
    let smith = |from: &str, text: &str| {
        Household::of_ada_in("DE", &[Mail::from(from, "2024-06-24", "Hufe").body(text)])
    };
    let visits = |household: &Household| {
        let dues = household.list(&["dues", "--at", "2024-06-30"]);
        let mut visits = dues.iter().filter(|due| due["what"] == "appointment");
        (visits.next().map(|due| due["on"].to_string()), visits.next().is_some())
    };
    let day = (Some("\"2024-07-08\"".to_owned()), false);
    for text in [
        "Hallo Ada,\n\nich komme am Montag, 8. Juli 2024 gegen 13:30 Uhr, um Flocke zu beschlagen. Kosten 60 \u{20ac}.\n\nUwe",
        "Hoi Ada,\n\nik kom maandag 8 juli 2024 rond 13:30 uur om Vlok te beslaan. Kosten \u{20ac} 60.\n\nUwe",
        "Hi Ada,\n\nI'll come on Monday 8 July 2024 around 1.30 pm to shoe Flake. That will be \u{20ac}60.\n\nUwe",
        "Bonjour Ada,\n\nje passe le lundi 8 juillet 2024 vers 13h30 pour ferrer Flocon. Co\u{fb}t 60 \u{20ac}.\n\nUwe",
        "Hola Ada:\n\npasar\u{e9} el lunes 8 de julio de 2024 sobre las 13:30 para herrar a Copo. Coste 60 \u{20ac}.\n\nUwe",
        "Ciao Ada,\n\npasso da voi luned\u{ec} 8 luglio 2024 verso le 13:30 per ferrare Fiocco. Costo 60 \u{20ac}.\n\nUwe",
    ] {
        assert_eq!(
            visits(&smith("Uwe Brandt <uwe@hufschmied-brandt.example>", text)),
            day,
            "{text}"
        );
    }
    let friend = smith(
        "Tom Weber <tom.weber@gmail.com>",
        "Hallo Ada,\n\nich komme am Montag, 8. Juli 2024 um 15 Uhr zum Kaffee. Freu mich!\n\nTom",
    );
    assert_eq!(visits(&friend), (None, false));
}

#[test]
fn a_form_that_was_promised_by_a_day_is_late_when_it_comes_after_it() {
    const LEASE: &str = "Sonnenring Leasing <service@sonnenring.example>";
    let household = Household::of_ada_in(
        "DE",
        &[
            Mail::from(LEASE, "2024-11-20", "Ihr Vertrag SR-30271").body(
                "Guten Tag Ada Quill,\n\nanbei der Vertrag.\n\nVertragsnummer: SR-30271\nVertragsbeginn: 1. Dezember 2024\nRate: 49,00 \u{20ac} im Monat\n\nSonnenring Leasing",
            ),
            Mail::from(LEASE, "2025-08-20", "Re: Umzug, Vertrag SR-30271").body(
                "Guten Tag Ada Quill,\n\nSie erhalten von uns bis sp\u{e4}testens 27. August 2025 das \u{dc}bernahmeformular zum Vertrag SR-30271.\n\nSonnenring Leasing",
            ),
            Mail::from(LEASE, "2025-09-02", "\u{dc}bernahmeformular SR-30271").body(
                "Guten Tag Ada Quill,\n\nanbei das \u{dc}bernahmeformular. Bitte senden Sie es unterschrieben zur\u{fc}ck.\n\nSonnenring Leasing",
            ),
        ],
    );
    let promise = |at: &str| {
        let promises = household.list(&["promises", "--at", at]);
        one(&promises, "by", "2025-08-27").clone()
    };
    assert_eq!(promise("2025-08-22")["state"], "open");
    assert_eq!(promise("2025-08-30")["state"], "broken");
    assert_eq!(promise("2025-09-04")["state"], "kept");
    assert_eq!(promise("2025-09-04")["late_by_days"], 6);
}

#[test]
fn a_bill_of_a_year_that_names_the_last_day_to_leave_is_of_an_agreement() {
    const GARDENS: &str = "Kleingartenverein Am Wall <kasse@kgv-am-wall.example>";
    let letter = Mail::from("Ada Quill <ada@quill.example>", "2025-07-20", "K\u{fc}ndigung Parzelle 31")
        .to(GARDENS)
        .body("Guten Tag,\n\nhiermit k\u{fc}ndige ich die Parzelle 31 zum 31. Dezember 2025. Bitte best\u{e4}tigen Sie mir das.\n\nAda Quill");
    let household = Household::of_ada_in(
        "DE",
        &[
            Mail::from(GARDENS, "2024-03-01", "Rechnung: Pacht 2024 Parzelle 31").body(
                "Hallo Ada,\n\ndie Pacht f\u{fc}r Parzelle 31 betr\u{e4}gt f\u{fc}r 2024 135,00 \u{20ac}. Bitte \u{fc}berweise sie bis zum 01.04.2024. K\u{fc}ndigen kannst du bis zum 01.10.2024.\n\nTine, Kassenwartin",
            ),
            letter,
        ],
    );
    let all = household.list(&["agreements", "--at", "2024-05-01"]);
    assert_eq!(all.len(), 1, "{all:?}");
    assert_eq!(all[0]["state"], "active");
    let all = household.list(&["agreements", "--at", "2025-08-20"]);
    assert_eq!(all[0]["state"], "ending");
}
