//! What the fold knows: plain data, stored as a snapshot and made again from readings.

use crate::bookings::Bookings;
use crate::contradictions::Contradictions;
use crate::dues::{Dues, OpenDues};
use crate::filing::Filing;
use crate::impostors::{Likenesses, Sign};
use crate::leaving::Leaving;
use crate::matters::Matters;
use crate::moves::Moves;
use crate::packed::Packed;
use crate::promises::Promises;
use crate::requests::Requests;
use crate::threads::Threads;
use compact_str::CompactString;
use jiff::Timestamp;
use jiff::civil::Date;
use oxherd_model::{
    AgreementKind, AgreementState, Branch, DueKind, EvidenceId, Handed, IdentifierRole, Kind,
    Money, Period, ReferenceRole, Stage, ThingKind,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// Everything folded so far.
#[derive(Debug, Clone, Default, PartialEq, Serialize, Deserialize)]
pub struct Ledger {
    /// By index; never removed.
    pub suppliers: Vec<Supplier>,
    /// Organisational domain, address or name in lower case to supplier.
    pub supplier_by_key: BTreeMap<String, u32>,
    /// Label of a domain without what firms add to suppliers.
    pub suppliers_by_label: BTreeMap<String, Vec<u32>>,
    /// By index; never removed.
    pub agreements: Vec<Agreement>,
    /// Agreements of each supplier, by its index.
    pub agreements_by_supplier: BTreeMap<u32, Vec<u32>>,
    /// (supplier, reference without separators) to agreements.
    pub agreement_by_reference: BTreeMap<(u32, String), Vec<u32>>,
    /// By index; never removed.
    pub things: Vec<Thing>,
    /// Role and value of an identifier to thing.
    pub thing_by_identifier: BTreeMap<(IdentifierRole, String), u32>,
    /// What must happen by when; closed ones stay with the day they were closed.
    pub dues: Dues,
    /// Those that a message may still close or move.
    pub open_dues: OpenDues,
    /// What suppliers said that they will do.
    pub promises: Promises,
    /// What was said and cannot both hold.
    pub contradictions: Contradictions,
    /// What the owner wrote themself.
    pub requests: Requests,
    /// Running concerns.
    pub matters: Matters,
    /// Moves to another home, and who holds which address.
    pub moves: Moves,
    /// What does not fit together.
    pub oddities: Vec<Oddity>,
    /// By what an impostor is known.
    pub likenesses: Likenesses,
    /// Messages to agreements, for answers.
    pub threads: Threads,
    /// Messages that the owner filed under a thing that was not known yet.
    pub waiting: Vec<TimelineEntry>,
    /// Messages that go where the owner filed one alike.
    pub filing: Filing,
    /// What the accounts say.
    pub bookings: Bookings,
    /// Messages folded.
    pub messages: u64,
    /// What it took to fold them: those that say something count more.
    pub effort: u64,
    /// How many were folded when the books were worth keeping last.
    pub milestone: u64,
    /// Messages called suspect.
    pub suspects: u64,
}

/// The newest pieces of evidence, newest first, at most [`Evidences::MAX`].
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidences(pub Vec<EvidenceId>);

impl Ledger {
    /// Changes whenever the same readings give other books: snapshots of another version are not
    /// used.
    pub const VERSION: u32 = 31;
}

impl Evidences {
    /// More are counted, not listed.
    pub const MAX: usize = 40;

    /// Adds the next in the order of the fold.
    pub fn add(&mut self, evidence: EvidenceId) {
        if self.0.first() == Some(&evidence) {
            return;
        }
        self.0.insert(0, evidence);
        self.0.truncate(Self::MAX);
    }
}

/// An organisation that sends to the household.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Supplier {
    /// Stable id.
    pub id: String,
    /// Names that it gave itself, with how often.
    pub names: Vec<(String, u32)>,
    /// The name that the owner gave.
    pub owner_name: Option<String>,
    /// Organisational domains, the first met first.
    pub domains: Vec<String>,
    /// Messages of any kind.
    pub messages: u32,
    /// Messages that say something about an agreement or a thing.
    pub signals: u32,
    /// First known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub first_at: Option<Timestamp>,
    /// Last known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub last_at: Option<Timestamp>,
    /// The owner said that this is none of theirs.
    pub disowned: bool,
    /// Newest evidence.
    pub evidence: Evidences,
}

