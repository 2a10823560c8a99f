//! What the law adds to what suppliers say: public holidays, what they owe, the notice that has to come, and
//! notice and terms that are said without a day.

use crate::kit::{Household, each, one};
use crate::mail::{Mail, from_ada};
use serde_json::Value;

/// The promises on a day: deed, source, day, state.
fn promises(household: &Household, at: &str) -> Vec<[String; 4]> {
    let of = |promise: &Value| {
        ["kind", "source", "by", "state"].map(|key| promise[key].as_str().unwrap_or("").to_owned())
    };
    household.list(&["promises", "--at", at]).iter().map(of).collect()
}

fn told(kind: &str, source: &str, by: &str, state: &str) -> [String; 4] {
    [kind, source, by, state].map(str::to_owned)
}

const SHOP: &str = "Copperkettle <orders@copperkettle.example>";

fn order() -> Mail {
    Mail::from(SHOP, "2026-03-12", "Order confirmation CK-8812").body(
        "Dear Ada,\n\nthank you for your order.\n\nOrder number: CK-8812\n\
         Item: Copper kettle\nTotal: 64.50 EUR",
    )
}

#[test]
fn business_days_leave_out_the_public_holidays_of_the_country() {
    let back = Mail::from(SHOP, "2026-03-30", "Your return has been received").body(
        "Dear Ada,\n\nwe have received your return for order CK-8812. We will refund 64.50 EUR to \
         your card within 5 business days.\n\nOrder number: CK-8812",
    );
    // Good Friday is 3 April 2026, Easter Monday 6 April.
    for (country, by) in
        [("DE", "2026-04-08"), ("GB", "2026-04-08"), ("US", "2026-04-06"), ("FR", "2026-04-07")]
    {
        let household = Household::of_ada_in(country, &[order(), back.clone()]);
        assert_eq!(
            promises(&household, "2026-04-01"),
            [told("refund", "supplier", by, "open")],
            "{country}"
        );
    }
    // A holiday that the owner knows of counts as well, and what was kept is made again.
    let household = Household::of_ada_in("US", &[order(), back]);
    let own = "place: US\nholiday: Day of the town = 2026-04-01\n";
    std::fs::write(household.home().join("laws.txt"), own).expect("a file");
    assert_eq!(
        promises(&household, "2026-04-01"),
        [told("refund", "supplier", "2026-04-07", "open")]
    );
}

fn withdraws(on: &str, more: &str) -> Mail {
    let body = format!(
        "Hello,\n\nI hereby withdraw from the contract for my order CK-8812.{more}\n\nAda Quill"
    );
    from_ada(on, SHOP, "Withdrawal from order CK-8812", &body)
}

fn refunded(on: &str) -> Mail {
    Mail::from(SHOP, on, "Your refund").body(
        "Dear Ada,\n\nwe have refunded 64.50 EUR to your card.\n\nOrder number: CK-8812\n\
         Refund amount: 64.50 EUR",
    )
}

#[test]
fn after_a_withdrawal_the_law_gives_the_money_back_in_fourteen_days() {
    let mails = [order(), withdraws("2026-03-16", ""), refunded("2026-04-04")];
    for (country, rule) in [("DE", "E-EU-02"), ("FR", "E-EU-02"), ("GB", "E-UK-01r")] {
        let household = Household::of_ada_in(country, &mails);
        assert!(promises(&household, "2026-03-15").is_empty(), "{country}");
        let open = told("refund", "law", "2026-03-30", "open");
        assert_eq!(promises(&household, "2026-03-30"), [open], "{country}");
        let broken = told("refund", "law", "2026-03-30", "broken");
        assert_eq!(promises(&household, "2026-03-31"), [broken], "{country}");
        let late = &household.list(&["promises", "--at", "2026-04-05"])[0];
        assert_eq!((&late["state"], &late["late_by_days"]), (&"kept".into(), &5.into()));
        assert_eq!((&late["law"], &late["made_on"]), (&rule.into(), &"2026-03-16".into()));
        let why = late["why"].as_str().expect("a reason");
        assert!(why.contains("14 days") && why.contains(rule), "{why}");
        let watches = household.list(&["watches", "--at", "2026-03-20"]);
        assert_eq!(one(&watches, "what", "refund")["until"], "2026-03-30", "{country}");
        let table = household.run(&["promises", "--at", "2026-03-31"]).expect(0).out.clone();
        assert!(table.contains(rule), "{table}");
    }
    // Where no law is known to us for sure, nothing is claimed.
    for country in ["CH", "US"] {
        assert!(
            promises(&Household::of_ada_in(country, &mails), "2026-03-20").is_empty(),
            "{country}"
        );
    }
}

