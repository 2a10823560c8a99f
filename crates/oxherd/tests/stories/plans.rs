//! Plans whose price is another one after a time: promotions, trials, and the year instead of the month.

use crate::kit::Household;
use crate::mail::Mail;
use serde_json::Value;

fn letter(from: &str, day: &str, subject: &str, body: &str) -> Mail {
    Mail::from(from, day, subject).to("Ada Quill <ada@quill.example>").body(body)
}

/// The only agreement with a supplier at a day.
fn with(household: &Household, supplier: &str, at: &str) -> Value {
    let all = household.list(&["agreements", "--at", at]);
    let mut of = all.iter().filter(|a| a["supplier"]["name"] == supplier);
    let only = of.next().unwrap_or_else(|| panic!("none with {supplier} at {at}: {all:#?}"));
    assert!(of.next().is_none(), "{supplier} at {at}");
    only.clone()
}

/// A price as people say it.
fn price(agreement: &Value) -> String {
    let of = |field: &str| agreement["price"][field].as_str().unwrap_or("-").to_owned();
    format!("{} a {}", of("value"), of("per"))
}

/// Lines that begin, each with a first price for six months and another one behind it.
const LINES: &[(&str, &str, &str, &str)] = &[
    (
        "Fernwick",
        "Fernwick Broadband <hello@fernwick.example>",
        "Welcome to Fernwick - your order is confirmed",
        "Hi Ada,\n\nthanks for ordering Fernwick Fibre 150. Your contract number is FW-88120. Your service starts on 12 \
         February 2024. You'll pay 20.00 EUR a month for the first 6 months, then 30.00 EUR a month.\n",
    ),
    (
        "Lichtwerk",
        "Lichtwerk <service@lichtwerk.example>",
        "Auftragsbestätigung Lichtwerk 100",
        "Guten Tag,\n\nvielen Dank für Ihren Auftrag. Ihr Vertrag 5520-118 beginnt am 12.02.2024. In den ersten 6 \
         Monaten zahlen Sie 20,00 € monatlich, ab dem 7. Monat 30,00 € monatlich. Mindestlaufzeit 24 Monate.\n",
    ),
    (
        "Boxalia",
        "Boxalia <clients@boxalia.example>",
        "Confirmation de votre contrat Boxalia Fibre",
        "Bonjour,\n\nvotre contrat n° BX-44012 prend effet le 12 février 2024. Tarif : 20,00 € par mois pendant 6 \
         mois, puis 30,00 € par mois.\n",
    ),
    (
        "Hilofibra",
        "Hilofibra <clientes@hilofibra.example>",
        "Tu contrato con Hilofibra",
        "Hola:\n\ntu contrato HF-22018 empieza el 12 de febrero de 2024. Pagarás 20,00 € al mes durante los 6 primeros \
         meses y después 30,00 € al mes.\n",
    ),
    (
        "Trenofibra",
        "Trenofibra <clienti@trenofibra.example>",
        "Conferma di attivazione Trenofibra",
        "Gentile cliente,\n\nil contratto TF-31882 è attivo dal 12 febbraio 2024. Il canone è di 20,00 € al mese per i \
         primi 6 mesi, poi 30,00 € al mese.\n",
    ),
    (
        "Draadwerk",
        "Draadwerk <klanten@draadwerk.example>",
        "Bevestiging van je abonnement",
        "Beste klant,\n\nje abonnement met contractnummer DN-90121 gaat in op 12 februari 2024. De eerste 6 maanden \
         betaal je € 20,00 per maand, daarna € 30,00 per maand.\n",
    ),
];

#[test]
fn a_promotion_ends_on_its_day_in_each_language() {
    let mails: Vec<Mail> = LINES
        .iter()
        .map(|(_, from, subject, body)| letter(from, "2024-02-01", subject, body))
        .collect();
    let household = Household::of_ada(&mails);
    let all = household.list(&["agreements", "--at", "2024-03-01"]);
    assert_eq!(all.len(), LINES.len(), "{all:#?}");
    for agreement in &all {
        assert_eq!(price(agreement), "20.00 a month", "{agreement:#?}");
        assert_eq!(agreement["next_price"]["value"], "30.00", "{agreement:#?}");
        assert_eq!(agreement["next_price"]["from"], "2024-08-12", "{agreement:#?}");
    }
    for agreement in &household.list(&["agreements", "--at", "2024-08-20"]) {
        assert_eq!(price(agreement), "30.00 a month", "{agreement:#?}");
    }
}

