use std::io::{self, Read};
use std::ops::ControlFlow;

use proptest::prelude::*;

use super::{MboxItem, split_in_chunks};

const FROM: &str = "From a@example.org Fri Jul  8 12:08:34 2011";

/// What came out, with the bytes owned.
#[derive(Debug, PartialEq, Eq, Clone)]
enum Piece {
    Message(u64, Vec<u8>),
    TooLarge(u64, u64),
    Junk(u64),
}

fn pieces_of(input: impl Read, chunk: usize, max: u64) -> (Vec<Piece>, io::Result<()>) {
    let mut pieces = Vec::new();
    let result = split_in_chunks(input, chunk, max, &mut |item| {
        pieces.push(match item {
            MboxItem::Message { number, from_line, bytes } => {
                assert!(from_line.starts_with(b"From "));
                Piece::Message(number, bytes.to_vec())
            }
            MboxItem::TooLarge { number, from_line, length } => {
                assert!(from_line.starts_with(b"From "));
                Piece::TooLarge(number, length)
            }
            MboxItem::Junk { length, .. } => Piece::Junk(length),
        });
        ControlFlow::Continue(())
    });
    (pieces, result)
}

fn split(input: &[u8]) -> Vec<Piece> {
    let (whole, result) = pieces_of(input, 1 << 20, 1 << 20);
    result.unwrap();
    for chunk in [1, 7, 64] {
        assert_eq!(pieces_of(input, chunk, 1 << 20).0, whole, "in chunks of {chunk}");
    }
    whole
}

fn message(number: u64, text: &str) -> Piece {
    Piece::Message(number, text.as_bytes().to_vec())
}

#[test]
fn messages_are_what_lies_between_the_separators() {
    let input = format!("{FROM}\nA: 1\n\none\n\n{FROM}\nA: 2\n\n>From two\n\n");
    assert_eq!(
        split(input.as_bytes()),
        [message(1, "A: 1\n\none\n"), message(2, "A: 2\n\n>From two\n")]
    );
}

#[test]
fn line_breaks_may_be_crlf_and_mixed() {
    let input =
        format!("{FROM}\r\nA: 1\r\n\r\none\r\n\r\n{FROM}\nA: 2\n\ntwo\n\r\n{FROM}\r\nx\r\n");
    assert_eq!(
        split(input.as_bytes()),
        [message(1, "A: 1\r\n\r\none\r\n"), message(2, "A: 2\n\ntwo\n"), message(3, "x\r\n")]
    );
}

#[test]
fn sentences_and_unparted_lines_do_not_split() {
    let body = format!("A: 1\n\nFrom here on...\n\nFrom 10:30 in 2024 we rest\nx\n{FROM}\n");
    let input = format!("{FROM}\n{body}");
    assert_eq!(split(input.as_bytes()), [message(1, &body)]);
}

#[test]
fn a_separator_without_a_date_counts_before_a_header() {
    let input = "From 18443@xxx\nA: 1\n\none\n\nFrom a@b.example\nwrote\n\nFrom - \nB: 2\n\ntwo\n";
    assert_eq!(
        split(input.as_bytes()),
        [message(1, "A: 1\n\none\n\nFrom a@b.example\nwrote\n"), message(2, "B: 2\n\ntwo\n")]
    );
}

#[test]
fn empty_messages_count() {
    let input = format!("{FROM}\n\n{FROM}\r\n\r\n{FROM}\n");
    assert_eq!(split(input.as_bytes()), [message(1, ""), message(2, ""), message(3, "")]);
    assert_eq!(split(FROM.as_bytes()), [message(1, "")]);
    assert_eq!(split(b""), []);
}

#[test]
fn a_torn_last_message_is_kept() {
    let input = format!("{FROM}\nA: 1\n\nto be cont");
    assert_eq!(split(input.as_bytes()), [message(1, "A: 1\n\nto be cont")]);
}

#[test]
fn junk_before_the_first_separator_is_said() {
    let input = format!("junk\n\n{FROM}\nA: 1\n");
    assert_eq!(split(input.as_bytes()), [Piece::Junk(5), message(1, "A: 1\n")]);
    assert_eq!(split(b"only junk"), [Piece::Junk(9)]);
    let marked = format!("\u{feff}{FROM}\nA: 1\n");
    assert_eq!(split(marked.as_bytes()), [message(1, "A: 1\n")]);
}

#[test]
fn a_message_over_the_limit_is_counted_and_passed_over() {
    let large = "x".repeat(5000);
    let input = format!("{FROM}\nsmall\n\n{FROM}\n{large}\n\n{FROM}\nsmall\n");
    for chunk in [1, 7, 100, 1 << 20] {
        let (pieces, _) = pieces_of(input.as_bytes(), chunk, 100);
        assert_eq!(
            pieces,
            [message(1, "small\n"), Piece::TooLarge(2, 5001), message(3, "small\n")],
            "in chunks of {chunk}"
        );
    }
    let (pieces, _) = pieces_of(format!("{large}\n\n{FROM}\nsmall\n").as_bytes(), 7, 100);
    assert_eq!(pieces, [Piece::Junk(5001), message(1, "small\n")]);
}

