//! Sums of money in a text, and what each of them is.

mod changed;
mod fees;
mod parted;

use super::currency::{self, Unit};
use super::labels::{self, AmountLabel, Labels};
use super::near::{self, Nearness, Seeker};
use super::number::{self, Number, Spaces};
use super::page::{Page, ROW_MAX, cells, is_blank, is_space};
use super::rises::{RiseReader, Way};
use super::withdrawn::{Withdrawn, WithdrawnReader};
use super::{FOUND_MAX, Found, Sink, credits, periodic, qualified, thousandths, totals};
use changed::{now_and_then, of_today, old_and_new, rises_by, told_alone};
use oxherd_model::{AmountRole, Claim, Currency, Money};
use rust_decimal::Decimal;

/// A sum as it stands in the text.
#[derive(Debug, Clone, Copy)]
struct Sum {
    start: usize,
    end: usize,
    number: Number,
    currency: Currency,
    /// What the number counts: units or hundredths.
    scale: u32,
    sign: Sign,
    /// Whether a currency stands beside the number.
    marked: bool,
}

/// Which way the money goes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sign {
    Plus,
    Minus,
}

/// Finds every sum; by how much a price changes, where that is said.
pub(super) fn read(
    page: &Page<'_>,
    labels: &Labels,
    (withdrawn, rises): (&WithdrawnReader, &RiseReader),
    sink: &mut Sink,
) -> Option<Money> {
    let mut sums = collect(page, labels);
    let known = sums.first().map(|sum| sum.currency).or(page.s.currency_hint);
    let currency = known.or_else(|| currency::of_column(page))?;
    bare(page, labels, currency, &mut sums);
    sums.sort_by_key(|sum| sum.start);
    let mark = decimal_mark(page, &sums);
    let values: Vec<(Decimal, bool)> = sums.iter().map(|sum| value_of(page, sum, mark)).collect();
    let mut roles = assign(page, labels, &sums);
    let mut gone = taken_back(&withdrawn.look(page), &sums, &mut roles);
    fees::on_top(page, labels, (&sums, &values), (&mut roles, &mut gone));
    old_and_new(page, labels, (&sums, &gone), &mut roles);
    of_today(page, &sums, &mut roles);
    let rises = rises.look(page);
    let rise = rises_by(&rises, labels, (&sums, &gone), &mut roles);
    now_and_then((page, &rises), (&sums, &gone), &mut roles);
    told_alone((page, &rises), &sums, &mut roles);
    given(page, &sums, &mut roles);
    settle_unlabelled(page, &sums, &mut roles);
    totals::one_total(&sums_at(&sums, &values), &mut roles);
    totals::paid_whole(&sums_at(&sums, &values), &mut roles);
    if let Some(at) = totals::main(page, &sums_at(&sums, &values), &roles) {
        let found = sums.get(at).zip(values.get(at));
        if let Some((sum, (value, true))) = found {
            let money = Money { value: *value, currency: sum.currency };
            let claim = Claim::Amount { role: AmountRole::Total, money };
            sink.add(claim, (sum.start, sum.end), 600);
        }
    }
    for ((sum, (role, confidence)), (value, sure)) in sums.iter().zip(roles).zip(values) {
        if !sure {
            sink.gaps.push(format!(
                "`{}` may be thousands or a decimal",
                page.slice(sum.start, sum.end).trim()
            ));
        }
        let confidence = if sure { confidence } else { confidence.saturating_sub(250) };
        sink.push(Found {
            claim: Claim::Amount { role, money: Money { value, currency: sum.currency } },
            start: sum.start,
            end: sum.end,
            confidence: thousandths(confidence),
        });
    }
    rise.and_then(|(at, way)| {
        let (value, sure) = sums.get(at).map(|sum| value_of(page, sum, mark))?;
        let value = if way == Way::Up { value } else { -value };
        sure.then_some(Money { value, currency: sums.get(at)?.currency })
    })
}

