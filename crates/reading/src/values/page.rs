//! The page: a text cut into lines and into chunks that hold a digit.

use super::Surroundings;
use super::currency::{self, Coins};
use std::cell::{Cell, OnceCell};

/// More chunks than any honest message has; what follows is not read and is said to be so.
const CHUNKS_MAX: usize = 20_000;

/// A line longer than this is prose, not a row of a table.
pub(super) const ROW_MAX: usize = 300;

/// A line without its ending.
#[derive(Debug, Clone, Copy)]
pub(super) struct Line {
    pub(super) start: usize,
    pub(super) end: usize,
}

/// A run of ASCII letters and digits that holds at least one digit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Chunk {
    pub(super) start: usize,
    pub(super) end: usize,
    /// First digit.
    pub(super) digit: usize,
}

/// A text cut up for the scanners; what one of them takes no other takes again.
pub(super) struct Page<'a> {
    pub(super) s: &'a Surroundings<'a>,
    pub(super) text: &'a str,
    pub(super) lines: Vec<Line>,
    pub(super) chunks: Vec<Chunk>,
    taken: Vec<Cell<bool>>,
    coins: OnceCell<Coins>,
    krone: OnceCell<&'static str>,
    /// Lines that can be the heads of a table.
    heads: OnceCell<Vec<usize>>,
    /// Whether there were more chunks than are read.
    pub(super) cut: bool,
}

impl<'a> Page<'a> {
    pub(super) fn new(s: &'a Surroundings<'a>) -> Self {
        let text = s.text;
        let bytes = text.as_bytes();
        let lines = cut_lines(bytes);
        let mut chunks: Vec<Chunk> = Vec::new();
        let (mut floor, mut at, mut cut) = (0, 0, false);
        while let Some(found) = rest(bytes, at).iter().position(u8::is_ascii_digit) {
            let digit = at + found;
            let before = bytes.get(floor..digit).unwrap_or_default();
            let letters = before.iter().rev().take_while(|b| b.is_ascii_alphanumeric()).count();
            let after = rest(bytes, digit).iter().take_while(|b| b.is_ascii_alphanumeric()).count();
            if chunks.len() >= CHUNKS_MAX {
                cut = true;
                break;
            }
            chunks.push(Chunk { start: digit - letters, end: digit + after, digit });
            at = digit + after;
            floor = at;
        }
        let taken = vec![Cell::new(false); chunks.len()];
        let (coins, krone, heads) = (OnceCell::new(), OnceCell::new(), OnceCell::new());
        Self { s, text, lines, chunks, taken, coins, krone, heads, cut }
    }

    /// What a bare `$` or `¥` means here.
    pub(super) fn coins(&self) -> Coins {
        *self.coins.get_or_init(|| Coins::of(self.text, self.s.language.as_str()))
    }

