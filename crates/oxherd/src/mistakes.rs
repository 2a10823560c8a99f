//! Our own errors: what we had read or filed otherwise than the owner then said.
//!
//! What only confirms what was read is none, nor is what was taken back. Of two words about the same the
//! later one counts, with what we had before the first. Where a thing stands in its life (`gone`) is news
//! more often than a correction, so it is not counted.

use crate::books::Books;
use crate::words::{in_words, looks, named, reached, stands, subject};
use anyhow::Result;
use jiff::Timestamp;
use oxherd_ledger::{Mend, ReadValue, Saying, Target, Word, Words};
use oxherd_model::EvidenceId;
use oxherd_store::{MessageRow, Store};
use std::collections::{BTreeMap, BTreeSet};

/// One error that the owner corrected.
#[derive(Debug)]
pub(crate) struct Mistake {
    /// When it was corrected.
    pub(crate) at: Timestamp,
    /// Of what: `kind`, `supplier`, `thing`, `date`, `amount`, `reference`, `identifier`, `order of days`, `name`.
    pub(crate) what: &'static str,
    /// What we had; none where we had nothing.
    pub(crate) was: Option<String>,
    /// What the owner said; none where they said only that it is wrong.
    pub(crate) is: Option<String>,
    /// Messages alike that are mended by the same word.
    pub(crate) also_mended: Vec<EvidenceId>,
    /// The word, then the message that it speaks of.
    pub(crate) evidence: Vec<EvidenceId>,
}

impl Mistake {
    /// Messages that were wrong by it.
    pub(crate) fn messages(&self) -> impl Iterator<Item = EvidenceId> + '_ {
        self.also_mended.iter().chain(self.evidence.get(1)).copied()
    }
}

/// Every error that the owner corrected by the time of the books, the newest first.
pub(crate) fn mistakes(books: &Books, store: &Store) -> Result<Vec<Mistake>> {
    let mut before = Words::default();
    let mut verdicts: BTreeMap<(&'static str, String), Verdict> = BTreeMap::new();
    for saying in stands(store, Some(books.at))? {
        if let Some(subject) = subject(&saying.word) {
            let row = message(&saying, store)?;
            let so = said_before(&saying.word, &before, row.as_ref());
            let known = verdicts.remove(&subject);
            if let Some(verdict) = verdict(books, &saying, (row.as_ref(), so), known) {
                verdicts.insert(subject, verdict);
            }
        }
        before.hear(&saying);
    }
    let mut mistakes = Vec::new();
    let mut mended: BTreeMap<EvidenceId, Vec<EvidenceId>> = BTreeMap::new();
    for verdict in verdicts.values() {
        if let (Right::Mended(word), Some(message)) =
            (verdict.right, verdict.saying.word.evidence())
        {
            mended.entry(word).or_default().push(message);
        }
    }
    for (subject, verdict) in verdicts {
        if verdict.right != Right::No {
            continue;
        }
        let saying = &verdict.saying;
        let mut also_mended = also_mended(books, store, saying)?;
        also_mended.extend(mended.remove(&saying.id).into_iter().flatten());
        mistakes.push(Mistake {
            at: saying.at,
            what: named_so(subject.0, &saying.word),
            was: verdict.was,
            is: verdict.is,
            also_mended,
            evidence: [Some(saying.id), saying.word.evidence()].into_iter().flatten().collect(),
        });
    }
    mistakes.sort_by(|a, b| (b.at, &b.evidence).cmp(&(a.at, &a.evidence)));
    Ok(mistakes)
}

/// What the words about one subject come to.
struct Verdict {
    saying: Saying,
    was: Option<String>,
    is: Option<String>,
    right: Right,
}

/// Whether we had it right.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Right {
    /// The owner says what we had.
    Yes,
    /// It was mended already by this word, that was said of a message alike.
    Mended(EvidenceId),
    No,
}

fn message(saying: &Saying, store: &Store) -> Result<Option<MessageRow>> {
    Ok(saying.word.evidence().map(|id| store.by_id(id)).transpose()?.flatten())
}