/// The sums as the judgement over totals needs them.
fn sums_at(sums: &[Sum], values: &[(Decimal, bool)]) -> Vec<totals::Standing> {
    let each = sums.iter().zip(values);
    each.map(|(sum, (value, _))| totals::Standing {
        start: sum.start,
        end: sum.end,
        value: *value,
        currency: sum.currency,
    })
    .collect()
}

fn collect(page: &Page<'_>, labels: &Labels) -> Vec<Sum> {
    let mut sums = Vec::new();
    let mut floor = 0;
    for (_, chunk) in page.free() {
        if chunk.digit < floor {
            continue;
        }
        if let Some(sum) = sum_at(page, labels, (chunk.start, chunk.digit)) {
            page.take(sum.start, sum.end);
            floor = sum.end;
            sums.push(sum);
        }
        if sums.len() >= FOUND_MAX * 2 {
            break;
        }
    }
    sums
}

fn sum_at(page: &Page<'_>, labels: &Labels, (chunk, digit): (usize, usize)) -> Option<Sum> {
    let glued = page.slice(chunk, digit);
    let inside = matches!(page.char_before(digit), Some('.' | ',' | '/' | ':' | '_' | '#'))
        && page.char_before(digit.saturating_sub(1)).is_some_and(|c| c.is_ascii_digit());
    let ranged = page.char_before(digit) == Some('-')
        && page.char_before(digit - 1).is_some_and(char::is_alphanumeric);
    if inside || ranged || (glued.is_empty() && letter_before(page, digit)) {
        return None;
    }
    let number = parted::read(page, labels, digit)?;
    let minus = matches!(page.char_before(digit), Some('-')).then(|| digit - 1);
    let number = parted::in_thousands(page, number, minus.unwrap_or(digit));
    let before = currency::before(page, minus.unwrap_or(digit));
    let kronor = || parted::dashed(page, number.end).then_some((Unit::Krone, number.end));
    let after = currency::after(page, number.end).or_else(kronor);
    let (unit, start, end) = choose(page, digit, &number, before, after)?;
    if !glued.is_empty() && start > chunk || is_friday(page, (start, digit), number.end) {
        return None;
    }
    if is_code(page, (start, digit), &number) {
        return None;
    }
    let cents = number.decimal.scale() == 2;
    let currency = match unit {
        Unit::Weak(_) if !cents => return None,
        Unit::Weak(_)
        | Unit::Code(_)
        | Unit::Cent(_)
        | Unit::Dollar
        | Unit::Krone
        | Unit::Yen
        | Unit::AnyCent => unit.currency(page)?,
    };
    // Capitals glued behind make a code of it: `PLN3382904417NL`.
    let glued_behind =
        end == number.end && page.char_at(end).is_some_and(|c| c.is_ascii_uppercase());
    if glued_behind {
        return None;
    }
    let (number, end) = euros_and_cents(page, number, end);
    if end < page.text.len() && percent_or_word(page, number.end.max(end)) {
        return None;
    }
    let (start, end, sign) = negative(page, start, end);
    Some(Sum {
        start,
        end,
        number,
        currency,
        scale: if unit.is_cent() { 2 } else { 0 },
        sign,
        marked: true,
    })
}

/// Digits glued to letters that are those of a reference.
const CODE_DIGITS: usize = 6;

/// `TL88301922`, `KR 7714 0922-3`: two letters before many digits, or before groups of them, are no currency.
fn is_code(page: &Page<'_>, (start, digit): (usize, usize), number: &Number) -> bool {
    let unit = page.slice(start, digit);
    let lettered =
        (1..=2).contains(&unit.trim().len()) && unit.trim().chars().all(char::is_alphabetic);
    let digits = page.slice(digit, number.end);
    let whole = digits.bytes().all(|b| b.is_ascii_digit());
    let glued = unit.len() == unit.trim().len() && digits.len() >= CODE_DIGITS;
    let tail = page.slice(number.end, page.around(number.end, 0, 5).1);
    let grouped = tail
        .strip_prefix(' ')
        .is_some_and(|rest| rest.len() >= 3 && rest.bytes().take(3).all(|b| b.is_ascii_digit()));
    lettered && whole && (glued || grouped)
}

