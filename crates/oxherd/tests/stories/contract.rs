//! The JSON that scripts rely on: every field of the contract, in its form.

use crate::kit::{Household, each, one, text};
use crate::mail::{bill, small_household};
use serde_json::{Map, Value};

/// Every field is there, and evidence is a list of ids.
#[track_caller]
fn has(object: &Value, fields: &str) {
    let object = object.as_object().expect("an object");
    for field in fields.split_whitespace() {
        assert!(object.contains_key(field), "{field} is missing in {object:?}");
    }
    assert!(evidence_is_ids(object), "evidence of {object:?}");
}

fn evidence_is_ids(object: &Map<String, Value>) -> bool {
    let ids = object.get("evidence").and_then(Value::as_array);
    ids.is_some_and(|ids| ids.iter().all(|id| is_hexadecimal(id, 20)))
}

fn is_hexadecimal(value: &Value, letters: usize) -> bool {
    let digits = |text: &str| text.bytes().all(|b| b.is_ascii_hexdigit());
    value.as_str().is_some_and(|text| text.len() == letters && digits(text))
}

#[track_caller]
fn is_money(value: &Value) {
    let amount = value["value"].as_str().expect("a decimal string");
    let (whole, cents) = amount.split_once('.').expect("a decimal point");
    assert!(!whole.is_empty() && cents.len() >= 2, "{value}");
    assert!(amount.bytes().all(|b| b.is_ascii_digit() || b == b'.'), "{value}");
    let currency = value["currency"].as_str().expect("a currency");
    assert!(currency.len() == 3 && currency.bytes().all(|b| b.is_ascii_uppercase()), "{value}");
}

#[track_caller]
fn is_day(value: &Value) {
    let day = value.as_str().expect("a day");
    assert!(day.len() == 10 && day.parse::<jiff::civil::Date>().is_ok(), "{value}");
}

#[track_caller]
fn is_instant(value: &Value) {
    let at = value.as_str().expect("an instant");
    assert!(at.parse::<jiff::Timestamp>().is_ok(), "{value}");
    let offset = &at[at.len() - 6..];
    assert!(offset.starts_with(['+', '-']), "{value} has no offset");
}

#[track_caller]
fn nothing_or(check: fn(&Value), value: &Value) {
    if !value.is_null() {
        check(value);
    }
}

#[track_caller]
fn is_supplier(value: &Value) {
    for field in ["id", "name", "domain"] {
        assert!(value[field].is_string(), "{value}");
    }
}

#[test]
fn init_prints_the_household() {
    let household = Household::new();
    let shown = household.asks(&[
        "init",
        "--country",
        "gb",
        "--zone",
        "Europe/London",
        "--person",
        "Ada=Ada@Quill.example,a@b.example",
    ]);
    has(&shown, "country zone people evidence");
    assert_eq!((&shown["country"], &shown["zone"]), (&"GB".into(), &"Europe/London".into()));
    assert_eq!(shown["people"][0]["name"], "Ada");
    assert_eq!(shown["people"][0]["addresses"][0], "ada@quill.example");
    let empty = Household::new().asks(&["init"]);
    has(&empty, "country zone people evidence");
    assert!(empty["country"].is_null() && empty["zone"].is_null(), "unknown is null: {empty}");
}

#[test]
fn try_prints_one_object_about_a_household_worth_looking_at() {
    let household = Household::new();
    let mut command = crate::kit::bare(&household.path(""));
    let home = household.home();
    command.args(["try", "--no-serve", "--json", "--home", text(&home)]);
    let answer = crate::kit::Answer::of(command);
    let summary = answer.expect(0).json();
    has(&summary, "at messages things dues looks_wrong evidence");
    is_instant(&summary["at"]);
    assert!(summary["messages"].as_u64().is_some_and(|n| n > 300), "{}", summary["messages"]);
    let things = summary["things"].as_array().expect("things");
    for kind in ["vehicle", "home", "device", "animal", "membership"] {
        assert!(each(things, "kind").contains(&kind), "no {kind}");
    }
}

#[track_caller]
fn has_facts(sent: &Value) {
    let facts = sent["facts"].as_array().expect("facts");
    for fact in facts {
        for field in ["type", "confidence", "at"] {
            assert!(fact.get(field).is_some(), "{field} is missing in {fact}");
        }
    }
    let sum = one(facts, "type", "amount");
    assert_eq!((&sum["role"], &sum["value"]), (&"due".into(), &"84.20".into()));
    assert_eq!((&sum["currency"], &sum["at"]["part"]), (&"GBP".into(), &"text/plain".into()));
    assert!(sum["at"]["start"].as_u64() < sum["at"]["end"].as_u64(), "{sum}");
    let due = one(facts, "value", "2026-03-18");
    assert_eq!((&due["type"], &due["role"]), (&"date".into(), &"due".into()));
}

