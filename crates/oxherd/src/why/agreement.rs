//! Why an agreement stands as it does: its states, its days, its price.

use super::{Answer, Because, Reasons};
use crate::json::main_reference;
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_ledger::{Agreement, AgreementView, Passed, Price, Shown, Stated, Turn, TurnedBy};
use oxherd_model::{AgreementState, DueKind, EvidenceId, Fact, Mode};

impl Reasons<'_> {
    pub(super) fn agreement(&self, view: &AgreementView<'_>) -> Answer {
        let a = view.agreement;
        let mut because = self.states(a);
        for row in &mut because {
            row.says = self.said(&row.evidence, &days_of(a));
        }
        let mode = self.mode(view, because.last());
        because.push(mode);
        let today = self.books.on();
        let began = a.started_on.is_none_or(|on| on <= today);
        let begins = if began { "It began on that day." } else { "It begins on that day." };
        let ends = self.books.view().way_out(a);
        let ran = a.term_ends_on.is_some_and(|on| on < today);
        let term = match ends {
            Some(_) => "It was ended to that day.",
            None if ran => "Its term ran until that day.",
            None => "Its term runs until that day.",
        };
        let dated = [
            ("started_on", a.started_on, begins),
            ("term_ends_on", ends.or(a.term_ends_on), term),
            ("renews_on", view.renews_on, "It goes on from that day by itself."),
        ];
        for (what, day, why) in dated {
            because.extend(day.map(|day| self.day(a, what, day, why)));
        }
        because.extend(self.leave(a));
        because.extend(self.cost(view));
        because.extend(self.dues_of(a));
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
            let over = day.and_then(|day| day.checked_add(1.day()).ok());
            // What was told only afterwards was not known before it was told.
            let told = all.iter().filter_map(|row| row.on).max();
            let on = over.max(told.filter(|_| over.is_some()));
            let naming = day.and_then(|day| self.naming(a, day));
            let newest = a.ending.or(naming).or(a.evidence.0.first().copied());
            let evidence = newest.into_iter().collect();
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

    /// The newest of its messages that names a day.
    fn naming(&self, a: &Agreement, day: Date) -> Option<EvidenceId> {
        let named = |id: &&EvidenceId| self.quotes.is_some_and(|q| q.names(**id, day));
        a.evidence.0.iter().find(named).copied()
    }

    /// A day that its messages name, or that is counted from others.
    fn day(&self, a: &Agreement, what: &'static str, day: Date, why: &str) -> Because {
        let (evidence, says, why) = match self.naming(a, day) {
            Some(named) => (vec![named], self.said(&[named], &[day]), why.to_owned()),
            None => self.counted(a, day),
        };
        Because { what, is: day.to_string(), why, says, evidence, ..Because::default() }
    }

    /// What a day is counted from that no message names: another day and a length, else the payments.
    fn counted(&self, a: &Agreement, day: Date) -> (Vec<EvidenceId>, Quoted, String) {
        let others = days_of(a).into_iter().filter(|other| *other != day);
        let from = others.filter_map(|other| Some((other, self.naming(a, other)?))).next();
        let length = a.evidence.0.iter().find(|id| {
            self.quotes.is_some_and(|q| q.has(**id, &|fact: &Fact| fact.length().is_some()))
        });
        let mut evidence: Vec<EvidenceId> = from.iter().map(|(_, id)| *id).collect();
        let mut says = from.map(|(on, id)| self.said(&[id], &[on])).unwrap_or_default();
        if let Some(length) = length.filter(|length| !evidence.contains(*length)) {
            evidence.push(*length);
            says.extend(self.said(&[*length], &[]));
        }
        let why = match from {
            Some((on, _)) => format!("It is counted from {on}, which a message names."),
            None => "It is counted from the lengths that its messages name.".to_owned(),
        };
        if !evidence.is_empty() {
            return (evidence, says, why);
        }
        let Some(charge) = a.charges.iter().rev().find(|charge| charge.on <= self.books.on())
        else {
            let newest: Vec<EvidenceId> = a.evidence.0.first().copied().into_iter().collect();
            let says = self.said(&newest, &[]);
            return (newest, says, "It is counted from when its messages came.".to_owned());
        };
        let says = self.sum(charge.evidence, charge.money);
        let why = format!("It is counted from its payments; the last known is of {}.", charge.on);
        (vec![charge.evidence], says, why)
    }

    /// Its dues: until when something must be done or can be done.
    fn dues_of(&self, a: &Agreement) -> Vec<Because> {
        let number = self.books.ledger.agreements.iter().position(|known| known.id == a.id);
        let number = number.and_then(|number| u32::try_from(number).ok());
        let all = self.windows.shown(self.books, &self.books.view().dues());
        let own = all.iter().filter(|shown| number.is_some() && shown.due.agreement == number);
        // The last day to leave it stands above, with its own reason.
        let own = own.filter(|shown| shown.due.what != DueKind::CancelBy);
        own.map(|shown| self.due_row(shown)).collect()
    }

    /// The last day to leave it.
    fn leave(&self, a: &Agreement) -> Option<Because> {
        let leave = self.windows.leave(a);
        let reason = leave.map(|window| &window.reason).or(self.windows.any_day(a))?;
        let days = leave.map_or_else(|| days_of(a), |window| window.days.clone());
        let mut evidence = leave.map_or_else(Vec::new, |window| window.due.evidence.0.clone());
        if evidence.is_empty() {
            // The law speaks; what it speaks of is the agreement by its own days.
            let naming = days.iter().find_map(|day| self.naming(a, *day));
            evidence.extend(naming.or(a.evidence.0.first().copied()));
        }
        Some(Because {
            what: "cancel_by",
            is: leave.map_or_else(|| "any day".to_owned(), |window| window.due.on.to_string()),
            why: reason.why.clone(),
            law: reason.law.clone(),
            says: self.said(&evidence, &days),
            evidence,
            ..Because::default()
        })
    }

    fn cost(&self, view: &AgreementView<'_>) -> Vec<Because> {
        let a = view.agreement;
        let stated = view.price.and_then(|price| {
            let stated = since(&a.prices, price, self.books.on())?;
            let who = self.supplier(a.supplier);
            let ahead = stated.from > self.books.on();
            let why = if ahead {
                format!("{who} said so; it holds from {}.", stated.from)
            } else {
                format!("{who} said so.")
            };
            Some((price, why, stated.evidence, Some(stated.from).filter(|_| !ahead)))
        });
        let charged = || {
            let price = view.price?;
            let charge = a.charges.iter().rev().find(|c| c.money == price.money)?;
            let why = "The charges show it.".to_owned();
            let on = Some(charge.on).filter(|on| *on <= self.books.on());
            Some((price, why, charge.paid_by.unwrap_or(charge.evidence), on))
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
            says: self.sums(a, &yearly.evidence),
            evidence: yearly.evidence.clone(),
            ..Because::default()
        });
        price.into_iter().chain(yearly).collect()
    }

    /// What pieces of evidence say of what was charged or is to be.
    fn sums(&self, a: &Agreement, evidence: &[EvidenceId]) -> Quoted {
        let charged = |id: EvidenceId| {
            let of = a.charges.iter().find(|c| c.evidence == id || c.paid_by == Some(id));
            let stated = || a.prices.iter().find(|stated| stated.evidence == id);
            of.map(|c| c.money).or_else(|| Some(stated()?.price.money))
        };
        let newest = evidence.iter().take(QUOTES_MAX);
        newest
            .flat_map(|id| match charged(*id) {
                Some(money) => self.sum(*id, money),
                None => self.said(&[*id], &[]),
            })
            .collect()
    }

    /// How the household stands to the supplier by it: that follows from where it stands.
    fn mode(&self, view: &AgreementView<'_>, state: Option<&Because>) -> Because {
        let why = match view.mode {
            Mode::Prospect => "There is an offer and nothing more.",
            Mode::Customer => "It runs, or was not said to be over.",
            Mode::User => "Somebody else of the household has or pays what is used.",
            Mode::Former => "It is over.",
            Mode::Returning => "What was had from this supplier before was over when it began.",
        };
        // Whoever else has it is shown by whom its messages are addressed to, not by one of them.
        let state = state.filter(|_| view.mode != Mode::User);
        Because {
            what: "mode",
            is: view.mode.as_str().to_owned(),
            why: why.to_owned(),
            evidence: state.map(|row| row.evidence.clone()).unwrap_or_default(),
            says: state.map(|row| row.says.clone()).unwrap_or_default(),
            ..Because::default()
        }
    }
}

