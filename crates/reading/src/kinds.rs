//! Which kind a message is, and what decided it.

use crate::document::{Document, Header};
use crate::lists::{self, ListPlace};
use crate::sender::{host_of, local_part};
use crate::structured::KindHint;
use crate::words::{Hit, Phrases, Words, as_index};
use oxherd_model::{Authentic, Confidence, Cue, CueSource, Kind, Language, SupplierClaim};

/// The words of a message by where they stand.
#[derive(Debug)]
pub struct Wording<'a> {
    /// Of the subject.
    pub subject: &'a Words,
    /// Of what the message says itself.
    pub body: &'a Words,
    /// Of the sender's name and the local part of its address.
    pub sender: &'a Words,
    /// The language they are in.
    pub language: Language,
}

/// The kind, and what decided it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Decision {
    /// The main thing the message tells.
    pub kind: Kind,
    /// How sure.
    pub confidence: Confidence,
    /// Up to two more.
    pub secondary: Vec<Kind>,
    /// The strongest cues for the kind.
    pub why: Vec<Cue>,
}

/// Finds cues and weighs them.
#[derive(Debug)]
pub struct KindReader {
    phrases: Phrases,
    cues: Vec<CueEntry>,
    cancelling: Phrases,
}

#[derive(Debug)]
struct CueEntry {
    kind: Kind,
    weight: i16,
    place: Option<ListPlace>,
    language: Language,
    words: &'static str,
}

/// Words of the body that count as its opening.
const OPENING_WORDS: usize = 110;

/// Points below which nothing is recognised.
const POINTS_MIN: i32 = 8;

/// Most points one cue can bring by standing in several places.
const POINTS_PER_CUE_MAX: i32 = 18;

/// A negation or condition so many words before a cue takes it back.
const CANCEL_WORDS: usize = 4;

impl Default for KindReader {
    fn default() -> Self {
        let mut reader = Self {
            phrases: Phrases::new(),
            cues: Vec::new(),
            cancelling: Phrases::new(),
        };
        for (language, list) in CUE_LISTS {
            for entry in lists::entries(list) {
                let Ok(kind) = entry.section.parse() else {
                    continue;
                };
                let number = u32::try_from(reader.cues.len()).unwrap_or(u32::MAX);
                reader.phrases.add(entry.phrase, number);
                reader.cues.push(CueEntry {
                    kind,
                    weight: entry.weight,
                    place: entry.place,
                    language: Language::from_code(language),
                    words: entry.phrase,
                });
            }
        }
        for phrase in CANCELLING {
            reader.cancelling.add(phrase, 0);
        }
        reader
    }
}

const CUE_LISTS: &[(&str, &str)] = &[
    ("en", include_str!("../data/cues/en.txt")),
    ("de", include_str!("../data/cues/de.txt")),
    ("fr", include_str!("../data/cues/fr.txt")),
    ("es", include_str!("../data/cues/es.txt")),
    ("it", include_str!("../data/cues/it.txt")),
    ("nl", include_str!("../data/cues/nl.txt")),
    ("", include_str!("../data/cues/xx.txt")),
];

/// Negations, and conditions under which a thing has not happened.
const CANCELLING: &[&str] = &[
    "not", "no", "never", "if", "unless", "nicht", "kein", "keine", "keinen", "falls", "sofern",
    "pas", "sans", "si", "no", "sin", "non", "senza", "se", "niet", "geen", "indien", "als",
];

impl KindReader {
    /// Decides the kind of a message.
    pub fn decide(
        &self,
        document: &Document,
        wording: &Wording<'_>,
        supplier: Option<&SupplierClaim>,
        hints: &[KindHint],
    ) -> Decision {
        let mut tally = Tally::default();
        self.wording(wording, &mut tally);
        for hint in hints {
            tally.add(
                hint.kind,
                &hint.words,
                CueSource::Structured,
                i32::from(hint.weight) * 3,
            );
        }
        header_cues(&document.header, wording, &mut tally);
        suspicion(document, supplier, &mut tally);
        tally.decide(&document.header)
    }