#[test]
fn goods_that_had_come_go_back_before_the_money_is_owed() {
    let came = Mail::from(SHOP, "2026-03-14", "Your order CK-8812 has been delivered")
        .body("Good news: your parcel was delivered today.\n\nOrder number: CK-8812");
    let keeps = [order(), came, withdraws("2026-03-16", "")];
    let household = Household::of_ada_in("DE", &keeps);
    // It is broken by nobody as long as nothing went back, and stays on the list.
    let open = told("refund", "law", "2026-03-30", "open");
    assert_eq!(promises(&household, "2026-03-20"), std::slice::from_ref(&open));
    assert_eq!(promises(&household, "2026-03-31"), [open]);
    let purchase = &household.list(&["agreements", "--at", "2026-03-17"])[0];
    assert_eq!(purchase["state"], "ending", "{purchase}");
    assert!(promises(&Household::of_ada_in("GB", &keeps), "2026-03-20").is_empty());
    let sent = from_ada(
        "2026-03-19",
        SHOP,
        "Return of order CK-8812",
        "Hello,\n\nI have returned the kettle of order CK-8812 to you by parcel today.\n\nAda Quill",
    );
    let mut back = keeps.to_vec();
    back.push(sent);
    let german = Household::of_ada_in("DE", &back);
    assert_eq!(promises(&german, "2026-03-31"), [told("refund", "law", "2026-03-30", "broken")]);
    // In Britain the fourteen days begin when the goods go back.
    let british = Household::of_ada_in("GB", &back);
    assert_eq!(promises(&british, "2026-03-31"), [told("refund", "law", "2026-04-02", "open")]);
}

#[test]
fn the_suppliers_own_earlier_day_stands_for_that_of_the_law() {
    let answer = |days: &str| {
        Mail::from(SHOP, "2026-03-18", "Your withdrawal").body(&format!(
            "Dear Ada,\n\nwe have received your withdrawal for order CK-8812. We will refund 64.50 EUR to \
             your card within {days}.\n\nOrder number: CK-8812",
        ))
    };
    let mails = |days: &str| [order(), withdraws("2026-03-16", ""), answer(days)];
    let early = Household::of_ada_in("DE", &mails("5 days"));
    assert_eq!(promises(&early, "2026-03-17"), [told("refund", "law", "2026-03-30", "open")]);
    assert_eq!(promises(&early, "2026-03-20"), [told("refund", "supplier", "2026-03-23", "open")]);
    let promise = &early.list(&["promises", "--at", "2026-03-20"])[0];
    assert_eq!(promise["law"], "E-EU-02", "{promise}");
    // A later one does not put off what the law gives: both stand.
    let late = Household::of_ada_in("DE", &mails("30 days"));
    let both = promises(&late, "2026-03-20");
    assert_eq!(
        both,
        [
            told("refund", "supplier", "2026-04-17", "open"),
            told("refund", "law", "2026-03-30", "open")
        ]
    );
}

const BANK: &str = "Millrace Bank <care@millrace.example>";

#[test]
fn a_complaint_to_a_bank_is_answered_for_good_within_eight_weeks() {
    let account = Mail::from(BANK, "2025-02-03", "Your bank account agreement").body(
        "Dear Ada,\n\nwelcome to Millrace Bank. Your current account is open.\n\n\
         Account number: 20418733\nMonthly fee: \u{a3}3.00",
    );
    let complains = from_ada(
        "2026-03-02",
        BANK,
        "Complaint: fee on account 20418733",
        "Hello,\n\nI complain about the fee of \u{a3}30 that you took on account 20418733.\n\nAda Quill",
    )
    .id("complaint-1@quill.example");
    let receipt = Mail::from(BANK, "2026-03-04", "We have received your complaint").body(
        "Dear Ada,\n\nthank you for your complaint. We are looking into it and will be in touch within 5 \
         working days.\n\nAccount number: 20418733",
    );
    let household = Household::of_ada_in("GB", &[account, complains, receipt]);
    let by_law = |at: &str| -> Vec<[String; 4]> {
        let all = promises(&household, at).into_iter();
        all.filter(|promise| promise[1] == "law").collect()
    };
    assert_eq!(by_law("2026-03-10"), [told("reply", "law", "2026-04-27", "open")]);
    assert_eq!(by_law("2026-04-28"), [told("reply", "law", "2026-04-27", "broken")]);
}

