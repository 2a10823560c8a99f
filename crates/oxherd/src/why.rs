//! Why something stands as it does: what caused it, and what says so.

mod agreement;
mod bill;
mod concerns;
mod windows;

use crate::books::Books;
use crate::json::promised::watches;
use crate::json::quote::Quotes;
use crate::json::{due_id, watch_id};
use crate::windows::{Reason, Shown as ShownDue, Windows};
use jiff::civil::Date;
use oxherd_ledger::{
    AgreementView, Contradiction, MatterView, Passage, PromiseView, RequestView, Said, Watch,
};
use oxherd_model::{EvidenceId, Money, begins_short_id};
use std::collections::BTreeSet;

/// The answer to why something stands as it does.
pub(crate) struct Answer {
    /// What it is: agreement, promise, contradiction, request, matter, due, watch, bill.
    pub(crate) what: &'static str,
    /// Its id.
    pub(crate) id: String,
    /// Its name for people.
    pub(crate) title: String,
    /// The reasons, in the order in which a person would ask for them.
    pub(crate) because: Vec<Because>,
}

/// One thing that holds, and why.
#[derive(Default)]
pub(crate) struct Because {
    /// What of it: its state, its mode, a day, a price.
    pub(crate) what: &'static str,
    /// What holds.
    pub(crate) is: String,
    /// Since when, where that is known.
    pub(crate) on: Option<Date>,
    /// Why, in words.
    pub(crate) why: String,
    /// The rule of law, where it is the law that says so.
    pub(crate) law: Option<String>,
    /// What it follows from.
    pub(crate) evidence: Vec<EvidenceId>,
    /// The sentences that say so.
    pub(crate) says: Vec<(EvidenceId, String)>,
}

/// What was found of what was asked for.
#[derive(Default)]
pub(crate) struct Found {
    /// The answers.
    pub(crate) answers: Vec<Answer>,
    /// What else there is of the same supplier or thing: what it is, and its id.
    pub(crate) beside: Vec<(&'static str, String)>,
    /// Suppliers of that name of which nothing is known that could be asked why: name, domain, messages.
    pub(crate) silent: Vec<(String, Option<String>, u64)>,
}

/// Letters of an id that are enough to ask for what has it.
const ID_LETTERS_MIN: usize = 4;

/// Letters of the id of evidence that are enough: a shorter one may be a number that somebody gave.
const EVIDENCE_LETTERS_MIN: usize = 6;

/// Who is asked: the books, with the evidence where it can be read.
pub(crate) struct Reasons<'a> {
    pub(crate) books: &'a Books,
    pub(crate) windows: &'a Windows,
    pub(crate) quotes: Option<&'a Quotes>,
}

