//! HTML to text, with the way back: every stretch of text knows where in the HTML it stood.
//!
//! One pass over the bytes, no tree: depth of nesting costs nothing and nothing is fetched. Rows
//! and blocks become lines, cells are separated by tabs, so that a label and its value stay together.
//!
//! A head hides nothing by itself: its end tag may be left out, and what cannot stand in it ends it
//! (HTML standard, "in head" insertion mode). What is not shown are the elements in it, and what a style hides.

mod unseen;

use mail_parser::decoders::html::add_html_token;
use memchr::{memchr, memchr2, memmem};
use unseen::Extent;

/// The text of an HTML part.
#[derive(Debug, Default, Clone, PartialEq, Eq)]
pub struct HtmlText {
    /// The words, with line breaks at blocks and tabs between cells.
    pub text: String,
    /// Where links lead, in order, at most [`LINKS_MAX`].
    pub links: Vec<String>,
    map: Vec<(u32, u32)>,
}

/// How many links of one part are kept.
pub const LINKS_MAX: usize = 100;

/// Longest run of characters looked at for one entity.
const ENTITY_BYTES_MAX: usize = 12;

impl HtmlText {
    /// Where in the HTML a byte of the text stood.
    pub fn origin(&self, at: u32) -> u32 {
        let index = self.map.partition_point(|(text, _)| *text <= at);
        let Some((text, html)) = index.checked_sub(1).and_then(|i| self.map.get(i)) else {
            return 0;
        };
        html.saturating_add(at.saturating_sub(*text))
    }
}

/// Turns HTML to text.
pub fn to_text(html: &str) -> HtmlText {
    let out = HtmlText::default();
    let mut scan = Scan {
        html,
        at: 0,
        out,
        space: false,
        hidden: None,
        titles: Ends::Some,
        unseen: Ends::Some,
    };
    scan.out.text.reserve(html.len() / 3);
    while scan.at < html.len() {
        scan.text_run();
        scan.tag();
    }
    scan.out
}

struct Scan<'a> {
    html: &'a str,
    at: usize,
    out: HtmlText,
    space: bool,
    /// The element whose content is not text (style, script, ...).
    hidden: Option<&'static str>,
    titles: Ends,
    /// Whether elements that nobody sees end.
    unseen: Ends,
}

