//! What a file is, told by its first bytes and its name.

use crate::from_line::{self, field_name};
use crate::role::maildir_flags;
use crate::stream::HEAD;
use crate::{Channel, Media, chat, phone};

/// How a file is to be taken in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Form {
    /// Many messages.
    Mbox,
    /// Short messages or calls of a phone.
    Phone,
    /// A chat.
    Chat,
    /// One message of Apple Mail.
    Emlx,
    /// One message; an mbox line before it is dropped.
    Mail(Channel),
    /// One file, handed over as it is.
    Whole(Channel, Media),
    /// Compressed with gzip.
    Gzip,
    /// A zip archive.
    Zip,
    /// A store or archive that cannot be opened here.
    Foreign(&'static Foreign),
}

/// Where a file lies.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Setting {
    /// In an ordinary folder.
    Plain,
    /// In `cur` or `new` of a Maildir, where a message may have any name.
    Maildir,
}

impl Setting {
    /// The setting in a folder of this name.
    pub(crate) fn in_folder(name: &str) -> Self {
        if matches!(name, "cur" | "new") { Self::Maildir } else { Self::Plain }
    }
}

/// A known format that is not read, and the way around it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Foreign {
    endings: &'static [&'static str],
    pub(crate) what: &'static str,
    pub(crate) remedy: &'static str,
}

const FOREIGN: [Foreign; 4] = [
    Foreign {
        endings: &["pst", "ost", "olm", "dbx", "nsf"],
        what: "a mail store in a format of its own",
        remedy: "export it as mbox or .eml files from its mail program, then take those in",
    },
    Foreign {
        endings: &["msg"],
        what: "an Outlook message in a format of its own",
        remedy: "save the message as .eml, then take that in",
    },
    Foreign {
        endings: &["7z", "rar", "bz2", "xz", "zst", "lzma", "tbz", "txz", "tbz2"],
        what: "an archive in a format that is not opened here",
        remedy: "unpack it, then take in the folder",
    },
    Foreign {
        endings: &["tar"],
        what: "a tar archive, which is not opened here",
        remedy: "unpack it, then take in the folder",
    },
];

/// Zip files by content that are documents, not boxes of files.
const ZIPPED_DOCUMENTS: [&str; 20] = [
    "docx", "docm", "dotx", "xlsx", "xlsm", "pptx", "odt", "ods", "odp", "odg", "epub", "jar",
    "apk", "xpi", "ipa", "key", "numbers", "pages", "kmz", "3mf",
];

/// The last part of a file name, in lower case; empty when there is none.
pub(crate) fn ending(name: &str) -> String {
    match name.trim_start_matches('.').rsplit_once('.') {
        // `archive.2019` and `1234.host` have no ending that says what they are.
        Some((_, ending))
            if ending.len() <= 10
                && ending.bytes().all(|byte| byte.is_ascii_alphanumeric())
                && !ending.bytes().all(|byte| byte.is_ascii_digit()) =>
        {
            ending.to_ascii_lowercase()
        }
        Some(_) | None => String::new(),
    }
}

/// Tells what a file is.
pub(crate) fn of(name: &str, head: &[u8], setting: Setting) -> Form {
    let ending = ending(name);
    if setting == Setting::Maildir
        && let Some(form) = of_boxed(name, head, &ending)
    {
        return form;
    }
    if let Some(form) = of_packed(head, &ending) {
        return form;
    }
    let plain = of_plain(head, &ending);
    let open = matches!(plain, Form::Whole(Channel::File, Media::Text | Media::Other));
    if open && chat::begins(name, head) { Form::Chat } else { plain }
}

/// A file that is neither packed nor in a Maildir.
fn of_plain(head: &[u8], ending: &str) -> Form {
    let single = |channel, media| Form::Whole(channel, media);
    match ending {
        "eml" | "email" => Form::Mail(Channel::Eml),
        "emlx" => Form::Emlx,
        "mbox" | "mbx" => Form::Mbox,
        "ics" | "ical" | "ifb" | "vcs" | "icalendar" => single(Channel::Calendar, Media::Calendar),
        "vcf" | "vcard" => single(Channel::Card, Media::Card),
        "txt" | "text" | "md" | "csv" | "log" if is_text(head) => {
            if begins_as_mbox(head) {
                Form::Mbox
            } else {
                single(Channel::File, by_content(head).unwrap_or(Media::Text))
            }
        }
        "html" | "htm" | "xhtml" if is_text(head) => single(Channel::File, Media::Html),
        _ => of_content(head),
    }
}

/// A Maildir file: a message whatever it is called, unless it clearly is something else.
fn of_boxed(name: &str, head: &[u8], ending: &str) -> Option<Form> {
    if is_gzip(head) {
        return Some(Form::Gzip);
    }
    let delivered = maildir_flags(name).is_some() || is_delivered(name);
    let unknown = Form::Whole(Channel::File, Media::Other);
    let nothing_else = || !is_zip(head) && of_plain(head, ending) == unknown;
    (delivered || looks_like_mail(head) || nothing_else()).then_some(Form::Mail(Channel::Maildir))
}

