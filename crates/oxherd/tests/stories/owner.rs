//! Who the owner is, and that their own mail is their own act.

use crate::kit::Household;
use crate::mail::{ADA, ENERGY, Mail, bill, from_ada, small_household};

const ASK: &str = "Hello,\n\nabout account number BM-4471902: please check the meter.\n\nAda";

#[test]
fn what_ada_writes_does_not_count_as_the_suppliers_message() {
    let household = Household::with(&small_household());
    let before = household.messages_of("brightmoor.example");
    household.takes(&[from_ada("2026-06-12", ENERGY, "Once more: my bill", ASK)]);
    assert_eq!(household.messages_of("brightmoor.example"), before);
    assert_eq!(household.messages_of("quill.example"), 0, "Ada is nobody's supplier");
}

#[test]
fn what_ada_writes_stands_on_the_line_of_the_thing_as_hers() {
    let household = Household::with(&small_household());
    let home = household.asks(&["thing", "home"]);
    let line = home["timeline"].as_array().expect("a timeline");
    let kinds = crate::kit::each(line, "kind");
    assert_eq!(kinds, ["bill", "owner_wrote", "bill"]);
}

#[test]
fn whom_a_supplier_writes_to_is_told_with_the_mode() {
    let mut mails = small_household();
    mails.push(from_ada("2026-06-12", ENERGY, "My bill", ASK));
    let household = Household::with(&mails);
    household.run(&["init", "--person", "Ada Quill=ada@quill.example", "--json"]).expect(0);
    let suppliers = household.asks(&["suppliers"]);
    let energy = suppliers.as_array().expect("suppliers").iter();
    let energy = energy.clone().find(|s| s["domain"] == "brightmoor.example").expect("the energy");
    let mode = &energy["modes"][0];
    assert_eq!(
        (mode["person"].as_str(), mode["mode"].as_str()),
        (Some("Ada Quill"), Some("customer"))
    );
}

#[test]
fn who_lives_here_is_inferred_and_shown() {
    let mut mails = small_household();
    for day in ["2026-02-01", "2026-02-02", "2026-02-03", "2026-02-04"] {
        mails.push(
            Mail::from(ENERGY, day, "News for Bo")
                .to("Bo Quill <bo@quill.example>")
                .body("Hello Bo."),
        );
    }
    mails
        .push(Mail::from(ENERGY, "2026-02-05", "To a list").to("all@lists.example").body("Hello."));
    let household = Household::with(&mails).asks(&["init"]);
    let people = household["people"].as_array().expect("people");
    assert_eq!(crate::kit::each(people, "name"), ["Ada Quill", "Bo Quill"], "{household}");
    assert_eq!(
        (&household["country"], &household["zone"]),
        (&"GB".into(), &"Europe/London".into())
    );
    for field in ["country", "zone", "people"] {
        assert_eq!(household["inferred"][field], true, "{household}");
    }
}

#[test]
fn who_was_said_to_live_here_is_respected() {
    let household = Household::new();
    household.asks(&["init", "--person", "Bo=bo@elsewhere.example", "--country", "DE"]);
    household.takes(&small_household());
    let shown = household.asks(&["init"]);
    assert_eq!(
        shown["people"],
        serde_json::json!([{"name": "Bo", "addresses": ["bo@elsewhere.example"]}])
    );
    assert_eq!((&shown["country"], &shown["zone"]), (&"DE".into(), &"Europe/Berlin".into()));
    assert_eq!(
        (&shown["inferred"]["people"], &shown["inferred"]["country"]),
        (&false.into(), &false.into())
    );
    // Ada is not of this household, so what she wrote is not the owner's act.
    let home = household.asks(&["thing", "home"]);
    let kinds: Vec<_> =
        home["timeline"].as_array().expect("a timeline").iter().map(|e| &e["kind"]).collect();
    assert!(!kinds.contains(&&"owner_wrote".into()), "{kinds:?}");
}

#[test]
fn people_said_after_the_mail_change_whose_act_it_was() {
    let household = Household::with(&[
        bill("2026-03-04", "84.20", "2026-07-18"),
        Mail::from("Work <ada@work.example>", "2026-03-05", "My bill").to(ENERGY).body(ASK),
    ]);
    let wrote = |household: &Household| {
        let home = household.asks(&["thing", "home"]);
        home["timeline"]
            .as_array()
            .expect("a timeline")
            .iter()
            .filter(|e| e["kind"] == "owner_wrote")
            .count()
    };
    assert_eq!(wrote(&household), 0);
    household.asks(&["init", "--person", "Ada=ada@quill.example,ada@work.example"]);
    assert_eq!(wrote(&household), 1);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(wrote(&household), 1);
}

#[test]
fn a_folder_of_sent_mail_shows_who_the_owner_is() {
    let household = Household::new();
    for number in 0..4 {
        let mail = from_ada("2026-03-05", ENERGY, &format!("Letter {number}"), ASK);
        household.file(&format!("Mail/Sent/cur/{number}.host:2,S"), mail.lf());
    }
    household.takes_in(&household.path("Mail"));
    let shown = household.asks(&["init"]);
    assert_eq!(shown["people"][0]["addresses"][0], "ada@quill.example", "{shown}");
    assert_eq!(household.messages_of("quill.example"), 0);
}

#[test]
fn the_household_is_shown_to_people_with_what_was_inferred() {
    let household = Household::with(&small_household());
    let page = household.run(&["init"]).expect(0).out.clone();
    assert!(page.contains("country    GB  (inferred)"), "{page}");
    assert!(page.contains("person     Ada Quill  ada@quill.example  (inferred)"), "{page}");
    household.run(&["init", "--country", "IE"]).expect(0);
    let page = household.run(&["init"]).expect(0).out.clone();
    assert!(page.contains("country    IE\n"), "{page}");
    assert!(ADA.contains("Ada Quill"));
}

#[test]
fn a_letter_that_came_back_as_a_blind_copy_is_the_owners_own_act() {
    const GYM: &str = "Ironleaf Gym <members@ironleaf.example>";
    let household = Household::of_ada(&[
        Mail::from(GYM, "2025-01-10", "Welcome to Ironleaf").body(
            "Dear Ada,\n\nyour membership has begun.\n\nMembership number: IG-33018\n\
             Start date: 10 January 2025\nMonthly fee: \u{a3}24.00\nNotice period: one month",
        ),
        // It was received like any mail, and only its From says whose it is.
        Mail::from(ADA, "2025-06-02", "Cancellation of membership IG-33018")
            .to(GYM)
            .header("Delivered-To: ada@quill.example")
            .received("2025-06-02", "08:00:05")
            .body("Dear team,\n\nI hereby cancel my membership IG-33018 with effect from 10 July 2025.\n\nAda Quill"),
    ]);
    let state = |at: &str| household.list(&["agreements", "--at", at])[0]["state"].clone();
    assert_eq!((state("2025-06-01"), state("2025-06-03")), ("active".into(), "ending".into()));
    let requests = household.list(&["requests", "--at", "2025-06-03"]);
    assert_eq!(crate::kit::each(&requests, "state"), ["sent"], "{requests:?}");
    let waits = household.list(&["watches", "--at", "2025-06-03"]);
    assert!(!waits.is_empty(), "a confirmation is waited for");
    assert_eq!(household.messages_of("quill.example"), 0, "Ada is nobody's supplier");
}