/// The word about a message alike by which what a word says holds already.
fn said_before(word: &Word, before: &Words, row: Option<&MessageRow>) -> Option<EvidenceId> {
    let row = row?;
    let looks = looks(row);
    let through = if let Word::Kind(_, kind) = word {
        before.kind_of(&looks).filter(|t| t.is == *kind)?.through
    } else if let Word::From(_, from) = word {
        before.supplier_of(&looks).filter(|t| t.is == *from)?.through
    } else if let Word::BelongsTo(_, thing) = word {
        before.thing_of(&looks, row.reading.as_ref()?).filter(|t| t.is == *thing)?.through
    } else {
        None
    };
    through.map(|(word, _)| word)
}

/// What one word more makes of what was said of the same before; none where nobody can be wrong.
fn verdict(
    books: &Books,
    saying: &Saying,
    (row, mended): (Option<&MessageRow>, Option<EvidenceId>),
    known: Option<Verdict>,
) -> Option<Verdict> {
    let (was, is, same) = told(books, saying, row)?;
    let (was, first) = match known {
        // The same again: it was corrected when it was said first.
        Some(known) if known.is == is => return Some(known),
        Some(known) => (known.was, false),
        None => (was, true),
    };
    let same = same || (!first && was == is);
    let right = match (same, mended.filter(|_| first)) {
        (true, _) => Right::Yes,
        (false, Some(word)) => Right::Mended(word),
        (false, None) => Right::No,
    };
    Some(Verdict { saying: saying.clone(), was, is, right })
}

/// What we had, what the owner says, and whether that is the same.
fn told(
    books: &Books,
    saying: &Saying,
    row: Option<&MessageRow>,
) -> Option<(Option<String>, Option<String>, bool)> {
    let was = saying.was.clone().filter(|was| !was.is_empty());
    Some(match &saying.word {
        Word::Kind(_, kind) => {
            let was = was.or_else(|| row.map(|row| row.kind.to_string()));
            let is = kind.to_string();
            let same = was.as_ref() == Some(&is);
            (was, Some(is), same)
        }
        Word::From(_, from) => {
            let sender = row.map(|row| &row.sender);
            let was = was.or_else(|| sender.map(|s| s.domain.clone().unwrap_or(s.name.clone())));
            let name = |key: &str| {
                let key = Target(key.to_lowercase());
                named(books, &key).unwrap_or(key.0)
            };
            let is = name(&from.0);
            let was = was.map(|was| name(&was));
            let same = was.as_ref() == Some(&is);
            (was, Some(is), same)
        }
        Word::BelongsTo(_, thing) => {
            let (id, was) = was.as_deref().and_then(|was| was.split_once(' ')).unzip();
            let known = books.ledger.things.iter().find(|known| known.id == thing.0);
            let is = known.map_or_else(|| thing.0.clone(), in_words);
            (was.map(str::to_owned), Some(is), id == Some(thing.0.as_str()))
        }
        Word::Value(_, wrong, mend) => {
            let (read, is, same) = told_of(wrong, mend, was);
            (Some(read), is, same)
        }
        Word::Order(_, order) => {
            let is = order.to_string();
            let same = was.as_ref() == Some(&is);
            (was, Some(is), same)
        }
        Word::Called(_, name) => {
            let same = was.as_ref() == Some(name);
            (was, Some(name.clone()), same)
        }
        // What was not proposed by us is no error of ours.
        Word::Owned(_, true) => (was, None, true),
        Word::Owned(target, false) => {
            (was.or_else(|| named(books, target)), Some("not mine".to_owned()), false)
        }
        Word::Same(first, second) => {
            let is = named(books, second).unwrap_or_else(|| second.0.clone());
            (was.or_else(|| named(books, first)), Some(is), first == second)
        }
        Word::Stage(..)
        | Word::Noted(..)
        | Word::Household(_)
        | Word::Joined(..)
        | Word::Apart(_)
        | Word::Undo(_) => return None,
    })
}

/// The same of a value, that was read in these roles.
fn told_of(wrong: &ReadValue, mend: &Mend, was: Option<String>) -> (String, Option<String>, bool) {
    match mend {
        Mend::Wrong => (wrong.to_string(), None, false),
        Mend::Is(right) => (wrong.to_string(), Some(right.to_string()), wrong.is(right)),
        Mend::Role(role) => {
            let (was, is) = (was.unwrap_or_default(), role.to_string());
            (format!("{wrong} ({was})"), Some(format!("{wrong} ({is})")), was == is)
        }
    }
}

