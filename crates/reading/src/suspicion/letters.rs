//! Letters that are not what they look like, and texts with nothing in them.

use super::Signs;
use crate::document::Document;
use memchr::memmem;
use oxherd_model::CueSource;
use std::ops::RangeInclusive;

/// Bytes of the text that are looked at.
const TEXT_BYTES: usize = 2_500;

/// Looks at the subject, the display name and the beginning of the text.
pub(super) fn read(document: &Document, signs: &mut Signs) {
    let header = &document.header;
    let name = header.from.as_ref().map_or("", |from| from.name.as_str());
    let (subject, shown) = (Letters::of(&header.subject), Letters::of(name));
    signs.add_all(&[
        (subject.styled() >= 4, "styled letters in the subject", CueSource::Subject, 16),
        (shown.styled() >= 3, "styled letters in the sender's name", CueSource::Sender, 14),
        (
            subject.mixed_words() + shown.mixed_words() > 0,
            "letters of two scripts in one word",
            CueSource::Subject,
            16,
        ),
        (
            subject.hidden_within() + shown.hidden_within() > 0,
            "invisible letters within words",
            CueSource::Subject,
            12,
        ),
        (name.chars().any(is_picture), "pictures in the sender's name", CueSource::Sender, 7),
        (is_spaced(name), "a name with spaced letters", CueSource::Sender, 14),
        (
            name.contains('@') && !is_own(name, header.from.as_ref().map_or("", |f| &f.address)),
            "another address as the sender's name",
            CueSource::Sender,
            10,
        ),
    ]);
    let odd = name.contains(['_', '"', '(', '#', '|', '!', '$']) || name.trim_end().ends_with(',');
    signs.add_all(&[(odd, "odd marks in the sender's name", CueSource::Sender, 6)]);
    let joined = header.subject.matches('_').count() >= 2;
    signs.add_all(&[(joined, "words of the subject joined by underscores", CueSource::Subject, 5)]);
    let replaced = header.subject.contains('\u{fffd}') || name.contains('\u{fffd}');
    signs.add_all(&[
        (replaced, "letters that no charset holds", CueSource::Subject, 8),
        (
            has_digit_letters(&header.subject) || has_digit_letters(name),
            "digits in place of letters",
            CueSource::Subject,
            9,
        ),
    ]);
    let to = header.recipients.first().map_or("", |to| to.address.as_str());
    let local = to.split('@').next().unwrap_or_default();
    let named = local.len() >= 5 && header.subject.to_lowercase().contains(to);
    signs.add_all(&[(named, "the recipient's address in the subject", CueSource::Subject, 8)]);
    let said = document.main().map_or(0, |text| text.text.trim().len());
    let pictures = said < 160 && document.htmls.iter().any(|(_, html)| has_picture(html));
    signs.add_all(&[(pictures, "a picture in place of words", CueSource::Body, 6)]);
    let text = document.main().map_or("", |text| text.text.as_str());
    let text = text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or_default();
    let letters = Letters::of(text);
    signs.add_all(&[
        (letters.styled() >= 8, "styled letters", CueSource::Body, 12),
        (letters.hidden_within() >= 6, "invisible letters within words", CueSource::Body, 8),
        (letters.mixed_words() >= 2, "letters of two scripts in one word", CueSource::Body, 14),
        (has_digit_letters(text), "digits in place of letters", CueSource::Body, 6),
    ]);
}

/// A text with the first bytes of its longer characters, one bit each: most texts hold none of those
/// that are looked for, and need no second look.
struct Letters<'a> {
    text: &'a str,
    leads: u64,
}

impl<'a> Letters<'a> {
    fn of(text: &'a str) -> Self {
        if text.is_ascii() {
            return Self { text, leads: 0 };
        }
        let leads = text.bytes().filter(|byte| *byte >= 0xc0);
        Self { text, leads: leads.fold(0, |leads, byte| leads | 1 << (byte & 0x3f)) }
    }

    /// Whether any character begins with one of these bytes of UTF-8.
    fn has(&self, leads: RangeInclusive<u8>) -> bool {
        leads.into_iter().any(|byte| self.leads & 1 << (byte & 0x3f) != 0)
    }

    /// Letters of the mathematical and enclosed alphabets, which mail programs show as plain letters.
    fn styled(&self) -> usize {
        if !(self.has(0xe2..=0xe2) || self.has(0xef..=0xf0)) {
            return 0;
        }
        let styled = |c: &char| matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{ff21}'..='\u{ff5a}' | '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
        self.text.chars().filter(styled).count()
    }

    /// Invisible characters between two letters.
    fn hidden_within(&self) -> usize {
        if ![0xc2, 0xcd, 0xe2, 0xef].into_iter().any(|lead| self.has(lead..=lead)) {
            return 0;
        }
        let mut before = ' ';
        let mut waiting = false;
        let mut found = 0;
        for c in self.text.chars() {
            if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{34f}')
            {
                waiting = before.is_ascii_alphabetic();
                continue;
            }
            if waiting && c.is_ascii_alphabetic() {
                found += 1;
            }
            waiting = false;
            before = c;
        }
        found
    }

    /// Words in which Latin letters stand beside Cyrillic or Greek ones.
    fn mixed_words(&self) -> usize {
        if !self.has(0xcd..=0xd4) {
            return 0;
        }
        let words = self.text.split(|c: char| !c.is_alphabetic());
        words
            .filter(|word| !word.is_ascii() && word.chars().count() >= 4)
            .filter(|word| {
                let foreign = word.chars().any(|c| matches!(c, '\u{370}'..='\u{52f}'));
                foreign && word.chars().any(|c| c.is_ascii_alphabetic())
            })
            .count()
    }
}

fn has_picture(html: &str) -> bool {
    let html = html.as_bytes();
    memmem::find(html, b"<img").is_some() || memmem::find(html, b"<IMG").is_some()
}

fn is_picture(c: char) -> bool {
    matches!(c, '\u{1f300}'..='\u{1faff}' | '\u{2600}'..='\u{27bf}')
}

/// `B a n k`: four single letters or more with spaces between.
fn is_spaced(name: &str) -> bool {
    let mut run = 0;
    for word in name.split(' ') {
        run = if word.chars().count() == 1 && word.chars().all(char::is_alphabetic) {
            run + 1
        } else {
            0
        };
        if run >= 4 {
            return true;
        }
    }
    false
}

fn is_own(name: &str, address: &str) -> bool {
    name.to_lowercase().contains(address)
}

/// A nought within a word of letters of one case: `b0nus`, `ACC0UNT`.
fn has_digit_letters(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memchr_iter(b'0', bytes).take(NOUGHTS_MAX).any(|at| {
        let before = bytes.get(at.saturating_sub(LETTERS_MAX)..at).unwrap_or_default();
        let letters = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
        let before = before.get(before.len() - letters..).unwrap_or_default();
        let after = bytes.get(at + 1..).unwrap_or_default();
        let letters = after.iter().take(LETTERS_MAX).take_while(|b| b.is_ascii_alphanumeric());
        let after = after.get(..letters.count()).unwrap_or_default();
        let both = || before.iter().chain(after);
        let lower = both().all(u8::is_ascii_lowercase);
        let upper = both().all(u8::is_ascii_uppercase) && both().count() == 4;
        !before.is_empty() && !after.is_empty() && both().count() >= 3 && (lower || upper)
    })
}

/// Noughts of a text that are looked at.
const NOUGHTS_MAX: usize = 40;

/// Letters around a nought that are looked at.
const LETTERS_MAX: usize = 12;
