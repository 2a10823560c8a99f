//! The whole flow on one screen: from a path to the books.
//!
//! ```text
//! channels -> intake -> evidence -> reading -> ledger -> attention -> people
//! ```
//!
//! Each line calls one stage; what a stage does is its own crate's business. Attention and acting
//! are not there yet: people look at the books.

use crate::books::{Ahead, the_end};
use crate::home::Home;
use crate::take::{Progress, Taken, whole};
use crate::{books, catch_up, reader, search_follow, take, words};
use anyhow::Result;
use oxherd_model::EvidenceId;
use std::path::PathBuf;

/// Takes in what lies below the paths and brings everything derived up to date.
pub(crate) fn take_in(home: &Home, paths: &[PathBuf], progress: &dyn Progress) -> Result<Taken> {
    reader::begin(); //                                      its lists are loaded meanwhile
    let (mut archive, opening) = home.archive()?; //         evidence: one writer, torn tail cut
    let mut store = whole::store(home, opening, progress)?; // what is derived from evidence that is there
    let ahead = Ahead::of(home, the_end()); //                     its books are read in meanwhile
    catch_up::read_what_is_missing(home, &mut store, progress)?; // evidence -> reading, after a crash
    let mut taken = take::take_in(paths, &mut archive, &mut store, progress)?; // intake -> evidence -> reading
    catch_up::read_in_full(home, &store)?; //                          what the owner spoke of, and alike
    taken.books_millis = books::bring_up_to_date(home, &store, ahead)?; //   reading -> ledger
    taken.cpu_millis.0 = crate::clock::cpu_millis();
    search_follow::follow(home, &store, progress)?; //                 evidence -> search
    store.settle()?;
    taken.finish();
    Ok(taken)
}

/// Keeps something that the owner said and applies it.
pub(crate) fn say(home: &Home, line: &str, at: jiff::Timestamp) -> Result<EvidenceId> {
    reader::begin();
    whole::or_refuse(home)?; //                                             what it is about is there
    let (mut archive, _opening) = home.archive()?;
    let mut store = home.store()?;
    let ahead = Ahead::of(home, the_end());
    catch_up::read_what_is_missing(home, &mut store, &take::Quiet)?;
    let before = words::words(&store, None)?;
    let evidence = take::keep_word(&mut archive, &mut store, line, at)?; // evidence
    catch_up::read_in_full(home, &store)?; //                               reading of what it is about
    books::bring_up_to_date(home, &store, ahead)?; //                             ledger
    let of_another_kind = words::of_another_kind(&store, evidence, &before)?;
    search_follow::again(home, &store, of_another_kind)?; //                search
    search_follow::follow(home, &store, &take::Quiet)?;
    Ok(evidence)
}

/// Keeps a note of the owner, reads it and folds it.
pub(crate) fn note(home: &Home, note: &[u8], at: jiff::Timestamp) -> Result<EvidenceId> {
    reader::begin();
    whole::or_refuse(home)?; //                                             what it is about is there
    let (mut archive, _opening) = home.archive()?;
    let mut store = home.store()?;
    let ahead = Ahead::of(home, the_end());
    catch_up::read_what_is_missing(home, &mut store, &take::Quiet)?;
    let evidence = take::keep_note(&mut archive, &mut store, note, at)?; // evidence -> reading
    catch_up::read_in_full(home, &store)?;
    books::bring_up_to_date(home, &store, ahead)?; //                             ledger
    search_follow::follow(home, &store, &take::Quiet)?; //                  search
    Ok(evidence)
}

/// Throws everything derived away and makes it again from evidence.
///
/// Books that were made from evidence which is damaged now hold more than could be made again: they
/// stay, unless the person wants those of what can be read.
pub(crate) fn rebuild(home: &Home, want: Want, progress: &dyn Progress) -> Result<Rebuilt> {
    let loss = whole::loss_in(home)?;
    let (_archive, opening) = home.archive()?;
    progress.opened(&opening);
    let damaged = oxherd_evidence::verify(&home.evidence_path(), &mut |_| {})?.damaged;
    if want == Want::Whole && loss.is_none() && !damaged.is_empty() && home.has_books()? {
        damaged.iter().for_each(|damage| progress.damaged(damage));
        return Ok(Rebuilt { readings: None, damaged: damaged.len() });
    }
    if let Some(loss) = loss {
        progress.lost(&loss);
    }
    home.forget_derived()?;
    let mut store = home.store()?;
    catch_up::read_what_is_missing(home, &mut store, progress)?;
    books::bring_up_to_date(home, &store, Ahead::default())?;
    search_follow::follow(home, &store, progress)?;
    store.settle()?;
    Ok(Rebuilt { readings: Some(store.count()?.0), damaged: damaged.len() })
}

/// Which books a person wants made again.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Want {
    /// Those of all evidence that was kept.
    Whole,
    /// Those of the evidence that can still be read.
    Readable,
}

/// What making the books again came to.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Rebuilt {
    /// How many readings were made; none when the books stayed as they were.
    pub(crate) readings: Option<u64>,
    /// Places of the archive that are damaged.
    pub(crate) damaged: usize,
}
