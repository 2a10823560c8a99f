//! Giving a message the kind that its grammar or its facts show, whatever its words look like.

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

/// How sure a kind is that the facts of a message tell, in thousandths, and its points.
const TOLD: u16 = 600;
const TOLD_POINTS: i16 = 10;

/// Makes an unsure message one of the kind that its facts tell, or sure of it where it has that kind; the kind
/// that it had stands beside it.
pub(super) fn by_facts(out: &mut Reading, kind: Kind, words: &str) {
    let other = std::mem::replace(&mut out.kind, kind);
    out.secondary.retain(|beside| *beside != kind);
    if other != kind {
        out.secondary.insert(0, other);
    }
    out.kind_confidence = Confidence::from_thousandths(TOLD);
    let words = words.to_owned();
    out.why.insert(0, Cue { kind, words, source: CueSource::Fact, weight: TOLD_POINTS });
}
