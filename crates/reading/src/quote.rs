//! The sentence that says it: what stands around a place in the evidence.

use crate::document::Opener;
use crate::document::{Document, TextPart};
use crate::pages::Pages;
use crate::read::{Form, opened_with};
use crate::words::as_index;
use oxherd_model::{PartRef, Place};

/// Letters of a quote on either side of what it is about.
const SIDE_MAX: usize = 160;

/// The sentence or line around a place, with single spaces; `None` where the place names no text that
/// a person reads.
pub fn quote(bytes: &[u8], form: Form, place: Place) -> Option<String> {
    quote_with(bytes, form, place, None)
}

/// The same with the texts of PDFs and pictures.
pub fn quote_with(
    bytes: &[u8],
    form: Form,
    place: Place,
    pages: Option<&dyn Pages>,
) -> Option<String> {
    let document = opened_with(&Opener::default(), bytes, form, pages);
    let (text, start, end) = spot(&document, place)?;
    let (from, to) = around(text, start, end);
    let words: Vec<&str> = text.get(from..to)?.split_whitespace().collect();
    (!words.is_empty()).then(|| words.join(" "))
}

/// The text that a place is in, with where it stands there.
fn spot(document: &Document, place: Place) -> Option<(&str, usize, usize)> {
    let (start, end) = (as_index(place.start), as_index(place.end));
    match place.part {
        PartRef::Subject => {
            let subject = document.header.subject.as_str();
            Some((subject, start.min(subject.len()), end.min(subject.len())))
        }
        PartRef::Header => None,
        PartRef::Part(number) => {
            let part = document.texts.iter().find(|text| text.part == number)?;
            let (start, end) = within(part, place);
            Some((&part.text, start, end))
        }
    }
}

/// Where a place of a part stands in its text: for HTML, by the way back.
fn within(part: &TextPart, place: Place) -> (usize, usize) {
    let origin = |at| match &part.html {
        Some(html) => html.origin(at),
        None => part.lines.origin(at),
    };
    let length = u32::try_from(part.text.len()).unwrap_or(u32::MAX);
    let start = first(length, |at| origin(at) >= place.start);
    let end = first(length, |at| origin(at) >= place.end).max(start);
    (as_index(start), as_index(end))
}

/// The first number below the end for which it holds; it holds for all after it.
fn first(end: u32, holds: impl Fn(u32) -> bool) -> u32 {
    let (mut low, mut high) = (0, end);
    while low < high {
        let middle = low + (high - low) / 2;
        if holds(middle) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    low
}

/// From the end of the sentence or paragraph before to the end of this one, within bounds.
fn around(text: &str, start: usize, end: usize) -> (usize, usize) {
    let start = floor(text, start);
    let end = floor(text, end.max(start));
    let low = floor(text, start.saturating_sub(SIDE_MAX));
    let high = floor(text, end.saturating_add(SIDE_MAX));
    let before = text.get(low..start).unwrap_or_default();
    let from = ["\n\n", ". ", "! ", "? ", "| "]
        .iter()
        .filter_map(|stop| before.rfind(stop).map(|at| low + at + stop.len()))
        .max()
        .unwrap_or_else(|| if low == 0 { 0 } else { word_start(text, low) });
    let after = text.get(end..high).unwrap_or_default();
    let to = ["\n\n", ". ", "! ", "? ", ".\n", "!\n", "?\n"]
        .iter()
        .filter_map(|stop| after.find(stop).map(|at| end + at + 1))
        .min()
        .unwrap_or(high);
    (from, to)
}

/// The next beginning of a word.
fn word_start(text: &str, at: usize) -> usize {
    let rest = text.get(at..).unwrap_or_default();
    rest.find(char::is_whitespace).map_or(at, |space| at + space)
}

/// The nearest boundary between letters at or before.
fn floor(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Depth, Reader};
    use oxherd_model::Claim;

    fn said_of_the_day(mail: &str) -> Vec<String> {
        let reading = Reader::new().read(mail.as_bytes(), Form::Mail, Depth::Full).reading;
        let days = reading.facts.iter().filter(
            |f| matches!(f.claim, Claim::Date { value, .. } if value.to_string() == "2026-03-03"),
        );
        days.filter_map(|f| quote(mail.as_bytes(), Form::Mail, f.at)).collect()
    }

    #[test]
    fn the_sentence_around_a_day_is_quoted() {
        let mail = "From: Acme <a@acme.example>\nDate: Mon, 2 Feb 2026 09:00:00 +0000\n\
            Subject: Your invoice\n\nDear Ms Hart,\n\nThank you. Please pay 12.00 EUR\nby 3 March 2026. \
            Kind regards\nAcme\n";
        assert_eq!(said_of_the_day(mail), ["Please pay 12.00 EUR by 3 March 2026."]);
    }

    #[test]
    fn html_is_quoted_as_it_is_read() {
        let mail = "From: Acme <a@acme.example>\nDate: Mon, 2 Feb 2026 09:00:00 +0000\n\
            Subject: Your invoice\nContent-Type: text/html; charset=utf-8\n\n<p>Hello &amp; thanks.</p>\
            <p>Please pay by <b>3&nbsp;March 2026</b>, as ever.</p><p>Acme</p>\n";
        assert_eq!(said_of_the_day(mail), ["Please pay by 3 March 2026, as ever."]);
    }
}
