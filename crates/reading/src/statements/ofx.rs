//! Open Financial Exchange, versions 1 (SGML, end tags of values left out) and 2 (XML).
//!
//! Both are read the same way: a start tag followed by text is a value, any other opens an
//! aggregate, and only the aggregates that matter are kept in mind (OFX 2.3 sections 11 and 13).

use super::amount;
use super::day;
use super::entry::Entry;
use super::markup::{Token, Tokens, resolve, shut_name};
use super::output::Output;
use super::text;
use jiff::civil::Date;
use oxherd_model::{Balance, BookingStatus, Currency, Money, Statement};
use rust_decimal::Decimal;

/// Reads every statement of a file.
pub(super) fn read(text: &str, out: &mut Output<'_>) {
    let mut reader = Reader { out, open: None, made_on: None, within: Within::File, pending: None };
    let mut tokens = Tokens::new(text);
    let mut name = "";
    while let Some((at, token)) = tokens.next() {
        match token {
            Token::Open(opened, _) => {
                reader.opened(opened, at);
                name = opened;
            }
            Token::Text(value) => {
                if !name.is_empty() && !value.trim().is_empty() {
                    reader.value(name, &resolve(value), at);
                    name = "";
                }
            }
            Token::Raw(value) => {
                if !name.is_empty() {
                    reader.value(name, value, at);
                    name = "";
                }
            }
            Token::Shut(shut) => {
                let shut = shut_name(shut);
                reader.shut(shut, tokens.end());
                name = "";
            }
            Token::Empty => name = "",
        }
    }
    reader.torn(text.len());
    if out.is_empty() {
        out.gap("the file holds no statement of an account");
    }
}

/// The aggregate that values belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Within {
    File,
    Account,
    Ledger,
    /// Balances that are not the one of the ledger.
    Other,
    Transaction,
    OtherAccount,
    Payee,
    Currency,
    OriginalCurrency,
    Security,
}

#[derive(Debug, Default)]
struct Open {
    statement: Statement,
    start: usize,
    bank: Option<String>,
    number: Option<String>,
    balance: (Option<Decimal>, Option<Date>),
    as_of: Option<Date>,
}

/// A transaction in the making.
#[derive(Debug, Default)]
struct Pending {
    entry: Entry,
    bank: Option<String>,
    memo: String,
    check: Option<String>,
}

struct Reader<'o, 't> {
    out: &'o mut Output<'t>,
    open: Option<Open>,
    made_on: Option<Date>,
    within: Within,
    pending: Option<Pending>,
}

impl Reader<'_, '_> {
    fn opened(&mut self, name: &str, at: usize) {
        match name {
            "STMTRS" | "CCSTMTRS" | "INVSTMTRS" | "LOANSTMTRS" => {
                self.torn(at);
                self.open = Some(Open { start: at, ..Open::default() });
            }
            "BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM" | "LOANACCTFROM" => {
                self.within = Within::Account;
            }
            "LEDGERBAL" => self.within = Within::Ledger,
            "AVAILBAL" | "BAL" | "INVBAL" => self.within = Within::Other,
            "STMTTRN" | "STMTTRNP" => {
                self.end_transaction(at);
                let status = (name == "STMTTRNP").then_some(BookingStatus::Pending);
                let entry = Entry { start: at, status, ..Entry::default() };
                self.pending = Some(Pending { entry, ..Pending::default() });
                self.within = Within::Transaction;
            }
            "BANKACCTTO" | "CCACCTTO" if self.pending.is_some() => {
                self.within = Within::OtherAccount;
            }
            "PAYEE" if self.pending.is_some() => self.within = Within::Payee,
            "CURRENCY" if self.pending.is_some() => self.within = Within::Currency,
            "ORIGCURRENCY" if self.pending.is_some() => self.within = Within::OriginalCurrency,
            "INVTRAN" => {
                self.within = Within::Security;
                self.out.gap_at(at, "a trade in securities is not read");
            }
            _ => {}
        }
    }

    fn shut(&mut self, name: &str, end: usize) {
        match name {
            "STMTTRN" | "STMTTRNP" => self.end_transaction(end),
            "STMTRS" | "CCSTMTRS" | "INVSTMTRS" | "LOANSTMTRS" => self.torn(end),
            "BANKACCTTO" | "CCACCTTO" | "PAYEE" | "CURRENCY" | "ORIGCURRENCY"
                if self.pending.is_some() =>
            {
                self.within = Within::Transaction;
            }
            "BANKACCTFROM" | "CCACCTFROM" | "INVACCTFROM" | "LOANACCTFROM" | "LEDGERBAL"
            | "AVAILBAL" | "BAL" | "INVBAL" | "INVTRAN" => self.within = Within::File,
            _ => {}
        }
    }

    fn value(&mut self, name: &str, value: &str, at: usize) {
        match self.within {
            Within::Transaction => self.transaction(name, value),
            Within::OtherAccount | Within::Payee | Within::Currency => self.part(name, value),
            Within::Account | Within::Ledger => self.of_statement(name, value, at),
            Within::File => self.of_file(name, value, at),
            Within::OriginalCurrency | Within::Other | Within::Security => {}
        }
    }

