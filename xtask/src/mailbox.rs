//! `mailbox`: a mailbox of any size, made by repeating the messages found in a folder.
//!
//! Each copy gets its own Message-ID and a date of its own, spread evenly over ten years; all else
//! stays as it was, so that parsers meet what real senders write. The same input and count give the
//! same bytes on every machine.

pub(crate) mod household;
mod rewrite;
mod sink;

use std::fs;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use anyhow::{Context, Error, Result, ensure};
use clap::{Args, ValueEnum};
use jiff::Timestamp;
use oxherd_intake::{Arrival, Channel, Limits, Media, Unreadable, take_in};

use sink::{Output, Quotes};

/// Midnight of 1 January 2016, UTC: the first copy's date.
const FIRST_AT: i64 = 1_451_606_400;
/// Ten years of 365 days and a quarter.
const SPREAD_SECONDS: u64 = 315_576_000;

/// Options of `mailbox`.
#[derive(Debug, Args)]
pub(crate) struct Options {
    /// A folder of .eml or plain message files, a Maildir, or an mbox file
    #[arg(long)]
    from: PathBuf,
    /// How many messages to make
    #[arg(long)]
    count: u64,
    /// Where the mailbox goes; must not exist yet
    #[arg(long)]
    out: PathBuf,
    #[arg(long, value_enum, default_value_t = Format::Mbox)]
    format: Format,
}

/// How a mailbox lies on disk.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Format {
    /// One file, RFC 4155, with `From ` in bodies quoted
    Mbox,
    /// One file a message, in folders of at most 200,000
    Maildir,
}

/// Runs the command.
pub(crate) fn run(options: &Options) -> Result<()> {
    let bytes = make(&options.from, options.count, &options.out, options.format)?;
    println!("{} messages, {bytes} bytes: {}", options.count, options.out.display());
    Ok(())
}

/// Makes a mailbox of `count` messages, one at a time; returns its size in bytes.
pub(crate) fn make(from: &Path, count: u64, out: &Path, format: Format) -> Result<u64> {
    let output = Output::create(out, format)?;
    let mut copier = Copier { output, written: 0, count: Some(count), error: None };
    while copier.written < count {
        let before = copier.written;
        copier.pass(from)?;
        ensure!(copier.written > before, "{}: no message found there", from.display());
    }
    copier.output.finish()
}

/// Writes the messages of a mailbox as a Maildir, byte for byte; returns their size in bytes.
pub(crate) fn unpack(from: &Path, out: &Path) -> Result<u64> {
    let output = Output::create(out, Format::Maildir)?;
    let mut copier = Copier { output, written: 0, count: None, error: None };
    copier.pass(from)?;
    copier.output.finish()
}

/// Takes in messages and writes each once more.
struct Copier {
    output: Output,
    written: u64,
    /// How many copies to make; without it the messages are written as they are.
    count: Option<u64>,
    error: Option<Error>,
}

impl Copier {
    /// Goes over the messages once, or until there are enough copies.
    fn pass(&mut self, from: &Path) -> Result<()> {
        for path in files(from)? {
            // A break is ours: enough copies, or an error that is returned here.
            if take_in(&path, &Limits::default(), self).is_break() {
                break;
            }
        }
        self.error.take().map_or(Ok(()), Err)
    }

    fn write(&mut self, arrival: &Arrival) -> Result<()> {
        let at = instant(self.written, self.count.unwrap_or(u64::MAX))?;
        let from_mbox = arrival.channel == Channel::Mbox;
        let quotes = if from_mbox { Quotes::There } else { Quotes::Missing };
        match self.count {
            Some(_) => {
                let copy = rewrite::copy(&arrival.bytes, self.written, at);
                self.output.write(self.written, at, &copy, quotes)?;
            }
            None => self.output.write(self.written, at, &arrival.bytes, quotes)?,
        }
        self.written = self.written.saturating_add(1);
        Ok(())
    }
}

impl oxherd_intake::Sink for Copier {
    fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()> {
        if self.count.is_some_and(|count| self.written >= count) {
            return ControlFlow::Break(());
        }
        if arrival.media == Media::Mail
            && let Err(error) = self.write(&arrival)
        {
            self.error = Some(error);
            return ControlFlow::Break(());
        }
        ControlFlow::Continue(())
    }

    fn unreadable(&mut self, item: Unreadable) {
        eprintln!("{}: {}; {}", item.source, item.what, item.remedy);
    }
}

/// The files below a path by name: a folder's own order differs from machine to machine.
pub(crate) fn files(path: &Path) -> Result<Vec<PathBuf>> {
    let about = || path.display().to_string();
    if !fs::metadata(path).with_context(about)?.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = vec![];
    let mut folders = vec![path.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder).with_context(about)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_dir() {
                folders.push(entry.path());
            } else if kind.is_file() {
                files.push(entry.path());
            }
        }
    }
    files.sort();
    Ok(files)
}

