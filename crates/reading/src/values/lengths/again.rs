//! What comes again after a length of time: `the next jab is due in one year`; and the term that only an adjective
//! names: `your annual membership began on 3 May`.

use super::{Cue, Length, Mark, Text, distance};
use crate::values::begins_a_word;
use crate::values::promises::sentence;
use crate::words::fold;
use jiff::civil::Date;
use oxherd_model::{DateRole, TermUnit};

/// Care comes again after so many months at least and at most.
const MONTHS: std::ops::RangeInclusive<u16> = 1..=60;

/// Bytes between the words for the next time and its length, and those in front in which the care is named.
const NEXT_REACH: usize = 60;
const CARE_BEFORE: usize = 140;

/// Words right before a length that is counted from now, folded, and their bytes.
const IN: &[&str] = &[
    "in", "within", "after", "nach", "dans", "apres", "en", "de", "tras", "tra", "fra", "entro",
    "dopo", "over", "na", "binnen",
];
const IN_BYTES: usize = 12;

/// Stems of words for what is paid next, folded.
const MONEY: &[&str] = &[
    "pay", "bill", "instal", "debit", "zahl", "rechnung", "rate", "abbuch", "beitrag", "paie",
    "factur", "echeance", "prelev", "pago", "recibo", "cuota", "fattur", "rata", "pagament",
    "addebit", "betal", "termijn", "incasso",
];

impl Text<'_, '_> {
    /// The day on which care falls due again that is said by its distance from today.
    pub(super) fn next_care(&self, length: Length, (from, to): (usize, usize)) -> Option<Date> {
        length.months().filter(|months| MONTHS.contains(months))?;
        let next = self.marks.iter().find(|m| {
            let near = distance((m.start, m.end), length.at) <= NEXT_REACH;
            m.sort == Cue::Next && m.start >= from && m.end <= to && near
        })?;
        let (head, _) = self.page.around(length.at.0, IN_BYTES, 0);
        let head = fold(self.page.slice(head, length.at.0));
        let led = head.rsplit(' ').next().is_some_and(|word| IN.contains(&word));
        // What the care is may stand in the sentence before.
        let care = self.marks.iter().any(|m| {
            let of_care = matches!(m.sort, Cue::Treated | Cue::Serviced | Cue::Care);
            of_care && m.end.saturating_add(CARE_BEFORE) >= next.start && m.start < to
        });
        let said = fold(self.page.slice(from, to));
        let of_money = MONEY.iter().any(|stem| begins_a_word(&said, stem));
        let lasts = |m: &Mark| m.sort == Cue::Guarantee && m.start >= from && m.end <= to;
        let other = of_money || self.marks.iter().any(lasts);
        let sent = self.page.s.sent_on?;
        length.after(sent).filter(|_| led && care && !other)
    }

    /// The last day of the first year of what is agreed `for a year` in one word, where it says when it begins.
    pub(super) fn annual(&mut self) {
        let Some(mark) = self.marks.iter().find(|m| m.sort == Cue::Annual).copied() else { return };
        let (from, to) = sentence(self.page, mark.start, mark.end);
        let begins = self.sink.found.iter().any(|f| {
            let start = f.claim.date().is_some_and(|(role, _)| role == DateRole::Start);
            start && f.start >= from && f.end <= to.saturating_add(1)
        });
        let tried = self.marks.iter().any(|m| m.sort == Cue::Trial);
        if !begins || tried {
            return;
        }
        let year = Length { count: 1, unit: TermUnit::Year, at: (mark.start, mark.end) };
        if let Some((role, on)) = self.term_ends(year) {
            self.add(role, on, year.at, super::SURE);
        }
    }
}
