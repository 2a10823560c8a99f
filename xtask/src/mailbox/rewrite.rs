//! One copy of a message: a new Message-ID, a new date, all else as it was.

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The message with the marks of copy `number`, dated `at`.
pub(crate) fn copy(message: &[u8], number: u64, at: Timestamp) -> Vec<u8> {
    let (head, body) = split_head(message);
    let end: &[u8] = if head.windows(2).any(|pair| pair == b"\r\n") { b"\r\n" } else { b"\n" };
    let date = rfc2822(at);
    let mut out = Vec::with_capacity(message.len().saturating_add(96));
    let (mut identified, mut received) = (false, false);
    for field in fields(head) {
        let name = field.split(|&byte| byte == b':').next().unwrap_or_default();
        if name.eq_ignore_ascii_case(b"message-id") && !identified {
            identified = true;
            out.extend_from_slice(&message_id(name, field, number));
            out.extend_from_slice(end);
        } else if name.eq_ignore_ascii_case(b"date") {
            out.extend_from_slice(name);
            out.extend_from_slice(format!(": {date}").as_bytes());
            out.extend_from_slice(end);
        } else if name.eq_ignore_ascii_case(b"received") && !received {
            received = true;
            out.extend_from_slice(&stamped(field, &date, end));
        } else {
            out.extend_from_slice(field);
        }
    }
    if !identified {
        out.extend_from_slice(format!("Message-ID: <copy{number}@made.invalid>").as_bytes());
        out.extend_from_slice(end);
    }
    out.extend_from_slice(body);
    out
}

/// The date as mail writes it (RFC 5322, section 3.3).
pub(crate) fn rfc2822(at: Timestamp) -> String {
    at.to_zoned(TimeZone::UTC).strftime("%a, %-d %b %Y %H:%M:%S +0000").to_string()
}

/// Header fields, and the rest from the blank line on.
fn split_head(message: &[u8]) -> (&[u8], &[u8]) {
    let mut at: usize = 0;
    for line in message.split_inclusive(|&byte| byte == b'\n') {
        if matches!(line, b"\n" | b"\r\n") {
            return message.split_at_checked(at).unwrap_or((message, b""));
        }
        at = at.saturating_add(line.len());
    }
    (message, b"")
}

/// The fields of a head, each with its folded lines and its line end.
fn fields(head: &[u8]) -> Vec<&[u8]> {
    let mut starts = vec![];
    let mut at: usize = 0;
    for line in head.split_inclusive(|&byte| byte == b'\n') {
        if !matches!(line.first(), Some(b' ' | b'\t')) || at == 0 {
            starts.push(at);
        }
        at = at.saturating_add(line.len());
    }
    let ends = starts.iter().skip(1).copied().chain([head.len()]);
    starts.iter().zip(ends).filter_map(|(&start, end)| head.get(start..end)).collect()
}

fn message_id(name: &[u8], field: &[u8], number: u64) -> Vec<u8> {
    let value = field.get(name.len().saturating_add(1)..).unwrap_or_default();
    let mut out = name.to_vec();
    out.extend_from_slice(format!(": <copy{number}.").as_bytes());
    out.extend(value.iter().filter(|byte| byte.is_ascii_graphic() && !b"<>".contains(byte)));
    out.push(b'>');
    out
}

/// A Received field with its date replaced; one without a date stays as it was.
fn stamped(field: &[u8], date: &str, end: &[u8]) -> Vec<u8> {
    let Some(semicolon) = field.iter().rposition(|&byte| byte == b';') else {
        return field.to_vec();
    };
    let mut out = field.get(..=semicolon).unwrap_or_default().to_vec();
    out.push(b' ');
    out.extend_from_slice(date.as_bytes());
    out.extend_from_slice(end);
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn copied(message: &str) -> String {
        let at: Timestamp = "2020-02-03T04:05:06Z".parse().unwrap();
        String::from_utf8(copy(message.as_bytes(), 8, at)).unwrap()
    }

    #[test]
    fn line_ends_stay_what_they_were() {
        let out = copied("Date: x\r\nMessage-ID:\r\n <a@b>\r\nX: y\r\n\r\nbody\r\n");
        assert_eq!(
            out,
            "Date: Mon, 3 Feb 2020 04:05:06 +0000\r\nMessage-ID: <copy8.a@b>\r\nX: y\r\n\r\nbody\r\n"
        );
    }

    #[test]
    fn a_message_without_an_id_gets_one_and_no_date_is_invented() {
        let out = copied("Subject: a\n\nbody");
        assert_eq!(out, "Subject: a\nMessage-ID: <copy8@made.invalid>\n\nbody");
    }

    #[test]
    fn dates_in_the_body_are_left_alone() {
        let out = copied("Date: x\n\nDate: 1 Jan\n");
        assert!(out.ends_with("\n\nDate: 1 Jan\n"));
    }

    #[test]
    fn a_received_field_without_a_date_is_left_alone() {
        assert!(copied("Received: by me\nDate: x\n\n").starts_with("Received: by me\n"));
    }
}
