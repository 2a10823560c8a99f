//! Mail that its domain signed, verified with keys that the owner has at hand.

use crate::kit::{Household, each, text};
use crate::mail::Mail;
use crate::received::{DAY, announced, falls_due, own, shown, year};
use ring::digest::{SHA256, digest};
use ring::signature::{Ed25519KeyPair, KeyPair};
use serde_json::{Value, json};
use std::path::PathBuf;

/// A domain that the insurer added.
const BILLING: &str = "tollmere-billing.example";

/// A domain that only looks like the insurer's.
const LOOKS_ALIKE: &str = "tollrnere.example";

/// The private half of the key of a domain.
fn pair(domain: &str) -> Ed25519KeyPair {
    let seed = digest(&SHA256, domain.as_bytes());
    Ed25519KeyPair::from_seed_unchecked(seed.as_ref()).expect("a seed of 32 bytes")
}

/// The record of its public half, as `dig` prints it.
fn record(domain: &str) -> String {
    let public = base64(pair(domain).public_key().as_ref());
    format!("s1._domainkey.{domain}. 3600 IN TXT \"v=DKIM1; k=ed25519; \" \"p={public}\"\n")
}

/// A message as its host sends it on, signed by a domain.
fn signed(mail: Mail, domain: &str) -> Mail {
    let text = mail.crlf();
    let (head, body) = text.split_once("\r\n\r\n").expect("a header and a body");
    let body = format!("{}\r\n", body.trim_end_matches("\r\n"));
    let hash = base64(digest(&SHA256, body.as_bytes()).as_ref());
    let field = format!(
        "DKIM-Signature: v=1; a=ed25519-sha256; d={domain}; s=s1; h=from:subject:date; bh={hash}; b="
    );
    let line = |name: &str| head.lines().find(|l| l.starts_with(name)).expect("such a field");
    let fields = ["From: ", "Subject: ", "Date: "].map(line);
    let data = format!("{}\r\n{field}", fields.join("\r\n"));
    let signature = pair(domain).sign(digest(&SHA256, data.as_bytes()).as_ref());
    mail.header(&format!("{field}{}", base64(signature.as_ref())))
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number = three.iter().fold(0, |number, byte| (number << 8) | usize::from(*byte));
        let number = number << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = char::from(DIGITS[(number >> (18 - 6 * place)) & 63]);
            text.push(if place <= three.len() { digit } else { '=' });
        }
    }
    text
}

/// The payment that the insurer announces from its further domain, signed, judged by nobody.
fn genuine() -> Mail {
    signed(announced("X-Batch: 7"), BILLING)
}

/// A file with the keys of these domains.
fn keys(household: &Household, domains: &[&str]) -> PathBuf {
    household.file("keys.zone", domains.iter().map(|d| record(d)).collect::<String>())
}

fn puts_at_hand(household: &Household, domains: &[&str]) -> Value {
    household.asks(&["init", "--dkim-key", text(&keys(household, domains))])
}

/// What became of the only signature of a message.
fn verdict(told: &Value) -> (&str, bool, &str) {
    let signatures = told["reading"]["signatures"].as_array().expect("a list");
    let [one] = signatures.as_slice() else { panic!("{signatures:?}") };
    let word = |field: &str| one[field].as_str().expect("a word");
    (word("result"), one["vouches"].as_bool().expect("yes or no"), word("words"))
}

