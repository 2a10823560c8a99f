//! What JSON-LD and microdata have in common: items with types and properties, kept flat.
//!
//! Items refer to each other by number, so that no depth of nesting is ever walked by recursion.

use memchr::memmem;
use std::collections::HashMap;
use std::ops::Range;

/// How many items are kept.
const ITEM_CAP: usize = 2000;
/// How many properties are kept over all items.
const PROPERTY_CAP: usize = 4000;

/// All items of one text.
pub(super) struct Items<'a> {
    source: &'a str,
    all: Vec<Item>,
    properties: usize,
}

/// One item: `itemscope`, or an object of JSON-LD.
#[derive(Default)]
pub(super) struct Item {
    /// Without prefix, in lower case.
    pub(super) types: Vec<String>,
    pub(super) properties: Vec<(String, Value)>,
    pub(super) is_root: bool,
}

/// The value of a property.
pub(super) enum Value {
    Text(Text),
    Item(usize),
}

/// A value as text, and where it stands.
#[derive(Clone)]
pub(super) struct Text {
    pub(super) text: String,
    place: Range<usize>,
    /// Whether the place is that of the value itself, not of the script around it.
    exact: bool,
}

impl Text {
    /// A value whose own place is known.
    pub(super) const fn exact(text: String, place: Range<usize>) -> Self {
        Self { text, place, exact: true }
    }

    /// A value somewhere in this place.
    pub(super) const fn within(text: String, place: Range<usize>) -> Self {
        Self { text, place, exact: false }
    }
}

impl<'a> Items<'a> {
    pub(super) fn new(source: &'a str) -> Self {
        Self { source, all: Vec::new(), properties: 0 }
    }

    /// Whether no further property is kept.
    pub(super) fn is_full(&self) -> bool {
        self.properties >= PROPERTY_CAP
    }

    pub(super) fn len(&self) -> usize {
        self.all.len()
    }

    pub(super) fn get(&self, item: usize) -> Option<&Item> {
        self.all.get(item)
    }

    /// Adds an item, with the item and property it is the value of; `None` when there are too many.
    pub(super) fn add(
        &mut self,
        types: Vec<String>,
        parent: Option<(usize, &str)>,
    ) -> Option<usize> {
        if self.all.len() >= ITEM_CAP {
            return None;
        }
        let number = self.all.len();
        if let Some((item, key)) = parent {
            self.set(item, key, Value::Item(number))?;
        }
        self.all.push(Item { types, properties: Vec::new(), is_root: parent.is_none() });
        Some(number)
    }

    /// Adds a value to an item; `None` when there are too many.
    pub(super) fn set(&mut self, item: usize, key: &str, value: Value) -> Option<()> {
        if self.properties >= PROPERTY_CAP {
            return None;
        }
        let key = term(key);
        self.all.get_mut(item)?.properties.push((key, value));
        self.properties += 1;
        Some(())
    }

    /// Makes references such as `{"@id": "#order"}` lead to the items of that name.
    pub(super) fn link(&mut self) {
        let mut named: HashMap<&str, usize> = HashMap::new();
        let mut bare: Vec<Option<&str>> = Vec::new();
        for (number, item) in self.all.iter().enumerate() {
            let id = item.properties.iter().find_map(|(key, value)| match value {
                Value::Text(id) if key == "@id" => Some(id.text.as_str()),
                Value::Text(_) | Value::Item(_) => None,
            });
            let is_reference = item.types.is_empty() && item.properties.len() == 1;
            bare.push(id.filter(|_| is_reference));
            if let (Some(id), false) = (id, is_reference) {
                named.entry(id).or_insert(number);
            }
        }
        let to: Vec<Option<usize>> =
            bare.iter().map(|id| id.and_then(|id| named.get(id).copied())).collect();
        for item in &mut self.all {
            for (_, value) in &mut item.properties {
                if let Value::Item(number) = value
                    && let Some(Some(named)) = to.get(*number)
                {
                    *number = *named;
                }
            }
        }
    }

