//! References: the numbers under which a supplier files something.

use super::codes;
use super::labels::{Labels, Mark, NumberLabel, Strength};
use super::page::{Page, cells, is_blank, is_space};
use super::{Sink, currency};
use oxherd_model::ReferenceRole;

/// Signs of the longest reference.
const LONGEST: usize = 40;

/// How far from its label a value may stand.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Reach {
    /// On its line.
    Line,
    /// There, or on the line or in the cell below.
    Below,
}

/// A written value behind a label.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) start: usize,
    pub(super) end: usize,
    /// Whether a number sign (`#`, `no.`, `:`) stands before it.
    pub(super) signed: bool,
    /// Where it was found.
    pub(super) found: Reach,
}

/// Finds the references behind their labels, and those whose form shows what they are.
pub(super) fn read(page: &Page<'_>, labels: &Labels, sink: &mut Sink) {
    for (mark, next) in labels.numbers.iter().zip(nexts(page, labels).into_iter().rev()) {
        match mark.what {
            NumberLabel::Reference(role, strength) => {
                behind_label(page, labels, mark, (role, strength, next), sink);
            }
            NumberLabel::AnyNumber => any_number(page, labels, mark, next, sink),
            NumberLabel::Registration
            | NumberLabel::Vin
            | NumberLabel::Imei
            | NumberLabel::Serial
            | NumberLabel::Model
            | NumberLabel::Gtin
            | NumberLabel::Mpan
            | NumberLabel::Mprn
            | NumberLabel::Malo
            | NumberLabel::Melo
            | NumberLabel::Meter
            | NumberLabel::MeterDigits
            | NumberLabel::Chip
            | NumberLabel::Iban
            | NumberLabel::Creditor
            | NumberLabel::Card
            | NumberLabel::Phone
            | NumberLabel::Line
            | NumberLabel::Named
            | NumberLabel::Address => {}
        }
    }
    codes::hashed(page, labels, sink);
    codes::alone(page, sink);
    codes::spoken(page, labels, sink);
}

/// Where the next label that says what it numbers starts, for each label from the last to the first.
fn nexts(page: &Page<'_>, labels: &Labels) -> Vec<usize> {
    let mut next = page.text.len();
    let marks = labels.numbers.iter().rev();
    marks
        .map(|mark| {
            let before = if mark.what == NumberLabel::AnyNumber { next } else { mark.start };
            std::mem::replace(&mut next, before)
        })
        .collect()
}

/// The value behind a label that says what it numbers.
fn behind_label(
    page: &Page<'_>,
    labels: &Labels,
    mark: &Mark<NumberLabel>,
    (role, strength, next): (ReferenceRole, Strength, usize),
    sink: &mut Sink,
) {
    let reach = match strength {
        Strength::Strong => Reach::Below,
        Strength::Weak => Reach::Line,
    };
    let Some(value) = behind(page, mark, reach) else { return };
    if value.start > next || page.span_is_taken(value.start, value.end) {
        return;
    }
    let text = page.slice(value.start, value.end);
    if role == ReferenceRole::Customer && codes::is_beside_sort_code(page, mark.start, value.end) {
        return;
    }
    let code = booking_code(text, role)
        || short_code(text)
        || codes::letters(page, mark, &value, strength);
    let fits = code || (has_form(text) && believable(page, text, strength, &value));
    if !fits {
        return;
    }
    let confidence = match (strength, value.signed, value.found) {
        (Strength::Strong, _, Reach::Line) => 950,
        (Strength::Strong, _, Reach::Below) => 850,
        (Strength::Weak, _, _) if like_a_phone(text) => PHONE_SURE,
        (Strength::Weak, true, _) => 850,
        (Strength::Weak, false, _) => 720,
    };
    // `your order with the reference X`: the word before says what is referred to.
    let noun = codes::noun_before(labels, mark.start, 40);
    let role = noun.filter(|_| role == ReferenceRole::Case).unwrap_or(role);
    codes::put(page, role, (value.start, value.end), confidence, sink);
}

