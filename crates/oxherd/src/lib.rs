//! Oxherd: the owner's side of every supplier relationship.
//!
//! `flow` shows the whole on one screen; everything else is detail. This crate alone reads the clock
//! and the environment.

mod books;
mod catch_up;
mod cli;
mod clock;
mod flow;
mod home;
mod json;
mod laws;
mod mistakes;
mod papers;
mod reader;
mod sample;
mod search_follow;
mod signatures;
mod statutes;
mod table;
mod take;
mod why;
mod windows;
mod words;

pub use cli::run;
