//! What a sum, a day or a number is: its role, from the label found beside it and from what a learned
//! table says of the words around it, its place among its like, and the kind of message.

use crate::learned::hash::of_text;
use crate::learned::{self, Entries, PARTS, Table};
use crate::values::{Found, is_limit};
use crate::words::{Words, as_index};
use jiff::civil::Date;
use oxherd_model::{AmountRole, Claim, Confidence, DateRole, Kind, Money, ReferenceRole};

/// The table, laid out by the build script; classes of the three sorts are numbered one after the other.
const TABLE: Table = Table(include_bytes!(concat!(env!("OUT_DIR"), "/roles.table")));

/// How sure by the margin between the best role and the next.
const SURENESS: &[u16] = &include!(concat!(env!("OUT_DIR"), "/roles.sureness"));

/// Roles of all sorts.
pub const CLASSES: usize = AmountRole::ALL.len() + DateRole::ALL.len() + ReferenceRole::ALL.len();

/// Words before and after a value that are looked at.
const BEFORE: usize = 9;
const AFTER: usize = 5;

/// Values of one text whose roles are weighed; a longer list is a table of transactions.
const VALUES_MAX: usize = 120;

/// A role that a label gives for so sure stays, in thousandths.
const LABEL_HOLDS: u16 = 700;

/// What is known around the values of one text.
#[derive(Debug, Clone, Copy)]
pub struct Around<'a> {
    /// The text.
    pub text: &'a str,
    /// Its words.
    pub words: &'a Words,
    /// Whether it is the subject or the body.
    pub spot: Spot,
    /// What the message is.
    pub kind: Kind,
    /// The civil day of the message.
    pub sent_on: Option<Date>,
}

/// A text of a message.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Spot {
    /// The subject.
    Subject,
    /// What the message says.
    Body,
}

/// Gives every sum, day and number the role that most speaks for.
pub fn settle(found: &mut [Found], around: &Around<'_>) {
    let standing = Standing::of(found);
    for at in 0..found.len().min(VALUES_MAX) {
        let Some(value) = found.get(at) else { break };
        let Some(range) = classes(&value.claim).filter(|_| !is_limit(value)) else { continue };
        if is_told(value) {
            continue;
        }
        let least = least(value);
        let mut points = [0_i32; CLASSES];
        if let Some((class, trust)) = labelled(value)
            && let Some(sum) = points.get_mut(class)
        {
            *sum += trust * PARTS;
        }
        let ahead = value.claim.date().zip(around.sent_on).is_some_and(|((_, day), on)| day > on);
        each(value, around, &standing, &mut |name| {
            let known = TABLE.look_up(of_text(name));
            for (class, weight) in
                known.into_iter().flat_map(|(_, entries): (_, Entries)| entries.each())
            {
                if let Some(sum) = points.get_mut(class) {
                    *sum += weight;
                }
            }
        });
        // Nothing was issued on a day that is yet to come.
        let issued = class_of("date", DateRole::Issued.as_str()).filter(|_| ahead);
        if let Some(sum) = issued.and_then(|class| points.get_mut(class)) {
            *sum = i32::MIN / 2;
        }
        let (best, margin) = best(points.get(range.clone()).unwrap_or_default());
        let sure = learned::sureness(SURENESS, margin * 1000 / PARTS);
        if let Some(value) = found.get_mut(at)
            && margin > 0
            && sure >= least
        {
            give(&mut value.claim, best);
            value.confidence =
                Confidence::from_thousandths(sure.min(value.confidence.thousandths()));
        }
    }
    visit(found, around);
}

/// Whether the words of a sentence made it the end of a guarantee, the day of a service or one by which
/// something is asked for, which the table hardly knows.
fn is_told(value: &Found) -> bool {
    let role = value.claim.date().map(|(role, _)| role);
    let told =
        [DateRole::WarrantyEnd, DateRole::ServiceDue, DateRole::ReturnBy, DateRole::AnswerBy];
    role.is_some_and(|role| told.contains(&role)) && value.confidence.thousandths() >= LABEL_HOLDS
}

