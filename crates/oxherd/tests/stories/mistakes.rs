//! Our own errors: one correction mends all messages alike, says what else that changes, is remembered,
//! can be taken back, and is counted.

use crate::kit::{Household, each, one};
use crate::mail::{ADA, Mail, SHOP, bill, car_insurance, offer, small_household};
use serde_json::Value;

/// A gym whose bills look like advertising to us: told by their list headers and their words.
const GYM: &str = "Oakrow Gym <hello@oakrow.example>";

/// The same in German.
const BATH: &str = "Badhaus Linde <post@badhaus-linde.example>";

fn listed(mail: Mail, domain: &str) -> Mail {
    mail.header(&format!("List-Unsubscribe: <mailto:off@{domain}>")).header("Precedence: bulk")
}

/// A monthly message of the gym, which is an offer as we read it.
fn gym(sent: &str, month: &str, number: u32) -> Mail {
    let subject = format!("Your Oakrow sale pass for {month}: no. {number}");
    listed(Mail::from(GYM, sent, &subject), "oakrow.example").body(&format!(
        "Sale! 20% off everything, this weekend only. Shop now.\n\nMember number: OK-{number}\n\
         Amount due: \u{a3}24.00\nPayment due: 28 {month} 2026\n\nUnsubscribe here."
    ))
}

/// Another template of the gym.
fn gym_news(sent: &str) -> Mail {
    listed(Mail::from(GYM, sent, "Your Oakrow sale: shoes"), "oakrow.example")
        .body("Sale! 20% off all shoes, this weekend only. Shop now.\n\nUnsubscribe here.")
}

fn bath(sent: &str, to: &str, subject: &str) -> Mail {
    listed(Mail::from(BATH, sent, subject).to(to), "badhaus-linde.example").body(
        "Jetzt sparen: 20 % Rabatt auf alles, nur dieses Wochenende! Gleich zugreifen.\n\n\
         Zu zahlen: 31,00 EUR\n\nVom Newsletter abmelden.",
    )
}

/// The kind of each message as the books have it now.
fn kinds(household: &Household, from: &str, more: &[&str]) -> Vec<(String, String)> {
    let found = household.list(&[&["search", from, "--most", "90"], more].concat());
    let field = |one: &Value, name: &str| one[name].as_str().unwrap_or_default().to_owned();
    let mut kinds: Vec<(String, String)> =
        found.iter().map(|m| (field(m, "title"), field(m, "kind"))).collect();
    kinds.sort();
    kinds
}

fn of_kind(household: &Household, from: &str, kind: &str) -> usize {
    kinds(household, from, &[]).iter().filter(|(_, k)| k == kind).count()
}

/// The evidence id of the message of this subject.
fn id_of(household: &Household, from: &str, title: &str) -> String {
    let found = household.list(&["search", from, "--most", "90"]);
    let of = one(&found, "title", title);
    of["evidence"][0].as_str().expect("an id").to_owned()
}

fn gym_household() -> Vec<Mail> {
    let mut mails = small_household();
    mails.extend([
        gym("2026-02-02", "February", 41),
        gym("2026-03-02", "March", 42),
        gym("2026-04-02", "April", 43),
        gym_news("2026-04-09"),
    ]);
    mails
}

const MARCH: &str = "Your Oakrow sale pass for March: no. 42";

/// A household that was told that the message of March is a bill; its id, and what was answered.
fn told() -> (Household, String, Value) {
    let household = Household::with(&gym_household());
    assert_eq!(of_kind(&household, "from:oakrow", "promotion"), 4, "our error");
    let id = id_of(&household, "from:oakrow", MARCH);
    let supposed = household.asks(&["say", &id, "is a bill", "--dry-run"]);
    assert_eq!(of_kind(&household, "from:oakrow", "promotion"), 4, "a dry run keeps nothing");
    let done = household.says(&format!("{id} is a bill"));
    assert_eq!(supposed["changes"], done["changes"], "the dry run shows what then happens");
    assert_eq!(supposed["also_mended"], done["also_mended"]);
    (household, id, done)
}