/// Sentences, each with where it stands.
type Quoted = Vec<(EvidenceId, String)>;

/// Bills that are quoted for what a year costs.
const QUOTES_MAX: usize = 3;

/// Where a price was stated that holds: the first of those that follow one another without another between
/// them, of those that hold already; else the next one.
fn since(prices: &[Stated], price: Price, today: Date) -> Option<&Stated> {
    let holding = prices.iter().rev().filter(|stated| stated.from <= today);
    let run = holding.take_while(|stated| stated.price == price);
    run.last().or_else(|| prices.iter().rev().find(|stated| stated.price == price))
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

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;
    use oxherd_model::{Money, Period};

    #[test]
    fn a_price_holds_since_it_was_first_stated_and_never_since_a_day_ahead() {
        let price = |value: i64| Price {
            money: Money { value: value.into(), currency: "EUR".parse().unwrap() },
            per: Period::Month,
        };
        let stated = |value, from| Stated {
            price: price(value),
            from,
            period_said: true,
            evidence: EvidenceId([1; 10]),
        };
        let prices = [
            stated(9, date(2024, 1, 1)),
            stated(11, date(2025, 1, 1)),
            stated(11, date(2025, 7, 1)),
            stated(11, date(2026, 9, 1)),
        ];
        let since = |value, today| since(&prices, price(value), today).map(|stated| stated.from);
        assert_eq!(since(11, date(2026, 3, 1)), Some(date(2025, 1, 1)));
        assert_eq!(since(9, date(2024, 3, 1)), Some(date(2024, 1, 1)));
        assert_eq!(since(12, date(2026, 3, 1)), None);
        // Before any holds, the next one: it is said that it is ahead.
        assert_eq!(since(9, date(2023, 3, 1)), Some(date(2024, 1, 1)));
    }
}