    fn transaction(&mut self, name: &str, value: &str) {
        let Some(Pending { entry, memo, check, .. }) = &mut self.pending else {
            return;
        };
        match name {
            "DTPOSTED" | "DTTRAN" => entry.booked_on = day::iso(value).or(entry.booked_on),
            "DTAVAIL" => entry.value_on = day::iso(value),
            "TRNAMT" => entry.value = amount::plain(value),
            "FITID" => entry.bank_reference = text::reference(value),
            "NAME" | "EXTDNAME" => {
                entry.counterparty = entry.counterparty.take().or(text::filled(value));
            }
            "MEMO" => {
                if !memo.is_empty() {
                    memo.push(' ');
                }
                memo.push_str(
                    value.get(..value.floor_char_boundary(text::FIELD_MAX)).unwrap_or(""),
                );
            }
            "CHECKNUM" => *check = text::reference(value),
            "TRNTYPE" => entry.posting = text::filled(value),
            _ => {}
        }
    }

    fn part(&mut self, name: &str, value: &str) {
        let Some(pending) = &mut self.pending else {
            return;
        };
        let entry = &mut pending.entry;
        match (self.within, name) {
            (Within::OtherAccount, "BANKID") => pending.bank = text::filled(value),
            (Within::OtherAccount, "ACCTID") => {
                entry.counterparty_account = text::account_at(pending.bank.take(), value);
            }
            (Within::Payee, "NAME") => entry.counterparty = text::filled(value),
            (Within::Currency, "CURSYM") => entry.currency = text::currency(value),
            _ => {}
        }
    }

    fn of_statement(&mut self, name: &str, value: &str, at: usize) {
        let Some(open) = &mut self.open else {
            return;
        };
        match name {
            "BANKID" | "BROKERID" => open.bank = text::filled(value),
            "ACCTID" => open.number = text::filled(value),
            "BALAMT" => {
                open.balance.0 = amount::plain(value);
                if open.balance.0.is_none() {
                    self.out.gap_at(at, "the closing balance could not be read");
                }
            }
            "DTASOF" => open.balance.1 = day::iso(value),
            _ => {}
        }
    }

    fn of_file(&mut self, name: &str, value: &str, at: usize) {
        match (name, &mut self.open) {
            ("DTSERVER", _) => self.made_on = day::iso(value),
            ("CODE", _) if value.trim() != "0" => {
                let code: String = value.trim().chars().take(8).collect();
                self.out.gap_at(at, &format!("the bank answered with status {code}"));
            }
            ("CURDEF", Some(open)) => open.statement.currency = text::currency(value),
            ("DTSTART", Some(open)) => open.statement.from = day::iso(value),
            ("DTEND", Some(open)) => open.statement.to = day::iso(value),
            ("DTASOF", Some(open)) => open.as_of = day::iso(value),
            _ => {}
        }
    }

    fn end_transaction(&mut self, end: usize) {
        let Some(Pending { mut entry, memo, check, .. }) = self.pending.take() else {
            return;
        };
        self.within = Within::File;
        entry.end = end;
        let number = check.map(|check| format!(" {check}")).unwrap_or_default();
        entry.purpose = text::tidy(&(memo + &number));
        entry.take_tags();
        let Some(open) = &mut self.open else {
            self.out.gap_at(entry.start, "a booking stands outside of any statement");
            return;
        };
        open.statement.bookings.extend(self.out.booking(entry, open.statement.currency));
    }

    /// Ends the open statement.
    fn torn(&mut self, end: usize) {
        self.end_transaction(end);
        self.within = Within::File;
        let Some(mut open) = self.open.take() else {
            return;
        };
        let statement = &mut open.statement;
        if statement.currency.is_none() {
            self.out.gap_at(open.start, "the statement names no currency");
        }
        statement.account = open.number.and_then(|n| text::account_at(open.bank.take(), &n));
        if statement.account.is_none() {
            self.out.gap_at(open.start, "the statement names no account");
        }
        statement.closing = open.balance.0.map(|v| balance(v, statement.currency, open.balance.1));
        statement.created_on = self.made_on.or(open.as_of);
        self.out.statement(open.statement, open.start);
    }
}

fn balance(value: Decimal, currency: Option<Currency>, on: Option<Date>) -> Balance {
    let currency = currency.unwrap_or(Currency::NONE);
    Balance { on, money: Money { value, currency } }
}

#[cfg(test)]
mod tests {
    use super::super::tests::span;
    use super::super::{StatementForm, read};
    use super::*;
    use jiff::civil::date;
    use oxherd_model::Account;