#[test]
fn one_correction_mends_all_messages_alike_and_says_so() {
    let (household, id, done) = told();
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(2), "February and April");
    let changes = done["changes"].as_array().expect("changes");
    for mended in done["also_mended"].as_array().expect("ids") {
        let what = format!("message {} kind", mended.as_str().expect("an id"));
        let change = one(changes, "what", &what);
        assert_eq!((&change["from"], &change["to"]), (&"promotion".into(), &"bill".into()));
        let shown = household.asks(&["evidence", mended.as_str().expect("an id")]);
        assert_eq!(shown["reading"]["kind"], "bill");
        assert_eq!(shown["owner_said"][0]["said_of"], id.as_str());
    }
    // What is alike is heard in full: it binds and costs.
    let agreements = household.list(&["agreements"]);
    let bound = |a: &&Value| a["supplier"]["domain"] == "oakrow.example";
    assert!(agreements.iter().any(|a| bound(&a)), "{agreements:?}");
    // What must not change: another template of the same shop, another shop.
    let now = kinds(&household, "from:oakrow", &[]);
    let shoes = ("Your Oakrow sale: shoes".to_owned(), "promotion".to_owned());
    assert!(now.contains(&shoes), "{now:?}");
    assert_eq!(of_kind(&household, "from:moonbarrow", "promotion"), 1);
}

#[test]
fn what_comes_later_and_is_alike_is_read_as_the_owner_said_and_a_rebuild_remembers_it() {
    let (household, _, _) = told();
    household.takes(&[gym("2026-06-02", "June", 45), gym_news("2026-06-09")]);
    assert_eq!(of_kind(&household, "from:oakrow", "bill"), 4);
    assert_eq!(household.list(&["search", "kind:bill", "from:oakrow"]).len(), 4);
    assert_eq!(household.list(&["search", "kind:promotion", "from:oakrow"]).len(), 2);
    let due = household.list(&["dues"]);
    assert!(each(&due, "on").contains(&"2026-06-28"), "{due:?}");
    let books = household.books();
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(household.books(), books);
    assert_eq!(of_kind(&household, "from:oakrow", "bill"), 4, "it is remembered");
}

#[test]
fn as_of_before_it_was_said_nothing_is_mended() {
    let household = Household::with(&gym_household());
    let id = id_of(&household, "from:oakrow", MARCH);
    let before: Vec<String> = ["things", "suppliers", "agreements", "dues"]
        .iter()
        .map(|c| household.run(&[c, "--json", "--at", "2026-06-01"]).expect(0).out.clone())
        .collect();
    household.asks(&["say", &format!("{id} is a bill"), "--at", "2026-06-15T10:00:00Z"]);
    let then = ["--at", "2026-06-01"];
    assert!(kinds(&household, "from:oakrow", &then).iter().all(|(_, kind)| kind == "promotion"));
    assert_eq!(
        household.list(&[&["search", "kind:promotion", "from:oakrow"], &then[..]].concat()).len(),
        4
    );
    household.run(&[&["search", "kind:bill", "from:oakrow"], &then[..]].concat()).expect(1);
    let after: Vec<String> = ["things", "suppliers", "agreements", "dues"]
        .iter()
        .map(|c| household.run(&[c, "--json", "--at", "2026-06-01"]).expect(0).out.clone())
        .collect();
    assert_eq!(before, after);
    assert_eq!(household.list(&[&["mistakes"], &then[..]].concat()), Vec::<Value>::new());
    assert_eq!(household.list(&["mistakes"]).len(), 1);
}

#[test]
fn said_of_this_message_only_it_holds_for_this_one_only() {
    let household = Household::with(&gym_household());
    let id = id_of(&household, "from:oakrow", MARCH);
    let done = household.asks(&["say", &format!("{id} is a bill"), "--only"]);
    assert_eq!(done["also_mended"], serde_json::json!([]));
    assert_eq!(of_kind(&household, "from:oakrow", "bill"), 1);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(of_kind(&household, "from:oakrow", "bill"), 1);
}

