//! Promises: what the supplier says it will do, and by when.

use super::ahead::Ahead;
use super::day::Day;
use super::deeds::comes_to_owner;
use super::labels::{self, Labels, Mark, TermWord};
use super::page::{Page, ROW_MAX, is_blank, is_space};
use super::pledges::Deeds;
use super::{Sink, asked, dates, numbered, slots, spoken};
use crate::words::fold;
use oxherd_model::{Claim, DateRole, DayHour, Pledge, PledgedDeed, PromiseTerm, TermUnit};

/// How much of a sentence is kept.
const WHAT_MAX: usize = 120;
/// How far a sentence is followed in each direction.
const SENTENCE_MAX: usize = 240;
/// Promises of one text.
const PROMISES_MAX: usize = 10;

/// Finds the promises in a text whose dates are already found.
pub(super) fn read(page: &Page<'_>, labels: &Labels, deeds: &Deeds<'_>, sink: &mut Sink) {
    let mut count = 0;
    let mut floor = 0;
    for (at, mark) in labels.terms.iter().enumerate() {
        let TermWord::Unit(unit) = mark.what else {
            continue;
        };
        if count >= PROMISES_MAX || mark.start < floor {
            continue;
        }
        let Some((number, start)) = number_before(page, labels, at, mark.start) else {
            continue;
        };
        let here = (start, mark.end);
        let pledged = deeds.promised(here);
        let before = Some(here).filter(|_| pledged.is_none()).and_then(|at| deeds.given_before(at));
        let said = before.map(|(_, s)| (s, 700)).or_else(|| meant(page, labels, here, unit));
        let by_deed =
            || pledged.filter(|_| is_term(page, labels, start, unit)).map(|(_, s)| (s, 700));
        let Some((sentence, sure)) = said.or_else(by_deed) else {
            continue;
        };
        let pledge = pledged.or(before).map(|(pledge, _)| pledge);
        if number == 0 || deeds.is_standing(here) || deeds.is_burden(here) {
            continue;
        }
        count += 1;
        floor = mark.end;
        let term = PromiseTerm::Within { count: number, unit };
        let what = trimmed(page.slice(sentence.0, sentence.1));
        let sure = sure.min(confidence(unit));
        sink.add(Claim::Promise { what, term, pledge }, here, sure);
    }
    by_date(page, labels, deeds, sink);
}

const fn confidence(unit: TermUnit) -> u16 {
    if matches!(unit, TermUnit::Year) { 500 } else { 800 }
}

/// The number before a unit, in digits or words; the larger end of a range.
pub(super) fn number_before(
    page: &Page<'_>,
    labels: &Labels,
    at: usize,
    unit_start: usize,
) -> Option<(u16, usize)> {
    let head = page.text.get(..unit_start)?;
    let end = head.trim_end_matches(|c: char| is_space(c) || c == '-').len();
    let run = head.get(..end)?.bytes().rev().take(4).take_while(u8::is_ascii_digit).count();
    if run > 0 {
        let number = page.slice(end - run, end).parse().ok()?;
        let free = page
            .char_before(end - run)
            .is_none_or(|c| !c.is_alphanumeric() && !matches!(c, '.' | ',' | '€' | '£' | '$'));
        return (run <= 3 && free && end < unit_start).then_some((number, end - run));
    }
    let word = at.checked_sub(1).and_then(|at| labels.terms.get(at))?;
    let TermWord::Number(number) = word.what else {
        return None;
    };
    (word.end <= unit_start && is_blank(page.slice(word.end, unit_start).trim_matches('-')))
        .then_some((number, word.start))
}

/// A span in its sentence.
type Span = (usize, usize);

/// The sentence of a term that the supplier sets itself, and how sure that is: it says what it will do,
/// or how soon something comes, and asks nothing of the owner.
fn meant(
    page: &Page<'_>,
    labels: &Labels,
    (start, end): Span,
    unit: TermUnit,
) -> Option<(Span, u16)> {
    let word = introduced(page, labels, start);
    if word.is_some()
        && let Some(said) = promising(page, labels, start, end)
    {
        return Some((said, 800));
    }
    let whole = sentence(page, start, end);
    // What is asked of the owner stands right before the term or right behind it.
    let near = (whole.0.max(start.saturating_sub(ASKED_BEFORE)), whole.1.min(end + ASKED_BEHIND));
    let asked = asks(page, labels, near);
    let soon = matches!(unit, TermUnit::Hour | TermUnit::Day | TermUnit::Week)
        && word == Some(TermWord::Sure)
        || unit == TermUnit::BusinessDay;
    (soon && !asked).then_some((whole, 700))
}

