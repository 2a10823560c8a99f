//! Moving house: told to many, confirmed by some, misunderstood by one, not heard by another.

use crate::kit::{Household, each, one};
use crate::mail::{ADA, Mail};
use serde_json::Value;

const ENGLISH: &str = include_str!("mailboxes/moving_en.mbox");
const GERMAN: &str = include_str!("mailboxes/moving_de.mbox");

/// A household that has said who it is and taken in a mailbox and a statement.
fn moved(who: &[&str], mails: &str, bank: &str) -> Household {
    let household = Household::new();
    household.run(&[&["init"], who, &["--at", "2023-01-01"]].concat()).expect(0);
    let mailbox = household.file("mail.mbox", mails);
    household.takes_in(&mailbox);
    let statement = household.file("bank/september.csv", bank);
    household.takes_in(&statement);
    household
}

fn english() -> Household {
    moved(
        &["--country", "GB", "--person", "Ada Quill=ada@quill.example"],
        ENGLISH,
        "Date,Description,Amount\n2026-09-01,ORCHARD & PIKE OP/1177 rent,-1090.00\n\
         2026-09-04,EDELMARKT 17 card,-41.20\n2026-09-18,HOLLYBANK LETTINGS HB-20714 deposit,1130.00\n\
         2026-09-28,EDELMARKT 17 card,-12.00\n",
    )
}

fn german() -> Household {
    moved(
        &["--country", "DE", "--person", "Jonas Weidmann=jonas@weidmann.example"],
        GERMAN,
        "Buchungstag;Beteiligter;Verwendungszweck;Betrag\n\
         01.09.2026;Wohnbau Sonnental;Miete WS-80412;-1020,00\n\
         08.09.2026;Edelmarkt;Einkauf;-53,10\n\
         21.09.2026;Hausverwaltung Kern;Kaution KH-2207;1780,00\n\
         30.09.2026;Edelmarkt;Einkauf;-22,40\n",
    )
}

/// The home whose address holds this word.
#[track_caller]
fn home(household: &Household, street: &str, at: &str) -> Value {
    let things = household.list(&["things", "--at", at]);
    let here = |t: &&Value| t["identifiers"].to_string().contains(street);
    let mut found = things.iter().filter(|t| t["kind"] == "home").filter(here);
    let first = found.next().unwrap_or_else(|| panic!("no home in {street} at {at}: {things:?}"));
    assert!(found.next().is_none(), "two homes in {street}: {things:?}");
    first.clone()
}

/// Names of suppliers under a field of a home, in the order of the alphabet.
fn names(home: &Value, field: &str) -> Vec<String> {
    let mut names: Vec<String> = each(home[field].as_array().expect("a list"), "name")
        .into_iter()
        .map(str::to_owned)
        .collect();
    names.sort();
    names
}

/// What became of the letter about the move to a supplier.
fn told(household: &Household, supplier: &str, at: &str) -> String {
    let requests = household.list(&["requests", "--at", at]);
    let moves = requests.iter().filter(|r| r["kind"] == "move");
    let mut of = moves.filter(|r| r["supplier"]["name"] == supplier);
    of.next().map_or_else(String::new, |r| r["state"].as_str().expect("a state").to_owned())
}

fn agreement(household: &Household, reference: &str, at: &str) -> Value {
    one(&household.list(&["agreements", "--at", at]), "reference", reference).clone()
}

#[test]
fn before_the_letters_there_is_one_home_and_no_move() {
    let household = english();
    let at = "2026-07-24";
    let old = home(&household, "Tanners Row", at);
    assert_eq!(old["stage"], "in_use", "{old}");
    let held = ["Brookwater", "Fellside Power", "Heron Post", "Hollybank Lettings"];
    let held = [&held[..], &["Skylark Broadband", "Thistledown Insurance"]].concat();
    let by = names(&old, "held_by");
    assert!(held.iter().all(|name| by.contains(&(*name).to_owned())), "{by:?}");
    assert!(household.list(&["matters", "--at", at]).is_empty());
    assert!(household.list(&["requests", "--at", at]).is_empty());
    let homes = household.list(&["things", "--at", at]);
    assert_eq!(homes.iter().filter(|t| t["kind"] == "home").count(), 1);
}

