//! Where the made messages go.

use std::fs::{self, File};
use std::io::{BufWriter, Write};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Format;

/// Above this many files one folder becomes slow to list on common file systems.
const MAX_IN_FOLDER: u64 = 200_000;

/// Whether lines of a message that look like a separator carry the quotes of an mbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Quotes {
    There,
    Missing,
}

/// A mailbox being written.
#[derive(Debug)]
pub(crate) struct Output {
    place: Place,
    bytes: u64,
}

#[derive(Debug)]
enum Place {
    Mbox(BufWriter<File>),
    Maildir(PathBuf),
}

impl Output {
    pub(crate) fn create(out: &Path, format: Format) -> Result<Self> {
        ensure!(!out.exists(), "{} exists already: name another place", out.display());
        let place = match format {
            Format::Mbox => {
                let file = File::create(out).with_context(|| out.display().to_string())?;
                Place::Mbox(BufWriter::with_capacity(1 << 20, file))
            }
            Format::Maildir => Place::Maildir(out.to_owned()),
        };
        Ok(Self { place, bytes: 0 })
    }

    /// Writes one message.
    pub(crate) fn write(
        &mut self,
        number: u64,
        at: Timestamp,
        message: &[u8],
        quotes: Quotes,
    ) -> Result<()> {
        let written = match &mut self.place {
            Place::Mbox(file) => write_to_mbox(file, at, message, quotes)?,
            Place::Maildir(folder) => write_to_maildir(folder, number, at, message)?,
        };
        self.bytes = self.bytes.saturating_add(u64::try_from(written)?);
        Ok(())
    }

    /// Ends the writing; returns how many bytes were written.
    pub(crate) fn finish(self) -> Result<u64> {
        match self.place {
            Place::Mbox(mut file) => file.flush()?,
            Place::Maildir(_) => {}
        }
        Ok(self.bytes)
    }
}

/// The separator of RFC 4155, and bodies quoted so that every reader finds the same messages.
fn write_to_mbox(
    file: &mut impl Write,
    at: Timestamp,
    message: &[u8],
    quotes: Quotes,
) -> Result<usize> {
    let date = at.to_zoned(TimeZone::UTC).strftime("%a %b %e %H:%M:%S %Y");
    let mut out = format!("From MAILER-DAEMON {date}\n").into_bytes();
    for line in message.split_inclusive(|&byte| byte == b'\n') {
        let marks = line.iter().take_while(|&&byte| byte == b'>').count();
        let separates = line.get(marks..).is_some_and(|rest| rest.starts_with(b"From "));
        if separates && quotes == Quotes::Missing {
            out.push(b'>');
        }
        out.extend_from_slice(line);
    }
    if !out.ends_with(b"\n") {
        out.push(b'\n');
    }
    out.push(b'\n');
    file.write_all(&out)?;
    Ok(out.len())
}

fn write_to_maildir(root: &Path, number: u64, at: Timestamp, message: &[u8]) -> Result<usize> {
    let part = number.checked_div(MAX_IN_FOLDER).unwrap_or(0);
    let folder = if part == 0 { root.to_owned() } else { root.join(format!("part-{part}")) };
    if number.is_multiple_of(MAX_IN_FOLDER) {
        for name in ["cur", "new", "tmp"] {
            let folder = folder.join(name);
            fs::create_dir_all(&folder).with_context(|| folder.display().to_string())?;
        }
    }
    let file = folder.join(format!("cur/{}.M{number}.made:2,S", at.as_second()));
    fs::write(&file, message).with_context(|| file.display().to_string())?;
    Ok(message.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_that_look_like_a_separator_are_quoted() {
        let mut out = vec![];
        let at = "2020-02-03T04:05:06Z".parse().unwrap();
        write_to_mbox(&mut out, at, b"X: y\n\nFrom me\n>From you\nfrom us", Quotes::Missing)
            .unwrap();
        assert_eq!(
            String::from_utf8(out).unwrap(),
            "From MAILER-DAEMON Mon Feb  3 04:05:06 2020\nX: y\n\n>From me\n>>From you\nfrom us\n\n"
        );
    }

    #[test]
    fn the_message_after_the_first_folder_is_full_opens_a_second() {
        let folder = tempfile::tempdir().unwrap();
        let at = "2020-02-03T04:05:06Z".parse().unwrap();
        for number in [0, 1, MAX_IN_FOLDER, MAX_IN_FOLDER + 1] {
            write_to_maildir(folder.path(), number, at, b"X: y\n\n").unwrap();
        }
        assert_eq!(fs::read_dir(folder.path().join("cur")).unwrap().count(), 2);
        assert_eq!(fs::read_dir(folder.path().join("part-1/cur")).unwrap().count(), 2);
    }
}