    /// What a bare `kr` means here: its words are looked through.
    pub(super) fn krone(&self) -> &'static str {
        self.krone.get_or_init(|| currency::krone(self.text, self.s.language.as_str()))
    }

    /// The text between two offsets; empty where they are not in it.
    pub(super) fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }

    pub(super) fn of(&self, chunk: Chunk) -> &'a str {
        self.slice(chunk.start, chunk.end)
    }

    /// The last character before an offset.
    pub(super) fn char_before(&self, at: usize) -> Option<char> {
        self.text.get(..at).and_then(|t| t.chars().next_back())
    }

    /// The character at an offset.
    pub(super) fn char_at(&self, at: usize) -> Option<char> {
        self.text.get(at..).and_then(|t| t.chars().next())
    }

    /// The line of an offset, no further than so many bytes before it and behind it, so that a scan
    /// for every number of a text stays linear.
    pub(super) fn around(&self, at: usize, before: usize, behind: usize) -> (usize, usize) {
        let (start, end) = self.line_span(at);
        let start = self.text.ceil_char_boundary(start.max(at.saturating_sub(before)));
        let end = self.text.floor_char_boundary(end.min(at.saturating_add(behind)));
        (start.min(at), end.max(at))
    }

    /// Index of the line that holds an offset.
    pub(super) fn line_at(&self, at: usize) -> usize {
        self.lines.partition_point(|line| line.start <= at).saturating_sub(1)
    }

    pub(super) fn line(&self, index: usize) -> &'a str {
        self.lines.get(index).map_or("", |line| self.slice(line.start, line.end))
    }

    /// Where the line of an offset begins and ends.
    pub(super) fn line_span(&self, at: usize) -> (usize, usize) {
        let line = self.lines.get(self.line_at(at));
        line.map_or((0, self.text.len()), |line| (line.start, line.end.max(at)))
    }

    /// The nearest line above that can be the heads of a table: of two cells or more, without digits.
    pub(super) fn heads_above(&self, line: usize) -> Option<usize> {
        let heads = self
            .heads
            .get_or_init(|| (0..self.lines.len()).filter(|at| are_heads(self.line(*at))).collect());
        heads.get(heads.partition_point(|head| *head < line).checked_sub(1)?).copied()
    }

    /// The line above that is not blank, at most four lines up.
    pub(super) fn line_above(&self, index: usize) -> Option<usize> {
        (index.saturating_sub(4)..index).rev().find(|at| !self.is_blank_line(*at))
    }

    /// The line below that is not blank, at most three lines down.
    pub(super) fn line_below(&self, index: usize) -> Option<usize> {
        (index + 1..=index + 3).find(|at| !self.is_blank_line(*at))
    }

    /// Whether a line has nothing on it as far as a row reaches: it is asked for every value near it.
    fn is_blank_line(&self, index: usize) -> bool {
        self.line(index).chars().take(ROW_MAX).all(char::is_whitespace)
    }

    /// The first chunk that ends after an offset.
    fn chunk_over(&self, at: usize) -> usize {
        self.chunks.partition_point(|chunk| chunk.end <= at)
    }

    pub(super) fn is_taken(&self, chunk: usize) -> bool {
        self.taken.get(chunk).is_some_and(Cell::get)
    }

    /// Whether any chunk that overlaps the span is taken.
    pub(super) fn span_is_taken(&self, start: usize, end: usize) -> bool {
        self.over(start, end).any(|chunk| self.is_taken(chunk))
    }

    /// Takes every chunk that overlaps the span.
    pub(super) fn take(&self, start: usize, end: usize) {
        for chunk in self.over(start, end) {
            if let Some(taken) = self.taken.get(chunk) {
                taken.set(true);
            }
        }
    }

    fn over(&self, start: usize, end: usize) -> impl Iterator<Item = usize> {
        let first = self.chunk_over(start);
        let count = self
            .chunks
            .get(first..)
            .unwrap_or_default()
            .iter()
            .take_while(|chunk| chunk.start < end)
            .count();
        first..first + count
    }

    /// Chunks that nobody took yet, with their numbers.
    pub(super) fn free(&self) -> impl Iterator<Item = (usize, Chunk)> + '_ {
        (0..).zip(self.chunks.iter().copied()).filter(|(at, _)| !self.is_taken(*at))
    }
}

/// What follows an offset in bytes.
pub(super) fn rest(bytes: &[u8], at: usize) -> &[u8] {
    bytes.get(at..).unwrap_or_default()
}

/// Whether a character is a space of any width, but not a line's end.
pub(super) const fn is_space(c: char) -> bool {
    matches!(
        c,
        ' ' | '\t'
            | '\u{a0}'
            | '\u{202f}'
            | '\u{2009}'
            | '\u{2007}'
            | '\u{3000}'
            // Marks of direction, beside numbers in Hebrew and Arabic.
            | '\u{200e}'
            | '\u{200f}'
            | '\u{61c}'
    )
}

/// Whether a stretch holds nothing but space. It ends at the first letter, so that asking for every
/// label of a line costs no more than the line.
pub(super) fn is_blank(text: &str) -> bool {
    text.chars().all(char::is_whitespace)
}

fn are_heads(line: &str) -> bool {
    let short = line.len() <= ROW_MAX && !line.bytes().any(|b| b.is_ascii_digit());
    short && cells(line).len() > 1
}

/// Cells of a line: parted by tabs, bars or two spaces.
pub(super) fn cells(line: &str) -> Vec<(usize, usize)> {
    let mut cells = Vec::new();
    let (mut start, mut at) = (0, 0);
    let bytes = line.as_bytes();
    while let Some(byte) = bytes.get(at) {
        let gap = matches!(byte, b'\t' | b'|')
            || (*byte == b' ' && bytes.get(at + 1).is_some_and(|b| *b == b' '));
        if gap {
            if start < at {
                cells.push((start, at));
            }
            at += 1;
            while bytes.get(at).is_some_and(|b| matches!(b, b' ' | b'\t' | b'|')) {
                at += 1;
            }
            start = at;
        } else {
            at += 1;
        }
    }
    if start < line.trim_end().len() {
        cells.push((start, line.trim_end().len()));
    }
    cells
}

fn cut_lines(bytes: &[u8]) -> Vec<Line> {
    let mut lines = Vec::with_capacity(bytes.len() / 32 + 1);
    let mut start = 0;
    for end in memchr::memchr_iter(b'\n', bytes) {
        lines.push(Line { start, end });
        start = end + 1;
    }
    lines.push(Line { start, end: bytes.len() });
    lines
}
