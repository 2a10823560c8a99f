//! Days of which a text names no year because they come again in each: `Hauptfälligkeit: 1. Dezember`, `renews every
//! year on 1 June`, `scadenza annuale: 1 novembre`; and the last day to leave before the end that it names: `runs
//! until 31 July 2025, unless it is ended by 31 May`.

use super::{Cue, Text, statement};
use crate::values::page::Page;
use crate::values::{Found, Sink};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{Claim, DateRole};

/// Gives the last days to leave the year in which the term that the text names ends.
pub(super) fn last_days(page: &Page<'_>, sink: &mut Sink) {
    let open = |f: &Found| {
        let by = matches!(f.claim, Claim::Date { role: DateRole::CancelBy, .. });
        by && is_without_year(page, f)
    };
    if !sink.found.iter().any(open) {
        return;
    }
    let Some(sent) = page.s.sent_on else { return };
    let ends = sink.found.iter().filter_map(|f| {
        let (role, on) = f.claim.date()?;
        let ends = matches!(role, DateRole::End | DateRole::Renewal);
        (ends && on > sent && !is_without_year(page, f)).then_some(on)
    });
    let Some(end) = ends.min() else { return };
    for found in &mut sink.found {
        if !open(found) {
            continue;
        }
        if let Claim::Date { value, .. } = &mut found.claim
            && let Some(on) = last_before(*value, end)
            && on >= sent
        {
            *value = on;
        }
    }
}

/// Whether the text names when an agreement begins, and another day of a year that is not told and no later.
pub(super) fn may_come_again(page: &Page<'_>, sink: &Sink) -> bool {
    begins(page, sink).is_some_and(|start| {
        sink.found
            .iter()
            .any(|f| is_without_year(page, f) && f.claim.date().is_some_and(|(_, on)| on <= start))
    })
}

impl Text<'_, '_> {
    /// The day that comes again each year is first that of the year behind the beginning.
    pub(super) fn anniversaries(&mut self) {
        let Some(start) = begins(self.page, self.sink) else { return };
        let again: Vec<usize> = (0..self.sink.found.len())
            .filter(|at| self.sink.found.get(*at).is_some_and(|f| self.comes_each_year(f, start)))
            .collect();
        for at in again {
            let Some(found) = self.sink.found.get_mut(at) else { continue };
            if let Claim::Date { role, value } = &mut found.claim
                && let Some(on) = next_behind(*value, start)
            {
                (*role, *value) = (DateRole::Renewal, on);
            }
        }
    }

    fn comes_each_year(&self, found: &Found, start: Date) -> bool {
        let Some((role, on)) = found.claim.date() else { return false };
        let may = matches!(
            role,
            DateRole::Renewal
                | DateRole::End
                | DateRole::Expiry
                | DateRole::Due
                | DateRole::Effective
                | DateRole::Other
        );
        if !may || on > start || !is_without_year(self.page, found) {
            return false;
        }
        let (from, to) = statement(self.page, (found.start, found.end));
        let (line, line_end) = self.page.line_span(found.start);
        let said = |sort: Cue, (from, to): (usize, usize)| {
            self.marks.iter().any(|m| m.sort == sort && m.start >= from && m.end <= to)
        };
        // A bill is due on a day of its own: only the line that names the day of each year makes it that one.
        if role == DateRole::Due {
            return said(Cue::Anniversary, (from.max(line), to.min(line_end)));
        }
        let whole = (from.max(line.saturating_sub(LINE_BEFORE)), to);
        // `Annual fee from 20 April`: a day with no word of an end is that of the beginning.
        let ends = matches!(role, DateRole::Renewal | DateRole::End | DateRole::Expiry);
        let same = (on.month(), on.day()) == (start.month(), start.day());
        said(Cue::Anniversary, whole) || said(Cue::Yearly, whole) && (ends || same)
    }
}

/// Bytes of the line before in which the words of a sentence may stand.
const LINE_BEFORE: usize = 60;

/// The beginning that a text names with its year.
fn begins(page: &Page<'_>, sink: &Sink) -> Option<Date> {
    let starts = sink.found.iter().filter(|f| !is_without_year(page, f));
    let mut starts = starts
        .filter_map(|f| f.claim.date())
        .filter(|(role, _)| matches!(role, DateRole::Start | DateRole::Effective));
    starts.next().map(|(_, on)| on)
}

/// Whether a day is written as day and month only.
fn is_without_year(page: &Page<'_>, found: &Found) -> bool {
    if found.claim.date().is_none() {
        return false;
    }
    let written = page.slice(found.start, found.end);
    let digits = |c: char| !c.is_ascii_digit();
    let groups = written.split(digits).filter(|group| !group.is_empty());
    let (count, longest) = groups.fold((0, 0), |(n, long), group| (n + 1, group.len().max(long)));
    let named = written.chars().filter(|c| c.is_alphabetic()).count() > 2;
    (1..=if named { 1 } else { 2 }).contains(&count) && longest <= 2
}

/// The day of the same name in the year up to an end.
fn last_before(on: Date, end: Date) -> Option<Date> {
    let same = Date::new(end.year(), on.month(), on.day()).ok()?;
    if same <= end { Some(same) } else { same.checked_sub(1.year()).ok() }
}

/// The day of the same name in the year behind a beginning.
fn next_behind(on: Date, start: Date) -> Option<Date> {
    let same = Date::new(start.year(), on.month(), on.day()).ok()?;
    if same > start { Some(same) } else { same.checked_add(1.year()).ok() }
}