/// `with the number: 1042`, `(Nummer: 1042)`: the word before says what is numbered.
fn any_number(
    page: &Page<'_>,
    labels: &Labels,
    mark: &Mark<NumberLabel>,
    next: usize,
    sink: &mut Sink,
) {
    let Some(value) = behind(page, mark, Reach::Line) else { return };
    let opens = codes::opens(page, mark.start);
    if value.start > next
        || page.span_is_taken(value.start, value.end)
        || !opens && codes::is_registered(page, mark.start)
    {
        return;
    }
    let text = page.slice(value.start, value.end);
    // `uses the number 07700 900123`: that of a telephone, whatever the noun before.
    if like_a_phone(text) {
        return;
    }
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mixed = text.bytes().any(|b| b.is_ascii_uppercase() || matches!(b, b'-' | b'/' | b'.'));
    let long = digits >= 5 || (digits >= 3 && mixed);
    if !(long && has_form(text) || codes::letters(page, mark, &value, Strength::Strong)) {
        return;
    }
    let noun = || codes::noun_before(labels, mark.start, 140);
    let other = !opens && codes::numbers_else(page, labels, mark.start);
    let role = if other { None } else { noun() }.unwrap_or(ReferenceRole::Other);
    codes::put(page, role, (value.start, value.end), 820, sink);
}

/// How sure a number is that has the form of a telephone's, in thousandths.
const PHONE_SURE: u16 = 300;

/// `Membership 03069 990 355` at the foot of a letter is where to call: a nought first, then ten or
/// eleven digits in two or three groups, the first with the area (E.123).
fn like_a_phone(text: &str) -> bool {
    let groups: Vec<&str> = text.split(' ').collect();
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    text.starts_with('0')
        && (2..=3).contains(&groups.len())
        && (10..=11).contains(&digits)
        && groups.first().is_some_and(|area| (3..=5).contains(&area.len()))
        && groups.iter().all(|group| group.len() >= 3 && group.bytes().all(|b| b.is_ascii_digit()))
}

/// At least three digits, and no more than half of it lower-case letters.
pub(super) fn has_form(text: &str) -> bool {
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let lower = text.bytes().filter(u8::is_ascii_lowercase).count();
    digits >= 3 && (lower <= digits * 2 || lower < 8)
}

/// Five to eight upper-case letters and digits behind a label of a booking.
fn booking_code(text: &str, role: ReferenceRole) -> bool {
    let signs = text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit());
    role == ReferenceRole::Booking && signs && (5..=8).contains(&text.len())
}

/// `CRW-BWN-11`, `8F2-K`, `NB-1`: capitals with a digit, few as they are.
fn short_code(text: &str) -> bool {
    let shaped = text
        .bytes()
        .all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'/'));
    let capitals = text.bytes().filter(u8::is_ascii_uppercase).count();
    let long = text.len() >= 5 || text.len() == 4 && text.contains('-');
    shaped
        && long
        && capitals >= 2
        && text.bytes().any(|b| b.is_ascii_digit())
        && !super::is_registration(text)
}

/// Words that may follow the number of a paper.
const VERBS: &[&str] = &[
    "is",
    "was",
    "has",
    "will",
    "from",
    "of",
    "for",
    "dated",
    "ist",
    "wurde",
    "vom",
    "über",
    "est",
    "du",
    "a",
    "è",
    "del",
    "es",
    "fue",
    "van",
    "wordt",
    "werd",
    "have",
    "had",
    "can",
    "could",
    "at",
    "on",
    "and",
    "wird",
    "hat",
    "kann",
    "konnte",
    "liegt",
    "geht",
    "steht",
    "kommt",
    "zum",
    "und",
    "bitte",
    "au",
    "en",
    "ne",
    "sera",
    "et",
    "vous",
    "nous",
    "sono",
    "ha",
    "sarà",
    "non",
    "da",
    "e",
    "está",
    "se",
    "ha",
    "ya",
    "de",
    "no",
    "te",
    "y",
    "is",
    "heeft",
    "staat",
    "kan",
    "zijn",
    "op",
    "confirmed",
    "received",
    "shipped",
    "dispatched",
    "delivered",
    "paid",
    "bestätigt",
    "eingegangen",
    "versendet",
    "versandt",
    "geliefert",
    "bezahlt",
    "confirmée",
    "confirmé",
    "reçue",
    "expédiée",
    "livrée",
    "payée",
    "confirmado",
    "confirmada",
    "recibido",
    "recibida",
    "enviado",
    "entregado",
    "pagada",
    "confermato",
    "confermata",
    "ricevuto",
    "spedito",
    "consegnato",
    "pagata",
    "bevestigd",
    "ontvangen",
    "verzonden",
    "bezorgd",
    "betaald",
];

