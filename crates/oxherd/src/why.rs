//! Why something stands as it does: what caused it, and what says so.

use crate::books::Books;
use crate::json::main_reference;
use crate::json::matters as matter_words;
use crate::json::promised as promise_words;
use crate::json::quote::Quotes;
use crate::windows::Windows;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_ledger::{
    Agreement, AgreementView, Contradiction, Ending, MatterView, Passed, PromiseState, PromiseView,
    RequestView, Said, Shown, Standing, Turn, TurnedBy,
};
use oxherd_model::{AgreementState, EvidenceId, Mode};

/// The answer to why something stands as it does.
pub(crate) struct Answer {
    /// What it is: agreement, promise, contradiction, request, matter.
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

/// Letters of an id that are enough to ask for what has it.
const ID_LETTERS_MIN: usize = 4;

/// Who is asked: the books, with the evidence where it can be read.
pub(crate) struct Reasons<'a> {
    pub(crate) books: &'a Books,
    pub(crate) windows: &'a Windows,
    pub(crate) quotes: Option<&'a Quotes>,
}

impl Reasons<'_> {
    /// Why that stands as it does which is asked for: by its id or the beginning of that, an agreement also
    /// by one of its numbers, its supplier or its thing. None where nothing is called so.
    pub(crate) fn of(&self, asked: &str) -> Vec<Answer> {
        let view = self.books.view();
        let agreements = view.agreements();
        let id = |known: &str| asked.len() >= ID_LETTERS_MIN && known.starts_with(asked);
        if let Some(agreement) = agreements.iter().find(|a| id(&a.agreement.id)) {
            return vec![self.agreement(agreement)];
        }
        if let Some(promise) = view.promises().iter().find(|p| id(&p.promise.id())) {
            return vec![self.promise(promise)];
        }
        if let Some(found) = view.contradictions().into_iter().find(|c| id(&c.id())) {
            return vec![self.contradiction(found)];
        }
        if let Some(request) = view.requests().iter().find(|r| id(&r.request.id())) {
            return vec![self.request(request)];
        }
        if let Some(matter) = view.matters().iter().find(|m| id(&m.matter.id())) {
            return vec![self.matter(matter)];
        }
        let named = |a: &&AgreementView<'_>| {
            a.agreement.references.iter().any(|(_, number)| number.eq_ignore_ascii_case(asked))
        };
        let by_number: Vec<Answer> =
            agreements.iter().filter(named).map(|a| self.agreement(a)).collect();
        if !by_number.is_empty() {
            return by_number;
        }
        let asked = asked.to_lowercase();
        let called = |a: &&AgreementView<'_>| {
            let thing = a.agreement.thing.and_then(|t| usize::try_from(t).ok());
            let thing = thing.and_then(|t| self.books.ledger.things.get(t));
            let thing = thing.map(|t| t.name().to_lowercase()).unwrap_or_default();
            self.supplier(a.agreement.supplier).to_lowercase().contains(&asked)
                || thing.contains(&asked)
        };
        agreements.iter().filter(called).map(|a| self.agreement(a)).collect()
    }

    fn agreement(&self, view: &AgreementView<'_>) -> Answer {
        let a = view.agreement;
        let mut because = self.states(a);
        for row in &mut because {
            row.says = self.said(&row.evidence, &days_of(a));
        }
        because.push(mode(view));
        let dated = [
            ("started_on", a.started_on, "It began on that day."),
            ("term_ends_on", a.term_ends_on, "Its term runs until that day."),
            ("renews_on", view.renews_on, "It goes on from that day by itself."),
        ];
        for (what, day, why) in dated {
            because.extend(day.map(|day| self.day(a, what, day, why)));
        }
        because.extend(self.leave(a));
        because.extend(self.cost(view));
        let reference = main_reference(a).unwrap_or_default();
        let title = format!("{} with {} {reference}", a.kind.as_str(), self.supplier(a.supplier));
        Answer { what: "agreement", id: a.id.clone(), title: title.trim().to_owned(), because }
    }

    /// Every state that an agreement had, the last one last.
    pub(crate) fn states(&self, a: &Agreement) -> Vec<Because> {
        let who = self.supplier(a.supplier);
        let mut all: Vec<Because> = a.turns.iter().map(|turn| turned(turn, &who)).collect();
        if let (state, Some(passed)) = self.books.view().standing(a) {
            let (day, why) = by_time(a, passed);
            let on = day.and_then(|day| day.checked_add(1.day()).ok());
            let evidence = a.ending.or(a.evidence.0.first().copied()).into_iter().collect();
            all.push(Because {
                what: "state",
                is: state.as_str().to_owned(),
                on,
                why,
                evidence,
                ..Because::default()
            });
        }
        if all.is_empty() {
            let why = "Nothing says where it stands.".to_owned();
            let is = AgreementState::Unknown.as_str().to_owned();
            all.push(Because { what: "state", is, why, ..Because::default() });
        }
        all
    }

    /// A day that its messages name.
    fn day(&self, a: &Agreement, what: &'static str, day: Date, why: &str) -> Because {
        let named = |id: &&EvidenceId| self.quotes.is_some_and(|q| q.names(**id, day));
        let evidence: Vec<EvidenceId> =
            a.evidence.0.iter().find(named).copied().into_iter().collect();
        let counted = evidence.is_empty();
        let why = if counted { "It is counted from the other days and lengths." } else { why };
        Because {
            what,
            is: day.to_string(),
            why: why.to_owned(),
            says: self.said(&evidence, &[day]),
            evidence,
            ..Because::default()
        }
    }

    /// The last day to leave it.
    fn leave(&self, a: &Agreement) -> Option<Because> {
        let leave = self.windows.leave(a);
        let reason = leave.map(|window| &window.reason).or(self.windows.any_day(a))?;
        let evidence = leave.map_or_else(Vec::new, |window| window.due.evidence.0.clone());
        let days = leave.map_or(&[][..], |window| &window.days);
        Some(Because {
            what: "cancel_by",
            is: leave.map_or_else(|| "any day".to_owned(), |window| window.due.on.to_string()),
            why: reason.why.clone(),
            law: reason.law.clone(),
            says: self.said(&evidence, days),
            evidence,
            ..Because::default()
        })
    }

    fn cost(&self, view: &AgreementView<'_>) -> Vec<Because> {
        let a = view.agreement;
        let stated = view.price.and_then(|price| {
            let stated = a.prices.iter().rev().find(|stated| stated.price == price)?;
            let why = format!("{} said so.", self.supplier(a.supplier));
            Some((price, why, stated.evidence, Some(stated.from)))
        });
        let charged = || {
            let price = view.price?;
            let charge = a.charges.iter().rev().find(|c| c.money == price.money)?;
            let why = "The charges show it.".to_owned();
            Some((price, why, charge.paid_by.unwrap_or(charge.evidence), Some(charge.on)))
        };
        let price = stated.or_else(charged).map(|(price, why, evidence, on)| Because {
            what: "price",
            is: format!("{} a {}", price.money, price.per.as_str()).replace(" a once", " once"),
            on,
            why,
            says: self.sum(evidence, price.money),
            evidence: vec![evidence],
            ..Because::default()
        });
        let yearly = view.yearly.as_ref().map(|yearly| Because {
            what: "cost_per_year",
            is: yearly.money.to_string(),
            why: match yearly.how {
                Shown::Price => "It follows from the price.",
                Shown::Rhythm => "It follows from the last of steady charges.",
                Shown::Bills => "The bills of the last year are added up.",
            }
            .to_owned(),
            evidence: yearly.evidence.clone(),
            ..Because::default()
        });
        price.into_iter().chain(yearly).collect()
    }

    fn promise(&self, view: &PromiseView<'_>) -> Answer {
        let p = view.promise;
        let made: Vec<EvidenceId> = p.evidence.0.last().copied().into_iter().collect();
        let promised = Because {
            what: "promised",
            is: format!("by {}", p.by),
            on: Some(p.made_on),
            why: promise_words::why(self.books, p),
            law: p.law.as_ref().map(|law| law.owed.rule.clone()),
            says: made.iter().map(|id| (*id, p.what.clone())).filter(|_| !p.is_by_law()).collect(),
            evidence: made,
        };
        let late = view.late_by_days.map(|days| format!(", {days} days late")).unwrap_or_default();
        let closed = p.closed.map(|closed| match closed.how {
            Ending::Kept => (closed, format!("It was done on {}{late}.", closed.on)),
            Ending::Broken => (closed, format!("It was not done as said{late}.")),
            Ending::Withdrawn => (closed, format!("It was taken back or moved on {}.", closed.on)),
        });
        let evidence: Vec<EvidenceId> = closed.iter().map(|(closed, _)| closed.evidence).collect();
        let open = || match view.state {
            PromiseState::Broken => format!("{} has passed and nothing known shows it done.", p.by),
            PromiseState::Open | PromiseState::Kept | PromiseState::Withdrawn => {
                "Its day has not passed.".to_owned()
            }
        };
        let on = closed.as_ref().map(|(closed, _)| closed.on);
        let state = Because {
            what: "state",
            is: view.state.as_str().to_owned(),
            on,
            why: closed.map_or_else(open, |(_, why)| why),
            says: self.said(&evidence, &on.into_iter().collect::<Vec<Date>>()),
            evidence,
            ..Because::default()
        };
        let title = format!("{} by {}", p.about.as_str(), self.supplier(p.supplier));
        Answer { what: "promise", id: p.id(), title, because: vec![promised, state] }
    }

    fn contradiction(&self, found: &Contradiction) -> Answer {
        let side = |what, said: &Said, why: &str| Because {
            what,
            is: String::new(),
            why: why.to_owned(),
            says: self
                .quotes
                .and_then(|q| q.of_said(said))
                .map(|s| (said.evidence, s))
                .into_iter()
                .collect(),
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
        let open = Because {
            what: "state",
            is: "open".to_owned(),
            why: "Nothing known puts it right or takes it back.".to_owned(),
            ..Because::default()
        };
        let kind = found.kind.as_str().replace('_', " ");
        Answer {
            what: "contradiction",
            id: found.id(),
            title: format!("{kind} of {}", self.supplier(found.supplier)),
            because: says.chain(against).chain([closed.unwrap_or(open)]).collect(),
        }
    }

    fn request(&self, view: &RequestView<'_>) -> Answer {
        let r = view.request;
        let letter: Vec<EvidenceId> = r.evidence.0.last().copied().into_iter().collect();
        let sent = Because {
            what: "sent",
            is: r.act.as_str().to_owned(),
            on: Some(r.sent_on),
            why: "You wrote it.".to_owned(),
            says: letter.iter().filter_map(|id| Some((*id, self.quotes?.of_act(*id)?))).collect(),
            evidence: letter,
            ..Because::default()
        };
        let answer = r.answered.map(|(_, evidence)| evidence).or(r.taken_back);
        let evidence: Vec<EvidenceId> = answer.into_iter().collect();
        let state = Because {
            what: "state",
            is: view.state.as_str().to_owned(),
            on: r.answered.map(|(on, _)| on),
            why: match (r.answered, r.taken_back) {
                (_, Some(_)) => "You took it back.".to_owned(),
                (Some((on, _)), None) => format!("It was answered on {on}."),
                (None, None) => format!("No answer is known; one is awaited until {}.", r.by),
            },
            says: self.said(&evidence, &[]),
            evidence,
            ..Because::default()
        };
        let who = r.supplier.map(|s| self.supplier(s)).unwrap_or_default();
        let title = format!("{} to {who}", r.act.as_str());
        Answer { what: "request", id: r.id(), title, because: vec![sent, state] }
    }

    fn matter(&self, view: &MatterView<'_>) -> Answer {
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
        let evidence: Vec<EvidenceId> = by.into_iter().collect();
        let state = Because {
            what: "state",
            is: if view.is_open() { "open" } else { "closed" }.to_owned(),
            on,
            why: matter_words::why(self.books, view),
            says: self.said(&evidence, &[]),
            evidence,
            ..Because::default()
        };
        let title = matter_words::title(self.books, m);
        Answer { what: "matter", id: m.id(), title, because: vec![opened, state] }
    }

    /// What pieces of evidence say of some days, else their subjects.
    fn said(&self, evidence: &[EvidenceId], days: &[Date]) -> Vec<(EvidenceId, String)> {
        self.quotes.map(|quotes| quotes.sentences(evidence, days)).unwrap_or_default()
    }

    fn sum(&self, evidence: EvidenceId, sum: oxherd_model::Money) -> Vec<(EvidenceId, String)> {
        let said = Said { evidence, what: oxherd_ledger::Passage::Sum(sum) };
        let quote = self.quotes.and_then(|quotes| quotes.of_said(&said));
        quote.map(|quote| (evidence, quote)).into_iter().collect()
    }

    fn supplier(&self, number: u32) -> String {
        let known = usize::try_from(number).ok();
        let known = known.and_then(|n| self.books.ledger.suppliers.get(n));
        known.map_or_else(|| "the supplier".to_owned(), |s| s.name().to_owned())
    }
}

