//! Signatures of mail and the records with their keys.

use super::{Target, answer};
use oxherd_reading::dkim::{Key, Keys, SIGNATURES_MAX, records, verify};
use oxherd_reading::{Depth, Form, Reader};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

/// Keys whose private halves nobody here has: nothing may verify with them but what is published.
static KEYS: LazyLock<Keys> = LazyLock::new(|| Keys::of(&records(RECORD).unwrap_or_default()));

const RECORD: &str = "brisbane._domainkey.football.example.com. IN TXT (\n\
    \"v=DKIM1; k=ed25519; p=11qYAYKxCrfVS/7TyWQHOg7hcvPapiMlrwIaaPcHURo=\" ) ; RFC 8463\n";

/// A signed message: fields, tags, canonical forms.
pub(crate) const SIGNED: Target = Target {
    name: "signed",
    run: signed,
    seeds: || {
        vec![
            b"DKIM-Signature: v=1; a=ed25519-sha256; c=relaxed/relaxed;\r\n d=football.example.com; \
              s=brisbane; t=1528637909; h=from : to : subject : from;\r\n \
              bh=2jUSOH9NhtVGCQWNr9BrIAPreKQjO6Sn7XIkfJVOzv8=;\r\n b=aGVsbG8=\r\n\
              From: Joe <joe@football.example.com>\r\nTo: Suzie <suzie@shopping.example.net>\r\n\
              Subject: Is dinner ready?\r\n\r\nHi.\r\n\r\nWe lost the game. Are you hungry yet?\r\n\r\nJoe.\r\n"
                .to_vec(),
        ]
    },
    extensions: &[],
    tokens: &[
        b"; l=10",
        b"; x=1528637910",
        b"simple/simple",
        b"relaxed/simple",
        b"rsa-sha256",
        b"; i=@a.football.example.com",
        b":from",
        b"\r\nFrom: a@b.example",
        b"\r\n\r\n",
        b" \t",
        b"b=",
        b"bh=",
    ],
};

/// A file of records.
pub(crate) const RECORDS: Target = Target {
    name: "records",
    run: |input| {
        let Ok(records) = records(&String::from_utf8_lossy(input)) else { return 0 };
        for record in &records {
            assert!(Key::of(&record.text).is_ok(), "a record that is no key");
            let line = format!(
                "{}._domainkey.{}. {}",
                record.signer.selector, record.signer.domain, record.text
            );
            assert!(line.len() < 8_192, "a record without end");
        }
        answer((records.len(), Keys::of(&records).is_empty()))
    },
    seeds: || {
        vec![
            RECORD.as_bytes().to_vec(),
            b"a._domainkey.b.example v=DKIM1; p=\n".to_vec(),
            b"$ORIGIN b.example.\na._domainkey 60 IN CNAME c\nc IN TXT \"v=DKIM1; p=\" \"\\059\"\n"
                .to_vec(),
        ]
    },
    extensions: &[],
    tokens: &[
        b"(",
        b")",
        b"\"",
        b"\\",
        b";",
        b" IN TXT ",
        b" CNAME ",
        b"$ORIGIN ",
        b"k=rsa; p=MIGf",
    ],
};

fn signed(input: &[u8]) -> u64 {
    let reading = READER.read(input, Form::Mail, Depth::Signal).reading;
    let signed = verify(input, &reading, &KEYS);
    assert!(signed.len() <= SIGNATURES_MAX, "signatures without end");
    assert!(signed.iter().all(|s| !s.finding.vouches()), "nobody here can sign");
    answer(signed.iter().map(|s| s.finding.in_words()).collect::<Vec<_>>())
}