/// Whether a span is told as one in which something is done: no length of a guarantee, no age.
fn is_term(page: &Page<'_>, labels: &Labels, start: usize, unit: TermUnit) -> bool {
    match introduced(page, labels, start) {
        Some(TermWord::Sure) => unit != TermUnit::Year,
        Some(_) => !matches!(unit, TermUnit::Month | TermUnit::Year),
        None => unit == TermUnit::BusinessDay,
    }
}

/// How far from a term what is asked of the owner stands.
const ASKED_BEFORE: usize = 70;
const ASKED_BEHIND: usize = 40;

/// The word of time before the number: `within`, `takes up to`, `5 to`.
fn introduced(page: &Page<'_>, labels: &Labels, start: usize) -> Option<TermWord> {
    labels::before(&labels.terms, start)
        .take(4)
        .filter(|mark| start - mark.end <= 30 && !page.slice(mark.end, start).contains('\n'))
        .map(|mark| mark.what)
        .find(|what| matches!(what, TermWord::Within | TermWord::Sure))
}

/// The sentence around a span, where the supplier speaks of what it will do.
fn promising(page: &Page<'_>, labels: &Labels, start: usize, end: usize) -> Option<(usize, usize)> {
    let (from, to) = sentence(page, start, end);
    let inside: Vec<&Mark<TermWord>> = labels::from(&labels.terms, from)
        .iter()
        .take_while(|mark| mark.start < to)
        .take(40)
        .collect();
    let said = page.slice(from, to);
    let by_form = || {
        let ahead = Ahead::new(said, page.s.language);
        ahead.we_shall() || ahead.gives() || ahead.comes()
    };
    if asks(page, labels, (from, to)) {
        return None;
    }
    let will = inside.iter().any(|mark| mark.what == TermWord::Will) || by_form();
    will.then_some((from, to))
}

/// Whether something is asked of the owner within a span: what the supplier itself will do by the same words
/// (`we will pay`) is not.
fn asks(page: &Page<'_>, labels: &Labels, (from, to): Span) -> bool {
    let inside: Vec<&Mark<TermWord>> = labels::from(&labels.terms, from)
        .iter()
        .take_while(|mark| mark.end <= to)
        .take(40)
        .collect();
    let its_own = |mark: &Mark<TermWord>| {
        let mut will = inside.iter().filter(|m| m.what == TermWord::Will && m.end <= mark.start);
        will.any(|m| mark.start - m.end <= OWN_DEED && is_giver(page.slice(m.start, m.end)))
    };
    let asks = |mark: &Mark<TermWord>| {
        !its_own(mark)
            && !is_deposit(page, mark.start)
            && !is_of_owner(page, mark)
            && !asks_patience(page, mark)
    };
    inside.iter().any(|mark| mark.what == TermWord::Owner && asks(mark))
}

/// Who is asked for patience is asked for nothing that is to be done.
fn asks_patience(page: &Page<'_>, mark: &Mark<TermWord>) -> bool {
    const PATIENCE: [&str; 9] = [
        "patien",
        "understanding",
        "geduld",
        "verst\u{e4}ndnis",
        "entschuldigung",
        "pacien",
        "pazien",
        "begrip",
        "compr\u{e9}hension",
    ];
    let behind = page.slice(mark.start, page.around(mark.end, 0, PATIENCE_BYTES).1).to_lowercase();
    PATIENCE.iter().any(|word| behind.contains(word))
}

/// Bytes behind words of asking in which it is told that patience is asked for.
const PATIENCE_BYTES: usize = 30;

/// `Ihre Beschwerde`: what was begun is none that may be.
fn is_of_owner(page: &Page<'_>, mark: &Mark<TermWord>) -> bool {
    let word = page.slice(mark.start, mark.end).to_lowercase();
    let head = page.slice(page.around(mark.start, DEPOSIT_BYTES, 0).0, mark.start).to_lowercase();
    let own = ["ihre", "ihren", "ihrer", "deine", "deiner", "jede"];
    let last = head.split_whitespace().next_back().unwrap_or_default();
    matches!(word.as_str(), "beschwerde" | "einspruch" | "widerspruch") && own.contains(&last)
}

