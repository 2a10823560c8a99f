//! One of `agreements`, written field by field: of a household's lists it is the longest.

use super::quote::Quotes;
use super::{confidence, main_reference, thing_of, within};
use crate::books::Books;
use crate::why::{Because, Reasons};
use crate::windows::{Reason, Window, Windows};
use jiff::civil::Date;
use oxherd_ledger::{
    Agreement, AgreementView, Price, PriceStep, Shown, Stated, Stretch, Thing, Yearly,
    price_history,
};
use oxherd_model::{Currency, EvidenceId, Money, ReferenceRole};
use rust_decimal::Decimal;
use serde::{Serialize, Serializer};
use serde_json::Value;
use std::fmt::Display;

/// An agreement by the contract.
#[derive(Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "they are what the contract names")]
pub(crate) struct AgreementShape<'a> {
    id: &'a str,
    thing: Option<&'a str>,
    thing_name: Option<&'a str>,
    supplier: Option<SupplierShape<'a>>,
    kind: &'a str,
    reference: Option<&'a str>,
    references: Vec<Reference<'a>>,
    state: &'a str,
    states: Vec<StateShape>,
    mode: &'a str,
    started_on: Option<Date>,
    term_ends_on: Option<Date>,
    renews_on: Option<Date>,
    auto_renews: Option<bool>,
    notice: Option<Length>,
    minimum_term: Option<Length>,
    cancel_by: Option<Date>,
    cancel: Option<LastDay<'a>>,
    ended_on: Option<Date>,
    successor_of: Option<&'a str>,
    to_be_ended: bool,
    price: Option<PriceShape>,
    next_price: Option<Ahead>,
    prices: Vec<Step>,
    cost_per_year: Option<MoneyShape>,
    cost_shown_by: Option<ShownBy<'a>>,
    proposed: bool,
    next_payment_on: Option<Date>,
    evidence: Ids<'a>,
}

#[derive(Serialize)]
struct SupplierShape<'a> {
    id: &'a str,
    name: &'a str,
    domain: Option<&'a str>,
}

#[derive(Serialize)]
struct Reference<'a> {
    role: &'a str,
    value: &'a str,
}

/// Where it stood since a day, and why.
#[derive(Serialize)]
struct StateShape {
    state: String,
    on: Option<Date>,
    why: String,
    evidence: Vec<Written<EvidenceId>>,
}

/// A span of time, and what says so.
#[derive(Serialize)]
struct Length {
    value: String,
    evidence: [Written<EvidenceId>; 1],
}

/// Why `cancel_by` is the day that it is, or why any day will do.
#[derive(Serialize)]
struct LastDay<'a> {
    by: Option<Date>,
    act_by: Option<Date>,
    why: &'a str,
    law: Option<&'a str>,
    confidence: Value,
    may_claim: bool,
    assumes: &'a [String],
    evidence: Ids<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    says: Option<Value>,
}

#[derive(Serialize)]
struct MoneyShape {
    value: Written<Decimal>,
    currency: Written<Currency>,
}

#[derive(Serialize)]
struct PriceShape {
    value: Written<Decimal>,
    currency: Written<Currency>,
    per: &'static str,
}

/// A price that is announced.
#[derive(Serialize)]
struct Ahead {
    value: Written<Decimal>,
    currency: Written<Currency>,
    per: &'static str,
    from: Date,
    evidence: [Written<EvidenceId>; 1],
}

/// A price of its history.
#[derive(Serialize)]
struct Step {
    value: Written<Decimal>,
    currency: Written<Currency>,
    per: &'static str,
    from: Date,
    rise_percent: Option<Written<Decimal>>,
    evidence: [Written<EvidenceId>; 1],
}

#[derive(Serialize)]
struct ShownBy<'a> {
    how: &'static str,
    evidence: Ids<'a>,
}

/// What stands as its text.
struct Written<T>(T);

impl<T: Display> Serialize for Written<T> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_str(&self.0)
    }
}

struct Ids<'a>(&'a [EvidenceId]);

impl Serialize for Ids<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        to.collect_seq(self.0.iter().map(|id| Written(*id)))
    }
}

