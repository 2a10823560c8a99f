//! The words of Oxherd, defined once and used by every other crate.
//!
//! Nothing here reads a clock, a file or the network. `docs/glossary.md` says what each word means.

mod agreement;
pub mod compact;
mod confidence;
mod fact;
mod folder;
mod id;
mod kind;
mod money;
mod reading;
mod statement;
mod thing;
mod word;

pub use agreement::{AgreementKind, AgreementState, Branch, DueKind, Mode, Period};
pub use confidence::Confidence;
pub use fact::{
    AmountRole, Check, Claim, ContactRole, DateRole, Fact, IdentifierRole, LengthRole, LetterAct,
    PartRef, Place, Pledge, PledgedDeed, PromiseTerm, ReaderName, ReferenceRole, TermUnit,
};
pub use folder::Folder;
pub use id::{ContentHash, EvidenceId, ParseIdError, Shape, begins_short_id, short_id};
pub use kind::Kind;
pub use money::{Currency, Money, ParseMoneyError};
pub use reading::{
    Authentic, BareNumber, Cue, CueSource, DayHour, Done, EventTold, Gap, Good, Handed, HandedHow,
    Handing, Kept, Language, Mailbox, NamedPart, NamedPerson, NoticeWay, Reading, Receiving, Side,
    Sided, Signer, Stands, SupplierClaim, Topic, TopicName, VisitNews, VisitTold, Work,
};
pub use statement::{Account, Balance, Booking, BookingStatus, DayOrder, Statement};
pub use thing::{Stage, ThingKind};
pub use word::UnknownWord;