/// The days that messages name which move an agreement.
fn days_of(a: &Agreement) -> Vec<Date> {
    [a.ended_on, a.term_ends_on, a.started_on, a.renews_on].into_iter().flatten().collect()
}

/// A change of state, and what caused it.
fn turned(turn: &Turn, who: &str) -> Because {
    let ends = turn.ends.map(|day| format!("; its last day is {day}")).unwrap_or_default();
    let why = match turn.by {
        TurnedBy::Message(kind) => {
            let what = kind.as_str().replace('_', " ");
            format!("{who} wrote ({what}){ends}.")
        }
        TurnedBy::OwnersLetter => format!("You wrote that it shall end{ends}."),
        TurnedBy::OwnerStays => "You took the ending back.".to_owned(),
        TurnedBy::Booking => "The bank shows a payment for it.".to_owned(),
        TurnedBy::TermOver(_) => format!("Its term had run out before something new began{ends}."),
        TurnedBy::PaidBack(_) => format!("Its price came back{ends}."),
        TurnedBy::PaymentsStopped => format!("Its regular payments stopped{ends}."),
    };
    Because {
        what: "state",
        is: turn.to.as_str().to_owned(),
        on: turn.on,
        why,
        evidence: vec![turn.evidence],
        ..Because::default()
    }
}

