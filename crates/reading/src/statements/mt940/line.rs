//! The line of a booking (`:61:`).

use crate::statements::entry::Entry;
use crate::statements::{amount, day, text};
use oxherd_model::BookingStatus;

/// Reads `YYMMDD[MMDD][R|E](C|D)[letter]sum[type][reference][//bank reference]` and the line below.
///
/// What is missing is left empty, and found missing when the booking is made.
pub(super) fn read(content: &str, entry: &mut Entry) {
    let (first, mut below) = content.split_once('\n').unwrap_or((content, ""));
    let rest = days(first.trim(), entry);
    match sum(rest, entry) {
        Some(rest) => kind(rest, entry),
        None => {
            // The line itself may be broken before its sum.
            let whole = content.replace(['\r', '\n'], "");
            if let Some(rest) = sum(days(whole.trim(), entry), entry) {
                kind(rest, entry);
                below = "";
            }
        }
    }
    let below = text::tidy(below);
    if !below.is_empty() {
        entry.posting = Some(match entry.posting.take() {
            Some(kind) => format!("{kind} {below}"),
            None => below,
        });
    }
}

fn days<'t>(line: &'t str, entry: &mut Entry) -> &'t str {
    entry.value_on = day::short(line);
    let Some(value_on) = entry.value_on else {
        return "";
    };
    let rest = line.get(6..).unwrap_or_default();
    let digits = rest.bytes().take_while(u8::is_ascii_digit).count();
    let (booked, rest) = rest.split_at_checked(digits).unwrap_or(("", rest));
    entry.booked_on = match digits {
        4 => day::near(booked, value_on),
        6 => day::short(booked),
        _ => Some(value_on),
    };
    rest.trim_start()
}

/// The direction and the sum; hands back what follows.
fn sum<'t>(line: &'t str, entry: &mut Entry) -> Option<&'t str> {
    let mut rest = line;
    let mut reversed = false;
    if let Some(after) = rest.strip_prefix('R') {
        (rest, reversed) = (after, true);
    } else if let Some(after) = rest.strip_prefix('E') {
        entry.status = Some(BookingStatus::Pending);
        rest = after;
    }
    let outgoing = match rest.bytes().next()? {
        b'D' => true,
        b'C' => false,
        _ => return None,
    };
    let rest = rest.get(1..)?.trim_start();
    // The third letter of the currency may stand before the sum.
    let rest = rest.strip_prefix(|c: char| c.is_ascii_alphabetic()).unwrap_or(rest).trim_start();
    let is_part = |c: char| c.is_ascii_digit() || matches!(c, ',' | '.');
    let length = rest.find(|c| !is_part(c)).unwrap_or(rest.len());
    let (digits, rest) = rest.split_at_checked(length)?;
    let value = amount::plain(digits)?;
    entry.value = Some(if outgoing == reversed { value } else { -value });
    Some(rest)
}

/// The type of transaction and the references.
fn kind(rest: &str, entry: &mut Entry) {
    let is_type = rest.starts_with(['N', 'F', 'S'])
        && rest.bytes().take(4).filter(u8::is_ascii_alphanumeric).count() == 4;
    let (kind, references) =
        if is_type { rest.split_at_checked(4).unwrap_or((rest, "")) } else { ("", rest) };
    entry.posting = text::filled(kind);
    let (customer, bank) = references.split_once("//").unwrap_or((references, ""));
    entry.bank_reference = text::reference(bank);
    entry.end_to_end = text::reference(customer);
}