#[test]
fn read_prints_one_object_a_line_and_stores_nothing() {
    let household = Household::new();
    let path = household.file("mail.mbox", crate::mail::mbox(&small_household()));
    let answer = household.run(&["read", text(&path)]);
    let lines = answer.expect(0).json_lines();
    assert_eq!(lines.len(), 8);
    for (number, line) in lines.iter().enumerate() {
        let fields =
            "source kind kind_confidence secondary supplier language sent_at facts gaps why";
        for field in fields.split_whitespace() {
            assert!(line.get(field).is_some(), "{field} is missing in {line}");
        }
        assert_eq!(line["source"], format!("{}#{}", text(&path), number + 1));
        is_instant(&line["sent_at"]);
    }
    let sent = &lines[2];
    assert_eq!((&sent["kind"], &sent["language"]), (&"bill".into(), &"en".into()));
    assert_eq!(sent["supplier"]["domain"], "brightmoor.example");
    assert_eq!(sent["supplier"]["authentic"], "unknown");
    has_facts(sent);
    assert!(!household.home().exists(), "nothing is stored");
}

#[test]
fn take_prints_what_it_took() {
    let taken = Household::new().takes(&small_household());
    has(&taken, "taken known_already unreadable seconds seconds_to_index messages_per_second");
    let counts = (&taken["taken"], &taken["known_already"], &taken["unreadable"]);
    assert_eq!(counts, (&8.into(), &0.into(), &0.into()));
    for field in ["seconds", "seconds_to_index", "messages_per_second"] {
        assert!(taken[field].is_number(), "{field} of {taken}");
    }
}

#[test]
fn things_have_their_fields() {
    let household = Household::with(&small_household());
    let things = household.list(&["things"]);
    let fields = "id name kind stage identifiers suppliers agreements cost_per_year confidence \
                  proposed evidence";
    for thing in &things {
        has(thing, fields);
        nothing_or(is_money, &thing["cost_per_year"]);
        assert!(thing["confidence"].is_number() && thing["proposed"].is_boolean(), "{thing}");
        for supplier in thing["suppliers"].as_array().expect("suppliers") {
            is_supplier(supplier);
            assert!(supplier["roles"].is_array(), "{supplier}");
        }
    }
    let car = one(&things, "kind", "vehicle");
    assert_eq!((&car["name"], &car["stage"]), (&"Skoda Fabia".into(), &"in_use".into()));
    let identifier = &car["identifiers"][0];
    assert_eq!(
        (&identifier["type"], &identifier["value"]),
        (&"registration".into(), &"KX19ABC".into())
    );
    assert_eq!(car["cost_per_year"], serde_json::json!({"value": "412.00", "currency": "GBP"}));
    let full = household.asks(&["thing", "fabia"]);
    has(&full, fields);
    has(&full, "timeline dues promises moments");
    for entry in full["timeline"].as_array().expect("a timeline") {
        has(entry, "at kind supplier title evidence");
        is_instant(&entry["at"]);
    }
    for way in [full["id"].as_str().expect("an id"), "KX19 ABC", "Skoda"] {
        assert_eq!(household.asks(&["thing", way])["id"], full["id"], "by {way}");
    }
}

#[test]
fn suppliers_have_their_fields() {
    let household = Household::with(&small_household());
    let suppliers = household.list(&["suppliers"]);
    for supplier in &suppliers {
        has(
            supplier,
            "id name domain domains roles modes things messages interruptions owner_minutes promises",
        );
        for field in ["open", "kept", "broken"] {
            assert!(supplier["promises"].get(field).is_some(), "{supplier}");
        }
        for mode in supplier["modes"].as_array().expect("modes") {
            assert!(mode.get("person").is_some() && mode.get("thing").is_some(), "{mode}");
            assert!(mode["mode"].is_string(), "{mode}");
        }
    }
    let energy = one(&suppliers, "domain", "brightmoor.example");
    assert_eq!((&energy["name"], &energy["messages"]), (&"Brightmoor Energy".into(), &2.into()));
    assert_eq!(energy["roles"], serde_json::json!(["energy"]));
}