/// A year, a postcode or a bare short number behind a weak label is no reference.
fn believable(page: &Page<'_>, text: &str, strength: Strength, value: &Written) -> bool {
    if strength == Strength::Strong || value.signed {
        let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
        return !year || value.signed || strength == Strength::Strong;
    }
    let digits = text.bytes().all(|b| b.is_ascii_digit());
    if !digits || text.len() >= 6 {
        return true;
    }
    let after = page.text.get(value.end..).unwrap_or_default();
    let year = text.len() == 4 && (text.starts_with("19") || text.starts_with("20"));
    let subject = page.lines.len() == 1;
    // `Invoice 4418 is on the seat`: a verb or a preposition follows, no unit.
    let word = after.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    let verb = after.starts_with(' ') && VERBS.contains(&word);
    let counts = !verb && after.trim_start().starts_with(char::is_alphanumeric);
    let closed = !after.starts_with(['%', '\u{b0}', ',', '+']) || after.starts_with(", ");
    match text.len() {
        5 => !(counts && word.starts_with(char::is_lowercase)),
        // The last word of a subject may be a short number: `your return 5481`.
        4 => !year && closed && !counts,
        _ => !year && closed && !counts && (subject || text.starts_with('0')),
    }
}

/// The value behind a label: on its line, or on the line or in the cell below.
pub(super) fn behind<T: Copy>(page: &Page<'_>, mark: &Mark<T>, reach: Reach) -> Option<Written> {
    let (line_start, line_end) = page.line_span(mark.start);
    let tail = page.slice(mark.end, line_end);
    let (skipped, signed) = separators(tail);
    let at = mark.end + skipped;
    let rest = page.slice(at, line_end);
    let blank = is_blank(rest);
    if !blank && let Some(end) = value_end(page, at, line_end) {
        return Some(Written { start: at, end, signed, found: Reach::Line });
    }
    if let Some(found) = after_words(page, at, line_end) {
        return Some(found);
    }
    if let Some(found) = of_a_sort(page, mark.end, line_end) {
        return Some(found);
    }
    if blank && let Some(found) = wrapped(page, (line_start, line_end)) {
        return Some(found);
    }
    if reach == Reach::Line {
        return None;
    }
    let row = page.slice(line_start, line_end);
    let heads = if row.len() <= 300 { cells(row) } else { Vec::new() };
    if heads.len() > 1 {
        return in_column(page, mark, line_start, &heads);
    }
    if !blank {
        return None;
    }
    let below = page.line_below(page.line_at(mark.start))?;
    let span = page.lines.get(below)?;
    let text = page.slice(span.start, span.end);
    let indent = text.len() - text.trim_start().len();
    let (skipped, _) = separators(text.trim_start());
    let start = span.start + indent + skipped;
    let end = value_end(page, start, span.end)?;
    let rest = page.slice(end, span.end).trim();
    (text.trim().len() <= 80 && rest.chars().count() <= 20).then_some(Written {
        start,
        end,
        signed: true,
        found: Reach::Below,
    })
}

/// `Serial number of the router: KO-R2`: a few words may follow a label before the colon.
fn after_words(page: &Page<'_>, at: usize, line_end: usize) -> Option<Written> {
    let rest = page.slice(at, page.around(at, 0, WORDS_BYTES + 2).1);
    let colon = rest.find(": ")?;
    let words = rest.get(..colon)?;
    let plain = !words.contains(['.', ';', '?', '!', ',', '(', '\t'])
        && !words.bytes().any(|b| b.is_ascii_digit());
    if !plain || words.len() > WORDS_BYTES || words.split(' ').count() > 5 {
        return None;
    }
    let start = at + colon + 2;
    let end = value_end(page, start, line_end)?;
    Some(Written { start, end, signed: true, found: Reach::Line })
}