/// `Fr 8–13 Uhr` is a day of the week with its hours, no sum of francs.
fn is_friday(page: &Page<'_>, (start, digit): (usize, usize), end: usize) -> bool {
    let tail = page.slice(end, page.around(end, 0, 12).1);
    let tail = tail.trim_start_matches(is_space);
    let from_to = tail.strip_prefix(['-', '\u{2013}', ':', '.']).map(str::trim_start);
    let clock = from_to.is_some_and(|rest| rest.starts_with(|c: char| c.is_ascii_digit()))
        || tail.starts_with("Uhr")
        || tail.starts_with("h ")
        || tail.starts_with("bis ");
    page.slice(start, digit).trim_end() == "Fr" && clock
}

fn letter_before(page: &Page<'_>, digit: usize) -> bool {
    // A letter that is no ASCII letter may belong to a currency: `zł12`.
    page.char_before(digit).is_some_and(char::is_alphabetic)
        && currency::before(page, digit).is_none()
}

fn percent_or_word(page: &Page<'_>, end: usize) -> bool {
    let ends_in_letter = page.char_before(end).is_some_and(char::is_alphabetic);
    match page.char_at(end) {
        Some('%') => true,
        Some(c) if ends_in_letter => c.is_alphanumeric() && c.is_ascii(),
        Some(_) | None => false,
    }
}

type Side = Option<(Unit, usize)>;

/// Which of two currencies belongs to the number, where one stands on each side.
fn choose(
    page: &Page<'_>,
    digit: usize,
    number: &Number,
    before: Side,
    after: Side,
) -> Option<(Unit, usize, usize)> {
    match (before, after) {
        (Some((unit, start)), None) => Some((unit, start, number.end)),
        (None, Some((unit, end))) => {
            let next = next_number(page, end, number);
            (!next).then_some((unit, digit, end))
        }
        (Some((left, start)), Some((right, end))) => {
            // `12,00 € 3,00 €`: the sign before belongs to the number before it.
            let spent = page.slice(start, digit).ends_with(is_space)
                && page.text.get(..start).is_some_and(|t| {
                    t.trim_end_matches(is_space).ends_with(|c: char| c.is_ascii_digit())
                });
            if spent
                || (left == right && !next_number(page, end, number) && sum_before(page, start))
            {
                Some((right, digit, end))
            } else if left.currency(page) == right.currency(page) && !next_number(page, end, number)
            {
                Some((left, start, end))
            } else {
                Some((left, start, number.end))
            }
        }
        (None, None) => None,
    }
}

fn sum_before(page: &Page<'_>, start: usize) -> bool {
    page.char_before(start).is_some_and(|c| c.is_ascii_digit())
}

/// Whether a currency behind a number rather belongs to the number that follows it.
fn next_number(page: &Page<'_>, end: usize, number: &Number) -> bool {
    let Some(tail) = page.text.get(end..) else {
        return false;
    };
    let gap_after = tail.len() - tail.trim_start_matches(is_space).len();
    let follows = tail.trim_start_matches(is_space).starts_with(|c: char| c.is_ascii_digit());
    let sign_start = page.text.get(number.end..).map_or(0, |t| t.len() - t.trim_start().len());
    if !follows || number.decimal.scale() == 2 {
        return false;
    }
    sign_start > gap_after || (sign_start == gap_after && sign_start > 0)
}

/// `12€50`: two digits right behind the sign are cents.
fn euros_and_cents(page: &Page<'_>, number: Number, end: usize) -> (Number, usize) {
    let none = (number, end);
    if number.decimal.scale() != 0 || end <= number.end || !page.slice(number.end, end).eq("€") {
        return none;
    }
    let digits = page.text.get(end..).unwrap_or_default();
    let run = digits.bytes().take_while(u8::is_ascii_digit).count();
    let cents = digits.get(..run).and_then(|d| d.parse::<i64>().ok());
    match (run, cents) {
        (2, Some(cents)) => {
            let decimal = number.decimal + Decimal::new(cents, 2);
            (Number { decimal, end: end + 2, thousands: None, open: None, ..number }, end + 2)
        }
        _ => none,
    }
}

