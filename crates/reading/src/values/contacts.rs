//! Ways to reach a supplier: links, addresses, telephones, opening hours.

use super::labels::{self, CalendarWord, Cue, Labels, NumberLabel};
use super::page::{Page, is_space, rest};
use super::{Sink, labels::Mark};
use oxherd_model::{Claim, ContactRole};

/// Addresses and links of each sort that are kept.
const EACH_MAX: usize = 10;

/// Finds links and addresses; the digits in them are taken.
pub(super) fn links(page: &Page<'_>, sink: &mut Sink) {
    let bytes = page.text.as_bytes();
    let (mut urls, mut floor) = (0, 0);
    for at in memchr::memmem::find_iter(bytes, b"://") {
        if at < floor {
            continue;
        }
        let scheme = bytes.get(at.saturating_sub(5)..at).unwrap_or_default().to_ascii_lowercase();
        let length = match () {
            () if scheme.ends_with(b"https") => 5,
            () if scheme.ends_with(b"http") => 4,
            () => continue,
        };
        let end = at + link_length(rest(bytes, at));
        floor = end;
        page.take(at - length, end);
        if urls < EACH_MAX && end > at + 3 {
            urls += 1;
            let value = page.slice(at - length, end).to_owned();
            sink.add(Claim::Contact { role: ContactRole::Url, value }, (at - length, end), 800);
        }
    }
    addresses(page, sink);
}

fn link_length(bytes: &[u8]) -> usize {
    let run = bytes
        .iter()
        .take_while(|b| {
            !b.is_ascii_whitespace()
                && !matches!(b, b'<' | b'>' | b'"' | b'`' | b'{' | b'}')
                && b.is_ascii_graphic()
        })
        .count();
    let tail = bytes.get(..run).unwrap_or_default();
    let trim = tail
        .iter()
        .rev()
        .take_while(|b| {
            matches!(b, b'.' | b',' | b')' | b']' | b';' | b':' | b'!' | b'?' | b'\'' | b'*')
        })
        .count();
    run - trim
}

fn addresses(page: &Page<'_>, sink: &mut Sink) {
    let bytes = page.text.as_bytes();
    let (mut count, mut floor) = (0, 0);
    for at in memchr::memchr_iter(b'@', bytes) {
        let is_local = |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'_' | b'-' | b'+');
        let head = bytes.get(floor..at).unwrap_or_default();
        let local = head.iter().rev().take(64).take_while(|b| is_local(b)).count();
        let host = rest(bytes, at + 1)
            .iter()
            .take(253)
            .take_while(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b'-'))
            .count();
        let host_text = page.slice(at + 1, at + 1 + host).trim_end_matches(['.', '-']);
        let end = at + 1 + host_text.len();
        floor = end.max(floor);
        let dotted = host_text.rsplit('.').next().is_some_and(|tld| {
            tld.len() >= 2
                && tld.len() < host_text.len()
                && tld.bytes().all(|b| b.is_ascii_alphabetic())
        });
        if local == 0 || !dotted {
            continue;
        }
        page.take(at - local, end);
        if count < EACH_MAX {
            count += 1;
            let value = page.slice(at - local, end).to_ascii_lowercase();
            sink.add(Claim::Contact { role: ContactRole::Email, value }, (at - local, end), 850);
        }
    }
}

/// Finds telephones: labelled, or written in a form that only telephones have.
pub(super) fn phones(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let (mut floor, mut count) = (0, 0);
    let mut found = Vec::new();
    for (_, chunk) in page.free() {
        if chunk.start < floor || chunk.digit != chunk.start || count >= EACH_MAX {
            continue;
        }
        let Some((start, end, digits)) = phone_at(page, chunk.start) else {
            continue;
        };
        floor = end;
        if page.span_is_taken(start, end) {
            continue;
        }
        let label = label_before(page, labels, start);
        let international =
            page.slice(start, end).starts_with('+') || page.slice(start, end).starts_with("00");
        let confidence = match (label, international) {
            (true, _) if digits >= 4 => 900,
            (false, true) if (9..=15).contains(&digits) => 760,
            (false, false) if national(page, start, end, digits) => 560,
            _ => continue,
        };
        count += 1;
        found.push((start, end, confidence));
    }
    for (start, end, confidence) in found {
        page.take(start, end);
        let value = page.slice(start, end).to_owned();
        sink.add(Claim::Contact { role: ContactRole::Phone, value }, (start, end), confidence);
    }
}

/// Digits with single separators, from `+` or the first digit.
fn phone_at(page: &Page<'_>, digit: usize) -> Option<(usize, usize, usize)> {
    let head = page.text.get(..digit)?;
    let opened = head.strip_suffix('(').unwrap_or(head);
    let start = opened.strip_suffix('+').map_or(opened.len(), str::len);
    let before = page.char_before(start);
    if before.is_some_and(|c| {
        c.is_alphanumeric()
            || matches!(c, '.' | ',' | '-' | '/' | '_' | '#' | '*' | '=' | '+' | '€' | '£' | '$')
    }) {
        return None;
    }
    let (mut end, mut digits, mut gap) = (digit, 0, 0);
    for (at, c) in page.text.get(digit..)?.char_indices().take(40) {
        if c.is_ascii_digit() {
            digits += 1;
            gap = 0;
            end = digit + at + 1;
        } else if matches!(c, ' ' | '-' | '/' | '(' | ')' | '.' | '\u{a0}' | '\u{2011}' | '–')
            && gap < 3
        {
            gap += 1;
        } else {
            if c.is_alphabetic() && gap == 0 || matches!(c, '%' | '€' | ':') {
                return None;
            }
            break;
        }
    }
    let start = if page.slice(start, digit).contains('+') { start } else { head.len() };
    let double = page.slice(start, end).contains("  ");
    (!double && (3..=15).contains(&digits)).then_some((start, end, digits))
}

