//! What happens on a day that has no label of its own: the words of its sentence say it.

use super::dates::Role;
use super::day::Day;
use super::labels::{self, Cue, Deed, Labels, Mark, TermWord};
use super::page::{Page, ROW_MAX};
use super::{care, codes};
use jiff::ToSpan;
use jiff::civil::Date;
use oxherd_model::{DateRole, ReferenceRole};

/// Bytes before a day in which its sentence is looked at.
const BEFORE: usize = 160;
/// The same behind it: verbs of some languages come last.
const AFTER: usize = 90;
/// How far above a day that stands alone the paper it dates may be named.
const PAPER: usize = 400;

/// Words that say no more than that something is to be done by a day.
const BARE: &[&str] = &[
    "by",
    "until",
    "till",
    "before",
    "no later than",
    "by no later than",
    "bis",
    "bis zum",
    "bis spätestens",
    "spätestens bis",
    "spätestens bis zum",
    "bis spätestens zum",
    "spätestens am",
    "spätestens zum",
    "vor dem",
    "bis einschließlich",
    "avant le",
    "jusqu'au",
    "au plus tard le",
    "d'ici le",
    "antes del",
    "hasta el",
    "hasta",
    "a más tardar el",
    "entro il",
    "fino al",
    "entro e non oltre il",
    "prima del",
    "uiterlijk",
    "uiterlijk op",
    "vóór",
    "voor",
    "tot",
    "tot en met",
    "t/m",
    "até",
    "antes de",
    "senast",
    "senest",
    "till och med",
    "til og med",
    "mennessä",
    "viimeistään",
    "do",
    "do dnia",
    "najpóźniej do",
    "nejpozději do",
    "най-късно до",
    "до",
    "pana la",
    "până la",
    "kadar",
];

/// What is to be done by a day whose label only says `by`.
pub(super) fn deadline(
    page: &Page<'_>,
    labels: &Labels,
    day: &Day,
    (role, label): (DateRole, &str),
) -> Option<DateRole> {
    let lower = label.to_lowercase();
    let bare = BARE.contains(&lower.as_str());
    let answer = role == DateRole::AnswerBy;
    // `Fällig` and `due by` are said of a service as of a bill.
    let due =
        matches!(role, DateRole::Due | DateRole::Expiry | DateRole::End | DateRole::Effective);
    if !bare && !answer && !due {
        return None;
    }
    let fits = |deed: &Deed| {
        deed.by && (bare || deed.role == DateRole::CancelBy && answer)
            || due && deed.role == DateRole::ServiceDue
    };
    let said = sentence(page, labels, day, fits)?;
    if said == DateRole::ReturnBy && comes_to_owner(page, (day.start, day.end)) {
        return None;
    }
    let far = page.s.sent_on.and_then(|sent| sent.checked_add(SERVICE_DAYS.days()).ok());
    if said == DateRole::ServiceDue && far.is_some_and(|far| day.date > far) {
        return None;
    }
    if said == DateRole::ServiceDue && care::says_pay(page, day) {
        return Some(DateRole::Due);
    }
    let pays = |deed: &Deed| deed.by && deed.role == DateRole::Due;
    let paid = said == DateRole::ServiceDue && sentence(page, labels, day, pays).is_some();
    if paid { Some(DateRole::Due).filter(|_| bare) } else { Some(said) }
}

/// Words by which something comes to the owner, folded, and beginnings of those by which it goes back.
const COMES: &[&str] = &[
    "reaches you",
    "reach you",
    "arrives",
    "arrive",
    "will be with you",
    "you ll get",
    "you will get",
    "you ll have",
    "kommt",
    "erhalten sie",
    "geht ihnen",
    "erreicht sie",
    "bekommen sie",
    "parvient",
    "parviendra",
    "arrivera",
    "recevrez",
    "llega",
    "llegara",
    "recibira",
    "recibiras",
    "arriva",
    "arrivera",
    "ricevera",
    "riceverai",
    "komt",
    "ontvangt",
    "ontvang je",
    "heeft u",
    "krijgt u",
];
const BACK: &[&str] = &[
    "return",
    "send back",
    "back to us",
    "ruck",
    "zuruck",
    "retour",
    "renvoy",
    "rendre",
    "restitu",
    "devol",
    "devuel",
    "reso",
    "rend",
    "terug",
];

/// Whether what a sentence says before a day comes to the owner by it: what goes back is told behind.
pub(super) fn comes_to_owner(page: &Page<'_>, (start, end): (usize, usize)) -> bool {
    let (from, _) = super::promises::sentence(page, start, end);
    let head = crate::words::fold(page.slice(from, start));
    let said = format!(" {head} ");
    let comes = COMES.iter().any(|words| said.contains(&format!(" {words} ")));
    comes && !BACK.iter().any(|stem| super::begins_a_word(&head, stem))
}

