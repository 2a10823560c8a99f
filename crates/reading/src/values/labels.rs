//! Labels: the words beside values that say what they are, in every language at once.

use super::Surroundings;
use crate::words::{Hit, Phrases, as_index};
use oxherd_model::{AmountRole, DateRole, Language, ReferenceRole, TermUnit};
use rustc_hash::FxHashSet;
use std::borrow::Cow;
use std::str::FromStr;
use std::sync::LazyLock;

/// One file for each language: `key: phrase; phrase`.
const FILES: &[(&str, &str)] = &[
    ("en", include_str!("../../data/labels/en.txt")),
    ("de", include_str!("../../data/labels/de.txt")),
    ("fr", include_str!("../../data/labels/fr.txt")),
    ("es", include_str!("../../data/labels/es.txt")),
    ("it", include_str!("../../data/labels/it.txt")),
    ("nl", include_str!("../../data/labels/nl.txt")),
    ("pt", include_str!("../../data/labels/pt.txt")),
    ("sv", include_str!("../../data/labels/sv.txt")),
    ("da", include_str!("../../data/labels/da.txt")),
    ("nb", include_str!("../../data/labels/nb.txt")),
    ("fi", include_str!("../../data/labels/fi.txt")),
    ("pl", include_str!("../../data/labels/pl.txt")),
    ("cs", include_str!("../../data/labels/cs.txt")),
    ("sk", include_str!("../../data/labels/sk.txt")),
    ("hu", include_str!("../../data/labels/hu.txt")),
    ("ro", include_str!("../../data/labels/ro.txt")),
    ("tr", include_str!("../../data/labels/tr.txt")),
    ("ru", include_str!("../../data/labels/ru.txt")),
    ("uk", include_str!("../../data/labels/uk.txt")),
    ("el", include_str!("../../data/labels/el.txt")),
    ("zh", include_str!("../../data/labels/zh.txt")),
    ("ja", include_str!("../../data/labels/ja.txt")),
    ("th", include_str!("../../data/labels/th.txt")),
    ("he", include_str!("../../data/labels/he.txt")),
    ("ar", include_str!("../../data/labels/ar.txt")),
    ("bg", include_str!("../../data/labels/bg.txt")),
    ("hr", include_str!("../../data/labels/hr.txt")),
    ("sr", include_str!("../../data/labels/sr.txt")),
    ("sl", include_str!("../../data/labels/sl.txt")),
    ("lt", include_str!("../../data/labels/lt.txt")),
    ("lv", include_str!("../../data/labels/lv.txt")),
    ("et", include_str!("../../data/labels/et.txt")),
    ("id", include_str!("../../data/labels/id.txt")),
    ("ca", include_str!("../../data/labels/ca.txt")),
    ("ko", include_str!("../../data/labels/ko.txt")),
    ("vi", include_str!("../../data/labels/vi.txt")),
    ("km", include_str!("../../data/labels/km.txt")),
    ("hi", include_str!("../../data/labels/hi.txt")),
    ("sq", include_str!("../../data/labels/sq.txt")),
    ("mk", include_str!("../../data/labels/mk.txt")),
    ("be", include_str!("../../data/labels/be.txt")),
];

/// The six languages whose texts are not searched for short words of another.
const MAIN: [&str; 6] = ["en", "de", "fr", "es", "it", "nl"];

/// Words of another language shorter than this are not taken for labels.
const FOREIGN_LETTERS_MIN: usize = 5;

/// What an amount's label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum AmountLabel {
    Role(AmountRole),
    /// Words that only look like a label.
    Skip,
    /// The most that something may come to: a fine, a sum insured, what the owner bears of a claim.
    Limit,
    /// The same, said by a preposition right before the sum.
    UpTo,
}

/// What a date's label says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum DateLabel {
    Role(DateRole),
    /// A range of days follows.
    Period,
    /// Cover ends: that of a guarantee where the text speaks of one, else the term itself.
    Cover,
    /// The day on which something was to be, before it was moved.
    Moved,
}

/// Words that say what happens on a day named elsewhere in their sentence.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Deed {
    pub(super) role: DateRole,
    /// Whether it is something to be done by that day.
    pub(super) by: bool,
}

