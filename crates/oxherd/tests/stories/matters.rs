//! Running concerns: what is one matter, what is another one, when it is open and what ends it.

use crate::kit::{Household, one};
use crate::mail::{Mail, from_ada};
use serde_json::Value;

const INSURER: &str = "Larkfield Insurance <claims@larkfield.example>";
const GARAGE: &str = "Pemberton Motor Works <desk@pembertonmotors.example>";
const FUNK: &str = "Bergfunk Mobil <service@bergfunk.example>";
const STROOM: &str = "Polderstroom <klantenservice@polderstroom.example>";
const WATER: &str = "Duinwater <klantenservice@duinwater.example>";

fn of_kind(household: &Household, kind: &str, at: &str) -> Vec<Value> {
    let matters = household.list(&["matters", "--at", at]);
    matters.into_iter().filter(|m| m["kind"] == kind).collect()
}

fn names(matter: &Value) -> Vec<&str> {
    let suppliers = matter["suppliers"].as_array().expect("suppliers");
    suppliers.iter().map(|s| s["name"].as_str().expect("a name")).collect()
}

/// A claim: policy, letter, the insurer's case, the garage that mends, the decision.
fn claim() -> Vec<Mail> {
    vec![
        Mail::from(INSURER, "2025-09-01", "Your motor policy documents").body(
            "Dear Ada,\n\nwelcome. Your motor insurance policy has started.\n\n\
             Policy number: LF-5520917\nVehicle: Skoda Fabia, registration KT19 WZB\n\
             Start date: 1 September 2025\nAnnual premium: \u{a3}412.00",
        ),
        from_ada(
            "2026-03-03",
            INSURER,
            "Claim under policy LF-5520917",
            "Hello,\n\nI want to make a claim under policy LF-5520917: a lorry hit my parked car on 2 \
             March 2026.\n\nAda Quill",
        )
        .id("ada-claim@quill.example"),
        Mail::from(INSURER, "2026-03-04", "We have received your claim")
            .header("In-Reply-To: <ada-claim@quill.example>")
            .header("References: <ada-claim@quill.example>")
            .body(
                "Dear Ada,\n\nwe have received your claim and a handler is looking at it.\n\n\
                 Claim number: 7741-90326\nPolicy number: LF-5520917",
            ),
        Mail::from(GARAGE, "2026-03-09", "Repair of your car: claim 7741-90326").body(
            "Dear Ada,\n\nLarkfield Insurance has asked us to repair your car. We are waiting for \
             parts and will let you know.\n\nClaim number: 7741-90326\nRegistration: KT19 WZB",
        ),
        Mail::from(INSURER, "2026-03-30", "Decision on your claim 7741-90326").body(
            "Dear Ada,\n\nwe have decided your claim. Your claim has been accepted and is now \
             closed.\n\nClaim number: 7741-90326\nPolicy number: LF-5520917",
        ),
    ]
}

#[test]
fn a_short_number_of_an_insurer_joins_what_the_garage_says_in_its_own_words() {
    for (told, garage) in [
        (
            "Dear Ada,\n\nyour claim is filed as KW-93.",
            "Dear Ada,\n\nfor KW-93 our estimate comes to \u{a3}640.00.",
        ),
        (
            "Guten Tag,\n\nSchadennummer: KW-93. Wir pr\u{fc}fen den Fall.",
            "Guten Tag,\n\nder Kostenvoranschlag zu KW-93 betr\u{e4}gt 640,00 Euro.",
        ),
    ] {
        let letter = from_ada(
            "2026-03-03",
            INSURER,
            "Claim for hail",
            "Hello,\n\nI claim for the damage by hail to my car on 2 March 2026.\n\nAda Quill",
        );
        let filed = Mail::from(INSURER, "2026-03-05", "Re: Claim for hail").body(told);
        let estimate = Mail::from(GARAGE, "2026-03-11", "Estimate").body(garage);
        let household = Household::of_ada(&[letter, filed, estimate]);
        let claims = of_kind(&household, "claim", "2026-03-12");
        assert_eq!(claims.len(), 1, "{claims:?}");
        assert_eq!(names(&claims[0]).len(), 2, "{garage}");
        let agreements = household.list(&["agreements", "--at", "2026-03-12"]);
        assert!(agreements.iter().all(|a| a["reference"] != "KW-93"), "{agreements:?}");
    }
}