/// One of `agreements`.
pub(crate) fn agreement<'a>(
    books: &'a Books,
    view: &'a AgreementView<'a>,
    windows: &'a Windows,
    quotes: Option<&Quotes>,
) -> AgreementShape<'a> {
    let a = view.agreement;
    let leave = windows.leave(a);
    let thing = thing_of(books, a.thing);
    let runs_on = |p: &&Stated| a.ended_on.is_none_or(|end| p.from <= end);
    let next = a.prices.iter().filter(runs_on).find(|p| p.from > books.on());
    let yearly = view.yearly.as_ref();
    let reference = |(role, value): &'a (ReferenceRole, String)| Reference {
        role: role.as_str(),
        value: value.as_str(),
    };
    AgreementShape {
        id: &a.id,
        thing: thing.map(|t| t.id.as_str()),
        thing_name: thing.map(Thing::name),
        supplier: supplier(books, a.supplier),
        kind: a.kind.as_str(),
        reference: main_reference(a),
        references: a.references.iter().map(reference).collect(),
        state: view.state.as_str(),
        states: states(books, windows, a),
        mode: view.mode.as_str(),
        started_on: a.started_on,
        term_ends_on: term_ends_on(books, a),
        renews_on: view.renews_on,
        auto_renews: a.auto_renews,
        notice: a.leaving.notice.map(length),
        minimum_term: a.leaving.minimum.map(length),
        cancel_by: leave.map(|window| window.due.on),
        cancel: last_day(leave, windows.any_day(a), quotes),
        ended_on: a.ended_on,
        successor_of: a.successor_of.as_deref(),
        to_be_ended: books.view().is_to_be_ended(a),
        price: view.price.map(price),
        next_price: next.map(ahead),
        prices: price_history(a).iter().map(step).collect(),
        cost_per_year: yearly.map(|y| money(y.money)),
        cost_shown_by: yearly.map(shown_by),
        proposed: view.paid.is_some_and(|p| p.proposed),
        next_payment_on: view.paid.and_then(|p| p.next_on),
        evidence: Ids(&a.evidence.0),
    }
}

/// Every state that it had, the last one last.
fn states(books: &Books, windows: &Windows, a: &Agreement) -> Vec<StateShape> {
    let reasons = Reasons { books, windows, quotes: None };
    let shape = |row: Because| StateShape {
        state: row.is,
        on: row.on,
        why: row.why,
        evidence: row.evidence.into_iter().map(Written).collect(),
    };
    reasons.states(a).into_iter().map(shape).collect()
}

fn supplier(books: &Books, number: u32) -> Option<SupplierShape<'_>> {
    let known = books.ledger.suppliers.get(usize::try_from(number).ok()?)?;
    let domain = known.domains.first().map(String::as_str);
    Some(SupplierShape { id: &known.id, name: known.name(), domain })
}

fn length(said: Stretch) -> Length {
    Length { value: within(said.count, said.unit.as_str()), evidence: [Written(said.evidence)] }
}

/// None when neither the day nor the freedom is known.
fn last_day<'a>(
    leave: Option<&'a Window>,
    any_day: Option<&'a Reason>,
    quotes: Option<&Quotes>,
) -> Option<LastDay<'a>> {
    let reason = leave.map(|window| &window.reason).or(any_day)?;
    let evidence: &[EvidenceId] = leave.map_or(&[], |window| &window.due.evidence.0);
    Some(LastDay {
        by: leave.map(|window| window.due.on),
        act_by: leave.map(|window| window.act_by),
        why: &reason.why,
        law: reason.law.as_deref(),
        confidence: confidence(reason.confidence),
        may_claim: reason.may_claim,
        assumes: &reason.assumes,
        evidence: Ids(evidence),
        says: quotes.zip(leave).map(|(quotes, window)| quotes.of(evidence, &window.days)),
    })
}

fn money(money: Money) -> MoneyShape {
    MoneyShape { value: Written(money.shown()), currency: Written(money.currency) }
}

fn price(price: Price) -> PriceShape {
    let MoneyShape { value, currency } = money(price.money);
    PriceShape { value, currency, per: price.per.as_str() }
}

/// A price with the day from which it holds.
fn ahead(stated: &Stated) -> Ahead {
    let PriceShape { value, currency, per } = price(stated.price);
    Ahead { value, currency, per, from: stated.from, evidence: [Written(stated.evidence)] }
}

/// A price of the history, with its rise.
fn step(step: &PriceStep) -> Step {
    let PriceShape { value, currency, per } = price(step.price);
    let rise_percent = step.rise_percent.map(Written);
    let evidence = [Written(step.evidence)];
    Step { value, currency, per, from: step.from, rise_percent, evidence }
}

/// How the cost of a year is worked out: the messages it follows from.
fn shown_by(yearly: &Yearly) -> ShownBy<'_> {
    let how = match yearly.how {
        Shown::Price => "stated_price",
        Shown::Rhythm => "last_of_steady_charges",
        Shown::Bills => "bills_added_up",
    };
    ShownBy { how, evidence: Ids(&yearly.evidence) }
}

/// The end of the running term; what goes on by itself has left that of its first behind.
fn term_ends_on(books: &Books, a: &Agreement) -> Option<Date> {
    if let Some(last) = books.view().way_out(a) {
        return Some(last);
    }
    let running = books.view().term(a).map(|term| term.last);
    let Some(said) = a.term_ends_on else {
        // Of a least term without a day the beginning tells the end.
        return running.filter(|_| a.leaving.minimum.is_some());
    };
    Some(running.map_or(said, |last| last.max(said)))
}
