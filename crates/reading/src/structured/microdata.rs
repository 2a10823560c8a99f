//! Microdata: `itemscope`, `itemtype` and `itemprop` (HTML, chapter 5).

use super::Structured;
use super::items::{Items, Text, Value, term};
use super::scan::{self, Tag, Tags};
use std::ops::Range;

/// How deep elements are followed inside an item.
const DEPTH_CAP: usize = 128;

/// Elements that have no content and no end tag.
#[rustfmt::skip]
const VOID: &[&str] = &[
    "meta", "link", "img", "br", "input", "hr", "area", "base", "col", "embed", "source", "track",
    "wbr", "param",
];

/// An element that is open inside an item.
struct Open<'a> {
    name: &'a str,
    /// The item that the element opens.
    item: Option<usize>,
    /// Properties whose value is the text of the element.
    collects: Option<(usize, String)>,
    /// Where the content begins.
    content: usize,
}

/// The attributes that microdata uses.
#[derive(Default)]
struct Marks<'a> {
    scope: Option<Range<usize>>,
    types: &'a str,
    property: &'a str,
    id: &'a str,
    value: Option<(&'a str, Range<usize>)>,
}

/// Reads every microdata item of an HTML text.
pub(super) fn elements(html: &str, items: &mut Items<'_>, out: &mut Structured) {
    let mut tags = Tags::new(html);
    let mut open: Vec<Open<'_>> = Vec::new();
    while let Some(tag) = tags.next() {
        if tag.closing {
            close(html, &tag, &mut open, items);
            continue;
        }
        if tag.name.eq_ignore_ascii_case("script") {
            tags.raw_content("script");
            continue;
        }
        let marks = marks(html, &tag);
        if open.is_empty() && marks.scope.is_none() {
            continue;
        }
        let is_void = VOID.iter().any(|void| tag.name.eq_ignore_ascii_case(void));
        if !is_void && open.len() >= DEPTH_CAP {
            out.gap("microdata nested too deeply; its inner part is not read");
            continue;
        }
        let Some(element) = begin(&tag, &marks, &open, items) else {
            out.gap("too many items in the structured data; the rest is not read");
            return;
        };
        if !is_void {
            open.push(element);
        }
    }
    while let Some(element) = open.pop() {
        finish(html, &element, html.len(), items);
    }
}

fn marks<'a>(html: &'a str, tag: &Tag<'_>) -> Marks<'a> {
    let mut marks = Marks::default();
    let source = source_attribute(tag.name);
    for attribute in scan::attributes(html, tag) {
        let name = attribute.name.to_ascii_lowercase();
        match name.as_str() {
            "itemscope" => marks.scope = Some(attribute.at),
            "itemtype" => marks.types = attribute.value,
            "itemprop" => marks.property = attribute.value,
            "itemid" => marks.id = attribute.value,
            // Mail writers put `content` on any element; it is meant for the machine.
            "content" => marks.value = Some((attribute.value, attribute.at)),
            other if Some(other) == source && marks.value.is_none() => {
                marks.value = Some((attribute.value, attribute.at));
            }
            _ => {}
        }
    }
    marks
}

/// The attribute that holds the value of a property (HTML, section 5.2.4).
fn source_attribute(element: &str) -> Option<&'static str> {
    match element.to_ascii_lowercase().as_str() {
        "a" | "area" | "link" => Some("href"),
        "img" | "audio" | "embed" | "iframe" | "source" | "track" | "video" => Some("src"),
        "object" => Some("data"),
        "data" | "meter" => Some("value"),
        "time" => Some("datetime"),
        _ => None,
    }
}

/// Takes in an element; `None` when there are too many items.
fn begin<'a>(
    tag: &Tag<'a>,
    marks: &Marks<'_>,
    open: &[Open<'_>],
    items: &mut Items<'_>,
) -> Option<Open<'a>> {
    let parent = open.iter().rev().find_map(|o| o.item);
    let mut element = Open { name: tag.name, item: None, collects: None, content: tag.end };
    let mut names = marks.property.split_ascii_whitespace().take(4);
    if marks.scope.is_some() {
        let types = marks.types.split_ascii_whitespace().take(8).map(term).collect();
        let place = parent.zip(names.next());
        let number = items.add(types, place)?;
        if let Some((item, _)) = place {
            for name in names {
                items.set(item, name, Value::Item(number))?;
            }
        }
        if !marks.id.is_empty() {
            let id = Text::within(marks.id.to_owned(), tag.start..tag.end);
            items.set(number, "@id", Value::Text(id))?;
        }
        element.item = Some(number);
    } else if let (Some(item), false) = (parent, marks.property.is_empty()) {
        match &marks.value {
            Some((value, place)) => {
                for name in names {
                    let text = scan::fold(&scan::decode(value));
                    items.set(item, name, Value::Text(Text::exact(text, place.clone())))?;
                }
            }
            None if items.is_full() => return None,
            None => element.collects = Some((item, marks.property.to_owned())),
        }
    }
    Some(element)
}

/// Ends the nearest element of this name and what stands open inside it.
fn close(html: &str, tag: &Tag<'_>, open: &mut Vec<Open<'_>>, items: &mut Items<'_>) {
    let Some(depth) = open.iter().rposition(|o| o.name.eq_ignore_ascii_case(tag.name)) else {
        return;
    };
    while open.len() > depth {
        if let Some(element) = open.pop() {
            finish(html, &element, tag.start, items);
        }
    }
}

fn finish(html: &str, element: &Open<'_>, end: usize, items: &mut Items<'_>) {
    let Some((item, names)) = &element.collects else {
        return;
    };
    let place = element.content..end;
    let text = scan::plain(html.get(place.clone()).unwrap_or_default());
    for name in names.split_ascii_whitespace().take(4) {
        // Too many properties were already told when the next element is taken in.
        if items.set(*item, name, Value::Text(Text::exact(text.clone(), place.clone()))).is_none() {
            return;
        }
    }
}
