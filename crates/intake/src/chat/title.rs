//! With whom a chat is, as the name of its file says.

use super::stamp::DayOrder;

/// What stands before the name of the other in names of files, longest first.
const BEFORE: [&str; 14] = [
    // As some systems write names of files: the accent by itself.
    "conversacio\u{301}n de whatsapp con ",
    "conversaci\u{f3}n de whatsapp con ",
    "conversation whatsapp avec ",
    "discussion whatsapp avec ",
    "conversa do whatsapp com ",
    "chat de whatsapp con ",
    "chat di whatsapp con ",
    "chat whatsapp con ",
    "whatsapp chat with ",
    "whatsapp-chat met ",
    "whatsapp-chat mit ",
    "whatsapp chat mit ",
    "whatsapp chat met ",
    "whatsapp chat - ",
];

/// What a chat is called within its archive.
const WITHIN: &str = "_chat";

/// What the owner adds to a name to say in which order days are written.
const SAID: [(&str, DayOrder); 2] =
    [("(day first)", DayOrder::DayFirst), ("(month first)", DayOrder::MonthFirst)];

/// Letters of a title.
const TITLE_LETTERS_MAX: usize = 120;

/// Whether a file has a name that the program gives its exports.
pub(super) fn is_of_whatsapp(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.contains("whatsapp") || lower.starts_with(WITHIN)
}

/// With whom a chat is: by the name of its file, else by that of what it lies in.
pub(super) fn of(source: &str) -> Option<String> {
    let mut places = source.rsplit(['/', '\\']).filter(|part| !part.is_empty());
    let file = places.next()?;
    titled(file).or_else(|| {
        let within = file.to_lowercase().starts_with(WITHIN);
        places.next().filter(|_| within).and_then(|place| titled(place.trim_end_matches('!')))
    })
}

/// The order of days that the owner wrote into the name of a file.
pub(super) fn order_said(source: &str) -> Option<DayOrder> {
    let lower = source.to_lowercase();
    SAID.iter().find(|(said, _)| lower.contains(said)).map(|(_, order)| *order)
}

fn titled(name: &str) -> Option<String> {
    let lower = name.to_lowercase();
    let before = BEFORE.iter().find(|before| lower.starts_with(**before))?;
    // In lower case a few letters have other lengths; those stand in no beginning.
    let mut rest = name.get(before.len()..)?;
    for ending in [".gz", ".zip", ".txt"] {
        rest = rest.strip_suffix(ending).unwrap_or(rest);
    }
    while let Some((head, counted)) = rest.trim_end().rsplit_once('(') {
        let inside = counted.strip_suffix(')');
        let said =
            |inside: &str| SAID.iter().any(|(said, _)| said.contains(&inside.to_lowercase()));
        let drop = |i: &str| !i.is_empty() && (i.bytes().all(|b| b.is_ascii_digit()) || said(i));
        if !inside.is_some_and(drop) {
            break;
        }
        rest = head;
    }
    let title: String = rest.trim().chars().take(TITLE_LETTERS_MAX).collect();
    (!title.is_empty()).then_some(title.replace(['\n', '\r'], " "))
}