/// The one day ahead that a message of a visit names is that of the visit, whatever its label.
fn visit(found: &mut [Found], around: &Around<'_>) {
    if !matches!(around.kind, Kind::AppointmentSet | Kind::AppointmentChanged) {
        return;
    }
    let Some(sent_on) = around.sent_on else { return };
    let mut ahead = found.iter().filter_map(|f| f.claim.date()).filter(|(_, day)| *day > sent_on);
    let first = ahead.next().map(|(_, day)| day);
    let Some(only) = first.filter(|first| ahead.all(|(_, day)| day == *first)) else { return };
    for value in found {
        if let Claim::Date { role, value: day } = &mut value.claim
            && *day == only
            && matches!(
                role,
                DateRole::Other | DateRole::Start | DateRole::Effective | DateRole::End
            )
        {
            *role = DateRole::Appointment;
        }
    }
}

/// What the role of a value is weighed by, for `cargo xtask train`.
#[derive(Debug, Clone)]
pub struct Evidence {
    /// First byte of the value in its text.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// The role that the labels give it, by number, and the points that it has for that.
    pub labelled: Option<(usize, i32)>,
    /// The names of its features.
    pub names: Vec<String>,
}

/// The evidence for every value that has a role.
pub fn evidence(found: &[Found], around: &Around<'_>) -> Vec<Evidence> {
    let standing = Standing::of(found);
    let with_role = found.iter().take(VALUES_MAX).filter(|value| classes(&value.claim).is_some());
    let named = with_role.map(|value| {
        let mut names = Vec::new();
        each(value, around, &standing, &mut |name| names.push(name.to_owned()));
        names.sort_unstable();
        names.dedup();
        Evidence { start: value.start, end: value.end, labelled: labelled(value), names }
    });
    named.collect()
}

/// How sure the table must be to overrule a label, in thousandths: more where the label is sure, most
/// where it is about the sum of the whole, which the arithmetic of a listing shows better than words.
fn least(value: &Found) -> u16 {
    let whole =
        matches!(value.claim, Claim::Amount { role: AmountRole::Total | AmountRole::Due, .. });
    let sure = value.confidence.thousandths() >= LABEL_HOLDS;
    match (whole, labelled(value).is_some() && sure) {
        (true, _) => 850,
        (false, true) => 950,
        (false, false) => 0,
    }
}

/// The number of a role among all: sort as in the corpus (amount, date, reference), role by its name.
pub fn class_of(sort: &str, role: &str) -> Option<usize> {
    let place = |names: &[&str]| names.iter().position(|name| *name == role);
    match sort {
        "amount" => place(&AmountRole::ALL.iter().map(|r| r.as_str()).collect::<Vec<_>>()),
        "date" => place(&DateRole::ALL.iter().map(|r| r.as_str()).collect::<Vec<_>>())
            .map(|n| n + AmountRole::ALL.len()),
        "reference" => place(&ReferenceRole::ALL.iter().map(|r| r.as_str()).collect::<Vec<_>>())
            .map(|n| n + AmountRole::ALL.len() + DateRole::ALL.len()),
        _ => None,
    }
}

/// The letter of the sort that a role is of: A, D, R.
pub fn sort_of(class: usize) -> &'static str {
    let (amounts, dates) = (AmountRole::ALL.len(), AmountRole::ALL.len() + DateRole::ALL.len());
    if class < amounts {
        "A"
    } else if class < dates {
        "D"
    } else {
        "R"
    }
}

/// Points of a role that a label gives, by how sure the label is.
const TRUST: i32 = 6;

/// The role that the labels give a value, by number, with its points.
fn labelled(value: &Found) -> Option<(usize, i32)> {
    let sure = i32::from(value.confidence.thousandths());
    let first = classes(&value.claim)?.start;
    let (place, known) = match &value.claim {
        Claim::Amount { role, .. } => {
            (AmountRole::ALL.binary_search(role), *role != AmountRole::Other)
        }
        Claim::Date { role, .. } => (DateRole::ALL.binary_search(role), *role != DateRole::Other),
        Claim::Reference { role, .. } => {
            (ReferenceRole::ALL.binary_search(role), *role != ReferenceRole::Other)
        }
        Claim::Identifier { .. }
        | Claim::Promise { .. }
        | Claim::Product { .. }
        | Claim::Contact { .. }
        | Claim::Act { .. }
        | Claim::Length { .. }
        | Claim::Renewal { .. } => return None,
    };
    let points = (sure - 500).max(0) * TRUST / 400;
    place.ok().filter(|_| known).map(|place| (first + place, points))
}

