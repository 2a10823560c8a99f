//! The kit car: bought, insured, sold, its insurance ended by phone; eleven months later it renews.
//!
//! Once in English with a car, once in German with a caravan.

use crate::kit::{Household, each, one};
use crate::mail::{ADA, Mail};
use serde_json::Value;

const MAKER: &str = "Tinker Sports Cars <sales@tinkersports.example>";
const INSURER: &str = "Larkrise Motor <policies@larkrise.example>";
const REGISTER: &str = "Vehicle Register <noreply@vehicleregister.example>";

/// A car of its own making, insured for years.
pub(crate) fn driven() -> Vec<Mail> {
    vec![
        Mail::from(MAKER, "2019-04-02", "Order confirmation TS-2207").body(
            "Dear Ada,\n\nthank you for your order.\n\nOrder number: TS-2207\n\
             Item: Westfield Sport kit car\nRegistration: Q417 LKR\nTotal: \u{a3}14,200.00",
        ),
        Mail::from(INSURER, "2019-04-05", "Welcome to Larkrise: your car insurance documents").body(
            "Dear Ada,\n\nyour car insurance policy is now in force.\n\n\
             Policy number: LM-5530127\nRegistration: Q417 LKR\nStart date: 5 April 2019\n\
             End date: 4 April 2020\nYearly premium: \u{a3}218.00\n\n\
             Your policy renews automatically each year.",
        ),
        Mail::from(INSURER, "2024-03-08", "Your car insurance renewal").body(
            "Dear Ada,\n\nyour car insurance policy renews on 5 April 2024.\n\n\
             Policy number: LM-5530127\nRegistration: Q417 LKR\nNew yearly premium: \u{a3}241.00\n\n\
             We will renew your policy automatically and take the payment from your card.",
        ),
    ]
}

/// Sold, and its insurance ended by phone, which the insurer confirms.
pub(crate) fn sold() -> Vec<Mail> {
    vec![
        Mail::from(REGISTER, "2024-05-14", "You are no longer the registered keeper of Q417 LKR").body(
            "Dear Ada Quill,\n\nwe have recorded that you sold vehicle Q417 LKR on 11 May 2024. \
             You are no longer the registered keeper.\n\nRegistration: Q417 LKR",
        ),
        Mail::from(INSURER, "2024-05-17", "Your policy has been cancelled").body(
            "Dear Ada,\n\nas agreed on the phone today, we have cancelled your car insurance policy.\n\n\
             Policy number: LM-5530127\nRegistration: Q417 LKR\nYour cover ends on 17 May 2024.",
        ),
    ]
}

/// The four mails that contradict each other, from these days on.
pub(crate) fn again(renewal: &str, welcome: &str, cancelled: &str, warned: &str) -> Vec<Mail> {
    let day: jiff::civil::Date = welcome.parse().expect("a day");
    let day = day.strftime("%-d %B %Y").to_string();
    vec![
        Mail::from(INSURER, renewal, "Your car insurance renewal").body(&format!(
            "Dear Ada,\n\nyour car insurance policy renews on {day}.\n\nPolicy number: LM-5530127\n\
             Registration: Q417 LKR\nNew yearly premium: \u{a3}263.00\n\nYou do not need to do anything. \
             We will take the payment of \u{a3}263.00 from your card on {day}."
        )),
        Mail::from(INSURER, welcome, "Thanks for signing up with Larkrise").body(
            "Dear Ada,\n\nwelcome to Larkrise. Thank you for choosing us for your car insurance. \
             Your documents are in your account.\n\nPolicy number: LM-5530127\n\
             Vehicle registration: Q417 LKR",
        ),
        Mail::from(INSURER, cancelled, "Your policy has been cancelled").body(
            "Dear Ada,\n\nwe confirm that your car insurance policy LM-5530127 has been cancelled.\n\n\
             Policy number: LM-5530127\nRegistration: Q417 LKR",
        ),
        Mail::from(INSURER, warned, "Important: driving without insurance is an offence").body(
            "Dear Ada,\n\nour records show that your vehicle Q417 LKR is no longer insured with us. \
             It is a criminal offence to keep or drive an uninsured vehicle. You must have insurance \
             in place.\n\nPolicy number: LM-5530127\nRegistration: Q417 LKR",
        ),
    ]
}

