//! Tables for people: aligned, cut to the width of the terminal, coloured only there.

use std::fmt::Write;
use unicode_width::UnicodeWidthStr;

/// One cell: its words and how it is shown on a terminal.
#[derive(Debug, Clone, Default)]
pub(crate) struct Cell {
    text: String,
    style: anstyle::Style,
    right: bool,
}

impl Cell {
    /// Plain words; control characters of whoever wrote them are not passed on.
    pub(crate) fn new(text: impl Into<String>) -> Self {
        let text: String = text.into();
        let text = text.chars().map(|c| if c.is_control() { ' ' } else { c }).collect();
        Self { text, ..Self::default() }
    }

    /// Standing out.
    pub(crate) fn strong(mut self) -> Self {
        self.style = self.style.bold();
        self
    }

    /// Standing back.
    pub(crate) fn faint(mut self) -> Self {
        self.style = self.style.dimmed();
        self
    }

    /// A warning.
    pub(crate) fn warn(mut self) -> Self {
        self.style = self.style.fg_color(Some(anstyle::AnsiColor::Yellow.into()));
        self
    }

    /// To the right, as numbers are.
    pub(crate) fn right(mut self) -> Self {
        self.right = true;
        self
    }

    fn width(&self) -> usize {
        self.text.width()
    }
}

/// Rows under headings.
#[derive(Debug)]
pub(crate) struct Table {
    headings: Vec<&'static str>,
    rows: Vec<Vec<Cell>>,
    width_max: usize,
}

/// Space between columns.
const GAP: usize = 2;

impl Table {
    /// Without rows; `width_max` is the width of the terminal, or none when it is piped.
    pub(crate) fn new(headings: &[&'static str], width_max: Option<usize>) -> Self {
        Self {
            headings: headings.to_vec(),
            rows: Vec::new(),
            width_max: width_max.unwrap_or(usize::MAX),
        }
    }

    /// Adds a row.
    pub(crate) fn row(&mut self, cells: Vec<Cell>) {
        self.rows.push(cells);
    }

    /// Whether there are no rows.
    pub(crate) fn is_empty(&self) -> bool {
        self.rows.is_empty()
    }

    /// The table as text with styles.
    pub(crate) fn render(&self) -> String {
        let widths = self.widths();
        let mut out = String::new();
        if self.headings.iter().any(|h| !h.is_empty()) {
            let headings: Vec<Cell> = self.headings.iter().map(|h| Cell::new(*h).faint()).collect();
            line(&headings, &widths, &mut out);
        }
        for row in &self.rows {
            line(row, &widths, &mut out);
        }
        out
    }

    /// Natural widths; when that is too much the widest columns give way.
    fn widths(&self) -> Vec<usize> {
        let columns = self.headings.len();
        let mut widths: Vec<usize> = self.headings.iter().map(|h| h.width()).collect();
        for row in &self.rows {
            for (width, cell) in widths.iter_mut().zip(row) {
                *width = (*width).max(cell.width());
            }
        }
        let gaps = GAP * columns.saturating_sub(1);
        while widths.iter().sum::<usize>() + gaps > self.width_max {
            match widths.iter_mut().max() {
                Some(widest) if *widest > 8 => *widest -= 1,
                Some(_) | None => break,
            }
        }
        widths
    }
}

fn line(cells: &[Cell], widths: &[usize], out: &mut String) {
    let mut text = String::new();
    for (index, (cell, width)) in cells.iter().zip(widths).enumerate() {
        let shown = cut(&cell.text, *width);
        let padding = " ".repeat(width.saturating_sub(shown.width()));
        let (before, after) =
            if cell.right { (padding.as_str(), "") } else { ("", padding.as_str()) };
        let gap = if index == 0 { "" } else { "  " };
        let (on, off) = (cell.style.render(), cell.style.render_reset());
        let _infallible = write!(text, "{gap}{before}{on}{shown}{off}{after}");
    }
    out.push_str(text.trim_end());
    out.push('\n');
}

/// Words cut to a width, with an ellipsis.
pub(crate) fn cut(text: &str, width: usize) -> String {
    if text.width() <= width {
        return text.to_owned();
    }
    let mut out = String::new();
    for c in text.chars() {
        if out.width() + 2 > width {
            break;
        }
        out.push(c);
    }
    out.push('\u{2026}');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn columns_are_aligned_and_cut_to_the_width() {
        let mut table = Table::new(&["thing", "cost"], Some(16));
        table.row(vec![Cell::new("a very long name of a thing"), Cell::new("1.00").right()]);
        table.row(vec![Cell::new("b"), Cell::new("100.00").right()]);
        let plain = anstream::adapter::strip_str(&table.render()).to_string();
        assert_eq!(plain, "thing     cost\na very \u{2026}    1.00\nb         100.00\n");
    }

    #[test]
    fn control_characters_of_a_sender_do_not_reach_the_terminal() {
        let mut table = Table::new(&[""], None);
        table.row(vec![Cell::new("a\u{1b}[31mb")]);
        assert!(!table.render().contains("[31mb\u{1b}") && !table.render().contains("a\u{1b}"));
    }
}