#[test]
fn the_letters_open_one_matter_and_end_nothing() {
    let household = english();
    let at = "2026-08-04T20:00:00Z";
    let matters = household.list(&["matters", "--at", at]);
    let concern = one(&matters, "kind", "move");
    assert_eq!(concern["open"], true);
    assert_eq!(concern["requests"].as_array().map(Vec::len), Some(6), "{concern}");
    assert_eq!(concern["suppliers"].as_array().map(Vec::len), Some(6), "{concern}");
    for supplier in ["Fellside Power", "Copperfield Motor Insurance", "Heron Post"] {
        assert_eq!(told(&household, supplier, at), "sent", "{supplier}");
    }
    let watches = household.list(&["watches", "--at", at]);
    assert_eq!(watches.iter().filter(|w| w["what"] == "confirmation").count(), 6, "{watches:?}");
    // Who moves ends nothing but the tenancy, of which notice was given.
    for (reference, state) in
        [("FP-66120984", "active"), ("SKY-4410297", "active"), ("HB-20714", "ending")]
    {
        let known = agreement(&household, reference, at);
        assert_eq!((&known["state"], &known["to_be_ended"]), (&state.into(), &false.into()));
    }
    assert_eq!(home(&household, "Tanners Row", at)["stage"], "parting");
    assert_eq!(home(&household, "Larch Grove", at)["stage"], "acquiring");
    assert!(household.list(&["contradictions", "--at", at]).is_empty());
    let car = household.asks(&["thing", "Toyota", "--at", at]);
    assert_eq!(car["stage"], "in_use", "a new address parts from no car");
}

#[test]
fn some_confirm_one_ends_one_misunderstands_and_one_is_silent() {
    let household = english();
    let at = "2026-08-20";
    for (supplier, state) in [
        ("Thistledown Insurance", "answered"),
        ("Skylark Broadband", "answered"),
        ("Brookwater", "answered"),
        ("Fellside Power", "answered"),
        ("Copperfield Motor Insurance", "overdue"),
        ("Heron Post", "overdue"),
    ] {
        assert_eq!(told(&household, supplier, at), state, "{supplier}");
    }
    let clashes = household.list(&["contradictions", "--at", at]);
    assert_eq!(clashes.len(), 1, "{clashes:?}");
    assert_eq!(clashes[0]["supplier"]["name"], "Heron Post");
    let (says, against) = (&clashes[0]["says"][0], &clashes[0]["against"][0]);
    assert!(says["quote"].as_str().is_some_and(|q| q.contains("Your address change")), "{says}");
    assert!(against["quote"].as_str().is_some_and(|q| q.contains("we are moving")), "{against}");
    // The home is left on the day of the move and not on that of an answer.
    let (old, new) = (home(&household, "Tanners Row", at), home(&household, "Larch Grove", at));
    assert_eq!((&old["stage"], &new["stage"]), (&"parting".into(), &"acquiring".into()));
    let behind = ["Copperfield Motor Insurance", "Fellside Power", "Heron Post"];
    assert_eq!(names(&old, "held_by"), [&behind[..], &["Hollybank Lettings"]].concat());
    let to_come = ["Brookwater", "Orchard & Pike", "Skylark Broadband", "Thistledown Insurance"];
    assert_eq!(names(&new, "held_by"), to_come);
    let insured = agreement(&household, "TD-HC-558201", at);
    assert_eq!(insured["thing"], old["id"], "until then the old home is insured");
    let promises = household.list(&["promises", "--at", at]);
    let deposit = one(&promises, "kind", "refund");
    assert_eq!((&deposit["state"], &deposit["by"]), (&"open".into(), &"2026-09-10".into()));
    let matters = household.list(&["matters", "--at", at]);
    assert_eq!(one(&matters, "kind", "move")["open"], true);
}

#[test]
fn after_the_day_what_moved_is_of_the_new_home_and_what_stayed_has_ended() {
    let household = english();
    let at = "2026-09-20";
    let (old, new) = (home(&household, "Tanners Row", at), home(&household, "Larch Grove", at));
    assert_eq!((&old["stage"], &new["stage"]), (&"gone".into(), &"in_use".into()));
    for (reference, state, place) in [
        ("TD-HC-558201", "active", &new),
        ("SKY-4410297", "active", &new),
        ("OP/1177", "active", &new),
        ("FP-66120984", "ended", &old),
        ("HB-20714", "ended", &old),
    ] {
        let known = agreement(&household, reference, at);
        assert_eq!((&known["state"], &known["thing"]), (&state.into(), &place["id"]), "{known}");
    }
    assert_eq!(names(&old, "suppliers"), ["Fellside Power", "Hollybank Lettings"]);
    // The last bill is to be paid although the home is left.
    let dues = household.list(&["dues", "--at", at]);
    let bill = one(&dues, "what", "payment");
    assert_eq!((&bill["on"], &bill["amount"]["value"]), (&"2026-09-30".into(), &"61.75".into()));
    assert!(!each(&dues, "what").contains(&"cancel_by"), "{dues:?}");
    let promises = household.list(&["promises", "--at", at]);
    assert_eq!(one(&promises, "kind", "refund")["state"], "broken");
    assert_eq!(told(&household, "Copperfield Motor Insurance", at), "overdue");
}

