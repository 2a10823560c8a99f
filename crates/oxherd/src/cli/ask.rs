//! Questions to the books.

mod evidence;
mod gaps;
mod laws;
mod matters;
mod mistakes;
mod promised;
mod search;
mod suspects;
mod why;

use super::{DONE, NOT_FOUND, out};
use crate::books::Books;
use crate::home::Home;
use crate::json;
use crate::json::quote::Quotes;
use crate::table::{Cell, Table};
use crate::windows::{Shown as ShownDue, Windows};
use anyhow::Result;
use jiff::Timestamp;
use jiff::civil::Date;
use oxherd_ledger::{AgreementView, MatterView, SupplierView, ThingView, price_history};
use oxherd_model::{AgreementState, Money, Stage};
use oxherd_store::Store;

/// Which ones are shown to people.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Shown {
    /// Those that matter now.
    Present,
    /// Every one.
    All,
}

/// How evidence is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum EvidenceForm {
    /// What it is and says.
    Page,
    /// Its original bytes.
    Raw,
}

/// Where, when and for whom a question is asked.
#[derive(Debug)]
pub(super) struct Ask {
    /// The data directory.
    pub(super) home: Home,
    /// Everything is judged as of this time.
    pub(super) at: Timestamp,
    /// Whether a script asks.
    pub(super) json: bool,
}

impl Ask {
    /// The books, empty when nothing was taken in. One question is asked in the life of the program:
    /// taking large books down again would be waited for.
    pub(super) fn books(&self) -> Result<(&'static Books, Option<Store>)> {
        let (books, store) = self.books_and_store()?;
        Ok((Box::leak(Box::new(books)), store))
    }

    /// The books, taken down again when they are asked for no more.
    pub(super) fn books_and_store(&self) -> Result<(Books, Option<Store>)> {
        let Some(store) = self.home.store_to_read()? else {
            self.nothing_yet();
            return Ok((Books::empty(self.at), None));
        };
        let books = Books::at(&self.home, &store, self.at)?;
        if books.ledger.messages == 0 {
            match store.count()?.0 {
                0 => self.nothing_yet(),
                _ => out::aside(&format!(
                    "nothing was known by {}: all that was taken in is of a later day",
                    books.on()
                )),
            }
        }
        Ok((books, Some(store)))
    }

    /// Until when rights can be used, by the law of the household.
    pub(super) fn windows(&self, books: &Books) -> Result<Windows> {
        let laws = crate::laws::of(&self.home)?;
        Ok(Windows::of(books, &laws))
    }

    fn nothing_yet(&self) {
        out::aside(&format!(
            "nothing was taken in yet in {}; begin with: oxherd take PATH (or look first: oxherd try)",
            self.home.dir().display()
        ));
    }

    /// Prints a list for people, or says that there is none; where nothing was taken in, that was said.
    fn list(books: &Books, table: &Table, none: &str) -> Result<()> {
        if !table.is_empty() {
            out::text(&table.render())?;
        } else if books.ledger.messages > 0 {
            out::aside(none);
        }
        Ok(())
    }

    /// What you own.
    pub(super) fn things(&self, shown: Shown) -> Result<u8> {
        let (books, _store) = self.books()?;
        let things = books.view().things();
        if self.json {
            out::json_list(&things, |_| (), |(), thing| json::thing(books, thing))?;
            return Ok(DONE);
        }
        let listed: Vec<&ThingView<'_>> =
            things.iter().filter(|t| shown == Shown::All || t.stage != Stage::Gone).collect();
        Self::list(books, &things_table(books, &listed), "no thing that you own is known")?;
        let hidden = things.len() - listed.len();
        if hidden > 0 {
            let are = if hidden == 1 { "is" } else { "are" };
            out::aside(&format!("{hidden} that {are} gone {are} not shown; see them with --all"));
        }
        Ok(DONE)
    }

    /// One thing with its line of life.
    pub(super) fn thing(&self, name: &str) -> Result<u8> {
        let (books, store) = self.books()?;
        let view = books.view();
        let Some(thing) = view.find_thing(name) else {
            out::aside(&format!("no thing is called {name:?}; see them all with: oxherd things"));
            return Ok(NOT_FOUND);
        };
        let windows = self.windows(books)?;
        if self.json {
            let quotes = Quotes::of_home(&self.home);
            let with = (&windows, quotes.as_ref());
            out::json(&json::thing_in_full(books, store.as_ref(), &thing, with))?;
        } else {
            out::text(&thing_page(books, store.as_ref(), &thing, &windows))?;
        }
        Ok(DONE)
    }

