//! Until when one can leave, withdraw, claim: what the messages say, else what the law says.

use crate::kit::{Household, each, one};
use crate::mail::Mail;
use serde_json::Value;

impl Household {
    fn dues_at(&self, at: &str) -> Vec<Value> {
        self.list(&["dues", "--at", at])
    }

    /// The days of the dues of a sort.
    fn days(&self, what: &str, at: &str) -> Vec<String> {
        let dues = self.dues_at(at);
        let of = dues.iter().filter(|due| due["what"] == what);
        of.map(|due| due["on"].as_str().expect("a day").to_owned()).collect()
    }

    /// The only due of a sort.
    fn due(&self, what: &str, at: &str) -> Value {
        one(&self.dues_at(at), "what", what).clone()
    }

    /// The only agreement of a kind.
    fn agreement(&self, kind: &str, at: &str) -> Value {
        one(&self.list(&["agreements", "--at", at]), "kind", kind).clone()
    }
}

/// Every due and last day has words, a rule or null, and a quote for what it follows from.
#[track_caller]
fn is_reasoned(due: &Value) {
    assert!(due["why"].as_str().is_some_and(|why| why.len() > 10), "{due}");
    assert!(due["law"].is_string() || due["law"].is_null(), "{due}");
    let said = due["says"].as_array().expect("a list");
    assert!(!said.is_empty(), "{due}");
    for quote in said {
        assert!(quote["quote"].as_str().is_some_and(|words| !words.is_empty()), "{due}");
        let all = due["evidence"].as_array().expect("ids");
        assert!(all.contains(&quote["evidence"]), "{due}");
    }
}

fn car_policy() -> Mail {
    Mail::from(
        "Fernleaf Insurance <hello@fernleaf.example>",
        "2026-06-11",
        "Your car insurance renewal",
    )
    .body(
        "Dear Ada,\n\nYour car insurance policy renews soon.\n\nPolicy number: FL-7788123\n\
             Vehicle: Skoda Fabia\nRegistration: KX19 ABC\nRenewal date: 10 August 2026\n\
             New yearly premium: \u{a3}412.00\n\nYour policy will renew automatically. \
             If you do not want to renew, please give us 30 days' notice before it renews.",
    )
}

#[test]
fn an_insurance_that_asks_for_notice_has_a_last_day_that_rolls_each_year() {
    let home = Household::of_ada_in("GB", &[car_policy()]);
    let policy = home.agreement("insurance", "2026-06-15");
    assert_eq!(policy["cancel_by"], "2026-07-11", "{policy}");
    assert_eq!(policy["cancel"]["law"], Value::Null);
    assert_eq!(policy["cancel"]["may_claim"], true);
    assert!(policy["cancel"]["act_by"].as_str() < Some("2026-07-11"), "{policy}");
    is_reasoned(&policy["cancel"]);
    let due = home.due("cancel_by", "2026-06-15");
    assert_eq!(due["on"], "2026-07-11");
    is_reasoned(&due);
    // On the day it still is; the day after it is that of the next year, said to be taken for granted.
    assert_eq!(home.days("cancel_by", "2026-07-11"), ["2026-07-11"]);
    let next = home.agreement("insurance", "2026-07-12");
    assert_eq!(next["cancel_by"], "2027-07-11", "{next}");
    assert_eq!(next["cancel"]["may_claim"], false);
    // Before the letter nobody knew.
    assert_eq!(home.dues_at("2026-06-10").len(), 0);
}

#[test]
fn without_words_of_notice_the_law_of_the_country_gives_the_day() {
    let letter = |subject: &str, body: &str| {
        vec![
            Mail::from("Lindenhof Versicherung <post@lindenhof.example>", "2026-08-20", subject)
                .body(body),
        ]
    };
    let german = letter(
        "Ihre Hausratversicherung verl\u{e4}ngert sich",
        "Sehr geehrte Frau Quill,\n\nIhre Hausratversicherung verl\u{e4}ngert sich automatisch um ein weiteres Jahr.\n\n\
         Versicherungsscheinnummer: LH-4471-902\nVerl\u{e4}ngerung am: 01.01.2027\n\
         Jahresbeitrag: 148,00 \u{20ac}\n",
    );
    let home = Household::of_ada_in("DE", &german);
    let policy = home.agreement("insurance", "2026-09-01");
    // One to three months by law: the strictest counts. It may remind, never claim.
    assert_eq!(policy["cancel_by"], "2026-09-30", "{policy}");
    assert_eq!(policy["cancel"]["law"], "E-DE-05");
    assert_eq!(policy["cancel"]["may_claim"], false);
    assert!(policy["cancel"]["act_by"].as_str() < Some("2026-09-30"), "{policy}");
    is_reasoned(&policy["cancel"]);
    // The strictest day has passed, another reading still leaves time.
    let later = home.agreement("insurance", "2026-10-15");
    assert_eq!(later["cancel_by"], "2026-11-30", "{later}");
    // The same letter in Britain: no notice by law, so before the day on which it renews.
    let british = Household::of_ada_in("GB", &german);
    let policy = british.agreement("insurance", "2026-09-01");
    assert_eq!(policy["cancel_by"], "2026-12-31", "{policy}");
    assert_eq!(policy["cancel"]["law"], "E-UK-05");
}