/// Bytes between a label and its telephone.
const LABEL_MAX: usize = 32;

fn label_before(page: &Page<'_>, labels: &Labels, start: usize) -> bool {
    let from = page.line_span(start).0;
    let mut near =
        labels::before(&labels.numbers, start).take_while(|m| start - m.end <= LABEL_MAX);
    let Some(mark) = near.find(|m| m.what == NumberLabel::Phone) else {
        return false;
    };
    let gap = page.slice(mark.end, start);
    let word = page.slice(mark.start, mark.end);
    let single = word.chars().count() <= 2 || matches!(word, "unter" | "call" | "under");
    let colon = gap.trim_start_matches('.').starts_with([':', ' ', '\t']);
    let plain = !gap.contains(|c: char| c.is_ascii_digit() || matches!(c, '!' | '?'));
    mark.start >= from && plain && (!single || (gap.contains(':') && colon))
}

/// A national number by its look: a leading zero and groups, as in most of Europe.
fn national(page: &Page<'_>, start: usize, end: usize, digits: usize) -> bool {
    let text = page.slice(start, end);
    let groups = text.split(|c: char| !c.is_ascii_digit()).filter(|g| !g.is_empty()).count();
    let zero = text.starts_with('0') || text.starts_with("(0");
    zero && (9..=12).contains(&digits) && (2..=6).contains(&groups)
}

/// Finds opening hours: days and times on one line.
pub(super) fn hours(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    let mut last_line = usize::MAX;
    let mut count = 0;
    for mark in &labels.calendar {
        if !matches!(mark.what, CalendarWord::Weekday(_)) || count >= EACH_MAX {
            continue;
        }
        let line = page.line_at(mark.start);
        if line == last_line {
            continue;
        }
        last_line = line;
        let Some(span) = page.lines.get(line) else {
            continue;
        };
        if let Some(mut end) = hours_end(page, labels, mark, span.end) {
            count += 1;
            while let Some(next) = next_day(page, labels, end, span.end) {
                end = next;
            }
            page.take(mark.start, end);
            let value = page.slice(mark.start, end).trim().to_owned();
            let told = labels::before(&labels.cues, mark.start)
                .next()
                .is_some_and(|cue| cue.what == Cue::Hours && mark.start - cue.end <= 80);
            let confidence = if told { 880 } else { 650 };
            sink.add(
                Claim::Contact { role: ContactRole::Hours, value },
                (mark.start, end),
                confidence,
            );
        }
    }
}

/// Where the hours of the next day end that follow on the same line: `, Fr 8-13 Uhr`.
fn next_day(page: &Page<'_>, labels: &Labels, at: usize, limit: usize) -> Option<usize> {
    let mark = labels::from(&labels.calendar, at).first()?;
    let near = mark.start - at <= 5 && mark.end <= limit;
    if !near || !matches!(mark.what, CalendarWord::Weekday(_)) {
        return None;
    }
    let end = hours_end(page, labels, mark, limit)
        .or_else(|| times_end(page, mark.end, page.around(mark.end, 0, 60).1));
    end.filter(|end| *end > at)
}

/// Where `Mon-Fri 8:00-18:00 Uhr` ends; a second day and two times are needed.
fn hours_end(
    page: &Page<'_>,
    labels: &Labels,
    first: &Mark<CalendarWord>,
    limit: usize,
) -> Option<usize> {
    let second = labels::from(&labels.calendar, first.end).first()?;
    let gap = page.text.get(first.end..second.start)?;
    let days = matches!(second.what, CalendarWord::Weekday(_)) && gap.len() <= 8;
    if !days || second.end > limit {
        return None;
    }
    times_end(page, second.end, page.around(second.end, 0, 60).1)
}

/// Where two times behind an offset end.
fn times_end(page: &Page<'_>, from: usize, limit: usize) -> Option<usize> {
    let tail = page.slice(from, limit);
    let digit = tail.find(|c: char| c.is_ascii_digit()).filter(|at| *at <= 16)?;
    let mut end = digit;
    let mut numbers = 0;
    let mut inside = false;
    for (at, c) in tail.char_indices().skip_while(|(at, _)| *at < digit) {
        let part = c.is_ascii_digit()
            || is_space(c)
            || matches!(c, ':' | '.' | '-' | '–' | ',' | '/' | '—');
        let word = c.is_alphabetic() && "uhrampmhtoisndetaybàa".contains(c.to_ascii_lowercase());
        let full_stop = c == '.' && tail.get(at + 1..).is_some_and(|t| t.starts_with(' '));
        if full_stop || !part && !word || numbers > 7 {
            break;
        }
        if c.is_ascii_digit() {
            numbers += usize::from(!inside);
            end = at + 1;
        }
        inside = c.is_ascii_digit();
    }
    let unit = ["pm", " pm", "am", " am", " Uhr", "h", " h", " uur", " u"]
        .into_iter()
        .find(|u| tail.get(end..).is_some_and(|t| t.starts_with(u)))
        .map_or(0, str::len);
    (numbers >= 2).then_some(from + end + unit)
}
