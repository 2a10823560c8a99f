//! The formats in which messages arrive.

use std::ops::ControlFlow;

use oxherd_intake::{
    ChatItem, ChatPlace, Limits, MboxItem, PhoneItem, emlx_message, split_chat, split_mbox,
    split_phone_export,
};
use oxherd_reading::{Depth, Form, Reader};
use std::sync::LazyLock;

use super::{Target, answer};

/// Splitting an mbox.
pub(crate) const MBOX: Target = Target {
    name: "mbox",
    run: mbox,
    seeds: || {
        let two: &[u8] = b"From a@b.example Thu Jan  1 00:00:00 2015\nSubject: x\n\nbody\n\n\
          From c@d.example Fri Jan  2 00:00:00 2015 +0100\r\nSubject: y\r\n\r\n>From z\r\n\r\n";
        let odd: &[u8] =
            b"\xEF\xBB\xBFjunk\n\nFrom - Thu Jan  1 00:00:00 2015\n\n\nFrom me to you\n";
        vec![two.to_vec(), odd.to_vec()]
    },
    extensions: &["mbox", "eml"],
    tokens: &[
        b"\nFrom ",
        b"\n\nFrom ",
        b"\r\n\r\nFrom a@b Thu Jan  1 00:00:00 2015\r\n",
        b"\n\nFrom - Thu Jan  1 00:00:00 2015\n",
        b">From ",
        b" 2015\n",
        b"\xEF\xBB\xBF",
    ],
};

/// The byte count of Apple Mail's files.
pub(crate) const EMLX: Target = Target {
    name: "emlx",
    run: emlx,
    seeds: || {
        let plist: &[u8] = b"12        \nSubject: x\n\n<?xml version=\"1.0\"?><plist></plist>";
        vec![plist.to_vec(), b"5\r\nA: b\n".to_vec()]
    },
    extensions: &["emlx", "eml"],
    tokens: &[b"18446744073709551615\n", b"18446744073709551616\n", b"0\n", b"\r\n", b"<?xml"],
};

/// Exports of short messages and calls.
pub(crate) const PHONE: Target = Target {
    name: "phone",
    run: phone,
    seeds: || {
        let messages: &[u8] = b"<?xml version='1.0'?><!-- x --><smses count=\"2\"><sms \
            address=\"Quillpost\" date=\"1772445600000\" type=\"1\" body=\"Your parcel arrives \
            today &amp; &#55357;&#56832;\" /><mms date=\"2\" msg_box=\"2\"><parts><part \
            ct=\"text/plain\" text=\"see\"/></parts></mms></smses>";
        let calls: &[u8] =
            b"<calls><call number=\"+441632960017\" duration=\"181\" date=\"3\" type=\"2\"/></calls>";
        vec![messages.to_vec(), calls.to_vec()]
    },
    extensions: &["xml"],
    tokens: &[
        b"<sms ",
        b"</sms>",
        b"<mms ",
        b"</mms>",
        b"<call ",
        b"<part ",
        b"<!--",
        b"-->",
        b"/>",
        b" body=\"",
        b" date='",
        b"&#x1F600;",
    ],
};

/// Exported chats.
pub(crate) const CHAT: Target = Target {
    name: "chat",
    run: chat,
    seeds: || {
        let android = "12/03/2026, 14:05 - Messages are end-to-end encrypted.\n13/03/2026, 14:05 - Marlow \
            Plumbing: Our engineer\nwill visit on 14 March\n13/03/2026, 14:06 - Ada: <Media omitted>\n";
        let ios = "\u{200e}[12.03.26, 14:05:33] Marlow: \u{200e}image omitted\r\n[13.03.26, 2:05:33\u{202f}PM] \
            Ada: ok\r\n[13.03.26, 2:05:33\u{202f}PM] Ada: ok\r\n";
        let us = "3/12/26, 2:05 PM - Bo: a\n3/13/26, 2:05 p. m. - Bo: b\n";
        [android, ios, us].map(|seed| seed.as_bytes().to_vec()).to_vec()
    },
    extensions: &["txt"],
    tokens: &[
        b"\n[",
        b"] ",
        b" - ",
        b": ",
        b"12/03/2026, ",
        b"2026-03-12, ",
        b"14:05",
        b" PM",
        b"\xe2\x80\x8e",
        b"\xe2\x80\xaf",
        b"\n\n",
    ],
};