fn broadband() -> Vec<Mail> {
    const LINE: &str = "Saltmarsh Broadband <service@saltmarsh.example>";
    vec![
        Mail::from(LINE, "2026-01-12", "Your broadband contract").body(
            "Welcome to Saltmarsh Broadband.\n\nHere is your contract.\n\nAccount number: SB-552871\n\
             Contract start date: 20 January 2026\nMonthly price: \u{a3}28.00 per month\n",
        ),
        Mail::from(LINE, "2026-05-04", "The price of your broadband is going up").body(
            "Dear Ada,\n\nFrom 1 July 2026 the price of your broadband is going up.\n\n\
             Account number: SB-552871\nOld price: \u{a3}28.00 per month\nNew price: \u{a3}33.50 per month\n\n\
             You can leave your contract without penalty within 30 days of this notice. \
             After that your contract goes on at the new price.\n",
        ),
    ]
}

#[test]
fn after_a_price_rise_the_end_of_the_right_to_leave_is_due_and_not_the_rise() {
    let home = Household::of_ada_in("GB", &broadband());
    assert!(home.days("cancel_by", "2026-05-03").is_empty(), "nobody knew of it before");
    for at in ["2026-05-04", "2026-05-20", "2026-06-03"] {
        let due = home.due("cancel_by", at);
        assert_eq!(due["on"], "2026-06-03", "{due}");
        is_reasoned(&due);
        let line = home.agreement("telecom", at);
        assert_eq!(line["cancel_by"], "2026-06-03", "{line}");
        assert!(line["cancel"]["why"].as_str().is_some_and(|why| why.contains("33.5")), "{line}");
        // The rise itself is nothing that must happen.
        assert!(!each(&home.dues_at(at), "on").contains(&"2026-07-01"));
    }
    // After it nothing says that leaving is free.
    assert!(home.days("cancel_by", "2026-06-04").is_empty());
    assert_eq!(home.agreement("telecom", "2026-06-04")["cancel_by"], Value::Null);
}

#[test]
fn a_price_rise_that_names_no_right_is_reminded_of_by_law_and_claims_nothing() {
    let mut mails = broadband();
    let silent = Mail::from("Saltmarsh Broadband <service@saltmarsh.example>", "2026-05-04", "Your new price").body(
        "Dear Ada,\n\nFrom 1 July 2026 the price of your broadband is going up.\n\n\
         Account number: SB-552871\nOld price: \u{a3}28.00 per month\nNew price: \u{a3}33.50 per month\n",
    );
    mails[1] = silent;
    let home = Household::of_ada_in("GB", &mails);
    let due = home.due("cancel_by", "2026-05-10");
    assert_eq!(due["on"], "2026-06-04", "{due}");
    assert_eq!(due["law"], "E-UK-10");
    assert_eq!(due["may_claim"], false, "the contract may have provided for it: {due}");
    assert!(!due["assumes"].as_array().expect("a list").is_empty());
    is_reasoned(&due);
    // It became cheaper: nobody has to leave because of that.
    let cheaper = mails[1].clone().body(
        "Dear Ada,\n\nFrom 1 July 2026 your broadband costs less.\n\nAccount number: SB-552871\n\
         Old price: \u{a3}28.00 per month\nNew price: \u{a3}24.00 per month\n",
    );
    let glad = Household::of_ada_in("GB", &[mails[0].clone(), cheaper]);
    assert!(glad.days("cancel_by", "2026-05-10").is_empty());
}