/// The date of copy `number` of `count`.
fn instant(number: u64, count: u64) -> Result<Timestamp> {
    ensure!(number < count, "copy {number} of {count}");
    let after = u128::from(number)
        .saturating_mul(u128::from(SPREAD_SECONDS))
        .checked_div(u128::from(count))
        .unwrap_or(0);
    let after = i64::try_from(after).context("a date beyond ten years")?;
    Ok(Timestamp::from_second(FIRST_AT.saturating_add(after))?)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LETTER: &str = "From ann@a.example  Tue Jul 30 08:30:04 2002\n\
        Return-Path: <ann@a.example>\n\
        Received: from x by y;\n\tTue, 30 Jul 2002 03:30:03 -0400\n\
        Received: from w by x; Tue, 30 Jul 2002 03:30:00 -0400\n\
        Message-Id: <1@a.example>\n\
        Date: Tue, 30 Jul 2002 00:23:07 -0700\n\
        Subject: Hello\n\nHi\nFrom here on.\n";
    const SECOND: &str = "From: b@b.example\r\nDate: Mon, 1 Jan 2001 00:00:00 +0000\r\n\
        Subject: Two\r\n\r\nTwo\r\n";

    fn folder() -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("in")).unwrap();
        fs::write(folder.path().join("in/1.txt"), LETTER).unwrap();
        fs::write(folder.path().join("in/1.json"), "{\"text\": \"From: no\"}").unwrap();
        fs::write(folder.path().join("in/README.md"), "# Not mail\n").unwrap();
        fs::write(folder.path().join("in/2.eml"), SECOND).unwrap();
        folder
    }

    #[derive(Default)]
    struct Found(Vec<String>);

    impl oxherd_intake::Sink for Found {
        fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()> {
            assert_eq!(arrival.media, Media::Mail, "{}", arrival.source);
            self.0.push(String::from_utf8(arrival.bytes).unwrap());
            ControlFlow::Continue(())
        }

        fn unreadable(&mut self, item: Unreadable) {
            panic!("{item:?}");
        }
    }

    fn found(path: &Path) -> Vec<String> {
        let mut found = Found::default();
        for path in files(path).unwrap() {
            assert!(take_in(&path, &Limits::default(), &mut found).is_continue());
        }
        found.0
    }

    #[test]
    fn a_made_mbox_is_found_again_message_by_message() {
        let folder = folder();
        let out = folder.path().join("out.mbox");
        let bytes = make(&folder.path().join("in"), 7, &out, Format::Mbox).unwrap();
        assert_eq!(bytes, fs::metadata(&out).unwrap().len());
        let again = found(&out);
        assert_eq!(again.len(), 7);
        let first = &again[0];
        assert!(first.contains("Message-Id: <copy0.1@a.example>\n"), "{first}");
        assert!(first.contains("Date: Fri, 1 Jan 2016 00:00:00 +0000\n"), "{first}");
        assert!(first.contains("Received: from x by y; Fri, 1 Jan 2016 00:00:00 +0000\n"));
        assert!(first.contains("Received: from w by x; Tue, 30 Jul 2002 03:30:00 -0400\n"));
    }

    #[test]
    fn making_twice_gives_the_same_bytes_and_copies_differ() {
        let folder = folder();
        let (a, b) = (folder.path().join("a.mbox"), folder.path().join("b.mbox"));
        for out in [&a, &b] {
            make(&folder.path().join("in"), 9, out, Format::Mbox).unwrap();
        }
        assert_eq!(fs::read(&a).unwrap(), fs::read(&b).unwrap());
        let mut all = found(&a);
        all.sort();
        all.dedup();
        assert_eq!(all.len(), 9);
    }

    #[test]
    fn a_maildir_holds_one_file_a_message() {
        let folder = folder();
        let out = folder.path().join("maildir");
        make(&folder.path().join("in"), 5, &out, Format::Maildir).unwrap();
        assert_eq!(fs::read_dir(out.join("cur")).unwrap().count(), 5);
        assert!(out.join("new").is_dir() && out.join("tmp").is_dir());
        assert_eq!(found(&out).len(), 5);
    }

    #[test]
    fn unpacking_leaves_every_message_as_it_is() {
        let folder = folder();
        let out = folder.path().join("maildir");
        unpack(&folder.path().join("in"), &out).unwrap();
        let letter = LETTER.split_once('\n').unwrap().1;
        assert_eq!(found(&out), [letter, SECOND]);
    }

    #[test]
    fn nothing_that_exists_is_written_over() {
        let folder = folder();
        let from = folder.path().join("in");
        let error = make(&from, 1, &from, Format::Maildir).unwrap_err();
        assert!(error.to_string().contains("exists already"), "{error}");
    }

    #[test]
    fn a_folder_without_mail_is_said() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.json"), "{}").unwrap();
        let out = folder.path().join("out");
        let error = make(folder.path(), 1, &out, Format::Maildir).unwrap_err();
        assert!(error.to_string().contains("no message found"), "{error}");
    }

    #[test]
    fn the_dates_cover_ten_years() {
        assert_eq!(instant(0, 4).unwrap().to_string(), "2016-01-01T00:00:00Z");
        assert_eq!(instant(2, 4).unwrap().to_string(), "2020-12-31T06:00:00Z");
        assert!(instant(999_999, 1_000_000).unwrap().to_string().starts_with("2025-12-31"));
    }
}