    /// Who serves you.
    pub(super) fn suppliers(&self, shown: Shown) -> Result<u8> {
        let (books, _store) = self.books()?;
        let view = books.view();
        let suppliers = view.suppliers();
        if self.json {
            let shape = |(): &mut (), s: &SupplierView| json::supplier_in_full(books, &view, s);
            out::json_list(&suppliers, |_| (), shape)?;
            return Ok(DONE);
        }
        let listed: Vec<&SupplierView> = suppliers
            .iter()
            .filter(|s| shown == Shown::All || !s.roles.is_empty() || !s.things.is_empty())
            .collect();
        let mut table =
            Table::new(&["supplier", "domain", "for", "things", "messages"], out::width());
        for view in &listed {
            if let Some(supplier) = known(&books.ledger.suppliers, view.supplier) {
                let things: Vec<&str> = view
                    .things
                    .iter()
                    .filter_map(|t| known(&books.ledger.things, *t))
                    .map(|t| t.name())
                    .collect();
                table.row(vec![
                    Cell::new(supplier.name()).strong(),
                    Cell::new(supplier.domains.join(", ")),
                    Cell::new(json::roles_for_people(&view.roles)),
                    Cell::new(things.join(", ")),
                    Cell::new(supplier.messages.to_string()).right(),
                ]);
            }
        }
        Self::list(books, &table, "no supplier has an agreement with you")?;
        let hidden = suppliers.len() - listed.len();
        if hidden > 0 {
            out::aside(&format!(
                "{hidden} that only write to you are not shown; see them with --all"
            ));
        }
        Ok(DONE)
    }

    /// What binds you.
    pub(super) fn agreements(&self, shown: Shown) -> Result<u8> {
        let (books, _store) = self.books()?;
        let agreements = books.view().agreements();
        let windows = self.windows(books)?;
        if self.json {
            let shape = |quotes: &mut Option<Quotes>, a| {
                json::agreement::agreement(books, a, &windows, quotes.as_ref())
            };
            let quotes = |some: &[AgreementView<'_>]| {
                let leave = some.iter().filter_map(|a| windows.leave(a.agreement));
                let evidence = leave.map(|window| window.due.evidence.0.as_slice());
                Quotes::of_home(&self.home).map(|quotes| quotes.fetching(evidence))
            };
            out::json_list(&agreements, quotes, shape)?;
            return Ok(DONE);
        }
        let over = |a: &AgreementView<'_>| a.state == AgreementState::Ended;
        let headings =
            ["kind", "supplier", "thing", "reference", "state", "price", "renews", "cancel by"];
        let mut table = Table::new(&headings, out::width());
        for view in agreements.iter().filter(|a| shown == Shown::All || !over(a)) {
            table.row(agreement_row(books, view, &windows));
        }
        Self::list(books, &table, "no agreement that runs is known")?;
        let hidden = agreements.iter().filter(|a| shown == Shown::Present && over(a)).count();
        if hidden > 0 {
            let are = if hidden == 1 { "is" } else { "are" };
            out::aside(&format!("{hidden} that {are} over {are} not shown; see them with --all"));
        }
        Ok(DONE)
    }

    /// What must happen by when.
    pub(super) fn dues(&self) -> Result<u8> {
        let (books, _store) = self.books()?;
        let windows = self.windows(books)?;
        let dues = windows.listed(books);
        if self.json {
            let shape = |quotes: &mut Option<Quotes>, due: &ShownDue<'_>| {
                json::due_quoted(books, due, quotes.as_ref())
            };
            let quotes = |some: &[ShownDue<'_>]| {
                let evidence = some.iter().map(|shown| shown.due.evidence.0.as_slice());
                Quotes::of_home(&self.home).map(|quotes| quotes.fetching(evidence))
            };
            out::json_list(&dues, quotes, shape)?;
        } else {
            Self::list(books, &dues_table(books, &dues), "nothing is due")?;
        }
        Ok(DONE)
    }
}

/// The things as a table.
pub(super) fn things_table(books: &Books, things: &[&ThingView<'_>]) -> Table {
    let mut table = Table::new(&["thing", "kind", "stage", "a year", "served by"], out::width());
    for view in things {
        let suppliers: Vec<&str> = view
            .suppliers
            .iter()
            .filter_map(|(s, _)| known(&books.ledger.suppliers, *s))
            .map(|s| s.name())
            .collect();
        let name = name_among(view, things);
        let name =
            if view.proposed { Cell::new(format!("{name}?")) } else { Cell::new(name).strong() };
        table.row(vec![
            name,
            Cell::new(json::kind_for_people(view.thing.kind)),
            Cell::new(view.stage.as_str().replace('_', " ")),
            Cell::new(sums(&view.costs_per_year)).right(),
            Cell::new(suppliers.join(", ")),
        ]);
    }
    table
}

/// The name of a thing; two of one name are told apart by the end of an identifier.
fn name_among(view: &ThingView<'_>, things: &[&ThingView<'_>]) -> String {
    let name = view.thing.name();
    let twins = things.iter().filter(|t| t.thing.name() == name).count();
    let tail = view.thing.identifiers.first().filter(|_| twins > 1).map(|(role, value)| {
        let letters = value.chars().count();
        let tail: String = value.chars().skip(letters.saturating_sub(4)).collect();
        format!(" ({role} \u{2026}{tail})")
    });
    format!("{name}{}", tail.unwrap_or_default())
}