#[test]
fn a_request_for_data_is_answered_within_a_month() {
    const NET: &str = "Birdcall <privacy@birdcall.example>";
    let joined = Mail::from(NET, "2025-06-01", "Welcome to Birdcall").body(
        "Dear Ada,\n\nyour Birdcall subscription has started.\n\nCustomer number: BC-4711\n\
         Monthly price: 4.99 EUR",
    );
    let asks = from_ada(
        "2026-03-02",
        NET,
        "Request for erasure of my personal data (Art. 17 GDPR)",
        "Hello,\n\nplease delete all personal data that you hold about me. My customer number is BC-4711.\
         \n\nAda Quill",
    );
    let done = Mail::from(NET, "2026-04-07", "Your data request has been completed").body(
        "Dear Ada,\n\nwe have completed your data request: your personal data has been deleted.\n\n\
         Customer number: BC-4711",
    );
    for (country, rule) in [("DE", "E-EU-10"), ("NL", "E-EU-10"), ("GB", "E-UK-24")] {
        let household =
            Household::of_ada_in(country, &[joined.clone(), asks.clone(), done.clone()]);
        let open = told("reply", "law", "2026-04-02", "open");
        assert_eq!(promises(&household, "2026-03-20"), [open], "{country}");
        let broken = told("reply", "law", "2026-04-02", "broken");
        assert_eq!(promises(&household, "2026-04-03"), [broken], "{country}");
        let late = &household.list(&["promises", "--at", "2026-04-10"])[0];
        assert_eq!((&late["state"], &late["late_by_days"]), (&"kept".into(), &5.into()), "{late}");
        assert_eq!(late["law"], rule);
        let requests = household.list(&["requests", "--at", "2026-03-20"]);
        assert_eq!(each(&requests, "kind"), ["data_request"]);
    }
}

#[test]
fn goods_for_which_no_day_was_named_come_within_thirty_days() {
    const PHONES: &str = "Tollgate Phones <orders@tollgate.example>";
    let order = |more: &str| {
        Mail::from(PHONES, "2026-03-02", "Order confirmation TG-4410").body(&format!(
            "Thank you for your order.\n\nOrder number: TG-4410\nItem: Nokia G42 smartphone\n\
             IMEI: 490154203237518\nTotal: 179.00 EUR\n{more}",
        ))
    };
    let came = Mail::from(PHONES, "2026-04-09", "Your order TG-4410 has been delivered").body(
        "Good news: your parcel was delivered today.\n\nOrder number: TG-4410\nItem: Nokia G42 smartphone\n",
    );
    for (country, rule) in [("DE", "E-EU-06"), ("GB", "E-UK-02d")] {
        let household = Household::of_ada_in(country, &[order(""), came.clone()]);
        let open = told("delivery", "law", "2026-04-01", "open");
        assert_eq!(promises(&household, "2026-03-20"), [open], "{country}");
        let broken = told("delivery", "law", "2026-04-01", "broken");
        assert_eq!(promises(&household, "2026-04-02"), [broken], "{country}");
        let late = &household.list(&["promises", "--at", "2026-04-10"])[0];
        assert_eq!((&late["state"], &late["late_by_days"]), (&"kept".into(), &8.into()), "{late}");
        assert_eq!(late["law"], rule);
    }
    // A day that was named stands for it, and what came in time is nothing to tell.
    let named = Household::of_ada_in("DE", &[order("Delivery date: 20 March 2026\n")]);
    assert!(!promises(&named, "2026-03-10").iter().any(|promise| promise[1] == "law"));
    let early = Mail::from(PHONES, "2026-03-06", "Your order TG-4410 has been delivered").body(
        "Good news: your parcel was delivered today.\n\nOrder number: TG-4410\nItem: Nokia G42 smartphone\n",
    );
    assert!(promises(&Household::of_ada_in("DE", &[order(""), early]), "2026-04-10").is_empty());
    // Once it was sent nothing shows that it did not come.
    let sent = Mail::from(PHONES, "2026-03-06", "Your order TG-4410 has been dispatched").body(
        "Good news: your parcel is on its way.\n\nOrder number: TG-4410\nItem: Nokia G42 smartphone\n",
    );
    let on_its_way = Household::of_ada_in("DE", &[order(""), sent]);
    assert!(promises(&on_its_way, "2026-04-10").is_empty());
}

