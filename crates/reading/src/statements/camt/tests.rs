use crate::statements::tests::span;
use crate::statements::{StatementForm, read, sniff};
use jiff::civil::date;
use oxherd_model::{Account, BookingStatus, Currency, Gap, Statement};

const OPENING: &str = "<Bal><Tp><CdOrPrtry><Cd>OPBD</Cd></CdOrPrtry></Tp><Amt Ccy=\"EUR\">100.00\
    </Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-03-01</Dt></Dt></Bal>";

fn closing(sum: &str) -> String {
    OPENING.replace("OPBD", "CLBD").replace("100.00", sum).replace("03-01", "03-31")
}

fn file(body: &str) -> String {
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><n:Document xmlns:n=\"urn:iso:std:iso:20022:tech:\
         xsd:camt.053.001.08\"><n:BkToCstmrStmt><GrpHdr><CreDtTm>2026-04-01T02:00:00+02:00</CreDtTm>\
         </GrpHdr><Stmt><FrToDt><FrDtTm>2026-03-01T00:00:00</FrDtTm><ToDtTm>2026-03-31T23:59:59\
         </ToDtTm></FrToDt><Acct><Id><IBAN>DE89370400440532013000</IBAN></Id><Ccy>EUR</Ccy><Ownr>\
         <Nm>Ottilie Quist</Nm></Ownr></Acct>{body}</Stmt></n:BkToCstmrStmt></n:Document>"
    )
}

fn entry(sum: &str, direction: &str, more: &str) -> String {
    format!(
        "<Ntry><Amt Ccy=\"EUR\">{sum}</Amt><CdtDbtInd>{direction}</CdtDbtInd><Sts><Cd>BOOK</Cd></Sts>\
         <BookgDt><Dt>2026-03-04</Dt></BookgDt><ValDt><Dt>2026-03-05</Dt></ValDt>\
         <AcctSvcrRef>B1</AcctSvcrRef>{more}</Ntry>"
    )
}

fn taken(body: &str) -> (Statement, Vec<Gap>) {
    let (mut statements, gaps) = read(StatementForm::Camt, file(body).as_bytes());
    assert_eq!(statements.len(), 1, "{gaps:?}");
    (statements.remove(0), gaps)
}

/// What is booked, without the places, which move with the names around them.
fn bookings(statements: &[Statement]) -> Vec<String> {
    let all = statements.iter().flat_map(|s| s.bookings.iter().map(move |b| (s, b)));
    all.map(|(s, b)| {
        let account = s.account.as_ref().map(Account::number).unwrap_or_default();
        let who = b.counterparty.as_deref().unwrap_or_default();
        format!(
            "{account} {} {} {:?} {who} {} {:?}",
            b.booked_on, b.money, b.value_on, b.purpose, b.mandate
        )
    })
    .collect()
}

const DEBIT: &str = "<NtryDtls><TxDtls><Refs><EndToEndId>E-1</EndToEndId><MndtId>M-1</MndtId></Refs>\
    <RltdPties><Dbtr><Pty><Nm>Ottilie Quist</Nm></Pty></Dbtr><Cdtr><Pty><Nm>Lantern &amp; Loom</Nm>\
    <Id><PrvtId><Othr><Id>DE98ZZZ09999999999</Id></Othr></PrvtId></Id></Pty></Cdtr><CdtrAcct><Id>\
    <IBAN>NL91ABNA0417164300</IBAN></Id></CdtrAcct></RltdPties><RmtInf><Ustrd>lamp oil</Ustrd>\
    <Ustrd>March</Ustrd></RmtInf></TxDtls></NtryDtls><AddtlNtryInf>Direct debit</AddtlNtryInf>";

#[test]
#[expect(clippy::cognitive_complexity, reason = "one assertion a field")]
fn a_direct_debit_reads_back_whole() {
    let body = format!("{OPENING}{}{}", closing("87.50"), entry("12.50", "DBIT", DEBIT));
    let (statement, gaps) = taken(&body);
    assert_eq!(gaps, []);
    assert_eq!(statement.account.unwrap().number(), "DE89370400440532013000");
    assert_eq!(statement.currency, Some(Currency::EUR));
    assert_eq!(statement.owner.as_deref(), Some("Ottilie Quist"));
    assert_eq!(statement.created_on, Some(date(2026, 4, 1)));
    assert_eq!((statement.from, statement.to), (Some(date(2026, 3, 1)), Some(date(2026, 3, 31))));
    let booking = &statement.bookings[0];
    assert_eq!(booking.money.to_string(), "-12.50 EUR");
    assert_eq!((booking.booked_on, booking.value_on), (date(2026, 3, 4), Some(date(2026, 3, 5))));
    assert_eq!(booking.counterparty.as_deref(), Some("Lantern & Loom"));
    assert_eq!(booking.counterparty_account, Some(Account::Iban("NL91ABNA0417164300".to_owned())));
    assert_eq!(booking.purpose, "lamp oil March");
    assert_eq!(booking.posting.as_deref(), Some("Direct debit"));
    assert_eq!(booking.mandate.as_deref(), Some("M-1"));
    assert_eq!(booking.creditor_id.as_deref(), Some("DE98ZZZ09999999999"));
    assert_eq!(booking.end_to_end.as_deref(), Some("E-1"));
    assert_eq!(booking.bank_reference.as_deref(), Some("B1"));
    let text = file(&body);
    let span = span(&text, booking.place);
    assert!(span.starts_with("<Ntry>") && span.ends_with("</Ntry>"), "{span}");
}

