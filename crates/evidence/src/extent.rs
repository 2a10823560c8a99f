//! How much an archive holds, told without writing to it.

use crate::error::EvidenceError;
use crate::opening;
use crate::segment::{self, Segment};
use crate::tail;
use std::io;
use std::path::Path;

/// How many records there are: what opening for writing would find. None when there is no archive.
///
/// # Errors
/// When the folder or its last segment cannot be read.
pub fn records(dir: &Path) -> Result<u64, EvidenceError> {
    let hint = tail::read(dir);
    for number in numbers(dir)?.into_iter().rev() {
        let mut segment = Segment::open(dir, number)?;
        let path = segment::path(dir, number);
        if let Some(end) = opening::end_of(&mut segment, hint.as_ref(), &path)? {
            return Ok(end.records);
        }
    }
    Ok(0)
}

/// The numbers of the last records of segments whose file is gone although a later one is there.
///
/// # Errors
/// When the folder or a segment cannot be read.
pub fn ends_of_missing_segments(dir: &Path) -> Result<Vec<u64>, EvidenceError> {
    let mut ends = Vec::new();
    let mut due = 1;
    for number in numbers(dir)? {
        if number > due {
            let mut segment = Segment::open(dir, number)?;
            let path = segment::path(dir, number);
            let header = segment.header().map_err(EvidenceError::io("read", &path))?;
            ends.extend(header.map(|header| header.first_sequence.saturating_sub(1)));
        }
        due = number.saturating_add(1);
    }
    Ok(ends)
}

/// The numbers of the segments there are, in order.
fn numbers(dir: &Path) -> Result<Vec<u32>, EvidenceError> {
    match segment::numbers(dir) {
        Err(EvidenceError::Io { source, .. }) if source.kind() == io::ErrorKind::NotFound => {
            Ok(Vec::new())
        }
        listed => listed,
    }
}