#[test]
fn the_same_in_german_with_the_words_of_the_letter() {
    let mails = [
        Mail::from("Birkenfunk <kundenservice@birkenfunk.example>", "2026-01-10", "Ihr Mobilfunkvertrag").body(
            "Guten Tag Frau Quill,\n\nanbei Ihre Vertragsunterlagen f\u{fc}r Ihren Mobilfunkvertrag.\n\n\
             Vertragsnummer: BF-7720145\nVertragsbeginn: 15.01.2026\nMonatlicher Preis: 19,99 \u{20ac} pro Monat\n",
        ),
        Mail::from("Birkenfunk <kundenservice@birkenfunk.example>", "2026-06-01", "Preisanpassung zu Ihrem Mobilfunkvertrag")
            .body(
                "Guten Tag Frau Quill,\n\nwir passen unsere Preise an. Ab dem 01.08.2026 zahlen Sie statt 19,99 \u{20ac} \
                 k\u{fc}nftig 24,99 \u{20ac} pro Monat.\n\nVertragsnummer: BF-7720145\n\n\
                 Sie haben ein Sonderk\u{fc}ndigungsrecht: Sie k\u{f6}nnen den Vertrag innerhalb von 3 Monaten nach Zugang \
                 dieser Mitteilung k\u{fc}ndigen.\n",
            ),
    ];
    let home = Household::of_ada_in("DE", &mails);
    let line = home.agreement("telecom", "2026-06-10");
    assert_eq!(line["cancel_by"], "2026-09-01", "{line}");
    assert_eq!(line["cancel"]["law"], Value::Null);
    is_reasoned(&line["cancel"]);
    assert!(home.days("cancel_by", "2026-09-02").is_empty());
}

#[test]
fn a_free_trial_is_left_before_it_ends() {
    let home = Household::of_ada_in(
        "GB",
        &[Mail::from(
            "Quillcast <hello@quillcast.example>",
            "2026-03-02",
            "Your free trial has started",
        )
        .body(
            "Welcome to Quillcast.\n\nYour 30-day free trial has started. \
             Your subscription then costs \u{a3}8.99 per month.\n\nTrial ends: 1 April 2026\n\
             Order number: QC-20931\n",
        )],
    );
    let due = home.due("trial_end", "2026-03-20");
    assert_eq!(due["on"], "2026-04-01");
    assert_eq!(due["act_by"], "2026-03-31", "the alarm comes while leaving is free: {due}");
    is_reasoned(&due);
    let trial = home.agreement("subscription", "2026-03-20");
    assert_eq!(trial["cancel_by"], "2026-03-31", "{trial}");
    assert!(home.days("trial_end", "2026-04-02").is_empty());
}

#[test]
fn a_trial_of_so_many_days_ends_after_them() {
    let home = Household::of_ada_in(
        "DE",
        &[Mail::from("Federkiel <hallo@federkiel.example>", "2026-03-02", "Dein Probemonat hat begonnen").body(
            "Hallo Ada,\n\nwillkommen bei Federkiel. Deine Testphase von 30 Tagen hat begonnen, danach kostet dein \
             Abonnement 8,99 \u{20ac} pro Monat.\n\nBestellnummer: FK-20931\n",
        )],
    );
    assert_eq!(home.days("trial_end", "2026-03-20"), ["2026-04-01"]);
}

fn phone() -> Vec<Mail> {
    const SHOP: &str = "Tollgate Phones <orders@tollgate.example>";
    vec![
        Mail::from(SHOP, "2026-03-02", "Order confirmation TG-4410").body(
            "Thank you for your order.\n\nOrder number: TG-4410\nItem: Nokia G42 smartphone\n\
             IMEI: 490154203237518\nTotal: 179.00 EUR\n",
        ),
        Mail::from(SHOP, "2026-03-06", "Your order TG-4410 has been delivered").body(
            "Good news: your parcel was delivered today.\n\nOrder number: TG-4410\nItem: Nokia G42 smartphone\n",
        ),
    ]
}