/// Whether the words before a guarantee make it a sum that was deposited: `dépôt de garantie`.
fn is_deposit(page: &Page<'_>, start: usize) -> bool {
    let floor = page.text.floor_char_boundary(start.saturating_sub(DEPOSIT_BYTES));
    let head = page.slice(floor, start).trim_end().to_lowercase();
    ["d\u{e9}p\u{f4}t de", "d\u{e9}p\u{f4}ts de", "dep\u{f3}sito de", "deposito di", "deposito in"]
        .iter()
        .any(|words| head.ends_with(words))
}

/// Bytes before a guarantee in which it is told that it is a deposit.
const DEPOSIT_BYTES: usize = 16;

/// How far behind `we will` its verb stands.
const OWN_DEED: usize = 8;

/// Whether words of a deed ahead have the supplier as who does it.
fn is_giver(will: &str) -> bool {
    let will = will.to_lowercase();
    ["we", "wir", "nous", "wij"]
        .iter()
        .any(|who| will.split(|c: char| !c.is_alphabetic()).any(|word| word == *who))
}

/// The sentence that holds a span, cut at a line's end only where a blank line or a list follows.
pub(super) fn sentence(page: &Page<'_>, start: usize, end: usize) -> (usize, usize) {
    let floor = page.text.ceil_char_boundary(start.saturating_sub(SENTENCE_MAX));
    let ceiling = page.text.floor_char_boundary(end.saturating_add(SENTENCE_MAX));
    let head = page.slice(floor, start);
    // A colon at the end of a line opens what follows.
    let opening = |at: usize| head.get(at..).filter(|rest| rest.starts_with(":\n")).map(|_| 2);
    let mut signs = head.bytes().enumerate().rev().filter(|(_, byte)| may_stop(*byte));
    let begin =
        signs.find_map(|(at, _)| stop(head, at).or_else(|| opening(at)).map(|long| at + long));
    let from = floor + begin.unwrap_or(0);
    let from = from.max(short_line_before(page, start));
    let tail = page.slice(end, ceiling);
    let mut to = ceiling;
    let mut signs = tail.bytes().enumerate().filter(|(_, byte)| may_stop(*byte));
    if let Some((at, _)) = signs.find(|(at, _)| stop(tail, *at).is_some()) {
        to = end + at;
    } else if tail.ends_with(['.', '!', '?']) {
        to -= 1;
    }
    (from, to)
}

/// Whether what ends a sentence can begin with a byte.
const fn may_stop(byte: u8) -> bool {
    matches!(byte, b'.' | b'!' | b'?' | b':' | b'\n' | 0xE3)
}

/// The length of what ends a sentence at a place.
fn stop(text: &str, at: usize) -> Option<usize> {
    let bytes = text.as_bytes();
    match (bytes.get(at)?, bytes.get(at + 1)) {
        (b'.', Some(b' ' | b'\n')) if is_ordinal(text, at) => None,
        (b'.' | b'!' | b'?', Some(b' ' | b'\n')) | (b'\n', Some(b'\n')) => Some(2),
        (0xE3, _) => text.get(at..)?.starts_with('。').then_some('。'.len_utf8()),
        _ => None,
    }
}

/// Whether a full stop makes the number before it that of a day, and no end of a sentence: `bis zum 14. Juni`.
fn is_ordinal(text: &str, at: usize) -> bool {
    const MONTHS: [&str; 14] = [
        "Jan", "Jän", "Feb", "März", "Mrz", "Apr", "Mai", "Jun", "Jul", "Aug", "Sep", "Okt", "Nov",
        "Dez",
    ];
    let head = text.get(..at).unwrap_or_default();
    let digits = head.bytes().rev().take_while(u8::is_ascii_digit).count();
    let next = text.get(at + 1..).unwrap_or_default().trim_start();
    matches!(digits, 1 | 2) && MONTHS.iter().any(|month| next.starts_with(month))
}

/// A line so short that it was not broken by its width ends what it says.
fn short_line_before(page: &Page<'_>, start: usize) -> usize {
    let line = page.line_at(start);
    let mut first = line;
    let is_full = |line: &str| line.len() > ROW_MAX || line.trim_end().len() >= 60;
    while first > 0 && first + 3 > line && is_full(page.line(first - 1)) {
        first -= 1;
    }
    page.lines.get(first).map_or(0, |line| line.start)
}