/// What follows a label of a number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum NumberLabel {
    /// A reference; a weak label names the document, not its number.
    Reference(ReferenceRole, Strength),
    /// Only the word for a number or a reference.
    AnyNumber,
    Registration,
    Vin,
    Imei,
    Serial,
    Model,
    Gtin,
    Mpan,
    Mprn,
    Malo,
    Melo,
    Meter,
    /// French electricity, gas; Italian gas; Dutch and Belgian EAN: only digits.
    MeterDigits,
    Chip,
    Iban,
    Creditor,
    Card,
    Phone,
    /// The owner's own line, not a number to call.
    Line,
    /// What a thing is called, where a sign shows that its model follows.
    Named,
    /// Where a thing stands or is served.
    Address,
}

/// How much a label of a reference says by itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Strength {
    Strong,
    Weak,
}

/// Words of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum CalendarWord {
    Month(i8),
    /// Monday is 1.
    Weekday(i8),
    /// Days from the message's day.
    Relative(i64),
    Next,
    Week,
    /// A part of the month whose name follows.
    MonthPart(MonthPart),
    /// A stretch of time that ends soon, told without a date: `early next week`.
    Soon(Soon),
    /// The day that was named last: `that day`.
    That,
}

/// A part of a month: `early in April`, `Mitte April`, `fin avril`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum MonthPart {
    Early,
    Middle,
    End,
}

/// The last day of such a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Soon {
    ThisWeek,
    EarlyNextWeek,
    MidNextWeek,
    NextWeek,
    ThisMonth,
    NextMonth,
}

/// Words of a promise.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum TermWord {
    Within,
    /// The same, and used for nothing else: `within`, `entro`.
    Sure,
    Unit(TermUnit),
    Number(u16),
    /// The supplier says it will do something.
    Will,
    /// Something is asked of the owner instead.
    Owner,
    Between,
}

/// Words that only tell what the text is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Cue {
    Vehicle,
    Hours,
    Change,
    RangeFrom,
    RangeTo,
    /// Parts an old price from a new one, but never two days.
    AmountTo,
    /// The text speaks of names of domains.
    Domain,
    /// The text speaks of a guarantee.
    Warranty,
    /// The text speaks of insurance.
    Insurance,
    /// Something that was agreed is moved to another day.
    Moved,
}

/// Words of what is looked after from time to time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Care {
    /// What is done: a vaccination, an inspection.
    Noun,
    /// That it comes next, or has to be.
    Next,
}

#[derive(Debug, Clone, Copy)]
enum Kind {
    Amount(AmountLabel),
    Date(DateLabel),
    Number(NumberLabel),
    Calendar(CalendarWord),
    Term(TermWord),
    Cue(Cue),
    Deed(Deed),
    Care(Care),
    By,
    Added,
}

/// A label at its place in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Mark<T> {
    pub(super) what: T,
    pub(super) start: usize,
    pub(super) end: usize,
}

/// The labels of one text, each sort by place, the longest at each place.
#[derive(Debug, Default)]
pub(super) struct Labels {
    pub(super) amounts: Vec<Mark<AmountLabel>>,
    pub(super) dates: Vec<Mark<DateLabel>>,
    pub(super) numbers: Vec<Mark<NumberLabel>>,
    pub(super) calendar: Vec<Mark<CalendarWord>>,
    pub(super) terms: Vec<Mark<TermWord>>,
    pub(super) cues: Vec<Mark<Cue>>,
    pub(super) deeds: Vec<Mark<Deed>>,
    pub(super) care: Vec<Mark<Care>>,
    pub(super) next: Vec<Mark<Care>>,
    /// Words for `by`, right before a day.
    pub(super) by: Vec<Mark<()>>,
    /// Words by which a sum comes on top of another.
    pub(super) added: Vec<Mark<()>>,
}

#[derive(Debug, Clone, Copy)]
struct Entry {
    kind: Kind,
    language: Language,
    /// Whether only a text of its own language may hold it.
    own: bool,
}

/// Names of months and of days of the week, as written, in every language.
pub(super) fn names_of_the_calendar() -> impl Iterator<Item = &'static str> {
    let lines = FILES.iter().flat_map(|(_, file)| file.lines());
    let named = lines.filter_map(|line| line.split_once(':'));
    let calendar =
        named.filter(|(key, _)| key.starts_with("month.") || key.starts_with("weekday."));
    calendar.flat_map(|(_, phrases)| phrases.split(';')).map(str::trim)
}

