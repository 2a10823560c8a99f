//! What the changes start from.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};

use super::mutate::MAX_BYTES;
use super::targets::Target;
use crate::mailbox;

/// More seeds than this only slow the start down.
const MAX_SEEDS: usize = 400;

/// The target's own seeds, then the files of the folders that are small enough.
pub(crate) fn gather(target: &Target, folders: &[PathBuf]) -> Result<Vec<Vec<u8>>> {
    let mut seeds = (target.seeds)();
    seeds.push(vec![]);
    for folder in folders {
        let paths = if folder.is_dir() { mailbox::files(folder)? } else { vec![] };
        for path in paths.iter().filter(|path| wanted(target, path)) {
            let bytes = fs::read(path).with_context(|| path.display().to_string())?;
            if bytes.len() <= MAX_BYTES && seeds.len() < MAX_SEEDS {
                seeds.push(bytes);
            }
        }
    }
    Ok(seeds)
}

fn wanted(target: &Target, path: &Path) -> bool {
    let extension = path.extension().and_then(|extension| extension.to_str()).unwrap_or_default();
    target.extensions.contains(&extension)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_small_files_of_the_wanted_kinds_become_seeds() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("below")).unwrap();
        fs::write(folder.path().join("below/a.eml"), "X: y\n\n").unwrap();
        fs::write(folder.path().join("b.png"), "no").unwrap();
        fs::write(folder.path().join("c.eml"), vec![b'a'; MAX_BYTES + 1]).unwrap();
        let target = Target {
            name: "t",
            run: |_| 0,
            seeds: || vec![b"own".to_vec()],
            extensions: &["eml"],
            tokens: &[],
        };
        let seeds = gather(&target, &[folder.path().to_owned()]).unwrap();
        assert_eq!(seeds, [b"own".to_vec(), vec![], b"X: y\n\n".to_vec()]);
    }
}
