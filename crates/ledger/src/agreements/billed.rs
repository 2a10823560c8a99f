//! Messages that name nothing but the bill that they are about.

use crate::fold::Message;
use crate::state::Ledger;
use crate::suppliers::folded;
use oxherd_model::{Kind, ReferenceRole};

/// Signs of the shortest number of a bill by which another message may be told to be about it.
const NUMBER_MIN: usize = 4;

impl Ledger {
    /// The only agreement for which the supplier sent the bill that a message names: reminders, receipts and what
    /// takes them back name no other number.
    pub(super) fn billed_under(&self, message: &Message<'_>) -> Option<u32> {
        let bills = message.kind == Kind::Bill;
        let invoice = message.reference(ReferenceRole::Invoice).filter(|_| !bills).map(folded)?;
        if invoice.len() < NUMBER_MIN {
            return None;
        }
        let same = |known: Option<&str>| known.is_some_and(|known| folded(known) == invoice);
        let mut of = self.agreements_of(message.supplier).filter(|(number, known)| {
            let paid = self.contradictions.paid.get(number).into_iter().flatten();
            known.charges.iter().any(|charge| same(charge.invoice.as_deref()))
                || paid.into_iter().any(|paid| same(paid.invoice.as_deref()))
        });
        let (first, _) = of.next()?;
        of.next().is_none().then_some(first)
    }
}
