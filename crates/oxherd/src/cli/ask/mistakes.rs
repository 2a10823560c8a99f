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
        let headings = ["when", "what", "was", "is", "also mended", "message", "said as"];
        let mut table = Table::new(&headings, out::width());
        for mistake in &made {
            let alike = u64::try_from(mistake.also_mended.len()).unwrap_or(u64::MAX);
            let short = |id: Option<&oxherd_model::EvidenceId>| {
                let id = id.map(ToString::to_string).unwrap_or_default();
                Cell::new(id.chars().take(10).collect::<String>()).faint()
            };
            table.row(vec![
                Cell::new(zone.to_datetime(mistake.at).date().to_string()),
                Cell::new(mistake.what),
                Cell::new(mistake.was.clone().unwrap_or_default()),
                Cell::new(mistake.is.clone().unwrap_or_else(|| "wrong".to_owned())).strong(),
                Cell::new(if alike == 0 { String::new() } else { out::grouped(alike) }).right(),
                short(mistake.evidence.get(1)),
                short(mistake.evidence.first()),
            ]);
        }
        if store.is_none() {
            return Ok(DONE);
        }
        let listed = if table.is_empty() { String::new() } else { table.render() };
        out::text(&format!("{listed}{}\n", in_words(made.len(), &count(books, &made))))?;
        out::aside("everything that you said, each word with its id, is in: oxherd say list");
        Ok(DONE)
    }
}

fn ids(evidence: &[oxherd_model::EvidenceId]) -> Value {
    evidence.iter().map(ToString::to_string).collect()
}

/// The count in one line: `2 errors of ours that you corrected (1 kind, 1 date); ...`.
fn in_words(errors: usize, count: &Count) -> String {
    let of = out::grouped(count.of);
    if errors == 0 {
        return format!(
            "no error of ours was corrected; of {of} messages read none is known to be wrong"
        );
    }
    let by_what: Vec<String> =
        count.by_what.iter().map(|(what, errors)| format!("{errors} {what}")).collect();
    let s = if errors == 1 { "" } else { "s" };
    // A name, or whose a thing is, is no error in the reading of a message.
    let messages = match count.messages {
        0 => format!("of {of} messages read none was wrong by that"),
        1 => format!("of {of} messages read, 1 was wrong: {}", share(1, count.of)),
        many => {
            let share = share(many, count.of);
            format!("of {of} messages read, {} were wrong: {share}", out::grouped(many))
        }
    };
    format!("{errors} error{s} of ours that you corrected ({}); {messages}", by_what.join(", "))
}

/// A share in percent, rounded to one place: neither a little to nothing nor nearly all to all.
fn share(part: u64, of: u64) -> String {
    let of = of.max(1);
    let thousandths = (part.saturating_mul(2_000) + of) / (2 * of);
    match (part, thousandths) {
        (0, _) => "0 %".to_owned(),
        (_, 0) => "less than 0.1 %".to_owned(),
        (part, 1_000) if part < of => "more than 99.9 %".to_owned(),
        (_, n) => format!("{}.{} %", n / 10, n % 10),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_share_is_rounded_but_never_to_nothing_nor_to_all() {
        assert_eq!(share(0, 0), "0 %");
        assert_eq!(share(1, 2), "50.0 %");
        assert_eq!(share(7, 1_204), "0.6 %");
        assert_eq!(share(1, 3), "33.3 %");
        assert_eq!(share(2, 3), "66.7 %");
        assert_eq!(share(9_999, 10_000), "more than 99.9 %");
        assert_eq!(share(1, 90_000), "less than 0.1 %");
        assert_eq!(share(3, 3), "100.0 %");
    }

    #[test]
    fn the_count_says_how_many_messages_were_wrong_or_that_none_was() {
        let count =
            |what: &'static str, messages| Count { by_what: vec![(what, 1)], messages, of: 1_204 };
        assert_eq!(
            in_words(0, &count("kind", 0)),
            "no error of ours was corrected; of 1,204 messages read none is known to be wrong"
        );
        let name = in_words(1, &count("name", 0));
        assert_eq!(
            name,
            "1 error of ours that you corrected (1 name); of 1,204 messages read none was wrong by that"
        );
        assert!(
            in_words(1, &count("kind", 1)).ends_with("of 1,204 messages read, 1 was wrong: 0.1 %")
        );
        assert!(
            in_words(1, &count("kind", 7)).ends_with("of 1,204 messages read, 7 were wrong: 0.6 %")
        );
    }
}
