//! Signatures of mail, verified with the keys that the household has at hand.
//!
//! Keys may come long after the mail that they verify, or be taken back. So what became of a signature
//! is kept beside the message with the key that it was looked at with, and counts only as long as that
//! very key is at hand: the order in which mail and keys come does not matter.

use crate::catch_up::location;
use crate::home::Home;
use anyhow::Result;
use oxherd_ledger::{Household, PublicKey};
use oxherd_reading::dkim::{Keys, Record, verify};
use oxherd_store::Store;
use rustc_hash::FxHashSet;

/// Raised with every change of what verifies or vouches.
const RULES: u8 = 1;

/// Messages that are looked at between two transactions.
const AT_ONCE: u32 = 512;

/// The keys at hand.
pub(crate) fn keys(household: &Household) -> Keys {
    Keys::of(&household.keys.iter().map(record).collect::<Vec<_>>())
}

/// A key of the household as reading takes it.
pub(crate) fn record(key: &PublicKey) -> Record {
    Record { signer: key.signer.clone(), text: key.text.clone() }
}

/// Verifies what was signed with a key at hand and was not looked at with it yet. Evidence that is
/// damaged now is left as it is: `verify` tells of it.
pub(crate) fn follow(home: &Home, store: &Store, household: &Household) -> Result<()> {
    for key in &household.keys {
        let keys = Keys::of([&record(key)]);
        let of = (&key.signer, name_of(key));
        let mut after = 0;
        while !keys.is_empty() {
            let rows = store.signed_by(of, after, AT_ONCE)?;
            let Some(last) = rows.last() else { break };
            after = last.sequence;
            let mut shelf = home.shelf()?;
            let mut verdicts = Vec::new();
            for row in &rows {
                let Some(reading) = &row.reading else { continue };
                let Ok(bytes) = shelf.original(location(row.place), &row.hash) else { continue };
                let signed = verify(&bytes, reading, &keys);
                verdicts.push((row.sequence, signed.iter().any(|s| s.finding.vouches())));
            }
            store.keep_verdicts(of, &verdicts)?;
        }
    }
    Ok(())
}

/// Numbers in the archive of messages whose sender's own domain signed them, by the keys at hand.
pub(crate) fn vouched_for(store: &Store, household: &Household) -> Result<FxHashSet<u64>> {
    let mut vouched = FxHashSet::default();
    for key in &household.keys {
        vouched.extend(store.vouched_for((&key.signer, name_of(key)))?);
    }
    Ok(vouched)
}

/// Names a key and the rules by which it is used.
fn name_of(key: &PublicKey) -> i64 {
    let hash = blake3::Hasher::new().update(&[RULES]).update(key.text.as_bytes()).finalize();
    i64::from_be_bytes(hash.as_bytes().first_chunk::<8>().copied().unwrap_or_default())
}