/// Numbers of the roles that a claim can have.
fn classes(claim: &Claim) -> Option<std::ops::Range<usize>> {
    let (amounts, dates) = (AmountRole::ALL.len(), AmountRole::ALL.len() + DateRole::ALL.len());
    match claim {
        Claim::Amount { .. } => Some(0..amounts),
        Claim::Date { .. } => Some(amounts..dates),
        Claim::Reference { .. } => Some(dates..CLASSES),
        Claim::Identifier { .. }
        | Claim::Promise { .. }
        | Claim::Product { .. }
        | Claim::Contact { .. }
        | Claim::Act { .. }
        | Claim::Length { .. }
        | Claim::Renewal { .. } => None,
    }
}

fn give(claim: &mut Claim, number: usize) {
    match claim {
        Claim::Amount { role, .. } => *role = AmountRole::ALL.get(number).copied().unwrap_or(*role),
        Claim::Date { role, .. } => *role = DateRole::ALL.get(number).copied().unwrap_or(*role),
        Claim::Reference { role, .. } => {
            *role = ReferenceRole::ALL.get(number).copied().unwrap_or(*role);
        }
        Claim::Identifier { .. }
        | Claim::Promise { .. }
        | Claim::Product { .. }
        | Claim::Contact { .. }
        | Claim::Act { .. }
        | Claim::Length { .. }
        | Claim::Renewal { .. } => {}
    }
}

/// The best of some classes and by how much it leads.
fn best(points: &[i32]) -> (usize, i32) {
    let (mut first, mut second) = ((0, i32::MIN), i32::MIN);
    for (class, sum) in points.iter().copied().enumerate() {
        if sum > first.1 {
            second = first.1;
            first = (class, sum);
        } else if sum > second {
            second = sum;
        }
    }
    (first.0, first.1.saturating_sub(second))
}

/// Where a sum stands among the sums of its text.
struct Standing {
    largest: Option<Money>,
    sums: usize,
    days: usize,
}

impl Standing {
    fn of(found: &[Found]) -> Self {
        let sums = found.iter().filter_map(|value| value.claim.amount().map(|(_, money)| money));
        let days = found.iter().filter(|value| matches!(value.claim, Claim::Date { .. })).count();
        Self { largest: sums.clone().max_by_key(|money| money.value), sums: sums.count(), days }
    }
}

/// Calls `look` with the name of every feature of a value.
fn each(value: &Found, around: &Around<'_>, standing: &Standing, look: &mut dyn FnMut(&str)) {
    let mut name = String::with_capacity(48);
    let letter = match &value.claim {
        Claim::Amount { role, money } => {
            tell(look, &mut name, &["A=", role.as_str()]);
            tell(look, &mut name, &["A=", role.as_str(), tenth(value.confidence)]);
            let largest = standing.largest == Some(*money);
            tell(
                look,
                &mut name,
                &["A#", if largest { "largest" } else { "smaller" }, count(standing.sums)],
            );
            "A"
        }
        Claim::Date { role, value: day } => {
            tell(look, &mut name, &["D=", role.as_str()]);
            tell(look, &mut name, &["D=", role.as_str(), tenth(value.confidence)]);
            let distance = distance(*day, around.sent_on);
            tell(look, &mut name, &["D#", distance, count(standing.days)]);
            tell(look, &mut name, &["D#", distance, around.kind.as_str()]);
            "D"
        }
        Claim::Reference { role, .. } => {
            tell(look, &mut name, &["R=", role.as_str()]);
            tell(look, &mut name, &["R=", role.as_str(), tenth(value.confidence)]);
            "R"
        }
        Claim::Identifier { .. }
        | Claim::Promise { .. }
        | Claim::Product { .. }
        | Claim::Contact { .. }
        | Claim::Act { .. }
        | Claim::Length { .. }
        | Claim::Renewal { .. } => return,
    };
    tell(look, &mut name, &[letter, "k", around.kind.as_str()]);
    if around.spot == Spot::Subject {
        tell(look, &mut name, &[letter, "s"]);
    }
    words_around(value, around, letter, &mut name, look);
}

