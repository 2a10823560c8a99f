//! Who received a message, who judged it, and what that judgement is worth where it stands.

use crate::structured::{authentication_results, party};
use crate::{Depth, Form, Reader};
use oxherd_model::{Authentic, Reading};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

/// A bill of `fenwick.example` below these fields.
fn read(fields: &[&str]) -> Reading {
    let mail = format!(
        "{}\r\nFrom: Fenwick Energy <billing@fenwick.example>\r\nTo: ada@post.example\r\n\
         Subject: Your bill\r\nDate: Mon, 2 Mar 2026 10:00:00 +0000\r\n\r\nYour bill is here.\r\n",
        fields.join("\r\n")
    );
    READER.read(mail.as_bytes(), Form::Mail, Depth::Full).reading
}

/// Host, judge and verdict as one line.
fn told(fields: &[&str]) -> String {
    let reading = read(fields);
    let authentic = reading.supplier.map_or(Authentic::Unknown, |claim| claim.authentic);
    match reading.receiving {
        Some(by) => format!("{} {} {authentic}", by.host, by.judge.as_deref().unwrap_or("-")),
        None => format!("nobody {authentic}"),
    }
}

const OWN: &str = "Received: from out.fenwick.example by mx1.post.example with ESMTPS; Mon, 2 Mar 2026 10:00:05 +0000";
const WITHIN: &str = "Received: from mx1.post.example by store9.post.example with LMTP; Mon, 2 Mar 2026 10:00:06 +0000";
const OTHER_DOMAIN: &str =
    "Received: from mx1.post.example by relay.postgroup.example; Mon, 2 Mar 2026 10:00:06 +0000";
const SENDER: &str = "Received: from app by out.fenwick.example; Mon, 2 Mar 2026 10:00:01 +0000";
const PASS: &str = "Authentication-Results: mx1.post.example; dkim=pass header.d=fenwick.example";
const STRANGE: &str =
    "Authentication-Results: gate.fenwick.example; dmarc=pass header.from=fenwick.example";
const UNNAMED: &str = "Authentication-Results: spf=pass (sender IP is 192.0.2.1) smtp.mailfrom=fenwick.example; dmarc=pass header.from=fenwick.example";

#[test]
fn what_was_written_before_the_receiving_host_had_the_message_vouches_for_nobody() {
    for (what, fields, expected) in [
        ("above its own field", vec![PASS, OWN, SENDER], "post.example post.example pass"),
        ("below its own field", vec![OWN, PASS, SENDER], "post.example post.example pass"),
        ("below two of its own", vec![WITHIN, OWN, PASS, SENDER], "post.example post.example pass"),
        ("no Received at all", vec![PASS], " post.example pass"),
        ("nobody judged", vec![OWN, SENDER], "post.example - unknown"),
        ("nothing of an envelope", vec!["X-None: 1"], "nobody unknown"),
        (
            "within, by another domain of it",
            vec![WITHIN, OTHER_DOMAIN, PASS, OWN, SENDER],
            "post.example post.example pass",
        ),
        (
            "within, by one that does not name itself",
            vec![WITHIN, OTHER_DOMAIN, UNNAMED, OWN],
            "post.example  pass",
        ),
        ("below the sender's own host", vec![OWN, SENDER, STRANGE], "post.example - unknown"),
        (
            "unnamed, below the sender's own host",
            vec![OWN, SENDER, UNNAMED],
            "post.example - unknown",
        ),
        (
            "by a stranger, where only the own host stands",
            vec![OWN, STRANGE],
            "post.example fenwick.example pass",
        ),
        ("the topmost of several", vec![OWN, PASS, STRANGE], "post.example post.example pass"),
        (
            "the topmost of several is a stranger's",
            vec![OWN, STRANGE, PASS],
            "post.example fenwick.example pass",
        ),
    ] {
        assert_eq!(told(&fields), expected, "{what}");
    }
}

#[test]
fn a_fail_stays_a_fail_wherever_it_stands() {
    let fail =
        "Authentication-Results: gate.fenwick.example; dmarc=fail header.from=fenwick.example";
    assert_eq!(told(&[OWN, SENDER, fail]), "post.example - fail");
}