pub(super) fn trimmed(sentence: &str) -> String {
    let mut what = String::with_capacity(WHAT_MAX);
    for word in sentence.split_whitespace() {
        if what.len() + word.len() + 1 > WHAT_MAX {
            break;
        }
        if !what.is_empty() {
            what.push(' ');
        }
        what.push_str(word);
    }
    what
}

/// A day of a text that may be promised.
#[derive(Clone, Copy)]
struct May {
    role: DateRole,
    value: jiff::civil::Date,
    at: Span,
    told: Told,
}

/// How a day is told.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Told {
    /// With a role.
    Role,
    /// Only a promise makes it a day.
    Spoken,
    /// The same, and it needs no word for `by`.
    Alone,
}

/// The days of a text that may be promised: those with a role, and those that only a promise makes one.
fn days(page: &Page<'_>, labels: &Labels, deeds: &Deeds<'_>, sink: &mut Sink) -> Vec<May> {
    let with_role = sink.found.iter().take(60).filter_map(|found| {
        let Claim::Date { role, value } = found.claim else { return None };
        Some(May { role, value, at: (found.start, found.end), told: Told::Role })
    });
    let mut days: Vec<May> = with_role.collect();
    days.extend(sink.spoken.drain(..).map(|day: Day| {
        let told = if spoken::stands_alone(labels, &day) { Told::Alone } else { Told::Spoken };
        May { role: DateRole::Other, value: day.date, at: (day.start, day.end), told }
    }));
    for day in &mut days {
        day.value = numbered::last_of_week(page, labels, (day.at.0, day.value));
    }

    let stretches: Vec<(May, May)> = days
        .iter()
        .filter(|first| matches!(first.role, DateRole::Start | DateRole::Delivery))
        .flat_map(|first| days.iter().map(|last| (*first, *last)))
        .filter(|(first, last)| lasts(page, first, last) && deeds.comes_again(last.at))
        .collect();
    days.retain(|day| {
        !stretches.iter().any(|(first, last)| day.at == first.at || day.at == last.at)
    });
    days.sort_by_key(|day| day.at);
    days
}

/// The sentence in which the supplier says what it will do by a day.
fn said_by(page: &Page<'_>, labels: &Labels, day: &May, whole: Span) -> Option<Span> {
    let May { role, value, at, told } = *day;
    let spoken = told != Told::Role;
    let ahead = page.s.sent_on.is_none_or(|sent| value >= sent);
    let due = matches!(
        role,
        DateRole::Due
            | DateRole::Delivery
            | DateRole::AnswerBy
            | DateRole::Other
            | DateRole::End
            | DateRole::Appointment
            | DateRole::Expiry
            | DateRole::ReturnBy
    );
    // What is said of money in the sentence behind is another matter.
    let behind = page.slice(at.1, whole.1);
    let end = behind.find(". ").map_or(whole.1, |stop| at.1 + stop);
    let said = || Ahead::new(page.slice(whole.0, end), page.s.language);
    let paid = matches!(role, DateRole::Payment | DateRole::WarrantyEnd) && said().gives();
    let taken = matches!(role, DateRole::Payment | DateRole::Due) && said().takes();
    let credited = role == DateRole::Payment && ahead;
    // What is issued ahead is a paper that will come.
    let issued = role == DateRole::Issued && page.s.sent_on.is_some_and(|sent| value > sent);
    if taken || !(due || paid || credited || issued) {
        return None;
    }
    let (from, to) = promising(page, labels, at.0, at.1).filter(|(from, to)| to > from)?;
    let by = told == Told::Alone || spoken::says_by(page, labels, at.0);
    // What is asked for back is none that the supplier gives; of what only a promise makes a day the clause is
    // looked at.
    let clause = if spoken { from + last_join(page.slice(from, at.0)) } else { from };
    let asked = (role == DateRole::ReturnBy || spoken) && asked::requests(page.slice(clause, to));
    (by && !asked).then_some((from, to))
}

/// Whether nothing is promised for a day: what was issued or ordered was so before.
fn never(page: &Page<'_>, day: &May) -> bool {
    let past = page.s.sent_on.is_none_or(|sent| day.value <= sent);
    let was = matches!(day.role, DateRole::Issued | DateRole::Order) && past;
    was || day.role == DateRole::Birth
}