/// Whether a folded word is the full name of a day of the week, in any language.
pub(super) fn is_weekday(word: &str) -> bool {
    WEEKDAYS.contains(word)
}

static WEEKDAYS: LazyLock<FxHashSet<String>> = LazyLock::new(|| {
    let lines = FILES.iter().flat_map(|(_, file)| file.lines());
    let named = lines.filter_map(|line| line.split_once(':'));
    let days = named.filter(|(key, _)| key.starts_with("weekday."));
    let days = days.flat_map(|(_, phrases)| phrases.split(';')).map(crate::words::fold);
    days.filter(|day| day.len() >= WEEKDAY_MIN).collect()
});

/// Shorter names of days of the week are words of other things.
const WEEKDAY_MIN: usize = 5;

/// An Italian label as it stands before the 8th and the 11th, whose numbers begin with a vowel:
/// `fino al 7`, `fino all'8`.
fn elided(phrase: &str) -> Option<String> {
    let ends = [(" al", " all'"), (" dal", " dall'"), (" il", " l'")];
    ends.iter().find_map(|(end, elided)| Some(format!("{}{elided}", phrase.strip_suffix(end)?)))
}

/// The labels of all languages.
#[derive(Debug)]
pub(super) struct LabelReader {
    phrases: Phrases,
    entries: Vec<Entry>,
}

impl LabelReader {
    pub(super) fn new() -> Self {
        let bytes = FILES.iter().map(|(_, file)| file.len()).sum();
        let mut reader = Self { phrases: Phrases::with_room_for(bytes), entries: Vec::new() };
        for (language, file) in FILES {
            for line in file.lines().filter(|line| !line.starts_with('#')) {
                if let Some((key, phrases)) = line.split_once(':') {
                    reader.add_line(Language::from_code(language), key, phrases);
                }
            }
        }
        reader
    }

    fn add_line(&mut self, language: Language, key: &str, phrases: &str) {
        let Some(kind) = kind_of(key) else { return };
        let elided = |phrase: &str| elided(phrase).filter(|_| language.as_str() == "it");
        let phrases = phrases.split(';').map(str::trim).filter(|p| !p.is_empty());
        let phrases =
            phrases.flat_map(|p| [Some(Cow::Borrowed(p)), elided(p).map(Cow::Owned)]).flatten();
        for phrase in phrases {
            let short = !phrase.contains(' ') && phrase.chars().count() < FOREIGN_LETTERS_MIN;
            let foreign = phrase.bytes().all(|b| b.is_ascii()) && language != Language::EN;
            let english = language == Language::EN
                && matches!(kind, Kind::Calendar(_) | Kind::Term(_) | Kind::Cue(_) | Kind::By);
            let number = u32::try_from(self.entries.len()).unwrap_or(u32::MAX);
            self.entries.push(Entry { kind, language, own: short && (foreign || english) });
            self.phrases.add(&phrase, number);
        }
    }

    /// The labels of one text.
    pub(super) fn read(&self, s: &Surroundings<'_>) -> Labels {
        let mut labels = Labels::default();
        let main = MAIN.contains(&s.language.as_str());
        self.phrases.find(s.words, |hit| {
            let Some(entry) = self.entries.get(as_index(hit.phrase)) else {
                return;
            };
            if entry.own && main && entry.language != s.language && !dated(s, entry, hit) {
                return;
            }
            let Some((start, end)) = span(s, hit) else {
                return;
            };
            let own = if entry.language == s.language { Origin::Own } else { Origin::Foreign };
            match entry.kind {
                Kind::Amount(what) => keep(&mut labels.amounts, Mark { what, start, end }, own),
                Kind::Date(what) => keep(&mut labels.dates, Mark { what, start, end }, own),
                Kind::Number(what) => keep(&mut labels.numbers, Mark { what, start, end }, own),
                Kind::Calendar(what) => keep(&mut labels.calendar, Mark { what, start, end }, own),
                Kind::Term(what) => keep(&mut labels.terms, Mark { what, start, end }, own),
                Kind::Cue(what) => keep(&mut labels.cues, Mark { what, start, end }, own),
                Kind::By => keep(&mut labels.by, Mark { what: (), start, end }, own),
                Kind::Added => keep(&mut labels.added, Mark { what: (), start, end }, own),
                Kind::Deed(what) => keep(&mut labels.deeds, Mark { what, start, end }, own),
                Kind::Care(what) => {
                    let nouns = what == Care::Noun;
                    let marks = if nouns { &mut labels.care } else { &mut labels.next };
                    keep(marks, Mark { what, start, end }, own);
                }
            }
        });
        labels
    }
}

