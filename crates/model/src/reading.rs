//! What one piece of evidence says.

use crate::word::words;
use crate::{
    AgreementKind, Branch, Confidence, ContentHash, Fact, Kind, Money, PartRef, Period, Place,
    PledgedDeed, Statement, ThingKind,
};
use jiff::Timestamp;
use jiff::civil::Date;
use serde::{Deserialize, Serialize};
use std::fmt;

/// What one piece of evidence says: the result of reading, never failing as a whole.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reading {
    /// The main thing the message tells its receiver.
    pub kind: Kind,
    /// How sure we are of the kind.
    pub kind_confidence: Confidence,
    /// Up to two more kinds that it carries.
    pub secondary: Vec<Kind>,
    /// What decided the kind, strongest first.
    pub why: Vec<Cue>,
    /// From: the author (RFC 5322 section 3.6.2).
    pub from: Option<Mailbox>,
    /// To and Cc, and Delivered-To where present.
    pub recipients: Vec<Mailbox>,
    /// Who is behind the message, as far as it says itself.
    pub supplier: Option<SupplierClaim>,
    /// Language of the words.
    pub language: Language,
    /// The decoded subject.
    pub subject: String,
    /// Date: when the author says it was sent.
    #[serde(with = "crate::compact::maybe_instant")]
    pub sent_at: Option<Timestamp>,
    /// When the owner could first have known it: top `Received`, else `Date`.
    #[serde(with = "crate::compact::maybe_instant")]
    pub known_from: Option<Timestamp>,
    /// Names the message whatever door its copy came through: Message-ID and decoded content.
    pub message: ContentHash,
    /// Message-ID without brackets.
    pub message_id: Option<String>,
    /// In-Reply-To and References, newest last.
    pub thread: Vec<String>,
    /// Who received it for the owner.
    #[serde(default)]
    pub receiving: Option<Receiving>,
    /// Who signed it, as it says itself: the topmost few, none of them verified.
    #[serde(default)]
    pub signers: Vec<Signer>,
    /// The organisational domain that answers go to (Reply-To), where that is not the sender's.
    #[serde(default)]
    pub answers_to: Option<String>,
    /// The organisational domains that its links lead to, where its sender is found not to be who it says:
    /// neither the sender's nor those of platforms of senders.
    #[serde(default)]
    pub leads_to: Vec<String>,
    /// What it is about, strongest first.
    pub topics: Vec<Topic>,
    /// Common nouns of things that its words name, strongest first: Motorbike, Boiler.
    pub nouns: Vec<String>,
    /// What within its kind the agreement is for that it speaks of.
    #[serde(default)]
    pub branches: Vec<Branch>,
    /// Numbers that stand without a word for what they number, as written: the books may know them.
    #[serde(default)]
    pub numbers: Vec<BareNumber>,
    /// Lasting goods that it names.
    pub goods: Vec<Good>,
    /// The period that its prices are said to be for.
    pub period: Option<Period>,
    /// The minute of its day at which it says that somebody or something came, or comes now.
    #[serde(default)]
    pub came_at: Option<u16>,
    /// By how much it says that the price rises; below nought it falls.
    #[serde(default)]
    pub rise: Option<Money>,
    /// Until when it says that the price stays as it is.
    #[serde(default, with = "crate::compact::maybe_date")]
    pub price_until: Option<Date>,
    /// How it stands to what was sent before it.
    #[serde(default)]
    pub stands: Stands,
    /// How it asks for a notice to be given.
    #[serde(default)]
    pub notice_way: Option<NoticeWay>,
    /// Whom it names as who has, uses or pays what it is about.
    #[serde(default)]
    pub people: Vec<NamedPerson>,
    /// Work that it says was done.
    #[serde(default)]
    pub done: Vec<Done>,
    /// What it says of what the owner gives or sends.
    #[serde(default)]
    pub handed: Vec<Handing>,
    /// What it says was done of what suppliers promise.
    #[serde(default)]
    pub kept: Vec<Kept>,
    /// What it says of visits that were set: that one is off, moved, was missed, or comes beside another.
    #[serde(default)]
    pub visits: Vec<VisitTold>,
    /// The events of calendars that it brings, and what became of them.
    #[serde(default)]
    pub events: Vec<EventTold>,
    /// The hours of the days on which visits are.
    #[serde(default)]
    pub hours: Vec<DayHour>,
    /// Whether it greets who receives it as a new customer.
    #[serde(default)]
    pub greets: bool,
    /// On which side of a move the addresses are that it names.
    #[serde(default)]
    pub sides: Vec<Sided>,
    /// What it claims.
    pub facts: Vec<Fact>,
    /// Statements of banks that it is or brings.
    #[serde(default)]
    pub statements: Vec<Statement>,
    /// What could not be read.
    pub gaps: Vec<Gap>,
}

