//! The tokens of XML and of the SGML of OFX 1.
//!
//! No entity but the five of XML is resolved and no declaration is followed, so that a small file
//! cannot become a large one.

use memchr::{memchr, memmem};
use std::borrow::Cow;

/// One piece of markup.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Token<'t> {
    /// A start tag: name without prefix, and its attributes.
    Open(&'t str, &'t str),
    /// An end tag; [`shut_name`] gives its name to those who ask.
    Shut(&'t str),
    /// An element without content.
    Empty,
    /// Text with entities.
    Text(&'t str),
    /// Text as it is.
    Raw(&'t str),
}

/// Goes over a text token by token; each comes with its first byte.
#[derive(Debug)]
pub(crate) struct Tokens<'t> {
    text: &'t str,
    at: usize,
}

impl<'t> Tokens<'t> {
    pub(crate) const fn new(text: &'t str) -> Self {
        Self { text, at: 0 }
    }

    /// One past the last byte of the token handed out last.
    pub(crate) const fn end(&self) -> usize {
        self.at
    }

    fn cut(&mut self, from: usize, length: usize) -> &'t str {
        self.at = from + length;
        self.text.get(from..self.at).unwrap_or_default()
    }

    /// What begins with `<!` or `<?`.
    fn aside(&mut self, start: usize, rest: &'t str) -> Option<Token<'t>> {
        if let Some(raw) = rest.strip_prefix("<![CDATA[") {
            let length = memmem::find(raw.as_bytes(), b"]]>").unwrap_or(raw.len());
            let text = raw.get(..length).unwrap_or_default();
            self.at = self.text.len().min(start + 9 + length + 3);
            return Some(Token::Raw(text));
        }
        let bytes = rest.as_bytes();
        let found = if rest.starts_with("<!--") {
            memmem::find(bytes, b"-->").map(|at| at + 3)
        } else if rest.starts_with("<?") {
            memmem::find(bytes, b"?>").map(|at| at + 2)
        } else {
            // The brackets of a declaration hold more declarations.
            let first = memchr(b'>', bytes);
            let nested = memchr(b'[', bytes).filter(|at| first.is_some_and(|end| *at < end));
            match nested {
                Some(_) => memmem::find(bytes, b"]>").map(|at| at + 2),
                None => first.map(|at| at + 1),
            }
        };
        self.at = start + found.unwrap_or(rest.len());
        None
    }
}

impl<'t> Iterator for Tokens<'t> {
    type Item = (usize, Token<'t>);

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let start = self.at;
            let rest = self.text.get(start..).filter(|rest| !rest.is_empty())?;
            let bytes = rest.as_bytes();
            if bytes.first() != Some(&b'<') {
                let length = find(b'<', opens, bytes).unwrap_or(bytes.len());
                return Some((start, Token::Text(self.cut(start, length))));
            }
            if matches!(bytes.get(1), Some(b'!' | b'?')) {
                match self.aside(start, rest) {
                    Some(token) => return Some((start, token)),
                    None => continue,
                }
            }
            let Some(length) = find(b'>', closes, bytes) else {
                // A torn tag at the end is text that nobody asks for.
                return Some((start, Token::Text(self.cut(start, rest.len()))));
            };
            self.at = start + length + 1;
            let behind = rest.get(1..).unwrap_or_default();
            return Some((start, named(behind, length - 1)));
        }
    }
}

/// What a tag is, from the text behind its `<` and its length up to the `>`.
fn named(behind: &str, length: usize) -> Token<'_> {
    let tag = behind.get(..length).unwrap_or_default();
    if let Some(name) = tag.strip_prefix('/') {
        return Token::Shut(name);
    }
    if tag.ends_with('/') {
        return Token::Empty;
    }
    // A few bytes more make whole eights of it.
    let bytes = behind.as_bytes();
    let bytes = bytes.get(..length.next_multiple_of(8)).unwrap_or(bytes);
    let mut from = 0;
    while let Some(at) = first(bytes.get(from..).unwrap_or_default(), ends_a_name) {
        let at = from + at;
        if at >= length {
            break;
        }
        if bytes.get(at) != Some(&b':') {
            let name = tag.get(from..at).unwrap_or_default();
            return Token::Open(name, tag.get(at + 1..).unwrap_or_default());
        }
        from = at + 1;
    }
    Token::Open(tag.get(from..).unwrap_or_default(), "")
}

/// The name of an end tag, without its prefix.
pub(crate) fn shut_name(tag: &str) -> &str {
    let name = tag.trim_ascii();
    name.rsplit_once(':').map_or(name, |(_, name)| name)
}

/// One in each byte.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The high bit of each byte that is below `bound`, which is at most 128; bytes behind the first
/// such one may be marked wrongly.
const fn below(bytes: u64, bound: u64) -> u64 {
    bytes.wrapping_sub(EACH * bound) & !bytes & (EACH * 128)
}

/// White space and the mark behind a prefix.
const fn ends_a_name(bytes: u64) -> u64 {
    below(bytes, 33) | below(bytes ^ (EACH * 58), 1)
}

const fn opens(bytes: u64) -> u64 {
    below(bytes ^ (EACH * 60), 1)
}

const fn closes(bytes: u64) -> u64 {
    below(bytes ^ (EACH * 62), 1)
}

/// Eight bytes are looked at in one go, so many times before a search is worth its call.
const NEAR: usize = 6;