#[test]
fn a_word_on_one_message_wins_over_what_was_said_of_another() {
    let household = Household::with(&gym_household());
    let march = id_of(&household, "from:oakrow", MARCH);
    let april = id_of(&household, "from:oakrow", "Your Oakrow sale pass for April: no. 43");
    household.asks(&[
        "say",
        &format!("{april} is a survey"),
        "--only",
        "--at",
        "2026-06-20T10:00:00Z",
    ]);
    household.asks(&["say", &format!("{march} is a bill"), "--at", "2026-06-21T10:00:00Z"]);
    assert_eq!(of_kind(&household, "from:oakrow", "bill"), 2);
    assert_eq!(of_kind(&household, "from:oakrow", "survey"), 1);
    // The newest word about what is alike wins, but for those that were spoken of themselves.
    household.asks(&[
        "say",
        &format!("{april} is a payment ahead"),
        "--at",
        "2026-06-22T10:00:00Z",
    ]);
    let now = kinds(&household, "from:oakrow", &[]);
    assert_eq!(each_kind(&now, "payment_ahead"), 2, "April and February: {now:?}");
    assert_eq!(each_kind(&now, "bill"), 1, "March, of which it was said: {now:?}");
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(kinds(&household, "from:oakrow", &[]), now);
}

fn each_kind(kinds: &[(String, String)], kind: &str) -> usize {
    kinds.iter().filter(|(_, k)| k == kind).count()
}

/// A household in which the message of March was said to be a bill, and that was taken back; the
/// books before, the id of the word and that of taking it back.
fn taken_back() -> (Household, Vec<String>, [String; 2]) {
    let household = Household::with(&gym_household());
    let untouched = household.books();
    let march = id_of(&household, "from:oakrow", MARCH);
    let said =
        household.asks(&["say", &format!("{march} is a bill"), "--at", "2026-06-20T10:00:00Z"]);
    let mended = household.books();
    assert_ne!(mended, untouched);
    let evidence = household.is_sound();
    let supposed = household.asks(&["say", "undo", "--dry-run"]);
    assert_eq!(household.books(), mended, "a dry run keeps nothing");
    let undone = household.says("undo");
    assert_eq!(supposed["changes"], undone["changes"]);
    assert_eq!(undone["also_mended"].as_array().map(Vec::len), Some(2));
    assert_eq!(household.is_sound(), evidence + 1, "taking back is evidence");
    let ids = [said, undone].map(|done| done["id"].as_str().expect("an id").to_owned());
    (household, untouched, ids)
}

#[test]
fn taking_a_word_back_leaves_the_books_as_if_it_had_not_been_said() {
    let (household, untouched, _) = taken_back();
    assert_eq!(household.books(), untouched);
    assert_eq!(of_kind(&household, "from:oakrow", "promotion"), 4);
    assert_eq!(household.list(&["search", "kind:promotion", "from:oakrow"]).len(), 4);
    assert_eq!(household.list(&["mistakes"]), Vec::<Value>::new());
    // Until it was taken back, it holds.
    let then = ["--at", "2026-06-25"];
    assert_eq!(household.list(&[&["mistakes"], &then[..]].concat()).len(), 1);
    assert_eq!(each_kind(&kinds(&household, "from:oakrow", &then), "bill"), 3);
    let found = household.list(&[&["search", "kind:bill", "from:oakrow"], &then[..]].concat());
    assert_eq!(found.len(), 3);
    household.takes(&[gym("2026-06-02", "June", 45)]);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(of_kind(&household, "from:oakrow", "promotion"), 5);
}