impl Reading {
    /// How sure the sentence of a promise must be that is heard whatever its message looks like, in thousandths.
    const SURE_PLEDGE: u16 = 650;

    /// Noise less sure than this, in thousandths, may be none.
    const UNSURE_NOISE: u16 = 600;

    /// Whether it promises a deed to its receiver, by its words.
    pub fn pledges(&self) -> bool {
        let sure = self.facts.iter().filter(|f| f.confidence.thousandths() >= Self::SURE_PLEDGE);
        sure.filter_map(Fact::pledge).any(|pledge| pledge.addressed)
    }

    /// Whether it was taken for noise, not surely, and promises something or tells it as done.
    pub fn is_doubtful_noise(&self) -> bool {
        let tells = !self.kept.is_empty() || self.ends_a_visit();
        self.is_unsure_noise() && (self.pledges() || tells)
    }

    /// Whether it was taken for what firms send to many, and not surely.
    pub fn is_unsure_noise(&self) -> bool {
        let noise = self.kind.is_noise()
            && !matches!(self.kind, Kind::Suspect | Kind::Personal | Kind::Unclear);
        noise && self.kind_confidence.thousandths() < Self::UNSURE_NOISE
    }

    /// Whether it says that a visit is off or was missed.
    pub fn ends_a_visit(&self) -> bool {
        let ends = |told: &VisitTold| matches!(told.news, VisitNews::CalledOff | VisitNews::Missed);
        self.visits.iter().any(ends)
    }

    /// A reading of which nothing is known yet but which message it is of.
    pub fn of(message: ContentHash) -> Self {
        Self {
            kind: Kind::Unclear,
            kind_confidence: Confidence::from_thousandths(0),
            secondary: Vec::new(),
            why: Vec::new(),
            from: None,
            recipients: Vec::new(),
            supplier: None,
            language: Language::UNKNOWN,
            subject: String::new(),
            sent_at: None,
            known_from: None,
            message,
            message_id: None,
            thread: Vec::new(),
            receiving: None,
            signers: Vec::new(),
            answers_to: None,
            leads_to: Vec::new(),
            topics: Vec::new(),
            nouns: Vec::new(),
            branches: Vec::new(),
            numbers: Vec::new(),
            goods: Vec::new(),
            period: None,
            came_at: None,
            rise: None,
            price_until: None,
            stands: Stands::Alone,
            notice_way: None,
            people: Vec::new(),
            done: Vec::new(),
            handed: Vec::new(),
            kept: Vec::new(),
            visits: Vec::new(),
            events: Vec::new(),
            hours: Vec::new(),
            greets: false,
            sides: Vec::new(),
            facts: Vec::new(),
            statements: Vec::new(),
            gaps: Vec::new(),
        }
    }
}

/// How a message stands to what was sent before it.
#[derive(
    Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
pub enum Stands {
    /// It says nothing of another.
    #[default]
    Alone,
    /// Its sum is a part of another: an instalment, a deposit, what remains.
    Part,
    /// It takes the place of one before it.
    Instead,
}

/// How a notice is to be given, as a message asks for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum NoticeWay {
    /// By letter, which has to arrive by the last day.
    Letter,
    /// By letter, and posting it by the last day is enough.
    PostedLetter,
    /// In any way, and sending it by the last day is enough.
    Sent,
}

impl NoticeWay {
    /// Whether it is to be a letter.
    pub const fn is_letter(self) -> bool {
        matches!(self, Self::Letter | Self::PostedLetter)
    }

    /// Whether sending it by the last day is enough.
    pub const fn is_kept_by_sending(self) -> bool {
        matches!(self, Self::PostedLetter | Self::Sent)
    }
}

/// A number that stands without a word for what it numbers.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct BareNumber {
    /// As written.
    pub value: String,
    /// Where it stands.
    pub at: Place,
}