    fn wording(&self, wording: &Wording<'_>, tally: &mut Tally) {
        let mut points: Vec<(u32, i32, CueSource)> = Vec::new();
        let places = [
            (wording.subject, CueSource::Subject),
            (wording.body, CueSource::Body),
            (wording.sender, CueSource::Sender),
        ];
        for (words, source) in places {
            for (phrase, here, source) in self.hits(words, source, wording.language) {
                match points.iter_mut().find(|(p, _, _)| *p == phrase) {
                    Some(known) if known.1 >= here => {}
                    Some(known) => *known = (phrase, here, source),
                    None => points.push((phrase, here, source)),
                }
            }
        }
        for (phrase, points, source) in points {
            if let Some(cue) = self.cues.get(as_index(phrase)) {
                tally.add(cue.kind, cue.words, source, points.min(POINTS_PER_CUE_MAX));
            }
        }
    }

    /// The cues of one text that count there: a phrase within a longer one and a phrase after a
    /// negation do not.
    fn hits(
        &self,
        words: &Words,
        source: CueSource,
        language: Language,
    ) -> Vec<(u32, i32, CueSource)> {
        let mut hits: Vec<(Hit, i32, CueSource)> = Vec::new();
        self.phrases.find(words, |hit| {
            if let Some((points, source)) = self.points(hit, source, language) {
                hits.push((hit, points, source));
            }
        });
        hits.sort_by_key(|(hit, _, _)| (hit.first, std::cmp::Reverse(hit.last)));
        let cancelled = self.cancelled(words);
        let mut covered: Option<(usize, usize)> = None;
        let mut counting = Vec::with_capacity(hits.len());
        for (hit, points, source) in hits {
            if points > 0 {
                let within = covered.is_some_and(|(first, last)| {
                    hit.last <= last && (hit.first, hit.last) != (first, last)
                });
                if within {
                    continue;
                }
                covered = Some((hit.first, hit.last));
                if is_cancelled(&cancelled, hit) {
                    continue;
                }
            }
            counting.push((hit.phrase, points, source));
        }
        counting
    }

    fn points(&self, hit: Hit, source: CueSource, language: Language) -> Option<(i32, CueSource)> {
        let cue = self.cues.get(as_index(hit.phrase))?;
        let foreign = cue.language != Language::UNKNOWN
            && language != Language::UNKNOWN
            && cue.language != language;
        if foreign && SIX.contains(&language) {
            return None;
        }
        let source = match source {
            CueSource::Body if hit.first < OPENING_WORDS => CueSource::Opening,
            CueSource::Structured
            | CueSource::Header
            | CueSource::Sender
            | CueSource::Subject
            | CueSource::Opening
            | CueSource::Body
            | CueSource::Fact
            | CueSource::Owner => source,
        };
        let counts = match cue.place {
            None => source != CueSource::Sender,
            Some(ListPlace::Subject) => source == CueSource::Subject,
            Some(ListPlace::Sender) => source == CueSource::Sender,
            Some(ListPlace::Opening) => matches!(source, CueSource::Opening | CueSource::Subject),
        };
        let factor = match source {
            CueSource::Subject => 3,
            CueSource::Opening | CueSource::Sender => 2,
            CueSource::Structured
            | CueSource::Header
            | CueSource::Body
            | CueSource::Fact
            | CueSource::Owner => 1,
        };
        counts.then_some((i32::from(cue.weight) * factor, source))
    }

    fn cancelled(&self, words: &Words) -> Vec<usize> {
        let mut at = Vec::new();
        self.cancelling.find(words, |hit| at.push(hit.last));
        at
    }
}

/// Whether a negation stands just before the hit.
fn is_cancelled(cancelled: &[usize], hit: Hit) -> bool {
    let before = cancelled.partition_point(|at| *at < hit.first);
    before
        .checked_sub(1)
        .and_then(|index| cancelled.get(index))
        .is_some_and(|at| at + CANCEL_WORDS >= hit.first)
}

const SIX: &[Language] = &[
    Language::EN,
    Language::DE,
    Language::FR,
    Language::ES,
    Language::IT,
    Language::NL,
];

/// Points by kind, with the cues that brought them.
#[derive(Debug, Default)]
struct Tally {
    cues: Vec<Cue>,
    points: Vec<(Kind, i32)>,
}

impl Tally {
    fn add(&mut self, kind: Kind, words: &str, source: CueSource, points: i32) {
        match self.points.iter_mut().find(|(k, _)| *k == kind) {
            Some((_, sum)) => *sum += points,
            None => self.points.push((kind, points)),
        }
        let weight = i16::try_from(points).unwrap_or(i16::MAX);
        self.cues.push(Cue {
            kind,
            words: words.to_owned(),
            source,
            weight,
        });
    }

