//! Everything that reads what a stranger wrote.

use super::{Target, answer};
use oxherd_ledger::Word;
use oxherd_reading::structured::{
    Structured, authentication_results, calendar, card, pass, pass_json, schema_org,
};
use oxherd_reading::{Depth, Form, Note, Reader, html};
use std::sync::LazyLock;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

/// A whole message, from header to facts.
pub(crate) const MESSAGE: Target = Target {
    name: "message",
    run: |input| read(input, Form::Mail),
    seeds: || {
        vec![b"From: a@b.example\nSubject: Invoice 12\n\nTotal: 12,30 EUR by 3 May 2026\n".to_vec()]
    },
    extensions: &["eml"],
    tokens: &[
        b"\r\n\r\n",
        b"boundary=",
        b"multipart/mixed",
        b"=?utf-8?q?",
        b"base64",
        b"Content-Type: ",
    ],
};

/// Plain text: words, regions, values, names.
pub(crate) const TEXT: Target = Target {
    name: "text",
    run: |input| read(input, Form::Text),
    seeds: || {
        vec![
            "Gesamtbetrag 1.234,56 € fällig am 03.04.2026, IBAN DE89370400440532013000"
                .as_bytes()
                .to_vec(),
        ]
    },
    extensions: &["txt"],
    tokens: &[
        b"\xe2\x82\xac",
        b"within 14 days",
        b"1.234,56",
        b"2026-04-03",
        b"31/12/99",
        b"\xc2\xa0",
        b">From ",
    ],
};

/// HTML to text, with every byte of the text leading back to the HTML.
pub(crate) const HTML: Target = Target {
    name: "html",
    run: hypertext,
    seeds: || {
        vec![b"<table><tr><td>Total</td><td>&pound;12.30</td></tr></table><a href='https://a.example'>x</a>".to_vec()]
    },
    extensions: &["html"],
    tokens: &[b"<td>", b"</style>", b"<!--", b"-->", b"&amp;", b"&#x41;", b"<script>", b"href=\""],
};

/// schema.org data, calendars, cards.
pub(crate) const STRUCTURED: Target = Target {
    name: "structured",
    run: structured,
    seeds: || {
        vec![
            br#"<script type="application/ld+json">{"@type":"Order","orderNumber":"1","price":"1.00","priceCurrency":"EUR"}</script>"#.to_vec(),
            b"<div itemscope itemtype='http://schema.org/Invoice'><meta itemprop='accountId' content='7'></div>".to_vec(),
            b"BEGIN:VCALENDAR\r\nBEGIN:VEVENT\r\nDTSTART:20260403T080000Z\r\nSUMMARY:Visit\r\nEND:VEVENT\r\nEND:VCALENDAR\r\n".to_vec(),
            b"BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Ann\r\nTEL:+44 20 7946 0000\r\nEND:VCARD\r\n".to_vec(),
            b"mx.a.example; dkim=pass header.d=b.example; spf=fail; dmarc=pass (p=none) header.from=b.example".to_vec(),
        ]
    },
    extensions: &["ics", "vcf"],
    tokens: &[b"itemprop", b"@type", b"{", b"[", b"\"", b"DTSTART", b"RRULE:", b"dkim="],
};

/// A kept word of the owner.
pub(crate) const WORD: Target = Target {
    name: "word",
    run: word,
    seeds: || {
        vec![
            b"belongs\t00112233445566778899\tt0123456789ab".to_vec(),
            b"household\tGB\tEurope/London\tAnn=a@b.example".to_vec(),
        ]
    },
    extensions: &[],
    tokens: &[b"\t", b"date", b"same", b"wrong", b"="],
};