#[test]
fn a_large_message_is_not_held_in_memory() {
    let head = format!("{FROM}\n");
    let endless = io::repeat(b'x').take(64 << 20);
    let mut splitter = super::Splitter {
        window: super::Window::new(head.as_bytes().chain(endless), 4096),
        finder: super::Finder::new(super::NEEDLE),
        length_max: 1000,
        scan: 0,
        open: super::Open { start: 0, body: 2, number: 0, passed_over: None },
    };
    let mut said = 0;
    let flow = splitter.run(&mut |item| {
        assert!(matches!(item, MboxItem::TooLarge { number: 1, length, .. } if length == 64 << 20));
        said += 1;
        ControlFlow::Continue(())
    });
    assert!(flow.is_continue());
    assert_eq!(said, 1);
    assert!(splitter.window.buffer.len() < 32 << 10, "{}", splitter.window.buffer.len());
}

#[test]
fn a_failing_reader_loses_nothing_that_was_read() {
    struct Failing;
    impl Read for Failing {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("the disk is gone"))
        }
    }
    let input = format!("{FROM}\nA: 1\n\n{FROM}\nA: 2\n\nto");
    let (pieces, result) = pieces_of(input.as_bytes().chain(Failing), 7, 1000);
    assert_eq!(pieces, [message(1, "A: 1\n"), message(2, "A: 2\n\nto")]);
    assert!(result.is_err());
}

#[test]
fn breaking_off_is_heeded() {
    let input = format!("{FROM}\nA: 1\n\n{FROM}\nA: 2\n\n{FROM}\nA: 3\n");
    let mut seen = 0;
    split_in_chunks(input.as_bytes(), 7, 1000, &mut |_| {
        seen += 1;
        if seen == 2 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    })
    .unwrap();
    assert_eq!(seen, 2);
}

/// Quotes as mboxrd does: one more `>` before `From ` with any number of them.
fn quoted(message: &str, line_break: &str) -> String {
    let mut quoted = String::new();
    for line in message.lines() {
        if line.trim_start_matches('>').starts_with("From ") {
            quoted.push('>');
        }
        quoted.push_str(line);
        quoted.push_str(line_break);
    }
    quoted
}

fn lines() -> impl Strategy<Value = String> {
    let line = prop_oneof![
        3 => "[ -~]{0,30}",
        2 => Just(String::new()),
        2 => Just(FROM.to_owned()),
        1 => Just(">From here on".to_owned()),
        1 => Just("From ".to_owned()),
        1 => Just("From".to_owned()),
    ];
    prop::collection::vec(line, 0..12).prop_map(|lines| lines.join("\n"))
}

proptest! {
    #[test]
    fn any_messages_joined_as_mboxrd_split_to_the_same(
        messages in prop::collection::vec(lines(), 0..8),
        crlf in any::<bool>(),
        chunk in 1_usize..80,
    ) {
        let line_break = if crlf { "\r\n" } else { "\n" };
        let mut input = String::new();
        let mut expected = Vec::new();
        for (text, number) in messages.iter().zip(1..) {
            let text = quoted(text, line_break);
            input.push_str(&format!("{FROM}{line_break}{text}{line_break}"));
            expected.push(message(number, &text));
        }
        let (pieces, result) = pieces_of(input.as_bytes(), chunk, 1 << 20);
        prop_assert!(result.is_ok());
        prop_assert_eq!(pieces, expected);
    }

    #[test]
    fn mutated_input_is_conserved_and_chunks_do_not_matter(
        texts in prop::collection::vec(lines(), 1..5),
        changes in prop::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 0..12),
        chunk in 1_usize..40,
        max in prop_oneof![Just(20_u64), Just(1 << 20)],
    ) {
        let mut input = texts.iter().fold(String::new(), |all, text| all + FROM + "\n" + text + "\n\n")
            .into_bytes();
        for (at, byte) in changes {
            let at = at.index(input.len());
            match byte {
                0..60 => { input.remove(at); }
                60..120 => input.insert(at, b'\n'),
                120..160 => input.truncate(at.max(1)),
                _ => input[at] = byte,
            }
            if input.is_empty() { input.push(b'x'); }
        }
        let (pieces, _) = pieces_of(input.as_slice(), chunk, max);
        prop_assert_eq!(&pieces, &pieces_of(input.as_slice(), 1 << 20, max).0);
        // Every byte is in a message, in the junk, or in a separator: its line and one empty line.
        let mut conserved = 0;
        split_in_chunks(input.as_slice(), chunk, max, &mut |item| {
            conserved += match item {
                MboxItem::Message { from_line, bytes, .. } =>
                    from_line.len() + bytes.len() + 4,
                MboxItem::TooLarge { from_line, length, .. } =>
                    from_line.len() + usize::try_from(length).unwrap() + 4,
                MboxItem::Junk { length, .. } => usize::try_from(length).unwrap() + 2,
            };
            ControlFlow::Continue(())
        }).unwrap();
        prop_assert!(input.len() <= conserved + 2, "{} of {}", conserved, input.len());
        let mut rest = input.as_slice();
        for piece in &pieces {
            if let Piece::Message(_, bytes) = piece && !bytes.is_empty() {
                let at = memchr::memmem::find(rest, bytes).expect("in the input, in order");
                rest = &rest[at + bytes.len()..];
            }
        }
    }
}
