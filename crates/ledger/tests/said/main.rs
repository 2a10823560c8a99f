//! What was promised, what contradicts what, what the owner wrote: messages in, views out.
#![expect(clippy::unwrap_used, reason = "a story that cannot be set up has failed")]

mod admitted;
mod after_end;
mod announced;
mod apart;
mod asked;
mod billed;
mod brought;
mod by_law;
mod cared_for;
mod contradictions;
mod costs;
mod dearer;
mod done;
mod left_over;
mod mail;
mod papers;
mod plainly;
mod pledged;
mod promises;
mod refused;
mod reminded;
mod renewals;
mod requests;
mod visits;
