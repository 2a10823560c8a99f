//! What suppliers say of a day or a span that is no deed for the owner: an agreement takes its course, money is taken,
//! something follows if nothing is paid, a change is in the records from then on.
//!
//! `Votre contrat arrive à échéance le 2 mars`, `we will collect it on 5 March`, `senza pagamento entro 8 giorni` have
//! a verb and a day as promises have. Who took them for promises would say that they were broken.

use super::{Class, Deeds, Lists, Mark, Span, clause, names_a_sum};
use crate::letters::Sentence;
use crate::words::{Words, as_index};

/// Bytes before a sentence in which the sum stands that it calls `it`.
const SUM_BEFORE: usize = 160;

/// Bytes behind the last word of a sentence among which the sign of a currency stands.
const SIGN_BYTES: usize = 6;

/// What a phrase tells of such a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Burden {
    /// What an agreement does by itself: it begins, goes on or ends.
    Course,
    /// An agreement.
    Agreement,
    /// The case that the owner does not pay.
    Unpaid,
    /// What comes then.
    Threat,
    /// Money is taken from the owner.
    Takes,
    /// The same where a sum is named before it.
    Sum,
    /// What a firm has of the owner in its records.
    Record,
    /// It is set down there.
    Set,
    /// Words that deny a deed beside them.
    Deny,
    /// Words that deny one wherever it stands in the sentence.
    Denied,
    /// A promise is taken back.
    Retract,
    /// A sentence that only denies that it is so already, or of what else was paid.
    Later,
}

impl Burden {
    pub(super) fn of(section: &str) -> Option<Self> {
        Some(match section {
            "course" => Self::Course,
            "agreement" => Self::Agreement,
            "unpaid" => Self::Unpaid,
            "threat" => Self::Threat,
            "takes" => Self::Takes,
            "sum" => Self::Sum,
            "record" => Self::Record,
            "set" => Self::Set,
            "deny" => Self::Deny,
            "denied" => Self::Denied,
            "retract" => Self::Retract,
            "later" => Self::Later,
            _ => return None,
        })
    }
}

impl Lists {
    /// Adds the agreements that a text names by one word of several parts, where it tells what they do.
    pub(super) fn name_agreements(&self, words: &Words, marks: &mut Vec<Mark>) {
        let course = Class::Burden(Burden::Course);
        if self.agreements.is_empty() || !marks.iter().any(|mark| mark.class == course) {
            return;
        }
        let named = words.all().iter().enumerate().filter(|(_, word)| {
            let folded = words.folded(**word);
            self.agreements.iter().any(|ending| folded.ends_with(ending.as_str()))
        });
        let class = Class::Burden(Burden::Agreement);
        marks.extend(named.map(|(at, _)| Mark { class, first: at, last: at }));
    }
}

impl Deeds<'_> {
    /// Whether the sentence of a place tells nothing that is done for the owner by its day or span.
    pub(in super::super) fn is_burden(&self, (start, end): Span) -> bool {
        if !self.marks.iter().any(|mark| matches!(mark.class, Class::Burden(_))) {
            return false;
        }
        let word = |at: usize| self.s.words.all().partition_point(|w| as_index(w.end) <= at);
        let day = (word(start), word(end.saturating_sub(1)));
        let sentence = Sentence::around(self.s.text, self.s.words, day.0);
        let inside: Vec<Mark> = self.inside(&sentence).collect();
        self.burdens((&sentence, &inside), day)
    }

    /// The same of a sentence with its phrases and the words of its day.
    pub(super) fn burdens(&self, (sentence, inside): (&Sentence<'_>, &[Mark]), day: Span) -> bool {
        let has = |burden: Burden| inside.iter().any(|mark| mark.class == Class::Burden(burden));
        if has(Burden::Unpaid) || has(Burden::Threat) {
            return true;
        }
        let own = clause(self.s, sentence, day.0);
        // `Within 10 days after the end of the tenancy`: it is the agreement that does it.
        let does = |mark: &Mark| {
            let agreement = Class::Burden(Burden::Agreement);
            inside.iter().any(|other| other.class == agreement && other.last < mark.first)
        };
        let told = |mark: &&Mark| {
            let Class::Burden(burden) = mark.class else { return false };
            match burden {
                Burden::Course => own.0 <= mark.first && mark.first <= own.1 && does(mark),
                Burden::Takes => true,
                Burden::Sum => self.has_sum(sentence),
                Burden::Set => has(Burden::Record),
                Burden::Agreement
                | Burden::Unpaid
                | Burden::Threat
                | Burden::Record
                | Burden::Deny
                | Burden::Denied
                | Burden::Retract
                | Burden::Later => false,
            }
        };
        let told: Vec<&Mark> = inside.iter().filter(told).collect();
        let gap = |mark: &&Mark| {
            if mark.first > day.1 { mark.first - day.1 } else { day.0.saturating_sub(mark.last) }
        };
        // A deed that stands nearer to the day is what the day is of; `arrive à échéance` brings nothing.
        let part = |deed: &Mark| {
            inside.iter().any(|mark| {
                let burden = matches!(mark.class, Class::Burden(_));
                burden && mark.first <= deed.last && deed.first <= mark.last
            })
        };
        let deeds = inside
            .iter()
            .filter(|mark| matches!(mark.class, Class::Deed(_) | Class::Back) && !part(mark));
        let deed = deeds.map(|mark| gap(&mark)).min();
        let burden = told.iter().map(gap).min();
        burden.is_some_and(|burden| deed.is_none_or(|deed| burden < deed))
    }

    /// Whether a sentence or the one before it names a sum.
    fn has_sum(&self, sentence: &Sentence<'_>) -> bool {
        let (start, end) = sentence.span;
        self.names_sum((start.saturating_sub(SUM_BEFORE), end))
    }

    /// Whether a sum stands between two bytes; the sign of its currency is no word and may stand behind the last.
    pub(super) fn names_sum(&self, (start, end): Span) -> bool {
        let from = self.s.text.ceil_char_boundary(start);
        let to = self.s.text.floor_char_boundary(end.saturating_add(SIGN_BYTES));
        self.s.text.get(from..to).is_some_and(names_a_sum)
    }
}