#[test]
fn agreements_and_dues_have_their_fields() {
    let household = Household::with(&small_household());
    let agreements = household.list(&["agreements"]);
    for agreement in &agreements {
        has(
            agreement,
            "id thing thing_name supplier kind reference state mode started_on term_ends_on \
             renews_on auto_renews cancel_by ended_on successor_of price",
        );
        is_supplier(&agreement["supplier"]);
        nothing_or(is_money, &agreement["price"]);
        for day in ["started_on", "term_ends_on", "renews_on", "cancel_by", "ended_on"] {
            nothing_or(is_day, &agreement[day]);
        }
    }
    let insurance = one(&agreements, "kind", "insurance");
    assert_eq!(insurance["reference"], "FL-7788123");
    assert_eq!(
        (&insurance["state"], &insurance["renews_on"]),
        (&"active".into(), &"2026-08-10".into())
    );
    assert_eq!(insurance["price"]["per"], "year");
    let dues = household.list(&["dues"]);
    for due in &dues {
        has(due, "what on thing thing_name agreement supplier amount");
        is_day(&due["on"]);
        nothing_or(is_money, &due["amount"]);
    }
    let days = each(&dues, "on");
    assert!(days.is_sorted(), "soonest first: {days:?}");
    let renewal = one(&dues, "what", "renewal");
    assert_eq!(
        (&renewal["on"], &renewal["thing_name"]),
        (&"2026-08-10".into(), &"Skoda Fabia".into())
    );
    assert!(days.contains(&"2026-07-18"), "the bill: {days:?}");
}

#[test]
fn search_evidence_and_gaps_have_their_fields() {
    let household = Household::with(&small_household());
    for found in household.list(&["search", "electricity"]) {
        has(&found, "at supplier kind title snippet evidence");
        is_instant(&found["at"]);
    }
    let id = household.id_of("Fabia");
    let evidence = household.asks(&["evidence", &id]);
    has(&evidence, "id hash channel received_at known_from size previous reading");
    assert_eq!((&evidence["id"], &evidence["channel"]), (&id.as_str().into(), &"mbox".into()));
    assert!(is_hexadecimal(&evidence["hash"], 64), "{evidence}");
    assert_eq!(evidence["reading"]["kind"], "renewal_notice");
    is_instant(&evidence["received_at"]);
    is_instant(&evidence["known_from"]);
    let raw = household.run(&["evidence", &id[..8], "--raw"]);
    assert_eq!(raw.expect(0).out, small_household()[7].lf());
    assert_eq!(evidence["size"], raw.out.len());
    assert_eq!(household.asks(&["gaps"]), serde_json::json!([]));
}

#[test]
fn gaps_name_what_was_not_understood() {
    let household = Household::new();
    household.file("in/junk.bin", [0, 159, 146, 150, 7, 1, 0, 3]);
    household.takes_in(&household.path("in"));
    let gaps = household.list(&["gaps"]);
    assert_eq!(gaps.len(), 1, "{gaps:?}");
    has(&gaps[0], "what where evidence");
}

#[test]
fn verify_and_rebuild_print_one_object() {
    let household = Household::with(&small_household());
    let verdict = household.asks(&["verify"]);
    has(&verdict, "checked damaged evidence");
    assert_eq!((&verdict["checked"], &verdict["damaged"]), (&8.into(), &0.into()));
    let before = household.books();
    let rebuilt = household.asks(&["rebuild"]);
    has(&rebuilt, "readings same_as_before evidence");
    assert_eq!((&rebuilt["readings"], &rebuilt["same_as_before"]), (&8.into(), &true.into()));
    assert_eq!(household.books(), before);
}

#[test]
fn say_prints_what_it_changes() {
    let household = Household::with(&small_household());
    let said = household.says("Fabia is called The blue one");
    has(&said, "id changes evidence");
    assert!(is_hexadecimal(&said["id"], 20), "{said}");
    let change = &said["changes"][0];
    assert_eq!((&change["from"], &change["to"]), (&"Skoda Fabia".into(), &"The blue one".into()));
    assert!(change["what"].is_string(), "{said}");
    let supposed = household.asks(&["say", "Fabia is gone", "--dry-run"]);
    assert!(supposed["id"].is_null(), "{supposed}");
}

#[test]
fn global_options_stand_before_or_after_the_command() {
    let household = Household::with(&[bill("2026-03-04", "84.20", "2026-03-18")]);
    let home = household.home();
    let early = ["--home", text(&home), "--at", crate::kit::TODAY, "--json", "things"];
    let late = ["things", "--json", "--at", crate::kit::TODAY, "--home", text(&home)];
    let answers = [early, late].map(|arguments| {
        let mut command = crate::kit::bare(&household.path(""));
        command.args(arguments);
        crate::kit::Answer::of(command).expect(0).out.clone()
    });
    assert_eq!(answers[0], answers[1]);
    assert_ne!(answers[0], "[]\n");
}

#[test]
fn piped_tables_are_plain() {
    let household = Household::with(&small_household());
    for command in
        ["things", "thing fabia", "suppliers", "agreements", "dues", "search electricity"]
    {
        let arguments: Vec<&str> = command.split(' ').collect();
        let answer = household.run(&arguments);
        assert!(!answer.expect(0).out.contains('\u{1b}'), "colours in {}", answer.out);
        assert!(answer.out.lines().count() >= 2, "{command}: {}", answer.out);
    }
}
