//! ISO 20022 camt.052, camt.053 and camt.054, every version.
//!
//! Versions differ in where a name stands (`Cdtr/Nm` or `Cdtr/Pty/Nm`) and how a status is written;
//! both forms are read in all of them. Elements without meaning here are passed over.

mod entry;
mod tag;

use super::markup::{Token, Tokens, resolve};
use super::output::Output;
use super::{day, text};
use entry::{Amount, Direction, Leaf, Line};
use jiff::civil::Date;
use oxherd_model::{Balance, Money, Statement};
use tag::Tag;

/// Elements inside one another; more is no statement.
const DEPTH_MAX: usize = 64;
/// Balances of one statement.
const BALANCES_MAX: usize = 64;

/// Reads every statement of a file.
pub(super) fn read(text: &str, out: &mut Output<'_>) {
    let mut reader = Reader { out, path: Vec::new(), open: None, line: None, made_on: None };
    let mut tokens = Tokens::new(text);
    let mut attributes = None;
    while let Some((at, token)) = tokens.next() {
        match token {
            Token::Open(name, with) => {
                if reader.path.len() >= DEPTH_MAX {
                    reader.out.gap_at(at, "elements stand too deep; the rest is not read");
                    break;
                }
                reader.opened(Tag::of(name), at);
                attributes = Some(with);
            }
            Token::Text(value) => {
                if let Some(attributes) = attributes
                    && !value.trim().is_empty()
                {
                    reader.leaf(Leaf { text: &resolve(value), attributes }, at);
                }
            }
            Token::Raw(value) => {
                if let Some(attributes) = attributes {
                    reader.leaf(Leaf { text: value, attributes }, at);
                }
            }
            Token::Shut(_) => {
                attributes = None;
                reader.shut(tokens.end());
            }
            Token::Empty => attributes = None,
        }
    }
    if reader.open.is_some() {
        reader.out.gap_at(text.len(), "the file ends within a statement");
        reader.end_line(text.len());
        reader.end();
    }
    if out.is_empty() {
        out.gap("the file holds no statement of an account");
    }
}

#[derive(Debug, Default)]
struct Open {
    statement: Statement,
    start: usize,
    /// Elements around those of the statement.
    base: usize,
    bank: Option<String>,
    balances: Vec<Stated>,
}

/// One balance as stated.
#[derive(Debug, Default)]
struct Stated {
    code: String,
    amount: Amount,
    direction: Option<Direction>,
    on: Option<Date>,
}

struct Reader<'o, 't> {
    out: &'o mut Output<'t>,
    path: Vec<Tag>,
    open: Option<Open>,
    line: Option<Line>,
    made_on: Option<Date>,
}

impl Reader<'_, '_> {
    /// Where we are below the statement.
    fn below(&self) -> &[Tag] {
        let base = self.open.as_ref().map_or(0, |open| open.base);
        self.path.get(base..).unwrap_or_default()
    }

    fn opened(&mut self, tag: Tag, at: usize) {
        self.path.push(tag);
        if self.open.is_none() {
            if matches!(tag, Tag::Stmt | Tag::Rpt | Tag::Ntfctn) {
                let base = self.path.len();
                self.open = Some(Open { start: at, base, ..Open::default() });
            }
            return;
        }
        match self.below() {
            [Tag::Ntry] => self.line = Some(Line::new(at)),
            [Tag::Ntry, Tag::NtryDtls, Tag::TxDtls] | [Tag::Ntry, Tag::TxDtls] => {
                if let Some(line) = &mut self.line {
                    line.begin_detail(at);
                }
            }
            [Tag::Bal] => {
                if let Some(open) = &mut self.open
                    && open.balances.len() < BALANCES_MAX
                {
                    open.balances.push(Stated::default());
                }
            }
            _ => {}
        }
    }

    fn shut(&mut self, end: usize) {
        match self.below() {
            [Tag::Ntry] => self.end_line(end),
            [Tag::Ntry, Tag::NtryDtls, Tag::TxDtls] | [Tag::Ntry, Tag::TxDtls] => {
                if let Some(line) = &mut self.line {
                    line.end_detail(end);
                }
            }
            [] => self.end(),
            _ => {}
        }
        self.path.pop();
    }

