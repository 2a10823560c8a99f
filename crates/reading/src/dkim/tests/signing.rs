//! Messages that are signed here, with what may be wrong about them.

use super::*;
use std::fmt::Write;

/// The private half of a key of nobody.
fn pair() -> Ed25519KeyPair {
    Ed25519KeyPair::from_seed_unchecked(&[7; 32]).unwrap()
}

fn base64(bytes: &[u8]) -> String {
    const DIGITS: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut text = String::new();
    for three in bytes.chunks(3) {
        let number =
            three.iter().fold(0_u32, |n, b| n << 8 | u32::from(*b)) << (8 * (3 - three.len()));
        for place in 0..4 {
            let digit = usize::try_from(number >> (18 - 6 * place) & 63).unwrap();
            text.push(if place <= three.len() { char::from(DIGITS[digit]) } else { '=' });
        }
    }
    text
}

/// The record of its public half, with further tags.
fn key(more: &str) -> String {
    let public = base64(pair().public_key().as_ref());
    format!("s1._domainkey.fenwick.example v=DKIM1; k=ed25519; {more} p={public}")
}

/// What is signed and how.
struct Letter {
    fields: Vec<&'static str>,
    body: &'static str,
    form: &'static str,
    names: &'static str,
    more: &'static str,
}

const FIELDS: [&str; 4] = [
    "Received: from out.fenwick.example by mx.quill.example; Mon, 2 Mar 2026 10:00:05 +0000",
    "From: Fenwick Energy <billing@news.fenwick.example>",
    "Subject: Your bill",
    "Date: Mon, 2 Mar 2026 10:00:00 +0000",
];

impl Letter {
    fn new() -> Self {
        Self {
            fields: FIELDS.to_vec(),
            body: "Your  bill is here.\r\n\r\nFenwick\r\n\r\n\r\n",
            form: "relaxed/relaxed",
            names: "from:subject:date",
            more: "d=fenwick.example;",
        }
    }

    /// The message, signed as the standard says, by other code than what verifies.
    fn signed(&self) -> String {
        let (header, body) = self.form.split_once('/').unwrap();
        let (header, body) = (header == "relaxed", body == "relaxed");
        let length = self.more.split_once("l=").map(|(_, l)| l.split(';').next().unwrap());
        let mut canonical = if body { relaxed(self.body) } else { simple(self.body) };
        if let Some(length) = length.and_then(|l| l.parse::<usize>().ok()) {
            canonical.truncate(length);
        }
        let hash = base64(digest(&SHA256, canonical.as_bytes()).as_ref());
        let field = format!(
            "DKIM-Signature: v=1; a=ed25519-sha256; c={}; s=s1; {}\r\n\th={}; bh={hash}; b=",
            self.form, self.more, self.names
        );
        let mut data = String::new();
        let mut left = self.fields.clone();
        for name in self.names.split(':') {
            let named = |f: &&str| f.split(':').next().unwrap().eq_ignore_ascii_case(name);
            let Some(at) = left.iter().rposition(named) else { continue };
            let line = left.remove(at);
            write!(data, "{}\r\n", if header { field_relaxed(line) } else { line.to_owned() })
                .unwrap();
        }
        let last = if header { &field_relaxed(&field) } else { &field };
        data.push_str(last);
        let hash = digest(&SHA256, data.as_bytes());
        let signature = base64(pair().sign(hash.as_ref()).as_ref());
        format!("{field}{signature}\r\n{}\r\n\r\n{}", self.fields.join("\r\n"), self.body)
    }

    fn found(&self) -> Finding {
        self.found_with("")
    }

    fn found_with(&self, more: &str) -> Finding {
        let found = found(&self.signed(), &key(more));
        assert_eq!(found.len(), 1);
        found[0]
    }
}

fn simple(body: &str) -> String {
    format!("{}\r\n", body.trim_end_matches("\r\n"))
}

fn relaxed(body: &str) -> String {
    let line = |line: &str| {
        let inner: Vec<&str> = line.split_whitespace().collect();
        format!("{}{}", if line.starts_with(' ') { " " } else { "" }, inner.join(" "))
    };
    let lines: Vec<String> = body.split("\r\n").map(line).collect();
    simple(&lines.join("\r\n"))
}

fn field_relaxed(field: &str) -> String {
    let (name, value) = field.split_once(':').unwrap();
    let words: Vec<&str> = value.split_whitespace().collect();
    format!("{}:{}", name.trim().to_lowercase(), words.join(" "))
}

#[test]
fn every_pair_of_forms_verifies_and_an_organisation_vouches_for_its_hosts() {
    for form in ["simple/simple", "simple/relaxed", "relaxed/simple", "relaxed/relaxed"] {
        assert_eq!(Letter { form, ..Letter::new() }.found(), Finding::Vouches, "{form}");
    }
}

#[test]
fn names_that_stand_twice_and_names_of_nothing_are_signed_too() {
    let names = "from:subject:date:from:subject:cc:x-none:received:received";
    let letter = Letter { names, ..Letter::new() };
    assert_eq!(letter.found(), Finding::Vouches);
    let added = letter.signed().replace("\r\nSubject:", "\r\nCc: eve@else.example\r\nSubject:");
    assert_eq!(found(&added, &key("")), [Finding::Header], "that there was none was signed");
}

#[test]
fn who_signs_for_another_domain_vouches_for_nobody() {
    let mut letter = Letter::new();
    letter.fields[1] = "From: Harbour Cover <office@harbour.example>";
    assert_eq!(letter.found(), Finding::Another);
    assert_eq!(Finding::Another.as_str(), "verified");
    assert!(!Finding::Another.vouches());
    letter.fields[1] = "From: Harbour <office@fenwick.example.else.example>";
    assert_eq!(letter.found(), Finding::Another);
}