/// Whether a word for `by` stands right before a day, and the sentence does not say what the supplier
/// itself will do.
pub(super) fn is_asked_by(page: &Page<'_>, labels: &Labels, day: &Day) -> bool {
    let says = says_by(page, day);
    let promised = || {
        let near = labels::before(&labels.terms, day.start);
        let mut near = near.take_while(|mark| day.start - mark.end <= BEFORE);
        near.any(|mark| mark.what == TermWord::Will && one_sentence(page, mark.end, day.start))
    };
    // `If you want to leave, let us know by`: that is a day to leave.
    says && is_ahead(page, day) && !promised() && !leaves(page, labels, day)
}

/// Whether the sentence of a day speaks of leaving.
pub(super) fn leaves(page: &Page<'_>, labels: &Labels, day: &Day) -> bool {
    let leaves = |deed: &Deed| deed.by && deed.role == DateRole::CancelBy;
    sentence(page, labels, day, leaves).is_some()
}

/// Whether a word for `by` stands right before a day, perhaps with its name or an hour between.
pub(super) fn says_by(page: &Page<'_>, day: &Day) -> bool {
    let head = page.slice(page.around(day.start, 48, 0).0, day.start).to_lowercase();
    let head = head.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, ',' | '*'));
    let timeless = without_hour(head);
    let named = |head: &str| {
        let before = head.rsplit_once(char::is_whitespace).map(|(before, _)| before);
        before.unwrap_or_default().trim_end_matches([',', ' ']).to_owned()
    };
    let heads = [head.to_owned(), named(head), timeless.clone(), named(&timeless)];
    heads.iter().any(|head| {
        BARE.iter().chain(BY_AN_HOUR).any(|word| {
            let rest = head.strip_suffix(word);
            rest.is_some_and(|rest| !rest.ends_with(char::is_alphanumeric))
        })
    })
}

/// Words for `by` as they stand before an hour, and before what is asked for on a day.
const BY_AN_HOUR: &[&str] = &[
    "entro le",
    "avant",
    "entro",
    "antes de las",
    "antes del d\u{ed}a",
    "hasta las",
    "pour le",
    "per il",
    "bis um",
    "v\u{f3}\u{f3}r om",
];

/// The words before a day without an hour that stands between: `entro le 23:59 del`, `by 5 pm on`.
fn without_hour(head: &str) -> String {
    let words: Vec<&str> = head.split_whitespace().collect();
    let small = |word: &&str| {
        let bare = word.trim_end_matches([',', '.']);
        let hour = bare.starts_with(|c: char| c.is_ascii_digit())
            && bare
                .chars()
                .all(|c| c.is_ascii_digit() || matches!(c, ':' | '.' | 'h' | 'a' | 'm' | 'p'));
        let beside = [
            "on", "am", "pm", "del", "du", "de", "op", "dem", "den", "vom", "at", "um", "om",
            "uhr", "uur", "h",
        ];
        hour || beside.contains(&bare)
    };
    let kept = words.len() - words.iter().rev().take_while(|word| small(word)).count();
    words.get(..kept).unwrap_or_default().join(" ")
}

/// Goods of a firm that are lent with an agreement.
const LENT: &[&str] = &[
    "router",
    "modem",
    "box",
    "decoder",
    "device",
    "equipment",
    "receiver",
    "hub",
    "keys",
    "card reader",
    "goods",
    "item",
    "parcel",
    "bike",
    "vehicle",
    "handset",
];

/// Whether `must reach us by` is said of goods, and not of an answer.
pub(super) fn is_for_goods(page: &Page<'_>, day: &Day, label: &str) -> bool {
    let label = label.to_lowercase();
    let (from, _) = page.around(day.start, BEFORE, 0);
    let head = page.slice(from, day.start).to_lowercase();
    let said = head.rsplit(". ").next().unwrap_or_default();
    label.ends_with("reach us by") && LENT.iter().any(|noun| said.contains(noun))
}

/// Beginnings of the words for what a meter shows.
const READINGS: &[&str] = &[
    "meter reading",
    "reading",
    "z\u{e4}hlerst",
    "ablesung",
    "relev\u{e9}",
    "index",
    "lectura",
    "lettura",
    "autolettura",
    "meterstand",
    "meteropname",
];

/// Whether the sentence of a range asks the owner for what a meter shows.
pub(super) fn is_read_by(page: &Page<'_>, labels: &Labels, day: &Day) -> bool {
    let fits = |deed: &Deed| deed.by && deed.role == DateRole::AnswerBy;
    let (from, to) = page.around(day.start, BEFORE, AFTER);
    let near = page.slice(from, to).to_lowercase();
    is_ahead(page, day)
        && READINGS.iter().any(|begin| near.contains(begin))
        && sentence(page, labels, day, fits).is_some()
}