    fn leaf(&mut self, leaf: Leaf<'_>, at: usize) {
        let Some(open) = &mut self.open else {
            if self.path.ends_with(&[Tag::GrpHdr, Tag::CreDtTm]) {
                self.made_on = day::iso(leaf.text);
            }
            return;
        };
        let path = self.path.get(open.base..).unwrap_or_default();
        match path {
            [Tag::Ntry, rest @ ..] => {
                if let Some(line) = &mut self.line {
                    line.leaf(rest, leaf);
                }
            }
            [Tag::Bal, rest @ ..] => {
                if let Some(balance) = open.balances.last_mut() {
                    balance.leaf(rest, leaf);
                }
            }
            [Tag::Acct, rest @ ..] => open.account(rest, leaf.text),
            [Tag::CreDtTm] => {
                open.statement.created_on = day::iso(leaf.text);
                if open.statement.created_on.is_none() {
                    self.out
                        .gap_at(at, "the day on which the statement was made could not be read");
                }
            }
            [Tag::FrToDt, Tag::FrDtTm] => open.statement.from = day::iso(leaf.text),
            [Tag::FrToDt, Tag::ToDtTm] => open.statement.to = day::iso(leaf.text),
            _ => {}
        }
    }

    fn end_line(&mut self, end: usize) {
        let (Some(line), Some(open)) = (self.line.take(), &mut self.open) else {
            return;
        };
        for entry in line.entries(end) {
            let booking = self.out.booking(entry, open.statement.currency);
            open.statement.bookings.extend(booking);
        }
    }

    fn end(&mut self) {
        let Some(mut open) = self.open.take() else {
            return;
        };
        open.statement.created_on = open.statement.created_on.or(self.made_on);
        open.settle();
        if open.statement.account.is_none() {
            self.out.gap_at(open.start, "the statement names no account");
        }
        self.out.statement(open.statement, open.start);
    }
}

impl Stated {
    fn leaf(&mut self, path: &[Tag], leaf: Leaf<'_>) {
        match path {
            [Tag::Tp, Tag::CdOrPrtry, Tag::Cd | Tag::Prtry] | [Tag::Tp, Tag::Cd] => {
                self.code = leaf.text.trim().chars().take(8).collect();
            }
            [Tag::Amt] => self.amount = leaf.amount(),
            [Tag::CdtDbtInd] => self.direction = leaf.direction(),
            [Tag::Dt, Tag::Dt | Tag::DtTm] | [Tag::Dt] => self.on = day::iso(leaf.text),
            _ => {}
        }
    }

    fn balance(&self) -> Option<Balance> {
        let (value, currency) = (self.amount.0?, self.amount.1?);
        let value = self.direction?.signed(value);
        Some(Balance { on: self.on, money: Money { value, currency } })
    }
}

impl Open {
    fn account(&mut self, path: &[Tag], value: &str) {
        match path {
            [Tag::Id, Tag::Iban] | [Tag::Id, Tag::Othr | Tag::PrtryAcct, Tag::Id] => {
                self.statement.account = text::account(value);
            }
            [Tag::Ccy] => self.statement.currency = text::currency(value),
            [Tag::Ownr, Tag::Nm] | [Tag::Ownr, Tag::Pty, Tag::Nm] => {
                self.statement.owner = text::filled(value);
            }
            [Tag::Svcr, Tag::FinInstnId, Tag::Bic | Tag::BicFi]
            | [Tag::Svcr, Tag::FinInstnId, Tag::ClrSysMmbId, Tag::MmbId] => {
                self.bank = self.bank.take().or(text::filled(value));
            }
            _ => {}
        }
    }

    /// Chooses among the balances, and lets the account know its bank and currency.
    fn settle(&mut self) {
        let of =
            |code: &str| self.balances.iter().filter(|b| b.code == code).find_map(Stated::balance);
        // The opening one is that of the day before; between pages stand interim ones.
        let mut interim =
            self.balances.iter().filter(|b| b.code == "ITBD").filter_map(Stated::balance);
        let (first, last) = (interim.next(), interim.next_back());
        let opening = of("OPBD").or_else(|| of("PRCD"));
        let closing = of("CLBD");
        self.statement.opening =
            opening.or(if last.is_some() || closing.is_some() { first } else { None });
        self.statement.closing = closing.or(last).or(first);
        let stated = self.statement.closing.or(self.statement.opening).map(|b| b.money.currency);
        let booked = self.statement.bookings.first().map(|b| b.money.currency);
        self.statement.currency = self.statement.currency.or(stated).or(booked);
        let bank = self.bank.take();
        self.statement.account = self
            .statement
            .account
            .take()
            .and_then(|account| text::account_at(bank, account.number()));
    }
}

#[cfg(test)]
mod tests;