#[test]
fn a_text_that_goes_on_behind_what_was_signed_vouches_for_nobody() {
    for (more, finding) in [
        ("d=fenwick.example; l=18;", Finding::Part),
        ("d=fenwick.example; l=0;", Finding::Part),
        ("d=fenwick.example; l=31;", Finding::Vouches),
        ("d=fenwick.example; l=4000;", Finding::Body),
        ("d=fenwick.example; l=x;", Finding::Malformed),
    ] {
        assert_eq!(Letter { more, ..Letter::new() }.found(), finding, "{more}");
    }
}

#[test]
fn a_second_sender_and_a_subject_that_is_not_signed_vouch_for_nobody() {
    let letter = Letter::new();
    let second = letter.signed().replace("\r\nFrom:", "\r\nFrom: a@fenwick.example\r\nFrom:");
    assert_eq!(found(&second, &key("")), [Finding::Loose]);
    assert_eq!(Letter { names: "from:date", ..Letter::new() }.found(), Finding::Loose);
    assert_eq!(Letter { names: "subject:date", ..Letter::new() }.found(), Finding::Malformed);
}

#[test]
fn a_signature_expires_by_the_day_on_which_the_message_came() {
    // 2026-03-02T10:00:05Z is 1772445605.
    for (more, finding) in [
        ("d=fenwick.example; t=1772445600; x=1772445605;", Finding::Vouches),
        ("d=fenwick.example; x=1772445604;", Finding::Expired),
        ("d=fenwick.example; t=1772445600; x=1772445600;", Finding::Malformed),
        ("d=fenwick.example; x=99999999999999999999999;", Finding::Malformed),
    ] {
        assert_eq!(Letter { more, ..Letter::new() }.found(), finding, "{more}");
    }
    let mut letter = Letter { more: "d=fenwick.example; x=1772445605;", ..Letter::new() };
    letter.fields = vec![FIELDS[1], FIELDS[2]];
    assert_eq!(letter.found(), Finding::Expired, "nobody knows when it came");
}

#[test]
fn what_a_key_is_for_is_kept_to() {
    for (more, finding) in [
        ("t=y;", Finding::Trial),
        ("t=s;", Finding::Vouches),
        ("h=sha1:sha256; s=email; n=note;", Finding::Vouches),
    ] {
        assert_eq!(Letter::new().found_with(more), finding, "{more}");
    }
    let letter = Letter { more: "d=fenwick.example; i=ann@news.fenwick.example;", ..Letter::new() };
    assert_eq!(letter.found(), Finding::Vouches);
    assert_eq!(letter.found_with("t=s;"), Finding::OtherKey);
    let letter = Letter { more: "d=fenwick.example; i=@else.example;", ..Letter::new() };
    assert_eq!(letter.found(), Finding::Malformed);
    let letter = Letter { more: "d=fenwick.example; i=@notfenwick.example;", ..Letter::new() };
    assert_eq!(letter.found(), Finding::Malformed);
}

#[test]
fn sha_1_other_versions_and_torn_signatures_are_not_believed() {
    let mail = Letter::new().signed();
    for (from, to, finding) in [
        ("ed25519-sha256", "rsa-sha1", Finding::Method),
        ("ed25519-sha256", "rsa-sha256", Finding::OtherKey),
        ("v=1", "v=2", Finding::Malformed),
        ("c=relaxed", "c=loose", Finding::Malformed),
        ("b=", "b=!", Finding::Malformed),
        ("; bh=", "; bx=", Finding::Malformed),
    ] {
        assert_eq!(found(&mail.replacen(from, to, 1), &key("")), [finding], "{to}");
    }
    assert_eq!(found(&mail.replacen("v=1;", "v=1; v=1;", 1), &key("")), [], "no list of tags");
}

#[test]
fn a_short_key_is_not_believed() {
    // Modulus and exponent of 512 bits, by themselves.
    let der: Vec<u8> = [&[0x30, 0x48, 2, 0x41, 0][..], &[0xc5; 64], &[2, 3, 1, 0, 1]].concat();
    let record = format!("s1._domainkey.fenwick.example v=DKIM1; p={}", base64(&der));
    let short = Key::of(record.split_once(' ').unwrap().1).unwrap().unwrap();
    assert_eq!((short.algorithm(), short.bits(), short.is_weak()), (Algorithm::Rsa, 512, true));
    let mail = Letter::new().signed().replacen("ed25519-sha256", "rsa-sha256", 1);
    assert_eq!(found(&mail, &record), [Finding::WeakKey]);
}

#[test]
fn what_is_signed_without_end_is_looked_at_within_bounds() {
    let mail = Letter::new().signed();
    let (field, rest) = mail.split_once("\r\nReceived").unwrap();
    let many = format!("{}Received{rest}", format!("{field}\r\n").repeat(50));
    assert_eq!(found(&many, &key("")).len(), SIGNATURES_MAX);
    let names = format!("h={};", "from:".repeat(300));
    assert_eq!(found(&mail.replacen("h=", &names, 1), &key("")), [], "h= stands twice");
    let names = format!("h={}", "from:".repeat(300));
    assert_eq!(found(&mail.replacen("h=", &names, 1), &key("")), [Finding::Malformed]);
    let long = mail.replacen("\r\nFrom", &format!("{}\r\nFrom", "\r\nX: y".repeat(5_000)), 1);
    assert_eq!(found(&long, &key("")), [Finding::Malformed]);
}