#[test]
fn mail_that_nobody_judged_is_the_firms_once_its_key_is_at_hand() {
    let mut mails = year();
    mails.push(genuine());
    let household = Household::of_ada(&mails);
    assert!(!falls_due(&household).contains(&DAY.to_owned()), "nobody vouches for it");
    let told = shown(&household, "upcoming");
    assert_eq!(verdict(&told), ("no_key", false, "no key at hand"));
    assert_eq!(told["reading"]["supplier"]["authentic"], "unknown");

    let who = puts_at_hand(&household, &[BILLING]);
    let key = json!({"domain": BILLING, "selector": "s1", "algorithm": "ed25519", "bits": 256,
        "believed": true});
    assert_eq!(who["dkim_keys"], json!([key]));
    assert_eq!(who["people"][0]["name"], "Ada Quill", "what was said before stays");
    assert!(falls_due(&household).contains(&DAY.to_owned()), "its signature does");
    let told = shown(&household, "upcoming");
    assert_eq!(verdict(&told), ("verified", true, "verified with the key at hand"));
    assert_eq!(told["reading"]["supplier"]["authentic"], "pass");
    let page = household.run(&["evidence", &household.id_of("upcoming")]).expect(0).out.clone();
    for words in [
        "tollmere-billing.example (s1): verified with the key at hand",
        "signed by tollmere-billing.example: verified with the key at hand",
    ] {
        assert!(page.contains(words), "{words} not in {page}");
    }
    let page = household.run(&["init"]).expect(0).out.clone();
    assert!(
        page.contains("key        s1 of tollmere-billing.example, ed25519 of 256 bits"),
        "{page}"
    );
    assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);

    let back = household.file("back.txt", format!("s1._domainkey.{BILLING} v=DKIM1; p=\n"));
    let who = household.asks(&["init", "--dkim-key", text(&back)]);
    assert_eq!(who["dkim_keys"], json!([]), "an empty key takes it back");
    assert!(!falls_due(&household).contains(&DAY.to_owned()));
}

#[test]
fn what_was_changed_or_is_signed_by_another_vouches_for_nobody_and_accuses_nobody() {
    let altered = genuine().body(
        "Dear Ada,\n\nyour next payment of the yearly premium will be taken \
        on 20 June 2026 from another account.\n\nTotal: \u{a3}64.00\nPolicy number: TM-4410082\n",
    );
    let of_another = signed(announced("X-Batch: 7"), "larkspur-post.example");
    for (mail, result, words, authentic) in [
        (altered, "not_verified", "the text is not the one that was signed", "unknown"),
        (of_another, "verified", "it is not the sender's domain", "unknown"),
    ] {
        let mut mails = year();
        mails.push(mail);
        let household = Household::of_ada(&mails);
        puts_at_hand(&household, &[BILLING, "larkspur-post.example"]);
        let told = shown(&household, "upcoming");
        let (found, vouches, why) = verdict(&told);
        assert!(found == result && !vouches && why.contains(words), "{told}");
        assert_eq!(told["reading"]["supplier"]["authentic"], authentic);
        assert!(!falls_due(&household).contains(&DAY.to_owned()), "{words}");
    }
    // Of the insurer's own domain, through a list that added a line, and with a key that it changed.
    let mut mails = year();
    let last = mails.pop().expect("a payment");
    mails.push(signed(last, "tollmere.example").body("Dear Ada,\n\nthank you.\n\n-- \nsent on\n"));
    let household = Household::of_ada(&mails);
    puts_at_hand(&household, &["tollmere.example"]);
    let told = shown(&household, "\"thank you\"");
    assert_eq!(
        told["reading"]["supplier"]["authentic"], "pass",
        "as the receiving host found: {told}"
    );
    assert_eq!(household.messages_of("tollmere.example"), 10);
}

#[test]
fn a_look_alike_stays_a_suspect_although_its_own_signature_verifies() {
    let from = format!("Tollmere Insurance <payments@{LOOKS_ALIKE}>");
    let mail = Mail::from(&from, "2026-06-02", "Your premium is overdue")
        .received("2026-06-02", "09:00:00")
        .body(
            "Dear Ada,\n\nplease pay the yearly premium by 20 June 2026.\n\n\
             Amount due: \u{a3}64.00\nPolicy number: TM-4410082\n",
        );
    let mut mails = year();
    mails.push(signed(mail, LOOKS_ALIKE));
    let household = Household::of_ada(&mails);
    puts_at_hand(&household, &[LOOKS_ALIKE]);
    assert!(!falls_due(&household).contains(&DAY.to_owned()));
    assert_eq!(household.messages_of(LOOKS_ALIKE), 0);
    assert_eq!(household.messages_of("tollmere.example"), 10);
    let told = shown(&household, "overdue");
    assert_eq!(verdict(&told), ("verified", true, "verified with the key at hand"));
}

