//! Rows and cells of a table (RFC 4180, with any of the delimiters in use).

use memchr::{memchr, memchr2};
use std::borrow::Cow;

/// Delimiters that are tried.
pub(super) const DELIMITERS: [u8; 4] = [b';', b',', b'\t', b'|'];
/// Cells of one row.
const CELLS_MAX: usize = 128;
/// Bytes of one quoted cell; a quote that is open for longer is no quote.
const QUOTED_MAX: usize = 16 << 10;

/// A cell: where its content stands, and whether quotes in it are doubled.
#[derive(Debug, Clone, Copy, Default)]
struct Cell {
    start: usize,
    end: usize,
    quotes: Quotes,
}

#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
enum Quotes {
    #[default]
    None,
    Doubled,
}

/// One row; the same one is filled again and again.
#[derive(Debug, Default)]
pub(super) struct Row<'t> {
    text: &'t str,
    cells: Vec<Cell>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl<'t> Row<'t> {
    pub(super) const fn len(&self) -> usize {
        self.cells.len()
    }

    /// The content of a cell without the space around it; empty where there is none.
    pub(super) fn cell(&self, at: usize) -> Cow<'t, str> {
        let Some(cell) = self.cells.get(at) else {
            return Cow::Borrowed("");
        };
        let text = self.text.get(cell.start..cell.end).unwrap_or_default().trim();
        match cell.quotes {
            Quotes::None => Cow::Borrowed(text),
            Quotes::Doubled => Cow::Owned(text.replace("\"\"", "\"")),
        }
    }

    pub(super) fn cells(&self) -> impl Iterator<Item = Cow<'t, str>> {
        (0..self.len()).map(|at| self.cell(at))
    }

    pub(super) fn is_empty(&self) -> bool {
        self.cells
            .iter()
            .all(|c| self.text.get(c.start..c.end).is_none_or(|text| text.trim().is_empty()))
    }
}

/// Goes over a text row by row.
#[derive(Debug, Clone, Copy)]
pub(super) struct Rows<'t> {
    text: &'t str,
    at: usize,
    delimiter: u8,
}

impl<'t> Rows<'t> {
    pub(super) const fn new(text: &'t str, delimiter: u8, at: usize) -> Self {
        Self { text, at, delimiter }
    }

    /// Fills a row with the next one; says whether there was one.
    pub(super) fn next(&mut self, row: &mut Row<'t>) -> bool {
        if self.at >= self.text.len() {
            return false;
        }
        row.text = self.text;
        row.start = self.at;
        row.cells.clear();
        while self.cell(row) {}
        row.end = self.at;
        true
    }

    /// Takes one cell; says whether another follows in the row.
    fn cell(&mut self, row: &mut Row<'t>) -> bool {
        let cell = self.quoted().unwrap_or_else(|| self.unquoted());
        if row.cells.len() < CELLS_MAX {
            row.cells.push(cell);
        }
        let next = self.text.as_bytes().get(self.at).copied();
        self.at += 1;
        next == Some(self.delimiter)
    }

    fn rest(&self, at: usize) -> &'t [u8] {
        self.text.as_bytes().get(at..).unwrap_or_default()
    }

    /// Up to the next delimiter or the end of the line.
    fn unquoted(&mut self) -> Cell {
        let start = self.at;
        let rest = self.rest(start);
        self.at = start + memchr2(self.delimiter, b'\n', rest).unwrap_or(rest.len());
        Cell { start, end: self.at, quotes: Quotes::None }
    }

    /// Between quotes, with whatever stands before the next delimiter left out.
    fn quoted(&mut self) -> Option<Cell> {
        let lead = self.rest(self.at).iter().take_while(|b| **b == b' ').count();
        let start = self.at + lead + 1;
        if self.rest(start - 1).first() != Some(&b'"') {
            return None;
        }
        let (mut end, mut quotes) = (start, Quotes::None);
        loop {
            end += memchr(b'"', self.rest(end))?;
            if end - start > QUOTED_MAX {
                return None;
            }
            if self.rest(end + 1).first() != Some(&b'"') {
                break;
            }
            quotes = Quotes::Doubled;
            end += 2;
        }
        self.at = end + 1;
        self.unquoted();
        Some(Cell { start, end, quotes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rows(text: &str, delimiter: u8) -> Vec<Vec<String>> {
        let (mut rows, mut row, mut all) = (Rows::new(text, delimiter, 0), Row::default(), vec![]);
        while rows.next(&mut row) {
            all.push(row.cells().map(Cow::into_owned).collect());
        }
        all
    }

    #[test]
    fn quotes_hide_delimiters_and_line_ends() {
        let found = rows("a;\"b;\"\"c\"\"\nd\" ;e\r\nf\n\ng;", b';');
        assert_eq!(found[0], ["a", "b;\"c\"\nd", "e"]);
        assert_eq!(found[1], ["f"]);
        assert_eq!(found[2], [""]);
        assert_eq!(found[3], ["g", ""]);
    }

    #[test]
    fn a_quote_that_never_closes_hides_nothing() {
        assert_eq!(rows("a,\"b,c\nd,e\n", b','), [vec!["a", "\"b", "c"], vec!["d", "e"]]);
    }
}
