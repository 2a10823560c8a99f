//! Walking all segments from a position on, past damage, while a writer may be adding to them.

use crate::format::{BlockHeader, SEGMENT_HEADER, SegmentHeader, VERSION};
use crate::place::Position;
use crate::segment::{self, Found, Segment};
use std::path::{Path, PathBuf};

/// A walk over headers and compressed payloads.
#[derive(Debug)]
pub(crate) struct Walk {
    dir: PathBuf,
    number: u32,
    offset: u64,
    current: Option<Segment>,
    /// Whether there was a later segment when the end of this one was first met.
    later: Option<bool>,
    done: bool,
}

/// What a walk meets.
#[derive(Debug)]
pub(crate) enum Step {
    /// The header of a segment.
    Segment(Position, SegmentHeader),
    /// A block whose checksums hold.
    Block { position: Position, next: Position, header: BlockHeader, payload: Vec<u8> },
    /// Damage.
    Bad(Bad),
    /// The last segment ends in the middle of a block: torn, or being written right now.
    Torn { position: Position, bytes: u64 },
}

/// Something that is not as it was written, with what could still be read of it.
#[derive(Debug)]
pub(crate) struct Bad {
    pub(crate) position: Position,
    pub(crate) what: String,
    pub(crate) block: Option<(BlockHeader, Vec<u8>)>,
}

impl Walk {
    pub(crate) fn new(dir: &Path, from: Position) -> Self {
        Self {
            dir: dir.to_owned(),
            number: from.segment,
            offset: from.offset,
            current: None,
            later: None,
            done: false,
        }
    }

    /// Opens the next segment there is.
    fn enter(&mut self) -> Option<Step> {
        let numbers = match segment::numbers(&self.dir) {
            Ok(numbers) => numbers,
            Err(error) => {
                self.done = true;
                return Some(self.bad(error.to_string()));
            }
        };
        let Some(number) = numbers.into_iter().find(|number| *number >= self.number) else {
            self.done = true;
            return None;
        };
        if number > self.number {
            let missing = self.bad(format!("segments are missing before {number:08}.seg"));
            self.number = number;
            self.offset = 0;
            return Some(missing);
        }
        match Segment::open(&self.dir, number) {
            Ok(segment) => self.current = Some(segment),
            Err(error) => {
                let bad = self.bad(error.to_string());
                self.leave();
                return Some(bad);
            }
        }
        None
    }

    fn leave(&mut self) {
        self.current = None;
        self.number = self.number.saturating_add(1);
        self.offset = 0;
        self.later = None;
    }

    fn header(&mut self) -> Option<Step> {
        let position = self.here();
        self.offset = SEGMENT_HEADER;
        let segment = self.current.as_mut()?;
        let length = segment.length().unwrap_or(SEGMENT_HEADER);
        let what = match segment.header() {
            Ok(Some(header)) if header.version == VERSION => {
                return Some(Step::Segment(position, header));
            }
            Ok(Some(SegmentHeader { version, .. })) => {
                self.leave();
                format!("format version {version} is newer than this program; update the program")
            }
            // A writer makes the file first and writes its header then.
            Ok(None) if length < SEGMENT_HEADER && !self.has_later() => {
                self.done = true;
                let bytes = length;
                return (bytes > 0).then_some(Step::Torn { position, bytes });
            }
            Ok(None) => "the segment header is damaged".to_owned(),
            Err(error) => format!("the disk does not give the segment header: {error}"),
        };
        let block = None;
        Some(Step::Bad(Bad { position, what, block }))
    }

    fn block(&mut self) -> Option<Step> {
        let position = self.here();
        let found = self.current.as_mut()?.block(self.offset);
        if !matches!(found, Found::Short(_)) {
            self.later = None;
        }
        match found {
            Found::Whole(header, payload) => {
                self.offset = header.end(self.offset);
                Some(Step::Block { position, next: self.here(), header, payload })
            }
            Found::BadPayload(header, payload) => {
                let what = "the block does not match its checksum".to_owned();
                self.offset = header.end(self.offset);
                let block = Some((header, payload));
                Some(Step::Bad(Bad { position, what, block }))
            }
            Found::BadHeader => {
                let bad = self.bad("the block header is damaged".to_owned());
                self.resume();
                Some(bad)
            }
            Found::Unreadable(header, error) => {
                let what = format!("the disk does not give the block: {error}");
                match header {
                    Some(header) => self.offset = header.end(self.offset),
                    None => self.resume(),
                }
                let block = header.map(|header| (header, Vec::new()));
                Some(Step::Bad(Bad { position, what, block }))
            }
            Found::Short(bytes) => self.short(bytes),
        }
    }

    /// Moves to the next block header that holds, or to the end of the segment.
    fn resume(&mut self) {
        let from = self.offset.saturating_add(1);
        if let Some(segment) = &mut self.current {
            let length = segment.length().unwrap_or(from);
            self.offset = segment.search(from).unwrap_or(length.max(from));
        }
    }

    /// At the end of a segment. Whether a later one exists is asked first and the end looked at
    /// once more, since a writer may have added blocks here just before going on there.
    fn short(&mut self, bytes: u64) -> Option<Step> {
        let Some(later) = self.later else {
            self.later = Some(self.has_later());
            return None;
        };
        let position = self.here();
        let cut = self.bad(format!("the segment ends {bytes} bytes into a block"));
        if later {
            self.leave();
        } else {
            self.done = true;
        }
        match (bytes, later) {
            (0, _) => None,
            (_, true) => Some(cut),
            (_, false) => Some(Step::Torn { position, bytes }),
        }
    }

    fn has_later(&self) -> bool {
        let numbers = segment::numbers(&self.dir).unwrap_or_default();
        numbers.iter().any(|number| *number > self.number)
    }

    fn here(&self) -> Position {
        Position { segment: self.number, offset: self.offset }
    }

    fn bad(&self, what: String) -> Step {
        Step::Bad(Bad { position: self.here(), what, block: None })
    }
}

impl Iterator for Walk {
    type Item = Step;

    fn next(&mut self) -> Option<Step> {
        while !self.done {
            let step = match &self.current {
                None => self.enter(),
                Some(_) if self.offset == 0 => self.header(),
                Some(_) => self.block(),
            };
            if step.is_some() {
                return step;
            }
        }
        None
    }
}