#[test]
fn who_ends_it_by_the_german_button_has_it_confirmed_at_once() {
    const GYM: &str = "Federkraft Studio <studio@federkraft.example>";
    let joined = Mail::from(GYM, "2025-02-03", "Ihr Mitgliedsvertrag").body(
        "Guten Tag Frau Quill,\n\nIhre Mitgliedschaft hat begonnen.\n\nMitgliedsnummer: FS-20418\n\
         Vertragsbeginn: 03.02.2025\nMonatsbeitrag: 24,90 EUR",
    );
    let household = Household::of_ada_in("DE", &[joined]);
    let words = "Kündigungsbutton: Mitgliedschaft FS-20418 gekündigt zum 31.03.2026";
    let about = ["note", words, "--at", "2026-03-03T10:00:00Z", "--supplier", "Federkraft Studio"];
    household.asks(&about);
    assert_eq!(
        promises(&household, "2026-03-03T20:00:00Z"),
        [told("reply", "law", "2026-03-03", "open")]
    );
    assert_eq!(promises(&household, "2026-03-05"), [told("reply", "law", "2026-03-03", "broken")]);
    assert_eq!(household.list(&["promises", "--at", "2026-03-05"])[0]["law"], "E-DE-01");
}

const SALLE: &str = "Salle Belleroche <adherents@belleroche.example>";

fn adhesion() -> Mail {
    Mail::from(SALLE, "2025-01-08", "Votre contrat d'abonnement").body(
        "Bonjour Ada,\n\nvoici votre contrat d'abonnement \u{e0} la salle de sport.\n\n\
         Num\u{e9}ro de contrat : SB-20418\nDate de d\u{e9}but : 10 janvier 2025\n\
         Date de fin : 9 janvier 2026\nPrix : 310,00 \u{20ac} par an\n\n\
         Le contrat est renouvel\u{e9} par tacite reconduction.",
    )
}

#[test]
fn a_french_renewal_without_its_notice_lets_one_leave_on_any_day() {
    let household = Household::of_ada_in("FR", &[adhesion()]);
    let watches = household.list(&["watches", "--at", "2025-06-01"]);
    let watch = one(&watches, "what", "renewal_notice");
    assert_eq!((&watch["until"], &watch["law"]), (&"2025-12-09".into(), &"E-FR-01".into()));
    let why = watch["why"].as_str().expect("a reason");
    assert!(why.contains("2026-01-10") && why.contains("L215-1"), "{why}");
    assert!(household.run(&["watches", "--at", "2025-06-01"]).expect(0).out.contains("E-FR-01"));
    assert!(household.list(&["watches", "--at", "2025-12-10"]).is_empty());
    let cancel = |household: &Household, at: &str| {
        household.list(&["agreements", "--at", at])[0]["cancel"].clone()
    };
    let free = cancel(&household, "2026-02-01");
    assert_eq!((&free["law"], &free["by"]), (&"E-FR-01".into(), &Value::Null), "{free}");
    assert_eq!(free["may_claim"], false, "{free}");
    assert!(free["why"].as_str().is_some_and(|why| why.contains("2026-01-10")), "{free}");
    // The notice came: nothing is awaited, nothing is freed.
    let notice = Mail::from(SALLE, "2025-11-20", "Renouvellement de votre abonnement").body(
        "Bonjour Ada,\n\nvotre abonnement sera renouvel\u{e9} le 10 janvier 2026 par tacite reconduction.\n\n\
         Num\u{e9}ro de contrat : SB-20418\nDate de renouvellement : 10 janvier 2026\n\
         Prix : 310,00 \u{20ac} par an",
    );
    let told = Household::of_ada_in("FR", &[adhesion(), notice]);
    assert!(!told.list(&["watches", "--at", "2025-06-01"]).is_empty());
    let after = told.list(&["watches", "--at", "2025-11-25"]);
    assert!(!each(&after, "what").contains(&"renewal_notice"), "{after:?}");
    assert_ne!(cancel(&told, "2026-02-01")["law"], "E-FR-01");
}

