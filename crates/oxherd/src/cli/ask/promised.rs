//! Questions about what was promised, what contradicts what, what the owner wrote, what is waited for.

use super::{Ask, Shown, known, sum};
use crate::cli::{DONE, out};
use crate::json::promised as shapes;
use crate::json::quote::Quotes;
use crate::table::{Cell, Table};
use anyhow::Result;
use oxherd_ledger::{
    Contradiction, PromiseState, PromiseView, Promised, RequestState, RequestView, Said,
};
use serde_json::Value;

impl Ask {
    /// What suppliers said that they will do.
    pub(in crate::cli) fn promises(&self) -> Result<u8> {
        let (books, _store) = self.books()?;
        let promises = books.view().promises();
        if self.json {
            let matters = books.view().matter_ids();
            let shape = |p| shapes::promise(books, p, &matters);
            out::json(&promises.iter().map(shape).collect())?;
            return Ok(DONE);
        }
        let headings = ["id", "by", "state", "late", "supplier", "amount", "by law", "what"];
        let mut table = Table::new(&headings, out::width());
        for view in &promises {
            let p = view.promise;
            let supplier = known(&books.ledger.suppliers, p.supplier).map_or("", |s| s.name());
            table.row(vec![
                Cell::new(p.id()).faint(),
                Cell::new(p.by.to_string()),
                state_of(view),
                Cell::new(late_by(view)).right(),
                Cell::new(supplier).strong(),
                Cell::new(sum(p.sum)).right(),
                Cell::new(rule_of(p)).faint(),
                Cell::new(p.what.clone()),
            ]);
        }
        Self::list(books, &table, "nothing was promised")?;
        Ok(DONE)
    }

    /// What was said and cannot both hold.
    pub(in crate::cli) fn contradictions(&self, shown: Shown) -> Result<u8> {
        let (books, _store) = self.books()?;
        let view = books.view();
        let quotes = Quotes::of_home(&self.home);
        let found = view.contradictions();
        if self.json {
            let (quotes, matters) = (quotes.as_ref(), view.matter_ids());
            let shape =
                |c: &&Contradiction| shapes::contradiction(books, &view, c, quotes, &matters);
            out::json(&found.iter().map(shape).collect::<Value>())?;
            return Ok(DONE);
        }
        let quote = |side: &[Said]| {
            let first = side.first().and_then(|said| quotes.as_ref()?.of_said(said));
            first.unwrap_or_default()
        };
        let headings = ["id", "on", "what", "supplier", "says", "against"];
        let mut table = Table::new(&headings, out::width());
        let listed = found.iter().filter(|c| shown == Shown::All || c.closed_by.is_none());
        for c in listed {
            let supplier = known(&books.ledger.suppliers, c.supplier).map_or("", |s| s.name());
            let zone = books.zone();
            let on = c.at.map(|at| zone.to_datetime(at).date().to_string()).unwrap_or_default();
            table.row(vec![
                Cell::new(c.id()).faint(),
                Cell::new(on),
                Cell::new(c.kind.as_str().replace('_', " ")).strong(),
                Cell::new(supplier),
                Cell::new(quote(&c.says)),
                Cell::new(quote(&c.against)),
            ]);
        }
        Self::list(books, &table, "nothing contradicts itself")?;
        let closed = found.iter().filter(|c| shown == Shown::Present && c.closed_by.is_some());
        let closed = closed.count();
        if closed > 0 {
            let (was, is) = if closed == 1 { ("was", "is") } else { ("were", "are") };
            out::aside(&format!(
                "{closed} that {was} taken back {is} not shown; see them with --all"
            ));
        }
        Ok(DONE)
    }

    /// What the owner wrote themself.
    pub(in crate::cli) fn requests(&self) -> Result<u8> {
        let (books, _store) = self.books()?;
        let requests = books.view().requests();
        if self.json {
            let matters = books.view().matter_ids();
            let shape = |r| shapes::request(books, r, &matters);
            out::json(&requests.iter().map(shape).collect())?;
            return Ok(DONE);
        }
        let headings = ["id", "sent", "what", "supplier", "thing", "state", "answer by"];
        let mut table = Table::new(&headings, out::width());
        for view in &requests {
            let r = view.request;
            let supplier = r.supplier.and_then(|s| known(&books.ledger.suppliers, s));
            let thing = r.thing.and_then(|t| known(&books.ledger.things, t));
            table.row(vec![
                Cell::new(r.id()).faint(),
                Cell::new(r.sent_on.to_string()),
                Cell::new(r.act.as_str()).strong(),
                Cell::new(supplier.map_or("", |s| s.name())),
                Cell::new(thing.map_or("", |t| t.name())),
                request_state(view),
                Cell::new(r.by.to_string()),
            ]);
        }
        Self::list(books, &table, "you asked for nothing and ended nothing, as far as is known")?;
        Ok(DONE)
    }

    /// What is waited for, soonest first.
    pub(in crate::cli) fn watches(&self) -> Result<u8> {
        let (books, _store) = self.books()?;
        let watches = shapes::watches(books, &self.windows(books)?);
        if self.json {
            let quotes = Quotes::of_home(&self.home);
            let shape = |w| shapes::watch(books, w, quotes.as_ref());
            out::json(&watches.iter().map(shape).collect())?;
            return Ok(DONE);
        }
        let headings = ["until", "what", "supplier", "thing", "by law"];
        let mut table = Table::new(&headings, out::width());
        for (watch, reason) in &watches {
            let supplier = watch.supplier.and_then(|s| known(&books.ledger.suppliers, s));
            let thing = watch.thing.and_then(|t| known(&books.ledger.things, t));
            table.row(vec![
                Cell::new(watch.until.to_string()),
                Cell::new(watch.what.as_str().replace('_', " ")).strong(),
                Cell::new(supplier.map_or("", |s| s.name())),
                Cell::new(thing.map_or("", |t| t.name())),
                Cell::new(reason.law.clone().unwrap_or_default()).faint(),
            ]);
        }
        Self::list(books, &table, "nothing is waited for")?;
        Ok(DONE)
    }
}

/// By how much it was late: days, or the minutes of a visit within its day.
fn late_by(view: &PromiseView<'_>) -> String {
    let minutes = view.promise.late_minutes.map(|minutes| format!("{minutes} min"));
    view.late_by_days.map(|days| format!("{days} d")).or(minutes).unwrap_or_default()
}

/// The rule that gives the day, where it is the law that does.
fn rule_of(promised: &Promised) -> String {
    let law = promised.law.as_ref().filter(|_| promised.is_by_law());
    law.map_or_else(String::new, |law| law.owed.rule.clone())
}

fn state_of(view: &PromiseView<'_>) -> Cell {
    let cell = Cell::new(view.state.as_str());
    if view.state == PromiseState::Broken { cell.warn() } else { cell }
}

fn request_state(view: &RequestView<'_>) -> Cell {
    let cell = Cell::new(view.state.as_str());
    if view.state == RequestState::Overdue { cell.warn() } else { cell }
}
