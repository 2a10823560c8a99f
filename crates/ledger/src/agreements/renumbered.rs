//! A supplier that gives a customer another number: what runs under the old one goes on under the new.

use super::{is_single, names_another};
use crate::fold::Message;
use crate::state::{Agreement, Ledger};
use crate::stems;
use oxherd_model::{AgreementKind, Kind, ReferenceRole};

/// Bills of one customer under two numbers that lie nearer than so many days are of two contracts.
const BETWEEN_DAYS: i64 = 20;

impl Ledger {
    /// The only agreement that runs with a supplier, for a message that names the customer by a number that is
    /// not known yet: it says that this is the new one, or bills the same sort some time after the last bill. A
    /// number of a contract or of a thing is that of another.
    pub(super) fn renumbered(
        &self,
        message: &Message<'_>,
        kind: AgreementKind,
        thing: Option<u32>,
    ) -> Option<u32> {
        let numbers = message.references().filter(|(role, _)| super::names_agreement(*role));
        let mut roles = numbers.map(|(role, _)| role).peekable();
        roles.peek()?;
        if roles.any(|role| role != ReferenceRole::Customer) {
            return None;
        }
        let lasting = |a: &Agreement| !is_single(a.kind) && a.kind != AgreementKind::Warranty;
        let mut of = self.agreements_of(message.supplier).filter(|(_, a)| lasting(a));
        let (only, known) = of.next()?;
        let other = thing.is_some() && known.thing.is_some() && known.thing != thing;
        let apart = other || known.is_apart(message.reading);
        if of.next().is_some() || apart || !names_another(message, known) || !is_by_customer(known)
        {
            return None;
        }
        let kinds = |kinds: &[Kind]| kinds.contains(&message.kind);
        let told = stems::is_new_number(&message.reading.subject)
            && message.amounts().next().is_none()
            && !kinds(&[Kind::OrderConfirmed, Kind::ContractPack, Kind::Quote]);
        let ago = known.last_at.zip(message.entry.known_from);
        let later =
            ago.is_some_and(|(then, now)| now.duration_since(then).as_hours() / 24 >= BETWEEN_DAYS);
        let billed = kinds(&[Kind::Bill, Kind::PaymentAhead, Kind::StatementUsage])
            && later
            && !super::is_over(known.state)
            && (known.kind == kind || kind == AgreementKind::Other);
        (told || billed).then_some(only)
    }
}

/// Whether all that names an agreement is the number of its customer.
fn is_by_customer(known: &Agreement) -> bool {
    let mut roles =
        known.references.iter().map(|(role, _)| *role).filter(|r| super::names_agreement(*r));
    roles.all(|role| role == ReferenceRole::Customer)
}