pub(crate) const STATEMENT: &str = "<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>GBP\
<BANKACCTFROM><BANKID>400400<ACCTID>11223344<ACCTTYPE>CHECKING</BANKACCTFROM>\
<BANKTRANLIST><DTSTART>20250320<DTEND>20250411\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250403<TRNAMT>-41.20<FITID>1<NAME>EDELMARKT 17</STMTTRN>\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250405<TRNAMT>-263.00<FITID>2<NAME>LARKRISE MOTOR\
<MEMO>LM-5530127</STMTTRN>\
<STMTTRN><TRNTYPE>DEBIT<DTPOSTED>20250411<TRNAMT>-12.00<FITID>3<NAME>EDELMARKT 17</STMTTRN>\
</BANKTRANLIST></STMTRS></STMTTRNRS></BANKMSGSRSV1></OFX>";

pub(crate) fn household(country: &str, parts: &[Vec<Mail>]) -> Household {
    let household = Household::new();
    let who =
        format!("Ada Quill={}", ADA.rsplit('<').next().expect("her address").trim_end_matches('>'));
    household
        .run(&["init", "--country", country, "--person", &who, "--at", "2018-01-01"])
        .expect(0);
    household.takes(&parts.concat());
    household
}

/// The kinds of the contradictions known at a time, the oldest first, all of them open.
fn clashes(household: &Household, at: &str) -> Vec<String> {
    let mut found = household.list(&["contradictions", "--at", at]);
    found.reverse();
    for one in &found {
        assert_eq!(one["open"], true, "{one}");
        for side in ["says", "against"] {
            let quotes = one[side].as_array().expect("a side");
            let told = quotes.iter().all(|q| q["quote"].as_str().is_some_and(|q| !q.is_empty()));
            assert!(!quotes.is_empty() && told, "{one}");
        }
    }
    each(&found, "kind").into_iter().map(str::to_owned).collect()
}

fn insurance(household: &Household, at: &str) -> Value {
    let agreements = household.list(&["agreements", "--at", at]);
    one(&agreements, "kind", "insurance").clone()
}

const FOUR: [&str; 4] =
    ["renewal_after_end", "welcome_after_end", "said_twice_differently", "other"];

#[test]
fn the_kit_car_is_driven_sold_and_its_insurance_ended() {
    let household = household("GB", &[driven(), sold()]);
    // While it is driven nothing contradicts anything, and nothing is to be ended.
    assert!(clashes(&household, "2024-05-13").is_empty());
    let driven = insurance(&household, "2024-05-13");
    assert_eq!((&driven["state"], &driven["to_be_ended"]), (&"active".into(), &false.into()));
    // Sold: the car is gone, its insurance runs and is to be ended.
    let parted = insurance(&household, "2024-05-15");
    assert_eq!((&parted["state"], &parted["to_be_ended"]), (&"active".into(), &true.into()));
    let dues = household.list(&["dues", "--at", "2024-05-15"]);
    assert_eq!(one(&dues, "what", "cancel_by")["supplier"]["name"], "Larkrise Motor");
    let things = household.list(&["things", "--at", "2024-05-15"]);
    assert_eq!(each(&things, "stage"), ["gone"], "{things:?}");
    // Ended.
    let ended = insurance(&household, "2024-05-18");
    assert_eq!((&ended["state"], &ended["to_be_ended"]), (&"ended".into(), &false.into()));
    assert_eq!(ended["ended_on"], "2024-05-17");
    let dues = household.list(&["dues", "--at", "2024-05-18"]);
    assert!(dues.is_empty(), "{dues:?}");
}

#[test]
fn the_four_mails_about_the_kit_car_contradict_its_end_each_from_its_day_on() {
    let first = again("2025-04-17", "2025-05-15", "2025-05-17", "2025-05-18");
    let second = again("2025-06-10", "2025-06-20", "2025-06-22", "2025-06-23");
    let household = household("GB", &[driven(), sold(), first, second]);
    assert!(clashes(&household, "2025-04-16").is_empty(), "the day before it begins again");
    for (at, count) in [
        ("2025-04-18", 1),
        ("2025-05-16", 2),
        ("2025-05-17T20:00:00Z", 3),
        ("2025-05-19", 4),
        ("2025-06-09", 4),
    ] {
        assert_eq!(clashes(&household, at), FOUR[..count], "{at}");
    }
    // And a month later the same again.
    assert_eq!(clashes(&household, "2025-06-30"), [FOUR, FOUR].concat());
    let agreements = household.list(&["agreements"]);
    assert_eq!(agreements.len(), 2, "nobody bought another insurance: {agreements:?}");
    assert_eq!(insurance(&household, "2025-06-30")["state"], "ended");
    assert!(household.list(&["dues"]).is_empty(), "nothing is due for a car that is gone");
}

