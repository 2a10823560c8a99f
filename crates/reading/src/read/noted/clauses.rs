//! The clauses of a note, and what each of them is about.

use super::parted;
use super::stems::{self, Stems};
use crate::words::{Words, as_index};
use jiff::civil::Date;
use oxherd_model::{Kind, LetterAct, Pledge, PledgedDeed, PromiseTerm, TermUnit};

/// Clauses of one note.
const CLAUSES_MAX: usize = 120;

/// Words of a clause.
const WORDS_MAX: usize = 120;

/// Bytes of a clause that are looked at.
const BYTES_MAX: usize = 1_500;

/// Bytes of a note that are looked at, and pieces between its stops.
const TEXT_MAX: usize = 60_000;
const PIECES_MAX: usize = 300;

/// Letters behind a full stop among which the next word begins.
const NEXT_LETTERS: usize = 8;

/// What a clause speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Topic {
    Refund,
    Visit,
    Delivery,
    Reply,
    /// Something that somebody will do.
    Other,
}

/// How the owner knows what they note.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// They saw it.
    Eyes,
    /// They were told on the telephone.
    Telephone,
}

/// A clause, or clauses that speak of one thing.
#[derive(Debug, Clone)]
pub(super) struct Clause {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Its folded words, a space around each.
    pub(super) line: String,
    pub(super) topic: Option<Topic>,
    /// Whether another than the owner is named as who does it.
    by_other: bool,
}

/// The clauses of a text.
pub(super) fn of(text: &str, supplier: &str) -> Vec<Clause> {
    let supplier = line_of(supplier);
    let text = text.get(..text.floor_char_boundary(TEXT_MAX)).unwrap_or_default();
    let mut joined: Vec<Clause> = Vec::new();
    for (sentence, (start, end)) in pieces(text) {
        let clause = Clause::of(text, (start, end), supplier.trim());
        // What speaks of nothing itself belongs to what stands before it in its sentence, and a day
        // that leads to what follows.
        let same = joined.last().filter(|last| sentence.0 <= last.start);
        let joins = same.is_some_and(|last| {
            if last.speaks_of_nothing() { last.leads() } else { clause.speaks_of_nothing() }
        });
        match joined.last_mut() {
            Some(last) if joins => {
                let by_other = last.by_other;
                *last = Clause::of(text, (last.start, end), supplier.trim());
                last.by_other |= by_other;
            }
            Some(_) | None => joined.push(clause),
        }
        if joined.len() >= CLAUSES_MAX {
            break;
        }
    }
    joined
}

/// A span of bytes.
type Span = (usize, usize);

/// The pieces of a text between its stops, each with the span of its sentence.
fn pieces(text: &str) -> Vec<(Span, Span)> {
    let mut pieces = Vec::new();
    let (mut sentence, mut start) = (0, 0);
    let bytes = text.as_bytes();
    let mut cuts: Vec<(usize, bool)> = Vec::new();
    for (at, c) in text.char_indices() {
        let after = text.get(at + c.len_utf8()..).unwrap_or_default();
        let before = at.checked_sub(1).and_then(|at| bytes.get(at));
        let digit = before.is_some_and(u8::is_ascii_digit);
        let next = after.chars().take(NEXT_LETTERS).find(|c| !c.is_whitespace());
        let spaced = after.starts_with(char::is_whitespace) || after.is_empty();
        match c {
            '!' | '?' | ';' | '\n' => cuts.push((at + 1, true)),
            // `14. März` and `no. 12` end no sentence.
            '.' if spaced
                && (!digit || next.is_none_or(char::is_uppercase) && !is_month(after)) =>
            {
                cuts.push((at + 1, true));
            }
            ',' | ':' if spaced => cuts.push((at + 1, false)),
            ' ' if joins(after) => cuts.push((at + 1, false)),
            _ => {}
        }
    }
    cuts.push((text.len(), true));
    for (cut, ends) in cuts {
        if text.get(start..cut).is_some_and(|piece| piece.chars().any(char::is_alphanumeric)) {
            pieces.push(((sentence, cut), (start, cut)));
            start = cut;
        }
        if ends {
            sentence = cut;
            start = cut;
        }
        if pieces.len() >= PIECES_MAX {
            break;
        }
    }
    pieces
}

/// Whether a month follows: German writes it in capitals behind a full stop.
fn is_month(after: &str) -> bool {
    let words = Words::cut(after.get(..after.floor_char_boundary(24)).unwrap_or_default(), 1);
    let first = words.all().first().map(|word| words.folded(*word)).unwrap_or_default();
    stems::MONTHS.iter().any(|month| first.starts_with(month))
}

