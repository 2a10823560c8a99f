//! `say list`: what the owner said, each word with the id by which it is taken back.

use crate::books::Books;
use crate::cli::ask::Ask;
use crate::cli::{DONE, out};
use crate::json;
use crate::table::{Cell, Table};
use crate::words::{in_the_form_of_say, said};
use anyhow::Result;
use oxherd_ledger::{Reach, Saying, Word, in_force};
use oxherd_model::EvidenceId;
use oxherd_store::Store;
use serde_json::{Value, json as shape};

/// Digits of the id of evidence that people are shown.
const SHORT_ID: usize = 10;

/// Lists everything that was said by then, the newest first.
pub(super) fn list(ask: &Ask, books: &Books, store: Option<&Store>) -> Result<u8> {
    let said = store.map(|store| said(store, Some(books.at))).transpose()?.unwrap_or_default();
    let stands = in_force(&said);
    let zone = books.zone();
    if ask.json {
        let one = |saying: &Saying| {
            let of = evidence(saying);
            let ids: Vec<String> = of.iter().map(ToString::to_string).collect();
            shape!({
                "id": saying.id.to_string(),
                "at": json::instant(Some(saying.at), &zone),
                "said": in_the_form_of_say(books, &saying.word),
                "only": saying.reach == Reach::Only,
                "stands": stands.contains(&saying.id),
                "evidence": ids,
            })
        };
        out::json(&said.iter().rev().map(one).collect::<Value>())?;
        return Ok(DONE);
    }
    let mut table = Table::new(&["id", "said on", "what", "of the message", ""], out::width());
    for saying in said.iter().rev() {
        let only = if saying.reach == Reach::Only { " (only this one)" } else { "" };
        let subject = store.zip(saying.word.evidence()).map(|(store, of)| store.heading_of(of));
        let subject = subject.transpose()?.flatten().map(|heading| heading.subject);
        let back = if stands.contains(&saying.id) { "" } else { "taken back" };
        table.row(vec![
            Cell::new(saying.id.to_string().chars().take(SHORT_ID).collect::<String>()).faint(),
            Cell::new(zone.to_datetime(saying.at).date().to_string()),
            Cell::new(format!("{}{only}", in_the_form_of_say(books, &saying.word))).strong(),
            Cell::new(subject.unwrap_or_default()),
            Cell::new(back).faint(),
        ]);
    }
    if table.is_empty() {
        if store.is_some() {
            out::aside("nothing was said yet; see how with: oxherd say help");
        }
        return Ok(DONE);
    }
    out::text(&table.render())?;
    if said.iter().any(can_be_undone) {
        out::aside("take one back with: oxherd say undo ID");
    }
    Ok(DONE)
}

/// What a word rests on: itself, then the message that it speaks of.
fn evidence(saying: &Saying) -> Vec<EvidenceId> {
    [Some(saying.id), saying.word.evidence()].into_iter().flatten().collect()
}

/// A note is more than what it is about, so it stays.
fn can_be_undone(saying: &Saying) -> bool {
    !matches!(saying.word, Word::Noted(..))
}
