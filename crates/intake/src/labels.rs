//! The labels that Google Takeout writes into every message of its one big mbox
//! (`X-Gmail-Labels: Sent,Important`), in the language of the account.

use crate::{Folder, role};
use memchr::memmem;

/// The header field; Takeout writes it among the first.
const FIELD: &[u8] = b"X-Gmail-Labels:";

/// Bytes of a message in which the field is looked for.
const LOOKED_AT: usize = 4096;

/// Longest value that is read.
const VALUE_MAX: usize = 2048;

/// The role that the labels of a message give; the first label with a role counts.
pub(crate) fn role_of(message: &[u8]) -> Option<Folder> {
    let head = message.get(..LOOKED_AT.min(message.len()))?;
    let at = memmem::find(head, FIELD)?;
    let starts_line = at == 0 || head.get(at - 1) == Some(&b'\n');
    let body = memmem::find(head, b"\n\n").or_else(|| memmem::find(head, b"\r\n\r\n"));
    if !starts_line || body.is_some_and(|body| body < at) {
        return None;
    }
    let labels = decoded(&unfolded(message.get(at + FIELD.len()..)?));
    labels.split(',').find_map(|label| role::of_name(label.trim().trim_matches('"')))
}

/// The value of a field with its continuation lines (RFC 5322, section 2.2.3).
fn unfolded(rest: &[u8]) -> String {
    let mut value = String::new();
    for (number, line) in rest.split(|byte| *byte == b'\n').enumerate() {
        let continues = line.first().is_some_and(|byte| matches!(byte, b' ' | b'\t'));
        if number > 0 && !continues || value.len() > VALUE_MAX {
            break;
        }
        let line = String::from_utf8_lossy(line);
        let line = line.trim_end_matches('\r');
        value.push_str(if number == 0 { line } else { line.trim_start() });
    }
    value
}

/// With encoded words in UTF-8 (RFC 2047) spelled out; others stay as they are.
fn decoded(value: &str) -> String {
    let mut bytes: Vec<u8> = Vec::with_capacity(value.len());
    let mut rest = value;
    while let Some((before, after)) = rest.split_once("=?") {
        bytes.extend_from_slice(before.as_bytes());
        let Some((word, after)) = encoded(after) else {
            bytes.extend_from_slice(b"=?");
            rest = after;
            continue;
        };
        bytes.extend_from_slice(&word);
        rest = after;
    }
    bytes.extend_from_slice(rest.as_bytes());
    String::from_utf8_lossy(&bytes).into_owned()
}

/// The bytes of an encoded word (`UTF-8?Q?text?=` or `UTF-8?B?text?=`) and what follows it.
fn encoded(word: &str) -> Option<(Vec<u8>, &str)> {
    let (charset, rest) = word.split_once('?')?;
    let (how, rest) = rest.split_once('?')?;
    let (text, rest) = rest.split_once("?=")?;
    if !charset.eq_ignore_ascii_case("utf-8") {
        return None;
    }
    match how {
        "Q" | "q" => Some((quoted(text), rest)),
        "B" | "b" => Some((base64(text), rest)),
        _ => None,
    }
}

fn quoted(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        bytes.push(match byte {
            b'_' => b' ',
            b'=' => {
                let digit = |byte: Option<u8>| char::from(byte.unwrap_or(b'0')).to_digit(16);
                let (high, low) = (digit(rest.next()), digit(rest.next()));
                let value = high.unwrap_or(0) * 16 + low.unwrap_or(0);
                u8::try_from(value).unwrap_or(b'?')
            }
            other => other,
        });
    }
    bytes
}

fn base64(text: &str) -> Vec<u8> {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let mut bytes = Vec::with_capacity(text.len());
    let (mut held, mut bits) = (0_u32, 0);
    let values = text.bytes().filter_map(|byte| LETTERS.iter().position(|l| *l == byte));
    for value in values.filter_map(|value| u32::try_from(value).ok()) {
        held = held << 6 | value;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from(held >> bits & 0xff).unwrap_or(0));
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    fn role(labels: &str) -> Option<Folder> {
        role_of(
            format!("X-GM-THRID: 1\r\nX-Gmail-Labels: {labels}\r\nFrom: a@b\r\n\r\nx").as_bytes(),
        )
    }

    #[test]
    fn labels_give_a_role_in_any_language() {
        assert_eq!(role("Sent,Important"), Some(Folder::Sent));
        assert_eq!(role("Important,\"Sent\""), Some(Folder::Sent));
        assert_eq!(role("=?UTF-8?Q?Ge=C3=B6ffnet,Gesendet?="), Some(Folder::Sent));
        assert_eq!(role("=?UTF-8?B?TWVzc2FnZXMgZW52b3nDqXM=?="), Some(Folder::Sent));
        assert_eq!(role("Inbox,\r\n Unread,Spam"), Some(Folder::Junk));
        assert_eq!(role("Inbox,Unread"), None);
    }

    #[test]
    fn a_body_that_speaks_of_labels_has_no_role() {
        assert_eq!(role_of(b"From: a@b\n\nX-Gmail-Labels: Sent\n"), None);
        assert_eq!(role_of(b"Subject: X-Gmail-Labels: Sent\n\nx"), None);
        assert_eq!(role_of(b""), None);
        assert_eq!(role("=?UTF-8?Q?=?"), None);
    }
}
