//! The cue lists over the words of a message.

use super::Wording;
use super::tally::Tally;
use crate::lists::{self, ListPlace};
use crate::words::{Hit, Phrases, Words, as_index};
use oxherd_model::{CueSource, Kind, Language};
use rustc_hash::FxHashMap;

/// Every cue of every list.
#[derive(Debug)]
pub(super) struct CueReader {
    phrases: Phrases,
    cues: Vec<CueEntry>,
    cancelling: Phrases,
}

/// One line of a list.
#[derive(Debug)]
struct CueEntry {
    /// The first entry with the same words for the same kind: several lists may hold them.
    first: u32,
    kind: Kind,
    weight: i16,
    place: Option<ListPlace>,
    language: Language,
    words: &'static str,
}

/// A cue that counts, with its points and where it stood.
#[derive(Debug, Clone, Copy)]
struct Counted {
    cue: u32,
    points: i32,
    source: CueSource,
}

/// Words of the body that count as its opening.
pub(super) const OPENING_WORDS: usize = 90;

/// A negation or condition so many words before a cue takes it back.
const CANCEL_WORDS: usize = 4;

/// The lists, by language.
pub(super) const CUE_LISTS: &[(&str, &str)] = &[
    ("en", include_str!("../../data/cues/en.txt")),
    ("de", include_str!("../../data/cues/de.txt")),
    ("fr", include_str!("../../data/cues/fr.txt")),
    ("es", include_str!("../../data/cues/es.txt")),
    ("it", include_str!("../../data/cues/it.txt")),
    ("nl", include_str!("../../data/cues/nl.txt")),
    ("", include_str!("../../data/cues/xx.txt")),
];

/// Bytes of a line of the lists, its end included.
const CUE_BYTES: usize = 22;

/// Negations, and conditions under which a thing has not happened.
const CANCELLING: &[&str] = &[
    "not", "no", "never", "if", "unless", "nicht", "kein", "keine", "keinen", "falls", "sofern",
    "pas", "sans", "si", "no", "sin", "non", "senza", "se", "niet", "geen", "indien", "als",
];

/// Languages with a list of their own.
const SIX: &[Language] =
    &[Language::EN, Language::DE, Language::FR, Language::ES, Language::IT, Language::NL];

impl Default for CueReader {
    fn default() -> Self {
        let bytes: usize = CUE_LISTS.iter().map(|(_, list)| list.len()).sum();
        let phrases = Phrases::with_room_for(bytes);
        let mut reader = Self { phrases, cues: Vec::new(), cancelling: Phrases::new() };
        // To grow tables costs as much as to fill them.
        let lines = bytes / CUE_BYTES;
        reader.cues.reserve(lines);
        let mut firsts: FxHashMap<(Kind, &str), u32> = FxHashMap::default();
        firsts.reserve(lines);
        for (language, list) in CUE_LISTS {
            let mut section = ("", None);
            for entry in lists::entries(list) {
                if section.0 != entry.section {
                    section = (entry.section, entry.section.parse().ok());
                }
                let Some(kind) = section.1 else {
                    continue;
                };
                let number = u32::try_from(reader.cues.len()).unwrap_or(u32::MAX);
                reader.phrases.add(entry.phrase, number);
                reader.cues.push(CueEntry {
                    first: *firsts.entry((kind, entry.phrase)).or_insert(number),
                    kind,
                    weight: entry.weight,
                    place: entry.place,
                    language: Language::from_code(language),
                    words: entry.phrase,
                });
            }
        }
        for phrase in CANCELLING {
            reader.cancelling.add(phrase, 0);
        }
        reader
    }
}

impl CueReader {
    /// Adds every cue that counts, each once, where it says most.
    ///
    /// A sentence that leaves an ending open, by its first and last word in the body, says nothing for one.
    pub(super) fn read(
        &self,
        wording: &Wording<'_>,
        open: &[(usize, usize)],
        tally: &mut Tally<'_>,
    ) {
        let mut counted: Vec<Counted> = Vec::with_capacity(32);
        let places = [
            (wording.subject, CueSource::Subject),
            (wording.body, CueSource::Body),
            (wording.sender, CueSource::Sender),
        ];
        for (words, source) in places {
            let open = if source == CueSource::Body { open } else { &[] };
            self.hits((words, source), wording.language, open, &mut counted);
        }
        // Where it says most comes first; of equals, the first place.
        counted.sort_by_key(|found| (found.cue, std::cmp::Reverse(found.points.abs())));
        counted.dedup_by_key(|found| found.cue);
        for found in counted {
            if let Some(cue) = self.cues.get(as_index(found.cue)) {
                tally.add(cue.kind, cue.words, found.source, found.points);
            }
        }
    }