/// Something that can be asked why.
enum Subject<'a> {
    Agreement(AgreementView<'a>),
    Promise(PromiseView<'a>),
    Contradiction(&'a Contradiction),
    Request(RequestView<'a>),
    Matter(MatterView<'a>),
    Due(ShownDue<'a>),
    Watch(Watch, Reason),
}

/// By what it is asked for.
struct Handle {
    what: &'static str,
    id: String,
    suppliers: Vec<u32>,
    thing: Option<u32>,
    /// Numbers of it, folded.
    numbers: Vec<String>,
    evidence: Vec<EvidenceId>,
}

impl<'a> Reasons<'a> {
    /// Why that stands as it does which is asked for: by its id or the beginning of that, by a number, by the
    /// name of its supplier or thing, or by evidence. Of a name, agreements come before anything else.
    pub(crate) fn of(&self, asked: &str) -> Found {
        let asked = asked.trim();
        let all: Vec<(Handle, Subject<'a>)> =
            self.subjects().into_iter().map(|subject| (self.handle(&subject), subject)).collect();
        let answers = |fits: &dyn Fn(&Handle) -> bool| -> Vec<Answer> {
            let fitting = all.iter().filter(|(handle, _)| fits(handle));
            fitting.map(|(_, subject)| self.answer(subject)).collect()
        };
        let found = |answers| Found { answers, ..Found::default() };
        let by_id = answers(&|h| asked.len() >= ID_LETTERS_MIN && h.id.starts_with(asked));
        if !by_id.is_empty() {
            return found(by_id);
        }
        let number = folded(asked);
        let by_number = answers(&|handle| !number.is_empty() && handle.numbers.contains(&number));
        if !by_number.is_empty() {
            return found(by_number);
        }
        let bills = self.bills(&number);
        if !bills.is_empty() {
            return found(bills);
        }
        let named = self.named(asked, &all);
        if !named.answers.is_empty() || !named.silent.is_empty() {
            return named;
        }
        let id = asked.to_ascii_lowercase();
        let is_id = id.len() >= EVIDENCE_LETTERS_MIN && id.bytes().all(|b| b.is_ascii_hexdigit());
        let shown = |h: &Handle| h.evidence.iter().any(|e| e.to_string().starts_with(&id));
        found(if is_id { answers(&|handle| shown(handle)) } else { Vec::new() })
    }

    /// What is of a supplier or a thing of a name, or of their id.
    fn named(&self, asked: &str, all: &[(Handle, Subject<'a>)]) -> Found {
        let wanted = asked.to_lowercase();
        let suppliers: BTreeSet<u32> = (0..)
            .zip(&self.books.ledger.suppliers)
            .filter(|(_, s)| {
                begins_short_id(&s.id, asked)
                    || s.name().to_lowercase().contains(&wanted)
                    || s.domains.contains(&wanted)
            })
            .map(|(number, _)| number)
            .collect();
        let fitting = self.books.view().find_things(asked);
        let mut things: BTreeSet<u32> = fitting.iter().map(|thing| thing.number).collect();
        let so_called = (0..).zip(&self.books.ledger.things);
        let so_called = so_called.filter(|(_, t)| t.name().to_lowercase().contains(&wanted));
        things.extend(so_called.map(|(number, _)| number));
        let of = |handle: &Handle| {
            handle.suppliers.iter().any(|s| suppliers.contains(s))
                || handle.thing.is_some_and(|thing| things.contains(&thing))
        };
        let (bound, rest): (Vec<_>, Vec<_>) = all
            .iter()
            .filter(|(handle, _)| of(handle))
            .partition(|(_, subject)| matches!(subject, Subject::Agreement(_)));
        if bound.is_empty() && rest.is_empty() {
            let silent = suppliers.into_iter().filter_map(|number| self.silent(number)).collect();
            return Found { silent, ..Found::default() };
        }
        let (told, beside) = if bound.is_empty() { (rest, Vec::new()) } else { (bound, rest) };
        Found {
            answers: told.iter().map(|(_, subject)| self.answer(subject)).collect(),
            // The dues of an agreement are among its own reasons.
            beside: beside
                .iter()
                .filter(|(handle, _)| handle.what != "due")
                .map(|(handle, _)| (handle.what, handle.id.clone()))
                .collect(),
            silent: Vec::new(),
        }
    }

    fn silent(&self, number: u32) -> Option<(String, Option<String>, u64)> {
        let known = self.books.ledger.suppliers.get(usize::try_from(number).ok()?)?;
        let domain = known.domains.first().cloned();
        Some((known.name().to_owned(), domain, known.messages.into()))
    }

    /// Everything that can be asked why.
    fn subjects(&self) -> Vec<Subject<'a>> {
        let view = self.books.view();
        let mut all: Vec<Subject<'a>> =
            view.agreements().into_iter().map(Subject::Agreement).collect();
        all.extend(view.promises().into_iter().map(Subject::Promise));
        all.extend(view.contradictions().into_iter().map(Subject::Contradiction));
        all.extend(view.requests().into_iter().map(Subject::Request));
        all.extend(view.matters().into_iter().map(Subject::Matter));
        // Those that are far ahead as well, which only the page of a thing shows.
        let dues = self.windows.shown(self.books, &view.dues());
        all.extend(dues.into_iter().map(Subject::Due));
        let waited = watches(self.books, self.windows);
        all.extend(waited.into_iter().map(|(watch, reason)| Subject::Watch(watch, reason)));
        all
    }

    fn handle(&self, subject: &Subject<'a>) -> Handle {
        let handle = |what, id, supplier: Option<u32>, thing, evidence: &[EvidenceId]| Handle {
            what,
            id,
            suppliers: supplier.into_iter().collect(),
            thing,
            numbers: Vec::new(),
            evidence: evidence.to_vec(),
        };
        match subject {
            Subject::Agreement(view) => {
                let a = view.agreement;
                let numbers = a.references.iter().map(|(_, number)| folded(number)).collect();
                let all =
                    handle("agreement", a.id.clone(), Some(a.supplier), a.thing, &a.evidence.0);
                Handle { numbers, ..all }
            }
            Subject::Promise(view) => {
                let p = view.promise;
                let numbers = p.case.iter().map(|number| folded(number)).collect();
                let all = handle("promise", p.id(), Some(p.supplier), p.thing, &p.evidence.0);
                Handle { numbers, ..all }
            }
            Subject::Contradiction(c) => {
                let said: Vec<EvidenceId> =
                    c.says.iter().chain(&c.against).map(|said| said.evidence).collect();
                let thing = self.books.view().thing_of(c);
                handle("contradiction", c.id(), Some(c.supplier), thing, &said)
            }
            Subject::Request(view) => {
                let r = view.request;
                handle("request", r.id(), r.supplier, r.thing, &r.evidence.0)
            }
            Subject::Matter(view) => {
                let m = view.matter;
                let evidence: Vec<EvidenceId> = m.messages.iter().map(|m| m.evidence).collect();
                let numbers = m.numbers.iter().map(|(_, number)| folded(number)).collect();
                let all = handle("matter", m.id(), None, view.thing, &evidence);
                Handle { numbers, suppliers: m.suppliers.clone(), ..all }
            }
            Subject::Due(shown) => {
                let due = shown.due.as_ref();
                let id = due_id(self.books, due);
                handle("due", id, Some(due.supplier), due.thing, &due.evidence.0)
            }
            Subject::Watch(watch, _) => {
                let id = watch_id(self.books, watch);
                handle("watch", id, watch.supplier, watch.thing, &watch.evidence)
            }
        }
    }

    fn answer(&self, subject: &Subject<'a>) -> Answer {
        match subject {
            Subject::Agreement(view) => self.agreement(view),
            Subject::Promise(view) => self.promise(view),
            Subject::Contradiction(found) => self.contradiction(found),
            Subject::Request(view) => self.request(view),
            Subject::Matter(view) => self.matter(view),
            Subject::Due(shown) => self.due(shown),
            Subject::Watch(watch, reason) => self.watch(watch, reason),
        }
    }

    /// What pieces of evidence say of some days, else their subjects.
    fn said(&self, evidence: &[EvidenceId], days: &[Date]) -> Vec<(EvidenceId, String)> {
        self.quotes.map(|quotes| quotes.sentences(evidence, days)).unwrap_or_default()
    }

    /// What a side of a contradiction quotes.
    fn passages(&self, said: &[Said]) -> Vec<(EvidenceId, String)> {
        let quoted = |said: &Said| Some((said.evidence, self.quotes?.of_said(said)?));
        said.iter().filter_map(quoted).collect()
    }

    /// The sentence of a letter that says what its writer does, else its subject.
    fn acts(&self, letters: &[EvidenceId]) -> Vec<(EvidenceId, String)> {
        letters.iter().filter_map(|id| Some((*id, self.quotes?.of_act(*id)?))).collect()
    }

    fn sum(&self, evidence: EvidenceId, sum: Money) -> Vec<(EvidenceId, String)> {
        self.passages(&[Said { evidence, what: Passage::Sum(sum) }])
    }

    fn supplier(&self, number: u32) -> String {
        let known = usize::try_from(number).ok();
        let known = known.and_then(|n| self.books.ledger.suppliers.get(n));
        known.map_or_else(|| "the supplier".to_owned(), |s| s.name().to_owned())
    }
}

/// A number as it is compared: however it is parted and spelled.
fn folded(number: &str) -> String {
    number.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// One of a list of the books.
fn at_of<T>(list: &[T], number: u32) -> Option<&T> {
    list.get(usize::try_from(number).ok()?)
}