/// The first byte that is marked. Names and values are short: most are near.
fn first(bytes: &[u8], marks: impl Fn(u64) -> u64) -> Option<usize> {
    let (eights, tail) = bytes.as_chunks();
    for (at, eight) in (0..).step_by(8).zip(eights) {
        let marked = marks(u64::from_le_bytes(*eight));
        if marked != 0 {
            return Some(at + as_bytes(marked.trailing_zeros()));
        }
    }
    let from = bytes.len() - tail.len();
    let one = |byte: &u8| marks(u64::from(*byte) | ((EACH << 8) * 127)) & 128 != 0;
    tail.iter().position(one).map(|at| from + at)
}

/// Bits as whole bytes.
const fn as_bytes(bits: u32) -> usize {
    match bits / 8 {
        0 => 0,
        1 => 1,
        2 => 2,
        3 => 3,
        4 => 4,
        5 => 5,
        6 => 6,
        _ => 7,
    }
}

/// The next such byte, in a text that may be long up to it.
fn find(byte: u8, marks: impl Fn(u64) -> u64, bytes: &[u8]) -> Option<usize> {
    let near = bytes.get(..NEAR * 8).unwrap_or(bytes);
    first(near, marks).or_else(|| memchr(byte, bytes.get(NEAR * 8..)?).map(|at| at + NEAR * 8))
}

/// The value of an attribute, as it stands; one that its quote does not end goes to the end.
pub(crate) fn attribute<'t>(attributes: &'t str, name: &str) -> Option<&'t str> {
    let mut rest = attributes;
    loop {
        let (key, value) = rest.split_once('=')?;
        let value = value.trim_start();
        let quote = value.chars().next().filter(|c| matches!(c, '"' | '\''))?;
        let value = value.get(1..)?;
        let (value, behind) = value.split_once(quote).unwrap_or((value, ""));
        if key.trim_end().rsplit(|c: char| c.is_ascii_whitespace() || c == ':').next() == Some(name)
        {
            return Some(value);
        }
        rest = behind;
    }
}

/// Text with its entities resolved; one that is not known stays as it is. A character beyond 16 bits
/// may come in two halves (`&#55357;&#56832;`), which XML does not allow and phones write.
pub(crate) fn resolve(text: &str) -> Cow<'_, str> {
    if memchr(b'&', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        let (before, tail) = rest.split_at_checked(at).unwrap_or((rest, ""));
        out.push_str(before);
        let (c, skipped) = reference(tail).or_else(|| halves(tail)).unwrap_or(('&', 1));
        out.push(c);
        rest = tail.get(skipped..).unwrap_or_default();
    }
    out.push_str(rest);
    Cow::Owned(out)
}

/// The character of the reference that a text begins with, and the length of that.
fn reference(text: &str) -> Option<(char, usize)> {
    let (name, length) = named_reference(text)?;
    Some((entity(name)?, length))
}

/// What stands between the `&` that a text begins with and its `;`, and the length of both with it.
fn named_reference(text: &str) -> Option<(&str, usize)> {
    let end = text.bytes().take(12).position(|b| b == b';')?;
    Some((text.get(1..end)?, end + 1))
}

/// The character of two references to its halves (RFC 2781 section 2.2), and their length.
fn halves(text: &str) -> Option<(char, usize)> {
    let half = |text: &str| {
        let (name, length) = named_reference(text)?;
        Some((u16::try_from(code(name)?).ok()?, length))
    };
    let (high, length) = half(text)?;
    let (low, more) = half(text.get(length..).filter(|rest| rest.starts_with('&'))?)?;
    let c = char::decode_utf16([high, low]).next()?.ok()?;
    Some((c, length + more))
}

fn entity(name: &str) -> Option<char> {
    Some(match name {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        "nbsp" => ' ',
        _ => char::from_u32(code(name)?)?,
    })
}

/// The number of a numeric reference.
fn code(name: &str) -> Option<u32> {
    let number = name.strip_prefix('#')?;
    match number.strip_prefix(['x', 'X']) {
        Some(hex) => u32::from_str_radix(hex, 16).ok(),
        None => number.parse().ok(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_come_in_order_with_their_place() {
        let text = "<?xml?><!-- <a> --><b:c d='e'>f&amp;</b:c><g/><![CDATA[<h>]]>";
        let tokens: Vec<_> = Tokens::new(text).collect();
        let kinds: Vec<_> = tokens.iter().map(|(_, token)| *token).collect();
        let expected =
            [Token::Open("c", "d='e'"), Token::Text("f&amp;"), Token::Shut("b:c"), Token::Empty];
        assert_eq!(kinds[..4], expected);
        assert_eq!(kinds[4], Token::Raw("<h>"));
        assert_eq!((shut_name("b:c"), shut_name("c ")), ("c", "c"));
        assert_eq!(&text[tokens[0].0..tokens[0].0 + 4], "<b:c");
    }

    #[test]
    fn declared_entities_are_not_expanded() {
        let text = "<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c \"&b;&b;\">]><a>&c;</a>";
        let texts: Vec<_> = Tokens::new(text)
            .filter_map(
                |(_, token)| if let Token::Text(t) = token { Some(resolve(t)) } else { None },
            )
            .collect();
        assert_eq!(texts, ["&c;"]);
        assert_eq!(resolve("&#8364;&#x20ac;&bad;&"), "\u{20ac}\u{20ac}&bad;&");
        assert_eq!(resolve("&#55357;&#56832;!"), "\u{1f600}!");
        assert_eq!(resolve("&#55357;x&#56832;"), "&#55357;x&#56832;");
    }

    #[test]
    fn an_attribute_is_told_from_what_stands_in_another() {
        let tag = "body=\"my date='1' is\" date = '2' x";
        assert_eq!((attribute(tag, "date"), attribute(tag, "x")), (Some("2"), None));
        assert_eq!(attribute("a=\"b", "a"), Some("b"));
    }
}
