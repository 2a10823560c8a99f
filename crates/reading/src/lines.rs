//! Plain text with one sign at the end of a line, with the way back: mail ends its lines with two (RFC 5322
//! section 2.3), files with one, and what is read must not depend on which.

/// Where in a plain text its carriage returns stood.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Lines {
    /// Places in the text without them, each behind one that was left out.
    dropped: Vec<u32>,
}

impl Lines {
    /// The text without the carriage returns before its line feeds.
    pub fn of(text: &str) -> (String, Self) {
        let mut lines = Self::default();
        let mut out = String::with_capacity(text.len());
        let mut rest = text;
        while let Some((line, behind)) = rest.split_once("\r\n") {
            out.push_str(line);
            lines.dropped.push(u32::try_from(out.len()).unwrap_or(u32::MAX));
            out.push('\n');
            rest = behind;
        }
        out.push_str(rest);
        (out, lines)
    }

    /// Where a byte of the text stood.
    pub fn origin(&self, at: u32) -> u32 {
        let before = self.dropped.partition_point(|dropped| *dropped <= at);
        at.saturating_add(u32::try_from(before).unwrap_or(u32::MAX))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_line_ends_with_one_sign_and_knows_where_it_stood() {
        let (text, lines) = Lines::of("one\r\n\r\ntwo\nthree\r");
        assert_eq!(text, "one\n\ntwo\nthree\r");
        let places: Vec<u32> = [0, 2, 3, 4, 5, 8, 9].map(|at| lines.origin(at)).to_vec();
        assert_eq!(places, [0, 2, 4, 6, 7, 10, 11]);
    }

    proptest! {
        #[test]
        fn every_sign_is_found_where_it_stood(source in "[a\u{e9}\r\n ]{0,40}") {
            let (text, lines) = Lines::of(&source);
            prop_assert!(!text.contains("\r\n") || source.contains("\r\r\n"));
            for (at, sign) in text.char_indices() {
                let stood = usize::try_from(lines.origin(u32::try_from(at).unwrap())).unwrap();
                prop_assert_eq!(source.get(stood..).and_then(|rest| rest.chars().next()), Some(sign));
            }
        }
    }
}
