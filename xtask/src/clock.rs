//! The one place of this crate that reads a clock.

use std::time::Instant;

/// The present instant, for measuring only.
#[expect(clippy::disallowed_methods, reason = "measuring is what this crate is for")]
pub(crate) fn now() -> Instant {
    Instant::now()
}
