use super::*;

/// The messages of a file: head lines that matter, and the last line of what stands below.
fn split(source: &str, text: &str, people: &[&str]) -> Vec<String> {
    let people: Vec<String> = people.iter().map(|p| (*p).to_owned()).collect();
    let mut found = Vec::new();
    split_chat(text.as_bytes(), ChatPlace { source, people: &people }, &mut |item| {
        found.push(match item {
            ChatItem::Message { bytes, .. } => String::from_utf8(bytes).unwrap(),
            ChatItem::Undecided => "undecided".to_owned(),
        });
        ControlFlow::Continue(())
    });
    found
}

fn field<'a>(entry: &'a str, name: &str) -> &'a str {
    let head = entry.split("\n\n").next().unwrap();
    let line = head.lines().find_map(|line| line.strip_prefix(name)?.strip_prefix(": "));
    line.unwrap_or_default()
}

const NAME: &str = "in/WhatsApp Chat with Marlow Plumbing.txt";

#[test]
fn days_are_read_as_every_language_writes_them() {
    for (line, at) in [
        ("13/03/2026, 14:05 - Bo: x", "2026-03-13T14:05:00"),
        ("3/13/26, 2:05 PM - Bo: x", "2026-03-13T14:05:00"),
        ("3/13/26, 2:05\u{202f}PM - Bo: x", "2026-03-13T14:05:00"),
        ("3/13/26, 12:05 AM - Bo: x", "2026-03-13T00:05:00"),
        ("13/3/26, 2:05 p. m. - Bo: x", "2026-03-13T14:05:00"),
        ("13.03.26, 14:05 - Bo: x", "2026-03-13T14:05:00"),
        ("12.03.26, 14:05 - Bo: x", "2026-03-12T14:05:00"),
        ("12-03-2026 14:05 - Bo: x", "2026-03-12T14:05:00"),
        ("13/03/2026 \u{e0} 14:05 - Bo: x", "2026-03-13T14:05:00"),
        ("[13.03.26, 14:05:33] Bo: x", "2026-03-13T14:05:33"),
        ("\u{200e}[13/03/2026, 14:05:33] Bo: x", "2026-03-13T14:05:33"),
        ("[3/13/26, 2:05:33\u{202f}PM] Bo: x", "2026-03-13T14:05:33"),
        ("[12-03-2026 14:05:33] Bo: x", "2026-03-12T14:05:33"),
        ("2026-03-12, 14:05 - Bo: x", "2026-03-12T14:05:00"),
        ("13/03/26, 14.05 - Bo: x", "2026-03-13T14:05:00"),
    ] {
        let found = split(NAME, line, &[]);
        assert_eq!(found.len(), 1, "{line}");
        assert_eq!((field(&found[0], "at"), field(&found[0], "from")), (at, "Bo"), "{line}");
        assert!(found[0].ends_with(line), "{}", found[0]);
    }
    for line in ["13/03/2026 Bo: x", "31/02/2026, 14:05 - Bo: x", "1/2, 14:05 - Bo: x", "25:61", ""]
    {
        assert!(stamp::read(line).is_none(), "{line}");
    }
}

#[test]
fn which_number_is_the_day_is_found_over_the_whole_file() {
    // Only the second line tells.
    let late = "03/04/2026, 10:00 - Bo: a\n25/04/2026, 10:00 - Bo: b";
    assert_eq!(field(&split(NAME, late, &[])[0], "at"), "2026-04-03T10:00:00");
    // No number is over twelve; only with the month first do they go on.
    let steady = "1/12/26, 10:00 - Bo: a\n2/3/26, 10:00 - Bo: b\n3/4/26, 9:00 - Bo: c";
    assert_eq!(field(&split(NAME, steady, &[])[0], "at"), "2026-01-12T10:00:00");
    let open = "03/04/2026, 10:00 - Bo: a\n05/06/2026, 10:00 - Bo: b";
    assert_eq!(split(NAME, open, &[]), ["undecided"]);
    let said = NAME.replace(".txt", " (month first).txt");
    let found = split(&said, open, &[]);
    assert_eq!(field(&found[0], "at"), "2026-03-04T10:00:00");
    assert_eq!(field(&found[0], "chat with"), "Marlow Plumbing");
    assert_eq!(split(NAME, "05/05/2026, 10:00 - Bo: a", &[]).len(), 1);
    // What fits no order as a whole is handed over as a whole.
    let mixed = "13/04/2026, 10:00 - Bo: a\n04/13/2026, 10:00 - Bo: b";
    assert_eq!(split(NAME, mixed, &[]), ["undecided"]);
}

#[test]
fn lines_without_a_stamp_belong_to_the_message_before() {
    let text = "\u{feff}13/03/2026, 14:05 - Bo: one\r\ntwo: three\r\n\r\n13/04/2026 four\r\n\
        13/03/2026, 14:06 - Messages are end-to-end encrypted.\r\n13/03/2026, 14:07 - Bo: five";
    let found = split(NAME, text, &[]);
    assert_eq!(found.len(), 3, "{found:?}");
    assert!(found[0].ends_with("Bo: one\r\ntwo: three\r\n\r\n13/04/2026 four"));
    assert_eq!((field(&found[1], "way"), field(&found[1], "from")), ("program", ""));
}