/// What comes again and again from one day to another, for so many days at least, is nothing that is done by the last
/// of them.
const LASTS_DAYS: i32 = 10;

/// Bytes between the two days.
const LASTS_BYTES: usize = 20;

/// Words before the first of two days, folded, and those that stand before one day only.
pub(crate) const FROM: [&str; 8] = ["from", "vom", "von", "du", "del", "dal", "da", "van"];
const SINCE: [&str; 3] = ["ab", "desde", "vanaf"];

/// Whether a day ends a stretch of time that a word opens: `we deliver from 12 May to 31 May`.
fn lasts(page: &Page<'_>, first: &May, last: &May) -> bool {
    let gap = page.text.get(first.at.1..last.at.0).unwrap_or(".");
    let head = page.slice(page.around(first.at.0, LASTS_BYTES, 0).0, first.at.0).to_lowercase();
    let mut words = head.split(|c: char| !c.is_alphabetic()).rev().filter(|word| !word.is_empty());
    let opens = words.by_ref().take(3).any(|word| FROM.contains(&word) || SINCE.contains(&word));
    let long = (last.value - first.value).get_days() >= LASTS_DAYS;
    last.role == DateRole::End
        && long
        && opens
        && gap.len() <= LASTS_BYTES
        && !gap.contains(['.', ';', '!', '?'])
}

/// `we will ... by 3 April`, and an appointment with a slot `between 8 and 12`.
fn by_date(page: &Page<'_>, labels: &Labels, deeds: &Deeds<'_>, sink: &mut Sink) {
    let (mut promises, mut visits, mut gets) = (Vec::new(), Vec::new(), Vec::new());
    for day in days(page, labels, deeds, sink) {
        let May { role, value, at, .. } = day;
        if never(page, &day) || promises.len() >= PROMISES_MAX {
            continue;
        }
        let whole = sentence(page, at.0, at.1);
        let ahead = page.s.sent_on.is_none_or(|sent| value >= sent);
        let slot = Some(whole).filter(|_| ahead).and_then(|whole| slots::end(page, labels, whole));
        let said = said_by(page, labels, &day, whole);
        // The hours of a day may stand in a row below it.
        let listed = matches!(role, DateRole::Appointment | DateRole::Other | DateRole::Start);
        let below = Some(at.0).filter(|_| ahead && listed && slot.is_none());
        let below = below.and_then(|at| slots::below(page, labels, at));
        let whole = below.map_or(whole, |(from, to, _)| (from, to));
        let slot = slot.or(below.map(|(_, _, end)| end));
        // What the owner gets back by a day is nothing to send back by it, and a deposit guarantees no goods.
        let got = matches!(role, DateRole::ReturnBy | DateRole::WarrantyEnd);
        gets.extend(said.filter(|_| got).map(|_| at.0));
        // A day with hours, of which nothing else is known, is that of a visit.
        let pledged = pledge_of((page, deeds), &day, || goes_up(page, sink, whole));
        gets.extend(Some(at.0).filter(|_| is_got(page, &day, pledged)));
        let comes = pledged.is_some_and(|(pledge, _)| pledge.deed == PledgedDeed::Visit);
        visits.extend(Some(at.0).filter(|_| slot.is_some() || comes));
        let hour = slots::first_hour(page, whole).filter(|_| ahead);
        sink.clock.extend(hour.map(|minute| DayHour { on: value, minute }));
        gets.extend(Some(at.0).filter(|_| is_only_fixed(deeds, &day)));
        let named = slot.is_some() || comes || hour.is_some();
        sink.hours.extend(Some(at.0).filter(|_| ahead && named));
        let sentence = match slot {
            Some(end) => Some(with_hours(page, whole, end)),
            None => said.or(pledged.map(|(_, sentence)| sentence)),
        };
        let pledge = pledged.map(|(pledge, _)| pledge);
        // What the supplier gives before a day was taken for something to give back before it.
        let standing = deeds.is_standing(at) || deeds.is_burden(at);
        let given = role == DateRole::ReturnBy && said.is_some() && dates::says_before(page, at.0);
        let value = if given { value.tomorrow().unwrap_or(value) } else { value };
        if let Some(sentence) = sentence.filter(|_| !standing) {
            let loose = spoken::is_stretch(labels, at.0);
            let by_deed = said.is_none() && slot.is_none();
            promises.push(Dated {
                sentence,
                value,
                at,
                slot: slot.is_some(),
                loose,
                by_deed,
                pledge,
            });
        }
    }
    let told: Vec<Dated> = promises.clone();
    promises.retain(|dated| !told.iter().any(|other| dated.gives_way(other)));
    for (at, dated) in promises.iter().enumerate() {
        let before = at.checked_sub(1).and_then(|at| promises.get(at));
        let (from, to) = own_part(page, dated, (before, promises.get(at + 1)));
        let what = trimmed(page.slice(from, to));
        let term = PromiseTerm::By(dated.value);
        sink.add(Claim::Promise { what, term, pledge: dated.pledge }, dated.at, 700);
    }
    with_roles(sink, &visits, &gets);
}

