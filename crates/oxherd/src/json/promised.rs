//! The JSON of promises, contradictions, requests and watches.

use super::quote::Quotes;
use super::{agreement_id, date, ids, supplier, thing_id, thing_name};
use crate::books::Books;
use crate::windows::{Reason, Windows};
use jiff::civil::Date;
use oxherd_ledger::{
    Contradiction, Ground, MatterIds, PromiseState, PromiseView, Promised, RequestView, Said, View,
    Watch, WatchFor,
};
use oxherd_model::EvidenceId;
use serde_json::{Value, json};

/// One of `promises`.
pub(crate) fn promise(books: &Books, view: &PromiseView<'_>, matters: &MatterIds) -> Value {
    let p = view.promise;
    json!({
        "id": p.id(),
        "supplier": supplier(books, Some(p.supplier)),
        "thing": thing_id(books, p.thing),
        "thing_name": thing_name(books, p.thing),
        "agreement": agreement_id(books, p.agreement),
        "matter": matters.promises.get(&view.number),
        "kind": p.about.as_str(),
        "what": p.what,
        "by": p.by.to_string(),
        "amount": super::money(p.sum),
        "state": view.state.as_str(),
        "source": p.source.as_str(),
        "law": p.law.as_ref().map(|law| &law.owed.rule),
        "why": why(books, p),
        "made_on": p.made_on.to_string(),
        "closed_on": date(view.closed_on),
        "late_by_days": view.late_by_days,
        "late_by_minutes": p.late_minutes,
        "evidence": ids(&p.evidence.0),
    })
}

/// Why it is owed by that day: who said so, in its words, or what the law says.
pub(crate) fn why(books: &Books, promised: &Promised) -> String {
    let supplier = usize::try_from(promised.supplier).ok();
    let supplier = supplier.and_then(|n| books.ledger.suppliers.get(n));
    let who = supplier.map_or("the supplier", |s| s.name());
    let on = promised.made_on;
    let said = || format!("{who} said on {on}: \u{201c}{}\u{201d}.", promised.what);
    let Some(law) = &promised.law else { return said() };
    let owed = &law.owed;
    if !promised.is_by_law() {
        return format!("{} The law gives until {}: {}", said(), owed.by, owed.why);
    }
    let (did, open) = match law.ground {
        Ground::Withdrew => (
            "You withdrew",
            " The money may be kept until the goods, or a proof that they were sent, are back.",
        ),
        Ground::EndedByButton => ("You ended it by the button", ""),
        Ground::Complained => ("You complained", ""),
        Ground::AskedForData => ("You asked for your data", ""),
        Ground::Ordered => ("You ordered", " It was sent since; nothing shows whether it came."),
    };
    let open = if law.sure { "" } else { open };
    format!("{did} on {on} at {who}. {}{open}", owed.why)
}

/// What was promised about a thing, the newest first.
pub(crate) fn promises_of_thing(books: &Books, thing: u32) -> Value {
    let view = books.view();
    let (all, matters) = (view.promises(), view.matter_ids());
    let of = all.iter().filter(|p| p.promise.thing == Some(thing));
    of.map(|p| promise(books, p, &matters)).collect()
}

/// What is waited for about a thing, soonest first.
pub(crate) fn watches_of_thing(
    books: &Books,
    windows: &Windows,
    thing: u32,
    quotes: Option<&Quotes>,
) -> Value {
    let all = watches(books, windows);
    let of = all.iter().filter(|(w, _)| w.thing == Some(thing));
    of.map(|w| watch(books, w, quotes)).collect()
}

/// What is waited for, soonest first, with why: what follows from the books, and what the law asks for.
pub(crate) fn watches(books: &Books, windows: &Windows) -> Vec<(Watch, Reason)> {
    let of_books = books.view().watches().into_iter().map(|watch| {
        let why = waits_for(books, &watch);
        (watch, Reason::said(why))
    });
    let by_law = windows.awaited().iter().map(|a| (a.watch.clone(), a.reason.clone()));
    let mut all: Vec<(Watch, Reason)> = of_books.chain(by_law).collect();
    all.sort_by_key(|(w, _)| (w.until, w.what, w.supplier, w.agreement));
    all
}