    /// The values of a property, in order; a `@value` or `@list` object counts as its content.
    pub(super) fn values(&self, item: usize, key: &str) -> impl Iterator<Item = &Value> {
        let properties = self.all.get(item).map_or(&[][..], |i| i.properties.as_slice());
        properties.iter().filter(move |(name, _)| name == key).map(|(_, value)| self.bare(value))
    }

    /// Unwraps `{"@value": ..}`, twice at most.
    pub(super) fn bare<'b>(&'b self, value: &'b Value) -> &'b Value {
        let Value::Item(number) = value else {
            return value;
        };
        let wrapped = self.all.get(*number).and_then(|item| {
            item.properties.iter().find(|(key, _)| key == "@value" || key == "@list")
        });
        wrapped.map_or(value, |(_, inner)| inner)
    }

    /// The items that are values of a property.
    pub(super) fn nested(&self, item: usize, key: &str) -> impl Iterator<Item = usize> {
        self.values(item, key).filter_map(|value| match value {
            Value::Item(number) => Some(*number),
            Value::Text(_) => None,
        })
    }

    /// Every item that is a value of any property.
    pub(super) fn children(&self, item: usize) -> Vec<usize> {
        let properties = self.all.get(item).map_or(&[][..], |i| i.properties.as_slice());
        let numbers = properties.iter().filter_map(|(_, value)| match value {
            Value::Item(number) => Some(*number),
            Value::Text(_) => None,
        });
        numbers.collect()
    }

    /// The first text among properties, in the order of the names given.
    pub(super) fn text(&self, item: usize, keys: &[&str]) -> Option<&Text> {
        keys.iter().find_map(|key| {
            self.values(item, key).find_map(|value| match value {
                Value::Text(text) if !text.text.trim().is_empty() => Some(text),
                Value::Text(_) | Value::Item(_) => None,
            })
        })
    }

    /// The name behind a value: the text itself, or the name of the item.
    pub(super) fn name<'b>(&'b self, value: &'b Value) -> Option<&'b Text> {
        match value {
            Value::Text(text) => Some(text),
            Value::Item(number) => self.text(*number, &["name", "legalname", "alternatename"]),
        }
    }

    /// Whether an item is of one of these types.
    pub(super) fn is(&self, item: usize, types: &[&str]) -> bool {
        self.all.get(item).is_some_and(|i| i.types.iter().any(|t| types.contains(&t.as_str())))
    }

    /// Where a value stands: its own place if that is known or can be found, else the script.
    pub(super) fn place(&self, key: &str, text: &Text) -> Range<usize> {
        if text.exact || text.text.is_empty() {
            return text.place.clone();
        }
        let script = self.source.get(text.place.clone()).unwrap_or_default();
        let hits = memmem::find_iter(script.as_bytes(), text.text.as_bytes()).take(32);
        let mut first = None;
        for hit in hits {
            first = first.or(Some(hit));
            if follows_key(script, hit, key) {
                first = Some(hit);
                break;
            }
        }
        first.map_or_else(
            || text.place.clone(),
            |hit| text.place.start + hit..text.place.start + hit + text.text.len(),
        )
    }
}

/// Whether the name of the property stands right before a value.
fn follows_key(script: &str, value_at: usize, key: &str) -> bool {
    let before = script.get(..value_at).unwrap_or_default();
    let before = before.trim_end_matches(|c: char| c.is_whitespace() || "\":[".contains(c));
    let from = before.len().saturating_sub(key.len());
    before.get(from..).is_some_and(|end| !key.is_empty() && end.eq_ignore_ascii_case(key))
}

/// A term without the address of its vocabulary, in lower case.
pub(super) fn term(word: &str) -> String {
    let word = word.trim().trim_end_matches('/');
    let tail = match word.find("://") {
        Some(_) => word.rsplit(['/', '#']).next().unwrap_or(word),
        None => word.strip_prefix("schema:").unwrap_or(word),
    };
    tail.to_ascii_lowercase()
}