/// Whether a month of another language stands between a day and a year: `29 dic 2024`.
fn dated(s: &Surroundings<'_>, entry: &Entry, hit: Hit) -> bool {
    let number = |at: Option<usize>, most: usize| {
        let word = at.and_then(|at| s.words.all().get(at));
        let text = word.and_then(|w| s.text.get(as_index(w.start)..as_index(w.end)));
        text.is_some_and(|t| t.len() <= most && t.bytes().all(|b| b.is_ascii_digit()))
    };
    matches!(entry.kind, Kind::Calendar(CalendarWord::Month(_)))
        && number(hit.first.checked_sub(1), 2)
        && number(Some(hit.last + 1), 4)
}

/// Whether a label is of the text's own language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Origin {
    Own,
    Foreign,
}

/// Keeps a mark unless a longer one covers it; a longer one replaces what it covers.
fn keep<T>(marks: &mut Vec<Mark<T>>, mark: Mark<T>, origin: Origin) {
    while let Some(last) = marks.last() {
        let same = last.start == mark.start && last.end == mark.end;
        if same && origin == Origin::Foreign {
            return;
        }
        if last.start <= mark.start && mark.end <= last.end && !same {
            return;
        }
        if same || (mark.start <= last.start && last.end <= mark.end) {
            marks.pop();
        } else {
            break;
        }
    }
    marks.push(mark);
}

fn span(s: &Surroundings<'_>, hit: Hit) -> Option<(usize, usize)> {
    let words = s.words.all();
    let (first, last) = (words.get(hit.first)?, words.get(hit.last)?);
    let (start, end) = (as_index(first.start), as_index(last.end));
    // A label does not run over the end of a line.
    (!s.text.get(start..end)?.contains('\n')).then_some((start, end))
}

fn kind_of(key: &str) -> Option<Kind> {
    let (family, name) = key.split_once('.')?;
    Some(match family {
        "amount" if name == "added" => Kind::Added,
        "amount" => Kind::Amount(amount_label(name)?),
        "date" => Kind::Date(date_label(name)?),
        "ref" if name == "any" => Kind::Number(NumberLabel::AnyNumber),
        "ref" => {
            let strength = if name.ends_with('!') { Strength::Weak } else { Strength::Strong };
            let role = ReferenceRole::from_str(name.trim_end_matches('!')).ok()?;
            Kind::Number(NumberLabel::Reference(role, strength))
        }
        "id" | "contact" if name != "hours" => Kind::Number(number_label(name)?),
        "cue" | "contact" | "range" | "change" => Kind::Cue(cue(name)?),
        "care" => Kind::Care(if name == "noun" { Care::Noun } else { Care::Next }),
        "deadline" => Kind::By,
        "month" => Kind::Calendar(CalendarWord::Month(name.parse().ok()?)),
        "weekday" => Kind::Calendar(CalendarWord::Weekday(name.parse().ok()?)),
        "day" => Kind::Calendar(calendar_word(name)?),
        "number" => Kind::Term(TermWord::Number(name.parse().ok()?)),
        "term" => Kind::Term(term_word(name)?),
        "by" | "on" => {
            let role = DateRole::from_str(name).ok()?;
            Kind::Deed(Deed { role, by: family == "by" })
        }
        _ => return None,
    })
}

fn amount_label(name: &str) -> Option<AmountLabel> {
    Some(match name {
        "skip" => AmountLabel::Skip,
        "limit" => AmountLabel::Limit,
        "upto" => AmountLabel::UpTo,
        role => AmountLabel::Role(AmountRole::from_str(role).ok()?),
    })
}

