//! One entry of an ISO 20022 statement, and the transactions that a bank put together in it.

use super::tag::Tag;
use crate::statements::entry::Entry;
use crate::statements::{amount, day, text};
use crate::values::is_creditor;
use jiff::civil::Date;
use oxherd_model::{Account, BookingStatus, Currency};
use rust_decimal::Decimal;

/// A sum of the file, without its sign, and its currency.
pub(super) type Amount = (Option<Decimal>, Option<Currency>);

/// An entry while it is read.
#[derive(Debug, Default)]
pub(super) struct Line {
    pub(super) start: usize,
    amount: Amount,
    direction: Option<Direction>,
    reversal: Option<Reversal>,
    status: Option<BookingStatus>,
    booked_on: Option<Date>,
    value_on: Option<Date>,
    reference: Option<String>,
    service_reference: Option<String>,
    code: String,
    words: String,
    details: Vec<Detail>,
}

/// `CdtDbtInd`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Credit,
    Debit,
}

/// The entry takes an earlier one back: its sides stand as they stood there.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Reversal;

/// One transaction of an entry.
#[derive(Debug, Default)]
pub(super) struct Detail {
    start: usize,
    end: usize,
    amount: Amount,
    direction: Option<Direction>,
    creditor: Party,
    debtor: Party,
    end_to_end: Option<String>,
    mandate: Option<String>,
    transaction: Option<String>,
    service_reference: Option<String>,
    returned: Option<String>,
    purpose: String,
    words: String,
}

#[derive(Debug, Default)]
struct Party {
    name: Option<String>,
    ultimate: Option<String>,
    account: Option<Account>,
    id: Option<String>,
}

/// A leaf: its text with entities resolved, and the attributes of its element.
#[derive(Debug, Clone, Copy)]
pub(super) struct Leaf<'a> {
    pub(super) text: &'a str,
    pub(super) attributes: &'a str,
}

impl Leaf<'_> {
    pub(super) fn amount(self) -> Amount {
        let code = crate::statements::markup::attribute(self.attributes, "Ccy");
        // A sum of ISO 20022 has no sign; one with a minus contradicts the indicator beside it.
        let value = amount::plain(self.text).filter(|value| !value.is_sign_negative());
        (value, code.and_then(text::currency))
    }

    pub(super) fn direction(self) -> Option<Direction> {
        match self.text.trim() {
            "CRDT" => Some(Direction::Credit),
            "DBIT" => Some(Direction::Debit),
            _ => None,
        }
    }
}

impl Direction {
    pub(super) fn signed(self, value: Decimal) -> Decimal {
        if self == Self::Debit { -value } else { value }
    }
}

impl Line {
    pub(super) fn new(start: usize) -> Self {
        Self { start, ..Self::default() }
    }

    pub(super) fn leaf(&mut self, path: &[Tag], leaf: Leaf<'_>) {
        match path {
            [Tag::NtryDtls, Tag::TxDtls, rest @ ..] | [Tag::TxDtls, rest @ ..] => {
                if let Some(detail) = self.details.last_mut() {
                    detail.leaf(rest, leaf);
                }
            }
            [Tag::Amt] => self.amount = leaf.amount(),
            [Tag::CdtDbtInd] => self.direction = leaf.direction(),
            [Tag::RvslInd] => {
                self.reversal = matches!(leaf.text.trim(), "true" | "1").then_some(Reversal);
            }
            [Tag::Sts] | [Tag::Sts, Tag::Cd] => {
                self.status = match leaf.text.trim() {
                    "PDNG" | "FUTR" => Some(BookingStatus::Pending),
                    "INFO" => Some(BookingStatus::Information),
                    _ => Some(BookingStatus::Booked),
                };
            }
            [Tag::BookgDt, Tag::Dt | Tag::DtTm] => self.booked_on = day::iso(leaf.text),
            [Tag::ValDt, Tag::Dt | Tag::DtTm] => self.value_on = day::iso(leaf.text),
            [Tag::NtryRef] => self.reference = text::reference(leaf.text),
            [Tag::AcctSvcrRef] => self.service_reference = text::reference(leaf.text),
            [Tag::AddtlNtryInf] => join(&mut self.words, leaf.text),
            [Tag::BkTxCd, Tag::Domn, Tag::Cd]
            | [Tag::BkTxCd, Tag::Domn, Tag::Fmly, Tag::Cd | Tag::SubFmlyCd]
            | [Tag::BkTxCd, Tag::Prtry, Tag::Cd]
                if self.code.len() < 64 =>
            {
                join(&mut self.code, leaf.text);
            }
            _ => {}
        }
    }