#[test]
fn what_was_taken_back_is_said_again_by_taking_that_back() {
    let (household, _, [word, undo]) = taken_back();
    household.run(&["say", "undo"]).expect(1).says("nothing to take back");
    household.run(&["say", "undo", &word]).expect(1).says("is taken back already");
    let shown = household.asks(&["evidence", &word]);
    assert_eq!(shown["reading"]["taken_back"], true, "{shown}");
    assert!(household.run(&["evidence", &word]).expect(0).out.contains(", and took it back"));
    let unknown = household.run(&["say", "undo", "0123456789"]);
    unknown.expect(1).says("nothing that was said has the id");
    let march = id_of(&household, "from:oakrow", MARCH);
    let again = ["say", &format!("{march} is a bill"), "--at", "2026-06-20T10:00:00Z"];
    household.run(&again).expect(0);
    household.run(&["say", "undo", &undo[..10]]).expect(0);
    assert_eq!(of_kind(&household, "from:oakrow", "bill"), 3);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(of_kind(&household, "from:oakrow", "bill"), 3);
}

#[test]
fn one_word_of_several_is_taken_back_by_its_id() {
    let household = Household::with(&small_household());
    household.run(&["init", "--country", "GB"]).expect(0);
    let energy = household.id_of("91.50");
    let untouched = household.books();
    let called =
        household.asks(&["say", "Fabia is called Bluebell", "--at", "2026-06-20T10:00:00Z"]);
    let mended = household.books();
    household.asks(&[
        "say",
        &format!("{energy} date 2026-07-18 is wrong"),
        "--at",
        "2026-06-21T10:00:00Z",
    ]);
    household.says(&format!("undo {}", called["id"].as_str().expect("an id")));
    assert!(!household.books().concat().contains("Bluebell"));
    assert_eq!(each(&household.list(&["mistakes"]), "what"), ["date"]);
    household.says("undo");
    assert_eq!(household.books(), untouched);
    // Who lives here is not what the last word was about.
    household.run(&["say", "undo"]).expect(1);
    assert_ne!(household.books(), mended);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(household.books(), untouched);
}

#[test]
fn before_or_after_the_messages_alike_came_the_word_gives_the_same_books() {
    let all = gym_household();
    let late: Vec<Mail> = vec![
        gym("2026-05-02", "May", 44),
        gym_news("2026-05-09"),
        gym("2026-01-02", "January", 40),
    ];
    let said = |household: &Household| {
        let id = id_of(household, "from:oakrow", MARCH);
        household.asks(&["say", &format!("{id} is a bill"), "--at", "2026-06-20T10:00:00Z"]);
    };
    let before = Household::with(&all);
    said(&before);
    before.takes(&late);
    let after = Household::with(&all);
    after.takes(&late);
    said(&after);
    // With only the message that it is about, then all others the other way round.
    let first = Household::with(&[gym("2026-03-02", "March", 42)]);
    said(&first);
    for mail in late.iter().chain(&all).rev() {
        first.takes(std::slice::from_ref(mail));
    }
    assert_eq!(before.books(), after.books());
    assert_eq!(before.books(), first.books());
    assert_eq!(of_kind(&before, "from:oakrow", "bill"), 5);
    for command in [["mistakes"], ["agreements"]] {
        let mut lists = [&before, &after, &first].map(|h| h.list(&command));
        for list in &mut lists {
            for one in list.iter_mut() {
                let mut ids: Vec<Value> =
                    one["also_mended"].as_array().cloned().unwrap_or_default();
                ids.sort_by_key(ToString::to_string);
                one["also_mended"] = ids.into();
            }
        }
        assert!(lists.iter().all(|list| *list == lists[0]), "{command:?} {lists:?}");
    }
    for household in [&before, &after, &first] {
        assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    }
}

#[test]
fn in_german_another_month_and_another_first_name_are_alike_and_another_template_is_not() {
    let of_ada = |sent, subject| bath(sent, ADA, subject);
    let household = Household::with(&[
        of_ada("2026-01-05", "Ada, Ihre Angebote f\u{fc}r die Saunakarte im Januar"),
        of_ada("2026-02-05", "Ada, Ihre Angebote f\u{fc}r die Saunakarte im M\u{e4}rz"),
        bath(
            "2026-03-05",
            "Bernd Quill <bernd@quill.example>",
            "Bernd, Ihre Angebote f\u{fc}r die Saunakarte im Oktober 2026",
        ),
        of_ada("2026-03-09", "Ada, Ihre Angebote f\u{fc}r das Schwimmbad im M\u{e4}rz"),
    ]);
    let from = "from:badhaus-linde";
    let noise = of_kind(&household, from, "promotion");
    assert_eq!(noise, 4, "{:?}", kinds(&household, from, &[]));
    let id = id_of(&household, from, "Ada, Ihre Angebote f\u{fc}r die Saunakarte im M\u{e4}rz");
    let done = household.says(&format!("{id} is a bill"));
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(2), "{done}");
    assert_eq!(of_kind(&household, from, "bill"), 3);
    assert_eq!(of_kind(&household, from, "promotion"), 1);
    household.says("undo");
    assert_eq!(of_kind(&household, from, "promotion"), 4);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
}