/// A person that a message names with their part in what it is about.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NamedPerson {
    /// Their part.
    pub part: NamedPart,
    /// Their name as written.
    pub name: String,
}

/// Redacted: names never reach a log.
impl fmt::Debug for NamedPerson {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("NamedPerson").field("part", &self.part).finish_non_exhaustive()
    }
}

/// The part of a person in an agreement, as papers name it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum NamedPart {
    /// It is in their name.
    Holder,
    /// They use what it is about.
    User,
    /// They pay.
    Payer,
}

/// Who received a message for its owner, and who judged there whether its sender is who it says.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receiving {
    /// Organisational domain of the receiving host (RFC 5321 section 4.4), itself where it is a bare
    /// word, empty where none names itself.
    pub host: String,
    /// Organisational domain, or bare word, of the authserv-id (RFC 8601 section 2.2): empty where the
    /// judge does not name itself, none where nobody judged.
    pub judge: Option<String>,
}

/// Under whose name and by which of its keys a message was signed (RFC 6376 section 3.5).
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Signer {
    /// `d=` in lower case.
    pub domain: String,
    /// `s=` in lower case.
    pub selector: String,
}

/// Work that was done, and on which day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Done {
    /// What sort.
    pub what: Work,
    /// On which day, where that is named.
    #[serde(with = "crate::compact::maybe_date")]
    pub on: Option<Date>,
}

words! {
    /// Work that a supplier does on a thing.
    pub enum Work ("sort of work") {
        /// It was looked after: a service, an inspection.
        Care = "care",
        /// It was mended, exchanged or put in.
        Repair = "repair",
        /// Somebody came.
        Visit = "visit",
    }
}

/// A deed that suppliers promise, told as done.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Kept {
    /// Which deed.
    pub deed: PledgedDeed,
    /// On which day, where that is named.
    #[serde(with = "crate::compact::maybe_date")]
    pub on: Option<Date>,
    /// The sentence, shortened.
    pub words: String,
}

words! {
    /// What a message says of a visit that was set.
    pub enum VisitNews ("news of a visit") {
        /// It is called off.
        CalledOff = "called_off",
        /// Nobody came.
        Missed = "missed",
        /// It is on another day.
        Moved = "moved",
        /// It comes beside another one.
        Further = "further",
    }
}

/// News of a visit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct VisitTold {
    /// What.
    pub news: VisitNews,
    /// Of which day, where that is named.
    #[serde(with = "crate::compact::maybe_date")]
    pub on: Option<Date>,
}

words! {
    /// On which side of a move a place is.
    pub enum Side ("side of a move") {
        /// It is left.
        Left = "left",
        /// It is gone to.
        Taken = "taken",
    }
}

/// An address with its side of a move.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Sided {
    /// The address as the fact names it.
    pub place: String,
    /// Its side.
    pub side: Side,
}

/// Redacted: addresses never reach a log.
impl fmt::Debug for Sided {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Sided").field("side", &self.side).finish_non_exhaustive()
    }
}

/// An event of a calendar as a message tells it (RFC 5546).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EventTold {
    /// What tells it from every other event (UID, RFC 5545 section 3.8.4.7).
    pub uid: String,
    /// The days on which it is, or was where it is off.
    pub on: Vec<Date>,
    /// Whether it is called off.
    pub off: bool,
    /// The day of a repeating event that is meant (RECURRENCE-ID); none where all of it is.
    #[serde(with = "crate::compact::maybe_date")]
    pub instead_of: Option<Date>,
}

impl EventTold {
    /// Whether it tells something of days of an event that was told before: that it is off, or one day of it
    /// is another.
    pub const fn is_change(&self) -> bool {
        self.off || self.instead_of.is_some()
    }
}

/// An hour of a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct DayHour {
    /// The day.
    #[serde(with = "crate::compact::date")]
    pub on: Date,
    /// The minute of it.
    pub minute: u16,
}

/// Something that the owner gives or sends, as a message speaks of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Handing {
    /// What.
    pub what: Handed,
    /// What it says of it.
    pub how: HandedHow,
}

words! {
    /// What a message says of what an owner gives or sends.
    pub enum HandedHow ("word on what is handed over") {
        /// It speaks of it.
        Named = "named",
        /// It brings it.
        Brought = "brought",
        /// It says that it has arrived.
        Arrived = "arrived",
    }
}

