//! Elements that no reader of a message sees: by their style, or by the attribute for it.
//!
//! What a message shows decides what it says; what stands in it unseen is a preview at best and a trap at worst.

use super::{Element, attribute, tag_length};
use memchr::{memchr, memmem};

/// Elements that have no content, and those whose content is everything.
const NEVER: [&str; 10] =
    ["area", "body", "br", "hr", "html", "img", "input", "link", "meta", "source"];

/// How an element is not seen.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Unseen {
    /// With all that stands in it.
    Wholly,
    /// Unless what stands in it has letters of its own size.
    Sizeless,
}

/// How long the content of an element is, with its end tag, where nobody sees it: `tag` is its start tag without
/// brackets, `rest` what follows. One that is never ended hides nothing.
pub(super) fn length(tag: &str, name: &str, rest: &str) -> Option<Extent> {
    let unseen = Unseen::of(tag)?;
    let lower = name.to_ascii_lowercase();
    if NEVER.contains(&lower.as_str()) {
        return None;
    }
    let Some(length) = end_of(&lower, rest.as_bytes()) else { return Some(Extent::NoEnd) };
    let sized = || {
        let content = rest.as_bytes().get(..length).unwrap_or_default();
        memmem::find(content, b"font-size").is_some() || memmem::find(content, b"size=").is_some()
    };
    let shown = unseen == Unseen::Sizeless && sized();
    (!shown).then_some(Extent::Bytes(length))
}

/// How far an unseen element goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Extent {
    Bytes(usize),
    NoEnd,
}

impl Unseen {
    fn of(tag: &str) -> Option<Self> {
        // Most tags set none of it, and their attributes need no second look.
        if !may_hide(tag.as_bytes()) {
            return None;
        }
        if has_bare(tag, "hidden") {
            return Some(Self::Wholly);
        }
        let style = attribute(tag, "style")?;
        let (mut flat, mut cut, mut sizeless) = (false, false, false);
        for (property, value) in style.split(';').filter_map(|d| d.split_once(':')) {
            let value = value.split('!').next().unwrap_or_default().trim();
            let nothing = is_nothing(value);
            match property.trim().to_ascii_lowercase().as_str() {
                "display" if value.eq_ignore_ascii_case("none") => return Some(Self::Wholly),
                "visibility" if value.eq_ignore_ascii_case("hidden") => return Some(Self::Wholly),
                "opacity" if nothing => return Some(Self::Wholly),
                "max-height" | "height" | "max-width" | "width" => flat |= nothing,
                "overflow" => cut |= value.eq_ignore_ascii_case("hidden"),
                "font-size" => sizeless = nothing,
                _ => {}
            }
        }
        if flat && cut { Some(Self::Wholly) } else { sizeless.then_some(Self::Sizeless) }
    }
}

/// Whether a word stands in a tag that can hide its element, in whatever case.
fn may_hide(tag: &[u8]) -> bool {
    let stands = |at: usize, word: &[u8]| {
        tag.get(at..at + word.len()).is_some_and(|here| here.eq_ignore_ascii_case(word))
    };
    tag.iter().enumerate().any(|(at, byte)| match byte.to_ascii_lowercase() {
        b'n' => stands(at, b"none"),
        b'h' => stands(at, b"hidden"),
        b'o' => stands(at, b"opacity"),
        b'f' => stands(at, b"font-size"),
        _ => false,
    })
}

/// Whether a value is zero, of whatever unit.
fn is_nothing(value: &str) -> bool {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '%').trim();
    !number.is_empty() && number.bytes().all(|b| matches!(b, b'0' | b'.'))
}

/// Whether an attribute stands in a tag, with or without a value.
fn has_bare(tag: &str, name: &str) -> bool {
    let mut rest = tag;
    while let Some(quote) = rest.find(['"', '\'']) {
        let (before, quoted) = rest.split_at(quote);
        if holds(before, name) {
            return true;
        }
        let mark = quoted.chars().next().unwrap_or('"');
        let after = quoted.get(1..).and_then(|inside| inside.split_once(mark));
        rest = after.map_or("", |(_, after)| after);
    }
    holds(rest, name)
}

