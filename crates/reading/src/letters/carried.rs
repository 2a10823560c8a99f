//! A verb whose subject stands before the `and`: `I have sold the car and would like to cancel its policy`.

use super::{Class, Manner, Mark, Opening, Sentence};

/// Words that may stand between an `and` and the verb that it joins to the subject before it.
const JOINED_WITHIN: usize = 4;

/// Where the clause begins in which a verb stands that has the writer for its subject, although `I` stands in
/// the clause before: right behind what joins both, or a comma, but for words that fill.
pub(super) fn joined(sentence: &Sentence<'_>, marks: &[Mark], verb: usize) -> Option<usize> {
    let joint = joint(sentence, marks, verb)?;
    let mut subjects = marks.iter().filter(|m| m.class == Class::Me && m.last < joint);
    subjects.any(|m| !is_apart(marks, m.last, joint)).then_some(joint)
}

/// Where the clause begins in which a verb stands that is opened in the clause before, and how: `please note the sale and cancel
/// the policy`.
pub(super) fn opened(
    sentence: &Sentence<'_>,
    marks: &[Mark],
    (verb, opening): (usize, Opening),
) -> Option<(usize, Manner)> {
    let joint = joint(sentence, marks, verb)?;
    let mut openings = marks.iter().rev().filter(|m| m.last < joint).filter_map(|m| {
        let Class::Open(of, manner) = m.class else { return None };
        (of == opening).then_some((m.last, manner))
    });
    let (from, manner) = openings.next()?;
    let denied = marks.iter().any(|m| m.class == Class::Not && from < m.first && m.last < joint);
    let open = denied || is_apart(marks, from, joint) || hangs(marks, joint);
    (!open).then_some((joint, manner))
}

/// What joins a clause to the one before it, right before its verb but for words that fill.
fn joint(sentence: &Sentence<'_>, marks: &[Mark], verb: usize) -> Option<usize> {
    let fills =
        |at: usize| marks.iter().any(|m| m.class == Class::Filler && m.first <= at && at <= m.last);
    let floor = verb.saturating_sub(JOINED_WITHIN).max(sentence.first + 1);
    let mut at = verb;
    loop {
        let and = marks.iter().find(|m| m.class == Class::And && m.last + 1 == at);
        if let Some(and) = and {
            return Some(and.first);
        }
        if sentence.clause_begins(at) {
            return Some(at);
        }
        if at <= floor || !fills(at - 1) {
            return None;
        }
        at -= 1;
    }
}

/// Whether what parts a verb from what opens it stands between both: right before the `and` it opens no clause, as in `ich ziehe um
/// und kündige`.
fn is_apart(marks: &[Mark], from: usize, joint: usize) -> bool {
    marks.iter().any(|m| m.class == Class::Sub && from < m.first && m.last + 1 < joint)
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
