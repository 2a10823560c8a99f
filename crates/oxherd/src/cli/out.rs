//! What is printed: data on standard output, words for people on standard error.

use anyhow::Result;
use rayon::prelude::*;
use serde::Serialize;
use serde_json::Value;
use std::io::{BufWriter, IsTerminal, Write};

/// Prints JSON, pretty on a terminal.
pub(super) fn json(value: &Value) -> Result<()> {
    whole(value)
}

/// Prints what has a shape of its own, pretty on a terminal.
fn whole(value: &impl Serialize) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if out.is_terminal() {
        serde_json::to_writer_pretty(&mut out, value)?;
    } else {
        serde_json::to_writer(&mut out, value)?;
    }
    out.write_all(b"\n")?;
    Ok(())
}

/// Fewer items are not worth another core.
const PORTION: usize = 64;

/// Prints what a list holds as one JSON array, shaped by every core and in order; `begin` opens what a portion
/// needs for its shapes.
pub(super) fn json_list<'a, T: Sync, W, S: Serialize>(
    items: &'a [T],
    begin: impl Fn(&'a [T]) -> W + Sync + Send,
    shape: impl Fn(&mut W, &'a T) -> S + Sync + Send,
) -> Result<()> {
    if std::io::stdout().is_terminal() {
        let mut with = begin(items);
        return whole(&items.iter().map(|item| shape(&mut with, item)).collect::<Vec<S>>());
    }
    let portion = items.len().div_ceil(rayon::current_num_threads()).max(PORTION);
    let shapes: Vec<serde_json::Result<Vec<Vec<u8>>>> = items
        .par_chunks(portion)
        .map(|some| {
            let mut with = begin(some);
            some.iter().map(|item| serde_json::to_vec(&shape(&mut with, item))).collect()
        })
        .collect();
    let shapes = shapes.into_iter().collect::<serde_json::Result<Vec<_>>>()?.concat();
    let mut out = BufWriter::with_capacity(1 << 16, std::io::stdout().lock());
    out.write_all(b"[")?;
    for (number, shape) in shapes.iter().enumerate() {
        if number > 0 {
            out.write_all(b",")?;
        }
        out.write_all(shape)?;
    }
    out.write_all(b"]\n")?;
    out.flush()?;
    Ok(())
}

/// Prints text for people; colours only on a terminal.
pub(super) fn text(text: &str) -> Result<()> {
    let mut out = anstream::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// Writes bytes as they are.
pub(super) fn raw(bytes: &[u8]) -> Result<()> {
    let mut out = std::io::stdout().lock();
    out.write_all(bytes)?;
    out.flush()?;
    Ok(())
}

/// Words beside the answer.
pub(super) fn aside(words: &str) {
    anstream::eprintln!("{words}");
}

/// An error with its causes.
pub(super) fn complain(error: &anyhow::Error) {
    let causes = error.chain().map(ToString::to_string).collect::<Vec<_>>().join(": ");
    anstream::eprintln!("oxherd: {causes}");
}

/// The width of the terminal; none when piped.
pub(super) fn width() -> Option<usize> {
    if !std::io::stdout().is_terminal() {
        return None;
    }
    let (_rows, columns) = console::Term::stdout().size_checked()?;
    Some(usize::from(columns))
}

/// Whether standard error is looked at by a person.
pub(super) fn is_watched() -> bool {
    std::io::stderr().is_terminal()
}

/// Whether the derived tables are damaged; the evidence is not touched by that.
pub(super) fn is_damaged_store(error: &anyhow::Error) -> bool {
    error.downcast_ref().is_some_and(oxherd_store::StoreError::is_damaged)
}

/// Whether there was no room to write.
pub(super) fn is_full_disk(error: &anyhow::Error) -> bool {
    use oxherd_store::StoreError;
    use std::io::ErrorKind;
    let full = |kind| matches!(kind, ErrorKind::StorageFull | ErrorKind::QuotaExceeded);
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>();
        io.is_some_and(|e| full(e.kind()))
            || cause.downcast_ref().is_some_and(StoreError::is_disk_full)
            // The search index hides what the system said in its words.
            || cause.to_string().contains("No space left on device")
    })
}

/// Whether the reader of our output went away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

/// `1234` as `1,234`.
pub(super) fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
