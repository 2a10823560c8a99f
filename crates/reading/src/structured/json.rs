//! JSON-LD in scripts, with the faults that templates put into it.

use super::items::{Items, Text, Value, term};
use super::scan::{self, Tags};
use super::{Structured, capped};
use serde_json::Value as Json;
use std::borrow::Cow;
use std::ops::Range;

/// How many scripts of one text are read.
const SCRIPT_CAP: usize = 8;

/// Reads every JSON-LD script of an HTML text.
pub(super) fn scripts(html: &str, items: &mut Items<'_>, out: &mut Structured) {
    let mut tags = Tags::new(html);
    let mut read = 0;
    while let Some(tag) = tags.next() {
        if tag.closing || !tag.name.eq_ignore_ascii_case("script") {
            continue;
        }
        let is_json = scan::attributes(html, &tag).any(|a| {
            a.name.eq_ignore_ascii_case("type")
                && scan::decode(a.value).to_ascii_lowercase().contains("ld+json")
        });
        let content = tags.raw_content("script");
        if !is_json {
            continue;
        }
        if read == SCRIPT_CAP {
            out.gap(&format!("more than {SCRIPT_CAP} JSON-LD scripts; the rest is not read"));
            return;
        }
        read += 1;
        script(html, content, items, out);
    }
}

/// Reads a text that is JSON-LD as a whole.
pub(super) fn whole(json: &str, items: &mut Items<'_>, out: &mut Structured) {
    let json = capped(json, "the JSON-LD", out);
    script(json, 0..json.len(), items, out);
}

fn script(source: &str, place: Range<usize>, items: &mut Items<'_>, out: &mut Structured) {
    let text = source.get(place.clone()).unwrap_or_default();
    let bare = unwrapped(text);
    if bare.is_empty() {
        out.gap("an empty JSON-LD script");
        return;
    }
    match parse(bare) {
        Ok(json) => {
            if load(json, &place, items).is_none() {
                out.gap("too many items in the structured data; the rest is not read");
            }
        }
        Err(error) => out.gap(&format!("a JSON-LD script that is not JSON: {error}")),
    }
}

/// Takes off comments and CDATA marks that hide a script from old programs.
fn unwrapped(text: &str) -> &str {
    let mut bare = text.trim_matches(|c: char| c.is_whitespace() || matches!(c, '\u{feff}' | ';'));
    for mark in ["//", "/*", "<!--", "<![CDATA[", "//", "*/"] {
        bare = bare.strip_prefix(mark).unwrap_or(bare).trim_start();
    }
    for mark in ["*/", "-->", "]]>", "//", "/*"] {
        bare = bare.strip_suffix(mark).unwrap_or(bare).trim_end();
    }
    bare.trim_end_matches(';')
}

/// Parses JSON; serde's own limit of 128 levels bounds the depth.
fn parse(text: &str) -> Result<Json, serde_json::Error> {
    serde_json::from_str(text).or_else(|error| {
        let unescaped = if text.contains('"') { Cow::Borrowed(text) } else { scan::decode(text) };
        // The first error names the place in what was sent, not in what was mended.
        serde_json::from_str(&mended(&unescaped)).or(Err(error))
    })
}

/// Mends what templates break: commas before a bracket, doubled commas, raw line ends in strings.
fn mended(text: &str) -> String {
    let mut mended = String::with_capacity(text.len());
    let (mut quoted, mut escaped, mut comma) = (false, false, false);
    for letter in text.chars() {
        if quoted {
            mended.push(if letter.is_control() { ' ' } else { letter });
            quoted = letter != '"' || escaped;
            escaped = letter == '\\' && !escaped;
            continue;
        }
        match letter {
            ',' => comma = true,
            c if c.is_whitespace() => mended.push(' '),
            c => {
                let needless = matches!(c, '}' | ']') || mended.trim_end().ends_with(['[', '{']);
                if comma && !needless {
                    mended.push(',');
                }
                comma = false;
                quoted = c == '"';
                mended.push(c);
            }
        }
    }
    mended
}

/// Puts a tree of JSON into items; `None` when there was too much of it.
fn load(json: Json, place: &Range<usize>, items: &mut Items<'_>) -> Option<()> {
    let mut todo: Vec<(Json, Option<(usize, String)>)> = vec![(json, None)];
    while let Some((json, parent)) = todo.pop() {
        match json {
            Json::Array(all) => {
                todo.extend(all.into_iter().rev().map(|json| (json, parent.clone())));
            }
            Json::Object(map) => {
                let types = types_of(&map);
                let parent = parent.as_ref().map(|(item, key)| (*item, key.as_str()));
                let number = items.add(types, parent)?;
                let rest = map.into_iter().rev().filter(|(key, _)| !is_keyword(key));
                todo.extend(rest.map(|(key, json)| (json, Some((number, key)))));
            }
            Json::String(text) => set(items, parent, Text::within(text, place.clone()))?,
            Json::Number(number) => {
                set(items, parent, Text::within(number.to_string(), place.clone()))?;
            }
            Json::Bool(_) | Json::Null => {}
        }
    }
    Some(())
}

fn set(items: &mut Items<'_>, parent: Option<(usize, String)>, text: Text) -> Option<()> {
    match parent {
        Some((item, key)) => items.set(item, &key, Value::Text(text)),
        None => Some(()),
    }
}

fn is_keyword(key: &str) -> bool {
    matches!(key, "@type" | "@context" | "type")
}

fn types_of(map: &serde_json::Map<String, Json>) -> Vec<String> {
    match map.get("@type").or_else(|| map.get("type")) {
        Some(Json::String(one)) => vec![term(one)],
        Some(Json::Array(all)) => all.iter().filter_map(Json::as_str).take(8).map(term).collect(),
        Some(Json::Null | Json::Bool(_) | Json::Number(_) | Json::Object(_)) | None => Vec::new(),
    }
}