/// The messages stand in the file in order and each can be read; whoever is the owner, there are as
/// many, and the same ones twice over come out the same.
fn chat(input: &[u8]) -> u64 {
    static READER: LazyLock<Reader> = LazyLock::new(Reader::new);
    let people = ["Ada".to_owned()];
    let split = |source: &str, people: &[String]| {
        let mut messages: Vec<Vec<u8>> = Vec::new();
        let mut undecided = false;
        let mut last = 0;
        split_chat(input, ChatPlace { source, people }, &mut |item| {
            match item {
                ChatItem::Message { number, bytes, .. } => {
                    assert_eq!(number, last + 1, "numbers count up by one");
                    last = number;
                    messages.push(bytes);
                }
                ChatItem::Undecided => undecided = true,
            }
            ControlFlow::Continue(())
        });
        assert!(!undecided || messages.is_empty(), "it is decided or it is not");
        (messages, undecided)
    };
    let (messages, undecided) = split("x/WhatsApp Chat with Marlow.txt", &[]);
    let (others, again) = split("_chat.txt", &people);
    assert_eq!((messages.len(), undecided), (others.len(), again), "the owner decides no day");
    let text = String::from_utf8_lossy(input);
    let mut from = 0;
    for message in &messages {
        let message = String::from_utf8_lossy(message);
        let raw = message.split_once("\n\n").map_or("", |(_, raw)| raw);
        let at = text.get(from..).and_then(|rest| rest.find(raw));
        assert!(at.is_some(), "a message stands in the file behind the one before it");
        from += at.unwrap_or(0) + raw.len();
    }
    let kinds: Vec<_> = messages
        .iter()
        .take(4)
        .map(|message| READER.read(message, Form::Chat, Depth::Full).reading.kind)
        .collect();
    let different: std::collections::BTreeSet<_> = messages.iter().collect();
    assert_eq!(different.len(), messages.len(), "no two messages are the same bytes");
    answer((messages.len(), undecided, kinds, input.len().checked_ilog2()))
}

/// However it is cut into reads, the same entries come out, they lie in the file in order, and each
/// can be read.
fn phone(input: &[u8]) -> u64 {
    static READER: LazyLock<Reader> = LazyLock::new(Reader::new);
    let mut entries: Vec<Vec<u8>> = Vec::new();
    let mut last = 0;
    let mut torn = false;
    let ended = split_phone_export(&mut &*input, 100_000, &mut |item| {
        let number = match item {
            PhoneItem::Entry { number, bytes } => {
                entries.push(bytes.to_vec());
                number
            }
            PhoneItem::TooLarge { number } => number,
            PhoneItem::Torn { number } => {
                torn = true;
                number
            }
        };
        assert_eq!(number, last + 1, "numbers count up by one");
        last = number;
        ControlFlow::Continue(())
    });
    assert!(ended.is_ok(), "reading from memory does not fail");
    let mut from = 0;
    for entry in &entries {
        let rest = input.get(from..).unwrap_or_default();
        let at = rest.windows(entry.len()).position(|piece| piece == entry.as_slice());
        assert!(at.is_some(), "an entry stands in the file behind the one before it");
        from += at.unwrap_or(0) + entry.len();
    }
    let kinds: Vec<_> = entries
        .iter()
        .take(4)
        .map(|entry| READER.read(entry, Form::Phone, Depth::Full).reading.kind)
        .collect();
    answer((entries.len(), torn, kinds, input.len().checked_ilog2()))
}

/// However it is cut into reads: the messages lie in the file in order and do not overlap, no more
/// comes out than went in, and a limit changes only what is handed over.
fn mbox(input: &[u8]) -> u64 {
    let mut seen = vec![];
    for limit in [u64::MAX, 100] {
        let limits = Limits { message_bytes_max: limit, ..Limits::default() };
        let (mut total, mut last) = (0_usize, 0);
        let ended = split_mbox(input, &limits, &mut |item| {
            let (number, from_line, length) = match item {
                MboxItem::Message { number, from_line, bytes } => {
                    assert!(u64::try_from(bytes.len()).is_ok_and(|length| length <= limit));
                    (number, from_line, bytes.len())
                }
                MboxItem::TooLarge { number, from_line, length } => {
                    assert!(length > limit, "{length} bytes are not too large for {limit}");
                    (number, from_line, usize::try_from(length).unwrap_or(usize::MAX))
                }
                MboxItem::Junk { length, .. } => {
                    assert_eq!(last, 0, "junk stands before the first message only");
                    (0, &b""[..], usize::try_from(length).unwrap_or(usize::MAX))
                }
            };
            assert!(number == 0 || number == last + 1, "numbers count up by one");
            last = number;
            total = total.saturating_add(length).saturating_add(from_line.len());
            ControlFlow::Continue(())
        });
        assert!(ended.is_ok(), "reading from memory does not fail");
        assert!(total <= input.len(), "{total} bytes came out of {}", input.len());
        seen.push(last);
    }
    let [all, limited] = seen.try_into().unwrap_or_default();
    assert_eq!(all, limited, "a limit must not change how many messages there are");
    answer((all, input.len().checked_ilog2()))
}

/// What comes out is a piece of what went in, after the count.
fn emlx(input: &[u8]) -> u64 {
    let message = emlx_message(input);
    if let Some(message) = message {
        assert!(message.len() < input.len(), "the line with the count is no part of the message");
    }
    answer(message.map(|message| message.len().min(64)))
}
