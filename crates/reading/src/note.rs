//! A note of the owner: what was said on the telephone or at the door, dictated.
//!
//! A few lines say when, of whom and of what; the text stands below them. What a note tells is heard
//! say: `read/noted.rs` says what is read of it beside what is read of every text.

use crate::charset;
use crate::document::{Document, Purpose};
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::fmt::temporal::Pieces;
use jiff::tz::Offset;

/// The first line.
const BEGINS: &str = "note of the owner";

/// A note with the lines that it stands below; every line may be empty.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Note {
    /// When it was so.
    pub at: Timestamp,
    /// How far clocks were ahead then where the owner lives.
    pub offset: Offset,
    /// Name of the supplier that it speaks of.
    pub supplier: String,
    /// By what the books know that supplier.
    pub supplier_key: String,
    /// Name of the thing.
    pub thing: String,
    /// Its id.
    pub thing_id: String,
    /// Whether it tells of a call, and with which number.
    pub call: Option<String>,
    /// What was dictated.
    pub text: String,
}

impl Default for Note {
    fn default() -> Self {
        let (supplier, supplier_key, thing, thing_id, text) = Default::default();
        let (at, offset) = (Timestamp::UNIX_EPOCH, Offset::UTC);
        Self { at, offset, supplier, supplier_key, thing, thing_id, call: None, text }
    }
}

impl Note {
    /// The form in which it is kept.
    pub fn to_bytes(&self) -> Vec<u8> {
        let one_line = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut kept = format!("{BEGINS}\nat: {}\n", self.at.display_with_offset(self.offset));
        let call = self.call.as_ref().map(|number| format!("yes {number}"));
        for (name, value) in [
            ("supplier", self.supplier.as_str()),
            ("supplier key", &self.supplier_key),
            ("thing", &self.thing),
            ("thing id", &self.thing_id),
            ("call", call.as_deref().unwrap_or_default()),
        ] {
            if !value.is_empty() {
                kept.push_str(&format!("{name}: {}\n", one_line(value)));
            }
        }
        kept.push('\n');
        kept.push_str(self.text.trim());
        kept.push('\n');
        kept.into_bytes()
    }

    /// The civil day of it.
    pub fn on(&self) -> Date {
        self.offset.to_datetime(self.at).date()
    }

    /// Reads the kept form.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        let kept = charset::decode(bytes);
        let (head, text) = kept.split_once("\n\n")?;
        let mut lines = head.lines();
        if lines.next() != Some(BEGINS) {
            return None;
        }
        let mut note = Self { text: text.trim_end().to_owned(), ..Self::default() };
        let mut dated = false;
        for line in lines {
            let Some((name, value)) = line.split_once(": ") else { continue };
            let value = value.trim().to_owned();
            match name {
                "at" => {
                    note.at = value.parse().ok()?;
                    let offset = Pieces::parse(&value).ok()?.to_numeric_offset();
                    note.offset = offset.unwrap_or(Offset::UTC);
                    dated = true;
                }
                "supplier" => note.supplier = value,
                "supplier key" => note.supplier_key = value,
                "thing" => note.thing = value,
                "thing id" => note.thing_id = value,
                "call" => {
                    note.call = Some(value.strip_prefix("yes").unwrap_or(&value).trim().to_owned());
                }
                _ => {}
            }
        }
        dated.then_some(note)
    }
}

/// One note taken apart. By whom and what it is found stands behind its text.
pub(crate) fn document(bytes: &[u8]) -> Document {
    let mut document = Document::default();
    let Some(note) = Note::of(bytes) else {
        document.plain(0, &charset::decode(bytes), Purpose::Found);
        return document;
    };
    document.header.date = Some(note.at);
    document.header.date_offset_seconds = note.offset.seconds();
    document.called = Some(note.supplier.clone()).filter(|name| !name.is_empty());
    document.plain(0, &note.text, Purpose::Read);
    let call = note.call.as_deref().unwrap_or_default();
    let about = [note.supplier.as_str(), note.thing.as_str(), call];
    let about = about.into_iter().filter(|word| !word.is_empty()).collect::<Vec<_>>().join("\n");
    if !about.is_empty() {
        document.plain(1, &about, Purpose::Found);
    }
    document
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_kept_is_read_again() {
        let note = Note {
            at: "2026-03-02T23:15:00Z".parse().unwrap(),
            offset: Offset::constant(1),
            supplier: "Halden Water".to_owned(),
            supplier_key: "halden.example".to_owned(),
            thing: "Boiler".to_owned(),
            thing_id: "t0123456789ab".to_owned(),
            call: Some("+44 1632 960017".to_owned()),
            text: "engineer comes\n\non 14 March".to_owned(),
        };
        assert_eq!(Note::of(&note.to_bytes()), Some(note.clone()));
        assert_eq!(note.on().to_string(), "2026-03-03");
        let bare = Note { call: Some(String::new()), thing: String::new(), ..note };
        assert_eq!(Note::of(&bare.to_bytes()), Some(bare));
        for broken in
            ["", "note of the owner", "note of the owner\n\nx", "note of the owner\nat: x\n\ny"]
        {
            assert_eq!(Note::of(broken.as_bytes()), None, "{broken}");
        }
    }
}
