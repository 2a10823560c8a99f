//! Who pays, who uses, who has it in their name, and who comes back.

use crate::kit::{Household, each, one};
use serde_json::Value;

const ENGLISH: &str = include_str!("mailboxes/phone_en.mbox");
const SPANISH: &str = include_str!("mailboxes/phone_es.mbox");

fn family(country: &str, people: &[&str], mails: &str) -> Household {
    let household = Household::new();
    let mut who = vec!["init", "--country", country, "--at", "2021-01-01"];
    people.iter().for_each(|person| who.extend(["--person", *person]));
    household.run(&who).expect(0);
    let mailbox = household.file("mail.mbox", mails);
    household.takes_in(&mailbox);
    household
}

fn quills() -> Household {
    let people = ["Ada Quill=ada@quill.example", "Grace Quill=grace@quill.example"];
    let people = [&people[..], &["Tom Quill=tom@quill.example"]].concat();
    let household = family("GB", &people, ENGLISH);
    let line = |day: &str, reference: &str, sum: &str| {
        format!("{day},LARKLINE MOBILE {reference} direct debit,-{sum}\n")
    };
    let mut first = "Date,Description,Amount\n".to_owned();
    for month in ["2023-11", "2023-12", "2024-01", "2024-02", "2024-03"] {
        first.push_str(&line(&format!("{month}-14"), "LK-771230", "12.00"));
    }
    let mut second = "Date,Description,Amount\n".to_owned();
    for month in ["2026-04", "2026-05", "2026-06"] {
        second.push_str(&line(&format!("{month}-14"), "LK-903311", "10.00"));
    }
    for (name, rows) in [("bank/2024.csv", first), ("bank/2026.csv", second)] {
        let statement = household.file(name, rows);
        household.takes_in(&statement);
    }
    household
}

fn robles() -> Household {
    let lucia = "Luc\u{ed}a Robles=lucia@robles.example";
    let people =
        [lucia, "Carmen Robles=carmen@robles.example", "Diego Robles=diego@robles.example"];
    family("ES", &people, SPANISH)
}

/// How each person stands to a supplier: mode and roles.
fn stand(household: &Household, supplier: &str, at: &str) -> Vec<(String, String, String)> {
    let suppliers = household.list(&["suppliers", "--at", at]);
    let modes = one(&suppliers, "name", supplier)["modes"].clone();
    let word = |mode: &Value, field: &str| mode[field].as_str().unwrap_or_default().to_owned();
    let mut all: Vec<(String, String, String)> = modes
        .as_array()
        .expect("modes")
        .iter()
        .map(|m| (word(m, "person"), word(m, "mode"), each_word(&m["roles"])))
        .collect();
    all.sort();
    all
}

fn each_word(list: &Value) -> String {
    let words = list.as_array().expect("a list").iter().filter_map(Value::as_str);
    words.collect::<Vec<_>>().join(" ")
}

fn of(person: &str, mode: &str, roles: &str) -> (String, String, String) {
    (person.to_owned(), mode.to_owned(), roles.to_owned())
}

#[test]
fn each_of_the_family_is_met_in_their_own_mode() {
    let household = quills();
    let expected = [
        of("Ada Quill", "customer", "payer"),
        of("Grace Quill", "user", "user"),
        of("Tom Quill", "customer", "owner"),
    ];
    assert_eq!(stand(&household, "Larkline Mobile", "2022-12-31"), expected);
    // The cancellation is confirmed to the son: that makes nobody a user.
    assert_eq!(stand(&household, "Larkline Mobile", "2024-02-01"), expected);
    let things = household.list(&["things", "--at", "2022-12-31"]);
    assert_eq!(each(&things, "kind"), ["device"], "a mobile line is no home: {things:?}");
    let people = things[0]["people"].as_array().expect("people").clone();
    assert_eq!(one(&people, "person", "Grace Quill")["roles"][0], "user");
    let line = things[0]["identifiers"].to_string();
    assert!(line.contains("07700 900417"), "{line}");
}

#[test]
fn the_contract_ends_for_all_and_a_come_back_offer_changes_nothing() {
    let household = quills();
    let at = "2024-04-01";
    let expected = [
        of("Ada Quill", "former", "payer"),
        of("Grace Quill", "former", "user"),
        of("Tom Quill", "former", "owner"),
    ];
    assert_eq!(stand(&household, "Larkline Mobile", at), expected);
    assert!(household.list(&["contradictions", "--at", at]).is_empty(), "the last bill is right");
    assert_eq!(stand(&household, "Larkline Mobile", "2025-06-01"), expected);
    let agreements = household.list(&["agreements", "--at", "2025-06-01"]);
    assert_eq!(each(&agreements, "state"), ["ended"]);
    assert!(household.list(&["dues", "--at", "2025-06-01"]).is_empty());
}

