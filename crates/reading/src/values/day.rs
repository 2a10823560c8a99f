//! Days written in digits, and days around a month's name.

use super::page::{Page, is_space, rest};
use jiff::civil::Date;

/// A day as it stands in the text.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) date: Date,
    /// In thousandths, of the form alone.
    pub(super) confidence: u16,
    /// Whether only a label or the other end of a range makes it a date.
    pub(super) weak: bool,
}

/// Three numbers parted by one separator, or two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Digits {
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) parts: [u32; 3],
    pub(super) widths: [usize; 3],
    pub(super) count: usize,
    pub(super) separator: char,
}

/// A number of at most four digits at an offset, and where it ends.
pub(super) fn small(page: &Page<'_>, at: usize) -> Option<(u32, usize)> {
    let digits =
        rest(page.text.as_bytes(), at).iter().take(5).take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let value = page.slice(at, at + digits).parse().ok()?;
    Some((value, at + digits))
}

/// A number of at most four digits that ends at an offset, and where it starts.
pub(super) fn small_before(page: &Page<'_>, end: usize) -> Option<(u32, usize)> {
    let head = page.text.as_bytes().get(..end)?;
    let digits = head.iter().rev().take(5).take_while(|b| b.is_ascii_digit()).count();
    if digits == 0 || digits > 4 {
        return None;
    }
    let value = page.slice(end - digits, end).parse().ok()?;
    Some((value, end - digits))
}

/// Skips spaces, at most three.
pub(super) fn skip(page: &Page<'_>, at: usize) -> usize {
    let tail = page.text.get(at..).unwrap_or_default();
    at + tail.chars().take(3).take_while(|c| is_space(*c)).map(char::len_utf8).sum::<usize>()
}

/// Skips spaces backwards, at most three.
pub(super) fn skip_back(page: &Page<'_>, at: usize) -> usize {
    let head = page.text.get(..at).unwrap_or_default();
    at - head.chars().rev().take(3).take_while(|c| is_space(*c)).map(char::len_utf8).sum::<usize>()
}

/// Numbers parted by `.`, `/` or `-`, or by the signs of Chinese, Japanese and Korean dates.
pub(super) fn digits(page: &Page<'_>, start: usize) -> Option<Digits> {
    let (first, mut at) = small(page, start)?;
    let mut found = Digits {
        start,
        end: at,
        parts: [first, 0, 0],
        widths: [at - start, 0, 0],
        count: 1,
        separator: page.char_at(at)?,
    };
    let cjk = matches!(found.separator, '年' | '月' | '년' | '월');
    if !cjk && !matches!(found.separator, '.' | '/' | '-' | '\u{2010}' | '\u{2011}') {
        return None;
    }
    while found.count < 3 {
        let Some(c) = page.char_at(at) else { break };
        let fits =
            if cjk { matches!(c, '年' | '月' | '년' | '월') } else { c == found.separator };
        if !fits {
            break;
        }
        let after = at + c.len_utf8();
        // `3. 4. 2026` has spaces; `3 / 4` has not.
        let next = if c == '.' || cjk { skip(page, after) } else { after };
        let Some((value, end)) = small(page, next) else {
            break;
        };
        if let (Some(part), Some(width)) =
            (found.parts.get_mut(found.count), found.widths.get_mut(found.count))
        {
            (*part, *width) = (value, end - next);
        }
        found.count += 1;
        found.end = end;
        at = end;
    }
    if cjk {
        found.end = cjk_end(page, at);
    }
    (found.count > 1).then_some(found)
}

fn cjk_end(page: &Page<'_>, at: usize) -> usize {
    page.char_at(at).filter(|c| matches!(c, '日' | '일' | '号')).map_or(at, |c| at + c.len_utf8())
}

/// Whether digits stand free: not inside a longer number, a version or an address.
pub(super) fn stands_free(page: &Page<'_>, start: usize, end: usize) -> bool {
    let before = page.char_before(start);
    let after = page.char_at(end);
    let beyond = after.and_then(|c| page.char_at(end + c.len_utf8()));
    let earlier = before.and_then(|c| page.char_before(start - c.len_utf8()));
    let open = match before {
        Some('.' | '/' | '_' | '#' | '@' | '+' | '€' | '£' | '$') => false,
        Some('-') => !earlier.is_some_and(char::is_alphanumeric),
        Some(',' | ':') => !earlier.is_some_and(|d| d.is_ascii_digit()),
        Some(c) => !c.is_ascii_alphanumeric(),
        None => true,
    };
    let closed = match after {
        Some('_' | '%' | '@') => false,
        Some('-') => !beyond.is_some_and(|d| d.is_ascii_digit()),
        Some('/' | '.' | ',' | ':') => !beyond.is_some_and(|d| d.is_ascii_alphanumeric()),
        Some(c) => !c.is_ascii_alphanumeric(),
        None => true,
    };
    let timed = after == Some('T') && beyond.is_some_and(|c| c.is_ascii_digit());
    open && (closed || timed)
}

/// A year of two or four digits; Thai texts count from the Buddha.
pub(super) fn year(page: &Page<'_>, value: u32, width: usize) -> Option<i16> {
    let year = match width {
        2 if value < 80 => 2000 + value,
        2 => 1900 + value,
        4 if (2440..=2640).contains(&value) && page.s.language.as_str() == "th" => value - 543,
        4 => value,
        _ => return None,
    };
    i16::try_from(year).ok().filter(|y| (1900..2100).contains(y))
}

/// A date, if there is such a day.
pub(super) fn date(year: i16, month: u32, day: u32) -> Option<Date> {
    Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// The date without a year that lies nearest to the day of the message, rather ahead than behind.
pub(super) fn nearest(page: &Page<'_>, month: u32, day: u32) -> Option<Date> {
    let sent = page.s.sent_on?;
    let candidates = [sent.year(), sent.year() + 1, sent.year() - 1];
    candidates.into_iter().filter_map(|year| date(year, month, day)).min_by_key(|date| {
        let days = (*date - sent).get_days();
        // Three months back weigh as much as nine ahead.
        if days < 0 { days.abs() * 3 } else { days }
    })
}