/// Signs that turn a sum into a deduction: `-12`, `12-`, and brackets at the end of a row.
fn negative(page: &Page<'_>, start: usize, end: usize) -> (usize, usize, Sign) {
    let is_minus = |c: char| matches!(c, '-' | '\u{2212}' | '\u{2013}');
    let head = page.slice(page.line_span(start).0, start);
    let open = head.trim_end_matches(' ');
    if let Some(minus) = open.chars().next_back().filter(|c| is_minus(*c)) {
        let before = open.trim_end_matches(is_minus).chars().next_back();
        let glued =
            open.len() == head.len() && before.is_none_or(|c| is_space(c) || c == ':' || c == '(');
        let cell = before.is_none_or(|c| c == '\t');
        if glued || cell {
            return (start - (head.len() - open.len()) - minus.len_utf8(), end, Sign::Minus);
        }
    }
    let sum = page.slice(start, end);
    let inner = sum.contains(['-', '\u{2212}']) && !sum.contains(['.', ',']);
    if inner && !parted::dashed(page, end) || minus_inside(sum) {
        return (start, end, Sign::Minus);
    }
    let tail = page.slice(end, page.line_span(end).1);
    let ended = tail.get(1..).is_none_or(|t| t.is_empty() || t.starts_with(['\t', '\r']));
    if tail.starts_with('-') && ended && page.char_before(end) != Some('-') {
        return (start, end + 1, Sign::Minus);
    }
    let boxed = head.ends_with("\t(") || head.ends_with("  (") || head == "(";
    if boxed && tail.strip_prefix(')').is_some_and(is_blank) {
        return (start - 1, end + 1, Sign::Minus);
    }
    (start, end, Sign::Plus)
}

/// A minus between the currency and the number: `£-12.00`.
fn minus_inside(sum: &str) -> bool {
    sum.match_indices(['-', '\u{2212}']).any(|(at, minus)| {
        at > 0
            && sum
                .get(at + minus.len()..)
                .is_some_and(|t| t.starts_with(|c: char| c.is_ascii_digit()))
    })
}

/// Numbers with cents beside a label, in a text whose currency is known.
fn bare(page: &Page<'_>, labels: &Labels, currency: Currency, sums: &mut Vec<Sum>) {
    let mut floor = 0;
    for (_, chunk) in page.free() {
        if chunk.start < floor || chunk.digit != chunk.start || labels.amounts.is_empty() {
            continue;
        }
        let Some(number) = number::read(page.text, chunk.digit, Spaces::End) else {
            continue;
        };
        let cut = matches!(page.char_before(chunk.start), Some('.' | ',' | '-' | '/' | ':' | '#'))
            && page.char_before(chunk.start - 1).is_some_and(char::is_alphanumeric);
        if cut
            || number.decimal.scale() != 2
            || number.open.is_some()
            || !ends_cell(page, number.end)
        {
            continue;
        }
        if sums.len() >= FOUND_MAX * 2 {
            break;
        }
        floor = number.end;
        let (start, end, sign) = negative(page, chunk.start, number.end);
        let seeker = Seeker { start, end, floor: 0 };
        let labelled = near::label(page, &labels.amounts, seeker).is_some_and(|(mark, near)| {
            matches!(mark.what, AmountLabel::Role(_)) && near != Nearness::Right
        });
        if labelled {
            page.take(start, end);
            sums.push(Sum { start, end, number, currency, scale: 0, sign, marked: false });
        }
    }
}