#[test]
fn a_claim_is_one_matter_across_the_insurer_and_the_garage() {
    let household = Household::of_ada(&claim());
    assert!(of_kind(&household, "claim", "2026-03-02").is_empty());
    let at = |at: &str| {
        let found = of_kind(&household, "claim", at);
        assert_eq!(found.len(), 1, "{at}: {found:?}");
        found[0].clone()
    };
    let before = at("2026-03-03");
    assert_eq!((&before["open"], &before["messages"]), (&true.into(), &1.into()), "{before}");
    assert_eq!(before["opened_on"], "2026-03-03");
    assert_eq!(before["title"], "Claim under policy LF-5520917");
    let during = at("2026-03-10");
    assert_eq!(names(&during), ["Larkfield Insurance", "Pemberton Motor Works"], "{during}");
    assert_eq!((&during["open"], &during["messages"]), (&true.into(), &3.into()));
    assert_eq!(during["id"], before["id"], "it stays the same matter");
    assert_eq!(during["numbers"], serde_json::json!(["774190326"]));
    let after = at("2026-03-31");
    assert_eq!(
        (&after["open"], &after["closed_by"]),
        (&false.into(), &"decided".into()),
        "{after}"
    );
    assert_eq!(after["closed_on"], "2026-03-30");
    assert_eq!(after["evidence"].as_array().map(Vec::len), Some(4));
    let requests = household.list(&["requests", "--at", "2026-03-10"]);
    assert_eq!(one(&requests, "kind", "claim")["matter"], during["id"]);
    let table = household.run(&["matters", "--at", "2026-03-10"]).expect(0).out.clone();
    assert!(table.contains("Larkfield Insurance, Pemberton") && table.contains("claim"), "{table}");
    let thing = household.asks(&["thing", "KT19WZB", "--at", "2026-03-10"]);
    assert_eq!(thing["matters"][0]["id"], during["id"], "{thing}");
}

#[test]
fn a_rebuild_and_any_order_give_the_same_matters() {
    let mut mails = claim();
    let first = Household::of_ada(&mails);
    let printed = |household: &Household| household.asks(&["matters"]);
    let shown = printed(&first);
    first.run(&["rebuild"]).expect(0);
    assert_eq!(printed(&first), shown);
    mails.reverse();
    let second = Household::new();
    let who = ["init", "--country", "GB", "--person", "Ada Quill=ada@quill.example"];
    second.run(&[&who[..], &["--at", "2025-01-01"]].concat()).expect(0);
    for mail in mails {
        second.takes(&[mail]);
    }
    assert_eq!(printed(&second), shown);
}

#[test]
fn two_claims_and_a_bill_are_not_one_matter() {
    let mut mails = claim();
    mails.extend([
        Mail::from(INSURER, "2026-03-20", "Update on your claim 8815-44170").body(
            "Dear Ada,\n\nwe have received your claim about the broken windscreen and a handler is \
             looking at it.\n\nClaim number: 8815-44170\nPolicy number: LF-5520917",
        ),
        Mail::from(INSURER, "2026-03-15", "Your payment has been received").body(
            "Dear Ada,\n\nthank you for your payment of \u{a3}34.33.\n\nPolicy number: LF-5520917",
        ),
        Mail::from(GARAGE, "2026-03-16", "Your invoice PM-2207").body(
            "Dear Ada,\n\nplease find your invoice for four new tyres.\n\nInvoice number: PM-2207\n\
             Total: \u{a3}310.00\nPlease pay by 30 March 2026",
        ),
    ]);
    let household = Household::of_ada(&mails);
    let claims = of_kind(&household, "claim", "2026-04-15");
    assert_eq!(claims.len(), 2, "{claims:?}");
    let open: Vec<&Value> = claims.iter().filter(|m| m["open"] == true).collect();
    assert_eq!(open.len(), 1, "{claims:?}");
    assert_eq!(open[0]["numbers"], serde_json::json!(["881544170"]));
    let matters = household.list(&["matters", "--at", "2026-04-15"]);
    assert_eq!(matters.len(), 2, "a bill is no concern: {matters:?}");
}

