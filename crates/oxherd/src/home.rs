//! The data directory: evidence, what is derived from it, and the search index.

use anyhow::{Context, Result};
use oxherd_evidence::{Archive, Opening, Shelf};
use oxherd_search::Index;
use oxherd_store::{Store, StoreError};
use std::path::{Path, PathBuf};

/// A data directory.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    dir: PathBuf,
}

impl Home {
    /// The directory given, or the one that the platform's convention names.
    pub(crate) fn find(given: Option<PathBuf>) -> Result<Self> {
        if let Some(dir) = given {
            return Ok(Self { dir });
        }
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy()
            .context("the home directory of this user is not known; give --home DIR")?;
        Ok(Self { dir: base.data_dir().join("oxherd") })
    }

    /// The directory.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// Whether anything was ever taken in here.
    pub(crate) fn exists(&self) -> bool {
        self.store_path().exists()
    }

    /// The archive of evidence, for the one who writes.
    pub(crate) fn archive(&self) -> Result<(Archive, Opening)> {
        std::fs::create_dir_all(&self.dir)
            .with_context(|| format!("could not make the data directory {}", self.dir.display()))?;
        Ok(Archive::open(&self.evidence_path())?)
    }

    /// The evidence, for those who read.
    pub(crate) fn shelf(&self) -> Result<Shelf> {
        Ok(Shelf::open(&self.evidence_path())?)
    }

    /// The derived tables, for the one who writes.
    pub(crate) fn store(&self) -> Result<Store> {
        Ok(Store::open(&self.store_path())?)
    }

    /// The derived tables, for those who read; none when nothing was taken in yet.
    pub(crate) fn store_to_read(&self) -> Result<Option<Store>> {
        if !self.exists() {
            return Ok(None);
        }
        match Store::open_to_read(&self.store_path()) {
            // The first run ended before it had made the tables: the next one that keeps makes them.
            Err(StoreError::Layout { found: 0, .. }) => Ok(None),
            opened => Ok(Some(opened?)),
        }
    }

    /// The search index.
    pub(crate) fn index(&self) -> Result<Index> {
        Ok(Index::open(&self.index_path())?)
    }

    /// Where the evidence is.
    pub(crate) fn evidence_path(&self) -> PathBuf {
        self.dir.join("evidence")
    }

    /// Throws away everything that is derived.
    pub(crate) fn forget_derived(&self) -> Result<()> {
        for name in ["derived.sqlite", "derived.sqlite-wal", "derived.sqlite-shm"] {
            remove_file(&self.dir.join(name))?;
        }
        match std::fs::remove_dir_all(self.index_path()) {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
                Err(error).context("could not remove the search index")
            }
            Ok(()) | Err(_) => Ok(()),
        }
    }

    fn store_path(&self) -> PathBuf {
        self.dir.join("derived.sqlite")
    }

    fn index_path(&self) -> PathBuf {
        self.dir.join("index")
    }
}

fn remove_file(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != std::io::ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not remove {}", path.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