impl Scan<'_> {
    /// Text up to the next `<`.
    fn text_run(&mut self) {
        let rest = self.html.as_bytes().get(self.at..).unwrap_or_default();
        let end = self.at + memchr(b'<', rest).unwrap_or(rest.len());
        if self.hidden.is_none() {
            self.words(end);
        }
        self.at = end;
    }

    fn words(&mut self, end: usize) {
        let mut at = self.at;
        while at < end {
            let Some(run) = self.html.get(at..end) else {
                return;
            };
            let Some(first) = run.bytes().next() else {
                return;
            };
            if first.is_ascii_whitespace() {
                self.space = true;
                at += 1;
            } else if first == b'&' {
                at += self.entity(at, run);
            } else {
                let stop = run
                    .bytes()
                    .position(|b| b.is_ascii_whitespace() || b == b'&')
                    .unwrap_or(run.len());
                self.push(at, run.get(..stop).unwrap_or(run));
                at += stop;
            }
        }
    }

    /// One entity; returns its length in the HTML.
    fn entity(&mut self, at: usize, run: &str) -> usize {
        let head = run.as_bytes().get(..run.len().min(ENTITY_BYTES_MAX)).unwrap_or_default();
        let length = memchr(b';', head).map_or(1, |semicolon| semicolon + 1);
        let token = run.get(..length).unwrap_or("&");
        let mut decoded = String::new();
        add_html_token(&mut decoded, token.as_bytes(), false);
        match decoded.as_str() {
            "\u{a0}" | "\u{2007}" | "\u{202f}" => self.push(at, "\u{a0}"),
            "\u{ad}" | "\u{200b}" | "\u{200c}" | "\u{200d}" | "\u{feff}" | "\u{34f}" => {}
            _ if decoded.trim().is_empty() => self.space = true,
            _ => self.push(at, &decoded),
        }
        token.len().max(1)
    }

    fn push(&mut self, at: usize, words: &str) {
        if self.space && !self.out.text.is_empty() && !self.out.text.ends_with(['\n', '\t']) {
            self.out.text.push(' ');
        }
        self.space = false;
        self.out.map.push((to_u32(self.out.text.len()), to_u32(at)));
        self.out.text.push_str(words);
    }

    /// One tag, comment or declaration.
    fn tag(&mut self) {
        let Some(rest) = self.html.as_bytes().get(self.at..) else {
            return;
        };
        if rest.is_empty() {
            return;
        }
        if rest.starts_with(b"<!--") {
            self.at += memmem::find(rest, b"-->").map_or(rest.len(), |end| end + 3);
            return;
        }
        let is_tag = rest.get(1).is_some_and(|b| b.is_ascii_alphabetic() || b"/!?".contains(b));
        if !is_tag {
            if self.hidden.is_none() {
                self.push(self.at, "<");
            }
            self.at += 1;
            return;
        }
        let length = tag_length(rest);
        let tag = self.html.get(self.at..self.at + length).unwrap_or_default();
        self.at += length;
        self.element(tag);
    }

    fn element(&mut self, tag: &str) {
        let inner = tag.trim_start_matches('<').trim_end_matches('>');
        let (closing, inner) = match inner.strip_prefix('/') {
            Some(inner) => (true, inner),
            None => (false, inner),
        };
        let name_end =
            inner.bytes().position(|b| !b.is_ascii_alphanumeric()).unwrap_or(inner.len());
        let name = inner.get(..name_end).unwrap_or_default();
        let opens = !closing && !inner.ends_with('/');
        let element = Element::of(name);
        let run = opens && matches!(element, Element::Run);
        let element = if run { Element::styled(inner) } else { element };
        match element {
            Element::Raw(name) if opens => return self.skip_to_end_of(name),
            Element::Hidden(hidden) => match self.hidden {
                None if opens => self.hidden = Some(hidden),
                Some(open) if closing && open == hidden => self.hidden = None,
                Some(_) | None => {}
            },
            // Text cannot stand in a drawing: it ends one that is left open.
            Element::Block | Element::Cell if opens && self.hidden == Some("svg") => {
                self.hidden = None;
            }
            Element::Raw(_)
            | Element::Block
            | Element::Cell
            | Element::Link
            | Element::Run
            | Element::Other => {}
        }
        if self.hidden.is_some() {
            return;
        }
        match element {
            Element::Block => self.line(),
            Element::Cell => self.cell(),
            Element::Link if !closing => self.link(inner),
            Element::Link
            | Element::Raw(_)
            | Element::Hidden(_)
            | Element::Run
            | Element::Other => {}
        }
        if opens && self.unseen == Ends::Some {
            self.skip_unseen(inner, name);
        }
    }

    /// Goes past the end of an element that nobody sees.
    fn skip_unseen(&mut self, tag: &str, name: &str) {
        let rest = self.html.get(self.at..).unwrap_or_default();
        match unseen::length(tag, name, rest) {
            Some(Extent::Bytes(length)) => self.at += length,
            Some(Extent::NoEnd) => self.unseen = Ends::None,
            None => {}
        }
    }

    /// Goes to the end tag of an element that holds no tags. Without one the rest is its content, but
    /// for a title, which would take the whole message away.
    fn skip_to_end_of(&mut self, name: &str) {
        if name == "title" && self.titles == Ends::None {
            return;
        }
        let rest = self.html.as_bytes().get(self.at..).unwrap_or_default();
        let is_end = |at: &usize| {
            let tag = rest.get(at + 2..at + 2 + name.len()).unwrap_or_default();
            let after = rest.get(at + 2 + name.len());
            tag.eq_ignore_ascii_case(name.as_bytes())
                && after.is_none_or(|b| b.is_ascii_whitespace() || matches!(b, b'>' | b'/'))
        };
        match memmem::find_iter(rest, b"</").find(is_end) {
            Some(end) => self.at += end,
            None if name == "title" => self.titles = Ends::None,
            None => self.at = self.html.len(),
        }
    }

    fn line(&mut self) {
        self.space = false;
        let kept = self.out.text.trim_end_matches([' ', '\t']).len();
        self.out.text.truncate(kept);
        if !self.out.text.is_empty() && !self.out.text.ends_with("\n\n") {
            self.out.text.push('\n');
        }
    }

    fn cell(&mut self) {
        self.space = false;
        if !self.out.text.is_empty() && !self.out.text.ends_with(['\n', '\t']) {
            self.out.text.push('\t');
        }
    }

    fn link(&mut self, inner: &str) {
        if self.out.links.len() >= LINKS_MAX {
            return;
        }
        if let Some(target) = attribute(inner, "href")
            && (target.starts_with("http") || target.starts_with("HTTP"))
        {
            self.out.links.push(target.to_owned());
        }
    }
}