/// A note of the owner, and what comes of it when it is kept again.
pub(crate) const NOTE: Target = Target {
    name: "note",
    run: note,
    seeds: || {
        let call = "note of the owner\nat: 2026-03-02T10:15:00+00:00\nsupplier: Halden Water\nsupplier key: \
            halden.example\nthing: Boiler\ncall: yes\n\nRang them: engineer comes 14 March between 8 and 12, \
            refund of £40 within 10 working days; told them I sold the car";
        let other = "note of the owner\nat: 2026-03-02T10:15:00Z\n\nDer Techniker kommt morgen, Erstattung in \
            zwei Wochen. Ich habe gekündigt";
        vec![call.as_bytes().to_vec(), other.as_bytes().to_vec()]
    },
    extensions: &[],
    tokens: &[
        b"note of the owner\n",
        b"at: 2026-03-02T10:15:00Z\n",
        b"\n\n",
        b"engineer",
        b" not ",
        b" and ",
        b"; ",
        b". M",
        b"within 10 working days",
        b"tomorrow",
        b"cancelled the",
    ],
};

/// What is kept of a note reads as the same note, and every fact stands within bounds.
fn note(input: &[u8]) -> u64 {
    if let Some(note) = Note::of(input) {
        let again = Note::of(&note.to_bytes());
        let of = |note: &Note| (note.at, note.call.is_some());
        assert_eq!(again.as_ref().map(of), Some(of(&note)), "what is kept is read again");
    }
    read(input, Form::Note)
}

/// Every fact stands within bounds and in order.
fn read(input: &[u8], form: Form) -> u64 {
    let read = READER.read(input, form, Depth::Full);
    let reading = read.reading;
    for fact in &reading.facts {
        assert!(fact.at.start <= fact.at.end, "a fact ends before it begins: {fact:?}");
    }
    let claims: Vec<_> = reading.facts.iter().map(|f| std::mem::discriminant(&f.claim)).collect();
    answer((reading.kind, reading.language, claims, reading.gaps.len()))
}

fn hypertext(input: &[u8]) -> u64 {
    let html = String::from_utf8_lossy(input);
    let text = html::to_text(&html);
    let end = u32::try_from(html.len()).unwrap_or(u32::MAX);
    for at in [0, text.text.len() / 2, text.text.len().saturating_sub(1)] {
        let origin = text.origin(u32::try_from(at).unwrap_or(u32::MAX));
        assert!(origin <= end, "a place outside of the HTML");
    }
    answer((text.text.len() / 16, text.links.len(), text.text.matches('\t').count()))
}

fn structured(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let mut found = Structured::default();
    schema_org(&text, &mut found);
    calendar(&text, None, &mut found);
    card(&text, &mut found);
    let verdict = authentication_results(&text).map(|v| (v.dkim.len(), v.spf.is_some()));
    answer((found.facts.len(), found.kinds.len(), found.gaps.len(), verdict))
}

/// What can be read can be written and read again.
fn word(input: &[u8]) -> u64 {
    let line = String::from_utf8_lossy(input);
    let Ok(word) = Word::from_line(&line) else { return 0 };
    assert_eq!(Word::from_line(&word.to_line()).as_ref(), Ok(&word));
    answer(std::mem::discriminant(&word))
}

/// Wallet passes: the packed file, or its `pass.json` alone.
pub(crate) const PASS: Target = Target {
    name: "pass",
    run: |input| {
        let read = if input.starts_with(b"PK") {
            pass(input)
        } else {
            pass_json(&String::from_utf8_lossy(input))
        };
        let Ok(pass) = read else { return 0 };
        for fact in &pass.found.facts {
            assert!(pass.text.get(fact.start..fact.end).is_some(), "a value outside of the text");
        }
        let found = &pass.found;
        answer((found.facts.len(), found.kinds.len(), found.gaps.len(), found.merchant.is_some()))
    },
    seeds: || {
        vec![
            br#"{"organizationName":"A","relevantDate":"2026-05-02T09:40:00+02:00","barcodes":[{"message":
              "M1QUILL/ADA           EK7QX2P HAMLHRKW"}],"boardingPass":{"primaryFields":[{"key":"pnr","label":
              "Booking","value":"K7QX2P"},{"key":"p","value":12.5,"currencyCode":"EUR"}]}}"#
                .to_vec(),
        ]
    },
    extensions: &["json", "pkpass"],
    tokens: &[
        b"\"eventTicket\":{",
        b"\"storeCard\":{",
        b"\"dateStyle\":",
        b"\"voided\":true",
        b"}]",
        b"\"",
    ],
};