#[test]
fn both_sides_of_the_kit_car_are_quoted_with_their_places() {
    let first = again("2025-04-17", "2025-05-15", "2025-05-17", "2025-05-18");
    let household = household("GB", &[driven(), sold(), first]);
    let found = household.list(&["contradictions", "--at", "2025-06-01"]);
    let renewal = one(&found, "kind", "renewal_after_end");
    let quote = |side: &str| renewal[side][0]["quote"].as_str().expect("a quote").to_owned();
    assert!(quote("says").contains("renews on 15 May 2025"), "{renewal}");
    assert!(quote("against").contains("Your cover ends on 17 May 2024"), "{renewal}");
    let evidence = renewal["says"][0]["evidence"].as_str().expect("an id");
    let raw = household.run(&["evidence", evidence, "--raw"]).expect(0).out.clone();
    assert!(raw.contains("renews on 15 May 2025"), "{raw}");
    let warning = one(&found, "kind", "other");
    let against = each(warning["against"].as_array().expect("a side"), "quote");
    assert!(against.iter().any(|q| q.contains("no longer the registered keeper")), "{against:?}");
    let table = household.run(&["contradictions", "--at", "2025-06-01"]).expect(0).out.clone();
    assert!(table.contains("renewal after end") && table.contains("Larkrise Motor"), "{table}");
}

#[test]
fn the_charge_is_watched_for_and_found_on_the_statement() {
    let first = again("2025-03-10", "2025-04-05", "2025-04-07", "2025-04-08");
    let household = household("GB", &[driven(), sold(), first]);
    let watched = |at: &str| {
        let watches = household.list(&["watches", "--at", at]);
        watches
            .iter()
            .any(|w| w["what"] == "charge_after_end" && w["supplier"]["name"] == "Larkrise Motor")
    };
    assert!(watched("2024-05-20"), "right after the end");
    assert!(!watched("2025-03-09"), "nothing moved for long");
    assert!(watched("2025-03-11"), "the card is to be charged");
    household.file("bank/april.ofx", STATEMENT);
    household.takes_in(&household.path("bank"));
    let found = household.list(&["contradictions", "--at", "2025-04-12"]);
    let charge = one(&found, "kind", "charge_after_end");
    assert!(charge["says"][0]["quote"].as_str().is_some_and(|q| q.contains("263.00")), "{charge}");
    // It is known when the statement is, not on the day of the booking.
    let before = household.list(&["contradictions", "--at", "2025-04-10"]);
    assert!(before.iter().all(|c| c["kind"] != "charge_after_end"), "{before:?}");
    let rebuilt = household.asks(&["rebuild"]);
    assert_eq!(rebuilt["same_as_before"], true);
}

const DEALER: &str = "Wohnwagen Hollerbusch <verkauf@hollerbusch.example>";
const VERSICHERER: &str = "Seerose Versicherung <service@seerose.example>";
const AMT: &str = "Zulassungsstelle Kreis Niederau <zulassung@kreis-niederau.example>";

