//! What is printed: data on standard output, words for people on standard error.

use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;
use serde_json::Value;
use std::io::{IsTerminal, Write};

/// Prints JSON, pretty on a terminal.
pub(super) fn json(value: &Value) -> Result<()> {
    let mut out = std::io::stdout().lock();
    if out.is_terminal() {
        serde_json::to_writer_pretty(&mut out, value)?;
    } else {
        serde_json::to_writer(&mut out, value)?;
    }
    out.write_all(b"\n")?;
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

/// Whether the reader of our output went away.
pub(super) fn is_closed_pipe(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        let io = cause.downcast_ref::<std::io::Error>().map(std::io::Error::kind);
        let json =
            cause.downcast_ref::<serde_json::Error>().and_then(serde_json::Error::io_error_kind);
        io.or(json) == Some(std::io::ErrorKind::BrokenPipe)
    })
}

/// An instant as typed: RFC 3339, or a day, which means its last moment in UTC.
pub(super) fn instant(typed: &str) -> Result<Timestamp, String> {
    if let Ok(at) = typed.parse::<Timestamp>() {
        return Ok(at);
    }
    let day: Result<Date, _> = typed.parse();
    let end = day.ok().and_then(|d| d.at(23, 59, 59, 0).to_zoned(TimeZone::UTC).ok());
    end.map(|z| z.timestamp())
        .ok_or_else(|| "write a day as 2026-03-31 or an instant as 2026-03-31T18:00:00Z".to_owned())
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

/// One object on a line of its own.
pub(super) fn json_line(value: &Value) -> Result<()> {
    let mut out = std::io::stdout().lock();
    serde_json::to_writer(&mut out, value)?;
    out.write_all(b"\n")?;
    Ok(())
}
