//! A verb whose subject stands before the `and`: `I have sold the car and would like to cancel its policy`.

use super::{Class, Manner, Mark, Sentence};

/// Words that may stand between an `and` and the verb that it joins to the subject before it.
const JOINED_WITHIN: usize = 4;

/// Where the clause begins in which a verb stands that has the writer for its subject, although `I` stands in
/// the clause before: right behind what joins both, or a comma, but for words that fill.
pub(super) fn joined(sentence: &Sentence<'_>, marks: &[Mark], verb: usize) -> Option<usize> {
    let fills =
        |at: usize| marks.iter().any(|m| m.class == Class::Filler && m.first <= at && at <= m.last);
    let floor = verb.saturating_sub(JOINED_WITHIN).max(sentence.first + 1);
    let mut at = verb;
    let joint = loop {
        let and = marks.iter().find(|m| m.class == Class::And && m.last + 1 == at);
        if let Some(and) = and {
            break and.first;
        }
        if sentence.clause_begins(at) {
            break at;
        }
        if at <= floor || !fills(at - 1) {
            return None;
        }
        at -= 1;
    };
    // `Ich ziehe um und kündige`: what parts a verb opens no clause right before the `and`.
    let apart = |from: usize| {
        marks.iter().any(|m| m.class == Class::Sub && from < m.first && m.last + 1 < joint)
    };
    let mut subjects = marks.iter().filter(|m| m.class == Class::Me && m.last < joint);
    subjects.any(|m| !apart(m.last)).then_some(joint)
}

/// Whether the clause before tells what could not be done, so that what looks like an infinitive may hang on that: `I cannot log in
/// and cancel my plan`.
pub(super) fn hangs(marks: &[Mark], joint: usize) -> bool {
    marks.iter().any(|m| m.class == Class::Fails && m.last < joint)
}

/// Adds what opens a verb, where its subject is carried over: `... and want to`.
pub(super) fn open(sentence: &Sentence<'_>, marks: &mut Vec<Mark>) {
    let carried: Vec<Mark> = marks
        .iter()
        .filter_map(|m| {
            let Class::Carry(opening) = m.class else { return None };
            joined(sentence, marks, m.first)?;
            Some(Mark { class: Class::Open(opening, Manner::Wish), ..*m })
        })
        .collect();
    marks.extend(carried);
}
