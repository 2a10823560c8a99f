//! `mistakes`: our own errors that the owner corrected.

use super::Ask;
use crate::cli::{DONE, out};
use crate::json;
use crate::mistakes::{Count, count, mistakes};
use crate::table::{Cell, Table};
use anyhow::Result;
use serde_json::{Value, json as shape};

impl Ask {
    /// Our own errors that the owner corrected.
    pub(in crate::cli) fn mistakes(&self) -> Result<u8> {
        let (books, store) = self.books()?;
        let made = store.as_ref().map(|store| mistakes(books, store)).transpose()?;
        let made = made.unwrap_or_default();
        let zone = books.zone();
        if self.json {
            let one = |mistake: &crate::mistakes::Mistake| {
                shape!({
                    "at": json::instant(Some(mistake.at), &zone),
                    "what": mistake.what,
                    "was": mistake.was,
                    "is": mistake.is,
                    "also_mended": ids(&mistake.also_mended),
                    "evidence": ids(&mistake.evidence),
                })
            };
            out::json(&made.iter().map(one).collect())?;
            return Ok(DONE);
        }
        let headings = ["when", "what", "was", "is", "also mended", "evidence"];
        let mut table = Table::new(&headings, out::width());
        for mistake in &made {
            let alike = u64::try_from(mistake.also_mended.len()).unwrap_or(u64::MAX);
            let about = mistake.evidence.last().map(ToString::to_string).unwrap_or_default();
            table.row(vec![
                Cell::new(zone.to_datetime(mistake.at).date().to_string()),
                Cell::new(mistake.what),
                Cell::new(mistake.was.clone().unwrap_or_default()),
                Cell::new(mistake.is.clone().unwrap_or_else(|| "wrong".to_owned())).strong(),
                Cell::new(if alike == 0 { String::new() } else { out::grouped(alike) }).right(),
                Cell::new(about.chars().take(10).collect::<String>()).faint(),
            ]);
        }
        out::text(&format!("{}{}\n", table.render(), in_words(made.len(), &count(books, &made))))?;
        Ok(DONE)
    }
}

fn ids(evidence: &[oxherd_model::EvidenceId]) -> Value {
    evidence.iter().map(ToString::to_string).collect()
}

/// The count in one line: `2 errors that you corrected (1 kind, 1 date); ...`.
fn in_words(errors: usize, count: &Count) -> String {
    let of = format!("of {} messages read", out::grouped(count.of));
    if errors == 0 {
        return format!("no error of ours was corrected; {of}");
    }
    let by_what: Vec<String> =
        count.by_what.iter().map(|(what, errors)| format!("{errors} {what}")).collect();
    let s = if errors == 1 { "" } else { "s" };
    let were = if count.messages == 1 { "was" } else { "were" };
    format!(
        "{errors} error{s} of ours that you corrected ({}); {of}, {} {were} wrong: {}",
        by_what.join(", "),
        out::grouped(count.messages),
        share(count.messages, count.of),
    )
}

/// A share in percent with one place, without rounding a little to nothing.
fn share(part: u64, of: u64) -> String {
    let thousandths = part.saturating_mul(1_000) / of.max(1);
    match (part, thousandths) {
        (0, _) => "0 %".to_owned(),
        (_, 0) => "less than 0.1 %".to_owned(),
        (_, n) => format!("{}.{} %", n / 10, n % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_never_rounded_to_nothing() {
        assert_eq!(share(0, 0), "0 %");
        assert_eq!(share(1, 2), "50.0 %");
        assert_eq!(share(7, 1_204), "0.5 %");
        assert_eq!(share(1, 90_000), "less than 0.1 %");
        assert_eq!(share(3, 3), "100.0 %");
    }
}