/// An ending in German: contract, letter, confirmation, last bill.
fn ending() -> Vec<Mail> {
    vec![
        Mail::from(FUNK, "2025-02-03", "Willkommen: Ihr Mobilfunkvertrag").body(
            "Guten Tag Ada Quill,\n\nIhr Mobilfunkvertrag ist aktiv.\n\nVertragsnummer: BF-330192\n\
             Vertragsbeginn: 03.02.2025\nMonatlicher Preis: 19,99 EUR",
        ),
        from_ada(
            "2026-01-08",
            FUNK,
            "K\u{fc}ndigung meines Vertrags BF-330192",
            "Guten Tag,\n\nhiermit k\u{fc}ndige ich meinen Vertrag BF-330192 zum 28.02.2026. Bitte \
             best\u{e4}tigen Sie die K\u{fc}ndigung schriftlich.\n\nAda Quill",
        ),
        Mail::from(FUNK, "2026-01-15", "Best\u{e4}tigung Ihrer K\u{fc}ndigung").body(
            "Guten Tag Ada Quill,\n\nwir best\u{e4}tigen Ihre K\u{fc}ndigung.\n\n\
             Vertragsnummer: BF-330192\nIhr Vertrag endet am 28.02.2026.",
        ),
    ]
}

#[test]
fn an_ending_in_german_stays_ended() {
    let mut mails = ending();
    mails.push(Mail::from(FUNK, "2026-03-05", "Ihre Schlussrechnung").body(
        "Guten Tag Ada Quill,\n\nanbei Ihre Schlussrechnung f\u{fc}r Februar 2026.\n\n\
         Vertragsnummer: BF-330192\nRechnungsnummer: 90022\nRechnungsbetrag: 19,99 EUR",
    ));
    let household = Household::of_ada(&mails);
    let at = |at: &str| {
        let found = of_kind(&household, "ending", at);
        assert_eq!(found.len(), 1, "{at}: {found:?}");
        found[0].clone()
    };
    assert_eq!(at("2026-01-09")["open"], true);
    let confirmed = at("2026-01-16");
    assert_eq!(
        (&confirmed["open"], &confirmed["why"]),
        (&true.into(), &"it ends on 2026-02-28".into())
    );
    let ended = at("2026-03-01");
    assert_eq!((&ended["open"], &ended["closed_by"]), (&false.into(), &"confirmed".into()));
    for day in ["2026-03-06", "2026-09-01", "2027-06-01"] {
        let after = at(day);
        assert_eq!(after["open"], false, "{after}");
        assert_eq!(after["closed_by"], "last bill", "{after}");
        assert_eq!(after["closed_on"], "2026-03-05", "{after}");
    }
}

#[test]
fn a_charge_after_the_end_opens_the_ending_again() {
    let mut mails = ending();
    mails.push(Mail::from(FUNK, "2026-04-10", "Ihre Rechnung April 2026").body(
        "Guten Tag Ada Quill,\n\nanbei Ihre Rechnung f\u{fc}r April 2026.\n\n\
         Vertragsnummer: BF-330192\nRechnungsnummer: 90144\nRechnungsbetrag: 19,99 EUR\n\
         Leistungszeitraum: 01.04.2026 - 30.04.2026",
    ));
    let household = Household::of_ada(&mails);
    let clashes = household.list(&["contradictions", "--at", "2026-04-11"]);
    let clash = one(&clashes, "kind", "charge_after_end");
    let found = of_kind(&household, "ending", "2026-04-11");
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["open"], true, "{found:?}");
    assert_eq!(found[0]["why"], "charge after end was not put right");
    assert_eq!(clash["matter"], found[0]["id"]);
    assert_eq!(of_kind(&household, "ending", "2026-04-09")[0]["open"], false);
}

