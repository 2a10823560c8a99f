use super::samples::{CARD, RESULTS};
use super::{Structured, has};
use crate::structured::{authentication_results, card};

fn read(vcf: &str) -> Structured {
    let mut out = Structured::default();
    card(vcf, &mut out);
    out
}

#[test]
fn a_card_gives_the_ways_to_reach_the_supplier() {
    let read = read(CARD);
    has(
        &read,
        &[
            "contact phone +44 20 5550 0199",
            "contact email ada@holm.example",
            "contact url https://holm.example",
        ],
    );
    assert_eq!(read.merchant.as_deref(), Some("Holm Roofing"));
    assert_eq!(read.merchant_url.as_deref(), Some("https://holm.example"));
    assert_eq!(&CARD[read.facts[0].start..read.facts[0].end], "+44 20 5550 0199");
}

#[test]
fn a_card_without_an_organisation_names_its_person() {
    let read =
        read("BEGIN:VCARD\nVERSION:4.0\nFN:Roof & Son\nTEL;VALUE=uri:tel:+44-20\nEND:VCARD\n");
    assert_eq!(read.merchant.as_deref(), Some("Roof & Son"));
    has(&read, &["contact phone +44-20"]);
}

#[test]
fn what_is_no_card_is_a_gap() {
    assert_eq!(read("nothing here").gaps, ["a vCard that could not be read"]);
}

#[test]
fn results_of_the_receiving_host_are_read_through_comments_and_quotes() {
    let verdict = authentication_results(RESULTS).unwrap();
    assert_eq!(verdict.host, "mx.home.example");
    assert_eq!(verdict.dkim, [("pass".to_owned(), Some("shop.example".to_owned()))]);
    assert_eq!(verdict.spf, Some(("fail".to_owned(), Some("mail.shop.example".to_owned()))));
    assert_eq!(verdict.dmarc, Some(("pass".to_owned(), Some("shop.example".to_owned()))));
}

#[test]
fn a_signature_may_name_an_identity_instead_of_a_domain() {
    let verdict = authentication_results(
        "MX.home.example; dkim = pass header.i=@news.shop.example header.s=a; dkim/1=FAIL (bad) header.d = b.example",
    )
    .unwrap();
    assert_eq!(
        verdict.dkim,
        [
            ("pass".to_owned(), Some("news.shop.example".to_owned())),
            ("fail".to_owned(), Some("b.example".to_owned())),
        ]
    );
}

#[test]
fn a_host_that_hides_its_name_is_read_with_an_empty_one() {
    let verdict = authentication_results(
        "spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=a.example; dmarc=none action=none header.from=a.example;",
    )
    .unwrap();
    assert_eq!(verdict.host, "");
    assert_eq!(verdict.spf, Some(("pass".to_owned(), Some("a.example".to_owned()))));
    assert_eq!(verdict.dmarc, Some(("none".to_owned(), Some("a.example".to_owned()))));
}

#[test]
fn a_host_without_results_and_an_empty_field() {
    let verdict = authentication_results("mx.home.example; none").unwrap();
    assert_eq!((verdict.host.as_str(), verdict.dkim.len()), ("mx.home.example", 0));
    assert_eq!(authentication_results(" (just a comment) "), None);
    assert_eq!(authentication_results(""), None);
}

#[test]
fn a_comment_or_quote_cannot_smuggle_a_result() {
    let verdict = authentication_results(
        "mx.home.example; dkim=fail (; dkim=pass header.d=bank.example \\) ;) header.d=evil.example reason=\"; dmarc=pass header.from=bank.example\"",
    )
    .unwrap();
    assert_eq!(verdict.dkim, [("fail".to_owned(), Some("evil.example".to_owned()))]);
    assert_eq!(verdict.dmarc, None);
}