/// A person of the household whom messages of an agreement are addressed to.
#[derive(Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AddressedPerson {
    /// Who.
    pub name: String,
    /// How many messages.
    pub messages: u32,
    /// How many of them ask for money, or confirm it.
    pub of_money: u32,
    /// How many of them are papers of the agreement itself, or letters by which this person moved it.
    pub of_contract: u32,
    /// How often an account of theirs paid; worked out for a view.
    pub paid: u32,
    /// Parts that papers of the agreement name them with.
    pub named: Vec<crate::people::Part>,
}

/// Redacted: names never reach a log.
impl std::fmt::Debug for AddressedPerson {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("AddressedPerson").field("messages", &self.messages).finish_non_exhaustive()
    }
}

/// What binds the household and a supplier.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Agreement {
    /// Stable id.
    pub id: String,
    /// Index of the supplier.
    pub supplier: u32,
    /// What sort.
    pub kind: AgreementKind,
    /// What its messages speak of, in points; the most decides what sort it is.
    pub topics: Vec<(AgreementKind, u32)>,
    /// Whether its messages speak of a vehicle: a membership of a breakdown service is for that.
    pub for_vehicle: bool,
    /// References in the order in which they were met, spelled as written.
    pub references: Vec<(ReferenceRole, String)>,
    /// Models that its messages named before a thing was known, as written.
    pub models: Vec<String>,
    /// What within its kind it is for, by the words of its messages.
    pub branches: Vec<Branch>,
    /// Lines of telephones that it is for, as written.
    pub lines: Vec<String>,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// Where it stands.
    pub state: AgreementState,
    /// When it began.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub started_on: Option<Date>,
    /// When its term ends.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub term_ends_on: Option<Date>,
    /// When it renews.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub renews_on: Option<Date>,
    /// Whether it renews by itself.
    pub auto_renews: Option<bool>,
    /// Last day to end it.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub cancel_by: Option<Date>,
    /// How and until when it may be left.
    pub leaving: Leaving,
    /// When it ended or will.
    #[serde(with = "oxherd_model::compact::maybe_date")]
    pub ended_on: Option<Date>,
    /// The message that ended it.
    pub ending: Option<EvidenceId>,
    /// How it came to stand where it stands, the last change last.
    pub turns: Vec<crate::turns::Turn>,
    /// Id of the agreement before it.
    pub successor_of: Option<String>,
    /// Prices that were stated, in the order in which they were said.
    pub prices: Vec<Stated>,
    /// Money billed, taken or paid, by day.
    pub charges: Packed<Vec<Charge>>,
    /// Sums that were charged beyond what was agreed; worked out for a view.
    #[serde(skip)]
    pub beyond: Vec<Money>,
    /// People of the household whom its messages are addressed to, with how many.
    pub people: Vec<AddressedPerson>,
    /// The kind of the message that shaped it last.
    pub last_kind: Kind,
    /// First known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub first_at: Option<Timestamp>,
    /// Last known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub last_at: Option<Timestamp>,
    /// Newest evidence.
    pub evidence: Evidences,
}

/// A price and the period it is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Price {
    /// How much.
    pub money: Money,
    /// For how long.
    pub per: Period,
}

/// A price with the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Stated {
    /// How much for how long.
    pub price: Price,
    /// From this day on.
    #[serde(with = "oxherd_model::compact::date")]
    pub from: Date,
    /// Whether the period was said; else it is the usual one.
    pub period_said: bool,
    /// Where it was read.
    pub evidence: EvidenceId,
}

/// Money billed, taken or paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    /// Day of the bill or payment.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// How much; negative is money back.
    pub money: Money,
    /// Number of the bill, where known; hundreds of thousands of them are read in for one list.
    pub invoice: Option<CompactString>,
    /// Where it was read.
    pub evidence: EvidenceId,
    /// The statement that shows that it was paid.
    pub paid_by: Option<EvidenceId>,
}