    const SGML: &str = "OFXHEADER:100\nDATA:OFXSGML\nVERSION:102\nCHARSET:1252\n\n<OFX>\
<SIGNONMSGSRSV1><SONRS><STATUS><CODE>0<SEVERITY>INFO</STATUS><DTSERVER>20260405120000[0:GMT]\
</SONRS></SIGNONMSGSRSV1><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR\n<BANKACCTFROM>\
<BANKID>37040044<ACCTID>DE89370400440532013000<ACCTTYPE>CHECKING</BANKACCTFROM><BANKTRANLIST>\
<DTSTART>20260301<DTEND>20260331\n<STMTTRN><TRNTYPE>DIRECTDEBIT<DTPOSTED>20260304<DTAVAIL>20260305\
<TRNAMT>-12,50<FITID>F-1\n<NAME>Lantern &amp; Loom\n<MEMO>MREF+M1 SVWZ+lamp oil\n</STMTTRN>\
<STMTTRN><TRNTYPE>CREDIT<DTPOSTED>20260306<TRNAMT>100.00<FITID>F-2<PAYEE><NAME>Ottilie Quist\
<ADDR1>x</PAYEE><BANKACCTTO><BANKID>1<ACCTID>77</BANKACCTTO></STMTTRN>\
<STMTTRN><TRNTYPE>FEE<DTPOSTED>2026<TRNAMT>1<FITID>F-3</STMTTRN></BANKTRANLIST><LEDGERBAL>\
<BALAMT>187.50<DTASOF>20260331</LEDGERBAL><AVAILBAL><BALAMT>1<DTASOF>20260331</AVAILBAL></STMTRS>\
</STMTTRNRS></BANKMSGSRSV1></OFX>";

    #[test]
    fn sgml_without_end_tags_reads_back() {
        let (statements, gaps) = read(StatementForm::Ofx, SGML.as_bytes());
        let [statement] = &statements[..] else { panic!("{statements:?}") };
        assert_eq!(statement.account.as_ref().unwrap().number(), "DE89370400440532013000");
        assert_eq!(statement.currency, Some(Currency::EUR));
        assert_eq!(statement.created_on, Some(date(2026, 4, 5)));
        assert_eq!(statement.to, Some(date(2026, 3, 31)));
        assert_eq!(statement.closing.unwrap().money.to_string(), "187.50 EUR");
        let [debit, credit] = &statement.bookings[..] else { panic!("{:?}", statement.bookings) };
        assert_eq!(debit.money.to_string(), "-12.50 EUR");
        assert_eq!(debit.counterparty.as_deref(), Some("Lantern & Loom"));
        assert_eq!((debit.purpose.as_str(), debit.mandate.as_deref()), ("lamp oil", Some("M1")));
        assert_eq!(debit.value_on, Some(date(2026, 3, 5)));
        assert_eq!(debit.bank_reference.as_deref(), Some("F-1"));
        assert_eq!(credit.counterparty.as_deref(), Some("Ottilie Quist"));
        assert_eq!(
            credit.counterparty_account,
            Some(Account::Other { bank: Some("1".to_owned()), number: "77".to_owned() })
        );
        let span = span(SGML, debit.place);
        assert!(span.starts_with("<STMTTRN>") && span.contains("F-1"));
        assert!(
            gaps.iter().any(|g| g.what.starts_with("line 11: the day of a booking")),
            "{gaps:?}"
        );
    }

    #[test]
    fn xml_reads_the_same() {
        let xml = "<?xml version=\"1.0\"?><?OFX OFXHEADER=\"200\"?><OFX><CREDITCARDMSGSRSV1>\
            <CCSTMTTRNRS><CCSTMTRS><CURDEF>GBP</CURDEF><CCACCTFROM><ACCTID>4111</ACCTID></CCACCTFROM>\
            <BANKTRANLIST><STMTTRN><TRNTYPE>POS</TRNTYPE><DTPOSTED>20260304</DTPOSTED>\
            <TRNAMT>-3</TRNAMT><NAME><![CDATA[Tern & Tide]]></NAME><MEMO/></STMTTRN></BANKTRANLIST>\
            </CCSTMTRS></CCSTMTTRNRS></CREDITCARDMSGSRSV1></OFX>";
        let (statements, gaps) = read(StatementForm::Ofx, xml.as_bytes());
        assert_eq!(gaps, []);
        let booking = &statements[0].bookings[0];
        assert_eq!(booking.counterparty.as_deref(), Some("Tern & Tide"));
        assert_eq!(statements[0].created_on, Some(date(2026, 3, 4)));
    }

    #[test]
    fn an_error_of_the_bank_and_a_trade_are_said() {
        let text = "OFXHEADER:100\n<OFX><STATUS><CODE>2000<SEVERITY>ERROR</STATUS><INVSTMTRS>\
            <CURDEF>USD<INVTRANLIST><BUYSTOCK><INVBUY><INVTRAN><FITID>1</INVTRAN></INVBUY></BUYSTOCK>";
        let (_, gaps) = read(StatementForm::Ofx, text.as_bytes());
        assert!(gaps.iter().any(|g| g.what.contains("status 2000")));
        assert!(gaps.iter().any(|g| g.what.contains("trade in securities")));
    }
}
