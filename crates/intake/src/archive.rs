//! Opens gzip files and zip archives, within bounds.
//!
//! Compressed content is read as a stream. A zip archive inside an archive has to be held in
//! memory, because its directory is at its end; the limit for one message bounds it.

use std::cell::Cell;
use std::io::{self, BufReader, Cursor, Read, Seek};
use std::ops::ControlFlow;
use std::rc::Rc;

use flate2::read::MultiGzDecoder;
use zip::ZipReadOptions;
use zip::read::{Config, ZipFileEntry};
use zip::result::ZipError;
// The stable `ZipArchive` keeps the whole directory in memory and drops entries of equal name.
use zip::unstable::read::ZipIterable;

use crate::door::{Door, Item};
use crate::form::{self, Setting};
use crate::stream::{Drained, Metered, Replay, length};
use crate::{Limits, role};

/// An archive in an archive is opened, one inside that is not.
const NESTING_MAX: usize = 2;
/// Small files may expand beyond the ratio: a page of blanks is no attack.
const ENTRY_GRACE: u64 = 16 << 20;
const FILE_GRACE: u64 = 64 << 20;

/// What the archives in one file may still expand to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Expansion {
    left: Rc<Cell<u64>>,
}

impl Expansion {
    pub(crate) fn of_file(file_bytes: u64, limits: &Limits) -> Self {
        let by_ratio = file_bytes.saturating_mul(limits.expansion_ratio_max);
        let left = by_ratio.saturating_add(FILE_GRACE).min(limits.archive_expansion_bytes_max);
        Self { left: Rc::new(Cell::new(left)) }
    }
}

/// Why expanding was stopped.
#[derive(Debug, Clone, Copy, thiserror::Error)]
enum Bomb {
    #[error("it expands to far more than its own size, as an archive made to do harm does")]
    Ratio,
    #[error("the archive expands to more bytes than the limit allows")]
    Total,
}

/// Whether reading ended because an archive grew beyond bounds.
pub(crate) fn is_bomb(error: &io::Error) -> bool {
    bomb(error).is_some()
}

fn bomb(error: &io::Error) -> Option<Bomb> {
    error.get_ref().and_then(|inner| inner.downcast_ref()).copied()
}

/// Expanded content; an error comes when it grows beyond bounds.
struct Bounded<R> {
    inner: R,
    expanded: u64,
    /// Compressed bytes that it came from.
    compressed: Rc<Cell<u64>>,
    ratio_max: u64,
    expansion: Expansion,
}

impl<R: Read> Read for Bounded<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = self.inner.read(buffer)?;
        self.expanded = self.expanded.saturating_add(length(count));
        let by_ratio = self.compressed.get().saturating_mul(self.ratio_max);
        if self.expanded > by_ratio.saturating_add(ENTRY_GRACE) {
            return Err(io::Error::other(Bomb::Ratio));
        }
        let Some(left) = self.expansion.left.get().checked_sub(length(count)) else {
            self.expansion.left.set(0);
            return Err(io::Error::other(Bomb::Total));
        };
        self.expansion.left.set(left);
        Ok(count)
    }
}