fn date_label(name: &str) -> Option<DateLabel> {
    Some(match name {
        "period" => DateLabel::Period,
        "cover" => DateLabel::Cover,
        "moved" => DateLabel::Moved,
        role => DateLabel::Role(DateRole::from_str(role).ok()?),
    })
}

fn number_label(name: &str) -> Option<NumberLabel> {
    Some(match name {
        "registration" => NumberLabel::Registration,
        "vin" => NumberLabel::Vin,
        "imei" => NumberLabel::Imei,
        "serial" => NumberLabel::Serial,
        "model" => NumberLabel::Model,
        "gtin" => NumberLabel::Gtin,
        "mpan" => NumberLabel::Mpan,
        "mprn" => NumberLabel::Mprn,
        "malo" => NumberLabel::Malo,
        "melo" => NumberLabel::Melo,
        "meter" => NumberLabel::Meter,
        "meter_digits" => NumberLabel::MeterDigits,
        "chip" => NumberLabel::Chip,
        "iban" => NumberLabel::Iban,
        "creditor" => NumberLabel::Creditor,
        "card" => NumberLabel::Card,
        "phone" => NumberLabel::Phone,
        "line" => NumberLabel::Line,
        "model!" => NumberLabel::Named,
        "address" => NumberLabel::Address,
        _ => return None,
    })
}

fn cue(name: &str) -> Option<Cue> {
    Some(match name {
        "vehicle" => Cue::Vehicle,
        "hours" => Cue::Hours,
        "words" => Cue::Change,
        "from" => Cue::RangeFrom,
        "to" => Cue::RangeTo,
        "amount" => Cue::AmountTo,
        "domain" => Cue::Domain,
        "warranty" => Cue::Warranty,
        "insurance" => Cue::Insurance,
        "moved" => Cue::Moved,
        _ => return None,
    })
}

fn calendar_word(name: &str) -> Option<CalendarWord> {
    Some(match name {
        "next" => CalendarWord::Next,
        "that" => CalendarWord::That,
        "week" => CalendarWord::Week,
        "monthend" => CalendarWord::MonthPart(MonthPart::End),
        "monthmid" => CalendarWord::MonthPart(MonthPart::Middle),
        "monthearly" => CalendarWord::MonthPart(MonthPart::Early),
        "this_week" => CalendarWord::Soon(Soon::ThisWeek),
        "next_week_early" => CalendarWord::Soon(Soon::EarlyNextWeek),
        "next_week_mid" => CalendarWord::Soon(Soon::MidNextWeek),
        "next_week" => CalendarWord::Soon(Soon::NextWeek),
        "this_month" => CalendarWord::Soon(Soon::ThisMonth),
        "next_month" => CalendarWord::Soon(Soon::NextMonth),
        days => CalendarWord::Relative(days.parse().ok()?),
    })
}

fn term_word(name: &str) -> Option<TermWord> {
    Some(match name {
        "within" => TermWord::Within,
        "sure" => TermWord::Sure,
        "will" => TermWord::Will,
        "owner" => TermWord::Owner,
        "between" => TermWord::Between,
        unit => TermWord::Unit(TermUnit::from_str(unit.strip_prefix("unit.")?).ok()?),
    })
}

/// Marks that end at or before an offset, the nearest first.
pub(super) fn before<T>(marks: &[Mark<T>], at: usize) -> impl Iterator<Item = &Mark<T>> {
    let end = marks.partition_point(|mark| mark.start < at);
    marks.get(..end).unwrap_or_default().iter().rev().filter(move |mark| mark.end <= at)
}

/// Marks that start at or after an offset.
pub(super) fn from<T>(marks: &[Mark<T>], at: usize) -> &[Mark<T>] {
    let start = marks.partition_point(|mark| mark.start < at);
    marks.get(start..).unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_of_every_file_is_understood() {
        for (language, file) in FILES {
            for line in file.lines().filter(|l| !l.starts_with('#') && !l.trim().is_empty()) {
                let (key, phrases) = line.split_once(':').expect(line);
                assert!(kind_of(key).is_some(), "{language}: {key}");
                assert!(phrases.split(';').all(|p| !p.trim().is_empty()), "{language}: {key}");
            }
        }
    }
}
