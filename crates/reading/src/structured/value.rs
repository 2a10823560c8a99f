//! Values as suppliers write them: sums, days, counts, names, numbers.

use super::NAME_CAP;
use super::scan::{decode, fold};
use jiff::civil::Date;
use oxherd_model::{Check, Currency, TermUnit};
use rust_decimal::Decimal;
use std::str::FromStr;

/// A name for people: folded, without entities; `None` for what a template left behind.
pub(super) fn name(text: &str) -> Option<String> {
    let short = text.get(..text.floor_char_boundary(4096)).unwrap_or_default();
    let folded = fold(&decode(short));
    let name: String = folded.chars().take(NAME_CAP).collect();
    (!is_placeholder(&name)).then_some(name)
}

/// Whether a template was not filled in.
pub(super) fn is_placeholder(text: &str) -> bool {
    let bare = text.trim().to_ascii_lowercase();
    bare.is_empty()
        || matches!(
            bare.as_str(),
            "null" | "none" | "n/a" | "undefined" | "nan" | "-" | "[object object]"
        )
        || ["{{", "{%", "%%", "${", "<%", "[["].iter().any(|mark| bare.contains(mark))
}

/// A number of a supplier: printable, at most 64 characters.
pub(super) fn reference(text: &str) -> Option<String> {
    let folded = fold(&decode(text.get(..text.floor_char_boundary(256)).unwrap_or_default()));
    let fits = folded.chars().count() <= 64 && folded.chars().any(char::is_alphanumeric);
    (fits && !is_placeholder(&folded) && !is_link(&folded)).then_some(folded)
}

/// Whether a text is a web address.
pub(super) fn is_link(text: &str) -> bool {
    let head = text.trim_start().get(..8).unwrap_or(text.trim_start()).to_ascii_lowercase();
    head.starts_with("http://") || head.starts_with("https://") || head.starts_with("www.")
}

/// A web address of sane length.
pub(super) fn link(text: &str) -> Option<String> {
    let text = text.trim();
    let sane = text.len() <= 2000 && !text.contains(|c: char| c.is_whitespace() || c.is_control());
    (is_link(text) && sane && !is_placeholder(text)).then(|| decode(text).into_owned())
}

/// A sum as written, and its currency where the text names one.
pub(super) fn sum(text: &str) -> Option<(Decimal, Option<Currency>)> {
    let text = text.trim();
    if text.len() > 48 {
        return None;
    }
    let is_part = |c: char| c.is_ascii_digit() || ".,'’ \u{a0}\u{202f}\u{2009}".contains(c);
    let digit = text.find(|c: char| c.is_ascii_digit())?;
    // `.50` is half of one; the point of `Fr.50` belongs to the letters.
    let head = text.get(..digit)?;
    let leads = head.ends_with(['.', ',']);
    let point = leads && !head.trim_end_matches(['.', ',']).ends_with(char::is_alphabetic);
    let start = digit - usize::from(point);
    let tail = text.get(start..)?;
    let length = tail.find(|c| !is_part(c)).unwrap_or(tail.len());
    let (digits, after) = tail.split_at(length);
    let before = text.get(..start)?;
    if after.contains(|c: char| c.is_ascii_digit()) && !is_exponent(after) {
        return None;
    }
    let words = format!("{before} {after}");
    if words.contains('%') {
        return None;
    }
    let currency = before.split_whitespace().rev().take(2).find_map(currency);
    let currency = currency.or_else(|| after.split_whitespace().take(2).find_map(self::currency));
    let has_words = words.contains(|c: char| c.is_alphabetic() || "$€£¥₹₽₺".contains(c));
    let style = if has_words { Style::People } else { Style::Machine };
    let value = if is_exponent(after) {
        Decimal::from_scientific(text).ok()?
    } else {
        decimal(digits, style)?
    };
    let is_negative = before.contains(['-', '−', '(']) && !is_exponent(after);
    Some((if is_negative { -value } else { value }, currency))
}

/// A number in the notation of JSON with an exponent.
fn is_exponent(after: &str) -> bool {
    after.strip_prefix(['e', 'E']).is_some_and(|rest| {
        let digits = rest.strip_prefix(['-', '+']).unwrap_or(rest);
        !digits.is_empty() && digits.bytes().all(|b| b.is_ascii_digit())
    })
}

/// For whom a sum was written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Machine,
    People,
}

