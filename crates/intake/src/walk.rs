//! Walks folders, one entry at a time: a Maildir may hold millions.

use std::collections::HashSet;
use std::fs;
use std::io;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};

use crate::form::{self, Setting};
use crate::{Folder, Limits, Unreadable, role};

/// A survey stops counting here: it is for a progress bar, not for the books.
const SURVEY_FILES_MAX: u64 = 250_000;

/// How much there is to take in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Survey {
    /// Files found.
    pub files: u64,
    /// Their sizes together.
    pub bytes: u64,
    /// Whether everything was counted; a very large tree is counted in part only.
    pub complete: bool,
}

/// Counts the files below the paths and their sizes, without opening any.
#[must_use]
pub fn survey(paths: &[PathBuf]) -> Survey {
    let mut survey = Survey { complete: true, ..Survey::default() };
    let depth_max = Limits::default().depth_max;
    for path in paths {
        if walk(path, depth_max, &mut survey).is_break() {
            survey.complete = false;
            break;
        }
    }
    survey
}

impl Visitor for Survey {
    fn file(&mut self, place: &Place) -> ControlFlow<()> {
        if self.files >= SURVEY_FILES_MAX {
            return ControlFlow::Break(());
        }
        if let Ok(metadata) = fs::metadata(&place.path) {
            self.files += 1;
            self.bytes = self.bytes.saturating_add(metadata.len());
        }
        ControlFlow::Continue(())
    }

    fn unreadable(&mut self, _item: Unreadable) {}
}

/// A file that was found.
pub(crate) struct Place {
    pub(crate) path: PathBuf,
    pub(crate) folder: Folder,
    pub(crate) setting: Setting,
}

/// Receives what the walk finds.
pub(crate) trait Visitor {
    fn file(&mut self, place: &Place) -> ControlFlow<()>;
    fn unreadable(&mut self, item: Unreadable);
}

/// Finds the files at and below a path.
pub(crate) fn walk(path: &Path, depth_max: usize, visitor: &mut dyn Visitor) -> ControlFlow<()> {
    let mut walk = Walk { seen: HashSet::new(), depth_max, visitor };
    let metadata = match fs::metadata(path) {
        Ok(metadata) => metadata,
        Err(error) => {
            walk.visitor.unreadable(unreadable(path, &error));
            return ControlFlow::Continue(());
        }
    };
    let name = name_of(path);
    let above = path.parent().map(name_of).unwrap_or_default();
    if metadata.is_dir() && is_a_home(path) {
        walk.visitor.unreadable(Unreadable {
            source: path.display().to_string(),
            what: "a data directory of oxherd, which holds what was taken in before".to_owned(),
            remedy: "take in the mail that it was made from".to_owned(),
        });
        return ControlFlow::Continue(());
    }
    if metadata.is_dir() {
        let named = match Setting::in_folder(&name) {
            Setting::Maildir => above,
            Setting::Plain => name,
        };
        return walk.folder(path, role::of_name(&named).unwrap_or_default(), 0);
    }
    if form::is_bookkeeping(&name) {
        walk.visitor.unreadable(Unreadable {
            source: path.display().to_string(),
            what: "an index of a mail program, which holds no message".to_owned(),
            remedy: "take in the mailbox beside it".to_owned(),
        });
        return ControlFlow::Continue(());
    }
    let setting = Setting::in_folder(&above);
    let around = match setting {
        Setting::Maildir => path.parent().and_then(Path::parent),
        Setting::Plain => path.parent(),
    };
    let folder = around.map(name_of).and_then(|name| role::of_name(&name)).unwrap_or_default();
    walk.leaf(&Place { path: path.to_owned(), folder, setting }, metadata.file_type())
}

/// Whether a folder is a data directory: what was taken in once is no new evidence.
fn is_a_home(folder: &Path) -> bool {
    folder.join("evidence").is_dir() && folder.join("derived.sqlite").is_file()
}

struct Walk<'a> {
    seen: HashSet<FolderIdentity>,
    depth_max: usize,
    visitor: &'a mut dyn Visitor,
}