/// `contratto palestra BB-40`, `Vertrag über Strom ES-1204`: what sort it is of may stand between a label and
/// a code of capitals, a dash and digits.
fn of_a_sort(page: &Page<'_>, at: usize, line_end: usize) -> Option<Written> {
    let rest = page.slice(at, page.around(at, 0, WORDS_BYTES + LONGEST).1);
    let mut skipped = 0;
    for _ in 0..SORT_WORDS {
        let tail = rest.get(skipped..)?.strip_prefix(' ')?;
        let word = tail.split(' ').next()?;
        let plain = word.chars().all(|c| c.is_alphabetic() || matches!(c, '\'' | '’'));
        if !plain || word.is_empty() {
            break;
        }
        skipped += word.len() + 1;
    }
    if skipped == 0 || skipped > WORDS_BYTES {
        return None;
    }
    let start = at + skipped + 1;
    let end = value_end(page, start, line_end)?;
    let code = page.slice(start, end);
    let capitals = code.bytes().take_while(u8::is_ascii_uppercase).count();
    let digits = code.get(capitals..)?.strip_prefix('-')?;
    let fits = (1..=4).contains(&capitals)
        && digits.len() >= 2
        && digits.bytes().all(|b| b.is_ascii_digit() || b == b'-')
        && !super::is_registration(code);
    fits.then_some(Written { start, end, signed: true, found: Reach::Line })
}

/// Words that say what sort something is of.
const SORT_WORDS: usize = 3;

/// Bytes of the words between a label and its colon.
const WORDS_BYTES: usize = 36;

/// In prose a line may end between a label and its value: `contract` / `HC-2019-447`.
fn wrapped(page: &Page<'_>, (start, end): (usize, usize)) -> Option<Written> {
    if end - start < 45 {
        return None;
    }
    let below = page.lines.get(page.line_at(start) + 1)?;
    let stop = value_end(page, below.start, below.end)?;
    let text = page.slice(below.start, stop);
    let digits = text.bytes().filter(u8::is_ascii_digit).count();
    let mixed = digits >= 2 && text.bytes().any(|b| b.is_ascii_uppercase());
    (mixed || digits >= 6).then_some(Written {
        start: below.start,
        end: stop,
        signed: true,
        found: Reach::Below,
    })
}

/// The cell below a label that heads a column.
fn in_column<T: Copy>(
    page: &Page<'_>,
    mark: &Mark<T>,
    line_start: usize,
    heads: &[(usize, usize)],
) -> Option<Written> {
    let column = heads.iter().position(|(start, end)| {
        line_start + start <= mark.start && mark.end <= line_start + end
    })?;
    let below = page.line_below(page.line_at(mark.start))?;
    let span = page.lines.get(below)?;
    let text = page.slice(span.start, span.end);
    if text.len() > 300 {
        return None;
    }
    let row = cells(text);
    let (start, end) = *row.get(column)?;
    if row.len() != heads.len() {
        return None;
    }
    let start = span.start + start + separators(text.get(start..end)?).0;
    let end = value_end(page, start, span.start + end)?;
    Some(Written { start, end, signed: true, found: Reach::Below })
}

/// Length of what may stand between a label and its value, and whether it says `number`.
fn separators(tail: &str) -> (usize, bool) {
    const WORDS: [&str; 41] = [
        "nummer", "number", "num", "no", "nr", "n", "is", "ist", "est", "es", "lautet", "id",
        "code", "ref", "numéro", "número", "numero", "č", "nº", "№", "nro", "is:", "vat", "è",
        "sz", "szám", "lautet:", "numer", "der", "number:", "numer:", "de", "du", "n°", "p", "s",
        "le", "el", "il", "het", "the",
    ];
    let (mut at, mut signed, mut words) = (0, false, 0);
    while let Some(rest) = tail.get(at..) {
        let Some(c) = rest.chars().next() else { break };
        if matches!(c, '#' | '№' | '°' | 'º' | ':' | '：' | '=') {
            signed = true;
            at += c.len_utf8();
        } else if is_space(c)
            || matches!(
                c,
                '.' | '-' | '–' | '—' | '(' | '[' | '"' | '“' | '„' | '*' | ')' | ']' | '|'
            )
        {
            at += c.len_utf8();
        } else if c.is_alphabetic() && words < 3 {
            let length: usize =
                rest.chars().take(8).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
            let word = rest.get(..length).unwrap_or_default().to_lowercase();
            let next = rest.get(length..).and_then(|r| r.chars().next());
            let hashed = next == Some('#') && words == 0;
            if !(hashed || WORDS.contains(&word.as_str()))
                || next.is_some_and(|c| c.is_ascii_digit() || c == '-')
            {
                break;
            }
            signed |= word.starts_with('n') || word == "id" || word == "sz";
            words += 1;
            at += length;
        } else {
            break;
        }
        if at > 48 {
            break;
        }
    }
    (at, signed)
}

