//! `fuzz`: broken input for every parser of our own, on the stable compiler.
//!
//! Each target starts from small seeds and from the project's own corpus and sample, and changes
//! them step by step. What gives an answer not seen before is kept and changed further. A panic or
//! an input that takes longer than two seconds fails the command; the input is made smaller and
//! kept below `target/fuzz`. Targets are listed in `fuzz/targets.rs`.

mod mutate;
mod runner;
mod seeds;
mod targets;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use clap::Args;

use crate::workspace;
use runner::{Failure, Fault, Limits};
use targets::{TARGETS, Target};

/// Options of `fuzz`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// One target; all of them without it
    target: Option<String>,
    /// How long each target runs
    #[arg(long, default_value_t = 30)]
    seconds: u64,
    /// Another seed gives other inputs, the same seed the same ones
    #[arg(long, default_value_t = 1)]
    seed: u64,
    /// Write each input to `target/fuzz/TARGET-last.bin` before it runs: for a stack overflow,
    /// which ends the process
    #[arg(long)]
    keep_last: bool,
    /// Run one input, such as a kept one, instead of changing any
    #[arg(long, requires = "target")]
    input: Option<PathBuf>,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let chosen = chosen(options.target.as_deref())?;
    let kept = workspace::target_folder()?.join("fuzz");
    if let Some(path) = &options.input {
        let input = fs::read(path).with_context(|| path.display().to_string())?;
        return chosen.iter().try_for_each(|target| replay(target, &input));
    }
    let mut failed = vec![];
    for target in chosen {
        if let Err(error) = fuzz(target, options, &kept) {
            println!("{error:#}");
            failed.push(target.name);
        }
    }
    if !failed.is_empty() {
        bail!("failed: {}", failed.join(", "));
    }
    Ok(())
}

fn chosen(name: Option<&str>) -> Result<Vec<&'static Target>> {
    let Some(name) = name else {
        return Ok(TARGETS.iter().collect());
    };
    let found: Vec<_> = TARGETS.iter().filter(|target| target.name == name).collect();
    if found.is_empty() {
        let names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        bail!("no target `{name}`; there are: {}", names.join(", "));
    }
    Ok(found)
}

fn fuzz(target: &'static Target, options: &Options, kept: &Path) -> Result<()> {
    let root = workspace::root();
    let seeds = seeds::gather(target, &[root.join("corpus"), root.join("sample")])?;
    let started_with = seeds.len();
    let limits = Limits {
        time: Duration::from_secs(options.seconds),
        runs: u64::MAX,
        seed: options.seed,
        last: options.keep_last.then(|| kept.join(format!("{}-last.bin", target.name))),
    };
    if options.keep_last {
        fs::create_dir_all(kept)?;
    }
    match runner::run(target, seeds, &limits)? {
        Ok(told) => {
            let (runs, seen) = (told.runs, told.seen);
            println!("{}: {runs} inputs from {started_with} seeds, {seen} answers", target.name);
            Ok(())
        }
        Err(failure) => Err(keep(target, &failure, kept)?),
    }
}

/// Writes the input of a failure away and says how to repeat it.
fn keep(target: &Target, failure: &Failure, folder: &Path) -> Result<anyhow::Error> {
    fs::create_dir_all(folder)?;
    let hash = blake3::hash(&failure.input).to_hex();
    let short = hash.get(..16).unwrap_or_default();
    let path = folder.join(format!("{}-{short}.bin", target.name));
    fs::write(&path, &failure.input).with_context(|| path.display().to_string())?;
    let what = match &failure.fault {
        Fault::Panic(words) => format!("panic: {words}"),
        Fault::Slow(time) => format!("took {} ms", time.as_millis()),
        Fault::Hang => "did not come back".to_owned(),
    };
    let (name, len, at) = (target.name, failure.input.len(), path.display());
    Ok(anyhow::anyhow!(
        "{name}: {what}; {len} bytes kept; to repeat: cargo xtask fuzz {name} --input {at}"
    ))
}

fn replay(target: &'static Target, input: &[u8]) -> Result<()> {
    match runner::once(target, input) {
        Ok(answer) => println!("{}: no fault, answer {answer}", target.name),
        Err(Fault::Panic(words)) => bail!("{}: panic: {words}", target.name),
        Err(Fault::Slow(time)) => bail!("{}: took {} ms", target.name, time.as_millis()),
        Err(Fault::Hang) => bail!("{}: did not come back", target.name),
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_target_that_is_not_there_is_answered_with_those_that_are() {
        let error = chosen(Some("none")).unwrap_err().to_string();
        assert!(TARGETS.iter().all(|target| error.contains(target.name)), "{error}");
    }

    #[test]
    fn names_of_targets_are_distinct() {
        let mut names: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
        names.sort_unstable();
        names.dedup();
        assert_eq!(names.len(), TARGETS.len());
    }

    #[test]
    fn every_target_survives_its_seeds_and_a_few_hundred_changes() {
        for target in TARGETS {
            let limits = Limits { time: Duration::from_secs(20), runs: 300, seed: 3, last: None };
            let seeds = seeds::gather(target, &[]).unwrap();
            let told = runner::run(target, seeds, &limits).unwrap();
            assert!(told.is_ok(), "{}: {:?}", target.name, told.unwrap_err());
        }
    }
}