#[test]
fn whom_one_message_is_from_all_of_the_same_sender_are_from() {
    let mailer = |name: &str, sent: &str, subject: &str| {
        Mail::from(&format!("{name} <out@postroom.example>"), sent, subject)
            .body("Your gas bill is ready.\n\nAmount due: \u{a3}20.00\nPayment due: 20 July 2026")
    };
    let mut mails = small_household();
    mails.extend([
        mailer("Brightmoor", "2026-05-09", "Your gas bill"),
        mailer("Brightmoor", "2026-06-09", "A word about your meter"),
        mailer("Someone Else", "2026-06-10", "Your gas bill"),
    ]);
    let household = Household::with(&mails);
    let id = id_of(&household, "from:postroom", "A word about your meter");
    let before = household.messages_of("brightmoor.example");
    let done = household.says(&format!("{id} is from Brightmoor Energy"));
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(1), "{done}");
    assert_eq!(household.messages_of("brightmoor.example"), before + 2, "not the other sender");
    household.takes(&[mailer("Brightmoor", "2026-06-19", "Hello again")]);
    assert_eq!(household.messages_of("brightmoor.example"), before + 3);
    let mistakes = household.list(&["mistakes"]);
    assert_eq!(mistakes.len(), 1);
    assert_eq!(
        (&mistakes[0]["what"], &mistakes[0]["is"]),
        (&"supplier".into(), &"Brightmoor Energy".into())
    );
    assert_eq!(mistakes[0]["also_mended"].as_array().map(Vec::len), Some(2));
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    household.says("undo");
    assert_eq!(household.messages_of("brightmoor.example"), before);
}

#[test]
fn the_thing_of_one_message_is_that_of_all_with_the_same_contract() {
    let cover = |sent: &str, contract: &str, subject: &str| {
        Mail::from("Heronbrook Cover <care@heronbrook.example>", sent, subject).body(&format!(
            "Dear Ada,\n\nYour breakdown cover.\n\nContract number: {contract}\n\
             Amount due: \u{a3}12.00\nPayment due: 20 July 2026"
        ))
    };
    let mut mails = small_household();
    mails.extend([
        car_insurance("2026-06-12", "LB21 XYZ", "FL-9900456"),
        cover("2026-04-09", "HB-55120", "Your cover begins"),
        cover("2026-05-09", "HB-55120", "Your bill"),
        cover("2026-06-09", "HB-99000", "Your other bill"),
    ]);
    let household = Household::with(&mails);
    let of_car = |plate: &str| {
        let car = household.asks(&["thing", plate]);
        car["timeline"].as_array().expect("a line").len()
    };
    let (one_car, other_car) = (of_car("KX19ABC"), of_car("LB21XYZ"));
    let id = id_of(&household, "from:heronbrook", "Your bill");
    let done = household.says(&format!("{id} belongs to LB21XYZ"));
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(1), "{done}");
    assert_eq!(of_car("LB21XYZ"), other_car + 2, "both of that contract, not of the other");
    household.takes(&[cover("2026-06-20", "HB-55120", "Your next bill")]);
    assert_eq!(of_car("LB21XYZ"), other_car + 3);
    assert_eq!(of_car("KX19ABC"), one_car);
    let made = household.list(&["mistakes"]);
    assert_eq!(each(&made, "what"), ["thing"]);
    assert_eq!(made[0]["also_mended"].as_array().map(Vec::len), Some(2));
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(of_car("LB21XYZ"), other_car + 3);
    household.says("undo");
    assert_eq!(of_car("LB21XYZ"), other_car);
}