/// The dues as a table.
pub(super) fn dues_table(books: &Books, dues: &[ShownDue<'_>]) -> Table {
    let headings = ["on", "in", "what", "thing", "supplier", "amount", "because"];
    let mut table = Table::new(&headings, out::width());
    for shown in dues {
        let due = shown.due.as_ref();
        let supplier = known(&books.ledger.suppliers, due.supplier).map_or("", |s| s.name());
        let thing = due.thing.and_then(|t| known(&books.ledger.things, t)).map_or("", |t| t.name());
        table.row(vec![
            Cell::new(due.on.to_string()),
            Cell::new(days_until(books.on(), due.on)).right(),
            Cell::new(due.what.as_str().replace('_', " ")).strong(),
            Cell::new(thing),
            Cell::new(supplier),
            Cell::new(sum(due.amount)).right(),
            Cell::new(because(shown)).faint(),
        ]);
    }
    table
}

/// What a due rests on, in short: the rule, with a question mark where it may only remind.
fn because(shown: &ShownDue<'_>) -> String {
    let act = shown.act_by.filter(|act_by| *act_by < shown.due.on);
    let act = act.map(|act_by| format!("act by {act_by}"));
    let mark = if shown.reason.may_claim { "" } else { "?" };
    let law = shown.reason.law.as_ref().map(|law| format!("{law}{mark}"));
    let guess = (law.is_none() && !shown.reason.may_claim).then(|| "not sure".to_owned());
    [act, law, guess].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

fn days_until(from: Date, to: Date) -> String {
    match from.until(to).map(|span| span.get_days()) {
        Ok(0) => "today".to_owned(),
        Ok(days) if days < 0 => format!("{} d ago", -days),
        Ok(days) => format!("{days} d"),
        Err(_) => String::new(),
    }
}

/// Where the thing stands in the row of an agreement.
const THING_COLUMN: usize = 2;

fn agreement_row(books: &Books, view: &AgreementView<'_>, windows: &Windows) -> Vec<Cell> {
    let a = view.agreement;
    let supplier = known(&books.ledger.suppliers, a.supplier).map_or("", |s| s.name());
    let thing = a.thing.and_then(|t| known(&books.ledger.things, t)).map_or("", |t| t.name());
    let price =
        view.price.map_or_else(String::new, |p| format!("{} / {}", sum(Some(p.money)), p.per));
    let state = Cell::new(view.state.as_str());
    vec![
        Cell::new(a.kind.as_str()),
        Cell::new(supplier).strong(),
        Cell::new(thing),
        Cell::new(json::main_reference(a).unwrap_or_default()),
        if view.state == AgreementState::Ending { state.warn() } else { state },
        Cell::new(price).right(),
        Cell::new(view.renews_on.map(|d| d.to_string()).unwrap_or_default()),
        Cell::new(windows.leave(a).map(|w| w.due.on.to_string()).unwrap_or_default()),
    ]
}

fn thing_page(
    books: &Books,
    store: Option<&Store>,
    view: &ThingView<'_>,
    windows: &Windows,
) -> String {
    let thing = view.thing;
    let mut head = Table::new(&["", ""], out::width());
    let unsure = if view.proposed { " (not confirmed)" } else { "" };
    head.row(vec![
        Cell::new(thing.name()).strong(),
        Cell::new(format!(
            "{}, {}{unsure}",
            json::kind_for_people(thing.kind),
            view.stage.as_str().replace('_', " ")
        )),
    ]);
    for (role, value) in &thing.identifiers {
        head.row(vec![Cell::new(role.as_str()).faint(), Cell::new(value.clone())]);
    }
    if !view.costs_per_year.is_empty() {
        head.row(vec![Cell::new("a year").faint(), Cell::new(sums(&view.costs_per_year))]);
    }
    head.row(vec![Cell::new("id").faint(), Cell::new(thing.id.clone())]);
    let mut text = head.render();
    let headings = ["kind", "supplier", "reference", "state", "price", "renews", "cancel by"];
    let mut agreements = Table::new(&headings, out::width());
    let of_day = books.view();
    for number in &view.agreements {
        if let Some(agreement) = known(&books.ledger.agreements, *number) {
            let mut row = agreement_row(books, &of_day.agreement(agreement), windows);
            // Everything here is about this thing.
            row.remove(THING_COLUMN);
            agreements.row(row);
        }
    }
    section(&mut text, &agreements);
    section(&mut text, &costs(books, view));
    section(&mut text, &prices(books, view));
    let mut dues = windows.shown(books, &of_day.dues());
    dues.retain(|d| d.due.thing == Some(view.number));
    section(&mut text, &dues_table(books, &dues));
    let running = of_day.matters();
    let of_thing = |m: &&MatterView<'_>| m.is_open() && m.thing == Some(view.number);
    let running: Vec<&MatterView<'_>> = running.iter().filter(of_thing).collect();
    section(&mut text, &matters::table(books, &running));
    section(&mut text, &timeline(books, store, view));
    text
}

/// What each year cost and is bound to cost.
fn costs(books: &Books, view: &ThingView<'_>) -> Table {
    let mut table = Table::new(&["year", "paid", "still bound to pay"], out::width());
    for of in books.view().costs_by_year(view.number, &view.agreements) {
        table.row(vec![
            Cell::new(of.year.to_string()),
            Cell::new(sums(&of.paid)).right(),
            Cell::new(sums(&of.committed)).right(),
        ]);
    }
    table
}

/// The prices of its agreements, where one has changed.
fn prices(books: &Books, view: &ThingView<'_>) -> Table {
    let mut table = Table::new(&["from", "supplier", "price", "rise"], out::width());
    let of = view.agreements.iter().filter_map(|number| known(&books.ledger.agreements, *number));
    for (agreement, steps) in of.map(|a| (a, price_history(a))).filter(|(_, s)| s.len() > 1) {
        let supplier = known(&books.ledger.suppliers, agreement.supplier).map_or("", |s| s.name());
        for step in steps {
            let by = step.rise_percent.map_or_else(String::new, |by| format!("{by:+} %"));
            table.row(vec![
                Cell::new(step.from.to_string()),
                Cell::new(supplier),
                Cell::new(format!("{} / {}", sum(Some(step.price.money)), step.price.per)).right(),
                Cell::new(by).right(),
            ]);
        }
    }
    table
}

fn timeline(books: &Books, store: Option<&Store>, view: &ThingView<'_>) -> Table {
    let zone = books.zone();
    let mut table = Table::new(&["when", "what", "supplier", "subject", "evidence"], out::width());
    for point in json::lives::points(books, store, view.thing) {
        let entry = point.entry;
        let day = entry.at.map(|at| zone.to_datetime(at).date().to_string()).unwrap_or_default();
        let what = match point.kind {
            Some(kind) => kind.as_str().replace('_', " "),
            None => "you wrote".to_owned(),
        };
        let supplier = entry.supplier.and_then(|s| known(&books.ledger.suppliers, s));
        table.row(vec![
            Cell::new(day),
            Cell::new(what),
            Cell::new(supplier.map_or("", |s| s.name())),
            Cell::new(point.title.unwrap_or_default()),
            Cell::new(entry.evidence.to_string().chars().take(10).collect::<String>()).faint(),
        ]);
    }
    table
}

fn section(text: &mut String, table: &Table) {
    if !table.is_empty() {
        text.push('\n');
        text.push_str(&table.render());
    }
}

fn known<T>(list: &[T], number: u32) -> Option<&T> {
    list.get(usize::try_from(number).ok()?)
}

/// Money for people: with the sign of its currency where everyone knows it, thousands parted.
pub(super) fn sum(money: Option<Money>) -> String {
    money.map_or_else(String::new, money_for_people)
}

/// Sums of several currencies for people.
pub(super) fn sums(all: &[Money]) -> String {
    all.iter().map(|m| money_for_people(*m)).collect::<Vec<_>>().join(" + ")
}

fn money_for_people(money: Money) -> String {
    let mut value = money.value.round_dp(2);
    value.rescale(2);
    let digits = value.abs().to_string();
    let (whole, cents) = digits.split_once('.').unwrap_or((digits.as_str(), "00"));
    let grouped = out::grouped(whole.parse().unwrap_or(0));
    let minus = if value.is_sign_negative() && !value.is_zero() { "-" } else { "" };
    let sign = match money.currency.as_str() {
        "GBP" => "\u{a3}",
        "EUR" => "\u{20ac}",
        "USD" => "$",
        code => return format!("{minus}{grouped}.{cents} {code}"),
    };
    format!("{minus}{sign}{grouped}.{cents}")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn money_for_people_has_the_sign_of_its_currency() {
        let money = |value: &str, currency: &str| Money {
            value: value.parse().unwrap(),
            currency: currency.parse().unwrap(),
        };
        assert_eq!(sum(Some(money("14832.6", "GBP"))), "\u{a3}14,832.60");
        assert_eq!(sum(Some(money("-5", "EUR"))), "-\u{20ac}5.00");
        assert_eq!(sum(Some(money("1200", "SEK"))), "1,200.00 SEK");
    }
}