    pub(super) fn begin_detail(&mut self, start: usize) {
        self.details.push(Detail { start, ..Detail::default() });
    }

    pub(super) fn end_detail(&mut self, end: usize) {
        if let Some(detail) = self.details.last_mut() {
            detail.end = end;
        }
    }

    /// What the entry comes to: one booking, or one for each transaction where their sums are
    /// those of the entry.
    pub(super) fn entries(mut self, end: usize) -> Vec<Entry> {
        let mut details = std::mem::take(&mut self.details);
        if details.len() > 1 && self.is_sum_of(&details) {
            return details.into_iter().map(|detail| self.entry_of(detail)).collect();
        }
        let place = (self.start, end);
        if details.len() <= 1 {
            return vec![self.entry(details.pop(), self.signed(), place)];
        }
        let mut whole = self.entry(None, self.signed(), place);
        whole.purpose.clear();
        details.iter().for_each(|detail| join(&mut whole.purpose, &detail.purpose));
        vec![whole]
    }

    fn entry_of(&self, detail: Detail) -> Entry {
        let place = (detail.start, detail.end);
        let value = detail.signed(self.direction);
        self.entry(Some(detail), value, place)
    }

    fn signed(&self) -> Option<Decimal> {
        Some(self.direction?.signed(self.amount.0?))
    }

    fn is_sum_of(&self, details: &[Detail]) -> bool {
        let same = |d: &Detail| d.amount.1 == self.amount.1;
        let sums = details.iter().map(|d| d.signed(self.direction));
        let sum = sums.sum::<Sums>().0;
        details.iter().all(same) && sum.is_some() && sum == self.signed()
    }

    fn entry(
        &self,
        detail: Option<Detail>,
        value: Option<Decimal>,
        place: (usize, usize),
    ) -> Entry {
        let detail = detail.unwrap_or_default();
        let incoming = value.is_some_and(|value| !value.is_sign_negative());
        let creditor_id = detail.creditor.id.clone();
        // Who paid stands as debtor; taking back leaves the sides where they were.
        let (near, far) = (detail.creditor, detail.debtor);
        let counterparty = if incoming == self.reversal.is_none() { far } else { near };
        let mut posting =
            if self.words.is_empty() { self.code.clone() } else { self.words.clone() };
        if let Some(reason) = &detail.returned {
            join(&mut posting, reason);
        }
        let mut purpose = detail.purpose;
        if purpose.is_empty() {
            purpose = if detail.words.is_empty() { self.words.clone() } else { detail.words };
        }
        let service = detail.service_reference.or_else(|| self.service_reference.clone());
        let mut entry = Entry {
            booked_on: self.booked_on,
            value_on: self.value_on,
            value,
            currency: self.amount.1,
            status: self.status,
            counterparty: counterparty.name.or(counterparty.ultimate),
            counterparty_account: counterparty.account,
            purpose,
            posting: (!posting.is_empty()).then_some(posting),
            creditor_id: creditor_id.filter(|id| is_creditor(id) || detail.mandate.is_some()),
            mandate: detail.mandate,
            end_to_end: detail.end_to_end,
            bank_reference: service.or(detail.transaction).or_else(|| self.reference.clone()),
            start: place.0,
            end: place.1,
        };
        entry.take_tags();
        entry
    }
}