/// Days ahead within which a service falls due.
const SERVICE_DAYS: i32 = 800;

/// Beginnings of lines that tell of a guarantee.
const GUARANTEES: &[&str] = &["garanti", "warrant", "guarant", "garanz", "garant\u{ed}a"];

/// The day on which a guarantee ends that its line or sentence speaks of: `Warranty: 5 years, until`.
pub(super) fn guaranteed(page: &Page<'_>, labels: &Labels, day: &Day, role: DateRole) -> DateRole {
    if !matches!(role, DateRole::End | DateRole::Expiry | DateRole::Due) || !is_ahead(page, day) {
        return role;
    }
    let insured = labels.cues.iter().any(|mark| mark.what == Cue::Insurance);
    let line = page.slice(page.line_span(day.start).0, day.start).trim_start().to_lowercase();
    let opens = GUARANTEES.iter().any(|begin| line.starts_with(begin)) && line.len() <= ROW_MAX;
    let mut spoken = labels::before(&labels.cues, day.start)
        .take_while(|mark| day.start - mark.end <= BEFORE)
        .filter(|mark| mark.what == Cue::Warranty);
    let spoken = spoken.any(|mark| one_sentence(page, mark.end, day.start));
    let said = opens && !line.contains(". ") || spoken;
    // What is to be done by the day stands before it on its line.
    let (line_start, _) = page.line_span(day.start);
    let mut before = labels::before(&labels.deeds, day.start)
        .take_while(|mark| mark.start >= line_start)
        .filter(|mark| one_sentence(page, mark.end, day.start));
    let asked = before.any(|mark| mark.what.by && mark.what.role != DateRole::ServiceDue);
    if said && !insured && !asked { DateRole::WarrantyEnd } else { role }
}

/// A service whose day is said without a year is due on the next such day, and so is a last day to end
/// something: `each time by 23 September`.
pub(super) fn coming(page: &Page<'_>, day: &Day, role: DateRole) -> Date {
    let written = page.slice(day.start, day.end);
    let numbers = || written.split(|c: char| !c.is_ascii_digit()).filter(|n| !n.is_empty());
    let years = numbers().any(|number| number.len() == 4) || numbers().count() > 2;
    let past = page.s.sent_on.is_some_and(|sent| {
        if role == DateRole::ServiceDue {
            return day.date <= sent;
        }
        // `Cancel today` is no day without a year.
        role == DateRole::CancelBy && day.date < sent && numbers().count() > 0
    });
    let next = day.date.checked_add(1.year()).ok();
    next.filter(|_| past && !years).unwrap_or(day.date)
}

/// Whether a day lies after that of the message.
pub(super) fn is_ahead(page: &Page<'_>, day: &Day) -> bool {
    page.s.sent_on.is_some_and(|sent| day.date > sent)
}

/// Beginnings of the words for goods that are brought.
const BROUGHT: &[&str] = &[
    "deliver",
    "liefer",
    "geliefert",
    "zustell",
    "zugestellt",
    "livr",
    "entreg",
    "consegn",
    "lever",
    "bezorg",
    "aflever",
    "afgelever",
    "reparto",
    "shipp",
    "dispatch",
    "versan",
];

/// `Your delivery is booked for`, `the engineer will arrive on`: the verbs of both are the same, and the
/// noun of the sentence tells a visit from a delivery.
pub(super) fn visit_or_delivery(
    page: &Page<'_>,
    labels: &Labels,
    day: &Day,
    role: DateRole,
) -> DateRole {
    if !matches!(role, DateRole::Appointment | DateRole::Delivery) {
        return role;
    }
    let before = labels::before(&labels.deeds, day.start)
        .take_while(|mark| day.start - mark.end <= BEFORE)
        .filter(|mark| one_sentence(page, mark.end, day.start));
    let brought = |mark: &Mark<Deed>| {
        let word = page.slice(mark.start, mark.end).to_lowercase();
        BROUGHT.iter().any(|begin| word.starts_with(begin))
    };
    let (mut visit, mut goods) = (false, false);
    for mark in before.filter(|mark| !mark.what.by) {
        visit |= mark.what.role == DateRole::Appointment;
        goods |= mark.what.role == DateRole::Delivery && brought(mark);
    }
    match (role, visit, goods) {
        (DateRole::Appointment, false, true) => DateRole::Delivery,
        (DateRole::Delivery, true, false) => DateRole::Appointment,
        (_, true | false, true | false) => role,
    }
}

