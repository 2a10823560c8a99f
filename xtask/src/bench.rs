//! `bench`: what taking in, asking and rebuilding cost, measured on the release build.
//!
//! Everything runs as whole processes of the real program into a fresh home. Times are whole
//! microseconds and are compared as such: no floats.

mod floor;
mod oxherd;
mod peers;
mod process;
mod table;

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Result, ensure};
use clap::Args;

use crate::mailbox::{self, Format};
use crate::workspace;
use table::{Report, Row};

/// Options of `bench`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// Mailboxes to take in; without one, a mailbox is made
    paths: Vec<PathBuf>,
    /// How many messages the made mailbox has
    #[arg(long, default_value_t = 10_000)]
    messages: u64,
    /// Where the messages of the made mailbox come from
    #[arg(long)]
    from: Option<PathBuf>,
    /// The form of the made mailbox
    #[arg(long, value_enum, default_value_t = Format::Mbox)]
    format: Format,
    /// Take in this many times, each into a fresh home, and tell the median
    #[arg(long, default_value_t = 1)]
    runs: usize,
    /// The three words to search for
    #[arg(long, default_value = "your order date")]
    words: String,
    /// Measure this program instead of building the release, such as an older one
    #[arg(long)]
    program: Option<PathBuf>,
    #[command(flatten)]
    also: Also,
}

/// What is measured besides.
#[derive(Debug, Args)]
#[expect(clippy::struct_excessive_bools, reason = "each is a switch of the command line")]
pub(crate) struct Also {
    /// Index the same files with notmuch and mu, where installed (as a Maildir: they read no mbox)
    #[arg(long)]
    peers: bool,
    /// Read, hash and parse the same files on one thread and do nothing else
    #[arg(long)]
    floor: bool,
    /// Make mailboxes of 10,000 and 100,000 messages and compare the cost of one message
    #[arg(long)]
    scale: bool,
    /// With --scale, a million too
    #[arg(long, requires = "scale")]
    million: bool,
    /// Print JSON instead of tables
    #[arg(long)]
    json: bool,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let scratch = tempfile::tempdir()?;
    let program = options.program.clone().map_or_else(oxherd::build, Ok)?;
    let mut reports = vec![];
    for (name, path) in mailboxes(options, scratch.path())? {
        let work = scratch.path().join(format!("run-{}", reports.len()));
        fs::create_dir(&work)?;
        let mut report = Report::new(&name);
        report.rows = oxherd::measure(&program, &path, options, &work)?;
        if options.also.floor {
            report.rows.extend(floor::measure(&path)?);
        }
        if options.also.peers {
            report.rows.extend(with_peers(&path, &work)?);
        }
        if !options.also.json {
            print!("{}", report.markdown());
        }
        reports.push(report);
        // A million messages leave no room for the next run's home.
        fs::remove_dir_all(&work)?;
    }
    if options.also.json {
        println!("{}", serde_json::to_string_pretty(&reports)?);
    } else if options.also.scale {
        print!("{}", table::flatness(&reports));
    }
    Ok(())
}

/// The mailboxes to measure: those given, or made ones.
fn mailboxes(options: &Options, scratch: &Path) -> Result<Vec<(String, PathBuf)>> {
    if !options.paths.is_empty() {
        let named = options.paths.iter().map(|path| {
            let name = path.file_name().unwrap_or(path.as_os_str());
            (name.to_string_lossy().into_owned(), path.clone())
        });
        return Ok(named.collect());
    }
    let from = options.from.clone().unwrap_or_else(|| workspace::root().join("sample"));
    ensure!(from.exists(), "{} is not there: say --from FOLDER", from.display());
    let sizes = match (options.also.scale, options.also.million) {
        (false, _) => vec![options.messages],
        (true, false) => vec![10_000, 100_000],
        (true, true) => vec![10_000, 100_000, 1_000_000],
    };
    let mut made = vec![];
    for count in sizes {
        let ending = if options.format == Format::Mbox { ".mbox" } else { "" };
        let path = scratch.join(format!("made-{count}{ending}"));
        eprintln!("making a mailbox of {count} messages");
        mailbox::make(&from, count, &path, options.format)?;
        made.push((format!("{count} messages ({:?})", options.format).to_lowercase(), path));
    }
    Ok(made)
}

/// The peers on the same messages, as files.
fn with_peers(path: &Path, work: &Path) -> Result<Vec<Row>> {
    if path.is_dir() {
        return peers::measure(path, work);
    }
    let maildir = work.join("unpacked");
    mailbox::unpack(path, &maildir)?;
    peers::measure(&maildir, work)
}
