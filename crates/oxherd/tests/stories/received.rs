//! Whose word for a sender counts: that of the household's own receiving host, and nobody else's.

use crate::kit::{Household, TODAY};
use crate::mail::Mail;
use serde_json::{Value, json};

/// When the announced payment is taken.
pub(crate) const DAY: &str = "2026-06-20";

const INSURER: &str = "Tollmere Insurance <policies@tollmere.example>";

/// What the household's own receiving host writes.
pub(crate) fn own(result: &str) -> String {
    format!("Authentication-Results: mx.quill.example; {result}")
}

/// What the insurer's gate writes about mail of the insurer.
fn gate(domain: &str) -> String {
    format!("Authentication-Results: gate.{domain}; dkim=pass header.d={domain}")
}

/// A message of the insurer, received on its day.
fn insurer(day: &str, subject: &str, body: &str) -> Mail {
    Mail::from(INSURER, day, subject).received(day, "08:00:05").body(&format!(
        "Dear Ada,\n\n{body}\n\nPolicy number: TM-4410082\nRegistration: KV19 TMR\n"
    ))
}

/// A year of an insurance: ten messages that its own host received and judged.
pub(crate) fn year() -> Vec<Mail> {
    let mut mails = vec![insurer(
        "2025-05-02",
        "Welcome to Tollmere: your car insurance documents",
        "your car insurance policy is now in force.\n\nStart date: 2 May 2025\n\
         End date: 1 May 2026\nYearly premium: \u{a3}302.00",
    )];
    for month in 6..=12 {
        mails.push(insurer(
            &format!("2025-{month:02}-02"),
            "Your monthly statement",
            "here is the statement for your car insurance. Nothing is due.",
        ));
    }
    mails.push(insurer(
        "2026-04-01",
        "Your car insurance renewal",
        "your car insurance policy renews on 2 May 2026.\n\nNew yearly premium: \u{a3}318.00",
    ));
    mails.push(insurer(
        "2026-04-20",
        "We have received your payment",
        "thank you, we have received your payment of \u{a3}318.00.",
    ));
    let pass = own("dkim=pass header.d=tollmere.example; dmarc=pass header.from=tollmere.example");
    mails.into_iter().map(|mail| mail.header(&pass)).collect()
}

/// A payment that is announced from a domain as firms add them, under the number of the policy.
pub(crate) fn announced(judgement: &str) -> Mail {
    let from = "Tollmere Insurance <payments@tollmere-billing.example>";
    Mail::from(from, "2026-06-02", "Your upcoming payment")
        .received("2026-06-02", "09:00:00")
        .header(judgement)
        .body(
            "Dear Ada,\n\nyour next payment of the yearly premium will be taken on 20 June 2026.\n\n\
             Total: \u{a3}64.00\nPolicy number: TM-4410082\n",
        )
}

/// The insurer's own domain, forged.
fn forged(judgement: &str) -> Mail {
    insurer("2026-06-03", "A change to your documents", "your documents have changed.")
        .header(judgement)
}

pub(crate) fn shown(household: &Household, word: &str) -> Value {
    household.asks(&["evidence", &household.id_of(word)])
}

/// Days on which something falls due on the insurance.
pub(crate) fn falls_due(household: &Household) -> Vec<String> {
    let dues = household.list(&["dues", "--at", "2026-06-05"]);
    crate::kit::each(&dues, "on").into_iter().map(str::to_owned).collect()
}

#[test]
fn the_host_that_receives_is_found_in_the_mail_and_shown_by_init() {
    let household = Household::of_ada(&year());
    let who = household.asks(&["init"]);
    let found = json!([{"host": "quill.example", "judges": ["quill.example"]}]);
    assert_eq!(who["receiving_hosts"], found, "{who}");
    assert_eq!(who["inferred"]["receiving_hosts"], true);
    let text = household.run(&["init"]).expect(0).out.clone();
    assert!(text.contains("receives   quill.example, which judges itself  (inferred)"), "{text}");
    let told = shown(&household, "renewal");
    let judged = json!({"by": "quill.example", "receiving_host": "quill.example", "own": true});
    assert_eq!(told["judged"], judged);
    assert_eq!(told["reading"]["supplier"]["authentic"], "pass");
}