#[test]
fn the_owner_is_one_of_the_household_or_the_one_who_is_not_the_title() {
    let two = "13/03/2026, 14:05 - Marlow Plumbing: a\n13/03/2026, 14:06 - Ada Quill: b";
    let ways = |source: &str, text: &str, people: &[&str]| {
        let found = split(source, text, people);
        found.iter().map(|e| field(e, "way").to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(ways(NAME, two, &[]), ["received", "sent"]);
    assert_eq!(ways("in/_chat.txt", two, &["Ada Quill"]), ["received", "sent"]);
    assert_eq!(ways("in/_chat.txt", two, &["Ada Quill", "Bo Quill"]), ["received", "sent"]);
    let zipped = "in/WhatsApp Chat - Marlow Plumbing.zip!/_chat.txt";
    assert_eq!(ways(zipped, two, &[]), ["received", "sent"]);
    let untold = split("in/_chat.txt", two, &[]);
    assert_eq!(field(&untold[0], "owner"), "not told");
    assert_eq!((field(&untold[0], "way"), field(&untold[1], "owner")), ("unknown", ""));
    let alone = "13/03/2026, 14:05 - Ada: a";
    assert_eq!(ways(NAME, alone, &[]), ["sent"]);
    let group = format!("{two}\n13/03/2026, 14:07 - Cy: c");
    assert_eq!(ways("WhatsApp Chat with Lane End.txt", &group, &[]), ["unknown"; 3]);
    let told = ways("WhatsApp Chat with Lane End.txt", &group, &["Ada Quill"]);
    assert_eq!(told, ["received", "sent", "received"]);
}

#[test]
fn titles_are_read_in_six_languages() {
    for (source, title) in [
        ("WhatsApp Chat with Bo (2).txt", Some("Bo")),
        ("WhatsApp Chat mit Bo.txt", Some("Bo")),
        ("Discussion WhatsApp avec Bo.txt", Some("Bo")),
        ("Chat de WhatsApp con Bo (Caf\u{e9}).txt", Some("Bo (Caf\u{e9})")),
        ("Conversaci\u{f3}n de WhatsApp con Bo.txt", Some("Bo")),
        ("Chat WhatsApp con Bo.txt", Some("Bo")),
        ("WhatsApp-chat met Bo.txt.gz", Some("Bo")),
        ("x/WhatsApp Chat - Bo/_chat.txt", Some("Bo")),
        ("x/WhatsApp Chat - Bo.zip!/_chat 2.txt", Some("Bo")),
        ("x/_chat.txt", None),
        ("notes.txt", None),
    ] {
        assert_eq!(title::of(source).as_deref(), title, "{source}");
    }
}

#[test]
fn what_is_said_twice_in_a_minute_is_two_messages_and_a_longer_export_repeats_the_shorter() {
    let short = "13/03/2026, 14:05 - Marlow Plumbing: ok\n13/03/2026, 14:05 - Marlow Plumbing: ok";
    let first = split(NAME, short, &[]);
    assert_ne!(first[0], first[1]);
    let long = split(NAME, &format!("{short}\n14/03/2026, 9:00 - Ada: thanks"), &[]);
    assert_eq!(first, long[..2]);
}

#[test]
fn a_chat_is_told_by_name_or_by_two_stamped_lines() {
    let line = "13/03/2026, 14:05 - Bo: x\n";
    assert!(begins("WhatsApp Chat with Bo.txt", line.as_bytes()));
    assert!(begins("_chat.txt", "[13.03.26, 14:05:33] Bo: x".as_bytes()));
    assert!(!begins("notes.txt", line.as_bytes()));
    assert!(begins("notes.txt", format!("{line}more\n{line}").as_bytes()));
    assert!(!begins("WhatsApp Chat with Bo.txt", b"shopping list\n"));
    assert!(!begins("server.log", b"2026-03-13 14:05:33 ERROR: x\n2026-03-13 14:05:33 ERROR: x\n"));
}

#[test]
fn hostile_files_are_bounded_and_survived() {
    for text in
        ["", "[", "[13/03/2026, 14:05:33", "99999999999999/1/1, 1:1 - a: b", "\u{202e}\u{202e}"]
    {
        assert!(split(NAME, text, &[]).is_empty(), "{text}");
    }
    let many: String = (0..20_000).map(|n| format!("13/03/2026, 14:05 - N{n}: x\n")).collect();
    assert_eq!(split(NAME, &many, &[]).len(), 20_000);
    let long = format!("13/03/2026, 14:05 - {}: x", "n".repeat(100_000));
    assert_eq!(field(&split(NAME, &long, &[])[0], "way"), "program");
}
