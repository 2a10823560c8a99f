//! `read`: what messages say, without storing anything.

use super::{DONE, PARTLY_UNREADABLE, WRONG_USE, out};
use crate::papers::pages;
use crate::reader::reader;
use crate::{json, take};
use anyhow::{Result, anyhow};
use crossbeam_channel::{Receiver, Sender, bounded};
use oxherd_intake::{Arrival, Limits, Sink, Unreadable};
use oxherd_model::Authentic;
use oxherd_reading::dkim::{self, Keys};
use oxherd_reading::{Depth, Reader};
use std::ops::ControlFlow;
use std::path::PathBuf;

/// Messages, and bytes of them, that one thread reads in one go.
const BATCH_MESSAGES: usize = 16;
const BATCH_BYTES: usize = 1 << 20;
/// Batches that may wait to be read, and to be printed.
const WAITING: usize = 8;

/// Messages that came one behind the other, and where the lines of what they say are wanted.
struct Batch {
    arrivals: Vec<Arrival>,
    lines: Sender<Result<Vec<u8>>>,
}

/// Hands messages on to be read; the lines of each batch are printed in the order of the batches.
struct Door {
    to_readers: Sender<Batch>,
    to_print: Sender<Receiver<Result<Vec<u8>>>>,
    batch: Vec<Arrival>,
    bytes: usize,
    read: u64,
    unreadable: u64,
}

impl Door {
    fn walked(&self) -> Walked {
        Walked { read: self.read, unreadable: self.unreadable }
    }

    /// Says whether somebody still waits for what is read.
    fn hand_on(&mut self) -> bool {
        let arrivals = std::mem::take(&mut self.batch);
        self.bytes = 0;
        let (lines, wanted) = bounded(1);
        self.to_print.send(wanted).is_ok()
            && self.to_readers.send(Batch { arrivals, lines }).is_ok()
    }
}

impl Sink for Door {
    fn arrival(&mut self, arrival: Arrival) -> ControlFlow<()> {
        self.bytes += arrival.bytes.len();
        self.read += 1;
        self.batch.push(arrival);
        let full = self.batch.len() >= BATCH_MESSAGES || self.bytes >= BATCH_BYTES;
        if full && !self.hand_on() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    }

    fn unreadable(&mut self, item: Unreadable) {
        self.unreadable += 1;
        out::aside(&format!("{}: {}; {}", item.source, item.what, item.remedy));
    }
}

/// What came of the walk through the input.
struct Walked {
    /// How much was handed on to be read.
    read: u64,
    /// How much could not be opened.
    unreadable: u64,
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
    let (to_readers, batches) = bounded::<Batch>(WAITING);
    let (to_print, prints) = bounded(WAITING);
    let (printed, walked) = std::thread::scope(|scope| {
        for _ in 0..take::workers() {
            let batches = batches.clone();
            let keys = &keys;
            scope.spawn(move || {
                // The lists are learned while the first files are opened.
                let reader = reader();
                for batch in batches {
                    let lines = batch.arrivals.iter().map(|arrival| line(arrival, reader, keys));
                    let lines = lines.collect::<Result<Vec<_>>>().map(|lines| lines.concat());
                    // Nobody waits for them once something went wrong.
                    if batch.lines.send(lines).is_err() {
                        break;
                    }
                }
            });
        }
        drop(batches);
        let door = scope.spawn(move || walk(paths, to_readers, to_print));
        let printed = print(prints);
        (printed, door.join())
    });
    printed?;
    let walked = walked.map_err(|_panic| anyhow!("the walk through the input failed"))?;
    if walked.read + walked.unreadable == 0 {
        out::aside("nothing was read: no message and no file was found there");
    }
    Ok(if walked.unreadable > 0 { PARTLY_UNREADABLE } else { DONE })
}

/// Opens what lies below the paths; says how much was, and how much could not be.
fn walk(
    paths: &[PathBuf],
    to_readers: Sender<Batch>,
    to_print: Sender<Receiver<Result<Vec<u8>>>>,
) -> Walked {
    let mut door =
        Door { to_readers, to_print, batch: Vec::new(), bytes: 0, read: 0, unreadable: 0 };
    for path in paths {
        if oxherd_intake::take_in(path, &Limits::default(), &mut door).is_break() {
            return door.walked();
        }
    }
    door.hand_on();
    door.walked()
}

/// Prints the lines of each batch, in order; the end of this ends the walk.
fn print(prints: Receiver<Receiver<Result<Vec<u8>>>>) -> Result<()> {
    for batch in prints {
        let lines = batch.recv().map_err(|_gone| anyhow!("a thread that reads has ended"))?;
        out::raw(&lines?)?;
    }
    Ok(())
}

/// What one message says, as a line.
fn line(arrival: &Arrival, reader: &Reader, keys: &Keys) -> Result<Vec<u8>> {
    let form = take::form_of(take::media_of(arrival.media.as_str(), &arrival.bytes));
    let mut read = reader.read_with(&arrival.bytes, form, Depth::Full, pages());
    let signed = dkim::verify(&arrival.bytes, &read.reading, keys);
    if let Some(claim) = read.reading.supplier.as_mut()
        && signed.iter().any(|signed| signed.finding.vouches())
    {
        claim.authentic = Authentic::Pass;
    }
    let mut line = serde_json::to_vec(&json::reading(&arrival.source, &read, &signed))?;
    line.push(b'\n');
    Ok(line)
}
