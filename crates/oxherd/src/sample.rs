//! The sample household that ships with the program.

use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The day on which the sample is looked at.
pub(crate) const TODAY: &str = "2026-11-15T09:00:00Z";

const FILES: &[(&str, &str)] = &[
    ("vehicles.mbox", include_str!("../../../sample/vehicles.mbox")),
    ("home.mbox", include_str!("../../../sample/home.mbox")),
    ("devices.mbox", include_str!("../../../sample/devices.mbox")),
    ("animal.mbox", include_str!("../../../sample/animal.mbox")),
    ("memberships.mbox", include_str!("../../../sample/memberships.mbox")),
    ("noise.mbox", include_str!("../../../sample/noise.mbox")),
];

/// Writes the sample's mailboxes below the home, as a mail program would have left them.
pub(crate) fn unpack(home: &Path) -> Result<Vec<PathBuf>> {
    let folder = home.join("mail");
    std::fs::create_dir_all(&folder)
        .with_context(|| format!("could not make the folder {}", folder.display()))?;
    let mut paths = Vec::new();
    for (name, text) in FILES {
        let path = folder.join(name);
        std::fs::write(&path, text)
            .with_context(|| format!("could not write {}", path.display()))?;
        paths.push(path);
    }
    Ok(paths)
}