fn ends_cell(page: &Page<'_>, end: usize) -> bool {
    let (_, line_end) = page.line_span(end);
    let tail = page.slice(end, line_end);
    let tail = tail.strip_prefix('-').unwrap_or(tail);
    is_blank(tail) || tail.starts_with('\t') || tail.starts_with("  ") || tail.starts_with(" |")
}

/// The decimal mark that the sums of the text prove, if they agree.
fn decimal_mark(page: &Page<'_>, sums: &[Sum]) -> Option<char> {
    let votes = |mark| sums.iter().filter(|sum| sum.number.mark == Some(mark)).count();
    match (votes('.'), votes(',')) {
        (0, 0) => mark_of_language(page),
        (points, commas) if points > commas => Some('.'),
        (points, commas) if commas > points => Some(','),
        _ => None,
    }
}

fn mark_of_language(page: &Page<'_>) -> Option<char> {
    match page.s.language.as_str() {
        "en" | "zh" | "ja" | "th" | "he" | "ko" => Some('.'),
        "und" => None,
        _ => Some(','),
    }
}

/// The value of a sum, and whether it is certain.
fn value_of(page: &Page<'_>, sum: &Sum, mark: Option<char>) -> (Decimal, bool) {
    let number = &sum.number;
    let (value, sure) = match (number.thousands, number.open) {
        (Some(_), Some(_)) if per_unit(page, sum.end) => (number.decimal, true),
        (Some(thousands), Some(open)) => match mark {
            Some(mark) if mark == open && open == ',' => (number.decimal, true),
            Some(mark) if mark == open => (number.decimal, false),
            Some(_) => (thousands, true),
            None => (thousands, false),
        },
        _ => (number.decimal, true),
    };
    let value = value * Decimal::new(1, sum.scale);
    (if sum.sign == Sign::Minus { -value } else { value }, sure)
}

/// What is measured, and so paid by what was used.
const METERED: &[&str] = &[
    "kwh",
    "mwh",
    "kw",
    "m³",
    "m3",
    "smc",
    "kubikmeter",
    "kilowattstunde",
    "min",
    "minute",
    "minuto",
    "minuut",
    "sms",
    "mb",
    "gb",
];

/// Other things that are counted or weighed.
const COUNTED: &[&str] = &["l", "liter", "litre", "unit", "km", "kg"];

/// Whether a price for a measured unit: `0,3124 €/kWh`.
fn per_unit(page: &Page<'_>, end: usize) -> bool {
    is_per(page, end, METERED) || is_per(page, end, COUNTED)
}

/// Whether what is used is metered: no price of the agreement.
fn per_metered(page: &Page<'_>, sum: &Sum) -> bool {
    let cents = sum.scale == 2 && is_per(page, sum.end, COUNTED);
    cents || is_per(page, sum.end, METERED)
}

fn is_per(page: &Page<'_>, end: usize, units: &[&str]) -> bool {
    let tail = page.slice(end, page.around(end, 0, 13).1).trim_start();
    let words = ["/", "per ", "pro ", "je ", "par ", "por ", "al ", "a ", "le ", "el "];
    let unit = words.iter().find_map(|word| tail.strip_prefix(word));
    let unit = unit.map(|u| u.trim_start().to_lowercase()).unwrap_or_default();
    units.iter().any(|name| {
        unit.strip_prefix(name).is_some_and(|rest| !rest.starts_with(char::is_alphanumeric))
    })
}

/// Words for a stretch of time behind a price.
const PERIODS: &[&str] = &[
    "/mo",
    "/ mo",
    "/jahr",
    "/year",
    "/yr",
    "/an",
    "/añ",
    "/mes",
    "/maand",
    "/jaar",
    "/week",
    "per month",
    "per year",
    "per week",
    "per annum",
    "a month",
    "a year",
    "a week",
    "monthly",
    "pro monat",
    "im monat",
    "monatlich",
    "pro jahr",
    "im jahr",
    "jährlich",
    "mtl",
    "/monat",
    "par mois",
    "par an",
    "/mois",
    "al mes",
    "al año",
    "por mes",
    "mensual",
    "al mese",
    "all'anno",
    "/mese",
    "/anno",
    "per maand",
    "per jaar",
    "/ monat",
    "/ mois",
    "/ mes",
    "p.a.",
    "each month",
    "each",
    "je stück",
    "pro stück",
    "per quarter",
    "every month",
    "pcm",
    "p/m",
];

