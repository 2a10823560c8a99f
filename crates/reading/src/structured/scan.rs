//! A small tolerant scanner of HTML: tags and their attributes, no tree, one pass.

use memchr::{memchr, memchr2, memmem};
use std::borrow::Cow;
use std::ops::Range;

/// Whether a text may hold JSON-LD, before anything is scanned.
pub(super) fn may_hold_json(html: &str) -> bool {
    // The plus sign arrives escaped from some template engines.
    holds(html, &["ld+json", "ld&#", "LD+JSON"])
}

/// Whether a text may hold microdata.
pub(super) fn may_hold_microdata(html: &str) -> bool {
    holds(html, &["itemscope", "ITEMSCOPE", "itemScope"])
}

fn holds(html: &str, marks: &[&str]) -> bool {
    marks.iter().any(|mark| memmem::find(html.as_bytes(), mark.as_bytes()).is_some())
}

/// One tag; ranges count in the scanned text.
#[derive(Debug, Clone)]
pub(super) struct Tag<'a> {
    pub(super) name: &'a str,
    pub(super) closing: bool,
    /// What stands between the name and the closing bracket.
    pub(super) attributes: Range<usize>,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// Walks over the tags of a text; comments and the content of styles are left out.
pub(super) struct Tags<'a> {
    html: &'a str,
    at: usize,
    /// Quotes that do not occur any more: bit 0 the double one, bit 1 the single one.
    spent: u8,
}

impl<'a> Tags<'a> {
    pub(super) const fn new(html: &'a str) -> Self {
        Self { html, at: 0, spent: 0 }
    }

    /// Goes on behind the end tag of `name` and says where its content lies.
    pub(super) fn raw_content(&mut self, name: &str) -> Range<usize> {
        let start = self.at;
        let mut at = start;
        while let Some(found) = self.offset_of(b"</", at) {
            let after = found + 2;
            let candidate = self.html.get(after..after + name.len());
            if candidate.is_some_and(|c| c.eq_ignore_ascii_case(name)) {
                self.at = found;
                return start..found;
            }
            at = after;
        }
        self.at = self.html.len();
        start..self.at
    }

    fn offset_of(&self, needle: &[u8], from: usize) -> Option<usize> {
        let rest = self.html.as_bytes().get(from..)?;
        memmem::find(rest, needle).map(|i| from + i)
    }

    fn byte(&self, at: usize) -> Option<u8> {
        self.html.as_bytes().get(at).copied()
    }

    /// One past the quote that ends a value; without one the quote is an ordinary character.
    fn past_quote(&mut self, quote: u8, from: usize) -> usize {
        let bit = if quote == b'"' { 1 } else { 2 };
        if self.spent & bit != 0 {
            return from;
        }
        let found = self.html.as_bytes().get(from..).and_then(|rest| memchr(quote, rest));
        if found.is_none() {
            self.spent |= bit;
        }
        found.map_or(from, |i| from + i + 1)
    }

    /// Where the tag that began before `from` closes.
    fn tag_end(&mut self, from: usize) -> Option<usize> {
        let mut at = from;
        let mut after_equals = false;
        while let Some(byte) = self.byte(at) {
            at += 1;
            match byte {
                b'>' => return Some(at),
                b'"' | b'\'' if after_equals => {
                    at = self.past_quote(byte, at);
                    after_equals = false;
                }
                b'=' => after_equals = true,
                b if b.is_ascii_whitespace() => {}
                _ => after_equals = false,
            }
        }
        None
    }

    fn skip_declaration(&mut self, at: usize) {
        let is_comment = self.html.get(at..).is_some_and(|rest| rest.starts_with("<!--"));
        let end = if is_comment {
            self.offset_of(b"-->", at + 4).map(|i| i + 3)
        } else {
            self.offset_of(b">", at).map(|i| i + 1)
        };
        // A comment that is never closed swallows the rest, as it does in a browser.
        self.at = end.unwrap_or(self.html.len());
    }
}

impl<'a> Iterator for Tags<'a> {
    type Item = Tag<'a>;

