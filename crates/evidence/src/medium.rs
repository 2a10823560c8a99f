//! What the archive needs of a disk, so that tests can put a full one in its place.

use std::fmt;
use std::fs::{self, File};
use std::io::{self, Seek, SeekFrom, Write};
use std::path::Path;

/// One file at a time, written at chosen places.
pub(crate) trait Medium: fmt::Debug + Send {
    /// Turns to this file, and makes it when it is not there.
    fn turn_to(&mut self, path: &Path) -> io::Result<()>;
    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()>;
    /// Makes the file this long.
    fn cut(&mut self, length: u64) -> io::Result<()>;
    /// Returns when all bytes written are on disk.
    fn sync(&mut self) -> io::Result<()>;
}

/// The real disk.
#[derive(Debug, Default)]
pub(crate) struct Disk(Option<File>);

impl Disk {
    fn file(&self) -> io::Result<&File> {
        self.0.as_ref().ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

impl Medium for Disk {
    fn turn_to(&mut self, path: &Path) -> io::Result<()> {
        let file = File::options().create(true).truncate(false).write(true).open(path)?;
        self.0 = Some(file);
        Ok(())
    }

    fn write_at(&mut self, offset: u64, bytes: &[u8]) -> io::Result<()> {
        let mut file = self.file()?;
        file.seek(SeekFrom::Start(offset))?;
        file.write_all(bytes)
    }

    fn cut(&mut self, length: u64) -> io::Result<()> {
        self.file()?.set_len(length)
    }

    fn sync(&mut self) -> io::Result<()> {
        self.file()?.sync_data()
    }
}

/// Returns when the names in this folder are on disk.
pub(crate) fn sync_folder(dir: &Path) -> io::Result<()> {
    // Elsewhere a folder cannot be opened as a file, and its names are written through.
    if cfg!(unix) {
        File::open(dir)?.sync_all()?;
    }
    Ok(())
}

/// Moves the end of a file, from this byte on, into a new file beside it.
///
/// The copy is on disk before anything is cut, so that no byte is ever in neither file.
pub(crate) fn set_aside(from: &Path, offset: u64, to: &Path) -> io::Result<()> {
    let mut file = File::options().read(true).write(true).open(from)?;
    file.seek(SeekFrom::Start(offset))?;
    let mut beside = File::create_new(to)?;
    let copied = io::copy(&mut file, &mut beside).and_then(|_bytes| beside.sync_all());
    if let Err(error) = copied {
        // Half a copy is of no use, and takes room that may be what is missing.
        drop(fs::remove_file(to));
        return Err(error);
    }
    to.parent().map_or(Ok(()), sync_folder)?;
    if offset == 0 {
        return fs::remove_file(from);
    }
    file.set_len(offset)?;
    file.sync_all()
}
