//! Whether the evidence that the books were made from is still there.
//!
//! What is derived says how far it covers the archive. When the archive has less, or something else
//! (its folder is gone, an older copy was put back), what is derived must not say "known already"
//! of evidence that nobody has any more.

use super::Progress;
use crate::home::Home;
use anyhow::{Result, bail};
use oxherd_evidence::{Opening, Position};
use oxherd_store::Store;
use std::fmt;
use std::path::PathBuf;

/// Evidence that the books were made from and that is not in the archive any more.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Loss {
    /// The folder of the archive.
    dir: PathBuf,
    /// Pieces of evidence that the books were made from.
    covered: u64,
    /// Pieces of evidence that the archive has.
    there: u64,
}

/// What a person does then.
pub(crate) const REMEDY: &str = "restore the folder from a backup, then run: oxherd rebuild; without a backup, take the same mail in again: oxherd take PATH";

impl Loss {
    /// How many pieces are missing, as far as it can be counted.
    pub(crate) fn missing(&self) -> u64 {
        self.covered.saturating_sub(self.there).max(1)
    }
}

impl fmt::Display for Loss {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let Self { dir, covered, there } = self;
        let dir = dir.display();
        if there < covered {
            write!(
                f,
                "evidence is missing: the books were made from {covered} pieces, and {there} are in {dir}"
            )
        } else {
            write!(
                f,
                "evidence is missing: {dir} does not hold everything that the books were made from"
            )
        }
    }
}

/// What is missing of the evidence that these tables cover.
pub(crate) fn loss(home: &Home, store: &Store) -> Result<Option<Loss>> {
    // Asked before the archive is looked at: a run that is taking in adds there first.
    let covered = u64::try_from(store.mark("covered sequence")?.unwrap_or(0)).unwrap_or(0);
    if covered == 0 {
        return Ok(None);
    }
    let dir = home.evidence_path();
    let there = oxherd_evidence::records(&dir)?;
    let whole = there >= covered && holds_the_last(home, store, covered)? && no_hole(home, store)?;
    Ok((!whole).then_some(Loss { dir, covered, there }))
}

/// Whether the last piece that is covered is where it was.
fn holds_the_last(home: &Home, store: &Store, covered: u64) -> Result<bool> {
    let Some((hash, place)) = store.kept_as(covered)? else { return Ok(true) };
    let at = Position { segment: place.segment, offset: place.block };
    Ok(home.shelf()?.holds(covered, at, &hash))
}

/// Whether the tables know nothing of segments whose file is gone.
fn no_hole(home: &Home, store: &Store) -> Result<bool> {
    for end in oxherd_evidence::ends_of_missing_segments(&home.evidence_path())? {
        if store.kept_as(end)?.is_some() {
            return Ok(false);
        }
    }
    Ok(true)
}

/// What is missing in a home, for those who only look; tables that cannot be read say nothing.
pub(crate) fn loss_in(home: &Home) -> Result<Option<Loss>> {
    match home.store_to_read() {
        Ok(Some(store)) => loss(home, &store),
        Ok(None) | Err(_) => Ok(None),
    }
}

/// Refuses to answer from books whose evidence is missing.
pub(crate) fn or_refuse(home: &Home) -> Result<()> {
    match loss_in(home)? {
        Some(loss) => bail!("{loss}; {REMEDY}"),
        None => Ok(()),
    }
}

/// The tables for the one who writes. When evidence that they cover is missing, that is said, and
/// they begin again from nothing: what the archive has is read next.
pub(crate) fn store(home: &Home, opening: Opening, progress: &dyn Progress) -> Result<Store> {
    let store = home.store()?;
    let Some(loss) = loss(home, &store)? else {
        progress.opened(&opening);
        return Ok(store);
    };
    progress.opened(&Opening { missing: 0, ..opening });
    progress.lost(&loss);
    drop(store);
    home.forget_derived()?;
    home.store()
}