#[test]
fn the_laggards_come_round_and_the_deposit_comes_late() {
    let household = english();
    let at = "2026-10-02";
    for supplier in ["Copperfield Motor Insurance", "Heron Post"] {
        assert_eq!(told(&household, supplier, at), "answered", "{supplier}");
    }
    let clashes = household.list(&["contradictions", "--at", at]);
    assert_eq!(each(&clashes, "kind"), ["other"]);
    assert_eq!(clashes[0]["open"], false, "{clashes:?}");
    let promises = household.list(&["promises", "--at", at]);
    let deposit = one(&promises, "kind", "refund");
    assert_eq!((&deposit["state"], &deposit["late_by_days"]), (&"kept".into(), &8.into()));
    let old = home(&household, "Tanners Row", at);
    assert_eq!(names(&old, "held_by"), ["Fellside Power", "Hollybank Lettings"]);
    let suppliers = household.list(&["suppliers", "--at", at]);
    let motor = one(&suppliers, "name", "Copperfield Motor Insurance");
    assert_eq!(motor["addresses"][0]["value"], "3 Larch Grove", "{motor}");
    assert_eq!(household.asks(&["thing", "Toyota", "--at", at])["stage"], "in_use");
    household.run(&["rebuild"]).expect(0);
    assert_eq!(home(&household, "Tanners Row", at), old);
}

#[test]
fn a_move_in_german_is_followed_alike() {
    let household = german();
    let at = "2026-08-05";
    let matters = household.list(&["matters", "--at", at]);
    assert_eq!(one(&matters, "kind", "move")["requests"].as_array().map(Vec::len), Some(5));
    assert_eq!(home(&household, "Gartenstra", at)["stage"], "parting");
    assert_eq!(home(&household, "Lerchenweg", at)["stage"], "acquiring");
    let at = "2026-08-20";
    for (supplier, state) in [
        ("Lohbach Energie", "answered"),
        ("Nordfaden Internet", "answered"),
        ("Eichhorn Versicherung", "answered"),
        ("Milan Autoversicherung", "overdue"),
        ("Rundblick Magazin", "overdue"),
    ] {
        assert_eq!(told(&household, supplier, at), state, "{supplier}");
    }
    let clashes = household.list(&["contradictions", "--at", at]);
    assert_eq!(clashes.len(), 1, "{clashes:?}");
    assert_eq!(clashes[0]["supplier"]["name"], "Rundblick Magazin");
    let at = "2026-09-15";
    let (old, new) = (home(&household, "Gartenstra", at), home(&household, "Lerchenweg", at));
    assert_eq!((&old["stage"], &new["stage"]), (&"gone".into(), &"in_use".into()));
    assert_eq!(agreement(&household, "LE-448120", at)["thing"], new["id"]);
    assert_eq!(agreement(&household, "EV-3350917", at)["thing"], new["id"]);
    // Who cannot serve the new home ends with the old one.
    let line = agreement(&household, "NF-9901273", at);
    assert_eq!((&line["state"], &line["ended_on"]), (&"ended".into(), &"2026-08-31".into()));
    assert_eq!(household.list(&["contradictions", "--at", at])[0]["open"], false);
    let promise = |at: &str| {
        let promises = household.list(&["promises", "--at", at]);
        one(&promises, "kind", "refund").clone()
    };
    assert_eq!((&promise(at)["state"], &promise(at)["by"]), (&"open".into(), &"2026-09-28".into()));
    let kept = promise("2026-10-02");
    assert_eq!((&kept["state"], &kept["closed_on"]), (&"kept".into(), &"2026-09-21".into()));
}

