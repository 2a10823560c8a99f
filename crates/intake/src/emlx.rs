//! Apple Mail's `.emlx`: a line with a byte count, the message, a property list.

/// The message inside the bytes of an `.emlx` file.
///
/// `None` when the file does not begin with a byte count. A count beyond the end gives all there
/// is: a torn message is better than none.
#[must_use]
pub fn emlx_message(bytes: &[u8]) -> Option<&[u8]> {
    let (count, rest) = counted(bytes)?;
    let end = usize::try_from(count).map_or(rest.len(), |count| count.min(rest.len()));
    rest.get(..end)
}

/// Whether the byte count of an `.emlx` file promises more than there is.
pub(crate) fn is_torn(bytes: &[u8]) -> bool {
    counted(bytes).is_some_and(|(count, rest)| {
        usize::try_from(count).map_or(true, |count| count > rest.len())
    })
}

fn counted(bytes: &[u8]) -> Option<(u64, &[u8])> {
    // A 64-bit number has at most 20 digits; Apple pads the line with spaces.
    let line_end = memchr::memchr(b'\n', bytes.get(..bytes.len().min(64))?)?;
    let line = bytes.get(..line_end)?.trim_ascii();
    if line.is_empty() || !line.iter().all(u8::is_ascii_digit) {
        return None;
    }
    let count = std::str::from_utf8(line).ok()?.parse().ok()?;
    Some((count, bytes.get(line_end + 1..)?))
}

#[cfg(test)]
mod tests {
    use super::{emlx_message, is_torn};

    #[test]
    fn the_message_is_what_the_count_says() {
        assert_eq!(emlx_message(b"5  \nA: b\n<?xml"), Some(&b"A: b\n"[..]));
        assert_eq!(emlx_message(b"5\r\nA: b\n<?xml"), Some(&b"A: b\n"[..]));
        assert_eq!(emlx_message(b"0\n<?xml"), Some(&b""[..]));
    }

    #[test]
    fn a_count_beyond_the_end_gives_all_there_is() {
        assert_eq!(emlx_message(b"500\nA: b\n"), Some(&b"A: b\n"[..]));
        assert!(is_torn(b"500\nA: b\n"));
        assert!(!is_torn(b"5\nA: b\n"));
    }

    #[test]
    fn without_a_count_there_is_no_message() {
        for bytes in
            [&b""[..], b"\n", b"From: a\n", b"12", b"-5\nabc", b"99999999999999999999999\nx"]
        {
            assert_eq!(emlx_message(bytes), None);
        }
    }
}