/// What a watch waits for, in words.
fn waits_for(books: &Books, watch: &Watch) -> String {
    let until = watch.until;
    match watch.what {
        WatchFor::ChargeAfterEnd => {
            let ended = ended_on(books, watch);
            let ended = ended.map(|on| format!(" on {on}")).unwrap_or_default();
            format!("It was over{ended}: nothing more is to be charged.")
        }
        WatchFor::Refund => format!("Money back was promised or is owed by {until}."),
        WatchFor::Confirmation => {
            format!("You wrote; a confirmation is to come by {until}.")
        }
        WatchFor::PriceAbove => format!("Until {until} no more is to be charged than was said."),
        WatchFor::RenewalNotice => format!("A notice is to come by {until}, before it renews."),
    }
}

fn ended_on(books: &Books, watch: &Watch) -> Option<Date> {
    let number = usize::try_from(watch.agreement?).ok()?;
    books.ledger.agreements.get(number)?.ended_on
}

/// The days that what is waited for follows from.
pub(crate) fn days_of_watch(books: &Books, watch: &Watch) -> Vec<Date> {
    ended_on(books, watch).into_iter().chain([watch.until]).collect()
}

/// How many promises of a supplier are open, kept and broken.
pub(crate) fn counts(view: &View<'_>, supplier: u32) -> Value {
    let states: Vec<PromiseState> = view.promises_of(supplier).map(|p| p.state).collect();
    let count = |state: PromiseState| states.iter().filter(|known| **known == state).count();
    json!({
        "open": count(PromiseState::Open),
        "kept": count(PromiseState::Kept),
        "broken": count(PromiseState::Broken),
    })
}

/// One of `contradictions`, both sides quoted where the evidence can be read.
pub(crate) fn contradiction(
    books: &Books,
    view: &View<'_>,
    found: &Contradiction,
    quotes: Option<&Quotes>,
    matters: &MatterIds,
) -> Value {
    let thing = view.thing_of(found);
    let quoted = |side: &[Said]| -> Value {
        let one = |said: &Said| {
            let quote = quotes.and_then(|quotes| quotes.of_said(said));
            json!({"evidence": said.evidence.to_string(), "quote": quote})
        };
        side.iter().map(one).collect()
    };
    let evidence: Vec<EvidenceId> = found
        .closed_by
        .into_iter()
        .chain(found.says.iter().chain(&found.against).map(|said| said.evidence))
        .collect();
    json!({
        "id": found.id(),
        "kind": found.kind.as_str(),
        "thing": thing_id(books, thing),
        "thing_name": thing_name(books, thing),
        "agreement": agreement_id(books, found.agreement),
        "matter": view.matter_of_contradiction(found, matters),
        "supplier": supplier(books, Some(found.supplier)),
        "at": super::instant(found.at, &books.zone()),
        "says": quoted(&found.says),
        "against": quoted(&found.against),
        "open": found.closed_by.is_none(),
        "closed_by": found.closed_by.map(|id| id.to_string()),
        "evidence": ids(&evidence),
    })
}

/// One of `requests`.
pub(crate) fn request(books: &Books, view: &RequestView<'_>, matters: &MatterIds) -> Value {
    let r = view.request;
    json!({
        "id": r.id(),
        "kind": r.act.as_str(),
        "supplier": supplier(books, r.supplier),
        "thing": thing_id(books, r.thing),
        "thing_name": thing_name(books, r.thing),
        "agreement": agreement_id(books, r.agreement),
        "matter": matters.requests.get(&view.number),
        "state": view.state.as_str(),
        "sent_on": r.sent_on.to_string(),
        "by": r.by.to_string(),
        "answered_on": date(r.answered.map(|(on, _)| on)),
        "refused": r.refused,
        "evidence": ids(&r.evidence.0),
    })
}

/// One of `watches`, with the sentences that it follows from.
pub(crate) fn watch(
    books: &Books,
    (watch, reason): &(Watch, Reason),
    quotes: Option<&Quotes>,
) -> Value {
    let days = days_of_watch(books, watch);
    json!({
        "id": super::watch_id(books, watch),
        "says": quotes.map(|quotes| quotes.of(&watch.evidence, &days)),
        "what": watch.what.as_str(),
        "until": watch.until.to_string(),
        "why": reason.why,
        "law": reason.law,
        "may_claim": reason.may_claim,
        "supplier": supplier(books, watch.supplier),
        "agreement": agreement_id(books, watch.agreement),
        "thing": thing_id(books, watch.thing),
        "thing_name": thing_name(books, watch.thing),
        "evidence": ids(&watch.evidence),
    })
}