#[test]
fn a_phone_bought_online_can_be_withdrawn_from_and_has_a_guarantee_by_law() {
    for (country, guarantee, law) in [
        ("DE", "2028-03-06", "E-EU-03"),
        ("ES", "2029-03-06", "E-ES-03"),
        ("FR", "2028-03-06", "E-EU-03"),
        ("IT", "2028-03-06", "E-EU-03"),
        ("NL", "2028-03-06", "E-EU-03"),
    ] {
        let home = Household::of_ada_in(country, &phone());
        // Before it arrived the fourteen days had not begun.
        assert!(home.days("withdraw_by", "2026-03-03").is_empty(), "{country}");
        let due = home.due("withdraw_by", "2026-03-10");
        assert_eq!(due["on"], "2026-03-20", "{country}: {due}");
        assert_eq!(due["may_claim"], false, "{country}: {due}");
        is_reasoned(&due);
        assert!(home.days("withdraw_by", "2026-03-21").is_empty(), "{country}");
        let end = home.due("warranty_end", "2026-03-21");
        assert_eq!(
            (end["on"].as_str(), end["law"].as_str()),
            (Some(guarantee), Some(law)),
            "{country}: {end}"
        );
        assert_eq!(end["thing_name"], "Nokia G42 smartphone");
        is_reasoned(&end);
    }
}

#[test]
fn in_britain_faulty_goods_can_be_given_back_for_thirty_days() {
    let home = Household::of_ada_in("GB", &phone());
    assert_eq!(home.days("withdraw_by", "2026-03-10"), ["2026-03-20"]);
    let back = home.due("return", "2026-03-10");
    assert_eq!(
        (back["on"].as_str(), back["law"].as_str()),
        (Some("2026-04-05"), Some("E-UK-02")),
        "{back}"
    );
    assert!(home.days("return", "2026-04-06").is_empty());
    // Six years are far ahead: on the page of the phone, not yet in the list of what is due.
    assert!(home.days("warranty_end", "2026-04-06").is_empty());
    assert_eq!(home.days("warranty_end", "2031-01-06"), ["2032-03-06"]);
    let phone = home.asks(&["thing", "Phone", "--at", "2026-04-06"]);
    assert_eq!(
        one(phone["dues"].as_array().expect("dues"), "what", "warranty_end")["on"],
        "2032-03-06"
    );
    let page = home.run(&["thing", "Phone", "--at", "2026-03-10"]);
    assert!(page.expect(0).out.contains("E-UK-01?"), "{}", page.out);
}

#[test]
fn a_guarantee_that_asks_for_yearly_care_has_the_care_due_before_it_lapses() {
    const MAKER: &str = "Emberlane Boilers <care@emberlane.example>";
    let warranty = Mail::from(MAKER, "2025-04-10", "Your boiler warranty").body(
        "Dear Ada,\n\nThank you for registering your boiler. Your warranty is now active.\n\n\
         Boiler: Emberlane Combi 30\nSerial number: EL3088124471\nInstallation date: 2 April 2025\n\
         Warranty valid until: 1 April 2032\n\n\
         The warranty remains valid only if your boiler has an annual service by an approved engineer.\n",
    );
    let visit = Mail::from("Kettlewell Heating <office@kettlewell.example>", "2026-03-02", "Your boiler service is booked")
        .body(
            "Dear Ada,\n\nyour appointment for the boiler service is confirmed.\n\nBoiler: Emberlane Combi 30\n\
             Serial number: EL3088124471\nAppointment: 18 March 2026, 9:00\n",
        );
    let home = Household::of_ada_in("GB", &[warranty, visit]);
    let care = home.due("service", "2026-01-15");
    assert_eq!(care["on"], "2026-04-02", "{care}");
    assert!(care["why"].as_str().is_some_and(|why| why.contains("2032-04-01")), "{care}");
    is_reasoned(&care);
    assert_eq!(home.days("warranty_end", "2026-01-15"), ["2032-04-01"]);
    // Booked: the visit covers it. Done: a year later it is due again.
    assert!(home.days("service", "2026-03-05").is_empty());
    assert_eq!(home.days("appointment", "2026-03-05"), ["2026-03-18"]);
    assert_eq!(home.days("service", "2026-04-20"), ["2027-03-18"]);
}

#[test]
fn the_rules_are_listed_with_their_sources() {
    let home = Household::new();
    let all = home.list(&["laws", "--all"]);
    assert!(all.len() > 80, "{}", all.len());
    for rule in &all {
        assert!(rule["source"].as_str().is_some_and(|source| !source.is_empty()), "{rule}");
        assert!(rule["why"].is_string() && rule["evidence"].is_array(), "{rule}");
    }
    let german = home.list(&["laws", "--country", "DE"]);
    let ids = each(&german, "id");
    assert!(ids.contains(&"E-DE-02") && ids.contains(&"E-EU-01"), "{ids:?}");
    assert!(!ids.iter().any(|id| id.starts_with("E-UK")), "{ids:?}");
    let british = home.list(&["laws", "--country", "GB"]);
    assert!(!each(&british, "id").contains(&"E-UK-03"), "it is not in force");
    home.run(&["laws", "--country", "Narnia"]).expect(2).says("--country: `Narnia` is not a place");
    home.run(&["laws", "--country", "ZZ"]).expect(2).says("--country takes the two letters");
    home.run(&["laws", "--country", "UK"]).expect(2).says("there it is GB");
    let table = home.run(&["laws", "--country", "FR"]);
    assert!(table.expect(0).out.contains("Code de la consommation"), "{}", table.out);
}

