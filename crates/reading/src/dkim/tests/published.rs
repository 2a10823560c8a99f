//! The examples of the standards: messages, signatures and keys as they are published there.

use super::*;

/// RFC 8463 appendix A: one message, signed with both sorts of keys.
pub(super) fn rfc_8463() -> (String, String) {
    let mail = "DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=brisbane; t=1528637909; h=from : to :
 subject : date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=/gCrinpcQOoIfuHNQIbq4pgh9kyIK3AQUdt9OdqQehSwhEIug4D11Bus
 Fa3bT3FY5OsU7ZbnKELq+eXdp1Q1Dw==
DKIM-Signature: v=1; a=rsa-sha256; c=relaxed/relaxed;
 d=football.example.com; i=@football.example.com;
 q=dns/txt; s=test; t=1528637909; h=from : to : subject :
 date : message-id : from : subject : date;
 bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
 b=F45dVWDfMbQDGHJFlXUNB2HKfbCeLRyhDXgFpEL8GwpsRe0IeIixNTe3
 DhCVlUrSjV4BwcVcOF6+FF3Zo9Rpo1tFOeS9mPYQTnGdaSGsgeefOsk2Jz
 dA+L10TeYt9BgDfQNZtKdN1WO//KgIqXP7OdEFE4LjFYNcUxZQ4FADY+8=
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game.  Are you hungry yet?

Joe.

";
    let keys = "brisbane._domainkey.football.example.com. IN TXT (
        \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\" )
test._domainkey.football.example.com. IN TXT (
        \"v=DKIM1; k=rsa; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQKBgQDkHlOQoBTzWRiGs5V6NpP3idY6Wk08\"
        \"a5qhdR6wy5bdOKb2jLQiY/J16JYi0Qvx/byYzCNb3W91y3FutACDfzwQ/BC/e/8uBsCR+yz1Lxj+PL6lHvqMKrM3\"
        \"rG4hstT5QjvHO9PzoxZyVYLzBfO2EeC3Ip3G+2kryOTIKT+l/K4w3QIDAQAB\" )
";
    (mail.replace('\n', "\r\n"), keys.to_owned())
}

/// RFC 6376 appendix A, with the key of its appendix C; the body as it was signed, which has one space
/// where the page prints two.
fn rfc_6376() -> (String, &'static str) {
    let mail = "DKIM-Signature: v=1; a=rsa-sha256; s=brisbane; d=example.com;
      c=simple/simple; q=dns/txt; i=joe@football.example.com;
      h=Received : From : To : Subject : Date : Message-ID;
      bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;
      b=AuUoFEfDxTDkHlLXSZEpZj79LICEps6eda7W3deTVFOk4yAUoqOB
        4nujc7YopdG5dWLSdNg6xNAZpOPr+kHxt1IrE+NahM6L/LbvaHut
        KVdkLLkpVaVVQPzeRDI009SO2Il5Lu7rDNH6mZckBdrIx0orEtZV
        4bmp/YzhwvcubU4=;
Received: from client1.football.example.com  [192.0.2.1]
      by submitserver.example.com with SUBMISSION;
      Fri, 11 Jul 2003 21:01:54 -0700 (PDT)
From: Joe SixPack <joe@football.example.com>
To: Suzie Q <suzie@shopping.example.net>
Subject: Is dinner ready?
Date: Fri, 11 Jul 2003 21:00:37 -0700 (PDT)
Message-ID: <20030712040037.46341.5F8J@football.example.com>

Hi.

We lost the game. Are you hungry yet?

Joe.
";
    let key =
        "brisbane._domainkey.example.com. IN TXT (\"v=DKIM1; p=MIGfMA0GCSqGSIb3DQEBAQUAA4GNADCBiQ\"
        \"KBgQDwIRP/UC3SBsEmGqZ9ZJW3/DkMoGeLnQg1fWn7/zYt\"
        \"IxN2SnFCjxOCKG9v3b4jYfcTNh5ijSsq631uBItLa7od+v\"
        \"/RtdC2UzJ1lWT947qR+Rcac2gbto/NMqJ0fzfVjH4OuKhi\"
        \"tdY9tf6mcwGjaNBcWToIMmPSPDdQPNUYckcQ2QIDAQAB\")";
    (mail.replace('\n', "\r\n"), key)
}

#[test]
fn the_examples_of_the_standards_verify() {
    let (mail, keys) = rfc_8463();
    assert_eq!(found(&mail, &keys), [Finding::Vouches, Finding::Vouches]);
    let (mail, key) = rfc_6376();
    assert_eq!(found(&mail, key), [Finding::Vouches]);
}

#[test]
fn a_mailbox_with_bare_line_feeds_changes_nothing() {
    let (mail, keys) = rfc_8463();
    assert_eq!(found(&mail.replace("\r\n", "\n"), &keys), [Finding::Vouches, Finding::Vouches]);
    let (mail, key) = rfc_6376();
    assert_eq!(found(&mail.replace("\r\n", "\n"), key), [Finding::Vouches]);
}

#[test]
fn a_key_that_is_not_at_hand_and_a_key_of_another_say_so() {
    let (mail, keys) = rfc_8463();
    assert_eq!(found(&mail, ""), [Finding::NoKey, Finding::NoKey]);
    let (first, second) = keys.split_once("test._domainkey").unwrap();
    assert_eq!(found(&mail, first), [Finding::Vouches, Finding::NoKey]);
    let swapped = format!("{}test._domainkey{second}", first.replace("11qY", "22qY"));
    assert_eq!(found(&mail, &swapped), [Finding::Header, Finding::Vouches]);
    let mixed = format!("brisbane._domainkey{second}");
    assert_eq!(found(&mail, &mixed), [Finding::OtherKey, Finding::NoKey]);
}

#[test]
fn a_changed_text_and_a_changed_header_are_told_apart() {
    let (mail, key) = rfc_6376();
    assert_eq!(found(&mail.replace("lost", "won"), key), [Finding::Body]);
    assert_eq!(found(&mail.replace("dinner", "supper"), key), [Finding::Header]);
    assert_eq!(
        found(&mail.replace("Hi.", "Hi. "), key),
        [Finding::Body],
        "simple forgives nothing"
    );
    let (mail, keys) = rfc_8463();
    let forgiven = mail.replace("Hi.", "Hi. \t").replace("Subject: Is", "SUBJECT:\r\n  Is");
    assert_eq!(found(&forgiven, &keys), [Finding::Vouches, Finding::Vouches]);
}