/// Whether elements of a sort can still end in what follows: their ends are searched for once.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Ends {
    Some,
    None,
}

/// What an element means for the text.
#[derive(Debug, Clone, Copy)]
enum Element {
    /// It holds no tags, and its content is not shown as text.
    Raw(&'static str),
    /// Its content is not shown as text.
    Hidden(&'static str),
    /// It begins a new line.
    Block,
    Cell,
    Link,
    /// A run of text, unless its style sets it apart.
    Run,
    Other,
}

/// Letters of the longest name that means anything.
const NAME_MAX: usize = 10;

impl Element {
    fn of(name: &str) -> Self {
        let mut lower = [0; NAME_MAX];
        let Some(lower) = lower.get_mut(..name.len()) else { return Self::Other };
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        match &*lower {
            b"style" => Self::Raw("style"),
            b"script" => Self::Raw("script"),
            b"title" => Self::Raw("title"),
            b"noframes" => Self::Raw("noframes"),
            b"template" => Self::Hidden("template"),
            b"noscript" => Self::Hidden("noscript"),
            b"svg" => Self::Hidden("svg"),
            b"td" | b"th" => Self::Cell,
            b"a" => Self::Link,
            b"span" | b"strong" | b"b" | b"font" | b"em" | b"small" | b"label" => Self::Run,
            b"p" | b"br" | b"div" | b"tr" | b"table" | b"tbody" | b"h1" | b"h2" | b"h3" | b"h4"
            | b"h5" | b"h6" | b"li" | b"ul" | b"ol" | b"hr" | b"blockquote" | b"section"
            | b"article" | b"header" | b"footer" | b"dl" | b"dt" | b"dd" | b"pre" | b"center"
            | b"address" | b"form" | b"fieldset" | b"main" | b"body" => Self::Block,
            _ => Self::Other,
        }
    }
}

impl Element {
    /// What a run of text is by its style: one that floats or stands in a box is a cell, one that is shown as a
    /// block a line of its own.
    fn styled(tag: &str) -> Self {
        let bytes = tag.as_bytes();
        let set = memmem::find(bytes, b"float").or_else(|| memmem::find(bytes, b"display"));
        let Some(style) = set.and_then(|_| attribute(tag, "style")) else { return Self::Run };
        let apart = |declaration: &str| {
            let (property, value) = declaration.split_once(':')?;
            match (property.trim(), value.trim()) {
                ("float", "left" | "right") | ("display", "table-cell" | "inline-block") => {
                    Some(Self::Cell)
                }
                ("display", "block" | "table-row") => Some(Self::Block),
                _ => None,
            }
        };
        style.split(';').find_map(apart).unwrap_or(Self::Run)
    }
}

/// The value of an attribute, still with entities.
pub fn attribute<'a>(tag: &'a str, name: &str) -> Option<&'a str> {
    let mut rest = tag;
    loop {
        let equals = memchr(b'=', rest.as_bytes())?;
        let key = rest.get(..equals)?.trim_end();
        let after = rest.get(equals + 1..)?.trim_start();
        let (value, next) = match after.as_bytes().first()? {
            quote @ (b'"' | b'\'') => {
                let body = after.get(1..)?;
                let end = memchr(*quote, body.as_bytes()).unwrap_or(body.len());
                (body.get(..end)?, body.get(end + 1..).unwrap_or_default())
            }
            _ => {
                let end = after.find(|c: char| c.is_whitespace()).unwrap_or(after.len());
                (after.get(..end)?, after.get(end..).unwrap_or_default())
            }
        };
        let key = key.rsplit(|c: char| c.is_whitespace()).next().unwrap_or_default();
        if key.eq_ignore_ascii_case(name) {
            return Some(value);
        }
        rest = next;
    }
}

/// Length of a tag, quotes respected as long as they close before the next `<` far away.
fn tag_length(rest: &[u8]) -> usize {
    let mut at = 1;
    while let Some(found) = memchr2(b'>', b'"', rest.get(at..).unwrap_or_default()) {
        let place = at + found;
        if rest.get(place) == Some(&b'>') {
            return place + 1;
        }
        let body = rest.get(place + 1..).unwrap_or_default();
        match memchr(b'"', body) {
            Some(close) if close < 20_000 => at = place + close + 2,
            Some(_) | None => at = place + 1,
        }
    }
    rest.len()
}