/// What is owned.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Thing {
    /// Stable id.
    pub id: String,
    /// Names with how well they name it: a thousand for each step, one for each time.
    pub names: Vec<(String, u32)>,
    /// The name that the owner gave.
    pub owner_name: Option<String>,
    /// What sort.
    pub kind: ThingKind,
    /// Where it stands in its life.
    pub stage: Stage,
    /// Identifiers, the first met first.
    pub identifiers: Vec<(IdentifierRole, String)>,
    /// Where it came from: the order or agreement that it was found by.
    pub found_by: Place,
    /// How sure we are that it is theirs, in thousandths.
    pub confidence: u16,
    /// The owner's word on whether it is theirs.
    pub owned: Option<bool>,
    /// Indices of suppliers that serve it.
    pub suppliers: Vec<u32>,
    /// What happened, oldest first.
    pub timeline: Packed<Vec<TimelineEntry>>,
}

/// How a thing was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Place {
    /// By an identifier.
    Identifier,
    /// By a product of an order: order reference and product name.
    Product(String, String),
    /// By an agreement's subject.
    Agreement,
}

/// One dated point on the line of a thing.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TimelineEntry {
    /// When it was known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub at: Option<Timestamp>,
    /// What it was.
    pub kind: TimelineKind,
    /// Index of the supplier.
    pub supplier: Option<u32>,
    /// Where it was read; its subject is the title.
    pub evidence: EvidenceId,
}

/// What a point on the line is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum TimelineKind {
    /// A message of a supplier.
    Message(Kind),
    /// The owner wrote.
    OwnerWrote,
}

/// A message that asks the owner for something.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AskedIn {
    /// Its Message-ID.
    pub message: Option<String>,
    /// Its subject, folded and without what mail programs put before it.
    pub subject: String,
    /// What of that it speaks of.
    #[serde(default)]
    pub for_what: Vec<Handed>,
}

/// What must happen by a day.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Due {
    /// What.
    pub what: DueKind,
    /// Last day.
    #[serde(with = "oxherd_model::compact::date")]
    pub on: Date,
    /// Index of the thing.
    pub thing: Option<u32>,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// Index of the supplier.
    pub supplier: u32,
    /// Sum, for payments.
    pub amount: Option<Money>,
    /// Another sum that pays it as well: the bill of a reminder with its fee, or without it.
    pub also: Option<Money>,
    /// How its money is asked for.
    pub asking: Asking,
    /// Reference that closes it: invoice, order, case.
    pub reference: Option<String>,
    /// When it was closed by evidence.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub closed_at: Option<Timestamp>,
    /// In which message it is asked for, where an answer to that settles it.
    pub asked_in: Option<AskedIn>,
    /// The minute of its day, of a visit that names its hour.
    pub minute: Option<u16>,
    /// Where it was read.
    pub evidence: Evidences,
}

/// What was asked for again after its day is owed, and can be paid, for so many days.
pub(crate) const REMINDED_DAYS: i32 = 400;

/// How the money of a due is asked for.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Asking {
    /// It is to be paid by its day.
    #[default]
    Once,
    /// The supplier takes it by itself: nothing is overdue once the day is over.
    Collected,
    /// It was asked for again after its day: it is owed until it is paid.
    Again,
}

/// Something that does not fit together.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub struct Oddity {
    /// What sort.
    pub kind: OddityKind,
    /// Index of the supplier concerned, never of an impostor.
    pub supplier: Option<u32>,
    /// Index of the agreement.
    pub agreement: Option<u32>,
    /// When it was known.
    #[serde(with = "oxherd_model::compact::maybe_instant")]
    pub at: Option<Timestamp>,
    /// The kind of the message.
    pub said: Kind,
    /// The subject of the message, shortened.
    pub title: String,
    /// What shows it, for an impostor.
    pub signs: Vec<Sign>,
    /// What says so, and what speaks against.
    pub evidence: Vec<EvidenceId>,
}

/// What does not fit together.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum OddityKind {
    /// A message pretends to come from a supplier.
    Impostor,
    /// An agreement that is over is spoken of as running.
    AfterTheEnd,
}