words! {
    /// What an owner gives or sends to a supplier.
    pub enum Handed ("what is handed over") {
        /// What a meter shows.
        MeterReading = "meter_reading",
        /// Goods that go back.
        Goods = "goods",
        /// Papers.
        Papers = "papers",
        /// A yes or a no.
        Answer = "answer",
        /// Everything that was asked for, whatever it is.
        All = "all",
    }
}

/// Goods that last: worth a line of their own among the things.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Good {
    /// Name as written.
    pub name: String,
    /// How many.
    pub quantity: u32,
    /// What sort of thing.
    pub kind: ThingKind,
    /// Its common noun: Phone, Washing machine.
    pub noun: String,
}

/// A name and an address (RFC 5322 mailbox).
#[derive(Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Mailbox {
    /// Display name, may be empty.
    pub name: String,
    /// Address in lower case.
    pub address: String,
}

/// Redacted: addresses never reach a log.
impl fmt::Debug for Mailbox {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Mailbox(..)")
    }
}

/// Who a message says it comes from, and whether that holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SupplierClaim {
    /// Name shown to people.
    pub name: String,
    /// Organisational domain by the public suffix list, where the sender has one of its own; the
    /// whole address for a trader who writes from a public mail provider.
    pub domain: Option<String>,
    /// The platform it was sent through, where the merchant stands behind one.
    pub platform: Option<String>,
    /// Whether its judge found it authentic; whether that judge counts, the household knows.
    pub authentic: Authentic,
}

words! {
    /// What the owner's receiving host said of the sender (RFC 8601).
    pub enum Authentic ("authenticity") {
        /// Aligned and passed.
        Pass = "pass",
        /// Failed.
        Fail = "fail",
        /// Nothing trustworthy was said.
        Unknown = "unknown",
    }
}

/// Something that counted for or against a kind.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Cue {
    /// The kind it speaks for.
    pub kind: Kind,
    /// Words or header that were found.
    pub words: String,
    /// Where.
    pub source: CueSource,
    /// Points; negative speaks against.
    pub weight: i16,
}

words! {
    /// Where a cue was found.
    pub enum CueSource ("source of a cue") {
        /// Machine-readable data.
        Structured = "structured",
        /// A header field.
        Header = "header",
        /// The sender's address or name.
        Sender = "sender",
        /// The subject.
        Subject = "subject",
        /// The first lines.
        Opening = "opening",
        /// Further down.
        Body = "body",
        /// A fact that was read.
        Fact = "fact",
        /// The owner's word.
        Owner = "owner",
    }
}

/// What a message is about.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Topic {
    /// Which.
    pub name: TopicName,
    /// Points.
    pub weight: u16,
}

/// A sort of agreement or a sort of thing that a message speaks of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub enum TopicName {
    /// An agreement of this kind.
    Agreement(AgreementKind),
    /// A thing of this kind.
    Thing(ThingKind),
}

/// Something seen and not understood: counted and shown, never silent.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Gap {
    /// What could not be read, in words.
    pub what: String,
    /// Where it stands.
    pub at: Option<PartRef>,
}

/// A language as its ISO 639-1 letters; `und` where unknown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Language([u8; 3]);

impl Language {
    /// Not known.
    pub const UNKNOWN: Self = Self(*b"und");
    /// English.
    pub const EN: Self = Self(*b"en\0");
    /// German.
    pub const DE: Self = Self(*b"de\0");
    /// French.
    pub const FR: Self = Self(*b"fr\0");
    /// Spanish.
    pub const ES: Self = Self(*b"es\0");
    /// Italian.
    pub const IT: Self = Self(*b"it\0");
    /// Dutch.
    pub const NL: Self = Self(*b"nl\0");

    /// From two lower-case ASCII letters; anything else is unknown.
    pub fn from_code(code: &str) -> Self {
        match code.as_bytes() {
            [a, b] if a.is_ascii_lowercase() && b.is_ascii_lowercase() => Self([*a, *b, 0]),
            _ => Self::UNKNOWN,
        }
    }

    /// The letters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("und").trim_end_matches('\0')
    }
}

impl fmt::Display for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl fmt::Debug for Language {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}