#[test]
fn a_country_without_rules_of_its_own_says_so() {
    let home = Household::new();
    let elsewhere = home.run(&["laws", "--country", "JP", "--json"]);
    elsewhere.expect(0).says("no rule of law of JP is known").says("laws --all").says("laws.txt");
    assert_eq!(elsewhere.out, "[]\n");
    let in_the_union = home.run(&["laws", "--country", "LT"]);
    in_the_union.expect(0).says("no rule of LT itself is known: these are of the European Union");
    assert!(in_the_union.out.contains("E-EU-01"), "{}", in_the_union.out);
    let part = home.run(&["laws", "--country", "GB-QQQ"]);
    part.expect(0).says("no rule of GB-QQQ alone is known: these are of GB");
    let unknown = home.run(&["laws"]);
    unknown.expect(0).says("where the household lives is not known; say it with: oxherd init");
}

#[test]
fn the_owners_own_rules_win() {
    let home = Household::of_ada_in("GB", &[car_policy()]);
    let own = "place: GB\n[MINE-1]\ntitle: my own rule\nright: guarantee 1 y after delivery\n\
               source: a letter\nconfidence: high\n";
    std::fs::write(home.home().join("laws.txt"), own).expect("a file");
    assert!(each(&home.list(&["laws"]), "id").contains(&"MINE-1"));
    std::fs::write(home.home().join("laws.txt"), "[MINE-1\n").expect("a file");
    home.run(&["laws"]).expect(2).says("laws.txt");
}

#[test]
fn who_does_not_agree_to_new_terms_may_leave_until_their_day() {
    let told = [
        (
            "GB",
            "Your contract Quickline 60: account number QL-771203\nStart date: 3 March 2025\nMonthly price: \u{a3}31.00",
            "Changes to our terms and conditions",
            "we are changing our terms and conditions from 1 August 2026. If you do not agree, you can end your \
             contract QL-771203 free of charge until 15 July 2026.",
        ),
        (
            "DE",
            "Ihr Vertrag Schnellnetz 60, Kundennummer: QL-771203\nVertragsbeginn: 03.03.2025\nMonatlicher Preis: 31,00 EUR",
            "\u{c4}nderung unserer Allgemeinen Gesch\u{e4}ftsbedingungen",
            "wir \u{e4}ndern unsere Allgemeinen Gesch\u{e4}ftsbedingungen zum 1. August 2026. Wenn Sie nicht einverstanden \
             sind, k\u{f6}nnen Sie Ihren Vertrag QL-771203 bis zum 15. Juli 2026 kostenlos k\u{fc}ndigen.",
        ),
        (
            "ES",
            "Su contrato L\u{ed}nea 60, n.\u{ba} de cliente: QL-771203\nFecha de inicio: 03/03/2025\nCuota mensual: 31,00 \u{20ac}",
            "Modificaci\u{f3}n de las condiciones generales",
            "modificamos nuestras condiciones generales a partir del 1 de agosto de 2026. Si no est\u{e1} de acuerdo, puede \
             cancelar su contrato QL-771203 sin coste hasta el 15 de julio de 2026.",
        ),
    ];
    for (country, papers, subject, body) in told {
        let firm = "Quickline <service@quickline.example>";
        let home = Household::of_ada_in(
            country,
            &[
                Mail::from(firm, "2025-03-03", "Welcome: Quickline 60")
                    .body(&format!("Ada Quill,\n\n{papers}")),
                Mail::from(firm, "2026-06-10", subject).body(&format!("Ada Quill,\n\n{body}")),
            ],
        );
        let last = |at: &str| {
            let dues = home.list(&["dues", "--at", at]);
            dues.iter().any(|due| due["what"] == "cancel_by" && due["on"] == "2026-07-15")
        };
        assert!(!last("2026-06-09"), "{country}: before");
        assert!(last("2026-06-11"), "{country}: {:?}", home.list(&["dues", "--at", "2026-06-11"]));
        assert!(!last("2026-07-20"), "{country}: after");
    }
}
