//! `read`: what messages say, without storing anything.

use super::{DONE, PARTLY_UNREADABLE, WRONG_USE, out};
use crate::papers::pages;
use crate::{json, take};
use anyhow::Result;
use oxherd_intake::{Arrival, Limits, Sink, Unreadable};
use oxherd_model::Authentic;
use oxherd_reading::dkim::{self, Keys};
use oxherd_reading::{Depth, Reader};
use std::ops::ControlFlow;
use std::path::PathBuf;

struct Lines {
    reader: Reader,
    keys: Keys,
    unreadable: u64,
    result: Result<()>,
}

impl Sink for Lines {
    fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()> {
        let form = take::form_of(take::media_of(arrival.media.as_str(), &arrival.bytes));
        let mut read = self.reader.read_with(&arrival.bytes, form, Depth::Full, pages());
        let signed = dkim::verify(&arrival.bytes, &read.reading, &self.keys);
        if let Some(claim) = read.reading.supplier.as_mut()
            && signed.iter().any(|signed| signed.finding.vouches())
        {
            claim.authentic = Authentic::Pass;
        }
        self.result = out::json_line(&json::reading(&arrival.source, &read, &signed));
        if self.result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
    }

    fn unreadable(&mut self, item: Unreadable) {
        self.unreadable += 1;
        out::aside(&format!("{}: {}; {}", item.source, item.what, item.remedy));
    }
}

/// Prints one object a line for each message; signatures are verified with the keys of these files.
pub(super) fn read(paths: &[PathBuf], keys: &[PathBuf]) -> Result<u8> {
    let keys = match super::keys::at_hand(keys) {
        Ok(records) => Keys::of(&records),
        Err(wrong) => {
            out::aside(&wrong);
            return Ok(WRONG_USE);
        }
    };
    let mut lines = Lines { reader: Reader::new(), keys, unreadable: 0, result: Ok(()) };
    for path in paths {
        if oxherd_intake::take_in(path, &Limits::default(), &mut lines).is_break() {
            break;
        }
    }
    lines.result?;
    Ok(if lines.unreadable > 0 { PARTLY_UNREADABLE } else { DONE })
}
