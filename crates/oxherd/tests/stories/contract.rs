//! The JSON that scripts rely on: every field of the contract, in its form.

use crate::kit::{Household, each, one, text};
use crate::mail::{Mail, PHONES, bill, small_household};
use serde_json::{Map, Value};
use std::path::Path;

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

/// Every fact has the fields of its type, in their form.
#[track_caller]
fn are_facts(facts: &[Value]) {
    for fact in facts {
        let fields = match fact["type"].as_str().expect("a type") {
            "amount" => "role value currency",
            "date" | "reference" | "identifier" | "contact" => "role value",
            "product" => "name",
            "promise" => "what",
            // Ours, beside those of the contract: how long, whether it goes on by itself, what a letter does.
            "length" => "role value",
            "renewal" => "reader",
            "act" => "role",
            other => panic!("{other} is no type of fact: {fact}"),
        };
        for field in fields.split(' ') {
            assert!(fact[field].as_str().is_some_and(|text| !text.is_empty()), "{field}: {fact}");
        }
        match fact["type"].as_str() {
            Some("date") => is_day(&fact["value"]),
            Some("renewal") => assert!(fact["automatic"].is_boolean(), "{fact}"),
            Some("product") => nothing_or(|n| assert!(n.is_number(), "{n}"), &fact["quantity"]),
            Some("promise") => {
                let (by, within) = (fact.get("by"), fact.get("within"));
                assert!(by.is_some() != within.is_some(), "{fact}");
                by.into_iter().for_each(is_day);
            }
            _ => {}
        }
        let sure = fact["confidence"].as_f64().expect("a number");
        assert!((0.0..=1.0).contains(&sure), "{fact}");
        let at = &fact["at"];
        assert!(at["part"].is_string() && at["start"].as_u64() <= at["end"].as_u64(), "{fact}");
    }
}

#[track_caller]
fn has_facts(sent: &Value) {
    let facts = sent["facts"].as_array().expect("facts");
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
    let mut mails = small_household();
    mails.push(promising());
    let path = household.file("mail.mbox", crate::mail::mbox(&mails));
    let answer = household.run(&["read", text(&path)]);
    let lines = answer.expect(0).json_lines();
    assert_eq!(lines.len(), 9);
    for (number, line) in lines.iter().enumerate() {
        let fields =
            "source kind kind_confidence secondary supplier language sent_at facts gaps why";
        for field in fields.split_whitespace() {
            assert!(line.get(field).is_some(), "{field} is missing in {line}");
        }
        assert_eq!(line["source"], format!("{}#{}", text(&path), number + 1));
        is_instant(&line["sent_at"]);
        has(line, fields);
        are_facts(line["facts"].as_array().expect("facts"));
        for cue in line["why"].as_array().expect("cues") {
            assert!(cue["kind"].is_string() && cue["weight"].is_number(), "{cue}");
        }
    }
    let mut types: Vec<&str> =
        lines.iter().flat_map(|l| each(l["facts"].as_array().expect("facts"), "type")).collect();
    types.sort_unstable();
    types.dedup();
    for wanted in ["amount", "date", "identifier", "promise", "reference"] {
        assert!(types.contains(&wanted), "{types:?}");
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
        has(entry, "at kind kind_confidence supplier title evidence");
        is_instant(&entry["at"]);
        is_supplier(&entry["supplier"]);
        assert!(entry["kind_confidence"].is_number(), "{entry}");
    }
    for way in [full["id"].as_str().expect("an id"), "KX19 ABC", "Skoda"] {
        assert_eq!(household.asks(&["thing", way])["id"], full["id"], "by {way}");
    }
}

/// The order of a phone, with a promise.
fn promising() -> Mail {
    Mail::from(PHONES, "2026-01-05", "Order confirmation TG-100").body(
        "Thank you for your order.\n\nOrder number: TG-100\nItem: Nokia G42 smartphone\n\
         IMEI: 490154203237518\nTotal: \u{a3}179.00\n\nWe will deliver your phone within 5 days.",
    )
}

#[test]
fn promises_have_their_fields_and_silence_breaks_them() {
    let household = Household::with(&[promising()]);
    let phone = household.asks(&["thing", "Phone"]);
    let promises = phone["promises"].as_array().expect("promises");
    assert_eq!(promises.len(), 1, "{phone}");
    let promise = &promises[0];
    has(
        promise,
        "id supplier thing thing_name what by state source made_on closed_on late_by_days",
    );
    is_supplier(&promise["supplier"]);
    assert_eq!((&promise["thing"], &promise["thing_name"]), (&phone["id"], &phone["name"]));
    assert_eq!((&promise["made_on"], &promise["by"]), (&"2026-01-05".into(), &"2026-01-10".into()));
    assert_eq!(promise["source"], "supplier");
    assert!(promise["id"].is_string() && promise["what"].is_string(), "{promise}");
    assert_eq!(promise["state"], "broken", "nothing shows that it came");
    for unknown in ["closed_on", "late_by_days"] {
        assert!(promise[unknown].is_null(), "{promise}");
    }
    assert_eq!(household.list(&["promises"]), *promises);
}