/// Whether a price for a stretch of time follows: `per month`, `/Monat`.
pub(super) fn per_period(page: &Page<'_>, end: usize) -> bool {
    is_per_period(page.slice(end, page.around(end, 0, 24).1))
}

/// Whether a text begins so.
pub(super) fn is_per_period(tail: &str) -> bool {
    let tail = tail.trim_start_matches([' ', '\u{a0}', '*', '.']).to_lowercase();
    PERIODS.iter().any(|word| tail.starts_with(word))
}

pub(super) type Role = (AmountRole, u16);

fn assign(page: &Page<'_>, labels: &Labels, sums: &[Sum]) -> Vec<Role> {
    let mut floor = 0;
    sums.iter()
        .map(|sum| {
            let seeker = Seeker { start: sum.start, end: sum.end, floor };
            floor = sum.end;
            let found = label_of(page, labels, seeker);
            if per_metered(page, sum) {
                return (AmountRole::Other, LIMIT_SURE);
            }
            let per = per_unit(page, sum.end) || per_period(page, sum.end);
            if found.is_none_or(|(role, _)| may_be_a_price(role))
                && periodic::is_named(page, sum.start)
            {
                return (AmountRole::Price, 900);
            }
            match found {
                Some((AmountRole::Balance, _)) if to_pay(page, labels, sum.end) => {
                    (AmountRole::Due, 900)
                }
                Some((AmountRole::Other | AmountRole::Line, confidence))
                    if per && confidence < LIMIT_SURE =>
                {
                    (AmountRole::Price, confidence)
                }
                Some(role) => role,
                None if per => (AmountRole::Price, 700),
                None => (AmountRole::Other, 0),
            }
        })
        .zip(sums)
        .map(|((role, confidence), sum)| {
            (role, if sum.marked { confidence } else { confidence.min(600) })
        })
        .collect()
}

const fn may_be_a_price(role: AmountRole) -> bool {
    use AmountRole as R;
    matches!(role, R::Total | R::Due | R::Fee | R::Line | R::Other)
}

/// Whether it is said right behind a sum that it is to be paid: `solde de 450 € à régler`.
fn to_pay(page: &Page<'_>, labels: &Labels, end: usize) -> bool {
    let behind = labels::from(&labels.amounts, end).first();
    behind.is_some_and(|mark| {
        let gap = page.slice(end, mark.start);
        mark.what == AmountLabel::Role(AmountRole::Due) && gap.len() <= 3 && is_blank(gap)
    })
}

/// How sure it is that a sum is only a limit or the price of a measured unit, in thousandths: nothing
/// weighs that again.
pub(crate) const LIMIT_SURE: u16 = 960;

/// How sure a sum is that the supplier says it gives, in thousandths, and sums that are looked at for that.
const GIVEN_SURE: u16 = 920;
const GIVEN_MAX: usize = 20;

/// Bytes between `up to` and its sum.
const UP_TO_BYTES: usize = 8;

