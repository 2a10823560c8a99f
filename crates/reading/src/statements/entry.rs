//! What is known of one booking while it is read.

use super::purpose::{self, Tagged};
use jiff::civil::Date;
use oxherd_model::{Account, Booking, BookingStatus, Currency, Money, PartRef, Place};
use rust_decimal::Decimal;

/// One booking in the making.
#[derive(Debug, Default)]
pub(super) struct Entry {
    pub(super) booked_on: Option<Date>,
    pub(super) value_on: Option<Date>,
    pub(super) value: Option<Decimal>,
    pub(super) currency: Option<Currency>,
    pub(super) status: Option<BookingStatus>,
    pub(super) counterparty: Option<String>,
    pub(super) counterparty_account: Option<Account>,
    /// As written: tags in it are still to be read.
    pub(super) purpose: String,
    pub(super) posting: Option<String>,
    pub(super) mandate: Option<String>,
    pub(super) creditor_id: Option<String>,
    pub(super) end_to_end: Option<String>,
    pub(super) bank_reference: Option<String>,
    pub(super) start: usize,
    pub(super) end: usize,
}

impl Entry {
    /// Takes what the tags of the purpose say where no field of its own said it.
    pub(super) fn take_tags(&mut self) {
        let Some(tagged) = purpose::read(&self.purpose) else {
            return;
        };
        let Tagged { rest, end_to_end, mandate, creditor_id, name, account, posting } = tagged;
        self.purpose = rest;
        self.end_to_end = self.end_to_end.take().or(end_to_end);
        self.mandate = self.mandate.take().or(mandate);
        self.creditor_id = self.creditor_id.take().or(creditor_id);
        self.counterparty = self.counterparty.take().or(name);
        self.counterparty_account = self.counterparty_account.take().or(account);
        self.posting = self.posting.take().or(posting);
    }

    /// The booking, or what is missing of it.
    pub(super) fn booking(self, currency: Option<Currency>) -> Result<Booking, &'static str> {
        let Some(booked_on) = self.booked_on.or(self.value_on) else {
            return Err("the day of a booking could not be read; the booking is left out");
        };
        let Some(value) = self.value else {
            return Err("the sum of a booking could not be read; the booking is left out");
        };
        let currency = self.currency.or(currency).unwrap_or(Currency::NONE);
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Ok(Booking {
            booked_on,
            value_on: self.value_on,
            money: Money { value, currency },
            status: self.status.unwrap_or(BookingStatus::Booked),
            counterparty: self.counterparty,
            counterparty_account: self.counterparty_account,
            purpose: self.purpose,
            posting: self.posting,
            mandate: self.mandate,
            creditor_id: self.creditor_id,
            end_to_end: self.end_to_end,
            bank_reference: self.bank_reference,
            place: Place {
                part: PartRef::Part(0),
                start: offset(self.start),
                end: offset(self.end),
            },
        })
    }
}