fn tell(look: &mut dyn FnMut(&str), name: &mut String, parts: &[&str]) {
    name.clear();
    parts.iter().for_each(|part| name.push_str(part));
    look(name);
}

/// The words before and after, by how far away and whether in the same line.
fn words_around(
    value: &Found,
    around: &Around<'_>,
    letter: &str,
    name: &mut String,
    look: &mut dyn FnMut(&str),
) {
    let words = around.words;
    let starts = |at: usize| move |word: &crate::words::Word| as_index(word.start) < at;
    let first = words.all().partition_point(starts(value.start));
    let next = words.all().partition_point(starts(value.end));
    let line = around.text.get(..value.start).and_then(|t| t.rfind('\n')).map_or(0, |at| at + 1);
    let mut nearer: Option<&str> = None;
    for back in 1..=BEFORE {
        let Some(word) = first.checked_sub(back).and_then(|at| words.all().get(at)) else { break };
        let spelled = spelled(words, *word);
        let same = as_index(word.start) >= line;
        let far = match (same, back) {
            (true, ..=2) => "<",
            (true, ..=5) => "<<",
            (true, _) => "<<<",
            (false, ..=4) => "^",
            (false, _) => "^^",
        };
        tell(look, name, &[letter, far, spelled]);
        tell(look, name, &[letter, if same { "l" } else { "u" }, stem(spelled)]);
        if let Some(nearer) = nearer {
            tell(look, name, &[letter, "<", spelled, "_", nearer]);
        }
        nearer = Some(spelled);
    }
    let end = around.text.get(value.end..).and_then(|t| t.find('\n'));
    let end = end.map_or(around.text.len(), |at| value.end + at);
    let after = words.all().get(next..).unwrap_or_default().iter().take(AFTER);
    let mut before: Option<&str> = None;
    for word in after.take_while(|word| as_index(word.start) < end) {
        let spelled = spelled(words, *word);
        tell(look, name, &[letter, ">", spelled]);
        if let Some(before) = before {
            tell(look, name, &[letter, ">", before, "_", spelled]);
        }
        before = Some(spelled);
    }
}

fn spelled(words: &Words, word: crate::words::Word) -> &str {
    let folded = words.folded(word);
    if folded.bytes().any(|b| b.is_ascii_digit()) { "0" } else { folded }
}

/// The beginning of a word.
fn stem(spelled: &str) -> &str {
    spelled.char_indices().nth(5).and_then(|(end, _)| spelled.get(..end)).unwrap_or(spelled)
}

/// How sure, in tenths.
const fn tenth(confidence: Confidence) -> &'static str {
    match confidence.thousandths() {
        0..600 => "@5",
        600..700 => "@6",
        700..800 => "@7",
        800..900 => "@8",
        900.. => "@9",
    }
}

const fn count(number: usize) -> &'static str {
    match number {
        0 | 1 => "-alone",
        2 => "-of-two",
        3..=5 => "-of-few",
        _ => "-of-many",
    }
}

/// How far a day is from that of the message.
fn distance(day: Date, sent_on: Option<Date>) -> &'static str {
    let Some(sent) = sent_on else { return "unknown-" };
    let days = (day - sent).get_days();
    match days {
        ..-400 => "years-ago-",
        -400..-35 => "months-ago-",
        -35..-1 => "weeks-ago-",
        -1..=0 => "now-",
        1..=9 => "in-days-",
        10..=40 => "in-weeks-",
        41..=300 => "in-months-",
        301..=430 => "in-a-year-",
        _ => "in-years-",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_own_number() {
        let mut numbers: Vec<usize> = AmountRole::ALL
            .iter()
            .map(|r| class_of("amount", r.as_str()))
            .chain(DateRole::ALL.iter().map(|r| class_of("date", r.as_str())))
            .chain(ReferenceRole::ALL.iter().map(|r| class_of("reference", r.as_str())))
            .map(Option::unwrap)
            .collect();
        numbers.dedup();
        assert_eq!(numbers, (0..CLASSES).collect::<Vec<_>>());
    }
}