    /// The cues of one text that count there: a phrase within a longer one and a phrase after a
    /// negation do not.
    fn hits(
        &self,
        (words, source): (&Words, CueSource),
        language: Language,
        open: &[(usize, usize)],
        counting: &mut Vec<Counted>,
    ) {
        let mut hits: Vec<(Hit, Counted)> = Vec::new();
        self.phrases.find(words, |hit| {
            if let Some(counted) = self.points(hit, source, language) {
                hits.push((hit, counted));
            }
        });
        if hits.is_empty() {
            return;
        }
        hits.sort_by_key(|(hit, _)| (hit.first, std::cmp::Reverse(hit.last)));
        let cancelled = self.cancelled(words);
        let mut covered: Option<(usize, usize)> = None;
        for (hit, counted) in hits {
            if counted.points > 0 {
                let within = covered.is_some_and(|(first, last)| {
                    hit.last <= last && (hit.first, hit.last) != (first, last)
                });
                if within {
                    continue;
                }
                covered = Some((hit.first, hit.last));
                let left = self.ends(counted) && open.iter().any(|open| is_within(hit, *open));
                if left || is_cancelled(&cancelled, hit) {
                    continue;
                }
            }
            counting.push(counted);
        }
    }

    fn points(&self, hit: Hit, source: CueSource, language: Language) -> Option<Counted> {
        let cue = self.cues.get(as_index(hit.phrase))?;
        let foreign = cue.language != Language::UNKNOWN && cue.language != language;
        // One word may mean something else in another language; several hardly do, and short texts
        // with foreign names are easily taken for another language.
        let single = hit.first == hit.last && source != CueSource::Sender;
        if foreign && single && (SIX.contains(&language) || cue.language != Language::EN) {
            return None;
        }
        let source = match source {
            CueSource::Body if hit.first < OPENING_WORDS => CueSource::Opening,
            CueSource::Structured
            | CueSource::Header
            | CueSource::Sender
            | CueSource::Subject
            | CueSource::Opening
            | CueSource::Body
            | CueSource::Fact
            | CueSource::Owner => source,
        };
        let counts = match cue.place {
            None => source != CueSource::Sender,
            Some(ListPlace::Subject) => source == CueSource::Subject,
            Some(ListPlace::Sender) => source == CueSource::Sender,
            Some(ListPlace::Opening) => matches!(source, CueSource::Opening | CueSource::Subject),
        };
        let points = i32::from(cue.weight) * factor(source);
        counts.then_some(Counted { cue: cue.first, points, source })
    }

    /// Whether a cue speaks for an ending.
    fn ends(&self, counted: Counted) -> bool {
        let cue = self.cues.get(as_index(counted.cue));
        cue.is_some_and(|cue| cue.kind.is_ending())
    }

    fn cancelled(&self, words: &Words) -> Vec<usize> {
        let mut at = Vec::new();
        self.cancelling.find(words, |hit| at.push(hit.last));
        at
    }
}

/// How much a place makes of the weight of a cue.
fn factor(source: CueSource) -> i32 {
    match source {
        CueSource::Subject => 4,
        CueSource::Opening => 2,
        CueSource::Structured
        | CueSource::Header
        | CueSource::Sender
        | CueSource::Body
        | CueSource::Fact
        | CueSource::Owner => 1,
    }
}

const fn is_within(hit: Hit, (first, last): (usize, usize)) -> bool {
    first <= hit.first && hit.last <= last
}

/// Whether a negation stands just before the hit.
fn is_cancelled(cancelled: &[usize], hit: Hit) -> bool {
    let before = cancelled.partition_point(|at| *at < hit.first);
    before
        .checked_sub(1)
        .and_then(|index| cancelled.get(index))
        .is_some_and(|at| at + CANCEL_WORDS >= hit.first)
}
