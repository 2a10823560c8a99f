//! What header fields and the foot of a message say of its kind: bulk, list, person, machine.

use super::tally::Tally;
use super::{Decision, Wording};
use crate::document::{Document, Header};
use crate::sender::local_part;
use memchr::memmem::Finder;
use oxherd_model::{Confidence, Cue, CueSource, Kind};

/// What sort of sending a message shows, apart from its words.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Marks(u8);

impl Marks {
    /// Posted to a list (RFC 2369 `List-Post`, `Precedence: list`, older list managers).
    const LIST: u8 = 1;
    /// `List-Id` (RFC 2919).
    const LIST_ID: u8 = 2;
    /// Fields of bulk mail.
    const BULK: u8 = 4;
    /// The foot offers to unsubscribe.
    const LEAVE: u8 = 8;
    /// Sent by a machine of its own accord (RFC 3834).
    const AUTO: u8 = 16;
    /// `Re:` in the subject.
    const REPLY: u8 = 32;
    /// A list of addresses managed by hand or by a list manager: a digest, an announcement.
    const PERIODICAL: u8 = 64;
    /// Many links, or an address made for one recipient or for newsletters.
    const CIRCULAR: u8 = 128;

    /// Their names, for the learned table.
    pub(super) fn names(self) -> impl Iterator<Item = &'static str> {
        const NAMES: [(u8, &str); 8] = [
            (Marks::LIST, "list"),
            (Marks::LIST_ID, "list-id"),
            (Marks::BULK, "bulk"),
            (Marks::LEAVE, "leave"),
            (Marks::AUTO, "auto"),
            (Marks::REPLY, "reply"),
            (Marks::PERIODICAL, "periodical"),
            (Marks::CIRCULAR, "circular"),
        ];
        let set = NAMES.into_iter().filter(move |(mark, _)| self.has(*mark));
        set.map(|(_, name)| name)
    }

    const fn has(self, mark: u8) -> bool {
        self.0 & mark != 0
    }

    /// Whether it went to many at once.
    pub(super) const fn is_bulk(self) -> bool {
        self.0 & (Self::BULK | Self::LEAVE | Self::LIST | Self::LIST_ID) != 0
    }

    /// Whether it looks printed for many, with or without the marks of bulk mail.
    pub(super) const fn is_circular(self) -> bool {
        self.is_bulk() || self.0 & (Self::CIRCULAR | Self::PERIODICAL) != 0
    }

    /// The same without the offer to unsubscribe, whose words also say that an agreement was ended.
    pub(super) const fn is_sent_to_many(self) -> bool {
        let marks = Self::BULK | Self::LIST | Self::LIST_ID | Self::CIRCULAR | Self::PERIODICAL;
        self.0 & marks != 0
    }

    /// Whether the subject says that it answers.
    pub(super) const fn is_answer(self) -> bool {
        self.0 & Self::REPLY != 0
    }

    /// Whether it says that it is one of a row: a digest, a list's announcement.
    pub(super) const fn is_periodical(self) -> bool {
        self.0 & (Self::PERIODICAL | Self::LIST | Self::LIST_ID) != 0
    }

    /// What a message is when no words say so.
    pub(super) const fn fallback(self) -> Kind {
        if self.has(Self::LIST) {
            Kind::MailingList
        } else if self.has(Self::PERIODICAL) {
            Kind::Newsletter
        } else if self.is_circular() {
            Kind::Promotion
        } else if self.has(Self::AUTO) {
            Kind::Notification
        } else {
            Kind::Unclear
        }
    }
}

/// Finds the words by which bulk mail lets its readers go.
#[derive(Debug)]
pub(super) struct HeaderReader {
    leaving: Vec<Finder<'static>>,
    link: Finder<'static>,
}

/// Parts of words and links with which one leaves a list, in lower case and in sentence case.
const LEAVING: &[&str] = &[
    "nsubscribe",
    "NSUBSCRIBE",
    "opt-out",
    "emove yourself",
    "emoved from",
    "mail preferences",
    "bmelden",
    "bbestellen",
    "sinscri",
    "sabonn",
    "de baja",
    "iscrizione",
    "itschrijven",
    "fmelden",
    "escadastr",
];

/// Bytes at the end of a text that are its foot.
const FOOT_BYTES: usize = 1_500;

/// So many links are not put in by hand.
const LINKS_MANY: usize = 12;

impl Default for HeaderReader {
    fn default() -> Self {
        Self {
            leaving: LEAVING.iter().map(|words| Finder::new(*words)).collect(),
            link: Finder::new("://"),
        }
    }
}