fn cover(sent: &str, subject: &str, more: &str) -> Mail {
    Mail::from("Heronbrook Cover <care@heronbrook.example>", sent, subject).body(&format!(
        "Dear Ada,\n\nYour breakdown cover for your car.\n\n{more}\
         Amount due: \u{a3}12.00 per month\nPayment due: 20 July 2026"
    ))
}

#[test]
fn messages_of_one_agreement_that_name_nothing_go_where_one_of_them_goes() {
    let mut mails = small_household();
    mails.extend([
        car_insurance("2026-01-12", "LB21 XYZ", "FL-9900456"),
        cover("2026-03-09", "Your first cover bill", ""),
        cover("2026-04-09", "Your cover bill", ""),
        cover("2026-05-09", "Your cover bill", ""),
    ]);
    let household = Household::with(&mails);
    let line = |plate: &str| household.asks(&["thing", plate])["timeline"].clone();
    let of_cover = |plate: &str| {
        let line = line(plate);
        let of = |e: &&Value| e["supplier"]["domain"] == "heronbrook.example";
        line.as_array().expect("a line").iter().filter(of).count()
    };
    let untouched = household.books();
    assert_eq!(of_cover("LB21XYZ"), 3, "the only car that was known then");
    let agreements = household.list(&["agreements"]).len();
    let found =
        household.list(&["search", "from:heronbrook", "after:2026-04-01", "before:2026-05-01"]);
    let id = found[0]["evidence"][0].as_str().expect("an id");
    let done = household.says(&format!("{id} belongs to KX19ABC"));
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(2), "{done}");
    assert_eq!(of_cover("KX19ABC"), 3, "what came before it, and after");
    assert_eq!(household.list(&["agreements"]).len(), agreements, "the agreement goes along");
    let bound = household.list(&["agreements"]);
    let of_car = bound.iter().find(|a| a["supplier"]["domain"] == "heronbrook.example");
    assert_eq!(of_car.expect("the cover")["thing"], household.asks(&["thing", "KX19ABC"])["id"]);
    household.takes(&[cover("2026-06-09", "Your cover bill", "")]);
    assert_eq!(of_cover("KX19ABC"), 4);
    assert_eq!(of_cover("LB21XYZ"), 0);
    let made = household.list(&["mistakes"]);
    assert_eq!(made[0]["is"], "Skoda Fabia (KX19ABC)");
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(of_cover("KX19ABC"), 4);
    household.says("undo");
    assert_eq!(of_cover("KX19ABC"), 0);
    let plain = Household::with(&mails);
    assert_eq!(plain.books(), untouched);
    plain.takes(&[cover("2026-06-09", "Your cover bill", "")]);
    assert_eq!(plain.books(), household.books());
}

#[test]
fn an_agreement_that_names_its_thing_stays_with_it() {
    let mut mails = small_household();
    mails.extend([
        car_insurance("2026-01-12", "LB21 XYZ", "FL-9900456"),
        cover("2026-03-09", "Your first cover bill", "Registration: KX19 ABC\n"),
        cover("2026-04-09", "Your cover bill", ""),
        cover("2026-05-09", "Your cover bill", ""),
    ]);
    let household = Household::with(&mails);
    let of_cover = |plate: &str| {
        let line = household.asks(&["thing", plate])["timeline"].clone();
        let of = |e: &&Value| e["supplier"]["domain"] == "heronbrook.example";
        line.as_array().expect("a line").iter().filter(of).count()
    };
    assert_eq!((of_cover("KX19ABC"), of_cover("LB21XYZ")), (3, 0), "by the agreement");
    let found = household.list(&["search", "from:heronbrook", "after:2026-05-01"]);
    let id = found[0]["evidence"][0].as_str().expect("an id");
    let done = household.says(&format!("{id} belongs to LB21XYZ"));
    assert_eq!(done["also_mended"], serde_json::json!([]));
    let change =
        one(done["changes"].as_array().expect("changes"), "what", &format!("message {id} thing"))
            .clone();
    assert_eq!(change["from"], "Skoda Fabia (KX19ABC)");
    assert_eq!(change["to"], "Skoda Fabia (LB21XYZ)");
    assert_eq!((of_cover("KX19ABC"), of_cover("LB21XYZ")), (2, 1));
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
}

