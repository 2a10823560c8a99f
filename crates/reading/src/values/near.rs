//! Which label belongs to a value: to its left, in the cell above, or at the head of its column.

use super::labels::{self, Mark};
use super::page::{Page, ROW_MAX, cells};

/// Bytes between a label and its value on one line.
const REACH: usize = 90;
/// How far up the head of a column is looked for.
const HEAD_LINES: usize = 30;

/// How a label stands to its value.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Nearness {
    /// To the left on the same line; bytes between.
    Left(usize),
    /// On the line above.
    Above,
    /// At the head of the column.
    Head,
    /// Right behind the value.
    Right,
}

/// A value that looks for its label.
#[derive(Debug, Clone, Copy)]
pub(super) struct Seeker {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Where the last value of the same sort ended: its label is used up.
    pub(super) floor: usize,
}

/// The label of a value.
pub(super) fn label<T: Copy>(
    page: &Page<'_>,
    marks: &[Mark<T>],
    seeker: Seeker,
) -> Option<(Mark<T>, Nearness)> {
    let at = seeker.start;
    let (line_start, line_end) = page.line_span(at);
    for mark in labels::before(marks, at).take(4) {
        if mark.start < line_start || mark.end < seeker.floor || at - mark.end > REACH {
            break;
        }
        if joined(page.slice(mark.end, at)) {
            return Some((*mark, Nearness::Left(at - mark.end)));
        }
    }
    let left = page.slice(line_start, at);
    let alone = left.len() <= ROW_MAX && !left.chars().any(char::is_alphabetic);
    if alone && let Some(found) = above(page, marks, at) {
        return Some((found, Nearness::Above));
    }
    if line_end - line_start <= ROW_MAX
        && let Some(found) = head(page, marks, at)
    {
        return Some((found, Nearness::Head));
    }
    right(page, marks, seeker.end, line_end).map(|found| (found, Nearness::Right))
}

/// Whether nothing between a label and a value parts them: the end of a sentence, a bracket that
/// closes over the label.
fn joined(gap: &str) -> bool {
    let mut depth = 0_i32;
    for c in gap.chars() {
        match c {
            '(' | '[' => depth += 1,
            ')' | ']' => depth -= 1,
            ';' | '!' | '?' | '•' => return false,
            _ => {}
        }
        if depth < 0 {
            return false;
        }
    }
    !ends_sentence(gap)
}

/// A full stop after a word and before a capital; `no. 12` and `12. May` are none.
fn ends_sentence(gap: &str) -> bool {
    if gap.strip_prefix(". ").is_some_and(opens_sentence) {
        return true;
    }
    gap.match_indices(". ").any(|(at, _)| {
        let word = gap.get(..at).unwrap_or_default();
        let letters = word.chars().rev().take_while(|c| c.is_alphabetic()).count();
        let next = gap.get(at + 2..).and_then(|t| t.trim_start().chars().next());
        letters > 3 && next.is_some_and(char::is_uppercase)
    })
}

/// Whether a text right behind a label and a full stop begins with a word of prose: `is still open. From May on`, not
/// `Nr. AB12`.
fn opens_sentence(text: &str) -> bool {
    let word = text.split(|c: char| !c.is_alphanumeric()).next().unwrap_or_default();
    let mut letters = word.chars();
    letters.next().is_some_and(char::is_uppercase)
        && word.chars().count() >= 3
        && letters.all(char::is_lowercase)
}

/// A label on the line above, where the value opens its line.
fn above<T: Copy>(page: &Page<'_>, marks: &[Mark<T>], at: usize) -> Option<Mark<T>> {
    let line = page.line_at(at);
    let above = page.line_above(line)?;
    let text = page.line(above);
    let row = page.line(line);
    let row = row.get(..row.floor_char_boundary(ROW_MAX)).unwrap_or(row);
    if text.len() > 80 || cells(row).len() > 1 {
        return None;
    }
    let span = page.lines.get(above)?;
    let mark = labels::before(marks, span.end).next().filter(|mark| mark.start >= span.start)?;
    let after = page.slice(mark.end, span.end);
    let open = after.trim_end().ends_with(':') || after.chars().count() < 25;
    (open && !after.bytes().any(|b| b.is_ascii_digit())).then_some(*mark)
}

/// A label at the head of the value's column: the nearest row above without digits.
fn head<T: Copy>(page: &Page<'_>, marks: &[Mark<T>], at: usize) -> Option<Mark<T>> {
    let line = page.line_at(at);
    let row = cells(page.line(line));
    let base = page.lines.get(line)?.start;
    let column = row.iter().position(|(start, end)| base + start <= at && at < base + end)?;
    if row.len() < 2 {
        return None;
    }
    let above = page.heads_above(line).filter(|above| above + HEAD_LINES >= line)?;
    let heads = cells(page.line(above));
    let base = page.lines.get(above)?.start;
    let from_right = row.len() - column;
    let (start, end) = *heads.get(heads.len().checked_sub(from_right)?)?;
    let mark = labels::from(marks, base + start).first()?;
    (mark.end <= base + end).then_some(*mark)
}

/// A label right behind the value, as in `a 12 € refund`.
fn right<T: Copy>(
    page: &Page<'_>,
    marks: &[Mark<T>],
    end: usize,
    line_end: usize,
) -> Option<Mark<T>> {
    let mark = labels::from(marks, end).first()?;
    let gap = page.text.get(end..mark.start)?;
    if mark.end > line_end || gap.len() > 12 {
        return None;
    }
    let plain = gap.chars().all(|c| c.is_lowercase() || c == ' ' || c == '-');
    (plain && gap.split_whitespace().count() <= 1).then_some(*mark)
}