#[test]
fn it_does_not_matter_when_keys_and_mail_come() {
    let mut mails = vec![genuine()];
    mails.extend(year());
    let late = Household::of_ada(&mails);
    puts_at_hand(&late, &[BILLING]);
    let early = Household::of_ada(&[]);
    puts_at_hand(&early, &["tollmere.example"]);
    puts_at_hand(&early, &[BILLING]);
    for (number, mail) in mails.iter().enumerate() {
        let file = early.file(&format!("{number}.eml"), mail.crlf());
        early.takes_in(&file);
    }
    assert!(falls_due(&late).contains(&DAY.to_owned()));
    assert_eq!(falls_due(&late), falls_due(&early));
    assert_eq!(each(&early.list(&["suppliers"]), "name"), each(&late.list(&["suppliers"]), "name"));
    let keys = early.asks(&["init"])["dkim_keys"].clone();
    assert_eq!(keys.as_array().map(Vec::len), Some(2), "one key replaces no other");
    for household in [&late, &early] {
        assert_eq!(household.asks(&["rebuild"])["same_as_before"], true);
    }
}

#[test]
fn a_signature_wins_over_the_word_of_a_stranger_and_of_a_host_that_failed_it() {
    for judgement in [
        "Authentication-Results: gate.tollmere-billing.example; dkim=pass header.d=tollmere-billing.example"
            .to_owned(),
        own("dkim=fail header.d=tollmere-billing.example; dmarc=none"),
    ] {
        let mut mails = year();
        mails.push(signed(announced(&judgement), BILLING));
        let household = Household::of_ada(&mails);
        assert!(!falls_due(&household).contains(&DAY.to_owned()), "{judgement}");
        puts_at_hand(&household, &[BILLING]);
        let told = shown(&household, "upcoming");
        assert_eq!(told["reading"]["supplier"]["authentic"], "pass", "{told}");
        // That its receiver could not verify it made no suspect of it, so nothing holds it back any more.
        assert_ne!(told["reading"]["kind"], "suspect", "{told}");
        assert!(falls_due(&household).contains(&DAY.to_owned()), "{judgement}");
    }
}

#[test]
fn a_file_that_holds_no_key_is_refused_with_its_line_and_what_to_do() {
    let household = Household::of_ada(&[]);
    for (file, what) in [
        (format!("{}\nhello\n", record(BILLING)), "line 3: it has no text behind its name"),
        (
            "s1._domainkey.tollmere.example. IN TXT \"v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQ\"\n"
                .to_owned(),
            "line 1: the key of s1._domainkey.tollmere.example cannot be used: its key (p=) is no RSA key, \
             or is cut off",
        ),
        (String::new(), "line 1: there is no key in this file"),
    ] {
        let path = household.file("wrong.txt", file);
        let answer = household.run(&["init", "--dkim-key", text(&path)]);
        answer.expect(2).says(what).says("dig TXT selector._domainkey.domain.example");
    }
    let missing = household.path("missing.txt");
    household.run(&["init", "--dkim-key", text(&missing)]).expect(2).says("No such file");
    assert_eq!(household.asks(&["init"])["dkim_keys"], json!([]));
}

#[test]
fn read_verifies_with_the_keys_of_files_and_keeps_nothing() {
    let household = Household::new();
    let mail = household.file("mail.eml", genuine().crlf());
    let keys = keys(&household, &[BILLING]);
    let without = household.run(&["read", text(&mail)]).expect(0).json();
    assert_eq!(without["signatures"][0]["result"], "no_key");
    assert_eq!(without["supplier"]["authentic"], "unknown");
    let with = household.run(&["read", text(&mail), "--dkim-key", text(&keys)]).expect(0).json();
    assert_eq!(with["signatures"][0]["vouches"], true, "{with}");
    assert_eq!(with["supplier"]["authentic"], "pass");
    assert!(!household.home().exists());
}