/// Who supplies the old home, what its contract says, the letter of the move, the answer to it.
type Told = (&'static str, [&'static str; 3], [&'static str; 2]);

/// One move told in a sentence, in six languages: the old address first, the new one first, or alone.
const IN_A_SENTENCE: [Told; 6] = [
    (
        "GB",
        [
            "Your electricity contract VE-1 supplies 4 Mill Lane, York. \u{a3}60.00 a month.",
            "We are moving on 1 September 2025 from 4 Mill Lane, York to 9 Hill Road, York. Please note it.",
            "We have updated your address to 9 Hill Road, York from 1 September 2025.",
        ],
        ["Mill Lane", "Hill Road"],
    ),
    (
        "DE",
        [
            "Ihr Stromvertrag VE-1 gilt f\u{fc}r die Ulmenstra\u{df}e 4, 50667 K\u{f6}ln. 60,00 \u{20ac} im Monat.",
            "Ab dem 1. September 2025 wohnen wir im Kiefernweg 9, 50937 K\u{f6}ln, statt in der Ulmenstra\u{df}e 4.",
            "Wir haben Ihre Adresse zum 1. September 2025 ge\u{e4}ndert: Kiefernweg 9, 50937 K\u{f6}ln.",
        ],
        ["Ulmenstra\u{df}e", "Kiefernweg"],
    ),
    (
        "FR",
        [
            "Votre contrat d'\u{e9}lectricit\u{e9} VE-1 est actif au 7 rue des Tilleuls. 60,00 \u{20ac} par mois.",
            "Nous d\u{e9}m\u{e9}nageons le 1er septembre 2025 du 7 rue des Tilleuls au 15 quai des Brumes.",
            "Votre nouvelle adresse, 15 quai des Brumes, est prise en compte au 1er septembre 2025.",
        ],
        ["Tilleuls", "Brumes"],
    ),
    (
        "ES",
        [
            "Tu contrato de luz VE-1 suministra la calle Olmo 4, 50001 Zaragoza. 60,00 \u{20ac} al mes.",
            "El 1 de septiembre de 2025 nos mudamos de la calle Olmo 4 a la calle Pino 9, 50006 Zaragoza.",
            "Hemos cambiado tu direcci\u{f3}n a calle Pino 9, 50006 Zaragoza desde el 1 de septiembre de 2025.",
        ],
        ["Olmo", "Pino"],
    ),
    (
        "IT",
        [
            "Il tuo contratto luce VE-1 serve via Olmo 4, 40121 Bologna. 60,00 euro al mese.",
            "Il 1\u{b0} settembre 2025 traslochiamo da via Olmo 4 a via Pino 9, 40137 Bologna.",
            "Abbiamo aggiornato il tuo indirizzo: via Pino 9, 40137 Bologna dal 1\u{b0} settembre 2025.",
        ],
        ["Olmo", "Pino"],
    ),
    (
        "NL",
        [
            "Uw stroomcontract VE-1 is voor Lindelaan 4, 3511 AB Utrecht. 60,00 euro per maand.",
            "Op 1 september 2025 verhuizen wij van Lindelaan 4 naar Kastanjeplein 12, 3581 KL Utrecht.",
            "We hebben uw nieuwe adres per 1 september 2025 verwerkt: Kastanjeplein 12, 3581 KL Utrecht.",
        ],
        ["Lindelaan", "Kastanjeplein"],
    ),
];

#[test]
fn whichever_address_a_letter_names_first_the_old_home_is_left_and_the_new_one_lived_in() {
    for (country, [contract, letter, answer], [old, new]) in IN_A_SENTENCE {
        let household = Household::new();
        let who = ["init", "--country", country, "--person", "Ada Quill=ada@quill.example"];
        household.run(&[&who[..], &["--at", "2023-01-01"]].concat()).expect(0);
        let vega = "Vega Energy <help@vegaenergy.example>";
        household.takes(&[
            Mail::from(vega, "2024-01-05", "VE-1").body(contract),
            Mail::from(ADA, "2025-08-04", "VE-1").to(vega).body(letter),
            Mail::from(vega, "2025-08-07", "VE-1").body(answer),
        ]);
        for (at, stages) in
            [("2025-08-20", ["parting", "acquiring"]), ("2025-09-10", ["gone", "in_use"])]
        {
            let stage = |street: &str| home(&household, street, at)["stage"].clone();
            assert_eq!([stage(old), stage(new)], stages, "{country} {at}");
        }
        let held = home(&household, new, "2025-09-10");
        assert_eq!(names(&held, "held_by"), ["Vega Energy"], "{country}");
        let requests = household.list(&["requests", "--at", "2025-09-10"]);
        let told = requests.iter().find(|r| r["kind"] == "move");
        assert!(told.is_some_and(|r| r["state"] == "answered"), "{country}: {requests:?}");
    }
}

#[test]
fn a_home_to_which_one_moved_is_lived_in_though_nobody_serves_it() {
    let household = Household::of_ada(&[
        Mail::from("Vega Energy <help@vegaenergy.example>", "2025-01-05", "Contract").body(
            "Your electricity contract VE-1 supplies 4 Mill Lane, York. \u{a3}60.00 a month.",
        ),
        Mail::from(ADA, "2025-08-04", "Move").to("Vega Energy <help@vegaenergy.example>").body(
            "As of 1 September 2025 we will live at 9 Hill Road, York and no longer at 4 Mill Lane.",
        ),
    ]);
    let stage = |street: &str, at: &str| home(&household, street, at)["stage"].clone();
    assert_eq!(stage("Hill Road", "2025-08-31"), "acquiring");
    assert_eq!(stage("Hill Road", "2025-09-02"), "in_use");
    assert_eq!(stage("Mill Lane", "2025-09-02"), "gone");
    // Who was told and has not answered still holds the old address.
    assert_eq!(names(&home(&household, "Mill Lane", "2025-09-20"), "held_by"), ["Vega Energy"]);
}
