//! From bytes to text: by the marks of UTF-16, as UTF-8, or by the charset that a file names.

use mail_parser::decoders::charsets::map::charset_decoder;
use memchr::memmem;
use std::borrow::Cow;

/// How much of the beginning can name a charset; the HTML standard has its prescan end here.
const PROLOGUE_MAX: usize = 1024;

/// The bytes as text, without a byte order mark; what is not UTF-8 and names no charset is
/// windows-1252.
pub(crate) fn decode(bytes: &[u8]) -> Cow<'_, str> {
    let plain = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    if let Ok(text) = std::str::from_utf8(plain)
        && !matches!(plain, [0, _, ..] | [_, 0, ..])
    {
        return Cow::Borrowed(text);
    }
    let charset: &[u8] = match bytes {
        [0xff, 0xfe, ..] | [b'<' | b':' | b'O' | b'!', 0, ..] => b"utf-16le",
        [0xfe, 0xff, ..] | [0, b'<' | b':' | b'O' | b'!', ..] => b"utf-16be",
        _ => declared(plain).unwrap_or(b"windows-1252"),
    };
    let decoded = charset_decoder(charset).or_else(|| charset_decoder(b"windows-1252"));
    let Some(decode) = decoded else {
        return String::from_utf8_lossy(plain);
    };
    let text = decode(plain);
    Cow::Owned(text.strip_prefix('\u{feff}').map_or_else(|| text.clone(), str::to_owned))
}

/// The first bytes of a file, not cut within a sign of UTF-8.
pub(crate) fn head(bytes: &[u8], most: usize) -> &[u8] {
    let Some(head) = bytes.get(..most) else { return bytes };
    match std::str::from_utf8(head) {
        Err(error) if error.error_len().is_none() => {
            head.get(..error.valid_up_to()).unwrap_or(head)
        }
        Ok(_) | Err(_) => head,
    }
}

/// The charset that a prologue of XML, a header of OFX 1 or an element of HTML names.
fn declared(bytes: &[u8]) -> Option<&[u8]> {
    let head = bytes.get(..PROLOGUE_MAX).unwrap_or(bytes);
    let is_sign = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_';
    let after = |key: &[u8]| {
        let found = memmem::find(head, key)?;
        let rest = head.get(found + key.len()..)?;
        let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
        let length = rest.iter().position(|b| !is_sign(*b)).unwrap_or(rest.len());
        rest.get(..length).filter(|name| !name.is_empty())
    };
    let name = after(b"encoding=").or_else(|| after(b"CHARSET:")).or_else(|| after(b"charset="))?;
    match name {
        // What says UTF-8 and is not is from a program that did not mean it.
        b"NONE" | b"UTF-8" | b"utf-8" | b"UTF8" | b"US-ASCII" | b"us-ascii" => None,
        b"1250" => Some(b"windows-1250"),
        b"1251" => Some(b"windows-1251"),
        b"1252" => Some(b"windows-1252"),
        _ => Some(name),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_charset_that_a_file_names_is_decoded() {
        assert_eq!(decode(b"\xef\xbb\xbf<a/>"), "<a/>");
        assert_eq!(decode(b"\xff\xfe<\0a\0/\0>\0"), "<a/>");
        let latin = b"<?xml version=\"1.0\" encoding=\"ISO-8859-15\"?>\xa4";
        assert!(decode(latin).ends_with('\u{20ac}'), "{}", decode(latin));
        assert!(decode(b"OFXHEADER:100\nCHARSET:1252\n\x80").ends_with('\u{20ac}'));
        assert_eq!(decode(b"M\xfcller"), "M\u{fc}ller");
        let page = b"<meta charset=\"windows-1251\"><p>\xd1\xf7\xb8\xf2";
        assert!(decode(page).ends_with("\u{421}\u{447}\u{451}\u{442}"), "{}", decode(page));
    }

    #[test]
    fn a_head_ends_between_two_signs() {
        assert_eq!(head("a\u{20ac}".as_bytes(), 3), b"a");
        assert_eq!(head("a\u{20ac}".as_bytes(), 4), "a\u{20ac}".as_bytes());
        assert_eq!(head(b"a\xfcb\xfcc", 3), b"a\xfcb");
    }
}
