//! Letters that are not what they look like, and texts with nothing in them.

use super::Signs;
use crate::document::Document;
use oxherd_model::CueSource;

/// Bytes of the text that are looked at.
const TEXT_BYTES: usize = 6_000;

/// Looks at the subject, the display name and the beginning of the text.
pub(super) fn read(document: &Document, signs: &mut Signs) {
    let header = &document.header;
    let name = header.from.as_ref().map_or("", |from| from.name.as_str());
    signs.add_if(
        styled(&header.subject) >= 4,
        "styled letters in the subject",
        CueSource::Subject,
        16,
    );
    signs.add_if(styled(name) >= 3, "styled letters in the sender's name", CueSource::Sender, 14);
    signs.add_if(
        has_mixed_word(&header.subject) || has_mixed_word(name),
        "letters of two scripts in one word",
        CueSource::Subject,
        16,
    );
    signs.add_if(
        hidden_within(&header.subject) + hidden_within(name) > 0,
        "invisible letters within words",
        CueSource::Subject,
        12,
    );
    signs.add_if(
        name.chars().any(is_picture),
        "pictures in the sender's name",
        CueSource::Sender,
        7,
    );
    signs.add_if(is_spaced(name), "a name with spaced letters", CueSource::Sender, 14);
    signs.add_if(
        name.contains('@') && !is_own(name, header.from.as_ref().map_or("", |f| &f.address)),
        "another address as the sender's name",
        CueSource::Sender,
        10,
    );
    let odd = name.contains(['_', '"', '(', '#', '|', '!', '$']) || name.trim_end().ends_with(',');
    signs.add_if(odd, "odd marks in the sender's name", CueSource::Sender, 6);
    let joined = header.subject.matches('_').count() >= 2;
    signs.add_if(joined, "words of the subject joined by underscores", CueSource::Subject, 5);
    let replaced = header.subject.contains('\u{fffd}') || name.contains('\u{fffd}');
    signs.add_if(replaced, "letters that no charset holds", CueSource::Subject, 8);
    signs.add_if(
        has_digit_letters(&header.subject) || has_digit_letters(name),
        "digits in place of letters",
        CueSource::Subject,
        9,
    );
    let to = header.recipients.first().map_or("", |to| to.address.as_str());
    let local = to.split('@').next().unwrap_or_default();
    let named = local.len() >= 5 && header.subject.to_lowercase().contains(to);
    signs.add_if(named, "the recipient's address in the subject", CueSource::Subject, 8);
    let pictures =
        document.htmls.iter().any(|(_, html)| html.contains("<img") || html.contains("<IMG"));
    let said = document.main().map_or(0, |text| text.text.trim().len());
    signs.add_if(pictures && said < 160, "a picture in place of words", CueSource::Body, 6);
    let text = document.main().map_or("", |text| text.text.as_str());
    let text = text.get(..text.floor_char_boundary(TEXT_BYTES)).unwrap_or_default();
    signs.add_if(styled(text) >= 8, "styled letters", CueSource::Body, 12);
    signs.add_if(hidden_within(text) >= 6, "invisible letters within words", CueSource::Body, 8);
    signs.add_if(mixed_words(text) >= 2, "letters of two scripts in one word", CueSource::Body, 14);
    signs.add_if(has_digit_letters(text), "digits in place of letters", CueSource::Body, 6);
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

/// A nought or a one between letters of a word of letters.
fn has_digit_letters(text: &str) -> bool {
    let words = text.split(|c: char| !c.is_ascii_alphanumeric());
    words.filter(|word| (4..=14).contains(&word.len())).any(|word| {
        let digits = word.bytes().filter(u8::is_ascii_digit).count();
        let noughts = word.bytes().filter(|b| *b == b'0').count();
        let inner = word.trim_matches(|c: char| c.is_ascii_digit());
        let one_case = inner.bytes().all(|b| !b.is_ascii_lowercase())
            || inner.bytes().skip(1).all(|b| !b.is_ascii_uppercase());
        digits == noughts
            && (1..=2).contains(&noughts)
            && inner.len() == word.len()
            && word.len() > noughts * 3
            && one_case
            && inner.bytes().all(|b| !b.is_ascii_uppercase()) | (noughts == 1 && word.len() == 5)
    })
}
