//! Files of banks and electronic invoices.

use super::{Target, answer};
use oxherd_reading::statements::{self, StatementForm};
use oxherd_reading::structured::{Structured, invoice};

/// Open Financial Exchange, as SGML and as XML.
pub(crate) const OFX: Target = Target {
    name: "ofx",
    run: |input| read(StatementForm::Ofx, input),
    seeds: || {
        vec![
            b"OFXHEADER:100\nCHARSET:1252\n\n<OFX><BANKMSGSRSV1><STMTTRNRS><STMTRS><CURDEF>EUR\
              <BANKACCTFROM><BANKID>1<ACCTID>22</BANKACCTFROM><BANKTRANLIST><STMTTRN><TRNTYPE>DEBIT\
              <DTPOSTED>20260303<TRNAMT>-4.20<FITID>7<NAME>Kiln Lane Bakery</STMTTRN></BANKTRANLIST>\
              <LEDGERBAL><BALAMT>5.00<DTASOF>20260331</LEDGERBAL></STMTRS></STMTTRNRS></OFX>"
                .to_vec(),
        ]
    },
    extensions: &["ofx", "qfx"],
    tokens: &[b"<STMTTRN>", b"</STMTTRN>", b"<TRNAMT>", b"<DTPOSTED>", b"&amp;", b"<OFX>", b"<"],
};

/// ISO 20022.
pub(crate) const CAMT: Target = Target {
    name: "camt",
    run: |input| read(StatementForm::Camt, input),
    seeds: || {
        vec![
            b"<Document><BkToCstmrStmt><Stmt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id></Acct>\
              <Bal><Tp><CdOrPrtry><Cd>CLBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">5.00</Amt>\
              <CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-31</Dt></Dt></Bal><Ntry><Amt Ccy=\"EUR\">4.20</Amt>\
              <CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2026-03-03</Dt></BookgDt></Ntry></Stmt></BkToCstmrStmt></Document>"
                .to_vec(),
        ]
    },
    extensions: &["xml"],
    tokens: &[
        b"<Ntry>",
        b"</Ntry>",
        b"<TxDtls>",
        b"<![CDATA[",
        b"]]>",
        b"<!--",
        b"<Amt Ccy=\"",
        b"<",
    ],
};

/// SWIFT MT940.
pub(crate) const MT940: Target = Target {
    name: "mt940",
    run: |input| read(StatementForm::Mt940, input),
    seeds: || {
        vec![
            b":20:X\r\n:25:37040044/0532013000\r\n:28C:1\r\n:60F:C260301EUR9,20\r\n\
              :61:2603030303DR4,20N105NONREF\r\n:86:105?00DIRECT?20EREF+7?32Kiln Lane\r\n:62F:C260331EUR5,00\r\n-"
                .to_vec(),
        ]
    },
    extensions: &["sta", "mt940"],
    tokens: &[b"\r\n:61:", b"\r\n:86:", b"?20", b"\r\n:60F:", b"\r\n:62F:", b"\r\n-\r\n", b"{4:"],
};

/// Quicken Interchange Format.
pub(crate) const QIF: Target = Target {
    name: "qif",
    run: |input| read(StatementForm::Qif, input),
    seeds: || {
        vec![b"!Type:Bank\nD03/03/26\nT-4.20\nPKiln Lane Bakery\nMrolls\nLHome\n^\n".to_vec()]
    },
    extensions: &["qif"],
    tokens: &[b"^\n", b"!Account\n", b"!Type:Bank\n", b"\nD", b"\nT", b"\nS", b"\n$"],
};

/// Tables of bookings.
pub(crate) const CSV: Target = Target {
    name: "csv",
    run: |input| read(StatementForm::Csv, input),
    seeds: || {
        vec![
            b"Konto;DE89370400440532013000\nBuchungstag;Zweck;Betrag;Saldo\n03.03.2026;rolls;-4,20;5,00\n"
                .to_vec(),
            b"Date,Description,Money out,Money in,Balance\n31/03/2026,oil,\"1,012.50\",,87.50\n".to_vec(),
        ]
    },
    extensions: &["csv"],
    tokens: &[b"\"", b"\"\"", b";", b",", b"\t", b"\n", b"31/03/2026", b"-1.012,50"],
};

/// Electronic invoices of EN 16931.
pub(crate) const INVOICE: Target = Target {
    name: "invoice",
    run: bill,
    seeds: || {
        vec![
            b"<Invoice><ID>7</ID><DueDate>2026-04-17</DueDate><DocumentCurrencyCode>EUR</DocumentCurrencyCode>\
              <LegalMonetaryTotal><PayableAmount currencyID=\"EUR\">69.00</PayableAmount></LegalMonetaryTotal></Invoice>"
                .to_vec(),
        ]
    },
    extensions: &["xml"],
    tokens: &[b"<ID>", b"</ID>", b"<![CDATA[", b"]]>", b"<!--", b"-->", b"<!DOCTYPE [", b"&amp;"],
};

/// Every booking stands within bounds and in order.
fn read(form: StatementForm, input: &[u8]) -> u64 {
    let sniffed = statements::sniff(input);
    let (statements, gaps) = statements::read(form, input);
    for booking in statements.iter().flat_map(|s| &s.bookings) {
        assert!(booking.place.start <= booking.place.end, "a booking ends before it begins");
    }
    let counts: Vec<usize> = statements.iter().map(|s| s.bookings.len().min(64)).collect();
    answer((sniffed, counts, gaps.len().min(64)))
}

/// Every value stands within the text.
fn bill(input: &[u8]) -> u64 {
    let text = String::from_utf8_lossy(input);
    let mut found = Structured::default();
    let known = invoice(&text, &mut found);
    for fact in &found.facts {
        assert!(text.get(fact.start..fact.end).is_some(), "a value outside of the text: {fact:?}");
    }
    answer((known, found.facts.len(), found.kinds.len(), found.gaps.len()))
}