/// Where a written value ends; none where there is no value.
pub(super) fn value_end(page: &Page<'_>, start: usize, limit: usize) -> Option<usize> {
    let bytes = page.text.as_bytes().get(start..limit.min(start + LONGEST))?;
    let mut end = group(bytes, 0);
    let first = bytes.get(..end)?;
    let digit = first.iter().any(u8::is_ascii_digit);
    let upper = first.iter().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit() || *b == b'-');
    if end == 0 || !(digit || upper) {
        return None;
    }
    let alone = letters_only(first);
    let mut digits = first.iter().filter(|b| b.is_ascii_digit()).count();
    let mut groups = 1_usize;
    while bytes.get(end) == Some(&b' ') && groups < GROUPS_MAX {
        let next = group(bytes, end + 1);
        let text = bytes.get(end + 1..next).unwrap_or_default();
        let own = !page.span_is_taken(start + end + 1, start + next)
            && currency::after(page, start + next).is_none();
        let after = bytes.get(next..).unwrap_or_default();
        if !own || !goes_on(text, after, (alone, groups, digits)) {
            break;
        }
        digits += text.iter().filter(|b| b.is_ascii_digit()).count();
        groups += 1;
        end = next;
    }
    // A booking code may be letters alone; the caller judges it.
    let text = bytes.get(..end)?;
    (text.len() >= 3).then_some(start + end)
}

/// Groups of the longest reference.
const GROUPS_MAX: usize = 8;

/// Whether a group is the beginning of a sum, or one, as stands in the next column: `957,50`, `4,295.00`.
fn is_sum(text: &[u8], after: &[u8]) -> bool {
    let goes_on = after.first() == Some(&b',') && after.get(1).is_some_and(u8::is_ascii_digit);
    let whole = text.iter().all(|b| b.is_ascii_digit() || *b == b'.');
    let cents = text.iter().rev().position(|b| *b == b'.') == Some(2);
    goes_on || whole && cents && text.len() >= 4
}

/// Whether a group behind a space belongs to the same value: `3390 7718 24`, `PH 5519 207-4`,
/// `CX 880 214 775 FR`. A small number that a word follows counts something.
fn goes_on(text: &[u8], after: &[u8], (alone, groups, digits): (bool, usize, usize)) -> bool {
    let plain = |text: &[u8]| {
        !text.is_empty()
            && text.len() <= 14
            && text.iter().all(|b| {
                b.is_ascii_uppercase() || b.is_ascii_digit() || matches!(b, b'-' | b'.' | b'/')
            })
    };
    if !plain(text) || is_sum(text, after) {
        return false;
    }
    let own = text.iter().filter(|b| b.is_ascii_digit()).count();
    let closed = after.first().is_none_or(|b| *b != b' ' && b.is_ascii());
    let next = after.get(1..).map(|rest| rest.get(..group(rest, 0)).unwrap_or_default());
    let grouped = next.is_some_and(|next| {
        let digits = next.iter().any(u8::is_ascii_digit);
        let country = next.len() == 2 && letters_only(next) && groups + 1 >= 2;
        !closed && plain(next) && (digits || country)
    });
    match own {
        0 => {
            let code = text.len() <= 2 && (alone && text.len() == 2 || groups >= 3);
            let ends = closed || after.get(1).is_some_and(u8::is_ascii_lowercase);
            code && ends && groups >= 2 && digits >= 4 && letters_only(text)
        }
        1 | 2 => {
            let counted = text.len() == own;
            let long = counted && own == 2 && groups >= 3;
            (closed && (digits > 0 || alone)) || grouped || long || (!counted && own == 2 && !alone)
        }
        _ => true,
    }
}

fn letters_only(text: &[u8]) -> bool {
    text.iter().all(u8::is_ascii_alphabetic)
}

/// Where a group of letters, digits and inner separators ends.
fn group(bytes: &[u8], from: usize) -> usize {
    let mut end = from;
    while let Some(byte) = bytes.get(end) {
        let inner = matches!(byte, b'-' | b'.' | b'/' | b'_' | b'#')
            && end > from
            && bytes.get(end + 1).is_some_and(u8::is_ascii_alphanumeric);
        if !byte.is_ascii_alphanumeric() && !inner {
            break;
        }
        end += 1;
    }
    end
}
