//! The law that counts in a home: what comes with the product, and what the owner changed of it.

use crate::home::Home;
use anyhow::{Context, Result, bail};
use oxherd_law::Laws;
use std::borrow::Cow;
use std::io::{ErrorKind, Read};

/// The owner's rules in the data directory: they win over those that come with the product.
const OWN: &str = "laws.txt";

/// A longer text is none that a person wrote.
const OWN_BYTES_MAX: u64 = 1 << 20;

/// The rules for a home.
pub(crate) fn of(home: &Home) -> Result<Cow<'static, Laws>> {
    let laws = Laws::built_in()?;
    let path = home.dir().join(OWN);
    let Some(bytes) = own(home)? else { return Ok(Cow::Borrowed(laws)) };
    if u64::try_from(bytes.len()).is_ok_and(|bytes| bytes > OWN_BYTES_MAX) {
        bail!("{} is longer than a mebibyte; keep only your own rules in it", path.display());
    }
    let text = String::from_utf8(bytes).with_context(|| {
        format!("could not read {}; it has to be text in UTF-8", path.display())
    })?;
    Ok(Cow::Owned(laws.with_named(&path.display().to_string(), &text)?))
}

/// The owner's rules as they lie there, if there are any, and at most a byte more than may be.
pub(crate) fn own(home: &Home) -> Result<Option<Vec<u8>>> {
    let path = home.dir().join(OWN);
    let file = match std::fs::File::open(&path) {
        Ok(file) => file,
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            return Err(error).with_context(|| format!("could not open {}", path.display()));
        }
    };
    let mut bytes = Vec::new();
    file.take(OWN_BYTES_MAX + 1)
        .read_to_end(&mut bytes)
        .with_context(|| format!("could not read {}", path.display()))?;
    Ok(Some(bytes))
}
