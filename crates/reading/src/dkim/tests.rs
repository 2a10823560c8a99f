use super::*;
use crate::{Depth, Form as Media, Reader};
use oxherd_model::Signer;
use proptest::prelude::*;
use ring::signature::{Ed25519KeyPair, KeyPair};
use std::sync::LazyLock;

mod published;
mod signing;

static READER: LazyLock<Reader> = LazyLock::new(Reader::new);

/// What is found of the signatures of a message with the keys of a file.
fn found(mail: &str, keys: &str) -> Vec<Finding> {
    let records = if keys.is_empty() { Vec::new() } else { records(keys).unwrap() };
    let reading = READER.read(mail.as_bytes(), Media::Mail, Depth::Full).reading;
    let signed = verify(mail.as_bytes(), &reading, &Keys::of(&records));
    signed.iter().map(|signed| signed.finding).collect()
}

/// A body in its canonical form.
fn canonical(form: Form, text: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    canonical::body(text, form, &mut |bytes| out.extend_from_slice(bytes));
    out
}

fn canonical_header(form: Form, text: &str) -> String {
    let mut out = Vec::new();
    canonical::header(text.as_bytes(), form, &mut out);
    String::from_utf8(out).unwrap()
}

#[test]
fn bodies_are_as_the_standard_has_them() {
    // RFC 6376 section 3.4.5, and section 3.4.3 and 3.4.4 for what is empty.
    for (form, text, expected) in [
        (Form::Relaxed, " C \r\nD \t E\r\n\r\n\r\n", " C\r\nD E\r\n"),
        (Form::Simple, " C \r\nD \t E\r\n\r\n\r\n", " C \r\nD \t E\r\n"),
        (Form::Relaxed, "", ""),
        (Form::Simple, "", "\r\n"),
        (Form::Relaxed, "\r\n \r\n\r\n", ""),
        (Form::Simple, "\r\n\r\n", "\r\n"),
        (Form::Simple, " \r\n", " \r\n"),
        (Form::Relaxed, "a", "a\r\n"),
        (Form::Simple, "a", "a\r\n"),
        (Form::Simple, "a\n\nb\n", "a\r\n\r\nb\r\n"),
        (Form::Relaxed, "a\t\n\t\nb  c\n\n", "a\r\n\r\nb c\r\n"),
        (Form::Simple, "a\rb\r\n", "a\rb\r\n"),
        (Form::Simple, "a\r", "a\r\r\n"),
    ] {
        let found = canonical(form, text.as_bytes());
        assert_eq!(String::from_utf8(found).unwrap(), expected, "{form:?} {text:?}");
    }
}

#[test]
fn fields_are_as_the_standard_has_them() {
    // RFC 6376 section 3.4.5.
    for (form, text, expected) in [
        (Form::Relaxed, "A: X", "a:X"),
        (Form::Relaxed, "B : Y\t\r\n\tZ  ", "b:Y Z"),
        (Form::Simple, "B : Y\t\r\n\tZ  ", "B : Y\t\r\n\tZ  "),
        (Form::Simple, "B : Y\n\tZ", "B : Y\r\n\tZ"),
        (Form::Relaxed, "SubJect:\n \n  a\n b", "subject:a b"),
        (Form::Relaxed, "no colon", ":"),
        (Form::Relaxed, "a: b\r", "a:b\r"),
        (Form::Simple, "a: b\r\r\n c", "a: b\r\r\n c"),
    ] {
        assert_eq!(canonical_header(form, text), expected, "{form:?} {text:?}");
    }
}

#[test]
fn a_signature_is_signed_without_its_own_value_wherever_it_stands() {
    for (field, bare) in [
        ("DKIM-Signature: b=aa\r\n\tbb; bh=cc", "DKIM-Signature: b=; bh=cc"),
        ("DKIM-Signature: bh=cc; b =aa ", "DKIM-Signature: bh=cc; b ="),
        ("DKIM-Signature: bh=b=; x=1;\r\n b=aa=\r\n ;", "DKIM-Signature: bh=b=; x=1;\r\n b=;"),
        ("DKIM-Signature", "DKIM-Signature"),
    ] {
        let found = tags::without_signature(field.as_bytes());
        assert_eq!(String::from_utf8(found).unwrap(), bare);
    }
}