    fn of(&self, kind: Kind) -> i32 {
        self.points
            .iter()
            .find(|(k, _)| *k == kind)
            .map_or(0, |(_, points)| *points)
    }

    fn decide(mut self, header: &Header) -> Decision {
        self.points
            .sort_by_key(|(kind, points)| (-*points, precedence(*kind)));
        let (kind, points) = match self.points.first().copied() {
            Some((kind, points)) if points >= POINTS_MIN => (kind, points),
            Some(_) | None => (fallback(header), 0),
        };
        let next = self
            .points
            .iter()
            .find(|(k, _)| *k != kind)
            .map_or(0, |(_, p)| (*p).max(0));
        let secondary = self
            .points
            .iter()
            .filter(|(k, p)| *k != kind && *p * 2 > points && *p >= 12);
        let secondary = secondary
            .map(|(k, _)| *k)
            .filter(|k| !k.is_noise())
            .take(2)
            .collect();
        self.cues.retain(|cue| cue.kind == kind);
        self.cues.sort_by_key(|cue| -cue.weight);
        self.cues.truncate(6);
        Decision {
            kind,
            confidence: sureness(points, next),
            secondary,
            why: self.cues,
        }
    }
}

/// From the points for the kind and for the next best.
fn sureness(points: i32, next: i32) -> Confidence {
    if points == 0 {
        return Confidence::from_thousandths(350);
    }
    let margin = (points - next).max(0) * 1000 / (points + next + 6).max(1);
    let strength = points.min(40) * 6;
    let thousandths = 450 + margin / 3 + strength;
    Confidence::from_thousandths(u16::try_from(thousandths.clamp(0, 990)).unwrap_or(0))
}

/// What a message is when no words say so.
fn fallback(header: &Header) -> Kind {
    if header.list_unsubscribe.is_some() || header.bulk || header.list_id.is_some() {
        Kind::Newsletter
    } else if header.auto_submitted.starts_with("auto") {
        Kind::Notification
    } else {
        Kind::Unclear
    }
}

/// Ties go to what matters more.
fn precedence(kind: Kind) -> usize {
    const ORDER: &[Kind] = &[
        Kind::RecallSafety,
        Kind::SecurityNotice,
        Kind::OneTimeCode,
        Kind::PaymentFailed,
        Kind::Dunning,
        Kind::RenewalNotice,
        Kind::PriceChange,
        Kind::TermsChange,
        Kind::ContractEnding,
        Kind::CancelConfirmed,
        Kind::AppointmentChanged,
        Kind::OrderTrouble,
        Kind::CaseDecision,
        Kind::ComplaintFinal,
        Kind::RefundCredit,
        Kind::Bill,
        Kind::PaymentAhead,
        Kind::PaymentDone,
        Kind::InfoRequest,
        Kind::Delivered,
        Kind::DeliveryUnderWay,
        Kind::OrderConfirmed,
    ];
    ORDER.iter().position(|k| *k == kind).unwrap_or(ORDER.len())
}

/// What header fields say (RFC 2919, RFC 2369, RFC 3834).
fn header_cues(header: &Header, wording: &Wording<'_>, tally: &mut Tally) {
    let subject = header.subject.as_str();
    let is_reply = is_reply(subject);
    let listed = header.list_post || header.precedence == "list";
    if listed {
        let points = if header.list_id.is_some() || is_reply {
            40
        } else {
            26
        };
        tally.add(
            Kind::MailingList,
            "list header fields",
            CueSource::Header,
            points,
        );
    } else if header.list_id.is_some() && is_reply {
        tally.add(
            Kind::MailingList,
            "List-Id and a reply",
            CueSource::Header,
            30,
        );
    }
    if subject.starts_with('[') && is_reply_or_tag(subject) && header.list_id.is_some() {
        tally.add(
            Kind::MailingList,
            "tag in the subject",
            CueSource::Header,
            10,
        );
    }
    if header.list_unsubscribe.is_some() || header.bulk {
        tally.add(Kind::Promotion, "bulk header fields", CueSource::Header, 6);
        tally.add(Kind::Newsletter, "bulk header fields", CueSource::Header, 6);
    }
    let local = header.from.as_ref().map_or("", |f| local_part(&f.address));
    if matches!(local, "mailer-daemon" | "postmaster") {
        tally.add(Kind::Notification, "bounce", CueSource::Sender, 40);
    }
    if header.auto_submitted.starts_with("auto-replied") {
        tally.add(Kind::Notification, "automatic reply", CueSource::Header, 14);
    }
    personal(header, wording, is_reply, tally);
}