    fn next(&mut self) -> Option<Tag<'a>> {
        loop {
            let start = self.offset_of(b"<", self.at)?;
            let closing = self.byte(start + 1) == Some(b'/');
            let name_at = start + 1 + usize::from(closing);
            let Some(first) = self.byte(name_at) else {
                self.at = self.html.len();
                return None;
            };
            if first == b'!' || first == b'?' {
                self.skip_declaration(start);
                continue;
            }
            if !first.is_ascii_alphabetic() {
                self.at = name_at;
                continue;
            }
            let rest = self.html.as_bytes().get(name_at..).unwrap_or_default();
            let ends = |b: &u8| b.is_ascii_whitespace() || matches!(b, b'>' | b'/');
            let name_end = name_at + rest.iter().position(ends).unwrap_or(rest.len());
            let Some(end) = self.tag_end(name_end) else {
                self.at = self.html.len();
                return None;
            };
            self.at = end;
            let name = self.html.get(name_at..name_end).unwrap_or_default();
            if !closing && name.eq_ignore_ascii_case("style") {
                self.raw_content("style");
            }
            return Some(Tag { name, closing, attributes: name_end..end - 1, start, end });
        }
    }
}

/// One attribute; the range is where its value stands.
pub(super) struct Attribute<'a> {
    pub(super) name: &'a str,
    pub(super) value: &'a str,
    pub(super) at: Range<usize>,
}

/// The attributes of a tag; the first 64, which no honest tag reaches.
pub(super) fn attributes<'a>(html: &'a str, tag: &Tag<'_>) -> impl Iterator<Item = Attribute<'a>> {
    let (mut at, end) = (tag.attributes.start, tag.attributes.end);
    std::iter::from_fn(move || next_attribute(html, &mut at, end)).take(64)
}

fn next_attribute<'a>(html: &'a str, at: &mut usize, end: usize) -> Option<Attribute<'a>> {
    let skip = |from: usize, keep: &dyn Fn(u8) -> bool| {
        let rest = html.as_bytes().get(from..end).unwrap_or_default();
        from + rest.iter().position(|b| !keep(*b)).unwrap_or(rest.len())
    };
    let begin = skip(*at, &|b| b.is_ascii_whitespace() || b == b'/' || b == b'=');
    let name_end = skip(begin, &|b| !b.is_ascii_whitespace() && !matches!(b, b'=' | b'/'));
    let name = html.get(begin..name_end).filter(|n| !n.is_empty())?;
    let equals = skip(name_end, &|b| b.is_ascii_whitespace());
    if html.as_bytes().get(equals) != Some(&b'=') || equals >= end {
        *at = name_end;
        return Some(Attribute { name, value: "", at: begin..name_end });
    }
    let open = skip(equals + 1, &|b| b.is_ascii_whitespace());
    let quote = html.as_bytes().get(open..end).and_then(|r| r.first()).copied();
    let range = match quote {
        Some(q @ (b'"' | b'\'')) => {
            let rest = html.as_bytes().get(open + 1..end).unwrap_or_default();
            let close = open + 1 + memchr(q, rest).unwrap_or(rest.len());
            *at = (close + 1).min(end);
            open + 1..close
        }
        _ => {
            let close = skip(open, &|b| !b.is_ascii_whitespace());
            *at = close;
            open..close
        }
    };
    Some(Attribute { name, value: html.get(range.clone()).unwrap_or_default(), at: range })
}

/// The words between tags, entities decoded, space folded; reads at most 4 KiB.
pub(super) fn plain(html: &str) -> String {
    let mut rest = html.get(..html.floor_char_boundary(4096)).unwrap_or_default();
    let mut text = String::new();
    while let Some(open) = memchr(b'<', rest.as_bytes()) {
        text.push_str(rest.get(..open).unwrap_or_default());
        let tail = rest.get(open..).unwrap_or_default();
        let close = memchr(b'>', tail.as_bytes()).map_or(tail.len(), |i| i + 1);
        // A tag separates words unless it only marks letters up.
        if !tail.get(..close).is_some_and(is_inline) {
            text.push(' ');
        }
        rest = tail.get(close..).unwrap_or_default();
    }
    text.push_str(rest);
    fold(&decode(&text))
}