impl HeaderReader {
    /// The marks of a message.
    pub(super) fn marks(&self, document: &Document) -> Marks {
        let header = &document.header;
        let bulk = header.list_unsubscribe.is_some() || header.bulk || header.precedence == "bulk";
        let list = header.list_post || header.precedence == "list";
        let listed = list || header.list_id.is_some();
        let leave = self.lets_leave(document);
        let many = bulk || listed || leave;
        let periodical = is_periodical(&header.subject) || many && is_dated(&header.subject);
        let found = [
            (Marks::LIST, list),
            (Marks::LIST_ID, header.list_id.is_some()),
            (Marks::BULK, bulk),
            (Marks::AUTO, header.auto_submitted.starts_with("auto")),
            (Marks::REPLY, is_reply(&header.subject)),
            (Marks::PERIODICAL, periodical),
            (Marks::LEAVE, leave),
            (Marks::CIRCULAR, self.is_circular(document)),
        ];
        let marks = found.iter().filter(|(_, is_so)| *is_so);
        Marks(marks.fold(0, |marks, (mark, _)| marks | mark))
    }

    fn lets_leave(&self, document: &Document) -> bool {
        let texts = document.texts.iter().map(|text| &text.text).take(1);
        let htmls = document.htmls.iter().map(|(_, html)| html).take(1);
        texts.chain(htmls).any(|text| {
            let foot = text.len().saturating_sub(FOOT_BYTES);
            let foot = text.as_bytes().get(foot..).unwrap_or_default();
            self.leaving.iter().any(|words| words.find(foot).is_some())
        })
    }

    fn is_circular(&self, document: &Document) -> bool {
        let from = document.header.from.as_ref();
        let address = from.map_or("", |from| from.address.as_str());
        let (local, host) = address.split_once('@').unwrap_or_default();
        let digits = local.bytes().filter(u8::is_ascii_digit).count();
        let coined = digits >= 4 && (local.contains('#') || local.matches('.').count() >= 2);
        let made = ["newsletter.", "news.", "mailing.", "eblast.", "promo.", "offers."];
        let links = |text: &String| self.link.find_iter(text.as_bytes()).take(LINKS_MANY).count();
        coined
            || made.iter().any(|name| host.starts_with(name))
            || document.htmls.iter().any(|(_, html)| links(html) >= LINKS_MANY)
            || document.texts.iter().take(1).any(|text| links(&text.text) >= LINKS_MANY)
    }
}

/// How sure it is that an answer on a list is one, in thousandths.
const TALK_SURE: u16 = 970;

/// An answer that was posted to a list: a talk among people, whatever words are in it.
///
/// A list that takes posts (RFC 2369 `List-Post`, `Precedence: list`) and names itself (RFC 2919), a
/// subject that answers and the message that it answers (RFC 5322 section 3.6.4): no supplier writes so.
pub fn talk_on_a_list(header: &Header) -> Option<Decision> {
    let posted = header.list_post || header.precedence == "list";
    let answers = || !header.thread.is_empty() && is_reply(&header.subject);
    if !(posted && header.list_id.is_some() && answers()) {
        return None;
    }
    let cue = Cue {
        kind: Kind::MailingList,
        words: "an answer posted to a list".to_owned(),
        source: CueSource::Header,
        weight: 60,
    };
    Some(Decision {
        kind: Kind::MailingList,
        confidence: Confidence::from_thousandths(TALK_SURE),
        secondary: Vec::new(),
        why: vec![cue],
    })
}

/// Points for kinds from header fields (RFC 2919, RFC 2369, RFC 3834).
pub(super) fn read(header: &Header, wording: &Wording<'_>, marks: Marks, tally: &mut Tally<'_>) {
    lists(header, marks, tally);
    if marks.has(Marks::BULK) || marks.has(Marks::LEAVE) {
        let points = if marks.has(Marks::BULK) { 6 } else { 4 };
        let why = "bulk mail that one can leave";
        tally.add(Kind::Promotion, why, CueSource::Header, points);
        tally.add(Kind::Newsletter, why, CueSource::Header, points);
        tally.add(Kind::Personal, why, CueSource::Header, -20);
    }
    if marks.has(Marks::PERIODICAL) && !marks.has(Marks::LIST) {
        let why = "an issue, a volume or a day in the subject";
        tally.add(Kind::Newsletter, why, CueSource::Header, 8);
    }
    let local = header.from.as_ref().map_or("", |f| local_part(&f.address));
    if matches!(local, "mailer-daemon" | "postmaster")
        && header.return_path.as_deref() == Some("<>")
        || local == "mailer-daemon"
    {
        tally.add(Kind::Notification, "bounce", CueSource::Sender, 60);
    }
    if header.auto_submitted.starts_with("auto-replied") {
        let why = "automatic reply";
        tally.add(Kind::Notification, why, CueSource::Header, 14);
    }
    personal(header, wording, marks, tally);
}

