//! The question why something stands as it does.

use super::Ask;
use crate::cli::{DONE, NOT_FOUND, out};
use crate::json::quote::Quotes;
use crate::json::reasons as shapes;
use crate::table::{Cell, Table};
use crate::why::{Answer, Reasons};
use anyhow::Result;
use serde_json::Value;

impl Ask {
    /// Why an agreement, a promise, a contradiction, a request or a matter stands as it does.
    pub(in crate::cli) fn why(&self, asked: &str) -> Result<u8> {
        let (books, _store) = self.books()?;
        let windows = self.windows(books)?;
        let quotes = Quotes::of_home(&self.home);
        let answers = Reasons { books, windows: &windows, quotes: quotes.as_ref() }.of(asked);
        if self.json {
            out::json(&answers.iter().map(shapes::answer).collect::<Value>())?;
        }
        if answers.is_empty() {
            out::aside(&format!(
                "nothing has the id, number or supplier {asked:?}; ids stand in --json of agreements, promises, contradictions, requests and matters"
            ));
            return Ok(NOT_FOUND);
        }
        if !self.json {
            let pages: Vec<String> = answers.iter().map(page).collect();
            out::text(&pages.join("\n"))?;
        }
        Ok(DONE)
    }
}

/// An answer for people: each reason, and below it the sentences that say so.
fn page(answer: &Answer) -> String {
    let mut table = Table::new(&["", "since", "why"], out::width());
    for row in &answer.because {
        let is = if row.is.is_empty() { String::new() } else { format!(": {}", row.is) };
        let what = format!("{}{is}", row.what.replace('_', " "));
        let law = row.law.as_ref().map(|law| format!(" ({law})")).unwrap_or_default();
        table.row(vec![
            Cell::new(what).strong(),
            Cell::new(row.on.map(|on| on.to_string()).unwrap_or_default()),
            Cell::new(format!("{}{law}", row.why)),
        ]);
        for (evidence, quote) in &row.says {
            let id: String = evidence.to_string().chars().take(SHORT_ID).collect();
            let quoted = format!("\u{201c}{quote}\u{201d} [{id}]");
            table.row(vec![Cell::new(""), Cell::new(""), Cell::new(quoted).faint()]);
        }
    }
    format!("{} {} ({})\n{}", answer.what, answer.title, answer.id, table.render())
}

/// Digits of the id of evidence that people are shown.
const SHORT_ID: usize = 10;