#[test]
fn the_receiving_host_is_the_first_that_names_itself() {
    for (received, host) in [
        (
            "from a by 2002:a05:7412:d592:b0:d2:e702:d9f1 with SMTP id x; Mon, 2 Mar 2026 10:00:00 +0000",
            "",
        ),
        ("from a by 10.2.1.1 with SMTP; Mon, 2 Mar 2026 10:00:00 +0000", ""),
        ("from a (by b.example (by c.example)) BY mx.post.example(x); now", "post.example"),
        ("(from www-data@localhost) by mail; now", "mail"),
        ("from a;\r\n\tby mx.post.example", ""),
        ("from a\r\n\tby MX.Post.Example.\r\n\twith x; now", "post.example"),
        ("by", ""),
        ("from a by <script>", ""),
        ("from a by [IPv6:2001:db8::1]; now", ""),
    ] {
        let field = format!("Received: {received}");
        let found = read(&[&field]).receiving.map(|by| by.host).unwrap_or_default();
        assert_eq!(found, host, "{received}");
        let below = read(&[&field, WITHIN]).receiving.map(|by| by.host);
        let below = below.unwrap_or_default();
        assert_eq!(below, if host.is_empty() { "post.example" } else { host }, "{received}");
    }
}

#[test]
fn names_within_a_house_are_no_foreign_hosts() {
    let local = "Received: from mx1.post.example by mail.fritz.lan with LMTP; Mon, 2 Mar 2026 10:00:07 +0000";
    let bare = "Received: from localhost by mail with LMTP; Mon, 2 Mar 2026 10:00:07 +0000";
    for top in [local, bare] {
        assert!(told(&[top, OWN, STRANGE, SENDER]).ends_with(" fenwick.example pass"), "{top}");
        assert!(told(&[top, OWN, PASS, SENDER]).ends_with(" post.example pass"), "{top}");
    }
}

#[test]
fn the_judge_is_named_with_or_without_a_version_a_comment_and_a_domain() {
    for (field, judge) in [
        ("mx1.post.example; none", "post.example"),
        ("mx1.post.example 1; none", "post.example"),
        ("(of the house) MX1.POST.EXAMPLE (x); none", "post.example"),
        ("\"mx1.post.example\"; none", "post.example"),
        ("gatekeeper; none", "gatekeeper"),
        ("192.0.2.1; none", ""),
        ("dkim=pass header.d=fenwick.example", ""),
    ] {
        let verdict = authentication_results(field).unwrap();
        assert_eq!(party(&verdict.host).unwrap_or_default(), judge, "{field}");
    }
    assert_eq!(party(&"a".repeat(300)), None);
}

#[test]
fn a_pass_for_another_organisation_than_the_one_shown_is_none() {
    let of =
        |result: &str| told(&[OWN, &format!("Authentication-Results: mx1.post.example; {result}")]);
    for (result, verdict) in [
        ("dmarc=pass header.from=news.fenwick.example", "pass"),
        ("dmarc=pass", "pass"),
        ("dmarc=pass header.from=elsewhere.example", "unknown"),
        ("dmarc=pass header.from=elsewhere.example; dkim=pass header.d=fenwick.example", "pass"),
        ("dkim=pass header.d=elsewhere.example", "unknown"),
        ("dkim=pass header.d=mail.fenwick.example", "pass"),
        ("dmarc=fail header.from=elsewhere.example", "fail"),
    ] {
        assert_eq!(of(result), format!("post.example post.example {verdict}"), "{result}");
    }
}

#[test]
fn fields_without_end_are_looked_at_within_bounds() {
    let many = vec![SENDER; 5_000];
    let mut fields = vec![OWN];
    fields.extend(many);
    fields.push(STRANGE);
    assert_eq!(told(&fields), "post.example - unknown");
    let long = format!("Received: {} by mx.post.example; now", "(".repeat(100_000));
    assert_eq!(told(&[&long]), "nobody unknown");
}
