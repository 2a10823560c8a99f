//! `read`: what messages say, without storing anything.

use super::{DONE, PARTLY_UNREADABLE, out};
use crate::papers::pages;
use crate::{json, take};
use anyhow::Result;
use oxherd_intake::{Arrival, Limits, Sink, Unreadable};
use oxherd_reading::{Depth, Reader};
use std::ops::ControlFlow;
use std::path::PathBuf;

struct Lines {
    reader: Reader,
    unreadable: u64,
    result: Result<()>,
}

impl Sink for Lines {
    fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()> {
        let form = take::form_of(take::media_of(arrival.media.as_str(), &arrival.bytes));
        let read = self.reader.read_with(&arrival.bytes, form, Depth::Full, pages());
        self.result = out::json_line(&json::reading(&arrival.source, &read));
        if self.result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn unreadable(&mut self, item: Unreadable) {
        self.unreadable += 1;
        out::aside(&format!("{}: {}; {}", item.source, item.what, item.remedy));
    }
}

/// Prints one object a line for each message.
pub(super) fn read(paths: &[PathBuf]) -> Result<u8> {
    let mut lines = Lines { reader: Reader::new(), unreadable: 0, result: Ok(()) };
    for path in paths {
        if oxherd_intake::take_in(path, &Limits::default(), &mut lines).is_break() {
            break;
        }
    }
    lines.result?;
    Ok(if lines.unreadable > 0 { PARTLY_UNREADABLE } else { DONE })
}