fn holds(attributes: &str, name: &str) -> bool {
    let mut words = attributes.split_ascii_whitespace();
    words.any(|word| word.split('=').next().is_some_and(|key| key.eq_ignore_ascii_case(name)))
}

/// Where the content of an element ends, past its end tag.
fn end_of(name: &str, rest: &[u8]) -> Option<usize> {
    let (mut at, mut open) = (0, 1_u32);
    while let Some(found) = memchr(b'<', rest.get(at..)?) {
        at += found;
        let here = rest.get(at..)?;
        if here.starts_with(b"<!--") {
            at += memmem::find(here, b"-->")? + 3;
            continue;
        }
        let closes = here.get(1) == Some(&b'/');
        let word = here.get(1 + usize::from(closes)..)?;
        let letters = word.iter().take_while(|b| b.is_ascii_alphanumeric()).count();
        let word = word.get(..letters)?;
        let past = at + tag_length(here);
        let same = word.eq_ignore_ascii_case(name.as_bytes());
        // A paragraph ends with any block, its end tag may be left out (HTML standard, section 4.4.1).
        if name == "p" && !same && ends_paragraph(word) {
            return Some(at);
        }
        if same && closes {
            open -= 1;
        } else if same && name == "p" {
            return Some(at);
        } else if same {
            open += 1;
        }
        if open == 0 {
            return Some(past);
        }
        at = past;
    }
    None
}

fn ends_paragraph(name: &[u8]) -> bool {
    let block = str::from_utf8(name)
        .is_ok_and(|name| matches!(Element::of(name), Element::Block | Element::Cell));
    block && !name.eq_ignore_ascii_case(b"br")
}

#[cfg(test)]
mod tests {
    use crate::html::to_text;

    #[test]
    fn what_nobody_sees_is_not_read() {
        for unseen in [
            "<div style=\"display:none\">x</div>",
            "<div style='DISPLAY:NONE'>x</div>",
            "<div style='color:#fff; DISPLAY : none !important'>x<div>x</div>x</div>",
            "<span style=\"display:none;max-height:0\">x <b>x</b></span>",
            "<tr style=\"display:none\"><td>x</td></tr>",
            "<td style=\"visibility:hidden\">x</td>",
            "<p style=\"opacity:0\">x</p>",
            "<p style=\"display:none\">x",
            "<div style=\"max-height:0px;overflow:hidden\">x</div>",
            "<font style=\"font-size:0px\">x</font>",
            "<div hidden>x</div>",
            "<div class=\"a\" hidden=\"hidden\">x<!-- </div> -->x</div>",
        ] {
            let html = format!("<table><tr><td>a</td></tr>{unseen}<tr><td>b</td></tr></table>");
            let text = to_text(&html).text;
            let words: Vec<&str> = text.split_whitespace().collect();
            assert_eq!(words, ["a", "b"], "{unseen}");
        }
    }

    #[test]
    fn what_only_looks_so_is_read() {
        for seen in [
            "<a style=\"text-decoration:none\">x</a>",
            "<div style=\"overflow:hidden\">x</div>",
            "<div style=\"overflow:hidden; height:40px\">x</div>",
            "<div aria-hidden=\"false\" class=\"not hidden\">x</div>",
            "<div style=\"font-size:0\"><span style=\"font-size:14px\">x</span></div>",
            "<div style=\"opacity:0.8\">x</div>",
            "<div style=\"border:none\">x</div>",
            "<img style=\"display:none\">x",
            "<body style=\"display:none\">x</body>",
            "<div style=\"display:none\">x",
            "<span title=\"display:none\">x</span>",
        ] {
            assert_eq!(to_text(seen).text.trim(), "x", "{seen}");
        }
    }

    #[test]
    fn unended_elements_cost_no_more_than_their_length() {
        let text = to_text(&"<div style=\"display:none\">".repeat(100_000)).text;
        assert!(text.is_empty());
    }
}