#[test]
fn our_errors_are_counted_and_shown_and_what_only_confirms_is_none() {
    let household = Household::with(&gym_household());
    let (march, energy) = (id_of(&household, "from:oakrow", MARCH), household.id_of("91.50"));
    let page = household.run(&["mistakes"]).expect(0).out.clone();
    assert!(page.contains("no error of ours was corrected; of 12 messages read"), "{page}");
    assert_eq!(household.list(&["mistakes"]), Vec::<Value>::new());
    let say = |words: &str, hour: u32| {
        household.asks(&["say", words, "--at", &format!("2026-06-20T{hour:02}:00:00Z")])
    };
    say(&format!("{energy} is a bill"), 1);
    say("Fabia is mine", 2);
    say("Streamhall is gone", 3);
    assert_eq!(household.list(&["mistakes"]), Vec::<Value>::new(), "these are as we had them");
    let word = say(&format!("{march} is a bill"), 4);
    let april = id_of(&household, "from:oakrow", "Your Oakrow sale pass for April: no. 43");
    say(&format!("{april} is a bill"), 5);
    say(&format!("{energy} date 2026-07-18 is 2026-07-28"), 6);
    say("Moonbarrow is called The shop", 7);
    say("The shop is called Our shop", 8);
    let made = household.list(&["mistakes"]);
    assert_eq!(each(&made, "what"), ["name", "date", "kind"], "{made:?}");
    let of = |what: &str| one(&made, "what", what);
    assert_eq!((&of("name")["was"], &of("name")["is"]), (&"Moonbarrow".into(), &"Our shop".into()));
    assert_eq!(
        (&of("date")["was"], &of("date")["is"]),
        (&"2026-07-18".into(), &"2026-07-28".into())
    );
    let kind = of("kind");
    assert_eq!((&kind["was"], &kind["is"]), (&"promotion".into(), &"bill".into()));
    assert_eq!(kind["also_mended"].as_array().map(Vec::len), Some(2), "February and April");
    assert_eq!(kind["evidence"], serde_json::json!([word["id"], march]));
    assert_eq!(kind["at"], "2026-06-20T05:00:00+01:00");
    let page = household.run(&["mistakes"]).expect(0).out.clone();
    let line = "3 errors of ours that you corrected (1 kind, 1 date, 1 name); of 12 messages read, \
                4 were wrong: 33.3 %";
    assert!(page.contains(line), "{page}");
    // The owner thinks again: that is no error of ours.
    say(&format!("{march} is a promotion"), 9);
    say(&format!("{april} is a promotion"), 10);
    assert_eq!(each(&household.list(&["mistakes"]), "what"), ["name", "date"]);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
}

#[test]
fn what_is_advertised_on_and_on_is_not_mended_by_a_word_on_one_offer_of_another_shop() {
    let mut mails = gym_household();
    mails.extend([offer("2026-04-07", 2), offer("2026-05-07", 3)]);
    mails.push(bill("2026-05-04", "70.00", "2026-05-18"));
    let household = Household::with(&mails);
    let id = id_of(&household, "from:moonbarrow", "Offer 2: 20% off everything this weekend");
    let done = household.says(&format!("{id} is a newsletter"));
    assert_eq!(done["also_mended"].as_array().map(Vec::len), Some(2), "{done}");
    assert_eq!(of_kind(&household, "from:moonbarrow", "newsletter"), 3);
    assert_eq!(of_kind(&household, "from:oakrow", "promotion"), 4);
    assert_eq!(of_kind(&household, "from:brightmoor", "bill"), 3);
    assert!(SHOP.contains("moonbarrow"));
}