/// A move told to two suppliers in Dutch.
fn moving() -> Vec<Mail> {
    let welcome = |from: &str, what: &str, number: &str| {
        Mail::from(from, "2025-03-01", &format!("Welkom: uw contract voor {what}")).body(&format!(
            "Beste Ada Quill,\n\nuw contract voor {what} is ingegaan.\n\nContractnummer: {number}\n\
             Ingangsdatum: 1 maart 2025\nMaandbedrag: \u{20ac} 40,00"
        ))
    };
    let letter = |day: &str, to: &str, number: &str| {
        from_ada(
            day,
            to,
            "Verhuizing: nieuw adres",
            &format!(
                "Beste klantenservice,\n\nwij gaan verhuizen. Ons nieuwe adres vanaf 1 juni 2026 is \
                 Molenpad 12, 3512 AB Utrecht. Contractnummer: {number}.\n\nAda Quill"
            ),
        )
        .id(&format!("move-{number}@quill.example"))
    };
    let done = |from: &str, day: &str, number: &str| {
        Mail::from(from, day, "Uw verhuizing is verwerkt")
            .header(&format!("In-Reply-To: <move-{number}@quill.example>"))
            .body(&format!(
                "Beste Ada Quill,\n\nuw adreswijziging is verwerkt. Uw nieuwe adres staat nu in onze \
                 administratie.\n\nContractnummer: {number}"
            ))
    };
    vec![
        welcome(STROOM, "stroom", "PS-771204"),
        welcome(WATER, "drinkwater", "DW-118803"),
        letter("2026-05-04", STROOM, "PS-771204"),
        letter("2026-05-06", WATER, "DW-118803"),
        done(STROOM, "2026-05-11", "PS-771204"),
        done(WATER, "2026-05-20", "DW-118803"),
    ]
}

#[test]
fn a_move_told_to_two_suppliers_in_dutch_is_one_matter_until_both_answered() {
    let household = Household::of_ada(&moving());
    let at = |at: &str| {
        let found = of_kind(&household, "move", at);
        assert_eq!(found.len(), 1, "{at}: {found:?}");
        found[0].clone()
    };
    let told = at("2026-05-07");
    assert_eq!(names(&told), ["Polderstroom", "Duinwater"], "{told}");
    assert_eq!(told["requests"].as_array().map(Vec::len), Some(2), "{told}");
    let half = at("2026-05-12");
    assert_eq!(half["open"], true, "one of two answered: {half}");
    let done = at("2026-05-21");
    assert_eq!(
        (&done["open"], &done["closed_on"]),
        (&false.into(), &"2026-05-20".into()),
        "{done}"
    );
}