impl Door<'_> {
    pub(crate) fn gzip(&mut self, item: &Item, content: Replay<'_>) -> ControlFlow<()> {
        if self.is_nested_too_deep(item) {
            return ControlFlow::Continue(());
        }
        let compressed = Rc::new(Cell::new(0));
        let metered = Metered::new(content, Rc::clone(&compressed));
        let decoder = MultiGzDecoder::new(BufReader::with_capacity(64 << 10, metered));
        let inner = Item {
            source: item.source.clone(),
            name: without_gz(&item.name),
            folder: item.folder,
            setting: item.setting,
            nesting: item.nesting + 1,
            length: None,
        };
        self.stream(&inner, &mut self.bounded(decoder, compressed))
    }

    pub(crate) fn zip_in_memory(&mut self, item: &Item, content: Replay<'_>) -> ControlFlow<()> {
        if self.is_nested_too_deep(item) {
            return ControlFlow::Continue(());
        }
        match content.drain(self.limits.message_bytes_max) {
            Drained::Whole { bytes, failed: None } => self.zip(item, Cursor::new(bytes)),
            Drained::Whole { failed: Some(error), .. } => {
                self.broken(item, &error);
                ControlFlow::Continue(())
            }
            Drained::TooLarge => {
                self.name(
                    item,
                    "an archive inside an archive, too large to be opened in place",
                    "unpack the outer one, then take in the folder",
                );
                ControlFlow::Continue(())
            }
        }
    }

    pub(crate) fn zip<R: Read + Seek>(&mut self, item: &Item, reader: R) -> ControlFlow<()> {
        let mut archive = match ZipIterable::try_new(reader, Config::default()) {
            Ok(archive) => archive,
            Err(error) => return self.broken_zip(item, &error),
        };
        let entries = match archive.files() {
            Ok(entries) => entries,
            Err(error) => return self.broken_zip(item, &error),
        };
        let mut count = 0_u64;
        while let Some(entry) = entries.next() {
            count += 1;
            if count > self.limits.archive_entries_max {
                let what = format!("the archive has more than {} entries", count - 1);
                self.name(item, &what, "unpack it, then take in the folder");
                break;
            }
            if self.expansion.left.get() == 0 {
                let what = "the rest of the archive was left alone: it expands beyond the limit";
                self.name(item, what, "if you trust it, unpack it, then take in the folder");
                break;
            }
            match entry {
                Ok(entry) => self.zip_entry(item, entry, entries.reader_mut())?,
                Err(error) => return self.broken_zip(item, &error),
            }
        }
        ControlFlow::Continue(())
    }

    fn zip_entry<R: Read + Seek>(
        &mut self,
        archive: &Item,
        entry: ZipFileEntry<'static>,
        reader: &mut R,
    ) -> ControlFlow<()> {
        let Some(inner) = entry_item(archive, &entry) else {
            return ControlFlow::Continue(());
        };
        if entry.is_symlink() {
            self.name(&inner, "a link inside an archive", "unpack the archive if you need it");
            return ControlFlow::Continue(());
        }
        let compressed = Rc::new(Cell::new(entry.compressed_size()));
        match entry.with_reader(reader, ZipReadOptions::new()) {
            Ok(content) => self.stream(&inner, &mut self.bounded(content, compressed)),
            Err(error) => self.broken_zip(&inner, &error),
        }
    }

    fn bounded<R>(&self, inner: R, compressed: Rc<Cell<u64>>) -> Bounded<R> {
        let ratio_max = self.limits.expansion_ratio_max;
        Bounded { inner, expanded: 0, compressed, ratio_max, expansion: self.expansion.clone() }
    }

    fn is_nested_too_deep(&mut self, item: &Item) -> bool {
        let too_deep = item.nesting >= NESTING_MAX;
        if too_deep {
            let what = "an archive nested in two others is not opened";
            self.name(item, what, "unpack the outer ones, then take in the folder");
        }
        too_deep
    }

    fn broken_zip(&mut self, item: &Item, error: &ZipError) -> ControlFlow<()> {
        let locked = ZipError::PASSWORD_REQUIRED;
        if let ZipError::Io(error) = error {
            self.broken(item, error);
        } else if matches!(error, ZipError::UnsupportedArchive(why) if *why == locked) {
            let remedy = "unpack it with its password, then take in the folder";
            self.name(item, "it is locked with a password", remedy);
        } else if matches!(
            error,
            ZipError::UnsupportedArchive(_) | ZipError::CompressionMethodNotSupported(_)
        ) {
            let what = "it is compressed in a way that is not read here";
            self.name(item, what, "unpack it with another program, then take in the folder");
        } else {
            let what = format!("the archive is broken or cut short: {error}");
            self.name(item, &what, "fetch or export it again");
        }
        ControlFlow::Continue(())
    }

    /// Names an item that could be read in part at best.
    pub(crate) fn broken(&mut self, item: &Item, error: &io::Error) {
        if let Some(bomb) = bomb(error) {
            let remedy = "if you trust it, unpack it, then take in the folder";
            self.name(item, &bomb.to_string(), remedy);
            return;
        }
        let compressed = item.nesting > 0
            || matches!(
                error.kind(),
                io::ErrorKind::UnexpectedEof
                    | io::ErrorKind::InvalidData
                    | io::ErrorKind::InvalidInput
            );
        if compressed {
            let what = "its compressed content is broken or cut short";
            let remedy = "what could be read was taken in; fetch or export it again for the rest";
            self.name(item, what, remedy);
        } else {
            let what = format!("reading stopped: {error}");
            self.name(item, &what, "check the disk, then take it in again");
        }
    }
}

/// What an entry is to the doors; `None` for folders and bookkeeping.
fn entry_item(archive: &Item, entry: &ZipFileEntry<'_>) -> Option<Item> {
    if entry.is_dir() {
        return None;
    }
    let path = match entry.name() {
        Ok(name) => name.into_owned(),
        Err(_) => String::from_utf8_lossy(entry.name_raw()).into_owned(),
    };
    let parts: Vec<&str> = path.split(['/', '\\']).filter(|part| !part.is_empty()).collect();
    if parts.iter().any(|part| form::is_bookkeeping(part)) {
        return None;
    }
    let (name, folders) = parts.split_last().map_or(("", &[][..]), |(name, rest)| (*name, rest));
    let around = role::of_name(&archive.name).unwrap_or(archive.folder);
    let folder = folders.iter().rev().find_map(|name| role::of_name(name)).unwrap_or(around);
    Some(Item {
        source: format!("{}!/{}", archive.source, path.trim_start_matches('/')),
        name: name.to_owned(),
        folder,
        setting: Setting::in_folder(folders.last().copied().unwrap_or_default()),
        nesting: archive.nesting + 1,
        length: Some(entry.size()),
    })
}

/// The name of what a gzip file holds.
fn without_gz(name: &str) -> String {
    let lower = name.to_ascii_lowercase();
    if lower.ends_with(".tgz") {
        return name.get(..name.len() - 4).map(|stem| format!("{stem}.tar")).unwrap_or_default();
    }
    if lower.ends_with(".gz") {
        return name.get(..name.len() - 3).unwrap_or_default().to_owned();
    }
    name.to_owned()
}
