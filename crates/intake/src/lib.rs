//! The doors of the house: find messages and files below a path and hand each over.
//!
//! Nothing is stored here and no MIME is parsed. [`take_in`] looks at what a path holds (mbox,
//! Maildir, single mails, folders and archives of these, calendars, cards, documents) and gives
//! each piece to a [`Sink`] as an [`Arrival`]. What cannot be taken in is named as [`Unreadable`]
//! with what to do about it; nothing is fatal and nothing vanishes without a word, except for the
//! bookkeeping files of mail programs and empty mailboxes.
//!
//! Memory is bounded by the largest message, time by the size of the input and by [`Limits`].

mod archive;
mod arrival;
mod chat;
mod door;
mod emlx;
mod form;
mod from_line;
mod labels;
mod mbox;
mod phone;
mod role;
mod stream;
mod walk;

pub use arrival::{Arrival, Channel, Limits, Media, Sink, Unreadable};
pub use chat::{ChatItem, ChatPlace, split_chat};
pub use door::{take_in, take_in_for};
pub use emlx::emlx_message;
pub use mbox::{MboxItem, split_mbox};
pub use oxherd_model::Folder;
pub use phone::{PhoneItem, split_phone_export};
pub use walk::{Survey, survey};
