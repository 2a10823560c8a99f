//! Our own program, step by step.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use serde_json::Value;

use super::Options;
use super::process::{self, Cost};
use super::table::{KEPT, Row, SEARCHABLE};
use crate::workspace;

/// Questions are short: the median of this many runs.
const QUESTION_RUNS: usize = 20;

/// Builds the release program and says where it is.
pub(crate) fn build() -> Result<PathBuf> {
    let status = workspace::cargo()
        .args(["build", "--release", "-q", "-p", "oxherd", "--locked"])
        .status()?;
    ensure!(status.success(), "the release build of oxherd failed");
    Ok(workspace::target_folder()?.join("release/oxherd"))
}

/// A program and the home that it works on.
struct Bench<'a> {
    program: &'a Path,
    home: PathBuf,
    work: &'a Path,
}

/// Takes the mailbox in, asks, and rebuilds.
pub(crate) fn measure(
    program: &Path,
    mailbox: &Path,
    options: &Options,
    work: &Path,
) -> Result<Vec<Row>> {
    let (mut takes, mut kept) = (vec![], vec![]);
    let mut bench = Bench { program, home: PathBuf::new(), work };
    let path = mailbox.to_str().context("a path that is no text")?;
    let bytes = process::content_bytes(mailbox)?;
    for run in 0..options.runs.max(1) {
        bench.home = work.join(format!("home-{run}"));
        let (cost, told) = bench.take(path)?;
        kept.push(until_kept(&cost, told, bytes)?);
        takes.push(row(SEARCHABLE, &cost, told, bytes));
        if run > 0 {
            fs::remove_dir_all(work.join(format!("home-{}", run.saturating_sub(1))))?;
        }
    }
    let mut take = median(takes).context("nothing was taken in")?;
    take.disk_bytes = Some(process::disk_bytes(&bench.home)?);
    let messages = take.messages.unwrap_or(0);
    let (again, told) = bench.take(path)?;
    let kept = median(kept).context("nothing was taken in")?;
    let mut rows = vec![kept, take, row("take again", &again, told, bytes)];
    rows.extend(bench.questions(&options.words)?);
    for step in ["verify", "rebuild"] {
        rows.extend(bench.try_run(&[step])?.map(|cost| row(step, &cost, messages, bytes)));
    }
    Ok(rows)
}

impl Bench<'_> {
    /// Runs a command on the home, printing JSON.
    fn run(&self, arguments: &[&str]) -> Result<Cost> {
        let home = self.home.to_str().context("a path that is no text")?;
        let mut all = vec!["--home", home];
        all.extend(arguments);
        all.push("--json");
        process::run(self.program, &all, self.work)
    }

    /// The same for a command that this version may not have.
    fn try_run(&self, arguments: &[&str]) -> Result<Option<Cost>> {
        let cost = self.run(arguments)?;
        if cost.status.success() {
            return Ok(Some(cost));
        }
        eprintln!("oxherd {}: {}; left out", arguments.join(" "), cost.status);
        Ok(None)
    }

    /// Takes in; also how many messages there were, known or new.
    fn take(&self, path: &str) -> Result<(Cost, u64)> {
        let cost = self.run(&["take", path])?;
        // 3: done, but some of it could not be read.
        ensure!(matches!(cost.status.code(), Some(0 | 3)), "oxherd take failed: {}", cost.status);
        let told: Value = serde_json::from_slice(&cost.output).context("take printed no JSON")?;
        let count = |key: &str| told.get(key).and_then(Value::as_u64).unwrap_or(0);
        let messages = count("taken").saturating_add(count("known_already"));
        Ok((cost, messages))
    }

    fn questions(&self, words: &str) -> Result<Vec<Row>> {
        let mut rows = vec![];
        rows.extend(self.question("things", &["things"])?);
        if let Some(name) = self.some_thing()? {
            rows.extend(self.question("thing NAME", &["thing", &name])?);
        }
        let mut search = vec!["search"];
        search.extend(words.split(' '));
        rows.extend(self.question("search, three words", &search)?);
        Ok(rows)
    }

    /// The name of the first thing, if there is one.
    fn some_thing(&self) -> Result<Option<String>> {
        let Some(cost) = self.try_run(&["things"])? else {
            return Ok(None);
        };
        let things: Value = serde_json::from_slice(&cost.output)?;
        Ok(things.pointer("/0/name").and_then(Value::as_str).map(str::to_owned))
    }

    fn question(&self, step: &str, arguments: &[&str]) -> Result<Option<Row>> {
        let mut rows = vec![];
        for _ in 0..QUESTION_RUNS {
            let Some(cost) = self.try_run(arguments)? else {
                return Ok(None);
            };
            let (wall_us, cpu_us, peak_kib) = (cost.wall_us, cost.cpu_us, Some(cost.peak_kib));
            rows.push(Row { step: step.to_owned(), wall_us, cpu_us, peak_kib, ..Row::default() });
        }
        Ok(median(rows))
    }
}

/// What `take` itself says of the time until everything was kept, read and folded.
fn until_kept(cost: &Cost, messages: u64, bytes: u64) -> Result<Row> {
    let told: Value = serde_json::from_slice(&cost.output).context("take printed no JSON")?;
    let micros = |key: &str| {
        let text = told.get(key).map(Value::to_string).unwrap_or_default();
        micros(&text).with_context(|| format!("take says no {key}"))
    };
    Ok(Row {
        step: KEPT.to_owned(),
        wall_us: micros("seconds")?,
        cpu_us: micros("cpu_seconds")?,
        messages: Some(messages),
        bytes: Some(bytes),
        ..Row::default()
    })
}

/// Seconds in decimals as whole microseconds.
fn micros(seconds: &str) -> Option<u64> {
    let (whole, part) = seconds.split_once('.').unwrap_or((seconds, ""));
    let part: String = part.chars().chain("000000".chars()).take(6).collect();
    whole.parse::<u64>().ok()?.checked_mul(1_000_000)?.checked_add(part.parse().ok()?)
}

fn row(step: &str, cost: &Cost, messages: u64, bytes: u64) -> Row {
    Row {
        step: step.to_owned(),
        wall_us: cost.wall_us,
        cpu_us: cost.cpu_us,
        messages: Some(messages),
        bytes: Some(bytes),
        peak_kib: Some(cost.peak_kib),
        disk_bytes: None,
    }
}

/// The row in the middle by wall time: the upper one of two.
fn median(mut rows: Vec<Row>) -> Option<Row> {
    rows.sort_by_key(|row| row.wall_us);
    let middle = rows.len() / 2;
    (middle < rows.len()).then(|| rows.swap_remove(middle))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seconds_become_whole_microseconds() {
        assert_eq!(micros("20.124"), Some(20_124_000));
        assert_eq!(micros("3"), Some(3_000_000));
        assert_eq!(micros("null"), None);
    }

    #[test]
    fn the_median_is_a_run_that_was() {
        let rows = [5, 1, 9].map(|wall_us| Row { wall_us, cpu_us: wall_us, ..Row::default() });
        assert_eq!(median(rows.to_vec()).unwrap().cpu_us, 5);
        assert!(median(vec![]).is_none());
    }
}