/// A sum that ends where one part is missing or too large.
struct Sums(Option<Decimal>);

impl std::iter::Sum<Option<Decimal>> for Sums {
    fn sum<I: Iterator<Item = Option<Decimal>>>(mut parts: I) -> Self {
        Self(parts.try_fold(Decimal::ZERO, |sum, part| sum.checked_add(part?)))
    }
}

impl Detail {
    fn signed(&self, usual: Option<Direction>) -> Option<Decimal> {
        Some(self.direction.or(usual)?.signed(self.amount.0?))
    }

    fn leaf(&mut self, path: &[Tag], leaf: Leaf<'_>) {
        match path {
            [Tag::Refs, rest] => self.reference(*rest, leaf.text),
            [Tag::Amt] => self.amount = leaf.amount(),
            [Tag::AmtDtls, Tag::TxAmt, Tag::Amt] if self.amount.0.is_none() => {
                self.amount = leaf.amount();
            }
            [Tag::CdtDbtInd] => self.direction = leaf.direction(),
            [Tag::RltdPties, rest @ ..] => self.party(rest, leaf.text),
            [Tag::RmtInf, Tag::Ustrd]
            | [Tag::RmtInf, Tag::Strd, Tag::CdtrRefInf, Tag::Ref]
            | [Tag::RmtInf, Tag::Strd, Tag::AddtlRmtInf] => join(&mut self.purpose, leaf.text),
            [Tag::AddtlTxInf] => join(&mut self.words, leaf.text),
            [Tag::RtrInf, Tag::Rsn, Tag::Cd] => self.returned = text::reference(leaf.text),
            _ => {}
        }
    }

    fn reference(&mut self, tag: Tag, value: &str) {
        let value = text::reference(value);
        if tag == Tag::EndToEndId {
            self.end_to_end = value;
        } else if tag == Tag::MndtId {
            self.mandate = value;
        } else if tag == Tag::TxId {
            self.transaction = value;
        } else if tag == Tag::AcctSvcrRef {
            self.service_reference = value;
        }
    }

    fn party(&mut self, path: &[Tag], value: &str) {
        match path {
            [Tag::Cdtr, Tag::Nm] | [Tag::Cdtr, Tag::Pty, Tag::Nm] => {
                self.creditor.name = text::filled(value);
            }
            [Tag::Dbtr, Tag::Nm] | [Tag::Dbtr, Tag::Pty, Tag::Nm] => {
                self.debtor.name = text::filled(value);
            }
            [Tag::UltmtCdtr, Tag::Nm] | [Tag::UltmtCdtr, Tag::Pty, Tag::Nm] => {
                self.creditor.ultimate = text::filled(value);
            }
            [Tag::UltmtDbtr, Tag::Nm] | [Tag::UltmtDbtr, Tag::Pty, Tag::Nm] => {
                self.debtor.ultimate = text::filled(value);
            }
            [Tag::CdtrAcct, Tag::Id, Tag::Iban] | [Tag::CdtrAcct, Tag::Id, Tag::Othr, Tag::Id] => {
                self.creditor.account = text::account(value);
            }
            [Tag::DbtrAcct, Tag::Id, Tag::Iban] | [Tag::DbtrAcct, Tag::Id, Tag::Othr, Tag::Id] => {
                self.debtor.account = text::account(value);
            }
            [Tag::Cdtr, Tag::Id, Tag::PrvtId | Tag::OrgId, Tag::Othr, Tag::Id]
            | [Tag::Cdtr, Tag::Pty, Tag::Id, Tag::PrvtId | Tag::OrgId, Tag::Othr, Tag::Id] => {
                self.creditor.id = text::reference(value);
            }
            _ => {}
        }
    }
}

/// Adds to a text; bounded.
fn join(text: &mut String, more: &str) {
    let more = text::tidied(more);
    if text.len() + more.len() < text::FIELD_MAX {
        if !text.is_empty() && !more.is_empty() {
            text.push(' ');
        }
        text.push_str(&more);
    }
}