/// Digits with separators as an exact decimal.
///
/// schema.org asks for a point before the decimals and no grouping; only a sum written for people
/// (with letters or a sign of currency) has a lone point before three digits as
/// grouping. A lone comma before three digits is grouping, else it stands before decimals.
fn decimal(digits: &str, style: Style) -> Option<Decimal> {
    let is_mark = |c: char| matches!(c, '.' | ',');
    let compact: String = digits.chars().filter(|c| c.is_ascii_digit() || is_mark(*c)).collect();
    let compact = compact.trim_end_matches(is_mark);
    let Some(last) = compact.rfind(is_mark) else {
        return plain_decimal(compact, "");
    };
    let (whole, fraction) = compact.split_at(last);
    let mark = fraction.chars().next()?;
    let fraction = fraction.get(1..)?;
    let repeats = whole.contains(mark);
    let other = if mark == '.' { ',' } else { '.' };
    let mixed = whole.contains(other);
    let three = fraction.len() == 3 && !mixed && (1..=3).contains(&whole.len()) && whole != "0";
    let groups = repeats || (three && (mark == ',' || style == Style::People));
    if groups {
        let is_grouped = fraction.len() == 3 && !(repeats && mixed);
        return is_grouped.then(|| plain_decimal(&format!("{whole}{fraction}"), ""))?;
    }
    plain_decimal(whole, fraction)
}

fn plain_decimal(whole: &str, fraction: &str) -> Option<Decimal> {
    let mut text: String = whole.chars().filter(char::is_ascii_digit).collect();
    if text.len() + fraction.len() > 20 {
        return None;
    }
    if text.is_empty() {
        text.push('0');
    }
    if !fraction.is_empty() {
        text.push('.');
        text.push_str(fraction);
    }
    Decimal::from_str(&text).ok()
}

/// Letters or a sign as a currency; a sign that several countries share counts for none.
pub(super) fn currency(text: &str) -> Option<Currency> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || "-−()+.,:".contains(c));
    let upper = text.to_uppercase();
    let known = SIGNS.iter().find(|(sign, _)| *sign == upper).map(|(_, code)| *code);
    let code = known.unwrap_or(&upper);
    // Three letters of another meaning (`TBD`, `PER`) must not become money.
    let known = code.len() == 3 && CODES.split(' ').any(|c| c == code);
    known.then(|| Currency::from_str(code).ok())?
}

/// The codes in use (ISO 4217, list one).
const CODES: &str = "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL \
    BSD BTN BWP BYN BZD CAD CDF CHF CLP CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR \
    FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD \
    JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP \
    MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON \
    RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP \
    TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG";

#[rustfmt::skip]
const SIGNS: &[(&str, &str)] = &[
    ("€", "EUR"), ("EURO", "EUR"), ("$", "USD"), ("US$", "USD"), ("£", "GBP"), ("¥", "JPY"),
    ("A$", "AUD"), ("AU$", "AUD"), ("C$", "CAD"), ("CA$", "CAD"), ("NZ$", "NZD"), ("HK$", "HKD"),
    ("S$", "SGD"), ("R$", "BRL"), ("MX$", "MXN"), ("₹", "INR"), ("RS", "INR"), ("ZŁ", "PLN"),
    ("KČ", "CZK"), ("FT", "HUF"), ("LEI", "RON"), ("ЛВ", "BGN"), ("₽", "RUB"), ("₺", "TRY"),
    ("FR", "CHF"), ("SFR", "CHF"), ("₴", "UAH"), ("₩", "KRW"), ("₪", "ILS"),
];

/// A civil day as written, without regard to the time and zone behind it.
///
/// The day that the supplier wrote is the day that people speak of: a departure at 23:30+02:00 is
/// not moved to another day.
pub(super) fn day(text: &str) -> Option<Date> {
    let text = text.trim();
    let text = text.get(..text.floor_char_boundary(64))?;
    let found = numeric_day(text).or_else(|| spoken_day(text))?;
    (1900..=2200).contains(&found.year()).then_some(found)
}

fn numeric_day(text: &str) -> Option<Date> {
    let mut parts = text.split(|c: char| !c.is_ascii_digit());
    let first = parts.next()?;
    if first.len() >= 8 {
        // Basic form of ISO 8601: 20261121 or 20261121T0930.
        let whole = first.get(..8).filter(|_| first.len() == 8)?;
        return date(whole.get(..4)?, whole.get(4..6)?, whole.get(6..)?);
    }
    let mark = text.get(first.len()..)?.chars().next()?;
    let (second, third) = (parts.next()?, parts.next()?);
    match (first.len(), third.len(), mark) {
        (4, 1..=2, '-' | '/' | '.') => date(first, second, third),
        (1..=2, 4, '.') => date(third, second, first),
        (1..=2, 4, '/' | '-') => either_order(first, second, third),
        _ => None,
    }
}

/// With slashes the day and the month change places between countries.
fn either_order(first: &str, second: &str, year: &str) -> Option<Date> {
    let day_first = date(year, second, first);
    let month_first = date(year, first, second);
    match (day_first, month_first) {
        (Some(a), Some(b)) => (a == b).then_some(a),
        (one, other) => one.or(other),
    }
}