fn to_u32(number: usize) -> u32 {
    u32::try_from(number).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_lines_and_cells_are_tabs() {
        let html = "<head><title>x</title><style>p{}</style></head><table><tr><td>Total:</td><td> 12,30&nbsp;&euro;</td></tr><tr><td>Due</td></tr></table>";
        assert_eq!(to_text(html).text.trim(), "Total:\t12,30\u{a0}€\n\nDue");
    }

    #[test]
    fn a_run_that_floats_is_a_cell_and_one_shown_as_a_block_a_line() {
        for (html, expected) in [
            (
                "<div><span style=\"float:left\">Available until</span><span style=\"color:red; float: right\">3 May 2026</span></div>",
                "Available until\t3 May 2026",
            ),
            (
                "<b style='display:inline-block;width:40%'>Jusqu'au</b><span style='display:inline-block'>3 mai</span>",
                "Jusqu'au\t3 mai",
            ),
            (
                "<span style=\"display:block\">Betrag</span><span style=\"display:block\">12,00</span>",
                "Betrag\n12,00",
            ),
            ("a <span style=\"color:red\">fl</span><b>oat</b>", "a float"),
            ("a <span title=\"display: block\">b</span>", "a b"),
        ] {
            assert_eq!(to_text(html).text.trim(), expected, "{html}");
        }
    }

    #[test]
    fn every_word_knows_where_it_stood() {
        let html = "<p>Pay &pound;12.30 <b>by</b> Friday</p>";
        let out = to_text(html);
        let at = out.text.find("Friday").unwrap();
        let origin = usize::try_from(out.origin(u32::try_from(at).unwrap())).unwrap();
        assert_eq!(&html[origin..origin + 6], "Friday");
        let pound =
            usize::try_from(out.origin(u32::try_from(out.text.find('£').unwrap()).unwrap()))
                .unwrap();
        assert!(html[pound..].starts_with("&pound;"));
    }

    #[test]
    fn broken_markup_ends_and_loses_no_words() {
        for (html, expected) in [
            ("a < b", "a < b"),
            ("a<p", "a"),
            ("<a href=\"x>y", "y"),
            ("<a href=\"x>y</a> z\">w", "w"),
            ("&", "&"),
            ("a & b&c", "a & b&c"),
            ("&#xffffffff;7", "\u{fffd}7"),
            ("a<!-- open", "a"),
            ("<td><td><td>ok", "ok"),
            ("5 <6> 7", "5 <6> 7"),
            ("<b>bold<i>er</b></i>", "bolder"),
            ("1<svg><path d='x'><p>2</p>", "1\n2"),
            ("<title>lost<p>kept", "lost\nkept"),
            ("<noscript>a</noscript>b", "b"),
        ] {
            assert_eq!(to_text(html).text.trim(), expected, "{html}");
        }
    }

    #[test]
    fn a_head_without_an_end_tag_hides_nothing() {
        for html in [
            "<html><head><title>x</title><body><p>Pay 12 euro</p>",
            "<html><head><title>x</title><meta charset=a><p>Pay 12 euro</p>",
            "<HEAD><TITLE>x</TITLE>\n<div>Pay 12 euro</div>",
            "<head><style><!-- p { } </style><p>Pay 12 euro",
            "<head><script>if (a < b) '<p>'</script >Pay 12 euro",
            "<head/><body>Pay 12 euro",
        ] {
            assert_eq!(to_text(html).text.trim(), "Pay 12 euro", "{html}");
        }
    }

    #[test]
    fn unfinished_titles_cost_no_more_than_their_length() {
        let text = to_text(&"<title>".repeat(200_000)).text;
        assert!(text.is_empty());
        assert!(to_text(&"<style></styl ".repeat(200_000)).text.is_empty());
    }

    #[test]
    fn links_are_kept() {
        let out = to_text("<a class='x' href=\"https://a.example/p?q=1\">go</a>");
        assert_eq!(out.links, ["https://a.example/p?q=1"]);
    }

    #[test]
    fn nesting_costs_nothing() {
        let html = "<div>".repeat(200_000);
        assert!(to_text(&html).text.is_empty());
    }
}