#[test]
fn a_trial_told_in_a_welcome_ends_and_costs_what_was_said() {
    let household = Household::of_ada(&[
        letter(
            "Nimbula <hello@nimbula.example>",
            "2025-09-01",
            "Your Nimbula space is ready",
            "Hi Ada,\n\nyour free trial of Nimbula 200 GB is active (account NB-33091). It ends on 15 September 2025. \
             Unless you cancel before then, you'll pay 2.99 EUR a month for 3 months, then 5.99 EUR a month.\n",
        ),
        letter(
            "Wolkenfach <hallo@wolkenfach.example>",
            "2025-09-01",
            "Ihr Wolkenfach steht bereit",
            "Guten Tag,\n\nIhr kostenloser Test von Wolkenfach 200 GB ist freigeschaltet (Konto WF-33091). Er endet am \
             15.09.2025. Ohne Kündigung bis dahin zahlen Sie 3 Monate lang 2,99 € im Monat, danach 5,99 € im Monat.\n",
        ),
        letter(
            "Nuagine <compte@nuagine.example>",
            "2025-09-01",
            "Votre coffre Nuagine est ouvert",
            "Bonjour,\n\nvotre essai gratuit de Nuagine 200 Go est activé (compte NU-33091). Il se termine le 15 \
             septembre 2025. Sans résiliation de votre part, vous paierez 2,99 € par mois pendant 3 mois, puis 5,99 € \
             par mois.\n",
        ),
    ]);
    for supplier in ["Nimbula", "Wolkenfach", "Nuagine"] {
        let tried = with(&household, supplier, "2025-09-05");
        assert_eq!(tried["state"], "trial", "{tried:#?}");
        let dues = household.list(&["dues", "--at", "2025-09-05"]);
        let ends =
            dues.iter().find(|d| d["what"] == "trial_end" && d["supplier"]["name"] == supplier);
        let ends = ends.unwrap_or_else(|| panic!("{supplier}: {dues:#?}"));
        assert_eq!((&ends["on"], &ends["amount"]["value"]), (&"2025-09-15".into(), &"2.99".into()));
        let paid = with(&household, supplier, "2025-10-20");
        assert_eq!(
            (paid["state"].as_str(), price(&paid)),
            (Some("active"), "2.99 a month".to_owned())
        );
        assert_eq!(price(&with(&household, supplier, "2026-01-10")), "5.99 a month", "{supplier}");
    }
}

#[test]
fn the_year_instead_of_the_month_is_paid_from_its_day() {
    let receipt = |day: &str, next: &str| {
        letter(
            "Loomcast <hello@loomcast.example>",
            day,
            "Your Loomcast receipt",
            &format!(
                "Hi Ada,\n\nthanks for your payment of £7.99. Your monthly plan renews on {next}.\n"
            ),
        )
    };
    let household = Household::of_ada(&[
        receipt("2024-02-12", "12 March 2024"),
        receipt("2024-03-12", "12 April 2024"),
        receipt("2024-04-12", "12 May 2024"),
        letter(
            "Loomcast <hello@loomcast.example>",
            "2024-05-12",
            "You're now on the annual plan",
            "Hi Ada,\n\nyou've switched from monthly to annual billing. We charged £79.00 to your card today. Your next \
             payment is on 12 May 2025.\n",
        ),
        letter(
            "Loomcast <hello@loomcast.example>",
            "2025-05-12",
            "Your Loomcast receipt",
            "Hi Ada,\n\nyour annual plan has renewed and we've charged £89.00. Next renewal: 12 May 2026.\n",
        ),
    ]);
    assert_eq!(price(&with(&household, "Loomcast", "2024-05-01")), "7.99 a month");
    let yearly = with(&household, "Loomcast", "2024-06-20");
    assert_eq!(price(&yearly), "79.00 a year");
    assert_eq!(yearly["cost_per_year"]["value"], "79.00");
    assert!(household.list(&["contradictions", "--at", "2024-06-20"]).is_empty());
    // A further year is taken at more than the year before, and nobody said so.
    let told = household.list(&["contradictions", "--at", "2025-05-20"]);
    assert_eq!(told.len(), 1, "{told:#?}");
    assert_eq!(told[0]["kind"], "price_differs");
    assert_eq!(with(&household, "Loomcast", "2025-05-20")["renews_on"], "2026-05-12");
}
