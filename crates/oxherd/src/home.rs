//! The data directory: evidence, what is derived from it, and the search index.

use anyhow::{Context, Result, bail};
use oxherd_evidence::{Archive, Opening, Shelf};
use oxherd_search::Index;
use oxherd_store::{Store, StoreError};
use std::io::ErrorKind;
use std::path::{Path, PathBuf};

/// Names the data directory in the environment.
const HOME: &str = "OXHERD_HOME";

/// A data directory.
#[derive(Debug, Clone)]
pub(crate) struct Home {
    dir: PathBuf,
}

impl Home {
    /// The directory given, else the one that the environment names, else that of the platform's convention.
    ///
    /// # Errors
    /// When the home directory of the user is not known, and when something else than a folder is there.
    pub(crate) fn find(given: Option<PathBuf>) -> Result<Self> {
        let named = || std::env::var_os(HOME).filter(|dir| !dir.is_empty()).map(PathBuf::from);
        let home = match given.or_else(named) {
            Some(dir) => Self { dir },
            None => Self::usual()?,
        };
        home.is_a_folder_or_nothing()?;
        Ok(home)
    }

    /// The one that the platform's convention names.
    ///
    /// # Errors
    /// When the home directory of the user is not known.
    pub(crate) fn usual() -> Result<Self> {
        use etcetera::BaseStrategy;
        let base = etcetera::choose_base_strategy()
            .context("the home directory of this user is not known; give --home DIR")?;
        Ok(Self { dir: base.data_dir().join("oxherd") })
    }

    /// The directory.
    pub(crate) fn dir(&self) -> &Path {
        &self.dir
    }

    /// A file in the place of the folder would be refused by each command in other words.
    fn is_a_folder_or_nothing(&self) -> Result<()> {
        let dir = self.dir.display();
        match std::fs::metadata(&self.dir) {
            Ok(found) if found.is_dir() => Ok(()),
            Ok(_) => bail!("{dir} is no folder; give that of the data with: --home DIR"),
            Err(error)
                if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotADirectory) =>
            {
                Ok(())
            }
            Err(error) => Err(error).with_context(|| self.not_looked_into()),
        }
    }

    fn not_looked_into(&self) -> String {
        let dir = self.dir.display();
        format!("could not look into the data directory {dir}; check who may read it")
    }

    /// Whether there is an archive of evidence.
    ///
    /// # Errors
    /// When the folder cannot be looked into.
    pub(crate) fn has_evidence(&self) -> Result<bool> {
        self.evidence_path().try_exists().with_context(|| self.not_looked_into())
    }

    /// Whether there are books here. None while nothing was taken in.
    ///
    /// # Errors
    /// When the folder cannot be looked into, and when there is evidence whose books are gone.
    pub(crate) fn exists(&self) -> Result<bool> {
        if self.has_books()? {
            return Ok(true);
        }
        match oxherd_evidence::records(&self.evidence_path())? {
            0 => Ok(false),
            pieces => bail!(
                "the books in {} are gone, and {pieces} of evidence are there; make them again with: oxherd rebuild",
                self.dir.display(),
                pieces = pieces_in_words(pieces),
            ),
        }
    }

    /// Whether the file of the books is there.
    ///
    /// # Errors
    /// When the folder cannot be looked into.
    pub(crate) fn has_books(&self) -> Result<bool> {
        self.store_path().try_exists().with_context(|| self.not_looked_into())
    }

    /// The archive of evidence, for the one who writes.
    pub(crate) fn archive(&self) -> Result<(Archive, Opening)> {
        std::fs::create_dir_all(&self.dir).with_context(|| {
            let dir = self.dir.display();
            format!(
                "could not make the data directory {dir}; check the path and who may write there"
            )
        })?;
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
        if !self.exists()? {
            return Ok(None);
        }
        match Store::open_to_read(&self.store_path()) {
            // The first run ended before it had made the tables: the next one that keeps makes them.
            Err(StoreError::Layout { found: 0, .. }) => Ok(None),
            opened => Ok(Some(opened?)),
        }
    }

    /// The search index, for the one who adds to it.
    pub(crate) fn index(&self) -> Result<Index> {
        Ok(Index::open(&self.index_path())?)
    }

    /// The search index, for those who search.
    pub(crate) fn index_to_read(&self) -> Result<Index> {
        Ok(Index::open_to_read(&self.index_path())?)
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
        Index::remove(&self.index_path())?;
        Ok(())
    }

    fn store_path(&self) -> PathBuf {
        self.dir.join("derived.sqlite")
    }

    fn index_path(&self) -> PathBuf {
        self.dir.join("index")
    }
}

fn pieces_in_words(pieces: u64) -> String {
    if pieces == 1 { "1 piece".to_owned() } else { format!("{pieces} pieces") }
}

fn remove_file(path: &Path) -> Result<()> {
    match std::fs::remove_file(path) {
        Err(error) if error.kind() != ErrorKind::NotFound => {
            Err(error).with_context(|| format!("could not remove {}", path.display()))
        }
        Ok(()) | Err(_) => Ok(()),
    }
}