fn date(year: &str, month: &str, day: &str) -> Option<Date> {
    Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()
}

/// `Sat, 21 Nov 2026 09:30` (RFC 5322) and `November 21, 2026`.
fn spoken_day(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let (mut year, mut month, mut day) = (None, None, None);
    for word in text.split(|c: char| c.is_whitespace() || c == ',' || c == '-').take(6) {
        let word = word.trim_end_matches('.').to_ascii_lowercase();
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        match digits.len() {
            4 if year.is_none() && digits == word => year = digits.parse::<i16>().ok(),
            1 | 2 if day.is_none() => day = digits.parse::<i8>().ok(),
            0 if month.is_none() => {
                let found = word.get(..3).and_then(|w| MONTHS.iter().position(|m| *m == w));
                month = found.and_then(|i| i8::try_from(i + 1).ok());
            }
            _ => {}
        }
    }
    Date::new(year?, month?, day?).ok()
}

/// A count of things; what is not a count is one.
pub(super) fn quantity(text: &str) -> u32 {
    let bare = text.trim();
    let whole = bare.split(['.', ',']).next().unwrap_or(bare);
    whole.parse().ok().filter(|n| (1..=100_000).contains(n)).unwrap_or(1)
}

/// A term such as `P2Y` (ISO 8601) as a count of one unit.
pub(super) fn duration(text: &str) -> Option<(u16, TermUnit)> {
    let bare = text.trim().to_ascii_uppercase();
    let (bare, in_time) = match bare.strip_prefix("PT") {
        Some(rest) => (rest.to_owned(), true),
        None => (bare.strip_prefix('P')?.to_owned(), false),
    };
    let end = bare.find(|c: char| !c.is_ascii_digit())?;
    let (count, unit) = bare.split_at(end);
    let unit = match (unit, in_time) {
        ("H", true) => TermUnit::Hour,
        ("D", false) => TermUnit::Day,
        ("W", false) => TermUnit::Week,
        ("M", false) => TermUnit::Month,
        ("Y", false) => TermUnit::Year,
        _ => return None,
    };
    Some((count.parse().ok().filter(|n| *n > 0)?, unit))
}

/// A unit of time by its code (UN/CEFACT recommendation 20) or its name.
pub(super) fn unit(text: &str) -> Option<TermUnit> {
    match text.trim().trim_end_matches(['s', 'S']).to_ascii_uppercase().as_str() {
        "HUR" | "HOUR" => Some(TermUnit::Hour),
        "DAY" | "D" => Some(TermUnit::Day),
        "WEE" | "WEEK" => Some(TermUnit::Week),
        "MON" | "MONTH" => Some(TermUnit::Month),
        "ANN" | "YEAR" => Some(TermUnit::Year),
        _ => None,
    }
}

/// An identifier in upper case, without separators.
pub(super) fn identifier(text: &str) -> Option<String> {
    let bare = reference(text)?;
    let value: String = bare.chars().filter(|c| c.is_alphanumeric()).collect();
    (!value.is_empty()).then(|| value.to_uppercase())
}

/// The check digit of a trade item number (GS1 General Specifications, section 7.9).
pub(super) fn gtin_check(value: &str) -> Check {
    if !matches!(value.len(), 8 | 12 | 13 | 14) || !value.bytes().all(|b| b.is_ascii_digit()) {
        return Check::Fail;
    }
    let digits = value.bytes().rev().map(|b| u32::from(b - b'0'));
    let sum: u32 = digits.zip([1, 3].into_iter().cycle()).map(|(digit, by)| digit * by).sum();
    if sum.is_multiple_of(10) { Check::Pass } else { Check::Fail }
}

/// The check digit of a vehicle (ISO 3779); only North America asks for it, so a miss is no fault.
pub(super) fn vin_check(value: &str) -> Check {
    const WEIGHTS: [u32; 17] = [8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2];
    if value.len() != 17 || value.bytes().any(|b| !b.is_ascii_alphanumeric()) {
        return Check::Fail;
    }
    let Some(values) = value.bytes().map(vin_value).collect::<Option<Vec<u32>>>() else {
        return Check::Fail;
    };
    let sum: u32 = values.iter().zip(WEIGHTS).map(|(v, w)| v * w).sum();
    let expected = char::from_digit(sum % 11, 10).unwrap_or('X');
    if value.chars().nth(8) == Some(expected) { Check::Pass } else { Check::None }
}

fn vin_value(letter: u8) -> Option<u32> {
    Some(match letter {
        b'0'..=b'9' => u32::from(letter - b'0'),
        b'A'..=b'H' => u32::from(letter - b'A') + 1,
        b'J'..=b'N' => u32::from(letter - b'J') + 1,
        b'P' => 7,
        b'R' => 9,
        b'S'..=b'Z' => u32::from(letter - b'S') + 2,
        _ => return None,
    })
}
