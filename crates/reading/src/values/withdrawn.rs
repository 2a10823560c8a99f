//! Sums that a supplier takes back: `the increase to 39.90 does not apply`.

use super::page::Page;
use super::promises::sentence;
use super::sorted::{Mark, SortedPhrases};

/// Words of one text that are looked at.
const CUES_MAX: usize = 400;

/// `sort: phrase; phrase`, in six languages.
const CUES: &str = include_str!("../../data/withdrawn.txt");

/// The line of parts of words that name a change: `erhöh`, also within `Preiserhöhung`.
const WITHIN: &str = "within: ";

/// What words around a sum say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Cue {
    /// Something falls away or was taken back.
    Away,
    /// On a condition, where it opens a sentence or follows a comma.
    Condition,
}

impl Cue {
    fn of(word: &str) -> Option<Self> {
        match word {
            "away" => Some(Self::Away),
            "condition" => Some(Self::Condition),
            _ => None,
        }
    }
}

/// Finds what is taken back; built once.
#[derive(Debug)]
pub(super) struct WithdrawnReader {
    cues: SortedPhrases<Cue>,
    changes: Vec<&'static str>,
}

impl WithdrawnReader {
    pub(super) fn new() -> Self {
        let within = CUES.lines().find_map(|line| line.strip_prefix(WITHIN));
        let changes = within.into_iter().flat_map(|line| line.split("; ")).collect();
        Self { cues: SortedPhrases::new(CUES, Cue::of), changes }
    }

    /// The words of a text by which something is taken back; none where nothing is.
    pub(super) fn look<'a>(&'a self, page: &'a Page<'a>) -> Withdrawn<'a> {
        let mut cues = self.cues.find(page.s, CUES_MAX);
        if !cues.iter().any(|mark| mark.sort == Cue::Away) {
            cues.clear();
        }
        Withdrawn { page, cues, changes: &self.changes }
    }
}

/// What a text takes back.
pub(super) struct Withdrawn<'a> {
    page: &'a Page<'a>,
    cues: Vec<Mark<Cue>>,
    changes: &'a [&'static str],
}

impl Withdrawn<'_> {
    /// Whether the sentence of a sum takes the change to it back; of the sentence only what lies between
    /// the sums beside it counts.
    pub(super) fn holds(
        &self,
        (start, end): (usize, usize),
        (floor, ceiling): (usize, usize),
    ) -> bool {
        if self.cues.is_empty() {
            return false;
        }
        let (from, to) = sentence(self.page, start, end);
        let (from, to) = (from.max(floor), to.min(ceiling));
        let inside = |mark: &&Mark<Cue>| from <= mark.start && mark.end <= to;
        let of = |cue: Cue| self.cues.iter().filter(inside).filter(move |mark| mark.sort == cue);
        let opens = |mark: &Mark<Cue>| {
            let head = self.page.slice(from, mark.start).trim_end();
            head.is_empty() || head.ends_with(',')
        };
        of(Cue::Away).next().is_some()
            && !of(Cue::Condition).any(opens)
            && self.names_a_change(self.page.slice(from, to))
    }

    fn names_a_change(&self, sentence: &str) -> bool {
        let lower = sentence.to_lowercase();
        self.changes.iter().any(|part| lower.contains(part))
    }
}
