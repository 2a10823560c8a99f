//! Keys of domains that a person puts at hand, as files.

use oxherd_ledger::{Household, PublicKey};
use oxherd_reading::dkim::{Key, Record, records};
use serde_json::{Value, json};
use std::io::Read;
use std::path::{Path, PathBuf};

/// Bytes of a file with keys.
const FILE_BYTES_MAX: u64 = 1024 * 1024;

/// The records of files that were named on the command line, or what is wrong with the first that has
/// something wrong.
pub(super) fn at_hand(files: &[PathBuf]) -> Result<Vec<Record>, String> {
    let mut all = Vec::new();
    for path in files {
        let named = format!("--dkim-key {}", path.display());
        let text = text_of(path).map_err(|wrong| format!("{named}: {wrong}; {NEXT}"))?;
        let found = records(&text)
            .map_err(|wrong| format!("{named}, line {}: {}; {NEXT}", wrong.line, wrong.what))?;
        all.extend(found);
    }
    Ok(all)
}

const NEXT: &str = "name a file with what `dig TXT selector._domainkey.domain.example` prints";

fn text_of(path: &Path) -> Result<String, String> {
    let mut bytes = Vec::new();
    let file = std::fs::File::open(path).map_err(|error| error.to_string())?;
    file.take(FILE_BYTES_MAX + 1).read_to_end(&mut bytes).map_err(|error| error.to_string())?;
    if u64::try_from(bytes.len()).unwrap_or(u64::MAX) > FILE_BYTES_MAX {
        return Err("it is larger than any file of keys".to_owned());
    }
    String::from_utf8(bytes).map_err(|error| format!("it is no text ({error})"))
}

/// The keys at hand; one that was taken back is none.
fn keys(household: &Household) -> impl Iterator<Item = (&PublicKey, Key)> {
    household.keys.iter().filter_map(|of| Some((of, Key::of(&of.text).ok()??)))
}

/// The keys at hand, for programs.
pub(super) fn shape(household: &Household) -> Vec<Value> {
    let one = |(of, key): (&PublicKey, Key)| {
        json!({"domain": of.signer.domain, "selector": of.signer.selector,
            "algorithm": key.algorithm().as_str(), "bits": key.bits(),
            "believed": !key.is_weak() && !key.is_on_trial()})
    };
    keys(household).map(one).collect()
}

/// The keys at hand, a line for each.
pub(super) fn page(household: &Household) -> String {
    let one = |(of, key): (&PublicKey, Key)| {
        let but = if key.is_weak() {
            ", too short to be believed (RFC 8301)"
        } else if key.is_on_trial() {
            ", which its domain only tries (t=y), so it vouches for nobody"
        } else {
            ""
        };
        let (selector, domain) = (&of.signer.selector, &of.signer.domain);
        let (sort, bits) = (key.algorithm().as_str(), key.bits());
        format!("key        {selector} of {domain}, {sort} of {bits} bits{but}\n")
    };
    keys(household).map(one).collect()
}