#[test]
fn the_owner_joins_two_matters_and_splits_one_and_takes_it_back() {
    let mut mails = claim();
    mails.push(Mail::from(INSURER, "2026-03-20", "Update on your claim 8815-44170").body(
        "Dear Ada,\n\nwe have received your claim about the broken windscreen and a handler is \
         looking at it.\n\nClaim number: 8815-44170\nPolicy number: LF-5520917",
    ));
    let household = Household::of_ada(&mails);
    let claims = |at: &str| of_kind(&household, "claim", at);
    let id = |number: &str| {
        let all = claims("2026-06-30");
        let of = all.iter().find(|m| m["numbers"][0] == number).expect("the claim").clone();
        of["id"].as_str().expect("an id").to_owned()
    };
    let (lorry, glass) = (id("774190326"), id("881544170"));
    let said = household.says(&format!("{glass} is the same as {lorry}"));
    assert!(said["changes"].as_array().is_some_and(|c| !c.is_empty()), "{said}");
    let joined = claims("2026-07-01");
    assert_eq!(joined.len(), 1, "{joined:?}");
    assert_eq!((&joined[0]["id"], &joined[0]["messages"]), (&lorry.clone().into(), &5.into()));
    assert_eq!(claims("2026-06-29").len(), 2, "it was not said yet");
    household.run(&["rebuild"]).expect(0);
    assert_eq!(claims("2026-07-01").len(), 1);
    household.run(&["say", "undo", "--at", "2026-07-02"]).expect(0);
    assert_eq!(claims("2026-07-03").len(), 2);
    // What the garage writes is another matter.
    let garage = household.id_of("Pemberton");
    household.run(&["say", &garage, "is another matter", "--at", "2026-07-04"]).expect(0);
    let all = household.list(&["matters", "--at", "2026-07-05"]);
    assert_eq!(all.len(), 3, "{all:?}");
    let of_garage = all.iter().find(|m| names(m) == ["Pemberton Motor Works"]).expect("its own");
    assert_eq!(of_garage["messages"], 1, "{of_garage}");
    let rest = one(&all, "id", &lorry);
    assert_eq!((&rest["messages"], names(rest).len()), (&3.into(), 1), "{rest}");
    let again = household.run(&["say", &garage, "is another matter", "--at", "2026-07-06"]);
    again.expect(1);
    household.run(&["say", "xdeadbeef is the same as", &lorry]).expect(1);
}

#[test]
fn a_service_at_the_garage_is_no_part_of_a_claim() {
    let mut mails = claim();
    mails.push(Mail::from(GARAGE, "2026-03-12", "Your annual service is booked").body(
        "Dear Ada,\n\nyour appointment for the annual service is confirmed for 2 April 2026 at \
             09:00.\n\nRegistration: KT19 WZB",
    ));
    let household = Household::of_ada(&mails);
    let claims = of_kind(&household, "claim", "2026-04-15");
    assert_eq!(claims.len(), 1, "{claims:?}");
    assert_eq!(claims[0]["messages"], 4, "{claims:?}");
}

#[test]
fn a_promised_refund_holds_its_matter_open_until_the_money_is_there() {
    const SHOP: &str = "Copperkettle <orders@copperkettle.example>";
    let household = Household::of_ada(&[
        Mail::from(SHOP, "2026-01-12", "Order confirmation CK-8812").body(
            "Dear Ada,\n\nthank you for your order.\n\nOrder number: CK-8812\n\
             Item: Copper kettle\nTotal: \u{a3}64.50",
        ),
        Mail::from(SHOP, "2026-02-02", "Your return has been received").body(
            "Dear Ada,\n\nwe have received your return for order CK-8812. We will refund \u{a3}64.50 \
             to your card within 10 business days.\n\nOrder number: CK-8812",
        ),
    ]);
    assert!(household.list(&["matters", "--at", "2026-02-01"]).is_empty());
    let at = |at: &str| household.list(&["matters", "--at", at])[0].clone();
    let open = at("2026-02-03");
    assert_eq!((&open["kind"], &open["open"]), (&"refund".into(), &true.into()), "{open}");
    // Silence does not end what was promised.
    assert_eq!(at("2026-09-01")["why"], "a refund was promised by 2026-02-16");
    household.file(
        "bank/february.csv",
        "Date,Description,Amount\n2026-02-20,EDELMARKT 17 card,-41.20\n\
         2026-02-25,COPPERKETTLE CK-8812 refund,64.50\n2026-02-28,EDELMARKT 17 card,-12.00\n",
    );
    household.takes_in(&household.path("bank"));
    assert_eq!(at("2026-02-27")["open"], true);
    let closed = at("2026-03-02");
    assert_eq!((&closed["open"], &closed["closed_by"]), (&false.into(), &"money back".into()));
    assert_eq!(closed["closed_on"], "2026-02-25", "{closed}");
    assert_eq!(closed["id"], open["id"]);
    let promises = household.list(&["promises", "--at", "2026-03-02"]);
    assert_eq!(one(&promises, "kind", "refund")["matter"], open["id"]);
}