#[test]
fn nothing_is_promised_on_a_day_that_is_not_known() {
    let household = Household::new();
    household.file("in/one.eml", promising().dated("no day").lf());
    household.takes_in(&household.path("in"));
    let phone = household.asks(&["thing", "Phone"]);
    assert!(phone["timeline"][0]["at"].is_null(), "{phone}");
    for promise in phone["promises"].as_array().expect("promises") {
        assert!(promise["made_on"].is_null() && promise["by"].is_null(), "{promise}");
    }
}

#[test]
fn good_words_stand_as_moments_of_the_thing() {
    let mut mails = small_household();
    mails.push(
        Mail::from(PHONES, "2026-06-01", "Happy birthday, a gift for you")
            .body("Happy birthday, Ada! A gift for you: just to say thank you for being with us."),
    );
    let household = Household::with(&mails);
    let id = household.id_of("birthday");
    assert_eq!(household.asks(&["thing", "Phone"])["moments"], serde_json::json!([]));
    household.says(&format!("{id} is a moment"));
    household.says(&format!("{id} belongs to Phone"));
    let phone = household.asks(&["thing", "Phone"]);
    let moments = phone["moments"].as_array().expect("moments");
    assert_eq!(moments.len(), 1, "{phone}");
    let moment = &moments[0];
    has(moment, "id at thing thing_name supplier person words picture thanks");
    is_instant(&moment["at"]);
    is_supplier(&moment["supplier"]);
    assert_eq!((&moment["thing"], &moment["thing_name"]), (&phone["id"], &phone["name"]));
    assert_eq!(moment["words"], "Happy birthday, a gift for you");
    assert_eq!(moment["evidence"][0], id.as_str());
    for unknown in ["person", "picture", "thanks"] {
        assert!(moment[unknown].is_null(), "{moment}");
    }
}

#[test]
fn the_line_of_a_thing_shows_kinds_as_they_were_read() {
    // The books take a kind that is too unsure for none; whoever looks sees what was read, and how surely.
    let household = Household::new();
    household.takes_in(&Path::new(env!("CARGO_MANIFEST_DIR")).join("../../sample"));
    let at = ["--at", "2026-11-14"];
    let car = household.asks(&[&["thing", "WX70HTF"], &at[..]].concat());
    let search = ["search", "thing:WX70HTF", "--most", "500"];
    let found = household.list(&[&search[..], &at[..]].concat());
    let line = car["timeline"].as_array().expect("a timeline");
    assert!(line.len() > 20, "{car}");
    for entry in line.iter().filter(|entry| entry["kind"] != "owner_wrote") {
        let same = |f: &&Value| f["evidence"] == entry["evidence"];
        assert_eq!(entry["kind"], found.iter().find(same).expect("it is found")["kind"], "{entry}");
    }
    let wrote = line.iter().filter(|entry| entry["kind"] == "owner_wrote");
    assert!(wrote.into_iter().all(|entry| entry["kind_confidence"].is_null()), "{car}");
    let id = line[0]["evidence"][0].as_str().expect("an id");
    let reading = &household.asks(&["evidence", id])["reading"];
    assert_eq!(line[0]["kind_confidence"], reading["kind_confidence"]);
    household.says(&format!("{id} is a survey"));
    let car = household.asks(&["thing", "WX70HTF"]);
    let line = car["timeline"].as_array().expect("a timeline");
    assert!(line.iter().all(|e| e["evidence"][0] != id), "a survey stands on no line: {car}");
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
            for field in ["person", "thing", "thing_name"] {
                assert!(mode.get(field).is_some(), "{field} is missing in {mode}");
            }
            assert_eq!(mode["thing"].is_null(), mode["thing_name"].is_null(), "{mode}");
            let modes = ["prospect", "customer", "user", "former", "returning"];
            assert!(modes.iter().any(|known| mode["mode"] == *known), "{mode}");
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
        nothing_or(is_money, &agreement["cost_per_year"]);
        assert_eq!(agreement["thing"].is_null(), agreement["thing_name"].is_null(), "{agreement}");
        let states = ["quoted", "trial", "active", "ending", "ended", "unknown"];
        assert!(states.iter().any(|known| agreement["state"] == *known), "{agreement}");
        nothing_or(|renews| assert!(renews.is_boolean(), "{renews}"), &agreement["auto_renews"]);
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
        is_supplier(&due["supplier"]);
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
        nothing_or(is_supplier, &found["supplier"]);
    }
    let id = household.id_of("Fabia");
    let evidence = household.asks(&["evidence", &id]);
    has(&evidence, "id hash channel received_at known_from size previous reading owner_said");
    assert!(evidence["copy_of"].is_null(), "{evidence}");
    has(&evidence["reading"], "kind kind_confidence supplier facts");
    is_supplier(&evidence["reading"]["supplier"]);
    are_facts(evidence["reading"]["facts"].as_array().expect("facts"));
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