impl Walk<'_> {
    fn folder(&mut self, path: &Path, role: Folder, depth: usize) -> ControlFlow<()> {
        if depth > self.depth_max {
            self.visitor.unreadable(Unreadable {
                source: path.display().to_string(),
                what: "folders are nested too deep here".to_owned(),
                remedy: "take in this folder by itself".to_owned(),
            });
            return ControlFlow::Continue(());
        }
        let opened = identity(path).and_then(|identity| {
            // A link may lead back to a folder that has been walked.
            if self.seen.insert(identity) { fs::read_dir(path).map(Some) } else { Ok(None) }
        });
        let entries = match opened {
            Ok(Some(entries)) => entries,
            Ok(None) => return ControlFlow::Continue(()),
            Err(error) => {
                self.visitor.unreadable(unreadable(path, &error));
                return ControlFlow::Continue(());
            }
        };
        let here = Here {
            role,
            depth,
            setting: Setting::in_folder(&name_of(path)),
            maildir: path.join("cur").is_dir() || path.join("new").is_dir(),
        };
        for entry in entries {
            match entry {
                Ok(entry) => self.entry(&entry, &here)?,
                Err(error) => {
                    self.visitor.unreadable(unreadable(path, &error));
                    break;
                }
            }
        }
        ControlFlow::Continue(())
    }

    fn entry(&mut self, entry: &fs::DirEntry, here: &Here) -> ControlFlow<()> {
        let name = entry.file_name().to_string_lossy().into_owned();
        if form::is_bookkeeping(&name) {
            return ControlFlow::Continue(());
        }
        let path = entry.path();
        let kind = entry.file_type().and_then(|kind| {
            if kind.is_symlink() { Ok(fs::metadata(&path)?.file_type()) } else { Ok(kind) }
        });
        match kind {
            Ok(kind) if kind.is_dir() => {
                if here.maildir && name == "tmp" {
                    // Deliveries in progress: not messages yet (maildir(5)).
                    return ControlFlow::Continue(());
                }
                if is_a_home(&path) {
                    return ControlFlow::Continue(());
                }
                let role = role::of_name(&name).unwrap_or(here.role);
                self.folder(&path, role, here.depth + 1)
            }
            Ok(kind) => self.leaf(&Place { path, folder: here.role, setting: here.setting }, kind),
            Err(error) => {
                self.visitor.unreadable(unreadable(&path, &error));
                ControlFlow::Continue(())
            }
        }
    }

    fn leaf(&mut self, place: &Place, kind: fs::FileType) -> ControlFlow<()> {
        if kind.is_file() {
            return self.visitor.file(place);
        }
        self.visitor.unreadable(not_a_file(&place.path));
        ControlFlow::Continue(())
    }
}

/// The folder that is being walked.
struct Here {
    role: Folder,
    depth: usize,
    setting: Setting,
    maildir: bool,
}

fn name_of(path: &Path) -> String {
    path.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

#[cfg(unix)]
type FolderIdentity = (u64, u64);

#[cfg(unix)]
fn identity(path: &Path) -> io::Result<FolderIdentity> {
    use std::os::unix::fs::MetadataExt;
    let metadata = fs::metadata(path)?;
    Ok((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
type FolderIdentity = PathBuf;

#[cfg(not(unix))]
fn identity(path: &Path) -> io::Result<FolderIdentity> {
    fs::canonicalize(path)
}

/// Pipes, sockets and devices are not opened: reading them may never end.
pub(crate) fn not_a_file(path: &Path) -> Unreadable {
    Unreadable {
        source: path.display().to_string(),
        what: "neither a file nor a folder".to_owned(),
        remedy: "save its content as a file, then take that in".to_owned(),
    }
}

/// Names a path that the system does not let us read.
pub(crate) fn unreadable(path: &Path, error: &io::Error) -> Unreadable {
    let kind = error.kind();
    let (what, remedy) = if kind == io::ErrorKind::NotFound {
        ("there is no such file or folder".to_owned(), "check the path")
    } else if kind == io::ErrorKind::PermissionDenied {
        let remedy = "give your user the right to read it, then take it in again";
        ("no permission to read it".to_owned(), remedy)
    } else {
        (format!("it cannot be opened: {kind}"), "check the disk, then take it in again")
    };
    Unreadable { source: path.display().to_string(), what, remedy: remedy.to_owned() }
}
