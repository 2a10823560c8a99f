//! The ledger: a pure fold of readings, in order, into suppliers, agreements, things and dues.
//!
//! No clock, no database, no network: time is a parameter of every view. Folding all entries gives
//! the same as folding a prefix and then the rest; the order is known-from, then hash.

mod agreements;
mod bookings;
mod contradictions;
mod costs;
mod dues;
mod endings;
mod entry;
mod filing;
mod fold;
mod household;
mod impostors;
mod leaving;
mod matters;
mod moves;
mod names;
mod packed;
mod partings;
mod people;
mod price_history;
mod prices;
mod promises;
mod refunds;
mod requests;
mod state;
mod statutes;
mod stems;
mod suppliers;
mod things;
mod threads;
mod turns;
mod view;
mod word;

pub use bookings::{BankAccount, Bookings, KeptBooking, Recurring};
pub use contradictions::{
    Admitted, Announced, Billed, Claimed, Clash, Contradiction, Contradictions, Paid, Passage,
    Said, Stay,
};
pub use costs::{Shown, Yearly, of_a_year};
pub use dues::{Dues, OpenDues};
pub use entry::{Entry, Way};
pub use filing::{FiledAlike, Filing};
pub use household::{
    AddressVote, CountryVotes, Household, Judge, Person, PublicKey, ReceivingHost, country_of_zone,
    zone_of_country,
};
pub use impostors::{Likenesses, Sign};
pub use leaving::{Change, Changed, Known, LeaveBy, Leaving, SendBack, Stretch};
pub use matters::{Concern, InMatter, Matter, Matters, Outcome, Settled};
pub use moves::{Held, Moved, Moves, Pending};
pub use packed::{Packed, unpack};
pub use people::Part;
pub use price_history::{PriceStep, price_history};
pub use promises::{ByLaw, Charter, Closed, Ending, Promise, Promised, Promises, Source};
pub use requests::{Act, Request, Requests};
pub use state::{
    Agreement, AskedIn, Asking, Charge, Due, Evidences, Ledger, Oddity, OddityKind, Place, Price,
    Stated, Supplier, Thing, TimelineEntry, TimelineKind,
};
pub use statutes::{Cause, Ground, Owed, Statutes};
pub use threads::Threads;
pub use turns::{Turn, TurnedBy};
pub use view::{
    AgreementView, Care, CountBack, DueView, LastDay, ModeView, Passed, SupplierView, Term,
    ThingView, View,
};
pub use view::{MatterIds, MatterView, Standing, Waits};
pub use view::{
    PaidBy, PromiseState, PromiseView, RequestState, RequestView, Watch, WatchFor, YearCost,
};
pub use word::{
    Example, Looks, Mend, Numbers, ParseWordError, Reach, ReadValue, Saying, Target, Told,
    ValueRole, Word, Words, in_force, sender_key, standing,
};