pub(crate) fn caravan() -> Vec<Mail> {
    vec![
        Mail::from(DEALER, "2018-03-12", "Auftragsbest\u{e4}tigung 4471").body(
            "Guten Tag Ada Quill,\n\nvielen Dank f\u{fc}r Ihre Bestellung.\n\nBestellnummer: 4471\n\
             Artikel: Wohnwagen Komet 490\nKennzeichen: NA-QU 17\nGesamtbetrag: 18.900,00 EUR",
        ),
        Mail::from(VERSICHERER, "2018-03-20", "Ihre Versicherungsunterlagen").body(
            "Guten Tag Ada Quill,\n\nIhre Wohnwagenversicherung besteht ab dem 20.03.2018.\n\n\
             Versicherungsnummer: SR-884-2091\nKennzeichen: NA-QU 17\nVertragsbeginn: 20.03.2018\n\
             Jahresbeitrag: 96,00 EUR\n\nDer Vertrag verl\u{e4}ngert sich jeweils um ein Jahr.",
        ),
        Mail::from(AMT, "2023-09-04", "Abmeldung Ihres Fahrzeugs NA-QU 17").body(
            "Sehr geehrte Frau Quill,\n\ndas Fahrzeug mit dem Kennzeichen NA-QU 17 wurde am 01.09.2023 \
             auf einen neuen Halter umgeschrieben.\n\nKennzeichen: NA-QU 17",
        ),
        Mail::from(VERSICHERER, "2023-09-06", "Best\u{e4}tigung Ihrer K\u{fc}ndigung").body(
            "Guten Tag Ada Quill,\n\nwie heute am Telefon besprochen best\u{e4}tigen wir die K\u{fc}ndigung \
             Ihrer Wohnwagenversicherung zum 06.09.2023.\n\nVersicherungsnummer: SR-884-2091\n\
             Kennzeichen: NA-QU 17\n\nDen zu viel gezahlten Beitrag von 44,00 EUR erstatten wir Ihnen \
             innerhalb von 10 Werktagen.",
        ),
        Mail::from(VERSICHERER, "2024-08-05", "Ihre Versicherung verl\u{e4}ngert sich").body(
            "Guten Tag Ada Quill,\n\nIhre Wohnwagenversicherung verl\u{e4}ngert sich am 06.09.2024 um ein \
             weiteres Jahr.\n\nVersicherungsnummer: SR-884-2091\nJahresbeitrag: 104,00 EUR\n\n\
             Den Beitrag von 104,00 EUR buchen wir am 06.09.2024 von Ihrer Kreditkarte ab.",
        ),
        Mail::from(VERSICHERER, "2024-09-06", "Willkommen bei der Seerose").body(
            "Guten Tag Ada Quill,\n\nherzlich willkommen! Sch\u{f6}n, dass Sie sich f\u{fc}r unsere \
             Wohnwagenversicherung entschieden haben.\n\nVersicherungsnummer: SR-884-2091\n\
             Kennzeichen: NA-QU 17",
        ),
        Mail::from(VERSICHERER, "2024-09-09", "Best\u{e4}tigung Ihrer K\u{fc}ndigung").body(
            "Guten Tag Ada Quill,\n\nwir best\u{e4}tigen die K\u{fc}ndigung Ihres Vertrags SR-884-2091.\n\n\
             Versicherungsnummer: SR-884-2091",
        ),
        Mail::from(VERSICHERER, "2024-09-10", "Wichtig: Fahren ohne Versicherungsschutz ist strafbar")
            .body(
                "Guten Tag Ada Quill,\n\nf\u{fc}r Ihr Fahrzeug NA-QU 17 besteht kein Versicherungsschutz \
                 mehr. Das Fahren ohne Versicherungsschutz ist eine Straftat.\n\n\
                 Versicherungsnummer: SR-884-2091\nKennzeichen: NA-QU 17",
            ),
    ]
}

#[test]
fn the_caravan_is_told_in_german_as_well() {
    let household = household("DE", &[caravan()]);
    assert_eq!(insurance(&household, "2023-09-05")["to_be_ended"], true);
    assert_eq!(insurance(&household, "2023-09-07")["state"], "ended");
    assert!(clashes(&household, "2024-08-04").is_empty());
    for (at, count) in
        [("2024-08-06", 1), ("2024-09-07", 2), ("2024-09-09T20:00:00Z", 3), ("2024-12-01", 4)]
    {
        assert_eq!(clashes(&household, at), FOUR[..count], "{at}");
    }
    let refund = |at: &str| household.list(&["promises", "--at", at])[0].clone();
    assert_eq!(refund("2023-09-20")["state"], "open");
    let broken = refund("2023-09-21");
    assert_eq!((&broken["state"], &broken["by"]), (&"broken".into(), &"2023-09-20".into()));
    assert_eq!(broken["amount"]["value"], "44.00");
}

#[test]
fn a_correction_takes_the_renewal_back() {
    let first = again("2025-04-17", "2025-05-15", "2025-05-17", "2025-05-18");
    let sorry = Mail::from(INSURER, "2025-04-18", "Correction: please ignore our last email").body(
        "Dear Ada,\n\nplease ignore our email about your car insurance policy LM-5530127. It was sent \
         in error. Your policy ended on 17 May 2024 and nothing will be taken from your card.\n\n\
         Policy number: LM-5530127",
    );
    let household =
        household("GB", &[driven(), sold(), first.into_iter().take(1).collect(), vec![sorry]]);
    let open = |at: &str| household.list(&["contradictions", "--at", at])[0]["open"].clone();
    assert_eq!(open("2025-04-18T07:00:00Z"), true);
    assert_eq!(open("2025-04-19"), false);
    let answer = household.run(&["contradictions", "--at", "2025-04-19"]);
    answer.expect(0).says("1 that was taken back is not shown");
}

#[test]
fn the_four_mails_are_one_matter() {
    let first = again("2025-04-17", "2025-05-15", "2025-05-17", "2025-05-18");
    let household = household("GB", &[driven(), sold(), first]);
    let of = |at: &str| {
        let matters = household.list(&["matters", "--at", at]);
        matters.iter().filter(|m| m["open"] == true).cloned().collect::<Vec<Value>>()
    };
    assert!(of("2025-04-16").is_empty(), "nothing is going on before");
    for at in ["2025-04-18", "2025-05-16", "2025-05-19"] {
        let open = of(at);
        assert_eq!(open.len(), 1, "{at}: {open:?}");
    }
}
