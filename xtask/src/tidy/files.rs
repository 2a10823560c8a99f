//! The files of the project: what git tracks, or would track.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};

use anyhow::Result;

/// Paths below the top folder with `/` between folders, and what is in the files.
#[derive(Debug, Default)]
pub(crate) struct Tree {
    files: BTreeMap<String, Vec<u8>>,
}

impl Tree {
    pub(crate) fn paths(&self) -> impl Iterator<Item = &str> {
        self.files.keys().map(String::as_str)
    }

    pub(crate) fn all(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }

    /// The files with this ending, as text; bytes that are none are replaced.
    pub(crate) fn texts(&self, ending: &str) -> impl Iterator<Item = (&str, String)> {
        self.all()
            .filter(move |(path, _)| path.ends_with(ending))
            .map(|(path, bytes)| (path, String::from_utf8_lossy(bytes).into_owned()))
    }

    pub(crate) fn text(&self, path: &str) -> Option<String> {
        self.files.get(path).map(|bytes| String::from_utf8_lossy(bytes).into_owned())
    }

    /// Whether there is such a file, or a folder with files.
    pub(crate) fn holds(&self, path: &str) -> bool {
        let path = path.trim_end_matches('/');
        let below = format!("{path}/");
        self.files.contains_key(path) || self.paths().any(|file| file.starts_with(&below))
    }
}

impl<const N: usize> From<[(&str, &str); N]> for Tree {
    fn from(files: [(&str, &str); N]) -> Self {
        let files = files.map(|(path, text)| (path.to_owned(), text.as_bytes().to_vec()));
        Self { files: files.into() }
    }
}

/// The files of the project at `root`.
pub(crate) fn tree(root: &Path) -> Result<Tree> {
    let mut files = BTreeMap::new();
    for path in listed(root)?.unwrap_or(walked(root)?) {
        // What git lists may have been deleted just now; a link is not ours to read.
        let place = root.join(&path);
        if fs::symlink_metadata(&place).is_ok_and(|about| about.is_file()) {
            files.insert(path, fs::read(place)?);
        }
    }
    Ok(Tree { files })
}

/// What git lists, or nothing outside a repository.
fn listed(root: &Path) -> Result<Option<Vec<String>>> {
    let listed = Command::new("git")
        .args(["ls-files", "-z", "--cached", "--others", "--exclude-standard"])
        .current_dir(root)
        .stderr(Stdio::null())
        .output();
    let Some(output) = listed.ok().filter(|output| output.status.success()) else {
        return Ok(None);
    };
    let text = String::from_utf8(output.stdout)?;
    let paths: Vec<String> =
        text.split('\0').filter(|path| !path.is_empty()).map(str::to_owned).collect();
    // An unpacked archive inside somebody else's repository lists nothing.
    Ok(Some(paths).filter(|paths| !paths.is_empty()))
}

/// All files below the folder except what is built and what is hidden by name.
fn walked(root: &Path) -> Result<Vec<String>> {
    let mut paths = vec![];
    let mut folders = vec![root.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            if ["target", ".git"].iter().any(|name| entry.file_name() == *name) {
                continue;
            }
            if entry.file_type()?.is_dir() {
                folders.push(entry.path());
            } else if let Ok(path) = entry.path().strip_prefix(root) {
                paths.push(path.to_string_lossy().replace('\\', "/"));
            }
        }
    }
    Ok(paths)
}

#[test]
fn outside_a_repository_the_folder_itself_is_walked() {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("a/target")).unwrap();
    fs::write(folder.path().join("a/b.rs"), "x").unwrap();
    fs::write(folder.path().join("a/target/c.rs"), "x").unwrap();
    assert_eq!(walked(folder.path()).unwrap(), ["a/b.rs"]);
}

#[test]
fn the_project_lists_this_file_and_nothing_that_is_built() {
    let tree = tree(&crate::workspace::root()).unwrap();
    assert!(tree.holds("xtask/src/tidy/files.rs"));
    assert!(tree.holds("xtask/src/tidy"));
    assert!(!tree.holds("target"));
}