fn label_of(page: &Page<'_>, labels: &Labels, seeker: Seeker) -> Option<Role> {
    let (mark, near) = near::label(page, &labels.amounts, seeker)?;
    let (mark, near) = match mark.what {
        AmountLabel::Role(AmountRole::Tax) if near != Nearness::Head => {
            let outer = qualified::including(page, labels, &mark, seeker.start);
            outer.map_or((mark, near), |outer| (outer, near))
        }
        AmountLabel::Role(AmountRole::Total) => {
            (qualified::part(page, labels, &mark).unwrap_or(mark), near)
        }
        AmountLabel::Skip => (qualified::skipped(page, labels, &mark)?, near),
        AmountLabel::Limit => return Some((AmountRole::Other, LIMIT_SURE)),
        AmountLabel::UpTo => match near {
            Nearness::Left(gap) if gap <= UP_TO_BYTES => {
                return Some((AmountRole::Other, LIMIT_SURE));
            }
            Nearness::Left(_) | Nearness::Above | Nearness::Head | Nearness::Right => return None,
        },
        AmountLabel::Role(_) => (mark, near),
    };
    let AmountLabel::Role(role) = mark.what else {
        return None;
    };
    Some(match near {
        Nearness::Left(gap) if gap <= 4 => (role, 940),
        Nearness::Left(gap) if gap <= 30 => (role, 900),
        Nearness::Left(_) => (role, 760),
        Nearness::Above => (role, 850),
        Nearness::Head => (column_role(role), 800),
        Nearness::Right if matches!(role, AmountRole::Line | AmountRole::Price) => return None,
        Nearness::Right => (role, 650),
    })
}

/// What the sums of a column are: the lines, unless the column says what they are itself.
const fn column_role(role: AmountRole) -> AmountRole {
    use AmountRole as R;
    if matches!(role, R::Total | R::Price | R::Other | R::Subtotal) { R::Line } else { role }
}

/// What is taken back is no price: says of each sum whether it is.
fn taken_back(withdrawn: &Withdrawn<'_>, sums: &[Sum], roles: &mut [Role]) -> Vec<bool> {
    let mut gone = Vec::with_capacity(sums.len());
    let mut floor = 0;
    for (at, (sum, role)) in sums.iter().zip(roles).enumerate() {
        let ceiling = sums.get(at + 1).map_or(usize::MAX, |next| next.start);
        let span = (sum.start, sum.end);
        gone.push(withdrawn.holds(span, (floor, ceiling)));
        if gone.last() == Some(&true) {
            *role = (AmountRole::Other, LIMIT_SURE);
        }
        floor = sum.end;
    }
    gone
}

/// What the supplier gives is neither asked for nor a price.
fn given(page: &Page<'_>, sums: &[Sum], roles: &mut [Role]) {
    use AmountRole as R;
    let mut floor = 0;
    for (at, (sum, role)) in sums.iter().zip(roles).enumerate().take(GIVEN_MAX) {
        let ceiling = sums.get(at + 1).map_or(page.text.len(), |next| next.start);
        let open = matches!(role.0, R::Other | R::Total | R::Due | R::Paid | R::Price | R::Fee);
        if open
            && role.1 < LIMIT_SURE
            && !per_period(page, sum.end)
            && credits::is_given(page, (sum.start, sum.end), (floor, ceiling))
        {
            *role = (R::Refund, GIVEN_SURE);
        }
        floor = sum.end;
    }
}

/// Sums without a label: lines of a listing, the only sum of a text, or not known.
fn settle_unlabelled(page: &Page<'_>, sums: &[Sum], roles: &mut [Role]) {
    let only = sums.len() == 1;
    let listed = roles.iter().any(|(role, _)| {
        use AmountRole as R;
        matches!(role, R::Total | R::Subtotal | R::Due | R::Tax | R::Line | R::Shipping)
    });
    for (sum, role) in sums.iter().zip(roles.iter_mut()).filter(|(_, role)| role.1 == 0) {
        *role = if only {
            (AmountRole::Total, 450)
        } else if listed && stands_in_a_row(page, sum) {
            (AmountRole::Line, 650)
        } else {
            (AmountRole::Other, 400)
        };
    }
}

/// Whether a sum stands at the end of its row or fills a cell.
fn stands_in_a_row(page: &Page<'_>, sum: &Sum) -> bool {
    let (start, end) = page.line_span(sum.start);
    if end - start > ROW_MAX {
        return false;
    }
    let tail = page.slice(sum.end, end).trim();
    let row = cells(page.slice(start, end)).len() > 1;
    row || (tail.chars().count() <= 3 && sum.end - start <= 120)
}