/// A Maildir name begins with the seconds of its delivery, then a unique part, then a host.
fn is_delivered(name: &str) -> bool {
    let mut parts = name.split('.');
    let seconds = parts
        .next()
        .is_some_and(|part| part.len() >= 9 && part.bytes().all(|byte| byte.is_ascii_digit()));
    seconds && parts.count() >= 2
}

fn of_packed(head: &[u8], ending: &str) -> Option<Form> {
    // Some programs write plain mails as `.msg`.
    if !is_mail(head)
        && let Some(foreign) = FOREIGN.iter().find(|foreign| foreign.endings.contains(&ending))
    {
        return Some(Form::Foreign(foreign));
    }
    if is_gzip(head) {
        return Some(Form::Gzip);
    }
    if !is_zip(head) {
        return None;
    }
    Some(match ending {
        "pkpass" => Form::Whole(Channel::File, Media::Pass),
        _ if ZIPPED_DOCUMENTS.contains(&ending) => Form::Whole(Channel::File, Media::Other),
        _ => Form::Zip,
    })
}

/// A file whose name tells nothing.
fn of_content(head: &[u8]) -> Form {
    if phone::begins(head) {
        return Form::Phone;
    }
    if let Some(media) = by_content(head) {
        let channel = match media {
            Media::Calendar => Channel::Calendar,
            Media::Card => Channel::Card,
            Media::Mail
            | Media::Html
            | Media::Text
            | Media::Pdf
            | Media::Pass
            | Media::Phone
            | Media::Chat
            | Media::Picture
            | Media::Other => Channel::File,
        };
        return Form::Whole(channel, media);
    }
    if begins_as_mbox(head) {
        Form::Mbox
    } else if looks_like_mail(head) {
        Form::Mail(Channel::Eml)
    } else {
        Form::Whole(Channel::File, Media::Other)
    }
}

/// Media that are plain from the first bytes.
pub(crate) fn by_content(head: &[u8]) -> Option<Media> {
    let start = without_mark(head).trim_ascii_start();
    let begins =
        |text: &[u8]| start.get(..text.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(text));
    // Readers accept a PDF whose header stands within the first 1024 bytes.
    if memchr::memmem::find(head.get(..1024).unwrap_or(head), b"%PDF-").is_some() && !is_mail(head)
    {
        Some(Media::Pdf)
    } else if is_picture(head) {
        Some(Media::Picture)
    } else if begins(b"BEGIN:VCALENDAR") {
        Some(Media::Calendar)
    } else if begins(b"BEGIN:VCARD") {
        Some(Media::Card)
    } else if begins(b"<!DOCTYPE HTML") || begins(b"<HTML") {
        Some(Media::Html)
    } else {
        None
    }
}

fn is_mail(head: &[u8]) -> bool {
    begins_as_mbox(head) || looks_like_mail(head)
}

/// Pictures of papers: PNG, JPEG and TIFF; others are not read.
fn is_picture(head: &[u8]) -> bool {
    let magic: [&[u8]; 4] = [b"\x89PNG\r\n\x1A\n", b"\xFF\xD8\xFF", b"II\x2A\x00", b"MM\x00\x2A"];
    magic.iter().any(|magic| head.starts_with(magic))
}

fn is_gzip(head: &[u8]) -> bool {
    head.starts_with(b"\x1F\x8B\x08")
}

fn is_zip(head: &[u8]) -> bool {
    // The second one is an archive without entries.
    head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06")
}

fn is_text(head: &[u8]) -> bool {
    let wide = head.starts_with(b"\xFF\xFE") || head.starts_with(b"\xFE\xFF");
    (wide || memchr::memchr(0, head).is_none()) && !head.starts_with(b"%PDF-")
}

fn without_mark(head: &[u8]) -> &[u8] {
    head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head)
}

/// Whether a file begins as an mbox does; a date that cannot be read is forgiven before a header.
fn begins_as_mbox(head: &[u8]) -> bool {
    let start = without_mark(head).trim_ascii_start();
    let mut lines = start.splitn(3, |byte| *byte == b'\n');
    let Some(line) = lines.next().filter(|line| line.starts_with(b"From ")) else {
        return false;
    };
    from_line::read(line).is_some() || lines.next().is_some_and(|line| field_name(line).is_some())
}

/// Whether a file begins with the header of a message (RFC 5322, section 3.6).
pub(crate) fn looks_like_mail(head: &[u8]) -> bool {
    const SURE: [&str; 6] =
        ["from", "received", "return-path", "message-id", "delivered-to", "date"];
    const KNOWN: [&str; 10] = [
        "to",
        "subject",
        "mime-version",
        "content-type",
        "reply-to",
        "cc",
        "sender",
        "dkim-signature",
        "authentication-results",
        "in-reply-to",
    ];
    let whole = head.len() < HEAD;
    let start = without_mark(head);
    let (mut sure, mut known, mut fields) = (0_usize, 0_usize, 0_usize);
    let mut lines = start.split(|byte| *byte == b'\n').peekable();
    while let Some(line) = lines.next() {
        let torn = lines.peek().is_none() && !whole;
        if torn || line.trim_ascii().is_empty() {
            break;
        }
        if line.starts_with(b" ") || line.starts_with(b"\t") {
            if fields == 0 {
                return false;
            }
            continue;
        }
        let Some(name) = field_name(line) else {
            return false;
        };
        fields += 1;
        let name = name.to_ascii_lowercase();
        sure += usize::from(SURE.contains(&name.as_str()));
        known += usize::from(KNOWN.contains(&name.as_str()) || name.starts_with("x-"));
    }
    sure >= 1 && sure + known >= 2
}