#[test]
fn tags_stand_once_and_white_space_around_them_does_not_count() {
    let tags = Tags::parse("v=1 ; b h = 1; ");
    assert!(tags.is_none(), "a name with a space");
    let tags = Tags::parse(" v = 1;\r\n\th=a :\r\n b;;x=").unwrap();
    assert_eq!(
        (tags.get("v"), tags.get("h"), tags.get("x")),
        (Some("1"), Some("a :\r\n b"), Some(""))
    );
    for wrong in ["v=1; v=1", "v", "", ";", "=1", "\u{e4}=1"] {
        assert!(Tags::parse(wrong).is_none(), "{wrong}");
    }
    assert_eq!(decoded("aGk\r\n\t="), Some(b"hi".to_vec()));
    for wrong in ["a", "aGk-", "a=Gk", "aGk===", "\u{e4}"] {
        assert_eq!(decoded(wrong), None, "{wrong}");
    }
}

#[test]
fn the_reading_says_who_signed_up_to_a_few() {
    let one = "DKIM-Signature: v=1; d=Fenwick.Example.; s=S1; b=x\r\n";
    let wrong = "DKIM-Signature: v=1; d=fenwick.example\r\nDKIM-Signature: d=a b; s=c\r\n";
    let mail = format!("{wrong}{}From: a@fenwick.example\r\n\r\nHi\r\n", one.repeat(20));
    let reading = READER.read(mail.as_bytes(), Media::Mail, Depth::Full).reading;
    let signer = Signer { domain: "fenwick.example".to_owned(), selector: "s1".to_owned() };
    assert_eq!(reading.signers, vec![signer; SIGNATURES_MAX]);
}

fn text() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        Just(b"\r\n".to_vec()),
        Just(b"\n".to_vec()),
        Just(b" ".to_vec()),
        Just(b"\t".to_vec()),
        Just(b"a:".to_vec()),
        proptest::collection::vec(any::<u8>(), 0..4),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

proptest! {
    #[test]
    fn what_is_canonical_stays_as_it_is(text in text()) {
        for form in [Form::Simple, Form::Relaxed] {
            let once = canonical(form, &text);
            prop_assert_eq!(canonical(form, &once), once.clone(), "a body");
            let mut header = Vec::new();
            // A field is taken without the line end behind it.
            let last = text.iter().rposition(|b| !b"\r\n".contains(b)).map_or(0, |last| last + 1);
            canonical::header(&text[..last], form, &mut header);
            let mut again = Vec::new();
            canonical::header(&header, form, &mut again);
            prop_assert_eq!(again, header, "a field");
        }
    }

    #[test]
    fn what_a_relaxed_form_lets_change_does_not_change_it(text in text()) {
        // A carriage return before such a line feed would no longer belong to its line end.
        let text: Vec<u8> = text.into_iter().filter(|b| *b != b'\r').collect();
        let changed: Vec<u8> = text.iter().flat_map(|b| match b {
            b' ' | b'\t' => b" \t ".to_vec(),
            b'\n' => b" \n".to_vec(),
            b => vec![*b],
        }).collect();
        prop_assert_eq!(canonical(Form::Relaxed, &changed), canonical(Form::Relaxed, &text));
    }

    #[test]
    fn no_change_of_a_signed_message_verifies_or_panics(at in 0_usize..2_000, to in any::<u8>()) {
        let (mail, keys) = published::rfc_8463();
        let mut bytes = mail.clone().into_bytes();
        let at = at % bytes.len();
        let same = bytes[at] == to;
        bytes[at] = to;
        let reading = READER.read(mail.as_bytes(), Media::Mail, Depth::Full).reading;
        let keys = Keys::of(&records(&keys).unwrap());
        let signed = verify(&bytes, &reading, &keys);
        prop_assert!(signed.len() <= SIGNATURES_MAX);
        let body = mail.find("\r\n\r\n").unwrap();
        if !same && at > body + 4 && to.is_ascii_graphic() {
            prop_assert!(signed.iter().all(|s| s.finding == Finding::Body), "{signed:?}");
        }
    }
}
