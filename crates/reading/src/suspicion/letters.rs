//! Letters that are not what they look like, and texts with nothing in them.

use super::Signs;
use crate::document::Document;
use oxherd_model::CueSource;

/// Bytes of the text that are looked at.
const TEXT_BYTES: usize = 2_500;

/// Looks at the subject, the display name and the beginning of the text.
pub(super) fn read(document: &Document, signs: &mut Signs) {
    let header = &document.header;
    let name = header.from.as_ref().map_or("", |from| from.name.as_str());
    signs.add_all(&[
        (styled(&header.subject) >= 4, "styled letters in the subject", CueSource::Subject, 16),
        (styled(name) >= 3, "styled letters in the sender's name", CueSource::Sender, 14),
        (
            has_mixed_word(&header.subject) || has_mixed_word(name),
            "letters of two scripts in one word",
            CueSource::Subject,
            16,
        ),
        (
            hidden_within(&header.subject) + hidden_within(name) > 0,
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
    let pictures =
        document.htmls.iter().any(|(_, html)| html.contains("<img") || html.contains("<IMG"));
    let said = document.main().map_or(0, |text| text.text.trim().len());
    signs.add_all(&[(pictures && said < 160, "a picture in place of words", CueSource::Body, 6)]);
    let text = document.main().map_or("", |text| text.text.as_str());
    let text = text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or_default();
    signs.add_all(&[
        (styled(text) >= 8, "styled letters", CueSource::Body, 12),
        (hidden_within(text) >= 6, "invisible letters within words", CueSource::Body, 8),
        (mixed_words(text) >= 2, "letters of two scripts in one word", CueSource::Body, 14),
        (has_digit_letters(text), "digits in place of letters", CueSource::Body, 6),
    ]);
}

/// Letters of the mathematical and enclosed alphabets, which mail programs show as plain letters.
fn styled(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    let styled = |c: &char| matches!(c, '\u{1d400}'..='\u{1d7ff}' | '\u{ff21}'..='\u{ff5a}' | '\u{24b6}'..='\u{24e9}' | '\u{1f130}'..='\u{1f189}');
    text.chars().filter(styled).count()
}

/// Invisible characters between two letters.
fn hidden_within(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    let mut before = ' ';
    let mut waiting = false;
    let mut found = 0;
    for c in text.chars() {
        if matches!(c, '\u{ad}' | '\u{200b}'..='\u{200d}' | '\u{2060}' | '\u{feff}' | '\u{34f}') {
            waiting = before.is_alphabetic() && before.is_ascii();
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

fn has_mixed_word(text: &str) -> bool {
    mixed_words(text) > 0
}

/// Words in which Latin letters stand beside Cyrillic or Greek ones.
fn mixed_words(text: &str) -> usize {
    if text.is_ascii() {
        return 0;
    }
    let words = text.split(|c: char| !c.is_alphabetic());
    words
        .filter(|word| !word.is_ascii() && word.chars().count() >= 4)
        .filter(|word| {
            let foreign = word.chars().any(|c| matches!(c, '\u{370}'..='\u{52f}'));
            foreign && word.chars().any(|c| c.is_ascii_alphabetic())
        })
        .count()
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
        let before = bytes.get(..at).unwrap_or_default().iter().rev();
        let before: Vec<u8> =
            before.take(LETTERS_MAX).take_while(|b| b.is_ascii_alphanumeric()).copied().collect();
        let after = bytes.get(at + 1..).unwrap_or_default().iter();
        let after: Vec<u8> =
            after.take(LETTERS_MAX).take_while(|b| b.is_ascii_alphanumeric()).copied().collect();
        let both = || before.iter().chain(&after);
        let lower = both().all(u8::is_ascii_lowercase);
        let upper = both().all(u8::is_ascii_uppercase) && both().count() == 4;
        !before.is_empty() && !after.is_empty() && both().count() >= 3 && (lower || upper)
    })
}

/// Noughts of a text that are looked at.
const NOUGHTS_MAX: usize = 40;

/// Letters around a nought that are looked at.
const LETTERS_MAX: usize = 12;