/// Whether what is promised for a day comes to the owner, so that nothing is to be sent back by it; a deposit that is
/// given back guarantees no goods either.
fn is_got(page: &Page<'_>, day: &May, pledged: Option<(Pledge, Span)>) -> bool {
    match pledged.map(|(pledge, _)| pledge.deed) {
        Some(PledgedDeed::Delivery) => {
            day.role == DateRole::ReturnBy && comes_to_owner(page, day.at)
        }
        Some(PledgedDeed::Refund) => day.role == DateRole::WarrantyEnd,
        Some(PledgedDeed::Reply | PledgedDeed::Repair | PledgedDeed::Visit) | None => false,
    }
}

/// What is promised for a day, unless its sentence tells of a price that goes up.
fn pledge_of(
    (page, deeds): (&Page<'_>, &Deeds<'_>),
    day: &May,
    goes_up: impl Fn() -> bool,
) -> Option<(Pledge, Span)> {
    let (pledge, sentence) = deeds.promised(day.at)?;
    let price = pledge.deed == PledgedDeed::Visit && goes_up();
    (may_be(page, day, pledge) && !price).then_some((pledge, sentence))
}

/// Whether a price stays until a day, which is not to be paid by it.
fn is_only_fixed(deeds: &Deeds<'_>, day: &May) -> bool {
    matches!(day.role, DateRole::Due | DateRole::Payment) && deeds.stays(day.at)
}

/// Words between two sums of which one takes the place of the other, folded.
const TO: [&str; 6] = ["a", "to", "auf", "zu", "naar", "al"];

/// Whether a sentence tells of one sum that becomes another: `il canone passerà da 18,00 € a 21,00 €`. Nobody comes.
fn goes_up(page: &Page<'_>, sink: &Sink, (from, to): Span) -> bool {
    let inside = sink.found.iter().filter(|f| from <= f.start && f.end <= to);
    let mut sums: Vec<Span> =
        inside.filter(|f| f.claim.amount().is_some()).map(|f| (f.start, f.end)).collect();
    sums.sort_unstable();
    sums.windows(2).any(|two| {
        let [(first, end), (second, _)] = two else { return false };
        let head = fold(page.slice(page.around(*first, LASTS_BYTES, 0).0, *first));
        let opens = head.split(' ').next_back();
        let opens = opens.is_some_and(|word| word == "de" || FROM.contains(&word));
        opens && TO.contains(&fold(page.slice(*end, *second)).trim())
    })
}

/// Gives the days of visits their role, and takes it from those of what the owner gets.
fn with_roles(sink: &mut Sink, visits: &[usize], gets: &[usize]) {
    for found in &mut sink.found {
        if let Claim::Date { role: role @ DateRole::Other, .. } = &mut found.claim
            && visits.contains(&found.start)
        {
            *role = DateRole::Appointment;
        }
        if let Claim::Date { role, .. } = &mut found.claim
            && matches!(
                role,
                DateRole::ReturnBy | DateRole::WarrantyEnd | DateRole::Due | DateRole::Payment
            )
            && gets.contains(&found.start)
        {
            *role = DateRole::Other;
        }
    }
}

/// A day that is promised.
#[expect(clippy::struct_excessive_bools, reason = "each holds or not, whatever the others do")]
#[derive(Debug, Clone, Copy)]
struct Dated {
    sentence: Span,
    value: jiff::civil::Date,
    /// Where it stands.
    at: Span,
    /// Whether hours stand with it.
    slot: bool,
    /// Whether it is the last of a stretch of time: `next week`.
    loose: bool,
    /// Whether only its deed makes it a promise.
    by_deed: bool,
    pledge: Option<Pledge>,
}