fn is_inline(tag: &str) -> bool {
    let name = tag.trim_start_matches(['<', '/']);
    let end = name.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(name.len());
    let name = name.get(..end).unwrap_or_default();
    ["b", "i", "em", "strong", "span", "sup", "sub", "font", "u", "a", "wbr"]
        .iter()
        .any(|inline| name.eq_ignore_ascii_case(inline))
}

/// Folds white space and drops control characters.
pub(super) fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len().min(256));
    for word in text.split(|c: char| c.is_whitespace() || c.is_control()) {
        if word.is_empty() {
            continue;
        }
        if !folded.is_empty() {
            folded.push(' ');
        }
        folded.push_str(word);
    }
    folded
}

/// Decodes character references (HTML, section 13.5) that occur in data; others stay as they are.
pub(super) fn decode(text: &str) -> Cow<'_, str> {
    let Some(first) = memchr(b'&', text.as_bytes()) else {
        return Cow::Borrowed(text);
    };
    let (head, mut rest) = text.split_at(first);
    let mut decoded = head.to_owned();
    while let Some(found) = memchr(b'&', rest.as_bytes()) {
        decoded.push_str(rest.get(..found).unwrap_or_default());
        rest = rest.get(found..).unwrap_or_default();
        let window = rest.as_bytes().get(1..12.min(rest.len())).unwrap_or_default();
        let named = memchr2(b';', b'&', window)
            .filter(|i| window.get(*i) == Some(&b';'))
            .and_then(|i| Some((reference(rest.get(1..=i)?)?, i + 2)));
        let (letter, length) = named.unwrap_or(('&', 1));
        decoded.push(letter);
        rest = rest.get(length..).unwrap_or_default();
    }
    decoded.push_str(rest);
    Cow::Owned(decoded)
}

fn reference(name: &str) -> Option<char> {
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hex) => u32::from_str_radix(hex, 16).ok()?,
            None => number.parse().ok()?,
        };
        return char::from_u32(code).filter(|c| *c != '\0');
    }
    NAMED.iter().find(|(known, _)| *known == name).map(|(_, letter)| *letter)
}

#[rustfmt::skip]
const NAMED: &[(&str, char)] = &[
    ("amp", '&'), ("lt", '<'), ("gt", '>'), ("quot", '"'), ("apos", '\''), ("nbsp", ' '),
    ("euro", '€'), ("pound", '£'), ("yen", '¥'), ("cent", '¢'), ("copy", '©'), ("reg", '®'),
    ("trade", '™'), ("deg", '°'), ("middot", '·'), ("ndash", '–'), ("mdash", '—'),
    ("hellip", '…'), ("rsquo", '’'), ("lsquo", '‘'), ("ldquo", '“'), ("rdquo", '”'),
    ("laquo", '«'), ("raquo", '»'), ("plus", '+'), ("commat", '@'), ("sol", '/'), ("num", '#'),
    ("auml", 'ä'), ("ouml", 'ö'), ("uuml", 'ü'), ("Auml", 'Ä'), ("Ouml", 'Ö'), ("Uuml", 'Ü'),
    ("szlig", 'ß'), ("eacute", 'é'), ("egrave", 'è'), ("ecirc", 'ê'), ("euml", 'ë'),
    ("Eacute", 'É'), ("agrave", 'à'), ("aacute", 'á'), ("acirc", 'â'), ("aring", 'å'),
    ("aelig", 'æ'), ("ccedil", 'ç'), ("igrave", 'ì'), ("iacute", 'í'), ("icirc", 'î'),
    ("iuml", 'ï'), ("ntilde", 'ñ'), ("ograve", 'ò'), ("oacute", 'ó'), ("ocirc", 'ô'),
    ("oslash", 'ø'), ("ugrave", 'ù'), ("uacute", 'ú'), ("ucirc", 'û'),
];
