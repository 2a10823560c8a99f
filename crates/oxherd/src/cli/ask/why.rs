//! The question why something stands as it does.

use super::Ask;
use crate::cli::{DONE, NOT_FOUND, out};
use crate::json::quote::Quotes;
use crate::json::reasons as shapes;
use crate::table::{Cell, Table};
use crate::why::{Answer, Found, Reasons};
use anyhow::Result;
use serde_json::Value;

impl Ask {
    /// Why an agreement, a promise, a contradiction, a request or a matter stands as it does.
    pub(in crate::cli) fn why(&self, asked: &str) -> Result<u8> {
        let (books, _store) = self.books()?;
        let windows = self.windows(books)?;
        let quotes = Quotes::of_home(&self.home);
        let Found { answers, beside, silent } =
            Reasons { books, windows: &windows, quotes: quotes.as_ref() }.of(asked);
        if self.json {
            out::json(&answers.iter().map(shapes::answer).collect::<Value>())?;
        }
        if answers.is_empty() {
            out::aside(&nothing(asked, &silent));
            return Ok(NOT_FOUND);
        }
        if !self.json {
            let pages: Vec<String> = answers.iter().map(page).collect();
            out::text(&pages.join("\n"))?;
            if !beside.is_empty() {
                out::aside(&more(&beside));
            }
        }
        Ok(DONE)
    }
}

/// Why there is no answer: nothing is called so, or nothing is known of who is.
fn nothing(asked: &str, silent: &[(String, Option<String>, u64)]) -> String {
    if silent.is_empty() {
        return format!(
            "nothing has the id, number, supplier or thing {asked:?}; ids stand in --json of agreements, promises, contradictions, requests, matters, dues and watches"
        );
    }
    let known = silent.iter().map(|(name, domain, messages)| {
        let s = if *messages == 1 { "" } else { "s" };
        let from = domain.as_ref().map(|domain| format!(" (oxherd search from:{domain})"));
        format!(
            "{name} is known by {messages} message{s}{}, and nothing of it stands that could be asked why: no \
             agreement, promise, contradiction, request, matter or due",
            from.unwrap_or_default()
        )
    });
    known.collect::<Vec<_>>().join("\n")
}

/// What else can be asked for of the same name.
fn more(beside: &[(&'static str, String)]) -> String {
    let ids = beside.iter().take(BESIDE_MAX).map(|(what, id)| format!("{what} {id}"));
    let ids: Vec<String> = ids.collect();
    let left = beside.len().saturating_sub(BESIDE_MAX);
    let left = if left > 0 { format!(" and {left} more") } else { String::new() };
    format!(
        "of the same supplier or thing can also be asked why, by its id: {}{left}",
        ids.join(", ")
    )
}

/// Ids shown of what else there is.
const BESIDE_MAX: usize = 8;

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