impl Dated {
    /// Whether another day of the same sentence tells the same deed better: `in the course of next week, on
    /// Friday 20 March at the latest`, `goes out tomorrow and reaches you by the 20th`.
    fn gives_way(&self, other: &Self) -> bool {
        let ((from, to), (other_from, other_to)) = (self.sentence, other.sentence);
        let one = from.max(other_from) < to.min(other_to);
        let deeds = self.pledge.zip(other.pledge);
        let same = deeds.is_some_and(|(own, other)| own.deed == other.deed);
        let better = match (self.loose, other.loose) {
            (true, false) => true,
            (false, true) => false,
            _ => self.by_deed && other.value > self.value,
        };
        one && (same || self.loose && other.pledge.is_some()) && better && !self.slot
    }
}

/// Whether a day with a role may be that of a deed: none on which the owner pays, leaves or fetches something.
fn may_be(page: &Page<'_>, day: &May, pledge: Pledge) -> bool {
    use DateRole as R;
    let May { role, value, at, .. } = *day;
    let ahead = page.s.sent_on.is_some_and(|sent| value > sent);
    let other = matches!(
        role,
        R::Birth | R::Renewal | R::CancelBy | R::WithdrawBy | R::TrialEnd | R::PickupBy
    ) || role == R::ServiceDue && pledge.deed != PledgedDeed::Visit
        // The deposit of an agreement is not given back on its first day.
        || role == R::Start && pledge.deed == PledgedDeed::Refund;
    let (from, to) = sentence(page, at.0, at.1);
    let said = page.slice(from, to);
    let pays = matches!(role, R::Due | R::Payment) || pledge.deed == PledgedDeed::Refund;
    let sums = pledge.deed == PledgedDeed::Refund;
    let told = Ahead::new(said, page.s.language);
    let taken = pays && (told.is_billed() || sums && told.takes());
    // What is asked for back is none that the supplier gives.
    let back = role == R::ReturnBy || pledge.deed == PledgedDeed::Repair;
    // Behind a semicolon another matter is told.
    let (head, tail) = (page.slice(from, at.0), page.slice(at.1, to));
    let own = (
        from + head.rfind(';').map_or(0, |at| at + 1),
        at.1 + tail.find(';').unwrap_or(tail.len()),
    );
    let own = page.slice(own.0, own.1);
    let asked = (back || role == R::AnswerBy) && asked::requests(own)
        || role == R::ReturnBy && asked::owes_back(own);
    ahead && ![other, taken, asked].contains(&true)
}

/// The part of a sentence that promises one of its several days: `we fetch it on the 14th | and bring it back by
/// the 29th`.
fn own_part(
    page: &Page<'_>,
    dated: &Dated,
    (before, next): (Option<&Dated>, Option<&Dated>),
) -> Span {
    let ((from, to), own) = (dated.sentence, dated.at);
    let inside = |other: &&Dated| from <= other.at.0 && other.at.1 <= to && other.sentence.1 == to;
    let joint = |start: usize, end: usize| {
        let gap = page.slice(start, end.max(start));
        let at = JOINS.iter().filter_map(|word| gap.find(&format!(" {word} "))).min()?;
        Some(start + at)
    };
    let opens = before.filter(inside).and_then(|other| joint(other.at.1, own.0));
    let closes =
        next.filter(inside).filter(|_| !dated.slot).and_then(|other| joint(own.1, other.at.0));
    (opens.unwrap_or(from), closes.unwrap_or(to))
}

/// Where the last clause of a text begins that words join to others.
fn last_join(text: &str) -> usize {
    JOINS.iter().filter_map(|word| text.rfind(&format!(" {word} "))).max().unwrap_or(0)
}

/// Words that join two things that will be done.
const JOINS: &[&str] =
    &["and", "und", "et", "y", "e", "en", "then", "dann", "puis", "luego", "poi"];

/// A sentence from so late on that its hours are kept with it.
fn with_hours(page: &Page<'_>, (from, to): Span, end: usize) -> Span {
    let near = page.text.ceil_char_boundary(end.saturating_sub(WHAT_MAX - 4));
    if near <= from {
        return (from, to);
    }
    let words = page.slice(near, end).find(char::is_whitespace).unwrap_or(0);
    (near + words, to)
}