#[test]
fn who_writes_itself_that_it_is_authentic_is_held_back_as_an_impostor() {
    let mut mails = year();
    mails.push(announced(&gate("tollmere-billing.example")));
    let household = Household::of_ada(&mails);
    assert!(!falls_due(&household).contains(&DAY.to_owned()), "a stranger's word");
    assert_eq!(household.messages_of("tollmere-billing.example"), 0);
    let told = shown(&household, "upcoming");
    assert_eq!(told["judged"]["own"], false, "{told}");
    assert_eq!(told["reading"]["supplier"]["authentic"], "unknown");
    let text = household.run(&["evidence", &household.id_of("upcoming")]).expect(0).out.clone();
    for words in [
        "tollmere-billing.example, not your receiving host",
        "vouched for by tollmere-billing.example, not by your receiving host",
    ] {
        assert!(text.contains(words), "{words} not in {text}");
    }
}

#[test]
fn what_was_held_back_is_listed_with_whom_it_imitates_and_why() {
    let mut mails = year();
    mails.push(announced(&gate("tollmere-billing.example")));
    let household = Household::of_ada(&mails);
    let held = household.list(&["suspects"]);
    let [one] = held.as_slice() else { panic!("{held:?}") };
    assert_eq!(one["imitates"]["name"], "Tollmere Insurance", "{one}");
    assert_eq!(one["from"]["address"], "payments@tollmere-billing.example");
    let reasons = one["reasons"].to_string();
    assert!(reasons.contains("never wrote from its domain"), "{one}");
    assert!(household.list(&["suspects", "--at", "2026-06-01"]).is_empty(), "it was not there yet");
    // The same stands beside the message itself, and a search finds it as what it is.
    let told = shown(&household, "upcoming");
    assert_eq!(told["held_back"]["imitates"]["name"], "Tollmere Insurance", "{told}");
    let text = household.run(&["evidence", &household.id_of("upcoming")]).expect(0).out.clone();
    assert!(text.contains("as a suspect that imitates Tollmere Insurance"), "{text}");
    let found = household.list(&["search", "kind:suspect", "payment"]);
    assert_eq!(found.len(), 1, "{found:?}");
    assert_eq!(found[0]["kind"], "suspect");
}

#[test]
fn a_further_domain_that_the_own_host_vouches_for_is_the_firms() {
    let mut mails = year();
    let pass = own("dkim=pass header.d=tollmere-billing.example");
    mails.push(announced(&pass));
    let household = Household::of_ada(&mails);
    assert!(falls_due(&household).contains(&DAY.to_owned()));
}

#[test]
fn a_forged_or_clumsy_message_of_the_own_domain_is_unknown_and_no_impostor() {
    let mut mails = year();
    mails.push(forged(&gate("tollmere.example")));
    let household = Household::of_ada(&mails);
    let told = shown(&household, "\"have changed\"");
    assert_eq!(told["reading"]["supplier"]["authentic"], "unknown", "{told}");
    assert_eq!(told["judged"]["by"], "tollmere.example");
    assert_eq!(household.messages_of("tollmere.example"), 11, "it is the firm's, unsigned");
}

#[test]
fn a_fail_is_believed_whoever_says_so() {
    let mut mails = year();
    mails.push(forged("Authentication-Results: gate.tollmere.example; dmarc=fail"));
    let told = shown(&Household::of_ada(&mails), "\"have changed\"");
    assert_eq!(told["reading"]["supplier"]["authentic"], "fail", "{told}");
}

