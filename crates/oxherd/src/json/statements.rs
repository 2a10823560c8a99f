//! What a statement says went in and out.

use super::{money, part};
use oxherd_model::{Account, Booking, Currency, Money, Reading, Statement};
use serde_json::{Value, json};

/// Every booking of a reading, in the order of the file.
pub(super) fn bookings(reading: &Reading, parts: &[(u16, &'static str)]) -> Value {
    let of = |s: &Statement| {
        let account = s.account.as_ref().map(|a| a.number().to_owned());
        s.bookings.iter().map(|b| booking(b, account.as_deref(), parts)).collect::<Vec<_>>()
    };
    Value::Array(reading.statements.iter().flat_map(of).collect())
}

fn booking(booking: &Booking, account: Option<&str>, parts: &[(u16, &'static str)]) -> Value {
    let at = booking.place;
    json!({
        "account": account,
        "booked_on": booking.booked_on.to_string(),
        "value_on": booking.value_on.map(|on| on.to_string()),
        "amount": amount(booking.money),
        "status": booking.status.as_str(),
        "counterparty": booking.counterparty,
        "counterparty_account": booking.counterparty_account.as_ref().map(Account::number),
        "purpose": booking.purpose,
        "posting": booking.posting,
        "mandate": booking.mandate,
        "creditor_id": booking.creditor_id,
        "end_to_end": booking.end_to_end,
        "bank_reference": booking.bank_reference,
        "at": {"part": part(at.part, parts), "start": at.start, "end": at.end},
    })
}

/// Money whose currency may not be known.
fn amount(sum: Money) -> Value {
    let mut shape = money(Some(sum));
    if sum.currency == Currency::NONE
        && let Some(fields) = shape.as_object_mut()
    {
        fields.insert("currency".to_owned(), Value::Null);
    }
    shape
}