/// Whether another clause is joined here: `and`, but not `between 8 and 12`.
fn joins(after: &str) -> bool {
    ["and ", "und ", "et ", "y ", "e ", "en ", "but ", "aber ", "mais ", "pero ", "ma ", "maar "]
        .iter()
        .any(|word| {
            let rest = after.strip_prefix(word);
            rest.is_some_and(|rest| !rest.starts_with(|c: char| c.is_ascii_digit()))
        })
}

/// The folded words of a text, a space around each.
fn line_of(text: &str) -> String {
    let words = Words::cut(text, WORDS_MAX);
    let mut line = String::from(" ");
    for word in words.all() {
        line.push_str(words.folded(*word));
        line.push(' ');
    }
    line
}

impl Clause {
    fn of(text: &str, (start, end): Span, supplier: &str) -> Self {
        let own = text.get(start..end).unwrap_or_default();
        let own = own.get(..own.floor_char_boundary(BYTES_MAX)).unwrap_or_default();
        let inner = Words::cut(own, WORDS_MAX);
        let first = inner.all().first().map_or(0, |word| as_index(word.start));
        let line = line_of(own);
        let has = |stems: Stems| stems::has(&line, stems);
        let topic = [
            (Topic::Refund, stems::REFUND),
            (Topic::Visit, stems::VISIT),
            (Topic::Delivery, stems::DELIVERY),
            (Topic::Reply, stems::REPLY),
            (Topic::Visit, stems::COMES),
        ];
        let topic = parted(&line, own)
            .or_else(|| topic.iter().find(|(_, stems)| has(stems)).map(|(topic, _)| *topic));
        let by_other =
            !supplier.is_empty() && line.contains(&format!(" {supplier} ")) || has(stems::OTHERS);
        // `Nobody came`: whoever it was that was to come.
        let came =
            has(stems::CAME) && !has(stems::FIRST) && (has(stems::NOT) || has(stems::OTHERS));
        let held = has(stems::HELD) && has(stems::MOVED) && !has(stems::NOT);
        let topic = topic.or((came || held).then_some(Topic::Visit));
        let topic = topic.or(has(stems::WILL).then_some(Topic::Other));
        Self { start: start + first, end, line, topic, by_other }
    }

    fn has(&self, stems: Stems) -> bool {
        stems::has(&self.line, stems)
    }

    /// Whether it says something of what follows: a day, or that it happened.
    fn leads(&self) -> bool {
        let number = self.line.contains(|c: char| c.is_ascii_digit());
        number || self.has(stems::OVER) || day_of_week(&self.line, Date::ZERO).is_some()
    }

    /// Whether it says that something was told.
    pub(super) fn is_told(&self) -> bool {
        self.has(stems::TOLD)
    }

    fn speaks_of_nothing(&self) -> bool {
        self.topic.is_none() && self.raw_deed().is_none()
    }

    /// Whether it hangs on a condition, is wanted only, or denied.
    pub(super) fn is_open(&self) -> bool {
        self.has(stems::IF) || self.is_denied()
    }

    fn is_denied(&self) -> bool {
        let fine =
            ["no later", "not later", "nicht spater", "no mas tarde", "non oltre", "niet later"];
        let mut line = self.line.clone();
        for phrase in fine {
            line = line.replace(phrase, "");
        }
        stems::has(&line, stems::NOT)
    }

    /// Whether it can be a promise of the supplier: neither denied nor under a condition, neither over
    /// nor asked for, nor what the owner will do.
    pub(super) fn promises(&self) -> bool {
        let own = self.has(stems::FIRST)
            && matches!(self.topic, Some(Topic::Delivery | Topic::Other))
            || self.has(stems::OWN_WILL);
        !self.is_open() && !own && !self.has(stems::OVER) && !self.has(stems::ASKED)
    }

    /// What verb of an act stands in it.
    fn raw_deed(&self) -> Option<LetterAct> {
        let act = stems::DEEDS.iter().find(|(_, stems)| self.has(stems)).map(|(act, _)| *act)?;
        // A visit that is called off is no contract.
        let other = matches!(self.topic, Some(Topic::Visit | Topic::Delivery));
        (act != LetterAct::Cancel || !other).then_some(act)
    }

    /// What the owner did: they say so of themself, or name nobody else.
    pub(super) fn deed(&self) -> Option<LetterAct> {
        let act = self.raw_deed()?;
        let own = self.has(stems::FIRST);
        let passive = self.has(stems::PASSIVE);
        let wanted = self.has(stems::WANT);
        (!self.is_open() && !wanted && (own || !self.by_other && !passive)).then_some(act)
    }