/// What happens on a day without a label.
pub(super) fn unlabelled(page: &Page<'_>, labels: &Labels, day: &Day) -> Role {
    let fits = |deed: &Deed| !deed.by;
    let noun = || papers(page, labels, day);
    // What is issued is not issued on a day ahead: `am 3. September angemeldet`.
    let told = sentence(page, labels, day, fits);
    let told = told.filter(|role| *role != DateRole::Issued || !is_ahead(page, day));
    if let Some(role) = told {
        return (Some(visit_or_delivery(page, labels, day, role)), 800);
    }
    if day.weak {
        return (None, 0);
    }
    match noun() {
        Some((role, confidence)) => (Some(role), confidence),
        None => (Some(DateRole::Other), 600),
    }
}

/// The nearest fitting words of a day's sentence, those before it first.
fn sentence(
    page: &Page<'_>,
    labels: &Labels,
    day: &Day,
    fits: impl Fn(&Deed) -> bool,
) -> Option<DateRole> {
    if labels.deeds.is_empty() {
        return None;
    }
    let before = labels::before(&labels.deeds, day.start)
        .take_while(|mark| day.start - mark.end <= BEFORE)
        .find(|mark| fits(&mark.what));
    if let Some(mark) = before
        && one_sentence(page, mark.end, day.start)
    {
        return Some(mark.what.role);
    }
    let after: Option<&Mark<Deed>> = labels::from(&labels.deeds, day.end)
        .iter()
        .take_while(|mark| mark.start - day.end <= AFTER)
        .find(|mark| fits(&mark.what));
    after.filter(|mark| one_sentence(page, day.end, mark.start)).map(|mark| mark.what.role)
}

/// Whether nothing between two places ends a sentence, a paragraph or a cell.
pub(super) fn one_sentence(page: &Page<'_>, start: usize, end: usize) -> bool {
    let gap = page.slice(start, end);
    if gap.contains(['\t', '!', '?', ';', '|', '\u{3002}', '\u{2022}']) {
        return false;
    }
    let ended = gap.match_indices('.').any(|(at, _)| ends(gap, at));
    !ended && wrapped(page, start, gap)
}

/// Whether a full stop ends a sentence: not that of `no. 12`, `3. May`, `12.50`.
fn ends(gap: &str, at: usize) -> bool {
    let next = gap.get(at + 1..).unwrap_or_default();
    let spaced = next.starts_with([' ', '\r', '\n']);
    let opens = next.trim_start().starts_with(|c: char| c.is_uppercase());
    let word = gap.get(..at).unwrap_or_default();
    let signs = word.chars().rev().take_while(|c| c.is_alphanumeric()).count();
    let digits = word.chars().rev().take_while(char::is_ascii_digit).count();
    let short = (1..=2).contains(&signs) || (signs == 3 && digits == 0);
    spaced && opens && !short
}

/// A line may be broken inside a sentence, if it is long enough for that.
fn wrapped(page: &Page<'_>, start: usize, gap: &str) -> bool {
    let Some(at) = gap.find('\n') else { return true };
    let rest = gap.get(at + 1..).unwrap_or_default();
    let (line_start, line_end) = page.line_span(start);
    line_end - line_start >= 45
        && !rest.trim_start_matches([' ', '\r']).starts_with('\n')
        && !rest.contains('\n')
}

/// The paper that a day dates: named in its sentence, or above where it stands alone.
fn papers(page: &Page<'_>, labels: &Labels, day: &Day) -> Option<(DateRole, u16)> {
    let (line_start, line_end) = page.line_span(day.start);
    let near = labels::before(&labels.numbers, day.start)
        .take_while(|mark| day.start - mark.end <= BEFORE)
        .find(|mark| codes::role_of(mark.what).is_some());
    if let Some(mark) = near
        && mark.end > line_start
        && one_sentence(page, mark.end, day.start)
        && let Some(role) = codes::role_of(mark.what).and_then(dates_of)
    {
        return Some((role, 700));
    }
    let left = page.slice(line_start, day.start);
    let right = page.slice(day.end, line_end);
    let is_empty = |side: &str| side.len() <= ROW_MAX && !side.chars().any(char::is_alphanumeric);
    if !is_empty(left) || !is_empty(right) {
        return None;
    }
    let noun = codes::noun_before(labels, day.start, PAPER)?;
    dates_of(noun).map(|role| (role, 640))
}

/// What the date of a paper is.
const fn dates_of(paper: ReferenceRole) -> Option<DateRole> {
    Some(match paper {
        ReferenceRole::Order => DateRole::Order,
        ReferenceRole::Invoice | ReferenceRole::Quote | ReferenceRole::CreditNote => {
            DateRole::Issued
        }
        ReferenceRole::Receipt => DateRole::Payment,
        ReferenceRole::Booking => DateRole::Start,
        ReferenceRole::Contract
        | ReferenceRole::Policy
        | ReferenceRole::Customer
        | ReferenceRole::Tracking
        | ReferenceRole::Case
        | ReferenceRole::Return
        | ReferenceRole::Mandate
        | ReferenceRole::Other => return None,
    })
}