/// The name of what was wrong, by which errors are counted.
fn named_so(subject: &'static str, word: &Word) -> &'static str {
    let of_thing = |target: &Target| target.0.len() == 13 && target.0.starts_with('t');
    let (Word::Owned(target, _) | Word::Same(target, _)) = word else { return subject };
    if of_thing(target) { "thing" } else { "supplier" }
}

/// Messages alike that are otherwise now than they were read, by this word.
fn also_mended(books: &Books, store: &Store, saying: &Saying) -> Result<Vec<EvidenceId>> {
    let known = |row: &MessageRow| row.known_from.is_none_or(|at| at <= books.at);
    let by_this = |through: Option<(EvidenceId, EvidenceId)>| {
        through.is_some_and(|(word, _)| word == saying.id)
    };
    let kind_mended = |row: &MessageRow| {
        let told = books.words.kind_of(&looks(row));
        told.is_some_and(|told| by_this(told.through) && told.is != row.kind)
    };
    let supplier_mended = |row: &MessageRow| {
        let told = books.words.supplier_of(&looks(row));
        let read = (row.sender.domain.as_deref(), row.sender.name.as_str());
        let read = books.view().supplier_of(None, read.0, read.1);
        told.is_some_and(|told| {
            by_this(told.through) && books.view().supplier_of(Some(&told.is), None, "") != read
        })
    };
    if matches!(saying.word, Word::Value(..)) {
        return values_mended(books, store, saying);
    }
    let mended = |row: &MessageRow| {
        matches!(saying.word, Word::Kind(..)) && kind_mended(row)
            || matches!(saying.word, Word::From(..)) && supplier_mended(row)
    };
    if let Word::BelongsTo(..) = saying.word {
        let alike = books.ledger.filing.alike.iter().filter(|alike| alike.word == saying.id);
        return Ok(alike.map(|alike| alike.evidence).collect());
    }
    let rows = reached(store, saying)?;
    let rows = rows.iter().filter(|row| known(row) && mended(row));
    Ok(rows.map(|row| row.hash.id()).collect())
}

/// Messages alike of which a value that was read is otherwise by this word.
fn values_mended(books: &Books, store: &Store, saying: &Saying) -> Result<Vec<EvidenceId>> {
    let mut mended = Vec::new();
    for row in reached(store, saying)? {
        let known = row.known_from.is_none_or(|at| at <= books.at);
        let Some(row) = store.by_id(row.hash.id())?.filter(|_| known) else { continue };
        let told = row.reading.as_ref().map(|read| books.words.mends(&looks(&row), read));
        let through = told.into_iter().flatten().flatten().filter_map(|told| told.through);
        if through.into_iter().any(|(word, _)| word == saying.id) {
            mended.push(row.hash.id());
        }
    }
    Ok(mended)
}

/// How many errors there were of what, and how many messages they concern.
#[derive(Debug)]
pub(crate) struct Count {
    /// Of what, and how many.
    pub(crate) by_what: Vec<(&'static str, usize)>,
    /// Messages that were read or filed wrong, those alike as well.
    pub(crate) messages: u64,
    /// Messages that were read.
    pub(crate) of: u64,
}

/// The names of what can be wrong, in the order in which they are counted.
const WHATS: [&str; 9] = [
    "kind",
    "supplier",
    "thing",
    "date",
    "amount",
    "reference",
    "identifier",
    "order of days",
    "name",
];

/// Counts errors.
pub(crate) fn count(books: &Books, mistakes: &[Mistake]) -> Count {
    let of = |what: &str| mistakes.iter().filter(|m| m.what == what).count();
    let by_what = WHATS.iter().map(|what| (*what, of(what))).filter(|(_, n)| *n > 0).collect();
    let messages: BTreeSet<EvidenceId> = mistakes.iter().flat_map(Mistake::messages).collect();
    let messages = u64::try_from(messages.len()).unwrap_or(u64::MAX);
    Count { by_what, messages, of: books.ledger.messages }
}
