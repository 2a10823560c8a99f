//! The term that a bill is for.

use crate::fold::Message;
use oxherd_model::{AgreementKind, DateRole, Kind};

/// Days of a year, give or take a few.
const YEAR_DAYS: std::ops::RangeInclusive<i32> = 350..=380;

/// Whether a message says how long what is agreed lasts: papers do; of bills only those of a whole year, of what
/// is kept by the year: `rent for the year 1 April 2025 to 31 March 2026`.
pub(super) fn may_say(message: &Message<'_>, kind: AgreementKind) -> bool {
    if message.kind != Kind::Bill {
        return true;
    }
    let kept = matches!(
        kind,
        AgreementKind::Rental | AgreementKind::Membership | AgreementKind::Insurance
    );
    let days = message.date(DateRole::Start).zip(message.date(DateRole::End));
    let year = days.is_some_and(|(start, end)| YEAR_DAYS.contains(&(end - start).get_days()));
    kept && year
}