/// Written by a person: from a mail program, in an ongoing talk, without any mark of bulk.
fn personal(header: &Header, wording: &Wording<'_>, is_reply: bool, tally: &mut Tally) {
    let bulk = header.list_unsubscribe.is_some()
        || header.bulk
        || header.list_id.is_some()
        || header.list_post
        || !header.precedence.is_empty()
        || header.auto_submitted.starts_with("auto");
    if bulk {
        return;
    }
    let mailer = header.mailer.to_ascii_lowercase();
    let by_hand = [
        "thunderbird",
        "apple mail",
        "iphone",
        "outlook",
        "mutt",
        "k-9",
        "gnus",
        "evolution",
    ];
    let hand = by_hand.iter().any(|m| mailer.contains(m));
    if hand {
        tally.add(
            Kind::Personal,
            "written in a mail program",
            CueSource::Header,
            8,
        );
    }
    if is_reply && !header.thread.is_empty() {
        tally.add(Kind::Personal, "a reply in a talk", CueSource::Header, 8);
    }
    if wording.body.len() < 250 && hand {
        tally.add(Kind::Personal, "short", CueSource::Header, 4);
    }
}

/// Signs that a message is not what it says: authentication, and where links lead.
fn suspicion(document: &Document, supplier: Option<&SupplierClaim>, tally: &mut Tally) {
    let pressing = [
        Kind::SecurityNotice,
        Kind::PaymentFailed,
        Kind::Dunning,
        Kind::RenewalNotice,
        Kind::InfoRequest,
        Kind::AccountSetup,
        Kind::DeliveryUnderWay,
        Kind::RefundCredit,
        Kind::PaymentAhead,
        Kind::Bill,
        Kind::ContractEnding,
    ];
    let pressing = pressing.iter().any(|k| tally.of(*k) >= POINTS_MIN);
    let failed = supplier.is_some_and(|s| s.authentic == Authentic::Fail);
    if failed && (pressing || tally.of(Kind::Suspect) > 0) {
        tally.add(
            Kind::Suspect,
            "authentication failed",
            CueSource::Header,
            60,
        );
    } else if failed {
        tally.add(
            Kind::Suspect,
            "authentication failed",
            CueSource::Header,
            10,
        );
    }
    let from = document
        .header
        .from
        .as_ref()
        .and_then(|f| host_of(&f.address));
    let numeric = document
        .texts
        .iter()
        .filter_map(|t| t.html.as_ref())
        .flat_map(|h| &h.links);
    if from.is_some() && numeric.into_iter().any(|l| leads_to_a_number(l)) {
        tally.add(
            Kind::Suspect,
            "a link to a bare address",
            CueSource::Body,
            12,
        );
    }
}

fn leads_to_a_number(link: &str) -> bool {
    let host = link.split("://").nth(1).unwrap_or_default();
    let host = host.split(['/', ':', '?']).next().unwrap_or_default();
    let digits = host.bytes().all(|b| b.is_ascii_digit() || b == b'.');
    digits && host.split('.').count() == 4 && !host.starts_with("127.")
}

/// `Re:` and its relatives.
pub fn is_reply(subject: &str) -> bool {
    let lower = subject.to_lowercase();
    let rest = match lower.strip_prefix('[') {
        Some(tagged) => tagged
            .split_once(']')
            .map_or("", |(_, rest)| rest.trim_start()),
        None => lower.as_str(),
    };
    [
        "re:", "re :", "aw:", "sv:", "antw:", "rif:", "r:", "res:", "vs:", "odp:",
    ]
    .iter()
    .any(|mark| rest.starts_with(mark))
}

fn is_reply_or_tag(subject: &str) -> bool {
    subject
        .split_once(']')
        .is_some_and(|(tag, rest)| tag.len() < 40 && !rest.trim().is_empty())
}
