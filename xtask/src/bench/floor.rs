//! The floor: what reading, hashing and parsing the same files costs when nothing else is done.

use std::fs::{self, File};
use std::hint::black_box;
use std::ops::ControlFlow;
use std::path::Path;

use anyhow::Result;
use mail_parser::MessageParser;
use oxherd_intake::{Limits, MboxItem, split_mbox};

use super::process::thread_us;
use super::table::Row;
use crate::{clock, mailbox};

/// One row for each way to parse, on this one thread.
pub(crate) fn measure(path: &Path) -> Result<Vec<Row>> {
    let full = MessageParser::default();
    let minimal = MessageParser::new().with_minimal_headers();
    Ok(vec![pass("floor (full headers)", &full, path)?, pass("floor (minimal)", &minimal, path)?])
}

fn pass(step: &str, parser: &MessageParser, path: &Path) -> Result<Row> {
    let (mut messages, mut bytes) = (0_u64, 0_u64);
    let mut each = |message: &[u8]| {
        black_box(blake3::hash(message));
        black_box(parser.parse(message));
        messages = messages.saturating_add(1);
        bytes = bytes.saturating_add(u64::try_from(message.len()).unwrap_or(0));
    };
    let (cpu, start) = (thread_us(), clock::now());
    if path.is_dir() {
        for file in mailbox::files(path)? {
            each(&fs::read(file)?);
        }
    } else {
        split_mbox(File::open(path)?, &Limits::default(), &mut |item| {
            if let MboxItem::Message { bytes, .. } = item {
                each(bytes);
            }
            ControlFlow::Continue(())
        })?;
    }
    let wall_us = u64::try_from(start.elapsed().as_micros())?;
    let cpu_us = thread_us().saturating_sub(cpu);
    let (messages, bytes) = (Some(messages), Some(bytes));
    Ok(Row { step: step.to_owned(), wall_us, cpu_us, messages, bytes, ..Row::default() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_message_is_counted_in_both_forms() {
        let folder = tempfile::tempdir().unwrap();
        let mbox = folder.path().join("a.mbox");
        let one = "From a@b Thu Jan  1 00:00:00 2015\nSubject: x\n\nbody\n\n";
        fs::write(&mbox, one.repeat(3)).unwrap();
        let maildir = folder.path().join("maildir");
        mailbox::unpack(&mbox, &maildir).unwrap();
        for path in [mbox, maildir] {
            let rows = measure(&path).unwrap();
            assert_eq!(rows.len(), 2);
            assert!(rows.iter().all(|row| row.messages == Some(3)), "{rows:?}");
        }
    }
}
