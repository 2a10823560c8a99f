//! The question about running concerns.

use super::{Ask, Shown, known};
use crate::books::Books;
use crate::cli::{DONE, out};
use crate::json::matters as shapes;
use crate::table::{Cell, Table};
use anyhow::Result;
use oxherd_ledger::MatterView;

impl Ask {
    /// Everything on one running concern in one thread.
    pub(in crate::cli) fn matters(&self, shown: Shown) -> Result<u8> {
        let (books, _store) = self.books()?;
        let matters = books.view().matters();
        if self.json {
            out::json(&matters.iter().map(|m| shapes::matter(books, m)).collect())?;
            return Ok(DONE);
        }
        let listed: Vec<&MatterView<'_>> =
            matters.iter().filter(|m| shown == Shown::All || m.is_open()).collect();
        Self::list(books, &table(books, &listed), "nothing runs")?;
        let hidden = matters.len() - listed.len();
        if hidden > 0 {
            let are = if hidden == 1 { "is" } else { "are" };
            out::aside(&format!("{hidden} that {are} over {are} not shown; see them with --all"));
        }
        Ok(DONE)
    }
}

/// Matters as a table.
pub(super) fn table(books: &Books, matters: &[&MatterView<'_>]) -> Table {
    let headings = ["id", "since", "kind", "matter", "thing", "with", "messages", "why"];
    let mut table = Table::new(&headings, out::width());
    for view in matters {
        let m = view.matter;
        let with: Vec<&str> = m
            .suppliers
            .iter()
            .filter_map(|s| known(&books.ledger.suppliers, *s))
            .map(|s| s.name())
            .collect();
        let thing = view.thing.and_then(|t| known(&books.ledger.things, t));
        let kind = Cell::new(m.concern.as_str().replace('_', " "));
        table.row(vec![
            Cell::new(m.id()).faint(),
            Cell::new(m.opened_on.to_string()),
            if view.is_open() { kind.strong() } else { kind },
            Cell::new(shapes::title(books, m)),
            Cell::new(thing.map_or("", |t| t.name())),
            Cell::new(with.join(", ")),
            Cell::new(m.count.to_string()).right(),
            Cell::new(shapes::why(books, view)),
        ]);
    }
    table
}