#[test]
fn the_owner_says_whose_word_counts() {
    let mut mails = year();
    mails.push(announced(&gate("tollmere-billing.example")));
    let household = Household::of_ada(&mails);
    let said = household.asks(&["init", "--receiving-host", "Gate.Tollmere-Billing.example"]);
    assert_eq!(said["receiving_hosts"][0]["judges"], json!(["tollmere-billing.example"]));
    assert_eq!(said["inferred"]["receiving_hosts"], false);
    assert_eq!(said["people"][0]["name"], "Ada Quill", "what was said before stays");
    assert!(falls_due(&household).contains(&DAY.to_owned()));
    assert_eq!(shown(&household, "renewal")["judged"]["own"], false);
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    household
        .run(&[
            "init",
            "--receiving-host",
            "mx.quill.example",
            "--receiving-host",
            "mx2.old.example",
        ])
        .expect(0);
    assert!(!falls_due(&household).contains(&DAY.to_owned()));
    household
        .run(&["init", "--receiving-host", "no host"])
        .expect(2)
        .says("--receiving-host takes");
}

#[test]
fn one_by_one_gives_the_same_as_all_at_once_and_as_a_rebuild() {
    let mut mails = year();
    // First of all, when nobody knows yet who receives here.
    mails.insert(0, announced(&gate("tollmere-billing.example")));
    mails.push(forged(&gate("tollmere.example")));
    let at_once = Household::of_ada(&mails);
    let one_by_one = Household::of_ada(&[]);
    for (number, mail) in mails.iter().enumerate() {
        let file = one_by_one.file(&format!("{number}.eml"), mail.lf());
        one_by_one.takes_in(&file);
    }
    assert_eq!(one_by_one.books(), at_once.books(), "at {TODAY}");
    assert_eq!(one_by_one.asks(&["init"]), at_once.asks(&["init"]));
    assert_eq!(one_by_one.asks(&["rebuild"])["same_as_before"], true);
    assert_eq!(at_once.asks(&["rebuild"])["same_as_before"], true);
}

/// A bill in the name and from the very domain of the insurer, which nobody vouches for.
fn unsigned(subject: &str, body: &str) -> Mail {
    Mail::from(INSURER, "2026-06-04", subject).received("2026-06-04", "09:00:00").body(body)
}

#[test]
fn a_new_account_in_a_message_that_is_not_signed_as_all_before_is_an_impostors() {
    let pay = "Dear Ada,\n\nyour policy TM-4410082 is not paid. Please pay \u{a3}64.00 by 25 June 2026 to \
               GB33 BUKB 2020 1555 5555 55.\n";
    let answer = "Dear Ada,\n\nyour policy TM-4410082 is not paid. Please pay \u{a3}64.00 by 25 June 2026 \
                  and answer this message.\n";
    let elsewhere = unsigned("Unpaid: answer us", answer)
        .header("Reply-To: tollmere.insurance@freemail.example");
    for (fake, counted) in [
        (unsigned("Unpaid: a new account", pay), 10),
        (elsewhere, 10),
        // What asks for nothing of the sort may be clumsy.
        (unsigned("Unpaid: pay as before", &answer.replace(" and answer this message", "")), 11),
    ] {
        let mut mails = year();
        mails.push(fake);
        let household = Household::of_ada(&mails);
        assert_eq!(household.messages_of("tollmere.example"), counted);
        let due = falls_due(&household).contains(&"2026-06-25".to_owned());
        assert_eq!(due, counted == 11, "what an impostor asks for is not due");
    }
}

#[test]
fn what_is_read_as_fraud_is_shown_with_no_supplier_of_the_household() {
    let mut mails = year();
    mails.push(
        unsigned("Your account", "Enter your card number and PIN at https://tollmere.example/a.")
            .header(&own("dkim=fail header.d=tollmere.example; dmarc=fail")),
    );
    let household = Household::of_ada(&mails);
    let found = household.list(&["search", "kind:suspect"]);
    assert_eq!(found.len(), 1);
    assert_eq!(found[0]["supplier"], Value::Null, "{found:?}");
    let told = shown(&household, "\"card number\"");
    assert_eq!(told["reading"]["kind"], "suspect");
    assert_eq!(told["reading"]["supplier"].get("id").unwrap_or(&Value::Null), &Value::Null);
}
