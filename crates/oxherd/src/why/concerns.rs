//! Why a promise, a contradiction, a request or a matter stands as it does.

use super::{Answer, Because, Reasons, at_of};
use crate::json::matters as matter_words;
use crate::json::promised as promise_words;
use jiff::civil::Date;
use oxherd_ledger::{
    Contradiction, Ending, MatterView, PromiseState, PromiseView, RequestView, Said, Standing,
    Waits,
};
use oxherd_model::EvidenceId;

impl Reasons<'_> {
    pub(super) fn promise(&self, view: &PromiseView<'_>) -> Answer {
        let p = view.promise;
        let made: Vec<EvidenceId> = p.evidence.0.last().copied().into_iter().collect();
        let promised = Because {
            what: "promised",
            is: format!("by {}", p.by),
            on: Some(p.made_on),
            why: promise_words::why(self.books, p),
            law: p.law.as_ref().map(|law| law.owed.rule.clone()),
            says: self.promised(view),
            evidence: made.clone(),
        };
        let late = view.late_by_days.map(|days| format!(", {days} days late")).unwrap_or_default();
        let closed = p.closed.map(|closed| match closed.how {
            Ending::Kept => (closed, format!("It was done on {}{late}.", closed.on)),
            Ending::Broken => (closed, format!("It was not done as said{late}.")),
            Ending::Withdrawn => (closed, format!("It was taken back or moved on {}.", closed.on)),
        });
        let by: Vec<EvidenceId> = closed.iter().map(|(closed, _)| closed.evidence).collect();
        let open = || match view.state {
            PromiseState::Broken => format!("{} has passed and nothing known shows it done.", p.by),
            PromiseState::Open | PromiseState::Kept | PromiseState::Withdrawn => {
                "Its day has not passed.".to_owned()
            }
        };
        let on = closed.as_ref().map(|(closed, _)| closed.on);
        // Where nothing came of it, what was promised is all that there is to quote.
        let (evidence, says) = if by.is_empty() {
            (made, self.promised(view))
        } else {
            let says = self.said(&by, &on.into_iter().collect::<Vec<Date>>());
            (by, says)
        };
        let state = Because {
            what: "state",
            is: view.state.as_str().to_owned(),
            on,
            why: closed.map_or_else(open, |(_, why)| why),
            says,
            evidence,
            ..Because::default()
        };
        let title = format!("{} by {}", p.about.as_str(), self.supplier(p.supplier));
        Answer { what: "promise", id: p.id(), title, because: vec![promised, state] }
    }

    /// The words of a promise; of one that the law gives, those of the letter that it counts from.
    fn promised(&self, view: &PromiseView<'_>) -> Vec<(EvidenceId, String)> {
        let p = view.promise;
        let made: Vec<EvidenceId> = p.evidence.0.last().copied().into_iter().collect();
        if p.is_by_law() {
            return self.acts(&made);
        }
        made.into_iter().map(|id| (id, p.what.clone())).collect()
    }

    pub(super) fn contradiction(&self, found: &Contradiction) -> Answer {
        let side = |what, said: &Said, why: &str| Because {
            what,
            is: String::new(),
            why: why.to_owned(),
            says: self.passages(std::slice::from_ref(said)),
            evidence: vec![said.evidence],
            ..Because::default()
        };
        let says = found.says.iter().map(|said| side("says", said, "This was said."));
        let against = found.against.iter().map(|s| side("against", s, "This speaks against it."));
        let closed = found.closed_by.map(|by| Because {
            what: "state",
            is: "closed".to_owned(),
            why: "It was put right or taken back.".to_owned(),
            says: self.said(&[by], &[]),
            evidence: vec![by],
            ..Because::default()
        });
        let sides: Vec<Said> = found.says.iter().chain(&found.against).cloned().collect();
        let open = Because {
            what: "state",
            is: "open".to_owned(),
            why: "Nothing known puts it right or takes it back.".to_owned(),
            evidence: sides.iter().map(|said| said.evidence).collect(),
            says: self.passages(&sides),
            ..Because::default()
        };
        let kind = matter_words::clash_in_words(found.kind);
        Answer {
            what: "contradiction",
            id: found.id(),
            title: format!("{kind} of {}", self.supplier(found.supplier)),
            because: says.chain(against).chain([closed.unwrap_or(open)]).collect(),
        }
    }

    pub(super) fn request(&self, view: &RequestView<'_>) -> Answer {
        let r = view.request;
        let letter: Vec<EvidenceId> = r.evidence.0.last().copied().into_iter().collect();
        let sent = Because {
            what: "sent",
            is: r.act.as_str().to_owned(),
            on: Some(r.sent_on),
            why: "You wrote it.".to_owned(),
            says: self.acts(&letter),
            evidence: letter.clone(),
            ..Because::default()
        };
        let answer = r.answered.map(|(_, evidence)| evidence);
        // Where nobody answered, the letter is all that there is to quote.
        let (evidence, says) = match (r.taken_back, answer) {
            (Some(back), _) => (vec![back], self.acts(&[back])),
            (None, Some(answer)) => (vec![answer], self.said(&[answer], &[])),
            (None, None) => (letter.clone(), self.acts(&letter)),
        };
        let state = Because {
            what: "state",
            is: view.state.as_str().to_owned(),
            on: r.answered.map(|(on, _)| on),
            why: match (r.answered, r.taken_back) {
                (_, Some(_)) => "You took it back.".to_owned(),
                (Some((on, _)), None) => format!("It was answered on {on}."),
                (None, None) => format!("No answer is known; one is awaited until {}.", r.by),
            },
            says,
            evidence,
            ..Because::default()
        };
        let who = r.supplier.map(|s| self.supplier(s)).unwrap_or_default();
        let title = format!("{} to {who}", r.act.as_str());
        Answer { what: "request", id: r.id(), title, because: vec![sent, state] }
    }

    pub(super) fn matter(&self, view: &MatterView<'_>) -> Answer {
        let m = view.matter;
        let first: Vec<EvidenceId> = m.messages.first().map(|m| m.evidence).into_iter().collect();
        let opened = Because {
            what: "opened",
            is: m.concern.as_str().replace('_', " "),
            on: Some(m.opened_on),
            why: "This opened it.".to_owned(),
            says: self.said(&first, &[]),
            evidence: first,
            ..Because::default()
        };
        let (on, by) = match view.standing {
            Standing::Open(_) => (None, None),
            Standing::Closed(on, _, by) => (Some(on), by),
        };
        let (evidence, says) = match (view.standing, by) {
            (Standing::Open(waits), _) => self.waited_for(view, waits),
            (Standing::Closed(..), Some(by)) => (vec![by], self.said(&[by], &[])),
            (Standing::Closed(..), None) => self.last_of(view),
        };
        let state = Because {
            what: "state",
            is: if view.is_open() { "open" } else { "closed" }.to_owned(),
            on,
            why: matter_words::why(self.books, view),
            says,
            evidence,
            ..Because::default()
        };
        let title = matter_words::title(self.books, m);
        Answer { what: "matter", id: m.id(), title, because: vec![opened, state] }
    }

    /// What says that a matter waits for what it waits for.
    fn waited_for(&self, view: &MatterView<'_>, waits: Waits) -> Quoted {
        let ledger = &self.books.ledger;
        match waits {
            Waits::Answer(at) => {
                let letter =
                    at_of(&ledger.requests.all, at).and_then(|r| r.evidence.0.last().copied());
                let letter: Vec<EvidenceId> = letter.into_iter().collect();
                let says = self.acts(&letter);
                (letter, says)
            }
            Waits::Promise(at) => {
                let promised = at_of(&ledger.promises.all, at);
                let made = promised.and_then(|p| Some((*p.evidence.0.last()?, p.what.clone())));
                let says: Vec<(EvidenceId, String)> = made.into_iter().collect();
                (says.iter().map(|(id, _)| *id).collect(), says)
            }
            Waits::Clash(at) => {
                let clash = at_of(&ledger.contradictions.all, at);
                let sides = clash.into_iter().flat_map(|c| c.says.iter().chain(&c.against));
                let sides: Vec<Said> = sides.cloned().collect();
                let says = self.passages(&sides);
                (sides.iter().map(|said| said.evidence).collect(), says)
            }
            Waits::Day(on, _) => {
                let days = [on, on.yesterday().unwrap_or(on)];
                let names = |id: &EvidenceId| {
                    self.quotes.is_some_and(|quotes| days.iter().any(|day| quotes.names(*id, *day)))
                };
                let all = view.matter.messages.iter().rev().map(|message| message.evidence);
                let naming: Vec<EvidenceId> = all.into_iter().find(names).into_iter().collect();
                let says = self.said(&naming, &days);
                if naming.is_empty() { self.last_of(view) } else { (naming, says) }
            }
            Waits::Word => self.last_of(view),
        }
    }

    /// The last message of a matter.
    fn last_of(&self, view: &MatterView<'_>) -> Quoted {
        let last: Vec<EvidenceId> =
            view.matter.messages.last().map(|message| message.evidence).into_iter().collect();
        let says = self.said(&last, &[]);
        (last, says)
    }
}

/// Pieces of evidence, and what they say.
type Quoted = (Vec<EvidenceId>, Vec<(EvidenceId, String)>);
