//! Money that a supplier says it will not give back: a refusal, or that it takes back what it promised.

use super::burdens::Burden;
use super::{Class, Deeds, Mark, Span, clause};
use crate::letters::Sentence;
use oxherd_model::PledgedDeed;

/// Words between a denial and what it denies.
const NEAR: usize = 12;

/// Sentences of one text that are looked at.
const SENTENCES_MAX: usize = 12;

impl Deeds<'_> {
    /// The bytes of the first sentence that says that the owner gets no money back.
    pub(in super::super) fn denies_money(&self) -> Option<Span> {
        let money = |mark: &&Mark| {
            matches!(
                mark.class,
                Class::Deed(PledgedDeed::Refund) | Class::Kept(PledgedDeed::Refund)
            ) || mark.class == Class::Back
        };
        let denies = |mark: &Mark| {
            matches!(mark.class, Class::Burden(Burden::Deny | Burden::Denied | Burden::Retract))
        };
        if !self.marks.iter().any(denies) {
            return None;
        }
        let mut last = None;
        let mut told = self.marks.iter().filter(money).filter_map(|mark| {
            let sentence = Sentence::around(self.s.text, self.s.words, mark.first);
            let anew = last != Some(sentence.first);
            last = Some(sentence.first);
            Some(sentence).filter(|_| anew)
        });
        told.by_ref().take(SENTENCES_MAX).find(|sentence| self.denies(sentence)).map(|s| s.span)
    }

    /// Whether a sentence says so.
    fn denies(&self, sentence: &Sentence<'_>) -> bool {
        let inside: Vec<Mark> = self.inside(sentence).collect();
        let has = |class: Class| inside.iter().any(|mark| mark.class == class);
        let sum = self.names_sum(sentence.span);
        let left = has(Class::Burden(Burden::Later)) || has(Class::Standing) || has(Class::Open);
        if sentence.is_question || left {
            return false;
        }
        let refund = |mark: &Mark| {
            matches!(
                mark.class,
                Class::Deed(PledgedDeed::Refund) | Class::Kept(PledgedDeed::Refund)
            )
        };
        let about = inside.iter().any(refund);
        if about && has(Class::Burden(Burden::Retract)) {
            return true;
        }
        if !(sum || has(Class::You)) {
            return false;
        }
        if about && has(Class::Burden(Burden::Denied)) {
            return true;
        }
        let denied = |not: &Mark| {
            let own = clause(self.s, sentence, not.first);
            inside.iter().any(|mark| {
                let money = refund(mark) || sum && mark.class == Class::Back;
                let near = (not.last + 1..=not.last + NEAR).contains(&mark.first);
                money && near && own.0 <= mark.first && mark.first <= own.1
            })
        };
        let not = |mark: &&Mark| mark.class == Class::Burden(Burden::Deny);
        inside.iter().filter(not).any(denied)
    }
}