fn lists(header: &Header, marks: Marks, tally: &mut Tally<'_>) {
    let reply = marks.has(Marks::REPLY);
    let tagged = is_tagged(&header.subject);
    let points = match (marks.has(Marks::LIST), marks.has(Marks::LIST_ID)) {
        (true, true) => 44,
        (true, false) if reply || tagged => 44,
        (true, false) => 28,
        (false, true) if reply => 30,
        (false, true) if tagged => 12,
        // The tag of a list (`Re: [tag] ...`) outlives fields that a gateway drops.
        (false, false) if reply && tagged => 26,
        (false, true | false) => return,
    };
    let why = "list header fields or a tag";
    tally.add(Kind::MailingList, why, CueSource::Header, points);
}

/// Programs in which people write.
const BY_HAND: &[&str] = &[
    "thunderbird",
    "apple mail",
    "iphone",
    "outlook",
    "mutt",
    "k-9",
    "gnus",
    "evolution",
    "eudora",
    "mozilla",
    "kmail",
    "pine",
];

/// Written by a person: from a mail program, in an ongoing talk, without any mark of bulk.
fn personal(header: &Header, wording: &Wording<'_>, marks: Marks, tally: &mut Tally<'_>) {
    if marks.is_bulk() || marks.has(Marks::AUTO) || !header.precedence.is_empty() {
        return;
    }
    let mailer = header.mailer.to_ascii_lowercase();
    let hand = BY_HAND.iter().any(|program| mailer.contains(program));
    if hand {
        let why = "written in a mail program";
        tally.add(Kind::Personal, why, CueSource::Header, 8);
    }
    if marks.has(Marks::REPLY) && !header.thread.is_empty() {
        tally.add(Kind::Personal, "a reply in a talk", CueSource::Header, 8);
    }
    if wording.body.len() < 250 && hand {
        tally.add(Kind::Personal, "short", CueSource::Header, 4);
    }
}

/// `Re:` and its relatives.
pub fn is_reply(subject: &str) -> bool {
    let lower = subject.to_lowercase();
    let rest = match lower.strip_prefix('[') {
        Some(tagged) => tagged.split_once(']').map_or("", |(_, rest)| rest.trim_start()),
        None => lower.as_str(),
    };
    ["re:", "re :", "aw:", "sv:", "antw:", "rif:", "r:", "res:", "vs:", "odp:"]
        .iter()
        .any(|mark| rest.starts_with(mark))
}

/// Whether a tag of a list stands in front, after any `Re:`.
fn is_tagged(subject: &str) -> bool {
    let rest = match subject.split_once(':') {
        Some((reply, rest)) if reply.len() <= 4 => rest.trim_start(),
        Some(_) | None => subject,
    };
    let tag = rest.strip_prefix('[').and_then(|rest| rest.split_once(']'));
    tag.is_some_and(|(tag, rest)| tag.len() < 40 && !rest.trim().is_empty())
}

/// Words that count the issues of a periodical.
const COUNTED: &[&str] =
    &["vol", "volume", "issue", "edition", "ausgabe", "nr", "numero", "editie"];

/// `Vol 6, No 2`, `Issue 33`.
fn is_periodical(subject: &str) -> bool {
    let words = crate::words::Words::cut(subject, 30);
    let all = words.all();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    // `NR-23-07` is the number of a case, not the twenty-third issue.
    let apart = |end: u32, start: u32| {
        let gap = subject.get(crate::words::as_index(end)..crate::words::as_index(start));
        gap.is_some_and(|gap| !gap.contains(['-', '/', '_']))
    };
    let counted = all.windows(2).any(|pair| match pair {
        [name, number] => {
            COUNTED.contains(&words.folded(*name))
                && is_number(words.folded(*number))
                && words.folded(*number).len() <= 3
                && apart(name.end, number.start)
        }
        [..] => false,
    });
    let named = all.iter().any(|word| {
        let word = words.folded(*word);
        matches!(word, "daily" | "weekly" | "monthly" | "digest" | "newsletter" | "newsflash")
    });
    counted || named
}

/// A day in digits at the end of a subject: of what goes to many that is an issue, else a visit or the like.
fn is_dated(subject: &str) -> bool {
    let words = crate::words::Words::cut(subject, 30);
    let all = words.all();
    let is_number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
    let mut last = all.iter().rev().take(3).map(|word| words.folded(*word));
    all.len() > 3 && last.all(|word| word.len() <= 4 && is_number(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_number_of_a_case_and_the_day_of_a_visit_are_no_issue() {
        for subject in ["Issue 33", "The Harbour Letter, Vol 6, No 2", "Ausgabe 12: Garten"] {
            assert!(is_periodical(subject), "{subject}");
        }
        for subject in [
            "Recall NR-23-07: your machine",
            "Rappel NR-14 : votre vélo",
            "Rechnung Nr. 20260417",
            "Ihr Termin am 16.09.2026",
        ] {
            assert!(!is_periodical(subject), "{subject}");
        }
        assert!(is_dated("The morning brief 16.09.2026"));
    }
}