/// The last day before time changed where an agreement stands, and why it did.
fn by_time(a: &Agreement, passed: Passed) -> (Option<Date>, String) {
    let day = match passed {
        Passed::LastDay => a.ended_on,
        Passed::Given => None,
        Passed::Trial
        | Passed::Term
        | Passed::Silence
        | Passed::Offer
        | Passed::Booked
        | Passed::Guarantee => a.term_ends_on,
    };
    let named = day.map(|day| format!(", {day},")).unwrap_or_default();
    let why = match passed {
        Passed::LastDay => format!("Its last day{named} has passed."),
        Passed::Trial => format!("The last free day{named} has passed and nothing ended it."),
        Passed::Term => format!("The last day of its term{named} has passed; it does not go on."),
        Passed::Silence => format!(
            "The last day of its term{named} has passed and nothing was heard since: it may be over."
        ),
        Passed::Offer => format!("The last day of the offer{named} has passed."),
        Passed::Booked => format!("The day of what was booked{named} has passed."),
        Passed::Guarantee => format!("The last day of the guarantee{named} has passed."),
        Passed::Given => "It runs from the day on which it was given.".to_owned(),
    };
    (day, why)
}

/// How the household stands to the supplier by an agreement.
fn mode(view: &AgreementView<'_>) -> Because {
    let why = match view.mode {
        Mode::Prospect => "There is an offer and nothing more.",
        Mode::Customer => "It runs, or was not said to be over.",
        Mode::User => "Somebody else of the household has or pays what is used.",
        Mode::Former => "It is over.",
        Mode::Returning => "What was had from this supplier before was over when it began.",
    };
    Because {
        what: "mode",
        is: view.mode.as_str().to_owned(),
        why: why.to_owned(),
        ..Because::default()
    }
}