    /// The kind of message that says the same as what has happened. Money that somebody says on the
    /// telephone was paid is not there yet.
    pub(super) fn seen(&self, source: Source) -> Option<Kind> {
        let topic = self.topic?;
        let denied = self.is_denied();
        let over = self.has(stems::OVER);
        match topic {
            Topic::Visit if self.has(stems::MOVED) && !denied => Some(Kind::AppointmentChanged),
            Topic::Visit if over && denied => Some(Kind::AppointmentChanged),
            Topic::Visit if over => Some(Kind::Delivered),
            Topic::Delivery if over && !denied && !self.has(stems::FIRST) => Some(Kind::Delivered),
            Topic::Refund if over && !denied && source == Source::Eyes => Some(Kind::RefundCredit),
            Topic::Refund | Topic::Visit | Topic::Delivery | Topic::Reply | Topic::Other => None,
        }
    }

    /// The deed that is promised, where it is one that suppliers promise by any words.
    pub(super) fn pledge(&self) -> Option<Pledge> {
        let deed = match self.topic? {
            Topic::Refund => PledgedDeed::Refund,
            Topic::Reply => PledgedDeed::Reply,
            Topic::Delivery => PledgedDeed::Delivery,
            Topic::Visit | Topic::Other => return None,
        };
        Some(Pledge { deed, instead: false, addressed: true })
    }

    /// The kind of message that would promise the same.
    pub(super) fn promised(&self) -> Option<Kind> {
        match self.topic? {
            Topic::Visit => Some(Kind::AppointmentSet),
            Topic::Delivery => Some(Kind::DeliveryUnderWay),
            Topic::Refund => Some(Kind::RefundCredit),
            Topic::Reply => Some(Kind::CaseProgress),
            Topic::Other => None,
        }
    }
}

/// What a verb of two parts tells: `betalen ... terug`, `ruft ... zurück`, `krijg ... terug` of money.
fn parted(line: &str, own: &str) -> Option<Topic> {
    let money = || own.contains(['€', '£', '$']) || parted::MONEY.iter().any(|m| line.contains(m));
    if parted::has_parted(line, parted::REFUND_PARTED)
        || parted::has_parted(line, parted::BACK_PARTED) && money()
    {
        return Some(Topic::Refund);
    }
    parted::has_parted(line, parted::REPLY_PARTED).then_some(Topic::Reply)
}

/// The day that a clause names by its place in the week or the month, counted from a day: the next of its name.
pub(super) fn day_of_week(line: &str, on: Date) -> Option<Date> {
    if stems::MONTH_END.iter().any(|words| line.contains(words)) {
        return Some(on.last_of_month());
    }
    for word in line.split_whitespace() {
        if stems::TODAY.contains(&word) {
            return Some(on);
        }
        if stems::TOMORROW.contains(&word) {
            return on.tomorrow().ok();
        }
        let named = stems::WEEK.iter().find(|(names, _)| names.contains(&word));
        if let Some((_, weekday)) = named {
            return on.nth_weekday(1, *weekday).ok();
        }
    }
    None
}

/// A length of time that a clause names: `within 10 working days`, `in two weeks`.
pub(super) fn within(line: &str) -> Option<PromiseTerm> {
    let words: Vec<&str> = line.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let number = word.parse::<u16>().ok().filter(|n| (1..=999).contains(n));
        let number =
            number.or_else(|| stems::NUMBERS.iter().find(|(n, _)| n == word).map(|(_, n)| *n));
        let Some(count) = number else { continue };
        let behind = words.get(at + 1).copied().unwrap_or_default();
        let next = words.get(at + 2).copied().unwrap_or_default();
        let is = |word: &str, list: &[&str]| list.contains(&word);
        let business = is(behind, stems::WORKING) && is(next, stems::DAYS)
            || is(behind, stems::DAYS) && is(next, stems::WORKING)
            || is(behind, stems::WORKDAYS);
        let unit = if business {
            TermUnit::BusinessDay
        } else if is(behind, stems::DAYS) {
            TermUnit::Day
        } else if is(behind, stems::WEEKS) {
            TermUnit::Week
        } else if is(behind, stems::HOURS) {
            TermUnit::Hour
        } else if is(behind, stems::MONTH_UNITS) {
            TermUnit::Month
        } else {
            continue;
        };
        return Some(PromiseTerm::Within { count, unit });
    }
    None
}
