//! Giving a message the kind that its grammar shows, whatever its words look like.

use oxherd_model::{Confidence, Cue, CueSource, Kind, Reading};

/// How sure such a kind is, in thousandths, and its points.
const SURE: u16 = 650;
const POINTS: i16 = 20;

/// Makes a message one of another kind, for a reason that is told; the kind that it had stands beside it.
pub(super) fn into(out: &mut Reading, kind: Kind, words: &str) {
    if out.kind == kind {
        return;
    }
    if out.kind != Kind::Unclear && !out.kind.is_noise() {
        out.secondary.insert(0, out.kind);
    }
    out.secondary.retain(|beside| *beside != kind);
    out.secondary.truncate(2);
    out.kind = kind;
    out.kind_confidence = Confidence::from_thousandths(SURE);
    let words = words.to_owned();
    out.why.insert(0, Cue { kind, words, source: CueSource::Body, weight: POINTS });
}