/// An empty file of this name is a mailbox without messages or a lock, which is worth no word.
pub(crate) fn may_be_empty(name: &str) -> bool {
    matches!(ending(name).as_str(), "" | "mbox" | "mbx" | "lock")
}

/// Bookkeeping of mail programs and file browsers, which holds nothing to take in.
pub(crate) fn is_bookkeeping(name: &str) -> bool {
    const NAMES: [&str; 33] = [
        ".DS_Store",
        "Thumbs.db",
        "desktop.ini",
        ".localized",
        "maildirfolder",
        "maildirsize",
        "subscriptions",
        ".subscriptions",
        ".nnmaildir",
        ".mh_sequences",
        ".xmhcache",
        ".mh_profile",
        ".overview",
        ".marks",
        ".uidvalidity",
        ".mbsyncstate",
        ".mbsyncstate.journal",
        ".mbsyncstate.lock",
        ".mbsyncstate.new",
        ".isyncuidmap.db",
        ".notmuch",
        ".gnus",
        ".customflags",
        "shared-maildirs",
        "msgFilterRules.dat",
        "filterlog.html",
        "popstate.dat",
        "panacea.dat",
        "virtualFolders.dat",
        "parent.lock",
        ".parentlock",
        "table_of_contents",
        "__MACOSX",
    ];
    const PREFIXES: [&str; 7] =
        ["dovecot.", "dovecot-", ".dovecot", "courierimap", "courierpop3", "._", ".nfs"];
    NAMES.contains(&name)
        || PREFIXES.iter().any(|prefix| name.starts_with(prefix))
        || ending(name) == "msf"
}

#[cfg(test)]
mod tests {
    use super::{Form, Setting, begins_as_mbox, ending, is_bookkeeping, looks_like_mail, of};
    use crate::{Channel, Media};

    #[test]
    fn endings_say_what_a_file_is_and_numbers_do_not() {
        for (name, expected) in
            [("a.EML", "eml"), ("a", ""), (".Sent", ""), ("box.2019", ""), ("1.a:2,S", "")]
        {
            assert_eq!(ending(name), expected, "{name}");
        }
    }

    #[test]
    fn a_header_is_told_from_other_text() {
        assert!(looks_like_mail(b"From: a@example.org\r\nSubject: x\r\n\r\nbody"));
        assert!(looks_like_mail(b"Received: from a\n by b\nDate : today\n"));
        assert!(!looks_like_mail(b"From: a@example.org\nthis is a note\n\n"));
        assert!(!looks_like_mail(b"use: this\nwith: care\n"));
        assert!(!looks_like_mail(b""));
        assert!(!looks_like_mail(b" From: a\nTo: b\n\n"));
    }

    #[test]
    fn an_mbox_is_told_by_its_first_line() {
        assert!(begins_as_mbox(b"From a Fri Jul  8 12:08:34 2011\nA: b\n"));
        assert!(begins_as_mbox(b"\n\nFrom a@example.org whenever\nFrom: b\n"));
        assert!(!begins_as_mbox(b"From here on it rains\nand rains\n"));
    }

    #[test]
    fn content_corrects_the_name() {
        let whole = |media| Form::Whole(Channel::File, media);
        assert_eq!(of("a.txt", b"%PDF-1.7", Setting::Plain), whole(Media::Pdf));
        assert_eq!(of("a.pdf", b"no such thing", Setting::Plain), whole(Media::Other));
        assert_eq!(of("a.txt", b"a\0b", Setting::Plain), whole(Media::Other));
        assert_eq!(of("a", b"<!doctype html>", Setting::Plain), whole(Media::Html));
        assert_eq!(of("a.docx", b"PK\x03\x04", Setting::Plain), whole(Media::Other));
        assert_eq!(of("a.pkpass", b"PK\x03\x04", Setting::Plain), whole(Media::Pass));
        assert_eq!(of("takeout", b"PK\x03\x04", Setting::Plain), Form::Zip);
        assert_eq!(
            of("a", b"BEGIN:VCARD\n", Setting::Plain),
            Form::Whole(Channel::Card, Media::Card)
        );
        assert_eq!(of("1.b", b"any", Setting::Maildir), Form::Mail(Channel::Maildir));
        assert_eq!(of("a.eml", b"From a\nX: y\n", Setting::Plain), Form::Mail(Channel::Eml));
    }

    #[test]
    fn bookkeeping_is_known() {
        for name in ["Inbox.msf", ".DS_Store", "dovecot.index.cache", "dovecot-uidlist", "._a.eml"]
        {
            assert!(is_bookkeeping(name), "{name}");
        }
        assert!(!is_bookkeeping("Inbox"));
    }
}
