//! Reading: a pure function from one piece of evidence to what it says.
//!
//! No clock, no database, no network. Reading never fails as a whole: what could not be
//! understood is a gap of the reading.

pub mod body;
mod charset;
mod chat;
pub mod dkim;
pub mod document;
mod done;
pub mod formats;
mod grammar;
pub mod html;
pub mod kinds;
pub mod language;
mod learned;
pub mod letters;
mod lines;
pub mod lists;
pub mod names;
mod note;
pub mod pages;
mod phone;
pub mod quote;
pub mod read;
pub mod roles;
pub mod sender;
pub mod shape;
pub mod statements;
pub mod structured;
pub mod suspicion;
pub mod topics;
pub mod values;
pub mod words;

pub use note::Note;
pub use pages::{NoText, PageText, Pages};
pub use read::{Depth, Form, Read, Reader, SearchReader, Searchable, may_open};
pub use sender::organisation;
