//! `take`, `verify`, `rebuild`: the commands that keep.

use super::ask::Ask;
use super::progress::Bar;
use super::{DONE, PARTLY_UNREADABLE, WRONG_USE, out};
use crate::flow::{Rebuilt, Want};
use crate::take::Taken;
use crate::take::whole::{self, Loss, REMEDY};
use crate::{books, flow};
use anyhow::Result;
use serde_json::json;
use std::path::PathBuf;

/// Takes in what lies below the paths.
pub(super) fn take(ask: &Ask, paths: &[PathBuf]) -> Result<u8> {
    let bar = Bar::new()?;
    let taken = flow::take_in(&ask.home, paths, &bar)?;
    bar.end();
    for item in &taken.unreadable {
        out::aside(&format!("{}: {}; {}", item.source, item.what, item.remedy));
    }
    if taken.stopped {
        out::aside("stopped; what was kept stays, and the same command goes on from here");
    }
    if ask.json {
        out::json(&shape(&taken))?;
    } else {
        out::text(&words(&taken))?;
    }
    Ok(if taken.unreadable.is_empty() { DONE } else { PARTLY_UNREADABLE })
}

fn shape(taken: &Taken) -> serde_json::Value {
    let seconds = taken.keep_millis + taken.books_millis;
    json!({
        "taken": taken.taken,
        "known_already": taken.known_already,
        "unreadable": taken.unreadable.len(),
        "seconds": decimal(seconds),
        "seconds_to_index": decimal(taken.index_millis),
        "cpu_seconds": taken.cpu_millis.0.map(decimal),
        "cpu_seconds_to_index": taken.cpu_millis.1.map(decimal),
        "messages_per_second": per_second(taken.taken + taken.known_already, seconds),
        "stopped": taken.stopped,
        "evidence": [],
    })
}

fn words(taken: &Taken) -> String {
    if taken.taken + taken.known_already == 0 {
        // What could not be read is named above, and says more.
        return if taken.unreadable.is_empty() && !taken.stopped {
            "nothing was taken in: no message and no file was found there\n".to_owned()
        } else {
            "nothing was taken in\n".to_owned()
        };
    }
    let mut text = format!("{} taken in", out::grouped(taken.taken));
    if taken.known_already > 0 {
        text.push_str(&format!(", {} known already", out::grouped(taken.known_already)));
    }
    if !taken.unreadable.is_empty() {
        text.push_str(&format!(", {} not readable (named above)", taken.unreadable.len()));
    }
    let rate = per_second(taken.taken + taken.known_already, taken.index_millis);
    text.push_str(&format!(
        "; {} s, {} a second, searchable\n",
        decimal(taken.index_millis),
        out::grouped(rate)
    ));
    text.push_str("next: oxherd things, oxherd dues, oxherd contradictions, oxherd search WORDS\n");
    text
}

fn decimal(millis: u64) -> serde_json::Number {
    let text = format!("{}.{:03}", millis / 1000, millis % 1000);
    text.parse().unwrap_or_else(|_never| serde_json::Number::from(millis / 1000))
}

fn per_second(messages: u64, millis: u64) -> u64 {
    messages * 1000 / millis.max(1)
}

/// Recomputes every hash and the chain, and compares what there is with what the books cover.
pub(super) fn verify(ask: &Ask) -> Result<u8> {
    let loss = whole::loss_in(&ask.home)?;
    let dir = ask.home.evidence_path();
    let is_there = ask.home.has_evidence()?;
    if !is_there && loss.is_none() {
        return Ok(no_evidence());
    }
    let found = if is_there { Some(oxherd_evidence::verify(&dir, &mut |_| {})?) } else { None };
    let mut damaged = 0;
    for damage in found.iter().flat_map(|found| &found.damaged) {
        damaged += 1;
        out::aside(&damage.to_string());
    }
    if let Some(loss) = &loss {
        damaged += 1;
        out::aside(&format!("{loss}; {REMEDY}"));
    }
    let checked = found.as_ref().map_or(0, |found| found.checked);
    if ask.json {
        out::json(&json!({
            "checked": checked,
            "damaged": damaged,
            "missing": loss.as_ref().map_or(0, Loss::missing),
            "head": found.map(|found| found.head.to_string()),
            "evidence": [],
        }))?;
    } else {
        out::text(&format!(
            "{} {} of evidence checked; {}\n",
            out::grouped(checked),
            if checked == 1 { "piece" } else { "pieces" },
            verdict(damaged)
        ))?;
    }
    Ok(if damaged == 0 { DONE } else { PARTLY_UNREADABLE })
}

fn verdict(damaged: u64) -> String {
    match damaged {
        0 => "nothing is damaged or missing".to_owned(),
        1 => {
            "1 place is damaged or missing (named above); restore it from a backup, then run: oxherd rebuild".to_owned()
        }
        many => format!(
            "{many} places are damaged or missing (named above); restore them from a backup, then run: oxherd rebuild"
        ),
    }
}

fn no_evidence() -> u8 {
    out::aside("there is no evidence here yet; take some in first: oxherd take PATH");
    WRONG_USE
}

/// Throws away what is derived and makes it again; says whether the result is the same.
pub(super) fn rebuild(ask: &Ask, want: Want) -> Result<u8> {
    if !ask.home.has_evidence()? {
        whole::or_refuse(&ask.home)?;
        return Ok(no_evidence());
    }
    // Tables that cannot be read are no reason not to make them again.
    let before = books::digest(&ask.home).unwrap_or_default();
    let bar = Bar::new()?;
    let Rebuilt { readings, damaged } = flow::rebuild(&ask.home, want, &bar)?;
    bar.end();
    let after = books::digest(&ask.home)?;
    let same = before.is_none() || before == after;
    if ask.json {
        out::json(&json!({
            "readings": readings.unwrap_or(0),
            "same_as_before": same,
            "damaged": damaged,
            "evidence": [],
        }))?;
    } else if let Some(readings) = readings {
        let same = if same { "the same as before" } else { "different from before" };
        out::text(&format!(
            "{} readings made again; the books are {same}\n",
            out::grouped(readings)
        ))?;
    }
    if readings.is_none() {
        out::aside(DAMAGED);
    }
    Ok(if damaged == 0 { DONE } else { PARTLY_UNREADABLE })
}

/// Why the books were not made again, and what to do.
const DAMAGED: &str = "the books were left as they are: they were made when the evidence was whole. Restore it from a backup, then run: oxherd rebuild; to have the books of what can still be read, and then take the same mail in again, run: oxherd rebuild --readable";
