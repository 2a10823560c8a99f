//! One word as it was said and kept: how far it reaches, and what it mends.

use super::{Example, ParseWordError, Word};
use jiff::Timestamp;
use oxherd_model::EvidenceId;
use std::collections::BTreeSet;

/// How far something said of one message reaches.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Reach {
    /// To every message alike, earlier and later ones.
    #[default]
    Alike,
    /// To this message only.
    Only,
}

/// One word as it was said.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Saying {
    /// Names the evidence that it is.
    pub id: EvidenceId,
    /// When it was said.
    pub at: Timestamp,
    /// What was said.
    pub word: Word,
    /// How far it reaches.
    pub reach: Reach,
    /// What was so before by our own reading, when it was said.
    pub was: Option<String>,
    /// What is known of the message that it speaks of; none where it speaks of none, or of one that
    /// is not here.
    pub example: Option<Example>,
}

/// Before what was so, in the kept form.
const WAS: &str = "was=";

/// Says in the kept form that a word reaches no further.
const ONLY: &str = "reach=only";

impl Saying {
    /// A word that is not kept yet.
    pub fn new(word: Word) -> Self {
        Self {
            id: EvidenceId([0; 10]),
            at: Timestamp::UNIX_EPOCH,
            word,
            reach: Reach::default(),
            was: None,
            example: None,
        }
    }

    /// The form in which it is kept: the word, and what goes with it behind further tabs.
    pub fn to_line(&self) -> String {
        let mut line = self.word.to_line();
        if let Some(was) = &self.was {
            line.push_str(&format!("\t{WAS}{}", was.replace(['\t', '\n', '\r'], " ")));
        }
        if self.reach == Reach::Only {
            line.push_str(&format!("\t{ONLY}"));
        }
        line
    }

    /// Reads the kept form; when it was said, and its id, are not in it.
    ///
    /// # Errors
    /// When the line is not of that form.
    pub fn from_line(line: &str) -> Result<Self, ParseWordError> {
        let mut word = line.trim_end_matches(['\n', '\r']);
        let (mut reach, mut was) = (Reach::default(), None);
        // A name may be spelled like what goes with a word; the word itself has two fields at least.
        let more = |word: &str| word.matches('\t').count() > 2 && !word.starts_with("household\t");
        while let Some((before, last)) = word.rsplit_once('\t').filter(|_| more(word)) {
            if last == ONLY {
                reach = Reach::Only;
            } else if let Some(said) = last.strip_prefix(WAS) {
                was = Some(said.to_owned());
            } else {
                break;
            }
            word = before;
        }
        Ok(Self { reach, was, ..Self::new(Word::from_line(word)?) })
    }
}

/// What stands of everything said, oldest first: without what was taken back later, and without the
/// taking back.
pub fn standing(said: Vec<Saying>) -> Vec<Saying> {
    let in_force = in_force(&said);
    let stands = |s: &Saying| in_force.contains(&s.id) && !matches!(s.word, Word::Undo(_));
    said.into_iter().filter(stands).collect()
}

/// What was not taken back later, of everything said, oldest first. Who takes back a taking back says
/// it again.
pub fn in_force(said: &[Saying]) -> BTreeSet<EvidenceId> {
    let mut undone: BTreeSet<EvidenceId> = BTreeSet::new();
    let mut in_force = BTreeSet::new();
    for saying in said.iter().rev() {
        if undone.contains(&saying.id) {
            continue;
        }
        in_force.insert(saying.id);
        if let Word::Undo(word) = saying.word {
            undone.insert(word);
        }
    }
    in_force
}

#[cfg(test)]
mod tests {
    use super::super::{Mend, ReadValue, Target};
    use super::*;
    use oxherd_model::Kind;

    fn said(number: u8, word: Word) -> Saying {
        Saying { id: EvidenceId([number; 10]), ..Saying::new(word) }
    }

    #[test]
    fn what_goes_with_a_word_is_kept_and_read_again() {
        let (e, t) = (EvidenceId([7; 10]), Target("t0123456789ab".to_owned()));
        for word in [
            Word::Kind(e, Kind::Bill),
            Word::Called(t.clone(), "reach=only".to_owned()),
            Word::Called(t, "was=so".to_owned()),
            Word::Undo(e),
            Word::Value(e, ReadValue::Date(jiff::civil::date(2026, 3, 4)), Mend::Wrong),
        ] {
            for reach in [Reach::Alike, Reach::Only] {
                for was in [None, Some("promotion".to_owned())] {
                    let more = was.is_some() || reach == Reach::Only;
                    if more && matches!(word, Word::Undo(_)) {
                        continue;
                    }
                    let saying = Saying { reach, was, ..Saying::new(word.clone()) };
                    let line = saying.to_line();
                    assert_eq!(Saying::from_line(&line), Ok(saying), "{line}");
                }
            }
        }
        let old = Saying::from_line("kind\t07070707070707070707\tbill").unwrap();
        assert_eq!((old.reach, old.was), (Reach::Alike, None));
    }

    #[test]
    fn what_is_taken_back_does_not_stand_and_taking_that_back_says_it_again() {
        let stands = |said: &[Saying]| -> Vec<u8> {
            standing(said.to_vec()).iter().map(|s| s.id.0[0]).collect()
        };
        let kind = |number| said(number, Word::Kind(EvidenceId([99; 10]), Kind::Bill));
        let undo = |number, of| said(number, Word::Undo(EvidenceId([of; 10])));
        assert_eq!(stands(&[kind(1), kind(2)]), [1, 2]);
        assert_eq!(stands(&[kind(1), kind(2), undo(3, 2)]), [1]);
        assert_eq!(stands(&[kind(1), kind(2), undo(3, 2), undo(4, 3)]), [1, 2]);
        assert_eq!(stands(&[kind(1), undo(3, 1), undo(4, 3), undo(5, 4)]), []);
        assert_eq!(stands(&[undo(1, 2), kind(2)]), [2], "nothing is taken back before it is said");
        assert_eq!(stands(&[kind(1), undo(2, 9)]), [1]);
    }
}
