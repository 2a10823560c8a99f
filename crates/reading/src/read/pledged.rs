//! A message that looks like an advertisement may promise its receiver a deed by a day, or tell one as done: firms
//! that write warmly are not to be missed for it. What it is called stays; what it says is kept.

use crate::document::Document;
use oxherd_model::{Kind, Reading};

/// Noise less sure than this, in thousandths, may be none.
const UNSURE: u16 = 600;

/// Whether a message that was taken for noise is looked at for promises: not one that was sent to many.
pub(super) fn may_be(document: &Document, reading: &Reading) -> bool {
    let header = &document.header;
    let many = header.list_unsubscribe.is_some()
        || header.list_id.is_some()
        || header.bulk
        || header.precedence == "bulk";
    let kinds =
        [Kind::Newsletter, Kind::Promotion, Kind::Notification, Kind::Survey, Kind::MailingList];
    let unsure = reading.kind_confidence.thousandths() < UNSURE;
    !many && unsure && kinds.contains(&reading.kind)
}