/// A membership or line that says its notice and its least term without a day; the words are those of six
/// languages.
const TERMS: [(&str, &str, &str, &str); 6] = [
    (
        "GB",
        "Your broadband contract",
        "Welcome to your new broadband line.\n\nContract number: WL-20418\n\
         Contract start date: 20 January 2026\nMonthly price: 28.00 GBP per month",
        "There is a minimum term of 24 months. To leave at its end, give us one month's notice.",
    ),
    (
        "DE",
        "Ihr Internetvertrag",
        "Willkommen bei Ihrem neuen Internetanschluss.\n\nVertragsnummer: WL-20418\n\
         Vertragsbeginn: 20.01.2026\nMonatlicher Preis: 28,00 EUR",
        "Die Mindestlaufzeit betr\u{e4}gt 24 Monate. Die K\u{fc}ndigungsfrist betr\u{e4}gt einen Monat zum Ende der \
         Laufzeit.",
    ),
    (
        "FR",
        "Votre contrat internet",
        "Bienvenue, voici votre contrat internet.\n\nNum\u{e9}ro de contrat : WL-20418\n\
         Date de d\u{e9}but : 20/01/2026\nPrix : 28,00 \u{20ac} par mois",
        "La dur\u{e9}e d'engagement est de 24 mois. Le pr\u{e9}avis est d'un mois.",
    ),
    (
        "ES",
        "Su contrato de internet",
        "Bienvenida, este es su contrato de internet.\n\nN\u{fa}mero de contrato: WL-20418\n\
         Fecha de inicio: 20/01/2026\nPrecio: 28,00 \u{20ac} al mes",
        "La permanencia es de 24 meses. El preaviso es de un mes.",
    ),
    (
        "IT",
        "Il tuo contratto internet",
        "Benvenuta, ecco il tuo contratto internet.\n\nNumero di contratto: WL-20418\n\
         Data di inizio: 20/01/2026\nPrezzo: 28,00 \u{20ac} al mese",
        "La durata minima \u{e8} di 24 mesi. Il preavviso \u{e8} di un mese.",
    ),
    (
        "NL",
        "Uw internetcontract",
        "Welkom, dit is uw internetcontract.\n\nContractnummer: WL-20418\n\
         Startdatum: 20-01-2026\nPrijs: \u{20ac} 28,00 per maand",
        "De minimale looptijd is 24 maanden. De opzegtermijn is \u{e9}\u{e9}n maand.",
    ),
];

#[test]
fn notice_and_least_term_without_a_day_give_the_last_day_in_six_languages() {
    const LINE: &str = "Weldline <service@weldline.example>";
    for (country, subject, contract, terms) in TERMS {
        let pack = Mail::from(LINE, "2026-01-12", subject).body(contract);
        let told = Mail::from(LINE, "2026-01-14", subject)
            .body(&format!("{terms}\n\n{}", numbered(contract)));
        let household = Household::of_ada_in(country, &[pack, told]);
        let line = household.list(&["agreements", "--at", "2026-06-01"])[0].clone();
        assert_eq!(line["notice"]["value"], "1 month", "{country}: {line}");
        assert_eq!(line["minimum_term"]["value"], "24 months", "{country}: {line}");
        assert_eq!(line["cancel_by"], "2027-12-19", "{country}: {line}");
        assert_eq!(
            (&line["cancel"]["law"], &line["cancel"]["may_claim"]),
            (&Value::Null, &true.into())
        );
        let says = line["cancel"]["says"].as_array().expect("quotes");
        assert!(!says.is_empty(), "{country}: {line}");
        let due = household.list(&["dues", "--at", "2026-06-01"]);
        assert_eq!(one(&due, "what", "cancel_by")["on"], "2027-12-19", "{country}");
        let before = household.list(&["agreements", "--at", "2026-01-13"])[0].clone();
        assert_eq!(before["notice"], Value::Null, "{country}: {before}");
    }
}

/// The line of a contract that names its number.
fn numbered(contract: &str) -> &str {
    contract.lines().find(|line| line.contains("WL-20418")).expect("a number")
}
