//! Stories of one household: what is owned, who only pretends, what it costs and when.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

mod dues;
mod impostors;
mod kit;
mod prices;
mod things;