#[test]
fn what_comes_back_keeps_its_counterparty() {
    let returned = DEBIT.replace("</TxDtls>", "<RtrInf><Rsn><Cd>AC04</Cd></Rsn></RtrInf></TxDtls>");
    let more = format!("<RvslInd>true</RvslInd>{returned}");
    let (statement, _) = taken(&entry("12.50", "CRDT", &more));
    let booking = &statement.bookings[0];
    assert_eq!(booking.money.to_string(), "12.50 EUR");
    assert_eq!(booking.counterparty.as_deref(), Some("Lantern & Loom"));
    assert_eq!(booking.posting.as_deref(), Some("Direct debit AC04"));
}

#[test]
fn balances_that_disagree_are_said() {
    let (_, gaps) = taken(&format!("{OPENING}{}{}", closing("90.00"), entry("12.50", "DBIT", "")));
    assert_eq!(gaps.len(), 1);
    assert!(gaps[0].what.contains("come to 87.50 EUR"), "{gaps:?}");
}

#[test]
fn a_batch_is_taken_apart_only_where_its_sums_agree() {
    let detail = |sum: &str, name: &str| {
        format!(
            "<TxDtls><Amt Ccy=\"EUR\">{sum}</Amt><RltdPties><Dbtr><Nm>{name}</Nm></Dbtr></RltdPties>\
             <RmtInf><Ustrd>for {name}</Ustrd></RmtInf></TxDtls>"
        )
    };
    let batch = |sum| {
        let details = format!("{}{}", detail("3.00", "Ida"), detail(sum, "Ole"));
        taken(&entry("10.00", "CRDT", &format!("<NtryDtls>{details}</NtryDtls>"))).0.bookings
    };
    let apart = batch("7.00");
    assert_eq!(apart.len(), 2);
    assert_eq!(apart[1].counterparty.as_deref(), Some("Ole"));
    assert_eq!(apart[1].money.to_string(), "7.00 EUR");
    let whole = batch("8.00");
    assert_eq!(whole.len(), 1);
    assert_eq!(whole[0].money.to_string(), "10.00 EUR");
    assert_eq!(whole[0].purpose, "for Ida for Ole");
}

#[test]
fn what_is_pending_does_not_count() {
    let pending = entry("5.00", "DBIT", "").replace("BOOK", "PDNG");
    let (statement, gaps) = taken(&format!("{OPENING}{}{pending}", closing("100.00")));
    assert_eq!(gaps, []);
    assert_eq!(statement.bookings[0].status, BookingStatus::Pending);
}

#[test]
fn a_report_within_the_day_and_a_notification_are_read_like_a_statement() {
    let whole = file(&entry("12.50", "DBIT", DEBIT));
    let of = |name: (&str, &str), envelope: &str, body: &str| {
        let text = whole.replace("camt.053.001.08", name.0).replace("BkToCstmrStmt", envelope);
        let text =
            text.replace("<Stmt>", &format!("<{body}>")).replace("</Stmt>", &format!("</{body}>"));
        assert_eq!(sniff(text.as_bytes()), Some(StatementForm::Camt), "{}", name.1);
        let (statements, gaps) = read(StatementForm::Camt, text.as_bytes());
        assert_eq!(gaps, [], "{}", name.1);
        bookings(&statements)
    };
    let statement = bookings(&read(StatementForm::Camt, whole.as_bytes()).0);
    let report = of(("camt.052.001.08", "a report"), "BkToCstmrAcctRpt", "Rpt");
    let notification = of(("camt.054.001.02", "a notification"), "BkToCstmrDbtCdtNtfctn", "Ntfctn");
    assert!(
        statement[0].starts_with("DE89370400440532013000 2026-03-04 -12.50 EUR"),
        "{statement:?}"
    );
    assert_eq!(report, statement);
    assert_eq!(notification, statement);
}

#[test]
fn an_entry_without_a_direction_is_a_gap_with_its_line() {
    let body = format!("\n\n{}", entry("5.00", "?", ""));
    let (statement, gaps) = taken(&body);
    assert!(statement.bookings.is_empty());
    assert!(gaps[0].what.starts_with("line 3: the sum of a booking"), "{gaps:?}");
}

#[test]
fn a_torn_tail_keeps_what_was_whole() {
    let text = file(&format!("{}{}", entry("5.00", "DBIT", ""), entry("6.00", "DBIT", "")));
    let cut = text.rfind("<BookgDt>").unwrap();
    let (statements, gaps) = read(StatementForm::Camt, &text.as_bytes()[..cut]);
    assert_eq!(statements[0].bookings.len(), 1);
    assert!(gaps.iter().any(|g| g.what.contains("ends within a statement")), "{gaps:?}");
    assert!(gaps.iter().any(|g| g.what.contains("the day of a booking")), "{gaps:?}");
}

#[test]
fn depth_is_bounded() {
    let text = format!("<Document><BkToCstmrStmt><Stmt>{}", "<a>".repeat(100_000));
    let (_, gaps) = read(StatementForm::Camt, text.as_bytes());
    assert!(gaps.iter().any(|g| g.what.contains("too deep")));
}