#[test]
fn two_years_later_they_return_and_their_history_speaks_for_them() {
    let household = quills();
    let at = "2026-06-30";
    let agreements = household.list(&["agreements", "--at", at]);
    let (old, new) =
        (one(&agreements, "reference", "LK-771230"), one(&agreements, "reference", "LK-903311"));
    assert_eq!(new["successor_of"], old["id"]);
    assert_eq!((&new["state"], &new["mode"]), (&"active".into(), &"returning".into()));
    assert_eq!((&old["state"], &old["ended_on"]), (&"ended".into(), &"2024-02-29".into()));
    assert_eq!(new["thing"], old["thing"], "the same line");
    let expected = [
        of("Ada Quill", "returning", "payer"),
        of("Grace Quill", "user", "user"),
        of("Tom Quill", "returning", "owner"),
    ];
    assert_eq!(stand(&household, "Larkline Mobile", at), expected);
    assert!(household.list(&["contradictions", "--at", at]).is_empty(), "to come back is no clash");
}

#[test]
fn a_family_in_spain_is_met_alike() {
    let household = robles();
    let (carmen, diego, lucia) = ("Carmen Robles", "Diego Robles", "Luc\u{ed}a Robles");
    let runs = [
        of(carmen, "user", "user"),
        of(diego, "customer", "owner"),
        of(lucia, "customer", "payer"),
    ];
    assert_eq!(stand(&household, "Ondaclara M\u{f3}vil", "2022-03-01"), runs);
    let former =
        [of(carmen, "former", "user"), of(diego, "former", "owner"), of(lucia, "former", "payer")];
    assert_eq!(stand(&household, "Ondaclara M\u{f3}vil", "2024-11-01"), former);
    let at = "2025-12-01";
    let back = [
        of(carmen, "user", "user"),
        of(diego, "returning", "owner"),
        of(lucia, "returning", "payer"),
    ];
    assert_eq!(stand(&household, "Ondaclara M\u{f3}vil", at), back);
    let agreements = household.list(&["agreements", "--at", at]);
    let (old, new) =
        (one(&agreements, "reference", "OC-5501928"), one(&agreements, "reference", "OC-8830417"));
    assert_eq!((&new["successor_of"], &new["thing"]), (&old["id"], &old["thing"]));
    assert_eq!(old["ended_on"], "2023-08-31");
    assert!(household.list(&["contradictions", "--at", at]).is_empty());
}

/// The account of the daughter, as her bank writes it.
const HER_ACCOUNT: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><BkToCstmrStmt>
<GrpHdr><MsgId>1</MsgId><CreDtTm>2022-06-30T20:00:00</CreDtTm></GrpHdr>
<Stmt><Id>1</Id><CreDtTm>2022-06-30T20:00:00</CreDtTm>
<Acct><Id><IBAN>GB33BUKB20201555555555</IBAN></Id><Ccy>GBP</Ccy><Ownr><Nm>QUILL, ADA</Nm></Ownr></Acct>
ROWS</Stmt></BkToCstmrStmt></Document>
"#;

fn debit(day: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"GBP\">12.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><Sts>BOOK</Sts>\
         <BookgDt><Dt>{day}</Dt></BookgDt><ValDt><Dt>{day}</Dt></ValDt>\
         <NtryDtls><TxDtls><RltdPties><Cdtr><Nm>Larkline Mobile</Nm></Cdtr></RltdPties>\
         <RmtInf><Ustrd>LK-771230</Ustrd></RmtInf></TxDtls></NtryDtls></Ntry>\n"
    )
}

#[test]
fn whose_account_pays_is_the_payer_whoever_gets_the_bills() {
    let mails =
        ENGLISH.replace("To: Ada Quill <ada@quill.example>", "To: Tom Quill <tom@quill.example>");
    let people = ["Ada Quill=ada@quill.example", "Grace Quill=grace@quill.example"];
    let people = [&people[..], &["Tom Quill=tom@quill.example"]].concat();
    let household = family("GB", &people, &mails);
    let stands = |at: &str| stand(&household, "Larkline Mobile", at);
    let alone = [of("Grace Quill", "user", "user"), of("Tom Quill", "customer", "owner payer")];
    assert_eq!(stands("2022-12-31"), alone);
    let rows: String = ["2022-04-14", "2022-05-14", "2022-06-14"].map(debit).concat();
    let statement = household.file("bank/her.xml", HER_ACCOUNT.replace("ROWS", &rows));
    household.takes_in(&statement);
    assert_eq!(
        stands("2022-12-31"),
        [
            of("Ada Quill", "customer", "payer"),
            of("Grace Quill", "user", "user"),
            of("Tom Quill", "customer", "owner"),
        ]
    );
}
